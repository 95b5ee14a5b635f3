//! The layer rule of `docs/architecture.md`, held against the imports of `src`.
//!
//! The table there is the rule: each row is a layer, its first column names the rooms of the layer. A file uses only rooms of
//! its own row and of rows below it, and no rooms use each other in a circle. `ARCMINUTE_ACCEPT=1` draws the graph of that page
//! anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const START: &str =
    "<!-- The graph is written by `ARCMINUTE_ACCEPT=1 cargo test --test suite layers`. -->\n";
const END: &str = "<!-- End of the graph. -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/architecture.md")).unwrap()
}

/// Each room with its layer, counted from the top. A room is a path of modules: `map`, `geodesy::batch`.
fn layers(page: &str) -> BTreeMap<String, usize> {
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| `src/"))
        .map(|line| line.split('|').nth(1).unwrap());
    let mut layers = BTreeMap::new();
    for (layer, rooms) in rows.enumerate() {
        for path in rooms
            .split('`')
            .filter_map(|part| part.strip_prefix("src/"))
        {
            let room = path.trim_end_matches('/').trim_end_matches(".rs");
            let path = root().join("src").join(room);
            assert!(
                path.is_dir() || path.with_extension("rs").is_file(),
                "docs/architecture.md names src/{room}, and there is none"
            );
            layers.insert(room.replace('/', "::"), layer);
        }
    }
    layers
}

/// All files beneath a folder, but those of tests.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The module that a file holds, as a path from the root of the crate.
fn module(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let path = inside.with_extension("");
    let parts = path
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect::<Vec<_>>();
    match parts.as_slice() {
        [name] if name == "lib" => Vec::new(),
        [rest @ .., name] if name == "mod" => rest.to_vec(),
        _ => parts,
    }
}

/// The lines of a file with their numbers, without comments and without what is built for tests alone.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let indent = &line[..line.len() - line.trim_start().len()];
            // As rustfmt sets it, an item ends at a semicolon, or at a brace below its first letter.
            for (_, line) in lines.by_ref() {
                let ends_here = line.starts_with(indent) && !line[indent.len()..].starts_with(' ');
                if ends_here && (line.ends_with(';') || line.trim_start().starts_with('}')) {
                    break;
                }
            }
        } else if !line.trim_start().starts_with("//") {
            kept.push((number, line));
        }
    }
    kept
}

/// How many modules are open at the end of a text, as rustfmt sets them.
fn inline_modules(text: &str) -> usize {
    let mut ends = Vec::new();
    for line in text.lines() {
        let item = line.trim_start();
        let indent = &line[..line.len() - item.len()];
        if ends.last().is_some_and(|end| line == end) {
            ends.pop();
        } else if item.ends_with(" {") && item.split(' ').any(|word| word == "mod") {
            ends.push(format!("{indent}}}"));
        }
    }
    ends.len()
}

/// What may stand in a name.
fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The paths that a text begins with, `a::b` or `a::{b, c::d}`, each after `prefix`.
fn paths(text: &str, prefix: &[String], found: &mut Vec<Vec<String>>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0;
        let mut start = 0;
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    if !group[start..at].trim().is_empty() {
                        paths(&group[start..at], prefix, found);
                    }
                    start = at + 1;
                    if letter == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = text.find(|letter| !is_name(letter)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = prefix.to_vec();
    if !name.is_empty() {
        path.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(rest) if !name.is_empty() => paths(rest, &path, found),
        // A macro is known by its name alone, wherever it stands.
        _ if rest.starts_with('!') => {}
        _ => found.push(path),
    }
}

/// Every path of this crate that a file names, with the line it is on.
fn uses(file: &Path) -> Vec<(usize, Vec<String>)> {
    let text = fs::read_to_string(file).unwrap();
    let module = module(file);
    let lines = code(&text);
    let whole = lines
        .iter()
        .map(|(_, line)| *line)
        .collect::<Vec<_>>()
        .join("\n");
    let starts = if module == ["main"] {
        vec!["arcminute::"]
    } else {
        vec!["crate::", "super::"]
    };
    let mut found = Vec::new();
    for start in starts {
        for (at, _) in whole.match_indices(start) {
            let before = whole[..at].chars().next_back();
            if before.is_some_and(|letter| is_name(letter) || letter == ':') {
                continue;
            }
            let mut rest = &whole[at + start.len()..];
            let mut prefix = Vec::new();
            if start == "super::" {
                let mut up = 1;
                while let Some(further) = rest.strip_prefix("super::") {
                    rest = further;
                    up += 1;
                }
                // Modules written within the file stand below that of the file.
                up -= inline_modules(&whole[..at]).min(up);
                prefix = module[..module.len().saturating_sub(up)].to_vec();
            }
            let line = lines[whole[..at].matches('\n').count()].0;
            let mut named = Vec::new();
            paths(rest, &prefix, &mut named);
            found.extend(named.into_iter().map(|path| (line, path)));
        }
    }
    found
}

/// Names that `lib.rs` passes on, with the module where they are.
fn passed_on() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut names = BTreeMap::new();
    for (at, start) in text.match_indices("pub use ") {
        let mut found = Vec::new();
        paths(&text[at + start.len()..], &[], &mut found);
        for path in found {
            if let [module @ .., name] = path.as_slice() {
                names.insert(name.clone(), module.join("::"));
            }
        }
    }
    names
}

/// The room that a path lies in: the longest that it begins with.
fn room_of(path: &[String], layers: &BTreeMap<String, usize>) -> Option<String> {
    (1..=path.len())
        .rev()
        .map(|length| path[..length].join("::"))
        .find(|room| layers.contains_key(room))
}

/// A use of one room by another, and the first line where it stands.
type Arrows = BTreeMap<(String, String), String>;

fn arrows(layers: &BTreeMap<String, usize>, faults: &mut Vec<String>) -> Arrows {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files.sort();
    assert!(files.len() > 50, "{} files", files.len());
    let passed_on = passed_on();
    let mut arrows = Arrows::new();
    for file in files {
        let module = module(&file);
        if module.is_empty() {
            continue;
        }
        let shown = file.strip_prefix(root()).unwrap().display().to_string();
        let Some(from) = room_of(&module, layers) else {
            faults.push(format!("{shown} is in no row of docs/architecture.md"));
            continue;
        };
        for (line, mut path) in uses(&file) {
            if let Some(module) = path.first().and_then(|name| passed_on.get(name)) {
                path.splice(..1, module.split("::").map(str::to_owned));
            }
            let place = format!("{shown}:{line}");
            match room_of(&path, layers) {
                Some(to) if to == from => {}
                Some(to) => {
                    if layers[&to] < layers[&from] {
                        faults.push(format!("{place} goes up, from {from} to {to}"));
                    }
                    arrows.entry((from.clone(), to)).or_insert(place);
                }
                None => faults.push(format!("{place} uses {}, of no row", path.join("::"))),
            }
        }
    }
    arrows
}

/// The rooms that each room uses, by way of others too.
fn reached(arrows: &Arrows) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut reached = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (from, to) in arrows.keys() {
        reached.entry(from).or_default().insert(to);
    }
    loop {
        let mut grown = reached.clone();
        for rooms in grown.values_mut() {
            for room in rooms.clone() {
                rooms.extend(reached.get(room).into_iter().flatten());
            }
        }
        if grown == reached {
            return reached;
        }
        reached = grown;
    }
}

/// The rooms as a Mermaid graph. An arrow is left out where another way leads to the same room.
fn graph(layers: &BTreeMap<String, usize>, arrows: &Arrows) -> String {
    let reached = reached(arrows);
    let mut text = String::from("```mermaid\nflowchart TD\n");
    for layer in 0..=layers.values().copied().max().unwrap_or(0) {
        let rooms = layers.iter().filter(|(_, at)| **at == layer);
        let rooms = rooms.map(|(room, _)| node(room)).collect::<Vec<_>>();
        writeln!(text, "  subgraph layer{layer}[\" \"]").unwrap();
        writeln!(text, "    {}\n  end", rooms.join("; ")).unwrap();
    }
    for (from, to) in arrows.keys() {
        let by_way = arrows.keys().any(|(first, next)| {
            first == from
                && next != to
                && reached
                    .get(next.as_str())
                    .is_some_and(|rooms| rooms.contains(to.as_str()))
        });
        if !by_way {
            writeln!(text, "  {} --> {}", node(from), node(to)).unwrap();
        }
    }
    text + "```\n"
}

fn node(room: &str) -> String {
    room.replace("::", "_")
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let layers = layers(&page());
    assert!(layers.len() > 10, "{layers:?}");
    let mut faults = Vec::new();
    let arrows = arrows(&layers, &mut faults);
    // One `use` may name many things.
    faults.dedup();
    let reached = reached(&arrows);
    for ((from, to), place) in &arrows {
        let circle = reached
            .get(to.as_str())
            .is_some_and(|rooms| rooms.contains(from.as_str()));
        // A circle between rows has an arrow up, which is told already.
        if circle && layers[from] == layers[to] {
            faults.push(format!("{place} closes a circle, from {from} to {to}"));
        }
    }
    assert!(
        faults.is_empty(),
        "docs/architecture.md says which rooms a file may use:\n{}",
        faults.join("\n")
    );
}

#[test]
fn the_graph_is_that_of_the_imports() {
    let page = page();
    let layers = layers(&page);
    let drawn = graph(&layers, &arrows(&layers, &mut Vec::new()));
    let (before, rest) = page.split_once(START).expect("the graph's start");
    let (stored, after) = rest.split_once(END).expect("the graph's end");
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        let page = format!("{before}{START}{drawn}{END}{after}");
        fs::write(root().join("docs/architecture.md"), page).unwrap();
    } else {
        assert_eq!(stored, drawn, "ARCMINUTE_ACCEPT=1 draws it anew");
    }
}

#[test]
fn paths_are_read_as_rust_does() {
    let read = |text| {
        let mut found = Vec::new();
        paths(text, &[], &mut found);
        found.iter().map(|path| path.join("::")).collect::<Vec<_>>()
    };
    assert_eq!(read("map::ring;"), ["map::ring"]);
    assert_eq!(
        read("{\n  map::{self, ring},\n  Error,\n};"),
        ["map::self", "map::ring", "Error"]
    );
    assert_eq!(read("svg::Frame::new(1)"), ["svg::Frame::new"]);
    assert!(read("codes!(Theme)").is_empty());
    let text =
        "a\n#[cfg(test)]\nmod tests;\nb // c\n#[cfg(test)]\nmod tests {\n    d\n}\n// e\nf\n";
    let kept = code(text).into_iter().map(|(number, _)| number);
    assert_eq!(kept.collect::<Vec<_>>(), [1, 4, 10]);
}
