//! Figures that would agree in another unit.

use super::parse::{LengthSlip, SpeedUnit};
use super::speed::meets;
use super::{Claim, Judgement, Quoted, Verdict, top_speed};
use crate::catalogue::System;
use crate::quantity::{Interval, NAUTICAL_MILE_KM, STATUTE_MILE_KM};

/// Whether a speed that does not agree would in another unit.
pub(super) fn judge_unit(
    judged: &mut Judgement,
    claim: &Claim,
    system: Option<&System>,
    speed_km_s: Quoted,
    agreeing_km_s: Interval,
) -> bool {
    let Some(unit) = claim.speed_unit else {
        return false;
    };
    // What is published of the missile is no slip.
    if system.is_some_and(|system| top_speed::is_published(&system.id, speed_km_s)) {
        return false;
    }
    let in_unit = |other: SpeedUnit| speed_km_s.times(other.km_s() / unit.km_s());
    // A bound agrees with much: its figure itself must.
    let is_meant = |other: &SpeedUnit| {
        unit.may_be_slip_of(*other) && meets(Quoted::exact(in_unit(*other).middle()), agreeing_km_s)
    };
    let Some(meant) = SpeedUnit::ALL.into_iter().find(is_meant) else {
        return false;
    };
    judged.worsen(Verdict::LooksLikeAnotherQuantity);
    let result = format!(
        "in {} the same figure is {}, which agrees with this flight; as it stands it does not",
        meant.words(),
        in_unit(meant).say(2, "km/s")
    );
    judged.find(
        "Claimed speed in another unit",
        "",
        format!("claimed {}", speed_km_s.say(2, "km/s")),
        result,
    );
    true
}

/// How near a round range in nautical miles must come to the distance to be taken for it, and an odd one in miles: the 4,190
/// miles of an official release are 0.45 % short of the geodesic, and two digits leave more.
const ROUND_EQUALITY: f64 = 0.01;
const ODD_EQUALITY: f64 = 0.005;

/// The unit in which a range that is too short equals the distance, and what it is there, km.
///
/// A range between two places of which one is no test range is what a missile can, and is short of the distance or not; only
/// an odd figure gives away that it is the distance itself.
pub(super) fn other_unit(claim: &Claim, range_km: Quoted) -> Option<(&'static str, f64)> {
    let slip = claim.range_slip?;
    let (units, equality): (&[(&'static str, f64)], f64) = match slip {
        LengthSlip::Miles if claim.is_between_ranges => (
            &[("nautical miles", NAUTICAL_MILE_KM / STATUTE_MILE_KM)],
            ROUND_EQUALITY,
        ),
        LengthSlip::Miles => return None,
        LengthSlip::OddKilometres => (
            &[
                ("miles", STATUTE_MILE_KM),
                ("nautical miles", NAUTICAL_MILE_KM),
            ],
            ODD_EQUALITY,
        ),
    };
    units.iter().find_map(|(unit, factor)| {
        let meant_km = range_km.middle() * factor;
        let is_alike = (meant_km / claim.distance.km() - 1.0).abs() <= equality;
        is_alike.then_some((*unit, meant_km))
    })
}
