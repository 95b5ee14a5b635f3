//! What must hold for every input, not only for the tables.

use std::f64::consts::PI;

use arcminute::flight::ballistic::{self, by_apogee, by_launch_angle, full_speed, minimum_energy};
use arcminute::geodesy::{self, EARTH_RADIUS_KM};
use arcminute::position::Position;
use arcminute::quantity::{Interval, Kilometres};
use arcminute::treaty::BandSet;
use arcminute::warning::{Delays, after_launch_s};
use proptest::prelude::*;

fn positions() -> impl Strategy<Value = Position> {
    (-90.0..=90.0_f64, -180.0..=180.0_f64).prop_map(|(lat, lon)| Position::new(lat, lon).unwrap())
}

/// From a hundred metres to where the ellipsoid's geodesics end; logarithmic, for short ranges are the delicate ones.
fn ranges() -> impl Strategy<Value = Kilometres> {
    (-1.0..4.301_f64).prop_map(|exponent| Kilometres::new(10_f64.powf(exponent)).unwrap())
}

fn relative(a: f64, b: f64) -> f64 {
    (a - b).abs() / b.abs().max(f64::MIN_POSITIVE)
}

proptest! {
    #[test]
    fn distance_is_symmetric(a in positions(), b in positions()) {
        let there = geodesy::inverse(a, b);
        let back = geodesy::inverse(b, a);
        prop_assert!((there.distance.km() - back.distance.km()).abs() < 1e-9);
        if let (Some((initial, last)), Some((back_initial, back_last))) = (there.azimuths_deg, back.azimuths_deg) {
            for azimuth in [initial, last, back_initial, back_last] {
                prop_assert!((0.0..360.0).contains(&azimuth), "{azimuth}");
            }
        }
    }

    #[test]
    fn the_sphere_is_near_the_ellipsoid(a in positions(), b in positions()) {
        let ellipsoid = geodesy::inverse(a, b).distance.km();
        let sphere = geodesy::sphere_distance(a, b).km();
        // The radii of curvature of WGS 84 differ from R by at most 0.56 %.
        prop_assert!((ellipsoid - sphere).abs() <= 0.0057 * ellipsoid + 1e-9, "{ellipsoid} and {sphere}");
    }

    #[test]
    fn destination_undoes_inverse(a in positions(), b in positions()) {
        let track = geodesy::inverse(a, b);
        if let Some((initial, _)) = track.azimuths_deg {
            let reached = geodesy::destination(a, initial, track.distance).unwrap();
            prop_assert!(geodesy::inverse(reached, b).distance.km() < 1e-7);
        }
    }

    #[test]
    fn minimum_energy_is_the_slowest_launch(range in ranges(), share in 0.001..0.999_f64) {
        let slowest = minimum_energy(range).unwrap();
        let limit_deg = 90.0 - (0.25 * range.km() / EARTH_RADIUS_KM).to_degrees();
        let other = by_launch_angle(range, share * limit_deg);
        let is_beyond = other.as_ref().is_err_and(|error| error.to_string().contains("the Earth's pull"));
        prop_assert!(is_beyond || other.unwrap().launch_speed_km_s >= slowest.launch_speed_km_s * (1.0 - 1e-12));
    }

    #[test]
    fn time_grows_with_angle(range in ranges(), a in 0.001..0.999_f64, b in 0.001..0.999_f64) {
        let limit_deg = 90.0 - (0.25 * range.km() / EARTH_RADIUS_KM).to_degrees();
        let low = a.min(b);
        let high = a.max(b);
        prop_assume!(high - low > 1e-6);
        let time_s = |share: f64| match by_launch_angle(range, share * limit_deg) {
            Ok(arc) => arc.free_flight_time_s,
            // Near the parabola of long ranges the arcs leave the Earth's pull.
            Err(error) => {
                assert!(error.to_string().contains("the Earth's pull"), "{error}");
                f64::INFINITY
            }
        };
        prop_assert!(time_s(low) < time_s(high) || time_s(low).is_infinite());
        prop_assert!(ballistic::grazing_time_s(range) < time_s(low));
    }

    #[test]
    fn eccentricity_is_the_tangent_of_the_angle_at_minimum_energy(range in ranges()) {
        let arc = minimum_energy(range).unwrap();
        prop_assert!(relative(arc.eccentricity, arc.launch_angle_deg.to_radians().tan()) < 1e-11);
    }

    #[test]
    fn greatest_range_undoes_minimum_energy(range in ranges()) {
        let arc = minimum_energy(range).unwrap();
        prop_assert!(relative(arc.range_km, range.km()) < 1e-14);
        prop_assert!(relative(ballistic::q_of_speed(arc.launch_speed_km_s), arc.q) < 1e-13);
        prop_assert!(relative(ballistic::greatest_range(arc.q).unwrap().km(), range.km()) < 1e-10);
        let half_angle_rad = 0.5 * range.km() / EARTH_RADIUS_KM;
        let (low_rad, high_rad) = ballistic::launch_angles_rad(arc.q, half_angle_rad).unwrap();
        // Where the two arcs are one, the sine is at its greatest, and half of its digits are lost.
        prop_assert!((low_rad - high_rad).abs() < 1e-5, "{low_rad} and {high_rad}");
    }

    #[test]
    fn time_finds_its_arc(range in ranges(), share in 0.01..0.95_f64) {
        let limit_deg = 90.0 - (0.25 * range.km() / EARTH_RADIUS_KM).to_degrees();
        let flown = by_launch_angle(range, share * limit_deg).unwrap();
        let found = ballistic::by_time(range, flown.free_flight_time_s).unwrap();
        prop_assert!(relative(found.free_flight_time_s, flown.free_flight_time_s) < 1e-9);
        prop_assert!((found.launch_angle_deg - flown.launch_angle_deg).abs() < 1e-5);
    }

    #[test]
    fn the_flattest_arc_takes_the_grazing_time(range in ranges()) {
        let flattest = by_launch_angle(range, 1e-6 * (range.km() / EARTH_RADIUS_KM).to_degrees()).unwrap();
        prop_assert!(relative(flattest.free_flight_time_s, ballistic::grazing_time_s(range)) < 1e-5);
    }

    /// Lambert's time of the minimum-energy ellipse, which shares no step with Kepler's equation.
    #[test]
    fn minimum_energy_time_is_lamberts(range in ranges()) {
        let arc = minimum_energy(range).unwrap();
        let sin_g = (0.5 * range.km() / EARTH_RADIUS_KM).sin();
        let beta = 2.0 * ((1.0 - sin_g) / (1.0 + sin_g)).sqrt().asin();
        let time_s = (arc.semi_major_axis_km.powi(3) / arcminute::flight::GM_KM3_S2).sqrt() * (PI - (beta - beta.sin()));
        // Lambert's form subtracts nearly equal numbers at short range.
        prop_assert!(relative(arc.free_flight_time_s, time_s) < 1e-6);
        prop_assert!(range.km() < 100.0 || relative(arc.free_flight_time_s, time_s) < 1e-11);
    }

    #[test]
    fn apogee_and_angle_are_two_names_of_one_arc(range in ranges(), share in 0.01..0.95_f64) {
        let limit_deg = 90.0 - (0.25 * range.km() / EARTH_RADIUS_KM).to_degrees();
        let arc = by_launch_angle(range, share * limit_deg).unwrap();
        let again = by_apogee(range, arc.apogee_km).unwrap();
        prop_assert!(relative(again.launch_angle_deg, arc.launch_angle_deg) < 1e-9);
        prop_assert!(relative(again.free_flight_time_s, arc.free_flight_time_s) < 1e-9);
    }

    #[test]
    fn full_speed_arcs_have_one_speed_and_enclose_minimum_energy(capability in ranges(), share in 0.01..0.999_f64) {
        let range = Kilometres::new(capability.km() * share).unwrap();
        let low = full_speed(range, capability, false).unwrap();
        let high = full_speed(range, capability, true).unwrap();
        let middle = minimum_energy(range).unwrap();
        let speed_km_s = minimum_energy(capability).unwrap().launch_speed_km_s;
        prop_assert!(relative(low.launch_speed_km_s, speed_km_s) < 1e-9);
        prop_assert!(relative(high.launch_speed_km_s, speed_km_s) < 1e-9);
        prop_assert!(low.free_flight_time_s < middle.free_flight_time_s);
        prop_assert!(middle.free_flight_time_s < high.free_flight_time_s);
    }

    #[test]
    fn every_distance_has_one_band(km in 0.0..30_000.0_f64) {
        for set in BandSet::all() {
            let classed = set.classify(km);
            let holding = set.bands().iter().filter(|band| {
                band.lower.is_none_or(|edge| if edge.belongs_below { km > edge.km } else { km >= edge.km })
                    && band.upper.is_none_or(|edge| if edge.belongs_below { km <= edge.km } else { km < edge.km })
            });
            prop_assert_eq!(holding.map(|band| band.id.as_ref()).collect::<Vec<_>>(), vec![classed.band.id.as_ref()]);
            let margin_km = classed.margin_km.unwrap();
            prop_assert!(set.edges().all(|edge| (km - edge.km).abs() >= margin_km.abs()));
        }
    }

    #[test]
    fn intervals_stay_in_order(low in 0.0..4000.0_f64, a in 0.0..4000.0_f64, b in 0.0..4000.0_f64) {
        let flight = Interval::new("time", " s", low, low + a, low + a + b).unwrap();
        let warning = after_launch_s(flight, Delays::default());
        prop_assert!(warning.low() <= warning.nominal() && warning.nominal() <= warning.high());
    }

    #[test]
    fn no_number_panics(value in any::<f64>(), range in any::<f64>()) {
        let _ = Position::new(value, range);
        if let Ok(range) = Kilometres::new(range) {
            let _ = (minimum_energy(range), by_launch_angle(range, value), by_apogee(range, value));
            for set in BandSet::all() {
                let _ = set.classify(range.km());
            }
        }
    }
}
