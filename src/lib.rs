//! Great-circle distances between launch sites and European cities, the range bands of the INF Treaty, and flight and
//! warning times by textbook models, from published figures.
//!
//! ```
//! use arcminute::model::{Assumptions, Pair};
//! use arcminute::catalogue::{Role, System, place};
//! use arcminute::treaty::BandSet;
//!
//! let (from, to) = (place("Kapustin Yar", Role::From)?, place("Berlin", Role::To)?);
//! let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
//! let pair = Pair::new(&from, &to, assumptions.bands);
//! assert_eq!(pair.band.id, "intermediate-range");
//!
//! let system = System::named("SSC-8")?;
//! let row = pair.assess(&system, &assumptions)?;
//! let assessed = row.system.unwrap();
//! assert_eq!(assessed.reach.unwrap().code(), "disputed");
//! # Ok::<(), arcminute::Error>(())
//! ```
//!
//! Modules use only those below them: [`explain`], [`claim`] and [`present`] say what [`model`] found from
//! [`warning`], [`flight`], [`treaty`], [`catalogue`] and [`geodesy`]; [`map`] and [`chart`] draw it with [`svg`],
//! [`report`] puts both together, and [`export`] writes it down. Units are km, s and
//! degrees.

pub mod catalogue;
pub mod caveat;
pub mod chart;
pub mod claim;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
mod delimited;
pub mod error;
pub mod explain;
pub mod export;
pub mod flight;
pub mod geodesy;
mod invisible;
pub mod map;
pub mod model;
pub mod names;
#[allow(
    dead_code,
    unused_imports,
    reason = "options and cells are moved to it one by one"
)]
mod number;
pub mod pairs;
#[allow(dead_code, reason = "groups of own places are moved to it")]
mod places_file;
pub mod position;
pub mod present;
pub mod quantity;
pub mod record;
pub mod report;
pub mod scenario;
pub mod svg;
#[allow(
    dead_code,
    unused_imports,
    reason = "readers of files are moved to it one by one"
)]
mod table;
mod toml_text;
pub mod treaty;
pub mod warning;

pub use error::{Error, Result};
