//! Where results come from, one after the other: the trait that every export reads, and the folder of results on disk.
//! A store of millions gives them the same way, so nothing here may keep more than one at a time.

use super::lessons::month;
use super::{ExportError, RESULT_FILE};
use crate::domain::assessment::Assessment;
use crate::files::{FileError, read_text};
use crate::store::marked::{self, Wrong};
use std::fs;
use std::path::{Path, PathBuf};

/// Results lie at most so many folders below the one that is named.
const DEPTH_MAX: usize = 6;

/// One result on its way out.
#[derive(Debug, Clone)]
pub struct Found {
    /// The mark.
    pub mark: Assessment,
    /// Team of the trainee; empty when nobody knows.
    pub team: String,
    /// Whether the trainee has left or was erased: the result stays, but nobody is there to train again.
    pub is_gone: bool,
}

/// What takes results: one, or why one could not be had. An error it gives back stops the reading.
pub type Take<'a> = &'a mut dyn FnMut(Result<Found, ExportError>) -> Result<(), ExportError>;

/// Results, oldest first.
pub trait Results {
    /// How many there are, bad ones included.
    ///
    /// # Errors
    /// When the place they lie in cannot be read.
    fn count(&mut self) -> Result<u64, ExportError>;

    /// Hands over every result in order of time. A bad one is an error in its place and does not hide those behind it.
    ///
    /// # Errors
    /// What `take` gave back, or when the place they lie in cannot be read any further.
    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError>;
}

/// Hands over the sound results of a month, or of all time; gives back why others could not be had. `seen` is told after
/// every result how many there were, those that are not handed over included.
pub(super) fn each_sound(
    results: &mut dyn Results,
    only_month: Option<&str>,
    seen: &mut dyn FnMut(u64),
    take: &mut dyn FnMut(Found) -> Result<(), ExportError>,
) -> Result<Vec<ExportError>, ExportError> {
    let mut unreadable = Vec::new();
    let mut number = 0;
    results.each(&mut |found| {
        number += 1;
        seen(number);
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                unreadable.push(error);
                return Ok(());
            }
        };
        if only_month.is_some_and(|wanted| wanted != month(&found.mark.started_at)) {
            return Ok(());
        }
        take(found)
    })?;
    Ok(unreadable)
}

/// Results of a folder: every `assessment.json` in or below it, or the one file named.
#[derive(Debug)]
pub struct Folder {
    /// Key of order and path of each; the results themselves stay on disk.
    paths: Vec<(String, PathBuf)>,
}

impl Folder {
    /// Looks through a folder.
    ///
    /// # Errors
    /// When there is nothing of that name.
    pub fn open(from: &Path) -> Result<Self, ExportError> {
        let mut paths = Vec::new();
        if from.is_file() {
            paths.push(from.to_owned());
        } else if from.is_dir() {
            find(from, DEPTH_MAX, &mut paths);
        } else {
            return Err(ExportError::NoFolder(from.to_owned()));
        }
        let mut paths: Vec<(String, PathBuf)> = paths
            .into_iter()
            .map(|path| {
                // A bad one sorts before all others and is told when its turn comes.
                let key = peek(&path).as_ref().map_or_else(String::new, key);
                (key, path)
            })
            .collect();
        paths.sort();
        Ok(Self { paths })
    }

    /// A store that nothing was put into yet.
    #[must_use]
    pub const fn empty() -> Self {
        Self { paths: Vec::new() }
    }
}

impl Results for Folder {
    fn count(&mut self) -> Result<u64, ExportError> {
        Ok(self.paths.len() as u64)
    }

    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        let now = jiff::Timestamp::now();
        for (_, path) in &self.paths {
            take(read(path, now).map(|mark| Found {
                mark,
                team: String::new(),
                is_gone: false,
            }))?;
        }
        Ok(())
    }
}

/// A mark as it lies there, for its place among the others.
fn peek(path: &Path) -> Option<Assessment> {
    serde_json::from_str(&read_text(path).ok()?).ok()
}

/// Order of results: time, then what tells two of the same moment apart.
fn key(of: &Assessment) -> String {
    format!(
        "{}\n{}\n{}\n{}",
        of.started_at, of.trainee, of.scenario.id, of.record
    )
}

fn find(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        // Links are not followed: a ring of them would never end.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => find(&entry.path(), depth - 1, paths),
            Ok(kind) if kind.is_file() && entry.file_name() == RESULT_FILE => {
                paths.push(entry.path())
            }
            _ => {}
        }
    }
}

/// A mark of a folder is believed as the store believes one: held against the record beside it, and a sealed one only when
/// somebody opened it.
fn read(path: &Path, now: jiff::Timestamp) -> Result<Assessment, ExportError> {
    let doubted = |wrong: Wrong| match wrong.id {
        "problem-mark-format" => ExportError::Format {
            path: path.to_owned(),
            format: wrong.detail,
        },
        "problem-mark-unreadable" => ExportError::Unreadable {
            path: path.to_owned(),
            detail: wrong.detail,
        },
        _ => ExportError::Doubted {
            path: path.to_owned(),
            wrong,
        },
    };
    let folder = path.parent().unwrap_or(path);
    // What is no mark at all is told as that, whatever lies beside it.
    marked::parse(&read_text(path)?).map_err(doubted)?;
    let (record, _) = marked::record(folder).map_err(doubted)?;
    marked::began(&record, now).map_err(doubted)?;
    let mark = marked::mark_in(path, folder, &record).map_err(doubted)?;
    mark.ok_or_else(|| FileError::Missing(path.to_owned()).into())
}
