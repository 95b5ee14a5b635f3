use super::*;
use crate::catalogue::Word;
use crate::catalogue::{Place, Role, cities, place, range_by_claims, sites, systems};
use crate::geodesy;
use crate::model::{Assessment, Assumptions};
use crate::quantity::Interval;
use crate::treaty::{BandSet, sides_of_claims};

const KM: LengthUnit = LengthUnit::Kilometres;

fn assumptions() -> Assumptions<'static> {
    Assumptions::with_bands(BandSet::named("inf").unwrap())
}

/// Distances of sites and capitals, and each claimed figure with its neighbours.
fn distances_km(system: &System) -> Vec<f64> {
    let capitals: Vec<Place> = cities()
        .filter(|city| city.capital)
        .map(|city| city.place())
        .step_by(7)
        .collect();
    let pairs = sites().iter().step_by(5).flat_map(|site| {
        let from = site.place().position;
        let track = move |to: &Place| geodesy::inverse(from, to.position).distance.km();
        capitals.iter().map(track).collect::<Vec<_>>()
    });
    let figures = system.claims.iter().flat_map(|claim| {
        [claim.low_km, claim.high_km]
            .into_iter()
            .flat_map(|km| [km - 0.001, km, km + 0.001])
    });
    pairs.chain(figures).collect()
}

/// Each claim has one line under the sentence, whatever the distance.
#[test]
fn every_claim_is_under_the_sentence() {
    for system in systems() {
        for km in distances_km(&system) {
            assert_eq!(lines(&system, km, KM).len(), system.claims.len());
            let tally = Tally::of(system.claims, km);
            let all = tally.counted().count() + tally.upper_bounds.len() + tally.uncounted.len();
            assert_eq!(all, system.claims.len());
        }
    }
}

/// A type without one of its claims.
fn without(system: &System, at: usize) -> System {
    let mut claims = system.claims.to_vec();
    claims.remove(at);
    let claims: &'static [Claim] = claims.leak();
    System {
        range_km: range_by_claims(claims),
        claims,
        ..system.clone()
    }
}

#[test]
fn a_claim_that_is_removed_moves_only_what_rests_on_it() {
    for system in systems() {
        for (at, claim) in system.claims.iter().enumerate() {
            let rest = without(&system, at);
            let what = format!("{}: {} {}", system.id, claim.claimant, figure(claim, KM));
            // All other claims are printed as before.
            for km in [100.0, 499.0, 1000.0, 6000.0] {
                let mut before = Tally::of(system.claims, km);
                let after = Tally::of(rest.claims, km);
                for list in [
                    &mut before.reaching,
                    &mut before.in_part,
                    &mut before.short,
                    &mut before.lower_bounds,
                    &mut before.upper_bounds,
                ] {
                    list.retain(|known| *known != claim);
                }
                assert_eq!(before.reaching, after.reaching, "{what}");
                assert_eq!(before.in_part, after.in_part, "{what}");
                assert_eq!(before.short, after.short, "{what}");
                assert_eq!(before.lower_bounds, after.lower_bounds, "{what}");
                assert_eq!(before.upper_bounds, after.upper_bounds, "{what}");
            }
            let (before, after) = (system.range_km, rest.range_km);
            let settles = |system: &System| {
                let flight = Tally::of(system.claims, 0.0).settled_by;
                flight.map(|flight| flight.low_km.to_bits())
            };
            if claim.basis != Basis::Capability {
                // Only a flight that nobody disputes bears on the nominal range, and none on reach.
                let ends = |range_km: Interval| (range_km.low, range_km.high);
                assert_eq!(before.map(ends), after.map(ends), "{what}");
                assert!(
                    before == after || settles(&system) != settles(&rest),
                    "{what}"
                );
            }
            for km in distances_km(&system) {
                let (before, after) = (system.reach(km), rest.reach(km));
                let word = claim.word_on(km);
                let is_counted = claim.basis == Basis::Capability;
                // A claim that reaches makes no reach worse, one that falls short none better.
                let may = match word {
                    _ if !is_counted => before == after,
                    Word::Reaches => before != Some(Reach::Beyond) || after == before,
                    Word::FallsShort => before != Some(Reach::Within),
                    Word::InPart => before == Some(Reach::Disputed),
                    Word::LowerBoundOnly | Word::UpperBoundOnly => {
                        before == after || before.is_none()
                    }
                };
                assert!(may, "{what} over {km} km: {before:?}, {after:?}");
            }
            if let (Some(before), Some(after)) = (before, after) {
                let is_figure = |km: f64| {
                    [claim.low_km, claim.high_km]
                        .iter()
                        .any(|own| (own - km).abs() < 1e-9)
                        // What reached farthest kept a figure from being the one to which none falls short.
                        || claim.low_km >= system.range_km.unwrap().low
                };
                assert!(
                    before.low.total_cmp(&after.low).is_eq() || is_figure(before.low),
                    "{what}"
                );
                assert!(
                    before.high.total_cmp(&after.high).is_eq() || is_figure(before.high),
                    "{what}"
                );
                assert!(
                    after.low <= after.nominal && after.nominal <= after.high,
                    "{what}"
                );
            }
            let (before, after) = (sides_of_claims(system.claims), sides_of_claims(rest.claims));
            let own = crate::treaty::voice(claim, system.claims);
            if let (Some(before), Some(after)) = (before, after) {
                // A range above the last edge keeps lower bounds below it from being taken for a range; a claim that is
                // strictly inside puts one at the edge on the other side.
                let is_own = own.outside || own.inside || treaty::is_edge_claim(claim);
                assert!(before.outside == after.outside || is_own, "{what}");
                assert!(
                    before.inside == after.inside || own.inside || own.outside,
                    "{what}"
                );
            }
        }
    }
}

/// The nominal range is a claimed figure, of a capability or of a flight.
#[test]
fn nominal_ranges_are_claimed() {
    for system in systems() {
        let Some(range_km) = system.range_km else {
            continue;
        };
        for km in [range_km.low, range_km.nominal, range_km.high] {
            let is_claimed = system.claims.iter().any(|claim| {
                claim.low_km.total_cmp(&km).is_eq() || claim.high_km.total_cmp(&km).is_eq()
            });
            assert!(is_claimed, "{}: {km} km", system.id);
        }
    }
}

fn between(from: &str, to: &str, missile: &str) -> (String, Option<Reach>, Vec<String>) {
    let from = place(from, Role::From).unwrap();
    let to = place(to, Role::To).unwrap();
    let system = System::named(missile).unwrap();
    let assumptions = assumptions();
    let row = Assessment::of(&from, &to, &system, &assumptions).unwrap();
    let km = row.pair.track.distance.km();
    (
        verdict(&system, km, KM),
        row.system.unwrap().reach,
        lines(&system, km, KM),
    )
}

/// Sentences of an earlier edition that its own rows contradicted.
#[test]
fn sentences_that_were_false() {
    // 819 km: "reaches by every claim", above a claim of 561 km.
    let (said, reach, lines) = between("ankara", "athens", "tayfun");
    assert_eq!(
        (said.as_str(), reach),
        (
            "reaches by none of 3 claims; 1 gives only a lower bound beneath this distance",
            Some(Reach::Beyond)
        )
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("not counted: goal 1,000 km")),
        "{lines:#?}"
    );

    // 2,031 km: "does not reach by any claim", and the Soviet 2,500 km was left out.
    let (said, reach, lines) = between("mutlangen", "moscow", "pershing-ii");
    assert_eq!(reach, Some(Reach::Disputed));
    assert!(
        said.starts_with("reaches by 1 of 9 claims: not by "),
        "{said}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("2,500 km: Ministry of Defence of the Soviet Union"))
    );

    // 1,722 km: "does not reach by any claim", and Russia's more than 2,000 km was left out.
    let (said, reach, _) = between("engels", "warsaw", "kinzhal");
    assert_eq!(
        (said.as_str(), reach),
        ("reaches by all 3 claims", Some(Reach::Within))
    );

    // 1,583 km: "reaches by every claim", above 800 km that the program itself had put there as flown.
    let (said, reach, lines) = between("kapustin-yar", "lviv", "oreshnik");
    assert_eq!(
        (said.as_str(), reach),
        ("reaches by all 4 claims", Some(Reach::Within))
    );
    assert!(
        !lines.iter().any(|line| line.contains("Arcminute")),
        "{lines:#?}"
    );

    // "covered: a type that the treaty forbids", by a rumour.
    let system = System::named("iskander-1000").unwrap();
    let from = place("kaliningrad", Role::From).unwrap();
    let to = place("Berlin", Role::To).unwrap();
    let assumptions = assumptions();
    let row = Assessment::of(&from, &to, &system, &assumptions).unwrap();
    let assessed = row.system.unwrap();
    assert_eq!(
        (
            assessed.treaty_status,
            assessed.reach,
            assessed.band.is_none()
        ),
        (None, None, true)
    );
    let said = treaty_sentence(&system, assessed.treaty_status, &assumptions, KM);
    assert_eq!(
        said,
        "open: no claim of capability, and no finding by a party"
    );
}

#[test]
fn bounds_are_said_as_bounds() {
    let storm_shadow = System::named("storm-shadow").unwrap();
    assert_eq!(
        verdict(&storm_shadow, 520.0, KM),
        "reaches by 1 of 3 claims; 2 give only a lower bound beneath this distance"
    );
    assert_eq!(
        verdict(&System::named("hwasong-17").unwrap(), 15_500.0, KM),
        "reach is open: 2 of 2 claims give only a lower bound beneath this distance"
    );
    let ssc8 = System::named("9m729").unwrap();
    assert_eq!(
        verdict(&ssc8, 300.0, KM),
        "reaches by all 7 claims; 1 more gives only an upper bound above this distance"
    );
    assert_eq!(
        range(&System::named("hwasong-17").unwrap(), KM),
        "15,000 km or more"
    );
    assert_eq!(range(&ssc8, KM), "476 to 2,500 km");
}

#[test]
fn the_treaty_is_told_with_who_says_so() {
    let said = |missile: &str, date: Option<&str>| {
        let from = place("kaliningrad", Role::From).unwrap();
        let to = place("Berlin", Role::To).unwrap();
        let system = System::named(missile).unwrap();
        let mut assumptions = assumptions();
        assumptions.date = date.map(|date| date.parse().unwrap());
        let row = Assessment::of(&from, &to, &system, &assumptions).unwrap();
        let status = row.system.unwrap().treaty_status;
        treaty_sentence(&system, status, &assumptions, KM)
    };
    let disputed = said("9m729", None);
    let start =
        "disputed, as if in force (it ended on 2 August 2019): within the treaty's ranges by ";
    assert!(disputed.starts_with(start), "{disputed}");
    assert!(disputed.contains("D. Coats 2018 (finding)"), "{disputed}");
    assert!(
        disputed.contains("outside by S. Ryabkov 2018, at most 480 km"),
        "{disputed}"
    );
    assert!(said("9m729", Some("2019-07-05")).starts_with("disputed: within"));
    assert_eq!(
        said("9m729", Some("2019-08-02")),
        "the treaty was not in force on that date"
    );
    // Article II(6) puts 500 km inside, and a figure at the edge accuses nobody.
    assert!(said("hrim-2", None).starts_with("open: at an edge by "));
    assert!(said("hrim-2", None).ends_with(": no claim is strictly beyond it"));
    // "Greater than 499 km" is strictly on neither side.
    assert!(said("prsm", None).starts_with("open: claims give only bounds"));
    assert!(said("geran-2", None).contains("as Article II defines one is not settled"));
    let earlier = said("9m729", Some("1988-06-01"));
    assert!(
        earlier.ends_with("(all by claims made later, in 2018 to 2025)"),
        "{earlier}"
    );
    assert!(said("pershing-ib", None).ends_with("(unverified)"));
    assert!(said("kalibr", None).starts_with("not ground-launched"));
}
