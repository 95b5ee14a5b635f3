//! The contents of a map as features with properties, for programs that draw maps themselves.

use crate::catalogue::{Place, Reach, System};
use crate::error::Result;
use crate::map::feature::{Feature, Heading, Shape, Style, Value};
use crate::map::lonlat;
use crate::map::palette::Palette;
use crate::map::ring;
use crate::map::subject::{Rank, Ring, RingOf, Subject, Target, Zone, ZoneOf, notes_in_view};
use crate::model::is_reach_certain;
use crate::quantity::{Interval, Kilometres};
use crate::svg::Colour;
use crate::svg::sheet::PROGRAM;
use crate::svg::theme::light;

/// More rings about origins than this have fewer sides.
const MANY_AREAS: usize = 5_000;

/// Greatest distance of those from the ring, as a share of the radius: 64 sides.
const COARSE: f64 = 1.2e-3;

/// Opacity of areas, 0–255.
const OPACITY: u8 = 150;

/// The features of a map: zones, rings and their lines, radials, tracks, places and origins, in this order.
///
/// Every ring is the whole area within its distance of any origin, and its line the edge of that; zones are what lies between
/// two of them. With `is_each` they are those of each origin by itself.
///
/// # Errors
/// Those of [`ring::disc`]; none for the rings of a [`Subject`].
pub(crate) fn features(subject: &Subject<'_>, is_each: bool) -> Result<(Heading, Vec<Feature>)> {
    let theme = light();
    let palette = Palette::new(&theme);
    let mut all = Vec::new();
    if is_each {
        for (number, origin) in subject.origins.iter().enumerate() {
            let id = place_id("from", number, origin);
            for mut feature in about(subject, std::slice::from_ref(origin), palette)? {
                feature.id = format!("{}-{id}", feature.id);
                feature.name = format!("{}: {}", origin.name, feature.name);
                feature
                    .properties
                    .push(("from_id", text(origin.id.as_deref())));
                all.push(feature);
            }
        }
    } else {
        all = about(subject, subject.origins, palette)?;
    }
    for (number, radial) in subject.radials.iter().enumerate() {
        all.push(Feature {
            id: format!("radial-{number}"),
            name: format!("azimuth {}°", radial.azimuth_deg),
            kind: "radial",
            shape: Shape::Line(lonlat::path(&ring::track(radial.from, radial.to))),
            properties: vec![("azimuth_deg", figure(radial.azimuth_deg))],
            style: Some(line(Colour::hex(0x6b_72_7b), 1.0)),
        });
    }
    for (number, (from, to)) in subject.tracks.iter().enumerate() {
        let distance_km = crate::geodesy::inverse(from.position, to.position)
            .distance
            .km();
        all.push(Feature {
            id: format!("track-{number}"),
            name: format!("{} to {}", from.name, to.name),
            kind: "track",
            shape: Shape::Line(lonlat::path(&ring::track(from.position, to.position))),
            properties: vec![
                ("from_id", text(from.id.as_deref())),
                ("to_id", text(to.id.as_deref())),
                ("distance_km", figure(distance_km)),
            ],
            style: Some(line(Colour::hex(0x1a_1d_21), 1.2)),
        });
    }
    all.extend(
        subject
            .targets
            .iter()
            .enumerate()
            .map(|(number, target)| of_target(number, target, subject, palette)),
    );
    all.extend(
        subject
            .origins
            .iter()
            .enumerate()
            .map(|(number, origin)| of_origin(number, origin)),
    );
    let closed = subject.closed.iter().enumerate();
    all.extend(closed.map(|(number, site)| Feature {
        kind: "closed-site",
        ..of_origin(subject.origins.len() + number, site)
    }));
    let mut notes = vec![subject.subtitle.clone()];
    notes.extend(notes_in_view(subject, |_| true));
    notes.push(format!(
        "WGS 84 geodesics. Cities: GeoNames (CC BY 4.0). {PROGRAM}"
    ));
    notes.retain(|note| !note.is_empty());
    Ok((
        Heading {
            title: subject.title.clone(),
            notes,
        },
        all,
    ))
}

/// Zones, rings and the lines of rings about origins.
fn about(subject: &Subject<'_>, origins: &[Place], palette: Palette<'_>) -> Result<Vec<Feature>> {
    // Of few rings the sides are as near to the circle as anyone may want; of very many that would take gigabytes.
    let is_many = origins.len() * subject.rings.len() > MANY_AREAS;
    let error_share = if is_many { COARSE } else { ring::RING_ERROR };
    let within = |radius: Kilometres| {
        let positions = origins.iter().map(|origin| origin.position);
        lonlat::within(positions, radius, error_share)
    };
    let mut all = Vec::new();
    // What lies between rings is left to those who draw: the rings are there.
    for zone in subject
        .zones
        .iter()
        .filter(|zone| !matches!(zone.of, ZoneOf::Ring(_)))
    {
        let outer = within(zone.outer)?;
        let shape = match zone.inner {
            Some(inner) => lonlat::difference(&outer, &within(inner)?),
            None => outer,
        };
        all.push(of_zone(subject, zone, Shape::Area(shape), palette));
    }
    for ring in &subject.rings {
        let area = within(ring.radius)?;
        let edge = Shape::Line(lonlat::edges(&area));
        let ring = of_ring(subject, ring, Shape::Area(area), palette);
        all.push(Feature {
            id: format!("{}-line", ring.id),
            name: ring.name.clone(),
            kind: "ring-line",
            shape: edge,
            properties: ring.properties.clone(),
            style: ring.style,
        });
        all.push(ring);
    }
    // Areas first, or they would lie over lines.
    all.sort_by_key(|feature| feature.kind == "ring-line");
    Ok(all)
}

fn of_zone(subject: &Subject<'_>, zone: &Zone, shape: Shape, palette: Palette<'_>) -> Feature {
    let mut properties = vec![
        ("inner_km", figure(zone.inner.map_or(0.0, Kilometres::km))),
        ("outer_km", figure(zone.outer.km())),
    ];
    match zone.of {
        ZoneOf::Band(_) => properties.push(("band", text(zone.id.strip_prefix("band-")))),
        ZoneOf::Certain(missile) | ZoneOf::Disputed(missile) => {
            let reach = if matches!(zone.of, ZoneOf::Certain(_)) {
                "within"
            } else {
                "disputed"
            };
            properties.push(("reach", text(Some(reach))));
            properties.push(("system_id", text(missile_id(subject, missile))));
        }
        ZoneOf::Time(number) => {
            let minutes = subject.rings.iter().filter_map(Ring::minutes).nth(number);
            properties.push(("minutes", Value::Number(minutes)));
        }
        ZoneOf::Ring(_) => {}
    }
    // Other programs lay it over a ground of their own, so that it lets the ground shine through.
    let colours = palette.zone(subject, zone.of);
    let fill = colours[colours.len() / 2];
    let style = Style {
        fill_rgba: Some([fill.red, fill.green, fill.blue, OPACITY]),
        ..line(fill, 0.0)
    };
    Feature {
        id: zone.id.clone(),
        name: zone.name.clone(),
        kind: "zone",
        shape,
        properties,
        style: Some(style),
    }
}

fn of_ring(subject: &Subject<'_>, ring: &Ring, shape: Shape, palette: Palette<'_>) -> Feature {
    let mut properties = vec![("km", figure(ring.radius.km()))];
    match ring.of {
        RingOf::Distance | RingOf::BandEdge => {}
        RingOf::Claim { missile, rank } => {
            let claim = match rank {
                Rank::Lowest => "lowest",
                Rank::Between => "between",
                Rank::Highest => "highest",
            };
            properties.push(("claim", text(Some(claim))));
            properties.push(("system_id", text(missile_id(subject, missile))));
        }
        RingOf::Time { minutes, .. } => properties.push(("minutes", figure(minutes))),
    }
    Feature {
        id: ring.id.clone(),
        name: ring.name.clone(),
        kind: "ring",
        shape,
        properties,
        style: Some(line(palette.ring(subject, ring.of), 1.6)),
    }
}

fn of_target(
    number: usize,
    target: &Target<'_>,
    subject: &Subject<'_>,
    palette: Palette<'_>,
) -> Feature {
    let minutes_of = |time_s: Option<Interval>, pick: fn(Interval) -> f64| {
        Value::Number(time_s.map(|time_s| pick(time_s) / 60.0))
    };
    let minutes = |pick| minutes_of(target.data_time_s(subject.clock), pick);
    let airborne = |pick| minutes_of(target.airborne_s(subject.clock), pick);
    Feature {
        id: place_id("to", number, target.place),
        name: target.place.name.to_string(),
        kind: "place",
        shape: Shape::Point(target.place.position),
        properties: vec![
            ("place_id", text(target.place.id.as_deref())),
            ("country", text(target.place.country.as_deref())),
            ("from_id", text(target.origin.id.as_deref())),
            ("distance_km", figure(target.distance.km())),
            ("band", text(Some(&target.band.id))),
            ("reach", text(target.reach.map(Reach::code))),
            ("reach_certain", Value::Flag(reach_certain(target, subject))),
            ("minutes", minutes(|time_s| time_s.nominal)),
            ("minutes_low", minutes(|time_s| time_s.low)),
            ("minutes_high", minutes(|time_s| time_s.high)),
            ("minutes_airborne", airborne(|time_s| time_s.nominal)),
            ("minutes_airborne_low", airborne(|time_s| time_s.low)),
            ("minutes_airborne_high", airborne(|time_s| time_s.high)),
        ],
        style: Some(line(palette.pin(subject, target), 1.0)),
    }
}

/// False where the uncertainty of the places could change what a missile of the map reaches, by the rule of the rows; None
/// where no missile is judged.
fn reach_certain(target: &Target<'_>, subject: &Subject<'_>) -> Option<bool> {
    target.reach?;
    let joint_uncertainty_km = target.origin.joint_uncertainty_km(target.place);
    let is_certain =
        |system: &System| is_reach_certain(system, target.distance, joint_uncertainty_km);
    Some(subject.missiles.iter().all(is_certain))
}

fn of_origin(number: usize, origin: &Place) -> Feature {
    Feature {
        id: place_id("from", number, origin),
        name: origin.name.to_string(),
        kind: "origin",
        shape: Shape::Point(origin.position),
        properties: vec![
            ("place_id", text(origin.id.as_deref())),
            ("country", text(origin.country.as_deref())),
        ],
        style: Some(line(Colour::hex(0x1a_1d_21), 1.0)),
    }
}

/// Id of a place in a role: a place may be origin and target. A bare position has no id, so its number stands for it.
pub(super) fn place_id(role: &str, number: usize, place: &Place) -> String {
    format!(
        "{role}-{}",
        place
            .id
            .as_deref()
            .map_or_else(|| number.to_string(), str::to_owned)
    )
}

fn missile_id<'s>(subject: &'s Subject<'_>, number: usize) -> Option<&'s str> {
    subject
        .missiles
        .get(number)
        .map(|system: &System| system.id.as_ref())
}

fn text(value: Option<&str>) -> Value {
    Value::Text(value.map(str::to_owned))
}

fn figure(value: f64) -> Value {
    Value::Number(Some(value))
}

fn line(colour: Colour, line_width_px: f64) -> Style {
    Style {
        line_rgb: [colour.red, colour.green, colour.blue],
        line_width_px,
        fill_rgba: None,
    }
}
