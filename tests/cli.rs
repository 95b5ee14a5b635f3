//! The command line as files: each case under `tests/cmd` and each `console` block of the README, the tutorial and the guide
//! to scenarios is a command with its output. `TRYCMD=overwrite cargo test --test suite cli::` writes what the program says today; read the difference.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.trycmd")
        .case("README.md")
        .case("docs/*.md");
}
