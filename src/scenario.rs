//! Scenarios: a small TOML file that says which places, which systems, which assumptions and which files, and a runner
//! that gives the same bytes everywhere.
//!
//! [`read`] checks a file as a whole and finds all its faults; [`Plan`] multiplies it out; [`run()`] writes its files into a
//! folder, with a manifest of what was used.

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
#[cfg(test)]
pub(crate) use summary::FIELDS as SUMMARY_FIELDS;

/// The name of the file that says what a run used and wrote.
pub const MANIFEST: &str = "manifest.json";

/// A scenario that was read and checked.
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

impl Scenario {
    /// Whether a system flies between two places in some leg, or is none of any leg: what a picture shows beside the rows.
    fn flies(&self, from: &Place, to: &Place, system: &System) -> bool {
        let numbers = (
            self.from.iter().position(|known| known == from),
            self.to.iter().position(|known| known == to),
            self.systems.iter().position(|known| known == system),
        );
        let (Some(from), Some(to), Some(system)) = numbers else {
            return true;
        };
        let flies = |leg: &Leg| {
            leg.from.contains(&from) && leg.to.contains(&to) && leg.systems.contains(&system)
        };
        self.legs.iter().any(flies)
    }
}

/// Sources, destinations and systems that are multiplied with one another, by their numbers in the scenario.
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
