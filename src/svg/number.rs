//! Numbers as documents have them: px with at most two decimals.

/// Steps of the grid that all coordinates are rounded to, per px.
pub(super) const STEPS_PER_PX: i32 = 100;

/// The nearest step of the grid of documents.
pub(super) fn grid_steps(px: f64) -> i32 {
    steps(px, STEPS_PER_PX)
}

/// The nearest step of a grid of so many steps per px. Numbers beyond any picture are held at ±10⁸ steps and NaN is 0,
/// so that no input makes a malformed document.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the value is within ±10⁸ by the clamp"
)]
pub(super) fn steps(px: f64, per_px: i32) -> i32 {
    (px * f64::from(per_px)).round().clamp(-1e8, 1e8) as i32
}

/// A length in px, as an attribute has it.
pub(super) fn px(px: f64) -> String {
    let mut text = String::new();
    push_px(&mut text, grid_steps(px));
    text
}

/// Appends a number of grid steps in px: `12.5`, `-0.07`.
pub(super) fn push_px(text: &mut String, steps: i32) {
    push(text, steps, STEPS_PER_PX, "0");
}

/// Appends a number of steps of which so many make a px (10 or 100), without the zero before the point: `-.07`. Path
/// data has thousands of numbers.
pub(super) fn push_short_px(text: &mut String, steps: i32, per_px: i32) {
    push(text, steps, per_px, "");
}

fn push(text: &mut String, steps: i32, per_px: i32, zero: &str) {
    let magnitude = steps.unsigned_abs();
    let mut unit = per_px.unsigned_abs();
    let whole = magnitude / unit;
    let mut rest = magnitude % unit;
    if steps < 0 {
        text.push('-');
    }
    if whole > 0 || rest == 0 {
        push_integer(text, whole);
    } else {
        text.push_str(zero);
    }
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        unit /= 10;
        push_digit(text, rest / unit);
        rest %= unit;
    }
}

fn push_integer(text: &mut String, number: u32) {
    if number >= 10 {
        push_integer(text, number / 10);
    }
    push_digit(text, number % 10);
}

fn push_digit(text: &mut String, digit: u32) {
    text.push(char::from_digit(digit, 10).unwrap_or('0'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.004, "0"),
            (12.0, "12"),
            (12.5, "12.5"),
            (12.345, "12.35"),
            (-0.07, "-0.07"),
            (1234.1, "1234.1"),
            (f64::NAN, "0"),
            (f64::INFINITY, "1000000"),
        ] {
            assert_eq!(px(value), text);
        }
        let mut text = String::new();
        push_short_px(&mut text, -7, 100);
        push_short_px(&mut text, 0, 10);
        push_short_px(&mut text, 130, 100);
        push_short_px(&mut text, -103, 10);
        assert_eq!(text, "-.0701.3-10.3");
    }
}
