//! A figure as it is quoted: one number, two with a dash between them, or a bound; and the interval that it stands for.

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

/// What says nothing of a figure that its rounding does not.
const PLAIN: &[&str] = &[
    "well ",
    "only ",
    "just ",
    "mere ",
    "a mere ",
    "merely ",
    "barely ",
    "scarcely ",
    "in ",
    "as little as ",
    "as few as ",
    "exactly ",
    "speeds of ",
    "speed of ",
    "a speed of ",
    "at ",
    "the ",
    "a maximum of ",
    "a range of ",
    "nur ",
    "knapp ",
    "tylko ",
    "zaledwie ",
    "seulement ",
    "à peine ",
    "всего ",
    "лише ",
    "лишь ",
];

/// What makes a figure a round one.
const ABOUT: &[&str] = &[
    "about ",
    "approximately ",
    "approx. ",
    "approx ",
    "around ",
    "roughly ",
    "some ",
    "circa ",
    "ca. ",
    "ca ",
    "nearly ",
    "almost ",
    "an estimated ",
    "estimated ",
    "~",
    "≈",
    // German
    "etwa ",
    "ungefähr ",
    "rund ",
    "fast ",
    // French
    "environ ",
    "près de ",
    "presque ",
    // Polish
    "około ",
    "ok. ",
    "ok ",
    "mniej więcej ",
    "prawie ",
    // Ukrainian and Russian
    "близько ",
    "приблизно ",
    "майже ",
    "около ",
    "примерно ",
    "приблизительно ",
    "почти ",
    "порядка ",
];

/// What makes a figure a lower bound.
const OVER: &[&str] = &[
    "over ",
    "more than ",
    "in excess of ",
    "exceeding ",
    "exceeds ",
    "greater than ",
    "faster than ",
    "longer than ",
    "at least ",
    "above ",
    "no less than ",
    "not less than ",
    "no fewer than ",
    ">=",
    "≥",
    ">",
    "über ",
    "mehr als ",
    "plus de ",
    "ponad ",
    "powyżej ",
    "понад ",
    "более ",
    "свыше ",
];

/// What makes a figure an upper bound.
const UNDER: &[&str] = &[
    "under ",
    "less than ",
    "fewer than ",
    "below ",
    "within ",
    "no longer than ",
    "shorter than ",
    "not quite ",
    "<=",
    "≤",
    "<",
    "unter ",
    "weniger als ",
    "nicht einmal ",
    "moins de ",
    "niecałe ",
    "niecałych ",
    "niespełna ",
    "mniej niż ",
    "poniżej ",
    "менше ніж ",
    "менше ",
    "менш як ",
    "менее чем ",
    "менее ",
    "до ",
];

/// What makes a figure a greatest value: an upper bound of a time, and of a speed the peak that is meant.
const PEAK: &[&str] = &[
    "up to ",
    "at most ",
    "no more than ",
    "not more than ",
    "maximum speeds of ",
    "maximum speed of ",
    "a maximum speed of ",
    "top speed of ",
    "top speeds of ",
    "a top speed of ",
    "speeds of up to ",
    "a speed of up to ",
    "speeds up to ",
    "speed up to ",
    "peak speed of ",
    "maximum of ",
    "maximum ",
    "max. ",
    "max ",
    "maximal ",
    "höchstens ",
    "bis zu ",
    "jusqu'à ",
    "jusqu'a ",
    "au maximum ",
    "do ",
    "maksymalnie ",
    "максимум ",
];

/// Numbers below twenty as they are spelled out.
const WORDS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Tens as they are spelled out, from twenty.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// What else is said of times and speeds; the longer before what they hold.
const PHRASES: &[(&str, &str)] = &[
    ("macha", "mach"),
    ("machów", "mach"),
    ("махів", "mach"),
    ("махов", "mach"),
    ("маха", "mach"),
    ("мах", "mach"),
    ("stundenkilometer", "km/h"),
    ("kilometer pro stunde", "km/h"),
    ("km pro stunde", "km/h"),
    ("kilometrów na godzinę", "km/h"),
    ("km na godzinę", "km/h"),
    ("kilomètres par heure", "km/h"),
    ("kilomètres-heure", "km/h"),
    ("km par heure", "km/h"),
    ("кілометрів на годину", "km/h"),
    ("км на годину", "km/h"),
    ("км/год", "km/h"),
    ("километров в час", "km/h"),
    ("км в час", "km/h"),
    ("км/ч", "km/h"),
    ("км/сек", "km/s"),
    ("км/с", "km/s"),
    (" und ", " and "),
    (" et ", " and "),
    (" i ", " and "),
    (" or so", ""),
    ("-to-", "-"),
    ("- to ", "-"),
    (" per ", "/"),
    (" a second", "/s"),
    ("s an hour", "s/h"),
    ("km an hour", "km/h"),
    ("times faster than the speed of sound", "mach"),
    ("times faster than sound", "mach"),
    ("times the speed of sound", "mach"),
    ("x the speed of sound", "mach"),
    ("three quarters of an hour", "45 min"),
    ("a quarter of an hour", "15 min"),
    ("quarter of an hour", "15 min"),
    ("half an hour", "30 min"),
    ("an hour and a half", "1½ h"),
    ("half a minute", "30 s"),
    ("a minute and a half", "1½ min"),
    (" and a half", "½"),
    ("an hour", "1 h"),
    ("a minute", "1 min"),
];

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
    /// The greatest value there is.
    Peak,
}

impl Meant {
    /// A figure with the side that is open.
    pub fn opened(self, figure: Quoted) -> Quoted {
        match self {
            Self::Rounded | Self::About => figure,
            Self::Over => Quoted {
                high: f64::INFINITY,
                ..figure
            },
            Self::Under | Self::Peak => Quoted { low: 0.0, ..figure },
        }
    }
}

/// The text in lower case, without what stands around the figure, and how it is meant.
pub(super) fn tidied(text: &str) -> (String, Meant) {
    let lower = text
        .to_lowercase()
        .replace(['–', '—', '−'], "-")
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
        .replace(['\'', '’'], "'");
    let lower = without_swiss_apostrophes(&lower);
    // "6,759 km (4,200 miles)": what is in brackets says the same again.
    let said = lower
        .split_once('(')
        .map_or(lower.as_str(), |(said, _)| said);
    let mut rest = said.trim().trim_end_matches(['.', '!']).trim_end();
    let mut meant = Meant::Rounded;
    let prefixes = [
        (OVER, Meant::Over),
        (PEAK, Meant::Peak),
        (UNDER, Meant::Under),
        (ABOUT, Meant::About),
        (PLAIN, Meant::Rounded),
    ];
    // The longest word first: "a speed of up to" before "a speed of".
    let stripped = |rest: &str| {
        prefixes
            .iter()
            .flat_map(|&(words, kind)| words.iter().map(move |word| (*word, kind)))
            .filter(|(word, _)| rest.starts_with(word))
            .max_by_key(|(word, _)| word.len())
            .map(|(word, kind)| (word.len(), kind))
    };
    while let Some((length, kind)) = stripped(rest) {
        rest = rest[length..].trim_start();
        let says_less = matches!(meant, Meant::Rounded | Meant::About);
        meant = if says_less && kind != Meant::Rounded {
            kind
        } else {
            meant
        };
    }
    for (words, kind) in [
        (" or more", Meant::Over),
        (" or less", Meant::Under),
        (" at most", Meant::Peak),
        (" at the most", Meant::Peak),
        (" maximum", Meant::Peak),
        (" max", Meant::Peak),
        (" flight time", meant),
        (" of flight time", meant),
        (" of flight", meant),
        (" flight", meant),
        (" flugzeit", meant),
        (" de vol", meant),
        (" lotu", meant),
    ] {
        if let Some(before) = rest.strip_suffix(words) {
            (rest, meant) = (before.trim_end(), kind);
        }
    }
    let mut tidy = PHRASES
        .iter()
        .fold(rest.to_owned(), |text, (phrase, figure)| {
            text.replace(phrase, figure)
        });
    tidy = match tidy.strip_prefix("between ") {
        Some(both) => both.replacen(" and ", "-", 1),
        None => tidy
            .strip_prefix("from ")
            .unwrap_or(&tidy)
            .replacen(" to ", "-", 1)
            .replacen(" or ", "-", 1),
    };
    tidy = mach_first(&tidy);
    if let Some((figure, unit)) = tidy.split_once('+') {
        (tidy, meant) = (format!("{figure} {unit}"), Meant::Over);
    }
    (with_unit_once(&in_digits(&tidy)), meant)
}

/// "13'000" as 13000.
fn without_swiss_apostrophes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_between_digits = |at: usize| {
        chars[at] == '\''
            && at > 0
            && chars[at - 1].is_ascii_digit()
            && chars.get(at + 1).is_some_and(char::is_ascii_digit)
    };
    (0..chars.len())
        .filter(|&at| !is_between_digits(at))
        .map(|at| chars[at])
        .collect()
}

/// "4,5 mach" and "mach 4,5" with a decimal point: a Mach number has no thousands.
fn mach_first(text: &str) -> String {
    if text.contains("mach") {
        text.replace(',', ".")
    } else {
        text.to_owned()
    }
}

/// "500 km-1,500 km" and "mach 5-mach 10" with their unit once.
fn with_unit_once(text: &str) -> String {
    let Some((low, high)) = text.split_once('-') else {
        return text.to_owned();
    };
    if low.starts_with("mach") {
        return format!("{low}-{}", high.trim_start_matches("mach"));
    }
    let figure = low.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '½');
    if high.ends_with(&low[figure.len()..]) {
        format!("{figure}-{high}")
    } else {
        text.to_owned()
    }
}

/// The text with numbers in digits: "twelve-15 minutes" is 12-15 minutes, and so is "12-15-minute"; "forty-seven" is one
/// number.
fn in_digits(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let joined = with_compound_numbers(text);
    for part in joined.split_whitespace() {
        // A half is said of the number before it: "eleven½" is 11½.
        let (part, half) = part
            .strip_suffix('½')
            .map_or((part, ""), |part| (part, "½"));
        match words.last_mut() {
            Some(last) if part == "thousand" && last.bytes().all(|byte| byte.is_ascii_digit()) => {
                last.push_str(",000");
            }
            _ => words.push(part_in_digits(part) + half),
        }
    }
    words.join(" ")
}

/// "twenty one" as "twenty-one".
fn with_compound_numbers(text: &str) -> String {
    let mut joined = text.to_owned();
    for tens in TENS {
        for ones in &WORDS[1..10] {
            let apart = format!("{tens} {ones}");
            if joined.contains(&apart) {
                joined = joined.replace(&apart, &format!("{tens}-{ones}"));
            }
        }
    }
    joined
}

/// What stands between two spaces, with its numbers in digits.
fn part_in_digits(part: &str) -> String {
    let place = |words: &[&str], word: &str| words.iter().position(|known| *known == word);
    let mut numbers = Vec::new();
    let mut words = part.split('-').peekable();
    while let Some(word) = words.next() {
        let tens = place(&TENS, word).map(|place| 10 * (place + 2));
        let ones = words
            .peek()
            .and_then(|next| place(&WORDS[..10], next))
            .filter(|&ones| tens.is_some() && ones > 0);
        numbers.push(match (tens, ones) {
            (Some(tens), Some(ones)) => {
                words.next();
                (tens + ones).to_string()
            }
            (Some(tens), None) => tens.to_string(),
            (None, _) => {
                place(&WORDS, word).map_or_else(|| word.to_owned(), |number| number.to_string())
            }
        });
    }
    numbers
        .join("-")
        .replace("-min", " min")
        .replace("-sec", " sec")
}

/// What "about" leaves open at least: about 900 is 877.5 to 922.5, as about 1,000 is 950 to 1,050 by its rounding.
const ABOUT_SHARE: f64 = 0.025;

/// A number as it is quoted, or two with a dash between them.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    pub low: f64,
    high: f64,
    /// Half a unit of the last significant digit; 0 for an interval that is stated.
    half_digit: f64,
    /// The same of the finer end of an interval.
    half_of_ends: f64,
    /// Whether its point may part thousands: 13.000 is thirteen in one country and thirteen thousand in another.
    pub may_be_thousands: bool,
}

impl Figure {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let may_be_thousands = text.split('-').any(may_be_thousands);
        if let Some((low_text, high_text)) = text.split_once('-') {
            let low = number(low_text)?;
            let high = number(high_text)?;
            return (low <= high).then_some(Self {
                low,
                high,
                half_digit: 0.0,
                half_of_ends: half_digit(low_text.trim()).min(half_digit(high_text.trim())),
                may_be_thousands,
            });
        }
        let value = number(text)?;
        Some(Self {
            low: value,
            high: value,
            half_digit: half_digit(text),
            half_of_ends: 0.0,
            may_be_thousands,
        })
    }

    /// The same with the ends of an interval rounded as one number is: the ends of 12 to 15 minutes are whole minutes.
    pub fn with_rounded_ends(self) -> Self {
        let half_digit = if self.low < self.high {
            self.half_of_ends
        } else {
            self.half_digit
        };
        Self { half_digit, ..self }
    }

    /// What rounding leaves open; a bound is taken as it is said.
    pub fn quoted(self, meant: Meant) -> Quoted {
        let half = match meant {
            Meant::Rounded => self.half_digit,
            // A stated interval stays as it is stated.
            Meant::About if self.low >= self.high => self.half_digit.max(ABOUT_SHARE * self.low),
            Meant::About if self.half_digit > 0.0 => self.half_digit,
            Meant::About | Meant::Over | Meant::Under | Meant::Peak => 0.0,
        };
        Quoted {
            low: self.low - half,
            high: self.high + half,
        }
    }
}

/// A number with its thousands parted by commas or spaces, or not at all. A comma elsewhere may be a decimal one: 3,5 is
/// refused, and not read as 35.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some(whole) = text.strip_suffix('½') {
        return if whole.contains('.') {
            None
        } else {
            number(whole).map(|whole| whole + 0.5)
        };
    }
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, ""), |(whole, fraction)| (whole, fraction));
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let are_thousands = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if !are_thousands
        || !groups
            .iter()
            .all(|group| !group.is_empty() && is_digits(group))
        || !is_digits(fraction)
    {
        return None;
    }
    format!("{}.{fraction}", groups.concat()).parse().ok()
}

/// Whether a point stands before three digits, and at most three before it.
fn may_be_thousands(text: &str) -> bool {
    text.trim()
        .split_once('.')
        .is_some_and(|(whole, fraction)| {
            (1..=3).contains(&whole.len()) && whole != "0" && fraction.len() == 3
        })
}

/// Half a unit of the last significant digit of a number that was read.
fn half_digit(text: &str) -> f64 {
    if text.ends_with('½') {
        return 0.25;
    }
    if let Some((_, fraction)) = text.split_once('.') {
        return fraction.bytes().fold(0.5, |half, _| half * 0.1);
    }
    let digits: Vec<u8> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .skip_while(|&digit| digit == b'0')
        .collect();
    let zeros = digits
        .iter()
        .rev()
        .take_while(|&&digit| digit == b'0')
        .count();
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
            ("4052", 4051.5, 4052.5),
            ("1.5", 1.45, 1.55),
            ("6248.5", 6248.45, 6248.55),
            ("11½", 11.25, 11.75),
            ("12-15", 12.0, 15.0),
        ] {
            let quoted = Figure::parse(text).unwrap().quoted(Meant::Rounded);
            assert!(
                (quoted.low - low).abs() < 1e-9 && (quoted.high - high).abs() < 1e-9,
                "{text}: {quoted:?}"
            );
        }
        for text in [
            "3,5", "1,09", "1,0900", "", "-5", "1e400", "1.2.3", "12-", "15-12", ",500", "nan",
            "1,,000", "½", "1.5½",
        ] {
            assert!(Figure::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn words_around_a_figure() {
        for (text, wanted, meant) in [
            ("About 20 min", "20 min", Meant::About),
            ("approximately 20 minutes.", "20 minutes", Meant::About),
            ("over Mach 11", "mach 11", Meant::Over),
            ("well over 2,000 km", "2,000 km", Meant::Over),
            ("only 7 min", "7 min", Meant::Rounded),
            ("in", "in", Meant::Rounded),
            ("a mere six minutes", "6 minutes", Meant::Rounded),
            ("6-7 minutes at most", "6-7 minutes", Meant::Peak),
            ("maximum 10 minutes", "10 minutes", Meant::Peak),
            ("top speed of Mach 16", "mach 16", Meant::Peak),
            ("speeds of up to Mach 17", "mach 17", Meant::Peak),
            ("exceeding 15,000 mph", "15,000 mph", Meant::Over),
            ("twenty one minutes", "21 minutes", Meant::Rounded),
            ("15 minutes flight time", "15 minutes", Meant::Rounded),
            ("niecałe 3 minuty", "3 minuty", Meant::Under),
            ("około 15 minut", "15 minut", Meant::About),
            ("4,5 Mach", "4.5 mach", Meant::Rounded),
            ("less than 10 minutes", "10 minutes", Meant::Under),
            ("12 min or more", "12 min", Meant::Over),
            ("8 to 10 minutes", "8-10 minutes", Meant::Rounded),
            ("between 12 and 15 min", "12-15 min", Meant::Rounded),
            ("6,759 km (4,200 miles)", "6,759 km", Meant::Rounded),
            (">= about 5 min", "5 min", Meant::Over),
            ("about at least 5 min", "5 min", Meant::Over),
            ("in excess of 24,000 mph", "24,000 mph", Meant::Over),
            ("2,000+ km", "2,000 km", Meant::Over),
            (
                "between twelve and 15 minutes",
                "12-15 minutes",
                Meant::Rounded,
            ),
            ("seven to eight minutes", "7-8 minutes", Meant::Rounded),
            ("a 66-minute", "a 66 minute", Meant::Rounded),
            ("half an hour", "30 min", Meant::Rounded),
            ("three quarters of an hour", "45 min", Meant::Rounded),
            ("an hour and a half", "1½ h", Meant::Rounded),
            ("eleven and a half minutes", "11½ minutes", Meant::Rounded),
            ("11½ min", "11½ min", Meant::Rounded),
            ("under a minute", "1 min", Meant::Under),
            ("thirty minutes", "30 minutes", Meant::Rounded),
            ("about forty-seven minutes", "47 minutes", Meant::About),
            ("a twenty-minute", "a 20 minute", Meant::Rounded),
            ("twenty-thirty minutes", "20-30 minutes", Meant::Rounded),
            (
                "twenty to twenty-five minutes",
                "20-25 minutes",
                Meant::Rounded,
            ),
            ("five times the speed of sound", "5 mach", Meant::Rounded),
            (
                "ten times faster than the speed of sound",
                "10 mach",
                Meant::Rounded,
            ),
            ("20x the speed of sound", "20mach", Meant::Rounded),
            ("between Mach 5 and Mach 10", "mach 5- 10", Meant::Rounded),
            ("500 km to 1,500 km", "500-1,500 km", Meant::Rounded),
            (
                "two minutes to three minutes",
                "2-3 minutes",
                Meant::Rounded,
            ),
            ("1½ h to 2 h", "1½-2 h", Meant::Rounded),
            ("5 min to 300 s", "5 min-300 s", Meant::Rounded),
            ("an 8- to 10-minute", "an 8-10 minute", Meant::Rounded),
            ("eight-to-ten minutes", "8-10 minutes", Meant::Rounded),
            ("15 minutes or so", "15 minutes", Meant::Rounded),
            ("in as little as five minutes", "5 minutes", Meant::Rounded),
            ("fewer than 10 minutes", "10 minutes", Meant::Under),
            ("quarter of an hour", "15 min", Meant::Rounded),
            ("five kilometres a second", "5 kilometres/s", Meant::Rounded),
            ("over 8,000 miles an hour", "8,000 miles/h", Meant::Over),
            (
                "thirteen thousand km an hour",
                "13,000 km/h",
                Meant::Rounded,
            ),
            ("1.5 thousand km", "1.5 thousand km", Meant::Rounded),
            ("thousand km", "thousand km", Meant::Rounded),
        ] {
            assert_eq!(tidied(text), (wanted.to_owned(), meant), "{text}");
        }
    }
}
