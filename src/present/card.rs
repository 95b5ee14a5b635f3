//! One pair of places as a card: distance, band, times, which missiles reach, caveats.

use std::borrow::Cow;

use super::words::{self, LengthUnit};
use super::{Block, Document, Grid, GridColumn, claims};
use crate::catalogue::{Reach, systems};
use crate::caveat::Caveats;
use crate::flight::Trajectory;
use crate::model::{
    Assessment, Assumptions, Pair, SystemAssessment, full_speed_arc, full_speed_time_s,
};
use crate::quantity::Kilometres;

/// The card of the rows of one pair. `with_reach` adds which missiles of the catalogue reach.
pub(crate) fn card(
    pair: &Pair<'_>,
    rows: &[Assessment<'_>],
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
    with_reach: bool,
) -> Document {
    let mut blocks = vec![Block::Title(format!(
        "{} → {}",
        words::place(pair.from),
        words::place(pair.to)
    ))];
    blocks.push(Block::Facts(distance_facts(pair, unit)));
    let assessed: Vec<&SystemAssessment<'_>> =
        rows.iter().filter_map(|row| row.system.as_ref()).collect();
    if !assessed.is_empty() {
        blocks.push(Block::Grid(time_table(&assessed, unit)));
    }
    let arcs: Vec<(String, String)> = assessed
        .iter()
        .flat_map(|it| {
            let own = arc_fact(it, unit);
            own.into_iter()
                .chain(full_speed_facts(pair.track.distance, it, unit))
        })
        .collect();
    if !arcs.is_empty() {
        blocks.push(Block::Facts(arcs));
    }
    let km = pair.track.distance.km();
    for it in assessed
        .iter()
        .filter(|it| it.system.basing.is_some() || it.reach.is_some())
    {
        blocks.push(Block::Facts(system_facts(it, km, assumptions, unit)));
    }
    if with_reach {
        blocks.push(Block::Facts(reach_facts(km)));
    }
    let caveats = rows
        .iter()
        .fold(Caveats::default(), |all, row| all.union(row.caveats));
    let mut notes: Vec<String> = words::assumptions(assumptions).into_iter().collect();
    notes.extend(words::no_launches([pair.from]));
    notes.extend(caveats.iter().map(|caveat| caveat.sentence().to_owned()));
    if assessed.iter().any(|it| it.flight.is_some()) {
        notes.push(words::delays(assumptions.delays));
    }
    if !notes.is_empty() {
        blocks.push(Block::Notes(notes));
    }
    Document { blocks }
}

fn distance_facts(pair: &Pair<'_>, unit: LengthUnit) -> Vec<(String, String)> {
    let km = pair.track.distance.km();
    let joint_km = pair.from.joint_uncertainty_km(pair.to);
    let decimals = words::distance_decimals(joint_km);
    // A direction means nothing between places that may be the same.
    let azimuths_deg = pair.track.azimuths_deg.filter(|_| km > joint_km);
    let azimuth = azimuths_deg.map_or_else(String::new, |(initial, _)| {
        format!(", leaving at {initial:.0}°")
    });
    let known = if joint_km > 0.0 {
        format!(
            "; the places are known to within {} together",
            unit.say(joint_km, 0)
        )
    } else {
        String::new()
    };
    let distance = format!(
        "{} along the WGS 84 geodesic{azimuth}{known}",
        unit.say(km, decimals)
    );
    let margin = pair.margin_km.map_or_else(String::new, |margin_km| {
        format!(": {}", words::margin(margin_km, km, unit, decimals))
    });
    let doubt = if pair.band_certain {
        ""
    } else {
        "; uncertain, for the edge is nearer than the places are known"
    };
    let band = format!(
        "{} ({}){margin}{doubt}",
        pair.band.name,
        words::band_edges(pair.band, unit)
    );
    vec![
        ("Distance".to_owned(), distance),
        (pair.bands.title.to_string(), band),
    ]
}

/// The table of flight and warning times, one line a system, and a second one for what either radar sees.
pub(crate) fn time_table(assessed: &[&SystemAssessment<'_>], unit: LengthUnit) -> Grid {
    let columns = ["System", "Flight time", "Warning time", "Seen by"]
        .map(GridColumn::words)
        .to_vec();
    let rows = assessed
        .iter()
        .flat_map(|it| {
            let mut row = vec![it.system.name.to_string()];
            match &it.flight {
                Some(flight) => row.extend([
                    words::time_of(flight),
                    words::warning_of(flight),
                    words::seen_by(flight.detection).to_owned(),
                ]),
                None if it.reach == Some(Reach::Beyond) => {
                    row.extend([
                        format!("beyond its claims: {}", claims::range(it.system, unit)),
                        String::new(),
                        String::new(),
                    ]);
                }
                None => {
                    row.extend(["outside the model".to_owned(), String::new(), String::new()]);
                }
            }
            let airborne_s = it.flight.and_then(|flight| flight.airborne_warning_s);
            let airborne = airborne_s.map(|warning_s| {
                vec![
                    String::new(),
                    String::new(),
                    words::warning_time(warning_s),
                    words::AIRBORNE_RADAR.to_owned(),
                ]
            });
            std::iter::once(row).chain(airborne)
        })
        .collect();
    Grid { columns, rows }
}

/// The arc of a ballistic system: how it leaves and how high it climbs.
fn arc_fact(it: &SystemAssessment<'_>, unit: LengthUnit) -> Option<(String, String)> {
    let arc = it.flight?.arc?.arc;
    let words = format!(
        "leaves at {:.1}° and {:.2} km/s, climbs to {}",
        arc.launch_angle_deg,
        arc.launch_speed_km_s,
        unit.say(arc.apogee_km, 0)
    );
    Some((format!("Arc of {}", it.system.name), words))
}

/// The arcs at the full speed of a missile that is far inside its range, beside the minimum-energy one.
fn full_speed_facts(
    distance: Kilometres,
    it: &SystemAssessment<'_>,
    unit: LengthUnit,
) -> Vec<(String, String)> {
    let is_usual = it
        .flight
        .and_then(|flight| flight.arc)
        .is_some_and(|arc| arc.trajectory == Trajectory::MinimumEnergy);
    let arcs = [Trajectory::Lofted, Trajectory::Depressed];
    let fact = |trajectory: Trajectory| {
        let time_s = full_speed_time_s(it.system, distance, trajectory)?;
        let arc = full_speed_arc(it.system, distance, trajectory)?;
        let words = format!(
            "{} on its {trajectory} arc at {:.2} km/s, climbing to {}",
            words::flight_time(time_s),
            arc.launch_speed_km_s,
            unit.say(arc.apogee_km, 0)
        );
        Some((format!("{}, at full speed", it.system.name), words))
    };
    arcs.into_iter()
        .filter(|_| is_usual)
        .filter_map(fact)
        .collect()
}

fn system_facts(
    it: &SystemAssessment<'_>,
    distance_km: f64,
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> Vec<(String, String)> {
    let range = claims::range(it.system, unit);
    let by = claims::by_claims(it.system, distance_km, unit);
    let doubt = if it.reach_certain == Some(false) {
        " (not certain: the places are known no better)"
    } else {
        ""
    };
    let verdict = match it.reach {
        Some(_) => format!("reaches {by}{doubt}. Range: {range}"),
        None => format!("reach is {by}"),
    };
    let mut facts = vec![(it.system.name.to_string(), verdict)];
    let lines = claims::lines(it.system, distance_km, unit);
    facts.extend(lines.into_iter().map(|line| (String::new(), line)));
    if it.system.basing.is_some() && it.system.state.is_some() {
        let status = claims::treaty_sentence(it.system, it.treaty_status, assumptions, unit);
        facts.push(("INF status".to_owned(), status));
    }
    facts
}

/// Which missiles of the catalogue reach a distance: by all claims, by some only, by none, or open.
fn reach_facts(distance_km: f64) -> Vec<(String, String)> {
    let mut names: [Vec<Cow<'static, str>>; 4] = Default::default();
    for system in systems() {
        let at = system
            .range_km
            .map_or(3, |range_km| Reach::of(range_km, distance_km) as usize);
        names[at].push(system.id);
    }
    let [within, disputed, beyond, open] = names;
    let list = |ids: &[Cow<'static, str>]| {
        if ids.is_empty() {
            "none".to_owned()
        } else {
            ids.join(", ")
        }
    };
    vec![
        (
            format!("Reached by all claims ({})", within.len()),
            list(&within),
        ),
        (
            format!("By some claims only ({})", disputed.len()),
            list(&disputed),
        ),
        (format!("By no claim ({})", beyond.len()), list(&beyond)),
        (
            format!("No claim of capability ({})", open.len()),
            list(&open),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missile_is_in_one_class_of_reach() {
        let counted: usize = reach_facts(1000.0)
            .iter()
            .map(|(label, _)| {
                label
                    .split(['(', ')'])
                    .nth(1)
                    .unwrap()
                    .parse::<usize>()
                    .unwrap()
            })
            .sum();
        assert_eq!(counted, systems().len());
    }
}
