//! Claims of the time of a ballistic flight, beside the times of real flights over the distance.

use super::ballistic::{judge_energy, judge_energy_of_arcs};
use super::reference::{Reference, one_in_words, words};
use super::told::{
    judge_as_flight_in_air, mean_speed_in_air, tell_claimed_range, tell_other_distance,
    tell_warning,
};
use super::{Claim, Judgement, NeededArcs, OVER_TOP_SPEED, Quoted, TOLERANCE, Verdict};
use crate::catalogue::{FlightClass, test_flights};
use crate::flight::ballistic::{MODEL_FLOOR_KM, by_time, grazing_time_s, minimum_energy};
use crate::flight::boost;
use crate::quantity::{Interval, Kilometres};
use crate::warning::Delays;

/// The greatest apogee that was reported of a missile's flight, km: Hwasong-19, 31 October 2024, 7,687.5 km
/// (`data/test_flights.csv`), rounded up. What would have to climb higher is no ballistic missile's time.
pub(super) const GREATEST_REPORTED_APOGEE_KM: f64 = 7700.0;

/// From this apogee on a lofted arc is one of tests of intercontinental missiles alone, km: what flies in the air is told
/// beside it. A convention.
const TOLD_BESIDE_KM: f64 = 1000.0;

/// What a claim of a time is judged against.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub claim: &'a Claim,
    pub reference: &'a Reference,
    /// True where a ballistic missile is named.
    pub is_ballistic: bool,
}

/// Places a time beside those of real flights over the distance; answers with the arcs that take so long.
pub(super) fn judge_time(
    judged: &mut Judgement,
    asked: Asked<'_>,
    time_s: Quoted,
    delays: Delays,
    is_over_top_speed: bool,
) -> Option<NeededArcs> {
    let Asked {
        claim, reference, ..
    } = asked;
    let real_s = reference.time_s;
    let arcs = arcs_taking(reference, time_s);
    // Who says "up to nine hours" does not speak of minutes.
    let is_bound_in_hours = time_s.low <= 0.0
        && is_unheard_of(&arcs_taking(reference, Quoted::exact(time_s.high)))
        && time_s.high > real_s.high;
    if is_bound_in_hours {
        judge_as_flight_in_air(judged, claim, Quoted::exact(time_s.high));
        return None;
    }
    if time_s.meets(real_s, TOLERANCE) {
        agrees(judged, reference, time_s);
        // Real flights are about the minimum-energy arc, whatever lengthens them.
        return Some(reference.around_usual(arcs));
    }
    if is_over_top_speed {
        judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
    }
    if time_s.high < real_s.low {
        judge_short_time(judged, reference, time_s, arcs, is_over_top_speed)?;
        if !is_over_top_speed {
            tell_other_distance(judged, reference, time_s);
            tell_warning(judged, reference, time_s, delays);
            tell_claimed_range(judged, claim, time_s);
        }
        return judged.needed;
    }
    if is_unheard_of(&arcs) {
        judge_as_flight_in_air(judged, claim, time_s);
        return None;
    }
    judged.worsen(Verdict::OnlyLofted);
    judged.needed = Some(arcs);
    let long_s = time_s.low - real_s.high;
    let is_high = arcs.low.is_some_and(|arc| arc.apogee_km > TOLD_BESIDE_KM);
    let beside = if is_high && !asked.is_ballistic {
        mean_speed_in_air(claim, time_s)
    } else {
        String::new()
    };
    let result = format!(
        "{long_s:.0} s longer than real flights over this distance: a disagreement, unless it was lofted: {}{beside}",
        words(&arcs)
    );
    judged.find(TITLE, "t(φ) = T − boost", said(time_s), result);
    judge_energy_of_time(judged, reference, Some(arcs));
    tell_claimed_range(judged, claim, time_s);
    Some(arcs)
}

const TITLE: &str = "Claimed time";

fn said(time_s: Quoted) -> String {
    format!("claimed {}", time_s.say(0, "s"))
}

/// True where the lowest arc climbs higher than any that was reported; without one the boost may take all of the time.
pub(super) fn is_unheard_of(arcs: &NeededArcs) -> bool {
    arcs.low
        .is_some_and(|arc| arc.apogee_km > GREATEST_REPORTED_APOGEE_KM)
}

fn agrees(judged: &mut Judgement, reference: &Reference, time_s: Quoted) {
    let real_s = reference.time_s;
    let end = if time_s.high < real_s.low {
        ", within rounding of the fastest"
    } else if time_s.low > real_s.high {
        ", within rounding of the slowest"
    } else if time_s.high < (real_s.low * real_s.nominal).sqrt() {
        ", at their fast end"
    } else if time_s.low > (real_s.nominal * real_s.high).sqrt() {
        ", at their slow end"
    } else {
        ""
    };
    let range_km = reference.nominal.range_km;
    let result = if reference.is_below_the_floor() && was_flown_over(range_km) {
        format!(
            "agrees with real flights over this distance{end}; ≈: so short an arc stays below 100 km, and few such flights \
             were reported"
        )
    } else if reference.is_below_the_floor() {
        format!(
            "agrees with the times of real flights{end}, carried on from other distances; ≈: the arc stays below 100 km, \
             and no flight over such a distance was reported"
        )
    } else if range_km > longest_flown_km() {
        format!(
            "agrees with the times of real flights{end}, carried on from shorter distances: no flight so far was reported"
        )
    } else {
        format!("agrees with real flights over this distance{end}")
    };
    judged.find(TITLE, "low ≤ T ≤ high", said(time_s), result);
}

/// True where some flight below 100 km over half to twice the distance was reported.
fn was_flown_over(range_km: f64) -> bool {
    test_flights().iter().any(|flight| {
        let is_ballistic = matches!(
            flight.class,
            FlightClass::Ballistic | FlightClass::Depressed
        );
        let apogee_km = flight.apogee_km.or_else(|| {
            let arc = minimum_energy(Kilometres::computed(flight.range_km)).ok();
            arc.map(|arc| arc.apogee_km)
        });
        is_ballistic
            && apogee_km.is_some_and(|km| km < MODEL_FLOOR_KM)
            && (0.5..=2.0).contains(&(flight.range_km / range_km))
    })
}

/// The longest of the reported flights over a distance that the times are fitted to, km.
fn longest_flown_km() -> f64 {
    test_flights()
        .iter()
        .filter(|flight| flight.class == FlightClass::Ballistic)
        .fold(0.0, |longest, flight| flight.range_km.max(longest))
}

/// Whether the named missile has the speed of the arcs that a time asks for; None where no arc is so fast.
fn judge_energy_of_time(judged: &mut Judgement, reference: &Reference, arcs: Option<NeededArcs>) {
    match arcs {
        Some(arcs) => judge_energy_of_arcs(judged, reference, &arcs, TOLERANCE),
        None => judge_energy(judged, reference, f64::INFINITY, (0.0, 0.0)),
    }
}

/// A time below those of real flights: a depressed arc, if it stays out of the air. None where no arc is so fast.
fn judge_short_time(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    arcs: NeededArcs,
    is_explained: bool,
) -> Option<()> {
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    let boost_s = boost::allowance_s(Kilometres::computed(reference.near.range_km)).low;
    if time_s.high < grazing_s + boost_s {
        if !is_explained {
            judged.worsen(Verdict::Impossible);
        }
        let result = format!(
            "faster than the grazing orbit, {grazing_s:.0} s, after a boost of {boost_s:.0} s, which no ballistic flight beats"
        );
        judged.find(TITLE, "T > L/√(GM/R) + boost", said(time_s), result);
        return None;
    }
    let short_s = reference.time_s.low - time_s.high;
    judged.needed = Some(arcs);
    if arcs.high.is_some_and(|arc| arc.apogee_km >= MODEL_FLOOR_KM) {
        judged.worsen(Verdict::OnlyDepressed);
        let result = format!(
            "{short_s:.0} s shorter than ballistic flights over this distance take by the rule: a disagreement, unless it was depressed: {}",
            words(&arcs)
        );
        judged.find(TITLE, "t(φ) = T − boost", said(time_s), result);
        judge_energy_of_time(judged, reference, Some(arcs));
        return Some(());
    }
    judged.worsen(Verdict::OutsideTheModel);
    // The most that can be said for the claim: that no time is lost to the boost.
    let unboosted = by_time(reference.distance(), time_s.high).ok();
    judged.needed = unboosted.map(|arc| NeededArcs {
        low: Some(arc),
        high: Some(arc),
    });
    let without = unboosted.map_or_else(
        || "even without boost no arc is so fast".to_owned(),
        |arc| format!("even without boost: {}", one_in_words(&arc)),
    );
    let result = format!(
        "{short_s:.0} s shorter than ballistic flights over this distance take by the rule; {without}; with boost the apogee is below 100 km, \
         where drag rules and the model says nothing"
    );
    judged.find(TITLE, "t(φ) = T", said(time_s), result);
    judge_energy_of_time(judged, reference, judged.needed);
    Some(())
}

/// The arcs that leave as much of the claimed time to free flight as the boost may.
fn arcs_taking(reference: &Reference, time_s: Quoted) -> NeededArcs {
    let distance = reference.distance();
    // The class of the boost is that of the speed, which is not known before the arc.
    let by_class = |seconds: f64, end: fn(Interval) -> f64| {
        let first = by_time(distance, seconds - end(reference.boost_s)).ok()?;
        let boost_s = reference.boost_of(&first);
        by_time(distance, seconds - end(boost_s)).ok()
    };
    NeededArcs {
        // Below the grazing orbit there is no arc: the boost may take all of the time.
        low: by_class(time_s.low, |boost_s| boost_s.high),
        high: by_class(time_s.high, |boost_s| boost_s.low),
    }
}
