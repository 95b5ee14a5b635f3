//! Places on the map: how far from the nearest origin, within whose reach, after how many minutes.

use super::classes::{Class, ClassOf, class_by_band, class_by_reach, class_by_ring, class_by_time};
use super::{Dots, Label, Request};
use crate::catalogue::{Language, Place, Reach, System};
use crate::error::Result;
use crate::geodesy;
use crate::geodesy::PointTable;
use crate::map::isochrone::Clock;
use crate::model::{Flight, GroundDistance, Pair};
use crate::present::names::{label_in, place_in};
use crate::present::phrases::{local, say};
use crate::present::{Verdict, words};
use crate::quantity::{Interval, Kilometres};
use crate::schema::Needs;
use crate::treaty::Band;

/// A place, seen from its nearest origin.
#[derive(Clone, Debug)]
pub(crate) struct Target<'a> {
    /// The place.
    pub place: &'a Place,
    /// The nearest origin.
    pub origin: &'a Place,
    /// Distance from there.
    pub distance: Kilometres,
    /// Band of the distance in the band set of the assumptions.
    pub band: &'a Band,
    /// What the missiles that are drawn reach: the best of their verdicts; None where none is drawn.
    pub reach: Option<Reach>,
    /// The flight of the system whose times are shown; None beyond its reach.
    pub flight: Option<Flight>,
    /// Where no times are shown, that of the one missile that is drawn, for data: a map has it, whatever it shows.
    unshown: Option<Flight>,
    /// True if it was asked for by itself, and not with a group.
    pub is_named: bool,
    /// Number of its class.
    pub class: usize,
    /// False where the uncertainty of the places could change the class: the place is counted as uncertain, and in no class.
    pub is_certain: bool,
    /// False where it could change what the missiles that are drawn reach: where dots tell the reach the same as `is_certain`.
    pub is_reach_certain: bool,
    /// Its distance in words.
    pub distance_words: String,
    /// The words beside its dot.
    pub label: String,
    /// All of it in a line.
    pub name: String,
}

impl Target<'_> {
    /// The reach as the legend counts it, in a word: of every attribute, property and label.
    pub(crate) fn reach_code(&self) -> Option<&'static str> {
        match self.reach {
            Some(_) if !self.is_reach_certain => Some("uncertain"),
            reach => reach.map(Reach::code),
        }
    }

    /// The time for data: as [`Target::time_s`], else that of the one missile, unless it must not be quoted.
    pub(crate) fn data_time_s(&self, clock: Clock) -> Option<Interval> {
        let flight = self.flight.or(self.unshown)?;
        Some(time_of(&flight, clock))
    }

    /// The time that a clock shows, s.
    pub(crate) fn time_s(&self, clock: Clock) -> Option<Interval> {
        self.flight.map(|flight| time_of(&flight, clock))
    }

    /// Where that is the warning by a ground radar, the warning by an airborne one, s.
    pub(crate) fn airborne_s(&self, clock: Clock) -> Option<Interval> {
        self.flight
            .and_then(|flight| flight.airborne_warning_s)
            .filter(|_| clock == Clock::Warning)
    }
}

/// `9M729` of `9M729 (SSC-8)`: the title has it in full.
pub(super) fn plain_name(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// All places with their classes. `level_min` are the times that are drawn as isochrones, min.
pub(super) fn classed<'a>(
    request: &Request<'a>,
    level_min: &[f64],
) -> Result<(Vec<Target<'a>>, Vec<Class>)> {
    let mut targets = nearest(request)?;
    let classes = match request.dots {
        Dots::Minutes => class_by_time(&mut targets, request, level_min),
        Dots::Reach if !request.missiles.is_empty() => class_by_reach(&mut targets, request),
        Dots::Ring if !request.rings_km.is_empty() => class_by_ring(&mut targets, request),
        Dots::Band => class_by_band(&mut targets, request),
        Dots::Place | Dots::Reach | Dots::Ring => vec![Class {
            name: "place".to_owned(),
            of: ClassOf::Place,
        }],
    };
    let is_by_reach = classes
        .iter()
        .any(|class| matches!(class.of, ClassOf::Reach(_) | ClassOf::Several(_)));
    for target in &mut targets {
        if is_by_reach {
            target.is_reach_certain = target.is_certain;
        }
        target.label = label(target, request);
        target.name = name(target, request);
    }
    Ok((targets, classes))
}

fn nearest<'a>(request: &Request<'a>) -> Result<Vec<Target<'a>>> {
    let assumptions = &request.assumptions;
    let points: PointTable = request.targets.iter().map(|place| place.position).collect();
    let mut best: Vec<Option<Pair<'a>>> = vec![None; request.targets.len()];
    for origin in request.origins {
        for ((to, track), best) in request
            .targets
            .iter()
            .zip(geodesy::inverse_to_many(origin.position, &points))
            .zip(&mut best)
        {
            if best.is_none_or(|pair| track.distance.km() < pair.track.distance.km()) {
                *best = Some(Pair::with_track(
                    origin,
                    to,
                    assumptions.bands,
                    track,
                    Needs::NONE,
                ));
            }
        }
    }
    let target = |pair: Pair<'a>| {
        let km = pair.track.distance.km();
        let flight_of = |system: &System| -> Result<Option<Flight>> {
            if !system.may_fly(km) {
                return Ok(None);
            }
            let uncertainty_km = pair.from.joint_uncertainty_km(pair.to);
            let distance = GroundDistance::within(pair.track.distance, uncertainty_km);
            let flight = distance.flight(system, assumptions, None)?;
            Ok(flight.filter(Flight::is_told))
        };
        let (flight, unshown) = match (request.timed, request.missiles) {
            (Some(system), _) => (flight_of(system)?, None),
            // A model that does not apply is no reason to refuse a map that shows no times.
            (None, [system]) => (None, flight_of(system).ok().flatten()),
            (None, _) => (None, None),
        };
        Ok(Target {
            place: pair.to,
            origin: pair.from,
            distance: pair.track.distance,
            band: pair.band,
            reach: best_reach(request, km),
            flight,
            unshown: unshown.filter(|flight| !flight.is_approximate()),
            is_named: is_named(request, pair.to),
            class: 0,
            is_certain: true,
            is_reach_certain: is_reach_certain(request, &pair),
            distance_words: local(&request.unit.say(km, 0), request.language),
            label: String::new(),
            name: String::new(),
        })
    };
    best.into_iter().flatten().map(target).collect()
}

/// True of a place that was asked for by itself. Few places are as good as named one by one, and many are a group.
fn is_named(request: &Request<'_>, place: &Place) -> bool {
    const FEW: usize = 12;
    const MANY: usize = 40;
    request.targets.len() <= FEW
        || (request.named.len() <= MANY && request.named.contains(&place.position))
}

/// The best verdict of the missiles that are drawn; None where the claims leave it open.
pub(super) fn best_reach(request: &Request<'_>, km: f64) -> Option<Reach> {
    let reaches = || request.missiles.iter().map(|system| system.reach(km));
    let best = reaches().flatten().min();
    best.filter(|best| *best != Reach::Beyond || reaches().all(|reach| reach.is_some()))
}

/// True unless where the places are could change that verdict. What is reached by some claims only is that, whichever they are.
fn is_reach_certain(request: &Request<'_>, pair: &Pair<'_>) -> bool {
    let reach = best_reach(request, pair.track.distance.km());
    let mut ends = pair.distance_ends().into_iter().flatten();
    let is_same = ends.all(|end| best_reach(request, end.km()) == reach);
    Verdict::of(reach, is_same) != Verdict::Doubtful
}

fn time_of(flight: &Flight, clock: Clock) -> Interval {
    match clock {
        Clock::Flight => flight.time_s,
        Clock::Warning => flight.warning_s,
    }
}

/// The name, and behind it what is asked for.
fn label(target: &Target<'_>, request: &Request<'_>) -> String {
    let name = label_in(target.place, request.language);
    let said = match request.label {
        Label::Name => None,
        Label::Km => Some(target.distance_words.clone()),
        Label::Minutes => said_of(target, Clock::Flight, request.language),
        Label::Warning => said_of(target, Clock::Warning, request.language),
        Label::Reach => target
            .reach_code()
            .map(|reach| say(request.language, reach, &[])),
    };
    said.map_or(name.to_string(), |said| format!("{name} {said}"))
}

/// A time for a label: without its interval, with a mark where no model supports it.
fn said_of(target: &Target<'_>, clock: Clock, language: Language) -> Option<String> {
    let flight = target.flight.as_ref()?;
    let time_s = time_of(flight, clock).nominal;
    let mark = if flight.is_approximate() {
        "≈\u{a0}"
    } else {
        ""
    };
    // Of half an hour and more, tenths of a minute say nothing.
    let is_long = (1800.0..7200.0).contains(&time_s);
    let minutes = if is_long {
        format!("{:.0} min", time_s / 60.0)
    } else {
        words::minutes(time_s)
    };
    Some(if time_s > 0.0 {
        format!("{mark}{}", local(&minutes, language))
    } else {
        format!("{mark}{}", say(language, "no warning", &[]))
    })
}

fn name(target: &Target<'_>, request: &Request<'_>) -> String {
    let language = request.language;
    let place = place_in(target.place, language);
    let distance = &target.distance_words;
    let origin = label_in(target.origin, language);
    let mut name = match language {
        Language::English => format!("{place}: {distance} from {origin}"),
        _ => format!("{place}: {distance} ({origin})"),
    };
    if request.dots == Dots::Band {
        name = format!("{name}, {}", target.band.name);
    }
    for system in request.missiles {
        if let Some(reach) = system.reach(target.distance.km()) {
            let reach = say(language, in_words(reach), &[]);
            name = format!("{name}; {}: {reach}", system.name);
        }
    }
    if let Some(system) = request.timed {
        let said = match (&target.flight, request.clock) {
            (None, _) => say(language, without_time(system, target.distance.km()), &[]),
            (Some(flight), Clock::Flight) if language == Language::English => {
                format!("flight {}", words::time_of(flight))
            }
            (Some(flight), Clock::Flight) => local(&words::time_of(flight), language),
            (Some(flight), Clock::Warning) if language == Language::English => {
                format!("warning {}", words::warnings_of(flight))
            }
            (Some(flight), Clock::Warning) => local(&words::warning_of(flight), language),
        };
        name = format!("{name}; {}: {said}", system.name);
    }
    name
}

/// Why a place has no time.
fn without_time(system: &System, km: f64) -> &'static str {
    match system.reach(km) {
        Some(Reach::Beyond) => "beyond reach",
        _ if system.has_open_reach(km) => "reach is open",
        _ => "outside the model",
    }
}

/// A verdict as a legend has it.
pub(super) const fn in_words(reach: Reach) -> &'static str {
    match reach {
        Reach::Within => "within reach: no claim falls short",
        Reach::Disputed => "within reach by some claims only",
        Reach::Beyond => "beyond reach by every claim",
    }
}
