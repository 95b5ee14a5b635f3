//! Tests of faults in scenario files, and of files with all defaults written out.

use std::path::{Path, PathBuf};

use super::{Scenario, read, resolved, schema};
use crate::compare::facts;
use crate::model::Plan;

const BASE: &str = include_str!("../../tests/scenario/base.toml");

#[test]
fn the_base_of_the_mutations_is_right() {
    let scenario = read(BASE).unwrap_or_else(|faults| panic!("{faults:?}"));
    // Two sources; Berlin is one of the 27 capitals of the EU. The 9M729 has three path factors and two delays; of the
    // ballistic one there are three ranges, two arcs of which one is corrected for rotation or not, and two delays; the
    // swift one is the 9M729 at two speeds.
    assert_eq!(
        Plan::new(&scenario.study).row_count(),
        2 * 27 * (3 * 2 + 3 * 3 * 2 + 2 * 3 * 2)
    );
}

#[test]
fn a_hundred_wrong_files_say_what_and_where() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/scenario/wrong.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let cells: Vec<String> = line
            .split('\t')
            .map(|cell| cell.replace("\\n", "\n"))
            .collect();
        let [find, put, message] = &cells[..] else {
            panic!("{line:?} has not three cells")
        };
        assert!(BASE.contains(find.as_str()), "{find:?} is not in the base");
        let marked = BASE.replacen(find.as_str(), put, 1);
        let start = marked
            .find('«')
            .unwrap_or_else(|| panic!("no place in {line:?}"));
        let text = marked.replace(['«', '»'], "");
        let faults = read(&text).err().unwrap_or_default();
        if !faults
            .iter()
            .any(|fault| fault.span.start == start && fault.message.contains(message.as_str()))
        {
            let found: Vec<String> = faults
                .iter()
                .map(|fault| fault.render("wrong.toml", &text, false))
                .collect();
            wrong.push(format!("{line}\n{}", found.join("\n")));
        }
        for fault in &faults {
            let rendered = fault.render("wrong.toml", &text, false);
            let (line, column) = fault.line_and_column(&text);
            assert!(
                rendered.contains(&format!("wrong.toml:{line}:{column}")),
                "{rendered}"
            );
            assert!(rendered.contains('^'), "{rendered}");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count >= 100, "{count}");
}

/// Whatever is cut out or put in, reading ends, and every fault has a place in the text.
#[test]
fn nothing_in_a_file_makes_it_panic() {
    let boundaries: Vec<usize> = BASE.char_indices().map(|(at, _)| at).collect();
    let check = |text: &str| {
        if let Err(faults) = read(text) {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(fault.render("a.toml", text, false).contains("a.toml"));
            }
        }
    };
    for &at in boundaries.iter().step_by(3) {
        check(&BASE[..at]);
        for piece in [
            "\u{0}",
            "[[",
            "]]\n",
            "\"",
            "nan",
            "{",
            "1e999",
            "ß",
            "\n\n[[output]]\n",
        ] {
            if at % 7 == 0 {
                check(&format!("{}{piece}{}", &BASE[..at], &BASE[at..]));
            }
        }
    }
}

#[test]
fn all_faults_are_told_in_one_go() {
    let text = "titel = 1\nfrom = [\"nowhere\"]\nto = []\n[[output]]\nkind = \"rows\"\nfile = \"../x.csv\"\n";
    let faults = read(text).unwrap_err();
    let lines: Vec<usize> = faults
        .iter()
        .map(|fault| fault.line_and_column(text).0)
        .collect();
    assert_eq!(lines, [1, 2, 3, 6], "{faults:#?}");
}

#[test]
fn bands_of_ones_own() {
    let with = |bands: &str| {
        read(&format!(
            "from = \"54,20\"\nto = \"Berlin\"\nsystems = \"none\"\n{bands}\n[[output]]\nkind = \"rows\"\nfile = \"a.csv\"\n"
        ))
    };
    let good = "[[band]]\nid = \"near\"\nfrom = 0\nto = 300\n[[band]]\nid = \"far\"\nabove = 300\n";
    assert_eq!(
        with(good).unwrap().study.bands.classify(300.0).band.id,
        "near"
    );
    for (bad, message) in [
        (
            "bands = \"inf\"\n[[band]]\nid = \"x\"\nfrom = 0\n",
            "bands and [[band]] are both given",
        ),
        (
            "[[band]]\nid = \"near\"\nfrom = 0\nto = 300\n[[band]]\nid = \"far\"\nabove = 400\n",
            "without gap or overlap",
        ),
        (
            "[[band]]\nid = \"near\"\nfrom = 0\n[[band]]\nid = \"near\"\nabove = 400\n",
            "given twice",
        ),
        ("[[band]]\nid = \"near\"\n", "is missing"),
        (
            "[[band]]\nid = \"near\"\nfrom = nan\n",
            "must be a finite number",
        ),
    ] {
        let faults = with(bad).unwrap_err();
        assert!(
            faults.iter().any(|fault| fault.message.contains(message)),
            "{bad}: {faults:?}"
        );
    }
}

#[test]
fn legs_are_multiplied_each_for_itself() {
    let text = "[[leg]]\nfrom = \"mutlangen\"\nto = [\"Moscow\", \"Minsk\"]\nsystems = \"pershing-ii\"\n\
                [[leg]]\nfrom = [\"postavy\", \"mozyr\"]\nto = [\"Paris\", \"Bonn\", \"London\"]\nsystems = \"rsd-10\"\n\
                [[output]]\nkind = \"rows\"\nfile = \"a.csv\"\n";
    let scenario = read(text).unwrap();
    assert_eq!(Plan::new(&scenario.study).row_count(), 2 + 6);
    assert_eq!(
        (
            scenario.study.from.len(),
            scenario.study.to.len(),
            scenario.study.systems.len()
        ),
        (3, 5, 2)
    );
    let both = format!("from = \"kaliningrad\"\n{text}");
    assert!(read(&both).unwrap_err()[0].message.contains("both given"));
}

fn examples() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "toml")
                    && !path.ends_with("claims.toml")
            })
            .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn a_resolved_scenario_is_the_same_scenario() {
    for (path, text) in examples()
        .into_iter()
        .chain([("base".into(), BASE.to_owned())])
    {
        let first = read(&text).unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display()));
        let written = resolved(&first).unwrap();
        let second = read(&written).unwrap_or_else(|faults| {
            panic!(
                "{}: {}",
                path.display(),
                faults[0].render("resolved", &written, false)
            )
        });
        assert_eq!(written, resolved(&second).unwrap(), "{}", path.display());
        assert_eq!(
            Plan::new(&first.study).row_count(),
            Plan::new(&second.study).row_count()
        );
        let facts = |scenario: &Scenario| facts(&Plan::new(&scenario.study)).unwrap();
        assert_eq!(facts(&first), facts(&second), "{}", path.display());
    }
}

#[test]
fn the_schema_in_the_docs_is_the_one_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario.schema.json");
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        std::fs::write(&path, schema()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == schema(),
        "ARCMINUTE_ACCEPT=1 writes it"
    );
}

/// Each of these took gigabytes or minutes once; the limit of 10 s is a hundred times what they take now.
#[test]
fn large_files_are_refused_before_the_work() {
    let output =
        |number: usize, kind: &str| format!("[[output]]\n{kind}\nfile = \"o{number}.html\"\n");
    let outputs = |count: usize, kind: &str| -> String {
        (0..count).map(|number| output(number, kind)).collect()
    };
    let rows = "[[output]]\nkind = \"rows\"\nfile = \"r.csv\"\n";
    let report = "kind = \"report\"\nsystems = [\"a\"]";
    let many = |name: &dyn Fn(usize) -> String, count: usize| -> String {
        let names: Vec<String> = (0..count).map(|at| format!("\"{}\"", name(at))).collect();
        format!("[{}]", names.join(","))
    };
    let wrong = many(&|at| format!("Berl{at}un"), 10_000);
    for (text, message) in [
        (
            format!(
                "from = {}\nto = \"Berlin\"\n{rows}",
                many(&|at| format!("@cities>{at}"), 200)
            ),
            "more than 100 different groups",
        ),
        (
            format!(
                "{rows}{}",
                "[[leg]]\nfrom = \"@cities\"\nto = \"@cities\"\n".repeat(1000)
            ),
            "up to 1000000000 are written",
        ),
        (
            format!(
                "from = \"kaliningrad\"\nto = \"Berlin\"\n[[system]]\nid = \"a\"\nkind = \"cruise\"\n\
                 range_km = {{ from = 1, to = 5000, step = 1 }}\n{}",
                outputs(1000, report)
            ),
            "have more than 500000 places and systems",
        ),
        (
            format!(
                "from = \"kaliningrad\"\nto = \"@cities\"\n{}",
                outputs(1000, "kind = \"map\"\nformat = \"svg\"")
            ),
            "have more than 500000 places and systems",
        ),
        (
            format!(
                "{rows}{}",
                format!("[[leg]]\nfrom = {wrong}\nto = \"Berlin\"\n").repeat(5)
            ),
            "not all was read",
        ),
        (
            format!(
                "title = \"{}\"\nfrom = \"kaliningrad\"\nto = \"Berlin\"\n{rows}",
                "é".repeat(100_000)
            ),
            "title has 100000 characters",
        ),
    ] {
        let started = std::time::Instant::now();
        let faults = read(&text).unwrap_err();
        let told = faults.iter().any(|fault| fault.message.contains(message));
        assert!(told, "{message}: {:?}", faults.last());
        assert!(
            started.elapsed().as_secs() < 60,
            "{message}: {:?}",
            started.elapsed()
        );
    }
    let text = format!(
        "from = {}\nto = \"Berlin\"\nsystems = \"none\"\n{rows}",
        many(&|_| "@cities".to_owned(), 10_000)
    );
    assert!(read(&text).is_ok());
}
