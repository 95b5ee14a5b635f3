//! How elements look: colours, lines, fills and text styles.

use std::fmt;

use super::font::Weight;

/// A colour of the sRGB space.
///
/// ```
/// use arcminute::svg::{Colour, theme::okabe_ito};
/// let vermilion = Colour { red: 0xd5, green: 0x5e, blue: 0x00 };
/// assert_eq!(vermilion, okabe_ito::VERMILION);
/// assert_eq!(vermilion.to_string(), "#d55e00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0–255.
    pub red: u8,
    /// Green, 0–255.
    pub green: u8,
    /// Blue, 0–255.
    pub blue: u8,
}

impl Colour {
    /// The colour that web pages write as six hexadecimal digits.
    ///
    /// ```
    /// use arcminute::svg::Colour;
    /// assert_eq!(Colour::hex(0x00_72_b2), Colour { red: 0, green: 114, blue: 178 });
    /// assert_eq!(Colour::hex(0xff), Colour { red: 0, green: 0, blue: 255 }, "blue comes last");
    /// ```
    #[expect(clippy::cast_possible_truncation, reason = "each byte is cut out of the number on purpose")]
    pub const fn hex(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }

    /// Relative luminance, 0…1 (WCAG 2.1, definition of "relative luminance").
    ///
    /// ```
    /// use arcminute::svg::Colour;
    /// assert_eq!(Colour::hex(0).luminance(), 0.0);
    /// assert!((Colour::hex(0xff_ff_ff).luminance() - 1.0).abs() < 1e-9);
    /// // The share of green in the definition.
    /// assert!((Colour::hex(0x00_ff_00).luminance() - 0.7152).abs() < 1e-9);
    /// ```
    pub fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast with another colour, 1…21 (WCAG 2.1, definition of "contrast ratio").
    ///
    /// ```
    /// use arcminute::svg::Colour;
    /// let (black, white, grey) = (Colour::hex(0), Colour::hex(0xff_ff_ff), Colour::hex(0x76_76_76));
    /// assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    /// assert_eq!(grey.contrast(white), white.contrast(grey), "the order does not matter");
    /// assert!((grey.contrast(grey) - 1.0).abs() < 1e-9);
    /// ```
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What is seen where this colour, with this opacity, covers another.
    ///
    /// ```
    /// use arcminute::svg::Colour;
    /// let (black, white) = (Colour::hex(0), Colour::hex(0xff_ff_ff));
    /// // A fifth of 255.
    /// assert_eq!(white.over(black, 0.2), Colour::hex(0x33_33_33));
    /// assert_eq!(white.over(black, 1.0), white, "it covers");
    /// assert_eq!(white.over(black, 0.0), black, "it is not there");
    /// ```
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0…255")]
    pub fn over(self, ground: Self, opacity: f64) -> Self {
        let mix = |top: u8, under: u8| {
            let value = f64::from(top) * opacity + f64::from(under) * (1.0 - opacity);
            value.round().clamp(0.0, 255.0) as u8
        };
        Self { red: mix(self.red, ground.red), green: mix(self.green, ground.green), blue: mix(self.blue, ground.blue) }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// How a line is broken. The lengths are multiples of its width.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Dash, Layer, Point, Size, Stroke, line};
/// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
/// let stroke = Stroke::new(theme.text, 2.0).dashed(Dash::Short);
/// layer.add(line(Point::new(0.0, 50.0), Point::new(900.0, 50.0), stroke));
/// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
/// canvas.add(layer);
/// // 3.5 and 2.5 widths of 2 px, in units of a sixteenth px.
/// assert!(canvas.into_svg().contains(r#"stroke-dasharray="112 80""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Long dashes.
    Long,
    /// Short dashes.
    Short,
    /// Round dots.
    Dotted,
    /// A dash and a dot.
    DashDot,
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
            Self::DashDot => &[6.0, 2.5, 0.0, 2.5],
        }
    }

    /// Whether it needs round line ends to be seen.
    pub(super) const fn has_dots(self) -> bool {
        matches!(self, Self::Dotted | Self::DashDot)
    }
}

/// A line.
///
/// ```
/// use arcminute::svg::{Dash, Stroke, theme::okabe_ito};
/// let border = Stroke::new(okabe_ito::BLUE, 0.8).dashed(Dash::Short);
/// assert_eq!(border, Stroke { colour: okabe_ito::BLUE, width_px: 0.8, dash: Dash::Short, opacity: 1.0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width, px.
    pub width_px: f64,
    /// How it is broken.
    pub dash: Dash,
    /// 0 = not there, 1 = covers what is below.
    pub opacity: f64,
}

impl Stroke {
    /// An unbroken line that covers.
    ///
    /// ```
    /// use arcminute::svg::{Dash, Stroke, theme::okabe_ito};
    /// let line = Stroke::new(okabe_ito::BLUE, 1.5);
    /// assert_eq!((line.width_px, line.dash, line.opacity), (1.5, Dash::Solid, 1.0));
    /// ```
    pub const fn new(colour: Colour, width_px: f64) -> Self {
        Self { colour, width_px, dash: Dash::Solid, opacity: 1.0 }
    }

    /// The line, broken so.
    ///
    /// ```
    /// use arcminute::svg::{Dash, Stroke, theme::okabe_ito};
    /// let line = Stroke::new(okabe_ito::BLUE, 1.5).dashed(Dash::Long).dashed(Dash::Dotted);
    /// assert_eq!((line.dash, line.width_px), (Dash::Dotted, 1.5), "the last call counts");
    /// ```
    #[must_use]
    pub const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// The line with this opacity.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Point, Size, Stroke, line};
    /// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
    /// let stroke = Stroke::new(theme.text, 1.0).with_opacity(0.25);
    /// layer.add(line(Point::new(0.0, 50.0), Point::new(900.0, 50.0), stroke));
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// canvas.add(layer);
    /// assert!(canvas.into_svg().contains(r#"stroke-opacity="0.25""#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    #[must_use]
    pub const fn with_opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// Parallel lines that fill an area and let the ground show between them.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Hatch, Layer, Look, Size, rectangle};
/// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
/// let hatch = Hatch { colour: theme.text, spacing_px: 6.0, width_px: 1.0, angle_deg: 45 };
/// layer.add(rectangle(Size::new(900, 600)?.frame(), &Look::hatched(hatch)));
/// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
/// canvas.add(layer);
/// // Tiles as wide as the spacing: 6 px are 96 units.
/// assert!(canvas.into_svg().contains(r#"width="96" height="96" patternTransform="rotate(45)""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hatch {
    /// Colour of the lines.
    pub colour: Colour,
    /// From line to line, px.
    pub spacing_px: f64,
    /// Width of a line, px.
    pub width_px: f64,
    /// By how much the lines lean, degrees clockwise from the vertical, in whole degrees.
    pub angle_deg: i16,
}

/// What an area is filled with.
///
/// ```
/// use arcminute::svg::{Fill, Hatch, Look, theme::okabe_ito::ORANGE};
/// let hatch = Hatch { colour: ORANGE, spacing_px: 5.0, width_px: 1.0, angle_deg: -45 };
/// assert_eq!(Look::tinted(ORANGE, 0.18).fill, Some(Fill::Solid(ORANGE, 0.18)));
/// assert_eq!(Look::hatched(hatch).fill, Some(Fill::Hatched(hatch)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One colour, with this opacity of 0…1.
    Solid(Colour, f64),
    /// Lines.
    Hatched(Hatch),
}

/// The fill and the outline of a shape; what is None is not drawn.
///
/// ```
/// use arcminute::svg::{Fill, Look, Stroke, theme::okabe_ito::BLUE};
/// let ring = Look { fill: Some(Fill::Solid(BLUE, 0.18)), stroke: Some(Stroke::new(BLUE, 1.5)) };
/// assert_eq!(ring, Look::tinted(BLUE, 0.18).with_stroke(Stroke::new(BLUE, 1.5)));
/// assert_eq!(Look::default(), Look { fill: None, stroke: None }, "nothing is drawn");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Its inside.
    pub fill: Option<Fill>,
    /// Its edge.
    pub stroke: Option<Stroke>,
}

impl Look {
    /// A colour that covers, without an edge.
    ///
    /// ```
    /// use arcminute::svg::{Fill, Look, theme::okabe_ito::BLUE};
    /// assert_eq!(Look::filled(BLUE), Look { fill: Some(Fill::Solid(BLUE, 1.0)), stroke: None });
    /// ```
    pub const fn filled(colour: Colour) -> Self {
        Self { fill: Some(Fill::Solid(colour, 1.0)), stroke: None }
    }

    /// A colour that lets the ground shine through, without an edge.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Look, Point, Size, circle};
    /// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
    /// layer.add(circle(Point::new(450.0, 300.0), 120.0, &Look::tinted(theme.text, 0.18)));
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// canvas.add(layer);
    /// assert!(canvas.into_svg().contains(r#"fill-opacity="0.18""#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub const fn tinted(colour: Colour, opacity: f64) -> Self {
        Self { fill: Some(Fill::Solid(colour, opacity)), stroke: None }
    }

    /// Lines, without an edge.
    ///
    /// ```
    /// use arcminute::svg::{Fill, Hatch, Look, theme::okabe_ito::BLUE};
    /// let hatch = Hatch { colour: BLUE, spacing_px: 5.0, width_px: 1.0, angle_deg: 45 };
    /// assert_eq!(Look::hatched(hatch), Look { fill: Some(Fill::Hatched(hatch)), stroke: None });
    /// ```
    pub const fn hatched(hatch: Hatch) -> Self {
        Self { fill: Some(Fill::Hatched(hatch)), stroke: None }
    }

    /// An edge alone.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Look, Point, Size, Stroke, circle};
    /// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
    /// layer.add(circle(Point::new(450.0, 300.0), 120.0, &Look::stroked(Stroke::new(theme.text, 1.5))));
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// canvas.add(layer);
    /// // 1.5 px are 24 units.
    /// let edge = format!(r#"fill="none" stroke="{}" stroke-width="24""#, theme.text);
    /// assert!(canvas.into_svg().contains(&edge));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub const fn stroked(stroke: Stroke) -> Self {
        Self { fill: None, stroke: Some(stroke) }
    }

    /// The same inside with this edge.
    ///
    /// ```
    /// use arcminute::svg::{Look, Stroke, theme::okabe_ito::{BLUE, ORANGE}};
    /// let look = Look::filled(ORANGE).with_stroke(Stroke::new(BLUE, 1.0));
    /// assert_eq!(look.fill, Look::filled(ORANGE).fill);
    /// assert_eq!(look.stroke.map(|edge| edge.colour), Some(BLUE));
    /// ```
    #[must_use]
    pub const fn with_stroke(self, stroke: Stroke) -> Self {
        Self { stroke: Some(stroke), ..self }
    }
}

/// Which point of a text its position is, along the line.
///
/// ```
/// use arcminute::svg::{Anchor, Point, TextStyle, text_frame, theme::okabe_ito};
/// let style = TextStyle::new(12.0, okabe_ito::BLUE);
/// let frame = |anchor| text_frame(Point::new(450.0, 300.0), "Kyiv", &style.anchored(anchor));
/// assert_eq!((frame(Anchor::Start).left, frame(Anchor::End).right), (450.0, 450.0));
/// assert!((frame(Anchor::Middle).centre().x - 450.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// An edge around letters that sets them off from what is below.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Halo, Layer, Point, Size, TextStyle, text};
/// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
/// let halo = Some(Halo { colour: theme.background, reach_px: 2.0 });
/// layer.add(text(Point::new(450.0, 300.0), "Kyiv", &TextStyle { halo, ..TextStyle::new(12.0, theme.text) }));
/// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
/// canvas.add(layer);
/// // A line along the edge of the letters reaches to both sides: 2 · 2 px are 64 units.
/// assert!(canvas.into_svg().contains(r#"stroke-width="64""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Its colour: that of the ground.
    pub colour: Colour,
    /// How far it reaches beyond the letters, px.
    pub reach_px: f64,
}

/// How a text is set.
///
/// ```
/// use arcminute::svg::{Anchor, TextStyle, Weight, theme::okabe_ito};
/// let capital = TextStyle { weight: Weight::Bold, anchor: Anchor::End, ..TextStyle::new(12.0, okabe_ito::BLUE) };
/// assert_eq!(capital, TextStyle::new(12.0, okabe_ito::BLUE).bold().anchored(Anchor::End));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size of the font, px.
    pub size_px: f64,
    /// Colour of the letters.
    pub colour: Colour,
    /// Regular or bold.
    pub weight: Weight,
    /// Where the text's position is along its line.
    pub anchor: Anchor,
    /// The edge around the letters.
    pub halo: Option<Halo>,
    /// The turn around the position, degrees clockwise.
    pub turn_deg: f64,
}

impl TextStyle {
    /// Regular letters from left to right, without a halo.
    ///
    /// ```
    /// use arcminute::svg::{Anchor, TextStyle, Weight, theme::okabe_ito};
    /// let style = TextStyle::new(12.0, okabe_ito::BLUE);
    /// assert_eq!((style.size_px, style.weight, style.anchor), (12.0, Weight::Regular, Anchor::Start));
    /// assert_eq!((style.halo, style.turn_deg), (None, 0.0));
    /// ```
    pub const fn new(size_px: f64, colour: Colour) -> Self {
        Self { size_px, colour, weight: Weight::Regular, anchor: Anchor::Start, halo: None, turn_deg: 0.0 }
    }

    /// The style in bold.
    ///
    /// ```
    /// use arcminute::svg::{TextStyle, sheet::width, theme::okabe_ito};
    /// let style = TextStyle::new(18.0, okabe_ito::BLUE);
    /// assert!(width("Range and time", &style.bold()) > width("Range and time", &style));
    /// ```
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The style with this anchor.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Anchor, Canvas, Layer, Point, Size, TextStyle, text};
    /// let (theme, mut layer) = (Theme::named("light")?, Layer::new("shapes", "Shapes"));
    /// let style = TextStyle::new(12.0, theme.text).anchored(Anchor::Middle);
    /// layer.add(text(Point::new(450.0, 300.0), "Kyiv", &style));
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// canvas.add(layer);
    /// assert!(canvas.into_svg().contains(r#"text-anchor="middle""#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    #[must_use]
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The style with a halo in this colour that reaches so many px beyond the letters.
    ///
    /// ```
    /// use arcminute::svg::{Colour, Halo, TextStyle, theme::okabe_ito};
    /// let white = Colour::hex(0xff_ff_ff);
    /// let style = TextStyle::new(12.0, okabe_ito::BLUE).haloed(white, 2.0);
    /// assert_eq!(style.halo, Some(Halo { colour: white, reach_px: 2.0 }));
    /// assert_eq!(style.colour, okabe_ito::BLUE, "the letters keep their colour");
    /// ```
    #[must_use]
    pub const fn haloed(self, colour: Colour, reach_px: f64) -> Self {
        Self { halo: Some(Halo { colour, reach_px }), ..self }
    }

    /// The style turned clockwise around its position.
    ///
    /// ```
    /// use arcminute::svg::{Point, TextStyle, sheet::width, text_frame, theme::okabe_ito};
    /// let style = TextStyle::new(12.0, okabe_ito::BLUE);
    /// let frame = text_frame(Point::new(450.0, 300.0), "Altitude", &style.turned(90.0));
    /// // A quarter turn clockwise: the text starts at its position and runs down.
    /// assert!((frame.top - 300.0).abs() < 1e-9);
    /// assert!((frame.height() - width("Altitude", &style)).abs() < 1e-9);
    /// ```
    #[must_use]
    pub const fn turned(self, turn_deg: f64) -> Self {
        Self { turn_deg, ..self }
    }

    /// The style in another colour.
    ///
    /// ```
    /// use arcminute::svg::{TextStyle, theme::okabe_ito::{BLUE, ORANGE}};
    /// let style = TextStyle::new(12.0, BLUE).bold();
    /// assert_eq!(style.coloured(ORANGE), TextStyle::new(12.0, ORANGE).bold());
    /// ```
    #[must_use]
    pub const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}
