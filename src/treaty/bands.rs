//! Band sets: their bands, edges, and how a distance is classed. The build script uses this file as well.

use std::borrow::Cow;

use serde::Deserialize;

use crate::error::{Error, Result};

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
    /// Position of the edge, km.
    pub km: f64,
    /// True if the edge itself belongs to the band below it.
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
    pub id: Cow<'static, str>,
    /// Name for readers.
    pub name: Cow<'static, str>,
    /// The wording that defines the edges.
    pub citation: Cow<'static, str>,
    /// Lower edge; None for a band from zero.
    pub lower: Option<Edge>,
    /// Upper edge; None for a band without end.
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
    pub id: Cow<'static, str>,
    /// Name for readers.
    pub title: Cow<'static, str>,
    /// Purpose of the set.
    pub note: Cow<'static, str>,
    /// Source of the edges.
    pub source: Cow<'static, str>,
    pub(crate) bands: Cow<'static, [Band]>,
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

impl BandSet {
    /// A set of custom bands, each given by id, name, citation and edges, in ascending order.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is none, an edge is not positive and finite, or two bands leave a gap or overlap.
    ///
    /// ```
    /// use arcminute::treaty::{Band, BandSet, Edge};
    /// let band = |id: &str, lower: Option<Edge>, upper: Option<Edge>| {
    ///     Band { id: id.to_owned().into(), name: "".into(), citation: "".into(), lower, upper }
    /// };
    /// let set = |bands| BandSet::new("own", "Own", "", "", bands);
    /// let [at_300, at_400] = [300.0, 400.0].map(|km| Some(Edge { km, belongs_below: true }));
    /// let own = set(vec![band("near", None, at_300), band("far", at_300, None)])?;
    /// assert_eq!(own.classify(300.0).band.id, "near");
    /// assert!(set(vec![band("near", None, at_300), band("far", at_400, None)]).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(
        id: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
        note: impl Into<Cow<'static, str>>,
        source: impl Into<Cow<'static, str>>,
        bands: Vec<Band>,
    ) -> Result<Self> {
        let id = id.into();
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
            title: title.into(),
            note: note.into(),
            source: source.into(),
            bands: bands.into(),
        })
    }

    /// The bands in ascending order.
    ///
    /// ```
    /// use arcminute::treaty::BandSet;
    /// let ids: Vec<&str> = BandSet::named("inf")?.bands().iter().map(|band| band.id.as_ref()).collect();
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
            id: self.id.into(),
            name: self.name.into(),
            citation: self.citation.into(),
            lower,
            upper,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                "[[set]]\nid='x'\ntitle=''\nnote=''\nsource='x'\n[[set.band]]\nid='a'\nname=''\ncitation=''\nfrom=0\n\
                 {first}\n[[set.band]]\nid='b'\nname=''\ncitation=''\n{second}\n"
            );
            let error = super::super::band_sets::sets(&text)
                .expect_err(word)
                .to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn the_data_file_holds_the_five_sets() {
        let ids: Vec<&str> = BandSet::all().iter().map(|set| set.id.as_ref()).collect();
        assert_eq!(ids, ["inf", "nasic", "mtcr", "britannica", "start"]);
    }
}
