//! UTM and the Military Grid Reference System, on WGS 84 (NGA.SIG.0012, 2014: zones, bands and letters of squares).

use proj4rs::proj::Proj;
use proj4rs::transform::transform;

use super::{Found, Reading, Refusal};
use crate::position::Position;

/// Latitude bands from 80°S, eight degrees each, the last one twelve.
const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";

/// Letters of the rows of squares, from the equator.
const ROWS: &str = "ABCDEFGHJKLMNPQRSTUV";

/// Letters of the columns of squares, by the zone's number modulo three.
const COLUMNS: [&str; 3] = ["STUVWXYZ", "ABCDEFGH", "JKLMNPQR"];

/// Side of a square in metres.
const SQUARE_M: f64 = 100_000.0;

/// Interval at which letters of rows repeat, metres.
const ROWS_REPEAT_M: f64 = 2_000_000.0;

/// Reads `34UDF6853261972` or `34U 468532 6061972`.
pub(super) fn read(clean: &str) -> Option<Found> {
    let upper = clean.to_uppercase();
    let prefix = ["MGRS:", "MGRS", "UTM:", "UTM ZONE", "UTM", "ZONE"]
        .iter()
        .find(|prefix| upper.starts_with(**prefix));
    let text = upper[prefix.map_or(0, |prefix| prefix.len())..].trim_start_matches([':', ' ']);
    let found = reference(text.trim_end());
    // What says that it is one, and is none, is told how one is written.
    let is_named = prefix.is_some() && text.starts_with(|c: char| c.is_ascii_digit());
    found.or_else(|| {
        is_named.then(|| {
            Err(Refusal::because(
                "a reference of UTM is the zone with its band or hemisphere, then easting and northing in metres, as 34U 468426 \
                 6062186; one of MGRS has the letters of a square, as 34UDF6842662186",
            ))
        })
    })
}

fn reference(text: &str) -> Option<Found> {
    let zone_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let zone: u8 = text[..zone_digits].parse().ok()?;
    let rest = text[zone_digits..].trim_start();
    let band = rest.chars().next().filter(|&c| BANDS.contains(c))?;
    if zone_digits > 2 || !(1..=60).contains(&zone) {
        return None;
    }
    let rest = &rest[1..];
    mgrs(zone, band, rest).or_else(|| utm(zone, band, rest))
}

/// Two letters of a square and an even number of digits.
fn mgrs(zone: u8, band: char, rest: &str) -> Option<Found> {
    let rest = rest.trim_start();
    let mut chars = rest.chars();
    let column = chars.next()?;
    let row = chars.next()?;
    let is_letter = |c: char| c.is_ascii_uppercase() && !matches!(c, 'I' | 'O');
    if !is_letter(column) || !is_letter(row) {
        return None;
    }
    let numbers: Vec<&str> = chars.as_str().split_whitespace().collect();
    let (east, north) = match numbers[..] {
        [both] if both.len().is_multiple_of(2) => both.split_at_checked(both.len() / 2)?,
        [east, north] if east.len() == north.len() => (east, north),
        _ => return None,
    };
    let is_number = |text: &str| {
        (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(east) || !is_number(north) {
        return None;
    }
    let Some(column) = COLUMNS[usize::from(zone % 3)].find(column) else {
        return Some(Err(Refusal::because(
            "it is an MGRS reference, but its zone has no square with this first letter",
        )));
    };
    let Some(row) = ROWS.find(row) else {
        return Some(Err(Refusal::because(
            "it is an MGRS reference, but no square has this second letter",
        )));
    };
    // Rows of even zones begin with F.
    let row = if zone.is_multiple_of(2) {
        (row + 15) % 20
    } else {
        row
    };
    #[expect(
        clippy::cast_possible_wrap,
        clippy::cast_possible_truncation,
        reason = "at most five digits"
    )]
    let step = 10_f64.powi(5 - east.len() as i32);
    let metres = |digits: &str| digits.parse::<f64>().unwrap_or(0.0) * step + step / 2.0;
    let easting = (column as f64 + 1.0) * SQUARE_M + metres(east);
    let northing = row as f64 * SQUARE_M + metres(north);
    let (south, north) = band_edges(band);
    // The band is that of the point, whose square may reach beyond it.
    let margin = 0.01 + step / 111_000.0;
    let is_south = band < 'N';
    let found = (0..5)
        .filter_map(|repeat| {
            position(
                zone,
                is_south,
                easting,
                northing + f64::from(repeat) * ROWS_REPEAT_M,
            )
        })
        .find(|position| (south - margin..=north + margin).contains(&position.lat_deg()));
    Some(match found {
        Some(position) => Ok(Reading {
            position,
            uncertainty_km: Some(step * std::f64::consts::FRAC_1_SQRT_2 / 1000.0),
            note: None,
        }),
        None => Err(Refusal::because(
            "it is an MGRS reference, but its square is not in its latitude band",
        )),
    })
}

/// Letters beside an easting and a northing: the unit, and the direction.
const OF_METRES: [char; 3] = ['M', 'E', 'N'];

/// Easting and northing in metres.
fn utm(zone: u8, band: char, rest: &str) -> Option<Found> {
    let numbers: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.trim_matches(OF_METRES).is_empty())
        .collect();
    let [first, second] = numbers[..] else {
        return None;
    };
    let is_northing = |word: &str| word.starts_with('N') || word.ends_with('N');
    let [easting, northing] = if is_northing(first) && !is_northing(second) {
        [second, first]
    } else {
        [first, second]
    }
    .map(|word| word.trim_matches(OF_METRES));
    let whole = |text: &str| text.split('.').next().map_or(0, str::len);
    if whole(easting) != 6 || !(1..=8).contains(&whole(northing)) {
        return None;
    }
    let (easting, northing) = (super::number(easting)?, super::number(northing)?);
    if !(100_000.0..1_000_000.0).contains(&easting) || !(0.0..=10_000_000.0).contains(&northing) {
        return Some(Err(Refusal::because(
            "it is a UTM reference, but its easting or northing is not in the zone",
        )));
    }
    let in_band = |position: &Position| {
        let (south, north) = band_edges(band);
        (south - 0.1..=north + 0.1).contains(&position.lat_deg())
    };
    let by_band = position(zone, band < 'N', easting, northing).filter(in_band);
    // N and S are also the hemispheres.
    let by_hemisphere = match band {
        'N' => position(zone, false, easting, northing),
        'S' => position(zone, true, easting, northing),
        _ => None,
    };
    Some(match (by_band, by_hemisphere) {
        (Some(band), Some(hemisphere)) if band != hemisphere => {
            Err(Refusal::TwoWays([written(band), written(hemisphere)]))
        }
        (Some(position), _) | (None, Some(position)) => Ok(Reading::exact(position)),
        (None, None) => Err(Refusal::because(
            "it is a UTM reference, but its northing is not in its latitude band; write N or S for the hemisphere",
        )),
    })
}

fn written(position: Position) -> String {
    format!("{:.5},{:.5}", position.lat_deg(), position.lon_deg())
}

/// The edges of a latitude band in degrees.
fn band_edges(band: char) -> (f64, f64) {
    let at = BANDS.find(band).unwrap_or(0) as f64;
    let south = -80.0 + 8.0 * at;
    (south, if band == 'X' { 84.0 } else { south + 8.0 })
}

/// The position of an easting and a northing of a zone, if the zone extends so far, rounded to a micrometre.
fn position(zone: u8, is_south: bool, easting: f64, northing: f64) -> Option<Position> {
    let middle_deg = 6.0 * f64::from(zone) - 183.0;
    let false_northing = if is_south { 10_000_000.0 } else { 0.0 };
    let read = |text: &str| Proj::from_proj_string(text).ok();
    let geographic = read("+proj=longlat +ellps=WGS84 +no_defs")?;
    let plane = read(
        "+proj=etmerc +lat_0=0 +lon_0=0 +k=0.9996 +x_0=0 +y_0=0 +ellps=WGS84 +units=m +no_defs",
    )?;
    let mut point = (easting - 500_000.0, northing - false_northing, 0.0);
    transform(&plane, &geographic, &mut point).ok()?;
    let rounded = |degrees: f64| (degrees * 1e9).round() / 1e9;
    let (lat, lon) = (point.1.to_degrees(), point.0.to_degrees());
    // The widest zones, 33X and 35X, reach six degrees to either side.
    if lon.is_nan() || lon.abs() > 6.5 {
        return None;
    }
    let lon = middle_deg + lon;
    let turned = if lon > 180.0 {
        lon - 360.0
    } else if lon < -180.0 {
        lon + 360.0
    } else {
        lon
    };
    Position::new(rounded(lat), rounded(turned)).ok()
}
