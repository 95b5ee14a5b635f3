//! `map`: range rings, zones and places on a map, as SVG, PNG, PDF, GeoJSON or KML.

use crate::catalogue::System;
use crate::export::map_file::{MapFormat, encoded};
use crate::export::picture::PictureFormat;
use crate::map::isochrone::Clock;
use crate::map::layout::Layout;
use crate::map::subject::{Request, Subject};
use crate::treaty::BandSet;
use crate::{Error, Result};

use super::options::{ModelArgs, PictureArgs, PlaceArgs, UnitArgs, number};
use super::{Outcome, interrupt, output};

/// Range rings, zones and places on a map
///
/// Ranges are true on the ellipsoid whatever the projection. Without --bands, --ring, --missile or --isochrone the map
/// shows the bands of the INF Treaty. The format follows the file's extension: .svg, .png, .pdf, .geojson or .kml;
/// without -o the SVG goes to standard output.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    places: PlaceArgs,
    /// Rings at these distances, km
    #[arg(long, value_name = "KM", num_args = 1.., value_delimiter = ',')]
    ring: Vec<String>,
    /// Lines of equal flight time of the missile (of the generic ballistic one if none is named), min
    #[arg(long, value_name = "MIN", num_args = 1.., value_delimiter = ',')]
    isochrone: Vec<String>,
    /// Isochrones and --dots minutes show the warning that is left, not the flight
    #[arg(long)]
    warning: bool,
    /// Colour places by band or by minutes [default: minutes with --isochrone, else band]
    #[arg(long, value_name = "WHAT")]
    dots: Option<String>,
    /// Lines from each origin at equal steps of azimuth
    #[arg(long, value_name = "COUNT", num_args = 0..=1, default_missing_value = "12")]
    radials: Option<String>,
    /// Great circles from each origin to each place
    #[arg(long)]
    track: bool,
    /// azimuthal-equidistant, lambert-azimuthal, lambert-conic, orthographic, equirectangular or mercator [default:
    /// azimuthal-equidistant about one origin, lambert-azimuthal for several]
    #[arg(long, value_name = "NAME")]
    projection: Option<String>,
    /// europe, auto (all that is drawn), world, or WEST,SOUTH,EAST,NORTH in degrees
    #[arg(long, value_name = "EXTENT", default_value = "auto")]
    extent: String,
    /// Title [default: what is shown]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    model: ModelArgs,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute map --from kaliningrad --bands inf -o map.svg
  arcminute map --from kapustin-yar --missile 9m729 --to @capitals -o map.svg
  arcminute map --from @sites:RU --ring 500 2000 --extent europe --theme print -o rings.pdf
  arcminute map --from kaliningrad --isochrone 5 10 15 --warning --to @capitals -o warning.png
  arcminute map --from 66.8,-176.5 --ring 5500 -o ring.geojson";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    interrupt::clean_up_on_signals();
    let format = args.format()?;
    let (origins, targets) = args.places.resolve_origins()?;
    args.model.heed_only(
        "map",
        &["--trajectory", "--speed-kmh", "--path-factor", "--delay-s"],
    )?;
    let named = args.model.named_systems()?;
    let generic = [System::GENERIC_BALLISTIC];
    // Times are those of the one missile that is named, or of the generic one.
    let timed: &[System] = if named.is_empty() { &generic } else { &named };
    let assumptions = args.model.assumptions(timed)?;
    let clock = if args.warning {
        Clock::Warning
    } else {
        Clock::Flight
    };
    let minutes = args
        .isochrone
        .iter()
        .map(|text| number("time of the isochrone", text))
        .collect::<Result<Vec<_>>>()?;
    let by_time = args.dots_by_time()?;
    if args.warning && minutes.is_empty() && !by_time {
        return Err(Error::Usage(
            "--warning is for --isochrone and --dots minutes: add one of them".to_owned(),
        )
        .into());
    }
    let one_timed = if by_time || !minutes.is_empty() {
        Some(one_of(timed)?)
    } else {
        None
    };
    let rings_km = args
        .ring
        .iter()
        .map(|text| number("radius of the ring", text))
        .collect::<Result<Vec<_>>>()?;
    let radials = args.radials()?;
    let has_more = !rings_km.is_empty() || !named.is_empty() || !minutes.is_empty() || radials > 0;
    let request = Request {
        origins: &origins,
        targets: &targets,
        bands: args.bands(has_more)?,
        rings_km,
        missiles: if minutes.is_empty() && !by_time {
            &named
        } else {
            with_range(&named)
        },
        isochrones: one_timed
            .filter(|_| !minutes.is_empty())
            .map(|system| (system, minutes)),
        clock,
        dots_by_time_of: one_timed.filter(|_| by_time),
        radials,
        has_tracks: args.track,
        title: args.title.clone(),
        assumptions,
        unit: args.unit.unit()?,
    };
    let subject = Subject::new(&request)?;
    let layout = args.layout()?;
    let file = encoded(
        &subject,
        &layout,
        &args.picture.setting(request.unit)?,
        format,
    )?;
    output::bytes(args.picture.output.as_deref(), &file)?;
    Ok(Outcome::Done)
}

impl Args {
    fn format(&self) -> Result<MapFormat> {
        match (&self.picture.format, &self.picture.output) {
            (Some(name), _) => name.parse(),
            (None, Some(path)) if path.as_os_str() != "-" => MapFormat::of_extension(path),
            (None, _) => Ok(MapFormat::Picture(PictureFormat::Svg)),
        }
    }

    fn dots_by_time(&self) -> Result<bool> {
        match self.dots.as_deref() {
            None => Ok(!self.isochrone.is_empty()),
            Some("band") => Ok(false),
            Some("minutes") => Ok(true),
            Some(other) => Err(Error::Unreadable {
                name: "colour of dots",
                text: other.to_owned(),
                reason: "write band or minutes".to_owned(),
            }),
        }
    }

    fn radials(&self) -> Result<u16> {
        let Some(text) = &self.radials else {
            return Ok(0);
        };
        text.parse()
            .ok()
            .filter(|count| (1..=360).contains(count))
            .ok_or_else(|| Error::Unreadable {
                name: "number of radials",
                text: text.clone(),
                reason: "write a whole number of 1 to 360".to_owned(),
            })
    }

    /// The bands that are asked for, or those of the treaty where nothing else is drawn.
    fn bands(&self, has_more: bool) -> Result<Option<&'static BandSet>> {
        match self.model.named_bands() {
            Some("none") => Ok(None),
            Some(name) => BandSet::named(name).map(Some),
            None if has_more => Ok(None),
            None => BandSet::named("inf").map(Some),
        }
    }

    fn layout(&self) -> Result<Layout> {
        let projection = self.projection.as_deref().map(str::parse).transpose()?;
        Ok(Layout {
            projection,
            framing: self.extent.parse()?,
        })
    }
}

/// The one system that times are of.
fn one_of(systems: &[System]) -> Result<&System> {
    match systems {
        [one] => Ok(one),
        many => Err(Error::Usage(format!(
            "minutes are those of one missile, not of {}: name one with --missile",
            many.len()
        ))),
    }
}

/// A named missile's range is drawn with its times, but a generic one has none.
fn with_range(named: &[System]) -> &[System] {
    if named.iter().all(|system| system.range_km.is_some()) {
        named
    } else {
        &[]
    }
}
