//! What a map shows, found before anything is projected: rings and zones about origins, places, tracks, and the words
//! that go with them.

mod classes;
mod notes;
mod ranges;
mod target;
mod words;

pub(crate) use words::is_closed;

use crate::catalogue::{Language, Place, System};
use crate::error::{Error, Result};
use crate::geodesy;
use crate::map::isochrone::{self, Clock};
use crate::model::Assumptions;
use crate::position::Position;
use crate::present::words::LengthUnit;
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

pub(crate) use classes::{Class, ClassOf, Verdicts};
pub(crate) use notes::notes_in_view;
pub(crate) use target::Target;

codes! {
    /// What the marks of places tell.
    pub(crate) enum Dots as "mark of places" {
        /// Which claims of the missile's range reach them.
        Reach = "reach",
        /// The ring that they are within.
        Ring = "ring",
        /// The band of their distance.
        Band = "band",
        /// Time.
        Minutes = "minutes",
        /// Nothing: all are alike.
        Place = "place",
    }
}

codes! {
    /// What is written beside a place, behind its name.
    #[derive(Default)]
    pub(crate) enum Label as "label of places" {
        /// Nothing more.
        #[default]
        Name = "name",
        /// The distance from the nearest source.
        Km = "km",
        /// The flight time.
        Minutes = "minutes",
        /// The warning that is left.
        Warning = "warning",
        /// Which claims of the missile's range reach it.
        Reach = "reach",
    }
}

/// How many missiles one map can tell apart.
pub(crate) const MOST_MISSILES: usize = 4;

/// How many have room on a sheet with a map for each.
pub(crate) const MOST_PANELS: usize = 9;

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
    /// Sites of the same group that have closed, where others have not: they are marked, and no range begins there.
    pub closed: &'a [Place],
    /// Places to be shown and classed.
    pub targets: &'a [Place],
    /// Positions of those that are asked for one by one.
    pub named: &'a [Position],
    /// Bands to be drawn about the origins.
    pub bands: Option<&'a BandSet>,
    /// Rings, km.
    pub rings_km: Vec<f64>,
    /// Missiles whose claimed ranges are drawn.
    pub missiles: &'a [System],
    /// True if each has a map of its own.
    pub has_panels: bool,
    /// Isochrones: the system and the times, min.
    pub isochrones: Option<(&'a System, Vec<f64>)>,
    /// Which time isochrones and coloured dots are of.
    pub clock: Clock,
    /// Whose times places have.
    pub timed: Option<&'a System>,
    /// What the marks of places tell.
    pub dots: Dots,
    /// What is written behind their names.
    pub label: Label,
    /// Number of lines from each origin at equal steps of azimuth; 0 for none.
    pub radials: u16,
    /// Whether a great circle is drawn from each origin to each place.
    pub has_tracks: bool,
    /// The language of names of places and countries.
    pub language: Language,
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
    /// Closed sites beside them.
    pub closed: &'a [Place],
    /// Lines of equal distance, in ascending order.
    pub rings: Vec<Ring>,
    /// Areas between them.
    pub zones: Vec<Zone>,
    /// Missiles whose ranges are drawn.
    pub missiles: &'a [System],
    /// Which time isochrones and places are of.
    pub clock: Clock,
    /// The language of names of places and countries.
    pub language: Language,
    /// The day of the map; None for today.
    pub date: Option<jiff::civil::Date>,
    /// What the marks of places tell.
    pub dots: Dots,
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
    /// A claim of the range of one of the missiles, by its number.
    Claim {
        /// Which missile.
        missile: usize,
        /// Which of its claims.
        rank: Rank,
    },
    /// A time, min.
    Time {
        /// The time, min.
        minutes: f64,
        /// True where no model supports the time.
        is_approximate: bool,
    },
}

/// Place of a claim among those of a missile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// All claims agree that it reaches so far.
    Lowest,
    /// Some give more, some less.
    Between,
    /// No claim gives more.
    Highest,
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
    /// Within reach of a missile by every claim.
    Certain(usize),
    /// Within reach of a missile by some claims only.
    Disputed(usize),
    /// Between two isochrones, by its number from the origin.
    Time(usize),
    /// Between two rings at distances that were asked for, by its number from the origin.
    Ring(usize),
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
            closed: request.closed,
            rings: Vec::new(),
            zones: Vec::new(),
            missiles: request.missiles,
            clock: request.clock,
            language: request.language,
            date: request.assumptions.date,
            dots: request.dots,
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
        subject.add_missiles(request)?;
        if let Some((system, minutes)) = &request.isochrones {
            let found = isochrone::levels(system, &request.assumptions, request.clock, minutes)?;
            subject.add_isochrones(&found.levels, request);
            let reasons = found.left_out.iter();
            left_out = reasons
                .map(|left_out| left_out.say(request.clock, request.language))
                .collect();
        }
        subject.add_distances(&request.rings_km, request.unit)?;
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

/// A distance that was asked for: whole in other units than km, in which it is as it was written.
pub(crate) fn distance(km: f64, unit: LengthUnit) -> String {
    let metres = (km * 1e3).round() / 1e3;
    match unit {
        LengthUnit::Kilometres => unit.say_edge(metres),
        _ => unit.say(metres, 0),
    }
}

/// The edge of a band, which is defined in km.
fn edge(km: f64, unit: LengthUnit) -> String {
    let defined = distance(km, LengthUnit::Kilometres);
    match unit {
        LengthUnit::Kilometres => defined,
        _ => format!("{defined} ({})", unit.say(km, 0)),
    }
}

/// The family of areas that a map fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    Times,
    Reach,
    Bands,
    Rings,
}

impl Subject<'_> {
    /// True of an origin that has closed by the day of the map.
    pub(crate) fn is_closed(&self, origin: &Place) -> bool {
        origin.is_closed(self.date)
    }

    /// What is filled: one family of areas, as colours that overlap say nothing. All else is drawn as lines.
    pub(crate) fn filled(&self) -> Option<Filled> {
        let has = |wanted: fn(ZoneOf) -> bool| self.zones.iter().any(|zone| wanted(zone.of));
        if has(|of| matches!(of, ZoneOf::Time(_))) {
            Some(Filled::Times)
        } else if self.dots == Dots::Minutes {
            None
        } else if !self.missiles.is_empty() {
            (self.missiles.len() == 1).then_some(Filled::Reach)
        } else if has(|of| matches!(of, ZoneOf::Band(_))) {
            Some(Filled::Bands)
        } else {
            has(|of| matches!(of, ZoneOf::Ring(_))).then_some(Filled::Rings)
        }
    }

    /// True if the area is of the family that is filled.
    pub(crate) fn is_filled(&self, zone: ZoneOf) -> bool {
        self.filled() == Some(zone.family())
    }
}

impl ZoneOf {
    fn family(self) -> Filled {
        match self {
            Self::Band(_) => Filled::Bands,
            Self::Certain(_) | Self::Disputed(_) => Filled::Reach,
            Self::Time(_) => Filled::Times,
            Self::Ring(_) => Filled::Rings,
        }
    }
}

impl Ring {
    /// True of a claim between the lowest and the highest.
    pub(crate) fn is_claim_between(&self) -> bool {
        let RingOf::Claim { rank, .. } = self.of else {
            return false;
        };
        rank == Rank::Between
    }

    /// Its time, min, if it is an isochrone.
    pub(crate) fn minutes(&self) -> Option<f64> {
        match self.of {
            RingOf::Time { minutes, .. } => Some(minutes),
            _ => None,
        }
    }
}
