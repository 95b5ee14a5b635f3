//! Properties that hold for any bytes as input: no panic, and every value that is read is valid.
//!
//! Each function is a fuzz target: `fuzz/` feeds them generated input, and the tests here the inputs kept in `tests/corpus`.
//! Only builds for these two have the module.

use crate::catalogue::{Role, System, place, places};
use crate::claim::document;
use crate::claim::file::{Quote, quotes, quotes_of_csv};
#[cfg(feature = "files")]
use crate::compare::{compare, facts_of_csv, facts_of_json, facts_of_ndjson};
use crate::geodesy;
use crate::model::Plan;
use crate::number::{Kind, LATITUDE, LONGITUDE, Quantity, read_list, read_number};
use crate::position::{Position, looks_like_position};
#[cfg(feature = "files")]
use crate::scenario::Manifest;
use crate::scenario::{read, resolved};
use crate::table::Options;
use crate::warning::Delays;
use crate::{Error, pairs, places_file};

/// A position that was read is in range, and reads back from its printed form.
pub fn position(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match text.parse::<Position>() {
        Ok(position) => {
            assert!(
                (-90.0..=90.0).contains(&position.lat_deg())
                    && (-180.0..=180.0).contains(&position.lon_deg())
            );
            assert!(
                looks_like_position(text),
                "{text:?} is read as a position but does not look like one"
            );
            assert_eq!(
                position.to_string().parse::<Position>().unwrap(),
                position,
                "{text:?}"
            );
        }
        Err(error) => assert_says_something(&error),
    }
}

/// A place or system that is found is found again by its id.
pub fn place_or_system(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    for role in [Role::From, Role::To] {
        match place(text, role) {
            Ok(found) => {
                if let Some(id) = found.id.as_deref() {
                    let again = place(id, role).unwrap();
                    assert_eq!(again.id.as_deref(), Some(id), "{text:?}");
                }
            }
            Err(error) => assert_says_something(&error),
        }
        match places(text, role) {
            Ok(found) => assert!(!found.is_empty(), "{text:?} stands for nothing"),
            Err(error) => assert_says_something(&error),
        }
    }
    match System::named(text) {
        Ok(system) => assert_eq!(System::named(&system.id).unwrap().id, system.id),
        Err(error) => assert_says_something(&error),
    }
}

/// Faults have a position in the file and can be drawn; a scenario without any is written out, and means the same when read
/// again.
pub fn scenario(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match read(text) {
        Ok(scenario) => {
            let plan = Plan::new(&scenario.study);
            let in_full = resolved(&scenario).unwrap();
            let again = read(&in_full).unwrap_or_else(|faults| panic!("{faults:?} in {in_full}"));
            assert_eq!(
                Plan::new(&again.study).row_count(),
                plan.row_count(),
                "{in_full}"
            );
            assert_eq!(resolved(&again).unwrap(), in_full);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            for fault in faults {
                assert!(
                    text.get(fault.span.clone()).is_some(),
                    "{fault:?} is not in the file"
                );
                assert!(
                    fault.render("a.toml", text, false).contains("a.toml:"),
                    "{fault:?}"
                );
                let (line, column) = fault.line_and_column(text);
                assert!(line > 0 && column > 0);
            }
        }
    }
}

/// A number that is read is within its limits, and what is printed of it is read as the same number or refused.
pub fn number(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    for quantity in [
        LATITUDE,
        LONGITUDE,
        Quantity::new("length", Kind::Length, 0.0, 20_003.0),
        Quantity::new("time", Kind::Time, 0.0, 86_400.0),
        Quantity::new("count", Kind::Count, 0.0, 4e9),
        Quantity::new("number", Kind::Plain, f64::NEG_INFINITY, f64::INFINITY),
    ] {
        match read_number(text, &quantity) {
            Ok(number) => {
                assert!(number.is_finite(), "{text:?}");
                if let Ok(again) = read_number(&number.to_string(), &quantity) {
                    assert_eq!(again.to_bits(), number.to_bits(), "{text:?}");
                }
            }
            Err(error) => assert_says_something(&error),
        }
        match read_list(&[text], &quantity) {
            Ok(numbers) => assert!(!numbers.is_empty(), "{text:?}"),
            Err(error) => assert_says_something(&error),
        }
    }
}

/// Each place of a file is a position with a name, or its fault gives the reason.
pub fn places_file(bytes: &[u8]) {
    match places_file::read_bytes(bytes, Options::named("places")) {
        Ok(found) => {
            let is_empty = found.points.is_empty() && found.names.is_empty();
            assert!(!is_empty || !found.faults.is_empty());
            for point in found.points {
                assert!(!point.name.is_empty());
                assert!(point.uncertainty_km.is_none_or(|km| km >= 0.0));
            }
            for fault in found.faults {
                assert!(!fault.reason.is_empty());
            }
        }
        Err(error) => assert_says_something(&error),
    }
}

/// Each line is a pair with a distance on the Earth, or its fault gives the reason.
pub fn pairs_file(bytes: &[u8]) {
    let lines = match pairs::open(bytes, bytes, Options::named("pairs")) {
        Ok(lines) => lines,
        Err(error) => return assert_says_something(&error),
    };
    let extra = lines.extra_names().count();
    for line in lines {
        match line.unwrap().1 {
            Ok(pair) => {
                let distance_km = geodesy::inverse(pair.from.position, pair.to.position)
                    .distance
                    .km();
                // Half a meridian is the longest geodesic but for what bulges at the equator.
                assert!((0.0..20_004.0).contains(&distance_km), "{distance_km} km");
                assert_eq!(pair.extra.len(), extra);
            }
            Err(refused) => assert!(!refused.reason.is_empty() && !refused.kind.is_empty()),
        }
    }
}

/// Each claim, as TOML and as CSV, is judged and written, or its fault gives the reason.
pub fn claims(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    for quotes in [quotes(text), quotes_of_csv(text)] {
        match quotes {
            Ok(quotes) => quotes
                .into_iter()
                .for_each(|numbered| match numbered.quote {
                    Ok(quote) => judge(quote),
                    Err(error) => assert_says_something(&error),
                }),
            Err(error) => assert_says_something(&error),
        }
    }
}

fn judge(quote: Quote) {
    match quote.judge(Delays::default()) {
        Ok(judged) => {
            assert!(!judged.judgement.verdict.sentence().is_empty());
            let _ = (document::claim(&judged), document::claims(&[judged]));
        }
        Err(error) => assert_says_something(&error),
    }
}

/// A scenario of few rows is run to files, maps and reports among them: all are complete, or none is there and the error
/// says why.
#[cfg(feature = "files")]
pub fn run_to_files(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(scenario) = read(text) else { return };
    if scenario.study.row_count() > 500 || scenario.outputs.len() > 5 {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ran = crate::scenario::run(
        &scenario,
        &crate::scenario::Options {
            folder: folder.path(),
            part: None,
            file: "a.toml",
            text,
            path: None,
            overwrite: false,
            resume: false,
            jobs: Some(1),
            progress: &|_| (),
            is_stopped: &|| false,
        },
    );
    match ran {
        Ok(ran) => {
            let manifest = Manifest::read(folder.path()).unwrap().unwrap();
            assert_eq!(manifest.outputs.len(), ran.written.len());
            for output in manifest.outputs {
                let written = std::fs::read(folder.path().join(&output.file)).unwrap();
                assert_eq!(written.len() as u64, output.bytes, "{}", output.file);
            }
        }
        Err(error) => assert_says_something(&error),
    }
    let names = folder.path().read_dir().unwrap();
    let mut names = names.map(|entry| entry.unwrap().file_name());
    assert!(!names.any(|name| name.to_string_lossy().starts_with('.')));
}

/// Foreign files of rows and manifests are read, or the error says why not.
#[cfg(feature = "files")]
pub fn results(bytes: &[u8]) {
    if let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) {
        assert!(serde_json::to_string(&manifest).is_ok());
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    for read in [facts_of_csv, facts_of_ndjson, facts_of_json] {
        match read(text) {
            Ok(facts) => drop(compare(&facts, &facts)),
            Err(error) => assert_says_something(&error),
        }
    }
}

/// Arguments, each ended by NUL, are a command, or the message says why not.
#[cfg(feature = "cli")]
pub fn command_line(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let arguments = std::iter::once("arcminute").chain(text.split('\0'));
    if let Some(message) = crate::cli::fault_of(arguments.map(Into::into)) {
        assert!(!message.trim().is_empty());
    }
}

fn assert_says_something(error: &Error) {
    assert!(error.to_string().len() > 10, "{error:?}");
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// Runs a target over its finds, a file each in its folder, and over what the fuzzer has grown, a JSON string each in a
    /// line of one file, whose letters are the bytes.
    fn each_file(target: &str, run: fn(&[u8])) {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let mut inputs = Vec::new();
        for file in corpus.join(target).read_dir().unwrap() {
            inputs.push(std::fs::read(file.unwrap().path()).unwrap());
        }
        assert!(!inputs.is_empty(), "no finds of {target}");
        // The package leaves out what was grown.
        let grown = corpus.join(target).with_extension("jsonl");
        let grown = std::fs::read_to_string(grown).unwrap_or_default();
        for line in grown.lines() {
            let text: String = serde_json::from_str(line).unwrap();
            let bytes = text.chars().map(u8::try_from).collect::<Result<_, _>>();
            inputs.push(bytes.unwrap());
        }
        for input in inputs {
            let started = Instant::now();
            run(&input);
            // Seconds without optimisation on a machine at work; the fuzzer's own limit is in `.ci/fuzz`.
            let time = started.elapsed();
            assert!(
                time < Duration::from_secs(60),
                "{:?}: {time:?}",
                String::from_utf8_lossy(&input)
            );
        }
    }

    #[test]
    fn positions() {
        each_file("position", super::position);
    }

    #[test]
    fn numbers() {
        each_file("number", super::number);
    }

    #[test]
    fn places_files() {
        each_file("places_file", super::places_file);
    }

    #[test]
    fn places() {
        each_file("place", super::place_or_system);
    }

    #[test]
    fn scenarios() {
        each_file("scenario", super::scenario);
    }

    #[test]
    fn pairs() {
        each_file("pairs", super::pairs_file);
    }

    #[cfg(feature = "files")]
    #[test]
    fn runs_to_files() {
        each_file("run", super::run_to_files);
    }

    #[cfg(feature = "files")]
    #[test]
    fn results() {
        each_file("results", super::results);
    }

    #[cfg(feature = "cli")]
    #[test]
    fn command_lines() {
        each_file("command", super::command_line);
    }

    #[test]
    fn claims() {
        each_file("claims", super::claims);
    }
}
