//! A type by a part of its claims: what follows where one does not believe somebody.

use std::borrow::Cow;
use std::sync::{Mutex, OnceLock};

use super::range_rule::range_by_claims;
use super::{Bound, Claim, System, claims, claims_of};
use crate::error::{Error, Result};

impl Claim {
    /// The text that names the claim among those for its missile: claimant, year and figure, as `kurier-2019-at-least-2000km`.
    pub(crate) fn id(&self) -> String {
        let claimant = self.claimant.split(',').next().unwrap_or_default();
        let words = any_ascii::any_ascii(claimant).to_ascii_lowercase();
        let words = words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        let claimant = words.collect::<Vec<_>>().join("-");
        let bound = match self.bound {
            Bound::Exact => String::new(),
            bound => format!("{}-", bound.code()),
        };
        format!("{claimant}-{}-{bound}{}km", self.year, self.high_km)
    }

    /// Claimant, year and figures, in short.
    fn said(&self) -> String {
        let claimant = self.claimant.split(',').next().unwrap_or_default();
        let km = if self.low_km < self.high_km {
            format!("{} to {} km", self.low_km, self.high_km)
        } else {
            format!("{} km", self.high_km)
        };
        format!("{claimant} {} ({km})", self.year)
    }
}

/// The id of a claim of the catalogue, as long as that lives.
pub(crate) fn id_of(claim: &'static Claim) -> &'static str {
    static IDS: OnceLock<Vec<String>> = OnceLock::new();
    let ids = IDS.get_or_init(|| claims().iter().map(Claim::id).collect());
    let known = claims().iter().position(|known| std::ptr::eq(known, claim));
    known.map_or("", |number| &ids[number])
}

/// The parts of the catalogue's claims that were asked for. A claim lives as long as the catalogue, and so do they; of each
/// there is one.
static PARTS: Mutex<Vec<&'static [Claim]>> = Mutex::new(Vec::new());

fn part(claims: Vec<Claim>) -> &'static [Claim] {
    let mut parts = PARTS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = parts.iter().find(|known| ***known == claims[..]) {
        return known;
    }
    let kept: &'static [Claim] = Vec::leak(claims);
    parts.push(kept);
    kept
}

impl System {
    /// The type without some of its claims, by their ids. Its name says so, and so does everything that is drawn or written of
    /// it.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for an id that none of its claims has, with those that there are.
    pub(crate) fn without_claims(self, ids: &[&str]) -> Result<Self> {
        let all = claims_of(&self.id);
        if let Some(unknown) = ids
            .iter()
            .find(|id| all.iter().all(|claim| claim.id() != **id))
        {
            let known: Vec<String> = all.iter().map(Claim::id).collect();
            return Err(Error::Unreadable {
                name: "claim",
                text: format!("{}:{unknown}", self.id),
                reason: format!("the claims for {} are {}", self.name, known.join(", ")),
            });
        }
        let is_left_out = |claim: &&Claim| ids.contains(&claim.id().as_str());
        let left_out: Vec<&Claim> = all.iter().filter(is_left_out).collect();
        let kept: Vec<Claim> = all
            .iter()
            .filter(|claim| !is_left_out(claim))
            .cloned()
            .collect();
        let named = match left_out[..] {
            [] => return Ok(self),
            [one] => format!("the claim of {}", one.said()),
            _ => format!("{} of {} claims", left_out.len(), all.len()),
        };
        Ok(Self {
            name: Cow::Owned(format!("{} without {named}", self.name)),
            range_km: range_by_claims(&kept),
            claims: part(kept),
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::missiles;

    #[test]
    fn each_claim_of_a_missile_has_an_id_of_its_own() {
        for missile in missiles() {
            let claims = claims_of(missile.id);
            let ids: BTreeSet<String> = claims.iter().map(Claim::id).collect();
            assert_eq!(ids.len(), claims.len(), "{ids:?}");
        }
    }

    #[test]
    fn a_range_follows_from_the_claims_that_are_left() {
        let whole = System::named("9m729").unwrap();
        let russian = [
            "n-patrushev-2019-476km",
            "s-ryabkov-2018-at-most-480km",
            "m-matveyevsky-2019-480km",
        ];
        let western = whole.clone().without_claims(&russian).unwrap();
        // The least that is claimed by others, in data/range_claims.csv.
        assert_eq!(western.range_km.map(|range| range.low), Some(2000.0));
        assert_eq!(western.name, "9M729 (SSC-8) without 3 of 13 claims");
        let one = whole.clone().without_claims(&russian[..1]).unwrap();
        assert_eq!(
            one.name,
            "9M729 (SSC-8) without the claim of N. Patrushev 2019 (476 km)"
        );
        assert_eq!(whole.clone().without_claims(&[]).unwrap(), whole);
        let all: Vec<String> = whole.claims.iter().map(Claim::id).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let none = whole.clone().without_claims(&all).unwrap();
        assert_eq!((none.range_km, none.reach(100.0)), (None, None));
        let error = whole.without_claims(&["kurier"]).unwrap_err().to_string();
        assert!(error.contains("kurier-2019-at-least-2000km"), "{error}");
    }
}
