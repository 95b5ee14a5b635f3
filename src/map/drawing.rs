//! Drawing a map: what it shows, on a basemap, in layers.

mod labels;
mod styles;

use geo::{Area, LineString, MultiLineString, MultiPolygon, Rect};

use crate::error::Result;
use crate::map::basemap::{self, Detail};
use crate::map::graticule;
use crate::map::projection::Projection;
use crate::map::ring;
use crate::map::sphere::Path;
use crate::map::subject::{RingOf, Subject, Zone, ZoneOf};
use crate::map::view::{self, Extent, View};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText, height_for_body, sheet,
};
use crate::svg::{
    Element, Layer, Point, Precision, Rectangle, Size, Stroke, Style, area, group, line, marker,
    outline, rectangle,
};
use styles::MapStyles;

/// Width of a map for which none is asked, px.
const USUAL_WIDTH_PX: u32 = 900;

/// Height over width of the body of such a map.
const USUAL_ASPECTS: (f64, f64) = (0.5, 1.05);

/// Draws a map as an SVG document.
///
/// # Errors
/// Those of [`View::fit`]; [`crate::Error::OutOfRange`] if the size leaves no room beside the words.
pub(crate) fn draw(
    subject: &Subject<'_>,
    projection: &Projection,
    extent: &Extent,
    setting: &Setting,
) -> Result<String> {
    let words = |scale| {
        words(
            subject,
            projection,
            &MapStyles::new(&setting.theme, subject, scale),
        )
    };
    let size = match setting.size {
        Some(size) => size,
        None => usual_size(setting, &words(1.0), extent.aspect(projection)?)?,
    };
    let sheet = sheet(setting, size, &words(size.scale()))?;
    let scale = sheet.scale;
    let frame = sheet.body;
    let mut canvas = sheet.canvas;
    let styles = MapStyles::new(&setting.theme, subject, scale);
    let bounds = Rect::new((frame.left, frame.top), (frame.right, frame.bottom));
    let view = View::fit(projection.clone(), extent, bounds)?;
    let graticule = graticule::lines(&view, graticule::step_deg(&view, scale));
    let drawing = Drawing {
        subject,
        view: &view,
        styles: &styles,
        graticule: &graticule,
        frame,
        scale,
    };
    let levels = Levels::new(subject, &view)?;
    for layer in drawing.layers(&levels) {
        canvas.add(layer);
    }
    for layer in labels::layers(&drawing, &levels, setting.unit) {
        canvas.add(layer);
    }
    Ok(canvas.to_svg())
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

    fn zone(&self, zone: &Zone) -> Option<MultiPolygon> {
        let outer = &self.level(zone.outer)?.area;
        Some(match zone.inner {
            Some(inner) => view::difference(outer, &self.level(inner)?.area),
            None => outer.clone(),
        })
    }
}

/// Shared data of all layers.
struct Drawing<'d> {
    subject: &'d Subject<'d>,
    view: &'d View,
    styles: &'d MapStyles<'d>,
    graticule: &'d [graticule::Line],
    frame: Rectangle,
    scale: f64,
}

impl Drawing<'_> {
    fn layers(&self, levels: &Levels) -> Vec<Layer> {
        let colours = &self.styles.theme.map;
        let scale = self.scale;
        let view = self.view;
        let base = basemap::load(Detail::for_view(view));
        let earth = view.earth();
        let land = view.regions(&base.land);
        let thin = |colour, width_px: f64| Stroke::new(colour, width_px * scale);
        let whole_frame = self.frame.width() * self.frame.height();
        let is_full = earth.unsigned_area() > 0.9999 * whole_frame;

        let mut layers = Vec::new();
        let mut layer = |id: &str, label: &str, elements: Vec<Element>| {
            let mut layer = Layer::new(id, label);
            layer.extend(elements);
            layers.push(layer);
        };
        layer(
            "sea",
            "Sea",
            vec![area(
                rings(&earth),
                Precision::Tenth,
                &Style::filled(colours.sea),
            )],
        );
        layer(
            "land",
            "Land",
            vec![area(
                rings(&land),
                Precision::Tenth,
                &Style::filled(colours.land),
            )],
        );
        layer(
            "lakes",
            "Lakes",
            some_area(
                &view.regions(&base.lakes),
                Precision::Tenth,
                &Style::filled(colours.lake),
            ),
        );
        let graticule: Vec<LineString> = self
            .graticule
            .iter()
            .flat_map(|line| line.drawn.0.iter().cloned())
            .collect();
        layer(
            "graticule",
            "Graticule",
            some_outline(
                &MultiLineString::new(graticule),
                Precision::Tenth,
                thin(colours.graticule, 0.5),
            ),
        );
        layer(
            "coasts",
            "Coasts",
            some_outline(
                &view.edges(&land),
                Precision::Tenth,
                thin(colours.coast, 0.7),
            ),
        );
        let disputed = thin(colours.border, 0.8).dashed(crate::svg::Dash::Short);
        let mut borders = some_outline(
            &view.paths(&base.borders),
            Precision::Tenth,
            thin(colours.border, 0.7),
        );
        borders.extend(
            some_outline(
                &view.paths(&base.disputed_borders),
                Precision::Tenth,
                disputed,
            )
            .into_iter()
            .map(|line| line.titled("Disputed border or line of control")),
        );
        layer("borders", "Borders", borders);
        layer("zones", "Zones", self.zones(levels));
        layer("rings", "Rings", self.rings(levels));
        let radials = self.radials();
        let tracks = self.tracks();
        layer("radials", "Radials", radials);
        layer("tracks", "Great circles", tracks);
        let edge = thin(self.styles.theme.axis, 1.0);
        let rim = if is_full {
            rectangle(self.frame, &Style::stroked(edge))
        } else {
            outline(rings(&earth), Precision::Hundredth, edge)
        };
        layer("frame", "Frame", vec![rim]);
        layer("places", "Places", self.places());
        layers
    }

    fn zones(&self, levels: &Levels) -> Vec<Element> {
        let zone = |zone: &Zone| {
            let shape = levels.zone(zone).filter(|shape| !shape.0.is_empty())?;
            Some(
                area(
                    rings(&shape),
                    Precision::Hundredth,
                    &self.styles.zone(zone.of),
                )
                .identified(zone.id.as_str())
                .titled(zone.name.as_str()),
            )
        };
        // The farther ones first, so that where those of two missiles overlap the nearer one is on top.
        let zones = self.subject.zones.iter().rev().filter_map(zone);
        // A ring that is no edge of a zone shows by a tint which side of it is within.
        let distances = self
            .subject
            .rings
            .iter()
            .filter(|ring| ring.of == RingOf::Distance);
        let tints = distances.filter_map(|ring| {
            some_area(
                &levels.level(ring.radius)?.area,
                Precision::Hundredth,
                &self.styles.within(),
            )
            .pop()
        });
        zones.chain(tints).collect()
    }

    fn rings(&self, levels: &Levels) -> Vec<Element> {
        let rings = self.subject.rings.iter().filter_map(|ring| {
            let edge = &levels.level(ring.radius)?.edge;
            let line = some_outline(edge, Precision::Hundredth, self.styles.ring(ring.of)).pop()?;
            Some(line.identified(ring.id.as_str()).titled(ring.name.as_str()))
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

    /// Dots of places, the nearest last and so on top, then the origins.
    fn places(&self) -> Vec<Element> {
        let mut dots = Vec::new();
        for target in self.subject.targets.iter().rev() {
            let Some(at) = self.point(target.place.position) else {
                continue;
            };
            let (shape, style) = self.styles.class(target.class);
            dots.push(marker(shape, at, self.styles.dot_px(), &style).titled(target.name.as_str()));
        }
        for origin in self.subject.origins {
            let Some(at) = self.point(origin.position) else {
                continue;
            };
            let (shape, style) = self.styles.origin();
            let mark = marker(shape, at, self.styles.origin_px(), &style);
            dots.push(mark.titled(format!("origin: {}", crate::present::words::place(origin))));
        }
        dots
    }

    /// The point of a position; None outside the frame.
    fn point(&self, position: Position) -> Option<Point> {
        let pixel = self.view.pixel(position)?;
        let point = Point::new(pixel.x, pixel.y);
        self.frame.contains(point).then_some(point)
    }
}

/// The words around the map.
fn words(subject: &Subject<'_>, projection: &Projection, styles: &MapStyles<'_>) -> SheetText {
    let description = format!(
        "Map. {}. {}. {}",
        subject.title,
        subject.subtitle,
        subject
            .rings
            .iter()
            .map(|ring| ring.name.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    );
    let mut caveats = vec![format!(
        "{}: {}",
        projection.name(),
        lower_first(projection.caveat())
    )];
    caveats.extend(subject.notes.iter().cloned());
    caveats.push(
        "Borders as in Natural Earth, mostly by control on the ground; disputed ones are dashed, which takes no side."
            .to_owned(),
    );
    SheetText {
        title: subject.title.clone(),
        subtitle: subject.subtitle.clone(),
        description,
        legend: legend(subject, styles),
        caveats,
        credit: format!(
            "Land, borders, lakes: Natural Earth. Cities: GeoNames (CC BY 4.0). {PROGRAM}"
        ),
    }
}

fn lower_first(sentence: &str) -> String {
    // Mercator keeps its capital.
    if sentence.starts_with("Mercator") {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn legend(subject: &Subject<'_>, styles: &MapStyles<'_>) -> Vec<LegendEntry> {
    let is_banded = subject
        .zones
        .iter()
        .any(|zone| matches!(zone.of, ZoneOf::Band(_)));
    let mut entries: Vec<LegendEntry> = subject
        .zones
        .iter()
        .map(|zone| LegendEntry::new(LegendSymbol::Area(styles.zone(zone.of)), zone.name.as_str()))
        .collect();
    for (number, class) in subject.classes.iter().enumerate() {
        // Bands that are drawn as areas are named there.
        let is_met = subject.targets.iter().any(|target| target.class == number);
        if is_met {
            let (shape, style) = styles.class(number);
            let name = match class.name.split_once(": ") {
                Some((band, _)) if is_banded && class.band.is_some() => format!("place: {band}"),
                _ => format!("place: {}", class.name),
            };
            entries.push(LegendEntry::new(LegendSymbol::Mark(shape, style), name));
        }
    }
    entries
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
