//! Halving an interval.

/// Halves `low..=high` `steps` times about the point where `holds` turns from true to false.
///
/// `holds` is taken to be true at `low` and false at `high`, and is called at neither. Returns the greatest value tried at
/// which it holds and the least at which it does not: neighbouring doubles after some 60 steps, when it stops early.
#[allow(dead_code, reason = "offered to every room")]
pub(crate) fn bisect(
    mut low: f64,
    mut high: f64,
    steps: usize,
    mut holds: impl FnMut(f64) -> bool,
) -> (f64, f64) {
    for _ in 0..steps {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::bisect;

    #[test]
    fn both_sides_of_the_root_are_neighbours() {
        let (below, above) = bisect(0.0, 2.0, 200, |x| x * x < 2.0);
        assert!(below * below < 2.0 && above * above >= 2.0);
        assert_eq!(above.to_bits() - below.to_bits(), 1);
    }

    #[test]
    fn each_step_halves() {
        assert_eq!(bisect(0.0, 8.0, 3, |x| x < 3.5), (3.0, 4.0));
        assert_eq!(bisect(0.0, 8.0, 0, |_| true), (0.0, 8.0));
    }
}
