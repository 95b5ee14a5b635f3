//! Claims of three figures, and of two that hang together: a speed beside a time or an apogee.

use arcminute::catalogue::{Kind, ReportKind, System, systems, test_flights};
use arcminute::claim::Verdict;
use arcminute::quantity::Interval;

use crate::claimed::{all_verdicts_are, judged, verdict};

/// The speed of sound in the stratosphere, m/s.
const MACH_M_S: f64 = 295.0;

/// Range and time of every reported flight, with any speed from that of its mean to the top speeds of the catalogue and of the
/// press: nothing that was flown is impossible, whatever headline stands beside it.
#[test]
fn no_speed_makes_a_flown_flight_impossible() {
    let fastest_km_h = systems()
        .filter_map(|system| system.speed_km_h)
        .fold(0.0_f64, |fastest, km_h| fastest.max(km_h.high()));
    for flight in test_flights() {
        if flight.is_contested() || flight.kind == ReportKind::Derived {
            continue;
        }
        let mean_km_h = flight.range_km / flight.time_s * 3600.0;
        let scale = (0..=20).map(|step| {
            let share = f64::from(step) / 20.0;
            format!(
                "{:.0} km/h",
                mean_km_h * (fastest_km_h / mean_km_h).max(1.5).powf(share)
            )
        });
        let headlines = (2..=27).map(|mach| format!("Mach {mach}"));
        let slower = [0.3, 0.5, 0.8].map(|share| format!("{:.0} km/h", share * mean_km_h));
        let range = format!("{} km", flight.range_km);
        let time = format!("{} s", flight.time_s);
        let apogee = flight.apogee_km.map(|km| format!("{km} km"));
        let missile = System::named(flight.missile)
            .is_ok()
            .then_some(flight.missile);
        for speed in scale.chain(headlines).chain(slower) {
            let bare = [("range", &*range), ("time", &*time), ("speed", &*speed)];
            let named = missile.map(|missile| ("missile", missile));
            let high = apogee.as_deref().map(|apogee| ("apogee", apogee));
            for more in [None, named] {
                let words: Vec<_> = bare.into_iter().chain(more).collect();
                assert_ne!(verdict(&words), "impossible", "{}: {words:?}", flight.id);
            }
            // The path of one was no great circle, one failed under way.
            if ["atlas-1960-05-20", "hs12-2017-04-05"].contains(&flight.id) {
                continue;
            }
            let words: Vec<_> = bare.into_iter().chain(high).collect();
            assert_ne!(verdict(&words), "impossible", "{}: {words:?}", flight.id);
        }
    }
}

/// A time or an apogee that agrees beside a range and a speed leaves the verdict on these two, or makes it graver, but never
/// impossible.
#[test]
fn a_third_figure_makes_nothing_impossible() {
    for (range_km, time_s, apogee_km) in [
        (300.0, 400.0, 80.0),
        (647.0, 500.0, 160.0),
        (1190.0, 630.0, 280.0),
        (2080.0, 800.0, 470.0),
        (4000.0, 1150.0, 820.0),
        (9000.0, 1800.0, 1300.0),
    ] {
        let range = format!("{range_km} km");
        for mach in 2..=30 {
            let speed = format!("Mach {mach}");
            // No speed of escape: 11.2 km/s.
            assert!(f64::from(mach) * MACH_M_S < 11_000.0);
            let pair = [("range", &*range), ("speed", &*speed)];
            assert_ne!(verdict(&pair), "impossible", "{pair:?}");
            for third in [
                ("time", format!("{time_s} s")),
                ("apogee", format!("{apogee_km} km")),
            ] {
                let words = [pair[0], pair[1], (third.0, &*third.1)];
                assert_ne!(verdict(&words), "impossible", "{words:?}");
            }
        }
    }
}

#[test]
fn a_speed_beside_a_time_is_judged_as_beside_a_distance() {
    all_verdicts_are(
        "not-ballistic",
        &[
            // Nirbhay, 7 November 2017, 647 km in 50 min; the Advanced Hypersonic Weapon, 2011.
            &[
                ("range", "647 km"),
                ("time", "50 min"),
                ("speed", "Mach 0.7"),
            ],
            &[
                ("range", "4,000 km"),
                ("time", "30 min"),
                ("speed", "Mach 8"),
            ],
            &[
                ("from", "kaliningrad"),
                ("to", "Berlin"),
                ("time", "40 min"),
                ("speed", "900 km/h"),
            ],
            &[
                ("range", "300 km"),
                ("time", "20 min"),
                ("speed", "1,000 km/h"),
            ],
            // A steady flight in the air, which has its speed all the way.
            &[
                ("range", "900 km"),
                ("time", "1 hour"),
                ("speed", "900 km/h"),
            ],
            &[
                ("range", "1,100 km"),
                ("time", "1 hour"),
                ("speed", "1,100 km/h"),
            ],
        ],
    );
    all_verdicts_are(
        "contradiction",
        &[
            // Palestine-2, 15 September 2024, with the speed that was claimed.
            &[
                ("range", "2,040 km"),
                ("time", "11.5 min"),
                ("speed", "Mach 16"),
            ],
            &[
                ("range", "up to 2,150 km"),
                ("time", "11.5 min"),
                ("speed", "Mach 16"),
            ],
            &[
                ("range", "5,000 km"),
                ("time", "20 minutes"),
                ("speed", "Mach 24"),
                ("missile", "agni-5"),
            ],
            &[
                ("range", "2,000 km"),
                ("time", "12 min"),
                ("speed", "Mach 16"),
                ("missile", "khorramshahr-4"),
            ],
            // The speed may be that at the target.
            &[
                ("from", "kapustin-yar"),
                ("to", "Berlin"),
                ("time", "12 min"),
                ("speed", "Mach 10"),
                ("missile", "oreshnik"),
            ],
            &[
                ("from", "krichev"),
                ("to", "Warsaw"),
                ("time", "3 min"),
                ("speed", "Mach 10"),
                ("missile", "oreshnik"),
            ],
            &[
                ("range", "2,080 km"),
                ("apogee", "398 km"),
                ("speed", "3,530 m/s"),
            ],
        ],
    );
    // No target is reached at such a speed after such a mean: one of the two is of another flight.
    all_verdicts_are(
        "contradiction",
        &[&[
            ("range", "600 km"),
            ("time", "7 min"),
            ("speed", "800 km/h"),
        ]],
    );
}

/// What the printed arc asks for is what the missile is held to, by time as by apogee.
#[test]
fn a_time_is_held_to_the_speed_of_its_arc() {
    all_verdicts_are(
        "not-this-missile",
        &[
            &[
                ("range", "5,000 km"),
                ("time", "14 min"),
                ("missile", "hwasong-12"),
            ],
            &[
                ("range", "5,000 km"),
                ("apogee", "200 km"),
                ("missile", "hwasong-12"),
            ],
            &[
                ("range", "5,000 km"),
                ("apogee", "300 km"),
                ("missile", "hwasong-12"),
            ],
            &[
                ("range", "5,500 km"),
                ("time", "15 min"),
                ("missile", "oreshnik"),
            ],
            &[
                ("range", "1,931 km"),
                ("time", "8 min"),
                ("missile", "pershing-ii"),
            ],
            &[
                ("range", "1,400 km"),
                ("time", "426 s"),
                ("missile", "fattah-1"),
            ],
            &[
                ("range", "1,450 km"),
                ("time", "7 min"),
                ("missile", "kheibar-shekan"),
            ],
            &[
                ("range", "300 km"),
                ("time", "14 min"),
                ("missile", "9m723"),
            ],
            &[
                ("range", "300 km"),
                ("time", "10 min"),
                ("missile", "atacms"),
            ],
        ],
    );
    // A missile of 5,000 km takes 5.9 km/s; of what is possible none asks for a tenth more.
    for minutes in 12..40 {
        let time = format!("{minutes} min");
        let words = [
            ("range", "5,000 km"),
            ("time", &*time),
            ("missile", "hwasong-12"),
        ];
        let judgement = judged(&words).judgement;
        if judgement.verdict >= Verdict::OpenReach {
            continue;
        }
        let speed = |arc: Option<arcminute::flight::ballistic::Arc>| {
            arc.map_or(f64::INFINITY, |arc| arc.launch_speed_km_s)
        };
        let asked = judgement
            .needed
            .map_or(0.0, |arcs| speed(arcs.low).min(speed(arcs.high)));
        assert!(asked < 5.9 * 1.11, "{time}: {asked}");
    }
}

#[test]
fn time_and_speed_of_a_cruise_missile_go_together() {
    all_verdicts_are(
        "contradiction",
        &[
            &[
                ("range", "1,000 km"),
                ("time", "60 min"),
                ("speed", "700 km/h"),
                ("missile", "kh-101"),
            ],
            &[
                ("range", "2,000 km"),
                ("time", "2 h 5 min"),
                ("speed", "700 km/h"),
                ("missile", "3m14"),
            ],
            &[
                ("range", "450 km"),
                ("time", "3 min 50 s"),
                ("speed", "5,700 km/h"),
                ("missile", "zircon"),
            ],
        ],
    );
    all_verdicts_are(
        "consistent",
        &[
            &[
                ("range", "1,000 km"),
                ("time", "75 min"),
                ("speed", "800 km/h"),
                ("missile", "kh-101"),
            ],
            &[
                ("range", "450 km"),
                ("time", "4.5 min"),
                ("speed", "over Mach 8"),
                ("missile", "zircon"),
            ],
        ],
    );
}

/// Burevestnik's flight as reported: what is subsonic has its top speed on nearly all of its way.
#[test]
fn a_top_speed_is_no_mean_one_where_that_is_true() {
    let told = |words: &[(&str, &str)]| {
        let steps = judged(words).judgement.steps;
        steps
            .iter()
            .any(|step| step.title == "Distance over top speed")
    };
    for system in systems().filter(|system| system.is_type) {
        let Some(km_h) = system.speed_km_h.map(Interval::high) else {
            continue;
        };
        let time = format!("{:.0} s", 300.0 / km_h * 3600.0);
        let speed = format!("{km_h} km/h");
        let words = [
            ("range", "300 km"),
            ("time", &*time),
            ("speed", &*speed),
            ("missile", &*system.id),
        ];
        let is_from_the_air = system.basing == Some(arcminute::catalogue::Basing::Air);
        assert_eq!(told(&words), km_h > 1225.0 && !is_from_the_air, "{words:?}");
        if told(&words) {
            assert_eq!(verdict(&words), "looks-like-another-quantity", "{words:?}");
        }
    }
    let rome = judged(&[
        ("from", "kapustin-yar"),
        ("to", "Rome"),
        ("time", "13 min"),
        ("missile", "oreshnik"),
    ]);
    assert_eq!(rome.judgement.verdict, Verdict::Consistent);
    let says = |what: &str| {
        let steps = rome.judgement.steps.iter();
        steps.filter(|step| step.result.contains(what)).count()
    };
    assert_eq!(says("such flights take about as long"), 1);
    assert_eq!(says("no missile keeps its top speed"), 0);
}

/// An upper bound of a speed bounds how far a missile of it goes.
#[test]
fn less_than_a_speed_reaches_no_farther() {
    for missile in ["oreshnik", "kinzhal"] {
        let claimed = judged(&[
            ("range", "2,000 km"),
            ("speed", "less than Mach 8"),
            ("missile", missile),
        ]);
        for step in claimed.judgement.steps {
            assert!(!step.result.contains("all of the Earth"), "{}", step.result);
        }
    }
}

/// What was never published of a missile makes none of its claims another missile's, in speed or time.
#[test]
fn a_speed_that_is_not_published_refuses_nothing() {
    for system in systems().filter(|system| system.is_type && system.kind != Kind::Ballistic) {
        if system.speed_km_h.is_some() {
            continue;
        }
        for figure in [
            ("speed", "Mach 0.2"),
            ("speed", "Mach 2.5"),
            ("speed", "Mach 9"),
            ("time", "60 s"),
            ("time", "10 min"),
        ] {
            let words = [("range", "200 km"), figure, ("missile", &*system.id)];
            assert!(
                judged(&words).judgement.verdict <= Verdict::OutsideTheModel,
                "{words:?}"
            );
        }
    }
}

/// The Zircon's one flight is rounded, and so is what it loses: no time of what climbs is without width.
#[test]
fn what_climbs_has_an_interval() {
    for (range, time) in [
        ("100 km", "110 s"),
        ("100 km", "3 min"),
        ("450 km", "285 s"),
    ] {
        let words = [("range", range), ("time", time), ("missile", "zircon")];
        assert_eq!(verdict(&words), "consistent", "{words:?}");
    }
    // Dark Eagle climbs too: its greatest speed in the catalogue, all the way, and what the press makes of it.
    for (range, time) in [("100 km", "30 s"), ("200 km", "60 s"), ("500 km", "150 s")] {
        let words = [("range", range), ("time", time), ("missile", "dark-eagle")];
        assert_eq!(verdict(&words), "looks-like-another-quantity", "{words:?}");
    }
    for (range, time) in [("100 km", "31 s"), ("200 km", "62 s"), ("200 km", "75 s")] {
        let words = [("range", range), ("time", time), ("missile", "dark-eagle")];
        assert!(
            judged(&words).judgement.verdict > Verdict::OutsideTheModel,
            "{words:?}"
        );
    }
}

/// What flies at a speed is named as it is said: supersonic from Mach 1 on, hypersonic from Mach 5.
#[test]
fn what_flies_so_is_named_by_its_mach_number() {
    let reason = |speed: &str| {
        judged(&[("range", "3,000 km"), ("speed", speed)])
            .judgement
            .reason()
    };
    for (speed, what) in [
        ("1,042 km/h", "the speed of a subsonic cruise missile,"),
        ("4,169 km/h", "the speed of a supersonic cruise missile,"),
        (
            "less than Mach 3",
            "the speed of a supersonic cruise missile,",
        ),
        (
            "6,500 km/h",
            "the speed of a hypersonic glider or cruise missile,",
        ),
    ] {
        let found = reason(speed);
        assert!(found.starts_with(what), "{speed}: {found}");
    }
    // One time of one speed.
    assert!(
        reason("800 km/h").contains("over this distance 3 h 45 min:"),
        "{}",
        reason("800 km/h")
    );
}
