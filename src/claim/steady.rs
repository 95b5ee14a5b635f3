//! Claims of a flight at a steady ground speed: a cruise missile, or a glide vehicle by its mean speed.

use super::reach::{Ranges, Standing};
use super::slip::judge_unit;
use super::{Claim, Judgement, OVER_TOP_SPEED, TOLERANCE, Verdict, are_equal, km};
use crate::catalogue::{GENERIC_SPEED_KM_H, Kind, Missile, SpeedStanding, System};
use crate::flight::cruise::{Greatest, LOSS_S_PER_KM_S, loss_of, time_over_s};
use crate::present::words::{minutes, minutes_interval, span};
use crate::quantity::Interval;
use crate::warning::{Delays, RadarGeometry};

/// The longest path over great-circle distance that is taken for one that was flown on purpose, and from where on nobody means
/// this missile: conventions.
const LONGEST_PATH_FACTOR: f64 = 2.0;
const FAR_PATH_FACTOR: f64 = 3.0;

/// From how many times its greatest speed on a missile is said not to have a speed: where that was read at a source, by as much as
/// headline pairs of ballistic missiles differ, and where it was not, by more than assumed ends of intervals are apart, 1.7 times.
/// Conventions.
const FAR_OVER_READ: f64 = 1.25;
const FAR_OVER_ASSUMED: f64 = 2.0;

/// The speed that a flight is judged by, and whose it is.
#[derive(Clone, Copy)]
struct Known {
    km_h: Interval,
    whose: &'static str,
    /// True where all of it was read at a source.
    is_read: bool,
    /// False where it is that of other missiles, and says nothing of this one.
    is_its_own: bool,
    /// True where the flight begins at the surface and ends faster than sound: the greatest speed is no mean one.
    climbs: bool,
}

impl Known {
    /// None for a glider of which no speed is published.
    fn of(system: &System) -> Option<Self> {
        let standing = system.missile().map(Missile::speed_standing);
        let (km_h, whose) = match (system.speed_km_h, standing) {
            (Some(km_h), Some(SpeedStanding::Read)) => (km_h, "its published speed"),
            (Some(km_h), Some(SpeedStanding::PartlyAssumed)) => {
                (km_h, "its speed in the catalogue, partly assumed")
            }
            (Some(km_h), Some(SpeedStanding::Unverified)) => {
                (km_h, "its speed in the catalogue, which is unverified")
            }
            (Some(km_h), None) => (km_h, "the speed that is assumed of it"),
            // The generic speed is that of a subsonic cruise missile, and says nothing of a glider.
            (None, _) if system.kind == Kind::Glide => return None,
            (None, _) => (
                GENERIC_SPEED_KM_H,
                "the speed of a subsonic cruise missile, for its own is not published",
            ),
        };
        Some(Self {
            km_h,
            whose,
            is_read: standing == Some(SpeedStanding::Read) && system.speed_km_h.is_some(),
            is_its_own: system.speed_km_h.is_some(),
            climbs: system.climbs_to(km_h),
        })
    }

    /// The flight at a speed that loses least, and most.
    fn losing_least(&self, km_h: f64) -> Greatest {
        Greatest {
            km_h,
            loss_s_per_km_s: loss_of(self.climbs).low,
        }
    }

    fn losing_most(&self, km_h: f64) -> Greatest {
        Greatest {
            km_h,
            loss_s_per_km_s: loss_of(self.climbs).high,
        }
    }

    /// The verdict on a speed that is not its: what is a little above contradicts, and what is far above is none of its.
    fn verdict_on(&self, km_h: f64) -> Verdict {
        if !self.is_its_own {
            return Verdict::OutsideTheModel;
        }
        let far = if self.is_read {
            FAR_OVER_READ
        } else {
            FAR_OVER_ASSUMED
        };
        if km_h > far * self.km_h.high {
            Verdict::NotThisMissile
        } else {
            Verdict::Contradiction
        }
    }
}

pub(super) fn judge(claim: &Claim, system: &System, delays: Delays) -> Judgement {
    let mut judged = Judgement::new();
    let Some(known) = Known::of(system) else {
        return without_speed(judged, claim, system);
    };
    let speed_km_h = known.km_h;
    let distance_km = claim.distance.km();
    let ends_km = Interval {
        low: (distance_km - claim.uncertainty_km).max(0.0),
        nominal: distance_km,
        high: distance_km + claim.uncertainty_km,
    };
    let total_s = time_over_s(ends_km, speed_km_h, known.climbs);
    let (equation, loss) = if known.climbs {
        (
            "T = path/v + c v",
            format!(
                ", c = {}–{} s for each km/s, to climb and to accelerate",
                LOSS_S_PER_KM_S.low, LOSS_S_PER_KM_S.high
            ),
        )
    } else {
        ("T = path/v", String::new())
    };
    judged.find(
        &format!("Flight over this distance at {}", known.whose),
        equation,
        format!(
            "{} at {}–{} km/h{loss}",
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
    // The commonest error of all comes first, as of ballistic missiles.
    // What begins in the air at its speed may keep it.
    let is_over_top_speed = known.climbs
        && judged
            .tell_over_top_speed(claim, Some(system), total_s)
            .is_some();
    let is_short = judge_time(
        &mut judged,
        claim,
        (total_s, ends_km.low),
        known,
        (Ranges::of(system), is_over_top_speed),
    );
    if is_short && !is_over_top_speed {
        let radar = RadarGeometry::GROUND.against(system.altitude_m);
        let sight_km = Interval::exact(radar.horizon_km().min(distance_km));
        let to_go_s = Interval {
            low: sight_km.low / speed_km_h.high * 3600.0,
            nominal: sight_km.nominal / speed_km_h.nominal * 3600.0,
            high: sight_km.high / speed_km_h.low * 3600.0,
        };
        tell_warning(&mut judged, claim, to_go_s, delays);
    }
    judge_speed(&mut judged, claim, system, known);
    if !is_over_top_speed {
        judge_mean_speed(&mut judged, claim, known, ends_km.low);
    }
    judged
}

/// Whether the claimed time leaves enough for the distance at the claimed speed, whatever the catalogue has.
fn judge_mean_speed(judged: &mut Judgement, claim: &Claim, known: Known, near_km: f64) {
    let (Some(time_s), Some(speed_km_s)) = (claim.time_s, claim.speed_km_s) else {
        return;
    };
    let least_s = known.losing_least(3600.0 * speed_km_s.high).time_s(near_km);
    if least_s <= time_s.high * (1.0 + TOLERANCE) {
        return;
    }
    judged.worsen(Verdict::Contradiction);
    judged.find(
        "Time and speed together",
        "L/T ≤ v",
        format!(
            "claimed {} and {}",
            time_s.say(0, "s"),
            speed_km_s.times(3600.0).say(0, "km/h")
        ),
        format!(
            "time and speed contradict each other: at the claimed speed the distance takes {least_s:.0} s and more"
        ),
    );
}

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

/// Faster than its speed it does not fly; slower is a longer path, as long as it can fly one. True of a time that is too short.
fn judge_time(
    judged: &mut Judgement,
    claim: &Claim,
    (total_s, near_km): (Interval, f64),
    known: Known,
    (ranges, is_over_top_speed): (Option<Ranges>, bool),
) -> bool {
    let Some(time_s) = claim.time_s else {
        return false;
    };
    let speed_km_h = known.km_h;
    let whose = known.whose;
    let said = format!("claimed {}", time_s.say(0, "s"));
    let title = "Claimed time";
    if is_over_top_speed && time_s.high < total_s.low {
        judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
        return true;
    }
    if time_s.meets(total_s, TOLERANCE) {
        judged.find(
            title,
            "T ± 5 %",
            said,
            format!("agrees with a flight at {whose}"),
        );
        return false;
    }
    if time_s.high < total_s.nominal {
        if is_over_top_speed {
            judged.worsen_by(Verdict::LooksLikeAnotherQuantity, OVER_TOP_SPEED);
            return true;
        }
        // With all that the tolerance and the places leave.
        let asked_km_h = near_km / (time_s.high * (1.0 + TOLERANCE)) * 3600.0;
        let result = if asked_km_h > speed_km_h.high {
            judged.worsen(known.verdict_on(asked_km_h));
            format!(
                "asks for {asked_km_h:.0} km/h and more, against at most {} km/h, {whose}",
                speed_km_h.high
            )
        } else {
            judged.worsen(Verdict::Contradiction);
            format!(
                "asks for a mean of {asked_km_h:.0} km/h and more over ground, which leaves too little time to climb and to reach \
                 {} km/h, {whose}",
                speed_km_h.high
            )
        };
        judged.find(title, "v = L/T", said, result);
        return true;
    }
    let path_km = known
        .losing_most(speed_km_h.low)
        .path_km(time_s.low * (1.0 - TOLERANCE));
    let factor = path_km / claim.distance.km();
    let mean_km_h = claim.distance.km() / time_s.low * 3600.0;
    let times = if factor < 1.05 {
        "about the distance".to_owned()
    } else {
        format!("{factor:.1} times the distance")
    };
    let so_long = format!("a path of {} and more, {times},", km(path_km));
    let standing = ranges.map_or(Standing::Within, |ranges| ranges.standing(path_km));
    let result = if standing == Standing::Beyond {
        judged.worsen(Verdict::NotThisMissile);
        format!("asks for {so_long} which is beyond its range")
    } else if factor > LONGEST_PATH_FACTOR {
        judged.worsen(if !known.is_its_own {
            Verdict::OutsideTheModel
        } else if factor > FAR_PATH_FACTOR {
            Verdict::NotThisMissile
        } else {
            Verdict::Contradiction
        });
        format!("asks for {so_long} or for {mean_km_h:.0} km/h at most: much slower than it flies")
    } else if standing == Standing::Open {
        judged.worsen(Verdict::OpenReach);
        format!("asks for {so_long} at its least speed, and whether it flies so far is open")
    } else {
        format!("agrees with {so_long} at its least speed")
    };
    judged.find(title, "path = v T", said, result);
    false
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

fn judge_speed(judged: &mut Judgement, claim: &Claim, system: &System, known: Known) {
    let Some(speed_km_s) = claim.speed_km_s else {
        return;
    };
    let Known {
        km_h: speed_km_h,
        whose,
        ..
    } = known;
    let claimed_km_h = speed_km_s.times(3600.0);
    let said = format!("claimed {}", claimed_km_h.say(0, "km/h"));
    let published = span(speed_km_h.low, speed_km_h.high, 0);
    let does_agree = claimed_km_h.meets(speed_km_h, TOLERANCE);
    let agreeing_km_s = Interval {
        low: speed_km_h.low * (1.0 - TOLERANCE) / 3600.0,
        nominal: speed_km_h.nominal / 3600.0,
        high: speed_km_h.high * (1.0 + TOLERANCE) / 3600.0,
    };
    if !does_agree && judge_unit(judged, claim, Some(system), speed_km_s, agreeing_km_s) {
        return;
    }
    let result = if does_agree {
        format!("agrees with {published} km/h, {whose}")
    } else {
        judged.worsen(known.verdict_on(claimed_km_h.low));
        let verb = if known.is_its_own {
            "contradicts"
        } else {
            "is not"
        };
        format!("{verb} {published} km/h, {whose}")
    };
    judged.find("Claimed speed", "", said, result);
}
