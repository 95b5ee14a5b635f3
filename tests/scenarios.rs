//! Scenario files: what is wrong in them, and that a run gives the same bytes whatever happens on the way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use arcminute::model::Plan;
use arcminute::scenario::{Scenario, read, resolved, schema};

const BASE: &str = include_str!("scenario/base.toml");

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
    for line in include_str!("scenario/wrong.tsv")
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
        with(good).unwrap().study.bands().classify(300.0).band.id,
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
            scenario.study.sources().len(),
            scenario.study.destinations().len(),
            scenario.study.systems().len()
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
        let facts =
            |scenario: &Scenario| arcminute::compare::facts(&Plan::new(&scenario.study)).unwrap();
        assert_eq!(facts(&first), facts(&second), "{}", path.display());
    }
}

#[test]
fn the_schema_in_the_docs_is_the_one_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario.schema.json");
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        std::fs::write(&path, schema()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        schema(),
        "ARCMINUTE_ACCEPT=1 writes it"
    );
}

fn arcminute(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_arcminute"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    all
}

/// Enough rows for several chunks, and a file of each kind.
const MANY: &str = r#"
title = "Many rows"
from = ["kaliningrad", "luga", "kursk", "mozdok"]
to = "@cities>500k"
systems = ["9m729", "oreshnik", "generic-cruise"]
delay_s = [120, 240]
[[output]]
kind = "rows"
file = "rows.csv"
columns = ["from_id", "to_id", "distance_km", "system_id", "reach", "flight_time_s", "warning_time_s", "caveats", "case"]
[[output]]
kind = "rows"
file = "rows.parquet"
[[output]]
kind = "summary"
by = "city"
file = "by/city.json"
[[output]]
kind = "map"
file = "map.svg"
to = "@capitals"
[[output]]
kind = "report"
file = "report.html"
from = "kaliningrad"
"#;

#[test]
fn any_number_of_jobs_and_any_run_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.toml"), MANY).unwrap();
    let run = |output: &str, more: &[&str]| {
        let mut arguments = vec!["run", "many.toml", "--output", output];
        arguments.extend(more);
        let ended = arcminute(&arguments, folder.path());
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stderr)
        );
        files(&folder.path().join(output).join("many"))
    };
    let first = run("one", &["--jobs", "1"]);
    assert_eq!(first.len(), 6, "five outputs and the manifest");
    for (output, jobs) in [("two", "2"), ("eight", "8"), ("one", "3")] {
        assert!(first == run(output, &["--jobs", jobs]), "{jobs} jobs");
    }
    // A resumed run keeps what is whole, and mends what is not.
    let csv = folder.path().join("one/many/rows.csv");
    std::fs::write(&csv, "spoilt").unwrap();
    assert!(first == run("one", &["--resume"]));
}

/// What is in a file does not depend on what else was still to be written: rows fail for all outputs or for none.
#[test]
fn rows_that_fail_fail_in_a_resumed_run_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let text = "from = \"kaliningrad\"\nto = [\"Berlin\", \"Lisbon\"]\nsystems = \"generic-ballistic\"\n\
                launch_angle_deg = 86\n[[output]]\nkind = \"rows\"\nfile = \"a.csv\"\ncolumns = [\"to_id\", \"distance_km\"]\n\
                [[output]]\nkind = \"summary\"\nby = \"city\"\nfile = \"b.csv\"\n";
    std::fs::write(folder.path().join("some.toml"), text).unwrap();
    // Lisbon is too far for 86°.
    assert_eq!(
        arcminute(&["run", "some.toml"], folder.path())
            .status
            .code(),
        Some(1)
    );
    let whole = files(&folder.path().join("results"));
    assert_eq!(
        String::from_utf8_lossy(&whole[Path::new("some/a.csv")])
            .lines()
            .count(),
        2
    );
    std::fs::remove_file(folder.path().join("results/some/a.csv")).unwrap();
    assert_eq!(
        arcminute(&["run", "some.toml", "--resume"], folder.path())
            .status
            .code(),
        Some(1)
    );
    assert!(whole == files(&folder.path().join("results")));
}

/// Killed at any moment, a resumed run ends with the bytes of one that nothing disturbed.
#[test]
fn a_killed_run_is_resumed_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.toml"), MANY).unwrap();
    let start = std::time::Instant::now();
    assert!(
        arcminute(&["run", "many.toml", "-o", "whole"], folder.path())
            .status
            .success()
    );
    let lasted = start.elapsed();
    let whole = files(&folder.path().join("whole/many"));
    for moment in 0..20_u32 {
        let output = format!("killed-{moment}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_arcminute"))
            .args(["run", "many.toml", "-o", &output])
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the time that a run takes; the golden ratio keeps the moments apart.
        let share = (f64::from(moment) * 0.618_034).fract();
        std::thread::sleep(lasted.mul_f64(share).min(Duration::from_secs(20)));
        child.kill().unwrap();
        child.wait().unwrap();
        let ended = arcminute(
            &["run", "many.toml", "-o", &output, "--resume"],
            folder.path(),
        );
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stderr)
        );
        assert!(
            whole == files(&folder.path().join(&output).join("many")),
            "killed at {share:.2} of the run"
        );
        std::fs::remove_dir_all(folder.path().join(&output)).unwrap();
    }
}

#[test]
fn every_example_runs_and_the_question_of_2019_has_its_answer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let results = folder.path().to_str().unwrap();
    let ended = arcminute(&["run", "examples/", "--output", results], root);
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let files = files(folder.path());
    assert_eq!(
        files
            .keys()
            .filter(|path| path.ends_with("manifest.json"))
            .count(),
        examples().len()
    );
    let rows = String::from_utf8(files[Path::new("inf-2019/rows.csv")].clone()).unwrap();
    let count = |system: &str, reach: &str| {
        rows.lines()
            .filter(|line| {
                line.contains(&format!(",{system},")) && line.contains(&format!(",{reach},"))
            })
            .count()
    };
    // 4 sites and 50 capitals. By Russia's 480 km: Moscow from Shuya, Tbilisi and Yerevan from Mozdok, and no other.
    assert_eq!(
        (
            count("9m729-russia", "within"),
            count("9m729-russia", "beyond")
        ),
        (3, 197)
    );
    assert_eq!(rows.lines().count(), 1 + 4 * 50 * 3);
    let report = String::from_utf8(files[Path::new("inf-2019/report.html")].clone()).unwrap();
    for source in [
        "General Matveyevsky",
        "INF Treaty, 8 December 1987, Article II",
        "arcminute run inf-2019.toml",
    ] {
        assert!(report.contains(source), "{source}");
    }
}

#[test]
fn names_of_a_file_are_text_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let nasty = "=cmd|' /C calc'!A0 <script>alert(1)</script> & ]]>";
    let text = format!(
        "title = {nasty:?}\nnote = {nasty:?}\nfrom = \"x\"\nto = [\"y\", \"Berlin\"]\nsystems = \"s\"\n\
         [[place]]\nid = \"x\"\nname = {nasty:?}\nposition = \"54,20\"\n\
         [[place]]\nid = \"y\"\nname = {nasty:?}\nposition = \"52,10\"\n\
         [[system]]\nid = \"s\"\nname = {nasty:?}\nkind = \"ballistic\"\nrange_km = [500, 2000]\nsource = {nasty:?}\n\
         [[output]]\nkind = \"rows\"\nfile = \"a.csv\"\n[[output]]\nkind = \"rows\"\nfile = \"a.md\"\n\
         [[output]]\nkind = \"summary\"\nby = \"city\"\nfile = \"s.csv\"\n\
         [[output]]\nkind = \"map\"\nfile = \"a.svg\"\n[[output]]\nkind = \"map\"\nfile = \"a.kml\"\n\
         [[output]]\nkind = \"map\"\nfile = \"a.geojson\"\n\
         [[output]]\nkind = \"report\"\nfile = \"a.html\"\n"
    );
    std::fs::write(folder.path().join("nasty.toml"), text).unwrap();
    let ended = arcminute(&["run", "nasty.toml"], folder.path());
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let files = files(&folder.path().join("results/nasty"));
    let text = |name: &str| String::from_utf8(files[Path::new(name)].clone()).unwrap();
    for name in ["a.svg", "a.kml", "a.html"] {
        assert!(!text(name).contains("<script>alert"), "{name}");
    }
    for name in ["a.svg", "a.kml"] {
        roxmltree::Document::parse(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for name in ["a.csv", "s.csv"] {
        let text = text(name);
        assert!(
            text.contains("'=cmd") && !text.contains(",=cmd") && !text.contains("\"=cmd"),
            "{name}"
        );
    }
    assert!(text("a.geojson").parse::<geojson::GeoJson>().is_ok());
}
