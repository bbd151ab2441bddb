//! The store's SQLite half: one file in the data folder, in write-ahead mode, every commit on the disk before it is told.

use super::error::StoreError;
use super::place::refuse_network_share;
use super::sql::{Engine, OnRow, Value};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, params_from_iter};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one process waits for another that writes.
const BUSY: Duration = Duration::from_secs(10);
/// Statements kept ready.
const READY: usize = 64;

pub(super) struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|one| !one.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Unwritable {
                place: folder.display().to_string(),
                detail: error.to_string(),
            })?;
            refuse_network_share(folder)?;
        }
        let told = |error: rusqlite::Error| said(&error, path);
        let connection = Connection::open(path).map_err(told)?;
        connection.busy_timeout(BUSY).map_err(told)?;
        connection.set_prepared_statement_cache_capacity(READY);
        // FULL: a commit that was told survives a power cut. secure_delete: what is erased is overwritten.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
                 PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;",
            )
            .map_err(told)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }
}

/// What SQLite says, as the store says it.
fn said(error: &rusqlite::Error, path: &Path) -> StoreError {
    let place = path.display().to_string();
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { place },
        Some(
            ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure
            | ErrorCode::FileLockingProtocolFailed,
        ) => StoreError::Unwritable { place, detail },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged {
            place,
            what: "database".to_owned(),
            detail,
        },
        _ => StoreError::Database { place, detail },
    }
}

/// SQLite numbers its placeholders by `?1`; `$1` would be a name to it.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

impl Sqlite {
    fn bound(values: &[Value]) -> impl Iterator<Item = rusqlite::types::Value> + '_ {
        values.iter().map(|value| match value {
            Value::Int(number) => rusqlite::types::Value::Integer(*number),
            Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
        })
    }
}

impl Engine for Sqlite {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&numbered(sql))
            .map_err(|error| said(&error, &self.path))?;
        let touched = statement
            .execute(params_from_iter(Self::bound(values)))
            .map_err(|error| said(&error, &self.path))?;
        Ok(touched as u64)
    }

    fn each(&mut self, sql: &str, values: &[Value], row: &mut OnRow<'_>) -> Result<(), StoreError> {
        let told = |error: rusqlite::Error| said(&error, &self.path);
        let mut statement = self
            .connection
            .prepare_cached(&numbered(sql))
            .map_err(told)?;
        let columns = statement.column_count();
        let mut rows = statement
            .query(params_from_iter(Self::bound(values)))
            .map_err(told)?;
        let mut read = Vec::with_capacity(columns);
        while let Some(found) = rows.next().map_err(told)? {
            read.clear();
            for at in 0..columns {
                read.push(match found.get_ref(at).map_err(told)? {
                    ValueRef::Integer(number) => Value::Int(number),
                    ValueRef::Text(bytes) => Value::Text(
                        std::str::from_utf8(bytes)
                            .map_err(|error| StoreError::Damaged {
                                place: self.path.display().to_string(),
                                what: "text".to_owned(),
                                detail: error.to_string(),
                            })?
                            .to_owned(),
                    ),
                    // Every column is NOT NULL, text or number: anything else is damage.
                    other => {
                        return Err(StoreError::Damaged {
                            place: self.path.display().to_string(),
                            what: "value".to_owned(),
                            detail: other.data_type().to_string(),
                        });
                    }
                });
            }
            if !row(&read)? {
                break;
            }
        }
        Ok(())
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .execute_batch(sql)
            .map_err(|error| said(&error, &self.path))
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        // Takes the right to write at once: a reader that turns writer could be refused in the middle.
        self.script("BEGIN IMMEDIATE")
    }

    fn check(&mut self) -> Result<(), StoreError> {
        let place = self.place();
        let mut found = Vec::new();
        self.each("PRAGMA integrity_check(20)", &[], &mut |row| {
            if let [Value::Text(text)] = row
                && text != "ok"
            {
                found.push(text.clone());
            }
            Ok(true)
        })?;
        if found.is_empty() {
            return Ok(());
        }
        Err(StoreError::Damaged {
            place,
            what: "database".to_owned(),
            detail: found.join("; "),
        })
    }
}
