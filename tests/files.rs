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

const ROWS: &str = "distance_km\n528.590361990377\n";

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
    for name in ["/dev/stdout", "/dev/fd/1", "/dev/fd/3"] {
        let line = "{ echo before; $A $CHECK -o NAME; echo after; } >log.csv 3>&1";
        assert_eq!(status(folder, &line.replace("NAME", name)), 0, "{name}");
        let log = fs::read_to_string(folder.join("log.csv")).unwrap();
        assert_eq!(log, format!("before\n{ROWS}after\n"), "{name}");
    }
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
    // New content does not run as somebody else.
    let old = folder.join("077.csv");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o6755)).unwrap();
    assert_eq!(status(folder, "$A $CHECK -o 077.csv"), 0);
    assert_eq!(
        fs::metadata(&old).unwrap().permissions().mode() & 0o7777,
        0o755
    );
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

/// What says of no scenario, or of one that nobody finds, is not overwritten either.
#[test]
fn results_of_nobody_knows_whom_are_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("s.toml"), SMALL).unwrap();
    let change = "echo '# edited' >> s.toml";
    for (line, reason) in [
        (
            "echo '{' > results/s/manifest.json".to_owned(),
            "no manifest",
        ),
        (
            format!("{change}; sed -i.bak '/scenario_path/d' results/s/manifest.json"),
            "does not say",
        ),
        (
            format!("{change}; mkdir d; mv s.toml d/; cp d/s.toml .; mv s.toml d/s.toml; cd d"),
            "no longer",
        ),
        (
            "rm results/s/manifest.json; mkfifo results/s/manifest.json".to_owned(),
            "regular file",
        ),
    ] {
        shell(folder, "$A run s.toml --overwrite");
        let refused = shell(
            folder,
            &format!("{line}; $A run s.toml -o {}/results", folder.display()),
        );
        assert_eq!(refused.status.code(), Some(2), "{line}");
        let told = text(&refused.stderr);
        assert!(
            told.contains(reason) && told.contains("--overwrite"),
            "{line}: {told}"
        );
        fs::write(folder.join("s.toml"), SMALL).unwrap();
    }
    let refused = shell(folder, "mkfifo p; cat s.toml > p & $A run p");
    assert!(text(&refused.stderr).contains("no regular file"));
    assert_eq!(status(folder, "$A run s.toml -o -"), 2);
    assert!(!folder.join("-").exists());
}

/// The manifest vouches for no file that it has not seen: neither before nor after a run that ends early.
#[test]
fn a_manifest_is_never_that_of_other_files() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let two = format!("{SMALL}[[output]]\nkind = \"map\"\nfile = \"m.svg\"\n");
    fs::write(folder.join("s.toml"), &two).unwrap();
    assert_eq!(status(folder, "$A run s.toml"), 0);
    let results = folder.join("results/s");
    let before = fs::read(results.join("a.csv")).unwrap();
    fs::write(folder.join("s.toml"), two.replace("Berlin", "Paris")).unwrap();
    for file in ["manifest.json", "a.csv", "m.svg"] {
        let mode = |mode| fs::set_permissions(results.join(file), fs::Permissions::from_mode(mode));
        mode(0o444).unwrap();
        assert_eq!(status(folder, "$A run s.toml"), 2, "{file}");
        mode(0o644).unwrap();
        assert_eq!(fs::read(results.join("a.csv")).unwrap(), before, "{file}");
    }
    // Rows that somebody has changed are not compared as those of the run.
    assert_eq!(
        status(folder, "cp -R results/s other; $A diff results/s other"),
        0
    );
    let refused = shell(folder, "echo x >> other/a.csv; $A diff results/s other");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).contains("SHA-256"),
        "{}",
        text(&refused.stderr)
    );
    // Nor are counts kept that no run of the scenario has.
    assert_eq!(status(folder, "$A run s.toml"), 0);
    let line = "sed -i.bak 's/\"failed_rows\": 0/\"failed_rows\": 7/' results/s/manifest.json; $A run s.toml --resume";
    assert_eq!(status(folder, line), 0);
    let manifest = fs::read_to_string(results.join("manifest.json")).unwrap();
    assert!(!manifest.contains("\"failed_rows\": 7"));
}

#[test]
fn outputs_that_are_one_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let two = format!("{SMALL}[[output]]\nkind = \"rows\"\nfile = \"b.ndjson\"\n");
    fs::write(folder.join("s.toml"), two).unwrap();
    fs::create_dir_all(folder.join("results/s")).unwrap();
    for links in [
        "ln -s x results/s/a.csv; ln -s x results/s/b.ndjson",
        "ln -s manifest.json results/s/a.csv",
        "ln -s ../../s.toml results/s/a.csv",
    ] {
        let before = fs::read(folder.join("s.toml")).unwrap();
        let refused = shell(folder, &format!("{links}; $A run s.toml"));
        assert_eq!(refused.status.code(), Some(2), "{links}");
        assert!(text(&refused.stderr).contains("one file"), "{links}");
        assert_eq!(fs::read(folder.join("s.toml")).unwrap(), before);
        shell(folder, "rm -f results/s/*");
    }
    assert_eq!(status(folder, "$A run s.toml"), 0);
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
    // Shells start what runs in the background with some of them ignored: so is the program then.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    let map = ["map", "--from", "@cities", "--ring", "100", "-o", "m.svg"];
    let rows = [
        "check", "@sites", "@cities", "--format", "csv", "-o", "r.csv",
    ];
    let run = ["run", "s.toml"];
    for (signal, status) in [
        ("INT", 130),
        ("TERM", 143),
        ("HUP", 129),
        ("QUIT", 131),
        ("XCPU", 143),
    ] {
        // Bit 0 is signal 1; XCPU is nowhere ignored.
        if status > 128 && signal != "XCPU" && ignored & (1 << (status - 129)) != 0 {
            continue;
        }
        for command in [&map[..], &rows, &run] {
            let mut child = Command::new(PROGRAM)
                .args(command)
                .current_dir(folder)
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(400));
            let sent = Instant::now();
            // Twice at once, as `timeout` sends it to a child and to its group.
            let id = child.id().to_string();
            let killed = Command::new("kill")
                .args(["-s", signal, &id, &id])
                .status()
                .unwrap();
            assert!(killed.success(), "{command:?} ended before the signal");
            assert_eq!(child.wait().unwrap().code(), Some(status), "{command:?}");
            assert!(sent.elapsed() < Duration::from_secs(2), "{command:?}");
        }
    }
    assert_eq!(names_in(folder), ["results", "s.toml"]);
    let manifest = fs::read_to_string(folder.join("results/s/manifest.json")).unwrap();
    assert!(manifest.contains("\"outputs\": []"), "{manifest}");
    assert_eq!(names_in(&folder.join("results/s")), ["manifest.json"]);
}

/// Shells ignore INT and QUIT for what runs in the background, and `nohup` HUP: so does the program.
#[test]
fn signals_that_are_ignored_stay_so() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let line = "trap '' INT HUP; $A check @sites:RU @cities --missile none --format csv -o a.csv & \
                until ls -A | grep -q csv || ls -A | grep -q part; do sleep 0.02; done; kill -INT $!; kill -HUP $!; wait $!";
    assert_eq!(status(folder, line), 0);
    assert_eq!(names_in(folder), ["a.csv"]);
}

#[test]
fn limits_of_the_system_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let rows = "check @sites @cities --missile none --format csv";
    // In blocks of 512 bytes or of 1 kB.
    for line in [
        format!("ulimit -f 100; $A {rows} -o a.csv"),
        format!("ulimit -f 100; $A {rows} > b.csv"),
    ] {
        let ended = shell(folder, &line);
        assert_eq!(ended.status.code(), Some(2), "{line}");
        assert!(text(&ended.stderr).contains("arge"), "{line}");
    }
    assert_eq!(names_in(folder), ["b.csv"]);
}

#[test]
fn what_a_killed_command_left_is_gone_after_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let line = "$A check @sites @cities --missile none --format csv -o a.csv & \
                until ls -A | grep -q part; do sleep 0.05; done; kill -9 $!; wait $!";
    shell(folder, line);
    assert_eq!(names_in(folder).len(), 1);
    // Not the file of one that still runs.
    fs::write(folder.join(".arcminute-notes"), "mine").unwrap();
    let line = "$A check @sites @cities --missile none --format csv -o a.csv & \
                until ls -A | grep -q part; do sleep 0.05; done; $A $CHECK -o b.csv; wait $!";
    assert_eq!(status(folder, line), 0);
    assert_eq!(names_in(folder), [".arcminute-notes", "a.csv", "b.csv"]);
}

/// Reading or syncing a pipe would wait for its other end.
#[test]
fn pipes_and_devices_among_results_are_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("s.toml"), SMALL).unwrap();
    let line =
        "mkdir -p results/s; mkfifo results/s/a.csv; cat results/s/a.csv > got & $A run s.toml";
    assert_eq!(status(folder, line), 0);
    let line = "rm results/s/a.csv; $A run s.toml; rm results/s/a.csv; ln -s /dev/zero results/s/a.csv; \
                $A run s.toml --resume";
    assert_eq!(status(folder, line), 0);
    for line in [
        "rm results/s/a.csv; mkfifo results/s/a.csv; $A diff results/s results/s",
        "rm results/s/a.csv; ln -s /dev/zero results/s/a.csv; $A diff results/s results/s",
        "rm results/s/manifest.json; mkfifo results/s/manifest.json; $A diff results/s results/s",
    ] {
        let refused = shell(folder, line);
        assert_eq!(refused.status.code(), Some(2), "{line}");
        assert!(text(&refused.stderr).contains("regular file"), "{line}");
    }
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
    let closed = shell(folder, "$A check --pairs - <&-");
    assert_eq!(closed.status.code(), Some(2));
    assert!(text(&closed.stderr).contains("standard input is closed"));
    assert_eq!(
        status(folder, "$A $CHECK -o a.csv >&-"),
        0,
        "standard output is not asked for"
    );
}
