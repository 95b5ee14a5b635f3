//! Great-circle distances between launch sites and European cities, the range bands of the INF Treaty, and flight and
//! warning times by textbook models, from published figures. Units are km, s and degrees; positions are on WGS 84.
//!
//! # Six tasks
//!
//! **How far is it, and in which band?** A [`model::Study`] is asked for its rows:
//!
//! ```
//! use arcminute::model::Study;
//! let study = Study::new("Kapustin Yar", "Berlin")?;
//! let row = study.rows().next().unwrap()?;
//! assert_eq!((row.distance_km.round(), row.distance_band.as_str()), (2313.0, "intermediate-range"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Which capitals does a missile reach, by whose figure?** Rows are owned: they can be kept, sorted and serialised.
//!
//! ```
//! use arcminute::catalogue::{Reach, claims_of};
//! use arcminute::model::{Row, Study};
//! let study = Study::new("kapustin-yar", "@capitals")?.missile("9m729")?;
//! let rows = study.rows().collect::<Result<Vec<Row>, _>>()?;
//! assert!(rows.iter().any(|row| row.reach == Some(Reach::Disputed)));
//! assert!(claims_of("9m729").len() > 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **How many minutes does a flight take?** The models alone, without places:
//!
//! ```
//! use arcminute::flight::ballistic::minimum_energy;
//! use arcminute::quantity::Kilometres;
//! let arc = minimum_energy(Kilometres::new(2500.0)?)?;
//! assert_eq!(arc.free_flight_time_s.round(), 801.0);
//! # Ok::<(), arcminute::Error>(())
//! ```
//!
//! **Is a place what I think it is?** Names, ids and positions are read as on the command line:
//!
//! ```
//! use arcminute::catalogue::{Role, place};
//! assert_eq!(place("Kiev", Role::To)?.name, "Kyiv");
//! assert!(place("54.71,200", Role::From).is_err());
//! # Ok::<(), arcminute::Error>(())
//! ```
//!
//! **Distances of whole columns**, in blocks, as precise as `GeographicLib` to 0.1 µm: [`geodesy::inverse_columns`].
//!
//! **Rows as a file**: [`export::write_rows`] writes CSV, JSON, NDJSON or Parquet; [`scenario`] runs a TOML file.
//!
//! [`docs/architecture.md`](https://docs.rs/crate/arcminute/latest/source/docs/architecture.md) explains the modules.

// Items that no other crate can reach say so.
#![cfg_attr(not(test), warn(unreachable_pub))]
// Some of what is private serves the command line alone. What nothing uses is told with all features.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

// First, for its macro.
#[macro_use]
mod codes;

pub mod catalogue;
pub mod caveat;
#[cfg(feature = "charts")]
pub(crate) mod chart;
pub mod claim;
#[cfg(feature = "commands")]
pub mod cli;
pub(crate) mod compare;
mod delimited;
pub mod error;
pub(crate) mod explain;
pub mod export;
pub mod flight;
#[cfg(any(test, fuzzing))]
#[allow(
    clippy::missing_panics_doc,
    reason = "a panic is what the fuzzer looks for"
)]
#[path = "tests/fuzzing.rs"]
pub mod fuzzing;
pub mod geodesy;
mod inputs;
mod invisible;
mod key;
pub(crate) mod map;
pub mod model;
mod names;
mod number;
pub(crate) mod pairs;
mod places_file;
pub mod position;
pub mod present;
pub mod quantity;
#[cfg(test)]
#[path = "tests/reach.rs"]
mod reach;
pub(crate) mod report;
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
mod steps;
mod svg;
mod table;
pub(crate) mod tables;
mod toml_text;
pub mod treaty;
pub mod warning;
mod xml;

pub use error::{Error, Result};
