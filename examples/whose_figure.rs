//! Whose figure is right? How many European capitals the 9M729 reaches from Kapustin Yar by each published claim of its
//! range, with the library alone.
//!
//! `cargo run --example whose_figure`

use arcminute::catalogue::{Role, claims_of, place, places};
use arcminute::model::{Assumptions, Pair};
use arcminute::treaty::BandSet;

fn main() -> arcminute::Result<()> {
    let from = place("kapustin-yar", Role::From)?;
    let capitals = places("@capitals", Role::To)?;
    let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
    let pairs: Vec<Pair<'_>> = capitals
        .iter()
        .map(|to| Pair::new(&from, to, assumptions.bands))
        .collect();
    for claim in claims_of("9m729").filter(|claim| claim.basis.counts_towards_range()) {
        let reached = pairs
            .iter()
            .filter(|pair| pair.track.distance.km() <= claim.high_km)
            .count();
        println!(
            "{:>5} km reaches {reached:>2} of {} capitals: {}, {}",
            claim.high_km,
            pairs.len(),
            claim.claimant,
            claim.year
        );
    }
    Ok(())
}
