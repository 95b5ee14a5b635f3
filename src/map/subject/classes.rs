//! Classes of places: by reach, ring, band or time.

use std::cmp::Reverse;

use super::ranges::band_name;
use super::target::{Target, best_reach, in_words, plain_name};
use super::{MOST_MISSILES, Request, distance};
use crate::catalogue::Reach;
use crate::map::isochrone::Clock;
use crate::present::Verdict;
use crate::present::phrases::{list, local, say};
use crate::present::words;
use crate::treaty::Band;

/// A class that places are marked by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Class {
    /// In words.
    pub name: String,
    /// What its places have in common.
    pub of: ClassOf,
}

/// What the places of a class have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClassOf {
    /// The band of their distance, by its number in the set.
    Band(usize),
    /// The ring that they are within, by its number from the origin.
    Ring(usize),
    /// What is reached by the one missile that is drawn.
    Reach(Reach),
    /// What is reached by each of several.
    Several(Verdicts),
    /// The span of time, by its number from the soonest.
    Time(usize),
    /// Beyond all rings, or out of reach of what has a time.
    Beyond,
    /// Claims leave open what is reached.
    Open,
    /// Nothing.
    Place,
}

/// What each of the missiles of a map reaches, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Verdicts([Option<Reach>; MOST_MISSILES]);

impl Verdicts {
    fn at(request: &Request<'_>, km: f64) -> Self {
        Self(std::array::from_fn(|missile| {
            let system = request.missiles.get(missile)?;
            system.reach(km)
        }))
    }

    /// That of one missile; None where the claims leave it open.
    pub(crate) fn of(self, missile: usize) -> Option<Reach> {
        self.0.get(missile).copied().flatten()
    }

    /// Which missiles reach, in words.
    fn say(self, request: &Request<'_>) -> String {
        let language = request.language;
        let named = |wanted: Reach| {
            let systems = request.missiles.iter().enumerate();
            let names: Vec<&str> = systems
                .filter(|(missile, _)| self.of(*missile) == Some(wanted))
                .map(|(_, system)| plain_name(&system.name))
                .collect();
            list(language, &names)
        };
        let is_open = (0..request.missiles.len()).any(|missile| self.of(missile).is_none());
        let (within, disputed) = (named(Reach::Within), named(Reach::Disputed));
        match (within.is_empty(), disputed.is_empty()) {
            (false, true) => say(language, "within reach of {1}", &[&within]),
            (false, false) => say(
                language,
                "within reach of {1}, by some claims of {2}",
                &[&within, &disputed],
            ),
            (true, false) => say(
                language,
                "within reach by some claims only: {1}",
                &[&disputed],
            ),
            (true, true) if is_open => say(language, "beyond reach, or reach is open", &[]),
            (true, true) => say(language, "beyond reach of all", &[]),
        }
    }
}

/// Sets the class by distance, and whether the places' uncertainty could change it.
fn class_by_distance(targets: &mut [Target<'_>], class: impl Fn(f64) -> usize) {
    for target in targets {
        let km = target.distance.km();
        let uncertainty_km = target.origin.joint_uncertainty_km(target.place);
        target.class = class(km);
        target.is_certain = uncertainty_km == 0.0
            || [(km - uncertainty_km).max(0.0), km + uncertainty_km]
                .iter()
                .all(|end_km| class(*end_km) == target.class);
    }
}

pub(super) fn class_by_reach(targets: &mut [Target<'_>], request: &Request<'_>) -> Vec<Class> {
    if request.missiles.len() > 1 {
        return class_by_missile(targets, request);
    }
    let all = [Reach::Within, Reach::Disputed, Reach::Beyond];
    class_by_distance(targets, |km| {
        let found = best_reach(request, km);
        let known = all.iter().position(|reach| Some(*reach) == found);
        known.unwrap_or(all.len())
    });
    // What is within reach by some claims only is that, whichever they are.
    for target in targets.iter_mut() {
        let reach = all.get(target.class).copied();
        target.is_certain = Verdict::of(reach, target.is_certain) != Verdict::Doubtful;
    }
    let language = request.language;
    let class = |reach| Class {
        name: say(language, in_words(reach), &[]),
        of: ClassOf::Reach(reach),
    };
    let open = Class {
        name: say(
            language,
            "reach is open: no claim falls short or reaches",
            &[],
        ),
        of: ClassOf::Open,
    };
    all.map(class).into_iter().chain([open]).collect()
}

/// A class for each set of missiles that reach some place, the most that reach first.
fn class_by_missile(targets: &mut [Target<'_>], request: &Request<'_>) -> Vec<Class> {
    let mut all: Vec<Verdicts> = targets
        .iter()
        .map(|target| Verdicts::at(request, target.distance.km()))
        .collect();
    let count = |verdicts: &Verdicts, wanted: Reach| {
        let of = |missile| verdicts.of(missile) == Some(wanted);
        (0..request.missiles.len())
            .filter(|missile| of(*missile))
            .count()
    };
    all.sort_by_key(|verdicts| {
        (
            Reverse(count(verdicts, Reach::Within)),
            Reverse(count(verdicts, Reach::Disputed)),
            *verdicts,
        )
    });
    all.dedup();
    class_by_distance(targets, |km| {
        let verdicts = Verdicts::at(request, km);
        let known = all.iter().position(|known| *known == verdicts);
        known.unwrap_or(all.len())
    });
    all.into_iter()
        .map(|verdicts| Class {
            name: verdicts.say(request),
            of: ClassOf::Several(verdicts),
        })
        .collect()
}

pub(super) fn class_by_ring(targets: &mut [Target<'_>], request: &Request<'_>) -> Vec<Class> {
    let mut radii_km = request.rings_km.clone();
    radii_km.sort_by(f64::total_cmp);
    radii_km.dedup();
    // A place on a ring is within it.
    class_by_distance(targets, |km| {
        radii_km.partition_point(|radius_km| *radius_km < km)
    });
    let language = request.language;
    let said = |km: f64| local(&distance(km, request.unit), language);
    let within = radii_km.iter().enumerate().map(|(number, &km)| Class {
        name: match number.checked_sub(1) {
            None => say(language, "up to {1}", &[&said(km)]),
            Some(before) => say(
                language,
                "{1} to {2}",
                &[&said(radii_km[before]), &said(km)],
            ),
        },
        of: ClassOf::Ring(number),
    });
    let last_km = radii_km.last().copied().unwrap_or_default();
    let beyond = Class {
        name: say(language, "beyond {1}", &[&said(last_km)]),
        of: ClassOf::Beyond,
    };
    within.chain([beyond]).collect()
}

pub(super) fn class_by_band(targets: &mut [Target<'_>], request: &Request<'_>) -> Vec<Class> {
    let set = request.assumptions.bands;
    let bands = set.bands();
    class_by_distance(targets, |km| {
        let found = set.classify(km).band;
        bands
            .iter()
            .position(|band| band.id == found.id)
            .unwrap_or(0)
    });
    let named = |(number, band): (usize, &Band)| Class {
        name: band_name(band, "distance", request.language),
        of: ClassOf::Band(number),
    };
    bands.iter().enumerate().map(named).collect()
}

/// Between isochrones where there are any, else between round times.
pub(super) fn class_by_time(
    targets: &mut [Target<'_>],
    request: &Request<'_>,
    level_min: &[f64],
) -> Vec<Class> {
    let clock = request.clock;
    let times_min: Vec<f64> = targets
        .iter()
        .filter_map(|target| target.time_s(clock))
        .map(|time_s| time_s.nominal / 60.0)
        .collect();
    let edges_min = if level_min.is_empty() {
        round_edges_min(&times_min)
    } else {
        level_min.to_vec()
    };
    for target in targets.iter_mut() {
        target.class = match target.time_s(clock) {
            // A place on an isochrone is within it.
            Some(time_s) => edges_min.partition_point(|edge_min| edge_min * 60.0 < time_s.nominal),
            None => edges_min.len() + 1,
        };
        target.is_certain = target.flight.is_none_or(|flight| !flight.is_approximate());
    }
    let language = request.language;
    let minutes = |minutes: f64| local(&minutes.to_string(), language);
    let first = match clock {
        Clock::Flight => "up to {1} min of flight",
        Clock::Warning => "up to {1} min of warning",
    };
    let mut classes: Vec<Class> = (0..=edges_min.len())
        .map(|number| {
            let before = number.checked_sub(1).map(|at| edges_min[at]);
            let after = edges_min.get(number);
            let name = match (before, after) {
                (None, Some(after)) => say(language, first, &[&minutes(*after)]),
                (Some(before), Some(after)) => say(
                    language,
                    "{1} to {2} min",
                    &[&minutes(before), &minutes(*after)],
                ),
                (Some(before), None) => say(language, "more than {1} min", &[&minutes(before)]),
                (None, None) => time_of_all(clock, &times_min),
            };
            Class {
                name,
                of: ClassOf::Time(number),
            }
        })
        .collect();
    let is_open = |target: &Target<'_>| {
        let km = target.distance.km();
        request
            .timed
            .is_some_and(|system| system.has_open_reach(km))
    };
    let untimed = || targets.iter().filter(|target| target.flight.is_none());
    let name = match (
        untimed().any(is_open),
        untimed().any(|target| !is_open(target)),
    ) {
        (true, true) => "beyond reach, or reach is open",
        (true, false) => "reach is open",
        _ => "beyond reach",
    };
    classes.push(Class {
        name: say(language, name, &[]),
        of: ClassOf::Beyond,
    });
    classes
}

/// The one time of all places.
fn time_of_all(clock: Clock, times_min: &[f64]) -> String {
    times_min
        .first()
        .map_or(format!("{clock} time"), |time_min| {
            format!("{} of {clock}", words::minutes(time_min * 60.0))
        })
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
