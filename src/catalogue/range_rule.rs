//! The range rule: what follows from the claims for a type, with no opinion of whose figure is right. The build script uses
//! this file as well.
//!
//! Each claim of capability counts, whoever makes it. A flown distance is a lower bound; it settles what lies within it where
//! no claim of capability gives less. Goals, findings and figures with the carrier do not count. `docs/data.md` states the
//! rule for readers.

use super::claim::{Basis, Bound, Claim};
use crate::quantity::Interval;

/// Lowest, nominal and highest range, km. None without a claim of capability that gives more than an upper bound.
///
/// A distance up to the lowest is within reach by all claims, one above the highest by none. The nominal range is the
/// median of the figures that are claimed, the lower of two in the middle.
pub(crate) fn range_by_claims<'a>(
    claims: impl IntoIterator<Item = &'a Claim> + Clone,
) -> Option<Interval> {
    let mut low = f64::INFINITY;
    let mut figures_km = Vec::new();
    for claim in capabilities(claims.clone()) {
        match claim.claimed_km() {
            Some(figures) => figures_km.extend(figures),
            None => low = low.min(claim.high_km),
        }
    }
    figures_km.sort_by(f64::total_cmp);
    let high = *figures_km.last()?;
    let nominal = figures_km[(figures_km.len() - 1) / 2];
    low = low.min(figures_km[0]);
    let Some(flown_km) = settled_flight(claims).and_then(Claim::flown_km) else {
        return Some(Interval { low, nominal, high });
    };
    // Where the median is below what was flown, the least figure that is not.
    let is_enough = |km: &f64| *km >= flown_km;
    let next = figures_km.iter().copied().find(is_enough);
    let nominal = if is_enough(&nominal) {
        nominal
    } else {
        next.unwrap_or(flown_km)
    };
    Some(Interval {
        low: low.max(flown_km),
        nominal,
        high: high.max(flown_km),
    })
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
            Some([250.0, 250.0, 560.0])
        );
        assert_eq!(
            range(&[at_most.clone(), exact(2000.0)]),
            Some([480.0, 2000.0, 2000.0])
        );
        assert_eq!(
            range(&[at_most.clone(), exact(300.0)]),
            Some([300.0, 300.0, 300.0])
        );
        // No one says that it reaches anything.
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
    fn a_flight_settles_only_what_no_claim_disputes() {
        let at_least = |km| claim(Basis::Capability, Bound::AtLeast, km, km);
        assert_eq!(
            range(&[at_least(250.0), flown(300.0)]),
            Some([300.0, 300.0, 300.0])
        );
        assert_eq!(
            range(&[at_least(250.0), exact(560.0), flown(300.0)]),
            Some([300.0, 560.0, 560.0])
        );
        // One says 480 km, another that 2,070 km were flown: neither is put aside.
        assert_eq!(
            range(&[exact(480.0), exact(2500.0), flown(2070.0)]),
            Some([480.0, 480.0, 2500.0])
        );
        // A distance flown is no range.
        assert_eq!(range(&[flown(800.0)]), None);
    }
}
