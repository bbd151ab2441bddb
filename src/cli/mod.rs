//! The command line: one thin verb a file; rooms and core do the work. Knows no rule of a case. Words come from the
//! message files, also those of `--help`, so that both languages are complete.

mod check;
mod desk;
mod finding;
mod outcome;
mod usage;

pub use desk::Desk;
pub use outcome::{Failure, Outcome};

use crate::domain::ids::Language;
use crate::text::{Words, machine_language};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "streetwise", version)]
struct Cli {
    #[command(flatten)]
    all: Everywhere,
    #[command(subcommand)]
    verb: Verb,
}

/// Options every verb has.
#[derive(Debug, Args)]
struct Everywhere {
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<Language>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::CheckArgs),
}

/// Runs the program on its arguments and says how it went.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // The language is needed before the arguments are understood, for help and for what is wrong with them.
    let lang = usage::asked_language(&args).unwrap_or_else(machine_language);
    let words = Words::new(lang);
    let command = usage::speak(Cli::command(), &words);
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error, &words).into(),
    };
    let desk = Desk::new(words, cli.all.json, cli.all.data);
    let done = match &cli.verb {
        Verb::Check(args) => check::run(args, &desk, None),
    };
    match done {
        Ok(outcome) => outcome,
        Err(failure) => desk.fail(&failure),
    }
    .into()
}

/// The whole command in a language, for tests and documents.
#[must_use]
pub fn command(words: &Words) -> clap::Command {
    usage::speak(Cli::command(), words)
}
