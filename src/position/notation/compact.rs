//! Degrees, minutes and seconds without marks: ISO 6709 and the notation of aviation and shipping.

use super::{Found, Refusal, at, sexagesimal};

/// Reads `+544236+0203036/` or `544236N 0203036E`.
pub(super) fn read(clean: &str) -> Option<Found> {
    iso_6709(clean).or_else(|| with_letters(clean))
}

/// ISO 6709: signs, then two, four or six digits of latitude and three, five or seven of longitude.
fn iso_6709(clean: &str) -> Option<Found> {
    let clean = clean.replace('−', "-");
    let body = clean.strip_suffix('/').unwrap_or(&clean);
    let (body, system) = match body.find("CRS") {
        Some(start) => (&body[..start], Some(&body[start + 3..])),
        None => (body, None),
    };
    if !body.starts_with(['+', '-'])
        || body.contains(|c: char| !(c.is_ascii_digit() || "+-.".contains(c)))
    {
        return None;
    }
    let starts: Vec<usize> = body
        .match_indices(['+', '-'])
        .map(|(start, _)| start)
        .collect();
    let (lat, lon) = match starts[..] {
        [0, lon] => (&body[..lon], &body[lon..]),
        // An altitude follows.
        [0, lon, altitude] => (&body[..lon], &body[lon..altitude]),
        _ => return None,
    };
    let lat_digits = whole_digits(&lat[1..]);
    if !matches!(lat_digits, 2 | 4 | 6) || whole_digits(&lon[1..]) != lat_digits + 1 {
        return None;
    }
    if !matches!(
        system,
        None | Some("WGS_84" | "WGS84" | "epsg:4326" | "EPSG:4326")
    ) {
        return Some(Err(Refusal::because(
            "its coordinate reference system is not WGS 84; positions are read on WGS 84 alone",
        )));
    }
    let signed = |text: &str, digits: usize| {
        let size = degrees(&text[1..], digits)?;
        Ok(if text.starts_with('-') { -size } else { size })
    };
    Some(match (signed(lat, 2), signed(lon, 3)) {
        (Ok(lat), Ok(lon)) => at(lat, lon),
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    })
}

/// `544236N 0203036E`, `N5442 E02030`, longitude first too, as the letters say which is which.
fn with_letters(clean: &str) -> Option<Found> {
    // Spaces and commas separate numbers from letters and halves, not digits of one number: 54,45 N has a decimal comma.
    let chars: Vec<char> = clean.chars().collect();
    let has_parted_digits = chars.windows(3).any(|three| {
        let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '/' | ';');
        three[0].is_ascii_digit() && parts(three[1]) && three[2].is_ascii_digit()
    });
    if has_parted_digits {
        return None;
    }
    let compact: String = clean
        .chars()
        .filter(|c| !(c.is_whitespace() || matches!(c, ',' | '/' | ';')))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if compact.contains(|c: char| !(c.is_ascii_digit() || ".NSEW".contains(c))) {
        return None;
    }
    let letters: Vec<usize> = compact
        .match_indices(['N', 'S', 'E', 'W'])
        .map(|(start, _)| start)
        .collect();
    let halves = match letters[..] {
        [0, second] => [&compact[..second], &compact[second..]],
        [first, last] if last + 1 == compact.len() => [&compact[..=first], &compact[first + 1..]],
        _ => return None,
    };
    let parts = halves.map(|half| {
        let letter = half.chars().find(char::is_ascii_alphabetic)?;
        let digits = half.trim_matches(letter);
        Some((letter, digits))
    });
    let [Some(first), Some(second)] = parts else {
        return None;
    };
    let is_lon = |letter: char| matches!(letter, 'E' | 'W');
    let (lat, lon) = match (is_lon(first.0), is_lon(second.0)) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return None,
    };
    // Two and three digits are plain degrees, which other readers take.
    if !matches!(whole_digits(lat.1), 4 | 6) || !matches!(whole_digits(lon.1), 4..=7) {
        return None;
    }
    let read = |(letter, digits): (char, &str)| {
        let whole = whole_digits(digits);
        let size = degrees(digits, 2 + whole % 2)?;
        Ok(if matches!(letter, 'S' | 'W') {
            -size
        } else {
            size
        })
    };
    Some(match (read(lat), read(lon)) {
        (Ok(lat), Ok(lon)) => at(lat, lon),
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    })
}

fn whole_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Digits of degrees, then of minutes and seconds as far as there are any, with decimals of the last.
fn degrees(text: &str, degree_digits: usize) -> Result<f64, Refusal> {
    let whole = whole_digits(text);
    let unreadable = || Refusal::because("its digits are no degrees, minutes and seconds");
    let part = |from: usize, to: usize| {
        let to = if to == whole { text.len() } else { to };
        text.get(from..to)
            .and_then(|digits| digits.parse::<f64>().ok())
            .ok_or_else(unreadable)
    };
    let parts = match whole - degree_digits.min(whole) {
        0 => [part(0, whole)?, 0.0, 0.0],
        2 => [part(0, degree_digits)?, part(degree_digits, whole)?, 0.0],
        4 => [
            part(0, degree_digits)?,
            part(degree_digits, degree_digits + 2)?,
            part(degree_digits + 2, whole)?,
        ],
        _ => return Err(unreadable()),
    };
    if parts[1] >= 60.0 || parts[2] >= 60.0 {
        return Err(Refusal::because(
            "it is read as degrees, minutes and seconds without marks, of which minutes and seconds are below 60",
        ));
    }
    Ok(sexagesimal(parts[0], parts[1], parts[2]))
}
