//! How far a system gets, or how far away warning begins, within a time: radii of rings, found from the rows that
//! `check` would give.

use std::fmt;

use crate::catalogue::{Language, System};
use crate::error::{Error, Result};
use crate::map::ring::MAX_RADIUS_KM;
use crate::model::{Assumptions, Flight, GroundDistance};
use crate::present::phrases::{self, say};
use crate::present::words;
use crate::quantity::Kilometres;
use crate::quantity::limits::ISOCHRONE_MIN;

/// Which time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// From launch to impact, nominal.
    Flight,
    /// What is left once the public knows, nominal.
    Warning,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Flight => "flight",
            Self::Warning => "warning",
        })
    }
}

/// Why a time has no line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum LeftOut {
    /// No flight takes so long: the longest takes this time, s, at this distance.
    Later {
        minutes: f64,
        most_s: f64,
        at_km: f64,
    },
    /// Even the nearest place takes more, s.
    Sooner { minutes: f64, least_s: f64 },
}

impl LeftOut {
    /// The reason as a sentence.
    pub(crate) fn say(self, clock: Clock, language: Language) -> String {
        let own = |text: String| phrases::local(&text, language);
        match self {
            Self::Later {
                minutes,
                most_s,
                at_km,
            } => {
                let phrase = match clock {
                    Clock::Flight => {
                        "No line for {1} min: flight time stays below that, and reaches {2} at {3}."
                    }
                    Clock::Warning => {
                        "No line for {1} min: warning time stays below that, and reaches {2} at {3}."
                    }
                };
                let parts = [
                    own(minutes.to_string()),
                    own(words::minutes(most_s)),
                    own(format!("{} km", words::grouped(at_km, 0))),
                ];
                say(language, phrase, &[&parts[0], &parts[1], &parts[2]])
            }
            Self::Sooner { minutes, least_s } => {
                let phrase = match clock {
                    Clock::Flight => "No line for {1} min: flight time is {2} even near by.",
                    Clock::Warning => "No line for {1} min: warning time is {2} even near by.",
                };
                let (minutes, least) = (own(minutes.to_string()), own(words::minutes(least_s)));
                say(language, phrase, &[&minutes, &least])
            }
        }
    }
}

/// One line of equal time about an origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Level {
    /// The time, min.
    pub minutes: f64,
    /// Places nearer than this have that time or less.
    pub radius: Kilometres,
    /// True where no model supports the time.
    pub is_approximate: bool,
}

/// The lines that there are, and why there are no others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Levels {
    /// In ascending order, each time once.
    pub levels: Vec<Level>,
    /// A sentence for each time that has no line.
    pub left_out: Vec<LeftOut>,
}

/// Distances at which the time is looked at before lines are sought between them.
const SAMPLES: u32 = 400;

/// Finds the radius of each time in minutes.
///
/// # Errors
/// [`Error::OutOfRange`] for a time that is negative, none at all or longer than a day; [`Error::Usage`] where
/// the time does not grow with distance, as on lofted arcs, where it depends on direction, and where none of the times
/// has a line.
pub(crate) fn levels(
    system: &System,
    assumptions: &Assumptions<'_>,
    clock: Clock,
    minutes: &[f64],
) -> Result<Levels> {
    if assumptions.rotation {
        return Err(Error::Usage(
            "--rotation makes times depend on direction, and isochrones are drawn without it: leave it out".to_owned(),
        ));
    }
    system.refuse_open_range()?;
    let mut wanted_min = minutes.to_vec();
    for &wanted in minutes {
        ISOCHRONE_MIN.check(wanted)?;
    }
    wanted_min.sort_by(f64::total_cmp);
    wanted_min.dedup();
    let time_s = |km: f64| time_s(system, assumptions, clock, km);
    let end_km = system
        .range_km
        .map_or(MAX_RADIUS_KM, |range_km| range_km.high.min(MAX_RADIUS_KM));
    let samples: Vec<(f64, f64)> = (1..=SAMPLES)
        .map(|step| end_km * f64::from(step) / f64::from(SAMPLES))
        .map_while(|km| Some((km, time_s(km)?)))
        .collect();
    let (Some(&first), Some(&last)) = (samples.first(), samples.last()) else {
        let (name, trajectory) = (&system.name, assumptions.trajectory);
        return Err(Error::Usage(if trajectory.is_full_speed() {
            format!(
                "near by, the {trajectory} arc of {name} stays in the air or near to it, and no time of it is given, so that \
                 it has no isochrones: leave out --trajectory"
            )
        } else {
            format!("{name} has no {trajectory} arc to draw isochrones of")
        }));
    };
    if samples.windows(2).any(|pair| pair[1].1 < pair[0].1 - 1e-6) {
        return Err(Error::Usage(format!(
            "with trajectory {} the {clock} time of {} does not grow with distance, so that it has no isochrones: leave \
             out --trajectory or take another",
            assumptions.trajectory, system.name
        )));
    }
    let mut found = Levels {
        levels: Vec::new(),
        left_out: Vec::new(),
    };
    for minutes in wanted_min {
        let wanted_s = minutes * 60.0;
        if wanted_s >= last.1 {
            found.left_out.push(LeftOut::Later {
                minutes,
                most_s: last.1,
                at_km: last.0,
            });
            continue;
        }
        let next = samples.partition_point(|sample| sample.1 <= wanted_s);
        let mut near_km = next.checked_sub(1).map_or(0.0, |at| samples[at].0);
        let mut far_km = samples[next].0;
        for _ in 0..60 {
            let middle_km = f64::midpoint(near_km, far_km);
            if time_s(middle_km).is_some_and(|time_s| time_s <= wanted_s) {
                near_km = middle_km;
            } else {
                far_km = middle_km;
            }
        }
        // A line a few hundred metres about a site is where the model begins and no more.
        if near_km < 1.0 {
            found.left_out.push(LeftOut::Sooner {
                minutes,
                least_s: first.1,
            });
        } else {
            found.levels.push(Level {
                minutes,
                radius: Kilometres::new(near_km)?,
                is_approximate: flight(system, assumptions, near_km)
                    .is_some_and(|flight| flight.is_approximate()),
            });
        }
    }
    if found.levels.is_empty() {
        let reasons: Vec<String> = found
            .left_out
            .iter()
            .map(|left_out| left_out.say(clock, Language::English))
            .collect();
        return Err(Error::Usage(format!(
            "there is no isochrone to draw. {}",
            reasons.join(" ")
        )));
    }
    Ok(found)
}

/// The flight over a distance; None where there is none to speak of.
fn flight(system: &System, assumptions: &Assumptions<'_>, km: f64) -> Option<Flight> {
    let distance = GroundDistance::exact(Kilometres::new(km).ok()?);
    let flight = distance.flight(system, assumptions, None).ok()?;
    flight.filter(Flight::is_told)
}

/// The nominal time over a distance, s; None where there is no flight to speak of.
fn time_s(system: &System, assumptions: &Assumptions<'_>, clock: Clock, km: f64) -> Option<f64> {
    let flight = flight(system, assumptions, km)?;
    Some(match clock {
        Clock::Flight => flight.time_s.nominal,
        Clock::Warning => flight.warning_s.nominal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treaty::BandSet;

    fn assumptions() -> Assumptions<'static> {
        Assumptions::with_bands(BandSet::named("inf").unwrap())
    }

    #[test]
    fn places_on_the_line_have_the_time() {
        for system in [
            System::GENERIC_BALLISTIC,
            System::GENERIC_CRUISE,
            System::named("9m729").unwrap(),
        ] {
            let found =
                levels(&system, &assumptions(), Clock::Flight, &[20.0, 10.0, 10.0]).unwrap();
            assert_eq!(
                found
                    .levels
                    .iter()
                    .map(|level| level.minutes)
                    .collect::<Vec<_>>(),
                [10.0, 20.0]
            );
            for level in found.levels {
                let time_s =
                    |km| super::time_s(&system, &assumptions(), Clock::Flight, km).unwrap();
                assert!(
                    time_s(level.radius.km()) <= 60.0 * level.minutes,
                    "{level:?}"
                );
                assert!(
                    time_s(level.radius.km() + 1e-3) > 60.0 * level.minutes,
                    "{level:?}"
                );
            }
        }
    }

    #[test]
    fn a_cruise_missile_flies_at_its_speed() {
        // 800 km/h for a quarter of an hour.
        let found = levels(
            &System::GENERIC_CRUISE,
            &assumptions(),
            Clock::Flight,
            &[15.0],
        )
        .unwrap();
        assert!((found.levels[0].radius.km() - 200.0).abs() < 1e-6);
    }

    #[test]
    fn warning_is_flight_less_delays() {
        let of = |clock, minutes| {
            levels(
                &System::GENERIC_BALLISTIC,
                &assumptions(),
                clock,
                &[minutes],
            )
            .unwrap()
            .levels
        };
        // The nominal delay is 4 min.
        let flight = of(Clock::Flight, 9.0);
        let warning = of(Clock::Warning, 5.0);
        assert!((flight[0].radius.km() - warning[0].radius.km()).abs() < 1e-6);
    }

    #[test]
    fn times_without_a_line_are_said() {
        let named = System::named("9m729").unwrap();
        let found = levels(&named, &assumptions(), Clock::Flight, &[0.0, 60.0, 1000.0]).unwrap();
        assert_eq!(
            (found.levels.len(), found.left_out.len()),
            (1, 2),
            "{found:?}"
        );
        for minutes in [f64::NAN, -1.0, 1441.0, f64::INFINITY] {
            assert!(
                levels(&named, &assumptions(), Clock::Flight, &[minutes]).is_err(),
                "{minutes}"
            );
        }
        assert!(levels(&named, &assumptions(), Clock::Flight, &[1000.0]).is_err());
    }

    #[test]
    fn lofted_arcs_have_none() {
        let system = System::named("pershing-ii").unwrap();
        let lofted = Assumptions {
            trajectory: "lofted".parse().unwrap(),
            ..assumptions()
        };
        assert!(levels(&system, &lofted, Clock::Flight, &[10.0]).is_err());
        let turning = Assumptions {
            rotation: true,
            ..assumptions()
        };
        assert!(levels(&system, &turning, Clock::Flight, &[10.0]).is_err());
    }
}
