//! Merging the areas about many origins: neighbours first, so that what lies within others is gone before the next step.

use geo::MultiPolygon;

use crate::error::Result;
use crate::geodesy::EARTH_RADIUS_KM;
use crate::map::sphere::Unit;
use crate::position::Position;
use crate::quantity::Kilometres;

/// So many areas are merged at once. All at once costs time and memory by the number of crossings, which grows with the
/// square of the number of areas that overlap.
pub(super) const AREAS_AT_ONCE: usize = 32;

/// Areas of a smaller radius are small: of a continent's cities most lie alone then.
const SMALL_KM: f64 = 30.0;

/// The areas within a radius of positions, as `area` makes them, merged into one. What is merged goes through `tidied`.
///
/// # Errors
/// The first of those of `area`.
pub(super) fn merged(
    positions: impl IntoIterator<Item = Position>,
    radius: Kilometres,
    area: &impl Fn(Position) -> Result<MultiPolygon>,
    tidied: &impl Fn(MultiPolygon) -> MultiPolygon,
) -> Result<MultiPolygon> {
    let mut all: Vec<(Unit, Position)> = positions
        .into_iter()
        .map(|position| (position.into(), position))
        .collect();
    if all.len() <= AREAS_AT_ONCE {
        return merged_part(&mut all, area, tidied);
    }
    let radius_rad = radius.km() / EARTH_RADIUS_KM;
    // Small areas are parted first, as most cover nothing; of large ones few are left to be parted.
    let is_small = radius.km() < SMALL_KM;
    if !is_small {
        all = without_covered(all, radius_rad);
    }
    let mut merged = Vec::new();
    for mut cluster in clusters(all, radius_rad) {
        if is_small && cluster.len() > AREAS_AT_ONCE {
            cluster = without_covered(cluster, radius_rad);
        }
        merged.extend(merged_part(&mut cluster, area, tidied)?);
    }
    Ok(MultiPolygon::new(merged))
}

/// The positions in groups whose areas do not touch those of others: of thousands of small areas most lie alone, and need no
/// merging.
fn clusters(mut all: Vec<(Unit, Position)>, radius_rad: f64) -> Vec<Vec<(Unit, Position)>> {
    let reach_rad = 2.0 * radius_rad * (1.0 + FLATTENING_ROOM);
    // Beyond a sixth of the Earth everything is one group, or nearly.
    if reach_rad > 1.0 {
        return vec![all];
    }
    let chord = 2.0 * (0.5 * reach_rad).sin();
    all.sort_by(|(a, _), (b, _)| {
        a.z.total_cmp(&b.z)
            .then(a.x.total_cmp(&b.x))
            .then(a.y.total_cmp(&b.y))
    });
    let mut parents: Vec<usize> = (0..all.len()).collect();
    for (number, (unit, _)) in all.iter().enumerate() {
        let after = all.iter().enumerate().skip(number + 1);
        for (other, (near, _)) in after.take_while(|(_, (near, _))| near.z - unit.z <= chord) {
            let step = near.blend(1.0, *unit, -1.0);
            if step.dot(step) <= chord * chord {
                let (one, two) = (root(&mut parents, number), root(&mut parents, other));
                parents[one.max(two)] = one.min(two);
            }
        }
    }
    let mut groups: Vec<Vec<(Unit, Position)>> = vec![Vec::new(); all.len()];
    for (number, one) in all.into_iter().enumerate() {
        groups[root(&mut parents, number)].push(one);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The first position of a group, with the way to it made shorter.
fn root(parents: &mut [usize], mut number: usize) -> usize {
    while parents[number] != number {
        parents[number] = parents[parents[number]];
        number = parents[number];
    }
    number
}

fn merged_part(
    all: &mut [(Unit, Position)],
    area: &impl Fn(Position) -> Result<MultiPolygon>,
    tidied: &impl Fn(MultiPolygon) -> MultiPolygon,
) -> Result<MultiPolygon> {
    let parts = if all.len() <= AREAS_AT_ONCE {
        let areas = all.iter().map(|(_, position)| area(*position));
        areas.collect::<Result<Vec<_>>>()?
    } else {
        let axis = widest_axis(all);
        let middle = all.len() / 2;
        all.select_nth_unstable_by(middle, |(a, _), (b, _)| axis(a).total_cmp(&axis(b)));
        let (near, far) = all.split_at_mut(middle);
        vec![
            merged_part(near, area, tidied)?,
            merged_part(far, area, tidied)?,
        ]
    };
    Ok(match <[MultiPolygon; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => tidied(geo::unary_union(&parts)),
    })
}

/// So many positions are compared with one another to leave out what the others cover.
const COMPARED_AT_ONCE: usize = 600;

/// Room left for the Earth's flattening, by which directions and short distances on a sphere are wrong by up to 1 %.
const FLATTENING_ROOM: f64 = 0.03;

/// The positions without those about which all within the radius is within that of others: of a continent's cities, far
/// rings are those of the outermost.
fn without_covered(mut all: Vec<(Unit, Position)>, radius_rad: f64) -> Vec<(Unit, Position)> {
    // Beyond a quarter of the Earth circles close again.
    if radius_rad > 1.5 {
        return all;
    }
    if all.len() > COMPARED_AT_ONCE {
        let axis = widest_axis(&all);
        let middle = all.len() / 2;
        all.select_nth_unstable_by(middle, |(a, _), (b, _)| axis(a).total_cmp(&axis(b)));
        let far = all.split_off(middle);
        all = without_covered(all, radius_rad);
        all.extend(without_covered(far, radius_rad));
    }
    if all.len() <= 2 * COMPARED_AT_ONCE {
        let mut at = 0;
        while at < all.len() {
            if is_covered(at, &all, radius_rad) {
                all.swap_remove(at);
            } else {
                at += 1;
            }
        }
    }
    all
}

/// True only if the circle about one position is within those about the others.
///
/// The nearest other covers all but the rim. A place on the rim is covered where an other is nearer to it, which holds for
/// directions around that towards the other.
fn is_covered(at: usize, all: &[(Unit, Position)], radius_rad: f64) -> bool {
    let centre = all[at].0;
    let others = || {
        let others = all.iter().enumerate().filter(|(number, _)| *number != at);
        others.map(|(_, (unit, _))| *unit)
    };
    let apart = |other: Unit| other.angle_rad(centre);
    let nearest = others()
        .max_by(|a, b| a.dot(centre).total_cmp(&b.dot(centre)))
        .map_or(radius_rad, apart);
    let rim_rad = radius_rad - nearest * (1.0 + FLATTENING_ROOM);
    if nearest < 1e-9 {
        // Two positions that are one.
        return true;
    }
    if rim_rad <= 0.2 * radius_rad {
        return false;
    }
    // East and north at the centre, whatever the pole.
    let Some(east) = centre.across().cross(centre).normalised() else {
        return false;
    };
    let north = centre.cross(east);
    let reach = radius_rad.cos();
    let mut arcs: Vec<(f64, f64)> = others()
        .filter(|other| other.dot(centre) > reach)
        .filter_map(|other| {
            let least = (0.5 * apart(other)).tan() / rim_rad.tan() + FLATTENING_ROOM;
            let half = (least < 1.0).then(|| least.acos())?;
            let towards = other.dot(north).atan2(other.dot(east));
            Some((towards - half, towards + half))
        })
        .collect();
    arcs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(&(first, _)) = arcs.first() else {
        return false;
    };
    // Once around from where the first arc begins; those that begin before it are met again a turn later.
    let end = first + std::f64::consts::TAU;
    let turned = arcs
        .iter()
        .map(|(from, to)| (from + std::f64::consts::TAU, to + std::f64::consts::TAU));
    let mut reached = first;
    for (from, to) in arcs.iter().copied().chain(turned) {
        if reached >= end || from > reached {
            break;
        }
        reached = reached.max(to);
    }
    reached >= end
}

/// The coordinate in which positions are farthest apart.
fn widest_axis(all: &[(Unit, Position)]) -> fn(&Unit) -> f64 {
    let axes: [fn(&Unit) -> f64; 3] = [|unit| unit.x, |unit| unit.y, |unit| unit.z];
    let width = |axis: &fn(&Unit) -> f64| {
        let values = || all.iter().map(|(unit, _)| axis(unit));
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    let widest = axes
        .into_iter()
        .max_by(|a, b| width(a).total_cmp(&width(b)));
    widest.unwrap_or(axes[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;

    /// What was left out covered nothing that no other covers: random places near the rims, by geodesics.
    #[test]
    fn what_is_left_out_is_covered() {
        let all: Vec<(Unit, Position)> = crate::catalogue::cities()
            .step_by(9)
            .map(|city| Position::new(city.lat_deg, city.lon_deg).unwrap())
            .map(|position| (position.into(), position))
            .collect();
        for km in [100.0, 500.0, 1000.0, 5500.0] {
            let kept = without_covered(all.clone(), km / EARTH_RADIUS_KM);
            assert!(kept.len() < all.len(), "{km} km: {} kept", kept.len());
            let is_kept = |position: Position| kept.iter().any(|(_, known)| *known == position);
            let left_out = all.iter().filter(|(_, position)| !is_kept(*position));
            for (number, (_, position)) in left_out.enumerate() {
                for step in 0..8_u8 {
                    let azimuth_deg = f64::from(step) * 45.0 + number as f64;
                    let share = 1.0 - f64::from(step % 3) * 0.01;
                    let radius = Kilometres::new(km * share).unwrap();
                    let there = geodesy::point_along(*position, azimuth_deg, radius);
                    let unit = Unit::from(there);
                    let near = |other: &&(Unit, Position)| {
                        other.0.angle_rad(unit) * EARTH_RADIUS_KM < km * 1.02
                    };
                    let is_within = |other: &(Unit, Position)| {
                        geodesy::inverse(other.1, there).distance.km() <= km
                    };
                    assert!(
                        kept.iter().filter(near).any(is_within),
                        "{km} km about {position}, azimuth {azimuth_deg}"
                    );
                }
            }
        }
    }
}
