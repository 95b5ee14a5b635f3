//! Units that may follow a number, by the kind of quantity.

use super::Quantity;
use crate::error::Error;
use crate::quantity::{NAUTICAL_MILE_KM, STATUTE_MILE_KM};

/// The kind of a quantity: the unit of a bare number, and which units may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Kilometres.
    Length,
    /// Metres.
    Metres,
    /// Kilometres an hour.
    Speed,
    /// Seconds.
    Time,
    /// Minutes.
    Minutes,
    /// Degrees.
    Degrees,
    /// Whole numbers: people, rows.
    Count,
    /// A number without a unit.
    Plain,
}

/// Dimension of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Length,
    Speed,
    Time,
    Angle,
    Multiple,
}

impl Dimension {
    fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Speed => "speed",
            Self::Time => "time",
            Self::Angle => "angle",
            Self::Multiple => "number",
        }
    }
}

impl Kind {
    /// The unit after a value in a message, with a space where one is written.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::Length => " km",
            Self::Metres => " m",
            Self::Speed => " km/h",
            Self::Time => " s",
            Self::Minutes => " min",
            Self::Degrees => "°",
            Self::Count | Self::Plain => "",
        }
    }

    /// An example of how to write a number of this kind.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Length => "500, 500 km, 300 mi or 270 nmi",
            Self::Metres => "30, 30 m or 100 ft",
            Self::Speed => "800, 800 km/h, 500 mph or 430 kn",
            Self::Time => "90, 90 s, 1.5 min or 1 h 30 min",
            Self::Minutes => "15, 15 min, 900 s or 1 h 30 min",
            Self::Degrees => "54.71 or −33.87",
            Self::Count => "5000 or 5,000,000",
            Self::Plain => "1.5 or 1000",
        }
    }

    /// The units that may be written, for advice.
    const fn units(self) -> &'static str {
        match self {
            Self::Length => "km, mi, nmi, m or ft",
            Self::Metres => "m, km or ft",
            Self::Speed => "km/h, km/s, m/s, mph or kn",
            Self::Time | Self::Minutes => "s, min or h",
            Self::Degrees => "degrees, or no unit",
            Self::Count => "a whole number, or 500k",
            Self::Plain => "a number alone: it has no unit",
        }
    }

    pub(super) const fn is_time(self) -> bool {
        matches!(self, Self::Time | Self::Minutes)
    }

    fn dimension(self) -> Option<Dimension> {
        match self {
            Self::Length | Self::Metres => Some(Dimension::Length),
            Self::Speed => Some(Dimension::Speed),
            Self::Time | Self::Minutes => Some(Dimension::Time),
            Self::Degrees => Some(Dimension::Angle),
            Self::Count => Some(Dimension::Multiple),
            Self::Plain => None,
        }
    }
}

/// Conversion of a written number to the unit of its kind. Two numbers, so that 500 m is exactly half a kilometre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Factor {
    times: f64,
    over: f64,
}

impl Factor {
    const ONE: Self = Self {
        times: 1.0,
        over: 1.0,
    };

    pub(super) fn of(self, value: f64) -> f64 {
        value * self.times / self.over
    }
}

/// Reason to refuse a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It measures something else.
    Other(&'static str),
    /// Nautical miles or nanometres.
    Nm,
    Unknown,
}

impl Fault {
    /// The error for a number with this unit.
    pub(super) fn error(self, text: &str, number: &str, unit: &str, quantity: &Quantity) -> Error {
        let units = quantity.kind.units();
        let reason = match self {
            Self::Nm => {
                return Error::TwoReadings {
                    name: quantity.name,
                    text: text.to_owned(),
                    readings: vec![
                        format!("{number} nmi (nautical miles)"),
                        "nanometres, which are not offered".to_owned(),
                    ],
                };
            }
            Self::Other(what) => format!("{unit} is a unit of {what}; write {units}"),
            Self::Unknown => format!("{unit:?} is no unit that is known here; write {units}"),
        };
        Error::Unreadable {
            name: quantity.name,
            text: text.to_owned(),
            reason,
        }
    }
}

/// The factor of a written unit; one without a unit.
pub(super) fn factor(unit: &str, kind: Kind) -> Result<Factor, Fault> {
    if unit.is_empty() {
        return Ok(Factor::ONE);
    }
    if matches!(unit, "nm" | "NM" | "Nm") {
        return Err(Fault::Nm);
    }
    // A capital M alone may be a mile, a metre or a million: for a count only the last.
    let folded: String = if unit == "M" && kind != Kind::Count {
        return Err(Fault::Unknown);
    } else {
        unit.trim_end_matches('.').to_lowercase()
    };
    let words: Vec<&str> = folded.split_whitespace().collect();
    let name = words.join(" ");
    // An m is a metre, a minute or a million, by the quantity.
    let known = match (name.as_str(), kind.dimension()) {
        ("m", Some(Dimension::Time)) => Some((Dimension::Time, 60.0, 1.0)),
        ("m", Some(Dimension::Multiple)) => Some((Dimension::Multiple, 1e6, 1.0)),
        _ => known(&name),
    };
    let (dimension, times, over) = known.ok_or(Fault::Unknown)?;
    if kind.dimension() != Some(dimension) {
        return Err(Fault::Other(dimension.name()));
    }
    Ok(match kind {
        Kind::Metres => Factor {
            times: times * 1000.0,
            over,
        },
        Kind::Minutes => Factor {
            times,
            over: over * 60.0,
        },
        _ => Factor { times, over },
    })
}

/// A unit's dimension and its factor to km, km/h, s, degrees or ones, as multiplier and divisor.
fn known(name: &str) -> Option<(Dimension, f64, f64)> {
    if let Some((times, over)) = length(name) {
        return Some((Dimension::Length, times, over));
    }
    if let Some(seconds) = time(name) {
        return Some((Dimension::Time, seconds, 1.0));
    }
    let speed = match name {
        "kmh" | "kmph" | "kph" | "km/std" | "км/ч" => Some((1.0, 1.0)),
        "mph" => Some((STATUTE_MILE_KM, 1.0)),
        "kn" | "kt" | "kts" | "knot" | "knots" => Some((NAUTICAL_MILE_KM, 1.0)),
        "mps" => Some((3.6, 1.0)),
        "kmps" => Some((3600.0, 1.0)),
        _ => ["/", " per ", " an ", " a "]
            .iter()
            .find_map(|slash| name.split_once(slash))
            .and_then(|(way, while_s)| {
                let (times, over) = length(way.trim())?;
                let seconds = match while_s.trim() {
                    // With hours or minutes, an m may be a mile.
                    "m" => return None,
                    "std" | "ч" => 3600.0,
                    "с" => 1.0,
                    unit => time(unit)?,
                };
                if way.trim() == "m" && seconds > 1.0 {
                    return None;
                }
                Some((times * 3600.0, over * seconds))
            }),
    };
    if let Some((times, over)) = speed {
        return Some((Dimension::Speed, times, over));
    }
    match name {
        "°" | "º" | "˚" | "deg" | "degree" | "degrees" | "grad" => {
            Some((Dimension::Angle, 1.0, 1.0))
        }
        "k" | "thousand" => Some((Dimension::Multiple, 1000.0, 1.0)),
        "mn" | "million" => Some((Dimension::Multiple, 1e6, 1.0)),
        _ => None,
    }
}

fn length(name: &str) -> Option<(f64, f64)> {
    Some(match name {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "км" => {
            (1.0, 1.0)
        }
        "m" | "metre" | "metres" | "meter" | "meters" | "м" => (1.0, 1000.0),
        // The international foot is 0.3048 m by definition.
        "ft" | "foot" | "feet" => (0.3048, 1000.0),
        "mi" | "mile" | "miles" | "statute mile" | "statute miles" => (STATUTE_MILE_KM, 1.0),
        "nmi" | "nautical mile" | "nautical miles" => (NAUTICAL_MILE_KM, 1.0),
        _ => return None,
    })
}

fn time(name: &str) -> Option<f64> {
    Some(match name {
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunde" | "sekunden"
        | "seconde" | "secondes" | "сек" | "секунд" => 1.0,
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minut" | "minuty" | "мин"
        | "минут" | "хв" | "хвилин" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure"
        | "heures" | "godz" | "час" | "часа" | "часов" => 3600.0,
        _ => return None,
    })
}

/// Why a Mach number is not a speed: its value in km/h depends on the air. The two speeds of sound, 295 m/s in the
/// stratosphere and 340 m/s at sea level, are those of claims (ICAO standard atmosphere, rounded).
pub(super) fn no_single_mach(number: &str, kind: Kind) -> String {
    if kind != Kind::Speed {
        return format!(
            "a Mach number is a measure of speed; write {}",
            kind.units()
        );
    }
    match number.replacen(',', ".", 1).parse::<f64>() {
        Ok(mach) if mach > 0.0 && mach.is_finite() => format!(
            "Mach {mach} is {:.0} km/h in the stratosphere and {:.0} km/h at sea level; write a speed in km/h",
            mach * 295.0 * 3.6,
            mach * 340.0 * 3.6
        ),
        _ => format!("write {}", Kind::Speed.example()),
    }
}
