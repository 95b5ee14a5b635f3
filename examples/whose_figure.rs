//! Whose figure is right? How many European capitals the 9M729 reaches from Kapustin Yar by each published claim of its
//! range, with the library alone.
//!
//! `cargo run --example whose_figure`

use arcminute::catalogue::{Basis, Role, Word, claims_of, place, places};
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
    let capabilities = claims_of("9m729")
        .iter()
        .filter(|claim| claim.basis == Basis::Capability);
    for claim in capabilities {
        let reached = pairs
            .iter()
            .filter(|pair| claim.word_on(pair.track.distance.km()) == Word::Reaches)
            .count();
        println!(
            "{:>8} {:>5} km reaches {reached:>2} of {} capitals: {}, {}",
            claim.bound,
            claim.high_km,
            pairs.len(),
            claim.claimant,
            claim.year
        );
    }
    Ok(())
}
