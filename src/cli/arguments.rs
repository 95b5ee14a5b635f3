//! Normalises arguments for the parser: options in any order, an omitted command.

mod ends;
mod usual;

use std::ffi::OsString;

use crate::catalogue::{Role, site_or_city};
use crate::names::nearest;
use crate::number::{Kind, Quantity, read_list};
use crate::position::looks_like_position;

use super::meant::is_verb;
use super::preposition::{End, end_of, in_order};
use ends::with_named_ends;
use usual::with_usual_words;

/// Options that take one number or several.
const LISTS: [&str; 3] = ["--ring", "--isochrone", "--threshold"];

/// Options with which a command begins that is not named.
const OF_CHECK: [&str; 9] = [
    "--from",
    "--to",
    "-m",
    "--missile",
    "--units",
    "--format",
    "--json",
    "--csv",
    "--trajectory",
];

/// Options that take a low, a nominal and a high value.
const TRIPLES: [&str; 4] = [
    "--delay-s",
    "--detection-s",
    "--confirmation-s",
    "--notification-s",
];

/// Three numbers behind an option of three, as one value: `--delay-s 120 240 360`.
fn with_triples(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_number = |argument: Option<&OsString>| {
        let text = argument.and_then(|argument| argument.to_str());
        text.is_some_and(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
    };
    for at in 0..arguments.len() {
        let is_triple = TRIPLES
            .iter()
            .any(|option| arguments.get(at).is_some_and(|it| it == option));
        if is_triple && (1..=3).all(|next| is_number(arguments.get(at + next))) {
            let values: Vec<String> = arguments
                .drain(at + 1..at + 4)
                .map(|value| value.to_string_lossy().into_owned())
                .collect();
            arguments.insert(at + 1, values.join(",").into());
        }
    }
    arguments
}

/// Options that take a number or none, with the default.
const WITH_DEFAULT: [(&str, &str); 1] = [("--radials", "12")];

/// Commands that take FROM and TO.
const OF_PLACES: [&str; 4] = ["check", "explain", "claim", "map"];

/// Commands that take missiles, and no other range.
const OF_MISSILES: [&str; 3] = ["check", "explain", "plot"];

/// Charts that take FROM and TO.
const CHARTS_OF_PLACES: [&str; 3] = ["profile", "warning", "sensitivity"];

/// The arguments for the parser. `commands` are the subcommands.
pub(super) fn tidied(arguments: Vec<OsString>, commands: &[&str]) -> Vec<OsString> {
    let mut all = arguments.into_iter();
    let mut tidy: Vec<OsString> = all.next().into_iter().collect();
    let rest = with_triples(with_usual_words(with_minus_signs(all)));
    let rest = with_numbers_apart(with_places_apart(with_units(rest)));
    if names_places(&rest, commands) {
        tidy.push("check".into());
    }
    tidy.extend(rest);
    let tidy = with_named_ends(tidy);
    with_range_as_missile(without_prepositions(with_destinations(tidy)))
}

/// What follows a first `--from PLACE` are destinations: `check --from Kaliningrad Berlin Paris`.
fn with_destinations(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_of_places = arguments
        .get(1)
        .is_some_and(|command| OF_PLACES.iter().any(|known| command == known));
    let is_from = arguments.get(2).is_some_and(|option| option == "--from");
    if !is_of_places || !is_from {
        return arguments;
    }
    let start = 4.min(arguments.len());
    let is_word = |word: &&OsString| word.to_str().is_some_and(|word| !word.starts_with('-'));
    let count = arguments[start..].iter().take_while(is_word).count();
    // One alone is the destination as it stands.
    if count > 1 {
        for at in (start..start + count).rev() {
            arguments.insert(at, "--to".into());
        }
    }
    arguments
}

/// `--range 2000` of commands that judge missiles is `--missile 2000km`.
fn with_range_as_missile(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_of_missiles = |command: &OsString| OF_MISSILES.iter().any(|known| command == known);
    if !arguments.get(1).is_some_and(is_of_missiles) {
        return arguments;
    }
    for at in (2..arguments.len()).rev() {
        let text = arguments[at].to_str().map(str::to_owned);
        let value = match text.as_deref() {
            Some("--range") if at + 1 < arguments.len() => {
                arguments.remove(at + 1).to_string_lossy().into_owned()
            }
            Some(text) => match text.strip_prefix("--range=") {
                Some(value) => value.to_owned(),
                None => continue,
            },
            None => continue,
        };
        let unit = if value.ends_with(|c: char| c.is_ascii_digit()) {
            "km"
        } else {
            ""
        };
        arguments[at] = format!("--missile={value}{unit}").into();
    }
    arguments
}

/// A range in two arguments as one: `--missile 2000 km`.
fn with_units(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let of_missile = joined
            .iter()
            .nth_back(1)
            .is_some_and(|option| option == "--missile" || option == "-m" || option == "--range");
        let text = argument.to_str();
        match joined.last_mut() {
            Some(number)
                if of_missile
                    && number
                        .to_str()
                        .zip(text)
                        .is_some_and(|(number, text)| is_unit(number, text)) =>
            {
                number.push(" ");
                number.push(argument);
            }
            _ => joined.push(argument),
        }
    }
    joined
}

/// Arrows between two places in one argument: `Kaliningrad→Berlin`.
fn with_places_apart(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut apart = Vec::with_capacity(arguments.len());
    let mut previous_is_option = false;
    for argument in arguments {
        let text = argument.to_str().unwrap_or_default().to_owned();
        let ends = ["→", "->", "=>"]
            .iter()
            .find_map(|arrow| text.split_once(arrow))
            .map(|(from, to)| (from.trim(), to.trim()))
            .filter(|(from, to)| !from.is_empty() && !to.is_empty());
        match ends {
            Some((from, to)) if !previous_is_option && !text.starts_with('-') => {
                apart.push(from.into());
                apart.push(to.into());
            }
            _ => apart.push(argument),
        }
        previous_is_option = text.starts_with('-');
    }
    apart
}

/// Options that take a text or the name of a file, with their long form.
const OF_TEXT: [(&str, &str); 5] = [
    ("-o", "--output"),
    ("--output", "--output"),
    ("--title", "--title"),
    ("--pairs", "--pairs"),
    ("--file", "--file"),
];

/// The arguments with true minus signs; the value of a text option stays as it is.
fn with_minus_signs(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut signed = Vec::new();
    let mut rest = arguments.peekable();
    while let Some(argument) = rest.next() {
        let of_text = OF_TEXT.iter().find(|(option, _)| argument == *option);
        let value =
            of_text.and_then(|_| rest.next_if(|next| with_minus_sign(next.clone()) != *next));
        match (of_text, value) {
            (Some((_, long)), Some(value)) => {
                let mut joined = OsString::from(format!("{long}="));
                joined.push(value);
                signed.push(joined);
            }
            _ => signed.push(with_minus_sign(argument)),
        }
    }
    signed
}

/// An argument such as `-33.9,-70.6` with a true minus sign in front, so that clap does not take a position or a number
/// for a flag. The readers of numbers and positions take either sign. Names of files begin otherwise, or hold letters.
fn with_minus_sign(argument: OsString) -> OsString {
    let is_of_numbers = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && rest.chars().all(|c| {
                c.is_ascii_digit() || c.is_whitespace() || "+-−.,;°'\"′″NSEWnsewdm".contains(c)
            })
    };
    match argument.to_str().and_then(|text| text.strip_prefix('-')) {
        Some(rest) if is_of_numbers(rest) => format!("−{rest}").into(),
        _ => argument,
    }
}

/// Repeats an option of several numbers for each number, so that a place may follow: `--ring 500 2000 kaliningrad`.
fn with_numbers_apart(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut apart: Vec<OsString> = Vec::with_capacity(arguments.len());
    let mut rest = arguments.into_iter().peekable();
    while let Some(argument) = rest.next() {
        let Some(option) = argument.to_str() else {
            apart.push(argument);
            continue;
        };
        if LISTS.contains(&option) {
            let option = option.to_owned();
            let mut count = 0;
            while let Some(value) = rest.next_if(|next| {
                next.to_str()
                    .is_some_and(|text| !text.starts_with('-') && (count == 0 || continues(text)))
            }) {
                count += 1;
                let value = value.to_string_lossy().into_owned();
                // "500 km" in two arguments.
                let unit =
                    rest.next_if(|next| next.to_str().is_some_and(|text| is_unit(&value, text)));
                let unit =
                    unit.map_or_else(String::new, |unit| format!(" {}", unit.to_string_lossy()));
                apart.push(format!("{option}={value}{unit}").into());
            }
            if count == 0 {
                apart.push(option.into());
            }
        } else if let Some((option, default)) =
            WITH_DEFAULT.iter().find(|(name, _)| *name == option)
        {
            let is_number = |next: &OsString| {
                next.to_str()
                    .is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            };
            match rest.next_if(is_number) {
                Some(number) => {
                    apart.push(format!("{option}={}", number.to_string_lossy()).into());
                }
                None => apart.push(format!("{option}={default}").into()),
            }
        } else {
            apart.push(argument);
        }
    }
    apart
}

/// True if a further value is another number of a list, not the place that follows.
fn continues(text: &str) -> bool {
    let begins_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    begins_number && !is_pair_of_degrees(text) && !text.contains(char::is_alphabetic)
        || is_with_unit(text)
}

/// `300mi`, and not `9m729`.
fn is_with_unit(text: &str) -> bool {
    let quantity = |kind| Quantity::new("number", kind, f64::NEG_INFINITY, f64::INFINITY);
    [Kind::Length, Kind::Minutes].into_iter().any(|kind| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && read_list(&[text], &quantity(kind)).is_ok()
    }) && !looks_like_position(text)
}

/// `54.71,20.51`: two numbers, one of which has a decimal point, are a position rather than rings of such radii.
fn is_pair_of_degrees(text: &str) -> bool {
    let has_fraction = text.split(',').any(|part| {
        part.split_once('.')
            .is_some_and(|(_, digits)| !digits.is_empty())
    });
    text.matches(',').count() == 1 && has_fraction && looks_like_position(text)
}

/// True if the word after a number is its unit.
fn is_unit(number: &str, word: &str) -> bool {
    number.ends_with(|c: char| c.is_ascii_digit())
        && matches!(
            word.to_lowercase().as_str(),
            "km" | "kilometres"
                | "kilometers"
                | "mi"
                | "miles"
                | "nmi"
                | "m"
                | "min"
                | "minutes"
                | "s"
                | "h"
        )
}

/// True if the arguments are places, with the command omitted.
fn names_places(arguments: &[OsString], commands: &[&str]) -> bool {
    let words: Vec<&str> = arguments
        .iter()
        .map_while(|argument| argument.to_str().filter(|text| !text.starts_with('-')))
        .collect();
    let Some(&first) = words.first() else {
        let has_command = arguments.iter().any(|argument| {
            argument
                .to_str()
                .is_some_and(|text| commands.contains(&text))
        });
        let is_end = |option: &OsString| {
            let text = option.to_str().unwrap_or_default();
            !has_command && OF_CHECK.contains(&text.split('=').next().unwrap_or_default())
        };
        return arguments.first().is_some_and(is_end);
    };
    let is_verb = words.len() > 1 && is_verb(first);
    if commands.contains(&first) || first == "help" || is_verb {
        return false;
    }
    let is_place = |text: &str| {
        text.starts_with('@')
            || text.contains('=')
            || looks_like_position(text)
            || site_or_city(text, Role::From).is_ok()
    };
    let is_preposition = words.len() > 1 && end_of(first).is_some();
    is_preposition
        || is_place(first)
        || (words.len() > 1 && nearest(first, commands.iter().copied()).is_empty())
}

/// Drops the prepositions of places that stand in their order: `check Kaliningrad to Berlin`. Those of places in another
/// order stay, and are refused with the command that is meant.
fn without_prepositions(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_one_of = |at: usize, words: &[&str]| {
        let word = arguments.get(at).and_then(|word| word.to_str());
        word.is_some_and(|word| words.contains(&word))
    };
    let start = if is_one_of(1, &OF_PLACES) {
        2
    } else if is_one_of(1, &["plot"]) && is_one_of(2, &CHARTS_OF_PLACES) {
        3
    } else {
        return arguments;
    };
    let places = arguments[start..].iter().map_while(|word| word.to_str());
    let places: Vec<&str> = places
        .take_while(|word| *word == "->" || !word.starts_with('-'))
        .collect();
    let end = start + places.len();
    let named = || places.iter().filter(|word| end_of(word).is_none());
    let is_in_order = in_order(&places).is_some_and(|(from, to)| named().copied().eq([from, to]));
    // The destination may stand in an option.
    let is_source = matches!(places[..], [word, _] if end_of(word) == Some(End::From));
    if is_in_order || is_source && end < arguments.len() {
        let kept: Vec<OsString> = named().map(OsString::from).collect();
        arguments.splice(start..end, kept);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_in_any_order() {
        for (written, wanted) in [
            ("map --ring 500 kaliningrad", "map --ring=500 kaliningrad"),
            (
                "map --ring 500 2000 kaliningrad",
                "map --ring=500 --ring=2000 kaliningrad",
            ),
            ("map --ring 500 54.71,20.51", "map --ring=500 54.71,20.51"),
            (
                "map --ring 500,1000 2000 x",
                "map --ring=500,1000 --ring=2000 x",
            ),
            (
                "map --ring 500 km kaliningrad",
                "map --ring=500 km kaliningrad",
            ),
            ("map --ring 300mi 9m729", "map --ring=300mi 9m729"),
            (
                "map --ring 300mi 500km Kyiv",
                "map --ring=300mi --ring=500km Kyiv",
            ),
            (
                "map --isochrone 5 10 --warning x",
                "map --isochrone=5 --isochrone=10 --warning x",
            ),
            ("map --ring --to x", "map --ring --to x"),
            ("map --radials kaliningrad", "map --radials=12 kaliningrad"),
            ("map --radials 6 kaliningrad", "map --radials=6 kaliningrad"),
            ("map -33.9,18.4 --ring 5", "map −33.9,18.4 --ring=5"),
            ("map -33.9,18.4 -o -5", "map −33.9,18.4 --output=-5"),
            ("map x --title -5 -o a.svg", "map x --title=-5 -o a.svg"),
            ("Kaliningrad Berlin", "check Kaliningrad Berlin"),
            ("Kaliningrad to Berlin", "check Kaliningrad Berlin"),
            ("54.71,20.51 @capitals", "check 54.71,20.51 @capitals"),
            ("check Kaliningrad to Berlin", "check Kaliningrad Berlin"),
            ("Kaliningrad", "check Kaliningrad"),
            ("Kaliningrad→Berlin", "check Kaliningrad Berlin"),
            (
                "--from Kaliningrad --to Berlin",
                "check --from Kaliningrad --to Berlin",
            ),
            (
                "check --from Kaliningrad Berlin Paris --csv",
                "check --from Kaliningrad --to Berlin --to Paris --csv",
            ),
            (
                "check from Kaliningrad to Berlin",
                "check Kaliningrad Berlin",
            ),
            ("check x y --missile 2000 km", "check x y --missile 2000 km"),
            (
                "from=Kaliningrad to=Berlin --csv",
                "check Kaliningrad Berlin --csv",
            ),
            ("claim to=b1 from=a1 --time 5", "claim a1 b1 --time 5"),
            (
                "check Kaliningrad -to Berlin",
                "check Kaliningrad --to Berlin",
            ),
            ("check a1 b1 -missile 9m729", "check a1 b1 --missile 9m729"),
            ("claim x y --height=300", "claim x y --apogee=300"),
            ("claim x y --duration 5", "claim x y --time 5"),
            ("check x y --range 2000", "check x y --missile=2000km"),
            ("check x y --speed 850", "check x y --speed-kmh 850"),
            ("claim x y --speed 850", "claim x y --speed 850"),
            (
                "map kaliningrad 2000km -o m.svg",
                "map kaliningrad --ring=2000km -o m.svg",
            ),
            ("map kaliningrad 2000", "map kaliningrad --ring=2000"),
            (
                "map kaliningrad 500 1000 km",
                "map kaliningrad --ring=500 --ring=1000 km",
            ),
            (
                "map kaliningrad --size 900x600 9m729",
                "map kaliningrad --size 900x600 9m729",
            ),
            ("distance Kaliningrad Berlin", "check Kaliningrad Berlin"),
            ("Berln Paris", "check Berln Paris"),
            ("chek Paris Berlin", "chek Paris Berlin"),
            ("launch", "launch"),
            ("missiles", "list missiles"),
            ("list missile", "list missiles"),
            ("search iskander", "show iskander"),
            (
                "map kaliningrad --radius 2000",
                "map kaliningrad --ring=2000",
            ),
            ("list cities", "list cities"),
            ("--version", "--version"),
            ("", ""),
        ] {
            let words = |text: &str| -> Vec<OsString> {
                let all = std::iter::once("arcminute").chain(text.split_whitespace());
                all.map(Into::into).collect()
            };
            let commands = ["check", "claim", "map", "list", "show", "explain", "plot"];
            let tidy = tidied(words(written), &commands);
            let shown: Vec<_> = tidy[1..]
                .iter()
                .map(|word| word.to_str().unwrap())
                .collect();
            assert_eq!(shown.join(" "), wanted, "{written}");
        }
    }
}
