use std::io::{self, Read};

use proptest::prelude::*;

use super::*;

/// The records of a file as lines of text, its columns and the notes.
struct Outcome {
    rows: Vec<(u64, Vec<String>)>,
    faults: Vec<Fault>,
    columns: Vec<String>,
    notes: Vec<String>,
}

fn read_with(source: impl Read, options: Options) -> Result<Outcome> {
    let mut table = Table::open(source, options)?;
    let columns = table
        .columns()
        .map(|columns| columns.names().map(str::to_owned).collect())
        .unwrap_or_default();
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        match read {
            Ok(()) => rows.push((row.line(), row.iter().map(str::to_owned).collect())),
            Err(fault) => faults.push(fault),
        }
    }
    let notes = table.notes().map(str::to_owned).collect();
    Ok(Outcome {
        rows,
        faults,
        columns,
        notes,
    })
}

fn outcome(bytes: &[u8]) -> Outcome {
    read_with(bytes, Options::named("x.csv")).unwrap()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    outcome(bytes)
        .rows
        .into_iter()
        .map(|(_, row)| row)
        .collect()
}

/// Gives a byte at a time, as a slow pipe may.
struct Dripping<'b>(&'b [u8]);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(1);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn utf_16(text: &str, is_big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}")
        .encode_utf16()
        .flat_map(|unit| {
            if is_big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

/// The text in every encoding that has its letters.
#[cfg(feature = "encodings")]
fn encoded(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![
        ("UTF-8".to_owned(), text.as_bytes().to_vec()),
        (
            "UTF-8 with mark".to_owned(),
            format!("\u{feff}{text}").into_bytes(),
        ),
        ("UTF-16LE".to_owned(), utf_16(text, false, true)),
        ("UTF-16BE".to_owned(), utf_16(text, true, true)),
        (
            "UTF-16LE without mark".to_owned(),
            utf_16(text, false, false),
        ),
        (
            "UTF-16BE without mark".to_owned(),
            utf_16(text, true, false),
        ),
    ];
    for encoding in [
        encoding_rs::WINDOWS_1252,
        encoding_rs::WINDOWS_1250,
        encoding_rs::WINDOWS_1251,
    ] {
        let (bytes, _, has_others) = encoding.encode(text);
        if !has_others {
            all.push((encoding.name().to_owned(), bytes.into_owned()));
        }
    }
    all
}

#[cfg(feature = "encodings")]
#[test]
fn encodings_times_separators_times_line_ends() {
    let places = [
        ["Köln", "Düsseldorf", "schöne Grüße aus Österreich"],
        ["Łódź", "Kraków", "zażółć gęślą jaźń, być może"],
        [
            "Київ",
            "Калининград",
            "широта и долгота известны приблизительно",
        ],
        ["Köln", "Київ", "beide in einer Datei"],
    ];
    let mut count = 0;
    for [from, to, note] in places {
        for (separator, end) in [',', ';', '\t', '|']
            .into_iter()
            .flat_map(|separator| ["\n", "\r\n", "\r"].map(|end| (separator, end)))
        {
            let line = |cells: [&str; 3]| {
                let quoted = cells.map(|cell| {
                    if cell.contains(separator) {
                        format!("\"{cell}\"")
                    } else {
                        cell.to_owned()
                    }
                });
                quoted.join(&separator.to_string()) + end
            };
            let text = line(["from", "to", "note"])
                + end
                + &line([from, to, note])
                + &line([to, from, "x"]);
            for (encoding, bytes) in encoded(&text) {
                let read = outcome(&bytes);
                let told = format!("{encoding} {separator:?} {end:?}: {:?}", read.notes);
                assert_eq!(read.columns, ["from", "to", "note"], "{told}");
                assert_eq!(
                    read.rows[0],
                    (3, vec![from.to_owned(), to.to_owned(), note.to_owned()]),
                    "{told}"
                );
                assert_eq!(
                    read.rows[1],
                    (4, vec![to.to_owned(), from.to_owned(), "x".to_owned()]),
                    "{told}"
                );
                assert!(read.faults.is_empty(), "{told}");
                let is_utf_8 = encoding.starts_with("UTF-8");
                assert_eq!(
                    read.notes.iter().any(|note| note.contains("read as")),
                    !is_utf_8,
                    "{told}"
                );
                assert_eq!(
                    read.notes.iter().any(|note| note.contains("separated by")),
                    separator != ',',
                    "{told}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count}");
}

#[cfg(feature = "encodings")]
#[test]
fn a_stated_encoding_and_separator_count() {
    let options = Options {
        encoding: Some("windows-1251".to_owned()),
        ..Options::named("x.csv")
    };
    let read = read_with(&b"from,to\n\xca\xe8\xf3\xe2,Berlin\n"[..], options).unwrap();
    assert_eq!(read.rows[0].1, ["Киув", "Berlin"]);
    assert!(read.notes.is_empty());
    let options = Options {
        encoding: Some("klingon".to_owned()),
        ..Options::default()
    };
    let error = read_with(&b"a"[..], options).err().unwrap().to_string();
    assert!(error.contains("unknown encoding \"klingon\""), "{error}");
    for (text, note) in [
        ("sep=;\nfrom;to\na;b\n", "semicolons"),
        ("SEP=|\r\nfrom|to\r\na|b\r\n", "vertical bars"),
        ("\"sep=\t\"\nfrom\tto\na\tb\n", "tabs"),
        ("sep=#\nfrom#to\na#b\n", "'#'"),
        ("\u{feff}sep=,\nfrom,to\na,b\n", ""),
    ] {
        let read = outcome(text.as_bytes());
        assert_eq!(
            read.rows,
            [(3, vec!["a".to_owned(), "b".to_owned()])],
            "{text:?}"
        );
        assert!(
            read.notes.concat().contains(note),
            "{text:?} {:?}",
            read.notes
        );
    }
    assert!(read_with(&b"\xff\xfe\0\0f\0\0\0"[..], Options::default()).is_err());
}

#[test]
fn separators_beside_others() {
    for (text, wanted) in [
        (
            "54,71;20,51;52,52;13,405\n48,1;11,5;52,5;13,4\n",
            vec!["54,71", "20,51", "52,52", "13,405"],
        ),
        ("54,71;20,51\n", vec!["54,71", "20,51"]),
        ("from,to,note\nx,y,a;b\nx,y,c\n", vec!["x", "y", "a;b"]),
        (
            "from;to;note\nx;y;one, two, three\nx;y;z\n",
            vec!["x", "y", "one, two, three"],
        ),
        (
            "from\tto\nParis, France\tBerlin, Germany\n",
            vec!["Paris, France", "Berlin, Germany"],
        ),
        ("name|lat\n\"a|b\"|5\n", vec!["a|b", "5"]),
        ("from\nBerlin\n", vec!["Berlin"]),
    ] {
        assert_eq!(cells(text.as_bytes())[0], wanted, "{text:?}");
    }
}

#[test]
fn lines_are_counted_as_editors_count_them() {
    for (text, lines, faults) in [
        ("from,to\r\na,b\r\nc,d\r\n", vec![2, 3], vec![]),
        ("from,to\n\na,b\n\n\n  \nc,d", vec![3, 7], vec![]),
        ("from,to\r\n\r\na,b\r\n", vec![3], vec![]),
        ("\n\nfrom,to\na,b\n", vec![4], vec![]),
        ("from,to\n\"a\nb\",c\nd,e\n", vec![2, 4], vec![]),
        (
            "from,to\r\n\"a\r\n\r\nb\",c\r\nd,e,f\r\ng,h\r\n",
            vec![2, 6],
            vec![5],
        ),
        ("from,to\ra,b\rc,d\r", vec![2, 3], vec![]),
        ("from,to\na,b\n,,\nc,d\n", vec![2, 4], vec![3]),
        ("from,to\n\u{a0}\na,b\n", vec![3], vec![]),
    ] {
        for read in [
            outcome(text.as_bytes()),
            read_with(Dripping(text.as_bytes()), Options::default()).unwrap(),
        ] {
            let found: Vec<u64> = read.rows.iter().map(|(line, _)| *line).collect();
            assert_eq!(found, lines, "{text:?}");
            let found: Vec<u64> = read.faults.iter().map(|fault| fault.line).collect();
            assert_eq!(found, faults, "{text:?}");
        }
    }
}

#[test]
fn a_wrong_record_is_told_and_the_rest_goes_on() {
    for (text, line, word, others) in [
        // Decimal commas in a file whose separator is the comma.
        (
            "from_lat,from_lon,to_lat,to_lon\n54,71,20,51,52,52,13,405\n54.71,20.51,52.5,13.4\n",
            2,
            "8 cells, 4 columns",
            1,
        ),
        (
            "54.71,20.51,52.5,13.4\n54.71,20.51,52,52,13,405\n",
            2,
            "6 cells, 4 columns",
            1,
        ),
        (
            "from,to,note\na,b,heavy, old gun\nc,d,e\n",
            2,
            "quotation marks",
            1,
        ),
        // An unclosed quotation mark swallows no line after it.
        (
            "from,to,note\na,b,\"open\nc,d,x\ne,f,y\n",
            2,
            "opened and not closed",
            2,
        ),
        (
            "from,to,note\na,b,\"open\nc,d,\"x\"\ne,f,y\n",
            2,
            "opened and not closed",
            2,
        ),
        (
            "from,to\n\"a\"b,c\nd,e\n",
            2,
            "text follows a closing quotation mark",
            1,
        ),
        ("from,to\na,\0b\nc,d\n", 2, "NUL", 1),
        ("from,to\na,b\nfrom,to\nc,d\n", 3, "the header again", 2),
        ("from,to\n , \na,b\n", 2, "all cells are empty", 1),
        ("from;to\na;b;c\nd;e\n", 2, "3 cells, 2 columns", 1),
    ] {
        let read = outcome(text.as_bytes());
        assert_eq!(read.faults.len(), 1, "{text:?}: {:?}", read.faults);
        assert_eq!(read.faults[0].line, line, "{text:?}");
        assert!(read.faults[0].reason.contains(word), "{:?}", read.faults);
        assert_eq!(read.rows.len(), others, "{text:?}: {:?}", read.rows);
    }
    let read =
        outcome(b"from,to,note\nK\xc3\xb6ln,K\xc3\xb6nigsberg,\xc3\xa4\nK\xffln,b,c\nd,e,f\n");
    assert_eq!((read.rows.len(), read.faults[0].line), (2, 3));
    assert!(read.faults[0].reason.contains("not UTF-8"));
}

/// A mark that a later line closes is well formed: nobody but the writer knows whether the lines between are records.
#[test]
fn a_cell_that_may_hold_records_is_told() {
    for (text, line) in [
        (
            "from,to,note\na,b,\"5 inch\nc,d,x\ne,f,6\"\ng,h,z\n",
            Some("line 2:"),
        ),
        (
            "note,from,to\ny,e,f\n\"5 inch\nz,g,h\n6\",c,d\n",
            Some("line 3:"),
        ),
        ("note,from,to\n\"one\ntwo\",e,f\n", None),
        (
            "from,to,note\na,b,\"one, two, three\nfour, five, six\"\n",
            None,
        ),
    ] {
        let mut table = Table::open(text.as_bytes(), Options::named("a.csv")).unwrap();
        let mut row = Row::default();
        while let Some(read) = table.next(&mut row).unwrap() {
            assert_eq!(read, Ok(()), "{text:?}");
        }
        let told = table
            .notes()
            .find(|note| note.contains("read like records"));
        assert_eq!(told.is_some(), line.is_some(), "{text:?}: {told:?}");
        assert!(
            told.unwrap_or_default()
                .starts_with(line.unwrap_or_default())
        );
    }
}

#[test]
fn quotes_and_blanks() {
    for (text, wanted) in [
        (
            "a,b\n\"x, y\",\"say \"\"hello\"\"\"\n",
            vec!["x, y", "say \"hello\""],
        ),
        ("a,b\n  \"x\"  , \" y \" \n", vec!["x", "y"]),
        (
            "a,b\n54d42'36\"N 20d30'E,5\" gun\n",
            vec!["54d42'36\"N 20d30'E", "5\" gun"],
        ),
        ("a,b\n\"54°42'36\"\"N\",x\n", vec!["54°42'36\"N", "x"]),
        ("a,b\n\"\",x\n", vec!["", "x"]),
        ("a,b\nx\n", vec!["x"]),
        ("a,b\nx,y,,\n", vec!["x", "y"]),
        ("a\tb\n\"half open\tx\nq\tr\n", vec!["\"half open", "x"]),
        (
            "a,b\n\u{200e}54.71,\u{feff}20.51\u{200b}\n",
            vec!["54.71", "20.51"],
        ),
        ("a,b\n\u{a0}x\u{a0},\u{2009}y\n", vec!["x", "y"]),
        ("a,b\nx,\"\u{200e} y\n z\"", vec!["x", "y\n z"]),
    ] {
        let read = outcome(text.as_bytes());
        // Neither a nor b is a name that is known.
        assert!(
            read.columns.is_empty() && read.faults.is_empty(),
            "{text:?}"
        );
        assert_eq!(read.rows[1].1, wanted, "{text:?}");
    }
}

#[test]
fn records_have_a_greatest_length() {
    let long = "x".repeat(3 * MOST_RECORD_BYTES);
    for (text, lines) in [
        (format!("from,to\na,b\n{long},c\nd,e\n"), vec![2, 4]),
        (format!("from,to\n\"{long},c\nd,e\n"), vec![3]),
        (format!("from,to\n\"a\n{long}\nb\",c\nd,e\n"), vec![4, 5]),
        (format!("from,to\n{long}"), vec![]),
    ] {
        let read = outcome(text.as_bytes());
        let found: Vec<u64> = read.rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(found, lines);
        assert!(!read.faults.is_empty());
        assert!(
            read.faults
                .iter()
                .any(|fault| fault.reason.contains("1 MiB")),
            "{:?}",
            read.faults
        );
    }
    // An open mark and a million lines after it.
    let text = format!("from,to\n\"a,b\n{}", "c,d\n".repeat(300_000));
    let read = outcome(text.as_bytes());
    assert_eq!((read.rows.len(), read.faults.len()), (300_000, 1));
    assert_eq!(read.faults[0].line, 2);
}

#[test]
fn memory_does_not_grow_with_the_file() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            for byte in buffer.iter_mut() {
                *byte = b"54.71,20.51,52.52,13.405\n"[usize::try_from(self.0 % 25).unwrap()];
                self.0 += 1;
            }
            Ok(if self.0 > 10_000_000 { 0 } else { buffer.len() })
        }
    }
    let mut table = Table::open(Endless(0), Options::default()).unwrap();
    let mut row = Row::default();
    let mut rows = 0;
    while let Some(read) = table.next(&mut row).unwrap() {
        rows += usize::from(read.is_ok());
    }
    assert!(rows > 380_000);
    assert!(
        table.buffer.capacity() < 1 << 20,
        "{}",
        table.buffer.capacity()
    );
}

#[test]
fn files_without_a_header_begin_with_their_first_record() {
    for text in [
        "kaliningrad,Berlin\nx,y\n",
        "54.71,20.51,52.52,13.405\n1,2,3,4\n",
        "54.71,20.51\n52.52,13.405",
        "\"54,71\";\"20,51\"\nx;y",
    ] {
        let read = outcome(text.as_bytes());
        assert!(read.columns.is_empty(), "{text:?}");
        assert_eq!(read.rows.len(), 2, "{text:?}");
        assert_eq!((read.rows[0].0, read.rows[1].0), (1, 2));
    }
    assert!(outcome(b"").rows.is_empty());
    assert!(outcome(b"\xef\xbb\xbf").rows.is_empty());
    assert!(outcome(b"\n\r\n \n").rows.is_empty());
    assert!(outcome(b"from,to\n").rows.is_empty());
}

proptest! {
    #[test]
    fn what_is_written_by_the_rules_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a-zäöł0-9,;|\t\"\n\r ]{0,8}x", 3), 1..8),
        separator in prop::sample::select(vec![',', ';', '|']),
        end in prop::sample::select(vec!["\n", "\r\n"]),
        is_dripping in any::<bool>(),
    ) {
        let mut text = ["name", "lat", "note"].join(&separator.to_string()) + end;
        let mut line = 2;
        let mut wanted = Vec::new();
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let record = cells.join(&separator.to_string()) + end;
            wanted.push((line, row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()));
            line += record.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() as u64;
            text += &record;
        }
        let read = if is_dripping {
            read_with(Dripping(text.as_bytes()), Options::default()).unwrap()
        } else {
            outcome(text.as_bytes())
        };
        prop_assert_eq!(&read.faults, &[]);
        prop_assert_eq!(read.rows, wanted);
    }

    #[test]
    fn every_line_is_a_record_a_fault_or_blank(bytes in "[a,;\"\n\r\t x\u{0}ä]{0,60}") {
        let bytes = format!("name,lat\n{bytes}");
        let read = outcome(bytes.as_bytes());
        let mut lines: Vec<u64> = read.rows.iter().map(|(line, _)| *line)
            .chain(read.faults.iter().map(|fault| fault.line)).collect();
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), count, "a line was read twice");
        let ends = bytes.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() as u64;
        prop_assert!(lines.last().is_none_or(|&last| last <= ends + 1));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_with(&bytes[..], Options::default());
        let _ = read_with(Dripping(&bytes), Options::default());
        let _ = whole_text(&bytes[..], None, "text".as_ref());
    }
}

#[test]
fn a_line_without_end_is_given_up() {
    for byte in [0, b'x', b'"'] {
        let endless = b"from,to\n".chain(std::io::repeat(byte)).take(1 << 30);
        let refused = read_with(endless, Options::default()).err().unwrap();
        assert!(refused.to_string().contains("no table"), "{refused}");
    }
}
