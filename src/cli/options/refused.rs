//! Places that are refused before they are looked up, with the command that was meant.

use super::PlaceArgs;
use crate::catalogue::{Role, site_or_city};
use crate::cli::preposition::end_of;
use crate::cli::{advice, meant};
use crate::position;
use crate::position::notation::refuse_halves;
use crate::{Error, Result, shown};

impl PlaceArgs {
    /// Refuses several places in one argument where no other is given, with the command that was meant.
    pub(super) fn refuse_all_in_one(&self) -> Result<()> {
        let has_more = self.second.is_some() || !self.from.is_empty() || !self.to.is_empty();
        let Some(only) = self.first.as_deref().filter(|_| !has_more) else {
            return Ok(());
        };
        let is_place = only.trim_start().starts_with('@')
            || position::read(only).is_some()
            || site_or_city(only, Role::From).is_ok();
        match meant::places_in_one(only).filter(|_| !is_place) {
            Some(meant) => Err(Error::Usage(format!(
                "{:?} is several places, each of which is an argument of its own; did you mean {meant}?",
                shown::cut(only)
            ))),
            None => Ok(()),
        }
    }

    /// Refuses a third place, with the command that was meant.
    pub(super) fn refuse_more(&self) -> Result<()> {
        let given = [self.first.as_deref(), self.second.as_deref()];
        let mut all: Vec<&str> = given.into_iter().flatten().collect();
        all.extend(self.rest.iter().map(String::as_str));
        let preposition = all.iter().find(|word| end_of(word).is_some());
        if let Some(preposition) = preposition
            && (all.len() > 2 || site_or_city(preposition, Role::To).is_ok())
        {
            return Err(meant::refuse_preposition(preposition, &all));
        }
        if all.len() < 3 {
            return Ok(());
        }
        // A list that a shell has split: Berlin, Paris and Rome.
        let all: Vec<&str> = all
            .iter()
            .map(|word| word.trim().trim_end_matches([',', ';']))
            .filter(|word| {
                !word.is_empty()
                    && (site_or_city(word, Role::To).is_ok() || !meant::is_filler(word))
            })
            .collect();
        let (systems, places): (Vec<&str>, Vec<&str>) =
            all.iter().partition(|text| advice::is_only_missile(text));
        if let (false, [from, to]) = (systems.is_empty(), &places[..])
            && places.iter().all(|place| meant::is_place_like(place))
        {
            let systems = systems.iter().map(|text| advice::of_missile(text));
            return Err(Error::Usage(format!(
                "a missile is no place; did you mean {} {}{}?",
                shown::shell_quoted(from),
                shown::shell_quoted(to),
                systems.collect::<String>()
            )));
        }
        let is_number = |text: &&str| text.replace('−', "-").parse::<f64>().is_ok();
        let is_position = |first: &str, second: &str| {
            position::read(&format!("{first} {second}")).is_some_and(|read| read.is_ok())
        };
        let meant = match &all[..] {
            [] => return Ok(()),
            [a, b, c, d] if all.iter().all(is_number) => format!("{a},{b} {c},{d}"),
            [from, to, range] if is_number(range) && !is_number(to) => {
                return Err(Error::Usage(format!(
                    "{range} is no place; did you mean {} {} --missile {range}km?",
                    shown::shell_quoted(from),
                    shown::shell_quoted(to)
                )));
            }
            [a, b, rest @ ..] if !rest.is_empty() && !is_number(a) && is_position(a, b) => {
                let rest = rest.iter().map(|to| shown::shell_quoted(to));
                format!("{a},{b} {}", rest.collect::<Vec<_>>().join(" "))
            }
            places => {
                let unknown = all.iter().find(|text| !meant::is_place_like(text));
                if let (Some(_), Some(meant)) = (unknown, meant::places(&all)) {
                    let rule = if meant.contains('\'') {
                        "a name of several words is put in quotation marks: "
                    } else {
                        ""
                    };
                    return Err(Error::Usage(format!("{rule}did you mean {meant}?")));
                }
                if let Some(unknown) = unknown {
                    return Err(Error::Usage(format!(
                        "FROM and TO are one place each, and {} words are given, of which {unknown:?} is no place; a name of several \
                         words is put in quotation marks",
                        all.len()
                    )));
                }
                meant::from_and_destinations(places)
            }
        };
        Err(Error::Usage(format!(
            "FROM and TO are one place each, and {} are given; did you mean {meant}?",
            all.len()
        )))
    }

    /// Refuses `54,71 20,51`, which is one position to some and two to others.
    pub(super) fn refuse_halves(&self) -> Result<()> {
        let (first, second) = self.positional();
        let from: Vec<&String> = first.into_iter().chain(&self.from).collect();
        let to: Vec<&String> = second.into_iter().chain(&self.to).collect();
        let ([from], [to]) = (&from[..], &to[..]) else {
            return Ok(());
        };
        refuse_halves(from, to)?;
        // A latitude and a longitude, each of which alone is none: 54°42′N 20°30′E.
        let is_half = |text: &str| position::read(text).is_some_and(|read| read.is_err());
        let whole = format!("{from} {to}");
        if is_half(from) && is_half(to) && position::read(&whole).is_some_and(|read| read.is_ok()) {
            return Err(Error::Usage(format!(
                "{} are the halves of one position: write it as one place, as in {} Berlin",
                shown::cut(&whole),
                shown::shell_quoted(&whole)
            )));
        }
        Ok(())
    }
}
