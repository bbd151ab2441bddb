//! Who did what at the console, one chained line each, so that a line that was changed or taken out is found. Only added
//! to, never read by anything that decides. Knows no page.

use super::accounts::digest;
use crate::files::FileError;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Lines handed out at once.
const TAIL_MAX: usize = 500;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Number, from 0.
    pub n: u64,
    /// SHA-256 of the line before; empty for the first.
    pub prev: String,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// Who; empty when nobody was in.
    pub who: String,
    /// From where.
    pub from: String,
    /// What: a short word.
    pub what: String,
    /// On what.
    pub on: String,
}

/// The log.
pub struct Audit {
    path: PathBuf,
    state: Mutex<(File, u64, String)>,
}

impl Audit {
    /// Opens the log of a console folder and goes on where it stopped.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        let path = folder.join("audit.jsonl");
        let unwritable = |source| FileError::Unwritable {
            path: path.clone(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(unwritable)?;
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let n = text.lines().count() as u64;
        let prev = text.lines().last().map(digest).unwrap_or_default();
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(unwritable)?;
        Ok(Self {
            path,
            state: Mutex::new((file, n, prev)),
        })
    }

    /// Adds a line. A full disk must not stop an instructor from pausing a case, so trouble is told and not returned.
    pub fn note(&self, who: &str, from: &str, what: &str, on: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = Entry {
            n: state.1,
            prev: state.2.clone(),
            at: now(),
            who: who.to_owned(),
            from: from.to_owned(),
            what: what.to_owned(),
            on: on.to_owned(),
        };
        // Only strings and a number inside: writing cannot fail.
        let mut line = serde_json::to_string(&entry).unwrap_or_default();
        state.2 = digest(&line);
        state.1 += 1;
        line.push('\n');
        if let Err(error) = state.0.write_all(line.as_bytes()) {
            eprintln!("{}: {error}", self.path.display());
        }
    }

    /// The newest lines, oldest first, and the number of the first line that does not fit its chain.
    #[must_use]
    pub fn read(&self) -> (Vec<Entry>, Option<u64>) {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        let mut prev = String::new();
        let mut broken = None;
        let mut entries = Vec::new();
        for (n, line) in text.lines().enumerate() {
            let n = n as u64;
            match serde_json::from_str::<Entry>(line) {
                Ok(entry) => {
                    if (entry.n != n || entry.prev != prev) && broken.is_none() {
                        broken = Some(n);
                    }
                    entries.push(entry);
                }
                Err(_) => broken = broken.or(Some(n)),
            }
            prev = digest(line);
        }
        (
            entries.split_off(entries.len().saturating_sub(TAIL_MAX)),
            broken,
        )
    }
}

/// The moment, RFC 3339 UTC, whole seconds.
pub(super) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
