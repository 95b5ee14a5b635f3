//! Claims of missiles of whose range bounds are published: what is open, and what is another missile's.

use arcminute::catalogue::{Basis, Bound, Checked, Kind, System, systems};
use arcminute::claim::Verdict;

use crate::claimed::{all_verdicts_are, judged};

/// What is published of a range says nothing beyond a lower bound: by no figure is such a claim possible.
#[test]
fn nothing_is_possible_where_reach_is_open() {
    let by_time = |system: &System, km: f64| match system.speed_km_h {
        Some(speed_km_h) if system.kind != Kind::Ballistic => km / speed_km_h.nominal() * 3600.0,
        _ if system.kind == Kind::Cruise => km / 800.0 * 3600.0,
        _ => 60.0 + 240.0 * (km / 800.0).sqrt() * 1.6,
    };
    for system in systems().filter(|system| system.is_type) {
        let flown_km = system
            .claims
            .iter()
            .filter(|claim| claim.basis == Basis::Flown)
            .fold(0.0, |longest, claim| claim.high_km.max(longest));
        for step in 0..40 {
            let km = (60.0 * 1.15_f64.powi(step)).round();
            // The tolerance of a range that is the distance.
            let near_km = 0.975 * km;
            let is_open = system.reach(near_km).is_none() && near_km > flown_km;
            if !is_open || near_km > 19_000.0 {
                continue;
            }
            let range = format!("{km} km");
            let time = format!("{:.0} s", by_time(&system, near_km));
            for figure in [("time", &*time), ("speed", "5 km/s"), ("apogee", "1000 km")] {
                let words = [("range", &*range), figure, ("missile", &*system.id)];
                let found = judged(&words).judgement.verdict;
                assert!(found >= Verdict::OpenReach, "{words:?}: {found:?}");
            }
        }
    }
}

/// A figure is no more than 2.5 times a lower bound of the same type, the ground of that rule.
#[test]
fn figures_are_not_far_above_lower_bounds() {
    for system in systems() {
        let read = || {
            let claims = system.claims.iter();
            claims
                .filter(|claim| claim.basis == Basis::Capability && claim.checked == Checked::Seen)
        };
        let greatest = |is_bound: bool| {
            read()
                .filter(|claim| (claim.bound == Bound::AtLeast) == is_bound)
                .filter(|claim| claim.bound != Bound::AtMost)
                .fold(0.0_f64, |greatest, claim| claim.high_km.max(greatest))
        };
        let (bound_km, figure_km) = (greatest(true), greatest(false));
        assert!(
            bound_km <= 0.0 || figure_km <= 2.5 * bound_km,
            "{}: {figure_km} km against {bound_km} km and more",
            system.id
        );
    }
}

#[test]
fn far_above_a_lower_bound_is_not_this_missile() {
    all_verdicts_are(
        "not-this-missile",
        &[
            &[
                ("from", "Moscow"),
                ("to", "Washington"),
                ("time", "31 min"),
                ("missile", "kinzhal"),
            ],
            &[
                ("range", "10553 km"),
                ("time", "35 min"),
                ("missile", "kinzhal"),
            ],
            &[
                ("from", "Sevastopol"),
                ("to", "Berlin"),
                ("time", "13 min"),
                ("missile", "prsm"),
            ],
            &[
                ("from", "Ankara"),
                ("to", "Moscow"),
                ("time", "11 min"),
                ("missile", "bora"),
            ],
            &[
                ("range", "3000 km"),
                ("speed", "Mach 15"),
                ("missile", "bora"),
            ],
            &[
                ("range", "9000 km"),
                ("time", "30 min"),
                ("missile", "ctm-290"),
            ],
            // A goal stands for a range where none is claimed.
            &[
                ("range", "9000 km"),
                ("time", "30 min"),
                ("missile", "nightfall"),
            ],
            &[
                ("range", "9000 km"),
                ("time", "30 min"),
                ("missile", "thundart"),
            ],
            &[
                ("from", "Kaliningrad"),
                ("to", "Washington"),
                ("time", "50 min"),
                ("missile", "zircon"),
            ],
            &[
                ("from", "Tehran"),
                ("to", "Paris"),
                ("time", "5 hours"),
                ("missile", "hoveyzeh"),
            ],
            &[("range", "499 km"), ("time", "25 min"), ("missile", "prsm")],
        ],
    );
    all_verdicts_are(
        "open-reach",
        &[
            &[
                ("from", "Moscow"),
                ("to", "Madrid"),
                ("time", "17 min"),
                ("missile", "kinzhal"),
            ],
            &[("range", "600 km"), ("time", "8 min"), ("missile", "prsm")],
            // Energy by the same rule: 0.9 km/s above that of the lower bound, which is passed in distance by none.
            &[
                ("range", "480 km"),
                ("apogee", "600 km"),
                ("missile", "prsm"),
            ],
            // A flown distance is no claim.
            &[
                ("range", "9000 km"),
                ("time", "30 min"),
                ("missile", "hwasong-11b"),
            ],
        ],
    );
    // Within the bound nothing is open.
    all_verdicts_are(
        "consistent",
        &[
            &[("range", "490 km"), ("time", "7 min"), ("missile", "prsm")],
            &[
                ("range", "1,900 km"),
                ("time", "13 min"),
                ("missile", "kinzhal"),
            ],
            &[
                ("range", "370 km"),
                ("time", "6 min"),
                ("missile", "hwasong-11b"),
            ],
        ],
    );
}
