//! Options of other programs for the ends of a flight.

use crate::shown::shell_quoted;

/// Names of other programs for the options of FROM and of TO.
const SOURCES: [&str; 13] = [
    "--from",
    "--source",
    "--src",
    "--origin",
    "--orig",
    "--launch",
    "--start",
    "--begin",
    "--von",
    "--site",
    "--launch-site",
    "--base",
    "--departure",
];
const DESTINATIONS: [&str; 13] = [
    "--to",
    "--destination",
    "--dest",
    "--dst",
    "--target",
    "--end",
    "--stop",
    "--goal",
    "--nach",
    "--bis",
    "--city",
    "--impact",
    "--arrival",
];

/// Commands that take FROM and TO.
const OF_PLACES: [&str; 4] = ["check", "explain", "claim", "map"];

/// True of an option of places that a command of places does not have.
pub(super) fn is_of_ends(argument: &str, command: &str) -> bool {
    let name = argument.split('=').next().unwrap_or_default();
    OF_PLACES.contains(&command) && (SOURCES.contains(&name) || DESTINATIONS.contains(&name))
}

/// The command with the values of such options as FROM and TO.
pub(super) fn of_ends(words: &[String], command: &str) -> Option<String> {
    let mut ends: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let mut rest = Vec::new();
    let mut all = words.iter().map(String::as_str);
    while let Some(word) = all.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        let end = [&SOURCES[..], &DESTINATIONS[..]]
            .iter()
            .position(|names| names.contains(&name));
        match end {
            Some(end) => ends[end].push(value.or_else(|| all.next())?),
            None => rest.push(word),
        }
    }
    let count = rest
        .iter()
        .take_while(|word| !word.starts_with('-'))
        .count();
    let (places, options) = rest.split_at(count);
    let [from, to] = ends;
    let count = from.len() + to.len() + places.len();
    // A map may have sources alone.
    let is_whole = count == 2 || count == 1 && command == "map";
    if from.len() > 1 || to.len() > 1 || !is_whole {
        return None;
    }
    let all = from.iter().chain(places).chain(&to).chain(options);
    let all: Vec<String> = all.map(|word| shell_quoted(word)).collect();
    Some(format!(
        "FROM and TO come without options: did you mean arcminute {command} {}?",
        all.join(" ")
    ))
}
