//! Reads of results that go past the database: whoever opens one in the data folder is noted before anything is shown, like
//! everybody who asks the store. What cannot be noted is not shown. Decides nothing about who may read.

use super::desk::Desk;
use super::outcome::Failure;
use crate::domain::rehearsal::NOBODY;
use crate::export::{ExportError, Folder, Results, Take};
use crate::files::FileError;
use crate::store::RESULTS;
use crate::store::audit::{home_of, note_at, now};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Notes that a result is looked at: in the data folder it lies in, else in the reader's own, wherever it was copied to.
/// `about` is a pseudonym, or `*` for many. What was rehearsed for the moment somewhere else is nobody's.
///
/// # Errors
/// When the log cannot be written.
pub(super) fn note_read(
    desk: &Desk,
    path: &Path,
    did: &str,
    about: &str,
    detail: &str,
) -> Result<(), Failure> {
    Ok(Log::of(desk, path).note(did, about, detail)?)
}

/// Where reads of one place are noted.
pub(super) struct Log {
    data: PathBuf,
    inside: PathBuf,
    /// Whether the place lies in a data folder.
    is_at_home: bool,
    /// When the look began.
    at: String,
}

impl Log {
    pub(super) fn of(desk: &Desk, path: &Path) -> Self {
        let own = desk.data();
        let real = |path: &Path| path.canonicalize().ok();
        // The reader's own results need no other sign of a data folder.
        let inside = real(&own.join(RESULTS))
            .and_then(|results| Some(real(path)?.strip_prefix(results).ok()?.to_owned()));
        let (data, inside, is_at_home) = match (inside, home_of(path)) {
            (Some(inside), _) => (own, inside, true),
            (None, Some((data, inside))) => (data, inside, true),
            (None, None) => {
                let inside = real(path).unwrap_or_else(|| path.to_owned());
                (own, inside, false)
            }
        };
        Self {
            data,
            inside,
            is_at_home,
            at: now(),
        }
    }

    fn note(&self, did: &str, about: &str, detail: &str) -> Result<(), FileError> {
        if !self.is_at_home && about == NOBODY {
            return Ok(());
        }
        let detail = format!("{detail} {}", self.inside.display());
        note_at(&self.data, &self.at, did, about, detail.trim_end())
    }
}

/// Results of a folder, each person noted before the first of their marks is handed over.
pub(super) struct Noted {
    pub(super) folder: Folder,
    pub(super) log: Log,
    /// Whether rehearsed runs, which nobody in particular played, are asked for.
    pub(super) rehearsals: bool,
    /// Rehearsed runs that were not handed over.
    pub(super) left_out: u64,
}

impl Results for Noted {
    fn count(&mut self) -> Result<u64, ExportError> {
        self.folder.count()
    }

    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        let mut seen = BTreeSet::new();
        let (log, rehearsals) = (&self.log, self.rehearsals);
        let mut left_out = 0;
        self.folder.each(&mut |found| {
            if let Ok(found) = &found {
                if !rehearsals && found.mark.trainee == NOBODY {
                    left_out += 1;
                    return Ok(());
                }
                if !seen.contains(&found.mark.trainee) {
                    log.note("read", &found.mark.trainee, "export")?;
                    seen.insert(found.mark.trainee.clone());
                }
            }
            take(found)
        })?;
        self.left_out = left_out;
        Ok(())
    }
}
