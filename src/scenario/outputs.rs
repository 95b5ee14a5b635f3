//! The `[[output]]` tables of a scenario file: each checked as far as it can be without running it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path};

use super::keys;
use super::names::Names;
use super::numbered::Numbered;
use super::output::{By, Output, OutputCode, OutputKind, ReportOutput, Streamed, Whole};
use super::picture;
use super::reader::{Placed, Reader};
use super::{MANIFEST, Scenario};
use crate::catalogue::{Place, Role, System};
use crate::error::{Error, Result};
use crate::export::map_file::MapFormat;
use crate::export::picture::PictureFormat;
use crate::export::{Format, refuse_if_too_many_to_read};
use crate::key::Frontend;
use crate::map::layout::Layout;
use crate::model::{ASSUMED, CASE, COLUMNS, Column, column};
use crate::names::file_name::{fault_of_name, twin_key};
use crate::shown;
use crate::spec::Style;
use crate::spec::chart::{Chart, ChartKind, ChartSpec, Flights};
use crate::spec::map::{MapOptions, MapSpec, Split};
use crate::svg::sheet::Wording;
use crate::svg::theme::Theme;
use crate::toml_text::{Content, Table};

/// Maximum number of places and systems that all maps, charts and reports of a scenario have together, each counted as often
/// as it is in one: this many take 100 MB and seconds to check.
const MAX_HELD: usize = 500_000;

/// Maximum number of pairs of places, each of which is measured for a map: 1.5 s.
const MAX_PAIRS: usize = 50_000_000;

/// Reads every output; those with a fault are left out.
pub(super) fn read(file: &Reader<'_>, scenario: &Scenario, names: &Names) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    // The keys of earlier outputs, to find conflicts.
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut held = 0;
    let mut pairs = 0;
    for (table, span) in file.tables("output") {
        if file.faults.are_enough() {
            break;
        }
        let kind = kind_of(table);
        let what = kind.map_or("[[output]]".to_owned(), |kind| {
            format!("an output of kind {}", kind.code())
        });
        let mut entries = keys::entries(keys::OUTPUT);
        let Some(kind) = kind else {
            // The allowed keys depend on the kind: without one, those of any kind are accepted.
            let required = entries.clone();
            entries.extend(OutputCode::ALL.into_iter().flat_map(keys::of_output));
            let table = (table, &span);
            Reader::with_required(table, &what, entries, &required, file.faults)
                .one_of::<OutputCode>("kind");
            continue;
        };
        entries.extend(keys::of_output(kind));
        let reader = Reader::new((table, &span), &what, entries, file.faults);
        let path = reader
            .text("file")
            .and_then(|(text, span)| Some((file.faults.check(&span, safe(text))?, span)));
        let kind = Reading {
            reader: &reader,
            scenario,
            names,
            path: path.clone(),
        }
        .kind(kind);
        let Some((path, path_span)) = path else {
            continue;
        };
        let key = twin_key(&path);
        let known = in_the_way(&taken, &key).map(str::to_owned);
        taken.insert(key, path.clone());
        if let Some(known) = known {
            let message = format!(
                "file {path:?} is in the way of {known:?}, another output: give each a name of its own"
            );
            file.faults.add(&path_span, message);
        }
        let Some(kind) = kind else {
            continue;
        };
        held += kind.places().count() + kind.systems().count();
        pairs += kind.pair_count();
        if held > MAX_HELD || pairs > MAX_PAIRS {
            let message = format!(
                "the outputs up to this one have more than {MAX_HELD} places and systems, or {MAX_PAIRS} pairs of \
                 places: part the file"
            );
            file.faults.add(&span, message);
            break;
        }
        outputs.push(Output { file: path, kind });
    }
    outputs
}

/// The kind that a table names, if there is such a kind.
fn kind_of(table: &Table) -> Option<OutputCode> {
    let (_, value) = table.entries.iter().find(|(key, _)| key.name == "kind")?;
    match &value.content {
        Content::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// A file name that stays within its folder, on any system.
fn safe(text: &str) -> Result<String> {
    let fault = |reason: &str| {
        Err(Error::Usage(format!(
            "output file {:?} cannot be written: {reason}",
            shown::cut(text)
        )))
    };
    let path = Path::new(text);
    if path.is_absolute()
        || path
            .components()
            .any(|part| !matches!(part, Component::Normal(_)))
    {
        return fault(
            "it must lie in the folder of the results: write a relative path without `..`",
        );
    }
    if text.contains('\\') || text.ends_with('/') {
        return fault("write letters, digits and `-`, `_`, `.`, with `/` between folders");
    }
    if text
        .split('/')
        .any(|part| part.starts_with('.') || part.is_empty())
    {
        return fault("no part of it may be empty or begin with a dot");
    }
    // A path as a whole has the limit of a name.
    let whole = fault_of_name(&text.replace('/', "-"));
    if let Some(reason) = text.split('/').find_map(fault_of_name).or(whole) {
        return fault(&reason);
    }
    if text.split('/').next().map(twin_key).as_deref() == Some(MANIFEST) {
        return fault("the manifest of the scenario has this name: choose another");
    }
    Ok(text.to_owned())
}

/// The earlier output that cannot be written beside one with this [`twin_key`]: the same name on some system, or one within
/// the other.
fn in_the_way<'t>(taken: &'t BTreeMap<String, String>, key: &str) -> Option<&'t str> {
    let folders = key.match_indices('/').map(|(end, _)| &key[..end]);
    let above = folders.chain([key]).find_map(|known| taken.get(known));
    let prefix = format!("{key}/");
    let below = taken.range(prefix.clone()..).next();
    let below = below.filter(|(known, _)| known.starts_with(&prefix));
    above.or(below.map(|(_, file)| file)).map(String::as_str)
}

/// A table that is read as an output.
struct Reading<'r> {
    reader: &'r Reader<'r>,
    scenario: &'r Scenario,
    names: &'r Names,
    path: Option<Placed<String>>,
}

impl Reading<'_> {
    fn kind(&self, kind: OutputCode) -> Option<OutputKind> {
        match kind {
            OutputCode::Rows => self.rows(),
            OutputCode::Summary => self.summary().map(OutputKind::Streamed),
            OutputCode::Map => self
                .map()
                .map(|map| OutputKind::Whole(Whole::Map(Box::new(map)))),
            OutputCode::Chart => self
                .chart()
                .map(|chart| OutputKind::Whole(Whole::Chart(Box::new(chart)))),
            OutputCode::Report => self
                .report()
                .map(|report| OutputKind::Whole(Whole::Report(Box::new(report)))),
        }
    }

    /// A fault of the table as a whole, unless `result` is good.
    fn check<T>(&self, result: Result<T>) -> Option<T> {
        self.reader.faults.check(self.reader.span(), result)
    }

    /// The format by name, else by the file's extension.
    fn format<T>(
        &self,
        named: impl Fn(&str) -> Result<T>,
        of_extension: impl Fn(&Path) -> Result<T>,
    ) -> Option<T> {
        if self.reader.value("format").is_some() {
            return self.reader.parsed("format", named);
        }
        let (path, span) = self.path.as_ref()?;
        self.reader
            .faults
            .check(span, of_extension(Path::new(path)))
    }

    fn row_format(&self) -> Option<Placed<Format>> {
        let of_extension = |path: &Path| Format::of_output(path, "give format");
        let format = self.format(str::parse, of_extension)?;
        Some((format, self.span_of_format()))
    }

    fn span_of_format(&self) -> Range<usize> {
        let of_key = self.reader.value("format").map(|value| value.span.clone());
        of_key
            .or(self.path.as_ref().map(|(_, span)| span.clone()))
            .unwrap_or_else(|| self.reader.span().clone())
    }

    fn rows(&self) -> Option<OutputKind> {
        let columns = self.columns();
        let (format, span) = self.row_format()?;
        if format == Format::Html {
            self.reader.faults.add(
                &span,
                "rows are not written as html: write kind = \"report\"",
            );
        }
        if format.is_for_people() {
            if let Some(value) = self.reader.value("columns") {
                let message = format!("columns picks the fields of {}", Format::row_names());
                self.reader.faults.add(&value.span, message);
            }
            let count = self.scenario.study.row_count();
            self.reader
                .faults
                .check(&span, refuse_if_too_many_to_read(count));
            return Some(OutputKind::Whole(Whole::Table { format }));
        }
        Some(OutputKind::Streamed(Streamed::Rows { format, columns }))
    }

    /// The columns that are named, each once; all if none is, with the case where there are cases.
    fn columns(&self) -> Vec<Column> {
        let Some(texts) = self.reader.texts("columns") else {
            let mut all = COLUMNS.to_vec();
            if self.scenario.study.has_cases() {
                all.push(CASE);
            }
            // Swept values also get numeric columns, so that nobody has to read them out of the case.
            let study = &self.scenario.study;
            all.extend(ASSUMED.iter().filter(|column| study.sweeps(column.name)));
            return all;
        };
        let mut columns: Vec<Column> = Vec::new();
        for (text, span) in texts {
            let Some(column) = self.reader.faults.check(&span, column(text)) else {
                continue;
            };
            if columns.iter().any(|known| known.name == column.name) {
                self.reader
                    .faults
                    .add(&span, format!("column {text} is given twice"));
                continue;
            }
            columns.push(column);
        }
        columns
    }

    fn summary(&self) -> Option<Streamed> {
        let by: Option<By> = self.reader.one_of("by");
        let (format, span) = self.row_format()?;
        if format == Format::Parquet {
            self.reader.faults.add(
                &span,
                "a summary is not written as parquet: use csv, json, ndjson or markdown",
            );
        }
        let by = by?;
        if by == By::System && self.scenario.study.systems.is_empty() {
            self.check::<()>(Err(Error::Usage(
                "a summary by system needs systems, and there is none".to_owned(),
            )));
        }
        Some(Streamed::Summary { by, format })
    }

    /// The places under a key, or else those of the scenario.
    fn places(&self, name: &str, role: Role, all: &[Place]) -> Vec<Place> {
        match self.reader.value(name) {
            Some(_) => self
                .names
                .places_of(self.reader, name, role)
                .unwrap_or_default(),
            None => all.to_vec(),
        }
    }

    fn ends(&self) -> (Vec<Place>, Vec<Place>) {
        let from = self.places("from", Role::From, &self.scenario.study.from);
        (from, self.places("to", Role::To, &self.scenario.study.to))
    }

    fn systems(&self) -> Vec<System> {
        self.names
            .named_systems(self.reader)
            .unwrap_or_else(|| self.scenario.study.systems.clone())
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.reader
            .sweep(name)
            .unwrap_or_default()
            .into_iter()
            .map(|(number, _)| number)
            .collect()
    }

    fn style(&self) -> Option<Style> {
        let theme = match self.reader.value("theme") {
            Some(_) => self.reader.parsed("theme", Theme::named)?,
            None => Theme::named(Theme::NAMES[0]).ok()?,
        };
        let text = |name| self.reader.text(name).map(|(text, _)| text.to_owned());
        let notes = self.reader.texts("notes").unwrap_or_default();
        Some(Style {
            theme,
            size: self.reader.parsed("size", str::parse),
            wording: Wording {
                subtitle: text("subtitle"),
                notes: notes.into_iter().map(|(text, _)| text.to_owned()).collect(),
                source: text("source"),
                hides_legend: self.reader.flag("legend") == Some(false),
                ..Wording::default()
            },
            kept_body: None,
        })
    }

    /// A fault at a key of the table, or of the table as a whole.
    fn refuse(&self, key: Option<&'static str>, message: String) {
        let value = key.and_then(|key| self.reader.value(key));
        let span = value.map_or(self.reader.span(), |value| &value.span);
        self.reader.faults.add(span, message);
    }

    fn map(&self) -> Option<MapSpec> {
        let reader = self.reader;
        let (from, to) = self.ends();
        // Without these two there is no map, but faults in the other keys are found all the same.
        let format = self.format(str::parse, MapFormat::of_extension);
        let style = self.style();
        let options = MapOptions {
            title: reader.text("title").map(|(text, _)| text.to_owned()),
            from,
            to,
            named_to: Vec::new(),
            named: self.names.named_systems(reader),
            others: self.scenario.study.systems.clone(),
            has_bands: reader.flag("bands"),
            rings_km: self.numbers("rings_km"),
            isochrones_min: self.numbers("isochrones_min"),
            is_warning: reader.flag("warning").unwrap_or(false),
            dots: reader.one_of("dots"),
            label: reader.one_of("label"),
            language: reader.one_of("language").unwrap_or_default(),
            radials: self.radials().unwrap_or(0),
            has_tracks: reader.flag("tracks").unwrap_or(false),
            split: self
                .check(Split::of(
                    reader.flag("panels").unwrap_or(false),
                    reader.flag("each").unwrap_or(false),
                ))
                .unwrap_or_default(),
            layout: Layout {
                centre: reader.parsed("centre", str::parse),
                projection: reader.parsed("projection", str::parse),
                framing: reader.parsed("extent", str::parse).unwrap_or_default(),
            },
            format: format?,
            style: style?,
        };
        let refuse = |key, message| self.refuse(key, message);
        let map = options.spec(Frontend::Scenario, &refuse)?;
        // Places with a fault are left out: without any place nothing more can be checked.
        (!map.from.is_empty())
            .then(|| self.check(picture::check_map(&map, self.scenario)))?
            .map(|()| map)
    }

    fn radials(&self) -> Option<u16> {
        let (number, span) = self.reader.number("radials")?;
        if number.fract() != 0.0 || !(0.0..=360.0).contains(&number) {
            self.reader.faults.add(
                &span,
                format!("radials is {number}, but must be a whole number of 0 to 360"),
            );
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the guard bounds it"
        )]
        Some(number as u16)
    }

    fn chart(&self) -> Option<ChartSpec> {
        let reader = self.reader;
        let kind: ChartKind = reader.one_of("chart")?;
        let of: [(_, &[ChartKind]); 3] = [
            ("angles_deg", &[ChartKind::Profile]),
            ("max_km", &[ChartKind::TimeRange]),
            (
                "thresholds_min",
                &[ChartKind::Warning, ChartKind::Sensitivity],
            ),
        ];
        for (key, of) in of {
            if reader.value(key).is_some() && !of.contains(&kind) {
                let message = format!("{key} is for the chart {}, not for {kind}", of[0]);
                self.refuse(Some(key), message);
            }
        }
        let (from, to) = self.ends();
        let systems = self.systems();
        let angles_deg = self.numbers("angles_deg");
        let thresholds_min = self.numbers("thresholds_min");
        let greatest_km = reader.number("max_km").map(|(km, _)| km);
        let format = self.format(str::parse, PictureFormat::of_extension);
        let style = self.style();
        // Places with a fault are left out: without any place nothing more can be checked.
        if from.is_empty() || to.is_empty() {
            return None;
        }
        let chart = self.check(match kind {
            ChartKind::TimeRange => Ok(Chart::TimeRange {
                systems,
                greatest_km,
            }),
            ChartKind::Profile => Chart::profile(&from, &to, angles_deg, Frontend::Scenario),
            ChartKind::Warning | ChartKind::Sensitivity => {
                let flights = Flights {
                    from,
                    to,
                    systems,
                    thresholds_min,
                };
                if kind == ChartKind::Warning {
                    Chart::warning(flights, Frontend::Scenario)
                } else {
                    Chart::sensitivity(flights, Frontend::Scenario)
                }
            }
            ChartKind::Claims => Ok(Chart::Claims { systems }),
        })?;
        let chart = ChartSpec {
            format: format?,
            style: style?,
            chart,
        };
        self.check(picture::check_chart(&chart, self.scenario))
            .map(|()| chart)
    }

    fn report(&self) -> Option<ReportOutput> {
        let (from, to) = self.ends();
        let all = &self.scenario.study.systems;
        let systems = self.systems();
        // Those of the scenario are not looked for among themselves, once for each output.
        let known: Option<Numbered<System>> = self
            .reader
            .value("systems")
            .map(|_| all.iter().cloned().collect());
        let is_known = |system: &&System| known.as_ref().is_none_or(|all| all.contains(system));
        if let Some(stranger) = systems.iter().find(|system| !is_known(system)) {
            let message = format!(
                "a report is of the scenario's systems, and {} is none of them",
                stranger.id
            );
            self.check::<()>(Err(Error::Usage(message)));
        }
        if systems.is_empty() && !all.is_empty() {
            self.check::<()>(Err(Error::Usage(
                "a report of none of the scenario's systems has no rows".to_owned(),
            )));
        }
        let report = ReportOutput {
            format: self.row_format()?.0,
            title: self.reader.text("title").map(|(text, _)| text.to_owned()),
            from,
            to,
            systems,
        };
        if !report.format.is_for_people() {
            let message = "a report is for reading: write html, markdown or table";
            self.reader.faults.add(&self.span_of_format(), message);
        }
        let study = self
            .scenario
            .study
            .restricted_to(&report.from, &report.to, &report.systems);
        let count = study.row_count();
        if count == 0 {
            let message =
                "the report has no rows: no leg of the scenario has these places and systems";
            self.check::<()>(Err(Error::Usage(message.to_owned())));
        }
        self.check(refuse_if_too_many_to_read(count))
            .map(|()| report)
    }
}
