//! The verdicts on claims as rows.

use super::file::Judged;
use crate::flight::ballistic::{Arc, minimum_energy};
use crate::schema::{Cell, Field, Kind, List, NEVER, Record, Unit, fields};

/// A claim with its verdict, as a row.
pub(crate) struct ClaimRow<'a> {
    judged: &'a Judged,
    /// The minimum-energy arc over the distance; a path of half the circumference and more has none.
    reference: Option<Arc>,
    reasons: Vec<&'a str>,
}

impl Record for ClaimRow<'static> {
    type Of<'a> = ClaimRow<'a>;
}

impl<'a> ClaimRow<'a> {
    /// The row of a verdict.
    pub(crate) fn new(judged: &'a Judged) -> Self {
        let steps = judged.judgement.steps.iter();
        Self {
            judged,
            reference: minimum_energy(judged.claim.distance).ok(),
            reasons: steps
                .map(|step| step.result.as_str())
                .filter(|reason| !reason.is_empty())
                .collect(),
        }
    }

    /// The lowest and the highest arc of those that the claim needs, where there is one.
    fn arcs(&self) -> [Option<&'a Arc>; 2] {
        let needed = self.judged.judgement.needed.as_ref();
        [
            needed.and_then(|arcs| arcs.low.as_ref()),
            needed.and_then(|arcs| arcs.high.as_ref()),
        ]
    }

    /// A launch speed of those arcs.
    fn speed_km_s(&self, choose: fn(f64, f64) -> f64) -> Option<f64> {
        let arcs = self.arcs().into_iter().flatten();
        arcs.map(|arc| arc.launch_speed_km_s).reduce(choose)
    }
}

const KM: Kind = Kind::Number(Unit::Km);
const DEG: Kind = Kind::Number(Unit::Deg);
const KM_S: Kind = Kind::Number(Unit::KmPerS);

const NOT_CLAIMED: &str = "where it is not claimed";
const NO_PLACES: &str = "where only a range is claimed";
const NO_ARC: &str = "where no arc spans the distance";
const NO_OTHER_ARC: &str =
    "where no other arc than the minimum-energy one is needed, or there is no such end";

/// The fields of a verdict.
pub(crate) const FIELDS: &[Field<ClaimRow<'static>>] = fields![
    title: Kind::Text, "Title in a file of claims.", "where there is none" => |row| Cell::filled(&row.judged.quote.title);
    from_name: Kind::Text, "Name of the source.", NO_PLACES
        => |row| Cell::text(row.judged.places.as_ref().map(|(from, _)| from.name.as_ref()));
    to_name: Kind::Text, "Name of the destination.", NO_PLACES
        => |row| Cell::text(row.judged.places.as_ref().map(|(_, to)| to.name.as_ref()));
    distance_km: KM, "Distance that the claim is judged over.", NEVER => |row| Cell::Number(row.judged.claim.distance.km());
    time: Kind::Text, "Claimed flight time, as written.", NOT_CLAIMED => |row| Cell::text(row.judged.quote.time.as_deref());
    speed: Kind::Text, "Claimed speed, as written.", NOT_CLAIMED => |row| Cell::text(row.judged.quote.speed.as_deref());
    apogee: Kind::Text, "Claimed apogee, as written.", NOT_CLAIMED => |row| Cell::text(row.judged.quote.apogee.as_deref());
    range: Kind::Text, "Claimed range, as written.", NOT_CLAIMED => |row| Cell::text(row.judged.quote.range.as_deref());
    missile: Kind::Text, "Missile, as written.", "where none is named" => |row| Cell::text(row.judged.quote.missile.as_deref());
    verdict: Kind::Text, "The verdict; `arcminute claim --help` lists all.", NEVER
        => |row| Cell::Text(row.judged.judgement.verdict.code());
    launch_angle_low_deg: DEG, "Launch angle of the lowest arc that the claim needs.", NO_OTHER_ARC
        => |row| Cell::number(row.arcs()[0].map(|arc| arc.launch_angle_deg));
    launch_angle_high_deg: DEG, "Launch angle of the highest arc that the claim needs.", NO_OTHER_ARC
        => |row| Cell::number(row.arcs()[1].map(|arc| arc.launch_angle_deg));
    apogee_low_km: KM, "Apogee of the lowest arc that the claim needs.", NO_OTHER_ARC
        => |row| Cell::number(row.arcs()[0].map(|arc| arc.apogee_km));
    apogee_high_km: KM, "Apogee of the highest arc that the claim needs.", NO_OTHER_ARC
        => |row| Cell::number(row.arcs()[1].map(|arc| arc.apogee_km));
    launch_speed_low_km_s: KM_S, "Lower launch speed of these two arcs.", NO_OTHER_ARC
        => |row| Cell::number(row.speed_km_s(f64::min));
    launch_speed_high_km_s: KM_S, "Higher launch speed of these two arcs.", NO_OTHER_ARC
        => |row| Cell::number(row.speed_km_s(f64::max));
    minimum_energy_time_s: Kind::Number(Unit::S), "Free-flight time of the minimum-energy arc over the distance.", NO_ARC
        => |row| Cell::number(row.reference.map(|arc| arc.free_flight_time_s));
    minimum_energy_speed_km_s: KM_S, "Launch speed of the minimum-energy arc over the distance.", NO_ARC
        => |row| Cell::number(row.reference.map(|arc| arc.launch_speed_km_s));
    reasons: Kind::List, "The findings behind the verdict.", NEVER => |row| Cell::List(List::Texts(&row.reasons));
    source: Kind::Text, "Source in a file of claims.", "where none is given" => |row| Cell::filled(&row.judged.quote.source);
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::file::Quote;
    use crate::schema::tests::check;
    use crate::warning::Delays;

    #[test]
    fn verdicts_are_what_the_schema_says() {
        let text = |text: &str| Some(text.to_owned());
        let quotes = [
            Quote {
                from: text("kaliningrad"),
                to: text("Berlin"),
                time: text("106 s"),
                ..Quote::default()
            },
            Quote {
                range: text("1090 km"),
                apogee: text("6248.5 km"),
                time: text("4052 s"),
                ..Quote::default()
            },
        ];
        let around = Quote {
            range: text("22,000 km"),
            time: text("24 hours"),
            missile: text("9m730"),
            ..Quote::default()
        };
        for quote in quotes.into_iter().chain([around]) {
            let judged = quote.judge(Delays::default()).unwrap();
            check(FIELDS, [ClaimRow::new(&judged)]);
        }
    }
}
