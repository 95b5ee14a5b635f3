//! What else a claimed time may be: told beside the verdict, and for what flies in the air the verdict itself.

use super::reference::Reference;
use super::time::GREATEST_REPORTED_APOGEE_KM;
use super::{Claim, Judgement, Quoted, Verdict, are_equal, km};
use crate::catalogue::{FlightClass, test_flights};
use crate::model::usual_time_s;
use crate::present::words::{minutes, minutes_interval, span};
use crate::quantity::{Kilometres, bisect};
use crate::warning::Delays;

/// Between these shares of the flight time a claimed time may be told to equal the warning that the flight leaves:
/// conventions. Guam's 14 of 18 min are 0.78 (`tests/reference/warning.csv`).
const LEAST_WARNING_SHARE: f64 = 0.5;
const GREATEST_WARNING_SHARE: f64 = 0.85;

/// Tells that a short time equals the warning that a flight leaves: a coincidence. Where that is less than half of the
/// flight or nearly all of it, the likeness says nothing.
pub(super) fn tell_warning(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    delays: Delays,
) {
    let nominal_s = delays.total_s().nominal;
    let flight_s = reference.time_s.nominal;
    let left_s = flight_s - nominal_s;
    let share = time_s.middle() / flight_s;
    let is_alike = time_s.low > 0.0 && are_equal(time_s.middle(), left_s);
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
pub(super) fn tell_other_distance(judged: &mut Judgement, reference: &Reference, time_s: Quoted) {
    let wanted_s = time_s.middle();
    let time_over_s = |km: f64| {
        usual_time_s(Kilometres::computed(km)).map_or(f64::INFINITY, |time_s| time_s.nominal)
    };
    // Beyond these no flight was reported that a distance could be told of.
    let flown = test_flights().iter();
    let (shortest_km, longest_km) = flown
        .filter(|flight| flight.class == FlightClass::Ballistic)
        .fold((f64::INFINITY, 0.0_f64), |(short, long), flight| {
            (short.min(flight.range_km), long.max(flight.range_km))
        });
    if wanted_s < time_over_s(shortest_km) || wanted_s > time_over_s(longest_km) {
        return;
    }
    // To a tenth of a metre: far below what is said.
    let (found_km, _) = bisect(shortest_km, longest_km, 28, |km| time_over_s(km) < wanted_s);
    judged.find(
        "Distance of real flights that take the claimed time",
        "T(L) = T",
        format!("T = {wanted_s:.0} s"),
        format!(
            "flights that take the claimed time go about {}; this one is of {}",
            km((found_km / 10.0).round() * 10.0),
            km(reference.nominal.range_km)
        ),
    );
}

/// Tells that a time that is none over this distance is one over the range that is claimed with it.
pub(super) fn tell_claimed_range(judged: &mut Judgement, claim: &Claim, time_s: Quoted) {
    let Some(range_km) = claim.range_km else {
        return;
    };
    let range = Kilometres::computed(range_km.middle());
    let Some(total_s) = usual_time_s(range).filter(|total_s| time_s.meets(*total_s, 0.0)) else {
        return;
    };
    judged.find(
        "Time over the claimed range",
        "",
        format!("{}: {}", km(range.km()), minutes_interval(total_s)),
        "agrees with real flights over the claimed range".to_owned(),
    );
}

/// Slowest to fastest mean speed over ground, km/h, and what flies so: conventions, with `GENERIC_SPEED_KM_H` among them.
/// Supersonic begins at the speed of sound at the ground, and hypersonic at Mach 5 in the stratosphere.
const FLIES_IN_AIR: [(f64, f64, &str); 5] = [
    (100.0, 300.0, "a drone"),
    (250.0, 600.0, "a jet drone"),
    (500.0, 1225.0, "a subsonic cruise missile"),
    (1225.0, 5300.0, "a supersonic cruise missile"),
    (5300.0, 11_000.0, "a hypersonic glider or cruise missile"),
];

/// The mean speed over ground in words, with what flies so; the second is empty where nothing does.
fn mean_speed(claim: &Claim, time_s: Quoted) -> (String, String) {
    let distance_km = claim.distance.km();
    let slow_km_h = distance_km / time_s.high * 3600.0;
    let fast_km_h = distance_km / time_s.low * 3600.0;
    (
        format!("{} km/h", span(slow_km_h, fast_km_h, 0)),
        kinds_at(slow_km_h, fast_km_h),
    )
}

/// What flies at these speeds, in words; empty where nothing does.
fn kinds_at(slow_km_h: f64, fast_km_h: f64) -> String {
    let kinds: Vec<&str> = FLIES_IN_AIR
        .iter()
        .filter(|(slow, fast, _)| fast_km_h >= *slow && slow_km_h <= *fast)
        .map(|(_, _, what)| *what)
        .collect();
    kinds.join(" or ")
}

/// What flies in the air at a claimed speed.
pub(super) fn speed_in_air(speed_km_s: Quoted) -> String {
    // "Less than Mach 5" is said of what is nearly so fast.
    let slow_km_s = if speed_km_s.low > 0.0 {
        speed_km_s.low
    } else {
        speed_km_s.high
    };
    let kinds = kinds_at(slow_km_s * 3600.0, speed_km_s.high * 3600.0);
    if kinds.is_empty() {
        "too slow to be ballistic".to_owned()
    } else {
        format!("the speed of {kinds}, to be named with --missile")
    }
}

/// What flies in the air at the mean speed of a claim, told beside a lofted arc; nothing where nothing does.
pub(super) fn mean_speed_in_air(claim: &Claim, time_s: Quoted) -> String {
    let (speed, kinds) = mean_speed(claim, time_s);
    if kinds.is_empty() || !time_s.high.is_finite() {
        return String::new();
    }
    format!(
        "; or it flew in the air: a mean of {speed} over ground is that of {kinds}, to be named with --missile"
    )
}

/// A time for which a ballistic missile would have to climb higher than any did.
pub(super) fn judge_as_flight_in_air(judged: &mut Judgement, claim: &Claim, time_s: Quoted) {
    judged.worsen(Verdict::NotBallistic);
    let (speed, kinds) = mean_speed(claim, time_s);
    let whose = if kinds.is_empty() {
        String::new()
    } else {
        format!(", that of {kinds}: name it with --missile")
    };
    let result = format!(
        "a ballistic missile would have to climb above {}, higher than any was reported; over ground the mean speed is \
         {speed}{whose}",
        km(GREATEST_REPORTED_APOGEE_KM),
    );
    judged.find(
        "Claimed time",
        "v = L/T",
        format!("{} / {}", km(claim.distance.km()), time_s.say(0, "s")),
        result,
    );
}
