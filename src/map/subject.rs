//! What a map shows, found before anything is projected: rings and zones about origins, places, tracks, and the words
//! that go with them.

mod target;
mod words;

use crate::assessment::Assumptions;
use crate::catalogue::{Place, System};
use crate::error::{Error, Result};
use crate::geodesy;
use crate::map::isochrone::{self, Clock, Level};
use crate::map::ring;
use crate::position::Position;
use crate::present::words::LengthUnit;
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

pub use target::{Class, Target};

/// How many missiles one map can tell apart.
///
/// ```
/// use arcminute::map::subject::MOST_MISSILES;
/// use arcminute::svg::theme::Theme;
/// // As many as a theme has lines that are told apart without their order.
/// assert!(MOST_MISSILES <= Theme::named("print")?.series.len());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const MOST_MISSILES: usize = 4;

/// What is asked for.
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::{Role, place};
/// use arcminute::map::isochrone::Clock;
/// use arcminute::map::subject::{Request, Subject};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::treaty::BandSet;
/// let origins = [place("Kaliningrad", Role::From)?];
/// let request = Request {
///     origins: &origins,
///     targets: &[],
///     bands: None,
///     rings_km: vec![500.0],
///     missiles: &[],
///     isochrones: None,
///     clock: Clock::Flight,
///     dots_by_time_of: None,
///     radials: 0,
///     has_tracks: false,
///     title: None,
///     assumptions: Assumptions::with_bands(BandSet::named("inf")?),
///     unit: LengthUnit::Kilometres,
/// };
/// assert_eq!(Subject::new(&request)?.title, "Ranges around Kaliningrad, Russia");
/// let titled = Request { title: Some("Half a thousand".to_owned()), ..request };
/// assert_eq!(Subject::new(&titled)?.title, "Half a thousand");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Request<'a> {
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
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::{Role, place};
/// use arcminute::map::isochrone::Clock;
/// use arcminute::map::subject::{Request, Subject};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::treaty::BandSet;
/// let origins = [place("Kaliningrad", Role::From)?];
/// let bands = BandSet::named("inf")?;
/// let request = Request {
///     origins: &origins,
///     targets: &[],
///     bands: Some(bands),
///     rings_km: Vec::new(),
///     missiles: &[],
///     isochrones: None,
///     clock: Clock::Flight,
///     dots_by_time_of: None,
///     radials: 0,
///     has_tracks: false,
///     title: None,
///     assumptions: Assumptions::with_bands(bands),
///     unit: LengthUnit::Kilometres,
/// };
/// let subject = Subject::new(&request)?;
/// let edges: Vec<&str> = subject.rings.iter().map(|ring| ring.label.as_str()).collect();
/// assert_eq!(edges, ["500 km", "1,000 km", "5,500 km"]);
/// assert_eq!(subject.zones[1].name, "shorter-range: 500 ≤ range ≤ 1,000 km");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Subject<'a> {
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
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::map::isochrone::Clock;
/// use arcminute::map::subject::{Request, RingOf, Subject};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::treaty::BandSet;
/// let (origins, missiles) = ([place("Kapustin Yar", Role::From)?], [System::named("9M729")?]);
/// let request = Request {
///     origins: &origins,
///     targets: &[],
///     bands: None,
///     rings_km: Vec::new(),
///     missiles: &missiles,
///     isochrones: None,
///     clock: Clock::Flight,
///     dots_by_time_of: None,
///     radials: 0,
///     has_tracks: false,
///     title: None,
///     assumptions: Assumptions::with_bands(BandSet::named("inf")?),
///     unit: LengthUnit::Kilometres,
/// };
/// let (rings, range_km) = (Subject::new(&request)?.rings, missiles[0].range_km.unwrap());
/// assert_eq!((rings[0].radius.km(), rings[1].radius.km()), (range_km.low, range_km.high));
/// assert_eq!(rings[1].of, RingOf::Claim { missile: 0, is_lowest: false });
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ring {
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
///
/// ```
/// use arcminute::map::subject::RingOf;
/// let missiles = ["9M729", "Pershing II"];
/// let legend = |of| match of {
///     RingOf::Distance => "a distance".to_owned(),
///     RingOf::BandEdge => "the edge of a band".to_owned(),
///     RingOf::Claim { missile, is_lowest: true } => format!("{}: by every claim", missiles[missile]),
///     RingOf::Claim { missile, is_lowest: false } => format!("{}: by the highest claim", missiles[missile]),
///     RingOf::Time(minutes) => format!("{minutes} min"),
/// };
/// assert_eq!(legend(RingOf::Claim { missile: 0, is_lowest: true }), "9M729: by every claim");
/// assert_eq!(legend(RingOf::Time(7.5)), "7.5 min");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RingOf {
    /// A distance that was asked for.
    Distance,
    /// The edge of a band.
    BandEdge,
    /// A claim of the range of one of the missiles, by its number: the lowest one if `is_lowest`, else the highest.
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
///
/// ```
/// use arcminute::map::ring;
/// use arcminute::map::subject::{Zone, ZoneOf};
/// use arcminute::position::Position;
/// let zone = Zone {
///     id: "band-shorter-range".to_owned(),
///     inner: Some(ring::radius(500.0)?),
///     outer: ring::radius(1000.0)?,
///     of: ZoneOf::Band(1),
///     name: "shorter-range: 500 ≤ range ≤ 1,000 km".to_owned(),
/// };
/// let kaliningrad = Position::new(54.71, 20.51)?;
/// let region = match zone.inner {
///     Some(inner) => ring::annulus(kaliningrad, inner, zone.outer)?,
///     None => ring::disc(kaliningrad, zone.outer)?,
/// };
/// assert!(region.contains(Position::new(52.52, 13.41)?), "Berlin is 528 km away");
/// assert!(!region.contains(kaliningrad));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Zone {
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
///
/// ```
/// use arcminute::map::subject::ZoneOf;
/// use arcminute::treaty::BandSet;
/// let (bands, missiles) = (BandSet::named("inf")?.bands(), ["9M729", "Pershing II"]);
/// let legend = |of| match of {
///     ZoneOf::Band(number) => bands[number].name.clone(),
///     ZoneOf::Certain(missile) => format!("{}: by every claim", missiles[missile]),
///     ZoneOf::Disputed(missile) => format!("{}: by some claims only", missiles[missile]),
///     ZoneOf::Time(number) => format!("zone {} of time", number + 1),
/// };
/// assert_eq!(legend(ZoneOf::Band(1)), "shorter-range");
/// assert_eq!(legend(ZoneOf::Disputed(0)), "9M729: by some claims only");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneOf {
    /// A band, by its number in the set.
    Band(usize),
    /// Within reach of a missile by every claim.
    Certain(usize),
    /// Within reach of a missile by some claims only.
    Disputed(usize),
    /// Between two isochrones, by its number from the origin.
    Time(usize),
}

/// A geodesic from an origin.
///
/// ```
/// use arcminute::geodesy;
/// use arcminute::map::subject::Radial;
/// use arcminute::position::Position;
/// use arcminute::quantity::Kilometres;
/// let from = Position::new(54.71, 20.51)?;
/// let radial = Radial { from, to: geodesy::destination(from, 90.0, Kilometres::new(1000.0)?), azimuth_deg: 90.0 };
/// let (initial_deg, _) = geodesy::inverse(radial.from, radial.to).azimuths_deg.unwrap();
/// assert!((initial_deg - radial.azimuth_deg).abs() < 1e-9);
/// assert!(radial.to.lat_deg() < from.lat_deg(), "who leaves eastwards on a geodesic does not stay on the parallel");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Radial {
    /// Where it begins.
    pub from: Position,
    /// Where it ends.
    pub to: Position,
    /// Its azimuth at the origin, degrees.
    pub azimuth_deg: f64,
}

/// From what is asked for to what is drawn.
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::{Role, place};
/// use arcminute::map::isochrone::Clock;
/// use arcminute::map::subject::{Request, Subject};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::treaty::BandSet;
/// let origins = [place("Kaliningrad", Role::From)?];
/// let nothing = Request {
///     origins: &origins,
///     targets: &[],
///     bands: None,
///     rings_km: Vec::new(),
///     missiles: &[],
///     isochrones: None,
///     clock: Clock::Flight,
///     dots_by_time_of: None,
///     radials: 0,
///     has_tracks: false,
///     title: None,
///     assumptions: Assumptions::with_bands(BandSet::named("inf")?),
///     unit: LengthUnit::Kilometres,
/// };
/// assert!(Subject::new(&nothing).unwrap_err().to_string().starts_with("there is nothing to draw"));
/// let request = Request { radials: 4, ..nothing };
/// let azimuths_deg: Vec<f64> = Subject::new(&request)?.radials.iter().map(|radial| radial.azimuth_deg).collect();
/// assert_eq!(azimuths_deg, [0.0, 90.0, 180.0, 270.0]);
/// # Ok::<(), arcminute::Error>(())
/// ```
impl<'a> Subject<'a> {
    /// Finds all that is asked for.
    ///
    /// # Errors
    /// [`Error::Usage`] where nothing is asked for, where a missile has no range, and for more missiles than a map
    /// can tell apart; [`Error::OutOfRange`] for a radius that is none; what [`isochrone::levels`] reports.
    ///
    /// ```
    /// use arcminute::assessment::Assumptions;
    /// use arcminute::catalogue::{Role, place};
    /// use arcminute::map::isochrone::Clock;
    /// use arcminute::map::subject::{Request, Subject};
    /// use arcminute::present::words::LengthUnit;
    /// use arcminute::treaty::BandSet;
    /// let origins = [place("Kapustin Yar", Role::From)?, place("Kaliningrad", Role::From)?];
    /// let targets = [place("Berlin", Role::To)?];
    /// let request = Request {
    ///     origins: &origins,
    ///     targets: &targets,
    ///     bands: None,
    ///     rings_km: Vec::new(),
    ///     missiles: &[],
    ///     isochrones: None,
    ///     clock: Clock::Flight,
    ///     dots_by_time_of: None,
    ///     radials: 0,
    ///     has_tracks: false,
    ///     title: None,
    ///     assumptions: Assumptions::with_bands(BandSet::named("inf")?),
    ///     unit: LengthUnit::Kilometres,
    /// };
    /// let subject = Subject::new(&request)?;
    /// let berlin = &subject.targets[0];
    /// assert_eq!(berlin.origin.name, "Kaliningrad", "the nearer of the two");
    /// assert_eq!(berlin.band.id, "shorter-range");
    /// assert_eq!(subject.classes[berlin.class].band.as_deref(), Some("shorter-range"));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(request: &Request<'a>) -> Result<Self> {
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
            return Err(Error::Usage("--track draws lines to places: name them with --to".to_owned()));
        }
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
            subject.add_ring(format!("ring-{km}"), radius, RingOf::Distance, request.unit, "");
        }
        subject.rings.sort_by(|a, b| a.radius.km().total_cmp(&b.radius.km()));
        let level_min: Vec<f64> = subject.rings.iter().filter_map(Ring::minutes).collect();
        (subject.targets, subject.classes) = target::classed(request, &level_min)?;
        subject.add_radials(request.radials);
        if request.has_tracks {
            let pairs = request.origins.iter().flat_map(|from| request.targets.iter().map(move |to| (from, to)));
            subject.tracks = pairs.filter(|(from, to)| from.position != to.position).collect();
        }
        words::describe(&mut subject, request, left_out);
        Ok(subject)
    }

    /// A ring, unless there is one of the same radius and kind already.
    fn add_ring(&mut self, id: String, radius: Kilometres, of: RingOf, unit: LengthUnit, what: &str) {
        let label = unit.say_edge((radius.km() * 1e3).round() / 1e3);
        let name = if what.is_empty() { label.clone() } else { format!("{label}: {what}") };
        if !self.rings.iter().any(|ring| ring.id == id) {
            self.rings.push(Ring { id, radius, of, label, name });
        }
    }

    fn add_bands(&mut self, set: &BandSet, unit: LengthUnit) -> Result<()> {
        for (number, band) in set.bands().iter().enumerate() {
            let Some(upper) = band.upper else { continue };
            let outer = ring::radius(upper.km)?;
            let inner = band.lower.map(|lower| ring::radius(lower.km)).transpose()?;
            let name = format!("{}: {}", band.name, crate::present::words::band_edges(band, unit));
            self.zones.push(Zone { id: format!("band-{}", band.id), inner, outer, of: ZoneOf::Band(number), name });
            let what = format!("edge of {} in the {} bands", band.name, set.title);
            self.add_ring(format!("edge-{}", upper.km), outer, RingOf::BandEdge, unit, &what);
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
                return Err(Error::Usage(format!(
                    "{} has no range to draw: use --ring KM, or --isochrone MIN for its times",
                    system.name
                )));
            };
            let (low, high) = (ring::radius(range_km.low)?, ring::radius(range_km.high)?);
            let (id, name) = (&system.id, &system.name);
            let is_agreed = range_km.low >= range_km.high;
            let what = if is_agreed { format!("range of the {name}") } else { format!("lowest claim for the {name}") };
            self.zones.push(Zone {
                id: format!("{id}-certain"),
                inner: None,
                outer: low,
                of: ZoneOf::Certain(missile),
                name: if is_agreed {
                    format!("{name}: within its range, to {}", unit.say(low.km(), 0))
                } else {
                    format!("{name}: by every claim, to {}", unit.say(low.km(), 0))
                },
            });
            self.add_ring(format!("{id}-low"), low, RingOf::Claim { missile, is_lowest: true }, unit, &what);
            if !is_agreed {
                self.zones.push(Zone {
                    id: format!("{id}-disputed"),
                    inner: Some(low),
                    outer: high,
                    of: ZoneOf::Disputed(missile),
                    name: format!("{name}: by some claims only, to {}", unit.say(high.km(), 0)),
                });
                let what = format!("highest claim for the {name}");
                self.add_ring(format!("{id}-high"), high, RingOf::Claim { missile, is_lowest: false }, unit, &what);
            }
        }
        Ok(())
    }

    fn add_isochrones(&mut self, levels: &[Level], request: &Request<'_>) {
        let mut inner = None;
        for (number, level) in levels.iter().enumerate() {
            let minutes = level.minutes;
            let before = number.checked_sub(1).map(|at| levels[at].minutes);
            let span = before.map_or(format!("up to {minutes}"), |before| format!("{before} to {minutes}"));
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
        let reach_km = rings_km.chain(targets_km).reduce(f64::max).unwrap_or(1000.0);
        let reach = Kilometres::computed(reach_km);
        for origin in self.origins {
            self.radials.extend((0..count).map(|number| {
                let azimuth_deg = 360.0 * f64::from(number) / f64::from(count);
                let to = geodesy::destination(origin.position, azimuth_deg, reach);
                Radial { from: origin.position, to, azimuth_deg }
            }));
        }
    }
}

/// What a ring stands for.
///
/// ```
/// use arcminute::map::ring::radius;
/// use arcminute::map::subject::{Ring, RingOf};
/// let ring = |id: &str, km, of, label: &str| {
///     radius(km).map(|radius| Ring { id: id.into(), radius, of, label: label.into(), name: label.into() })
/// };
/// let rings = [
///     ring("ring-500", 500.0, RingOf::Distance, "500 km")?,
///     ring("isochrone-45-min", 600.0, RingOf::Time(45.0), "45 min")?,
///     ring("edge-1000", 1000.0, RingOf::BandEdge, "1,000 km")?,
/// ];
/// assert_eq!(rings.iter().filter_map(Ring::minutes).collect::<Vec<_>>(), [45.0]);
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Ring {
    /// Its time, min, if it is an isochrone.
    ///
    /// ```
    /// use arcminute::map::ring::radius;
    /// use arcminute::map::subject::{Ring, RingOf};
    /// let (id, label) = ("isochrone-45-min".to_owned(), "45 min".to_owned());
    /// let name = "45 min of flight: 600 km".to_owned();
    /// let isochrone = Ring { id, radius: radius(600.0)?, of: RingOf::Time(45.0), label, name };
    /// assert_eq!(isochrone.minutes(), Some(45.0));
    /// let distance = Ring { of: RingOf::Distance, ..isochrone };
    /// assert_eq!(distance.minutes(), None, "the same circle, but asked for in km");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn minutes(&self) -> Option<f64> {
        match self.of {
            RingOf::Time(minutes) => Some(minutes),
            _ => None,
        }
    }
}
