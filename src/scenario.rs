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
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "for comparing and for runs")
)]
mod rows;
#[cfg(feature = "files")]
mod run;
mod schema;
#[cfg(feature = "files")]
mod sinks;
#[cfg(feature = "files")]
mod summary;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::catalogue::{Place, System};
use crate::present::words::LengthUnit;
use crate::treaty::BandSet;

pub(crate) use cases::Cases;
pub use fault::Fault;
pub use file::read;
#[cfg(feature = "files")]
pub(crate) use manifest::Manifest;
pub(crate) use output::Output;
pub use picture::picture;
pub use plan::Plan;
pub use resolved::resolved;
#[cfg(any(test, feature = "cli"))]
pub(crate) use rows::facts;
#[cfg(feature = "files")]
pub use run::{Options, Ran, run};
pub use schema::schema;

/// The name of the file that says what a run used and wrote.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A scenario that was read and checked.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Title of the report.
    pub(crate) title: Option<String>,
    /// Note of the author, a paragraph of the report.
    pub(crate) note: Option<String>,
    /// The day as of which the treaty is asked.
    pub(crate) date: Option<Date>,
    /// Unit of what people read.
    pub(crate) unit: LengthUnit,
    /// Bands.
    pub(crate) bands: BandSet,
    /// Sources of all legs, each once, in the order in which they are named.
    pub(crate) from: Vec<Place>,
    /// Destinations, in the same way.
    pub(crate) to: Vec<Place>,
    /// Systems, in the same way; none where distance and band alone are asked for.
    pub(crate) systems: Vec<System>,
    /// Who flies from where to where; at least one.
    pub(crate) legs: Vec<Leg>,
    /// Where the systems of the file itself come from.
    pub(crate) own_systems: Vec<OwnSystem>,
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
pub(crate) struct Leg {
    /// Numbers of sources.
    pub(crate) from: Vec<usize>,
    /// Numbers of destinations.
    pub(crate) to: Vec<usize>,
    /// Numbers of systems; none where distance and band alone are asked for.
    pub(crate) systems: Vec<usize>,
}

/// A system that the file itself describes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnSystem {
    /// Its id.
    pub(crate) id: String,
    /// Name for readers.
    pub(crate) name: String,
    /// The id of the missile of the catalogue that it is like.
    pub(crate) like: Option<String>,
    /// Who says so.
    pub(crate) source: Option<String>,
    /// One system for each combination of its range and speed.
    pub(crate) systems: Vec<System>,
}
