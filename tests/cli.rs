//! The command line as files: each case under `tests/cmd` and each `console` block of the README, the tutorial and the guide
//! to scenarios is a command with its output. `TRYCMD=overwrite cargo test --test suite cli::` writes what the program says today; read the difference.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.trycmd")
        .case("README.md")
        .case("docs/*.md");
}

/// The table of first commands in the documents has the commands of the case, and says of each whether it works.
#[test]
fn the_table_of_first_commands_is_that_of_the_case() {
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    let cases = read("tests/cmd/first-tries.trycmd");
    let of_cases: Vec<(String, bool)> = cases
        .split("```console\n$ ")
        .skip(1)
        .map(|block| {
            let (command, rest) = block.split_once('\n').unwrap();
            (command.to_owned(), !rest.starts_with("? "))
        })
        .collect();
    let page = read("docs/testing.md");
    let of_table: Vec<(String, bool)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `arcminute"))
        .map(|line| {
            let (command, cells) = line.split_once("` | ").unwrap();
            let today = cells.split(" | ").nth(1).unwrap();
            (format!("arcminute{command}"), today.starts_with("works"))
        })
        .collect();
    assert_eq!(of_table, of_cases);
}

/// The whole commands that messages of the cases advise are no usage errors.
#[cfg(unix)]
#[test]
fn advised_commands_run() {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_arcminute"));
    let mut count = 0;
    for entry in std::fs::read_dir("tests/cmd").unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_none_or(|extension| extension != "trycmd")
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut command = "";
        for line in text.lines() {
            if let Some(typed) = line.strip_prefix("$ arcminute ") {
                command = typed.split(' ').next().unwrap();
            }
            if !line.starts_with("error: ") {
                continue;
            }
            let whole = line.split_once("did you mean arcminute ");
            // What stands for the places alone belongs to the command that was typed.
            let places = ["argument of its own", "are given", "is no place"];
            let places = places
                .iter()
                .find_map(|before| line.split_once(&format!("{before}; did you mean ")));
            let advised = match (whole, places) {
                (Some((_, rest)), _) => rest.strip_suffix('?').map(str::to_owned),
                (None, Some((_, rest))) if ["check", "explain"].contains(&command) => rest
                    .strip_suffix('?')
                    .map(|places| format!("{command} {places}")),
                _ => None,
            };
            let Some(arguments) = advised else {
                continue;
            };
            if arguments.contains("FROM") {
                continue;
            }
            let run = std::process::Command::new("bash")
                .args(["-c", &format!("{} {arguments}", binary.display())])
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&run.stderr);
            assert_ne!(run.status.code(), Some(2), "{arguments}: {said}");
            count += 1;
        }
    }
    assert!(count >= 16, "{count}");
}

/// The examples of every help text run as they stand, in a folder beside that of the examples.
#[cfg(unix)]
#[test]
fn examples_of_the_help_run() {
    use std::path::Path;
    use std::process::Command;

    let binary = Path::new(env!("CARGO_BIN_EXE_arcminute"));
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    std::os::unix::fs::symlink(examples, folder.path().join("examples")).unwrap();
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut count = 0;
    for command in [
        "", "check", "explain", "claim", "map", "plot", "run", "diff", "list",
    ] {
        let mut help = Command::new(binary);
        help.args((!command.is_empty()).then_some(command))
            .arg("--help");
        let help = String::from_utf8(help.output().unwrap().stdout).unwrap();
        let lines = help.lines().map(str::trim);
        let commands = lines.filter(|line| line.starts_with("arcminute "));
        // Whole runs take minutes, and other tests have them.
        let is_short =
            |line: &&str| !line.starts_with("arcminute run examples") || line.contains(" --check");
        for line in commands
            .filter(is_short)
            .filter(|line| !line.contains(['[', '<']))
        {
            let run = Command::new("bash")
                .args(["-c", line])
                .current_dir(folder.path())
                .env("PATH", &path)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{line}: {said}");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}
