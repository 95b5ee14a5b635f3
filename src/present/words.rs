//! Wording of quantities for people.

use std::borrow::Cow;

use crate::catalogue::{Place, Role, SiteKind, System, country_name, named_without_suggestions};
use crate::model::options::OPTIONS;
use crate::model::{Assumptions, Flight};
use crate::quantity::Interval;
pub(crate) use crate::quantity::LengthUnit;
pub(crate) use crate::shown::grouped;
use crate::treaty::{Band, BandSet};
use crate::warning::{Delays, Detection};

impl LengthUnit {
    /// A distance with this many decimals and its unit.
    pub(crate) fn say(self, km: f64, decimals: usize) -> String {
        format!(
            "{} {}",
            grouped(self.converted(km), decimals),
            self.symbol()
        )
    }

    /// The edge of a band: with as many decimals as it takes, none in km.
    pub(crate) fn say_edge(self, km: f64) -> String {
        let decimals = usize::from(self != Self::Kilometres);
        if km.fract() == 0.0 {
            self.say(km, decimals)
        } else {
            format!("{} {}", self.converted(km), self.symbol())
        }
    }
}

/// Decimals of a distance between places with this joint uncertainty: none from a kilometre on.
pub(crate) fn distance_decimals(joint_uncertainty_km: f64) -> usize {
    if joint_uncertainty_km >= 1.0 { 0 } else { 3 }
}

/// Two ends of an interval with two digits of its width and no more, and at most so many decimals: `580–760` for 584 to 757.
/// One number where they are the same.
pub(crate) fn span(low: f64, high: f64, most_decimals: u8) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the exponent of a double is small"
    )]
    let digits = ((high - low).log10().floor() as i32).saturating_sub(1);
    let exponent = digits.max(-i32::from(most_decimals));
    let rounded = |value: f64| {
        if exponent < 0 {
            return grouped(value, exponent.unsigned_abs() as usize);
        }
        let step = 10f64.powi(exponent);
        grouped((value / step).round() * step, 0)
    };
    let low = rounded(low);
    let high = rounded(high);
    if low == high {
        low
    } else {
        format!("{low}–{high}")
    }
}

/// A count with its noun: `1 row`, `2 rows`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {one}s", grouped(count as f64, 0))
    }
}

/// Minutes with one decimal; from two hours on, hours and minutes.
pub(crate) fn minutes(seconds: f64) -> String {
    if seconds < 7200.0 {
        return format!("{} min", grouped(seconds / 60.0, 1));
    }
    let whole_minutes = (seconds / 60.0).round();
    format!(
        "{} h {:02} min",
        grouped((whole_minutes / 60.0).floor(), 0),
        whole_minutes % 60.0
    )
}

/// An interval of minutes: `12.7–13.3 min`; from two hours on, hours and minutes: `2:39–3:24 h`.
pub(crate) fn minutes_interval(seconds: Interval) -> String {
    if seconds.high >= 7200.0 {
        let clock = |seconds: f64| {
            let whole_minutes = (seconds / 60.0).round();
            format!(
                "{}:{:02}",
                grouped((whole_minutes / 60.0).floor(), 0),
                whole_minutes % 60.0
            )
        };
        return format!("{}–{} h", clock(seconds.low), clock(seconds.high));
    }
    format!(
        "{}–{} min",
        grouped(seconds.low / 60.0, 1),
        grouped(seconds.high / 60.0, 1)
    )
}

/// A flight time with its interval, if it has one: `13.0 min (12.7–13.3 min)`.
pub(crate) fn flight_time(seconds: Interval) -> String {
    if seconds.low >= seconds.high {
        return minutes(seconds.nominal);
    }
    format!(
        "{} ({})",
        minutes(seconds.nominal),
        minutes_interval(seconds)
    )
}

/// In the place of a time that the model does not give.
const NO_TIME: &str = "–";

/// The mark of a time that no model supports.
fn mark(flight: &Flight) -> &'static str {
    if flight.is_approximate() { "≈ " } else { "" }
}

/// The time of a flight with its interval, marked where no model supports it: `≈ 4.8 min (4.1–6.4 min)`.
pub(crate) fn time_of(flight: &Flight) -> String {
    if !flight.is_told() {
        return NO_TIME.to_owned();
    }
    format!("{}{}", mark(flight), flight_time(flight.time_s))
}

/// The interval of that time alone.
pub(crate) fn time_span_of(flight: &Flight) -> String {
    if !flight.is_told() {
        return NO_TIME.to_owned();
    }
    format!("{}{}", mark(flight), minutes_interval(flight.time_s))
}

/// The warning that a flight leaves, with its interval.
pub(crate) fn warning_of(flight: &Flight) -> String {
    if !flight.is_told() {
        return NO_TIME.to_owned();
    }
    marked_warning_time(flight.warning_s, mark(flight))
}

/// The interval of that warning alone.
pub(crate) fn warning_span_of(flight: &Flight) -> String {
    if !flight.is_told() {
        return NO_TIME.to_owned();
    }
    format!("{}{}", mark(flight), warning_interval(flight.warning_s))
}

/// The sensor that sees a missile.
pub(crate) const fn seen_by(detection: Detection) -> &'static str {
    match detection {
        Detection::Launch => "launch",
        Detection::Radar => "own ground radar",
    }
}

/// The warning that a flight leaves, by each radar that may see it: `1.3 min (none–2.9 min) by own ground radar, …`.
pub(crate) fn warnings_of(flight: &Flight) -> String {
    let first = warning_of(flight);
    match flight.airborne_warning_s {
        Some(airborne_s) => format!(
            "{first} by {}, {} by {AIRBORNE_RADAR}",
            seen_by(flight.detection),
            warning_time(airborne_s)
        ),
        None => first,
    }
}

/// The other radar that sees low flights.
pub(crate) const AIRBORNE_RADAR: &str = "airborne radar";

/// The footnote of two columns of warning.
pub(crate) const TWO_RADARS: &str = "Warning of what flies low is by the target's own ground radar; Airborne: by an airborne radar \
                              9 km above the target.";

/// True for a case that has delays of its own.
pub(crate) fn names_a_delay(case: &str) -> bool {
    ["delay_s", "detection_s", "confirmation_s", "notification_s"]
        .iter()
        .any(|key| case.contains(key))
}

/// The footnote of a reach with a question mark.
pub(crate) const UNCERTAIN_REACH: &str =
    "?: the positions are too uncertain to be sure of the reach, or of which claims reach.";

/// A warning time with its interval; below zero it says no warning, with the deficit.
pub(crate) fn warning_time(seconds: Interval) -> String {
    marked_warning_time(seconds, "")
}

/// The same with a mark before its figure.
fn marked_warning_time(seconds: Interval, mark: &str) -> String {
    let nominal = if seconds.nominal > 0.0 {
        format!("{mark}{}", minutes(seconds.nominal))
    } else {
        format!("no warning, {mark}{} short", minutes(-seconds.nominal))
    };
    if seconds.high <= 0.0 {
        return nominal;
    }
    format!("{nominal} ({})", warning_interval(seconds))
}

/// An interval of warning times in minutes, with `none` for values below zero.
pub(crate) fn warning_interval(seconds: Interval) -> String {
    if seconds.high <= 0.0 {
        return "none".to_owned();
    }
    if seconds.low <= 0.0 {
        return format!("none–{}", minutes(seconds.high));
    }
    minutes_interval(seconds)
}

/// A place with its country, and its years where it is a closed site: `Berlin, Germany`; a bare position stays bare.
pub(crate) fn place(place: &Place) -> String {
    place.country.as_deref().map_or_else(
        || place.label().into_owned(),
        |code| format!("{}, {}", place.label(), country_name(code)),
    )
}

/// The same for one end of a pair, with its kind where the text would be read as another place: `Kaliningrad, Russia (city)` as source.
pub(crate) fn place_as(place: &Place, role: Role) -> String {
    let written = self::place(place);
    if place.site.is_none() && place.population.is_none() {
        return written;
    }
    let is_same = named_without_suggestions(&written, role).is_ok_and(|named| {
        let found = named.entry.place();
        found.id == place.id && found.site.is_some() == place.site.is_some()
    });
    match (is_same, place.site) {
        (true, _) => written,
        (false, Some(_)) => format!("{written} (site)"),
        (false, None) => format!("{written} (city)"),
    }
}

/// A system as sentences call it: `the generic ballistic missile`, else its name.
pub(crate) fn the_missile(system: &System) -> Cow<'_, str> {
    let is_named = system.is_type || system.range_km.is_some();
    match (is_named, system.name.ends_with(" missile")) {
        (true, false) => Cow::Borrowed(&system.name),
        (_, true) => Cow::Owned(format!("the {}", system.name)),
        (false, false) => Cow::Owned(format!("the {} missile", system.name)),
    }
}

/// A note for each source that is not a launch site (a radar, a factory, the target area of a range), and for each that is
/// one only according to researchers or the press.
pub(crate) fn no_launches<'p>(sources: impl IntoIterator<Item = &'p Place>) -> Vec<String> {
    let sites = sources.into_iter().filter_map(|place| place.site);
    let mut notes: Vec<String> = Vec::new();
    let mut reported: Vec<&str> = Vec::new();
    for site in sites {
        if site.kind == SiteKind::Reported {
            if !reported.contains(&site.name) {
                reported.push(site.name);
            }
        } else if !site.launches {
            let note = format!(
                "{} ({}) is not listed as a launch site: distances are measured from there.",
                site.name,
                site.kind.code()
            );
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    let by = "by researchers or the press, and not by the states";
    match reported[..] {
        [] => {}
        [one] => notes.push(format!("Missile site that is named {by}: {one}.")),
        _ => notes.push(format!(
            "Missile sites that are named {by}: {}.",
            reported.join(", ")
        )),
    }
    notes
}

/// A band's edges: `500 ≤ range ≤ 1,000 km`.
pub(crate) fn band_edges(band: &Band, unit: LengthUnit) -> String {
    let value = |km: f64| unit.say_edge(km);
    match (band.lower, band.upper) {
        (None, None) => "any range".to_owned(),
        (None, Some(upper)) => format!(
            "{} {}",
            if upper.belongs_below { "≤" } else { "<" },
            value(upper.km)
        ),
        (Some(lower), None) => format!(
            "{} {}",
            if lower.belongs_below { ">" } else { "≥" },
            value(lower.km)
        ),
        (Some(lower), Some(upper)) => {
            let number = |km: f64| {
                value(km)
                    .trim_end_matches(unit.symbol())
                    .trim_end()
                    .to_owned()
            };
            format!(
                "{} {} range {} {}",
                number(lower.km),
                if lower.belongs_below { "<" } else { "≤" },
                if upper.belongs_below { "≤" } else { "<" },
                value(upper.km)
            )
        }
    }
}

/// What the INF Treaty would call a missile of a range, of which the basing is not given.
pub(crate) fn band_if_ground_launched(range_km: f64, unit: LengthUnit) -> String {
    let band = BandSet::inf().classify(range_km).band;
    format!(
        "if ground-launched: {} ({})",
        band.name,
        band_edges(band, unit)
    )
}

/// Where a distance lies by its nearest edge: `101 km above the edge at 1,000 km`.
pub(crate) fn margin(
    margin_km: f64,
    distance_km: f64,
    unit: LengthUnit,
    decimals: usize,
) -> String {
    let side = if margin_km >= 0.0 { "above" } else { "below" };
    format!(
        "{} {side} the edge at {}",
        unit.say(margin_km.abs(), decimals),
        unit.say_edge(rounded_edge(distance_km - margin_km))
    )
}

/// An edge that was recovered by subtraction, without the noise of the last binary digits.
fn rounded_edge(km: f64) -> f64 {
    (km * 1e6).round() / 1e6
}

/// Range claims: `480 to 2,600 km`, or one figure where all agree.
pub(crate) fn range(range_km: Interval, unit: LengthUnit) -> String {
    if range_km.low >= range_km.high {
        return unit.say(range_km.high, 0);
    }
    format!(
        "{} to {}",
        grouped(unit.converted(range_km.low), 0),
        unit.say(range_km.high, 0)
    )
}

/// The assumptions that differ from the defaults; None if there are none. Delays have a sentence of their own.
pub(crate) fn assumptions(assumptions: &Assumptions<'_>) -> Option<String> {
    let defaults = Assumptions::with_bands(assumptions.bands);
    let mut said: Vec<String> = OPTIONS
        .iter()
        .filter(|option| !option.is_of_delay())
        .filter(|option| option.value(assumptions) != option.value(&defaults))
        .filter_map(|option| option.value(assumptions).map(|value| option.said(value)))
        .collect();
    if let Some(date) = assumptions.date {
        said.push(format!("the treaty as of {date}"));
    }
    (!said.is_empty()).then(|| format!("As asked: {}.", said.join("; ")))
}

/// The same where each row's case names its delay.
pub(crate) const DELAYS_OF_CASES: &str = "Warning is flight time less the delays that each case names, from launch to the \
                                   public's notice; after first sight by radar, less those that follow detection.";

/// The delays that warning times rest on.
pub(crate) fn delays(delays: Delays) -> String {
    let total_s = delays.total_s();
    let after_s = delays.after_detection_s();
    format!(
        "Warning is flight time less {:.0} s ({:.0}–{:.0} s) from launch to the public's notice; after first sight by \
         radar, less {:.0} s ({:.0}–{:.0} s).",
        total_s.nominal, total_s.low, total_s.high, after_s.nominal, after_s.low, after_s.high
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(grouped(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(grouped(-999.6, 0), "−1,000");
        assert_eq!(grouped(-0.04, 1), "0.0");
        assert_eq!(minutes(90.0), "1.5 min");
        assert_eq!(minutes(10_260.0), "2 h 51 min");
        assert_eq!(minutes(10_799.0), "3 h 00 min");
        let cruise = Interval {
            low: 6840.0,
            nominal: 7800.0,
            high: 9000.0,
        };
        assert_eq!(flight_time(cruise), "2 h 10 min (1:54–2:30 h)");
        assert_eq!(LengthUnit::NauticalMiles.say(1852.0, 0), "1,000 nmi");
        assert!(
            "nm".parse::<LengthUnit>()
                .unwrap_err()
                .to_string()
                .contains("nautical miles")
        );
    }

    #[test]
    fn spans_have_two_digits_of_their_width() {
        for (low, high, decimals, text) in [
            (583.7, 757.2, 0, "580–760"),
            (69.66, 73.71, 1, "69.7–73.7"),
            (3.42, 3.766, 2, "3.42–3.77"),
            (12_345.0, 19_876.0, 0, "12,300–19,900"),
            (0.0, 84.4, 0, "0–84"),
            (85.059_894, 85.059_934, 1, "85.1"),
            (8.42, 8.42, 1, "8.4"),
            (470.3, 471.1, 0, "470–471"),
        ] {
            assert_eq!(span(low, high, decimals), text);
        }
    }

    #[test]
    fn no_warning_shows_the_deficit() {
        let warning = Interval {
            low: -200.0,
            nominal: -60.0,
            high: 30.0,
        };
        assert_eq!(
            warning_time(warning),
            "no warning, 1.0 min short (none–0.5 min)"
        );
        assert_eq!(
            warning_time(warning.map(|s| s - 100.0)),
            "no warning, 2.7 min short"
        );
    }
}
