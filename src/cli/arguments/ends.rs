//! Ends of a flight that are named by a word and a sign of equality.

use std::ffi::OsString;

use super::OF_PLACES;

/// Words before the sign of equality for the source and for the destination.
const ENDS: [&[&str]; 2] = [
    &["from", "origin", "source", "src", "start", "von"],
    &["to", "destination", "dest", "dst", "target", "end", "nach"],
];

/// `from=Kaliningrad to=Berlin` as FROM and TO.
pub(super) fn with_named_ends(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_of_places = arguments
        .get(1)
        .is_some_and(|command| OF_PLACES.iter().any(|known| command == known));
    if !is_of_places {
        return arguments;
    }
    let mut found: [Option<usize>; 2] = [None, None];
    let value = |argument: &OsString, end: usize| -> Option<OsString> {
        let (key, value) = argument.to_str()?.split_once('=')?;
        let is_end = ENDS[end].contains(&key.to_lowercase().as_str());
        (is_end && !value.is_empty()).then(|| value.into())
    };
    for (at, argument) in arguments.iter().enumerate().skip(2) {
        for (end, place) in found.iter_mut().enumerate() {
            if value(argument, end).is_some() {
                place.get_or_insert(at);
            }
        }
    }
    let [Some(from), Some(to)] = found else {
        return arguments;
    };
    let ends = [(from, 0), (to, 1)].map(|(at, end)| value(&arguments[at], end).unwrap_or_default());
    let mut at = 0;
    arguments.retain(|_| {
        at += 1;
        ![from, to].contains(&(at - 1))
    });
    arguments.splice(2..2, ends);
    arguments
}
