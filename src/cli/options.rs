//! The arguments that several subcommands share, and what they stand for.

use std::path::{Path, PathBuf};

use crate::catalogue::{Place, Role, each_once, places};
use crate::export::Format;
use crate::export::map_file::MapFormat;
use crate::export::picture::PictureFormat;
use crate::present::words::LengthUnit;
use crate::spec::Style;
use crate::spec::choice::{Choice, Switch};
use crate::svg::SizeRequest;
use crate::svg::sheet::Wording;
use crate::svg::theme::Theme;
use crate::{Error, Result};

use super::values::{checked, choice};

pub(super) use super::model_options::ModelArgs;

/// From where to where.
#[derive(clap::Args)]
pub(super) struct PlaceArgs {
    /// Source: a place or a group
    #[arg(value_name = "FROM")]
    first: Option<String>,
    /// Destination: a place or a group
    #[arg(value_name = "TO")]
    second: Option<String>,
    /// A further source; may be repeated
    #[arg(long, value_name = "PLACE")]
    from: Vec<String>,
    /// A further destination; may be repeated
    #[arg(long, value_name = "PLACE")]
    to: Vec<String>,
}

impl PlaceArgs {
    /// All sources and all destinations, each once, in the order in which they were named.
    pub(super) fn resolve(&self) -> Result<(Vec<Place>, Vec<Place>)> {
        let (first, second) = self.positional();
        Ok((
            all_places(
                "source",
                "FROM",
                first.into_iter().chain(&self.from),
                Role::From,
            )?,
            all_places(
                "destination",
                "TO",
                second.into_iter().chain(&self.to),
                Role::To,
            )?,
        ))
    }

    /// The same where destinations may be left out.
    pub(super) fn resolve_origins(&self) -> Result<(Vec<Place>, Vec<Place>)> {
        let (_, second) = self.positional();
        if second.is_some() || !self.to.is_empty() {
            return self.resolve();
        }
        let from = all_places(
            "source",
            "FROM",
            self.first.iter().chain(&self.from),
            Role::From,
        )?;
        Ok((from, Vec::new()))
    }

    /// FROM and TO as they were meant: with --from given, one place alone is the destination.
    fn positional(&self) -> (Option<&String>, Option<&String>) {
        match (&self.first, &self.second) {
            (Some(only), None) if !self.from.is_empty() && self.to.is_empty() => (None, Some(only)),
            (first, second) => (first.as_ref(), second.as_ref()),
        }
    }
}

fn all_places<'t>(
    what: &str,
    name: &str,
    texts: impl Iterator<Item = &'t String>,
    role: Role,
) -> Result<Vec<Place>> {
    let named = texts
        .map(|text| places(text, role))
        .collect::<Result<Vec<_>>>()?;
    let all = each_once(named.into_iter().flatten());
    if all.is_empty() {
        let lower = name.to_lowercase();
        return Err(Error::Usage(format!(
            "no {what} is given: name one as {name} or with --{lower} PLACE"
        )));
    }
    Ok(all)
}

/// How and where results are written.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// Format [default: by the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_parser = choice::<Format>())]
    format: Option<Format>,
    /// Write to this file instead of standard output; - is standard output
    #[arg(short, long, value_name = "FILE", allow_hyphen_values = true)]
    pub(super) output: Option<PathBuf>,
}

impl OutputArgs {
    /// The format that is asked for: by name, else by the file's extension, else the table.
    pub(super) fn format(&self) -> Result<Format> {
        self.format_or(Format::Table)
    }

    /// The same with another default.
    pub(super) fn format_or(&self, default: Format) -> Result<Format> {
        match (self.format, file_named(self.output.as_deref())) {
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
    /// The format that a file's extension asks for.
    fn of_extension(path: &Path) -> Result<Self>;
}

impl PictureChoice for PictureFormat {
    fn of_extension(path: &Path) -> Result<Self> {
        Self::of_extension(path)
    }
}

impl PictureChoice for MapFormat {
    fn of_extension(path: &Path) -> Result<Self> {
        Self::of_extension(path)
    }
}

/// How and where a picture is drawn.
#[derive(clap::Args)]
pub(super) struct PictureArgs<F: PictureChoice = PictureFormat> {
    /// Width and height in px, Wx for as tall as it takes, or on paper: 96mm, 96x120mm, 5in, where letters have their size in
    /// pt and PNG has 300 dots an inch [default: what suits the picture]
    #[arg(long, value_name = "WxH", value_parser = checked(str::parse::<SizeRequest>))]
    size: Option<SizeRequest>,
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
    /// Whether the notes are written below the picture
    #[arg(long, value_name = "SWITCH", default_value = "on", value_parser = choice::<Switch>())]
    notes: Switch,
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
    /// The format that is asked for: by name, else by the file's extension, else SVG.
    pub(super) fn format(&self) -> Result<F> {
        match (self.format, file_named(self.output.as_deref())) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => F::of_extension(path),
            (None, None) => Ok(F::default()),
        }
    }

    /// Size and theme.
    pub(super) fn style(&self) -> Style {
        Style {
            theme: self.theme.clone(),
            size: self.size,
            wording: Wording {
                subtitle: self.subtitle.clone(),
                notes: self.note.clone(),
                source: self.source.clone(),
                hides_legend: self.legend == Switch::Off,
                hides_notes: self.notes == Switch::Off,
                font: self.font.clone(),
            },
        }
    }
}

/// The unit for reading.
#[derive(clap::Args)]
pub(super) struct UnitArgs {
    /// Unit of distances for reading; machine formats have km always
    #[arg(long, value_name = "UNIT", default_value = "km", value_parser = choice::<LengthUnit>())]
    units: LengthUnit,
}

impl UnitArgs {
    /// The unit.
    #[expect(clippy::unnecessary_wraps, reason = "until its callers are rewritten")]
    pub(super) fn unit(&self) -> Result<LengthUnit> {
        Ok(self.units)
    }
}
