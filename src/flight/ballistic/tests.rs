use super::*;

fn km(km: f64) -> Kilometres {
    Kilometres::computed(km)
}

fn is_refused(arc: &Result<Arc>) -> bool {
    matches!(arc, Err(Error::NoArc { .. }))
}

#[test]
fn ranges_are_between_nothing_and_half_the_circumference() {
    for range in [0.0, PI * EARTH_RADIUS_KM, 20_016.0, 30_000.0] {
        let refusal = minimum_energy(km(range)).unwrap_err();
        // π times the mean radius of 6371.0088 km.
        assert!(refusal.to_string().contains("20015.1 km"), "{refusal}");
    }
}

#[test]
fn what_no_arc_has_is_refused() {
    let range = km(2000.0);
    let limit_deg = steepest_angle_rad(half_range_angle_rad(range).unwrap()).to_degrees();
    // The parabola leaves at 90° − Ψ/4, with Ψ = 2000 km/R.
    assert!(
        (limit_deg - (90.0 - (500.0 / EARTH_RADIUS_KM).to_degrees())).abs() < 1e-12,
        "{limit_deg}"
    );
    for degrees in [-1.0, 0.0, limit_deg, limit_deg + 1e-6, 180.0, f64::NAN] {
        assert!(is_refused(&by_launch_angle(range, degrees)), "{degrees}°");
    }
    // A hair below, where Q rounds to 2 or beyond.
    for ulps in 1..20 {
        let degrees = f64::from_bits(limit_deg.to_bits() - ulps);
        assert!(is_refused(&by_launch_angle(range, degrees)), "{degrees}°");
    }
    for apogee_km in [
        -1.0,
        0.0,
        GREATEST_APOGEE_KM * 1.001,
        1e30,
        f64::INFINITY,
        f64::NAN,
    ] {
        assert!(is_refused(&by_apogee(range, apogee_km)), "{apogee_km} km");
    }
    for time_s in [-1.0, 0.0, grazing_time_s(range), f64::INFINITY, f64::NAN] {
        assert!(is_refused(&by_time(range, time_s)), "{time_s} s");
    }
    assert!(
        is_refused(&full_speed(range, km(1000.0), true)) && full_speed(range, range, true).is_ok()
    );
}

/// From Q = 1, the speed of a circular orbit, every range is within reach.
#[test]
fn speeds_without_a_greatest_range() {
    for q in [
        -1.0,
        0.0,
        1.0,
        1.5,
        2.0,
        2.0 + 1e-15,
        3.0,
        f64::INFINITY,
        f64::NAN,
    ] {
        assert!(greatest_range(q).is_none(), "{q}");
    }
    // Nothing is reached beyond the greatest range, and by the parabola no launch angle is left.
    for (q, half_angle_rad) in [(0.1, 1.0), (2.0, 0.1), (3.0, 0.1), (f64::NAN, 0.1)] {
        assert!(launch_angles_rad(q, half_angle_rad).is_none(), "{q}");
    }
}

#[test]
fn trajectories_by_name() {
    let range = km(1000.0);
    let capability = km(2000.0);
    let angle_deg = |trajectory| {
        arc(trajectory, range, Some(capability))
            .unwrap()
            .launch_angle_deg
    };
    let usual_deg = angle_deg(Trajectory::MinimumEnergy);
    assert!(
        angle_deg(Trajectory::Depressed) < usual_deg && usual_deg < angle_deg(Trajectory::Lofted)
    );
}

#[test]
fn a_full_speed_time_spans_the_range_claims() {
    let range = km(1000.0);
    let claims = Interval {
        low: 1500.0,
        nominal: 2000.0,
        high: 2500.0,
    };
    for (trajectory, is_lofted) in [(Trajectory::Lofted, true), (Trajectory::Depressed, false)] {
        let flown = |capability_km| full_speed(range, km(capability_km), is_lofted).unwrap();
        let time_s = free_flight_interval_s(trajectory, range, &flown(2000.0), Some(claims));
        let by_low_s = flown(1500.0).free_flight_time_s;
        let by_high_s = flown(2500.0).free_flight_time_s;
        assert_eq!(
            (time_s.low, time_s.high),
            (by_low_s.min(by_high_s), by_low_s.max(by_high_s)),
            "{trajectory}"
        );
    }
}

#[test]
#[expect(clippy::float_cmp, reason = "what is exact in binary")]
fn the_share_of_the_air_ends_at_300_km() {
    assert_eq!(
        [50.0, 100.0, 200.0, 300.0, 1000.0].map(air_share),
        [1.0, 1.0, 0.5, 0.0, 0.0]
    );
}
