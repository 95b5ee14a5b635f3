//! The derivatives that the iteration and the correction use, against differences.

use super::super::elementary::ARCTANGENT;
use super::super::triangle::{Pair, Triangle, half_omega};
use super::point;

fn triangle(pair: &Pair, difference: f64) -> Triangle {
    Triangle::new(pair, half_omega(pair, difference), &ARCTANGENT)
}

#[test]
fn slope_slack_and_bend_are_the_derivatives_over_the_longitude() {
    // In radians, as the difference ω₁₂ − λ₁₂ that the iteration looks for.
    let middle = 2e-3;
    let step = 1e-5;
    for lat_1 in [-71.0, -38.0, -4.0, 22.0, 63.0] {
        for lat_2 in [-66.0, -29.0, 9.0, 41.0, 80.0] {
            for lon in [3.0, 40.0, 95.0, 150.0] {
                let [start, end] = [(lat_1, 10.0), (lat_2, 10.0 + lon)].map(point);
                let pair = Pair::new(start.reduced, end.reduced);
                let [before, here, after] =
                    [middle - step, middle, middle + step].map(|d| triangle(&pair, d));
                let derivative =
                    |of: &dyn Fn(&Triangle) -> f64| (of(&after) - of(&before)) / (2.0 * step);
                let slack = |triangle: &Triangle| triangle.slack(triangle.slope(&pair));
                let slope = here.slope(&pair);
                let context = format!("{lat_1} {lat_2} {lon}");
                for (found, wanted) in [
                    (slope, derivative(&|triangle| triangle.sin_alpha_0)),
                    (
                        here.slack(slope),
                        derivative(&|triangle| triangle.sigma * triangle.sin_alpha_0),
                    ),
                    (here.bend(&pair, slope), derivative(&slack)),
                ] {
                    // The difference quotient is wrong by step²/6 of the third derivative, which grows with 1/sin³ σ.
                    let tolerance = 1e-9 * (2.0 + here.inverse_sin_sigma.powi(4));
                    assert!(
                        (found - wanted).abs() < tolerance,
                        "{found} for {wanted}, {context}"
                    );
                }
            }
        }
    }
}
