//! The widths of texts, from the font that pictures are drawn in. The only caller of the `dejavu` crate and of skrifa.
//!
//! `DejaVu` Sans has the letters of every European script, and Verdana, which stands in where a reader lacks it, is
//! about as wide, both being of one designer's proportions.

use std::sync::OnceLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider};

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
pub(crate) fn font_files() -> [&'static [u8]; 2] {
    [dejavu::sans::regular(), dejavu::sans::bold()]
}

/// Glyph metrics of one font.
struct Face {
    letters: Charmap<'static>,
    glyphs: GlyphMetrics<'static>,
    units_per_em: f64,
}

impl Face {
    fn parse(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let size = Size::unscaled();
        let location = LocationRef::default();
        let units_per_em = f64::from(font.metrics(size, location).units_per_em.max(1));
        Some(Self {
            letters: font.charmap(),
            glyphs: font.glyph_metrics(size, location),
            units_per_em,
        })
    }

    /// From where a glyph starts to where the next one does, in units of the font.
    fn advance(&self, glyph: GlyphId) -> f64 {
        f64::from(self.glyphs.advance_width(glyph).unwrap_or(0.0))
    }
}

fn face(weight: Weight) -> Option<&'static Face> {
    static FACES: OnceLock<[Option<Face>; 2]> = OnceLock::new();
    FACES.get_or_init(|| font_files().map(Face::parse))[weight as usize].as_ref()
}

/// True of a letter that the font can draw, or that has no shape of its own.
pub(crate) fn is_drawn(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || face(Weight::Regular).is_none_or(|face| face.letters.map(letter).is_some())
}

/// The room that `text` takes in a font of `size_px`.
///
/// Widths are sums of the letters' advances. Kerning, by which programs that draw may set pairs such as AV a little
/// closer, is left out: the text is never wider than this says.
pub(crate) fn extent(text: &str, size_px: f64, weight: Weight) -> Extent {
    let Some(face) = face(weight) else {
        // Not reached with the embedded fonts; a guess is better than a panic.
        let width = text.chars().count() as f64 * UNKNOWN_LETTER_EM * size_px;
        return Extent {
            width,
            ascent: 0.76 * size_px,
            descent: 0.24 * size_px,
        };
    };
    let px_per_unit = size_px / face.units_per_em;
    let mut room = Extent::default();
    for letter in text.chars() {
        let Some(glyph) = face.letters.map(letter) else {
            room.width += UNKNOWN_LETTER_EM * size_px;
            continue;
        };
        room.width += face.advance(glyph) * px_per_unit;
        if let Some(ink) = face.glyphs.bounds(glyph) {
            room.ascent = room.ascent.max(f64::from(ink.y_max) * px_per_unit);
            room.descent = room.descent.max(-f64::from(ink.y_min) * px_per_unit);
        }
    }
    room
}

/// The width of `text` alone, px: as [`extent`] has it, without looking at the ink of each letter.
pub(crate) fn width(text: &str, size_px: f64, weight: Weight) -> f64 {
    let Some(face) = face(weight) else {
        return extent(text, size_px, weight).width;
    };
    let advance = |letter| Some(face.advance(face.letters.map(letter)?) / face.units_per_em);
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
    use super::*;

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
                name.chars().all(|letter| face(Weight::Regular)
                    .unwrap()
                    .letters
                    .map(letter)
                    .is_some()),
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
