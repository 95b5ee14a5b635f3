//! The derivation of a row, step by step, in an order that a student can redo by hand: each step with its equation,
//! the numbers put in, the unit and the source.

mod ballistic;
pub(crate) mod contributions;
mod steady;
mod warning;

use crate::catalogue::{Reach, Role, System};
use crate::geodesy::{self, EARTH_RADIUS_KM};
use crate::model::{Assessment, Assumptions, Pair};
use crate::present::words::{self, LengthUnit};
use crate::present::{Block, Document, Step, claims, time_table};
use crate::quantity::Interval;
use crate::treaty::{INF_ENDED, INF_IN_FORCE, is_in_force};

/// The derivation of the rows of one pair. It ends with the table of times that [`crate::present::card`] prints.
pub(crate) fn explain(
    pair: &Pair<'_>,
    rows: &[Assessment<'_>],
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> Document {
    let mut blocks = vec![
        Block::Title(format!(
            "{} → {}, step by step",
            words::place_as(pair.from, Role::From),
            words::place_as(pair.to, Role::To)
        )),
        Block::Heading("Distance and band".to_owned()),
        Block::Steps(distance_steps(pair, assumptions)),
    ];
    let assessed: Vec<_> = rows.iter().filter_map(|row| row.system.as_ref()).collect();
    for it in &assessed {
        blocks.push(Block::Heading(it.system.name.to_string()));
        let mut steps = Vec::new();
        if it.reach.is_some() || it.has_open_reach {
            steps.push(reach_step(it.system, pair, unit));
        }
        let Some(flight) = &it.flight else {
            blocks.push(Block::Steps(steps));
            blocks.push(Block::Paragraph(
                "No time follows: the distance is beyond reach, or outside the model.".to_owned(),
            ));
            continue;
        };
        if let Some(arc) = &flight.arc {
            let time_s = flight.is_told().then_some(flight.time_s);
            steps.extend(ballistic::steps(pair, it.system, arc, time_s));
            if time_s.is_none() {
                blocks.push(Block::Steps(steps));
                blocks.push(Block::Paragraph(format!(
                    "No time follows: the {} arc climbs to {} only, in the air or near to it, where drag rules.",
                    arc.trajectory,
                    unit.say(arc.arc.apogee_km, 0)
                )));
                continue;
            }
            steps.extend(warning::launch_steps(flight, assumptions));
        } else {
            steps.extend(steady::steps(pair, it.system, flight, assumptions));
            steps.extend(warning::steady_steps(pair, it.system, flight, assumptions));
        }
        blocks.push(Block::Steps(steps));
        if let Some(grid) = contributions::grid(pair, it.system, assumptions) {
            blocks.push(Block::Paragraph(
                "What makes the interval, each cause alone, largest first:".to_owned(),
            ));
            blocks.push(Block::Grid(grid));
        }
    }
    if !assessed.is_empty() {
        blocks.push(Block::Heading("Result".to_owned()));
        blocks.push(Block::Grid(time_table(&assessed, unit)));
    }
    Document { blocks }
}

fn distance_steps(pair: &Pair<'_>, assumptions: &Assumptions<'_>) -> Vec<Step> {
    let from = pair.from.position;
    let to = pair.to.position;
    let km = pair.track.distance.km();
    let sphere_km = geodesy::sphere_distance(from, to).km();
    let mut steps = vec![
        Step {
            title: "The positions".to_owned(),
            numbers: format!("from {}: {from}; to {}: {to}", pair.from.name, pair.to.name),
            result: format!(
                "known to within {} km and {} km",
                pair.from.uncertainty_km, pair.to.uncertainty_km
            ),
            ..Step::default()
        },
        Step {
            title: "Great circle on a sphere, as a check by hand".to_owned(),
            equation: "hav(d/R) = hav(φ₂ − φ₁) + cos φ₁ cos φ₂ hav(λ₂ − λ₁), hav x = sin²(x/2)"
                .to_owned(),
            numbers: format!(
                "φ₁ = {}°, λ₁ = {}°, φ₂ = {}°, λ₂ = {}°, R = {EARTH_RADIUS_KM} km",
                from.lat_deg(),
                from.lon_deg(),
                to.lat_deg(),
                to.lon_deg()
            ),
            result: format!("d = {} km", figure(sphere_km)),
            source: "haversine formula; R is the mean radius (2a + b)/3 of WGS 84".to_owned(),
        },
        Step {
            title: "Geodesic on the WGS 84 ellipsoid".to_owned(),
            equation: "shortest line on the ellipsoid with a = 6378.137 km, f = 1/298.257223563"
                .to_owned(),
            numbers: difference_from_sphere(km, sphere_km),
            result: format!("L = {} km", figure(km)),
            source:
                "Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43–55; geographiclib-rs"
                    .to_owned(),
        },
    ];
    let joint_km = pair.from.joint_uncertainty_km(pair.to);
    steps.push(Step {
        title: format!("Band of the distance ({})", pair.bands.title),
        equation: format!(
            "{}: {}",
            pair.band.id,
            words::band_edges(pair.band, LengthUnit::Kilometres)
        ),
        numbers: pair.margin_km.map_or_else(String::new, |margin_km| {
            let side = if pair.band_certain {
                "certain"
            } else {
                "not certain"
            };
            format!(
                "nearest edge {} km away, places known to within {joint_km} km together: {side}",
                figure(margin_km.abs())
            )
        }),
        result: pair.band.name.to_string(),
        source: format!("{}; {}", pair.band.citation, pair.bands.source),
    });
    if let Some(date) = assumptions.date {
        let in_force = is_in_force(date);
        steps.push(Step {
            title: "The INF Treaty on that date".to_owned(),
            numbers: format!(
                "{INF_IN_FORCE} ≤ {date} < {INF_ENDED}: {}",
                if in_force { "yes" } else { "no" }
            ),
            result: if in_force { "in force" } else { "not in force" }.to_owned(),
            source:
                "instruments exchanged 1 June 1988; Article XV, six months after 2 February 2019"
                    .to_owned(),
            ..Step::default()
        });
    }
    steps
}

fn difference_from_sphere(km: f64, sphere_km: f64) -> String {
    if sphere_km == 0.0 {
        return String::new();
    }
    format!(
        "{:+.3} % of the sphere's distance",
        (km / sphere_km - 1.0) * 100.0
    )
}

fn reach_step(system: &System, pair: &Pair<'_>, unit: LengthUnit) -> Step {
    let reach = |km: f64| system.reach(km);
    let distance_km = pair.track.distance.km();
    let doubt = if pair.is_reach_certain(system) {
        ""
    } else {
        ", not certain where the places are known no better"
    };
    let figures = match system.range_km {
        Some(range_km) => {
            let more = if system.has_lower_bound_only() {
                ", a lower bound"
            } else {
                ""
            };
            format!("a = {} km, b = {} km{more}", range_km.low, range_km.high)
        }
        None => "no claim of capability".to_owned(),
    };
    Step {
        title: "Whether it reaches".to_owned(),
        equation: "within: L ≤ a, to which no claim falls short; disputed: L ≤ b, the highest figure; beyond: L > b; open: L > b \
                   where b is a lower bound, and without a claim of capability"
            .to_owned(),
        numbers: format!(
            "L = {} km, {figures}{}",
            figure(distance_km),
            distances_admitted(pair)
        ),
        result: format!(
            "{}{doubt}: {}",
            reach(distance_km).map_or("open", Reach::code),
            claims::verdict(system, distance_km, unit)
        ),
        source: format!("range claims: arcminute show {}", system.id),
    }
}

/// A time with its interval, and in minutes: whole seconds, as no interval here deserves more.
fn seconds(symbol: &str, interval_s: Interval) -> String {
    let whole = |seconds| words::grouped(seconds, 0);
    format!(
        "{symbol} = {} s = {} ({} to {} s)",
        whole(interval_s.nominal),
        words::minutes(interval_s.nominal),
        whole(interval_s.low),
        whole(interval_s.high)
    )
}

/// The distances that the uncertainty of the places admits; nothing where they are exact.
fn distances_admitted(pair: &Pair<'_>) -> String {
    pair.distance_ends()
        .map_or_else(String::new, |[near, far]| {
            format!(
                "; interval for L from {} to {} km",
                words::grouped(near.km(), 0),
                words::grouped(far.km(), 0)
            )
        })
}

/// A number with eight significant digits, as one writes it down.
fn figure(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let before_point = value.abs().log10().floor() + 1.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 17"
    )]
    let decimals = (8.0 - before_point).clamp(0.0, 17.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_have_eight_digits() {
        for (value, text) in [
            (6371.0088, "6371.0088"),
            (0.082_541_7, "0.0825417"),
            (123_456_789.0, "123456789"),
            (1.0 / 3.0, "0.33333333"),
            (-2.5, "-2.5"),
            (0.0, "0"),
        ] {
            assert_eq!(figure(value), text);
        }
    }
}
