//! Band sets, their edges, and the status of a type under the INF Treaty on a date.
//!
//! Distances and range capabilities are both classed against bands, and are different things: the treaty speaks of
//! the range capability of a type (INF Treaty, Article VII), never of the distance between two places.

#[cfg(test)]
#[path = "../build/bands.rs"]
mod band_sets;
mod bands;
mod calendar;
pub(crate) mod event;
mod voices;

use jiff::civil::Date;

use crate::catalogue::InfListing;
use crate::error::{Error, Result};
use crate::names::{fold, nearest};

pub(crate) use bands::BandEntry;
pub use bands::{Band, BandSet, Classed, Edge};
pub use event::Event;
pub use voices::Sides;
pub(crate) use voices::{is_edge_claim, voice};
pub(crate) use voices::{sides_of_claims, sides_of_range};

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

/// The first day on which it was not in force, six months after the notice of 2 February 2019 under Article XV.
pub const INF_ENDED: Date = jiff::civil::date(2019, 8, 2);

/// The day from which the United States suspended its obligations; Russia followed by a decree of 4 March 2019.
pub const INF_SUSPENDED: Date = jiff::civil::date(2019, 2, 2);

/// The last day of the 18 months within which shorter-range missiles were to be eliminated (Article V).
const SHORTER_RANGE_ELIMINATED: Date = jiff::civil::date(1989, 11, 30);

/// The last day of the three years within which intermediate-range missiles were to be eliminated (Article IV).
const INTERMEDIATE_RANGE_ELIMINATED: Date = jiff::civil::date(1991, 5, 31);

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
    /// use arcminute::treaty::{Sides, TreatyStatus, TypeFacts, inf_status};
    /// let sides = Sides { inside: true, ..Sides::default() };
    /// let cruise = TypeFacts { state: "RU", ground_launched: true, listed: false, sides: Some(sides) };
    /// assert_eq!(inf_status(cruise, None), Some(TreatyStatus::Covered));
    /// let at_sea = TypeFacts { ground_launched: false, ..cruise };
    /// assert_eq!(inf_status(at_sea, None), Some(TreatyStatus::NotGroundLaunched));
    /// assert_eq!(inf_status(TypeFacts { state: "CN", ..cruise }, None), Some(TreatyStatus::NotAParty));
    /// ```
    pub enum TreatyStatus as "treaty status" {
        /// A type that the treaty forbids to its parties.
        Covered = "covered",
        /// Published claims fall on both sides of an edge of the treaty.
        Disputed = "disputed",
        /// A range capability that the treaty does not speak of.
        OutsideRange = "outside-range",
        /// Launched from the sea or the air.
        NotGroundLaunched = "not-ground-launched",
        /// Of a state that was not a party.
        NotAParty = "not-a-party",
        /// The date is before the treaty's entry into force, or on the day of its end or later.
        NotInForce = "not-in-force",
    }
}

/// Properties of a missile type that decide its status.
///
/// ```
/// use arcminute::treaty::{Sides, TreatyStatus, TypeFacts, inf_status};
/// // The 9M729: 480 km by Russia, more by others.
/// let sides = Some(Sides { inside: true, outside: true, open: false });
/// let disputed = TypeFacts { state: "RU", ground_launched: true, listed: false, sides };
/// assert_eq!(inf_status(disputed, None), Some(TreatyStatus::Disputed));
/// assert_eq!(inf_status(TypeFacts { listed: true, ..disputed }, None), Some(TreatyStatus::Covered));
/// // Where nothing is claimed, only party, basing and listing decide.
/// assert_eq!(inf_status(TypeFacts { sides: None, ..disputed }, None), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TypeFacts<'a> {
    /// ISO 3166-1 code of the state, `SU` for the Soviet Union.
    pub state: &'a str,
    /// True if it is launched from the ground.
    pub ground_launched: bool,
    /// True if Article III or the Memorandum of Understanding names it.
    pub listed: bool,
    /// Sides of the treaty's edges on which its claims fall; None without a claim that could fall on one.
    pub sides: Option<Sides>,
}

/// Status of a type under the INF Treaty, on `date` or, without one, as if it were in force. None where it depends on a
/// range that is not claimed, that bounds leave open, or that is claimed at an edge.
///
/// Listed types are covered whatever their disputed range: OTR-23 is a shorter-range missile by Article III(2).
/// A type whose claims straddle 1000 km alone is covered by both.
///
/// ```
/// use arcminute::treaty::{Sides, TreatyStatus, TypeFacts, inf_status, parse_date};
/// let sides = Some(Sides { inside: true, ..Sides::default() });
/// let facts = TypeFacts { state: "US", ground_launched: true, listed: false, sides };
/// assert_eq!(inf_status(facts, None), Some(TreatyStatus::Covered));
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-01")?)), Some(TreatyStatus::Covered));
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-02")?)), Some(TreatyStatus::NotInForce));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inf_status(facts: TypeFacts<'_>, date: Option<Date>) -> Option<TreatyStatus> {
    if date.is_some_and(|date| !is_in_force(date)) {
        return Some(TreatyStatus::NotInForce);
    }
    if !is_inf_party(facts.state) {
        return Some(TreatyStatus::NotAParty);
    }
    if !facts.ground_launched {
        return Some(TreatyStatus::NotGroundLaunched);
    }
    if facts.listed {
        return Some(TreatyStatus::Covered);
    }
    let sides = facts.sides?;
    match (sides.inside, sides.outside) {
        (true, false) => Some(TreatyStatus::Covered),
        (true, true) => Some(TreatyStatus::Disputed),
        (false, _) => sides.is_outside().then_some(TreatyStatus::OutsideRange),
    }
}

/// True from the day of entry into force to the day before its end.
///
/// ```
/// use arcminute::treaty::{INF_ENDED, INF_IN_FORCE, is_in_force};
/// assert!(is_in_force(INF_IN_FORCE) && !is_in_force(INF_ENDED));
/// assert!(is_in_force(INF_ENDED.yesterday().unwrap()) && !is_in_force(INF_IN_FORCE.yesterday().unwrap()));
/// ```
pub fn is_in_force(date: Date) -> bool {
    INF_IN_FORCE <= date && date < INF_ENDED
}

/// True while the treaty was in force and a party had suspended its obligations.
///
/// ```
/// use arcminute::treaty::{INF_ENDED, INF_SUSPENDED, is_suspended};
/// assert!(is_suspended(INF_SUSPENDED) && !is_suspended(INF_ENDED));
/// ```
pub fn is_suspended(date: Date) -> bool {
    INF_SUSPENDED <= date && is_in_force(date)
}

/// True while the parties might still possess missiles of this type, because the time for eliminating them was running. A
/// type tested and not deployed is shorter-range up to 1,000 km; without a range its time is unknown.
///
/// ```
/// use arcminute::catalogue::InfListing;
/// use arcminute::treaty::{in_elimination_period, parse_date};
/// let date = parse_date("1990-01-01")?;
/// assert!(in_elimination_period(date, InfListing::ArticleIiiIntermediate, None));
/// assert!(!in_elimination_period(date, InfListing::ArticleIiiShorter, None));
/// // For a type tested and not deployed, the range decides: the Pershing IB was a shorter-range missile.
/// assert!(!in_elimination_period(date, InfListing::MouTested, Some(740.0)));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn in_elimination_period(date: Date, listing: InfListing, range_km: Option<f64>) -> bool {
    let is_shorter = match listing {
        InfListing::ArticleIiiShorter => true,
        InfListing::ArticleIiiIntermediate => false,
        InfListing::MouTested => {
            range_km.is_none_or(|km| BandSet::inf().classify(km).band.id == "shorter-range")
        }
    };
    let last = if is_shorter {
        SHORTER_RANGE_ELIMINATED
    } else {
        INTERMEDIATE_RANGE_ELIMINATED
    };
    is_in_force(date) && date <= last
}

/// True for a party to the INF Treaty.
pub(crate) fn is_inf_party(state: &str) -> bool {
    INF_PARTIES.contains(&state)
}

/// Events of the treaties, by date.
pub fn events() -> &'static [Event] {
    &EVENTS
}

include!(concat!(env!("OUT_DIR"), "/events.rs"));

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
    text.parse().map_err(|_| {
        let days = calendar::days(text);
        match &days[..] {
            [one, other] => Error::TwoReadings {
                name: "date",
                text: text.to_owned(),
                readings: vec![one.to_string(), other.to_string()],
            },
            _ => Error::Unreadable {
                name: "date",
                text: text.to_owned(),
                reason: match days.first() {
                    Some(day) => format!("did you mean {day}?"),
                    None => "write a day of the calendar as YYYY-MM-DD, for example 2019-07-05"
                        .to_owned(),
                },
            },
        }
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
    pub(crate) fn inf() -> &'static Self {
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
        let facts = |state, ground_launched, listed, [inside, outside]: [bool; 2]| TypeFacts {
            state,
            ground_launched,
            listed,
            sides: Some(Sides {
                inside,
                outside,
                open: false,
            }),
        };
        let status = |facts| inf_status(facts, None);
        assert_eq!(
            status(facts("RU", true, false, [true, true])),
            Some(TreatyStatus::Disputed)
        );
        assert_eq!(
            status(facts("SU", true, true, [false, true])),
            Some(TreatyStatus::Covered)
        );
        assert_eq!(
            status(facts("US", true, false, [true, false])),
            Some(TreatyStatus::Covered)
        );
        assert_eq!(
            status(facts("US", true, false, [false, true])),
            Some(TreatyStatus::OutsideRange)
        );
        assert_eq!(
            status(facts("RU", false, false, [true, false])),
            Some(TreatyStatus::NotGroundLaunched)
        );
        assert_eq!(
            status(facts("CN", true, false, [true, false])),
            Some(TreatyStatus::NotAParty)
        );
        let unclaimed = |state, ground_launched| TypeFacts {
            sides: None,
            ..facts(state, ground_launched, false, [false, false])
        };
        assert_eq!(status(unclaimed("RU", true)), None);
        assert_eq!(status(unclaimed("FR", true)), Some(TreatyStatus::NotAParty));
        assert_eq!(
            status(unclaimed("RU", false)),
            Some(TreatyStatus::NotGroundLaunched)
        );
        let on = |text| {
            inf_status(
                facts("SU", true, true, [true, false]),
                Some(parse_date(text).unwrap()),
            )
        };
        assert_eq!(on("1988-05-31"), Some(TreatyStatus::NotInForce));
        assert_eq!(on("1988-06-01"), Some(TreatyStatus::Covered));
        assert_eq!(on("2019-08-01"), Some(TreatyStatus::Covered));
        assert_eq!(on("2019-08-02"), Some(TreatyStatus::NotInForce));
        assert!(parse_date("2019-02-30").is_err());
    }

    /// The days that the program computes with are those of the table of events.
    #[test]
    fn dates_are_those_of_the_events() {
        for (event, date) in [
            ("inf-in-force", INF_IN_FORCE),
            ("inf-us-suspension", INF_SUSPENDED),
            ("inf-out-of-force", INF_ENDED),
            (
                "inf-shorter-range-elimination-ends",
                SHORTER_RANGE_ELIMINATED,
            ),
            (
                "inf-intermediate-range-elimination-ends",
                INTERMEDIATE_RANGE_ELIMINATED,
            ),
        ] {
            let known = events().iter().find(|known| known.id == event);
            assert_eq!(
                known.map(|known| known.date),
                Some(date.to_string().as_str()),
                "{event}"
            );
        }
    }

    #[test]
    fn suspension_and_elimination_have_their_days() {
        let date = |text| parse_date(text).unwrap();
        for (text, is_so) in [
            ("2019-02-01", false),
            ("2019-02-02", true),
            ("2019-08-01", true),
            ("2019-08-02", false),
        ] {
            assert_eq!(is_suspended(date(text)), is_so, "{text}");
        }
        for (text, intermediate, shorter) in [
            ("1988-05-31", false, false),
            ("1988-06-01", true, true),
            ("1989-11-30", true, true),
            ("1989-12-01", true, false),
            ("1991-05-31", true, false),
            ("1991-06-01", false, false),
        ] {
            let found = [
                InfListing::ArticleIiiIntermediate,
                InfListing::ArticleIiiShorter,
            ]
            .map(|listing| in_elimination_period(date(text), listing, None));
            assert_eq!(found, [intermediate, shorter], "{text}");
            // For a type tested and not deployed the range decides.
            let by_range = [3000.0, 740.0]
                .map(|km| in_elimination_period(date(text), InfListing::MouTested, Some(km)));
            assert_eq!(by_range, [intermediate, shorter], "{text}");
        }
    }
}
