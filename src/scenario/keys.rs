//! Every key that a scenario file may have: the reader refuses others, the JSON Schema lists them, and so does
//! `docs/scenario.md`.

use crate::svg::theme::Theme;

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What may stand behind it.
    pub takes: Takes,
    /// What it means, in a sentence.
    pub about: &'static str,
    /// Whether the table is nothing without it.
    pub is_required: bool,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A flag or a list of flags.
    Flags,
    /// A number.
    Number,
    /// A number, a list of numbers, or `{ from, to, step }`.
    Sweep,
    /// A number or `{ low, nominal, high }`, a list of these, or `{ from, to, step }`.
    IntervalSweep,
    /// A day of the calendar.
    Date,
    /// Tables with these keys, one or more.
    Tables(&'static [Key]),
    /// Tables with the keys of outputs, one or more.
    Outputs,
}

const fn key(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        name,
        takes,
        about,
        is_required: false,
    }
}

const fn required(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        is_required: true,
        ..key(name, takes, about)
    }
}

/// The keys of the file itself.
pub const FILE: &[Key] = &[
    key("title", Takes::Text, "Title of the report."),
    key(
        "note",
        Takes::Text,
        "What the author has to say; a paragraph of the report.",
    ),
    key(
        "date",
        Takes::Date,
        "The treaty is asked as of this day; without it, as if it were in force.",
    ),
    key(
        "units",
        Takes::OneOf(&["km", "nmi", "mi"]),
        "Unit of what people read; machine formats have km always.",
    ),
    key(
        "bands",
        Takes::Text,
        "A built-in band set: inf (the default), nasic, mtcr, britannica or start.",
    ),
    key(
        "from",
        Takes::Texts,
        "Sources: ids, names, positions, groups, and ids of [[place]]; needed without [[leg]].",
    ),
    key("to", Takes::Texts, "Destinations, likewise."),
    key(
        "systems",
        Takes::Texts,
        "Missiles by id or name, generic-ballistic, generic-cruise, ids of [[system]], or none. Without it, all of \
         [[system]], or else the two generic ones.",
    ),
    key(
        "trajectories",
        Takes::Texts,
        "Ballistic arcs: minimum-energy (the default), angle=DEG, apogee=KM, lofted, depressed.",
    ),
    key(
        "launch_angle_deg",
        Takes::Sweep,
        "Ballistic arcs by launch angle, beside those of trajectories.",
    ),
    key(
        "apogee_km",
        Takes::Sweep,
        "Ballistic arcs by apogee, beside those of trajectories.",
    ),
    key(
        "rotation",
        Takes::Flags,
        "Whether minimum-energy times are corrected for the Earth's rotation.",
    ),
    key(
        "speed_km_h",
        Takes::IntervalSweep,
        "Ground speed of all cruise and glide systems, instead of their own.",
    ),
    key(
        "path_factor",
        Takes::Sweep,
        "Path length of cruise and glide systems over great-circle distance.",
    ),
    key(
        "delay_s",
        Takes::IntervalSweep,
        "Total delay from launch to public warning; 120, 240, 360 s by default.",
    ),
    key(
        "leg",
        Takes::Tables(LEG),
        "From where to where which systems fly, where that is not the same for all.",
    ),
    key("place", Takes::Tables(PLACE), "A place of one's own."),
    key(
        "system",
        Takes::Tables(SYSTEM),
        "A system of one's own, or a variation of one of the catalogue.",
    ),
    key(
        "band",
        Takes::Tables(BAND),
        "Bands of one's own, in ascending order and without gaps, instead of bands.",
    ),
    required("output", Takes::Outputs, "A file to be written."),
];

/// The keys of `[[leg]]`.
pub const LEG: &[Key] = &[
    required(
        "from",
        Takes::Texts,
        "Sources of this leg, as those of the file.",
    ),
    required("to", Takes::Texts, "Destinations of this leg."),
    key(
        "systems",
        Takes::Texts,
        "Systems of this leg, as those of the file.",
    ),
];

/// The keys of `[[place]]`.
pub const PLACE: &[Key] = &[
    required("id", Takes::Text, "What from and to call it."),
    key("name", Takes::Text, "Name for readers; the id by default."),
    required(
        "position",
        Takes::Text,
        "As on the command line, latitude first: \"54.71,20.51\".",
    ),
    key(
        "country",
        Takes::Text,
        "ISO 3166-1 alpha-2 code of the country where it lies.",
    ),
    key(
        "uncertainty_km",
        Takes::Number,
        "How far the real place may be from there; 0 by default.",
    ),
];

/// The keys of `[[system]]`.
pub const SYSTEM: &[Key] = &[
    required(
        "id",
        Takes::Text,
        "What systems calls it. Each value of a sweep gets it with the value behind it.",
    ),
    key("name", Takes::Text, "Name for readers; the id by default."),
    key(
        "like",
        Takes::Text,
        "A missile of the catalogue that it is like but for what is given here.",
    ),
    key(
        "kind",
        Takes::OneOf(KINDS),
        "How it flies; needed without like.",
    ),
    key("basing", Takes::OneOf(BASINGS), "What it is launched from."),
    key(
        "state",
        Takes::Text,
        "Whose it is: ISO 3166-1 alpha-2 code, SU for the Soviet Union.",
    ),
    key(
        "range_km",
        Takes::IntervalSweep,
        "Range capability: what it surely reaches, nominally, at most.",
    ),
    key(
        "speed_km_h",
        Takes::IntervalSweep,
        "Ground speed of a cruise or glide system.",
    ),
    key(
        "altitude_m",
        Takes::Number,
        "Flight altitude of a cruise missile.",
    ),
    key("source", Takes::Text, "Who says so; the report repeats it."),
];

const KINDS: &[&str] = &["ballistic", "cruise", "glide"];

const BASINGS: &[&str] = &["ground", "sea", "air"];

/// The keys of `[[band]]`.
pub const BAND: &[Key] = &[
    required("id", Takes::Text, "Short name in machine formats."),
    key("name", Takes::Text, "Name for readers; the id by default."),
    key("citation", Takes::Text, "The wording that draws the edges."),
    key(
        "from",
        Takes::Number,
        "Lower edge that belongs to the band, km; 0 for the first.",
    ),
    key("above", Takes::Number, "Lower edge that does not, km."),
    key(
        "to",
        Takes::Number,
        "Upper edge that belongs to the band, km; none for the last.",
    ),
    key("below", Takes::Number, "Upper edge that does not, km."),
];

/// The keys that every `[[output]]` takes.
pub const OUTPUT: &[Key] = &[
    required("kind", Takes::OneOf(OUTPUT_KINDS), "What it is."),
    required(
        "file",
        Takes::Text,
        "Where it goes, within the folder of the scenario's results.",
    ),
    key(
        "format",
        Takes::Text,
        "Its format, where the extension does not say.",
    ),
];

/// What `[[output]]` can be.
pub const OUTPUT_KINDS: &[&str] = &["rows", "summary", "map", "chart", "report"];

/// The keys that an output of this kind takes beside [`OUTPUT`].
pub fn keys_of_output(kind: &str) -> &'static [Key] {
    match kind {
        "rows" => ROWS,
        "summary" => SUMMARY,
        "map" => MAP,
        "chart" => CHART,
        _ => REPORT,
    }
}

const ROWS: &[Key] = &[key(
    "columns",
    Takes::Texts,
    "The fields, in this order; all by default.",
)];

const SUMMARY: &[Key] = &[required(
    "by",
    Takes::OneOf(&["site", "city", "system"]),
    "What a line is of.",
)];

const MAP: &[Key] = &[
    key("title", Takes::Text, TITLE),
    key("from", Takes::Texts, SOURCES),
    key("to", Takes::Texts, DESTINATIONS),
    key(
        "systems",
        Takes::Texts,
        "Missiles whose ranges are drawn, at most four; those of the scenario by default.",
    ),
    key(
        "bands",
        Takes::Flag,
        "Whether bands are drawn; by default where nothing else is.",
    ),
    key("rings_km", Takes::Sweep, "Rings at these distances."),
    key(
        "isochrones_min",
        Takes::Sweep,
        "Lines of equal flight time of the one system.",
    ),
    key(
        "warning",
        Takes::Flag,
        "Whether isochrones and dots show the warning that is left, not the flight.",
    ),
    key(
        "dots",
        Takes::OneOf(&["band", "minutes"]),
        "What colours the places; minutes with isochrones, else band.",
    ),
    key(
        "radials",
        Takes::Number,
        "Number of lines from each source at equal steps of azimuth.",
    ),
    key(
        "tracks",
        Takes::Flag,
        "Whether a great circle is drawn from each source to each place.",
    ),
    key(
        "projection",
        Takes::OneOf(PROJECTIONS),
        "Projection; by default what suits the sources.",
    ),
    key(
        "extent",
        Takes::Text,
        "europe, auto (the default), world, or WEST,SOUTH,EAST,NORTH in degrees.",
    ),
    key("theme", Takes::OneOf(&Theme::NAMES), THEME),
    key("size", Takes::Text, SIZE),
];

const PROJECTIONS: &[&str] = &[
    "azimuthal-equidistant",
    "lambert-azimuthal",
    "lambert-conic",
    "orthographic",
    "equirectangular",
    "mercator",
];

const CHART: &[Key] = &[
    required(
        "chart",
        Takes::OneOf(&["time-range", "profile", "warning"]),
        "Which chart.",
    ),
    key("from", Takes::Texts, SOURCES),
    key("to", Takes::Texts, DESTINATIONS),
    key("systems", Takes::Texts, SYSTEMS),
    key("angles_deg", Takes::Sweep, "profile: launch angles."),
    key(
        "max_km",
        Takes::Number,
        "time-range: end of the range axis.",
    ),
    key("theme", Takes::OneOf(&Theme::NAMES), THEME),
    key("size", Takes::Text, SIZE),
];

const REPORT: &[Key] = &[
    key("title", Takes::Text, TITLE),
    key("from", Takes::Texts, SOURCES),
    key("to", Takes::Texts, DESTINATIONS),
    key("systems", Takes::Texts, SYSTEMS),
];

const TITLE: &str = "Its title; by default the scenario's, or what is shown.";
const SOURCES: &str = "Sources, if not all of the scenario's.";
const DESTINATIONS: &str = "Destinations, if not all of the scenario's.";
const SYSTEMS: &str = "Systems, if not all of the scenario's.";
const THEME: &str = "Colours: light (the default), dark or print, which holds in grey.";
const SIZE: &str = "WIDTHxHEIGHT in px; by default what suits the picture.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::projection;

    #[test]
    fn projections_are_those_of_maps() {
        assert_eq!(PROJECTIONS, projection::Kind::ALL.map(|(name, _)| name));
    }
}
