//! Charts of rows down a sheet, over one axis along its foot: as tall as their rows need.

use plotters::coord::types::RangedCoordf64;

use super::marks::Marked;
use super::plot::{Axes, Margins, Plot, X_AXIS_PX};
use super::{cut_to, small_style};
use crate::catalogue::Language;
use crate::caveat::Caveat;
use crate::error::{Error, Result};
use crate::model::Assessment;
use crate::present::phrases;
use crate::present::words::grouped;
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, MARGIN_PX, Setting, Sheet, SheetText, height_for_body, sheet, width,
};
use crate::svg::{
    Colour, Dash, Element, Point, Rectangle, Stroke, TextAnchor, TextStyle, text, wrapped,
};

/// Height above the first row, px at scale 1.
pub(super) const HEAD_PX: f64 = 6.0;
const USUAL_WIDTH_PX: u32 = 900;
/// Least height of the rows and the axis, px at scale 1.
const LEAST_PX: f64 = 130.0;

/// On a narrower sheet, px at scale 1, labels stand above their marks, for beside them they would leave no room.
const STACKED_BELOW_PX: f64 = 560.0;
/// Height of labels above marks, px at scale 1.
const LABELS_PX: f64 = 28.0;
/// Room for a label at an end of the axis, px at scale 1.
const AXIS_END_PX: f64 = 12.0;
/// Leading of headings of several lines, px at scale 1.
const HEADING_LINE_PX: f64 = 16.0;

/// Where the labels of rows stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels {
    /// Above the marks, and not beside them.
    pub(super) are_above: bool,
    /// Width for a heading, px.
    width_px: f64,
    scale: f64,
    ground: Colour,
}

impl Labels {
    pub(super) fn new(setting: &Setting) -> Self {
        let width_px = f64::from(setting.width_px(USUAL_WIDTH_PX));
        let scale = setting.scale();
        Self {
            are_above: width_px < STACKED_BELOW_PX * scale,
            width_px: width_px - 2.0 * MARGIN_PX * scale,
            scale,
            ground: setting.theme.background,
        }
    }

    /// What they add to the height of a row above its marks, px at scale 1.
    pub(super) fn above_px(self) -> f64 {
        if self.are_above { LABELS_PX } else { 0.0 }
    }

    /// Room beside the plot: `beside` where the labels stand there.
    pub(super) fn margins(self, beside: Margins) -> Margins {
        if self.are_above {
            let end_px = AXIS_END_PX * self.scale;
            Margins {
                left: end_px,
                right: end_px,
                ..beside
            }
        } else {
            beside
        }
    }

    /// The lines of a heading that may take `share` of the width.
    pub(super) fn heading(self, heading: &str, style: &TextStyle, share: f64) -> Vec<String> {
        if self.are_above {
            wrapped(heading, style.size_px, style.weight, share * self.width_px)
        } else {
            vec![heading.to_owned()]
        }
    }

    /// What so many lines add to a heading, px at scale 1.
    pub(super) fn more_px(lines: usize) -> f64 {
        HEADING_LINE_PX * lines.saturating_sub(1) as f64
    }

    /// The texts of a heading from the baseline of its first line.
    pub(super) fn heading_texts<'t>(
        self,
        lines: &'t [String],
        first: Point,
        style: &'t TextStyle,
    ) -> impl Iterator<Item = Element> + 't {
        lines.iter().enumerate().map(move |(number, line)| {
            let down = HEADING_LINE_PX * self.scale * number as f64;
            text(first.moved(0.0, down), line, style)
        })
    }

    /// The pair of texts on a line of labels: on both sides of the plot, or at both ends of the sheet above the marks.
    pub(super) fn pair(
        self,
        (left, left_style): (&str, &TextStyle),
        (right, right_style): (&str, &TextStyle),
        ends: Ends,
        down: f64,
    ) -> [Element; 2] {
        let (left_px, right_at, anchor) = if self.are_above {
            let room = ends.sheet.1 - ends.sheet.0 - width(right, right_style);
            (room - 8.0 * self.scale, ends.sheet.1, TextAnchor::End)
        } else {
            let room = ends.plot.0 - ends.sheet.0 - 10.0 * self.scale;
            let right_at = ends.plot.1 + 10.0 * self.scale;
            (room, right_at, TextAnchor::Start)
        };
        // Above the marks lines run below the letters.
        let set_off = |style: &TextStyle| {
            if self.are_above {
                style.haloed(self.ground, 2.0 * self.scale)
            } else {
                *style
            }
        };
        let left_style = &set_off(left_style);
        let right_style = TextStyle {
            anchor,
            ..set_off(right_style)
        };
        [
            text(
                Point::new(ends.sheet.0, down),
                &cut_to(left, left_style, left_px),
                left_style,
            ),
            text(Point::new(right_at, down), right, &right_style),
        ]
    }
}

/// Left and right ends, px.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// Of the sheet within its margins.
    pub(super) sheet: (f64, f64),
    /// Of the plot.
    pub(super) plot: (f64, f64),
}

impl Ends {
    pub(super) fn new(body: Rectangle, plot: Rectangle) -> Self {
        Self {
            sheet: (body.left, body.right),
            plot: (plot.left, plot.right),
        }
    }
}

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
    let room_px = sheet.body.width();
    let height_px = margins.plot(sheet.body).height();
    let x = Marked::new(axis.low..axis.high, &axis.marks);
    let y = Marked::new(height_px..0.0, &[]);
    let mut plot: RowPlot = Plot::new(sheet, margins, x, y)?;
    let axes = Axes {
        x_name: short_name(axis.name, room_px, &small_style(setting, scale)),
        y_name: "",
        x_label: axis.label,
        y_label: &|_: &f64| String::new(),
    };
    plot.draw_axes(&axes, setting, scale)?;
    Ok(plot)
}

/// The name of an axis, without its remark where that has no room.
fn short_name<'n>(name: &'n str, room_px: f64, style: &TextStyle) -> &'n str {
    if width(name, style) <= room_px {
        return name;
    }
    name.split_once(';').map_or(name, |(name, _)| name)
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
