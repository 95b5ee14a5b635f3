//! A self-contained report on many rows: findings in words, a map, the table, its assumptions, the sources of every figure
//! of the catalogue in it, and the command that makes it again.

use crate::catalogue::{Claim, Grade, Language, Place, System, edition, missiles, sites};
use crate::error::Result;
use crate::map::drawing::draw;
use crate::map::isochrone::Clock;
use crate::map::layout::Layout;
use crate::map::subject::{Dots, Label, MOST_MISSILES, Request, Subject};
use crate::model::{Assessment, Assumptions, Flight};
use crate::present::words::{self, LengthUnit};
use crate::present::{
    Block, Document, Grid, GridColumn, Picture, claims, grid, notes, sentence, sentence_on_pair,
    summary,
};
use crate::svg::SizeRequest;
use crate::svg::sheet::{PROGRAM, Setting, Wording};
use crate::svg::theme::light;

/// Contents of a report besides its rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// The title; None for one that names the systems and the sources.
    pub title: Option<String>,
    /// Note of the author.
    pub note: Option<String>,
    /// The command that makes it.
    pub command: String,
    /// The folder to run it in, and the file that it writes, where the command does not say so.
    pub place: Option<String>,
    /// Custom entries: name and source.
    pub sources: Vec<(String, String)>,
    /// Maps to show instead of the usual one.
    pub maps: Vec<Picture>,
    /// Charts.
    pub charts: Vec<Picture>,
}

/// What a report is of.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Sources.
    pub from: &'a [Place],
    /// Destinations.
    pub to: &'a [Place],
    /// Systems; none where distance and band alone were asked for.
    pub systems: &'a [System],
    /// Assumptions of the models.
    pub assumptions: &'a Assumptions<'a>,
    /// Unit of distances for reading.
    pub unit: LengthUnit,
}

/// Size of the map for a phone's screen.
pub(crate) const NARROW: &str = "360x";

/// Maximum number of places on a readable map.
const MOST_TARGETS: usize = 2000;

/// The report on the rows of what was asked.
///
/// # Errors
/// Those of drawing the map.
pub(crate) fn report(asked: Asked<'_>, rows: &[Assessment<'_>], frame: &Frame) -> Result<Document> {
    let unit = asked.unit;
    let title = frame.title.clone().unwrap_or_else(|| title(asked));
    let mut blocks = vec![Block::Title(title)];
    blocks.extend(frame.note.clone().map(Block::Paragraph));
    blocks.extend(sentence(rows, unit).map(Block::Paragraph));
    let mut maps = frame.maps.iter().cloned();
    let first = match maps.next() {
        Some(map) => Some(map),
        None => picture(asked)?,
    };
    blocks.extend(first.map(Block::Picture));
    let mut found = summary(rows, unit);
    found.extend(extremes(rows, unit));
    blocks.push(Block::Notes(found));
    blocks.extend(maps.chain(frame.charts.iter().cloned()).map(Block::Picture));
    blocks.push(Block::Heading("Every row".to_owned()));
    blocks.push(Block::Grid(grid(rows, unit)));
    blocks.push(Block::Heading("What this rests on".to_owned()));
    let mut basis = notes(rows, asked.assumptions);
    basis.push(
        "Distances are WGS 84 geodesics between the catalogue's positions; a city is one point."
            .to_owned(),
    );
    blocks.push(Block::Notes(basis));
    blocks.extend(origins_of_figures(asked, frame));
    Ok(Document { blocks })
}

/// A card of one pair as a report: with its map, the sources of its figures, and the command that makes it again.
///
/// # Errors
/// Those of drawing the map.
pub(crate) fn of_card(
    card: Document,
    rows: &[Assessment<'_>],
    asked: Asked<'_>,
    frame: &Frame,
) -> Result<Document> {
    let mut blocks = card.blocks;
    let map = picture(asked)?.map(Block::Picture);
    let below_title = usize::from(matches!(blocks.first(), Some(Block::Title(_))));
    let said = sentence_on_pair(rows, asked.unit).map(Block::Paragraph);
    blocks.splice(below_title..below_title, said.into_iter().chain(map));
    blocks.extend(origins_of_figures(asked, frame));
    Ok(Document { blocks })
}

/// Claims, sources, and the command that makes the report again.
fn origins_of_figures(asked: Asked<'_>, frame: &Frame) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(table) = claims_table(asked.systems, asked.unit) {
        blocks.push(Block::Heading("Claims of range".to_owned()));
        blocks.push(Block::Grid(table));
        blocks.push(Block::Notes(grades(asked.systems)));
    }
    blocks.push(Block::Heading("Sources".to_owned()));
    let mut sources = sources(asked);
    sources.extend(frame.sources.iter().cloned());
    blocks.push(Block::Facts(sources));
    blocks.push(Block::Heading("How to get this again".to_owned()));
    let mut again = vec![("command".to_owned(), frame.command.clone())];
    let place = frame.place.clone();
    again.extend(place.map(|place| ("where".to_owned(), place)));
    again.extend([
        (
            "program".to_owned(),
            format!("{PROGRAM}, which has all data of this report within it"),
        ),
        ("data".to_owned(), edition().to_string()),
        (
            "to cite".to_owned(),
            format!("{PROGRAM}, data {}, and the sources above", edition()),
        ),
        (
            "licence".to_owned(),
            "Free to use and change; name GeoNames (CC BY 4.0) where cities are shown.".to_owned(),
        ),
    ]);
    blocks.push(Block::Facts(again));
    blocks
}

/// Every claim for the systems: figure, basis, who and when, grade of the source and where it is. None without claims.
fn claims_table(systems: &[System], unit: LengthUnit) -> Option<Grid> {
    let row = |(system, claim): (&System, &Claim)| {
        let place = if claim.source.is_empty() {
            format!("to look for: {}", claim.lead)
        } else {
            claim.source.to_owned()
        };
        vec![
            system.name.to_string(),
            claims::figure(claim, unit),
            claim.basis.to_string(),
            claims::whose(claim),
            claim.grade.to_string(),
            place,
        ]
    };
    let rows: Vec<Vec<String>> = systems
        .iter()
        .flat_map(|system| system.claims.iter().map(move |claim| (system, claim)))
        .map(row)
        .collect();
    let columns = ["System", "Figure", "Basis", "Claimant", "Grade", "Source"];
    (!rows.is_empty()).then(|| Grid {
        columns: columns.map(GridColumn::words).to_vec(),
        rows,
    })
}

/// What the words for the grades of the sources say.
fn grades(systems: &[System]) -> Vec<String> {
    let claims = || systems.iter().flat_map(|system| system.claims.iter());
    let met = Grade::ALL
        .iter()
        .filter(|grade| claims().any(|claim| claim.grade == **grade));
    met.map(|grade| {
        let said = match grade {
            Grade::Primary => "published by the claimant",
            Grade::Press => "a newspaper, agency or broadcaster",
            Grade::Research => "a research institute or a scholar",
            Grade::Copied => "a page that repeats what the claimant published elsewhere",
        };
        format!("{grade}: {said}.")
    })
    .collect()
}

fn title(
    Asked {
        from, to, systems, ..
    }: Asked<'_>,
) -> String {
    let names: Vec<&str> = systems.iter().map(|system| system.name.as_ref()).collect();
    let what = if names.is_empty() {
        "Distances".to_owned()
    } else {
        names.join(", ")
    };
    let side = |places: &[Place]| match places {
        [one] => words::place(one),
        many => format!("{} places", many.len()),
    };
    format!("{what}: from {} to {}", side(from), side(to))
}

/// The nearest place, and the shortest times of each system.
fn extremes(rows: &[Assessment<'_>], unit: LengthUnit) -> Vec<String> {
    let mut said = Vec::new();
    let nearest = rows.iter().min_by(|a, b| {
        a.pair
            .track
            .distance
            .km()
            .total_cmp(&b.pair.track.distance.km())
    });
    if let Some(row) = nearest {
        let distance = unit.say(row.pair.track.distance.km(), 0);
        said.push(format!(
            "The nearest place is {}: {distance} from {}.",
            row.pair.to.label(),
            row.pair.from.label()
        ));
    }
    let mut named: Vec<&str> = Vec::new();
    for row in rows {
        let Some(it) = row
            .system
            .filter(|it| !named.contains(&it.system.id.as_ref()))
        else {
            continue;
        };
        named.push(it.system.id.as_ref());
        let timed = rows.iter().filter_map(|row| {
            let other = row.system.filter(|other| other.system.id == it.system.id)?;
            Some((row, other.flight.filter(Flight::is_told)?))
        });
        if let Some((row, flight)) =
            timed.min_by(|a, b| a.1.time_s.nominal.total_cmp(&b.1.time_s.nominal))
        {
            // "a warning of no warning" would be odd.
            let left = if flight.warning_s.nominal > 0.0 {
                "a warning of "
            } else {
                ""
            };
            said.push(format!(
                "The shortest flight of {} is {} to {}, and leaves {left}{}.",
                words::the_missile(it.system),
                words::time_of(&flight),
                row.pair.to.label(),
                words::warnings_of(&flight)
            ));
        }
    }
    said
}

/// The map of the same places: claimed ranges where there are any, else the bands.
fn picture(asked: Asked<'_>) -> Result<Option<Picture>> {
    let Asked {
        from,
        to,
        systems,
        assumptions,
        unit,
    } = asked;
    if to.len() > MOST_TARGETS || from.is_empty() {
        return Ok(None);
    }
    let mut missiles: Vec<System> = systems
        .iter()
        .filter(|system| system.range_km.is_some())
        .cloned()
        .collect();
    missiles.truncate(MOST_MISSILES);
    let request = Request {
        origins: from,
        closed: &[],
        targets: to,
        named: &[],
        bands: missiles.is_empty().then_some(assumptions.bands),
        rings_km: Vec::new(),
        missiles: &missiles,
        has_panels: false,
        isochrones: None,
        clock: Clock::Flight,
        timed: None,
        dots: if missiles.is_empty() {
            Dots::Band
        } else {
            Dots::Reach
        },
        label: Label::Name,
        language: Language::English,
        radials: 0,
        has_tracks: false,
        title: None,
        assumptions: *assumptions,
        unit,
    };
    let subject = Subject::new(&request)?;
    let layout = Layout::default();
    let projection = layout.projection(from);
    let extent = layout.extent(&subject)?;
    let setting = |size| Setting {
        size,
        theme: light(),
        unit,
        wording: Wording::default(),
        kept_body: None,
    };
    let drawn = |size| -> Result<_> {
        let (canvas, _) = draw(&subject, &projection, &extent, &setting(size))?;
        Ok(canvas)
    };
    let narrow: SizeRequest = NARROW.parse()?;
    Ok(Some(Picture {
        svg: drawn(None)?.to_svg(),
        narrow_svg: Some(drawn(Some(narrow))?.to_svg_among("narrow")),
        caption: subject.title,
    }))
}

/// Sources of every figure of the catalogue that a row rests on.
fn sources(asked: Asked<'_>) -> Vec<(String, String)> {
    let Asked {
        from,
        to,
        systems,
        assumptions,
        ..
    } = asked;
    let mut facts = vec![(
        format!("bands: {}", assumptions.bands.title),
        assumptions.bands.source.to_string(),
    )];
    for system in systems {
        let Some(missile) = missiles().iter().find(|missile| missile.id == system.id) else {
            continue;
        };
        facts.push((missile.name.to_owned(), missile.source.to_owned()));
        if !missile.speed_source.is_empty() {
            facts.push((
                format!("{}: speed", missile.name),
                missile.speed_source.to_owned(),
            ));
        }
    }
    let named = |place: &Place| {
        sites()
            .iter()
            .find(|site| Some(site.id) == place.id.as_deref())
    };
    for site in from.iter().chain(to).filter_map(named) {
        let said = format!(
            "position: {}; role: {}",
            site.position_source, site.role_source
        );
        facts.push((site.name.to_owned(), said));
    }
    facts.push((
        "cities".to_owned(),
        "GeoNames (www.geonames.org), CC BY 4.0".to_owned(),
    ));
    facts.push((
        "land, borders, lakes".to_owned(),
        "Natural Earth, public domain".to_owned(),
    ));
    facts
}
