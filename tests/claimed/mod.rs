//! Claims by their figures, for tests of verdicts.

use arcminute::claim::file::{Judged, Quote};
use arcminute::warning::Delays;

/// A claim by its figures: `from`, `to`, `time`, `speed`, `apogee`, `range`, `missile`.
pub fn judged(words: &[(&str, &str)]) -> Judged {
    let of = |key: &str| {
        let found = words.iter().find(|(name, _)| *name == key);
        found.map(|(_, text)| (*text).to_owned())
    };
    let quote = Quote {
        from: of("from"),
        to: of("to"),
        time: of("time"),
        speed: of("speed"),
        apogee: of("apogee"),
        range: of("range"),
        missile: of("missile"),
        ..Quote::default()
    };
    quote
        .judge(Delays::default())
        .unwrap_or_else(|error| panic!("{words:?}: {error}"))
}

pub fn verdict(words: &[(&str, &str)]) -> &'static str {
    judged(words).judgement.verdict.code()
}

pub fn all_verdicts_are(wanted: &str, claims: &[&[(&str, &str)]]) {
    for words in claims {
        assert_eq!(verdict(words), wanted, "{words:?}");
    }
}
