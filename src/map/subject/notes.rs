//! Notes of a map, built from what it shows.

use super::{Dots, Request, Ring, RingOf, Subject};
use crate::catalogue::{Basing, Kind, Language, Place, SiteKind, System};
use crate::caveat::Caveat;
use crate::map::isochrone::Clock;
use crate::model::{Assumptions, GroundDistance};
use crate::present::names::label_in;
use crate::present::phrases::{self, say};
use crate::present::words;
use crate::quantity::Kilometres;
use crate::warning::RadarGeometry;

/// The year from which the borders of today are about those of the time.
const BORDERS_OF_TODAY_FROM: u16 = 1993;

/// The least uncertainty of an origin that is said, km: a town.
const SAID_UNCERTAINTY_KM: f64 = 30.0;

/// Of missiles whose range is disputed, on every map; and where the lines in view are claims.
const CLAIMS_DIFFER: &str = "Published claims of range differ.";
const EACH_LINE_IS_A_CLAIM: &str = "Published claims of range differ; each line is a claim.";

/// The notes of a map on which those rings are in view that `is_in_view` takes.
pub(crate) fn notes_in_view(
    subject: &Subject<'_>,
    is_in_view: impl Fn(usize) -> bool,
) -> Vec<String> {
    let language = subject.language;
    let in_view = || {
        let rings = subject.rings.iter().enumerate();
        rings.filter(|(number, _)| is_in_view(*number))
    };
    let has_claims = in_view().any(|(_, ring)| matches!(ring.of, RingOf::Claim { .. }));
    let has_times = in_view().any(|(_, ring)| ring.minutes().is_some());
    let mut notes = subject.notes.clone();
    if has_claims && !has_times {
        let short = say(language, CLAIMS_DIFFER, &[]);
        for note in notes.iter_mut().filter(|note| **note == short) {
            *note = say(language, EACH_LINE_IS_A_CLAIM, &[]);
        }
    }
    notes
}

pub(super) fn notes(request: &Request<'_>, subject: &Subject<'_>) -> Vec<String> {
    let language = request.language;
    let mut notes = no_launches(request.origins, language);
    notes.extend(uncertain(request.origins, language));
    notes.extend(match request.closed.len() {
        0 => None,
        1 => Some(say(
            language,
            "The closed site is marked; no range begins there.",
            &[],
        )),
        count => Some(say(
            language,
            "{1} closed sites are marked; no range begins there.",
            &[&count.to_string()],
        )),
    });
    let is_ballistic = request
        .timed
        .is_some_and(|system| system.kind == Kind::Ballistic);
    let is_reference = request.assumptions.trajectory == crate::flight::Trajectory::MinimumEnergy;
    if is_ballistic && is_reference {
        notes.push(
            say(language, "Times are those of real flights over the distance: lofted arcs are slower, depressed ones faster.", &[]),
        );
    }
    let mut flights = subject.targets.iter().filter_map(|target| target.flight);
    let is_approximate = |ring: &Ring| {
        let RingOf::Time { is_approximate, .. } = ring.of else {
            return false;
        };
        is_approximate
    };
    if flights.any(|flight| flight.is_approximate()) || subject.rings.iter().any(is_approximate) {
        notes.push(say(
            language,
            "≈: the arc stays below 100 km, where the model does not apply: a rough time.",
            &[],
        ));
    }
    let classes_bands = !request.targets.is_empty() && request.dots == Dots::Band;
    if request.assumptions.bands.id == "inf" && (request.bands.is_some() || classes_bands) {
        notes.push(say(
            language,
            Caveat::DistanceBandIsNotAFinding.sentence(),
            &[],
        ));
    }
    let is_disputed = |system: &&System| {
        system
            .range_km
            .is_some_and(|range_km| range_km.low < range_km.high)
    };
    if request.missiles.iter().any(|system| is_disputed(&system)) {
        notes.push(say(language, CLAIMS_DIFFER, &[]));
    }
    let shown = || request.missiles.iter().chain(request.timed);
    let from_elsewhere = named(shown(), |system| {
        system.basing.is_some_and(|basing| basing != Basing::Ground)
    });
    if !from_elsewhere.is_empty() {
        notes.push(say(language, "{1} is launched from the air or the sea, which may be far from the place of departure.",
            &[&phrases::list(language, &from_elsewhere)]
        ));
    }
    let unconfirmed = named(shown(), |system| system.unverified);
    if !unconfirmed.is_empty() {
        notes.push(say(
            language,
            "Not all figures of {1} are confirmed at their source.",
            &[&phrases::list(language, &unconfirmed)],
        ));
    }
    if request.missiles.iter().any(System::has_lower_bound_only) {
        notes.push(say(language, Caveat::RangeIsALowerBound.sentence(), &[]));
    }
    if let Some(system) = request.timed.filter(|_| request.clock == Clock::Warning) {
        notes.extend(warning_by_radars(system, &request.assumptions, language));
    }
    if is_of_the_past(request) {
        notes.push(say(
            language,
            "Borders are those of today, not of the time.",
            &[],
        ));
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
fn no_launches(origins: &[Place], language: Language) -> Vec<String> {
    const SAID_ONE_BY_ONE: usize = 2;
    let notes = match language {
        Language::English => words::no_launches(origins),
        _ => no_launches_in(origins, language),
    };
    if notes.len() <= SAID_ONE_BY_ONE {
        return notes;
    }
    vec![say(
        language,
        "{1} of the {2} origins are not listed as launch sites; distances are measured from there as well.",
        &[&notes.len().to_string(), &origins.len().to_string()],
    )]
}

/// The notes of [`words::no_launches`] in another language, with names in it.
fn no_launches_in(origins: &[Place], language: Language) -> Vec<String> {
    let (mut notes, mut reported) = (Vec::new(), Vec::new());
    for place in origins {
        let name = label_in(place, language).into_owned();
        match place.site {
            Some(site) if site.kind == SiteKind::Reported => reported.push(name),
            Some(site) if !site.launches => notes.push(say(
                language,
                "{1} is not listed as a launch site: distances are measured from there.",
                &[&name],
            )),
            _ => {}
        }
    }
    reported.dedup();
    notes.dedup();
    let phrase = match reported.len() {
        0 => return notes,
        1 => "Missile site that is named by researchers or the press, and not by the states: {1}.",
        _ => {
            "Missile sites that are named by researchers or the press, and not by the states: {1}."
        }
    };
    notes.push(say(language, phrase, &[&reported.join(", ")]));
    notes
}

/// Origins that stand for an area.
fn uncertain(origins: &[Place], language: Language) -> Option<String> {
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
        [one] => Some(say(
            language,
            "{1} is known to within {2} km: ranges may begin as far from the mark.",
            &[&label_in(one, language), &format!("{most_km:.0}")],
        )),
        _ => Some(say(
            language,
            "{1} of the origins are known to within {2} km only.",
            &[&wide.len().to_string(), &format!("{most_km:.0}")],
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

/// What either radar leaves of a flight that comes from beyond both horizons.
fn warning_by_radars(
    system: &System,
    assumptions: &Assumptions<'_>,
    language: Language,
) -> Option<String> {
    let ground = assumptions.ground_radar(system);
    let airborne = RadarGeometry::AIRBORNE.against(system.altitude_m);
    let both_km = ground.horizon_km().max(airborne.horizon_km());
    let from_afar = GroundDistance::exact(Kilometres::new(both_km).ok()?);
    let flight = from_afar.flight(system, assumptions, None).ok()??;
    flight.airborne_warning_s?;
    Some(say(
        language,
        "{1}: {2}, from beyond {3} km.",
        &[
            &system.name,
            &phrases::local(&words::warnings_of(&flight), language),
            &format!("{both_km:.0}"),
        ],
    ))
}
