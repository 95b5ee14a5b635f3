//! Whose figure is right? How many European capitals the 9M729 reaches from Kapustin Yar by each published claim of its
//! range, with the library alone.
//!
//! `cargo run --example whose_figure`

use arcminute::catalogue::{Basis, Word, claims_of};
use arcminute::model::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::new("kapustin-yar", "@capitals")?.missile("9m729")?;
    let capitals = study.rows().collect::<Result<Vec<_>, _>>()?;
    let capabilities = claims_of("9m729")
        .iter()
        .filter(|claim| claim.basis == Basis::Capability);
    for claim in capabilities {
        let reached = capitals
            .iter()
            .filter(|row| claim.word_on(row.distance_km) == Word::Reaches)
            .count();
        println!(
            "{:>8} {:>5} km reaches {reached:>2} of {} capitals: {}, {}",
            claim.bound,
            claim.high_km,
            capitals.len(),
            claim.claimant,
            claim.year
        );
    }
    Ok(())
}
