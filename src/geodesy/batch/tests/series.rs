//! The tables of the series against their defining integrals, and the fitted functions against `std`.

use std::f64::consts::PI;

use crate::geodesy::batch::elementary::{
    ARCTANGENT, COARSE_ARCTANGENT, angle, angle_and_inverse, polynomial, sin_cos_deg,
};
use crate::geodesy::batch::series::*;

/// Highest power of ε, and of n, that is followed.
const ORDER: usize = 6;
/// Coefficients of εⁱ nʲ z^(m − ORDER), z = exp(2iσ): a power series in ε and n of Fourier series in 2σ.
type Series = Box<[[[f64; 2 * ORDER + 1]; ORDER + 1]; ORDER + 1]>;

fn zero() -> Series {
    Box::new([[[0.0; 2 * ORDER + 1]; ORDER + 1]; ORDER + 1])
}

fn combine(a: &Series, a_factor: f64, b: &Series, b_factor: f64) -> Series {
    let mut sum = zero();
    for i in 0..=ORDER {
        for j in 0..=ORDER {
            for m in 0..=2 * ORDER {
                sum[i][j][m] = a_factor * a[i][j][m] + b_factor * b[i][j][m];
            }
        }
    }
    sum
}

/// Product, cut after ε^ORDER and n^ORDER. The harmonics need no cut: none is above its power of ε.
fn product(a: &Series, b: &Series) -> Series {
    let mut result = zero();
    for i in 0..=ORDER {
        for k in 0..=ORDER - i {
            for j in 0..=ORDER {
                for l in 0..=ORDER - j {
                    for m in ORDER - i..=ORDER + i {
                        for p in ORDER - k..=ORDER + k {
                            result[i + k][j + l][m + p - ORDER] += a[i][j][m] * b[k][l][p];
                        }
                    }
                }
            }
        }
    }
    result
}

/// coefficient · εⁱ nʲ.
fn monomial(coefficient: f64, i: usize, j: usize) -> Series {
    let mut result = zero();
    result[i][j][ORDER] = coefficient;
    result
}

/// 1/series, for a series that starts with 1, by Newton's iteration.
fn inverse(series: &Series) -> Series {
    let mut result = monomial(1.0, 0, 0);
    for _ in 0..5 {
        let two_less = combine(&monomial(2.0, 0, 0), 1.0, &product(series, &result), -1.0);
        result = product(&result, &two_less);
    }
    result
}

/// (1 − ε) √(1 + k² sin²σ) = √(1 − εz) √(1 − ε/z): with k² = 4ε/(1 − ε)² (eq. 16 solved for k²) the left side squared
/// is (1 − ε)² + 4ε sin²σ = 1 − 2ε cos 2σ + ε².
fn root() -> Series {
    let mut up = zero();
    let mut down = zero();
    let mut binomial = 1.0;
    for i in 0..=ORDER {
        let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
        up[i][0][ORDER + i] = sign * binomial;
        down[i][0][ORDER - i] = sign * binomial;
        binomial *= (0.5 - i as f64) / (i + 1) as f64;
    }
    product(&up, &down)
}

/// The constant term of an integrand, A, and 2l·A·Cₗ/2 = l·A·Cₗ, its coefficient of zˡ, as series without harmonics.
fn harmonic(integrand: &Series, l: usize) -> Series {
    let mut result = zero();
    for i in 0..=ORDER {
        for j in 0..=ORDER {
            result[i][j][ORDER] = integrand[i][j][ORDER + l];
        }
    }
    result
}

fn assert_coefficient(found: f64, wanted: f64, context: &str) {
    assert!(
        (found - wanted).abs() < 1e-14,
        "{context}: {found} for {wanted}"
    );
}

#[test]
fn distance_series_follow_from_their_integral() {
    let root = root();
    // A₁ (1 − ε) is the mean of (1 − ε) √(1 + k² sin²σ), eqs 7 and 15.
    let mean = harmonic(&root, 0);
    for i in 0..=ORDER {
        let wanted = if i % 2 == 0 { A1[i / 2] } else { 0.0 };
        assert_coefficient(wanted, mean[i][0][ORDER], &format!("A1, power {i}"));
    }
    let inverse_mean = inverse(&mean);
    for l in 1..=ORDER {
        let ratio = product(&harmonic(&root, l), &inverse_mean);
        for i in 0..=ORDER {
            let wanted = ratio[i][0][ORDER] / l as f64;
            let table = if i >= l && (i - l) % 2 == 0 {
                C1[l - 1][(i - l) / 2]
            } else {
                0.0
            };
            assert_coefficient(table, wanted, &format!("C1{l}, power {i}"));
        }
    }
}

#[test]
fn longitude_series_follow_from_their_integral() {
    // (2 − f)/(1 + (1 − f)√(1 + k² sin²σ)), eq. 8, with 1 − f = (1 − n)/(1 + n) is
    // (1 − ε)/(½(1 + n)(1 − ε) + ½(1 − n) root).
    let one_less_epsilon = combine(&monomial(1.0, 0, 0), 1.0, &monomial(1.0, 1, 0), -1.0);
    let one_more_n = combine(&monomial(0.5, 0, 0), 1.0, &monomial(0.5, 0, 1), 1.0);
    let one_less_n = combine(&monomial(0.5, 0, 0), 1.0, &monomial(0.5, 0, 1), -1.0);
    let below = combine(
        &product(&one_more_n, &one_less_epsilon),
        1.0,
        &product(&one_less_n, &root()),
        1.0,
    );
    let integrand = product(&one_less_epsilon, &inverse(&below));

    // The paper keeps terms of order 5 in ε and n together.
    let mean = harmonic(&integrand, 0);
    for i in 0..ORDER {
        for j in 0..ORDER - i {
            let table = A3[i].get(j).copied().unwrap_or(0.0);
            assert_coefficient(
                table,
                mean[i][j][ORDER],
                &format!("A3, power {i} of ε, {j} of n"),
            );
        }
    }
    let inverse_mean = inverse(&mean);
    for l in 1..ORDER {
        let ratio = product(&harmonic(&integrand, l), &inverse_mean);
        for i in l..ORDER {
            for j in 0..ORDER - i {
                let table = C3[l - 1][i - l].get(j).copied().unwrap_or(0.0);
                let wanted = ratio[i][j][ORDER] / l as f64;
                assert_coefficient(table, wanted, &format!("C3{l}, power {i} of ε, {j} of n"));
            }
        }
    }
}

/// Mean over a turn of `integrand`(sin²σ) cos 2lσ by the trapezium rule, which is exact to rounding here.
fn fourier(l: usize, integrand: impl Fn(f64) -> f64) -> f64 {
    const NODES: usize = 64;
    let term = |node: usize| {
        let sigma = PI * node as f64 / NODES as f64;
        integrand(sigma.sin().powi(2)) * (2.0 * l as f64 * sigma).cos()
    };
    (0..NODES).map(term).sum::<f64>() / NODES as f64
}

/// Every polynomial of the kernel against quadrature of eqs 7 and 8, over all azimuths: what the series leave out, the
/// fit and the rounding together.
#[test]
fn polynomials_of_the_kernel_match_quadrature() {
    fn check<const N: usize>(
        coefficients: &[f64; N],
        u: f64,
        wanted_m: f64,
        scale_m: f64,
        name: &str,
    ) {
        let error_m = (polynomial(coefficients, u) - wanted_m / scale_m) * scale_m;
        // b·A₁ itself is rounded to 0.9 nm.
        let tolerance_m = if name == "arc" { 2e-9 } else { 2e-10 };
        assert!(
            error_m.abs() < tolerance_m,
            "{name} at u = {u}: {error_m:e} m"
        );
    }
    for step in 1..=200 {
        let u = f64::from(step) / 200.0;
        // Both integrands less 1, without the cancellation, so that the small harmonics keep their digits.
        let root = |sin2: f64| (1.0 + SECOND_ECCENTRICITY_SQUARED * u * sin2).sqrt();
        let root_less_1 = |sin2: f64| SECOND_ECCENTRICITY_SQUARED * u * sin2 / (1.0 + root(sin2));
        let lon_less_1 = |sin2: f64| {
            -(1.0 - FLATTENING) * root_less_1(sin2) / (1.0 + (1.0 - FLATTENING) * root(sin2))
        };
        let mean = |l| if l == 0 { 1.0 } else { 0.0 };
        let distance_m = |l| POLAR_RADIUS_M * (mean(l) + fourier(l, root_less_1));
        let lon = |l| FLATTENING * (mean(l) + fourier(l, lon_less_1));
        // The coefficient of sin 2lσ in I is that of cos 2lσ in its integrand, 2·mean, over 2l; the kernel wants it
        // twice, for sin 2lσ₂ − sin 2lσ₁ = 2 cos(l(σ₁+σ₂)) sin(lσ₁₂), and over uˡ, which multiplies the error too.
        check(&ARC_M, u, distance_m(0), 1.0, "arc");
        let wave = |l: usize| 2.0 * distance_m(l) / l as f64;
        check(&WAVE_1_M, u, wave(1), u, "wave 1");
        check(&WAVE_2_M, u, wave(2), u.powi(2), "wave 2");
        check(&WAVE_3_M, u, wave(3), u.powi(3), "wave 3");
        check(&WAVE_4_M, u, wave(4), u.powi(4), "wave 4");
        assert!(wave(5).abs() < 1.5e-9, "the first wave left out");

        // An error of longitude is one of at most a·sin α₀ times as many metres, ∂s/∂λ = a sin α₀.
        let a = EQUATORIAL_RADIUS_M;
        check(&LON_ARC, u, a * lon(0), a, "lon arc");
        let lon_wave = |l: usize| a * 2.0 * lon(l) / l as f64;
        check(&LON_WAVE_1, u, lon_wave(1), a * u, "lon wave 1");
        check(&LON_WAVE_2, u, lon_wave(2), a * u.powi(2), "lon wave 2");
        check(&LON_WAVE_3, u, lon_wave(3), a * u.powi(3), "lon wave 3");
        check(&LON_WAVE_4, u, lon_wave(4), a * u.powi(4), "lon wave 4");
        assert!(
            lon_wave(5).abs() < 1.5e-9,
            "the first wave of longitude left out"
        );
        // The short series of the Newton steps: the second-order correction leaves nothing of a metre.
        let coarse_lon = polynomial(&COARSE_LON_ARC, u) * PI + 2.0 * COARSE_LON_WAVE[0] * u;
        let lon_all = lon(0) * PI + 2.0 * 2.0 * lon(1);
        assert!(
            (coarse_lon - lon_all).abs() * a < 0.2,
            "{}",
            (coarse_lon - lon_all) * a
        );
    }
}

#[test]
fn angle_is_good_to_rounding_over_a_dense_grid() {
    for step in 0..=400_000 {
        let wanted = PI * f64::from(step) / 400_000.0;
        let y = wanted.sin().max(0.0);
        let x = wanted.cos();
        let (by_product, inverse) = angle_and_inverse(y, x, &ARCTANGENT);
        let (coarse, _) = angle_and_inverse(y, x, &COARSE_ARCTANGENT);
        let exact = y.atan2(x);
        assert!(
            (by_product - exact).abs() < 9e-16,
            "{exact}: {:e}",
            by_product - exact
        );
        let stretched = angle(7.0 * y, 7.0 * x, 7.0);
        assert!(
            (stretched - exact).abs() < 9e-16,
            "{exact}: {:e}",
            stretched - exact
        );
        assert!(
            (coarse - exact).abs() < 3e-6,
            "{exact}: {:e}",
            coarse - exact
        );
        assert!(step == 0 || (inverse * y - 1.0).abs() < 1e-15);
    }
}

#[test]
fn sine_and_cosine_are_good_to_rounding_over_a_dense_grid() {
    for step in -360_000..=360_000 {
        let x_deg = f64::from(step) / 2000.0;
        let (sin, cos) = x_deg.to_radians().sin_cos();
        let (found_sin, found_cos) = sin_cos_deg(x_deg);
        // to_radians itself is off by up to 2.3e-16 at 180°.
        assert!(
            (found_sin - sin).abs() < 5e-16,
            "sin {x_deg}: {:e}",
            found_sin - sin
        );
        assert!(
            (found_cos - cos).abs() < 5e-16,
            "cos {x_deg}: {:e}",
            found_cos - cos
        );
    }
    for (x_deg, sin, cos) in [
        (0.0, 0.0, 1.0),
        (90.0, 1.0, 0.0),
        (-90.0, -1.0, 0.0),
        (180.0, 0.0, -1.0),
        (-180.0, 0.0, -1.0),
    ] {
        assert_eq!(sin_cos_deg(x_deg), (sin, cos), "{x_deg}");
    }
}
