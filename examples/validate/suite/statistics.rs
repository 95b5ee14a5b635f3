//! Quantiles, and errors as powers of ten.

/// Magnitudes of a set of errors, in ascending order.
pub struct Magnitudes(Vec<f64>);

impl Magnitudes {
    /// The magnitudes of these errors; none of them may be NaN.
    pub fn of(errors: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = errors.into_iter().map(f64::abs).collect();
        assert!(
            !sorted.is_empty() && sorted.iter().all(|error| error.is_finite()),
            "errors that are no numbers"
        );
        sorted.sort_by(f64::total_cmp);
        Self(sorted)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The least magnitude that this share of all do not exceed.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn quantile(&self, share: f64) -> f64 {
        let rank = (share * self.0.len() as f64).ceil() as usize;
        self.0[rank.clamp(1, self.0.len()) - 1]
    }

    /// The greatest.
    pub fn max(&self) -> f64 {
        self.quantile(1.0)
    }

    /// Median, 90 %, 99 % and maximum as the powers of a thousand below which they lie. The errors themselves are rounding
    /// noise, whose digits differ from one machine's mathematics library to the next; the powers do not.
    pub fn powers(&self) -> [String; 4] {
        [
            self.quantile(0.5),
            self.quantile(0.9),
            self.quantile(0.99),
            self.max(),
        ]
        .map(power_above)
    }
}

/// The power of a thousand that a magnitude stays below.
pub fn power_above(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let exponent = 3.0 * (value.log10() / 3.0).ceil();
    let superscript = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        // The superscripts of the other digits stand in order in Unicode.
        digit => digit
            .to_digit(10)
            .and_then(|digit| char::from_u32(0x2070 + digit))
            .unwrap_or(digit),
    };
    format!(
        "< 10{}",
        format!("{exponent:.0}")
            .chars()
            .map(superscript)
            .collect::<String>()
    )
}

/// Least, median and greatest of some numbers.
pub fn spread(values: &[f64]) -> (f64, f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    };
    (sorted[0], median, sorted[sorted.len() - 1])
}
