//! Judging public claims of flight times, speeds, apogees and ranges by the ballistic model, with the arithmetic.
//!
//! A claim is taken as it was said, with the interval that its rounding leaves. The model has tolerances of its own: the
//! boost allowance, and what the Earth's rotation does to the time ([`MODEL_TOLERANCE`]).

pub mod document;
pub mod file;
pub mod parse;

use crate::error::Result;
use crate::flight::ballistic::{self, Arc, MODEL_FLOOR_KM, by_apogee, by_time, full_speed, minimum_energy};
use crate::present::Step;
use crate::present::words::{LengthUnit, minutes, minutes_interval};
use crate::quantity::{Interval, Kilometres};
use crate::warning::{Delays, after_launch_s};

use self::parse::Length;

/// How far a time or a speed may be from the model's and still agree with it. The Earth's rotation, which the model
/// leaves out, moves minimum-energy times by less than 1 % and ground-relative speeds by up to 2 %
/// (`tests/reference/rotating.csv`); the rest allows for burnout above the ground.
pub const MODEL_TOLERANCE: f64 = 0.03;

/// What is claimed of one flight.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The distance between the places, or the claimed range where no places are named.
    pub distance: Kilometres,
    /// How far the two places may be from where they are taken to be, together, km.
    pub joint_uncertainty_km: f64,
    /// Flight time, s.
    pub time_s: Option<Interval>,
    /// Speed, km/s.
    pub speed_km_s: Option<Interval>,
    /// Apogee, km.
    pub apogee: Option<Length>,
    /// Range, where the places are named as well.
    pub range: Option<Length>,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The claim agrees with a minimum-energy flight, or its figures agree with each other.
    Consistent,
    /// True on a lofted arc only.
    OnlyLofted,
    /// True on a depressed arc only.
    OnlyDepressed,
    /// True on a lofted or a depressed arc only.
    OnlyLoftedOrDepressed,
    /// The figure is that of another quantity.
    LooksLikeAnotherQuantity,
    /// The arc that it asks for stays below 100 km.
    OutsideTheModel,
    /// No ballistic arc makes it true.
    Impossible,
}

impl Verdict {
    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::OnlyLofted => "only-lofted",
            Self::OnlyDepressed => "only-depressed",
            Self::OnlyLoftedOrDepressed => "only-lofted-or-depressed",
            Self::LooksLikeAnotherQuantity => "looks-like-another-quantity",
            Self::OutsideTheModel => "outside-the-model",
            Self::Impossible => "impossible",
        }
    }

    /// The verdict in words.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Consistent => "consistent with the model",
            Self::OnlyLofted => "possible on a lofted arc only",
            Self::OnlyDepressed => "possible on a depressed arc only",
            Self::OnlyLoftedOrDepressed => "possible on a lofted or a depressed arc only",
            Self::LooksLikeAnotherQuantity => "looks like another quantity",
            Self::OutsideTheModel => "outside the model: through the atmosphere",
            Self::Impossible => "impossible",
        }
    }
}

/// The arcs that would make a claim true.
#[derive(Clone, Copy, Debug)]
pub struct NeededArcs {
    /// Launch angles, degrees, from one end to the other.
    pub launch_angle_deg: (f64, f64),
    /// Apogees, km.
    pub apogee_km: (f64, f64),
    /// Launch speeds, km/s.
    pub launch_speed_km_s: (f64, f64),
}

/// A verdict with its reasons.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What becomes of the claim.
    pub verdict: Verdict,
    /// The arcs that would make it true, where its time or apogee names some.
    pub needed: Option<NeededArcs>,
    /// The arithmetic, one step a finding.
    pub steps: Vec<Step>,
}

/// Judges a claim. `boost_s` is the allowance of the missile's range class.
///
/// # Errors
/// [`crate::Error::NoArc`] at zero distance, and from half the circumference of the sphere on.
pub fn judge(claim: &Claim, boost_s: Interval, delays: Delays) -> Result<Judgement> {
    let reference = minimum_energy(claim.distance)?;
    let mut judged = Judgement { verdict: Verdict::Consistent, needed: None, steps: Vec::new() };
    judged.steps.push(reference_step(claim, &reference, boost_s));
    if let Some(range) = claim.range {
        judge_range(&mut judged, claim, range);
    }
    match (claim.time_s, claim.apogee) {
        (Some(time_s), Some(apogee)) => judge_time_and_apogee(&mut judged, claim, time_s, apogee.km, boost_s)?,
        (Some(time_s), None) => judge_time(&mut judged, claim, &reference, time_s, boost_s, delays),
        (None, Some(apogee)) => judge_apogee(&mut judged, claim, apogee.km)?,
        (None, None) => {}
    }
    if let Some(speed_km_s) = claim.speed_km_s {
        judge_speed(&mut judged, claim, &reference, speed_km_s);
    }
    Ok(judged)
}

impl Judgement {
    /// The graver of two verdicts stands.
    fn worsen(&mut self, verdict: Verdict) {
        self.verdict = self.verdict.max(verdict);
    }

    fn find(&mut self, title: &str, equation: &str, numbers: String, result: String) {
        self.steps.push(Step {
            title: title.to_owned(),
            equation: equation.to_owned(),
            numbers,
            result,
            source: String::new(),
        });
    }
}

fn reference_step(claim: &Claim, reference: &Arc, boost_s: Interval) -> Step {
    let total_s = Interval::exact(reference.free_flight_time_s) + boost_s;
    Step {
        title: "Minimum-energy flight over this distance".to_owned(),
        equation: "T = free flight + boost".to_owned(),
        numbers: format!(
            "{:.1} km: {:.0} s at {:.2} km/s, apogee {:.0} km; boost {:.0}–{:.0} s",
            claim.distance.km(),
            reference.free_flight_time_s,
            reference.launch_speed_km_s,
            reference.apogee_km,
            boost_s.low,
            boost_s.high
        ),
        result: format!("T = {:.0}–{:.0} s ({})", total_s.low, total_s.high, minutes_interval(total_s)),
        source: "Bate, Mueller & White, Fundamentals of Astrodynamics (1971), ch. 6".to_owned(),
    }
}

/// Whether the claimed range covers the distance, as it stands or with "miles" taken as nautical.
fn judge_range(judged: &mut Judgement, claim: &Claim, range: Length) {
    let (distance_km, joint_km) = (claim.distance.km(), claim.joint_uncertainty_km);
    let short_km = distance_km - joint_km - range.km.high;
    let numbers = format!("range {} against {distance_km:.0} km", LengthUnit::Kilometres.say(range.km.nominal, 0));
    if short_km <= 0.0 {
        judged.find("Claimed range", "range ≥ distance", numbers, "the range covers the distance".to_owned());
        return;
    }
    let nautical = range.nautical_km.filter(|km| (km.nominal / distance_km - 1.0).abs() < 0.02);
    if let Some(nautical_km) = nautical {
        judged.worsen(Verdict::LooksLikeAnotherQuantity);
        let result = format!(
            "statute miles fall {short_km:.0} km short, nautical miles ({:.0} km) fit: nautical miles were taken for \
             statute ones",
            nautical_km.nominal
        );
        judged.find("Claimed range", "range ≥ distance", numbers, result);
    } else {
        judged.worsen(Verdict::Impossible);
        let result = format!("the range is {short_km:.0} km too short");
        judged.find("Claimed range", "range ≥ distance", numbers, result);
    }
}

/// Whether the two figures belong to one ellipse: the vacuum arc is the least time to that apogee.
fn judge_time_and_apogee(
    judged: &mut Judgement,
    claim: &Claim,
    time_s: Interval,
    apogee_km: Interval,
    boost_s: Interval,
) -> Result<()> {
    let (low, high) = (by_apogee(claim.distance, apogee_km.low)?, by_apogee(claim.distance, apogee_km.high)?);
    judged.needed = Some(needed(&low, &high));
    let least_s = low.free_flight_time_s;
    let most_s = (high.free_flight_time_s + boost_s.high) * (1.0 + MODEL_TOLERANCE);
    let numbers = format!(
        "apogee {:.0} km asks for {:.0} s of free flight, {:.0}–{:.0} s with boost; claimed {:.0} s",
        apogee_km.nominal,
        least_s,
        least_s + boost_s.low,
        high.free_flight_time_s + boost_s.high,
        time_s.nominal
    );
    let title = "Time and apogee together";
    let equation = "e = h/(h + R(1 − cos g)), t = 2 √(a³/GM) (π − E + e sin E)";
    if time_s.high < least_s {
        judged.worsen(Verdict::Impossible);
        let result = format!(
            "the time is {:.0} s shorter than the free flight alone: time and apogee contradict each other",
            least_s - time_s.high
        );
        judged.find(title, equation, numbers, result);
    } else if time_s.low > most_s {
        judged.worsen(Verdict::Impossible);
        let result =
            format!("the time is {:.0} s too long: time and apogee contradict each other", time_s.low - most_s);
        judged.find(title, equation, numbers, result);
    } else {
        worsen_if_low(judged, high.apogee_km);
        judged.find(title, equation, numbers, "time and apogee agree".to_owned());
    }
    Ok(())
}

fn judge_apogee(judged: &mut Judgement, claim: &Claim, apogee_km: Interval) -> Result<()> {
    let (low, high) = (by_apogee(claim.distance, apogee_km.low)?, by_apogee(claim.distance, apogee_km.high)?);
    judged.needed = Some(needed(&low, &high));
    worsen_if_low(judged, high.apogee_km);
    let result = format!(
        "launch angle {:.1}°, {:.2} km/s, {} of free flight",
        high.launch_angle_deg,
        high.launch_speed_km_s,
        minutes(high.free_flight_time_s)
    );
    judged.find(
        "Arc with the claimed apogee",
        "e = h/(h + R(1 − cos g))",
        format!("h = {:.0} km", apogee_km.nominal),
        result,
    );
    Ok(())
}

fn worsen_if_low(judged: &mut Judgement, apogee_km: f64) {
    if apogee_km < MODEL_FLOOR_KM {
        judged.worsen(Verdict::OutsideTheModel);
    }
}

/// Places a time against the grazing bound, the minimum-energy flight, and the warning that such a flight leaves.
fn judge_time(
    judged: &mut Judgement,
    claim: &Claim,
    reference: &Arc,
    time_s: Interval,
    boost_s: Interval,
    delays: Delays,
) {
    let grazing_s = ballistic::grazing_time_s(claim.distance);
    let is_exact = time_s.high - time_s.low <= 1.0;
    let said = if is_exact {
        format!("claimed {:.0} s", time_s.nominal)
    } else {
        format!("claimed {:.0}–{:.0} s", time_s.low, time_s.high)
    };
    if time_s.high < grazing_s {
        judged.worsen(Verdict::Impossible);
        let result = format!("faster than the grazing orbit, {grazing_s:.0} s, which no ballistic flight beats");
        judged.find("Lower bound of any ballistic flight", "t > L/√(GM/R)", said, result);
        return;
    }
    let slack_s = MODEL_TOLERANCE * reference.free_flight_time_s;
    let total_s = Interval::exact(reference.free_flight_time_s) + boost_s;
    if time_s.high >= total_s.low - slack_s && time_s.low <= total_s.high + slack_s {
        worsen_if_low(judged, reference.apogee_km);
        judged.find("Claimed time", "T ± 3 % of free flight", said, "agrees with the minimum-energy flight".to_owned());
        return;
    }
    // The boost takes its part of the claimed time; at least a grazing flight must be left.
    let free_s = |seconds: f64| seconds.max(grazing_s * (1.0 + 1e-9));
    let arcs = (
        by_time(claim.distance, free_s(time_s.low - boost_s.high)),
        by_time(claim.distance, free_s(time_s.high - boost_s.low)),
    );
    let (Ok(low), Ok(high)) = arcs else { return };
    let title = "Arc that takes the claimed time";
    if time_s.low > total_s.high {
        judged.needed = Some(needed(&low, &high));
        judged.worsen(Verdict::OnlyLofted);
        judged.find(title, "t(φ) = T − boost", said, format!("lofted: {}", arcs_in_words(&low, &high)));
        return;
    }
    if high.apogee_km < MODEL_FLOOR_KM {
        // The most that can be said for the claim: that no time is lost to the boost.
        let Ok(unboosted) = by_time(claim.distance, free_s(time_s.nominal)) else { return };
        judged.needed = Some(needed(&unboosted, &unboosted));
        judged.worsen(Verdict::OutsideTheModel);
        let result = format!(
            "even without boost: launch angle {:.1}°, apogee {:.0} km, {:.2} km/s; with boost the apogee is below \
             100 km, where drag rules",
            unboosted.launch_angle_deg, unboosted.apogee_km, unboosted.launch_speed_km_s
        );
        judged.find(title, "t(φ) = T", said, result);
        return;
    }
    judged.needed = Some(needed(&low, &high));
    judged.worsen(Verdict::OnlyDepressed);
    let short_s = total_s.low - time_s.high;
    let arcs = arcs_in_words(&low, &high);
    let result = format!("{short_s:.0} s below the minimum-energy flight; depressed: {arcs}");
    judged.find(title, "t(φ) = T − boost", said, result);
    let nominal_delays_s = delays.total_s().nominal;
    let warning_s = total_s.map(|seconds| seconds - nominal_delays_s);
    if time_s.high >= warning_s.low && time_s.low <= warning_s.high {
        judged.worsen(Verdict::LooksLikeAnotherQuantity);
        let result = format!(
            "{} of warning are left of a minimum-energy flight: a warning time was quoted as a flight time",
            minutes_interval(after_launch_nominal(total_s, delays))
        );
        judged.find("Warning time of that flight", "W = T − delays", format!("delays {nominal_delays_s:.0} s"), result);
    }
}

/// Warning by the nominal delays alone, over the boost interval.
fn after_launch_nominal(total_s: Interval, delays: Delays) -> Interval {
    let nominal_s = delays.total_s().nominal;
    let exact = Delays::new(nominal_s, nominal_s, nominal_s).unwrap_or(delays);
    after_launch_s(total_s, exact)
}

/// Places a speed against the arcs that the time or the apogee asks for, or else against the minimum-energy speed.
fn judge_speed(judged: &mut Judgement, claim: &Claim, reference: &Arc, speed_km_s: Interval) {
    let said = format!("claimed {:.2}–{:.2} km/s", speed_km_s.low, speed_km_s.high);
    let agrees = |low: f64, high: f64| {
        speed_km_s.high >= low * (1.0 - MODEL_TOLERANCE) && speed_km_s.low <= high * (1.0 + MODEL_TOLERANCE)
    };
    let title = "Claimed speed";
    if let Some(needed) = judged.needed {
        let (a, b) = needed.launch_speed_km_s;
        let (low, high) = (a.min(b), a.max(b));
        let result = if agrees(low, high) {
            format!("agrees with the {low:.2}–{high:.2} km/s of that arc")
        } else {
            judged.worsen(Verdict::Impossible);
            format!("contradicts the {low:.2}–{high:.2} km/s that the other figures ask for")
        };
        judged.find(title, "v = √(Q GM/R)", said, result);
        return;
    }
    let least_km_s = reference.launch_speed_km_s;
    if agrees(least_km_s, least_km_s) {
        let result = format!("agrees with the {least_km_s:.2} km/s of the minimum-energy flight to 3 %");
        judged.find(title, "v = √(Q GM/R)", said, result);
    } else if speed_km_s.high < least_km_s {
        judged.worsen(Verdict::Impossible);
        let result = format!("too slow: no ballistic flight over this distance starts below {least_km_s:.2} km/s");
        judged.find(title, "v ≥ √(Q GM/R)", said, result);
    } else {
        judged.worsen(Verdict::OnlyLoftedOrDepressed);
        let result = full_speed_words(claim.distance, speed_km_s.low)
            .unwrap_or_else(|| "faster than any arc of the model over this distance".to_owned());
        judged.find(title, "sin(2φ + g) = ((2 − Q)/Q) sin g", said, result);
    }
}

/// The two arcs at a speed, in words; None where the speed reaches round the Earth.
fn full_speed_words(distance: Kilometres, speed_km_s: f64) -> Option<String> {
    let q = ballistic::q_of_speed(speed_km_s);
    let reach = ballistic::greatest_range(q)?;
    let lofted = full_speed(distance, reach, true).ok()?;
    let depressed = full_speed(distance, reach, false).ok()?;
    Some(format!(
        "at {speed_km_s:.2} km/s it takes {} (apogee {:.0} km) or {} (apogee {:.0} km) of free flight",
        minutes(lofted.free_flight_time_s),
        lofted.apogee_km,
        minutes(depressed.free_flight_time_s),
        depressed.apogee_km
    ))
}

fn needed(low: &Arc, high: &Arc) -> NeededArcs {
    NeededArcs {
        launch_angle_deg: (low.launch_angle_deg, high.launch_angle_deg),
        apogee_km: (low.apogee_km, high.apogee_km),
        launch_speed_km_s: (low.launch_speed_km_s, high.launch_speed_km_s),
    }
}

fn arcs_in_words(low: &Arc, high: &Arc) -> String {
    let (slow, fast) =
        (low.launch_speed_km_s.min(high.launch_speed_km_s), low.launch_speed_km_s.max(high.launch_speed_km_s));
    // Where the boost may take all of the time, the low end is the grazing orbit and says nothing.
    if low.apogee_km < 1.0 {
        return format!(
            "launch angle at most {:.1}°, apogee at most {:.0} km, at least {slow:.2} km/s",
            high.launch_angle_deg, high.apogee_km
        );
    }
    format!(
        "launch angle {:.1}–{:.1}°, apogee {:.0}–{:.0} km, {slow:.2}–{fast:.2} km/s",
        low.launch_angle_deg, high.launch_angle_deg, low.apogee_km, high.apogee_km
    )
}
