//! Lines and their chain: each line names the SHA-256 of the line before it, the first names 64 zeros. A changed,
//! missing or swapped line breaks the chain at its place; a torn last line is a crash, not a forgery.

use super::{Event, FORMAT, Moment, Record};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// What the first line names as its predecessor.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Number, from 0.
    pub n: u64,
    /// Hash of the line before, hex.
    pub prev: String,
    /// What happened.
    pub event: Event,
}

/// Writes events as chained lines.
#[derive(Debug, Clone)]
pub struct Chain {
    n: u64,
    prev: String,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            n: 0,
            prev: NOTHING.to_owned(),
        }
    }
}

impl Chain {
    /// The next line, with its line end.
    pub fn line(&mut self, event: Event) -> String {
        let line = Line {
            n: self.n,
            prev: self.prev.clone(),
            event,
        };
        // Only strings, numbers and lists inside: writing cannot fail.
        let mut text = serde_json::to_string(&line).unwrap_or_default();
        self.prev = hash(&text);
        self.n += 1;
        text.push('\n');
        text
    }

    /// Hash of the last line.
    #[must_use]
    pub fn seal(&self) -> &str {
        &self.prev
    }
}

/// Why a record cannot be trusted or read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Broken {
    /// Nothing is in it.
    #[error("empty")]
    Empty,
    /// A line that is no event.
    #[error("line {line}: {detail}")]
    Unreadable {
        /// Line from 1.
        line: usize,
        /// What the reader says.
        detail: String,
    },
    /// The chain breaks here.
    #[error("line {line}: chain")]
    Chain {
        /// Line from 1.
        line: usize,
    },
    /// The first line is no header, or a second one follows, or something follows the end.
    #[error("line {line}: order")]
    Order {
        /// Line from 1.
        line: usize,
    },
    /// A format this program does not know.
    #[error("format {format}")]
    Format {
        /// Its number.
        format: u32,
    },
    /// Time runs backwards.
    #[error("line {line}: time")]
    Time {
        /// Line from 1.
        line: usize,
    },
}

/// Reads a whole record; every line must be sound.
///
/// # Errors
/// The first fault, with its line.
pub fn parse(text: &str) -> Result<Record, Broken> {
    let (record, fault) = parse_prefix(text)?;
    match fault {
        None => Ok(record),
        Some(fault) => Err(fault),
    }
}

/// Reads as many sound lines as there are: what a crash left is a good record up to its last whole line. The fault that
/// stopped the reading comes along.
///
/// # Errors
/// When not even the header can be read.
pub fn parse_prefix(text: &str) -> Result<(Record, Option<Broken>), Broken> {
    let mut prev = NOTHING.to_owned();
    let mut record: Option<Record> = None;
    let mut fault = None;
    for (index, raw) in text.split_terminator('\n').enumerate() {
        match take(index, raw, &prev, record.as_mut()) {
            Ok(Some(begun)) => record = Some(begun),
            Ok(None) => {}
            Err(broken) => {
                fault = Some(broken);
                break;
            }
        }
        prev = hash(raw);
        if let Some(record) = &mut record {
            record.seal.clone_from(&prev);
        }
    }
    match (record, fault) {
        (Some(record), fault) => Ok((record, fault)),
        (None, Some(fault)) => Err(fault),
        (None, None) => Err(Broken::Empty),
    }
}

/// A record read while it is still being written: line after line, each held to the chain before it is taken.
#[derive(Debug, Clone)]
pub struct Follow {
    record: Option<Record>,
    lines: usize,
    prev: String,
}

impl Default for Follow {
    fn default() -> Self {
        Self {
            record: None,
            lines: 0,
            prev: NOTHING.to_owned(),
        }
    }
}

impl Follow {
    /// Takes the next line, without its line end.
    ///
    /// # Errors
    /// What is wrong with it; nothing is taken then.
    pub fn take(&mut self, raw: &str) -> Result<(), Broken> {
        if let Some(begun) = take(self.lines, raw, &self.prev, self.record.as_mut())? {
            self.record = Some(begun);
        }
        self.prev = hash(raw);
        self.lines += 1;
        if let Some(record) = &mut self.record {
            record.seal.clone_from(&self.prev);
        }
        Ok(())
    }

    /// The record so far; none before its first line.
    #[must_use]
    pub const fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Lines taken.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lines
    }
}

/// Takes one line in; gives a new record when the line is the header.
fn take(
    index: usize,
    raw: &str,
    prev: &str,
    record: Option<&mut Record>,
) -> Result<Option<Record>, Broken> {
    let number = index + 1;
    let line: Line = serde_json::from_str(raw).map_err(|error| Broken::Unreadable {
        line: number,
        detail: error.to_string(),
    })?;
    if line.prev != prev || line.n != index as u64 {
        return Err(Broken::Chain { line: number });
    }
    match (line.event.what, record) {
        (Moment::Begin(header), None) => {
            if header.format != FORMAT {
                return Err(Broken::Format {
                    format: header.format,
                });
            }
            Ok(Some(Record {
                header: *header,
                events: Vec::new(),
                closed: false,
                seal: String::new(),
                sealed_mark: None,
            }))
        }
        (Moment::Begin(_), Some(_)) | (_, None) => Err(Broken::Order { line: number }),
        (_, Some(record)) if record.closed => Err(Broken::Order { line: number }),
        (Moment::Sealed { mark }, Some(record)) if record.sealed_mark.is_none() => {
            record.sealed_mark = Some(mark);
            Ok(None)
        }
        (Moment::Sealed { .. }, Some(_)) => Err(Broken::Order { line: number }),
        (Moment::Close, Some(record)) => {
            record.closed = true;
            Ok(None)
        }
        (_, Some(record)) if record.sealed_mark.is_some() => Err(Broken::Order { line: number }),
        (what, Some(record)) => {
            if record
                .events
                .last()
                .is_some_and(|last| line.event.at < last.at)
            {
                return Err(Broken::Time { line: number });
            }
            record.events.push(Event {
                at: line.event.at,
                what,
            });
            Ok(None)
        }
    }
}

/// SHA-256 in hex.
pub(in crate::domain) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
