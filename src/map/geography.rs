//! Names of countries and seas, and the room that there is for each, from Natural Earth by `data/derive_map_names.py`.

use std::sync::{LazyLock, OnceLock};

use crate::catalogue::{Language, country_name_in};
use crate::position::Position;

static ROWS: &str = include_str!("../../data/map_names.csv");

/// Which countries the parallels run through.
static PARALLELS: &str = include_str!("../../data/map_countries.csv");

/// Stretches of parallels from west to east, in tenths of a degree, with the codes of their countries.
type Parallel = Vec<(i16, i16, &'static str)>;

/// The first parallel, and how many there are to a degree.
const FIRST_DEG: f64 = -56.0;
const PER_DEG: f64 = 2.0;

/// The parallels, each read when a position on it is asked for: a map shows some of them.
static LANDS: LazyLock<Vec<(&str, OnceLock<Parallel>)>> = LazyLock::new(|| {
    let lines = PARALLELS.lines().skip(1);
    let spans = lines.map(|line| line.split_once(',').map_or("", |(_, spans)| spans));
    spans.map(|spans| (spans, OnceLock::new())).collect()
});

/// The stretches of a parallel by its number from the south.
fn parallel(number: usize) -> Option<&'static Parallel> {
    let (spans, known) = LANDS.get(number)?;
    Some(known.get_or_init(|| spans.split('|').filter_map(stretch).collect()))
}

fn stretch(text: &'static str) -> Option<(i16, i16, &'static str)> {
    let mut parts = text.split(' ');
    let code = parts.next()?;
    let mut edge = || parts.next()?.parse().ok();
    Some((edge()?, edge()?, code))
}

/// The code of the country at a position, to a quarter of a degree of latitude; None at sea.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "degrees are bounded"
)]
pub(crate) fn country_at(position: Position) -> Option<&'static str> {
    let number = ((position.lat_deg() - FIRST_DEG) * PER_DEG).round();
    let parallel = parallel((number >= 0.0).then_some(number as usize)?)?;
    let tenths = (10.0 * position.lon_deg()).round() as i16;
    let found = parallel
        .iter()
        .find(|(west, east, _)| (*west..=*east).contains(&tenths));
    found.map(|(.., code)| *code)
}

/// Columns before those of the languages.
const FIXED: usize = 6;

/// A place for the name of a country or a sea.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// The middle of the name.
    pub(crate) middle: Position,
    /// Width of a line of text that stays within, km.
    pub(crate) width_km: f64,
    /// Code of the country; None for a sea.
    pub(crate) country: Option<&'static str>,
    line: &'static str,
}

/// All rooms, those of one name next to each other from the widest to the narrowest.
pub(crate) fn rooms() -> impl Iterator<Item = Room> {
    ROWS.lines().skip(1).filter_map(room)
}

fn room(line: &'static str) -> Option<Room> {
    let mut cells = line.split(',');
    let (kind, code) = (cells.next()?, cells.next()?);
    let mut number = || cells.next()?.parse::<f64>().ok();
    let (lat_deg, lon_deg, width_km) = (number()?, number()?, number()?);
    Some(Room {
        middle: Position::new(lat_deg, lon_deg).ok()?,
        width_km,
        country: (kind == "country").then_some(code),
        line,
    })
}

impl Room {
    /// True if both are of one country or one sea.
    pub(crate) fn is_of_one(&self, other: &Self) -> bool {
        self.country == other.country
            && (self.country.is_some() || self.own_name() == other.own_name())
    }

    /// The name in a language; None of a sea whose name is not known in it.
    pub(crate) fn name(&self, language: Language) -> Option<&'static str> {
        if let Some(code) = self.country {
            return Some(country_name_in(code, language));
        }
        if language == Language::English {
            return self.own_name();
        }
        let head = ROWS.lines().next()?;
        let column = head
            .split(',')
            .skip(FIXED)
            .position(|known| known == language.code())?;
        self.line
            .split(',')
            .nth(FIXED + column)
            .filter(|name| !name.is_empty())
    }

    /// The English name of a sea.
    fn own_name(&self) -> Option<&'static str> {
        self.line
            .split(',')
            .nth(FIXED - 1)
            .filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_has_a_name() {
        let cells = ROWS.lines().next().unwrap().split(',').count();
        assert!(!ROWS.contains('"'), "no cell holds a comma");
        for line in ROWS.lines().skip(1) {
            assert_eq!(line.split(',').count(), cells, "{line}");
            let room = room(line).unwrap_or_else(|| panic!("{line}"));
            assert!(
                room.width_km > 0.0 && room.name(Language::English).is_some(),
                "{line}"
            );
            // A code without a country would be its own name.
            assert!(
                room.country
                    .is_none_or(|code| room.name(Language::English) != Some(code))
            );
        }
    }

    /// Towns near the borders that names were once written across (general knowledge of where they lie).
    #[test]
    fn towns_are_in_their_countries() {
        for (lat_deg, lon_deg, country) in [
            (51.5, 46.0, Some("RU")),
            (52.1, 23.8, Some("BY")),
            (46.0, 29.5, Some("UA")),
            (45.2, 28.0, Some("RO")),
            (44.6, 6.1, Some("FR")),
            (39.0, 125.7, Some("KP")),
            (-44.0, 170.5, Some("NZ")),
            (56.0, 3.0, None),
            (-80.0, 0.0, None),
            (89.0, 0.0, None),
        ] {
            let position = Position::new(lat_deg, lon_deg).unwrap();
            assert_eq!(country_at(position), country, "{lat_deg} {lon_deg}");
        }
    }

    #[test]
    fn every_parallel_is_read() {
        let lines = PARALLELS.lines().skip(1);
        for (number, line) in lines.enumerate() {
            let (lat_deg, spans) = line.split_once(',').unwrap();
            let expected_deg = FIRST_DEG + number as f64 / PER_DEG;
            let apart_deg = lat_deg.parse::<f64>().unwrap() - expected_deg;
            assert!(apart_deg.abs() < 1e-9, "{line}");
            let written = spans.split('|').filter(|span| !span.is_empty()).count();
            let read = parallel(number).unwrap();
            assert_eq!(read.len(), written, "{line}");
            let is_ordered = read.windows(2).all(|two| two[0].0 <= two[1].0);
            assert!(is_ordered, "{line}");
        }
    }

    #[test]
    fn names_are_those_of_the_language() {
        let named = |english: &str, language| {
            rooms()
                .find(|room| room.name(Language::English) == Some(english))
                .and_then(|room| room.name(language))
        };
        assert_eq!(named("Baltic Sea", Language::German), Some("Ostsee"));
        assert_eq!(named("Black Sea", Language::Polish), Some("Morze Czarne"));
        assert_eq!(named("Black Sea", Language::Ukrainian), None);
        assert_eq!(named("Germany", Language::French), Some("Allemagne"));
    }

    #[test]
    fn european_russia_has_a_room_of_its_own() {
        let west = rooms()
            .filter(|room| room.country == Some("RU"))
            .any(|room| room.middle.lon_deg() < 60.0 && room.width_km > 1000.0);
        assert!(west);
    }
}
