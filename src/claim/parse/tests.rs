//! Published figures and the intervals that they stand for.

mod speeds;
mod times;

use super::*;

fn ends(quoted: Quoted) -> (f64, f64) {
    let round = |value: f64| (value * 1e6).round() / 1e6;
    (round(quoted.low), round(quoted.high))
}

#[test]
fn quoted_figures_are_intervals() {
    for (text, wanted) in [
        ("15 min", (900.0, 900.0)),
        ("12-15 min", (720.0, 900.0)),
        ("12–15 minutes", (720.0, 900.0)),
        ("12 to 15 minutes", (720.0, 900.0)),
        ("106 s", (106.0, 106.0)),
        ("3 min 20 s", (200.0, 200.0)),
        ("1.5 h", (5400.0, 5400.0)),
        ("about 20 min", (1200.0, 1200.0)),
        ("12:30", (750.0, 750.0)),
        ("1h07", (4020.0, 4020.0)),
        ("a mere six minutes", (360.0, 360.0)),
        ("barely six minutes", (360.0, 360.0)),
        ("6-7 minutes at most", (0.0, 420.0)),
        ("maximum 10 minutes", (0.0, 600.0)),
        ("twenty one minutes", (1260.0, 1260.0)),
        ("15 minutes flight time", (900.0, 900.0)),
        ("niecałe 3 minuty", (0.0, 180.0)),
        ("około 15 minut", (900.0, 900.0)),
        ("etwa 15 Minuten", (900.0, 900.0)),
        ("environ 15 minutes", (900.0, 900.0)),
        ("близько 15 хвилин", (900.0, 900.0)),
        ("около 15 минут", (900.0, 900.0)),
        ("six minutes", (360.0, 360.0)),
        ("4,052 s", (4052.0, 4052.0)),
        ("over 12 min", (720.0, f64::INFINITY)),
        ("less than 10 minutes", (0.0, 600.0)),
        ("eleven and a half minutes", (690.0, 690.0)),
        ("an hour and a half", (5400.0, 5400.0)),
        ("15 minutes and 30 seconds", (930.0, 930.0)),
        ("one hour, 20 minutes", (4800.0, 4800.0)),
        ("12 minutes to 15 minutes", (720.0, 900.0)),
    ] {
        assert_eq!(ends(time_s(text).unwrap()), wanted, "{text}");
    }
    assert_eq!(
        ends(speed_km_s("13000 km/h").unwrap()),
        (3.611_111, 3.611_111)
    );
    assert_eq!(ends(speed_km_s("Mach 10").unwrap()), (2.95, 3.4));
    assert_eq!(ends(speed_km_s("Mach 5-6").unwrap()), (1.475, 2.04));
    assert_eq!(
        ends(speed_km_s("ten times the speed of sound").unwrap()),
        (2.95, 3.4)
    );
    assert_eq!(ends(speed_km_s("2.5-3 km/s").unwrap()), (2.5, 3.0));
    assert_eq!(
        ends(speed_km_s("500 knots").unwrap()),
        (0.257_222, 0.257_222)
    );
    for text in [
        "18,000 km per hour",
        "18,000 kms/hour",
        "18,000 kmph",
        "18,000 kilometers an hour",
    ] {
        assert_eq!(ends(speed_km_s(text).unwrap()), (5.0, 5.0), "{text}");
    }
    assert_eq!(
        ends(speed_km_s("3 miles per second").unwrap()),
        (4.828_032, 4.828_032)
    );
    assert_eq!(
        ends(speed_km_s("3.6 kilometres a second").unwrap()),
        (3.6, 3.6)
    );
    assert_eq!(
        ends(speed_km_s("3,600 metres per second").unwrap()),
        (3.6, 3.6)
    );
    assert_eq!(
        ends(speed_km_s("between Mach 5 and Mach 10").unwrap()),
        (1.475, 3.4)
    );
    assert_eq!(
        ends(speed_km_s("8,000 miles per hour").unwrap()),
        (3.576_32, 3.576_32)
    );
}

#[test]
fn lengths_in_any_mile() {
    for text in [
        "2,000-2,500 km",
        "2000 to 2500 kilometres",
        "2 000 à 2 500 km",
        "od 2000 do 2500 km",
        "2–2,5 тыс. км",
        "2 to 2.5 thousand km",
        "between 2,000 and 2,500 km",
        "zwischen 2000 und 2500 Kilometern",
    ] {
        assert_eq!(
            ends(length_km("range", text).unwrap()),
            (2000.0, 2500.0),
            "{text}"
        );
    }
    for text in [
        "2,500 km",
        "up to 2,500 km",
        "a maximum range of 2,500 km",
        "2,5 tys. km",
        "bis zu 2500 Kilometer",
        "bis zu 2.500 Kilometer",
        "eine Reichweite von 2.500 km",
        "une portée maximale de 2.500 km",
        "на расстояние 2500 км",
        "na odległość 2500 km",
        "до 2.500 км",
        "два с половиной тысячи км",
    ] {
        assert_eq!(
            ends(length_km("range", text).unwrap()),
            (2500.0, 2500.0),
            "{text}"
        );
    }

    assert_eq!(ends(length_km("range", "480 km").unwrap()), (480.0, 480.0));
    assert_eq!(
        ends(length_km("range", "4,200 miles").unwrap()),
        (6759.2448, 6759.2448)
    );
    assert_eq!(
        ends(length_km("range", "4,209 nautical miles").unwrap()),
        (7795.068, 7795.068)
    );
    assert_eq!(
        ends(length_km("apogee", "100,000 feet").unwrap()),
        (30.48, 30.48)
    );
    assert_eq!(
        ends(length_km("range", "500 km to 1,500 km").unwrap()),
        (500.0, 1500.0)
    );
    assert_eq!(
        ends(length_km("range", "6,759 km (4,200 miles)").unwrap()),
        (6759.0, 6759.0)
    );
}

#[test]
fn a_point_that_may_part_thousands_is_refused() {
    // Of a missile's speed it parts thousands: nothing flies at thirteen kilometres an hour.
    for text in ["13.000 km/h", "13'000 km/h", "13 000 км/ч", "13.000 км/год"] {
        assert_eq!(
            ends(speed_km_s(text).unwrap()),
            (3.611_111, 3.611_111),
            "{text}"
        );
    }
    for text in ["4,5 Mach", "Mach 4,5", "4.5 Macha"] {
        let wanted = ends(speed_km_s("Mach 4.5").unwrap());
        assert_eq!(ends(speed_km_s(text).unwrap()), wanted, "{text}");
    }
    for text in [
        "top speed of Mach 16",
        "up to Mach 16",
        "maximum speed of Mach 16",
    ] {
        let wanted = ends(speed_km_s("Mach 16").unwrap());
        assert_eq!(ends(speed_km_s(text).unwrap()), wanted, "{text}");
    }
    assert_eq!(
        ends(length_km("apogee", "Gipfelhöhe 500 km").unwrap()),
        (500.0, 500.0)
    );
    assert_eq!(ends(time_s("1.200 Sekunden").unwrap()), (1200.0, 1200.0));
    assert!(length_km("range", "2.500 km").is_err() && time_s("4.052 s").is_err());
    assert!(
        length_km("range", "1.000-1.500 km").is_err()
            && length_km("range", "0.500-2.500 km").is_err()
    );
    assert_eq!(ends(speed_km_s("3.610 km/s").unwrap()), (3.61, 3.61));
    assert_eq!(
        ends(length_km("apogee", "6248.500 km").unwrap()),
        (6248.5, 6248.5)
    );
}

#[test]
fn what_is_no_figure_says_how_to_write_one() {
    for text in [
        "",
        "15",
        "soon",
        "-5 min",
        "nan min",
        "0 s",
        "15 parsecs",
        "15 min 3",
        "inf s",
        "1e400 s",
        "12:3",
        "not 15 min",
        "15 20 min",
        "5 and 7 minutes",
        "20 s; 10 s",
        "12 minutes and 15 minutes",
        "20 s 3 min",
    ] {
        assert!(
            time_s(text).unwrap_err().to_string().contains("15 min"),
            "{text}"
        );
    }
    for text in [
        "Mach",
        "Mach -3",
        "10",
        "10 furlongs",
        "600 nm",
        "over",
        "under 0 km/h",
        "5 m/h",
        "5 km/",
        "km/s",
    ] {
        assert!(speed_km_s(text).is_err(), "{text}");
        assert!(length_km("range", text).is_err(), "{text}");
    }
}

/// Whatever words stand together, what is read is a figure, and nothing panics.
#[test]
fn any_words_are_a_figure_or_refused() {
    let mut words: Vec<String> = crate::claim::phrase::known_words();
    let others = [
        "15",
        "2.5",
        "1,500",
        "13.000",
        "12:30",
        "1:07:30",
        "½",
        "-",
        "–",
        "/",
        "'",
        "\"",
        "(",
        ")",
        ".",
        ",",
        "0",
        "999999999999",
        "+",
        "<",
        "not",
        "1e9",
        "0.000",
        "",
    ];
    words.extend(others.map(str::to_owned));
    // A linear congruential generator, by Knuth: the same texts in every run.
    let mut state: u64 = 7;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut read = 0;
    for _ in 0..20_000 {
        let parts: Vec<&str> = (0..=random(6))
            .map(|_| words[random(words.len())].as_str())
            .collect();
        let text = parts.join(if random(4) == 0 { "" } else { " " });
        for figure in [
            time_s(&text),
            speed_km_s(&text),
            exact_speed_km_s(&text),
            length_km("range", &text),
        ]
        .into_iter()
        .flatten()
        {
            read += 1;
            assert!(
                figure.low >= 0.0 && figure.low.is_finite() && figure.high >= figure.low,
                "{text}: {figure:?}"
            );
        }
    }
    assert!(read > 500, "{read}");
}
