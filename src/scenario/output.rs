//! The files of a scenario.

use crate::catalogue::{Place, System};
use crate::export::Format;
use crate::model::Column;
use crate::spec::chart::ChartSpec;
use crate::spec::map::MapSpec;

/// A file of a scenario.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// Its path within the folder of the scenario's results; `/` between folders.
    pub(crate) file: String,
    pub(crate) kind: OutputKind,
}

impl Output {
    /// True for rows as Parquet.
    #[cfg(feature = "files")]
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

/// What a file of a scenario holds.
#[derive(Clone, Debug)]
pub(crate) enum OutputKind {
    /// Every row.
    Rows {
        format: Format,
        /// Its fields.
        columns: Vec<Column>,
    },
    /// A line a site, a city or a system.
    Summary { by: By, format: Format },
    /// A map.
    Map(Box<MapSpec>),
    /// A chart.
    Chart(Box<ChartSpec>),
    /// A page to be handed on.
    Report(Box<ReportOutput>),
}

codes! {
    /// The kinds of outputs by name.
    pub(crate) enum OutputCode as "kind" {
        /// Every row.
        Rows = "rows",
        /// A line a site, a city or a system.
        Summary = "summary",
        /// A map.
        Map = "map",
        /// A chart.
        Chart = "chart",
        /// A page to be handed on.
        Report = "report",
    }
}

codes! {
    /// The subject of each line of a summary.
    pub(crate) enum By as "subject of a line" {
        /// A source.
        Site = "site",
        /// A destination.
        City = "city",
        /// A system.
        System = "system",
    }
}

impl OutputKind {
    fn named(&self) -> OutputCode {
        match self {
            Self::Rows { .. } => OutputCode::Rows,
            Self::Summary { .. } => OutputCode::Summary,
            Self::Map(_) => OutputCode::Map,
            Self::Chart(_) => OutputCode::Chart,
            Self::Report(_) => OutputCode::Report,
        }
    }

    /// Its name in a file.
    pub(crate) fn code(&self) -> &'static str {
        self.named().code()
    }

    /// Name of its format.
    pub(super) fn format(&self) -> &'static str {
        match self {
            Self::Rows { format, .. } | Self::Summary { format, .. } => format.code(),
            Self::Map(map) => map.format.code(),
            Self::Chart(chart) => chart.format.code(),
            Self::Report(report) => report.format.code(),
        }
    }

    /// The places that it shows, if not those of the scenario.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        let (from, to): (&[Place], &[Place]) = match self {
            Self::Rows { .. } | Self::Summary { .. } => (&[], &[]),
            Self::Map(map) => (&map.from, &map.to),
            Self::Chart(chart) => chart.chart.places(),
            Self::Report(report) => (&report.from, &report.to),
        };
        from.iter().chain(to)
    }

    /// The systems that it shows, if not those of the scenario.
    pub(super) fn systems(&self) -> impl Iterator<Item = &System> {
        let (systems, timed): (&[System], _) = match self {
            Self::Rows { .. } | Self::Summary { .. } => (&[], None),
            Self::Map(map) => (&map.missiles, map.timed.as_ref()),
            Self::Chart(chart) => (chart.chart.systems(), None),
            Self::Report(report) => (&report.systems, None),
        };
        systems.iter().chain(timed)
    }
}

/// What a report is of.
#[derive(Clone, Debug)]
pub(crate) struct ReportOutput {
    /// A page, Markdown or plain text.
    pub(crate) format: Format,
    /// None for the scenario's.
    pub(crate) title: Option<String>,
    pub(crate) from: Vec<Place>,
    pub(crate) to: Vec<Place>,
    pub(crate) systems: Vec<System>,
}
