//! The maps and charts of a scenario.

use std::collections::BTreeSet;

use super::Scenario;
use super::output::{OutputKind, Whole};
use crate::catalogue::{Place, System};
use crate::error::Result;
use crate::model::Assessment;
use crate::present::{Picture, words};
use crate::report::NARROW;
use crate::spec::Scene;
use crate::spec::chart::ChartSpec;
use crate::spec::map::MapSpec;
use crate::svg::SizeRequest;

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

/// The maps and the charts of a scenario as pictures of a report of `rows`, in the order of its outputs. The caption of a map of
/// other destinations says how many it shows, and how many the report is of.
///
/// # Errors
/// Those of drawing them.
pub(super) fn of_report(
    scenario: &Scenario,
    rows: &[Assessment<'_>],
) -> Result<(Vec<Picture>, Vec<Picture>)> {
    let reported = places_of(rows.iter().map(|row| row.pair.to));
    let mut maps = Vec::new();
    let mut charts = Vec::new();
    let narrow: SizeRequest = NARROW.parse()?;
    for (number, output) in scenario.outputs.iter().enumerate() {
        let (pictures, draw): (&mut Vec<Picture>, &dyn Fn(Option<SizeRequest>) -> _) =
            match &output.kind {
                OutputKind::Whole(Whole::Map(map)) => (&mut maps, &|width| {
                    with_scene(scenario, |scene| map.picture(scene, width))
                }),
                OutputKind::Whole(Whole::Chart(chart)) => (&mut charts, &|width| {
                    with_scene(scenario, |scene| chart.picture(scene, width))
                }),
                _ => continue,
            };
        let (wide, mut caption) = draw(None)?;
        if let OutputKind::Whole(Whole::Map(map)) = &output.kind
            && places_of(map.to.iter()) != reported
        {
            caption = format!(
                "{caption}. The map is to {}, the report to {}.",
                words::counted(places_of(map.to.iter()).len(), "place"),
                words::counted(reported.len(), "place")
            );
        }
        // What has no room on a narrow screen is shown as it is elsewhere.
        let narrow = draw(Some(narrow)).ok();
        pictures.push(Picture {
            svg: wide.to_svg_among(&format!("picture-{number}")),
            narrow_svg: narrow.map(|(canvas, _)| canvas.to_svg_among(&format!("narrow-{number}"))),
            caption,
        });
    }
    Ok((maps, charts))
}

/// Each place once, by what tells it from others.
fn places_of<'p>(places: impl Iterator<Item = &'p Place>) -> BTreeSet<&'p str> {
    places.map(Place::identity).collect()
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
