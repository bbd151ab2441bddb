//! Statements that wait to be sent, on disk: they survive restarts and power cuts, and a run is put in once. Knows no
//! network.
//!
//! `queue-N.jsonl` holds statements, each with its digest behind a tab, so that a flipped bit is never sent (lines written
//! before there were digests are sent, too); `place.json` says which file is being sent and how far it was accepted;
//! `runs.txt` names the runs that were put in; `refused.jsonl` keeps what the other side would not take, with its reason.

use super::statement::Statement;
use crate::files::{FileError, read_text, write_whole};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

const PLACE: &str = "place.json";
const RUNS: &str = "runs.txt";
const REFUSED: &str = "refused.jsonl";
/// So many runs are put in before the disk is waited for.
const RUNS_AT_ONCE: usize = 256;

/// The outbox could not be read or written.
#[derive(Debug, Error)]
pub enum OutboxError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file of the outbox that is none.
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
    /// Opens an outbox, or begins one.
    ///
    /// # Errors
    /// When the disk says no or its files are damaged.
    pub fn open(folder: &Path) -> Result<Self, OutboxError> {
        fs::create_dir_all(folder).map_err(unwritable(folder))?;
        let path = folder.join(PLACE);
        let place = if path.is_file() {
            serde_json::from_str(&read_text(&path)?).map_err(|error| OutboxError::Damaged {
                path: path.clone(),
                detail: error.to_string(),
            })?
        } else {
            Place {
                queue: 1,
                sent_bytes: 0,
            }
        };
        let mut outbox = Self {
            folder: folder.to_owned(),
            place,
            runs: BTreeSet::new(),
            fresh: Vec::new(),
            queue: None,
        };
        outbox.mend()?;
        outbox.read_runs()?;
        Ok(outbox)
    }

    fn queue_path(&self) -> PathBuf {
        self.folder
            .join(format!("queue-{:06}.jsonl", self.place.queue))
    }

    /// Cuts a line that a power cut left half written, and removes a queue that was sent wholly.
    fn mend(&self) -> Result<(), OutboxError> {
        if let Some(before) = self.place.queue.checked_sub(1) {
            let _ = fs::remove_file(self.folder.join(format!("queue-{before:06}.jsonl")));
        }
        let path = self.queue_path();
        let Ok(mut file) = OpenOptions::new().read(true).write(true).open(&path) else {
            return Ok(());
        };
        let mut whole = 0;
        let mut lines = BufReader::new(&mut file);
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
        file.set_len(whole).map_err(unwritable(&path))?;
        Ok(())
    }

    fn read_runs(&mut self) -> Result<(), OutboxError> {
        let path = self.folder.join(RUNS);
        let Ok(file) = File::open(&path) else {
            return Ok(());
        };
        for line in BufReader::new(file).lines() {
            let line = line.map_err(unwritable(&path))?;
            // A half line is a run that is put in again, which does no harm.
            if let (32, Ok(key)) = (line.len(), u128::from_str_radix(&line, 16)) {
                self.runs.insert(key);
            }
        }
        Ok(())
    }

    /// Puts the statements of a run in, unless it was put in before; tells whether they were.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&mut self, run: u128, statements: &[Statement]) -> Result<bool, OutboxError> {
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
            let line = statement.line();
            let text = line.trim_end();
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
            let statement =
                sound(line.trim_end_matches('\n')).ok_or_else(|| OutboxError::Damaged {
                    path: path.clone(),
                    detail: format!("byte {}", queued.end),
                })?;
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
            };
        }
        let text = serde_json::to_string(&self.place).unwrap_or_default();
        write_whole(&self.folder.join(PLACE), text.as_bytes())?;
        if through {
            let _ = fs::remove_file(path);
        }
        Ok(())
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
