//! The sheets of a spreadsheet: XLSX, XLSB, XLS and ODS. The only caller of `calamine`.
//!
//! Formats of spreadsheets say little of how much they hold: a cell far to the right, a count of texts or a packed part
//! may ask for more memory than there is. So archives are measured before they are read, and cells counted as they come.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use calamine::{Cell, Data, DataRef, Range, Reader, SheetType, Sheets, open_workbook_auto_from_rs};

use super::archive::measure;
use super::refused;
use crate::error::{Error, Result};
use crate::invisible::visible;
use crate::table::{Options, caught, whole_bytes};

/// The most cells of a sheet, with the empty ones before the last of each row: a full sheet of eleven columns and more.
pub(super) const MOST_CELLS: usize = 12 << 20;

/// The most columns of a sheet, as in Excel.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// The most bytes of text in the cells of a sheet.
pub(super) const MOST_TEXT_BYTES: usize = 128 << 20;

/// A sheet of a spreadsheet.
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The rows that are not empty, with their numbers from 1.
    pub(crate) rows: Vec<(u64, Vec<SheetCell>)>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SheetCell {
    Empty,
    Number(f64),
    Flag(bool),
    /// Text without space around it, a day, or an error of the spreadsheet.
    Text(String),
}

impl SheetCell {
    fn of(cell: &Data) -> Self {
        match cell {
            Data::Empty => Self::Empty,
            #[expect(clippy::cast_precision_loss, reason = "sheets hold doubles")]
            Data::Int(number) => Self::Number(*number as f64),
            Data::Float(number) => Self::Number(*number),
            Data::Bool(flag) => Self::Flag(*flag),
            Data::DateTime(time) if time.is_datetime() => {
                let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
                let date = format!("{year:04}-{month:02}-{day:02}");
                Self::Text(match (hour, minute, second, milli) {
                    (0, 0, 0, 0) => date,
                    (_, _, _, 0) => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
                    _ => format!("{date}T{hour:02}:{minute:02}:{second:02}.{milli:03}"),
                })
            }
            Data::DateTime(time) => Self::Number(time.as_f64()),
            other => Self::Text(other.to_string()),
        }
    }

    /// The cell as text; empty for nothing.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The sheets of a spreadsheet.
///
/// # Errors
/// [`Error::Io`] if it cannot be read; [`Error::Usage`] if it is none, too large or damaged.
pub(crate) fn sheets<R: Read + Seek>(mut source: R, options: &Options) -> Result<Vec<Sheet>> {
    let io = |source| Error::Io {
        action: "read",
        path: options.name.clone(),
        source,
    };
    // Each kind of workbook is tried on a copy of the source.
    source.seek(SeekFrom::Start(0)).map_err(io)?;
    let bytes = Arc::<[u8]>::from(whole_bytes(source, &options.name)?);
    measure(&bytes)?;
    caught(|| workbook(bytes)).unwrap_or_else(|| {
        Err(refused(
            "the spreadsheet is damaged: open it and save it anew",
        ))
    })
}

fn workbook(bytes: Arc<[u8]>) -> Result<Vec<Sheet>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        refused(format!(
            "it is neither KMZ nor a spreadsheet that can be read: {error}"
        ))
    })?;
    let tables = book.sheets_metadata().iter();
    let names: Vec<String> = tables
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut found = Vec::new();
    for name in names {
        let rows = rows(&mut book, &name)
            .map_err(|reason| refused(format!("sheet {name:?} cannot be read: {reason}")))?;
        found.push(Sheet { name, rows });
    }
    Ok(found)
}

type Rows = Vec<(u64, Vec<SheetCell>)>;

fn rows<R: Read + Seek>(book: &mut Sheets<R>, name: &str) -> std::result::Result<Rows, String> {
    let mut gathered = Gathered::default();
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(text)?;
            while let Some(cell) = cells.next_cell().map_err(text)? {
                gathered.add(&cell)?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(text)?;
            while let Some(cell) = cells.next_cell().map_err(text)? {
                gathered.add(&cell)?;
            }
        }
        Sheets::Xls(book) => gathered.take(&book.worksheet_range(name).map_err(text)?)?,
        Sheets::Ods(book) => gathered.take(&book.worksheet_range(name).map_err(text)?)?,
    }
    Ok(gathered.rows())
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The cells of a sheet as they come.
#[derive(Default)]
struct Gathered {
    /// From the first column of the sheet on; the last cell of each holds something.
    rows: Rows,
    cells: usize,
    text_bytes: usize,
}

impl Gathered {
    fn add(&mut self, cell: &Cell<DataRef<'_>>) -> std::result::Result<(), String> {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::String(text) => self.text(text)?,
            DataRef::SharedString(text) => self.text(text)?,
            other => SheetCell::of(&Data::from(other.clone())),
        };
        self.put(u64::from(row) + 1, column as usize, value)
    }

    /// Takes the cells of a sheet that was read as a whole.
    fn take(&mut self, range: &Range<Data>) -> std::result::Result<(), String> {
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let value = match value {
                Data::String(text) => self.text(text)?,
                other => SheetCell::of(other),
            };
            let line = u64::from(first_row) + row as u64 + 1;
            self.put(line, first_column as usize + column, value)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> std::result::Result<SheetCell, String> {
        self.text_bytes += text.len();
        if self.text_bytes > MOST_TEXT_BYTES {
            return Err(too_much_text());
        }
        let text = visible(text);
        let text = text.trim();
        Ok(if text.is_empty() {
            SheetCell::Empty
        } else {
            SheetCell::Text(text.to_owned())
        })
    }

    fn put(
        &mut self,
        line: u64,
        column: usize,
        value: SheetCell,
    ) -> std::result::Result<(), String> {
        if value == SheetCell::Empty {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(format!(
                "row {line} has a cell in column {}, and spreadsheets have at most {MOST_COLUMNS}",
                column + 1
            ));
        }
        if self.rows.last().is_none_or(|(last, _)| *last != line) {
            self.rows.push((line, Vec::new()));
        }
        let Some((_, cells)) = self.rows.last_mut() else {
            return Ok(());
        };
        let before = cells.len();
        let width = before.max(column + 1);
        self.cells += width - before;
        if self.cells > MOST_CELLS {
            return Err(too_many());
        }
        cells.resize(width, SheetCell::Empty);
        cells[column] = value;
        Ok(())
    }

    /// The rows in order, from the first column that holds something. Each ends with its last cell that does: one far away
    /// makes no other row wide.
    fn rows(self) -> Rows {
        let mut rows = self.rows;
        rows.sort_by_key(|(line, _)| *line);
        let first_filled = |(_, row): &(u64, Vec<SheetCell>)| {
            row.iter().position(|cell| *cell != SheetCell::Empty)
        };
        let first = rows.iter().filter_map(first_filled).min().unwrap_or(0);
        for (_, row) in &mut rows {
            row.drain(..first);
        }
        rows
    }
}

pub(super) fn too_many() -> String {
    format!(
        "it has more than {MOST_CELLS} cells: delete what stands far from the table, split it, or write it as CSV"
    )
}

pub(super) fn too_much_text() -> String {
    format!(
        "its cells hold more than {} MB of text: split it, or write it as CSV",
        MOST_TEXT_BYTES >> 20
    )
}
