//! NATO capitals under ten minutes of flight from Kaliningrad, soonest first.
//!
//! `cargo run --example minutes_to_capitals`

use arcminute::model::{Row, Study};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::new("kaliningrad", "@nato")?.missile("generic-ballistic")?;
    let rows = study.rows().collect::<Result<Vec<Row>, _>>()?;
    let minutes = |row: &Row| {
        row.flight_time_s
            .map_or(f64::INFINITY, |time_s| time_s / 60.0)
    };
    let mut soon: Vec<Row> = rows.into_iter().filter(|row| minutes(row) < 10.0).collect();
    soon.sort_by(|a, b| minutes(a).total_cmp(&minutes(b)));
    for row in &soon {
        println!(
            "{:>5.1} min  {:>5.0} km  {}",
            minutes(row),
            row.distance_km,
            row.to_name
        );
    }
    Ok(())
}
