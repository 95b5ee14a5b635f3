//! Styles of the things on a map, by theme.

use crate::map::subject::{RingOf, Subject, ZoneOf};
use crate::svg::theme::{AreaFill, Theme};
use crate::svg::{Colour, Dash, Fill, Hatch, Marker, Stroke, Style};

/// Styles of one map in a theme.
pub(super) struct MapStyles<'l> {
    pub(super) theme: &'l Theme,
    subject: &'l Subject<'l>,
    scale: f64,
}

/// The order in which the areas of a theme stand for bands, from the nearest: warm to cool.
const BAND_AREAS: [usize; 6] = [4, 1, 0, 2, 3, 5];

/// The order in which its series stand for missiles: the warm one first, as most maps show one.
const MISSILE_SERIES: [usize; 4] = [1, 0, 2, 3];

/// Opacity of areas that lie over land and sea.
const TINT: f64 = 0.22;

/// So many dots on a map are drawn small.
pub(super) const MANY_TARGETS: usize = 150;

impl<'l> MapStyles<'l> {
    pub(super) fn new(theme: &'l Theme, subject: &'l Subject<'l>, scale: f64) -> Self {
        Self {
            theme,
            subject,
            scale,
        }
    }

    pub(super) fn zone(&self, zone: ZoneOf) -> Style {
        match zone {
            ZoneOf::Band(number) => {
                let mut style = self.band(number).style(self.scale, TINT);
                if let Some(Fill::Hatched(hatch)) = &mut style.fill {
                    hatch.width_px *= 0.6;
                    hatch.spacing_px *= 1.6;
                }
                style
            }
            ZoneOf::Certain(missile) => Style::tinted(self.missile(missile), 1.4 * TINT),
            ZoneOf::Disputed(missile) => Style::hatched(Hatch {
                colour: self.missile(missile),
                spacing_px: 9.0 * self.scale,
                width_px: 0.8 * self.scale,
                angle_deg: [45, -45, 0, 90][missile % 4],
            }),
            ZoneOf::Time(number) => {
                let share = number as f64 / self.time_levels().max(1) as f64;
                Style::tinted(self.time_colour(), TINT * (2.0 - 1.8 * share))
            }
        }
    }

    /// The area within a ring that is no edge of a zone.
    pub(super) fn within(&self) -> Style {
        Style::tinted(self.theme.areas[0].colour(), 0.5 * TINT)
    }

    pub(super) fn ring(&self, ring: RingOf) -> Stroke {
        let width_px = 1.4 * self.scale;
        match ring {
            RingOf::Distance => Stroke::new(self.theme.text, width_px),
            RingOf::BandEdge => Stroke::new(self.theme.limit, 1.1 * self.scale),
            RingOf::Claim {
                missile,
                is_lowest: true,
            } => Stroke::new(self.missile(missile), width_px),
            RingOf::Claim {
                missile,
                is_lowest: false,
            } => Stroke::new(self.missile(missile), width_px).dashed(Dash::Long),
            RingOf::Time(_) => Stroke::new(self.time_colour(), width_px),
        }
    }

    pub(super) fn radial(&self) -> Stroke {
        Stroke::new(self.theme.axis, 0.7 * self.scale)
    }

    pub(super) fn track(&self) -> Stroke {
        Stroke::new(self.theme.text, 0.9 * self.scale).with_opacity(0.75)
    }

    /// The mark of a class of places.
    pub(super) fn class(&self, number: usize) -> (Marker, Style) {
        let shape = Marker::CLASSES[number % Marker::CLASSES.len()];
        let rim = Stroke::new(self.theme.text, 0.8 * self.scale);
        let Some(class) = self.subject.classes.get(number) else {
            return (shape, Style::stroked(rim));
        };
        let fill = match (&class.band, class.share) {
            (_, None) => self.theme.background,
            (Some(_), Some(_)) => self.band(number).colour(),
            (None, Some(share)) => self
                .time_colour()
                .over(self.theme.background, 1.0 - 0.85 * share),
        };
        (shape, Style::filled(fill).with_stroke(rim))
    }

    pub(super) fn dot_px(&self) -> f64 {
        let px = if self.subject.targets.len() > MANY_TARGETS {
            2.0
        } else {
            3.2
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

    pub(super) fn origin_px(&self) -> f64 {
        4.6 * self.scale
    }

    /// A city that is there to find one's way by.
    pub(super) fn landmark(&self) -> Style {
        Style::filled(self.theme.muted_text)
    }

    fn band(&self, number: usize) -> AreaFill {
        self.theme.areas[BAND_AREAS[number % BAND_AREAS.len()]]
    }

    fn missile(&self, number: usize) -> Colour {
        self.theme.series[MISSILE_SERIES[number % MISSILE_SERIES.len()]].colour
    }

    fn time_colour(&self) -> Colour {
        self.theme.areas[BAND_AREAS[0]].colour()
    }

    fn time_levels(&self) -> usize {
        self.subject
            .zones
            .iter()
            .filter(|zone| matches!(zone.of, ZoneOf::Time(_)))
            .count()
    }
}
