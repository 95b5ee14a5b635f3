//! Speed and error of the kernel on each instruction set: ns a pair, error against geographiclib-rs, share of fallbacks.
//!
//! `cargo test --release --lib speed -- --ignored --nocapture`. `REGIME=name` measures one regime alone; `WRITE=folder` writes
//! the pairs of each regime for other programs (`benches/peers/geodesic.sh`). Ten origins × 100,000 points in each regime; of
//! several runs the fastest counts, for everything else that the machine does can only add time. Errors are taken on every
//! tenth point.

use std::hint::black_box;
use std::time::Instant;

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use super::{InstructionSet, Outputs, PointTable, Random, Tracks, available, point, run, table};

const ORIGINS: usize = 10;
const POINTS: usize = 100_000;
const RUNS: usize = 7;
/// Step between the points on which errors are compared: geographiclib-rs takes a microsecond a pair.
const COMPARED: usize = 10;

const REGIMES: [&str; 7] = [
    "europe",
    "globe",
    "within 1 km",
    "equator",
    "meridian",
    "antipode 10°",
    "antipode 2°",
];

#[test]
#[ignore = "takes minutes, and means something in a release build alone"]
fn speed_of_each_instruction_set() {
    if let Some(folder) = std::env::var_os("WRITE") {
        return write_pairs(std::path::Path::new(&folder));
    }
    println!(
        "{ORIGINS} origins × {POINTS} points, single thread, fastest of {RUNS} runs; errors in µm"
    );
    println!(
        "{:<16} {:<9} {:>8} {:>8} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "regime", "set", "ns/pair", "+azim.", "median", "99 %", "99.99 %", "max", "fallbacks"
    );
    let wanted = std::env::var("REGIME").ok();
    for regime in REGIMES {
        if wanted.as_ref().is_some_and(|wanted| wanted != regime) {
            continue;
        }
        let cases = cases(regime);
        let reference = reference(&cases);
        for set in available() {
            measure(regime, set, &cases, &reference);
        }
    }
    if wanted.is_none() {
        table_cost();
        peer_cost();
    }
}

/// A file a regime: latitude and longitude of the origin and of the point, 8 bytes little-endian each, pair by pair.
fn write_pairs(folder: &std::path::Path) {
    for regime in REGIMES {
        let mut bytes = Vec::with_capacity(ORIGINS * POINTS * 32);
        for (from, _, degrees) in cases(regime) {
            for to in degrees {
                bytes.extend(
                    [from.0, from.1, to.0, to.1]
                        .into_iter()
                        .flat_map(f64::to_le_bytes),
                );
            }
        }
        std::fs::write(folder.join(regime), bytes).unwrap();
    }
}

/// An origin, its points made ready, and their degrees.
type Case = ((f64, f64), PointTable, Vec<(f64, f64)>);

fn measure(regime: &str, set: InstructionSet, cases: &[Case], reference: &[Vec<f64>]) {
    let pairs = (ORIGINS * POINTS) as f64;
    let mut distances_m = vec![0.0; POINTS];
    let mut azimuths_deg = [vec![0.0; POINTS], vec![0.0; POINTS]];
    let mut fallbacks = 0;
    let mut errors_um = Vec::new();
    for ((origin, table, _), reference) in cases.iter().zip(reference) {
        fallbacks += distances(set, *origin, table, &mut distances_m);
        errors_um.extend(
            distances_m
                .iter()
                .step_by(COMPARED)
                .zip(reference)
                .map(|(a, b)| (a - b).abs() * 1e6),
        );
    }
    errors_um.sort_by(f64::total_cmp);
    let quantile =
        |numerator, denominator| errors_um[(errors_um.len() - 1) * numerator / denominator];

    let plain = fastest(|| {
        for (origin, table, _) in cases {
            black_box(distances(set, *origin, table, &mut distances_m));
        }
    });
    let with_azimuths = fastest(|| {
        for (origin, table, _) in cases {
            let [initial, last] = &mut azimuths_deg;
            let tracks = Tracks {
                distances_m: &mut distances_m,
                initial_azimuths_deg: initial,
                final_azimuths_deg: last,
            };
            black_box(set.tracks(point(*origin), table.all(), tracks));
        }
    });
    println!(
        "{:<16} {:<9} {:>8.2} {:>8.2} {:>9.5} {:>9.5} {:>9.5} {:>9.5} {:>8.4} %",
        regime,
        format!("{set:?}"),
        plain / pairs,
        with_azimuths / pairs,
        quantile(1, 2),
        quantile(99, 100),
        quantile(9_999, 10_000),
        quantile(1, 1),
        100.0 * fallbacks as f64 / pairs,
    );
}

/// Distances from one point to many; the number of fallbacks.
fn distances(
    set: InstructionSet,
    origin: (f64, f64),
    to: &PointTable,
    distances_m: &mut [f64],
) -> usize {
    let from = point(origin);
    let out = Outputs {
        distances_m,
        initial_azimuths_deg: &mut [],
        final_azimuths_deg: &mut [],
    };
    run::<false>(set, from.reduced, |_| from.degrees, to.all(), out)
}

/// Cost of a table of points and of a list of pairs.
fn table_cost() {
    let (_, points, degrees) = cases("globe").swap_remove(0);
    let (lat_deg, lon_deg): (Vec<f64>, Vec<f64>) = degrees.iter().copied().unzip();
    let built = fastest(|| {
        black_box(PointTable::from_degrees(&lat_deg, &lon_deg)).unwrap();
    });
    let backwards = table(degrees.iter().rev().copied());
    let mut distances_m = vec![0.0; POINTS];
    let paired = fastest(|| {
        let set = InstructionSet::best();
        black_box(set.pair_distances_m(points.all(), backwards.all(), &mut distances_m));
    });
    println!("\ntable of points: {:.2} ns a point", built / POINTS as f64);
    println!(
        "pairs side by side, globe: {:.2} ns a pair",
        paired / POINTS as f64
    );
}

/// geographiclib-rs on the same pairs.
fn peer_cost() {
    let geodesic = Geodesic::wgs84();
    for regime in ["europe", "globe"] {
        let (origin, _, degrees) = cases(regime).swap_remove(0);
        let time = fastest(|| {
            for to in &degrees {
                let distance_m: f64 = geodesic.inverse(origin.0, origin.1, to.0, to.1);
                black_box(distance_m);
            }
        });
        println!(
            "geographiclib-rs, {regime}: {:.0} ns a pair",
            time / POINTS as f64
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

fn reference(cases: &[Case]) -> Vec<Vec<f64>> {
    let geodesic = Geodesic::wgs84();
    let distances = |(origin, _, degrees): &Case| {
        degrees
            .iter()
            .step_by(COMPARED)
            .map(|to| geodesic.inverse(origin.0, origin.1, to.0, to.1))
            .collect()
    };
    cases.iter().map(distances).collect()
}

/// Origins, each with its points.
fn cases(regime: &str) -> Vec<Case> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    (0..ORIGINS)
        .map(|_| {
            let origin = match regime {
                "europe" => (random.between(35.0, 70.0), random.between(-10.0, 40.0)),
                "equator" => (0.0, random.between(-180.0, 180.0)),
                _ => (random.lat(), random.lon()),
            };
            let degrees: Vec<(f64, f64)> =
                (0..POINTS).map(|_| random.point(regime, origin)).collect();
            (origin, table(degrees.iter().copied()), degrees)
        })
        .collect()
}

impl Random {
    fn point(&mut self, regime: &str, origin: (f64, f64)) -> (f64, f64) {
        match regime {
            "europe" => (self.between(35.0, 70.0), self.between(-10.0, 40.0)),
            "within 1 km" => self.around(origin, 1000.0),
            "equator" => (0.0, self.lon()),
            "meridian" => (self.between(-90.0, 90.0), origin.1),
            "antipode 10°" => self.around((-origin.0, origin.1 + 180.0), 1_113_000.0),
            "antipode 2°" => self.around((-origin.0, origin.1 + 180.0), 222_600.0),
            _ => (self.lat(), self.lon()),
        }
    }

    /// A point spread evenly over a disc.
    fn around(&mut self, centre: (f64, f64), radius_m: f64) -> (f64, f64) {
        let distance_m = radius_m * self.between(0.0, 1.0).sqrt();
        Geodesic::wgs84().direct(centre.0, centre.1, self.between(0.0, 360.0), distance_m)
    }
}
