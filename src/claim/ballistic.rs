//! Claims of a ballistic flight: which arcs make them true.

use super::speed::{judge_speed, judge_speed_of_arcs};
use super::{Claim, Judgement, MODEL_TOLERANCE, NeededArcs, Quoted, Verdict, km};
use crate::catalogue::GENERIC_SPEED_KM_H;
use crate::error::Result;
use crate::flight::ballistic::{
    Arc, MODEL_FLOOR_KM, by_apogee, by_time, grazing_time_s, minimum_energy,
};
use crate::flight::cruise::{PathFactor, flight_time_s};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::present::Step;
use crate::present::words::{minutes, minutes_interval, span};
use crate::quantity::{Interval, Kilometres};
use crate::warning::Delays;

/// How far a claimed apogee may be from that of the minimum-energy arc and still be called its: the rotation that the
/// model leaves out moves apogees of long flights by about a sixth (`docs/models.md`).
const APOGEE_TOLERANCE: f64 = 1.0 / 6.0;

/// Between these shares of the flight time a claimed time may be taken for the warning that the flight leaves: conventions.
/// Guam's 14 of 18 min are 0.78 (`tests/reference/warning.csv`).
const LEAST_WARNING_SHARE: f64 = 0.5;
const GREATEST_WARNING_SHARE: f64 = 0.85;

/// The greatest apogee that was reported of a missile's flight, km: Hwasong-19, 31 October 2024, 7,687.5 km
/// (`tests/reference/test_flights.csv`), rounded up.
const GREATEST_REPORTED_APOGEE_KM: f64 = 7700.0;

/// The minimum-energy flight over the distance, and over the least and the greatest that it may be.
pub(super) struct Reference {
    pub near: Arc,
    pub nominal: Arc,
    pub far: Arc,
    boost_s: Interval,
}

impl Reference {
    fn new(claim: &Claim, boost_s: Interval) -> Result<Self> {
        let distance_km = claim.distance.km();
        let nominal = minimum_energy(claim.distance)?;
        let over = |km: f64| minimum_energy(Kilometres::computed(km)).unwrap_or(nominal);
        // Places that may be one and the same still leave a flight, of a millionth of the way.
        let near_km = (distance_km - claim.uncertainty_km).max(distance_km * 1e-6);
        Ok(Self {
            near: over(near_km),
            nominal,
            far: over(distance_km + claim.uncertainty_km),
            boost_s,
        })
    }

    pub fn distance(&self) -> Kilometres {
        Kilometres::computed(self.nominal.range_km)
    }

    fn free_s(&self) -> Interval {
        Interval {
            low: self.near.free_flight_time_s,
            nominal: self.nominal.free_flight_time_s,
            high: self.far.free_flight_time_s,
        }
    }

    pub fn total_s(&self) -> Interval {
        self.free_s() + self.boost_s
    }

    fn slack_s(&self) -> f64 {
        MODEL_TOLERANCE * self.nominal.free_flight_time_s
    }

    fn step(&self, claim: &Claim) -> Step {
        let arc = &self.nominal;
        let boost_s = self.boost_s;
        let total_s = self.total_s();
        let known = if claim.uncertainty_km > 0.0 {
            format!(", known to within {}", km(claim.uncertainty_km))
        } else {
            String::new()
        };
        Step {
            title: "Minimum-energy flight over this distance".to_owned(),
            equation: "T = free flight + boost".to_owned(),
            numbers: format!(
                "{}{known}: {:.0} s at {:.2} km/s, apogee {}; boost {:.0}–{:.0} s",
                km(claim.distance.km()),
                arc.free_flight_time_s,
                arc.launch_speed_km_s,
                km(arc.apogee_km),
                boost_s.low,
                boost_s.high
            ),
            result: format!(
                "T = {:.0}–{:.0} s ({})",
                total_s.low,
                total_s.high,
                minutes_interval(total_s)
            ),
            source: "Bate, Mueller & White, Fundamentals of Astrodynamics (1971), ch. 6".to_owned(),
        }
    }
}

pub(super) fn judge(claim: &Claim, boost_s: Interval, delays: Delays) -> Result<Judgement> {
    let reference = Reference::new(claim, boost_s)?;
    let mut judged = Judgement::new();
    judged.steps.push(reference.step(claim));
    judged.judge_range(claim);
    let admitted = match (claim.time_s, claim.apogee_km) {
        (Some(time_s), Some(apogee_km)) => {
            judge_time_and_apogee(&mut judged, &reference, time_s, apogee_km)?
        }
        (Some(time_s), None) => judge_time(&mut judged, claim, &reference, time_s, delays),
        (None, Some(apogee_km)) => judge_apogee(&mut judged, &reference, apogee_km)?,
        (None, None) => None,
    };
    match (claim.speed_km_s, admitted) {
        (Some(speed_km_s), Some(arcs)) => {
            judge_speed_of_arcs(&mut judged, &reference, claim.time_s, speed_km_s, arcs);
        }
        (Some(speed_km_s), None) if claim.time_s.is_none() => {
            judge_speed(&mut judged, &reference, speed_km_s);
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

/// Whether the two figures belong to one ellipse: the vacuum arc is the least time to that apogee.
fn judge_time_and_apogee(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    apogee_km: Quoted,
) -> Result<Option<NeededArcs>> {
    let boost_s = reference.boost_s;
    let arcs = arcs_between(apogee_km, |km| by_apogee(reference.distance(), km))?;
    let over = |end: &Arc, apogee_km: f64| by_apogee(Kilometres::computed(end.range_km), apogee_km);
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    let least_s = if arcs.low.is_some() {
        over(&reference.near, apogee_km.low)?.free_flight_time_s
    } else {
        grazing_s
    };
    let longest_free_s = match arcs.high {
        Some(_) => over(&reference.far, apogee_km.high)?.free_flight_time_s,
        None => f64::INFINITY,
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
    let result = if time_s.high < least_s {
        judged.worsen(Verdict::Impossible);
        let short_s = least_s - time_s.high;
        format!(
            "the time is {short_s:.0} s shorter than the free flight alone: time and apogee contradict each other"
        )
    } else if time_s.low > most_s {
        judged.worsen(Verdict::Impossible);
        format!(
            "the time is {:.0} s too long: time and apogee contradict each other",
            time_s.low - most_s
        )
    } else {
        worsen_if_low(judged, &arcs);
        format!(
            "time and apogee agree; {}: {}",
            kind_of(&arcs, reference),
            words(&arcs)
        )
    };
    judged.needed = Some(arcs);
    let equation = "e = h/(h + R(1 − cos g)), t = 2 √(a³/GM) (π − E + e sin E)";
    judged.find("Time and apogee together", equation, numbers, result);
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
    let kind = if apogee_km.meets(usual_km, APOGEE_TOLERANCE) {
        "about that of the minimum-energy arc"
    } else if apogee_km.low > usual_km.high {
        judged.worsen(Verdict::OnlyLofted);
        "lofted"
    } else {
        judged.worsen(Verdict::OnlyDepressed);
        "depressed"
    };
    worsen_if_low(judged, &arcs);
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
    Ok(Some(arcs))
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

/// Through the atmosphere, if the highest of the arcs is.
fn worsen_if_low(judged: &mut Judgement, arcs: &NeededArcs) {
    if arcs.high.is_some_and(|arc| arc.apogee_km < MODEL_FLOOR_KM) {
        judged.worsen(Verdict::OutsideTheModel);
    }
}

/// Places a time against the grazing bound and the minimum-energy flight; answers with the arcs that take so long.
fn judge_time(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    time_s: Quoted,
    delays: Delays,
) -> Option<NeededArcs> {
    let said = format!("claimed {}", time_s.say(0, "s"));
    let grazing_s = grazing_time_s(Kilometres::computed(reference.near.range_km));
    if time_s.high < grazing_s {
        judged.worsen(Verdict::Impossible);
        let result = format!(
            "faster than the grazing orbit, {grazing_s:.0} s, which no ballistic flight beats"
        );
        judged.find(
            "Lower bound of any ballistic flight",
            "t > L/√(GM/R)",
            said,
            result,
        );
        return None;
    }
    let total_s = reference.total_s();
    let slack_s = reference.slack_s();
    let arcs = arcs_taking(reference, time_s);
    let title = "Arc that takes the claimed time";
    let agrees = |time_s: Quoted| {
        time_s.high >= total_s.low - slack_s && time_s.low <= total_s.high + slack_s
    };
    let as_round_s = round_minutes(time_s).filter(|&round_s| agrees(round_s));
    if agrees(time_s) || as_round_s.is_some() {
        if reference.nominal.apogee_km < MODEL_FLOOR_KM {
            judged.worsen(Verdict::OutsideTheModel);
        }
        let how = if agrees(time_s) {
            ""
        } else {
            " as a figure rounded to five minutes"
        };
        let result = format!("agrees with the minimum-energy flight{how}");
        judged.find(title, "T ± 3 % of free flight", said, result);
        return Some(as_round_s.map_or(arcs, |round_s| arcs_taking(reference, round_s)));
    }
    tell_other_distance(judged, reference, time_s);
    if time_s.high < total_s.low {
        judge_short_time(judged, reference, time_s, arcs, said);
        judge_as_warning(judged, reference, time_s, delays);
    } else {
        judged.worsen(Verdict::OnlyLofted);
        worsen_if_low(judged, &arcs);
        judged.needed = Some(arcs);
        judged.find(
            title,
            "t(φ) = T − boost",
            said,
            format!("lofted: {}{}", words(&arcs), unheard_of(&arcs)),
        );
        judge_as_cruise(judged, claim, time_s, &arcs);
    }
    judge_as_other_distance(judged, claim, reference, time_s);
    Some(arcs)
}

/// A plain number of minutes that is a multiple of five may have been rounded to five: 20 min is 17.5 to 22.5 then.
fn round_minutes(time_s: Quoted) -> Option<Quoted> {
    let is_whole_minute = (time_s.high - time_s.low - 60.0).abs() < 1e-6;
    let middle_s = time_s.middle();
    let is_round = is_whole_minute && middle_s >= 600.0 && (middle_s / 300.0).fract() == 0.0;
    is_round.then_some(Quoted {
        low: middle_s - 150.0,
        high: middle_s + 150.0,
    })
}

/// A time below that of the minimum-energy flight: a depressed arc, if it stays out of the air.
fn judge_short_time(
    judged: &mut Judgement,
    reference: &Reference,
    time_s: Quoted,
    arcs: NeededArcs,
    said: String,
) {
    let short_s = reference.total_s().low - time_s.high;
    let title = "Arc that takes the claimed time";
    judged.needed = Some(arcs);
    if arcs.high.is_some_and(|arc| arc.apogee_km >= MODEL_FLOOR_KM) {
        judged.worsen(Verdict::OnlyDepressed);
        let result = format!(
            "{short_s:.0} s below the minimum-energy flight; depressed: {}",
            words(&arcs)
        );
        judged.find(title, "t(φ) = T − boost", said, result);
        return;
    }
    judged.worsen(Verdict::OutsideTheModel);
    // The most that can be said for the claim: that no time is lost to the boost.
    let unboosted = by_time(reference.distance(), time_s.middle()).ok();
    judged.needed = unboosted.map(|arc| NeededArcs {
        low: Some(arc),
        high: Some(arc),
    });
    let without = unboosted.map_or_else(
        || "even without boost no arc is so fast".to_owned(),
        |arc| format!("even without boost: {}", one_in_words(&arc)),
    );
    let result = format!(
        "{short_s:.0} s below the minimum-energy flight; {without}; with boost the apogee is below 100 km, where drag rules"
    );
    judged.find(title, "t(φ) = T", said, result);
}

/// The arcs that leave as much of the claimed time to free flight as the boost may.
fn arcs_taking(reference: &Reference, time_s: Quoted) -> NeededArcs {
    let distance = reference.distance();
    let boost_s = reference.boost_s;
    let high_s = time_s.high - boost_s.low;
    NeededArcs {
        // Below the grazing orbit there is no arc: the boost may take all of the time.
        low: by_time(distance, time_s.low - boost_s.high).ok(),
        high: by_time(distance, high_s).ok(),
    }
}

/// Whether a short flight time is what a minimum-energy flight leaves for warning. Where that is less than half of the flight
/// or nearly all of it, the likeness says nothing.
fn judge_as_warning(judged: &mut Judgement, reference: &Reference, time_s: Quoted, delays: Delays) {
    let nominal_s = delays.total_s().nominal;
    let total_s = reference.total_s();
    let slack_s = reference.slack_s();
    let warning_s = total_s - Interval::exact(nominal_s);
    let claimed_s = time_s.middle();
    let is_alike = time_s.low > 0.0
        && claimed_s >= warning_s.low - slack_s
        && claimed_s <= warning_s.high + slack_s;
    let share = claimed_s / total_s.nominal;
    if !is_alike || !(LEAST_WARNING_SHARE..=GREATEST_WARNING_SHARE).contains(&share) {
        return;
    }
    judged.worsen(Verdict::LooksLikeAnotherQuantity);
    let result = format!(
        "{} of warning are left of a minimum-energy flight: a warning time was quoted as a flight time",
        minutes_interval(warning_s)
    );
    judged.find(
        "Warning time of that flight",
        "W = T − delays",
        format!("delays {nominal_s:.0} s"),
        result,
    );
}

/// How far a minimum-energy flight goes in a time that is none over this distance.
fn tell_other_distance(judged: &mut Judgement, reference: &Reference, time_s: Quoted) {
    let free_s = time_s.middle() - reference.boost_s.nominal;
    let time_over_s = |km: f64| {
        minimum_energy(Kilometres::computed(km)).map_or(f64::INFINITY, |arc| arc.free_flight_time_s)
    };
    let mut low_km = 0.0;
    let mut high_km = std::f64::consts::PI * EARTH_RADIUS_KM;
    // To a tenth of a metre: far below what is said.
    for _ in 0..28 {
        let middle_km = f64::midpoint(low_km, high_km);
        if time_over_s(middle_km) < free_s {
            low_km = middle_km;
        } else {
            high_km = middle_km;
        }
    }
    // Nothing to tell of a time that the boost takes, or that no minimum-energy flight takes.
    if low_km > 0.0 && time_over_s(low_km).is_finite() && time_over_s(high_km).is_finite() {
        let numbers = format!(
            "t = {:.0} s − {:.0} s",
            time_s.middle(),
            reference.boost_s.nominal
        );
        let result = format!(
            "such a flight goes about {}",
            km((low_km / 10.0).round() * 10.0)
        );
        judged.find(
            "Minimum-energy flight that takes the claimed time",
            "t(L) = T − boost",
            numbers,
            result,
        );
    }
}

/// Whether a time that is no flight over this distance is one over the range that is claimed with it.
fn judge_as_other_distance(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Reference,
    time_s: Quoted,
) {
    let Some(range_km) = claim.range_km else {
        return;
    };
    let Ok(arc) = minimum_energy(Kilometres::computed(range_km.middle())) else {
        return;
    };
    let total_s = Interval::exact(arc.free_flight_time_s) + reference.boost_s;
    if !time_s.meets(total_s, MODEL_TOLERANCE) {
        return;
    }
    judged.worsen(Verdict::LooksLikeAnotherQuantity);
    let numbers = format!(
        "{}: {:.0}–{:.0} s",
        km(range_km.middle()),
        total_s.low,
        total_s.high
    );
    let result =
        "agrees with the claimed range: the time to another distance was quoted".to_owned();
    judged.find(
        "Minimum-energy flight over the claimed range",
        "T = free flight + boost",
        numbers,
        result,
    );
}

/// What is said of arcs that are all higher than any that was flown.
fn unheard_of(arcs: &NeededArcs) -> String {
    let is_higher_than_any = arcs
        .low
        .is_some_and(|arc| arc.apogee_km > GREATEST_REPORTED_APOGEE_KM);
    let greatest = km(GREATEST_REPORTED_APOGEE_KM);
    if is_higher_than_any {
        format!("; no flight of a missile was reported above {greatest}")
    } else {
        String::new()
    }
}

/// Whether a long flight time is that of a cruise missile.
fn judge_as_cruise(judged: &mut Judgement, claim: &Claim, time_s: Quoted, arcs: &NeededArcs) {
    let cruise_s = flight_time_s(claim.distance, PathFactor::default(), GENERIC_SPEED_KM_H);
    if !time_s.high.is_finite() || !time_s.meets(cruise_s, 0.0) {
        return;
    }
    let also = if unheard_of(arcs).is_empty() {
        "so that it may be a cruise missile that is meant: name it with --missile"
    } else {
        judged.worsen(Verdict::LooksLikeAnotherQuantity);
        "and no ballistic missile flies so high: the time of a cruise missile was quoted"
    };
    let numbers = format!(
        "{:.0}–{:.0} km/h over {}",
        GENERIC_SPEED_KM_H.low,
        GENERIC_SPEED_KM_H.high,
        km(claim.distance.km())
    );
    let result = format!("{} agree as well, {also}", minutes_interval(cruise_s));
    judged.find(
        "Time of a subsonic cruise missile",
        "T = path/v",
        numbers,
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

/// One arc in words.
pub(super) fn one_in_words(arc: &Arc) -> String {
    format!(
        "launch angle {:.1}°, apogee {}, {:.2} km/s",
        arc.launch_angle_deg,
        km(arc.apogee_km),
        arc.launch_speed_km_s
    )
}

/// Arcs in words, with no digits that their span does not deserve.
fn words(arcs: &NeededArcs) -> String {
    match (&arcs.low, &arcs.high) {
        (Some(low), Some(high)) => {
            let a_km_s = low.launch_speed_km_s;
            let b_km_s = high.launch_speed_km_s;
            format!(
                "launch angle {}°, apogee {} km, {} km/s",
                span(low.launch_angle_deg, high.launch_angle_deg, 1),
                span(low.apogee_km, high.apogee_km, 0),
                span(a_km_s.min(b_km_s), a_km_s.max(b_km_s), 2)
            )
        }
        (Some(arc), None) => {
            format!(
                "launch angle at least {:.1}°, apogee at least {}",
                arc.launch_angle_deg,
                km(arc.apogee_km)
            )
        }
        // Where the boost may take all of the time, the low end is the grazing orbit and says nothing.
        (None, Some(arc)) => format!(
            "launch angle at most {:.1}°, apogee at most {}, at least {:.2} km/s",
            arc.launch_angle_deg,
            km(arc.apogee_km),
            arc.launch_speed_km_s
        ),
        (None, None) => "any".to_owned(),
    }
}
