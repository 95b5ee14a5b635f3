//! Verdicts on figures as they are read: of the program's own flights, and along scales of texts.

use arcminute::catalogue::{FlightClass, ReportKind, System, TestFlight, systems, test_flights};
use arcminute::claim::Verdict;
use arcminute::claim::file::Quote;
use arcminute::warning::Delays;

/// The verdict; None where the texts are refused.
fn verdict(quote: &Quote) -> Option<Verdict> {
    let judged = quote.clone().judge(Delays::default()).ok()?;
    Some(judged.judgement.verdict)
}

/// A time as the press has it: whole minutes or hours where it is some, else seconds.
fn in_words(seconds: f64) -> String {
    let is_whole = |unit_s: f64| (seconds / unit_s).fract() == 0.0;
    if is_whole(3600.0) {
        format!("{:.0} hours", seconds / 3600.0)
    } else if is_whole(60.0) {
        format!("{:.0} minutes", seconds / 60.0)
    } else {
        format!("{seconds} seconds")
    }
}

/// The bare figures of a reported flight.
fn figures(flight: &TestFlight) -> Quote {
    Quote {
        title: flight.id.to_owned(),
        range: Some(format!("{} km", flight.range_km)),
        time: Some(in_words(flight.time_s)),
        ..Quote::default()
    }
}

fn is_evidence(flight: &TestFlight) -> bool {
    !flight.is_contested()
        && flight.kind != ReportKind::Derived
        // It failed under way, and its apogee and range are of no arc.
        && flight.id != "hs12-2017-04-05"
}

fn is_ballistic(flight: &TestFlight) -> bool {
    matches!(
        flight.class,
        FlightClass::Ballistic | FlightClass::Lofted | FlightClass::Depressed
    )
}

/// Range and time, in seconds and in words, with the missile and without: a flight over a distance is consistent, and none is
/// ever impossible or beyond its own missile.
#[test]
fn own_flights_agree_by_bare_figures() {
    // A press minute that its own report leaves a fifth open, and an arc that stays in the air.
    let not_by_distance = ["v2-1944-09-08"];
    for flight in test_flights().iter().filter(|flight| is_evidence(flight)) {
        for time in [in_words(flight.time_s), format!("{} s", flight.time_s)] {
            let bare = Quote {
                time: Some(time),
                ..figures(flight)
            };
            let named = Quote {
                missile: System::named(flight.missile)
                    .is_ok()
                    .then(|| flight.missile.to_owned()),
                ..bare.clone()
            };
            let kinds = [Some(&bare), named.missile.is_some().then_some(&named)];
            for quote in kinds.into_iter().flatten() {
                let found = verdict(quote).unwrap();
                let what = format!(
                    "{} {:?} {:?}: {found:?}",
                    flight.id, quote.time, quote.missile
                );
                assert!(
                    !matches!(found, Verdict::Impossible | Verdict::NotThisMissile),
                    "{what}"
                );
                let is_plain = flight.class == FlightClass::Ballistic;
                if is_plain && !not_by_distance.contains(&flight.id) {
                    assert_eq!(found, Verdict::Consistent, "{what}");
                }
                if !is_ballistic(flight) && quote.missile.is_some() {
                    assert_eq!(found, Verdict::Consistent, "{what}");
                }
            }
        }
    }
}

/// With the apogee beside them a flight agrees with its arc, or is outside the model where that is below 100 km.
#[test]
fn own_flights_agree_with_their_arcs() {
    for flight in test_flights().iter().filter(|flight| is_evidence(flight)) {
        let Some(apogee_km) = flight.apogee_km.filter(|_| is_ballistic(flight)) else {
            continue;
        };
        let quote = Quote {
            apogee: Some(format!("{apogee_km} km")),
            missile: System::named(flight.missile)
                .is_ok()
                .then(|| flight.missile.to_owned()),
            ..figures(flight)
        };
        let found = verdict(&quote).unwrap();
        // A press figure of a path that was no great circle.
        let is_known_to_disagree = flight.id == "atlas-1960-05-20";
        let wanted = if apogee_km < 100.0 || is_known_to_disagree {
            Verdict::OutsideTheModel
        } else {
            Verdict::Consistent
        };
        assert_eq!(found, wanted, "{}", flight.id);
    }
}

/// A figure is what it is in any unit and with any zeros.
#[test]
fn a_figure_is_the_same_in_any_unit() {
    let berlin = |time: &str, missile: Option<&str>| {
        let quote = Quote {
            from: Some("kapustin-yar".to_owned()),
            to: Some("Berlin".to_owned()),
            time: Some(time.to_owned()),
            missile: missile.map(str::to_owned),
            ..Quote::default()
        };
        verdict(&quote)
    };
    for times in [
        ["2 hours", "120 min", "7200 s"],
        ["half an hour", "30 minutes", "1,800 seconds"],
        ["a quarter of an hour", "15 min", "900 s"],
        ["1 h 30", "90 min", "1.5 hours"],
        ["12 min", "720 s", "0.2 h"],
    ] {
        for missile in [
            None,
            Some("9m729"),
            Some("oreshnik"),
            Some("generic-cruise"),
        ] {
            let verdicts = times.map(|time| berlin(time, missile));
            assert!(
                verdicts[0].is_some() && verdicts.iter().all(|found| *found == verdicts[0]),
                "{times:?} {missile:?}: {verdicts:?}"
            );
        }
    }
}

/// A linear congruential generator, by Knuth: the same figures in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Along a scale of texts: what is consistent is together, and so is what is not called impossible.
fn assert_together(quotes: &[Quote], what: &str) {
    let mut verdicts: Vec<Verdict> = quotes.iter().filter_map(verdict).collect();
    assert!(2 * verdicts.len() >= quotes.len(), "{what}: few are read");
    // A likeness is told where a figure equals another one, and says nothing of the flight.
    verdicts.retain(|found| *found != Verdict::LooksLikeAnotherQuantity);
    let runs = |is_in: &dyn Fn(Verdict) -> bool| {
        let flags: Vec<bool> = verdicts.iter().map(|found| is_in(*found)).collect();
        let begins = |at: usize| flags[at] && (at == 0 || !flags[at - 1]);
        (0..flags.len()).filter(|&at| begins(at)).count()
    };
    assert!(
        runs(&|found| found == Verdict::Consistent) <= 1,
        "{what} returns to consistent: {verdicts:?}"
    );
    // A figure in another unit is a likeness, and what is no ballistic missile's stands beside what none can do.
    let is_refused = |found| {
        matches!(
            found,
            Verdict::Impossible
                | Verdict::NotThisMissile
                | Verdict::NotBallistic
                | Verdict::Contradiction
        )
    };
    assert!(
        runs(&|found| !is_refused(found)) <= 1,
        "{what} returns from impossible: {verdicts:?}"
    );
}

/// Ranges from 20 to 19,900 km in the figures of the press.
fn ranges_km() -> impl Iterator<Item = f64> {
    let step = |number: u32| {
        let km = 20.0 * 1.19_f64.powi(i32::try_from(number).unwrap());
        if km < 300.0 {
            km.round()
        } else {
            (km / 5.0).round() * 5.0
        }
    };
    (0..40).map(step)
}

fn over(range_km: f64, missile: Option<&str>) -> Quote {
    Quote {
        range: Some(format!("{range_km} km")),
        missile: missile.map(str::to_owned),
        ..Quote::default()
    }
}

fn with_time(quote: &Quote, time: String) -> Quote {
    Quote {
        time: Some(time),
        ..quote.clone()
    }
}

/// Every tenth second, every minute, every half minute and every hour, over all ranges.
#[test]
fn verdicts_are_monotonic_in_time() {
    for range_km in ranges_km() {
        let quote = over(range_km, None);
        let scales: [(&str, Vec<String>); 4] = [
            ("s", (1..360).map(|at| format!("{} s", 10 * at)).collect()),
            ("min", (1..200).map(|at| format!("{at} min")).collect()),
            (
                "half minutes",
                (1..160)
                    .map(|at| format!("{} minutes", 0.5 * f64::from(at)))
                    .collect(),
            ),
            ("h", (1..20).map(|at| format!("{at} hours")).collect()),
        ];
        for (unit, times) in scales {
            let quotes: Vec<Quote> = times
                .into_iter()
                .map(|time| with_time(&quote, time))
                .collect();
            assert_together(&quotes, &format!("time in {unit} over {range_km} km"));
        }
    }
}

/// A thousand random pairs of a range and a missile, or none, along all four quantities.
#[test]
fn verdicts_are_monotonic_for_every_missile() {
    let mut random = Random(19);
    let named: Vec<System> = systems().collect();
    for number in 0..1000_u16 {
        let range_km = (20.0 * 900.0_f64.powf(random.next())).round();
        let system = &named[usize::from(number) % named.len()];
        let missile = (number % 3 != 0).then_some(&*system.id);
        let quote = over(range_km, missile);
        let scale = |least: f64, decimals: usize| {
            (0..26).map(move |step| format!("{:.decimals$}", least * 1.27_f64.powi(step)))
        };
        let what = |quantity: &str| format!("{quantity} over {range_km} km by {missile:?}");
        let times: Vec<Quote> = scale(20.0, 0)
            .map(|value| with_time(&quote, format!("{value} s")))
            .collect();
        assert_together(&times, &what("time"));
        let speeds: Vec<Quote> = scale(0.05, 3)
            .map(|value| Quote {
                speed: Some(format!("{value} km/s")),
                ..quote.clone()
            })
            .collect();
        assert_together(&speeds, &what("speed"));
        let apogees: Vec<Quote> = scale(5.0, 1)
            .map(|value| Quote {
                apogee: Some(format!("{value} km")),
                ..quote.clone()
            })
            .collect();
        // Low apogees are outside the model for every missile, and lofted ones ask for speed again.
        let said_of: Vec<Quote> = apogees
            .into_iter()
            .filter(|quote| verdict(quote) != Some(Verdict::OutsideTheModel))
            .collect();
        assert_together(&said_of, &what("apogee"));
        // Beside a time: one run of apogees agrees with it.
        let beside: Vec<Quote> = scale(5.0, 1)
            .map(|value| Quote {
                apogee: Some(format!("{value} km")),
                ..with_time(&quote, "11 minutes".to_owned())
            })
            .filter(|quote| verdict(quote) != Some(Verdict::OutsideTheModel))
            .collect();
        assert_together(&beside, &what("apogee beside 11 minutes"));
        let ranges: Vec<Quote> = (0..40)
            .map(|step| Quote {
                time: Some("12 minutes".to_owned()),
                ..over(
                    (40.0 * 1.15_f64.powi(step)).round() + f64::from(number % 7),
                    missile,
                )
            })
            .collect();
        assert_together(&ranges, &what("range"));
    }
}

/// Nothing steps from a mild verdict to a grave one where an apogee or a range passes 100 km of height.
#[test]
fn no_grave_verdict_begins_at_the_floor() {
    let is_grave = |found: Verdict| matches!(found, Verdict::Impossible | Verdict::NotThisMissile);
    for (range_km, time_s) in [
        (600.0, 420.0),
        (850.0, 660.0),
        (1100.0, 660.0),
        (1500.0, 900.0),
    ] {
        let at = |apogee_km: f64| {
            let quote = Quote {
                apogee: Some(format!("{apogee_km} km")),
                ..with_time(&over(range_km, None), format!("{time_s} s"))
            };
            verdict(&quote).unwrap()
        };
        for apogee_km in [97.0, 99.0, 100.0, 101.0, 103.0, 110.0] {
            assert!(!is_grave(at(apogee_km)), "{range_km} km, {apogee_km} km");
        }
    }
    // Speeds of arcs that climb to 60 to 170 km, by a third more than these ask for.
    for (range_km, speed) in [
        (240.0, "2 km/s"),
        (390.0, "2.5 km/s"),
        (410.0, "2.6 km/s"),
        (500.0, "2.8 km/s"),
        (700.0, "3.2 km/s"),
    ] {
        let quote = Quote {
            speed: Some(speed.to_owned()),
            ..over(range_km, None)
        };
        assert_eq!(
            verdict(&quote),
            Some(Verdict::OutsideTheModel),
            "{range_km} km"
        );
    }
}
