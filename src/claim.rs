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
///
/// ```
/// use arcminute::claim::MODEL_TOLERANCE;
/// use arcminute::flight::ballistic::minimum_energy;
/// use arcminute::quantity::Kilometres;
/// // 2,313 km take 765 s of free flight: a claim may miss them by 23 s.
/// let slack_s = MODEL_TOLERANCE * minimum_energy(Kilometres::new(2313.0)?)?.free_flight_time_s;
/// assert!((slack_s - 23.0).abs() < 0.1);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const MODEL_TOLERANCE: f64 = 0.03;

/// What is claimed of one flight.
///
/// ```
/// use arcminute::claim::{Claim, parse};
/// use arcminute::quantity::Kilometres;
/// // KCNA of 24 March 2022: range, apogee and time, and no places.
/// let claim = Claim {
///     distance: Kilometres::new(1090.0)?,
///     uncertainty_km: 5.0,
///     time_s: Some(parse::time_s("4052 s")?),
///     speed_km_s: None,
///     apogee_km: Some(parse::length_km("apogee", "6248.5 km")?),
///     range_km: None,
/// };
/// assert_eq!(claim.time_s.unwrap().middle(), 4052.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::claim::Verdict;
/// assert!(Verdict::Consistent < Verdict::OnlyDepressed && Verdict::OnlyDepressed < Verdict::Impossible);
/// ```
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

/// Each has a code for machine formats and a sentence for people.
///
/// ```
/// use arcminute::claim::Verdict;
/// let verdict = Verdict::OnlyDepressed;
/// assert_eq!((verdict.code(), verdict.sentence()), ("only-depressed", "possible on a depressed arc only"));
/// ```
impl Verdict {
    /// The code in machine formats.
    ///
    /// ```
    /// use arcminute::claim::Verdict;
    /// assert_eq!(Verdict::OutsideTheModel.code(), "outside-the-model");
    /// ```
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
    ///
    /// ```
    /// use arcminute::claim::Verdict;
    /// assert_eq!(Verdict::OnlyLofted.sentence(), "possible on a lofted arc only");
    /// ```
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
///
/// ```
/// use arcminute::claim::file::Quote;
/// use arcminute::warning::Delays;
/// // Whatever flies to Berlin in over 30 min flies at least so high, and may fly as high as it likes.
/// let (from, to) = (Some("kaliningrad".to_owned()), Some("Berlin".to_owned()));
/// let quote = Quote { from, to, time: Some("over 30 min".to_owned()), ..Quote::default() };
/// let needed = quote.judge(Delays::default())?.judgement.needed.unwrap();
/// assert!(needed.low.unwrap().apogee_km > 1000.0 && needed.high.is_none());
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NeededArcs {
    /// The lowest; None where the claim admits any arc down to the grazing orbit.
    pub low: Option<Arc>,
    /// The highest; None where the claim has no upper end.
    pub high: Option<Arc>,
}

/// A verdict with its reasons.
///
/// ```
/// use arcminute::claim::file::Quote;
/// use arcminute::warning::Delays;
/// let (from, to) = (Some("kaliningrad".to_owned()), Some("Berlin".to_owned()));
/// let judgement = Quote { from, to, time: Some("1 s".to_owned()), ..Quote::default() }.judge(Delays::default())?.judgement;
/// assert_eq!(judgement.verdict.code(), "impossible");
/// assert!(judgement.steps.last().unwrap().result.contains("grazing orbit"));
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::claim::Flies;
/// use arcminute::flight::boost;
/// use arcminute::quantity::Kilometres;
/// let flies = Flies::Ballistic { boost_s: boost::allowance_s(Kilometres::new(5000.0)?) };
/// assert!(matches!(flies, Flies::Ballistic { boost_s } if boost_s.low == 60.0 && boost_s.high == 120.0));
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::claim::{Claim, Flies, Quoted, Verdict, judge};
/// use arcminute::flight::boost;
/// use arcminute::quantity::Kilometres;
/// use arcminute::warning::Delays;
///
/// // Kaliningrad to Berlin in 106 s, as Russian television had it.
/// let distance = Kilometres::new(528.6)?;
/// let claim = Claim {
///     distance,
///     uncertainty_km: 20.0,
///     time_s: Some(Quoted { low: 105.5, high: 106.5 }),
///     speed_km_s: None,
///     apogee_km: None,
///     range_km: None,
/// };
/// let flies = Flies::Ballistic { boost_s: boost::allowance_s(distance) };
/// assert_eq!(judge(&claim, flies, Delays::default())?.verdict, Verdict::OutsideTheModel);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn judge(claim: &Claim, flies: Flies, delays: Delays) -> Result<Judgement> {
    match flies {
        Flies::Ballistic { boost_s } => ballistic::judge(claim, boost_s, delays),
        Flies::Steady { .. } if claim.apogee_km.is_some() => {
            Err(Error::Usage("an apogee is claimed of a missile that flies level: it has none".to_owned()))
        }
        Flies::Steady { speed_km_h, greatest_path_km, first_sight_km } => {
            Ok(steady::judge(claim, speed_km_h, greatest_path_km, first_sight_km, delays))
        }
    }
}

/// How findings come together: the gravest verdict stands, and every finding keeps its step.
///
/// ```
/// use arcminute::claim::{Verdict, file::Quote};
/// use arcminute::warning::Delays;
/// let places = (Some("kapustin-yar".to_owned()), Some("Berlin".to_owned()));
/// let (time, range) = (Some("14 min".to_owned()), Some("480 km".to_owned()));
/// let quote = Quote { from: places.0, to: places.1, time, range, ..Quote::default() };
/// let judgement = quote.judge(Delays::default())?.judgement;
/// // The time is that of the flight, and the range is too short.
/// assert_eq!((judgement.verdict, judgement.steps.len()), (Verdict::Impossible, 3));
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Judgement {
    fn new() -> Self {
        Self { verdict: Verdict::Consistent, needed: None, steps: Vec::new() }
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
        let Some(range_km) = claim.range_km else { return };
        let (distance_km, near_km) = (claim.distance.km(), claim.distance.km() - claim.uncertainty_km);
        let numbers = format!("range {} against {distance_km:.0} km", range_km.say(0, "km"));
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
