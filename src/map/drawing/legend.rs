//! The legend of a map: what is in the picture, and nothing else.

use super::places;
use super::shown::Shown;
use super::styles::MapStyles;
use crate::catalogue::Reach;
use crate::map::subject::{ClassOf, Dots, Filled, Rank, RingOf, Subject, ZoneOf};
use crate::present::phrases::{self, say};
use crate::present::words;
use crate::svg::Dash;
use crate::svg::sheet::{LegendEntry, LegendSymbol};

/// An entry for each area, line and class of places in view; a class has its area's entry, if there is one.
pub(super) fn legend(
    subject: &Subject<'_>,
    shown: &Shown,
    styles: &MapStyles<'_>,
) -> Vec<LegendEntry> {
    let legend = Legend {
        subject,
        shown,
        styles,
    };
    let mut entries = Vec::new();
    let mut named = Vec::new();
    legend.areas(&mut entries, &mut named);
    legend.lines(&mut entries);
    legend.classes(&mut entries, &named);
    legend.doubts(&mut entries);
    legend.origins(&mut entries);
    entries
}

struct Legend<'l> {
    subject: &'l Subject<'l>,
    shown: &'l Shown,
    styles: &'l MapStyles<'l>,
}

impl Legend<'_> {
    fn say(&self, phrase: &str, parts: &[&str]) -> String {
        say(self.subject.language, phrase, parts)
    }

    fn is_met(&self, number: usize) -> bool {
        let targets = &self.subject.targets;
        self.shown.classes[number] && targets.iter().any(|target| target.class == number)
    }

    fn in_brackets(&self, count: usize) -> String {
        match count {
            0 => String::new(),
            1 => format!(" ({})", self.say("1 place", &[])),
            count => {
                let count = phrases::local(&words::grouped(count as f64, 0), self.subject.language);
                format!(" ({})", self.say("{1} places", &[&count]))
            }
        }
    }

    /// How many places are of a class for certain, in brackets.
    fn counted(&self, number: usize) -> String {
        let targets = self.subject.targets.iter();
        let certain = targets.filter(|target| target.class == number && target.is_certain);
        self.in_brackets(certain.count())
    }

    /// The areas that are filled, with the marks of the places in them; `named` has the classes of those.
    fn areas(&self, entries: &mut Vec<LegendEntry>, named: &mut Vec<usize>) {
        let subject = self.subject;
        let zones = subject.zones.iter().zip(&self.shown.zones);
        for (zone, _) in zones.filter(|(zone, is_shown)| **is_shown && subject.is_filled(zone.of)) {
            let class = subject
                .classes
                .iter()
                .position(|class| is_of(class.of, zone.of))
                .filter(|number| self.is_met(*number));
            let mark = class.map(|number| self.styles.class(number));
            let count = class.map(|number| self.counted(number)).unwrap_or_default();
            named.extend(class);
            entries.push(LegendEntry::new(
                LegendSymbol::Swatch(self.styles.zone(zone.of), mark),
                format!("{}{count}", zone.name),
            ));
        }
    }

    /// The lines of several missiles by their colours, what dashes say, and what lines may be off.
    fn lines(&self, entries: &mut Vec<LegendEntry>) {
        let (subject, styles) = (self.subject, self.styles);
        let in_view = || {
            let rings = subject.rings.iter().zip(&self.shown.rings);
            rings
                .filter(|(_, is_shown)| **is_shown)
                .map(|(ring, _)| ring)
        };
        if subject.missiles.len() > 1 && subject.filled() != Some(Filled::Times) {
            for (missile, system) in subject.missiles.iter().enumerate() {
                let is_its =
                    |of: RingOf| matches!(of, RingOf::Claim { missile: of, .. } if of == missile);
                if in_view().any(|ring| is_its(ring.of)) {
                    let rank = Rank::Lowest;
                    let stroke = styles.ring(RingOf::Claim { missile, rank });
                    let label = system.name.as_ref();
                    entries.push(LegendEntry::new(LegendSymbol::Line(stroke), label));
                }
            }
            let of_rank = |wanted: Rank| {
                in_view()
                    .any(|ring| matches!(ring.of, RingOf::Claim { rank, .. } if rank == wanted))
            };
            let is_agreed = |system: &crate::catalogue::System| {
                system.range_km.is_some_and(|range| range.low >= range.high)
            };
            if of_rank(Rank::Highest) || !subject.missiles.iter().all(is_agreed) {
                for (rank, dash, label) in [
                    (Rank::Lowest, Dash::Solid, "no claim falls short"),
                    (Rank::Between, Dash::Short, "a claim between"),
                    (Rank::Highest, Dash::Long, "highest claim"),
                ] {
                    if of_rank(rank) {
                        let width_px = styles.ring(RingOf::Claim { missile: 0, rank }).width_px;
                        let stroke = crate::svg::Stroke::new(styles.theme.text, width_px);
                        let sign = LegendSymbol::Line(stroke.dashed(dash));
                        entries.push(LegendEntry::new(sign, self.say(label, &[])));
                    }
                }
            }
        }
        if let (Some(km), Some(ring)) = (
            self.shown.soft_edge_km(subject, styles),
            in_view().find(|ring| !ring.is_claim_between()),
        ) {
            let sign = if styles.has_soft_edges() {
                LegendSymbol::Band(styles.uncertain(ring.of), styles.about_origin())
            } else {
                LegendSymbol::Line(styles.about_origin())
            };
            let label = self.say(
                "±{1} km: the origin is known no better",
                &[&format!("{km:.0}")],
            );
            entries.push(LegendEntry::new(sign, label));
        }
    }

    fn classes(&self, entries: &mut Vec<LegendEntry>, named: &[usize]) {
        for (number, class) in self.subject.classes.iter().enumerate() {
            let is_told = !matches!(class.of, ClassOf::Place);
            if self.is_met(number) && is_told && !named.contains(&number) {
                let (shape, style) = self.styles.class(number);
                entries.push(LegendEntry::new(
                    LegendSymbol::Mark(shape, style),
                    format!("{}{}", class.name, self.counted(number)),
                ));
            }
        }
    }

    /// Places whose class their uncertainty could change.
    fn doubts(&self, entries: &mut Vec<LegendEntry>) {
        let subject = self.subject;
        let doubtful = subject.targets.iter().filter(|target| !target.is_certain);
        let doubtful = doubtful.count();
        if doubtful == 0 {
            return;
        }
        let words = if subject.dots == Dots::Minutes {
            "≈ rough"
        } else {
            "uncertain: the edge is within the error of the places"
        };
        let label = format!("{}{}", self.say(words, &[]), self.in_brackets(doubtful));
        let sign = match self.styles.open_dot() {
            Some((shape, style)) => LegendSymbol::Mark(shape, style),
            None => LegendSymbol::Ringed(self.styles.doubt()),
        };
        entries.push(LegendEntry::new(sign, label));
    }

    fn origins(&self, entries: &mut Vec<LegendEntry>) {
        let origins: Vec<_> = self
            .subject
            .origins
            .iter()
            .chain(self.subject.closed)
            .collect();
        let others = origins
            .iter()
            .filter(|origin| places::is_other(origin))
            .count();
        let closed = origins
            .iter()
            .filter(|origin| !places::is_other(origin) && self.subject.is_closed(origin))
            .count();
        if origins.len() == 1 && others + closed == 0 {
            return;
        }
        for (is_there, (shape, style), label) in [
            (
                others + closed < origins.len(),
                self.styles.origin(),
                "origin of ranges",
            ),
            (closed > 0, self.styles.closed_origin(), "closed site"),
            (others > 0, self.styles.other_origin(), "not a launch site"),
        ] {
            if is_there {
                let sign = LegendSymbol::Mark(shape, style);
                entries.push(LegendEntry::new(sign, self.say(label, &[])));
            }
        }
    }
}

/// True if the places of a class are those in an area.
fn is_of(class: ClassOf, zone: ZoneOf) -> bool {
    match (class, zone) {
        (ClassOf::Band(one), ZoneOf::Band(other))
        | (ClassOf::Ring(one), ZoneOf::Ring(other))
        | (ClassOf::Time(one), ZoneOf::Time(other)) => one == other,
        (ClassOf::Reach(Reach::Within), ZoneOf::Certain(_))
        | (ClassOf::Reach(Reach::Disputed), ZoneOf::Disputed(_)) => true,
        _ => false,
    }
}
