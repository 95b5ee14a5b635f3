//! Published top speeds of missiles (`data/top_speeds.csv`): a claimed time is often the distance over one.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{EQUALITY, Quoted, parse};
use crate::delimited::typed_rows;

/// A top speed as it was said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// The catalogue's id of the missile.
    missile: String,
    /// The speed in the words used.
    speed: String,
    claimant: String,
    year: i16,
    #[expect(dead_code, reason = "for readers of the file")]
    source: String,
}

/// A published top speed.
pub(super) struct TopSpeed {
    missile: String,
    /// The speed and who said it.
    pub words: String,
    pub km_s: Quoted,
}

static ALL: LazyLock<Vec<TopSpeed>> = LazyLock::new(|| {
    let text = include_str!("../../data/top_speeds.csv");
    let lines = typed_rows::<Line>(text).map(|line| line.expect("a row of data/top_speeds.csv"));
    lines
        .map(|line| TopSpeed {
            km_s: parse::exact_speed_km_s(&line.speed).expect("a speed of data/top_speeds.csv"),
            words: format!("{} ({}, {})", line.speed, line.claimant, line.year),
            missile: line.missile,
        })
        .collect()
});

/// The published top speeds of a missile.
pub(super) fn of(missile: &str) -> impl Iterator<Item = &'static TopSpeed> {
    ALL.iter().filter(move |known| known.missile == missile)
}

/// True of a claimed speed that equals a published top speed of the missile.
pub(super) fn is_published(missile: &str, claimed: Quoted) -> bool {
    of(missile).any(|known| {
        let is_said = claimed.low > 0.0 && claimed.high.is_finite();
        is_said
            && claimed.high * (1.0 + EQUALITY) >= known.km_s.low
            && claimed.low <= known.km_s.high * (1.0 + EQUALITY)
    })
}

#[cfg(test)]
mod tests {
    use crate::catalogue::missiles;

    #[test]
    fn every_line_is_read() {
        let is_known = |missile: &str| missiles().iter().any(|known| known.id == missile);
        assert!(super::ALL.iter().all(|known| is_known(&known.missile)));
        assert!(super::ALL.iter().all(|known| known.km_s.low > 0.34));
        assert_eq!(super::of("oreshnik").count(), 1);
        assert_eq!(super::of("zircon").count(), 2);
    }
}
