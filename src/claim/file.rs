//! Claims as they are written down, and files of `[[claim]]` tables in TOML, which are read strictly.

use serde::Deserialize;

use super::{Claim, Judgement, Pair, RANGE_TOLERANCE, judge, parse, records};
use crate::catalogue::{Asker, Place, Role, SiteKind, System, advised, place};
use crate::error::{Error, Result};
use crate::geodesy;
use crate::quantity::Kilometres;
use crate::quantity::limits::{APOGEE_KM, CLAIMED_RANGE_KM, CLAIMED_SPEED_KM_S, CLAIMED_TIME_S};
use crate::table::Options;
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
    /// What else the file says of it, by name: passed through.
    #[serde(skip)]
    pub extra: Vec<(String, String)>,
}

/// A claim of a file, or why it cannot be read.
#[derive(Debug)]
pub struct NumberedQuote {
    /// Where it stands, for messages: `line 3` or `claim 2`.
    pub place: String,
    /// The claim.
    pub quote: Result<Quote>,
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
pub fn quotes(text: &str) -> Result<Vec<NumberedQuote>> {
    let all = toml_text::parse::<File>(text)?.claim;
    let numbered = |(at, quote)| NumberedQuote {
        place: format!("claim {}", at + 1),
        quote: Ok(quote),
    };
    Ok(all.into_iter().enumerate().map(numbered).collect())
}

/// The quotes of a table, CSV and its cousins, or of objects in JSON. An empty cell is nothing claimed, columns may be left out, and others are passed
/// through.
///
/// # Errors
/// [`Error::Usage`] where the head has no column of a claim, or one twice. A row that cannot be read is an error of its own.
pub fn quotes_of_csv(text: &str) -> Result<Vec<NumberedQuote>> {
    Ok(records::claims(text.as_bytes(), Options::named("claims"))?.quotes)
}

fn is_test_range(place: &Place) -> bool {
    place
        .site
        .is_some_and(|site| site.kind == SiteKind::TestRange)
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
        for (limits, claimed) in [
            (CLAIMED_TIME_S, time_s),
            (CLAIMED_SPEED_KM_S, speed_km_s),
            (APOGEE_KM, apogee_km),
            (CLAIMED_RANGE_KM, range_km),
        ] {
            let ends = claimed.map(|claimed| [claimed.low, claimed.high]);
            // An end that the claim leaves open has no limit.
            let stated = ends.into_iter().flatten();
            let stated = stated.filter(|&end| end >= limits.least && end.is_finite());
            stated
                .map(|end| limits.check(end))
                .collect::<Result<Vec<_>>>()?;
        }
        let places = match (&self.from, &self.to) {
            (Some(from), Some(to)) => {
                let one = |text: &str, role| {
                    place(text, role).map_err(|error| advised(error, role, Asker::Pair("claim")))
                };
                Some((one(from, Role::From)?, one(to, Role::To)?))
            }
            (None, None) => None,
            _ => {
                return Err(Error::Usage(
                    "a claim names both places, or a range and neither".to_owned(),
                ));
            }
        };
        let is_empty = time_s.is_none() && speed_km_s.is_none() && apogee_km.is_none();
        if is_empty && (places.is_none() || range_km.is_none()) {
            let message = if range_km.is_some() {
                "a range alone is of no flight: give a time, a speed or an apogee, or both places"
            } else {
                "nothing is claimed: give a time, a speed, an apogee or a range"
            };
            return Err(Error::Usage(message.to_owned()));
        }
        let (distance, uncertainty_km) = match (&places, range_km) {
            (Some((from, to)), _) => (
                geodesy::inverse(from.position, to.position).distance,
                from.joint_uncertainty_km(to),
            ),
            (None, Some(range_km)) => {
                let middle_km = range_km.middle();
                let span_km = if range_km.high.is_finite() && range_km.low > 0.0 {
                    0.5 * (range_km.high - range_km.low)
                } else {
                    0.0
                };
                (
                    Kilometres::new(middle_km)?,
                    span_km + RANGE_TOLERANCE * middle_km,
                )
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
            range_slip: self.range.as_deref().and_then(parse::LengthSlip::of),
            is_between_ranges: places
                .as_ref()
                .is_some_and(|(from, to)| is_test_range(from) && is_test_range(to)),
            speed_unit: speed_text.and_then(parse::SpeedUnit::of),
            pair: (places.is_none() && names_distance_alone).then(|| {
                let is_greatest = self.range.as_deref().is_some_and(parse::is_greatest);
                if is_greatest {
                    Pair::Greatest
                } else {
                    Pair::Bare
                }
            }),
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
