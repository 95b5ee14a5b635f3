//! The maps and charts of a scenario.

use std::collections::BTreeSet;

use super::Scenario;
use super::output::{OutputKind, Whole};
use crate::catalogue::{Language, Place, System};
use crate::error::Result;
use crate::model::Assessment;
use crate::present::{Picture, phrases, words};
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
/// other sources, missiles or places says how many it shows, and how many the report is of.
///
/// # Errors
/// Those of drawing them.
pub(super) fn of_report(
    scenario: &Scenario,
    rows: &[Assessment<'_>],
) -> Result<(Vec<Picture>, Vec<Picture>)> {
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
        if let OutputKind::Whole(Whole::Map(map)) = &output.kind {
            caption.extend(part_of_report(map, rows));
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

/// A sentence that says of how many sources, missiles and places a map is, where the report is of others.
fn part_of_report(map: &MapSpec, rows: &[Assessment<'_>]) -> Option<String> {
    let systems = |systems: &mut dyn Iterator<Item = &System>| -> BTreeSet<String> {
        systems.map(|system| system.id.to_string()).collect()
    };
    let owned = |places: BTreeSet<&str>| -> BTreeSet<String> {
        places.into_iter().map(str::to_owned).collect()
    };
    let mut of_rows = rows.iter().filter_map(|row| row.system.map(|it| it.system));
    let parts = [
        (
            owned(places_of(map.from.iter())),
            owned(places_of(rows.iter().map(|row| row.pair.from))),
            "source",
        ),
        (
            systems(&mut map.missiles.iter()),
            systems(&mut of_rows),
            "missile",
        ),
        (
            owned(places_of(map.to.iter())),
            owned(places_of(rows.iter().map(|row| row.pair.to))),
            "place",
        ),
    ];
    let differing = parts
        .iter()
        .filter(|(shown, reported, _)| !shown.is_empty() && shown != reported);
    let (of_map, of_report): (Vec<String>, Vec<String>) = differing
        .map(|(shown, reported, what)| {
            let counted = |all: &BTreeSet<String>| words::counted(all.len(), what);
            (counted(shown), counted(reported))
        })
        .unzip();
    let listed = |parts: &[String]| {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        phrases::list(Language::English, &parts)
    };
    (!of_map.is_empty()).then(|| {
        format!(
            ". The map is of {}, the report of {}.",
            listed(&of_map),
            listed(&of_report)
        )
    })
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
