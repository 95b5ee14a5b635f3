//! The embedded basemap: land, borders and lakes of Natural Earth. The only caller of postcard.
//!
//! `data/derive_basemap.py` writes the two files and describes their format. Regions come as on a globe, with nothing
//! cut at the antimeridian and Antarctica round its pole; which borders count as disputed, and why, is in that script
//! and in `data/SOURCES.md`.

use serde::Deserialize;

use crate::map::sphere::{Path, Region, Unit};
use crate::map::view::View;

static MEDIUM: &[u8] = include_bytes!("../../data/basemap-50m.bin");
static LOW: &[u8] = include_bytes!("../../data/basemap-110m.bin");

/// Detail of the coasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Natural Earth 1:50 million: for maps of up to a continent.
    Medium,
    /// Natural Earth 1:110 million: for hemispheres and the world.
    Low,
}

impl Detail {
    /// The detail that suits a view: 1:110 million where a pixel is more than 12 km, 1:50 million below.
    pub(crate) fn for_view(view: &View) -> Self {
        if view.px_per_km() < 1.0 / 12.0 {
            Self::Low
        } else {
            Self::Medium
        }
    }
}

/// Natural Earth, as regions and paths on the sphere.
#[derive(Debug, Default)]
pub(crate) struct Basemap {
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
/// # Panics
/// If the files are not as `data/derive_basemap.py` writes them, which a test rules out.
pub(crate) fn load(detail: Detail) -> Basemap {
    let bytes = match detail {
        Detail::Medium => MEDIUM,
        Detail::Low => LOW,
    };
    decode(bytes).expect("data/basemap-*.bin is as data/derive_basemap.py writes it")
}

/// The files, as `data/derive_basemap.py` writes it.
#[derive(Deserialize)]
struct Stored {
    origin_deg: (f64, f64),
    step_deg: (f64, f64),
    /// Steps from one point of the grid to the next, the first from the origin.
    arcs: Vec<Vec<(i32, i32)>>,
    land: Vec<StoredRegion>,
    lakes: Vec<StoredRegion>,
    borders: Vec<u32>,
    disputed_borders: Vec<u32>,
}

/// Rings of arcs, each of which begins where the one before it ends: twice the number of the arc, and one more where
/// it is walked backwards.
type StoredRegion = Vec<Vec<u32>>;

/// None if anything does not fit together.
fn decode(bytes: &[u8]) -> Option<Basemap> {
    let stored: Stored = postcard::from_bytes(bytes).ok()?;
    let lons = Angles::new(stored.origin_deg.0, stored.step_deg.0);
    let lats = Angles::new(stored.origin_deg.1, stored.step_deg.1);
    let arcs: Vec<Vec<Unit>> = stored
        .arcs
        .iter()
        .map(|steps| arc(steps, &lons, &lats))
        .collect::<Option<_>>()?;
    let regions = |stored: &[StoredRegion]| -> Option<Vec<Region>> {
        stored
            .iter()
            .map(|rings| {
                let rings: Option<Vec<_>> =
                    rings.iter().map(|numbers| ring(numbers, &arcs)).collect();
                rings.map(Region::new)
            })
            .collect()
    };
    let paths = |numbers: &[u32]| -> Option<Vec<Path>> {
        numbers
            .iter()
            .map(|&number| arcs.get(number as usize).cloned().map(Path::new))
            .collect()
    };
    Some(Basemap {
        land: regions(&stored.land)?,
        lakes: regions(&stored.lakes)?,
        borders: paths(&stored.borders)?,
        disputed_borders: paths(&stored.disputed_borders)?,
    })
}

fn arc(steps: &[(i32, i32)], lons: &Angles, lats: &Angles) -> Option<Vec<Unit>> {
    let mut x = 0_i32;
    let mut y = 0_i32;
    let point = |&(step_x, step_y): &(i32, i32)| {
        x = x.checked_add(step_x)?;
        y = y.checked_add(step_y)?;
        let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lons.sin_cos(x)?, lats.sin_cos(y)?);
        Some(Unit {
            x: cos_lat * cos_lon,
            y: cos_lat * sin_lon,
            z: sin_lat,
        })
    };
    steps.iter().map(point).collect()
}

fn ring(numbers: &[u32], arcs: &[Vec<Unit>]) -> Option<Vec<Unit>> {
    let mut ring: Vec<Unit> = Vec::new();
    for number in numbers {
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
            (0..count)
                .map(|index| {
                    (first_deg + step_deg * f64::from(index))
                        .to_radians()
                        .sin_cos()
                })
                .collect()
        };
        let coarse = table(Self::FINE, origin_deg, step_deg * f64::from(Self::FINE));
        Self {
            coarse,
            fine: table(Self::FINE, 0.0, step_deg),
        }
    }

    fn sin_cos(&self, steps: i32) -> Option<(f64, f64)> {
        let coarse = usize::try_from(steps / Self::FINE).ok()?;
        let fine = usize::try_from(steps % Self::FINE).ok()?;
        let ((sin_a, cos_a), (sin_b, cos_b)) = (self.coarse.get(coarse)?, self.fine.get(fine)?);
        Some((sin_a * cos_b + cos_a * sin_b, cos_a * cos_b - sin_a * sin_b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_hold_what_their_script_says() {
        // The counts are those that data/derive_basemap.py prints.
        for (bytes, counts) in [(MEDIUM, [1427, 274, 347, 17]), (LOW, [124, 25, 315, 13])] {
            let Basemap {
                land,
                lakes,
                borders,
                disputed_borders,
            } = decode(bytes).unwrap();
            assert_eq!(
                [
                    land.len(),
                    lakes.len(),
                    borders.len(),
                    disputed_borders.len()
                ],
                counts
            );
            assert!(
                land.iter()
                    .chain(&lakes)
                    .all(|region| !region.rings().is_empty())
            );
        }
    }

    #[test]
    fn damage_is_survived() {
        for length in (0..LOW.len()).step_by(997) {
            assert!(decode(&LOW[..length]).is_none());
        }
        let mut bent = LOW.to_vec();
        for at in (36..bent.len()).step_by(501) {
            bent[at] ^= 0xff;
            let _ = decode(&bent);
        }
    }
}
