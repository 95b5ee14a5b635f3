//! Whether the named missile reaches, by what is published of its range.

use super::{Claim, Judgement, Verdict, km};
use crate::catalogue::{
    Basis, Bound, Checked, Claim as RangeClaim, System, capabilities, leaves_open,
};
use crate::present::words::LengthUnit;
use crate::present::{Step, claims};

/// Up to how many times a lower bound of its range it is open whether a missile reaches. Of the types of the catalogue with a
/// lower bound and another figure that was read, the greatest figure is up to 2.24 times the bound (Storm Shadow, 560 km
/// against "more than 250 km"), and up to 1.9 times of ballistic ones; a test holds it.
pub(super) const OPEN_UP_TO: f64 = 2.5;

/// What is published of the range of a missile.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "units")]
pub(super) struct Ranges {
    /// The greatest figure that was read at a source, or of all where none was, km. None without a claim of capability.
    pub greatest_km: Option<f64>,
    /// Beyond this it does not reach, km: that figure where it is no lower bound, and else where the bound is passed by far.
    /// Infinite where nothing is published.
    pub open_up_to_km: f64,
    /// The longest flight that was read of, km.
    flown_km: f64,
    /// What is meant to be reached, km; 0 without a goal.
    goal_km: f64,
}

/// How a distance stands to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Within,
    Open,
    Beyond,
}

impl Ranges {
    /// None for a system that reaches any distance.
    pub(super) fn of(system: &System) -> Option<Self> {
        if !system.is_asked_for_reach() {
            return None;
        }
        let is_seen = |claim: &&RangeClaim| claim.checked == Checked::Seen;
        let greatest_km = system.seen_range_km().map(|range_km| range_km.high);
        let counted = || {
            let has_seen = capabilities(system.claims).any(|claim| is_seen(&claim));
            let of = system.claims.iter();
            of.filter(move |claim| !has_seen || is_seen(claim))
        };
        let greatest = |is_of: &dyn Fn(&RangeClaim) -> bool| {
            let of = system.claims.iter().filter(|claim| is_of(claim));
            of.map(|claim| claim.high_km).fold(0.0, f64::max)
        };
        let flown_km = greatest(&|claim| claim.basis == Basis::Flown && is_seen(&claim));
        let goal_km = greatest(&|claim| claim.basis == Basis::Goal);
        let at_most = capabilities(counted()).filter(|claim| claim.bound == Bound::AtMost);
        let at_most_km = at_most.fold(f64::INFINITY, |least, claim| least.min(claim.high_km));
        let open_up_to_km = match greatest_km {
            Some(km) if system.claims.is_empty() || !leaves_open(counted(), km.next_up()) => km,
            Some(km) => at_most_km.min(OPEN_UP_TO * km),
            // What is meant to be reached stands for it.
            None if goal_km > 0.0 => at_most_km.min(OPEN_UP_TO * goal_km),
            None => at_most_km,
        };
        Some(Self {
            greatest_km,
            open_up_to_km,
            flown_km,
            goal_km,
        })
    }

    pub(super) fn standing(&self, km: f64) -> Standing {
        if km <= self.greatest_km.unwrap_or(0.0).max(self.flown_km) {
            Standing::Within
        } else if km <= self.open_up_to_km {
            Standing::Open
        } else {
            Standing::Beyond
        }
    }

    /// What the speed of the missile follows from, km: the longest that is read of, as a capability or a flight, or without a
    /// claim of capability a goal.
    pub(super) fn speed_follows_from_km(&self) -> Option<f64> {
        match self.greatest_km {
            Some(km) => Some(km.max(self.flown_km)),
            None if self.goal_km > 0.0 => Some(self.goal_km.max(self.flown_km)),
            None => None,
        }
    }

    /// True where the greatest figure is a lower bound, or there is none.
    pub(super) fn are_open(&self) -> bool {
        self.greatest_km.is_none_or(|km| km < self.open_up_to_km)
    }
}

impl Judgement {
    /// Places the distance beside the published ranges of the missile.
    pub(super) fn judge_reach(&mut self, claim: &Claim, system: &System) {
        let near_km = claim.distance.km() - claim.uncertainty_km;
        if !system.is_type {
            if system
                .range_km
                .is_some_and(|range_km| near_km > range_km.high)
            {
                self.judge_beyond_given(claim, system);
            }
            return;
        }
        let Some(ranges) = Ranges::of(system) else {
            return;
        };
        let is_capable = ranges.greatest_km.is_some_and(|km| near_km <= km);
        let published = system.range_km;
        let far = format!("more than {OPEN_UP_TO} times");
        let result = match ranges.standing(near_km) {
            Standing::Within if !is_capable => "within what it has flown".to_owned(),
            Standing::Within if published.is_some_and(|range_km| near_km > range_km.low) => {
                "within some published ranges of the missile only".to_owned()
            }
            Standing::Within => return,
            Standing::Open => {
                self.worsen(Verdict::OpenReach);
                if ranges.greatest_km.is_some() {
                    "above a lower bound of the missile's range: whether it reaches is open"
                } else {
                    "no claim of capability: whether it reaches is open"
                }
                .to_owned()
            }
            Standing::Beyond => {
                self.worsen(Verdict::NotThisMissile);
                match published {
                    None => format!("{far} the range that is meant for it"),
                    // A figure that was not read at a source makes nothing true.
                    Some(range_km) if near_km <= range_km.high => {
                        "beyond every range of the missile that was read at a source; what reaches is unverified".to_owned()
                    }
                    Some(_) if !ranges.are_open() => {
                        "beyond every published range of the missile".to_owned()
                    }
                    Some(range_km) if near_km > OPEN_UP_TO * range_km.high => {
                        format!("{far} the lower bound of the missile's range")
                    }
                    Some(_) => "above an upper bound of the missile's range".to_owned(),
                }
            }
        };
        let numbers = match published {
            Some(_) => format!(
                "{} against {}",
                claims::range(system, LengthUnit::Kilometres),
                km(claim.distance.km())
            ),
            None => String::new(),
        };
        self.push(Step {
            title: "Published ranges of the missile".to_owned(),
            numbers,
            result,
            source: format!("arcminute show {}", system.id),
            ..Step::default()
        });
    }

    /// Of a missile that was asked for by its range, a distance beyond it.
    fn judge_beyond_given(&mut self, claim: &Claim, system: &System) {
        self.worsen(Verdict::NotThisMissile);
        self.push(Step {
            title: "Given range of the missile".to_owned(),
            numbers: format!(
                "{} against {}",
                claims::range(system, LengthUnit::Kilometres),
                km(claim.distance.km())
            ),
            result: "beyond the range that is given with --missile".to_owned(),
            ..Step::default()
        });
    }
}
