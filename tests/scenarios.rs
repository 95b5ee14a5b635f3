//! Runs of scenarios: the same bytes, whatever happens on the way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

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

/// The files of a folder that are not in folders of parts.
fn without_parts(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(folder);
    files.retain(|path, _| !path.to_string_lossy().contains("part-"));
    files
}

#[test]
fn parts_are_joined_to_the_bytes_of_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["run", "many.toml"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let ended = arcminute(&arguments, folder.path());
        (
            ended.status.code(),
            String::from_utf8_lossy(&ended.stderr).into_owned(),
        )
    };
    // Every format of rows, summaries, a table for people and a picture; more parts than chunks as well.
    let more = "[[output]]\nkind = \"rows\"\nfile = \"rows.json\"\n[[output]]\nkind = \"rows\"\nfile = \"rows.ndjson\"\n\
                [[output]]\nkind = \"summary\"\nby = \"system\"\nfile = \"by/system.md\"\n";
    let table = "[[output]]\nkind = \"rows\"\nfile = \"rows.txt\"\n";
    let large = MANY.replace("[120, 240]", "{ from = 60, to = 420, step = 10 }");
    // More rows than a chunk of text or a row group has.
    for (name, count, text) in [
        ("small", 3, format!("{MANY}{more}{table}")),
        ("groups", 2, large.clone()),
        ("text", 11, large.replace("rows.parquet", "more.csv")),
    ] {
        std::fs::write(folder.path().join("many.toml"), text).unwrap();
        let whole = format!("{name}-whole");
        assert_eq!(run(&["--output", &whole]).0, Some(0));
        let whole = files(&folder.path().join(whole).join("many"));
        // In any order, and with any number of jobs.
        for number in (1..=count).rev() {
            let part = format!("{number}/{count}");
            let ended = run(&["--output", name, "--part", &part, "--jobs", "2"]);
            assert_eq!(ended.0, Some(0), "{part}");
        }
        let (code, said) = run(&["--output", name, "--join"]);
        assert_eq!(code, Some(0), "{said}");
        let joined = without_parts(&folder.path().join(name).join("many"));
        for (path, bytes) in &whole {
            assert!(
                joined.get(path) == Some(bytes),
                "{name}: {}",
                path.display()
            );
        }
        assert_eq!(joined.len(), whole.len());
    }
}

#[test]
fn parts_that_do_not_fit_are_not_joined() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("many.toml"), MANY).unwrap();
    let run = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["run", "many.toml"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let ended = arcminute(&arguments, folder.path());
        (
            ended.status.code(),
            String::from_utf8_lossy(&ended.stderr).into_owned(),
        )
    };
    let refused = |wanted: &str| {
        let (code, said) = run(&["--join"]);
        assert!(code == Some(2) && said.contains(wanted), "{code:?} {said}");
    };
    std::fs::create_dir_all(path("results/many")).unwrap();
    refused("holds no parts: run them first");
    assert_eq!(run(&["--part", "2/3"]).0, Some(0));
    refused("of 3 parts 2 are missing");
    assert_eq!(run(&["--part", "1/3"]).0, Some(0));
    assert_eq!(run(&["--part", "3/3"]).0, Some(0));
    // What was written is kept, as of a whole run.
    assert!(run(&["--part", "3/3", "--resume"]).1.contains("kept 3"));
    let csv = path("results/many/part-2-of-3/rows.csv");
    let bytes = std::fs::read(&csv).unwrap();
    std::fs::write(&csv, &bytes[1..]).unwrap();
    refused("part 2/3 is not as it was written");
    std::fs::write(&csv, bytes).unwrap();
    assert_eq!(run(&["--part", "1/4"]).0, Some(0));
    refused("parts of 3 and parts of 4");
    std::fs::remove_dir_all(path("results/many/part-1-of-4")).unwrap();
    std::fs::write(path("many.toml"), format!("{MANY}\n# edited")).unwrap();
    refused("part 1/3 was computed from another scenario");
    std::fs::write(path("many.toml"), MANY).unwrap();
    assert_eq!(run(&["--join"]).0, Some(0));
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
        "Matveyevsky",
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
