//! Places of GeoJSON, of GeoJSON sequences, and of JSON with a list of objects that have coordinates.

mod members;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::collect::Collector;
use super::doubt;
use super::rows::{Layout, Names, Value};
use super::{Name, refused, text};
use crate::error::Result;
use crate::table::{Columns, Mapping};
use members::{by_columns, refuse_pair, with_inner, with_pair_in_two};

/// A GeoJSON feature, of which only what is used is kept.
struct Feature {
    geometry: Option<Geometry>,
    properties: Map<String, Json>,
    id: Option<Json>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Json,
}

/// Members that decide what a document is.
type Members<'t> = BTreeMap<Cow<'t, str>, &'t RawValue>;

/// Reads places from a JSON document, or from several one after the other.
pub(super) fn read(text: &str, mapping: &[Mapping], collector: &mut Collector) -> Result<()> {
    // Sequences (RFC 8142) begin each document with a record separator.
    let text = text.trim_start_matches(['\u{feff}', '\u{1e}']);
    collector.has_header = true;
    let mut reader = Reader {
        text,
        mapping,
        lines: Lines::new(text),
        known: None,
    };
    let parts: Vec<&str> = text.split('\u{1e}').collect();
    let mut documents = Vec::new();
    for part in parts {
        for document in serde_json::Deserializer::from_str(part).into_iter::<&RawValue>() {
            match document {
                Ok(document) => documents.push(document),
                Err(error) => {
                    let at = part.as_ptr() as usize - text.as_ptr() as usize;
                    let line = reader.lines.at(at) + error.line() as u64 - 1;
                    if documents.is_empty() {
                        return Err(refused(format!("line {line}: it is no JSON: {error}")));
                    }
                    collector.fault(
                        line,
                        format!("it is no JSON, and the rest is not read: {error}"),
                    );
                    break;
                }
            }
        }
    }
    if let [document] = documents[..] {
        return reader.document(document, collector);
    }
    for document in documents {
        reader.item(document, collector)?;
    }
    Ok(())
}

/// The lines of a text, asked for in ascending order.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
        }
    }

    /// The line of a byte, from 1.
    fn at(&mut self, offset: usize) -> u64 {
        if offset < self.offset {
            self.offset = 0;
            self.line = 1;
        }
        let passed = &self.text.as_bytes()[self.offset..offset];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.offset = offset;
        self.line
    }
}

struct Reader<'t> {
    text: &'t str,
    mapping: &'t [Mapping],
    lines: Lines<'t>,
    /// The names of the last object and what they say: most objects of a file have the same.
    known: Option<(Vec<String>, Columns)>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, value: &'t RawValue) -> u64 {
        self.lines
            .at(value.get().as_ptr() as usize - self.text.as_ptr() as usize)
    }

    fn document(&mut self, document: &'t RawValue, collector: &mut Collector) -> Result<()> {
        if document.get().starts_with('[') {
            return self.list(document, collector);
        }
        let Ok(members) = serde_json::from_str::<Members<'t>>(document.get()) else {
            return Err(refused("it is neither GeoJSON nor a list of objects"));
        };
        refuse_other_systems(&members)?;
        if let Some(rows) = by_columns(document.get()) {
            return self.rows(rows, collector);
        }
        let kind = members.get("type").map(|kind| kind.get().trim_matches('"'));
        match (kind, members.get("features")) {
            (Some("FeatureCollection"), Some(features)) => self.list(features, collector),
            (Some("Topology"), _) => Err(refused("it is TopoJSON; save it as GeoJSON")),
            (Some(_), _)
                if members.contains_key("coordinates") || members.contains_key("geometry") =>
            {
                self.item(document, collector)
            }
            _ => {
                // The first member that is a list of objects: {"stops": [{"lat": …}]}.
                let list = members.iter().find(|(_, value)| {
                    serde_json::from_str::<Vec<&RawValue>>(value.get()).is_ok_and(|items| {
                        items
                            .first()
                            .is_some_and(|item| item.get().starts_with('{'))
                    })
                });
                match list {
                    Some((name, value)) => {
                        let mut note = format!("its places are those of {name:?}");
                        let is_list = |value: &RawValue| {
                            serde_json::from_str::<Vec<Map<String, Json>>>(value.get())
                                .is_ok_and(|items| !items.is_empty())
                        };
                        let others = members
                            .iter()
                            .filter(|(other, value)| *other != name && is_list(value));
                        let others: Vec<String> =
                            others.map(|(name, _)| format!("{name:?}")).collect();
                        if !others.is_empty() {
                            note = format!("{note}; {} is not read", others.join(", "));
                        }
                        collector.notes.push(note);
                        self.list(value, collector)
                    }
                    None => self.keyed(&members, document, collector),
                }
            }
        }
    }

    /// Objects by their ids, as `{"facilities": {"east": {"lat": …}, "west": …}}`; without such the document is one place.
    fn keyed(
        &mut self,
        members: &Members<'t>,
        document: &'t RawValue,
        collector: &mut Collector,
    ) -> Result<()> {
        let objects_of = |value: &'t RawValue| {
            let inner = serde_json::from_str::<Members<'t>>(value.get()).ok()?;
            let are_objects = inner.values().all(|value| value.get().starts_with('{'));
            (are_objects && !inner.is_empty()).then_some(inner)
        };
        let of_members = members.iter().find_map(|(name, value)| {
            let inner = objects_of(value)?;
            // One object deeper, or the places themselves.
            Some((name.clone().into_owned(), inner))
        });
        let (name, objects) = match (of_members, objects_of(document)) {
            (Some((name, inner)), _) => (Some(name), inner),
            (None, Some(inner)) => (None, inner),
            (None, None) => return self.item(document, collector),
        };
        if let Some(name) = name {
            collector
                .notes
                .push(format!("its places are those of {name:?}"));
        }
        // In the order of the file.
        let mut objects: Vec<(Cow<'t, str>, &'t RawValue)> = objects.into_iter().collect();
        objects.sort_by_key(|(_, value)| value.get().as_ptr() as usize);
        for (id, value) in objects {
            self.item_with_id(Some(&id), value, collector)?;
        }
        Ok(())
    }

    fn list(&mut self, list: &'t RawValue, collector: &mut Collector) -> Result<()> {
        let items: Vec<&'t RawValue> = serde_json::from_str(list.get())
            .map_err(|error| refused(format!("it is no list of features: {error}")))?;
        for item in items {
            self.item(item, collector)?;
        }
        Ok(())
    }

    /// The rows of a document that is laid out by columns, all of its first line.
    fn rows(&mut self, rows: Vec<Map<String, Json>>, collector: &mut Collector) -> Result<()> {
        for (line, members) in (1..).zip(rows) {
            self.object(line, members, collector)?;
        }
        Ok(())
    }

    /// A feature, a geometry, or an object with coordinates among its members.
    fn item(&mut self, item: &'t RawValue, collector: &mut Collector) -> Result<()> {
        self.item_with_id(None, item, collector)
    }

    /// The same under an id, which holds where the object has none.
    fn item_with_id(
        &mut self,
        id: Option<&str>,
        item: &'t RawValue,
        collector: &mut Collector,
    ) -> Result<()> {
        let line = self.line(item);
        if let Ok(text) = serde_json::from_str::<String>(item.get()) {
            return text::name_of(line, Some((text, None)), collector);
        }
        let Ok(mut members) = serde_json::from_str::<Map<String, Json>>(item.get()) else {
            collector.fault(line, "it is no object");
            return Ok(());
        };
        let is_geometry =
            members.contains_key("coordinates") && members.get("type").is_some_and(Json::is_string);
        let geometry = match members.remove("geometry") {
            Some(geometry) => Some(geometry),
            None if is_geometry => Some(Json::Object(std::mem::take(&mut members))),
            None => None,
        };
        if let Some(geometry) = geometry {
            let properties = match members.remove("properties") {
                Some(Json::Object(properties)) => properties,
                _ => Map::new(),
            };
            return match serde_json::from_value(geometry) {
                Ok(geometry) => {
                    let feature = Feature {
                        geometry,
                        properties,
                        id: members.remove("id"),
                    };
                    self.feature(line, feature, collector)
                }
                Err(error) => {
                    collector.fault(line, format!("its geometry cannot be read: {error}"));
                    Ok(())
                }
            };
        }
        if let Some(id) = id {
            members
                .entry("id")
                .or_insert_with(|| Json::String(id.to_owned()));
        }
        self.object(line, members, collector)
    }

    /// An object with coordinates or a name among its members.
    fn object(
        &mut self,
        line: u64,
        mut members: Map<String, Json>,
        collector: &mut Collector,
    ) -> Result<()> {
        let holds_objects = |value: &Json| {
            let first = value.as_array().and_then(|list| list.first());
            first.is_some_and(Json::is_object)
        };
        if let Some((name, _)) = members.iter().find(|(_, value)| holds_objects(value)) {
            let note = format!("{name:?} within a place is not read");
            if !collector.notes.contains(&note) {
                collector.notes.push(note);
            }
        }
        with_inner(&mut members);
        with_pair_in_two(&mut members);
        let columns = self.columns(&members)?;
        let Some(layout) = Layout::of(columns) else {
            let names: Vec<&str> = columns.names().collect();
            let reason = format!(
                "it has no latitude and longitude among {}",
                names.join(", ")
            );
            let values: Vec<&Json> = members.values().collect();
            let cell = |at: usize| value(values.get(at).copied());
            let names = text::names_of(columns).ok();
            let chosen = names.map(Names::columns).unwrap_or_default();
            if let Err(reason) = doubt::unread(columns, &chosen, doubt::Order::None, cell)
                .and_then(|_| refuse_pair(&members))
            {
                collector.fault(line, reason);
                return Ok(());
            }
            let found = names.and_then(|names| names.read(cell));
            match found {
                Some((text, country)) => {
                    let name = Name {
                        text,
                        country,
                        line,
                    };
                    collector.name(name, reason)?;
                }
                None => collector.fault(line, reason),
            }
            return Ok(());
        };
        let values: Vec<&Json> = members.values().collect();
        match layout.draft(line, |at| value(values.get(at).copied())) {
            Ok(draft) => collector.push(draft),
            Err(reason) => {
                collector.fault(line, reason);
                Ok(())
            }
        }
    }

    fn feature(&mut self, line: u64, feature: Feature, collector: &mut Collector) -> Result<()> {
        let points = match points(feature.geometry) {
            Ok(points) => points,
            Err(reason) => {
                collector.fault(line, reason);
                return Ok(());
            }
        };
        let mut members = feature.properties;
        if let (false, Some(id)) = (members.contains_key("id"), feature.id) {
            members.insert("id".to_owned(), id);
        }
        let layout = Layout::of_names(self.columns(&members)?);
        let values: Vec<&Json> = members.values().collect();
        for (lon_deg, lat_deg) in points {
            let cell = |at: usize| value(values.get(at).copied());
            match layout.draft_at(line, (lat_deg, lon_deg, None), cell) {
                Ok(draft) => collector.push(draft)?,
                Err(reason) => collector.fault(line, reason),
            }
        }
        Ok(())
    }

    /// What the names of an object's members say.
    fn columns(&mut self, members: &Map<String, Json>) -> Result<&Columns> {
        let is_known = self
            .known
            .as_ref()
            .is_some_and(|(names, _)| names.iter().eq(members.keys()));
        if !is_known {
            let names: Vec<String> = members.keys().cloned().collect();
            // An object may lack what another has: a mapping holds where its member is there.
            let columns = Columns::of_names(&names, self.mapping)
                .or_else(|_| Columns::of_names(&names, &[]))?;
            self.known = Some((names, columns));
        }
        match &self.known {
            Some((_, columns)) => Ok(columns),
            None => Err(refused("it has no members")),
        }
    }
}

/// Old GeoJSON may name another coordinate reference system.
fn refuse_other_systems(members: &Members<'_>) -> Result<()> {
    let Some(system) = members.get("crs").map(|system| system.get()) else {
        return Ok(());
    };
    let is_degrees = ["CRS84", "4326", "null", "4979", "CRS:84"]
        .iter()
        .any(|known| system.contains(known));
    if is_degrees {
        Ok(())
    } else {
        Err(refused(format!(
            "its coordinates are not degrees on WGS 84 but of {system}; save it in EPSG:4326"
        )))
    }
}

/// The points of a geometry as longitude and latitude.
fn points(geometry: Option<Geometry>) -> Result<Vec<(f64, f64)>, String> {
    let Some(geometry) = geometry else {
        return Err("it has no geometry".to_owned());
    };
    let point = |coordinates: &Json| {
        let numbers = coordinates.as_array()?;
        Some((numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?))
    };
    let wrong = || "its coordinates are not a longitude and a latitude".to_owned();
    match geometry.kind.as_str() {
        "Point" => point(&geometry.coordinates)
            .map(|point| vec![point])
            .ok_or_else(wrong),
        "MultiPoint" => geometry
            .coordinates
            .as_array()
            .and_then(|all| all.iter().map(point).collect())
            .ok_or_else(wrong),
        other => Err(format!("a {other} is no point; only points are places")),
    }
}

fn value(json: Option<&Json>) -> Value<'_> {
    match json {
        None | Some(Json::Null) => Value::Empty,
        Some(Json::String(text)) => Value::of_text(text.trim()),
        Some(Json::Number(number)) => number.as_f64().map_or(Value::Empty, Value::Number),
        Some(other) => Value::Text(Cow::Owned(other.to_string())),
    }
}
