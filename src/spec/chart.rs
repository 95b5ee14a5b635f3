//! Charts, from a checked specification to the bytes of a file.

use super::{Scene, Style};
use crate::catalogue::{Language, Place, System};
#[cfg(feature = "charts")]
use crate::chart::{claims, profile, sensitivity, time_range, warning};
use crate::error::{Error, Result};
use crate::export::picture::{Drawn, PictureFormat};
use crate::key::Frontend;
use crate::present::names::{self, systems_in};
use crate::present::phrases;
use crate::quantity::limits::THRESHOLD_MIN;
#[cfg(feature = "charts")]
use crate::svg::sheet::Setting;
#[cfg(feature = "charts")]
use crate::svg::theme::light;
use crate::svg::{Canvas, SizeRequest};

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
    /// A timeline a place.
    Warning(Flights),
    /// The causes that move the warning time, a bar each.
    Sensitivity(Flights),
    /// Who says which range of these systems.
    Claims { systems: Vec<System> },
}

/// Flights of every system between all places.
#[derive(Clone, Debug)]
pub(crate) struct Flights {
    pub(crate) from: Vec<Place>,
    pub(crate) to: Vec<Place>,
    pub(crate) systems: Vec<System>,
    /// Warning times that are marked, min.
    pub(crate) thresholds_min: Vec<f64>,
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
        /// The claims of range.
        Claims = "claims",
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
        frontend: Frontend,
    ) -> Result<Self> {
        let ([from], [to]) = (from, to) else {
            return Err(Error::Usage(format!(
                "profile takes one pair of places, not {}{}",
                from.len() * to.len(),
                frontend.word("", ": narrow it with from and to")
            )));
        };
        Ok(Self::Profile {
            from: Box::new(from.clone()),
            to: Box::new(to.clone()),
            angles_deg,
        })
    }

    /// Timelines of flights.
    ///
    /// # Errors
    /// [`Error::Usage`] for far more than a sheet can hold, before they are computed; [`Error::OutOfRange`] for a warning time
    /// to mark that is none.
    pub(crate) fn warning(flights: Flights, frontend: Frontend) -> Result<Self> {
        flights.check_thresholds()?;
        let draws = format!("warning draws up to {MOST_TIMELINES} timelines, not");
        flights.refuse_if_too_many(20 * MOST_TIMELINES, &draws, frontend)?;
        Ok(Self::Warning(flights))
    }

    /// The causes that move the warning time of flights.
    ///
    /// # Errors
    /// As [`Chart::warning`].
    pub(crate) fn sensitivity(flights: Flights, frontend: Frontend) -> Result<Self> {
        flights.check_thresholds()?;
        let draws = format!("sensitivity draws up to {MOST_BARS} bars, several a flight, not of");
        flights.refuse_if_too_many(MOST_BARS, &draws, frontend)?;
        Ok(Self::Sensitivity(flights))
    }

    /// Sources and destinations.
    pub(crate) fn places(&self) -> (&[Place], &[Place]) {
        match self {
            Self::TimeRange { .. } | Self::Claims { .. } => (&[], &[]),
            Self::Profile { from, to, .. } => {
                (std::slice::from_ref(&**from), std::slice::from_ref(&**to))
            }
            Self::Warning(flights) | Self::Sensitivity(flights) => (&flights.from, &flights.to),
        }
    }

    /// The systems whose flights are drawn.
    pub(crate) fn systems(&self) -> &[System] {
        match self {
            Self::TimeRange { systems, .. } | Self::Claims { systems } => systems,
            Self::Warning(flights) | Self::Sensitivity(flights) => &flights.systems,
            Self::Profile { .. } => &[],
        }
    }

    /// Warning times that are marked, min.
    pub(crate) fn thresholds_min(&self) -> &[f64] {
        match self {
            Self::Warning(flights) | Self::Sensitivity(flights) => &flights.thresholds_min,
            Self::TimeRange { .. } | Self::Profile { .. } | Self::Claims { .. } => &[],
        }
    }

    /// Its name.
    pub(crate) fn kind(&self) -> ChartKind {
        match self {
            Self::TimeRange { .. } => ChartKind::TimeRange,
            Self::Profile { .. } => ChartKind::Profile,
            Self::Warning(_) => ChartKind::Warning,
            Self::Sensitivity(_) => ChartKind::Sensitivity,
            Self::Claims { .. } => ChartKind::Claims,
        }
    }
}

impl Flights {
    /// Refuses more flights than `most`; `draws` says what the chart draws.
    fn refuse_if_too_many(&self, most: usize, draws: &str, frontend: Frontend) -> Result<()> {
        let count = self.from.len() * self.to.len() * self.systems.len().max(1);
        if count <= most {
            return Ok(());
        }
        Err(Error::Usage(format!(
            "{draws} {count}: {}",
            frontend.word("name fewer places", "narrow it with from, to and systems")
        )))
    }

    fn check_thresholds(&self) -> Result<()> {
        self.thresholds_min
            .iter()
            .try_for_each(|&min| THRESHOLD_MIN.check(min).map(drop))
    }

    /// A row for each pair of places and each system that flies between them.
    #[cfg(feature = "charts")]
    fn rows<'s>(&'s self, scene: &Scene<'s>) -> Result<Vec<crate::model::Assessment<'s>>> {
        let mut rows = Vec::new();
        for from in &self.from {
            for to in &self.to {
                for system in &self.systems {
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

    /// The warning times that are marked, s, in ascending order.
    #[cfg(feature = "charts")]
    fn thresholds_s(&self) -> Vec<f64> {
        let mut thresholds_s: Vec<f64> = self.thresholds_min.iter().map(|min| 60.0 * min).collect();
        thresholds_s.sort_by(f64::total_cmp);
        thresholds_s.dedup();
        thresholds_s
    }

    #[cfg(feature = "charts")]
    fn warnings<'s>(&'s self, scene: &Scene<'s>) -> Result<warning::Warnings<'s>> {
        let chart = warning::warnings(&self.rows(scene)?, &scene.assumptions)?;
        Ok(warning::Warnings {
            thresholds_s: self.thresholds_s(),
            ..chart
        })
    }

    #[cfg(feature = "charts")]
    fn sensitivities<'s>(&'s self, scene: &Scene<'s>) -> Result<sensitivity::Sensitivity<'s>> {
        let chart = sensitivity::sensitivity(&self.rows(scene)?, &scene.assumptions)?;
        Ok(sensitivity::Sensitivity {
            thresholds_s: self.thresholds_s(),
            ..chart
        })
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

    pub(crate) fn file(&self, scene: &Scene<'_>) -> Result<Drawn> {
        self.check(scene).map(|()| Drawn::default())
    }

    pub(crate) fn picture(
        &self,
        scene: &Scene<'_>,
        _: Option<SizeRequest>,
    ) -> Result<(Canvas, String)> {
        self.check(scene)
            .and_then(|()| Err(Error::Usage("charts are not drawn".to_owned())))
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
            Chart::Warning(flights) => flights.warnings(scene).map(drop),
            Chart::Sensitivity(flights) => flights.sensitivities(scene).map(drop),
            Chart::Claims { systems } => claims::claims(systems, scene.assumptions.bands).map(drop),
        }
    }

    /// The chart as a file.
    ///
    /// # Errors
    /// Those of [`ChartSpec::check`], and those of the format.
    pub(crate) fn file(&self, scene: &Scene<'_>) -> Result<Drawn> {
        let canvas = self.drawn(scene, &self.style.setting(scene.unit))?;
        crate::export::picture::encoded(&canvas, self.format)
    }

    /// The chart as a picture within a page, of its usual width or of another; with what it shows, in a line.
    ///
    /// # Errors
    /// Those of [`ChartSpec::check`].
    pub(crate) fn picture(
        &self,
        scene: &Scene<'_>,
        width: Option<SizeRequest>,
    ) -> Result<(Canvas, String)> {
        let setting = Setting {
            size: width,
            theme: light(),
            ..self.style.setting(scene.unit)
        };
        let canvas = self.drawn(scene, &setting)?;
        let title = canvas.title().to_owned();
        Ok((canvas, title))
    }

    /// What of the words of the chart is not in its language, in sentences.
    pub(crate) fn untranslated(&self) -> Vec<String> {
        let language = self.style.wording.language;
        let none = (&[][..], &[][..]);
        let ((from, to), systems) = match &self.chart {
            Chart::TimeRange { systems, .. } | Chart::Claims { systems } => (none, &systems[..]),
            Chart::Profile { from, to, .. } => (
                (std::slice::from_ref(&**from), std::slice::from_ref(&**to)),
                &[][..],
            ),
            Chart::Warning(flights) | Chart::Sensitivity(flights) => {
                ((&flights.from[..], &flights.to[..]), &flights.systems[..])
            }
        };
        names::untranslated(from.iter().chain(to), systems, language)
    }

    fn drawn(&self, scene: &Scene<'_>, setting: &Setting) -> Result<Canvas> {
        let canvas = self.drawn_in_words(scene, setting)?;
        Ok(canvas.in_language(self.language_of_words().code()))
    }

    /// The language of the words of the chart.
    fn language_of_words(&self) -> Language {
        let language = self.style.wording.language;
        if phrases::has_words(language) {
            language
        } else {
            Language::English
        }
    }

    fn drawn_in_words(&self, scene: &Scene<'_>, setting: &Setting) -> Result<Canvas> {
        match &self.chart {
            Chart::TimeRange {
                systems,
                greatest_km,
            } => {
                let systems = systems_in(systems, setting.wording.language);
                let chart = time_range::time_range(&systems, &scene.assumptions, *greatest_km)?;
                time_range::draw(&chart, setting)
            }
            Chart::Profile {
                from,
                to,
                angles_deg,
            } => {
                let chart = profile::profile(from, to, scene.assumptions.bands, angles_deg)?;
                profile::draw(&chart, setting)
            }
            Chart::Warning(flights) => {
                let language = setting.wording.language;
                let named = Flights {
                    systems: systems_in(&flights.systems, language),
                    ..flights.clone()
                };
                warning::draw(&named.warnings(scene)?, setting)
            }
            Chart::Sensitivity(flights) => {
                let named = Flights {
                    systems: systems_in(&flights.systems, setting.wording.language),
                    ..flights.clone()
                };
                sensitivity::draw(&named.sensitivities(scene)?, setting)
            }
            Chart::Claims { systems } => {
                let systems = systems_in(systems, setting.wording.language);
                claims::draw(&claims::claims(&systems, scene.assumptions.bands)?, setting)
            }
        }
    }
}
