//! Regions and paths on the sphere, as unit vectors joined by great-circle arcs.
//!
//! Geographic latitudes are taken as they are: the "sphere" is the surface of the ellipsoid under its own latitudes
//! and longitudes, and a projection turns them into places of the ellipsoid again. Edges are short (the makers of
//! regions see to that), so the difference between an arc here and a geodesic there does not show.

use geo::Coord;

use crate::position::Position;

/// A direction from the centre: a point of the unit sphere.
///
/// ```
/// use arcminute::map::sphere::Unit;
/// use arcminute::position::Position;
/// assert_eq!(Unit::from(Position::ORIGIN), Unit { x: 1.0, y: 0.0, z: 0.0 });
/// assert_eq!(Unit::from(Position::new(90.0, 0.0)?).z, 1.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Towards 0°N 0°E.
    pub x: f64,
    /// Towards 0°N 90°E.
    pub y: f64,
    /// Towards the North Pole.
    pub z: f64,
}

/// Between degrees and directions, and the angle between two of them.
///
/// ```
/// use arcminute::map::sphere::Unit;
/// use geo::Coord;
/// let berlin = Coord { x: 13.41, y: 52.52 };
/// let back = Unit::from_lonlat(berlin).to_lonlat();
/// assert!((back.x - berlin.x).abs() < 1e-12 && (back.y - berlin.y).abs() < 1e-12);
/// ```
impl Unit {
    /// The point at a longitude (x) and latitude (y) in degrees.
    ///
    /// ```
    /// use arcminute::map::sphere::Unit;
    /// use geo::Coord;
    /// assert_eq!(Unit::from_lonlat(Coord { x: 90.0, y: 0.0 }).y, 1.0);
    /// assert_eq!(Unit::from_lonlat(Coord { x: 0.0, y: 90.0 }).z, 1.0);
    /// ```
    pub fn from_lonlat(lonlat_deg: Coord) -> Self {
        let (sin_lon, cos_lon) = lonlat_deg.x.to_radians().sin_cos();
        let (sin_lat, cos_lat) = lonlat_deg.y.to_radians().sin_cos();
        Self { x: cos_lat * cos_lon, y: cos_lat * sin_lon, z: sin_lat }
    }

    /// Its longitude −180…180 (x) and latitude (y), degrees.
    ///
    /// ```
    /// use arcminute::map::sphere::Unit;
    /// use geo::Coord;
    /// assert_eq!(Unit { x: 0.0, y: -1.0, z: 0.0 }.to_lonlat(), Coord { x: -90.0, y: 0.0 });
    /// assert_eq!(Unit { x: 0.0, y: 0.0, z: 1.0 }.to_lonlat().y, 90.0);
    /// ```
    pub fn to_lonlat(self) -> Coord {
        Coord { x: self.y.atan2(self.x).to_degrees(), y: self.z.atan2(self.x.hypot(self.y)).to_degrees() }
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
        Self { x: self.x * a + other.x * b, y: self.y * a + other.y * b, z: self.z * a + other.z * b }
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
    ///
    /// ```
    /// use arcminute::map::sphere::Unit;
    /// use geo::Coord;
    /// let at = |lon_deg| Unit::from_lonlat(Coord { x: lon_deg, y: 0.0 });
    /// assert!((at(0.0).angle_rad(at(120.0)).to_degrees() - 120.0).abs() < 1e-12);
    /// // A hundredth of a millimetre on the ground.
    /// assert!((at(0.0).angle_rad(at(1e-10)).to_degrees() - 1e-10).abs() < 1e-20);
    /// ```
    pub fn angle_rad(self, other: Self) -> f64 {
        let cross = self.cross(other);
        cross.dot(cross).sqrt().atan2(self.dot(other))
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
///
/// ```
/// use arcminute::map::sphere::middle;
/// use arcminute::position::Position;
/// let across = [Position::new(0.0, 176.0)?, Position::new(0.0, -172.0)?];
/// assert_eq!(middle(across), Some(Position::new(0.0, -178.0)?));
/// assert_eq!(middle([]), None);
/// assert_eq!(middle([Position::new(90.0, 0.0)?, Position::new(-90.0, 0.0)?]), None);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn middle(positions: impl IntoIterator<Item = Position>) -> Option<Position> {
    let zero = Unit { x: 0.0, y: 0.0, z: 0.0 };
    let sum = positions.into_iter().fold(zero, |sum, position| sum.blend(1.0, position.into(), 1.0));
    // What rounding leaves of directions that cancel each other points nowhere.
    let lonlat = sum.normalised().filter(|_| sum.dot(sum).sqrt() > 1e-9)?.to_lonlat();
    Position::new(lonlat.y.round(), lonlat.x.round()).ok()
}

/// A circle on the sphere with all within it.
///
/// ```
/// use arcminute::map::sphere::Cap;
/// use arcminute::position::Position;
/// let europe = Cap { centre: Position::new(52.0, 10.0)?.into(), radius_rad: 25_f64.to_radians() };
/// let kansas = Cap { centre: Position::new(38.5, -98.0)?.into(), radius_rad: 5_f64.to_radians() };
/// assert!(europe.misses(&kansas));
/// assert!(Cap::ALL.holds(&europe) && Cap::ALL.holds(&kansas));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Cap {
    /// Its middle.
    pub centre: Unit,
    /// Angle between the middle and the rim, radians, 0…π.
    pub radius_rad: f64,
}

/// What two caps have in common.
///
/// ```
/// use arcminute::map::sphere::{Cap, Unit};
/// use geo::Coord;
/// let cap = |lon_deg, radius_deg: f64| Cap {
///     centre: Unit::from_lonlat(Coord { x: lon_deg, y: 0.0 }),
///     radius_rad: radius_deg.to_radians(),
/// };
/// let (west, east) = (cap(0.0, 10.0), cap(15.0, 10.0));
/// assert!(!west.misses(&east) && !west.holds(&east), "they overlap");
/// ```
impl Cap {
    /// The whole sphere.
    pub const ALL: Self = Self { centre: Unit { x: 1.0, y: 0.0, z: 0.0 }, radius_rad: std::f64::consts::PI };

    /// A cap that holds these points; not the smallest one, but near it.
    ///
    /// ```
    /// use arcminute::map::sphere::{Cap, Unit};
    /// use geo::Coord;
    /// let ends = [0.0, 10.0].map(|lon_deg| Unit::from_lonlat(Coord { x: lon_deg, y: 0.0 }));
    /// let cap = Cap::around(ends.iter());
    /// assert!((cap.centre.to_lonlat().x - 5.0).abs() < 1e-9);
    /// assert!((cap.radius_rad - 5_f64.to_radians()).abs() < 1e-5);
    /// ```
    pub fn around<'a>(points: impl Iterator<Item = &'a Unit> + Clone) -> Self {
        let zero = Unit { x: 0.0, y: 0.0, z: 0.0 };
        let sum = points.clone().fold(zero, |sum, &point| sum.blend(1.0, point, 1.0));
        let Some(centre) = sum.normalised() else { return Self::ALL };
        let least = points.map(|point| point.dot(centre)).fold(1.0, f64::min);
        // A hair more, for the cosine is flat near 1.
        Self { centre, radius_rad: (least.clamp(-1.0, 1.0).acos() + 1e-6).min(std::f64::consts::PI) }
    }

    /// Whether the two have no point in common.
    ///
    /// ```
    /// use arcminute::map::sphere::{Cap, Unit};
    /// use geo::Coord;
    /// let cap = |lon_deg, radius_deg: f64| Cap {
    ///     centre: Unit::from_lonlat(Coord { x: lon_deg, y: 0.0 }),
    ///     radius_rad: radius_deg.to_radians(),
    /// };
    /// assert!(cap(0.0, 10.0).misses(&cap(25.0, 14.0)));
    /// assert!(!cap(0.0, 10.0).misses(&cap(25.0, 16.0)));
    /// ```
    pub fn misses(&self, other: &Self) -> bool {
        self.centre.angle_rad(other.centre) > self.radius_rad + other.radius_rad
    }

    /// Whether all of `other` lies within.
    ///
    /// ```
    /// use arcminute::map::sphere::{Cap, Unit};
    /// use geo::Coord;
    /// let cap = |lon_deg, radius_deg: f64| Cap {
    ///     centre: Unit::from_lonlat(Coord { x: lon_deg, y: 0.0 }),
    ///     radius_rad: radius_deg.to_radians(),
    /// };
    /// assert!(cap(0.0, 10.0).holds(&cap(5.0, 4.0)));
    /// assert!(!cap(5.0, 4.0).holds(&cap(0.0, 10.0)));
    /// ```
    pub fn holds(&self, other: &Self) -> bool {
        self.centre.angle_rad(other.centre) + other.radius_rad < self.radius_rad
    }
}

/// A part of the sphere: rings of great-circle arcs, closed without repeating the first point, with the interior to
/// the **left** of each as one walks along it on the outside of the globe. So an exterior runs counter-clockwise, a
/// hole clockwise, and there is never a doubt which side is meant, however large the region is.
///
/// ```
/// use arcminute::map::sphere::Region;
/// use arcminute::position::Position;
/// use geo::Coord;
/// let mut ring = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(Coord::from);
/// assert!(Region::from_lonlat([ring]).contains(Position::ORIGIN));
/// ring.reverse();
/// let rest = Region::from_lonlat([ring]);
/// assert!(!rest.contains(Position::ORIGIN) && rest.contains(Position::new(52.52, 13.41)?), "all but the square");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Region {
    rings: Vec<Vec<Unit>>,
    boundary: Cap,
    is_within_boundary_cap: bool,
}

/// From rings to what they hold.
///
/// ```
/// use arcminute::map::sphere::Region;
/// use arcminute::position::Position;
/// use geo::Coord;
/// let across = Region::from_lonlat([[(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0)].map(Coord::from)]);
/// assert!(across.contains(Position::new(65.0, 179.0)?) && across.contains(Position::new(65.0, -179.0)?));
/// assert!(!across.contains(Position::new(65.0, 0.0)?), "it spans 20°, not 340°");
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Region {
    /// A region from rings of (longitude, latitude) in degrees, each closed or not. Rings of fewer than three points
    /// are dropped.
    ///
    /// ```
    /// use arcminute::map::sphere::Region;
    /// use arcminute::position::Position;
    /// use geo::Coord;
    /// let westwards = (0..36).map(|step| Coord { x: -10.0 * f64::from(step), y: -70.0 });
    /// let antarctic = Region::from_lonlat([westwards]);
    /// assert!(antarctic.contains(Position::new(-90.0, 0.0)?), "the pole is to the left");
    /// assert!(!antarctic.contains(Position::new(90.0, 0.0)?));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn from_lonlat<R: IntoIterator<Item = Coord>>(rings: impl IntoIterator<Item = R>) -> Self {
        Self::new(rings.into_iter().map(|ring| ring.into_iter().map(Unit::from_lonlat).collect()).collect())
    }

    /// A region from rings of unit vectors, each closed or not. Rings of fewer than three points are dropped.
    ///
    /// ```
    /// use arcminute::map::sphere::{Region, Unit};
    /// use arcminute::position::Position;
    /// let axes = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)].map(|(x, y, z)| Unit { x, y, z });
    /// let octant = Region::new(vec![axes.to_vec(), axes[..2].to_vec()]);
    /// assert_eq!(octant.rings().len(), 1, "two points are no ring");
    /// assert!(octant.contains(Position::new(30.0, 45.0)?) && !octant.contains(Position::new(-30.0, 45.0)?));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(mut rings: Vec<Vec<Unit>>) -> Self {
        for ring in &mut rings {
            while ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
        }
        rings.retain(|ring| ring.len() > 2);
        let boundary = Cap::around(rings.iter().flatten());
        let mut region = Self { rings, boundary, is_within_boundary_cap: false };
        region.is_within_boundary_cap = !region.holds(boundary.centre.antipode());
        region
    }

    /// The rings, none of which repeats its first point.
    ///
    /// ```
    /// use arcminute::map::sphere::Region;
    /// use geo::Coord;
    /// let closed = [(0.0, 0.0), (10.0, 0.0), (0.0, 10.0), (0.0, 0.0)].map(Coord::from);
    /// assert_eq!(Region::from_lonlat([closed]).rings()[0].len(), 3);
    /// ```
    pub fn rings(&self) -> &[Vec<Unit>] {
        &self.rings
    }

    /// A cap that holds all rings.
    ///
    /// ```
    /// use arcminute::map::sphere::Region;
    /// use geo::Coord;
    /// let square = Region::from_lonlat([[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(Coord::from)]);
    /// let cap = square.boundary_cap();
    /// // Half the diagonal of a square of 2°, so small that it is as good as plane.
    /// assert!((cap.radius_rad.to_degrees() - 2_f64.sqrt()).abs() < 1e-3);
    /// assert!(cap.centre.to_lonlat().x.abs() < 1e-9);
    /// ```
    pub fn boundary_cap(&self) -> &Cap {
        &self.boundary
    }

    /// Whether no point of the region lies within a cap, told without looking at the rings; false may come of a region
    /// that misses the cap too.
    pub(crate) fn clearly_misses(&self, cap: &Cap) -> bool {
        self.rings.is_empty() || self.is_within_boundary_cap && self.boundary.misses(cap)
    }

    /// Whether the region holds this position. On the boundary itself either answer may come.
    ///
    /// ```
    /// use arcminute::map::ring;
    /// use arcminute::position::Position;
    /// let kaliningrad = Position::new(54.71, 20.51)?;
    /// let within = ring::disc(kaliningrad, ring::radius(500.0)?)?;
    /// assert!(within.contains(Position::new(52.23, 21.01)?), "Warsaw is 278 km away");
    /// assert!(!within.contains(Position::new(52.52, 13.41)?), "Berlin is 528 km away");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn contains(&self, position: Position) -> bool {
        self.holds(position.into())
    }

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
            if a.dot(point) > -0.95 && best.is_none_or(|(_, _, _, known): (_, _, _, f64)| side.abs() > known.abs()) {
                best = Some((index, a, b, side));
            }
        }
        // All edges are near the antipode: seen from there the question is the same but for the parity of one more
        // step, which a point at a right angle provides.
        let Some((start, a, b, side)) = best else { return self.holds_by_detour(point) };
        let Some(middle) = a.midpoint(b) else { return false };
        let way = middle.cross(point);
        let crossings = edges().enumerate().filter(|&(index, (c, d))| {
            let (from, to) = (way.dot(c), way.dot(d));
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
        let axis = if point.z.abs() < 0.9 { Unit { x: 0.0, y: 0.0, z: 1.0 } } else { Unit { x: 1.0, y: 0.0, z: 0.0 } };
        let side = point.cross(axis).normalised().unwrap_or(axis);
        point.blend(0.5, side, 0.75_f64.sqrt()).normalised().is_some_and(|near| self.holds(near))
    }
}

/// An open line of great-circle arcs.
///
/// ```
/// use arcminute::map::sphere::Path;
/// use geo::Coord;
/// let path = Path::from_lonlat([(0.0, 50.0), (90.0, 50.0)].map(Coord::from));
/// let (from, to) = (path.points()[0], path.points()[1]);
/// // Along the arc, which goes north of the parallel: sin² 50° + cos² 50° cos 90° is the cosine of its length.
/// let expected_rad = (50_f64.to_radians().sin().powi(2)).acos();
/// assert!((from.angle_rad(to) - expected_rad).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct Path {
    points: Vec<Unit>,
    cap: Cap,
}

/// From points to a line.
///
/// ```
/// use arcminute::map::ring;
/// use arcminute::map::sphere::Path;
/// use arcminute::position::Position;
/// let (kapustin_yar, berlin) = (Position::new(48.57, 45.75)?, Position::new(52.52, 13.41)?);
/// let straight = Path::new(vec![kapustin_yar.into(), berlin.into()]);
/// let track = ring::track(kapustin_yar, berlin);
/// assert_eq!(track.points()[0], straight.points()[0]);
/// assert!(track.points().len() > straight.points().len(), "a track has a point at least every 100 km");
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Path {
    /// A path through points of (longitude, latitude) in degrees.
    ///
    /// ```
    /// use arcminute::map::sphere::{Path, Unit};
    /// use arcminute::position::Position;
    /// use geo::Coord;
    /// let path = Path::from_lonlat([(37.62, 55.75), (13.41, 52.52)].map(Coord::from));
    /// assert_eq!(path.points()[0], Unit::from(Position::new(55.75, 37.62)?), "longitude first");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn from_lonlat(points: impl IntoIterator<Item = Coord>) -> Self {
        Self::new(points.into_iter().map(Unit::from_lonlat).collect())
    }

    /// A path through points.
    ///
    /// ```
    /// use arcminute::map::sphere::{Path, Unit};
    /// use arcminute::position::Position;
    /// let by_way_of = [Position::new(54.71, 20.51)?, Position::new(52.23, 21.01)?, Position::new(52.52, 13.41)?];
    /// let path = Path::new(by_way_of.map(Unit::from).to_vec());
    /// assert_eq!(path.points()[2], Unit::from(by_way_of[2]));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(points: Vec<Unit>) -> Self {
        let cap = Cap::around(points.iter());
        Self { points, cap }
    }

    /// Its points in order.
    ///
    /// ```
    /// use arcminute::map::sphere::Path;
    /// use geo::Coord;
    /// let path = Path::from_lonlat([(0.0, 0.0), (10.0, 0.0), (0.0, 0.0)].map(Coord::from));
    /// assert_eq!(path.points().len(), 3, "a path may come back without being closed");
    /// assert!((path.points()[1].to_lonlat().x - 10.0).abs() < 1e-12);
    /// ```
    pub fn points(&self) -> &[Unit] {
        &self.points
    }

    /// A cap that holds all its points.
    ///
    /// ```
    /// use arcminute::map::sphere::Path;
    /// use geo::Coord;
    /// let path = Path::from_lonlat([(20.0, 0.0), (40.0, 0.0)].map(Coord::from));
    /// assert!((path.cap().centre.to_lonlat().x - 30.0).abs() < 1e-9);
    /// assert!((path.cap().radius_rad.to_degrees() - 10.0).abs() < 1e-3);
    /// ```
    pub fn cap(&self) -> &Cap {
        &self.cap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, east: f64, north: f64) -> Vec<Coord> {
        [(west, south), (east, south), (east, north), (west, north)].map(Coord::from).to_vec()
    }

    #[test]
    fn the_interior_is_to_the_left() {
        let region = Region::from_lonlat([square(170.0, 60.0, -170.0, 70.0), square(-1.0, -1.0, 1.0, 1.0)]);
        for (lat, lon, is_inside) in
            [(65.0, 179.0, true), (65.0, -175.0, true), (65.0, 165.0, false), (0.0, 0.5, true), (-65.0, 0.0, false)]
        {
            assert_eq!(region.contains(Position::new(lat, lon).unwrap()), is_inside, "{lat} {lon}");
        }
        let mut outside = square(-1.0, -1.0, 1.0, 1.0);
        outside.reverse();
        let rest = Region::from_lonlat([outside]);
        for (lat, lon, is_inside) in [(0.0, 0.0, false), (0.0, 179.9, true), (90.0, 0.0, true), (2.0, 0.0, true)] {
            assert_eq!(rest.contains(Position::new(lat, lon).unwrap()), is_inside, "{lat} {lon}");
        }
    }

    #[test]
    fn a_polar_cap_holds_its_pole_alone() {
        let south = Region::from_lonlat([(0..36).map(|step| Coord { x: -10.0 * f64::from(step), y: -70.0 })]);
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
