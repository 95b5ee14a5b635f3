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

/// The contents of a file of a scenario.
#[derive(Clone, Debug)]
pub(crate) enum OutputKind {
    /// Written as the rows of the plan come, which may be more than fit in memory.
    Streamed(Streamed),
    /// Made in memory as a whole.
    Whole(Whole),
}

/// An output that is written as the rows come.
#[derive(Clone, Debug)]
pub(crate) enum Streamed {
    /// Every row, for programs.
    Rows {
        /// A format of rows.
        format: Format,
        /// Its fields.
        columns: Vec<Column>,
    },
    /// One line per site, city or system.
    Summary { by: By, format: Format },
}

#[cfg(feature = "files")]
impl Output {
    /// True for rows as Parquet.
    pub(super) fn is_parquet(&self) -> bool {
        matches!(
            self.kind,
            OutputKind::Streamed(Streamed::Rows {
                format: Format::Parquet,
                ..
            })
        )
    }
}

/// An output that is made in memory.
#[derive(Clone, Debug)]
pub(crate) enum Whole {
    /// Every row as a table for people: the reader refuses plans of more rows than fit.
    Table {
        /// A format of documents.
        format: Format,
    },
    /// A map.
    Map(Box<MapSpec>),
    /// A chart.
    Chart(Box<ChartSpec>),
    /// A self-contained report.
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
            Self::Streamed(Streamed::Rows { .. }) | Self::Whole(Whole::Table { .. }) => {
                OutputCode::Rows
            }
            Self::Streamed(Streamed::Summary { .. }) => OutputCode::Summary,
            Self::Whole(Whole::Map(_)) => OutputCode::Map,
            Self::Whole(Whole::Chart(_)) => OutputCode::Chart,
            Self::Whole(Whole::Report(_)) => OutputCode::Report,
        }
    }

    /// Its name in a file.
    pub(crate) fn code(&self) -> &'static str {
        self.named().code()
    }

    /// Name of its format.
    pub(super) fn format(&self) -> &'static str {
        match self {
            Self::Streamed(Streamed::Rows { format, .. } | Streamed::Summary { format, .. })
            | Self::Whole(Whole::Table { format }) => format.code(),
            Self::Whole(Whole::Map(map)) => map.format.code(),
            Self::Whole(Whole::Chart(chart)) => chart.format.code(),
            Self::Whole(Whole::Report(report)) => report.format.code(),
        }
    }

    /// The sources and the destinations that it shows, if not those of the scenario.
    fn ends(&self) -> (&[Place], &[Place]) {
        match self {
            Self::Streamed(_) | Self::Whole(Whole::Table { .. }) => (&[], &[]),
            Self::Whole(Whole::Map(map)) => (&map.from, &map.to),
            Self::Whole(Whole::Chart(chart)) => chart.chart.places(),
            Self::Whole(Whole::Report(report)) => (&report.from, &report.to),
        }
    }

    /// The places that it shows, if not those of the scenario.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        let (from, to) = self.ends();
        from.iter().chain(to)
    }

    /// The number of pairs of them.
    pub(super) fn pair_count(&self) -> usize {
        let (from, to) = self.ends();
        from.len() * to.len()
    }

    /// The systems that it shows, if not those of the scenario.
    pub(super) fn systems(&self) -> impl Iterator<Item = &System> {
        let (systems, timed): (&[System], _) = match self {
            Self::Streamed(_) | Self::Whole(Whole::Table { .. }) => (&[], None),
            Self::Whole(Whole::Map(map)) => (&map.missiles, map.timed.as_ref()),
            Self::Whole(Whole::Chart(chart)) => (chart.chart.systems(), None),
            Self::Whole(Whole::Report(report)) => (&report.systems, None),
        };
        systems.iter().chain(timed)
    }
}

/// The contents of a report.
#[derive(Clone, Debug)]
pub(crate) struct ReportOutput {
    /// A page, Markdown or plain text.
    pub(crate) format: Format,
    /// The title; None for the scenario's.
    pub(crate) title: Option<String>,
    pub(crate) from: Vec<Place>,
    pub(crate) to: Vec<Place>,
    pub(crate) systems: Vec<System>,
}
