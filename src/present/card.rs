//! One pair of places as a card: distance, band, times, which missiles reach, caveats.

use std::cmp::Reverse;

use super::words::{self, LengthUnit};
use super::{Block, Document, Grid, GridColumn, claims};
use crate::catalogue::{
    Missile, Reach, ReportKind, Role, Status, System, Tally, TestFlight, country_name, missiles,
    test_flights,
};
use crate::caveat::Caveats;
use crate::flight::Trajectory;
use crate::model::{Assessment, Assumptions, Pair, SystemAssessment};

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
        words::place_as(pair.from, Role::From),
        words::place_as(pair.to, Role::To)
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
            own.into_iter().chain(full_speed_facts(pair, it, unit))
        })
        .collect();
    if !arcs.is_empty() {
        blocks.push(Block::Facts(arcs));
    }
    let km = pair.track.distance.km();
    for it in assessed
        .iter()
        .filter(|it| it.system.basing.is_some() || it.reach.is_some() || it.has_open_reach)
    {
        blocks.push(Block::Facts(system_facts(it, km, assumptions, unit)));
    }
    if with_reach {
        blocks.push(Block::Facts(reach_facts(pair)));
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

/// The table of flight and warning times, one line per system, and a second one for an airborne radar.
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
                None if it.has_open_reach => {
                    let range = claims::range(it.system, unit);
                    let claimed = if range.is_empty() {
                        String::new()
                    } else {
                        format!(", of {range}")
                    };
                    row.extend([
                        format!("reach is open{claimed}"),
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

/// The arc of a ballistic system: launch angle, speed and apogee.
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
    pair: &Pair<'_>,
    it: &SystemAssessment<'_>,
    unit: LengthUnit,
) -> Vec<(String, String)> {
    let is_usual = it
        .flight
        .and_then(|flight| flight.arc)
        .is_some_and(|arc| arc.trajectory == Trajectory::MinimumEnergy);
    if !is_usual {
        return Vec::new();
    }
    let said = |trajectory: Trajectory| {
        let flown = pair.full_speed(it.system, trajectory)?;
        let apogee = unit.say(flown.arc.apogee_km, 0);
        let words = match flown.time_s {
            Some(time_s) => {
                let time = words::flight_time(time_s);
                format!("{trajectory}, climbing to {apogee}: {time}")
            }
            None if flown.is_below_the_floor() => {
                format!(
                    "{trajectory}, climbing to {apogee} only, where drag rules: no time is given"
                )
            }
            None => format!(
                "{trajectory}, climbing to {apogee}: close to the air or to the usual arc, and no time of its own is given"
            ),
        };
        Some((flown.arc.launch_speed_km_s, words))
    };
    let arcs = [Trajectory::Lofted, Trajectory::Depressed].map(said);
    let Some(speed_km_s) = arcs
        .iter()
        .flatten()
        .map(|(speed_km_s, _)| speed_km_s)
        .next()
    else {
        return Vec::new();
    };
    let label = format!("{}, inside its range", it.system.name);
    let first = format!("may fly any arc between those at its full speed, {speed_km_s:.2} km/s:");
    let arcs = arcs
        .into_iter()
        .flatten()
        .map(|(_, words)| (String::new(), words));
    std::iter::once((label, first)).chain(arcs).collect()
}

/// Flights that were reported of a missile, whatever their distance.
fn reported_flights(system: &System, unit: LengthUnit) -> Vec<(String, String)> {
    let is_of_it = |flight: &&TestFlight| {
        flight.missile == system.id && !flight.is_contested() && flight.kind != ReportKind::Derived
    };
    let said = |flight: &TestFlight| {
        let apogee = flight.apogee_km.map_or_else(String::new, |apogee_km| {
            format!(", climbing to {}", unit.say(apogee_km, 0))
        });
        let round = if flight.kind == ReportKind::Rounded {
            ", in round figures"
        } else {
            ""
        };
        let date = flight.date;
        let range = unit.say(flight.range_km, 0);
        let time = words::minutes(flight.time_s);
        format!("{date}: {range} in {time}{apogee}{round}")
    };
    let label = |at: usize| if at == 0 { "Reported flights" } else { "" };
    test_flights()
        .iter()
        .filter(is_of_it)
        .enumerate()
        .map(|(at, flight)| (label(at).to_owned(), said(flight)))
        .collect()
}

fn system_facts(
    it: &SystemAssessment<'_>,
    distance_km: f64,
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> Vec<(String, String)> {
    let range = claims::range(it.system, unit);
    let said = claims::verdict(it.system, distance_km, unit);
    let doubt = if it.reach_certain == Some(false) {
        " (not certain: the places are known no better)"
    } else {
        ""
    };
    let verdict = if range.is_empty() {
        said
    } else {
        format!("{said}{doubt}. Range: {range}")
    };
    let mut facts = vec![(it.system.name.to_string(), verdict)];
    let lines = claims::lines(it.system, distance_km, unit);
    facts.extend(lines.into_iter().map(|line| (String::new(), line)));
    if it.system.basing.is_some() && it.system.state.is_some() {
        let status = claims::treaty_sentence(it.system, it.treaty_status, assumptions, unit);
        facts.push(("INF status".to_owned(), status));
    } else if let (None, Some(range_km)) = (it.system.basing, it.system.range_km) {
        let band = words::band_if_ground_launched(range_km.nominal, unit);
        facts.push(("INF Treaty".to_owned(), band));
    }
    facts.extend(reported_flights(it.system, unit));
    facts
}

/// A line of the missiles of the catalogue that reach a distance, by what their claims say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReachLine {
    All,
    SomeAndBounds,
    Some,
    None,
    NoneAndBounds,
    Bounds,
    NoClaim,
}

impl ReachLine {
    /// Those whose missiles are named, each with its heading, and true where it is told even if no missile is on it.
    const NAMED: [(Self, &'static str, bool); 3] = [
        (Self::All, "Reached by all claims", true),
        (
            Self::SomeAndBounds,
            "By some claims, the others only bounds",
            false,
        ),
        (Self::Some, "By some claims only", true),
    ];

    /// Those whose missiles are counted.
    const COUNTED: [(Self, &'static str); 4] = [
        (Self::None, "by no claim"),
        (
            Self::NoneAndBounds,
            "by no claim, some of them only lower bounds",
        ),
        (Self::Bounds, "open beyond a lower bound"),
        (Self::NoClaim, "without a claim of capability"),
    ];

    fn of(system: &System, distance_km: f64) -> Self {
        let tally = Tally::of(system.claims, distance_km);
        match system.reach(distance_km) {
            Some(Reach::Within) if tally.is_by_all() => Self::All,
            Some(Reach::Within) => Self::SomeAndBounds,
            Some(Reach::Disputed) => Self::Some,
            Some(Reach::Beyond) if tally.lower_bounds.is_empty() => Self::None,
            Some(Reach::Beyond) => Self::NoneAndBounds,
            None if system.range_km.is_some() => Self::Bounds,
            None => Self::NoClaim,
        }
    }
}

/// The most names of one line: with those of all lines they fill no more than a screen.
const MOST_NAMES: usize = 20;

/// Which missiles of the catalogue reach a distance: by all claims, by some only, by none, or open. What reaches is named by
/// its owner, that of the source first, as far as it is in service; the rest is counted.
fn reach_facts(pair: &Pair<'_>) -> Vec<(String, String)> {
    let distance_km = pair.track.distance.km();
    let lines: Vec<(&Missile, ReachLine)> = missiles()
        .iter()
        .map(|missile| {
            let line = ReachLine::of(&System::of(missile), distance_km);
            (missile, line)
        })
        .collect();
    let owner = pair.from.site.map(|site| site.operator);
    let first = owner.or(pair.from.country.as_deref());
    let on = |wanted| -> Vec<&Missile> {
        let on_it = lines.iter().filter(|(_, line)| *line == wanted);
        on_it.map(|(missile, _)| *missile).collect()
    };
    let mut told = Vec::new();
    for (line, heading, is_always_told) in ReachLine::NAMED {
        let missiles = on(line);
        if is_always_told || !missiles.is_empty() {
            let names = by_owner(&missiles, first);
            told.push((format!("{heading} ({})", missiles.len()), names));
        }
    }
    let counts = ReachLine::COUNTED.map(|(line, words)| (on(line).len(), words));
    let others: usize = counts.iter().map(|(count, _)| count).sum();
    let said = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"));
    let said: Vec<String> = said.collect();
    told.push((format!("Others ({others})"), none_or(said.join("; "))));
    told
}

fn none_or(list: String) -> String {
    if list.is_empty() {
        "none".to_owned()
    } else {
        list
    }
}

/// Missiles in service by their owners: `Russia: 9M723 (Iskander-M), Kh-101; France: M51; and 4 that are not in service`.
fn by_owner(missiles: &[&Missile], first: Option<&str>) -> String {
    let mut owners: Vec<(&str, Vec<&str>)> = Vec::new();
    let in_service = missiles
        .iter()
        .filter(|missile| missile.status == Status::InService);
    for missile in in_service {
        match owners.iter_mut().find(|(owner, _)| *owner == missile.state) {
            Some((_, names)) => names.push(missile.name),
            None => owners.push((missile.state, vec![missile.name])),
        }
    }
    let count: usize = owners.iter().map(|(_, names)| names.len()).sum();
    owners.sort_by_key(|(owner, names)| (Some(*owner) != first, Reverse(names.len())));
    let mut left = MOST_NAMES;
    let mut said: Vec<String> = Vec::new();
    for (owner, names) in &owners {
        let shown = &names[..names.len().min(left)];
        left -= shown.len();
        if !shown.is_empty() {
            said.push(format!("{}: {}", country_name(owner), shown.join(", ")));
        }
    }
    for (more, what) in [
        (count.saturating_sub(MOST_NAMES), "more in service"),
        (missiles.len() - count, "not in service today"),
    ] {
        if more > 0 {
            said.push(format!("{more} {what}"));
        }
    }
    none_or(said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Place;
    use crate::treaty::BandSet;

    #[test]
    fn every_missile_is_in_one_class_of_reach() {
        let [from, to] = ["0,0", "0,9"].map(|text| Place::at(text.parse().unwrap()));
        let pair = Pair::new(&from, &to, BandSet::inf());
        let counted: usize = reach_facts(&pair)
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
        assert_eq!(counted, missiles().len());
    }
}
