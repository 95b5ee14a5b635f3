//! Names of places in the language of a picture.

use std::borrow::Cow;

use super::{phrases, words};
use crate::catalogue::{Language, Place, System, country_name_in, script};

/// The name of a place in a language: that of the catalogue, else one that the table of phrases has.
pub(crate) fn name_in(place: &Place, language: Language) -> Cow<'_, str> {
    let found = place.name_in(language);
    if found == place.name {
        known(found, language)
    } else {
        found
    }
}

/// A proper name that the table of phrases may have.
fn known(name: Cow<'_, str>, language: Language) -> Cow<'_, str> {
    if language == Language::English {
        return name;
    }
    Cow::Owned(phrases::known(language, &name))
}

/// The label of a place in a language.
pub(crate) fn label_in(place: &Place, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => place.label(),
        _ => Cow::Owned(
            place
                .label()
                .replacen(place.name.as_ref(), &name_in(place, language), 1),
        ),
    }
}

/// A place with its country in a language.
pub(crate) fn place_in(place: &Place, language: Language) -> String {
    let label = label_in(place, language);
    match (language, place.country.as_deref()) {
        (Language::English, _) => words::place(place),
        (_, None) => label.into_owned(),
        (_, Some(code)) => format!("{label}, {}", country_name_in(code, language)),
    }
}

/// The name of a system in a language, as of [`name_in`].
fn system_in(system: &System, language: Language) -> Cow<'_, str> {
    let found = system.name_in(language);
    if found == system.name {
        known(found, language)
    } else {
        found
    }
}

/// Systems with their names in a language.
pub(crate) fn systems_in(systems: &[System], language: Language) -> Vec<System> {
    let named = |system: &System| System {
        name: system_in(system, language).into_owned().into(),
        ..system.clone()
    };
    systems.iter().map(named).collect()
}

/// What of the words of a picture is not in its language, in sentences: names that its letters are not known of, and its other
/// words where the language has none.
pub(crate) fn untranslated<'p>(
    places: impl IntoIterator<Item = &'p Place>,
    systems: &[System],
    language: Language,
) -> Vec<String> {
    const NAMED: usize = 6;
    let code = language.code();
    let mut said = Vec::new();
    if !phrases::has_words(language) {
        said.push(format!(
            "in {code} a picture has the names of places and countries; its other words are in English, German, French, \
             Polish, Ukrainian and Russian"
        ));
    }
    if !script::has_own_script(language) {
        return said;
    }
    let mut latin: Vec<String> = Vec::new();
    let names = places
        .into_iter()
        .map(|place| name_in(place, language).into_owned())
        .chain(
            systems
                .iter()
                .map(|system| system_in(system, language).into_owned()),
        );
    for name in names.filter(|name| script::is_latin(name)) {
        if !latin.contains(&name) {
            latin.push(name);
        }
    }
    if !latin.is_empty() {
        let more = match latin.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        latin.truncate(NAMED);
        said.push(format!(
            "not known in the letters of {code}: {}{more}",
            latin.join(", ")
        ));
    }
    said
}
