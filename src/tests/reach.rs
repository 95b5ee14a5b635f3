//! Everything printed about reach, checked against the claims.

use crate::catalogue::{Basis, Bound, Claim, Language, Place, Reach, System, systems};
use crate::caveat::Caveat;
use crate::export::{Format, write_document};
use crate::geodesy;
use crate::map::isochrone::Clock;
use crate::map::subject::{Dots, Label, Request, Subject};
use crate::model::{Assessment, Assumptions};
use crate::present::words::LengthUnit;
use crate::present::{Document, card, claims, matrix, summary};
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

const KM: LengthUnit = LengthUnit::Kilometres;

/// Claims of capability of one type, counted by what each says of a distance.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    reaching: usize,
    in_part: usize,
    short: usize,
    lower_bounds: usize,
    upper_bounds: usize,
    /// The greatest lower bound and the greatest other figure, km.
    greatest_km: [f64; 2],
    is_above_an_upper_bound: bool,
}

impl Count {
    fn of(claims: &[Claim], km: f64) -> Self {
        let mut count = Self::default();
        for claim in claims.iter().filter(|it| it.basis == Basis::Capability) {
            let at_least = claim.bound == Bound::AtLeast;
            match claim.bound {
                Bound::AtMost if km <= claim.high_km => count.upper_bounds += 1,
                Bound::AtMost => {
                    count.short += 1;
                    count.is_above_an_upper_bound = true;
                }
                _ if km <= claim.low_km => count.reaching += 1,
                Bound::AtLeast => count.lower_bounds += 1,
                _ if km <= claim.high_km => count.in_part += 1,
                _ => count.short += 1,
            }
            if claim.bound != Bound::AtMost {
                let figure = &mut count.greatest_km[usize::from(!at_least)];
                *figure = figure.max(claim.high_km);
            }
        }
        count
    }

    fn counted(self) -> usize {
        self.reaching + self.in_part + self.short + self.lower_bounds
    }

    /// The verdict as docs/data.md states the rule. None is open.
    fn verdict(self) -> Option<Reach> {
        let [bound_km, figure_km] = self.greatest_km;
        if self.reaching > 0 && self.short + self.in_part == 0 {
            Some(Reach::Within)
        } else if self.reaching + self.in_part > 0 {
            Some(Reach::Disputed)
        } else if self.short == 0
            || (bound_km > 0.0 && bound_km >= figure_km && !self.is_above_an_upper_bound)
        {
            None
        } else {
            Some(Reach::Beyond)
        }
    }
}

/// Each figure of a type with its neighbours, km.
fn distances_km(system: &System) -> Vec<f64> {
    let figures = system
        .claims
        .iter()
        .flat_map(|claim| [claim.low_km, claim.high_km]);
    let mut all: Vec<f64> = figures
        .flat_map(|km| [-6.0, -0.01, 0.01, 6.0].map(|step| km + step))
        .chain([77.5, 1003.5, 6010.0])
        .filter(|km| *km < 19_900.0)
        .collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn text(document: &Document) -> String {
    let mut out = Vec::new();
    write_document(Format::Markdown, document, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Two places at this distance.
fn places(km: f64) -> [Place; 2] {
    let from = Place::at("10,10".parse().unwrap());
    let to = geodesy::destination(from.position, 40.0, Kilometres::new(km).unwrap()).unwrap();
    [from, Place::at(to)]
}

#[test]
fn every_place_that_prints_reach_says_what_the_claims_say() {
    let assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
    let mut seen = [0; 4];
    for system in systems() {
        for km in distances_km(&system) {
            let count = Count::of(system.claims, km);
            let wanted = count.verdict();
            seen[wanted.map_or(3, |reach| reach as usize)] += 1;
            let what = format!("{} over {km} km: {count:?}", system.id);
            assert_eq!(system.reach(km), wanted, "{what}");

            // The row.
            let [from, to] = places(km);
            let row = Assessment::of(&from, &to, &system, &assumptions).unwrap();
            let it = row.system.unwrap();
            assert_eq!(it.reach, wanted, "{what}");
            let reaches = matches!(wanted, Some(Reach::Within | Reach::Disputed));
            assert!(it.flight.is_none() || reaches, "{what}");
            assert_eq!(
                row.caveats.contains(Caveat::OpenReach),
                wanted.is_none(),
                "{what}"
            );
            let is_disputed = count.short + count.in_part > 0 && reaches;
            assert!(
                !is_disputed || row.caveats.contains(Caveat::DisputedRange),
                "{what}"
            );

            // The sentence, and everything on the card and in the derivation.
            let sentence = claims::verdict(&system, km, KM);
            check_sentence(&sentence, count, wanted, &what);
            let card = text(&card(&row.pair, &[row], &assumptions, KM, false));
            let explained = text(&crate::explain::explain(
                &row.pair,
                &[row],
                &assumptions,
                KM,
            ));
            assert!(
                card.contains(&sentence) && explained.contains(&sentence),
                "{what}"
            );
            let code = wanted.map_or("open", Reach::code);
            assert!(
                explained.contains(&format!("{code}: {sentence}")),
                "{what}: {explained}"
            );
            if wanted.is_none() {
                for said in [&card, &explained] {
                    let said = said
                        .replace("beyond: L &gt; b", "")
                        .replace("beyond: L > b", "");
                    for word in ["beyond its claims", "by none", "beyond: "] {
                        assert!(!said.contains(word), "{what}: {said}");
                    }
                }
            }

            // The table and its summary.
            let table = matrix(&[row], &assumptions, KM);
            let table = text(&table);
            assert!(table.contains(&format!("| {code} ")), "{what}: {table}");
            let summed = summary(&[row], KM).join(" ");
            if wanted.is_none() {
                let is_said = summed.contains("1 left open") || summed.contains("reach is open");
                assert!(is_said && !summed.contains("1 beyond"), "{what}: {summed}");
                assert!(!summed.contains("its range of"), "{what}: {summed}");
            }
            if summed.contains("1 reached by all claims") {
                assert_eq!(count.reaching, count.counted(), "{what}: {summed}");
            }

            check_map(&system, &from, &to, count, wanted, &assumptions);
        }
    }
    assert!(seen.iter().all(|&count| count > 50), "{seen:?}");
}

fn check_sentence(sentence: &str, count: Count, wanted: Option<Reach>, what: &str) {
    let all = count.counted();
    let begins = match (wanted, count.reaching) {
        (None, _) => "reach is open: ".to_owned(),
        (Some(_), 0) if all == 1 && count.in_part == 1 => {
            "reaches in part by the only claim".into()
        }
        (Some(_), 0) if all == 1 => "does not reach by the only claim".into(),
        (Some(_), 0) => format!("reaches by none of {all} claims"),
        (Some(_), 1) if all == 1 => "reaches by the only claim".into(),
        (Some(_), reaching) if reaching == all => format!("reaches by all {all} claims"),
        (Some(_), reaching) => format!("reaches by {reaching} of {all} claims"),
    };
    assert!(sentence.starts_with(&begins), "{what}: {sentence}");
    assert_eq!(
        sentence.contains("a lower bound beneath this distance"),
        count.lower_bounds > 0,
        "{what}: {sentence}"
    );
    assert_eq!(
        sentence.contains("only an upper bound"),
        count.upper_bounds > 0 && all + count.upper_bounds > 0,
        "{what}: {sentence}"
    );
    let names_short = count.short > 0 && (count.reaching > 0 || wanted.is_none());
    assert_eq!(
        sentence.contains("not by "),
        names_short,
        "{what}: {sentence}"
    );
    for word in [" every", " any ", "certain"] {
        assert!(!sentence.contains(word), "{sentence}");
    }
}

/// Zones, dots and the subtitle of a map.
fn check_map(
    system: &System,
    from: &Place,
    to: &Place,
    count: Count,
    wanted: Option<Reach>,
    assumptions: &Assumptions<'_>,
) {
    let km = geodesy::inverse(from.position, to.position).distance.km();
    let what = format!("{} over {km} km", system.id);
    let has_range = system.range_km.is_some();
    let missiles: &[System] = if has_range {
        std::slice::from_ref(system)
    } else {
        &[]
    };
    let request = Request {
        origins: std::slice::from_ref(from),
        closed: &[],
        targets: std::slice::from_ref(to),
        named: &[],
        bands: None,
        rings_km: Vec::new(),
        missiles,
        has_panels: false,
        isochrones: None,
        clock: Clock::Flight,
        timed: Some(system),
        dots: Dots::Minutes,
        label: Label::Name,
        language: Language::English,
        radials: 0,
        has_tracks: false,
        title: None,
        assumptions: *assumptions,
        unit: KM,
    };
    let subject = Subject::new(&request).unwrap();
    let dot = &subject.targets[0];
    match wanted {
        Some(Reach::Beyond) => assert!(dot.name.ends_with("beyond reach"), "{what}: {}", dot.name),
        None => assert!(dot.name.ends_with("reach is open"), "{what}: {}", dot.name),
        Some(_) => assert!(!dot.name.contains("beyond reach"), "{what}: {}", dot.name),
    }
    for zone in &subject.zones {
        let inner_km = zone.inner.map_or(0.0, Kilometres::km);
        let is_in = (inner_km..=zone.outer.km()).contains(&km);
        assert!(
            !is_in || matches!(wanted, Some(Reach::Within | Reach::Disputed)),
            "{what}"
        );
        if is_in && zone.name.contains("by all claims") {
            assert_eq!(count.reaching, count.counted(), "{what}: {}", zone.name);
        }
    }
    let said: Vec<&str> = subject
        .zones
        .iter()
        .map(|zone| zone.name.as_str())
        .collect();
    let said = format!("{} {}", said.join(" "), subject.subtitle);
    if has_range
        && system
            .reach(system.range_km.unwrap().high + 0.001)
            .is_none()
    {
        assert!(
            said.contains(" or more") && !said.contains("within its range"),
            "{what}: {said}"
        );
    }
    // The end of a span is not a figure of its claimant, nor is a bound: the figure stands beside the name.
    for claim in system
        .claims
        .iter()
        .filter(|claim| claim.basis == Basis::Capability)
    {
        let name = format!("{}, {}", claim.claimant, claim.year);
        let is_figure = claim.bound == Bound::Exact && claim.low_km >= claim.high_km;
        let others = system
            .claims
            .iter()
            .filter(|other| other.claimant == claim.claimant);
        if !is_figure && others.count() == 1 && claim.bound != Bound::About {
            let with_figure = format!("{name}, {}", claims::figure(claim, KM));
            assert_eq!(
                said.contains(&name),
                said.contains(&with_figure),
                "{what}: {said}"
            );
        }
    }
}
