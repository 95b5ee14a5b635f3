//! The row: its fields, in the order in which every machine format has them, and the owned row.
//!
//! The table below is the only place that lists the fields. A new one goes to its end; `docs/row.md` is written anew by
//! `ARCMINUTE_ACCEPT=1 cargo test --lib row_page`.

use super::{Assessment, Assumed, BallisticArc, Flight, SystemAssessment, full_speed};
use crate::catalogue::{Basing, Kind as SystemKind, Reach};
use crate::caveat::{Caveat, Caveats};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::names::nearest;
use crate::quantity::Interval;
use crate::schema::{self, Cell, Field, Heading, Kind, List, NEVER, Needs, Record, Unit};
use crate::treaty::TreatyStatus;
use crate::warning::Detection;

/// A field of the row.
pub(crate) type Column = Field<Assessment<'static>>;

impl Record for Assessment<'static> {
    type Of<'a> = Assessment<'a>;
}

/// Declares the fields of the row. Of each: the type in [`Row`], the type in the schema, what must be computed for it, the
/// meaning, when it is null, and how it is read off an assessment.
macro_rules! row {
    ($($name:ident: $owned:ty, $kind:expr, $needs:ident, $about:literal, $null:expr => |$row:ident| $value:expr;)*) => {
        /// The fields of the row, in the order on which scripts may rely.
        pub(crate) const COLUMNS: &[Column] = &[$(Field {
            name: stringify!($name),
            kind: $kind,
            about: $about,
            null: $null,
            title: None,
            needs: Needs::$needs,
            value: |$row| Value::cell($value),
        }),*];

        /// One row, owned: it can be returned, kept, sorted, and read and written by serde.
        ///
        /// As JSON it is the row that the program writes: the same names, in the same order, null where a field does not
        /// apply. `docs/row.md` explains the fields.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct Row {
            $(
                #[doc = $about]
                pub $name: $owned,
            )*
        }

        impl From<&Assessment<'_>> for Row {
            fn from(row: &Assessment<'_>) -> Self {
                Self {
                    $($name: {
                        let $row = row;
                        Value::owned($value)
                    },)*
                }
            }
        }

        impl Row {
            /// The cells of the row in the order of its fields.
            pub(crate) fn cells(&self) -> Vec<Cell<'_>> {
                vec![$(OwnedValue::cell(&self.$name)),*]
            }
        }
    };
}

const KM: Kind = Kind::Number(Unit::Km);
const DEG: Kind = Kind::Number(Unit::Deg);
const S: Kind = Kind::Number(Unit::S);
const KM_S: Kind = Kind::Number(Unit::KmPerS);
const TEXT: Kind = Kind::Text;

const NO_SYSTEM: &str = "without a system (`none`)";
const NO_CLAIMS: &str = "without a system, and where no claim of capability counts";
const NO_BAND: &str = "without a system, where no claim of capability counts, and where the nominal range is a lower bound in a band with an upper edge";
const OPEN: &str = "without a system, where no claim of capability counts, and beyond a highest figure that is a lower bound";
const NO_FLIGHT: &str = "without a flight: no system, beyond its reach or where that is open, or outside the models, as full-speed arcs in the air or near to it are";
const NO_ARC: &str = "without a ballistic flight";
const UNTOLD: &str = "without a ballistic flight, and on a full-speed arc in the air or near to it";
const NO_RADAR: &str = "where `detection` is not `radar`";
const INSIDE: &str = "unless the system is a ballistic missile with its nominal range beyond the distance; where the arc climbs to less \
     than 150 km, and where it would not be slower, or faster, than `flight_time_s` over the distance";

row! {
    from_id: Option<String>, TEXT, NONE, "Id of the source: a site or a city of the catalogue, or of a file.",
        "for a position given by coordinates" => |row| row.pair.from.id.as_deref();
    from_name: String, TEXT, NONE, "Name of the source; its coordinates where it has no other.",
        NEVER => |row| row.pair.from.name.as_ref();
    from_country: Option<String>, TEXT, NONE,
        "Country in which the source lies today, ISO 3166-1 alpha-2, XK for Kosovo.",
        "for a position given by coordinates" => |row| row.pair.from.country.as_deref();
    from_lat_deg: f64, DEG, NONE, "Latitude of the source, WGS 84, north positive.",
        NEVER => |row| row.pair.from.position.lat_deg();
    from_lon_deg: f64, DEG, NONE, "Longitude of the source, WGS 84, east positive.",
        NEVER => |row| row.pair.from.position.lon_deg();
    to_id: Option<String>, TEXT, NONE, "Id of the destination.",
        "for a position given by coordinates" => |row| row.pair.to.id.as_deref();
    to_name: String, TEXT, NONE, "Name of the destination; its coordinates where it has no other.",
        NEVER => |row| row.pair.to.name.as_ref();
    to_country: Option<String>, TEXT, NONE, "Country in which the destination lies today.",
        "for a position given by coordinates" => |row| row.pair.to.country.as_deref();
    to_lat_deg: f64, DEG, NONE, "Latitude of the destination, WGS 84, north positive.",
        NEVER => |row| row.pair.to.position.lat_deg();
    to_lon_deg: f64, DEG, NONE, "Longitude of the destination, WGS 84, east positive.",
        NEVER => |row| row.pair.to.position.lon_deg();
    distance_km: f64, KM, NONE, "Length of the WGS 84 geodesic from source to destination.",
        NEVER => |row| row.pair.track.distance.km();
    initial_azimuth_deg: Option<f64>, DEG, NONE,
        "Azimuth of the geodesic at the source, clockwise from north, 0 ≤ a < 360.",
        "where source and destination are the same point" => |row| row.pair.track.azimuths_deg.map(|(initial, _)| initial);
    final_azimuth_deg: Option<f64>, DEG, NONE,
        "Azimuth of the geodesic at the destination, in the direction of travel, 0 ≤ a < 360.",
        "where source and destination are the same point" => |row| row.pair.track.azimuths_deg.map(|(_, last)| last);
    band_set: String, TEXT, NONE, "Id of the band set against which distances and ranges are classed.",
        NEVER => |row| row.pair.bands.id.as_ref();
    distance_band: String, TEXT, NONE, "Band of the distance: that of a missile that needs this range.",
        NEVER => |row| row.pair.band.id.as_ref();
    distance_band_margin_km: Option<f64>, KM, NONE,
        "Signed distance to the nearest edge of a band, positive above that edge.",
        "where the band set has no edge" => |row| row.pair.margin_km;
    distance_band_certain: bool, Kind::Flag, NONE,
        "False if the nearest edge lies within the joint uncertainty of the two places.",
        NEVER => |row| row.pair.band_certain;
    system_id: Option<String>, TEXT, NONE, "Id of the missile type or generic system.",
        NO_SYSTEM => |row| system(row).map(|assessed| assessed.system.id.as_ref());
    system_name: Option<String>, TEXT, NONE, "Name of the missile type or generic system.",
        NO_SYSTEM => |row| system(row).map(|assessed| assessed.system.name.as_ref());
    system_kind: Option<SystemKind>, TEXT, NONE, "`ballistic`, `cruise` or `glide`.",
        NO_SYSTEM => |row| system(row).map(|assessed| assessed.system.kind);
    system_basing: Option<Basing>, TEXT, NONE, "What the system is launched from: `ground`, `sea` or `air`.",
        "without a system, and for generic systems" => |row| system(row).and_then(|assessed| assessed.system.basing);
    range_low_km: Option<f64>, KM, NONE, "Distance to which some claim of capability reaches and none falls short; lower bounds beneath other figures dispute nothing.",
        NO_CLAIMS => |row| range_km(row).map(|range_km| range_km.low);
    range_nominal_km: Option<f64>, KM, NONE, "Nominal range of the type: the median figure of the claims of capability, one that somebody claims.",
        NO_CLAIMS => |row| range_km(row).map(|range_km| range_km.nominal);
    range_high_km: Option<f64>, KM, NONE, "Highest figure of the claims of capability; with the caveat `range-is-a-lower-bound` it is no top.",
        NO_CLAIMS => |row| range_km(row).map(|range_km| range_km.high);
    system_band: Option<String>, TEXT, NONE, "Band of the nominal range of the type.",
        NO_BAND => |row| system(row).and_then(|assessed| assessed.band).map(|band| band.id.as_ref());
    treaty_status: Option<TreatyStatus>, TEXT, NONE,
        "What the INF Treaty says of the type: `covered`, `disputed`, `outside-range`, `not-ground-launched`, `not-a-party` or `not-in-force`.",
        "without a system, for generic systems, and where it depends on a range that nobody claims, that bounds leave open or that is claimed at an edge" => |row| system(row).and_then(|assessed| assessed.treaty_status);
    reach: Option<Reach>, TEXT, NONE,
        "`within` if all claims of capability that speak of the distance reach the destination (a lower bound beneath it does not speak of it), `disputed` if some do, `beyond` if none does.",
        OPEN => |row| system(row).and_then(|assessed| assessed.reach);
    trajectory: Option<Trajectory>, TEXT, FLIGHT,
        "The ballistic arc: `minimum-energy`, `angle=DEG`, `apogee=KM`, `lofted` or `depressed`.",
        NO_ARC => |row| arc(row).map(|arc| &arc.trajectory);
    launch_speed_km_s: Option<f64>, KM_S, FLIGHT, "Speed at burnout.",
        NO_ARC => |row| arc(row).map(|arc| arc.arc.launch_speed_km_s);
    launch_angle_deg: Option<f64>, DEG, FLIGHT, "Angle of the velocity above the horizontal at burnout.",
        NO_ARC => |row| arc(row).map(|arc| arc.arc.launch_angle_deg);
    apogee_km: Option<f64>, KM, FLIGHT, "Greatest height of the arc.",
        NO_ARC => |row| arc(row).map(|arc| arc.arc.apogee_km);
    free_flight_time_s: Option<f64>, S, FLIGHT, "Time on the Kepler arc from burnout to impact.",
        UNTOLD => |row| free_flight_s(row).map(|free_s| free_s.nominal);
    flight_time_low_s: Option<f64>, S, FLIGHT, "Shortest flight time from launch to impact.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.time_s.low);
    flight_time_s: Option<f64>, S, FLIGHT, "Nominal flight time from launch to impact.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.time_s.nominal);
    flight_time_high_s: Option<f64>, S, FLIGHT, "Longest flight time from launch to impact.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.time_s.high);
    detection: Option<Detection>, TEXT, FLIGHT,
        "What the warning counts from: `launch`, a delay after launch, or `radar`, first sight over the horizon.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.detection);
    warning_time_low_s: Option<f64>, S, FLIGHT,
        "Shortest warning time: the shortest flight and the longest delay; negative if the warning comes after impact.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.warning_s.low);
    warning_time_s: Option<f64>, S, FLIGHT, "Nominal warning time; negative if the warning comes after impact.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.warning_s.nominal);
    warning_time_high_s: Option<f64>, S, FLIGHT, "Longest warning time: the longest flight and the shortest delay.",
        NO_FLIGHT => |row| told(row).map(|flight| flight.warning_s.high);
    caveats: Caveats, Kind::List, ALL, "Codes of the caveats that belong to the row; docs/caveats.md explains them.",
        NEVER => |row| row.caveats;
    reach_certain: Option<bool>, Kind::Flag, NONE,
        "False if the joint uncertainty of the two places could change `reach`, or by which claims where it is `disputed`.",
        OPEN => |row| system(row).and_then(|assessed| assessed.reach_certain);
    warning_time_airborne_low_s: Option<f64>, S, FLIGHT,
        "Shortest warning time by an airborne radar at the target; negative if the warning comes after impact.",
        NO_RADAR => |row| airborne_s(row).map(|warning_s| warning_s.low);
    warning_time_airborne_s: Option<f64>, S, FLIGHT,
        "Nominal warning time by an airborne radar at the target, 9 km up, where `warning_time_s` is by one on the ground.",
        NO_RADAR => |row| airborne_s(row).map(|warning_s| warning_s.nominal);
    warning_time_airborne_high_s: Option<f64>, S, FLIGHT, "Longest warning time by an airborne radar at the target.",
        NO_RADAR => |row| airborne_s(row).map(|warning_s| warning_s.high);
    lofted_flight_time_s: Option<f64>, S, NONE,
        "Nominal time of the missile on its lofted arc at full speed, that of its nominal range.",
        INSIDE => |row| full_speed_s(row, Trajectory::Lofted);
    depressed_flight_time_s: Option<f64>, S, NONE,
        "Nominal time of the missile on its depressed arc at full speed.",
        INSIDE => |row| full_speed_s(row, Trajectory::Depressed);
}

/// The case of a row in a scenario with several: a field beside [`COLUMNS`], for the end of a row.
pub(crate) const CASE: Column = Field {
    name: "case",
    kind: Kind::Text,
    about: "The assumptions that tell rows apart where a scenario has several cases, for example `delay_s=60`.",
    null: "where a run has only one case",
    title: None,
    needs: Needs::NONE,
    value: |row| Cell::text(row.case),
};

const NOT_HEEDED: &str = "without a system, and for systems that do not depend on it";
const NO_SYSTEM_AT_ALL: &str = "without a system";

/// The nominal values of options, by the names of these: fields beside [`COLUMNS`] for those that a scenario sweeps.
pub(crate) const ASSUMED: &[Column] = &[
    assumed(
        "speed_km_h",
        Unit::KmPerH,
        "Ground speed that the row assumes.",
        NOT_HEEDED,
        |row| number(row, |assumed| assumed.speed_km_h),
    ),
    assumed(
        "path_factor",
        Unit::One,
        "Path length over great-circle distance that the row assumes.",
        NOT_HEEDED,
        |row| number(row, |assumed| assumed.path_factor),
    ),
    assumed(
        "delay_s",
        Unit::S,
        "Total delay from launch to public warning that the row assumes.",
        NO_SYSTEM_AT_ALL,
        |row| number(row, |assumed| Some(assumed.delays.total_s().nominal)),
    ),
    assumed(
        "detection_s",
        Unit::S,
        "Delay from launch to its detection that the row assumes.",
        NOT_HEEDED,
        |row| number(row, |assumed| assumed.detection_s),
    ),
    assumed(
        "confirmation_s",
        Unit::S,
        "Delay from detection or first sight to confirmation that the row assumes.",
        NO_SYSTEM_AT_ALL,
        |row| number(row, |assumed| Some(assumed.delays.confirmation_s().nominal)),
    ),
    assumed(
        "notification_s",
        Unit::S,
        "Delay from confirmation to the notice of the public that the row assumes.",
        NO_SYSTEM_AT_ALL,
        |row| number(row, |assumed| Some(assumed.delays.notification_s().nominal)),
    ),
    assumed(
        "radar_antenna_m",
        Unit::M,
        "Height of the antenna of the ground radar that the row assumes.",
        NOT_HEEDED,
        |row| number(row, |assumed| assumed.radar_antenna_m),
    ),
];

const fn assumed(
    name: &'static str,
    unit: Unit,
    about: &'static str,
    null: &'static str,
    value: for<'r, 'a> fn(&'r Assessment<'a>) -> Cell<'r>,
) -> Column {
    Field {
        name,
        kind: Kind::Number(unit),
        about,
        null,
        title: None,
        needs: Needs::NONE,
        value,
    }
}

fn number<'r>(row: &'r Assessment<'_>, value: fn(Assumed) -> Option<f64>) -> Cell<'r> {
    Cell::number(row.assumed.and_then(value))
}

impl Row {
    /// The heads of the columns of a row.
    pub(crate) fn headings() -> Vec<Heading> {
        schema::headings(COLUMNS)
    }
}

/// The column of this name.
///
/// # Errors
/// [`Error::Unknown`] with the nearest names.
pub(crate) fn column(name: &str) -> Result<Column> {
    let known = || COLUMNS.iter().chain([&CASE]).chain(ASSUMED);
    known()
        .find(|column| column.name == name)
        .copied()
        .ok_or_else(|| {
            let mut alike = nearest(name, known().map(|column| column.name));
            if alike.is_empty() && !name.is_empty() {
                // A part of a name: band, azimuth.
                let holds = known()
                    .map(|column| column.name)
                    .filter(|known| known.contains(name));
                alike = holds.take(3).map(str::to_owned).collect();
            }
            Error::Unknown {
                what: "column",
                name: name.to_owned(),
                nearest: alike,
                advice: "`arcminute list columns` shows what there is",
            }
        })
}

/// The columns of a comma-separated list, in its order.
///
/// # Errors
/// [`Error::Unknown`] for a name that is no column, [`Error::Usage`] for one that is given twice or for no name.
pub(crate) fn columns(list: &str) -> Result<Vec<Column>> {
    let mut picked: Vec<Column> = Vec::new();
    for name in list
        .split([',', ';', ' '])
        .filter(|name| !name.is_empty())
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let column = column(name)?;
        if picked.iter().any(|known| known.name == name) {
            return Err(Error::Usage(format!("column {name} is given twice")));
        }
        picked.push(column);
    }
    if picked.is_empty() {
        return Err(Error::Usage(
            "no column is named; write --columns from_name,to_name,distance_km".to_owned(),
        ));
    }
    Ok(picked)
}

fn system<'r, 'a>(row: &'r Assessment<'a>) -> Option<&'r SystemAssessment<'a>> {
    row.system.as_ref()
}

fn range_km(row: &Assessment<'_>) -> Option<Interval> {
    system(row)?.system.range_km
}

fn flight<'r>(row: &'r Assessment<'_>) -> Option<&'r Flight> {
    system(row)?.flight.as_ref()
}

fn arc<'r>(row: &'r Assessment<'_>) -> Option<&'r BallisticArc> {
    flight(row)?.arc.as_ref()
}

/// The flight where it has a time.
fn told<'r>(row: &'r Assessment<'_>) -> Option<&'r Flight> {
    flight(row).filter(|flight| flight.is_told())
}

fn free_flight_s(row: &Assessment<'_>) -> Option<Interval> {
    told(row)?.arc.map(|arc| arc.free_flight_s)
}

fn airborne_s(row: &Assessment<'_>) -> Option<Interval> {
    told(row)?.airborne_warning_s
}

/// The time on a full-speed arc: computed when it is asked for, as most rows are read without it.
fn full_speed_s(row: &Assessment<'_>, trajectory: Trajectory) -> Option<f64> {
    let system = system(row)?.system;
    let flown = full_speed(system, row.pair.track.distance, 0.0, trajectory)?;
    flown.time_s.map(|time_s| time_s.nominal)
}

/// A value as it is read off an assessment.
trait Value<'r> {
    /// The type in [`Row`].
    type Owned: OwnedValue;

    fn cell(self) -> Cell<'r>;
    fn owned(self) -> Self::Owned;
}

/// A value of a [`Row`].
trait OwnedValue {
    fn cell(&self) -> Cell<'_>;
}

impl<'r, V: Value<'r>> Value<'r> for Option<V> {
    type Owned = Option<V::Owned>;

    fn cell(self) -> Cell<'r> {
        self.map_or(Cell::Null, V::cell)
    }

    fn owned(self) -> Self::Owned {
        self.map(V::owned)
    }
}

impl<V: OwnedValue> OwnedValue for Option<V> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, V::cell)
    }
}

impl<'r> Value<'r> for &'r str {
    type Owned = String;

    fn cell(self) -> Cell<'r> {
        Cell::Text(self)
    }

    fn owned(self) -> String {
        self.to_owned()
    }
}

impl OwnedValue for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl<'r> Value<'r> for &'r Trajectory {
    type Owned = Trajectory;

    fn cell(self) -> Cell<'r> {
        OwnedValue::cell(self)
    }

    fn owned(self) -> Trajectory {
        *self
    }
}

impl OwnedValue for Trajectory {
    fn cell(&self) -> Cell<'_> {
        self.name().map_or(Cell::Formatted(self), Cell::Text)
    }
}

/// Values that are copied, each with its cell.
macro_rules! copied {
    ($($value:ty: |$copy:ident| $cell:expr;)*) => {
        $(
            impl<'r> Value<'r> for $value {
                type Owned = Self;

                fn cell(self) -> Cell<'r> {
                    let $copy = self;
                    $cell
                }

                fn owned(self) -> Self {
                    self
                }
            }

            impl OwnedValue for $value {
                fn cell(&self) -> Cell<'_> {
                    Value::cell(*self)
                }
            }
        )*
    };
}

copied! {
    f64: |number| Cell::number(Some(number));
    bool: |flag| Cell::Flag(flag);
    SystemKind: |kind| Cell::Text(kind.code());
    Basing: |basing| Cell::Text(basing.code());
    TreatyStatus: |status| Cell::Text(status.code());
    Reach: |reach| Cell::Text(reach.code());
    Detection: |detection| Cell::Text(detection.code());
    Caveats: |caveats| Cell::List(List::Codes(Caveat::CODES, caveats.bits()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Place, Role, System, place};
    use crate::model::{Plan, Study};

    fn systems() -> Vec<System> {
        let named = ["9m729", "oreshnik"].map(|name| System::named(name).unwrap());
        [
            &named[..],
            &[System::GENERIC_BALLISTIC, System::GENERIC_CRUISE],
        ]
        .concat()
    }

    /// Calls `each` with rows of all kinds: with and without system and flight, within and beyond reach.
    pub(crate) fn for_each_sample(mut each: impl FnMut(&Assessment<'_>)) {
        let mut study = Study::new("kapustin-yar", "@capitals").unwrap();
        let extra: Vec<Place> = ["48.57,45.75", "kapustin-yar"]
            .into_iter()
            .map(|text| place(text, Role::From).unwrap())
            .collect();
        study = study.with_destinations(extra);
        for systems in [Vec::new(), systems()] {
            for trajectory in [Trajectory::MinimumEnergy, Trajectory::LaunchAngle(30.0)] {
                let study = study.clone().with_systems(systems.clone());
                let study = study.with_trajectory(trajectory);
                let plan = Plan::new(&study);
                for planned in plan.rows(Needs::ALL) {
                    if let Ok(row) = planned.row {
                        each(&row);
                    }
                }
            }
        }
    }

    #[test]
    fn fields_are_what_the_schema_says() {
        for_each_sample(|row| schema::tests::check(COLUMNS, [*row]));
        schema::tests::check::<Assessment<'static>>(&[CASE], []);
        for_each_sample(|row| schema::tests::check(ASSUMED, [*row]));
        let options = super::super::options::OPTIONS.iter();
        let keys: Vec<&str> = options.map(|option| option.entry.name).collect();
        assert!(ASSUMED.iter().all(|column| keys.contains(&column.name)));
        assert_eq!(COLUMNS.len(), 46);
    }

    #[test]
    fn the_owned_row_is_the_row_of_the_program() {
        for_each_sample(|assessment| {
            let row = Row::from(assessment);
            let cells = COLUMNS.iter().map(|column| (column.value)(assessment));
            let cells: Vec<Cell<'_>> = cells.collect();
            assert_eq!(row.cells(), cells);
            let mut written = Vec::new();
            crate::export::write_rows(crate::export::Format::Ndjson, [&row], &mut written).unwrap();
            let json = serde_json::to_string(&row).unwrap();
            assert_eq!(format!("{json}\n").into_bytes(), written);
            assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
        });
    }

    #[test]
    fn what_is_not_needed_changes_no_field() {
        let study = Study::new("kapustin-yar", "@capitals").unwrap();
        let study = study.with_systems(systems());
        let plan = Plan::new(&study);
        let (all, _) = plan.assess_all();
        for column in COLUMNS {
            let some = plan.rows(Needs::of(&[*column]));
            for (all, some) in all.iter().zip(some) {
                let some = some.row.unwrap();
                let to = &all.pair.to.name;
                assert_eq!(
                    (column.value)(&some),
                    (column.value)(all),
                    "{} to {to}",
                    column.name
                );
            }
        }
    }
}
