//! One result folder as everybody reads it who believes what it says: the record's chain, the mark held against the record,
//! the seal and who opened it. Says what is wrong by the id of a message. Knows no database and no words.

use super::sittings::{SEALED_FILE, UNNAMED, is_sealed, is_to_be_sealed};
use super::{MARK_FILE, RECORD_FILE};
use crate::domain::assessment::{Assessment, Doubt, FORMAT};
use crate::domain::record::{Broken, Record, parse_prefix};
use crate::domain::rehearsal::NOBODY;
use crate::files::{FileError, read_bytes, read_text};
use serde::Deserialize;
use std::path::Path;

/// A clock may be wrong by so much before a run counts as one from the future.
const GRACE_SECS: i64 = 24 * 60 * 60;

/// Why a result is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Id of the message that says it: `problem-…`.
    pub id: &'static str,
    /// Line of the record; 0 when none is to blame.
    pub line: usize,
    /// What the reader says.
    pub detail: String,
}

impl Wrong {
    fn new(id: &'static str, line: usize, detail: impl Into<String>) -> Self {
        Self {
            id,
            line,
            detail: detail.into(),
        }
    }

    fn file(error: &FileError) -> Self {
        Self::new("problem-file", 0, error.to_string())
    }

    /// Its code in tables: the id without what all have in common.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.id.strip_prefix("problem-").unwrap_or(self.id)
    }
}

impl From<&Broken> for Wrong {
    fn from(broken: &Broken) -> Self {
        match broken {
            Broken::Empty => Self::new("problem-record-empty", 0, ""),
            Broken::Unreadable { line, detail } => Self::new("problem-record-line", *line, detail),
            Broken::Chain { line } => Self::new("problem-record-chain", *line, ""),
            Broken::Order { line } => Self::new("problem-record-order", *line, ""),
            Broken::Time { line } => Self::new("problem-record-time", *line, ""),
            Broken::Format { format } => Self::new("problem-record-format", 1, format.to_string()),
        }
    }
}

impl From<Doubt> for Wrong {
    fn from(doubt: Doubt) -> Self {
        match doubt {
            Doubt::Format(format) => Self::new("problem-mark-format", 0, format.to_string()),
            Doubt::OfAnother(record) => Self::new("problem-mark-of-another", 0, record),
            Doubt::OfOpenRecord => Self::new("problem-mark-of-open-record", 0, ""),
            Doubt::Seal => Self::new("problem-seal-broken", 0, ""),
            Doubt::Sum => Self::new("problem-mark-sum", 0, ""),
        }
    }
}

/// The record of a folder as far as it is sound, and the last line where a crash tore it.
///
/// # Errors
/// What is wrong with it.
pub fn record(folder: &Path) -> Result<(Record, Option<Wrong>), Wrong> {
    let bytes = match read_bytes(&folder.join(RECORD_FILE)) {
        Ok(bytes) => bytes,
        Err(FileError::Missing(_)) => return Err(Wrong::new("problem-record-missing", 0, "")),
        Err(error) => return Err(Wrong::file(&error)),
    };
    let is_whole = bytes.last() == Some(&b'\n');
    let text = String::from_utf8_lossy(&bytes);
    let (record, fault) = parse_prefix(&text).map_err(|fault| Wrong::from(&fault))?;
    let lines = text.lines().count();
    let torn = match fault {
        None if is_whole => None,
        None => Some(Wrong::new("problem-record-torn", lines, "")),
        // The line a kill cut is the last one and has no end; anything else is no crash.
        Some(Broken::Unreadable { line, detail }) if !is_whole && line == lines => {
            Some(Wrong::new("problem-record-torn", line, detail))
        }
        Some(fault) => return Err(Wrong::from(&fault)),
    };
    Ok((record, torn))
}

/// When a run began, by the clock of its station. One from the future would be the latest of its case for ever.
///
/// # Errors
/// That it is no moment, or one that has not come yet.
pub fn began(record: &Record, now: jiff::Timestamp) -> Result<jiff::Timestamp, Wrong> {
    let text = &record.header.started_at;
    let began: jiff::Timestamp = text
        .parse()
        .map_err(|_| Wrong::new("problem-record-began", 1, text))?;
    if began.as_second() - now.as_second() > GRACE_SECS {
        return Err(Wrong::new("problem-record-future", 1, text));
    }
    Ok(began)
}

/// The last moment that is no future, written as a run's beginning is in a row.
#[must_use]
pub fn latest_moment(now: jiff::Timestamp) -> String {
    let grace = jiff::SignedDuration::from_secs(GRACE_SECS);
    now.checked_add(grace).unwrap_or(now).to_string()
}

/// The mark beside a record, when there is one and it may be read.
///
/// # Errors
/// Why it is not believed.
pub fn mark(folder: &Path, record: &Record) -> Result<Option<Assessment>, Wrong> {
    mark_in(&folder.join(MARK_FILE), folder, record)
}

/// The same for a mark in a file of another name.
///
/// # Errors
/// Why it is not believed.
pub fn mark_in(file: &Path, folder: &Path, record: &Record) -> Result<Option<Assessment>, Wrong> {
    let text = match read_text(file) {
        Ok(text) => text,
        Err(FileError::Missing(_)) => return Ok(None),
        Err(error) => return Err(Wrong::file(&error)),
    };
    if is_sealed(record, folder) {
        return Err(Wrong::new("problem-mark-unsealed", 0, ""));
    }
    let mark = parse(&text)?;
    mark.held_against(record)?;
    Ok(Some(mark))
}

/// Reads the text of a mark; one of another format is told as such, whatever else it holds.
///
/// # Errors
/// What the reader says.
pub fn parse(text: &str) -> Result<Assessment, Wrong> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    serde_json::from_str(text).map_err(|error| match serde_json::from_str::<Format>(text) {
        Ok(found) if found.format != FORMAT => Doubt::Format(found.format).into(),
        _ => Wrong::new("problem-mark-unreadable", error.line(), error.to_string()),
    })
}

/// Why there is no certificate for a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unearned {
    /// A rehearsal, or practice without a pseudonym: nobody in particular played it.
    Nobodys,
    /// No pass, or a record that does not end or is faulty.
    NotPassed,
}

/// Whether somebody earned a certificate by a mark that was held against its record.
///
/// # Errors
/// Why nobody did.
pub fn earned(record: &Record, is_faulty: bool, mark: &Assessment) -> Result<(), Unearned> {
    let trainee = record.header.trainee.trim();
    if trainee.is_empty() || trainee == NOBODY || trainee == UNNAMED {
        return Err(Unearned::Nobodys);
    }
    if is_faulty || !record.closed || !mark.score.pass || mark.held_against(record).is_err() {
        return Err(Unearned::NotPassed);
    }
    Ok(())
}

/// A mark that is not the one its record gives.
#[must_use]
pub fn differs() -> Wrong {
    Wrong::new("problem-mark-differs", 0, "")
}

/// Whether a record must have its mark put away, and it is the one the record was closed with.
///
/// # Errors
/// That it is not.
pub fn sealed(folder: &Path, record: &Record) -> Result<bool, Wrong> {
    if !(is_to_be_sealed(record) && record.closed) {
        return Ok(false);
    }
    let broken = |detail: String| Wrong::new("problem-seal-broken", 0, detail);
    let text = read_text(&folder.join(SEALED_FILE)).map_err(|error| broken(error.to_string()))?;
    let mark: Assessment =
        serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
    if Some(mark.commitment()) == record.sealed_mark && mark.record == record.seal {
        Ok(true)
    } else {
        Err(broken(String::new()))
    }
}
