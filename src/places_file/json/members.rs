//! Coordinates within members of objects, and documents whose members are columns.

use serde_json::{Map, Value as Json};

use crate::places_file::rows::{Layout, Names};
use crate::table::{Columns, Field, Role};

/// The rows of a document whose members are columns: `{"name": {"0": "A"}, "lat": {"0": 48.1}}` as pandas writes it, lists in the
/// place of the inner objects, or `{"columns": […], "data": [[…]]}`. None of any other.
pub(super) fn by_columns(document: &str) -> Option<Vec<Map<String, Json>>> {
    let members: Map<String, Json> = serde_json::from_str(document).ok()?;
    if let (Some(Json::Array(names)), Some(Json::Array(data))) =
        (members.get("columns"), members.get("data"))
    {
        let names: Vec<&str> = names.iter().filter_map(Json::as_str).collect();
        let row = |row: &Json| {
            let cells = row.as_array()?.iter().cloned();
            Some(
                names
                    .iter()
                    .map(|&name| name.to_owned())
                    .zip(cells)
                    .collect(),
            )
        };
        return data.iter().map(row).collect();
    }
    let names: Vec<&String> = members.keys().collect();
    let columns = Columns::of_names(&names, &[]).ok()?;
    if Layout::of(&columns).is_none() && Names::of(&columns).is_none() {
        return None;
    }
    let is_scalar = |value: &Json| !value.is_object() && !value.is_array();
    let columns: Vec<(&String, Vec<(String, &Json)>)> = members
        .iter()
        .map(|(name, column)| {
            let cells: Vec<(String, &Json)> = match column {
                Json::Object(cells) => {
                    let cells = cells.iter().map(|(key, cell)| (key.clone(), cell));
                    let mut cells: Vec<_> = cells.collect();
                    // In the order of the index, where that is a count.
                    cells.sort_by_key(|(key, _)| key.parse::<u64>().ok());
                    cells
                }
                Json::Array(cells) => (0..).map(|at: usize| at.to_string()).zip(cells).collect(),
                _ => return None,
            };
            cells
                .iter()
                .all(|(_, cell)| is_scalar(cell))
                .then_some((name, cells))
        })
        .collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let have_same = |cells: &[(String, &Json)]| {
        cells
            .iter()
            .map(|(key, _)| key)
            .eq(first.iter().map(|(key, _)| key))
    };
    if columns.len() < 2 || !columns.iter().all(|(_, cells)| have_same(cells)) {
        return None;
    }
    let row = |at: usize| {
        let cells = columns.iter();
        cells
            .map(|(name, cells)| ((*name).clone(), cells[at].1.clone()))
            .collect()
    };
    Some((0..first.len()).map(row).collect())
}

/// Members that are a pair of degrees, by their names in lower case, and true where the longitude comes first.
const PAIRS: [(&str, bool); 12] = [
    ("longlat", true),
    ("lonlat", true),
    ("lnglat", true),
    ("coordinates", true),
    ("coords", true),
    ("latlong", false),
    ("latlon", false),
    ("latlng", false),
    ("lat_lon", false),
    ("lat_lng", false),
    ("lon_lat", true),
    ("lng_lat", true),
];

/// Puts a latitude and a longitude in the place of a list of two numbers whose name says their order. Lists that are called
/// coordinates have the order of GeoJSON.
pub(super) fn with_pair_in_two(members: &mut Map<String, Json>) {
    let found = members.iter().find_map(|(name, value)| {
        let lower = name.to_lowercase();
        let (_, is_lon_first) = PAIRS.iter().find(|(pair, _)| *pair == lower)?;
        match value.as_array()?.as_slice() {
            [first, second, ..] if first.is_number() && second.is_number() => {
                Some((name.clone(), *is_lon_first, first.clone(), second.clone()))
            }
            _ => None,
        }
    });
    let Some((name, is_lon_first, first, second)) = found else {
        return;
    };
    if members.contains_key("lat") || members.contains_key("lon") {
        return;
    }
    members.remove(&name);
    let (lat, lon) = if is_lon_first {
        (second, first)
    } else {
        (first, second)
    };
    members.insert("lat".to_owned(), lat);
    members.insert("lon".to_owned(), lon);
}

/// Puts a latitude and a longitude in the place of an object that holds both: `{"location": {"lat": …, "lng": …}}`, or a point of
/// GeoJSON. An object of other members stays as it is.
pub(super) fn with_inner(members: &mut Map<String, Json>) {
    let has_own = Columns::of_names(&members.keys().collect::<Vec<_>>(), &[])
        .is_ok_and(|columns| Layout::of(&columns).is_some());
    if has_own {
        return;
    }
    let found = members.iter().find_map(|(name, inner)| {
        let inner = inner.as_object()?;
        let names: Vec<&String> = inner.keys().collect();
        let columns = Columns::of_names(&names, &[]).ok()?;
        let find = |field| {
            let at = columns.find(Role::of(field))?;
            inner.get(names[at]).cloned()
        };
        match (find(Field::Latitude), find(Field::Longitude)) {
            (Some(lat), Some(lon)) => Some((name.clone(), lat, lon)),
            _ if inner.get("type").is_some_and(|kind| kind == "Point") => {
                let numbers = inner.get("coordinates")?.as_array()?;
                Some((
                    name.clone(),
                    numbers.get(1)?.clone(),
                    numbers.first()?.clone(),
                ))
            }
            _ => None,
        }
    });
    if let Some((name, lat, lon)) = found {
        members.remove(&name);
        members.insert("lat".to_owned(), lat);
        members.insert("lon".to_owned(), lon);
    }
}

/// Refuses a list of two numbers whose name does not say their order, where a name would be looked up instead.
pub(super) fn refuse_pair(members: &Map<String, Json>) -> std::result::Result<String, String> {
    let is_pair = |value: &Json| {
        let numbers = value.as_array().filter(|list| matches!(list.len(), 2 | 3));
        numbers.is_some_and(|list| list.iter().all(Json::is_number))
    };
    match members.iter().find(|(_, value)| is_pair(value)) {
        Some((name, _)) => Err(format!(
            "{name:?} holds numbers, and does not say which is the latitude: call it latlon or lonlat"
        )),
        None => Ok(String::new()),
    }
}
