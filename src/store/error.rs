//! What can go wrong in the store, with the place. Words for people stand in the message files.

use super::vault::VaultError;
use crate::files::FileError;
use std::path::PathBuf;
use thiserror::Error;

/// Why the store could not do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database does not answer, or went away in the middle; nothing of the work under way was kept.
    #[error("{place}: away: {detail}")]
    Away {
        /// Where it should be, without a password.
        place: String,
        /// What the driver says.
        detail: String,
    },
    /// A server elsewhere without an encrypted line to it: password and results would travel readable.
    #[error("{place}: not encrypted")]
    Unencrypted {
        /// Where it is, without a password.
        place: String,
    },
    /// The database answers, and refuses.
    #[error("{place}: {detail}")]
    Database {
        /// Where it is, without a password.
        place: String,
        /// What it says.
        detail: String,
    },
    /// No space or no right to write.
    #[error("{place}: cannot write: {detail}")]
    Unwritable {
        /// Where it is.
        place: String,
        /// What it says.
        detail: String,
    },
    /// Somebody else holds it for too long.
    #[error("{place}: busy")]
    Busy {
        /// Where it is.
        place: String,
    },
    /// Made by a newer program.
    #[error("{place}: schema {found}, known {known}")]
    Newer {
        /// Where it is.
        place: String,
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// What is read is not what was written.
    #[error("{place}: damaged: {what}: {detail}")]
    Damaged {
        /// Where it is.
        place: String,
        /// Table and key.
        what: String,
        /// How it shows.
        detail: String,
    },
    /// SQLite on a network share corrupts.
    #[error("{path}: on a network share ({kind})")]
    NetworkShare {
        /// Where.
        path: PathBuf,
        /// File system.
        kind: String,
    },
    /// An address of a database that cannot be read, or that lacks what it needs.
    #[error("database: {detail}")]
    Address {
        /// What is wrong.
        detail: String,
    },
    /// Nobody of this pseudonym, no group, playlist or assignment of this name.
    #[error("{kind} {id}: unknown")]
    Unknown {
        /// `person`, `group`, `playlist`, `assignment`, `team`.
        kind: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The names' vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Whoever was handed a result could not go on.
    #[error("{0}")]
    Stopped(Box<dyn std::error::Error + Send + Sync>),
}
