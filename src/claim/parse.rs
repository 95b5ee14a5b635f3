//! Reading claims as they are quoted: "15 min", "12-15 min", "Mach 10", "13000 km/h", "1,100 miles".
//!
//! A quoted figure stands for an interval: half a unit of its last digit either way, or from one figure to the other.

use crate::error::{Error, Result};
use crate::quantity::Interval;

/// Speed of sound that a Mach number may refer to, m/s: 295 in the stratosphere, 340 at sea level (ICAO standard
/// atmosphere, rounded). Claims seldom say which.
const SOUND_M_S: [f64; 2] = [295.0, 340.0];

/// Kilometres to the international statute mile, by definition.
const STATUTE_MILE_KM: f64 = 1.609_344;

/// Kilometres to the nautical mile, by definition.
const NAUTICAL_MILE_KM: f64 = 1.852;

/// A claimed length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// The length, km.
    pub km: Interval,
    /// The length if "miles" were nautical ones, km.
    pub nautical_km: Option<Interval>,
}

/// A time in seconds: numbers with `h`, `min` or `s`, as `15 min`, `12-15 min`, `1 h 30 min`, `3 min 20 s`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn time_s(text: &str) -> Result<Interval> {
    let unreadable = || fault("time", text, "write 15 min, 12-15 min, 106 s, 3 min 20 s or 1.5 h");
    let parts = numbers_with_units(text).ok_or_else(unreadable)?;
    let factor = |unit: &str| match unit {
        "h" | "hr" | "hour" | "hours" => Some(3600.0),
        "min" | "mins" | "minute" | "minutes" => Some(60.0),
        "s" | "sec" | "second" | "seconds" => Some(1.0),
        _ => None,
    };
    let mut total = Interval::exact(0.0);
    for (at, (figure, unit)) in parts.iter().enumerate() {
        let seconds = figure.interval().map(|value| value * factor(unit).unwrap_or(f64::NAN));
        // Only the last unit is rounded: the minutes of "3 min 20 s" are whole.
        let is_last = at + 1 == parts.len();
        let exact = Interval::exact(figure.low * factor(unit).unwrap_or(f64::NAN));
        total = total + if is_last { seconds } else { exact };
    }
    positive(total).ok_or_else(unreadable)
}

/// A speed in km/s: `Mach 10`, `13000 km/h`, `3.6 km/s`, `8000 mph`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn speed_km_s(text: &str) -> Result<Interval> {
    let unreadable = || fault("speed", text, "write Mach 10, 13000 km/h, 3.6 km/s, 3600 m/s or 8000 mph");
    let tidy = tidy(text);
    let mach = tidy.strip_prefix("mach").or_else(|| tidy.strip_suffix("mach"));
    if let Some(number) = mach {
        let figure = Figure::parse(number).ok_or_else(unreadable)?.interval();
        let [slow, fast] = SOUND_M_S.map(|sound| sound / 1000.0);
        let speed = Interval { low: figure.low * slow, nominal: figure.nominal * fast, high: figure.high * fast };
        return positive(speed).ok_or_else(unreadable);
    }
    let [(figure, unit)] = &numbers_with_units(text).ok_or_else(unreadable)?[..] else { return Err(unreadable()) };
    let factor = match unit.as_str() {
        "km/h" | "kmh" | "kph" => 1.0 / 3600.0,
        "km/s" => 1.0,
        "m/s" => 1.0 / 1000.0,
        "mph" => STATUTE_MILE_KM / 3600.0,
        _ => return Err(unreadable()),
    };
    positive(figure.interval().map(|value| value * factor)).ok_or_else(unreadable)
}

/// A height or a range: `480 km`, `1,100 miles`, `600 nmi`. Statute miles may have been meant as nautical ones.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn length(name: &'static str, text: &str) -> Result<Length> {
    let unreadable = || fault(name, text, "write 480 km, 1100 miles or 600 nmi");
    let [(figure, unit)] = &numbers_with_units(text).ok_or_else(unreadable)?[..] else { return Err(unreadable()) };
    let times = |factor: f64| positive(figure.interval().map(|value| value * factor));
    let (km, nautical_km) = match unit.as_str() {
        "km" | "kilometres" | "kilometers" => (times(1.0), None),
        "mi" | "mile" | "miles" => (times(STATUTE_MILE_KM), times(NAUTICAL_MILE_KM)),
        "nmi" => (times(NAUTICAL_MILE_KM), None),
        _ => return Err(unreadable()),
    };
    Ok(Length { km: km.ok_or_else(unreadable)?, nautical_km })
}

fn fault(name: &'static str, text: &str, forms: &str) -> Error {
    Error::Unreadable { name, text: text.to_owned(), reason: forms.to_owned() }
}

fn positive(interval: Interval) -> Option<Interval> {
    (interval.low > 0.0 && interval.high.is_finite()).then_some(interval)
}

fn tidy(text: &str) -> String {
    let lower = text.trim().to_lowercase().replace(['–', '—'], "-").replace('−', "-");
    lower.trim_start_matches(['~', '≈']).trim_start_matches("about ").trim().to_owned()
}

/// A number as it is quoted, or two with a dash between them.
struct Figure {
    low: f64,
    high: f64,
    /// Half a unit of the last digit; 0 for an interval that is stated.
    half_digit: f64,
}

impl Figure {
    fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().replace(',', "").parse::<f64>().ok().filter(|value| value.is_finite());
        if let Some((low, high)) = text.trim().split_once('-') {
            let (low, high) = (number(low)?, number(high)?);
            return (low <= high).then_some(Self { low, high, half_digit: 0.0 });
        }
        let value = number(text)?;
        let decimals = text.trim().split_once('.').map_or(0, |(_, digits)| digits.len());
        let half_digit = (0..decimals).fold(0.5, |half, _| half * 0.1);
        Some(Self { low: value, high: value, half_digit })
    }

    fn interval(&self) -> Interval {
        Interval {
            low: self.low - self.half_digit,
            nominal: f64::midpoint(self.low, self.high),
            high: self.high + self.half_digit,
        }
    }
}

/// `1 h 30 min` as its numbers and units.
fn numbers_with_units(text: &str) -> Option<Vec<(Figure, String)>> {
    let tidy = tidy(text);
    let mut parts = Vec::new();
    let mut rest = tidy.as_str();
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
        let (number, following) = rest.split_at(number_end);
        let unit_end = following.find(|c: char| c.is_ascii_digit()).unwrap_or(following.len());
        let (unit, next) = following.split_at(unit_end);
        parts.push((Figure::parse(number)?, unit.trim().to_owned()));
        rest = next;
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(interval: Interval) -> (f64, f64) {
        let round = |value: f64| (value * 1e6).round() / 1e6;
        (round(interval.low), round(interval.high))
    }

    #[test]
    fn quoted_figures_are_intervals() {
        for (text, wanted) in [
            ("15 min", (870.0, 930.0)),
            ("12-15 min", (720.0, 900.0)),
            ("12–15 minutes", (720.0, 900.0)),
            ("106 s", (105.5, 106.5)),
            ("3 min 20 s", (199.5, 200.5)),
            ("1.5 h", (5220.0, 5580.0)),
            ("about 20 min", (1170.0, 1230.0)),
            ("4,052 s", (4051.5, 4052.5)),
        ] {
            assert_eq!(ends(time_s(text).unwrap()), wanted, "{text}");
        }
        assert_eq!(ends(speed_km_s("13000 km/h").unwrap()), (3.610_972, 3.611_25));
        assert_eq!(ends(speed_km_s("Mach 10").unwrap()), (2.8025, 3.57));
        assert_eq!(ends(speed_km_s("2.5-3 km/s").unwrap()), (2.5, 3.0));
        assert_eq!(ends(length("range", "4,200 miles").unwrap().nautical_km.unwrap()), (7777.474, 7779.326));
        assert_eq!(ends(length("range", "480 km").unwrap().km), (479.5, 480.5));
    }

    #[test]
    fn what_is_no_figure_says_how_to_write_one() {
        for text in ["", "15", "soon", "-5 min", "nan min", "0 s", "15 parsecs", "min", "15 min 3", "inf s", "1e400 s"]
        {
            assert!(time_s(text).unwrap_err().to_string().contains("15 min"), "{text}");
        }
        for text in ["Mach", "Mach -3", "10", "10 knots", "600 nm"] {
            assert!(speed_km_s(text).is_err(), "{text}");
            assert!(length("range", text).is_err(), "{text}");
        }
    }
}
