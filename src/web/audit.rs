//! Who did what at the console: a log of its own, written and walked as every audit log here, so that a line that was
//! changed or taken out is found. Only added to, never read by anything that decides. Knows no page.

use crate::files::FileError;
use crate::store::audit::{Entry, append_all, now, path, walk};
use crate::store::looks::{Look, Looks};
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Looks and deeds handed out at once.
const TAIL_MAX: usize = 500;

/// The log.
pub struct Audit {
    folder: PathBuf,
}

impl Audit {
    /// Opens the log of a console folder and goes on where it stopped.
    ///
    /// # Errors
    /// When the disk says no: better now than when somebody is in.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        let path = path(folder);
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|source| FileError::Unwritable { path, source })?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Adds a line: who (nobody when empty), from where, what in a short word, on what. A full disk must not stop an
    /// instructor from pausing a case, so trouble is told and not returned.
    pub fn note(&self, who: &str, from: IpAddr, what: &str, on: &str) {
        if let Err(error) = self.note_first(who, from, what, on) {
            eprintln!("{error}");
        }
    }

    /// The same for a look at somebody's result: what cannot be noted is not shown.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn note_first(
        &self,
        who: &str,
        from: IpAddr,
        what: &str,
        on: &str,
    ) -> Result<(), FileError> {
        self.note_look(who, from, what, &BTreeSet::from([on]))
    }

    /// The same for a look at several people at once: a line for each, all of one moment.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn note_look(
        &self,
        who: &str,
        from: IpAddr,
        what: &str,
        on: &BTreeSet<&str>,
    ) -> Result<(), FileError> {
        let at = now();
        let entries = on.iter().map(|on| Entry {
            at: at.clone(),
            by: who.to_owned(),
            role: String::new(),
            did: what.to_owned(),
            about: (*on).to_owned(),
            detail: from.to_string(),
        });
        append_all(&self.folder, entries)
    }

    /// The newest looks and deeds, oldest first, and the number of the first line that does not fit its chain.
    #[must_use]
    pub fn read(&self) -> (Vec<Look>, Option<u64>) {
        let mut looks = Looks::of(TAIL_MAX);
        let walked = walk(&self.folder, &mut |_, entry| looks.take(entry));
        // A log that cannot be read vouches for nothing.
        let broken = walked.map_or(Some(1), |walked| {
            walked.faults.first().map(|fault| fault.line)
        });
        (looks.all(), broken)
    }
}
