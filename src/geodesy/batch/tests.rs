//! The batch against geographiclib-rs, its series against their definition, its elementary functions against `std`.

#![expect(clippy::float_cmp, reason = "zeros and untouched values are exact")]

use geographiclib_rs::{DirectGeodesic, Geodesic};

use super::*;
use crate::position::Position;

mod series;
mod speed;
mod triangle;

/// The documented tolerance of every distance against geographiclib-rs, m. Measured: below 0.1 µm.
const DISTANCE_TOLERANCE_M: f64 = 1e-7;
/// The documented tolerance of azimuths: this, and the turn of a short geodesic by rounding of the coordinates (2 nm).
const AZIMUTH_TOLERANCE_DEG: f64 = 1e-9;
const COORDINATE_ROUNDING_M: f64 = 3.5e-9;

/// Marsaglia's xorshift: every run sees the same pairs.
struct Random(u64);

impl Random {
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + (high - low) * ((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }

    fn lon(&mut self) -> f64 {
        self.between(-180.0, 180.0)
    }

    /// A latitude as of points spread evenly over the sphere.
    fn lat(&mut self) -> f64 {
        self.between(-1.0, 1.0).asin().to_degrees()
    }
}

type Pair = ((f64, f64), (f64, f64));

fn pairs(seed: u64, count: usize, mut pair: impl FnMut(&mut Random) -> Pair) -> Vec<Pair> {
    let mut random = Random(seed);
    (0..count).map(|_| pair(&mut random)).collect()
}

/// Distance, initial and final azimuth of geographiclib-rs.
fn reference((from, to): Pair) -> (f64, f64, f64) {
    exact::inverse(from, to)
}

fn table(points: impl IntoIterator<Item = (f64, f64)>) -> PointTable {
    let (lat_deg, lon_deg): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
    PointTable::from_degrees(&lat_deg, &lon_deg).unwrap()
}

fn point((lat_deg, lon_deg): (f64, f64)) -> Point {
    let position = Position::new(lat_deg, lon_deg).unwrap();
    position.into()
}

fn available() -> impl Iterator<Item = InstructionSet> {
    let all = InstructionSet::ALL.iter().copied();
    all.filter(|set| set.is_available())
}

fn bits_of(column: &[f64]) -> Vec<u64> {
    column.iter().map(|value| value.to_bits()).collect()
}

/// Computes the pairs on every instruction set, in columns and one by one, compares with geographiclib-rs, and returns
/// how many pairs fell back.
fn check(pairs: &[Pair]) -> usize {
    let n = pairs.len();
    let from = table(pairs.iter().map(|pair| pair.0));
    let to = table(pairs.iter().map(|pair| pair.1));
    let wanted: Vec<(f64, f64, f64)> = pairs.iter().map(|pair| reference(*pair)).collect();
    let mut fallbacks = 0;
    let mut baseline: Option<[Vec<u64>; 4]> = None;
    for set in available() {
        let mut distances_m = vec![0.0; n];
        let mut track_distances_m = vec![0.0; n];
        let mut initial_azimuths_deg = vec![0.0; n];
        let mut final_azimuths_deg = vec![0.0; n];
        fallbacks = set.pair_distances_m(from.all(), to.all(), &mut distances_m);
        let tracks = Tracks {
            distances_m: &mut track_distances_m,
            initial_azimuths_deg: &mut initial_azimuths_deg,
            final_azimuths_deg: &mut final_azimuths_deg,
        };
        assert_eq!(fallbacks, set.pair_tracks(from.all(), to.all(), tracks));
        // No operation is fused, so that results do not depend on the machine: the same bits on every set.
        let columns = [
            &distances_m,
            &track_distances_m,
            &initial_azimuths_deg,
            &final_azimuths_deg,
        ];
        let bits = columns.map(|column| bits_of(column));
        assert!(
            *baseline.get_or_insert_with(|| bits.clone()) == bits,
            "{set:?} differs from the baseline"
        );
        assert_eq!(
            bits_of(&distances_m),
            bits_of(&track_distances_m),
            "{set:?}"
        );
        for i in 0..n {
            let context = format!("{set:?} {:?}", pairs[i]);
            let (distance_m, initial_deg, final_deg) = wanted[i];
            assert_close(distances_m[i], distance_m, DISTANCE_TOLERANCE_M, &context);
            assert_close(
                track_distances_m[i],
                distance_m,
                DISTANCE_TOLERANCE_M,
                &context,
            );
            if distance_m > 1.0 && !near_antipode(distance_m) {
                let tolerance =
                    AZIMUTH_TOLERANCE_DEG + (COORDINATE_ROUNDING_M / distance_m).to_degrees();
                assert_same_azimuth(initial_azimuths_deg[i], initial_deg, tolerance, &context);
                assert_same_azimuth(final_azimuths_deg[i], final_deg, tolerance, &context);
            }
        }
        // One to many goes through other code for the start.
        let mut one = [[0.0]; 3];
        for i in (0..n).step_by(97) {
            let start = Point {
                degrees: from.all().degrees(i),
                reduced: from.all().columns.at(i),
            };
            let [distances_m, initial_azimuths_deg, final_azimuths_deg] = &mut one;
            let tracks = Tracks {
                distances_m,
                initial_azimuths_deg,
                final_azimuths_deg,
            };
            set.tracks(start, to.all().part(i..i + 1), tracks);
            assert_close(one[0][0], track_distances_m[i], 1e-8, "one to many");
        }
    }
    fallbacks
}

/// True where an azimuth depends on the last digits of the coordinates: they turn it by rounding / distance to the antipode.
fn near_antipode(distance_m: f64) -> bool {
    distance_m > 19_700_000.0
}

fn assert_close(found: f64, wanted: f64, tolerance: f64, context: &str) {
    let close = (found - wanted).abs() <= tolerance || (found.is_nan() && wanted.is_nan());
    assert!(
        close,
        "{found} for {wanted}: {:e} apart, {context}",
        found - wanted
    );
}

fn assert_same_azimuth(found: f64, wanted: f64, tolerance: f64, context: &str) {
    assert!((0.0..360.0).contains(&found), "azimuth {found}, {context}");
    let apart = (found - wanted).abs();
    assert!(
        apart.min(360.0 - apart) <= tolerance,
        "azimuth {found} for {wanted}: {apart:e} apart, {context}"
    );
}

fn around(centre: (f64, f64), azimuth_deg: f64, distance_m: f64) -> (f64, f64) {
    Geodesic::wgs84().direct(centre.0, centre.1, azimuth_deg, distance_m)
}

#[test]
fn over_the_globe() {
    assert_eq!(
        check(&pairs(1, 20_000, |r| (
            (r.lat(), r.lon()),
            (r.lat(), r.lon())
        ))),
        0
    );
}

#[test]
fn in_europe_without_any_fallback() {
    let europe = |r: &mut Random| (r.between(34.0, 72.0), r.between(-25.0, 60.0));
    assert_eq!(check(&pairs(2, 10_000, |r| (europe(r), europe(r)))), 0);
}

#[test]
fn at_every_scale_from_nanometres_to_a_thousand_kilometres() {
    let near = pairs(3, 20_000, |r| {
        let from = (r.lat(), r.lon());
        let distance_m = 10_f64.powf(r.between(-9.0, 6.0));
        (from, around(from, r.between(0.0, 360.0), distance_m))
    });
    // Within 6 mm, where rounding decides azimuths, and nowhere else.
    let within_6_mm = near.iter().filter(|pair| reference(**pair).0 < 0.0065);
    assert!(check(&near) <= within_6_mm.count());
}

#[test]
fn identical_places_are_exactly_0_m_apart() {
    let same = pairs(4, 2_000, |r| {
        let place = (r.lat(), r.lon());
        (place, place)
    });
    check(&same);
    let table = table(same.iter().map(|pair| pair.0));
    for set in available() {
        let mut distances_m = vec![f64::NAN; table.len()];
        set.pair_distances_m(table.all(), table.all(), &mut distances_m);
        assert!(
            distances_m.iter().all(|distance| *distance == 0.0),
            "{set:?}"
        );
    }
}

#[test]
fn places_a_billionth_of_a_degree_apart_and_less() {
    check(&pairs(5, 5_000, |r| {
        let from = (r.between(-89.0, 89.0), r.lon());
        let step = 10_f64.powf(r.between(-13.0, -9.0));
        (from, (from.0 + step, from.1 + r.between(-1.0, 1.0) * step))
    }));
}

#[test]
fn on_the_equator_and_close_to_it() {
    check(&pairs(6, 5_000, |r| ((0.0, r.lon()), (0.0, r.lon()))));
    check(&pairs(7, 5_000, |r| {
        let tiny = 10_f64.powf(r.between(-15.0, -2.0));
        ((tiny, r.lon()), (r.between(-1.0, 1.0) * tiny, r.lon()))
    }));
}

#[test]
fn along_meridians_and_over_poles() {
    check(&pairs(8, 5_000, |r| {
        let lon = r.lon();
        ((r.between(-90.0, 90.0), lon), (r.between(-90.0, 90.0), lon))
    }));
    check(&pairs(9, 5_000, |r| {
        let lon = r.lon();
        (
            (r.between(-90.0, 90.0), lon),
            (r.between(-90.0, 90.0), lon + 180.0),
        )
    }));
}

#[test]
fn at_the_poles_and_close_to_them() {
    for pole in [90.0, -90.0] {
        check(&pairs(10, 2_000, |r| ((pole, r.lon()), (r.lat(), r.lon()))));
        check(&pairs(11, 2_000, |r| ((r.lat(), r.lon()), (pole, r.lon()))));
        check(&pairs(12, 1_000, |r| ((pole, r.lon()), (pole, r.lon()))));
        check(&pairs(13, 1_000, |r| ((pole, r.lon()), (-pole, r.lon()))));
        check(&pairs(14, 2_000, |r| {
            let off = 10_f64.powf(r.between(-12.0, 0.0));
            (
                (pole - pole.signum() * off, r.lon()),
                (pole - pole.signum() * r.between(0.0, off), r.lon()),
            )
        }));
    }
}

#[test]
fn across_the_antimeridian_and_in_whole_turns() {
    check(&pairs(15, 5_000, |r| {
        (
            (r.lat(), r.between(170.0, 180.0)),
            (r.lat(), r.between(-180.0, -170.0)),
        )
    }));
    check(&pairs(16, 2_000, |r| ((r.lat(), 180.0), (r.lat(), -180.0))));
    check(&pairs(17, 2_000, |r| {
        (
            (r.lat(), r.between(-2e3, 2e3)),
            (r.lat(), r.between(0.0, 720.0)),
        )
    }));
}

#[test]
fn around_the_antipode() {
    // Measured: 7, 83, 922 and 4,886. Worse guesses of the longitude would not be wrong, but fall back more often.
    for (seed, radius_m, usual) in [
        (18, 1_113_000.0, 1..=15),
        (19, 222_600.0, 50..=110),
        (20, 60_000.0, 700..=1_100),
        (21, 1.0, 4_000..=5_000),
    ] {
        let near = pairs(seed, 5_000, |r| {
            let from = (r.lat(), r.lon());
            let distance_m = radius_m * r.between(0.0, 1.0).sqrt();
            (
                from,
                around((-from.0, from.1 + 180.0), r.between(0.0, 360.0), distance_m),
            )
        });
        let fallbacks = check(&near);
        assert!(
            usual.contains(&fallbacks),
            "{fallbacks} within {radius_m} m"
        );
    }
    check(&pairs(22, 2_000, |r| {
        let lat = r.lat();
        let lon = r.lon();
        ((lat, lon), (-lat, lon + 180.0))
    }));
}

#[test]
fn there_and_back_is_as_far() {
    let pairs = pairs(23, 5_000, |r| ((r.lat(), r.lon()), (r.lat(), r.lon())));
    let there = table(pairs.iter().map(|pair| pair.0));
    let back = table(pairs.iter().map(|pair| pair.1));
    for set in available() {
        let mut distances_m = [vec![0.0; pairs.len()], vec![0.0; pairs.len()]];
        set.pair_distances_m(there.all(), back.all(), &mut distances_m[0]);
        set.pair_distances_m(back.all(), there.all(), &mut distances_m[1]);
        for (a, b) in distances_m[0].iter().zip(&distances_m[1]) {
            assert_close(*a, *b, DISTANCE_TOLERANCE_M, "there and back");
        }
    }
}

#[test]
fn every_length_around_the_block_is_filled() {
    for n in [0, 1, 2, 3, 7, 8, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
        check(&pairs(24, n, |r| ((r.lat(), r.lon()), (r.lat(), r.lon()))));
    }
}

#[test]
fn an_empty_table_is_empty_and_a_part_ends_with_its_table() {
    assert!(PointTable::default().is_empty());
    let two = table([(51.51, -0.13), (48.85, 2.35)]);
    assert!(!two.is_empty());
    assert_eq!(two.all().part(1..1).len(), 0);
    assert_eq!(two.all().part(1..9).len(), 1);
    assert_eq!(two.all().part(5..9).len(), 0);
}

/// A longitude of any size is valid, by its exact remainder.
#[test]
fn longitudes_are_taken_modulo_whole_turns() {
    let mut far_m = [f64::NAN];
    let far = table([(0.0, 1e300)]);
    let near = table([(0.0, 1e300 % 360.0)]);
    pair_distances_m(far.all(), near.all(), &mut far_m);
    assert_eq!(far_m, [0.0]);
}

#[test]
fn instruction_sets_that_the_processor_lacks_are_replaced() {
    let from = table([(40.0, 20.0)]);
    let to = table([(50.0, 30.0)]);
    for set in InstructionSet::ALL {
        let mut distances_m = [0.0];
        set.pair_distances_m(from.all(), to.all(), &mut distances_m);
        let wanted_m = reference(((40.0, 20.0), (50.0, 30.0))).0;
        assert_close(distances_m[0], wanted_m, 1e-8, "replaced");
    }
    assert!(InstructionSet::best().is_available());
}

#[cfg(target_arch = "x86_64")]
#[test]
fn available_are_the_instruction_sets_that_the_processor_reports() {
    use std::arch::is_x86_feature_detected as has;

    // Additions of x86-64-v3 to v1 (System V ABI, AMD64 supplement, table 3.1), except those that every such processor has.
    let level_3 = has!("avx2")
        && has!("bmi1")
        && has!("bmi2")
        && has!("f16c")
        && has!("fma")
        && has!("lzcnt");
    let level_3 = level_3 && has!("movbe") && has!("xsave") && has!("cmpxchg16b") && has!("popcnt");
    let available: Vec<InstructionSet> = available().collect();
    assert_eq!(available.contains(&InstructionSet::Avx2), level_3);
    // Of AVX-512, fearless_simd asks for more than this.
    assert!(has!("avx512vbmi2") || !available.contains(&InstructionSet::Avx512));
    assert_eq!(available.first(), Some(&InstructionSet::Baseline));
    assert_eq!(available.last(), Some(&InstructionSet::best()));
}
