//! The sentences that a result must carry: a closed list, spelled out only by printers. `docs/caveats.md` says of each when
//! it is given and why.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

codes! {
    /// A reservation that belongs to a result.
    ///
    /// ```
    /// use arcminute::caveat::Caveat;
    /// let of_code = |code: &str| Caveat::ALL.into_iter().find(|caveat| caveat.code() == code);
    /// assert_eq!(of_code("place-uncertainty-at-band-edge"), Some(Caveat::PlaceUncertaintyAtBandEdge));
    /// assert_eq!(of_code("Disputed range"), None);
    /// ```
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum Caveat as "caveat" {
        /// The arc is the minimum-energy one, which is neither the fastest nor the slowest.
        MinimumEnergyIsAReference = "minimum-energy-is-not-minimum-time",
        /// The arc stays below 100 km, where drag rules.
        ApogeeBelow100Km = "apogee-below-100-km",
        /// A sphere and the ellipsoid put the distance into different bands.
        EarthModelAtBandEdge = "earth-model-at-band-edge",
        /// The band edge lies within the uncertainty of the two places.
        PlaceUncertaintyAtBandEdge = "place-uncertainty-at-band-edge",
        /// A band of distances is not a finding under the treaty.
        DistanceBandIsNotAFinding = "distance-band-is-not-a-treaty-finding",
        /// The published claims of this system's range differ, and the result depends on which is right.
        DisputedRange = "disputed-range",
        /// A figure behind the result is not confirmed from a source.
        UnverifiedFigure = "unverified-figure",
        /// The map is Mercator's, on which lengths cannot be compared.
        Mercator = "mercator",
        /// The case is outside what the models describe.
        BeyondTheModel = "beyond-the-model",
        /// The system is launched from the air or the sea, and the source is not where it is launched.
        LaunchPointIsNotABase = "launch-point-is-not-a-base",
        /// On the date a party had suspended its obligations under the treaty.
        TreatySuspended = "treaty-suspended",
        /// On the date the time for eliminating the type under the treaty still ran.
        TreatyEliminationPeriod = "treaty-elimination-period",
        /// No claim says whether the system reaches so far.
        OpenReach = "open-reach",
        /// The highest figure of the system's range is a lower bound.
        RangeIsALowerBound = "range-is-a-lower-bound",
        /// It is not settled whether the type is a missile as the treaty defines one.
        TreatyDefinition = "treaty-definition",
        /// The source is of a state that was no party to the treaty, and the status is that of the type.
        OperatorWasNoParty = "operator-was-no-party",
        /// The depressed arc at the full speed of the missile stays below 100 km.
        DepressedArcBelow100Km = "depressed-arc-below-100-km",
    }
}

impl Caveat {
    /// All codes, in the order of [`Caveat::ALL`].
    pub(crate) const CODES: &[&str] = &{
        let mut codes = [""; Self::ALL.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = Self::ALL[at].code();
            at += 1;
        }
        codes
    };

    /// The sentence that people read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::MinimumEnergyIsAReference => {
                "The ballistic time is that of real flights over the distance, about the minimum-energy arc: a reference, \
                 not a bound; lofted arcs are slower, and depressed ones that stay above 100 km faster."
            }
            Self::ApogeeBelow100Km => {
                "≈: the arc stays below 100 km, where drag rules and the two-body model does not apply: the time is that of \
                 flights over the distance, its upper end widened, and says nothing of this arc. A lofted flight is slower."
            }
            Self::EarthModelAtBandEdge => {
                "A spherical Earth would put this distance into another band: the edge lies within the difference of \
                 the Earth models."
            }
            Self::PlaceUncertaintyAtBandEdge => {
                "The band edge lies within the uncertainty of the two places: the distance may be in the other band."
            }
            Self::DistanceBandIsNotAFinding => {
                "The band speaks of a missile that needs this range; the treaty judges the range capability of a type."
            }
            Self::DisputedRange => "It depends on which published range is right.",
            Self::UnverifiedFigure => "A figure behind this result is not confirmed from a source.",
            Self::Mercator => {
                "Mercator stretches distances towards the poles: ranges are not circles, and the same range looks \
                 longer in the north. Not to be measured on."
            }
            Self::BeyondTheModel => {
                "This case is outside what the models describe: no time is given."
            }
            Self::LaunchPointIsNotABase => {
                "Launched from the air or the sea: the launch point is not a base, and may be far from the place of departure."
            }
            Self::TreatySuspended => {
                "On this date the treaty was in force and obligations under it were suspended: by the United States from 2 \
                 February 2019, by Russia from 4 March 2019."
            }
            Self::TreatyEliminationPeriod => {
                "On this date the treaty allowed its parties to possess the type until it was eliminated."
            }
            Self::OpenReach => {
                "Reach is open where there is no claim of capability, and beyond a highest figure that is a lower bound: no \
                 time is given."
            }
            Self::RangeIsALowerBound => {
                "The highest figure of this range is a lower bound (\"more than\"): nobody says where it ends."
            }
            Self::TreatyDefinition => {
                "Article II of the INF Treaty defines ballistic and cruise missiles; that this type (a drone, or a \
                 boost-glide vehicle) is one of them is settled by no row of the catalogue, and its status is left open."
            }
            Self::OperatorWasNoParty => {
                "The source is of a state that was not a party to the INF Treaty: missiles there were outside it, and the \
                 status is that of the type in the hands of a party."
            }
            Self::DepressedArcBelow100Km => {
                "The depressed arc at full speed stays below 100 km, where drag rules: no time of it is given."
            }
        }
    }
}

/// A set of caveats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caveats(u32);

impl Caveats {
    /// Adds `caveat` if `applies`.
    pub(crate) fn add_if(&mut self, applies: bool, caveat: Caveat) {
        if applies {
            self.0 |= 1 << caveat as u32;
        }
    }

    /// All of both sets.
    #[must_use]
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `caveat` is in the set.
    pub fn contains(self, caveat: Caveat) -> bool {
        self.0 & (1 << caveat as u32) != 0
    }

    /// The caveats of the set in printing order.
    pub fn iter(self) -> impl Iterator<Item = Caveat> {
        Caveat::ALL
            .into_iter()
            .filter(move |&caveat| self.contains(caveat))
    }

    /// The set as bits: bit 0 stands for the first of [`Caveat::CODES`].
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

/// As a list of codes.
impl Serialize for Caveats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Caveats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut caveats = Self::default();
        for caveat in Vec::<Caveat>::deserialize(deserializer)? {
            caveats.add_if(true, caveat);
        }
        Ok(caveats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_the_printing_order() {
        let mut caveats = Caveats::default();
        assert!(!caveats.contains(Caveat::BeyondTheModel));
        caveats.add_if(true, Caveat::BeyondTheModel);
        caveats.add_if(true, Caveat::DisputedRange);
        caveats.add_if(false, Caveat::Mercator);
        let codes: Vec<&str> = caveats.iter().map(Caveat::code).collect();
        assert_eq!(codes.join(";"), "disputed-range;beyond-the-model");
    }
}
