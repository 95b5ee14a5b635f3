//! Claims of a ballistic flight: which flights make them true.

use super::beside::{judge_below_mean, judge_speed_in_air, judge_speed_of_arcs};
use super::reference::{Reference, words};
use super::speed::{Said, judge_speed};
use super::time::{Asked, is_unheard_of, judge_time};
use super::{
    Claim, Divisor, Judgement, NeededArcs, OVER_TOP_SPEED, Quoted, TOLERANCE, Verdict, km,
};
use crate::catalogue::System;
use crate::error::Result;
use crate::flight::ballistic::{Arc, MODEL_FLOOR_KM, air_share, by_apogee, grazing_time_s};
use crate::flight::spread::RULE;
use crate::present::words::{minutes, minutes_interval};
use crate::quantity::{Interval, Kilometres};
use crate::warning::Delays;

/// How far a claimed apogee may be from that of the minimum-energy arc and still be called its: the rotation that the
/// model leaves out moves apogees of long flights by about a sixth (`docs/models.md`).
const APOGEE_TOLERANCE: f64 = 1.0 / 6.0;

/// How much faster than for its greatest published range a missile may have flown: tests carry less than they might. The
/// flight of 24 March 2022, by a Hwasong-15 as South Korea has it, is 3.6 % above.
pub(super) const ENERGY_TOLERANCE: f64 = 0.05;

/// What half minutes leave open, s: by so much a time may be longer than the longest on an arc and agree with it, and shorter
/// than the free flight without contradicting it.
const HALF_MINUTES_S: f64 = 15.0;

/// How many times longer than its arc, and than real flights over the distance, a flight may be reported to last before
/// time and apogee contradict each other. The longest in `data/test_flights.csv` is 1.10, of the Atlas of 1960; a time
/// inferred by a newspaper is 1.24. Near the air there is room for more.
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
    let divisor = judged.tell_over_top_speed(claim, system, reference.time_s);
    let admitted = match (claim.time_s, claim.apogee_km) {
        (Some(time_s), Some(apogee_km)) => {
            judge_time_and_apogee(&mut judged, &reference, time_s, apogee_km)?
        }
        (Some(time_s), None) => {
            let is_explained = divisor.is_some();
            let asked = Asked {
                claim,
                reference: &reference,
                is_ballistic: system.is_some_and(|system| system.is_type),
            };
            judge_time(&mut judged, asked, time_s, delays, is_explained)
        }
        (None, Some(apogee_km)) => judge_apogee(&mut judged, &reference, apogee_km)?,
        (None, None) => None,
    };
    let Some(speed_km_s) = claim.speed_km_s else {
        return Ok(judged);
    };
    let said = Said {
        claim,
        reference: &reference,
        system,
        speed_km_s,
    };
    match admitted {
        // The speed is in the time already: whatever the time, it is the mean one and none of a launch.
        _ if divisor == Some(Divisor::Claimed) && speed_km_s.high < reference.slowest_km_s() => {
            judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
        }
        _ if divisor == Some(Divisor::Claimed) => {}
        Some(arcs) => judge_speed_of_arcs(&mut judged, said, arcs),
        None if claim.apogee_km.is_some() => judge_speed_in_air(&mut judged, said),
        None if claim.time_s.is_none() => judge_speed(&mut judged, said),
        // The time is that of no arc.
        None => {
            judge_below_mean(&mut judged, said);
        }
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
        let agreement = if time_s.meets(reference.low_time_s, TOLERANCE) {
            ", as is claimed"
        } else {
            ""
        };
        let result = format!(
            "{}: below 100 km drag and manoeuvre rule, and the arc says nothing of the time; real flights over this \
             distance take ≈ {}{agreement}",
            words(&arcs),
            minutes_interval(reference.low_time_s)
        );
        judged.find(
            title,
            "",
            format!("apogee {}", apogee_km.say(0, "km")),
            result,
        );
        return Ok(None);
    }
    let bounds_s = bounds_of_time(reference, &arcs, apogee_km)?;
    let numbers = format!(
        "apogee {}: free flight {}, boost {:.0}–{:.0} s; claimed {}",
        apogee_km.say(0, "km"),
        bounds_s.free.say(0, "s"),
        bounds_s.boost.low,
        bounds_s.boost.high,
        time_s.say(0, "s")
    );
    let short_s = bounds_s.free.low - time_s.high;
    let long_s = time_s.low - bounds_s.most;
    let agreeing_s = bounds_s.most * (1.0 + TOLERANCE) + HALF_MINUTES_S;
    let result = if time_s.high + HALF_MINUTES_S < bounds_s.shortest {
        judged.worsen(Verdict::Impossible);
        format!(
            "the time is {short_s:.0} s shorter than the free flight alone: time and apogee contradict each other"
        )
    } else if short_s > 0.0 {
        judged.worsen(Verdict::OutsideTheModel);
        let shorter = if short_s < 1.0 {
            "no longer".to_owned()
        } else {
            format!("{short_s:.0} s shorter")
        };
        format!(
            "the time is {shorter} than the free flight alone: within rounding or near to the air, and with no time left for \
             the boost"
        )
    } else if time_s.low > bounds_s.longest.max(agreeing_s) {
        judged.worsen(Verdict::Impossible);
        format!("the time is {long_s:.0} s too long: time and apogee contradict each other")
    } else if time_s.low > agreeing_s {
        judged.worsen(Verdict::OutsideTheModel);
        format!(
            "the time is {long_s:.0} s longer than this arc and its boost: a disagreement that no arc of the model settles"
        )
    } else {
        judge_energy_of_arcs(judged, reference, &arcs, 0.0);
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

/// The times that belong to an apogee.
struct Bounds {
    /// Free flight to the least and the greatest apogee over the distances that there may be, s.
    free: Quoted,
    boost: Interval,
    /// The longest on the arc, s.
    most: f64,
    /// The shortest and the longest that do not contradict, s: by the arc where it is far above the air, and near it by the
    /// grazing orbit and by nothing.
    shortest: f64,
    longest: f64,
}

fn bounds_of_time(reference: &Reference, arcs: &NeededArcs, apogee_km: Quoted) -> Result<Bounds> {
    let over = |end: &Arc, apogee_km: f64| by_apogee(Kilometres::computed(end.range_km), apogee_km);
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    let least_s = if arcs.low.is_some() {
        over(&reference.near, apogee_km.low)?.free_flight_time_s
    } else {
        grazing_s
    };
    let (longest_free_s, boost, most) = match arcs.high {
        Some(high) => {
            let far = over(&reference.far, apogee_km.high)?;
            let boost_s = reference.boost_of(&high);
            let free_s = Interval::exact(far.free_flight_time_s);
            // Of the arc alone: what the air adds near 100 km is no agreement.
            let most = RULE.over_arc_s(free_s, boost_s).high;
            (far.free_flight_time_s, boost_s, most)
        }
        None => (f64::INFINITY, reference.boost_s, f64::INFINITY),
    };
    let air = air_share(apogee_km.low);
    let real_s = reference.time_s.high * (1.0 + TOLERANCE);
    Ok(Bounds {
        free: Quoted {
            low: if arcs.low.is_some() { least_s } else { 0.0 },
            high: longest_free_s,
        },
        boost,
        most,
        shortest: grazing_s + (least_s - grazing_s) * (1.0 - air),
        // In the air this is boundless.
        longest: LONGEST_OVER_ARC * (most * (1.0 + TOLERANCE)).max(real_s) / (1.0 - air),
    })
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
    let unheard_of = if is_unheard_of(&arcs) {
        ", higher than any was reported"
    } else {
        ""
    };
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
    let result = format!("{kind}: {}{time}{unheard_of}", words(&arcs));
    judged.find(
        "Arc with the claimed apogee",
        "e = h/(h + R(1 − cos g))",
        apogee_km.say(0, "km"),
        result,
    );
    if !is_low {
        judge_energy_of_arcs(judged, reference, &arcs, 0.0);
    }
    Ok((!is_low).then_some(arcs))
}

fn span_minutes(low: &Arc, high: &Arc) -> String {
    let low_s = low.free_flight_time_s;
    let high_s = high.free_flight_time_s;
    if minutes(low_s) == minutes(high_s) {
        return minutes(low_s);
    }
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

/// Whether the named missile has the speed for the slowest of these arcs, or for one that the air may have carried; the share
/// `open` of that speed is left open.
pub(super) fn judge_energy_of_arcs(
    judged: &mut Judgement,
    reference: &Reference,
    arcs: &NeededArcs,
    open: f64,
) {
    let needed_km_s = reference.least_speed_km_s(arcs);
    let slack = reference.slack_of_energy(arcs);
    judge_energy(judged, reference, needed_km_s, (open, slack));
}

/// The greatest speed that the air may explain of a missile with another, km/s: twice as much at most, for with that it would
/// go four times as far without drag. A convention; headline pairs of short-range missiles are up to 1.3 times apart.
pub(super) fn in_air_km_s(has_km_s: f64, slack: f64) -> f64 {
    has_km_s * (1.0 + slack.min(1.0))
}

/// Whether the named missile has a speed: that of its greatest range.
pub(super) fn judge_energy(
    judged: &mut Judgement,
    reference: &Reference,
    needed_km_s: f64,
    (open, slack): (f64, f64),
) {
    let Some(energy) = &reference.energy else {
        return;
    };
    let greatest = &energy.greatest;
    let has_km_s = greatest.launch_speed_km_s * (1.0 + ENERGY_TOLERANCE);
    let stated_km_s = needed_km_s * (1.0 - open);
    if stated_km_s <= has_km_s {
        return;
    }
    let may_have_km_s = energy
        .open_up_to_km_s
        .map(|km_s| km_s * (1.0 + ENERGY_TOLERANCE));
    let lacks = if may_have_km_s.is_some_and(|km_s| stated_km_s <= km_s) {
        judged.worsen(Verdict::OpenReach);
        format!(
            "and whether this missile has that is open: its {} is {}",
            energy.whose, energy.what
        )
    } else if stated_km_s
        <= may_have_km_s
            .unwrap_or(0.0)
            .max(in_air_km_s(has_km_s, slack))
    {
        judged.worsen(Verdict::OutsideTheModel);
        "which this missile has not, unless the air carries it: the arc is near to it".to_owned()
    } else {
        judged.worsen(Verdict::NotThisMissile);
        "which this missile has not".to_owned()
    };
    let needed = if needed_km_s.is_finite() {
        format!("{needed_km_s:.2} km/s and more")
    } else {
        "more than any orbit has".to_owned()
    };
    let even = may_have_km_s.map_or_else(String::new, |km_s| {
        format!(
            "; {:.2} km/s by the most that it may stand for",
            km_s / (1.0 + ENERGY_TOLERANCE)
        )
    });
    judged.find(
        "Speed of the missile",
        "v(greatest range) ≥ v(arc)",
        format!(
            "{} {}: {:.2} km/s{even}",
            energy.whose,
            km(greatest.range_km),
            greatest.launch_speed_km_s
        ),
        format!("the arc asks for {needed}, {lacks}"),
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
