//! Round steps of scales: 1, 2 or 5 times a power of ten, or the first of a list that is long enough.

/// The least of 1, 2 and 5 times a power of ten that is not below `least`, to a millionth of it; 1 if `least` is not a
/// positive number.
pub(crate) fn round_up(least: f64) -> f64 {
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

/// The greatest of 1, 2 and 5 times a power of ten that is not above `greatest`, which is taken as 0.001 where it is
/// less.
pub(crate) fn round_down(greatest: f64) -> f64 {
    let greatest = greatest.max(1e-3);
    let power = 10.0_f64.powf(greatest.log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step <= greatest)
        .unwrap_or(power)
}

/// The first of some ascending steps that is not below `least`.
pub(crate) fn first_from(steps: &[f64], least: f64) -> Option<f64> {
    steps.iter().copied().find(|step| *step >= least)
}

/// The multiples of a step from `low` to `high`, at most a thousand and one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a count that is capped at a thousand"
)]
pub(crate) fn multiples(step: f64, low: f64, high: f64) -> Vec<f64> {
    let first = (low / step).ceil();
    let count = ((high / step).floor() - first).clamp(-1.0, 1000.0) as i32;
    (0..=count)
        .map(|index| (first + f64::from(index)) * step)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert!((round_up(750.0) - 1000.0).abs() < 1e-9);
        assert!((round_up(383.0) - 500.0).abs() < 1e-9);
        assert!((round_up(0.1) - 0.1).abs() < 1e-12);
        assert!((round_up(f64::NAN) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn steps_fit() {
        assert!((round_down(999.0) - 500.0).abs() < 1e-9);
        assert!((round_down(-1.0) - 0.001).abs() < 1e-12);
        assert_eq!(first_from(&[1.0, 2.0, 5.0], 1.5), Some(2.0));
        assert_eq!(first_from(&[1.0, 2.0, 5.0], 5.5), None);
    }

    #[test]
    fn multiples_lie_within() {
        assert_eq!(multiples(500.0, 0.0, 1600.0), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(multiples(500.0, 100.0, 200.0), [] as [f64; 0]);
        assert!(multiples(1e-9, 0.0, 1.0).len() <= 1001);
    }
}
