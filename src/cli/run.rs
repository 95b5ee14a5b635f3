//! `run`: scenarios, from their files to folders of tables, maps and reports.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::Ordering;

use crate::model::Plan;
use crate::names::file_name::{fault_of_name, twin_key};
use crate::present::words;
use crate::scenario::{self, MANIFEST, Options, Part, Ran, Scenario};
use crate::{Error, Result, shown};

use super::message::{self, message};

use super::progress::Progress;
use super::values::{checked, whole};
use super::{Outcome, host, input, interrupt, output};

/// Scenarios: tables, maps, charts and reports from small TOML files
///
/// Each scenario gets a folder of its own below --output, with a manifest of what was used. All files are checked before
/// anything is run. The same scenario gives the same bytes on any machine, with any number of jobs.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(super) struct Args {
    /// Scenario files, or folders of them
    #[arg(value_name = "PATH", required_unless_present = "print_schema")]
    paths: Vec<PathBuf>,
    /// Folder of the results
    #[arg(short, long, value_name = "DIR", default_value = "results")]
    output: PathBuf,
    /// Check the files and stop
    #[arg(long, group = "instead")]
    check: bool,
    /// Say how many rows and which files there would be, and stop
    #[arg(long, group = "instead")]
    print_plan: bool,
    /// Print the scenario with all defaults filled in, and stop
    #[arg(long, group = "instead")]
    print_resolved: bool,
    /// Print the JSON Schema of scenario files, by which editors complete them, and stop
    #[arg(long, group = "instead")]
    print_schema: bool,
    /// Number of threads [default: as many as there are processors]
    #[arg(long, value_name = "COUNT", value_parser = whole("number of jobs", 1, MAX_JOBS))]
    jobs: Option<usize>,
    /// Keep files that an earlier run has written from the same scenario, data and program
    #[arg(long)]
    resume: bool,
    /// Replace the results of another scenario of the same name
    #[arg(long)]
    overwrite: bool,
    /// Compute one part of the rows, as 2/8 for the second of eight, into a folder of its own
    #[arg(long, value_name = "N/COUNT", group = "instead", value_parser = checked(str::parse::<Part>))]
    part: Option<Part>,
    /// Put the parts together that lie in the folders of the results: the bytes of a run without parts
    #[arg(long, group = "instead", conflicts_with = "resume")]
    join: bool,
}

const EXAMPLES: &str = "\
Examples:
  arcminute run examples/inf-2019.toml
  arcminute run examples/ --output results --jobs 2
  arcminute run examples/oreshnik-2024.toml --check
  arcminute run examples/oreshnik-2024.toml --print-plan
  arcminute run examples/range-sweep.toml --part 1/1
  arcminute run examples/range-sweep.toml --join
  arcminute run --print-schema > scenario.schema.json";

/// Maximum number of faults of a file that are shown: nobody reads more.
pub(super) const MAX_SHOWN_FAULTS: usize = 100;

/// Maximum number of jobs: more is a slip.
const MAX_JOBS: usize = 1024;

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    interrupt::clean_up_on_signals();
    if args.print_schema {
        output::to(
            None,
            |out| Ok(out.write_all(scenario::schema().as_bytes())?),
        )?;
        return Ok(Outcome::Done);
    }
    let files = read_all(&args.paths)?;
    let scenarios = check_all(&files)?;
    for note in scenarios.iter().flat_map(Scenario::notes) {
        message!("note: {note}");
    }
    if args.check {
        for file in &files {
            message!("{}: no fault", shown::path(&file.path));
        }
        return Ok(Outcome::Done);
    }
    if args.print_resolved {
        let texts = scenarios
            .iter()
            .map(scenario::resolved)
            .collect::<Result<Vec<_>>>()?;
        output::to(None, |out| Ok(out.write_all(texts.join("\n").as_bytes())?))?;
        return Ok(Outcome::Done);
    }
    let plans: Vec<Plan<'_>> = scenarios
        .iter()
        .map(|scenario| Plan::new(&scenario.study))
        .collect();
    if args.print_plan {
        let plans: Vec<String> = files
            .iter()
            .zip(scenarios.iter().zip(&plans))
            .map(|(file, (scenario, plan))| planned(file, scenario, plan, &args.output))
            .collect();
        output::to(None, |out| Ok(out.write_all(plans.join("\n").as_bytes())?))?;
        return Ok(Outcome::Done);
    }
    refuse_nameless(&files, &args.output)?;
    interrupt::set_resumable();
    let is_stopped = host::stop_flag();
    let mut some_failed = false;
    for (file, (scenario, plan)) in files.iter().zip(scenarios.iter().zip(&plans)) {
        let results = args.output.join(&file.stem);
        let folder = args
            .part
            .map_or_else(|| results.clone(), |part| part.folder(&results));
        let run = if args.join {
            scenario::join
        } else {
            scenario::run
        };
        let bar = Progress::of_rows(&file.stem, plan.row_count());
        let ran = run(
            scenario,
            &Options {
                folder: &folder,
                part: args.part,
                file: &file.name,
                text: &file.text,
                path: Some(&file.path),
                overwrite: args.overwrite,
                resume: args.resume,
                jobs: args.jobs,
                progress: &|rows| bar.at(rows),
                // A signal ends the process, in the middle of a picture as well; a host sets its flag.
                is_stopped: &|| {
                    let flag = is_stopped.as_ref();
                    flag.is_some_and(|flag| flag.load(Ordering::Relaxed))
                },
            },
        );
        bar.finish();
        let ran = ran?;
        say(&folder, &ran);
        some_failed |= ran.failed_rows > 0;
    }
    Ok(if some_failed {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Refuses a file without a name of its own, and standard output as the folder of results: `<(…)` is `/dev/fd/63` whatever
/// it holds.
fn refuse_nameless(files: &[File], output: &Path) -> Result<()> {
    if output.as_os_str() == "-" {
        return Err(Error::Usage(
            "-o - is standard output, and a run writes a folder: name one with --output".to_owned(),
        ));
    }
    match files.iter().find(|file| !file.path.is_file()) {
        None => Ok(()),
        Some(file) => Err(Error::Usage(format!(
            "{} is no regular file, by whose name its results could be told from those of another scenario: \
             write the scenario to a file; --check and --print-plan take it as it is",
            shown::path(&file.path)
        ))),
    }
}

/// A scenario file that was read.
struct File {
    path: PathBuf,
    name: String,
    /// The name of its folder of results.
    stem: String,
    text: String,
}

/// The named files, and those in named folders.
fn read_all(paths: &[PathBuf]) -> Result<Vec<File>> {
    let mut files: Vec<File> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            for path in toml_files(path)? {
                let file = read(&path)?;
                if is_of_claims(&file.text) {
                    message!(
                        "{}: claims, for `arcminute claim --file`; left out",
                        shown::path(&path)
                    );
                } else {
                    files.push(file);
                }
            }
            if files.len() == before {
                return Err(Error::Usage(format!(
                    "{} holds no scenario: write a .toml file",
                    shown::path(path)
                )));
            }
        } else {
            let file = read(path)?;
            if is_of_claims(&file.text) {
                return Err(Error::Usage(format!(
                    "{0} holds claims, and no scenario: write `arcminute claim --file {0}`",
                    shown::path(path)
                )));
            }
            files.push(file);
        }
    }
    let mut stems = BTreeMap::new();
    for file in &files {
        if let Some(other) = stems.insert(twin_key(&file.stem), &file.path) {
            let one = shown::path(&file.path);
            let other = shown::path(other);
            return Err(Error::Usage(format!(
                "{other} and {one} would write to one folder, {:?}: rename one, or run them apart",
                file.stem
            )));
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<File> {
    let text = input::text(path, input::WRITTEN_BYTES)?;
    Ok(File {
        name: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        stem: results_name(path)?,
        path: path.to_owned(),
        text,
    })
}

/// The folder of a file, to which its paths are relative.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The name of a scenario's folder of results: that of its file without the extension.
fn results_name(path: &Path) -> Result<String> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    // For `...toml` it is `..`, which is another folder.
    let is_a_name = |stem: &&str| {
        let mut parts = Path::new(stem).components();
        matches!(
            (parts.next(), parts.next()),
            (Some(Component::Normal(_)), None)
        )
    };
    if let Some(reason) = stem.and_then(fault_of_name) {
        return Err(Error::Usage(format!(
            "{} gives the folder of its results a name that not every system takes: rename it; {reason}",
            shown::path(path)
        )));
    }
    stem.filter(is_a_name).map(str::to_owned).ok_or_else(|| {
        Error::Usage(format!(
            "{} gives the folder of its results no name: rename it, for example to scenario.toml",
            shown::path(path)
        ))
    })
}

/// The TOML files directly in a folder, by name.
fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let fault = |source| Error::Io {
        action: "read",
        path: folder.to_owned(),
        source,
    };
    let entries = fs::read_dir(folder)
        .map_err(fault)?
        .collect::<io::Result<Vec<_>>>()
        .map_err(fault)?;
    let is_toml = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
            // A broken link is an error, not a scenario to leave out.
            && (path.is_file() || (path.is_symlink() && !path.exists()))
    };
    let mut paths: Vec<PathBuf> = entries
        .into_iter()
        .map(|entry| entry.path())
        .filter(is_toml)
        .collect();
    paths.sort();
    Ok(paths)
}

/// True for a file of claims, which may be in a folder of scenarios.
fn is_of_claims(text: &str) -> bool {
    text.lines().any(|line| line.trim() == "[[claim]]")
        && !text.lines().any(|line| line.trim() == "[[output]]")
}

/// Every scenario, or the faults of all files on standard error.
fn check_all(files: &[File]) -> Result<Vec<Scenario>> {
    let mut scenarios = Vec::new();
    let mut fault_count = 0;
    let mut faulty = 0;
    let is_coloured = !host::is_here()
        && io::stderr().is_terminal()
        && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    for file in files {
        match scenario::read_in(&file.text, folder_of(&file.path)) {
            Ok(scenario) => scenarios.push(scenario),
            Err(faults) => {
                fault_count += faults.len();
                faulty += 1;
                let count = faults.len();
                for fault in faults.into_iter().take(MAX_SHOWN_FAULTS) {
                    let rendered = fault.render(&shown::path(&file.path), &file.text, is_coloured);
                    message::write_styled(&format!("{rendered}\n"));
                }
                if count > MAX_SHOWN_FAULTS {
                    let more = words::counted(count - MAX_SHOWN_FAULTS, "more fault");
                    message!("{}: {more}, not shown\n", shown::path(&file.path));
                }
            }
        }
    }
    if fault_count == 0 {
        return Ok(scenarios);
    }
    let faults = words::counted(fault_count, "fault");
    let files = words::counted(faulty, "file");
    Err(Error::Usage(format!(
        "{faults} in {files}: nothing was run"
    )))
}

fn planned(file: &File, scenario: &Scenario, plan: &Plan<'_>, output: &Path) -> String {
    let row_count = usize::try_from(plan.row_count()).unwrap_or(usize::MAX);
    let mut text = format!(
        "{}: {}\n",
        shown::path(&file.path),
        words::counted(row_count, "row")
    );
    for leg in &plan.legs {
        let sources = leg.leg.from.len();
        let destinations = leg.leg.to.len();
        let _ = write!(
            text,
            "  {} × {}",
            words::counted(sources, "source"),
            words::counted(destinations, "destination")
        );
        let _ = match leg.variants.len() {
            0 => writeln!(text),
            cases => {
                let systems = words::counted(leg.leg.systems.len(), "system");
                writeln!(text, " × {systems} in {}", words::counted(cases, "case"))
            }
        };
    }
    let files = scenario
        .outputs
        .iter()
        .map(|output| (output.kind.code(), output.file.as_str()));
    for (kind, name) in files.chain([("manifest", MANIFEST)]) {
        let _ = writeln!(
            text,
            "  {kind:<8}  {}",
            shown::path(&output.join(&file.stem).join(name))
        );
    }
    text
}

fn say(folder: &Path, ran: &Ran) {
    for failure in &ran.failures {
        message!("error: {failure}");
    }
    let more = ran.failed_rows.saturating_sub(ran.failures.len() as u64);
    if more > 0 {
        message!("error: {more} more rows failed");
    }
    for (verb, files) in [("wrote", &ran.written), ("kept", &ran.kept)] {
        if !files.is_empty() {
            message!(
                "{verb} {} in {}: {}",
                files.len(),
                shown::path(folder),
                files.join(", ")
            );
        }
    }
}
