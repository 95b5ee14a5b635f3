//! Comparisons as rows.

use super::{Change, Fact, Match};
use crate::schema::{Cell, Field, Kind, List, NEVER, Record, Unit, fields};

/// Two compared rows, as one row.
pub(crate) struct MatchRow<'f> {
    a: Option<&'f Fact>,
    b: Option<&'f Fact>,
    changes: Vec<&'static str>,
}

impl Record for MatchRow<'static> {
    type Of<'a> = MatchRow<'a>;
}

impl<'f> MatchRow<'f> {
    /// The row of a match.
    pub(crate) fn new(matched: &Match<'f>) -> Self {
        Self {
            a: matched.a,
            b: matched.b,
            changes: matched.changes().into_iter().map(Change::code).collect(),
        }
    }

    /// True if anything is different.
    pub(crate) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// A value of the second side, else of the first.
    fn either<T>(&self, value: fn(&'f Fact) -> Option<T>) -> Option<T> {
        self.b.and_then(value).or(self.a.and_then(value))
    }

    /// The second side's value less the first's.
    fn change(&self, value: fn(&Fact) -> Option<f64>) -> Option<f64> {
        Some(self.b.and_then(value)? - self.a.and_then(value)?)
    }
}

const KM: Kind = Kind::Number(Unit::Km);
const S: Kind = Kind::Number(Unit::S);

const NOT_IN_A: &str = "where the first side has no such row";
const NOT_IN_B: &str = "where the second side has no such row";
const NO_TIME_IN_A: &str = "where the first side has no such row, or it has no flight";
const NO_TIME_IN_B: &str = "where the second side has no such row, or it has no flight";
const NO_TIMES: &str = "unless both sides have a time";

/// The fields of a comparison.
pub(crate) const FIELDS: &[Field<MatchRow<'static>>] = fields![
    from_id_a: Kind::Text, "Id of the source on the first side.", NOT_IN_A
        => |row| Cell::text(row.a.and_then(|fact| fact.from.filled()));
    from_id_b: Kind::Text, "Id of the source on the second side.", NOT_IN_B
        => |row| Cell::text(row.b.and_then(|fact| fact.from.filled()));
    to_id: Kind::Text, "Id of the destination.", NEVER => |row| Cell::text(row.b.or(row.a).and_then(|fact| fact.to.filled()));
    to_name: Kind::Text, "Name of the destination.", NEVER => |row| Cell::text(row.b.or(row.a).map(|fact| fact.to.name.as_str()));
    system_id_a: Kind::Text, "Id of the system on the first side.", "where the first side has no such row or no system"
        => |row| Cell::text(row.a.and_then(|fact| fact.system.filled()));
    system_id_b: Kind::Text, "Id of the system on the second side.", "where the second side has no such row or no system"
        => |row| Cell::text(row.b.and_then(|fact| fact.system.filled()));
    trajectory: Kind::Text, "The ballistic arc.", "where neither side has a ballistic flight"
        => |row| Cell::text(row.either(|fact| fact.trajectory.as_deref()));
    case: Kind::Text, "The case, where a scenario has several.", "where there is only one case"
        => |row| Cell::text(row.either(|fact| fact.case.as_deref()));
    change: Kind::List, "What is different: `only-a`, `only-b`, `reach`, `band` and `numbers`; empty if nothing is.", NEVER
        => |row| Cell::List(List::Texts(&row.changes));
    distance_km_a: KM, "Distance on the first side.", NOT_IN_A => |row| Cell::number(row.a.and_then(|fact| fact.distance_km));
    distance_km_b: KM, "Distance on the second side.", NOT_IN_B => |row| Cell::number(row.b.and_then(|fact| fact.distance_km));
    distance_band_a: Kind::Text, "Band of the distance on the first side.", NOT_IN_A
        => |row| Cell::text(row.a.map(|fact| fact.distance_band.as_str()));
    distance_band_b: Kind::Text, "Band of the distance on the second side.", NOT_IN_B
        => |row| Cell::text(row.b.map(|fact| fact.distance_band.as_str()));
    reach_a: Kind::Text, "Reach on the first side.", "where the first side has no such row, or no claim of range counts"
        => |row| Cell::text(row.a.and_then(|fact| fact.reach.as_deref()));
    reach_b: Kind::Text, "Reach on the second side.", "where the second side has no such row, or no claim of range counts"
        => |row| Cell::text(row.b.and_then(|fact| fact.reach.as_deref()));
    flight_time_s_a: S, "Nominal flight time on the first side.", NO_TIME_IN_A
        => |row| Cell::number(row.a.and_then(|fact| fact.flight_time_s));
    flight_time_s_b: S, "Nominal flight time on the second side.", NO_TIME_IN_B
        => |row| Cell::number(row.b.and_then(|fact| fact.flight_time_s));
    flight_time_change_s: S, "Flight time on the second side less that on the first.", NO_TIMES
        => |row| Cell::number(row.change(|fact| fact.flight_time_s));
    warning_time_s_a: S, "Nominal warning time on the first side.", NO_TIME_IN_A
        => |row| Cell::number(row.a.and_then(|fact| fact.warning_time_s));
    warning_time_s_b: S, "Nominal warning time on the second side.", NO_TIME_IN_B
        => |row| Cell::number(row.b.and_then(|fact| fact.warning_time_s));
    warning_time_change_s: S, "Warning time on the second side less that on the first.", NO_TIMES
        => |row| Cell::number(row.change(|fact| fact.warning_time_s));
];
