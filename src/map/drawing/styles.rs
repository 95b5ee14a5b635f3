//! Styles of the things on a map, by theme.

use crate::catalogue::Reach;
use crate::map::palette::Palette;
use crate::map::subject::{ClassOf, Rank, RingOf, Subject, Target, Verdicts, ZoneOf};
use crate::svg::theme::{PRINT, Theme};
use crate::svg::{Colour, Dash, Fill, Hatch, Marker, Stroke, Style};

/// Styles of one map in a theme.
pub(super) struct MapStyles<'l> {
    pub(super) theme: &'l Theme,
    subject: &'l Subject<'l>,
    scale: f64,
}

/// So many dots on a map are drawn small.
pub(super) const MANY_TARGETS: usize = 150;

/// So many are drawn as points without an edge.
const CROWD: usize = 600;

impl<'l> MapStyles<'l> {
    pub(super) fn new(theme: &'l Theme, subject: &'l Subject<'l>, scale: f64) -> Self {
        Self {
            theme,
            subject,
            scale,
        }
    }

    fn palette(&self) -> Palette<'l> {
        Palette::new(self.theme)
    }

    /// Colours of an area from the nearest, as it is on land.
    pub(super) fn zone(&self, zone: ZoneOf) -> Vec<Colour> {
        self.palette().zone(self.subject, zone)
    }

    pub(super) fn ring(&self, ring: RingOf) -> Stroke {
        let colour = self.palette().ring(self.subject, ring);
        let line = |width_px: f64| Stroke::new(colour, width_px * self.scale);
        match ring {
            RingOf::Claim { rank, .. } => {
                // Dashes tell claims, and colours and labels missiles.
                let dash = match rank {
                    Rank::Between => Dash::Short,
                    Rank::Highest => Dash::Long,
                    Rank::Lowest => Dash::Solid,
                };
                line(if rank == Rank::Between { 1.0 } else { 1.6 }).dashed(dash)
            }
            RingOf::Time {
                is_approximate: true,
                ..
            } => line(1.4).dashed(Dash::Dotted),
            RingOf::Distance | RingOf::BandEdge | RingOf::Time { .. } => line(1.4),
        }
    }

    /// Colour of a ring's label: that of its line where it tells missiles apart.
    pub(super) fn ring_label(&self, ring: RingOf) -> Colour {
        match ring {
            RingOf::Claim { .. } => self
                .palette()
                .ring(self.subject, ring)
                .over(self.theme.text, 0.75),
            _ => self.theme.text,
        }
    }

    /// Factor by which letters and lines are larger than usual.
    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    /// The edge of the area that an origin stands for.
    pub(super) fn about_origin(&self) -> Stroke {
        Stroke::new(self.theme.text, 0.9 * self.scale).dashed(Dash::Short)
    }

    /// False where rings part three areas or more of one hue: soft edges between them would be tints that the legend has not.
    pub(super) fn has_soft_edges(&self) -> bool {
        let zones = self.subject.zones.iter();
        let steps = zones.filter(|zone| {
            self.subject.is_filled(zone.of)
                && !matches!(zone.of, ZoneOf::Certain(_) | ZoneOf::Disputed(_))
        });
        steps.count() < 3
    }

    /// The soft edge of a ring about an origin that is known to within a few tens of km: in print fine lines, as one grey over
    /// another makes a third.
    pub(super) fn uncertain(&self, ring: RingOf) -> Style {
        const OPACITY: f64 = 0.13;
        if self.theme.name == PRINT {
            return Style::hatched(Hatch {
                colour: self.theme.text,
                spacing_px: 3.5 * self.scale,
                width_px: 0.45 * self.scale,
                angle_deg: 45,
            });
        }
        Style {
            fill: Some(Fill::Solid(
                self.palette().ring(self.subject, ring),
                OPACITY,
            )),
            stroke: None,
        }
    }

    pub(super) fn radial(&self) -> Stroke {
        Stroke::new(self.theme.axis, 0.6 * self.scale).dashed(Dash::Short)
    }

    /// Great circles: the more there are, the paler.
    pub(super) fn track(&self) -> Stroke {
        let count = self.subject.tracks.len().max(1) as f64;
        let opacity = (3.0 / count.sqrt()).clamp(0.06, 0.75);
        Stroke::new(self.theme.text, 0.9 * self.scale).with_opacity(opacity)
    }

    fn is_crowd(&self) -> bool {
        self.subject.targets.len() > CROWD
    }

    /// The mark of a class of places.
    pub(super) fn class(&self, number: usize) -> (Marker, Style) {
        let class = self.subject.classes.get(number).map(|class| class.of);
        let shape = match class {
            // Halves of a point are not seen; the area below says the same.
            Some(ClassOf::Reach(Reach::Disputed)) if !self.is_crowd() => {
                Marker::Half(self.theme.background)
            }
            Some(ClassOf::Several(verdicts)) => self.several(verdicts),
            Some(ClassOf::Open) => Marker::Diamond,
            Some(ClassOf::Reach(_) | ClassOf::Beyond | ClassOf::Place) | None => Marker::Circle,
            Some(ClassOf::Band(number) | ClassOf::Ring(number) | ClassOf::Time(number)) => {
                Marker::CLASSES[number % Marker::CLASSES.len()]
            }
        };
        let fill = class.and_then(|class| self.palette().class(self.subject, class));
        let style = Style::filled(fill.unwrap_or(self.theme.background));
        if self.is_crowd() && fill.is_some() {
            let dark = class.and_then(|class| self.palette().in_crowd(self.subject, class));
            return (shape, dark.map_or(style, Style::filled));
        }
        let rim = Stroke::new(self.theme.text, 0.8 * self.scale);
        let rim = if fill.is_some() {
            rim
        } else {
            Stroke::new(self.theme.muted_text, 0.9 * self.scale)
        };
        (shape, style.with_stroke(rim))
    }

    /// A mark with a part for each missile: full where it reaches, pale where some claims say so, else blank.
    fn several(&self, verdicts: Verdicts) -> Marker {
        const DISPUTED_SHARE: f64 = 0.35;
        let ground = self.theme.background;
        let count = self.subject.missiles.len();
        Marker::Parts(std::array::from_fn(|missile| {
            (missile < count).then(|| {
                let colour = self.palette().missile(missile);
                match verdicts.of(missile) {
                    Some(Reach::Within) => colour,
                    Some(Reach::Disputed) => colour.over(ground, DISPUTED_SHARE),
                    Some(Reach::Beyond) | None => ground,
                }
            })
        }))
    }

    /// In a crowd, where rings about marks would run together, the mark of an uncertain place: open, with an edge that is seen on
    /// any area.
    pub(super) fn open_dot(&self) -> Option<(Marker, Style)> {
        // Not the grey of what is beyond.
        let edge = self.palette().missile(0).over(self.theme.text, 0.55);
        let edge = Stroke::new(edge, 1.1 * self.scale);
        let style = Style::filled(self.theme.background).with_stroke(edge);
        (self.subject.targets.len() > MANY_TARGETS).then_some((Marker::Circle, style))
    }

    /// The ring about a mark whose class the places' uncertainty could change.
    pub(super) fn doubt(&self) -> Style {
        Style::stroked(Stroke::new(self.theme.text, 0.8 * self.scale).dashed(Dash::Short))
    }

    /// Radius of the ring about an uncertain mark, px.
    pub(super) fn doubt_px(&self) -> f64 {
        self.dot_px() + 2.4 * self.scale
    }

    /// The mark of a place reaches so far, px.
    pub(super) fn mark_px(&self, target: &Target<'_>) -> f64 {
        if target.is_certain || self.subject.targets.len() > MANY_TARGETS {
            Marker::REACH * self.dot_px()
        } else {
            (Marker::REACH * self.dot_px()).max(self.doubt_px() + 0.5 * self.scale)
        }
    }

    /// Radius of the mark of a place with a name, px: in a crowd it stands out, or nobody knew which the name is of.
    pub(super) fn named_px(&self) -> f64 {
        self.dot_px().max(2.3 * self.scale)
    }

    pub(super) fn dot_px(&self) -> f64 {
        let px = match self.subject.targets.len() {
            count if count > CROWD => 1.1,
            count if count > MANY_TARGETS => 2.0,
            _ => 3.2,
        };
        px * self.scale
    }

    pub(super) fn origin(&self) -> (Marker, Style) {
        let rim = Stroke::new(self.theme.background, 0.9 * self.scale);
        (
            Marker::Star,
            Style::filled(self.theme.text).with_stroke(rim),
        )
    }

    /// A launch site that is closed.
    pub(super) fn closed_origin(&self) -> (Marker, Style) {
        let rim = Stroke::new(self.theme.text, 1.1 * self.scale);
        let style = Style::filled(self.theme.background).with_stroke(rim);
        (Marker::Star, style)
    }

    /// A source that is no launch site: a radar, a factory.
    pub(super) fn other_origin(&self) -> (Marker, Style) {
        let rim = Stroke::new(self.theme.text, 1.1 * self.scale);
        (
            Marker::Diamond,
            Style::filled(self.theme.background).with_stroke(rim),
        )
    }

    pub(super) fn origin_px(&self) -> f64 {
        4.6 * self.scale
    }

    /// A city that is there to find one's way by.
    pub(super) fn landmark(&self) -> Style {
        Style::filled(self.theme.muted_text)
    }
}
