//! What the claims for a type say, in words that never say more than the claims do.

use super::words::{self, LengthUnit, grouped};
use crate::catalogue::{Basis, Bound, Checked, Claim, Reach, System, Tally};
use crate::model::Assumptions;
use crate::treaty::{self, Sides, TreatyStatus};

/// Maximum number of claims that a sentence names.
const MAX_NAMED: usize = 3;

/// A claimed figure: `about 500 km`, `at least 250 km`, `400 to 500 km`.
pub fn figure(claim: &Claim, unit: LengthUnit) -> String {
    let bound = match claim.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
    };
    if claim.low_km < claim.high_km {
        return format!(
            "{bound}{} to {}",
            grouped(unit.from_km(claim.low_km), 0),
            unit.say(claim.high_km, 0)
        );
    }
    format!("{bound}{}", unit.say(claim.high_km, 0))
}

/// Claimant and year, with the variant and a mark for what was not seen.
pub fn whose(claim: &Claim) -> String {
    let variant = if claim.variant.is_empty() {
        String::new()
    } else {
        format!(" [{}]", claim.variant)
    };
    let doubt = match claim.checked {
        Checked::Seen => "",
        Checked::Unverified => " (unverified)",
    };
    format!("{}, {}{variant}{doubt}", claim.claimant, claim.year)
}

/// Name, year and figure in short: `N. Patrushev 2019, 476 km`.
fn named(claim: &Claim, unit: LengthUnit) -> String {
    let name = claim.claimant.split(',').next().unwrap_or(claim.claimant);
    if claim.basis == Basis::TreatyFinding {
        return format!("{name} {} (finding)", claim.year);
    }
    let flown = if claim.basis == Basis::Flown {
        "flown "
    } else {
        ""
    };
    format!("{name} {}, {flown}{}", claim.year, figure(claim, unit))
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
pub fn range(system: &System, unit: LengthUnit) -> String {
    let Some(range_km) = system.range_km else {
        return String::new();
    };
    let is_open = system.claims.iter().any(|claim| {
        claim.basis == Basis::Capability
            && claim.bound == Bound::AtLeast
            && claim.low_km >= range_km.high
    });
    let more = if is_open { " or more" } else { "" };
    format!("{}{more}", words::range(range_km, unit))
}

/// What the claims say of a distance: `by all 5 claims`, `by 4 of 5 claims: not by …`, `by none of 3 claims; 2 give only a
/// lower bound beneath this distance`. A range without claims speaks for itself.
pub fn by_claims(system: &System, distance_km: f64, unit: LengthUnit) -> String {
    let Some(range_km) = system.range_km else {
        return "open: no claim of capability".to_owned();
    };
    if system.claims.is_empty() {
        return match Reach::of(range_km, distance_km) {
            Reach::Within => "by the range given".to_owned(),
            Reach::Disputed => "by the upper end of the range given only".to_owned(),
            Reach::Beyond => "not by the range given".to_owned(),
        };
    }
    let tally = Tally::of(system.claims, distance_km);
    let count = tally.counted().count();
    let claims = if count == 1 { "claim" } else { "claims" };
    let reaching = tally.reaching.len();
    let mut said = match reaching {
        0 => format!("by none of {count} {claims}"),
        1 if count == 1 => "by 1 of 1 claim".to_owned(),
        _ if reaching == count => format!("by all {count} {claims}"),
        _ => format!("by {reaching} of {count} {claims}"),
    };
    let mut more = Vec::new();
    if reaching > 0 && !tally.short.is_empty() {
        said = format!("{said}: not by {}", names(&tally.short, unit));
    }
    if !tally.in_part.is_empty() {
        more.push(format!("in part by {}", names(&tally.in_part, unit)));
    }
    let give = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    if !tally.lower_bounds.is_empty() {
        let give = give(tally.lower_bounds.len(), "gives", "give");
        more.push(format!("{give} only a lower bound beneath this distance"));
    }
    if !tally.upper_bounds.is_empty() {
        let give = give(tally.upper_bounds.len(), "more gives", "more give");
        more.push(format!("{give} only an upper bound above this distance"));
    }
    if let Some(flight) = tally.settled_by.filter(|_| reaching < count) {
        let flight = named(flight, unit);
        more.push(format!(
            "as far was flown ({flight}), which no claim disputes"
        ));
    }
    for part in more {
        said = format!("{said}; {part}");
    }
    said
}

/// Every claim for a type, a line each: those of capability by their figure, then the others with the reason why they do not
/// count.
pub fn lines(system: &System, distance_km: f64, unit: LengthUnit) -> Vec<String> {
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

/// The status of a type under the INF Treaty, and who says what it rests on. None says that it is open.
pub fn treaty_sentence(
    system: &System,
    status: Option<TreatyStatus>,
    assumptions: &Assumptions<'_>,
    unit: LengthUnit,
) -> String {
    let side = |wanted: fn(Sides) -> bool| -> Vec<&Claim> {
        let claims = system.claims.iter();
        let mut found: Vec<&Claim> = claims
            .filter(|claim| wanted(treaty::voice(claim, system.claims)))
            .collect();
        // Findings first, then capabilities, then flights.
        found.sort_by_key(|claim| {
            (
                claim.basis != Basis::TreatyFinding,
                claim.basis == Basis::Flown,
            )
        });
        found
    };
    let inside = side(|sides| sides.inside);
    let outside = side(|sides| sides.outside);
    let given = "by the range given";
    let as_if = match assumptions.date {
        Some(_) => "",
        None => ", as if in force (it ended on 2 August 2019)",
    };
    match status {
        None => "open: no claim of capability, and no finding by a party".to_owned(),
        Some(TreatyStatus::Covered) => {
            let why = match system.inf_listing {
                Some(listing) => listing.text().to_owned(),
                None if inside.is_empty() => given.to_owned(),
                None => format!("within its ranges by {}", names(&inside, unit)),
            };
            format!("covered{as_if}: {why}")
        }
        Some(TreatyStatus::Disputed) if inside.is_empty() => {
            format!("disputed{as_if}: the range given lies on both sides of an edge of the treaty")
        }
        Some(TreatyStatus::Disputed) => format!(
            "disputed{as_if}: within the treaty's ranges by {}; outside by {}",
            names(&inside, unit),
            names(&outside, unit)
        ),
        Some(TreatyStatus::OutsideRange) => {
            let who = if system.claims.is_empty() {
                given.to_owned()
            } else {
                "no claim is strictly within them".to_owned()
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

#[cfg(test)]
mod tests;
