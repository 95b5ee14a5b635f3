//! What happens to files and streams at the edges: links, devices, locks, signals, and readers that go away.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_arcminute");

/// Runs a line of shell in a folder, with the program as `$A`.
fn shell(folder: &Path, line: &str) -> Output {
    Command::new("sh")
        .args(["-c", line])
        .env("A", PROGRAM)
        .env(
            "CHECK",
            "check kaliningrad Berlin --missile none --columns distance_km --format csv",
        )
        .current_dir(folder)
        .output()
        .unwrap()
}

fn status(folder: &Path, line: &str) -> i32 {
    shell(folder, line).status.code().unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const ROWS: &str = "distance_km\n528.5903619903777\n";

#[test]
fn a_link_stays_and_its_target_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("far")).unwrap();
    fs::write(folder.join("far/old.csv"), "old").unwrap();
    symlink("far/old.csv", folder.join("link.csv")).unwrap();
    symlink("far/new.csv", folder.join("dangling.csv")).unwrap();
    symlink("circle.csv", folder.join("circle.csv")).unwrap();
    for (link, target) in [("link.csv", "far/old.csv"), ("dangling.csv", "far/new.csv")] {
        assert_eq!(status(folder, &format!("$A $CHECK -o {link}")), 0);
        assert!(folder.join(link).is_symlink());
        assert_eq!(fs::read_to_string(folder.join(target)).unwrap(), ROWS);
    }
    assert_eq!(status(folder, "$A $CHECK -o circle.csv"), 2);
    assert_eq!(names_in(&folder.join("far")), ["new.csv", "old.csv"]);
}

#[test]
fn what_is_no_regular_file_is_written_directly() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(status(folder, "$A $CHECK -o /dev/null"), 0);
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
    let read = shell(
        folder,
        "mkfifo f.csv && { cat f.csv & } && $A $CHECK -o f.csv && wait",
    );
    assert_eq!(text(&read.stdout), ROWS, "{}", text(&read.stderr));
    assert!(
        fs::metadata(folder.join("f.csv"))
            .unwrap()
            .file_type()
            .is_fifo()
    );
    // An open file keeps what it holds: the shell goes on behind it.
    let line = "exec 3>>log.csv; echo before >&3; $A $CHECK -o /dev/fd/3 && echo after >&3";
    assert_eq!(status(folder, line), 0);
    let log = fs::read_to_string(folder.join("log.csv")).unwrap();
    assert_eq!(log, format!("before\n{ROWS}after\n"));
    let piped = shell(folder, "$A $CHECK -o /dev/stdout | cat");
    assert_eq!(text(&piped.stdout), ROWS);
    assert_eq!(names_in(folder), ["f.csv", "log.csv"]);
}

#[test]
fn a_file_that_may_not_be_written_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("old.csv"), "old").unwrap();
    fs::set_permissions(folder.join("old.csv"), fs::Permissions::from_mode(0o444)).unwrap();
    let refused = shell(folder, "$A $CHECK -o old.csv");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("read-only"));
    assert_eq!(fs::read_to_string(folder.join("old.csv")).unwrap(), "old");
    for target in [".", "sub/", "none/x.csv", "old.csv/x.csv"] {
        let refused = shell(folder, &format!("$A $CHECK -o {target}"));
        assert_eq!(refused.status.code(), Some(2), "{target}");
        assert!(text(&refused.stderr).contains(target), "{target}");
    }
    assert_eq!(names_in(folder), ["old.csv"]);
}

#[test]
fn permissions_are_those_of_the_umask_or_of_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (umask, expected) in [("077", 0o600), ("002", 0o664), ("022", 0o644)] {
        assert_eq!(
            status(folder, &format!("umask {umask}; $A $CHECK -o {umask}.csv")),
            0
        );
        assert_eq!(mode(&folder.join(format!("{umask}.csv"))), expected);
    }
    fs::set_permissions(folder.join("077.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(status(folder, "umask 022; $A $CHECK -o 077.csv"), 0);
    assert_eq!(mode(&folder.join("077.csv")), 0o640);
}

const SMALL: &str = "from = \"kaliningrad\"\nto = \"Berlin\"\nsystems = \"none\"\n\
                     [[output]]\nkind = \"rows\"\nfile = \"a.csv\"\n";

#[test]
fn a_folder_that_another_run_writes_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("s.toml"), SMALL).unwrap();
    fs::create_dir_all(folder.join("results/s")).unwrap();
    let locked = File::open(folder.join("results/s")).unwrap();
    locked.lock().unwrap();
    let refused = shell(folder, "$A run s.toml");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("another run writes here"));
    assert!(names_in(&folder.join("results/s")).is_empty());
    drop(locked);
    assert_eq!(status(folder, "$A run s.toml"), 0);
    assert_eq!(
        names_in(&folder.join("results/s")),
        ["a.csv", "manifest.json"]
    );
}

/// Of runs of two scenarios at once into one folder, what is there at the end is all of one.
#[test]
fn runs_at_once_never_mix() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["a", "b"] {
        fs::create_dir(folder.join(name)).unwrap();
        let text = SMALL.replace(
            "\"Berlin\"",
            if name == "a" {
                "\"@capitals\""
            } else {
                "\"@eu\""
            },
        );
        fs::write(folder.join(name).join("s.toml"), text).unwrap();
        assert_eq!(
            status(folder, &format!("$A run {name}/s.toml -o {name}-alone")),
            0
        );
    }
    for _ in 0..5 {
        let ended = shell(
            folder,
            "for n in a b a b; do $A run $n/s.toml -o c --overwrite & done; wait",
        );
        let told = text(&ended.stderr);
        let is_whole = |name: &str| {
            ["a.csv", "manifest.json"].iter().all(|file| {
                let of =
                    |results: &str| fs::read(folder.join(results).join("s").join(file)).unwrap();
                of("c") == of(&format!("{name}-alone"))
            })
        };
        assert!(is_whole("a") || is_whole("b"), "{told}");
        assert_eq!(names_in(&folder.join("c/s")).len(), 2);
    }
}

#[test]
fn results_of_another_scenario_are_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["a", "b"] {
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(
            folder.join(name).join("s.toml"),
            SMALL.replace("Berlin", if name == "a" { "Rome" } else { "Paris" }),
        )
        .unwrap();
    }
    assert_eq!(status(folder, "$A run a/s.toml -o c"), 0);
    let before = fs::read(folder.join("c/s/a.csv")).unwrap();
    let refused = shell(folder, "cd b && $A run s.toml -o ../c");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).contains("a/s.toml") && text(&refused.stderr).contains("--overwrite")
    );
    assert_eq!(fs::read(folder.join("c/s/a.csv")).unwrap(), before);
    // The same scenario, edited, is still the same; and so is a copy of it.
    assert_eq!(
        status(
            folder,
            "echo '# edited' >> a/s.toml; cd a && $A run s.toml -o ../c"
        ),
        0
    );
    assert_eq!(
        status(folder, "cp a/s.toml b/s.toml; $A run b/s.toml -o c"),
        0
    );
    assert_eq!(
        status(
            folder,
            "echo 'title = \"b\"' > t; cat t a/s.toml > a/t.toml; mv a/t.toml a/s.toml; $A run a/s.toml -o c"
        ),
        2
    );
    assert_eq!(status(folder, "$A run a/s.toml -o c --overwrite"), 0);
}

#[test]
fn results_stay_below_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("scenarios")).unwrap();
    fs::write(folder.join("scenarios/...toml"), SMALL).unwrap();
    for line in ["$A run scenarios", "$A run scenarios/...toml"] {
        let refused = shell(folder, line);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("...toml"));
    }
    assert_eq!(names_in(folder), ["scenarios"]);
}

#[test]
fn a_signal_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let scenario = "from = \"@cities>20k\"\nto = \"@cities\"\nsystems = \"none\"\n\
                    [[output]]\nkind = \"rows\"\nfile = \"a.csv\"\n";
    fs::write(folder.join("s.toml"), scenario).unwrap();
    let map = [
        "map",
        "--from",
        "@cities>100k",
        "--ring",
        "100",
        "-o",
        "m.svg",
    ];
    let rows = [
        "check", "@sites", "@cities", "--format", "csv", "-o", "r.csv",
    ];
    let run = ["run", "s.toml"];
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)] {
        for command in [&map[..], &rows, &run] {
            let mut child = Command::new(PROGRAM)
                .args(command)
                .current_dir(folder)
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(400));
            let sent = Instant::now();
            let killed = Command::new("kill")
                .args(["-s", signal, &child.id().to_string()])
                .status()
                .unwrap();
            assert!(killed.success(), "{command:?} ended before the signal");
            assert_eq!(child.wait().unwrap().code(), Some(status), "{command:?}");
            assert!(sent.elapsed() < Duration::from_secs(2), "{command:?}");
        }
    }
    assert_eq!(names_in(folder), ["results", "s.toml"]);
    assert!(names_in(&folder.join("results/s")).is_empty());
}

#[test]
fn messages_that_nobody_reads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("s.toml"), SMALL).unwrap();
    fs::write(
        folder.join("p.csv"),
        "from,to\nkaliningrad,Berln\nkaliningrad,Berlin\n",
    )
    .unwrap();
    for to in ["2>/dev/full", "2>&-"] {
        for (command, expected) in [
            ("check nowhere Berlin", 2),
            ("check --nope", 2),
            ("run none.toml", 2),
            ("check --pairs p.csv --missile none -o out.csv", 1),
            ("run s.toml", 0),
        ] {
            assert_eq!(
                status(folder, &format!("$A {command} {to}")),
                expected,
                "{command} {to}"
            );
        }
    }
    assert_eq!(names_in(folder), ["out.csv", "p.csv", "results", "s.toml"]);
}

#[test]
fn results_that_cannot_be_written_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for command in [
        "--help",
        "--version",
        "check -h",
        "$CHECK",
        "list sites",
        "completions bash",
        "man",
        "run --print-schema",
    ] {
        let mut ways = vec![">&-", "1</dev/null"];
        if Path::new("/dev/full").exists() {
            ways.push(">/dev/full");
        }
        for to in ways {
            let ended = shell(folder, &format!("$A {command} {to}"));
            assert_eq!(ended.status.code(), Some(2), "{command} {to}");
            assert!(
                text(&ended.stderr).contains("cannot write"),
                "{command} {to}"
            );
        }
        assert_eq!(status(folder, &format!("$A {command} >/dev/null")), 0);
    }
    assert_eq!(
        status(folder, "$A $CHECK -o a.csv >&-"),
        0,
        "standard output is not asked for"
    );
}
