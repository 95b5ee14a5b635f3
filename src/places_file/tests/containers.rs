use std::fmt::Write as _;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of sheets whose rows are of inline texts and numbers.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut files = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, rows)) in (1..).zip(sheets) {
        let _ = write!(
            list,
            "<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>"
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        files.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    files.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"
        ),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>"),
    ));
    files.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_str()))
        .collect();
    archive(&files)
}

fn row(number: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let reference = format!("{}{number}", char::from(b'A' + u8::try_from(at).unwrap()));
            if cell.parse::<f64>().is_ok() {
                format!("<c r=\"{reference}\"><v>{cell}</v></c>")
            } else {
                format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")
            }
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn kmz() {
    for files in [
        &[("doc.kml", KML), ("files/icon.png", "x")][..],
        &[("icon.png", "x"), ("Sites.KML", KML)],
        &[("a.kml", "<kml></kml>"), ("doc.kml", KML)],
    ] {
        assert_eq!(places(&read_bytes(&archive(files), &[]).unwrap()), TWO);
    }
    assert!(read_bytes(&archive(&[("a.txt", "x")]), &[]).is_err());
    assert!(read_bytes(b"PK\x03\x04 nothing", &[]).is_err());
}

#[test]
fn spreadsheets() {
    let rows = [
        row(1, &["Name", "Breite", "Länge", "uncertainty_km"]),
        row(2, &["Kaliningrad", "54.706", "20.51", "1.234"]),
        row(4, &["Kapustin Yar", "48,57", "45°45′E", "5"]),
        row(5, &["wrong", "x", "2"]),
    ]
    .concat();
    let remark = row(1, &["These are the sites"]);
    for book in [
        workbook(&[("Sites", &rows)]),
        workbook(&[("Remarks", &remark), ("Empty", ""), ("Sites", &rows)]),
    ] {
        let file = read_bytes(&book, &[]).unwrap();
        assert_eq!(places(&file), TWO);
        // A number of a sheet has no separator of thousands.
        assert_eq!(file.points[0].uncertainty_km, Some(1.234));
        let lines: Vec<u64> = file.points.iter().map(|point| point.line).collect();
        assert_eq!((lines, file.faults[0].line), (vec![2, 4], 5));
    }
    let bare = [
        row(3, &["54.706", "20.51", "Kaliningrad"]),
        row(4, &["48.57", "45.75", "Kapustin Yar"]),
    ]
    .concat();
    let file = read_bytes(&workbook(&[("A", &bare)]), &[]).unwrap();
    assert_eq!(places(&file), TWO);
    assert_eq!(file.points[0].line, 3);
    let error = read_bytes(&workbook(&[("A", &remark)]), &[]).unwrap_err();
    assert!(
        error.to_string().contains("no columns of latitude"),
        "{error}"
    );
}
