//! Judging public claims of flight times, speeds, apogees and ranges by the models, with the arithmetic.
//!
//! A claim is taken as it was said ([`Quoted`]), and every figure leaves the same share open ([`TOLERANCE`]), whatever its
//! digits and its unit. Beside that stand the spread of real flights and where the places are.
//!
//! Verdicts are monotonic: of growing times, speeds, apogees or ranges the consistent ones are together, and nothing steps
//! where an arc sinks below 100 km ([`air_share`](crate::flight::ballistic::air_share)). What else a figure may be is told as
//! a coincidence and moves no verdict, but for two: a time that is the distance over a top speed, and a figure in the wrong
//! unit. Both ask for equality of the nominal figures (`EQUALITY`).

mod ballistic;
pub mod document;
pub mod file;
pub mod parse;
mod phrase;
mod quoted;
pub(crate) mod records;
mod reference;
mod speed;
mod steady;
pub(crate) mod table;
mod time;
mod told;
mod top_speed;

use crate::catalogue::{Kind, System};
use crate::error::Result;
use crate::flight::ballistic::Arc;
use crate::present::words::LengthUnit;
use crate::present::{Step, claims};
use crate::quantity::{Interval, Kilometres, NAUTICAL_MILE_KM, STATUTE_MILE_KM};
use crate::warning::Delays;

pub use quoted::Quoted;

/// How far a stated figure may be from the model's and still agree with it: what two digits leave open at worst, as 10 for 9.5
/// to 10.5. It holds what the models leave out too: the Earth's rotation moves minimum-energy times by less than 1 % and
/// ground-relative speeds by up to 2 % (`tests/reference/rotating.csv`).
pub const TOLERANCE: f64 = 0.05;

/// The same of a range that is itself the distance: two figures of one statement are seldom both at the end of their
/// rounding, and a time moves by less than half of what the distance does.
pub const RANGE_TOLERANCE: f64 = 0.5 * TOLERANCE;

/// How near two nominal figures must come to be called equal: half a minute in fifteen.
pub(crate) const EQUALITY: f64 = 1.0 / 30.0;

/// True of two nominal figures that are equal as the press rounds.
fn are_equal(a: f64, b: f64) -> bool {
    a > 0.0 && b > 0.0 && (a / b - 1.0).abs() <= EQUALITY
}

/// What is claimed of one flight.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The distance between the places, or the claimed range where no places are named.
    pub distance: Kilometres,
    /// How far the real distance may be from that, km: by where the places are, or by the tolerance of the range.
    pub uncertainty_km: f64,
    /// Flight time, s.
    pub time_s: Option<Quoted>,
    /// Speed, km/s.
    pub speed_km_s: Option<Quoted>,
    /// Apogee, km.
    pub apogee_km: Option<Quoted>,
    /// Range, km, where the places are named as well.
    pub range_km: Option<Quoted>,
    /// The unit that this range may have been meant in.
    pub range_slip: Option<parse::LengthSlip>,
    /// True between two test ranges, where a range is the distance of a flight and not what a missile can.
    pub is_between_ranges: bool,
    /// The unit of the speed, where another may have been meant.
    pub speed_unit: Option<parse::SpeedUnit>,
    /// Greatest range and top speed of a missile, as headlines pair them: no places, no time and no apogee are named.
    pub is_headline_pair: bool,
    /// The claimed speed as a divisor, km/s.
    pub divisor_km_s: Option<Quoted>,
}

impl Claim {
    /// A claim of a flight over a distance, of which nothing is said yet.
    pub fn over(distance: Kilometres, uncertainty_km: f64) -> Self {
        Self {
            distance,
            uncertainty_km,
            time_s: None,
            speed_km_s: None,
            apogee_km: None,
            range_km: None,
            range_slip: None,
            is_between_ranges: false,
            speed_unit: None,
            is_headline_pair: false,
            divisor_km_s: None,
        }
    }
}

/// What becomes of a claim, from the mildest to the gravest: of several findings the gravest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The claim agrees with the reference flight, or its figures agree with each other.
    Consistent,
    /// True on a lofted arc only.
    OnlyLofted,
    /// True on a depressed arc only.
    OnlyDepressed,
    /// True on a lofted or a depressed arc only.
    OnlyLoftedOrDepressed,
    /// The arc that it asks for stays below 100 km, or the flight lasts longer than its arc.
    OutsideTheModel,
    /// The figure is that of another quantity.
    LooksLikeAnotherQuantity,
    /// The figure is of what flies in the air, slower and longer than any ballistic missile.
    NotBallistic,
    /// The named missile has not the range or the speed for it.
    NotThisMissile,
    /// No flight of the model makes it true.
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
            Self::NotBallistic => "not-ballistic",
            Self::NotThisMissile => "not-this-missile",
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
            Self::NotBallistic => "not ballistic",
            Self::NotThisMissile => "not by this missile",
            Self::OutsideTheModel => "outside the model",
            Self::Impossible => "impossible",
        }
    }
}

/// The arcs that would make a claim true, from the lowest to the highest.
#[derive(Clone, Copy, Debug)]
pub struct NeededArcs {
    /// The lowest; None where the claim admits any arc down to the grazing orbit.
    pub low: Option<Arc>,
    /// The highest; None where the claim has no upper end.
    pub high: Option<Arc>,
}

/// A verdict with its reasons.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What becomes of the claim.
    pub verdict: Verdict,
    /// The arcs that would make it true, where it takes other arcs than the minimum-energy one.
    pub needed: Option<NeededArcs>,
    /// The arithmetic, one step a finding.
    pub steps: Vec<Step>,
    /// Which step the verdict rests on; the last where none made it worse.
    decisive: Option<usize>,
    /// True from a worse verdict until the step that says why.
    is_unexplained: bool,
}

/// Judges a claim of a flight of this system; of a ballistic missile where none is named.
///
/// # Errors
/// [`crate::Error::NoArc`] for a ballistic flight at zero distance, and from half the circumference of the sphere on.
pub fn judge(claim: &Claim, system: Option<&System>, delays: Delays) -> Result<Judgement> {
    match system {
        Some(system) if system.kind != Kind::Ballistic => Ok(steady::judge(claim, system, delays)),
        _ => ballistic::judge(claim, system, delays),
    }
}

impl Judgement {
    fn new() -> Self {
        Self {
            verdict: Verdict::Consistent,
            needed: None,
            steps: Vec::new(),
            decisive: None,
            is_unexplained: false,
        }
    }

    /// The graver of two verdicts stands. The step that follows says why.
    fn worsen(&mut self, verdict: Verdict) {
        if verdict > self.verdict {
            self.verdict = verdict;
            self.is_unexplained = true;
        }
    }

    /// A graver verdict for what a step has said already.
    fn worsen_by(&mut self, verdict: Verdict, title: &str) {
        if verdict > self.verdict {
            self.verdict = verdict;
            self.decisive = self.steps.iter().position(|step| step.title == title);
        }
    }

    /// Why the verdict is as it is, with what else the time equals.
    pub fn reason(&self) -> String {
        let at = self.decisive.unwrap_or(self.steps.len().saturating_sub(1));
        let Some(step) = self.steps.get(at) else {
            return String::new();
        };
        let other = self
            .steps
            .iter()
            .find(|other| other.title == OVER_TOP_SPEED);
        match other {
            Some(other) if other.title != step.title => {
                format!("{}; {}", step.result, other.result)
            }
            _ => step.result.clone(),
        }
    }

    fn push(&mut self, step: Step) {
        if std::mem::take(&mut self.is_unexplained) {
            self.decisive = Some(self.steps.len());
        }
        self.steps.push(step);
    }

    fn find(&mut self, title: &str, equation: &str, numbers: String, result: String) {
        self.push(Step {
            title: title.to_owned(),
            equation: equation.to_owned(),
            numbers,
            result,
            source: String::new(),
        });
    }

    /// Places the distance beside the published ranges of the missile.
    fn judge_reach(&mut self, claim: &Claim, system: &System) {
        let (Some(range_km), Some(seen_km)) = (system.range_km, system.seen_range_km()) else {
            if system.is_type {
                self.steps.push(Step {
                    title: "Published ranges of the missile".to_owned(),
                    result: "no claim of capability: whether it reaches is open".to_owned(),
                    source: format!("arcminute show {}", system.id),
                    ..Step::default()
                });
            }
            return;
        };
        let near_km = claim.distance.km() - claim.uncertainty_km;
        if !system.is_type {
            self.judge_given_reach(claim, system, range_km);
            return;
        }
        let result = if system.has_open_reach(near_km) {
            "above a lower bound of the missile's range: whether it reaches is open"
        } else if near_km > range_km.high {
            self.worsen(Verdict::NotThisMissile);
            "beyond every published range of the missile"
        } else if near_km > seen_km.high {
            // A figure that was not read at a source makes nothing true.
            self.worsen(Verdict::NotThisMissile);
            "beyond every range of the missile that was read at a source; what reaches is unverified"
        } else if near_km > range_km.low {
            "within some published ranges of the missile only"
        } else {
            return;
        };
        self.push(Step {
            title: "Published ranges of the missile".to_owned(),
            numbers: format!(
                "{} against {}",
                claims::range(system, LengthUnit::Kilometres),
                km(claim.distance.km())
            ),
            result: result.to_owned(),
            source: format!("arcminute show {}", system.id),
            ..Step::default()
        });
    }

    /// Places the distance beside the range of a missile that was asked for by it.
    fn judge_given_reach(&mut self, claim: &Claim, system: &System, range_km: Interval) {
        let near_km = claim.distance.km() - claim.uncertainty_km;
        if near_km <= range_km.high {
            return;
        }
        self.worsen(Verdict::NotThisMissile);
        self.push(Step {
            title: "Given range of the missile".to_owned(),
            numbers: format!(
                "{} against {}",
                claims::range(system, LengthUnit::Kilometres),
                km(claim.distance.km())
            ),
            result: "beyond the range that is given with --missile".to_owned(),
            ..Step::default()
        });
    }

    /// Whether the claimed range covers the distance, as it stands or in the unit that was meant.
    fn judge_range(&mut self, claim: &Claim) {
        let Some(range_km) = claim.range_km else {
            return;
        };
        let distance_km = claim.distance.km();
        let near_km = claim.distance.km() - claim.uncertainty_km;
        let numbers = format!(
            "range {} against {distance_km:.0} km",
            range_km.say(0, "km")
        );
        let short_km = near_km - range_km.high;
        let result = if range_km.high >= distance_km {
            "the range covers the distance".to_owned()
        } else if short_km <= 0.0 {
            format!(
                "the range may cover the distance: the places are known to within {} km",
                claim.uncertainty_km
            )
        } else if near_km <= range_km.high * (1.0 + TOLERANCE) {
            format!("{short_km:.0} km short, which the rounding of a range may be")
        } else if let Some((unit, meant_km)) = other_unit(claim, range_km) {
            self.worsen(Verdict::LooksLikeAnotherQuantity);
            format!(
                "{short_km:.0} km too short, but equals the distance in {unit}, {meant_km:.0} km"
            )
        } else {
            self.worsen(Verdict::Impossible);
            format!("out of reach by this figure: the range is {short_km:.0} km too short")
        };
        self.find("Claimed range", "range ≥ distance", numbers, result);
    }

    /// Whether the time is the distance over the top speed that is claimed, or published of the missile, and which. The
    /// distance, the time and the speed are the nominal ones; a Mach number has a speed in the stratosphere and one at sea
    /// level, and a span its ends.
    fn tell_over_top_speed(&mut self, claim: &Claim, system: Option<&System>) -> Option<Divisor> {
        let time_s = claim.time_s.filter(|time_s| time_s.low > 0.0)?;
        let claimed = claim
            .divisor_km_s
            .map(|speed| (Divisor::Claimed, "the claimed top speed".to_owned(), speed));
        let published = system
            .into_iter()
            .flat_map(|system| top_speed::of(&system.id))
            .map(|known| {
                let whose = format!("the published top speed, {}", known.words);
                (Divisor::Published, whose, known.km_s)
            });
        let quotient = |speed: Quoted| {
            let ends = [speed.high, speed.low].into_iter();
            ends.filter(|km_s| *km_s > 0.0 && km_s.is_finite())
                .map(|km_s| (km_s, claim.distance.km() / km_s))
                .find(|(_, seconds)| are_equal(time_s.middle(), *seconds))
        };
        let (divisor, whose, (km_s, quotient_s)) = claimed
            .into_iter()
            .chain(published)
            .find_map(|(divisor, whose, speed)| Some((divisor, whose, quotient(speed)?)))?;
        let numbers = format!(
            "{} / {km_s:.2} km/s = {quotient_s:.0} s; claimed {}",
            km(claim.distance.km()),
            time_s.say(0, "s")
        );
        let result = format!(
            "equals the distance divided by {whose}; no flight has that speed from launch to impact"
        );
        self.find(OVER_TOP_SPEED, "t = L/v", numbers, result);
        Some(divisor)
    }
}

/// The unit in which a range that is too short equals the distance, and what it is there, km.
///
/// A range between two places of which one is no test range is what a missile can, and is short of the distance or not; only
/// an odd figure gives away that it is the distance itself.
fn other_unit(claim: &Claim, range_km: Quoted) -> Option<(&'static str, f64)> {
    let slip = claim.range_slip?;
    let (units, equality): (&[(&'static str, f64)], f64) = match slip {
        parse::LengthSlip::Miles if claim.is_between_ranges => (
            &[("nautical miles", NAUTICAL_MILE_KM / STATUTE_MILE_KM)],
            ROUND_EQUALITY,
        ),
        parse::LengthSlip::Miles => return None,
        parse::LengthSlip::OddKilometres => (
            &[
                ("miles", STATUTE_MILE_KM),
                ("nautical miles", NAUTICAL_MILE_KM),
            ],
            ODD_EQUALITY,
        ),
    };
    units.iter().find_map(|(unit, factor)| {
        let meant_km = range_km.middle() * factor;
        let is_alike = (meant_km / claim.distance.km() - 1.0).abs() <= equality;
        is_alike.then_some((*unit, meant_km))
    })
}

/// Title of the step that says so.
const OVER_TOP_SPEED: &str = "Distance over top speed";

/// The speed by which a distance was divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Divisor {
    /// That of the claim itself.
    Claimed,
    /// One that is published of the missile.
    Published,
}

/// How near a round range in nautical miles must come to the distance to be taken for it, and an odd one in miles: the 4,190
/// miles of an official release are 0.45 % short of the geodesic, and two digits leave more.
const ROUND_EQUALITY: f64 = 0.01;
const ODD_EQUALITY: f64 = 0.005;

/// A length in km, without decimals.
fn km(value: f64) -> String {
    LengthUnit::Kilometres.say(value, 0)
}
