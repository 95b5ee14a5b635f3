//! Claims of named missiles, of types whose figures are bounds or assumptions, and of what was flown: verdicts by kind.

use arcminute::catalogue::{Kind, Role, place, systems};
use arcminute::claim::Verdict;
use arcminute::geodesy;
use arcminute::present::Step;
use arcminute::quantity::Interval;

use crate::claimed::{all_verdicts_are, judged, verdict};

/// The intercontinental missiles of 3 and 18 November 2022 flew 760 km at Mach 15 and 1,000 km at Mach 22 by South Korea's Joint
/// Chiefs of Staff, lofted.
#[test]
fn a_range_and_a_speed_may_be_of_one_flight() {
    all_verdicts_are(
        "only-lofted",
        &[
            &[("range", "760 km"), ("speed", "Mach 15")],
            &[("range", "1,000 km"), ("speed", "Mach 22")],
            &[
                ("range", "1,000 km"),
                ("speed", "Mach 22"),
                ("missile", "hwasong-17"),
            ],
            &[
                ("from", "39.2,125.67"),
                ("to", "41.3,139.0"),
                ("speed", "Mach 22"),
            ],
        ],
    );
    let told = |words: &[(&str, &str)]| judged(words).judgement.reason();
    let pair = [("range", "2,150 km"), ("speed", "Mach 16")];
    assert_eq!(verdict(&pair), "only-lofted-or-depressed");
    assert!(
        told(&pair)
            .contains("as greatest range and top speed of a missile they contradict each other")
    );
    // Said to be the greatest range, in any language.
    for range in [
        "up to 2,150 km",
        "bis zu 2150 km",
        "maximum range of 2,150 km",
        "jusqu'à 2150 km",
    ] {
        assert_eq!(
            verdict(&[("range", range), ("speed", "Mach 16")]),
            "contradiction",
            "{range}"
        );
    }
}

/// By a range that is typed and by places as far apart the verdict on a speed is one.
#[test]
fn a_distance_is_the_same_typed_and_by_places() {
    for degrees in [3.0, 5.0, 8.0, 13.0, 21.0, 34.0] {
        let to = format!("0,{degrees}");
        let [from, end] = ["0,0", &to].map(|text| place(text, Role::To).unwrap().position);
        let km = geodesy::inverse(from, end).distance.km();
        let range = format!("{km:.0} km");
        for number in 2..24 {
            let speed = format!("Mach {number}");
            let typed = verdict(&[("range", &range), ("speed", &speed)]);
            let placed = verdict(&[("from", "0,0"), ("to", &to), ("speed", &speed)]);
            // The tolerance of a range and that of places differ by a few per cent.
            let [slower, faster] = [number - 1, number + 1].map(|other| {
                verdict(&[
                    ("from", "0,0"),
                    ("to", &to),
                    ("speed", &format!("Mach {other}")),
                ])
            });
            assert!(
                [slower, placed, faster].contains(&typed),
                "{range} {speed}: {typed}, {placed}"
            );
        }
    }
}

/// Zircon flew 450 km in 270 s, and its published top speeds are Mach 8 and Mach 9.
#[test]
fn a_cruise_missile_is_not_at_its_top_speed_all_the_way() {
    let zircon = |range: &str, time: &str| {
        verdict(&[("range", range), ("time", time), ("missile", "zircon")])
    };
    assert_eq!(zircon("450 km", "4.5 min"), "consistent");
    assert_eq!(
        zircon("450 km", "2 min 30 s"),
        "looks-like-another-quantity"
    );
    assert_eq!(
        zircon("278 km", "1 min 42 s"),
        "looks-like-another-quantity"
    );
    assert_eq!(
        zircon("1,000 km", "6 min 7 s"),
        "looks-like-another-quantity"
    );
    // A fifth faster than its greatest speed, and twice as fast.
    assert_eq!(zircon("278 km", "70 s"), "contradiction");
    assert_eq!(zircon("278 km", "40 s"), "not-this-missile");
    assert_eq!(zircon("450 km", "205 s"), "contradiction");
    let claimed = [
        ("from", "Kursk"),
        ("to", "Kyiv"),
        ("time", "2 min 3 s"),
        ("speed", "Mach 10"),
        ("missile", "zircon"),
    ];
    let judged = judged(&claimed);
    assert_eq!(
        judged.judgement.verdict.code(),
        "looks-like-another-quantity"
    );
    let asks = |step: &Step| step.result.starts_with("asks for");
    assert!(!judged.judgement.steps.iter().any(asks));
}

/// A figure that nobody published makes no claim impossible, and the sentence says what it is.
#[test]
fn assumed_speeds_make_nothing_impossible() {
    for (missile, range, speed, status) in [
        ("dark-eagle", "2775 km", "Mach 17", "unverified"),
        ("kh-22", "300 km", "Mach 4.6", "assumed"),
        ("kh-32", "600 km", "5,400 km/h", "assumed"),
        ("geran-3", "800 km", "600 km/h", "assumed"),
        ("taurus", "400 km", "1,300 km/h", "unverified"),
    ] {
        let claimed = judged(&[("range", range), ("speed", speed), ("missile", missile)]);
        let judgement = claimed.judgement;
        assert!(judgement.verdict <= Verdict::Contradiction, "{missile}");
        assert!(
            judgement
                .steps
                .iter()
                .any(|step| step.result.contains(status)),
            "{missile}: {:?}",
            judgement.steps
        );
    }
    for system in systems().filter(|system| system.kind != Kind::Ballistic) {
        for time in ["1 s", "1 min", "10 min", "1 hour"] {
            let words = [
                ("range", "900 km"),
                ("time", time),
                ("missile", &*system.id),
            ];
            assert_ne!(verdict(&words), "impossible", "{words:?}");
        }
    }
}

/// 39 minutes are KCNA's figure of 4 July 2017.
#[test]
fn no_difference_is_of_nought_seconds() {
    let flight = |time: &str| {
        judged(&[("range", "930 km"), ("apogee", "2,802 km"), ("time", time)]).judgement
    };
    assert_eq!(flight("39 minutes").verdict, Verdict::Consistent);
    for seconds in 1600..3200 {
        let judgement = flight(&format!("{seconds} s"));
        for step in &judgement.steps {
            let is_nought = step.result.split(' ').any(|word| word == "0");
            assert!(!is_nought, "{seconds} s: {}", step.result);
        }
    }
}

/// The floor of 100 km is looked at whether or not the missile is named.
#[test]
fn arcs_in_the_air_are_outside_the_model_for_named_missiles() {
    all_verdicts_are(
        "outside-the-model",
        &[
            &[
                ("range", "120 km"),
                ("speed", "Mach 4"),
                ("missile", "fath-360"),
            ],
            &[
                ("from", "kaliningrad"),
                ("to", "Warsaw"),
                ("speed", "2,100 m/s"),
                ("missile", "iskander"),
            ],
            &[
                ("from", "kaliningrad"),
                ("to", "Warsaw"),
                ("speed", "2,100 m/s"),
            ],
            &[
                ("range", "500 km"),
                ("speed", "2,600 m/s"),
                ("missile", "9m723"),
            ],
            &[
                ("range", "280 km"),
                ("speed", "Mach 6"),
                ("missile", "bora"),
            ],
            // A published speed is no slip of a unit, and metres a second are none of miles an hour.
            &[
                ("range", "100 km"),
                ("speed", "2,100 m/s"),
                ("missile", "iskander"),
            ],
            &[("range", "80 km"), ("speed", "2,100 m/s")],
            &[
                ("range", "700 km"),
                ("apogee", "60 km"),
                ("speed", "Mach 10"),
            ],
        ],
    );
    let low = judged(&[
        ("range", "700 km"),
        ("apogee", "60 km"),
        ("speed", "Mach 10"),
    ]);
    assert!(
        low.judgement
            .steps
            .iter()
            .all(|step| !step.result.contains("lofted"))
    );
}

/// Along a scale of speeds, with a missile that reaches: no verdict goes back and forth, and none but a speed of escape is
/// impossible.
#[test]
fn speeds_of_named_missiles_contradict() {
    for (missile, range) in [
        ("pershing-ii", "1,770 km"),
        ("sarmat", "18,000 km"),
        ("fattah-1", "1,400 km"),
        ("oreshnik", "5,000 km"),
        ("minuteman-3", "10,000 km"),
    ] {
        let mut before = String::new();
        let mut seen: Vec<String> = Vec::new();
        for tenth in 2..110 {
            let speed = format!("{} km/s", f64::from(tenth) / 10.0);
            let found = verdict(&[("range", range), ("speed", &speed), ("missile", missile)]);
            assert_ne!(found, "impossible", "{missile} {speed}");
            if found != before {
                before = found.to_owned();
                seen.push(before.clone());
            }
        }
        let consistent = seen.iter().filter(|code| *code == "consistent").count();
        assert_eq!(consistent, 1, "{missile}: {seen:?}");
    }
    let pershing = |speed: &str| {
        verdict(&[
            ("range", "1,770 km"),
            ("speed", speed),
            ("missile", "pershing-ii"),
        ])
    };
    assert_eq!(pershing("Mach 8"), "contradiction");
    assert_eq!(pershing("over Mach 8"), "consistent");
    let fattah = |speed: &str| {
        verdict(&[
            ("range", "1,400 km"),
            ("speed", speed),
            ("missile", "fattah-1"),
        ])
    };
    assert_eq!(fattah("Mach 14"), "contradiction");
    assert_eq!(fattah("Mach 20"), "not-this-missile");
    // Beyond its reach every speed is that of another missile.
    for speed in ["0.3 km/s", "2 km/s", "5 km/s", "5.9 km/s"] {
        let words = [
            ("range", "5,378 km"),
            ("speed", speed),
            ("missile", "pershing-ii"),
        ];
        assert_eq!(verdict(&words), "not-this-missile", "{speed}");
    }
}

/// What is too slow to be ballistic is what flies in the air: tracked at 50 km of height, 850 to 900 km far.
#[test]
fn slow_speeds_are_not_ballistic() {
    for range in ["840 km", "860 km", "900 km"] {
        let found = verdict(&[("range", range), ("speed", "Mach 6")]);
        assert!(
            ["outside-the-model", "not-ballistic"].contains(&found),
            "{range}: {found}"
        );
    }
    let slow = judged(&[("range", "2,000 km"), ("speed", "Mach 5")]).judgement;
    assert_eq!(slow.verdict, Verdict::NotBallistic);
    assert!(
        slow.reason()
            .contains("hypersonic glider or cruise missile"),
        "{}",
        slow.reason()
    );
}

/// 9M729 from Mutlangen to Moscow: what is refused asks for more than its speed with all that is left open.
#[test]
fn what_is_asked_for_is_more_than_there_is() {
    let mut number = 100;
    loop {
        let time = format!("{number} min");
        let claimed = [
            ("from", "mutlangen"),
            ("to", "Moscow"),
            ("time", &*time),
            ("missile", "9m729"),
        ];
        let judgement = judged(&claimed).judgement;
        if judgement.verdict == Verdict::Consistent {
            break;
        }
        assert_eq!(judgement.verdict, Verdict::Contradiction, "{time}");
        let reason = judgement.reason();
        let asked: f64 = reason.split(' ').nth(2).unwrap().parse().unwrap();
        assert!(asked > 950.0, "{time}: {reason}");
        number += 1;
    }
    assert!((115..130).contains(&number), "{number}");
}

/// Of a cruise missile no verdict goes from consistent to another missile's in one step, but where its range ends.
#[test]
fn cruise_missiles_have_no_step_in_time() {
    for system in systems().filter(|system| system.kind == Kind::Cruise && system.is_type) {
        let greatest_km = system.range_km.map_or(800.0, Interval::high);
        let range = format!("{:.0} km", 0.2 * greatest_km);
        let mut before = String::new();
        for step in 0..240 {
            let time = format!("{:.0} s", 5.0 * 1.05_f64.powi(step));
            let found = verdict(&[("range", &range), ("time", &time), ("missile", &system.id)]);
            let both = [before.as_str(), found];
            assert!(
                !(both.contains(&"consistent") && both.contains(&"not-this-missile")),
                "{} {range} {time}: {both:?}",
                system.id
            );
            before = found.to_owned();
        }
    }
}
