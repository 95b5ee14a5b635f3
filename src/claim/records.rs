//! Claims of tables: CSV and its cousins, spreadsheets, and objects in JSON. Columns have the names of a claim's figures or other words for them,
//! with a unit perhaps; all other columns are passed through.

mod cells;
mod figures;
mod objects;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
#[cfg(feature = "formats")]
use std::io::Cursor;

use super::file::{NumberedQuote, Quote};
use crate::error::{Error, Result};
use crate::places_file::{Kind, kind_of};
#[cfg(feature = "formats")]
use crate::places_file::{SheetCell, header_below_titles, sheets, titles_left_out};
use crate::shown;
use crate::table::{Columns, Field, Letters, Options, Role, Row, Side, Table, with_letters};

use cells::{is_figure, is_nothing, is_time_of_day};
use figures::{FIGURES, Figure, MACH, speaks_of_figure};

/// The claims of a table.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// In the order of the file.
    pub(crate) quotes: Vec<NumberedQuote>,
    /// What was assumed and should be told.
    pub(crate) notes: Vec<String>,
}

/// Maximum number of claims of a file: each verdict is kept until all are written.
pub(crate) const MOST_CLAIMS: usize = 10_000;

/// Maximum number of columns: each claim keeps a cell of each.
const MOST_COLUMNS: usize = 200;

/// Reads the claims of a file that was read as a whole: a table, a spreadsheet, or objects in JSON.
///
/// # Errors
/// [`Error::Usage`] where the head has no column of a claim, or one twice, or there are more than [`MOST_CLAIMS`]. A row that
/// cannot be read is an error of its own.
pub(crate) fn claims(bytes: &[u8], options: Options) -> Result<Claims> {
    match kind_of(bytes) {
        #[cfg(feature = "formats")]
        Kind::Zip | Kind::Spreadsheet => of_sheets(bytes, &options),
        Kind::Json => objects::claims(bytes, &options),
        _ => of_text(bytes, options),
    }
}

impl Claims {
    fn push(&mut self, place: String, quote: Result<Quote>) -> Result<()> {
        if self.quotes.len() >= MOST_CLAIMS {
            return Err(Error::Usage(format!(
                "it has more than {MOST_CLAIMS} claims, the most that are judged in one go: part the file"
            )));
        }
        self.quotes.push(NumberedQuote { place, quote });
        Ok(())
    }
}

fn of_text(bytes: &[u8], options: Options) -> Result<Claims> {
    let mapping = options.mapping.clone();
    let mut table = Table::open(bytes, options)?;
    let head = table.first().clone();
    if head.is_empty() {
        return Ok(Claims::default());
    }
    let mut claims = Claims::default();
    let cells: Vec<&str> = head.iter().collect();
    let columns = Columns::of_header(&cells, head.line(), &mapping, &mut claims.notes)?;
    let mut layout = Layout::of(&columns, head.line())?;
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        let (line, quote) = match read {
            Err(fault) => (fault.line, Err(Error::Usage(fault.reason))),
            Ok(()) if row.line() == head.line() => continue,
            Ok(()) => (row.line(), Ok(layout.quote(&columns, |at| row.cell(at)))),
        };
        claims.push(format!("line {line}"), quote)?;
    }
    claims.notes.extend(table.notes().map(str::to_owned));
    claims.notes.extend(layout.notes(&columns));
    Ok(claims)
}

#[cfg(feature = "formats")]
fn of_sheets(bytes: &[u8], options: &Options) -> Result<Claims> {
    let mut without = None;
    for sheet in sheets(Cursor::new(bytes), options)? {
        let header = header_below_titles(&sheet.rows, |names, line| {
            let columns = Columns::of_names(names, &options.mapping).ok()?;
            Layout::of(&columns, line).ok().map(drop)
        });
        let titles = header.map_or(0, |(at, ())| at);
        let mut rows = sheet.rows.into_iter().skip(titles);
        let Some((line, head)) = rows.next() else {
            continue;
        };
        let mut claims = Claims::default();
        claims
            .notes
            .extend((titles > 0).then(|| titles_left_out(line)));
        let cells: Vec<String> = head.iter().map(SheetCell::text).collect();
        let columns = Columns::of_header(&cells, line, &options.mapping, &mut claims.notes)?;
        // A sheet of remarks may come first.
        let mut layout = match Layout::of(&columns, line) {
            Ok(layout) => layout,
            Err(error) => {
                without = without.or(Some(error));
                continue;
            }
        };
        for (line, cells) in rows {
            let texts: Vec<String> = cells.iter().map(text_of_cell).collect();
            let cell = |at: usize| texts.get(at).map_or("", String::as_str);
            let place = format!("row {line} of sheet {:?}", sheet.name);
            claims.push(place, Ok(layout.quote(&columns, cell)))?;
        }
        claims.notes.extend(layout.notes(&columns));
        return Ok(claims);
    }
    Err(without.unwrap_or_else(|| Error::Usage("the spreadsheet is empty".to_owned())))
}

#[cfg(feature = "formats")]
fn text_of_cell(cell: &SheetCell) -> String {
    match cell {
        SheetCell::Number(number) => text_of_number(*number),
        other => other.text(),
    }
}

/// A number of a typed file as text, so that three decimals are not taken for thousands.
fn text_of_number(number: f64) -> String {
    let text = number.to_string();
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => text + "0",
        _ => text,
    }
}

/// Which column holds which figure.
struct Layout {
    figures: Vec<(Figure, usize)>,
    /// Latitude and longitude of the source and of the destination.
    degrees: [Option<(usize, usize)>; 2],
    /// Columns whose names speak of a figure.
    speaking: Vec<usize>,
    /// Columns of hemispheres beside them.
    letters: [Vec<Letters>; 2],
    extra: Vec<usize>,
    /// True if the file says on which day something happened: clock times are then times of day.
    has_dates: bool,
    /// Sources without destinations, which are passed through.
    single_end: Option<usize>,
    /// Numbers of the columns of figures whose unit was assumed.
    assumed_km: Vec<usize>,
    /// Other columns with a figure and its unit in a cell.
    unread: Vec<usize>,
    /// The first time of day, and how many there are.
    times_of_day: Option<(String, u64)>,
}

/// Words for the day of an event.
const DATES: [&str; 5] = ["date", "day", "launch date", "test date", "datum"];

impl Layout {
    fn of(columns: &Columns, line: u64) -> Result<Self> {
        let mut figures = Vec::new();
        for (figure, names) in FIGURES {
            let double = format!("{}_2", names[0]);
            if columns.names().any(|name| name == double) {
                return Err(Error::Usage(format!(
                    "line {line}: column {} is there twice",
                    names[0]
                )));
            }
            // The ends by the words that files of pairs have for them.
            let by_role = match figure {
                Figure::From => columns.find(Role::at(Side::From, Field::Name)),
                Figure::To => columns.find(Role::at(Side::To, Field::Name)),
                _ => None,
            };
            let is_new = |at: &usize| figures.iter().all(|(_, other)| other != at);
            let found = columns.named(names).or(by_role.filter(is_new));
            figures.extend(found.map(|at| (figure, at)));
        }
        let degrees = [Side::From, Side::To].map(|side| {
            let find = |field| columns.find(Role::at(side, field));
            Some((find(Field::Latitude)?, find(Field::Longitude)?))
        });
        let letters = columns.letters_of_ends();
        let count = columns.names().count();
        if count > MOST_COLUMNS {
            return Err(Error::Usage(format!(
                "line {line}: it has {count} columns; up to {MOST_COLUMNS} are read of a file of claims"
            )));
        }
        let has = |wanted: Figure| figures.iter().any(|(figure, _)| *figure == wanted);
        let unsaid = [Field::Latitude, Field::Longitude].map(|field| columns.find(Role::of(field)));
        if let (true, true, [None, None], [Some(lat), Some(lon)]) =
            (has(Figure::From), has(Figure::To), degrees, unsaid)
        {
            let names: Vec<&str> = columns.names().collect();
            return Err(Error::Usage(format!(
                "line {line}: columns {:?} and {:?} hold coordinates, and nothing says of which end: call them from_lat and \
                 from_lon, or to_lat and to_lon",
                names[lat], names[lon]
            )));
        }
        if figures.is_empty() && degrees == [None, None] {
            let names = FIGURES.map(|(_, names)| names[0]).join(", ");
            return Err(Error::Usage(format!(
                "line {line}: no column is one of a claim: {names}"
            )));
        }
        // A test has a place of launch and a distance, and falls into the sea.
        let find = |wanted| figures.iter().position(|(figure, _)| *figure == wanted);
        let has_range = find(Figure::Range).is_some();
        let has_target = find(Figure::To).is_some() || degrees[1].is_some();
        let is_single = has_range && !has_target;
        let single_end = match find(Figure::From) {
            Some(at) if is_single => Some(figures.remove(at).1),
            _ => degrees[0].filter(|_| is_single).map(|(lat, _)| lat),
        };
        let degrees = if is_single { [None, None] } else { degrees };
        let is_used = |at: usize| {
            figures.iter().any(|(_, figure)| *figure == at)
                || degrees
                    .iter()
                    .flatten()
                    .any(|(lat, lon)| *lat == at || *lon == at)
        };
        let extra = (0..columns.names().count())
            .filter(|at| !is_used(*at))
            .collect();
        Ok(Self {
            figures,
            degrees,
            letters: [letters.from, letters.to],
            speaking: columns.with_words(speaks_of_figure),
            extra,
            has_dates: columns.named(&DATES).is_some(),
            single_end,
            assumed_km: Vec::new(),
            unread: Vec::new(),
            times_of_day: None,
        })
    }

    /// What was assumed of the file.
    fn notes(&self, columns: &Columns) -> impl Iterator<Item = String> {
        let names: Vec<&str> = columns.names().collect();
        let name = |at: usize| shown::cut(names[at]);
        let end = self.single_end.map(|at| {
            format!(
                "column {:?} is of sources, and there are no destinations: it is passed through, and the range is the distance flown",
                name(at)
            )
        });
        let listed = |columns: &[usize]| {
            let names: Vec<String> = columns
                .iter()
                .map(|&at| format!("{:?}", name(at)))
                .collect();
            (!names.is_empty()).then(|| names.join(" and "))
        };
        let km = listed(&self.assumed_km)
            .map(|names| format!("numbers without a unit are taken as km in column {names}"));
        let clock = self.times_of_day.as_ref().map(|(first, count)| {
            let first = shown::cut(first);
            match count {
                1 => format!("{first:?} in the column of times is a time of day, and no flight time"),
                _ => format!(
                    "{first:?} and {} more in the column of times are times of day, and no flight times",
                    count - 1
                ),
            }
        });
        let unread = listed(&self.unread)
            .map(|names| format!("figures in column {names} are passed through, and not judged"));
        [end, km, clock, unread].into_iter().flatten()
    }

    /// The claim of a row.
    fn quote<'c>(&mut self, columns: &Columns, cell: impl Fn(usize) -> &'c str) -> Quote {
        let mut quote = Quote::default();
        for (figure, at) in self.figures.clone() {
            let text = cell(at);
            let is_number = text.ends_with(|c: char| c.is_ascii_digit());
            let has_word = columns
                .named(&[
                    "altitude",
                    "max altitude",
                    "maximum altitude",
                    "peak altitude",
                ])
                .is_some_and(|altitude| altitude == at);
            let is_length = matches!(figure, Figure::Range | Figure::Apogee) && !has_word;
            let unit = match columns.unit(at).filter(|_| is_number) {
                None if is_number
                    && is_length
                    && text.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    if !self.assumed_km.contains(&at) {
                        self.assumed_km.push(at);
                    }
                    Some("km")
                }
                // The name of the column is the unit.
                None if is_number && columns.named(&["minutes", "minuten"]) == Some(at) => {
                    Some("min")
                }
                unit => unit,
            };
            let mach =
                (is_number && columns.named(&MACH) == Some(at)).then(|| format!("Mach {text}"));
            let text = mach.as_deref().unwrap_or(text);
            if figure == Figure::Time && self.has_dates && is_time_of_day(text) {
                let (_, count) = self
                    .times_of_day
                    .get_or_insert_with(|| (text.to_owned(), 0));
                *count += 1;
                continue;
            }
            let said = || {
                let said = match unit {
                    Some(unit) => format!("{text} {unit}"),
                    None => text.to_owned(),
                };
                (!is_nothing(text)).then_some(said)
            };
            match figure {
                Figure::Title => text.clone_into(&mut quote.title),
                Figure::Source => text.clone_into(&mut quote.source),
                Figure::From => quote.from = said(),
                Figure::To => quote.to = said(),
                Figure::Time => quote.time = said(),
                Figure::Speed => quote.speed = said(),
                Figure::Apogee => quote.apogee = said(),
                Figure::Range => quote.range = said(),
                Figure::Missile => quote.missile = said(),
            }
        }
        let ends = self.degrees.iter().zip(&self.letters);
        for ((degrees, letters), end) in ends.zip([&mut quote.from, &mut quote.to]) {
            let Some((lat, lon)) = degrees.map(|(lat, lon)| (cell(lat), cell(lon))) else {
                continue;
            };
            if lat.is_empty() && lon.is_empty() {
                continue;
            }
            // Semicolons part the two whatever their decimal mark is.
            let numbers = (lat.replace(',', "."), lon.replace(',', "."));
            let (lat, lon) = with_letters(numbers, letters, |at| Some(Cow::Borrowed(cell(at))));
            let position = format!("{lat};{lon}");
            *end = Some(match end.take() {
                Some(name) => format!("{}={position}", name.replace('=', " ")),
                None => position,
            });
        }
        for &at in &self.extra {
            if self.unread.contains(&at) {
                continue;
            }
            let is_told = is_figure(cell(at))
                || (self.speaking.contains(&at) && cell(at).contains(|c: char| c.is_ascii_digit()));
            if is_told {
                self.unread.push(at);
            }
        }
        let names: Vec<&str> = columns.names().collect();
        quote.extra = self
            .extra
            .iter()
            .map(|&at| (names[at].to_owned(), cell(at).to_owned()))
            .collect();
        quote
    }
}
