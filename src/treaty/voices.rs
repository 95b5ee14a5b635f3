//! Claimants on each side of the treaty's edges.

use super::BandSet;
use crate::catalogue::{Basis, Bound, Claim};
use crate::quantity::Interval;

/// The sides of the treaty's edges on which claims fall: `inside` 500 to 5,500 km, and `outside`.
///
/// A rounded figure accuses or clears nobody: 500 km, exact or about, is not strictly beyond the edge. Beside a claim that
/// is, it counts on the other side; alone it leaves the question open, as a lower bound below the edge does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// Some figure is within the treaty's range.
    pub inside: bool,
    /// Some figure is outside it.
    pub outside: bool,
    /// A claim of capability lies at an edge, or leaves it open on which side of one it lies.
    pub open: bool,
}

/// The lowest edge of the treaty, km: Article II(6), "equal to or in excess of 500 kilometers".
const LOWEST_EDGE_KM: f64 = 500.0;

impl Sides {
    const INSIDE: Self = Self {
        inside: true,
        outside: false,
        open: false,
    };
    const OUTSIDE: Self = Self {
        inside: false,
        outside: true,
        open: false,
    };
    const OPEN: Self = Self {
        inside: false,
        outside: false,
        open: true,
    };
    /// For a claim that is no capability and counts on neither side.
    const NONE: Self = Self {
        inside: false,
        outside: false,
        open: false,
    };

    fn and(self, other: Self) -> Self {
        Self {
            inside: self.inside || other.inside,
            outside: self.outside || other.outside,
            open: self.open || other.open,
        }
    }

    /// A figure at the lowest edge is on neither side of it.
    fn of_span(low_km: f64, high_km: f64) -> Self {
        if is_at_edge(high_km) {
            return Self::OPEN;
        }
        Self {
            inside: high_km > LOWEST_EDGE_KM && !is_above(low_km),
            outside: low_km < LOWEST_EDGE_KM || is_above(high_km),
            open: false,
        }
    }

    /// True where all claims of capability are outside, and none is at an edge.
    pub(crate) fn is_outside(self) -> bool {
        self == Self::OUTSIDE
    }
}

/// True above the last edge of the treaty.
fn is_above(km: f64) -> bool {
    let inf = BandSet::inf();
    inf.classify(km).band.upper.is_none()
}

fn is_at_edge(km: f64) -> bool {
    km.total_cmp(&LOWEST_EDGE_KM).is_eq()
}

/// True for a claim of capability whose highest figure is the lowest edge, exact or rounded.
pub(crate) fn is_edge_claim(claim: &Claim) -> bool {
    let is_figure = matches!(claim.bound, Bound::Exact | Bound::About);
    claim.basis == Basis::Capability && is_figure && is_at_edge(claim.high_km)
}

/// The sides of a range without claims.
pub(crate) fn sides_of_range(range_km: Interval) -> Sides {
    Sides::of_span(range_km.low, range_km.high)
}

/// The sides on which the claims for a type fall; None where none of them falls on one and none is a range.
pub(crate) fn sides_of_claims(claims: &[Claim]) -> Option<Sides> {
    let sides = claims
        .iter()
        .map(|claim| voice(claim, claims))
        .fold(Sides::NONE, Sides::and);
    // Beside a claim that is strictly inside, one at the edge is on the other side.
    let outside = sides.outside || (sides.inside && claims.iter().any(is_edge_claim));
    (sides != Sides::NONE).then_some(Sides { outside, ..sides })
}

/// The sides that one claim, among those for a type, puts it on.
pub(crate) fn voice(claim: &Claim, claims: &[Claim]) -> Sides {
    // Where a range above the last edge is claimed, a lower bound below that edge says nothing.
    let has_above = || {
        let capabilities = claims
            .iter()
            .filter(|claim| claim.basis == Basis::Capability);
        let mut figures_km = capabilities.map(|claim| claim.high_km);
        figures_km.any(is_above)
    };
    let silent = if claim.basis == Basis::Capability {
        Sides::OPEN
    } else {
        Sides::NONE
    };
    let lower_bound = |km: f64| {
        let is_beyond = km > LOWEST_EDGE_KM || (claim.bound == Bound::AtLeast && is_at_edge(km));
        match is_beyond {
            _ if is_above(km) => Sides::OUTSIDE,
            true if !has_above() => Sides::INSIDE,
            _ => silent,
        }
    };
    match (claim.basis, claim.bound) {
        (Basis::TreatyFinding, _) => Sides::INSIDE,
        (Basis::Goal | Basis::WithCarrier | Basis::Class, _) | (Basis::Flown, Bound::AtMost) => {
            silent
        }
        (Basis::Flown, _) | (Basis::Capability, Bound::AtLeast) => lower_bound(claim.low_km),
        (Basis::Capability, Bound::AtMost) if claim.high_km <= LOWEST_EDGE_KM => Sides::OUTSIDE,
        (Basis::Capability, Bound::AtMost) => silent,
        (Basis::Capability, Bound::Exact | Bound::About) => {
            Sides::of_span(claim.low_km, claim.high_km)
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
        assert_eq!(of(Bound::About, 500.0), Sides::OPEN);
        assert_eq!(of(Bound::Exact, 500.0), Sides::OPEN);
        assert_eq!(of(Bound::Exact, 499.999), Sides::OUTSIDE);
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
    fn outside_is_what_every_claim_of_capability_says() {
        let of = |claims: &[(Bound, f64, f64)]| {
            let claim = |(bound, low_km, high_km): &(Bound, f64, f64)| {
                changed(Basis::Capability, *bound, *low_km, *high_km)
            };
            let claims: Vec<Claim> = claims.iter().map(claim).collect();
            sides_of_claims(&claims).unwrap()
        };
        let short = (Bound::Exact, 467.0, 467.0);
        assert!(of(&[short]).is_outside());
        assert!(!of(&[short, (Bound::AtLeast, 370.0, 370.0)]).is_outside());
        assert!(!of(&[short, (Bound::Exact, 500.0, 500.0)]).is_outside());
        assert!(!of(&[short, (Bound::Exact, 400.0, 500.0)]).is_outside());
        // Beside 700 km, 500 km is on the other side.
        let both = of(&[(Bound::Exact, 500.0, 500.0), (Bound::Exact, 700.0, 700.0)]);
        assert!(both.inside && both.outside);
    }

    #[test]
    fn what_is_no_capability_is_no_range() {
        let goal = changed(Basis::Goal, Bound::Exact, 1000.0, 1000.0);
        assert_eq!(sides_of_claims(&[goal]), None);
        let short = changed(Basis::Flown, Bound::Exact, 77.0, 77.0);
        assert_eq!(sides_of_claims(&[short]), None);
    }

    #[test]
    fn a_goal_says_nothing_of_a_capability() {
        let sides = sides_of_claims(claims_of("9m729")).unwrap();
        assert!(sides.inside && sides.outside);
        assert_eq!(sides_of_claims(claims_of("iskander-1000")), None);
    }
}
