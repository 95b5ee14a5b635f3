//! Claims of the speed of a ballistic flight.

use super::ballistic::{ENERGY_TOLERANCE, in_air_km_s};
use super::reference::{
    Reference, one_in_words, slack_by_share, slack_near_air, speed_at_burnout_km_s,
};
use super::slip::judge_unit;
use super::time::GREATEST_REPORTED_APOGEE_KM;
use super::told::speed_in_air;
use super::{
    Claim, Judgement, NeededArcs, Pair, Quoted, SOUND_KM_S, TOLERANCE, Verdict, are_equal, km,
};
use crate::catalogue::System;
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_launch_angle, greatest_range, launch_angles_rad, minimum_energy,
    q_of_speed,
};
use crate::flight::spread;
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::words::{minutes, span};
use crate::quantity::{Interval, Kilometres};

/// The speeds that agree with arcs, km/s: from burnout as high as it may be, to launch at the ground.
pub(super) fn agreeing_km_s(slow: (f64, f64), fast_km_s: f64) -> Interval {
    let (launch_km_s, apogee_km) = slow;
    let low = speed_at_burnout_km_s(launch_km_s, apogee_km) * (1.0 - TOLERANCE);
    Interval {
        low,
        nominal: launch_km_s,
        high: fast_km_s.min(f64::MAX) * (1.0 + TOLERANCE),
    }
}

/// Those of the minimum-energy arc.
pub(super) fn usual_km_s(reference: &Reference) -> Interval {
    let near = &reference.near;
    agreeing_km_s(
        (near.launch_speed_km_s, near.apogee_km),
        reference.far.launch_speed_km_s,
    )
}

pub(super) fn meets(speed_km_s: Quoted, agreeing_km_s: Interval) -> bool {
    speed_km_s.high >= agreeing_km_s.low && speed_km_s.low <= agreeing_km_s.high
}

/// The same where drag takes a share of the speed, and lift makes up for one.
pub(super) fn meets_near_air(speed_km_s: Quoted, agreeing_km_s: Interval, slack: f64) -> bool {
    speed_km_s.high * (1.0 + slack) >= agreeing_km_s.low
        && speed_km_s.low <= agreeing_km_s.high * (1.0 + slack)
}

/// How much above the speed of its greatest range a top speed may be published of a missile before it is none of its: those of
/// headline pairs are 1.1 to 1.3 times those of the arcs. A convention.
const HEADLINE_SLACK: f64 = 0.25;

/// A claimed speed, and what it is held against.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub claim: &'a Claim,
    pub reference: &'a Reference,
    /// The named missile.
    pub system: Option<&'a System>,
    pub speed_km_s: Quoted,
}

pub(super) const TITLE: &str = "Claimed speed";

impl Said<'_> {
    pub(super) fn in_words(&self) -> String {
        format!("claimed {}", self.speed_km_s.say(2, "km/s"))
    }

    /// True where a missile is named, and what is published of it is what a claim contradicts.
    fn is_of_type(&self) -> bool {
        self.system.is_some_and(|system| system.is_type)
    }
}

/// Q at the speed of escape.
pub(super) const ESCAPE_Q: f64 = 2.0;

pub(super) fn judge_escape(judged: &mut Judgement, said: Said<'_>) {
    judged.worsen(Verdict::Impossible);
    let result = format!("{:.2} km/s leave the Earth for good", said.speed_km_s.low);
    judged.find(TITLE, "v < √(2 GM/R)", said.in_words(), result);
}

/// Places a speed against the minimum-energy one: which two arcs it flies.
pub(super) fn judge_speed(judged: &mut Judgement, said: Said<'_>) {
    let Said {
        claim,
        reference,
        system,
        speed_km_s,
    } = said;
    let least_km_s = reference.nominal.launch_speed_km_s;
    let usual = usual_km_s(reference);
    if meets(speed_km_s, usual) {
        if reference.is_below_the_floor() {
            judged.worsen(Verdict::OutsideTheModel);
        }
        let result = format!(
            "agrees with the {least_km_s:.2} km/s of the minimum-energy flight, or {:.2} km/s at burnout",
            speed_at_burnout_km_s(least_km_s, reference.nominal.apogee_km)
        );
        judged.find(TITLE, "v = √(Q GM/R)", said.in_words(), result);
        return;
    }
    if judge_unit(judged, claim, system, speed_km_s, usual) {
        return;
    }
    if speed_km_s.high < usual.low {
        judge_slow(judged, said, usual);
        return;
    }
    if q_of_speed(speed_km_s.low) >= ESCAPE_Q {
        judge_escape(judged, said);
        return;
    }
    if judge_above_greatest(judged, said) {
        return;
    }
    let enough = format!("{least_km_s:.2} km/s are enough for the arc of this range");
    let contradict = "greatest range and top speed of a missile";
    let (verdict, arcs, flown) = arcs_at_speed(reference.distance(), speed_km_s.low);
    // A missile that has the speed may loft: drag explains it where the arc itself is in the air or close to it.
    let slack = if reference.energy.is_some() {
        slack_by_share(spread::share_over_distance(&reference.nominal).sqrt())
    } else {
        slack_near_air(&reference.nominal)
    };
    if meets_near_air(speed_km_s, usual, slack) {
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "{enough}, which is in the air or near to it, where drag and manoeuvre rule; without them {flown}"
        );
        judged.find(TITLE, "sin g = Q/(2 − Q)", said.in_words(), result);
        return;
    }
    if claim.pair == Some(Pair::Greatest) && reference.energy.is_none() {
        judged.worsen(Verdict::Contradiction);
        let result = format!(
            "{contradict} contradict each other: {enough}{}",
            reaches(speed_km_s)
        );
        judged.find(TITLE, "sin g = Q/(2 − Q)", said.in_words(), result);
        return;
    }
    judged.worsen(verdict);
    judged.needed = arcs;
    // A range and a speed alone may be those of one flight, as of tests of intercontinental missiles.
    let result = if claim.pair.is_some() && reference.energy.is_none() {
        format!(
            "of one flight: {flown}; as {contradict} they contradict each other: {enough}{}",
            reaches(speed_km_s)
        )
    } else {
        flown
    };
    judged.find(
        TITLE,
        "sin(2φ + g) = ((2 − Q)/Q) sin g",
        said.in_words(),
        result,
    );
}

/// A speed above that of the greatest range of the missile, or not: true where it is.
pub(super) fn judge_above_greatest(judged: &mut Judgement, said: Said<'_>) -> bool {
    let Some(energy) = &said.reference.energy else {
        return false;
    };
    let speed_km_s = said.speed_km_s;
    let greatest = &energy.greatest;
    let has_km_s = greatest.launch_speed_km_s * (1.0 + ENERGY_TOLERANCE);
    let stated_km_s = speed_km_s.low * (1.0 - TOLERANCE);
    if stated_km_s <= has_km_s {
        return false;
    }
    let may_have_km_s = energy
        .open_up_to_km_s
        .map_or(has_km_s, |km_s| km_s * (1.0 + ENERGY_TOLERANCE));
    let faster = format!(
        "faster than the {:.2} km/s of the {} of the missile, {}",
        greatest.launch_speed_km_s,
        energy.whose,
        km(greatest.range_km)
    );
    let (verdict, result) = if stated_km_s <= may_have_km_s {
        (
            Verdict::OpenReach,
            format!("{faster}, {}: whether it is so fast is open", energy.what),
        )
    } else if stated_km_s <= may_have_km_s.max(in_air_km_s(has_km_s, slack_near_air(greatest))) {
        (
            Verdict::OutsideTheModel,
            format!(
                "{faster}; its arcs are near to the air, where drag takes a share of the speed"
            ),
        )
    } else if stated_km_s <= may_have_km_s * (1.0 + HEADLINE_SLACK) {
        (
            Verdict::Contradiction,
            format!(
                "{faster}: the two contradict each other{}",
                reaches(speed_km_s)
            ),
        )
    } else {
        (
            Verdict::NotThisMissile,
            format!("{faster}{}", reaches(speed_km_s)),
        )
    };
    judged.worsen(verdict);
    judged.find(TITLE, "v(greatest range) ≥ v", said.in_words(), result);
    true
}

/// A speed with which no ballistic flight over the distance starts.
pub(super) fn judge_slow(judged: &mut Judgement, said: Said<'_>, usual_km_s: Interval) {
    let Said {
        claim,
        reference,
        speed_km_s,
        ..
    } = said;
    let least_km_s = reference.nominal.launch_speed_km_s;
    let at_burnout = format!(
        "a ballistic flight over this distance starts with {least_km_s:.2} km/s, and has {:.2} km/s at burnout at least",
        speed_at_burnout_km_s(least_km_s, reference.nominal.apogee_km)
    );
    let is_fast = speed_km_s.high > SOUND_KM_S;
    let (verdict, result) = if is_fast
        && meets_near_air(speed_km_s, usual_km_s, slack_near_air(&reference.nominal))
    {
        (
            Verdict::OutsideTheModel,
            format!(
                "slower than the {least_km_s:.2} km/s of the arc, which is near to the air or in it: there lift carries, \
                 and the model says nothing"
            ),
        )
    } else if said.is_of_type() {
        // What is printed of a missile may be the speed at its target, or of its descent.
        (
            Verdict::Contradiction,
            format!(
                "range and speed contradict each other, unless the speed is that at the target: {at_burnout}{}{}{}",
                mean_speed(claim, reference, speed_km_s),
                reaches(speed_km_s),
                if reference.is_from_the_air {
                    ", and a range from the air may count the flight of the carrier"
                } else {
                    ""
                }
            ),
        )
    } else {
        let flown_s = Quoted {
            low: claim.distance.km() / speed_km_s.high,
            high: claim.distance.km() / speed_km_s.low,
        };
        let time = if flown_s.high.is_finite() && !is_fast {
            let [short, long] = [flown_s.low, flown_s.high].map(minutes);
            if short == long {
                format!(", over this distance {short}")
            } else {
                format!(", over this distance {short} to {long}")
            }
        } else {
            String::new()
        };
        (
            Verdict::NotBallistic,
            format!(
                "{}{time}: {at_burnout}{}",
                speed_in_air(speed_km_s),
                mean_speed(claim, reference, speed_km_s)
            ),
        )
    };
    judged.worsen(verdict);
    judged.find(TITLE, "v ≥ √(Q GM/R)", said.in_words(), result);
}

/// How far a missile of such a speed goes.
fn reaches(speed_km_s: Quoted) -> String {
    let range = |km_s: f64| greatest_range(q_of_speed(km_s)).map(Kilometres::km);
    let reach = match (range(speed_km_s.low), range(speed_km_s.high)) {
        (_, Some(high)) if speed_km_s.low <= 0.0 => format!("{} at most", km(high)),
        (Some(low), Some(high)) => format!("{} km", span(low, high, 0)),
        (Some(low), None) => format!("{} and more", km(low)),
        (None, _) => "all of the Earth".to_owned(),
    };
    format!("; a missile of this speed reaches {reach}")
}

/// Tells that a speed equals the mean speed over ground, of the claimed time or of a nominal one: a coincidence.
pub(super) fn mean_speed(claim: &Claim, reference: &Reference, speed_km_s: Quoted) -> String {
    let time_s = claim
        .time_s
        .map_or(reference.time_s.nominal, Quoted::middle);
    let mean_km_s = claim.distance.km() / time_s;
    // A Mach number has the speeds of the stratosphere and of sea level.
    let is_mean = [speed_km_s.low, speed_km_s.middle(), speed_km_s.high]
        .into_iter()
        .any(|km_s| are_equal(km_s, mean_km_s));
    if is_mean {
        format!("; equals the mean speed over ground, {mean_km_s:.2} km/s")
    } else {
        String::new()
    }
}

/// The two arcs at a speed above the least. At the circular speed and beyond there is no depressed one, and at the speed of
/// escape no arc at all.
fn arcs_at_speed(distance: Kilometres, speed_km_s: f64) -> (Verdict, Option<NeededArcs>, String) {
    let q = q_of_speed(speed_km_s);
    let half_angle_rad = 0.5 * distance.km() / EARTH_RADIUS_KM;
    let escapes = || {
        (
            Verdict::Impossible,
            None,
            format!("{speed_km_s:.2} km/s leave the Earth for good"),
        )
    };
    // A hair below the least speed of the far end is that of the arc itself.
    let least = minimum_energy(distance).ok();
    let (low_rad, high_rad) = match launch_angles_rad(q, half_angle_rad) {
        Some(both) if q < ESCAPE_Q => both,
        None if least.is_some_and(|arc| q <= arc.q) => {
            let usual_rad = least.map_or(0.0, |arc: Arc| arc.launch_angle_deg.to_radians());
            (usual_rad, usual_rad)
        }
        _ => return escapes(),
    };
    let at = |angle_rad: f64| by_launch_angle(distance, angle_rad.to_degrees()).ok();
    let depressed = at(low_rad);
    let lofted = at(high_rad);
    let Some(high) = lofted else { return escapes() };
    let unheard_of = if high.apogee_km > GREATEST_REPORTED_APOGEE_KM {
        ", higher than any was reported"
    } else {
        ""
    };
    let lofted_words = format!(
        "lofted: {}, {} of free flight{unheard_of}",
        one_in_words(&high),
        minutes(high.free_flight_time_s)
    );
    match depressed {
        Some(low) if low.apogee_km >= MODEL_FLOOR_KM => {
            let low_words = format!(
                "depressed: {}, {}",
                one_in_words(&low),
                minutes(low.free_flight_time_s)
            );
            let arcs = NeededArcs {
                low: Some(low),
                high: Some(high),
            };
            (
                Verdict::OnlyLoftedOrDepressed,
                Some(arcs),
                format!("{low_words}; {lofted_words}"),
            )
        }
        _ => {
            let arcs = NeededArcs {
                low: Some(high),
                high: Some(high),
            };
            (
                Verdict::OnlyLofted,
                Some(arcs),
                format!("{lofted_words}; the depressed arc goes through the air"),
            )
        }
    }
}
