//! What a scenario writes.

use crate::catalogue::{Place, System};
use crate::export::Format;
use crate::export::map_file::MapFormat;
use crate::export::picture::PictureFormat;
use crate::map::isochrone::Clock;
use crate::map::layout::Layout;
use crate::model::Column;
use crate::svg::Size;
use crate::svg::theme::Theme;

/// A file of a scenario.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it goes, within the folder of the scenario's results; `/` between folders.
    pub file: String,
    /// What it is.
    pub kind: OutputKind,
}

impl Output {
    /// Whether it is rows as Parquet.
    pub(super) fn is_parquet(&self) -> bool {
        matches!(
            self.kind,
            OutputKind::Rows {
                format: Format::Parquet,
                ..
            }
        )
    }
}

/// What a file of a scenario is.
#[derive(Clone, Debug)]
pub enum OutputKind {
    /// Every row.
    Rows {
        /// Its format.
        format: Format,
        /// Its fields.
        columns: Vec<Column>,
    },
    /// A line a site, a city or a system.
    Summary {
        /// What a line is of.
        by: By,
        /// Its format.
        format: Format,
    },
    /// A map.
    Map(Box<MapOutput>),
    /// A chart.
    Chart(Box<ChartOutput>),
    /// A page to be handed on.
    Report(Box<ReportOutput>),
}

impl OutputKind {
    /// What it is called in a file.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rows { .. } => "rows",
            Self::Summary { .. } => "summary",
            Self::Map(_) => "map",
            Self::Chart(_) => "chart",
            Self::Report(_) => "report",
        }
    }
}

/// What a line of a summary is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A source.
    Site,
    /// A destination.
    City,
    /// A system.
    System,
}

impl By {
    /// What it is called in a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::City => "city",
            Self::System => "system",
        }
    }
}

/// What a map shows.
#[derive(Clone, Debug)]
pub struct MapOutput {
    /// Its format.
    pub format: MapFormat,
    /// Its title; None for one that says what is shown.
    pub title: Option<String>,
    /// Sources.
    pub from: Vec<Place>,
    /// Places.
    pub to: Vec<Place>,
    /// Missiles whose ranges are drawn.
    pub missiles: Vec<System>,
    /// Whose times isochrones and dots are of.
    pub timed: Option<System>,
    /// Whether bands are drawn.
    pub has_bands: bool,
    /// Rings.
    pub rings_km: Vec<f64>,
    /// Isochrones.
    pub isochrones_min: Vec<f64>,
    /// Which time isochrones and dots are of.
    pub clock: Clock,
    /// Whether dots are coloured by minutes.
    pub dots_by_time: bool,
    /// Lines from each source.
    pub radials: u16,
    /// Whether great circles are drawn to each place.
    pub has_tracks: bool,
    /// Projection and extent.
    pub layout: Layout,
    /// Colours.
    pub theme: Theme,
    /// Its size; None for what suits it.
    pub size: Option<Size>,
}

/// What a chart shows.
#[derive(Clone, Debug)]
pub struct ChartOutput {
    /// Its format.
    pub format: PictureFormat,
    /// Which chart.
    pub chart: Chart,
    /// Sources.
    pub from: Vec<Place>,
    /// Destinations.
    pub to: Vec<Place>,
    /// Systems.
    pub systems: Vec<System>,
    /// Colours.
    pub theme: Theme,
    /// Its size; None for what suits it.
    pub size: Option<Size>,
}

/// Which chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Flight time against range.
    TimeRange {
        /// End of the range axis, km; None for what the systems claim.
        greatest_km: Option<f64>,
    },
    /// Altitude against ground distance.
    Profile {
        /// Launch angles, degrees; those of the command line's default if there is none.
        angles_deg: Vec<f64>,
    },
    /// A timeline a place.
    Warning,
}

/// What a report is of.
#[derive(Clone, Debug)]
pub struct ReportOutput {
    /// How it is laid out: as a page, as Markdown or as plain text.
    pub format: Format,
    /// Its title; None for the scenario's.
    pub title: Option<String>,
    /// Sources.
    pub from: Vec<Place>,
    /// Destinations.
    pub to: Vec<Place>,
    /// Systems.
    pub systems: Vec<System>,
}
