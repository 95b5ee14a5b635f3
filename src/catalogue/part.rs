//! Parts of states that bear names of their own and are no states.

use super::{Country, countries};
use crate::names::fold;

/// Name, code of the state and source, a line each.
const TABLE: &str = include_str!("../../data/country_parts.csv");

/// The part of a state that a text names, with the state.
pub(crate) fn part_of_country(text: &str) -> Option<(&'static str, &'static Country)> {
    let wanted = fold(text);
    TABLE.lines().skip(1).find_map(|line| {
        let (name, rest) = line.split_once(',')?;
        let (code, _) = rest.split_once(',')?;
        let country = countries().iter().find(|country| country.iso2 == code)?;
        (fold(name) == wanted).then_some((name, country))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_from_states() {
        for (text, wanted) in [
            ("scotland", Some(("Scotland", "GB"))),
            ("Northern  Ireland", Some(("Northern Ireland", "GB"))),
            ("Ireland", None),
            ("United Kingdom", None),
            ("", None),
        ] {
            let found = part_of_country(text).map(|(name, country)| (name, country.iso2));
            assert_eq!(found, wanted, "{text}");
        }
        let rows = TABLE
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next());
        assert!(rows.clone().all(|name| part_of_country(name).is_some()));
        assert!(rows.is_sorted());
    }
}
