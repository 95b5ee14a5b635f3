//! Band sets, their edges, and the status of a type under the INF Treaty on a date.
//!
//! Distances and range capabilities are both classed against bands, and are different things: the treaty speaks of
//! the range capability of a type (INF Treaty, Article VII), never of the distance between two places.

#[cfg(test)]
#[path = "../build/bands.rs"]
mod band_sets;
mod bands;

use jiff::civil::Date;

use crate::error::{Error, Result};
use crate::names::{fold, nearest};
use crate::quantity::Interval;

pub(crate) use bands::BandEntry;
pub use bands::{Band, BandSet, Classed, Edge};

mod sets {
    //! The built-in band sets, which `build.rs` makes of `data/bands.toml`.
    #![allow(
        clippy::unreadable_literal,
        reason = "the build script prints numbers as `Debug` does"
    )]

    use std::borrow::Cow::Borrowed;

    use super::{Band, BandSet, Edge};

    include!(concat!(env!("OUT_DIR"), "/bands.rs"));
}

/// The date on which the INF Treaty entered into force. Source: exchange of the instruments of ratification,
/// 1 June 1988 (nuke.fas.org/control/inf/text/inf.htm).
pub const INF_IN_FORCE: Date = jiff::civil::date(1988, 6, 1);

/// The date on which it ended, six months after the notice of 2 February 2019 under Article XV.
pub const INF_ENDED: Date = jiff::civil::date(2019, 8, 2);

/// Parties to the INF Treaty: the United States, the Soviet Union, and the twelve former Soviet states that the
/// United States recognised as parties by succession.
///
/// Source: US Department of State spokesman quoted at
/// <https://russianforces.org/blog/2012/12/start_and_inf_treaty_inspectio.shtml>, which names Belarus, Kazakhstan,
/// Russia, Turkmenistan, Ukraine and Uzbekistan among the twelve; the other six (all successors but the three Baltic
/// states) follow by exclusion.
const INF_PARTIES: [&str; 14] = [
    "US", "SU", "RU", "BY", "KZ", "UA", "TM", "UZ", "AM", "AZ", "GE", "KG", "MD", "TJ",
];

codes! {
    /// Status of a missile type under the INF Treaty on a date.
    ///
    /// ```
    /// use arcminute::quantity::Interval;
    /// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status};
    /// let range_km = Interval::try_from([1500.0, 2000.0, 2600.0])?;
    /// let cruise = TypeFacts { state: "RU", ground_launched: true, listed: false, range_km };
    /// assert_eq!(inf_status(cruise, None), TreatyStatus::Covered);
    /// assert_eq!(inf_status(TypeFacts { ground_launched: false, ..cruise }, None), TreatyStatus::NotGroundLaunched);
    /// assert_eq!(inf_status(TypeFacts { state: "CN", ..cruise }, None), TreatyStatus::NotAParty);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub enum TreatyStatus as "treaty status" {
        /// A type that the treaty forbids to its parties.
        Covered = "covered",
        /// Published range claims fall on both sides of an edge of the treaty.
        Disputed = "disputed",
        /// A range capability that the treaty does not speak of.
        OutsideRange = "outside-range",
        /// Launched from the sea or the air.
        NotGroundLaunched = "not-ground-launched",
        /// Of a state that was not a party.
        NotAParty = "not-a-party",
        /// The date is before the treaty's entry into force or after its end.
        NotInForce = "not-in-force",
    }
}

/// Properties of a missile type that decide its status.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status};
/// // The 9M729: 480 km by Russia, up to 2600 km by others (tests/reference/cruise.csv).
/// let range_km = Interval::try_from([480.0, 2000.0, 2600.0])?;
/// let disputed = TypeFacts { state: "RU", ground_launched: true, listed: false, range_km };
/// assert_eq!(inf_status(disputed, None), TreatyStatus::Disputed);
/// assert_eq!(inf_status(TypeFacts { listed: true, ..disputed }, None), TreatyStatus::Covered);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TypeFacts<'a> {
    /// ISO 3166-1 code of the state, `SU` for the Soviet Union.
    pub state: &'a str,
    /// True if it is launched from the ground.
    pub ground_launched: bool,
    /// True if Article III or the Memorandum of Understanding names it.
    pub listed: bool,
    /// Range capability by its claims, km.
    pub range_km: Interval,
}

/// Status of a type under the INF Treaty, on `date` or, without one, as if it were in force.
///
/// Listed types are covered whatever their disputed range: OTR-23 is a shorter-range missile by Article III(2).
/// A type whose claims straddle 1000 km alone is covered by both.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status, parse_date};
/// let range_km = Interval::try_from(500.0)?;
/// let facts = TypeFacts { state: "US", ground_launched: true, listed: false, range_km };
/// assert_eq!(inf_status(facts, None), TreatyStatus::Covered);
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-02")?)), TreatyStatus::Covered);
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-03")?)), TreatyStatus::NotInForce);
/// let range_km = Interval::try_from(499.999)?;
/// assert_eq!(inf_status(TypeFacts { range_km, ..facts }, None), TreatyStatus::OutsideRange);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inf_status(facts: TypeFacts<'_>, date: Option<Date>) -> TreatyStatus {
    if date.is_some_and(|date| date < INF_IN_FORCE || date > INF_ENDED) {
        return TreatyStatus::NotInForce;
    }
    if !INF_PARTIES.contains(&facts.state) {
        return TreatyStatus::NotAParty;
    }
    if !facts.ground_launched {
        return TreatyStatus::NotGroundLaunched;
    }
    let inf = BandSet::inf();
    // Beyond the first edge of the treaty, and beyond its last.
    let side = |km: f64| {
        let band = inf.classify(km).band;
        (band.lower.is_some(), band.upper.is_none())
    };
    match (side(facts.range_km.low), side(facts.range_km.high)) {
        _ if facts.listed => TreatyStatus::Covered,
        ((true, false), (true, false)) => TreatyStatus::Covered,
        (low, high) if low == high => TreatyStatus::OutsideRange,
        _ => TreatyStatus::Disputed,
    }
}

/// Reads a calendar date.
///
/// # Errors
/// [`Error::Unreadable`] unless `text` is `YYYY-MM-DD`.
///
/// ```
/// use arcminute::treaty::{INF_ENDED, INF_IN_FORCE, parse_date};
/// assert_eq!(parse_date("1988-06-01")?, INF_IN_FORCE);
/// assert_eq!(parse_date("2019-08-02")?, INF_ENDED);
/// assert!(parse_date("02/08/2019").is_err());
/// assert!(parse_date("2019-02-30").is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn parse_date(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::Unreadable {
        name: "date",
        text: text.to_owned(),
        reason: "write a day of the calendar as YYYY-MM-DD, for example 2019-07-05".to_owned(),
    })
}

impl BandSet {
    /// The built-in set with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] with the nearest ids.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// let inf = BandSet::named("inf")?;
    /// assert_eq!(inf.classify(1000.0).band.id, "shorter-range");
    /// assert_eq!(inf.classify(1000.001).band.id, "intermediate-range");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn named(id: &str) -> Result<&'static Self> {
        let sets = Self::all();
        sets.iter()
            .find(|set| set.id == fold(id))
            .ok_or_else(|| Error::Unknown {
                what: "band set",
                name: id.to_owned(),
                nearest: nearest(&fold(id), sets.iter().map(|set| set.id.as_ref())),
                advice: "`arcminute list bands` shows what there is",
            })
    }

    /// The bands of the INF Treaty.
    fn inf() -> &'static Self {
        Self::named("inf").expect("data/bands.toml holds the treaty's bands")
    }

    /// The built-in sets of `data/bands.toml`.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// assert!(["inf", "mtcr", "start"].iter().all(|id| BandSet::all().iter().any(|set| set.id == *id)));
    /// assert!(BandSet::all().iter().all(|set| set.classify(20_000.0).band.upper.is_none()));
    /// ```
    pub fn all() -> &'static [Self] {
        &sets::BAND_SETS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edges follow from the wording of Article II: "equal to or in excess of 500 … not in excess of 1000",
    /// "in excess of 1000 … not in excess of 5500".
    #[test]
    fn inf_edges_are_compared_unrounded() {
        let inf = BandSet::named("inf").unwrap();
        for (km, band) in [
            (0.0, "below"),
            (499.999, "below"),
            (500.0, "shorter-range"),
            (1000.0, "shorter-range"),
            (1000.001, "intermediate-range"),
            (5500.0, "intermediate-range"),
            (5500.001, "above"),
            (20004.0, "above"),
        ] {
            assert_eq!(inf.classify(km).band.id, band, "{km} km");
        }
        assert_eq!(inf.classify(790.0).margin_km, Some(-210.0));
        assert_eq!(inf.classify(520.0).margin_km, Some(20.0));
    }

    /// The values of `treaty_status`, as machine formats promise them.
    #[test]
    fn codes_are_those_of_the_contract() {
        use TreatyStatus::{
            Covered, Disputed, NotAParty, NotGroundLaunched, NotInForce, OutsideRange,
        };
        let all = [
            Covered,
            Disputed,
            OutsideRange,
            NotGroundLaunched,
            NotAParty,
            NotInForce,
        ];
        assert_eq!(
            all.map(TreatyStatus::code),
            [
                "covered",
                "disputed",
                "outside-range",
                "not-ground-launched",
                "not-a-party",
                "not-in-force"
            ]
        );
    }

    /// "equal to or greater than 300 km", mtcr.info/mtcr-guidelines; "in excess of 5500 kilometers", START.
    #[test]
    fn edges_of_the_other_sets() {
        for (set, km, band) in [
            ("mtcr", 299.999, "below"),
            ("mtcr", 300.0, "300-km-or-more"),
            ("start", 5500.0, "below"),
            ("start", 5500.001, "icbm"),
            ("britannica", 480.0, "srbm"),
            ("britannica", 5310.1, "icbm"),
            ("nasic", 1000.0, "mrbm"),
            ("NASIC", 999.999, "srbm"),
        ] {
            assert_eq!(
                BandSet::named(set).unwrap().classify(km).band.id,
                band,
                "{set} {km} km"
            );
        }
    }

    #[test]
    fn treaty_status_by_party_basing_range_and_date() {
        let range = |low, high| Interval {
            low,
            nominal: low,
            high,
        };
        let facts = |state, ground_launched, listed, range_km| TypeFacts {
            state,
            ground_launched,
            listed,
            range_km,
        };
        let status = |facts| inf_status(facts, None);
        assert_eq!(
            status(facts("RU", true, false, range(480.0, 2600.0))),
            TreatyStatus::Disputed
        );
        assert_eq!(
            status(facts("SU", true, true, range(400.0, 500.0))),
            TreatyStatus::Covered
        );
        assert_eq!(
            status(facts("US", true, false, range(500.0, 5500.0))),
            TreatyStatus::Covered
        );
        assert_eq!(
            status(facts("US", true, false, range(5500.001, 13000.0))),
            TreatyStatus::OutsideRange
        );
        assert_eq!(
            status(facts("RU", true, false, range(300.0, 499.999))),
            TreatyStatus::OutsideRange
        );
        assert_eq!(
            status(facts("RU", true, false, range(400.0, 6000.0))),
            TreatyStatus::Disputed
        );
        assert_eq!(
            status(facts("RU", false, false, range(1500.0, 2600.0))),
            TreatyStatus::NotGroundLaunched
        );
        assert_eq!(
            status(facts("CN", true, false, range(3000.0, 5000.0))),
            TreatyStatus::NotAParty
        );
        let on = |text| {
            inf_status(
                facts("SU", true, true, range(4700.0, 5500.0)),
                Some(parse_date(text).unwrap()),
            )
        };
        assert_eq!(on("1988-05-31"), TreatyStatus::NotInForce);
        assert_eq!(on("1988-06-01"), TreatyStatus::Covered);
        assert_eq!(on("2019-08-02"), TreatyStatus::Covered);
        assert_eq!(on("2019-08-03"), TreatyStatus::NotInForce);
        assert!(parse_date("2019-02-30").is_err());
    }
}
