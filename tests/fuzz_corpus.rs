//! What the fuzzer has found is kept: its targets over the files of `fuzz/corpus`.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;

fn each_file(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut count = 0;
    for file in folder.read_dir().unwrap() {
        run(&std::fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0, "no file in {}", folder.display());
}

#[test]
fn positions() {
    each_file("position", targets::position);
}

#[test]
fn places() {
    each_file("place", targets::place_or_system);
}

#[test]
fn scenarios() {
    each_file("scenario", targets::scenario);
}

#[test]
fn pairs() {
    each_file("pairs", targets::pairs_file);
}

#[test]
fn claims() {
    each_file("claims", targets::claims);
}
