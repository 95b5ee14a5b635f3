//! Many rows as one table with summary lines.

use std::collections::BTreeMap;

use super::verdict::{DOUBTFUL, Verdict, nearest_of_each};
use super::words::{self, LengthUnit};
use super::{Block, Document, Grid, GridColumn, claims};
use crate::catalogue::{Reach, Role, System};
use crate::caveat::Caveats;
use crate::flight::Trajectory;
use crate::model::{Assessment, Assumptions};
use crate::quantity::Interval;

/// The table of many rows: by source in the given order, then by distance, with the summary and the caveats.
pub(crate) fn matrix(
    rows: &[Assessment<'_>],
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> Document {
    let fields = fields_of(rows);
    let mut blocks = vec![
        Block::Title(title(rows, &fields)),
        Block::Grid(grid(rows, unit)),
        Block::Notes(summary(rows, unit)),
    ];
    let notes = notes(rows, assumptions);
    if !notes.is_empty() {
        blocks.push(Block::Notes(notes));
    }
    Document { blocks }
}

/// The reach of a type that the claims leave open, in tables.
const OPEN: &str = "open";

/// The rows of the table in its order: by source in the given order, then by distance.
pub(crate) fn in_order<'r, 'a>(rows: &'r [Assessment<'a>]) -> Vec<&'r Assessment<'a>> {
    let sources = sources_of(rows);
    let key = |row: &Assessment<'_>| {
        (
            sources[row.pair.from.identity()],
            row.pair.track.distance.km(),
        )
    };
    let mut ordered: Vec<&Assessment<'a>> = rows.iter().collect();
    ordered.sort_by(|a, b| {
        let ((source_a, km_a), (source_b, km_b)) = (key(a), key(b));
        source_a.cmp(&source_b).then(km_a.total_cmp(&km_b))
    });
    ordered
}

/// The table alone, in the order of [`in_order`].
pub(crate) fn grid(rows: &[Assessment<'_>], unit: LengthUnit) -> Grid {
    let fields = fields_of(rows);
    Grid {
        columns: fields.iter().map(|&field| head(field, unit)).collect(),
        rows: in_order(rows)
            .into_iter()
            .map(|row| fields.iter().map(|&field| cell(field, row, unit)).collect())
            .collect(),
    }
}

/// The assumptions of the rows that differ from the defaults, and the caveats of any row.
pub(crate) fn notes(rows: &[Assessment<'_>], assumptions: &Assumptions<'_>) -> Vec<String> {
    let caveats = rows
        .iter()
        .fold(Caveats::default(), |all, row| all.union(row.caveats));
    let mut notes: Vec<String> = words::assumptions(assumptions).into_iter().collect();
    notes.extend(words::no_launches(rows.iter().map(|row| row.pair.from)));
    notes.extend(caveats.iter().map(|caveat| caveat.sentence().to_owned()));
    let is_doubtful =
        |row: &Assessment<'_>| row.system.is_some_and(|it| it.reach_certain == Some(false));
    if rows.iter().any(is_doubtful) {
        notes.push(words::UNCERTAIN_REACH.to_owned());
    }
    if rows.iter().any(|row| airborne_s(row).is_some()) {
        notes.push(words::TWO_RADARS.to_owned());
    }
    if rows.iter().any(|row| row.system.is_some()) {
        let have_own = rows
            .iter()
            .any(|row| row.case.is_some_and(words::names_a_delay));
        notes.push(if have_own {
            words::DELAYS_OF_CASES.to_owned()
        } else {
            words::delays(assumptions.delays)
        });
    }
    notes
}

/// The columns of the table. Source and system have one only where rows differ in it; else they are in the title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    From,
    To,
    Country,
    Distance,
    Band,
    System,
    Reach,
    Trajectory,
    Case,
    FlightTime,
    WarningTime,
    AirborneWarningTime,
}

/// Each source with its number in the given order.
fn sources_of<'r>(rows: &'r [Assessment<'_>]) -> BTreeMap<&'r str, usize> {
    numbered(rows.iter().map(|row| row.pair.from.identity()))
}

fn fields_of(rows: &[Assessment<'_>]) -> Vec<Field> {
    let systems = numbered(
        rows.iter()
            .filter_map(|row| row.system.as_ref())
            .map(|it| it.system.id.as_ref()),
    );
    let mut arcs = rows.iter().filter_map(trajectory);
    let first_arc = arcs.next();
    let has_arcs = arcs.any(|arc| Some(arc) != first_arc);
    let has_cases = rows.iter().any(|row| row.case.is_some());
    let has_reach = rows.iter().any(|row| {
        row.system
            .is_some_and(|it| it.reach.is_some() || it.has_open_reach)
    });
    let has_airborne = rows.iter().any(|row| airborne_s(row).is_some());
    [
        (Field::From, sources_of(rows).len() > 1),
        (Field::To, true),
        (Field::Country, true),
        (Field::Distance, true),
        (Field::Band, true),
        (Field::System, systems.len() > 1),
        (Field::Reach, has_reach),
        (Field::Trajectory, has_arcs),
        (Field::Case, has_cases),
        (Field::FlightTime, !systems.is_empty()),
        (Field::WarningTime, !systems.is_empty()),
        (Field::AirborneWarningTime, has_airborne),
    ]
    .into_iter()
    .filter_map(|(field, is_shown)| is_shown.then_some(field))
    .collect()
}

fn head(field: Field, unit: LengthUnit) -> GridColumn {
    match field {
        Field::From => GridColumn::words("From"),
        Field::To => GridColumn::words("To"),
        Field::Country => GridColumn::words(""),
        Field::Distance => GridColumn::numbers(unit.symbol()),
        Field::Band => GridColumn::words("Band"),
        Field::System => GridColumn::words("System"),
        Field::Reach => GridColumn::words("Reach"),
        Field::Trajectory => GridColumn::words("Trajectory"),
        Field::Case => GridColumn::words("Case"),
        Field::FlightTime => GridColumn::numbers("Flight time"),
        Field::WarningTime => GridColumn::numbers("Warning time"),
        Field::AirborneWarningTime => GridColumn::numbers("Airborne"),
    }
}

fn cell(field: Field, row: &Assessment<'_>, unit: LengthUnit) -> String {
    let pair = &row.pair;
    let flight = row.system.as_ref().and_then(|it| it.flight.as_ref());
    match field {
        Field::From => pair.from.label().into_owned(),
        Field::To => pair.to.label().into_owned(),
        Field::Country => pair.to.country.as_deref().unwrap_or_default().to_owned(),
        Field::Distance => {
            let decimals = words::distance_decimals(pair.from.joint_uncertainty_km(pair.to));
            words::grouped(unit.converted(pair.track.distance.km()), decimals)
        }
        Field::Band => format!(
            "{}{}",
            pair.band.id,
            if pair.band_certain { "" } else { "?" }
        ),
        Field::System => row
            .system
            .as_ref()
            .map(|it| it.system.name.to_string())
            .unwrap_or_default(),
        Field::Reach => row.system.map_or_else(String::new, |it| {
            let doubt = if it.reach_certain == Some(false) {
                "?"
            } else {
                ""
            };
            let open = if it.has_open_reach { OPEN } else { "" };
            format!("{}{doubt}", it.reach.map_or(open, Reach::code))
        }),
        Field::Trajectory => trajectory(row)
            .map(|arc| arc.to_string())
            .unwrap_or_default(),
        Field::Case => row.case.unwrap_or_default().to_owned(),
        Field::FlightTime => flight.map_or_else(|| "–".to_owned(), words::time_span_of),
        Field::WarningTime => flight.map_or_else(|| "–".to_owned(), words::warning_span_of),
        Field::AirborneWarningTime => {
            airborne_s(row).map_or_else(|| "–".to_owned(), words::warning_interval)
        }
    }
}

fn title(rows: &[Assessment<'_>], fields: &[Field]) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let mut parts = Vec::new();
    if !fields.contains(&Field::From) {
        parts.push(format!(
            "From {}",
            words::place_as(first.pair.from, Role::From)
        ));
    }
    if let (false, Some(it)) = (fields.contains(&Field::System), &first.system) {
        parts.push(it.system.name.to_string());
    }
    let bands = if parts.is_empty() { "Bands" } else { "bands" };
    parts.push(format!("{bands}: {}", first.pair.bands.title));
    parts.join(" · ")
}

/// One line per source and system: the number of places that it reaches.
pub(crate) fn summary(rows: &[Assessment<'_>], unit: LengthUnit) -> Vec<String> {
    let capitals = rows.iter().all(|row| row.pair.to.capital);
    let places = |count: usize| match (capitals, count) {
        (true, 1) => "1 capital".to_owned(),
        (true, _) => format!("{count} capitals"),
        (false, 1) => "1 place".to_owned(),
        (false, _) => format!("{count} places"),
    };
    // Systems without a range of their own add nothing to the bands: one line serves them all.
    let mut groups: Vec<Vec<&Assessment<'_>>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for row in rows {
        let key = (
            row.pair.from.identity(),
            ranged(row).map(|system| system.id.as_ref()),
        );
        let number = *numbers.entry(key).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Vec::new());
        }
        // Among a source's generic systems, each place counts once.
        if groups[number]
            .last()
            .is_none_or(|last| !std::ptr::eq(last.pair.to, row.pair.to))
        {
            groups[number].push(row);
        }
    }
    let lines = groups.into_iter().map(|group| {
        let source = group[0].pair.from.label();
        match ranged(group[0]) {
            None => format!(
                "From {source}: of {}, {}",
                places(group.len()),
                band_counts(&group)
            ),
            Some(system) => {
                let counts = reach_counts(system, &group, unit);
                format!(
                    "{} from {source}: of {}, {counts}",
                    system.name,
                    places(group.len())
                )
            }
        }
    });
    let all: Vec<String> = lines.collect();
    together(rows, unit, &places)
        .into_iter()
        .chain(all)
        .collect()
}

/// One line per system with a range, where there are several sources: the places it reaches from any of them.
fn together(
    rows: &[Assessment<'_>],
    unit: LengthUnit,
    places: &dyn Fn(usize) -> String,
) -> Vec<String> {
    let sources = sources_of(rows).len();
    if sources < 2 {
        return Vec::new();
    }
    let mut systems: Vec<(&System, Vec<&Assessment<'_>>)> = Vec::new();
    for row in rows {
        let Some(system) = ranged(row) else {
            continue;
        };
        match systems.iter_mut().find(|(known, _)| known.id == system.id) {
            Some((_, of_system)) => of_system.push(row),
            None => systems.push((system, vec![row])),
        }
    }
    let line = |(system, of_system): (&System, Vec<&Assessment<'_>>)| {
        let best = nearest_of_each(of_system);
        let counts = reach_counts(system, &best, unit);
        format!(
            "{} from the {sources} places together: of {}, {counts}",
            system.name,
            places(best.len())
        )
    };
    systems.into_iter().map(line).collect()
}

/// Counts of places by verdict; of what no place has, nothing is said.
fn reach_counts(system: &System, rows: &[&Assessment<'_>], unit: LengthUnit) -> String {
    let Some(range_km) = system.range_km else {
        return "reach is open: no claim of capability.".to_owned();
    };
    let [low, high] = [range_km.low, range_km.high].map(|km| unit.say(km, 0));
    let is_disputed = range_km.low < range_km.high;
    let within = if is_disputed {
        format!("reached {} (to {low})", claims::undisputed(system))
    } else if system.has_lower_bound_only() {
        format!("within {high}, a lower bound of its range")
    } else {
        format!("within its range of {high}")
    };
    let beyond = if is_disputed { "by none" } else { "beyond" };
    let said = [
        (Verdict::Certain, within),
        (
            Verdict::Disputed,
            format!("by some claims only (to {high})"),
        ),
        (Verdict::Doubtful, DOUBTFUL.to_owned()),
        (Verdict::Beyond, beyond.to_owned()),
        (Verdict::Open, "left open by lower bounds".to_owned()),
    ]
    .into_iter()
    .filter_map(|(wanted, words)| {
        let of_verdict = rows.iter().filter(|row| Verdict::of_row(row) == wanted);
        let count = of_verdict.count();
        (count > 0).then(|| format!("{count} {words}"))
    });
    format!("{}.", said.collect::<Vec<_>>().join(", "))
}

/// The warning of a low flight by an airborne radar, s.
fn airborne_s(row: &Assessment<'_>) -> Option<Interval> {
    row.system?.flight?.airborne_warning_s
}

fn trajectory(row: &Assessment<'_>) -> Option<Trajectory> {
    Some(
        row.system
            .as_ref()?
            .flight
            .as_ref()?
            .arc
            .as_ref()?
            .trajectory,
    )
}

/// The row's system, if it has a range of its own, or is a type whose range is open.
fn ranged<'a>(row: &Assessment<'a>) -> Option<&'a System> {
    row.system
        .filter(|it| it.system.range_km.is_some() || it.system.is_type)
        .map(|it| it.system)
}

fn band_counts(group: &[&Assessment<'_>]) -> String {
    let bands = group[0].pair.bands.bands();
    let counts: Vec<String> = bands
        .iter()
        .map(|band| {
            (
                band,
                group
                    .iter()
                    .filter(|row| row.pair.band.id == band.id)
                    .count(),
            )
        })
        .filter(|(_, count)| *count > 0)
        .map(|(band, count)| format!("{count} {}", band.name))
        .collect();
    format!("{}.", counts.join(", "))
}

/// Each different text with its number in the order of first appearance.
fn numbered<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<&'t str, usize> {
    let mut numbers = BTreeMap::new();
    for text in texts {
        let next = numbers.len();
        numbers.entry(text).or_insert(next);
    }
    numbers
}
