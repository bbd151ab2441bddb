//! The audit log: who read or changed what of whom, one chained line each, only ever added to. Each line carries its own
//! hash, too, so that a changed last line, which has no follower yet, is found as well. A torn last line (a crash) is closed
//! and told; anything else that does not chain is a forgery or damage, with its line. Knows no database.

use super::digest;
use crate::files::FileError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Name of the log in the data folder.
const LOG: &str = "audit.jsonl";
/// Folder inside the data folder where the console keeps runs that stations told it of, and its own log.
pub const CONSOLE: &str = "console";
/// Folder of those runs inside the console's.
pub const CONSOLE_RUNS: &str = "runs";
/// What the first line names as its predecessor.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The last line is looked for in so many bytes from the end; no line of ours is longer.
const LINE_BYTES_MAX: u64 = 64 * 1024;

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When, RFC 3339 UTC; order is by line, because clocks jump.
    pub at: String,
    /// Who.
    pub by: String,
    /// As what.
    pub role: String,
    /// `read`, `appeal`, `remark`, `certificate`, `export`, `names`, `erase`, `erased`, `import`, `mend`, `assign`, `withdraw`, `unseal`, `sync`, `clip_removed`, `result_removed`,
    /// `settings`; at the console whatever the page may do.
    pub did: String,
    /// Whom or what it was about, by pseudonym or id.
    pub about: String,
    /// What for, or what came of it.
    pub detail: String,
}

impl Entry {
    /// Whether it is about somebody: the console names the run after the pseudonym.
    #[must_use]
    pub fn is_about(&self, id: &str) -> bool {
        self.about.split(' ').next() == Some(id) || self.about == id
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: u64,
    prev: String,
    entry: Entry,
    /// Hash of the line as it is without this; lines from before there were any have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    own: String,
}

/// How a line's own hash begins; it is the last thing in it.
const OWN: &str = ",\"own\":\"";

/// A line's text with its own hash.
fn with_own(text: &str) -> String {
    let body = text.strip_suffix('}').unwrap_or(text);
    format!("{body}{OWN}{}\"}}", digest(text))
}

/// Whether a line is the one that was written; none when it is from before lines had their own hash.
fn is_own(text: &str, line: &Line) -> Option<bool> {
    if line.own.is_empty() {
        return None;
    }
    let body = text
        .strip_suffix("\"}")
        .and_then(|one| one.rsplit_once(OWN));
    Some(body.is_some_and(|(body, own)| own == digest(&format!("{body}}}"))))
}

/// A fault in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Line from 1.
    pub line: u64,
    /// `chain`, or what the reader says.
    pub detail: String,
}

/// What a walk through the log found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Walked {
    /// Lines that were entries.
    pub entries: u64,
    /// Lines that a crash tore; the next entry says so by its number.
    pub torn: u64,
    /// Faults, in order.
    pub faults: Vec<Fault>,
    /// Hash of the last line: written down elsewhere, it shows that nothing was cut off.
    pub seal: String,
}

/// Whoever is logged in at this machine.
#[must_use]
pub fn account() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "nobody".to_owned())
}

/// The moment, RFC 3339 UTC, whole seconds.
#[must_use]
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}

/// The data folder that a result lies in, and its place there: below the results, or among the console's runs.
#[must_use]
pub fn home_of(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let real = path.canonicalize().ok()?;
    let mut above: Vec<&Path> = real.ancestors().collect();
    // From the outside in: a folder of that name may lie inside a result, too.
    above.reverse();
    above.into_iter().find_map(|folder| {
        let name = folder.file_name()?;
        let parent = folder.parent()?;
        let data = if name == super::RESULTS {
            parent
        } else if name == CONSOLE_RUNS && parent.file_name()? == CONSOLE {
            parent.parent()?
        } else {
            return None;
        };
        let inside = real.strip_prefix(folder).ok()?.to_owned();
        is_data(data).then(|| (data.to_owned(), inside))
    })
}

/// Whether a folder is somebody's data folder, and not just one with a folder of that name in it.
fn is_data(folder: &Path) -> bool {
    [
        LOG,
        "store.json",
        "store.sqlite",
        "people",
        "exams",
        CONSOLE,
    ]
    .iter()
    .any(|name| folder.join(name).exists())
}

/// Notes that results of these people are looked at by whoever is logged in, each once, before anything is shown.
///
/// # Errors
/// When the disk says no: whoever cannot note a read must not read.
pub fn note_looks(data: &Path, about: &BTreeSet<&str>, detail: &str) -> Result<(), FileError> {
    // One look has one moment, so that it can be told as one.
    let at = now();
    let entries = about
        .iter()
        .map(|about| by_account(&at, "read", about, detail));
    append_all(data, entries)
}

/// Notes what is done now by whoever is logged in, who claims no role.
///
/// # Errors
/// When the disk says no: whoever cannot note a read must not read.
pub fn note(data: &Path, did: &str, about: &str, detail: &str) -> Result<(), FileError> {
    note_at(data, &now(), did, about, detail)
}

/// The same for what goes on for a while: `at` is when it began.
///
/// # Errors
/// See [`note`].
pub fn note_at(
    data: &Path,
    at: &str,
    did: &str,
    about: &str,
    detail: &str,
) -> Result<(), FileError> {
    append(data, &by_account(at, did, about, detail))
}

/// An entry of whoever is logged in, who claims no role.
fn by_account(at: &str, did: &str, about: &str, detail: &str) -> Entry {
    Entry {
        at: at.to_owned(),
        by: account(),
        role: String::new(),
        did: did.to_owned(),
        about: about.to_owned(),
        detail: detail.to_owned(),
    }
}

/// Where the log lies.
#[must_use]
pub fn path(data: &Path) -> PathBuf {
    data.join(LOG)
}

/// Adds an entry. Of two processes one waits for the other; a line is written whole or is told as torn.
///
/// # Errors
/// When the disk says no: whoever cannot note a read must not read.
pub fn append(data: &Path, entry: &Entry) -> Result<(), FileError> {
    write(data, entry)?
        .sync_data()
        .map_err(|source| FileError::Unwritable {
            path: path(data),
            source,
        })
}

/// Adds many at once, and waits for the disk once.
///
/// # Errors
/// See [`append`].
pub fn append_all(data: &Path, entries: impl Iterator<Item = Entry>) -> Result<(), FileError> {
    for entry in entries {
        append_unsettled(data, &entry)?;
    }
    settle(data)
}

/// The same without waiting for the disk: whoever notes many at once calls [`settle`] before any of it is shown.
///
/// # Errors
/// See [`append`].
pub(super) fn append_unsettled(data: &Path, entry: &Entry) -> Result<(), FileError> {
    write(data, entry).map(drop)
}

/// Waits until everything noted is on the disk, so that a power cut takes no line of somebody who was shown.
///
/// # Errors
/// When the disk says no.
pub(super) fn settle(data: &Path) -> Result<(), FileError> {
    let path = path(data);
    let file = match OpenOptions::new().append(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(FileError::Unwritable { path, source }),
    };
    file.sync_data()
        .map_err(|source| FileError::Unwritable { path, source })
}

fn write(data: &Path, entry: &Entry) -> Result<File, FileError> {
    let path = path(data);
    let unwritable = |source: std::io::Error| FileError::Unwritable {
        path: path.clone(),
        source,
    };
    std::fs::create_dir_all(data).map_err(unwritable)?;
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .open(&path)
        .map_err(unwritable)?;
    file.lock().map_err(unwritable)?;
    let (n, prev, is_torn) = end(&mut file).map_err(unwritable)?;
    let line = Line {
        n,
        prev,
        entry: entry.clone(),
        own: String::new(),
    };
    // Only strings and numbers inside: writing cannot fail.
    let text = with_own(&serde_json::to_string(&line).unwrap_or_default());
    let line_end = if is_torn { "\n" } else { "" };
    let before = file.metadata().map_err(unwritable)?.len();
    file.write_all(format!("{line_end}{text}\n").as_bytes())
        .map_err(|error| {
            // A full disk may have taken half of it; what nobody was told is taken back.
            let _ = file.set_len(before);
            unwritable(error)
        })?;
    Ok(file)
}

/// Number and predecessor of the next line, and whether the last one was torn.
fn end(file: &mut File) -> std::io::Result<(u64, String, bool)> {
    let length = file.seek(SeekFrom::End(0))?;
    if length == 0 {
        return Ok((0, NOTHING.to_owned(), false));
    }
    let from = length.saturating_sub(LINE_BYTES_MAX);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let tail = String::from_utf8_lossy(&tail).into_owned();
    let is_torn = !tail.ends_with('\n');
    // The last line that is an entry; torn ones before it are stepped over.
    let last = tail.split_terminator('\n').rev().find_map(|text| {
        serde_json::from_str::<Line>(text)
            .ok()
            .map(|line| (line, text))
    });
    Ok(match last {
        Some((line, text)) => (line.n + 1, digest(text), is_torn),
        None => (0, NOTHING.to_owned(), is_torn),
    })
}

/// Walks through the log, checks its chain and hands out its entries, oldest first.
///
/// # Errors
/// When the file does not open. No log at all is an empty one.
pub fn walk(data: &Path, f: &mut dyn FnMut(u64, Entry)) -> Result<Walked, FileError> {
    let path = path(data);
    let unreadable = |error: std::io::Error| FileError::Unreadable {
        path: path.clone(),
        detail: error.to_string(),
    };
    let mut walked = Walked {
        seal: NOTHING.to_owned(),
        ..Walked::default()
    };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(walked),
        Err(error) => return Err(unreadable(error)),
    };
    let mut reader = BufReader::new(file);
    let mut raw = Vec::new();
    let mut number = 0;
    let mut expected = 0;
    let mut have_own = false;
    let mut unread: Option<Fault> = None;
    loop {
        raw.clear();
        if reader.read_until(b'\n', &mut raw).map_err(unreadable)? == 0 {
            break;
        }
        number += 1;
        let is_whole = raw.pop_if(|last| *last == b'\n').is_some();
        let text = String::from_utf8_lossy(&raw);
        if !is_whole {
            walked.torn += 1;
            continue;
        }
        let line: Line = match serde_json::from_str(&text) {
            Ok(line) => line,
            Err(error) => {
                // Torn by a crash, if the chain goes on as though it were not there; else it is a fault.
                if let Some(fault) = unread.replace(Fault {
                    line: number,
                    detail: error.to_string(),
                }) {
                    walked.faults.push(fault);
                }
                continue;
            }
        };
        let follows = line.n == expected && line.prev == walked.seal;
        match (unread.take(), follows) {
            (Some(_), true) => walked.torn += 1,
            (Some(fault), false) => walked.faults.push(fault),
            (None, true) => {}
            (None, false) => walked.faults.push(Fault {
                line: number,
                detail: "chain".to_owned(),
            }),
        }
        let own = is_own(&text, &line);
        // Once lines carry their own hash, one without it was not written here.
        if own == Some(false) || (own.is_none() && have_own) {
            walked.faults.push(Fault {
                line: number,
                detail: "hash".to_owned(),
            });
        }
        have_own |= own.is_some();
        walked.seal = digest(&text);
        expected = line.n + 1;
        walked.entries += 1;
        f(number, line.entry);
    }
    walked.faults.extend(unread);
    Ok(walked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(about: &str) -> Entry {
        Entry {
            at: "2026-11-25T08:00:00Z".to_owned(),
            by: "hr-1".to_owned(),
            role: "hr".to_owned(),
            did: "read".to_owned(),
            about: about.to_owned(),
            detail: "export".to_owned(),
        }
    }

    fn walked(data: &Path) -> (Walked, Vec<String>) {
        let mut about = Vec::new();
        let walked = walk(data, &mut |_, entry| about.push(entry.about)).expect("walks");
        (walked, about)
    }

    #[test]
    fn lines_chain_and_a_changed_one_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        for about in ["a", "b", "c"] {
            append(data, &entry(about)).expect("added");
        }
        let (all, about) = walked(data);
        assert_eq!((all.entries, all.faults.len()), (3, 0));
        assert_eq!(about, ["a", "b", "c"]);
        let text = std::fs::read_to_string(path(data)).unwrap();
        for (at, byte) in text.bytes().enumerate() {
            let mut changed = text.clone().into_bytes();
            changed[at] = byte ^ 1;
            std::fs::write(path(data), &changed).unwrap();
            let (found, _) = walked(data);
            assert!(!found.faults.is_empty() || found.torn > 0, "byte {at}");
        }
        let without: Vec<&str> = text
            .lines()
            .enumerate()
            .filter(|(n, _)| *n != 1)
            .map(|(_, l)| l)
            .collect();
        std::fs::write(path(data), format!("{}\n", without.join("\n"))).unwrap();
        assert_eq!(walked(data).0.faults[0].line, 2);
    }

    #[test]
    fn a_log_from_before_lines_had_their_own_hash_opens_and_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        let mut prev = NOTHING.to_owned();
        let mut old = String::new();
        for (n, about) in (0..).zip(["a", "b"]) {
            let line = Line {
                n,
                prev,
                entry: entry(about),
                own: String::new(),
            };
            let text = serde_json::to_string(&line).expect("a line");
            prev = digest(&text);
            old.push_str(&format!("{text}\n"));
        }
        std::fs::write(path(data), &old).expect("written");
        append(data, &entry("c")).expect("added");
        let (found, about) = walked(data);
        assert_eq!(found.faults, []);
        assert_eq!(about, ["a", "b", "c"]);
        // Once lines carry their hash, one without is not one that this program wrote.
        append(data, &entry("d")).expect("added");
        let text = std::fs::read_to_string(path(data)).expect("the log");
        let bare = format!("{}}}\n", text.rsplit_once(OWN).expect("a hash").0);
        std::fs::write(path(data), bare).expect("written");
        let (found, _) = walked(data);
        assert_eq!(found.faults[0].detail, "hash");
    }

    #[test]
    fn a_torn_line_is_told_and_the_next_entry_follows_the_last_whole_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path();
        append(data, &entry("a")).expect("added");
        append(data, &entry("b")).expect("added");
        let text = std::fs::read_to_string(path(data)).unwrap();
        std::fs::write(path(data), &text[..text.len() - 20]).unwrap();
        assert_eq!(walked(data).0.torn, 1);
        append(data, &entry("c")).expect("added");
        let (found, about) = walked(data);
        assert_eq!((found.torn, found.faults.len()), (1, 0), "{found:?}");
        assert_eq!(about, ["a", "c"]);
    }
}
