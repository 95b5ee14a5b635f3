//! Where results go: standard output, files that appear whole or not at all, and readers that go away.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn arcminute(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_arcminute"))
        .args(args)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_file_holds_what_standard_output_would() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["out.csv", "out.json", "out.ndjson", "out.md", "out.txt"] {
        let path = folder.path().join(name);
        let path = path.to_str().unwrap();
        let format = match name.rsplit_once('.').unwrap().1 {
            "md" => "markdown",
            "txt" => "table",
            other => other,
        };
        let pair = ["check", "kapustin-yar", "@capitals", "--missile", "9m729"];
        let to_file = arcminute(&[&pair[..], &["-o", path]].concat());
        assert!(
            to_file.status.success() && to_file.stdout.is_empty(),
            "{name}: {to_file:?}"
        );
        let to_stdout = arcminute(&[&pair[..], &["--format", format, "-o", "-"]].concat());
        assert_eq!(fs::read(path).unwrap(), to_stdout.stdout, "{name}");
    }
    assert_eq!(names_in(folder.path()).len(), 5, "nothing else is left");
}

/// Columns that are passed through are typed alike, whether the pairs can be read twice or not.
#[test]
fn pairs_from_a_pipe_give_what_a_file_gives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pairs.csv");
    let many = "kaliningrad,Paris,3\n".repeat(3000);
    for last in ["", "kaliningrad,Rome,x\n"] {
        let pairs = format!("from,to,n\nkaliningrad,Berlin,\n{many}{last}");
        fs::write(&path, &pairs).unwrap();
        for format in ["ndjson", "json", "parquet", "csv"] {
            let of = |file: &str, stdin: Stdio| {
                let columns = [
                    "--missile",
                    "none",
                    "--columns",
                    "to_id",
                    "--format",
                    format,
                ];
                let done = Command::new(env!("CARGO_BIN_EXE_arcminute"))
                    .args(["check", "--pairs", file])
                    .args(columns)
                    .stdin(stdin)
                    .output()
                    .unwrap();
                assert!(done.status.success(), "{done:?}");
                done.stdout
            };
            let from_file = of(path.to_str().unwrap(), Stdio::null());
            let from_stdin = of("-", fs::File::open(&path).unwrap().into());
            assert!(from_file == from_stdin, "{format}");
            if format == "ndjson" {
                let first = from_file.split(|byte| *byte == b'\n').nth(1).unwrap();
                let number = if last.is_empty() { "3" } else { "\"3\"" };
                assert_eq!(
                    text(first),
                    format!("{{\"to_id\":\"paris\",\"n\":{number}}}")
                );
            }
        }
    }
}

/// As many streamed files as a scenario may have are written, a few at a time.
#[test]
fn a_scenario_of_many_outputs_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "from = \"kaliningrad\"\nto = \"@eu\"\nsystems = \"none\"\n".to_owned();
    for number in 0..40 {
        let format = if number % 2 == 0 { "csv" } else { "ndjson" };
        text.extend([
            "[[output]]\nkind = \"rows\"\nfile = \"".to_owned(),
            format!("r{number}.{format}\"\n"),
        ]);
    }
    fs::write(folder.path().join("s.toml"), text).unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_arcminute"))
        .args(["run", "s.toml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let read = |number: usize, format: &str| {
        fs::read(folder.path().join(format!("results/s/r{number}.{format}"))).unwrap()
    };
    for number in 0..20 {
        assert_eq!(read(0, "csv"), read(2 * number, "csv"));
        assert_eq!(read(1, "ndjson"), read(2 * number + 1, "ndjson"));
    }
    // 27 capitals and the header.
    assert_eq!(text_of_lines(&read(0, "csv")), 28);
}

fn text_of_lines(bytes: &[u8]) -> usize {
    text(bytes).lines().count()
}

#[test]
fn a_command_that_fails_leaves_files_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.csv");
    fs::write(&path, "old").unwrap();
    for bad in [
        ["check", "kaliningrad", "Berln"],
        ["check", "nan,0", "Berlin"],
    ] {
        let output = arcminute(&[&bad[..], &["-o", path.to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && text(&output.stderr).starts_with("error: "));
    }
    let all_fail = [
        "check",
        "kaliningrad",
        "Berlin",
        "--trajectory",
        "angle=89",
        "-o",
        path.to_str().unwrap(),
    ];
    assert_eq!(arcminute(&all_fail).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names_in(folder.path()), ["old.csv"]);
}

#[test]
fn a_path_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for path in [
        folder.path().join("none/out.csv"),
        folder.path().to_path_buf(),
    ] {
        let args = [
            "check",
            "kaliningrad",
            "Berlin",
            "--format",
            "csv",
            "-o",
            path.to_str().unwrap(),
        ];
        let output = arcminute(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains(path.to_str().unwrap()),
            "{}",
            text(&output.stderr)
        );
    }
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [
        &[
            "check",
            "@sites",
            "@cities>100k",
            "--missile",
            "none",
            "--format",
            "csv",
        ][..],
        &["list", "cities"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_arcminute"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{args:?}: {:?}", output.status);
        assert!(
            output.stderr.is_empty(),
            "{args:?}: {}",
            text(&output.stderr)
        );
    }
}

/// The derivation ends with the line that `check` prints for the same question.
#[test]
fn explain_ends_as_check_does() {
    for question in [
        &["kapustin-yar", "Berlin"][..],
        &["kapustin-yar", "London", "--missile", "9m729"],
        &[
            "mutlangen",
            "Kyiv",
            "--missile",
            "pershing-ii",
            "--rotation",
        ],
        &[
            "kapustin-yar",
            "Dnipro",
            "--missile",
            "oreshnik",
            "--trajectory",
            "lofted",
        ],
        &[
            "54.71,20.51",
            "Berlin",
            "--missile",
            "generic-ballistic",
            "--trajectory",
            "angle=30",
        ],
        &[
            "kaliningrad",
            "Berlin",
            "--missile",
            "dark-eagle",
            "--delay-s",
            "60,120,180",
            "--units",
            "nmi",
        ],
    ] {
        let check = arcminute(&[&["check"], question].concat());
        let explain = arcminute(&[&["explain"], question].concat());
        assert!(
            check.status.success() && explain.status.success(),
            "{question:?}"
        );
        let last = text(&explain.stdout).lines().next_back().unwrap();
        assert!(
            text(&check.stdout).lines().any(|line| line == last),
            "{question:?}: {last}"
        );
    }
}

/// Each command of the shells' and the manual's generators gives something.
#[test]
fn completions_and_manuals_are_generated() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = arcminute(&["completions", shell]);
        assert!(text(&output.stdout).contains("path-factor"), "{shell}");
    }
    for page in ["check", "explain", "list", "show", "completions", "man"] {
        let output = arcminute(&["man", page]);
        assert!(
            text(&output.stdout).contains(&format!("arcminute\\-{page}")),
            "{page}"
        );
    }
}
