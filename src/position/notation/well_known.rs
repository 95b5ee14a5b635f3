//! Points of databases in well-known text and binary (OGC 06-103r4), also with the reference system that `PostGIS` writes.

use std::borrow::Cow;

use super::{Found, Refusal, at, number};

/// Geometries that are no single point, by the beginnings of their names.
const OTHERS: [&str; 11] = [
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
    "CIRCULARSTRING",
    "COMPOUNDCURVE",
    "CURVEPOLYGON",
    "POLYHEDRALSURFACE",
    "TRIANGLE",
];

/// Reference systems whose coordinates are a longitude and a latitude on WGS 84.
const DEGREES: [u32; 3] = [0, 4326, 4979];

/// `POINT(20.51 54.71)` or its bytes in hexadecimal digits: longitude first.
pub(super) fn read(clean: &str) -> Option<Found> {
    let upper = clean.to_ascii_uppercase();
    let (system, geometry) = match upper.strip_prefix("SRID=") {
        Some(rest) => {
            let (system, geometry) = rest.split_once(';')?;
            (system.trim().parse().ok()?, geometry.trim_start())
        }
        None => (0, upper.as_str()),
    };
    let point = match text(geometry)? {
        Ok(point) => point,
        Err(reason) => return Some(Err(Refusal::Because(reason))),
    };
    let system = point.system.unwrap_or(system);
    if !DEGREES.contains(&system) {
        return Some(Err(Refusal::Because(Cow::Owned(format!(
            "its reference system is EPSG:{system}; write it in EPSG:4326, as ST_Transform(geom, 4326) does"
        )))));
    }
    Some(at(point.y, point.x))
}

/// A point, and its reference system where the bytes say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) system: Option<u32>,
}

fn text(geometry: &str) -> Option<Result<Point, Cow<'static, str>>> {
    let Some(rest) = geometry.strip_prefix("POINT") else {
        let other = OTHERS.iter().find(|name| {
            let rest = geometry.strip_prefix(**name);
            rest.is_some_and(|rest| rest.trim_start().starts_with(['(', 'Z', 'M']))
        });
        return match other {
            Some(name) => Some(Err(Cow::Owned(not_a_point(name)))),
            None => hexadecimal(geometry),
        };
    };
    let rest = rest.trim_start().trim_start_matches(['Z', 'M']).trim();
    if rest == "EMPTY" {
        return Some(Err(Cow::Borrowed("the point is empty")));
    }
    let inner = rest.strip_prefix('(')?.strip_suffix(')')?;
    if let Some((x, y)) = inner.split_once(',')
        && let (Some(x), Some(y)) = (number(x), number(y))
    {
        return Some(Err(Cow::Owned(format!(
            "well-known text has a blank between longitude and latitude, and no comma: write POINT({x} {y}) if the longitude comes \
             first, else {x},{y}"
        ))));
    }
    let numbers: Vec<f64> = inner
        .split_whitespace()
        .map(number)
        .collect::<Option<_>>()?;
    let [x, y, ..] = numbers[..] else { return None };
    (numbers.len() <= 4).then_some(Ok(Point { x, y, system: None }))
}

/// What is said of a geometry of another kind.
pub(crate) fn not_a_point(name: &str) -> String {
    format!(
        "a {name} is no point; only points are places: take its middle, as ST_Centroid(geom) does"
    )
}

/// Bytes of a point with two to four coordinates, without and with a reference system, as hexadecimal digits.
const DIGITS: [usize; 6] = [42, 50, 58, 66, 74, 82];

fn hexadecimal(digits: &str) -> Option<Result<Point, Cow<'static, str>>> {
    let is_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_digits || !(digits.starts_with("00") || digits.starts_with("01")) {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..digits.len() / 2)
        .map(|at| byte(2 * at))
        .collect::<Option<_>>()?;
    match of_bytes(&bytes) {
        Ok(point) if DIGITS.contains(&digits.len()) => Some(Ok(point)),
        Ok(_) => None,
        Err(kind) => Some(Err(Cow::Owned(not_a_point(kind?)))),
    }
}

/// The point of well-known binary, with or without a height, a measure and a reference system; else the name of the geometry
/// that it is, if it is one.
pub(crate) fn of_bytes(bytes: &[u8]) -> Result<Point, Option<&'static str>> {
    let mut rest = bytes;
    let order = *rest.split_off_first().ok_or(None)?;
    let is_little = match order {
        0 => false,
        1 => true,
        _ => return Err(None),
    };
    let whole = |rest: &mut &[u8]| {
        let bytes: [u8; 4] = *rest.split_off(..4)?.first_chunk()?;
        Some(if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let double = |rest: &mut &[u8]| {
        let bytes: [u8; 8] = *rest.split_off(..8)?.first_chunk()?;
        Some(if is_little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        })
    };
    let kind = whole(&mut rest).ok_or(None)?;
    // PostGIS: flags in the upper bits, and the reference system before the coordinates.
    let has_system = kind & 0x2000_0000 != 0;
    let kind = (kind & 0x0fff_ffff) % 1000;
    let system = if has_system { whole(&mut rest) } else { None };
    match kind {
        1 => {}
        2..=7 => return Err(Some(OTHERS[kind as usize - 2])),
        _ => return Err(None),
    }
    let x = double(&mut rest).ok_or(None)?;
    let y = double(&mut rest).ok_or(None)?;
    if x.is_finite() && y.is_finite() {
        Ok(Point { x, y, system })
    } else {
        Err(None)
    }
}

#[cfg(test)]
mod tests {
    use crate::position::notation::read_any;

    /// The bytes are those that `ST_AsEWKB` of `PostGIS` is documented to write for such points: order, kind, system, x, y.
    #[test]
    fn points_of_databases_are_positions() {
        let le = |value: f64| {
            let digits = value.to_le_bytes().map(|byte| format!("{byte:02X}"));
            digits.concat()
        };
        let hex = format!("0101000020E6100000{}{}", le(20.51), le(54.71));
        let bare = format!("0101000000{}{}", le(20.51), le(54.71));
        for text in [
            "POINT(20.51 54.71)",
            "point (20.51 54.71)",
            "SRID=4326;POINT(20.51 54.71)",
            "POINT Z (20.51 54.71 12)",
            "POINTZ(20.51 54.71 12)",
            &hex,
            &bare,
        ] {
            let position = read_any(text).unwrap().position;
            assert!((position.lat_deg() - 54.71).abs() < 1e-12, "{text}");
            assert!((position.lon_deg() - 20.51).abs() < 1e-12, "{text}");
        }
        let line = "010200000001000000";
        for (text, word) in [
            ("SRID=3857;POINT(2283162 7311522)", "EPSG:3857"),
            ("POLYGON((0 0, 1 0, 1 1, 0 0))", "a POLYGON is no point"),
            ("LINESTRING (0 0, 1 1)", "a LINESTRING is no point"),
            ("MULTIPOINT((0 0))", "a MULTIPOINT is no point"),
            ("POINT(54.71 200.5)", "latitude is 200.5"),
            ("POINT EMPTY", "the point is empty"),
            (line, "a LINESTRING is no point"),
        ] {
            let error = read_any(text).unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
