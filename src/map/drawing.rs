//! Drawing a map: what it shows, on a basemap, in layers.

mod ground;
mod labels;
mod legend;
pub(crate) mod panels;
mod places;
mod sheet_text;
mod shown;
mod styles;

use geo::{LineString, MultiLineString, MultiPolygon, Rect};

use crate::catalogue::Place;
use crate::error::Result;
use crate::map::projection::Projection;
use crate::map::ring;
use crate::map::sphere::Path;
use crate::map::subject::{Rank, Ring, RingOf, Subject, Zone, ZoneOf};
use crate::map::view::{Extent, View};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::sheet::{Setting, SheetText, height_for_body, sheet};
use crate::svg::{
    Canvas, Element, Layer, Point, Precision, Rectangle, Size, Stroke, Style, area, group, line,
    outline,
};
use ground::Ground;
use sheet_text::sheet_text;
use shown::Shown;
use styles::MapStyles;

/// Width of a map for which none is asked, px.
const USUAL_WIDTH_PX: u32 = 900;

/// Height over width of the body of such a map.
const USUAL_ASPECTS: (f64, f64) = (0.5, 1.05);

/// A smaller area that an origin stands for is not seen, px at scale 1.
const LEAST_UNCERTAINTY_PX: f64 = 2.5;

/// Draws a map, and hands over the way from its positions to its pixels.
///
/// # Errors
/// Those of [`View::fit`]; [`crate::Error::OutOfRange`] if the size leaves no room beside the words.
pub(crate) fn draw(
    subject: &Subject<'_>,
    projection: &Projection,
    extent: &Extent,
    setting: &Setting,
) -> Result<(Canvas, View)> {
    let width_px = f64::from(setting.width_px(USUAL_WIDTH_PX));
    let shown = Shown::new(subject, projection, extent, width_px)?;
    let words = |scale| {
        let styles = MapStyles::new(&setting.theme, subject, scale);
        sheet_text(subject, projection, &shown, &styles)
    };
    let size = match setting.whole_size()? {
        Some(size) => size,
        None => usual_size(setting, &words(1.0), extent.aspect(projection)?)?,
    };
    let sheet = sheet(setting, size, &words(size.scale()))?;
    let mut canvas = sheet.canvas.in_language(subject.language.code());
    let frame = sheet.body;
    let bounds = Rect::new((frame.left, frame.top), (frame.right, frame.bottom));
    let (layers, view) = body(
        subject,
        projection,
        extent,
        setting,
        &shown,
        bounds,
        sheet.scale,
    )?;
    for layer in layers {
        canvas.add(layer);
    }
    Ok((canvas, view))
}

/// The map itself in a frame, with all that is written on it, in layers.
fn body(
    subject: &Subject<'_>,
    projection: &Projection,
    extent: &Extent,
    setting: &Setting,
    shown: &Shown,
    bounds: Rect,
    scale: f64,
) -> Result<(Vec<Layer>, View)> {
    let styles = MapStyles::new(&setting.theme, subject, scale);
    let view = View::fit(projection.clone(), extent, bounds)?;
    let (low, high) = (bounds.min(), bounds.max());
    let frame = Rectangle::new(low.x, low.y, high.x, high.y);
    let ground = ground::of(&view, frame, scale, &setting.theme);
    let drawing = Drawing {
        subject,
        shown,
        view: &view,
        styles: &styles,
        ground: &ground,
        frame,
        scale,
    };
    let levels = Levels::new(subject, &view)?;
    let names = labels::place(&drawing, &levels, setting.unit);
    let mut layers = drawing.layers(&levels, &names.ring_frames);
    layers.extend(places::layers(&drawing, names));
    Ok((layers, view))
}

/// The size at which the words and a body of the extent's shape fit.
fn usual_size(setting: &Setting, words: &SheetText, aspect: f64) -> Result<Size> {
    let (flattest, tallest) = USUAL_ASPECTS;
    height_for_body(setting, words, USUAL_WIDTH_PX, |width_px| {
        width_px * aspect.clamp(flattest, tallest)
    })
}

/// For each distance: the area within it of any origin, merged to one outline.
struct Levels(Vec<(Kilometres, Level)>);

struct Level {
    area: MultiPolygon,
    edge: MultiLineString,
}

impl Levels {
    fn new(subject: &Subject<'_>, view: &View) -> Result<Self> {
        let radii = subject
            .zones
            .iter()
            .flat_map(|zone| zone.inner.into_iter().chain([zone.outer]));
        let mut radii: Vec<Kilometres> = radii
            .chain(subject.rings.iter().map(|ring| ring.radius))
            .collect();
        radii.sort_by(|a, b| a.km().total_cmp(&b.km()));
        radii.dedup();
        let origins = subject.origins.iter().map(|origin| origin.position);
        let origins: Vec<Position> = origins.collect();
        let level = |radius: Kilometres| {
            let area = view.within(&origins, radius)?;
            let edge = match origins[..] {
                [only] => view.outlines([&ring::disc(only, radius)?]),
                _ => view.edges(&area),
            };
            Ok((radius, Level { area, edge }))
        };
        radii
            .into_iter()
            .map(level)
            .collect::<Result<_>>()
            .map(Self)
    }

    fn level(&self, radius: Kilometres) -> Option<&Level> {
        self.0
            .iter()
            .find(|(known, _)| *known == radius)
            .map(|(_, level)| level)
    }

    /// What lies between two distances of the nearest origin, by the even-odd rule: the one area is within the other.
    fn between(&self, inner: Option<Kilometres>, outer: Kilometres) -> Option<MultiPolygon> {
        let outer = &self.level(outer)?.area;
        let mut polygons = outer.clone();
        if let Some(inner) = inner {
            polygons.0.extend(self.level(inner)?.area.0.iter().cloned());
        }
        Some(polygons)
    }
}

/// Shared data of all layers.
struct Drawing<'d> {
    subject: &'d Subject<'d>,
    shown: &'d Shown,
    view: &'d View,
    styles: &'d MapStyles<'d>,
    ground: &'d Ground,
    frame: Rectangle,
    scale: f64,
}

impl Drawing<'_> {
    /// The rings that are drawn.
    fn rings_in_view(&self) -> impl Iterator<Item = &Ring> {
        let rings = self.subject.rings.iter().zip(&self.shown.rings);
        rings
            .filter(|(_, is_shown)| **is_shown)
            .map(|(ring, _)| ring)
    }

    /// The layers below the names; lines of rings leave `labels` free.
    fn layers(&self, levels: &Levels, labels: &[Rectangle]) -> Vec<Layer> {
        let layer = |id: &str, label: &str, elements: Vec<Element>| {
            let mut layer = Layer::new(id, label);
            layer.extend(elements);
            layer
        };
        // The sea is drawn over the areas, with the land as its holes: so they are on land alone, in every program, and
        // without a path to clip them.
        let mut layers = vec![
            self.ground.land.clone(),
            layer("zones", "Zones", self.zones(levels)),
            layer("soft-edges", "Soft edges of rings", self.soft_edges()),
        ];
        layers.extend(self.ground.above_zones.iter().cloned());
        layers.extend([
            layer("uncertainty", "Uncertainty of origins", self.uncertainty()),
            layer("rings", "Rings", self.rings(levels, labels)),
            layer("radials", "Radials", self.radials()),
            layer("tracks", "Great circles", self.tracks()),
            self.ground.rim.clone(),
        ]);
        layers
    }

    fn zones(&self, levels: &Levels) -> Vec<Element> {
        let filled = self
            .subject
            .zones
            .iter()
            .filter(|zone| self.subject.is_filled(zone.of));
        filled.filter_map(|zone| self.zone(zone, levels)).collect()
    }

    /// An area, in steps where claims lie between its edges.
    fn zone(&self, zone: &Zone, levels: &Levels) -> Option<Element> {
        let colours = self.styles.zone(zone.of);
        let mut edges: Vec<Kilometres> = match zone.of {
            ZoneOf::Disputed(_) => self.between(zone).collect(),
            _ => Vec::new(),
        };
        edges.push(zone.outer);
        let mut inner = zone.inner;
        let mut parts = Vec::new();
        for (edge, colour) in edges.into_iter().zip(colours) {
            let shape = levels.between(inner, edge)?;
            parts.extend(some_area(
                &shape,
                Precision::Hundredth,
                &Style::filled(colour),
            ));
            inner = Some(edge);
        }
        let drawn = match parts.len() {
            0 => return None,
            1 => parts.pop()?,
            _ => group(parts),
        };
        let class = match zone.of {
            ZoneOf::Band(_) => "zone band",
            ZoneOf::Certain(_) => "zone within",
            ZoneOf::Disputed(_) => "zone disputed",
            ZoneOf::Time(_) => "zone time",
            ZoneOf::Ring(_) => "zone distance",
        };
        Some(
            drawn
                .identified(zone.id.as_str())
                .classed(class)
                .titled(zone.name.as_str()),
        )
    }

    /// The claims between the edges of a disputed area.
    fn between<'z>(&'z self, zone: &Zone) -> impl Iterator<Item = Kilometres> + use<'z> {
        let wanted = match zone.of {
            ZoneOf::Disputed(missile) => Some(RingOf::Claim {
                missile,
                rank: Rank::Between,
            }),
            _ => None,
        };
        let rings = self.subject.rings.iter();
        rings
            .filter(move |ring| Some(ring.of) == wanted)
            .map(|ring| ring.radius)
    }

    /// The one origin and the radius of the area that it stands for, if that is seen.
    fn uncertain_origin(&self) -> Option<(&Place, Kilometres)> {
        let [origin] = self.subject.origins else {
            return None;
        };
        let reach_px = origin.uncertainty_km * self.view.px_per_km();
        let is_seen = reach_px >= LEAST_UNCERTAINTY_PX * self.scale;
        is_seen.then(|| (origin, Kilometres::computed(origin.uncertainty_km)))
    }

    /// By how much a ring about an origin that stands for an area may be off: what lies between the nearest and the farthest
    /// that it may be.
    fn soft_edges(&self) -> Vec<Element> {
        let known = self.uncertain_origin();
        let Some((origin, uncertainty)) = known.filter(|_| self.styles.has_soft_edges()) else {
            return Vec::new();
        };
        let within = |km: f64| {
            let radius = Kilometres::computed(km.clamp(0.0, ring::MAX_RADIUS_KM));
            self.view.within(&[origin.position], radius).ok()
        };
        let edge = |ring: &Ring| {
            let km = ring.radius.km();
            let mut shape = within(km + uncertainty.km())?;
            // By the even-odd rule, as the one is within the other.
            shape.0.extend(within(km - uncertainty.km())?);
            let style = self.styles.uncertain(ring.of);
            some_area(&shape, Precision::Tenth, &style).pop()
        };
        // About a ring that is smaller than that everything would be.
        let is_told =
            |ring: &&Ring| !ring.is_claim_between() && ring.radius.km() > uncertainty.km();
        self.rings_in_view()
            .filter(is_told)
            .filter_map(edge)
            .collect()
    }

    /// The area that an origin stands for.
    fn uncertainty(&self) -> Vec<Element> {
        let Some((origin, radius)) = self.uncertain_origin() else {
            return Vec::new();
        };
        let Ok(disc) = ring::disc(origin.position, radius) else {
            return Vec::new();
        };
        let about = self.view.outlines([&disc]);
        some_outline(&about, Precision::Hundredth, self.styles.about_origin())
            .into_iter()
            .map(|line| {
                line.titled(format!(
                    "{} is known to within {:.0} km",
                    origin.name, origin.uncertainty_km
                ))
            })
            .collect()
    }

    fn rings(&self, levels: &Levels, labels: &[Rectangle]) -> Vec<Element> {
        // Between the words of a label a line would read as a dash.
        let kept: Vec<Rectangle> = labels
            .iter()
            .map(|label| label.grown(2.0 * self.scale))
            .collect();
        let rings = self.rings_in_view().filter_map(|ring| {
            let edge = &levels.level(ring.radius)?.edge;
            let lines: Vec<Vec<Point>> = edge
                .iter()
                .flat_map(|line| without(points(line), &kept))
                .collect();
            if lines.is_empty() {
                return None;
            }
            let line = outline(lines, Precision::Hundredth, self.styles.ring(ring.of));
            Some(
                line.identified(ring.id.as_str())
                    .classed("ring")
                    .titled(ring.name.as_str()),
            )
        });
        rings.collect()
    }

    fn path_line(&self, path: &Path, stroke: Stroke) -> Option<Element> {
        some_outline(&self.view.paths([path]), Precision::Hundredth, stroke).pop()
    }

    fn radials(&self) -> Vec<Element> {
        let radial = |radial: &crate::map::subject::Radial| {
            let path = ring::track(radial.from, radial.to);
            let line = self.path_line(&path, self.styles.radial())?;
            Some(line.titled(format!("azimuth {}°", radial.azimuth_deg)))
        };
        self.subject.radials.iter().filter_map(radial).collect()
    }

    fn tracks(&self) -> Vec<Element> {
        let track = |&(from, to): &(&crate::catalogue::Place, &crate::catalogue::Place)| {
            let path = ring::track(from.position, to.position);
            let line = self.path_line(&path, self.styles.track())?;
            Some(line.titled(format!("great circle from {} to {}", from.name, to.name)))
        };
        self.subject.tracks.iter().filter_map(track).collect()
    }

    /// The point of a position; None outside the frame.
    fn point(&self, position: Position) -> Option<Point> {
        if !self.view.may_show(position) {
            return None;
        }
        let pixel = self.view.pixel(position)?;
        let point = Point::new(pixel.x, pixel.y);
        self.frame.contains(point).then_some(point)
    }
}

fn points(line: &LineString) -> Vec<Point> {
    line.coords().map(|at| Point::new(at.x, at.y)).collect()
}

fn rings(polygons: &MultiPolygon) -> Vec<Vec<Point>> {
    let rings = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.map(points).collect()
}

fn some_area(polygons: &MultiPolygon, precision: Precision, style: &Style) -> Vec<Element> {
    if polygons.0.is_empty() {
        Vec::new()
    } else {
        vec![area(rings(polygons), precision, style)]
    }
}

fn some_outline(lines: &MultiLineString, precision: Precision, stroke: Stroke) -> Vec<Element> {
    if lines.0.is_empty() {
        Vec::new()
    } else {
        vec![outline(lines.iter().map(points), precision, stroke)]
    }
}

/// The parts of a line that lie outside rectangles.
fn without(line: Vec<Point>, frames: &[Rectangle]) -> Vec<Vec<Point>> {
    let mut parts = vec![line];
    for frame in frames {
        let is_met = |part: &Vec<Point>| {
            part.windows(2)
                .any(|ends| frame.is_crossed_by(ends[0], ends[1]))
        };
        if parts.iter().any(is_met) {
            parts = parts
                .iter()
                .flat_map(|part| frame.left_outside(part))
                .collect();
        }
    }
    parts
}

/// A scale bar from its left end.
fn scale_bar(from: Point, length_px: f64, stroke: Stroke, halo: Stroke) -> Element {
    let to = from.moved(length_px, 0.0);
    let tick = 4.0 * stroke.width_px;
    let lines = [
        (from, to),
        (from.moved(0.0, -tick), from),
        (to.moved(0.0, -tick), to),
    ];
    let drawn = |stroke: Stroke| lines.map(|(from, to)| line(from, to, stroke));
    group(drawn(halo).into_iter().chain(drawn(stroke)).collect())
}
