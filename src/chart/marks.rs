//! The values that axes mark.

use std::ops::Range;

use plotters::coord::ranged1d::{
    AsRangedCoord, DefaultFormatting, KeyPointHint, KeyPointWeight, Ranged,
};

use crate::steps::{first_from, multiples, round_up};
use crate::svg::TextStyle;
use crate::svg::backend::steps;
use crate::svg::sheet::width;

/// A scale of plotters' whose key points are chosen by us. (plotters' own `WithKeyPoints` cannot be drawn over `f64`.)
pub(super) struct Marked<S> {
    scale: S,
    marks: Vec<f64>,
}

impl<S> Marked<S> {
    /// The scale of a range, with these values marked.
    pub(super) fn new<R>(range: R, marks: &[f64]) -> Self
    where
        R: AsRangedCoord<CoordDescType = S, Value = f64>,
        S: Ranged<ValueType = f64> + From<R>,
    {
        Self {
            scale: range.into(),
            marks: marks.to_vec(),
        }
    }
}

impl<S: Ranged<ValueType = f64>> Ranged for Marked<S> {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.scale.map(value, limit)
    }

    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        match hint.weight() {
            KeyPointWeight::Bold => self.marks.clone(),
            KeyPointWeight::Any => Vec::new(),
        }
    }

    fn range(&self) -> Range<f64> {
        self.scale.range()
    }
}

/// Multiples of a round step from 0 to `high`, so that at least `gap_px` lie between two on an axis of this length.
pub(super) fn round_marks(high: f64, length_px: f64, gap_px: f64) -> Vec<f64> {
    let most = (length_px / gap_px).floor().max(1.0);
    multiples(round_up(high / most), 0.0, high)
}

/// A step of time, s, that parts an interval into at most so many pieces: ½, 1, 2, 5, 10, 15 or 30 minutes, 1, 2, 3, 6 or
/// 12 hours, or a round number of days.
pub(super) fn round_time_step_s(length_s: f64, most: f64) -> f64 {
    const STEPS_MIN: [f64; 12] = [
        0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0,
    ];
    const DAY_S: f64 = 86_400.0;
    let least_s = length_s / most.max(1.0);
    first_from(&STEPS_MIN, least_s / 60.0).map_or_else(
        || DAY_S * round_up(least_s / DAY_S).max(1.0),
        |minutes| 60.0 * minutes,
    )
}

/// Round times within the range of a scale, s, in ascending order, at least `gap_px` apart on an axis of this length.
pub(super) fn time_marks_s<R>(range: R, length_px: f64, gap_px: f64) -> Vec<f64>
where
    R: AsRangedCoord<Value = f64>,
{
    // The rounder times claim their room first.
    const ROUND_MIN: [f64; 16] = [
        1.0, 10.0, 60.0, 600.0, 1440.0, 2.0, 5.0, 30.0, 120.0, 300.0, 20.0, 3.0, 15.0, 180.0, 4.0,
        40.0,
    ];
    let scale: R::CoordDescType = range.into();
    let ends_s = scale.range();
    let at = |time_s: f64| scale.map(&time_s, (0, steps(length_px)));
    let mut marks_s: Vec<f64> = Vec::new();
    for time_s in ROUND_MIN.map(|minutes| 60.0 * minutes) {
        let is_clear = marks_s
            .iter()
            .all(|mark_s| (at(*mark_s) - at(time_s)).abs() >= steps(gap_px));
        if (ends_s.start..=ends_s.end).contains(&time_s) && is_clear {
            marks_s.push(time_s);
        }
    }
    marks_s.sort_by(f64::total_cmp);
    marks_s
}

/// A round time on an axis: `20 min`, `2 h`.
pub(super) fn time_text(seconds: f64) -> String {
    let minutes = seconds / 60.0;
    if minutes >= 60.0 && (minutes / 30.0).fract() == 0.0 {
        format!("{} h", minutes / 60.0)
    } else {
        format!("{minutes} min")
    }
}

/// Width of the widest label, px.
pub(super) fn widest(labels: impl IntoIterator<Item = String>, style: &TextStyle) -> f64 {
    labels
        .into_iter()
        .map(|label| width(&label, style))
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use plotters::coord::combinators::IntoLogRange;

    use super::*;

    #[test]
    fn steps_of_time_are_round() {
        assert!((round_time_step_s(1500.0, 10.0) - 300.0).abs() < 1e-9);
        assert!((round_time_step_s(30_000.0, 6.0) - 7200.0).abs() < 1e-9);
        assert!((round_time_step_s(864_000.0, 6.0) - 172_800.0).abs() < 1e-9);
    }

    #[test]
    fn marks_keep_apart() {
        assert_eq!(
            round_marks(2297.0, 600.0, 100.0),
            [0.0, 500.0, 1000.0, 1500.0, 2000.0]
        );
        let marks = time_marks_s((120.0..36_000.0).log_scale(), 400.0, 20.0);
        let px = |time_s: f64| 400.0 * (time_s / 120.0_f64).ln() / 300.0_f64.ln();
        assert!(
            marks
                .windows(2)
                .all(|pair| px(pair[1]) - px(pair[0]) >= 19.99),
            "{marks:?}"
        );
        assert!(marks.contains(&600.0) && marks.contains(&3600.0));
        assert_eq!(
            [120.0, 5400.0, 7200.0, 150.0].map(time_text),
            ["2 min", "1.5 h", "2 h", "2.5 min"]
        );
    }
}
