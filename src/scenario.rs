//! Scenarios: a small TOML file that says which places, which systems, which assumptions and which files, and a runner
//! that gives the same bytes everywhere.
//!
//! [`read`] checks a file as a whole and finds all its faults; [`Plan`] multiplies it out; [`run()`] writes its files into a
//! folder, with a manifest of what was used.

mod cases;
mod fault;
mod file;
#[cfg(feature = "files")]
mod folder;
#[cfg(test)]
mod guide;
mod keys;
#[cfg(feature = "files")]
mod manifest;
#[cfg(feature = "files")]
mod matrix;
mod names;
mod output;
mod outputs;
mod picture;
mod plan;
mod reader;
mod resolved;
mod rows;
#[cfg(feature = "files")]
mod run;
mod schema;
#[cfg(feature = "files")]
mod sinks;
#[cfg(feature = "files")]
mod summary;

use jiff::civil::Date;

use crate::catalogue::{Place, System};
use crate::present::words::LengthUnit;
use crate::treaty::BandSet;

pub(crate) use cases::Cases;
pub use fault::Fault;
pub use file::read;
#[cfg(feature = "files")]
pub use manifest::{Hashed, Manifest, Record};
pub(crate) use output::Output;
pub use plan::{Plan, PlanLeg, Variant};
pub use resolved::resolved;
pub use rows::facts;
#[cfg(feature = "files")]
pub use run::{Options, Ran, run};
pub use schema::schema;

/// The name of the file that says what a run used and wrote.
pub const MANIFEST: &str = "manifest.json";

/// A scenario that was read and checked.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Title of the report.
    pub title: Option<String>,
    /// Note of the author, a paragraph of the report.
    pub note: Option<String>,
    /// The day as of which the treaty is asked.
    pub date: Option<Date>,
    /// Unit of what people read.
    pub unit: LengthUnit,
    /// Bands.
    pub bands: BandSet,
    /// Sources of all legs, each once, in the order in which they are named.
    pub from: Vec<Place>,
    /// Destinations, in the same way.
    pub to: Vec<Place>,
    /// Systems, in the same way; none where distance and band alone are asked for.
    pub systems: Vec<System>,
    /// Who flies from where to where; at least one.
    pub legs: Vec<Leg>,
    /// Where the systems of the file itself come from.
    pub own_systems: Vec<OwnSystem>,
    /// What the models assume, multiplied out by [`Plan`].
    pub(crate) cases: Cases,
    /// Files to be written.
    pub(crate) outputs: Vec<Output>,
}

impl Scenario {
    /// True if some leg has this combination, or if one of the three is in no leg: pictures may add their own.
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
