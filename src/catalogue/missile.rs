//! Missile types and what is claimed of their range.

use std::sync::OnceLock;

use serde::Deserialize;

use super::range_rule::range_by_rule;
use super::table;
use crate::quantity::Interval;

codes! {
    /// How a system flies.
    ///
    /// ```
    /// use arcminute::catalogue::{Kind, System, missile};
    /// assert_eq!(missile("DF-17")?.kind, Kind::Glide);
    /// assert_eq!(System::GENERIC_CRUISE.kind, Kind::Cruise);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub enum Kind as "kind" {
        /// On a ballistic trajectory over most of its path.
        Ballistic = "ballistic",
        /// On wings or on air-breathing thrust.
        Cruise = "cruise",
        /// Boosted, then gliding: flown here at a mean ground speed.
        Glide = "glide",
    }
}

impl Kind {
    /// The kind with this code; ballistic for any other text, of which the data have none.
    pub(crate) fn of_code(code: &str) -> Self {
        [Self::Cruise, Self::Glide]
            .into_iter()
            .find(|kind| kind.code() == code)
            .unwrap_or(Self::Ballistic)
    }
}

codes! {
    /// What a system is launched from.
    ///
    /// ```
    /// use arcminute::catalogue::{Basing, missile};
    /// // The treaty spoke of ground-launched missiles alone: Kalibr was never in its scope.
    /// assert_eq!(missile("Kalibr")?.basing, Basing::Sea);
    /// assert_eq!(missile("SSC-8")?.basing, Basing::Ground);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub enum Basing as "basing" {
        /// Land.
        Ground = "ground",
        /// Ships and submarines.
        Sea = "sea",
        /// Aircraft.
        Air = "air",
    }
}

impl Basing {
    /// The basing with this code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        [Self::Ground, Self::Sea, Self::Air]
            .into_iter()
            .find(|basing| basing.code() == code)
    }
}

codes! {
    /// Where the INF Treaty's documents name a type.
    ///
    /// ```
    /// use arcminute::catalogue::{InfListing, missile};
    /// assert_eq!(missile("SS-20")?.inf_listing, Some(InfListing::ArticleIiiIntermediate));
    /// // Newer than the treaty's lists, whatever its range.
    /// assert_eq!(missile("SSC-8")?.inf_listing, None);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub enum InfListing as "INF listing" {
        /// Article III(1).
        ArticleIiiIntermediate = "article-iii-intermediate",
        /// Article III(2).
        ArticleIiiShorter = "article-iii-shorter",
        /// The Memorandum of Understanding, as tested but not deployed.
        MouTested = "mou-tested",
    }
}

impl InfListing {
    /// The listing in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ArticleIiiIntermediate => {
                "INF Treaty Article III(1): existing type of intermediate-range missile"
            }
            Self::ArticleIiiShorter => {
                "INF Treaty Article III(2): existing type of shorter-range missile"
            }
            Self::MouTested => "INF Treaty Memorandum of Understanding: tested but not deployed",
        }
    }
}

/// A missile type (`data/missiles.csv`): headline figures and status only.
///
/// ```
/// use arcminute::catalogue::{Basing, missile};
/// let pioner = missile("SS-20")?;
/// assert_eq!((pioner.id.as_str(), pioner.state.as_str()), ("rsd-10", "SU"));
/// assert_eq!((pioner.basing, pioner.status.as_str()), (Basing::Ground, "eliminated-inf"));
/// assert!(pioner.aliases.split('|').any(|alias| alias == "Pioner"));
/// # Ok::<(), arcminute::Error>(())
/// ```
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
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let speed_km_h = missile("SSC-8")?.speed_km_h().unwrap();
    /// assert!(speed_km_h.low < speed_km_h.nominal && speed_km_h.nominal < speed_km_h.high);
    /// // Subsonic: sound goes 340.294 m/s, or 1225 km/h, at sea level by the standard atmosphere.
    /// assert!(speed_km_h.low > 500.0 && speed_km_h.high < 1225.0);
    /// assert_eq!(missile("SS-20")?.speed_km_h(), None);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn speed_km_h(&self) -> Option<Interval> {
        Interval::new(
            "speed",
            " km/h",
            self.speed_low_kmh?,
            self.speed_nominal_kmh?,
            self.speed_high_kmh?,
        )
        .ok()
    }

    /// Low, nominal and high range by the claims, km.
    ///
    /// ```
    /// use arcminute::catalogue::{claims_of, missile, range_by_claims};
    /// let range_km = missile("SSC-8")?.range_km().unwrap();
    /// assert_eq!(Some(range_km), range_by_claims(claims_of("9m729")));
    /// // What the dispute is about: the claims fall on both sides of the treaty's edge.
    /// assert!(range_km.low < 500.0 && range_km.high > 500.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn range_km(&self) -> Option<Interval> {
        range_by_claims(claims_of(&self.id))
    }

    /// Whether a claim that the range rests on, or the speed, is not confirmed from a source.
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let mut own = missile("SSC-8")?.clone();
    /// // No claim is of this id, so only the sources of speed and altitude count.
    /// (own.id, own.speed_source, own.altitude_source) = ("own".into(), "maker's leaflet".into(), "".into());
    /// assert!(!own.rests_on_unverified());
    /// own.speed_source = "unverified: general literature".into();
    /// assert!(own.rests_on_unverified());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn rests_on_unverified(&self) -> bool {
        is_unverified(&self.speed_source)
            || is_unverified(&self.altitude_source)
            || claims_of(&self.id).any(|claim| claim.basis.moves_range() && claim.is_unverified())
    }
}

codes! {
    /// What a claim is a claim of, and so whether it moves a type's range.
    ///
    /// ```
    /// use arcminute::catalogue::{Basis, claims_of};
    /// // That a type breaches the treaty says in which bands it falls, not how far it goes.
    /// let finding = claims_of("9m729").find(|claim| claim.basis == Basis::TreatyFinding).unwrap();
    /// assert_eq!((finding.low_km, finding.high_km), (500.0, 5500.0));
    /// assert!(!finding.basis.moves_range());
    /// ```
    pub enum Basis as "basis" {
        /// What the type can reach.
        Capability = "capability",
        /// A distance that was flown: a floor.
        Flown = "flown",
        /// A finding that it falls within a treaty's bands, which is no range.
        TreatyFinding = "treaty-finding",
        /// A figure that includes the radius of the carrier aircraft.
        WithCarrier = "with-carrier",
        /// Anything else that is worth knowing.
        Context = "context",
    }
}

impl Basis {
    /// Whether the range rule counts it.
    pub const fn moves_range(self) -> bool {
        matches!(self, Self::Capability | Self::Flown)
    }
}

/// Who says which range, when, where it was said (`data/range_claims.csv`).
///
/// ```
/// use arcminute::catalogue::{Basis, claims_of};
/// let russian = claims_of("9m729").find(|claim| claim.claimant.starts_with("Russian MoD")).unwrap();
/// assert_eq!((russian.basis, russian.year), (Basis::Capability, 2019));
/// // A single figure, and below the treaty's edge.
/// assert!(russian.low_km == russian.high_km && russian.high_km < 500.0);
/// ```
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
    ///
    /// ```
    /// use arcminute::catalogue::{Claim, claims};
    /// let said_in = |source: &str| Claim { source: source.into(), ..claims()[0].clone() };
    /// assert!(said_in("unverified: open literature").is_unverified());
    /// assert!(!said_in("Hansard, 5 August 1976").is_unverified());
    /// ```
    pub fn is_unverified(&self) -> bool {
        is_unverified(&self.source)
    }
}

/// The convention of all source columns.
fn is_unverified(source: &str) -> bool {
    source.starts_with("unverified")
}

/// All missile types, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::{Basing, missiles};
/// assert!(missiles().is_sorted_by(|a, b| a.id < b.id));
/// let mut eliminated = missiles().iter().filter(|missile| missile.status == "eliminated-inf");
/// assert!(eliminated.all(|missile| missile.basing == Basing::Ground && missile.inf_listing.is_some()));
/// ```
pub fn missiles() -> &'static [Missile] {
    static MISSILES: OnceLock<Vec<Missile>> = OnceLock::new();
    MISSILES.get_or_init(|| table::embedded(include_str!("../../data/missiles.csv")))
}

/// All range claims, by missile and year.
///
/// ```
/// use arcminute::catalogue::claims;
/// assert!(claims().is_sorted_by_key(|claim| (&claim.missile, claim.year)));
/// assert!(claims().iter().all(|claim| claim.low_km <= claim.high_km));
/// ```
pub fn claims() -> &'static [Claim] {
    static CLAIMS: OnceLock<Vec<Claim>> = OnceLock::new();
    CLAIMS.get_or_init(|| table::embedded(include_str!("../../data/range_claims.csv")))
}

/// The range claims for one missile.
///
/// ```
/// use arcminute::catalogue::{claims_of, missile};
/// assert!(claims_of("9m729").count() > 1);
/// // By the id, not by any other name.
/// assert_eq!(claims_of("SSC-8").count(), 0);
/// assert!(claims_of(&missile("SSC-8")?.id).all(|claim| claim.missile == "9m729"));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn claims_of(missile_id: &str) -> impl Iterator<Item = &'static Claim> {
    claims()
        .iter()
        .filter(move |claim| claim.missile == missile_id)
}

/// Low, nominal and high range by claims, km: low is the least and high the greatest figure of all claims of
/// capability, nominal the median of their midpoints; the greatest distance flown is a floor for all three. None
/// without any such claim.
///
/// ```
/// use arcminute::catalogue::{Basis, Claim, claims, range_by_claims};
/// use arcminute::quantity::Interval;
/// let claim = |basis, km| Claim { basis, low_km: km, high_km: km, ..claims()[0].clone() };
/// let mut said = [480.0, 2000.0, 2600.0].map(|km| claim(Basis::Capability, km)).to_vec();
/// said.push(claim(Basis::TreatyFinding, 5500.0));
/// assert_eq!(range_by_claims(&said), Some(Interval { low: 480.0, nominal: 2000.0, high: 2600.0 }));
/// said.push(claim(Basis::Flown, 2100.0));
/// assert_eq!(range_by_claims(&said), Some(Interval { low: 2100.0, nominal: 2100.0, high: 2600.0 }));
/// ```
pub fn range_by_claims<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Option<Interval> {
    let counted = claims.into_iter().filter(|claim| claim.basis.moves_range());
    let figures = counted.map(|claim| {
        (
            claim.basis == Basis::Capability,
            claim.low_km,
            claim.high_km,
        )
    });
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
        assert_eq!(
            range_by_claims(&claims),
            Some(Interval {
                low: 480.0,
                nominal: 2300.0,
                high: 2600.0
            })
        );
    }

    #[test]
    fn a_flight_is_a_floor() {
        let claims = [
            claim(Basis::Capability, 4000.0, 4000.0),
            claim(Basis::Flown, 4600.0, 4600.0),
        ];
        assert_eq!(range_by_claims(&claims), Some(Interval::exact(4600.0)));
        assert_eq!(
            range_by_claims(&[claim(Basis::Flown, 800.0, 800.0)]),
            Some(Interval::exact(800.0))
        );
        assert_eq!(
            range_by_claims(&[claim(Basis::Context, 800.0, 800.0)]),
            None
        );
    }
}
