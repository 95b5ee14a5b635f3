//! Who says which range of a missile, and when: a row a claim, those that count before those that do not.

mod drawing;

use super::rows::refuse_if_too_many;
use crate::catalogue::{Basis, Claim, System};
use crate::error::{Error, Result};
use crate::treaty::BandSet;

pub(crate) use drawing::draw;

/// How many claims one sheet has room for.
pub(crate) const MOST_CLAIMS: usize = 150;

/// What the chart shows.
#[derive(Clone, Debug)]
pub(crate) struct Claims<'a> {
    /// One group a system.
    pub(crate) groups: Vec<Group<'a>>,
    /// Whose edges are drawn.
    pub(crate) bands: &'a BandSet,
}

/// The claims for one system.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// The system.
    pub(crate) system: &'a System,
    /// Claims of capability by year, then the others by year.
    pub(crate) claims: Vec<&'a Claim>,
}

/// True of a claim that the range of its type follows from.
pub(crate) fn counts(claim: &Claim) -> bool {
    claim.basis == Basis::Capability
}

/// Arranges the claims for these systems.
///
/// # Errors
/// [`Error::Usage`] for a system without a claim, and for more than [`MOST_CLAIMS`].
pub(crate) fn claims<'a>(systems: &'a [System], bands: &'a BandSet) -> Result<Claims<'a>> {
    let mut groups = Vec::new();
    for system in systems {
        // A finding that a type falls within bands is no range, so that there is nothing to draw.
        let mut claims: Vec<&Claim> = system
            .claims
            .iter()
            .filter(|claim| claim.basis != Basis::TreatyFinding && claim.high_km > 0.0)
            .collect();
        if claims.is_empty() {
            return Err(Error::Usage(format!(
                "{} has no claims of range; `list claims` has all that are known",
                system.name
            )));
        }
        claims.sort_by(|a, b| {
            (!counts(a), a.year)
                .cmp(&(!counts(b), b.year))
                .then(a.low_km.total_cmp(&b.low_km))
        });
        groups.push(Group { system, claims });
    }
    let count = groups.iter().map(|group| group.claims.len()).sum();
    refuse_if_too_many(
        "claims",
        count,
        MOST_CLAIMS,
        "claims",
        "name fewer missiles",
    )?;
    Ok(Claims { groups, bands })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_row_and_what_counts_is_first() {
        let systems = ["9m729", "oreshnik"].map(|name| System::named(name).unwrap());
        let bands = BandSet::named("inf").unwrap();
        let chart = claims(&systems, bands).unwrap();
        for group in &chart.groups {
            let figures = group.system.claims.iter();
            let figures = figures.filter(|claim| claim.basis != Basis::TreatyFinding);
            assert_eq!(group.claims.len(), figures.count());
            assert!(group.claims.iter().map(|claim| !counts(claim)).is_sorted());
            let counted = group.claims.iter().filter(|claim| counts(claim));
            assert!(counted.map(|claim| claim.year).is_sorted());
        }
    }

    #[test]
    fn without_claims_there_is_nothing_to_draw() {
        let bands = BandSet::named("inf").unwrap();
        assert!(claims(&[System::GENERIC_CRUISE], bands).is_err());
    }
}
