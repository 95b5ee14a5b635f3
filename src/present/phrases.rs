//! The fixed words of maps in the languages that have them: `phrases.tsv` has a row a phrase, English first, with `{1}`, `{2}`
//! for what is put in. Languages without a column have the English words.

use crate::catalogue::Language;

static ROWS: &str = include_str!("phrases.tsv");

/// A phrase of the table in a language, with what is put in as it is: numbers are made [`local`] before, and once.
pub(crate) fn say(language: Language, english: &str, parts: &[&str]) -> String {
    let template = template(language, english).unwrap_or(english);
    let mut said = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (number, behind) = after.split_once('}').unwrap_or((after, ""));
        let part = number
            .parse::<usize>()
            .ok()
            .and_then(|at| parts.get(at.checked_sub(1)?));
        said.push_str(part.copied().unwrap_or_default());
        rest = behind;
    }
    said.push_str(rest);
    said
}

/// The phrase in a language; None where there is none, or in English.
fn template(language: Language, english: &str) -> Option<&'static str> {
    let column = column(language)?;
    let row = ROWS
        .lines()
        .find(|row| row.split('\t').next() == Some(english));
    debug_assert!(row.is_some(), "src/present/phrases.tsv has no {english:?}");
    row?.split('\t').nth(column)
}

/// The column of a language, if it has one beside English.
fn column(language: Language) -> Option<usize> {
    let head = ROWS.lines().next()?;
    let at = head
        .split('\t')
        .position(|known| known == language.code())?;
    (at > 0).then_some(at)
}

/// A text of the data, such as the name of a band: in the language if the table has it, else as it is.
pub(crate) fn known(language: Language, english: &str) -> String {
    if ROWS
        .lines()
        .any(|row| row.split('\t').next() == Some(english))
    {
        say(language, english, &[])
    } else {
        english.to_owned()
    }
}

/// Names in a row: `A, B and C`.
pub(crate) fn list(language: Language, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => say(language, "{1} and {2}", &[&all.join(", "), last]),
    }
}

/// True of a language that has the fixed words.
pub(crate) fn has_words(language: Language) -> bool {
    language == Language::English || column(language).is_some()
}

/// Numbers and units in the writing of a language that has the fixed words.
pub(crate) fn local(text: &str, language: Language) -> String {
    if column(language).is_none() {
        return text.to_owned();
    }
    let group = if language == Language::German {
        '.'
    } else {
        '\u{a0}'
    };
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut written: String = (0..letters.len())
        .map(|at| {
            let is_within = digit(at.checked_sub(1)) && digit(Some(at + 1));
            let is_group =
                is_within && digit(Some(at + 2)) && digit(Some(at + 3)) && !digit(Some(at + 4));
            match letters[at] {
                ',' if is_group => group,
                '.' if is_within => ',',
                letter => letter,
            }
        })
        .collect();
    for (sign, own) in quarters(language) {
        written = with_quarter(&written, *sign, own);
    }
    if matches!(language, Language::Ukrainian | Language::Russian) {
        let minutes = if language == Language::Russian {
            "мин"
        } else {
            "хв"
        };
        for (unit, own) in [("km/h", "км/ч"), ("km", "км"), ("min", minutes)] {
            let own = match (unit, language) {
                ("km/h", Language::Ukrainian) => "км/год",
                _ => own,
            };
            written = with_unit(&written, unit, own);
        }
    }
    written
}

/// What a language writes for the quarters of the compass behind degrees.
fn quarters(language: Language) -> &'static [(char, &'static str)] {
    match language {
        Language::German => &[('E', "O")],
        Language::French => &[('W', "O")],
        Language::Ukrainian => &[
            ('N', " пн. ш."),
            ('S', " пд. ш."),
            ('E', " сх. д."),
            ('W', " зх. д."),
        ],
        Language::Russian => &[
            ('N', " с. ш."),
            ('S', " ю. ш."),
            ('E', " в. д."),
            ('W', " з. д."),
        ],
        _ => &[],
    }
}

/// The text with other letters for a quarter of the compass behind degrees.
fn with_quarter(text: &str, sign: char, own: &str) -> String {
    let is_end = |after: &str| !after.starts_with(char::is_alphanumeric);
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('°') {
        let (before, found) = rest.split_at(at + '°'.len_utf8());
        written.push_str(before);
        rest = found;
        if let Some(after) = found.strip_prefix(sign).filter(|after| is_end(after)) {
            written.push_str(own);
            rest = after;
        }
    }
    written.push_str(rest);
    written
}

/// The text with a unit behind numbers in other letters.
fn with_unit(text: &str, unit: &str, own: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(unit) {
        let (before, found) = rest.split_at(at);
        let after = &found[unit.len()..];
        let is_unit = before.ends_with([' ', '\u{a0}'])
            && before
                .trim_end()
                .ends_with(|letter: char| letter.is_ascii_digit() || letter == ')')
            && !after.starts_with(char::is_alphabetic);
        written.push_str(before);
        written.push_str(if is_unit { own } else { unit });
        rest = after;
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_takes_the_same_parts_in_every_language() {
        let cells = |row: &'static str| row.split('\t').collect::<Vec<_>>();
        let languages = cells(ROWS.lines().next().unwrap());
        assert_eq!(languages, ["en", "de", "fr", "pl", "uk", "ru"]);
        let mut known: Vec<&str> = Vec::new();
        for row in ROWS.lines().skip(1) {
            let row = cells(row);
            assert_eq!(row.len(), languages.len(), "{row:?}");
            assert!(!known.contains(&row[0]), "{row:?}");
            known.push(row[0]);
            let parts = |text: &str| ["{1}", "{2}", "{3}"].map(|part| text.matches(part).count());
            for text in &row {
                assert!(!text.is_empty() && parts(text) == parts(row[0]), "{row:?}");
            }
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(local("2,500 km", Language::German), "2.500 km");
        assert_eq!(
            local("12,345,678 km, 7.5 min", Language::French),
            "12\u{a0}345\u{a0}678 km, 7,5 min"
        );
        assert_eq!(local("1,000 km", Language::Ukrainian), "1\u{a0}000 км");
        assert_eq!(
            local("720 km/h (700–950), 4.0 min", Language::Russian),
            "720 км/ч (700–950), 4,0 мин"
        );
        assert_eq!(
            local("48.58°N 45.75°E", Language::German),
            "48,58°N 45,75°O"
        );
        assert_eq!(
            local("48.58°N 45.75°E", Language::Russian),
            "48,58° с. ш. 45,75° в. д."
        );
        assert_eq!(local("2,500 km", Language::Spanish), "2,500 km");
        assert_eq!(say(Language::Polish, "up to {1}", &["7 km"]), "do 7 km");
        assert_eq!(
            say(Language::Swedish, "up to {1}", &["1,000 km"]),
            "up to 1,000 km"
        );
        assert_eq!(list(Language::German, &["A", "B", "C"]), "A, B und C");
    }
}
