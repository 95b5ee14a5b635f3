//! The words around a map: title, notes, credit, and the map in sentences for who does not see it.

use super::labels::by_importance;
use super::legend::legend;
use super::shown::Shown;
use super::styles::MapStyles;
use crate::catalogue::Language;
use crate::map::projection::Projection;
use crate::map::subject::{Subject, notes_in_view};
use crate::present::phrases::say;
use crate::svg::sheet::{PROGRAM, SheetText};

/// The words around the map.
pub(super) fn sheet_text(
    subject: &Subject<'_>,
    projection: &Projection,
    shown: &Shown,
    styles: &MapStyles<'_>,
) -> SheetText {
    SheetText {
        title: subject.title.clone(),
        subtitle: subject.subtitle.clone(),
        description: description(subject),
        legend: legend(subject, shown, styles),
        ..footer(
            subject,
            projection,
            shown.notes(subject),
            notes_in_view(subject, |number| shown.rings[number]),
        )
    }
}

/// The notes below a map and its credit: what is not in view, and what of the subject is to be known.
pub(super) fn footer(
    subject: &Subject<'_>,
    projection: &Projection,
    outside: Vec<String>,
    notes: Vec<String>,
) -> SheetText {
    let language = subject.language;
    let caveat = say(language, projection.caveat(), &[]);
    let mut caveats = vec![format!(
        "{}{}: {}",
        projection.name_in(language),
        // French has a space before the colon.
        if language == Language::French {
            "\u{a0}"
        } else {
            ""
        },
        if language == Language::German {
            // German nouns keep their capitals.
            caveat
        } else {
            lower_first(&caveat)
        }
    )];
    caveats.extend(outside);
    caveats.extend(notes);
    caveats.push(say(
        language,
        "Borders as in Natural Earth, mostly by control on the ground; disputed ones are dashed, which takes no side.",
        &[],
    ));
    let data = say(
        language,
        "Land, borders, lakes: Natural Earth. Cities: GeoNames (CC BY 4.0).",
        &[],
    );
    SheetText {
        caveats,
        credit: format!("{data} {PROGRAM}"),
        ..SheetText::default()
    }
}

/// The map in sentences: its rings, and which places are in which class.
pub(super) fn description(subject: &Subject<'_>) -> String {
    const NAMED: usize = 12;
    let language = subject.language;
    let mut said = vec![format!("{}. {}", say(language, "Map", &[]), subject.title)];
    if !subject.subtitle.is_empty() {
        said.push(subject.subtitle.clone());
    }
    let rings: Vec<&str> = subject
        .rings
        .iter()
        .map(|ring| match language {
            Language::English => ring.name.as_str(),
            _ => ring.label.as_str(),
        })
        .collect();
    if !rings.is_empty() {
        said.push(say(language, "Lines: {1}", &[&rings.join("; ")]));
    }
    let uncertain = say(language, "uncertain", &[]);
    let order = by_importance(subject);
    let classes = subject.classes.iter().enumerate();
    let classes = classes.map(|(number, class)| (Some(number), class.name.as_str()));
    for (number, class) in classes.chain([(None, uncertain.as_str())]) {
        let mut of_class = order
            .iter()
            .map(|number| &subject.targets[*number])
            .filter(|target| target.is_certain.then_some(target.class) == number);
        let names: Vec<&str> = of_class
            .by_ref()
            .take(NAMED)
            .map(|target| target.label.as_str())
            .collect();
        let named = names.join(", ");
        let named = match of_class.count() {
            0 => named,
            more => say(language, "{1} and {2} more", &[&named, &more.to_string()]),
        };
        if !names.is_empty() {
            said.push(format!("{}: {named}", upper_first(class)));
        }
    }
    said.join(". ")
}

fn lower_first(sentence: &str) -> String {
    // Mercator keeps its capital.
    if sentence.starts_with("Mercator") {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn upper_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
