//! Claims of a speed beside a time or an apogee: whether they may be of one flight.
//!
//! What is no speed of that flight is judged as beside a distance alone: it may be that of what flies in the air, a headline
//! figure of the type, or that at the target. Impossible is a speed of escape alone.

use super::slip::judge_unit;
use super::speed::{
    ESCAPE_Q, Said, TITLE, agreeing_km_s, judge_above_greatest, judge_escape, judge_slow,
    mean_speed, meets, meets_near_air, usual_km_s,
};
use super::{Judgement, NeededArcs, Quoted, SOUND_KM_S, TOLERANCE, Verdict};
use crate::flight::ballistic::q_of_speed;

const AT_THE_TARGET: &str = "unless the speed is that at the target";

/// Places a speed beside those of the arcs that the time or the apogee asks for.
pub(super) fn judge_speed_of_arcs(judged: &mut Judgement, said: Said<'_>, arcs: NeededArcs) {
    let Said {
        claim,
        reference,
        speed_km_s,
        ..
    } = said;
    let arcs_km_s = reference.speeds_of(&arcs);
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
            TITLE,
            equation,
            said.in_words(),
            format!(
                "agrees with the {} of that flight",
                arcs_km_s.say(2, "km/s")
            ),
        );
        return;
    }
    if judge_unit(judged, claim, said.system, speed_km_s, agreeing)
        || judge_below_mean(judged, said)
    {
        return;
    }
    if q_of_speed(speed_km_s.low) >= ESCAPE_Q {
        judge_escape(judged, said);
        return;
    }
    let is_faster = speed_km_s.low > agreeing.high;
    if is_faster {
        judge_above_greatest(judged, said);
    }
    let slack = reference.slack_near_air(&arcs);
    let asked = arcs_km_s.say(2, "km/s");
    if meets_near_air(speed_km_s, agreeing, slack) {
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "is not the {asked} that the other figures ask for, but the arc is near to the air, where drag and lift rule"
        );
        judged.find(TITLE, equation, said.in_words(), result);
        return;
    }
    // Too slow for any arc over the distance; beside an apogee in space nothing flies in the air.
    let usual = usual_km_s(reference);
    if claim.apogee_km.is_none() && speed_km_s.high < usual.low {
        judge_slow(judged, said, usual);
        return;
    }
    judged.worsen(Verdict::Contradiction);
    let unless = if is_faster {
        "as the top speed of a missile it is of another flight".to_owned()
    } else {
        AT_THE_TARGET.to_owned()
    };
    let result = format!(
        "contradicts the {asked} that the other figures ask for, {unless}{}",
        mean_speed(claim, reference, speed_km_s)
    );
    judged.find(TITLE, equation, said.in_words(), result);
}

/// A speed beside an apogee below 100 km, where no arc tells it.
pub(super) fn judge_speed_in_air(judged: &mut Judgement, said: Said<'_>) {
    let Said {
        reference,
        speed_km_s,
        ..
    } = said;
    if judge_below_mean(judged, said) {
        return;
    }
    if q_of_speed(speed_km_s.low) >= ESCAPE_Q {
        judge_escape(judged, said);
    } else if !judge_above_greatest(judged, said) {
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "below 100 km drag and lift rule, and no arc tells the speed; that of the minimum-energy arc over this distance is \
             {:.2} km/s",
            reference.nominal.launch_speed_km_s
        );
        judged.find(TITLE, "", said.in_words(), result);
    }
}

/// A speed that is below the mean of the claimed time over the distance, or not: true where it is. Whatever carries it,
/// nothing is faster on the whole way than at its fastest. A missile may be slower at its target, but none is slower there
/// than sound. Either figure may be that of another flight: of the two none is impossible.
pub(super) fn judge_below_mean(judged: &mut Judgement, said: Said<'_>) -> bool {
    let speed_km_s = said.speed_km_s;
    let near_km = said.reference.near.range_km;
    let Some(mean_km_s) = said.claim.time_s.map(|time_s| near_km / time_s.high) else {
        return false;
    };
    if speed_km_s.high * (1.0 + TOLERANCE) >= mean_km_s {
        return false;
    }
    let less = format!(
        "is less than the mean over ground by the claimed time, {}",
        Quoted {
            low: mean_km_s,
            high: f64::INFINITY
        }
        .say(2, "km/s")
    );
    let unless = if speed_km_s.high > SOUND_KM_S && mean_km_s > SOUND_KM_S {
        format!(", {AT_THE_TARGET}")
    } else {
        String::new()
    };
    let result = format!("{less}: time and speed contradict each other{unless}");
    judged.worsen(Verdict::Contradiction);
    judged.find(TITLE, "v ≥ L/T", said.in_words(), result);
    true
}
