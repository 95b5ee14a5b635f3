//! The compared fields of a row, from a row or from a file of rows.

use serde::Deserialize;

use crate::catalogue::{Place, Reach};
use crate::delimited::typed_rows;
use crate::error::{Error, Result};
use crate::model::Assessment;
use crate::shown;

/// A place or system by its id and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The id; None for a position named by its coordinates, and where there is no system.
    pub id: Option<String>,
    /// Name for readers.
    pub name: String,
}

impl Name {
    /// The id, or the name where there is no id.
    pub(crate) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// As [`Self::id`], or None if it is empty.
    pub(crate) fn filled(&self) -> Option<&str> {
        Some(self.id()).filter(|id| !id.is_empty())
    }

    fn of_place(place: &Place) -> Self {
        Self {
            id: place.id.as_deref().map(str::to_owned),
            name: place.name.to_string(),
        }
    }
}

/// The compared fields of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fact {
    /// Source.
    pub from: Name,
    /// Destination.
    pub to: Name,
    /// System; empty where there is none.
    pub system: Name,
    /// Trajectory, of ballistic rows with a flight.
    pub trajectory: Option<String>,
    /// Case, where a run has several.
    pub case: Option<String>,
    /// Distance, km.
    pub distance_km: Option<f64>,
    /// Band of the distance.
    pub distance_band: String,
    /// Reach.
    pub reach: Option<String>,
    /// Nominal flight time, s.
    pub flight_time_s: Option<f64>,
    /// Nominal warning time, s.
    pub warning_time_s: Option<f64>,
}

impl From<&Assessment<'_>> for Fact {
    fn from(row: &Assessment<'_>) -> Self {
        let system = row.system.as_ref();
        let flight = system.and_then(|it| it.flight.as_ref());
        let told = || flight.filter(|flight| flight.is_told());
        Self {
            from: Name::of_place(row.pair.from),
            to: Name::of_place(row.pair.to),
            system: system.map_or_else(Name::default, |it| Name {
                id: Some(it.system.id.to_string()),
                name: it.system.name.to_string(),
            }),
            trajectory: flight
                .and_then(|it| it.arc.as_ref())
                .map(|arc| arc.trajectory.to_string()),
            case: row.case.map(str::to_owned),
            distance_km: Some(row.pair.track.distance.km()),
            distance_band: row.pair.band.id.to_string(),
            reach: system
                .and_then(|it| it.reach)
                .map(|reach: Reach| reach.code().to_owned()),
            flight_time_s: told().map(|it| it.time_s.nominal),
            warning_time_s: told().map(|it| it.warning_s.nominal),
        }
    }
}

/// More than half the Earth's meridian circle, km: no place is farther away.
const MAX_KM: f64 = 20_100.0;

/// 10^8 s: three years, far above any time of a run.
const MAX_S: f64 = 1e8;

/// The compared fields of a file of rows; files have others as well.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    from_id: Option<String>,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    to_id: Option<String>,
    #[serde(default)]
    to_name: String,
    #[serde(default)]
    system_id: Option<String>,
    #[serde(default)]
    system_name: Option<String>,
    #[serde(default)]
    trajectory: Option<String>,
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    distance_km: Option<f64>,
    #[serde(default)]
    distance_band: String,
    #[serde(default)]
    reach: Option<String>,
    #[serde(default)]
    flight_time_s: Option<f64>,
    #[serde(default)]
    warning_time_s: Option<f64>,
}

impl Row {
    fn into_fact(self) -> Result<Fact, String> {
        let name = |id: Option<String>, name: String| {
            let name = if name.is_empty() {
                id.clone().unwrap_or_default()
            } else {
                name
            };
            Name { id, name }
        };
        let fact = Fact {
            from: name(self.from_id, self.from_name),
            to: name(self.to_id, self.to_name),
            system: name(self.system_id, self.system_name.unwrap_or_default()),
            trajectory: self.trajectory,
            case: self.case,
            distance_km: self.distance_km,
            distance_band: self.distance_band,
            reach: self.reach,
            flight_time_s: self.flight_time_s,
            warning_time_s: self.warning_time_s,
        };
        let numbers = [
            ("distance_km", fact.distance_km, MAX_KM),
            ("flight_time_s", fact.flight_time_s, MAX_S),
            ("warning_time_s", fact.warning_time_s, MAX_S),
        ];
        for (name, number, most) in numbers {
            if let Some(number) = number.filter(|number| number.is_nan() || number.abs() > most) {
                return Err(format!(
                    "{name} is {}, but must be a number of at most {most} either way",
                    shown::number(number)
                ));
            }
        }
        if fact.from.id().is_empty() || fact.to.id().is_empty() {
            return Err(
                "it names no source or no destination: write from_id and to_id among the columns"
                    .to_owned(),
            );
        }
        Ok(fact)
    }
}

/// The rows of a CSV file.
///
/// # Errors
/// [`Error::Usage`] with the row that cannot be read.
pub(crate) fn facts_of_csv(text: &str) -> Result<Vec<Fact>> {
    collected(typed_rows::<Row>(text))
}

/// The rows of a file with one JSON object a line.
///
/// # Errors
/// [`Error::Usage`] with the row that cannot be read.
pub(crate) fn facts_of_ndjson(text: &str) -> Result<Vec<Fact>> {
    collected(
        text.lines()
            .map(|line| serde_json::from_str::<Row>(line).map_err(|error| error.to_string())),
    )
}

/// The rows of a file with one JSON array.
///
/// # Errors
/// [`Error::Usage`] with the fault.
pub(crate) fn facts_of_json(text: &str) -> Result<Vec<Fact>> {
    let rows: Vec<Row> =
        serde_json::from_str(text).map_err(|error| Error::Usage(error.to_string()))?;
    collected(rows.into_iter().map(Ok))
}

fn collected(rows: impl Iterator<Item = Result<Row, String>>) -> Result<Vec<Fact>> {
    let fact = |(at, row): (usize, Result<Row, String>)| {
        row.and_then(Row::into_fact)
            .map_err(|reason| Error::Usage(format!("row {}: {reason}", at + 1)))
    };
    rows.enumerate().map(fact).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_rows_are_read_alike() {
        let csv = "from_id,to_id,extra,distance_km,distance_band,reach,flight_time_s\nx,berlin,?,480.5,below,within,\n";
        let line = r#"{"from_id":"x","to_id":"berlin","distance_km":480.5,"distance_band":"below","reach":"within","flight_time_s":null}"#;
        let facts = facts_of_csv(csv).unwrap();
        assert_eq!(facts, facts_of_ndjson(&format!("{line}\n")).unwrap());
        assert_eq!(facts, facts_of_json(&format!("[{line}]")).unwrap());
        assert_eq!(
            (facts[0].distance_km, facts[0].flight_time_s),
            (Some(480.5), None)
        );
    }

    #[test]
    fn what_is_no_file_of_rows_says_where() {
        for text in [
            "a,b\n1,2\n",
            "from_id,to_id,distance_km\nx,y,far\n",
            "from_id,to_id,distance_km\nx,y,inf\n",
            "from_id,to_id,flight_time_s\nx,y,nan\n",
            "from_id,to_id,warning_time_s\nx,y,1e308\n",
        ] {
            assert!(
                facts_of_csv(text)
                    .unwrap_err()
                    .to_string()
                    .starts_with("row 1: "),
                "{text}"
            );
        }
        assert!(facts_of_ndjson("{\n").is_err() && facts_of_json("{}").is_err());
    }
}
