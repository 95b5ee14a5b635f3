//! The series of the geodesic integrals on WGS 84, and the polynomials in cos²α₀ that the kernel evaluates.
//!
//! C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013) 43–55,
//! <https://doi.org/10.1007/s00190-012-0578-z>. With k² = e′² cos²α₀ (eq. 9) and ε (eq. 16):
//!
//! - distance: s/b = I₁(σ) = A₁ (σ + Σ C₁ₗ sin 2lσ), eqs 7, 15, 17, 18;
//! - longitude: λ = ω − f sin α₀ I₃(σ), I₃(σ) = A₃ (σ + Σ C₃ₗ sin 2lσ), eqs 8, 23, 24, 25.
//!
//! The paper gives powers of ε, and ε takes a square root and a division from cos²α₀. As ε ≤ 0.00168 on WGS 84,
//! each factor below is, to less than a nanometre of distance, a polynomial of low degree in u = cos²α₀ itself;
//! the compiler fits it. That C₁ₗ and C₃ₗ start at εˡ lets the kernel pair them with uˡ cos(2lσₘ), which
//! needs no division where u vanishes.

use super::polynomial::{fit, horner};

/// Equatorial radius a of WGS 84, m.
pub(super) const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
/// Flattening f of WGS 84.
pub(super) const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Polar semi-axis b of WGS 84, m.
pub(super) const POLAR_RADIUS_M: f64 = EQUATORIAL_RADIUS_M * (1.0 - FLATTENING);
/// Square of the second eccentricity, e′² = (a² − b²)/b².
pub(super) const SECOND_ECCENTRICITY_SQUARED: f64 =
    FLATTENING * (2.0 - FLATTENING) / ((1.0 - FLATTENING) * (1.0 - FLATTENING));
/// Third flattening n = (a − b)/(a + b).
const N: f64 = FLATTENING / (2.0 - FLATTENING);

/// b·A₁ as a polynomial in u, m. The degrees here and below are the least that keep each error under 0.1 nm.
pub(super) const ARC_M: [f64; 6] = plus(POLAR_RADIUS_M, fit!(arc_excess_m, 1.0, 6));
/// 2b·A₁·C₁ₗ/uˡ for l = 1…4 as polynomials in u, m.
pub(super) const WAVE_1_M: [f64; 5] = fit!(wave_1_m, 1.0, 5);
pub(super) const WAVE_2_M: [f64; 4] = fit!(wave_2_m, 1.0, 4);
pub(super) const WAVE_3_M: [f64; 3] = fit!(wave_3_m, 1.0, 3);
pub(super) const WAVE_4_M: [f64; 2] = fit!(wave_4_m, 1.0, 2);
/// f·A₃ as a polynomial in u.
pub(super) const LON_ARC: [f64; 5] = fit!(lon_arc, 1.0, 5);
/// 2f·A₃·C₃ₗ/uˡ for l = 1…4 as polynomials in u.
pub(super) const LON_WAVE_1: [f64; 4] = fit!(lon_wave_1, 1.0, 4);
pub(super) const LON_WAVE_2: [f64; 3] = fit!(lon_wave_2, 1.0, 3);
pub(super) const LON_WAVE_3: [f64; 2] = fit!(lon_wave_3, 1.0, 2);
pub(super) const LON_WAVE_4: [f64; 1] = fit!(lon_wave_4, 1.0, 1);
/// f·A₃ and 2f·A₃·C₃₁/u once more, shorter: for the Newton steps, whose error the last evaluation measures.
pub(super) const COARSE_LON_ARC: [f64; 2] = fit!(lon_arc, 1.0, 2);
pub(super) const COARSE_LON_WAVE: [f64; 1] = fit!(lon_wave_1, 1.0, 1);

/// A₁ (1 − ε) in powers of ε², eq. 17.
pub(super) const A1: [f64; 4] = [1.0, 1.0 / 4.0, 1.0 / 64.0, 1.0 / 256.0];

/// C₁ₗ/εˡ in powers of ε², for l = 1…6, eq. 18.
pub(super) const C1: [[f64; 3]; 6] = [
    [-1.0 / 2.0, 3.0 / 16.0, -1.0 / 32.0],
    [-1.0 / 16.0, 1.0 / 32.0, -9.0 / 2048.0],
    [-1.0 / 48.0, 3.0 / 256.0, 0.0],
    [-5.0 / 512.0, 3.0 / 512.0, 0.0],
    [-7.0 / 1280.0, 0.0, 0.0],
    [-7.0 / 2048.0, 0.0, 0.0],
];

/// A₃, eq. 24: a row for each power of ε, in powers of n.
pub(super) const A3: [[f64; 3]; 6] = [
    [1.0, 0.0, 0.0],
    [-1.0 / 2.0, 1.0 / 2.0, 0.0],
    [-1.0 / 4.0, -1.0 / 8.0, 3.0 / 8.0],
    [-1.0 / 16.0, -3.0 / 16.0, -1.0 / 16.0],
    [-3.0 / 64.0, -1.0 / 32.0, 0.0],
    [-3.0 / 128.0, 0.0, 0.0],
];

/// C₃ₗ/εˡ for l = 1…5, eq. 25: for each a row for each power of ε, in powers of n.
pub(super) const C3: [[[f64; 3]; 5]; 5] = [
    [
        [1.0 / 4.0, -1.0 / 4.0, 0.0],
        [1.0 / 8.0, 0.0, -1.0 / 8.0],
        [3.0 / 64.0, 3.0 / 64.0, -1.0 / 64.0],
        [5.0 / 128.0, 1.0 / 64.0, 0.0],
        [3.0 / 128.0, 0.0, 0.0],
    ],
    [
        [1.0 / 16.0, -3.0 / 32.0, 1.0 / 32.0],
        [3.0 / 64.0, -1.0 / 32.0, -3.0 / 64.0],
        [3.0 / 128.0, 1.0 / 128.0, 0.0],
        [5.0 / 256.0, 0.0, 0.0],
        [0.0; 3],
    ],
    [
        [5.0 / 192.0, -3.0 / 64.0, 5.0 / 192.0],
        [3.0 / 128.0, -5.0 / 192.0, 0.0],
        [7.0 / 512.0, 0.0, 0.0],
        [0.0; 3],
        [0.0; 3],
    ],
    [
        [7.0 / 512.0, -7.0 / 256.0, 0.0],
        [7.0 / 512.0, 0.0, 0.0],
        [0.0; 3],
        [0.0; 3],
        [0.0; 3],
    ],
    [
        [21.0 / 2560.0, 0.0, 0.0],
        [0.0; 3],
        [0.0; 3],
        [0.0; 3],
        [0.0; 3],
    ],
];

/// ε/u at u = cos²α₀: eq. 16, ε = (√(1+k²) − 1)/(√(1+k²) + 1), rearranged so that u = 0 is no exception.
pub(super) const fn epsilon_over_u(u: f64) -> f64 {
    let k2 = SECOND_ECCENTRICITY_SQUARED * u;
    // Newton's iteration for √(1+k²): the standard library's root is no constant function.
    let mut root = 1.0 + 0.5 * k2;
    let mut step = 0;
    while step < 4 {
        root = 0.5 * (root + (1.0 + k2) / root);
        step += 1;
    }
    SECOND_ECCENTRICITY_SQUARED / ((root + 1.0) * (root + 1.0))
}

/// b·(A₁ − 1): fitted without the 1, beside which it would lose digits.
const fn arc_excess_m(u: f64) -> f64 {
    let epsilon = u * epsilon_over_u(u);
    let [_, a1_2, a1_4, a1_6] = A1;
    POLAR_RADIUS_M * epsilon * horner(&[1.0, a1_2, 0.0, a1_4, 0.0, a1_6], epsilon) / (1.0 - epsilon)
}

const fn plus<const N: usize>(constant: f64, mut coefficients: [f64; N]) -> [f64; N] {
    coefficients[0] += constant;
    coefficients
}

const fn wave_1_m(u: f64) -> f64 {
    wave_m(u, 1)
}

const fn wave_2_m(u: f64) -> f64 {
    wave_m(u, 2)
}

const fn wave_3_m(u: f64) -> f64 {
    wave_m(u, 3)
}

const fn wave_4_m(u: f64) -> f64 {
    wave_m(u, 4)
}

/// 2b·A₁·C₁ₗ/uˡ.
const fn wave_m(u: f64, l: usize) -> f64 {
    let epsilon = u * epsilon_over_u(u);
    2.0 * (POLAR_RADIUS_M + arc_excess_m(u))
        * horner(&C1[l - 1], epsilon * epsilon)
        * power(epsilon_over_u(u), l)
}

const fn lon_arc(u: f64) -> f64 {
    FLATTENING * horner_in_n(&A3, u * epsilon_over_u(u))
}

const fn lon_wave_1(u: f64) -> f64 {
    lon_wave(u, 1)
}

const fn lon_wave_2(u: f64) -> f64 {
    lon_wave(u, 2)
}

const fn lon_wave_3(u: f64) -> f64 {
    lon_wave(u, 3)
}

const fn lon_wave_4(u: f64) -> f64 {
    lon_wave(u, 4)
}

/// 2f·A₃·C₃ₗ/uˡ.
const fn lon_wave(u: f64, l: usize) -> f64 {
    2.0 * lon_arc(u) * horner_in_n(&C3[l - 1], u * epsilon_over_u(u)) * power(epsilon_over_u(u), l)
}

/// A polynomial in ε whose coefficients are polynomials in n.
const fn horner_in_n(rows: &[[f64; 3]], epsilon: f64) -> f64 {
    let mut value = 0.0;
    let mut i = rows.len();
    while i > 0 {
        i -= 1;
        value = value * epsilon + horner(&rows[i], N);
    }
    value
}

const fn power(base: f64, exponent: usize) -> f64 {
    let mut value = 1.0;
    let mut i = 0;
    while i < exponent {
        value *= base;
        i += 1;
    }
    value
}
