//! Colours of what a map shows, in one place for drawings and for files that other programs draw.
//!
//! One map has one family of areas: steps of one hue from the nearest (dark) to the farthest (light), on land alone, so that
//! no tint can be taken for sea. Several missiles are told apart by lines.

use crate::catalogue::Reach;
use crate::map::subject::{ClassOf, Filled, Rank, RingOf, Subject, Target, ZoneOf};
use crate::svg::Colour;
use crate::svg::theme::Theme;

/// The order in which a theme's series stand for missiles: the warm one first, as most maps show one.
const MISSILE_SERIES: [usize; 4] = [1, 0, 2, 3];

/// Share of the hue in the darkest and in the lightest of steps side by side.
const STEP_SHARES: (f64, f64) = (0.78, 0.2);

/// Share of the hue where a missile reaches by every claim, and where by some: the most and the fewest.
const CERTAIN_SHARE: f64 = 0.6;
const DISPUTED_SHARES: (f64, f64) = (0.37, 0.13);

/// The pin of a place that is not reached.
const OUT_OF_REACH: Colour = Colour::hex(0x6b_72_7b);

/// Colours of a map in a theme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette<'t> {
    theme: &'t Theme,
}

/// The number of a class of bands, rings or times among those of its kind, and how many these are.
fn step(subject: &Subject<'_>, class: ClassOf) -> Option<(usize, usize)> {
    let (number, is_of_kind): (usize, fn(ClassOf) -> bool) = match class {
        ClassOf::Band(number) => (number, |of| matches!(of, ClassOf::Band(_))),
        ClassOf::Ring(number) => (number, |of| matches!(of, ClassOf::Ring(_))),
        ClassOf::Time(number) => (number, |of| matches!(of, ClassOf::Time(_))),
        _ => return None,
    };
    let classes = subject.classes.iter();
    let count = classes.filter(|class| is_of_kind(class.of)).count();
    Some((number, count))
}

impl<'t> Palette<'t> {
    pub(crate) fn new(theme: &'t Theme) -> Self {
        Self { theme }
    }

    /// Colour of the lines, labels and places of a missile.
    pub(crate) fn missile(self, number: usize) -> Colour {
        self.theme.series[MISSILE_SERIES[number % MISSILE_SERIES.len()]].colour
    }

    /// Colour of the lines of equal time.
    pub(crate) fn time(self) -> Colour {
        self.theme.map.ordinal
    }

    /// One of `count` steps side by side, from the nearest (0), as it is on land.
    pub(crate) fn step(self, number: usize, count: usize) -> Colour {
        let (most, least) = STEP_SHARES;
        // Two steps are not set as far apart as many, and one is in the middle.
        let (most, least) = match count {
            0 | 1 => (0.45, 0.45),
            2 => (0.62, least),
            _ => (most, least),
        };
        self.on_land(self.theme.map.ordinal, share(most, least, number, count))
    }

    /// Where a missile reaches by every claim, as it is on land.
    pub(crate) fn certain(self, missile: usize) -> Colour {
        self.on_land(self.missile(missile), CERTAIN_SHARE)
    }

    /// Where it reaches by some claims only: one of `count` steps between claims, from the nearest (0).
    pub(crate) fn disputed(self, missile: usize, number: usize, count: usize) -> Colour {
        let (most, least) = DISPUTED_SHARES;
        let most = if count < 2 { 0.26 } else { most };
        self.on_land(self.missile(missile), share(most, least, number, count))
    }

    /// Colours of an area as it is on land, from the nearest: several where claims lie between its edges.
    pub(crate) fn zone(self, subject: &Subject<'_>, zone: ZoneOf) -> Vec<Colour> {
        let count = |wanted: fn(ZoneOf) -> bool| {
            subject.zones.iter().filter(|zone| wanted(zone.of)).count()
        };
        match zone {
            ZoneOf::Band(number) => {
                vec![self.step(number, count(|of| matches!(of, ZoneOf::Band(_))))]
            }
            ZoneOf::Time(number) => {
                vec![self.step(number, count(|of| matches!(of, ZoneOf::Time(_))))]
            }
            ZoneOf::Ring(number) => {
                vec![self.step(number, count(|of| matches!(of, ZoneOf::Ring(_))))]
            }
            ZoneOf::Certain(missile) => vec![self.certain(missile)],
            ZoneOf::Disputed(missile) => {
                let is_between = |of: RingOf| {
                    of == RingOf::Claim {
                        missile,
                        rank: Rank::Between,
                    }
                };
                let between = subject
                    .rings
                    .iter()
                    .filter(|ring| is_between(ring.of))
                    .count();
                (0..=between)
                    .map(|number| self.disputed(missile, number, between + 1))
                    .collect()
            }
        }
    }

    /// Colour of a line of equal distance.
    pub(crate) fn ring(self, subject: &Subject<'_>, ring: RingOf) -> Colour {
        match ring {
            RingOf::Claim { missile, .. } => self.missile(missile),
            RingOf::Time { .. } => self.time(),
            // Where bands or distances are all that is shown they have its hue; beside a missile they stand back.
            RingOf::Distance | RingOf::BandEdge => match subject.filled() {
                Some(Filled::Bands | Filled::Rings) => self.time(),
                _ => self.theme.text,
            },
        }
    }

    /// Fill of the marks of a class of places; None for a mark that is hollow.
    pub(crate) fn class(self, subject: &Subject<'_>, class: ClassOf) -> Option<Colour> {
        let of_missile = match subject.missiles {
            [_] => self.missile(0),
            _ => self.theme.text,
        };
        match class {
            ClassOf::Reach(Reach::Beyond) | ClassOf::Beyond | ClassOf::Open => None,
            // The colour of the first missile that reaches.
            ClassOf::Several(verdicts) => {
                let best = (0..subject.missiles.len())
                    .filter_map(|missile| Some((verdicts.of(missile)?, missile)))
                    .min_by_key(|(reach, missile)| (*reach, *missile));
                best.filter(|(reach, _)| *reach != Reach::Beyond)
                    .map(|(_, missile)| self.missile(missile))
            }
            ClassOf::Reach(Reach::Within | Reach::Disputed) => Some(of_missile),
            ClassOf::Place => Some(self.theme.text),
            ClassOf::Band(_) | ClassOf::Ring(_) | ClassOf::Time(_) => {
                let (number, count) = step(subject, class)?;
                Some(self.mark(number, count))
            }
        }
    }

    /// Colour of the marks of a class in a crowd, which have no edges, where it is not that of [`Self::class`]: of one of several steps, a mark darker than
    /// any area that it may lie on.
    pub(crate) fn in_crowd(self, subject: &Subject<'_>, class: ClassOf) -> Option<Colour> {
        let (number, count) = step(subject, class)?;
        Some(self.mark_in_crowd(number, count))
    }

    /// The one colour of a place in programs that draw pins, in which marks have no shape: what a reader tells apart on the map
    /// by full, half and hollow marks has shades here, and none is as pale as the ground.
    pub(crate) fn pin(self, subject: &Subject<'_>, target: &Target<'_>) -> Colour {
        const DISPUTED_SHARE: f64 = 0.55;
        const DOUBTFUL_SHARE: f64 = 0.45;
        const LEAST_SHARE: f64 = 0.4;
        let Some(class) = subject.classes.get(target.class).map(|class| class.of) else {
            return OUT_OF_REACH;
        };
        if let Some((number, count)) = step(subject, class) {
            let share = share(1.0, LEAST_SHARE, number, count);
            return self.theme.map.ordinal.over(self.theme.background, share);
        }
        let full = self.class(subject, class);
        match (full, target.is_certain) {
            (_, false) => full
                .unwrap_or_else(|| self.missile(0))
                .over(OUT_OF_REACH, DOUBTFUL_SHARE),
            (Some(full), true) if class == ClassOf::Reach(Reach::Disputed) => {
                full.over(self.theme.background, DISPUTED_SHARE)
            }
            (full, true) => full.unwrap_or(OUT_OF_REACH),
        }
    }

    /// One of `count` marks, from the nearest: darker than the areas that they lie on.
    fn mark(self, number: usize, count: usize) -> Colour {
        self.theme
            .map
            .ordinal
            .over(self.theme.background, share(1.0, 0.12, number, count))
    }

    /// One of `count` marks of a crowd, from the nearest: without an edge, and darker than any area that it may lie on.
    pub(crate) fn mark_in_crowd(self, number: usize, count: usize) -> Colour {
        let least = if count == 1 { 0.6 } else { 0.0 };
        self.theme.map.ordinal.over(
            self.theme.text,
            least + (0.8 - least) * share(0.0, 1.0, number, count),
        )
    }

    fn on_land(self, colour: Colour, share: f64) -> Colour {
        colour.over(self.theme.map.land, share)
    }
}

fn share(most: f64, least: f64, number: usize, count: usize) -> f64 {
    let last = count.saturating_sub(1).max(1) as f64;
    most + (least - most) * (number as f64 / last).min(1.0)
}

#[cfg(test)]
mod tests;
