//! Records that a console was to get and has not got to the end: a mark beside each, held while its own line lives. A
//! machine that was switched off, or cut off when the case ended, sends the rest with its next run. Knows no socket.

use crate::files::folders;
use crate::store::RECORD_FILE;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The mark: one line, the station's name, which the console's name of the run is made of. Gone once all is told.
pub const UNTOLD_FILE: &str = "untold";

/// A mark that nobody else holds.
pub struct Claim {
    path: PathBuf,
    // Held for its lock, which falls with the process; where a lock bars readers, only this handle reads the mark.
    file: File,
}

impl Claim {
    /// Marks a record as not told yet. None where that cannot be written: the line itself goes on without.
    #[must_use]
    pub fn make(record: &Path, station: &str) -> Option<Self> {
        let path = record.with_file_name(UNTOLD_FILE);
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .ok()?;
        file.try_lock().ok()?;
        file.set_len(0).ok()?;
        writeln!(file, "{station}").ok()?;
        file.sync_data().ok()?;
        Some(Self { path, file })
    }

    /// Takes over a mark that somebody left.
    fn take(path: &Path) -> Option<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
        match file.try_lock() {
            Ok(()) => Some(Self {
                path: path.to_owned(),
                file,
            }),
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
        }
    }

    /// Everything is told.
    pub fn done(self) {
        // Left behind it would only be asked about once more.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A record left over from another run.
pub struct LeftOver {
    /// The record.
    pub record: PathBuf,
    /// The station that played it.
    pub station: String,
    /// Held while it is sent.
    pub claim: Claim,
}

/// Folders beside this record's own whose records wait to be told, all of them, the newest last; to be claimed one by one
/// from the end, because what an instructor waits for was played last.
#[must_use]
pub fn waiting(record: &Path) -> Vec<PathBuf> {
    let Some((own, root)) = record
        .parent()
        .and_then(|own| Some((own, own.parent()?)))
        .filter(|(_, root)| is_private(root))
    else {
        return Vec::new();
    };
    folders(root)
        .into_iter()
        .filter(|folder| folder != own && folder.join(UNTOLD_FILE).is_file())
        .collect()
}

/// Where anybody may put a folder, nobody vouches for the records in it, and none is sent in this station's name.
fn is_private(root: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(root).is_ok_and(|found| found.permissions().mode() & 0o002 == 0)
    }
    #[cfg(not(unix))]
    {
        root.is_dir()
    }
}

/// Claims the record of such a folder; none where another line has it or nothing is left of it.
#[must_use]
pub fn claim(folder: &Path) -> Option<LeftOver> {
    let mark = folder.join(UNTOLD_FILE);
    let mut claim = Claim::take(&mark)?;
    let record = folder.join(RECORD_FILE);
    // Another line may have told the rest and taken the mark away before this one held it.
    if !mark.is_file() {
        return None;
    }
    let mut station = String::new();
    claim.file.read_to_string(&mut station).ok()?;
    let station = station.trim().to_owned();
    if station.is_empty() || !record.is_file() {
        claim.done();
        return None;
    }
    Some(LeftOver {
        record,
        station,
        claim,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_held_by_one_found_by_the_next_and_gone_when_done() {
        let root = tempfile::tempdir().expect("a folder");
        let of = |name: &str| root.path().join(name).join(RECORD_FILE);
        for name in ["one", "two", "bare"] {
            let record = of(name);
            std::fs::create_dir_all(record.with_file_name("")).expect("a folder");
            std::fs::write(&record, "{}\n").expect("a record");
        }
        let mark = Claim::make(&of("one"), "A 01").expect("a mark");
        let wait = waiting(&of("two"));
        assert_eq!(wait, [root.path().join("one")]);
        assert!(claim(&wait[0]).is_none(), "its own line lives");
        assert!(Claim::make(&of("one"), "A02").is_none());
        drop(mark);
        let left = claim(&wait[0]).expect("nobody holds it");
        assert_eq!((left.station.as_str(), left.record), ("A 01", of("one")));
        left.claim.done();
        assert!(waiting(&of("two")).is_empty());
        // A month without a console: every record waits for its turn, the newest first.
        for number in 0..600 {
            let record = of(&format!("month-{number:03}"));
            std::fs::create_dir_all(record.with_file_name("")).expect("a folder");
            drop(Claim::make(&record, "A 01").expect("a mark"));
        }
        let mut all = waiting(&of("two"));
        assert_eq!(all.len(), 600);
        assert_eq!(all.pop(), Some(root.path().join("month-599")));
    }
}
