//! Charts of rows down a sheet, over one axis along its foot: as tall as their rows need.

use plotters::coord::types::RangedCoordf64;

use super::marks::Marked;
use super::plot::{Axes, Margins, Plot, X_AXIS_PX};
use crate::catalogue::Language;
use crate::caveat::Caveat;
use crate::error::{Error, Result};
use crate::model::Assessment;
use crate::present::phrases;
use crate::present::words::grouped;
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, Setting, Sheet, SheetText, height_for_body, sheet,
};
use crate::svg::{Dash, Stroke};

/// Height above the first row, px at scale 1.
pub(super) const HEAD_PX: f64 = 6.0;
const USUAL_WIDTH_PX: u32 = 900;
/// Least height of the rows and the axis, px at scale 1.
const LEAST_PX: f64 = 130.0;

/// Values on an even axis, px down the plot.
pub(super) type RowPlot = Plot<RangedCoordf64, RangedCoordf64>;

/// Rows and what they need.
pub(super) struct Rows {
    /// Their number.
    pub(super) count: usize,
    /// Their name, with more than one.
    pub(super) what: &'static str,
    /// Height of all rows and headings, px at scale 1.
    pub(super) height_px: f64,
}

/// The axis of the values.
pub(super) struct ValueAxis<'a> {
    pub(super) name: &'a str,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) marks: Vec<f64>,
    pub(super) label: &'a dyn Fn(&f64) -> String,
}

impl Rows {
    /// Height of the body that holds them, px at scale 1.
    pub(super) fn least_px(&self) -> f64 {
        HEAD_PX + X_AXIS_PX + self.height_px
    }

    /// A sheet with room for them: as tall as they need, or of the size that is asked for.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the size leaves no room for them.
    pub(super) fn sheet(&self, setting: &Setting, words: &SheetText) -> Result<Sheet> {
        let least_px = self.least_px();
        let size = match setting.whole_size()? {
            None => height_for_body(setting, words, USUAL_WIDTH_PX, |_| least_px.max(LEAST_PX))?,
            Some(size) => size,
        };
        let sheet = sheet(setting, size, words)?;
        let lacking_px = least_px * sheet.scale - sheet.body.height();
        if lacking_px > 1.0 {
            let height_px = f64::from(size.height_px());
            return Err(Error::OutOfRange {
                name: "height".to_owned(),
                value: height_px,
                unit: " px",
                allowed: format!(
                    "{:.0} px or more for {} {} at this width",
                    (height_px + lacking_px).ceil(),
                    self.count,
                    self.what
                ),
                suggestion: None,
            });
        }
        Ok(sheet)
    }
}

/// The axis of the values on a sheet; across it values are px from the top of the plot.
pub(super) fn plot(
    sheet: Sheet,
    margins: Margins,
    axis: &ValueAxis<'_>,
    setting: &Setting,
) -> Result<RowPlot> {
    let scale = sheet.scale;
    let height_px = margins.plot(sheet.body).height();
    let x = Marked::new(axis.low..axis.high, &axis.marks);
    let y = Marked::new(height_px..0.0, &[]);
    let mut plot: RowPlot = Plot::new(sheet, margins, x, y)?;
    let axes = Axes {
        x_name: axis.name,
        y_name: "",
        x_label: axis.label,
        y_label: &|_: &f64| String::new(),
    };
    plot.draw_axes(&axes, setting, scale)?;
    Ok(plot)
}

/// True of what bears on times; what speaks of bands of distance does not.
pub(super) fn bears_on_times(caveat: Caveat) -> bool {
    matches!(
        caveat,
        Caveat::MinimumEnergyIsAReference
            | Caveat::ApogeeBelow100Km
            | Caveat::DisputedRange
            | Caveat::UnverifiedFigure
    )
}

/// A reservation in a language: what maps say of the same where it is not English.
pub(super) fn caveat_in(caveat: Caveat, language: Language) -> String {
    let phrase = match caveat {
        _ if language == Language::English => return caveat.sentence().to_owned(),
        Caveat::MinimumEnergyIsAReference => {
            "Times are those of real flights over the distance: lofted arcs are slower, depressed ones faster."
        }
        Caveat::ApogeeBelow100Km => {
            "≈: the arc stays below 100 km, where the model does not apply; not to be quoted."
        }
        Caveat::DisputedRange => "Published claims of range differ.",
        _ => return phrases::known(language, caveat.sentence()),
    };
    phrases::say(language, phrase, &[])
}

/// [`Error::Usage`] for more rows than a sheet has room for.
pub(super) fn refuse_if_too_many(
    chart: &str,
    count: usize,
    most: usize,
    what: &str,
    advice: &str,
) -> Result<()> {
    if count <= most {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{chart} draws up to {most} {what}, not {count}: {advice}"
    )))
}

/// [`Error::Usage`] where no row has a time, with the reason.
pub(super) fn nothing_to_draw(rows: &[Assessment<'_>]) -> Error {
    let untold = rows.iter().find_map(|row| {
        let it = row.system?;
        let arc = it.flight.filter(|flight| !flight.is_told())?.arc?;
        Some((it.system, arc))
    });
    Error::Usage(match untold {
        Some((system, arc)) => format!(
            "nothing to draw: the {} arc of {} climbs to {} km only, in the air or near to it, and no time of it is given; \
             leave out --trajectory for the time of flights over the distance",
            arc.trajectory,
            system.name,
            grouped(arc.arc.apogee_km, 0)
        ),
        None => {
            "nothing to draw: no system reaches, or no flight is within the models; `check` says which"
                .to_owned()
        }
    })
}

/// The line of a warning time that is asked for.
pub(super) fn threshold_stroke(setting: &Setting, scale: f64) -> Stroke {
    Stroke::new(setting.theme.series[1].colour, 1.5 * scale).dashed(Dash::Long)
}

/// Minutes as they were written: `8`, `7.5`.
pub(super) fn whole_minutes(seconds: f64) -> String {
    let minutes = seconds / 60.0;
    grouped(minutes, usize::from(minutes.fract() != 0.0))
}

/// The entry of such lines in a legend, if there is any.
pub(super) fn threshold_entry(
    thresholds_s: &[f64],
    setting: &Setting,
    scale: f64,
) -> Option<LegendEntry> {
    let minutes: Vec<String> = thresholds_s.iter().copied().map(whole_minutes).collect();
    let minutes: Vec<&str> = minutes.iter().map(String::as_str).collect();
    let line = LegendSymbol::Line(threshold_stroke(setting, scale));
    (!minutes.is_empty()).then(|| {
        LegendEntry::new(
            line,
            phrases::say(
                setting.wording.language,
                "{1} min of warning",
                &[&phrases::list(setting.wording.language, &minutes)],
            ),
        )
    })
}
