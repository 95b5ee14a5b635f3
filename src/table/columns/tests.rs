use super::super::{Options, Table};
use super::*;
use crate::number::Kind;

fn columns(header: &str) -> Columns {
    Columns::of_names(&header.split(',').collect::<Vec<_>>(), &[]).unwrap()
}

#[test]
fn columns_by_the_names_that_people_use() {
    use Field::{Latitude, Longitude, Name, Position, Uncertainty};
    use Side::{From, To};
    let pair = |from_lat, from_lon, to_lat, to_lon| {
        vec![
            (Role::at(From, Latitude), from_lat),
            (Role::at(From, Longitude), from_lon),
            (Role::at(To, Latitude), to_lat),
            (Role::at(To, Longitude), to_lon),
        ]
    };
    let places = |from, to| vec![(Role::at(From, Name), from), (Role::at(To, Name), to)];
    let point = |name, lat, lon| {
        vec![
            (Role::of(Name), name),
            (Role::of(Latitude), lat),
            (Role::of(Longitude), lon),
        ]
    };
    for (header, wanted) in [
        ("from,to", places(0, 1)),
        ("note,TO,From", places(2, 1)),
        ("Origin,Destination", places(0, 1)),
        ("launch_site,target", places(0, 1)),
        ("Launch Site,Target City", places(0, 1)),
        ("source,dest", places(0, 1)),
        ("von,nach", places(0, 1)),
        ("Откуда,Куда", places(0, 1)),
        ("od,do", places(0, 1)),
        ("Start,Ziel", places(0, 1)),
        ("depart,arrivée", places(0, 1)),
        ("Origen,Destino", places(0, 1)),
        ("Origine,Destinazione", places(0, 1)),
        ("Sito di lancio,Bersaglio", places(0, 1)),
        ("Site de lancement,Cible", places(0, 1)),
        ("Lugar de lanzamiento,Objetivo", places(0, 1)),
        ("Abschussort,Zielort", places(0, 1)),
        ("Miejsce wystrzelenia,Cel", places(0, 1)),
        ("Пункт пуска,Цель", places(0, 1)),
        ("Место запуска,Район падения", places(0, 1)),
        ("Місце пуску,Ціль", places(0, 1)),
        ("place1,place2", places(0, 1)),
        ("from_lat,from_lon,to_lat,to_lon", pair(0, 1, 2, 3)),
        (
            "from_latitude,from_lng,to_latitude,to_lng",
            pair(0, 1, 2, 3),
        ),
        ("fromLat,fromLon,toLat,toLon", pair(0, 1, 2, 3)),
        ("fromlat,fromlng,tolat,tolng", pair(0, 1, 2, 3)),
        ("lat1,lon1,lat2,lon2", pair(0, 1, 2, 3)),
        ("lat_1,long_1,lat_2,long_2", pair(0, 1, 2, 3)),
        (
            "Origin Latitude (deg),Origin Longitude (deg),Dest Latitude (deg),Dest Longitude (deg)",
            pair(0, 1, 2, 3),
        ),
        (
            "launch_lon,launch_lat,impact_lon,impact_lat",
            pair(1, 0, 3, 2),
        ),
        (
            "from,to_lat,to_lon",
            vec![(Role::at(From, Name), 0), (Role::at(To, Latitude), 1)],
        ),
        (
            "from,to,to_uncertainty_km",
            vec![(Role::at(To, Uncertainty), 2)],
        ),
        ("name,lat,lon", point(0, 1, 2)),
        ("Name,Latitude,Longitude", point(0, 1, 2)),
        ("city,lat,lng", point(0, 1, 2)),
        ("LAT_DEG,LON_DEG,SITE", point(2, 0, 1)),
        ("lat (°),lon (°),Ort", point(2, 0, 1)),
        ("Breite,Länge,Name", point(2, 0, 1)),
        (
            "geographische Breite,geographische Länge,Stadt",
            point(2, 0, 1),
        ),
        ("szerokość,długość,miasto", point(2, 0, 1)),
        ("Широта,Долгота,Город", point(2, 0, 1)),
        ("широта,довгота,місто", point(2, 0, 1)),
        ("latitud,longitud,ciudad", point(2, 0, 1)),
        ("x,y,label", point(2, 1, 0)),
        ("NAME_DE,name,lat,lon", point(1, 2, 3)),
        ("NAME_LONG,NAME_DE,NAME_EN,lat,lon", point(2, 3, 4)),
        (
            "name,wkt",
            vec![(Role::of(Name), 0), (Role::of(Position), 1)],
        ),
        ("geom,coordinates", vec![(Role::of(Position), 1)]),
        ("location_id,name,latitude,longitude,city", point(1, 2, 3)),
        ("city,country,name,latitude,longitude", point(2, 3, 4)),
        (
            "title,coordinates",
            vec![(Role::of(Name), 0), (Role::of(Position), 1)],
        ),
        ("title,lat/lng", vec![(Role::of(Position), 1)]),
        ("name,lat,lon,accuracy_m", vec![(Role::of(Uncertainty), 3)]),
        ("lat1,lon1,name", vec![(Role::of(Name), 2)]),
    ] {
        let columns = columns(header);
        for (role, at) in wanted {
            assert_eq!(columns.find(role), Some(at), "{header}: {role:?}");
        }
    }
    for header in [
        "lon_lat",
        "event_id,date",
        "De Panne,Berlin",
        "remarks",
        "Berlin,Paris",
        "latent",
        "tomorrow",
    ] {
        let columns = columns(header);
        for field in [Name, Latitude, Longitude, Position] {
            for side in [None, Some(From), Some(To)] {
                assert_eq!(columns.find(Role { side, field }), None, "{header}");
            }
        }
    }
}

#[test]
fn units_in_headers() {
    const RANGE: Quantity = Quantity::above_zero("range", Kind::Length, 20_037.6);
    for (header, unit, cell, value) in [
        ("range_km", Some("km"), "500", 500.0),
        ("distance (km)", Some("km"), "500", 500.0),
        ("Range [nmi]", Some("nmi"), "270", 500.04),
        ("range_mi", Some("mi"), "300", 482.803_2),
        ("range_m", Some("m"), "500000", 500.0),
        ("range", None, "500", 500.0),
        ("range_mi", Some("mi"), "500 km", 500.0),
    ] {
        let columns = columns(header);
        assert_eq!(columns.unit(0), unit, "{header}");
        assert!(columns.named(&["range", "distance"]).is_some(), "{header}");
        let read = read_cell(cell, columns.unit(0), &RANGE).unwrap();
        assert!((read - value).abs() < 1e-9, "{header}: {read}");
    }
    assert_eq!(columns("speed_km_h").unit(0), Some("km/h"));
    assert_eq!(columns("lat_deg").unit(0), Some("°"));
    assert!(read_cell("500", Some("nm"), &RANGE).is_err());
}

#[test]
fn mapped_and_doubled_columns() {
    let options = |mapping: &[&str]| Options {
        mapping: mapping.iter().map(|text| text.parse().unwrap()).collect(),
        ..Options::named("x.csv")
    };
    let text = "Abschussrampe,Zielgebiet,note,note,\na,b,c,d,e\n";
    let mut table = Table::open(
        text.as_bytes(),
        options(&["from=abschussrampe", "to=Zielgebiet"]),
    )
    .unwrap();
    let columns = table.columns().unwrap();
    assert_eq!(columns.find(Role::at(Side::From, Field::Name)), Some(0));
    assert_eq!(columns.find(Role::at(Side::To, Field::Name)), Some(1));
    let names: Vec<&str> = columns.names().collect();
    assert_eq!(
        names,
        ["Abschussrampe", "Zielgebiet", "note", "note_2", "column_5"]
    );
    assert!(
        table
            .notes()
            .any(|note| note.contains("two columns are called \"note\""))
    );
    let mut row = Row::default();
    assert!(table.next(&mut row).unwrap().unwrap().is_ok());
    assert_eq!((row.line(), row.cell(4), row.cell(9)), (2, "e", ""));

    // A mapping takes the place of what a name says.
    let table = Table::open(&b"lat,breite,lon\n1,2,3\n"[..], options(&["lat=breite"])).unwrap();
    assert_eq!(
        table.columns().unwrap().find(Role::of(Field::Latitude)),
        Some(1)
    );
    for (text, mapping, word) in [
        (
            "a,b\n",
            &["from=c"][..],
            "no column \"c\" for from: the columns are a, b",
        ),
        ("lat,latitude,lon\n1,2,3\n", &[], "hold the same"),
        ("from,from,to\n", &[], "hold the same"),
    ] {
        let error = Table::open(text.as_bytes(), options(mapping))
            .err()
            .unwrap();
        assert!(error.to_string().contains(word), "{error}");
    }
    for text in ["from", "speed=x", ""] {
        assert!(text.parse::<Mapping>().is_err(), "{text}");
    }
}
