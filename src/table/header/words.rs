//! Words in the names of columns, folded.

/// Words for a source, folded, the more telling first.
pub(super) const FROM: &[&str] = &[
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
pub(super) const TO: &[&str] = &[
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

pub(super) const LATITUDE: &[&str] = &[
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

pub(super) const LONGITUDE: &[&str] = &[
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

pub(super) const POSITION: &[&str] = &[
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
pub(super) const GEOMETRY: &[&str] = &[
    "wkt", "ewkt", "wkb", "ewkb", "geom", "geometry", "wktgeom", "mgrs", "utm",
];

/// Columns of metres on a plane, in both orders of the words for the axes.
pub(super) const NORTHING: &[&str] = &["northing", "northings", "hochwert", "nordwert"];
pub(super) const EASTING: &[&str] = &["easting", "eastings", "rechtswert", "ostwert"];

/// The zone of such a plane.
pub(super) const ZONE: &[&str] = &["zone", "zona", "strefa"];

/// Words for the name of a place, the more telling first.
pub(super) const NAME: &[&str] = &[
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

pub(super) const UNCERTAINTY: &[&str] = &[
    "uncertainty",
    "accuracy",
    "precision",
    "error",
    "unsicherheit",
    "genauigkeit",
    "niepewnosc",
];

/// Words for a country, the more telling first: a state may be a part of one.
pub(super) const COUNTRY: &[&str] = &[
    "country", "nation", "pays", "pais", "paese", "kraj", "strana", "krayina", "land", "iso", "cc",
    "state",
];

pub(super) const ID: &[&str] = &[
    "id", "ids", "code", "key", "index", "fid", "objectid", "gid", "uuid", "no", "nr",
];

/// Words without a meaning here.
pub(super) const FILLER: &[&str] = &[
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
pub(super) const OF_NAMES: &[&str] = &[
    // Languages by the codes of ISO 639.
    "ar", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hu", "it",
    "ja", "ko", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "zh",
    // Kinds.
    "alt", "ascii", "common", "full", "int", "local", "long", "official", "short",
];

/// How much less telling such words make a name; other languages than English a little more.
pub(super) const RANK_OF_VARIANT: usize = 1000;
pub(super) const RANK_OF_LANGUAGE: usize = RANK_OF_VARIANT + 1;

/// Units as written at the end of a name, and as the reader of numbers takes them.
pub(super) const UNITS: &[(&[&str], &str)] = &[
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
