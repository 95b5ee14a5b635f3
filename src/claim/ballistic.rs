//! Claims of a ballistic flight: which flights make them true.

use super::reference::{Reference, one_in_words, words};
use super::speed::{judge_speed, judge_speed_of_arcs};
use super::{
    Claim, Divisor, Judgement, MODEL_TOLERANCE, NeededArcs, OVER_TOP_SPEED, Quoted, Verdict, km,
};
use crate::catalogue::System;
use crate::error::Result;
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_apogee, by_time, grazing_time_s, minimum_energy,
};
use crate::flight::{boost, spread};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::words::{minutes, minutes_interval, span};
use crate::quantity::{Interval, Kilometres, bisect};
use crate::warning::Delays;

/// How far a claimed apogee may be from that of the minimum-energy arc and still be called its: the rotation that the
/// model leaves out moves apogees of long flights by about a sixth (`docs/models.md`).
const APOGEE_TOLERANCE: f64 = 1.0 / 6.0;

/// Between these shares of the flight time a claimed time may be told to equal the warning that the flight leaves:
/// conventions. Guam's 14 of 18 min are 0.78 (`tests/reference/warning.csv`).
const LEAST_WARNING_SHARE: f64 = 0.5;
const GREATEST_WARNING_SHARE: f64 = 0.85;

/// The greatest apogee that was reported of a missile's flight, km: Hwasong-19, 31 October 2024, 7,687.5 km
/// (`data/test_flights.csv`), rounded up. What would have to climb higher is no ballistic missile's time.
const GREATEST_REPORTED_APOGEE_KM: f64 = 7700.0;

/// How much faster than for its greatest published range a missile may have flown: tests carry less than they might. The
/// flight of 24 March 2022, by a Hwasong-15 as South Korea has it, is 3.6 % above.
pub(super) const ENERGY_TOLERANCE: f64 = 0.05;

/// How many times longer than its arc a flight may be reported to last before the two contradict each other. The longest
/// in `data/test_flights.csv` is 1.10, of the Atlas of 1960; a time inferred by a newspaper is 1.24.
const LONGEST_OVER_ARC: f64 = 1.25;

pub(super) fn judge(claim: &Claim, system: Option<&System>, delays: Delays) -> Result<Judgement> {
    let reference = Reference::new(claim, system)?;
    let mut judged = Judgement::new();
    judged.steps.push(reference.step(claim));
    if let Some(system) = system {
        judged.judge_reach(claim, system);
    }
    judged.judge_range(claim);
    // The commonest error of all comes first: the one explanation is enough.
    let divisor = judged.tell_over_top_speed(claim, system);
    let admitted = match (claim.time_s, claim.apogee_km) {
        (Some(time_s), Some(apogee_km)) => {
            judge_time_and_apogee(&mut judged, &reference, time_s, apogee_km)?
        }
        (Some(time_s), None) => judge_time(
            &mut judged,
            claim,
            &reference,
            time_s,
            delays,
            divisor.is_some(),
        ),
        (None, Some(apogee_km)) => judge_apogee(&mut judged, &reference, apogee_km)?,
        (None, None) => None,
    };
    match (claim.speed_km_s, admitted) {
        // The speed is in the time already: whatever the time, it is the mean one and none of a launch.
        (Some(speed_km_s), _)
            if divisor == Some(Divisor::Claimed) && speed_km_s.high < reference.slowest_km_s() =>
        {
            judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
        }
        _ if divisor == Some(Divisor::Claimed) => {}
        (Some(speed_km_s), Some(arcs)) => {
            judge_speed_of_arcs(&mut judged, claim, &reference, speed_km_s, arcs);
        }
        (Some(speed_km_s), None) if claim.time_s.is_none() => {
            judge_speed(&mut judged, claim, &reference, speed_km_s);
        }
        _ => {}
    }
    Ok(judged)
}

/// The arcs between two ends of a quantity, through `arc_at`; an end that is open has none.
fn arcs_between(quoted: Quoted, arc_at: impl Fn(f64) -> Result<Arc>) -> Result<NeededArcs> {
    let end = |value: f64, is_said: bool| is_said.then(|| arc_at(value)).transpose();
    Ok(NeededArcs {
        low: end(quoted.low, quoted.low > 0.0)?,
        high: end(quoted.high, quoted.high.is_finite())?,
    })
}

/// Whether the two figures belong to one flight: the vacuum arc is the least time to that apogee.
fn judge_time_and_apogee(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    apogee_km: Quoted,
) -> Result<Option<NeededArcs>> {
    let arcs = arcs_between(apogee_km, |km| by_apogee(reference.distance(), km))?;
    let title = "Time and apogee together";
    if stays_low(&arcs) {
        // Below 100 km the arc of an apogee says nothing of the time: flights took up to three times as long.
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "{}: below 100 km drag and manoeuvre rule, and the arc says nothing of the time; real flights over this \
             distance take {}",
            words(&arcs),
            minutes_interval(reference.time_s)
        );
        judged.find(
            title,
            "",
            format!("apogee {}", apogee_km.say(0, "km")),
            result,
        );
        return Ok(None);
    }
    let over = |end: &Arc, apogee_km: f64| by_apogee(Kilometres::computed(end.range_km), apogee_km);
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    let least_s = if arcs.low.is_some() {
        over(&reference.near, apogee_km.low)?.free_flight_time_s
    } else {
        grazing_s
    };
    let (longest_free_s, boost_s) = match arcs.high {
        Some(high) => (
            over(&reference.far, apogee_km.high)?.free_flight_time_s,
            reference.boost_of(&high),
        ),
        None => (f64::INFINITY, reference.boost_s),
    };
    let most_s = (longest_free_s + boost_s.high) * (1.0 + MODEL_TOLERANCE);
    let free_s = Quoted {
        low: if arcs.low.is_some() { least_s } else { 0.0 },
        high: longest_free_s,
    };
    let numbers = format!(
        "apogee {}: free flight {}, boost {:.0}–{:.0} s; claimed {}",
        apogee_km.say(0, "km"),
        free_s.say(0, "s"),
        boost_s.low,
        boost_s.high,
        time_s.say(0, "s")
    );
    let long_s = time_s.low - most_s;
    let result = if time_s.high < least_s {
        judged.worsen(Verdict::Impossible);
        let short_s = least_s - time_s.high;
        format!(
            "the time is {short_s:.0} s shorter than the free flight alone: time and apogee contradict each other"
        )
    } else if time_s.low > LONGEST_OVER_ARC * most_s {
        judged.worsen(Verdict::Impossible);
        format!("the time is {long_s:.0} s too long: time and apogee contradict each other")
    } else if long_s > 0.0 {
        judged.worsen(Verdict::OutsideTheModel);
        format!(
            "the time is {long_s:.0} s longer than this arc and its boost: a disagreement that no arc of the model settles"
        )
    } else {
        judge_energy(judged, reference, &arcs);
        format!(
            "time and apogee agree; {}: {}",
            kind_of(&arcs, reference),
            words(&arcs)
        )
    };
    judged.needed = Some(arcs);
    let equation = "e = h/(h + R(1 − cos g)), t = 2 √(a³/GM) (π − E + e sin E)";
    judged.find(title, equation, numbers, result);
    Ok(Some(arcs))
}

/// Places an apogee beside that of the minimum-energy arc.
fn judge_apogee(
    judged: &mut Judgement,
    reference: &Reference,
    apogee_km: Quoted,
) -> Result<Option<NeededArcs>> {
    let arcs = arcs_between(apogee_km, |km| by_apogee(reference.distance(), km))?;
    let usual_km = Interval {
        low: reference.near.apogee_km,
        nominal: reference.nominal.apogee_km,
        high: reference.far.apogee_km,
    };
    let is_low = stays_low(&arcs);
    let kind = if is_low {
        judged.worsen(Verdict::OutsideTheModel);
        "below 100 km, where drag and manoeuvre rule"
    } else if apogee_km.meets(usual_km, APOGEE_TOLERANCE) {
        "about that of the minimum-energy arc"
    } else if apogee_km.low > usual_km.high {
        judged.worsen(Verdict::OnlyLofted);
        "lofted"
    } else {
        judged.worsen(Verdict::OnlyDepressed);
        "depressed"
    };
    judged.needed = Some(arcs);
    let time = match (&arcs.low, &arcs.high) {
        (Some(low), Some(high)) => format!(", {} of free flight", span_minutes(low, high)),
        (Some(arc), None) => format!(
            ", at least {} of free flight",
            minutes(arc.free_flight_time_s)
        ),
        (None, Some(arc)) => format!(
            ", at most {} of free flight",
            minutes(arc.free_flight_time_s)
        ),
        (None, None) => String::new(),
    };
    let result = format!("{kind}: {}{time}", words(&arcs));
    judged.find(
        "Arc with the claimed apogee",
        "e = h/(h + R(1 − cos g))",
        apogee_km.say(0, "km"),
        result,
    );
    if !is_low {
        judge_energy(judged, reference, &arcs);
    }
    Ok((!is_low).then_some(arcs))
}

fn span_minutes(low: &Arc, high: &Arc) -> String {
    let low_s = low.free_flight_time_s;
    let high_s = high.free_flight_time_s;
    minutes_interval(Interval {
        low: low_s,
        nominal: low_s,
        high: high_s,
    })
}

/// True if the highest of the arcs stays in the atmosphere.
fn stays_low(arcs: &NeededArcs) -> bool {
    arcs.high.is_some_and(|arc| arc.apogee_km < MODEL_FLOOR_KM)
}

/// Whether the named missile has the speed for the slowest of these arcs: that of its greatest published range.
fn judge_energy(judged: &mut Judgement, reference: &Reference, arcs: &NeededArcs) {
    let Some(greatest) = &reference.greatest else {
        return;
    };
    let needed_km_s = reference.least_speed_km_s(arcs);
    let has_km_s = greatest.launch_speed_km_s;
    if needed_km_s <= has_km_s * (1.0 + ENERGY_TOLERANCE) {
        return;
    }
    judged.worsen(Verdict::NotThisMissile);
    judged.find(
        "Speed of the missile",
        "v(greatest range) ≥ v(arc)",
        format!(
            "greatest published range {}: {has_km_s:.2} km/s",
            km(greatest.range_km)
        ),
        format!("the arc asks for {needed_km_s:.2} km/s and more, which this missile has not"),
    );
}

/// Places a time beside those of real flights over the distance; answers with the arcs that take so long.
fn judge_time(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    time_s: Quoted,
    delays: Delays,
    is_over_top_speed: bool,
) -> Option<NeededArcs> {
    let said = format!("claimed {}", time_s.say(0, "s"));
    let real_s = reference.time_s;
    let arcs = arcs_taking(reference, time_s);
    let title = "Claimed time";
    // Who says "up to nine hours" does not speak of minutes.
    let is_bound_in_hours = time_s.low <= 0.0
        && arcs_taking(reference, Quoted::exact(time_s.high))
            .low
            .is_none_or(|arc| arc.apogee_km > GREATEST_REPORTED_APOGEE_KM)
        && time_s.high > real_s.high;
    if is_bound_in_hours {
        judge_as_flight_in_air(judged, claim, Quoted::exact(time_s.high));
        return None;
    }
    if time_s.high >= real_s.low && time_s.low <= real_s.high {
        let end = if time_s.high < (real_s.low * real_s.nominal).sqrt() {
            ", at their fast end"
        } else if time_s.low > (real_s.nominal * real_s.high).sqrt() {
            ", at their slow end"
        } else {
            ""
        };
        let mark = if reference.is_below_the_floor() {
            "; ≈: so short an arc stays below 100 km, and few such flights were reported"
        } else {
            ""
        };
        let result = format!("agrees with real flights over this distance{end}{mark}");
        judged.find(title, "low ≤ T ≤ high", said, result);
        // Real flights are about the minimum-energy arc, whatever lengthens them.
        return Some(reference.around_usual(arcs));
    }
    if is_over_top_speed {
        judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
    }
    if time_s.high < real_s.low {
        judge_short_time(judged, reference, time_s, arcs, said, is_over_top_speed)?;
        if !is_over_top_speed {
            tell_other_distance(judged, reference, time_s);
            tell_warning(judged, reference, time_s, delays);
            tell_claimed_range(judged, claim, time_s);
        }
        return judged.needed;
    }
    let is_unheard_of = arcs
        .low
        .is_none_or(|arc| arc.apogee_km > GREATEST_REPORTED_APOGEE_KM);
    if is_unheard_of {
        judge_as_flight_in_air(judged, claim, time_s);
        return None;
    }
    judged.worsen(Verdict::OnlyLofted);
    judged.needed = Some(arcs);
    let long_s = time_s.low - real_s.high;
    let result = format!(
        "{long_s:.0} s longer than real flights over this distance: a disagreement, unless it was lofted: {}",
        words(&arcs)
    );
    judged.find(title, "t(φ) = T − boost", said, result);
    judge_energy(judged, reference, &arcs);
    tell_claimed_range(judged, claim, time_s);
    Some(arcs)
}

/// A time below those of real flights: a depressed arc, if it stays out of the air. None where no arc is so fast.
fn judge_short_time(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    arcs: NeededArcs,
    said: String,
    is_explained: bool,
) -> Option<()> {
    let title = "Claimed time";
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    let boost_s = boost::allowance_s(Kilometres::computed(reference.near.range_km)).low;
    if time_s.high < grazing_s + boost_s {
        if !is_explained {
            judged.worsen(Verdict::Impossible);
        }
        let result = format!(
            "faster than the grazing orbit, {grazing_s:.0} s, after a boost of {boost_s:.0} s, which no ballistic flight beats"
        );
        judged.find(title, "T > L/√(GM/R) + boost", said, result);
        return None;
    }
    let short_s = reference.time_s.low - time_s.high;
    judged.needed = Some(arcs);
    if arcs.high.is_some_and(|arc| arc.apogee_km >= MODEL_FLOOR_KM) {
        judged.worsen(Verdict::OnlyDepressed);
        let result = format!(
            "{short_s:.0} s shorter than real flights over this distance: a disagreement, unless it was depressed: {}",
            words(&arcs)
        );
        judged.find(title, "t(φ) = T − boost", said, result);
        judge_energy(judged, reference, &arcs);
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
        "{short_s:.0} s shorter than real flights over this distance; {without}; with boost the apogee is below 100 km, \
         where drag rules and the model says nothing"
    );
    judged.find(title, "t(φ) = T", said, result);
    if let Some(arcs) = judged.needed {
        judge_energy(judged, reference, &arcs);
    }
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

/// Tells that a short time equals the warning that a flight leaves: a coincidence. Where that is less than half of the
/// flight or nearly all of it, the likeness says nothing.
fn tell_warning(judged: &mut Judgement, reference: &Reference, time_s: Quoted, delays: Delays) {
    let nominal_s = delays.total_s().nominal;
    let flight_s = reference.time_s.nominal;
    let left_s = flight_s - nominal_s;
    let share = time_s.middle() / flight_s;
    let is_alike = time_s.low > 0.0 && time_s.low <= left_s && time_s.high >= left_s;
    if !is_alike || !(LEAST_WARNING_SHARE..=GREATEST_WARNING_SHARE).contains(&share) {
        return;
    }
    judged.find(
        "A coincidence",
        "W = T − delays",
        format!("T {flight_s:.0} s, delays {nominal_s:.0} s"),
        format!(
            "equals the {} of warning that such a flight leaves",
            minutes(left_s)
        ),
    );
}

/// How far real flights go in a time that is none over this distance.
fn tell_other_distance(judged: &mut Judgement, reference: &Reference, time_s: Quoted) {
    let wanted_s = time_s.middle();
    let time_over_s = |km: f64| {
        let range = Kilometres::computed(km);
        minimum_energy(range).map_or(f64::INFINITY, |arc| {
            let reference_s = arc.free_flight_time_s + boost::allowance_s(range).nominal;
            spread::over_distance_s(range, reference_s).nominal
        })
    };
    let greatest_km = 0.999 * std::f64::consts::PI * EARTH_RADIUS_KM;
    if wanted_s <= time_over_s(10.0) || wanted_s >= time_over_s(greatest_km) {
        return;
    }
    // To a tenth of a metre: far below what is said.
    let (found_km, _) = bisect(10.0, greatest_km, 28, |km| time_over_s(km) < wanted_s);
    judged.find(
        "Distance of real flights that take the claimed time",
        "T(L) = T",
        format!("T = {wanted_s:.0} s"),
        format!(
            "such flights go about {}; this one is of {}",
            km((found_km / 10.0).round() * 10.0),
            km(reference.nominal.range_km)
        ),
    );
}

/// Tells that a time that is none over this distance is one over the range that is claimed with it.
fn tell_claimed_range(judged: &mut Judgement, claim: &Claim, time_s: Quoted) {
    let Some(range_km) = claim.range_km else {
        return;
    };
    let range = Kilometres::computed(range_km.middle());
    let Ok(arc) = minimum_energy(range) else {
        return;
    };
    let reference_s = arc.free_flight_time_s + boost::allowance_s(range).nominal;
    let total_s = spread::over_distance_s(range, reference_s);
    if time_s.meets(total_s, 0.0) {
        judged.find(
            "A coincidence",
            "",
            format!(
                "{}: {:.0}–{:.0} s",
                km(range.km()),
                total_s.low,
                total_s.high
            ),
            "equals the time over the claimed range".to_owned(),
        );
    }
}

/// Slowest to fastest mean speed over ground, km/h, and what flies so: conventions, with `GENERIC_SPEED_KM_H` among them.
const FLIES_IN_AIR: [(f64, f64, &str); 3] = [
    (100.0, 250.0, "a drone"),
    (500.0, 1000.0, "a subsonic cruise missile"),
    (1000.0, 4000.0, "a supersonic cruise missile"),
];

/// A time for which a ballistic missile would have to climb higher than any did.
fn judge_as_flight_in_air(judged: &mut Judgement, claim: &Claim, time_s: Quoted) {
    judged.worsen(Verdict::NotBallistic);
    let distance_km = claim.distance.km();
    let slow_km_h = distance_km / time_s.high * 3600.0;
    let fast_km_h = distance_km / time_s.low * 3600.0;
    let kinds: Vec<&str> = FLIES_IN_AIR
        .iter()
        .filter(|(slow, fast, _)| fast_km_h >= *slow && slow_km_h <= *fast)
        .map(|(_, _, what)| *what)
        .collect();
    let whose = if kinds.is_empty() {
        String::new()
    } else {
        format!(", that of {}: name it with --missile", kinds.join(" or "))
    };
    let result = format!(
        "a ballistic missile would have to climb above {}, higher than any was reported; over ground the mean speed is \
         {} km/h{whose}",
        km(GREATEST_REPORTED_APOGEE_KM),
        span(slow_km_h, fast_km_h, 0),
    );
    judged.find(
        "Claimed time",
        "v = L/T",
        format!("{} / {}", km(distance_km), time_s.say(0, "s")),
        result,
    );
}

fn kind_of(arcs: &NeededArcs, reference: &Reference) -> &'static str {
    let usual_deg = reference.nominal.launch_angle_deg;
    if arcs.low.is_some_and(|arc| arc.launch_angle_deg > usual_deg) {
        "lofted"
    } else if arcs
        .high
        .is_some_and(|arc| arc.launch_angle_deg < usual_deg)
    {
        "depressed"
    } else {
        "about the minimum-energy arc"
    }
}
