//! What is said of a group that is none.

use super::Group;
use crate::catalogue::qualified::countries_named;
use crate::error::Error;
use crate::names::fold;

/// The error, with the group that may have been meant.
pub(super) fn unknown_group(text: &str) -> Error {
    let word = text.trim().trim_start_matches('@');
    if let Some(country) = countries_named(word).next() {
        return Error::OtherKind {
            name: text.to_owned(),
            what: "a country, not a group".to_owned(),
            advice: format!(
                "write @country:{}, @capitals:{0} or @launch-sites:{0}",
                country.iso2
            ),
        };
    }
    if let Some((
        _,
        "csv" | "tsv" | "txt" | "json" | "geojson" | "kml" | "kmz" | "xlsx" | "parquet",
    )) = word.rsplit_once('.')
    {
        return Error::OtherKind {
            name: text.to_owned(),
            what: "a file, not a group".to_owned(),
            advice: format!("write @file:{word}"),
        };
    }
    let folded = fold(word);
    let has = |part: &str| folded.contains(part);
    let meant = [
        ("europ", "@capitals"),
        ("eu", "@eu"),
        ("nato", "@nato"),
        ("world", "@capitals:world"),
        ("capital", "@capitals"),
        ("launch", "@launch-sites"),
        ("base", "@sites"),
        ("site", "@sites"),
        ("cit", "@cities"),
        ("town", "@cities"),
    ];
    let meant = meant.iter().find(|(part, _)| has(part));
    let rest = word
        .split_once(':')
        .map_or("", |(head, _)| &word[head.len()..]);
    let meant = meant.map_or_else(String::new, |(_, group)| {
        let whole = format!("{group}{rest}");
        let is_group = matches!(Group::read(&whole), Ok(Some(_)));
        let meant = if is_group { &whole } else { *group };
        format!("did you mean {meant}? ")
    });
    Error::Unreadable {
        name: "group",
        text: text.to_owned(),
        reason: meant
            + "groups are @capitals, @cities, @cities>500k, @capitals:world, @country:DE, @nato, @eu, @sites, @sites:RU and \
                 @launch-sites:RU; @capitals, @cities, @sites and @launch-sites take :COUNTRY, :nato or :eu",
    }
}
