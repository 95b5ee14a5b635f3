//! Files of claims: `[[claim]]` tables in TOML, or a table in CSV with the same names as its head.

use serde::Deserialize;

use super::{Claim, Judgement, judge, parse};
use crate::catalogue::{Place, Role, System, place};
use crate::delimited::typed_rows;
use crate::error::{Error, Result};
use crate::geodesy;
use crate::quantity::Kilometres;
use crate::toml_text;
use crate::warning::Delays;

/// A claim as it is written down, every figure as it was said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// What to call it.
    #[serde(default)]
    pub title: String,
    /// Source, as on the command line.
    pub from: Option<String>,
    /// Destination.
    pub to: Option<String>,
    /// Flight time.
    pub time: Option<String>,
    /// Speed.
    pub speed: Option<String>,
    /// Apogee.
    pub apogee: Option<String>,
    /// Range; the distance itself where no places are named.
    pub range: Option<String>,
    /// The missile, for its range class.
    pub missile: Option<String>,
    /// Where it was said.
    #[serde(default)]
    pub source: String,
}

/// A quote with the figures read, the places found, and the judgement.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What was said.
    pub quote: Quote,
    /// The places, where they are named.
    pub places: Option<(Place, Place)>,
    /// The figures.
    pub claim: Claim,
    /// What becomes of them.
    pub judgement: Judgement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    claim: Vec<Quote>,
}

/// The quotes of a file.
///
/// # Errors
/// [`Error::Usage`] with line and column for what is no TOML, unknown keys and wrong types.
pub fn quotes(text: &str) -> Result<Vec<Quote>> {
    Ok(toml_text::parse::<File>(text)?.claim)
}

/// The quotes of a CSV table; an empty cell is nothing claimed, and columns may be left out.
///
/// # Errors
/// [`Error::Usage`] with the line for unknown columns and rows of another length.
pub fn quotes_of_csv(text: &str) -> Result<Vec<Quote>> {
    typed_rows(text)
        .map(|row| row.map_err(Error::Usage))
        .collect()
}

impl Quote {
    /// Reads the figures and judges them.
    ///
    /// # Errors
    /// What is wrong with a place, a figure or a missile; [`Error::Usage`] if there is nothing to judge.
    pub fn judge(self, delays: Delays) -> Result<Judged> {
        let time_s = self.time.as_deref().map(parse::time_s).transpose()?;
        let speed_km_s = self.speed.as_deref().map(parse::speed_km_s).transpose()?;
        let apogee_km = self
            .apogee
            .as_deref()
            .map(|text| parse::length_km("apogee", text))
            .transpose()?;
        let range_km = self
            .range
            .as_deref()
            .map(|text| parse::length_km("range", text))
            .transpose()?;
        let places = match (&self.from, &self.to) {
            (Some(from), Some(to)) => Some((place(from, Role::From)?, place(to, Role::To)?)),
            (None, None) => None,
            _ => {
                return Err(Error::Usage(
                    "a claim names both places, or a range and neither".to_owned(),
                ));
            }
        };
        let is_empty = time_s.is_none() && speed_km_s.is_none() && apogee_km.is_none();
        if is_empty && (places.is_none() || range_km.is_none()) {
            return Err(Error::Usage(
                "nothing is claimed: give a time, a speed, an apogee or a range".to_owned(),
            ));
        }
        let (distance, uncertainty_km) = match (&places, range_km) {
            (Some((from, to)), _) => (
                geodesy::inverse(from.position, to.position).distance,
                from.joint_uncertainty_km(to),
            ),
            (None, Some(range_km)) => {
                let rounding_km = if range_km.high.is_finite() {
                    0.5 * (range_km.high - range_km.low)
                } else {
                    0.0
                };
                (Kilometres::new(range_km.middle())?, rounding_km)
            }
            (None, None) => {
                return Err(Error::Usage(
                    "a claim needs a distance: name two places, or give a range".to_owned(),
                ));
            }
        };
        let names_distance_alone = time_s.is_none() && apogee_km.is_none();
        let speed_text = self.speed.as_deref();
        let claim = Claim {
            time_s,
            speed_km_s,
            apogee_km,
            range_km: range_km.filter(|_| places.is_some()),
            range_is_in_miles: self.range.as_deref().is_some_and(parse::is_in_miles),
            speed_unit: speed_text.and_then(parse::SpeedUnit::of),
            is_headline_pair: places.is_none() && names_distance_alone,
            divisor_km_s: speed_text.map(parse::exact_speed_km_s).transpose()?,
            ..Claim::over(distance, uncertainty_km)
        };
        let system = self.missile.as_deref().map(System::named).transpose()?;
        let judgement = judge(&claim, system.as_ref(), delays)?;
        Ok(Judged {
            quote: self,
            places,
            claim,
            judgement,
        })
    }
}
