//! From result folders to rows: what is new or changed is read, checked and kept; what is not what it says is told with
//! its place. Files are the truth, so everything here can be done again. Memory does not grow with the number of folders.

use super::bare::{Shelf, keep_texts, steps_line, take_apart};
use super::error::StoreError;
use super::read_result::{self, Found, Problem, read, stamp};
use super::row::{self, Row, Run};
use super::sql::{Engine, column_int, column_text};
use super::{DEPTH_MAX, Place, RESULTS, Settings, Store};
use crate::domain::assessment::Assessment;
use crate::domain::record::Record;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rows of one transaction: a crash loses at most the reading of so many folders.
const BATCH: usize = 500;
/// Code of a run that this machine's clock says is still to come.
const FROM_THE_FUTURE: &str = "record-future";
/// Problems told one by one; the rest is in the table.
const TOLD_MAX: usize = 100;

/// What an indexing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Indexed {
    /// Result folders seen.
    pub seen: u64,
    /// New or changed since the last time.
    pub changed: u64,
    /// Folders that hold what was already there under another name.
    pub copies: u64,
    /// Folders indexed before that are gone.
    pub vanished: u64,
    /// What is not what it says: all of them are counted, the first hundred told.
    pub problems: u64,
    /// Those of them whose marks are in no figure. A record that a crash tore still counts as far as it goes.
    pub left_out: u64,
    /// The first hundred.
    pub told: Vec<Problem>,
}

/// Called now and then with the number of folders seen so far, and how many there were the last time.
pub type OnProgress<'a> = dyn FnMut(u64, u64) + 'a;

/// Takes in what is new in the data folder. `station` is this machine's name.
///
/// # Errors
/// [`StoreError`]. What was kept before an error stays; the next indexing goes on.
pub fn index(
    store: &mut Store,
    station: &str,
    progress: &mut OnProgress<'_>,
) -> Result<Indexed, StoreError> {
    let now = jiff::Timestamp::now();
    let root = store.data.join(RESULTS);
    let expected = store.engine.number("SELECT COUNT(*) FROM scanned", &[])?;
    let expected = u64::try_from(expected).unwrap_or_default();
    let mut kept_texts: BTreeSet<String> = store
        .engine
        .all("SELECT digest FROM texts", &[])?
        .iter()
        .map(|row| column_text(row, 0))
        .collect();
    let mut indexed = Indexed::default();
    let mut known = 0;
    let mut batch = Batch::default();
    let mut walk = Walk::new(root.clone());
    while let Some(folder) = walk.next_result() {
        indexed.seen += 1;
        if indexed.seen % 256 == 0 {
            progress(indexed.seen, expected);
        }
        let name = name_in(&root, &folder);
        let stamp = stamp(&folder);
        let scanned = store.engine.first(
            "SELECT stamp FROM scanned WHERE folder = $1",
            &[(&name).into()],
        )?;
        if let Some(scanned) = &scanned {
            known += 1;
            if column_text(scanned, 0) == stamp {
                continue;
            }
        }
        indexed.changed += 1;
        let found = read(&folder, &name, station, now);
        // A moment that has not come yet comes: such a folder is looked at again each time.
        let stamp = match &found {
            Err(problem) if problem.code == FROM_THE_FUTURE => String::new(),
            _ => stamp,
        };
        batch.read.push((name, stamp, found));
        if batch.read.len() >= BATCH {
            batch.keep(store, station, &mut kept_texts, &mut indexed)?;
        }
    }
    batch.keep(store, station, &mut kept_texts, &mut indexed)?;
    if known < expected {
        indexed.vanished = vanished(store, &root)?;
        forget_problems(store, &root)?;
    }
    let mut count = |filter: &str| {
        let sql = format!("SELECT COUNT(*) FROM problems{filter}");
        let count = store.engine.number(&sql, &[])?;
        Ok::<u64, StoreError>(u64::try_from(count).unwrap_or_default())
    };
    indexed.problems = count("")?;
    indexed.left_out = count(" WHERE code <> 'record-torn'")?;
    indexed.told = problems(store)?;
    progress(indexed.seen, indexed.seen);
    Ok(indexed)
}

/// A result folder as rows name it.
pub(super) fn name_in(root: &Path, folder: &Path) -> String {
    folder
        .strip_prefix(root)
        .unwrap_or(folder)
        .display()
        .to_string()
}

/// The same for verbs that read the store: a result that just came in is seen.
///
/// # Errors
/// See [`index`].
pub fn refresh(store: &mut Store, progress: &mut OnProgress<'_>) -> Result<Indexed, StoreError> {
    let settings = Settings::load(&store.data)?;
    index(store, &settings.station, progress)
}

/// Forgets every row of a station and reads all folders again. People and courses stay.
///
/// # Errors
/// See [`index`].
pub fn rebuild(
    store: &mut Store,
    station: &str,
    progress: &mut OnProgress<'_>,
) -> Result<Indexed, StoreError> {
    store.atomically(|engine| {
        engine.script(
            "DELETE FROM runs; DELETE FROM texts; DELETE FROM scanned; DELETE FROM problems",
        )
    })?;
    index(store, station, progress)
}

/// Opens a station's database to make it anew: one that does not read is put aside, people and courses come from the
/// register. Gives also where the old one lies now, if it was put aside; `now` becomes part of its name.
///
/// # Errors
/// [`StoreError`]; a register that does not read when nothing else knows the people.
pub fn open_anew(data: &Path, now: &str) -> Result<(Store, Option<PathBuf>), StoreError> {
    let found = Store::open(data).and_then(|mut store| {
        // A page that does not read could not be emptied either.
        store.engine.check()?;
        store.courses_are_there()?;
        Ok(store)
    });
    let (mut store, aside) = match found {
        Ok(store) => (store, None),
        Err(StoreError::Damaged { .. } | StoreError::Database { .. }) => {
            let aside = put_aside(data, now)?;
            (Store::open(data)?, aside)
        }
        Err(error) => return Err(error),
    };
    store.settle_register()?;
    Ok((store, aside))
}

/// Renames a station's database with the two files that SQLite keeps beside it.
fn put_aside(data: &Path, now: &str) -> Result<Option<PathBuf>, StoreError> {
    let Place::Sqlite(path) = Place::station(data) else {
        return Ok(None);
    };
    let stamp: String = now.chars().filter(char::is_ascii_digit).collect();
    let aside = path.with_extension(format!("damaged-{stamp}"));
    for ending in ["", "-wal", "-shm"] {
        let beside = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        // The two need not be there.
        if let Err(error) = std::fs::rename(beside(&path), beside(&aside))
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(StoreError::Unwritable {
                place: path.display().to_string(),
                detail: error.to_string(),
            });
        }
    }
    Ok(Some(aside))
}

/// Problems found so far, the first hundred; those whose marks are in no figure come first.
///
/// # Errors
/// [`StoreError`].
pub fn problems(store: &mut Store) -> Result<Vec<Problem>, StoreError> {
    let rows = store.engine.all(
        "SELECT folder, code, line, detail FROM problems \
         ORDER BY CASE WHEN code = 'record-torn' THEN 1 ELSE 0 END, folder LIMIT $1",
        &[i64::try_from(TOLD_MAX).unwrap_or(i64::MAX).into()],
    )?;
    Ok(rows
        .iter()
        .map(|row| Problem {
            folder: column_text(row, 0),
            code: column_text(row, 1),
            line: column_int(row, 2),
            detail: column_text(row, 3),
        })
        .collect())
}

fn vanished(store: &mut Store, root: &Path) -> Result<u64, StoreError> {
    let mut gone = 0;
    store
        .engine
        .each("SELECT folder FROM scanned", &[], &mut |row| {
            if !root.join(column_text(row, 0)).is_dir() {
                gone += 1;
            }
            Ok(true)
        })?;
    Ok(gone)
}

/// A folder that is gone has no problem any more; should it come back, it is read anew.
fn forget_problems(store: &mut Store, root: &Path) -> Result<(), StoreError> {
    let gone: Vec<String> = store
        .engine
        .all("SELECT folder FROM problems", &[])?
        .iter()
        .map(|row| column_text(row, 0))
        .filter(|folder| !root.join(folder).is_dir())
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    store.atomically(|engine| {
        for folder in &gone {
            engine.run("DELETE FROM problems WHERE folder = $1", &[folder.into()])?;
            engine.run(
                "UPDATE scanned SET stamp = '' WHERE folder = $1",
                &[folder.into()],
            )?;
        }
        Ok(())
    })
}

/// Folders read and not yet kept.
#[derive(Default)]
struct Batch {
    read: Vec<(String, String, Result<Found, Problem>)>,
}

impl Batch {
    fn keep(
        &mut self,
        store: &mut Store,
        station: &str,
        kept_texts: &mut BTreeSet<String>,
        indexed: &mut Indexed,
    ) -> Result<(), StoreError> {
        if self.read.is_empty() {
            return Ok(());
        }
        let mut new_texts = kept_texts.clone();
        let mut copies = 0;
        store.atomically(|engine| {
            for (name, stamp, found) in &self.read {
                engine.run(
                    "INSERT INTO scanned (folder, stamp) VALUES ($1, $2) \
                     ON CONFLICT (folder) DO UPDATE SET stamp = excluded.stamp",
                    &[name.into(), stamp.into()],
                )?;
                engine.run("DELETE FROM problems WHERE folder = $1", &[name.into()])?;
                match found {
                    Ok(Found { run, mark, torn }) => {
                        let row = row_of(run, mark.as_ref(), engine, &mut new_texts)?;
                        // Another folder with this record is a copy: the row stays where it was found first.
                        let elsewhere = engine.number(
                            "SELECT COUNT(*) FROM runs WHERE id = $1 AND (station <> $2 OR folder <> $3)",
                            &[(&run.id).into(), (&run.station).into(), name.into()],
                        )?;
                        if elsewhere > 0 {
                            copies += 1;
                        }
                        // Files are the truth: also where they hold less than before.
                        engine.run(
                            "DELETE FROM runs WHERE id = $1 AND station = $2 AND folder = $3",
                            &[(&run.id).into(), (&run.station).into(), name.into()],
                        )?;
                        row::keep(engine, &[row])?;
                        if let Some(torn) = torn {
                            note(engine, torn)?;
                        }
                    }
                    Err(problem) => {
                        // A row that was sound before and is not any more must not go on being believed.
                        engine.run(
                            "DELETE FROM runs WHERE station = $1 AND folder = $2",
                            &[station.into(), name.into()],
                        )?;
                        note(engine, problem)?;
                    }
                }
            }
            Ok(())
        })?;
        indexed.copies += copies;
        *kept_texts = new_texts;
        self.read.clear();
        Ok(())
    }
}

fn row_of(
    run: &Run,
    mark: Option<&Assessment>,
    engine: &mut dyn Engine,
    kept_texts: &mut BTreeSet<String>,
) -> Result<Row, StoreError> {
    Ok(match mark {
        None => Row {
            run: run.clone(),
            steps: String::new(),
            mark: String::new(),
        },
        Some(mark) => {
            let bare = take_apart(mark);
            keep_texts(engine, &bare.texts, kept_texts)?;
            Row {
                run: run.clone(),
                steps: steps_line(mark),
                mark: bare.mark,
            }
        }
    })
}

fn note(engine: &mut dyn Engine, problem: &Problem) -> Result<(), StoreError> {
    engine.run(
        "INSERT INTO problems (folder, code, line, detail) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (folder) DO UPDATE SET code = excluded.code, line = excluded.line, detail = excluded.detail",
        &[
            (&problem.folder).into(),
            (&problem.code).into(),
            problem.line.into(),
            (&problem.detail).into(),
        ],
    )?;
    Ok(())
}

/// Result folders below a root, one at a time, in no order; links are not followed.
pub(super) struct Walk {
    open: Vec<std::fs::ReadDir>,
}

impl Walk {
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            open: std::fs::read_dir(root).into_iter().collect(),
        }
    }

    pub(super) fn next_result(&mut self) -> Option<PathBuf> {
        loop {
            let entry = match self.open.last_mut()?.next() {
                None => {
                    self.open.pop();
                    continue;
                }
                Some(Err(_)) => continue,
                Some(Ok(entry)) => entry,
            };
            if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let folder = entry.path();
            if read_result::is_result(&folder) {
                return Some(folder);
            }
            if self.open.len() < DEPTH_MAX
                && let Ok(inside) = std::fs::read_dir(&folder)
            {
                self.open.push(inside);
            }
        }
    }
}

/// What a check of the whole store came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Rows read.
    pub rows: u64,
    /// Folders read.
    pub folders: u64,
    /// Rows that are not what the files say, rows and folders without each other, and files that are not sound.
    pub faults: Vec<Problem>,
}

/// Reads everything again, rows and files, and compares. `remark` marks a record again where its case is at hand, so
/// that a changed mark is found, too.
///
/// # Errors
/// [`StoreError::Damaged`] when the database itself does not read: make it anew from the files.
pub fn check(
    store: &mut Store,
    station: &str,
    remark: &mut dyn FnMut(&Record) -> Option<Assessment>,
    progress: &mut OnProgress<'_>,
) -> Result<Checked, StoreError> {
    store.engine.check()?;
    // Every row and every shared text must read as it was written.
    let shelf = Shelf::load(store.engine.as_mut())?;
    let mut checked = Checked::default();
    let place = store.engine.place();
    let now = jiff::Timestamp::now();
    let root = store.data.join(RESULTS);
    store.raw_rows("", &[], &mut |row| {
        checked.rows += 1;
        if !row.mark.is_empty() {
            row.whole_mark(&shelf, &place)?;
        }
        // No row without files: it could say anything.
        if !root.join(&row.run.folder).is_dir() {
            checked
                .faults
                .push(Problem::new(&row.run.folder, "folder-gone", 0, ""));
        }
        Ok(())
    })?;
    let is_as_registered = match store.is_as_registered() {
        Err(StoreError::Damaged { .. }) => false,
        other => other?,
    };
    if !is_as_registered {
        checked
            .faults
            .push(Problem::new("people", "register-differs", 0, ""));
    }
    let mut walk = Walk::new(root.clone());
    while let Some(folder) = walk.next_result() {
        checked.folders += 1;
        if checked.folders % 64 == 0 {
            progress(checked.folders, checked.rows);
        }
        let name = name_in(&root, &folder);
        match read(&folder, &name, station, now) {
            Err(problem) => checked.faults.push(problem),
            Ok(found) => {
                if let Some(fault) = compare(store, &shelf, &found)? {
                    checked.faults.push(fault);
                }
                if let Some(mark) = &found.mark
                    && let Some(again) =
                        read_result::record(&folder).as_ref().and_then(&mut *remark)
                    && (again.commitment() != mark.commitment() || again.record != mark.record)
                {
                    checked
                        .faults
                        .push(Problem::new(&name, "mark-differs", 0, ""));
                }
            }
        }
    }
    Ok(checked)
}

/// Whether the row of a folder says what its files say.
fn compare(store: &mut Store, shelf: &Shelf, found: &Found) -> Result<Option<Problem>, StoreError> {
    let mut row = None;
    store.raw_rows(" WHERE id = $1", &[(&found.run.id).into()], &mut |one| {
        row = Some(one);
        Ok(())
    })?;
    let fault = |code| Some(Problem::new(&found.run.folder, code, 0, ""));
    let Some(row) = row else {
        return Ok(fault("not-indexed"));
    };
    let same_mark = match &found.mark {
        None => row.mark.is_empty(),
        Some(mark) => shelf
            .put_together(&row.mark)
            .is_ok_and(|kept| kept == *mark),
    };
    let here = Run {
        station: row.run.station.clone(),
        folder: row.run.folder.clone(),
        ..found.run.clone()
    };
    Ok(if same_mark && here == row.run {
        None
    } else {
        fault("row-differs")
    })
}
