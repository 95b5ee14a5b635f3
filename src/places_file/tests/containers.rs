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

/// A spreadsheet of `LibreOffice`.
fn ods(rows: &str) -> Vec<u8> {
    const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{OASIS}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    let content = format!(
        "<office:document-content xmlns:office=\"{OASIS}:office:1.0\" xmlns:table=\"{OASIS}:table:1.0\" \
         xmlns:text=\"{OASIS}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"S\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", &manifest),
        ("content.xml", &content),
    ])
}

fn ods_row(repeats: usize, cells: &[(&str, usize)]) -> String {
    let cell = |(text, repeats): &(&str, usize)| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{repeats}\"><text:p>{text}</text:p>\
             </table:table-cell>"
        )
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row table:number-rows-repeated=\"{repeats}\">{cells}</table:table-row>")
}

#[test]
fn a_damaged_sheet_is_told_and_no_other_is_read_for_it() {
    let good = [
        row(1, &["Name", "lat", "lon"]),
        row(2, &["Old", "54.7", "20.5"]),
    ]
    .concat();
    for damage in [
        "<row",
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>&lol;</t></is></c></row>",
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c></row>",
    ] {
        let book = workbook(&[("Real", &format!("{good}{damage}")), ("Old", &good)]);
        let error = read_bytes(&book, &[]).unwrap_err().to_string();
        assert!(
            error.contains("sheet \"Real\" cannot be read"),
            "{damage}: {error}"
        );
    }
}

#[test]
fn small_spreadsheets_that_ask_for_much_are_refused() {
    let table = [
        row(1, &["Name", "lat", "lon"]),
        row(2, &["Kaliningrad", "54.706", "20.51"]),
    ]
    .concat();
    let with = |more: &str| workbook(&[("S", &format!("{table}{more}"))]);
    let far = with("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    // Three rows that hold something, however far.
    assert_eq!(read_bytes(&far, &[]).unwrap().points.len(), 1);
    let wide: String = "<c><v>1</v></c>".repeat(20_000);
    let mut full = String::new();
    for at in 3..900 {
        let _ = write!(
            full,
            "<row r=\"{at}\"><c r=\"A{at}\"><v>1</v></c><c r=\"XFD{at}\"><v>1</v></c></row>"
        );
    }
    let ods_table = [
        ods_row(1, &[("Name", 1), ("lat", 1), ("lon", 1)]),
        ods_row(1, &[("Kaliningrad", 1), ("54.706", 1), ("20.51", 1)]),
    ]
    .concat();
    assert_eq!(read_bytes(&ods(&ods_table), &[]).unwrap().points.len(), 1);
    let ods_with = |row: String| ods(&format!("{ods_table}{row}"));
    for (name, book, told) in [
        (
            "columns",
            with(&format!("<row r=\"3\">{wide}</row>")),
            "at most 16384",
        ),
        ("cells", with(&full), "more than 12582912 cells"),
        (
            "a cell",
            with(&row(3, &["x".repeat(2 << 20).as_str()])),
            "a cell of more than 1 MB",
        ),
        (
            "repeated cells",
            ods_with(ods_row(10_000, &[("x", 9000)])),
            "more than 12582912 cells",
        ),
        (
            "repeated text",
            ods_with(ods_row(300, &[("x".repeat(1_000_000).as_str(), 1)])),
            "more than 128 MB of text",
        ),
    ] {
        let error = read_bytes(&book, &[]).unwrap_err().to_string();
        assert!(error.contains(told), "{name}: {error}");
    }
}
