//! The command line called by another program: the same arguments, read by the same parser, with results handed over
//! instead of printed.
//!
//! While [`call`] runs a command, what it would write to standard output and standard error goes to a [`Host`], and signals
//! are left to the host. Nothing else of a command differs.

use std::cell::RefCell;
use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::error::ErrorKind;
use clap::{Arg, ArgAction};

use super::{Cli, Outcome};
use crate::catalogue::{Place, Reach};
use crate::export::picture::Drawn;
use crate::inputs::forget_inputs;
use crate::map::view::View;
use crate::model::Assessment;
use crate::position::Position;
use crate::present::{Document, in_order};
use crate::schema::{Cell, Heading, Kind};
use crate::svg::Rectangle;
use crate::{Error, Result, shown};

/// Takes the results of a command.
pub trait Host {
    /// Announces rows with columns of these names and types. False for a host that wants them as bytes, in the requested
    /// format.
    fn begins_rows(&mut self, columns: &[(&str, Kind)]) -> bool;

    /// One row, in the order of the columns.
    ///
    /// # Errors
    /// Any, which ends the command.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// A document for people follows. False for a host that wants it as bytes, in the format that was asked for.
    fn document(&mut self, _document: &Document) -> bool {
        false
    }

    /// The document that follows is a table of assessments, whose rows are of these, in this order.
    fn assessed(&mut self, _rows: &[Assessed<'_>]) {}

    /// Where the next map is to lie in its picture, px: left, top, right and bottom. It does where its words leave it that much
    /// room, and else takes what they leave. None for all that they leave: what the command line prints.
    fn kept_frame_px(&self) -> Option<[f64; 4]> {
        None
    }

    /// The map of the SVG document that follows.
    fn map(&mut self, _map: PlacedMap) {}

    /// Everything that would go to standard output, unless it went there as rows.
    fn bytes(&mut self, bytes: &[u8]);

    /// A line that would go to standard error, without colours.
    fn message(&mut self, line: &str);
}

/// What a row of a table of assessments is of.
#[derive(Clone, Copy, Debug)]
pub struct Assessed<'a> {
    /// Source.
    pub from: &'a Place,
    /// Destination.
    pub to: &'a Place,
    /// Id of the system, if there is one.
    pub system: Option<&'a str>,
    /// Whether it reaches; None where that is not asked, or open.
    pub reach: Option<Reach>,
}

/// A map with its words, and the way from its positions to its pixels and back.
#[derive(Debug)]
pub struct PlacedMap {
    view: View,
    /// Sources, in the order of the command.
    pub from: Vec<Place>,
    /// Places, in the order of the command.
    pub to: Vec<Place>,
    /// Title.
    pub title: String,
    /// The map in sentences.
    pub description: String,
    /// Reservations that the map must carry, each a sentence, whether or not they are written on it.
    pub caveats: Vec<String>,
    /// Models, data and program.
    pub credit: String,
}

impl PlacedMap {
    pub(super) fn new(view: View, drawn: &Drawn, from: Vec<Place>, to: Vec<Place>) -> Self {
        let [title, description, credit] = drawn.words.clone();
        Self {
            view,
            from,
            to,
            title,
            description,
            caveats: drawn.notes.clone(),
            credit,
        }
    }

    /// The position under a point, px from the upper left corner of the picture. None off the Earth.
    pub fn position(&self, x_px: f64, y_px: f64) -> Option<Position> {
        self.view.position(geo::Coord { x: x_px, y: y_px })
    }

    /// The point of a position, px from the upper left corner of the picture. None where the map does not show it.
    pub fn point(&self, position: Position) -> Option<(f64, f64)> {
        let at = self.view.pixel(position)?;
        let (low, high) = (self.view.frame().min(), self.view.frame().max());
        let is_in = (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y);
        is_in.then_some((at.x, at.y))
    }

    /// The rectangle of the map in the picture: left, top, right and bottom, px.
    pub fn frame_px(&self) -> [f64; 4] {
        let (low, high) = (self.view.frame().min(), self.view.frame().max());
        [low.x, low.y, high.x, high.y]
    }

    /// Px a km at the centre of the projection.
    pub fn px_per_km(&self) -> f64 {
        self.view.px_per_km()
    }

    /// The value of `--projection` for this map.
    pub fn projection(&self) -> &'static str {
        self.view.projection().kind().code()
    }

    /// The value of `--centre` for this map.
    pub fn centre(&self) -> Position {
        self.view.projection().centre()
    }
}

/// A command that is being run for a host.
struct Guest {
    host: Box<dyn Host + Send>,
    arguments: Vec<OsString>,
    is_stopped: Arc<AtomicBool>,
}

thread_local! {
    static GUEST: RefCell<Option<Guest>> = const { RefCell::new(None) };
}

/// Runs a command with these arguments, without the name of the program.
///
/// It runs on this thread and on the threads of `run`. Setting `is_stopped` ends it soon, with nothing half-written.
///
/// # Errors
/// Faults in the arguments, or the error of the command; [`Error::Interrupted`] where it was stopped.
pub fn call(
    arguments: impl IntoIterator<Item = OsString>,
    host: Box<dyn Host + Send>,
    is_stopped: &Arc<AtomicBool>,
) -> Result<Ended> {
    /// Removes the guest from the thread, however the command ends.
    struct Leaving;
    impl Drop for Leaving {
        fn drop(&mut self) {
            GUEST.set(None);
        }
    }

    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut host = host;
    let cli = match try_parse(&arguments) {
        Ok(cli) => cli,
        // What --help and --version print is no fault, nor is the help for a command without arguments.
        Err(text)
            if !text.use_stderr()
                || text.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand =>
        {
            host.bytes(text.render().to_string().as_bytes());
            return Ok(Ended::Done);
        }
        Err(error) => return Err(in_few_lines(&error)),
    };
    forget_inputs();
    GUEST.set(Some(Guest {
        host,
        arguments,
        is_stopped: Arc::clone(is_stopped),
    }));
    let _leaving = Leaving;
    match cli.run() {
        Ok(Outcome::Done) => Ok(Ended::Done),
        Ok(Outcome::SomeFailed) => Ok(Ended::SomeFailed),
        Err(error) => Err(error
            .downcast::<Error>()
            .unwrap_or_else(|error| Error::Usage(error.to_string()))),
    }
}

/// Outcome of a command that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything was done.
    Done,
    /// Some rows failed; a message was sent for each.
    SomeFailed,
}

/// A command as one types it into a shell, with the name of the program before its arguments.
pub fn shell_line(arguments: impl IntoIterator<Item = OsString>) -> String {
    let arguments = arguments
        .into_iter()
        .map(|argument| shown::shell_quoted(&argument.to_string_lossy()));
    let words: Vec<String> = std::iter::once("arcminute".to_owned())
        .chain(arguments)
        .collect();
    words.join(" ")
}

/// Parses arguments; the error takes as few lines as possible.
pub(super) fn parse(arguments: &[OsString]) -> Result<Cli> {
    try_parse(arguments).map_err(|error| in_few_lines(&error))
}

fn try_parse(arguments: &[OsString]) -> std::result::Result<Cli, clap::Error> {
    let name = [OsString::from("arcminute")];
    Cli::parse_from(name.into_iter().chain(arguments.iter().cloned()))
}

fn in_few_lines(error: &clap::Error) -> Error {
    let text = error.render().to_string();
    let text = text.split("\n\nUsage:").next().unwrap_or_default();
    let text = text
        .split("\n\nFor more information")
        .next()
        .unwrap_or_default();
    let text = text.strip_prefix("error: ").unwrap_or(text);
    Error::Usage(text.trim().to_owned())
}

/// Runs `act` with the guest, if there is one.
fn with<T>(act: impl FnOnce(&mut Guest) -> T) -> Option<T> {
    GUEST.with_borrow_mut(|guest| guest.as_mut().map(act))
}

/// True where a host takes the results.
pub(super) fn is_here() -> bool {
    with(|_| ()).is_some()
}

/// The arguments of the host's call.
pub(super) fn arguments() -> Option<Vec<OsString>> {
    with(|guest| guest.arguments.clone())
}

/// The flag by which the host stops the command.
pub(super) fn stop_flag() -> Option<Arc<AtomicBool>> {
    with(|guest| Arc::clone(&guest.is_stopped))
}

/// Hands over a message; false where there is no host.
pub(super) fn message(line: &str) -> bool {
    with(|guest| guest.host.message(line)).is_some()
}

/// Hands over what would go to standard output; false where there is no host.
pub(super) fn bytes(bytes: &[u8]) -> bool {
    with(|guest| guest.host.bytes(bytes)).is_some()
}

/// Hands over a document; false where there is no host, or where it wants bytes.
pub(super) fn document(document: &Document) -> bool {
    with(|guest| guest.host.document(document)).unwrap_or(false)
}

/// Says what the rows of the table that follows are of.
pub(super) fn assessed(rows: &[Assessment<'_>]) {
    with(|guest| {
        let ordered = in_order(rows).into_iter().map(|row| Assessed {
            from: row.pair.from,
            to: row.pair.to,
            system: row.system.map(|it| it.system.id.as_ref()),
            reach: row.system.and_then(|it| it.reach),
        });
        guest.host.assessed(&ordered.collect::<Vec<_>>());
    });
}

/// Where the host keeps its map.
pub(super) fn kept_frame() -> Option<Rectangle> {
    let [left, top, right, bottom] = with(|guest| guest.host.kept_frame_px()).flatten()?;
    Some(Rectangle::new(left, top, right, bottom))
}

/// Hands over a map.
pub(super) fn map(map: PlacedMap) {
    with(|guest| guest.host.map(map));
}

/// Announces rows; false where there is no host, or where it wants them as bytes.
pub(super) fn begins_rows(headings: &[Heading]) -> bool {
    let columns = headings
        .iter()
        .map(|heading| (heading.name.as_ref(), heading.kind));
    let columns: Vec<_> = columns.collect();
    with(|guest| guest.host.begins_rows(&columns)).unwrap_or(false)
}

/// Hands over a row.
///
/// # Errors
/// Those of the host, and [`Error::Interrupted`] where it has stopped the command.
pub(super) fn row(cells: &[Cell<'_>]) -> Result<()> {
    with(|guest| {
        if guest.is_stopped.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        guest.host.row(cells)
    })
    .unwrap_or(Ok(()))
}

/// An argument of a subcommand, for front ends that take the same ones by name.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name: of the long option without its dashes, or of the positional argument.
    pub name: String,
    /// True for a positional argument.
    pub is_positional: bool,
    /// True where it may be given several times, or several values at once.
    pub is_list: bool,
    /// The form of its value, as in help; None for a flag.
    pub value: Option<String>,
    /// True where a flag may have a value.
    pub may_be_bare: bool,
    /// Possible values; others may be accepted as well. Empty where any value is.
    pub possible: Vec<String>,
    /// The default value.
    pub default: Option<String>,
    /// The meaning, in a line.
    pub help: String,
}

/// The summary line of a subcommand, and its arguments without those of every subcommand. `path` is the subcommand and, for
/// `plot`, the chart. None where there is no such subcommand.
pub fn parameters(path: &[&str]) -> Option<(String, Vec<Parameter>)> {
    let command = Cli::full_command();
    let found = path
        .iter()
        .try_fold(&command, |command, name| command.find_subcommand(name))?;
    let about = found.get_about().map(ToString::to_string);
    let parameters = found
        .get_arguments()
        .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
        .map(parameter)
        .collect();
    Some((about.unwrap_or_default(), parameters))
}

fn parameter(argument: &Arg) -> Parameter {
    let takes_value = argument.get_action().takes_values();
    let values = argument.get_num_args().unwrap_or_default();
    let names = argument.get_value_names().unwrap_or_default();
    let text = |value: &std::ffi::OsStr| value.to_string_lossy().into_owned();
    let possible = argument.get_possible_values();
    Parameter {
        name: argument
            .get_long()
            .map_or_else(|| argument.get_id().to_string(), str::to_owned),
        is_positional: argument.is_positional(),
        is_list: matches!(argument.get_action(), ArgAction::Append) || values.max_values() > 1,
        value: takes_value.then(|| {
            let names = names.iter().map(clap::builder::Str::as_str);
            names.collect::<Vec<_>>().join(" ")
        }),
        may_be_bare: takes_value && values.min_values() == 0,
        possible: possible
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect(),
        default: argument
            .get_default_values()
            .first()
            .map(|value| text(value)),
        help: argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}
