//! Columns of hemispheres beside those of degrees: `lat,ns,lon,ew`.

use std::borrow::Cow;

use super::columns::{Columns, Field, Role, Side};
use super::header::{is_coordinate, letters_of, side, words};
use crate::position::notation::hemisphere;

/// A column that may hold hemispheres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters {
    pub(crate) at: usize,
    /// True if its name says so.
    is_sure: bool,
    /// True if its name may also be that of a bearing.
    is_bearing: bool,
}

/// Columns of hemispheres of a file of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LettersOfEnds {
    pub(crate) from: Vec<Letters>,
    pub(crate) to: Vec<Letters>,
    /// The columns of which nothing says the end.
    pub(super) of_neither: Vec<usize>,
}

impl Columns {
    /// The columns of a file of places that may hold hemispheres: all that are not read otherwise.
    pub(crate) fn letters(&self) -> Vec<Letters> {
        self.unread()
            .map(|(at, name)| Letters::named(at, name))
            .collect()
    }

    /// The columns of a file of pairs that may hold hemispheres. A column belongs to the end that its name says, or else to the
    /// coordinate beside which it stands.
    pub(crate) fn letters_of_ends(&self) -> LettersOfEnds {
        let find = |side, field| self.find(Role::at(side, field));
        let degrees = [Side::From, Side::To]
            .map(|side| Some([find(side, Field::Latitude)?, find(side, Field::Longitude)?]));
        let mut found = LettersOfEnds::default();
        if degrees == [None, None] {
            return found;
        }
        let end_of = |at: usize| {
            degrees
                .iter()
                .position(|end| end.is_some_and(|end| end.contains(&at)))
        };
        let letters: Vec<Letters> = self.letters();
        let is_sure = |at: usize| letters.iter().any(|it| it.at == at && it.is_sure);
        let names: Vec<&str> = self.names().collect();
        let said = |at: usize| {
            words(names[at]).iter().find_map(|word| match side(word)? {
                Side::From => Some(0),
                Side::To => Some(1),
                // Of lat1 and ns1; ns_2 is the second of its name elsewhere.
                numbered => degrees.iter().position(|end| {
                    end.is_some_and(|[lat, _]| {
                        let mut words = words(names[lat]).into_iter();
                        words.any(|word| side(&word) == Some(numbered))
                    })
                }),
            })
        };
        let before = |at: usize| (0..at).rev().find(|&at| !is_sure(at)).and_then(end_of);
        let after = |at: usize| {
            (at + 1..names.len())
                .find(|&at| !is_sure(at))
                .and_then(end_of)
        };
        let mut are_beside = [false; 2];
        for letters in &letters {
            let end = if letters.is_sure {
                said(letters.at).or_else(|| {
                    let end = before(letters.at).or_else(|| after(letters.at))?;
                    are_beside[end] = true;
                    Some(end)
                })
            } else {
                letters.at.checked_sub(1).and_then(end_of)
            };
            match end {
                Some(0) if degrees[0].is_some() => found.from.push(*letters),
                Some(1) if degrees[1].is_some() => found.to.push(*letters),
                _ if letters.is_sure => found.of_neither.push(letters.at),
                _ => {}
            }
        }
        let has_sure = |list: &[Letters]| list.iter().any(|it| it.is_sure);
        let only_end = match degrees {
            [Some(_), None] => Some(0),
            [None, Some(_)] => Some(1),
            _ => None,
        };
        match only_end {
            // Who has one pair of degrees has one pair of letters.
            Some(end) => {
                let unsaid = std::mem::take(&mut found.of_neither);
                let is_of_end = |at: usize| said(at).is_none_or(|said| said == end);
                let more = letters
                    .iter()
                    .filter(|it| unsaid.contains(&it.at) && is_of_end(it.at));
                if end == 0 {
                    found.from.extend(more);
                } else {
                    found.to.extend(more);
                }
            }
            // Behind all four numbers they may be of either.
            None if has_sure(&found.from) != has_sure(&found.to) => {
                let of = if has_sure(&found.from) {
                    (&found.from, are_beside[0])
                } else {
                    (&found.to, are_beside[1])
                };
                if of.1 {
                    let unsaid = of.0.iter().filter(|it| it.is_sure && said(it.at).is_none());
                    found.of_neither.extend(unsaid.map(|it| it.at));
                }
            }
            None => {}
        }
        for list in [&mut found.from, &mut found.to] {
            if has_sure(list) {
                list.retain(|it| it.is_sure);
            }
        }
        found
    }
}

impl Letters {
    fn named(at: usize, name: &str) -> Self {
        let words = words(name);
        Self {
            at,
            is_sure: letters_of(&words),
            is_bearing: !words.iter().any(|word| is_coordinate(word)),
        }
    }
}

/// What a cell says of a coordinate.
struct Said<'v> {
    column: usize,
    /// N, S, E or W.
    letter: char,
    text: Cow<'v, str>,
}

impl Said<'_> {
    fn is_of_longitude(&self) -> bool {
        matches!(self.letter, 'E' | 'W')
    }

    fn is_negative(&self) -> bool {
        matches!(self.letter, 'S' | 'W')
    }
}

/// The hemispheres that the cells of a row say.
fn said<'v>(
    columns: &[Letters],
    cell: impl Fn(usize) -> Option<Cow<'v, str>>,
) -> Result<Vec<Said<'v>>, (usize, String)> {
    let mut found = Vec::new();
    for &column in columns {
        let Some(text) = cell(column.at).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        match hemisphere(&text) {
            Some(letter) => {
                let said = Said {
                    column: column.at,
                    letter,
                    text,
                };
                found.push((said, column.is_sure));
            }
            // A direction of flight, perhaps.
            None if column.is_bearing && text.trim().parse::<f64>().is_ok() => {}
            None if column.is_sure => {
                let reason = format!(
                    "seems to hold hemispheres, and {text:?} is none: write N, S, E or W, or leave the column out"
                );
                return Err((column.at, reason));
            }
            None => {}
        }
    }
    let has = |is_lon: bool| {
        let mut of_axis = found.iter();
        of_axis.any(|(said, _)| said.is_of_longitude() == is_lon)
    };
    // One letter in a column of any name is a class, or a grade.
    let has_both = has(false) && has(true);
    found.retain(|(_, is_sure)| *is_sure || has_both);
    Ok(found.into_iter().map(|(said, _)| said).collect())
}

/// Degrees with the signs that cells of hemispheres give them.
///
/// # Errors
/// The column whose cell is no hemisphere or contradicts another, and what to do.
pub(crate) fn in_hemispheres<'v>(
    (mut lat_deg, mut lon_deg): (f64, f64),
    columns: &[Letters],
    cell: impl Fn(usize) -> Option<Cow<'v, str>>,
) -> Result<(f64, f64), (usize, String)> {
    let mut earlier: [Option<bool>; 2] = [None; 2];
    for said in said(columns, cell)? {
        let earlier = &mut earlier[usize::from(said.is_of_longitude())];
        let degrees = if said.is_of_longitude() {
            &mut lon_deg
        } else {
            &mut lat_deg
        };
        let contradicts = match *earlier {
            Some(was_negative) if was_negative != said.is_negative() => {
                Some("another column says the opposite".to_owned())
            }
            None if !said.is_negative() && *degrees < 0.0 => Some(format!("{degrees} has a minus")),
            _ => None,
        };
        if let Some(contradicts) = contradicts {
            return Err((
                said.column,
                format!("says {}, and {contradicts}", said.text),
            ));
        }
        *earlier = Some(said.is_negative());
        if said.is_negative() {
            *degrees = -degrees.abs();
        }
    }
    Ok((lat_deg, lon_deg))
}

/// The texts of a latitude and a longitude with the letters that cells of hemispheres give them; with the cell itself where it
/// is none, so that it is refused with the position.
pub(crate) fn with_letters<'v>(
    (mut lat, mut lon): (String, String),
    columns: &[Letters],
    cell: impl Fn(usize) -> Option<Cow<'v, str>> + Copy,
) -> (String, String) {
    match said(columns, cell) {
        Ok(all) => {
            for said in all {
                let text = if said.is_of_longitude() {
                    &mut lon
                } else {
                    &mut lat
                };
                text.push(said.letter);
            }
        }
        Err((at, _)) => lat.push_str(&cell(at).unwrap_or_default()),
    }
    (lat, lon)
}
