//! The few elementary functions that the kernel needs, without a branch or a library call, so that loops around them
//! are vectorised. No operation is fused: every instruction set, and so every machine, gives the same bits.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined would be compiled for the baseline instructions"
)]

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI, SQRT_2};

use super::polynomial::{fit, horner};

/// a·b + c in two roundings, on every instruction set.
#[inline(always)]
pub(super) fn mul_then_add(a: f64, b: f64, c: f64) -> f64 {
    a * b + c
}

/// Value at `x` of a polynomial, constant term first.
#[inline(always)]
pub(super) fn polynomial<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    if N < 5 {
        let mut value = coefficients[N - 1];
        for coefficient in coefficients[..N - 1].iter().rev() {
            value = mul_then_add(value, x, *coefficient);
        }
        return value;
    }
    // Even and odd powers side by side: half as long a chain of operations that wait for each other.
    let square = x * x;
    let mut last = coefficients[N - 1];
    let mut other = coefficients[N - 2];
    let mut i = N - 2;
    while i > 1 {
        last = mul_then_add(last, square, coefficients[i - 1]);
        other = mul_then_add(other, square, coefficients[i - 2]);
        i -= 2;
    }
    if i == 1 {
        mul_then_add(other, x, mul_then_add(last, square, coefficients[0]))
    } else {
        mul_then_add(last, x, other)
    }
}

/// The angle of the vector (`x`, `y`) of length `radius`, for y ≥ 0: radians, 0…π.
#[inline(always)]
pub(super) fn angle(y: f64, x: f64, radius: f64) -> f64 {
    let (numerator, denominator, steep) = half_tangent(y, x, radius);
    unfold(numerator / denominator, steep, x, &ARCTANGENT)
}

/// The angle of the unit vector (`x`, `y`), for y ≥ 0, and 1/y: both of one division. 1/0 is taken as 1e150, so that
/// products of it with what vanishes with y are 0, not NaN.
#[inline(always)]
pub(super) fn angle_and_inverse<const N: usize>(
    y: f64,
    x: f64,
    arctangent: &[f64; N],
) -> (f64, f64) {
    let (numerator, denominator, steep) = half_tangent(y, x, 1.0);
    let divisor = y + 1e-150;
    let common = 1.0 / (denominator * divisor);
    (
        unfold(numerator * (common * divisor), steep, x, arctangent),
        common * denominator,
    )
}

/// tan(θ/2) = y/(r + |x|), which is within 0…1, as numerator and denominator; above tan(π/8) the tangent of θ/2 − π/4,
/// which leaves |t| ≤ tan(π/8).
#[inline(always)]
fn half_tangent(y: f64, x: f64, radius: f64) -> (f64, f64, bool) {
    let far = radius + x.abs();
    let steep = y > TAN_PI_8 * far;
    (
        if steep { y - far } else { y },
        if steep { y + far } else { far },
        steep,
    )
}

/// θ from the tangent `t` of [`half_tangent`].
#[inline(always)]
fn unfold<const N: usize>(t: f64, steep: bool, x: f64, arctangent: &[f64; N]) -> f64 {
    let square = t * t;
    let half = mul_then_add(t * square, polynomial::<N>(arctangent, square), t);
    let acute = mul_then_add(2.0, half, if steep { FRAC_PI_2 } else { 0.0 });
    if x < 0.0 { PI - acute } else { acute }
}

/// An angle from north, 0…π, towards the east or the west, as degrees clockwise from north, 0 ≤ a < 360.
#[inline(always)]
pub(super) fn clockwise_deg(angle_rad: f64, east: f64) -> f64 {
    let signed = angle_rad * (east * (180.0 / PI));
    let turned = if signed < 0.0 { signed + 360.0 } else { signed };
    // A tiny negative angle rounds up to the whole turn.
    if turned >= 360.0 { 0.0 } else { turned }
}

/// Sine and cosine of an angle in degrees, |x| ≤ 180. Exact at the multiples of 90°, as reduction in radians is not.
#[inline(always)]
pub(super) fn sin_cos_deg(x_deg: f64) -> (f64, f64) {
    // Adding and taking away 1.5·2⁵² rounds to the nearest whole number, in every instruction set.
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    let turns = (x_deg * (1.0 / 90.0) + ROUNDER) - ROUNDER;
    let x = (x_deg - 90.0 * turns) * (PI / 180.0);
    let square = x * x;
    let sin = mul_then_add(x * square, polynomial(&SINE, square), x);
    let cos = mul_then_add(square, polynomial(&COSINE, square), 1.0);
    // `turns` is −2…2: an odd number of quarter turns exchanges sine and cosine, two of them change both signs.
    let odd = (turns.abs() - 1.0).abs() < 0.5;
    let sign = 1.0 - turns.abs();
    (
        if odd { turns * cos } else { sign * sin },
        if odd { -turns * sin } else { sign * cos },
    )
}

/// tan(π/8) = √2 − 1.
const TAN_PI_8: f64 = SQRT_2 - 1.0;
/// The interval in which the arctangent is fitted: t² ≤ tan²(π/8) with a margin for rounding.
const ARCTANGENT_HIGH: f64 = TAN_PI_8 * TAN_PI_8 * 1.0001;
/// (arctan(t)/t − 1)/t² in powers of t².
pub(super) const ARCTANGENT: [f64; 11] = fit!(arctangent_rest, ARCTANGENT_HIGH, 11);
/// The same, good to 3e-8 rad, for the Newton steps.
pub(super) const COARSE_ARCTANGENT: [f64; 3] = fit!(arctangent_rest, ARCTANGENT_HIGH, 3);

/// (arctan(t)/t − 1)/t² = −1/3 + t²/5 − t⁴/7 + …, from `square` = t² ≤ 0.172.
const fn arctangent_rest(square: f64) -> f64 {
    let mut terms = [0.0; 30];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = (if i % 2 == 0 { -1.0 } else { 1.0 }) / (2 * i + 3) as f64;
        i += 1;
    }
    horner(&terms, square)
}

/// The interval in which sine and cosine are fitted: x² ≤ (π/4)² with a margin for rounding.
const SINE_HIGH: f64 = FRAC_PI_4 * FRAC_PI_4 * 1.0001;
/// (sin(x)/x − 1)/x² and (cos(x) − 1)/x² in powers of x².
pub(super) const SINE: [f64; 7] = fit!(sine_rest, SINE_HIGH, 7);
pub(super) const COSINE: [f64; 8] = fit!(cosine_rest, SINE_HIGH, 8);

/// (sin(x)/x − 1)/x² = −1/3! + x²/5! − …, from `square` = x².
const fn sine_rest(square: f64) -> f64 {
    alternating_factorials(square, -1.0 / 6.0, 3.0)
}

/// (cos(x) − 1)/x² = −1/2! + x²/4! − …, from `square` = x².
const fn cosine_rest(square: f64) -> f64 {
    alternating_factorials(square, -1.0 / 2.0, 2.0)
}

/// −1/k! + x²/(k+2)! − x⁴/(k+4)! + …, from its `first` term, for x² < 1.
const fn alternating_factorials(square: f64, first: f64, k: f64) -> f64 {
    let mut sum = 0.0;
    let mut term = first;
    let mut next = k;
    while next < 30.0 {
        sum += term;
        term *= -square / ((next + 1.0) * (next + 2.0));
        next += 2.0;
    }
    sum
}
