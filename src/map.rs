//! The geometry of maps: regions of the sphere, projections, and the steps between them and a frame in pixels.
//!
//! The pipeline is one of small pure steps, as in d3-geo (Bostock; its clipping on the sphere is the model of ours):
//!
//! 1. [`sphere`]: what is to be drawn, as [`sphere::Region`]s and [`sphere::Path`]s of unit vectors, so that neither
//!    the poles nor the antimeridian are special. The interior of a region lies to the **left** of its rings.
//! 2. [`clip`] on the sphere: to a cap for the azimuthal projections, along the antimeridian of the map for the others.
//! 3. [`projection`]: to a plane in km, x east and y north.
//! 4. Resampling by pixel error, which happens while projecting ([`view`]).
//! 5. [`clip`] to the frame, and out come [`geo::MultiPolygon`] and [`geo::MultiLineString`] in pixels, y **down**.
//!
//! [`basemap`] and [`ring`] make regions, [`lonlat`] writes them as longitudes and latitudes for other programs.

pub(crate) mod basemap;
pub(crate) mod clip;
pub(crate) mod drawing;
pub(crate) mod feature;
pub(crate) mod features;
pub(crate) mod geography;
pub(crate) mod graticule;
pub(crate) mod isochrone;
pub(crate) mod layout;
pub(crate) mod lonlat;
mod merge;
pub(crate) mod palette;
pub(crate) mod projection;
mod resample;
pub(crate) mod ring;
pub(crate) mod sphere;
pub(crate) mod subject;
#[cfg(test)]
mod tests;
pub(crate) mod view;
