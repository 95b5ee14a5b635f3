//! Title, subtitle and notes of a map, built from what it shows.

use super::{Dots, Label, Request, Subject, distance, label_in, place_in};
use crate::catalogue::{
    Basing, Basis, Bound, Claim, Kind, Language, Place, System, country_name_in,
};
use crate::caveat::Caveat;
use crate::map::isochrone::Clock;
use crate::model::{Assumptions, GroundDistance};
use crate::present::words::LengthUnit;
use crate::present::{basis, claims, words};
use crate::quantity::Kilometres;
use crate::warning::RadarGeometry;

/// The year from which the borders of today are about those of the time.
const BORDERS_OF_TODAY_FROM: u16 = 1993;

/// The least uncertainty of an origin that is said, km: a town.
const SAID_UNCERTAINTY_KM: f64 = 30.0;

/// Writes the words, and the reasons for what was left out behind them.
pub(super) fn describe(subject: &mut Subject<'_>, request: &Request<'_>, left_out: Vec<String>) {
    let origins = origins(request.origins, request.language);
    subject.title = request
        .title
        .clone()
        .unwrap_or_else(|| title(request, &origins));
    subject.subtitle = subtitle(request);
    subject.notes = notes(request, subject);
    subject.notes.extend(left_out);
}

/// `Kaliningrad, Russia`; two or three names; or how many.
fn origins(origins: &[Place], language: Language) -> String {
    match origins {
        [one] => place_in(one, language),
        [first, second] => format!(
            "{} and {}",
            label_in(first, language),
            label_in(second, language)
        ),
        [first, second, third] => format!(
            "{}, {} and {}",
            label_in(first, language),
            label_in(second, language),
            label_in(third, language)
        ),
        many => {
            let launches = |place: &Place| place.site.is_some_and(|site| site.launches);
            let what = if many.iter().all(launches) {
                "launch site"
            } else {
                "place"
            };
            let counted = words::counted(many.len(), what);
            match many[0].country.as_deref() {
                Some(country) if many.iter().all(|place| place.country == many[0].country) => {
                    format!("{counted} in {}", country_name_in(country, language))
                }
                _ => counted,
            }
        }
    }
}

fn title(request: &Request<'_>, origins: &str) -> String {
    let of_times = request
        .timed
        .filter(|_| request.isochrones.is_some() || request.dots == Dots::Minutes);
    if let Some(system) = of_times {
        let time = match request.clock {
            Clock::Flight => "minutes of flight",
            Clock::Warning => "minutes of warning",
        };
        return format!("{} from {origins}: {time}", capital(&system.name));
    }
    let names: Vec<&str> = request
        .missiles
        .iter()
        .map(|system| system.name.as_ref())
        .collect();
    match (names.as_slice(), request.bands) {
        ([], Some(bands)) => format!("{} range bands around {origins}", bands.title),
        ([], None) if request.rings_km.is_empty() => format!("Distances from {origins}"),
        ([], None) => match request.rings_km[..] {
            [one] => format!("Within {} of {origins}", distance(one, request.unit)),
            [one, two] => format!(
                "Within {} and {} of {origins}",
                distance(one, request.unit),
                distance(two, request.unit)
            ),
            _ => format!("Distances from {origins}"),
        },
        (names, _) => format!("Within reach of {} from {origins}", words::listed(names)),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Sentences without the stop: what of whom, and by which assumptions.
fn subtitle(request: &Request<'_>) -> String {
    let mut said: Vec<String> = request
        .missiles
        .iter()
        .filter_map(|system| of_missile(system, request))
        .collect();
    let is_of_bands = request.missiles.is_empty() && request.isochrones.is_none();
    if let Some(bands) = request.bands.filter(|_| is_of_bands) {
        said.push(format!(
            "Distances as ranges in the terms of the {}",
            bands.title
        ));
    }
    if let Some(system) = request.timed {
        let has_warning = request.clock == Clock::Warning || request.label == Label::Warning;
        let mut assumed = basis::flight(&[system], &request.assumptions);
        if has_warning {
            assumed.extend(basis::warning(&[system], &request.assumptions));
        }
        let what = match (request.clock, &request.isochrones) {
            (Clock::Flight, _) if !has_warning => "Flight from launch to impact",
            _ => "Warning that is left",
        };
        said.push(format!("{what}: {}", assumed.join("; ")));
    }
    if let Some(date) = request.assumptions.date {
        said.push(format!("The treaty as of {date}"));
    }
    if request.origins.len() > 1 {
        said.push("From the nearest origin".to_owned());
    }
    said.join(". ")
}

/// Range and who says so.
fn of_missile(system: &System, request: &Request<'_>) -> Option<String> {
    let range_km = system.range_km?;
    let figures = claims::range(system, request.unit);
    let whose = match (lowest(system, request.unit), highest(system, request.unit)) {
        (Some(low), Some(high)) if range_km.low < range_km.high => {
            format!(" (lowest: {low}; highest: {high})")
        }
        (_, Some(high)) => format!(" ({high})"),
        _ => String::new(),
    };
    // A range of one's own is in the name already.
    (!system.claims.is_empty()).then(|| {
        let what = if range_km.low < range_km.high {
            "claims of"
        } else {
            "range"
        };
        format!("{}: {what} {figures}{whose}", system.name)
    })
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

fn notes(request: &Request<'_>, subject: &Subject<'_>) -> Vec<String> {
    let mut notes = no_launches(request.origins);
    notes.extend(uncertain(request.origins));
    let is_ballistic = request
        .timed
        .is_some_and(|system| system.kind == Kind::Ballistic);
    let is_reference = request.assumptions.trajectory == crate::flight::Trajectory::MinimumEnergy;
    if is_ballistic && is_reference {
        notes.push(
            "Times are those of real flights over the distance: lofted arcs are slower, depressed ones faster."
                .to_owned(),
        );
    }
    if subject
        .targets
        .iter()
        .any(|target| target.flight.is_some_and(|flight| flight.is_approximate()))
    {
        notes.push(
            "≈: the arc stays below 100 km, where the model does not apply; not to be quoted."
                .to_owned(),
        );
    }
    let classes_bands = !request.targets.is_empty() && request.dots == Dots::Band;
    if request.assumptions.bands.id == "inf" && (request.bands.is_some() || classes_bands) {
        notes.push(Caveat::DistanceBandIsNotAFinding.sentence().to_owned());
    }
    let is_disputed = |system: &&System| {
        system
            .range_km
            .is_some_and(|range_km| range_km.low < range_km.high)
    };
    if request.missiles.iter().any(|system| is_disputed(&system)) {
        notes.push("Published claims of range differ; each line is a claim.".to_owned());
    }
    let shown = || request.missiles.iter().chain(request.timed);
    let from_elsewhere = named(shown(), |system| {
        system.basing.is_some_and(|basing| basing != Basing::Ground)
    });
    if !from_elsewhere.is_empty() {
        notes.push(format!(
            "{} is launched from the air or the sea, which may be far from the place of departure.",
            words::listed(&from_elsewhere)
        ));
    }
    let unconfirmed = named(shown(), |system| system.unverified);
    if !unconfirmed.is_empty() {
        notes.push(format!(
            "Not all figures of {} are confirmed at their source.",
            words::listed(&unconfirmed)
        ));
    }
    if request.missiles.iter().any(System::has_lower_bound_only) {
        notes.push(Caveat::RangeIsALowerBound.sentence().to_owned());
    }
    if let Some(system) = request.timed.filter(|_| request.clock == Clock::Warning) {
        notes.extend(warning_by_radars(system, &request.assumptions));
    }
    if is_of_the_past(request) {
        notes.push("Borders are those of today, not of the time.".to_owned());
    }
    notes
}

/// The names of those systems that have it, each once.
fn named<'s>(
    systems: impl Iterator<Item = &'s System>,
    has_it: impl Fn(&System) -> bool,
) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    for system in systems.filter(|system| has_it(system)) {
        if !names.contains(&system.name.as_ref()) {
            names.push(&system.name);
        }
    }
    names
}

/// A sentence for each origin that is no launch site, or one for all of them.
fn no_launches(origins: &[Place]) -> Vec<String> {
    const SAID_ONE_BY_ONE: usize = 2;
    let notes = words::no_launches(origins);
    if notes.len() <= SAID_ONE_BY_ONE {
        return notes;
    }
    vec![format!(
        "{} of the {} origins are not listed as launch sites; distances are measured from there as well.",
        notes.len(),
        origins.len()
    )]
}

/// Origins that stand for an area.
fn uncertain(origins: &[Place]) -> Option<String> {
    let wide: Vec<&Place> = origins
        .iter()
        .filter(|origin| origin.uncertainty_km >= SAID_UNCERTAINTY_KM)
        .collect();
    let most_km = wide
        .iter()
        .map(|origin| origin.uncertainty_km)
        .fold(0.0, f64::max);
    match wide[..] {
        [] => None,
        [one] => Some(format!(
            "{} is known to within {most_km:.0} km: ranges may begin as far from the mark.",
            one.name
        )),
        _ => Some(format!(
            "{} of the origins are known to within {most_km:.0} km only.",
            wide.len()
        )),
    }
}

/// True where the date or all origins are of before the borders of today.
fn is_of_the_past(request: &Request<'_>) -> bool {
    let by_date = request.assumptions.date.is_some_and(|date| {
        u16::try_from(date.year()).is_ok_and(|year| year < BORDERS_OF_TODAY_FROM)
    });
    let is_closed = |place: &Place| {
        place
            .site
            .and_then(|site| site.last_year)
            .is_some_and(|year| year < BORDERS_OF_TODAY_FROM)
    };
    by_date || request.origins.iter().all(is_closed)
}
