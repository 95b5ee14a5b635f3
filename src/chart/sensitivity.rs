//! Which assumption moves the warning time how far: a bar for each cause alone, largest first (a tornado chart), from the
//! budget that `explain` prints.

mod drawing;

use super::rows::{nothing_to_draw, refuse_if_too_many};
use crate::caveat::Caveats;
use crate::error::Result;
use crate::explain::contributions::{Contribution, Eyes, contributions, seen_by};
use crate::model::{Assessment, Assumptions, Flight};

pub(crate) use drawing::draw;

/// How many bars one sheet has room for.
pub(crate) const MOST_BARS: usize = 60;

/// What the chart shows.
#[derive(Clone, Debug)]
pub(crate) struct Sensitivity<'a> {
    /// One group a row with a flight.
    pub(crate) groups: Vec<Group<'a>>,
    /// Warning times that are marked, s.
    pub(crate) thresholds_s: Vec<f64>,
    /// What all rest on.
    pub(crate) assumptions: Assumptions<'a>,
    /// Of all rows.
    pub(crate) caveats: Caveats,
}

/// The causes of one system between two places.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// The row.
    pub(crate) row: Assessment<'a>,
    /// By what its warning is counted.
    pub(crate) eyes: Eyes,
    /// Its flight, with the whole of its intervals.
    pub(crate) flight: Flight,
    /// Nominal flight and warning, s, with nothing varied.
    pub(crate) nominal: Flight,
    /// Largest first; at least one.
    pub(crate) causes: Vec<Contribution>,
}

/// A cause that moves the warning by less is left out, s: it would be a bar of no width.
const LEAST_SHOWN_S: f64 = 1.0;

fn width_s(cause: &Contribution) -> f64 {
    cause.warning_s.1 - cause.warning_s.0
}

/// Finds what moves the warning times of these rows.
///
/// # Errors
/// [`crate::Error::Usage`] if no row has a flight, or there are more than [`MOST_BARS`] causes.
pub(crate) fn sensitivity<'a>(
    rows: &[Assessment<'a>],
    assumptions: &Assumptions<'a>,
) -> Result<Sensitivity<'a>> {
    let mut chart = Sensitivity {
        groups: Vec::new(),
        thresholds_s: Vec::new(),
        assumptions: *assumptions,
        caveats: Caveats::default(),
    };
    for row in rows {
        let Some((system, flight)) = row
            .system
            .and_then(|it| it.flight.map(|flight| (it.system, flight)))
            .filter(|(_, flight)| flight.is_told())
        else {
            continue;
        };
        for eyes in [Eyes::Own, Eyes::AirborneRadar] {
            let found = contributions(&row.pair, system, assumptions, eyes);
            let (Some((nominal, mut causes)), Some(flight)) = (found, seen_by(flight, eyes)) else {
                continue;
            };
            // What moves the flight alone, before a radar sees it, moves no warning.
            causes.retain(|cause| width_s(cause) >= LEAST_SHOWN_S);
            causes.sort_by(|a, b| width_s(b).total_cmp(&width_s(a)));
            if !causes.is_empty() {
                chart.caveats = chart.caveats.union(row.caveats);
                chart.groups.push(Group {
                    row: *row,
                    eyes,
                    flight,
                    nominal,
                    causes,
                });
            }
        }
    }
    let count: usize = chart.groups.iter().map(|group| group.causes.len()).sum();
    if count == 0 {
        return Err(nothing_to_draw(rows));
    }
    refuse_if_too_many(
        "sensitivity",
        count,
        MOST_BARS,
        "bars",
        "name fewer places, or one --missile",
    )?;
    Ok(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Plan, Study};

    #[test]
    fn bars_are_the_budget_largest_first() {
        let study = Study::new("kapustin-yar", "Berlin").unwrap();
        let plan = Plan::new(&study);
        let (rows, _) = plan.assess_all();
        let chart = sensitivity(&rows, &study.assumptions()).unwrap();
        // The cruise missile is seen by either radar.
        assert_eq!(chart.groups.len(), 3);
        for group in &chart.groups {
            let widths: Vec<f64> = group.causes.iter().map(width_s).collect();
            assert!(
                widths.windows(2).all(|pair| pair[0] >= pair[1]),
                "{widths:?}"
            );
            // Alone, none moves the time out of the interval that all make together.
            let whole_s = group.flight.warning_s;
            for cause in &group.causes {
                assert!(
                    cause.warning_s.0 >= whole_s.low - 1e-6
                        && cause.warning_s.1 <= whole_s.high + 1e-6,
                    "{cause:?} {whole_s:?}"
                );
            }
        }
        assert!(sensitivity(&[], &study.assumptions()).is_err());
    }
}
