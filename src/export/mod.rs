//! Marks for the personnel office: results into tables for a spreadsheet, statements for a learning-record store and files
//! for engines that others run. Marks nothing again and knows no engine; an empty store gives empty, valid files.
//!
//! Results stream: nothing here keeps more than one, only sums that grow with people and cases.

mod book;
mod catalogue;
mod codes;
mod csv_file;
mod fields;
mod front_page;
mod layout;
mod lessons;
mod mapping;
pub mod outbox;
mod overview;
mod page;
#[cfg(feature = "papers")]
mod parquet_columns;
#[cfg(feature = "papers")]
pub mod parquet_files;
mod sheet;
mod source;
mod spoken;
mod tables;
#[cfg(feature = "papers")]
pub mod xapi;
mod xlsx_file;

use crate::domain::diagnostic::Diagnostic;
use crate::domain::ids::Language;
use crate::domain::packs::LawPack;
use crate::domain::scenario::model::Case;
use crate::files::FileError;
use crate::store::marked::Wrong;
use std::path::{Path, PathBuf};
use thiserror::Error;

pub use book::{Done, Order, write, write_table};
pub use fields::{Field, Of};
pub use mapping::MappingError;
pub use page::{Page, page};
pub use sheet::{Cell, Column, Kind, Sheet};
pub use source::{Folder, Found, Results, Take};

/// Name of a result's file.
pub const RESULT_FILE: &str = "assessment.json";

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
    /// A mark that is not the one of the record beside it, or whose record is not sound.
    #[error("{path}: {}", .wrong.id)]
    Doubted {
        /// Which.
        path: PathBuf,
        /// Why.
        wrong: Wrong,
    },
    /// The table could not be made.
    #[error("{path}: {detail}")]
    Table {
        /// Which.
        path: PathBuf,
        /// What the writer says.
        detail: String,
    },
    /// A mapping file that is no RON, or has words it cannot have.
    #[error("{}:{}:{}: {}", .0.file, .0.span.line, .0.span.column, .0.code)]
    MappingSyntax(Box<Diagnostic>),
    /// A mapping file that asks for what there is not.
    #[error("{}:{}:{}: {}", .0.path.display(), .0.span.line, .0.span.column, .0.what)]
    Mapping(Box<MappingError>),
    /// A folder that holds something else than an earlier export.
    #[error("{0}: holds other files")]
    NotOurs(PathBuf),
    /// The place results come from stopped giving them.
    #[error("{0}")]
    Source(Box<dyn std::error::Error + Send + Sync>),
}

/// Who stands behind a pseudonym; asked only by those who may know.
pub trait Names {
    /// Name and staff number.
    fn identity(&self, pseudonym: &str) -> Option<(String, String)>;
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
    /// Names, for a reader who may see them.
    pub names: Option<&'a dyn Names>,
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
