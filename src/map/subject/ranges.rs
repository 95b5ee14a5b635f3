//! Rings and zones: of bands, of the claims for a missile, of times, of distances.

use super::target::plain_name;
use super::{
    Dots, MOST_MISSILES, MOST_PANELS, Rank, Request, Ring, RingOf, Subject, Zone, ZoneOf, distance,
    edge,
};
use crate::catalogue::{Basis, Bound, Claim, Language, System};
use crate::error::{Error, Result};
use crate::map::isochrone::{Clock, Level};
use crate::map::ring;
use crate::present::claims;
use crate::present::phrases::{self, say};
use crate::present::words::{self, LengthUnit};
use crate::quantity::{Interval, Kilometres};
use crate::treaty::{Band, BandSet};

/// Claims that differ by less than this share of their range share a ring's label.
const ONE_FIGURE: f64 = 0.02;

impl Subject<'_> {
    /// Adds a ring unless there is one of this id.
    fn add_ring(&mut self, ring: Ring) {
        if !self.rings.iter().any(|known| known.id == ring.id) {
            self.rings.push(ring);
        }
    }

    pub(super) fn add_distances(&mut self, rings_km: &[f64], unit: LengthUnit) -> Result<()> {
        let language = self.language;
        let mut radii_km = rings_km.to_vec();
        radii_km.sort_by(f64::total_cmp);
        radii_km.dedup();
        let mut inner: Option<Kilometres> = None;
        for (number, &km) in radii_km.iter().enumerate() {
            let outer = ring::radius(km)?;
            let label = phrases::local(&distance(km, unit), language);
            let name = inner.map_or_else(
                || say(language, "up to {1}", &[&label]),
                |inner| {
                    say(
                        language,
                        "{1} to {2}",
                        &[
                            &phrases::local(&distance(inner.km(), unit), language),
                            &label,
                        ],
                    )
                },
            );
            self.zones.push(Zone {
                id: format!("within-{km}"),
                inner,
                outer,
                of: ZoneOf::Ring(number),
                name,
            });
            self.add_ring(Ring {
                id: format!("ring-{km}"),
                radius: outer,
                of: RingOf::Distance,
                name: label.clone(),
                label,
            });
            inner = Some(outer);
        }
        Ok(())
    }

    pub(super) fn add_bands(&mut self, set: &BandSet, unit: LengthUnit) -> Result<()> {
        let language = self.language;
        for (number, band) in set.bands().iter().enumerate() {
            let Some(upper) = band.upper else { continue };
            let outer = ring::radius(upper.km)?;
            let inner = band.lower.map(|lower| ring::radius(lower.km)).transpose()?;
            let name = band_name(band, "range", language);
            self.zones.push(Zone {
                id: format!("band-{}", band.id),
                inner,
                outer,
                of: ZoneOf::Band(number),
                name,
            });
            let label = phrases::local(&edge(upper.km, unit), language);
            self.add_ring(Ring {
                id: format!("edge-{}", upper.km),
                radius: outer,
                of: RingOf::BandEdge,
                name: format!("{label}: edge of {} in the {} bands", band.name, set.title),
                label,
            });
        }
        Ok(())
    }

    pub(super) fn add_missiles(&mut self, request: &Request<'_>) -> Result<()> {
        let missiles = request.missiles;
        let tells_claims =
            missiles.len() <= 2 && request.isochrones.is_none() && request.dots != Dots::Minutes;
        let (most, advice) = if request.has_panels {
            (MOST_PANELS, "name fewer with --missile")
        } else {
            (
                MOST_MISSILES,
                "name fewer with --missile, or ask for a map of each by --panels",
            )
        };
        if missiles.len() > most {
            return Err(Error::Usage(format!(
                "a map shows the ranges of up to {most} missiles, not {}: {advice}",
                missiles.len()
            )));
        }
        for (missile, system) in missiles.iter().enumerate() {
            let Some(range_km) = system.range_km else {
                let advice = if system.is_type {
                    "no claim of capability; use --ring KM"
                } else {
                    "use --ring KM, or --isochrone MIN for its times"
                };
                return Err(Error::Usage(format!(
                    "{} has no range to draw: {advice}",
                    system.name
                )));
            };
            self.add_missile(missile, system, range_km, request.unit, tells_claims)?;
        }
        Ok(())
    }

    fn add_missile(
        &mut self,
        missile: usize,
        system: &System,
        range_km: Interval,
        unit: LengthUnit,
        tells_claims: bool,
    ) -> Result<()> {
        let (id, name) = (&system.id, &system.name);
        let plain = plain_name(name);
        let low = ring::radius(range_km.low)?;
        let high = ring::radius(range_km.high)?;
        let is_agreed = range_km.low >= range_km.high;
        let is_bound = system.has_lower_bound_only();
        let language = self.language;
        let said = |km: f64| phrases::local(&unit.say(km, 0), language);
        let say_to = |phrase: &str, km: f64| say(language, phrase, &[&said(km)]);
        self.zones.push(Zone {
            id: format!("{id}-certain"),
            inner: None,
            outer: low,
            of: ZoneOf::Certain(missile),
            name: match (is_agreed, is_bound) {
                (true, true) => say_to("within a lower bound of its range: to {1}", low.km()),
                (true, false) => say_to("within its range: to {1}", low.km()),
                _ => say_to(
                    &format!("within reach, {}: to {{1}}", claims::undisputed(system)),
                    low.km(),
                ),
            },
        });
        let what = match (is_agreed, is_bound) {
            (true, true) => format!("a lower bound of the range of the {name}"),
            (true, false) => format!("range of the {name}"),
            _ => format!("to here no claim for the {name} falls short"),
        };
        self.add_ring(Ring {
            id: format!("{id}-low"),
            radius: low,
            of: RingOf::Claim {
                missile,
                rank: Rank::Lowest,
            },
            label: ring_label(plain, &said(low.km())),
            name: format!("{}: {what}", said(low.km())),
        });
        if is_agreed {
            return Ok(());
        }
        self.zones.push(Zone {
            id: format!("{id}-disputed"),
            inner: Some(low),
            outer: high,
            of: ZoneOf::Disputed(missile),
            name: say_to("by some claims only: to {1}", high.km()),
        });
        // Of many missiles, or beside lines of time, the ends are enough.
        let between = if tells_claims {
            claims_between(system, range_km, language)
        } else {
            Vec::new()
        };
        for (km, whose) in between {
            self.add_ring(Ring {
                id: format!("{id}-{km}"),
                radius: ring::radius(km)?,
                of: RingOf::Claim {
                    missile,
                    rank: Rank::Between,
                },
                label: if self.missiles.len() > 1 {
                    format!("{} {whose}", ring_label(plain, &said(km)))
                } else {
                    format!("{} {whose}", said(km))
                },
                name: format!("{}: claim for the {name}, {whose}", said(km)),
            });
        }
        self.add_ring(Ring {
            id: format!("{id}-high"),
            radius: high,
            of: RingOf::Claim {
                missile,
                rank: Rank::Highest,
            },
            label: ring_label(plain, &said(high.km())),
            name: format!(
                "{}: highest claim for the {name}{}",
                said(high.km()),
                if is_bound { ", a lower bound" } else { "" }
            ),
        });
        Ok(())
    }

    pub(super) fn add_isochrones(&mut self, levels: &[Level], request: &Request<'_>) {
        let language = request.language;
        let mut inner = None;
        for (number, level) in levels.iter().enumerate() {
            let minutes = level.minutes;
            let before = number.checked_sub(1).map(|at| levels[at].minutes);
            let end = phrases::local(&minutes.to_string(), language);
            let (one, span) = match request.clock {
                Clock::Flight => ("up to {1} min of flight", "{1} to {2} min of flight"),
                Clock::Warning => ("up to {1} min of warning", "{1} to {2} min of warning"),
            };
            let name = before.map_or_else(
                || say(language, one, &[&end]),
                |before| {
                    say(
                        language,
                        span,
                        &[&phrases::local(&before.to_string(), language), &end],
                    )
                },
            );
            self.zones.push(Zone {
                id: format!("within-{minutes}-min"),
                inner,
                outer: level.radius,
                of: ZoneOf::Time(number),
                name,
            });
            let mark = if level.is_approximate { "≈ " } else { "" };
            let distance = request.unit.say(level.radius.km(), 0);
            self.rings.push(Ring {
                id: format!("isochrone-{minutes}-min"),
                radius: level.radius,
                of: RingOf::Time {
                    minutes,
                    is_approximate: level.is_approximate,
                },
                label: format!("{mark}{}", say(language, "{1} min", &[&end])),
                name: format!("{mark}{minutes} min of {}: {distance}", request.clock),
            });
            inner = Some(level.radius);
        }
    }
}

/// A band and its edges: `shorter-range: 500 ≤ range ≤ 1,000 km`, of ranges or distances.
pub(super) fn band_name(band: &Band, of: &str, language: Language) -> String {
    let of = phrases::known(language, of);
    let edges = words::band_edges(band, LengthUnit::Kilometres).replace("range", &of);
    format!(
        "{}: {}",
        phrases::known(language, &band.name),
        phrases::local(&edges, language)
    )
}

/// A missile's name and the distance, or that alone if the name is no more than it.
fn ring_label(name: &str, distance: &str) -> String {
    if name.replace('-', " ").contains(distance) {
        distance.to_owned()
    } else {
        format!("{name} {distance}")
    }
}

/// The figures that are claimed between the lowest and the highest, each once, km, and who gives them.
fn claims_between(system: &System, range_km: Interval, language: Language) -> Vec<(f64, String)> {
    let near = |a: f64, b: f64| (a - b).abs() <= ONE_FIGURE * b;
    let counted = system
        .claims
        .iter()
        .filter(|claim| claim.basis == Basis::Capability);
    let mut figures: Vec<(f64, &Claim)> = counted
        .flat_map(|claim| {
            let ends = match claim.bound {
                Bound::AtLeast => [claim.low_km; 2],
                Bound::AtMost => [claim.high_km; 2],
                Bound::Exact | Bound::About => [claim.low_km, claim.high_km],
            };
            ends.map(|km| (km, claim))
        })
        .filter(|(km, _)| !near(*km, range_km.low) && !near(*km, range_km.high))
        .filter(|(km, _)| *km > range_km.low && *km < range_km.high)
        .collect();
    figures.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.year.cmp(&b.1.year)));
    figures.dedup_by(|a, b| a.0.total_cmp(&b.0).is_eq() && std::ptr::eq(a.1, b.1));
    let mut between: Vec<(f64, String)> = Vec::new();
    for group in figures.chunk_by(|a, b| near(a.0, b.0)) {
        let whose = match group {
            [(_, only)] => format!("{} {}", short(only.claimant), only.year),
            [.., (_, latest)] => {
                let whose = format!("{} {}", short(latest.claimant), latest.year);
                match group.len() - 1 {
                    1 => say(language, "{1} and 1 other", &[&whose]),
                    others => say(
                        language,
                        "{1} and {2} others",
                        &[&whose, &others.to_string()],
                    ),
                }
            }
            [] => continue,
        };
        between.push((group[0].0, whose));
    }
    between
}

/// A claimant without office and initials: `Putin` of `V. Putin, President of Russia`.
fn short(claimant: &str) -> &str {
    let name = claimant.split_once(", ").map_or(claimant, |(name, _)| name);
    let words: Vec<&str> = name.split(' ').collect();
    match words
        .iter()
        .rposition(|word| word.len() == 2 && word.ends_with('.'))
    {
        Some(initial) if initial + 1 < words.len() => {
            let skipped: usize = words[..=initial].iter().map(|word| word.len() + 1).sum();
            &name[skipped..]
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claimants_are_said_in_short() {
        assert_eq!(short("V. Putin, President of Russia"), "Putin");
        assert_eq!(
            short("Missile Defense Advocacy Alliance"),
            "Missile Defense Advocacy Alliance"
        );
        assert_eq!(
            short("M. Savill, Royal United Services Institute"),
            "Savill"
        );
        assert_eq!(short("A."), "A.");
    }

    #[test]
    fn every_disputed_figure_has_a_line() {
        // The claims of capability in data/range_claims.csv: 476 to 480, 2000 (twice), 2350 and 2500 km.
        let system = System::named("9m729").unwrap();
        let found = claims_between(&system, system.range_km.unwrap(), Language::English);
        let km: Vec<f64> = found.iter().map(|(km, _)| *km).collect();
        assert_eq!(km, [2000.0, 2350.0]);
        assert!(found[0].1.contains("2019 and 1 other"), "{found:?}");
    }
}
