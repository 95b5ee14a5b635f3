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

/// The numbers that the documents give of the collections of commands are those of the cases.
#[test]
fn counts_of_first_commands_are_those_of_the_cases() {
    let page = std::fs::read_to_string("docs/testing.md").unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, written) in [
        ("first-tries", "Of {all} lines 4 worked"),
        (
            "first-tries",
            "today {works} work, and {refused} are refused",
        ),
        ("more-tries", "has {all} more,"),
        (
            "more-tries",
            "habits: {works} work and {refused} are refused",
        ),
        ("fresh-tries", "has {all} that were typed"),
        (
            "fresh-tries",
            "languages: {works} work, and {refused} are refused",
        ),
    ] {
        let cases = std::fs::read_to_string(format!("tests/cmd/{name}.trycmd")).unwrap();
        let blocks: Vec<&str> = cases.split("```console\n$ ").skip(1).collect();
        let is_refused = |block: &&&str| block.split_once('\n').unwrap().1.starts_with("? ");
        let refused = blocks.iter().filter(is_refused).count();
        let wanted = written
            .replace("{all}", &blocks.len().to_string())
            .replace("{works}", &(blocks.len() - refused).to_string())
            .replace("{refused}", &refused.to_string());
        assert!(page.contains(&wanted), "{name}: {wanted}");
    }
}

/// A command of a case and an error that it ends with.
#[cfg(unix)]
struct Refused {
    folder: std::path::PathBuf,
    command: String,
    error: String,
}

#[cfg(unix)]
impl Refused {
    /// The commands that the error advises: whole ones, words in the place of those of the command, and options to add to it.
    fn advised(&self) -> Vec<String> {
        let mut advised = Vec::new();
        let meant = self.error.split("did you mean ").skip(1);
        for meant in meant.filter_map(|rest| rest.split_once('?').map(|(meant, _)| meant)) {
            // `the missile oreshnik` is oreshnik, and what it is.
            let meant = match meant.strip_prefix("the ") {
                Some(kind_and_name) => kind_and_name.rsplit(' ').next().unwrap_or(meant),
                None => meant,
            };
            // A list of names to choose from has what they are in brackets.
            let is_list =
                meant.contains(['(', '|']) || !meant.contains(' ') || meant.contains(" or ");
            match meant.strip_prefix("arcminute ") {
                Some(arguments) => advised.push(arguments.to_owned()),
                None if is_list || meant.starts_with('`') => {}
                None => {
                    let verb = self.command.split(' ').nth(1).unwrap_or_default();
                    if ["list", "show", "plot", "run", "diff"].contains(&verb) {
                        let own = self.command.split(' ').take(3).skip(1);
                        let own: Vec<&str> = own.collect();
                        advised.push(format!("{} {meant}", own.join(" ")));
                        continue;
                    }
                    let verbs = ["check", "explain", "claim", "map"];
                    let verb = verbs
                        .iter()
                        .find(|known| **known == verb)
                        .unwrap_or(&"check");
                    advised.push(format!("{verb} {meant}"));
                }
            }
        }
        for said in ["say so with --header ", "say so, as in --header "] {
            for rest in self.error.split(said).skip(1) {
                let options = rest.split([';', ',']).next().unwrap_or_default();
                let own = self.command.strip_prefix("arcminute ").unwrap_or_default();
                advised.push(format!("{own} --header {options}"));
            }
        }
        advised.retain(|command| !command.contains("FROM"));
        advised
    }
}

/// The cases that end with an error.
#[cfg(unix)]
fn refused() -> Vec<Refused> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir("tests/cmd").unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_none_or(|extension| extension != "trycmd")
        {
            continue;
        }
        let folder = path.with_extension("in");
        let text = std::fs::read_to_string(&path).unwrap();
        for block in text.split("```console\n$ ").skip(1) {
            let block = block.split("\n```").next().unwrap_or_default();
            let mut lines = block.lines();
            let command = lines.next().unwrap_or_default().to_owned();
            let errors = lines.filter(|line| line.starts_with("error: "));
            all.extend(errors.map(|error| Refused {
                folder: folder.clone(),
                command: command.clone(),
                error: error.to_owned(),
            }));
        }
    }
    all
}

/// The commands that messages of the cases advise are done with the places and files of the case.
#[cfg(unix)]
#[test]
fn advised_commands_run() {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_arcminute"));
    let mut count = 0;
    let mut wrong = Vec::new();
    for case in refused() {
        for arguments in case.advised() {
            let scratch = tempfile::tempdir().unwrap();
            if case.folder.is_dir() {
                for file in std::fs::read_dir(&case.folder).unwrap() {
                    let file = file.unwrap();
                    if file.path().is_file() {
                        std::fs::copy(file.path(), scratch.path().join(file.file_name())).unwrap();
                    }
                }
            }
            let run = std::process::Command::new("bash")
                .args(["-c", &format!("{} {arguments}", binary.display())])
                .current_dir(scratch.path())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&run.stderr);
            // Of many rows some may fail for other reasons.
            if run.status.code() == Some(2) {
                wrong.push(format!("{}\n  {arguments}: {said}", case.command));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 30, "{count}");
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
