//! Places of KML: the placemarks that have a point.
//!
//! The `kml` crate, which writes ours, stops at the first fault, gives no lines, panics at a point without coordinates and
//! calls itself for every folder within a folder; so the events of quick-xml, which it is made of, are read here.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::collect::{Collector, Draft};
use super::refused;
use crate::error::Result;
use crate::number::{Kind, Quantity, read_number};

/// The deepest element. Real files have folders within folders, but not hundreds.
const MOST_DEPTH: usize = 256;

const UNCERTAINTY: Quantity = Quantity::new("uncertainty", Kind::Length, 0.0, 20_037.6);

/// A placemark as it is read.
#[derive(Default)]
struct Placemark {
    line: u64,
    name: String,
    /// The text of the coordinates of each point.
    points: Vec<String>,
    /// The first geometry that is none.
    other: Option<String>,
    uncertainty: Option<String>,
}

/// Where the text that comes next belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    Name,
    Coordinates,
    Uncertainty,
}

struct Scanner<'t> {
    text: &'t str,
    offset: usize,
    line: u64,
    path: Vec<String>,
    placemark: Option<Placemark>,
    target: Target,
}

/// Reads the placemarks of a document.
pub(super) fn read(text: &str, collector: &mut Collector) -> Result<()> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut scanner = Scanner {
        text,
        offset: 0,
        line: 1,
        path: Vec::new(),
        placemark: None,
        target: Target::Nothing,
    };
    let mut is_kml = false;
    loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let line = scanner.line_at(offset);
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                is_kml |= element.local_name().as_ref() == b"kml";
                scanner.start(&element, line)?;
            }
            Ok(Event::Empty(element)) => {
                scanner.start(&element, line)?;
                scanner.end(collector)?;
            }
            Ok(Event::End(_)) => scanner.end(collector)?,
            Ok(Event::Text(content)) => scanner.text(&content.decode().unwrap_or_default()),
            Ok(Event::CData(content)) => scanner.text(&content.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.decode().unwrap_or_default();
                match (reference.resolve_char_ref(), resolve_xml_entity(&name)) {
                    (Ok(Some(c)), _) => scanner.text(c.encode_utf8(&mut [0; 4])),
                    (_, Some(known)) => scanner.text(known),
                    _ => scanner.text(&format!("&{name};")),
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let line = scanner.line_at(usize::try_from(reader.error_position()).unwrap_or(0));
                collector.fault(
                    line,
                    format!("it is no well-formed XML, and the rest is not read: {error}"),
                );
                break;
            }
        }
    }
    if let Some(placemark) = scanner.placemark.take() {
        collector.fault(placemark.line, "the placemark does not end");
    }
    if !is_kml {
        return Err(refused(
            "it is XML, but not KML; GeoJSON, KML and CSV are read",
        ));
    }
    Ok(())
}

impl Scanner<'_> {
    fn line_at(&mut self, offset: usize) -> u64 {
        let offset = offset.min(self.text.len());
        if offset >= self.offset {
            let passed = &self.text.as_bytes()[self.offset..offset];
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.offset = offset;
        }
        self.line
    }

    fn start(&mut self, element: &BytesStart<'_>, line: u64) -> Result<()> {
        if self.path.len() >= MOST_DEPTH {
            return Err(refused(format!(
                "line {line}: elements stand in each other more than {MOST_DEPTH} deep"
            )));
        }
        let name = String::from_utf8_lossy(element.local_name().as_ref()).into_owned();
        let parent = self.path.last().map_or("", String::as_str);
        if name == "Placemark" {
            self.placemark = Some(Placemark {
                line,
                ..Placemark::default()
            });
        }
        self.target = Target::Nothing;
        if let Some(placemark) = &mut self.placemark {
            match (parent, name.as_str()) {
                ("Placemark", "name") => self.target = Target::Name,
                ("Point", "coordinates") => {
                    placemark.points.push(String::new());
                    self.target = Target::Coordinates;
                }
                (_, "LineString" | "LinearRing" | "Polygon" | "Track" | "Model") => {
                    placemark.other.get_or_insert_with(|| name.clone());
                }
                (_, "Data" | "SimpleData") if is_uncertainty(element) => {
                    placemark.uncertainty = Some(String::new());
                    if name == "SimpleData" {
                        self.target = Target::Uncertainty;
                    }
                }
                ("Data", "value") if placemark.uncertainty.as_deref() == Some("") => {
                    self.target = Target::Uncertainty;
                }
                _ => {}
            }
        }
        self.path.push(name);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(placemark) = &mut self.placemark else {
            return;
        };
        match self.target {
            Target::Nothing => {}
            Target::Name => placemark.name.push_str(text),
            Target::Coordinates => {
                if let Some(point) = placemark.points.last_mut() {
                    point.push_str(text);
                }
            }
            Target::Uncertainty => {
                if let Some(uncertainty) = &mut placemark.uncertainty {
                    uncertainty.push_str(text);
                }
            }
        }
    }

    fn end(&mut self, collector: &mut Collector) -> Result<()> {
        self.target = Target::Nothing;
        if self.path.pop().as_deref() == Some("Placemark")
            && let Some(placemark) = self.placemark.take()
        {
            return placemark.collect(collector);
        }
        Ok(())
    }
}

/// True for the extended data that our own files have: `uncertainty_km`.
fn is_uncertainty(element: &BytesStart<'_>) -> bool {
    element
        .attributes()
        .flatten()
        .any(|attribute| attribute.value.as_ref() == b"uncertainty_km")
}

impl Placemark {
    fn collect(self, collector: &mut Collector) -> Result<()> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.points.is_empty() {
            let reason = match self.other {
                Some(other) => {
                    format!("placemark {name:?} has a {other} and no point; only points are places")
                }
                None => format!("placemark {name:?} has no point"),
            };
            collector.fault(self.line, reason);
            return Ok(());
        }
        let uncertainty = self.uncertainty.as_deref().map(str::trim);
        let uncertainty_km = match uncertainty.filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => match read_number(text, &UNCERTAINTY) {
                Ok(value) => Some(value),
                Err(error) => {
                    collector.fault(self.line, error.to_string());
                    return Ok(());
                }
            },
        };
        for point in &self.points {
            let numbers: Vec<Option<f64>> = point
                .trim()
                .split(',')
                .map(|number| {
                    number
                        .trim()
                        .parse()
                        .ok()
                        .filter(|value: &f64| value.is_finite())
                })
                .collect();
            match numbers[..] {
                [Some(lon_deg), Some(lat_deg)] | [Some(lon_deg), Some(lat_deg), _] => {
                    collector.push(Draft {
                        line: self.line,
                        name: name.clone(),
                        id: None,
                        lat_deg,
                        lon_deg,
                        uncertainty_km,
                        country: None,
                        note: None,
                    })?;
                }
                _ => collector.fault(
                    self.line,
                    format!(
                        "placemark {name:?}: {:?} is no longitude and latitude",
                        point.trim()
                    ),
                ),
            }
        }
        Ok(())
    }
}
