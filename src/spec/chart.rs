//! Charts, from a checked specification to the bytes of a file.

use super::{Scene, Style};
use crate::catalogue::{Place, System};
#[cfg(feature = "charts")]
use crate::chart::{profile, sensitivity, time_range, warning};
use crate::error::{Error, Result};
use crate::export::picture::PictureFormat;
use crate::key::Door;

/// A chart as a file.
#[derive(Clone, Debug)]
pub(crate) struct ChartSpec {
    pub(crate) format: PictureFormat,
    pub(crate) style: Style,
    pub(crate) chart: Chart,
}

/// The contents of a chart.
#[derive(Clone, Debug)]
pub(crate) enum Chart {
    /// Flight time against range.
    TimeRange {
        systems: Vec<System>,
        /// End of the range axis, km; None for the claimed ranges.
        greatest_km: Option<f64>,
    },
    /// Altitude against ground distance between two places.
    Profile {
        from: Box<Place>,
        to: Box<Place>,
        /// Launch angles, degrees; the usual ones if empty.
        angles_deg: Vec<f64>,
    },
    /// One timeline per place.
    Warning {
        from: Vec<Place>,
        to: Vec<Place>,
        systems: Vec<System>,
    },
    /// The causes that move the warning time, one bar each.
    Sensitivity {
        from: Vec<Place>,
        to: Vec<Place>,
        systems: Vec<System>,
    },
}

/// Maximum number of timelines on a sheet.
#[cfg(feature = "charts")]
const MOST_TIMELINES: usize = warning::MOST_ROWS;
/// Maximum number of bars on a sheet.
#[cfg(feature = "charts")]
const MOST_BARS: usize = sensitivity::MOST_BARS;
/// Nothing is drawn, so there is no limit.
#[cfg(not(feature = "charts"))]
const MOST_BARS: usize = usize::MAX / 20;
/// Nothing is drawn, so there is no limit.
#[cfg(not(feature = "charts"))]
const MOST_TIMELINES: usize = usize::MAX / 20;

codes! {
    /// The charts by name.
    pub(crate) enum ChartKind as "chart" {
        /// Flight time against range.
        TimeRange = "time-range",
        /// Altitude against ground distance.
        Profile = "profile",
        /// A timeline a place.
        Warning = "warning",
        /// The causes that move the warning time.
        Sensitivity = "sensitivity",
    }
}

impl Chart {
    /// A profile between the one place and the other.
    ///
    /// # Errors
    /// [`Error::Usage`] for more than one pair of places.
    pub(crate) fn profile(
        from: &[Place],
        to: &[Place],
        angles_deg: Vec<f64>,
        door: Door,
    ) -> Result<Self> {
        let ([from], [to]) = (from, to) else {
            return Err(Error::Usage(format!(
                "profile takes one pair of places, not {}{}",
                from.len() * to.len(),
                door.word("", ": narrow it with from and to")
            )));
        };
        Ok(Self::Profile {
            from: Box::new(from.clone()),
            to: Box::new(to.clone()),
            angles_deg,
        })
    }

    /// Timelines between these places.
    ///
    /// # Errors
    /// [`Error::Usage`] for far more than a sheet can hold, before they are computed.
    pub(crate) fn warning(
        from: Vec<Place>,
        to: Vec<Place>,
        systems: Vec<System>,
        door: Door,
    ) -> Result<Self> {
        let count = from.len() * to.len() * systems.len().max(1);
        if count > 20 * MOST_TIMELINES {
            return Err(Error::Usage(format!(
                "warning draws up to {} timelines, not {count}: {}",
                MOST_TIMELINES,
                door.word("name fewer places", "narrow it with from, to and systems")
            )));
        }
        Ok(Self::Warning { from, to, systems })
    }

    /// The causes that move the warning time between these places.
    ///
    /// # Errors
    /// [`Error::Usage`] for far more than a sheet can hold, before they are computed.
    pub(crate) fn sensitivity(
        from: Vec<Place>,
        to: Vec<Place>,
        systems: Vec<System>,
        door: Door,
    ) -> Result<Self> {
        let count = from.len() * to.len() * systems.len().max(1);
        if count > MOST_BARS {
            return Err(Error::Usage(format!(
                "sensitivity draws up to {} bars, and each of {count} flights has several: {}",
                MOST_BARS,
                door.word("name fewer places", "narrow it with from, to and systems")
            )));
        }
        Ok(Self::Sensitivity { from, to, systems })
    }

    /// Sources and destinations.
    pub(crate) fn places(&self) -> (&[Place], &[Place]) {
        match self {
            Self::TimeRange { .. } => (&[], &[]),
            Self::Profile { from, to, .. } => {
                (std::slice::from_ref(&**from), std::slice::from_ref(&**to))
            }
            Self::Warning { from, to, .. } | Self::Sensitivity { from, to, .. } => (from, to),
        }
    }

    /// The systems whose flights are drawn.
    pub(crate) fn systems(&self) -> &[System] {
        match self {
            Self::TimeRange { systems, .. }
            | Self::Warning { systems, .. }
            | Self::Sensitivity { systems, .. } => systems,
            Self::Profile { .. } => &[],
        }
    }

    /// Its name.
    pub(crate) fn kind(&self) -> ChartKind {
        match self {
            Self::TimeRange { .. } => ChartKind::TimeRange,
            Self::Profile { .. } => ChartKind::Profile,
            Self::Warning { .. } => ChartKind::Warning,
            Self::Sensitivity { .. } => ChartKind::Sensitivity,
        }
    }
}

#[cfg(not(feature = "charts"))]
impl ChartSpec {
    #[expect(clippy::unused_self, reason = "as where charts are drawn")]
    pub(crate) fn check(&self, _: &Scene<'_>) -> Result<()> {
        Err(Error::Usage(
            "this build draws no charts: they need the feature `charts`".to_owned(),
        ))
    }

    pub(crate) fn file(&self, scene: &Scene<'_>) -> Result<Vec<u8>> {
        self.check(scene).map(|()| Vec::new())
    }
}

#[cfg(feature = "charts")]
impl ChartSpec {
    /// Checks the chart without drawing it.
    ///
    /// # Errors
    /// Those of the chart.
    pub(crate) fn check(&self, scene: &Scene<'_>) -> Result<()> {
        match &self.chart {
            Chart::TimeRange {
                systems,
                greatest_km,
            } => time_range::time_range(systems, &scene.assumptions, *greatest_km).map(drop),
            Chart::Profile {
                from,
                to,
                angles_deg,
            } => profile::profile(from, to, scene.assumptions.bands, angles_deg).map(drop),
            Chart::Warning { from, to, systems } => {
                let rows = timelines(from, to, systems, scene)?;
                warning::warnings(&rows, &scene.assumptions).map(drop)
            }
            Chart::Sensitivity { from, to, systems } => {
                let rows = timelines(from, to, systems, scene)?;
                sensitivity::sensitivity(&rows, &scene.assumptions).map(drop)
            }
        }
    }

    /// The chart as the bytes of its file.
    ///
    /// # Errors
    /// Those of [`ChartSpec::check`], and those of the format.
    pub(crate) fn file(&self, scene: &Scene<'_>) -> Result<Vec<u8>> {
        let setting = self.style.setting(scene.unit);
        let canvas = match &self.chart {
            Chart::TimeRange {
                systems,
                greatest_km,
            } => {
                let chart = time_range::time_range(systems, &scene.assumptions, *greatest_km)?;
                time_range::draw(&chart, &setting)
            }
            Chart::Profile {
                from,
                to,
                angles_deg,
            } => {
                let chart = profile::profile(from, to, scene.assumptions.bands, angles_deg)?;
                profile::draw(&chart, &setting)
            }
            Chart::Warning { from, to, systems } => {
                let rows = timelines(from, to, systems, scene)?;
                let chart = warning::warnings(&rows, &scene.assumptions)?;
                warning::draw(&chart, &setting)
            }
            Chart::Sensitivity { from, to, systems } => {
                let rows = timelines(from, to, systems, scene)?;
                let chart = sensitivity::sensitivity(&rows, &scene.assumptions)?;
                sensitivity::draw(&chart, &setting)
            }
        }?;
        crate::export::picture::encoded(&canvas, self.format)
    }
}

/// A row for each pair of places and each system that flies between them.
#[cfg(feature = "charts")]
fn timelines<'s>(
    from: &'s [Place],
    to: &'s [Place],
    systems: &'s [System],
    scene: &Scene<'s>,
) -> Result<Vec<crate::model::Assessment<'s>>> {
    let mut rows = Vec::new();
    for from in from {
        for to in to {
            for system in systems {
                if (scene.flies)(from, to, system) {
                    rows.push(crate::model::Assessment::of(
                        from,
                        to,
                        system,
                        &scene.assumptions,
                    )?);
                }
            }
        }
    }
    Ok(rows)
}
