//! The tables of `list`: what the program knows, as records with typed fields.

use crate::catalogue::{self, City, Claim, Country, InfListing, Missile, Site, System};
use crate::caveat::Caveat;
use crate::model::{COLUMNS, Column};
use crate::schema::{Cell, Field, Kind, List, NEVER, Record, Unit, fields};
use crate::treaty::{self, Band, BandSet, Event};

/// A table of records.
pub(crate) struct Table<R: Record> {
    /// The fields, in order.
    pub(crate) fields: &'static [Field<R>],
    /// All records, in order.
    pub(crate) rows: fn() -> Vec<R::Of<'static>>,
}

/// A band beside the set that it belongs to.
pub(crate) type BandOfSet = (&'static BandSet, &'static Band);

/// Records that borrow nothing from their reader.
macro_rules! records {
    ($($record:ty),*) => {
        $(impl Record for $record {
            type Of<'a> = $record;
        })*
    };
}

records!(
    &'static Site,
    City,
    &'static Missile,
    &'static Claim,
    BandOfSet,
    &'static Country,
    Caveat,
    &'static Event,
    Column
);

/// Sites.
pub(crate) const SITES: Table<&'static Site> = Table {
    fields: SITE_FIELDS,
    rows: || catalogue::sites().iter().collect(),
};

/// Cities.
pub(crate) const CITIES: Table<City> = Table {
    fields: CITY_FIELDS,
    rows: || catalogue::cities().collect(),
};

/// Cities of the whole world.
pub(crate) const WORLD_CITIES: Table<City> = Table {
    fields: CITY_FIELDS,
    rows: || {
        let mut all: Vec<City> = catalogue::cities()
            .chain(catalogue::world_cities())
            .collect();
        all.sort_by_key(|city| city.id);
        all
    },
};

/// Missile types.
pub(crate) const MISSILES: Table<&'static Missile> = Table {
    fields: MISSILE_FIELDS,
    rows: || catalogue::missiles().iter().collect(),
};

/// Claims of range.
pub(crate) const CLAIMS: Table<&'static Claim> = Table {
    fields: CLAIM_FIELDS,
    rows: || catalogue::claims().iter().collect(),
};

/// Bands of all sets.
pub(crate) const BANDS: Table<BandOfSet> = Table {
    fields: BAND_FIELDS,
    rows: || {
        BandSet::all()
            .iter()
            .flat_map(|set| set.bands().iter().map(move |band| (set, band)))
            .collect()
    },
};

/// Countries.
pub(crate) const COUNTRIES: Table<&'static Country> = Table {
    fields: COUNTRY_FIELDS,
    rows: || catalogue::countries().iter().collect(),
};

/// Caveats.
pub(crate) const CAVEATS: Table<Caveat> = Table {
    fields: CAVEAT_FIELDS,
    rows: || Caveat::ALL.to_vec(),
};

/// Dated events of the treaties.
pub(crate) const EVENTS: Table<&'static Event> = Table {
    fields: EVENT_FIELDS,
    rows: || treaty::events().iter().collect(),
};

/// The fields of the row.
pub(crate) const ROW_COLUMNS: Table<Column> = Table {
    fields: COLUMN_FIELDS,
    rows: || COLUMNS.to_vec(),
};

const KM: Kind = Kind::Number(Unit::Km);
const DEG: Kind = Kind::Number(Unit::Deg);
const KM_H: Kind = Kind::Number(Unit::KmPerH);

const SITE_FIELDS: &[Field<&'static Site>] = fields![
    id "id": Kind::Text, "Id, unique among sites.", NEVER => |site| Cell::Text(site.id);
    name "name": Kind::Text, "Name.", NEVER => |site| Cell::Text(site.name);
    aliases: Kind::List, "Other names and spellings.", NEVER => |site| Cell::List(List::Joined(site.aliases));
    country "in": Kind::Text, "Country in which it lies today, ISO 3166-1 alpha-2, XK for Kosovo.", NEVER
        => |site| Cell::Text(site.country);
    operator "by": Kind::Text, "Country that operates or operated it; SU is the Soviet Union.", NEVER
        => |site| Cell::Text(site.operator);
    kind "kind": Kind::Text, "Kind of site, for example `base`, `test-range` or `radar`.", NEVER
        => |site| Cell::Text(site.kind.code());
    launches "launches": Kind::Flag, "True if missiles are or were launched from there, or from its area.", NEVER
        => |site| Cell::Flag(site.launches);
    first_year: Kind::Integer, "First year in that role.", "where unknown" => |site| Cell::integer(site.first_year);
    last_year: Kind::Integer, "Last year in that role.", "where it goes on or is unknown"
        => |site| Cell::integer(site.last_year);
    lat_deg "lat°": DEG, "Latitude, WGS 84, north positive.", NEVER => |site| Cell::Number(site.lat);
    lon_deg "lon°": DEG, "Longitude, WGS 84, east positive.", NEVER => |site| Cell::Number(site.lon);
    uncertainty_km "± km": KM, "Greatest distance of the facility from the position.", NEVER
        => |site| Cell::Number(site.uncertainty_km);
    position_source: Kind::Text, "Source of the position.", "where none is given"
        => |site| Cell::filled(site.position_source);
    role: Kind::Text, "What it is publicly known for.", "where none is given" => |site| Cell::filled(site.role);
    role_source: Kind::Text, "Source of the role; begins with `unverified` where no page was seen.", "where none is given"
        => |site| Cell::filled(site.role_source);
];

const CITY_FIELDS: &[Field<City>] = fields![
    id "id": Kind::Text, "Id, unique among cities.", NEVER => |city| Cell::Text(city.id);
    name "name": Kind::Text, "Name, in English where that is in wide use.", NEVER => |city| Cell::Text(city.name);
    country "in": Kind::Text, "Country, ISO 3166-1 alpha-2, XK for Kosovo.", NEVER => |city| Cell::Text(city.country);
    lat_deg "lat°": DEG, "Latitude, WGS 84, north positive.", NEVER => |city| Cell::Number(city.lat_deg);
    lon_deg "lon°": DEG, "Longitude, WGS 84, east positive.", NEVER => |city| Cell::Number(city.lon_deg);
    population "population": Kind::Integer, "Inhabitants by GeoNames.", NEVER
        => |city| Cell::Integer(city.population.into());
    capital: Kind::Flag, "True for the capital of its country.", NEVER => |city| Cell::Flag(city.capital);
    uncertainty_km "± km": KM, "Greatest distance of a point of the city from the position, by convention.", NEVER
        => |city| Cell::Number(city.uncertainty_km());
    geonames_id: Kind::Integer, "Number in GeoNames.", NEVER => |city| Cell::Integer(city.geonames_id.into());
    spellings: Kind::List, "Other spellings.", NEVER => |city| Cell::List(List::Joined(city.spellings));
];

const MISSILE_FIELDS: &[Field<&'static Missile>] = fields![
    id "id": Kind::Text, "Id: the designation in lower case.", NEVER => |missile| Cell::Text(missile.id);
    name "name": Kind::Text, "Name.", NEVER => |missile| Cell::Text(missile.name);
    aliases: Kind::List, "Other names.", NEVER => |missile| Cell::List(List::Joined(missile.aliases));
    kind "kind": Kind::Text, "`ballistic`, `cruise` or `glide`.", NEVER => |missile| Cell::Text(missile.kind.code());
    basing "basing": Kind::Text, "What it is launched from: `ground`, `sea` or `air`.", NEVER
        => |missile| Cell::Text(missile.basing.code());
    state "state": Kind::Text, "State that has or had it, ISO 3166-1 alpha-2; SU is the Soviet Union.", NEVER
        => |missile| Cell::Text(missile.state);
    status "status": Kind::Text, "Status, for example `in-service` or `eliminated-inf`.", NEVER
        => |missile| Cell::Text(missile.status.code());
    first_year: Kind::Integer, "First year in service or of flights.", "where unknown"
        => |missile| Cell::integer(missile.first_year);
    last_year: Kind::Integer, "Last year in service.", "where it is in service or the year is unknown"
        => |missile| Cell::integer(missile.last_year);
    range_low_km "low km": KM, "Range to which some claim of capability reaches and none falls short.", "where no claim counts"
        => |missile| Cell::number(missile.range_km().map(|range| range.low));
    range_nominal_km "nominal": KM, "Nominal range: the median figure of the claims of capability.", "where no claim counts"
        => |missile| Cell::number(missile.range_km().map(|range| range.nominal));
    range_high_km "high km": KM, "Highest figure of the claims of capability; a lower bound where none gives more.", "where no claim counts"
        => |missile| Cell::number(missile.range_km().map(|range| range.high));
    range_is_a_lower_bound "more": Kind::Flag, "True where the highest figure is a lower bound.", NEVER
        => |missile| Cell::Flag(System::of(missile).has_lower_bound_only());
    drone: Kind::Flag, "True of a drone, which the program flies as a slow cruise missile.", NEVER
        => |missile| Cell::Flag(missile.drone);
    speed_low_km_h: KM_H, "Lowest ground speed.", "for ballistic missiles, and where none is published"
        => |missile| Cell::number(missile.speed_km_h().map(|speed| speed.low));
    speed_nominal_km_h: KM_H, "Nominal ground speed.", "for ballistic missiles, and where none is published"
        => |missile| Cell::number(missile.speed_km_h().map(|speed| speed.nominal));
    speed_high_km_h: KM_H, "Highest ground speed.", "for ballistic missiles, and where none is published"
        => |missile| Cell::number(missile.speed_km_h().map(|speed| speed.high));
    speed_source: Kind::Text, "Source of the speed; begins with `unverified` where no page was seen.", "without a speed"
        => |missile| Cell::filled(missile.speed_source);
    altitude_m: Kind::Number(Unit::M), "Published flight altitude.", "where none is published"
        => |missile| Cell::number(missile.altitude_m);
    altitude_source: Kind::Text, "Source of the altitude.", "without an altitude"
        => |missile| Cell::filled(missile.altitude_source);
    inf_listing: Kind::Text, "Where the documents of the INF Treaty name the type.", "where they do not"
        => |missile| Cell::text(missile.inf_listing.map(InfListing::code));
    unverified: Kind::Flag, "True if a figure behind range or speed is not confirmed from a source.", NEVER
        => |missile| Cell::Flag(missile.has_unverified_figure());
    notes: Kind::Text, "Notes.", "where there are none" => |missile| Cell::filled(missile.notes);
    source: Kind::Text, "Source of the entry.", "where none is given" => |missile| Cell::filled(missile.source);
];

const CLAIM_FIELDS: &[Field<&'static Claim>] = fields![
    missile "missile": Kind::Text, "Id of the missile type.", NEVER => |claim| Cell::Text(claim.missile);
    claimant "claimant": Kind::Text, "Person with office, office or publication that makes it.", NEVER
        => |claim| Cell::Text(claim.claimant);
    basis "basis": Kind::Text,
        "What the figure is: `capability`, `flown`, `goal`, `treaty-finding`, `with-carrier` or `class`; only the first is a range.",
        NEVER => |claim| Cell::Text(claim.basis.code());
    bound "bound": Kind::Text, "How it bounds the range: `exact`, `about`, `at-least` or `at-most`.", NEVER
        => |claim| Cell::Text(claim.bound.code());
    low_km "low km": KM, "Lower figure.", NEVER => |claim| Cell::Number(claim.low_km);
    high_km "high km": KM, "Upper figure; equal to the lower one for a single figure.", NEVER
        => |claim| Cell::Number(claim.high_km);
    year "year": Kind::Integer, "Year of the claim.", NEVER => |claim| Cell::Integer(claim.year.into());
    statement: Kind::Text, "The claim, quoted or in short.", NEVER => |claim| Cell::filled(claim.statement);
    variant: Kind::Text, "Variant or payload that it speaks of.", "where it names none"
        => |claim| Cell::filled(claim.variant);
    grade "grade": Kind::Text, "Grade of the source: `primary`, `press`, `research` or `copy`.", NEVER
        => |claim| Cell::Text(claim.grade.code());
    checked "checked": Kind::Text, "`seen` if the passage was read at the source, else `unverified`.", NEVER
        => |claim| Cell::Text(claim.checked.code());
    lead: Kind::Text, "Document, page or date to look for.", "for claims that were seen"
        => |claim| Cell::filled(claim.lead);
    title: Kind::Text, "Title of the source.", "where it is not known" => |claim| Cell::filled(claim.title);
    publisher: Kind::Text, "Who published the source.", "where it is not known"
        => |claim| Cell::filled(claim.publisher);
    date: Kind::Text, "Date of publication, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.", "where it is not known"
        => |claim| Cell::filled(claim.date);
    source: Kind::Text, "Address of the source.", "for an unverified claim without one"
        => |claim| Cell::filled(claim.source);
    id: Kind::Text, "Id among the claims for the missile, for `--without-claim`.", NEVER
        => |claim| Cell::Text(catalogue::claim_id(claim));
];

const BAND_FIELDS: &[Field<BandOfSet>] = fields![
    band_set "set": Kind::Text, "Id of the band set.", NEVER => |(set, _)| Cell::Text(&set.id);
    band "band": Kind::Text, "Id of the band, unique in its set.", NEVER => |(_, band)| Cell::Text(&band.id);
    name: Kind::Text, "Name.", NEVER => |(_, band)| Cell::Text(&band.name);
    lower_km "lower km": KM, "Lower edge.", NEVER => |(_, band)| Cell::Number(band.lower.map_or(0.0, |edge| edge.km));
    lower_inside "inside": Kind::Flag, "True if the lower edge belongs to the band.", NEVER
        => |(_, band)| Cell::Flag(band.lower.is_none_or(|edge| !edge.belongs_below));
    upper_km "upper km": KM, "Upper edge.", "for a band without an upper end"
        => |(_, band)| Cell::number(band.upper.map(|edge| edge.km));
    upper_inside "inside": Kind::Flag, "True if the upper edge belongs to the band.", "for a band without an upper end"
        => |(_, band)| band.upper.map_or(Cell::Null, |edge| Cell::Flag(edge.belongs_below));
    citation: Kind::Text, "The wording that draws the edges.", NEVER => |(_, band)| Cell::Text(&band.citation);
    source: Kind::Text, "Source of the band set.", NEVER => |(set, _)| Cell::Text(&set.source);
];

const COUNTRY_FIELDS: &[Field<&'static Country>] = fields![
    code "code": Kind::Text, "ISO 3166-1 alpha-2 code; XK for Kosovo, SU for the Soviet Union.", NEVER
        => |country| Cell::Text(country.iso2);
    name "name": Kind::Text, "Name in English.", NEVER => |country| Cell::Text(country.name);
    european "european": Kind::Flag, "True if its cities are in the catalogue.", NEVER
        => |country| Cell::Flag(country.european);
    eu "eu": Kind::Flag, "True for members of the European Union.", NEVER => |country| Cell::Flag(country.eu);
    nato "nato": Kind::Flag, "True for members of NATO.", NEVER => |country| Cell::Flag(country.nato);
    note "note": Kind::Text, "Memberships and disputes that matter here.", "where there are none"
        => |country| Cell::filled(country.note);
    spellings: Kind::List, "Other spellings.", NEVER => |country| Cell::List(List::Joined(country.spellings));
];

const CAVEAT_FIELDS: &[Field<Caveat>] = fields![
    code "code": Kind::Text, "Code in machine formats.", NEVER => |caveat| Cell::Text(caveat.code());
    sentence "sentence": Kind::Text, "The sentence that people read.", NEVER => |caveat| Cell::Text(caveat.sentence());
];

const EVENT_FIELDS: &[Field<&'static Event>] = fields![
    date "date": Kind::Text, "Day, `YYYY-MM-DD`.", NEVER => |event| Cell::Text(event.date);
    id "id": Kind::Text, "Id, unique among events.", NEVER => |event| Cell::Text(event.id);
    treaty "treaty": Kind::Text, "Band set of the treaty that it belongs to: `inf` or `start`.", NEVER
        => |event| Cell::Text(event.treaty);
    text "event": Kind::Text, "What happened.", NEVER => |event| Cell::Text(event.text);
    source: Kind::Text, "Source; begins with `unverified` where no page was seen.", NEVER
        => |event| Cell::Text(event.source);
];

const COLUMN_FIELDS: &[Field<Column>] = fields![
    name "name": Kind::Text, "Name of the field.", NEVER => |column| Cell::Text(column.name);
    type "type": Kind::Text, "`text`, `number`, `integer`, `flag` or `list`.", NEVER
        => |column| Cell::Text(column.kind.name());
    unit "unit": Kind::Text, "Unit of a number: km, deg, s or km/s.", "for fields without a unit"
        => |column| Cell::text(column.kind.unit());
    null_when "null": Kind::Text, "When the field is null; `never` if it always has a value.", NEVER
        => |column| Cell::Text(column.null);
    meaning "meaning": Kind::Text, "The meaning.", NEVER => |column| Cell::Text(column.about);
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::tests::check;

    #[test]
    fn records_are_what_the_schema_says() {
        fn check_table<R: Record>(table: &Table<R>) {
            check(table.fields, (table.rows)());
        }
        check_table(&SITES);
        check_table(&CITIES);
        check_table(&MISSILES);
        check_table(&CLAIMS);
        check_table(&BANDS);
        check_table(&COUNTRIES);
        check_table(&CAVEATS);
        check_table(&EVENTS);
        check_table(&ROW_COLUMNS);
    }
}
