//! The maps and charts of a scenario.

use super::Scenario;
use super::output::{OutputKind, Whole};
use crate::catalogue::{Place, System};
use crate::error::Result;
use crate::spec::Scene;
use crate::spec::chart::ChartSpec;
use crate::spec::map::MapSpec;

/// Checks a map without drawing it.
pub(super) fn check_map(map: &MapSpec, scenario: &Scenario) -> Result<()> {
    with_scene(scenario, |scene| map.check(scene))
}

/// A map as the bytes of its file.
pub(super) fn map_file(map: &MapSpec, scenario: &Scenario) -> Result<Vec<u8>> {
    with_scene(scenario, |scene| Ok(map.file(scene)?.file))
}

/// Checks a chart without drawing it.
pub(super) fn check_chart(chart: &ChartSpec, scenario: &Scenario) -> Result<()> {
    with_scene(scenario, |scene| chart.check(scene))
}

/// A chart as the bytes of its file.
pub(super) fn chart_file(chart: &ChartSpec, scenario: &Scenario) -> Result<Vec<u8>> {
    with_scene(scenario, |scene| Ok(chart.file(scene)?.file))
}

/// A map or chart of a scenario in memory, by the name of its file; None where it has none of this name.
///
/// # Errors
/// Those of the picture and its format.
pub fn picture(scenario: &Scenario, file: &str) -> Option<Result<Vec<u8>>> {
    let output = scenario.outputs.iter().find(|output| output.file == file)?;
    match &output.kind {
        OutputKind::Whole(Whole::Map(map)) => Some(map_file(map, scenario)),
        OutputKind::Whole(Whole::Chart(chart)) => Some(chart_file(chart, scenario)),
        _ => None,
    }
}

/// Calls `draw` with the first case of the scenario, which its pictures show.
fn with_scene<T>(scenario: &Scenario, draw: impl FnOnce(&Scene<'_>) -> T) -> T {
    let flies = |from: &Place, to: &Place, system: &System| scenario.study.admits(from, to, system);
    draw(&Scene {
        assumptions: scenario.study.assumptions(),
        unit: scenario.unit,
        flies: &flies,
    })
}
