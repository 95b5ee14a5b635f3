//! Small multiples: one map for each of several missiles, of one extent and scale, on one sheet.

use geo::Rect;

use super::body;
use super::sheet_text::{description, footer};
use crate::catalogue::Reach;
use crate::error::Result;
use crate::map::drawing::shown::Shown;
use crate::map::drawing::styles::MapStyles;
use crate::map::projection::Projection;
use crate::map::subject::{ClassOf, Subject, ZoneOf, notes_in_view};
use crate::map::view::Extent;
use crate::present::claims;
use crate::present::phrases::{self, say};
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, SMALL_PX, Setting, SheetText, TEXT_PX, height_for_body, sheet, width,
};
use crate::svg::{Canvas, Element, Layer, Point, Rectangle, TextStyle, text};

/// Height of the heading of a panel, px at scale 1.
const HEAD_PX: f64 = 22.0;
/// Between panels, px at scale 1.
const GAP_PX: f64 = 14.0;
/// Least width of a panel where there are several side by side, px at scale 1.
const LEAST_WIDTH_PX: f64 = 250.0;
/// Height over width of a panel.
const ASPECTS: (f64, f64) = (0.6, 1.2);

/// Draws a panel for each missile. `whole` has the words of all together.
///
/// # Errors
/// Those of [`super::draw`].
pub(crate) fn draw(
    whole: &Subject<'_>,
    panels: &[Subject<'_>],
    projection: &Projection,
    extent: &Extent,
    setting: &Setting,
) -> Result<Canvas> {
    let words = |scale| sheet_text(whole, panels, projection, setting, scale);
    let size = if let Some(size) = setting.whole_size()? {
        size
    } else {
        let (flattest, tallest) = ASPECTS;
        let aspect = extent.aspect(projection)?.clamp(flattest, tallest);
        height_for_body(setting, &words(1.0), super::USUAL_WIDTH_PX, |width_px| {
            let grid = Grid::of_width(panels.len(), width_px);
            grid.rows as f64 * (HEAD_PX + aspect * grid.panel_px) + (grid.rows - 1) as f64 * GAP_PX
        })?
    };
    let sheet = sheet(setting, size, &words(size.scale()))?;
    let scale = sheet.scale;
    let room = sheet.body;
    let mut canvas = sheet.canvas.in_language(whole.language.code());
    let aspect = extent.aspect(projection)?;
    let grid = Grid::of_body(panels.len(), room, aspect, scale);
    let height = grid.height_px(room.height(), scale);
    for (number, panel) in panels.iter().enumerate() {
        let (row, column) = (number / grid.columns, number % grid.columns);
        let left = room.left + column as f64 * (grid.panel_px + GAP_PX * scale);
        let top = room.top + row as f64 * (height + GAP_PX * scale);
        let frame = Rectangle::new(
            left,
            top + HEAD_PX * scale,
            left + grid.panel_px,
            top + height,
        );
        let bounds = Rect::new((frame.left, frame.top), (frame.right, frame.bottom));
        let shown = Shown::new(panel, projection, extent, grid.panel_px)?;
        let (layers, _) = body(panel, projection, extent, setting, &shown, bounds, scale)?;
        let id = format!("panel-{}", number + 1);
        let name = panel
            .missiles
            .first()
            .map_or("", |system| system.name.as_ref());
        let mut layer = Layer::new(&id, name);
        layer.extend(heading(
            panel,
            Point::new(left, top + 0.68 * HEAD_PX * scale),
            setting,
            scale,
        ));
        layer.extend(layers.into_iter().map(|layer| layer.into_group(&id)));
        canvas.add(layer);
    }
    Ok(canvas)
}

/// Rows and columns of panels.
struct Grid {
    rows: usize,
    columns: usize,
    panel_px: f64,
}

impl Grid {
    fn new(count: usize, columns: usize, width_px: f64, scale: f64) -> Self {
        Self {
            rows: count.div_ceil(columns).max(1),
            columns,
            panel_px: (width_px - (columns - 1) as f64 * GAP_PX * scale) / columns as f64,
        }
    }

    /// Of a body of this width, as tall as it takes: up to three side by side, four in a square.
    fn of_width(count: usize, width_px: f64) -> Self {
        let usual = match count {
            0 | 1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        let grids = (1..=usual)
            .rev()
            .map(|columns| Self::new(count, columns, width_px, 1.0));
        grids
            .filter(|grid| grid.columns == 1 || grid.panel_px >= LEAST_WIDTH_PX)
            .max_by_key(|grid| grid.columns)
            .unwrap_or(Self::new(count, 1, width_px, 1.0))
    }

    /// Of a body: the one whose maps are largest.
    fn of_body(count: usize, body: Rectangle, aspect: f64, scale: f64) -> Self {
        let fit = |grid: &Self| {
            let map_px = grid.height_px(body.height(), scale) - HEAD_PX * scale;
            grid.panel_px.min(map_px / aspect)
        };
        (1..=count.max(1))
            .map(|columns| Self::new(count, columns, body.width(), scale))
            .max_by(|a, b| fit(a).total_cmp(&fit(b)))
            .unwrap_or(Self::new(count, 1, body.width(), scale))
    }

    /// Height of a panel with its heading.
    fn height_px(&self, body_px: f64, scale: f64) -> f64 {
        (body_px - (self.rows - 1) as f64 * GAP_PX * scale) / self.rows as f64
    }
}

/// The missile, and its range by the claims.
fn heading(panel: &Subject<'_>, at: Point, setting: &Setting, scale: f64) -> Vec<Element> {
    let Some(system) = panel.missiles.first() else {
        return Vec::new();
    };
    let bold = TextStyle::new(TEXT_PX * scale, setting.theme.text).bold();
    let small = TextStyle::new(SMALL_PX * scale, setting.theme.muted_text);
    let after = at.moved(width(&system.name, &bold) + 8.0 * scale, 0.0);
    vec![
        text(at, &system.name, &bold),
        text(
            after,
            &phrases::local(&claims::range(system, setting.unit), panel.language),
            &small,
        ),
    ]
}

fn sheet_text(
    whole: &Subject<'_>,
    panels: &[Subject<'_>],
    projection: &Projection,
    setting: &Setting,
    scale: f64,
) -> SheetText {
    let described: Vec<String> = panels.iter().map(description).collect();
    SheetText {
        title: whole.title.clone(),
        subtitle: whole.subtitle.clone(),
        description: described.join(" "),
        legend: legend(panels, setting, scale),
        ..footer(
            whole,
            projection,
            Vec::new(),
            notes_in_view(whole, |_| true),
        )
    }
}

/// An entry for each kind of area and of mark in any panel.
fn legend(panels: &[Subject<'_>], setting: &Setting, scale: f64) -> Vec<LegendEntry> {
    let mut entries = Vec::new();
    let mut said: Vec<String> = Vec::new();
    let mut add = |sign: LegendSymbol, label: &str| {
        if !said.iter().any(|known| known == label) {
            said.push(label.to_owned());
            entries.push(LegendEntry::new(sign, label));
        }
    };
    let mark_of = |panel: &Subject<'_>, wanted: ClassOf| {
        let number = panel.classes.iter().position(|class| class.of == wanted)?;
        let is_met = panel.targets.iter().any(|target| target.class == number);
        is_met.then(|| MapStyles::new(&setting.theme, panel, scale).class(number))
    };
    let any_mark = |wanted| panels.iter().find_map(|panel| mark_of(panel, wanted));
    for (is_certain, reach, label) in [
        (true, Reach::Within, "within reach by every claim"),
        (false, Reach::Disputed, "by some claims only"),
    ] {
        let zones = panels
            .iter()
            .flat_map(|panel| panel.zones.iter().map(move |zone| (panel, zone)));
        let zone = zones
            .filter(|(_, zone)| matches!(zone.of, ZoneOf::Certain(_)) == is_certain)
            .max_by_key(|(panel, zone)| {
                MapStyles::new(&setting.theme, panel, scale)
                    .zone(zone.of)
                    .len()
            });
        if let Some((panel, zone)) = zone {
            let colours = MapStyles::new(&setting.theme, panel, scale).zone(zone.of);
            let sign = LegendSymbol::Swatch(colours, any_mark(ClassOf::Reach(reach)));
            add(sign, &say(panel.language, label, &[]));
        }
    }
    for panel in panels {
        for class in panel.classes.iter().filter(|class| {
            !matches!(
                class.of,
                ClassOf::Reach(Reach::Within | Reach::Disputed) | ClassOf::Place
            )
        }) {
            if let Some((shape, style)) = mark_of(panel, class.of) {
                add(LegendSymbol::Mark(shape, style), &class.name);
            }
        }
    }
    entries
}
