//! What must hold of any bytes that stand where people write: no panic, and what is read means something.
//!
//! Each function is a fuzz target: `fuzz/` feeds them what the fuzzer invents, and the tests here what it has left in
//! `tests/corpus`. Only builds for these two have the module.

use crate::catalogue::{Role, System, place, places};
use crate::claim::document;
use crate::claim::file::{Quote, quotes, quotes_of_csv};
use crate::geodesy;
use crate::model::Plan;
use crate::position::{Position, looks_like_position};
use crate::scenario::{read, resolved};
use crate::warning::Delays;
use crate::{Error, pairs};

/// What was read is in range, and is read again from what is printed of it.
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

/// What is found is found again by its id.
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

/// Faults have a place in the file and can be drawn; what has none is written out, and says the same when read again.
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

/// Each line is a pair with a distance on the Earth, or says why it is none.
pub fn pairs_file(bytes: &[u8]) {
    let lines = match pairs::read(bytes) {
        Ok(lines) => lines,
        Err(error) => return assert_says_something(&error),
    };
    let extra = lines.extra_names().len();
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
            Err(reason) => assert!(!reason.is_empty()),
        }
    }
}

/// Each claim, as TOML and as CSV, is judged and written down, or says why not.
pub fn claims(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    for quotes in [quotes(text), quotes_of_csv(text)] {
        match quotes {
            Ok(quotes) => quotes.into_iter().for_each(judge),
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

fn assert_says_something(error: &Error) {
    assert!(error.to_string().len() > 10, "{error:?}");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    fn each_file(target: &str, run: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/corpus")
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
        each_file("position", super::position);
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

    #[test]
    fn claims() {
        each_file("claims", super::claims);
    }
}
