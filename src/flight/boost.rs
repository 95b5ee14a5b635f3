//! The seconds of powered flight that are added to free flight, as an interval that rises smoothly with range.
//!
//! The allowance is assumed, not fitted: straight lines between ranges, with the values of the design at 1,000, 3,000
//! and 5,500 km and a ramp from there to 7,000 km, so that it has no step at an edge of any treaty.

use crate::quantity::{Interval, Kilometres};

/// Range class, km, with the least and the greatest allowance there, s. Between two nodes both run on straight lines; from
/// the last on they stay.
pub(crate) const NODES: [(f64, f64, f64); 5] = [
    (0.0, 15.0, 30.0),
    (1000.0, 30.0, 60.0),
    (3000.0, 60.0, 90.0),
    (5500.0, 60.0, 120.0),
    (7000.0, 120.0, 240.0),
];

/// The boost allowance of a missile of this range class, s; nominally the mean of its ends.
///
/// The class is the greatest range at the speed of the arc: a longer-range missile burns as long on a short flight.
///
/// ```
/// use arcminute::flight::boost::allowance_s;
/// use arcminute::quantity::{Interval, Kilometres};
/// assert_eq!(allowance_s(Kilometres::new(1000.0)?), Interval::try_from([30.0, 45.0, 60.0])?);
/// assert_eq!(allowance_s(Kilometres::new(2000.0)?), Interval::try_from([45.0, 60.0, 75.0])?);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn allowance_s(range_class: Kilometres) -> Interval {
    let km = range_class.km();
    let above = NODES.iter().position(|(node_km, ..)| km < *node_km);
    let (low_s, high_s) = match above {
        Some(at) if at > 0 => {
            let (near_km, near_low_s, near_high_s) = NODES[at - 1];
            let (far_km, far_low_s, far_high_s) = NODES[at];
            let share = (km - near_km) / (far_km - near_km);
            (
                near_low_s + share * (far_low_s - near_low_s),
                near_high_s + share * (far_high_s - near_high_s),
            )
        }
        Some(_) => (NODES[0].1, NODES[0].2),
        None => {
            let (_, low_s, high_s) = NODES[NODES.len() - 1];
            (low_s, high_s)
        }
    };
    Interval::around_midpoint(low_s, high_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allowance_has_no_step_and_never_falls() {
        let allowance = |km| allowance_s(Kilometres::new(km).unwrap());
        for (km, low_s, high_s) in NODES {
            let at = allowance(km);
            assert!(
                (at.low - low_s).abs() < 1e-12 && (at.high - high_s).abs() < 1e-12,
                "{km} km"
            );
            if km > 0.0 {
                let below = allowance(km - 1e-6);
                assert!((below.high - at.high).abs() < 1e-4, "{km} km");
            }
        }
        let mut before = allowance(0.0);
        for step in 1..400 {
            let next = allowance(50.0 * f64::from(step));
            assert!(next.low >= before.low && next.high >= before.high);
            before = next;
        }
        assert_eq!(allowance(20_000.0), Interval::around_midpoint(120.0, 240.0));
    }
}
