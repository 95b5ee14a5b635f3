//! A text as tokens, and the entries of the lexicon that they begin with.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Word, lexicon};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Digits with what parts and ends their thousands.
    Digits(String),
    /// Minutes and seconds, or hours, minutes and seconds.
    Clock(Vec<String>),
    Word(String),
    Sign(char),
}

/// A dash that stands before its number and apart from what is before it.
pub(super) const MINUS: char = '−';

/// The text in lower case, with one form of each dash, space and apostrophe.
pub(super) fn normal(text: &str) -> String {
    let one_form = |c: char| match c {
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
        '’' | '‘' | 'ʼ' | '′' | '`' | '´' => '\'',
        '″' | '“' | '”' | '„' | '«' | '»' => '"',
        'ё' => 'е',
        '×' => 'x',
        _ => c,
    };
    text.to_lowercase().chars().map(one_form).collect()
}

/// What stands outside of brackets, and in them.
pub(super) fn brackets(text: &str) -> (String, String) {
    let mut depth = 0_u32;
    let (mut outside, mut inside) = (String::new(), String::new());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let is_free = at == 0 || !chars[at - 1].is_alphanumeric();
        if c == '.' && is_free && is_digit(at + 1) {
            let (token, end) = digits(&chars, at + 1);
            tokens.push(match token {
                Token::Digits(fraction) => Token::Digits(format!("0.{fraction}")),
                other => other,
            });
            at = end;
        } else if c.is_ascii_digit() {
            let (token, end) = digits(&chars, at);
            tokens.push(token);
            at = end;
        } else if c.is_alphabetic() {
            let is_inner = |at: usize| {
                chars[at] == '\'' && chars.get(at + 1).is_some_and(|c| c.is_alphabetic())
            };
            let length = (at..chars.len())
                .take_while(|&at| chars[at].is_alphabetic() || is_inner(at))
                .count();
            let word: String = chars[at..at + length].iter().collect();
            tokens.extend(compounds(&word).into_iter().map(Token::Word));
            at += length;
        } else {
            let is_apart = at == 0 || chars[at - 1].is_whitespace();
            let is_minus = c == '-' && is_apart && is_digit(at + 1);
            if !c.is_whitespace() {
                tokens.push(Token::Sign(if is_minus { MINUS } else { c }));
            }
            at += 1;
        }
    }
    tokens
}

/// A number or a clock from its first digit on, and where it ends.
fn digits(chars: &[char], start: usize) -> (Token, usize) {
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let run = |at: usize| (at..chars.len()).take_while(|&at| is_digit(at)).count();
    let mut end = start + run(start);
    if chars.get(end) == Some(&':') && run(end + 1) == 2 {
        let mut parts = vec![chars[start..end].iter().collect()];
        while chars.get(end) == Some(&':') && run(end + 1) == 2 {
            parts.push(chars[end + 1..end + 3].iter().collect());
            end += 3;
        }
        return (Token::Clock(parts), end);
    }
    let is_short = end - start <= 3;
    while let Some(sign) = chars.get(end) {
        let following = run(end + 1);
        let goes_on = match sign {
            '.' | ',' => following > 0,
            // "13 000" and "13'000": thousands, and nothing else stands there.
            ' ' | '\'' => following == 3 && is_short,
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1 + following;
    }
    (Token::Digits(chars[start..end].iter().collect()), end)
}

/// A word in its parts: `einundzwanzig`, `zweieinhalb`, `zehnfache`, `d'heure`.
fn compounds(word: &str) -> Vec<String> {
    // "einmal" counts nothing.
    let is_number = |text: &str| matches!(single(text), Some(Word::Number(value)) if value > 1.0);
    if let Some((article, noun)) = word.split_once('\'')
        && (article == "d" || article == "l")
    {
        return vec![format!("{article}'"), noun.to_owned()];
    }
    if single(word).is_some() {
        return vec![word.to_owned()];
    }
    if let Some((ones, tens)) = word.split_once("und")
        && (is_number(ones) || ones == "ein")
        && is_number(tens)
    {
        return vec![tens.to_owned(), ones.to_owned()];
    }
    for suffix in [
        "einhalb",
        "minütige",
        "minütiger",
        "minütigen",
        "stündige",
        "stündiger",
        "stündigen",
        "fache",
        "facher",
        "fachen",
        "mal",
        "krotna",
        "krotną",
        "krotnie",
        "krotność",
    ] {
        if let Some(number) = word.strip_suffix(suffix) {
            // Polish counts in another form: dziesięcio- of dziesięciu.
            let forms = [
                number.to_owned(),
                number.trim_end_matches('o').to_owned() + "u",
            ];
            if let Some(number) = forms.into_iter().find(|form| is_number(form)) {
                return vec![number, suffix.to_owned()];
            }
        }
    }
    vec![word.to_owned()]
}

type Lexicon = HashMap<String, Vec<(Vec<String>, Word)>>;

/// The lexicon by the first token, the longer phrases first.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut by_first = Lexicon::new();
    for (text, word) in lexicon::words() {
        let parts = parts_of_entry(text);
        by_first
            .entry(parts[0].clone())
            .or_default()
            .push((parts, word));
    }
    for entries in by_first.values_mut() {
        entries.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }
    by_first
});

/// An entry as the tokens that it is found by.
fn parts_of_entry(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let word = parts.last_mut().expect("a first part");
        let is_elided = c == '\'' && (word == "d" || word == "l");
        if c.is_alphabetic()
            || c == '\'' && !is_elided && chars.get(at + 1).is_some_and(|c| c.is_alphabetic())
        {
            word.push(c);
            continue;
        }
        if is_elided {
            word.push(c);
        }
        if !parts.last().is_some_and(String::is_empty) {
            parts.push(String::new());
        }
        if !c.is_whitespace() && !is_elided && c != '.' {
            *parts.last_mut().expect("a part") = c.to_string();
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The meaning of a word that stands alone.
pub(super) fn single(word: &str) -> Option<Word> {
    LEXICON
        .get(word)?
        .iter()
        .find(|(parts, _)| parts.len() == 1)
        .map(|(_, word)| *word)
}

/// The longest entry that these tokens begin with, and how many tokens it takes.
pub(super) fn entry(tokens: &[Token]) -> Option<(Word, usize)> {
    let text = |token: &Token| match token {
        Token::Word(word) => Some(word.clone()),
        Token::Sign(sign) => Some(sign.to_string()),
        Token::Digits(_) | Token::Clock(_) => None,
    };
    LEXICON
        .get(&text(&tokens[0])?)?
        .iter()
        .find_map(|(parts, word)| {
            let mut at = 0;
            for part in parts {
                // "m.p.h." and "approx." have points between and after.
                while at > 0 && tokens.get(at) == Some(&Token::Sign('.')) {
                    at += 1;
                }
                if text(tokens.get(at)?).as_deref() != Some(part) {
                    return None;
                }
                at += 1;
            }
            Some((*word, at))
        })
}
