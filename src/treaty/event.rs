//! Dated events of the treaties. The build script uses this file as well.

use serde::Deserialize;

/// One event (`data/treaty_dates.csv`).
///
/// ```
/// use arcminute::treaty::{INF_ENDED, events};
/// let end = events().iter().find(|event| event.id == "inf-out-of-force").unwrap();
/// assert_eq!(end.date, INF_ENDED.to_string());
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Day: `YYYY-MM-DD`.
    pub date: &'static str,
    /// Kebab-case id.
    #[serde(rename = "event")]
    pub id: &'static str,
    /// Id of the band set of the treaty that it belongs to.
    pub treaty: &'static str,
    /// The event, as a sentence.
    pub text: &'static str,
    /// Its source; `unverified` where no page was seen.
    pub source: &'static str,
}
