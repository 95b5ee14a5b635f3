use proptest::prelude::*;

use super::*;

/// Seconds of arc are rounded to nine decimals of a degree, a tenth of a millimetre.
const ROUNDED_DEG: f64 = 5.1e-10;

fn degrees(text: &str) -> (f64, f64) {
    match read(text) {
        Some(Ok(reading)) => (reading.position.lat_deg(), reading.position.lon_deg()),
        Some(Err(error)) => panic!("{text:?}: {error}"),
        None => panic!("{text:?} is in no notation"),
    }
}

fn assert_near(text: &str, wanted: (f64, f64), tolerance_deg: f64) {
    let found = degrees(text);
    assert!(
        (found.0 - wanted.0).abs() <= tolerance_deg && (found.1 - wanted.1).abs() <= tolerance_deg,
        "{text:?}: {found:?}"
    );
}

#[test]
fn forms_that_people_paste() {
    for text in [
        // Invisible marks around and within a plain position.
        "\u{200e}54.71, 20.51",
        "54.71,\u{200b}20.51",
        "\u{202a}54.71, 20.51\u{202c}",
        "\u{feff}54.71N 20.51E",
        "\u{2068}54.71°N\u{2069} 20.51°E",
        // Brackets, labels and words.
        "(54.71, 20.51)",
        "( 54.71N, 20.51E )",
        "POINT(20.51 54.71)",
        "SRID=4326;POINT (20.51 54.71)",
        "lat 54.71, lon 20.51",
        "Lat: 54.71, Lng: 20.51",
        "latitude=54.71 longitude=20.51",
        "lon 20.51, lat 54.71",
        "Latitude: 54.71° N, Longitude: 20.51° E",
        "54.71 north, 20.51 east",
        "54.71 degrees north, 20.51 degrees east",
        "54,71° n. Br., 20,51° ö. L.",
        "54,71°N 20,51°E",
        "54,71° 20,51°",
        "54,71° с. ш. 20,51° в. д.",
        // geo: URIs.
        "geo:54.71,20.51",
        "geo:54.71,20.51;u=35",
        "geo:54.71,20.51,100;crs=wgs84;u=0",
        "GEO:54.71,20.51?z=12",
        "geo:0,0?q=54.71,20.51(Kaliningrad)",
        // ISO 6709.
        "+54.71+020.51/",
        "+54.71+020.51+35.0CRSWGS_84/",
        "\u{200e}+54.71+020.51",
        // Links.
        "https://www.google.com/maps/@54.71,20.51,12z",
        "https://www.google.com/maps?q=54.71,20.51",
        "https://maps.google.com/?ll=54.71,20.51&z=10",
        "https://www.google.com/maps/search/?api=1&query=54.71%2C20.51",
        "https://www.google.de/maps/place/X/@50.0,10.0,13z/data=!4m5!3m4!1s0x0:0x0!8m2!3d54.71!4d20.51",
        "https://www.google.com/maps/place/54.71,20.51",
        "https://www.google.com/maps/dir/?api=1&destination=54.71,20.51",
        "https://www.openstreetmap.org/#map=12/54.71/20.51",
        "https://www.openstreetmap.org/#map=12/54.71/20.51&layers=T",
        "https://www.openstreetmap.org/?mlat=54.71&mlon=20.51#map=5/50/10",
        "openstreetmap.org/?mlat=54.71&mlon=20.51",
        "https://maps.apple.com/?ll=54.71,20.51&q=Dropped%20Pin",
        "https://www.bing.com/maps?cp=54.71~20.51&lvl=12",
        "https://yandex.ru/maps/?ll=20.51%2C54.71&z=12",
        "https://yandex.com/maps/?pt=20.51,54.71&z=12",
        "https://geohack.toolforge.org/geohack.php?pagename=X&params=54.71_N_20.51_E_type:city",
        "https://geohack.toolforge.org/geohack.php?params=54.71;20.51",
        "https://example.org/map?lat=54.71&lon=20.51",
    ] {
        assert_eq!(degrees(text), (54.71, 20.51), "{text}");
    }
    for text in [
        "544236N 0203036E",
        "544236N0203036E",
        "0203036E 544236N",
        "N544236 E0203036",
        "544236n, 0203036e",
        "544236N 203036E",
        "544236.0N/0203036.0E",
        "+544236+0203036/",
        "54°42′36″ n. Br., 20°30′36″ ö. L.",
        "54° 42′ 36″ N, 20° 30′ 36″ O",
        "54°42'36\" nördl. Breite 20°30'36\" östl. Länge",
        "54° 42′ 36″ с. ш. 20° 30′ 36″ в. д.",
        "54°42′36″ с.ш., 20°30′36″ в.д.",
        "54° 42′ 36″ северной широты, 20° 30′ 36″ восточной долготы",
        "54°42′36″ пн. ш. 20°30′36″ сх. д.",
        "54°42′36″ szer. geogr. płn. 20°30′36″ dł. geogr. wsch.",
        "54 deg 42 min 36 sec N, 20 deg 30 min 36 sec E",
        "54 degrees 42 minutes 36 seconds north, 20 degrees 30 minutes 36 seconds east",
        "54⁰42ʹ36ʺN 20⁰30ʹ36ʺE",
        "54°42′36,0″N 20°30′36,0″E",
        "54°42,6′N 20°30,6′E",
        "(54°42′36″N 20°30′36″E)",
        "54°42′36″N 20°30′36″E / 54.71°N 20.51°E / 54.71; 20.51",
        "https://geohack.toolforge.org/geohack.php?pagename=X&params=54_42_36_N_20_30_36_E_region:RU",
    ] {
        assert_near(text, (54.71, 20.51), ROUNDED_DEG);
    }
    assert_near("3352S 15112E", (-33.866_666_666_666_67, 151.2), ROUNDED_DEG);
    assert_near("-3352+15112/", (-33.866_666_666_666_67, 151.2), ROUNDED_DEG);
    assert_near(
        "33°52′ ю. ш. 70°40′ з. д.",
        (-33.866_666_666_666_67, -70.666_666_666_666_67),
        ROUNDED_DEG,
    );
    assert_near(
        "33°52′ s. Br. 70°40′ w. L.",
        (-33.866_666_666_666_67, -70.666_666_666_666_67),
        ROUNDED_DEG,
    );
    assert_near("lat -33.87, lon -70.67", (-33.87, -70.67), ROUNDED_DEG);
    assert_near(
        "52°31′12″N 13°24′18″E / 52.52°N 13.405°E",
        (52.52, 13.405),
        ROUNDED_DEG,
    );
}

/// The references are those of geoconvert 1.0.2, a port of `GeographicLib`, for the same positions.
#[test]
fn grid_references() {
    for (mgrs, lat, lon) in [
        ("34UDF6842662186", 54.706_001_003, 20.509_995_737),
        ("33UUU9177920072", 52.520_003_110, 13.405_003_436),
        ("38UNU5532779928", 48.570_004_277, 45.750_001_835),
        ("56HLH3436850948", -33.868_798_585, 151.209_298_585),
        ("18TWL8566411315", 40.748_333_665, -73.985_273_505),
        ("32VKN9723000510", 60.390_003_050, 5.320_004_737),
        ("33XWG1481383004", 78.220_003_109, 15.649_998_973),
        ("31NBA2173455318", 0.500_004_159, 0.500_002_497),
        ("30MYE7826544681", -0.500_004_159, -0.500_002_497),
        ("35WMV3099388962", 71.989_999_070, 25.000_001_920),
        ("35XMV3106791192", 72.010_001_450, 25.000_000_127),
        ("60XWU3439017795", 83.899_997_883, 179.899_971_039),
        ("01CDM4324728161", -79.899_998_696, -179.900_018_644),
        ("37UCC1906807650", 55.980_003_182, 36.099_994_669),
    ] {
        // A nanodegree is a tenth of a millimetre.
        assert_near(mgrs, (lat, lon), 2e-9);
        let spaced = format!(
            "{} {} {} {}",
            &mgrs[..3],
            &mgrs[3..5],
            &mgrs[5..10],
            &mgrs[10..]
        );
        assert_near(&spaced, (lat, lon), 2e-9);
        assert_near(&mgrs.to_lowercase(), (lat, lon), 2e-9);
        // Two digits less are a square of 100 m, whose middle is meant.
        let coarse = format!("{}{}{}", &mgrs[..5], &mgrs[5..8], &mgrs[10..13]);
        let reading = read(&coarse).unwrap().unwrap();
        assert!((reading.uncertainty_km.unwrap() - 0.0707).abs() < 1e-4);
        assert!((reading.position.lat_deg() - lat).abs() < 0.001);
    }
    for (utm, lat, lon) in [
        ("34U 468426.7739 6062186.3865", 54.706, 20.51),
        ("34N 468426.7739 6062186.3865", 54.706, 20.51),
        ("UTM 34 U 468426.7739E 6062186.3865N", 54.706, 20.51),
        ("56H 334368.6336 6250948.3454", -33.8688, 151.2093),
        ("34u 468426.7739 mE 6062186.3865 mN", 54.706, 20.51),
        ("56S 334368.6336 6250948.3454", -33.8688, 151.2093),
    ] {
        assert_near(utm, (lat, lon), 2e-9);
    }
}

/// Codes and areas of the test vectors of google/open-location-code (`test_data/decoding.csv`).
#[test]
fn plus_codes() {
    for (code, south, west, north, east) in [
        ("7FG49Q00+", 20.35, 2.75, 20.4, 2.8),
        ("7FG49QCJ+2V", 20.37, 2.782_125, 20.370_125, 2.782_25),
        ("7FG49QCJ+2VX", 20.3701, 2.782_218_75, 20.370_125, 2.782_25),
        (
            "7FG49QCJ+2VXGJ",
            20.370_113,
            2.782_234_375,
            20.370_114,
            2.782_236_328_13,
        ),
        ("8FVC2222+22", 47.0, 8.0, 47.000_125, 8.000_125),
        ("4VCPPQGP+Q9", -41.273_125, 174.785_875, -41.273, 174.786),
        ("62G20000+", 0.0, -180.0, 1.0, -179.0),
        ("22220000+", -90.0, -180.0, -89.0, -179.0),
        ("6VGX0000+", 0.0, 179.0, 1.0, 180.0),
        ("CFX30000+", 89.0, 1.0, 90.0, 2.0),
        ("84000000+", 30.0, -140.0, 50.0, -120.0),
        (
            "849VGJQF+VX7QR3J7QR3J",
            37.539_669_12,
            -122.375_069_824_2,
            37.539_669_16,
            -122.375_069_702_1,
        ),
    ] {
        assert_near(
            code,
            (f64::midpoint(south, north), f64::midpoint(west, east)),
            1e-9,
        );
        assert_near(
            &code.to_lowercase(),
            (f64::midpoint(south, north), f64::midpoint(west, east)),
            1e-9,
        );
    }
    let reading = read("8FVC2222+22").unwrap().unwrap();
    // Half the diagonal of 14 by 9.5 m.
    assert!((reading.uncertainty_km.unwrap() - 0.0084).abs() < 2e-4);
}

#[test]
fn what_a_notation_says_beside_the_position() {
    let reading = read("geo:54.71,20.51;u=35").unwrap().unwrap();
    assert_eq!(reading.uncertainty_km, Some(0.035));
    let reading = read("54°42′ N 20°30′ O").unwrap().unwrap();
    assert!(reading.note.unwrap().contains("Ost"));
    assert_eq!(
        read("54°42′ n. Br. 20°30′ ö. L.").unwrap().unwrap().note,
        None
    );
}

#[test]
fn what_is_refused_by_name() {
    for (text, word) in [
        ("https://goo.gl/maps/abc123", "short link"),
        ("https://maps.app.goo.gl/abc123", "short link"),
        ("https://example.org/page", "no coordinates"),
        (
            "https://www.google.com/maps/place/Kaliningrad",
            "no coordinates",
        ),
        ("///filled.count.soap", "what3words"),
        ("https://what3words.com/filled.count.soap", "what3words"),
        ("9G8F+6X Berlin", "short plus code"),
        ("9G8F+6X", "short plus code"),
        ("geo:54.71", "a geo: link"),
        ("geo:abc", "a geo: link"),
        ("geo:95,20", "latitude is 95"),
        ("geo:54.71,20.51;crs=foo", "WGS 84"),
        ("geo:54.71,20.51;u=x", "uncertainty"),
        ("geo:0,0?q=Kaliningrad", "an address"),
        ("+54.71+020.51CRSfoo/", "WGS 84"),
        ("547236N 0203036E", "below 60"),
        ("954236N 0203036E", "latitude is 95.71"),
        ("[54.71, 20.51]", "54.71,20.51 or 20.51,54.71"),
        ("54.71O 20.51N", "may be a zero"),
        ("54.71N 2O.51E", "may be a zero"),
        ("55°N 37°E / 56°N 38°E", "not the same"),
        ("34UJF6842662186", "no square with this first letter"),
        ("34UDF684266", "MGRS"),
        ("34ODF6842662186", ""),
        ("34CDF6842662186", "not in its latitude band"),
        ("34U 468426 100000", "not in its latitude band"),
        ("34U 999999 99999999", "not in the zone"),
        ("36S 500000 4000000", "two ways"),
    ] {
        match read(text) {
            Some(Err(error)) => {
                let message = error.to_string();
                assert!(message.contains(word), "{text}: {message}");
                assert!(
                    message.contains(text) || message.contains("latitude is"),
                    "{text}: {message}"
                );
            }
            Some(Ok(reading)) => assert!(text == "34UDF684266", "{text}: {reading:?}"),
            None => assert!(text == "34ODF6842662186", "{text} is in no notation"),
        }
    }
    assert_eq!(degrees("[120.5, 48.1]"), (48.1, 120.5));
}

#[test]
fn two_halves_of_one_position_are_refused() {
    for (first, second, word) in [
        (
            "54,71",
            "20,51",
            "the one position 54.71,20.51 or the two 54.0,71.0 and 20.0,51.0",
        ),
        ("-33,87", "151,2", ""),
        ("\u{2212}33,87", "70,1", "-33.87,70.1"),
    ] {
        let refused = refuse_halves(first, second);
        // 151 is no latitude, so that the second is no position of its own.
        assert_eq!(refused.is_err(), !word.is_empty(), "{first} {second}");
        if let Err(error) = refused {
            assert!(error.to_string().contains(word), "{error}");
        }
    }
    for (first, second) in [
        ("54.71,20.51", "52,13"),
        ("54,71", "Berlin"),
        ("54.0,71.0", "20.0,51.0"),
        ("54, 71", "20, 51"),
    ] {
        assert!(refuse_halves(first, second).is_ok(), "{first} {second}");
    }
}

#[test]
fn names_and_plain_positions_are_left_alone() {
    for text in [
        "Kyiv",
        "Kapustin Yar",
        "9m729",
        "3m22",
        "rs-26",
        "9K720",
        "RSD-10",
        "1RB12",
        "15A20",
        "Essen",
        "Nord",
        "Ost",
        "Lat",
        "@cities>500k",
        "S",
        "",
        "Halle (Saale)",
        "Frankfurt (Oder)",
        "Paris / London",
        "pair 54 to 20",
        "54.71,20.51",
        "54.71N,20.51E",
        "54d42'36\"N 20d30'E",
        "54°42′36″N 20°30′36″E",
        "−33.5,−70.25",
        "20.25e 54.5n",
        "54.5/20.25",
        "54.5 / 20.25",
        "54 30 N 20 15 E",
        "95,200",
        "54,71 20,51",
        "+54.5,+20.25",
        "54+23",
        "Krasnoarmeysk 2",
    ] {
        assert!(read(text).is_none(), "{text:?}: {:?}", read(text));
    }
}

proptest! {
    #[test]
    fn every_notation_of_a_position_is_read_back(lat_s in -324_000..=324_000_i32, lon_s in -648_000..=648_000_i32) {
        let (lat, lon) = (f64::from(lat_s) / 3600.0, f64::from(lon_s) / 3600.0);
        let dms = |seconds: i32, width: usize| {
            let size = seconds.abs();
            format!("{:0width$}{:02}{:02}", size / 3600, size / 60 % 60, size % 60)
        };
        let parts = |seconds: i32| {
            let size = seconds.abs();
            (size / 3600, size / 60 % 60, size % 60)
        };
        let letter = |seconds: i32, letters: [&'static str; 2]| letters[usize::from(seconds < 0)];
        let (a, b) = (parts(lat_s), parts(lon_s));
        let marked = |ns: [&'static str; 2], ew: [&'static str; 2]| format!(
            "{}°{}′{}″ {} {}°{}′{}″ {}",
            a.0, a.1, a.2, letter(lat_s, ns), b.0, b.1, b.2, letter(lon_s, ew)
        );
        for text in [
            format!("{}{} {}{}", dms(lat_s, 2), letter(lat_s, ["N", "S"]), dms(lon_s, 3), letter(lon_s, ["E", "W"])),
            format!("{}{}{}{}/", letter(lat_s, ["+", "-"]), dms(lat_s, 2), letter(lon_s, ["+", "-"]), dms(lon_s, 3)),
            format!("geo:{lat},{lon}"),
            format!("https://www.google.com/maps/@{lat},{lon},12z"),
            format!("POINT({lon} {lat})"),
            format!("({lat}, {lon})"),
            format!("lat {lat}, lon {lon}"),
            marked(["n. Br.", "s. Br."], ["ö. L.", "w. L."]),
            marked(["с. ш.", "ю. ш."], ["в. д.", "з. д."]),
            marked(["north", "south"], ["east", "west"]),
        ] {
            let reading = read(&text).unwrap_or_else(|| panic!("{text} is in no notation")).unwrap();
            prop_assert!((reading.position.lat_deg() - lat).abs() < ROUNDED_DEG, "{}", text);
            prop_assert!((reading.position.lon_deg() - lon).abs() < ROUNDED_DEG, "{}", text);
        }
    }

    #[test]
    fn what_is_printed_is_read_by_the_same_door(lat in -90.0..=90.0_f64, lon in -180.0..=180.0_f64) {
        let position = Position::new(lat, lon).unwrap();
        prop_assert_eq!(read_any(&position.to_string()).unwrap().position, position);
    }

    #[test]
    fn no_text_panics(
        text in "[-+0-9NSEWnsewdUOФшд.,;:'\"°/ ()\\[\\]#=&?%@!]{0,24}|\\PC{0,12}",
        prefix in prop::sample::select(vec![
            "", "geo:", "https://x.y/", "34U", "POINT(", "8FVC2222+", "lat ", "[", "https://geohack.org/?params="
        ]),
    ) {
        let text = format!("{prefix}{text}");
        if let Some(Ok(reading)) = read(&text) {
            prop_assert!(reading.uncertainty_km.is_none_or(|km| km >= 0.0));
        }
        let _ = read_any(&text);
    }
}

#[test]
fn degrees_of_a_cell_may_have_a_letter() {
    for (text, is_lat, degrees) in [
        ("N 52.44", true, 52.44),
        ("52,44 N", true, 52.44),
        ("33.9S", true, -33.9),
        ("E 13,4", false, 13.4),
        ("W13.4°", false, -13.4),
        ("54°42′36″N", true, 54.71),
    ] {
        let read = read_degrees(text, is_lat).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!((read - degrees).abs() < 1e-12, "{text}: {read}");
    }
    for (text, is_lat, word) in [
        ("3,7 O", false, "3.7°E (Ost) or 3.7°W (Ouest, Oeste)"),
        ("52 E", true, "one of the other axis"),
        ("95 N", true, "latitude is 95"),
    ] {
        let error = read_degrees(text, is_lat).unwrap_err().to_string();
        assert!(error.contains(word), "{text}: {error}");
    }
}
