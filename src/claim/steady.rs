//! Claims of a flight at a steady ground speed: a cruise missile, or a glide vehicle by its mean speed.

use super::speed::judge_unit;
use super::{Claim, Judgement, TOLERANCE, Verdict, are_equal, km};
use crate::catalogue::{GENERIC_SPEED_KM_H, Kind, System};
use crate::present::words::{minutes, minutes_interval, span};
use crate::quantity::Interval;
use crate::warning::{Delays, RadarGeometry};

/// The longest path over great-circle distance that is taken for one that was flown on purpose: a convention.
const LONGEST_PATH_FACTOR: f64 = 2.0;

pub(super) fn judge(claim: &Claim, system: &System, delays: Delays) -> Judgement {
    let mut judged = Judgement::new();
    // The generic speed is that of a subsonic cruise missile, and says nothing of a glider.
    let (speed_km_h, whose) = match system.speed_km_h {
        Some(speed_km_h) if system.basing.is_some() => (speed_km_h, PUBLISHED),
        Some(speed_km_h) => (speed_km_h, ASSUMED),
        None if system.kind == Kind::Glide => return without_speed(judged, claim, system),
        None => (GENERIC_SPEED_KM_H, GENERIC),
    };
    let distance_km = claim.distance.km();
    let ends_km = Interval {
        low: (distance_km - claim.uncertainty_km).max(0.0),
        nominal: distance_km,
        high: distance_km + claim.uncertainty_km,
    };
    let flown_s = |path_km: Interval| Interval {
        low: path_km.low / speed_km_h.high * 3600.0,
        nominal: path_km.nominal / speed_km_h.nominal * 3600.0,
        high: path_km.high / speed_km_h.low * 3600.0,
    };
    let total_s = flown_s(ends_km);
    judged.find(
        &format!("Flight over this distance at {whose}"),
        "T = path/v",
        format!(
            "{} at {}–{} km/h",
            km(distance_km),
            speed_km_h.low,
            speed_km_h.high
        ),
        format!(
            "T = {:.0}–{:.0} s ({})",
            total_s.low,
            total_s.high,
            minutes_interval(total_s)
        ),
    );
    judged.judge_reach(claim, system);
    judged.judge_range(claim);
    judge_height(&mut judged, claim);
    judge_time(
        &mut judged,
        claim,
        total_s,
        (speed_km_h, whose),
        system.seen_range_km().map(|range_km| range_km.high),
    );
    if judged.verdict == Verdict::Impossible {
        let radar = RadarGeometry::GROUND.against(system.altitude_m);
        let sight_km = Interval::exact(radar.horizon_km().min(distance_km));
        tell_warning(&mut judged, claim, flown_s(sight_km), delays);
    }
    judge_speed(&mut judged, claim, (speed_km_h, whose));
    judged
}

/// Whose speed a flight is judged by.
const PUBLISHED: &str = "its published speed";
const ASSUMED: &str = "the speed that is assumed of it";
const GENERIC: &str = "the speed of a subsonic cruise missile, for its own is not published";

/// A glider of which no speed is published: what is left is the range, and the mean speed that a time asks for.
fn without_speed(mut judged: Judgement, claim: &Claim, system: &System) -> Judgement {
    judged.judge_reach(claim, system);
    judged.judge_range(claim);
    if let Some(time_s) = claim.time_s {
        judged.worsen(Verdict::OutsideTheModel);
        let mean_km_h = claim.distance.km() / time_s.middle() * 3600.0;
        judged.find(
            "Claimed time",
            "v = L/T",
            format!("claimed {}", time_s.say(0, "s")),
            format!("asks for a mean of {mean_km_h:.0} km/h over ground; no speed of this missile is published"),
        );
    }
    if let Some(speed_km_s) = claim.speed_km_s {
        judged.worsen(Verdict::OutsideTheModel);
        judged.find(
            "Claimed speed",
            "",
            format!("claimed {}", speed_km_s.times(3600.0).say(0, "km/h")),
            "no speed of this missile is published that it could be held against".to_owned(),
        );
    }
    judge_height(&mut judged, claim);
    judged
}

fn judge_height(judged: &mut Judgement, claim: &Claim) {
    if let Some(apogee_km) = claim.apogee_km {
        judged.worsen(Verdict::OutsideTheModel);
        judged.find(
            "Claimed height",
            "",
            format!("claimed {}", apogee_km.say(0, "km")),
            "the model of a steady flight has no height that it could be held against".to_owned(),
        );
    }
}

/// Faster than its speed is impossible; slower is a longer path, as long as it can fly one.
fn judge_time(
    judged: &mut Judgement,
    claim: &Claim,
    total_s: Interval,
    (speed_km_h, whose): (Interval, &str),
    greatest_path_km: Option<f64>,
) {
    let Some(time_s) = claim.time_s else { return };
    let said = format!("claimed {}", time_s.say(0, "s"));
    let title = "Claimed time";
    if time_s.meets(total_s, TOLERANCE) {
        judged.find(
            title,
            "T ± 5 %",
            said,
            format!("agrees with a flight at {whose}"),
        );
    } else if time_s.high < total_s.nominal {
        judged.worsen(Verdict::Impossible);
        let asked_km_h = claim.distance.km() / time_s.high * 3600.0;
        let result = format!(
            "asks for {asked_km_h:.0} km/h and more, against at most {} km/h, {whose}",
            speed_km_h.high
        );
        judged.find(title, "v = L/T", said, result);
    } else {
        let path_km = time_s.low * (1.0 - TOLERANCE) * speed_km_h.low / 3600.0;
        let factor = path_km / claim.distance.km();
        let mean_km_h = claim.distance.km() / time_s.low * 3600.0;
        let so_long = format!(
            "a path of {} and more, {factor:.1} times the distance,",
            km(path_km)
        );
        let result = if greatest_path_km.is_some_and(|greatest| path_km > greatest) {
            judged.worsen(Verdict::NotThisMissile);
            format!("asks for {so_long} which is beyond its range")
        } else if factor > LONGEST_PATH_FACTOR {
            judged.worsen(Verdict::NotThisMissile);
            format!(
                "asks for {so_long} or for {mean_km_h:.0} km/h at most: much slower than it flies"
            )
        } else {
            format!("agrees with {so_long} at its least speed")
        };
        judged.find(title, "path = v T", said, result);
    }
}

/// Tells that a time that is too short for the flight equals that from first sight, or what is left of it for warning.
fn tell_warning(judged: &mut Judgement, claim: &Claim, to_go_s: Interval, delays: Delays) {
    let Some(time_s) = claim.time_s else { return };
    let warning_s = to_go_s - Interval::exact(delays.after_detection_s().nominal);
    let what = if time_s.low > 0.0 && are_equal(time_s.middle(), to_go_s.nominal) {
        "the time from first sight by a radar at the target"
    } else if time_s.low > 0.0 && are_equal(time_s.middle(), warning_s.nominal) {
        "the warning time after first sight by a radar at the target"
    } else {
        return;
    };
    judged.find(
        "A coincidence",
        "t = d/v, W = t − delays",
        format!("time to go {}", minutes(to_go_s.nominal)),
        format!("equals {what}"),
    );
}

fn judge_speed(judged: &mut Judgement, claim: &Claim, (speed_km_h, whose): (Interval, &str)) {
    let Some(speed_km_s) = claim.speed_km_s else {
        return;
    };
    let claimed_km_h = speed_km_s.times(3600.0);
    let said = format!("claimed {}", claimed_km_h.say(0, "km/h"));
    let published = span(speed_km_h.low, speed_km_h.high, 0);
    let does_agree = claimed_km_h.meets(speed_km_h, TOLERANCE);
    let agreeing_km_s = Interval {
        low: speed_km_h.low * (1.0 - TOLERANCE) / 3600.0,
        nominal: speed_km_h.nominal / 3600.0,
        high: speed_km_h.high * (1.0 + TOLERANCE) / 3600.0,
    };
    if !does_agree && judge_unit(judged, claim, speed_km_s, agreeing_km_s) {
        return;
    }
    let result = if does_agree {
        format!("agrees with {published} km/h, {whose}")
    } else {
        judged.worsen(Verdict::Impossible);
        format!("is not {published} km/h, {whose}")
    };
    judged.find("Claimed speed", "", said, result);
}
