//! Missiles of which nothing is given but the range, and for cruise missiles the speed: `2000km`, `cruise:2000km@850km/h`.

use std::borrow::Cow;

use super::System;
use super::system::GENERIC_SPEED_KM_H;
use crate::error::{Error, Result};
use crate::names::fold;
use crate::number::{self, Quantity, has_unit, read_list, read_number};
use crate::quantity::Interval;
use crate::quantity::limits::{RANGE_KM, SPEED_KM_H};
use crate::shown::grouped;

const RANGE: Quantity =
    Quantity::within_limits(&RANGE_KM, number::Kind::Length).named("range of the missile");
const SPEED: Quantity =
    Quantity::within_limits(&SPEED_KM_H, number::Kind::Speed).named("speed of the missile");

/// The way that it flies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flies {
    Ballistic,
    Cruise,
}

/// Words that may stand before the range.
const KINDS: [(&str, Flies); 6] = [
    ("ballistic", Flies::Ballistic),
    ("genericballistic", Flies::Ballistic),
    ("cruise", Flies::Cruise),
    ("genericcruise", Flies::Cruise),
    ("cruisemissile", Flies::Cruise),
    ("ballisticmissile", Flies::Ballistic),
];

/// Kinds of missiles that have no generic speed.
const NO_KINDS: [&str; 4] = ["glide", "glider", "hypersonic", "hgv"];

/// The parts of a text that asks for a missile by its range.
struct Parts<'t> {
    flies: Flies,
    range: &'t str,
    speed: Option<&'t str>,
}

/// The missile of that range. None if the text is a name.
pub(super) fn by_range(text: &str) -> Option<Result<System>> {
    let parts = parts(text)?;
    Some(parts.and_then(|parts| system(&parts)))
}

/// The error of an unknown missile; a number alone may have been a range.
pub(super) fn unknown(text: &str, error: Error) -> Error {
    match error {
        Error::Unknown {
            what, name, advice, ..
        } if read_number(text, &RANGE).is_ok() && !has_unit(text, number::Kind::Length) => {
            let nearest = vec![format!("{}km", text.trim())];
            Error::Unknown {
                what,
                name,
                nearest,
                advice,
            }
        }
        // A number alone of two readings is one of two ranges.
        Error::Unknown { .. }
            if matches!(read_number(text, &RANGE), Err(Error::TwoReadings { .. })) =>
        {
            match read_number(&format!("{} km", text.trim()), &RANGE) {
                Err(error) => error,
                Ok(_) => error,
            }
        }
        Error::Unknown { name, .. } if class_named(text).is_some() => {
            let advice = class_named(text).unwrap_or_default().to_owned();
            let what = "a class of missiles, of which one or a range is wanted".to_owned();
            Error::OtherKind { name, what, advice }
        }
        Error::Unknown {
            what, name, advice, ..
        } if bounds(text).is_some() => {
            let nearest = bounds(text).into_iter().collect();
            Error::Unknown {
                what,
                name,
                nearest,
                advice,
            }
        }
        error => error,
    }
}

/// What to write for a class of missiles. Their edges are those of NASIC (`arcminute list bands`).
fn class_named(text: &str) -> Option<&'static str> {
    let classes: [(&[&str], &str); 7] = [
        (
            &["all", "any"],
            "leave --missile out: the card of one pair says which missiles reach",
        ),
        (
            &["icbm", "icbms"],
            "write --missile 8000km, or take one of `arcminute list missiles --where 'range>5500'`",
        ),
        (
            &["irbm", "mrbm"],
            "write --missile 3000km, or take one of `arcminute list missiles --where 'range>1000'`",
        ),
        (
            &["srbm"],
            "write --missile 900km, or take one of `arcminute list missiles --where 'range<=1000'`",
        ),
        (
            &["slbm", "slcm"],
            "take one of `arcminute list missiles --where basing=sea`",
        ),
        (
            &["hypersonic", "hgv", "glide", "glider"],
            "take one of `arcminute list missiles --where kind=glide`, or give the speed, as --missile cruise:2000km@7000km/h",
        ),
        (
            &["drone", "drones", "uav"],
            "take one of `arcminute list missiles --where drone=true`, or give the speed, as --missile cruise:1500km@180km/h",
        ),
    ];
    let wanted = fold(text);
    let found = classes
        .iter()
        .find(|(names, _)| names.contains(&wanted.as_str()));
    found.map(|(_, advice)| *advice)
}

/// Missiles for the ends of a range of ranges, and for a bound: `500-1000km`, `>500km`.
fn bounds(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_start_matches(['>', '<', '=', '~', '≥', '≤'])
        .trim();
    if by_range(text).is_some_and(|found| found.is_ok()) {
        return Some(text.to_owned());
    }
    let (low, high) = text.split_once(['-', '–', '…'])?;
    let unit = high.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let low = if has_unit(low, number::Kind::Length) {
        low.to_owned()
    } else {
        format!("{low}{unit}")
    };
    let is_range = |text: &str| by_range(text).is_some_and(|found| found.is_ok());
    (is_range(&low) && is_range(high)).then(|| format!("{},{}", low.trim(), high.trim()))
}

/// The missiles of a text in which commas may part names, or stand within a number: `oreshnik,2000km`, `1,234,567 m`.
pub(crate) fn names(text: &str) -> Result<Vec<Cow<'_, str>>> {
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    let mut rest = text;
    while let Some(at) = end_of_name(rest) {
        found.extend(one_or_list(&rest[..at])?);
        rest = &rest[at + 1..];
    }
    found.extend(one_or_list(rest)?);
    found.retain(|name| !name.is_empty());
    Ok(found)
}

/// Where the first name ends, at a comma that is not within a number.
fn end_of_name(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find([',', ';'])?;
        let before = text[..at].rsplit([':', '@']).next().unwrap_or_default();
        let is_number = |part: &str| {
            let part = part.trim();
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_digit() || ".,' ".contains(c))
        };
        let goes_on = text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        if text[at..].starts_with(',') && is_number(before) && goes_on {
            from = at + 1;
        } else {
            return Some(at);
        }
    }
}

/// A name, or the several ranges of `500,1000km`.
fn one_or_list(name: &str) -> Result<Vec<Cow<'_, str>>> {
    let name = name.trim();
    if !name.contains(',') {
        return Ok(vec![Cow::Borrowed(name)]);
    }
    let (kind, range) = name.split_once(':').unwrap_or(("ballistic", name));
    if range.contains('@') {
        return Ok(vec![Cow::Borrowed(name)]);
    }
    // `2.000,5 km`: a comma behind groups of thousands is decimal, as for every number.
    let (before, _) = range.split_once(',').unwrap_or_default();
    if before.contains(['.', '\'', ' ']) && read_number(range, &RANGE).is_ok() {
        return Ok(vec![Cow::Borrowed(name)]);
    }
    let ranges = read_list(&[range], &RANGE)?;
    Ok(ranges
        .iter()
        .map(|km| Cow::Owned(format!("{kind}:{km}km")))
        .collect())
}

/// Parts a text; None if it is a name, an error if it is neither.
fn parts(text: &str) -> Option<Result<Parts<'_>>> {
    let text = text.trim();
    let (kind, rest) = match text.split_once(':') {
        Some((kind, rest)) => (kind, rest.trim()),
        None => by_id(text).unwrap_or(("ballistic", text)),
    };
    let kind = fold(kind);
    let has_colon = text.contains(':');
    let flies = KINDS.iter().find(|(word, _)| *word == kind);
    let Some(&(_, flies)) = flies else {
        let is_other = has_colon && begins_number(rest);
        return is_other.then(|| Err(no_kind(text, NO_KINDS.contains(&kind.as_str()))));
    };
    let (range, speed) = match rest.split_once('@') {
        Some((range, speed)) => (range, Some(speed)),
        None => match rest.split_once("km-") {
            // An id: cruise-2000km-850km-h.
            Some((range, speed)) => (&rest[..range.len() + 2], Some(speed)),
            None => (rest, None),
        },
    };
    // A designation may begin with digits: 9m729. What has a kind before it is none.
    let is_range = has_colon || speed.is_some() || has_unit(range, number::Kind::Length);
    (begins_number(range) && is_range).then_some(Ok(Parts {
        flies,
        range,
        speed,
    }))
}

/// The kind and the rest of an id, as `cruise-2000km`.
fn by_id(text: &str) -> Option<(&str, &str)> {
    let at = text.find([' ', '-', '_'])?;
    let rest = text[at + 1..].trim_start();
    // Spaces may part thousands as well.
    let is_kind = !begins_number(text) && begins_number(rest);
    is_kind.then_some((&text[..at], rest))
}

fn begins_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A number in a name: whole, or with one decimal.
fn in_name(value: f64) -> String {
    grouped(value, usize::from(value.fract() != 0.0))
}

fn no_kind(text: &str, is_glide: bool) -> Error {
    let reason = if is_glide {
        "there is no generic speed of gliders: write cruise:RANGE@SPEED, as cruise:2000km@7000km/h, or take a missile of the catalogue"
    } else {
        "kinds of missiles by their range are ballistic and cruise, as in cruise:2000km@850km/h"
    };
    Error::Unreadable {
        name: "missile",
        text: text.to_owned(),
        reason: reason.to_owned(),
    }
}

fn system(parts: &Parts<'_>) -> Result<System> {
    // Without what binary fractions leave of miles.
    let km = (read_number(parts.range, &RANGE)? * 1e9).round() / 1e9;
    let range_km = Some(Interval::try_from(km)?);
    let long = in_name(km);
    match parts.flies {
        Flies::Ballistic if parts.speed.is_some() => Err(Error::Usage(
            "a ballistic missile has the speed of its arc: leave the speed out, or write cruise:RANGE@SPEED".to_owned(),
        )),
        Flies::Ballistic => Ok(System {
            id: Cow::Owned(format!("ballistic-{km}km")),
            name: Cow::Owned(format!("{long}-km ballistic missile")),
            range_km,
            ..System::GENERIC_BALLISTIC
        }),
        Flies::Cruise => {
            let speed = parts.speed.map(|speed| speed.replace("km-h", "km/h"));
            let speed = speed.map(|speed| read_number(&speed, &SPEED)).transpose()?;
            let (id, name, speed_km_h) = match speed {
                Some(speed) => (
                    format!("cruise-{km}km-{speed}km-h"),
                    format!("{long}-km, {}-km/h cruise missile", in_name(speed)),
                    Interval::try_from(speed)?,
                ),
                None => (
                    format!("cruise-{km}km"),
                    format!("{long}-km cruise missile"),
                    GENERIC_SPEED_KM_H,
                ),
            };
            Ok(System {
                id: Cow::Owned(id),
                name: Cow::Owned(name),
                range_km,
                speed_km_h: Some(speed_km_h),
                ..System::GENERIC_CRUISE
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missiles_by_their_range() {
        for (text, id, km, speed_km_h) in [
            ("2000km", "ballistic-2000km", 2000.0, None),
            ("2000 km", "ballistic-2000km", 2000.0, None),
            ("1 000 km", "ballistic-1000km", 1000.0, None),
            ("ballistic:2000", "ballistic-2000km", 2000.0, None),
            ("ballistic-2000km", "ballistic-2000km", 2000.0, None),
            ("1.500,5 km", "ballistic-1500.5km", 1500.5, None),
            // Miles by definition: 1.609344 km.
            ("300mi", "ballistic-482.8032km", 482.8032, None),
            ("cruise:2000km", "cruise-2000km", 2000.0, Some(800.0)),
            ("cruise 2000km", "cruise-2000km", 2000.0, Some(800.0)),
            (
                "Cruise missile: 2000 km",
                "cruise-2000km",
                2000.0,
                Some(800.0),
            ),
            (
                "cruise:2000km@850km/h",
                "cruise-2000km-850km-h",
                2000.0,
                Some(850.0),
            ),
            (
                "cruise-2000km-850km-h",
                "cruise-2000km-850km-h",
                2000.0,
                Some(850.0),
            ),
            ("cruise:300@500", "cruise-300km-500km-h", 300.0, Some(500.0)),
        ] {
            let system = by_range(text).unwrap().unwrap();
            assert_eq!(system.id, id, "{text}");
            let range_km = system.range_km.unwrap();
            assert!((range_km.nominal - km).abs() < 1e-9, "{text}");
            assert_eq!(system.speed_km_h.map(|speed| speed.nominal), speed_km_h);
            // Its id is a name of it.
            assert_eq!(by_range(&system.id).unwrap().unwrap(), system, "{text}");
        }
    }

    #[test]
    fn what_is_no_range_is_a_name_or_refused() {
        for text in [
            "9m729", "3m14", "Agni 5", "DF-26", "oreshnik", "2000", "", "km",
        ] {
            assert!(by_range(text).is_none(), "{text}");
        }
        for (text, word) in [
            ("2,000km", "two ways: 2000 km or 2 km"),
            ("300nm", "nautical miles"),
            ("90s", "unit of time"),
            ("50000km", "between 1 and 40000"),
            ("cruise:2000km@Mach 5", "stratosphere"),
            ("glide:2000km", "no generic speed of gliders"),
            ("rocket:2000km", "ballistic and cruise"),
            ("2000km@5000km/h", "the speed of its arc"),
        ] {
            let error = by_range(text).unwrap().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }

    #[test]
    fn commas_part_names_and_not_numbers() {
        for (text, wanted) in [
            ("oreshnik,kinzhal", &["oreshnik", "kinzhal"][..]),
            ("9m729, 9m728", &["9m729", "9m728"]),
            ("oreshnik;2000km", &["oreshnik", "2000km"]),
            ("1000km,2000km", &["1000km", "2000km"]),
            (
                "500,1000,5500km",
                &["ballistic:500km", "ballistic:1000km", "ballistic:5500km"],
            ),
            ("1,234,567m", &["ballistic:1234.567km"]),
            ("2000km,", &["2000km"]),
        ] {
            assert_eq!(names(text).unwrap(), wanted, "{text}");
        }
        assert!(names("2,000km").is_err());
    }
}
