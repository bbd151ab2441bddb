//! Marks for the personnel office: results from disk into tables for a spreadsheet. Marks nothing again and knows no
//! engine; an empty store gives empty, valid files.

mod csv_file;
mod sheet;
mod sheets;
mod xlsx_file;

use crate::domain::assessment::Assessment;
use crate::domain::ids::Language;
use crate::domain::packs::LawPack;
use crate::domain::scenario::model::Case;
use crate::files::{FileError, read_text, write_whole};
use std::fs;
use std::path::{Path, PathBuf};
use thiserror::Error;

pub use sheet::{Cell, Column, Sheet};
pub use sheets::sheets;

/// Name of a result's file.
pub const RESULT_FILE: &str = "assessment.json";
/// The format of results this room reads.
const FORMAT: u64 = 1;
/// Results lie at most so many folders below the one that is named.
const DEPTH_MAX: usize = 6;

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated text, one file for each sheet.
    Csv,
    /// One workbook.
    Xlsx,
}

/// A result could not be read, or a table not written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The folder does not exist.
    #[error("{0}: no such folder")]
    NoFolder(PathBuf),
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// A result that is no assessment.
    #[error("{path}: {detail}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the reader says.
        detail: String,
    },
    /// A format of results this program does not know.
    #[error("{path}: format {format}")]
    Format {
        /// Which.
        path: PathBuf,
        /// Its number, or what stands there.
        format: String,
    },
    /// The table could not be made.
    #[error("{path}: {detail}")]
    Table {
        /// Which.
        path: PathBuf,
        /// What the writer says.
        detail: String,
    },
}

/// What tables are written with.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Language of headers and texts.
    pub lang: Language,
    /// Provisions in words; without it the column stays empty, because ids are not for readers.
    pub law: Option<&'a LawPack>,
    /// Cases, for titles and names; ids stand for those that are not here.
    pub cases: &'a [Case],
}

/// All results found, oldest first, and every one that could not be read.
#[derive(Debug, Default)]
pub struct Collected {
    /// Results.
    pub results: Vec<Assessment>,
    /// Results that could not be read.
    pub unreadable: Vec<ExportError>,
}

/// Reads every `assessment.json` in or below a folder, or the one file named.
///
/// # Errors
/// When there is nothing of that name. One bad result does not hide the others: it is listed.
pub fn collect(from: &Path) -> Result<Collected, ExportError> {
    let mut paths = Vec::new();
    if from.is_file() {
        paths.push(from.to_owned());
    } else if from.is_dir() {
        find(from, DEPTH_MAX, &mut paths);
    } else {
        return Err(ExportError::NoFolder(from.to_owned()));
    }
    paths.sort();
    let mut collected = Collected::default();
    for path in paths {
        match read(&path) {
            Ok(result) => collected.results.push(result),
            Err(error) => collected.unreadable.push(error),
        }
    }
    collected.results.sort_by(|one, other| {
        let key = |of: &Assessment| {
            (
                of.started_at.clone(),
                of.trainee.clone(),
                of.scenario.id.clone(),
                of.record.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
    Ok(collected)
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

fn read(path: &Path) -> Result<Assessment, ExportError> {
    let text = read_text(path)?;
    let unreadable = |error: serde_json::Error| ExportError::Unreadable {
        path: path.to_owned(),
        detail: error.to_string(),
    };
    let raw: serde_json::Value = serde_json::from_str(&text).map_err(unreadable)?;
    match raw.get("format") {
        Some(number) if number.as_u64() == Some(FORMAT) => {}
        other => {
            return Err(ExportError::Format {
                path: path.to_owned(),
                format: other.map_or_else(|| "-".to_owned(), ToString::to_string),
            });
        }
    }
    serde_json::from_str(&text).map_err(unreadable)
}

/// Writes the tables; gives the paths of the files, the one named first.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    results: &[Assessment],
    reader: Reader<'_>,
    format: TableFormat,
    path: &Path,
) -> Result<Vec<PathBuf>, ExportError> {
    let sheets = sheets(results, reader);
    let table = |path: &Path, detail: String| ExportError::Table {
        path: path.to_owned(),
        detail,
    };
    match format {
        TableFormat::Xlsx => {
            let bytes =
                xlsx_file::bytes(&sheets).map_err(|error| table(path, error.to_string()))?;
            write_whole(path, &bytes)?;
            Ok(vec![path.to_owned()])
        }
        TableFormat::Csv => {
            let mut paths = Vec::new();
            for sheet in &sheets {
                let path = beside(path, sheet.suffix);
                let bytes = csv_file::bytes(sheet).map_err(|error| table(&path, error))?;
                write_whole(&path, &bytes)?;
                paths.push(path);
            }
            Ok(paths)
        }
    }
}

/// `marks.csv` with `items` is `marks-items.csv`; with nothing it is itself.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    if suffix.is_empty() {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = path.extension().map_or_else(
        || format!("{stem}-{suffix}"),
        |ending| format!("{stem}-{suffix}.{}", ending.to_string_lossy()),
    );
    path.with_file_name(name)
}
