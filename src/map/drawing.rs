//! Drawing a map: what it shows, on a basemap, in layers.

mod ground;
mod labels;
pub(crate) mod panels;
mod places;
mod shown;
mod styles;

use geo::{LineString, MultiLineString, MultiPolygon, Rect};

use crate::catalogue::{Language, Place, Reach};
use crate::error::Result;
use crate::map::projection::Projection;
use crate::map::ring;
use crate::map::sphere::Path;
use crate::map::subject::{ClassOf, Dots, Filled, Rank, Ring, RingOf, Subject, Zone, ZoneOf};
use crate::map::view::{self, Extent, View};
use crate::position::Position;
use crate::present::phrases::{self, say};
use crate::present::words;
use crate::quantity::Kilometres;
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText, height_for_body, sheet,
};
use crate::svg::{
    Canvas, Dash, Element, Layer, Point, Precision, Rectangle, Size, Stroke, Style, area, group,
    line, outline,
};
use ground::Ground;
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
    let shown = Shown::new(subject, projection, extent)?;
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
    let (layers, view) = body(subject, projection, extent, setting, bounds, sheet.scale)?;
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
        view: &view,
        styles: &styles,
        ground: &ground,
        frame,
        scale,
    };
    let levels = Levels::new(subject, &view)?;
    let mut layers = drawing.layers(&levels);
    let names = labels::place(&drawing, &levels, setting.unit);
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

    /// What lies between two distances of the nearest origin.
    fn between(&self, inner: Option<Kilometres>, outer: Kilometres) -> Option<MultiPolygon> {
        let outer = &self.level(outer)?.area;
        Some(match inner {
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
    ground: &'d Ground,
    frame: Rectangle,
    scale: f64,
}

impl Drawing<'_> {
    fn layers(&self, levels: &Levels) -> Vec<Layer> {
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
            layer("rings", "Rings", self.rings(levels)),
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
        let Some((origin, uncertainty)) = self.uncertain_origin() else {
            return Vec::new();
        };
        let within = |km: f64| {
            let radius = Kilometres::computed(km.clamp(0.0, ring::MAX_RADIUS_KM));
            self.view.within(&[origin.position], radius).ok()
        };
        let edge = |ring: &Ring| {
            let km = ring.radius.km();
            let outer = within(km + uncertainty.km())?;
            let shape = match km - uncertainty.km() {
                inner_km if inner_km > 0.0 => view::difference(&outer, &within(inner_km)?),
                _ => outer,
            };
            let style = self.styles.uncertain(ring.of);
            some_area(&shape, Precision::Tenth, &style).pop()
        };
        let is_claim_between = |ring: &Ring| {
            matches!(
                ring.of,
                RingOf::Claim {
                    rank: Rank::Between,
                    ..
                }
            )
        };
        let rings = self.subject.rings.iter();
        rings
            .filter(|ring| !is_claim_between(ring))
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
        let dashed = Stroke::new(self.styles.theme.text, 0.9 * self.scale).dashed(Dash::Short);
        some_outline(&about, Precision::Hundredth, dashed)
            .into_iter()
            .map(|line| {
                line.titled(format!(
                    "{} is known to within {:.0} km",
                    origin.name, origin.uncertainty_km
                ))
            })
            .collect()
    }

    fn rings(&self, levels: &Levels) -> Vec<Element> {
        let rings = self.subject.rings.iter().filter_map(|ring| {
            let edge = &levels.level(ring.radius)?.edge;
            let line = some_outline(edge, Precision::Hundredth, self.styles.ring(ring.of)).pop()?;
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

/// The words around the map.
fn sheet_text(
    subject: &Subject<'_>,
    projection: &Projection,
    shown: &Shown,
    styles: &MapStyles<'_>,
) -> SheetText {
    SheetText {
        title: subject.title.clone(),
        subtitle: subject.subtitle.clone(),
        description: description(subject),
        legend: legend(subject, shown, styles),
        ..footer(subject, projection, &shown.notes(subject))
    }
}

/// The notes below a map and its credit; `more` are those of what is in view.
fn footer(subject: &Subject<'_>, projection: &Projection, more: &[String]) -> SheetText {
    let language = subject.language;
    let caveat = say(language, projection.caveat(), &[]);
    let mut caveats = vec![format!(
        "{}: {}",
        projection.name_in(language),
        if language == Language::German {
            // German nouns keep their capitals.
            caveat
        } else {
            lower_first(&caveat)
        }
    )];
    caveats.extend(more.iter().cloned());
    caveats.extend(subject.notes.iter().cloned());
    caveats.push(say(
        language,
        "Borders as in Natural Earth, mostly by control on the ground; disputed ones are dashed, which takes no side.",
        &[],
    ));
    let data = say(
        language,
        "Land, borders, lakes: Natural Earth. Cities: GeoNames (CC BY 4.0).",
        &[],
    );
    SheetText {
        caveats,
        credit: format!("{data} {PROGRAM}"),
        ..SheetText::default()
    }
}

/// The map in sentences: its rings, and which places are in which class.
fn description(subject: &Subject<'_>) -> String {
    const NAMED: usize = 12;
    let mut said = vec![format!("Map. {}", subject.title)];
    if !subject.subtitle.is_empty() {
        said.push(subject.subtitle.clone());
    }
    let rings: Vec<&str> = subject
        .rings
        .iter()
        .map(|ring| ring.name.as_str())
        .collect();
    if !rings.is_empty() {
        said.push(format!("Lines: {}", rings.join("; ")));
    }
    for (number, class) in subject.classes.iter().enumerate() {
        let mut of_class = subject
            .targets
            .iter()
            .filter(|target| target.class == number);
        let names: Vec<&str> = of_class
            .by_ref()
            .take(NAMED)
            .map(|target| target.label.as_str())
            .collect();
        let more = match of_class.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        if !names.is_empty() {
            said.push(format!(
                "{}: {}{more}",
                upper_first(&class.name),
                names.join(", ")
            ));
        }
    }
    said.join(". ")
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

fn upper_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// An entry for each area and each class of places in view; a class has its area's entry, if there is one.
fn legend(subject: &Subject<'_>, shown: &Shown, styles: &MapStyles<'_>) -> Vec<LegendEntry> {
    let count_of = |number: usize, is_doubtful: bool| {
        let of = subject.classes[number].of;
        let targets = subject.targets.iter();
        targets
            .filter(|target| target.class == number && target.is_doubtful(of) == is_doubtful)
            .count()
    };
    let is_met = |number: usize| {
        shown.classes[number] && subject.targets.iter().any(|target| target.class == number)
    };
    let language = subject.language;
    let in_brackets = |count: usize| match count {
        0 => String::new(),
        1 => format!(" ({})", say(language, "1 place", &[])),
        count => {
            let count = phrases::local(&words::grouped(count as f64, 0), language);
            format!(" ({})", say(language, "{1} places", &[&count]))
        }
    };
    let counted = |number: usize| in_brackets(count_of(number, false));
    let mut entries = Vec::new();
    let mut named = Vec::new();
    for (zone, _) in subject
        .zones
        .iter()
        .zip(&shown.zones)
        .filter(|(zone, is_shown)| **is_shown && subject.is_filled(zone.of))
    {
        let class = subject
            .classes
            .iter()
            .position(|class| is_of(class.of, zone.of))
            .filter(|number| is_met(*number));
        let mark = class.map(|number| styles.class(number));
        let count = class.map(counted).unwrap_or_default();
        named.extend(class);
        entries.push(LegendEntry::new(
            LegendSymbol::Swatch(styles.zone(zone.of), mark),
            format!("{}{count}", zone.name),
        ));
    }
    if subject.missiles.len() > 1 && subject.filled() != Some(Filled::Times) {
        for (missile, system) in subject.missiles.iter().enumerate() {
            let stroke = styles.ring(RingOf::Claim {
                missile,
                rank: Rank::Highest,
            });
            entries.push(LegendEntry::new(
                LegendSymbol::Line(stroke),
                system.name.as_ref(),
            ));
        }
    }
    for (number, class) in subject.classes.iter().enumerate() {
        let is_told = !matches!(class.of, ClassOf::Place);
        if is_met(number) && is_told && !named.contains(&number) {
            let (shape, style) = styles.class(number);
            entries.push(LegendEntry::new(
                LegendSymbol::Mark(shape, style),
                format!("{}{}", class.name, counted(number)),
            ));
        }
    }
    if subject.targets.iter().any(|target| !target.is_certain) {
        let doubtful = (0..subject.classes.len())
            .map(|number| count_of(number, true))
            .sum();
        let words = if subject.dots == Dots::Minutes {
            "≈ not to be quoted"
        } else {
            "uncertain: the edge is within the error of the places"
        };
        entries.push(LegendEntry::new(
            LegendSymbol::Ringed(styles.doubt()),
            format!("{}{}", say(language, words, &[]), in_brackets(doubtful)),
        ));
    }
    let others = subject
        .origins
        .iter()
        .filter(|origin| places::is_other(origin));
    if subject.origins.len() > 1 || others.count() > 0 {
        let launches = subject
            .origins
            .iter()
            .any(|origin| !places::is_other(origin));
        if launches {
            let (shape, style) = styles.origin();
            entries.push(LegendEntry::new(
                LegendSymbol::Mark(shape, style),
                say(language, "origin of ranges", &[]),
            ));
        }
        if subject.origins.iter().any(places::is_other) {
            let (shape, style) = styles.other_origin();
            entries.push(LegendEntry::new(
                LegendSymbol::Mark(shape, style),
                say(language, "not a launch site", &[]),
            ));
        }
    }
    entries
}

/// True if the places of a class are those in an area.
fn is_of(class: ClassOf, zone: ZoneOf) -> bool {
    match (class, zone) {
        (ClassOf::Band(one), ZoneOf::Band(other))
        | (ClassOf::Ring(one), ZoneOf::Ring(other))
        | (ClassOf::Time(one), ZoneOf::Time(other)) => one == other,
        (ClassOf::Reach(Reach::Within), ZoneOf::Certain(_))
        | (ClassOf::Reach(Reach::Disputed), ZoneOf::Disputed(_)) => true,
        _ => false,
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
