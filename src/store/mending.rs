//! A bureau's people and courses made good from what a station brought down last: rows that are not what was written go, and
//! what the bureau does not have is given to it. Nothing sound is touched. Knows no names.

use super::error::StoreError;
use super::people::Person;
use super::row_digest::{DIGESTED, Digested, digest_of_row};
use super::sql::{Engine, column_text};
use super::{Store, assignments, people};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a mending came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Mended {
    /// Rows that were not what was written.
    pub damaged: u64,
    /// People given to the bureau.
    pub people: u64,
    /// Playlists given to the bureau.
    pub playlists: u64,
    /// Assignments given to the bureau.
    pub assignments: u64,
    /// Whom and what the station does not know either, as far as their damaged rows can be read.
    pub lost: Vec<String>,
}

impl Store {
    /// Mends the people and courses of this database from those of a station.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was changed.
    pub fn mend_from(&mut self, station: &mut Self) -> Result<Mended, StoreError> {
        station.trust_people()?;
        let (mut persons, playlists, given) = (
            station.people()?,
            station.playlists()?,
            station.assignments()?,
        );
        let mended = self.atomically(|engine| {
            let mut mended = Mended::default();
            let left = people_left(engine, &mut mended)?;
            // Before anybody comes back: whoever is gone takes their groups along.
            engine.script("DELETE FROM members WHERE person NOT IN (SELECT id FROM people)")?;
            persons.retain(|one| !left.known.contains(&one.id));
            keep_erased(&mut persons, left, &mut mended.lost);
            for one in &persons {
                people::put(engine, one)?;
                mended.lost.retain(|id| *id != one.id);
                mended.people += 1;
            }
            for table in &DIGESTED {
                let known = rows_left(engine, table, &mut mended)?;
                if table.table == "playlists" {
                    for one in playlists.iter().filter(|one| !known.contains(&one.id)) {
                        assignments::put_playlist(engine, one)?;
                        mended.lost.retain(|id| *id != one.id);
                        mended.playlists += 1;
                    }
                } else if table.table == "assignments" {
                    for one in given.iter().filter(|one| !known.contains(&one.id)) {
                        assignments::put_assignment(engine, one)?;
                        mended.lost.retain(|id| *id != one.id);
                        mended.assignments += 1;
                    }
                }
            }
            Ok(mended)
        })?;
        self.keep_register()?;
        Ok(mended)
    }
}

/// What a bureau's people came to.
#[derive(Default)]
struct Left {
    /// Pseudonyms of those who stay.
    known: BTreeSet<String>,
    /// Those who went and had been erased, as far as they can be read, with the digests of their rows.
    erased: Vec<(Person, String)>,
}

/// Whoever a damaged row says was erased stays so: a station that was not synced since still has their team, and nobody may
/// come back by it. Where the pseudonym was damaged, the digest tells whose row it was: with theirs it fits again. Whoever no
/// station knows is kept as erased as they stand.
fn keep_erased(back: &mut Vec<Person>, left: Left, lost: &mut Vec<String>) {
    for (mut gone, digest) in left.erased {
        let is_here = back.iter().any(|one| one.id == gone.id);
        let mut is_found = false;
        for one in back.iter_mut() {
            let fits = || {
                let as_kept = Person {
                    id: one.id.clone(),
                    ..gone.clone()
                };
                as_kept.digest() == digest
            };
            let is_meant = one.id == gone.id || !is_here && fits();
            if is_meant && one.erased_at.is_empty() {
                one.erase(&gone.erased_at);
            }
            is_found |= is_meant;
        }
        if is_found {
            lost.retain(|id| *id != gone.id);
        } else if !left.known.contains(&gone.id) {
            let at = gone.erased_at.clone();
            gone.erase(&at);
            back.push(gone);
        }
    }
}

/// Removes people who are not as they were kept.
fn people_left(engine: &mut dyn Engine, mended: &mut Mended) -> Result<Left, StoreError> {
    let mut left = Left::default();
    for (person, digest) in people::read(engine)? {
        if person.digest() == digest {
            left.known.insert(person.id);
            continue;
        }
        if !person.erased_at.is_empty() {
            left.erased.push((person.clone(), digest.clone()));
        }
        // By what the row itself says, never through an index: that may know a damaged row by its old name, or find a sound one
        // under the name of a damaged one.
        engine.run(
            "DELETE FROM people WHERE id || '' = $1 AND digest || '' = $2",
            &[(&person.id).into(), digest.into()],
        )?;
        mended.damaged += 1;
        mended.lost.push(person.id);
    }
    Ok(left)
}

/// The same for a table whose rows stand alone. A mark that is gone comes again with the next list.
fn rows_left(
    engine: &mut dyn Engine,
    of: &Digested,
    mended: &mut Mended,
) -> Result<BTreeSet<String>, StoreError> {
    let mut known = BTreeSet::new();
    for mut row in of.rows(engine)? {
        let digest = row
            .pop()
            .map_or_else(String::new, |kept| column_text(&[kept], 0));
        let key = column_text(&row, 0);
        if digest == digest_of_row(&row) {
            known.insert(key);
            continue;
        }
        let Digested { table, key: by, .. } = of;
        engine.run(
            &format!("DELETE FROM {table} WHERE {by} || '' = $1 AND digest || '' = $2"),
            &[(&key).into(), digest.into()],
        )?;
        mended.damaged += 1;
        if *table != "marks" {
            mended.lost.push(key);
        }
    }
    Ok(known)
}
