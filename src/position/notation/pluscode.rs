//! Plus codes (Open Location Code): pairs of digits in base 20, then a grid of five rows and four columns.
//!
//! The specification is that of Google's open-location-code, which is published with test vectors. Its Rust crate has not
//! been released since 2016 and brings an old geo, so the forty lines that read a code are here.

use super::{Found, Reading, Refusal};
use crate::position::Position;

const DIGITS: &[u8; 20] = b"23456789CFGHJMPQRVWX";

/// Degrees of latitude in a degree, roughly, in km.
const DEGREE_KM: f64 = 111.2;

/// Reads a full plus code. A short one, which needs a town beside it, is refused by its name.
pub(super) fn read(clean: &str) -> Option<Found> {
    let upper = clean.to_ascii_uppercase();
    let (code, rest) = match upper.split_once([' ', ',']) {
        Some((code, rest)) => (code, rest.trim()),
        None => (&*upper, ""),
    };
    let (before, after) = code.split_once('+')?;
    let is_digit = |byte: u8| DIGITS.contains(&byte);
    let significant = before.trim_end_matches('0');
    let padding = before.len() - significant.len();
    let is_code = significant.bytes().all(is_digit)
        && after.bytes().all(is_digit)
        && padding.is_multiple_of(2)
        && significant.len().is_multiple_of(2)
        && after.len() != 1
        && (padding == 0 || after.is_empty());
    if !is_code {
        return None;
    }
    let has_letter = code.contains(|c: char| c.is_ascii_alphabetic());
    match before.len() {
        8 if significant.len() >= 2 && rest.is_empty() => {
            Some(area(&[significant.as_bytes(), after.as_bytes()].concat()))
        }
        2 | 4 | 6 if has_letter && after.len() >= 2 => Some(Err(Refusal::because(
            "it is a short plus code, which holds only where it is seen from; write the full one, such as 9F4MGC22+22",
        ))),
        _ => None,
    }
}

/// The middle of the area of a code.
fn area(digits: &[u8]) -> Found {
    let value = |digit: u8| {
        DIGITS
            .iter()
            .position(|&known| known == digit)
            .map_or(0.0, |at| at as f64)
    };
    let (mut lat, mut lon) = (-90.0, -180.0);
    let (mut height, mut width) = (400.0, 400.0);
    for pair in digits[..digits.len().min(10)].chunks(2) {
        height /= 20.0;
        width /= 20.0;
        lat += value(pair[0]) * height;
        lon += value(pair[1]) * width;
    }
    // Digits beyond the fifteenth add nothing.
    for &digit in digits.iter().skip(10).take(5) {
        height /= 5.0;
        width /= 4.0;
        let cell = value(digit);
        lat += (cell / 4.0).floor() * height;
        lon += (cell % 4.0) * width;
    }
    if lat >= 90.0 || lon >= 180.0 {
        return Err(Refusal::because(
            "it is a plus code beyond the poles or 180°",
        ));
    }
    // An area at the pole is cut off there.
    let centre_lat = (lat + height / 2.0).min(90.0);
    let half_diagonal_deg = (height / 2.0).hypot(width / 2.0 * centre_lat.to_radians().cos());
    Ok(Reading {
        position: Position::new(rounded(centre_lat), rounded(lon + width / 2.0))?,
        uncertainty_km: Some(half_diagonal_deg * DEGREE_KM),
        note: None,
    })
}

/// Without the noise of the last binary digits. Codes of 15 digits resolve 4e-8°.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e10).round() / 1e10
}
