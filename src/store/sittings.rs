//! Exam sittings as files: each assignment is sat once, noted before its first word, whatever crashes afterwards; and who
//! opened a sealed mark. Works without a database, so that no exam waits for one. Knows no case and no words.

use super::RECORD_FILE;
use crate::domain::record::Record;
use crate::domain::rehearsal::NOBODY;
use crate::files::{FileError, RecordWriter, read_text, write_new};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Folder of sat assignments inside the data folder.
const EXAMS: &str = "exams";
/// Name of the note of who opened a sealed mark, in its result folder.
pub const OPENED_FILE: &str = "opened.json";
/// Name of a sealed mark in a result folder.
pub const SEALED_FILE: &str = "assessment.sealed";
/// Letters of a pseudonym or assignment at most; they become part of file names.
const ID_CHARS_MAX: usize = 64;

/// Whether the mark of a record is to be sealed until somebody opens it.
#[must_use]
pub fn is_to_be_sealed(record: &Record) -> bool {
    record.header.exam.as_ref().is_some_and(|exam| exam.sealed)
}

/// Whether the mark of a record is sealed and nobody has opened it; `folder` is where the record lies.
#[must_use]
pub fn is_sealed(record: &Record, folder: &Path) -> bool {
    is_to_be_sealed(record) && opened(record, folder).is_none()
}

/// The note of who opened the mark of a record. A file of that name that says nothing, or speaks of another record or mark,
/// opens nothing.
#[must_use]
pub fn opened(record: &Record, folder: &Path) -> Option<Opened> {
    let text = read_text(&folder.join(OPENED_FILE)).ok()?;
    let note: Opened = serde_json::from_str(&text).ok()?;
    note.is_of(record).then_some(note)
}

/// Whoever practises without a pseudonym goes by this; nobody in particular, too.
pub const UNNAMED: &str = "trainee";

/// One sitting as it is noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Pseudonym.
    pub trainee: String,
    /// Case id.
    pub case: String,
    /// Level.
    pub level: u8,
    /// What the trainee was told to sit.
    pub assignment: String,
    /// When it began, RFC 3339 UTC.
    pub started_at: String,
    /// Where its result goes.
    pub result: PathBuf,
}

/// Who opened a sealed mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Who.
    pub by: String,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// Seal of the record.
    pub record: String,
    /// Hash of the mark; none when the run broke off before it was marked.
    pub mark: Option<String>,
}

impl Opened {
    /// Whether somebody opened the mark of this record, and when.
    fn is_of(&self, record: &Record) -> bool {
        self.record == record.seal
            && self.mark == record.sealed_mark
            && is_id(&self.by)
            && self.at.parse::<jiff::Timestamp>().is_ok()
    }
}

/// Whether a pseudonym, group or assignment may be part of a file's name: letters, digits, `-`, `_` and `.`.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.chars().count() <= ID_CHARS_MAX
        && !id.starts_with('.')
        && id
            .chars()
            .all(|one| one.is_alphanumeric() || matches!(one, '-' | '_' | '.'))
}

/// Whether this may be a new pseudonym: ASCII letters, digits, `-` and `_`. A name as people here write it is none, and so
/// it cannot get into records, file names and exports by a slip. What was recorded under other ids before still opens.
#[must_use]
pub fn is_pseudonym(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= ID_CHARS_MAX
        && id
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))
}

/// Whether somebody may play by this pseudonym: one that is kept for rehearsals would be missing in every figure.
#[must_use]
pub fn may_be_trainee(id: &str) -> bool {
    is_pseudonym(id) && id != NOBODY
}

impl Sitting {
    /// What makes this sitting one of its kind.
    fn digest(&self) -> impl AsRef<[u8]> {
        Sha256::digest(
            format!(
                "{}\n{}\n{}\n{}",
                self.trainee, self.case, self.level, self.assignment
            )
            .as_bytes(),
        )
    }

    /// The seed of an exam whose draws nobody chose: the same for the same sitting, so that no second start draws again.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.digest()
            .as_ref()
            .iter()
            .take(8)
            .fold(0, |seed, byte| seed << 8 | u64::from(*byte))
    }

    fn path(&self, data: &Path) -> PathBuf {
        let name: String = self
            .digest()
            .as_ref()
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        data.join(EXAMS).join(format!("{name}.json"))
    }

    /// Notes that the assignment is being sat, before its first word. Of two that begin at once only one may; the other
    /// is given the sitting that was first. A folder in which no record can be begun costs no sitting.
    ///
    /// # Errors
    /// When the disk says no, or a record lies where this one should.
    pub fn begin(&self, data: &Path) -> Result<Option<Self>, FileError> {
        let path = self.path(data);
        if !path.exists() {
            RecordWriter::ready(&self.result.join(RECORD_FILE))?;
        }
        // Only strings and numbers inside: writing cannot fail.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        if write_new(&path, text.as_bytes())? {
            return Ok(None);
        }
        // A crash may have left an empty note: the sitting was begun all the same, so it stays one.
        let earlier = read_text(&path)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok());
        Ok(Some(earlier.unwrap_or_else(|| self.clone())))
    }
}
