//! What a command hands to the page: text and bytes as they are, the rest as JSON.

use std::sync::{Arc, Mutex, PoisonError};

use arcminute::Result;
use arcminute::catalogue::Place;
use arcminute::cli::host::{self, Assessed, Ended, Host, PlacedMap};
use arcminute::present::{Align, Block, Document, Grid};
use arcminute::schema::{Cell, Kind};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What a command has handed over so far.
#[derive(Default)]
pub(crate) struct Found {
    bytes: Vec<u8>,
    messages: Vec<String>,
    document: Option<Value>,
    assessed: Option<Value>,
    map: Option<PlacedMap>,
}

/// Takes the results of a command.
pub(crate) struct Collector {
    found: Arc<Mutex<Found>>,
    is_printed: bool,
    kept_frame_px: Option<[f64; 4]>,
}

/// The other end of a [`Collector`].
pub(crate) struct Collected(Arc<Mutex<Found>>);

impl Collector {
    /// Documents are taken as bytes where the command is to print. A map lies in the frame, if one is to be kept.
    pub(crate) fn new(is_printed: bool, kept_frame_px: Option<[f64; 4]>) -> (Self, Collected) {
        let found = Arc::default();
        let collected = Collected(Arc::clone(&found));
        let collector = Self {
            found,
            is_printed,
            kept_frame_px,
        };
        (collector, collected)
    }

    fn add(&self, add: impl FnOnce(&mut Found)) {
        add(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Collected {
    pub(crate) fn take(self) -> Found {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Host for Collector {
    fn kept_frame_px(&self) -> Option<[f64; 4]> {
        self.kept_frame_px
    }

    fn begins_rows(&mut self, _columns: &[(&str, Kind)]) -> bool {
        false
    }

    fn row(&mut self, _cells: &[Cell<'_>]) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, document: &Document) -> bool {
        if !self.is_printed {
            self.add(|found| found.document = Some(blocks(document)));
        }
        !self.is_printed
    }

    fn assessed(&mut self, rows: &[Assessed<'_>]) {
        let of = |row: &Assessed<'_>| {
            json!({
                "from": key(row.from),
                "to": key(row.to),
                "system": row.system,
                "reach": row.reach.map(arcminute::catalogue::Reach::code),
            })
        };
        if !self.is_printed {
            self.add(|found| found.assessed = Some(rows.iter().map(of).collect()));
        }
    }

    fn map(&mut self, map: PlacedMap) {
        self.add(|found| found.map = Some(map));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.add(|found| found.bytes.extend_from_slice(bytes));
    }

    fn message(&mut self, line: &str) {
        self.add(|found| found.messages.push(line.to_owned()));
    }
}

/// How a command ended, with all that it said.
#[wasm_bindgen]
pub struct Answer {
    found: Found,
    status: u8,
    map: Option<Value>,
}

impl Answer {
    /// The answer of a command, whose error becomes its last message, and the map that it drew.
    pub(crate) fn new(mut found: Found, ended: Result<Ended>) -> (Self, Option<PlacedMap>) {
        let status = match ended {
            Ok(Ended::Done) => 0,
            Ok(Ended::SomeFailed) => 1,
            Err(error) => {
                found.messages.push(format!("error: {error}"));
                2
            }
        };
        let drawn = found.map.take();
        let map = drawn.as_ref().map(map_words);
        (Self { found, status, map }, drawn)
    }
}

#[wasm_bindgen]
impl Answer {
    /// The exit status of the command line: 0 done, 1 some rows failed, 2 wrong arguments.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u8 {
        self.status
    }

    /// What goes to standard error, a line each.
    #[wasm_bindgen(getter)]
    pub fn messages(&self) -> Vec<String> {
        self.found.messages.clone()
    }

    /// What goes to standard output, as text; it is taken once.
    pub fn text(&mut self) -> String {
        String::from_utf8(std::mem::take(&mut self.found.bytes)).unwrap_or_default()
    }

    /// The blocks of a document, as JSON.
    #[wasm_bindgen(getter)]
    pub fn document(&self) -> Option<String> {
        self.found.document.as_ref().map(Value::to_string)
    }

    /// What the rows of the document's table are of, as JSON.
    #[wasm_bindgen(getter)]
    pub fn assessed(&self) -> Option<String> {
        self.found.assessed.as_ref().map(Value::to_string)
    }

    /// The map of an SVG document, as JSON: its words, places and measures.
    #[wasm_bindgen(getter)]
    pub fn map(&self) -> Option<String> {
        self.map.as_ref().map(Value::to_string)
    }
}

/// A place by what tells it apart: its id, or its name where it has none.
fn key(place: &Place) -> &str {
    place.id.as_deref().unwrap_or(&place.name)
}

fn place(place: &Place) -> Value {
    json!({
        "key": key(place),
        "name": place.name,
        "lat": place.position.lat_deg(),
        "lon": place.position.lon_deg(),
        "uncertainty_km": place.uncertainty_km,
    })
}

fn map_words(map: &PlacedMap) -> Value {
    let centre = map.centre();
    json!({
        "from": map.from.iter().map(place).collect::<Value>(),
        "to": map.to.iter().map(place).collect::<Value>(),
        "title": map.title,
        "description": map.description,
        "caveats": map.caveats,
        "credit": map.credit,
        "frame": map.frame_px(),
        "px_per_km": map.px_per_km(),
        "projection": map.projection(),
        "centre": [centre.lat_deg(), centre.lon_deg()],
    })
}

fn blocks(document: &Document) -> Value {
    document.blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Title(text) => json!({ "title": text }),
        Block::Heading(text) => json!({ "heading": text }),
        Block::Paragraph(text) => json!({ "paragraph": text }),
        Block::Facts(facts) => json!({ "facts": facts }),
        Block::Notes(notes) => json!({ "notes": notes }),
        Block::Steps(steps) => {
            let step = |step: &arcminute::present::Step| json!([step.title, step.lines()]);
            json!({ "steps": steps.iter().map(step).collect::<Value>() })
        }
        Block::Grid(grid) => json!({ "grid": table(grid) }),
        Block::Picture(picture) => json!({ "picture": picture.caption }),
    }
}

fn table(grid: &Grid) -> Value {
    let columns = grid
        .columns
        .iter()
        .map(|column| json!({ "title": column.title, "number": column.align == Align::Right }));
    json!({ "columns": columns.collect::<Value>(), "rows": grid.rows })
}

/// The options of a subcommand, as JSON.
pub(crate) fn options(command: &str) -> String {
    let path: Vec<&str> = command.split(' ').collect();
    let parameters = host::parameters(&path).map(|(_, parameters)| parameters);
    let all = parameters.unwrap_or_default().into_iter().map(|parameter| {
        json!({
            "name": parameter.name,
            "positional": parameter.is_positional,
            "list": parameter.is_list,
            "flag": parameter.value.is_none(),
            "bare": parameter.may_be_bare,
            "possible": parameter.possible,
            "default": parameter.default,
            "help": parameter.help,
        })
    });
    all.collect::<Value>().to_string()
}
