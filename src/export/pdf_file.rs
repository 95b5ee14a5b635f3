//! Puts a PDF file into a fixed order, and adds what makes it readable without sight.
//!
//! svg2pdf keeps fonts and resources in hash tables, so that objects come in another order in every run. Here they are
//! numbered in the order in which they are referred to, and the entries of a dictionary that are references are sorted. The
//! file gets a title, a language and a structure of one figure with its description (PDF 32000-1, 14.8 and 14.9).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use crate::xml::escaped;

/// Metadata of a file.
pub(super) struct About<'a> {
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) source: &'a str,
    pub(super) licence: &'a str,
    pub(super) creator: &'a str,
    /// The command that makes the picture again.
    pub(super) command: &'a str,
}

/// An object: its dictionary, and the bytes of its stream with the words around them.
struct Object<'f> {
    head: String,
    stream: Cow<'f, [u8]>,
}

/// The file in order; None if it is not as svg2pdf writes it.
pub(super) fn ordered(file: &[u8], about: &About<'_>) -> Option<Vec<u8>> {
    let (mut objects, root) = read(file)?;
    for object in objects.values_mut() {
        object.head = sorted_entries(&object.head);
    }
    let next = 1 + *objects.keys().max()?;
    add_structure(&mut objects, root, next, about)?;
    let order = reachable(&objects, root);
    let numbers: HashMap<u32, usize> = order
        .iter()
        .enumerate()
        .map(|(at, old)| (*old, at + 1))
        .collect();
    let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec();
    let mut offsets = Vec::new();
    for old in &order {
        offsets.push(out.len());
        let object = objects.get(old)?;
        let head = renumbered(&object.head, &numbers);
        out.extend(format!("{} 0 obj\n{head}", numbers[old]).into_bytes());
        out.extend_from_slice(&object.stream);
        out.extend(b"\nendobj\n");
    }
    let info = order.len() + 1;
    offsets.push(out.len());
    out.extend(
        format!(
            "{info} 0 obj\n<< /Title {} /Subject {} /Keywords {} /Creator {} /Producer {} >>\nendobj\n",
            text(about.title),
            text(&format!("{} {}", about.licence, about.source)),
            text(about.command),
            text(about.creator),
            text("svg2pdf"),
        )
        .into_bytes(),
    );
    let table = out.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f\r\n", info + 1);
    for offset in offsets {
        let _ = write!(end, "{offset:010} 00000 n\r\n");
    }
    let _ = write!(
        end,
        "trailer\n<< /Size {} /Root {} 0 R /Info {info} 0 R >>\nstartxref\n{table}\n%%EOF\n",
        info + 1,
        numbers.get(&root)?,
    );
    out.extend(end.into_bytes());
    Some(out)
}

/// All objects by their numbers, and the number of the catalog, by the table at the end of the file.
fn read(file: &[u8]) -> Option<(HashMap<u32, Object<'_>>, u32)> {
    let tail_from = file.len().saturating_sub(64);
    let start_at = tail_from + find(&file[tail_from..], b"startxref")?;
    let number =
        |bytes: &[u8]| -> Option<usize> { std::str::from_utf8(bytes).ok()?.trim().parse().ok() };
    let after = file.get(start_at + 9..)?;
    let table = number(after.get(..find(after, b"%%EOF")?)?)?;
    let words = std::str::from_utf8(file.get(table..start_at)?).ok()?;
    let (rows, trailer) = words.split_once("trailer")?;
    let root = references(trailer.split_once("/Root")?.1).next()?;
    let mut objects = HashMap::new();
    for row in rows.lines().filter(|row| row.trim_end().ends_with('n')) {
        let offset: usize = row.split_whitespace().next()?.parse().ok()?;
        let bytes = file.get(offset..)?;
        let head_at = find(bytes, b" 0 obj\n")?;
        let id = number(&bytes[..head_at])?.try_into().ok()?;
        let body = &bytes[head_at + 7..];
        let object = match (find(body, b"\nstream\n"), find(body, b"\nendobj")?) {
            (Some(stream), end) if stream < end => {
                let head = std::str::from_utf8(&body[..stream]).ok()?.to_owned();
                let length: usize = head
                    .split_once("/Length ")?
                    .1
                    .split_whitespace()
                    .next()?
                    .parse()
                    .ok()?;
                let ends = stream + 8 + length + b"\nendstream".len();
                Object {
                    head,
                    stream: Cow::Borrowed(body.get(stream..ends)?),
                }
            }
            (_, end) => Object {
                head: std::str::from_utf8(&body[..end]).ok()?.to_owned(),
                stream: Cow::Borrowed(b""),
            },
        };
        objects.insert(id, object);
    }
    Some((objects, root))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Entries whose values are references, sorted where they follow one another, a line each.
fn sorted_entries(head: &str) -> String {
    let is_reference = |line: &str| {
        let line = line.trim();
        line.starts_with('/') && line.ends_with(" 0 R") && line.split(' ').count() == 4
    };
    let lines: Vec<&str> = head.split('\n').collect();
    let mut sorted = Vec::new();
    for run in lines.chunk_by(|a, b| is_reference(a) == is_reference(b)) {
        let mut run = run.to_vec();
        if is_reference(run[0]) {
            run.sort_by_key(|line| {
                let name = line.trim().split(' ').next().unwrap_or_default();
                (name.len(), name.to_owned())
            });
        }
        sorted.extend(run);
    }
    sorted.join("\n")
}

/// The numbers of the objects that a dictionary refers to, in order.
fn references(head: &str) -> impl Iterator<Item = u32> + '_ {
    head.match_indices(" 0 R").filter_map(|(at, _)| {
        let before = &head[..at];
        let digits = before
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + 1);
        before[digits..].parse().ok()
    })
}

/// The catalog and all objects that it refers to, each once.
fn reachable(objects: &HashMap<u32, Object<'_>>, root: u32) -> Vec<u32> {
    let mut order = Vec::new();
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        let Some(object) = objects.get(&next).filter(|_| !order.contains(&next)) else {
            continue;
        };
        order.push(next);
        let mut after: Vec<u32> = references(&object.head).collect();
        after.reverse();
        open.extend(after);
    }
    order
}

fn renumbered(head: &str, numbers: &HashMap<u32, usize>) -> String {
    let mut out = String::with_capacity(head.len());
    let mut done = 0;
    for (at, _) in head.match_indices(" 0 R") {
        let digits = head[..at]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + 1);
        let Some(number) = head[digits..at]
            .parse()
            .ok()
            .and_then(|old: u32| numbers.get(&old))
        else {
            continue;
        };
        out.push_str(&head[done..digits]);
        let _ = write!(out, "{number}");
        done = at;
    }
    out.push_str(&head[done..]);
    out
}

/// Content before and after the drawing that makes it a figure.
const OPENING: &[u8] = b"\nstream\n/Figure << /MCID 0 >> BDC\n\nendstream";
const CLOSING: &[u8] = b"\nstream\nEMC\n\nendstream";

/// Makes the page a figure with a description.
fn add_structure(
    objects: &mut HashMap<u32, Object<'_>>,
    root: u32,
    next: u32,
    about: &About<'_>,
) -> Option<()> {
    let (tree, document, figure, opening, closing) = (next, next + 1, next + 2, next + 3, next + 4);
    let metadata = next + 5;
    let page = *objects
        .iter()
        .find(|(_, object)| object.head.contains("/Type /Page\n"))?
        .0;
    let catalog = objects.get_mut(&root)?;
    with_entries(
        &mut catalog.head,
        &format!(
            "  /Lang ({})\n  /MarkInfo << /Marked true >>\n  /ViewerPreferences << /DisplayDocTitle true >>\n  \
             /Metadata {metadata} 0 R\n  /StructTreeRoot {tree} 0 R\n",
            about.language
        ),
    )?;
    let page_object = objects.get_mut(&page)?;
    let contents = references(page_object.head.split_once("/Contents ")?.1).next()?;
    page_object.head = page_object.head.replace(
        &format!("/Contents {contents} 0 R"),
        &format!("/Contents [{opening} 0 R {contents} 0 R {closing} 0 R]"),
    );
    with_entries(&mut page_object.head, "  /StructParents 0\n  /Tabs /S\n")?;
    let packet = xmp(about);
    let stream = format!("\nstream\n{packet}\nendstream").into_bytes();
    objects.insert(
        metadata,
        Object {
            head: format!(
                "<< /Type /Metadata /Subtype /XML /Length {} >>",
                packet.len()
            ),
            stream: Cow::Owned(stream),
        },
    );
    let mut add = |number: u32, head: String, stream: &'static [u8]| {
        let stream = Cow::Borrowed(stream);
        objects.insert(number, Object { head, stream });
    };
    add(
        tree,
        format!(
            "<< /Type /StructTreeRoot /K [{document} 0 R] /ParentTree << /Nums [0 [{figure} 0 R]] >> >>"
        ),
        b"",
    );
    add(
        document,
        format!("<< /Type /StructElem /S /Document /P {tree} 0 R /K [{figure} 0 R] >>"),
        b"",
    );
    add(
        figure,
        format!(
            "<< /Type /StructElem /S /Figure /P {document} 0 R /Pg {page} 0 R /K 0 /Alt {} >>",
            text(about.description)
        ),
        b"",
    );
    add(opening, "<< /Length 26 >>".to_owned(), OPENING);
    add(closing, "<< /Length 4 >>".to_owned(), CLOSING);
    Some(())
}

/// The same metadata as XMP (ISO 16684-1), which programs for pictures and archives read.
fn xmp(about: &About<'_>) -> String {
    let [title, description, licence, source, creator, command] = [
        about.title,
        about.description,
        about.licence,
        about.source,
        about.creator,
        about.command,
    ]
    .map(escaped);
    let language = about.language;
    let in_default =
        |text: &str| format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt>");
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title>{}</dc:title>\n<dc:description>{}</dc:description>\n<dc:rights>{}</dc:rights>\n\
         <dc:source>{source}</dc:source>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{creator}</xmp:CreatorTool>\n\
         <pdf:Keywords>{command}</pdf:Keywords>\n<pdf:Producer>svg2pdf</pdf:Producer>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
        in_default(&title),
        in_default(&description),
        in_default(&licence),
    )
}

/// Puts entries at the end of a dictionary.
fn with_entries(head: &mut String, entries: &str) -> Option<()> {
    let end = head.rfind(">>")?;
    head.insert_str(end, entries);
    Some(())
}

/// A text string in UTF-16, in hexadecimal digits.
fn text(text: &str) -> String {
    let mut digits = "<FEFF".to_owned();
    for unit in text.encode_utf16() {
        let _ = write!(digits, "{unit:04X}");
    }
    digits.push('>');
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two fonts and their resources, numbered in one order and in another.
    fn file(first: u32, second: u32) -> Vec<u8> {
        let mut objects = vec![
            (1, "<<\n  /Type /Catalog\n  /Pages 2 0 R\n>>".to_owned()),
            (2, "<<\n  /Type /Pages\n  /Kids [3 0 R]\n>>".to_owned()),
            (
                3,
                format!(
                    "<<\n  /Type /Page\n  /Contents 4 0 R\n  /Resources <<\n    /f{} {} 0 R\n    /f{} {} 0 R\n  >>\n>>",
                    first - 5,
                    first,
                    second - 5,
                    second
                ),
            ),
            (4, "<<\n  /Length 3\n>>\nstream\nq Q\nendstream".to_owned()),
        ];
        objects.extend(
            [first, second].map(|number| (number, format!("<<\n  /Name /f{}\n>>", number - 5))),
        );
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (number, object) in &objects {
            let _ = write!(table, "{:010} 00000 n\r\n", out.len());
            out.extend(format!("{number} 0 obj\n{object}\nendobj\n\n").into_bytes());
        }
        let start = out.len();
        out.extend(
            format!(
                "xref\n0 7\n0000000000 65535 f\r\n{table}trailer\n<<\n  /Root 1 0 R\n>>\nstartxref\n{start}\n%%EOF"
            )
            .into_bytes(),
        );
        out
    }

    #[test]
    fn the_order_of_objects_does_not_show() {
        let about = About {
            language: "en",
            title: "Reach",
            description: "Map.",
            source: "",
            licence: "",
            creator: "",
            command: "arcminute map Kaliningrad <&>",
        };
        let [one, other] = [file(5, 6), file(6, 5)].map(|file| ordered(&file, &about).unwrap());
        assert_eq!(
            String::from_utf8_lossy(&one),
            String::from_utf8_lossy(&other)
        );
        let words = String::from_utf8_lossy(&one);
        for wanted in [
            "/Lang (en)",
            "/Alt <FEFF004D00610070002E>",
            "/Title <FEFF0052",
            "<pdf:Keywords>arcminute map Kaliningrad &lt;&amp;&gt;</pdf:Keywords>",
            "BDC\n",
            "q Q",
        ] {
            assert!(words.contains(wanted), "{wanted}: {words}");
        }
        for damaged in [&b""[..], b"%PDF", &file(5, 6)[..200]] {
            assert!(ordered(damaged, &about).is_none());
        }
    }
}
