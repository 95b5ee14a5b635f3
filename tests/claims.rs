//! The published claims of `examples/claims.toml`, judged as an expert would. The expectations are those of the
//! computations beside each claim in the analysts' notes that `tests/reference/README.md` names: minimum-energy and
//! solved arcs over the same distances.

use std::fs;

use arcminute::claim::file::{Judged, Quote, quotes};
use arcminute::warning::Delays;

fn judge(quote: Quote) -> Judged {
    let title = quote.title.clone();
    quote.judge(Delays::default()).unwrap_or_else(|error| panic!("{title}: {error}"))
}

#[test]
fn published_claims_get_their_verdicts() {
    let expected = [
        ("Oreshnik to Dnipro, 21 November 2024", "only-lofted"),
        ("Lviv region, 8-9 January 2026", "consistent"),
        ("Kaliningrad to Berlin on Russian television", "outside-the-model"),
        ("Kaliningrad to Paris on Russian television", "outside-the-model"),
        ("Kaliningrad to London on Russian television", "outside-the-model"),
        ("Pershing II to Moscow, Soviet figure", "outside-the-model"),
        ("Pershing II to Moscow, US figure", "consistent"),
        ("KCNA, 24 March 2022", "impossible"),
        ("Japan, 24 March 2022", "consistent"),
        ("Hwasong-18, 12 July 2023", "consistent"),
        ("Hawaii, official guidance", "only-depressed"),
        ("Guam, as the press had it", "looks-like-another-quantity"),
        ("Guam, as its Homeland Security has it", "consistent"),
        ("Vandenberg to Kwajalein", "looks-like-another-quantity"),
        ("9M729 to Berlin by Russia's figure", "impossible"),
    ];
    let all = quotes(&fs::read_to_string("examples/claims.toml").unwrap()).unwrap();
    assert_eq!(all.len(), expected.len());
    for (quote, (title, verdict)) in all.into_iter().zip(expected) {
        assert_eq!(quote.title, title);
        assert_eq!(judge(quote).judgement.verdict.code(), verdict, "{title}");
    }
}

fn quote(from: &str, to: &str) -> Quote {
    Quote { from: Some(from.to_owned()), to: Some(to.to_owned()), ..Quote::default() }
}

/// 840 s and 800 s of free flight over the reported 788 km give 713 and 655 km, 3.68 and 3.56 km/s; the quoted "15 min"
/// less 60–120 s of boost, rounded to half a minute, encloses them.
#[test]
fn oreshnik_asks_for_a_lofted_arc() {
    let claimed = Quote {
        time: Some("15 min".to_owned()),
        missile: Some("oreshnik".to_owned()),
        ..quote("kapustin-yar", "Dnipro")
    };
    let needed = judge(claimed).judgement.needed.unwrap();
    assert!(needed.apogee_km.0 < 655.0 && needed.apogee_km.1 > 713.0, "{needed:?}");
    assert!(needed.launch_speed_km_s.0 < 3.56 && needed.launch_speed_km_s.1 > 3.68, "{needed:?}");
}

/// Over 524.5 km, 106 s need a launch angle of 3.7° and climb to 8.4 km, at 4.97 km/s.
#[test]
fn television_asks_for_an_arc_through_the_air() {
    let claimed = Quote { time: Some("106 s".to_owned()), ..quote("54.7104,20.4522", "52.52,13.405") };
    let needed = judge(claimed).judgement.needed.unwrap();
    assert!((needed.launch_angle_deg.0 - 3.7).abs() < 0.1, "{needed:?}");
    assert!((needed.apogee_km.0 - 8.4).abs() < 0.3, "{needed:?}");
    assert!((needed.launch_speed_km_s.0 - 4.97).abs() < 0.05, "{needed:?}");
}

#[test]
fn nothing_beats_the_grazing_orbit() {
    // 528.6 km at √(GM/R) = 7.909787 km/s are 66.8 s.
    let verdict = |time: &str| {
        let claimed = Quote { time: Some(time.to_owned()), ..quote("kaliningrad", "Berlin") };
        judge(claimed).judgement.verdict.code()
    };
    assert_eq!(verdict("60 s"), "impossible");
    assert_eq!(verdict("70 s"), "outside-the-model");
    assert_eq!(verdict("6.2 min"), "consistent");
    assert_eq!(verdict("30 min"), "only-lofted");
}

#[test]
fn speeds_against_the_slowest_launch() {
    let verdict = |speed: &str| {
        let claimed = Quote { speed: Some(speed.to_owned()), ..quote("kapustin-yar", "Berlin") };
        judge(claimed).judgement.verdict.code()
    };
    // The minimum-energy arc to Berlin starts at 4.374 km/s.
    assert_eq!(verdict("4.4 km/s"), "consistent");
    assert_eq!(verdict("4.0 km/s"), "impossible");
    assert_eq!(verdict("5.0 km/s"), "only-lofted-or-depressed");
    assert_eq!(verdict("9 km/s"), "only-lofted-or-depressed");
}
