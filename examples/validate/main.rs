//! Prints the validation report: the models against numerical integration, reported flights and published cases.
//!
//! `cargo run --release --example validate` prints the tables as Markdown; with `-- --write docs/models.md` they replace
//! what stands between the markers of that file, and the chart beside it is drawn anew.

mod suite;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            let report = suite::Report::measure();
            print!("{}", report.markdown());
            agreed(&report)
        }
        ["--write", path] => write_into(path),
        _ => Err("usage: validate [--write FILE]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("validate: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Fails where a constant of the program is not the one that the flights give.
fn agreed(report: &suite::Report) -> Result<(), String> {
    let faults = report.flights.disagreements();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("; "))
    }
}

fn write_into(path: &str) -> Result<(), String> {
    let document =
        fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let report = suite::Report::measure();
    let filled = report.fill(&document)?;
    fs::write(path, filled).map_err(|error| format!("cannot write {path}: {error}"))?;
    let chart = Path::new(path).with_file_name("flights.svg");
    fs::write(&chart, report.chart())
        .map_err(|error| format!("cannot write {}: {error}", chart.display()))?;
    agreed(&report)
}
