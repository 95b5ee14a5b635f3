//! Words that people use for commands and options, as the parser knows them.

use std::ffi::OsString;

use crate::Error;
use crate::number::{Kind, Quantity, has_unit, read_number};

/// Synonyms of commands, of options of maps, and of those of all that has models.
const WORDS: [(&str, &str); 4] = [
    ("distance", "check"),
    ("search", "show"),
    ("find", "show"),
    ("version", "--version"),
];
const OF_MAP: [(&str, &str); 5] = [
    ("--center", "--centre"),
    ("--radius", "--ring"),
    ("--rings", "--ring"),
    ("--range", "--ring"),
    ("-r", "--ring"),
];
const OF_MODELS: [(&str, &str); 3] = [
    ("--speed", "--speed-kmh"),
    ("--velocity", "--speed-kmh"),
    ("--unit", "--units"),
];
const OF_CLAIMS: [(&str, &str); 8] = [
    ("--height", "--apogee"),
    ("--altitude", "--apogee"),
    ("--duration", "--time"),
    ("--flight-time", "--time"),
    ("--velocity", "--speed"),
    ("--distance", "--range"),
    ("--system", "--missile"),
    ("--weapon", "--missile"),
];

/// Long options that people write with one hyphen, as other programs have them.
const WITH_ONE_HYPHEN: [&str; 16] = [
    "-apogee",
    "-bands",
    "-csv",
    "-date",
    "-format",
    "-from",
    "-json",
    "-missile",
    "-output",
    "-range",
    "-ring",
    "-speed",
    "-time",
    "-to",
    "-trajectory",
    "-units",
];

/// Tables of `list`, which people also name without it, each with its singular.
const TABLES: [(&str, &str); 8] = [
    ("site", "sites"),
    ("city", "cities"),
    ("missile", "missiles"),
    ("claim", "claims"),
    ("band", "bands"),
    ("country", "countries"),
    ("caveat", "caveats"),
    ("column", "columns"),
];

/// Replaces synonyms by the words that the parser knows.
pub(super) fn with_usual_words(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let replaced = |words: &[(&str, &'static str)], argument: Option<&OsString>| {
        let found = words
            .iter()
            .find(|(word, _)| argument.is_some_and(|known| known == word));
        found.map(|(_, usual)| *usual)
    };
    if let Some(usual) = replaced(&WORDS, arguments.first()) {
        arguments[0] = usual.into();
    }
    // "missiles", and nothing that could be places.
    if let [only] = &arguments[..]
        && TABLES.iter().any(|(_, table)| only == table)
    {
        arguments.insert(0, "list".into());
    }
    if arguments.first().is_some_and(|command| command == "list")
        && let Some(usual) = replaced(&TABLES, arguments.get(1))
    {
        arguments[1] = usual.into();
    }
    for argument in &mut arguments {
        let is_long =
            |text: &str| WITH_ONE_HYPHEN.contains(&text.split('=').next().unwrap_or_default());
        if let Some(text) = argument.to_str().filter(|text| is_long(text)) {
            *argument = format!("-{text}").into();
        }
    }
    let is_map = arguments.first().is_some_and(|command| command == "map");
    let is_claim = arguments
        .first()
        .is_some_and(|command| command == "claim" || command == "run");
    let of_claim = arguments.first().is_some_and(|command| command == "claim");
    for argument in arguments.iter_mut().skip(1).filter(|_| of_claim) {
        let text = argument.to_str().unwrap_or_default();
        let (name, value) = text.split_at(text.find('=').unwrap_or(text.len()));
        if let Some((_, usual)) = OF_CLAIMS.iter().find(|(word, _)| *word == name) {
            *argument = format!("{usual}{value}").into();
        }
    }
    for at in 1..arguments.len() {
        let of_map = is_map.then(|| replaced(&OF_MAP, arguments.get(at)));
        let of_models = (!is_claim).then(|| replaced(&OF_MODELS, arguments.get(at)));
        if let Some(usual) = of_map.flatten().or(of_models.flatten()) {
            arguments[at] = usual.into();
        }
    }
    if is_map {
        rings_without_option(&mut arguments);
    }
    arguments
}

/// A radius that stands where a place is expected becomes a ring: `map kaliningrad 2000km`.
fn rings_without_option(arguments: &mut Vec<OsString>) {
    let quantity = Quantity::new("number", Kind::Length, 0.0, f64::INFINITY);
    // What can be read in two ways is a number as well, and is refused as one.
    let is_number_of = |text: &str| {
        let read = read_number(text, &quantity);
        !matches!(read, Err(Error::Unreadable { .. }))
    };
    let is_length = |text: &str| {
        let is_number = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number || has_unit(text, Kind::Length) && is_number_of(text)
    };
    let mut is_value = false;
    let mut found = None;
    for (at, argument) in arguments.iter().enumerate().skip(1) {
        let text = argument.to_str().unwrap_or_default();
        let begins_digit = text.starts_with(|c: char| c.is_ascii_digit());
        if !is_value && begins_digit && is_length(text) {
            found = Some(at);
            break;
        }
        // Further numbers of an option are its own.
        is_value = text.starts_with('-') && !text.contains('=') || is_value && begins_digit;
    }
    // What follows is parted from the places as for any list of rings.
    if let Some(at) = found {
        arguments.insert(at, "--ring".into());
    }
}
