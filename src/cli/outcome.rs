//! How a verb ended: the four exit codes of the contract and nothing else.

use crate::content::{BUREAU_VARIABLE, ContentError};
use crate::domain::diagnostic::{Diagnostic, Span};
use crate::domain::packs::PackProblem;
use crate::files::FileError;
use crate::text::Words;
use std::process::ExitCode;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The program did its work.
    Done,
    /// The content, record or check is at fault; findings were printed.
    Fault,
    /// Wrong usage or a missing file.
    Usage,
    /// The machine is at fault.
    Machine,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Fault => 1,
            Self::Usage => 2,
            Self::Machine => 3,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

/// Why a verb could not go on: a message id with its values. The message's `.cure` says what to do.
#[derive(Debug)]
pub enum Failure {
    /// A message of the message files.
    Message {
        /// How the program ends.
        outcome: Outcome,
        /// Message id.
        id: &'static str,
        /// Values of the message.
        values: Vec<(&'static str, String)>,
    },
    /// Packs with mistakes.
    Packs(Vec<PackProblem>),
    /// A file that cannot be read as what it should be.
    Finding(Diagnostic),
    /// Several at once, so that nobody mends one only to be told of the next.
    Many(Vec<Failure>),
}

impl Failure {
    /// A failure under a message id.
    #[must_use]
    pub const fn new(outcome: Outcome, id: &'static str) -> Self {
        Self::Message {
            outcome,
            id,
            values: Vec::new(),
        }
    }

    /// All of these, if there are any.
    ///
    /// # Errors
    /// The one failure there is, or all of them as one.
    pub fn all(mut found: Vec<Self>) -> Result<(), Self> {
        match found.len() {
            0 => Ok(()),
            1 => Err(found.remove(0)),
            _ => Err(Self::Many(found)),
        }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Message { values, .. } = &mut self {
            values.push((name, value.into()));
        }
        self
    }

    /// How the program ends.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Message { outcome, .. } => *outcome,
            Self::Packs(_) | Self::Finding(_) => Outcome::Fault,
            // The gravest of them.
            Self::Many(found) => {
                let outcomes = found.iter().map(Self::outcome);
                outcomes.max().unwrap_or(Outcome::Fault)
            }
        }
    }

    /// What is said: message and cure.
    #[must_use]
    pub fn tell(&self, words: &Words) -> String {
        match self {
            Self::Message { id, values, .. } => {
                let values: Vec<(&str, &str)> = values
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let said = words.with(id, &values);
                match words.attribute(id, "cure", &values) {
                    Some(cure) => format!("{said}\n{cure}"),
                    None => said,
                }
            }
            Self::Finding(found) => {
                let [message, cause, cure] = words.diagnostic(found);
                let Span { line, column, .. } = found.span;
                format!(
                    "{}:{line}:{column} {} {message}\n{cause}\n{cure}",
                    found.file, found.code
                )
            }
            Self::Packs(found) => found
                .iter()
                .map(|one| one.message.get(words.lang()).to_owned())
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Many(found) => found
                .iter()
                .map(|one| one.tell(words))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Missing(path) => Self::new(Outcome::Usage, "fail-file-missing")
                .with("path", path.display().to_string()),
            FileError::Unreadable { path, detail } => {
                Self::new(Outcome::Usage, "fail-file-unreadable")
                    .with("path", path.display().to_string())
                    .with("detail", detail)
            }
            // What would be written over is never written over.
            FileError::Unwritable { path, source }
                if source.kind() == std::io::ErrorKind::AlreadyExists =>
            {
                Self::new(Outcome::Usage, "fail-file-exists")
                    .with("path", path.display().to_string())
            }
            FileError::Unwritable { path, source } => {
                Self::new(Outcome::Machine, "fail-file-unwritable")
                    .with("path", path.display().to_string())
                    .with("detail", source.to_string())
            }
            FileError::NoAssets => Self::new(Outcome::Machine, "fail-no-assets"),
        }
    }
}

impl From<ContentError> for Failure {
    fn from(error: ContentError) -> Self {
        match error {
            ContentError::File(error) => error.into(),
            ContentError::Understanding(error) => {
                Self::new(Outcome::Machine, "fail-understanding").with("detail", error.to_string())
            }
            ContentError::UnknownBureau { name, known } => Self::new(Outcome::Usage, "fail-bureau")
                .with("name", name)
                .with("known", known.join(", "))
                .with("variable", BUREAU_VARIABLE),
            ContentError::Packs(found) => Self::Packs(found),
        }
    }
}
