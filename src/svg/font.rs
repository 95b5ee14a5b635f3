//! The widths of texts, from the font that pictures are drawn in. The only caller of the `dejavu` crate and, in a test, of
//! skrifa.
//!
//! `DejaVu` Sans has the letters of every European script, and Verdana, which stands in where a reader lacks it, is
//! about as wide, both being of one designer's proportions. The measures of its letters are a table beside this file, which
//! the test makes from the font: so pictures are the same where the program has no fonts within it.

use std::sync::OnceLock;

/// Weight of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Weight {
    /// For most text.
    #[default]
    Regular,
    /// For titles and capitals.
    Bold,
}

/// The room that a text takes, px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Extent {
    /// From the start of the first letter to the end of the last one.
    pub(crate) width: f64,
    /// From the baseline up to the highest ink, accents and all.
    pub(crate) ascent: f64,
    /// From the baseline down to the lowest ink.
    pub(crate) descent: f64,
}

/// Width of a letter that the font lacks, in sizes of the font: that of a digit, rounded up.
const UNKNOWN_LETTER_EM: f64 = 0.65;

/// The font files behind [`super::FONT_FAMILY`], regular and bold, for programs that draw texts.
#[cfg(feature = "pictures")]
pub(crate) fn font_files() -> [&'static [u8]; 2] {
    [dejavu::sans::regular(), dejavu::sans::bold()]
}

/// Units of the font per size of its letters (`head.unitsPerEm` of both files).
const UNITS_PER_EM: f64 = 2048.0;

/// The measures of a letter, in units of the font.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Letter {
    code: u32,
    /// From where it starts to where the next one does.
    advance: u16,
    /// From the baseline up to its highest ink and, below 0, down to its lowest; None without ink.
    ink: Option<(i16, i16)>,
}

/// The letters of a weight, by code.
struct Face(Vec<Letter>);

impl Face {
    fn letter(&self, letter: char) -> Option<&Letter> {
        let at = self
            .0
            .binary_search_by_key(&u32::from(letter), |known| known.code);
        self.0.get(at.ok()?)
    }
}

/// The letters of both weights: for each weight their number, and then each in 9 bytes: three of its code, two of the advance,
/// and two each of highest and lowest ink, [`NO_INK`] for none; all from the least significant byte on.
static LETTERS: &[u8] = include_bytes!("letters.bin");

const NO_INK: i16 = i16::MIN;

fn face(weight: Weight) -> &'static Face {
    static FACES: OnceLock<[Face; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        let mut rest = LETTERS;
        [(); 2].map(|()| read_face(&mut rest))
    });
    &faces[weight as usize]
}

/// The letters of the next weight, as far as they are whole.
fn read_face(rest: &mut &[u8]) -> Face {
    let (count, records) = rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
    let bytes = usize::try_from(u32::from_le_bytes(*count)).unwrap_or(0) * 9;
    let (records, next) = records.split_at(bytes.min(records.len()));
    *rest = next;
    let letter = |record: &[u8]| {
        let ink = |at: usize| i16::from_le_bytes([record[at], record[at + 1]]);
        Letter {
            code: u32::from_le_bytes([record[0], record[1], record[2], 0]),
            advance: u16::from_le_bytes([record[3], record[4]]),
            ink: (ink(5) != NO_INK).then(|| (ink(5), ink(7))),
        }
    };
    Face(records.chunks_exact(9).map(letter).collect())
}

/// True of a letter that the font can draw, or that has no shape of its own.
pub(crate) fn is_drawn(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || face(Weight::Regular).letter(letter).is_some()
}

/// The room that `text` takes in a font of `size_px`.
///
/// Widths are sums of the letters' advances. Kerning, by which programs that draw may set pairs such as AV a little
/// closer, is left out: the text is never wider than this says.
pub(crate) fn extent(text: &str, size_px: f64, weight: Weight) -> Extent {
    let face = face(weight);
    let px_per_unit = size_px / UNITS_PER_EM;
    let mut room = Extent::default();
    for letter in text.chars() {
        let Some(letter) = face.letter(letter) else {
            room.width += UNKNOWN_LETTER_EM * size_px;
            continue;
        };
        room.width += f64::from(letter.advance) * px_per_unit;
        if let Some((highest, lowest)) = letter.ink {
            room.ascent = room.ascent.max(f64::from(highest) * px_per_unit);
            room.descent = room.descent.max(-f64::from(lowest) * px_per_unit);
        }
    }
    room
}

/// The width of `text` alone, px: as [`extent`] has it, without looking at the ink of each letter.
pub(crate) fn width(text: &str, size_px: f64, weight: Weight) -> f64 {
    let face = face(weight);
    let advance = |letter| Some(f64::from(face.letter(letter)?.advance) / UNITS_PER_EM);
    text.chars()
        .map(|letter| advance(letter).unwrap_or(UNKNOWN_LETTER_EM) * size_px)
        .sum()
}

/// The lines that `text` takes where no line may be wider than `width_px`: broken at spaces, so that a single word may
/// still be wider.
pub(crate) fn wrapped(text: &str, size_px: f64, weight: Weight, width_px: f64) -> Vec<String> {
    let space_px = width(" ", size_px, weight);
    let mut lines: Vec<String> = Vec::new();
    let mut taken_px = 0.0;
    for word in text.split_whitespace() {
        let word_px = width(word, size_px, weight);
        match lines.last_mut() {
            Some(line) if taken_px + space_px + word_px <= width_px => {
                line.push(' ');
                line.push_str(word);
                taken_px += space_px + word_px;
            }
            _ => {
                lines.push(word.to_owned());
                taken_px = word_px;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};

    use super::*;

    /// The letters of a font file.
    fn letters_of(file: &[u8]) -> Vec<Letter> {
        let font = FontRef::new(file).unwrap();
        let (size, location) = (Size::unscaled(), LocationRef::default());
        assert!((f64::from(font.metrics(size, location).units_per_em) - UNITS_PER_EM).abs() < 1e-9);
        let glyphs = font.glyph_metrics(size, location);
        // Whole in a font without a size, so that nothing is lost.
        let whole = |units: f32| units.to_string().parse::<i16>().unwrap();
        let mut letters: Vec<Letter> = font
            .charmap()
            .mappings()
            .map(|(code, glyph)| {
                let advance = whole(glyphs.advance_width(glyph).unwrap_or(0.0));
                let ink = glyphs.bounds(glyph).map(|ink| {
                    let [highest, lowest] = [ink.y_max, ink.y_min].map(whole);
                    (highest, lowest)
                });
                Letter {
                    code,
                    advance: advance.try_into().unwrap(),
                    ink,
                }
            })
            .collect();
        letters.sort_by_key(|letter| letter.code);
        letters
    }

    #[test]
    fn the_table_is_that_of_the_font() {
        let mut table = Vec::new();
        for file in [dejavu::sans::regular(), dejavu::sans::bold()] {
            let letters = letters_of(file);
            table.extend(u32::try_from(letters.len()).unwrap().to_le_bytes());
            for letter in letters {
                let (highest, lowest) = letter.ink.unwrap_or((NO_INK, NO_INK));
                table.extend(&letter.code.to_le_bytes()[..3]);
                table.extend(letter.advance.to_le_bytes());
                table.extend(highest.to_le_bytes());
                table.extend(lowest.to_le_bytes());
            }
        }
        if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/svg/letters.bin");
            std::fs::write(path, &table).unwrap();
        }
        assert!(
            table == LETTERS,
            "the table is another; ARCMINUTE_ACCEPT=1 writes it"
        );
    }

    #[test]
    fn every_european_script_is_measured() {
        for name in [
            "Kraków",
            "Київ",
            "Αθήνα",
            "თბილისი",
            "Երևան",
            "Þingvellir",
            "Łódź",
            "Șțefănești",
            "Ħamrun",
        ] {
            let room = extent(name, 12.0, Weight::Regular);
            let letters = name.chars().count() as f64;
            assert!(
                room.width > 4.0 * letters && room.width < 13.0 * letters,
                "{name}: {room:?}"
            );
            assert!(
                name.chars()
                    .all(|letter| face(Weight::Regular).letter(letter).is_some()),
                "{name}"
            );
        }
    }

    #[test]
    fn lines_break_at_spaces() {
        let lines = wrapped("one two  three four", 10.0, Weight::Regular, 60.0);
        assert_eq!(lines, ["one two", "three four"]);
        assert_eq!(
            wrapped("unbreakable", 10.0, Weight::Regular, 5.0),
            ["unbreakable"]
        );
        assert!(wrapped(" ", 10.0, Weight::Regular, 5.0).is_empty());
    }

    #[test]
    fn accents_need_room_and_bold_is_wider() {
        let plain = extent("S", 100.0, Weight::Regular);
        assert!(extent("Š", 100.0, Weight::Regular).ascent > plain.ascent + 10.0);
        assert!(extent("S", 100.0, Weight::Bold).width > plain.width);
        assert_eq!(extent("", 12.0, Weight::Regular), Extent::default());
        for text in ["Šibenik", "no glyph: \u{10ffff}", ""] {
            let room = extent(text, 13.0, Weight::Bold);
            assert!(
                (width(text, 13.0, Weight::Bold) - room.width).abs() < 1e-9,
                "{text}"
            );
        }
    }
}
