//! Words of speeds, by their kind.

use super::*;

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
