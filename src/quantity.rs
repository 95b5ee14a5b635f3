//! The number types that cross public functions, and intervals of them.
//!
//! A quantity is always finite: NaN and infinities are refused where a number enters, so that nothing later has to check
//! again. Units are km, s, degrees and km/h; only the printers convert to what people read.

mod bisect;
mod bounds;
mod distance;
mod interval;
pub(crate) mod limits;

#[allow(unused_imports, reason = "offered to every room")]
pub(crate) use bisect::bisect;
pub(crate) use bounds::{positive, within};
pub use distance::{Kilometres, LengthUnit};
pub(crate) use distance::{NAUTICAL_MILE_KM, STATUTE_MILE_KM};
pub use interval::Interval;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_and_infinity_never_get_in() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0] {
            assert!(Kilometres::new(value).is_err(), "{value}");
            assert!(positive("speed", value, " km/h").is_err(), "{value}");
        }
        assert!(positive("speed", 0.0, " km/h").is_err());
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Interval::try_from(value).is_err(), "{value}");
            assert!(Interval::new("time", " s", 0.0, value, 2.0).is_err());
            assert!(Interval::new("time", " s", value, 1.0, 2.0).is_err());
            assert!(Interval::new("time", " s", 0.0, 1.0, value).is_err());
        }
    }
}
