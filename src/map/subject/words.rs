//! Title, subtitle and notes of a map, built from what it shows.

use super::{Request, Subject};
use crate::catalogue::{Claim, Place, System, claims_of};
use crate::caveat::Caveat;
use crate::map::isochrone::Clock;
use crate::present::words;

/// Writes the words, and the reasons for what was left out behind them.
pub(super) fn describe(subject: &mut Subject<'_>, request: &Request<'_>, left_out: Vec<String>) {
    let origins = origins(request.origins);
    subject.title = request
        .title
        .clone()
        .unwrap_or_else(|| title(request, &origins));
    subject.subtitle = subtitle(request);
    subject.notes = notes(request);
    subject.notes.extend(left_out);
}

/// `Kaliningrad, Russia`; two or three names; or how many.
fn origins(origins: &[Place]) -> String {
    match origins {
        [one] => words::place(one),
        [first, second] => format!("{} and {}", first.name, second.name),
        [first, second, third] => format!("{}, {} and {}", first.name, second.name, third.name),
        many => format!("{} places", many.len()),
    }
}

fn title(request: &Request<'_>, origins: &str) -> String {
    if let Some((system, _)) = &request.isochrones {
        let time = match request.clock {
            Clock::Flight => "Minutes of flight",
            Clock::Warning => "Minutes of warning",
        };
        return format!("{time} from {origins}: {}", system.name);
    }
    let names: Vec<&str> = request
        .missiles
        .iter()
        .map(|system| system.name.as_ref())
        .collect();
    match (names.as_slice(), request.bands) {
        ([], Some(bands)) => format!("{} range bands around {origins}", bands.title),
        ([], None) if request.rings_km.is_empty() => format!("Distances from {origins}"),
        ([], None) => format!("Ranges around {origins}"),
        (names, _) => format!("Range of {} from {origins}", names.join(" and ")),
    }
}

fn subtitle(request: &Request<'_>) -> String {
    let mut said = Vec::new();
    for system in request.missiles {
        if let Some(range_km) = system.range_km {
            let figures = words::range(range_km, request.unit);
            let claims = [(range_km.low, "lowest"), (range_km.high, "highest")]
                .map(|(km, which)| (claimants(system, km), which));
            let whose = match &claims {
                [(Some(low), _), (Some(high), _)] if range_km.low < range_km.high => {
                    format!(" (lowest: {low}; highest: {high})")
                }
                [(Some(one), _), _] => format!(" ({one})"),
                _ => String::new(),
            };
            said.push(format!("{}: claims of {figures}{whose}", system.name));
        }
    }
    if let Some((system, _)) = &request.isochrones {
        said.push(match request.clock {
            Clock::Flight => format!(
                "Nominal flight time of the {} missile, launch to impact",
                system.name
            ),
            Clock::Warning => format!("Nominal warning that a {} missile leaves", system.name),
        });
    }
    if let (Some(bands), false) = (
        request.bands,
        request.missiles.is_empty() && request.isochrones.is_none(),
    ) {
        said.push(format!("Bands: {}", bands.title));
    } else if request.bands.is_some() {
        said.push("A missile needs a range in the band to get so far".to_owned());
    }
    if let (Some(system), None) = (request.dots_by_time_of, &request.isochrones) {
        said.push(format!(
            "Dots: {} time of the {} missile",
            request.clock, system.name
        ));
    }
    let mut text = said.join(". ");
    if request.origins.len() > 1 {
        text.push_str(if text.is_empty() {
            "From the nearest origin"
        } else {
            ". From the nearest origin"
        });
    }
    text
}

/// Who says that a missile reaches exactly so far: the latest claim.
fn claimants(system: &System, km: f64) -> Option<String> {
    let says_so = |claim: &&Claim| {
        claim.basis.counts_towards_range()
            && ((claim.low_km - km).abs() < 1e-9 || (claim.high_km - km).abs() < 1e-9)
    };
    let latest = claims_of(&system.id)
        .filter(says_so)
        .max_by_key(|claim| claim.year)?;
    Some(format!("{}, {}", latest.claimant, latest.year))
}

fn notes(request: &Request<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let has_times = request.isochrones.is_some() || request.dots_by_time_of.is_some();
    let of_times: Vec<&System> = request
        .isochrones
        .iter()
        .map(|(system, _)| *system)
        .chain(request.dots_by_time_of)
        .collect();
    let is_ballistic = of_times
        .iter()
        .any(|system| system.kind == crate::catalogue::Kind::Ballistic);
    let is_reference = request.assumptions.trajectory == crate::flight::Trajectory::MinimumEnergy;
    if has_times && is_ballistic && is_reference {
        notes.push(Caveat::MinimumEnergyIsAReference.sentence().to_owned());
    }
    if has_times && request.clock == Clock::Warning {
        notes.push(words::delays(request.assumptions.delays));
    }
    if has_times {
        notes.extend(words::assumptions(&request.assumptions));
    }
    let classes_bands = !request.targets.is_empty() && request.dots_by_time_of.is_none();
    if request.assumptions.bands.id == "inf" && (request.bands.is_some() || classes_bands) {
        notes.push(Caveat::DistanceBandIsNotAFinding.sentence().to_owned());
    }
    let is_disputed = |system: &System| {
        system
            .range_km
            .is_some_and(|range_km| range_km.low < range_km.high)
    };
    if request.missiles.iter().any(is_disputed) {
        notes.push(Caveat::DisputedRange.sentence().to_owned());
    }
    if request
        .missiles
        .iter()
        .chain(of_times)
        .any(|system| system.unverified)
    {
        notes.push(Caveat::UnverifiedFigure.sentence().to_owned());
    }
    notes
}
