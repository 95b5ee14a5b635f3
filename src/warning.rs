//! Warning time: what a flight leaves after it was seen, confirmed and made known.
//!
//! A negative warning time is kept: it is the deficit, and printers say "no warning". Decision time is no part of
//! warning and is not modelled.

use crate::error::Result;
use crate::geodesy::EARTH_RADIUS_KM;
use crate::quantity::limits::{DELAY_S, Limits};
use crate::quantity::{Interval, Kilometres, within};

codes! {
    /// The sensor that first sees an approaching missile.
    ///
    /// ```
    /// use arcminute::quantity::{Interval, Kilometres};
    /// use arcminute::warning::{Delays, Detection, RadarGeometry, after_first_sight_s, after_launch_s};
    /// let distance = Kilometres::new(800.0)?;
    /// let speed_km_h = Interval::try_from(800.0)?;
    /// let hour_s = Interval::try_from(3600.0)?;
    /// let warning_s = |detection| match detection {
    ///     Detection::Launch => after_launch_s(hour_s, Delays::default()),
    ///     Detection::Radar => after_first_sight_s(distance, speed_km_h, RadarGeometry::GROUND, Delays::default()),
    /// };
    /// // An hour of flight less four minutes, against the last 52 km of it.
    /// assert_eq!(warning_s(Detection::Launch).nominal(), 3360.0);
    /// assert!(warning_s(Detection::Radar).nominal() < 60.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub enum Detection as "detection" {
        /// The launch is seen: delays count from ignition.
        Launch = "launch",
        /// A radar sees it come over its horizon: delays count from first sight.
        Radar = "radar",
    }
}

/// Seconds from launch until the public knows, stage by stage.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::warning::{Delays, after_launch_s};
/// let flight_s = Interval::try_from(600.0)?;
/// assert_eq!(after_launch_s(flight_s, Delays::default()), Interval::try_from([240.0, 360.0, 480.0])?);
/// assert_eq!(after_launch_s(flight_s, Delays::new(0.0, 0.0, 0.0)?), flight_s);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "they share their unit")]
pub struct Delays {
    detection_s: Interval,
    confirmation_s: Interval,
    notification_s: Interval,
}

/// Of a delay that is given in total, the share that is detection, and the share that is notification of the public; the
/// rest is confirmation. The split of the default, 60 + 120 + 60 s, is an assumption: only its total is supported by
/// evidence.
const DETECTION_SHARE: f64 = 0.25;
const NOTIFICATION_SHARE: f64 = 0.25;

impl Default for Delays {
    /// Detection 60, confirmation 120 and notification 60 s, in total 240 s; low 120 s, high 360 s.
    ///
    /// Evidence for the total: the four minutes of Guam Homeland Security (guampdn.com, 29 January 2018) and the
    /// median of six launch-to-alert delays of Japan's J-Alert, 3–6 min (`tests/reference/warning.csv`).
    fn default() -> Self {
        Self::split(Interval {
            low: 120.0,
            nominal: 240.0,
            high: 360.0,
        })
    }
}

impl Delays {
    /// Delays of `low`, `nominal` and `high` seconds in total: a quarter detection, a half confirmation, a quarter
    /// notification.
    ///
    /// # Errors
    /// [`crate::Error::OutOfRange`] unless 0 ≤ low ≤ nominal ≤ high ≤ 86,400 s.
    ///
    /// ```
    /// use arcminute::warning::Delays;
    /// // The least and the greatest delay of J-Alert in tests/reference/warning.csv are 3 and 6 minutes.
    /// let j_alert = Delays::new(180.0, 240.0, 360.0)?;
    /// assert_eq!(j_alert.total_s().high(), 360.0);
    /// assert!(Delays::new(240.0, 180.0, 360.0).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(low_s: f64, nominal_s: f64, high_s: f64) -> Result<Self> {
        checked("delay", [low_s, nominal_s, high_s]).map(Self::split)
    }

    fn split(total_s: Interval) -> Self {
        let share = |share: f64| total_s.map(|seconds| seconds * share);
        Self {
            detection_s: share(DETECTION_SHARE),
            confirmation_s: share(1.0 - DETECTION_SHARE - NOTIFICATION_SHARE),
            notification_s: share(NOTIFICATION_SHARE),
        }
    }

    /// The same with this time to detect a launch: low, nominal and high, s.
    ///
    /// # Errors
    /// [`crate::Error::OutOfRange`] unless 0 ≤ low ≤ nominal ≤ high ≤ 86,400 s.
    ///
    /// ```
    /// use arcminute::warning::Delays;
    /// let seen_from_space = Delays::default().with_detection_s([20.0, 30.0, 40.0])?;
    /// assert_eq!(seen_from_space.total_s().nominal(), 210.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn with_detection_s(self, seconds: [f64; 3]) -> Result<Self> {
        let detection_s = checked("detection", seconds)?;
        Ok(Self {
            detection_s,
            ..self
        })
    }

    /// The same with this time to confirm what was detected.
    ///
    /// # Errors
    /// As [`Delays::with_detection_s`].
    pub fn with_confirmation_s(self, seconds: [f64; 3]) -> Result<Self> {
        let confirmation_s = checked("confirmation", seconds)?;
        Ok(Self {
            confirmation_s,
            ..self
        })
    }

    /// The same with this time to notify the public.
    ///
    /// # Errors
    /// As [`Delays::with_detection_s`].
    pub fn with_notification_s(self, seconds: [f64; 3]) -> Result<Self> {
        let notification_s = checked("notification", seconds)?;
        Ok(Self {
            notification_s,
            ..self
        })
    }

    /// The whole delay from launch, s.
    ///
    /// ```
    /// use arcminute::{quantity::Interval, warning::Delays};
    /// assert_eq!(Delays::default().total_s(), Interval::try_from([120.0, 240.0, 360.0])?);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn total_s(self) -> Interval {
        self.detection_s + self.after_detection_s()
    }

    /// Detection alone, s.
    ///
    /// ```
    /// use arcminute::{quantity::Interval, warning::Delays};
    /// assert_eq!(Delays::default().detection_s(), Interval::try_from([30.0, 60.0, 90.0])?);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn detection_s(self) -> Interval {
        self.detection_s
    }

    /// Confirmation and notification, which also follow a first sight by radar, s.
    pub(crate) fn after_detection_s(self) -> Interval {
        self.confirmation_s + self.notification_s
    }

    /// Confirmation alone, s.
    pub fn confirmation_s(self) -> Interval {
        self.confirmation_s
    }

    /// Notification of the public alone, s.
    ///
    /// ```
    /// use arcminute::{quantity::Interval, warning::Delays};
    /// assert_eq!(Delays::default().notification_s(), Interval::try_from([30.0, 60.0, 90.0])?);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn notification_s(self) -> Interval {
        self.notification_s
    }
}

/// Low, nominal and high of a delay, s.
fn checked(name: &'static str, [low_s, nominal_s, high_s]: [f64; 3]) -> Result<Interval> {
    let Limits {
        least, greatest, ..
    } = DELAY_S;
    within(&format!("low {name}"), low_s, " s", least, greatest)?;
    within(&format!("high {name}"), high_s, " s", low_s, greatest)?;
    Interval::new(name, " s", low_s, nominal_s, high_s)
}

/// A radar and what it looks for.
///
/// ```
/// use arcminute::warning::RadarGeometry;
/// let mast = RadarGeometry { antenna_m: 100.0, flight_altitude_m: 50.0 };
/// // From tests/reference/radar_horizon.csv.
/// assert!((mast.horizon_km() - 70.363_779).abs() < 1e-5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RadarGeometry {
    /// Height of the antenna above ground, m.
    pub antenna_m: f64,
    /// Flight altitude of the missile above ground, m.
    pub flight_altitude_m: f64,
}

impl RadarGeometry {
    /// A ground radar with its antenna at 30 m and a cruise missile at 50 m: stated assumptions.
    pub const GROUND: Self = Self {
        antenna_m: 30.0,
        flight_altitude_m: 50.0,
    };

    /// An airborne radar at 9 km and a cruise missile at 50 m: stated assumptions.
    pub const AIRBORNE: Self = Self {
        antenna_m: 9000.0,
        flight_altitude_m: 50.0,
    };

    /// The least and the greatest height of an antenna that is taken, m.
    pub(crate) const ANTENNA_M: [f64; 2] = [1.0, 20_000.0];

    /// A ground radar at the target with its antenna at this height.
    ///
    /// # Errors
    /// [`crate::Error::OutOfRange`] outside of 1 to 20,000 m.
    pub fn with_antenna_m(self, antenna_m: f64) -> Result<Self> {
        let [least, greatest] = Self::ANTENNA_M;
        let antenna_m = within("radar antenna", antenna_m, " m", least, greatest)?;
        Ok(Self { antenna_m, ..self })
    }

    /// The same antenna against a missile that flies higher or lower.
    ///
    /// ```
    /// use arcminute::warning::RadarGeometry;
    /// let higher = RadarGeometry::GROUND.against(Some(100.0));
    /// assert_eq!(higher, RadarGeometry { antenna_m: 30.0, flight_altitude_m: 100.0 });
    /// assert_eq!(RadarGeometry::GROUND.against(None), RadarGeometry::GROUND);
    /// ```
    #[must_use]
    pub fn against(self, flight_altitude_m: Option<f64>) -> Self {
        Self {
            flight_altitude_m: flight_altitude_m.unwrap_or(self.flight_altitude_m),
            ..self
        }
    }

    /// Distance at which the radar first sees the missile, km: d = √(2kR h₁) + √(2kR h₂) with k = 4/3, the standard
    /// refraction of the lower atmosphere (4.12 (√h₁ + √h₂) km with h in m).
    ///
    /// ```
    /// use arcminute::warning::RadarGeometry;
    /// // From tests/reference/radar_horizon.csv.
    /// assert!((RadarGeometry::GROUND.horizon_km() - 51.721_741).abs() < 1e-5);
    /// ```
    pub fn horizon_km(self) -> f64 {
        let horizon =
            |height_m: f64| (2.0 * 4.0 / 3.0 * EARTH_RADIUS_KM * height_m / 1000.0).sqrt();
        horizon(self.antenna_m) + horizon(self.flight_altitude_m)
    }
}

/// Warning time where the launch is detected, s: flight time less all delays.
///
/// ```
/// use arcminute::quantity::Interval;
/// use arcminute::warning::{Delays, after_launch_s};
/// let flight = Interval::try_from([366.0, 381.0, 396.0])?;
/// assert_eq!(after_launch_s(flight, Delays::default()), Interval::try_from([6.0, 141.0, 276.0])?);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn after_launch_s(flight_time_s: Interval, delays: Delays) -> Interval {
    flight_time_s - delays.total_s()
}

/// Time from first sight by a radar at the target to arrival, s: the horizon, or the whole distance if that is
/// shorter, at the ground speed.
pub(crate) fn time_to_go_s(
    distance: Kilometres,
    speed_km_h: Interval,
    radar: RadarGeometry,
) -> Interval {
    let seen_at_km = radar.horizon_km().min(distance.km());
    speed_km_h.map_decreasing(|speed| seen_at_km / speed * 3600.0)
}

/// Warning time where a radar at the target sees the missile come, s: time to go less confirmation and notification.
pub fn after_first_sight_s(
    distance: Kilometres,
    speed_km_h: Interval,
    radar: RadarGeometry,
    delays: Delays,
) -> Interval {
    time_to_go_s(distance, speed_km_h, radar) - delays.after_detection_s()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missile_that_flies_higher_is_seen_from_farther() {
        let high = RadarGeometry::GROUND.against(Some(200.0));
        assert!(high.horizon_km() > RadarGeometry::GROUND.horizon_km() + 20.0);
        assert_eq!(RadarGeometry::GROUND.against(None), RadarGeometry::GROUND);
    }

    /// A quarter to detect, a half to decide, a quarter to notify, as the docs of [`Delays`] say.
    #[test]
    fn shares_of_the_delay() {
        let delays = Delays::default();
        assert_eq!(
            delays.detection_s(),
            Interval {
                low: 30.0,
                nominal: 60.0,
                high: 90.0
            }
        );
        assert_eq!(
            delays.after_detection_s(),
            Interval {
                low: 90.0,
                nominal: 180.0,
                high: 270.0
            }
        );
        assert_eq!(
            delays.notification_s(),
            Interval {
                low: 30.0,
                nominal: 60.0,
                high: 90.0
            }
        );
    }

    #[test]
    fn warning_is_what_the_delay_leaves() {
        let distance = Kilometres::computed(10.0);
        let delays = Delays::default();
        let flight_s = Interval {
            low: 500.0,
            nominal: 600.0,
            high: 700.0,
        };
        assert_eq!(
            after_launch_s(flight_s, delays),
            Interval {
                low: 140.0,
                nominal: 360.0,
                high: 580.0
            }
        );
        // 10 km, which is all within sight.
        let speed_km_h = Interval {
            low: 600.0,
            nominal: 900.0,
            high: 1200.0,
        };
        let to_go_s = time_to_go_s(distance, speed_km_h, RadarGeometry::GROUND);
        assert_eq!(
            to_go_s,
            Interval {
                low: 30.0,
                nominal: 40.0,
                high: 60.0
            }
        );
        let warning_s = after_first_sight_s(distance, speed_km_h, RadarGeometry::GROUND, delays);
        assert_eq!(
            warning_s,
            Interval {
                low: -240.0,
                nominal: -140.0,
                high: -30.0
            }
        );
        assert_eq!(
            [Detection::Launch, Detection::Radar].map(Detection::code),
            ["launch", "radar"]
        );
    }

    /// 51.7217 km, the radar horizon of docs/models.md, at 800 km/h less 180 s; at worst, at 900 km/h less 270 s, a deficit.
    #[test]
    fn warning_from_first_sight_may_be_a_deficit() {
        let distance = Kilometres::new(800.0).unwrap();
        let speed_km_h = Interval::try_from([700.0, 800.0, 900.0]).unwrap();
        let warning_s = after_first_sight_s(
            distance,
            speed_km_h,
            RadarGeometry::GROUND,
            Delays::default(),
        );
        assert!((warning_s.nominal() - 52.748).abs() < 1e-3);
        assert!((warning_s.low() + 63.113).abs() < 1e-3);
    }

    /// From beyond the horizon of 51.7217 km at 900 km/h, and from within it.
    #[test]
    fn the_time_to_go_is_from_the_horizon_or_the_launch() {
        let speed_km_h = Interval::try_from([700.0, 800.0, 900.0]).unwrap();
        let to_go_s = |km: f64| {
            time_to_go_s(
                Kilometres::new(km).unwrap(),
                speed_km_h,
                RadarGeometry::GROUND,
            )
        };
        assert!((to_go_s(800.0).low() - 206.887).abs() < 1e-3);
        assert!((to_go_s(40.0).nominal() - 180.0).abs() < 1e-9);
    }
}
