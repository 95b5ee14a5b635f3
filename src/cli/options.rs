//! The arguments that several subcommands share, and what they stand for.

use std::path::PathBuf;

use crate::assessment::Assumptions;
use crate::catalogue::{Kind, Place, Role, System, each_once, places};
use crate::export::Format;
use crate::export::picture::PictureFormat;
use crate::flight::Trajectory;
use crate::flight::cruise::{PathFactor, checked_speed_km_h};
use crate::present::words::LengthUnit;
use crate::quantity::Interval;
use crate::svg::sheet::Setting;
use crate::svg::theme::Theme;
use crate::treaty::{BandSet, parse_date};
use crate::warning::Delays;
use crate::{Error, Result};

/// From where to where.
#[derive(clap::Args)]
pub struct PlaceArgs {
    /// Source: a place or a group
    #[arg(value_name = "FROM")]
    first: Option<String>,
    /// Destination: a place or a group
    #[arg(value_name = "TO")]
    second: Option<String>,
    /// A further source; may be repeated
    #[arg(long, value_name = "PLACE")]
    from: Vec<String>,
    /// A further destination; may be repeated
    #[arg(long, value_name = "PLACE")]
    to: Vec<String>,
}

impl PlaceArgs {
    /// All sources and all destinations, each once, in the order in which they were named.
    pub fn resolve(&self) -> Result<(Vec<Place>, Vec<Place>)> {
        let (first, second) = self.positional();
        Ok((
            all_places(
                "source",
                "FROM",
                first.into_iter().chain(&self.from),
                Role::From,
            )?,
            all_places(
                "destination",
                "TO",
                second.into_iter().chain(&self.to),
                Role::To,
            )?,
        ))
    }

    /// The same where destinations may be left out.
    pub fn resolve_origins(&self) -> Result<(Vec<Place>, Vec<Place>)> {
        let (_, second) = self.positional();
        if second.is_some() || !self.to.is_empty() {
            return self.resolve();
        }
        let from = all_places(
            "source",
            "FROM",
            self.first.iter().chain(&self.from),
            Role::From,
        )?;
        Ok((from, Vec::new()))
    }

    /// FROM and TO as they were meant: with --from given, one place alone is the destination.
    fn positional(&self) -> (Option<&String>, Option<&String>) {
        match (&self.first, &self.second) {
            (Some(only), None) if !self.from.is_empty() && self.to.is_empty() => (None, Some(only)),
            (first, second) => (first.as_ref(), second.as_ref()),
        }
    }
}

fn all_places<'t>(
    what: &str,
    name: &str,
    texts: impl Iterator<Item = &'t String>,
    role: Role,
) -> Result<Vec<Place>> {
    let named = texts
        .map(|text| places(text, role))
        .collect::<Result<Vec<_>>>()?;
    let all = each_once(named.into_iter().flatten());
    if all.is_empty() {
        let lower = name.to_lowercase();
        return Err(Error::Usage(format!(
            "no {what} is given: name one as {name} or with --{lower} PLACE"
        )));
    }
    Ok(all)
}

/// What flies, and by which assumptions.
#[derive(clap::Args)]
pub struct ModelArgs {
    /// A missile by id or name, generic-ballistic, generic-cruise, or none; may be repeated
    #[arg(long, value_name = "NAME")]
    missile: Vec<String>,
    /// Band set: inf, nasic, mtcr, britannica or start [default: inf]
    #[arg(long, value_name = "SET")]
    bands: Option<String>,
    /// Ask the treaty as of this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Ballistic arc: minimum-energy, angle=DEG, apogee=KM, lofted or depressed
    #[arg(long, value_name = "ARC", default_value = "minimum-energy")]
    trajectory: String,
    /// Ground speed of cruise and glide systems, km/h: one value or LOW,NOMINAL,HIGH
    #[arg(long, value_name = "KMH")]
    speed_kmh: Option<String>,
    /// Path length of cruise and glide systems over great-circle distance
    #[arg(long, value_name = "FACTOR")]
    path_factor: Option<String>,
    /// Total delay from launch to public warning, s [default: 120,240,360]
    #[arg(long, value_name = "LOW,NOMINAL,HIGH")]
    delay_s: Option<String>,
    /// Correct minimum-energy times for the Earth's rotation
    #[arg(long)]
    rotation: bool,
}

impl ModelArgs {
    /// Refuses the options that a command does not heed, of those that are given.
    pub fn heed_only(&self, command: &str, heeded: &[&str]) -> Result<()> {
        let given = [
            ("--date", self.date.is_some()),
            ("--trajectory", self.trajectory != "minimum-energy"),
            ("--speed-kmh", self.speed_kmh.is_some()),
            ("--path-factor", self.path_factor.is_some()),
            ("--delay-s", self.delay_s.is_some()),
            ("--rotation", self.rotation),
        ];
        match given
            .into_iter()
            .find(|(option, is_given)| *is_given && !heeded.contains(option))
        {
            Some((option, _)) => Err(Error::Usage(format!(
                "{command} does not depend on {option}: leave it out"
            ))),
            None => Ok(()),
        }
    }

    /// The systems in the order in which they were named, each once; the two generic ones if none was, and none at
    /// all for `none`.
    pub fn systems(&self) -> Result<Vec<System>> {
        if self.missile.is_empty() {
            return Ok(vec![System::GENERIC_BALLISTIC, System::GENERIC_CRUISE]);
        }
        if self.missile.iter().any(|name| name == "none") {
            return match self.missile.len() {
                1 => Ok(Vec::new()),
                _ => Err(Error::Usage(
                    "--missile none stands alone: it asks for distance and band only".to_owned(),
                )),
            };
        }
        let mut systems: Vec<System> = Vec::new();
        for name in &self.missile {
            let system = System::named(name)?;
            if !systems.contains(&system) {
                systems.push(system);
            }
        }
        Ok(systems)
    }

    /// The band set that was named, if one was.
    pub fn named_bands(&self) -> Option<&str> {
        self.bands.as_deref()
    }

    /// The systems that were named, none if none was.
    pub fn named_systems(&self) -> Result<Vec<System>> {
        if self.missile.is_empty() {
            Ok(Vec::new())
        } else {
            self.systems()
        }
    }

    /// Whether no missile was named, so that the generic systems stand in.
    pub fn is_generic(&self) -> bool {
        self.missile.is_empty()
    }

    /// The assumptions, checked against the systems that they are for.
    pub fn assumptions(&self, systems: &[System]) -> Result<Assumptions<'static>> {
        let mut assumptions = Assumptions::with_bands(BandSet::named(
            self.named_bands()
                .filter(|name| *name != "none")
                .unwrap_or("inf"),
        )?);
        assumptions.date = self.date.as_deref().map(parse_date).transpose()?;
        assumptions.trajectory = self.trajectory.parse()?;
        assumptions.rotation = self.rotation;
        if let Some(text) = &self.speed_kmh {
            assumptions.speed_km_h = Some(speed(text)?);
        }
        if let Some(text) = &self.path_factor {
            assumptions.path_factor = PathFactor::new(number("path factor", text)?)?;
        }
        if let Some(text) = &self.delay_s {
            let [low, nominal, high] = three("delay", text)?;
            assumptions.delays = Delays::new(low, nominal, high)?;
        }
        self.refuse_options_without_use(systems, assumptions.trajectory)?;
        if assumptions.rotation && assumptions.trajectory != Trajectory::MinimumEnergy {
            return Err(Error::Usage(
                "--rotation corrects the minimum-energy arc only; leave out --trajectory or --rotation".to_owned(),
            ));
        }
        if assumptions.trajectory.is_full_speed()
            && !systems.iter().any(|system| system.range_km.is_some())
        {
            return Err(Error::Usage(format!(
                "trajectory {} needs a system with a range capability: name one with --missile, or give angle=DEG \
                 or apogee=KM",
                assumptions.trajectory
            )));
        }
        Ok(assumptions)
    }
}

impl ModelArgs {
    /// An option that none of the systems heeds is a mistake: better said than passed over.
    fn refuse_options_without_use(&self, systems: &[System], trajectory: Trajectory) -> Result<()> {
        let is_ballistic = |system: &System| system.kind == Kind::Ballistic;
        let arc_options = [
            ("--trajectory", trajectory != Trajectory::MinimumEnergy),
            ("--rotation", self.rotation),
        ];
        let speed_options = [
            ("--speed-kmh", self.speed_kmh.is_some()),
            ("--path-factor", self.path_factor.is_some()),
        ];
        let unused = |options: [(&'static str, bool); 2], is_heeded: bool| {
            options
                .into_iter()
                .find(|(_, is_given)| *is_given && !is_heeded)
                .map(|(name, _)| name)
        };
        if let Some(name) = unused(arc_options, systems.iter().any(is_ballistic)) {
            return Err(Error::Usage(format!(
                "{name} is for ballistic systems, and none is asked for"
            )));
        }
        if let Some(name) = unused(
            speed_options,
            systems.iter().any(|system| !is_ballistic(system)),
        ) {
            return Err(Error::Usage(format!(
                "{name} is for cruise and glide systems, and none is asked for"
            )));
        }
        Ok(())
    }
}

/// How and where results are written.
#[derive(clap::Args)]
pub struct OutputArgs {
    /// table, markdown, html, csv, json, ndjson or parquet [default: by the file's extension, else table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Write to this file instead of standard output; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl OutputArgs {
    /// The format that is asked for: by name, else by the file's extension, else the table.
    pub fn format(&self) -> Result<Format> {
        self.format_or(Format::Table)
    }

    /// The same with another default.
    pub fn format_or(&self, default: Format) -> Result<Format> {
        match (&self.format, &self.output) {
            (Some(name), _) => name.parse(),
            (None, Some(path)) if path.as_os_str() != "-" => {
                Format::of_output(path, "give --format")
            }
            (None, _) => Ok(default),
        }
    }
}

/// How and where a picture is drawn.
#[derive(clap::Args)]
pub struct PictureArgs {
    /// Width and height in px [default: what suits the picture]
    #[arg(long, value_name = "WxH")]
    size: Option<String>,
    /// Colours: light, dark or print, which holds in grey
    #[arg(long, value_name = "THEME", default_value = "light")]
    theme: String,
    /// svg, png or pdf, and for maps geojson or kml [default: by the file's extension, else svg]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Write to this file instead of standard output; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl PictureArgs {
    /// The format that is asked for: by name, else by the file's extension, else SVG.
    pub fn format(&self) -> Result<PictureFormat> {
        match (&self.format, &self.output) {
            (Some(name), _) => name.parse(),
            (None, Some(path)) if path.as_os_str() != "-" => PictureFormat::of_extension(path),
            (None, _) => Ok(PictureFormat::default()),
        }
    }

    /// Size, theme and unit of a picture.
    pub fn setting(&self, unit: LengthUnit) -> Result<Setting> {
        let size = self.size.as_deref().map(str::parse).transpose()?;
        Ok(Setting {
            size,
            theme: Theme::named(&self.theme)?,
            unit,
        })
    }
}

/// The unit for reading.
#[derive(clap::Args)]
pub struct UnitArgs {
    /// Unit of distances for reading: km, nmi or mi; machine formats have km always
    #[arg(long, value_name = "UNIT", default_value = "km")]
    units: String,
}

impl UnitArgs {
    /// The unit.
    pub fn unit(&self) -> Result<LengthUnit> {
        self.units.parse()
    }
}

fn speed(text: &str) -> Result<Interval> {
    if text.contains(',') {
        let [low, nominal, high] = three("speed", text)?;
        checked_speed_km_h(low)?;
        checked_speed_km_h(high)?;
        return Interval::new("speed", " km/h", low, nominal, high);
    }
    Ok(Interval::exact(checked_speed_km_h(number("speed", text)?)?))
}

fn three(name: &'static str, text: &str) -> Result<[f64; 3]> {
    let numbers = text
        .split(',')
        .map(|part| number(name, part))
        .collect::<Result<Vec<_>>>()?;
    numbers.try_into().map_err(|_| Error::Unreadable {
        name,
        text: text.to_owned(),
        reason: "write LOW,NOMINAL,HIGH".to_owned(),
    })
}

pub(super) fn number(name: &'static str, text: &str) -> Result<f64> {
    text.trim()
        .replace('−', "-")
        .parse()
        .map_err(|_| Error::Unreadable {
            name,
            text: text.to_owned(),
            reason: "write a number with a decimal point".to_owned(),
        })
}
