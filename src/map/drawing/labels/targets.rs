//! Names of places: by importance, each beside its mark.

use super::{GAP_PX, MapLabels};
use crate::catalogue::Reach;
use crate::map::drawing::styles::MANY_TARGETS;
use crate::map::subject::Target;
use crate::svg::label::{AROUND, LabelAnchor, Movable, Placed, anchors_around};
use crate::svg::{Element, Point, Rectangle, TextStyle};

/// Maximum number of places for which names without room beside their mark get a leader.
pub(super) const MOST_LED: usize = 70;

/// Room of the map for each place, from which on names get a leader, square px.
const LEAST_ROOM_PX: f64 = 7_000.0;

/// Room of the map for each name where there are more places than names, square px.
const ROOM_OF_NAME_PX: f64 = 5_500.0;

/// Room of the map for each of the greatest places, whose names get a leader however many places there are, square px: where a
/// name may hide lesser places, leaders are few and short.
const ROOM_OF_GREAT_PX: f64 = 30_000.0;
const ROOM_OF_GREAT_IN_CROWD_PX: f64 = 10_000.0;

/// Nearer than this to a greater place without a name, a lesser one has none either, px at scale 1.
const SHADOW_PX: f64 = 44.0;

/// A place that may have a name.
struct Candidate<'c> {
    number: usize,
    rank: usize,
    at: Point,
    dot: Rectangle,
    label: &'c str,
    is_named: bool,
    anchors: [LabelAnchor; AROUND],
}

/// How far one goes to write a name.
#[derive(Clone, Copy)]
struct Means {
    /// True if it may have a leader.
    is_led: bool,
    /// True of one of the first, whose leader may be long.
    is_first: bool,
    /// How many places may have a name.
    greatest: usize,
}

/// A candidate whose name has its place.
struct Written<'c> {
    candidate: Candidate<'c>,
    placed: Placed,
    /// True of a name with a leader, which stays.
    is_led: bool,
}

impl MapLabels<'_> {
    /// By importance: beside the mark, which others make room for; else with a leader where there are few, else over the marks
    /// of lesser places. Near a greater place that has no name a lesser one has none.
    pub(super) fn targets(&mut self, by_importance: &[usize]) -> Vec<Option<Element>> {
        let subject = self.drawing.subject;
        let style = self.style();
        let scale = self.drawing.scale;
        let frame = self.drawing.frame;
        let room_px = frame.width() * frame.height() / scale.powi(2);
        let count = subject.targets.len();
        // On a small sheet leaders would cross one another, and the least places have no name.
        let is_few = count <= MOST_LED && room_px > LEAST_ROOM_PX * count as f64;
        // No name covers a place that is asked for by itself.
        for target in subject.targets.iter().filter(|target| target.is_named) {
            if let Some(at) = self.drawing.point(target.place.position) {
                self.placer.take(self.dot(at));
            }
        }
        let mut written: Vec<Written<'_>> = Vec::new();
        let mut unnamed: Vec<Point> = Vec::new();
        let is_crowd = count > MANY_TARGETS;
        let room_of_great_px = if is_crowd {
            ROOM_OF_GREAT_IN_CROWD_PX
        } else {
            ROOM_OF_GREAT_PX
        };
        let great = names_within(room_px, room_of_great_px);
        // What is reached has a leader on a small sheet as well, where that is not nearly all.
        let reached = subject.targets.iter().filter(|target| is_reached(target));
        let leads_reached = count <= MOST_LED && room_px > LEAST_ROOM_PX * reached.count() as f64;
        let mut left = if count <= MOST_LED {
            count
        } else {
            names_within(room_px, ROOM_OF_NAME_PX)
        };
        let greatest = left;
        for (rank, number) in by_importance.iter().enumerate() {
            let target = &subject.targets[*number];
            let Some(candidate) = self.candidate(target, *number, rank) else {
                continue;
            };
            if left == 0 && !candidate.is_named {
                break;
            }
            left = left.saturating_sub(1);
            let is_near = |other: &Point| {
                (other.x - candidate.at.x).hypot(other.y - candidate.at.y) < SHADOW_PX * scale
            };
            let at = candidate.at;
            let is_first = rank < great || (leads_reached && is_reached(target));
            let means = Means {
                is_led: is_few || (is_first && !is_crowd),
                is_first,
                greatest,
            };
            let is_shadowed = !candidate.is_named && !is_first && unnamed.iter().any(is_near);
            if is_shadowed || !self.write(candidate, means, &style, &mut written) {
                unnamed.push(at);
            }
        }
        let mut labels = vec![None; count];
        for one in written {
            labels[one.candidate.number] = Some(one.placed.element);
        }
        labels
    }

    /// Where a place is on the map and where its name may be; None of what is not in view, or has a name as an origin.
    fn candidate<'c>(
        &self,
        target: &'c Target<'_>,
        number: usize,
        rank: usize,
    ) -> Option<Candidate<'c>> {
        let styles = self.drawing.styles;
        let scale = self.drawing.scale;
        let is_origin = self
            .subject()
            .origins
            .iter()
            .any(|origin| origin.position == target.place.position);
        let at = self
            .drawing
            .point(target.place.position)
            .filter(|_| !is_origin)?;
        // Beyond the gap that labels keep from marks, or the mark of the place itself would be in the way.
        let gap_px = (GAP_PX + 0.2) * scale;
        let away_px = (styles.mark_px(target) + gap_px).max(styles.named_px() + 3.0 * scale);
        Some(Candidate {
            number,
            rank,
            at,
            dot: self.dot(at),
            label: target.label.as_str(),
            is_named: target.is_named,
            anchors: anchors_around(at, away_px, &target.label, &self.style()),
        })
    }

    /// What of a mark stays free of names.
    fn dot(&self, at: Point) -> Rectangle {
        Rectangle::around(at, 0.5 * self.drawing.styles.dot_px())
    }

    /// Writes the name of a candidate; false if there is no room.
    fn write<'c>(
        &mut self,
        candidate: Candidate<'c>,
        means: Means,
        style: &TextStyle,
        written: &mut Vec<Written<'c>>,
    ) -> bool {
        let &Candidate {
            rank,
            at,
            label,
            anchors,
            is_named,
            ..
        } = &candidate;
        let all = usize::MAX;
        // What a greater name covers can have none beside it.
        let is_free = is_named || self.placer.is_free(candidate.dot);
        let mut found = None;
        if is_free {
            found = self.placer.place(label, style, all, anchors);
        }
        if found.is_none() && means.is_led {
            found = self.write_by_moving(&candidate, all, style, written);
        }
        let mut is_led = false;
        if found.is_none() && is_free && (means.is_led || is_named) {
            found = self
                .led(at, label, style, all, 40.0)
                .or_else(|| self.led(at, label, style, all, 90.0));
            is_led = found.is_some();
        }
        if found.is_none() && means.is_led && is_free && means.is_first {
            found = self.led(at, label, style, all, 140.0);
            is_led = found.is_some();
        }
        // Where there are few, no name hides another place.
        let below = if self.subject().targets.len() > MANY_TARGETS {
            rank + 1
        } else {
            all
        };
        if found.is_none() && is_free && below < all {
            // If it can be, over marks of places that are to have no name.
            found = [below.max(means.greatest), below]
                .into_iter()
                .find_map(|below| {
                    let limits = (below, f64::MAX);
                    self.placer
                        .place_at_least_cost(label, style, limits, anchors)
                });
        }
        if found.is_none() {
            found = self.write_by_moving(&candidate, below, style, written);
        }
        if found.is_none() && is_free && means.is_first && below < all {
            found = self.led(at, label, style, below, 60.0);
            is_led = found.is_some();
        }
        // What is asked for by name has it, whatever that hides.
        if found.is_none() && is_named {
            found = self.led(at, label, style, all, 200.0);
            is_led = found.is_some();
            found = found
                .or_else(|| {
                    self.placer
                        .place_at_least_cost(label, style, (0, f64::MAX), anchors)
                })
                .or_else(|| {
                    is_led = true;
                    self.led(at, label, style, 0, 300.0)
                });
        }
        let Some(placed) = found else {
            return false;
        };
        written.push(Written {
            candidate,
            placed,
            is_led,
        });
        true
    }

    /// Writes a name where only names that may be elsewhere are in the way, and moves those.
    fn write_by_moving<'c>(
        &mut self,
        candidate: &Candidate<'c>,
        below: usize,
        style: &TextStyle,
        written: &mut [Written<'c>],
    ) -> Option<Placed> {
        let label = Movable {
            text: candidate.label,
            style,
            below,
            mark: candidate.dot,
            is_reserved: candidate.is_named,
            anchors: &candidate.anchors,
        };
        let numbers: Vec<usize> = (0..written.len())
            .filter(|number| !written[*number].is_led)
            .collect();
        let others: Vec<(Rectangle, Movable<'_>)> = numbers
            .iter()
            .map(|number| {
                let one = &written[*number];
                let movable = Movable {
                    text: one.candidate.label,
                    mark: one.candidate.dot,
                    is_reserved: one.candidate.is_named,
                    anchors: &one.candidate.anchors,
                    ..label
                };
                (one.placed.frame, movable)
            })
            .collect();
        let (placed, moved) = self.placer.place_by_moving(&label, &others)?;
        for (other, placed) in moved {
            written[numbers[other]].placed = placed;
        }
        Some(placed)
    }
}

/// True of a place that every missile of the map reaches for certain.
fn is_reached(target: &Target<'_>) -> bool {
    target.reach == Some(Reach::Within)
}

/// How many names a frame of so many square px has room for, where each takes so many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the size of a picture is bounded"
)]
fn names_within(room_px: f64, each_px: f64) -> usize {
    (room_px / each_px).ceil() as usize
}
