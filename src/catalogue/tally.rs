//! The claims for a type, sorted by their verdict on one distance.

use super::claim::{Basis, Claim, Word};
use super::range_rule;

/// The claims for a type by their verdict on a distance, each claim once.
///
/// ```
/// use arcminute::catalogue::{Tally, claims_of};
/// let tally = Tally::of(claims_of("9m729"), 500.0);
/// assert!(tally.reaching.iter().all(|claim| claim.high_km >= 500.0));
/// assert!(tally.short.iter().any(|claim| claim.claimant.contains("Patrushev")));
/// let all = tally.counted().count() + tally.upper_bounds.len() + tally.uncounted.len();
/// assert_eq!(all, claims_of("9m729").len());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Claims of capability that reach.
    pub reaching: Vec<&'static Claim>,
    /// Claims of capability with a span that holds the distance.
    pub in_part: Vec<&'static Claim>,
    /// Claims of capability that fall short.
    pub short: Vec<&'static Claim>,
    /// Claims of capability that are a lower bound below the distance.
    pub lower_bounds: Vec<&'static Claim>,
    /// Claims of capability that are an upper bound above the distance: they neither reach nor fall short.
    pub upper_bounds: Vec<&'static Claim>,
    /// A flight over at least this distance that no claim of capability falls short of.
    pub settled_by: Option<&'static Claim>,
    /// Claims that do not count as a capability, with the reason.
    pub uncounted: Vec<(&'static Claim, Reason)>,
}

/// Reason why a claim does not count as a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A flown distance is a lower bound.
    Flown,
    /// A flown distance that exceeds some claim of capability.
    DisputedFlight,
    /// A goal.
    Goal,
    /// A finding under a treaty.
    Finding,
    /// A figure with the carrier.
    WithCarrier,
    /// The span of a class.
    Class,
}

impl Reason {
    /// The reason in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Flown => "a flown distance is a lower bound",
            Self::DisputedFlight => "a flown distance; a claim of capability gives less",
            Self::Goal => "a goal is no capability",
            Self::Finding => "a treaty finding is no range",
            Self::WithCarrier => "it includes the flight of the carrier",
            Self::Class => "the span of a class is no range",
        }
    }
}

impl Tally {
    /// Sorts the claims for one type by their verdict on a distance.
    pub fn of(claims: &'static [Claim], distance_km: f64) -> Self {
        let mut tally = Self::default();
        let settled = range_rule::settled_flight(claims);
        for claim in claims {
            match claim.basis {
                Basis::Capability => {
                    let list = match claim.word_on(distance_km) {
                        Word::Reaches => &mut tally.reaching,
                        Word::InPart => &mut tally.in_part,
                        Word::FallsShort => &mut tally.short,
                        Word::LowerBoundOnly => &mut tally.lower_bounds,
                        Word::UpperBoundOnly => &mut tally.upper_bounds,
                    };
                    list.push(claim);
                }
                Basis::Flown => {
                    let is_settled = settled.and_then(Claim::flown_km) >= claim.flown_km();
                    let reason = if is_settled {
                        Reason::Flown
                    } else {
                        Reason::DisputedFlight
                    };
                    tally.uncounted.push((claim, reason));
                }
                Basis::Goal => tally.uncounted.push((claim, Reason::Goal)),
                Basis::TreatyFinding => tally.uncounted.push((claim, Reason::Finding)),
                Basis::WithCarrier => tally.uncounted.push((claim, Reason::WithCarrier)),
                Basis::Class => tally.uncounted.push((claim, Reason::Class)),
            }
        }
        let has_range = range_rule::range_by_claims(claims).is_some();
        tally.settled_by = settled
            .filter(|claim| has_range && claim.flown_km().is_some_and(|km| distance_km <= km));
        tally
    }

    /// True where all claims that count reach, and there are some.
    pub(crate) fn is_by_all(&self) -> bool {
        !self.reaching.is_empty() && self.reaching.len() == self.counted().count()
    }

    /// The claims that count for this distance: all of capability except upper bounds above it.
    pub fn counted(&self) -> impl Iterator<Item = &'static Claim> {
        let lists = [
            &self.reaching,
            &self.in_part,
            &self.short,
            &self.lower_bounds,
        ];
        lists.into_iter().flatten().copied()
    }
}
