//! Band sets, their edges, and what the INF Treaty says of a type and a date.
//!
//! Distances and range capabilities are both classed against bands, and are different things: the treaty speaks of
//! the range capability of a type (INF Treaty, Article VII), never of the distance between two places.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::names::{fold, nearest};
use crate::quantity::Interval;

/// One edge of a band.
///
/// ```
/// use arcminute::treaty::{BandSet, Edge};
/// let edges: Vec<Edge> = BandSet::named("inf")?.edges().collect();
/// // Article II: "equal to or in excess of 500 … not in excess of 1000".
/// assert_eq!(edges[0], Edge { km: 500.0, belongs_below: false });
/// assert_eq!(edges[1], Edge { km: 1000.0, belongs_below: true });
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Where the edge is, km.
    pub km: f64,
    /// Whether the edge itself belongs to the band below it.
    pub belongs_below: bool,
}

/// An interval of range with a name and a citation.
///
/// ```
/// use arcminute::treaty::{BandSet, Edge};
/// let band = BandSet::named("inf")?.classify(800.0).band;
/// assert_eq!(band.id, "shorter-range");
/// assert_eq!(band.lower, Some(Edge { km: 500.0, belongs_below: false }));
/// assert_eq!(band.upper, Some(Edge { km: 1000.0, belongs_below: true }));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Band {
    /// Short name in machine formats, for example `shorter-range`.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// The wording that draws the edges.
    pub citation: String,
    /// Where the band begins: None at zero.
    pub lower: Option<Edge>,
    /// Where it ends: None for a band without end.
    pub upper: Option<Edge>,
}

/// Bands that cover all distances from zero upwards without gap or overlap.
///
/// ```
/// use arcminute::treaty::BandSet;
/// let inf = BandSet::named("inf")?;
/// assert_eq!(inf.title, "INF Treaty");
/// assert_eq!(inf.bands().len(), inf.edges().count() + 1);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct BandSet {
    /// Short name, for example `inf`.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// What the set is for.
    pub note: String,
    /// Where the edges are written.
    pub source: String,
    bands: Vec<Band>,
}

/// A distance classed against a band set.
///
/// ```
/// use arcminute::treaty::BandSet;
/// let inf = BandSet::named("inf")?;
/// assert_eq!(inf.classify(790.0).band.id, "shorter-range");
/// // 210 km below the edge at 1000 km, which is nearer than that at 500 km.
/// assert_eq!(inf.classify(790.0).margin_km, Some(-210.0));
/// assert_eq!(inf.classify(520.0).margin_km, Some(20.0));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Classed<'a> {
    /// The band that holds the distance.
    pub band: &'a Band,
    /// Signed distance to the nearest edge, km: positive above that edge. None if the set has no edge.
    pub margin_km: Option<f64>,
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
    /// What the INF Treaty says of a missile type on a date.
    ///
    /// ```
    /// use arcminute::quantity::Interval;
    /// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status};
    /// let range_km = Interval { low: 1500.0, nominal: 2000.0, high: 2600.0 };
    /// let cruise = TypeFacts { state: "RU", ground_launched: true, listed: false, range_km };
    /// assert_eq!(inf_status(cruise, None), TreatyStatus::Covered);
    /// assert_eq!(inf_status(TypeFacts { ground_launched: false, ..cruise }, None), TreatyStatus::NotGroundLaunched);
    /// assert_eq!(inf_status(TypeFacts { state: "CN", ..cruise }, None), TreatyStatus::NotAParty);
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

/// What the treaty has to know of a missile type.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status};
/// // The 9M729: 480 km by Russia, up to 2600 km by others (tests/reference/cruise.csv).
/// let range_km = Interval { low: 480.0, nominal: 2000.0, high: 2600.0 };
/// let disputed = TypeFacts { state: "RU", ground_launched: true, listed: false, range_km };
/// assert_eq!(inf_status(disputed, None), TreatyStatus::Disputed);
/// assert_eq!(inf_status(TypeFacts { listed: true, ..disputed }, None), TreatyStatus::Covered);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TypeFacts<'a> {
    /// ISO 3166-1 code of the state, `SU` for the Soviet Union.
    pub state: &'a str,
    /// Whether it is launched from the ground.
    pub ground_launched: bool,
    /// Whether Article III or the Memorandum of Understanding names it.
    pub listed: bool,
    /// Range capability by its claims, km.
    pub range_km: Interval,
}

/// What the INF Treaty says of a type, on `date` or, without one, as if it were in force.
///
/// Listed types are covered whatever their disputed range: OTR-23 is a shorter-range missile by Article III(2).
/// A type whose claims straddle 1000 km alone is covered by both.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::treaty::{TreatyStatus, TypeFacts, inf_status, parse_date};
/// let range_km = Interval::exact(500.0);
/// let facts = TypeFacts { state: "US", ground_launched: true, listed: false, range_km };
/// assert_eq!(inf_status(facts, None), TreatyStatus::Covered);
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-02")?)), TreatyStatus::Covered);
/// assert_eq!(inf_status(facts, Some(parse_date("2019-08-03")?)), TreatyStatus::NotInForce);
/// let range_km = Interval::exact(499.999);
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
    // Whether a range is at or above the lower edge, and whether it is above the upper one.
    let side = |km: f64| (km >= 500.0, km > 5500.0);
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
                nearest: nearest(&fold(id), sets.iter().map(|set| set.id.as_str())),
                advice: "`arcminute list bands` shows what there is",
            })
    }

    /// The built-in sets of `data/bands.toml`.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// assert!(["inf", "mtcr", "start"].iter().all(|id| BandSet::all().iter().any(|set| set.id == *id)));
    /// assert!(BandSet::all().iter().all(|set| set.classify(20_000.0).band.upper.is_none()));
    /// ```
    pub fn all() -> &'static [Self] {
        static SETS: OnceLock<Vec<BandSet>> = OnceLock::new();
        SETS.get_or_init(|| {
            // The file is part of the program, and a test reads it: it cannot fail to parse here.
            parse_sets(include_str!("../data/bands.toml")).unwrap_or_default()
        })
    }

    /// A set of own bands, each given by id, name, citation and edges, in ascending order.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is none, an edge is not positive and finite, or two bands leave a gap or overlap.
    ///
    /// ```
    /// use arcminute::treaty::{Band, BandSet, Edge};
    /// let band = |id: &str, lower: Option<Edge>, upper: Option<Edge>| {
    ///     Band { id: id.to_owned(), name: id.to_owned(), citation: String::new(), lower, upper }
    /// };
    /// let set = |bands| BandSet::new("own".to_owned(), "Own".to_owned(), String::new(), String::new(), bands);
    /// let [at_300, at_400] = [300.0, 400.0].map(|km| Some(Edge { km, belongs_below: true }));
    /// let own = set(vec![band("near", None, at_300), band("far", at_300, None)])?;
    /// assert_eq!(own.classify(300.0).band.id, "near");
    /// assert!(set(vec![band("near", None, at_300), band("far", at_400, None)]).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(
        id: String,
        title: String,
        note: String,
        source: String,
        bands: Vec<Band>,
    ) -> Result<Self> {
        let fault = |reason: String| Error::Usage(format!("band set {id:?}: {reason}"));
        let (Some(first), Some(last)) = (bands.first(), bands.last()) else {
            return Err(fault("there is no band".to_owned()));
        };
        if first.lower.is_some() {
            return Err(fault(format!(
                "the first band, {:?}, must begin at 0 km",
                first.id
            )));
        }
        if last.upper.is_some() {
            return Err(fault(format!(
                "the last band, {:?}, must have no upper edge",
                last.id
            )));
        }
        for pair in bands.windows(2) {
            let (Some(upper), Some(lower)) = (pair[0].upper, pair[1].lower) else {
                return Err(fault(format!(
                    "{:?} and {:?} must meet at an edge",
                    pair[0].id, pair[1].id
                )));
            };
            if upper != lower {
                return Err(fault(format!(
                    "{:?} ends at {} km and {:?} begins at {} km: bands must meet without gap or overlap, and an \
                     edge belongs to one of them",
                    pair[0].id, upper.km, pair[1].id, lower.km
                )));
            }
        }
        for band in &bands {
            let upper_km = band.upper.map_or(f64::INFINITY, |edge| edge.km);
            let lower_km = band.lower.map_or(0.0, |edge| edge.km);
            if lower_km.is_nan() || upper_km.is_nan() || lower_km >= upper_km {
                return Err(fault(format!(
                    "{:?} runs from {lower_km} to {upper_km} km",
                    band.id
                )));
            }
        }
        Ok(Self {
            id,
            title,
            note,
            source,
            bands,
        })
    }

    /// The bands in ascending order.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// let ids: Vec<&str> = BandSet::named("inf")?.bands().iter().map(|band| band.id.as_str()).collect();
    /// assert_eq!(ids, ["below", "shorter-range", "intermediate-range", "above"]);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The edges between the bands in ascending order.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// let edges_km: Vec<f64> = BandSet::named("inf")?.edges().map(|edge| edge.km).collect();
    /// assert_eq!(edges_km, [500.0, 1000.0, 5500.0]);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.bands.iter().filter_map(|band| band.upper)
    }

    /// The band that holds `km`, unrounded, and the margin to the nearest edge.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// let inf = BandSet::named("inf")?;
    /// assert_eq!(inf.classify(499.999).band.id, "below");
    /// assert_eq!(inf.classify(500.0).band.id, "shorter-range");
    /// assert_eq!(inf.classify(500.0).margin_km, Some(0.0));
    /// assert_eq!(inf.classify(5500.001).band.id, "above");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn classify(&self, km: f64) -> Classed<'_> {
        let beyond = |edge: &Edge| {
            if edge.belongs_below {
                km > edge.km
            } else {
                km >= edge.km
            }
        };
        let index = self.edges().filter(beyond).count();
        let margin_km = self
            .edges()
            .map(|edge| km - edge.km)
            .min_by(|a, b| a.abs().total_cmp(&b.abs()));
        Classed {
            band: &self.bands[index],
            margin_km,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    set: Vec<SetEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetEntry {
    id: String,
    title: String,
    note: String,
    source: String,
    band: Vec<BandEntry>,
}

/// A band as it is written in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BandEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) citation: String,
    pub(crate) from: Option<f64>,
    pub(crate) above: Option<f64>,
    pub(crate) to: Option<f64>,
    pub(crate) below: Option<f64>,
}

impl BandEntry {
    pub(crate) fn into_band(self) -> Result<Band> {
        let both =
            |keys: &str| Error::Usage(format!("band {:?}: give one of {keys}, not both", self.id));
        let lower = match (self.from, self.above) {
            (Some(_), Some(_)) => return Err(both("`from` and `above`")),
            (None, None) => {
                return Err(Error::Usage(format!(
                    "band {:?}: `from` or `above` is missing",
                    self.id
                )));
            }
            (Some(0.0), None) => None,
            (Some(km), None) => Some(Edge {
                km,
                belongs_below: false,
            }),
            (None, Some(km)) => Some(Edge {
                km,
                belongs_below: true,
            }),
        };
        let upper = match (self.to, self.below) {
            (Some(_), Some(_)) => return Err(both("`to` and `below`")),
            (None, None) => None,
            (Some(km), None) => Some(Edge {
                km,
                belongs_below: true,
            }),
            (None, Some(km)) => Some(Edge {
                km,
                belongs_below: false,
            }),
        };
        Ok(Band {
            id: self.id,
            name: self.name,
            citation: self.citation,
            lower,
            upper,
        })
    }
}

fn parse_sets(text: &str) -> Result<Vec<BandSet>> {
    let file: File = crate::toml_text::parse(text)?;
    file.set
        .into_iter()
        .map(|set| {
            let bands = set
                .band
                .into_iter()
                .map(BandEntry::into_band)
                .collect::<Result<_>>()?;
            BandSet::new(set.id, set.title, set.note, set.source, bands)
        })
        .collect()
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
    fn the_data_file_holds_the_five_sets() {
        let sets = parse_sets(include_str!("../data/bands.toml")).unwrap();
        let ids: Vec<&str> = sets.iter().map(|set| set.id.as_str()).collect();
        assert_eq!(ids, ["inf", "nasic", "mtcr", "britannica", "start"]);
    }

    #[test]
    fn gaps_and_overlaps_are_refused() {
        for (first, second, word) in [
            ("below = 300", "from = 400", "meet without gap"),
            ("to = 300", "from = 300", "belongs to one"),
            ("to = 300", "below = 400", "missing"),
            ("to = -5", "above = -5", "runs from 0 to -5"),
            ("to = nan", "above = nan", "ends at NaN"),
        ] {
            let text = format!(
                "[[set]]\nid='x'\ntitle=''\nnote=''\nsource=''\n[[set.band]]\nid='a'\nname=''\ncitation=''\nfrom=0\n\
                 {first}\n[[set.band]]\nid='b'\nname=''\ncitation=''\n{second}\n"
            );
            let error = parse_sets(&text).expect_err(word).to_string();
            assert!(error.contains(word), "{error}");
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
