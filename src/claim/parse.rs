//! Reading claims as they are quoted: "15 min", "12-15 min", "over Mach 11", "13,000 km/h", "1,100 miles".

use super::phrase::{Part, Phrase, Unit, Unread};
use super::quoted::{Figure, Meant, Number, Quoted};
use crate::error::{Error, Result};
use crate::number::{Kind, unit_of_other_kind};
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
    let forms = "write 15 min, 12-15 min, 106 s, 3 min 20 s, 1.5 h or over 12 min";
    let unreadable = || fault("time", text, forms);
    let phrase = Phrase::read(text).map_err(|why| why_unread("time", text, why, forms))?;
    let phrase = with_one_reading(phrase, "time", text)?;
    let duration = match &phrase.high {
        None => duration(&phrase.low),
        Some(high) => span(&phrase.low, high),
    };
    duration
        .and_then(|figure| figure.quoted(phrase.meant))
        .ok_or_else(unreadable)
}

/// Numbers with ever shorter units as one time: "1 hour, 20 minutes and 5 seconds", and never "12 minutes and 15 minutes".
fn duration(parts: &[Part]) -> Option<Figure> {
    let mut total_s = 0.0;
    let mut longer_s = f64::INFINITY;
    for pair in parts.chunks(2) {
        let [Part::Number(number), Part::Unit(unit)] = pair else {
            return None;
        };
        let unit_s = unit_s(*unit).filter(|&unit_s| unit_s < longer_s)?;
        longer_s = unit_s;
        total_s += number.value() * unit_s;
    }
    Some(Figure {
        low: total_s,
        high: total_s,
    })
}

/// The ends of 12 to 15 minutes are whole minutes; the unit may be said once.
fn span(low: &[Part], high: &[Part]) -> Option<Figure> {
    let high_s = duration(high)?;
    let low_s = match (low, high) {
        ([number @ Part::Number(_)], [_, unit]) => duration(&[number.clone(), unit.clone()])?,
        _ => duration(low)?,
    };
    Some(Figure {
        low: low_s.low,
        high: high_s.high,
    })
}

/// What a number of a speed or a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    /// So many km, or km/s.
    Of(f64),
    Mach,
}

/// A speed in km/s: `Mach 10`, `13000 km/h`, `3.6 km/s`, `8000 mph`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub fn speed_km_s(text: &str) -> Result<Quoted> {
    speed(text, false)
}

/// The same as a divisor: who divides by "over Mach 10" divides by ten.
///
/// # Errors
/// As [`speed_km_s`].
pub(crate) fn exact_speed_km_s(text: &str) -> Result<Quoted> {
    speed(text, true)
}

fn speed(text: &str, is_divisor: bool) -> Result<Quoted> {
    let forms = "write Mach 10, 13000 km/h, 3.6 km/s, 3600 m/s, 8000 mph or over Mach 5";
    let phrase = Phrase::read(text).map_err(|why| why_unread("speed", text, why, forms))?;
    let scaled = speed_figure(&phrase);
    let (figure, scale) = scaled.ok_or_else(|| fault("speed", text, forms))?;
    let is_mach = scale == Scale::Mach;
    let (figure, meant) = match phrase.meant {
        // Who divides takes the number as it stands; a bound that is none of Mach numbers stays one.
        meant if is_divisor && (is_mach || meant != Meant::Over && meant != Meant::Under) => {
            (figure, Meant::Rounded)
        }
        // The greatest speed of which a headline speaks is the one that is reached.
        Meant::Peak => (figure, Meant::Rounded),
        meant => (figure, meant),
    };
    let number = figure
        .quoted(meant)
        .ok_or_else(|| fault("speed", text, forms))?;
    Ok(match scale {
        Scale::Of(km_s) => number.times(km_s),
        Scale::Mach => Quoted {
            low: number.low * SOUND_M_S[0] / 1000.0,
            high: number.high * SOUND_M_S[1] / 1000.0,
        },
    })
}

fn speed_figure(phrase: &Phrase) -> Option<(Figure, Scale)> {
    let scale_of = |parts: &[Part]| match parts {
        // A speed of "10M" is no length.
        [Part::Mach | Part::Unit(Unit::MetreOrMinute)] => Some(Scale::Mach),
        [Part::Speed(km_s)] => Some(Scale::Of(*km_s)),
        [Part::Unit(length), Part::Per, Part::Unit(time)] => {
            // "5 m/h": with hours or minutes, an m may be a mile.
            let time_s = unit_s(*time).filter(|&time_s| {
                time_s <= 1.0 || *length != Unit::MetreOrMinute && *time != Unit::MetreOrMinute
            })?;
            Some(Scale::Of(unit_km(*length)? / time_s))
        }
        _ => None,
    };
    let (figure, scale) = scaled(phrase, scale_of)?;
    // 12.000 km/h is said of a missile, and twelve is not; thousands of km/s are no speed of a missile.
    let is_slow_unit = matches!(scale, Scale::Of(km_s) if km_s < 1.0);
    let phrase = is_slow_unit.then(|| phrase.in_thousands());
    let read_again = phrase.and_then(|phrase| scaled(&phrase, scale_of));
    Some(read_again.unwrap_or((figure, scale)))
}

/// The number or the two of a span with what they are counted in, which is said once or twice alike.
fn scaled(phrase: &Phrase, scale_of: impl Fn(&[Part]) -> Option<Scale>) -> Option<(Figure, Scale)> {
    let side = |parts: &[Part]| match parts {
        [Part::Number(number)] => Some((*number, None)),
        [Part::Mach, Part::Number(number)] => Some((*number, Some(Scale::Mach))),
        [Part::Number(number), rest @ ..] => Some((*number, Some(scale_of(rest)?))),
        _ => None,
    };
    let (low, low_scale) = side(&phrase.low)?;
    let Some(high) = &phrase.high else {
        let figure = Figure {
            low: low.value(),
            high: low.value(),
        };
        return Some((figure, low_scale?));
    };
    let (high, high_scale) = side(high)?;
    let scale = low_scale.or(high_scale)?;
    let is_alike = [low_scale, high_scale]
        .into_iter()
        .flatten()
        .all(|said| said == scale);
    let figure = Figure {
        low: low.value(),
        high: high.value(),
    };
    is_alike.then_some((figure, scale))
}

/// The unit of a speed, where another may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeedUnit {
    /// Kilometres an hour.
    KilometresPerHour,
    /// Statute miles an hour.
    MilesPerHour,
    /// Metres a second.
    MetresPerSecond,
    /// Kilometres a second.
    KilometresPerSecond,
}

impl SpeedUnit {
    /// All units, the commonest slips first.
    pub(super) const ALL: [Self; 4] = [
        Self::KilometresPerHour,
        Self::MilesPerHour,
        Self::MetresPerSecond,
        Self::KilometresPerSecond,
    ];

    /// One of it, km/s.
    pub(super) const fn km_s(self) -> f64 {
        match self {
            Self::KilometresPerHour => 1.0 / 3600.0,
            Self::MilesPerHour => STATUTE_MILE_KM / 3600.0,
            Self::MetresPerSecond => 0.001,
            Self::KilometresPerSecond => 1.0,
        }
    }

    /// True where one of the two parts of the unit is another: miles for kilometres, hours for seconds. Nobody takes metres a
    /// second for miles an hour.
    pub(super) fn may_be_slip_of(self, meant: Self) -> bool {
        let parts = |unit: Self| match unit {
            Self::KilometresPerHour => ("km", "h"),
            Self::MilesPerHour => ("mi", "h"),
            Self::MetresPerSecond => ("m", "s"),
            Self::KilometresPerSecond => ("km", "s"),
        };
        let (length, time) = parts(self);
        let (other_length, other_time) = parts(meant);
        (length == other_length) != (time == other_time)
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::KilometresPerHour => "kilometres an hour",
            Self::MilesPerHour => "miles an hour",
            Self::MetresPerSecond => "metres a second",
            Self::KilometresPerSecond => "kilometres a second",
        }
    }

    /// The unit in which a speed is quoted, if it is one of these.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let (_, scale) = speed_figure(&Phrase::read(text).ok()?)?;
        let is = |unit: &Self| matches!(scale, Scale::Of(km_s) if (km_s / unit.km_s() - 1.0).abs() < 1e-9);
        Self::ALL.into_iter().find(is)
    }
}

fn length_figure(phrase: &Phrase) -> Option<(Figure, f64)> {
    let scale_of = |parts: &[Part]| match parts {
        [Part::Unit(unit)] => unit_km(*unit).map(Scale::Of),
        _ => None,
    };
    match scaled(phrase, scale_of)? {
        (figure, Scale::Of(unit_km)) => Some((figure, unit_km)),
        (_, Scale::Mach) => None,
    }
}

/// The unit of a length, where another may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthSlip {
    /// Statute or unnamed miles, or kilometres that are a round figure of those and none of their own: 6,759 km are 4,200
    /// miles. They may be nautical ones.
    Miles,
    /// Kilometres that are a round figure of nothing: they may be miles.
    OddKilometres,
}

impl LengthSlip {
    /// What the unit of a length may be a slip of. A round figure in kilometres was said in kilometres.
    pub(crate) fn of(text: &str) -> Option<Self> {
        const ROUND_MILES: f64 = 100.0;
        const ROUND_KM: f64 = 10.0;
        let phrase = with_one_reading(Phrase::read(text).ok()?, "length", text).ok()?;
        let (figure, unit_km) = length_figure(&phrase)?;
        if (unit_km / STATUTE_MILE_KM - 1.0).abs() < 1e-9 {
            return Some(Self::Miles);
        }
        let is_one_figure = figure.high.total_cmp(&figure.low).is_eq();
        let is_km = (unit_km - 1.0).abs() < 1e-9;
        let is_multiple = |value: f64, of: f64| (value / of).fract() == 0.0;
        if !is_one_figure || !is_km || is_multiple(figure.low, ROUND_KM) {
            return None;
        }
        let miles = figure.low / STATUTE_MILE_KM;
        let nearest = (miles / ROUND_MILES).round() * ROUND_MILES;
        // As it is rounded to a kilometre.
        let is_round = nearest > 0.0 && (miles - nearest).abs() * STATUTE_MILE_KM <= 0.5;
        Some(if is_round {
            Self::Miles
        } else {
            Self::OddKilometres
        })
    }
}

/// True where a length is said to be the greatest: "up to 2,150 km".
pub(super) fn is_greatest(text: &str) -> bool {
    Phrase::read(text).is_ok_and(|phrase| phrase.meant == Meant::Peak)
}

/// A height or a range in km: `480 km`, `1,100 miles`, `600 nmi`.
///
/// # Errors
/// [`Error::Unreadable`] with the forms that are read.
pub(crate) fn length_km(name: &'static str, text: &str) -> Result<Quoted> {
    let forms = "write 480 km, 1100 miles, 600 nmi or over 500 km";
    let unreadable = || fault(name, text, forms);
    let phrase = Phrase::read(text).map_err(|why| why_unread(name, text, why, forms))?;
    let phrase = with_one_reading(phrase, name, text)?;
    let (figure, unit_km) = length_figure(&phrase).ok_or_else(unreadable)?;
    // The greatest height is the apogee, and the greatest range is the range.
    let meant = match phrase.meant {
        Meant::Peak => Meant::Rounded,
        meant => meant,
    };
    figure
        .quoted(meant)
        .map(|figure| figure.times(unit_km))
        .ok_or_else(unreadable)
}

fn unit_s(unit: Unit) -> Option<f64> {
    match unit {
        Unit::Hour => Some(3600.0),
        Unit::Minute | Unit::MetreOrMinute => Some(60.0),
        Unit::Second => Some(1.0),
        _ => None,
    }
}

fn unit_km(unit: Unit) -> Option<f64> {
    match unit {
        Unit::Kilometre => Some(1.0),
        Unit::Metre | Unit::MetreOrMinute => Some(0.001),
        Unit::Foot => Some(FOOT_KM),
        Unit::Mile => Some(STATUTE_MILE_KM),
        Unit::NauticalMile => Some(NAUTICAL_MILE_KM),
        Unit::Hour | Unit::Minute | Unit::Second => None,
    }
}

fn fault(name: &'static str, text: &str, forms: &str) -> Error {
    let kind = match name {
        "time" => Kind::Time,
        "speed" => Kind::Speed,
        _ => Kind::Length,
    };
    let reason = match unit_of_other_kind(text, kind) {
        Some((unit, what)) => format!("{unit} is a unit of {what}; {forms}"),
        None => forms.to_owned(),
    };
    Error::Unreadable {
        name,
        text: text.to_owned(),
        reason,
    }
}

fn why_unread(name: &'static str, text: &str, why: Unread, forms: &str) -> Error {
    let reason = match why {
        Unread::Unknown => forms,
        Unread::Vague => {
            "it is no figure, and anything would agree with it: write the number that is meant, as 3-9 min"
        }
        Unread::ClassOfSpeed => {
            "it is no figure: supersonic is said of Mach 1 and more, hypersonic of Mach 5 and more; write over Mach 5 if that is meant"
        }
    };
    fault(name, text, reason)
}

/// The phrase with points read one way: as those of thousands beside words of a language that writes a decimal comma.
///
/// # Errors
/// [`Error::TwoReadings`] where nothing tells which.
fn with_one_reading(phrase: Phrase, name: &'static str, text: &str) -> Result<Phrase> {
    if phrase.has_decimal_comma {
        return Ok(phrase.in_thousands());
    }
    for part in phrase.parts() {
        if let Part::Number(number) = part
            && let Some(thousands) = number.in_thousands()
        {
            return Err(two_readings(name, text, number, &thousands));
        }
    }
    Ok(phrase)
}

/// A point before three digits that may part thousands.
fn two_readings(name: &'static str, text: &str, number: &Number, thousands: &Number) -> Error {
    let mut decimal = number.value().to_string();
    // Three decimals would be asked about again.
    if decimal
        .split_once('.')
        .is_some_and(|(_, digits)| digits.len() == 3)
    {
        decimal.push('0');
    }
    let is_written = |run: &&str| {
        run.parse()
            .is_ok_and(|value: f64| value.total_cmp(&number.value()).is_eq())
    };
    let mut runs = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let written = runs.find(is_written).unwrap_or(text);
    let readings = [thousands.value().to_string(), decimal];
    let readings = readings
        .map(|reading| text.trim().replacen(written, &reading, 1))
        .to_vec();
    Error::TwoReadings {
        name,
        text: text.to_owned(),
        readings,
    }
}

#[cfg(test)]
mod tests;
