//! The sentences that a result must carry: a closed list, spelled out only by printers. `docs/caveats.md` says of each when
//! it is given and why.

/// A reservation that belongs to a result.
///
/// ```
/// use arcminute::caveat::Caveat;
/// let of_code = |code: &str| Caveat::ALL.into_iter().find(|caveat| caveat.code() == code);
/// assert_eq!(of_code("place-uncertainty-at-band-edge"), Some(Caveat::PlaceUncertaintyAtBandEdge));
/// assert_eq!(of_code("Disputed range"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Caveat {
    /// The arc is the minimum-energy one, which is neither the fastest nor the slowest.
    MinimumEnergyIsAReference,
    /// The arc stays below 100 km, where drag rules.
    ApogeeBelow100Km,
    /// A sphere and the ellipsoid put the distance into different bands.
    EarthModelAtBandEdge,
    /// The band edge lies within the uncertainty of the two places.
    PlaceUncertaintyAtBandEdge,
    /// A band of distances is not a finding under the treaty.
    DistanceBandIsNotAFinding,
    /// The published claims of this system's range differ, and the result depends on which is right.
    DisputedRange,
    /// A figure behind the result is not confirmed from a source.
    UnverifiedFigure,
    /// The map is Mercator's, on which lengths cannot be compared.
    Mercator,
    /// The case is outside what the models describe.
    BeyondTheModel,
}

impl Caveat {
    /// All caveats, in the order in which they are printed.
    pub const ALL: [Self; 9] = [
        Self::MinimumEnergyIsAReference,
        Self::ApogeeBelow100Km,
        Self::EarthModelAtBandEdge,
        Self::PlaceUncertaintyAtBandEdge,
        Self::DistanceBandIsNotAFinding,
        Self::DisputedRange,
        Self::UnverifiedFigure,
        Self::Mercator,
        Self::BeyondTheModel,
    ];

    /// The code in machine formats, in kebab-case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MinimumEnergyIsAReference => "minimum-energy-is-not-minimum-time",
            Self::ApogeeBelow100Km => "apogee-below-100-km",
            Self::EarthModelAtBandEdge => "earth-model-at-band-edge",
            Self::PlaceUncertaintyAtBandEdge => "place-uncertainty-at-band-edge",
            Self::DistanceBandIsNotAFinding => "distance-band-is-not-a-treaty-finding",
            Self::DisputedRange => "disputed-range",
            Self::UnverifiedFigure => "unverified-figure",
            Self::Mercator => "mercator",
            Self::BeyondTheModel => "beyond-the-model",
        }
    }

    /// The sentence that people read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::MinimumEnergyIsAReference => {
                "The ballistic time is that of the minimum-energy arc: a reference, not a bound; depressed arcs are \
                 faster, lofted ones slower."
            }
            Self::ApogeeBelow100Km => {
                "The arc stays below 100 km: drag rules there, and the two-body model does not apply."
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
            Self::DisputedRange => {
                "Published range claims for this system differ: see `arcminute list claims`."
            }
            Self::UnverifiedFigure => "A figure behind this result is not confirmed from a source.",
            Self::Mercator => {
                "Mercator stretches distances towards the poles: ranges are not circles, and the same range looks \
                 longer in the north. Not to be measured on."
            }
            Self::BeyondTheModel => {
                "This case is outside what the models describe: no time is given."
            }
        }
    }
}

/// A set of caveats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caveats(u16);

impl Caveats {
    /// Adds `caveat` if `applies`.
    ///
    /// ```
    /// use arcminute::caveat::{Caveat, Caveats};
    /// let mut caveats = Caveats::default();
    /// let apogee_km = 74.1;
    /// caveats.add_if(apogee_km < 100.0, Caveat::ApogeeBelow100Km);
    /// caveats.add_if(false, Caveat::Mercator);
    /// assert!(caveats.iter().eq([Caveat::ApogeeBelow100Km]));
    /// ```
    pub fn add_if(&mut self, applies: bool, caveat: Caveat) {
        if applies {
            self.0 |= 1 << caveat as u16;
        }
    }

    /// All of both sets.
    ///
    /// ```
    /// use arcminute::caveat::{Caveat, Caveats};
    /// let (mut of_pair, mut of_system) = (Caveats::default(), Caveats::default());
    /// of_pair.add_if(true, Caveat::EarthModelAtBandEdge);
    /// of_system.add_if(true, Caveat::DisputedRange);
    /// assert!(of_pair.union(of_system).iter().eq([Caveat::EarthModelAtBandEdge, Caveat::DisputedRange]));
    /// ```
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `caveat` is in the set.
    ///
    /// ```
    /// use arcminute::caveat::{Caveat, Caveats};
    /// let mut caveats = Caveats::default();
    /// assert!(!caveats.contains(Caveat::MinimumEnergyIsAReference));
    /// caveats.add_if(true, Caveat::MinimumEnergyIsAReference);
    /// assert!(caveats.contains(Caveat::MinimumEnergyIsAReference));
    /// ```
    pub fn contains(self, caveat: Caveat) -> bool {
        self.0 & (1 << caveat as u16) != 0
    }

    /// The caveats of the set in printing order.
    ///
    /// ```
    /// use arcminute::caveat::{Caveat, Caveats};
    /// let mut caveats = Caveats::default();
    /// caveats.add_if(true, Caveat::BeyondTheModel);
    /// caveats.add_if(true, Caveat::DisputedRange);
    /// let codes: Vec<&str> = caveats.iter().map(Caveat::code).collect();
    /// assert_eq!(codes.join(";"), "disputed-range;beyond-the-model");
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Caveat> {
        Caveat::ALL
            .into_iter()
            .filter(move |&caveat| self.contains(caveat))
    }
}
