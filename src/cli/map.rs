//! `map`: range rings, zones and places on a map, as SVG, PNG, PDF, GeoJSON or KML.

use std::path::Path;

use arcminute::catalogue::{Place, System};
use arcminute::export::picture::PictureFormat;
use arcminute::export::{geojson, kml};
use arcminute::map::drawing::draw;
use arcminute::map::features::features;
use arcminute::map::isochrone::Clock;
use arcminute::map::projection::{Kind, Projection};
use arcminute::map::ring;
use arcminute::map::subject::{Request, Subject};
use arcminute::map::view::Extent;
use arcminute::position::Position;
use arcminute::quantity::Kilometres;
use arcminute::treaty::BandSet;
use arcminute::{Error, Result};

use super::options::{ModelArgs, PictureArgs, PlaceArgs, UnitArgs, number};
use super::{Outcome, output};

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

/// Room around what is shown, as a share of the larger side.
const MARGIN: f64 = 0.04;

/// Points of each ring that decide what the map must show.
const RING_POINTS: usize = 72;

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.format()?;
    let (origins, targets) = args.places.resolve_origins()?;
    args.model.heed_only("map", &["--trajectory", "--speed-kmh", "--path-factor", "--delay-s"])?;
    let named = args.model.named_systems()?;
    let generic = [System::GENERIC_BALLISTIC];
    // Times are those of the one missile that is named, or of the generic one.
    let timed: &[System] = if named.is_empty() { &generic } else { &named };
    let assumptions = args.model.assumptions(timed)?;
    let clock = if args.warning { Clock::Warning } else { Clock::Flight };
    let minutes =
        args.isochrone.iter().map(|text| number("time of the isochrone", text)).collect::<Result<Vec<_>>>()?;
    let by_time = args.dots_by_time()?;
    if args.warning && minutes.is_empty() && !by_time {
        return Err(Error::Usage("--warning is for --isochrone and --dots minutes: add one of them".to_owned()).into());
    }
    let one_timed = if by_time || !minutes.is_empty() { Some(one_of(timed)?) } else { None };
    let rings_km = args.ring.iter().map(|text| number("radius of the ring", text)).collect::<Result<Vec<_>>>()?;
    let radials = args.radials()?;
    let has_more = !rings_km.is_empty() || !named.is_empty() || !minutes.is_empty() || radials > 0;
    let request = Request {
        origins: &origins,
        targets: &targets,
        bands: args.bands(has_more)?,
        rings_km,
        missiles: if minutes.is_empty() && !by_time { &named } else { with_range(&named) },
        isochrones: one_timed.filter(|_| !minutes.is_empty()).map(|system| (system, minutes)),
        clock,
        dots_by_time_of: one_timed.filter(|_| by_time),
        radials,
        has_tracks: args.track,
        title: args.title.clone(),
        assumptions,
        unit: args.unit.unit()?,
    };
    let subject = Subject::new(&request)?;
    let path = args.picture.output.as_deref();
    match format {
        MapFormat::Picture(format) => {
            let projection = args.projection(&origins)?;
            let extent = args.extent(&subject)?;
            let svg = draw(&subject, &projection, &extent, &args.picture.setting(request.unit)?)?;
            output::picture(path, format, &svg)?;
        }
        MapFormat::GeoJson | MapFormat::Kml => {
            let (heading, features) = features(&subject)?;
            output::to(path, |out| match format {
                MapFormat::Kml => kml::write(&heading, &features, out),
                _ => geojson::write(&heading, &features, out),
            })?;
        }
    }
    Ok(Outcome::Done)
}

/// How a map is written.
#[derive(Clone, Copy)]
enum MapFormat {
    Picture(PictureFormat),
    GeoJson,
    Kml,
}

impl MapFormat {
    fn named(name: &str) -> Option<Self> {
        match name {
            "geojson" | "json" => Some(Self::GeoJson),
            "kml" => Some(Self::Kml),
            name => name.parse().ok().map(Self::Picture),
        }
    }
}

impl Args {
    fn format(&self) -> Result<MapFormat> {
        let unreadable = |name: &'static str, text: &str, reason: &str| Error::Unreadable {
            name,
            text: text.to_owned(),
            reason: reason.to_owned(),
        };
        match (&self.picture.format, &self.picture.output) {
            (Some(name), _) => {
                MapFormat::named(name).ok_or_else(|| unreadable("format", name, "write svg, png, pdf, geojson or kml"))
            }
            (None, Some(path)) if path.as_os_str() != "-" => {
                let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
                MapFormat::named(&extension.to_ascii_lowercase()).ok_or_else(|| {
                    let reason = "its extension names no format of maps; use .svg, .png, .pdf, .geojson or .kml, or \
                                  give --format";
                    unreadable("output file", &Path::display(path).to_string(), reason)
                })
            }
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
        let Some(text) = &self.radials else { return Ok(0) };
        text.parse().ok().filter(|count| (1..=360).contains(count)).ok_or_else(|| Error::Unreadable {
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

    fn projection(&self, origins: &[Place]) -> Result<Projection> {
        let kind = self.projection.as_deref().map(str::parse).transpose()?;
        let centre = middle(origins);
        Ok(match (kind, origins) {
            (None, [one]) => Projection::new(Kind::AzimuthalEquidistant, one.position),
            (None | Some(Kind::LambertAzimuthal), many) if many.len() > 1 && is_european(centre) => {
                Projection::europe()
            }
            (None, _) => Projection::new(Kind::LambertAzimuthal, centre),
            (Some(Kind::LambertConic), _) if is_european(centre) => Projection::europe_conformal(),
            (Some(Kind::Mercator), _) if is_european(centre) => Projection::new(Kind::Mercator, Position::ORIGIN),
            (Some(kind), [one]) => Projection::new(kind, one.position),
            (Some(kind), _) => Projection::new(kind, centre),
        })
    }

    fn extent(&self, subject: &Subject<'_>) -> Result<Extent> {
        match self.extent.as_str() {
            "europe" => Ok(Extent::EUROPE),
            "world" => Ok(Extent::World),
            "auto" => auto(subject),
            text => {
                let degrees = text.split(',').map(|part| number("extent", part)).collect::<Result<Vec<_>>>();
                match degrees.as_deref() {
                    Ok(&[west_deg, south_deg, east_deg, north_deg]) => {
                        Ok(Extent::Box { west_deg, south_deg, east_deg, north_deg })
                    }
                    _ => Err(Error::Unreadable {
                        name: "extent",
                        text: text.to_owned(),
                        reason: "write europe, auto, world, or WEST,SOUTH,EAST,NORTH in degrees".to_owned(),
                    }),
                }
            }
        }
    }
}

/// All that is drawn.
fn auto(subject: &Subject<'_>) -> Result<Extent> {
    let mut positions: Vec<Position> = subject.origins.iter().map(|origin| origin.position).collect();
    positions.extend(subject.targets.iter().map(|target| target.place.position));
    positions.extend(subject.radials.iter().map(|radial| radial.to));
    let outermost = subject.rings.iter().map(|ring| ring.radius).reduce(|a, b| if a.km() > b.km() { a } else { b });
    if let Some(radius) = outermost {
        // Beyond this the antipode is in it, which no map shows.
        let radius = Kilometres::new(radius.km().min(19_000.0))?;
        for origin in subject.origins {
            positions.extend(ring::positions(origin.position, radius, RING_POINTS)?);
        }
    }
    Ok(Extent::Positions { positions, margin: MARGIN })
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
    if named.iter().all(|system| system.range_km.is_some()) { named } else { &[] }
}

/// The middle of places on the sphere; the first of them where there is none.
fn middle(places: &[Place]) -> Position {
    arcminute::map::sphere::middle(places.iter().map(|place| place.position)).unwrap_or(Position::ORIGIN)
}

fn is_european(position: Position) -> bool {
    (34.0..=72.0).contains(&position.lat_deg()) && (-25.0..=60.0).contains(&position.lon_deg())
}
