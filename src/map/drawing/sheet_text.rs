//! The words around a map: title, notes, credit, and the map in sentences for who does not see it.

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
    let mut said = vec![format!("Map. {}", subject.title)];
    if !subject.subtitle.is_empty() {
        said.push(subject.subtitle.clone());
    }
    let rings: Vec<&str> = subject
        .rings
        .iter()
        .map(|ring| ring.name.as_str())
        .collect();
    if !rings.is_empty() {
        said.push(format!("Lines: {}", rings.join("; ")));
    }
    let classes = subject.classes.iter().enumerate();
    let classes = classes.map(|(number, class)| (Some(number), class.name.as_str()));
    for (number, class) in classes.chain([(None, "uncertain")]) {
        let mut of_class = subject
            .targets
            .iter()
            .filter(|target| target.is_certain.then_some(target.class) == number);
        let names: Vec<&str> = of_class
            .by_ref()
            .take(NAMED)
            .map(|target| target.label.as_str())
            .collect();
        let more = match of_class.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        if !names.is_empty() {
            said.push(format!(
                "{}: {}{more}",
                upper_first(class),
                names.join(", ")
            ));
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
