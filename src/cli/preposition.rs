//! Prepositions before the ends of a flight, in the languages that the program reads.

/// The end that a preposition announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    From,
    To,
}

/// English, German, French, Spanish, Italian, Polish, Russian and Ukrainian.
const FROM: [&str; 21] = [
    "from", "von", "vom", "aus", "ab", "de", "depuis", "desde", "od", "z", "ze", "из", "от", "с",
    "з", "із", "зі", "від", "da", "dal", "dalla",
];
const TO: [&str; 21] = [
    "to",
    "nach",
    "bis",
    "à",
    "vers",
    "jusqu'à",
    "jusqu’à",
    "a",
    "hasta",
    "hacia",
    "do",
    "в",
    "во",
    "на",
    "до",
    "к",
    "у",
    "→",
    "->",
    "=>",
    "fino",
];

/// The end that a word announces. Words in capitals alone are codes of countries: DE, TO.
pub(super) fn end_of(word: &str) -> Option<End> {
    let is_code = word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let lower = word.to_lowercase();
    match lower.as_str() {
        _ if is_code => None,
        word if FROM.contains(&word) => Some(End::From),
        word if TO.contains(&word) => Some(End::To),
        _ => None,
    }
}

/// Source and destination of two places with prepositions before one or both. None for anything else.
pub(super) fn in_order<'w>(words: &[&'w str]) -> Option<(&'w str, &'w str)> {
    let mut places = Vec::new();
    let mut before = None;
    for &word in words {
        match end_of(word) {
            Some(_) if before.is_some() => return None,
            Some(end) => before = Some(end),
            None => places.push((before.take(), word)),
        }
    }
    let [(first_end, first), (second_end, second)] = places[..] else {
        return None;
    };
    match (first_end, second_end, before) {
        (None, None, _) | (_, _, Some(_)) => None,
        (None | Some(End::From), None | Some(End::To), None) => Some((first, second)),
        (None | Some(End::To), None | Some(End::From), None) => Some((second, first)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meaning_orders_the_places() {
        for (text, wanted) in [
            ("from A1 to B1", Some(("A1", "B1"))),
            ("A1 to B1", Some(("A1", "B1"))),
            ("from A1 B1", Some(("A1", "B1"))),
            ("B1 from A1", Some(("A1", "B1"))),
            ("B1 von A1", Some(("A1", "B1"))),
            ("to B1 from A1", Some(("A1", "B1"))),
            ("de A1 à B1", Some(("A1", "B1"))),
            ("Из A1 в B1", Some(("A1", "B1"))),
            ("A1 B1", None),
            ("from A1", None),
            ("A1 B1 to", None),
            ("from to B1 A1", None),
            ("from A1 from B1", None),
            ("A1 DE B1", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(in_order(&words), wanted, "{text}");
        }
    }
}
