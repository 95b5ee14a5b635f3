#![expect(
    clippy::float_cmp,
    reason = "what is read is the number that was written, to the last bit"
)]

use proptest::prelude::*;

use super::*;
use crate::present::words::{LengthUnit, grouped, minutes};

const RADIUS: Quantity = Quantity::above_zero("radius of the ring", Kind::Length, 20_037.6);
const SPEED: Quantity = Quantity::above_zero("ground speed", Kind::Speed, 40_000.0);
const DELAY: Quantity = Quantity::new("delay", Kind::Time, 0.0, 86_400.0);
const FLIGHT: Quantity = Quantity::new("flight time", Kind::Minutes, 0.0, 1440.0);
const PEOPLE: Quantity = Quantity::new("people", Kind::Count, 0.0, 1e8);
const HEIGHT: Quantity = Quantity::new("antenna height", Kind::Metres, 0.0, 20_000.0);
const FACTOR: Quantity = Quantity::new("path factor", Kind::Plain, 1.0, 10.0);
const ANY: Quantity = Quantity::new("number", Kind::Plain, f64::NEG_INFINITY, f64::INFINITY);

fn said(text: &str, quantity: &Quantity) -> String {
    match read_number(text, quantity) {
        Ok(value) => panic!("{text:?} is read as {value}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn numbers_in_every_countrys_separators() {
    for (text, value) in [
        ("5500", 5500.0),
        ("+5500", 5500.0),
        (" 5500 ", 5500.0),
        ("-33.87", -33.87),
        ("\u{2212}33.87", -33.87),
        ("\u{2013}33.87", -33.87),
        ("\u{2011}33,87", -33.87),
        ("\u{2212} 33.87", -33.87),
        ("7,5", 7.5),
        ("7,50", 7.5),
        ("54,7065", 54.7065),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("0.500", 0.5),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("1234.567", 1234.567),
        ("1 000", 1000.0),
        ("1\u{a0}000", 1000.0),
        ("1\u{202f}000\u{202f}000", 1_000_000.0),
        ("1\u{2009}234,5", 1234.5),
        ("12'000", 12_000.0),
        ("12\u{2019}000.5", 12_000.5),
        ("12_000", 12_000.0),
        ("1,234,567", 1_234_567.0),
        ("1.234.567", 1_234_567.0),
        ("1.234.567,89", 1_234_567.89),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.567", 1234.567),
        ("1e3", 1000.0),
        ("1.234e5", 123_400.0),
        ("1,5E+03", 1500.0),
        ("2.5e-3", 0.0025),
        ("\u{ff15}\u{ff10}\u{ff10}", 500.0),
        ("\u{200e}54.71\u{200b}", 54.71),
        ("007", 7.0),
    ] {
        assert_eq!(read_number(text, &ANY).unwrap(), value, "{text:?}");
    }
}

#[test]
fn one_separator_before_three_digits_has_two_readings() {
    for (text, first, second) in [
        ("5,500", "5500", "5.5"),
        ("1.200", "1200", "1.2"),
        ("500.000", "500000", "500"),
        ("12,345", "12345", "12.3450"),
        ("-1,000", "-1000", "-1"),
        ("2.600", "2600", "2.6"),
    ] {
        let message = said(text, &ANY);
        assert!(
            message.contains(&format!("{first} or {second};")),
            "{text}: {message}"
        );
        for reading in [first, second] {
            assert!(read_number(reading, &ANY).is_ok(), "{reading}");
        }
    }
    assert!(said("5,500 km", &RADIUS).contains("5500 km or 5.5 km"));
    assert!(said("12.000 km/h", &SPEED).contains("12000 km/h or 12 km/h"));
}

#[test]
fn a_reading_outside_the_limits_is_none() {
    for (text, quantity, value) in [
        ("54.706", &LATITUDE, 54.706),
        ("54,706", &LATITUDE, 54.706),
        ("-122.419", &LONGITUDE, -122.419),
        ("122,419", &LONGITUDE, 122.419),
        ("500.000", &RADIUS, 500.0),
        ("5,500", &PEOPLE, 5500.0),
        ("1.200", &FACTOR, 1.2),
        ("12.345", &PEOPLE, 12_345.0),
        ("270.000 nmi", &RADIUS, 500.04),
    ] {
        assert_eq!(read_number(text, quantity).unwrap(), value, "{text}");
    }
    assert!(said("500.000", &PEOPLE).contains("500000 or 500"));
    assert!(said("95", &LATITUDE).contains("latitude is 95°"));
    assert!(said("99,999", &LATITUDE).contains("latitude is 99.999°"));
    assert!(said("0", &RADIUS).contains("radius of the ring is 0 km"));
    assert!(said("1.5", &PEOPLE).contains("whole number"));
}

#[test]
fn units_of_the_right_kind() {
    for (text, quantity, value) in [
        ("500 km", &RADIUS, 500.0),
        ("500km", &RADIUS, 500.0),
        ("500 KM", &RADIUS, 500.0),
        ("500 kilometers", &RADIUS, 500.0),
        ("300mi", &RADIUS, 482.803_2),
        ("300 statute miles", &RADIUS, 482.803_2),
        ("270 nmi", &RADIUS, 500.04),
        ("500 m", &RADIUS, 0.5),
        ("1 000 m", &RADIUS, 1.0),
        ("500\u{a0}км", &RADIUS, 500.0),
        ("30", &HEIGHT, 30.0),
        ("30 m", &HEIGHT, 30.0),
        ("9 km", &HEIGHT, 9000.0),
        ("100 ft", &HEIGHT, 30.48),
        ("800", &SPEED, 800.0),
        ("12'000 km/h", &SPEED, 12_000.0),
        ("12000 kmh", &SPEED, 12_000.0),
        ("12000 km per hour", &SPEED, 12_000.0),
        ("3.4 km/s", &SPEED, 12_240.0),
        ("1000 m/s", &SPEED, 3600.0),
        ("500 mph", &SPEED, 804.672),
        ("500 kn", &SPEED, 926.0),
        ("500 knots", &SPEED, 926.0),
        ("90", &DELAY, 90.0),
        ("90 s", &DELAY, 90.0),
        ("1.5 min", &DELAY, 90.0),
        ("4m", &DELAY, 240.0),
        ("1 h 30 min", &DELAY, 5400.0),
        ("1h 30m 5s", &DELAY, 5405.0),
        ("15", &FLIGHT, 15.0),
        ("900 s", &FLIGHT, 15.0),
        ("1 h 30 min", &FLIGHT, 90.0),
        ("54.71°", &LATITUDE, 54.71),
        ("-54,71 deg", &LATITUDE, -54.71),
        ("500k", &PEOPLE, 500_000.0),
        ("1.5M", &PEOPLE, 1_500_000.0),
    ] {
        let read = read_number(text, quantity).unwrap();
        assert!((read - value).abs() <= 1e-9 * value.abs(), "{text}: {read}");
    }
    for (text, quantity, word) in [
        ("500 km/h", &RADIUS, "km/h is a unit of speed"),
        ("15 min", &RADIUS, "min is a unit of time"),
        ("500 km", &SPEED, "km is a unit of length"),
        ("500 km", &DELAY, "km is a unit of length"),
        ("5 km", &LATITUDE, "km is a unit of length"),
        ("5 km", &FACTOR, "it has no unit"),
        ("500 parsecs", &RADIUS, "no unit that is known here"),
        ("500 nm", &RADIUS, "nautical miles"),
        ("500 NM", &RADIUS, "nautical miles"),
        ("500 M", &RADIUS, "no unit that is known here"),
        ("5 m/h", &SPEED, "no unit that is known here"),
        (
            "Mach 5",
            &SPEED,
            "5310 km/h in the stratosphere and 6120 km/h",
        ),
        ("mach 5", &SPEED, "5310 km/h"),
        ("5 Mach", &SPEED, "5310 km/h"),
        ("M5", &SPEED, "5310 km/h"),
        ("Mach 5", &RADIUS, "measure of speed"),
        ("1 min 2 min", &DELAY, "write one number"),
        ("30 min 1 h", &DELAY, "write one number"),
        ("1.5 h 3 min", &DELAY, "write one number"),
        ("1 h 30", &DELAY, "write one number"),
        ("300 mi 500 mi", &RADIUS, "write one number"),
    ] {
        let message = said(text, quantity);
        assert!(message.contains(word), "{text}: {message}");
    }
}

#[test]
fn what_is_no_number() {
    for text in [
        "",
        " ",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "infinity",
        "0x10",
        "1e",
        "1e999",
        "e5",
        "--5",
        "+-5",
        "1,23,456",
        "10 00",
        "1 2",
        "1.2.3",
        "1,2,3",
        "0.123.456",
        "1.234 567",
        "1 234'567,8",
        "12345,678.9",
        "1..5",
        "1,,5",
        "5,",
        "abc",
        ".",
        ",",
        "-",
        "°",
        "km",
        "500-2000",
        "1 000,",
        "5'",
        "٥٠٠",
    ] {
        assert!(read_number(text, &ANY).is_err(), "{text:?}");
    }
}

#[test]
fn lists_by_what_cannot_be_misread() {
    for (texts, values) in [
        (&["500", "2000"][..], &[500.0, 2000.0][..]),
        (&["500,2000"], &[500.0, 2000.0]),
        (&["500,1000,5500"], &[500.0, 1000.0, 5500.0]),
        (&["100,200,300"], &[100.0, 200.0, 300.0]),
        (&["500;2000"], &[500.0, 2000.0]),
        (&["500; 7,5"], &[500.0, 7.5]),
        (&["500 2000"], &[500.0, 2000.0]),
        (&["500, 2000"], &[500.0, 2000.0]),
        (&["500, 1000 mi"], &[804.672, 1609.344]),
        (&["500,1000 mi"], &[804.672, 1609.344]),
        (&["500 1000 mi"], &[804.672, 1609.344]),
        (&["300 mi 500 km"], &[482.8032, 500.0]),
        (&["300mi;500km"], &[482.8032, 500.0]),
        (&["500,", "2000"], &[500.0, 2000.0]),
        (&["7.5,8.5"], &[7.5, 8.5]),
        (&["2000.5,1500.5"], &[2000.5, 1500.5]),
        (&["1\u{202f}500 2\u{202f}500"], &[1500.0, 2500.0]),
        // No ring has a radius of 0.
        (&["500,0"], &[500.0]),
        (&["500 200"], &[500.0, 200.0]),
        (&["20000 20000"], &[20_000.0, 20_000.0]),
        (&["12,000,000 m"], &[12_000.0]),
    ] {
        let read = read_list(texts, &RADIUS).unwrap_or_else(|error| panic!("{texts:?}: {error}"));
        assert_eq!(read.len(), values.len(), "{texts:?}: {read:?}");
        for (read, value) in read.iter().zip(values) {
            assert!((read - value).abs() < 1e-9, "{texts:?}: {read}");
        }
    }
    for (text, words) in [
        ("5,500", &["5500", "5.5", "5;500"][..]),
        ("5,500 km", &["5500 km", "5.5 km", "5 km;500 km"]),
        ("7,5", &["7.5", "7;5"]),
        ("500,50", &["500.5", "500;50"]),
        ("160,9344", &["160.9344", "160;9344"]),
        ("500,1852", &["500.1852", "500;1852"]),
        ("5 500", &["5500", "5;500"]),
        ("5 500 km", &["5500 km", "5;500 km"]),
        ("1,500,200", &["1;500;200", "1500;200"]),
        ("5,500,1000", &["5;500;1000", "5500;1000"]),
        ("7,5,8,5", &["7;5;8;5", "7.5;8.5"]),
        ("500 1,500", &["1500 or 1.5"]),
        ("500, 1,500", &["1500 or 1.5"]),
        ("500;1.500", &["1500 or 1.5"]),
        ("300 mi, 500", &["give each its unit"]),
        ("1,000", &["1000", "1"]),
        ("500,abc", &["no"]),
        ("500-2000", &["write one number"]),
    ] {
        let message = read_list(&[text], &RADIUS)
            .map(|values| panic!("{text:?} is read as {values:?}"))
            .unwrap_err()
            .to_string();
        for word in words {
            assert!(message.contains(word), "{text}: {message}");
        }
    }
}

#[test]
fn tuples_keep_their_commas() {
    let three = |text: &str| read_one_or_tuple(text, [&DELAY; 3]);
    assert_eq!(three("120,240,360").unwrap(), [120.0, 240.0, 360.0]);
    assert_eq!(three("1,200,300").unwrap(), [1.0, 200.0, 300.0]);
    assert_eq!(three("120, 240, 360").unwrap(), [120.0, 240.0, 360.0]);
    assert_eq!(three("120 240 360").unwrap(), [120.0, 240.0, 360.0]);
    assert_eq!(three("2,4,6 min").unwrap(), [120.0, 240.0, 360.0]);
    assert_eq!(three("1,5;2,5;3,5").unwrap(), [1.5, 2.5, 3.5]);
    assert_eq!(three("300").unwrap(), [300.0; 3]);
    assert_eq!(three("5 min").unwrap(), [300.0; 3]);
    assert_eq!(three("7.5").unwrap(), [7.5; 3]);
    for (text, word) in [
        ("7,5", "2 are given"),
        ("1,200", "2 are given"),
        ("1.200", "1200 or 1.2"),
        ("1,2,3,4", "3 numbers are wanted"),
        ("1,5,2,5,3,5", "semicolons"),
        ("1;2", "2 are given"),
        ("120,240,1e9", "delay is"),
        ("", "1"),
    ] {
        let message = three(text).unwrap_err().to_string();
        assert!(message.contains(word), "{text}: {message}");
    }
    let extent = [&LONGITUDE, &LATITUDE, &LONGITUDE, &LATITUDE];
    assert_eq!(
        read_tuple("-10,35.125,40,70", extent).unwrap(),
        [-10.0, 35.125, 40.0, 70.0]
    );
    assert!(read_tuple("-10,100,40,70", extent).is_err());
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back_or_refused(value in -1e9..1e9_f64, decimals in 0..6_usize) {
        let printed = grouped(value, decimals);
        let shown: f64 = printed.replace(',', "").replace('−', "-").parse().unwrap();
        for spelling in [
            printed.clone(),
            printed.replace(',', " "),
            printed.replace(',', "\u{202f}"),
            printed.replace(',', "'"),
            // As the continent writes it.
            printed.replace(',', "_").replace('.', ",").replace('_', "."),
        ] {
            if let Ok(read) = read_number(&spelling, &ANY) {
                prop_assert_eq!(read, shown, "{}", spelling);
            }
        }
    }

    /// Lengths and times as the program prints them, with their units.
    #[test]
    fn what_is_printed_with_a_unit_is_read_back_or_refused(km in 0.0..20_000.0_f64, decimals in 0..4_usize, seconds in 0.0..80_000.0_f64) {
        for unit in [LengthUnit::Kilometres, LengthUnit::NauticalMiles, LengthUnit::StatuteMiles] {
            let printed = unit.say(km, decimals);
            let length = Quantity::new("length", Kind::Length, 0.0, 1e6);
            if let Ok(read) = read_number(&printed, &length) {
                // As far as the digits that are printed go.
                let rounding_km = 1.01 * (1.0 / unit.converted(1.0)) * 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap());
                prop_assert!((read - km).abs() <= rounding_km, "{} is read as {} km", printed, read);
            }
        }
        let printed = minutes(seconds);
        if let Ok(read) = read_number(&printed, &DELAY) {
            let rounding_s = if printed.contains('h') { 30.1 } else { 3.1 };
            prop_assert!((read - seconds).abs() <= rounding_s, "{} is read as {} s", printed, read);
        }
    }

    #[test]
    fn plain_numbers_are_what_they_say(value in prop::num::f64::NORMAL) {
        let text = value.to_string();
        match read_number(&text, &ANY) {
            Ok(read) => prop_assert_eq!(read, value),
            Err(Error::TwoReadings { .. }) => {
                prop_assert!(text.split('.').next_back().unwrap().len() == 3);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
        prop_assert_eq!(read_number(&format!("{value:e}"), &ANY).unwrap(), value);
    }

    #[test]
    fn every_reading_that_is_offered_is_read(text in "[0-9]{1,4}[,. ]?[0-9]{0,4}[,. ]?[0-9]{0,4}( km| mi)?") {
        if let Err(Error::TwoReadings { readings, .. }) = read_number(&text, &RADIUS) {
            prop_assert_eq!(readings.len(), 2);
            let values: Vec<f64> = readings.iter().map(|reading| read_number(reading, &RADIUS).unwrap()).collect();
            prop_assert!(values[0] != values[1]);
        }
        if let Err(Error::TwoReadings { readings, .. }) = read_list(&[&text], &RADIUS) {
            for reading in readings {
                prop_assert!(read_list(&[&reading], &RADIUS).is_ok(), "{} of {}", reading, text);
            }
        }
    }

    #[test]
    fn no_text_panics(text in "[-+0-9.,;' eEkmhins/°\u{a0}\u{2212}]{0,20}|\\PC{0,12}") {
        for quantity in [&ANY, &RADIUS, &SPEED, &DELAY, &LATITUDE, &PEOPLE] {
            let one = read_number(&text, quantity);
            if let Ok(value) = one {
                prop_assert!(quantity.admits(value));
            }
            if let Ok(values) = read_list(&[&text], quantity) {
                // A list of one is the number.
                if let (1, Ok(value)) = (values.len(), one) {
                    prop_assert_eq!(values[0], value);
                }
            }
            let _ = read_one_or_tuple(&text, [quantity; 3]);
        }
    }
}
