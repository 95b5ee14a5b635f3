//! How quantities are said to people.

use std::str::FromStr;

use crate::assessment::Assumptions;
use crate::catalogue::{Place, country_name};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::flight::cruise::PathFactor;
use crate::quantity::{Interval, NAUTICAL_MILE_KM, STATUTE_MILE_KM};
use crate::treaty::Band;
use crate::warning::Delays;

/// The unit in which people read distances. Machine formats have km always.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// assert_eq!("nmi".parse::<LengthUnit>()?, LengthUnit::NauticalMiles);
/// assert_eq!("mi".parse::<LengthUnit>()?, LengthUnit::StatuteMiles);
/// assert!("nm".parse::<LengthUnit>().is_err(), "nautical miles or nanometres");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthUnit {
    /// Kilometres.
    #[default]
    Kilometres,
    /// International nautical miles of 1.852 km (by definition).
    NauticalMiles,
    /// International statute miles of 1.609344 km (by definition).
    StatuteMiles,
}

/// A distance as it is read in each unit.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// let edge_km = 500.0;
/// let said = [LengthUnit::Kilometres, LengthUnit::StatuteMiles].map(|unit| unit.say_edge(edge_km));
/// assert_eq!(said, ["500 km", "310.7 mi"]); // 500/1.609344 = 310.686
/// ```
impl LengthUnit {
    /// Its symbol.
    ///
    /// ```
    /// use arcminute::present::words::LengthUnit;
    /// assert_eq!(LengthUnit::NauticalMiles.symbol(), "nmi");
    /// assert_eq!(LengthUnit::StatuteMiles.symbol(), "mi");
    /// ```
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Kilometres => "km",
            Self::NauticalMiles => "nmi",
            Self::StatuteMiles => "mi",
        }
    }

    /// A distance in this unit.
    ///
    /// ```
    /// use arcminute::present::words::LengthUnit;
    /// assert!((LengthUnit::NauticalMiles.from_km(1852.0) - 1000.0).abs() < 1e-9);
    /// assert!((LengthUnit::StatuteMiles.from_km(1609.344) - 1000.0).abs() < 1e-9);
    /// ```
    pub const fn from_km(self, km: f64) -> f64 {
        match self {
            Self::Kilometres => km,
            Self::NauticalMiles => km / NAUTICAL_MILE_KM,
            Self::StatuteMiles => km / STATUTE_MILE_KM,
        }
    }

    /// A distance with so many decimals and its unit.
    ///
    /// ```
    /// use arcminute::present::words::LengthUnit;
    /// assert_eq!(LengthUnit::Kilometres.say(1234.56, 1), "1,234.6 km");
    /// assert_eq!(LengthUnit::NauticalMiles.say(1852.0, 0), "1,000 nmi");
    /// ```
    pub fn say(self, km: f64, decimals: usize) -> String {
        format!("{} {}", grouped(self.from_km(km), decimals), self.symbol())
    }

    /// The edge of a band: with as many decimals as it takes, none in km.
    ///
    /// ```
    /// use arcminute::present::words::LengthUnit;
    /// assert_eq!(LengthUnit::Kilometres.say_edge(5500.0), "5,500 km");
    /// assert_eq!(LengthUnit::NauticalMiles.say_edge(500.0), "270.0 nmi"); // 500/1.852 = 269.978
    /// ```
    pub fn say_edge(self, km: f64) -> String {
        let decimals = usize::from(self != Self::Kilometres);
        if km.fract() == 0.0 { self.say(km, decimals) } else { format!("{} {}", self.from_km(km), self.symbol()) }
    }
}

impl FromStr for LengthUnit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "km" => Ok(Self::Kilometres),
            "nmi" => Ok(Self::NauticalMiles),
            "mi" => Ok(Self::StatuteMiles),
            "nm" | "NM" => Err(Error::TwoReadings {
                name: "unit",
                text: text.to_owned(),
                readings: vec!["nmi (nautical miles)".to_owned(), "nanometres, which are not offered".to_owned()],
            }),
            _ => Err(Error::Unreadable {
                name: "unit",
                text: text.to_owned(),
                reason: "write km, nmi (nautical miles) or mi (statute miles)".to_owned(),
            }),
        }
    }
}

/// Decimals of a distance whose ends are known to so many km: none once they are known to a kilometre only.
///
/// ```
/// use arcminute::present::words::{LengthUnit, distance_decimals};
/// assert_eq!(LengthUnit::Kilometres.say(499.9876, distance_decimals(0.0)), "499.988 km");
/// assert_eq!(distance_decimals(1.0), 0);
/// ```
pub fn distance_decimals(joint_uncertainty_km: f64) -> usize {
    if joint_uncertainty_km >= 1.0 { 0 } else { 3 }
}

/// A number with its thousands parted by commas.
///
/// ```
/// use arcminute::present::words::grouped;
/// assert_eq!(grouped(1_234_567.891, 1), "1,234,567.9");
/// assert_eq!(grouped(-999.6, 0), "−1,000");
/// assert_eq!(grouped(-0.04, 1), "0.0");
/// ```
pub fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Two ends of an interval with two digits of its width and no more, and at most so many decimals: `580–760` for 584 to 757.
/// One number where they are the same.
///
/// ```
/// use arcminute::present::words::span;
/// assert_eq!(span(584.0, 757.0, 0), "580–760");
/// assert_eq!(span(69.66, 73.71, 1), "69.7–73.7");
/// assert_eq!(span(8.42, 8.42, 1), "8.4");
/// ```
pub fn span(low: f64, high: f64, most_decimals: u8) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a double is small")]
    let digits = ((high - low).log10().floor() as i32).saturating_sub(1);
    let exponent = digits.max(-i32::from(most_decimals));
    let rounded = |value: f64| {
        if exponent < 0 {
            return grouped(value, exponent.unsigned_abs() as usize);
        }
        let step = 10f64.powi(exponent);
        grouped((value / step).round() * step, 0)
    };
    let (low, high) = (rounded(low), rounded(high));
    if low == high { low } else { format!("{low}–{high}") }
}

/// So many of something: `1 row`, `2 rows`.
///
/// ```
/// use arcminute::present::words::counted;
/// assert_eq!(counted(1, "row"), "1 row");
/// assert_eq!(counted(1200, "row"), "1,200 rows");
/// ```
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(count as f64, 0)) }
}

/// Minutes with one decimal; from two hours on, hours and minutes.
///
/// ```
/// use arcminute::present::words::minutes;
/// assert_eq!(minutes(90.0), "1.5 min");
/// assert_eq!(minutes(7200.0), "2 h 00 min");
/// ```
pub fn minutes(seconds: f64) -> String {
    if seconds < 7200.0 {
        return format!("{} min", grouped(seconds / 60.0, 1));
    }
    let whole_minutes = (seconds / 60.0).round();
    format!("{} h {:02} min", grouped((whole_minutes / 60.0).floor(), 0), whole_minutes % 60.0)
}

/// An interval of minutes: `12.7–13.3 min`; from two hours on, hours and minutes: `2:39–3:24 h`.
///
/// ```
/// use arcminute::present::words::minutes_interval;
/// use arcminute::quantity::Interval;
/// assert_eq!(minutes_interval(Interval { low: 762.0, nominal: 780.0, high: 798.0 }), "12.7–13.3 min");
/// // 159 and 204 minutes.
/// assert_eq!(minutes_interval(Interval { low: 9540.0, nominal: 10_800.0, high: 12_240.0 }), "2:39–3:24 h");
/// ```
pub fn minutes_interval(seconds: Interval) -> String {
    if seconds.high >= 7200.0 {
        let clock = |seconds: f64| {
            let whole_minutes = (seconds / 60.0).round();
            format!("{}:{:02}", grouped((whole_minutes / 60.0).floor(), 0), whole_minutes % 60.0)
        };
        return format!("{}–{} h", clock(seconds.low), clock(seconds.high));
    }
    format!("{}–{} min", grouped(seconds.low / 60.0, 1), grouped(seconds.high / 60.0, 1))
}

/// A flight time with its interval, if it has one: `13.0 min (12.7–13.3 min)`.
///
/// ```
/// use arcminute::present::words::flight_time;
/// use arcminute::quantity::Interval;
/// let flight_time_s = Interval { low: 762.0, nominal: 780.0, high: 798.0 };
/// assert_eq!(flight_time(flight_time_s), "13.0 min (12.7–13.3 min)");
/// assert_eq!(flight_time(Interval::exact(780.0)), "13.0 min");
/// ```
pub fn flight_time(seconds: Interval) -> String {
    if seconds.low >= seconds.high {
        return minutes(seconds.nominal);
    }
    format!("{} ({})", minutes(seconds.nominal), minutes_interval(seconds))
}

/// A warning time with its interval; what is below zero is no warning, with the deficit.
///
/// ```
/// use arcminute::present::words::warning_time;
/// use arcminute::quantity::Interval;
/// let warning_s = Interval { low: 6.0, nominal: 141.0, high: 276.0 };
/// assert_eq!(warning_time(warning_s), "2.4 min (0.1–4.6 min)");
/// assert_eq!(warning_time(warning_s.map(|s| s - 201.0)), "no warning, 1.0 min short (none–1.2 min)");
/// ```
pub fn warning_time(seconds: Interval) -> String {
    let nominal = if seconds.nominal > 0.0 {
        minutes(seconds.nominal)
    } else {
        format!("no warning, {} short", minutes(-seconds.nominal))
    };
    format!("{nominal} ({})", warning_interval(seconds))
}

/// An interval of warning times in minutes, with `none` for what is below zero.
///
/// ```
/// use arcminute::present::words::warning_interval;
/// use arcminute::quantity::Interval;
/// let warning_s = Interval { low: -90.0, nominal: -30.0, high: 30.0 };
/// assert_eq!(warning_interval(warning_s), "none–0.5 min");
/// assert_eq!(warning_interval(warning_s.map(|s| s - 30.0)), "none");
/// ```
pub fn warning_interval(seconds: Interval) -> String {
    if seconds.high <= 0.0 {
        return "none".to_owned();
    }
    if seconds.low <= 0.0 {
        return format!("none–{}", minutes(seconds.high));
    }
    minutes_interval(seconds)
}

/// A place with its country: `Berlin, Germany`; a bare position stays bare.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// use arcminute::present::words;
/// assert_eq!(words::place(&place("Berlin", Role::To)?), "Berlin, Germany");
/// assert_eq!(words::place(&place("54.71,20.51", Role::From)?), "54.71°N 20.51°E");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn place(place: &Place) -> String {
    place
        .country
        .as_deref()
        .map_or_else(|| place.name.to_string(), |code| format!("{}, {}", place.name, country_name(code)))
}

/// A band's edges: `500 ≤ range ≤ 1,000 km`.
///
/// ```
/// use arcminute::present::words::{LengthUnit, band_edges};
/// use arcminute::treaty::BandSet;
/// let inf = BandSet::named("inf")?;
/// let edges = |km| band_edges(inf.classify(km).band, LengthUnit::Kilometres);
/// assert_eq!(edges(499.9), "< 500 km");
/// assert_eq!(edges(1000.0), "500 ≤ range ≤ 1,000 km");
/// assert_eq!(edges(5500.1), "> 5,500 km");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn band_edges(band: &Band, unit: LengthUnit) -> String {
    let value = |km: f64| unit.say_edge(km);
    match (band.lower, band.upper) {
        (None, None) => "any range".to_owned(),
        (None, Some(upper)) => format!("{} {}", if upper.belongs_below { "≤" } else { "<" }, value(upper.km)),
        (Some(lower), None) => format!("{} {}", if lower.belongs_below { ">" } else { "≥" }, value(lower.km)),
        (Some(lower), Some(upper)) => {
            let number = |km: f64| value(km).trim_end_matches(unit.symbol()).trim_end().to_owned();
            format!(
                "{} {} range {} {}",
                number(lower.km),
                if lower.belongs_below { "<" } else { "≤" },
                if upper.belongs_below { "≤" } else { "<" },
                value(upper.km)
            )
        }
    }
}

/// Where a distance lies by its nearest edge: `101 km above the edge at 1,000 km`.
///
/// ```
/// use arcminute::present::words::{LengthUnit, margin};
/// use arcminute::treaty::BandSet;
/// let classed = BandSet::named("inf")?.classify(480.0);
/// let said = margin(classed.margin_km.unwrap(), 480.0, LengthUnit::Kilometres, 0);
/// assert_eq!(said, "20 km below the edge at 500 km");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn margin(margin_km: f64, distance_km: f64, unit: LengthUnit, decimals: usize) -> String {
    let side = if margin_km >= 0.0 { "above" } else { "below" };
    format!(
        "{} {side} the edge at {}",
        unit.say(margin_km.abs(), decimals),
        unit.say_edge(rounded_edge(distance_km - margin_km))
    )
}

/// An edge that was recovered by subtraction, without the noise of the last binary digits.
fn rounded_edge(km: f64) -> f64 {
    (km * 1e6).round() / 1e6
}

/// Range claims: `480 to 2,600 km`, or one figure where all agree.
///
/// ```
/// use arcminute::present::words::{LengthUnit, range};
/// use arcminute::quantity::Interval;
/// let disputed_km = Interval { low: 480.0, nominal: 2000.0, high: 2600.0 };
/// assert_eq!(range(disputed_km, LengthUnit::Kilometres), "480 to 2,600 km");
/// assert_eq!(range(Interval::exact(300.0), LengthUnit::Kilometres), "300 km");
/// ```
pub fn range(range_km: Interval, unit: LengthUnit) -> String {
    if range_km.low >= range_km.high {
        return unit.say(range_km.high, 0);
    }
    format!("{} to {}", grouped(unit.from_km(range_km.low), 0), unit.say(range_km.high, 0))
}

/// What was assumed otherwise than by default; None if nothing was. Delays have a sentence of their own.
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::present::words;
/// use arcminute::treaty::{BandSet, INF_ENDED};
/// let plain = Assumptions::with_bands(BandSet::named("inf")?);
/// assert_eq!(words::assumptions(&plain), None);
/// let dated = Assumptions { date: Some(INF_ENDED), ..plain };
/// assert_eq!(words::assumptions(&dated).unwrap(), "As asked: the treaty as of 2019-08-02.");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn assumptions(assumptions: &Assumptions<'_>) -> Option<String> {
    let mut said = Vec::new();
    if assumptions.trajectory != Trajectory::MinimumEnergy {
        said.push(format!("trajectory {}", assumptions.trajectory));
    }
    if assumptions.rotation {
        said.push("minimum-energy times corrected for the Earth's rotation".to_owned());
    }
    if let Some(speed) = assumptions.speed_km_h {
        said.push(format!("ground speed {} km/h", speed.nominal));
    }
    if assumptions.path_factor != PathFactor::default() {
        said.push(format!("path factor {}", assumptions.path_factor.get()));
    }
    if let Some(date) = assumptions.date {
        said.push(format!("the treaty as of {date}"));
    }
    (!said.is_empty()).then(|| format!("As asked: {}.", said.join("; ")))
}

/// The same where each row's case names its delay.
///
/// ```
/// use arcminute::present::words::DELAYS_OF_CASES;
/// assert!(DELAYS_OF_CASES.starts_with("Warning is flight time less the total delay that each case names"));
/// ```
pub const DELAYS_OF_CASES: &str = "Warning is flight time less the total delay that each case names, from launch to the \
                                   public's notice; after first sight by radar, less three quarters of it.";

/// The delays that warning times rest on.
///
/// ```
/// use arcminute::present::words;
/// use arcminute::warning::Delays;
/// let said = words::delays(Delays::default());
/// assert!(said.starts_with("Warning is flight time less 240 s (120–360 s) from launch"));
/// assert!(said.ends_with("after first sight by radar, less 180 s (90–270 s).")); // three quarters of the total
/// ```
pub fn delays(delays: Delays) -> String {
    let (total_s, after_s) = (delays.total_s(), delays.after_detection_s());
    format!(
        "Warning is flight time less {:.0} s ({:.0}–{:.0} s) from launch to the public's notice; after first sight by \
         radar, less {:.0} s ({:.0}–{:.0} s).",
        total_s.nominal, total_s.low, total_s.high, after_s.nominal, after_s.low, after_s.high
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(grouped(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(grouped(-999.6, 0), "−1,000");
        assert_eq!(grouped(-0.04, 1), "0.0");
        assert_eq!(minutes(90.0), "1.5 min");
        assert_eq!(minutes(10_260.0), "2 h 51 min");
        assert_eq!(minutes(10_799.0), "3 h 00 min");
        let cruise = Interval { low: 6840.0, nominal: 7800.0, high: 9000.0 };
        assert_eq!(flight_time(cruise), "2 h 10 min (1:54–2:30 h)");
        assert_eq!(LengthUnit::NauticalMiles.say(1852.0, 0), "1,000 nmi");
        assert!("nm".parse::<LengthUnit>().unwrap_err().to_string().contains("nautical miles"));
    }

    #[test]
    fn spans_have_two_digits_of_their_width() {
        for (low, high, decimals, text) in [
            (583.7, 757.2, 0, "580–760"),
            (69.66, 73.71, 1, "69.7–73.7"),
            (3.42, 3.766, 2, "3.42–3.77"),
            (12_345.0, 19_876.0, 0, "12,300–19,900"),
            (0.0, 84.4, 0, "0–84"),
            (85.059_894, 85.059_934, 1, "85.1"),
            (8.42, 8.42, 1, "8.4"),
            (470.3, 471.1, 0, "470–471"),
        ] {
            assert_eq!(span(low, high, decimals), text);
        }
    }

    #[test]
    fn no_warning_shows_the_deficit() {
        let warning = Interval { low: -200.0, nominal: -60.0, high: 30.0 };
        assert_eq!(warning_time(warning), "no warning, 1.0 min short (none–0.5 min)");
        assert_eq!(warning_time(warning.map(|s| s - 100.0)), "no warning, 2.7 min short (none)");
    }
}
