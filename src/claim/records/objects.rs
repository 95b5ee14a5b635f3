//! Claims as objects in JSON, at any depth: `[{"range": "500 km"}]`, `{"years": [{"tests": [{"distance": 500}]}]}`.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Claims, FIGURES, Layout, text_of_number};
use crate::error::{Error, Result};
use crate::table::{Columns, Options, whole_text};

/// The claims of a document.
pub(super) fn claims(bytes: &[u8], options: &Options) -> Result<Claims> {
    let (text, note) = whole_text(bytes, options.encoding.as_deref(), &options.name)?;
    let mut found = Vec::new();
    // One document, or one a line.
    let text = text.trim_start_matches('\u{feff}');
    for document in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let document = document
            .map_err(|error| Error::Usage(format!("it is no JSON that can be read: {error}")))?;
        collect(&document, &mut found);
    }
    let mut claims = Claims {
        notes: note.into_iter().collect(),
        ..Claims::default()
    };
    let mut names: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    for (name, _) in found.iter().flatten() {
        if seen.insert(name.as_str()) {
            names.push(name);
        }
    }
    let columns = Columns::of_header(&names, 1, &options.mapping, &mut claims.notes)?;
    let mut layout = Layout::of(&columns, 1)?;
    for (number, object) in (1..).zip(&found) {
        let cell = |at: usize| {
            let member = object.iter().find(|(name, _)| *name == names[at]);
            member.map_or("", |(_, text)| text.as_str())
        };
        claims.push(format!("entry {number}"), Ok(layout.quote(&columns, cell)))?;
    }
    claims.notes.extend(layout.notes(&columns));
    Ok(claims)
}

/// An object as names and texts.
type Members = Vec<(String, String)>;

/// The objects that have a figure of a claim, in the order of the document; what is within one belongs to it.
fn collect(value: &Value, found: &mut Vec<Members>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(members) if is_claim(members) => found.push(flat(members)),
        Value::Object(members) => members.values().for_each(|member| collect(member, found)),
        _ => {}
    }
}

fn is_claim(members: &Map<String, Value>) -> bool {
    let scalars = members
        .iter()
        .filter(|(_, value)| !value.is_array() && !value.is_object());
    let names: Vec<&String> = scalars.map(|(name, _)| name).collect();
    Columns::of_names(&names, &[]).is_ok_and(|columns| {
        let mut figures = FIGURES.iter().map(|(_, names)| *names).filter(|names| {
            let is_said = |name: &&&str| !["title", "label", "source", "url"].contains(*name);
            let telling: Vec<&str> = names.iter().filter(is_said).copied().collect();
            columns.named(&telling).is_some()
        });
        figures.next().is_some()
    })
}

/// The members of an object, those of an object within it under both names: `launch_lat` of `{"launch": {"lat": 1}}`.
fn flat(members: &Map<String, Value>) -> Members {
    let mut flat = Vec::new();
    for (name, value) in members {
        match value {
            Value::Object(inner) => flat.extend(
                inner
                    .iter()
                    .map(|(inner, value)| (format!("{name}_{inner}"), text(value))),
            ),
            value => flat.push((name.clone(), text(value))),
        }
    }
    flat
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
        Value::Number(number) => number.as_f64().map_or_else(String::new, text_of_number),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items: Vec<String> = items.iter().map(text).collect();
            items.join("; ")
        }
        other => other.to_string(),
    }
}
