//! The steps from flight time to warning time.

use super::{figure, seconds};
use crate::catalogue::System;
use crate::model::{Assumptions, Flight, Pair};
use crate::present::{Step, words};
use crate::warning::{Detection, RadarGeometry, after_first_sight_s, time_to_go_s};

const DELAY_SOURCE: &str = "total of Guam Homeland Security (guampdn.com, 2018-01-29) and median of Japan's J-Alert; the split is assumed";

pub(super) fn launch_steps(flight: &Flight, assumptions: &Assumptions<'_>) -> Vec<Step> {
    let total_s = assumptions.delays.total_s();
    let detection_s = assumptions.delays.detection_s();
    vec![Step {
        title: "Warning time after a detected launch".to_owned(),
        equation: "W = T − (detection + confirmation + notification)".to_owned(),
        numbers: format!(
            "delay {} s: detection {} s, confirmation {} s, notification {} s; low warning {} s − {} s, high warning {} s − {} s",
            figure(total_s.nominal),
            figure(detection_s.nominal),
            figure(assumptions.delays.confirmation_s().nominal),
            figure(assumptions.delays.notification_s().nominal),
            words::grouped(flight.time_s.low, 0),
            figure(total_s.high),
            words::grouped(flight.time_s.high, 0),
            figure(total_s.low)
        ),
        result: seconds("W", flight.warning_s),
        source: DELAY_SOURCE.to_owned(),
    }]
}

/// For cruise missiles both radars: an airborne one, and the ground radar last.
pub(super) fn steady_steps(
    pair: &Pair<'_>,
    system: &System,
    flight: &Flight,
    assumptions: &Assumptions<'_>,
) -> Vec<Step> {
    if flight.detection == Detection::Launch {
        return launch_steps(flight, assumptions);
    }
    let airborne = radar_steps(
        "an airborne radar at the target",
        RadarGeometry::AIRBORNE.against(system.altitude_m),
        pair,
        system,
        assumptions,
    );
    let ground = radar_steps(
        "a ground radar at the target",
        assumptions.ground_radar(system),
        pair,
        system,
        assumptions,
    );
    airborne.into_iter().chain(ground).collect()
}

fn radar_steps(
    whose: &str,
    radar: RadarGeometry,
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
) -> Vec<Step> {
    let distance = pair.track.distance;
    let speed_km_h = assumptions.ground_speed_km_h(system);
    let horizon_km = radar.horizon_km();
    let to_go_s = time_to_go_s(distance, speed_km_h, radar);
    let after_s = assumptions.delays.after_detection_s();
    vec![
        Step {
            title: format!("First sight by {whose}"),
            equation: "d = √(2kR h₁) + √(2kR h₂), k = 4/3; at most L".to_owned(),
            numbers: format!(
                "antenna h₁ = {} m, flight altitude h₂ = {} m",
                radar.antenna_m, radar.flight_altitude_m
            ),
            result: format!("d = {} km", figure(horizon_km.min(distance.km()))),
            source: "radar horizon with standard refraction (4/3 Earth)".to_owned(),
        },
        Step {
            title: "Time to go".to_owned(),
            equation: "t = d/v".to_owned(),
            numbers: format!(
                "t = {} km / {} km/h",
                figure(horizon_km.min(distance.km())),
                figure(speed_km_h.nominal)
            ),
            result: seconds("t", to_go_s),
            ..Step::default()
        },
        Step {
            title: format!("Warning time with {whose}"),
            equation: "W = t − (confirmation + notification)".to_owned(),
            numbers: format!(
                "{} s ({}–{} s)",
                figure(after_s.nominal),
                figure(after_s.low),
                figure(after_s.high)
            ),
            result: seconds(
                "W",
                after_first_sight_s(distance, speed_km_h, radar, assumptions.delays),
            ),
            source: DELAY_SOURCE.to_owned(),
        },
    ]
}
