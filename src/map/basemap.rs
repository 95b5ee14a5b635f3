//! The embedded basemap: land, borders and lakes of Natural Earth.
//!
//! `data/derive_basemap.py` writes the two files and describes their format. Regions come as on a globe, with nothing
//! cut at the antimeridian and Antarctica round its pole; which borders count as disputed, and why, is in that script
//! and in `data/SOURCES.md`.

use geo::Coord;

use crate::map::sphere::{Path, Region, Unit};
use crate::map::view::View;

static MEDIUM: &[u8] = include_bytes!("../../data/basemap-50m.bin");
static LOW: &[u8] = include_bytes!("../../data/basemap-110m.bin");

/// How much detail the coasts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Natural Earth 1:50 million: for maps of up to a continent.
    Medium,
    /// Natural Earth 1:110 million: for hemispheres and the world.
    Low,
}

impl Detail {
    /// What suits a view: 1:110 million where a pixel is more than 12 km, 1:50 million below.
    pub fn for_view(view: &View) -> Self {
        if view.px_per_km() < 1.0 / 12.0 { Self::Low } else { Self::Medium }
    }
}

/// Natural Earth, as regions and paths on the sphere.
#[derive(Debug, Default)]
pub struct Basemap {
    /// Land: one region for each connected piece with its holes. The Caspian Sea is a hole of Eurasia; lakes are not.
    pub land: Vec<Region>,
    /// Large lakes, to be drawn over the land.
    pub lakes: Vec<Region>,
    /// Borders between countries on land, each once.
    pub borders: Vec<Path>,
    /// Borders that are disputed, and lines of control, each once: to be drawn dashed.
    pub disputed_borders: Vec<Path>,
}

/// Decodes the embedded basemap.
///
/// The files are part of the program and tested, so nothing can go wrong at run time; were they damaged, the part
/// behind the damage would be missing.
///
/// ```
/// use arcminute::map::basemap::{Detail, load};
/// use arcminute::position::Position;
/// let moscow = Position::new(55.75, 37.62)?;
/// assert!(load(Detail::Low).land.iter().any(|land| land.contains(moscow)));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn load(detail: Detail) -> Basemap {
    let bytes = match detail {
        Detail::Medium => MEDIUM,
        Detail::Low => LOW,
    };
    let mut basemap = Basemap::default();
    // None says that the bytes ended early: what was read by then stays.
    let _ = read(&mut Reader { rest: bytes }, &mut basemap);
    basemap
}

fn read(reader: &mut Reader<'_>, basemap: &mut Basemap) -> Option<()> {
    if reader.take(4)? != b"AMB1" {
        return None;
    }
    let origin = Coord { x: reader.double()?, y: reader.double()? };
    let step = Coord { x: reader.double()?, y: reader.double()? };
    let (lons, lats) = (Angles::new(origin.x, step.x), Angles::new(origin.y, step.y));
    let arcs = (0..reader.count()?).map(|_| reader.arc(&lons, &lats)).collect::<Option<Vec<_>>>()?;
    basemap.land = reader.regions(&arcs)?;
    basemap.lakes = reader.regions(&arcs)?;
    basemap.borders = reader.paths(&arcs)?;
    basemap.disputed_borders = reader.paths(&arcs)?;
    Some(())
}

/// Sines and cosines of angles on a grid: 90,000 points by the sine function alone would take several milliseconds, and
/// by the sum of a coarse and a fine angle, both from a table, they take one.
struct Angles {
    coarse: Vec<(f64, f64)>,
    fine: Vec<(f64, f64)>,
}

impl Angles {
    /// Fine angles in one coarse angle; the square root, about, of the steps in a grid.
    const FINE: i32 = 320;

    fn new(origin_deg: f64, step_deg: f64) -> Self {
        let table = |count: i32, first_deg: f64, step_deg: f64| {
            (0..count).map(|index| (first_deg + step_deg * f64::from(index)).to_radians().sin_cos()).collect()
        };
        let coarse = table(Self::FINE, origin_deg, step_deg * f64::from(Self::FINE));
        Self { coarse, fine: table(Self::FINE, 0.0, step_deg) }
    }

    fn sin_cos(&self, steps: i32) -> Option<(f64, f64)> {
        let (coarse, fine) = (usize::try_from(steps / Self::FINE).ok()?, usize::try_from(steps % Self::FINE).ok()?);
        let ((sin_a, cos_a), (sin_b, cos_b)) = (self.coarse.get(coarse)?, self.fine.get(fine)?);
        Some((sin_a * cos_b + cos_a * sin_b, cos_a * cos_b - sin_a * sin_b))
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn double(&mut self) -> Option<f64> {
        let bytes = self.take(8)?.try_into().ok()?;
        Some(f64::from_le_bytes(bytes))
    }

    /// A LEB128 number of at most 28 bits, which is more than any of ours.
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        // Each thing counted takes a byte at least, so that damaged counts do not make us wait.
        self.number().map(|number| number as usize).filter(|&count| count <= self.rest.len())
    }

    /// A zigzag-coded number.
    fn signed(&mut self) -> Option<i32> {
        let number = self.number()?;
        i32::try_from(number >> 1).ok().map(|half| if number & 1 == 1 { -half - 1 } else { half })
    }

    fn arc(&mut self, lons: &Angles, lats: &Angles) -> Option<Vec<Unit>> {
        let (mut x, mut y) = (0_i32, 0_i32);
        let count = self.count()?;
        let mut points = Vec::with_capacity(count);
        for _ in 0..count {
            x = x.checked_add(self.signed()?)?;
            y = y.checked_add(self.signed()?)?;
            let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lons.sin_cos(x)?, lats.sin_cos(y)?);
            points.push(Unit { x: cos_lat * cos_lon, y: cos_lat * sin_lon, z: sin_lat });
        }
        Some(points)
    }

    fn regions(&mut self, arcs: &[Vec<Unit>]) -> Option<Vec<Region>> {
        (0..self.count()?).map(|_| self.region(arcs)).collect()
    }

    fn region(&mut self, arcs: &[Vec<Unit>]) -> Option<Region> {
        let rings = (0..self.count()?).map(|_| self.ring(arcs)).collect::<Option<Vec<_>>>()?;
        Some(Region::new(rings))
    }

    /// A ring of arcs, each of which begins where the one before it ends.
    fn ring(&mut self, arcs: &[Vec<Unit>]) -> Option<Vec<Unit>> {
        let mut ring: Vec<Unit> = Vec::new();
        for _ in 0..self.count()? {
            let number = self.number()?;
            let arc = arcs.get((number >> 1) as usize)?;
            ring.pop();
            if number & 1 == 1 {
                ring.extend(arc.iter().rev());
            } else {
                ring.extend(arc);
            }
        }
        Some(ring)
    }

    fn paths(&mut self, arcs: &[Vec<Unit>]) -> Option<Vec<Path>> {
        let read = |reader: &mut Self| Some(Path::new(arcs.get(reader.number()? as usize)?.clone()));
        (0..self.count()?).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_read_to_their_last_byte() {
        // The counts are those that data/derive_basemap.py prints.
        for (bytes, counts) in [(MEDIUM, [1427, 275, 347, 17]), (LOW, [124, 25, 315, 13])] {
            let mut reader = Reader { rest: bytes };
            let mut basemap = Basemap::default();
            assert!(read(&mut reader, &mut basemap).is_some() && reader.rest.is_empty());
            let Basemap { land, lakes, borders, disputed_borders } = &basemap;
            assert_eq!([land.len(), lakes.len(), borders.len(), disputed_borders.len()], counts);
            assert!(land.iter().chain(lakes).all(|region| !region.rings().is_empty()));
        }
    }

    #[test]
    fn damage_is_survived() {
        for length in 0..LOW.len() {
            let mut basemap = Basemap::default();
            if length % 997 == 0 {
                assert!(read(&mut Reader { rest: &LOW[..length] }, &mut basemap).is_none());
            }
        }
        let mut bent = LOW.to_vec();
        for at in (36..bent.len()).step_by(501) {
            bent[at] ^= 0xff;
            let _ = read(&mut Reader { rest: &bent }, &mut Basemap::default());
        }
    }
}
