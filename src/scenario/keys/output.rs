//! The keys of `[[output]]`.

use super::super::output::{By, Output, OutputCode, OutputKind, ReportOutput, Streamed, Whole};
use super::super::resolved::{Written, destination_id, source_id, system_ids};
use super::{Key, defaulting, entries, key, required};
use crate::catalogue::Language;
use crate::key::{Entry, Takes};
use crate::map::layout::Framing;
use crate::map::projection;
use crate::model::Column;
use crate::position::Position;
use crate::scenario::Scenario;
use crate::spec::chart::{Chart, ChartKind, ChartSpec};
use crate::spec::choice::Choice;
use crate::spec::map::{Dots, EXTENT_FORMS, Label, MapSpec, Split};
use crate::svg::theme::Theme;

/// The keys that every `[[output]]` takes.
pub(in crate::scenario) static OUTPUT: &[Key<Output>] = &[
    required(
        "kind",
        Takes::OneOf(output_kinds),
        "What it is.",
        |_, output| Written::text(Some(output.kind.code())),
    ),
    required(
        "file",
        Takes::Text,
        "Path within the folder of the scenario's results.",
        |_, output| Written::text(Some(&output.file)),
    ),
    key(
        "format",
        Takes::Text,
        "Its format, where the extension does not say.",
        |_, output| Written::text(Some(output.kind.format())),
    ),
];

/// Names of the kinds of outputs.
fn output_kinds() -> Vec<&'static str> {
    OutputCode::ALL.map(OutputCode::code).to_vec()
}

/// The keys that an output of this kind takes beside [`OUTPUT`].
pub(in crate::scenario) fn of_output(kind: OutputCode) -> Vec<&'static Entry> {
    match kind {
        OutputCode::Rows => entries(ROWS),
        OutputCode::Summary => entries(SUMMARY),
        OutputCode::Map => entries(MAP),
        OutputCode::Chart => entries(CHART),
        OutputCode::Report => entries(REPORT),
    }
}

pub(super) fn output_table(file: &Scenario, output: &Output) -> Written {
    let mut table = Written::keys(OUTPUT, file, output);
    table.extend(match &output.kind {
        OutputKind::Streamed(Streamed::Rows { columns, .. }) => Written::keys(ROWS, file, columns),
        // A table for people has every field.
        OutputKind::Whole(Whole::Table { .. }) => Vec::new(),
        OutputKind::Streamed(Streamed::Summary { by, .. }) => Written::keys(SUMMARY, file, by),
        OutputKind::Whole(Whole::Map(map)) => Written::keys(MAP, file, map),
        OutputKind::Whole(Whole::Chart(chart)) => Written::keys(CHART, file, chart),
        OutputKind::Whole(Whole::Report(report)) => Written::keys(REPORT, file, report),
    });
    Written::Table(table)
}

static ROWS: &[Key<Vec<Column>>] = &[key(
    "columns",
    Takes::Texts,
    "The fields, in this order; all by default.",
    |_, columns| Written::texts(columns.iter().map(|column| column.name.to_owned())),
)];

static SUMMARY: &[Key<By>] = &[required(
    "by",
    Takes::OneOf(|| By::ALL.map(By::code).to_vec()),
    "Group rows by this.",
    |_, by| Written::text(Some(by.code())),
)];

static MAP: &[Key<MapSpec>] = &[
    key("title", Takes::Text, TITLE, |_, map| {
        Written::text(map.title.as_deref())
    }),
    key("from", Takes::Texts, SOURCES, |_, map| {
        Written::texts(map.from.iter().map(source_id))
    }),
    key("to", Takes::Texts, DESTINATIONS, |_, map| {
        Written::texts(map.to.iter().map(destination_id))
    }),
    key(
        "systems",
        Takes::Texts,
        "Missiles whose ranges are drawn, at most four, with panels nine; those of the scenario by default.",
        |_, map| match &map.timed {
            Some(timed) => system_ids(std::iter::once(timed)),
            None => system_ids(map.missiles.iter()),
        },
    ),
    key(
        "bands",
        Takes::Flag,
        "Draw the bands; by default where nothing else is drawn.",
        |_, map| Some(Written::Flag(map.has_bands)),
    ),
    key(
        "rings_km",
        Takes::Sweep,
        "Rings at these distances.",
        |_, map| Written::numbers(&map.rings_km),
    ),
    key(
        "isochrones_min",
        Takes::Sweep,
        "Lines of equal flight time of the one system.",
        |_, map| Written::numbers(&map.isochrones_min),
    ),
    defaulting(
        "false",
        "warning",
        Takes::Flag,
        "Isochrones and dots show the warning that is left, not the flight.",
        |_, map| map.timed.as_ref().map(|_| Written::Flag(map.is_warning())),
    ),
    key(
        "dots",
        Takes::OneOf(Dots::names),
        "What the marks of places tell; minutes with isochrones, band with bands, reach with missiles, ring with rings.",
        |_, map| Written::text(Some(map.dots.code())),
    ),
    key(
        "label",
        Takes::OneOf(Label::names),
        "What is written behind the names of places; the name alone by default.",
        |_, map| Written::text(Some(map.label.code())),
    ),
    defaulting(
        "\"en\"",
        "language",
        Takes::OneOf(Language::names),
        "Language of the names of places and countries.",
        |_, map| Written::text(Some(map.language.code())),
    ),
    defaulting(
        "0",
        "radials",
        Takes::Number,
        "Number of lines from each source at equal steps of azimuth.",
        |_, map| Some(Written::Integer(map.radials.into())),
    ),
    defaulting(
        "false",
        "tracks",
        Takes::Flag,
        "Draw a great circle from each source to each place.",
        |_, map| Some(Written::Flag(map.has_tracks)),
    ),
    defaulting(
        "false",
        "panels",
        Takes::Flag,
        "Draw a map for each missile, of one extent and scale.",
        |_, map| Some(Written::Flag(map.split == Split::Panels)),
    ),
    defaulting(
        "false",
        "each",
        Takes::Flag,
        "Write a feature for each ring of each origin, in GeoJSON, KML and GeoParquet.",
        |_, map| Some(Written::Flag(map.split == Split::Each)),
    ),
    key(
        "projection",
        Takes::OneOf(projection::Kind::names),
        "Projection; by default what suits the sources.",
        |_, map| Written::text(map.layout.projection.map(projection::Kind::code)),
    ),
    key(
        "centre",
        Takes::Text,
        "Centre of the projection, as LAT,LON; by default the source, or the middle of several.",
        |_, map| map.layout.centre.map(|centre| Written::Text(pair(centre))),
    ),
    defaulting(
        "\"auto\"",
        "extent",
        Takes::TextOf(extent_forms),
        "What the map shows; auto is all that is drawn.",
        |_, map| {
            Some(Written::Text(match map.layout.framing {
                Framing::Auto => "auto".to_owned(),
                Framing::Europe => "europe".to_owned(),
                Framing::World => "world".to_owned(),
                Framing::Box(degrees) => degrees.map(|degree| degree.to_string()).join(","),
                Framing::Around(middle, half) => format!("{}@{}", half.km(), pair(middle)),
            }))
        },
    ),
    defaulting(
        "\"light\"",
        "theme",
        Takes::OneOf(Theme::names),
        THEME,
        |_, map| Written::text(Some(map.style.theme.name)),
    ),
    key("size", Takes::Text, SIZE, |_, map| {
        map.style.size.map(|size| Written::Text(size.to_string()))
    }),
    key("subtitle", Takes::Text, SUBTITLE, |_, map| {
        Written::text(map.style.wording.subtitle.as_deref())
    }),
    key("source", Takes::Text, SOURCE_LINE, |_, map| {
        Written::text(map.style.wording.source.as_deref())
    }),
    key("notes", Takes::Texts, NOTES, |_, map| {
        Written::texts(map.style.wording.notes.iter().cloned())
    }),
    defaulting("true", "legend", Takes::Flag, LEGEND, |_, map| {
        Some(Written::Flag(!map.style.wording.hides_legend))
    }),
];

static CHART: &[Key<ChartSpec>] = &[
    required(
        "chart",
        Takes::OneOf(ChartKind::names),
        "Which chart.",
        |_, chart| Written::text(Some(chart.chart.kind().code())),
    ),
    key("from", Takes::Texts, SOURCES, |_, chart| {
        Written::texts(chart.chart.places().0.iter().map(source_id))
    }),
    key("to", Takes::Texts, DESTINATIONS, |_, chart| {
        Written::texts(chart.chart.places().1.iter().map(destination_id))
    }),
    key("systems", Takes::Texts, SYSTEMS, |_, chart| {
        match chart.chart {
            Chart::Profile { .. } => None,
            _ => system_ids(chart.chart.systems().iter()),
        }
    }),
    key(
        "angles_deg",
        Takes::Sweep,
        "profile: launch angles.",
        |_, chart| match &chart.chart {
            Chart::Profile { angles_deg, .. } => Written::numbers(angles_deg),
            _ => None,
        },
    ),
    key(
        "max_km",
        Takes::Number,
        "time-range: end of the range axis.",
        |_, chart| match chart.chart {
            Chart::TimeRange { greatest_km, .. } => greatest_km.map(Written::Number),
            _ => None,
        },
    ),
    key(
        "thresholds_min",
        Takes::Sweep,
        "warning and sensitivity: lines at these warning times.",
        |_, chart| Written::numbers(chart.chart.thresholds_min()),
    ),
    defaulting(
        "\"light\"",
        "theme",
        Takes::OneOf(Theme::names),
        THEME,
        |_, chart| Written::text(Some(chart.style.theme.name)),
    ),
    key("size", Takes::Text, SIZE, |_, chart| {
        chart.style.size.map(|size| Written::Text(size.to_string()))
    }),
    key("subtitle", Takes::Text, SUBTITLE, |_, chart| {
        Written::text(chart.style.wording.subtitle.as_deref())
    }),
    key("source", Takes::Text, SOURCE_LINE, |_, chart| {
        Written::text(chart.style.wording.source.as_deref())
    }),
    key("notes", Takes::Texts, NOTES, |_, chart| {
        Written::texts(chart.style.wording.notes.iter().cloned())
    }),
    defaulting("true", "legend", Takes::Flag, LEGEND, |_, chart| {
        Some(Written::Flag(!chart.style.wording.hides_legend))
    }),
];

static REPORT: &[Key<ReportOutput>] = &[
    key("title", Takes::Text, TITLE, |file, report| {
        Written::text(report.title.as_deref().or(file.title.as_deref()))
    }),
    key("from", Takes::Texts, SOURCES, |_, report| {
        Written::texts(report.from.iter().map(source_id))
    }),
    key("to", Takes::Texts, DESTINATIONS, |_, report| {
        Written::texts(report.to.iter().map(destination_id))
    }),
    key("systems", Takes::Texts, SYSTEMS, |_, report| {
        system_ids(report.systems.iter())
    }),
];

/// A position as it is read, latitude first.
fn pair(position: Position) -> String {
    format!("{},{}", position.lat_deg(), position.lon_deg())
}

fn extent_forms() -> Vec<&'static str> {
    EXTENT_FORMS.to_vec()
}

const TITLE: &str = "Its title; by default the scenario's, or what is shown.";
const SOURCES: &str = "Sources, if not all of the scenario's.";
const DESTINATIONS: &str = "Destinations, if not all of the scenario's.";
const SYSTEMS: &str = "Systems, if not all of the scenario's.";
const THEME: &str = "Colours; print holds in grey.";
const SIZE: &str = "WIDTHxHEIGHT in px, WIDTHx, or on paper 96mm, 96x120mm, 5in; by default what suits the picture.";
const SUBTITLE: &str = "Its subtitle; by default whose figures, and what is assumed.";
const SOURCE_LINE: &str = "Source line, before the credit of the data.";
const NOTES: &str = "Notes behind those of the picture.";
const LEGEND: &str = "Draw the legend.";
