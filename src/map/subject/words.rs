//! Title and subtitle of a map, built from what it shows.

use super::{Dots, Label, Request, Subject, distance, notes};
use crate::catalogue::{Basis, Bound, Claim, Language, Place, System, country_name_in};
use crate::map::isochrone::Clock;
use crate::present::names::{label_in, place_in};
use crate::present::phrases::{self, say};
use crate::present::{basis, claims, words};
use jiff::civil::Date;

/// Writes the words, and the reasons for what was left out behind them.
pub(super) fn describe(subject: &mut Subject<'_>, request: &Request<'_>, left_out: Vec<String>) {
    let origins = origins(request.origins, request.assumptions.date, request.language);
    subject.title = request
        .title
        .clone()
        .unwrap_or_else(|| title(request, &origins));
    subject.subtitle = subtitle(request);
    subject.notes = notes::notes(request, subject);
    subject.notes.extend(left_out);
}

/// `Kaliningrad, Russia`; two or three names; or how many.
fn origins(origins: &[Place], date: Option<Date>, language: Language) -> String {
    // A language without words of its own has the title in English, and its country with it.
    let of_country = if phrases::has_words(language) {
        language
    } else {
        Language::English
    };
    match origins {
        [one] => place_in(one, of_country),
        [_, _] | [_, _, _] => {
            let labels: Vec<_> = origins
                .iter()
                .map(|origin| label_in(origin, language))
                .collect();
            let labels: Vec<&str> = labels.iter().map(AsRef::as_ref).collect();
            phrases::list(language, &labels)
        }
        many => {
            let launches = |place: &Place| place.site.is_some_and(|site| site.launches);
            let what = if many.iter().all(launches) {
                "{1} launch sites"
            } else {
                "{1} places"
            };
            let counted = say(
                language,
                what,
                &[&phrases::local(
                    &words::grouped(many.len() as f64, 0),
                    language,
                )],
            );
            let counted = match many[0].country.as_deref() {
                Some(country) if many.iter().all(|place| place.country == many[0].country) => say(
                    language,
                    "{1} in {2}",
                    &[&counted, country_name_in(country, language)],
                ),
                _ => counted,
            };
            match many.iter().filter(|place| place.is_closed(date)).count() {
                0 => counted,
                closed => say(
                    language,
                    "{1}, {2} of them closed",
                    &[&counted, &closed.to_string()],
                ),
            }
        }
    }
}

/// True of a site that has closed by a date, or by now without one.
pub(crate) fn is_closed(place: &Place, date: Option<Date>) -> bool {
    let last_year = place.site.and_then(|site| site.last_year);
    last_year.is_some_and(|last| date.is_none_or(|date| i32::from(last) < i32::from(date.year())))
}

fn title(request: &Request<'_>, origins: &str) -> String {
    let language = request.language;
    let of_times = request
        .timed
        .filter(|_| request.isochrones.is_some() || request.dots == Dots::Minutes);
    if let Some(system) = of_times {
        let title = match request.clock {
            Clock::Flight => "{1} from {2}: minutes of flight",
            Clock::Warning => "{1} from {2}: minutes of warning",
        };
        return say(language, title, &[&capital(&system.name), origins]);
    }
    let names: Vec<String> = request
        .missiles
        .iter()
        .map(|system| with_article(&system.name, language))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let say_km = |km: f64| phrases::local(&distance(km, request.unit), language);
    match (names.as_slice(), request.bands) {
        ([], Some(bands)) => {
            let set = phrases::known(language, &bands.title);
            say(language, "{1} range bands around {2}", &[&set, origins])
        }
        ([], None) => match request.rings_km[..] {
            [one] => say(language, "Within {1} of {2}", &[&say_km(one), origins]),
            [one, two] => say(
                language,
                "Within {1} and {2} of {3}",
                &[&say_km(one), &say_km(two), origins],
            ),
            _ => say(language, "Distances from {1}", &[origins]),
        },
        (names, _) => say(
            language,
            "Within reach of {1} from {2}",
            &[&phrases::list(language, names), origins],
        ),
    }
}

/// `a 300-km ballistic missile`: what is no name has an article in English.
fn with_article(name: &str, language: Language) -> String {
    let is_name = !name.ends_with(" missile") && !name.starts_with("missile ");
    if language == Language::English && !is_name {
        format!("a {name}")
    } else {
        name.to_owned()
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Sentences without the stop: what of whom, and by which assumptions.
fn subtitle(request: &Request<'_>) -> String {
    let language = request.language;
    let mut said: Vec<String> = request
        .missiles
        .iter()
        .filter_map(|system| of_missile(system, request))
        .collect();
    let is_of_bands = request.missiles.is_empty() && request.isochrones.is_none();
    if let Some(bands) = request.bands.filter(|_| is_of_bands) {
        said.push(say(
            language,
            "Distances as ranges in the terms of the {1}",
            &[&phrases::known(language, &bands.title)],
        ));
    }
    if let Some(system) = request.timed {
        let has_warning = request.clock == Clock::Warning || request.label == Label::Warning;
        let mut assumed = basis::flight(&[system], &request.assumptions, language);
        if has_warning {
            assumed.extend(basis::warning(&[system], &request.assumptions, language));
        }
        let what = match (request.clock, &request.isochrones) {
            (Clock::Flight, _) if !has_warning => "Flight from launch to impact: {1}",
            _ => "Warning that is left: {1}",
        };
        said.push(say(language, what, &[&assumed.join("; ")]));
    }
    if let Some(date) = request.assumptions.date {
        said.push(say(language, "The treaty as of {1}", &[&date.to_string()]));
    }
    if request.origins.len() > 1 {
        said.push(say(language, "From the nearest origin", &[]));
    }
    said.join(". ")
}

/// Range and who says so.
fn of_missile(system: &System, request: &Request<'_>) -> Option<String> {
    let range_km = system.range_km?;
    let language = request.language;
    let figures = phrases::local(&range_of(system, request)?, language);
    let whose = match (lowest(system, request), highest(system, request)) {
        (Some(low), Some(high)) if range_km.low < range_km.high => {
            format!(
                " ({})",
                say(language, "lowest: {1}; highest: {2}", &[&low, &high])
            )
        }
        (_, Some(high)) => format!(" ({high})"),
        _ => String::new(),
    };
    // A range of one's own is in the name already.
    (!system.claims.is_empty()).then(|| {
        let what = if range_km.low < range_km.high {
            "{1}: claims of {2}"
        } else {
            "{1}: range {2}"
        };
        format!("{}{whose}", say(language, what, &[&system.name, &figures]))
    })
}

/// `476 to 2,500 km`, `15,000 km or more`.
fn range_of(system: &System, request: &Request<'_>) -> Option<String> {
    let range_km = system.range_km?;
    let high = request.unit.say(range_km.high, 0);
    let figures = if range_km.low < range_km.high {
        let low = words::grouped(request.unit.converted(range_km.low), 0);
        say(request.language, "{1} to {2}", &[&low, &high])
    } else {
        high
    };
    Some(if system.has_lower_bound_only() {
        say(request.language, "{1} or more", &[&figures])
    } else {
        figures
    })
}

/// Who says the figure to which no claim falls short.
fn lowest(system: &System, request: &Request<'_>) -> Option<String> {
    let km = system.range_km?.low;
    latest(system, request, |claim| match claim.bound {
        Bound::AtMost => is_same(claim.high_km, km),
        Bound::Exact | Bound::About | Bound::AtLeast => is_same(claim.low_km, km),
    })
}

/// Who says the highest figure: of a lower bound and a figure that are the same the bound, which says more.
fn highest(system: &System, request: &Request<'_>) -> Option<String> {
    let km = system.range_km?.high;
    let is_bound = system.has_lower_bound_only();
    latest(system, request, |claim| {
        let is_wanted = match claim.bound {
            Bound::AtMost => false,
            Bound::AtLeast => true,
            Bound::Exact | Bound::About => !is_bound,
        };
        is_wanted && is_same(claim.high_km, km)
    })
}

fn is_same(one_km: f64, other_km: f64) -> bool {
    (one_km - other_km).abs() < 1e-9
}

/// The latest of the claims of capability that are meant, a figure before a span. Of a span and of a bound the figure is told
/// as well, for its end alone is not what was said.
fn latest(
    system: &System,
    request: &Request<'_>,
    is_meant: impl Fn(&Claim) -> bool,
) -> Option<String> {
    let is_span = |claim: &Claim| claim.low_km < claim.high_km;
    let claim = system
        .claims
        .iter()
        .filter(|claim| claim.basis == Basis::Capability && is_meant(claim))
        .max_by_key(|claim| (!is_span(claim), claim.bound != Bound::AtMost, claim.year))?;
    let figure = if is_span(claim) || matches!(claim.bound, Bound::AtLeast | Bound::AtMost) {
        format!(
            ", {}",
            claims::figure_in(claim, request.unit, request.language)
        )
    } else {
        String::new()
    };
    let claimant = claims::claimant_in(claim, request.language);
    Some(format!("{claimant}, {}{figure}", claim.year))
}
