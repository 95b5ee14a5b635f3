//! Times of real flights over those of the textbook arc: the interval of a flight time by a rule with few parameters.
//!
//! No vehicle is modelled. The reference over a distance is the minimum-energy free flight and the nominal boost allowance.
//! Short flights last longer than that, by drag, lofting, manoeuvre and slower boosts together; and flights of one range
//! differ. Both are fitted to the flights over a distance in `data/test_flights.csv`; `cargo run --example validate` fits
//! them again, prints what the rule holds with each flight left out, and fails if a constant here is another.

use super::ballistic::{self, Arc, air_share};
use super::boost;
use crate::quantity::{Interval, Kilometres};

/// k: how flights below 2,500 km last longer than the reference, by exp(k ln(L₀/L)): +12 % over 1,000 km. Fitted
/// by least squares through nought to the logarithms of 28 reported times over the reference: 0.1254.
pub const SHORT_RANGE_EXPONENT: f64 = 0.125;

/// L₀, km: from here on flights last as long as the reference. Chosen; 1,500 to 3,000 km do as well.
pub(crate) const SHORT_RANGE_KM: f64 = 2500.0;

/// Below this range, km, flights last longer by no more than here: there are no shorter flights to say more.
pub(crate) const SHORTEST_RANGE_KM: f64 = 300.0;

/// h: times and divided by exp(h), the interval around the nominal time. The 95 % quantile of what of the differences the
/// rounding of the reports leaves unexplained, of the same 28 flights: 0.1458.
pub const SPREAD: f64 = 0.146;

/// The quantile that [`SPREAD`] and [`ARC_SPREAD`] are. Chosen.
pub const QUANTILE: f64 = 0.95;

/// g: the same for the arc of a given apogee, around free flight and allowance. Of 20 flights with an apogee of 100 km and
/// more: 0.0058.
pub const ARC_SPREAD: f64 = 0.006;

/// The rule with its fitted numbers.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// k.
    pub exponent: f64,
    /// h.
    pub spread: f64,
    /// g.
    pub arc_spread: f64,
}

/// The rule of the program.
pub const RULE: Rule = Rule {
    exponent: SHORT_RANGE_EXPONENT,
    spread: SPREAD,
    arc_spread: ARC_SPREAD,
};

/// From this apogee on the time of a flight is that of its arc alone, km. A convention: of 120 km one flight was reported, of
/// less a few, and those took as long as any over their distances.
const ARC_ALONE_KM: f64 = 150.0;

/// The share of the time over the distance in that on an arc: 1 at 100 km and below, 0 from 150 km on, without a step.
pub(crate) fn share_over_distance(arc: &Arc) -> f64 {
    let share = (ARC_ALONE_KM - arc.apogee_km) / (ARC_ALONE_KM - ballistic::MODEL_FLOOR_KM);
    share.clamp(0.0, 1.0).powi(2)
}

/// Minimum-energy free flight and nominal boost allowance over a distance, s: the reference of the rule.
pub fn reference_s(range: Kilometres, minimum_energy: &Arc) -> f64 {
    minimum_energy.free_flight_time_s + boost::allowance_s(range).nominal
}

impl Rule {
    /// The nominal ratio of the time of a real flight over this distance to the reference.
    ///
    /// ```
    /// use arcminute::flight::spread::RULE;
    /// use arcminute::quantity::Kilometres;
    /// assert!((RULE.stretch(Kilometres::new(1000.0)?) - 1.121).abs() < 1e-3);
    /// assert_eq!(RULE.stretch(Kilometres::new(2500.0)?), 1.0);
    /// assert_eq!(RULE.stretch(Kilometres::new(100.0)?), RULE.stretch(Kilometres::new(300.0)?));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn stretch(&self, range: Kilometres) -> f64 {
        let km = range.km();
        if km >= SHORT_RANGE_KM {
            return 1.0;
        }
        (SHORT_RANGE_KM / km.max(SHORTEST_RANGE_KM)).powf(self.exponent)
    }

    /// The time of real flights over a distance, with its minimum-energy arc, s. Never below the grazing orbit after the
    /// shortest boost, which no ballistic flight beats.
    ///
    /// All reported flights that stayed below 100 km were long: there the upper end is times exp(h) again, and less so the
    /// higher the arc climbs (all of it to 100 km of apogee, none above 300 km), without a step.
    ///
    /// ```
    /// use arcminute::flight::{ballistic::minimum_energy, spread::RULE};
    /// use arcminute::quantity::Kilometres;
    /// let range = Kilometres::new(3000.0)?;
    /// let time_s = RULE.over_distance_s(range, &minimum_energy(range)?);
    /// // Free flight of 895 s and 75 s of boost; divided by and times exp(0.146).
    /// assert!((time_s.low() - 838.0).abs() < 1.0 && (time_s.nominal() - 970.0).abs() < 1.0);
    /// assert!((time_s.high() - 1123.0).abs() < 1.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn over_distance_s(&self, range: Kilometres, minimum_energy: &Arc) -> Interval {
        let air = air_share(minimum_energy.apogee_km);
        self.with_share_of_air(range, minimum_energy, air)
    }

    /// The time of flights over a distance that stay below 100 km, s, whatever the minimum-energy arc.
    pub(crate) fn in_air_s(&self, range: Kilometres, minimum_energy: &Arc) -> Interval {
        self.with_share_of_air(range, minimum_energy, 1.0)
    }

    fn with_share_of_air(&self, range: Kilometres, minimum_energy: &Arc, air: f64) -> Interval {
        let nominal_s = self.stretch(range) * reference_s(range, minimum_energy);
        let least_s = ballistic::grazing_time_s(range) + boost::allowance_s(range).low;
        Interval {
            low: (nominal_s * (-self.spread).exp()).max(least_s),
            nominal: nominal_s,
            high: nominal_s * (self.spread * (1.0 + air)).exp(),
        }
    }

    /// The time of a flight on an arc that is asked for over a distance, s: that of the arc above the air, and at 100 km of
    /// apogee and below that of any flight over the distance, for there the arc says nothing. In between the share of the
    /// latter falls to nothing at 150 km.
    pub fn on_arc_s(
        &self,
        range: Kilometres,
        minimum_energy: &Arc,
        arc: &Arc,
        [free_s, boost_s]: [Interval; 2],
    ) -> Interval {
        let share = share_over_distance(arc);
        let in_air = self.in_air_s(range, minimum_energy);
        let above = self.over_arc_s(free_s, boost_s);
        in_air.map(|seconds| share * seconds) + above.map(|seconds| (1.0 - share) * seconds)
    }

    /// The time of a flight on a given arc: free flight and allowance, and what reported flights leave unexplained. Never
    /// below the free flight itself.
    pub(crate) fn over_arc_s(&self, free_s: Interval, boost_s: Interval) -> Interval {
        let sum = free_s + boost_s;
        Interval {
            low: (sum.low * (-self.arc_spread).exp()).max(free_s.low),
            nominal: sum.nominal,
            high: sum.high * self.arc_spread.exp(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let arc = ballistic::minimum_energy(range).unwrap();
            let time_s = RULE.with_share_of_air(range, &arc, 0.0);
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

    /// Over all ranges: no step and no fall, at the floor least of all, and never below the fastest orbit.
    #[test]
    fn times_rise_with_range() {
        let at = |km: f64| {
            let range = Kilometres::computed(km);
            let arc = ballistic::minimum_energy(range).unwrap();
            (RULE.over_distance_s(range, &arc), arc.apogee_km)
        };
        let (mut before, _) = at(1.0);
        let mut was_low = true;
        let mut crossings = 0;
        for step in 2..20_000 {
            let km = f64::from(step);
            let (next, apogee_km) = at(km);
            let grown_s = [
                next.low - before.low,
                next.nominal - before.nominal,
                next.high - before.high,
            ];
            assert!(
                grown_s.iter().all(|&s| s > 0.0 && s < 12.0),
                "{km} km: {grown_s:?}"
            );
            assert!(next.low > ballistic::grazing_time_s(Kilometres::computed(km)));
            crossings += u32::from(was_low != (apogee_km < ballistic::MODEL_FLOOR_KM));
            was_low = apogee_km < ballistic::MODEL_FLOOR_KM;
            before = next;
        }
        // Near the antipode the arcs are low again.
        assert_eq!(crossings, 2);
    }

    /// An arc that is asked for takes as long at 100 km as below it, and its own time far above.
    #[test]
    fn no_step_in_the_apogee() {
        let range = Kilometres::new(850.0).unwrap();
        let usual = ballistic::minimum_energy(range).unwrap();
        let boost_s = boost::allowance_s(range);
        let at = |apogee_km: f64| {
            let arc = ballistic::by_apogee(range, apogee_km).unwrap();
            let free_s = Interval::exact(arc.free_flight_time_s);
            RULE.on_arc_s(range, &usual, &arc, [free_s, boost_s])
        };
        assert!((at(100.001).nominal - at(99.999).nominal).abs() < 0.1);
        assert!((at(100.001).high - at(99.999).high).abs() < 0.1);
        let high = ballistic::by_apogee(range, 4000.0).unwrap();
        assert!((at(4000.0).nominal - high.free_flight_time_s - boost_s.nominal).abs() < 0.01);
    }

    #[test]
    fn the_spread_of_an_arc_is_about_its_time_and_the_boost() {
        let free_s = Interval::try_from(1000.0).unwrap();
        let time_s = RULE.over_arc_s(free_s, Interval::try_from([60.0, 75.0, 90.0]).unwrap());
        assert!((time_s.nominal() - 1075.0).abs() < 1e-9);
        assert!((time_s.low() - 1053.7).abs() < 0.1 && (time_s.high() - 1096.6).abs() < 0.1);
    }
}
