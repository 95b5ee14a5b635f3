//! Altitude against ground distance for one pair of places and several ballistic arcs.

mod drawing;

use crate::catalogue::Place;
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::flight::ballistic::{self, Arc};
use crate::model::Pair;
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

pub(crate) use drawing::draw;

/// Launch angle of the flat arc that is shown unless others are asked for, degrees.
pub(crate) const DEPRESSED_ANGLE_DEG: f64 = 20.0;

/// Launch angle of the steep one.
pub(crate) const LOFTED_ANGLE_DEG: f64 = 60.0;

/// How many arcs one chart can tell apart.
pub(crate) const MOST_ARCS: usize = 5;

/// What the chart shows.
#[derive(Clone, Debug)]
pub(crate) struct Profile<'a> {
    /// Source and destination.
    pub pair: Pair<'a>,
    /// The arcs, flattest first.
    pub arcs: Vec<ShownArc>,
}

/// One arc.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShownArc {
    /// What was asked for.
    pub trajectory: Trajectory,
    /// The arc.
    pub arc: Arc,
}

/// The arcs between two places: by these launch angles, or the usual three.
///
/// # Errors
/// [`Error::NoArc`] for an angle at which no ellipse joins the places; [`Error::Usage`] for more than [`MOST_ARCS`]
/// angles; [`Error::OutOfRange`] for an angle that is none.
pub(crate) fn profile<'a>(
    from: &'a Place,
    to: &'a Place,
    bands: &'a BandSet,
    angles_deg: &[f64],
) -> Result<Profile<'a>> {
    if angles_deg.len() > MOST_ARCS {
        return Err(Error::Usage(format!(
            "profile shows up to {MOST_ARCS} launch angles, not {}: leave some --angle out",
            angles_deg.len()
        )));
    }
    let pair = Pair::new(from, to, bands);
    let range = pair.track.distance;
    let trajectories = if angles_deg.is_empty() {
        usual(range)?
    } else {
        by_angles(angles_deg)?
    };
    let mut arcs = trajectories
        .into_iter()
        .map(|trajectory| {
            ballistic::arc(trajectory, range, None).map(|arc| ShownArc { trajectory, arc })
        })
        .collect::<Result<Vec<_>>>()?;
    arcs.sort_by(|a, b| a.arc.launch_angle_deg.total_cmp(&b.arc.launch_angle_deg));
    Ok(Profile { pair, arcs })
}

fn by_angles(angles_deg: &[f64]) -> Result<Vec<Trajectory>> {
    let mut trajectories = Vec::new();
    for angle_deg in angles_deg {
        let trajectory = Trajectory::launch_angle(*angle_deg)?;
        if !trajectories.contains(&trajectory) {
            trajectories.push(trajectory);
        }
    }
    Ok(trajectories)
}

/// The minimum-energy arc between a flat and a steep one. Over long ranges, where the usual flat angle is above the
/// minimum-energy angle or the usual steep one takes about the circular speed, the angles are half and 1½ times that
/// of minimum energy.
fn usual(range: Kilometres) -> Result<Vec<Trajectory>> {
    let middle_deg = ballistic::minimum_energy(range)?.launch_angle_deg;
    // Round, unless that would make another angle of it.
    let round = |degrees: f64| {
        if degrees >= 5.0 {
            degrees.round()
        } else {
            degrees
        }
    };
    let flat_deg = DEPRESSED_ANGLE_DEG.min(round(0.5 * middle_deg));
    // At twice the minimum-energy angle, 90° − Ψ/2, the launch takes the circular speed: Q = 1.
    let steep_deg = if LOFTED_ANGLE_DEG < 1.8 * middle_deg {
        LOFTED_ANGLE_DEG
    } else {
        round(1.5 * middle_deg)
    };
    Ok(vec![
        Trajectory::LaunchAngle(flat_deg),
        Trajectory::MinimumEnergy,
        Trajectory::LaunchAngle(steep_deg),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_arcs_exist_at_every_range() {
        for range_km in [1.0, 500.0, 3000.0, 6671.0, 10_000.0, 15_000.0, 19_900.0] {
            let range = Kilometres::new(range_km).unwrap();
            let angles: Vec<f64> = usual(range)
                .unwrap()
                .into_iter()
                .map(|trajectory| {
                    ballistic::arc(trajectory, range, None)
                        .unwrap()
                        .launch_angle_deg
                })
                .collect();
            assert!(
                angles.windows(2).all(|pair| pair[0] < pair[1]),
                "{range_km}: {angles:?}"
            );
        }
    }
}
