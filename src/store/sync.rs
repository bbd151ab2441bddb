//! From a station to the bureau: what the bureau does not have yet goes up, people and courses come down. The station's
//! own database is the spool: it says what was sent in which form. Whatever breaks off is sent again; the same run twice
//! stays one, so nothing is doubled and nothing is lost.

use super::bare::{Shelf, keep_texts, keys_in};
use super::error::StoreError;
use super::people::Person;
use super::row::{self, Row, Run};
use super::sql::column_text;
use super::{Place, Store};
use crate::domain::rehearsal::NOBODY;
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
    /// People and courses.
    #[serde(flatten)]
    pub brought: Brought,
}

/// What came down from the bureau.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Brought {
    /// People the bureau knows.
    pub people: u64,
    /// People, playlists and assignments that only this station knows.
    pub only_here: u64,
}

/// Runs that the bureau has not been sent in their present form.
///
/// # Errors
/// [`StoreError`].
pub fn waiting(station: &mut Store, now: &str) -> Result<u64, StoreError> {
    let waiting = waiting_runs();
    let count = station.engine.number(
        &format!("SELECT COUNT(*) FROM runs{waiting}"),
        &[settled_before(now).into()],
    )?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// What is to be sent. A rehearsal is nobody's result, and the author's own machine is where it belongs.
fn waiting_runs() -> String {
    format!(
        " LEFT JOIN sent ON sent.id = runs.id \
         WHERE (sent.id IS NULL OR sent.digest <> runs.digest) AND runs.trainee <> '{NOBODY}' \
         AND (runs.state <> 'broken_off' OR runs.began_at < $1)"
    )
}

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
    synced.brought = bring_down(station, &mut bureau)?;
    synced.waiting = waiting(station, now)?;
    Ok(synced)
}

/// Brings people and courses down; what the bureau says holds, but whoever was erased here is erased there, too. What only
/// this station knows stays here: nothing is ever taken away at the bureau without a trace, so it was never there.
///
/// # Errors
/// [`StoreError`].
pub fn bring_down(station: &mut Store, bureau: &mut Store) -> Result<Brought, StoreError> {
    let mut people = bureau.people()?;
    let (mut playlists, mut assignments) = (bureau.playlists()?, bureau.assignments()?);
    let mut brought = Brought {
        people: people.len() as u64,
        ..Brought::default()
    };
    if people.is_empty() && playlists.is_empty() && assignments.is_empty() {
        return Ok(brought);
    }
    // What a damaged station says must not go up.
    station.trust_people()?;
    let here: BTreeMap<String, Person> = station
        .people()?
        .into_iter()
        .map(|one| (one.id.clone(), one))
        .collect();
    let mut erased_now = Vec::new();
    for one in &mut people {
        let erased = here.get(&one.id).filter(|here| !here.erased_at.is_empty());
        match (one.erased_at.is_empty(), erased) {
            (true, Some(here)) => {
                one.clone_from(here);
                erased_now.push(one.clone());
            }
            // Erased on another machine: neither name nor voice may lie about on this one.
            (false, None) => station.erase_here_too(&one.id)?,
            _ => {}
        }
    }
    if !erased_now.is_empty() {
        bureau.put_people(&erased_now)?;
    }
    brought.only_here = [
        keep_own(&mut people, here.into_values(), |one| &one.id),
        keep_own(&mut playlists, station.playlists()?, |one| &one.id),
        keep_own(&mut assignments, station.assignments()?, |one| &one.id),
    ]
    .iter()
    .sum();
    station.replace_courses(&people, &playlists, &assignments)?;
    Ok(brought)
}

/// Adds what is only here to what was brought; gives how many there were.
fn keep_own<T>(
    brought: &mut Vec<T>,
    here: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> &String,
) -> u64 {
    let known: BTreeSet<String> = brought.iter().map(|one| id(one).clone()).collect();
    let before = brought.len();
    brought.extend(here.into_iter().filter(|one| !known.contains(id(one))));
    (brought.len() - before) as u64
}

/// The next runs that wait, after the last one sent: looking from the beginning each time would be slow for many.
fn next(station: &mut Store, now: &str, after: Option<&Run>) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let (began_at, id) = after.map_or(("", ""), |run| (run.began_at.as_str(), run.id.as_str()));
    let waiting = waiting_runs();
    station.raw_rows(
        &format!(
            "{waiting} AND runs.began_at >= $2 AND (runs.began_at > $2 OR runs.id > $3) \
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
