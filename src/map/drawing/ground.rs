//! What a map shows of the Earth whatever its subject: land, sea, lakes, borders and graticule. A site that moves under a view
//! that stays leaves them as they are, so that the last ones are kept.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use geo::{Area, LineString, MultiLineString};

use super::{rings, some_area, some_outline};
use crate::map::basemap::{self, Detail};
use crate::map::geography::{self, Room};
use crate::map::graticule;
use crate::map::view::View;
use crate::svg::theme::{BORDER_OPACITY, MapColours, Theme};
use crate::svg::{
    Colour, Dash, Element, Layer, Point, Precision, Rectangle, Stroke, Style, area, outline,
    rectangle,
};

/// The layers of the ground, and what labels keep clear of.
pub(super) struct Ground {
    pub(super) land: Layer,
    /// Sea, lakes, graticule, coasts and borders, which lie over the areas of the subject.
    pub(super) above_zones: Vec<Layer>,
    /// The edge of the map, on top.
    pub(super) rim: Layer,
    pub(super) graticule: Vec<graticule::Line>,
    /// The rooms for names of countries and seas in view, with their middles and widths on the map, px; the widest first.
    pub(super) rooms: OnceCell<Vec<(Room, Point, f64)>>,
    /// The countries at points that were asked for, by the bits of their coordinates.
    countries: RefCell<HashMap<[u64; 2], Option<&'static str>>>,
}

/// The most points whose countries are kept: while a site moves under a view that stays, the same are asked for again.
const MOST_POINTS: usize = 20_000;

impl Ground {
    /// The country at a point of the map; None at sea and outside of the Earth.
    pub(super) fn country_at(&self, view: &View, at: Point) -> Option<&'static str> {
        let key = [at.x.to_bits(), at.y.to_bits()];
        let known = self.countries.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let position = view.position(geo::Coord { x: at.x, y: at.y });
            let country = position.and_then(geography::country_at);
            let mut countries = self.countries.borrow_mut();
            if countries.len() >= MOST_POINTS {
                countries.clear();
            }
            countries.insert(key, country);
            country
        })
    }
}

/// All that the ground depends on.
#[derive(PartialEq)]
struct Key {
    view: crate::map::view::Key,
    frame: Rectangle,
    scale: f64,
    colours: MapColours,
    axis: Colour,
}

thread_local! {
    static LAST: RefCell<Option<(Key, Rc<Ground>)>> = const { RefCell::new(None) };
}

/// The ground of a view: that of the last map of this thread where it is the same.
pub(super) fn of(view: &View, frame: Rectangle, scale: f64, theme: &Theme) -> Rc<Ground> {
    let key = Key {
        view: view.key(),
        frame,
        scale,
        colours: theme.map,
        axis: theme.axis,
    };
    let known = LAST.with_borrow(|last| {
        let (last, ground) = last.as_ref()?;
        (*last == key).then(|| Rc::clone(ground))
    });
    known.unwrap_or_else(|| {
        let ground = Rc::new(drawn(view, &key));
        LAST.set(Some((key, Rc::clone(&ground))));
        ground
    })
}

fn drawn(view: &View, key: &Key) -> Ground {
    let &Key {
        frame,
        scale,
        ref colours,
        axis,
        ..
    } = key;
    let base = basemap::load(Detail::for_view(view));
    let earth = view.earth();
    let land = view.regions(&base.land);
    let thin = |colour, width_px: f64| Stroke::new(colour, width_px * scale);
    let whole_frame = frame.width() * frame.height();
    let is_full = earth.unsigned_area() > 0.9999 * whole_frame;
    let layer = |id: &str, label: &str, elements: Vec<Element>| {
        let mut layer = Layer::new(id, label);
        layer.extend(elements);
        layer
    };
    let graticule = graticule::lines(view, graticule::step_deg(view, scale));
    let meridians: Vec<LineString> = graticule
        .iter()
        .flat_map(|line| line.drawn.0.iter().cloned())
        .collect();
    let border = |width_px: f64| thin(colours.border, width_px).with_opacity(BORDER_OPACITY);
    let disputed = border(0.8).dashed(Dash::Short);
    let mut borders = some_outline(&view.paths(&base.borders), Precision::Tenth, border(0.7));
    borders.extend(
        some_outline(
            &view.paths(&base.disputed_borders),
            Precision::Tenth,
            disputed,
        )
        .into_iter()
        .map(|line| line.titled("Disputed border or line of control")),
    );
    let edge = thin(axis, 1.0);
    let rim = if is_full {
        rectangle(frame, &Style::stroked(edge))
    } else {
        outline(rings(&earth), Precision::Hundredth, edge)
    };
    Ground {
        land: layer(
            "land",
            "Land",
            vec![area(
                rings(&earth),
                Precision::Tenth,
                &Style::filled(colours.land),
            )],
        ),
        above_zones: vec![
            layer(
                "sea",
                "Sea",
                vec![area(
                    rings(&earth).into_iter().chain(rings(&land)),
                    Precision::Tenth,
                    &Style::filled(colours.sea),
                )],
            ),
            layer(
                "lakes",
                "Lakes",
                some_area(
                    &view.regions(&base.lakes),
                    Precision::Tenth,
                    &Style::filled(colours.lake),
                ),
            ),
            layer(
                "graticule",
                "Graticule",
                some_outline(
                    &MultiLineString::new(meridians),
                    Precision::Tenth,
                    thin(colours.graticule, 0.5),
                ),
            ),
            layer(
                "coasts",
                "Coasts",
                some_outline(
                    &view.edges(&land),
                    Precision::Tenth,
                    thin(colours.coast, 0.7),
                ),
            ),
            layer("borders", "Borders", borders),
        ],
        rim: layer("frame", "Frame", vec![rim]),
        graticule,
        rooms: OnceCell::new(),
        countries: RefCell::default(),
    }
}
