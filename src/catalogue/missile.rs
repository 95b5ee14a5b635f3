//! Rows of the tables of missiles and range claims, and how a type's range follows from what is claimed of it. The build
//! script uses this file as well.

use serde::Deserialize;

use crate::quantity::Interval;

codes! {
    /// Kind of system, by the way that it flies.
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

codes! {
    /// Launch platform.
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

codes! {
    /// Place of a type in the documents of the INF Treaty.
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

codes! {
    /// Status of a type.
    pub enum Status as "status" {
        /// In service today.
        InService = "in-service",
        /// Tested or announced, not in service.
        InDevelopment = "in-development",
        /// Out of service.
        Retired = "retired",
        /// Destroyed under the INF Treaty.
        EliminatedInf = "eliminated-inf",
        /// Given up before service.
        Cancelled = "cancelled",
        /// Not publicly known.
        Unknown = "unknown",
    }
}

/// A missile type (`data/missiles.csv`): headline figures and status only.
///
/// ```
/// use arcminute::catalogue::{Basing, Status, missile};
/// let pioner = missile("SS-20")?;
/// assert_eq!((pioner.id, pioner.state), ("rsd-10", "SU"));
/// assert_eq!((pioner.basing, pioner.status), (Basing::Ground, Status::EliminatedInf));
/// assert!(pioner.aliases.split('|').any(|alias| alias == "Pioner"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missile {
    /// Designation in lower case.
    pub id: &'static str,
    /// Name for readers.
    pub name: &'static str,
    /// Other names, joined by `|`.
    pub aliases: &'static str,
    /// Ballistic, cruise or glide.
    pub kind: Kind,
    /// Launch platform.
    pub basing: Basing,
    /// State that has it: ISO 3166-1 code, `SU` for the Soviet Union.
    pub state: &'static str,
    /// Status today.
    pub status: Status,
    /// First year in service or of flights, if known.
    pub first_year: Option<u16>,
    /// Last year, if it is over.
    pub last_year: Option<u16>,
    pub(crate) speed_low_kmh: Option<f64>,
    pub(crate) speed_nominal_kmh: Option<f64>,
    pub(crate) speed_high_kmh: Option<f64>,
    /// Source of the speed; begins with `unverified` where no page was seen.
    pub speed_source: &'static str,
    /// Published flight altitude, m.
    pub altitude_m: Option<f64>,
    /// Source of the altitude.
    pub altitude_source: &'static str,
    /// Its place in the documents of the INF Treaty; None if they do not name it.
    pub inf_listing: Option<InfListing>,
    /// Remarks for readers.
    pub notes: &'static str,
    /// Source of the entry.
    pub source: &'static str,
    /// Low, nominal and high range by its claims, km; the build script fills it in.
    #[serde(skip)]
    pub(crate) range_km: Option<Interval>,
    /// True if a figure behind it is not confirmed from a source; the build script fills it in.
    #[serde(skip)]
    pub(crate) unverified: bool,
}

impl Missile {
    /// Ground speed, km/h; None for ballistic missiles.
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let speed_km_h = missile("SSC-8")?.speed_km_h().unwrap();
    /// // Subsonic: sound goes 340.294 m/s, or 1225 km/h, at sea level by the standard atmosphere.
    /// assert!(speed_km_h.low() > 500.0 && speed_km_h.high() < 1225.0);
    /// assert_eq!(missile("SS-20")?.speed_km_h(), None);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn speed_km_h(&self) -> Option<Interval> {
        match (
            self.speed_low_kmh,
            self.speed_nominal_kmh,
            self.speed_high_kmh,
        ) {
            (Some(low), Some(nominal), Some(high)) => Some(Interval { low, nominal, high }),
            _ => None,
        }
    }

    /// Low, nominal and high range by the claims, km: low is the least and high the greatest figure of all claims of
    /// capability, nominal the median of their midpoints; the greatest distance flown is a floor for all three.
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let range_km = missile("SSC-8")?.range_km().unwrap();
    /// // What the dispute is about: the claims fall on both sides of the treaty's edge.
    /// assert!(range_km.low() < 500.0 && range_km.high() > 500.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn range_km(&self) -> Option<Interval> {
        self.range_km
    }

    /// True if a claim that the range rests on, the speed or the altitude is not confirmed from a source.
    pub fn has_unverified_figure(&self) -> bool {
        self.unverified
    }

    /// Fills in what follows from the claims for this type.
    #[allow(dead_code, reason = "for the build script")]
    pub(crate) fn fill_in(&mut self, claims: &[&Claim]) {
        self.range_km = range_by_claims(claims.iter().copied());
        self.unverified = is_unverified(self.speed_source)
            || is_unverified(self.altitude_source)
            || claims
                .iter()
                .any(|claim| claim.basis.counts_towards_range() && claim.is_unverified());
    }
}

codes! {
    /// Subject of a claim, which decides whether it counts towards a type's range.
    ///
    /// ```
    /// use arcminute::catalogue::{Basis, claims_of};
    /// // That a type breaches the treaty says in which bands it falls, not how far it goes.
    /// let finding = claims_of("9m729").find(|claim| claim.basis == Basis::TreatyFinding).unwrap();
    /// assert_eq!((finding.low_km, finding.high_km), (500.0, 5500.0));
    /// assert!(!finding.basis.counts_towards_range());
    /// ```
    pub enum Basis as "basis" {
        /// Range capability of the type.
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
    /// True if the range rule counts such claims.
    pub const fn counts_towards_range(self) -> bool {
        matches!(self, Self::Capability | Self::Flown)
    }
}

/// A published claim of a range: claimant, figures, year, source (`data/range_claims.csv`).
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
    pub missile: &'static str,
    /// Person or body that makes it.
    pub claimant: &'static str,
    /// Subject of the claim.
    pub basis: Basis,
    /// Lower figure, km.
    pub low_km: f64,
    /// Upper figure, km; equal to the lower one for a single figure.
    pub high_km: f64,
    /// Year of the statement.
    pub year: u16,
    /// The statement in short.
    pub statement: &'static str,
    /// Source of the statement; begins with `unverified` where no page was seen.
    pub source: &'static str,
}

impl Claim {
    /// True if the source was not seen.
    pub fn is_unverified(&self) -> bool {
        is_unverified(self.source)
    }
}

/// The convention of all source columns.
fn is_unverified(source: &str) -> bool {
    source.starts_with("unverified")
}

/// The range rule, as [`Missile::range_km`] states it. None without a claim that counts.
#[allow(dead_code, reason = "for the build script")]
pub(crate) fn range_by_claims<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Option<Interval> {
    let mut flown_km = f64::NEG_INFINITY;
    let mut low_km = f64::INFINITY;
    let mut high_km = f64::NEG_INFINITY;
    let mut midpoints_km = Vec::new();
    for claim in claims {
        match claim.basis {
            Basis::Capability => {
                low_km = low_km.min(claim.low_km);
                high_km = high_km.max(claim.high_km);
                midpoints_km.push(f64::midpoint(claim.low_km, claim.high_km));
            }
            Basis::Flown => flown_km = flown_km.max(claim.high_km),
            Basis::TreatyFinding | Basis::WithCarrier | Basis::Context => {}
        }
    }
    midpoints_km.sort_by(f64::total_cmp);
    let count = midpoints_km.len();
    if count == 0 {
        return flown_km.is_finite().then(|| Interval::exact(flown_km));
    }
    let nominal_km = f64::midpoint(midpoints_km[(count - 1) / 2], midpoints_km[count / 2]);
    Some(Interval {
        low: low_km.max(flown_km),
        nominal: nominal_km.max(flown_km),
        high: high_km.max(flown_km),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(basis: Basis, low_km: f64, high_km: f64) -> Claim {
        Claim {
            missile: "",
            claimant: "",
            basis,
            low_km,
            high_km,
            year: 2019,
            statement: "",
            source: "",
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
