//! The topmost layers: origins and places, each a group of mark and name that scripts and style sheets find by id, class and
//! values, and what else is written on the map.

use super::Drawing;
use super::labels::Names;
use crate::catalogue::Place;
use crate::map::subject::{Subject, Target};
use crate::present::words;
use crate::svg::{Element, Layer, circle, group, marker};

/// The layers of marks and names, from below.
pub(super) fn layers(drawing: &Drawing<'_>, names: Names) -> Vec<Layer> {
    let Names {
        origins: origin_names,
        closed: closed_names,
        targets: mut target_names,
        by_importance,
        rings,
        ring_frames: _,
        degrees,
        geography,
        landmarks,
        scale,
    } = names;
    // The greatest last and so on top.
    let mut places = Vec::new();
    for number in by_importance.into_iter().rev() {
        let target = &drawing.subject.targets[number];
        places.extend(place(drawing, number, target, target_names[number].take()));
    }
    let Subject {
        origins, closed, ..
    } = drawing.subject;
    // Closed sites are below, and have no names of their own beyond the first few hundred.
    let closed_names = closed_names.into_iter().chain(std::iter::repeat(None));
    let closed = closed.iter().zip(closed_names).enumerate();
    let closed = closed.map(|(number, named)| (origins.len() + number, named));
    let origins = origins.iter().zip(origin_names).enumerate();
    let origins = closed
        .chain(origins)
        .filter_map(|(number, (place, name))| origin(drawing, number, place, name));
    let layer = |id: &str, label: &str, elements: Vec<Element>| {
        let mut layer = Layer::new(id, label);
        layer.extend(elements);
        layer
    };
    vec![
        layer("graticule-labels", "Degrees", degrees),
        layer("geography", "Countries and seas", geography),
        layer("landmarks", "Landmarks", landmarks),
        layer("scale", "Scale, inset, north", scale),
        layer("places", "Places", places),
        layer("origins", "Origins", origins.collect()),
        layer("ring-labels", "Ring labels", rings),
    ]
}

fn place(
    drawing: &Drawing<'_>,
    number: usize,
    target: &Target<'_>,
    name: Option<Element>,
) -> Option<Element> {
    let at = drawing.point(target.place.position)?;
    let styles = drawing.styles;
    let (shape, style) = styles.class(target.class);
    let mut members = Vec::new();
    let open = styles.open_dot().filter(|_| !target.is_certain);
    let (shape, style) = open.unwrap_or((shape, style));
    if !target.is_certain && open.is_none() {
        members.push(circle(at, styles.doubt_px(), &styles.doubt()).classed("doubt"));
    }
    let radius_px = if name.is_some() {
        styles.named_px()
    } else {
        styles.dot_px()
    };
    members.push(marker(shape, at, radius_px, &style).classed("mark"));
    members.extend(name.map(|name| name.classed("name")));
    let mut drawn = group(members)
        .identified(&id("to", number, target.place))
        .classed("place")
        .with_data("data-km", &format!("{:.1}", target.distance.km()));
    if let Some(reach) = target.reach_code() {
        drawn = drawn.with_data("data-reach", reach);
    }
    if let Some(time_s) = target.data_time_s(drawing.subject.clock) {
        drawn = drawn.with_data("data-minutes", &format!("{:.1}", time_s.nominal / 60.0));
    }
    Some(drawn.titled(target.name.as_str()))
}

fn origin(
    drawing: &Drawing<'_>,
    number: usize,
    origin: &Place,
    name: Option<Element>,
) -> Option<Element> {
    let at = drawing.point(origin.position)?;
    let (shape, style) = if is_other(origin) {
        drawing.styles.other_origin()
    } else if drawing.subject.is_closed(origin) {
        drawing.styles.closed_origin()
    } else {
        drawing.styles.origin()
    };
    let mark = marker(shape, at, drawing.styles.origin_px(), &style).classed("mark");
    let members = std::iter::once(mark).chain(name.map(|name| name.classed("name")));
    Some(
        group(members.collect())
            .identified(&id("from", number, origin))
            .classed("origin")
            .titled(format!("origin: {}", words::place(origin))),
    )
}

/// True of a source that is no launch site: a radar, a factory.
pub(super) fn is_other(origin: &Place) -> bool {
    origin.site.is_some_and(|site| !site.launches)
}

/// Id of a place in a role, as in GeoJSON: a place may be origin and target. A bare position has no id, so its number stands
/// for it.
fn id(role: &str, number: usize, place: &Place) -> String {
    crate::map::features::place_id(role, number, place)
}
