use std::sync::Arc;

use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, FloatType};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::*;

enum Column {
    Doubles(Vec<f64>),
    Floats(Vec<f32>),
    Bytes(Vec<Vec<u8>>),
}

fn file(schema: &str, columns: &[Column]) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in columns {
        let mut out = group.next_column().unwrap().unwrap();
        match column {
            Column::Doubles(values) => {
                out.typed::<DoubleType>()
                    .write_batch(values, None, None)
                    .unwrap();
            }
            Column::Floats(values) => {
                out.typed::<FloatType>()
                    .write_batch(values, None, None)
                    .unwrap();
            }
            Column::Bytes(values) => {
                let values: Vec<ByteArray> = values
                    .iter()
                    .map(|value| ByteArray::from(value.clone()))
                    .collect();
                out.typed::<ByteArrayType>()
                    .write_batch(&values, None, None)
                    .unwrap();
            }
        }
        out.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

fn names() -> Column {
    Column::Bytes(
        TWO.iter()
            .map(|place| place.0.as_bytes().to_vec())
            .collect(),
    )
}

#[test]
fn columns_of_degrees() {
    let bytes = file(
        "message m { required double other; required double lng; required binary site (UTF8); required double lat; }",
        &[
            Column::Doubles(vec![1.0, 2.0]),
            Column::Doubles(vec![20.51, 45.75]),
            names(),
            Column::Doubles(vec![54.706, 48.57]),
        ],
    );
    assert_eq!(places(&read_bytes(&bytes, &[]).unwrap()), TWO);
    // Singles are what they say in decimal.
    let bytes = file(
        "message m { required float lat; required float lon; required binary name (UTF8); }",
        &[
            Column::Floats(vec![54.706, 148.57]),
            Column::Floats(vec![20.51, 45.75]),
            names(),
        ],
    );
    let read = read_bytes(&bytes, &[]).unwrap();
    assert_eq!(places(&read), [TWO[0]]);
    assert_eq!(read.faults[0].line, 2);
    let bytes = file(
        "message m { required double a; }",
        &[Column::Doubles(vec![1.0])],
    );
    assert!(read_bytes(&bytes, &[]).is_err());
    assert!(read_bytes(b"PAR1 nothing", &[]).is_err());
}

#[test]
fn points_of_geoparquet() {
    let point = |lat: f64, lon: f64| {
        [&[1, 1, 0, 0, 0][..], &lon.to_le_bytes(), &lat.to_le_bytes()].concat()
    };
    let bytes = file(
        "message m { required binary name (UTF8); required binary geometry; }",
        &[
            names(),
            Column::Bytes(TWO.iter().map(|place| point(place.1, place.2)).collect()),
        ],
    );
    assert_eq!(places(&read_bytes(&bytes, &[]).unwrap()), TWO);
}
