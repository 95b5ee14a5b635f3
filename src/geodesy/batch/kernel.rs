//! The inverse geodesic problem as straight-line arithmetic over columns, for the compiler to vectorise.
//!
//! Nothing here calls a library function but the square root, and nothing branches on data: what must be decided is a
//! select. The loops are `inline(always)`, so that each is compiled with the instruction set of its caller in
//! `dispatch.rs`. They are short, with columns between them, for one long loop leaves the processor waiting: its chain
//! of operations that depend on each other is longer than the processor looks ahead (19 ns a pair instead of 16).

#![expect(
    clippy::needless_bitwise_bool,
    reason = "a lazy operator is a branch, and loops with branches are not vectorised"
)]
#![expect(
    clippy::inline_always,
    reason = "what is not inlined would be compiled for the baseline instructions"
)]

use super::elementary::{
    ARCTANGENT, COARSE_ARCTANGENT, angle, clockwise_deg, mul_then_add, polynomial, sin_cos_deg,
};
use super::series::{
    ARC_M, COARSE_LON_ARC, COARSE_LON_WAVE, EQUATORIAL_RADIUS_M, FLATTENING, LON_ARC, LON_WAVE_1,
    LON_WAVE_2, LON_WAVE_3, LON_WAVE_4, WAVE_1_M, WAVE_2_M, WAVE_3_M, WAVE_4_M,
};
use super::triangle::{Pair, Reduced, Triangle, half_omega};

/// Pairs worked on at a time: few enough for their columns to stay in the first-level cache.
pub(super) const BLOCK: usize = 256;

/// A distance is left to the fallback if the estimate of its error is above this, m.
const DISTANCE_TOLERANCE_M: f64 = 2e-8;
/// Azimuths are left to the fallback if the estimate of their error is above this, radians.
const AZIMUTH_TOLERANCE_RAD: f64 = 5e-12;
/// The largest ∂ω/∂λ that is trusted; at the antipode it grows beyond all bounds.
const STEEPEST: f64 = 8.0;
/// Relative error of the slack: C₃₁ and the change of A₃.
const SLACK_ERROR: f64 = 2e-3;
/// Pairs less than this many radians apart (6 mm) are left to the fallback: rounding decides their azimuths.
const SHORTEST_WITH_AZIMUTHS_RAD: f64 = 1e-9;

/// Points in columns of equal length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'a> {
    pub sin_beta: &'a [f64],
    pub cos_beta: &'a [f64],
    pub sin_half_lon: &'a [f64],
    pub cos_half_lon: &'a [f64],
}

/// Starts of the pairs: all at one point, or each at its own.
pub(super) trait Starts: Copy {
    /// The starts of the `count` pairs from `first` on.
    fn part(self, first: usize, count: usize) -> Self;
    /// The start of pair `i`.
    fn at(self, i: usize) -> Reduced;
}

impl Starts for Reduced {
    #[inline(always)]
    fn part(self, _: usize, _: usize) -> Self {
        self
    }

    #[inline(always)]
    fn at(self, _: usize) -> Reduced {
        self
    }
}

impl Starts for Columns<'_> {
    #[inline(always)]
    fn part(self, first: usize, count: usize) -> Self {
        Columns {
            sin_beta: &self.sin_beta[first..first + count],
            cos_beta: &self.cos_beta[first..first + count],
            sin_half_lon: &self.sin_half_lon[first..first + count],
            cos_half_lon: &self.cos_half_lon[first..first + count],
        }
    }

    #[inline(always)]
    fn at(self, i: usize) -> Reduced {
        Reduced {
            sin_beta: self.sin_beta[i],
            cos_beta: self.cos_beta[i],
            sin_half_lon: self.sin_half_lon[i],
            cos_half_lon: self.cos_half_lon[i],
        }
    }
}

/// Columns for the results; the azimuths may be empty where they are not wanted.
#[derive(Debug)]
pub(super) struct Outputs<'a> {
    pub distances_m: &'a mut [f64],
    pub initial_azimuths_deg: &'a mut [f64],
    pub final_azimuths_deg: &'a mut [f64],
}

/// Intermediate results that the loops hand on to each other, in columns.
#[derive(Debug)]
pub(super) struct Scratch {
    /// d = ω₁₂ − λ₁₂, radians; later what it still lacks.
    difference: [f64; BLOCK],
    /// The [`Triangle`] at ω₁₂ = λ₁₂ + d.
    half_sin_omega: [f64; BLOCK],
    north_1: [f64; BLOCK],
    north_2: [f64; BLOCK],
    sin_sigma: [f64; BLOCK],
    cos_sigma: [f64; BLOCK],
    sigma: [f64; BLOCK],
    inverse_sin_sigma: [f64; BLOCK],
    sin_alpha_0: [f64; BLOCK],
}

impl Scratch {
    pub(super) fn new() -> Scratch {
        let zeros = [0.0; BLOCK];
        Scratch {
            difference: zeros,
            half_sin_omega: zeros,
            north_1: zeros,
            north_2: zeros,
            sin_sigma: zeros,
            cos_sigma: zeros,
            sigma: zeros,
            inverse_sin_sigma: zeros,
            sin_alpha_0: zeros,
        }
    }

    /// The first `n` triangles, and the column of differences.
    #[inline(always)]
    fn split(&mut self, n: usize) -> (Triangles<'_>, &mut [f64]) {
        let triangles = Triangles {
            half_sin_omega: &self.half_sin_omega[..n],
            north_1: &self.north_1[..n],
            north_2: &self.north_2[..n],
            sin_sigma: &self.sin_sigma[..n],
            cos_sigma: &self.cos_sigma[..n],
            sigma: &self.sigma[..n],
            inverse_sin_sigma: &self.inverse_sin_sigma[..n],
            sin_alpha_0: &self.sin_alpha_0[..n],
        };
        (triangles, &mut self.difference[..n])
    }
}

/// [`Triangle`]s in columns of equal length.
struct Triangles<'a> {
    half_sin_omega: &'a [f64],
    north_1: &'a [f64],
    north_2: &'a [f64],
    sin_sigma: &'a [f64],
    cos_sigma: &'a [f64],
    sigma: &'a [f64],
    inverse_sin_sigma: &'a [f64],
    sin_alpha_0: &'a [f64],
}

impl Triangles<'_> {
    #[inline(always)]
    fn at(&self, i: usize) -> Triangle {
        Triangle {
            half_sin_omega: self.half_sin_omega[i],
            north_1: self.north_1[i],
            north_2: self.north_2[i],
            sin_sigma: self.sin_sigma[i],
            cos_sigma: self.cos_sigma[i],
            sigma: self.sigma[i],
            inverse_sin_sigma: self.inverse_sin_sigma[i],
            sin_alpha_0: self.sin_alpha_0[i],
        }
    }
}

/// Writes the distance of each pair in metres and, if `AZIMUTHS`, the azimuths in degrees (0 ≤ a < 360), for at most
/// [`BLOCK`] pairs. A pair that `steps` steps of improvement do not settle gets NaN as its distance.
#[inline(always)]
pub(super) fn inverse<const AZIMUTHS: bool>(
    starts: impl Starts,
    ends: Columns,
    steps: usize,
    scratch: &mut Scratch,
    out: Outputs,
) {
    let Outputs {
        distances_m,
        initial_azimuths_deg,
        final_azimuths_deg,
    } = out;
    let n = distances_m.len().min(BLOCK);
    // Slices known to be of one length spare the loops their bounds checks, with which they would not be vectorised.
    let starts = starts.part(0, n);
    let ends = ends.part(0, n);
    let differences = &mut scratch.difference[..n];
    if steps == 1 {
        improve::<true>(starts, ends, differences);
    } else {
        differences.fill(0.0);
        for _ in 0..steps {
            improve::<false>(starts, ends, differences);
        }
    }
    triangles(starts, ends, scratch, n);
    distances(starts, ends, scratch, &mut distances_m[..n]);
    if AZIMUTHS {
        let columns = [&mut initial_azimuths_deg[..n], &mut final_azimuths_deg[..n]];
        azimuths(starts, ends, scratch, columns);
    }
}

/// Fills the four columns from latitudes and longitudes in degrees, |φ| ≤ 90 and |λ| ≤ 360; NaN from NaN.
#[inline(always)]
pub(super) fn reduce(lat_deg: &[f64], lon_deg: &[f64], columns: [&mut [f64]; 4]) {
    let n = lat_deg.len();
    let lon_deg = &lon_deg[..n];
    let [sin_beta, cos_beta, sin_half_lon, cos_half_lon] = columns.map(|column| &mut column[..n]);
    for i in 0..n {
        let (sin_phi, cos_phi) = sin_cos_deg(lat_deg[i]);
        let lowered = (1.0 - FLATTENING) * sin_phi;
        let scale = 1.0 / mul_then_add(lowered, lowered, cos_phi * cos_phi).sqrt();
        sin_beta[i] = lowered * scale;
        cos_beta[i] = cos_phi.abs() * scale;
        (sin_half_lon[i], cos_half_lon[i]) = sin_cos_deg(0.5 * lon_deg[i]);
    }
}

/// One step of Chebyshev's method (Newton's, with its second-order term) for d = ω₁₂ − λ₁₂ of each pair. `FRESH` steps
/// go from d = 0 with coarse functions, and settle all but what is near the antipode.
#[inline(always)]
fn improve<const FRESH: bool>(starts: impl Starts, ends: Columns, differences: &mut [f64]) {
    for (i, difference) in differences.iter_mut().enumerate() {
        let pair = Pair::new(starts.at(i), ends.at(i));
        let before = if FRESH { 0.0 } else { *difference };
        let triangle = if FRESH {
            Triangle::new(
                &pair,
                (pair.sin_half_lon, pair.cos_half_lon),
                &COARSE_ARCTANGENT,
            )
        } else {
            Triangle::new(&pair, half_omega(&pair, before), &ARCTANGENT)
        };
        let (u, v) = triangle.u_and_v(&pair);
        let wanted = if FRESH {
            let arc = polynomial(&COARSE_LON_ARC, u);
            triangle.sin_alpha_0
                * mul_then_add(
                    arc,
                    triangle.sigma,
                    COARSE_LON_WAVE[0] * v * triangle.sin_sigma,
                )
        } else {
            lon_excess(&triangle, u, waves(&triangle, u, v))
        };
        let slope = triangle.slope(&pair);
        let slack = FLATTENING * triangle.slack(slope);
        // Over most of the globe the slack is a few thousandths, and two powers of it do for the reciprocal.
        let inverse_rate = if FRESH {
            mul_then_add(slack, slack, slack) + 1.0
        } else {
            1.0 / (1.0 - slack)
        };
        let step = (wanted - before) * inverse_rate;
        let half_bend = (0.5 * FLATTENING) * triangle.bend(&pair, slope) * inverse_rate;
        *difference = mul_then_add(step, mul_then_add(step, half_bend, 1.0), before);
    }
}

/// The triangle of each pair at ω₁₂ = λ₁₂ + d.
#[inline(always)]
fn triangles(starts: impl Starts, ends: Columns, scratch: &mut Scratch, n: usize) {
    let difference = &scratch.difference[..n];
    let half_sin_omega = &mut scratch.half_sin_omega[..n];
    let north_1 = &mut scratch.north_1[..n];
    let north_2 = &mut scratch.north_2[..n];
    let sin_sigma = &mut scratch.sin_sigma[..n];
    let cos_sigma = &mut scratch.cos_sigma[..n];
    let sigma = &mut scratch.sigma[..n];
    let inverse_sin_sigma = &mut scratch.inverse_sin_sigma[..n];
    let sin_alpha_0 = &mut scratch.sin_alpha_0[..n];
    for i in 0..n {
        let pair = Pair::new(starts.at(i), ends.at(i));
        let triangle = Triangle::new(&pair, half_omega(&pair, difference[i]), &ARCTANGENT);
        half_sin_omega[i] = triangle.half_sin_omega;
        north_1[i] = triangle.north_1;
        north_2[i] = triangle.north_2;
        sin_sigma[i] = triangle.sin_sigma;
        cos_sigma[i] = triangle.cos_sigma;
        sigma[i] = triangle.sigma;
        inverse_sin_sigma[i] = triangle.inverse_sin_sigma;
        sin_alpha_0[i] = triangle.sin_alpha_0;
    }
}

/// One evaluation of the full series on the triangle of each pair, and a second-order correction for what the
/// longitude then lacks. NaN where that is not enough for distance and azimuths: also where azimuths are not asked for, so
/// that a distance is the same with them and without.
#[inline(always)]
fn distances(starts: impl Starts, ends: Columns, scratch: &mut Scratch, distances_m: &mut [f64]) {
    let n = distances_m.len();
    let (triangles, differences) = scratch.split(n);
    for i in 0..n {
        let pair = Pair::new(starts.at(i), ends.at(i));
        let triangle = triangles.at(i);
        let Triangle {
            sin_sigma,
            sigma,
            sin_alpha_0,
            ..
        } = triangle;
        let (u, v) = triangle.u_and_v(&pair);
        let [wave_1, wave_2, wave_3, wave_4] = waves(&triangle, u, v);
        let residual = lon_excess(&triangle, u, [wave_1, wave_2, wave_3, wave_4]) - differences[i];

        let waves_m = mul_then_add(
            polynomial(&WAVE_1_M, u),
            wave_1,
            mul_then_add(
                polynomial(&WAVE_2_M, u),
                wave_2,
                mul_then_add(
                    polynomial(&WAVE_3_M, u),
                    wave_3,
                    polynomial(&WAVE_4_M, u) * wave_4,
                ),
            ),
        );
        let uncorrected_m = mul_then_add(polynomial(&ARC_M, u), sigma, waves_m * sin_sigma);

        // ∂s/∂λ = a sin α₀ (Clairaut), and its own rate of change: the distance where λ is larger by the residual.
        let slope = triangle.slope(&pair);
        let slack = polynomial(&LON_ARC, u) * triangle.slack(slope);
        let inverse_rate = 1.0 / (1.0 - slack);
        let lacking = residual * inverse_rate;
        let mean_sin_alpha_0 = mul_then_add(0.5 * slope, lacking, sin_alpha_0);
        let distance_m = mul_then_add(
            EQUATORIAL_RADIUS_M * residual,
            mean_sin_alpha_0,
            uncorrected_m,
        );

        // Third order: sin α₀ bends over angles of the size of sin σ.
        let turn = (lacking * triangle.inverse_sin_sigma).abs();
        // Of azimuths: second order, and the error of the slack, which leaves out the waves of I₃.
        let error_rad = turn * mul_then_add(SLACK_ERROR, slack.abs(), turn);
        let holds = (EQUATORIAL_RADIUS_M * (residual * (turn * turn)).abs() < DISTANCE_TOLERANCE_M)
            & (triangle.half_sin_omega >= 0.0)
            & (inverse_rate > 0.0)
            & (inverse_rate < STEEPEST)
            & (error_rad < AZIMUTH_TOLERANCE_RAD)
            & (sin_sigma > SHORTEST_WITH_AZIMUTHS_RAD);
        distances_m[i] = if holds { distance_m } else { f64::NAN };
        differences[i] = lacking;
    }
}

/// uˡ cos(l(σ₁+σ₂)) sin(lσ)/sin σ for l = 1…4, by the recurrences of Chebyshev's polynomials of the first kind, times uˡ,
/// and of the second.
#[inline(always)]
fn waves(triangle: &Triangle, u: f64, v: f64) -> [f64; 4] {
    let double_cos = 2.0 * triangle.cos_sigma;
    let double_v = 2.0 * v;
    let u_2 = u * u;
    let cos_2 = mul_then_add(double_v, v, -u_2);
    let cos_3 = mul_then_add(double_v, cos_2, -(u_2 * v));
    let cos_4 = mul_then_add(double_v, cos_3, -(u_2 * cos_2));
    let sin_3 = mul_then_add(double_cos, double_cos, -1.0);
    let sin_4 = mul_then_add(double_cos, sin_3, -double_cos);
    [v, double_cos * cos_2, sin_3 * cos_3, sin_4 * cos_4]
}

/// ω₁₂ − λ₁₂ = f sin α₀ (I₃(σ₂) − I₃(σ₁)) of the triangle, radians.
#[inline(always)]
fn lon_excess(triangle: &Triangle, u: f64, [wave_1, wave_2, wave_3, wave_4]: [f64; 4]) -> f64 {
    let waves = mul_then_add(
        polynomial(&LON_WAVE_1, u),
        wave_1,
        mul_then_add(
            polynomial(&LON_WAVE_2, u),
            wave_2,
            mul_then_add(polynomial(&LON_WAVE_3, u), wave_3, LON_WAVE_4[0] * wave_4),
        ),
    );
    let arc = polynomial(&LON_ARC, u);
    triangle.sin_alpha_0 * mul_then_add(arc, triangle.sigma, waves * triangle.sin_sigma)
}

/// The azimuths of each pair in degrees, 0 ≤ a < 360, corrected to first order for what ω₁₂ lacks.
#[inline(always)]
fn azimuths(
    starts: impl Starts,
    ends: Columns,
    scratch: &mut Scratch,
    [initial_deg, final_deg]: [&mut [f64]; 2],
) {
    let n = initial_deg.len();
    let final_deg = &mut final_deg[..n];
    let (triangles, lacking) = scratch.split(n);
    for i in 0..n {
        let pair = Pair::new(starts.at(i), ends.at(i));
        let triangle = triangles.at(i);
        let Triangle {
            north_1,
            north_2,
            sin_sigma,
            inverse_sin_sigma,
            ..
        } = triangle;
        let sin_omega = 2.0 * triangle.half_sin_omega;
        let alpha_1 = angle(pair.cos_beta_2 * sin_omega, north_1, sin_sigma);
        let alpha_2 = angle(pair.cos_beta_1 * sin_omega, north_2, sin_sigma);
        // ∂α₁/∂ω = cos β₂ cos α₂ / sin σ and ∂α₂/∂ω = cos β₁ cos α₁ / sin σ.
        let step = lacking[i] * (inverse_sin_sigma * inverse_sin_sigma);
        let alpha_1 = mul_then_add(pair.cos_beta_2 * north_2, step, alpha_1);
        let alpha_2 = mul_then_add(pair.cos_beta_1 * north_1, step, alpha_2);
        initial_deg[i] = clockwise_deg(alpha_1, pair.east);
        final_deg[i] = clockwise_deg(alpha_2, pair.east);
    }
}
