//! A sheet as comma-separated text that Chinese Excel opens rightly: UTF-8 with a byte-order mark, CRLF, and no cell
//! that a spreadsheet would run as a formula.

use super::sheet::{Book, Cell, Sheet};
use super::{ExportError, beside};
use crate::files::{Draft, FileError};
use std::path::{Path, PathBuf};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// What makes a spreadsheet take a cell for a formula, full-width forms included because some locales fold them.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// One open file for each table. Nothing stands under its last name before all of it is written.
pub(super) struct CsvBook {
    files: Vec<(PathBuf, csv::Writer<Draft>)>,
}

impl CsvBook {
    /// Opens the files and writes their headers.
    pub(super) fn create(path: &Path, sheets: &[Sheet]) -> Result<Self, ExportError> {
        let mut files = Vec::new();
        for sheet in sheets {
            let path = beside(path, &sheet.suffix);
            let mut draft = Draft::create(&path)?;
            draft.put(BYTE_ORDER_MARK)?;
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(draft);
            writer
                .write_record(sheet.columns.iter().map(|column| harmless(&column.title)))
                .map_err(|error| failed(&path, error))?;
            files.push((path, writer));
        }
        Ok(Self { files })
    }

    /// Puts the files in place; gives their paths.
    pub(super) fn finish(self) -> Result<Vec<PathBuf>, ExportError> {
        let mut paths = Vec::new();
        let mut drafts = Vec::new();
        for (path, writer) in self.files {
            let draft = writer.into_inner().map_err(|error| FileError::Unwritable {
                path: path.clone(),
                source: std::io::Error::other(error.to_string()),
            })?;
            drafts.push(draft);
            paths.push(path);
        }
        for draft in drafts {
            draft.finish()?;
        }
        Ok(paths)
    }
}

impl Book for CsvBook {
    fn row(&mut self, sheet: usize, row: &[Cell]) -> Result<(), ExportError> {
        let (path, writer) = &mut self.files[sheet];
        writer
            .write_record(row.iter().map(plain))
            .map_err(|error| failed(path, error))
    }
}

fn failed(path: &Path, error: csv::Error) -> ExportError {
    let detail = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(source) => ExportError::File(FileError::Unwritable {
            path: path.to_owned(),
            source,
        }),
        _ => ExportError::Table {
            path: path.to_owned(),
            detail,
        },
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(number) | Cell::Share(number, _) => number.to_string(),
        Cell::Moment(text) | Cell::Day(text) => text.clone(),
        Cell::Empty => String::new(),
    }
}

/// A text with an apostrophe before it where a spreadsheet would otherwise calculate it.
fn harmless(text: &str) -> String {
    if text.trim_start_matches(' ').starts_with(FORMULA_STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
