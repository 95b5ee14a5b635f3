//! The range rule: the range that follows from the claims for a type, without judging whose figure is right. The build
//! script uses this file as well.
//!
//! Each claim of capability counts, whoever makes it. A lower bound says nothing of longer distances, nor an upper bound of
//! shorter ones. A flown distance is shown beside the claims and changes none of their figures. Goals, findings and figures
//! with the carrier do not count. `docs/data.md` states the rule for readers.

use super::claim::{Basis, Bound, Claim};
use crate::quantity::Interval;

/// Lowest, nominal and highest range, km. None without a claim of capability that gives more than an upper bound.
///
/// Up to the lowest range, some claim reaches and none falls short; above the highest, none reaches. A lower bound below
/// another figure disputes nothing and is not the lowest. The nominal range is the median of the claimed figures, the lower
/// of two in the middle; where that is below the lowest, or below an undisputed flight, it is the least figure that is not.
pub(crate) fn range_by_claims<'a>(
    claims: impl IntoIterator<Item = &'a Claim> + Clone,
) -> Option<Interval> {
    let mut figures_km = Vec::new();
    // The least figure beyond which a claim does not fully reach, and the greatest up to which one does.
    let mut least_end_km = f64::INFINITY;
    let mut reached_km = f64::NEG_INFINITY;
    for claim in capabilities(claims.clone()) {
        match claim.bound {
            Bound::AtMost => least_end_km = least_end_km.min(claim.high_km),
            Bound::AtLeast => {
                reached_km = reached_km.max(claim.low_km);
                figures_km.push(claim.low_km);
            }
            Bound::Exact | Bound::About => {
                least_end_km = least_end_km.min(claim.low_km);
                reached_km = reached_km.max(claim.low_km);
                figures_km.extend([claim.low_km, claim.high_km]);
            }
        }
    }
    figures_km.sort_by(f64::total_cmp);
    let high = *figures_km.last()?;
    let low = least_end_km.min(reached_km);
    let median = figures_km[(figures_km.len() - 1) / 2];
    let flown_km = settled_flight(claims).and_then(Claim::flown_km);
    let least_km = flown_km.map_or(low, |km| km.max(low));
    let nominal = if median >= least_km {
        median
    } else {
        let next = figures_km.iter().copied().find(|km| *km >= least_km);
        next.unwrap_or(high)
    };
    Some(Interval { low, nominal, high })
}

/// True where the claims leave it open whether the type reaches a distance above the highest figure: where that figure is a
/// lower bound, and where only lower and upper bounds bear on it.
pub(crate) fn leaves_open<'a>(
    claims: impl IntoIterator<Item = &'a Claim>,
    distance_km: f64,
) -> bool {
    let mut lower_bound_km = f64::NEG_INFINITY;
    let mut figure_km = f64::NEG_INFINITY;
    let mut upper_bound_km = f64::NEG_INFINITY;
    for claim in capabilities(claims) {
        let km = claim.high_km;
        match claim.bound {
            Bound::AtLeast => lower_bound_km = lower_bound_km.max(claim.low_km),
            Bound::AtMost if km < distance_km => upper_bound_km = upper_bound_km.max(km),
            Bound::AtMost => {}
            Bound::Exact | Bound::About => figure_km = figure_km.max(km),
        }
    }
    // "500 km" does not contradict "more than 500 km"; "at most 500 km" leaves nothing above it.
    let is_above = |bound_km: f64| bound_km == f64::NEG_INFINITY || lower_bound_km > bound_km;
    lower_bound_km >= figure_km && is_above(upper_bound_km)
}

/// The claims that count.
pub(crate) fn capabilities<'a>(
    claims: impl IntoIterator<Item = &'a Claim>,
) -> impl Iterator<Item = &'a Claim> {
    claims
        .into_iter()
        .filter(|claim| claim.basis == Basis::Capability)
}

/// The longest flight that no claim of capability disputes, if there are such claims.
pub(crate) fn settled_flight<'a>(
    claims: impl IntoIterator<Item = &'a Claim> + Clone,
) -> Option<&'a Claim> {
    let least_km = capabilities(claims.clone())
        .filter(|claim| claim.bound != Bound::AtLeast)
        .map(|claim| claim.high_km)
        .fold(f64::INFINITY, f64::min);
    claims
        .into_iter()
        .filter(|claim| claim.flown_km().is_some_and(|km| km <= least_km))
        .max_by(|a, b| a.low_km.total_cmp(&b.low_km))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::claim::{Checked, Grade, Word};

    fn claim(basis: Basis, bound: Bound, low_km: f64, high_km: f64) -> Claim {
        Claim {
            missile: "",
            claimant: "",
            basis,
            bound,
            low_km,
            high_km,
            year: 2019,
            statement: "",
            variant: "",
            grade: Grade::Press,
            checked: Checked::Seen,
            lead: "",
            title: "",
            publisher: "",
            date: "",
            source: "",
        }
    }

    fn exact(km: f64) -> Claim {
        claim(Basis::Capability, Bound::Exact, km, km)
    }

    fn flown(km: f64) -> Claim {
        claim(Basis::Flown, Bound::Exact, km, km)
    }

    fn range(claims: &[Claim]) -> Option<[f64; 3]> {
        range_by_claims(claims).map(|range_km| [range_km.low, range_km.nominal, range_km.high])
    }

    #[test]
    fn capabilities_count_and_nothing_else() {
        let claims = [
            exact(480.0),
            claim(Basis::Capability, Bound::Exact, 2000.0, 2600.0),
            exact(2500.0),
            claim(Basis::TreatyFinding, Bound::Exact, 500.0, 5500.0),
            claim(Basis::WithCarrier, Bound::Exact, 9000.0, 9000.0),
            claim(Basis::Goal, Bound::Exact, 10.0, 10.0),
        ];
        // Of 480, 480, 2000, 2500, 2500, 2600 the lower of the two in the middle.
        assert_eq!(range(&claims), Some([480.0, 2000.0, 2600.0]));
        assert_eq!(range(&claims[3..]), None);
        assert_eq!(range(&[]), None);
    }

    #[test]
    fn a_nominal_range_is_a_claimed_one() {
        assert_eq!(
            range(&[exact(5000.0), exact(8000.0)]),
            Some([5000.0, 5000.0, 8000.0])
        );
        let spans = [claim(Basis::Capability, Bound::About, 400.0, 500.0)];
        assert_eq!(range(&spans), Some([400.0, 400.0, 500.0]));
    }

    #[test]
    fn bounds_are_no_more_than_bounds() {
        let at_least = claim(Basis::Capability, Bound::AtLeast, 250.0, 250.0);
        let at_most = claim(Basis::Capability, Bound::AtMost, 480.0, 480.0);
        assert_eq!(
            range(&[at_least.clone(), exact(560.0)]),
            Some([560.0, 560.0, 560.0])
        );
        assert_eq!(
            range(&[at_most.clone(), exact(2000.0)]),
            Some([480.0, 2000.0, 2000.0])
        );
        assert_eq!(
            range(&[at_most.clone(), exact(300.0)]),
            Some([300.0, 300.0, 300.0])
        );
        // No claim says that it reaches any distance.
        assert_eq!(range(std::slice::from_ref(&at_most)), None);
        let words = |claim: &Claim| [240.0, 480.0, 490.0].map(|km| claim.word_on(km));
        assert_eq!(
            words(&at_least),
            [Word::Reaches, Word::LowerBoundOnly, Word::LowerBoundOnly]
        );
        assert_eq!(
            words(&at_most),
            [Word::UpperBoundOnly, Word::UpperBoundOnly, Word::FallsShort]
        );
        let span = claim(Basis::Capability, Bound::About, 400.0, 485.0);
        assert_eq!(
            words(&span),
            [Word::Reaches, Word::InPart, Word::FallsShort]
        );
    }

    #[test]
    fn a_lower_bound_beneath_a_figure_disputes_nothing() {
        let at_least = |km| claim(Basis::Capability, Bound::AtLeast, km, km);
        let at_most = |km| claim(Basis::Capability, Bound::AtMost, km, km);
        assert_eq!(
            range(&[at_least(250.0), at_least(250.0), exact(560.0)]),
            Some([560.0, 560.0, 560.0])
        );
        assert_eq!(
            range(&[at_least(1000.0), at_least(1500.0)]),
            Some([1500.0, 1500.0, 1500.0])
        );
        assert_eq!(
            range(&[at_least(2000.0), exact(480.0)]),
            Some([480.0, 480.0, 2000.0])
        );
        let open = |claims: &[Claim], km: f64| leaves_open(claims, km);
        assert!(open(&[at_least(499.0)], 528.0));
        assert!(open(&[at_least(500.0), exact(500.0)], 528.0));
        assert!(!open(&[at_least(370.0), exact(467.0)], 528.0));
        assert!(!open(&[exact(467.0)], 528.0));
        // Between a lower and an upper bound nothing is claimed.
        let bounded = [at_least(250.0), at_most(480.0)];
        assert!(open(&bounded, 480.0) && !open(&bounded, 481.0));
        assert!(!open(&[at_least(500.0), at_most(500.0)], 501.0));
    }

    #[test]
    fn a_flight_moves_no_figure_but_the_nominal_one() {
        let at_least = |km| claim(Basis::Capability, Bound::AtLeast, km, km);
        assert_eq!(
            range(&[at_least(250.0), flown(300.0)]),
            Some([250.0, 250.0, 250.0])
        );
        let span = claim(Basis::Capability, Bound::Exact, 500.0, 1000.0);
        assert_eq!(range(&[span, flown(1000.0)]), Some([500.0, 1000.0, 1000.0]));
        // One says 480 km, another that 2,070 km were flown: neither is put aside.
        assert_eq!(
            range(&[exact(480.0), exact(2500.0), flown(2070.0)]),
            Some([480.0, 480.0, 2500.0])
        );
        // A distance flown is no range.
        assert_eq!(range(&[flown(800.0)]), None);
    }
}
