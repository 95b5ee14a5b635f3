//! The maps and charts of a scenario.

use super::Scenario;
use super::output::{Chart, ChartOutput, MapOutput};
use crate::catalogue::Place;
use crate::chart::{profile, time_range, warning};
use crate::error::{Error, Result};
use crate::export::{map_file, picture};
use crate::map::subject::{Request, Subject};
use crate::model::{Assessment, Needs, Plan, Study};
use crate::svg::sheet::Setting;

/// Finds what is wrong with a map without drawing it.
pub(super) fn check_map(map: &MapOutput, scenario: &Scenario) -> Result<()> {
    Subject::new(&request(map, scenario)).map(drop)
}

/// A map as the bytes of its file.
pub(super) fn map_file(map: &MapOutput, scenario: &Scenario) -> Result<Vec<u8>> {
    let subject = Subject::new(&request(map, scenario))?;
    let setting = Setting {
        size: map.size,
        theme: map.theme.clone(),
        unit: scenario.unit,
    };
    map_file::encoded(&subject, &map.layout, &setting, map.format)
}

fn request<'s>(map: &'s MapOutput, scenario: &'s Scenario) -> Request<'s> {
    let has_isochrones = !map.isochrones_min.is_empty();
    let timed = map.timed.as_ref();
    Request {
        origins: &map.from,
        targets: &map.to,
        bands: map.has_bands.then_some(&scenario.study.bands),
        rings_km: map.rings_km.clone(),
        missiles: &map.missiles,
        isochrones: timed
            .filter(|_| has_isochrones)
            .map(|system| (system, map.isochrones_min.clone())),
        clock: map.clock,
        dots_by_time_of: timed.filter(|_| map.dots_by_time),
        radials: map.radials,
        has_tracks: map.has_tracks,
        title: map.title.clone(),
        assumptions: scenario.study.assumptions(),
        unit: scenario.unit,
    }
}

/// Finds what is wrong with a chart without drawing it.
pub(super) fn check_chart(chart: &ChartOutput, scenario: &Scenario) -> Result<()> {
    let assumptions = scenario.study.assumptions();
    match &chart.chart {
        Chart::TimeRange { greatest_km } => {
            time_range::time_range(&chart.systems, &assumptions, *greatest_km).map(drop)
        }
        Chart::Profile { angles_deg } => {
            let (from, to) = one_pair(chart)?;
            profile::profile(from, to, &scenario.study.bands, angles_deg).map(drop)
        }
        Chart::Warning => {
            let study = timeline_study(chart, scenario)?;
            let plan = Plan::new(&study);
            warning::warnings(&timelines(&plan, scenario)?, assumptions.delays).map(drop)
        }
    }
}

/// A chart as the bytes of its file.
pub(super) fn chart_file(chart: &ChartOutput, scenario: &Scenario) -> Result<Vec<u8>> {
    let setting = Setting {
        size: chart.size,
        theme: chart.theme.clone(),
        unit: scenario.unit,
    };
    let assumptions = scenario.study.assumptions();
    let svg = match &chart.chart {
        Chart::TimeRange { greatest_km } => {
            let chart = time_range::time_range(&chart.systems, &assumptions, *greatest_km)?;
            time_range::draw(&chart, &setting)
        }
        Chart::Profile { angles_deg } => {
            let (from, to) = one_pair(chart)?;
            let chart = profile::profile(from, to, &scenario.study.bands, angles_deg)?;
            profile::draw(&chart, &setting)
        }
        Chart::Warning => {
            let study = timeline_study(chart, scenario)?;
            let plan = Plan::new(&study);
            let rows = timelines(&plan, scenario)?;
            warning::draw(&warning::warnings(&rows, assumptions.delays)?, &setting)
        }
    }?;
    picture::encoded(&svg, chart.format).map(std::borrow::Cow::into_owned)
}

fn one_pair(chart: &ChartOutput) -> Result<(&Place, &Place)> {
    match (&chart.from[..], &chart.to[..]) {
        ([from], [to]) => Ok((from, to)),
        (from, to) => Err(Error::Usage(format!(
            "profile takes one pair of places, not {}: narrow it with from and to",
            from.len() * to.len()
        ))),
    }
}

/// The study of the chart's places and systems in the scenario's first case.
fn timeline_study(chart: &ChartOutput, scenario: &Scenario) -> Result<Study> {
    // Far more rows than a sheet can hold are refused before they are computed.
    let count = chart.from.len() * chart.to.len() * chart.systems.len().max(1);
    if count > 20 * warning::MOST_ROWS {
        return Err(Error::Usage(format!(
            "warning draws up to {} timelines, not {count}: narrow it with from, to and systems",
            warning::MOST_ROWS
        )));
    }
    Ok(scenario
        .study
        .first_case_of(&chart.from, &chart.to, &chart.systems))
}

/// The rows that the scenario has as well, or whose places or system it does not have at all.
fn timelines<'p>(plan: &'p Plan<'p>, scenario: &Scenario) -> Result<Vec<Assessment<'p>>> {
    let is_shown = |row: &Assessment<'_>| {
        row.system.is_none_or(|assessed| {
            scenario
                .study
                .admits(row.pair.from, row.pair.to, assessed.system)
        })
    };
    let rows = plan.rows(Needs::ALL).map(|planned| Ok(planned.row?));
    rows.filter(|row| row.as_ref().map_or(true, is_shown))
        .collect()
}
