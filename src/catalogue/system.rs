//! Systems: a missile type of the catalogue, or a generic system of which nothing is known but its kind.

use std::borrow::Cow;

use super::asked;
use super::range_rule::{self, range_by_claims};
use super::{
    Basing, Bound, Checked, Claim, InfListing, Kind, Missile, claims_of, lookup, missiles,
};
use crate::error::Result;
use crate::names::fold;
use crate::quantity::Interval;

/// Ground speed of the generic subsonic cruise missile, km/h. A stated assumption that spans the flown averages of
/// 704–721 km/h (`tests/reference/cruise_flights.csv`) and the published 880–900 km/h of Tomahawk and Kh-101.
pub const GENERIC_SPEED_KM_H: Interval = Interval {
    low: 700.0,
    nominal: 800.0,
    high: 900.0,
};

/// A system as the models see it.
///
/// ```
/// use arcminute::catalogue::{Kind, System};
/// use arcminute::quantity::Interval;
/// let range_km = Some(Interval::try_from(2000.0)?);
/// let own = System { id: "own".into(), name: "Own".into(), range_km, ..System::GENERIC_BALLISTIC };
/// assert_eq!((own.kind, own.basing, own.speed_km_h), (Kind::Ballistic, None, None));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// The catalogue's id, or `generic-ballistic`, `generic-cruise`.
    pub id: Cow<'static, str>,
    /// Name for readers.
    pub name: Cow<'static, str>,
    /// Ballistic, cruise or glide.
    pub kind: Kind,
    /// Launch platform; None for generic systems.
    pub basing: Option<Basing>,
    /// State that has it; None for generic systems.
    pub state: Option<Cow<'static, str>>,
    /// Listing in the documents of the INF Treaty; None if they do not name the type.
    pub inf_listing: Option<InfListing>,
    /// Lowest, nominal and highest range by the claims, km; None for generic systems and where no claim counts. See
    /// [`System::reach`] for what lies between and beyond.
    pub range_km: Option<Interval>,
    /// True for a type of the catalogue and for a system like one: without a claim of capability its reach is open, whereas
    /// a generic system reaches any distance.
    pub is_type: bool,
    /// The claims that its range follows from; empty for a custom range.
    pub claims: &'static [Claim],
    /// Ground speed of cruise and glide systems, km/h.
    pub speed_km_h: Option<Interval>,
    /// Published flight altitude, m.
    pub altitude_m: Option<f64>,
    /// True if an underlying figure is not confirmed from a source.
    pub unverified: bool,
}

codes! {
    /// Verdict on a system and a distance, by the claims of its range.
    ///
    /// ```
    /// use arcminute::catalogue::{Reach, System};
    /// let reach = |km| Ok::<_, arcminute::Error>(System::named("SSC-8")?.reach(km));
    /// // All claims exceed 100 km; they disagree on whether it flies beyond 500 km.
    /// assert_eq!((reach(100.0)?, reach(500.0)?), (Some(Reach::Within), Some(Reach::Disputed)));
    /// assert!(Reach::Within < Reach::Disputed && Reach::Disputed < Reach::Beyond);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    #[derive(PartialOrd, Ord)]
    pub enum Reach as "reach" {
        /// By all claims of capability that speak of the distance: a lower bound below it does not.
        Within = "within",
        /// By some claims of capability only: others fall short, or reach in part.
        Disputed = "disputed",
        /// By none of them, and the highest figure is no lower bound.
        Beyond = "beyond",
    }
}

impl System {
    /// The verdict on a distance. None where it is open: without a range, and beyond a highest figure that is a lower bound
    /// ("more than 499 km").
    ///
    /// ```
    /// use arcminute::catalogue::{Reach, System};
    /// use arcminute::quantity::Interval;
    /// let range_km = Some(Interval::try_from([480.0, 2350.0, 2600.0])?);
    /// let own = System { range_km, ..System::GENERIC_BALLISTIC };
    /// let reach = |km| own.reach(km).unwrap();
    /// // Both ends belong to the nearer answer, and the nominal range plays no part.
    /// assert_eq!([480.0, 480.1].map(reach), [Reach::Within, Reach::Disputed]);
    /// assert_eq!([2350.0, 2600.0, 2600.1].map(reach), [Reach::Disputed, Reach::Disputed, Reach::Beyond]);
    /// assert_eq!(System::named("PrSM")?.reach(510.0), None);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn reach(&self, distance_km: f64) -> Option<Reach> {
        if let Some(range_km) = self.range_km {
            if distance_km <= range_km.low {
                return Some(Reach::Within);
            }
            if distance_km <= range_km.high {
                return Some(Reach::Disputed);
            }
            if self.claims.is_empty() {
                return Some(Reach::Beyond);
            }
        }
        (!range_rule::leaves_open(self.claims, distance_km)).then_some(Reach::Beyond)
    }

    /// True where a time over the distance has a basis: some claim reaches it, or the system is generic.
    pub(crate) fn may_fly(&self, distance_km: f64) -> bool {
        match self.reach(distance_km) {
            Some(reach) => reach != Reach::Beyond,
            None => !self.is_asked_for_reach(),
        }
    }

    /// True where the highest figure of its range is a lower bound.
    pub(crate) fn has_lower_bound_only(&self) -> bool {
        self.range_km
            .is_some_and(|range_km| self.reach(range_km.high.next_up()).is_none())
    }

    /// True where its nominal range is a lower bound rather than a claimed range.
    pub(crate) fn has_nominal_bound(&self) -> bool {
        let Some(range_km) = self.range_km else {
            return false;
        };
        let is_nominal = |km: f64| km.total_cmp(&range_km.nominal).is_eq();
        let mut nominal = range_rule::capabilities(self.claims)
            .filter(|claim| is_nominal(claim.low_km) || is_nominal(claim.high_km));
        !self.claims.is_empty() && nominal.all(|claim| claim.bound == Bound::AtLeast)
    }

    /// True for a type whose claims leave it open whether it reaches the distance.
    pub(crate) fn has_open_reach(&self, distance_km: f64) -> bool {
        self.is_asked_for_reach() && self.reach(distance_km).is_none()
    }

    /// True for a system with limited reach: a type, or a system with a range. A generic system reaches any distance.
    pub(crate) fn is_asked_for_reach(&self) -> bool {
        self.is_type || self.range_km.is_some()
    }

    /// True of a cruise missile or glide vehicle that starts from the surface and is faster than sound at its fastest: that is no
    /// mean speed.
    pub(crate) fn climbs_to(&self, speed_km_h: Interval) -> bool {
        // The standard atmosphere's 340.3 m/s at sea level.
        const SOUND_KM_H: f64 = 1225.0;
        self.kind != Kind::Ballistic
            && matches!(self.basing, Some(Basing::Ground | Basing::Sea))
            && speed_km_h.high > SOUND_KM_H
    }

    /// Refuses times without a distance for a type without a claim of capability.
    ///
    /// # Errors
    /// [`crate::Error::Usage`].
    pub(crate) fn refuse_open_range(&self) -> Result<()> {
        if self.range_km.is_some() || !self.is_type {
            return Ok(());
        }
        Err(crate::Error::Usage(format!(
            "{} has no claim of capability, and no time is given of a type whose reach is open: take a generic system, or a \
             range of your own, such as 2000km",
            self.name
        )))
    }

    /// The type of the catalogue, if it is one.
    pub(crate) fn missile(&self) -> Option<&'static Missile> {
        missiles().iter().find(|missile| missile.id == self.id)
    }

    /// The range by the claims that were read at their source, if any; else by all, km.
    pub(crate) fn seen_range_km(&self) -> Option<Interval> {
        let seen = self
            .claims
            .iter()
            .filter(|claim| claim.checked == Checked::Seen);
        range_by_claims(seen).or(self.range_km)
    }

    /// Any ballistic missile that reaches.
    pub const GENERIC_BALLISTIC: Self = Self::generic(
        "generic-ballistic",
        "generic ballistic",
        Kind::Ballistic,
        None,
    );

    /// Any subsonic cruise missile that reaches.
    pub const GENERIC_CRUISE: Self = Self::generic(
        "generic-cruise",
        "generic cruise",
        Kind::Cruise,
        Some(GENERIC_SPEED_KM_H),
    );

    const fn generic(
        id: &'static str,
        name: &'static str,
        kind: Kind,
        speed_km_h: Option<Interval>,
    ) -> Self {
        Self {
            id: Cow::Borrowed(id),
            name: Cow::Borrowed(name),
            kind,
            basing: None,
            state: None,
            inf_listing: None,
            range_km: None,
            is_type: false,
            claims: &[],
            speed_km_h,
            altitude_m: None,
            unverified: false,
        }
    }

    /// A missile of the catalogue as the models see it.
    pub(crate) fn of(missile: &Missile) -> Self {
        Self {
            id: Cow::Borrowed(missile.id),
            name: Cow::Borrowed(missile.name),
            kind: missile.kind,
            basing: Some(missile.basing),
            state: Some(Cow::Borrowed(missile.state)),
            inf_listing: missile.inf_listing,
            range_km: missile.range_km,
            is_type: true,
            claims: claims_of(missile.id),
            speed_km_h: missile.speed_km_h(),
            altitude_m: missile.altitude_m,
            unverified: missile.unverified,
        }
    }

    /// The system of this name: a missile in any of its spellings, a generic system by its id, or any missile of a range
    /// (`2000km`, `cruise:2000km@850km/h`).
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] with the nearest names, [`crate::Error::Ambiguous`], or what is wrong with a range.
    ///
    /// ```
    /// use arcminute::catalogue::System;
    /// assert_eq!(System::named("SSC-8")?.id, "9m729");
    /// assert_eq!(System::named("2000 km")?.id, "ballistic-2000km");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Self> {
        if let Some(generic) = Self::generic_named(name) {
            return Ok(generic);
        }
        match lookup::missile(name) {
            Ok(missile) => Ok(Self::of(missile)),
            Err(error) => asked::by_range(name).unwrap_or_else(|| Err(asked::unknown(name, error))),
        }
    }

    /// True of every name that [`System::named`] accepts; it costs no look for similar names.
    pub(crate) fn is_named(name: &str) -> bool {
        Self::generic_named(name).is_some()
            || lookup::missiles_named(name).len() == 1
            || asked::by_range(name).is_some_and(|system| system.is_ok())
    }

    fn generic_named(name: &str) -> Option<Self> {
        match fold(name).as_str() {
            "genericballistic" | "ballistic" => Some(Self::GENERIC_BALLISTIC),
            "genericcruise" | "cruise" => Some(Self::GENERIC_CRUISE),
            _ => None,
        }
    }
}
