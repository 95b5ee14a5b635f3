//! Columns of coordinates in, distances and azimuths out: ns a pair on this processor's fastest instruction set, beside
//! geographiclib-rs. Speed and error on each instruction set are measured by `src/geodesy/batch/tests/speed.rs`.
//!
//! `cargo bench --bench geodesic`. A million pairs, one thread; of several runs the fastest counts, for everything else that
//! the machine does can only add time.

use std::hint::black_box;
use std::time::Instant;

use arcminute::geodesy::{TrackColumns, inverse_columns};
use geographiclib_rs::{Geodesic, InverseGeodesic};

const PAIRS: usize = 1_000_000;
const RUNS: usize = 7;
/// Of so many pairs one is given to geographiclib-rs, which takes a microsecond.
const COMPARED: usize = 10;

fn main() {
    println!("{PAIRS} pairs, single thread, fastest of {RUNS} runs, ns a pair");
    println!(
        "{:<8} {:>10} {:>10} {:>12} {:>12} {:>16}",
        "regime", "distances", "+azimuths", "one to many", "+azimuths", "geographiclib-rs"
    );
    for (regime, lats_deg, lons_deg) in [
        ("europe", 35.0..70.0, -10.0..40.0),
        ("globe", -90.0..90.0, -180.0..180.0),
    ] {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut column = |range: &std::ops::Range<f64>| -> Vec<f64> {
            (0..PAIRS)
                .map(|_| range.start + (range.end - range.start) * random.share())
                .collect()
        };
        let from = [column(&lats_deg), column(&lons_deg)];
        let to = [column(&lats_deg), column(&lons_deg)];
        let mut distance_km = vec![0.0; PAIRS];
        let mut azimuths_deg = [vec![0.0; PAIRS], vec![0.0; PAIRS]];
        let mut ours = |from: [&[f64]; 2], has_azimuths: bool| {
            fastest(|| {
                let [initial, last] = &mut azimuths_deg;
                let columns = TrackColumns {
                    distance_km: &mut distance_km,
                    azimuths_deg: has_azimuths.then_some((initial, last)),
                };
                inverse_columns(from[0], from[1], &to[0], &to[1], columns).expect("positions");
            }) / PAIRS as f64
        };
        let many = [&from[0][..], &from[1]];
        let one = [&from[0][..1], &from[1][..1]];
        let figures = [
            ours(many, false),
            ours(many, true),
            ours(one, false),
            ours(one, true),
        ];
        let geodesic = Geodesic::wgs84();
        let theirs = fastest(|| {
            for at in (0..PAIRS).step_by(COMPARED) {
                let distance_m: f64 =
                    geodesic.inverse(from[0][at], from[1][at], to[0][at], to[1][at]);
                black_box(distance_m);
            }
        }) / (PAIRS / COMPARED) as f64;
        println!(
            "{regime:<8} {:>10.1} {:>10.1} {:>12.1} {:>12.1} {theirs:>16.0}",
            figures[0], figures[1], figures[2], figures[3]
        );
    }
}

/// Nanoseconds of the fastest of several runs.
fn fastest(mut work: impl FnMut()) -> f64 {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e9
        })
        .fold(f64::INFINITY, f64::min)
}

/// Marsaglia's xorshift: the same pairs in every run.
struct Random(u64);

impl Random {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
