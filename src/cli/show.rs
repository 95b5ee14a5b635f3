//! `show`: everything known of one entry, with sources.

use crate::catalogue::{
    self, Asker, City, Claim, Country, Language, Missile, Role, Site, SiteOrCity, System, advised,
    claims_of, countries_named, country_name, named, part_of_country,
};
use crate::names::fold;
use crate::position::looks_like_position;
use crate::present::words::{self, LengthUnit};
use crate::present::{Block, Document, claims};
use crate::quantity::Interval;
use crate::schema::{Cell, Heading, Kind};
use crate::treaty::{self, BandSet};
use crate::{Error, Result, shown};

use super::message::message;
use super::options::OutputArgs;
use super::{Outcome, output};

/// Everything known of a site, city, missile, country or band set, with sources
///
/// A name that several tables hold, such as kaliningrad, shows each entry. Machine formats give one row a fact.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// An id or a name in any spelling
    name: String,
    #[command(flatten)]
    output: OutputArgs,
}

/// One entry: which table it is in, its id, and what is known.
struct Entry {
    table: &'static str,
    id: String,
    name: String,
    facts: Vec<(String, String)>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let entries = find(&args.name)?;
    let format = args.output.format()?;
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let mut blocks = Vec::new();
        for entry in entries {
            blocks.push(Block::Title(format!(
                "{} ({} {})",
                entry.name, entry.table, entry.id
            )));
            blocks.push(Block::Facts(entry.facts));
        }
        output::document(path, format, &Document { blocks })?;
    } else {
        let headings = ["table", "id", "field", "value"].map(|name| Heading {
            name: name.into(),
            kind: Kind::Text,
        });
        output::rows(path, format, &headings, |write| {
            for entry in &entries {
                for (field, value) in &entry.facts {
                    write(&[
                        Cell::Text(entry.table),
                        Cell::Text(&entry.id),
                        Cell::Text(field),
                        Cell::Text(value),
                    ])?;
                }
            }
            Ok(())
        })?;
    }
    Ok(Outcome::Done)
}

/// All entries of that name: as a site, as a city, as a missile, as a country, as a band set.
fn find(name: &str) -> Result<Vec<Entry>> {
    if looks_like_position(name) {
        return Err(Error::Usage(format!(
            "{} is a position, and no entry of the catalogue: `arcminute check FROM TO` takes positions as places",
            shown::cut(name)
        )));
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut place_error = None;
    let mut note = None;
    for role in [Role::From, Role::To] {
        match named(name, role) {
            Ok(found) => {
                note = found.note;
                let entry = match found.entry {
                    SiteOrCity::Site(site) => site_entry(site),
                    SiteOrCity::City(city) => city_entry(&city),
                };
                if !entries.iter().any(|known| known.table == entry.table) {
                    entries.push(entry);
                }
            }
            Err(error) => place_error = Some(advised(error, role, Asker::Entry)),
        }
    }
    // Where both the site and the city of a name are shown, neither was chosen.
    if let (Some(note), [_]) = (note, &entries[..]) {
        message!("note: {note}");
    }
    if let Some((part, state)) = part_of_country(name) {
        message!(
            "note: {part} is a part of {} ({}), whose entry this is",
            state.iso2,
            state.name
        );
    }
    entries.extend(countries_named(name).map(country_entry));
    match catalogue::missile(name) {
        Ok(missile) => entries.push(missile_entry(missile)),
        Err(error @ Error::Ambiguous { .. }) if entries.is_empty() => return Err(error),
        Err(Error::Unknown { nearest, .. }) if entries.is_empty() => {
            place_error = place_error.map(|error| with_more_suggestions(error, nearest));
        }
        Err(_) => {}
    }
    let title = fold(name);
    let by_title = || BandSet::all().iter().find(|set| fold(&set.title) == title);
    if let Some(set) = BandSet::named(name).ok().or_else(by_title) {
        entries.push(band_set_entry(set));
    }
    if entries.is_empty()
        && let Ok(system) = System::named(name)
    {
        entries.push(asked_entry(&system));
    }
    match place_error {
        Some(error) if entries.is_empty() => Err(error),
        _ => Ok(entries),
    }
}

/// The error of a name that is neither place nor missile, with suggestions from both.
fn with_more_suggestions(error: Error, missiles: Vec<String>) -> Error {
    match error {
        Error::Unknown {
            name, mut nearest, ..
        } => {
            if nearest.is_empty() {
                nearest = missiles;
            }
            let advice = "`arcminute list --help` shows what there is";
            Error::Unknown {
                what: "site, city, missile, country or band set",
                name,
                nearest,
                advice,
            }
        }
        other => other,
    }
}

fn fact(label: &str, value: impl Into<String>) -> (String, String) {
    (label.to_owned(), value.into())
}

fn list(joined: &str) -> String {
    joined.replace('|', ", ")
}

fn years(first: Option<u16>, last: Option<u16>) -> String {
    match (first, last) {
        (None, None) => "not known".to_owned(),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("to {last}"),
        (Some(first), Some(last)) => format!("{first} to {last}"),
    }
}

fn site_entry(site: &Site) -> Entry {
    let mut facts = vec![
        fact("kind", site.kind.code()),
        fact("launches", if site.launches { "yes" } else { "no" }),
        fact("country", country_name(site.country)),
        fact("operator", country_name(site.operator)),
        fact("years", years(site.first_year, site.last_year)),
        fact("role", site.role),
        fact("role source", site.role_source),
        fact(
            "position",
            format!(
                "{}, known to within {} km",
                position(site.lat, site.lon),
                site.uncertainty_km
            ),
        ),
        fact("position source", site.position_source),
    ];
    if !site.aliases.is_empty() {
        facts.push(fact("also", list(site.aliases)));
    }
    Entry {
        table: "site",
        id: site.id.to_owned(),
        name: site.name.to_owned(),
        facts,
    }
}

fn city_entry(city: &City) -> Entry {
    let mut facts = vec![
        fact("country", country_name(city.country)),
        fact("capital", if city.capital { "yes" } else { "no" }),
        fact("population", words::grouped(f64::from(city.population), 0)),
        fact(
            "position",
            format!(
                "{}, taken to hold within {} km",
                position(city.lat_deg, city.lon_deg),
                city.uncertainty_km()
            ),
        ),
        fact(
            "source",
            format!(
                "GeoNames {} (https://www.geonames.org), CC BY 4.0",
                city.geonames_id
            ),
        ),
    ];
    if !city.spellings.is_empty() {
        facts.push(fact("also", list(city.spellings)));
    }
    Entry {
        table: "city",
        id: city.id.to_owned(),
        name: city.name.to_owned(),
        facts,
    }
}

fn country_entry(country: &'static Country) -> Entry {
    let mut facts = Vec::new();
    for (is_member, label) in [(country.eu, "European Union"), (country.nato, "NATO")] {
        facts.push(fact(label, if is_member { "member" } else { "no member" }));
    }
    if !country.note.is_empty() {
        facts.push(fact("note", country.note));
    }
    let sites = catalogue::sites().iter();
    let sites = sites.filter(|site| site.country == country.iso2).count();
    let places = catalogue::cities().chain(catalogue::world_cities());
    let places = places.filter(|city| city.country == country.iso2).count();
    facts.push(fact(
        "places",
        format!(
            "{} (@country:{code}), {} (@sites:{code})",
            if places == 1 {
                "1 city".to_owned()
            } else {
                format!("{places} cities")
            },
            words::counted(sites, "site"),
            code = country.iso2
        ),
    ));
    if !country.spellings.is_empty() {
        facts.push(fact("also", list(country.spellings)));
    }
    let names = Language::ALL
        .into_iter()
        .map(|language| (language, country.name_in(language)));
    let other = names.filter(|(_, name)| *name != country.name);
    let other: Vec<String> = other
        .map(|(language, name)| format!("{language} {name}"))
        .collect();
    if !other.is_empty() {
        facts.push(fact("in other languages", other.join(", ")));
    }
    Entry {
        table: "country",
        id: country.iso2.to_owned(),
        name: country.name.to_owned(),
        facts,
    }
}

fn position(lat_deg: f64, lon_deg: f64) -> String {
    crate::position::Position::new(lat_deg, lon_deg)
        .map_or_else(|error| error.to_string(), |it| it.to_string())
}

/// A missile of which the range alone is given.
fn asked_entry(system: &System) -> Entry {
    let mut facts = vec![fact("kind", system.kind.code())];
    if let Some(range_km) = system.range_km {
        facts.push(fact("range", format!("{} km, as given", range_km.nominal)));
        let band = words::band_if_ground_launched(range_km.nominal, LengthUnit::Kilometres);
        facts.push(fact("INF Treaty", band));
    }
    if let Some(speed) = system.speed_km_h {
        facts.push(fact("speed", speed_text(speed)));
    }
    Entry {
        table: "missile",
        id: system.id.to_string(),
        name: system.name.to_string(),
        facts,
    }
}

/// A ground speed and between which it lies.
fn speed_text(speed: Interval) -> String {
    if speed.low < speed.high {
        format!("{} km/h ({}–{} km/h)", speed.nominal, speed.low, speed.high)
    } else {
        format!("{} km/h", speed.nominal)
    }
}

fn missile_entry(missile: &Missile) -> Entry {
    let mut facts = vec![
        fact("kind", missile.kind.code()),
        fact("basing", missile.basing.code()),
        fact("state", country_name(missile.state)),
        fact("status", missile.status.code()),
        fact("years", years(missile.first_year, missile.last_year)),
        fact("source", missile.source),
    ];
    if !missile.aliases.is_empty() {
        facts.push(fact("also", list(missile.aliases)));
    }
    if let Some(listing) = missile.inf_listing {
        let text = claims::listing_text(&System::of(missile), listing);
        facts.push(fact("INF Treaty", text));
    }
    facts.extend(range_fact(missile));
    for claim in claims_of(missile.id) {
        facts.push(fact("claim", claim_text(claim)));
    }
    if let Some(speed) = missile.speed_km_h() {
        facts.push(fact("speed", speed_text(speed)));
        facts.push(fact("speed source", missile.speed_source));
    }
    if let Some(altitude_m) = missile.altitude_m {
        facts.push(fact(
            "flight altitude",
            format!("{altitude_m} m. {}", missile.altitude_source),
        ));
    }
    if !missile.notes.is_empty() {
        facts.push(fact("notes", missile.notes));
    }
    Entry {
        table: "missile",
        id: missile.id.to_owned(),
        name: missile.name.to_owned(),
        facts,
    }
}

/// The range by the claims, and the meaning of its figures.
fn range_fact(missile: &Missile) -> Option<(String, String)> {
    let km = LengthUnit::Kilometres;
    let range_km = missile.range_km()?;
    let system = System::of(missile);
    let said = claims::range(&system, km);
    let mut what = vec![if range_km.low < range_km.high {
        "no claim of capability falls short of the first figure, none gives more than the second"
            .to_owned()
    } else {
        "by the claims of capability".to_owned()
    }];
    if system.has_lower_bound_only() {
        what.push(
            "the highest figure is a lower bound, and nobody says where the range ends".to_owned(),
        );
    }
    if range_km.low < range_km.high {
        what.push(format!(
            "nominal {}, the median of what is claimed",
            km.say(range_km.nominal, 0)
        ));
    }
    Some(fact("range", format!("{said}: {}", what.join("; "))))
}

/// A claim with all that is known of its source.
fn claim_text(claim: &Claim) -> String {
    let mut text = format!(
        "{}, {} ({}): {}.",
        claims::figure(claim, LengthUnit::Kilometres),
        claim.basis,
        claims::whose(claim),
        claim.statement
    );
    let parts = [
        claim.title,
        claim.publisher,
        claim.date,
        claim.grade.code(),
        claim.source,
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    text = format!("{text} {}", parts.join(", "));
    if !claim.lead.is_empty() {
        text = format!("{text}. To look for: {}", claim.lead);
    }
    text
}

fn band_set_entry(set: &BandSet) -> Entry {
    let mut facts = vec![
        fact("note", set.note.as_ref()),
        fact("source", set.source.as_ref()),
    ];
    let events = treaty::events();
    for event in events.iter().filter(|event| event.treaty == set.id) {
        facts.push(fact(
            event.date,
            format!("{}. {}", event.text, event.source),
        ));
    }
    for band in set.bands() {
        let edges = words::band_edges(band, LengthUnit::Kilometres);
        facts.push(fact(
            &band.id,
            format!("{}, {edges}: {}", band.name, band.citation),
        ));
    }
    Entry {
        table: "band set",
        id: set.id.to_string(),
        name: set.title.to_string(),
        facts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The range of `show` is no more than the claims say: a lower bound is no top, and a disputed one has two figures.
    #[test]
    fn ranges_are_told_as_they_are_claimed() {
        for missile in catalogue::missiles() {
            let system = System::of(missile);
            let Some((_, said)) = range_fact(missile) else {
                assert!(missile.range_km().is_none(), "{}", missile.id);
                continue;
            };
            let range_km = missile.range_km().unwrap();
            let is_open = system.reach(range_km.high + 6.0).is_none();
            assert_eq!(
                said.contains(" or more: "),
                is_open,
                "{}: {said}",
                missile.id
            );
            assert_eq!(said.contains("a lower bound"), is_open, "{said}");
            let is_disputed = range_km.low < range_km.high;
            assert_eq!(said.contains("none gives more"), is_disputed, "{said}");
        }
    }
}
