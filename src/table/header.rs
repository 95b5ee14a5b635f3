//! Meaning of the words of a column's name: end of a pair, quantity and unit.

mod words;

use crate::names::fold;

use super::columns::{Field, Role, Side};
use words::{
    COUNTRY, EASTING, FILLER, FROM, GEOMETRY, ID, LATITUDE, LONGITUDE, NAME, NORTHING, OF_NAMES,
    POSITION, RANK_OF_LANGUAGE, RANK_OF_VARIANT, TO, UNCERTAINTY, UNITS, ZONE,
};

/// The words of a name, folded: `fromLat`, `from_lat` and `From lat (°)` are the same two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut previous: Option<char> = None;
    for c in name.chars() {
        let is_new = !c.is_alphanumeric()
            || previous.is_some_and(|before| {
                (before.is_lowercase() && c.is_uppercase()) || before.is_numeric() != c.is_numeric()
            });
        if is_new && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
        previous = c.is_alphanumeric().then_some(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
        .iter()
        .map(|word| fold(word))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Splits the unit off the words of a name, if they end with one and do not consist of it: `range_km`, `speed (km/h)`.
pub(super) fn split_unit(words: &[String]) -> (&[String], Option<&'static str>) {
    for (unit, symbol) in UNITS {
        let Some(bare) = words.len().checked_sub(unit.len()) else {
            continue;
        };
        if bare > 0 && words[bare..].iter().eq(unit.iter()) {
            return (&words[..bare], Some(symbol));
        }
    }
    (words, None)
}

/// The role that the words of a name give, with its rank, 0 the most telling. None if any of them is unknown.
pub(super) fn role(words: &[String]) -> Option<(Role, usize)> {
    let mut side = None;
    let mut fields: Vec<(Field, usize)> = Vec::new();
    let is_name = words
        .iter()
        .any(|word| matches!(field(word), Some((Field::Name, _))));
    let is_of_iso = words.iter().any(|word| word == "iso");
    let has_coordinate = words.iter().any(|word| is_coordinate(word));
    let mut variants = 0;
    for word in words {
        // "name_long" is no longitude.
        if is_name && OF_NAMES.contains(&word.as_str()) {
            variants += if matches!(word.as_str(), "en" | "int") {
                RANK_OF_VARIANT
            } else {
                RANK_OF_LANGUAGE
            };
            continue;
        }
        // Degrees, beside minutes.
        if has_coordinate && matches!(word.as_str(), "d" | "grad" | "degree") {
            continue;
        }
        // ISO 3166 has codes of two and three letters: iso2, ISO_A3.
        if is_of_iso && matches!(word.as_str(), "2" | "3" | "a" | "alpha" | "3166") {
            continue;
        }
        let known = meaning(word)?;
        if known.side.is_some() && side.is_some() && side != known.side {
            return None;
        }
        side = side.or(known.side);
        fields.extend(known.field);
    }
    let has = |field: Field| fields.iter().any(|(known, _)| *known == field);
    let rank = |field: Field| {
        fields
            .iter()
            .filter(|(known, _)| *known == field)
            .map(|(_, rank)| *rank)
            .min()
    };
    let field = if has(Field::Id) && has(Field::Country) {
        // A code of the country, not of the place.
        Field::Country
    } else if has(Field::Id) {
        Field::Id
    } else if has(Field::Uncertainty) {
        Field::Uncertainty
    } else if has(Field::Latitude) && has(Field::Longitude) {
        // "lat lon name" is a header whose columns blanks part.
        let is_header = |word: &String| matches!(field(word), Some((Field::Name, _)));
        if words.len() > 2 && words.last().is_some_and(is_header) {
            return None;
        }
        // lon_lat has the other order, which no position is read in.
        let first = fields
            .iter()
            .find(|(field, _)| matches!(field, Field::Latitude | Field::Longitude));
        if first.is_some_and(|(field, _)| *field == Field::Longitude) {
            return None;
        }
        Field::Position
    } else if has(Field::Latitude) {
        Field::Latitude
    } else if has(Field::Longitude) {
        Field::Longitude
    } else if let Some(plane) = [Field::Northing, Field::Easting, Field::Zone]
        .into_iter()
        .find(|plane| has(*plane))
    {
        plane
    } else if has(Field::Country) {
        Field::Country
    } else if has(Field::Position) {
        Field::Position
    } else if has(Field::Name) {
        Field::Name
    } else {
        // "from" alone is a place.
        let rank = |word: &String| {
            [FROM, TO]
                .iter()
                .find_map(|list| list.iter().position(|known| known == word))
        };
        let telling = words.iter().filter_map(rank).min().unwrap_or(0);
        let field = Field::Name;
        return side.map(|_| (Role { side, field }, telling));
    };
    let rank = rank(field).map_or(0, |rank| rank + usize::from(side.is_some()));
    let rank = rank + variants;
    Some((Role { side, field }, rank))
}

/// A side, a field with the rank of the word, or neither for a word without a meaning.
struct Meaning {
    side: Option<Side>,
    field: Option<(Field, usize)>,
}

/// The meaning of a word. None for an unknown one.
fn meaning(word: &str) -> Option<Meaning> {
    let field_of_word = field(word);
    let side_of_word = side(word).filter(|_| field_of_word.is_none());
    if field_of_word.is_some() || side_of_word.is_some() || FILLER.contains(&word) {
        return Some(Meaning {
            side: side_of_word,
            field: field_of_word,
        });
    }
    // "fromlat", "destlng", "launchsite"
    [
        "from",
        "origin",
        "source",
        "launch",
        "start",
        "to",
        "dest",
        "destination",
        "target",
    ]
    .iter()
    .filter_map(|prefix| Some((side(prefix)?, field(word.strip_prefix(prefix)?)?)))
    .map(|(side, field)| Meaning {
        side: Some(side),
        field: Some(field),
    })
    .next()
}

/// True of a word for a latitude or a longitude.
pub(super) fn is_coordinate(word: &str) -> bool {
    word.len() > 1 && (LATITUDE.contains(&word) || LONGITUDE.contains(&word))
}

/// True of the words of a column of hemispheres: `ns`, `from N/S`, `lat_hem`, `lon_ref`.
pub(super) fn letters_of(all: &[String]) -> bool {
    let words: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|word| side(word).is_none())
        .collect();
    let is_of = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let letters = words.concat();
    let has_coordinate = words.iter().any(|word| is_coordinate(word));
    matches!(
        letters.as_str(),
        "ns" | "ew" | "eo" | "ow" | "we" | "sn" | "latns" | "lonew" | "longew"
    ) || is_of(&[
        "hem",
        "hemi",
        "hemisphere",
        "hemisphare",
        "hemisfera",
        "direction",
        "dir",
        "quadrant",
        "halbkugel",
        "polushare",
        "polusharie",
    ]) || (has_coordinate && is_of(&["ref", "ns", "ew", "sign", "vorzeichen", "letter", "card"]))
}

/// Words for minutes and seconds.
const PARTS: [&str; 24] = [
    "m",
    "s",
    "min",
    "mins",
    "minute",
    "minutes",
    "minuten",
    "minuty",
    "minut",
    "minuta",
    "minutos",
    "minuti",
    "arcmin",
    "arcminutes",
    "sec",
    "secs",
    "second",
    "seconds",
    "sekunden",
    "sekundy",
    "segundos",
    "secondes",
    "arcsec",
    "arcseconds",
];

/// True of the words of a column of minutes or seconds of a coordinate: `lat_min`, `lon seconds`, `latm`.
pub(super) fn is_part_of_degrees(words: &[String]) -> bool {
    let is_part = |word: &str| PARTS.contains(&word);
    (words.iter().any(|word| is_part(word)) && words.iter().any(|word| is_coordinate(word)))
        || words.iter().any(|word| {
            ["lat", "lon", "long", "lng"]
                .iter()
                .any(|axis| word.strip_prefix(axis).is_some_and(is_part))
        })
}

/// True of a column that is called minutes or seconds, and nothing else: `min`.
pub(super) fn is_only_part(words: &[String]) -> bool {
    let mut telling = words.iter().filter(|word| side(word).is_none());
    telling
        .next()
        .is_some_and(|word| PARTS.contains(&word.as_str()))
        && telling.next().is_none()
}

/// The end of a pair that a word says.
pub(super) fn side(word: &str) -> Option<Side> {
    match word {
        "1" => Some(Side::First),
        "2" => Some(Side::Second),
        word if FROM.contains(&word) => Some(Side::From),
        word if TO.contains(&word) => Some(Side::To),
        _ => None,
    }
}

fn field(word: &str) -> Option<(Field, usize)> {
    let lists: [(&[&str], Field, usize); 9] = [
        (LATITUDE, Field::Latitude, 0),
        (LONGITUDE, Field::Longitude, 0),
        (POSITION, Field::Position, 0),
        (GEOMETRY, Field::Position, 1),
        (NORTHING, Field::Northing, 0),
        (EASTING, Field::Easting, 0),
        (ZONE, Field::Zone, 0),
        (UNCERTAINTY, Field::Uncertainty, 0),
        (ID, Field::Id, 0),
    ];
    if let Some(at) = COUNTRY.iter().position(|known| *known == word) {
        return Some((Field::Country, at));
    }
    let listed = lists.into_iter().find(|(list, ..)| list.contains(&word));
    listed.map(|(_, field, rank)| (field, rank)).or_else(|| {
        let at = NAME.iter().position(|known| *known == word)?;
        Some((Field::Name, at))
    })
}
