//! One pair of places as a card: distance, band, times, which missiles reach, caveats.

use std::borrow::Cow;

use super::words::{self, LengthUnit};
use super::{Block, Document, Grid, GridColumn};
use crate::catalogue::{Reach, claims_of, systems};
use crate::caveat::Caveats;
use crate::model::{Assessment, Assumptions, Pair, SystemAssessment};
use crate::quantity::Interval;
use crate::treaty::TreatyStatus;
use crate::warning::Detection;

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
        .filter_map(|it| arc_fact(it, unit))
        .collect();
    if !arcs.is_empty() {
        blocks.push(Block::Facts(arcs));
    }
    for system in assessed.iter().filter(|it| it.reach.is_some()) {
        blocks.push(Block::Facts(system_facts(system, unit)));
    }
    if with_reach {
        blocks.push(Block::Facts(reach_facts(pair.track.distance.km())));
    }
    let caveats = rows
        .iter()
        .fold(Caveats::default(), |all, row| all.union(row.caveats));
    let mut notes: Vec<String> = words::assumptions(assumptions).into_iter().collect();
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

/// The table of flight and warning times, one line a system.
pub(crate) fn time_table(assessed: &[&SystemAssessment<'_>], unit: LengthUnit) -> Grid {
    let columns = ["System", "Flight time", "Warning time", "Seen by"]
        .map(GridColumn::words)
        .to_vec();
    let rows = assessed
        .iter()
        .map(|it| {
            let mut row = vec![it.system.name.to_string()];
            match (&it.flight, it.system.range_km) {
                (Some(flight), _) => row.extend([
                    words::flight_time(flight.time_s),
                    words::warning_time(flight.warning_s),
                    match flight.detection {
                        Detection::Launch => "launch".to_owned(),
                        Detection::Radar => "ground radar at the target".to_owned(),
                    },
                ]),
                (None, Some(range_km)) if it.reach == Some(Reach::Beyond) => {
                    row.extend([
                        format!("beyond its reach, {}", words::range(range_km, unit)),
                        String::new(),
                        String::new(),
                    ]);
                }
                (None, _) => {
                    row.extend(["outside the model".to_owned(), String::new(), String::new()]);
                }
            }
            row
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

fn system_facts(it: &SystemAssessment<'_>, unit: LengthUnit) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if let (Some(range_km), Some(reach)) = (it.system.range_km, it.reach) {
        let verdict = match reach {
            Reach::Within => "reaches by every claim",
            Reach::Disputed => "reaches by some claims only",
            Reach::Beyond => "does not reach by any claim",
        };
        facts.push((
            it.system.name.to_string(),
            format!("{verdict}: range {}", words::range(range_km, unit)),
        ));
        let mut claims: Vec<_> = claims_of(&it.system.id)
            .filter(|claim| claim.basis.counts_towards_range())
            .collect();
        claims.sort_by(|a, b| a.low_km.total_cmp(&b.low_km));
        for claim in claims {
            let figure = words::range(
                Interval {
                    low: claim.low_km,
                    nominal: claim.low_km,
                    high: claim.high_km,
                },
                unit,
            );
            let doubt = if claim.is_unverified() {
                " (unverified)"
            } else {
                ""
            };
            facts.push((
                String::new(),
                format!("{figure}: {}, {}{doubt}", claim.claimant, claim.year),
            ));
        }
    }
    if let Some(status) = it.treaty_status {
        facts.push(("INF status".to_owned(), status_sentence(status).to_owned()));
    }
    facts
}

fn status_sentence(status: TreatyStatus) -> &'static str {
    match status {
        TreatyStatus::Covered => {
            "covered: a type that the treaty forbids to its parties while it is in force"
        }
        TreatyStatus::Disputed => {
            "disputed: the range claims fall on both sides of an edge of the treaty"
        }
        TreatyStatus::OutsideRange => "outside the treaty's ranges",
        TreatyStatus::NotGroundLaunched => "not ground-launched, so not covered",
        TreatyStatus::NotAParty => "of a state that was not a party",
        TreatyStatus::NotInForce => "the treaty was not in force on that date",
    }
}

/// Which missiles of the catalogue reach a distance: for certain, by some claims only, or not.
fn reach_facts(distance_km: f64) -> Vec<(String, String)> {
    let mut names: [Vec<Cow<'static, str>>; 3] = Default::default();
    for system in systems() {
        if let Some(range_km) = system.range_km {
            names[Reach::of(range_km, distance_km) as usize].push(system.id);
        }
    }
    let [within, disputed, beyond] = names;
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
        (format!("Not reached ({})", beyond.len()), list(&beyond)),
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
