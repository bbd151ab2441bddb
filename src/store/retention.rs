//! How long results are kept. Unless a machine is set to a number of days, a result stays until it is taken away by hand. Past
//! its days a result folder goes as a whole: record, mark, report, pictures, clips, and its row. Before that a line in the
//! audit log names the seal of the record and the commitment of the mark, so that the chain of marks goes on telling what was
//! there: a certificate, an export or a copy elsewhere can still be held against it. Nothing that somebody waits for goes.

use super::clips;
use super::error::StoreError;
use super::index::{Walk, name_in};
use super::marked;
use super::sql::column_text;
use super::{RESULTS, Store, audit};
use crate::domain::assessment::Assessment;
use crate::domain::record::Record;
use crate::files::FileError;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

const DAY_SECS: i64 = 24 * 60 * 60;
/// Where a folder lies while its files go: a crash in between leaves no half of a result.
const GOING: &str = "results.going";
/// A clock that is so far past the newest record has probably jumped, and everything would be old at once.
const JUMP_DAYS: i64 = 366;

/// Why a result past its days stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Its mark is sealed: nobody has seen it.
    Sealed,
    /// Something in its mark waits for a person.
    Review,
    /// The bureau has not been sent it.
    Unsent,
}

impl Held {
    /// Its name in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Review => "review",
            Self::Unsent => "unsent",
        }
    }
}

/// A result past its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Result folder, inside the folder of results.
    pub folder: String,
    /// Pseudonym.
    pub trainee: String,
    /// Case id.
    pub case: String,
    /// Start, RFC 3339 UTC.
    pub began_at: String,
    /// Seal of the record.
    pub seal: String,
    /// Commitment of the mark; empty where there is none.
    pub mark: String,
    /// Why it stays for all that.
    pub held: Option<Held>,
}

/// What is past its days, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dues {
    /// The results.
    pub dues: Vec<Due>,
    /// Folders whose record or mark is not sound: their age or what they say is not known. They stay, and `index` tells of
    /// them.
    pub unsound: u64,
    /// When the newest record began; empty when there is none.
    pub newest: String,
}

impl Dues {
    /// Whether the clock has probably jumped: the newest record is older than a year.
    #[must_use]
    pub fn is_clock_doubtful(&self, now: jiff::Timestamp) -> bool {
        is_clock_doubtful(&self.newest, now)
    }

    /// Those that go.
    pub fn going(&self) -> impl Iterator<Item = &Due> {
        self.dues.iter().filter(|due| due.held.is_none())
    }
}

/// Whether a clock has probably jumped: even the newest run it is held against is older than a year.
#[must_use]
pub fn is_clock_doubtful(newest: &str, now: jiff::Timestamp) -> bool {
    let newest = newest.parse::<jiff::Timestamp>();
    newest.is_ok_and(|newest| now.as_second() - newest.as_second() > JUMP_DAYS * DAY_SECS)
}

/// What began before this is past its days; nothing is where results are kept for ever.
#[must_use]
pub fn before(keep_days: u32, now: jiff::Timestamp) -> Option<jiff::Timestamp> {
    let kept = jiff::SignedDuration::from_secs(i64::from(keep_days) * DAY_SECS);
    now.checked_sub(kept).ok().filter(|_| keep_days > 0)
}

/// What is past its days on this machine. Changes nothing.
///
/// # Errors
/// [`StoreError`].
pub fn due(
    store: &mut Store,
    keep_days: u32,
    has_bureau: bool,
    now: jiff::Timestamp,
) -> Result<Dues, StoreError> {
    let mut found = Dues::default();
    let Some(before) = before(keep_days, now) else {
        return Ok(found);
    };
    let root = store.data.join(RESULTS);
    let mut newest: Option<jiff::Timestamp> = None;
    let mut walk = Walk::new(root.clone());
    while let Some(folder) = walk.next_result() {
        let sound = marked::record(&folder).ok();
        let Some((record, began)) = sound.and_then(|(record, _)| {
            let began = marked::began(&record, now).ok()?;
            Some((record, began))
        }) else {
            found.unsound += 1;
            continue;
        };
        newest = newest.max(Some(began));
        if began >= before {
            continue;
        }
        // A mark that is not believed is what somebody may have to look into; one that is put away is no fault.
        let is_sealed = marked::sealed(&folder, &record).unwrap_or(false);
        let mark = match marked::mark(&folder, &record) {
            Ok(mark) => mark,
            Err(_) if is_sealed => None,
            Err(_) => {
                found.unsound += 1;
                continue;
            }
        };
        let held = held(store, &folder, &record, mark.as_ref(), has_bureau)?;
        found.dues.push(Due {
            folder: name_in(&root, &folder),
            trainee: record.header.trainee.clone(),
            case: record.header.case.clone(),
            began_at: began.to_string(),
            seal: record.seal.clone(),
            mark: mark.map_or_else(String::new, |mark| mark.commitment()),
            held,
        });
    }
    found.newest = newest.map_or_else(String::new, |newest| newest.to_string());
    found
        .dues
        .sort_by(|a, b| (&a.began_at, &a.folder).cmp(&(&b.began_at, &b.folder)));
    Ok(found)
}

fn held(
    store: &mut Store,
    folder: &Path,
    record: &Record,
    mark: Option<&Assessment>,
    has_bureau: bool,
) -> Result<Option<Held>, StoreError> {
    if mark.is_none() && marked::sealed(folder, record).unwrap_or(true) {
        return Ok(Some(Held::Sealed));
    }
    if mark.is_some_and(|mark| mark.score.pending || !mark.review.is_empty()) {
        return Ok(Some(Held::Review));
    }
    // A rehearsal is nobody's and goes nowhere.
    if has_bureau && record.header.trainee != crate::domain::rehearsal::NOBODY {
        let sent = store.engine.number(
            "SELECT COUNT(*) FROM runs JOIN sent ON sent.id = runs.id AND sent.digest = runs.digest \
             WHERE runs.id = $1",
            &[(&record.seal).into()],
        )?;
        if sent == 0 {
            return Ok(Some(Held::Unsent));
        }
    }
    Ok(None)
}

/// Takes away what is past its days and held by nothing: a line in the audit log first, then files and row. Gives how many
/// went. What a crash left half removed is removed before anything else.
///
/// # Errors
/// [`StoreError`]; whatever was done before stays done, and the next time goes on.
pub fn remove(store: &mut Store, dues: &Dues, keep_days: u32) -> Result<u64, StoreError> {
    let going = store.data.join(GOING);
    for seal in names(&going) {
        forget(store, &seal)?;
    }
    clear(&going)?;
    let mut removed = 0;
    for due in dues.going() {
        let folder = store.data.join(RESULTS).join(&due.folder);
        let detail = format!(
            "{} {} seal {} mark {} after {keep_days} days",
            due.case, due.began_at, due.seal, due.mark
        );
        audit::note(&store.data, "result_removed", &due.trainee, &detail)?;
        // One step for a reader: it is there, or it is not.
        fs::create_dir_all(&going).map_err(|error| unwritable(&going, error))?;
        let aside = going.join(&due.seal);
        fs::rename(&folder, &aside).map_err(|error| unwritable(&folder, error))?;
        forget(store, &due.seal)?;
        clear(&aside)?;
        removed += 1;
    }
    clear(&going)?;
    Ok(removed)
}

/// Takes a result out of the database. That the bureau was sent it stays known, so that a copy that comes back is not sent
/// as new; so do the texts that all marks of a case share, which are nobody's.
fn forget(store: &mut Store, seal: &str) -> Result<(), StoreError> {
    store.atomically(|engine| {
        let rows = engine.all("SELECT folder FROM runs WHERE id = $1", &[seal.into()])?;
        for row in &rows {
            for table in ["scanned", "problems"] {
                engine.run(
                    &format!("DELETE FROM {table} WHERE folder = $1"),
                    &[column_text(row, 0).into()],
                )?;
            }
        }
        engine.run("DELETE FROM runs WHERE id = $1", &[seal.into()])?;
        Ok(())
    })
}

/// Names of what lies in a folder; none where there is no folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// Removes a folder with all that is in it; bytes are overwritten first, as far as the disk still writes in place.
fn clear(folder: &Path) -> Result<(), StoreError> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let path: PathBuf = entry.path();
        let kind = entry.file_type();
        if kind.as_ref().is_ok_and(std::fs::FileType::is_dir) {
            clear(&path)?;
        } else if kind.is_ok_and(|kind| kind.is_symlink()) {
            // What a link leads to is not of this result, and not to be overwritten.
            fs::remove_file(&path).map_err(|error| unwritable(&path, error))?;
        } else {
            clips::remove(&path)?;
        }
    }
    fs::remove_dir(folder).map_err(|error| unwritable(folder, error))
}

fn unwritable(path: &Path, source: std::io::Error) -> StoreError {
    StoreError::File(FileError::Unwritable {
        path: path.to_owned(),
        source,
    })
}

/// What of a database began before a moment and waits for nobody.
const PAST: &str = " WHERE runs.began_at < $1 AND runs.state <> 'sealed' AND runs.pending = 0 AND runs.reviews = 0";

impl Store {
    /// How many rows began before a moment, apart from what waits for a person.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn rows_due(&mut self, before: &str) -> Result<u64, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM runs{PAST}");
        let count = self.engine.number(&sql, &[before.into()])?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// When the newest row began; empty when there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn newest_row(&mut self) -> Result<String, StoreError> {
        let sql = "SELECT began_at FROM runs ORDER BY began_at DESC LIMIT 1";
        let rows = self.engine.all(sql, &[])?;
        Ok(rows
            .first()
            .map_or_else(String::new, |row| column_text(row, 0)))
    }

    /// Takes those rows out of a bureau's database, each noted before it goes. A station that has the record still noted that
    /// it was sent, and does not send it again.
    ///
    /// # Errors
    /// [`StoreError`]; what went before stays gone.
    pub fn remove_rows_due(&mut self, before: &str) -> Result<u64, StoreError> {
        let mut rows = Vec::new();
        self.raw_rows(
            &format!("{PAST} ORDER BY runs.began_at, runs.id"),
            &[before.into()],
            &mut |row| {
                rows.push((row.run.id, row.run.trainee, row.run.case, row.run.began_at));
                Ok(())
            },
        )?;
        let place = self.place.shown();
        for (id, trainee, case, began_at) in &rows {
            let detail = format!("{case} {began_at} seal {id} at {place}");
            audit::note(&self.data, "result_removed", trainee, &detail)?;
            self.engine
                .run("DELETE FROM runs WHERE id = $1", &[id.into()])?;
        }
        Ok(rows.len() as u64)
    }
}
