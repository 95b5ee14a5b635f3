//! A scenario with all defaults filled in, as a file that gives the same results.

use serde::Serialize;

use super::output::{Chart, ChartOutput, MapOutput, Output, OutputKind, ReportOutput};
use super::{Cases, Leg, Scenario};
use crate::catalogue::{Basing, Place, System};
use crate::error::Result;
use crate::map::isochrone::Clock;
use crate::map::layout::Framing;
use crate::map::projection;
use crate::quantity::Interval;
use crate::toml_text;
use crate::treaty::{Band, BandSet};

/// The scenario as a file: groups as their members, missiles of the catalogue by id, every default written out.
///
/// # Errors
/// [`crate::Error::Usage`] for what TOML cannot say.
pub fn resolved(scenario: &Scenario) -> Result<String> {
    let places = places(scenario);
    let systems: Vec<&System> = own_systems(scenario);
    let is_built_in = BandSet::named(&scenario.bands.id).is_ok();
    toml_text::write(&File {
        title: scenario.title.as_deref(),
        note: scenario.note.as_deref(),
        date: scenario.date.map(|date| date.to_string()),
        units: scenario.unit.symbol(),
        bands: is_built_in.then_some(scenario.bands.id.as_str()),
        leg: scenario
            .legs
            .iter()
            .map(|leg| LegTable::new(leg, scenario))
            .collect(),
        cases: CaseKeys::new(&scenario.cases, &scenario.systems),
        place: places.into_iter().map(PlaceTable::new).collect(),
        system: systems
            .into_iter()
            .map(|system| SystemTable::new(system, scenario))
            .collect(),
        band: if is_built_in {
            Vec::new()
        } else {
            scenario.bands.bands().iter().map(BandTable::new).collect()
        },
        output: scenario
            .outputs
            .iter()
            .map(|output| OutputTable::new(output, scenario))
            .collect(),
    })
}

/// Every place that is not of the catalogue and is not named by its coordinates alone, once.
fn places(scenario: &Scenario) -> Vec<&Place> {
    let of_outputs = scenario
        .outputs
        .iter()
        .flat_map(|output| match &output.kind {
            OutputKind::Map(map) => [&map.from[..], &map.to[..]],
            OutputKind::Chart(chart) => [&chart.from[..], &chart.to[..]],
            OutputKind::Report(report) => [&report.from[..], &report.to[..]],
            OutputKind::Rows { .. } | OutputKind::Summary { .. } => [&[][..], &[][..]],
        });
    let mut own: Vec<&Place> = Vec::new();
    for place in [&scenario.from[..], &scenario.to[..]]
        .into_iter()
        .chain(of_outputs)
        .flatten()
    {
        if matches!(&place.id, Some(std::borrow::Cow::Owned(_))) && !own.contains(&place) {
            own.push(place);
        }
    }
    own
}

fn own_systems(scenario: &Scenario) -> Vec<&System> {
    let of_outputs = scenario
        .outputs
        .iter()
        .flat_map(|output| match &output.kind {
            OutputKind::Map(map) => map.missiles.iter().chain(&map.timed).collect::<Vec<_>>(),
            OutputKind::Chart(chart) => chart.systems.iter().collect(),
            OutputKind::Report(report) => report.systems.iter().collect(),
            OutputKind::Rows { .. } | OutputKind::Summary { .. } => Vec::new(),
        });
    let mut own: Vec<&System> = Vec::new();
    for system in scenario.systems.iter().chain(of_outputs) {
        if matches!(system.id, std::borrow::Cow::Owned(_)) && !own.contains(&system) {
            own.push(system);
        }
    }
    own
}

/// What `from` and `to` call a place: its id, or all digits of its coordinates.
fn place_id(place: &Place) -> String {
    let position = place.position;
    place.id.as_deref().map_or_else(
        || format!("{},{}", position.lat_deg(), position.lon_deg()),
        str::to_owned,
    )
}

fn system_ids(systems: &[System]) -> Vec<&str> {
    if systems.is_empty() {
        vec!["none"]
    } else {
        systems.iter().map(|system| system.id.as_ref()).collect()
    }
}

#[derive(Serialize)]
struct File<'s> {
    title: Option<&'s str>,
    note: Option<&'s str>,
    date: Option<String>,
    units: &'s str,
    bands: Option<&'s str>,
    #[serde(flatten)]
    cases: CaseKeys,
    leg: Vec<LegTable<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    place: Vec<PlaceTable<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    system: Vec<SystemTable<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    band: Vec<BandTable<'s>>,
    output: Vec<OutputTable<'s>>,
}

#[derive(Serialize)]
struct LegTable<'s> {
    from: Vec<String>,
    to: Vec<String>,
    systems: Vec<&'s str>,
}

impl<'s> LegTable<'s> {
    fn new(leg: &Leg, scenario: &'s Scenario) -> Self {
        let systems = leg
            .systems
            .iter()
            .map(|&number| scenario.systems[number].id.as_ref());
        Self {
            from: leg
                .from
                .iter()
                .map(|&number| place_id(&scenario.from[number]))
                .collect(),
            to: leg
                .to
                .iter()
                .map(|&number| place_id(&scenario.to[number]))
                .collect(),
            systems: if leg.systems.is_empty() {
                vec!["none"]
            } else {
                systems.collect()
            },
        }
    }
}

/// Only what some system heeds: the reader refuses the rest.
#[derive(Serialize)]
struct CaseKeys {
    trajectories: Option<Vec<String>>,
    rotation: Option<Vec<bool>>,
    speed_km_h: Option<Vec<IntervalTable>>,
    path_factor: Option<Vec<f64>>,
    delay_s: Vec<IntervalTable>,
}

impl CaseKeys {
    fn new(cases: &Cases, systems: &[System]) -> Self {
        let has_ballistic = systems
            .iter()
            .any(|system| system.kind == crate::catalogue::Kind::Ballistic);
        let has_other = systems
            .iter()
            .any(|system| system.kind != crate::catalogue::Kind::Ballistic);
        let speeds = cases
            .speeds_km_h
            .iter()
            .copied()
            .flatten()
            .map(IntervalTable::new)
            .collect::<Vec<_>>();
        let trajectories = || cases.trajectories.iter().map(ToString::to_string).collect();
        Self {
            trajectories: has_ballistic.then(trajectories),
            rotation: has_ballistic.then(|| cases.rotations.clone()),
            speed_km_h: (has_other && !speeds.is_empty()).then_some(speeds),
            path_factor: has_other.then(|| {
                cases
                    .path_factors
                    .iter()
                    .map(|factor| factor.get())
                    .collect()
            }),
            delay_s: cases
                .delays
                .iter()
                .map(|delays| IntervalTable::new(delays.total_s()))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct IntervalTable {
    low: f64,
    nominal: f64,
    high: f64,
}

impl IntervalTable {
    fn new(interval: Interval) -> Self {
        Self {
            low: interval.low,
            nominal: interval.nominal,
            high: interval.high,
        }
    }
}

#[derive(Serialize)]
struct PlaceTable<'s> {
    id: &'s str,
    name: &'s str,
    position: String,
    country: Option<&'s str>,
    uncertainty_km: f64,
}

impl<'s> PlaceTable<'s> {
    fn new(place: &'s Place) -> Self {
        Self {
            id: place.id.as_deref().unwrap_or_default(),
            name: &place.name,
            position: format!("{},{}", place.position.lat_deg(), place.position.lon_deg()),
            country: place.country.as_deref(),
            uncertainty_km: place.uncertainty_km,
        }
    }
}

/// A system; of one that is like another, what is different.
#[derive(Serialize)]
struct SystemTable<'s> {
    id: &'s str,
    name: &'s str,
    like: Option<&'s str>,
    kind: Option<&'s str>,
    basing: Option<&'s str>,
    state: Option<&'s str>,
    altitude_m: Option<f64>,
    source: Option<&'s str>,
    range_km: Option<IntervalTable>,
    speed_km_h: Option<IntervalTable>,
}

impl<'s> SystemTable<'s> {
    fn new(system: &'s System, scenario: &'s Scenario) -> Self {
        let own = scenario
            .own_systems
            .iter()
            .find(|own| own.systems.contains(system));
        let like = own.and_then(|own| own.like.as_deref());
        let base = like.and_then(|like| System::named(like).ok());
        let base = base.as_ref();
        Self {
            id: &system.id,
            name: &system.name,
            like,
            kind: (base.map(|base| base.kind) != Some(system.kind)).then_some(system.kind.code()),
            basing: unlike(base, system, |it| it.basing).map(Basing::code),
            state: system
                .state
                .as_deref()
                .filter(|state| base.and_then(|base| base.state.as_deref()) != Some(*state)),
            altitude_m: unlike(base, system, |it| it.altitude_m),
            source: own.and_then(|own| own.source.as_deref()),
            range_km: unlike(base, system, |it| it.range_km).map(IntervalTable::new),
            speed_km_h: unlike(base, system, |it| it.speed_km_h).map(IntervalTable::new),
        }
    }
}

/// A property of a system, unless the one that it is like has the same.
fn unlike<T: PartialEq>(
    base: Option<&System>,
    system: &System,
    of: impl Fn(&System) -> Option<T>,
) -> Option<T> {
    of(system).filter(|value| base.and_then(&of).as_ref() != Some(value))
}

#[derive(Serialize)]
struct BandTable<'s> {
    id: &'s str,
    name: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    citation: &'s str,
    from: Option<f64>,
    above: Option<f64>,
    to: Option<f64>,
    below: Option<f64>,
}

impl<'s> BandTable<'s> {
    fn new(band: &'s Band) -> Self {
        Self {
            id: &band.id,
            name: &band.name,
            citation: &band.citation,
            from: band
                .lower
                .map_or(Some(0.0), |edge| (!edge.belongs_below).then_some(edge.km)),
            above: band
                .lower
                .and_then(|edge| edge.belongs_below.then_some(edge.km)),
            to: band
                .upper
                .and_then(|edge| edge.belongs_below.then_some(edge.km)),
            below: band
                .upper
                .and_then(|edge| (!edge.belongs_below).then_some(edge.km)),
        }
    }
}

/// Every key that some kind of output takes; those that this one does not take are None.
#[derive(Default, Serialize)]
struct OutputTable<'s> {
    kind: &'s str,
    file: &'s str,
    columns: Option<Vec<&'s str>>,
    by: Option<&'s str>,
    chart: Option<&'s str>,
    title: Option<&'s str>,
    from: Option<Vec<String>>,
    to: Option<Vec<String>>,
    systems: Option<Vec<&'s str>>,
    bands: Option<bool>,
    rings_km: Option<&'s [f64]>,
    isochrones_min: Option<&'s [f64]>,
    warning: Option<bool>,
    dots: Option<&'s str>,
    radials: Option<u16>,
    tracks: Option<bool>,
    projection: Option<&'s str>,
    extent: Option<String>,
    angles_deg: Option<&'s [f64]>,
    max_km: Option<f64>,
    theme: Option<&'s str>,
    size: Option<String>,
    format: Option<&'s str>,
}

impl<'s> OutputTable<'s> {
    fn new(output: &'s Output, scenario: &'s Scenario) -> Self {
        let base = Self {
            kind: output.kind.code(),
            file: &output.file,
            ..Self::default()
        };
        match &output.kind {
            OutputKind::Rows { format, columns } => {
                let names = || columns.iter().map(|column| column.name).collect();
                Self {
                    format: Some(format.code()),
                    columns: (!format.is_for_people()).then(names),
                    ..base
                }
            }
            OutputKind::Summary { by, format } => Self {
                format: Some(format.code()),
                by: Some(by.code()),
                ..base
            },
            OutputKind::Map(map) => Self::of_map(map, base),
            OutputKind::Chart(chart) => Self::of_chart(chart, base),
            OutputKind::Report(report) => Self::of_report(report, scenario, base),
        }
    }

    fn of_map(map: &'s MapOutput, base: Self) -> Self {
        let has_times = map.timed.is_some();
        let systems: Vec<&System> = map
            .timed
            .iter()
            .chain(map.missiles.iter().filter(|_| !has_times))
            .collect();
        let filled = |numbers: &'s [f64]| (!numbers.is_empty()).then_some(numbers);
        let projection = |kind| {
            projection::Kind::ALL
                .iter()
                .find(|(_, known)| *known == kind)
                .map(|(name, _)| *name)
        };
        Self {
            format: Some(map.format.name()),
            title: map.title.as_deref(),
            from: Some(map.from.iter().map(place_id).collect()),
            to: (!map.to.is_empty()).then(|| map.to.iter().map(place_id).collect()),
            systems: Some(if systems.is_empty() {
                vec!["none"]
            } else {
                systems.iter().map(|it| it.id.as_ref()).collect()
            }),
            bands: Some(map.has_bands),
            rings_km: filled(&map.rings_km),
            isochrones_min: filled(&map.isochrones_min),
            warning: has_times.then_some(map.clock == Clock::Warning),
            dots: Some(if map.dots_by_time { "minutes" } else { "band" }),
            radials: Some(map.radials),
            tracks: Some(map.has_tracks),
            projection: map.layout.projection.and_then(projection),
            extent: Some(match map.layout.framing {
                Framing::Auto => "auto".to_owned(),
                Framing::Europe => "europe".to_owned(),
                Framing::World => "world".to_owned(),
                Framing::Box(degrees) => degrees.map(|degree| degree.to_string()).join(","),
            }),
            theme: Some(map.theme.name),
            size: map.size.map(|size| size.to_string()),
            ..base
        }
    }

    fn of_chart(chart: &'s ChartOutput, base: Self) -> Self {
        let (name, angles_deg, max_km) = match &chart.chart {
            Chart::TimeRange { greatest_km } => ("time-range", None, *greatest_km),
            Chart::Profile { angles_deg } => (
                "profile",
                (!angles_deg.is_empty()).then_some(&angles_deg[..]),
                None,
            ),
            Chart::Warning => ("warning", None, None),
        };
        Self {
            format: Some(chart.format.name()),
            chart: Some(name),
            from: Some(chart.from.iter().map(place_id).collect()),
            to: Some(chart.to.iter().map(place_id).collect()),
            systems: Some(system_ids(&chart.systems)),
            angles_deg,
            max_km,
            theme: Some(chart.theme.name),
            size: chart.size.map(|size| size.to_string()),
            ..base
        }
    }

    fn of_report(report: &'s ReportOutput, scenario: &'s Scenario, base: Self) -> Self {
        Self {
            format: Some(report.format.code()),
            title: report.title.as_deref().or(scenario.title.as_deref()),
            from: Some(report.from.iter().map(place_id).collect()),
            to: Some(report.to.iter().map(place_id).collect()),
            systems: Some(system_ids(&report.systems)),
            ..base
        }
    }
}
