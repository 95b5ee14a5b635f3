//! Regions and paths on the sphere, as unit vectors joined by great-circle arcs.
//!
//! Geographic latitudes are taken as they are: the "sphere" is the surface of the ellipsoid under its own latitudes
//! and longitudes, and a projection turns them into places of the ellipsoid again. Edges are short (the makers of
//! regions see to that), so the difference between an arc here and a geodesic there does not show.

use geo::Coord;

use crate::position::Position;

/// A direction from the centre: a point of the unit sphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    /// Towards 0°N 0°E.
    pub(crate) x: f64,
    /// Towards 0°N 90°E.
    pub(crate) y: f64,
    /// Towards the North Pole.
    pub(crate) z: f64,
}

impl Unit {
    /// The point at a longitude (x) and latitude (y) in degrees.
    pub(crate) fn from_lonlat(lonlat_deg: Coord) -> Self {
        let (sin_lon, cos_lon) = lonlat_deg.x.to_radians().sin_cos();
        let (sin_lat, cos_lat) = lonlat_deg.y.to_radians().sin_cos();
        Self {
            x: cos_lat * cos_lon,
            y: cos_lat * sin_lon,
            z: sin_lat,
        }
    }

    /// Its longitude −180…180 (x) and latitude (y), degrees.
    pub(crate) fn to_lonlat(self) -> Coord {
        Coord {
            x: self.y.atan2(self.x).to_degrees(),
            y: self.z.atan2(self.x.hypot(self.y)).to_degrees(),
        }
    }

    pub(crate) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub(crate) fn cross(self, other: Self) -> Self {
        Self {
            x: self.y * other.z - self.z * other.y,
            y: self.z * other.x - self.x * other.z,
            z: self.x * other.y - self.y * other.x,
        }
    }

    /// `self * a + other * b`, which is no unit vector as yet.
    pub(crate) fn blend(self, a: f64, other: Self, b: f64) -> Self {
        Self {
            x: self.x * a + other.x * b,
            y: self.y * a + other.y * b,
            z: self.z * a + other.z * b,
        }
    }

    /// The same direction with length 1; None of a vector that has no direction.
    pub(crate) fn normalised(self) -> Option<Self> {
        let length = self.dot(self).sqrt();
        (length > 1e-300).then(|| self.blend(1.0 / length, self, 0.0))
    }

    /// Halfway along the shorter arc; None between antipodes.
    pub(crate) fn midpoint(self, other: Self) -> Option<Self> {
        self.blend(1.0, other, 1.0).normalised()
    }

    /// The angle between two directions, radians, exact for small and for large ones alike.
    pub(crate) fn angle_rad(self, other: Self) -> f64 {
        let cross = self.cross(other);
        cross.dot(cross).sqrt().atan2(self.dot(other))
    }

    /// An axis that it does not lie along, so that the cross product of the two is no rounding error.
    pub(crate) fn across(self) -> Self {
        let (x, z) = if self.z.abs() < 0.9 {
            (0.0, 1.0)
        } else {
            (1.0, 0.0)
        };
        Self { x, y: 0.0, z }
    }

    pub(crate) fn antipode(self) -> Self {
        self.blend(-1.0, self, 0.0)
    }
}

impl From<Position> for Unit {
    fn from(position: Position) -> Self {
        Self::from_lonlat(geo::Point::from(position).into())
    }
}

/// The middle of positions, whole degrees; None where there is no position or none of them is the middle, as between
/// antipodes.
pub(crate) fn middle(positions: impl IntoIterator<Item = Position>) -> Option<Position> {
    let zero = Unit {
        x: 0.0,
        y: 0.0,
        z: 0.0,
    };
    let sum = positions
        .into_iter()
        .fold(zero, |sum, position| sum.blend(1.0, position.into(), 1.0));
    // What rounding leaves of directions that cancel each other points nowhere.
    let lonlat = sum
        .normalised()
        .filter(|_| sum.dot(sum).sqrt() > 1e-9)?
        .to_lonlat();
    Position::new(lonlat.y.round(), lonlat.x.round()).ok()
}

/// A circle on the sphere with all within it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cap {
    /// Its middle.
    pub(crate) centre: Unit,
    /// Angle between the middle and the rim, radians, 0…π.
    pub(crate) radius_rad: f64,
}

impl Cap {
    /// The whole sphere.
    pub(crate) const ALL: Self = Self {
        centre: Unit {
            x: 1.0,
            y: 0.0,
            z: 0.0,
        },
        radius_rad: std::f64::consts::PI,
    };

    /// A cap that holds these points; not the smallest one, but near it.
    pub(crate) fn around<'a>(points: impl Iterator<Item = &'a Unit> + Clone) -> Self {
        let zero = Unit {
            x: 0.0,
            y: 0.0,
            z: 0.0,
        };
        let sum = points
            .clone()
            .fold(zero, |sum, &point| sum.blend(1.0, point, 1.0));
        let Some(centre) = sum.normalised() else {
            return Self::ALL;
        };
        let least = points.map(|point| point.dot(centre)).fold(1.0, f64::min);
        // A hair more, for the cosine is flat near 1.
        Self {
            centre,
            radius_rad: (least.clamp(-1.0, 1.0).acos() + 1e-6).min(std::f64::consts::PI),
        }
    }

    /// True if the two have no point in common.
    pub(crate) fn misses(&self, other: &Self) -> bool {
        self.centre.angle_rad(other.centre) > self.radius_rad + other.radius_rad
    }

    /// True if all of `other` lies within.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.centre.angle_rad(other.centre) + other.radius_rad < self.radius_rad
    }
}

/// A part of the sphere: rings of great-circle arcs, closed without repeating the first point, with the interior to
/// the **left** of each as one walks along it on the outside of the globe. So an exterior runs counter-clockwise, a
/// hole clockwise, and there is never a doubt which side is meant, however large the region is.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    rings: Vec<Vec<Unit>>,
    boundary: Cap,
    is_within_boundary_cap: bool,
}

impl Region {
    /// A region from rings of unit vectors, each closed or not. Rings of fewer than three points are dropped.
    pub(crate) fn new(mut rings: Vec<Vec<Unit>>) -> Self {
        for ring in &mut rings {
            while ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
        }
        rings.retain(|ring| ring.len() > 2);
        let boundary = Cap::around(rings.iter().flatten());
        let mut region = Self {
            rings,
            boundary,
            is_within_boundary_cap: false,
        };
        region.is_within_boundary_cap = !region.holds(boundary.centre.antipode());
        region
    }

    /// The rings, none of which repeats its first point.
    pub(crate) fn rings(&self) -> &[Vec<Unit>] {
        &self.rings
    }

    /// A cap that holds all rings.
    pub(crate) fn boundary_cap(&self) -> &Cap {
        &self.boundary
    }

    /// True only if no point of the region lies within a cap. A quick test that does not look at the rings: false may come
    /// of a region that misses the cap too.
    pub(crate) fn clearly_misses(&self, cap: &Cap) -> bool {
        self.rings.is_empty() || self.is_within_boundary_cap && self.boundary.misses(cap)
    }

    /// True if the region holds a point. On the boundary itself either answer may come.
    ///
    /// Walks from the middle of an edge, where the inside is known to be left, to the point, and counts the edges that
    /// are crossed.
    pub(crate) fn holds(&self, point: Unit) -> bool {
        let edges = || {
            self.rings.iter().flat_map(|ring| {
                let last = ring.last().copied().into_iter();
                last.chain(ring.iter().copied()).zip(ring.iter().copied())
            })
        };
        // An edge that is seen from the point broadside on, and not from the far side of the globe, is the safest.
        let mut best = None;
        for (index, (a, b)) in edges().enumerate() {
            let side = a.cross(b).dot(point);
            if a.dot(point) > -0.95
                && best.is_none_or(|(_, _, _, known): (_, _, _, f64)| side.abs() > known.abs())
            {
                best = Some((index, a, b, side));
            }
        }
        // All edges are near the antipode: seen from there the question is the same but for the parity of one more
        // step, which a point at a right angle provides.
        let Some((start, a, b, side)) = best else {
            return self.holds_by_detour(point);
        };
        let Some(middle) = a.midpoint(b) else {
            return false;
        };
        let way = middle.cross(point);
        let crossings = edges().enumerate().filter(|&(index, (c, d))| {
            let from = way.dot(c);
            let to = way.dot(d);
            if index == start || (from >= 0.0) == (to >= 0.0) {
                return false;
            }
            let meeting = c.blend(to.abs(), d, from.abs());
            middle.cross(meeting).dot(way) > 0.0 && meeting.cross(point).dot(way) > 0.0
        });
        (side > 0.0) != (crossings.count() % 2 == 1)
    }

    fn holds_by_detour(&self, point: Unit) -> bool {
        if self.rings.is_empty() {
            return false;
        }
        // Between the point and one at 60° from it there is no edge, for all are near the antipode.
        let axis = point.across();
        let side = point.cross(axis).normalised().unwrap_or(axis);
        point
            .blend(0.5, side, 0.75_f64.sqrt())
            .normalised()
            .is_some_and(|near| self.holds(near))
    }
}

/// An open line of great-circle arcs.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    points: Vec<Unit>,
    cap: Cap,
}

impl Path {
    /// A path through points of (longitude, latitude) in degrees.
    pub(crate) fn from_lonlat(points: impl IntoIterator<Item = Coord>) -> Self {
        Self::new(points.into_iter().map(Unit::from_lonlat).collect())
    }

    /// A path through points.
    pub(crate) fn new(points: Vec<Unit>) -> Self {
        let cap = Cap::around(points.iter());
        Self { points, cap }
    }

    /// Its points in order.
    pub(crate) fn points(&self) -> &[Unit] {
        &self.points
    }

    /// A cap that holds all its points.
    pub(crate) fn cap(&self) -> &Cap {
        &self.cap
    }
}

#[cfg(test)]
impl Region {
    /// A region from rings of (longitude, latitude) in degrees, each closed or not. Rings of fewer than three points
    /// are dropped.
    pub(crate) fn from_lonlat<R: IntoIterator<Item = Coord>>(
        rings: impl IntoIterator<Item = R>,
    ) -> Self {
        Self::new(
            rings
                .into_iter()
                .map(|ring| ring.into_iter().map(Unit::from_lonlat).collect())
                .collect(),
        )
    }

    /// True if the region holds this position.
    pub(crate) fn contains(&self, position: Position) -> bool {
        self.holds(position.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, east: f64, north: f64) -> Vec<Coord> {
        [(west, south), (east, south), (east, north), (west, north)]
            .map(Coord::from)
            .to_vec()
    }

    #[test]
    fn the_interior_is_to_the_left() {
        let region = Region::from_lonlat([
            square(170.0, 60.0, -170.0, 70.0),
            square(-1.0, -1.0, 1.0, 1.0),
        ]);
        for (lat, lon, is_inside) in [
            (65.0, 179.0, true),
            (65.0, -175.0, true),
            (65.0, 165.0, false),
            (0.0, 0.5, true),
            (-65.0, 0.0, false),
        ] {
            assert_eq!(
                region.contains(Position::new(lat, lon).unwrap()),
                is_inside,
                "{lat} {lon}"
            );
        }
        let mut outside = square(-1.0, -1.0, 1.0, 1.0);
        outside.reverse();
        let rest = Region::from_lonlat([outside]);
        for (lat, lon, is_inside) in [
            (0.0, 0.0, false),
            (0.0, 179.9, true),
            (90.0, 0.0, true),
            (2.0, 0.0, true),
        ] {
            assert_eq!(
                rest.contains(Position::new(lat, lon).unwrap()),
                is_inside,
                "{lat} {lon}"
            );
        }
    }

    #[test]
    fn a_polar_cap_holds_its_pole_alone() {
        let south = Region::from_lonlat([(0..36).map(|step| Coord {
            x: -10.0 * f64::from(step),
            y: -70.0,
        })]);
        assert!(south.contains(Position::new(-90.0, 0.0).unwrap()));
        assert!(south.contains(Position::new(-85.0, 77.0).unwrap()));
        assert!(!south.contains(Position::new(90.0, 0.0).unwrap()));
        assert!(!south.contains(Position::new(-60.0, 12.0).unwrap()));
    }

    #[test]
    fn nothing_at_all_holds_nothing() {
        let none = Region::from_lonlat([vec![Coord { x: 0.0, y: 0.0 }, Coord { x: 1.0, y: 0.0 }]]);
        assert!(none.rings().is_empty() && !none.contains(Position::ORIGIN));
    }
}
