//! The assumptions behind times, in a phrase each, defaults too: a picture travels without the command that made it.

use super::phrases::{local, say};
use super::words::grouped;
use crate::catalogue::{Kind, Language, System};
use crate::flight::Trajectory;
use crate::flight::cruise::PathFactor;
use crate::model::Assumptions;
use crate::quantity::Interval;
use crate::warning::RadarGeometry;

/// Assumptions about flights of these systems: `minimum-energy arc`; `720 km/h (700–950)`.
pub(crate) fn flight(
    systems: &[&System],
    assumptions: &Assumptions<'_>,
    language: Language,
) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let systems_of = |is_ballistic: bool| {
        systems
            .iter()
            .copied()
            .filter(move |system| (system.kind == Kind::Ballistic) == is_ballistic)
    };
    let ballistic: Vec<&System> = systems_of(true).collect();
    if !ballistic.is_empty() {
        said.push(arc(&ballistic, assumptions, language));
    }
    let mut speeds: Vec<(Interval, &str)> = Vec::new();
    for system in systems_of(false) {
        let Some(speed) = assumptions.speed_km_h.or(system.speed_km_h) else {
            continue;
        };
        if !speeds.iter().any(|(known, _)| *known == speed) {
            speeds.push((speed, system.name.split(" (").next().unwrap_or_default()));
        }
    }
    if !speeds.is_empty() {
        let is_one = speeds.len() == 1;
        let all: Vec<String> = speeds
            .into_iter()
            .map(|(its, name)| match speed(its) {
                said if is_one => said,
                said => format!("{name} {said}"),
            })
            .collect();
        let phrase = if systems_of(false).any(|system| system.kind == Kind::Glide) {
            "mean speed {1}"
        } else {
            "cruise at {1}"
        };
        said.push(say(language, phrase, &[&local(&all.join(", "), language)]));
    }
    if systems_of(false).next().is_some() && assumptions.path_factor != PathFactor::default() {
        let factor = local(&assumptions.path_factor.get().to_string(), language);
        said.push(say(language, "path {1} times the great circle", &[&factor]));
    }
    said
}

fn arc(systems: &[&System], assumptions: &Assumptions<'_>, language: Language) -> String {
    let arc = match assumptions.trajectory {
        Trajectory::MinimumEnergy => say(language, "minimum-energy arc", &[]),
        Trajectory::LaunchAngle(degrees) => say(
            language,
            "arc launched at {1}°",
            &[&local(&degrees.to_string(), language)],
        ),
        Trajectory::Apogee(km) => say(
            language,
            "arc with apogee at {1} km",
            &[&local(&grouped(km, 0), language)],
        ),
        Trajectory::Lofted => say(
            language,
            "lofted arc at full speed of {1} km range",
            &[&local(&ranges(systems), language)],
        ),
        Trajectory::Depressed => say(
            language,
            "depressed arc at full speed of {1} km range",
            &[&local(&ranges(systems), language)],
        ),
    };
    if assumptions.rotation {
        say(language, "{1}, corrected for the Earth’s rotation", &[&arc])
    } else {
        arc
    }
}

/// The full speed of a missile is that of its range.
fn ranges(systems: &[&System]) -> String {
    let ranges: Vec<String> = systems
        .iter()
        .filter_map(|system| system.range_km)
        .map(|range_km| grouped(range_km.nominal, 0))
        .collect();
    ranges.join(", ")
}

fn speed(speed: Interval) -> String {
    let nominal = grouped(speed.nominal, 0);
    if speed.low < speed.high {
        format!(
            "{nominal} km/h ({}–{})",
            grouped(speed.low, 0),
            grouped(speed.high, 0)
        )
    } else {
        format!("{nominal} km/h")
    }
}

/// Assumptions about the time from launch or first sight to the public's notice.
pub(crate) fn warning(
    systems: &[&System],
    assumptions: &Assumptions<'_>,
    language: Language,
) -> Vec<String> {
    let has = |is_ballistic: bool| {
        systems
            .iter()
            .any(|system| (system.kind == Kind::Ballistic) == is_ballistic)
    };
    let minutes = |delay_s: Interval| {
        if delay_s.low < delay_s.high {
            format!(
                "{} min ({}–{})",
                grouped(delay_s.nominal / 60.0, 1),
                grouped(delay_s.low / 60.0, 1),
                grouped(delay_s.high / 60.0, 1)
            )
        } else {
            format!("{} min", grouped(delay_s.nominal / 60.0, 1))
        }
    };
    let mut said = Vec::new();
    if has(true) {
        let delay = local(&minutes(assumptions.delays.total_s()), language);
        said.push(say(language, "public warned {1} after launch", &[&delay]));
    }
    if has(false) {
        let delay = local(&minutes(assumptions.delays.after_detection_s()), language);
        said.push(say(
            language,
            "public warned {1} after first sight by radar",
            &[&delay],
        ));
        if (assumptions.radar_antenna_m - RadarGeometry::GROUND.antenna_m).abs() > 0.0 {
            let height = assumptions.radar_antenna_m.to_string();
            said.push(say(language, "radar antenna at {1} m", &[&height]));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treaty::BandSet;

    #[test]
    fn defaults_are_said_too() {
        let assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        let systems = ["oreshnik", "9m729"].map(|name| System::named(name).unwrap());
        let systems = [&systems[0], &systems[1]];
        let said = flight(&systems, &assumptions, Language::English);
        assert_eq!(said[0], "minimum-energy arc");
        assert!(
            said[1].starts_with("cruise at ") && said[1].contains("km/h"),
            "{said:?}"
        );
        let depressed = Assumptions {
            trajectory: Trajectory::Depressed,
            ..assumptions
        };
        assert!(
            flight(&systems[..1], &depressed, Language::English)[0]
                .starts_with("depressed arc at full speed of ")
        );
        assert_eq!(
            warning(&systems[..1], &assumptions, Language::English),
            ["public warned 4.0 min (2.0–6.0) after launch"]
        );
    }
}
