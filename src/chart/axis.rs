//! Axes: from values to px, and the values that are marked.

/// How px follow from values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Equal steps for equal differences.
    Linear,
    /// Equal steps for equal ratios.
    Logarithmic,
}

/// One axis of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    /// Value at `start_px`.
    pub low: f64,
    /// Value at `end_px`, greater than `low`.
    pub high: f64,
    /// Where the axis begins.
    pub start_px: f64,
    /// Where it ends; less than `start_px` for an axis that points up.
    pub end_px: f64,
    /// How it is divided.
    pub spacing: Spacing,
}

impl Axis {
    /// An axis with equal steps.
    pub(super) const fn linear(low: f64, high: f64, start_px: f64, end_px: f64) -> Self {
        Self {
            low,
            high,
            start_px,
            end_px,
            spacing: Spacing::Linear,
        }
    }

    /// An axis with equal ratios; `low` is above 0.
    pub(super) const fn logarithmic(low: f64, high: f64, start_px: f64, end_px: f64) -> Self {
        Self {
            low,
            high,
            start_px,
            end_px,
            spacing: Spacing::Logarithmic,
        }
    }

    /// Where a value lies. What is beyond the axis lies beyond its ends.
    pub(super) fn px(self, value: f64) -> f64 {
        let share = match self.spacing {
            Spacing::Linear => (value - self.low) / (self.high - self.low),
            // Zero and less lie below any axis of ratios.
            Spacing::Logarithmic => {
                (value.max(f64::MIN_POSITIVE) / self.low).ln() / (self.high / self.low).ln()
            }
        };
        self.start_px + share * (self.end_px - self.start_px)
    }

    /// Whether a value lies on the axis.
    pub(super) fn holds(self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }
}

/// The step of 1, 2 or 5 times a power of ten that parts an interval into at most so many pieces.
pub(super) fn round_step(length: f64, most: f64) -> f64 {
    let least = length / most.max(1.0);
    if !(least > 0.0 && least.is_finite()) {
        return 1.0;
    }
    let power = 10.0_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step >= least * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// A step of time, s, that parts an interval into at most so many pieces: 1, 2, 5, 10, 15 or 30 minutes, or 1, 2, 3,
/// 6, 12 hours and so on.
pub(super) fn round_time_step_s(length_s: f64, most: f64) -> f64 {
    let least_s = length_s / most.max(1.0);
    let steps_min = [
        0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0,
    ];
    let found = steps_min
        .into_iter()
        .map(|minutes| 60.0 * minutes)
        .find(|step_s| *step_s >= least_s);
    found.unwrap_or_else(|| 86_400.0 * round_step(length_s / 86_400.0, most).max(1.0))
}

/// Multiples of a step within an interval, at most a thousand.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a count that is capped at a thousand"
)]
pub(super) fn multiples(step: f64, low: f64, high: f64) -> Vec<f64> {
    let first = (low / step).ceil();
    let count = ((high / step).floor() - first).clamp(-1.0, 1000.0) as i32;
    (0..=count)
        .map(|index| (first + f64::from(index)) * step)
        .collect()
}

/// The times that an axis of ratios marks, s, at least `gap_px` apart.
pub(super) fn time_marks_s(axis: Axis, gap_px: f64) -> Vec<f64> {
    // The rounder times claim their room first.
    const ROUND_MIN: [f64; 16] = [
        1.0, 10.0, 60.0, 600.0, 1440.0, 2.0, 5.0, 30.0, 120.0, 300.0, 20.0, 3.0, 15.0, 180.0, 4.0,
        40.0,
    ];
    let mut marks_s: Vec<f64> = Vec::new();
    for time_s in ROUND_MIN.map(|minutes| 60.0 * minutes) {
        let clear = marks_s
            .iter()
            .all(|mark_s| (axis.px(*mark_s) - axis.px(time_s)).abs() >= gap_px);
        if axis.holds(time_s) && clear {
            marks_s.push(time_s);
        }
    }
    marks_s.sort_by(f64::total_cmp);
    marks_s
}

/// A round time on an axis: `20 min`, `2 h`.
pub(super) fn say_time(seconds: f64) -> String {
    let minutes = seconds / 60.0;
    if minutes >= 60.0 && (minutes / 30.0).fract() == 0.0 {
        format!("{} h", minutes / 60.0)
    } else {
        format!("{minutes} min")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_map_to_the_right_px() {
        let axis = Axis::linear(0.0, 6000.0, 100.0, 700.0);
        assert!((axis.px(0.0) - 100.0).abs() < 1e-9);
        assert!((axis.px(1500.0) - 250.0).abs() < 1e-9);
        assert!((axis.px(6000.0) - 700.0).abs() < 1e-9);
        // A decade up is as long as the decade before; the axis points up.
        let axis = Axis::logarithmic(60.0, 6000.0, 400.0, 0.0);
        assert!((axis.px(600.0) - 200.0).abs() < 1e-9);
        assert!((axis.px(6000.0)).abs() < 1e-9);
        assert!(axis.px(0.0) > 400.0 && axis.px(0.0).is_finite());
    }

    #[test]
    fn steps_are_round() {
        assert!((round_step(6000.0, 8.0) - 1000.0).abs() < 1e-9);
        assert!((round_step(2297.0, 6.0) - 500.0).abs() < 1e-9);
        assert!((round_step(0.7, 7.0) - 0.1).abs() < 1e-9);
        assert!((round_step(f64::NAN, 5.0) - 1.0).abs() < 1e-9);
        assert!((round_time_step_s(1500.0, 10.0) - 300.0).abs() < 1e-9);
        assert!((round_time_step_s(30_000.0, 6.0) - 7200.0).abs() < 1e-9);
        assert_eq!(multiples(500.0, 0.0, 1600.0), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(multiples(500.0, 100.0, 200.0), [] as [f64; 0]);
        assert!(multiples(1e-9, 0.0, 1.0).len() <= 1001);
    }

    #[test]
    fn time_marks_keep_apart() {
        let axis = Axis::logarithmic(120.0, 36_000.0, 400.0, 0.0);
        let marks = time_marks_s(axis, 20.0);
        assert!(
            marks
                .windows(2)
                .all(|pair| axis.px(pair[0]) - axis.px(pair[1]) >= 20.0),
            "{marks:?}"
        );
        assert!(marks.contains(&600.0) && marks.contains(&3600.0));
        assert_eq!(
            [120.0, 5400.0, 7200.0, 150.0].map(say_time),
            ["2 min", "1.5 h", "2 h", "2.5 min"]
        );
    }
}
