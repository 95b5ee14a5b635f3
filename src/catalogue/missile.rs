//! Missile types and what is claimed of their range.

use std::sync::OnceLock;

use serde::Deserialize;

use super::range_rule::range_by_rule;
use super::table;
use crate::quantity::Interval;

/// How a system flies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// On a ballistic trajectory over most of its path.
    Ballistic,
    /// On wings or on air-breathing thrust.
    Cruise,
    /// Boosted, then gliding: flown here at a mean ground speed.
    Glide,
}

impl Kind {
    /// The kind with this code; ballistic for any other text, of which the data have none.
    pub(crate) fn of_code(code: &str) -> Self {
        [Self::Cruise, Self::Glide].into_iter().find(|kind| kind.code() == code).unwrap_or(Self::Ballistic)
    }

    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ballistic => "ballistic",
            Self::Cruise => "cruise",
            Self::Glide => "glide",
        }
    }
}

/// What a system is launched from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basing {
    /// Land.
    Ground,
    /// Ships and submarines.
    Sea,
    /// Aircraft.
    Air,
}

impl Basing {
    /// The basing with this code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        [Self::Ground, Self::Sea, Self::Air].into_iter().find(|basing| basing.code() == code)
    }

    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ground => "ground",
            Self::Sea => "sea",
            Self::Air => "air",
        }
    }
}

/// Where the INF Treaty's documents name a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InfListing {
    /// Article III(1).
    ArticleIiiIntermediate,
    /// Article III(2).
    ArticleIiiShorter,
    /// The Memorandum of Understanding, as tested but not deployed.
    MouTested,
}

impl InfListing {
    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ArticleIiiIntermediate => "article-iii-intermediate",
            Self::ArticleIiiShorter => "article-iii-shorter",
            Self::MouTested => "mou-tested",
        }
    }

    /// The listing in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ArticleIiiIntermediate => "INF Treaty Article III(1): existing type of intermediate-range missile",
            Self::ArticleIiiShorter => "INF Treaty Article III(2): existing type of shorter-range missile",
            Self::MouTested => "INF Treaty Memorandum of Understanding: tested but not deployed",
        }
    }
}

/// A missile type (`data/missiles.csv`): headline figures and status only.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missile {
    /// Designation in lower case.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// Other names, joined by `|`.
    pub aliases: String,
    /// How it flies.
    pub kind: Kind,
    /// What it is launched from.
    pub basing: Basing,
    /// Whose it is: ISO 3166-1 code, `SU` for the Soviet Union.
    pub state: String,
    /// `in-service`, `in-development`, `retired`, `eliminated-inf`, `cancelled`, `unknown`.
    pub status: String,
    /// First year in service or of flights, if known.
    pub first_year: Option<u16>,
    /// Last year, if it is over.
    pub last_year: Option<u16>,
    speed_low_kmh: Option<f64>,
    speed_nominal_kmh: Option<f64>,
    speed_high_kmh: Option<f64>,
    /// Who says the speed; begins with `unverified` where no page was seen.
    pub speed_source: String,
    /// Published flight altitude, m.
    pub altitude_m: Option<f64>,
    /// Who says the altitude.
    pub altitude_source: String,
    /// Whether the INF Treaty's documents name the type.
    pub inf_listing: Option<InfListing>,
    /// What a reader should know.
    pub notes: String,
    /// Who says what it is.
    pub source: String,
}

impl Missile {
    /// Ground speed, km/h; None for ballistic missiles.
    pub fn speed_km_h(&self) -> Option<Interval> {
        Interval::new("speed", " km/h", self.speed_low_kmh?, self.speed_nominal_kmh?, self.speed_high_kmh?).ok()
    }

    /// Low, nominal and high range by the claims, km.
    pub fn range_km(&self) -> Option<Interval> {
        range_by_claims(claims_of(&self.id))
    }

    /// Whether a claim that the range rests on, or the speed, is not confirmed from a source.
    pub fn rests_on_unverified(&self) -> bool {
        is_unverified(&self.speed_source)
            || is_unverified(&self.altitude_source)
            || claims_of(&self.id).any(|claim| claim.basis.moves_range() && claim.is_unverified())
    }
}

/// What a claim is a claim of, and so whether it moves a type's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// What the type can reach.
    Capability,
    /// A distance that was flown: a floor.
    Flown,
    /// A finding that it falls within a treaty's bands, which is no range.
    TreatyFinding,
    /// A figure that includes the radius of the carrier aircraft.
    WithCarrier,
    /// Anything else that is worth knowing.
    Context,
}

impl Basis {
    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Flown => "flown",
            Self::TreatyFinding => "treaty-finding",
            Self::WithCarrier => "with-carrier",
            Self::Context => "context",
        }
    }

    /// Whether the range rule counts it.
    pub const fn moves_range(self) -> bool {
        matches!(self, Self::Capability | Self::Flown)
    }
}

/// Who says which range, when, where it was said (`data/range_claims.csv`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The missile's id.
    pub missile: String,
    /// Who says it.
    pub claimant: String,
    /// What it is a claim of.
    pub basis: Basis,
    /// Lower figure, km.
    pub low_km: f64,
    /// Upper figure, km; equal to the lower one for a single figure.
    pub high_km: f64,
    /// When it was said.
    pub year: u16,
    /// What was said, in short.
    pub statement: String,
    /// Where it was said; begins with `unverified` where no page was seen.
    pub source: String,
}

impl Claim {
    /// Whether no page was seen that says so.
    pub fn is_unverified(&self) -> bool {
        is_unverified(&self.source)
    }
}

/// The convention of all source columns.
fn is_unverified(source: &str) -> bool {
    source.starts_with("unverified")
}

/// All missile types, in the order of their ids.
pub fn missiles() -> &'static [Missile] {
    static MISSILES: OnceLock<Vec<Missile>> = OnceLock::new();
    MISSILES.get_or_init(|| table::embedded(include_str!("../../data/missiles.csv")))
}

/// All range claims, by missile and year.
pub fn claims() -> &'static [Claim] {
    static CLAIMS: OnceLock<Vec<Claim>> = OnceLock::new();
    CLAIMS.get_or_init(|| table::embedded(include_str!("../../data/range_claims.csv")))
}

/// The range claims for one missile.
pub fn claims_of(missile_id: &str) -> impl Iterator<Item = &'static Claim> {
    claims().iter().filter(move |claim| claim.missile == missile_id)
}

/// Low, nominal and high range by claims, km: low is the least and high the greatest figure of all claims of
/// capability, nominal the median of their midpoints; the greatest distance flown is a floor for all three. None
/// without any such claim.
pub fn range_by_claims<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Option<Interval> {
    let counted = claims.into_iter().filter(|claim| claim.basis.moves_range());
    let figures = counted.map(|claim| (claim.basis == Basis::Capability, claim.low_km, claim.high_km));
    range_by_rule(figures).map(|[low, nominal, high]| Interval { low, nominal, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(basis: Basis, low_km: f64, high_km: f64) -> Claim {
        let text = String::new;
        Claim {
            missile: text(),
            claimant: text(),
            basis,
            low_km,
            high_km,
            year: 2019,
            statement: text(),
            source: text(),
        }
    }

    #[test]
    fn range_follows_from_the_claims() {
        let claims = [
            claim(Basis::Capability, 480.0, 480.0),
            claim(Basis::Capability, 2000.0, 2600.0),
            claim(Basis::Capability, 2500.0, 2500.0),
            claim(Basis::TreatyFinding, 500.0, 5500.0),
            claim(Basis::WithCarrier, 9000.0, 9000.0),
            claim(Basis::Context, 10.0, 10.0),
        ];
        assert_eq!(range_by_claims(&claims), Some(Interval { low: 480.0, nominal: 2300.0, high: 2600.0 }));
    }

    #[test]
    fn a_flight_is_a_floor() {
        let claims = [claim(Basis::Capability, 4000.0, 4000.0), claim(Basis::Flown, 4600.0, 4600.0)];
        assert_eq!(range_by_claims(&claims), Some(Interval::exact(4600.0)));
        assert_eq!(range_by_claims(&[claim(Basis::Flown, 800.0, 800.0)]), Some(Interval::exact(800.0)));
        assert_eq!(range_by_claims(&[claim(Basis::Context, 800.0, 800.0)]), None);
    }
}
