//! The command that was meant by words that are none: verbs of other programs, and names of several words without quotation
//! marks.

use crate::Error;
use crate::catalogue::{self, Role, System, countries_named, site_or_city};
use crate::position;
use crate::shown::shell_quoted;

use super::advice;
use super::preposition::{End, end_of, in_order};

/// Words before places that are no places: what people call commands, units and parts of a question.
const VERBS: [&str; 46] = [
    "time",
    "times",
    "km",
    "miles",
    "range",
    "ranges",
    "reach",
    "reaches",
    "between",
    "draw",
    "report",
    "flight",
    "flight-time",
    "flighttime",
    "flight_time",
    "how",
    "what",
    "which",
    "where",
    "calc",
    "calculate",
    "compute",
    "measure",
    "chart",
    "graph",
    "info",
    "warning",
    "missile",
    "get",
    "route",
    "dist",
    "entfernung",
    "distanz",
    "abstand",
    "flugzeit",
    "distancia",
    "distanza",
    "odległość",
    "dystans",
    "zasięg",
    "temps",
    "afstand",
    "расстояние",
    "дистанция",
    "відстань",
    "дальность",
];

/// True of a word that is a verb where others follow it.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(&&*word.to_lowercase())
}

/// Words between or around places that say nothing.
pub(super) fn is_filler(word: &str) -> bool {
    [
        "and", "und", "et", "y", "e", "i", "и", "та", "vs", "the", "is", "are", "far", "how",
        "with", "mit",
    ]
    .contains(&word)
}

fn is_place(text: &str) -> bool {
    text.starts_with('@')
        || position::read(text).is_some_and(|read| read.is_ok())
        || site_or_city(text, Role::To).is_ok()
}

/// Most words that are parted into places: each way to part them costs look-ups.
const MOST_WORDS: usize = 8;

/// The two places of these words, if there is one way to part them; a preposition says which is the source.
fn two_places(words: &[&str]) -> Option<(String, String)> {
    if words.len() > MOST_WORDS {
        return None;
    }
    let mut found = None;
    let at_mark = words
        .iter()
        .enumerate()
        .skip(1)
        .find(|(_, word)| end_of(word).is_some() || ["and", "und", "et", "и", "та"].contains(word))
        .map(|(at, _)| at);
    let ends: Vec<usize> = match at_mark {
        Some(at) => vec![at],
        None => (1..words.len()).collect(),
    };
    let kept = |words: &[&str]| -> String {
        let kept = words.iter().filter(|word| end_of(word).is_none());
        let kept: Vec<&str> = kept.copied().collect();
        let start = kept
            .iter()
            .take_while(|word| **word != "the" && is_filler(word))
            .count();
        kept[start..].join(" ")
    };
    for end in ends {
        let (first, second) = (kept(&words[..end]), kept(&words[end..]));
        if is_place(&first) && is_place(&second) {
            if found.is_some() {
                return None;
            }
            let is_turned = at_mark.is_some_and(|at| end_of(words[at]) == Some(End::From))
                && end_of(words[0]).is_none();
            found = Some(if is_turned {
                (second, first)
            } else {
                (first, second)
            });
        }
    }
    found
}

/// FROM and TO, with `--missile` for what is one: `Kapustin Yar Dnipro oreshnik`. None if the words are not two places.
pub(super) fn places(words: &[&str]) -> Option<String> {
    let is_mark = |word: &str| ["with", "mit", "avec", "z", "in"].contains(&word);
    let missile = (words.len() > 2)
        .then(|| words.iter().position(|word| advice::is_only_missile(word)))
        .flatten();
    let option = missile.map_or_else(String::new, |at| advice::of_missile(words[at]));
    let mut rest: Vec<&str> = words.to_vec();
    if let Some(at) = missile {
        rest.remove(at);
        if at > 0 && is_mark(rest[at - 1]) {
            rest.remove(at - 1);
        }
    }
    let mut unit = "";
    if let [.., mark, word] = rest[..]
        && mark == "in"
        && let Some((_, option)) = UNITS.iter().find(|(words, _)| words.contains(&word))
    {
        unit = option;
        rest.truncate(rest.len() - 2);
    }
    let (from, to) = two_places(&rest)?;
    Some(format!(
        "{} {}{option}{unit}",
        shell_quoted(&from),
        shell_quoted(&to)
    ))
}

/// Units behind places, with their option.
const UNITS: [(&[&str], &str); 3] = [
    (&["km", "kilometres", "kilometers"], " --units km"),
    (&["mi", "miles"], " --units mi"),
    (&["nmi", "nm"], " --units nmi"),
];

/// The command for words the first of which is no command: `time Kaliningrad Berlin`, `"How far is Berlin from Kaliningrad?"`.
pub(super) fn command(words: &[String]) -> Option<String> {
    let all: Vec<&str> = words
        .iter()
        .take_while(|word| !word.starts_with('-'))
        .flat_map(|word| {
            // A name that is quoted stays whole.
            let parts = if words.len() == 1 {
                word.split_whitespace().collect()
            } else {
                vec![word.as_str()]
            };
            parts.into_iter()
        })
        .map(|word| word.trim_matches(|c: char| "?!.".contains(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let is_left_out = |word: &&&str| is_verb(word) || is_filler(&word.to_lowercase());
    let skipped = all.iter().take_while(is_left_out).count();
    let rest = &all[skipped..];
    if rest.is_empty() || rest.len() > MOST_WORDS {
        return None;
    }
    if let Some(places) = places(rest) {
        return Some(format!("arcminute check {places}"));
    }
    let whole = rest.join(" ");
    entry(&whole).map(|name| format!("arcminute show {name}"))
}

/// What `show` has of a name that is no place alone: a missile, one by its range, or a country.
fn entry(name: &str) -> Option<String> {
    if let Ok(missile) = catalogue::missile(name) {
        return Some(missile.id.to_owned());
    }
    if System::is_named(name) {
        return Some(shell_quoted(name));
    }
    let country = countries_named(name).next()?;
    Some(country.iso2.to_owned())
}

/// What to write for a name of several words that `show` was given without quotation marks: `show Kapustin Yar`.
pub(super) fn shown(words: &[String]) -> Option<String> {
    let all: Vec<&str> = words
        .iter()
        .take_while(|word| !word.starts_with('-'))
        .map(String::as_str)
        .collect();
    let is_entry = |name: &str| entry(name).is_some() || site_or_city(name, Role::To).is_ok();
    let whole = all.join(" ");
    if all.len() > 1 && is_entry(&whole) {
        return Some(format!(
            "a name of several words is put in quotation marks: did you mean arcminute show {}?",
            shell_quoted(&whole)
        ));
    }
    // Several entries: one at a time.
    let first = all.first().filter(|_| all.len() > 1)?;
    (all.len() <= MOST_WORDS && all.iter().all(|name| is_entry(name))).then(|| {
        format!(
            "show takes one entry: did you mean arcminute show {}?",
            shell_quoted(first)
        )
    })
}

/// What parts two places in one argument.
const BETWEEN: [&str; 19] = [
    " to ", " nach ", " bis ", " und ", " vers ", " do ", " в ", " до ", " - ", " – ", " — ",
    " vs. ", " vs ", " > ", ">", "–", "—", "|", "..",
];

/// Places that stand in one argument, the first as FROM and the others as destinations: `Kaliningrad,Berlin`,
/// `"Kaliningrad to Berlin"`. None for anything else.
pub(super) fn places_in_one(text: &str) -> Option<String> {
    let pair = BETWEEN
        .iter()
        .filter_map(|between| text.split_once(between))
        .map(|(from, to)| (from.trim(), to.trim()))
        .find(|(from, to)| is_place(from) && is_place(to));
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some((from, to)) = pair {
        return Some(format!("{} {}", shell_quoted(from), shell_quoted(to)));
    }
    if words.len() > 1
        && let Some(meant) = places(&words)
    {
        return Some(meant);
    }
    let parts: Vec<&str> = text
        .split([',', ';', '/', '+', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if !(2..=MOST_WORDS).contains(&parts.len()) || !parts.iter().all(|part| is_place(part)) {
        return None;
    }
    Some(from_and_destinations(&parts))
}

/// The first as FROM, a second as TO, and more as destinations.
pub(super) fn from_and_destinations(places: &[&str]) -> String {
    let quoted: Vec<String> = places.iter().map(|place| shell_quoted(place)).collect();
    match &quoted[..] {
        [from, to] => format!("{from} {to}"),
        [from, more @ ..] => more
            .iter()
            .fold(from.clone(), |all, to| format!("{all} --to {to}")),
        [] => String::new(),
    }
}

/// True of what may stand as FROM or TO: a place, a country, a group, a file or a position.
pub(super) fn is_place_like(text: &str) -> bool {
    text.starts_with('@')
        || text.contains('=')
        || position::read(text).is_some_and(|read| read.is_ok())
        || countries_named(text).next().is_some()
        || site_or_city(text, Role::To).is_ok()
}

/// A preposition where a place is wanted, with the places in the order of their meaning.
pub(super) fn refuse_preposition(preposition: &str, all: &[&str]) -> Error {
    let advice = match (in_order(all), places(all)) {
        (Some((from, to)), _) => format!(
            "did you mean {} {}?",
            shell_quoted(from),
            shell_quoted(to)
        ),
        (None, Some(meant)) => format!("did you mean {meant}?"),
        (None, None) => "write FROM and TO alone, each name of several words in quotation marks, as in kaliningrad 'The Hague'"
            .to_owned(),
    };
    Error::Usage(format!("{preposition:?} is no place; {advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_commands() {
        for (text, wanted) in [
            (
                "time Kaliningrad Berlin",
                Some("arcminute check Kaliningrad Berlin"),
            ),
            (
                "km kaliningrad berlin",
                Some("arcminute check kaliningrad berlin"),
            ),
            (
                "between Kaliningrad and Berlin",
                Some("arcminute check Kaliningrad Berlin"),
            ),
            (
                "flight-time Kapustin Yar Dnipro oreshnik",
                Some("arcminute check 'Kapustin Yar' Dnipro --missile oreshnik"),
            ),
            ("range oreshnik", Some("arcminute show oreshnik")),
            ("frobnicate", None),
        ] {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            assert_eq!(command(&words).as_deref(), wanted, "{text}");
        }
        for (text, wanted) in [
            (
                "How far is Berlin from Kaliningrad?",
                "arcminute check Kaliningrad Berlin",
            ),
            ("kaliningrad berlin", "arcminute check kaliningrad berlin"),
        ] {
            assert_eq!(
                command(&[text.to_owned()]).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
        for (text, wanted) in [
            ("Kaliningrad The Hague", Some("Kaliningrad 'The Hague'")),
            ("New York Moscow", Some("'New York' Moscow")),
            (
                "from Kaliningrad to Berlin with oreshnik",
                Some("Kaliningrad Berlin --missile oreshnik"),
            ),
            (
                "Kaliningrad to Berlin in miles",
                Some("Kaliningrad Berlin --units mi"),
            ),
            ("Kaliningrad Xyzzyx", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(places(&words).as_deref(), wanted, "{text}");
        }
    }
}
