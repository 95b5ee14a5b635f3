//! A timeline a place: boost, detection, confirmation, notification, and what is left until impact.

mod drawing;

use super::rows::{nothing_to_draw, refuse_if_too_many};
use crate::catalogue::Reach;
use crate::error::Result;
use crate::model::{Assessment, Assumptions, Flight};
use crate::quantity::Interval;
use crate::warning::{Delays, Detection};

pub(crate) use drawing::draw;

/// How many timelines one sheet has room for.
pub(crate) const MOST_ROWS: usize = 200;

/// What the chart shows.
#[derive(Clone, Debug)]
pub(crate) struct Warnings<'a> {
    /// One group a system.
    pub groups: Vec<Group<'a>>,
    /// Rows without a time: the system does not reach, or the model does not apply.
    pub left_out: Vec<Assessment<'a>>,
    /// Warning times that are marked, s.
    pub(crate) thresholds_s: Vec<f64>,
    /// What all rest on.
    pub(crate) assumptions: Assumptions<'a>,
}

/// The timelines of one system, shortest warning first.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// Name of the system.
    pub name: &'a str,
    /// How it is seen, and so when its clocks start: at launch or at first sight.
    pub detection: Detection,
    /// True if the first sight is that of an airborne radar, and not of one on the ground.
    pub is_airborne: bool,
    /// True of launches from sites that are closed, beside others that are not.
    pub(crate) is_closed: bool,
    /// At least one.
    pub timelines: Vec<Timeline<'a>>,
}

/// One timeline. Times are s since the clock started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeline<'a> {
    /// The row that it shows.
    pub row: Assessment<'a>,
    /// End of powered flight, of ballistic systems.
    pub boost_end_s: Option<f64>,
    /// End of detection; 0 where first sight is detection.
    pub detected_s: f64,
    /// End of confirmation.
    pub confirmed_s: f64,
    /// End of notification: the public knows.
    pub notified_s: f64,
    /// Impact.
    pub impact_s: Interval,
    /// From launch until the clock starts.
    pub unseen_s: f64,
    /// What is left; negative where the public knows after impact.
    pub warning_s: Interval,
    /// True where the arc stays below 100 km, so that no model supports the time.
    pub is_approximate: bool,
    /// The other places that have the same warning, if any: where the radar's horizon rules, all have.
    pub others: Option<Others>,
}

/// Places that a timeline stands for beside its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Others {
    /// How many there are.
    pub count: usize,
    /// Distances of the nearest and the farthest, its own place among them, km.
    pub km: (f64, f64),
    /// Nominal flight times to those two, s.
    pub flights_s: (f64, f64),
}

impl Timeline<'_> {
    /// Whether anything is left of the nominal flight.
    pub(crate) fn is_warned(&self) -> bool {
        self.warning_s.nominal > 0.0
    }

    /// Whether the system reaches the place by some claims only.
    pub(crate) fn is_disputed(&self) -> bool {
        self.row
            .system
            .is_some_and(|it| it.reach == Some(Reach::Disputed))
    }

    /// The last thing that happens, nominally.
    fn end_s(&self) -> f64 {
        self.impact_s.high.max(self.notified_s)
    }
}

/// Arranges assessed rows as timelines.
///
/// # Errors
/// [`crate::Error::Usage`] if no row has a time, or more than [`MOST_ROWS`] have.
pub(crate) fn warnings<'a>(
    rows: &[Assessment<'a>],
    assumptions: &Assumptions<'a>,
) -> Result<Warnings<'a>> {
    let delays = assumptions.delays;
    let mut chart = Warnings {
        groups: Vec::new(),
        left_out: Vec::new(),
        thresholds_s: Vec::new(),
        assumptions: *assumptions,
    };
    // What was launched from closed sites alone is history; beside what can be launched today it must not pass for that.
    let is_of_closed_site = |row: &Assessment<'_>| row.pair.from.is_closed(assumptions.date);
    let has_both = rows.iter().any(is_of_closed_site) && !rows.iter().all(is_of_closed_site);
    for row in rows {
        let Some((assessed, flight)) = row
            .system
            .and_then(|it| it.flight.map(|flight| (it, flight)))
            .filter(|(_, flight)| flight.is_told())
        else {
            chart.left_out.push(*row);
            continue;
        };
        let name = assessed.system.name.as_ref();
        let is_closed = has_both && is_of_closed_site(row);
        // What flies low has a timeline by either radar, in groups of their own.
        let airborne = flight.airborne_warning_s.map(|warning_s| (true, warning_s));
        for (is_airborne, warning_s) in [(false, flight.warning_s)].into_iter().chain(airborne) {
            let known = chart.groups.iter().position(|group| {
                (group.name, group.is_airborne, group.is_closed) == (name, is_airborne, is_closed)
            });
            let index = known.unwrap_or(chart.groups.len());
            if known.is_none() {
                chart.groups.push(Group {
                    name,
                    detection: flight.detection,
                    is_airborne,
                    is_closed,
                    timelines: Vec::new(),
                });
            }
            let seen = Flight {
                warning_s,
                ..flight
            };
            chart.groups[index]
                .timelines
                .push(timeline(row, &seen, delays));
        }
    }
    chart.groups.sort_by_key(|group| group.is_closed);
    for group in &mut chart.groups {
        // Where the radar's horizon rules, warning is alike up to rounding: the nearer place comes first.
        let tenths = |it: &Timeline<'_>| (10.0 * it.warning_s.nominal).round();
        let km = |it: &Timeline<'_>| it.row.pair.track.distance.km();
        group.timelines.sort_by(|a, b| {
            tenths(a)
                .total_cmp(&tenths(b))
                .then(km(a).total_cmp(&km(b)))
        });
        if group.detection == Detection::Radar {
            merge_alike(&mut group.timelines);
        }
    }
    let count: usize = chart.groups.iter().map(|group| group.timelines.len()).sum();
    if count == 0 {
        return Err(nothing_to_draw(rows));
    }
    refuse_if_too_many(
        "warning",
        count,
        MOST_ROWS,
        "timelines",
        "name fewer places, or one --missile",
    )?;
    Ok(chart)
}

/// Makes one row of places whose warning is the same to a tenth of a minute, low, nominal and high: the greatest stands for
/// them, and the nearest of places without inhabitants.
fn merge_alike(timelines: &mut Vec<Timeline<'_>>) {
    const LEAST_ALIKE: usize = 4;
    let said = |timeline: &Timeline<'_>| {
        let Interval { low, nominal, high } = timeline.warning_s;
        (
            [low, nominal, high].map(|s| (s / 6.0).round()),
            timeline.is_approximate,
            timeline.is_disputed(),
        )
    };
    let mut merged: Vec<Timeline<'_>> = Vec::new();
    for alike in timelines.chunk_by(|a, b| said(a) == said(b)) {
        if alike.len() < LEAST_ALIKE {
            merged.extend(alike);
        } else {
            merged.extend(merged_row(alike));
        }
    }
    *timelines = merged;
}

fn merged_row<'a>(alike: &[Timeline<'a>]) -> Option<Timeline<'a>> {
    let inhabitants = |it: &Timeline<'_>| it.row.pair.to.population.unwrap_or_default();
    let greatest = alike.iter().rev().max_by_key(|it| inhabitants(it))?;
    let km = |it: &Timeline<'_>| it.row.pair.track.distance.km();
    let flight_s = |it: &Timeline<'_>| it.unseen_s + it.impact_s.nominal;
    let nearest = alike.iter().min_by(|a, b| km(a).total_cmp(&km(b)))?;
    let farthest = alike.iter().max_by(|a, b| km(a).total_cmp(&km(b)))?;
    Some(Timeline {
        others: Some(Others {
            count: alike.len() - 1,
            km: (km(nearest), km(farthest)),
            flights_s: (flight_s(nearest), flight_s(farthest)),
        }),
        ..*greatest
    })
}

fn timeline<'a>(row: &Assessment<'a>, flight: &Flight, delays: Delays) -> Timeline<'a> {
    let notification_s = delays.notification_s().nominal;
    let after_detection_s = delays.after_detection_s();
    match flight.detection {
        Detection::Launch => {
            let detected_s = delays.detection_s().nominal;
            let notified_s = delays.total_s().nominal;
            Timeline {
                row: *row,
                boost_end_s: flight.arc.map(|arc| arc.boost_s.nominal),
                detected_s,
                confirmed_s: notified_s - notification_s,
                notified_s,
                impact_s: flight.time_s,
                unseen_s: 0.0,
                warning_s: flight.warning_s,
                is_approximate: flight.is_approximate(),
                others: None,
            }
        }
        Detection::Radar => {
            // Warning is time to go less what follows first sight, each end with its unlike.
            let impact_s = Interval {
                low: flight.warning_s.low + after_detection_s.high,
                nominal: flight.warning_s.nominal + after_detection_s.nominal,
                high: flight.warning_s.high + after_detection_s.low,
            };
            Timeline {
                row: *row,
                boost_end_s: None,
                detected_s: 0.0,
                confirmed_s: after_detection_s.nominal - notification_s,
                notified_s: after_detection_s.nominal,
                impact_s,
                unseen_s: (flight.time_s.nominal - impact_s.nominal).max(0.0),
                warning_s: flight.warning_s,
                is_approximate: flight.is_approximate(),
                others: None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Plan, Study};

    #[test]
    fn segments_add_up_to_the_flight() {
        let study = Study::new("54.71,20.51", "@nato").unwrap();
        let plan = Plan::new(&study);
        let (rows, _) = plan.assess_all();
        let chart = warnings(&rows, &study.assumptions()).unwrap();
        assert_eq!(chart.groups.len(), 3);
        for group in &chart.groups {
            let order: Vec<f64> = group
                .timelines
                .iter()
                .map(|it| it.warning_s.nominal)
                .collect();
            assert!(
                order.windows(2).all(|pair| pair[0] <= pair[1] + 0.1),
                "{order:?}"
            );
            for it in &group.timelines {
                assert!(it.detected_s <= it.confirmed_s && it.confirmed_s <= it.notified_s);
                assert!(
                    (it.impact_s.nominal - it.notified_s - it.warning_s.nominal).abs() < 1e-9,
                    "{it:?}"
                );
                let flight = it.row.system.unwrap().flight.unwrap();
                assert!(
                    (it.unseen_s + it.impact_s.nominal - flight.time_s.nominal).abs() < 1e-9,
                    "{it:?}"
                );
            }
        }
    }

    #[test]
    fn nothing_to_draw_is_an_error() {
        let study = Study::new("54.71,20.51", "52.52,13.405").unwrap();
        let without_systems = study.with_systems(Vec::new());
        let plan = Plan::new(&without_systems);
        let (rows, _) = plan.assess_all();
        assert_eq!(rows.len(), 1);
        let assumptions = without_systems.assumptions();
        assert!(warnings(&rows, &assumptions).is_err());
        assert!(warnings(&[], &assumptions).is_err());
    }
}
