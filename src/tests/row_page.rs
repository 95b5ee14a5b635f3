//! `docs/row.md`: the fields of the row and of other tables, from the schema. The test checks the page; with
//! `ARCMINUTE_ACCEPT=1` in the environment it writes it anew.

use std::fmt::Write;
use std::path::Path;

use crate::model::{ASSUMED, CASE, COLUMNS};
use crate::schema::{Field, Record};
use crate::tables::{
    BANDS, CAVEATS, CITIES, CLAIMS, COUNTRIES, EVENTS, MISSILES, ROW_COLUMNS, SITES, Table,
};
use crate::{claim, compare, scenario};

const BEFORE: &str = "\
# The row

Every machine format (`csv`, `json`, `ndjson`, `parquet`) has the same fields, by the same names, in this order. New fields go to
the end. This page is written from the program's schema, which `arcminute list columns` prints; a test holds it.

| type | CSV | JSON | Parquet |
|---|---|---|---|
| text | as it is | string | UTF-8 string |
| number | all digits, no exponent | number | DOUBLE |
| integer | digits | number | INT64 |
| flag | `true` or `false` | boolean | BOOLEAN |
| list | joined by `;` | array of strings | UTF-8 string, joined by `;` |

Null is an empty cell in CSV, `null` in JSON, and null in Parquet, where every column is optional. NaN and infinities never occur.
Numbers are in km, s and degrees, whatever `--units` says.

";

const CASES: &str = "
A scenario with several cases adds a last field:

";

const ASSUMED_VALUES: &str = "
Behind it stand the nominal values of those options that it sweeps, as numbers. `--columns` and `columns` take all of them by name:

";

const PASSED_THROUGH: &str = "
## Columns passed through

`check --pairs FILE` passes the other columns of the file through, behind the fields of the row. In CSV they keep their text. In
JSON, NDJSON and Parquet such a column has the first of these types that all its values fit:

1. **flag**: `true` and `false`.
2. **integer**: digits without a leading zero, after `-` for a negative number, within 64 bits.
3. **number**: an integer or a decimal fraction such as `0.25`, with at most 15 digits and without an exponent. So many digits
   survive a double-precision number.
4. **text**: anything else, such as `007`, `1e5`, `+1`, `-0`, `.5`, `NaN` or an integer of 20 digits.

An empty cell is null in a typed column, and empty text in a column of text; a column of empty cells is text. A value counts
although its line cannot be read as a pair.

To know all values, the program reads the file twice. Standard input and pipes, which can be read only once, are kept until their
end, above 16 MiB in a temporary file: rows then come out when the input ends. In CSV, and where nothing is passed through, rows
come out as lines come in.
";

fn page() -> String {
    let mut page = BEFORE.to_owned();
    add_fields(&mut page, COLUMNS);
    page.push_str(CASES);
    add_fields(&mut page, &[CASE]);
    page.push_str(ASSUMED_VALUES);
    add_fields(&mut page, ASSUMED);
    page.push_str(PASSED_THROUGH);
    page.push_str("\n## Tables of `list`\n");
    add_table(
        &mut page,
        "sites",
        "bases, test ranges, radars and other sites",
        &SITES,
    );
    add_table(&mut page, "cities", "cities", &CITIES);
    add_table(&mut page, "missiles", "missile types", &MISSILES);
    add_table(&mut page, "claims", "published claims of range", &CLAIMS);
    add_table(&mut page, "bands", "band sets and their bands", &BANDS);
    add_table(&mut page, "countries", "countries", &COUNTRIES);
    add_table(&mut page, "events", "dated events of the treaties", &EVENTS);
    add_table(
        &mut page,
        "caveats",
        "caveats and their sentences",
        &CAVEATS,
    );
    add_table(&mut page, "columns", "the fields of the row", &ROW_COLUMNS);
    page.push_str("\n## Verdicts of `claim`\n\n");
    add_fields(&mut page, claim::table::FIELDS);
    page.push_str("\n## Changes of `diff`\n\nThe sides are `a` and `b`, in the order of the command line.\n\n");
    add_fields(&mut page, compare::FIELDS);
    page.push_str("\n## Summaries of a scenario\n\nA row for each site, city or system.\n\n");
    add_fields(&mut page, scenario::SUMMARY_FIELDS);
    page
}

fn add_table<R: Record>(page: &mut String, name: &str, about: &str, table: &Table<R>) {
    let _ = writeln!(page, "\n### `list {name}`: {about}\n");
    add_fields(page, table.fields);
}

fn add_fields<R: Record>(page: &mut String, fields: &[Field<R>]) {
    page.push_str("| field | type | unit | meaning | null |\n|---|---|---|---|---|\n");
    for field in fields {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} |",
            field.name,
            field.kind.name(),
            field.kind.unit().unwrap_or_default(),
            field.about,
            field.null,
        );
    }
}

#[test]
fn the_page_is_that_of_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/row.md");
    let wanted = page();
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/row.md is not what the schema says: run ARCMINUTE_ACCEPT=1 cargo test --lib row_page"
    );
}
