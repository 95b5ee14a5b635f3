//! Judging public claims of flight times, speeds, apogees and ranges by the models, with the arithmetic.
//!
//! A claim is taken as it was said ([`Quoted`]), and every figure leaves the same share open ([`TOLERANCE`]), whatever its
//! digits and its unit. Beside that stand the spread of real flights and where the places are.
//!
//! Verdicts are monotonic: of growing times, speeds, apogees or ranges the consistent ones are together, and nothing steps
//! where an arc sinks below 100 km. What else a figure may be is told as
//! a coincidence and moves no verdict, but for two: a time that is the distance over a top speed, and a figure in the wrong
//! unit. Both ask for equality of the nominal figures (`EQUALITY`).

mod ballistic;
mod beside;
pub mod document;
pub mod file;
pub mod parse;
mod phrase;
mod quoted;
mod reach;
pub(crate) mod records;
mod reference;
mod slip;
mod speed;
mod steady;
pub(crate) mod table;
mod time;
mod told;
mod top_speed;
mod verdict;

use crate::catalogue::{Kind, System};
use crate::error::Result;
use crate::flight::ballistic::Arc;
use crate::present::Step;
use crate::present::words::LengthUnit;
use crate::quantity::{Interval, Kilometres};
use crate::warning::Delays;

pub use quoted::Quoted;
pub use verdict::Verdict;

/// How far a stated figure may be from the model's and still agree with it: what two digits leave open at worst, as 10 for 9.5
/// to 10.5. It holds what the models leave out too: the Earth's rotation moves minimum-energy times by less than 1 % and
/// ground-relative speeds by up to 2 % (`tests/reference/rotating.csv`).
pub const TOLERANCE: f64 = 0.05;

/// The same of a range that is itself the distance: two figures of one statement are seldom both at the end of their
/// rounding, and a time moves by less than half of what the distance does.
pub(crate) const RANGE_TOLERANCE: f64 = 0.5 * TOLERANCE;

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
    /// What a range and a speed are said of, where nothing else is claimed and no places are named.
    pub pair: Option<Pair>,
    /// The claimed speed as a divisor, km/s.
    pub divisor_km_s: Option<Quoted>,
}

/// What a range and a speed alone are said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Nothing tells whether of one flight or of what a missile can do at most.
    Bare,
    /// Of the greatest range: "up to 2,150 km".
    Greatest,
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
            pair: None,
            divisor_km_s: None,
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
        } else if let Some((unit, meant_km)) = slip::other_unit(claim, range_km) {
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
    ///
    /// What is slower than sound has its speed nearly all the way, and such a division is no error.
    fn tell_over_top_speed(
        &mut self,
        claim: &Claim,
        system: Option<&System>,
        real_s: Interval,
    ) -> Option<Divisor> {
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
        // Of what flies at a steady speed the catalogue has the greatest.
        let catalogued = system
            .and_then(|system| system.speed_km_h)
            .map(|km_h| Quoted::exact(km_h.high / 3600.0))
            .map(|km_s| {
                (
                    Divisor::Published,
                    "its top speed in the catalogue".to_owned(),
                    km_s,
                )
            });
        let quotient = |speed: Quoted| {
            let ends = [speed.high, speed.low].into_iter();
            ends.filter(|km_s| *km_s > SOUND_KM_S && km_s.is_finite())
                .map(|km_s| (km_s, claim.distance.km() / km_s))
                .find(|(_, seconds)| are_equal(time_s.middle(), *seconds))
        };
        let (divisor, whose, (km_s, quotient_s)) = claimed
            .into_iter()
            .chain(published)
            .chain(catalogued)
            .find_map(|(divisor, whose, speed)| Some((divisor, whose, quotient(speed)?)))?;
        let numbers = format!(
            "{} / {km_s:.2} km/s = {quotient_s:.0} s; claimed {}",
            km(claim.distance.km()),
            time_s.say(0, "s")
        );
        let beside = if divisor == Divisor::Published && time_s.meets(real_s, TOLERANCE) {
            "such flights take about as long"
        } else {
            "no missile keeps its top speed from launch to impact"
        };
        let result = format!("equals the distance divided by {whose}; {beside}");
        self.find(OVER_TOP_SPEED, "t = L/v", numbers, result);
        Some(divisor)
    }
}

/// The speed of sound at the ground, below which nothing ballistic is meant, km/s.
const SOUND_KM_S: f64 = 0.34;

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

/// A length in km, without decimals.
fn km(value: f64) -> String {
    LengthUnit::Kilometres.say(value, 0)
}
