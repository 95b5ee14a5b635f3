//! The commands of arcminute for a page in a browser: a front end without logic of its own. A call takes the arguments of the
//! command line and hands back what it would print, with documents in parts and maps with the way from pixels to positions.

mod answer;

use std::cell::RefCell;
use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arcminute::cli::host::{self, PlacedMap};
use arcminute::position::Position;
use wasm_bindgen::prelude::wasm_bindgen;

use answer::{Answer, Collector};

thread_local! {
    /// The last map that was drawn.
    static MAP: RefCell<Option<PlacedMap>> = const { RefCell::new(None) };
}

/// Runs a command of arcminute: `["check", "kaliningrad", "Berlin"]`.
#[wasm_bindgen]
pub fn call(arguments: Vec<String>) -> Answer {
    run(arguments, false, None)
}

/// The same, with a map that stays where the last one lay in its picture as far as its words let it: while something moves, a
/// line more in the legend must not shift it under the hand.
#[wasm_bindgen]
pub fn call_in_place(arguments: Vec<String>) -> Answer {
    let frame_px = MAP.with_borrow(|map| map.as_ref().map(PlacedMap::frame_px));
    run(arguments, false, frame_px)
}

/// The same with all results as bytes, as the command line prints them.
#[wasm_bindgen]
pub fn print(arguments: Vec<String>) -> Answer {
    run(arguments, true, None)
}

fn run(arguments: Vec<String>, is_printed: bool, kept_frame_px: Option<[f64; 4]>) -> Answer {
    let (collector, collected) = Collector::new(is_printed, kept_frame_px);
    let never = Arc::new(AtomicBool::new(false));
    let arguments = arguments.into_iter().map(OsString::from);
    let ended = host::call(arguments, Box::new(collector), &never);
    let (answer, map) = Answer::new(collected.take(), ended);
    // What is printed is not on the page.
    if map.is_some() && !is_printed {
        MAP.set(map);
    }
    answer
}

/// A command as one types it into a shell.
#[wasm_bindgen]
pub fn shell_line(arguments: Vec<String>) -> String {
    host::shell_line(arguments.into_iter().map(OsString::from))
}

/// The subcommand's options, as JSON: a list of objects.
#[wasm_bindgen]
pub fn options(command: &str) -> String {
    answer::options(command)
}

/// The position under a point of the last map, px from its upper left corner: latitude and longitude, degrees. Empty off the
/// Earth.
#[wasm_bindgen]
pub fn position(x_px: f64, y_px: f64) -> Vec<f64> {
    let found = MAP.with_borrow(|map| map.as_ref()?.position(x_px, y_px));
    found.map_or_else(Vec::new, |at| vec![at.lat_deg(), at.lon_deg()])
}

/// The points of positions on the last map, px: x and y after one another, NaN where the map does not show them.
#[wasm_bindgen]
pub fn points(lat_lon_deg: &[f64]) -> Vec<f64> {
    MAP.with_borrow(|map| {
        let point = |pair: &[f64]| {
            let position = Position::new(pair[0], pair[1]).ok()?;
            map.as_ref()?.point(position)
        };
        let pairs = lat_lon_deg.chunks_exact(2);
        pairs
            .flat_map(|pair| point(pair).map_or([f64::NAN; 2], |(x, y)| [x, y]))
            .collect()
    })
}
