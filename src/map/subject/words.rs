//! Title, subtitle and notes of a map, built from what it shows.

use super::{Request, Subject};
use crate::catalogue::{Basing, Basis, Bound, Claim, Kind, Place, System};
use crate::caveat::Caveat;
use crate::map::isochrone::Clock;
use crate::model::{Assumptions, GroundDistance};
use crate::present::words::LengthUnit;
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
        [first, second] => format!("{} and {}", first.label(), second.label()),
        [first, second, third] => format!(
            "{}, {} and {}",
            first.label(),
            second.label(),
            third.label()
        ),
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
        ([one], _) => format!("Range of {one} from {origins}"),
        ([names @ .., last], _) => {
            format!("Range of {} and {last} from {origins}", names.join(", "))
        }
    }
}

fn subtitle(request: &Request<'_>) -> String {
    let mut said = Vec::new();
    for system in request.missiles {
        if let Some(range_km) = system.range_km {
            let figures = claims::range(system, request.unit);
            let whose = match (lowest(system, request.unit), highest(system, request.unit)) {
                (Some(low), Some(high)) if range_km.low < range_km.high => {
                    format!(" (lowest: {low}; highest: {high})")
                }
                (_, Some(high)) => format!(" ({high})"),
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
                "Nominal flight time of {}, launch to impact",
                words::the_missile(system)
            ),
            Clock::Warning => format!(
                "Nominal warning that {} leaves{}",
                words::the_missile(system),
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
            "Dots: {} time of {}{seen}",
            request.clock,
            words::the_missile(system)
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

/// Who says the figure to which no claim falls short.
fn lowest(system: &System, unit: LengthUnit) -> Option<String> {
    let km = system.range_km?.low;
    latest(system, unit, |claim| match claim.bound {
        Bound::AtMost => is_same(claim.high_km, km),
        Bound::Exact | Bound::About | Bound::AtLeast => is_same(claim.low_km, km),
    })
}

/// Who says the highest figure: of a lower bound and a figure that are the same the bound, which says more.
fn highest(system: &System, unit: LengthUnit) -> Option<String> {
    let km = system.range_km?.high;
    let is_bound = system.has_lower_bound_only();
    latest(system, unit, |claim| {
        let is_wanted = match claim.bound {
            Bound::AtMost => false,
            Bound::AtLeast => true,
            Bound::Exact | Bound::About => !is_bound,
        };
        is_wanted && is_same(claim.high_km, km)
    })
}

fn is_same(one_km: f64, other_km: f64) -> bool {
    (one_km - other_km).abs() < 1e-9
}

/// The latest of the claims of capability that are meant, a figure before a span. Of a span and of a bound the figure is told
/// as well, for its end alone is not what was said.
fn latest(system: &System, unit: LengthUnit, is_meant: impl Fn(&Claim) -> bool) -> Option<String> {
    let is_span = |claim: &Claim| claim.low_km < claim.high_km;
    let claim = system
        .claims
        .iter()
        .filter(|claim| claim.basis == Basis::Capability && is_meant(claim))
        .max_by_key(|claim| (!is_span(claim), claim.bound != Bound::AtMost, claim.year))?;
    let figure = if is_span(claim) || matches!(claim.bound, Bound::AtLeast | Bound::AtMost) {
        format!(", {}", claims::figure(claim, unit))
    } else {
        String::new()
    };
    Some(format!("{}, {}{figure}", claim.claimant, claim.year))
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
    if request.missiles.iter().any(System::has_lower_bound_only) {
        notes.push(Caveat::RangeIsALowerBound.sentence().to_owned());
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
