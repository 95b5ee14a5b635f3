//! Reading claims as they are quoted: "15 min", "12-15 min", "over Mach 11", "13,000 km/h", "1,100 miles".

use super::quoted::{Figure, Meant, Quoted, tidied};
use crate::error::{Error, Result};
use crate::quantity::{NAUTICAL_MILE_KM, STATUTE_MILE_KM};

/// Speed of sound that a Mach number may refer to, m/s: 295 in the stratosphere, 340 at sea level (ICAO standard
/// atmosphere, rounded). Claims seldom say which.
const SOUND_M_S: [f64; 2] = [295.0, 340.0];

/// Kilometres to the international foot, by definition.
const FOOT_KM: f64 = 0.000_304_8;

/// A time in seconds: numbers with `h`, `min` or `s`, as `15 min`, `12-15 min`, `1 h 30 min`, `3 min 20 s`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn time_s(text: &str) -> Result<Quoted> {
    let unreadable = || {
        fault(
            "time",
            text,
            "write 15 min, 12-15 min, 106 s, 3 min 20 s, 1.5 h or over 12 min",
        )
    };
    let (tidy, meant) = tidied(text);
    refuse_vague("time", text, &tidy)?;
    let tidy = without_clock(&tidy);
    let parts = numbers_with_units(&tidy).ok_or_else(unreadable)?;
    let mut total_s = Quoted::exact(0.0);
    let mut longer_s = f64::INFINITY;
    for (at, (figure, unit)) in parts.iter().enumerate() {
        // "1 hour, 20 minutes and 5 seconds", and never "12 minutes and 15 minutes".
        let unit = unit
            .strip_suffix(" and")
            .unwrap_or(unit)
            .trim_end_matches(',');
        let factor = time_unit_s(unit)
            .filter(|&unit_s| unit_s < longer_s)
            .ok_or_else(unreadable)?;
        longer_s = factor;
        if figure.may_be_thousands && factor < 3600.0 {
            return Err(two_readings("time", text, *figure, unit));
        }
        // Only the last unit is rounded: the minutes of "3 min 20 s" are whole.
        let is_last = at + 1 == parts.len();
        let part_s = if is_last {
            figure.with_rounded_ends().quoted(meant)
        } else {
            Quoted::exact(figure.low)
        }
        .times(factor);
        total_s = Quoted {
            low: total_s.low + part_s.low,
            high: total_s.high + part_s.high,
        };
    }
    positive(total_s, meant).ok_or_else(unreadable)
}

/// "12:30" as 12 min 30 s and "1h07" as 1 h 7 min.
fn without_clock(tidy: &str) -> String {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((minutes, seconds)) = tidy.split_once(':')
        && let seconds = seconds
            .trim_end_matches("min")
            .trim_end_matches("minutes")
            .trim()
        && is_digits(minutes)
        && is_digits(seconds)
        && seconds.len() == 2
    {
        return format!("{minutes} min {seconds} s");
    }
    if let Some((hours, minutes)) = tidy.split_once('h')
        && is_digits(hours.trim())
        && is_digits(minutes)
        && minutes.len() == 2
    {
        return format!("{hours} h {minutes} min");
    }
    tidy.to_owned()
}

/// Refuses words that are no number.
fn refuse_vague(name: &'static str, text: &str, tidy: &str) -> Result<()> {
    let vague = [
        "several",
        "a few",
        "few ",
        "a couple",
        "a matter of",
        "mehrere",
        "einige",
        "plusieurs",
        "quelques",
        "kilka",
        "кілька",
        "несколько",
    ];
    if !vague.iter().any(|word| tidy.contains(word)) {
        return Ok(());
    }
    Err(fault(
        name,
        text,
        "it is no figure, and anything would agree with it: write the number that is meant, as 3-9 min",
    ))
}

/// A speed in km/s: `Mach 10`, `13000 km/h`, `3.6 km/s`, `8000 mph`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn speed_km_s(text: &str) -> Result<Quoted> {
    let unreadable = || {
        fault(
            "speed",
            text,
            "write Mach 10, 13000 km/h, 3.6 km/s, 3600 m/s, 8000 mph or over Mach 5",
        )
    };
    let (tidy, meant) = tidied(text);
    if tidy.starts_with("hypersonic") || tidy.starts_with("supersonic") {
        return Err(fault(
            "speed",
            text,
            "it is no figure: hypersonic is said of Mach 5 and more; write over Mach 5 if that is meant",
        ));
    }
    refuse_vague("speed", text, &tidy)?;
    // The greatest speed of which a headline speaks is the one that is reached.
    let meant = if meant == Meant::Peak {
        Meant::Rounded
    } else {
        meant
    };
    if let Some(number) = tidy
        .strip_prefix("mach")
        .or_else(|| tidy.strip_suffix("mach"))
    {
        let number = Figure::parse(number).ok_or_else(unreadable)?.quoted(meant);
        let [slow, fast] = SOUND_M_S.map(|sound_m_s| sound_m_s / 1000.0);
        let speed = Quoted {
            low: number.low * slow,
            high: number.high * fast,
        };
        return positive(speed, meant).ok_or_else(unreadable);
    }
    let [(mut figure, unit)] = one_figure(&tidy).ok_or_else(unreadable)?;
    let factor = speed_unit_km_s(&unit).ok_or_else(unreadable)?;
    // 12.000 km/h is said of a missile, and twelve is not; thousands of km/s are no speed of a missile.
    if figure.may_be_thousands && factor < 1.0 {
        [(figure, _)] = one_figure(&tidy.replace('.', "")).ok_or_else(unreadable)?;
    }
    positive(figure.quoted(meant).times(factor), meant).ok_or_else(unreadable)
}

/// The same as a divisor: without what rounding leaves open, for who divides by Mach 10 divides by ten.
///
/// # Errors
/// As [`speed_km_s`].
pub fn exact_speed_km_s(text: &str) -> Result<Quoted> {
    let speed = speed_km_s(text)?;
    let (tidy, _) = tidied(text);
    let mach = tidy
        .strip_prefix("mach")
        .or_else(|| tidy.strip_suffix("mach"))
        .and_then(Figure::parse);
    let Some(mach) = mach else {
        let is_interval = tidy.contains('-') || !speed.high.is_finite() || speed.low <= 0.0;
        return Ok(if is_interval {
            speed
        } else {
            Quoted::exact(speed.middle())
        });
    };
    let exact = mach.quoted(Meant::Over);
    Ok(Quoted {
        low: exact.low * SOUND_M_S[0] / 1000.0,
        high: exact.high * SOUND_M_S[1] / 1000.0,
    })
}

fn one_figure(tidy: &str) -> Option<[(Figure, String); 1]> {
    numbers_with_units(tidy)?.try_into().ok()
}

/// The unit of a speed, where another may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeedUnit {
    /// Kilometres an hour.
    KilometresPerHour,
    /// Statute miles an hour.
    MilesPerHour,
}

impl SpeedUnit {
    /// The unit in which a speed is quoted, if it is one of these.
    pub fn of(text: &str) -> Option<Self> {
        let (tidy, _) = tidied(text);
        let [(_, unit)] = one_figure(&tidy)?;
        let is = |km_h: f64| {
            speed_unit_km_s(&unit).is_some_and(|factor| (factor * 3600.0 / km_h - 1.0).abs() < 1e-9)
        };
        if is(1.0) {
            Some(Self::KilometresPerHour)
        } else {
            is(STATUTE_MILE_KM).then_some(Self::MilesPerHour)
        }
    }
}

/// True of a length in statute or unnamed miles, and of one in kilometres that is a round figure of those and none of its
/// own: 6,759 km are 4,200 miles. A round figure in kilometres was said in kilometres.
pub fn is_in_miles(text: &str) -> bool {
    const ROUND_MILES: f64 = 100.0;
    let (tidy, _) = tidied(text);
    let Some([(figure, unit)]) = one_figure(&tidy) else {
        return false;
    };
    let Some(unit_km) = length_unit_km(&unit) else {
        return false;
    };
    if (unit_km / STATUTE_MILE_KM - 1.0).abs() < 1e-9 {
        return true;
    }
    let quoted_km = figure.quoted(Meant::Rounded).times(unit_km);
    let miles = quoted_km.middle() / STATUTE_MILE_KM;
    let is_exact = quoted_km.high - quoted_km.low <= 1.0 + 1e-9;
    let nearest = (miles / ROUND_MILES).round() * ROUND_MILES;
    let is_round = nearest > 0.0 && (miles - nearest).abs() * STATUTE_MILE_KM <= 0.5;
    is_exact && is_round
}

/// A height or a range in km: `480 km`, `1,100 miles`, `600 nmi`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn length_km(name: &'static str, text: &str) -> Result<Quoted> {
    let unreadable = || {
        fault(
            name,
            text,
            "write 480 km, 1100 miles, 600 nmi or over 500 km",
        )
    };
    let (tidy, meant) = tidied(text);
    let [(figure, unit)] = &numbers_with_units(&tidy).ok_or_else(unreadable)?[..] else {
        return Err(unreadable());
    };
    let factor = length_unit_km(unit).ok_or_else(unreadable)?;
    if figure.may_be_thousands {
        return Err(two_readings(name, text, *figure, unit));
    }
    positive(figure.quoted(meant).times(factor), meant).ok_or_else(unreadable)
}

fn time_unit_s(unit: &str) -> Option<f64> {
    match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunde" | "stunden" | "std" | "heure"
        | "heures" | "godzina" | "godziny" | "godzin" | "година" | "години" | "годин" | "год"
        | "час" | "часа" | "часов" | "ч" => Some(3600.0),
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minuta" | "minuty" | "minut"
        | "minutę" | "хвилина" | "хвилини" | "хвилин" | "хв" | "минута" | "минуты" | "минут"
        | "минуту" | "мин" => Some(60.0),
        "s" | "sec" | "secs" | "second" | "seconds" | "sekunde" | "sekunden" | "seconde"
        | "secondes" | "sekunda" | "sekundy" | "sekund" | "секунда" | "секунди" | "секунды"
        | "секунд" | "сек" | "с" => Some(1.0),
        _ => None,
    }
}

fn length_unit_km(unit: &str) -> Option<f64> {
    match unit {
        "km"
        | "kms"
        | "kilometre"
        | "kilometres"
        | "kilometer"
        | "kilometers"
        | "kilometern"
        | "kilomètre"
        | "kilomètres"
        | "kilometrów"
        | "kilometry"
        | "км"
        | "кілометрів"
        | "километров" => Some(1.0),
        "metre" | "metres" | "meter" | "meters" => Some(0.001),
        "ft" | "foot" | "feet" => Some(FOOT_KM),
        "mi" | "mile" | "miles" | "statute mile" | "statute miles" => Some(STATUTE_MILE_KM),
        "nmi" | "nautical mile" | "nautical miles" => Some(NAUTICAL_MILE_KM),
        _ => None,
    }
}

fn speed_unit_km_s(unit: &str) -> Option<f64> {
    match unit {
        "kmh" | "kmph" | "kph" => Some(1.0 / 3600.0),
        "mph" => Some(STATUTE_MILE_KM / 3600.0),
        "kn" | "kt" | "kts" | "knot" | "knots" => Some(NAUTICAL_MILE_KM / 3600.0),
        // With hours or minutes, an m may be a mile.
        "m/s" | "m/sec" => Some(0.001),
        _ => {
            let (length, time) = unit.split_once('/')?;
            Some(length_unit_km(length.trim())? / time_unit_s(time.trim())?)
        }
    }
}

fn fault(name: &'static str, text: &str, forms: &str) -> Error {
    Error::Unreadable {
        name,
        text: text.to_owned(),
        reason: forms.to_owned(),
    }
}

/// A point before three digits that may part thousands.
fn two_readings(name: &'static str, text: &str, figure: Figure, unit: &str) -> Error {
    let readings = vec![
        format!("{:.0} {unit}", figure.low * 1000.0),
        format!("{:.4} {unit}", figure.low),
    ];
    Error::TwoReadings {
        name,
        text: text.to_owned(),
        readings,
    }
}

/// A figure above zero, with what its bound leaves open.
fn positive(figure: Quoted, meant: Meant) -> Option<Quoted> {
    (figure.low > 0.0)
        .then_some(meant.opened(figure))
        .and_then(Quoted::checked)
}

/// `1 h 30 min` as its numbers and units.
fn numbers_with_units(tidy: &str) -> Option<Vec<(Figure, String)>> {
    let mut parts = Vec::new();
    let mut rest = tidy;
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
        let (number, following) = rest.split_at(number_end);
        let unit_end = following
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(following.len());
        let (unit, next) = following.split_at(unit_end);
        parts.push((Figure::parse(number)?, unit.trim().to_owned()));
        rest = next;
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(quoted: Quoted) -> (f64, f64) {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        (round(quoted.low), round(quoted.high))
    }

    #[test]
    fn quoted_figures_are_intervals() {
        for (text, wanted) in [
            ("15 min", (870.0, 930.0)),
            ("12-15 min", (690.0, 930.0)),
            ("12–15 minutes", (690.0, 930.0)),
            ("12 to 15 minutes", (690.0, 930.0)),
            ("106 s", (105.5, 106.5)),
            ("3 min 20 s", (199.5, 200.5)),
            ("1.5 h", (5220.0, 5580.0)),
            ("about 20 min", (1170.0, 1230.0)),
            ("12:30", (749.5, 750.5)),
            ("1h07", (3990.0, 4050.0)),
            ("a mere six minutes", (330.0, 390.0)),
            ("barely six minutes", (330.0, 390.0)),
            ("6-7 minutes at most", (0.0, 420.0)),
            ("maximum 10 minutes", (0.0, 600.0)),
            ("twenty one minutes", (1230.0, 1290.0)),
            ("15 minutes flight time", (870.0, 930.0)),
            ("niecałe 3 minuty", (0.0, 180.0)),
            ("około 15 minut", (870.0, 930.0)),
            ("etwa 15 Minuten", (870.0, 930.0)),
            ("environ 15 minutes", (870.0, 930.0)),
            ("близько 15 хвилин", (870.0, 930.0)),
            ("около 15 минут", (870.0, 930.0)),
            ("six minutes", (330.0, 390.0)),
            ("4,052 s", (4051.5, 4052.5)),
            ("over 12 min", (720.0, f64::INFINITY)),
            ("less than 10 minutes", (0.0, 600.0)),
            ("eleven and a half minutes", (675.0, 705.0)),
            ("an hour and a half", (4500.0, 6300.0)),
            ("15 minutes and 30 seconds", (929.5, 930.5)),
            ("one hour, 20 minutes", (4770.0, 4830.0)),
            ("12 minutes to 15 minutes", (690.0, 930.0)),
        ] {
            assert_eq!(ends(time_s(text).unwrap()), wanted, "{text}");
        }
        assert_eq!(ends(speed_km_s("13000 km/h").unwrap()), (3.472_222, 3.75));
        assert_eq!(ends(speed_km_s("Mach 10").unwrap()), (2.8025, 3.57));
        assert_eq!(ends(speed_km_s("Mach 5-6").unwrap()), (1.475, 2.04));
        assert_eq!(
            ends(speed_km_s("ten times the speed of sound").unwrap()),
            (2.8025, 3.57)
        );
        assert_eq!(ends(speed_km_s("2.5-3 km/s").unwrap()), (2.5, 3.0));
        assert_eq!(
            ends(speed_km_s("500 knots").unwrap()),
            (0.254_65, 0.259_794)
        );
        for text in [
            "18,000 km per hour",
            "18,000 kms/hour",
            "18,000 kmph",
            "18,000 kilometers an hour",
        ] {
            assert_eq!(
                ends(speed_km_s(text).unwrap()),
                (4.861_111, 5.138_889),
                "{text}"
            );
        }
        assert_eq!(
            ends(speed_km_s("3 miles per second").unwrap()),
            (4.023_36, 5.632_704)
        );
        assert_eq!(
            ends(speed_km_s("3.6 kilometres a second").unwrap()),
            (3.55, 3.65)
        );
        assert_eq!(
            ends(speed_km_s("3,600 metres per second").unwrap()),
            (3.55, 3.65)
        );
        assert_eq!(
            ends(speed_km_s("between Mach 5 and Mach 10").unwrap()),
            (1.475, 3.4)
        );
        assert_eq!(
            ends(speed_km_s("8,000 miles per hour").unwrap()),
            (3.553_968, 3.598_672)
        );
    }

    #[test]
    fn lengths_in_any_mile() {
        assert_eq!(ends(length_km("range", "480 km").unwrap()), (475.0, 485.0));
        assert_eq!(
            ends(length_km("range", "4,200 miles").unwrap()),
            (6678.7776, 6839.712)
        );
        assert_eq!(
            ends(length_km("range", "4,209 nautical miles").unwrap()),
            (7794.142, 7795.994)
        );
        assert_eq!(
            ends(length_km("apogee", "100,000 feet").unwrap()),
            (28.956, 32.004)
        );
        assert_eq!(
            ends(length_km("range", "500 km to 1,500 km").unwrap()),
            (500.0, 1500.0)
        );
        assert_eq!(
            ends(length_km("range", "6,759 km (4,200 miles)").unwrap()),
            (6758.5, 6759.5)
        );
    }

    #[test]
    fn a_point_that_may_part_thousands_is_refused() {
        // Of a missile's speed it parts thousands: nothing flies at thirteen kilometres an hour.
        for text in ["13.000 km/h", "13'000 km/h", "13 000 км/ч", "13.000 км/год"] {
            assert_eq!(ends(speed_km_s(text).unwrap()), (3.472_222, 3.75), "{text}");
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
        assert!(length_km("range", "2.500 km").is_err() && time_s("4.052 s").is_err());
        assert!(
            length_km("range", "1.000-1.500 km").is_err()
                && length_km("range", "0.500-2.500 km").is_err()
        );
        assert_eq!(ends(speed_km_s("3.610 km/s").unwrap()), (3.6095, 3.6105));
        assert_eq!(
            ends(length_km("apogee", "6248.500 km").unwrap()),
            (6248.4995, 6248.5005)
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
            "min",
            "15 min 3",
            "inf s",
            "1e400 s",
            "3,5 min",
            "12:3",
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
}
