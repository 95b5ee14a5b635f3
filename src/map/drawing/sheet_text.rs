//! The words around a map: title, notes, credit, and the map in sentences for who does not see it.

use super::legend::legend;
use super::shown::Shown;
use super::styles::MapStyles;
use crate::catalogue::Language;
use crate::map::projection::Projection;
use crate::map::subject::{Subject, Target, notes_in_view};
use crate::present::phrases::say;
use crate::present::words::grouped;
use crate::svg::sheet::{PROGRAM, SheetText};
use std::cmp::Reverse;

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
    let mut said = vec![say(language, "Map. {1}", &[&subject.title])];
    if !subject.subtitle.is_empty() {
        said.push(subject.subtitle.clone());
    }
    let rings: Vec<&str> = subject
        .rings
        .iter()
        .map(|ring| match language {
            Language::English => ring.name.as_str(),
            // What is written on the line.
            _ => ring.label.as_str(),
        })
        .collect();
    if !rings.is_empty() {
        said.push(say(language, "Lines: {1}", &[&rings.join("; ")]));
    }
    let doubtful = say(
        language,
        "uncertain: the edge is within the error of the places",
        &[],
    );
    let classes = subject.classes.iter().enumerate();
    let classes = classes.map(|(number, class)| (Some(number), class.name.as_str()));
    for (number, class) in classes.chain([(None, doubtful.as_str())]) {
        let mut of_class: Vec<&Target<'_>> = subject
            .targets
            .iter()
            .filter(|target| target.is_certain.then_some(target.class) == number)
            .collect();
        if of_class.is_empty() {
            continue;
        }
        // Those that a reader asks for first.
        of_class.sort_by_key(|target| {
            let place = target.place;
            Reverse((place.capital, place.population.unwrap_or_default()))
        });
        let names: Vec<String> = of_class
            .iter()
            .take(NAMED)
            .map(|target| with_distance(target))
            .collect();
        let names = names.join(", ");
        let names = match of_class.len().saturating_sub(NAMED) {
            0 => names,
            more => say(
                language,
                "{1} and {2} more",
                &[&names, &grouped(more as f64, 0)],
            ),
        };
        let colon = if language == Language::French {
            "\u{a0}:"
        } else {
            ":"
        };
        said.push(format!("{}{colon} {names}", upper_first(class)));
    }
    said.join(". ")
}

/// The words beside the dot, and the distance where they have none.
fn with_distance(target: &Target<'_>) -> String {
    let distance = &target.distance_words;
    if target.label.ends_with(distance) {
        target.label.clone()
    } else {
        format!("{} ({distance})", target.label)
    }
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
