//! Whose figure is right? How many European capitals the 9M729 reaches from Kapustin Yar by each published claim of its
//! range, with the library alone.
//!
//! `cargo run --example whose_figure`

use arcminute::catalogue::claims_of;
use arcminute::model::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::new("kapustin-yar", "@capitals")?.missile("9m729")?;
    let capitals = study.rows().collect::<Result<Vec<_>, _>>()?;
    for claim in claims_of("9m729").filter(|claim| claim.basis.counts_towards_range()) {
        let reached = capitals
            .iter()
            .filter(|row| row.distance_km <= claim.high_km)
            .count();
        println!(
            "{:>5} km reaches {reached:>2} of {} capitals: {}, {}",
            claim.high_km,
            capitals.len(),
            claim.claimant,
            claim.year
        );
    }
    Ok(())
}
