//! Claims of the speed of a ballistic flight.

use super::ballistic::ENERGY_TOLERANCE;
use super::parse::SpeedUnit;
use super::reference::{Reference, one_in_words, speed_at_burnout_km_s};
use super::{Claim, Judgement, MODEL_TOLERANCE, NeededArcs, Quoted, Verdict, km};
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_launch_angle, greatest_range, launch_angles_rad, minimum_energy,
    q_of_speed,
};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::words::{minutes, span};
use crate::quantity::{Interval, Kilometres, STATUTE_MILE_KM};

/// Below this speed nothing ballistic is meant, km/s: that of sound at the ground.
const SLOWEST_MISSILE_KM_S: f64 = 0.34;

/// The speeds that agree with arcs, km/s: from burnout as high as it may be, to launch at the ground.
fn agreeing_km_s(slow: (f64, f64), fast_km_s: f64) -> Interval {
    let (launch_km_s, apogee_km) = slow;
    let low = speed_at_burnout_km_s(launch_km_s, apogee_km) * (1.0 - MODEL_TOLERANCE);
    Interval {
        low,
        nominal: launch_km_s,
        high: fast_km_s.min(f64::MAX) * (1.0 + MODEL_TOLERANCE),
    }
}

fn meets(speed_km_s: Quoted, agreeing_km_s: Interval) -> bool {
    speed_km_s.high >= agreeing_km_s.low && speed_km_s.low <= agreeing_km_s.high
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
    // Below the floor the arc says nothing of the speed either.
    judged.worsen(if reference.is_below_the_floor() {
        Verdict::OutsideTheModel
    } else {
        Verdict::Impossible
    });
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
        judge_slow(judged, claim, reference, speed_km_s, said);
        return;
    }
    if let Some(greatest) = &reference.greatest
        && speed_km_s.low > greatest.launch_speed_km_s * (1.0 + ENERGY_TOLERANCE)
    {
        judged.worsen(Verdict::NotThisMissile);
        let result = format!(
            "faster than the {:.2} km/s of the greatest published range of the missile, {}{}",
            greatest.launch_speed_km_s,
            km(greatest.range_km),
            reaches(speed_km_s)
        );
        judged.find(title, "v(greatest range) ≥ v", said, result);
        return;
    }
    if claim.is_headline_pair {
        judged.worsen(Verdict::Impossible);
        let result = format!(
            "greatest range and top speed contradict each other: {least_km_s:.2} km/s are enough for this range{}",
            reaches(speed_km_s)
        );
        judged.find(title, "sin g = Q/(2 − Q)", said, result);
        return;
    }
    let (verdict, arcs, result) = arcs_at_speed(reference.distance(), speed_km_s.low);
    judged.worsen(verdict);
    judged.needed = arcs;
    judged.find(title, "sin(2φ + g) = ((2 − Q)/Q) sin g", said, result);
}

/// A speed with which no ballistic flight over the distance starts.
fn judge_slow(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    speed_km_s: Quoted,
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
    } else if reference.is_below_the_floor() {
        (
            Verdict::OutsideTheModel,
            format!(
                "slower than the {least_km_s:.2} km/s of the arc; so short an arc stays below 100 km, where the model \
                 says nothing"
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

/// Whether a speed that does not agree would in the other unit of the press.
fn judge_unit(
    judged: &mut Judgement,
    claim: &Claim,
    speed_km_s: Quoted,
    agreeing_km_s: Interval,
) -> bool {
    let (factor, meant) = match claim.speed_unit {
        Some(SpeedUnit::MilesPerHour) => (1.0 / STATUTE_MILE_KM, "kilometres an hour"),
        Some(SpeedUnit::KilometresPerHour) => (STATUTE_MILE_KM, "miles an hour"),
        None => return false,
    };
    let other_km_s = speed_km_s.times(factor);
    // A bound agrees with much: its figure itself must.
    let figure_km_s = Quoted::exact(other_km_s.middle());
    if !meets(figure_km_s, agreeing_km_s) {
        return false;
    }
    judged.worsen(Verdict::LooksLikeAnotherQuantity);
    let result = format!(
        "as {meant} the same figure equals {}, which agrees with this flight; as it stands it does not",
        other_km_s.say(2, "km/s")
    );
    judged.find(
        "Claimed speed in the other unit",
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

/// Tells that a speed equals the mean speed over ground: a coincidence.
fn mean_speed(claim: &Claim, reference: &Reference, speed_km_s: Quoted) -> String {
    let time_s = claim.time_s.map_or(
        Quoted {
            low: reference.time_s.low,
            high: reference.time_s.high,
        },
        |time_s| time_s,
    );
    let distance_km = claim.distance.km();
    let slow_km_s = distance_km / time_s.high;
    let fast_km_s = distance_km / time_s.low;
    let is_mean = speed_km_s.low > 0.0
        && slow_km_s > 0.0
        && fast_km_s.is_finite()
        && speed_km_s.high >= slow_km_s
        && speed_km_s.low <= fast_km_s;
    if is_mean {
        format!(
            "; equals the mean speed over ground, {} km/s",
            span(slow_km_s, fast_km_s, 2)
        )
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
