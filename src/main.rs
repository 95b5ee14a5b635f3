//! The `arcminute` command: parse, dispatch, say what went wrong, exit.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Outcome};

fn main() -> ExitCode {
    let args = std::env::args_os().map(cli::with_minus_sign);
    let result = match Cli::try_parse_from(args) {
        Ok(cli) => cli.run(),
        // Help and version are results; clap prints them to standard output.
        Err(message) => {
            let status = if message.use_stderr() { 2 } else { 0 };
            return if message.print().is_ok() { ExitCode::from(status) } else { ExitCode::SUCCESS };
        }
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(cli::status_of(&error))
        }
    }
}
