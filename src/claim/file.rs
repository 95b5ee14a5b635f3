//! Files of claims: `[[claim]]` tables in TOML, or a table in CSV with the same names as its head.

use serde::Deserialize;

use super::{Claim, Judgement, judge, parse};
use crate::catalogue::{Kind, Place, Role, System, place};
use crate::delimited::typed_rows;
use crate::error::{Error, Result};
use crate::flight::{ballistic, boost};
use crate::geodesy;
use crate::quantity::{Interval, Kilometres};
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
    typed_rows(text).map(|row| row.map_err(Error::Usage)).collect()
}

impl Quote {
    /// Reads the figures and judges them.
    ///
    /// # Errors
    /// What is wrong with a place, a figure or a missile; [`Error::Usage`] if there is nothing to judge.
    pub fn judge(self, delays: Delays) -> Result<Judged> {
        let time_s = self.time.as_deref().map(parse::time_s).transpose()?;
        let speed_km_s = self.speed.as_deref().map(parse::speed_km_s).transpose()?;
        let apogee = self.apogee.as_deref().map(|text| parse::length("apogee", text)).transpose()?;
        let range = self.range.as_deref().map(|text| parse::length("range", text)).transpose()?;
        let places = match (&self.from, &self.to) {
            (Some(from), Some(to)) => Some((place(from, Role::From)?, place(to, Role::To)?)),
            (None, None) => None,
            _ => return Err(Error::Usage("a claim names both places, or a range and neither".to_owned())),
        };
        let is_empty = time_s.is_none() && speed_km_s.is_none() && apogee.is_none();
        if is_empty && (places.is_none() || range.is_none()) {
            return Err(Error::Usage("nothing is claimed: give a time, a speed, an apogee or a range".to_owned()));
        }
        let (distance, joint_uncertainty_km) = match (&places, range) {
            (Some((from, to)), _) => {
                (geodesy::inverse(from.position, to.position).distance, from.uncertainty_km + to.uncertainty_km)
            }
            (None, Some(range)) => (Kilometres::new(range.km.nominal)?, 0.0),
            (None, None) => {
                return Err(Error::Usage("a claim needs a distance: name two places, or give a range".to_owned()));
            }
        };
        let range = range.filter(|_| places.is_some());
        let claim = Claim { distance, joint_uncertainty_km, time_s, speed_km_s, apogee, range };
        let boost_s = boost_s(&claim, self.missile.as_deref())?;
        let judgement = judge(&claim, boost_s, delays)?;
        Ok(Judged { quote: self, places, claim, judgement })
    }
}

/// The boost allowance: by the missile's range, else by the range that the claimed apogee has speed for, else by the
/// distance.
fn boost_s(claim: &Claim, missile: Option<&str>) -> Result<Interval> {
    let mut class_km = claim.distance.km();
    if let Some(name) = missile {
        let system = System::named(name)?;
        if system.kind != Kind::Ballistic {
            return Err(Error::Usage(format!(
                "claims are judged on ballistic arcs, and {} is a {} missile; `arcminute check` has its times",
                system.id,
                system.kind.code()
            )));
        }
        class_km = class_km.max(system.range_km.map_or(0.0, |range_km| range_km.nominal));
    } else if let Some(apogee) = claim.apogee {
        let arc = ballistic::by_apogee(claim.distance, apogee.km.nominal)?;
        class_km = ballistic::greatest_range(arc.q).map_or(f64::INFINITY, |range| class_km.max(range.km()));
    }
    Ok(boost::allowance_s(Kilometres::computed(class_km.min(40_000.0))))
}
