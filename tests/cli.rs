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
