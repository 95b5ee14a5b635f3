//! Geodesics of whole columns of coordinates, for front ends that have their data in columns.

use super::batch::{self, PointTable, Points, Tracks};
use super::check_degrees;
use crate::error::{Error, Result};

/// Pairs worked on at a time, few enough for their points to stay in the second-level cache.
const BLOCK: usize = 2048;

/// Columns that [`inverse_columns`] writes to, one value a pair.
#[derive(Debug)]
pub struct TrackColumns<'a> {
    /// Lengths of the WGS 84 geodesics, km.
    pub distance_km: &'a mut [f64],
    /// Azimuths at the start and at the end, both in the direction of travel, degrees clockwise from north, 0 ≤ a < 360;
    /// NaN where the two positions coincide. Distances alone are half as fast again.
    pub azimuths_deg: Option<(&'a mut [f64], &'a mut [f64])>,
}

/// The shortest WGS 84 geodesic between the two positions of each pair, from columns of coordinates into columns of results.
///
/// Coordinates are in degrees: latitudes −90…90, any finite longitudes. A side with one position uses it for every pair.
/// Within 0.1 µm of [`inverse`](super::inverse), in some 30 ns a pair.
///
/// # Errors
/// [`Error::UnequalLengths`] if the columns do not fit together; [`Error::OutOfRange`] with side, index and value for an
/// invalid coordinate. Nothing is written then.
///
/// ```
/// use arcminute::geodesy::{TrackColumns, inverse_columns};
/// // From Kapustin Yar to Kyiv, Vienna and Rome.
/// let (to_lat_deg, to_lon_deg) = ([50.4501, 48.2082, 41.9028], [30.5234, 16.3738, 12.4964]);
/// let mut distance_km = [0.0; 3];
/// let mut azimuths_deg = [[0.0; 3]; 2];
/// let [initial, last] = &mut azimuths_deg;
/// let columns = TrackColumns { distance_km: &mut distance_km, azimuths_deg: Some((initial, last)) };
/// inverse_columns(&[48.57], &[45.75], &to_lat_deg, &to_lon_deg, columns)?;
/// // tests/reference/geodesic_pairs.csv
/// assert!((distance_km[0] - 1120.289_154).abs() < 1e-6);
/// assert!((distance_km[2] - 2690.424_394).abs() < 1e-6);
///
/// let columns = TrackColumns { distance_km: &mut distance_km, azimuths_deg: None };
/// let error = inverse_columns(&[48.57], &[45.75], &[50.4, 95.0, 41.9], &to_lon_deg, columns).unwrap_err();
/// assert_eq!(error.to_string(), "to latitude at index 1 is 95°, but must be between -90 and 90°");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse_columns(
    from_lat_deg: &[f64],
    from_lon_deg: &[f64],
    to_lat_deg: &[f64],
    to_lon_deg: &[f64],
    columns: TrackColumns<'_>,
) -> Result<()> {
    let count = columns.distance_km.len();
    let TrackColumns {
        distance_km,
        mut azimuths_deg,
    } = columns;
    if let Some((initial, last)) = &azimuths_deg {
        same_length("column of initial azimuths", count, initial.len())?;
        same_length("column of final azimuths", count, last.len())?;
    }
    let from = Side::new("from", from_lat_deg, from_lon_deg, count)?;
    let to = Side::new("to", to_lat_deg, to_lon_deg, count)?;
    let mut from_block = Block::new(from, count);
    let mut to_block = Block::new(to, count);
    for first in (0..count).step_by(BLOCK) {
        let end = count.min(first + BLOCK);
        let distances_m = &mut distance_km[first..end];
        let starts = from_block.points(first, end);
        let ends = to_block.points(first, end);
        match &mut azimuths_deg {
            None => {
                batch::pair_distances_m(starts, ends, distances_m);
            }
            Some((initial, last)) => {
                let initial_azimuths_deg = &mut initial[first..end];
                let final_azimuths_deg = &mut last[first..end];
                batch::pair_tracks(
                    starts,
                    ends,
                    Tracks {
                        distances_m,
                        initial_azimuths_deg,
                        final_azimuths_deg,
                    },
                );
                for (at, distance_m) in distances_m.iter().enumerate() {
                    if *distance_m == 0.0 {
                        initial_azimuths_deg[at] = f64::NAN;
                        final_azimuths_deg[at] = f64::NAN;
                    }
                }
            }
        }
        for distance in distances_m {
            *distance /= 1000.0;
        }
    }
    Ok(())
}

fn same_length(name: &'static str, expected: usize, found: usize) -> Result<()> {
    if expected == found {
        Ok(())
    } else {
        Err(Error::UnequalLengths {
            name,
            expected,
            found,
        })
    }
}

/// The positions of one end of the pairs, checked: one for all pairs, or one for each.
#[derive(Clone, Copy)]
struct Side<'a> {
    lat_deg: &'a [f64],
    lon_deg: &'a [f64],
}

impl<'a> Side<'a> {
    fn new(
        name: &'static str,
        lat_deg: &'a [f64],
        lon_deg: &'a [f64],
        count: usize,
    ) -> Result<Self> {
        let [latitudes, longitudes] = match name {
            "from" => ["column of from latitudes", "column of from longitudes"],
            _ => ["column of to latitudes", "column of to longitudes"],
        };
        if lat_deg.len() != 1 {
            same_length(latitudes, count, lat_deg.len())?;
        }
        same_length(longitudes, lat_deg.len(), lon_deg.len())?;
        check_degrees(&format!("{name} "), lat_deg, lon_deg)?;
        Ok(Self { lat_deg, lon_deg })
    }
}

/// The points of a block of one side, ready for the kernel.
struct Block<'a> {
    side: Side<'a>,
    table: PointTable,
}

impl<'a> Block<'a> {
    fn new(side: Side<'a>, count: usize) -> Self {
        let mut table = PointTable::default();
        if let ([lat_deg], [lon_deg]) = (side.lat_deg, side.lon_deg) {
            // Made ready once for all blocks.
            let longest = count.min(BLOCK);
            table.fill(&vec![*lat_deg; longest], &vec![*lon_deg; longest]);
        }
        Self { side, table }
    }

    fn points(&mut self, first: usize, end: usize) -> Points<'_> {
        if self.side.lat_deg.len() > 1 {
            let range = first..end;
            self.table
                .fill(&self.side.lat_deg[range.clone()], &self.side.lon_deg[range]);
        }
        self.table.all().part(0..end - first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::exact;

    /// Degrees spread over the globe: a walk by the golden ratio.
    fn degrees(count: usize, seed: f64) -> (Vec<f64>, Vec<f64>) {
        let share = |at: usize, step: f64| (seed + at as f64 * step).fract();
        (0..count)
            .map(|at| {
                let sine: f64 = 2.0 * share(at, 0.618_033_988_75) - 1.0;
                (
                    sine.asin().to_degrees(),
                    720.0 * share(at, 0.754_877_666_25) - 360.0,
                )
            })
            .unzip()
    }

    fn check(from: (&[f64], &[f64]), to: (&[f64], &[f64]), count: usize) {
        let mut distance_km = vec![0.0; count];
        let mut initial = vec![0.0; count];
        let mut last = vec![0.0; count];
        let columns = TrackColumns {
            distance_km: &mut distance_km,
            azimuths_deg: Some((&mut initial, &mut last)),
        };
        inverse_columns(from.0, from.1, to.0, to.1, columns).unwrap();
        let mut distances_alone_km = vec![0.0; count];
        let columns = TrackColumns {
            distance_km: &mut distances_alone_km,
            azimuths_deg: None,
        };
        inverse_columns(from.0, from.1, to.0, to.1, columns).unwrap();
        let at = |side: (&[f64], &[f64]), index: usize| {
            let index = if side.0.len() == 1 { 0 } else { index };
            (side.0[index], side.1[index])
        };
        for index in 0..count {
            let (distance_m, initial_deg, final_deg) =
                exact::inverse(at(from, index), at(to, index));
            // 0.1 µm, as the kernel promises.
            assert!(
                (distance_km[index] - distance_m / 1000.0).abs() < 1e-10,
                "{index}"
            );
            assert!((distances_alone_km[index] - distance_m / 1000.0).abs() < 1e-10);
            // Near the antipode rounding of the coordinates turns azimuths.
            if distance_m > 1000.0 && distance_m < 19_700_000.0 {
                assert!((initial[index] - initial_deg).abs() < 1e-9, "{index}");
                assert!((last[index] - final_deg).abs() < 1e-9, "{index}");
            }
        }
    }

    #[test]
    fn columns_are_as_geographiclib_has_them() {
        for count in [0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 100] {
            let from = degrees(count, 0.1);
            let to = degrees(count, 0.7);
            check((&from.0, &from.1), (&to.0, &to.1), count);
            check((&[48.57], &[45.75]), (&to.0, &to.1), count);
            check((&from.0, &from.1), (&[48.57], &[45.75]), count);
            check((&[52.52], &[13.405]), (&[48.57], &[45.75]), count);
        }
    }

    #[test]
    fn places_that_coincide_have_no_azimuth() {
        let mut distance_km = [7.0; 2];
        let mut azimuths_deg = [[7.0; 2]; 2];
        let [initial, last] = &mut azimuths_deg;
        let columns = TrackColumns {
            distance_km: &mut distance_km,
            azimuths_deg: Some((initial, last)),
        };
        inverse_columns(&[10.0], &[20.0], &[10.0, 11.0], &[20.0, 20.0], columns).unwrap();
        assert!(distance_km[0].abs() < 1e-300 && distance_km[1] > 100.0);
        assert!(azimuths_deg.iter().all(|column| column[0].is_nan()));
        assert!(azimuths_deg.iter().all(|column| column[1].abs() < 1e-9));
    }

    #[test]
    fn what_is_wrong_is_told_and_nothing_is_written() {
        let mut distance_km = [7.0; 2];
        let mut error = |from: [&[f64]; 2], to: [&[f64]; 2]| {
            let columns = TrackColumns {
                distance_km: &mut distance_km,
                azimuths_deg: None,
            };
            inverse_columns(from[0], from[1], to[0], to[1], columns)
                .unwrap_err()
                .to_string()
        };
        let two: [&[f64]; 2] = [&[1.0, 2.0], &[3.0, 4.0]];
        for (from, to, told) in [
            (
                [&[1.0, f64::NAN][..], &[3.0, 4.0]],
                two,
                "from latitude at index 1 is NaN°, but must be between -90 and 90°",
            ),
            (
                two,
                [&[1.0, 2.0], &[3.0, f64::INFINITY]],
                "to longitude at index 1 is inf°, but must be a finite number",
            ),
            (
                [&[1.0, 2.0, 3.0], &[3.0, 4.0, 5.0]],
                two,
                "column of from latitudes has 3 values, but must have 2",
            ),
            (
                two,
                [&[1.0, 2.0], &[3.0]],
                "column of to longitudes has 1 values, but must have 2",
            ),
            (
                [&[], &[]],
                two,
                "column of from latitudes has 0 values, but must have 2",
            ),
        ] {
            assert_eq!(error(from, to), told);
        }
        assert_eq!(
            distance_km.map(f64::to_bits),
            [7.0_f64; 2].map(f64::to_bits)
        );
    }
}
