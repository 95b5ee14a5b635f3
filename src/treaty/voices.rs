//! Claimants on each side of the treaty's edges.

use super::BandSet;
use crate::catalogue::{Basis, Bound, Claim};
use crate::quantity::Interval;

/// The sides of the treaty's edges on which claims fall: `inside` 500 to 5,500 km, and `outside`.
///
/// Nobody is accused by a rounded figure: 500 km, exact or about, is not strictly beyond the edge, and counts as outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// Something says that the treaty speaks of it.
    pub inside: bool,
    /// Something says that it does not.
    pub outside: bool,
}

/// The lowest edge of the treaty, km: Article II(6), "equal to or in excess of 500 kilometers".
const LOWEST_EDGE_KM: f64 = 500.0;

impl Sides {
    const INSIDE: Self = Self {
        inside: true,
        outside: false,
    };
    const OUTSIDE: Self = Self {
        inside: false,
        outside: true,
    };
    const OPEN: Self = Self {
        inside: false,
        outside: false,
    };

    fn and(self, other: Self) -> Self {
        Self {
            inside: self.inside || other.inside,
            outside: self.outside || other.outside,
        }
    }

    fn of_figure(km: f64) -> Self {
        if km > LOWEST_EDGE_KM && !is_above(km) {
            Self::INSIDE
        } else {
            Self::OUTSIDE
        }
    }
}

/// True above the last edge of the treaty.
fn is_above(km: f64) -> bool {
    let inf = BandSet::inf();
    inf.classify(km).band.upper.is_none()
}

/// The sides of a range without claims.
pub fn sides_of_range(range_km: Interval) -> Sides {
    Sides::of_figure(range_km.low).and(Sides::of_figure(range_km.high))
}

/// The sides on which the claims for a type fall; None where none of them falls on one and none is a range.
///
/// ```
/// use arcminute::catalogue::claims_of;
/// use arcminute::treaty::{Sides, sides_of_claims};
/// assert_eq!(sides_of_claims(claims_of("9m729")), Some(Sides { inside: true, outside: true }));
/// // A goal of 1,000 km says nothing of a capability.
/// assert_eq!(sides_of_claims(claims_of("iskander-1000")), None);
/// ```
pub fn sides_of_claims(claims: &[Claim]) -> Option<Sides> {
    let sides = claims
        .iter()
        .map(|claim| voice(claim, claims))
        .fold(Sides::OPEN, Sides::and);
    let has_range = || claims.iter().any(|claim| claim.basis == Basis::Capability);
    (sides != Sides::OPEN || has_range()).then_some(sides)
}

/// The sides that one claim, among those for a type, puts it on.
pub(crate) fn voice(claim: &Claim, claims: &[Claim]) -> Sides {
    // Where a range above the last edge is claimed, a lower bound beneath that edge says nothing.
    let has_above = || {
        let capabilities = claims
            .iter()
            .filter(|claim| claim.basis == Basis::Capability);
        let mut figures_km = capabilities.map(|claim| claim.high_km);
        figures_km.any(is_above)
    };
    let lower_bound = |km: f64| {
        let is_beyond = km > LOWEST_EDGE_KM
            || (claim.bound == Bound::AtLeast && km.total_cmp(&LOWEST_EDGE_KM).is_eq());
        match is_beyond {
            _ if is_above(km) => Sides::OUTSIDE,
            true if !has_above() => Sides::INSIDE,
            _ => Sides::OPEN,
        }
    };
    match (claim.basis, claim.bound) {
        (Basis::TreatyFinding, _) => Sides::INSIDE,
        (Basis::Goal | Basis::WithCarrier, _) | (Basis::Flown, Bound::AtMost) => Sides::OPEN,
        (Basis::Flown, _) | (Basis::Capability, Bound::AtLeast) => lower_bound(claim.low_km),
        (Basis::Capability, Bound::AtMost) if claim.high_km <= LOWEST_EDGE_KM => Sides::OUTSIDE,
        (Basis::Capability, Bound::AtMost) => Sides::OPEN,
        (Basis::Capability, Bound::Exact | Bound::About) => {
            Sides::of_figure(claim.low_km).and(Sides::of_figure(claim.high_km))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::claims_of;

    fn changed(basis: Basis, bound: Bound, low_km: f64, high_km: f64) -> Claim {
        Claim {
            basis,
            bound,
            low_km,
            high_km,
            ..claims_of("9m729")[0].clone()
        }
    }

    #[test]
    fn rounded_figures_accuse_nobody() {
        let of = |bound, km| {
            let claim = changed(Basis::Capability, bound, km, km);
            sides_of_claims(&[claim]).unwrap()
        };
        assert_eq!(of(Bound::About, 500.0), Sides::OUTSIDE);
        assert_eq!(of(Bound::Exact, 500.0), Sides::OUTSIDE);
        assert_eq!(of(Bound::Exact, 500.001), Sides::INSIDE);
        assert_eq!(of(Bound::Exact, 5500.0), Sides::INSIDE);
        assert_eq!(of(Bound::Exact, 5500.001), Sides::OUTSIDE);
        // "More than 500 km" is strictly beyond it, "more than 499 km" may be.
        assert_eq!(of(Bound::AtLeast, 500.0), Sides::INSIDE);
        assert_eq!(of(Bound::AtLeast, 499.0), Sides::OPEN);
        assert_eq!(of(Bound::AtMost, 500.0), Sides::OUTSIDE);
        assert_eq!(of(Bound::AtMost, 1000.0), Sides::OPEN);
    }

    #[test]
    fn lower_bounds_beneath_a_range_above_the_last_edge_are_open() {
        let far = changed(Basis::Capability, Bound::Exact, 10_000.0, 10_000.0);
        let flown = changed(Basis::Flown, Bound::Exact, 2000.0, 2000.0);
        assert_eq!(sides_of_claims(&[far, flown.clone()]), Some(Sides::OUTSIDE));
        assert_eq!(sides_of_claims(&[flown]), Some(Sides::INSIDE));
    }

    #[test]
    fn what_is_no_capability_is_no_range() {
        let goal = changed(Basis::Goal, Bound::Exact, 1000.0, 1000.0);
        assert_eq!(sides_of_claims(&[goal]), None);
        let short = changed(Basis::Flown, Bound::Exact, 77.0, 77.0);
        assert_eq!(sides_of_claims(&[short]), None);
    }
}
