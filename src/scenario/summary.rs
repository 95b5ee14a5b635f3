//! Rows summed up by site, city or system. Parts can be summed on any thread; they are merged in the order of the plan.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Scenario;
use super::folder;
use super::output::By;
use crate::catalogue::{Place, Reach, System, country_name};
use crate::error::Result;
use crate::export::rows::RowFile;
use crate::export::{Format, write_document};
use crate::model::{Assessment, Study};
use crate::present::words::{self, LengthUnit};
use crate::present::{Block, Document, Grid, GridColumn};
use crate::quantity::Interval;
use crate::schema::{Cell, Field, Kind, NEVER, Record, Unit, fields, headings};

/// Sums of some rows, by the number of the site, city or system.
#[derive(Clone, Debug)]
pub(super) struct Summary<'s> {
    by: By,
    lines: BTreeMap<usize, Line<'s>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Line<'s> {
    rows: u64,
    within: u64,
    disputed: u64,
    beyond: u64,
    open: u64,
    nearest: Option<Least<'s>>,
    shortest_flight: Option<Least<'s>>,
    least_warning: Option<Least<'s>>,
}

/// The least value so far and the row that has it; of equal ones the first in the order of the plan.
#[derive(Clone, Copy, Debug)]
struct Least<'s> {
    at: Numbers,
    value: f64,
    interval: Interval,
    from: &'s Place,
    to: &'s Place,
    system: Option<&'s System>,
}

impl<'s> Summary<'s> {
    pub(super) fn new(by: By) -> Self {
        Self {
            by,
            lines: BTreeMap::new(),
        }
    }

    /// Adds a row of the site, city and system with these numbers.
    pub(super) fn add(&mut self, row: &Assessment<'s>, numbers: Numbers) {
        let line = self.lines.entry(numbers.of(self.by)).or_default();
        line.rows += 1;
        match row.system.as_ref().and_then(|assessed| assessed.reach) {
            Some(Reach::Within) => line.within += 1,
            Some(Reach::Disputed) => line.disputed += 1,
            Some(Reach::Beyond) => line.beyond += 1,
            None => {
                let is_open = row.system.is_some_and(|assessed| assessed.has_open_reach);
                line.open += u64::from(is_open);
            }
        }
        let system = row.system.as_ref().map(|assessed| assessed.system);
        let least = |interval: Interval| {
            Some(Least {
                at: numbers,
                value: interval.nominal,
                interval,
                from: row.pair.from,
                to: row.pair.to,
                system,
            })
        };
        line.nearest = lesser(
            line.nearest,
            least(Interval::exact(row.pair.track.distance.km())),
        );
        if let Some(flight) = row
            .system
            .as_ref()
            .and_then(|assessed| assessed.flight.as_ref())
            .filter(|flight| flight.is_told())
        {
            line.shortest_flight = lesser(line.shortest_flight, least(flight.time_s));
            line.least_warning = lesser(line.least_warning, least(flight.warning_s));
        }
    }

    /// Adds the sums of rows that come later in the plan.
    pub(super) fn merge(&mut self, later: Self) {
        for (number, other) in later.lines {
            let line = self.lines.entry(number).or_default();
            line.rows += other.rows;
            line.within += other.within;
            line.disputed += other.disputed;
            line.beyond += other.beyond;
            line.open += other.open;
            line.nearest = lesser(line.nearest, other.nearest);
            line.shortest_flight = lesser(line.shortest_flight, other.shortest_flight);
            line.least_warning = lesser(line.least_warning, other.least_warning);
        }
    }

    /// Writes the lines, in the order in which the scenario names their sites, cities or systems.
    pub(super) fn write(
        &self,
        format: Format,
        scenario: &Scenario,
        out: &mut dyn Write,
    ) -> Result<()> {
        if format.is_for_people() {
            return write_document(format, &self.document(scenario), out);
        }
        let mut file = RowFile::new(format, &headings(FIELDS), out)?;
        for (number, line) in &self.lines {
            let row = SummaryRow {
                subject: self.subject(*number, scenario),
                line: *line,
            };
            let cells = FIELDS.iter().map(|field| (field.value)(&row));
            file.row(&cells.collect::<Vec<_>>())?;
        }
        file.finish().map(drop)
    }

    fn subject<'a>(&self, number: usize, scenario: &'a Scenario) -> [&'a str; 3] {
        let of_place = |place: &'a Place| {
            [
                place.id.as_deref().unwrap_or_default(),
                &place.name,
                place.country.as_deref().unwrap_or_default(),
            ]
        };
        match self.by {
            By::Site => of_place(&scenario.study.from[number]),
            By::City => of_place(&scenario.study.to[number]),
            By::System => {
                let system = &scenario.study.systems[number];
                [
                    &system.id,
                    &system.name,
                    system.state.as_deref().unwrap_or_default(),
                ]
            }
        }
    }

    /// The name for readers: with its years where it is a closed site.
    fn label<'a>(&self, number: usize, scenario: &'a Scenario) -> Cow<'a, str> {
        match self.by {
            By::Site => scenario.study.from[number].label(),
            By::City => scenario.study.to[number].label(),
            By::System => Cow::Borrowed(&scenario.study.systems[number].name),
        }
    }

    fn document(&self, scenario: &Scenario) -> Document {
        let title = scenario
            .title
            .clone()
            .unwrap_or_else(|| "Summary".to_owned());
        let heads = ["Rows", "Within reach", "Disputed", "Beyond"].map(GridColumn::numbers);
        let has_open = self.lines.values().any(|line| line.open > 0);
        let mut columns = vec![GridColumn::words(match self.by {
            By::Site => "Site",
            By::City => "City",
            By::System => "System",
        })];
        columns.push(GridColumn::words("Country"));
        columns.extend(heads);
        columns.extend(has_open.then(|| GridColumn::numbers("Open")));
        columns.extend(["Nearest", "Shortest flight", "Least warning"].map(GridColumn::words));
        let rows = self.lines.iter().map(|(number, line)| {
            let [_, _, country] = self.subject(*number, scenario);
            let mut cells = vec![
                self.label(*number, scenario).into_owned(),
                country_name(country).to_owned(),
            ];
            cells.extend(
                [line.rows, line.within, line.disputed, line.beyond].map(|count| count.to_string()),
            );
            cells.extend(has_open.then(|| line.open.to_string()));
            cells.push(self.least(line.nearest, |least| distance(least, scenario.unit)));
            cells.push(self.least(line.shortest_flight, |least| {
                words::minutes_interval(least.interval)
            }));
            cells.push(self.least(line.least_warning, |least| {
                words::warning_interval(least.interval)
            }));
            cells
        });
        let grid = Grid {
            columns,
            rows: rows.collect(),
        };
        Document {
            blocks: vec![Block::Title(title), Block::Grid(grid)],
        }
    }

    /// A least value with the places that it belongs to, except the subject of the line.
    fn least(&self, least: Option<Least<'_>>, value: impl Fn(&Least<'_>) -> String) -> String {
        let Some(least) = least else {
            return "–".to_owned();
        };
        let value = value(&least);
        match self.by {
            By::Site => format!("{value} ({})", least.to.label()),
            By::City => format!("{value} ({})", least.from.label()),
            By::System => format!("{value} ({} → {})", least.from.label(), least.to.label()),
        }
    }
}

fn distance(least: &Least<'_>, unit: LengthUnit) -> String {
    unit.say(
        least.value,
        words::distance_decimals(least.from.joint_uncertainty_km(least.to)),
    )
}

/// A line as stored in a part: places and systems by their numbers in the scenario.
#[derive(Serialize, Deserialize)]
struct KeptLine {
    number: usize,
    /// All rows, and those within reach, disputed, beyond and open.
    rows: [u64; 5],
    /// The shortest distance, the shortest flight and the least warning.
    least: [Option<KeptLeast>; 3],
}

#[derive(Serialize, Deserialize)]
struct KeptLeast {
    interval: [f64; 3],
    at: Numbers,
    has_system: bool,
}

impl KeptLeast {
    fn new(least: &Least<'_>) -> Self {
        let Interval { low, nominal, high } = least.interval;
        Self {
            interval: [low, nominal, high],
            at: least.at,
            has_system: least.system.is_some(),
        }
    }

    /// None where it is not of this study.
    fn of<'s>(&self, study: &'s Study) -> Option<Least<'s>> {
        let system = study.systems.get(self.at.system);
        let interval = Interval::try_from(self.interval).ok()?;
        Some(Least {
            at: self.at,
            value: interval.nominal,
            interval,
            from: study.from.get(self.at.site)?,
            to: study.to.get(self.at.city)?,
            system: system.filter(|_| self.has_system),
        })
    }
}

impl<'s> Summary<'s> {
    /// Writes the lines of a part for [`Summary::read`].
    pub(super) fn keep(&self, out: &mut dyn Write) -> Result<()> {
        let lines = self.lines.iter().map(|(number, line)| KeptLine {
            number: *number,
            rows: [
                line.rows,
                line.within,
                line.disputed,
                line.beyond,
                line.open,
            ],
            least: [line.nearest, line.shortest_flight, line.least_warning]
                .map(|least| least.as_ref().map(KeptLeast::new)),
        });
        let kept = (self.by.code(), lines.collect::<Vec<_>>());
        let mut text = serde_json::to_string(&kept).map_err(std::io::Error::other)?;
        text.push('\n');
        Ok(out.write_all(text.as_bytes())?)
    }

    /// Reads the lines of a part.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be read, or is not of this study.
    pub(super) fn read(path: &Path, study: &'s Study) -> Result<Self> {
        let fault = |source| folder::fault("read", path, source);
        let text = std::fs::read_to_string(path).map_err(fault)?;
        let kept = serde_json::from_str::<(String, Vec<KeptLine>)>(&text);
        let (by, kept) = kept.map_err(|error| fault(std::io::Error::other(error)))?;
        let foreign = || fault(std::io::Error::other("it is not of this scenario"));
        let mut summary = Self::new(by.parse().map_err(|_| foreign())?);
        for line in kept {
            let least = |least: &Option<KeptLeast>| match least {
                None => Ok(None),
                Some(least) => least.of(study).map(Some).ok_or_else(foreign),
            };
            let [rows, within, disputed, beyond, open] = line.rows;
            let [nearest, shortest_flight, least_warning] = &line.least;
            summary.lines.insert(
                line.number,
                Line {
                    rows,
                    within,
                    disputed,
                    beyond,
                    open,
                    nearest: least(nearest)?,
                    shortest_flight: least(shortest_flight)?,
                    least_warning: least(least_warning)?,
                },
            );
        }
        Ok(summary)
    }
}

/// The numbers of a row's site, city and system in the scenario.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Numbers {
    pub(super) site: usize,
    pub(super) city: usize,
    pub(super) system: usize,
}

impl Numbers {
    fn of(self, by: By) -> usize {
        match by {
            By::Site => self.site,
            By::City => self.city,
            By::System => self.system,
        }
    }
}

fn lesser<'s>(first: Option<Least<'s>>, second: Option<Least<'s>>) -> Option<Least<'s>> {
    match (first, second) {
        (Some(first), Some(second)) if second.value < first.value => Some(second),
        (None, second) => second,
        (first, _) => first,
    }
}

/// A line of a summary, as a row.
pub(crate) struct SummaryRow<'a> {
    /// Id, name and country of the site, city or system.
    subject: [&'a str; 3],
    line: Line<'a>,
}

impl Record for SummaryRow<'static> {
    type Of<'a> = SummaryRow<'a>;
}

impl<'s> Least<'s> {
    fn source_id(&self) -> &'s str {
        place_id(self.from)
    }

    fn destination_id(&self) -> &'s str {
        place_id(self.to)
    }

    fn system_id(&self) -> Option<&'s str> {
        self.system.map(|system| system.id.as_ref())
    }
}

fn place_id(place: &Place) -> &str {
    place.id.as_deref().unwrap_or(&place.name)
}

const ID: &str = "for a position given by coordinates";
const NO_FLIGHT: &str = "where no row has a flight";
const NO_SYSTEM: &str = "where no row has a flight of a system";

/// The fields of a summary.
pub(crate) const FIELDS: &[Field<SummaryRow<'static>>] = fields![
    id: Kind::Text, "Id of the site, city or system.", ID => |row| Cell::filled(row.subject[0]);
    name: Kind::Text, "Name of the site, city or system.", NEVER => |row| Cell::Text(row.subject[1]);
    country: Kind::Text, "Country in which it lies; of a system, the state that has it.", "where none is known"
        => |row| Cell::filled(row.subject[2]);
    rows: Kind::Integer, "Number of rows.", NEVER => |row| count(row.line.rows);
    within: Kind::Integer, "Number of rows within reach.", NEVER => |row| count(row.line.within);
    disputed: Kind::Integer, "Number of rows whose reach is disputed.", NEVER => |row| count(row.line.disputed);
    beyond: Kind::Integer, "Number of rows beyond reach.", NEVER => |row| count(row.line.beyond);
    nearest_km: Kind::Number(Unit::Km), "Shortest distance.", NEVER
        => |row| Cell::number(row.line.nearest.map(|least| least.value));
    nearest_from_id: Kind::Text, "Source of the shortest distance.", NEVER
        => |row| Cell::text(row.line.nearest.as_ref().map(Least::source_id));
    nearest_to_id: Kind::Text, "Destination of the shortest distance.", NEVER
        => |row| Cell::text(row.line.nearest.as_ref().map(Least::destination_id));
    shortest_flight_time_s: Kind::Number(Unit::S), "Shortest nominal flight time.", NO_FLIGHT
        => |row| Cell::number(row.line.shortest_flight.map(|least| least.value));
    shortest_flight_from_id: Kind::Text, "Source of the shortest flight.", NO_FLIGHT
        => |row| Cell::text(row.line.shortest_flight.as_ref().map(Least::source_id));
    shortest_flight_to_id: Kind::Text, "Destination of the shortest flight.", NO_FLIGHT
        => |row| Cell::text(row.line.shortest_flight.as_ref().map(Least::destination_id));
    shortest_flight_system_id: Kind::Text, "System of the shortest flight.", NO_SYSTEM
        => |row| Cell::text(row.line.shortest_flight.as_ref().and_then(Least::system_id));
    least_warning_time_s: Kind::Number(Unit::S), "Least nominal warning time; negative if the warning comes after impact.", NO_FLIGHT
        => |row| Cell::number(row.line.least_warning.map(|least| least.value));
    least_warning_from_id: Kind::Text, "Source of the least warning.", NO_FLIGHT
        => |row| Cell::text(row.line.least_warning.as_ref().map(Least::source_id));
    least_warning_to_id: Kind::Text, "Destination of the least warning.", NO_FLIGHT
        => |row| Cell::text(row.line.least_warning.as_ref().map(Least::destination_id));
    least_warning_system_id: Kind::Text, "System of the least warning.", NO_SYSTEM
        => |row| Cell::text(row.line.least_warning.as_ref().and_then(Least::system_id));
    open: Kind::Integer, "Number of rows of types whose reach is left open.", NEVER => |row| count(row.line.open);
];

fn count(rows: u64) -> Cell<'static> {
    Cell::Integer(rows.cast_signed())
}
