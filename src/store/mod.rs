//! The room of records and people: audit log and sittings as plain files, and, with feature `store`, the index of all
//! results, people, assignments and progress in SQLite or PostgreSQL. One record file per case stays the truth; every
//! table can be made again from the files. Knows no case's rules, no exports, no engine.

mod access;
pub mod audit;
pub mod clips;
pub mod looks;
pub mod marked;
pub mod sittings;

#[cfg(feature = "store")]
pub mod assignments;
#[cfg(feature = "store")]
mod bare;
#[cfg(feature = "store")]
pub mod erasure;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
pub mod index;
#[cfg(feature = "store")]
pub mod mending;
#[cfg(feature = "store")]
mod migrations;
#[cfg(feature = "store")]
pub mod people;
#[cfg(feature = "store")]
mod place;
#[cfg(feature = "store")]
mod postgres;
#[cfg(feature = "store")]
pub mod progress;
#[cfg(feature = "store")]
mod read_result;
#[cfg(feature = "store")]
pub mod results;
#[cfg(feature = "store")]
pub mod retention;
#[cfg(feature = "store")]
pub mod retrain;
#[cfg(feature = "store")]
pub mod roster;
#[cfg(feature = "store")]
mod row;
#[cfg(feature = "store")]
mod row_digest;
#[cfg(feature = "store")]
pub mod settings;
#[cfg(feature = "store")]
mod sql;
#[cfg(feature = "store")]
mod sqlite;
#[cfg(feature = "store")]
mod staff_cells;
#[cfg(feature = "store")]
pub mod staff_list;
#[cfg(feature = "store")]
pub mod sync;
#[cfg(feature = "store")]
pub mod vault;

pub use access::{Access, Role};
#[cfg(feature = "store")]
pub use error::StoreError;
#[cfg(feature = "store")]
pub use place::Place;
#[cfg(feature = "store")]
pub use read_result::Problem;
#[cfg(feature = "store")]
pub use results::{Query, Stored};
#[cfg(feature = "store")]
pub use row::{Run, State, Step};
#[cfg(feature = "store")]
pub use settings::Settings;

#[cfg(feature = "store")]
use self::sql::Engine;
use sha2::{Digest, Sha256};
#[cfg(feature = "store")]
use std::path::{Path, PathBuf};

/// Folder of results inside the data folder.
pub const RESULTS: &str = "results";
/// Name of the record in a result folder.
pub const RECORD_FILE: &str = "record.jsonl";
/// Name of the mark in a result folder.
pub const MARK_FILE: &str = "assessment.json";
/// Name of the report in a result folder.
pub const REPORT_FILE: &str = "report.html";
/// Name of a certificate that lies beside its record.
pub const CERTIFICATE_FILE: &str = "certificate.pdf";
/// Results lie at most so many folders below.
const DEPTH_MAX: usize = 6;

/// SHA-256 in hex.
fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes in hex; every row has some, so no string is made for each.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// A text with its digest as the last line.
pub(crate) fn with_digest(body: &str) -> String {
    format!("{body}\n{}\n", digest(body))
}

/// The text before its digest; none when it is not the one that was written.
pub(crate) fn without_digest(text: &str) -> Option<&str> {
    let (body, sum) = text.trim_end().rsplit_once('\n')?;
    (digest(body) == sum).then_some(body)
}

/// The bureau's clock.
#[cfg(feature = "store")]
const BEIJING: jiff::tz::Offset = jiff::tz::offset(8);

/// The bureau's day of a moment, `2026-11-25`.
#[cfg(feature = "store")]
#[must_use]
pub fn beijing_day(moment: jiff::Timestamp) -> String {
    BEIJING.to_datetime(moment).strftime("%Y-%m-%d").to_string()
}

/// The moment a day of the bureau's begins, RFC 3339 UTC; none when the text is no day.
#[cfg(feature = "store")]
#[must_use]
pub fn beijing_midnight(day: &str) -> Option<String> {
    // Days alone, of the one form that sorts: the reader of dates takes much more.
    let date = day
        .parse::<jiff::civil::Date>()
        .ok()
        .filter(|_| day.len() == 10)?;
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    Some(BEIJING.to_timestamp(midnight).ok()?.to_string())
}

/// An open store: one database with everything in it, and the data folder beside it.
#[cfg(feature = "store")]
pub struct Store {
    engine: Box<dyn Engine>,
    data: PathBuf,
    place: Place,
}

#[cfg(feature = "store")]
impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("place", &self.place.shown())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "store")]
impl Store {
    /// Opens the store of a station: SQLite inside the data folder, made when it is not there yet.
    ///
    /// # Errors
    /// [`StoreError`]: a disk that says no, a network share, a database of a newer program, damage.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        Self::open_at(data, Place::station(data))
    }

    /// Opens a database at a place: the bureau's PostgreSQL or any SQLite file. `data` is where the audit log lies.
    ///
    /// # Errors
    /// [`StoreError`], [`StoreError::Away`] when the server does not answer.
    pub fn open_at(data: &Path, place: Place) -> Result<Self, StoreError> {
        let mut engine: Box<dyn Engine> = match &place {
            Place::Sqlite(path) => Box::new(sqlite::Sqlite::open(path)?),
            Place::Postgres { .. } => Box::new(postgres::Postgres::open(&place)?),
        };
        migrations::migrate(engine.as_mut())?;
        Ok(Self {
            engine,
            data: data.to_owned(),
            place,
        })
    }

    /// Runs `work` as one transaction: all of it or nothing.
    fn atomically<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Engine) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.engine.begin()?;
        match work(self.engine.as_mut()) {
            Ok(done) => {
                self.engine.commit()?;
                Ok(done)
            }
            Err(error) => {
                // The first error is the one worth telling; a connection that is gone has rolled back by itself.
                let _ = self.engine.roll_back();
                Err(error)
            }
        }
    }
}
