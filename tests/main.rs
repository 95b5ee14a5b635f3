//! All tests from outside the library in one program, since each further program costs a link and some 100 MB.
//!
//! `cargo test --test suite data::` runs those of `tests/data.rs`.

#[cfg(feature = "cli")]
mod charts;
mod claimed;
mod claims;
mod claims_by_the_reader;
mod claims_of_reach;
mod claims_of_three;
mod claims_of_types;
#[cfg(feature = "cli")]
mod cli;
mod data;
#[cfg(feature = "cli")]
mod files;
mod layers;
#[cfg(feature = "cli")]
mod maps;
mod names;
mod pages;
#[cfg(feature = "cli")]
mod picture;
mod properties;
mod reference_tables;
#[cfg(feature = "cli")]
mod report;
#[cfg(feature = "cli")]
mod scenarios;
#[cfg(feature = "cli")]
mod streams;
mod validation;

use std::path::Path;

/// True in an unpacked package, which lacks what `exclude` in Cargo.toml names: cargo puts this file there.
fn packaged() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("Cargo.toml.orig")
        .exists()
}

/// With `autotests` off, a file that no line above names would never run.
#[test]
fn every_file_is_in_the_suite() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let suite = include_str!("main.rs");
    for file in folder.read_dir().unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if path.extension().is_some_and(|end| end == "rs") && name != "main" {
            assert!(
                suite.lines().any(|line| line == format!("mod {name};")),
                "tests/main.rs has no `mod {name};`"
            );
        }
    }
}
