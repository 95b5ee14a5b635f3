//! Files of claims: `[[claim]]` tables in TOML, or a table in CSV with the same names as its head.

use serde::Deserialize;

use super::{Claim, Flies, Judgement, judge, parse};
use crate::catalogue::{GENERIC_SPEED_KM_H, Kind, Place, Role, System, place};
use crate::delimited::typed_rows;
use crate::error::{Error, Result};
use crate::flight::{ballistic, boost};
use crate::geodesy;
use crate::present::Step;
use crate::present::words::{self, LengthUnit};
use crate::quantity::{Interval, Kilometres};
use crate::toml_text;
use crate::warning::{Delays, RadarGeometry};

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
        let range_km = range_km.filter(|_| places.is_some());
        let claim = Claim {
            distance,
            uncertainty_km,
            time_s,
            speed_km_s,
            apogee_km,
            range_km,
        };
        let system = self.missile.as_deref().map(System::named).transpose()?;
        let mut judgement = judge(&claim, flies(&claim, system.as_ref())?, delays)?;
        if let Some(step) = system
            .as_ref()
            .and_then(|system| reach_step(&claim, system))
        {
            // After the flight that all is measured by; the last step is what decides.
            judgement.steps.insert(1, step);
        }
        Ok(Judged {
            quote: self,
            places,
            claim,
            judgement,
        })
    }
}

/// How the missile that is claimed of flies; ballistic where none is named.
fn flies(claim: &Claim, system: Option<&System>) -> Result<Flies> {
    match system {
        Some(system) if system.kind != Kind::Ballistic => Ok(Flies::Steady {
            speed_km_h: system.speed_km_h.unwrap_or(GENERIC_SPEED_KM_H),
            greatest_path_km: system.range_km.map(|range_km| range_km.high),
            first_sight_km: RadarGeometry::GROUND
                .against(system.altitude_m)
                .horizon_km(),
        }),
        _ => Ok(Flies::Ballistic {
            boost_s: boost_s(claim, system)?,
        }),
    }
}

/// What its range claims say of the distance, if they do not all reach: a claim of a flight is none of a range, so that the
/// verdict does not rest on it.
fn reach_step(claim: &Claim, system: &System) -> Option<Step> {
    let range_km = system.range_km?;
    let near_km = claim.distance.km() - claim.uncertainty_km;
    let result = if near_km > range_km.high {
        "beyond every published range of the missile"
    } else if near_km > range_km.low {
        "within some published ranges of the missile only"
    } else {
        return None;
    };
    Some(Step {
        title: "Published ranges of the missile".to_owned(),
        numbers: format!(
            "{} against {}",
            words::range(range_km, LengthUnit::Kilometres),
            LengthUnit::Kilometres.say(claim.distance.km(), 0)
        ),
        result: result.to_owned(),
        source: format!("arcminute show {}", system.id),
        ..Step::default()
    })
}

/// The boost allowance: by the missile's range, else by the range that the claimed apogee or a lofted arc of the claimed time
/// has speed for, else by the distance.
fn boost_s(claim: &Claim, system: Option<&System>) -> Result<Interval> {
    let mut class_km = claim.distance.km();
    if let Some(system) = system {
        class_km = class_km.max(system.range_km.map_or(0.0, |range_km| range_km.nominal));
    } else {
        let arc = match (claim.apogee_km, claim.time_s) {
            (Some(apogee_km), _) => Some(ballistic::by_apogee(claim.distance, apogee_km.middle())?),
            (None, Some(time_s)) => {
                let usual = ballistic::minimum_energy(claim.distance)?;
                let free_s = time_s.middle() - boost::allowance_s(claim.distance).nominal;
                let lofted = ballistic::by_time(claim.distance, free_s).ok();
                lofted.filter(|arc| arc.launch_angle_deg > usual.launch_angle_deg)
            }
            (None, None) => None,
        };
        if let Some(arc) = arc {
            class_km = ballistic::greatest_range(arc.q)
                .map_or(f64::INFINITY, |range| class_km.max(range.km()));
        }
    }
    Ok(boost::allowance_s(Kilometres::computed(
        class_km.min(40_000.0),
    )))
}
