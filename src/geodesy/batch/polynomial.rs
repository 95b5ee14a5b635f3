//! Near-minimax polynomials, fitted by the compiler: Chebyshev series through Chebyshev nodes, then powers of x.
//!
//! A truncated Chebyshev series is within a small factor of the best polynomial of its degree (Trefethen,
//! *Approximation Theory and Approximation Practice*, ch. 16), and every function fitted here is analytic well
//! beyond its interval, so that the terms fall fast enough for the change to powers of x to lose nothing.

/// The first terms of a polynomial in powers of x that interpolates `function` at `N` Chebyshev nodes of `0 ≤ x ≤ high`. A
/// macro, because a constant cannot use a function that takes a function.
macro_rules! fit {
    ($function:path, $high:expr, $terms:literal) => {{
        let mut values = [0.0; $terms];
        let mut node = 0;
        while node < $terms {
            values[node] =
                $function($high * $crate::geodesy::batch::polynomial::chebyshev_node(node, $terms));
            node += 1;
        }
        $crate::geodesy::batch::polynomial::through_chebyshev_nodes(values, $high)
    }};
}
pub(super) use fit;

/// Value at `x` of the polynomial with the given coefficients, constant term first.
pub(super) const fn horner(coefficients: &[f64], x: f64) -> f64 {
    let mut value = 0.0;
    let mut i = coefficients.len();
    while i > 0 {
        i -= 1;
        value = value * x + coefficients[i];
    }
    value
}

/// Node `index` of `count` Chebyshev nodes of the first kind, moved to 0…1.
pub(super) const fn chebyshev_node(index: usize, count: usize) -> f64 {
    0.5 + 0.5 * chebyshev_cosine(2 * index + 1, count)
}

/// The polynomial in powers of x that takes `values` at the Chebyshev nodes of `0 ≤ x ≤ high`.
pub(super) const fn through_chebyshev_nodes<const N: usize>(
    values: [f64; N],
    high: f64,
) -> [f64; N] {
    let mut coefficients = [0.0; N];
    // Powers of x in the shifted Chebyshev polynomials of degree k - 1 and k; T(k+1) = 2 (2 x - 1) T(k) - T(k-1).
    let mut below = [0.0; N];
    let mut this = [0.0; N];
    this[0] = 1.0;
    let mut degree = 0;
    while degree < N {
        let mut sum = 0.0;
        let mut node = 0;
        while node < N {
            sum += values[node] * chebyshev_cosine(degree * (2 * node + 1), N);
            node += 1;
        }
        let weight = if degree == 0 {
            sum / N as f64
        } else {
            2.0 * sum / N as f64
        };
        let mut next = [0.0; N];
        let mut power = 0;
        while power < N {
            coefficients[power] += weight * this[power];
            let from_lower = if power > 0 { this[power - 1] } else { 0.0 };
            let turn = 2.0 * from_lower - this[power];
            next[power] = if degree == 0 {
                turn
            } else {
                2.0 * turn - below[power]
            };
            power += 1;
        }
        below = this;
        this = next;
        degree += 1;
    }
    let mut scale = 1.0;
    let mut power = 0;
    while power < N {
        coefficients[power] *= scale;
        scale /= high;
        power += 1;
    }
    coefficients
}

/// cos(π · `halves` / (2 · `count`)), which the standard library cannot yet compute in a constant.
const fn chebyshev_cosine(halves: usize, count: usize) -> f64 {
    // A whole turn is 4·count halves; fold to the first quadrant, where the power series loses nothing.
    let folded = halves % (4 * count);
    let folded = if folded > 2 * count {
        4 * count - folded
    } else {
        folded
    };
    let (sign, folded) = if folded > count {
        (-1.0, 2 * count - folded)
    } else {
        (1.0, folded)
    };
    let angle = core::f64::consts::FRAC_PI_2 * folded as f64 / count as f64;
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut k = 1.0;
    while k < 25.0 {
        term *= -angle * angle / (k * (k + 1.0));
        sum += term;
        k += 2.0;
    }
    sign * sum
}
