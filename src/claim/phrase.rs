//! A figure as it is said: its words, what they mean, and the numbers with their units.
//!
//! A text becomes tokens, tokens become words of the lexicon, and words become at most two sides of a span, each a row of
//! numbers with units. A word that nobody knows makes the text unreadable: it might be a "not".

mod lexicon;
mod tokens;

use super::quoted::{Meant, Number};
use tokens::{MINUS, Token, brackets, entry, normal, single, tokens};

/// A unit of time or length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Minute,
    Second,
    /// An m: metres of a length and of a speed, minutes of a time.
    MetreOrMinute,
    Metre,
    Kilometre,
    Foot,
    Mile,
    NauticalMile,
}

/// What a word or a phrase of the lexicon means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Filler,
    Means(Meant),
    Number(f64),
    /// A number that is about so many.
    Round(f64),
    Hundred,
    Thousand,
    OneAndAHalf,
    Fraction(f64),
    Duration(f64, Unit),
    Unit(Unit),
    /// One of this unit, where no number stands before it.
    OneUnit(Unit),
    Speed(f64),
    Mach,
    TimesSound,
    Per,
    To,
    ToOrUpTo,
    And,
    Between,
    Article,
    Plus,
    Vague,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Number(Number),
    Unit(Unit),
    /// A unit of speed in one word, km/s.
    Speed(f64),
    /// A Mach number stands beside it.
    Mach,
    Per,
}

/// A text that was read: one side, or the two of a span.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    pub meant: Meant,
    pub low: Vec<Part>,
    pub high: Option<Vec<Part>>,
    /// True where a word is of a language that writes a decimal comma: a point before three digits parts thousands.
    pub has_decimal_comma: bool,
}

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It has a word that is not known, or is put together in no known way.
    Unknown,
    /// It names no number: "several minutes".
    Vague,
    /// It names no number but the class of speed: "hypersonic".
    ClassOfSpeed,
}

/// What is said of speeds without a figure.
const CLASSES_OF_SPEED: [&str; 8] = [
    "subsonic",
    "supersonic",
    "hypersonic",
    "hyperschall",
    "hypersonique",
    "hipersoni",
    "гіперзвук",
    "гиперзвук",
];

impl Phrase {
    /// All parts of both sides.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.low.iter().chain(self.high.iter().flatten())
    }

    /// The same with points as those of thousands, where they may be.
    pub(super) fn in_thousands(&self) -> Self {
        let other = |part: &Part| match part {
            Part::Number(number) => Part::Number(number.in_thousands().unwrap_or(*number)),
            _ => part.clone(),
        };
        let of = |parts: &Vec<Part>| parts.iter().map(other).collect();
        Self {
            meant: self.meant,
            low: of(&self.low),
            high: self.high.as_ref().map(of),
            has_decimal_comma: self.has_decimal_comma,
        }
    }

    /// Reads a text.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let text = normal(text);
        let (outside, inside) = brackets(&text);
        // "6,759 km (4,200 miles)" says the same again, "15 minutes (or less)" says more, "hypersonic (Mach 5)" says it there.
        let said = if Self::of(&inside).is_err() {
            format!("{outside} {inside}")
        } else if Self::of(&outside).is_ok() {
            outside
        } else {
            inside
        };
        let is_class = CLASSES_OF_SPEED.iter().any(|class| said.contains(class));
        Self::of(&said).map_err(|unread| {
            if is_class {
                Unread::ClassOfSpeed
            } else {
                unread
            }
        })
    }

    fn of(text: &str) -> Result<Self, Unread> {
        let tokens = tokens(text);
        let mut reader = Reader {
            double_quotes: text.matches('"').count(),
            ..Reader::default()
        };
        let mut at = 0;
        while at < tokens.len() {
            at += reader.take(&tokens[at..]).ok_or(Unread::Unknown)?;
        }
        let is_foreign = |token: &Token| matches!(token, Token::Word(word) if lexicon::is_of_comma_language(word));
        reader.phrase(tokens.iter().any(is_foreign))
    }
}

/// Puts a phrase together, word by word.
#[derive(Default)]
struct Reader {
    meanings: Vec<Meant>,
    low: Vec<Part>,
    high: Option<Vec<Part>>,
    is_between: bool,
    is_vague: bool,
    /// What is said between two figures waits for the second.
    has_to: bool,
    /// The word before: a spelled one is an article before a noun, "eine Reichweite von".
    previous: Option<Word>,
    /// How many double quotes the text has: a single one after a number is of seconds.
    double_quotes: usize,
}

impl Reader {
    fn parts(&mut self) -> &mut Vec<Part> {
        self.high.as_mut().unwrap_or(&mut self.low)
    }

    /// The part that was said last, on this side of a span.
    fn last(&mut self) -> Option<&mut Part> {
        if self.has_to {
            return None;
        }
        self.parts().last_mut()
    }

    fn last_number(&mut self) -> Option<&mut Number> {
        match self.last() {
            Some(Part::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// True where a span may go on: its first figure was said, and no second one.
    fn may_span(&self) -> bool {
        let is_number = |part: &Part| matches!(part, Part::Number(_));
        self.high.is_none() && !self.has_to && self.low.iter().any(is_number)
    }

    fn follows_length(&mut self) -> bool {
        let is_time = |unit: &Unit| matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
        matches!(self.last(), Some(Part::Unit(unit)) if !is_time(unit))
    }

    fn push(&mut self, part: Part) {
        if self.has_to {
            self.high = Some(Vec::new());
            self.has_to = false;
        }
        self.parts().push(part);
    }

    /// A number of its own: no other stands before it.
    fn push_number(&mut self, number: Number) -> Option<()> {
        if self.last_number().is_some() {
            return None;
        }
        self.push(Part::Number(number));
        Some(())
    }

    /// Takes the first of these tokens, with what belongs to it; answers with their number. None for what cannot be read.
    fn take(&mut self, tokens: &[Token]) -> Option<usize> {
        match &tokens[0] {
            Token::Clock(parts) => {
                self.drop_article();
                return self.clock(parts, &tokens[1..]);
            }
            Token::Digits(text) => {
                // "ein 15-minütiger Flug".
                self.drop_article();
                return self.digits(text, &tokens[1..]);
            }
            Token::Sign('-') => self.dash(&tokens[1..])?,
            Token::Sign(MINUS) => self.has_to = self.may_span().then_some(true)?,
            Token::Sign('/') => {
                let is_per = self.follows_length();
                is_per.then(|| self.push(Part::Per))?;
            }
            Token::Sign('\'') => {
                if self.last_number().is_some() {
                    self.push(Part::Unit(Unit::Minute));
                }
            }
            Token::Sign('"') => {
                let is_second =
                    self.double_quotes == 1 || self.parts().contains(&Part::Unit(Unit::Minute));
                if is_second && self.last_number().is_some() {
                    self.push(Part::Unit(Unit::Second));
                }
            }
            Token::Sign('.' | ',' | '!' | ';' | ':' | '=' | '…') => {}
            Token::Word(_) | Token::Sign(_) => {
                let (word, length) = entry(tokens)?;
                self.word(word)?;
                return Some(length);
            }
        }
        Some(1)
    }

    /// "12:30" is 12 min 30 s, and "1:07:30" begins with the hour.
    fn clock(&mut self, parts: &[String], rest: &[Token]) -> Option<usize> {
        let units = [Unit::Hour, Unit::Minute, Unit::Second];
        let first = units.len().checked_sub(parts.len())?;
        for (text, unit) in parts.iter().zip(&units[first..]) {
            self.push_number(Number::read(text)?)?;
            self.push(Part::Unit(*unit));
        }
        // "12:30 min" names the unit again.
        let is_named = matches!(rest.first(), Some(Token::Word(word))
            if matches!(single(word), Some(Word::Unit(Unit::Hour | Unit::Minute))));
        Some(1 + usize::from(is_named))
    }

    fn digits(&mut self, text: &str, rest: &[Token]) -> Option<usize> {
        if let [Token::Sign('/'), Token::Digits(divisor), ..] = rest {
            let share = text.parse::<f64>().ok()? / divisor.parse::<f64>().ok()?;
            self.fraction((share < 1.0).then_some(share)?);
            return Some(3);
        }
        self.push_number(Number::read(text)?)?;
        Some(1)
    }

    /// A dash is of a span where it stands between two figures, and says nothing in "15-minute", "Mach-10" or "forty-seven".
    fn dash(&mut self, rest: &[Token]) -> Option<()> {
        let nothing_said = self.meanings.is_empty() && self.low.is_empty();
        let is_digits = matches!(rest.first(), Some(Token::Digits(_) | Token::Clock(_)));
        if nothing_said {
            // A number below zero.
            return (!is_digits).then_some(());
        }
        let next = rest.first().and_then(|_| entry(rest)).map(|(word, _)| word);
        let begins_figure = match next {
            Some(Word::Number(value)) => self
                .last_number()
                .is_none_or(|number| !number.has_room(value)),
            Some(Word::Mach) => self.low.contains(&Part::Mach),
            Some(Word::Means(_)) => matches!(rest.first(), Some(Token::Sign(_))),
            Some(Word::OneAndAHalf) => true,
            _ => is_digits,
        };
        if begins_figure && self.may_span() {
            self.has_to = true;
        }
        Some(())
    }

    fn word(&mut self, word: Word) -> Option<()> {
        if word == Word::Filler {
            self.drop_article();
        }
        self.previous = Some(word);
        match word {
            Word::Filler => {}
            Word::Means(meant) => self.meanings.push(meant),
            Word::Vague => self.is_vague = true,
            Word::Number(value) => {
                if !self.last_number().is_some_and(|number| number.add(value)) {
                    self.push_number(Number::spelled(value))?;
                }
            }
            Word::Round(value) => {
                self.meanings.push(Meant::About);
                self.push_number(Number::spelled(value))?;
            }
            Word::Hundred | Word::Thousand => {
                let power = if word == Word::Hundred { 100.0 } else { 1000.0 };
                // "2 to 2.5 thousand" says the thousand once.
                let is_span = self.high.is_some();
                if let (true, [Part::Number(low)]) = (is_span, &mut self.low[..]) {
                    low.multiply(power)?;
                }
                match self.last_number() {
                    Some(number) => number.multiply(power)?,
                    None => self.push_number(Number::spelled(power))?,
                }
            }
            Word::OneAndAHalf => self.push_number(Number::share(1.5))?,
            Word::Fraction(share) => self.fraction(share),
            Word::Duration(share, unit) => {
                // "eine Viertelstunde": the article counts nothing.
                if self
                    .last_number()
                    .is_some_and(|number| number.value() <= 1.0)
                {
                    self.parts().pop();
                }
                self.push_number(Number::share(share))?;
                self.push(Part::Unit(unit));
            }
            Word::OneUnit(unit) => {
                if !matches!(self.last(), Some(Part::Number(_) | Part::Per)) {
                    self.push_number(Number::spelled(1.0))?;
                }
                self.push(Part::Unit(unit));
            }
            Word::Unit(unit) => self.push(Part::Unit(unit)),
            Word::Speed(km_s) => self.push(Part::Speed(km_s)),
            Word::Mach => self.push(Part::Mach),
            Word::TimesSound => {
                self.last_number()?;
                self.push(Part::Mach);
            }
            Word::Per => {
                if self.follows_length() {
                    self.push(Part::Per);
                }
            }
            Word::To if self.high.is_some() => return None,
            Word::To => self.has_to |= self.may_span(),
            Word::ToOrUpTo if self.may_span() => self.has_to = true,
            Word::ToOrUpTo => self.meanings.push(Meant::Peak),
            Word::Between => self.is_between = true,
            // "a mile a second", "między 12 a 15 minut", "a minute".
            Word::Article if self.follows_length() => self.push(Part::Per),
            Word::Article | Word::And => self.has_to |= self.is_between && self.may_span(),
            Word::Plus => {
                self.last()?;
                self.meanings.push(Meant::Over);
            }
        }
        Some(())
    }

    /// A spelled one that was said last counts nothing.
    fn drop_article(&mut self) {
        let is_one = matches!(self.previous.take(), Some(Word::Number(value)) if value <= 1.0);
        if is_one
            && self
                .last_number()
                .is_some_and(|number| number.value() <= 1.0)
        {
            self.parts().pop();
        }
    }

    /// A part of a number: of the one before it, also across its unit ("an hour and a half"), or of one.
    fn fraction(&mut self, share: f64) {
        if !self.has_to {
            let mut before = self
                .parts()
                .iter_mut()
                .rev()
                .filter(|part| !matches!(part, Part::Unit(_)));
            if let Some(Part::Number(number)) = before.next() {
                number.add_share(share);
                return;
            }
        }
        self.push(Part::Number(Number::share(share)));
    }

    fn phrase(mut self, has_decimal_comma: bool) -> Result<Phrase, Unread> {
        let is_number = |part: &Part| matches!(part, Part::Number(_));
        let has_numbers = [Some(&self.low), self.high.as_ref()]
            .into_iter()
            .flatten()
            .all(|parts| parts.iter().any(is_number));
        if self.is_vague || !has_numbers && !self.low.is_empty() {
            return Err(Unread::Vague);
        }
        if self.has_to || !has_numbers {
            return Err(Unread::Unknown);
        }
        for parts in [Some(&mut self.low), self.high.as_mut()]
            .into_iter()
            .flatten()
        {
            // "M10", "1h07" and "8 minutes 30".
            if let [Part::Unit(Unit::MetreOrMinute), Part::Number(_)] = parts[..] {
                parts[0] = Part::Mach;
            }
            // "минут за двадцать": after its unit a number is about so many.
            if let [Part::Unit(_), Part::Number(_)] = parts[..] {
                parts.swap(0, 1);
            }
            match &parts[..] {
                [.., Part::Unit(Unit::Hour), Part::Number(_)] => {
                    parts.push(Part::Unit(Unit::Minute));
                }
                [.., Part::Unit(Unit::Minute), Part::Number(number)] if number.value() >= 10.0 => {
                    parts.push(Part::Unit(Unit::Second));
                }
                _ => {}
            }
        }
        let meant = self
            .meanings
            .iter()
            .fold(Meant::Rounded, |meant, &more| match (meant, more) {
                (Meant::Rounded | Meant::About, Meant::About) => Meant::About,
                // The last of them: "top speeds of over Mach 10".
                (Meant::Rounded | Meant::About, _)
                | (Meant::Peak, Meant::Over | Meant::JustOver) => more,
                _ => meant,
            });
        Ok(Phrase {
            meant,
            low: self.low,
            high: self.high,
            has_decimal_comma,
        })
    }
}

/// All entries of the lexicon.
#[cfg(test)]
pub(super) fn known_words() -> Vec<String> {
    let words = lexicon::words().into_iter();
    words.map(|(text, _)| text.to_owned()).collect()
}
