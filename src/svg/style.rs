//! Styles of elements: colours, lines, fills and texts.

use std::fmt;

use super::font::Weight;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour {
    /// Red, 0–255.
    pub(crate) red: u8,
    /// Green, 0–255.
    pub(crate) green: u8,
    /// Blue, 0–255.
    pub(crate) blue: u8,
}

impl Colour {
    /// The colour that web pages write as six hexadecimal digits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "each byte is cut out of the number on purpose"
    )]
    pub(crate) const fn hex(rgb: u32) -> Self {
        Self {
            red: (rgb >> 16) as u8,
            green: (rgb >> 8) as u8,
            blue: rgb as u8,
        }
    }

    /// The colour that is seen where this one, with an opacity of 0…1, covers another.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0…255"
    )]
    pub(crate) fn over(self, ground: Self, opacity: f64) -> Self {
        let mix = |top: u8, under: u8| {
            let value = f64::from(top) * opacity + f64::from(under) * (1.0 - opacity);
            value.round().clamp(0.0, 255.0) as u8
        };
        Self {
            red: mix(self.red, ground.red),
            green: mix(self.green, ground.green),
            blue: mix(self.blue, ground.blue),
        }
    }

    /// Relative luminance, 0…1 (WCAG 2.1, definition of "relative luminance").
    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast of two colours, 1…21 (WCAG 2.1, definition of "contrast ratio").
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// Dash pattern of a line. The lengths are multiples of its width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Long dashes.
    Long,
    /// Short dashes.
    Short,
    /// Round dots.
    Dotted,
    /// Dots and dashes in turn.
    Mixed,
}

impl Dash {
    /// Lengths of dash and gap in turn, in widths of the line.
    pub(super) const fn lengths(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Long => &[7.0, 3.5],
            Self::Short => &[3.5, 2.5],
            // With round caps a dash of no length is a dot.
            Self::Dotted => &[0.0, 2.2],
            Self::Mixed => &[6.0, 2.5, 0.0, 2.5],
        }
    }

    /// True if it has dots, which need round line ends to be seen.
    pub(super) const fn has_dots(self) -> bool {
        matches!(self, Self::Dotted | Self::Mixed)
    }
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    /// Its colour.
    pub(crate) colour: Colour,
    /// Its width, px.
    pub(crate) width_px: f64,
    /// Its dash pattern.
    pub(crate) dash: Dash,
    /// 0 = not there, 1 = covers what is below.
    pub(crate) opacity: f64,
}

impl Stroke {
    /// An unbroken line that covers.
    pub(crate) const fn new(colour: Colour, width_px: f64) -> Self {
        Self {
            colour,
            width_px,
            dash: Dash::Solid,
            opacity: 1.0,
        }
    }

    /// The line, broken so.
    #[must_use]
    pub(crate) const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// The line with this opacity.
    #[must_use]
    pub(crate) const fn with_opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// Parallel lines that fill an area and let the ground show between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hatch {
    /// Colour of the lines.
    pub(crate) colour: Colour,
    /// From line to line, px.
    pub(crate) spacing_px: f64,
    /// Width of a line, px.
    pub(crate) width_px: f64,
    /// By how much the lines lean, degrees clockwise from the vertical, in whole degrees.
    pub(crate) angle_deg: i16,
}

/// Fill of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fill {
    /// One colour, with this opacity of 0…1.
    Solid(Colour, f64),
    /// Lines.
    Hatched(Hatch),
}

/// The fill and the outline of a shape; what is None is not drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Style {
    /// Its inside.
    pub(crate) fill: Option<Fill>,
    /// Its edge.
    pub(crate) stroke: Option<Stroke>,
}

impl Style {
    /// A colour that covers, without an edge.
    pub(crate) const fn filled(colour: Colour) -> Self {
        Self {
            fill: Some(Fill::Solid(colour, 1.0)),
            stroke: None,
        }
    }

    /// A colour that lets the ground shine through, without an edge.
    pub(crate) const fn tinted(colour: Colour, opacity: f64) -> Self {
        Self {
            fill: Some(Fill::Solid(colour, opacity)),
            stroke: None,
        }
    }

    /// Lines, without an edge.
    pub(crate) const fn hatched(hatch: Hatch) -> Self {
        Self {
            fill: Some(Fill::Hatched(hatch)),
            stroke: None,
        }
    }

    /// An edge alone.
    pub(crate) const fn stroked(stroke: Stroke) -> Self {
        Self {
            fill: None,
            stroke: Some(stroke),
        }
    }

    /// The style with this edge.
    #[must_use]
    pub(crate) const fn with_stroke(self, stroke: Stroke) -> Self {
        Self {
            stroke: Some(stroke),
            ..self
        }
    }
}

/// The point of a text that is at its position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextAnchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// An edge around letters that sets them off from what is below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Halo {
    /// Its colour: that of the ground.
    pub(crate) colour: Colour,
    /// Distance that it reaches beyond the letters, px.
    pub(crate) reach_px: f64,
}

/// Font size, colour and placement of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextStyle {
    /// Size of the font, px.
    pub(crate) size_px: f64,
    /// Colour of the letters.
    pub(crate) colour: Colour,
    /// Regular or bold.
    pub(crate) weight: Weight,
    /// The point of the text that is at its position.
    pub(crate) anchor: TextAnchor,
    /// The edge around the letters.
    pub(crate) halo: Option<Halo>,
    /// The turn around the position, degrees clockwise.
    pub(crate) turn_deg: f64,
    /// Room between letters beyond that of the font, px.
    pub(crate) spacing_px: f64,
}

impl TextStyle {
    /// Regular letters from left to right, without a halo.
    pub(crate) const fn new(size_px: f64, colour: Colour) -> Self {
        Self {
            size_px,
            colour,
            weight: Weight::Regular,
            anchor: TextAnchor::Start,
            halo: None,
            turn_deg: 0.0,
            spacing_px: 0.0,
        }
    }

    /// The style in bold.
    #[must_use]
    pub(crate) const fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    /// The style with this anchor.
    #[must_use]
    pub(crate) const fn anchored(self, anchor: TextAnchor) -> Self {
        Self { anchor, ..self }
    }

    /// The style with a halo in this colour that reaches so many px beyond the letters.
    #[must_use]
    pub(crate) const fn haloed(self, colour: Colour, reach_px: f64) -> Self {
        Self {
            halo: Some(Halo { colour, reach_px }),
            ..self
        }
    }

    /// The style turned clockwise around its position.
    #[must_use]
    pub(crate) const fn turned(self, turn_deg: f64) -> Self {
        Self { turn_deg, ..self }
    }

    /// The style with more room between letters.
    #[must_use]
    pub(crate) const fn spaced(self, spacing_px: f64) -> Self {
        Self { spacing_px, ..self }
    }

    /// The style in another colour.
    #[must_use]
    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}
