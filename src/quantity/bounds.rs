//! Checks that a number lies within its bounds.

use crate::error::{Error, Result};

/// Checks that `value` is a number within `low..=high`.
///
/// # Errors
/// [`Error::OutOfRange`] with the name, the value and the admissible interval; NaN and infinities always fail.
pub(crate) fn within(
    name: &str,
    value: f64,
    unit: &'static str,
    low: f64,
    high: f64,
) -> Result<f64> {
    if value >= low && value <= high && value.is_finite() {
        return Ok(value);
    }
    let allowed = match (low.is_finite(), high.is_finite()) {
        (false, _) => "a finite number".to_owned(),
        (true, false) => format!("a finite number, {low}{unit} or more"),
        (true, true) => format!("between {low} and {high}{unit}"),
    };
    Err(out_of_range(name, value, unit, allowed))
}

/// Checks that `value` is a finite number greater than zero.
///
/// # Errors
/// [`Error::OutOfRange`] otherwise.
pub(crate) fn positive(name: &str, value: f64, unit: &'static str) -> Result<f64> {
    if value > 0.0 && value.is_finite() {
        Ok(value)
    } else {
        Err(out_of_range(
            name,
            value,
            unit,
            "a finite number above 0".to_owned(),
        ))
    }
}

fn out_of_range(name: &str, value: f64, unit: &'static str, allowed: String) -> Error {
    Error::OutOfRange {
        name: name.to_owned(),
        value,
        unit,
        allowed,
        suggestion: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_value_and_interval() {
        let error = within("latitude", 95.0, "°", -90.0, 90.0)
            .unwrap_err()
            .to_string();
        assert_eq!(error, "latitude is 95°, but must be between -90 and 90°");
        let error = positive("speed", 0.0, " km/h").unwrap_err().to_string();
        assert_eq!(
            error,
            "speed is 0 km/h, but must be a finite number above 0"
        );
    }
}
