//! Single geodesics by Karney's own methods. The only caller of geographiclib-rs.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

/// Distance in metres, initial and final azimuth in degrees (0 ≤ a < 360), between (latitude, longitude) in degrees that
/// are in range.
pub(super) fn inverse(from_deg: (f64, f64), to_deg: (f64, f64)) -> (f64, f64, f64) {
    // The size of the tuple picks what is computed and what the first value means: of three values it would be an
    // azimuth, of four it is the distance.
    let (distance_m, initial, last, _arc_deg): (f64, f64, f64, f64) =
        Geodesic::wgs84().inverse(from_deg.0, from_deg.1, to_deg.0, to_deg.1);
    (distance_m, clockwise(initial), clockwise(last))
}

/// Latitude and longitude in degrees at the end of a geodesic.
pub(super) fn direct(from_deg: (f64, f64), azimuth_deg: f64, distance_m: f64) -> (f64, f64) {
    Geodesic::wgs84().direct(from_deg.0, from_deg.1, azimuth_deg, distance_m)
}

/// An azimuth of −180…180° as 0 ≤ a < 360.
fn clockwise(azimuth_deg: f64) -> f64 {
    let turned = azimuth_deg.rem_euclid(360.0);
    // rem_euclid of a tiny negative number rounds up to the modulus itself.
    if turned >= 360.0 { 0.0 } else { turned + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// North is 0 and not 360, from whichever side it is approached.
    #[test]
    fn azimuths_are_below_360() {
        for (azimuth_deg, turned_deg) in [
            (0.0, 0.0),
            (-0.0, 0.0),
            (-1e-300, 0.0),
            (-90.0, 270.0),
            (180.0, 180.0),
            (360.0, 0.0),
        ] {
            let turned = clockwise(azimuth_deg);
            assert!(
                (turned - turned_deg).abs() < 1e-300 && turned.is_sign_positive(),
                "{azimuth_deg}: {turned}"
            );
        }
    }
}
