//! Reads of results that go past the database: whoever opens one in the data folder is noted before anything is shown, like
//! everybody who asks the store. What cannot be noted is not shown. Decides nothing about who may read.

use super::desk::Desk;
use super::outcome::Failure;
use super::run::now;
use crate::export::{ExportError, Folder, Results, Take};
use crate::files::FileError;
use crate::store::RESULTS;
use crate::store::audit::{Entry, append};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Whoever is logged in at this machine.
pub(super) fn who() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "nobody".to_owned())
}

/// Notes that a result is looked at, if it lies among those of the data folder: one made for the moment somewhere else is
/// nobody's. `about` is a pseudonym, or `*` for many.
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
    match Log::of(desk, path) {
        Some(log) => Ok(log.note(did, about, detail)?),
        None => Ok(()),
    }
}

/// The log of the data folder, for reads of one place inside its results.
pub(super) struct Log {
    data: PathBuf,
    inside: String,
}

impl Log {
    /// None when the place is not among the results of the data folder.
    pub(super) fn of(desk: &Desk, path: &Path) -> Option<Self> {
        let data = desk.data();
        let real = |path: &Path| path.canonicalize().ok();
        let results = real(&data.join(RESULTS))?;
        let inside = real(path)?.strip_prefix(results).ok()?.to_owned();
        Some(Self {
            data,
            inside: inside.to_string_lossy().into_owned(),
        })
    }

    fn note(&self, did: &str, about: &str, detail: &str) -> Result<(), FileError> {
        let detail = format!("{detail} {}", self.inside);
        append(
            &self.data,
            &Entry {
                at: now(),
                by: who(),
                // Nobody claims a role here.
                role: String::new(),
                did: did.to_owned(),
                about: about.to_owned(),
                detail: detail.trim_end().to_owned(),
            },
        )
    }
}

/// Results of a folder, each person noted before the first of their marks is handed over.
pub(super) struct Noted {
    pub(super) folder: Folder,
    pub(super) log: Option<Log>,
}

impl Results for Noted {
    fn count(&mut self) -> Result<u64, ExportError> {
        self.folder.count()
    }

    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        let mut seen = BTreeSet::new();
        let log = self.log.as_ref();
        self.folder.each(&mut |found| {
            if let (Ok(found), Some(log)) = (&found, log)
                && !seen.contains(&found.mark.trainee)
            {
                log.note("read", &found.mark.trainee, "export")?;
                seen.insert(found.mark.trainee.clone());
            }
            take(found)
        })
    }
}
