//! Claims of the speed of a ballistic flight.

use super::ballistic::{Reference, one_in_words};
use super::{Judgement, MODEL_TOLERANCE, NeededArcs, Quoted, Verdict, km};
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_launch_angle, launch_angles_rad, q_of_speed,
};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::words::{minutes, span};
use crate::quantity::{Interval, Kilometres};

/// How far below the least launch speed of the model a claimed speed may be: burnout is taken at the ground, and 50 km above
/// it a missile needs less by g₀h/v, 4 to 6 % of the 3 to 3.5 km/s of a thousand kilometres.
const SPEED_TOLERANCE_BELOW: f64 = 0.06;

/// Places a speed beside those of the arcs that the time or the apogee asks for.
pub(super) fn judge_speed_of_arcs(
    judged: &mut Judgement,
    reference: &Reference,
    claimed_s: Option<Quoted>,
    speed_km_s: Quoted,
    arcs: NeededArcs,
) {
    let arcs_km_s = speeds_of(&arcs, reference);
    let said = format!("claimed {}", speed_km_s.say(2, "km/s"));
    let equation = "v = √(Q GM/R)";
    if speed_km_s.meets(
        Interval {
            low: arcs_km_s.low,
            nominal: arcs_km_s.low,
            high: arcs_km_s.high,
        },
        MODEL_TOLERANCE,
    ) {
        judged.find(
            "Claimed speed",
            equation,
            said,
            format!("agrees with the {} of that arc", arcs_km_s.say(2, "km/s")),
        );
        return;
    }
    let time_s = claimed_s.map(|time_s| Interval {
        low: time_s.low,
        nominal: time_s.middle(),
        high: time_s.high,
    });
    if judge_as_mean_speed(
        judged,
        reference.distance(),
        speed_km_s,
        time_s.unwrap_or(reference.total_s()),
    ) {
        return;
    }
    judged.worsen(Verdict::Impossible);
    let result = format!(
        "contradicts the {} that the other figures ask for",
        arcs_km_s.say(2, "km/s")
    );
    judged.find("Claimed speed", equation, said, result);
}

/// Places a speed against the minimum-energy one: which two arcs it flies.
pub(super) fn judge_speed(judged: &mut Judgement, reference: &Reference, speed_km_s: Quoted) {
    let said = format!("claimed {}", speed_km_s.say(2, "km/s"));
    let near_km_s = reference.near.launch_speed_km_s;
    let least_km_s = reference.nominal.launch_speed_km_s;
    let usual_km_s = Interval {
        low: near_km_s,
        nominal: least_km_s,
        high: reference.far.launch_speed_km_s,
    };
    let is_usual = speed_km_s.meets(usual_km_s, MODEL_TOLERANCE);
    if is_usual
        || (speed_km_s.high < near_km_s
            && speed_km_s.high >= near_km_s * (1.0 - SPEED_TOLERANCE_BELOW))
    {
        if reference.nominal.apogee_km < MODEL_FLOOR_KM {
            judged.worsen(Verdict::OutsideTheModel);
        }
        let below = if is_usual {
            "to 3 %"
        } else {
            "less what a burnout above the ground saves"
        };
        let result =
            format!("agrees with the {least_km_s:.2} km/s of the minimum-energy flight {below}");
        judged.find("Claimed speed", "v = √(Q GM/R)", said, result);
        return;
    }
    if speed_km_s.high < near_km_s {
        if judge_as_mean_speed(
            judged,
            reference.distance(),
            speed_km_s,
            reference.total_s(),
        ) {
            return;
        }
        judged.worsen(Verdict::Impossible);
        let result = format!(
            "too slow: no ballistic flight over this distance starts below {least_km_s:.2} km/s"
        );
        judged.find("Claimed speed", "v ≥ √(Q GM/R)", said, result);
        return;
    }
    let (verdict, arcs, result) = arcs_at_speed(reference.distance(), speed_km_s.low);
    judged.worsen(verdict);
    judged.needed = arcs;
    judged.find(
        "Claimed speed",
        "sin(2φ + g) = ((2 − Q)/Q) sin g",
        said,
        result,
    );
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
    let Some((low_rad, high_rad)) = launch_angles_rad(q, half_angle_rad).filter(|_| q < 2.0) else {
        return escapes();
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

/// Whether a speed that starts no such flight is its mean speed over ground.
fn judge_as_mean_speed(
    judged: &mut Judgement,
    distance: Kilometres,
    speed_km_s: Quoted,
    time_s: Interval,
) -> bool {
    let distance_km = distance.km();
    let mean_km_s = time_s.map_decreasing(|seconds| distance_km / seconds);
    let is_mean = mean_km_s.high.is_finite() && speed_km_s.meets(mean_km_s, MODEL_TOLERANCE);
    if is_mean {
        judged.worsen(Verdict::LooksLikeAnotherQuantity);
        let numbers = format!(
            "{}/{:.0}–{:.0} s; claimed {}",
            km(distance_km),
            time_s.low,
            time_s.high,
            speed_km_s.say(2, "km/s")
        );
        let result = format!(
            "{} km/s: the mean speed over ground was quoted, which no missile starts with",
            span(mean_km_s.low, mean_km_s.high, 2)
        );
        judged.find("Claimed speed", "mean speed = L/T", numbers, result);
    }
    is_mean
}

/// The launch speeds of the arcs between two: least at the minimum-energy one, if it is among them.
fn speeds_of(arcs: &NeededArcs, reference: &Reference) -> Quoted {
    let least = &reference.nominal;
    let is_above =
        |arc: Option<Arc>| arc.is_none_or(|arc| arc.launch_angle_deg >= least.launch_angle_deg);
    let is_below =
        |arc: Option<Arc>| arc.is_none_or(|arc| arc.launch_angle_deg <= least.launch_angle_deg);
    let speed = |arc: Option<Arc>| arc.map_or(f64::INFINITY, |arc| arc.launch_speed_km_s);
    let low = speed(arcs.low);
    let high = speed(arcs.high);
    let holds_least = is_below(arcs.low) && is_above(arcs.high);
    Quoted {
        low: if holds_least {
            least.launch_speed_km_s
        } else {
            low.min(high)
        },
        high: low.max(high),
    }
}
