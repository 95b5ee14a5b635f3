//! The `arcminute` command.

fn main() -> std::process::ExitCode {
    arcminute::cli::main()
}
