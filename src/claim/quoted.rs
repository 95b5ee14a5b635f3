//! A figure as it is quoted: a number or two, and the bound that it may be.

use crate::quantity::Interval;

/// What the words of a figure say: every value from `low` to `high`.
///
/// A plain number is that number, whatever its digits and its unit: what the rounding of the press leaves open is one share
/// of every figure ([`super::TOLERANCE`]), for nobody can tell by its zeros whether 1,000 s were rounded. "12 to 15" are
/// these ends, "over 11" has no upper end, "under 10" starts at 0, and "about" says no more than the tolerance does.
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

/// How much "just over" may be over: a convention.
const JUST_SHARE: f64 = 0.1;

/// A number, or the two of a span, in the unit that it is used in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub low: f64,
    pub high: f64,
}

impl Figure {
    /// What the words around it make of it. None unless it is above zero.
    pub(super) fn quoted(self, meant: Meant) -> Option<Quoted> {
        let Self { low, high } = self;
        let quoted = match meant {
            Meant::Rounded | Meant::About => Quoted { low, high },
            Meant::Over => Quoted {
                low,
                high: f64::INFINITY,
            },
            Meant::Under | Meant::Peak => Quoted { low: 0.0, high },
            Meant::JustOver => Quoted {
                low,
                high: (1.0 + JUST_SHARE) * high,
            },
            Meant::JustUnder => Quoted {
                low: (1.0 - JUST_SHARE) * low,
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
    /// The same with its point as one of thousands: 13.000 is thirteen in one country and thirteen thousand in another.
    in_thousands: Option<f64>,
    /// A spelled number takes more that is less than this: "two hundred", "and six".
    room: f64,
}

impl Number {
    /// Reads digits with their thousands parted by commas, points, spaces or apostrophes, and a decimal point or comma.
    pub(super) fn read(text: &str) -> Option<Self> {
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
            value.is_finite().then_some(value)
        };
        let value = of(&whole.concat(), fraction)?;
        let is_ambiguous = signs == ['.'] && are_thousands(rest);
        Some(Self {
            value,
            in_thousands: is_ambiguous.then(|| of(&groups.concat(), "")).flatten(),
            room: 0.0,
        })
    }

    /// A whole number that is written in words.
    pub(super) fn spelled(value: f64) -> Self {
        let room = match value {
            value if value >= 1000.0 => 1000.0,
            value if value >= 100.0 => 100.0,
            value if value >= 20.0 => 10.0,
            _ => 0.0,
        };
        Self {
            value,
            in_thousands: None,
            room,
        }
    }

    /// A share of one, as "half" of an hour, or one and a half.
    pub(super) fn share(value: f64) -> Self {
        Self {
            value,
            in_thousands: None,
            room: 0.0,
        }
    }

    pub(super) fn value(&self) -> f64 {
        self.value
    }

    /// The same read with its point as one of thousands, if it may be.
    pub(super) fn in_thousands(&self) -> Option<Self> {
        self.in_thousands.map(|value| Self {
            value,
            in_thousands: None,
            room: 0.0,
        })
    }

    /// True of a number that is spelled and goes on with this one: "forty-seven".
    pub(super) fn has_room(&self, value: f64) -> bool {
        value < self.room
    }

    /// Goes on with a spelled number, if there is room for it.
    pub(super) fn add(&mut self, value: f64) -> bool {
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
    pub(super) fn multiply(&mut self, power: f64) -> Option<()> {
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
                in_thousands: None,
                room: 0.0,
            }
        };
        Some(())
    }

    /// "and a half".
    pub(super) fn add_share(&mut self, share: f64) {
        *self = Self {
            value: self.value + share,
            in_thousands: None,
            room: 0.0,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_in_any_notation() {
        for (text, wanted) in [
            ("15", 15.0),
            ("200", 200.0),
            ("4,500", 4500.0),
            ("13 000", 13_000.0),
            ("13'000", 13_000.0),
            ("1.234.567", 1_234_567.0),
            ("1.5", 1.5),
            ("3,5", 3.5),
            ("0,250", 0.25),
            ("6,248.5", 6248.5),
            ("6.248,5", 6248.5),
        ] {
            let value = Number::read(text).unwrap().value();
            assert!((value - wanted).abs() < 1e-9, "{text}: {value}");
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
        assert_eq!(whole(number), "12000");
        assert!(Number::spelled(100.0).multiply(100.0).is_none());
        let mut number = Number::spelled(2.0);
        number.multiply(1000.0).unwrap();
        assert!(number.add(5.0));
        number.multiply(100.0).unwrap();
        assert_eq!(whole(number), "2500");
    }
}
