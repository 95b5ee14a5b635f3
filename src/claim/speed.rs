//! Claims of the speed of a ballistic flight.

use super::ballistic::ENERGY_TOLERANCE;
use super::parse::SpeedUnit;
use super::reference::{Reference, one_in_words, slack_near_air, speed_at_burnout_km_s};
use super::{Claim, Judgement, NeededArcs, Quoted, TOLERANCE, Verdict, are_equal, km};
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_launch_angle, greatest_range, launch_angles_rad, minimum_energy,
    q_of_speed,
};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::words::{minutes, span};
use crate::quantity::{Interval, Kilometres};

/// Below this speed nothing ballistic is meant, km/s: that of sound at the ground.
const SLOWEST_MISSILE_KM_S: f64 = 0.34;

/// The speeds that agree with arcs, km/s: from burnout as high as it may be, to launch at the ground.
fn agreeing_km_s(slow: (f64, f64), fast_km_s: f64) -> Interval {
    let (launch_km_s, apogee_km) = slow;
    let low = speed_at_burnout_km_s(launch_km_s, apogee_km) * (1.0 - TOLERANCE);
    Interval {
        low,
        nominal: launch_km_s,
        high: fast_km_s.min(f64::MAX) * (1.0 + TOLERANCE),
    }
}

fn meets(speed_km_s: Quoted, agreeing_km_s: Interval) -> bool {
    speed_km_s.high >= agreeing_km_s.low && speed_km_s.low <= agreeing_km_s.high
}

/// The same where drag takes a share of the speed, and lift makes up for one.
fn meets_near_air(speed_km_s: Quoted, agreeing_km_s: Interval, slack: f64) -> bool {
    speed_km_s.high * (1.0 + slack) >= agreeing_km_s.low
        && speed_km_s.low <= agreeing_km_s.high * (1.0 + slack)
}

/// Places a speed beside those of the arcs that the time or the apogee asks for.
pub(super) fn judge_speed_of_arcs(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    speed_km_s: Quoted,
    arcs: NeededArcs,
) {
    let arcs_km_s = reference.speeds_of(&arcs);
    let said = format!("claimed {}", speed_km_s.say(2, "km/s"));
    let equation = "v = √(Q GM/R), less what the climb to burnout takes";
    // The slowest of the arcs, by which apogee burnout is limited.
    let highest_km = [arcs.low, arcs.high, Some(reference.nominal)]
        .into_iter()
        .flatten()
        .map(|arc| arc.apogee_km)
        .fold(0.0, f64::max);
    let agreeing = agreeing_km_s((arcs_km_s.low, highest_km), arcs_km_s.high);
    if meets(speed_km_s, agreeing) {
        judged.find(
            "Claimed speed",
            equation,
            said,
            format!(
                "agrees with the {} of that flight",
                arcs_km_s.say(2, "km/s")
            ),
        );
        return;
    }
    if judge_unit(judged, claim, speed_km_s, agreeing) {
        return;
    }
    // Whatever carries it, nothing is faster on the whole way than at its fastest.
    let is_below_mean = claim.time_s.is_some_and(|time_s| {
        speed_km_s.high * (1.0 + TOLERANCE) < reference.near.range_km / time_s.high
    });
    let slack = reference.slack_near_air(&arcs);
    if !is_below_mean && meets_near_air(speed_km_s, agreeing, slack) {
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "is not the {} that the other figures ask for, but the arc is near to the air, where drag and lift rule",
            arcs_km_s.say(2, "km/s")
        );
        judged.find("Claimed speed", equation, said, result);
        return;
    }
    judged.worsen(Verdict::Impossible);
    let result = format!(
        "contradicts the {} that the other figures ask for{}",
        arcs_km_s.say(2, "km/s"),
        mean_speed(claim, reference, speed_km_s)
    );
    judged.find("Claimed speed", equation, said, result);
}

/// Places a speed against the minimum-energy one: which two arcs it flies.
pub(super) fn judge_speed(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    speed_km_s: Quoted,
) {
    let said = format!("claimed {}", speed_km_s.say(2, "km/s"));
    let title = "Claimed speed";
    let near = &reference.near;
    let least_km_s = reference.nominal.launch_speed_km_s;
    let usual = agreeing_km_s(
        (near.launch_speed_km_s, near.apogee_km),
        reference.far.launch_speed_km_s,
    );
    if meets(speed_km_s, usual) {
        if reference.is_below_the_floor() {
            judged.worsen(Verdict::OutsideTheModel);
        }
        let result = format!(
            "agrees with the {least_km_s:.2} km/s of the minimum-energy flight, or {:.2} km/s at burnout",
            speed_at_burnout_km_s(least_km_s, reference.nominal.apogee_km)
        );
        judged.find(title, "v = √(Q GM/R)", said, result);
        return;
    }
    if judge_unit(judged, claim, speed_km_s, usual) {
        return;
    }
    if speed_km_s.high < usual.low {
        judge_slow(judged, claim, reference, (speed_km_s, usual), said);
        return;
    }
    if let Some(greatest) = &reference.greatest {
        if judge_above_greatest(
            judged,
            (greatest, reference.greatest_words),
            speed_km_s,
            &said,
        ) {
            return;
        }
    } else if claim.is_headline_pair {
        let enough = format!("{least_km_s:.2} km/s are enough for the arc of this range");
        let result = if meets_near_air(speed_km_s, usual, slack_near_air(&reference.nominal)) {
            judged.worsen(Verdict::OutsideTheModel);
            format!("{enough}, but it is near to the air, where drag takes a share of the speed")
        } else {
            judged.worsen(Verdict::Impossible);
            format!(
                "greatest range and top speed of a missile contradict each other: {enough}{}",
                reaches(speed_km_s)
            )
        };
        judged.find(title, "sin g = Q/(2 − Q)", said, result);
        return;
    }
    let (verdict, arcs, result) = arcs_at_speed(reference.distance(), speed_km_s.low);
    judged.worsen(verdict);
    judged.needed = arcs;
    judged.find(title, "sin(2φ + g) = ((2 − Q)/Q) sin g", said, result);
}

/// A speed above that of the greatest range of the missile, or not: true where it is.
fn judge_above_greatest(
    judged: &mut Judgement,
    (greatest, words): (&Arc, &str),
    speed_km_s: Quoted,
    said: &str,
) -> bool {
    let has_km_s = greatest.launch_speed_km_s * (1.0 + ENERGY_TOLERANCE);
    let stated_km_s = speed_km_s.low * (1.0 - TOLERANCE);
    if stated_km_s <= has_km_s {
        return false;
    }
    let faster = format!(
        "faster than the {:.2} km/s of the {words} of the missile, {}",
        greatest.launch_speed_km_s,
        km(greatest.range_km)
    );
    let result = if stated_km_s <= has_km_s * (1.0 + slack_near_air(greatest)) {
        judged.worsen(Verdict::OutsideTheModel);
        format!("{faster}; its arcs are near to the air, where drag takes a share of the speed")
    } else {
        judged.worsen(Verdict::NotThisMissile);
        format!("{faster}{}", reaches(speed_km_s))
    };
    judged.find(
        "Claimed speed",
        "v(greatest range) ≥ v",
        said.to_owned(),
        result,
    );
    true
}

/// A speed with which no ballistic flight over the distance starts.
fn judge_slow(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    (speed_km_s, usual_km_s): (Quoted, Interval),
    said: String,
) {
    let least_km_s = reference.nominal.launch_speed_km_s;
    let (verdict, result) = if speed_km_s.high <= SLOWEST_MISSILE_KM_S {
        let flown_s = Quoted {
            low: claim.distance.km() / speed_km_s.high,
            high: claim.distance.km() / speed_km_s.low,
        };
        let time = if flown_s.high.is_finite() {
            format!(
                ": over this distance {} to {}",
                minutes(flown_s.low),
                minutes(flown_s.high)
            )
        } else {
            String::new()
        };
        (
            Verdict::NotBallistic,
            format!("the speed of a cruise missile or a drone{time}; name it with --missile"),
        )
    } else if meets_near_air(speed_km_s, usual_km_s, slack_near_air(&reference.nominal)) {
        (
            Verdict::OutsideTheModel,
            format!(
                "slower than the {least_km_s:.2} km/s of the arc, which is near to the air or in it: there lift carries, \
                 and the model says nothing"
            ),
        )
    } else {
        (
            Verdict::Impossible,
            format!(
                "too slow: a ballistic flight over this distance starts with {least_km_s:.2} km/s, and has {:.2} km/s \
                 at burnout at least{}{}{}",
                speed_at_burnout_km_s(least_km_s, reference.nominal.apogee_km),
                mean_speed(claim, reference, speed_km_s),
                reaches(speed_km_s),
                if reference.is_from_the_air {
                    ", and a range from the air may count the flight of the carrier"
                } else {
                    ""
                }
            ),
        )
    };
    judged.worsen(verdict);
    judged.find("Claimed speed", "v ≥ √(Q GM/R)", said, result);
}

/// Whether a speed that does not agree would in another unit.
pub(super) fn judge_unit(
    judged: &mut Judgement,
    claim: &Claim,
    speed_km_s: Quoted,
    agreeing_km_s: Interval,
) -> bool {
    let Some(unit) = claim.speed_unit else {
        return false;
    };
    let in_unit = |other: SpeedUnit| speed_km_s.times(other.km_s() / unit.km_s());
    // A bound agrees with much: its figure itself must.
    let is_meant = |other: &SpeedUnit| {
        *other != unit && meets(Quoted::exact(in_unit(*other).middle()), agreeing_km_s)
    };
    let Some(meant) = SpeedUnit::ALL.into_iter().find(is_meant) else {
        return false;
    };
    judged.worsen(Verdict::LooksLikeAnotherQuantity);
    let result = format!(
        "in {} the same figure is {}, which agrees with this flight; as it stands it does not",
        meant.words(),
        in_unit(meant).say(2, "km/s")
    );
    judged.find(
        "Claimed speed in another unit",
        "",
        format!("claimed {}", speed_km_s.say(2, "km/s")),
        result,
    );
    true
}

/// How far a missile of such a speed goes.
fn reaches(speed_km_s: Quoted) -> String {
    let range = |km_s: f64| greatest_range(q_of_speed(km_s)).map(Kilometres::km);
    match (range(speed_km_s.low), range(speed_km_s.high)) {
        (Some(low), Some(high)) => {
            format!(
                "; a missile of this speed reaches {} km",
                span(low, high, 0)
            )
        }
        (Some(low), None) => format!("; a missile of this speed reaches {} and more", km(low)),
        (None, _) => "; a missile of this speed reaches all of the Earth".to_owned(),
    }
}

/// Tells that a speed equals the mean speed over ground, of the claimed time or of a nominal one: a coincidence.
fn mean_speed(claim: &Claim, reference: &Reference, speed_km_s: Quoted) -> String {
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
        Some(both) if q < 2.0 => both,
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
    let lofted_words = format!(
        "lofted: {}, {} of free flight",
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
