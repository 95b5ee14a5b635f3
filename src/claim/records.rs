//! Claims of tables: CSV and its cousins, and spreadsheets. Columns have the names of a claim's figures or other words for them,
//! with a unit perhaps; all other columns are passed through.

use std::io::{Cursor, Read};

use super::file::{NumberedQuote, Quote};
use crate::error::{Error, Result};
#[cfg(feature = "formats")]
use crate::places_file::{Kind, SheetCell, kind_of, sheets};
use crate::table::{Columns, Field, Options, Role, Row, Side, Table};

/// The claims of a table.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// In the order of the file.
    pub(crate) quotes: Vec<NumberedQuote>,
    /// What was assumed and should be told.
    pub(crate) notes: Vec<String>,
}

/// A figure of a claim, and the words for its column, the first of which is its own.
const FIGURES: [(Figure, &[&str]); 9] = [
    (Figure::Title, &["title", "label", "claim", "statement"]),
    (
        Figure::From,
        &[
            "from",
            "origin",
            "launch site",
            "launch",
            "start",
            "from name",
            "von",
        ],
    ),
    (
        Figure::To,
        &[
            "to",
            "destination",
            "target",
            "impact",
            "to name",
            "nach",
            "ziel",
        ],
    ),
    (
        Figure::Time,
        &[
            "time",
            "flight time",
            "duration",
            "flight duration",
            "flugzeit",
        ],
    ),
    (
        Figure::Speed,
        &[
            "speed",
            "velocity",
            "max speed",
            "top speed",
            "geschwindigkeit",
        ],
    ),
    (
        Figure::Apogee,
        &[
            "apogee",
            "max altitude",
            "maximum altitude",
            "altitude",
            "peak altitude",
        ],
    ),
    (
        Figure::Range,
        &[
            "range",
            "distance",
            "distance travelled",
            "distance traveled",
            "reichweite",
        ],
    ),
    (
        Figure::Missile,
        &["missile", "system", "weapon", "missile name", "rakete"],
    ),
    (
        Figure::Source,
        &["source", "url", "reference", "citation", "quelle"],
    ),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Title,
    From,
    To,
    Time,
    Speed,
    Apogee,
    Range,
    Missile,
    Source,
}

/// Reads the claims of a table.
///
/// # Errors
/// [`Error::Usage`] where the head has no column of a claim, or one twice; [`Error::Io`] where the file cannot be read. A row
/// that cannot be read is an error of its own.
pub(crate) fn claims(mut source: impl Read, options: Options) -> Result<Claims> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(|source| Error::Io {
        action: "read",
        path: options.name.clone(),
        source,
    })?;
    #[cfg(feature = "formats")]
    if matches!(kind_of(&bytes), Kind::Zip | Kind::Spreadsheet) {
        return of_sheets(bytes, &options);
    }
    of_text(bytes, options)
}

fn of_text(bytes: Vec<u8>, options: Options) -> Result<Claims> {
    let mapping = options.mapping.clone();
    let mut table = Table::open(Cursor::new(bytes), options)?;
    let head = table.first().clone();
    if head.is_empty() {
        return Ok(Claims::default());
    }
    let mut claims = Claims::default();
    let cells: Vec<&str> = head.iter().collect();
    let columns = Columns::of_header(&cells, head.line(), &mapping, &mut claims.notes)?;
    let layout = Layout::of(&columns, head.line())?;
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        let (line, quote) = match read {
            Err(fault) => (fault.line, Err(Error::Usage(fault.reason))),
            Ok(()) if row.line() == head.line() => continue,
            Ok(()) => (row.line(), Ok(layout.quote(&columns, |at| row.cell(at)))),
        };
        claims.quotes.push(NumberedQuote {
            place: format!("line {line}"),
            quote,
        });
    }
    claims.notes.extend(table.notes().map(str::to_owned));
    Ok(claims)
}

#[cfg(feature = "formats")]
fn of_sheets(bytes: Vec<u8>, options: &Options) -> Result<Claims> {
    let mut without = None;
    for sheet in sheets(Cursor::new(bytes), options)? {
        let mut rows = sheet.rows.into_iter();
        let Some((line, head)) = rows.next() else {
            continue;
        };
        let mut claims = Claims::default();
        let cells: Vec<String> = head.iter().map(SheetCell::text).collect();
        let columns = Columns::of_header(&cells, line, &options.mapping, &mut claims.notes)?;
        // A sheet of remarks may come first.
        let layout = match Layout::of(&columns, line) {
            Ok(layout) => layout,
            Err(error) => {
                without = without.or(Some(error));
                continue;
            }
        };
        claims.quotes = rows
            .map(|(line, cells)| {
                let texts: Vec<String> = cells.iter().map(SheetCell::text).collect();
                let cell = |at: usize| texts.get(at).map_or("", String::as_str);
                NumberedQuote {
                    place: format!("row {line} of sheet {:?}", sheet.name),
                    quote: Ok(layout.quote(&columns, cell)),
                }
            })
            .collect();
        return Ok(claims);
    }
    Err(without.unwrap_or_else(|| Error::Usage("the spreadsheet is empty".to_owned())))
}

/// Which column holds which figure.
struct Layout {
    figures: Vec<(Figure, usize)>,
    /// Latitude and longitude of the source and of the destination.
    degrees: [Option<(usize, usize)>; 2],
    extra: Vec<usize>,
}

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
            figures.extend(columns.named(names).map(|at| (figure, at)));
        }
        let degrees = [Side::From, Side::To].map(|side| {
            let find = |field| columns.find(Role::at(side, field));
            Some((find(Field::Latitude)?, find(Field::Longitude)?))
        });
        if figures.is_empty() && degrees == [None, None] {
            let names = FIGURES.map(|(_, names)| names[0]).join(", ");
            return Err(Error::Usage(format!(
                "line {line}: no column is one of a claim: {names}"
            )));
        }
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
            extra,
        })
    }

    fn quote<'c>(&self, columns: &Columns, cell: impl Fn(usize) -> &'c str) -> Quote {
        let mut quote = Quote::default();
        for &(figure, at) in &self.figures {
            let text = cell(at);
            let said = || {
                let unit = columns
                    .unit(at)
                    .filter(|_| text.ends_with(|c: char| c.is_ascii_digit()));
                let said = match unit {
                    Some(unit) => format!("{text} {unit}"),
                    None => text.to_owned(),
                };
                (!text.is_empty()).then_some(said)
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
        for (degrees, end) in self.degrees.iter().zip([&mut quote.from, &mut quote.to]) {
            let Some((lat, lon)) = degrees.map(|(lat, lon)| (cell(lat), cell(lon))) else {
                continue;
            };
            if lat.is_empty() && lon.is_empty() {
                continue;
            }
            // Semicolons part the two whatever their decimal mark is.
            let position = format!("{};{}", lat.replace(',', "."), lon.replace(',', "."));
            *end = Some(match end.take() {
                Some(name) => format!("{}={position}", name.replace('=', " ")),
                None => position,
            });
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Claims {
        claims(text.as_bytes(), Options::named("claims.csv"))
            .unwrap_or_else(|error| panic!("{text:?}: {error}"))
    }

    fn first(text: &str) -> Quote {
        read(text).quotes.remove(0).quote.unwrap()
    }

    #[test]
    fn tables_of_any_dialect_are_claims() {
        for text in [
            "title,from,to,time\nx,kaliningrad,Berlin,106 s\n",
            "Title;Origin;Target;Flight time (s)\nx;kaliningrad;Berlin;106\n",
            "title\tlaunch_site\tdestination\ttime_s\r\nx\tkaliningrad\tBerlin\t106\r\n",
            "sep=|\ntitle|from|to|duration\nx|kaliningrad|Berlin|106 s\n",
        ] {
            let quote = first(text);
            assert_eq!(quote.title, "x", "{text:?}");
            assert_eq!(quote.from.as_deref(), Some("kaliningrad"), "{text:?}");
            assert_eq!(quote.to.as_deref(), Some("Berlin"), "{text:?}");
            assert_eq!(quote.time.as_deref(), Some("106 s"), "{text:?}");
        }
        let quote = first(
            "launch,launch_lat,launch_lon,to,range_km,apogee_km,who\nA,15,35;44.2,Berlin,850,50,K. Y.\n",
        );
        assert_eq!(quote.range.as_deref(), Some("850 km"));
    }

    #[test]
    fn positions_and_foreign_columns_are_carried() {
        let quote = first(
            "from;from_lat;from_lng;to;time;speaker;date\nA;15,35;44,2;Tel Aviv;11 min;Saree;2024-09-15\n",
        );
        assert_eq!(quote.from.as_deref(), Some("A=15.35;44.2"));
        assert_eq!(
            quote.extra,
            [
                ("speaker".to_owned(), "Saree".to_owned()),
                ("date".to_owned(), "2024-09-15".to_owned())
            ]
        );
    }

    #[test]
    fn a_bad_row_is_an_error_of_its_own() {
        let claims =
            read("from,to,time\nkaliningrad,Berlin,106 s,more\n\nkaliningrad,Paris,5 min\n");
        let error = claims.quotes[0].quote.as_ref().unwrap_err().to_string();
        assert!(error.contains("4 cells, 3 columns"), "{error}");
        assert_eq!(claims.quotes[1].place, "line 4");
        assert!(claims.quotes[1].quote.is_ok());
        for text in ["a,b\n1,2\n", "from,to,time,time\n1,2,3,4\n"] {
            assert!(super::claims(text.as_bytes(), Options::named("x")).is_err());
        }
    }
}
