//! What to write instead of arguments that do not exist.

mod ends;

use std::borrow::Cow;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::catalogue::{self, Role, System, site_or_city};
use crate::claim::parse::{speed_km_s, time_s};
use crate::export::Format;
use crate::position::looks_like_position;
use crate::shown::shell_quoted;
use crate::spec::choice::Choice;

use super::meant;
use super::preposition::in_order;
use ends::{is_of_ends, of_ends};

/// Options that other programs have, with what does the same here.
const OPTIONS: [(&[&str], &str); 15] = [
    (
        &["--rocket", "--weapon", "--system"],
        "a missile is --missile NAME or -m NAME, as in --missile oreshnik",
    ),
    (
        &["--height", "--altitude", "--apogee"],
        "an arc is chosen by its height with --trajectory apogee=300; `arcminute claim FROM TO --apogee \"300 km\"` judges a \
         height that is claimed",
    ),
    (
        &["--velocity", "--mach"],
        "the ground speed of cruise missiles is --speed-kmh 850; `arcminute claim FROM TO --speed \"Mach 5\"` judges a speed \
         that is claimed",
    ),
    (
        &["--file", "--input", "--csv-file"],
        "--pairs FILE reads pairs of places, --to @file:FILE places, and `arcminute claim --file FILE` claims",
    ),
    (
        &["--lang", "--language"],
        "`arcminute map --lang de` has names and words in other languages; tables are in English",
    ),
    (
        &["-v", "--verbose"],
        "-V is the version; `arcminute explain FROM TO` shows the arithmetic behind the numbers",
    ),
    (
        &["-q", "--quiet", "--silent"],
        "notes go to standard error, and 2>/dev/null leaves them out",
    ),
    (
        &["--sort", "--order"],
        "tables are in the order of distance; `arcminute list TABLE --sort FIELD` has any order",
    ),
    (
        &["--lat", "--lon", "--latitude", "--longitude", "--lng"],
        "a position is one argument, latitude first: 54.71,20.51",
    ),
    (
        &[
            "--radius",
            "--ring",
            "--rings",
            "--circle",
            "--max-range",
            "--reach",
        ],
        "`arcminute map FROM --ring 500` draws rings, and --missile 500km asks what a missile of that range reaches",
    ),
    (
        &["--km", "--kilometers", "--miles", "--mi", "--nmi"],
        "the unit for reading is --units km, --units mi or --units nmi",
    ),
    (
        &[
            "--country",
            "--countries",
            "--cities",
            "--sites",
            "--capitals",
        ],
        "many places are a group: --to @country:DE, --to @capitals, --from @launch-sites:RU",
    ),
    (&["--year"], "--date YYYY-MM-DD asks the treaty as of a day"),
    (
        &["--time", "--duration", "--flight-time"],
        "`arcminute claim FROM TO --time \"11 min\"` judges a time that is claimed",
    ),
    (
        &["--where", "--filter"],
        "`arcminute list TABLE --where FIELD=VALUE` narrows tables; places are chosen by groups such as @country:DE",
    ),
];

/// Words that are no commands, with what does the same.
const COMMANDS: [(&[&str], &str); 4] = [
    (
        &["example", "examples", "demo", "tutorial"],
        "each command has examples: `arcminute check --help`; scenarios are run as `arcminute run examples/oreshnik-2024.toml`",
    ),
    (
        &["install", "update", "upgrade", "self-update"],
        "the program does not change itself: a newer one is installed over it, as its README says",
    ),
    (
        &["range", "reach", "time"],
        "`arcminute check FROM TO --missile NAME` says who is reached, and when; `arcminute show NAME` has the ranges of a missile",
    ),
    (
        &["export", "csv", "json", "geojson"],
        "results of every command are written with -o FILE, in the format of its extension",
    ),
];

/// Words that are no tables, with the table that has it.
const TABLES: [(&[&str], &str); 8] = [
    (&["all", "everything", "tables"], "list --help"),
    (&["capitals", "capital"], "list cities --where capital=true"),
    (
        &["launch", "launchers", "bases", "base"],
        "list sites --where launches=true",
    ),
    (&["places", "towns"], "list cities"),
    (&["ranges", "range", "figures", "sources"], "list claims"),
    (&["treaty", "treaties", "dates"], "list events"),
    (&["groups", "nato", "eu"], "list countries nato"),
    (&["warnings", "notes"], "list caveats"),
];

/// The table that a word means.
fn of_table(words: &[String]) -> Option<String> {
    let word = words.first()?.to_lowercase();
    let known = TABLES
        .iter()
        .find(|(names, _)| names.contains(&word.as_str()));
    if let Some((_, command)) = known {
        return Some(format!(
            "there is no table {word:?}; did you mean `arcminute {command}`?"
        ));
    }
    let country = catalogue::countries_named(&word)
        .next()
        .map(|country| country.iso2);
    let missile = || Some(catalogue::missile(&word).ok()?.id);
    let advice = match (country, missile()) {
        (Some(code), _) => format!(
            "`arcminute list missiles {code}`, `arcminute list sites {code}` or `arcminute show {code}`"
        ),
        (None, Some(id)) => format!("`arcminute show {id}` or `arcminute list claims {id}`"),
        (None, None) => return None,
    };
    Some(format!("the table comes first: did you mean {advice}?"))
}

/// The error with advice, where what is wrong with the arguments is a habit from elsewhere.
pub(super) fn on(error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let shown: Vec<String> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let command = shown.get(1).map_or("", String::as_str);
    let advice = match error.kind() {
        ErrorKind::UnknownArgument
            if command == "plot" && shown.get(2).is_some_and(|chart| chart == "profile") =>
        {
            let argument = text(ContextKind::InvalidArg).unwrap_or_default();
            let is_of_flights = ["-m", "--missile", "--trajectory"]
                .iter()
                .any(|option| argument.starts_with(option));
            is_of_flights.then(|| {
                format!(
                    "there is no {argument} here: a profile has the arcs over one distance, chosen by --angle 30; `arcminute plot \
                     warning` has the flights of missiles"
                )
            })
        }
        ErrorKind::UnknownArgument
            if is_of_ends(text(ContextKind::InvalidArg).unwrap_or_default(), command) =>
        {
            of_ends(&shown[2..], command).or_else(|| {
                Some(format!(
                    "FROM and TO come without options: write arcminute {command} FROM TO"
                ))
            })
        }
        ErrorKind::UnknownArgument if command == "show" => meant::shown(&shown[2..]),
        ErrorKind::UnknownArgument if command == "claim" => of_claimed_places(&shown[2..])
            .or_else(|| of_figure(&shown[2..], text(ContextKind::InvalidArg)?))
            .or_else(|| of_words(&shown[2..], "claim")),
        ErrorKind::UnknownArgument
            if text(ContextKind::InvalidArg).is_some_and(is_only_missile) =>
        {
            let missile = text(ContextKind::InvalidArg).unwrap_or_default();
            Some(format!(
                "{missile:?} is a missile: write{}",
                of_missile(missile)
            ))
        }
        ErrorKind::InvalidSubcommand if command == "plot" => Some(of_plot(&shown[2..])),
        ErrorKind::InvalidSubcommand => meant::command(&shown[1..])
            .map(|command| format!("there is no such command: did you mean {command}?"))
            .or_else(|| {
                let word = shown.get(1)?.to_lowercase();
                let (_, advice) = COMMANDS
                    .iter()
                    .find(|(words, _)| words.contains(&word.as_str()))?;
                Some((*advice).to_owned())
            }),
        ErrorKind::InvalidValue if command == "list" => of_table(&shown[2..]),
        _ => None,
    };
    let advice = advice.or_else(|| {
        let argument = text(ContextKind::InvalidArg)?;
        if command == "list" && argument.starts_with("--country") {
            let table = shown.get(2).map_or("missiles", String::as_str);
            return Some(format!(
                "there is no --country here: did you mean `arcminute list {table} --where country=RU`?"
            ));
        }
        let (option, advice) = of_option(argument)?;
        Some(format!("there is no {option} here: {advice}"))
    });
    let advice = advice.or_else(|| {
        let has_tip = error.get(ContextKind::SuggestedArg).is_some();
        let argument = text(ContextKind::InvalidArg).filter(|_| !has_tip)?;
        let is_unknown = error.kind() == ErrorKind::UnknownArgument;
        is_unknown.then(|| of_unknown(argument, command))
    });
    match advice {
        Some(advice) => clap::Error::raw(error.kind(), format!("{advice}\n")),
        None => error,
    }
}

/// The option of a figure behind the places of a claim, which may be several words: 106 s.
fn of_figure(words: &[String], first: &str) -> Option<String> {
    let start = words.iter().position(|word| word == first)?;
    let rest = words[start..]
        .iter()
        .take_while(|word| !word.starts_with('-'));
    let rest: Vec<&str> = rest.map(String::as_str).collect();
    of_claim(&rest.join(" ")).or_else(|| of_claim(first))
}

/// What has no place in a command.
fn of_unknown(argument: &str, command: &str) -> String {
    let hint = match (argument.starts_with('-'), command.starts_with('-')) {
        (true, true) => "`arcminute --help` lists the commands".to_owned(),
        (true, false) => format!("`arcminute {command} --help` lists the options"),
        (false, _) => "a name of several words is put in quotation marks".to_owned(),
    };
    format!("unexpected argument {argument:?}: {hint}")
}

/// The option without its value, and what to write instead.
fn of_option(argument: &str) -> Option<(&str, String)> {
    let option = argument.split(['=', ' ']).next()?;
    let known = OPTIONS.iter().find(|(names, _)| names.contains(&option));
    if let Some((_, advice)) = known {
        return Some((option, (*advice).to_owned()));
    }
    let format = option.strip_prefix("--")?;
    let is_format = Format::names().contains(&format);
    let is_picture = ["svg", "png", "pdf", "geojson", "kml"].contains(&format);
    let extension = if format == "markdown" { "md" } else { format };
    let advice = format!("write --format {format}, or -o FILE.{extension}");
    (is_format || is_picture).then_some((option, advice))
}

/// The charts of the places that stand where the name of a chart should.
fn of_plot(rest: &[String]) -> String {
    let charts = ["time-range", "profile", "warning", "sensitivity", "claims"];
    let wanted = rest.first().map(|word| word.to_lowercase());
    let meant = charts.iter().find(|chart| {
        wanted
            .as_deref()
            .is_some_and(|word| chart.starts_with(word))
    });
    if let Some(chart) = meant {
        return format!("there is no such chart; did you mean `arcminute plot {chart}`?");
    }
    let words = || rest.iter().take_while(|word| !word.starts_with('-'));
    let has_place = words().any(|word| site_or_city(word, Role::To).is_ok());
    let missile = words().find(|word| catalogue::missile(word).is_ok());
    if let (false, Some(missile)) = (has_place, missile) {
        let option = of_missile(missile);
        let name = option.trim_start_matches(" --missile ");
        return format!(
            "there is no such chart; did you mean `arcminute plot claims {name}` or `arcminute plot time-range{option}`?"
        );
    }
    let is_place = |word: &String| {
        word.starts_with('@') || looks_like_position(word) || site_or_city(word, Role::To).is_ok()
    };
    if rest.first().is_some_and(|word| !is_place(word)) {
        let places: Vec<String> = words().skip(1).map(|text| shell_quoted(text)).collect();
        let places = match &places[..] {
            [] => "FROM TO".to_owned(),
            places => places.join(" "),
        };
        return format!(
            "there is no such chart: there are `arcminute plot warning {places}`, `arcminute plot profile {places}`, \
             `arcminute plot sensitivity {places}`, `arcminute plot time-range` and `arcminute plot claims MISSILE`"
        );
    }
    let rest: Vec<String> = rest.iter().map(|text| shell_quoted(text)).collect();
    let rest = rest.join(" ");
    format!(
        "the chart comes first: `arcminute plot warning {rest}`, `arcminute plot profile {rest}`, `arcminute plot sensitivity \
         {rest}`, or `arcminute plot time-range` without places"
    )
}

/// True of a missile, by its name or its range, whose name no place bears.
pub(super) fn is_only_missile(text: &str) -> bool {
    !looks_like_position(text) && System::is_named(text) && site_or_city(text, Role::To).is_err()
}

/// The option for a missile, after a space.
pub(super) fn of_missile(text: &str) -> String {
    let known = catalogue::missile(text).map(|missile| missile.id);
    let name = known.map_or_else(|_| shell_quoted(text).into(), Cow::Borrowed);
    format!(" --missile {name}")
}

/// The command for the places of a claim with prepositions, in the order of their meaning.
fn of_claimed_places(words: &[String]) -> Option<String> {
    let places: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .take_while(|word| !word.starts_with('-'))
        .collect();
    let (from, to) = in_order(&places)?;
    let rest: Vec<String> = [from, to]
        .into_iter()
        .chain(words[places.len()..].iter().map(String::as_str))
        .map(shell_quoted)
        .collect();
    Some(format!(
        "FROM comes first, without prepositions: did you mean arcminute claim {}?",
        rest.join(" ")
    ))
}

/// The command for places whose names have several words, or beside which a missile stands.
fn of_words(words: &[String], command: &str) -> Option<String> {
    let count = words
        .iter()
        .take_while(|word| !word.starts_with('-'))
        .count();
    let places: Vec<&str> = words[..count].iter().map(String::as_str).collect();
    let meant = meant::places(&places).filter(|_| count > 2)?;
    let rest: Vec<_> = words[count..]
        .iter()
        .map(|word| shell_quoted(word))
        .collect();
    let rest = rest.join(" ");
    Some(format!(
        "did you mean arcminute {}?",
        format!("{command} {meant} {rest}").trim_end()
    ))
}

/// The option of a figure that stands behind the places of a claim.
fn of_claim(figure: &str) -> Option<String> {
    let option = if time_s(figure).is_ok() {
        "--time"
    } else if speed_km_s(figure).is_ok() {
        "--speed"
    } else {
        return None;
    };
    Some(format!(
        "{} is a figure of the claim: write {option} {}",
        shell_quoted(figure),
        shell_quoted(figure)
    ))
}

/// The longest run of words that is looked up as one name.
const MOST_WORDS: usize = 4;

/// The command for a claim that is given as a sentence: `Oreshnik reaches Berlin in 11 minutes`. None if it is none.
pub(super) fn of_sentence(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| ",.;:!?\"'„“”«»()".contains(c)))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() < 3 {
        return None;
    }
    let mut from = None;
    let mut to = None;
    let mut missile = None;
    let mut time = None;
    let mut at = 0;
    while at < words.len() {
        let runs = (1..=MOST_WORDS.min(words.len() - at)).rev();
        let found = runs.map(|count| (count, words[at..at + count].join(" ")));
        let mut taken = 1;
        for (count, run) in found {
            let is_name = run.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if time.is_none()
                && run.starts_with(|c: char| c.is_ascii_digit())
                && time_s(&run).is_ok()
            {
                time = Some(run);
            } else if is_name && missile.is_none() && catalogue::missile(&run).is_ok() {
                missile = catalogue::missile(&run).ok().map(|missile| missile.id);
            } else if is_name && run.len() > 3 && site_or_city(&run, Role::To).is_ok() {
                let is_source =
                    at > 0 && ["from", "aus", "von", "z", "из", "з"].contains(&words[at - 1]);
                if is_source {
                    from = Some(run);
                } else {
                    to = Some(run);
                }
            } else {
                continue;
            }
            taken = count;
            break;
        }
        at += taken;
    }
    let to = to?;
    let parts = [
        time.map(|time| format!("--time {}", shell_quoted(&time))),
        missile.map(|missile| format!("--missile {missile}")),
    ];
    let command = format!(
        "arcminute claim {} {}",
        from.map_or_else(|| "FROM".to_owned(), |name| shell_quoted(&name)),
        shell_quoted(&to)
    );
    let parts = parts.into_iter().flatten();
    Some(parts.fold(command, |command, part| format!("{command} {part}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_become_commands() {
        for (text, command) in [
            (
                "Oreshnik reaches Berlin in 11 minutes",
                Some("arcminute claim FROM Berlin --time '11 minutes' --missile oreshnik"),
            ),
            (
                "The SS-20 flies from Kaliningrad to London in 12 min.",
                Some("arcminute claim Kaliningrad London --time '12 min' --missile rsd-10"),
            ),
            ("It flies very fast", None),
            ("Berlin", None),
        ] {
            assert_eq!(of_sentence(text).as_deref(), command, "{text}");
        }
    }
}
