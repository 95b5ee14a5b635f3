//! Pairs of a spreadsheet: the first sheet whose columns are those of pairs.

use std::io::{Cursor, Read};

use super::ends::Ends;
use super::{Pairs, Source, Value, no_ends};
use crate::error::{Error, Result};
use crate::places_file::{Sheet, SheetCell, header_below_titles, sheets, titles_left_out};
use crate::schema::{Kind, Unit};
use crate::shown;
use crate::table::{Columns, Options, whole_bytes};

/// Opens a spreadsheet, which is read as a whole.
pub(super) fn open<'r>(source: impl Read + 'r, options: &Options) -> Result<Pairs<'r>> {
    let bytes = whole_bytes(source, &options.name)?;
    let in_file =
        |reason: String| Error::Usage(format!("{}: {reason}", shown::path(&options.name)));
    let all = sheets(Cursor::new(bytes), options).map_err(|error| in_file(error.to_string()))?;
    let count = all.len();
    let mut refused = None;
    for Sheet { name, rows } in all {
        let header = header_below_titles(&rows, |names, _| {
            Ends::of(&Columns::of_names(names, &options.mapping).ok()?)
        });
        let titles = header.map_or(0, |(at, _)| at);
        let mut rows = rows.into_iter().skip(titles);
        let Some((line, first)) = rows.next() else {
            continue;
        };
        let names: Vec<String> = first.iter().map(SheetCell::text).collect();
        let mut notes = Vec::new();
        notes.extend((titles > 0).then(|| titles_left_out(line)));
        let columns = Columns::of_header(&names, line, &options.mapping, &mut notes)?;
        let (ends, names, first) = match (Ends::of(&columns), names.len()) {
            (Some(ends), _) => {
                ends.refuse_unsaid(&columns, line)?;
                (ends, columns.names().map(str::to_owned).collect(), None)
            }
            (None, count) => {
                let texts: Vec<&str> = names.iter().map(String::as_str).collect();
                let Some(ends) =
                    Ends::guessed(count).filter(|_| count == 4 && Ends::could_be(&texts))
                else {
                    refused = refused.or(Some(no_ends(line, &texts)));
                    continue;
                };
                (ends, vec![String::new(); count], Some((line, first)))
            }
        };
        let mut rows: Vec<(u64, Vec<Value<'static>>)> = first
            .into_iter()
            .chain(rows)
            .map(|(line, cells)| (line, cells.into_iter().map(value).collect()))
            .collect();
        let mut pairs = Pairs::new(
            Source::Sheet(Vec::new().into_iter()),
            ends,
            names,
            super::file_name(&options.name),
        );
        let kinds: Vec<Kind> = (0..pairs.names.len()).map(|at| kind(&rows, at)).collect();
        for (at, _) in (0..).zip(&kinds).filter(|(_, kind)| **kind == Kind::Text) {
            for cell in rows.iter_mut().filter_map(|(_, cells)| cells.get_mut(at)) {
                if *cell != Value::Empty {
                    *cell = Value::Text(std::mem::replace(cell, Value::Empty).into_text());
                }
            }
        }
        pairs.kinds = Some(kinds);
        pairs.source = Source::Sheet(rows.into_iter());
        pairs.notes = notes;
        if count > 1 {
            pairs.notes.push(format!("of its sheets {name:?} is read"));
        }
        return Ok(pairs);
    }
    Err(in_file(refused.map_or_else(
        || "the spreadsheet is empty".to_owned(),
        |error| error.to_string(),
    )))
}

fn value(cell: SheetCell) -> Value<'static> {
    match cell {
        SheetCell::Empty => Value::Empty,
        #[expect(clippy::cast_possible_truncation, reason = "the guard bounds it")]
        SheetCell::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Value::Integer(number as i64)
        }
        SheetCell::Number(number) => Value::Number(number),
        SheetCell::Flag(flag) => Value::Flag(flag),
        SheetCell::Text(text) => Value::Text(text.into()),
    }
}

/// The type that all cells of a column have. A column of several types is text.
fn kind(rows: &[(u64, Vec<Value<'static>>)], at: usize) -> Kind {
    let mut found = None;
    for (_, cells) in rows {
        let kind = match cells.get(at) {
            None | Some(Value::Empty) => continue,
            Some(Value::Number(_)) => Kind::Number(Unit::Unknown),
            Some(Value::Integer(_)) => Kind::Integer,
            Some(Value::Flag(_)) => Kind::Flag,
            Some(Value::Text(_)) => Kind::Text,
        };
        found = match (found, kind) {
            (None, kind) => Some(kind),
            (Some(known), kind) if known == kind => Some(known),
            (Some(known), kind) if known.is_numeric() && kind.is_numeric() => {
                Some(Kind::Number(Unit::Unknown))
            }
            _ => return Kind::Text,
        };
    }
    found.unwrap_or(Kind::Text)
}
