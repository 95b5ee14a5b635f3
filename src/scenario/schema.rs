//! The JSON Schema of scenario files, made from the keys that the reader knows.

use serde_json::{Map, Value, json};

use super::keys;
use super::output::OutputCode;
use super::reader::{INTERVAL, SWEEP};
use crate::key::{Entry, Names, Takes};

/// The schema, as JSON.
pub fn schema() -> String {
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Arcminute scenario",
        "description": "Which places, which systems, which assumptions and which files.",
    });
    if let (Value::Object(root), Value::Object(table)) = (&mut root, table(&keys::file())) {
        root.extend(table);
    }
    // Only texts and numbers: nothing can fail to be JSON.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

fn table(keys: &[&Entry]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.is_required)
        .map(|key| key.name)
        .collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn property(key: &Entry) -> Value {
    let mut value = takes(key.takes);
    if let Value::Object(value) = &mut value {
        value.insert("description".to_owned(), json!(key.about));
        let default: Option<Value> = key.default.and_then(|json| serde_json::from_str(json).ok());
        if let Some(default) = default {
            value.insert("default".to_owned(), default);
        }
    }
    value
}

/// A text, with its forms as examples.
fn text_of(forms: Names) -> Value {
    json!({ "type": "string", "minLength": 1, "examples": forms() })
}

fn takes(takes: Takes) -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let number = json!({ "type": "number" });
    let flag = json!({ "type": "boolean" });
    let one_or_more =
        |one: &Value| json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] });
    let interval = || json!({ "anyOf": [number, table(&INTERVAL.each_ref())] });
    match takes {
        Takes::Text => text,
        Takes::TextOf(forms) => text_of(forms),
        Takes::Texts => one_or_more(&text),
        Takes::TextsOf(forms) => one_or_more(&text_of(forms)),
        Takes::OneOf(choices) => json!({ "enum": choices() }),
        Takes::Flag => flag,
        Takes::Flags => one_or_more(&flag),
        Takes::Number => number,
        Takes::Sweep => {
            json!({ "anyOf": [number, { "type": "array", "items": number, "minItems": 1 }, table(&SWEEP.each_ref())] })
        }
        Takes::IntervalSweep => {
            json!({ "anyOf": [interval(), { "type": "array", "items": interval(), "minItems": 1 }, table(&SWEEP.each_ref())] })
        }
        // Editors hand over a date of TOML as a text.
        Takes::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Takes::Tables(keys) => json!({ "type": "array", "items": table(&keys()), "minItems": 1 }),
        Takes::Outputs => {
            let output = |kind: OutputCode| {
                let mut entries = keys::entries(keys::OUTPUT);
                entries.extend(keys::of_output(kind));
                let mut output = table(&entries);
                output["properties"]["kind"]["enum"] = json!([kind.code()]);
                output
            };
            let outputs = OutputCode::ALL.map(output);
            json!({ "type": "array", "items": { "oneOf": outputs }, "minItems": 1 })
        }
    }
}
