//! Times of real flights over those of the textbook arc: the interval of a flight time by a rule with few parameters.
//!
//! No vehicle is modelled. The reference over a distance is the minimum-energy free flight and the nominal boost allowance.
//! Short flights last longer than that, by drag, lofting, manoeuvre and slower boosts together; and flights of one range
//! differ. Both are fitted to the flights over a distance in `data/test_flights.csv`; `cargo run --example validate` fits
//! them again, prints what the rule holds with each flight left out, and fails if a constant here is another.

use crate::quantity::{Interval, Kilometres};

/// k: how flights below [`SHORT_RANGE_KM`] last longer than the reference, by exp(k ln(L₀/L)): +12 % over 1,000 km. Fitted
/// by least squares through nought to the logarithms of 28 reported times over the reference: 0.1254.
pub const SHORT_RANGE_EXPONENT: f64 = 0.125;

/// L₀, km: from here on flights last as long as the reference. Chosen; 1,500 to 3,000 km do as well.
pub const SHORT_RANGE_KM: f64 = 2500.0;

/// Below this range, km, flights last longer by no more than here: there are no shorter flights to say more.
pub const SHORTEST_RANGE_KM: f64 = 300.0;

/// h: times and divided by exp(h), the interval around the nominal time. The 95 % quantile of what of the differences the
/// rounding of the reports leaves unexplained, of the same 28 flights: 0.1458.
pub const SPREAD: f64 = 0.146;

/// The quantile that [`SPREAD`] and [`ARC_SPREAD`] are. Chosen.
pub const QUANTILE: f64 = 0.95;

/// g: the same for the arc of a given apogee, around free flight and allowance. Of 20 flights with an apogee of 100 km and
/// more: 0.0058.
pub const ARC_SPREAD: f64 = 0.006;

/// The nominal ratio of the time of a real flight over this distance to the reference.
///
/// ```
/// use arcminute::flight::spread::stretch;
/// use arcminute::quantity::Kilometres;
/// assert!((stretch(Kilometres::new(1000.0)?) - 1.121).abs() < 1e-3);
/// assert_eq!(stretch(Kilometres::new(2500.0)?), 1.0);
/// assert_eq!(stretch(Kilometres::new(100.0)?), stretch(Kilometres::new(300.0)?));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn stretch(range: Kilometres) -> f64 {
    stretch_by(range, SHORT_RANGE_EXPONENT)
}

/// The same with another exponent, for fits.
pub fn stretch_by(range: Kilometres, exponent: f64) -> f64 {
    let km = range.km();
    if km >= SHORT_RANGE_KM {
        return 1.0;
    }
    (SHORT_RANGE_KM / km.max(SHORTEST_RANGE_KM)).powf(exponent)
}

/// The time of real flights over a distance whose reference is `reference_s`, s.
///
/// ```
/// use arcminute::flight::{ballistic::minimum_energy, boost::allowance_s, spread::over_distance_s};
/// use arcminute::quantity::Kilometres;
/// let range = Kilometres::new(1000.0)?;
/// let reference_s = minimum_energy(range)?.free_flight_time_s + allowance_s(range).nominal();
/// let time_s = over_distance_s(range, reference_s);
/// // As fitted apart from this program: 504, 583 and 674 s, with k = 0.1254 and h = 0.1458.
/// assert!((time_s.low() - 504.0).abs() < 1.0 && (time_s.nominal() - 583.0).abs() < 1.0);
/// assert!((time_s.high() - 674.0).abs() < 1.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn over_distance_s(range: Kilometres, reference_s: f64) -> Interval {
    around(stretch(range) * reference_s, SPREAD)
}

/// The same where the arc stays below 100 km: the upper end is as far again, for all reported flights there were long.
/// Four flights lie in it, too few to claim anything: printers mark it.
pub fn below_the_floor_s(range: Kilometres, reference_s: f64) -> Interval {
    let usual = over_distance_s(range, reference_s);
    Interval {
        high: usual.high * SPREAD.exp(),
        ..usual
    }
}

/// The time of a flight on a given arc: free flight and allowance, and what reported flights leave unexplained. Never
/// below the free flight itself.
///
/// ```
/// use arcminute::flight::spread::over_arc_s;
/// use arcminute::quantity::Interval;
/// let time_s = over_arc_s(Interval::try_from(1000.0)?, Interval::try_from([60.0, 75.0, 90.0])?);
/// assert_eq!(time_s.nominal(), 1075.0);
/// assert!((time_s.low() - 1053.7).abs() < 0.1 && (time_s.high() - 1096.6).abs() < 0.1);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn over_arc_s(free_s: Interval, boost_s: Interval) -> Interval {
    let sum = free_s + boost_s;
    Interval {
        low: (sum.low * (-ARC_SPREAD).exp()).max(free_s.low),
        nominal: sum.nominal,
        high: sum.high * ARC_SPREAD.exp(),
    }
}

/// A time with its spread, times and divided by exp(h).
pub fn around(nominal_s: f64, spread: f64) -> Interval {
    let factor = spread.exp();
    Interval {
        low: nominal_s / factor,
        nominal: nominal_s,
        high: nominal_s * factor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flight::{ballistic, boost};

    /// Values of the fit apart from this program, with unrounded constants: to a second.
    #[test]
    fn times_are_those_of_the_fit() {
        for (km, low_s, nominal_s, high_s) in [
            (300.0, 316.0, 366.0, 423.0),
            (1000.0, 504.0, 583.0, 674.0),
            (2000.0, 677.0, 783.0, 906.0),
            (5500.0, 1215.0, 1406.0, 1627.0),
            (10_000.0, 1824.0, 2111.0, 2442.0),
        ] {
            let range = Kilometres::new(km).unwrap();
            let free_s = ballistic::minimum_energy(range).unwrap().free_flight_time_s;
            let time_s = over_distance_s(range, free_s + boost::allowance_s(range).nominal);
            for (value_s, wanted_s) in [
                (time_s.low, low_s),
                (time_s.nominal, nominal_s),
                (time_s.high, high_s),
            ] {
                assert!(
                    (value_s - wanted_s).abs() < 1.0,
                    "{km} km: {value_s} {wanted_s}"
                );
            }
        }
    }

    #[test]
    fn times_rise_with_range() {
        let at = |km: f64| {
            let range = Kilometres::computed(km);
            let free_s = ballistic::minimum_energy(range).unwrap().free_flight_time_s;
            over_distance_s(range, free_s + boost::allowance_s(range).nominal)
        };
        let mut before = at(1.0);
        for step in 1..1500 {
            let next = at(10.0 * f64::from(step));
            assert!(next.low > before.low && next.high > before.high, "{step}");
            before = next;
        }
    }
}
