//! Several groups in one text: `@nato,@eu`, `@country:DE,PL`.

use std::borrow::Cow;

use super::Group;
use crate::catalogue::given::given;
use crate::catalogue::lookup::{self, Role};
use crate::catalogue::qualified::countries_named;
use crate::error::{Error, Result};
use crate::shown::shell_quoted;

/// The groups of `@nato,@eu` and of `@country:DE,PL`: after a comma stands a group, or another word for what follows the colon.
///
/// # Errors
/// [`Error::OtherKind`] for a list of groups and places, with the options for each.
pub(super) fn groups_of(text: &str, role: Role) -> Result<Vec<Cow<'_, str>>> {
    let whole = || vec![Cow::Borrowed(text)];
    // Numbers and names of countries may have commas.
    let has_several = text.contains([',', ';']) || text.contains(" @");
    if !has_several || text.parse::<Group>().is_ok() {
        return Ok(whole());
    }
    if let Some(error) = numbers_with_separators(text) {
        return Err(error);
    }
    // A blank parts groups as well, where the next begins with its sign.
    let parts = text.split([',', ';']).flat_map(|part| {
        let starts = part.match_indices(" @").map(|(at, _)| at);
        let ends = starts.clone().chain([part.len()]);
        std::iter::once(0)
            .chain(starts)
            .zip(ends)
            .map(|(start, end)| part[start..end].trim())
    });
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let mut groups: Vec<Cow<'_, str>> = Vec::new();
    let mut head = None;
    for part in &parts {
        let group = head.map(|head| format!("{head}:{part}"));
        if part.starts_with('@') {
            head = part.split_once(':').map(|(head, _)| head);
            groups.push(Cow::Borrowed(part));
        } else if let (Some(head), Some(Ok(before))) =
            (head, groups.last().map(|it| it.parse::<Group>()))
            && before.has_population()
            && format!("{head}:{part}").parse::<Group>().is_ok()
        {
            // A shell would take the other sign for a redirection.
            let in_shell = before.to_string().replace('>', ":");
            return Err(Error::TwoReadings {
                name: "group",
                text: text.to_owned(),
                readings: vec![
                    format!("{in_shell}:{part} (those of {part} among them)"),
                    format!("{in_shell},{head}:{part} (all of {part} as well)"),
                ],
            });
        } else if let Some(group) = group.filter(|group| group.parse::<Group>().is_ok()) {
            groups.push(Cow::Owned(group));
        } else if let Some(words) = as_options(&parts, role) {
            return Err(Error::OtherKind {
                name: text.to_owned(),
                what: "a list of groups and places".to_owned(),
                advice: format!("write {words}"),
            });
        } else {
            // The error of this part, and not of the whole.
            let group = head.map(|head| format!("{head}:{part}"));
            return group.map_or_else(
                || Ok(whole()),
                |group| group.parse::<Group>().map(|_| whole()),
            );
        }
    }
    Ok(groups)
}

/// The fault of a number of people in a list of groups, before its separators are taken for those of the list:
/// `@cities:500,000`. None where no part is of digits alone.
fn numbers_with_separators(text: &str) -> Option<Error> {
    let is_number = |part: &str| part.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let mut groups: Vec<String> = Vec::new();
    let mut has_number = false;
    for part in text.split(',') {
        match groups.last_mut() {
            // No country, and no other word for what follows the colon, begins with a digit.
            Some(before) if is_number(part) && !before.contains(';') => {
                before.push(',');
                before.push_str(part);
                has_number = true;
            }
            _ => groups.push(part.to_owned()),
        }
    }
    let fault = |group: &String| group.trim().parse::<Group>().err();
    let mut faults = groups
        .iter()
        .filter(|group| group.trim_start().starts_with('@'));
    has_number.then(|| faults.find_map(fault)).flatten()
}

/// An option for each part of a list, if each is a group, a place or a country.
pub(in crate::catalogue) fn as_options(parts: &[&str], role: Role) -> Option<String> {
    let option = if role == Role::From { "--from" } else { "--to" };
    let parts = named_parts(parts, role)?;
    let words = parts
        .iter()
        .map(|part| format!("{option} {}", shell_quoted(part)));
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The parts of a list as they are written one by one, if each is a group, a place or a country.
pub(in crate::catalogue) fn named_parts(parts: &[&str], role: Role) -> Option<Vec<String>> {
    let country = |part: &str| countries_named(part).next();
    // Behind one place a country says where it is: Paris, Germany.
    let may_be_country = parts.iter().any(|part| part.starts_with('@'))
        || parts.iter().all(|part| country(part).is_some());
    let words = parts.iter().map(|part| {
        let is_group = part.starts_with('@');
        if is_group && part.parse::<Group>().is_ok()
            || !is_group && (given(part).is_some() || lookup::site_or_city(part, role).is_ok())
        {
            return Some((*part).to_owned());
        }
        let country = country(part).filter(|_| may_be_country)?;
        Some(format!("@country:{}", country.iso2))
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_groups() {
        for (text, wanted) in [
            ("@nato,@eu", &["@nato", "@eu"][..]),
            ("@nato @eu", &["@nato", "@eu"]),
            ("@country:DE,PL", &["@country:DE", "@country:PL"]),
            (
                "@country:Germany, Poland",
                &["@country:Germany", "@country:Poland"],
            ),
            (
                "@launch-sites:RU;BY",
                &["@launch-sites:RU", "@launch-sites:BY"],
            ),
            ("@country:DE,@nato", &["@country:DE", "@nato"]),
            ("@cities>250,000,000", &["@cities>250,000,000"]),
        ] {
            assert_eq!(groups_of(text, Role::To).unwrap(), wanted, "{text}");
        }
        for (text, word) in [
            ("@nato,Berlin", "write --to @nato --to Berlin"),
            ("@nato,Ukraine", "write --to @nato --to @country:UA"),
            ("@country:DE,Warsaw", "write --to @country:DE --to Warsaw"),
            ("@country:DE,XX", "unknown country \"XX\""),
            ("@cities:500,000", "two ways: 500000 or 500"),
            ("@cities>100,000", "two ways: 100000 or 100"),
            ("@cities:500k,100k", "is not a population"),
            (
                "@cities:500k,DE",
                "@cities:500000:DE (those of DE among them) or @cities:500000,@cities:DE",
            ),
        ] {
            let error = groups_of(text, Role::To).unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
