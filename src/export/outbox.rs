//! Statements that wait to be sent to one learning-record store, on disk: they survive restarts and power cuts, a run is put
//! in once, and what is lost or changed is told. Knows no network and not what a statement says.
//!
//! `queue-N.jsonl` holds statements, each with its digest behind a tab, so that a flipped bit is never sent (lines written
//! before there were digests are sent, too); `place.json`, with a digest, says which file is being sent, how far it was
//! accepted and how far it was surely written; `runs.txt` names the runs that were put in; `refused.jsonl` keeps what the
//! other side would not take, with its reason; `lock` is held by whoever is at it.

use crate::files::{FileError, list, read_text, write_whole};
use crate::store::{with_digest, without_digest};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

const PLACE: &str = "place.json";
const RUNS: &str = "runs.txt";
const REFUSED: &str = "refused.jsonl";
const LOCK: &str = "lock";
/// Whose outbox it is, for people.
const ADDRESS: &str = "address.txt";
/// So many runs are put in before the disk is waited for.
const RUNS_AT_ONCE: usize = 256;

/// The outbox could not be read or written.
#[derive(Debug, Error)]
pub enum OutboxError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another export is at it.
    #[error("{0}: in use")]
    Busy(PathBuf),
    /// A file of the outbox that is none, or is not as it was written.
    #[error("{path}: {detail}")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    queue: u64,
    sent_bytes: u64,
    /// The queue was so long when it was last surely on the disk; 0 in a note from before this was noted.
    #[serde(default)]
    kept_bytes: u64,
}

/// Statements that wait.
#[derive(Debug)]
pub struct Outbox {
    folder: PathBuf,
    place: Place,
    runs: BTreeSet<u128>,
    /// Runs put in since the disk was last waited for.
    fresh: Vec<u128>,
    queue: Option<io::BufWriter<File>>,
    /// Held as long as this is open.
    _lock: File,
}

/// A part of the queue, as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Statements, one JSON text each.
    pub statements: Vec<String>,
    /// Where the queue goes on behind them.
    end: u64,
}

impl Outbox {
    /// Opens the outbox of one store among those of all. What one store took says nothing about another.
    ///
    /// # Errors
    /// See [`Outbox::open`].
    pub fn open_for(all: &Path, address: &str) -> Result<Self, OutboxError> {
        // With or without a slash at its end it is the same store.
        let address = address.trim_end_matches('/');
        let folder = all.join(digest(address));
        let outbox = Self::open(&folder)?;
        let path = folder.join(ADDRESS);
        if !path.is_file() {
            write_whole(&path, format!("{address}\n").as_bytes())?;
        }
        Ok(outbox)
    }

    /// Whether an outbox lies there from before each store had its own: nobody can say which store it was for.
    #[must_use]
    pub fn is_from_before(all: &Path) -> bool {
        all.join(RUNS).is_file() || all.join(PLACE).is_file()
    }

    /// Opens an outbox, or begins one.
    ///
    /// # Errors
    /// When another export is at it, the disk says no or its files are damaged.
    pub fn open(folder: &Path) -> Result<Self, OutboxError> {
        let lock = lock(folder)?;
        let path = folder.join(PLACE);
        let found = if path.is_file() {
            Some(read_place(&path)?)
        } else {
            None
        };
        let mut outbox = Self {
            folder: folder.to_owned(),
            place: found.unwrap_or(Place {
                queue: 1,
                sent_bytes: 0,
                kept_bytes: 0,
            }),
            runs: BTreeSet::new(),
            fresh: Vec::new(),
            queue: None,
            _lock: lock,
        };
        outbox.read_runs()?;
        if found.is_none() && outbox.has_lost_its_place() {
            return Err(damaged(&path, "missing"));
        }
        outbox.mend()?;
        Ok(outbox)
    }

    /// Sets aside everything that was put in, so that all runs can be put in again: statements go by the same ids, so what
    /// was taken before is not doubled. Gives where the old files lie now, if there were any.
    ///
    /// # Errors
    /// When another export is at it or the disk says no.
    pub fn begin_again(all: &Path, address: &str) -> Result<Option<PathBuf>, OutboxError> {
        let folder = all.join(digest(address.trim_end_matches('/')));
        let _lock = lock(&folder)?;
        let mut files = list(&folder, "jsonl");
        files.retain(|path| !path.ends_with(REFUSED));
        files.extend([PLACE, RUNS].map(|name| folder.join(name)));
        files.retain(|path| path.is_file());
        if files.is_empty() {
            return Ok(None);
        }
        let aside = (1..)
            .map(|number| folder.join(format!("aside-{number}")))
            .find(|aside| !aside.exists())
            .unwrap_or_else(|| folder.join("aside"));
        fs::create_dir_all(&aside).map_err(unwritable(&aside))?;
        for file in files {
            let to = aside.join(file.file_name().unwrap_or_default());
            fs::rename(&file, &to).map_err(unwritable(&to))?;
        }
        Ok(Some(aside))
    }

    fn queue_path(&self) -> PathBuf {
        self.folder
            .join(format!("queue-{:06}.jsonl", self.place.queue))
    }

    /// Whether there must have been a note of the place: before anything is sent there need not be one, and then everything
    /// waits in the first queue.
    fn has_lost_its_place(&self) -> bool {
        let first = self.queue_path();
        let is_later = |path: &PathBuf| !path.ends_with(REFUSED) && *path != first;
        !self.runs.is_empty() && !first.is_file()
            || list(&self.folder, "jsonl").iter().any(is_later)
    }

    /// Cuts a line that a power cut left half written, and removes a queue that was sent wholly. What was surely written and
    /// is gone is a loss, unless nobody counts on it.
    fn mend(&mut self) -> Result<(), OutboxError> {
        if let Some(before) = self.place.queue.checked_sub(1) {
            let _ = fs::remove_file(self.folder.join(format!("queue-{before:06}.jsonl")));
        }
        let path = self.queue_path();
        let mut file = match OpenOptions::new().read(true).write(true).open(&path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(unwritable(&path)(error).into()),
        };
        let mut whole = 0;
        if let Some(file) = &mut file {
            let mut lines = BufReader::new(file);
            let mut line = Vec::new();
            loop {
                line.clear();
                let read = lines
                    .read_until(b'\n', &mut line)
                    .map_err(unwritable(&path))?;
                if read == 0 || line.last() != Some(&b'\n') {
                    break;
                }
                whole += read as u64;
            }
        }
        if whole < self.place.kept_bytes.max(self.place.sent_bytes) {
            if !self.runs.is_empty() {
                return Err(damaged(&path, "cut short"));
            }
            self.place.kept_bytes = whole;
            self.place.sent_bytes = self.place.sent_bytes.min(whole);
        }
        if let Some(file) = file {
            file.set_len(whole).map_err(unwritable(&path))?;
        }
        Ok(())
    }

    fn read_runs(&mut self) -> Result<(), OutboxError> {
        let path = self.folder.join(RUNS);
        let Ok(file) = File::open(&path) else {
            return Ok(());
        };
        for line in BufReader::new(file).split(b'\n') {
            let line = line.map_err(unwritable(&path))?;
            // A half or damaged line is a run that is put in again, which does no harm.
            let key = std::str::from_utf8(&line).ok();
            if let Some(Ok(key)) = key
                .filter(|key| key.len() == 32)
                .map(|key| u128::from_str_radix(key, 16))
            {
                self.runs.insert(key);
            }
        }
        Ok(())
    }

    /// Puts the statements of a run in, unless it was put in before; tells whether they were.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&mut self, run: u128, statements: &[String]) -> Result<bool, OutboxError> {
        if !self.runs.insert(run) {
            return Ok(false);
        }
        let path = self.queue_path();
        let queue = match &mut self.queue {
            Some(queue) => queue,
            none => none.insert(io::BufWriter::new(
                OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&path)
                    .map_err(unwritable(&path))?,
            )),
        };
        for statement in statements {
            let text = statement.trim_end();
            queue
                .write_all(format!("{text}\t{}\n", digest(text)).as_bytes())
                .map_err(unwritable(&path))?;
        }
        self.fresh.push(run);
        if self.fresh.len() >= RUNS_AT_ONCE {
            self.keep()?;
        }
        Ok(true)
    }

    /// Waits until everything put in is on the disk. A run counts as put in only when its statements are there.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn keep(&mut self) -> Result<(), OutboxError> {
        if let Some(mut queue) = self.queue.take() {
            let path = self.queue_path();
            queue
                .flush()
                .and_then(|()| queue.get_ref().sync_data())
                .map_err(unwritable(&path))?;
            let length = queue.get_ref().metadata().map_err(unwritable(&path))?.len();
            self.place.kept_bytes = length;
            self.keep_place()?;
        }
        if !self.fresh.is_empty() {
            let path = self.folder.join(RUNS);
            let lines: String = self
                .fresh
                .drain(..)
                .map(|run| format!("{run:032x}\n"))
                .collect();
            append(&path, &lines)?;
        }
        Ok(())
    }

    /// The next statements to send, at most so many and at most so many bytes; none when nothing waits.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn next(&self, count_max: usize, bytes_max: usize) -> Result<Option<Queued>, OutboxError> {
        let path = self.queue_path();
        let Ok(mut file) = File::open(&path) else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(self.place.sent_bytes))
            .map_err(unwritable(&path))?;
        let mut lines = BufReader::new(file);
        let mut queued = Queued {
            statements: Vec::new(),
            end: self.place.sent_bytes,
        };
        let mut bytes = 0;
        while queued.statements.len() < count_max {
            let mut line = Vec::new();
            let read = lines
                .read_until(b'\n', &mut line)
                .map_err(unwritable(&path))?;
            let line = String::from_utf8_lossy(&line);
            if read == 0 || !line.ends_with('\n') {
                break;
            }
            bytes += read;
            if bytes > bytes_max && !queued.statements.is_empty() {
                break;
            }
            let statement = sound(line.trim_end_matches('\n'))
                .ok_or_else(|| damaged(&path, &format!("byte {}", queued.end)))?;
            queued.end += read as u64;
            queued.statements.push(statement);
        }
        Ok((!queued.statements.is_empty()).then_some(queued))
    }

    /// Notes that these statements need not be sent again.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn done(&mut self, queued: &Queued) -> Result<(), OutboxError> {
        self.keep()?;
        let path = self.queue_path();
        let length = fs::metadata(&path).map_or(0, |meta| meta.len());
        self.place.sent_bytes = queued.end;
        let through = queued.end >= length;
        if through {
            // A new file, because an emptied one and an old place could be taken for each other after a power cut.
            self.place = Place {
                queue: self.place.queue + 1,
                sent_bytes: 0,
                kept_bytes: 0,
            };
        }
        self.keep_place()?;
        if through {
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    fn keep_place(&self) -> Result<(), OutboxError> {
        // Only numbers inside: writing cannot fail.
        let text = serde_json::to_string(&self.place).unwrap_or_default();
        Ok(write_whole(
            &self.folder.join(PLACE),
            with_digest(&text).as_bytes(),
        )?)
    }

    /// Keeps a statement that the other side would not take, with what it answered.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn refuse(&self, statement: &str, status: u16, answer: &str) -> Result<(), OutboxError> {
        let kept = serde_json::json!({
            "status": status,
            "answer": answer,
            "statement": serde_json::from_str::<serde_json::Value>(statement)
                .unwrap_or_else(|_| serde_json::Value::String(statement.to_owned())),
        });
        append(&self.folder.join(REFUSED), &format!("{kept}\n"))
    }

    /// How many statements wait.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn waiting(&self) -> Result<u64, OutboxError> {
        let path = self.queue_path();
        let Ok(mut file) = File::open(&path) else {
            return Ok(0);
        };
        file.seek(SeekFrom::Start(self.place.sent_bytes))
            .map_err(unwritable(&path))?;
        let mut count = 0;
        for byte in BufReader::new(file).bytes() {
            count += u64::from(byte.map_err(unwritable(&path))? == b'\n');
        }
        Ok(count)
    }

    /// Where refused statements lie.
    #[must_use]
    pub fn refused_path(&self) -> PathBuf {
        self.folder.join(REFUSED)
    }
}

/// Holds the outbox for as long as the file is open.
fn lock(folder: &Path) -> Result<File, OutboxError> {
    fs::create_dir_all(folder).map_err(unwritable(folder))?;
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(unwritable(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OutboxError::Busy(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(unwritable(&path)(error).into()),
    }
}

/// The note of the place; one from before notes had a digest is a bare JSON text.
fn read_place(path: &Path) -> Result<Place, OutboxError> {
    let text = read_text(path)?;
    let body = without_digest(&text).unwrap_or(&text);
    serde_json::from_str(body).map_err(|error| damaged(path, &error.to_string()))
}

fn damaged(path: &Path, detail: &str) -> OutboxError {
    OutboxError::Damaged {
        path: path.to_owned(),
        detail: detail.to_owned(),
    }
}

/// The statement of a line, if it is what was written. JSON has no bare tabs: a line without one is from before digests
/// were written, and a whole statement is all that can be asked of it.
fn sound(line: &str) -> Option<String> {
    match line.rsplit_once('\t') {
        Some((text, sum)) => (digest(text) == sum).then(|| text.to_owned()),
        None => serde_json::from_str::<serde_json::Value>(line)
            .is_ok_and(|statement| statement["id"].is_string() && statement["verb"].is_object())
            .then(|| line.to_owned()),
    }
}

/// Sixteen hex digits tell a changed line from the one that was written.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn append(path: &Path, text: &str) -> Result<(), OutboxError> {
    let put = || {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_data()
    };
    put().map_err(unwritable(path)).map_err(OutboxError::from)
}

fn unwritable(path: &Path) -> impl Fn(io::Error) -> FileError {
    let path = path.to_owned();
    move |source| FileError::Unwritable {
        path: path.clone(),
        source,
    }
}
