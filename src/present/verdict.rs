//! The verdict on each place, which sentences, summaries and legends count by, so that all count the same.

use std::collections::BTreeMap;

use crate::catalogue::Reach;
use crate::model::Assessment;

/// The verdicts on a place. Each place has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// By every claim, wherever in their uncertainty the places lie.
    Certain,
    /// By some claims only.
    Disputed,
    /// Within or beyond, by where in their uncertainty the places lie.
    Doubtful,
    /// The claims leave it open.
    Open,
    /// By no claim.
    Beyond,
}

/// Words for a place that is within reach or beyond it by where in its uncertainty it lies.
pub(super) const DOUBTFUL: &str = "perhaps, for the places are known no better than that";

impl Verdict {
    /// Of what the claims say of the nominal distance, and whether the uncertainty of the places could change it.
    pub(crate) const fn of(reach: Option<Reach>, is_certain: bool) -> Self {
        match (reach, is_certain) {
            (None, _) => Self::Open,
            (Some(Reach::Disputed), _) => Self::Disputed,
            (Some(_), false) => Self::Doubtful,
            (Some(Reach::Within), _) => Self::Certain,
            (Some(Reach::Beyond), _) => Self::Beyond,
        }
    }

    /// Of a row; open without a system.
    pub(super) fn of_row(row: &Assessment<'_>) -> Self {
        row.system.map_or(Self::Open, |it| {
            Self::of(it.reach, it.reach_certain != Some(false))
        })
    }
}

/// Of each destination the row from the nearest source, nearest destination first.
pub(super) fn nearest_of_each<'r, 'a>(
    rows: impl IntoIterator<Item = &'r Assessment<'a>>,
) -> Vec<&'r Assessment<'a>> {
    let km = |row: &Assessment<'_>| row.pair.track.distance.km();
    let mut best: BTreeMap<&str, &'r Assessment<'a>> = BTreeMap::new();
    for row in rows {
        best.entry(row.pair.to.identity())
            .and_modify(|known| {
                if km(row) < km(known) {
                    *known = row;
                }
            })
            .or_insert(row);
    }
    let mut nearest: Vec<&Assessment<'a>> = best.into_values().collect();
    nearest.sort_by(|a, b| km(a).total_cmp(&km(b)));
    nearest
}
