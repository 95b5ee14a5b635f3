//! `completions` and `man`: completions for shells, and manual pages.

use std::path::PathBuf;

use crate::{Error, Result};
use clap_complete::Shell;

use super::{Cli, Outcome, output};

/// Completions for a shell, on standard output
///
/// For bash: arcminute completions bash > ~/.local/share/bash-completion/completions/arcminute
#[derive(clap::Args)]
pub(super) struct CompletionsArgs {
    /// Which shell
    shell: Shell,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The manual page, in roff, on standard output
#[derive(clap::Args)]
pub(super) struct ManArgs {
    /// The page of this subcommand instead of the main one
    subcommand: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    // Into memory first: the generator cannot pass on a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Cli::full_command(),
        "arcminute",
        &mut script,
    );
    output::to(args.output.as_deref(), |out| Ok(out.write_all(&script)?))?;
    Ok(Outcome::Done)
}

pub(super) fn man(args: &ManArgs) -> anyhow::Result<Outcome> {
    let page = clap_mangen::Man::new(page_of(args.subcommand.as_deref())?);
    output::to(args.output.as_deref(), |out| Ok(page.render(out)?))?;
    Ok(Outcome::Done)
}

fn page_of(subcommand: Option<&str>) -> Result<clap::Command> {
    let main = Cli::full_command();
    let Some(name) = subcommand else {
        return Ok(main);
    };
    let known: Vec<&str> = main
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let unknown = Error::Unknown {
        what: "subcommand",
        name: name.to_owned(),
        nearest: crate::names::nearest(name, known),
        advice: "`arcminute --help` shows what there is",
    };
    let found = main
        .get_subcommands()
        .find(|command| command.get_name() == name)
        .cloned();
    found.ok_or(unknown)
}
