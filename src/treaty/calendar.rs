//! Days of the calendar in the spellings of several countries, to give them back in the one that is read.

use jiff::civil::Date;

/// Beginnings of the names of months in English, German, French, Polish, Ukrainian and Russian, January first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "sty", "січ", "янв"],
    &["feb", "fév", "fev", "lut", "лют", "фев"],
    &["mar", "mär", "mrz", "бер", "мар"],
    &["apr", "avr", "kwi", "кві", "апр"],
    &["may", "mai", "maj", "тра", "май", "мая"],
    &["jun", "juin", "cze", "чер", "июн"],
    &["jul", "juil", "lip", "лип", "июл"],
    &["aug", "aoû", "aou", "sie", "сер", "авг"],
    &["sep", "wrz", "вер", "сен"],
    &["oct", "okt", "paź", "paz", "жов", "окт"],
    &["nov", "lis", "лис", "ноя"],
    &["dec", "dez", "déc", "gru", "гру", "дек"],
];

/// The days that a text may mean: none, one, or two where day and month may be either.
pub(super) fn days(text: &str) -> Vec<Date> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| -> Option<i16> {
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word);
        digits.parse().ok()
    };
    let month = |word: &str| {
        let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
        let at = MONTHS.iter().position(begins)?;
        i16::try_from(at + 1).ok()
    };
    let triple = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        Date::new(year?, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()
    };
    // A year alone means the day of none.
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let found = match words[..] {
        [only] if only.len() == 8 && only.is_ascii() => {
            let part = |from: usize, to: usize| number(&only[from..to]);
            vec![triple(part(0, 4), part(4, 6), part(6, 8))]
        }
        [year] if is_year(year) => vec![triple(number(year), Some(1), Some(1))],
        [year, middle, last] if is_year(year) => {
            let of_year = month(middle).or_else(|| number(middle));
            vec![triple(number(year), of_year, number(last))]
        }
        [first, second, year] if is_year(year) => {
            let year = number(year);
            let numbers = (number(first), number(second));
            match (month(first), month(second)) {
                (Some(month), _) => vec![triple(year, Some(month), numbers.1)],
                (_, Some(month)) => vec![triple(year, Some(month), numbers.0)],
                // Points stand between days and months in this order alone.
                _ if lower.contains('.') => vec![triple(year, numbers.1, numbers.0)],
                _ => vec![
                    triple(year, numbers.1, numbers.0),
                    triple(year, numbers.0, numbers.1),
                ],
            }
        }
        _ => vec![],
    };
    let mut days: Vec<Date> = found.into_iter().flatten().collect();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_several_countries() {
        for (text, wanted) in [
            ("02.08.2019", &["2019-08-02"][..]),
            ("2. August 2019", &["2019-08-02"]),
            ("2 August 2019", &["2019-08-02"]),
            ("August 2nd, 2019", &["2019-08-02"]),
            ("July 2, 2019", &["2019-07-02"]),
            ("2 août 2019", &["2019-08-02"]),
            ("2 sierpnia 2019", &["2019-08-02"]),
            ("2 августа 2019", &["2019-08-02"]),
            ("2 серпня 2019", &["2019-08-02"]),
            ("2019/08/02", &["2019-08-02"]),
            ("2019-8-2", &["2019-08-02"]),
            ("20190802", &["2019-08-02"]),
            ("2019", &["2019-01-01"]),
            ("8/2/2019", &["2019-02-08", "2019-08-02"]),
            ("8/25/2019", &["2019-08-25"]),
            ("2/2/2019", &["2019-02-02"]),
            ("31.02.2019", &[]),
            ("yesterday", &[]),
            ("", &[]),
        ] {
            let found: Vec<String> = days(text).iter().map(Date::to_string).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
