//! Places on the map: how far from the nearest origin, in which band, after how many minutes.

use crate::catalogue::{Place, Reach, System};
use crate::error::Result;
use crate::geodesy;
use crate::geodesy::PointTable;
use crate::map::isochrone::Clock;
use crate::map::subject::Request;
use crate::model::{Flight, GroundDistance, Pair};
use crate::present::words;
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
    /// Flight or warning time, s, of the system that dots are coloured by; None beyond its reach.
    pub time_s: Option<Interval>,
    /// Where that is the warning by a ground radar, the warning by an airborne one, s.
    pub airborne_s: Option<Interval>,
    /// Number of its class.
    pub class: usize,
    /// All of it in a line.
    pub name: String,
}

/// A class that places are coloured by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Class {
    /// In words.
    pub name: String,
    /// The band's id, or None for a class of times.
    pub band: Option<String>,
    /// Its place from the nearest or soonest class (0) to the farthest or latest (1); None for what is beyond reach.
    pub share: Option<f64>,
}

/// All places with their classes. `level_min` are the times that are drawn as isochrones, min.
pub(super) fn classed<'a>(
    request: &Request<'a>,
    level_min: &[f64],
) -> Result<(Vec<Target<'a>>, Vec<Class>)> {
    let mut targets = nearest(request)?;
    let classes = if let Some(system) = request.dots_by_time_of {
        class_by_time(&mut targets, system, request.clock, level_min)
    } else {
        class_by_band(&mut targets, request)
    };
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
        let flight = match request.dots_by_time_of {
            Some(system) if system.may_fly(pair.track.distance.km()) => {
                let uncertainty_km = pair.from.joint_uncertainty_km(pair.to);
                let distance = GroundDistance::within(pair.track.distance, uncertainty_km);
                distance.flight(system, assumptions, None)?
            }
            _ => None,
        };
        let mut name = format!(
            "{}: {} from {}, {}",
            words::place(pair.to),
            request.unit.say(pair.track.distance.km(), 0),
            pair.from.label(),
            pair.band.name
        );
        if let Some(system) = request.dots_by_time_of {
            let km = pair.track.distance.km();
            let without = match system.reach(km) {
                Some(Reach::Beyond) => "beyond reach",
                _ if system.has_open_reach(km) => "reach is open",
                _ => "outside the model",
            };
            let said = flight.map_or(without.to_owned(), |flight| {
                say_time(request.clock, &flight)
            });
            name = format!("{name}; {}: {said}", system.name);
        }
        Ok(Target {
            place: pair.to,
            origin: pair.from,
            distance: pair.track.distance,
            band: pair.band,
            time_s: flight.map(|flight| time_of(&flight, request.clock)),
            airborne_s: flight
                .and_then(|flight| flight.airborne_warning_s)
                .filter(|_| request.clock == Clock::Warning),
            class: 0,
            name,
        })
    };
    best.into_iter().flatten().map(target).collect()
}

fn time_of(flight: &Flight, clock: Clock) -> Interval {
    match clock {
        Clock::Flight => flight.time_s,
        Clock::Warning => flight.warning_s,
    }
}

fn say_time(clock: Clock, flight: &Flight) -> String {
    match clock {
        Clock::Flight => format!("flight {}", words::time_of(flight)),
        Clock::Warning => format!("warning {}", words::warnings_of(flight)),
    }
}

fn class_by_band(targets: &mut [Target<'_>], request: &Request<'_>) -> Vec<Class> {
    let bands = request.assumptions.bands.bands();
    for target in targets {
        target.class = bands
            .iter()
            .position(|band| band.id == target.band.id)
            .unwrap_or(0);
    }
    let share = |number: usize| number as f64 / (bands.len().max(2) - 1) as f64;
    let named = |(number, band): (usize, &Band)| Class {
        name: format!(
            "{}: {}",
            band.name,
            words::band_edges(band, request.unit).replace("range", "distance")
        ),
        band: Some(band.id.to_string()),
        share: Some(share(number)),
    };
    bands.iter().enumerate().map(named).collect()
}

/// Between isochrones where there are any, else between round times.
fn class_by_time(
    targets: &mut [Target<'_>],
    system: &System,
    clock: Clock,
    level_min: &[f64],
) -> Vec<Class> {
    let times_min: Vec<f64> = targets
        .iter()
        .filter_map(|target| target.time_s)
        .map(|time_s| time_s.nominal / 60.0)
        .collect();
    let edges_min = if level_min.is_empty() {
        round_edges_min(&times_min)
    } else {
        level_min.to_vec()
    };
    for target in targets.iter_mut() {
        target.class = match target.time_s {
            // A place on an isochrone is within it.
            Some(time_s) => edges_min.partition_point(|edge_min| edge_min * 60.0 < time_s.nominal),
            None => edges_min.len() + 1,
        };
    }
    let mut classes: Vec<Class> = (0..=edges_min.len())
        .map(|number| {
            let before = number.checked_sub(1).map(|at| edges_min[at]);
            let after = edges_min.get(number);
            let name = match (before, after) {
                (None, Some(after)) => format!("up to {after} min of {clock}"),
                (Some(before), Some(after)) => format!("{before} to {after} min"),
                (Some(before), None) => format!("more than {before} min"),
                (None, None) => format!("any time of {clock}"),
            };
            Class {
                name,
                band: None,
                share: Some(number as f64 / edges_min.len().max(1) as f64),
            }
        })
        .collect();
    let mut untimed = targets
        .iter()
        .filter(|target| target.time_s.is_none())
        .map(|target| system.has_open_reach(target.distance.km()));
    let has_open = untimed.clone().any(|is_open| is_open);
    let name = match (has_open, untimed.any(|is_open| !is_open)) {
        (true, true) => "beyond reach, or reach is open",
        (true, false) => "reach is open",
        _ => "beyond reach",
    };
    classes.push(Class {
        name: name.to_owned(),
        band: None,
        share: None,
    });
    classes
}

/// Two to four round times, min, that part the times into classes.
fn round_edges_min(times_min: &[f64]) -> Vec<f64> {
    let (low, high) = times_min.iter().fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(low, high), &time_min| (low.min(time_min), high.max(time_min)),
    );
    if low >= high || times_min.is_empty() {
        return Vec::new();
    }
    let steps_min = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0, 600.0];
    let step_min = steps_min
        .into_iter()
        .find(|step| (high - low) / step <= 4.0)
        .unwrap_or(1440.0);
    let first = (low / step_min).floor() + 1.0;
    (0..4)
        .map(|number| (first + f64::from(number)) * step_min)
        .take_while(|edge_min| *edge_min < high)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_round_and_few() {
        assert_eq!(round_edges_min(&[4.8, 15.7]), [5.0, 10.0, 15.0]);
        assert_eq!(round_edges_min(&[20.0, 215.0]), [60.0, 120.0, 180.0]);
        assert_eq!(round_edges_min(&[-1.0, 2.0]), [0.0, 1.0]);
        assert!(round_edges_min(&[7.0]).is_empty() && round_edges_min(&[]).is_empty());
    }
}
