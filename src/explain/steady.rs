//! The steps of a flight at steady ground speed.

use super::{figure, seconds};
use crate::catalogue::System;
use crate::flight::cruise::LOSS_S_PER_KM_S;
use crate::model::{Assumptions, Flight, Pair};
use crate::present::Step;

pub(super) fn steps(
    pair: &Pair<'_>,
    system: &System,
    flight: &Flight,
    assumptions: &Assumptions<'_>,
) -> Vec<Step> {
    let distance_km = pair.track.distance.km();
    let factor = assumptions.path_factor.get();
    let speed_km_h = assumptions.ground_speed_km_h(system);
    let speed_source = match (assumptions.speed_km_h, &system.basing) {
        (Some(_), _) => "given on the command line".to_owned(),
        (None, Some(_)) => format!("catalogue: arcminute show {}", system.id),
        (None, None) => "stated assumption for a subsonic cruise missile".to_owned(),
    };
    let (equation, loss) = if system.climbs_to(speed_km_h) {
        (
            "T = path/v + c v, and on a path too short for v 2 √(c path)",
            format!(
                "; c = {} s ({}–{} s) for each km/s, to climb and to accelerate",
                figure(LOSS_S_PER_KM_S.nominal),
                figure(LOSS_S_PER_KM_S.low),
                figure(LOSS_S_PER_KM_S.high)
            ),
        )
    } else {
        ("T = path/v", String::new())
    };
    vec![
        Step {
            title: "Length of the path".to_owned(),
            equation: "path = path factor × L".to_owned(),
            numbers: format!("path = {factor} × {} km", figure(distance_km)),
            result: format!("path = {} km", figure(factor * distance_km)),
            source:
                "INF Treaty, Article VII(4): a cruise missile's range is measured along its path"
                    .to_owned(),
        },
        Step {
            title: "Flight time".to_owned(),
            equation: equation.to_owned(),
            numbers: format!(
                "v = {} km/h ({}–{} km/h){loss}{}",
                figure(speed_km_h.nominal),
                figure(speed_km_h.low),
                figure(speed_km_h.high),
                super::distances_admitted(pair)
            ),
            result: seconds("T", flight.time_s),
            source: speed_source,
        },
    ]
}
