//! The table of the options.

use super::{Access, AppliesTo, Condition, ModelOption};
use crate::flight::Trajectory;
use crate::flight::cruise::{PathFactor, checked_speed_km_h};
use crate::key::{Entry, Takes};
use crate::quantity::Interval;
use crate::warning::{Delays, RadarGeometry};

/// Every option, in the order in which cases are nested.
pub(crate) static OPTIONS: [ModelOption; 9] = [
    ModelOption {
        entry: Entry::optional(
            "trajectories",
            Takes::TextsOf(|| ARC_FORMS.to_vec()),
            "Ballistic arc.",
        )
        .with_default("\"minimum-energy\""),
        flag: "trajectory",
        form: "ARC",
        label: "trajectory",
        applies_to: AppliesTo::Ballistic,
        condition: None,
        is_field_of_row: true,
        access: Access::Arc {
            get: |assumptions| assumptions.trajectory,
            set: |assumptions, trajectory| {
                assumptions.trajectory = trajectory;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "rotation",
            Takes::Flags,
            "Correct minimum-energy times for the Earth's rotation.",
        )
        .with_default("false"),
        flag: "rotation",
        form: "",
        label: "the Earth's rotation",
        applies_to: AppliesTo::Ballistic,
        condition: Some(Condition {
            holds: |assumptions| assumptions.trajectory == Trajectory::MinimumEnergy,
            words: "corrects the minimum-energy arc only",
        }),
        is_field_of_row: false,
        access: Access::Flag {
            get: |assumptions| assumptions.rotation,
            set: |assumptions, rotation| {
                assumptions.rotation = rotation;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "speed_km_h",
            Takes::IntervalSweep,
            "Ground speed of all cruise and glide systems instead of their own, km/h.",
        ),
        flag: "speed-kmh",
        form: "KMH",
        label: "ground speed",
        applies_to: AppliesTo::ConstantSpeed,
        condition: None,
        is_field_of_row: false,
        access: Access::Interval {
            unit: " km/h",
            takes_one: true,
            get: |assumptions| assumptions.speed_km_h,
            set: |assumptions, [low, nominal, high]| {
                checked_speed_km_h(low)?;
                checked_speed_km_h(high)?;
                let speed = Interval::new("speed", " km/h", low, nominal, high)?;
                assumptions.speed_km_h = Some(speed);
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "path_factor",
            Takes::Sweep,
            "Path length of cruise and glide systems over great-circle distance.",
        )
        .with_default("1"),
        flag: "path-factor",
        form: "FACTOR",
        label: "path factor",
        applies_to: AppliesTo::ConstantSpeed,
        condition: None,
        is_field_of_row: false,
        access: Access::Number {
            unit: "",
            get: |assumptions| assumptions.path_factor.get(),
            set: |assumptions, factor| {
                assumptions.path_factor = PathFactor::new(factor)?;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "delay_s",
            Takes::IntervalSweep,
            "Total delay from launch to public warning, s.",
        )
        .with_default(r#"{ "low": 120, "nominal": 240, "high": 360 }"#),
        flag: "delay-s",
        form: "LOW,NOMINAL,HIGH",
        label: "delay",
        applies_to: AppliesTo::All,
        condition: None,
        is_field_of_row: false,
        access: Access::Interval {
            unit: " s",
            takes_one: true,
            get: |assumptions| Some(assumptions.delays.total_s()),
            set: |assumptions, [low, nominal, high]| {
                assumptions.delays = Delays::new(low, nominal, high)?;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "detection_s",
            Takes::IntervalSweep,
            "Delay from launch to its detection, s.",
        )
        .with_default(r#"{ "low": 30, "nominal": 60, "high": 90 }"#),
        flag: "detection-s",
        form: "S",
        label: "detection",
        applies_to: AppliesTo::SeenFromLaunch,
        condition: None,
        is_field_of_row: false,
        access: Access::Interval {
            unit: " s",
            takes_one: true,
            get: |assumptions| Some(assumptions.delays.detection_s()),
            set: |assumptions, seconds| {
                assumptions.delays = assumptions.delays.with_detection_s(seconds)?;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "confirmation_s",
            Takes::IntervalSweep,
            "Delay from detection or first sight to confirmation, s.",
        )
        .with_default(r#"{ "low": 60, "nominal": 120, "high": 180 }"#),
        flag: "confirmation-s",
        form: "S",
        label: "confirmation",
        applies_to: AppliesTo::All,
        condition: None,
        is_field_of_row: false,
        access: Access::Interval {
            unit: " s",
            takes_one: true,
            get: |assumptions| Some(assumptions.delays.confirmation_s()),
            set: |assumptions, seconds| {
                assumptions.delays = assumptions.delays.with_confirmation_s(seconds)?;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "notification_s",
            Takes::IntervalSweep,
            "Delay from confirmation to the notice of the public, s.",
        )
        .with_default(r#"{ "low": 30, "nominal": 60, "high": 90 }"#),
        flag: "notification-s",
        form: "S",
        label: "notification",
        applies_to: AppliesTo::All,
        condition: None,
        is_field_of_row: false,
        access: Access::Interval {
            unit: " s",
            takes_one: true,
            get: |assumptions| Some(assumptions.delays.notification_s()),
            set: |assumptions, seconds| {
                assumptions.delays = assumptions.delays.with_notification_s(seconds)?;
                Ok(())
            },
        },
    },
    ModelOption {
        entry: Entry::optional(
            "radar_antenna_m",
            Takes::Sweep,
            "Height of the antenna of the ground radar at the target, m.",
        )
        .with_default("30"),
        flag: "radar-antenna-m",
        form: "M",
        label: "radar antenna",
        applies_to: AppliesTo::SeenByRadar,
        condition: None,
        is_field_of_row: false,
        access: Access::Number {
            unit: " m",
            get: |assumptions| assumptions.radar_antenna_m,
            set: |assumptions, antenna_m| {
                assumptions.radar_antenna_m =
                    RadarGeometry::GROUND.with_antenna_m(antenna_m)?.antenna_m;
                Ok(())
            },
        },
    },
];

/// The forms of trajectories.
const ARC_FORMS: [&str; 5] = [
    "minimum-energy",
    "angle=DEG",
    "apogee=KM",
    "lofted",
    "depressed",
];
