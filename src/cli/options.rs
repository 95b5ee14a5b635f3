//! Arguments that several subcommands share, and their meaning.

mod refused;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::catalogue::own::Files;
use crate::catalogue::{EachOnce, Language, Place, Role};
use crate::export::Format;
use crate::export::map_file::MapFormat;
use crate::export::picture::{Drawn, PictureFormat};
use crate::names::fold;
use crate::position::Position;
use crate::present::words::LengthUnit;
use crate::spec::Style;
use crate::spec::choice::{Choice, Switch};
use crate::svg::SizeRequest;
use crate::svg::sheet::Wording;
use crate::svg::theme::Theme;
use crate::table::{self, Mapping};
use crate::{Error, Result, shown};

use super::command_line;
use super::message::message;
use super::values::{checked, choice};
use super::{Outcome, output};

pub(super) use super::model_options::ModelArgs;

/// How files of places and pairs are read.
#[derive(clap::Args)]
pub(super) struct FileArgs {
    /// What a column of a file holds where its name does not say it, as `from=launch_site` or `lat=breite`; may be repeated
    #[arg(long, value_name = "WHAT=COLUMN", value_parser = checked(str::parse::<Mapping>))]
    pub(super) header: Vec<Mapping>,
    /// Encoding of a file, as windows-1251 [default: what the file shows]
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
}

impl FileArgs {
    /// The options for a table at a path.
    pub(super) fn options(&self, path: &Path) -> table::Options {
        table::Options {
            encoding: self.encoding.clone(),
            mapping: self.header.clone(),
            ..table::Options::named(path)
        }
    }
}

/// From where to where.
#[derive(clap::Args)]
pub(super) struct PlaceArgs {
    /// Source: a place, a group or `@file:PATH`
    #[arg(value_name = "FROM")]
    first: Option<String>,
    /// Destination: a place, a group or `@file:PATH`
    #[arg(value_name = "TO")]
    second: Option<String>,
    /// More than two are refused with advice.
    #[arg(hide = true)]
    rest: Vec<String>,
    /// A further source; may be repeated
    #[arg(long, value_name = "PLACE")]
    from: Vec<String>,
    /// A further destination; may be repeated
    #[arg(long, value_name = "PLACE")]
    to: Vec<String>,
    #[command(flatten)]
    pub(super) files: FileArgs,
}

/// Sources and destinations, each once, in the order in which they were named.
pub(super) struct Places {
    pub(super) from: Vec<Place>,
    pub(super) to: Vec<Place>,
    /// Positions of those destinations that were named one by one, and not with a group.
    pub(super) named_to: Vec<Position>,
    /// True if lines of a file were not places; each was reported.
    has_bad_lines: bool,
}

impl Places {
    /// Outcome of a command that has no failures but those of its places.
    pub(super) fn outcome(&self) -> Outcome {
        if self.has_bad_lines {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        }
    }
}

/// Notes and faults of the places, printed once all are resolved: an error would be lost beneath them.
#[derive(Default)]
struct Said {
    notes: Vec<String>,
    /// Lines of files that are not places.
    faults: Vec<String>,
}

impl Said {
    /// Prints them; true if there are faults.
    fn print(&self) -> bool {
        for note in &self.notes {
            message!("note: {note}");
        }
        for fault in &self.faults {
            message!("error: {fault}");
        }
        !self.faults.is_empty()
    }
}

impl PlaceArgs {
    /// All sources and all destinations.
    pub(super) fn resolve(&self) -> Result<Places> {
        let (first, second) = self.positional();
        self.refuse_more()?;
        self.refuse_halves()?;
        self.refuse_all_in_one()?;
        let mut said = Said::default();
        let (from, _) = self.all_places("FROM", first, &self.from, Role::From, &mut said)?;
        let (to, named_to) = self.all_places("TO", second, &self.to, Role::To, &mut said)?;
        Ok(Places {
            from,
            to,
            named_to,
            has_bad_lines: said.print(),
        })
    }

    /// The same where destinations may be left out.
    pub(super) fn resolve_origins(&self) -> Result<Places> {
        let (_, second) = self.positional();
        if second.is_some() || !self.to.is_empty() {
            return self.resolve();
        }
        self.refuse_more()?;
        let mut said = Said::default();
        let first = self.first.as_ref();
        let (from, _) = self.all_places("FROM", first, &self.from, Role::From, &mut said)?;
        Ok(Places {
            from,
            to: Vec::new(),
            named_to: Vec::new(),
            has_bad_lines: said.print(),
        })
    }

    /// FROM and TO as meant: with --from, a single place is the destination.
    fn positional(&self) -> (Option<&String>, Option<&String>) {
        match (&self.first, &self.second) {
            (Some(only), None) if !self.from.is_empty() && self.to.is_empty() => (None, Some(only)),
            (first, second) => (first.as_ref(), second.as_ref()),
        }
    }

    /// All places of a role, and the positions of those that are named one by one.
    fn all_places(
        &self,
        name: &str,
        first: Option<&String>,
        more: &[String],
        role: Role,
        said: &mut Said,
    ) -> Result<(Vec<Place>, Vec<Position>)> {
        let files = Files {
            folder: None,
            encoding: self.files.encoding.clone(),
            mapping: self.files.header.clone(),
        };
        let mut all = EachOnce::default();
        let mut named = Vec::new();
        for text in first.into_iter().chain(more) {
            if !all.is_new(text)? {
                continue;
            }
            let found = files.places(text, role)?;
            said.notes.extend(found.notes);
            let file = found.file.as_deref().unwrap_or_default();
            let faults = found.faults.iter();
            said.faults
                .extend(faults.map(|fault| format!("{file}: {fault}")));
            if let ([one], false) = (&found.places[..], text.trim().starts_with('@')) {
                named.push(one.position);
            }
            all.add(found.places);
        }
        let all = all.into_places();
        if all.is_empty() {
            let (what, lower) = (
                if role == Role::From {
                    "source"
                } else {
                    "destination"
                },
                name.to_lowercase(),
            );
            let example = match (&self.first, role) {
                (Some(first), Role::To) => {
                    let to = if fold(first) == "berlin" {
                        "Moscow"
                    } else {
                        "Berlin"
                    };
                    format!("{} {to}", shown::shell_quoted(first))
                }
                _ => "kaliningrad Berlin".to_owned(),
            };
            return Err(Error::Usage(format!(
                "no {what} is given: name one as {name} or with --{lower} PLACE, as in {example}"
            )));
        }
        Ok((all, named))
    }
}

/// How and where results are written.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// Format [default: by the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_parser = choice::<Format>())]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with_all = ["format", "csv"])]
    json: bool,
    /// The same as --format csv
    #[arg(long, conflicts_with = "format")]
    csv: bool,
    /// Write to this file instead of standard output; - is standard output
    #[arg(short, long, value_name = "FILE", allow_hyphen_values = true)]
    pub(super) output: Option<PathBuf>,
}

impl OutputArgs {
    /// The requested format: by name, else by the file's extension, else the table.
    pub(super) fn format(&self) -> Result<Format> {
        self.format_or(Format::Table)
    }

    /// The same with another default.
    pub(super) fn format_or(&self, default: Format) -> Result<Format> {
        let named = match (self.json, self.csv) {
            (true, _) => Some(Format::Json),
            (false, true) => Some(Format::Csv),
            (false, false) => self.format,
        };
        match (named, file_named(self.output.as_deref())) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(default),
            (None, Some(path)) => Format::of_output(path, "give --format"),
        }
    }
}

/// A path that is not standard output.
fn file_named(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| path.as_os_str() != "-")
}

/// A format of pictures or maps.
pub(super) trait PictureChoice: Choice + Copy + Default + Send + Sync + 'static {
    /// The format for a file's extension.
    fn of_extension(path: &Path) -> Result<Self>;

    /// The extension of a file of this format.
    fn extension(self) -> &'static str;
}

impl PictureChoice for PictureFormat {
    fn of_extension(path: &Path) -> Result<Self> {
        Self::of_extension(path)
    }

    fn extension(self) -> &'static str {
        self.code()
    }
}

impl PictureChoice for MapFormat {
    fn of_extension(path: &Path) -> Result<Self> {
        Self::of_extension(path)
    }

    fn extension(self) -> &'static str {
        self.code()
    }
}

/// Where the notes of a picture go.
#[derive(Clone, Debug, PartialEq)]
enum NotesTo {
    /// Below it.
    Picture,
    Nowhere,
    File(PathBuf),
}

impl NotesTo {
    fn read(text: &str) -> Self {
        match text {
            "on" => Self::Picture,
            "off" => Self::Nowhere,
            path => Self::File(path.into()),
        }
    }
}

/// How and where a picture is drawn.
#[derive(clap::Args)]
pub(super) struct PictureArgs<F: PictureChoice = PictureFormat> {
    /// Width and height in px, Wx for as tall as it takes, or on paper: 96mm, 96x120mm, 5in, where letters have their size in
    /// pt and PNG has 300 dots an inch [default: what suits the picture]
    #[arg(long, value_name = "WxH", value_parser = checked(str::parse::<SizeRequest>))]
    size: Option<SizeRequest>,
    /// Width alone, as tall as it takes: 360, 96mm, 5in
    #[arg(long, value_name = "WIDTH", conflicts_with = "size", value_parser = checked(SizeRequest::of_width))]
    width: Option<SizeRequest>,
    /// Subtitle [default: whose figures, and what is assumed]
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    subtitle: Option<String>,
    /// Source line, before the credit of the data
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    source: Option<String>,
    /// A note behind those of the picture; may be repeated
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Vec<String>,
    /// Whether the legend is drawn
    #[arg(long, value_name = "SWITCH", default_value = "on", value_parser = choice::<Switch>())]
    legend: Switch,
    /// Whether the notes are written below the picture: on, off, or into this file instead
    #[arg(long, value_name = "SWITCH|FILE", default_value = "on", value_parser = checked(|text| Ok(NotesTo::read(text))).offering(Switch::names()))]
    notes: NotesTo,
    /// Language of the names of places and countries, and of the other words in German, French, Polish, Ukrainian and Russian
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = choice::<Language>())]
    pub(super) lang: Language,
    /// Font that programs take first, in SVG
    #[arg(long, value_name = "NAME")]
    font: Option<String>,
    /// Colours; print holds in grey
    #[arg(long, value_name = "THEME", default_value = "light", value_parser = choice::<Theme>())]
    theme: Theme,
    /// Format [default: by the file's extension, else svg]
    #[arg(long, value_name = "FORMAT", value_parser = choice::<F>())]
    format: Option<F>,
    /// Write to this file instead of standard output; - is standard output
    #[arg(short, long, value_name = "FILE", allow_hyphen_values = true)]
    pub(super) output: Option<PathBuf>,
}

impl<F: PictureChoice> PictureArgs<F> {
    /// The requested format: by name, else by the file's extension, else SVG.
    pub(super) fn format(&self) -> Result<F> {
        match (self.format, file_named(self.output.as_deref())) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => F::of_extension(path),
            (None, None) => Ok(F::default()),
        }
    }

    /// Writes the file of a picture: to the requested place, or where standard output is a terminal to a new file
    /// with this name.
    pub(super) fn write(&self, drawn: &Drawn, name: &str) -> Result<()> {
        let file = &drawn.file[..];
        if let NotesTo::File(path) = &self.notes {
            self.refuse_one_file(path)?;
            let mut text: String = drawn.notes.join("\n");
            text.push('\n');
            output::bytes(Some(path), text.as_bytes())?;
        }
        if !drawn.lacking.is_empty() {
            let letters: String = drawn.lacking.iter().collect();
            message!(
                "note: the font of pictures has no letters for \"{}\": boxes stand in their place; in an SVG file readers' fonts \
                 have them",
                shown::cut(&letters)
            );
        }
        if self.output.is_none() && io::stdout().is_terminal() {
            let extension = self.format()?.extension();
            return output::new_file(name, extension, file);
        }
        output::bytes(self.output.as_deref(), file)
    }

    /// Refuses one file, or standard output, for both the picture and its notes.
    fn refuse_one_file(&self, notes: &Path) -> Result<()> {
        let is_stdout = |path: &Path| path.as_os_str() == "-";
        let picture = self.output.as_deref().filter(|path| !is_stdout(path));
        let is_one = match picture {
            Some(picture) if !is_stdout(notes) => picture == notes || is_one_file(picture, notes),
            Some(_) => false,
            // To a terminal a new file is written.
            None => is_stdout(notes) && !(self.output.is_none() && io::stdout().is_terminal()),
        };
        if is_one {
            return Err(Error::Usage(format!(
                "the picture and its notes would both go to {}: give one of them another name",
                if is_stdout(notes) {
                    "standard output".to_owned()
                } else {
                    shown::path(notes)
                }
            )));
        }
        Ok(())
    }

    /// Size and theme.
    pub(super) fn style(&self) -> Style {
        Style {
            theme: self.theme.clone(),
            size: self.size.or(self.width),
            wording: Wording {
                subtitle: self.subtitle.clone(),
                notes: self.note.clone(),
                source: self.source.clone(),
                hides_legend: self.legend == Switch::Off,
                hides_notes: self.notes != NotesTo::Picture,
                font: self.font.clone(),
                language: self.lang,
                command: command_line::of_picture(),
            },
            kept_body: None,
        }
    }
}

/// True if two paths lead to one file, which may not be there yet.
fn is_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(feature = "files")]
    let place = crate::export::file::place_of;
    // Without files nothing is written under a path.
    #[cfg(not(feature = "files"))]
    let place = |path: &Path| path.canonicalize().ok();
    place(one).is_some_and(|place_of_one| place(other) == Some(place_of_one))
}

/// The unit for reading.
#[derive(clap::Args)]
pub(super) struct UnitArgs {
    /// Unit of distances for reading; machine formats have km always
    #[arg(long, value_name = "UNIT", default_value = "km", value_parser = choice::<LengthUnit>())]
    pub(super) units: LengthUnit,
}
