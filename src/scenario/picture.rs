//! The maps and charts of a scenario.

use super::Scenario;
use super::output::{ChartOutput, MapOutput};
use super::plan::Plan;
use crate::error::{Error, Result};
use crate::export::map_file;
use crate::map::subject::{Request, Subject};
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
        bands: map.has_bands.then_some(&scenario.bands),
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
        assumptions: Plan::new(scenario).assumptions(),
        unit: scenario.unit,
    }
}

#[cfg(feature = "charts")]
pub(super) use charts::{chart_file, check_chart};

/// Refuses a chart: this build draws none.
#[cfg(not(feature = "charts"))]
pub(super) fn check_chart(_: &ChartOutput, _: &Scenario) -> Result<()> {
    Err(Error::Usage(
        "this build draws no charts: they need the feature `charts`".to_owned(),
    ))
}

/// Refuses a chart: this build draws none.
#[cfg(not(feature = "charts"))]
pub(super) fn chart_file(chart: &ChartOutput, scenario: &Scenario) -> Result<Vec<u8>> {
    check_chart(chart, scenario).map(|()| Vec::new())
}

#[cfg(feature = "charts")]
mod charts {
    use super::super::output::Chart;
    use super::{ChartOutput, Error, Plan, Result, Scenario, Setting};
    use crate::assessment::{Assessment, Assumptions, Pair};
    use crate::catalogue::Place;
    use crate::chart::{profile, time_range, warning};
    use crate::export::picture;

    /// Finds what is wrong with a chart without drawing it.
    pub(in crate::scenario) fn check_chart(chart: &ChartOutput, scenario: &Scenario) -> Result<()> {
        let assumptions = Plan::new(scenario).assumptions();
        match &chart.chart {
            Chart::TimeRange { greatest_km } => {
                time_range::time_range(&chart.systems, &assumptions, *greatest_km).map(drop)
            }
            Chart::Profile { angles_deg } => {
                let (from, to) = one_pair(chart)?;
                profile::profile(from, to, &scenario.bands, angles_deg).map(drop)
            }
            Chart::Warning => warning::warnings(
                &timelines(chart, scenario, &assumptions)?,
                assumptions.delays,
            )
            .map(drop),
        }
    }

    /// A chart as the bytes of its file.
    pub(in crate::scenario) fn chart_file(
        chart: &ChartOutput,
        scenario: &Scenario,
    ) -> Result<Vec<u8>> {
        let setting = Setting {
            size: chart.size,
            theme: chart.theme.clone(),
            unit: scenario.unit,
        };
        let assumptions = Plan::new(scenario).assumptions();
        let svg = match &chart.chart {
            Chart::TimeRange { greatest_km } => time_range::draw(
                &time_range::time_range(&chart.systems, &assumptions, *greatest_km)?,
                &setting,
            ),
            Chart::Profile { angles_deg } => {
                let (from, to) = one_pair(chart)?;
                profile::draw(
                    &profile::profile(from, to, &scenario.bands, angles_deg)?,
                    &setting,
                )
            }
            Chart::Warning => {
                let rows = timelines(chart, scenario, &assumptions)?;
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

    /// The rows of the plan between the chart's places, in its first case.
    fn timelines<'s>(
        chart: &'s ChartOutput,
        scenario: &'s Scenario,
        assumptions: &Assumptions<'s>,
    ) -> Result<Vec<Assessment<'s>>> {
        // Far more rows than a sheet can hold are refused before they are computed.
        let count = chart.from.len() * chart.to.len() * chart.systems.len().max(1);
        if count > 20 * warning::MOST_ROWS {
            return Err(Error::Usage(format!(
                "warning draws up to {} timelines, not {count}: narrow it with from, to and systems",
                warning::MOST_ROWS
            )));
        }
        let mut rows = Vec::new();
        for (from, to) in chart
            .from
            .iter()
            .flat_map(|from| chart.to.iter().map(move |to| (from, to)))
        {
            let pair = Pair::new(from, to, assumptions.bands);
            for system in chart
                .systems
                .iter()
                .filter(|system| scenario.flies(from, to, system))
            {
                rows.push(pair.assess(system, assumptions)?);
            }
        }
        Ok(rows)
    }
}
