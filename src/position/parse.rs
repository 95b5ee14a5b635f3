//! Reading positions from text: one coordinate at a time, once it is clear where the first one ends.

use std::borrow::Cow;

use super::Position;
use crate::error::{Error, Result};

const FORMS: &str =
    "write latitude,longitude in degrees, as 54.71,20.51 or 54.71N,20.51E or 54d42'36\"N 20d30'E";

/// The two numbers of a pair of plain decimal degrees with a comma between them, which can be read in one way only.
pub(super) fn plain(text: &str) -> Option<(f64, f64)> {
    let is_plain = |byte: &u8| byte.is_ascii_digit() || b" +-.,".contains(byte);
    if text.bytes().all(|byte| is_plain(&byte)) {
        bare_pair(text.trim())
    } else {
        None
    }
}

/// True if `text` is meant as a plain position rather than as the name of a place.
///
/// Numbers, signs, degree marks and hemisphere letters alone make a position; any other letter makes a name.
pub(super) fn looks_plain(text: &str) -> bool {
    let tidy = tidy(text);
    let has_digit = tidy.contains(|c: char| c.is_ascii_digit());
    let only_marks = tidy
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.,;/:d'\"NSEW".contains(c));
    (has_digit && only_marks) || bare_pair(&tidy).is_some()
}

/// What N and E say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// The hemisphere, which a minus contradicts.
    Hemispheres,
    /// The axis alone: the sign says the hemisphere.
    Axes,
}

/// Reads a position.
pub(super) fn position(text: &str) -> Result<Position> {
    read(text, Letters::Hemispheres)
}

/// Reads a position in which N stands for latitude, E for longitude, and signs count.
pub(super) fn position_by_axes(text: &str) -> Result<Position> {
    read(text, Letters::Axes)
}

fn read(text: &str, letters: Letters) -> Result<Position> {
    let tidy = tidy(text);
    if let Some((lat, lon)) = bare_pair(&tidy) {
        return Position::new(lat, lon);
    }
    let unreadable = |reason: String| Error::Unreadable {
        name: "position",
        text: text.to_owned(),
        reason,
    };
    let halves = match split(&tidy) {
        Split::Halves(first, second) => (first, second),
        Split::DecimalCommas(pairs) => {
            let readings: Vec<String> = pairs
                .into_iter()
                .filter_map(|(lat, lon)| Position::new(lat, lon).ok().map(bare))
                .collect();
            return Err(match readings.len() {
                0 => unreadable(FORMS.to_owned()),
                1 => unreadable(format!("use decimal points: {}", readings[0])),
                _ => Error::TwoReadings {
                    name: "position",
                    text: text.to_owned(),
                    readings,
                },
            });
        }
        Split::Unclear => {
            let reason = with_height(&tidy).unwrap_or_else(|| FORMS.to_owned());
            return Err(unreadable(reason));
        }
    };
    let first = coordinate(&halves.0).map_err(&unreadable)?;
    let second = coordinate(&halves.1).map_err(&unreadable)?;
    for half in [&first, &second] {
        let Some(letter) = half.letter else { continue };
        // A plus is no news of the north and the east; a minus contradicts them, and with south and west it may do either.
        let opposite = match (letter, half.sign) {
            ('N', Some('-')) if letters == Letters::Hemispheres => 'S',
            ('E', Some('-')) if letters == Letters::Hemispheres => 'W',
            ('S', Some(_)) => 'N',
            ('W', Some(_)) => 'E',
            _ => continue,
        };
        let size = half.degrees.abs();
        let mut either = [letter, opposite];
        either.sort_unstable_by_key(|letter| matches!(letter, 'N' | 'E'));
        return Err(Error::TwoReadings {
            name: "position",
            text: text.to_owned(),
            readings: either
                .iter()
                .map(|letter| format!("{size}°{letter}"))
                .collect(),
        });
    }
    let is_lon = |letter: Option<char>| letter.map(|letter| matches!(letter, 'E' | 'W'));
    match (is_lon(first.letter), is_lon(second.letter)) {
        (Some(a), Some(b)) if a == b => {
            let what = if a { "longitudes" } else { "latitudes" };
            Err(unreadable(format!("both letters are {what}; {FORMS}")))
        }
        (Some(true), _) | (_, Some(false)) => Position::new(second.degrees, first.degrees),
        _ => Position::new(first.degrees, second.degrees),
    }
}

/// What to write for a pair of degrees with a third number behind it, which is a height.
fn with_height(tidy: &str) -> Option<String> {
    let parts: Vec<&str> = tidy
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [lat, lon, height] = parts[..] else {
        return None;
    };
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    let has_point = lat.contains('.') && lon.contains('.');
    (has_point && [lat, lon, height].into_iter().all(is_number))
        .then(|| format!("a height behind the two coordinates is not read: write {lat},{lon}"))
}

/// Degrees from degrees, minutes and seconds, all positive, with no more digits than they say: 52°31′12″ is 52.52, and nine
/// decimals are a tenth of a millimetre.
pub(super) fn sexagesimal(degrees: f64, minutes: f64, seconds: f64) -> f64 {
    let exact = (3600.0 * degrees + 60.0 * minutes + seconds) / 3600.0;
    (exact * 1e9).round() / 1e9
}

fn bare(position: Position) -> String {
    format!("{},{}", position.lat_deg(), position.lon_deg())
}

/// One spelling for each sign and mark, so that the rest need not know Unicode.
fn tidy(text: &str) -> Cow<'_, str> {
    // Most positions of a file are plain numbers, which are tidy as they are.
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b" +-.,".contains(&byte))
    {
        return Cow::Borrowed(text.trim());
    }
    let mut tidy = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '−' | '–' | '‐' => tidy.push('-'),
            '°' | 'º' | '˚' | 'D' => tidy.push('d'),
            '′' | '’' | '‘' | '`' | '´' => tidy.push('\''),
            '″' | '”' | '“' | '„' => tidy.push('"'),
            'n' | 's' | 'e' | 'w' if !in_word(text) => tidy.push(c.to_ascii_uppercase()),
            c if c.is_whitespace() => tidy.push(' '),
            c => tidy.push(c),
        }
    }
    Cow::Owned(tidy.replace("''", "\""))
}

/// Two or more letters in a row are a word ("nan", "inf", a name), in which no letter is a hemisphere.
fn in_word(text: &str) -> bool {
    let mut previous = false;
    text.chars().any(|c| {
        let letter = c.is_alphabetic();
        let run = letter && previous;
        previous = letter;
        run
    })
}

/// Two plain numbers, NaN and infinities included, so that the range check can name them.
fn bare_pair(tidy: &str) -> Option<(f64, f64)> {
    let separators = [',', ';', '/'];
    let (first, second) = match tidy.split_once(separators) {
        Some(pair) => pair,
        None => tidy.split_once(' ')?,
    };
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}

enum Split {
    Halves(String, String),
    /// Four numbers separated by commas: the pairs they could mean.
    DecimalCommas(Vec<(f64, f64)>),
    Unclear,
}

/// Finds where the first coordinate ends.
fn split(tidy: &str) -> Split {
    let halves = |first: &str, second: &str| {
        Split::Halves(first.trim().to_owned(), second.trim().to_owned())
    };
    let commas = tidy.matches(',').count();
    if commas > 1 || (commas == 1 && decimal_comma_beside_other_separator(tidy)) {
        return decimal_commas(tidy);
    }
    for separator in [',', ';', '/'] {
        if tidy.matches(separator).count() == 1
            && let Some((first, second)) = tidy.split_once(separator)
        {
            return halves(first, second);
        }
    }
    let is_letter = |c: char| "NSEW".contains(c);
    let letters: Vec<usize> = tidy
        .char_indices()
        .filter(|&(_, c)| is_letter(c))
        .map(|(at, _)| at)
        .collect();
    match letters[..] {
        [0, second] => halves(&tidy[..second], &tidy[second..]),
        [first, _] => halves(&tidy[..=first], &tidy[first + 1..]),
        [only] if only > 0 && only + 1 < tidy.len() => halves(&tidy[..=only], &tidy[only + 1..]),
        [] | [_] => {
            let words: Vec<&str> = tidy.split(' ').filter(|word| !word.is_empty()).collect();
            let starts: Vec<usize> = (0..words.len())
                .filter(|&at| words[at].contains(['d', ':']))
                .collect();
            match (words.len(), &starts[..]) {
                (2, _) => halves(words[0], words[1]),
                (_, &[0, second]) => halves(&words[..second].join(" "), &words[second..].join(" ")),
                _ => Split::Unclear,
            }
        }
        _ => Split::Unclear,
    }
}

fn decimal_comma_beside_other_separator(tidy: &str) -> bool {
    tidy.contains([';', '/'])
}

/// `54,71,20,51`, `54,71 20,51` or `54,5N 20,5E`: decimal commas, or degrees and minutes.
fn decimal_commas(tidy: &str) -> Split {
    let sign = |half_letter: Option<char>| {
        if matches!(half_letter, Some('S' | 'W')) {
            -1.0
        } else {
            1.0
        }
    };
    let letters: Vec<char> = tidy.chars().filter(|c| "NSEW".contains(*c)).collect();
    let numbers: Vec<f64> = tidy
        .split(|c: char| !(c.is_ascii_digit() || "+-.".contains(c)))
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let fractions: Vec<&str> = tidy
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [first_whole, first_part, second_whole, second_part] = numbers[..] else {
        return Split::Unclear;
    };
    let [_, first_digits, _, second_digits] = fractions[..] else {
        return Split::Unclear;
    };
    let join = |whole: f64, digits: &str, letter: Option<char>| {
        let fraction = format!("0.{digits}").parse().unwrap_or(f64::NAN);
        (whole.abs() + fraction)
            * if whole.is_sign_negative() {
                -1.0
            } else {
                sign(letter)
            }
    };
    let with_minutes = |whole: f64, minutes: f64, letter: Option<char>| {
        let size = if (0.0..60.0).contains(&minutes) {
            sexagesimal(whole.abs(), minutes, 0.0)
        } else {
            f64::NAN
        };
        size * if whole.is_sign_negative() {
            -1.0
        } else {
            sign(letter)
        }
    };
    let a = letters.first().copied();
    let b = letters.get(1).copied();
    let ordered = |pair: (f64, f64)| {
        if matches!(a, Some('E' | 'W')) {
            (pair.1, pair.0)
        } else {
            pair
        }
    };
    Split::DecimalCommas(vec![
        ordered((
            join(first_whole, first_digits, a),
            join(second_whole, second_digits, b),
        )),
        ordered((
            with_minutes(first_whole, first_part, a),
            with_minutes(second_whole, second_part, b),
        )),
    ])
}

/// The marks of degrees, minutes and seconds, tidied.
const MARKS: &str = "d'\"";

/// The numbers of a coordinate, between marks, colons and spaces.
fn parts_of(text: &str) -> Vec<&str> {
    text.split(['d', '\'', '"', ':', ' '])
        .filter(|part| !part.is_empty())
        .collect()
}

struct Coordinate {
    degrees: f64,
    letter: Option<char>,
    sign: Option<char>,
}

/// Reads one coordinate: an optional letter before or after, an optional sign, degrees, minutes, seconds.
fn coordinate(text: &str) -> std::result::Result<Coordinate, String> {
    let mut rest = text.trim();
    let mut letter = None;
    if let Some(found) = rest.chars().next().filter(|c| "NSEW".contains(*c)) {
        letter = Some(found);
        rest = rest[1..].trim_start();
    }
    if let Some(found) = rest.chars().next_back().filter(|c| "NSEW".contains(*c)) {
        if letter.is_some() {
            return Err(format!("{text:?} has two hemisphere letters"));
        }
        letter = Some(found);
        rest = rest[..rest.len() - 1].trim_end();
    }
    let sign = rest.chars().next().filter(|c| "+-".contains(*c));
    let negative = rest.starts_with('-');
    let unsigned = rest.trim_start_matches(['+', '-']);
    let parts = parts_of(unsigned);
    // The first number is degrees, the second minutes, the third seconds: a mark that says otherwise is not ignored.
    let is_marked_right = unsigned.char_indices().all(|(at, c)| {
        MARKS
            .find(c)
            .is_none_or(|unit| parts_of(&unsigned[..at]).len() == unit + 1)
    });
    if parts.is_empty()
        || parts.len() > 3
        || !is_marked_right
        || rest.matches(['+', '-']).count() > 1
    {
        return Err(FORMS.to_owned());
    }
    let mut values = [0.0; 3];
    for (at, part) in parts.iter().enumerate() {
        let is_plain = part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let value: Option<f64> = if is_plain { part.parse().ok() } else { None };
        let value = value.ok_or_else(|| format!("{part:?} is not a number; {FORMS}"))?;
        if at > 0 && !(0.0..60.0).contains(&value) {
            let unit = ["minutes", "seconds"][at - 1];
            return Err(format!(
                "{unit} are {part}, but must be at least 0 and below 60"
            ));
        }
        if at + 1 < parts.len() && value.fract() != 0.0 {
            return Err(format!(
                "{part:?} has a fraction although a smaller unit follows"
            ));
        }
        values[at] = value;
    }
    let degrees = match values {
        [degrees, 0.0, 0.0] => degrees,
        [degrees, minutes, seconds] => sexagesimal(degrees, minutes, seconds),
    };
    let west_or_south = matches!(letter, Some('S' | 'W'));
    Ok(Coordinate {
        degrees: if negative || west_or_south {
            -degrees
        } else {
            degrees
        },
        letter,
        sign,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn degrees_of(text: &str) -> (f64, f64) {
        let position = position(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (position.lat_deg(), position.lon_deg())
    }

    #[test]
    fn forms_that_people_write() {
        for text in [
            "54.5,20.25",
            "54.5, 20.25",
            "54.5 20.25",
            "54.5;20.25",
            "+54.5,+20.25",
            "54.5N,20.25E",
            "20.25E,54.5N",
            "20.25e 54.5n",
            "N54.5 E20.25",
            "N 54.5, E 20.25",
            "54.5N 20.25",
            "54.5 20.25E",
            "54.5°N 20.25°E",
            "54d30'N 20d15'E",
            "54°30′0″N, 20°15′0″E",
            "54d30'00\"N20d15'00\"E",
            "54:30:00N 20:15:00E",
            "54d30' 20d15'",
            "54 30 N 20 15 E",
        ] {
            assert_eq!(degrees_of(text), (54.5, 20.25), "{text}");
            assert!(looks_plain(text), "{text}");
        }
        assert_eq!(degrees_of("33.5S,70.25W"), (-33.5, -70.25));
        assert_eq!(degrees_of("-33.5,-70.25"), (-33.5, -70.25));
        assert_eq!(degrees_of("−33.5,−70.25"), (-33.5, -70.25));
        assert_eq!(degrees_of("-33d30',-70d15'"), (-33.5, -70.25));
        assert_eq!(degrees_of("54,71"), (54.0, 71.0));
    }

    #[test]
    fn names_are_not_positions() {
        for text in [
            "Kyiv",
            "kapustin-yar",
            "Essen",
            "Ems",
            "Nan",
            "9m729",
            "@capitals",
            "",
            "S",
            "Sens",
        ] {
            assert!(!looks_plain(text), "{text}");
        }
        assert!(looks_plain("nan,20"));
        assert!(looks_plain("95,20"));
        assert!(looks_plain("inf,inf"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (text, word) in [
            ("95,200", "latitude is 95"),
            ("nan,20", "latitude is NaN"),
            ("20,inf", "longitude is inf"),
            ("120.5,48.1", "did you mean 48.1,120.5"),
            ("10,200", "same meridian is -160"),
            ("5471,2051", "did you mean 54.71,20.51"),
            ("54712,-20513", "did you mean 54.712,-20.513"),
            ("54,71,20,51", "54.71,20.51"),
            ("54,5 20,3", "two ways: 54.5,20.3 or 54.083"),
            ("54,5N 20,3E", "two ways"),
            ("-54.5S,20E", "two ways: 54.5°S or 54.5°N"),
            ("+54.5S,20E", "two ways"),
            ("-54.5N,20E", "two ways: 54.5°S or 54.5°N"),
            ("N -54d30' E 20d15'", "two ways"),
            ("54.5N,−20.2E", "two ways: 20.2°W or 20.2°E"),
            ("54.5N,20.2N", "both letters are latitudes"),
            ("54d72'N 20d15'E", "minutes are 72"),
            ("54.5d30'N 20d15'E", "fraction"),
            ("1 2 3 4", "write latitude,longitude"),
            ("5", "write latitude,longitude"),
            ("1.2.3,4", "not a number"),
            ("5--3,4", "write latitude,longitude"),
            ("1e1-d2E, 20", "not a number"),
            ("1d 20d E, 5N", "write latitude,longitude"),
            ("1'20d E, 5N", "write latitude,longitude"),
            ("54'N 20'E", "write latitude,longitude"),
            ("54d30\"N 20E", "write latitude,longitude"),
        ] {
            let error = position(text).expect_err(text).to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(lat in -90.0..=90.0_f64, lon in -180.0..=180.0_f64) {
            let position = Position::new(lat, lon).unwrap();
            prop_assert_eq!(position.to_string().parse::<Position>().unwrap(), position);
            prop_assert_eq!(bare(position).parse::<Position>().unwrap(), position);
        }

        #[test]
        fn no_text_panics(text in "[-+0-9NSEWnsewd.,;:'\" °/]{0,16}|\\PC{0,12}") {
            let _ = looks_plain(&text);
            let _ = position(&text);
        }
    }
}
