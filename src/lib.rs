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

// First, for its macro.
#[macro_use]
mod codes;

pub mod catalogue;
pub mod caveat;
#[cfg(feature = "charts")]
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
#[cfg(any(test, fuzzing))]
#[path = "tests/fuzzing.rs"]
pub mod fuzzing;
pub mod geodesy;
mod key;
pub mod map;
pub mod model;
mod names;
pub mod pairs;
pub mod position;
pub mod present;
pub mod quantity;
pub mod report;
#[cfg(test)]
#[path = "tests/row_page.rs"]
mod row_page;
pub mod scenario;
pub mod schema;
mod shown;
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "some of it serves the command line alone")
)]
mod spec;
#[cfg_attr(
    not(feature = "charts"),
    allow(dead_code, reason = "charts need more of it than maps")
)]
mod steps;
#[cfg_attr(
    not(feature = "charts"),
    allow(dead_code, reason = "charts need more of it than maps")
)]
mod svg;
pub mod tables;
mod toml_text;
pub mod treaty;
pub mod warning;
mod xml;

pub use error::{Error, Result};
