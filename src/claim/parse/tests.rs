//! Published figures and the intervals that they stand for.

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

/// Texts, and what all of them stand for, s.
type Kind = (&'static [&'static str], (f64, f64));

const KINDS: [Kind; 20] = [
    (
        &[
            "around a dozen minutes",
            "a dozen minutes",
            "une douzaine de minutes",
            "etwa ein Dutzend Minuten",
            "12 minutes",
        ],
        (720.0, 720.0),
    ),
    (
        &[
            "three quarters of an hour",
            "trois quarts d'heure",
            "три четверти часа",
            "eine Dreiviertelstunde",
            "45 min",
        ],
        (2700.0, 2700.0),
    ),
    (
        &[
            "15 minutes",
            "a 15-minute flight",
            "flight time: 15 minutes",
            "15 minutes of flight time",
            "in 15 minutes' time",
            "only fifteen minutes",
            "a mere fifteen minutes",
            "barely 15 mins",
            "15 min.",
            "“15 minutes”",
            "(15 minutes)",
            "15 minutes (900 seconds)",
            "четверть часа",
            "около четверти часа",
            "чверть години",
            "близько чверті години",
            "ćwierć godziny",
            "минут пятнадцать",
            "минут за пятнадцать",
            "ein 15-minütiger Flug",
            "15-минутный полет",
            "15-хвилинний політ",
            "fifteen-odd minutes",
            "lot trwa 15 minut",
            "хвилин п’ятнадцять",
            "ракета долетит за 15 минут",
            "Die Rakete braucht 15 Minuten",
            "um die 15 Minuten",
            "aux alentours de 15 minutes",
            "десь 15 хвилин",
            "some 15 minutes",
            "15 minutes or so",
            "15'",
            "a quarter of an hour",
            "~15 min",
            "c. 15 min",
            "close to 15 minutes",
            "15 minutes or thereabouts",
            "15 minutes after launch",
            "flight of 15 minutes",
            "etwa 15 Minuten",
            "rund fünfzehn Minuten",
            "in nur 15 Minuten",
            "15 Min.",
            "eine Viertelstunde",
            "Flugzeit von 15 Minuten",
            "environ 15 minutes",
            "quinze minutes",
            "un quart d'heure",
            "une quinzaine de minutes",
            "près de 15 minutes de vol",
            "około 15 minut",
            "ok. 15 min",
            "piętnaście minut",
            "kwadrans",
            "zaledwie 15 minut",
            "близько 15 хвилин",
            "п’ятнадцять хвилин",
            "за 15 хв",
            "лише 15 хвилин",
            "приблизно п'ятнадцяти хвилин",
            "около 15 минут",
            "пятнадцать минут",
            "примерно за 15 минут",
            "всего 15 мин.",
            "порядка 15 минут",
        ],
        (900.0, 900.0),
    ),
    (
        &[
            "under 10 minutes",
            "less than ten minutes",
            "10 minutes or less",
            "in under 10 min",
            "<10 min",
            "sub-10-minute",
            "within ten minutes",
            "10 minutes at most",
            "at most 10 minutes",
            "maximum 10 minutes",
            "no more than ten minutes",
            "up to 10 minutes",
            "10 minutes tops",
            "góra 10 minut",
            "от силы 10 минут",
            "в пределах десяти минут",
            "tout au plus 10 minutes",
            "a maximum of 10 minutes",
            "not even ten minutes",
            "10 minutes (or less)",
            "unter zehn Minuten",
            "weniger als 10 Minuten",
            "höchstens 10 Minuten",
            "bis zu 10 Minuten",
            "nicht einmal 10 Minuten",
            "en moins de 10 minutes",
            "moins de dix minutes",
            "au plus 10 minutes",
            "jusqu'à 10 minutes",
            "niecałe 10 minut",
            "niespełna dziesięć minut",
            "do 10 minut",
            "mniej niż 10 minut",
            "w ciągu dziesięciu minut",
            "до 10 хвилин",
            "менше ніж за 10 хвилин",
            "менш як десять хвилин",
            "не більше 10 хвилин",
            "до 10 минут",
            "менее чем за 10 минут",
            "меньше десяти минут",
            "не более 10 минут",
            "в течение 10 минут",
        ],
        (0.0, 600.0),
    ),
    (
        &[
            "over 12 minutes",
            "more than twelve minutes",
            "at least 12 min",
            "12+ minutes",
            "12 minutes plus",
            "12 minutes or more",
            "upwards of 12 minutes",
            "no less than 12 minutes",
            ">12 min",
            "a minimum of 12 minutes",
            "mehr als 12 Minuten",
            "mindestens zwölf Minuten",
            "über 12 Minuten",
            "plus de 12 minutes",
            "au moins douze minutes",
            "ponad 12 minut",
            "co najmniej dwanaście minut",
            "понад 12 хвилин",
            "щонайменше 12 хвилин",
            "більше дванадцяти хвилин",
            "более 12 минут",
            "не менее двенадцати минут",
            "свыше 12 минут",
        ],
        (720.0, f64::INFINITY),
    ),
    (
        &[
            "6-7 minutes",
            "six to seven minutes",
            "between six and seven minutes",
            "6 or 7 minutes",
            "from 6 to 7 minutes",
            "6 min to 7 min",
            "anywhere from six to seven minutes",
            "a six- to seven-minute flight",
            "6 bis 7 Minuten",
            "sechs bis sieben Minuten",
            "zwischen 6 und 7 Minuten",
            "6 à 7 minutes",
            "entre six et sept minutes",
            "od 6 do 7 minut",
            "między 6 a 7 minut",
            "6–7 minut",
            "від 6 до 7 хвилин",
            "6-7 хвилин",
            "шість-сім хвилин",
            "от 6 до 7 минут",
            "6—7 минут",
            "шесть или семь минут",
            "от шести до семи минут",
        ],
        (360.0, 420.0),
    ),
    (
        &[
            "6-7 minutes at most",
            "6 to 7 minutes maximum",
            "maximal 6-7 Minuten",
            "максимум 6-7 минут",
        ],
        (0.0, 420.0),
    ),
    (
        &[
            "12:30",
            "12'30\"",
            "12 min 30 s",
            "12m30s",
            "0:12:30",
            "twelve minutes and 30 seconds",
            "12 Min. 30 Sek.",
            "12 мин 30 с",
            "12 хв. 30 сек.",
        ],
        (750.0, 750.0),
    ),
    (
        &[
            "12½ minutes",
            "twelve and a half minutes",
            "12 1/2 min",
            "zwölfeinhalb Minuten",
            "douze minutes et demie",
            "12 с половиной минут",
        ],
        (750.0, 750.0),
    ),
    (
        &[
            "12.5 min",
            "12,5 Minuten",
            "12,5 minutes",
            "12,5 хвилин",
            "12,5 минут",
        ],
        (750.0, 750.0),
    ),
    (
        &[
            "1h07",
            "1 h 07",
            "1 hour 7 minutes",
            "an hour and seven minutes",
            "eine Stunde und 7 Minuten",
            "1 godz. 7 min",
            "1 год 7 хв",
            "1 ч 7 мин",
        ],
        (4020.0, 4020.0),
    ),
    (
        &[
            "half an hour",
            "half-hour",
            "a half hour",
            "30 minutes",
            "eine halbe Stunde",
            "une demi-heure",
            "pół godziny",
            "пів години",
            "полчаса",
        ],
        (1800.0, 1800.0),
    ),
    (
        &[
            "an hour and a half",
            "anderthalb Stunden",
            "une heure et demie",
            "półtorej godziny",
            "полтора часа",
        ],
        (5400.0, 5400.0),
    ),
    (
        &[
            "just over 20 minutes",
            "slightly more than twenty minutes",
            "gut 20 Minuten",
            "gute 20 Minuten",
            "20 минут с небольшим",
            "чуть более 20 минут",
        ],
        (1200.0, 1320.0),
    ),
    (
        &[
            "just under 20 minutes",
            "knapp 20 Minuten",
            "un peu moins de vingt minutes",
        ],
        (1080.0, 1200.0),
    ),
    (
        &[
            "two hundred seconds",
            "200 s",
            "200 Sekunden",
            "двести секунд",
        ],
        (200.0, 200.0),
    ),
    (
        &[
            "one hundred and six seconds",
            "a hundred and six seconds",
            "106 sec",
            "106 секунд",
        ],
        (106.0, 106.0),
    ),
    (
        &[
            "einundzwanzig Minuten",
            "twenty-one minutes",
            "twenty one minutes",
            "двадцать одна минута",
            "21 хвилина",
        ],
        (1260.0, 1260.0),
    ),
    (
        &[
            "up to 9 hours",
            "bis zu neun Stunden",
            "jusqu'à 9 heures",
            "do 9 godzin",
            "до 9 часов",
            "до дев'яти годин",
        ],
        (0.0, 32400.0),
    ),
    (
        &[
            "1 minute and 21 seconds",
            "1 Minute 21 Sekunden",
            "1 minutę i 21 sekund",
            "1 минуту 21 секунду",
        ],
        (81.0, 81.0),
    ),
];

/// Words of one kind say one thing, in each of the languages.
#[test]
fn words_by_kind() {
    for (texts, wanted) in KINDS {
        for text in texts {
            assert_eq!(time_s(text).map(ends).ok(), Some(wanted), "{text}");
        }
    }
    for text in [
        "several minutes",
        "a few minutes",
        "within minutes",
        "mere minutes",
        "in wenigen Minuten",
        "quelques minutes",
        "kilka minut",
        "за лічені хвилини",
        "за считанные минуты",
        "a matter of minutes",
    ] {
        assert!(
            time_s(text).unwrap_err().to_string().contains("no figure"),
            "{text}"
        );
    }
}

/// Texts of one speed each.
const SPEEDS: [&[&str]; 6] = [
    &[
        "Mach 10",
        "Mach-10",
        "M10",
        "10 Mach",
        "Mach ten",
        "ten times the speed of sound",
        "10x the speed of sound",
        "up to Mach 10",
        "top speed of Mach 10",
        "a top speed of about Mach 10",
        "maximum speed: Mach 10",
        "speeds of up to Mach 10",
        "reaching Mach 10",
        "a peak speed of Mach 10",
        "Mach 10 (12,000 km/h)",
        "hypersonic (Mach 10)",
        "speeds reaching Mach 10",
        "10 Machs",
        "zehnfache Schallgeschwindigkeit",
        "10-fache Schallgeschwindigkeit",
        "bis zu Mach 10",
        "dix fois la vitesse du son",
        "10 razy szybciej niż dźwięk",
        "dziesięciokrotna prędkość dźwięku",
        "10 Machów",
        "10 Махів",
        "до 10 Махів",
        "10 Махов",
        "десять скоростей звука",
        "в 10 раз быстрее звука",
        "скорость 10 Махов",
    ],
    &[
        "over Mach 10",
        "exceeding Mach 10",
        "in excess of Mach 10",
        "speeds exceeding Mach 10",
        "Mach 10+",
        "Mach 10 or more",
        "more than ten times the speed of sound",
        "top speeds of over Mach 10",
        "terminal speed over Mach 10",
        "über Mach 10",
        "plus de Mach 10",
        "ponad 10 Machów",
        "понад 10 Махів",
        "более 10 Махов",
        "свыше десяти Махов",
    ],
    &[
        "12,000 km/h",
        "12.000 km/h",
        "12'000 km/h",
        "12 000 km/h",
        "12,000 kph",
        "twelve thousand kilometres an hour",
        "12.000 Stundenkilometer",
        "12 tys. km/h",
        "12 тыс. км/ч",
        "12 000 км/год",
        "12 000 km à l'heure",
        "12 тисяч кілометрів на годину",
        "about 12,000 kilometers per hour",
        "12 000 километров в час",
    ],
    &["Mach 4.5", "4,5 Mach", "Mach 4,5", "4.5 Macha", "4,5 Маха"],
    &[
        "more than a kilometre per second",
        "over 1 km/s",
        "more than one kilometer a second",
        "mehr als ein Kilometer pro Sekunde",
        "более 1 км/с",
        "понад 1 км на секунду",
    ],
    &[
        "2.5-3 km/s",
        "2.5 to 3 kilometers per second",
        "2,5 bis 3 km/s",
        "2,5–3 км в секунду",
        "od 2,5 do 3 km/s",
        "entre 2,5 et 3 kilomètres par seconde",
    ],
];

#[test]
fn words_of_speeds_by_kind() {
    for texts in SPEEDS {
        let wanted = ends(speed_km_s(texts[0]).unwrap());
        for text in texts {
            assert_eq!(speed_km_s(text).map(ends).ok(), Some(wanted), "{text}");
        }
    }
    let hypersonic = speed_km_s("hypersonic speed").unwrap_err().to_string();
    assert!(hypersonic.contains("over Mach 5"), "{hypersonic}");
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
