use super::*;
use crate::catalogue::{Place, Role, place};
use crate::caveat::Caveat;
use crate::geodesy;
use crate::model::{Assessment, Row};
use crate::treaty::BandSet;

fn flight(from: &Place, to: &Place, system: &System, trajectory: &str) -> Flight {
    let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
    assumptions.trajectory = trajectory.parse().unwrap();
    let distance = geodesy::inverse(from.position, to.position).distance;
    GroundDistance::within(distance, from.joint_uncertainty_km(to))
        .flight(system, &assumptions, None)
        .unwrap()
        .unwrap()
}

/// The interval over uncertain places holds that over exact ones at the distance and at both of its ends.
#[test]
fn intervals_hold_where_the_places_may_be() {
    let from = place("kapustin-yar", Role::From).unwrap();
    let to = place("Berlin", Role::To).unwrap();
    let joint_km = from.joint_uncertainty_km(&to);
    assert!(joint_km > 0.0);
    let exact = |place: &Place| Place {
        uncertainty_km: 0.0,
        ..place.clone()
    };
    let track = geodesy::inverse(from.position, to.position);
    let (initial_deg, _) = track.azimuths_deg.unwrap();
    let cases = [
        (System::GENERIC_BALLISTIC, "minimum-energy"),
        (System::GENERIC_BALLISTIC, "angle=30"),
        (System::GENERIC_BALLISTIC, "apogee=300"),
        (System::named("oreshnik").unwrap(), "lofted"),
        (System::named("oreshnik").unwrap(), "depressed"),
        (System::GENERIC_CRUISE, "minimum-energy"),
    ];
    for (system, trajectory) in cases {
        let wide = flight(&from, &to, &system, trajectory);
        for shift_km in [-joint_km, 0.0, joint_km] {
            let km = Kilometres::new(track.distance.km() + shift_km).unwrap();
            let moved = Place {
                position: geodesy::destination(from.position, initial_deg, km).unwrap(),
                ..exact(&to)
            };
            let narrow = flight(&exact(&from), &moved, &system, trajectory);
            let name = format!("{} {trajectory} {shift_km} km", system.id);
            // The end is found again to a nanometre.
            let holds = |wide: Interval, narrow: Interval| {
                wide.low <= narrow.low + 1e-6 && narrow.high <= wide.high + 1e-6
            };
            assert!(
                holds(wide.time_s, narrow.time_s),
                "{name}: {:?} {:?}",
                wide.time_s,
                narrow.time_s
            );
            assert!(
                holds(wide.warning_s, narrow.warning_s),
                "{name}: {:?}",
                wide.warning_s
            );
        }
        let same = flight(&exact(&from), &exact(&to), &system, trajectory);
        assert!(
            wide.time_s.high - wide.time_s.low > same.time_s.high - same.time_s.low,
            "{}",
            system.id
        );
        assert!((wide.time_s.nominal - same.time_s.nominal).abs() < 1e-9);
    }
}

/// Of 5,000 to 8,000 km: the boost is that of either class, nominally that of 6,500 km, where the ramp from 5,500 to
/// 7,000 km is at two thirds.
#[test]
fn boost_is_that_of_every_class_that_is_claimed() {
    let system = System {
        range_km: Interval::new("range", " km", 5000.0, 6500.0, 8000.0).ok(),
        ..System::GENERIC_BALLISTIC
    };
    let over = |km: f64| {
        let distance = Kilometres::new(km).unwrap();
        let arc = ballistic::minimum_energy(distance).unwrap();
        boost_s(&system, distance, &arc)
    };
    let wanted = Interval {
        low: 60.0,
        nominal: 150.0,
        high: 240.0,
    };
    assert!((over(3000.0).nominal - wanted.nominal).abs() < 1e-9);
    assert!((over(3000.0).low - wanted.low).abs() < 1e-9);
    assert!((over(3000.0).high - wanted.high).abs() < 1e-9);
    // A claim that does not reach says nothing of the flight.
    assert!((over(6000.0).low - 80.0).abs() < 1e-9);
}

/// Values of the rule as fitted apart from this program (`flight::spread`), and no step but a marked one.
#[test]
fn times_are_of_real_flights() {
    let assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
    let over = |km: f64, uncertainty_km: f64| {
        GroundDistance::within(Kilometres::new(km).unwrap(), uncertainty_km)
            .flight(&System::GENERIC_BALLISTIC, &assumptions, None)
            .unwrap()
            .unwrap()
    };
    let time_s = over(2000.0, 0.0).time_s;
    assert!((time_s.nominal - 783.0).abs() < 1.0 && (time_s.low - 677.0).abs() < 1.0);
    let wide_s = over(2000.0, 50.0).time_s;
    assert!((wide_s.low - over(1950.0, 0.0).time_s.low).abs() < 1e-9);
    assert!((wide_s.high - over(2050.0, 0.0).time_s.high).abs() < 1e-9);
    // Over 300 km the arc climbs to 74 km.
    let low = over(300.0, 0.0);
    assert!(low.is_approximate() && !over(450.0, 0.0).is_approximate());
    let times = low.time_s.high / low.time_s.nominal;
    assert!((times.ln() - 2.0 * spread::SPREAD).abs() < 1e-9);
}

/// Seen by an airborne radar from 395 km, by one on the ground from 52 km.
#[test]
fn what_flies_low_has_two_warnings() {
    let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
    let warnings = |assumptions: &Assumptions<'_>| {
        let flight = GroundDistance::exact(Kilometres::new(1000.0).unwrap())
            .flight(&System::GENERIC_CRUISE, assumptions, None)
            .unwrap()
            .unwrap();
        (flight.warning_s, flight.airborne_warning_s.unwrap())
    };
    let (ground_s, airborne_s) = warnings(&assumptions);
    assert!(airborne_s.low > ground_s.high && airborne_s.nominal > 1500.0);
    assumptions.radar_antenna_m = 100.0;
    let (higher_s, same_s) = warnings(&assumptions);
    assert!(higher_s.nominal > ground_s.nominal + 60.0 && same_s == airborne_s);
}

#[test]
fn full_speed_arcs_are_told_inside_the_range() {
    let oreshnik = System::named("oreshnik").unwrap();
    let nominal_km = oreshnik.range_km.unwrap().nominal;
    let flown =
        |km: f64, trajectory| full_speed(&oreshnik, Kilometres::new(km).unwrap(), 0.0, trajectory);
    let lofted = flown(800.0, Trajectory::Lofted).unwrap();
    assert!(lofted.time_s.unwrap().nominal > 1200.0, "{lofted:?}");
    // The depressed arc over 800 km stays in the air: no time of it is told.
    let low = flown(800.0, Trajectory::Depressed).unwrap();
    assert!(low.is_below_the_floor() && low.time_s.is_none());
    let depressed = flown(0.8 * nominal_km, Trajectory::Depressed).unwrap();
    assert!(!depressed.is_below_the_floor() && depressed.time_s.is_some());
    assert!(flown(nominal_km + 1.0, Trajectory::Lofted).is_none());
}

/// Farther is never told to be faster, a lofted arc is slower than real flights, and a depressed one faster.
#[test]
fn full_speed_times_are_of_arcs_above_the_air() {
    for missile in [
        "oreshnik",
        "atacms",
        "9m723",
        "shahab-3",
        "hwasong-15",
        "prsm",
    ] {
        let system = System::named(missile).unwrap();
        let mut before_s = 0.0;
        for step in 1..600 {
            let distance = Kilometres::new(25.0 * f64::from(step)).unwrap();
            let told = |trajectory| full_speed(&system, distance, 0.0, trajectory)?.time_s;
            let usual_s = usual_time_s(distance).unwrap().nominal;
            if let Some(time_s) = told(Trajectory::Lofted) {
                assert!(time_s.nominal > usual_s, "{missile} {distance:?}");
            }
            if let Some(time_s) = told(Trajectory::Depressed) {
                let seconds = time_s.nominal;
                assert!(
                    seconds < usual_s && seconds > before_s,
                    "{missile} {distance:?}"
                );
                before_s = seconds;
            }
        }
    }
}

/// A flight has a time on the depressed arc where the table of the arcs at full speed has one.
#[test]
fn a_flight_on_a_full_speed_arc_is_told_as_the_arc_is() {
    let from = place("kapustin-yar", Role::From).unwrap();
    let oreshnik = System::named("oreshnik").unwrap();
    for name in ["Berlin", "Paris", "London"] {
        let to = place(name, Role::To).unwrap();
        let distance = geodesy::inverse(from.position, to.position).distance;
        let told = full_speed(&oreshnik, distance, 0.0, Trajectory::Depressed).unwrap();
        let flown = flight(&from, &to, &oreshnik, "depressed");
        assert_eq!(flown.is_told(), told.time_s.is_some(), "{name}");
        assert!(flight(&from, &to, &oreshnik, "minimum-energy").is_told());
    }
}

/// What has no time in words has none in the row, and its caveat says so.
#[test]
fn a_row_has_no_time_of_an_arc_that_has_none() {
    let oreshnik = System::named("oreshnik").unwrap();
    let bands = BandSet::named("inf").unwrap();
    // The arcs at its full speed over these distances climb to 92, 190, 17 and some 1,500 km.
    for (name, trajectory, wanted) in [
        ("Berlin", "depressed", Some("depressed-arc-below-100-km")),
        ("Paris", "depressed", None),
        ("Tbilisi", "depressed", Some("depressed-arc-below-100-km")),
        ("Berlin", "lofted", None),
    ] {
        let mut assumptions = Assumptions::with_bands(bands);
        assumptions.trajectory = trajectory.parse().unwrap();
        let from = place("kapustin-yar", Role::From).unwrap();
        let to = place(name, Role::To).unwrap();
        let assessed = Assessment::of(&from, &to, &oreshnik, &assumptions).unwrap();
        let row = Row::from(&assessed);
        let times_s = [
            row.free_flight_time_s,
            row.flight_time_low_s,
            row.flight_time_s,
            row.flight_time_high_s,
            row.warning_time_low_s,
            row.warning_time_s,
            row.warning_time_high_s,
        ];
        assert!(
            times_s
                .iter()
                .all(|time_s| time_s.is_some() == wanted.is_none())
        );
        assert!(row.apogee_km.is_some() && row.trajectory.is_some());
        let codes: Vec<&str> = row.caveats.iter().map(Caveat::code).collect();
        assert!(!codes.contains(&"apogee-below-100-km"), "{name}: {codes:?}");
        let said = codes.iter().any(|code| Some(*code) == wanted);
        assert_eq!(said, wanted.is_some(), "{name}: {codes:?}");
    }
}
