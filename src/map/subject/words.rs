//! Title, subtitle and notes of a map, built from what it shows.

use super::{Request, Subject};
use crate::catalogue::{Basing, Basis, Bound, Claim, Kind, Place, System};
use crate::caveat::Caveat;
use crate::map::isochrone::Clock;
use crate::model::{Assumptions, GroundDistance};
use crate::present::{claims, words};
use crate::quantity::Kilometres;
use crate::warning::RadarGeometry;

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
            let figures = claims::range(system, request.unit);
            let ends = [range_km.low, range_km.high].map(|km| claimant(system, km));
            let whose = match &ends {
                [Some(low), Some(high)] if range_km.low < range_km.high => {
                    format!(" (lowest: {low}; highest: {high})")
                }
                [Some(one), _] => format!(" ({one})"),
                _ => String::new(),
            };
            let what = if system.claims.is_empty() {
                "range"
            } else {
                "claims"
            };
            said.push(format!("{}: {what} of {figures}{whose}", system.name));
        }
    }
    if let Some((system, _)) = &request.isochrones {
        said.push(match request.clock {
            Clock::Flight => format!(
                "Nominal flight time of the {} missile, launch to impact",
                system.name
            ),
            Clock::Warning => format!(
                "Nominal warning that a {} missile leaves{}",
                system.name,
                seen_by(system)
            ),
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
        let seen = match request.clock {
            Clock::Flight => "",
            Clock::Warning => seen_by(system),
        };
        said.push(format!(
            "Dots: {} time of the {} missile{seen}",
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

/// By what the warning of the picture counts, where that is a radar.
fn seen_by(system: &System) -> &'static str {
    if system.kind == Kind::Ballistic {
        ""
    } else {
        ", seen by own ground radar"
    }
}

/// What either radar leaves of a flight that comes from beyond both horizons.
fn warning_by_radars(system: &System, assumptions: &Assumptions<'_>) -> Option<String> {
    let ground = assumptions.ground_radar(system);
    let airborne = RadarGeometry::AIRBORNE.against(system.altitude_m);
    let both_km = ground.horizon_km().max(airborne.horizon_km());
    let from_afar = GroundDistance::exact(Kilometres::new(both_km).ok()?);
    let flight = from_afar.flight(system, assumptions, None).ok()??;
    flight.airborne_warning_s?;
    Some(format!(
        "{}: {}, from beyond {both_km:.0} km.",
        system.name,
        words::warnings_of(&flight)
    ))
}

/// The latest claim of exactly this figure; the flight that settles it where there is none.
fn claimant(system: &System, km: f64) -> Option<String> {
    let is_figure =
        |claim: &&Claim| (claim.low_km - km).abs() < 1e-9 || (claim.high_km - km).abs() < 1e-9;
    let of = |basis: Basis| {
        let claims = system.claims.iter().filter(is_figure);
        claims
            .filter(|claim| claim.basis == basis)
            .max_by_key(|claim| (claim.bound != Bound::AtMost, claim.year))
    };
    let latest = of(Basis::Capability).or_else(|| of(Basis::Flown))?;
    Some(format!("{}, {}", latest.claimant, latest.year))
}

fn notes(request: &Request<'_>) -> Vec<String> {
    let mut notes = words::no_launches(request.origins);
    let has_times = request.isochrones.is_some() || request.dots_by_time_of.is_some();
    let of_times: Vec<&System> = request
        .isochrones
        .iter()
        .map(|(system, _)| *system)
        .chain(request.dots_by_time_of)
        .collect();
    let is_ballistic = of_times.iter().any(|system| system.kind == Kind::Ballistic);
    let is_reference = request.assumptions.trajectory == crate::flight::Trajectory::MinimumEnergy;
    if has_times && is_ballistic && is_reference {
        notes.push(Caveat::MinimumEnergyIsAReference.sentence().to_owned());
    }
    if has_times && request.clock == Clock::Warning {
        notes.push(words::delays(request.assumptions.delays));
        let mut named: Vec<&str> = Vec::new();
        for system in &of_times {
            if !named.contains(&system.id.as_ref()) {
                named.push(&system.id);
                notes.extend(warning_by_radars(system, &request.assumptions));
            }
        }
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
    let shown: Vec<&System> = request.missiles.iter().chain(of_times).collect();
    let is_from_base =
        |system: &&System| system.basing.is_none_or(|basing| basing == Basing::Ground);
    if !shown.iter().all(is_from_base) {
        notes.push(Caveat::LaunchPointIsNotABase.sentence().to_owned());
    }
    if shown.iter().any(|system| system.unverified) {
        notes.push(Caveat::UnverifiedFigure.sentence().to_owned());
    }
    notes
}
