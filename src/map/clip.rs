//! Clipping of rings and lines: to a cap of the sphere, along a meridian, to a rectangle of the plane.
//!
//! The first two cut rings into pieces at the edge of a window and join the pieces along that edge (`join`): as the
//! interior is to the left of every ring and of the edge, the piece that follows is always the next one to enter,
//! counter-clockwise. The third leaves that to boolean operations.

pub(crate) mod cap;
mod join;
pub(crate) mod meridian;
pub(crate) mod rectangle;

pub(crate) use join::polygons;
