//! What becomes of a claim.

/// What becomes of a claim, from the mildest to the gravest: of several findings the gravest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The claim agrees with the reference flight, or its figures agree with each other.
    Consistent,
    /// True on a lofted arc only.
    OnlyLofted,
    /// True on a depressed arc only.
    OnlyDepressed,
    /// True on a lofted or a depressed arc only.
    OnlyLoftedOrDepressed,
    /// Whether the named missile reaches, or has the speed, is open: what is published of its range is a lower bound, or
    /// nothing.
    OpenReach,
    /// The arc that it asks for stays below 100 km, or the flight lasts longer than its arc.
    OutsideTheModel,
    /// The figure is that of another quantity.
    LooksLikeAnotherQuantity,
    /// The figure is of what flies in the air, slower or longer than any ballistic missile.
    NotBallistic,
    /// Two figures that are published of a type, or one and the catalogue's, do not go together, and which is wrong is open.
    Contradiction,
    /// The named missile has not the range or the speed for it.
    NotThisMissile,
    /// No flight of the model makes it true.
    Impossible,
}

impl Verdict {
    /// The code in machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::OnlyLofted => "only-lofted",
            Self::OnlyDepressed => "only-depressed",
            Self::OnlyLoftedOrDepressed => "only-lofted-or-depressed",
            Self::OpenReach => "open-reach",
            Self::OutsideTheModel => "outside-the-model",
            Self::LooksLikeAnotherQuantity => "looks-like-another-quantity",
            Self::NotBallistic => "not-ballistic",
            Self::Contradiction => "contradiction",
            Self::NotThisMissile => "not-this-missile",
            Self::Impossible => "impossible",
        }
    }

    /// The verdict in words.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Consistent => "consistent with the model",
            Self::OnlyLofted => "possible on a lofted arc only",
            Self::OnlyDepressed => "possible on a depressed arc only",
            Self::OnlyLoftedOrDepressed => "possible on a lofted or a depressed arc only",
            Self::OpenReach => "open: it is not published whether this missile can",
            Self::OutsideTheModel => "outside the model",
            Self::LooksLikeAnotherQuantity => "looks like another quantity",
            Self::NotBallistic => "not ballistic",
            Self::Contradiction => "contradicts another figure",
            Self::NotThisMissile => "not by this missile",
            Self::Impossible => "impossible",
        }
    }
}
