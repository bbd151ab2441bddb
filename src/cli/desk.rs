//! Where a verb speaks: words in the user's language, human or machine output, and the data folder.

use super::outcome::{Failure, Outcome};
use crate::files::data_folder;
use crate::text::Words;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// What every verb is given.
pub struct Desk {
    /// Messages in the user's language.
    pub words: Words,
    /// Machine output only.
    pub json: bool,
    data: Option<PathBuf>,
}

impl Desk {
    /// A desk.
    #[must_use]
    pub const fn new(words: Words, json: bool, data: Option<PathBuf>) -> Self {
        Self { words, json, data }
    }

    /// Where records, results and models live.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        data_folder(self.data.as_deref())
    }

    /// Human text to stdout; silent under `--json`.
    pub fn say(&self, text: &str) {
        if !self.json {
            put(&mut io::stdout().lock(), text);
        }
    }

    /// A message to stdout; silent under `--json`.
    pub fn tell(&self, id: &str, values: &[(&str, &str)]) {
        self.say(&self.words.with(id, values));
    }

    /// One line of machine output.
    ///
    /// # Panics
    /// When a value of ours cannot be written as JSON; this is a bug.
    pub fn hand_over(&self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(text) => put(&mut io::stdout().lock(), &text),
            Err(error) => panic!("machine output: {error}; this is a bug"),
        }
    }

    /// Something to read beside the output: notes and failures.
    pub fn warn(&self, text: &str) {
        put(&mut io::stderr().lock(), text);
    }

    /// Tells a failure and gives its outcome.
    #[must_use]
    pub fn fail(&self, failure: &Failure) -> Outcome {
        self.warn(&failure.tell(&self.words));
        failure.outcome()
    }

    /// Whether stdout shows colours.
    #[must_use]
    pub fn in_colour(&self) -> bool {
        !self.json && io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }
}

/// A reader that has gone away (`| head`) is no failure.
fn put(to: &mut impl Write, text: &str) {
    let _ = writeln!(to, "{text}");
}
