"""Files of binary formats for .ci/attack: spreadsheets, KMZ and Parquet, sound, cut off, changed, and larger than they look."""

import io
import pathlib
import subprocess
import tempfile
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def archive(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return packed.getvalue()


def cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_row(number, *texts):
    return f'<row r="{number}">' + "".join(cell(f"{letter}{number}", text) for letter, text in zip("ABCDEFGH", texts)) + "</row>"


ROWS = sheet_row(1, "from", "to", "note") + sheet_row(2, "kaliningrad", "Berlin", "x") + sheet_row(3, "kapustin-yar", "Paris", "y")


def xlsx(*sheets, strings=None):
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}"/>' for at in range(1, len(sheets) + 1)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in range(1, len(sheets) + 1))
        + (f'<Relationship Id="rId0" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>' if strings else "") + "</Relationships>",
    }
    for at, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return archive(parts)


def ods(rows):
    head = "".join(f' xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "table", "text"))
    return archive({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        "content.xml": f'<office:document-content{head}><office:body><office:spreadsheet><table:table table:name="S">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    })


def ods_row(*texts, repeats="", of_row=""):
    cells = "".join(f'<table:table-cell office:value-type="string"{repeats}><text:p>{text}</text:p></table:table-cell>' for text in texts)
    return f"<table:table-row{of_row}>{cells}</table:table-row>"


ODS_ROWS = ods_row("from", "to", "note") + ods_row("kaliningrad", "Berlin", "x")
KML = "<kml><Document><Placemark><name>A</name><Point><coordinates>20,54</coordinates></Point></Placemark></Document></kml>"


def repeated(columns, rows):
    return ods_row("x", repeats=f' table:number-columns-repeated="{columns}"', of_row=f' table:number-rows-repeated="{rows}"')


def large():
    """Small files that ask for much: by name, with their bytes."""
    shared = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>{"x" * 1_000_000}</t></si></sst>'
    many = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(4, 3004))
    announced = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    return {
        "far.xlsx": xlsx(ROWS + '<row r="1048576">' + cell("XFD1048576", "x") + "</row>"),
        "farther.xlsx": xlsx(ROWS + '<row r="4294967295">' + cell("A4294967295", "x") + "</row>"),
        "wide.xlsx": xlsx('<row r="1">' + "".join("<c><v>1</v></c>" for _ in range(300_000)) + "</row>"),
        "announced.xlsx": xlsx(ROWS, strings=announced),
        "shared.xlsx": xlsx(ROWS + many, strings=shared),
        "cell.xlsx": xlsx(ROWS + sheet_row(4, "x" * 100_000_000)),
        "repeated.ods": ods(ODS_ROWS + repeated(9000, 10_000)),
        "repeated-more.ods": ods(ODS_ROWS + repeated(4_000_000_000, 4_000_000_000)),
        "texts.ods": ods(ODS_ROWS + ods_row("x" * 900_000, of_row=' table:number-rows-repeated="3000"')),
        "spaces.kmz": archive({"doc.kml": "<kml><!--" + " " * 400_000_000 + "--></kml>"}),
        "name.kmz": archive({"doc.kml": KML.replace("A", "x" * 200_000_000)}),
    }


def changed(random, whole):
    """A file cut off, or with some of its bytes changed."""
    if random.random() < 0.2:
        return whole[: random.randrange(len(whole))]
    bytes_ = bytearray(whole)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        bytes_[random.randrange(len(bytes_))] = random.choice((0, 1, 127, 128, 255, random.randrange(256)))
    return bytes(bytes_)


def ways(name):
    """The commands that read a file."""
    found = [["check", "--from", f"@file:{name}", "--to", "Berlin", "--missile", "none"]]
    if not name.endswith(".kmz"):
        found.append(["check", "--pairs", name, "--missile", "none"])
    if name.endswith((".xlsx", ".ods")):
        found.append(["claim", "--file", name])
    return found


def formats(Case, binary, random, count):
    """Cases of all of these."""
    # Without the first sheet, which is damaged, the second must not be taken for it.
    damaged = {"cut": "<row", "entity": sheet_row(3, "&lol;"), "text": '<row r="3"><c r="A3" t="s"><v>99</v></c></row>'}
    told = lambda _folder, code, _stdout, stderr: None if code == 2 and "S1" in stderr else ["a damaged sheet is not told"]
    for rest in damaged.values():
        for args in ways("f.xlsx")[:2]:
            yield Case("formats", args, {"f.xlsx": xlsx(ROWS + rest, ROWS)}, allowed={2}, check=told)
    for name, whole in large().items():
        for args in ways(name):
            yield Case("formats, larger than they look", args, {name: whole})
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "p.parquet")
        subprocess.run([binary, "check", "kaliningrad", "@cities:500k", "--missile", "9m729", "-o", path], check=True, capture_output=True)
        rows = path.read_bytes()
        subprocess.run([binary, "check", "kaliningrad", "@capitals", "--missile", "none", "--columns", "from_name,to_name,distance_km", "-o", path], check=True, capture_output=True)
        few = path.read_bytes()
    sound = {"f.xlsx": xlsx(ROWS, ROWS), "f.ods": ods(ODS_ROWS), "f.kmz": archive({"doc.kml": KML}), "f.parquet": few, "g.parquet": rows}
    for _ in range(count):
        name = random.choice(list(sound))
        args = random.choice(ways(name))
        if name.endswith(".parquet"):
            args = [*args, "--header", "from=from_name", "--header", "to=to_name"]
        yield Case("formats, changed", args, {name: changed(random, sound[name])})
