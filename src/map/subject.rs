//! What a map shows, found before anything is projected: rings and zones about origins, places, tracks, and the words
//! that go with them.

mod target;
mod words;

use crate::catalogue::{Place, System};
use crate::error::{Error, Result};
use crate::geodesy;
use crate::map::isochrone::{self, Clock, Level};
use crate::map::ring;
use crate::model::Assumptions;
use crate::position::Position;
use crate::present::claims;
use crate::present::words::LengthUnit;
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

pub(crate) use target::{Class, Target};

/// How many missiles one map can tell apart.
pub(crate) const MOST_MISSILES: usize = 4;

/// Maximum number of areas about origins: rings and edges of zones times origins.
const MAX_AREAS: usize = 50_000;

/// Maximum number of rings and edges of zones.
const MAX_RINGS: usize = 200;

/// Maximum number of tracks and radials, each a line of its own.
const MAX_LINES: usize = 10_000;

/// Maximum number of pairs of an origin and a place, of which the nearest are found.
const MAX_PAIRS: usize = 5_000_000;

/// Maximum number of origins and places, each a dot of its own.
const MAX_PLACES: usize = 20_000;

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Request<'a> {
    /// Where ranges begin.
    pub origins: &'a [Place],
    /// Places to be shown and classed.
    pub targets: &'a [Place],
    /// Bands to be drawn about the origins.
    pub bands: Option<&'a BandSet>,
    /// Rings, km.
    pub rings_km: Vec<f64>,
    /// Missiles whose claimed ranges are drawn.
    pub missiles: &'a [System],
    /// Isochrones: the system and the times, min.
    pub isochrones: Option<(&'a System, Vec<f64>)>,
    /// Which time isochrones and coloured dots are of.
    pub clock: Clock,
    /// Whose times dots are coloured by; None colours them by the band of their distance.
    pub dots_by_time_of: Option<&'a System>,
    /// Number of lines from each origin at equal steps of azimuth; 0 for none.
    pub radials: u16,
    /// Whether a great circle is drawn from each origin to each place.
    pub has_tracks: bool,
    /// The title; None for one that says what is shown.
    pub title: Option<String>,
    /// What the models assume.
    pub assumptions: Assumptions<'a>,
    /// The unit of distances.
    pub unit: LengthUnit,
}

/// What a map shows.
#[derive(Clone, Debug)]
pub(crate) struct Subject<'a> {
    /// Where ranges begin.
    pub origins: &'a [Place],
    /// Lines of equal distance, in ascending order.
    pub rings: Vec<Ring>,
    /// Areas between them.
    pub zones: Vec<Zone>,
    /// Missiles whose ranges are drawn.
    pub missiles: &'a [System],
    /// Places, in the order in which they were named.
    pub targets: Vec<Target<'a>>,
    /// The classes that the places fall into, nearest or soonest first.
    pub classes: Vec<Class>,
    /// Radials from each origin.
    pub radials: Vec<Radial>,
    /// Origin and place of each great circle.
    pub tracks: Vec<(&'a Place, &'a Place)>,
    /// What it shows, in a line.
    pub title: String,
    /// Of what, and by which assumptions.
    pub subtitle: String,
    /// Reservations that it must carry, each a sentence.
    pub notes: Vec<String>,
}

/// A line of equal distance from the nearest origin.
#[derive(Clone, Debug)]
pub(crate) struct Ring {
    /// Unique among rings and zones.
    pub id: String,
    /// Its distance.
    pub radius: Kilometres,
    /// What it is.
    pub of: RingOf,
    /// Short: "500 km", "10 min".
    pub label: String,
    /// In full: "2,600 km: highest claim for the 9M729".
    pub name: String,
}

/// What a ring is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RingOf {
    /// A distance that was asked for.
    Distance,
    /// The edge of a band.
    BandEdge,
    /// A claim of the range of one of the missiles, by its number: the one to which none falls short if `is_lowest`, else the
    /// highest.
    Claim {
        /// Which missile.
        missile: usize,
        /// Whether all claims agree that it reaches so far.
        is_lowest: bool,
    },
    /// A time, min.
    Time(f64),
}

/// An area between two distances of the nearest origin.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Unique among rings and zones.
    pub id: String,
    /// Where it begins; None at the origin.
    pub inner: Option<Kilometres>,
    /// Where it ends.
    pub outer: Kilometres,
    /// What it is.
    pub of: ZoneOf,
    /// In full: "shorter-range: 500 ≤ range ≤ 1,000 km".
    pub name: String,
}

/// What a zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZoneOf {
    /// A band, by its number in the set.
    Band(usize),
    /// Within reach of a missile with no claim falling short.
    Certain(usize),
    /// Within reach of a missile by some claims only.
    Disputed(usize),
    /// Between two isochrones, by its number from the origin.
    Time(usize),
}

/// A geodesic from an origin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Radial {
    /// Where it begins.
    pub from: Position,
    /// Where it ends.
    pub to: Position,
    /// Its azimuth at the origin, degrees.
    pub azimuth_deg: f64,
}

impl<'a> Subject<'a> {
    /// Finds all that is asked for.
    ///
    /// # Errors
    /// [`Error::Usage`] where nothing is asked for, where a missile has no range, and for more missiles than a map
    /// can tell apart; [`Error::OutOfRange`] for a radius that is none; what [`isochrone::levels`] reports.
    pub(crate) fn new(request: &Request<'a>) -> Result<Self> {
        let nothing = request.rings_km.is_empty()
            && request.missiles.is_empty()
            && request.bands.is_none_or(|set| set.edges().count() == 0)
            && request.isochrones.is_none()
            && request.targets.is_empty()
            && request.radials == 0;
        if request.origins.is_empty() || nothing {
            return Err(Error::Usage(
                "there is nothing to draw: ask for --bands, --ring, --missile, --isochrone, --radials or --to"
                    .to_owned(),
            ));
        }
        if request.has_tracks && request.targets.is_empty() {
            return Err(Error::Usage(
                "--track draws lines to places: name them with --to".to_owned(),
            ));
        }
        refuse_if_too_many(request)?;
        let mut subject = Self {
            origins: request.origins,
            rings: Vec::new(),
            zones: Vec::new(),
            missiles: request.missiles,
            targets: Vec::new(),
            classes: Vec::new(),
            radials: Vec::new(),
            tracks: Vec::new(),
            title: String::new(),
            subtitle: String::new(),
            notes: Vec::new(),
        };
        let mut left_out = Vec::new();
        if let Some(bands) = request.bands {
            subject.add_bands(bands, request.unit)?;
        }
        subject.add_missiles(request.missiles, request.unit)?;
        if let Some((system, minutes)) = &request.isochrones {
            let found = isochrone::levels(system, &request.assumptions, request.clock, minutes)?;
            subject.add_isochrones(&found.levels, request);
            left_out = found.left_out;
        }
        for &km in &request.rings_km {
            let radius = ring::radius(km)?;
            subject.add_ring(
                format!("ring-{km}"),
                radius,
                RingOf::Distance,
                request.unit,
                "",
            );
        }
        subject
            .rings
            .sort_by(|a, b| a.radius.km().total_cmp(&b.radius.km()));
        let level_min: Vec<f64> = subject.rings.iter().filter_map(Ring::minutes).collect();
        (subject.targets, subject.classes) = target::classed(request, &level_min)?;
        subject.add_radials(request.radials);
        if request.has_tracks {
            let pairs = request
                .origins
                .iter()
                .flat_map(|from| request.targets.iter().map(move |to| (from, to)));
            subject.tracks = pairs
                .filter(|(from, to)| from.position != to.position)
                .collect();
        }
        words::describe(&mut subject, request, left_out);
        Ok(subject)
    }

    /// A ring, unless there is one of the same radius and kind already.
    fn add_ring(
        &mut self,
        id: String,
        radius: Kilometres,
        of: RingOf,
        unit: LengthUnit,
        what: &str,
    ) {
        let label = unit.say_edge((radius.km() * 1e3).round() / 1e3);
        let name = if what.is_empty() {
            label.clone()
        } else {
            format!("{label}: {what}")
        };
        if !self.rings.iter().any(|ring| ring.id == id) {
            self.rings.push(Ring {
                id,
                radius,
                of,
                label,
                name,
            });
        }
    }

    fn add_bands(&mut self, set: &BandSet, unit: LengthUnit) -> Result<()> {
        for (number, band) in set.bands().iter().enumerate() {
            let Some(upper) = band.upper else { continue };
            let outer = ring::radius(upper.km)?;
            let inner = band.lower.map(|lower| ring::radius(lower.km)).transpose()?;
            let name = format!(
                "{}: {}",
                band.name,
                crate::present::words::band_edges(band, unit)
            );
            self.zones.push(Zone {
                id: format!("band-{}", band.id),
                inner,
                outer,
                of: ZoneOf::Band(number),
                name,
            });
            let what = format!("edge of {} in the {} bands", band.name, set.title);
            self.add_ring(
                format!("edge-{}", upper.km),
                outer,
                RingOf::BandEdge,
                unit,
                &what,
            );
        }
        Ok(())
    }

    fn add_missiles(&mut self, missiles: &[System], unit: LengthUnit) -> Result<()> {
        if missiles.len() > MOST_MISSILES {
            return Err(Error::Usage(format!(
                "a map shows the ranges of up to {MOST_MISSILES} missiles, not {}: name fewer with --missile",
                missiles.len()
            )));
        }
        for (missile, system) in missiles.iter().enumerate() {
            let Some(range_km) = system.range_km else {
                let advice = if system.is_type {
                    "no claim of capability; use --ring KM"
                } else {
                    "use --ring KM, or --isochrone MIN for its times"
                };
                return Err(Error::Usage(format!(
                    "{} has no range to draw: {advice}",
                    system.name
                )));
            };
            let low = ring::radius(range_km.low)?;
            let high = ring::radius(range_km.high)?;
            let id = &system.id;
            let name = &system.name;
            let is_agreed = range_km.low >= range_km.high;
            let is_bound = system.has_lower_bound_only();
            let what = match (is_agreed, is_bound) {
                (true, true) => format!("a lower bound of the range of the {name}"),
                (true, false) => format!("range of the {name}"),
                _ => format!("to here no claim for the {name} falls short"),
            };
            let to_low = unit.say(low.km(), 0);
            let certain = match (is_agreed, is_bound) {
                (true, true) => format!("within a lower bound of its range, to {to_low}"),
                (true, false) => format!("within its range, to {to_low}"),
                _ => format!("{}, to {to_low}", claims::undisputed(system)),
            };
            self.zones.push(Zone {
                id: format!("{id}-certain"),
                inner: None,
                outer: low,
                of: ZoneOf::Certain(missile),
                name: format!("{name}: {certain}"),
            });
            self.add_ring(
                format!("{id}-low"),
                low,
                RingOf::Claim {
                    missile,
                    is_lowest: true,
                },
                unit,
                &what,
            );
            if !is_agreed {
                self.zones.push(Zone {
                    id: format!("{id}-disputed"),
                    inner: Some(low),
                    outer: high,
                    of: ZoneOf::Disputed(missile),
                    name: format!("{name}: by some claims only, to {}", unit.say(high.km(), 0)),
                });
                let bound = if is_bound { ", a lower bound" } else { "" };
                let what = format!("highest claim for the {name}{bound}");
                self.add_ring(
                    format!("{id}-high"),
                    high,
                    RingOf::Claim {
                        missile,
                        is_lowest: false,
                    },
                    unit,
                    &what,
                );
            }
        }
        Ok(())
    }

    fn add_isochrones(&mut self, levels: &[Level], request: &Request<'_>) {
        let mut inner = None;
        for (number, level) in levels.iter().enumerate() {
            let minutes = level.minutes;
            let before = number.checked_sub(1).map(|at| levels[at].minutes);
            let span = before.map_or(format!("up to {minutes}"), |before| {
                format!("{before} to {minutes}")
            });
            self.zones.push(Zone {
                id: format!("within-{minutes}-min"),
                inner,
                outer: level.radius,
                of: ZoneOf::Time(number),
                name: format!("{span} min of {}", request.clock),
            });
            let distance = request.unit.say(level.radius.km(), 0);
            self.rings.push(Ring {
                id: format!("isochrone-{minutes}-min"),
                radius: level.radius,
                of: RingOf::Time(minutes),
                label: format!("{minutes} min"),
                name: format!("{minutes} min of {}: {distance}", request.clock),
            });
            inner = Some(level.radius);
        }
    }

    /// As far as the outermost ring, or the farthest place, or 1000 km.
    fn add_radials(&mut self, count: u16) {
        let rings_km = self.rings.iter().map(|ring| ring.radius.km());
        let targets_km = self.targets.iter().map(|target| target.distance.km());
        let reach_km = rings_km
            .chain(targets_km)
            .reduce(f64::max)
            .unwrap_or(1000.0);
        let reach = Kilometres::computed(reach_km);
        for origin in self.origins {
            self.radials.extend((0..count).map(|number| {
                let azimuth_deg = 360.0 * f64::from(number) / f64::from(count);
                let to = geodesy::point_along(origin.position, azimuth_deg, reach);
                Radial {
                    from: origin.position,
                    to,
                    azimuth_deg,
                }
            }));
        }
    }
}

/// Refuses what would take minutes or gigabytes, or show nothing for all its lines.
fn refuse_if_too_many(request: &Request<'_>) -> Result<()> {
    let origins = request.origins.len();
    let targets = request.targets.len();
    let ring_count = request.rings_km.len()
        + request.bands.map_or(0, |set| set.edges().count())
        + 2 * request.missiles.len()
        + request
            .isochrones
            .as_ref()
            .map_or(0, |(_, minutes)| minutes.len());
    let lines = origins * usize::from(request.radials)
        + if request.has_tracks {
            origins * targets
        } else {
            0
        };
    let all = [
        (ring_count, MAX_RINGS, "rings", "ask for fewer"),
        (
            origins * ring_count,
            MAX_AREAS,
            "rings about all origins",
            "ask for fewer rings, or name fewer origins",
        ),
        (
            lines,
            MAX_LINES,
            "tracks and radials",
            "leave out --track or --radials, or name fewer places",
        ),
        (
            origins * targets,
            MAX_PAIRS,
            "pairs of an origin and a place",
            "name fewer of either",
        ),
        (
            origins + targets,
            MAX_PLACES,
            "origins and places",
            "name fewer",
        ),
    ];
    match all.into_iter().find(|(count, most, ..)| count > most) {
        None => Ok(()),
        Some((count, most, what, advice)) => Err(Error::Usage(format!(
            "the map would have {count} {what}; up to {most} are drawn: {advice}"
        ))),
    }
}

impl Ring {
    /// Its time, min, if it is an isochrone.
    pub(crate) fn minutes(&self) -> Option<f64> {
        match self.of {
            RingOf::Time(minutes) => Some(minutes),
            _ => None,
        }
    }
}
