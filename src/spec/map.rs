//! Maps, from a request to the bytes of a file.

use super::{Refuse, Scene, Style};
use crate::catalogue::{Language, Place, System};
use crate::error::{Error, Result};
use crate::export::map_file::{self, MapFormat};
use crate::export::picture::Drawn;
use crate::key::Frontend;
use crate::map::isochrone::Clock;
use crate::map::layout::Layout;
pub(crate) use crate::map::subject::{Dots, Label};
use crate::map::subject::{MOST_MISSILES, MOST_PANELS, Request, Subject, is_closed};
use crate::names::refuse_long;
use crate::position::Position;
use crate::present::names::{self, systems_in};
use crate::svg::sheet::Setting;
use crate::svg::theme::light;
use crate::svg::{Canvas, SizeRequest};

/// The forms of an extent.
pub(crate) const EXTENT_FORMS: [&str; 5] = [
    "auto",
    "europe",
    "world",
    "WEST,SOUTH,EAST,NORTH",
    "KM@LAT,LON",
];

/// Into what a map is split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Split {
    #[default]
    Whole,
    /// A map for each missile: of pictures.
    Panels,
    /// A feature for each ring of each origin: of data.
    Each,
}

impl Split {
    /// By the two options, of which pictures have the one and data the other.
    ///
    /// # Errors
    /// [`Error::Usage`] for both.
    pub(crate) fn of(has_panels: bool, is_each: bool) -> Result<Self> {
        match (has_panels, is_each) {
            (true, true) => Err(Error::Usage(
                "panels are of pictures and each is of data: leave out one of them".to_owned(),
            )),
            (true, false) => Ok(Self::Panels),
            (false, true) => Ok(Self::Each),
            (false, false) => Ok(Self::Whole),
        }
    }
}

/// The options of a map as given. [`MapOptions::spec`] fills in the others.
pub(crate) struct MapOptions {
    pub(crate) format: MapFormat,
    pub(crate) style: Style,
    pub(crate) title: Option<String>,
    pub(crate) from: Vec<Place>,
    pub(crate) to: Vec<Place>,
    /// Positions of those places that are named one by one.
    pub(crate) named_to: Vec<Position>,
    /// The systems that are named for this map.
    pub(crate) named: Option<Vec<System>>,
    /// The systems used where none is named for it.
    pub(crate) others: Vec<System>,
    /// None for bands where nothing else is drawn.
    pub(crate) has_bands: Option<bool>,
    pub(crate) rings_km: Vec<f64>,
    pub(crate) isochrones_min: Vec<f64>,
    /// True if isochrones and dots are to show the warning that is left, not the flight.
    pub(crate) is_warning: bool,
    /// None for minutes with isochrones, reach with missiles, the ring with rings, else the band.
    pub(crate) dots: Option<Dots>,
    /// The language of names of places and countries.
    pub(crate) language: Language,
    /// None for the name, or the time with dots by minutes.
    pub(crate) label: Option<Label>,
    pub(crate) radials: u16,
    pub(crate) has_tracks: bool,
    pub(crate) split: Split,
    pub(crate) layout: Layout,
}

/// A map as a file.
#[derive(Clone, Debug)]
pub(crate) struct MapSpec {
    pub(crate) format: MapFormat,
    pub(crate) style: Style,
    /// The title; None for one that describes the map.
    pub(crate) title: Option<String>,
    /// Sources.
    pub(crate) from: Vec<Place>,
    /// Places.
    pub(crate) to: Vec<Place>,
    /// Positions of those places that are named one by one.
    pub(crate) named_to: Vec<Position>,
    /// Missiles whose ranges are drawn.
    pub(crate) missiles: Vec<System>,
    /// The system of isochrones and of dots by minutes.
    pub(crate) timed: Option<System>,
    pub(crate) has_bands: bool,
    pub(crate) rings_km: Vec<f64>,
    pub(crate) isochrones_min: Vec<f64>,
    /// The time that isochrones and dots show.
    pub(crate) clock: Clock,
    pub(crate) dots: Dots,
    pub(crate) label: Label,
    /// The language of names of places and countries.
    pub(crate) language: Language,
    /// Number of lines from each source.
    pub(crate) radials: u16,
    /// True if great circles are drawn to each place.
    pub(crate) has_tracks: bool,
    pub(crate) split: Split,
    pub(crate) layout: Layout,
}

impl MapOptions {
    /// Fills in what is left open and hands each contradiction to `refuse`; None where no map follows then.
    pub(crate) fn spec(self, frontend: Frontend, refuse: Refuse<'_>) -> Option<MapSpec> {
        if let Some(Err(error)) = self
            .title
            .as_deref()
            .map(|title| refuse_long("the title", title))
        {
            refuse(Some("title"), error.to_string());
        }
        let has_ranges = |systems: &Option<Vec<System>>| {
            systems
                .iter()
                .flatten()
                .any(|system| system.range_km.is_some())
        };
        let is_reach =
            has_ranges(&self.named) || (self.named.is_none() && !self.missiles(false).is_empty());
        let dots = self.dots.unwrap_or(if !self.isochrones_min.is_empty() {
            Dots::Minutes
        } else if self.has_bands == Some(true) {
            Dots::Band
        } else if is_reach {
            Dots::Reach
        } else if !self.rings_km.is_empty() {
            Dots::Ring
        } else if self.radials > 0 {
            Dots::Place
        } else {
            Dots::Band
        });
        // The time itself, where the marks have its class only.
        let label = self.label.unwrap_or(match (dots, self.is_warning) {
            (Dots::Minutes, true) => Label::Warning,
            (Dots::Minutes, false) => Label::Minutes,
            _ => Label::Name,
        });
        let has_times = dots == Dots::Minutes
            || matches!(label, Label::Minutes | Label::Warning)
            || !self.isochrones_min.is_empty();
        if self.is_warning && !has_times {
            let message = frontend.word(
                "--warning is for --isochrone, --dots minutes and --label minutes: add one of them",
                "warning is for isochrones_min, dots = \"minutes\" and label = \"minutes\": add one of them",
            );
            refuse(Some("warning"), message.to_owned());
        }
        let systems = self.named.as_ref().unwrap_or(&self.others);
        let timed = match (&systems[..], has_times) {
            (_, false) => None,
            ([one], true) => Some(one.clone()),
            (many, true) => {
                let message = format!(
                    "minutes are those of one {}, not of {}: name one with {}",
                    frontend.word("missile", "system"),
                    many.len(),
                    frontend.word("--missile", "systems")
                );
                refuse(None, message);
                return None;
            }
        };
        let timed = timed.and_then(|timed| systems_in(&[timed], self.language).pop());
        let missiles = systems_in(&self.missiles(has_times), self.language);
        if self.split == Split::Panels {
            let said = frontend.word("--panels draws", "panels draw");
            if missiles.len() < 2 {
                refuse(
                    Some("panels"),
                    format!(
                        "{said} a map for each of several missiles: name two or more with {}",
                        frontend.word("--missile", "systems")
                    ),
                );
            }
            if !self.format.is_picture() {
                let message = format!("{said} pictures: write svg, png or pdf");
                refuse(Some("panels"), message);
            }
        }
        if self.split == Split::Each && self.format.is_picture() {
            let message = format!(
                "{} features for other programs: write geojson, kml or parquet",
                frontend.word("--each is for", "each is for")
            );
            refuse(Some("each"), message);
        }
        let is_anything_named = self.named.as_ref().is_some_and(|named| !named.is_empty());
        let has_more = is_anything_named
            || !missiles.is_empty()
            || !self.rings_km.is_empty()
            || !self.isochrones_min.is_empty()
            || self.radials > 0;
        Some(MapSpec {
            format: self.format,
            style: self.style,
            title: self.title,
            from: open_first(self.from),
            to: self.to,
            named_to: self.named_to,
            missiles,
            timed,
            has_bands: self.has_bands.unwrap_or(!has_more),
            rings_km: self.rings_km,
            isochrones_min: self.isochrones_min,
            clock: if self.is_warning || (label == Label::Warning && dots != Dots::Minutes) {
                Clock::Warning
            } else {
                Clock::Flight
            },
            dots,
            label,
            language: self.language,
            radials: self.radials,
            has_tracks: self.has_tracks,
            split: self.split,
            layout: self.layout,
        })
    }

    /// The missiles whose ranges are drawn: all named ones (one without a range is an error later on, unless it is there for
    /// its times); of others those with a range, if a map can distinguish so many.
    fn missiles(&self, has_times: bool) -> Vec<System> {
        let ranged = |systems: &[System]| -> Vec<System> {
            let ranged = systems.iter().filter(|system| system.range_km.is_some());
            ranged.cloned().collect()
        };
        match &self.named {
            Some(named) if has_times => ranged(named),
            Some(named) => named.clone(),
            None => {
                let missiles = ranged(&self.others);
                let most = if self.split == Split::Panels {
                    MOST_PANELS
                } else {
                    MOST_MISSILES
                };
                if missiles.len() > most {
                    Vec::new()
                } else {
                    missiles
                }
            }
        }
    }
}

impl MapSpec {
    /// True if isochrones and dots show the warning that is left, not the flight.
    pub(crate) fn is_warning(&self) -> bool {
        self.clock == Clock::Warning
    }

    /// What of the words of the map is not in its language, in sentences.
    pub(crate) fn untranslated(&self) -> Vec<String> {
        let places = self.from.iter().chain(&self.to);
        names::untranslated(places, &self.missiles, self.language)
    }

    /// Checks the map without drawing it.
    ///
    /// # Errors
    /// Those of [`Subject::new`].
    pub(crate) fn check(&self, scene: &Scene<'_>) -> Result<()> {
        Subject::new(&self.request(scene)).map(drop)
    }

    /// The map as a file.
    ///
    /// # Errors
    /// Those of [`Subject::new`], and those of the format.
    pub(crate) fn file(&self, scene: &Scene<'_>) -> Result<Drawn> {
        let request = self.request(scene);
        let subject = Subject::new(&request)?;
        let setting = self.style.setting(scene.unit);
        let panels = self.panels(&request)?;
        map_file::encoded(
            &subject,
            &panels,
            self.split == Split::Each,
            &self.layout,
            &setting,
            self.format,
        )
    }

    /// The map as a picture within a page, of its usual width or of another; with what it shows, in a line.
    ///
    /// # Errors
    /// Those of [`MapSpec::file`].
    pub(crate) fn picture(
        &self,
        scene: &Scene<'_>,
        width: Option<SizeRequest>,
    ) -> Result<(Canvas, String)> {
        let request = self.request(scene);
        let subject = Subject::new(&request)?;
        let panels = self.panels(&request)?;
        let setting = Setting {
            size: width,
            theme: light(),
            ..self.style.setting(scene.unit)
        };
        let (canvas, _) = map_file::drawn(&subject, &panels, &self.layout, &setting)?;
        Ok((canvas, subject.title))
    }

    /// What each panel shows; none of a map that is one.
    fn panels<'s>(&'s self, request: &Request<'s>) -> Result<Vec<Subject<'s>>> {
        if self.split != Split::Panels {
            return Ok(Vec::new());
        }
        let of_one = |missile| {
            Subject::new(&Request {
                missiles: std::slice::from_ref(missile),
                ..request.clone()
            })
        };
        self.missiles.iter().map(of_one).collect()
    }

    fn request<'s>(&'s self, scene: &Scene<'s>) -> Request<'s> {
        let timed = self.timed.as_ref();
        let date = scene.assumptions.date;
        // Closed sites are last, the first to close at the very end.
        let open = self.from.partition_point(|place| !is_closed(place, date));
        let (origins, closed) = match self.from.split_at(open) {
            ([], all) => (all, [].as_slice()),
            parts => parts,
        };
        Request {
            origins,
            closed,
            targets: &self.to,
            named: &self.named_to,
            bands: self.has_bands.then_some(scene.assumptions.bands),
            rings_km: self.rings_km.clone(),
            missiles: &self.missiles,
            has_panels: self.split == Split::Panels,
            isochrones: timed
                .filter(|_| !self.isochrones_min.is_empty())
                .map(|system| (system, self.isochrones_min.clone())),
            clock: self.clock,
            timed,
            dots: self.dots,
            label: self.label,
            language: self.language,
            radials: self.radials,
            has_tracks: self.has_tracks,
            title: self.title.clone(),
            assumptions: scene.assumptions,
            unit: scene.unit,
        }
    }
}

/// Places in their order, but sites that have closed behind the others, the first to close at the end: so those that are closed on
/// any day are a part at the end.
fn open_first(mut places: Vec<Place>) -> Vec<Place> {
    let closed = |place: &Place| place.site.and_then(|site| site.last_year);
    places.sort_by_key(|place| closed(place).map_or(0, |year| u16::MAX - year));
    places
}
