//! Help and usage mistakes in the user's language: the argument reader's own words are replaced by ours.

use super::outcome::Outcome;
use crate::domain::ids::Language;
use crate::text::Words;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};
use std::ffi::OsString;
use std::io::Write;

/// The language asked for by `--lang`, before anything else is understood.
pub(super) fn asked_language(args: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = args.iter().filter_map(|one| one.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = words
        .iter()
        .position(|word| *word == "--lang")
        .and_then(|at| words.get(at + 1).copied());
    joined.or(apart)?.parse().ok()
}

/// Gives every command and argument its words: `help-VERB` and `help-VERB-ARGUMENT`, `help-all-ARGUMENT` for those that
/// every verb has.
pub(super) fn speak(command: Command, words: &Words) -> Command {
    let name = command.get_name().to_owned();
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let mut command = dress(command, &name, words)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(words.get("help-all-version")),
        )
        .disable_version_flag(true)
        .disable_help_subcommand(true);
    for verb in verbs {
        command = command.mut_subcommand(&verb, |one| dress(one, &verb, words));
    }
    command
}

fn dress(command: Command, name: &str, words: &Words) -> Command {
    let ids: Vec<String> = command
        .get_arguments()
        .map(|one| one.get_id().to_string())
        .collect();
    let mut command = command
        .about(words.get(&format!("help-{name}")))
        .help_template(words.get(if command_has_verbs(name) {
            "help-template-verbs"
        } else {
            "help-template"
        }))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(words.get("help-all-help")),
        );
    for id in ids {
        let own = format!("help-{name}-{id}");
        let shared = format!("help-all-{id}");
        let text = words
            .attribute(&own, "text", &[])
            .unwrap_or_else(|| match words.get(&own) {
                missing if missing == own => words.get(&shared),
                found => found,
            });
        command = command.mut_arg(&id, |arg| {
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help(text);
            if takes_value {
                arg.hide_possible_values(true).hide_default_value(true)
            } else {
                arg
            }
        });
    }
    command
}

fn command_has_verbs(name: &str) -> bool {
    name == "streetwise"
}

/// Shows what the program can do.
pub(super) fn help(mut command: Command, words: &Words) -> Outcome {
    let text = command.render_help().to_string();
    let _ = write!(std::io::stdout(), "{}", words_of_frame(&text, words));
    Outcome::Done
}

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub(super) fn explain(error: &Error, words: &Words) -> Outcome {
    let shown = |text: &StyledStr| words_of_frame(&text.to_string(), words);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(std::io::stdout(), "{}", shown(&error.render()));
            Outcome::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr(), "{}", shown(&error.render()));
            Outcome::Usage
        }
        kind => {
            let id = match kind {
                ErrorKind::UnknownArgument => "usage-unknown-argument",
                ErrorKind::InvalidSubcommand => "usage-unknown-verb",
                ErrorKind::MissingSubcommand => "usage-no-verb",
                ErrorKind::MissingRequiredArgument => "usage-missing",
                ErrorKind::ArgumentConflict => "usage-conflict",
                ErrorKind::NoEquals
                | ErrorKind::TooManyValues
                | ErrorKind::TooFewValues
                | ErrorKind::WrongNumberOfValues => "usage-count",
                _ => "usage-wrong-value",
            };
            let of = |kind: ContextKind| match error.get(kind) {
                Some(ContextValue::String(one)) => one.clone(),
                Some(ContextValue::Strings(many)) => many.join(", "),
                Some(ContextValue::StyledStr(one)) => one.to_string(),
                _ => String::new(),
            };
            let verb = of(ContextKind::InvalidSubcommand);
            let near = match of(ContextKind::SuggestedSubcommand) {
                none if none.is_empty() => of(ContextKind::SuggestedArg),
                one => one,
            };
            let argument = of(ContextKind::InvalidArg);
            let values = [
                (
                    "argument",
                    if argument.is_empty() {
                        &verb
                    } else {
                        &argument
                    },
                ),
                ("value", &of(ContextKind::InvalidValue)),
                ("near", &near),
                ("other", &of(ContextKind::PriorArg)),
            ];
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let _ = writeln!(std::io::stderr(), "{}", words.with(id, &values));
            let _ = writeln!(std::io::stderr(), "{}", words.get("usage-help"));
            Outcome::Usage
        }
    }
}

/// The frame's own words that no option reaches.
fn words_of_frame(text: &str, words: &Words) -> String {
    [
        ("[OPTIONS]", "help-frame-options"),
        ("<COMMAND>", "help-frame-verb"),
        ("[COMMAND]", "help-frame-verb"),
        ("Arguments:", "help-frame-arguments"),
        ("Options:", "help-frame-option-list"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (theirs, ours)| {
        text.replace(theirs, &words.get(ours))
    })
}
