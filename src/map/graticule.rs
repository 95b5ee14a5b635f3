//! Meridians and parallels.

use geo::{Coord, MultiLineString};

use crate::map::sphere::Path;
use crate::map::view::View;
use crate::steps::first_from;

/// One meridian or parallel as it is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// True for a meridian, false for a parallel.
    pub(crate) is_meridian: bool,
    /// Its longitude, degrees east, or latitude, degrees north.
    pub(crate) deg: f64,
    /// As it is drawn within the frame, px. Never empty.
    pub(crate) drawn: MultiLineString,
}

impl Line {
    /// Its label: "30°E", "60°N", "0°", "180°".
    pub(crate) fn label(&self) -> String {
        let (positive, negative) = if self.is_meridian {
            ("E", "W")
        } else {
            ("N", "S")
        };
        let letter = if self.deg == 0.0 || self.deg.abs() >= 180.0 {
            ""
        } else if self.deg > 0.0 {
            positive
        } else {
            negative
        };
        format!("{}°{letter}", self.deg.abs())
    }
}

/// Wanted distance between lines, px.
const SPACING_PX: f64 = 110.0;

/// A degree of latitude, km.
const DEGREE_KM: f64 = 111.2;

/// Meridians end at this latitude, save every 90th: poles would be black with lines.
const MERIDIANS_END_DEG: f64 = 80.0;

/// Points of a line are this far apart, degrees.
const STEP_DEG: f64 = 1.0;

/// The step that suits a view on which all is drawn so many times larger than usual: 1, 2, 5, 10, 15, 20 or 30 degrees.
pub(crate) fn step_deg(view: &View, scale: f64) -> f64 {
    let wanted_deg = SPACING_PX * scale / (view.px_per_km() * DEGREE_KM);
    first_from(&[1.0, 2.0, 5.0, 10.0, 15.0, 20.0], wanted_deg).unwrap_or(30.0)
}

/// All meridians and parallels at multiples of a step of 0.1…90 degrees that cross the frame, meridians first, each in
/// ascending order. Meridians end at 80° of latitude save for every 90th, so that the poles are not black with lines.
pub(crate) fn lines(view: &View, step_deg: f64) -> Vec<Line> {
    let step_deg = if step_deg.is_nan() {
        30.0
    } else {
        step_deg.clamp(0.1, 90.0)
    };
    let meridians = multiples(step_deg, 180.0)
        .filter(|&lon_deg| lon_deg > -180.0)
        .map(|lon_deg| {
            let end_deg = if lon_deg % 90.0 == 0.0 {
                90.0
            } else {
                MERIDIANS_END_DEG
            };
            (
                true,
                lon_deg,
                Path::from_lonlat(range(-end_deg, end_deg).map(|lat_deg| Coord {
                    x: lon_deg,
                    y: lat_deg,
                })),
            )
        });
    let parallels = multiples(step_deg, 90.0)
        .filter(|lat_deg| lat_deg.abs() < 90.0)
        .map(|lat_deg| {
            (
                false,
                lat_deg,
                Path::from_lonlat(range(-180.0, 180.0).map(|lon_deg| Coord {
                    x: lon_deg,
                    y: lat_deg,
                })),
            )
        });
    let drawn = meridians.chain(parallels).map(|(is_meridian, deg, path)| {
        let drawn = view.paths([&path]);
        Line {
            is_meridian,
            deg,
            drawn,
        }
    });
    drawn.filter(|line| !line.drawn.0.is_empty()).collect()
}

/// Multiples of a step from −limit to limit.
fn multiples(step: f64, limit: f64) -> impl Iterator<Item = f64> {
    let first = -(limit / step + 1e-9).floor();
    (0..)
        .map(move |index| (first + f64::from(index)) * step)
        .take_while(move |&value| value <= limit + 1e-9)
}

fn range(low: f64, high: f64) -> impl Iterator<Item = f64> {
    (0..)
        .map(move |index| low + STEP_DEG * f64::from(index))
        .take_while(move |&value| value <= high)
}
