//! The pairs that the kernel leaves to geographiclib-rs.

use super::super::inverse_of_degrees;

/// Distance in metres, initial and final azimuth in degrees (0 ≤ a < 360), by Karney's own method; NaN where a
/// coordinate is NaN or outside its range.
pub(super) fn inverse(from_deg: (f64, f64), to_deg: (f64, f64)) -> (f64, f64, f64) {
    // Checked here, for geographiclib-rs does not promise to return on what is not a number.
    let usable = |(lat, lon): (f64, f64)| (-90.0..=90.0).contains(&lat) && lon.is_finite();
    if !usable(from_deg) || !usable(to_deg) {
        return (f64::NAN, f64::NAN, f64::NAN);
    }
    inverse_of_degrees(from_deg, to_deg)
}
