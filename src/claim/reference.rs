//! What a claim of a ballistic flight is held against: the minimum-energy arc over the distance, the time of real flights,
//! and what the named missile can do.

use super::reach::Ranges;
use super::{Claim, NeededArcs, Quoted, TOLERANCE, km};
use crate::catalogue::{Basing, System};
use crate::error::Result;
use crate::flight::ballistic::{Arc, MODEL_FLOOR_KM, air_share, greatest_range, minimum_energy};
use crate::flight::{GM_KM3_S2, boost, spread};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::model::usual_time_s;
use crate::present::Step;
use crate::present::words::{minutes_interval, span};
use crate::quantity::{Interval, Kilometres};

/// The greatest height of burnout that is allowed for, km: as reported of intercontinental missiles, whose speed there
/// is less than at the ground by what the climb costs.
const GREATEST_BURNOUT_KM: f64 = 200.0;

/// The share of the apogee at which burnout may be, where that is less.
const BURNOUT_SHARE: f64 = 0.2;

/// The class of a speed that reaches all of the Earth, km.
const GREATEST_CLASS_KM: f64 = 20_015.0;

/// The flight over the distance, and over the least and the greatest that it may be.
pub(super) struct Reference {
    pub near: Arc,
    pub nominal: Arc,
    pub far: Arc,
    /// Of real flights over any of these distances, s.
    pub time_s: Interval,
    /// Of flights over them that stay below 100 km, s.
    pub low_time_s: Interval,
    /// Of the range class of the distance.
    pub boost_s: Interval,
    /// What the named missile can do by its published ranges.
    pub energy: Option<Energy>,
    /// That range class, km; 0 where no missile is named.
    class_km: f64,
    /// True of a missile that an aircraft carries.
    pub is_from_the_air: bool,
}

/// The speed of a missile by its published ranges.
#[derive(Clone, Copy)]
pub(super) struct Energy {
    /// The minimum-energy arc to the greatest range.
    pub greatest: Arc,
    /// Which range that is, and what it is where the speed is open.
    pub whose: &'static str,
    pub what: &'static str,
    /// Where that range is a lower bound or a goal, the speed of the longest that it may stand for, km/s.
    pub open_up_to_km_s: Option<f64>,
}

impl Energy {
    fn of(system: &System) -> Option<Self> {
        let ranges = Ranges::of(system)?;
        let over = |km: f64| minimum_energy(Kilometres::computed(km.min(GREATEST_CLASS_KM)));
        let greatest = over(ranges.speed_follows_from_km()?).ok()?;
        let open = over(ranges.open_up_to_km).ok();
        let (whose, what) = match ranges.greatest_km {
            Some(_) if !system.is_type => ("given range", "a lower bound"),
            Some(_) => ("greatest published range", "a lower bound"),
            None => ("planned range", "a goal"),
        };
        Some(Self {
            greatest,
            whose,
            what,
            open_up_to_km_s: open
                .filter(|_| ranges.are_open())
                .map(|arc| arc.launch_speed_km_s),
        })
    }
}

impl Reference {
    pub(super) fn new(claim: &Claim, system: Option<&System>) -> Result<Self> {
        let distance_km = claim.distance.km();
        let nominal = minimum_energy(claim.distance)?;
        let over = |km: f64| minimum_energy(Kilometres::computed(km)).unwrap_or(nominal);
        // Places that may be one and the same still leave a flight, of a millionth of the way.
        let near_km = (distance_km - claim.uncertainty_km).max(distance_km * 1e-6);
        let near = over(near_km);
        let far = over(distance_km + claim.uncertainty_km);
        let of = |arc: &Arc| usual_time_s(Kilometres::computed(arc.range_km)).ok_or(());
        let usual = of(&nominal).unwrap_or_else(|()| Interval::exact(nominal.free_flight_time_s));
        let time_s = [near, far]
            .iter()
            .filter_map(|arc| of(arc).ok())
            .fold(usual, Interval::widened_to);
        let range_km = system.and_then(System::seen_range_km);
        Ok(Self {
            near,
            nominal,
            far,
            time_s,
            low_time_s: spread::RULE
                .in_air_s(claim.distance, &nominal)
                .widened_to(time_s),
            boost_s: boost::allowance_s(claim.distance),
            energy: system.and_then(Energy::of),
            class_km: range_km.map_or(0.0, |range_km| range_km.nominal),
            is_from_the_air: system.is_some_and(|system| system.basing == Some(Basing::Air)),
        })
    }

    pub(super) fn distance(&self) -> Kilometres {
        Kilometres::computed(self.nominal.range_km)
    }

    /// True where the minimum-energy arc itself stays below 100 km.
    pub(super) fn is_below_the_floor(&self) -> bool {
        self.nominal.apogee_km < MODEL_FLOOR_KM
    }

    /// How many times more or less than by the arcs a speed may be where these are near to the air, less one: drag takes
    /// speed, and lift makes up for it. Infinite where they are in the air.
    pub(super) fn slack_near_air(&self, arcs: &NeededArcs) -> f64 {
        let usual = &self.nominal;
        let is_above = |arc: &Arc| arc.launch_angle_deg > usual.launch_angle_deg;
        let is_below = |arc: &Arc| arc.launch_angle_deg < usual.launch_angle_deg;
        let nearest = match (&arcs.low, &arcs.high) {
            (Some(low), _) if is_above(low) => low,
            (_, Some(high)) if is_below(high) => high,
            _ => usual,
        };
        slack_near_air(nearest)
    }

    /// The same of what a missile has: no air carries it over a distance whose minimum-energy arc is far above.
    pub(super) fn slack_of_energy(&self, arcs: &NeededArcs) -> f64 {
        self.slack_near_air(arcs).min(slack_near_air(&self.nominal))
    }

    /// The allowance of the greatest range at the speed of an arc, or of the named missile where that is more, s.
    pub(super) fn boost_of(&self, arc: &Arc) -> Interval {
        let by_speed_km = greatest_range(arc.q).map_or(GREATEST_CLASS_KM, Kilometres::km);
        boost::allowance_s(Kilometres::computed(
            by_speed_km.max(self.class_km).max(self.nominal.range_km),
        ))
    }

    /// These arcs and the minimum-energy one.
    pub(super) fn around_usual(&self, arcs: NeededArcs) -> NeededArcs {
        let usual_deg = self.nominal.launch_angle_deg;
        NeededArcs {
            low: arcs
                .low
                .filter(|arc| arc.launch_angle_deg < usual_deg)
                .or(Some(self.nominal)),
            high: arcs
                .high
                .filter(|arc| arc.launch_angle_deg > usual_deg)
                .or(Some(self.nominal)),
        }
    }

    /// The least speed with which a flight over the distance may be reported, km/s.
    pub(super) fn slowest_km_s(&self) -> f64 {
        let near = &self.near;
        speed_at_burnout_km_s(near.launch_speed_km_s, near.apogee_km) * (1.0 - TOLERANCE)
    }

    /// The least launch speed among the arcs between two: that of the minimum-energy arc, if it is among them.
    pub(super) fn least_speed_km_s(&self, arcs: &NeededArcs) -> f64 {
        self.speeds_of(arcs).low
    }

    /// The launch speeds of the arcs between two.
    pub(super) fn speeds_of(&self, arcs: &NeededArcs) -> Quoted {
        let least = &self.nominal;
        let is_above =
            |arc: Option<Arc>| arc.is_none_or(|arc| arc.launch_angle_deg >= least.launch_angle_deg);
        let is_below =
            |arc: Option<Arc>| arc.is_none_or(|arc| arc.launch_angle_deg <= least.launch_angle_deg);
        let speed = |arc: Option<Arc>| arc.map_or(f64::INFINITY, |arc| arc.launch_speed_km_s);
        let low = speed(arcs.low);
        let high = speed(arcs.high);
        let holds_least = is_below(arcs.low) && is_above(arcs.high);
        Quoted {
            low: if holds_least {
                self.near.launch_speed_km_s.min(least.launch_speed_km_s)
            } else {
                low.min(high)
            },
            high: low.max(high),
        }
    }

    pub(super) fn step(&self, claim: &Claim) -> Step {
        let arc = &self.nominal;
        let known = if claim.uncertainty_km > 0.0 {
            format!(", known to within {}", km(claim.uncertainty_km))
        } else {
            String::new()
        };
        let mark = if self.is_below_the_floor() {
            "≈ "
        } else {
            ""
        };
        Step {
            title: "Real flights over this distance".to_owned(),
            equation: "T = (minimum-energy free flight + boost) × (L₀/L)^k, × and ÷ e^h".to_owned(),
            numbers: format!(
                "{}{known}: free flight {:.0} s at {:.2} km/s, apogee {}; boost {:.0}–{:.0} s",
                km(claim.distance.km()),
                arc.free_flight_time_s,
                arc.launch_speed_km_s,
                km(arc.apogee_km),
                self.boost_s.low,
                self.boost_s.high
            ),
            result: format!(
                "T = {mark}{:.0}–{:.0} s ({mark}{})",
                self.time_s.low,
                self.time_s.high,
                minutes_interval(self.time_s)
            ),
            source: "Bate, Mueller & White, Fundamentals of Astrodynamics (1971), ch. 6; fitted to reported flights: \
                     docs/models.md"
                .to_owned(),
        }
    }
}

/// How many times more or less than on an arc a speed may be near the air, less one.
pub(super) fn slack_near_air(arc: &Arc) -> f64 {
    slack_by_share(air_share(arc.apogee_km))
}

/// The same for a share of the air in a flight.
pub(super) fn slack_by_share(share: f64) -> f64 {
    if share < 1.0 {
        SLACK_NEAR_AIR * share / (1.0 - share)
    } else {
        f64::INFINITY
    }
}

/// The same where half of a flight is put down to the air: the headline pairs of short-range missiles, whose top speeds are 1.1
/// to 1.3 times those of the arcs. A convention.
const SLACK_NEAR_AIR: f64 = 0.25;

/// The least speed that a missile on this arc may be reported with, km/s: at burnout, as high as it may be, where the climb
/// has taken its part of the launch speed. The one allowance of all checks of speeds.
pub(super) fn speed_at_burnout_km_s(launch_speed_km_s: f64, apogee_km: f64) -> f64 {
    let burnout_km = GREATEST_BURNOUT_KM.min(BURNOUT_SHARE * apogee_km);
    let climb = 2.0 * GM_KM3_S2 * (1.0 / EARTH_RADIUS_KM - 1.0 / (EARTH_RADIUS_KM + burnout_km));
    (launch_speed_km_s * launch_speed_km_s - climb)
        .max(0.0)
        .sqrt()
}

/// One arc in words.
pub(super) fn one_in_words(arc: &Arc) -> String {
    format!(
        "launch angle {:.1}°, apogee {}, {:.2} km/s",
        arc.launch_angle_deg,
        km(arc.apogee_km),
        arc.launch_speed_km_s
    )
}

/// Arcs in words, with no digits that their span does not deserve.
pub(super) fn words(arcs: &NeededArcs) -> String {
    match (&arcs.low, &arcs.high) {
        (Some(low), Some(high)) => {
            let a_km_s = low.launch_speed_km_s;
            let b_km_s = high.launch_speed_km_s;
            format!(
                "launch angle {}°, apogee {} km, {} km/s",
                span(low.launch_angle_deg, high.launch_angle_deg, 1),
                span(low.apogee_km, high.apogee_km, 0),
                span(a_km_s.min(b_km_s), a_km_s.max(b_km_s), 2)
            )
        }
        (Some(arc), None) => {
            format!(
                "launch angle at least {:.1}°, apogee at least {}",
                arc.launch_angle_deg,
                km(arc.apogee_km)
            )
        }
        // Where the boost may take all of the time, the low end is the grazing orbit and says nothing.
        (None, Some(arc)) => format!(
            "launch angle at most {:.1}°, apogee at most {}, at least {:.2} km/s",
            arc.launch_angle_deg,
            km(arc.apogee_km),
            arc.launch_speed_km_s
        ),
        (None, None) => "any".to_owned(),
    }
}
