//! From a station to the bureau: what the bureau does not have yet goes up, people and courses come down. The station's
//! own database is the spool: it says what was sent in which form. Whatever breaks off is sent again; the same run twice
//! stays one, so nothing is doubled and nothing is lost.

use super::bare::{Shelf, keep_texts, keys_in};
use super::error::StoreError;
use super::people::Person;
use super::row::{self, Row, Run};
use super::sql::column_text;
use super::{Place, Store};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Runs sent in one transaction of the bureau's.
const BATCH: usize = 200;
/// A run without a mark may still be going on; after a day it is not.
const SETTLED_SECS: i64 = 24 * 60 * 60;

/// What a catching-up came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Synced {
    /// Runs sent now.
    pub sent: u64,
    /// Of these, new or changed for the bureau; the rest it had.
    pub taken: u64,
    /// Runs still waiting.
    pub waiting: u64,
    /// People the bureau knows.
    pub people: u64,
}

/// Runs that the bureau has not been sent in their present form.
///
/// # Errors
/// [`StoreError`].
pub fn waiting(station: &mut Store, now: &str) -> Result<u64, StoreError> {
    let count = station.engine.number(
        &format!("SELECT COUNT(*) FROM runs{WAITING}"),
        &[settled_before(now).into()],
    )?;
    Ok(u64::try_from(count).unwrap_or_default())
}

const WAITING: &str = " LEFT JOIN sent ON sent.id = runs.id \
    WHERE (sent.id IS NULL OR sent.digest <> runs.digest) AND (runs.state <> 'broken_off' OR runs.began_at < $1)";

/// The moment before which a run without a mark counts as broken off.
fn settled_before(now: &str) -> String {
    now.parse::<jiff::Timestamp>()
        .ok()
        .and_then(|now| {
            now.checked_sub(jiff::SignedDuration::from_secs(SETTLED_SECS))
                .ok()
        })
        .map_or_else(|| now.to_owned(), |moment| moment.to_string())
}

/// Sends what is waiting and brings people and courses down.
///
/// # Errors
/// [`StoreError::Away`] when the bureau does not answer or goes away in the middle: what it took stays taken, the rest
/// waits.
pub fn sync(
    station: &mut Store,
    bureau: Place,
    now: &str,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Synced, StoreError> {
    let all = waiting(station, now)?;
    let data = station.data.clone();
    let mut bureau = Store::open_at(&data, bureau)?;
    let mut synced = Synced::default();
    let texts = texts(station)?;
    let mut kept: BTreeSet<String> = BTreeSet::new();
    let mut batch = next(station, now, None)?;
    while !batch.is_empty() {
        let wanted: BTreeMap<String, String> = batch
            .iter()
            .flat_map(|row| keys_in(&row.mark))
            .filter(|key| !kept.contains(*key))
            .filter_map(|key| Some((key.to_owned(), texts.get(key)?.clone())))
            .collect();
        let taken = bureau.atomically(|engine| {
            keep_texts(engine, &wanted, &mut kept)?;
            row::keep(engine, &batch)
        })?;
        // Only now, and only what the bureau has on its disk.
        station.atomically(|engine| {
            for row in &batch {
                let digest = row.values().pop();
                engine.run(
                    "INSERT INTO sent (id, digest) VALUES ($1, $2) \
                     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest",
                    &[(&row.run.id).into(), digest.unwrap_or_else(|| "".into())],
                )?;
            }
            Ok(())
        })?;
        synced.sent += batch.len() as u64;
        synced.taken += taken;
        progress(synced.sent, all);
        let last = batch.last().map(|row| row.run.clone());
        batch = next(station, now, last.as_ref())?;
    }
    synced.people = bring_down(station, &mut bureau)?;
    synced.waiting = waiting(station, now)?;
    Ok(synced)
}

/// Brings people and courses down; what the bureau says holds, but whoever was erased here is erased there, too. One that
/// knows nobody yet has nothing to say about people, and one that has no courses either nothing at all. Gives the number of
/// people the bureau knows.
///
/// # Errors
/// [`StoreError`].
pub fn bring_down(station: &mut Store, bureau: &mut Store) -> Result<u64, StoreError> {
    let mut people = bureau.people()?;
    let (playlists, assignments) = (bureau.playlists()?, bureau.assignments()?);
    if people.is_empty() {
        if !playlists.is_empty() || !assignments.is_empty() {
            let here = station.people()?;
            station.replace_courses(&here, &playlists, &assignments)?;
        }
        return Ok(0);
    }
    let erased: BTreeMap<String, Person> = station
        .people()?
        .into_iter()
        .filter(|one| !one.erased_at.is_empty())
        .map(|one| (one.id.clone(), one))
        .collect();
    let mut erased_now = Vec::new();
    for one in &mut people {
        if let Some(here) = erased.get(&one.id).filter(|_| one.erased_at.is_empty()) {
            one.clone_from(here);
            erased_now.push(one.clone());
        }
    }
    if !erased_now.is_empty() {
        bureau.put_people(&erased_now)?;
    }
    station.replace_courses(&people, &playlists, &assignments)?;
    Ok(people.len() as u64)
}

/// The next runs that wait, after the last one sent: looking from the beginning each time would be slow for many.
fn next(station: &mut Store, now: &str, after: Option<&Run>) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let (began_at, id) = after.map_or(("", ""), |run| (run.began_at.as_str(), run.id.as_str()));
    station.raw_rows(
        &format!(
            "{WAITING} AND runs.began_at >= $2 AND (runs.began_at > $2 OR runs.id > $3) \
             ORDER BY runs.began_at, runs.id LIMIT {BATCH}"
        ),
        &[settled_before(now).into(), began_at.into(), id.into()],
        &mut |row| {
            rows.push(row);
            Ok(())
        },
    )?;
    Ok(rows)
}

fn texts(station: &mut Store) -> Result<BTreeMap<String, String>, StoreError> {
    // Read once as a shelf, so that a damaged text is not sent on.
    Shelf::load(station.engine.as_mut())?;
    let rows = station.engine.all("SELECT digest, body FROM texts", &[])?;
    Ok(rows
        .iter()
        .map(|row| (column_text(row, 0), column_text(row, 1)))
        .collect())
}
