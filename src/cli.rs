//! The command line: one file a subcommand, from arguments through a library call to an exporter. Only this part of
//! the program prints.

mod advice;
mod arguments;
pub mod assess;
mod check;
mod claim;
mod command_line;
#[cfg(feature = "cli")]
mod diff;
mod explain;
#[cfg(feature = "cli")]
mod generate;
pub mod host;
mod input;
#[cfg(feature = "cli")]
mod interrupt;
mod list;
mod map;
mod meant;
mod message;
#[cfg(feature = "cli")]
mod missing;
mod model_options;
mod options;
mod output;
mod pairs;
#[cfg(feature = "charts")]
mod plot;
mod preposition;
#[cfg(feature = "cli")]
mod progress;
mod rows;
#[cfg(feature = "cli")]
mod run;
mod show;
#[cfg(feature = "cli")]
mod terminal;
mod values;
#[cfg(not(feature = "cli"))]
mod without_terminal;

#[cfg(not(feature = "cli"))]
use without_terminal::{interrupt, progress, terminal};

use std::ffi::OsString;
#[cfg(feature = "cli")]
use std::io::{self, IsTerminal};
#[cfg(feature = "cli")]
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use self::message::message;
#[cfg(feature = "cli")]
use crate::shown;

/// What `--version` tells: the version and the edition of the data.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncatalogue of ",
    env!("EDITION")
);

/// Ranges, INF Treaty bands, flight and warning times between launch sites and European cities.
///
/// Arcminute works from published geography and published headline figures, with textbook models whose limits it
/// states. It answers how far, by whose range figure, and how long; `explain` shows the arithmetic.
#[derive(Parser)]
#[command(name = "arcminute", version, long_version = VERSION, max_term_width = 100, arg_required_else_help = true, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
struct Cli {
    /// Print the notices and licences of everything within the program
    #[arg(long)]
    licenses: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Notices of the crates and fonts within the program.
const LICENSES: &str = include_str!("../THIRD-PARTY.md");

const AFTER_HELP: &str = "\
Examples:
  arcminute kaliningrad Berlin
  arcminute check kapustin-yar @capitals --missile 9m729
  arcminute check krichev @eu --missile 2000km
  arcminute map kapustin-yar --missile 9m729 --to @capitals -o map.svg
  arcminute claim kaliningrad Berlin --time \"106 s\" --missile oreshnik
  arcminute list missiles Russia
  arcminute show Iskander

Places are ids (kapustin-yar), names in any spelling (Kyiv, Kiev, Київ), positions (54.71,20.51,
54d42'36\"N 20d30'E, geo:, MGRS, UTM, plus codes, map links), named ones (Guam=13.44,144.79), groups
(@capitals, @cities:500k, @capitals:world, @country:DE, @nato, @eu, @sites, @sites:RU,
@launch-sites:RU) or your own (@file:places.csv, also GeoJSON, KML, XLSX, Parquet). Of several
bearers of a name that in Europe is meant, unless one elsewhere is ten times as large; more tells
them apart: 'Brest, France', 'Frankfurt/Oder'. `arcminute FROM TO` is `arcminute check FROM TO`.

Exit status: 0 done, 1 some rows failed, 2 bad usage or input, 130 stopped by Ctrl-C
(143, 129, 131 by the signals TERM, HUP, QUIT).";

/// The subcommands: for each its name, its arguments, and the function that runs it. Written out instead of derived, so
/// that the arguments of a subcommand are defined when it is called: to define those of all would take a tenth of the time
/// of a short command.
macro_rules! commands {
    ($($(#[$if:meta])? $variant:ident $name:literal $args:ty => $run:path,)*) => {
        enum Command {
            $($(#[$if])? $variant(Box<$args>),)*
        }

        impl Command {
            /// The names of all subcommands.
            const NAMES: &[&str] = &[$($(#[$if])? $name),*];

            fn run(&self) -> anyhow::Result<Outcome> {
                match self {
                    $($(#[$if])? Self::$variant(args) => $run(args),)*
                }
            }
        }

        impl FromArgMatches for Command {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                match matches.subcommand() {
                    $($(#[$if])? Some(($name, matches)) => {
                        let args = <$args>::from_arg_matches(matches)?;
                        Ok(Self::$variant(Box::new(args)))
                    })*
                    _ => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                *self = Self::from_arg_matches(matches)?;
                Ok(())
            }
        }

        impl Subcommand for Command {
            fn augment_subcommands(command: clap::Command) -> clap::Command {
                $($(#[$if])? let command = command.subcommand(clap::Command::new($name).defer(<$args>::augment_args));)*
                command
            }

            fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
                Self::augment_subcommands(command)
            }

            fn has_subcommand(name: &str) -> bool {
                Self::NAMES.contains(&name)
            }
        }
    };
}

commands! {
    Check "check" check::Args => check::run,
    Explain "explain" explain::Args => explain::run,
    Claim "claim" claim::Args => claim::run,
    Map "map" map::Args => map::run,
    #[cfg(feature = "charts")]
    Plot "plot" plot::Args => plot::run,
    #[cfg(feature = "cli")]
    Run "run" run::Args => run::run,
    #[cfg(feature = "cli")]
    Diff "diff" diff::Args => diff::run,
    List "list" list::Args => list::run,
    Show "show" show::Args => show::run,
    #[cfg(feature = "cli")]
    Completions "completions" generate::CompletionsArgs => generate::completions,
    #[cfg(feature = "cli")]
    Man "man" generate::ManArgs => generate::man,
}

/// The outcome of a command that did not fail as a whole.
enum Outcome {
    /// Everything was done.
    Done,
    /// Some rows failed; each was reported on standard error.
    SomeFailed,
}

impl Outcome {
    /// How two steps of a command ended together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Done, Self::Done) => Self::Done,
            _ => Self::SomeFailed,
        }
    }
}

impl Cli {
    /// Runs the subcommand.
    fn run(self) -> anyhow::Result<Outcome> {
        let Some(command) = self.command else {
            output::to(None, |out| Ok(out.write_all(LICENSES.as_bytes())?))?;
            return Ok(Outcome::Done);
        };
        command.run()
    }

    /// Parses arguments.
    fn parse_from(arguments: impl Iterator<Item = OsString>) -> Result<Self, clap::Error> {
        let arguments = arguments::tidied(arguments.collect(), Command::NAMES);
        Self::try_parse_from(&arguments).or_else(|_| {
            // Help and errors may speak of any subcommand.
            let matches = Self::full_command()
                .try_get_matches_from(&arguments)
                .map_err(|error| advice::on(error, &arguments))?;
            Self::from_arg_matches(&matches)
        })
    }

    /// The command line with the arguments of every subcommand.
    fn full_command() -> clap::Command {
        let mut command = Self::command();
        command.build();
        command
    }
}

#[cfg(feature = "cli")]
/// Lets the command line know whether standard input or output is closed. To be called before the runtime starts, because
/// it opens `/dev/null` in place of a closed one.
pub fn note_closed_streams() {
    input::note_closed_stdin();
    output::note_closed_stdout();
}

/// The fault in arguments as such, before anything is done; None where there is none.
#[cfg(any(test, fuzzing))]
pub(crate) fn fault_of(arguments: impl Iterator<Item = OsString>) -> Option<String> {
    Cli::parse_from(arguments)
        .err()
        .map(|error| error.to_string())
}

#[cfg(feature = "cli")]
/// Runs the command line of this process: parse, dispatch, say what went wrong.
pub fn main() -> ExitCode {
    interrupt::heed_limits();
    let result = match Cli::parse_from(std::env::args_os()) {
        Ok(cli) => cli.run(),
        Err(error) if error.use_stderr() => {
            print_usage_error(&error);
            return ExitCode::from(2);
        }
        // Help and version are results.
        Err(help) => print_help(&help).map_err(anyhow::Error::from),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            message!("error: {error}{}", missing::advice(&error));
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "cli")]
/// Longest message about arguments that is printed in full, characters.
const MAX_USAGE_ERROR: usize = 4000;

#[cfg(feature = "cli")]
/// A message of clap repeats arguments as they are: where one holds what a terminal would heed, or is very long, the
/// message is printed without colours, as any other of ours.
fn print_usage_error(error: &clap::Error) {
    let text = error.render().to_string();
    let is_plain = text.chars().all(|c| c == '\n' || !shown::is_hidden(c));
    if is_plain && text.len() <= MAX_USAGE_ERROR {
        let _ = error.print();
        return;
    }
    match text.char_indices().nth(MAX_USAGE_ERROR) {
        Some((end, _)) => message!("{}…", &text[..end]),
        None => message!("{}", text.trim_end()),
    }
}

#[cfg(feature = "cli")]
fn print_help(help: &clap::Error) -> crate::Result<Outcome> {
    if io::stdout().is_terminal() {
        // In colour, if the terminal has it.
        help.print()?;
    } else {
        let text = help.render().to_string();
        output::to(None, |out| Ok(out.write_all(text.as_bytes())?))?;
    }
    Ok(Outcome::Done)
}

#[cfg(feature = "cli")]
/// True if the reader of our output went away, as `head` does: not an error to report.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<crate::Error>()
        .is_some_and(crate::Error::is_closed_pipe)
}
