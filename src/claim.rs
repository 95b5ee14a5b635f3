//! Judging public claims of flight times, speeds, apogees and ranges by the models, with the arithmetic.
//!
//! A claim is taken as it was said, with the interval that its rounding leaves ([`Quoted`]). The models have tolerances of
//! their own: the boost allowance, where the places are, and what they leave out ([`MODEL_TOLERANCE`]).

mod ballistic;
pub mod document;
pub mod file;
pub mod parse;
mod quoted;
mod speed;
mod steady;
pub mod table;

use crate::error::{Error, Result};
use crate::flight::ballistic::Arc;
use crate::present::Step;
use crate::present::words::LengthUnit;
use crate::quantity::{Interval, Kilometres, NAUTICAL_MILE_KM, STATUTE_MILE_KM};
use crate::warning::Delays;

pub use quoted::Quoted;

/// How far a time or a speed may be from the model's and still agree with it. The Earth's rotation, which the model
/// leaves out, moves minimum-energy times by less than 1 % and ground-relative speeds by up to 2 %
/// (`tests/reference/rotating.csv`); the rest allows for burnout above the ground.
pub const MODEL_TOLERANCE: f64 = 0.03;

/// What is claimed of one flight.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The distance between the places, or the claimed range where no places are named.
    pub distance: Kilometres,
    /// How far the real distance may be from that, km: by where the places are, or by the rounding of the range.
    pub uncertainty_km: f64,
    /// Flight time, s.
    pub time_s: Option<Quoted>,
    /// Speed, km/s.
    pub speed_km_s: Option<Quoted>,
    /// Apogee, km.
    pub apogee_km: Option<Quoted>,
    /// Range, km, where the places are named as well.
    pub range_km: Option<Quoted>,
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
    /// The arc that it asks for stays below 100 km.
    OutsideTheModel,
    /// The figure is that of another quantity.
    LooksLikeAnotherQuantity,
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
}

/// How a missile flies, as far as a claim of its flight is concerned.
#[derive(Clone, Copy, Debug)]
pub enum Flies {
    /// On a ballistic arc.
    Ballistic {
        /// The boost allowance of its range class, s.
        boost_s: Interval,
    },
    /// At a steady ground speed.
    Steady {
        /// The ground speed, km/h.
        speed_km_h: Interval,
        /// The longest path that is claimed for it, km; None if nothing is known.
        greatest_path_km: Option<f64>,
        /// How far off a ground radar at the target first sees it, km.
        first_sight_km: f64,
    },
}

/// Judges a claim.
///
/// # Errors
/// [`Error::NoArc`] for a ballistic flight at zero distance, and from half the circumference of the sphere on;
/// [`Error::Usage`] for the apogee of a cruise missile.
pub fn judge(claim: &Claim, flies: Flies, delays: Delays) -> Result<Judgement> {
    match flies {
        Flies::Ballistic { boost_s } => ballistic::judge(claim, boost_s, delays),
        Flies::Steady { .. } if claim.apogee_km.is_some() => Err(Error::Usage(
            "an apogee is claimed of a missile that flies level: it has none".to_owned(),
        )),
        Flies::Steady {
            speed_km_h,
            greatest_path_km,
            first_sight_km,
        } => Ok(steady::judge(
            claim,
            speed_km_h,
            greatest_path_km,
            first_sight_km,
            delays,
        )),
    }
}

impl Judgement {
    fn new() -> Self {
        Self {
            verdict: Verdict::Consistent,
            needed: None,
            steps: Vec::new(),
        }
    }

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

    /// Whether the claimed range covers the distance, as it stands or if nautical miles were taken for statute ones.
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
        let nautical_km = range_km.times(NAUTICAL_MILE_KM / STATUTE_MILE_KM);
        let result = if short_km <= 0.0 {
            "the range covers the distance".to_owned()
        } else if (nautical_km.middle() / distance_km - 1.0).abs() < NAUTICAL_MATCH {
            self.worsen(Verdict::LooksLikeAnotherQuantity);
            format!(
                "{short_km:.0} km too short, but as many nautical miles as these are statute miles make {:.0} km, which \
                 fits: nautical miles were taken for statute ones",
                nautical_km.middle()
            )
        } else {
            self.worsen(Verdict::Impossible);
            format!("the range is {short_km:.0} km too short")
        };
        self.find("Claimed range", "range ≥ distance", numbers, result);
    }
}

/// How near a range in nautical miles must come to the distance to be taken for it. The two miles differ by 15 %.
const NAUTICAL_MATCH: f64 = 0.02;

/// A length in km, without decimals.
fn km(value: f64) -> String {
    LengthUnit::Kilometres.say(value, 0)
}
