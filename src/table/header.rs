//! Meaning of the words of a column's name: end of a pair, quantity and unit.

use crate::names::fold;

use super::columns::{Field, Role, Side};

/// Words for a source, folded, the more telling first.
const FROM: &[&str] = &[
    "from",
    "origin",
    "orig",
    "start",
    "launch",
    "launcher",
    "departure", // English
    "von",
    "quelle",
    "abschuss",
    "abschussort",
    "startort", // German
    "desde",
    "origen",
    "depuis",
    "depart",
    "origine",
    "lancement", // Spanish, French
    "od",
    "skad",
    "otkuda",
    "pusk",
    "zvidky",
    "zvidki", // Polish, Russian, Ukrainian
    "herkunft",
    "ausgangsort",
    "startpunkt",
    "startplatz",
    "abschussbasis",
    "abschussplatz",
    "abschusses", // German
    "salida",
    "lanzamiento",
    "tir",
    "provenance", // Spanish, French
    "partenza",
    "lancio",
    "provenienza", // Italian
    "startu",
    "wystrzelenia",
    "poczatek",
    "puska",
    "zapuska",
    "starta",
    "vyleta",
    "nachalo",
    "pusku",
    "zapusku",
    "pochatok", // Polish, Russian, Ukrainian
    // The start of an edge, but mostly a citation.
    "src",
    "source",
];

/// Words for a destination, folded, the more telling first.
const TO: &[&str] = &[
    "to",
    "destination",
    "dest",
    "dst",
    "target",
    "tgt",
    "end",
    "impact",
    "arrival", // English
    "nach",
    "ziel",
    "zielort",
    "einschlag", // German
    "hasta",
    "destino",
    "objetivo",
    "arrivee",
    "cible",
    "bersaglio", // Spanish, French, Italian
    "do",
    "dokad",
    "cel",
    "kuda",
    "kudi",
    "kudy",
    "tsel", // Polish, Russian, Ukrainian
    "zielpunkt",
    "zielstadt",
    "einschlagsort",
    "bestimmungsort", // German
    "blanco",
    "llegada",
    "impacto",
    "objectif", // Spanish, French
    "destinazione",
    "obiettivo",
    "arrivo",
    "impatto", // Italian
    "celu",
    "docelowe",
    "przeznaczenia",
    "tseli",
    "naznacheniya",
    "padeniya",
    "porazheniya",
    "tsil",
    "tsili",
    "priznachennya",
    "padinnya",
    "urazhennya", // Polish, Russian, Ukrainian
];

const LATITUDE: &[&str] = &[
    "lat",
    "latitude",
    "lats",
    "latd",
    "breite",
    "breitengrad",
    "szerokosc",
    "latitud",
    "latitudine",
    "shirota",
    "y",
];

const LONGITUDE: &[&str] = &[
    "lon",
    "lng",
    "long",
    "longitude",
    "lons",
    "lond",
    "lange",
    "laenge",
    "langengrad",
    "laengengrad",
    "dlugosc",
    "longitud",
    "longitudine",
    "dolgota",
    "dovgota",
    "x",
];

const POSITION: &[&str] = &[
    "position",
    "coordinates",
    "coordinate",
    "coords",
    "coord",
    "latlon",
    "latlng",
    "latlong",
    "koordinaten",
    "wspolrzedne",
    "koordinaty",
    "coordenadas",
    "coordonnees",
    "coordinaten",
];

/// Columns of geometries and of references to a grid: less telling than those of positions.
const GEOMETRY: &[&str] = &[
    "wkt", "ewkt", "wkb", "ewkb", "geom", "geometry", "wktgeom", "mgrs", "utm",
];

/// Columns of metres on a plane, in both orders of the words for the axes.
const NORTHING: &[&str] = &["northing", "northings", "hochwert", "nordwert"];
const EASTING: &[&str] = &["easting", "eastings", "rechtswert", "ostwert"];

/// The zone of such a plane.
const ZONE: &[&str] = &["zone", "zona", "strefa"];

/// Words for the name of a place, the more telling first.
const NAME: &[&str] = &[
    "name",
    "names",
    "title",
    "label",
    "nazwa",
    "nom",
    "nombre",
    "nome",
    "nazvanie",
    "nazva",
    "imya",
    "bezeichnung",
    "place",
    "site",
    "location",
    "city",
    "town",
    "base",
    "capital",
    "facility",
    "ort",
    "stadt",
    "standort",
    "miejsce",
    "miasto",
    "lieu",
    "ville",
    "lugar",
    "ciudad",
    "luogo",
    "citta",
    "mesto",
    "gorod",
    "misto",
    "mistse",
    "sitio",
    "sito",
    "platz",
    "punkt",
    "punto",
    "locality",
    "settlement",
    "hauptstadt",
    "capitale",
    "stolica",
    "stolitsa",
    "stolitsya",
    "cities",
    "towns",
    "places",
    "sites",
    "capitals",
    "staedte",
    "stadte",
    "villes",
    "ciudades",
    "miasta",
    "goroda",
    "mista",
];

const UNCERTAINTY: &[&str] = &[
    "uncertainty",
    "accuracy",
    "precision",
    "error",
    "unsicherheit",
    "genauigkeit",
    "niepewnosc",
];

const COUNTRY: &[&str] = &[
    "country", "state", "land", "kraj", "pays", "pais", "strana", "nation", "iso",
];

const ID: &[&str] = &[
    "id", "ids", "code", "key", "index", "fid", "objectid", "gid", "uuid", "no", "nr",
];

/// Words without a meaning here.
const FILLER: &[&str] = &[
    "geographic",
    "geographische",
    "geographical",
    "geograficzna",
    "geo",
    "geogr",
    "gps",
    "wgs",
    "84",
    "decimal",
    "dec",
    "dd",
    "point",
    "the",
    "of",
    "n",
    "e",
    "de",
    "du",
    "del",
    "di",
    "des",
    "der",
    "tochka",
    "rayon",
];

/// Words beside a name that say which one of several it is. A name without any is more telling.
const OF_NAMES: &[&str] = &[
    // Languages by the codes of ISO 639.
    "ar", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hu", "it",
    "ja", "ko", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "zh",
    // Kinds.
    "alt", "ascii", "common", "full", "int", "local", "long", "official", "short",
];

/// How much less telling such words make a name; other languages than English a little more.
const RANK_OF_VARIANT: usize = 1000;
const RANK_OF_LANGUAGE: usize = RANK_OF_VARIANT + 1;

/// Units as written at the end of a name, and as the reader of numbers takes them.
const UNITS: &[(&[&str], &str)] = &[
    (&["km", "h"], "km/h"),
    (&["km", "s"], "km/s"),
    (&["m", "s"], "m/s"),
    (&["kmh"], "km/h"),
    (&["kph"], "km/h"),
    (&["mph"], "mph"),
    (&["kn"], "kn"),
    (&["kt"], "kn"),
    (&["kts"], "kn"),
    (&["km"], "km"),
    (&["kilometers"], "km"),
    (&["kilometres"], "km"),
    (&["mi"], "mi"),
    (&["miles"], "mi"),
    (&["nmi"], "nmi"),
    (&["nm"], "nm"),
    (&["ft"], "ft"),
    (&["feet"], "ft"),
    (&["m"], "m"),
    (&["metres"], "m"),
    (&["meters"], "m"),
    (&["s"], "s"),
    (&["sec"], "s"),
    (&["seconds"], "s"),
    (&["min"], "min"),
    (&["minutes"], "min"),
    (&["h"], "h"),
    (&["hours"], "h"),
    (&["deg"], "°"),
    (&["degrees"], "°"),
];

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
    let field = if has(Field::Id) {
        Field::Id
    } else if has(Field::Uncertainty) {
        Field::Uncertainty
    } else if has(Field::Latitude) && has(Field::Longitude) {
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

fn side(word: &str) -> Option<Side> {
    match word {
        "1" => Some(Side::First),
        "2" => Some(Side::Second),
        word if FROM.contains(&word) => Some(Side::From),
        word if TO.contains(&word) => Some(Side::To),
        _ => None,
    }
}

fn field(word: &str) -> Option<(Field, usize)> {
    let is_in = |list: &[&str]| list.iter().position(|known| *known == word);
    if is_in(LATITUDE).is_some() {
        Some((Field::Latitude, 0))
    } else if is_in(LONGITUDE).is_some() {
        Some((Field::Longitude, 0))
    } else if is_in(POSITION).is_some() {
        Some((Field::Position, 0))
    } else if is_in(GEOMETRY).is_some() {
        Some((Field::Position, 1))
    } else if is_in(NORTHING).is_some() {
        Some((Field::Northing, 0))
    } else if is_in(EASTING).is_some() {
        Some((Field::Easting, 0))
    } else if is_in(ZONE).is_some() {
        Some((Field::Zone, 0))
    } else if is_in(UNCERTAINTY).is_some() {
        Some((Field::Uncertainty, 0))
    } else if is_in(COUNTRY).is_some() {
        Some((Field::Country, 0))
    } else if is_in(ID).is_some() {
        Some((Field::Id, 0))
    } else {
        is_in(NAME).map(|at| (Field::Name, at))
    }
}
