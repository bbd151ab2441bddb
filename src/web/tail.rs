//! A record file seen by its lines while somebody else appends to it. Knows no socket.

use super::protocol::{PUSH_BYTES_MAX, PUSH_LINES_MAX};
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// A growing file seen by its lines.
pub(super) struct Tail {
    pub(super) path: PathBuf,
    /// Where each whole line begins; the last is where the next one will.
    starts: Vec<u64>,
    /// The first of them, which names the run.
    pub(super) first: Option<String>,
}

impl Tail {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            starts: vec![0],
            first: None,
        }
    }

    pub(super) fn lines(&self) -> u64 {
        self.starts.len() as u64 - 1
    }

    fn at(&self, start: u64) -> Option<BufReader<File>> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        Some(BufReader::new(file))
    }

    /// Looks for whole lines that are new.
    pub(super) fn look(&mut self) {
        let from = self.starts.last().copied().unwrap_or(0);
        let Some(mut reader) = self.at(from) else {
            return;
        };
        let mut start = from;
        let mut line = Vec::new();
        while let Ok(length) = reader.read_until(b'\n', &mut line) {
            if length == 0 || line.last() != Some(&b'\n') {
                return;
            }
            if self.first.is_none() {
                self.first = Some(String::from_utf8_lossy(&line[..length - 1]).into_owned());
            }
            start += length as u64;
            self.starts.push(start);
            line.clear();
        }
    }

    /// Lines from a number on, as many as fit into a push.
    pub(super) fn read(&self, from: u64) -> Vec<String> {
        let Some(start) = usize::try_from(from)
            .ok()
            .and_then(|at| self.starts.get(at))
        else {
            return Vec::new();
        };
        let Some(reader) = self.at(*start) else {
            return Vec::new();
        };
        let known = usize::try_from(self.lines() - from).unwrap_or(0);
        let mut bytes = 0;
        reader
            .lines()
            .map_while(Result::ok)
            .take(known.min(PUSH_LINES_MAX))
            .take_while(|line| {
                bytes += line.len() + 8;
                bytes < PUSH_BYTES_MAX / 2
            })
            .collect()
    }
}
