//! Rows of the table of range claims. The build script uses this file as well.

use serde::Deserialize;

codes! {
    /// Meaning of a figure, in the claimant's terms. Only a capability is a range.
    ///
    /// ```
    /// use arcminute::catalogue::{Basis, claims_of};
    /// // A finding of a breach says in which bands a type falls, not how far it flies.
    /// let finding = claims_of("9m729").iter().find(|claim| claim.basis == Basis::TreatyFinding).unwrap();
    /// assert_eq!((finding.low_km, finding.high_km), (500.0, 5500.0));
    /// ```
    pub enum Basis as "basis" {
        /// Range capability of the type.
        Capability = "capability",
        /// A distance that was flown: a lower bound of the range.
        Flown = "flown",
        /// A range that is aimed at or required.
        Goal = "goal",
        /// A finding that the type falls within a treaty's bands, which is no range.
        TreatyFinding = "treaty-finding",
        /// A figure that includes the flight of the carrier aircraft.
        WithCarrier = "with-carrier",
        /// The span of the class that the type is put into, which is no range.
        Class = "class",
    }
}

codes! {
    /// Kind of bound on the range.
    pub enum Bound as "bound" {
        /// The range, or the span in which it lies.
        Exact = "exact",
        /// A rounded range: "around 500 km".
        About = "about",
        /// A lower bound: "more than 500 km".
        AtLeast = "at-least",
        /// An upper bound: "not more than 500 km".
        AtMost = "at-most",
    }
}

codes! {
    /// Grade of a source.
    pub enum Grade as "grade" {
        /// Published by the claimant, or an archive of that page.
        Primary = "primary",
        /// A newspaper, agency or broadcaster.
        Press = "press",
        /// A research institute or a scholar.
        Research = "research",
        /// A copy of a text of others.
        Copied = "copy",
    }
}

codes! {
    /// Verification of a claim.
    pub enum Checked as "check" {
        /// The passage was read at the address given.
        Seen = "seen",
        /// Not read yet: `lead` says where to look.
        Unverified = "unverified",
    }
}

/// A published claim of a range: who, what, when and where (`data/range_claims.csv`).
///
/// ```
/// use arcminute::catalogue::{Basis, Bound, claims_of};
/// let russian = claims_of("9m729").iter().find(|claim| claim.claimant.contains("Matveyevsky")).unwrap();
/// assert_eq!((russian.basis, russian.bound, russian.year), (Basis::Capability, Bound::Exact, 2019));
/// // A single figure, and below the treaty's edge.
/// assert!(russian.low_km == russian.high_km && russian.high_km < 500.0);
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The missile's id.
    pub missile: &'static str,
    /// Claimant: a person with office, an office or a publication.
    pub claimant: &'static str,
    /// Meaning of the figure.
    pub basis: Basis,
    /// Kind of bound on the range.
    pub bound: Bound,
    /// Lower figure, km.
    pub low_km: f64,
    /// Upper figure, km; equal to the lower one for a single figure.
    pub high_km: f64,
    /// Year of the statement.
    pub year: u16,
    /// The statement, quoted or summarised.
    pub statement: &'static str,
    /// Variant or payload that the claim refers to.
    pub variant: &'static str,
    /// Grade of the source.
    pub grade: Grade,
    /// Verification of the claim.
    pub checked: Checked,
    /// Document, page or date to look for, for unverified claims.
    pub lead: &'static str,
    /// Title of the source.
    pub title: &'static str,
    /// Publisher of the source.
    pub publisher: &'static str,
    /// Date of publication: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: &'static str,
    /// Address of the source.
    pub source: &'static str,
}

/// Verdict of a claim of capability on a distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The type reaches the distance.
    Reaches,
    /// The distance lies within the span of the claim.
    InPart,
    /// The type does not reach the distance.
    FallsShort,
    /// The claim is a lower bound below the distance, and leaves it open.
    LowerBoundOnly,
    /// The claim is an upper bound above the distance, and leaves it open.
    UpperBoundOnly,
}

impl Claim {
    /// Verdict of the figure on a distance, taken as a capability.
    pub fn word_on(&self, distance_km: f64) -> Word {
        match self.bound {
            Bound::AtMost if distance_km > self.high_km => Word::FallsShort,
            Bound::AtMost => Word::UpperBoundOnly,
            _ if distance_km <= self.low_km => Word::Reaches,
            Bound::AtLeast => Word::LowerBoundOnly,
            _ if distance_km <= self.high_km => Word::InPart,
            _ => Word::FallsShort,
        }
    }

    /// For a report of a flight, the distance certainly flown, km.
    pub(crate) fn flown_km(&self) -> Option<f64> {
        (self.basis == Basis::Flown && self.bound != Bound::AtMost).then_some(self.low_km)
    }
}
