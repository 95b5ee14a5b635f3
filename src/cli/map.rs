//! `map`: range rings, zones and places on a map, as SVG, PNG, PDF, GeoJSON, KML or GeoParquet.

use std::cell::RefCell;

use crate::catalogue::{Role, System, place};
use crate::export::map_file::MapFormat;
use crate::key::Frontend;
use crate::map::isochrone::Clock;
use crate::map::layout::{Framing, Layout};
use crate::map::projection::Kind;
use crate::number::Quantity;
use crate::position::Position;
use crate::quantity::limits::{ISOCHRONE_MIN, RADIUS_KM};
use crate::spec::map::{Dots, EXTENT_FORMS, Label, MapOptions, MapSpec, Split};
use crate::spec::{Scene, Style};
use crate::{Error, Result};

use super::host::{self, PlacedMap};
use super::message::message;
use super::model_options::OfMaps;
use super::options::{ModelArgs, PictureArgs, PlaceArgs, UnitArgs};
use super::values::{Checked, List, checked, choice, list, values, whole};
use super::{Outcome, interrupt};

/// Range rings, zones and places on a map
///
/// Ranges are true on the ellipsoid whatever the projection. Without --bands, --ring, --missile or --isochrone the map
/// shows the bands of the INF Treaty. The format follows the file's extension: .svg, .png, .pdf, .geojson, .kml
/// or .parquet;
/// without -o the SVG goes to standard output, or where that is a terminal to a new file.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Args {
    #[command(flatten)]
    places: PlaceArgs,
    /// Rings at these distances, km without a unit: 500 2000, 300mi
    #[arg(long, value_name = "KM…", value_parser = list(&RADIUS))]
    ring: Vec<List>,
    /// Lines of equal flight time of the missile (of the generic ballistic one if none is named), min
    #[arg(long, value_name = "MIN…", value_parser = list(&ISOCHRONE))]
    isochrone: Vec<List>,
    /// Isochrones and --dots minutes show the warning that is left, not the flight
    #[arg(long)]
    warning: bool,
    /// What the marks of places tell [default: minutes with --isochrone, band with --bands, reach with --missile, ring with
    /// --ring]
    #[arg(long, value_name = "WHAT", value_parser = choice::<Dots>())]
    dots: Option<Dots>,
    /// What is written behind the names of places [default: minutes with --dots minutes, else the name alone]
    #[arg(long, value_name = "WHAT", value_parser = choice::<Label>())]
    label: Option<Label>,
    /// Lines from each origin at equal steps of azimuth
    #[arg(long, value_name = "COUNT", num_args = 0..=1, default_missing_value = "12", value_parser = whole("number of radials", 1, 360))]
    radials: Option<usize>,
    /// Great circles from each origin to each place
    #[arg(long)]
    track: bool,
    /// A map for each missile, of one extent and scale
    #[arg(long)]
    panels: bool,
    /// A feature for each ring of each origin, and not one for each distance, in GeoJSON, KML and GeoParquet
    #[arg(long)]
    each: bool,
    /// Projection [default: azimuthal-equidistant about one origin, lambert-azimuthal for several]
    #[arg(long, value_name = "NAME", value_parser = choice::<Kind>())]
    projection: Option<Kind>,
    /// Centre of the projection [default: the origin, or the middle of several]
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true, value_parser = checked(|text| Ok(place(text, Role::From)?.position)))]
    centre: Option<Position>,
    /// Extent, in degrees if not by name; auto is all that is drawn, 800km@50,14.4 so far about a position to each side
    #[arg(long, value_name = "EXTENT", default_value = "auto", value_parser = extent())]
    extent: Framing,
    /// Title [default: what is shown]
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    #[command(flatten)]
    model: ModelArgs<OfMaps>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs<MapFormat>,
}

const RADIUS: Quantity = Quantity::within_limits(&RADIUS_KM, crate::number::Kind::Length);
const ISOCHRONE: Quantity = Quantity::within_limits(&ISOCHRONE_MIN, crate::number::Kind::Minutes);

const EXAMPLES: &str = "\
Examples:
  arcminute map --from kaliningrad --bands inf -o map.svg
  arcminute map --from kapustin-yar --missile 9m729 --to @capitals -o map.svg
  arcminute map --from @launch-sites:RU --ring 500 2000 --extent europe --theme print -o rings.pdf
  arcminute map --from kaliningrad --isochrone 5 10 15 --warning --to @capitals -o warning.png
  arcminute map --from 66.8,-176.5 --ring 5500 -o ring.geojson";

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    interrupt::clean_up_on_signals();
    let format = args.picture.format()?;
    let places = args.places.resolve_origins()?;
    let outcome = places.outcome();
    let name = match &places.from[..] {
        [one] => one.id.as_deref().map_or("map", |id| id).to_owned(),
        _ => "map".to_owned(),
    };
    let named = args.model.named_systems()?;
    // Times are those of the one named missile, or of the generic one.
    let others = vec![System::GENERIC_BALLISTIC];
    let named = Some(named).filter(|named| !named.is_empty());
    let assumptions = args.model.assumptions(named.as_ref().unwrap_or(&others))?;
    let options = MapOptions {
        format,
        style: Style {
            kept_body: host::kept_frame(),
            ..args.picture.style()
        },
        title: args.title.clone(),
        from: places.from,
        to: places.to,
        named_to: places.named_to,
        named,
        others,
        has_bands: args.model.has_bands(),
        rings_km: values(&args.ring),
        isochrones_min: values(&args.isochrone),
        is_warning: args.warning,
        dots: args.dots,
        label: args.label,
        language: args.picture.lang,
        radials: args.radials.unwrap_or_default().try_into()?,
        has_tracks: args.track,
        split: Split::of(args.panels, args.each)?,
        layout: Layout {
            projection: args.projection,
            centre: args.centre,
            framing: args.extent,
        },
    };
    let scene = Scene {
        assumptions,
        unit: args.unit.units,
        flies: &|_, _, _| true,
    };
    let spec = checked_spec(options)?;
    let has_warnings = spec.clock == Clock::Warning || spec.label == Label::Warning;
    args.model
        .refuse_without_effect(spec.timed.is_some(), has_warnings)?;
    if format.is_picture() {
        for sentence in spec.untranslated() {
            message!("note: {sentence}");
        }
    }
    let mut file = spec.file(&scene)?;
    if let Some(view) = file.view.take().filter(|_| format == MapFormat::Svg) {
        let map = PlacedMap::new(view, &file, spec.from, spec.to);
        host::map(map);
    }
    args.picture.write(&file, &name)?;
    Ok(outcome)
}

fn extent() -> Checked<Framing> {
    checked(str::parse).offering(EXTENT_FORMS.to_vec())
}

/// The map, or the first of its contradictions.
fn checked_spec(options: MapOptions) -> Result<MapSpec> {
    let faults = RefCell::new(Vec::new());
    let refuse = |_, message| faults.borrow_mut().push(message);
    let spec = options.spec(Frontend::CommandLine, &refuse);
    match (spec, faults.into_inner().into_iter().next()) {
        (Some(spec), None) => Ok(spec),
        (_, message) => Err(Error::Usage(message.unwrap_or_default())),
    }
}
