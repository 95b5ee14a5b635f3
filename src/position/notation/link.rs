//! `geo:` URIs and links to maps.

use super::{Found, Reading, Refusal, at, number};
use crate::position::Position;

/// Hosts of shortened links.
const SHORT_LINKS: [&str; 6] = [
    "goo.gl",
    "maps.app.goo.gl",
    "osm.org/go",
    "bit.ly",
    "tinyurl.com",
    "w3w.co",
];

/// Reads a `geo:` URI or a link.
pub(super) fn read(clean: &str) -> Option<Found> {
    let lower = clean.to_ascii_lowercase();
    if lower.starts_with("geo:") {
        return Some(geo_uri(&clean[4..]));
    }
    if clean.starts_with("///") || lower.starts_with("what3words.com") {
        return Some(Err(Refusal::because(
            "what3words are resolved by their owner's service alone; write latitude,longitude",
        )));
    }
    // The query of a link alone.
    if lower.contains('&') && lower.contains("lat") && !lower.contains([' ', '/']) {
        return Some(link(&format!("?{clean}")));
    }
    let is_link = lower.starts_with("http://")
        || lower.starts_with("https://")
        || [
            "www.",
            "maps.",
            "google.",
            "openstreetmap.",
            "yandex.",
            "bing.",
        ]
        .iter()
        .any(|host| lower.starts_with(host) && lower.contains('/'))
        || is_address(&lower);
    is_link.then(|| link(clean))
}

/// Endings of the hosts of maps, for links without `https://`.
const ENDINGS: [&str; 12] = [
    "app", "com", "cz", "de", "earth", "gov", "io", "org", "pro", "ru", "sk", "ua",
];

/// True of a host and a path without what stands before them: `mapy.cz/zakladni?x=20.51&y=54.71`.
fn is_address(lower: &str) -> bool {
    let (host, path) = lower.split_at(lower.find(['/', '#', '?']).unwrap_or(lower.len()));
    let ending = host.rsplit_once('.').map(|(_, ending)| ending);
    let is_host = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    is_host
        && ending.is_some_and(|ending| ENDINGS.contains(&ending))
        && path.contains(|c: char| c.is_ascii_digit())
}

/// RFC 5870: latitude, longitude and perhaps altitude, then `;crs=` and `;u=` in metres. Android adds `?q=`.
fn geo_uri(body: &str) -> Found {
    let (body, query) = body.split_once('?').unwrap_or((body, ""));
    let mut parts = body.split(';');
    let coordinates = parts.next().unwrap_or_default();
    let mut uncertainty_km = None;
    for parameter in parts {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.to_ascii_lowercase().as_str() {
            "crs" if !value.eq_ignore_ascii_case("wgs84") => {
                return Err(Refusal::because(
                    "its coordinate reference system is not WGS 84; positions are read on WGS 84 alone",
                ));
            }
            "u" => {
                let metres = number(value).filter(|&metres| metres >= 0.0);
                uncertainty_km = Some(
                    metres.ok_or(Refusal::because("its uncertainty u is no number of metres"))?
                        / 1000.0,
                );
            }
            _ => {}
        }
    }
    let numbers: Option<Vec<f64>> = coordinates.split(',').map(number).collect();
    let Some([lat, lon] | [lat, lon, _]) = numbers.as_deref() else {
        return Err(Refusal::because(
            "a geo: link is latitude and longitude in degrees: geo:54.71,20.51",
        ));
    };
    if let (true, Some(pair)) = (*lat == 0.0 && *lon == 0.0, value_of(query, &["q"])) {
        let (lat, lon) = pair_of(&pair).ok_or(Refusal::because(
            "its q is an address; write the name of the place, or latitude,longitude",
        ))?;
        return at(lat, lon);
    }
    Ok(Reading {
        uncertainty_km,
        ..at(*lat, *lon)?
    })
}

fn link(clean: &str) -> Found {
    let text = decoded(clean);
    let lower = text.to_ascii_lowercase();
    let address = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    if SHORT_LINKS.iter().any(|host| address.starts_with(host)) {
        return Err(Refusal::because(
            "a short link holds no coordinates: open it, and copy the long link or the coordinates",
        ));
    }
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    if host.ends_with("what3words.com") {
        return Err(Refusal::because(
            "what3words are resolved by their owner's service alone; write latitude,longitude",
        ));
    }
    // Yandex writes longitude first.
    if host.contains("yandex") || host.contains("ya.ru") {
        let pair =
            value_of(&text, &["pt", "whatshere[point]", "ll"]).and_then(|pair| pair_of(&pair));
        return pair.map_or_else(none_in_link, |(lon, lat)| at(lat, lon));
    }
    // Mapy.cz names the longitude x; 2GIS and FIRMS write it first.
    if host.contains("mapy.") {
        let number_of = |name| number(&value_of(&text, &[name])?);
        let pair = number_of("y").zip(number_of("x"));
        return pair.map_or_else(none_in_link, |(lat, lon)| at(lat, lon));
    }
    if host.contains("2gis.") || host.contains("firms.") {
        let pair = value_of(&text, &["m"])
            .and_then(|pair| pair_of(&pair))
            .or_else(|| pair_in_path(&text));
        return pair.map_or_else(none_in_link, |(lon, lat)| at(lat, lon));
    }
    // GeoHack, which Wikipedia links to: params=54_42_36_N_20_30_36_E_type:city
    if let Some(parameters) = value_of(&text, &["params"]) {
        return geohack(&parameters);
    }
    let found = google_place(&text)
        .or_else(|| {
            let lat = number(&value_of(&text, &["mlat"])?)?;
            Some((lat, number(&value_of(&text, &["mlon"])?)?))
        })
        .or_else(|| {
            [
                "q",
                "query",
                "ll",
                "destination",
                "daddr",
                "center",
                "cp",
                "sll",
                "coordinate",
                "view",
            ]
            .iter()
            .find_map(|name| pair_of(&value_of(&text, &[name])?))
        })
        .or_else(|| {
            let lat = number(&value_of(&text, &["lat", "latitude"])?)?;
            Some((
                lat,
                number(&value_of(&text, &["lon", "lng", "longitude"])?)?,
            ))
        })
        .or_else(|| openstreetmap_view(&text))
        .or_else(|| pair_of(text.split_once("/@")?.1))
        .or_else(|| {
            pair_of(
                text.split_once("/place/")
                    .or_else(|| text.split_once("/search/"))?
                    .1,
            )
        })
        .or_else(|| pair_in_path(&text));
    found.map_or_else(none_in_link, |(lat, lon)| at(lat, lon))
}

fn none_in_link() -> Found {
    Err(Refusal::because(
        "no coordinates are found in this link; write latitude,longitude",
    ))
}

/// `!3d54.71!4d20.51`: the place itself, where `@` is the middle of the map.
fn google_place(text: &str) -> Option<(f64, f64)> {
    let (_, after) = text.rsplit_once("!3d")?;
    let (lat, after) = after.split_once("!4d")?;
    let end = after
        .find(|c: char| !(c.is_ascii_digit() || ".-".contains(c)))
        .unwrap_or(after.len());
    Some((number(lat)?, number(&after[..end])?))
}

/// `#map=12/54.71/20.51`
fn openstreetmap_view(text: &str) -> Option<(f64, f64)> {
    let (_, view) = text.split_once("#map=")?;
    let mut parts = view.split(['/', '&', '?']);
    parts.next()?;
    Some((number(parts.next()?)?, number(parts.next()?)?))
}

/// Two numbers with decimal points between slashes or after a mark: `/54.71,20.51/8`, `#54.71,20.51,10`.
fn pair_in_path(text: &str) -> Option<(f64, f64)> {
    let is_pair = |part: &&str| {
        let mut numbers = part.split(',');
        let is_decimal = |part: Option<&str>| {
            part.is_some_and(|part| number(part).is_some() && part.contains('.'))
        };
        is_decimal(numbers.next()) && is_decimal(numbers.next())
    };
    text.split(['/', '#', '@', '?'])
        .find(is_pair)
        .and_then(pair_of)
}

/// `54_42_36_N_20_30_36_E_type:city`
fn geohack(parameters: &str) -> Found {
    let unreadable = || Refusal::because("its params are no position; write latitude,longitude");
    let mut degrees = Vec::new();
    let mut numbers = Vec::new();
    for part in parameters.split(['_', ';', '&']) {
        match part {
            "N" | "E" | "S" | "W" | "n" | "e" | "s" | "w" | "O" => {
                let &[whole, ref smaller @ ..] = &numbers[..] else {
                    return Err(unreadable());
                };
                let size = super::sexagesimal(
                    whole,
                    smaller.first().copied().unwrap_or(0.0),
                    smaller.get(1).copied().unwrap_or(0.0),
                );
                let is_negative = matches!(part, "S" | "W" | "s" | "w");
                degrees.push(if is_negative { -size } else { size });
                numbers.clear();
            }
            part => match number(part) {
                Some(value) if numbers.len() < 3 => numbers.push(value),
                _ => break,
            },
        }
        if degrees.len() == 2 {
            break;
        }
    }
    match (&degrees[..], &numbers[..]) {
        (&[lat, lon], _) | (&[], &[lat, lon]) => Ok(Reading::exact(Position::new(lat, lon)?)),
        _ => Err(unreadable()),
    }
}

/// The value of the first parameter with one of these names after `?`, `&` or `#`.
fn value_of(text: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        text.split(['?', '&', '#']).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    })
}

/// Two numbers at the start of a text, separated by a comma, a tilde or a space: `54.71,20.51,12z`, `loc:54.71,20.51`.
fn pair_of(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_start_matches("loc:").trim_start();
    let end_of = |text: &str| {
        text.find(|c: char| !(c.is_ascii_digit() || ".-+".contains(c)))
            .unwrap_or(text.len())
    };
    let first_end = end_of(text);
    let first = number(&text[..first_end])?;
    let rest = text[first_end..].trim_start_matches([',', '~', ' ', '+']);
    let second = number(&rest[..end_of(rest)])?;
    Some((first, second))
}

/// A link without percent signs: `%2C` is a comma.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3);
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                plain.push(byte);
                at += 3;
            }
            _ => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
