//! Every key that a scenario file may have. The reader refuses others; the JSON Schema, the tables of
//! `docs/scenario.md` and the resolved file are made from these.

mod output;

use super::Scenario;
use super::resolved::{Written, destination_id, source_id, system_ids};
use crate::catalogue::{Basing, Kind, Place, System};
use crate::key::{Entry, Takes};
use crate::model::Leg;
use crate::model::options::OPTIONS;
use crate::present::words::LengthUnit;
use crate::spec::choice::Choice;
use crate::treaty::{Band, BandSet};

use output::output_table;

pub(super) use output::{OUTPUT, of_output};

/// A key of a table that describes a `T`.
pub(super) struct Key<T> {
    pub(super) entry: Entry,
    /// Its value in a file with all defaults written out; None if it is left out.
    pub(super) written: fn(&Scenario, &T) -> Option<Written>,
}

/// The entries of a table.
pub(super) fn entries<T>(keys: &'static [Key<T>]) -> Vec<&'static Entry> {
    keys.iter().map(|key| &key.entry).collect()
}

const fn key<T>(
    name: &'static str,
    takes: Takes,
    about: &'static str,
    written: fn(&Scenario, &T) -> Option<Written>,
) -> Key<T> {
    Key {
        entry: Entry::optional(name, takes, about),
        written,
    }
}

const fn defaulting<T>(
    default: &'static str,
    name: &'static str,
    takes: Takes,
    about: &'static str,
    written: fn(&Scenario, &T) -> Option<Written>,
) -> Key<T> {
    Key {
        entry: Entry::optional(name, takes, about).with_default(default),
        written,
    }
}

const fn required<T>(
    name: &'static str,
    takes: Takes,
    about: &'static str,
    written: fn(&Scenario, &T) -> Option<Written>,
) -> Key<T> {
    Key {
        entry: Entry::optional(name, takes, about).required(),
        written,
    }
}

/// The keys of the file itself.
pub(super) fn file() -> Vec<&'static Entry> {
    let options = OPTIONS.iter().map(|option| &option.entry);
    let mut all = entries(HEAD);
    all.extend(options);
    all.extend(entries(TABLES));
    all
}

/// The keys of the file before those of the models.
pub(super) static HEAD: &[Key<Scenario>] = &[
    key("title", Takes::Text, "Title of the report.", |_, file| {
        Written::text(file.title.as_deref())
    }),
    key(
        "note",
        Takes::Text,
        "Note of the author; a paragraph of the report.",
        |_, file| Written::text(file.note.as_deref()),
    ),
    key(
        "date",
        Takes::Date,
        "The treaty is asked as of this day; without it, as if it were in force.",
        |_, file| file.study.date.map(|date| Written::Text(date.to_string())),
    ),
    defaulting(
        "\"km\"",
        "units",
        Takes::OneOf(LengthUnit::names),
        "Unit of distances for reading; machine formats have km always.",
        |_, file| Written::text(Some(file.unit.symbol())),
    ),
    defaulting(
        "\"inf\"",
        "bands",
        Takes::TextOf(<&BandSet>::names),
        "A built-in band set.",
        |_, file| {
            Written::text(Some(file.study.bands.id.as_ref())).filter(|_| !file.has_own_bands())
        },
    ),
    key(
        "from",
        Takes::Texts,
        "Sources: ids, names, positions, groups, and ids of [[place]]; needed without [[leg]].",
        // The legs have these three.
        |_, _| None,
    ),
    key(
        "to",
        Takes::Texts,
        "Destinations; same forms as from.",
        |_, _| None,
    ),
    key(
        "systems",
        Takes::Texts,
        "Missiles by id or name, generic-ballistic, generic-cruise, ids of [[system]], or none. Without it, all of \
         [[system]], or else the two generic ones.",
        |_, _| None,
    ),
    key(
        "launch_angle_deg",
        Takes::Sweep,
        "Ballistic arcs by launch angle, beside those of trajectories.",
        // The trajectories have these two.
        |_, _| None,
    ),
    key(
        "apogee_km",
        Takes::Sweep,
        "Ballistic arcs by apogee, beside those of trajectories.",
        |_, _| None,
    ),
];

/// The tables of the file.
pub(super) static TABLES: &[Key<Scenario>] = &[
    key(
        "leg",
        Takes::Tables(|| entries(LEG)),
        "Which systems fly from where to where, where that is not the same for all.",
        |_, file| Written::tables(LEG, file, &file.study.legs),
    ),
    key(
        "place",
        Takes::Tables(|| entries(PLACE)),
        "A custom place.",
        |_, file| Written::tables(PLACE, file, file.own_places()),
    ),
    key(
        "system",
        Takes::Tables(|| entries(SYSTEM)),
        "A custom system, or a variation of one of the catalogue.",
        |_, file| Written::tables(SYSTEM, file, file.all_own_systems()),
    ),
    key(
        "band",
        Takes::Tables(|| entries(BAND)),
        "Custom bands, in ascending order and without gaps, instead of bands.",
        |_, file| {
            Written::tables(BAND, file, file.study.bands.bands()).filter(|_| file.has_own_bands())
        },
    ),
    required(
        "output",
        Takes::Outputs,
        "A file to be written.",
        |_, file| {
            Some(Written::List(
                file.outputs
                    .iter()
                    .map(|output| output_table(file, output))
                    .collect(),
            ))
        },
    ),
];

/// The keys of `[[leg]]`.
pub(super) static LEG: &[Key<Leg>] = &[
    required(
        "from",
        Takes::Texts,
        "Sources of this leg; same forms as those of the file.",
        |file, leg| Written::texts(leg.from.iter().map(|&at| source_id(&file.study.from[at]))),
    ),
    required(
        "to",
        Takes::Texts,
        "Destinations of this leg.",
        |file, leg| Written::texts(leg.to.iter().map(|&at| destination_id(&file.study.to[at]))),
    ),
    key(
        "systems",
        Takes::Texts,
        "Systems of this leg; same forms as those of the file.",
        |file, leg| system_ids(leg.systems.iter().map(|&at| &file.study.systems[at])),
    ),
];

/// The keys of `[[place]]`.
pub(super) static PLACE: &[Key<Place>] = &[
    required(
        "id",
        Takes::Text,
        "What from and to call it.",
        |_, place| Written::text(place.id.as_deref()),
    ),
    key(
        "name",
        Takes::Text,
        "Name for readers; the id by default.",
        |_, place| Written::text(Some(&place.name)),
    ),
    required(
        "position",
        Takes::Text,
        "As on the command line, latitude first: \"54.71,20.51\".",
        |_, place| {
            let position = place.position;
            Some(Written::Text(format!(
                "{},{}",
                position.lat_deg(),
                position.lon_deg()
            )))
        },
    ),
    key(
        "country",
        Takes::Text,
        "ISO 3166-1 alpha-2 code of the country where it lies.",
        |_, place| Written::text(place.country.as_deref()),
    ),
    defaulting(
        "0",
        "uncertainty_km",
        Takes::Number,
        "Distance by which the real place may be elsewhere.",
        |_, place| Some(Written::Number(place.uncertainty_km)),
    ),
];

/// The keys of `[[system]]`. For a system like another, the resolved file has only the differences.
pub(super) static SYSTEM: &[Key<System>] = &[
    required(
        "id",
        Takes::Text,
        "What systems calls it. Each value of a sweep gets it with the value behind it.",
        |_, system| Written::text(Some(&system.id)),
    ),
    key(
        "name",
        Takes::Text,
        "Name for readers; the id by default.",
        |_, system| Written::text(Some(&system.name)),
    ),
    key(
        "like",
        Takes::Text,
        "A missile of the catalogue with the same properties, except those given here.",
        |file, system| Written::text(file.own_system(system)?.like.as_deref()),
    ),
    key(
        "kind",
        Takes::OneOf(Kind::names),
        "How it flies; needed without like.",
        |file, system| Written::text(file.unlike(system, |system| Some(system.kind.code()))),
    ),
    key(
        "basing",
        Takes::OneOf(Basing::names),
        "What it is launched from.",
        |file, system| Written::text(file.unlike(system, |system| system.basing.map(Basing::code))),
    ),
    key(
        "state",
        Takes::Text,
        "Its owner: ISO 3166-1 alpha-2 code, SU for the Soviet Union.",
        |file, system| {
            Written::text(
                file.unlike(system, |system| system.state.clone())
                    .as_deref(),
            )
        },
    ),
    key(
        "range_km",
        Takes::IntervalSweep,
        "Range capability: what it surely reaches, nominally, at most.",
        |file, system| {
            file.unlike(system, |system| system.range_km)
                .map(Written::interval)
        },
    ),
    key(
        "speed_km_h",
        Takes::IntervalSweep,
        "Ground speed of a cruise or glide system.",
        |file, system| {
            file.unlike(system, |system| system.speed_km_h)
                .map(Written::interval)
        },
    ),
    key(
        "altitude_m",
        Takes::Number,
        "Flight altitude of a cruise missile.",
        |file, system| {
            file.unlike(system, |system| system.altitude_m)
                .map(Written::Number)
        },
    ),
    key(
        "source",
        Takes::Text,
        "Who says so; the report repeats it.",
        |file, system| Written::text(file.own_system(system)?.source.as_deref()),
    ),
];

/// The keys of `[[band]]`.
pub(super) static BAND: &[Key<Band>] = &[
    required(
        "id",
        Takes::Text,
        "Short name in machine formats.",
        |_, band| Written::text(Some(&band.id)),
    ),
    key(
        "name",
        Takes::Text,
        "Name for readers; the id by default.",
        |_, band| Written::text(Some(&band.name)),
    ),
    key(
        "citation",
        Takes::Text,
        "The wording that draws the edges.",
        |_, band| Written::text(Some(band.citation.as_ref()).filter(|text| !text.is_empty())),
    ),
    key(
        "from",
        Takes::Number,
        "Lower edge that belongs to the band, km; 0 for the first.",
        |_, band| match band.lower {
            None => Some(Written::Number(0.0)),
            Some(edge) => (!edge.belongs_below).then_some(Written::Number(edge.km)),
        },
    ),
    key(
        "above",
        Takes::Number,
        "Lower edge that does not, km.",
        |_, band| {
            let edge = band.lower.filter(|edge| edge.belongs_below)?;
            Some(Written::Number(edge.km))
        },
    ),
    key(
        "to",
        Takes::Number,
        "Upper edge that belongs to the band, km; none for the last.",
        |_, band| {
            let edge = band.upper.filter(|edge| edge.belongs_below)?;
            Some(Written::Number(edge.km))
        },
    ),
    key(
        "below",
        Takes::Number,
        "Upper edge that does not, km.",
        |_, band| {
            let edge = band.upper.filter(|edge| !edge.belongs_below)?;
            Some(Written::Number(edge.km))
        },
    ),
];
