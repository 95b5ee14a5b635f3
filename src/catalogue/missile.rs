//! Rows of the table of missiles. The build script uses this file as well.

use serde::Deserialize;

use super::claim::{Basis, Checked, Claim};
use super::range_rule;
use super::site::yes_or_no;
use crate::quantity::Interval;

codes! {
    /// Kind of system, by the way that it flies.
    ///
    /// ```
    /// use arcminute::catalogue::{Kind, System, missile};
    /// assert_eq!(missile("Dark Eagle")?.kind, Kind::Glide);
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
        /// Not publicly known.
        Unknown = "unknown",
    }
}

/// How much of a type's ground speed was read at a source, by the words of `speed_source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeedStanding {
    /// All of it.
    Read,
    /// A value or two; the source says which were assumed.
    PartlyAssumed,
    /// None of it, or not the values that count.
    Unverified,
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
    /// True for a drone, which is modelled as a slow cruise missile.
    #[serde(deserialize_with = "yes_or_no")]
    pub drone: bool,
    /// Launch platform.
    pub basing: Basing,
    /// State that has it: ISO 3166-1 code, `SU` for the Soviet Union.
    pub state: &'static str,
    /// Status today.
    pub status: Status,
    /// First year in service or of flights, if known.
    pub first_year: Option<u16>,
    /// Last year, if it has passed.
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
    /// Listing in the documents of the INF Treaty; None if they do not name the type.
    pub inf_listing: Option<InfListing>,
    /// Verification of the listing.
    pub inf_listing_checked: Option<Checked>,
    /// Remarks for readers.
    pub notes: &'static str,
    /// Source of the entry.
    pub source: &'static str,
    /// Low, nominal and high range by its claims, km; set by the build script.
    #[serde(skip)]
    pub(crate) range_km: Option<Interval>,
    /// True if an underlying figure is not confirmed from a source; set by the build script.
    #[serde(skip)]
    pub(crate) unverified: bool,
}

impl Missile {
    /// Ground speed, km/h; None for ballistic missiles.
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let speed_km_h = missile("SSC-8")?.speed_km_h().unwrap();
    /// // Subsonic: sound travels at 340.294 m/s, or 1225 km/h, at sea level by the standard atmosphere.
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

    /// How much of that speed was read.
    pub(crate) fn speed_standing(&self) -> SpeedStanding {
        if is_unverified(self.speed_source) {
            SpeedStanding::Unverified
        } else if self.speed_source.contains("assumed") {
            SpeedStanding::PartlyAssumed
        } else {
            SpeedStanding::Read
        }
    }

    /// Lowest, nominal and highest range by the claims of capability, km: see [`super::Reach`] for what lies between. The
    /// nominal range is a claimed figure. None where no claim counts.
    ///
    /// ```
    /// use arcminute::catalogue::missile;
    /// let range_km = missile("SSC-8")?.range_km().unwrap();
    /// // The dispute: the claims fall on both sides of the treaty's edge.
    /// assert!(range_km.low() < 500.0 && range_km.high() > 500.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn range_km(&self) -> Option<Interval> {
        self.range_km
    }

    /// True if the document that names it was not read.
    pub(crate) fn has_unverified_listing(&self) -> bool {
        self.inf_listing_checked == Some(Checked::Unverified)
    }

    /// True if a claim that the range rests on, the speed or the altitude is not confirmed from a source.
    pub(crate) fn has_unverified_figure(&self) -> bool {
        self.unverified
    }

    /// Fills in the fields that follow from the claims for this type.
    #[allow(dead_code, reason = "for the build script")]
    pub(crate) fn fill_in(&mut self, claims: &[&Claim]) {
        self.range_km = range_rule::range_by_claims(claims.iter().copied());
        let lacks_speed = self.kind != Kind::Ballistic && self.speed_nominal_kmh.is_none();
        self.unverified = is_unverified(self.speed_source)
            || is_unverified(self.altitude_source)
            || lacks_speed
            || claims.iter().any(|claim| {
                claim.basis == Basis::Capability && claim.checked == Checked::Unverified
            });
    }
}

/// True if a source is marked as unverified in its own column.
fn is_unverified(source: &str) -> bool {
    source.starts_with("unverified")
}
