//! Sentences about the claims for a type, which never say more than the claims do.

use super::phrases::{known, local, say};
use super::words::{self, LengthUnit, grouped};
use crate::catalogue::{
    Basis, Bound, Checked, Claim, InfListing, Language, Missile, Reach, System, Tally,
};
use crate::model::Assumptions;
use crate::treaty::{self, TreatyStatus};

/// Maximum number of claims that a sentence names.
const MAX_NAMED: usize = 3;

/// A claimed figure: `about 500 km`, `at least 250 km`, `400 to 500 km`.
pub(crate) fn figure(claim: &Claim, unit: LengthUnit) -> String {
    let bound = match claim.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
    };
    if claim.low_km < claim.high_km {
        return format!(
            "{bound}{} to {}",
            grouped(unit.converted(claim.low_km), 0),
            unit.say(claim.high_km, 0)
        );
    }
    format!("{bound}{}", unit.say(claim.high_km, 0))
}

/// The figure in a language.
pub(crate) fn figure_in(claim: &Claim, unit: LengthUnit, language: Language) -> String {
    if language == Language::English {
        return figure(claim, unit);
    }
    let end = unit.say(claim.high_km, 0);
    let span = if claim.low_km < claim.high_km {
        let start = grouped(unit.converted(claim.low_km), 0);
        say(language, "{1} to {2}", &[&start, &end])
    } else {
        end
    };
    let span = local(&span, language);
    let bound = match claim.bound {
        Bound::Exact => return span,
        Bound::About => "about {1}",
        Bound::AtLeast => "at least {1}",
        Bound::AtMost => "at most {1}",
    };
    say(language, bound, &[&span])
}

/// The claimant in a language: offices are in English in the catalogue, so that elsewhere it is the name alone.
pub(crate) fn claimant_in(claim: &Claim, language: Language) -> String {
    if language == Language::English {
        return claim.claimant.to_owned();
    }
    let name = claim.claimant.split(", ").next();
    known(language, name.unwrap_or(claim.claimant))
}

/// The range in a language, as of [`range`].
pub(crate) fn range_in(system: &System, unit: LengthUnit, language: Language) -> String {
    let Some(range_km) = system.range_km.filter(|_| language != Language::English) else {
        return range(system, unit);
    };
    let end = unit.say(range_km.high, 0);
    let said = if range_km.low < range_km.high {
        let start = grouped(unit.converted(range_km.low), 0);
        say(language, "{1} to {2}", &[&start, &end])
    } else if system.has_lower_bound_only() {
        say(language, "{1} or more", &[&end])
    } else {
        end
    };
    local(&said, language)
}

/// Claimant and year, with the variant and a mark for an unseen source.
pub(crate) fn whose(claim: &Claim) -> String {
    let variant = if claim.variant.is_empty() {
        String::new()
    } else {
        format!(" [{}]", claim.variant)
    };
    let doubt = doubt(claim);
    format!("{}, {}{variant}{doubt}", claim.claimant, claim.year)
}

/// The mark of a claim that was not read at its source.
const fn doubt(claim: &Claim) -> &'static str {
    match claim.checked {
        Checked::Seen => "",
        Checked::Unverified => " (unverified)",
    }
}

/// Name, year and figure in short: `N. Patrushev 2019, 476 km`.
fn named(claim: &Claim, unit: LengthUnit) -> String {
    let name = claim.claimant.split(',').next().unwrap_or(claim.claimant);
    if claim.basis == Basis::TreatyFinding {
        return format!("{name} {} (finding){}", claim.year, doubt(claim));
    }
    let flown = if claim.basis == Basis::Flown {
        "flown "
    } else {
        ""
    };
    let doubt = doubt(claim);
    format!(
        "{name} {}, {flown}{}{doubt}",
        claim.year,
        figure(claim, unit)
    )
}

/// The first claims of a list, and how many more there are.
fn names(claims: &[&Claim], unit: LengthUnit) -> String {
    let said: Vec<String> = claims
        .iter()
        .take(MAX_NAMED)
        .map(|claim| named(claim, unit))
        .collect();
    let said = said.join("; ");
    match claims.len().saturating_sub(MAX_NAMED) {
        0 => said,
        more => format!("{said} and {more} more"),
    }
}

/// The range of a type by the claims that count: `476 to 2,500 km`, `15,000 km or more`. Empty without one.
pub(crate) fn range(system: &System, unit: LengthUnit) -> String {
    let Some(range_km) = system.range_km else {
        return String::new();
    };
    let more = if system.has_lower_bound_only() {
        " or more"
    } else {
        ""
    };
    format!("{}{more}", words::range(range_km, unit))
}

/// Words for an undisputed reach in a heading: by all claims, or by those that are not lower bounds below it.
pub(crate) fn undisputed(system: &System) -> &'static str {
    let is_by_all = system
        .range_km
        .is_some_and(|range_km| Tally::of(system.claims, range_km.low).is_by_all());
    if is_by_all {
        "by all claims"
    } else {
        "no claim falls short"
    }
}

/// Verdict of the claims on a distance: `reaches by all 5 claims`, `reaches by 4 of 5 claims: not by …`, `reaches by none of
/// 3 claims`, `reach is open: …`. A range without claims is judged by itself.
pub(crate) fn verdict(system: &System, distance_km: f64, unit: LengthUnit) -> String {
    let reach = system.reach(distance_km);
    if system.claims.is_empty() {
        return match reach {
            None => "reach is open: no claim of capability",
            Some(Reach::Within) => "reaches by the range given",
            Some(Reach::Disputed) => "reaches by the upper end of the range given only",
            Some(Reach::Beyond) => "does not reach by the range given",
        }
        .to_owned();
    }
    let tally = Tally::of(system.claims, distance_km);
    let count = tally.counted().count();
    if count + tally.upper_bounds.len() == 0 {
        return "reach is open: no claim of capability".to_owned();
    }
    let only_bounds = only_bounds(&tally, count, reach.is_none());
    let Some(_) = reach else {
        let mut said = format!("reach is open: {}", only_bounds.join("; "));
        if !tally.short.is_empty() {
            said = format!("{said}; not by {}", names(&tally.short, unit));
        }
        return with_flight(said, &tally, unit);
    };
    let reaching = tally.reaching.len();
    let mut said = match (reaching, count) {
        (0, 1) if tally.in_part.is_empty() => "does not reach by the only claim".to_owned(),
        (0, 1) => "reaches in part by the only claim".to_owned(),
        (0, _) => format!("reaches by none of {count} claims"),
        (1, 1) => "reaches by the only claim".to_owned(),
        _ if reaching == count => format!("reaches by all {count} claims"),
        _ => format!("reaches by {reaching} of {count} claims"),
    };
    if reaching > 0 && !tally.short.is_empty() {
        said = format!("{said}: not by {}", names(&tally.short, unit));
    }
    if count == 1 && !tally.in_part.is_empty() {
        said = format!("{said}, {}", names(&tally.in_part, unit));
    } else if !tally.in_part.is_empty() {
        said = format!("{said}; in part by {}", names(&tally.in_part, unit));
    }
    for part in only_bounds {
        said = format!("{said}; {part}");
    }
    with_flight(said, &tally, unit)
}

/// The claims that are only bounds on the wrong side of the distance, by their number.
fn only_bounds(tally: &Tally, count: usize, is_open: bool) -> Vec<String> {
    let mut said = Vec::new();
    let give = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    let lower = tally.lower_bounds.len();
    let beneath = "a lower bound beneath this distance";
    match lower {
        0 => {}
        1 if is_open && count == 1 => said.push(format!("the only claim is {beneath}")),
        _ if is_open => {
            let give = if lower == 1 { "gives" } else { "give" };
            said.push(format!("{lower} of {count} claims {give} only {beneath}"));
        }
        _ => said.push(format!("{} only {beneath}", give(lower, "gives", "give"))),
    }
    if !tally.upper_bounds.is_empty() {
        let give = give(tally.upper_bounds.len(), "more gives", "more give");
        said.push(format!("{give} only an upper bound above this distance"));
    }
    said
}

/// Adds a flight over such a distance to the sentence, where not all claims reach.
fn with_flight(said: String, tally: &Tally, unit: LengthUnit) -> String {
    match tally.settled_by.filter(|_| !tally.is_by_all()) {
        Some(flight) => {
            let flight = named(flight, unit);
            format!("{said}; as far was flown ({flight}), and no claim of capability gives less")
        }
        None => said,
    }
}

/// Every claim for a type, one line each: those of capability by their figure, then the others with the reason why they do
/// not count.
pub(crate) fn lines(system: &System, distance_km: f64, unit: LengthUnit) -> Vec<String> {
    let tally = Tally::of(system.claims, distance_km);
    let mut counted: Vec<&Claim> = tally.counted().collect();
    counted.extend(&tally.upper_bounds);
    counted.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.low_km, claim.high_km);
        key(a)
            .partial_cmp(&key(b))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let counted = counted
        .into_iter()
        .map(|claim| format!("{}: {}", figure(claim, unit), whose(claim)));
    let uncounted = tally.uncounted.iter().map(|(claim, reason)| {
        let basis = match claim.basis {
            Basis::TreatyFinding => "treaty finding".to_owned(),
            basis => format!("{basis} {}", figure(claim, unit)),
        };
        format!("not counted: {basis}: {}; {}", whose(claim), reason.text())
    });
    counted.chain(uncounted).collect()
}

/// The status of a type under the INF Treaty, and the claimants behind it. None means that it is open.
pub(crate) fn treaty_sentence(
    system: &System,
    status: Option<TreatyStatus>,
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> String {
    let side = |wanted: &dyn Fn(&Claim) -> bool| -> Vec<&Claim> {
        let mut found: Vec<&Claim> = system.claims.iter().filter(|claim| wanted(claim)).collect();
        // Findings first, then capabilities, then flights.
        found.sort_by_key(|claim| {
            (
                claim.basis != Basis::TreatyFinding,
                claim.basis == Basis::Flown,
            )
        });
        found
    };
    let voice = |claim: &Claim| treaty::voice(claim, system.claims);
    let inside = side(&|claim| voice(claim).inside);
    let outside = side(&|claim| voice(claim).outside && !voice(claim).inside);
    let on_both = side(&|claim| voice(claim).outside && voice(claim).inside);
    let at_edge = side(&treaty::is_edge_claim);
    let given = "by the range given";
    let as_if = match assumptions.date {
        Some(_) => "",
        None => ", as if in force (it ended on 2 August 2019)",
    };
    match status {
        None => format!(
            "open: {}",
            why_open(system, &inside, &outside, &at_edge, unit)
        ),
        Some(TreatyStatus::Covered) => {
            let why = match system.inf_listing {
                Some(listing) => listing_text(system, listing),
                None if inside.is_empty() => given.to_owned(),
                None => format!("within its ranges by {}", names(&inside, unit)),
            };
            format!("covered{as_if}: {why}{}", later(&inside, assumptions))
        }
        Some(TreatyStatus::Disputed) if inside.is_empty() => {
            format!("disputed{as_if}: the range given lies on both sides of an edge of the treaty")
        }
        Some(TreatyStatus::Disputed) => {
            let only_inside: Vec<&Claim> = inside
                .iter()
                .filter(|claim| !voice(claim).outside)
                .copied()
                .collect();
            let sides = [
                ("within the treaty's ranges by", &only_inside),
                ("outside by", &outside),
                ("at the edge, 500 km, by", &at_edge),
                ("on both sides of an edge by", &on_both),
            ];
            let said: Vec<String> = sides
                .into_iter()
                .filter(|(_, claims)| !claims.is_empty())
                .map(|(side, claims)| format!("{side} {}", names(claims, unit)))
                .collect();
            let all: Vec<&Claim> = [inside, outside, at_edge].concat();
            format!(
                "disputed{as_if}: {}{}",
                said.join("; "),
                later(&all, assumptions)
            )
        }
        Some(TreatyStatus::OutsideRange) => {
            let who = if system.claims.is_empty() {
                given.to_owned()
            } else {
                format!("by {}", names(&outside, unit))
            };
            format!("outside the treaty's ranges{as_if}: {who}")
        }
        Some(TreatyStatus::NotGroundLaunched) => {
            format!("not ground-launched, so not covered{as_if}")
        }
        Some(TreatyStatus::NotAParty) => format!("of a state that was not a party{as_if}"),
        Some(TreatyStatus::NotInForce) => "the treaty was not in force on that date".to_owned(),
    }
}

/// Reason why no status follows.
fn why_open(
    system: &System,
    inside: &[&Claim],
    outside: &[&Claim],
    at_edge: &[&Claim],
    unit: LengthUnit,
) -> String {
    let mut said = Vec::new();
    if !inside.is_empty() {
        said.push(format!(
            "within the treaty's ranges by {}, but whether it is a missile as Article II defines one is not settled",
            names(inside, unit)
        ));
    }
    if !at_edge.is_empty() {
        said.push(format!(
            "at an edge by {}: no claim is strictly beyond it",
            names(at_edge, unit)
        ));
    }
    if !outside.is_empty() {
        said.push(format!("outside by {}", names(outside, unit)));
        let is_bound = |claim: &&Claim| {
            treaty::voice(claim, system.claims).open && !treaty::is_edge_claim(claim)
        };
        match system.claims.iter().filter(is_bound).count() {
            0 => {}
            1 => said.push("1 claim gives only a bound that leaves it open".to_owned()),
            count => said.push(format!(
                "{count} claims give only bounds that leave it open"
            )),
        }
    }
    let has_capability = system
        .claims
        .iter()
        .any(|claim| claim.basis == Basis::Capability);
    if !has_capability {
        said.push("no claim of capability, and no finding by a party".to_owned());
    } else if said.is_empty() {
        said.push(
            "claims give only bounds, and none is strictly on one side of an edge".to_owned(),
        );
    }
    said.join("; ")
}

/// The listing in words, with a mark where the document was not read.
pub(crate) fn listing_text(system: &System, listing: InfListing) -> String {
    let is_unverified = system
        .missile()
        .is_some_and(Missile::has_unverified_listing);
    let mark = if is_unverified { " (unverified)" } else { "" };
    format!("{}{mark}", listing.text())
}

/// Note that claims were made after the requested date.
fn later(claims: &[&Claim], assumptions: &Assumptions<'_>) -> String {
    let Some(date) = assumptions.date else {
        return String::new();
    };
    let years = || {
        let years = claims.iter().map(|claim| claim.year);
        years.filter(|year| year.cast_signed() > date.year())
    };
    let whose = match years().count() {
        0 => return String::new(),
        count if count == claims.len() => "all by claims made later",
        _ => "in part by claims made later",
    };
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first < last => format!(" ({whose}, in {first} to {last})"),
        (Some(year), _) => format!(" ({whose}, in {year})"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
