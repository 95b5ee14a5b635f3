//! Spherical trigonometry on the auxiliary sphere, from the sines and cosines of reduced latitude and half longitude.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined would be compiled for the baseline instructions"
)]

use super::elementary::{angle_and_inverse, mul_then_add};

/// The sines and cosines of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reduced {
    /// Sine and cosine of the reduced latitude β, tan β = (1 − f) tan φ.
    pub sin_beta: f64,
    pub cos_beta: f64,
    /// Sine and cosine of half the longitude. Half, because sin² of half a difference keeps its digits where
    /// 1 − cos loses them, and because no longitude has to be brought into ±180° after a subtraction.
    pub sin_half_lon: f64,
    pub cos_half_lon: f64,
}

/// The part of a pair that does not depend on the unknown ω: products of sines and cosines of the reduced latitudes and the half
/// longitude difference.
pub(super) struct Pair {
    pub cos_beta_1: f64,
    /// sin(β₂ − β₁) and cos(β₂ − β₁).
    pub sin_beta_12: f64,
    pub cos_beta_12: f64,
    pub cos_beta_2: f64,
    /// cos β₁ cos β₂, sin β₁ sin β₂, sin β₁ cos β₂, cos β₁ sin β₂.
    pub cos_cos: f64,
    pub sin_sin: f64,
    pub sin_cos: f64,
    pub cos_sin: f64,
    /// |sin ½λ₁₂| and |cos ½λ₁₂|: the way round that is at most half a turn.
    pub sin_half_lon: f64,
    pub cos_half_lon: f64,
    /// 1 if that way goes east, −1 if it goes west.
    pub east: f64,
}

impl Pair {
    #[inline(always)]
    pub(super) fn new(start: Reduced, end: Reduced) -> Pair {
        let cos_cos = start.cos_beta * end.cos_beta;
        let sin_sin = start.sin_beta * end.sin_beta;
        let sin_cos = start.sin_beta * end.cos_beta;
        let cos_sin = start.cos_beta * end.sin_beta;
        // Products rounded alike and then subtracted: exactly 0 for equal points.
        let sin_half =
            end.sin_half_lon * start.cos_half_lon - end.cos_half_lon * start.sin_half_lon;
        let cos_half =
            end.cos_half_lon * start.cos_half_lon + end.sin_half_lon * start.sin_half_lon;
        Pair {
            cos_beta_1: start.cos_beta,
            sin_beta_12: cos_sin - sin_cos,
            cos_beta_12: cos_cos + sin_sin,
            cos_beta_2: end.cos_beta,
            cos_cos,
            sin_sin,
            sin_cos,
            cos_sin,
            sin_half_lon: sin_half.abs(),
            cos_half_lon: cos_half.abs(),
            east: if sin_half * cos_half < 0.0 { -1.0 } else { 1.0 },
        }
    }
}

/// Sine and cosine of ½ω₁₂ = ½(λ₁₂ + d), for 0 ≤ d ≤ πf.
#[inline(always)]
pub(super) fn half_omega(pair: &Pair, difference: f64) -> (f64, f64) {
    // sin and cos of ½d by their power series: ½d < 0.0053, so that the terms left out are below 4e-17.
    let half = 0.5 * difference;
    let square = half * half;
    let sin = half * mul_then_add(square, mul_then_add(square, 1.0 / 120.0, -1.0 / 6.0), 1.0);
    let cos = mul_then_add(square, mul_then_add(square, 1.0 / 24.0, -0.5), 1.0);
    (
        mul_then_add(pair.sin_half_lon, cos, pair.cos_half_lon * sin),
        mul_then_add(pair.cos_half_lon, cos, -(pair.sin_half_lon * sin)),
    )
}

/// The triangle of the pole and the two points on the auxiliary sphere, over the longitude difference ω₁₂.
#[derive(Clone, Copy)]
pub(super) struct Triangle {
    /// ½ sin ω₁₂; negative beyond half a turn, where no shortest geodesic goes.
    pub half_sin_omega: f64,
    /// sin σ₁₂ cos α₁ and sin σ₁₂ cos α₂.
    pub north_1: f64,
    pub north_2: f64,
    pub sin_sigma: f64,
    pub cos_sigma: f64,
    pub sigma: f64,
    pub inverse_sin_sigma: f64,
    pub sin_alpha_0: f64,
}

impl Triangle {
    /// The triangle over the angle ω₁₂ whose half has these sine and cosine.
    #[inline(always)]
    pub(super) fn new<const N: usize>(
        pair: &Pair,
        (sin_half_omega, cos_half_omega): (f64, f64),
        arctangent: &[f64; N],
    ) -> Triangle {
        let half_sin_omega = sin_half_omega * cos_half_omega;

        // 1 − cos ω = 2 sin² ½ω, which keeps short distances exact to the rounding of the coordinates.
        let versed = 2.0 * sin_half_omega * sin_half_omega;
        let north_1 = mul_then_add(pair.sin_cos, versed, pair.sin_beta_12);
        let north_2 = mul_then_add(-pair.cos_sin, versed, pair.sin_beta_12);
        let east_1 = 2.0 * pair.cos_beta_2 * half_sin_omega;
        let cos_sigma = mul_then_add(-pair.cos_cos, versed, pair.cos_beta_12);
        let sin_sigma = mul_then_add(north_1, north_1, east_1 * east_1).sqrt();
        let (sigma, inverse_sin_sigma) = angle_and_inverse::<N>(sin_sigma, cos_sigma, arctangent);
        let sin_alpha_0 = pair.cos_beta_1 * (east_1 * inverse_sin_sigma);
        Triangle {
            half_sin_omega,
            north_1,
            north_2,
            sin_sigma,
            cos_sigma,
            sigma,
            inverse_sin_sigma,
            sin_alpha_0,
        }
    }

    /// u = cos² α₀ and v = u cos(σ₁ + σ₂), which lacks the 0/0 of the cosine itself on the equator.
    #[inline(always)]
    pub(super) fn u_and_v(&self, pair: &Pair) -> (f64, f64) {
        let u = mul_then_add(-self.sin_alpha_0, self.sin_alpha_0, 1.0);
        (u, mul_then_add(u, self.cos_sigma, -2.0 * pair.sin_sin))
    }

    /// ∂ sin α₀ / ∂ω = cos α₁ cos β₁ cos α₂ cos β₂ / sin σ.
    #[inline(always)]
    pub(super) fn slope(&self, pair: &Pair) -> f64 {
        let inverse = self.inverse_sin_sigma;
        (self.north_1 * inverse) * (self.north_2 * inverse) * (pair.cos_cos * inverse)
    }

    /// ∂(σ sin α₀)/∂ω from the [slope](Self::slope): times f, 1 − ∂λ/∂ω with I₃ = σ.
    #[inline(always)]
    pub(super) fn slack(&self, slope: f64) -> f64 {
        mul_then_add(slope, self.sigma, self.sin_alpha_0 * self.sin_alpha_0)
    }

    /// ∂²(σ sin α₀)/∂ω²: times f, −∂²λ/∂ω².
    #[inline(always)]
    pub(super) fn bend(&self, pair: &Pair, slope: f64) -> f64 {
        let inverse = self.inverse_sin_sigma;
        // ∂(north₁)/∂ω = sin β₁ cos β₂ sin ω, ∂(north₂)/∂ω = −cos β₁ sin β₂ sin ω, ∂σ/∂ω = sin α₀.
        let turning = mul_then_add(pair.sin_cos, self.north_2, -(pair.cos_sin * self.north_1));
        let growing =
            (pair.cos_cos * inverse) * (2.0 * self.half_sin_omega * inverse) * (turning * inverse);
        let shrinking = 3.0 * slope * self.sin_alpha_0;
        let slope_change = mul_then_add(-shrinking, self.cos_sigma * inverse, growing);
        mul_then_add(self.sigma, slope_change, shrinking)
    }
}
