//! Who reads, as what, and what for. Nothing of a person is read without it, and every read is noted in the audit log.

use super::audit::{self, Entry};
use crate::files::FileError;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::str::FromStr;

/// What somebody is to the store, as they say themselves. It keeps nothing closed but names: whoever may read the data
/// folder may read the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Own results.
    Trainee,
    /// Groups' results, by pseudonym.
    #[default]
    Instructor,
    /// Everybody's results; names, when the key is at hand.
    Hr,
    /// The audit log and whether chains hold.
    Auditor,
    /// Everything, to keep it running; names, when the key is at hand.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Trainee,
        Self::Instructor,
        Self::Hr,
        Self::Auditor,
        Self::Admin,
    ];

    /// Whether names may stand where pseudonyms stand for everybody else. The key must be there, too.
    #[must_use]
    pub const fn may_see_names(self) -> bool {
        matches!(self, Self::Hr | Self::Admin)
    }

    /// Word in files and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Instructor => "instructor",
            Self::Hr => "hr",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|one| one.name() == text)
            .ok_or_else(|| Self::ALL.map(Self::name).join("|"))
    }
}

/// One reader with a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who, by pseudonym or account.
    pub by: String,
    /// As what.
    pub role: Role,
    /// What for, one word of a verb: `export`, `progress`, `show`.
    pub what_for: &'static str,
    /// Now, RFC 3339 UTC.
    pub at: String,
}

impl Access {
    /// Notes in the audit log of a data folder what this reader does, about whom or what, and what for or what came of it.
    ///
    /// # Errors
    /// When the disk says no: whoever cannot note a read must not read.
    pub fn note(&self, data: &Path, did: &str, about: &str, detail: &str) -> Result<(), FileError> {
        audit::append(data, &self.entry(did, about, detail))
    }

    /// The same for one of many: [`audit::settle`] follows.
    #[cfg(feature = "store")]
    pub(super) fn note_one(&self, data: &Path, about: &str) -> Result<(), FileError> {
        audit::append_unsettled(data, &self.entry("read", about, self.what_for))
    }

    fn entry(&self, did: &str, about: &str, detail: &str) -> Entry {
        Entry {
            at: self.at.clone(),
            by: self.by.clone(),
            role: self.role.name().to_owned(),
            did: did.to_owned(),
            about: about.to_owned(),
            detail: detail.to_owned(),
        }
    }
}
