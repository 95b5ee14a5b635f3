//! The steps of a ballistic flight. Symbols as in Bate, Mueller & White (1971), chapter 6.

use super::figure;
use crate::catalogue::System;
use crate::flight::{GM_KM3_S2, Trajectory, ballistic, boost, rotation, spread};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::model::{BallisticArc, Pair};
use crate::present::{Step, words};
use crate::quantity::{Interval, Kilometres};

const BMW: &str = "Bate, Mueller & White, Fundamentals of Astrodynamics (1971), ch. 6";

/// From the range angle to the time of real flights, or where no time is told to the apogee.
pub(super) fn steps(
    pair: &Pair<'_>,
    system: &System,
    flown: &BallisticArc,
    time_s: Option<Interval>,
) -> Vec<Step> {
    let arc = &flown.arc;
    let range_angle_rad = arc.range_km / EARTH_RADIUS_KM;
    let half_rad = 0.5 * range_angle_rad;
    let mut steps = vec![Step {
        title: "Range angle at the Earth's centre, and half of it".to_owned(),
        equation: "Ψ = L/R, g = Ψ/2".to_owned(),
        numbers: format!("Ψ = {} km / {EARTH_RADIUS_KM} km", figure(arc.range_km)),
        result: format!(
            "Ψ = {} rad, g = {} rad",
            figure(range_angle_rad),
            figure(half_rad)
        ),
        source: "spherical Earth, burnout and impact at its surface".to_owned(),
    }];
    steps.extend(launch_steps(system, flown, half_rad));
    steps.extend(orbit_steps(arc));
    let Some(time_s) = time_s else {
        return steps;
    };
    steps.extend(free_flight_steps(arc, half_rad));
    if let Some(correction_s) = flown.rotation_s {
        steps.push(rotation_step(pair, flown, correction_s));
    }
    steps.extend(time_steps(pair, flown, time_s));
    if flown.trajectory == Trajectory::MinimumEnergy {
        steps.extend(full_speed_steps(pair, system));
    }
    steps
}

/// Steps from the range angle to Q, speed and angle, by whichever the trajectory fixes.
fn launch_steps(system: &System, flown: &BallisticArc, half_rad: f64) -> Vec<Step> {
    let arc = &flown.arc;
    let q = format!("Q = {}", figure(arc.q));
    let angle = format!("φ = {}°", figure(arc.launch_angle_deg));
    let hit = |title: &str| Step {
        title: title.to_owned(),
        equation: "Q = v²R/GM = (1 − cos Ψ)/(cos φ (cos φ − cos(Ψ + φ)))".to_owned(),
        numbers: format!("Ψ = {} rad, {angle}", figure(2.0 * half_rad)),
        result: q.clone(),
        source: format!("{BMW}, hit equation"),
    };
    let mut steps = match flown.trajectory {
        Trajectory::MinimumEnergy => vec![
            Step {
                title: "Launch angle of the minimum-energy arc".to_owned(),
                equation: "φ = (180° − Ψ)/4".to_owned(),
                numbers: format!("φ = (180° − {}°)/4", figure((2.0 * half_rad).to_degrees())),
                result: angle.clone(),
                source: BMW.to_owned(),
            },
            Step {
                title: "Q of the minimum-energy arc".to_owned(),
                equation: "Q = 2 sin g/(1 + sin g)".to_owned(),
                numbers: format!(
                    "Q = 2 × {}/(1 + {})",
                    figure(half_rad.sin()),
                    figure(half_rad.sin())
                ),
                result: q.clone(),
                source: format!("{BMW}, eq. 6.2-20"),
            },
        ],
        Trajectory::LaunchAngle(_) => vec![hit("Q of the arc with the given launch angle")],
        Trajectory::Apogee(_) => vec![
            Step {
                title: "Eccentricity from the given apogee".to_owned(),
                equation: "e = h/(h + R(1 − cos g))".to_owned(),
                numbers: format!(
                    "h = {} km, g = {} rad",
                    figure(arc.apogee_km),
                    figure(half_rad)
                ),
                result: format!("e = {}", figure(arc.eccentricity)),
                source: "ellipse with its focus at the Earth's centre, through burnout and apogee"
                    .to_owned(),
            },
            Step {
                title: "Launch angle".to_owned(),
                equation: "tan φ = e sin g/(1 − e cos g)".to_owned(),
                numbers: format!(
                    "e = {}, g = {} rad",
                    figure(arc.eccentricity),
                    figure(half_rad)
                ),
                result: angle.clone(),
                source: BMW.to_owned(),
            },
            hit("Q of that arc"),
        ],
        Trajectory::Lofted | Trajectory::Depressed => {
            let capability_km = system
                .range_km
                .map_or(arc.range_km, |range_km| range_km.nominal.max(arc.range_km));
            let reach_rad = 0.5 * capability_km / EARTH_RADIUS_KM;
            let root = if flown.trajectory == Trajectory::Lofted {
                "high"
            } else {
                "low"
            };
            vec![
                Step {
                    title: "Q at the full speed of the system: that of its minimum-energy arc to its nominal range"
                        .to_owned(),
                    equation: "Q = 2 sin g′/(1 + sin g′), g′ = range/2R".to_owned(),
                    numbers: format!("range {} km, g′ = {} rad", figure(capability_km), figure(reach_rad)),
                    result: format!("Q = {}", figure(ballistic::minimum_energy_q(reach_rad))),
                    source: format!("{BMW}, eq. 6.2-20; range claims: arcminute show {}", system.id),
                },
                Step {
                    title: format!("Launch angle: the {root} root"),
                    equation: "sin(2φ + g) = ((2 − Q)/Q) sin g".to_owned(),
                    numbers: format!("{q}, g = {} rad", figure(half_rad)),
                    result: angle.clone(),
                    source: format!("{BMW}, eq. 6.2-16"),
                },
            ]
        }
    };
    steps.push(Step {
        title: "Speed at burnout".to_owned(),
        equation: "v = √(Q GM/R)".to_owned(),
        numbers: format!(
            "v = √({} × {GM_KM3_S2} km³/s² / {EARTH_RADIUS_KM} km)",
            figure(arc.q)
        ),
        result: format!("v = {} km/s", figure(arc.launch_speed_km_s)),
        source: "GM of WGS 84, NIMA TR8350.2".to_owned(),
    });
    steps
}

/// Steps from Q and φ to the ellipse and its apogee.
fn orbit_steps(arc: &ballistic::Arc) -> Vec<Step> {
    let e = arc.eccentricity;
    let a_km = arc.semi_major_axis_km;
    vec![
        Step {
            title: "Semi-major axis".to_owned(),
            equation: "a = R/(2 − Q)".to_owned(),
            numbers: format!("a = {EARTH_RADIUS_KM} km/(2 − {})", figure(arc.q)),
            result: format!("a = {} km", figure(a_km)),
            source: BMW.to_owned(),
        },
        Step {
            title: "Eccentricity".to_owned(),
            equation: "e² = 1 + Q(Q − 2) cos² φ".to_owned(),
            numbers: format!(
                "Q = {}, φ = {}°",
                figure(arc.q),
                figure(arc.launch_angle_deg)
            ),
            result: format!("e = {}", figure(e)),
            source: BMW.to_owned(),
        },
        Step {
            title: "Apogee".to_owned(),
            equation: "h = a(1 + e) − R".to_owned(),
            numbers: format!(
                "h = {} km × {} − {EARTH_RADIUS_KM} km",
                figure(a_km),
                figure(1.0 + e)
            ),
            result: format!("h = {} km", figure(arc.apogee_km)),
            source: BMW.to_owned(),
        },
    ]
}

/// Steps from the ellipse to the time along it.
fn free_flight_steps(arc: &ballistic::Arc, half_rad: f64) -> Vec<Step> {
    let e = arc.eccentricity;
    let eccentric_rad = ((e - half_rad.cos()) / (1.0 - e * half_rad.cos()))
        .clamp(-1.0, 1.0)
        .acos();
    let period_part_s = (arc.semi_major_axis_km.powi(3) / GM_KM3_S2).sqrt();
    vec![
        Step {
            title: "Eccentric anomaly at burnout".to_owned(),
            equation: "cos E = (e − cos g)/(1 − e cos g)".to_owned(),
            numbers: format!("e = {}, cos g = {}", figure(e), figure(half_rad.cos())),
            result: format!("E = {} rad", figure(eccentric_rad)),
            source: format!("{BMW}, eq. 6.2-22"),
        },
        Step {
            title: "Time of free flight".to_owned(),
            equation: "t = 2 √(a³/GM) (π − E + e sin E)".to_owned(),
            numbers: format!(
                "t = 2 × {} s × {}",
                figure(period_part_s),
                figure(std::f64::consts::PI - eccentric_rad + e * eccentric_rad.sin())
            ),
            result: format!("t = {} s", figure(arc.free_flight_time_s)),
            source: format!("{BMW}, eq. 6.2-23"),
        },
    ]
}

fn rotation_step(pair: &Pair<'_>, flown: &BallisticArc, correction_s: f64) -> Step {
    let numbers = rotation::minimum_energy(pair.from.position, pair.to.position).map_or_else(
        |_| String::new(),
        |turning| {
            format!(
                "on the sphere: turning {} s less static {} s; least ground-relative speed {} km/s",
                figure(turning.arc.free_flight_time_s),
                figure(turning.static_time_s),
                figure(turning.ground_relative_speed_km_s)
            )
        },
    );
    Step {
        title: "Correction for the Earth's rotation".to_owned(),
        equation: "the arc of least |v − ω × r| to where the target will be, found numerically"
            .to_owned(),
        numbers,
        result: format!(
            "{correction_s:+.3} s: t = {} s",
            figure(flown.free_flight_s.nominal)
        ),
        source: "ω = 7.292115 × 10⁻⁵ rad/s, NIMA TR8350.2".to_owned(),
    }
}

/// Steps from free flight to the time of real flights.
fn time_steps(pair: &Pair<'_>, flown: &BallisticArc, time_s: Interval) -> Vec<Step> {
    let by_distance = flown.is_by_distance();
    let range = Kilometres::computed(flown.arc.range_km);
    // The allowance of the arc, or of the distance where the arc gives none.
    let (boost_s, whose) = if by_distance {
        (boost::allowance_s(range), "the distance")
    } else {
        (
            flown.boost_s,
            "the greatest range at this speed, or that claimed of the missile",
        )
    };
    let nodes: Vec<String> = boost::NODES
        .iter()
        .map(|(km, low_s, high_s)| format!("{low_s}–{high_s} s at {} km", words::grouped(*km, 0)))
        .collect();
    let mut steps = vec![Step {
        title: "Boost allowance".to_owned(),
        equation: format!("straight lines between {}", nodes.join(", ")),
        numbers: format!("range class of {whose}"),
        result: format!(
            "boost = {:.0} s ({:.0}–{:.0} s)",
            boost_s.nominal, boost_s.low, boost_s.high
        ),
        source: "stated assumption: docs/models.md".to_owned(),
    }];
    let source = "fitted to reported flights, data/test_flights.csv: docs/models.md".to_owned();
    let admitted = super::distances_admitted(pair);
    let result = super::seconds("T", time_s);
    if !by_distance {
        let share = spread::share_over_distance(&flown.arc);
        let of_the_air = if share < LEAST_SHARE {
            String::new()
        } else {
            format!(", a = {share:.3}")
        };
        steps.push(Step {
            title: "Flight time".to_owned(),
            equation: format!(
                "{}; low × e^−g, high × e^g, never below t",
                time_on_arc(share)
            ),
            numbers: format!(
                "t = {} s, g = {}{of_the_air}{admitted}",
                figure(flown.free_flight_s.nominal),
                spread::ARC_SPREAD
            ),
            result,
            source,
        });
        return steps;
    }
    let is_low = flown.is_below_the_floor();
    let (title, mark) = if is_low {
        (
            "Time of real flights over this distance, whatever the arc: below 100 km it says nothing",
            "≈ ",
        )
    } else {
        ("Time of real flights over this distance", "")
    };
    let air = ballistic::air_share(flown.arc.apogee_km);
    let reference = if flown.trajectory == Trajectory::MinimumEnergy {
        flown.free_flight_s.nominal
    } else {
        ballistic::minimum_energy(range).map_or(0.0, |arc| arc.free_flight_time_s)
    };
    steps.push(Step {
        title: title.to_owned(),
        equation: format!(
            "T = (t + boost) × (L₀/L)^k, L₀ = {} km, L from {} km to L₀; low T/e^h and at least the grazing orbit's, \
             high T × e^(h (1 + s)), s = (300 km − apogee)/200 km, from 0 to 1",
            words::grouped(spread::SHORT_RANGE_KM, 0),
            spread::SHORTEST_RANGE_KM
        ),
        numbers: format!(
            "minimum energy t = {} s, boost {:.0} s, k = {}, factor {:.3}, h = {}, s = {air:.3}{admitted}",
            figure(reference),
            boost_s.nominal,
            spread::SHORT_RANGE_EXPONENT,
            spread::RULE.stretch(range),
            spread::SPREAD
        ),
        result: format!("{mark}{result}"),
        source,
    });
    steps
}

/// Below this share the time over the distance moves that on an arc by less than is printed.
const LEAST_SHARE: f64 = 0.001;

/// How the time on an arc follows, where the share of the time over the distance is this.
fn time_on_arc(share: f64) -> &'static str {
    if share < LEAST_SHARE {
        "T = t + boost"
    } else {
        "T = (1 − a)(t + boost) + a T(L), a = (3 − apogee/50 km)² for 100 to 150 km, T(L) that of flights over the distance with s = 1"
    }
}

/// The full-speed arcs of a missile that flies far less than it can.
fn full_speed_steps(pair: &Pair<'_>, system: &System) -> Vec<Step> {
    let admitted = super::distances_admitted(pair);
    let step = |trajectory: Trajectory| {
        let flown = pair.full_speed(system, trajectory)?;
        let arc = &flown.arc;
        let (how, result) = match flown.time_s {
            Some(time_s) => (
                format!("; {}", time_on_arc(0.0)),
                super::seconds("T", time_s),
            ),
            None if flown.is_below_the_floor() => (
                String::new(),
                "the arc stays below 100 km and says nothing of the time".to_owned(),
            ),
            None => (
                String::new(),
                "the arc is close to the air or to the usual one: no time of its own is given"
                    .to_owned(),
            ),
        };
        Some(Step {
            title: format!("For comparison: the {trajectory} arc at its full speed"),
            equation: format!("Q of its nominal range; sin(2φ + g) = ((2 − Q)/Q) sin g{how}"),
            numbers: format!(
                "v = {} km/s, φ = {}°, apogee {} km, t = {} s{admitted}",
                figure(arc.launch_speed_km_s),
                figure(arc.launch_angle_deg),
                figure(arc.apogee_km),
                figure(arc.free_flight_time_s)
            ),
            result,
            source: format!("range claims: arcminute show {}", system.id),
        })
    };
    [Trajectory::Lofted, Trajectory::Depressed]
        .into_iter()
        .filter_map(step)
        .collect()
}
