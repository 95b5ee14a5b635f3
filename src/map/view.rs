//! A view: a projection, a scale and a frame in pixels, and the pipeline that draws on it.

mod extent;

use geo::{BoundingRect, Coord, LineString, MultiLineString, MultiPoint, MultiPolygon, Rect};

use crate::error::{Error, Result};
use crate::geodesy;
use crate::map::clip::{cap, meridian, rectangle};
use crate::map::projection::{Domain, Kind, Projection};
use crate::map::resample::{self, MERGE_PX};
use crate::map::sphere::{Cap, Path, Region, Unit};
use crate::map::{merge, ring};
use crate::position::Position;
use crate::quantity::Kilometres;

pub(crate) use extent::Extent;

/// Greatest distance of a side from its ring where there are many rings, px.
const RING_ERROR_PX: f64 = 0.03;

/// Smaller islands are left out, square px.
const LEAST_AREA_PX: f64 = 0.05;

/// A projection, a scale and a frame.
#[derive(Clone, Debug)]
pub(crate) struct View {
    projection: Projection,
    frame: Rect,
    centre_km: Coord,
    px_per_km: f64,
    window: Window,
}

/// All that a [`View`] follows from: views with the same key show the Earth alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Key {
    kind: Kind,
    centre: Position,
    frame: Rect,
    centre_km: Coord,
    px_per_km: f64,
}

/// The part of the sphere that is projected.
#[derive(Clone, Debug)]
enum Window {
    /// All in a cap: for azimuthal projections.
    Cap(Cap),
    /// Longitudes about a meridian and latitudes between two, on a plane; nothing outside the cap shows in the frame.
    Strip {
        central_lon_deg: f64,
        degrees: Rect,
        near: Cap,
    },
}

impl View {
    /// The view that shows all of an extent as large as it fits into a frame of pixels.
    ///
    /// # Errors
    /// [`crate::Error::OutOfRange`] or [`crate::Error::Usage`] if the extent has no area, is not on the map at all, or
    /// holds numbers that are out of range, and if the frame has no area.
    pub(crate) fn fit(projection: Projection, extent: &Extent, frame: Rect) -> Result<Self> {
        if !(frame.width() > 0.0
            && frame.height() > 0.0
            && frame.width().is_finite()
            && frame.height().is_finite())
        {
            return Err(Error::Usage(
                "the map has no area: its width and height must be above 0".to_owned(),
            ));
        }
        let bounds = extent::bounds_km(&projection, extent)?;
        let px_per_km = (frame.width() / bounds.width()).min(frame.height() / bounds.height());
        // The window depends on what the frame shows, which the scale alone tells.
        let window = Window::Cap(Cap::ALL);
        let mut view = Self {
            projection,
            frame,
            centre_km: bounds.center(),
            px_per_km,
            window,
        };
        view.window = view.window_of_frame();
        Ok(view)
    }

    /// The projection.
    pub(crate) fn projection(&self) -> &Projection {
        &self.projection
    }

    /// What the view follows from.
    pub(crate) fn key(&self) -> Key {
        Key {
            kind: self.projection.kind(),
            centre: self.projection.centre(),
            frame: self.frame,
            centre_km: self.centre_km,
            px_per_km: self.px_per_km,
        }
    }

    /// The frame, px.
    pub(crate) fn frame(&self) -> Rect {
        self.frame
    }

    /// Pixels per km of the plane: the scale at the centre of the projection.
    pub(crate) fn px_per_km(&self) -> f64 {
        self.px_per_km
    }

    /// The point of a position, px from the left and from the top. None where the projection does not show it. It may lie
    /// outside the frame.
    pub(crate) fn pixel(&self, position: Position) -> Option<Coord> {
        self.projection
            .forward(position)
            .map(|plane_km| flipped(self.upright(plane_km)))
    }

    /// False only if a position is clearly outside the frame: a quick test before [`View::pixel`].
    pub(crate) fn may_show(&self, position: Position) -> bool {
        let (Window::Cap(cap) | Window::Strip { near: cap, .. }) = &self.window;
        Unit::from(position).dot(cap.centre) >= cap.radius_rad.min(std::f64::consts::PI).cos()
    }

    /// The position under a pixel. None off the map.
    pub(crate) fn position(&self, pixel: Coord) -> Option<Position> {
        let from_centre = pixel - self.frame.center();
        let plane_km = self.centre_km
            + Coord {
                x: from_centre.x,
                y: -from_centre.y,
            } / self.px_per_km;
        self.projection.inverse(plane_km)
    }

    /// Pixels per km on the ground at a position, towards an azimuth in degrees, by a step of 1 km. None off the map.
    pub(crate) fn local_px_per_km(&self, position: Position, azimuth_deg: f64) -> Option<f64> {
        let there = geodesy::point_along(position, azimuth_deg, Kilometres::new(1.0).ok()?);
        Some(resample::length(self.pixel(there)? - self.pixel(position)?))
    }

    /// One region as it is drawn: clipped on the sphere, projected, resampled, clipped to the frame.
    pub(crate) fn region(&self, region: &Region) -> MultiPolygon {
        self.framed(self.projected(region))
    }

    /// Regions that do not overlap (land, lakes), drawn together.
    pub(crate) fn regions<'a>(
        &self,
        regions: impl IntoIterator<Item = &'a Region>,
    ) -> MultiPolygon {
        MultiPolygon::new(
            regions
                .into_iter()
                .flat_map(|region| self.region(region))
                .collect(),
        )
    }

    /// All that lies within a distance of some position, merged into one outline.
    ///
    /// # Errors
    /// Those of [`ring::disc`].
    pub(crate) fn within(
        &self,
        positions: &[Position],
        radius: Kilometres,
    ) -> Result<MultiPolygon> {
        // Of few rings the picture may be enlarged; of many each is small beside the whole.
        let error_km = if positions.len() > merge::AREAS_AT_ONCE {
            RING_ERROR_PX / (self.px_per_km * self.stretch())
        } else {
            0.0
        };
        let area =
            |position| ring::disc_within(position, radius, error_km).map(|disc| self.region(&disc));
        merge::merged(positions.iter().copied(), radius, &area, &|merged| merged)
    }

    /// Lines as they are drawn.
    pub(crate) fn paths<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) -> MultiLineString {
        let lines = paths.into_iter().flat_map(|path| match &self.window {
            Window::Cap(window) => self.lines_of_sphere(&cap::path(path, window)),
            Window::Strip { near, .. } if path.cap().misses(near) => Vec::new(),
            Window::Strip {
                central_lon_deg,
                degrees,
                ..
            } => self.lines_of_degrees(&meridian::path(path, *central_lon_deg), *degrees),
        });
        MultiLineString::new(lines.collect())
    }

    /// The boundaries of regions as lines, without the edges that clipping to the frame or the horizon adds: what to
    /// stroke.
    pub(crate) fn outlines<'a>(
        &self,
        regions: impl IntoIterator<Item = &'a Region>,
    ) -> MultiLineString {
        let lines = regions.into_iter().flat_map(|region| match &self.window {
            Window::Cap(window) => self.lines_of_sphere(&cap::outline(region, window)),
            Window::Strip { near, .. } if region.boundary_cap().misses(near) => Vec::new(),
            Window::Strip {
                central_lon_deg,
                degrees,
                ..
            } => self.lines_of_degrees(&meridian::outline(region, *central_lon_deg), *degrees),
        });
        MultiLineString::new(lines.collect())
    }

    /// The boundaries of what [`View::within`] made, without the edges along the frame.
    pub(crate) fn edges(&self, polygons: &MultiPolygon) -> MultiLineString {
        MultiLineString::new(
            rectangle::without_edges(polygons, self.frame)
                .into_iter()
                .map(LineString::new)
                .collect(),
        )
    }

    /// The part of the frame that shows any of the Earth: the whole frame, a disc, a rectangle.
    pub(crate) fn earth(&self) -> MultiPolygon {
        self.framed(match &self.window {
            Window::Cap(window) => self.rings_of_sphere(&[cap::rim(window)]),
            Window::Strip { degrees, .. } => {
                let min = degrees.min();
                let max = degrees.max();
                let corners = [
                    (min.x, min.y),
                    (max.x, min.y),
                    (max.x, max.y),
                    (min.x, max.y),
                ]
                .map(Coord::from);
                self.rings_of_degrees(&[corners.to_vec()])
            }
        })
    }

    /// The rings of a region on the plane, px with y up, before they are clipped to the frame.
    fn projected(&self, region: &Region) -> Vec<Vec<Coord>> {
        match &self.window {
            Window::Cap(window) => self.rings_of_sphere(&cap::region(region, window)),
            Window::Strip { near, .. } if region.clearly_misses(near) => Vec::new(),
            Window::Strip {
                central_lon_deg,
                degrees,
                ..
            } => {
                let rings = meridian::region(region, *central_lon_deg);
                let is_cut = *degrees != meridian::world();
                let rings = if is_cut {
                    open_rings(&rectangle::region(rings, *degrees, 0.0))
                } else {
                    rings
                };
                self.rings_of_degrees(&rings)
            }
        }
    }

    fn rings_of_sphere(&self, rings: &[Vec<Unit>]) -> Vec<Vec<Coord>> {
        rings
            .iter()
            .map(|ring| self.line_of_sphere(ring.iter().chain(ring.first()).copied()))
            .collect()
    }

    fn rings_of_degrees(&self, rings: &[Vec<Coord>]) -> Vec<Vec<Coord>> {
        rings
            .iter()
            .map(|ring| self.line_of_degrees(ring.iter().chain(ring.first()).copied()))
            .collect()
    }

    fn lines_of_sphere(&self, lines: &[Vec<Unit>]) -> Vec<LineString> {
        lines
            .iter()
            .flat_map(|line| self.framed_line(&self.line_of_sphere(line.iter().copied())))
            .collect()
    }

    fn lines_of_degrees(&self, lines: &[Vec<Coord>], degrees: Rect) -> Vec<LineString> {
        let shown = lines.iter().flat_map(|line| rectangle::line(line, degrees));
        shown
            .flat_map(|line| self.framed_line(&self.line_of_degrees(line.into_iter())))
            .collect()
    }

    fn line_of_sphere(&self, points: impl Iterator<Item = Unit>) -> Vec<Coord> {
        let direct = self.projection.of_units();
        let project = |point: Unit| {
            if let Some(direct) = &direct {
                return direct.forward(point).map(|plane_km| self.upright(plane_km));
            }
            let mut lonlat = point.to_lonlat();
            lonlat.x -= self.projection.centre().lon_deg();
            if lonlat.x.abs() > 180.0 {
                lonlat.x -= 360.0_f64.copysign(lonlat.x);
            }
            self.projection
                .forward_relative(lonlat)
                .map(|plane_km| self.upright(plane_km))
        };
        // Corners that would fall together are left out before the costly step.
        let least_rad = MERGE_PX / (self.px_per_km * geodesy::EARTH_RADIUS_KM * self.stretch());
        let mut last: Option<Unit> = None;
        let mut points = points.peekable();
        let thinned = std::iter::from_fn(|| {
            loop {
                let point = points.next()?;
                let is_near = last.is_some_and(|last| {
                    let step = point.blend(1.0, last, -1.0);
                    step.dot(step) < least_rad * least_rad
                });
                // The last point of a line stays: borders meet there.
                if !is_near || points.peek().is_none() {
                    last = Some(point);
                    return Some(point);
                }
            }
        });
        resample::line(thinned, project, Unit::midpoint, self.upright_frame())
    }

    fn line_of_degrees(&self, points: impl Iterator<Item = Coord>) -> Vec<Coord> {
        let project = |point: Coord| {
            self.projection
                .forward_relative(point)
                .map(|plane_km| self.upright(plane_km))
        };
        resample::line(
            points,
            project,
            |a, b| Some((a + b) / 2.0),
            self.upright_frame(),
        )
    }

    /// Greatest factor by which a short line is longer than at the centre: that at the rim of the window.
    fn stretch(&self) -> f64 {
        let Window::Cap(window) = &self.window else {
            return 1.0;
        };
        let reach = window.centre.angle_rad(self.projection.centre().into()) + window.radius_rad;
        // θ / sin θ of the equidistant projection; the others stretch less or hardly more.
        let reach = reach.min(3.0);
        reach / reach.sin().max(0.01)
    }

    /// From the plane to pixels with y up.
    fn upright(&self, plane_km: Coord) -> Coord {
        let middle = self.frame.center();
        (plane_km - self.centre_km) * self.px_per_km
            + Coord {
                x: middle.x,
                y: -middle.y,
            }
    }

    fn upright_frame(&self) -> Rect {
        let min = self.frame.min();
        let max = self.frame.max();
        Rect::new((min.x, -max.y), (max.x, -min.y))
    }

    /// Clips rings to the frame, turns y down, and keeps exteriors counter-clockwise in the sense of geo's formulas.
    fn framed(&self, mut rings: Vec<Vec<Coord>>) -> MultiPolygon {
        rings.retain(|ring| ring.len() > 2);
        if rings.is_empty() {
            return MultiPolygon::new(Vec::new());
        }
        let mut polygons = rectangle::region(rings, self.upright_frame(), LEAST_AREA_PX);
        for polygon in &mut polygons {
            polygon.exterior_mut(turn_over);
            polygon.interiors_mut(|rings| rings.iter_mut().for_each(turn_over));
        }
        polygons
    }

    fn framed_line(&self, points: &[Coord]) -> Vec<LineString> {
        let shown = rectangle::line(points, self.upright_frame());
        shown
            .into_iter()
            .map(|line| line.into_iter().map(flipped).collect())
            .collect()
    }

    fn window_of_frame(&self) -> Window {
        let shown = self.positions_of_frame();
        let near = shown.as_ref().map(|points| {
            let cap = Cap::around(points.iter());
            // Between the points of the frame at which we looked it may reach a little farther.
            Cap {
                radius_rad: cap.radius_rad * 1.03 + 1e-4,
                ..cap
            }
        });
        let centre: Unit = self.projection.centre().into();
        match self.projection.domain() {
            Domain::Cap(limit_deg) => {
                let limit = Cap {
                    centre,
                    radius_rad: limit_deg.to_radians(),
                };
                Window::Cap(near.filter(|near| limit.holds(near)).unwrap_or(limit))
            }
            Domain::Strip(south_deg, north_deg) => {
                let central_lon_deg = self.projection.centre().lon_deg();
                let all = Rect::new((-180.0, south_deg), (180.0, north_deg));
                let degrees = shown
                    .and_then(|points| degrees_around(&points, central_lon_deg, all))
                    .unwrap_or(all);
                // Beyond a quarter of the Earth a frame may reach farther than its rim tells.
                let near = near
                    .filter(|near| near.radius_rad < 1.2)
                    .unwrap_or(Cap::ALL);
                Window::Strip {
                    central_lon_deg,
                    degrees,
                    near,
                }
            }
        }
    }

    /// Points all over the frame; None if any of them is off the map.
    fn positions_of_frame(&self) -> Option<Vec<Unit>> {
        const STEPS: u8 = 16;
        let min = self.frame.min();
        let size = Coord {
            x: self.frame.width(),
            y: self.frame.height(),
        };
        let share = |step: u8| f64::from(step) / f64::from(STEPS);
        let grid =
            (0..=STEPS).flat_map(|column| (0..=STEPS).map(move |row| (share(column), share(row))));
        grid.map(|(x, y)| {
            self.position(
                min + Coord {
                    x: x * size.x,
                    y: y * size.y,
                },
            )
            .map(Unit::from)
        })
        .collect()
    }
}

/// The part of a map's degrees that holds points of a frame, with room for what is between them. None of a frame that
/// is wide, and so may have a pole in it or be cut.
fn degrees_around(points: &[Unit], central_lon_deg: f64, all: Rect) -> Option<Rect> {
    let relative = points.iter().map(|point| {
        let lonlat = point.to_lonlat();
        Coord {
            x: (lonlat.x - central_lon_deg + 540.0).rem_euclid(360.0) - 180.0,
            y: lonlat.y,
        }
    });
    let bounds = relative.collect::<MultiPoint>().bounding_rect()?;
    if bounds.width() > 150.0 {
        return None;
    }
    let room = Coord {
        x: 2.0 + 0.1 * bounds.width(),
        y: 2.0 + 0.1 * bounds.height(),
    };
    let min = bounds.min() - room;
    let max = bounds.max() + room;
    let low = all.min();
    let high = all.max();
    Some(Rect::new(
        (min.x.max(low.x), min.y.max(low.y)),
        (max.x.min(high.x), max.y.min(high.y)),
    ))
}

/// The rings of polygons, none of which repeats its first point.
fn open_rings(polygons: &MultiPolygon) -> Vec<Vec<Coord>> {
    let rings = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings
        .map(|ring| ring.0[..ring.0.len().saturating_sub(1)].to_vec())
        .collect()
}

fn flipped(point: Coord) -> Coord {
    Coord {
        x: point.x,
        y: -point.y,
    }
}

fn turn_over(ring: &mut LineString) {
    ring.0.reverse();
    ring.0.iter_mut().for_each(|point| *point = flipped(*point));
}
