//! Labels of rings.

use std::f64::consts::PI;

use super::{GAP_PX, LABELLED_ORIGINS, MapLabels};
use crate::geodesy;
use crate::map::drawing::styles::MANY_TARGETS;
use crate::map::drawing::{Levels, points};
use crate::map::sphere::Unit;
use crate::map::subject::{Rank, Ring, RingOf};
use crate::present::phrases;
use crate::present::words::LengthUnit;
use crate::quantity::Kilometres;
use crate::svg::label::{LabelAnchor, LabelPlacer, Placed, anchors_around};
use crate::svg::sheet::half_digit;
use crate::svg::{
    Element, Extent, Point, Rectangle, TextAnchor, TextStyle, bounds_of, extent, room_of,
};

/// Steps of azimuth at which a ring may be labelled.
const AZIMUTHS: u16 = 72;

/// The same for more rings about origins than this.
const FEW_AZIMUTHS: u16 = 12;
const MANY_RINGS: usize = 2_000;

/// The azimuth at which rings are labelled if it is clear, degrees: below and to the right of the origin.
const USUAL_AZIMUTH_DEG: f64 = 150.0;

impl MapLabels<'_> {
    /// A label for each ring in view, those of one text once, near one azimuth; and what they take. None touches the line of
    /// another ring, whose label it would seem.
    pub(super) fn rings(
        &mut self,
        levels: &Levels,
        unit: LengthUnit,
    ) -> (Vec<Element>, Vec<Rectangle>) {
        let bold = self.style().bold();
        let origins = self.subject().origins.len().min(LABELLED_ORIGINS);
        // Where there are very many rings fewer places of each are enough.
        let is_many = origins * self.subject().rings.len() > MANY_RINGS;
        let steps = if is_many { FEW_AZIMUTHS } else { AZIMUTHS };
        let mut places: Vec<(usize, f64)> = (0..origins)
            .flat_map(|origin| {
                (0..steps).map(move |step| (origin, 360.0 * f64::from(step) / f64::from(steps)))
            })
            .collect();
        let turn = |azimuth_deg: f64| {
            ((azimuth_deg - USUAL_AZIMUTH_DEG + 540.0).rem_euclid(360.0) - 180.0).abs()
        };
        places.sort_by(|a, b| turn(a.1).total_cmp(&turn(b.1)));
        let lines = self.lines_of_rings(levels);
        let mut order: Vec<&Ring> = self.drawing.rings_in_view().collect();
        order.sort_by_key(|ring| match ring.of {
            RingOf::Time { .. } => 0,
            RingOf::Claim {
                rank: Rank::Between,
                ..
            } => 3,
            RingOf::Claim { .. } => 1,
            RingOf::Distance | RingOf::BandEdge => 2,
        });
        let (mut labels, mut frames) = (Vec::new(), Vec::new());
        let mut said: Vec<&str> = Vec::new();
        for ring in order {
            if said.contains(&ring.label.as_str()) {
                continue;
            }
            let style = if ring.is_claim_between() {
                self.style()
            } else {
                bold
            }
            .coloured(self.drawing.styles.ring_label(ring.of));
            let found = self.ring_label(ring, &style, &places, (&lines, unit));
            if let Some(Placed { element, frame }) = found {
                said.push(&ring.label);
                labels.push(element);
                frames.push(frame);
            }
        }
        (labels, frames)
    }

    /// The label on its ring, else with a leader, else in short; only where all that fails over a leader's crossing or over the
    /// marks of places. In a crowd it lies over marks, as no spot is free of them.
    fn ring_label(
        &mut self,
        ring: &Ring,
        style: &TextStyle,
        places: &[(usize, f64)],
        (lines, unit): (&[(Kilometres, LabelPlacer)], LengthUnit),
    ) -> Option<Placed> {
        let gap_px = GAP_PX * self.drawing.scale;
        let others: Vec<&LabelPlacer> = lines
            .iter()
            .filter(|(radius, _)| *radius != ring.radius)
            .map(|(_, lines)| lines)
            .collect();
        let is_own = |room: &Extent, anchor: &LabelAnchor, to: Option<Point>| {
            let frame = bounds_of(anchor.position, room, &style.anchored(anchor.anchor));
            others.iter().all(|lines| {
                lines.is_clear(frame.grown(gap_px))
                    && to.is_none_or(|to| lines.is_open_to_lines(frame.nearest(to), to))
            })
        };
        let spots: Vec<LabelAnchor> = places
            .iter()
            .filter_map(|place| self.ring_anchor(ring, *place, style))
            .collect();
        let on_ring = |map_labels: &mut Self, text: &str, below: usize| {
            // A circle that is smaller than its label has it beside it.
            let around = map_labels.beside_ring(ring, text, style);
            let anchors = around.into_iter().chain(spots.iter().copied());
            let room = room_of(text, style);
            let anchors = anchors.filter(|anchor| is_own(&room, anchor, None));
            map_labels
                .placer
                .place_at_least_cost(text, style, (below, f64::MAX), anchors)
        };
        let is_between = ring.is_claim_between();
        // A claim between others rather has no label than one far away.
        let reaches_px: &[f64] = if is_between {
            &[40.0]
        } else {
            &[60.0, 120.0, 300.0]
        };
        let led = |map_labels: &mut Self, text: &str, crosses: bool| {
            const TRIED: usize = 16;
            let tried = spots.iter().step_by(spots.len().div_ceil(TRIED).max(1));
            let tried: Vec<Point> = tried
                .map(|anchor| anchor.position.moved(0.0, -half_digit(style)))
                .collect();
            let room = room_of(text, style);
            reaches_px.iter().find_map(|reach_px| {
                tried.iter().find_map(|at| {
                    let spare = (usize::MAX, *reach_px);
                    let to = (!crosses).then_some(*at);
                    map_labels
                        .led_where(*at, text, style, spare, |anchor| is_own(&room, anchor, to))
                })
            })
        };
        let is_crowd = self.subject().targets.len() > MANY_TARGETS;
        let text = ring.label.as_str();
        let all = usize::MAX;
        let mut found = on_ring(self, text, all);
        if is_crowd {
            found = found.or_else(|| on_ring(self, text, 0));
        }
        found = found.or_else(|| led(self, text, false));
        if found.is_none() && matches!(ring.of, RingOf::Claim { .. }) {
            let short = unit.say(ring.radius.km(), 0);
            let short = phrases::local(&short, self.subject().language);
            found = on_ring(self, &short, all).or_else(|| led(self, &short, false));
        }
        if is_between {
            return found;
        }
        found
            .or_else(|| led(self, text, true))
            .or_else(|| on_ring(self, text, 0))
    }

    /// The lines of each ring in view.
    fn lines_of_rings(&self, levels: &Levels) -> Vec<(Kilometres, LabelPlacer)> {
        let mut lines: Vec<(Kilometres, LabelPlacer)> = Vec::new();
        for ring in self.drawing.rings_in_view() {
            if lines.iter().any(|(radius, _)| *radius == ring.radius) {
                continue;
            }
            let mut placer = LabelPlacer::new(self.drawing.frame, 0.0);
            for line in levels
                .level(ring.radius)
                .into_iter()
                .flat_map(|level| &level.edge)
            {
                placer.take_thin_line(&points(line));
            }
            lines.push((ring.radius, placer));
        }
        lines
    }

    /// Positions to the sides of a ring that is too small to bear its label.
    fn beside_ring(&self, ring: &Ring, text: &str, style: &TextStyle) -> Vec<LabelAnchor> {
        let [origin] = self.drawing.subject.origins else {
            return Vec::new();
        };
        let Some(at) = self.drawing.point(origin.position) else {
            return Vec::new();
        };
        let radius_px = ring.radius.km() * self.drawing.view.px_per_km();
        let room = extent(text, style.size_px, style.weight);
        if radius_px > 0.75 * room.width {
            return Vec::new();
        }
        let away_px = radius_px + 3.0 * self.drawing.scale;
        anchors_around(at, away_px, text, style).to_vec()
    }

    /// Position of a ring's label at an azimuth; None where the ring is not shown there or is within that of another
    /// origin.
    fn ring_anchor(
        &self,
        ring: &Ring,
        (origin, azimuth_deg): (usize, f64),
        style: &TextStyle,
    ) -> Option<LabelAnchor> {
        let origins = self.drawing.subject.origins;
        let there = geodesy::point_along(origins[origin].position, azimuth_deg, ring.radius);
        let at = self.drawing.point(there)?;
        // Of thousands of origins most are clearly nearer or farther on a sphere, whose distances are within 1 % of these.
        let there_unit = Unit::from(there);
        let angle_rad = ring.radius.km() / geodesy::EARTH_RADIUS_KM;
        let chord = |share: f64| 2.0 * (0.5 * (share * angle_rad).min(PI)).sin();
        let (near, far) = (chord(0.98), chord(1.02));
        let is_within = |number: usize| {
            let step = self.origin_units[number].blend(1.0, there_unit, -1.0);
            let squared = step.dot(step);
            let km = || {
                geodesy::inverse(origins[number].position, there)
                    .distance
                    .km()
            };
            squared < near * near || (squared < far * far && km() < ring.radius.km() - 0.1)
        };
        if (0..origins.len()).any(|number| number != origin && is_within(number)) {
            return None;
        }
        Some(LabelAnchor {
            position: at.moved(0.0, half_digit(style)),
            anchor: TextAnchor::Middle,
        })
    }
}
