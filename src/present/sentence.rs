//! The answer for many destinations, in sentences to quote: who is within reach for certain, by some claims only, beyond,
//! and the nearest and the farthest place with their minutes.

use std::collections::BTreeSet;

use super::verdict::{DOUBTFUL, Verdict, nearest_of_each};
use super::words::{self, LengthUnit};
use crate::catalogue::{Role, System};
use crate::model::Assessment;

/// Most places of one kind that a sentence names; more are counted.
const MOST_NAMED: usize = 5;

/// Most systems that are spoken of.
const MOST_SYSTEMS: usize = 3;

/// Sentences on the rows of all pairs of sources and destinations, one or two a system. None where there is one destination,
/// and where rows are of several cases.
pub(crate) fn sentence(rows: &[Assessment<'_>], unit: LengthUnit) -> Option<String> {
    let sources: BTreeSet<&str> = rows.iter().map(|row| row.pair.from.identity()).collect();
    let targets: BTreeSet<&str> = rows.iter().map(|row| row.pair.to.identity()).collect();
    let first = rows.first()?;
    if targets.len() < 2 || rows.iter().any(|row| row.case.is_some()) {
        return None;
    }
    let from = match sources.len() {
        1 => words::place_as(first.pair.from, Role::From),
        count => format!("the {count} places together"),
    };
    let teller = Teller {
        from,
        names_source: sources.len() > 1,
        unit,
    };
    let mut of_systems: Vec<(Option<&System>, Vec<&Assessment<'_>>)> = Vec::new();
    for row in rows {
        let system = row.system.map(|it| it.system);
        let id = |system: Option<&System>| system.map(|system| system.id.clone());
        match of_systems
            .iter_mut()
            .find(|(known, _)| id(*known) == id(system))
        {
            Some((_, rows)) => rows.push(row),
            None => of_systems.push((system, vec![row])),
        }
    }
    let more = of_systems.len().saturating_sub(MOST_SYSTEMS);
    let mut all: Vec<String> = Vec::new();
    for (system, rows) in of_systems.into_iter().take(MOST_SYSTEMS) {
        let rows = nearest_of_each(rows);
        match system.filter(|system| system.is_asked_for_reach()) {
            Some(system) => all.push(teller.reach(system, &rows, all.is_empty())),
            None => all.extend(teller.distances(system, &rows, all.is_empty())),
        }
    }
    if more > 0 {
        all.push(format!(
            "{} more are in the table.",
            words::counted(more, "system")
        ));
    }
    (!all.is_empty()).then(|| all.join(" "))
}

/// A sentence on one pair: how far, and for each system whether it reaches and how long it flies. None for rows of several
/// cases.
pub(crate) fn sentence_on_pair(rows: &[Assessment<'_>], unit: LengthUnit) -> Option<String> {
    let first = rows.first()?;
    if rows.iter().any(|row| row.case.is_some()) {
        return None;
    }
    let mut said = vec![format!(
        "From {} to {} it is {}.",
        words::place(first.pair.from),
        words::place(first.pair.to),
        unit.say(km(first), 0)
    )];
    for row in rows.iter().take(MOST_SYSTEMS) {
        let Some(it) = row.system else {
            continue;
        };
        let missile = capitalized(&words::the_missile(it.system));
        let time = minutes(row);
        if !it.system.is_asked_for_reach() {
            said.extend(time.map(|time| format!("{missile} takes {time}.")));
            continue;
        }
        let has_claims = !it.system.claims.is_empty();
        let by = match (Verdict::of_row(row), has_claims) {
            (Verdict::Certain, true) => "reaches that far by all claims of its range",
            (Verdict::Certain, false) => "reaches that far",
            (Verdict::Disputed, _) => "reaches that far by some claims of its range only",
            (Verdict::Doubtful, _) => "may reach that far: the places are known no better",
            (Verdict::Open, _) => "may reach that far or not: the claims leave it open",
            (Verdict::Beyond, true) => "reaches that far by no claim",
            (Verdict::Beyond, false) => "does not reach that far",
        };
        let time = time.map_or_else(String::new, |time| format!("; it would take {time}"));
        said.push(format!("{missile} {by}{time}."));
    }
    Some(said.join(" "))
}

fn km(row: &Assessment<'_>) -> f64 {
    row.pair.track.distance.km()
}

/// True of a place that is not the source itself.
fn is_away(row: &Assessment<'_>) -> bool {
    km(row) > row.pair.from.joint_uncertainty_km(row.pair.to)
}

/// True if a place beyond this one may be reached.
fn may_go_farther(rows: &[&Assessment<'_>], last: &Assessment<'_>) -> bool {
    rows.iter().any(|row| {
        let verdict = Verdict::of_row(row);
        km(row) > km(last) && !matches!(verdict, Verdict::Certain | Verdict::Beyond)
    })
}

/// What is said of the nearest place where nearer ones may be the source itself.
fn past_the_source(rows: &[&Assessment<'_>]) -> &'static str {
    if rows.iter().all(|row| is_away(row)) {
        ""
    } else {
        " beyond the uncertainty of the positions"
    }
}

struct Teller {
    from: String,
    names_source: bool,
    unit: LengthUnit,
}

impl Teller {
    /// Who is within reach of a missile.
    fn reach(&self, system: &System, rows: &[&Assessment<'_>], is_first: bool) -> String {
        let of = |wanted| -> Vec<&Assessment<'_>> {
            rows.iter()
                .copied()
                .filter(|row| Verdict::of_row(row) == wanted)
                .collect()
        };
        let has_claims = !system.claims.is_empty();
        if !has_claims && system.range_km.is_none() {
            let unclaimed = format!("Of {} no range is claimed.", words::the_missile(system));
            let away = self.distances(None, rows, true);
            return away.map_or_else(|| unclaimed.clone(), |away| format!("{unclaimed} {away}"));
        }
        let certain = of(Verdict::Certain);
        let count = match certain.len() {
            0 => "none".to_owned(),
            count => count.to_string(),
        };
        let surely = match (has_claims, certain.is_empty()) {
            (true, true) => "",
            _ => " for certain",
        };
        let by_claims = match (has_claims, system.has_lower_bound_only()) {
            (false, _) => "",
            (true, false) => " by all claims of its range",
            (true, true) => ", for no claim of its range falls short",
        };
        let mut said = vec![format!(
            "{count} of {}{surely}{by_claims}{}",
            counted(rows),
            named(&certain),
        )];
        let beyond = if has_claims {
            "by no claim"
        } else {
            "not at all"
        };
        for (wanted, words) in [
            (Verdict::Disputed, "by some claims only"),
            (Verdict::Doubtful, DOUBTFUL),
            (Verdict::Open, "perhaps, for the claims leave it open"),
            (Verdict::Beyond, beyond),
        ] {
            let found = of(wanted);
            if !found.is_empty() {
                said.push(format!("{} {words}{}", found.len(), named(&found)));
            }
        }
        let last = said.pop().unwrap_or_default();
        let list = if said.is_empty() {
            last
        } else {
            format!("{}, and {last}", said.join(", "))
        };
        let missile = words::the_missile(system);
        let sentence = if is_first {
            format!("From {}, {missile} reaches {list}.", self.from)
        } else {
            format!("{} reaches {list}.", capitalized(&missile))
        };
        let has_time = |row: &&&Assessment<'_>| {
            is_away(row) && row.system.is_some_and(|it| it.flight.is_some())
        };
        let timed: Vec<&&Assessment<'_>> = rows.iter().filter(has_time).collect();
        let is_open = !of(Verdict::Open).is_empty();
        match timed[..] {
            [] => sentence,
            [only] if Verdict::of_row(only) == Verdict::Certain => {
                format!("{sentence} It reaches at least {}.", self.away(only))
            }
            [only] if is_open => format!("{sentence} A claim covers {} alone.", self.away(only)),
            [only] => format!("{sentence} It may reach {}.", self.away(only)),
            // Farther ones that it may reach have no time.
            [first, .., last] if may_go_farther(rows, last) => format!(
                "{sentence} The nearest{} is {}; the farthest with a flight time is {}.",
                past_the_source(rows),
                self.away(first),
                self.away(last)
            ),
            [first, .., last] => format!(
                "{sentence} The nearest{} is {}; the farthest that {} is {}.",
                past_the_source(rows),
                self.away(first),
                // Beyond the claims reach is open.
                if is_open {
                    "a claim covers"
                } else {
                    "it may reach"
                },
                self.away(last)
            ),
        }
    }

    /// The nearest and the farthest place of a generic system, or of none. `is_first` has the distances.
    fn distances(
        &self,
        system: Option<&System>,
        rows: &[&Assessment<'_>],
        is_first: bool,
    ) -> Option<String> {
        let away: Vec<&&Assessment<'_>> = rows.iter().filter(|row| is_away(row)).collect();
        let (first, last) = match away[..] {
            [] => return None,
            [only] => {
                return is_first.then(|| {
                    format!(
                        "From {}, the only one of {}{} is {}.",
                        self.from,
                        counted(rows),
                        past_the_source(rows),
                        self.away(only)
                    )
                });
            }
            [first, .., last] => (first, last),
        };
        if is_first {
            let (nearest, farthest) = (self.away(first), self.away(last));
            let by = system.map_or_else(String::new, |system| {
                format!(", by {}", words::the_missile(system))
            });
            return Some(format!(
                "From {}, the nearest of {}{} is {nearest}, and the farthest {farthest}{by}.",
                self.from,
                counted(rows),
                past_the_source(rows)
            ));
        }
        let [nearest, farthest] = [first, last].map(|row| minutes(row));
        Some(format!(
            "{} takes {} to the one and {} to the other.",
            capitalized(&words::the_missile(system?)),
            nearest?,
            farthest?
        ))
    }

    /// A place, how far and how long away: `Vilnius, 433 km and 27.6–38.9 min away`.
    fn away(&self, row: &Assessment<'_>) -> String {
        let distance = self.unit.say(km(row), 0);
        let from = if self.names_source {
            format!(" from {}", row.pair.from.label())
        } else {
            " away".to_owned()
        };
        let time = minutes(row).map_or_else(String::new, |time| format!(" and {time}"));
        format!("{}, {distance}{time}{from}", row.pair.to.label())
    }
}

/// The names of a few places, in brackets.
fn named(rows: &[&Assessment<'_>]) -> String {
    if rows.is_empty() || rows.len() > MOST_NAMED {
        return String::new();
    }
    let names: Vec<_> = rows.iter().map(|row| row.pair.to.label()).collect();
    format!(" ({})", names.join(", "))
}

/// The time of a row; None where there is none to quote.
fn minutes(row: &Assessment<'_>) -> Option<String> {
    let flight = row.system.as_ref()?.flight.as_ref()?;
    (flight.is_told() && !flight.is_approximate()).then(|| words::time_span_of(flight))
}

/// `27 capitals`, `1,234 places`.
fn counted(rows: &[&Assessment<'_>]) -> String {
    let is_of_capitals = rows.iter().all(|row| row.pair.to.capital);
    words::counted(rows.len(), if is_of_capitals { "capital" } else { "place" })
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Place, place};
    use crate::model::{Assumptions, Plan, Study};
    use crate::schema::Needs;
    use crate::treaty::BandSet;

    fn said(from: &[&str], to: &[&str], systems: &[&str]) -> Option<String> {
        let places = |names: &[&str], role| -> Vec<Place> {
            names
                .iter()
                .map(|name| place(name, role).unwrap())
                .collect()
        };
        let systems = systems.iter().map(|name| System::named(name).unwrap());
        let study = Study::under(
            places(from, Role::From),
            places(to, Role::To),
            systems.collect(),
            &Assumptions::with_bands(BandSet::inf()),
        );
        let plan = Plan::new(&study);
        let rows: Vec<Assessment<'_>> = plan
            .rows(Needs::ALL)
            .map(|planned| planned.row.unwrap())
            .collect();
        sentence(&rows, LengthUnit::Kilometres)
    }

    #[test]
    fn every_place_is_counted_once() {
        // Along the equator a degree is 111.32 km: 111, 223 and 334 km.
        let text = said(&["A=0,0"], &["B=0,1", "C=0,2", "D=0,3"], &["250km"]).unwrap();
        assert!(
            text.starts_with(
                "From A, the 250-km ballistic missile reaches 2 of 3 places for certain (B, C), and 1 not at all (D). The \
                 nearest is B, 111 km away; the farthest"
            ),
            "{text}"
        );
        // From the nearer of two sources.
        let text = said(&["A=0,0", "E=0,3.5"], &["B=0,1", "C=0,2"], &["120km"]).unwrap();
        assert!(
            text.contains("the 2 places together, the 120-km ballistic missile reaches 1 of 2 places for certain (B)"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_certain_is_not_said_to_be() {
        // 223 km, known to within 40 km.
        let text = said(&["A=0,0"], &["B=0,1", "C=0,2±40"], &["250km"]).unwrap();
        assert!(
            text.contains("1 of 2 places for certain (B), and 1 perhaps, for the places are known no better than that (C)"),
            "{text}"
        );
        let text = said(&["kapustin-yar"], &["Berlin", "Lisbon"], &["9m729"]).unwrap();
        assert!(
            text.contains("9M729 (SSC-8) reaches none of 2 capitals by all claims of its range, 1 by some claims only (Berlin), and 1 by no claim (Lisbon)"),
            "{text}"
        );
        assert_eq!(said(&["kapustin-yar"], &["Berlin"], &["9m729"]), None);
    }
}
