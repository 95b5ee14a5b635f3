//! Letters and words of hemispheres and units in several languages, and marks that look like those of degrees.

use super::{Found, Reading, Refusal};
use crate::position::parse;

/// Meaning of a word between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// N, E, S or W.
    Direction(char),
    /// O, which is Ost in German, and Ouest or Oeste elsewhere.
    Ost,
    /// Names the axis, but no direction.
    Latitude,
    Longitude,
    /// The mark of degrees, minutes or seconds, as the plain reader writes it.
    Mark(char),
    Filler,
}

/// Directions of two words, shortened or in full, in Czech, Slovak, Danish, Norwegian, Swedish, Hungarian, Finnish and Dutch: an s
/// alone is south.
const PAIRS: [(&str, &str, char); 40] = [
    ("s", "š", 'N'),
    ("j", "š", 'S'),
    ("v", "d", 'E'),
    ("z", "d", 'W'),
    ("severní", "šířky", 'N'),
    ("jižní", "šířky", 'S'),
    ("východní", "délky", 'E'),
    ("západní", "délky", 'W'),
    ("severnej", "šírky", 'N'),
    ("južnej", "šírky", 'S'),
    ("východnej", "dĺžky", 'E'),
    ("západnej", "dĺžky", 'W'),
    ("ø", "l", 'E'),
    ("v", "l", 'W'),
    ("nordlig", "bredde", 'N'),
    ("sydlig", "bredde", 'S'),
    ("sørlig", "bredde", 'S'),
    ("østlig", "længde", 'E'),
    ("østlig", "lengde", 'E'),
    ("vestlig", "længde", 'W'),
    ("vestlig", "lengde", 'W'),
    ("nordlig", "bredd", 'N'),
    ("sydlig", "bredd", 'S'),
    ("östlig", "längd", 'E'),
    ("västlig", "längd", 'W'),
    ("é", "sz", 'N'),
    ("d", "sz", 'S'),
    ("k", "h", 'E'),
    ("ny", "h", 'W'),
    ("északi", "szélesség", 'N'),
    ("déli", "szélesség", 'S'),
    ("keleti", "hosszúság", 'E'),
    ("nyugati", "hosszúság", 'W'),
    ("pohjoista", "leveyttä", 'N'),
    ("eteläistä", "leveyttä", 'S'),
    ("itäistä", "pituutta", 'E'),
    ("läntistä", "pituutta", 'W'),
    ("n", "b", 'N'),
    ("z", "b", 'S'),
    ("w", "l", 'W'),
];

fn word(text: &str) -> Option<Word> {
    use Word::{Direction, Filler, Latitude, Longitude, Mark, Ost};
    Some(match text {
        "n" | "north" | "northern" | "nord" | "nördl" | "nördliche" | "nördlicher" | "noerdl"
        | "norte" | "с" | "сев" | "северной" | "северная" | "пн" | "північної" | "pn" | "płn"
        | "północnej" | "nördlich" | "kuzey" | "nb" | "noorderbreedte" | "β" | "βόρεια"
        | "βόρειο" => Direction('N'),
        "s" | "south" | "southern" | "süd" | "südl" | "südliche" | "südlicher" | "sud" | "sur"
        | "ю" | "южн" | "южной" | "южная" | "пд" | "південної" | "pd" | "płd" | "południowej"
        | "südlich" | "sul" | "güney" | "zb" | "zuiderbreedte" | "ν" | "νότια" | "νότιο" => {
            Direction('S')
        }
        "e" | "east" | "eastern" | "ost" | "ö" | "östl" | "östliche" | "östlicher" | "oestl"
        | "est" | "este" | "в" | "вост" | "восточной" | "восточная" | "сх" | "східної" | "wsch"
        | "wschodniej" | "östlich" | "leste" | "doğu" | "ol" | "oosterlengte" | "α"
        | "ανατολικά" | "ανατολικό" => Direction('E'),
        "w" | "west" | "western" | "westl" | "westliche" | "westlicher" | "ouest" | "oeste"
        | "ovest" | "з" | "зап" | "западной" | "западная" | "зх" | "західної" | "zach"
        | "zachodniej" | "westlich" | "batı" | "wl" | "westerlengte" | "δ" | "δυτικά"
        | "δυτικό" => Direction('W'),
        "o" => Ost,
        "lat" | "latitude" | "latitud" | "breite" | "breitengrad" | "br" | "ш" | "широты"
        | "широта" | "широти" | "szer" | "szerokość" | "szerokości" | "latitudine" | "enlem"
        | "enlemi" | "πλάτος" => Latitude,
        "lon" | "lng" | "long" | "longitude" | "longitud" | "länge" | "längengrad" | "l" | "lg"
        | "д" | "долготы" | "долгота" | "довготи" | "довгота" | "dł" | "długość" | "długości"
        | "longitudine" | "boylam" | "boylamı" | "μήκος" => Longitude,
        "deg" | "degs" | "degree" | "degrees" | "grad" | "d" => Mark('d'),
        "min" | "mins" | "minute" | "minutes" | "minuten" | "мин" => Mark('\''),
        "sec" | "secs" | "second" | "seconds" | "sekunden" | "сек" => Mark('"'),
        "and" | "und" | "и" | "і" | "geogr" | "geographische" | "geographischer" | "γεωγραφικό" => {
            Filler
        }
        _ => return None,
    })
}

/// N, S, E or W for a letter or a word of a hemisphere in any of the languages. None for anything else, O among them, which is east or
/// west.
pub(crate) fn hemisphere(text: &str) -> Option<char> {
    match word(&text.trim().trim_end_matches('.').to_lowercase())? {
        Word::Direction(letter) => Some(letter),
        _ => None,
    }
}

/// Reads a position with letters or marks other than those of the plain reader. None if it has no others, or if a word does
/// not belong to a position.
pub(super) fn read(clean: &str) -> Option<Found> {
    if !clean.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some(pieces) = pieces(clean) else {
        // Two marks of degrees are of a position and not of a name.
        let marks = clean
            .chars()
            .filter(|c| *c != 'd' && mark(*c) == 'd')
            .count();
        // A name may stand before brackets, a colon or a sign of equality.
        let has_name = clean.contains(['=', '(']) || clean.contains(": ");
        let has_marks = marks == 2 && !has_name;
        return has_marks.then(|| {
            Err(Refusal::because(
                "a word of it is none of a position that is known here; write the directions as N, S, E and W: 54.71N 20.51E",
            ))
        });
    };
    let has_direction = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Word(Word::Direction(_) | Word::Ost)));
    let mut plain = String::with_capacity(clean.len());
    let mut note = None;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Other(c) => plain.push(*c),
            Piece::Word(Word::Mark(mark)) => {
                while plain.ends_with(' ') {
                    plain.pop();
                }
                plain.push(*mark);
            }
            Piece::Word(Word::Direction(letter)) => plain.push(*letter),
            Piece::Word(Word::Ost) => {
                // 20.51O may be 20.510, and 2O.5 is 20.5: only a character apart from digits is a letter.
                let is_apart = !plain.ends_with(|c: char| c.is_ascii_digit())
                    && !matches!(pieces.get(at + 1), Some(Piece::Other('.' | ',')));
                if !is_apart {
                    return Some(Err(Refusal::because(
                        "O between or after digits may be a zero; write E for east, W for west or the digit 0",
                    )));
                }
                plain.push('E');
                note = Some("O is read as Ost, east; write W for west");
            }
            // "lat 54.71, lon 20.51": the axis replaces the letter, and the sign the direction.
            Piece::Word(Word::Latitude) if !has_direction => plain.push('N'),
            Piece::Word(Word::Longitude) if !has_direction => plain.push('E'),
            Piece::Word(Word::Latitude | Word::Longitude | Word::Filler) => {}
        }
    }
    let plain = with_decimal_points(plain.trim().trim_matches(',').trim());
    if same(&plain, clean) {
        return None;
    }
    // The rest of a name is not a position.
    if !parse::looks_plain(&plain) {
        return None;
    }
    let read = if has_direction {
        parse::position(&plain)
    } else {
        parse::position_by_axes(&plain)
    };
    Some(match read {
        Ok(position) => Ok(Reading {
            note,
            ..Reading::exact(position)
        }),
        Err(error) => Err(error.into()),
    })
}

enum Piece {
    Word(Word),
    /// A digit, a sign, a mark or a separator.
    Other(char),
}

/// The words and other characters of a text. None if a word is unknown.
fn pieces(clean: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = clean;
    while let Some(c) = rest.chars().next() {
        // Superscript letters count as letters, and are marks.
        if c.is_alphabetic() && mark(c) == c && c != 'º' {
            let end = rest
                .find(|c: char| !c.is_alphabetic() || mark(c) != c || c == 'º')
                .unwrap_or(rest.len());
            let first = rest[..end].to_lowercase();
            rest = &rest[end..];
            if let Some((letter, after)) = pair(&first, rest) {
                pieces.push(Piece::Word(Word::Direction(letter)));
                rest = after;
            } else {
                pieces.push(Piece::Word(word(&first)?));
            }
            // The dot of an abbreviation, and the colon after a label.
            if let Some(after) = rest.strip_prefix([':', '=']) {
                rest = after;
            } else if let Some(after) = rest.strip_prefix('.')
                && !after.starts_with(|c: char| c.is_ascii_digit())
            {
                rest = after;
            }
        } else {
            pieces.push(Piece::Other(mark(c)));
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(pieces)
}

/// The direction that a word is with the one that follows it, and what follows both.
fn pair<'t>(first: &str, rest: &'t str) -> Option<(char, &'t str)> {
    let after = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let end = after
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(after.len());
    let second = after[..end].to_lowercase();
    let (_, _, letter) = PAIRS.iter().find(|(a, b, _)| *a == first && *b == second)?;
    Some((*letter, &after[end..]))
}

/// One character for all that look like the mark of degrees, minutes or seconds.
fn mark(c: char) -> char {
    match c {
        '°' | '˚' | '⁰' | 'ᵒ' | '◦' | '∘' => 'd',
        '′' | '’' | '‘' | 'ʹ' | 'ʼ' | '`' | '´' | '＇' | '‛' => '\'',
        '″' | '”' | '“' | '„' | 'ʺ' | '˝' | '＂' | '‟' => '"',
        '−' | '–' | '‐' | '‑' | '‒' | '—' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// True if both are the same to the plain reader.
fn same(plain: &str, clean: &str) -> bool {
    let tidied: String = clean
        .chars()
        .map(|c| match c {
            // Marks that the plain reader knows itself.
            '°' | '˚' | '′' | '’' | '‘' | '`' | '´' | '″' | '”' | '“' | '„' | '−' | '–' | '‐' => {
                mark(c)
            }
            c if c.is_whitespace() => ' ',
            'n' | 's' | 'e' | 'w' => c.to_ascii_uppercase(),
            c => c,
        })
        .collect();
    tidied == plain
}

/// A comma between digits is a decimal one where the mark of minutes or seconds follows, and where that of degrees
/// follows in both coordinates: `54°42′36,5″`, `54,71° 20,51°`.
fn with_decimal_points(plain: &str) -> String {
    let mut commas: Vec<(usize, char)> = Vec::new();
    let bytes = plain.as_bytes();
    for (at, _) in plain.match_indices(',') {
        let follows = &plain[at + 1..];
        let digits = follows.bytes().take_while(u8::is_ascii_digit).count();
        let is_within = at > 0 && bytes[at - 1].is_ascii_digit() && digits > 0;
        let mark = follows[digits..]
            .trim_start()
            .chars()
            .next()
            .filter(|c| is_within && "d'\"".contains(*c));
        commas.push((at, mark.unwrap_or(' ')));
    }
    let of_degrees = commas.iter().filter(|(_, mark)| *mark == 'd').count();
    let others = commas.iter().filter(|(_, mark)| *mark == ' ').count();
    let takes_degrees = of_degrees == 2 && others <= 1;
    let mut text = plain.to_owned();
    for (at, mark) in commas {
        if matches!(mark, '\'' | '"') || (mark == 'd' && takes_degrees) {
            text.replace_range(at..=at, ".");
        }
    }
    text
}
