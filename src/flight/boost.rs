//! The seconds of powered flight that are added to free flight, as an interval by range class.
//!
//! The intervals are stated assumptions, not a fit. They agree with what reported times of test flights leave over
//! free flight: 77 s for Pershing II, 15–114 s for four flights of the Hwasong-12 class, 136–227 s for eight lofted
//! ICBM flights (`tests/reference/test_flights.csv`).

use crate::quantity::{Interval, Kilometres};

/// Upper edge of each range class, km, and its boost allowance, s.
const CLASSES: [(f64, Interval); 4] = [
    (1000.0, Interval::around_midpoint(30.0, 60.0)),
    (3000.0, Interval::around_midpoint(60.0, 90.0)),
    (5500.0, Interval::around_midpoint(60.0, 120.0)),
    (f64::INFINITY, Interval::around_midpoint(120.0, 240.0)),
];

/// The boost allowance of a missile of this range class, s.
///
/// The class is that of the missile: a longer-range missile burns as long on a short flight. For a generic system,
/// of which nothing is known but that it reaches, the class is that of the flight.
///
/// ```
/// use arcminute::flight::boost::allowance_s;
/// use arcminute::quantity::{Interval, Kilometres};
/// assert_eq!(allowance_s(Kilometres::new(1000.0)?), Interval::try_from([30.0, 45.0, 60.0])?);
/// assert_eq!(allowance_s(Kilometres::new(1000.001)?), Interval::try_from([60.0, 75.0, 90.0])?);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn allowance_s(range_class: Kilometres) -> Interval {
    let class = CLASSES
        .iter()
        .find(|(upper_km, _)| range_class.km() <= *upper_km);
    class.unwrap_or(&CLASSES[3]).1
}

/// The ranges at which one class ends and the next begins, km.
///
/// ```
/// use arcminute::flight::boost::edges_km;
/// assert_eq!(edges_km().collect::<Vec<f64>>(), [1000.0, 3000.0, 5500.0]);
/// ```
pub fn edges_km() -> impl Iterator<Item = f64> {
    CLASSES
        .iter()
        .map(|(upper_km, _)| *upper_km)
        .filter(|upper_km| upper_km.is_finite())
}

/// The edges of the class that holds a range, in words.
///
/// ```
/// use arcminute::flight::boost::class_text;
/// assert_eq!(class_text(1000.0), "to 1000 km");
/// assert_eq!(class_text(1000.001), "above 1000 to 3000 km");
/// assert_eq!(class_text(8000.0), "above 5500 km");
/// ```
pub fn class_text(range_class_km: f64) -> String {
    let at = CLASSES
        .iter()
        .position(|(upper_km, _)| range_class_km <= *upper_km)
        .unwrap_or(CLASSES.len() - 1);
    match at {
        0 => format!("to {} km", CLASSES[0].0),
        at if at + 1 == CLASSES.len() => format!("above {} km", CLASSES[at - 1].0),
        at => format!("above {} to {} km", CLASSES[at - 1].0, CLASSES[at].0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_meet_at_their_upper_edges() {
        let allowance = |km| allowance_s(Kilometres::new(km).unwrap());
        assert_eq!(
            allowance(1000.0),
            Interval {
                low: 30.0,
                nominal: 45.0,
                high: 60.0
            }
        );
        assert_eq!(
            allowance(1000.001),
            Interval {
                low: 60.0,
                nominal: 75.0,
                high: 90.0
            }
        );
        assert_eq!(
            allowance(5500.0),
            Interval {
                low: 60.0,
                nominal: 90.0,
                high: 120.0
            }
        );
        assert_eq!(
            allowance(5500.001),
            Interval {
                low: 120.0,
                nominal: 180.0,
                high: 240.0
            }
        );
    }

    #[test]
    fn classes_in_words() {
        assert_eq!(edges_km().collect::<Vec<_>>(), [1000.0, 3000.0, 5500.0]);
        for (range_km, words) in [
            (300.0, "to 1000 km"),
            (1000.0, "to 1000 km"),
            (1000.1, "above 1000 to 3000 km"),
            (5500.0, "above 3000 to 5500 km"),
            (5500.1, "above 5500 km"),
            (f64::NAN, "above 5500 km"),
        ] {
            assert_eq!(class_text(range_km), words, "{range_km} km");
        }
    }
}
