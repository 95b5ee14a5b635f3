//! Scenarios: a small TOML file that says which places, which systems, which assumptions and which files, and a runner
//! that gives the same bytes everywhere.
//!
//! [`read`] checks a file as a whole and finds all its faults; [`Plan`] multiplies it out; [`run()`] writes its files into a
//! folder, with a manifest of what was used.
//!
//! ```
//! use arcminute::scenario::{Plan, read};
//! let text = r#"
//!     from = "kapustin-yar"
//!     to = "@capitals"
//!     systems = "9m729"
//!     [[output]]
//!     kind = "rows"
//!     file = "rows.csv"
//! "#;
//! let scenario = read(text).map_err(|faults| faults[0].message.clone())?;
//! assert_eq!(Plan::new(&scenario).row_count(), 50);
//! let faults = read("frm = 1").unwrap_err();
//! assert!(faults.iter().any(|fault| fault.message.contains("did you mean from?")));
//! # Ok::<(), String>(())
//! ```

mod fault;
mod file;
mod folder;
pub mod keys;
mod manifest;
mod matrix;
mod names;
mod output;
mod outputs;
mod picture;
mod plan;
mod reader;
mod resolved;
mod rows;
mod run;
mod schema;
mod sinks;
mod summary;

use jiff::civil::Date;

use crate::catalogue::{Place, System};
use crate::flight::Trajectory;
use crate::flight::cruise::PathFactor;
use crate::present::words::LengthUnit;
use crate::quantity::Interval;
use crate::treaty::BandSet;
use crate::warning::Delays;

pub use fault::Fault;
pub use file::read;
pub use manifest::{Hashed, Manifest, Record};
pub use output::{By, Chart, ChartOutput, MapOutput, Output, OutputKind, ReportOutput};
pub use plan::{Plan, PlanLeg, Variant};
pub use resolved::resolved;
pub use rows::facts;
pub use run::{Options, Ran, run};
pub use schema::schema;

/// The name of the file that says what a run used and wrote.
///
/// ```
/// use arcminute::scenario::{MANIFEST, read};
/// let with = |file: &str| {
///     let output = format!("{{ kind = 'rows', format = 'csv', file = '{file}' }}");
///     read(&format!("from = 'kaliningrad'\nto = 'Berlin'\noutput = [{output}]"))
/// };
/// assert!(with("rows.csv").is_ok());
/// assert!(with(MANIFEST).unwrap_err()[0].message.contains("the manifest of the scenario has this name"));
/// ```
pub const MANIFEST: &str = "manifest.json";

/// A scenario that was read and checked.
///
/// ```
/// let text = r#"
///     from = ["kaliningrad", "kapustin-yar"]
///     to = "Kyiv"
///     [[output]]
///     kind = "rows"
///     file = "rows.csv"
/// "#;
/// let scenario = arcminute::scenario::read(text).unwrap();
/// assert_eq!(scenario.from[1].name, "Kapustin Yar");
/// let systems: Vec<&str> = scenario.systems.iter().map(|system| system.id.as_ref()).collect();
/// assert_eq!(systems, ["generic-ballistic", "generic-cruise"]);
/// assert_eq!((scenario.bands.id.as_str(), scenario.date), ("inf", None));
/// ```
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Title of the report.
    pub title: Option<String>,
    /// What the author has to say.
    pub note: Option<String>,
    /// The day as of which the treaty is asked.
    pub date: Option<Date>,
    /// Unit of what people read.
    pub unit: LengthUnit,
    /// Bands.
    pub bands: BandSet,
    /// Sources of all legs, each once, in the order in which they are named.
    pub from: Vec<Place>,
    /// Destinations, likewise.
    pub to: Vec<Place>,
    /// Systems, likewise; none where distance and band alone are asked for.
    pub systems: Vec<System>,
    /// Who flies from where to where; at least one.
    pub legs: Vec<Leg>,
    /// Where the systems of the file itself come from.
    pub own_systems: Vec<OwnSystem>,
    /// What the models assume, multiplied out by [`Plan`].
    pub cases: Cases,
    /// Files to be written.
    pub outputs: Vec<Output>,
}

/// What follows from a scenario; [`Plan`] has the rest.
///
/// ```
/// use arcminute::scenario::{Plan, read};
/// let text = "from = 'kaliningrad'\nto = ['Berlin', 'Paris']\nsystems = '9m729'\n[[output]]\nkind = 'rows'\nfile = 'a.csv'";
/// let scenario = read(text).unwrap();
/// assert_eq!(Plan::new(&scenario).row_count(), 2);
/// ```
impl Scenario {
    /// Whether a system flies between two places in some leg, or is none of any leg: what a picture shows beside the rows.
    fn flies(&self, from: &Place, to: &Place, system: &System) -> bool {
        let numbers = (
            self.from.iter().position(|known| known == from),
            self.to.iter().position(|known| known == to),
            self.systems.iter().position(|known| known == system),
        );
        let (Some(from), Some(to), Some(system)) = numbers else { return true };
        let flies = |leg: &Leg| leg.from.contains(&from) && leg.to.contains(&to) && leg.systems.contains(&system);
        self.legs.iter().any(flies)
    }
}

/// Sources, destinations and systems that are multiplied with one another, by their numbers in the scenario.
///
/// ```
/// let text = r#"
///     leg = [
///         { from = "kaliningrad", to = "Warsaw", systems = "9m723" },
///         { from = "kaliningrad", to = ["Berlin", "Warsaw"], systems = "none" },
///     ]
///     output = [{ kind = "rows", file = "rows.csv" }]
/// "#;
/// let scenario = arcminute::scenario::read(text).unwrap();
/// let names: Vec<&str> = scenario.to.iter().map(|place| place.name.as_ref()).collect();
/// assert_eq!(names, ["Warsaw", "Berlin"]);
/// let leg = &scenario.legs[1];
/// assert_eq!((&leg.from, &leg.to, leg.systems.is_empty()), (&vec![0], &vec![1, 0], true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Numbers of sources.
    pub from: Vec<usize>,
    /// Numbers of destinations.
    pub to: Vec<usize>,
    /// Numbers of systems; none where distance and band alone are asked for.
    pub systems: Vec<usize>,
}

/// A system that the file itself describes.
///
/// ```
/// let text = r#"
///     from = "kaliningrad"
///     to = "Berlin"
///     system = [{ id = "swift", like = "9m729", speed_km_h = [700, 900], source = "a case of our own" }]
///     output = [{ kind = "rows", file = "rows.csv" }]
/// "#;
/// let scenario = arcminute::scenario::read(text).unwrap();
/// let own = &scenario.own_systems[0];
/// assert_eq!((own.id.as_str(), own.like.as_deref()), ("swift", Some("9m729")));
/// let ids: Vec<&str> = own.systems.iter().map(|system| system.id.as_ref()).collect();
/// assert_eq!(ids, ["swift-700kmh", "swift-900kmh"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OwnSystem {
    /// Its id.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// The id of the missile of the catalogue that it is like.
    pub like: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// One system for each combination of its range and speed.
    pub systems: Vec<System>,
}

/// The values of each assumption; at least one of each.
///
/// ```
/// use arcminute::{quantity::Interval, scenario::Cases};
/// let text = r#"
///     from = "kaliningrad"
///     to = "Berlin"
///     delay_s = [60, { low = 120, nominal = 240, high = 360 }]
///     output = [{ kind = "rows", file = "rows.csv" }]
/// "#;
/// let cases = arcminute::scenario::read(text).unwrap().cases;
/// assert_eq!(cases.delays[0].total_s(), Interval::exact(60.0));
/// // The second delay is the default, and nothing else is varied.
/// assert_eq!(Cases { delays: cases.delays[1..].to_vec(), ..cases }, Cases::default());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cases {
    /// Ballistic arcs.
    pub trajectories: Vec<Trajectory>,
    /// Whether minimum-energy times are corrected for the Earth's rotation.
    pub rotations: Vec<bool>,
    /// Ground speed of all cruise and glide systems, km/h; None leaves each its own.
    pub speeds_km_h: Vec<Option<Interval>>,
    /// Path length of cruise and glide systems over great-circle distance.
    pub path_factors: Vec<PathFactor>,
    /// Delays from launch to public warning.
    pub delays: Vec<Delays>,
}

impl Default for Cases {
    /// The one case that all models assume by default.
    fn default() -> Self {
        Self {
            trajectories: vec![Trajectory::default()],
            rotations: vec![false],
            speeds_km_h: vec![None],
            path_factors: vec![PathFactor::default()],
            delays: vec![Delays::default()],
        }
    }
}
