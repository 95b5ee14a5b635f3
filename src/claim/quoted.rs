//! A figure as it is quoted: a number, what its rounding leaves open, and the bound that it may be.

use crate::quantity::Interval;

/// What a quoted figure leaves open: every value from `low` to `high`.
///
/// A plain number stands for half a unit of its last significant digit either way, at least two digits being taken as
/// significant: 15 is 14.5 to 15.5, 4,500 is 4,450 to 4,550, 13,000 is 12,500 to 13,500, and eleven and a half is
/// 11.25 to 11.75. "Over 11" has no upper end, "under 10" starts at 0, and "about" leaves a fortieth open, or as much as
/// the rounding does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quoted {
    /// The least value, 0 or more.
    pub low: f64,
    /// The greatest value; infinite where the claim is a lower bound.
    pub high: f64,
}

impl Quoted {
    /// One value that is taken as exact.
    pub const fn exact(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// The value to compute with where one is needed: the midpoint, or the end that there is.
    pub fn middle(self) -> f64 {
        match (self.low > 0.0, self.high.is_finite()) {
            (true, true) => f64::midpoint(self.low, self.high),
            (true, false) => self.low,
            (false, _) => self.high,
        }
    }

    /// Both ends times `factor`, which must be positive.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            low: self.low * factor,
            high: self.high * factor,
        }
    }

    /// Whether it has a value in common with `interval` widened by the share `slack` of its ends.
    pub fn meets(self, interval: Interval, slack: f64) -> bool {
        self.high >= interval.low * (1.0 - slack) && self.low <= interval.high * (1.0 + slack)
    }

    /// The claim in figures.
    pub fn say(self, decimals: usize, unit: &str) -> String {
        let low = format!("{:.decimals$}", self.low);
        let high = format!("{:.decimals$}", self.high);
        match (self.low > 0.0, self.high.is_finite()) {
            (true, true) if low == high => format!("{low} {unit}"),
            (true, true) => format!("{low}–{high} {unit}"),
            (true, false) => format!("at least {low} {unit}"),
            (false, _) => format!("at most {high} {unit}"),
        }
    }

    /// Positive and not boundless on both sides.
    pub(super) fn checked(self) -> Option<Self> {
        let is_said = self.low > 0.0 || self.high.is_finite();
        (is_said
            && self.low >= 0.0
            && self.low.is_finite()
            && self.high > 0.0
            && self.low <= self.high)
            .then_some(self)
    }
}

/// How a figure is meant, by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Rounded,
    /// Said to be about so much.
    About,
    Over,
    Under,
    /// A little more or less than so much.
    JustOver,
    JustUnder,
    /// The greatest value there is.
    Peak,
}

/// What "about" leaves open at least: about 900 is 877.5 to 922.5, as about 1,000 is 950 to 1,050 by its rounding.
const ABOUT_SHARE: f64 = 0.025;

/// How much "just over" may be over: a convention.
const JUST_SHARE: f64 = 0.1;

/// A number, or the two of a span, in the unit that it is used in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub low: f64,
    pub high: f64,
    /// What rounding leaves open; 0 for a span whose ends are taken as they are stated.
    pub half_digit: f64,
}

impl Figure {
    /// What rounding and words leave open; a bound is taken as it is said. None unless it is above zero.
    pub fn quoted(self, meant: Meant) -> Option<Quoted> {
        let Self {
            low,
            high,
            half_digit,
        } = self;
        let wide = |half: f64| Quoted {
            low: low - half,
            high: high + half,
        };
        let slack = |end: f64| half_digit.max(JUST_SHARE * end);
        let quoted = match meant {
            Meant::About if low >= high => wide(half_digit.max(ABOUT_SHARE * low)),
            Meant::Rounded | Meant::About => wide(half_digit),
            Meant::Over => Quoted {
                low,
                high: f64::INFINITY,
            },
            Meant::Under | Meant::Peak => Quoted { low: 0.0, high },
            Meant::JustOver => Quoted {
                low,
                high: high + slack(high),
            },
            Meant::JustUnder => Quoted {
                low: low - slack(low),
                high,
            },
        };
        (low > 0.0 && low <= high).then_some(quoted)?.checked()
    }
}

/// A number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    value: f64,
    half_digit: f64,
    /// The same with its point as one of thousands: 13.000 is thirteen in one country and thirteen thousand in another.
    in_thousands: Option<(f64, f64)>,
    /// A spelled number takes more that is less than this: "two hundred", "and six".
    room: f64,
}

impl Number {
    /// Reads digits with their thousands parted by commas, points, spaces or apostrophes, and a decimal point or comma.
    pub fn read(text: &str) -> Option<Self> {
        let is_parting = |c: char| !c.is_ascii_digit();
        let groups: Vec<&str> = text.split(is_parting).collect();
        let signs: Vec<char> = text.chars().filter(|&c| is_parting(c)).collect();
        let (first, rest) = groups.split_first()?;
        let is_leading = (1..=3).contains(&first.len()) && !first.starts_with('0');
        let are_thousands =
            |groups: &[&str]| is_leading && groups.iter().all(|group| group.len() == 3);
        let is_one_sign = signs.windows(2).all(|two| two[0] == two[1]);
        let decimal = match signs[..] {
            // One point parts decimals, and one comma unless three digits follow.
            ['.'] => true,
            [','] => !are_thousands(rest),
            [first, .., last] if !is_one_sign => {
                let is_alike = signs[..signs.len() - 1].iter().all(|&sign| sign == first);
                (is_alike && matches!(last, '.' | ',')).then_some(())?;
                true
            }
            _ => false,
        };
        let (whole, fraction) = if decimal {
            (&groups[..groups.len() - 1], groups[groups.len() - 1])
        } else {
            (&groups[..], "")
        };
        if whole.len() > 1 && !are_thousands(&whole[1..]) {
            return None;
        }
        let of = |whole: &str, fraction: &str| {
            let value: f64 = format!("{whole}.{fraction}0").parse().ok()?;
            value
                .is_finite()
                .then(|| (value, half_digit(whole, fraction)))
        };
        let (value, half_digit) = of(&whole.concat(), fraction)?;
        let is_ambiguous = signs == ['.'] && are_thousands(rest);
        Some(Self {
            value,
            half_digit,
            in_thousands: is_ambiguous.then(|| of(&groups.concat(), "")).flatten(),
            room: 0.0,
        })
    }

    /// A whole number that is written in words.
    pub fn spelled(value: f64) -> Self {
        let room = match value {
            value if value >= 1000.0 => 1000.0,
            value if value >= 100.0 => 100.0,
            value if value >= 20.0 => 10.0,
            _ => 0.0,
        };
        Self {
            value,
            half_digit: half_digit(&format!("{value:.0}"), ""),
            in_thousands: None,
            room,
        }
    }

    /// A share of one, as "half" of an hour: to half of a sixtieth; one and a half to a quarter.
    pub fn share(value: f64) -> Self {
        Self {
            value,
            half_digit: if value < 1.0 { 0.5 / 60.0 } else { 0.25 },
            in_thousands: None,
            room: 0.0,
        }
    }

    pub fn value(&self) -> f64 {
        self.value
    }

    pub fn half_digit(&self) -> f64 {
        self.half_digit
    }

    /// The same read with its point as one of thousands, if it may be.
    pub fn in_thousands(&self) -> Option<Self> {
        self.in_thousands.map(|(value, half_digit)| Self {
            value,
            half_digit,
            in_thousands: None,
            room: 0.0,
        })
    }

    /// True of a number that is spelled and goes on with this one: "forty-seven".
    pub fn has_room(&self, value: f64) -> bool {
        value < self.room
    }

    /// Goes on with a spelled number, if there is room for it.
    pub fn add(&mut self, value: f64) -> bool {
        let fits = self.has_room(value);
        if fits {
            let room = Self::spelled(value).room.min(self.room);
            *self = Self {
                room,
                ..Self::spelled(self.value + value)
            };
        }
        fits
    }

    /// "two hundred", "12 thousand", "two thousand five hundred". None for a number that has hundreds already.
    pub fn multiply(&mut self, power: f64) -> Option<()> {
        let multiplied = self.value % 1000.0;
        let value = self.value - multiplied + multiplied * power;
        (multiplied > 0.0 && multiplied < power).then_some(())?;
        *self = if value.fract() == 0.0 {
            Self {
                room: power,
                ..Self::spelled(value)
            }
        } else {
            Self {
                value,
                half_digit: self.half_digit * power,
                in_thousands: None,
                room: 0.0,
            }
        };
        Some(())
    }

    /// "and a half", to a quarter.
    pub fn add_share(&mut self, share: f64) {
        *self = Self {
            value: self.value + share,
            half_digit: 0.25,
            in_thousands: None,
            room: 0.0,
        };
    }
}

/// Half a unit of the last significant digit, at least two digits being taken as significant.
fn half_digit(whole: &str, fraction: &str) -> f64 {
    if !fraction.is_empty() {
        return fraction.bytes().fold(0.5, |half, _| half * 0.1);
    }
    let digits = whole.trim_start_matches('0');
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    (0..zeros.min(digits.len().saturating_sub(2))).fold(0.5, |half, _| half * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_that_of_the_last_significant_digit() {
        for (text, low, high) in [
            ("15", 14.5, 15.5),
            ("20", 19.5, 20.5),
            ("5", 4.5, 5.5),
            ("200", 195.0, 205.0),
            ("480", 475.0, 485.0),
            ("1000", 950.0, 1050.0),
            ("4,500", 4450.0, 4550.0),
            ("13 000", 12_500.0, 13_500.0),
            ("13'000", 12_500.0, 13_500.0),
            ("1.234.567", 1_234_566.5, 1_234_567.5),
            ("4052", 4051.5, 4052.5),
            ("1.5", 1.45, 1.55),
            ("3,5", 3.45, 3.55),
            ("0,250", 0.2495, 0.2505),
            ("6248.5", 6248.45, 6248.55),
            ("6,248.5", 6248.45, 6248.55),
            ("6.248,5", 6248.45, 6248.55),
        ] {
            let number = Number::read(text).unwrap();
            let figure = Figure {
                low: number.value(),
                high: number.value(),
                half_digit: number.half_digit(),
            };
            let quoted = figure.quoted(Meant::Rounded).unwrap();
            assert!(
                (quoted.low - low).abs() < 1e-6 && (quoted.high - high).abs() < 1e-6,
                "{text}: {quoted:?}"
            );
        }
        for text in ["1.2.3", "12,34,567", "1 00", "1,000.000,5"] {
            assert!(Number::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn spelled_numbers_go_on_where_there_is_room() {
        let whole = |number: Number| format!("{}", number.value());
        let mut number = Number::spelled(40.0);
        assert!(number.add(7.0) && !number.add(7.0));
        assert_eq!(whole(number), "47");
        let mut number = Number::spelled(2.0);
        number.multiply(100.0).unwrap();
        assert!(number.add(6.0));
        assert_eq!(whole(number), "206");
        let mut number = Number::read("12").unwrap();
        number.multiply(1000.0).unwrap();
        assert_eq!((number.value(), number.half_digit()), (12_000.0, 500.0));
        assert!(Number::spelled(100.0).multiply(100.0).is_none());
        let mut number = Number::spelled(2.0);
        number.multiply(1000.0).unwrap();
        assert!(number.add(5.0));
        number.multiply(100.0).unwrap();
        assert_eq!(whole(number), "2500");
    }
}
