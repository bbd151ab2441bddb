//! People by pseudonym: team, groups, whether they left or were erased. Names are the vault's. Whatever changes here is
//! also written to a plain register beside the database, so that a damaged database loses nobody.

use super::assignments::{Assignment, Playlist};
use super::error::StoreError;
use super::row_digest::{digest_of, sound};
use super::sql::{Engine, Value, column_int, column_text};
use super::vault::FOLDER;
use super::{Place, Store, with_digest, without_digest};
use crate::files::{FileError, read_text, write_whole};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

const REGISTER: &str = "register.json";
const REGISTER_FORMAT: u32 = 1;
/// A register that is being written is there by then.
const AGAIN_AFTER: Duration = Duration::from_millis(200);

/// Somebody, by pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Pseudonym.
    pub id: String,
    /// Team; empty when unknown.
    pub team: String,
    /// Groups, sorted.
    pub groups: Vec<String>,
    /// Has left the bureau; results stay.
    pub left: bool,
    /// When names and clips were removed, RFC 3339 UTC; empty when they were not.
    pub erased_at: String,
}

impl Person {
    /// Whether nobody is there to train again: left, or erased.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        self.left || !self.erased_at.is_empty()
    }
}

/// Everything about people and courses, as it lies beside the database.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    format: u32,
    people: Vec<Person>,
    playlists: Vec<Playlist>,
    assignments: Vec<Assignment>,
}

impl Register {
    fn empty() -> Self {
        Self {
            format: REGISTER_FORMAT,
            ..Self::default()
        }
    }
}

impl Store {
    /// Everybody, by pseudonym; each as they were kept.
    ///
    /// # Errors
    /// [`StoreError`], [`StoreError::Damaged`] at somebody who is not as they were kept.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        let place = self.engine.place();
        read(self.engine.as_mut())?
            .into_iter()
            .map(|(person, kept)| {
                sound("people", &person.id, &kept, &person.digest(), &place)?;
                Ok(person)
            })
            .collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn person(&mut self, id: &str) -> Result<Option<Person>, StoreError> {
        Ok(self.people()?.into_iter().find(|one| one.id == id))
    }

    /// Keeps people as they are given; those not named stay.
    ///
    /// # Errors
    /// [`StoreError`]; then none of them was kept.
    pub fn put_people(&mut self, people: &[Person]) -> Result<(), StoreError> {
        self.atomically(|engine| {
            for one in people {
                put(engine, one)?;
            }
            Ok(())
        })?;
        self.keep_register()
    }

    /// People and courses as the database has them.
    fn as_register(&mut self) -> Result<Register, StoreError> {
        Ok(Register {
            format: REGISTER_FORMAT,
            people: self.people()?,
            playlists: self.playlists()?,
            assignments: self.assignments()?,
        })
    }

    /// Where the register of this database lies: a station's in its data folder, that of any other file beside the file, so
    /// that a bureau's people never become a station's. A server has none: its keeper backs it up.
    fn register_path(&self) -> Option<PathBuf> {
        match &self.place {
            Place::Postgres { .. } => None,
            Place::Sqlite(_) if self.place.is_station(&self.data) => {
                Some(self.data.join(FOLDER).join(REGISTER))
            }
            Place::Sqlite(path) => {
                let mut name = path.file_name().unwrap_or_default().to_owned();
                name.push(".");
                name.push(REGISTER);
                Some(path.with_file_name(name))
            }
        }
    }

    /// Writes the register beside the database.
    pub(super) fn keep_register(&mut self) -> Result<(), StoreError> {
        let Some(path) = self.register_path() else {
            return Ok(());
        };
        let register = self.as_register()?;
        // Only strings, numbers and lists inside: writing cannot fail.
        let text = serde_json::to_string_pretty(&register).unwrap_or_default();
        write_whole(&path, with_digest(&text).as_bytes())?;
        Ok(())
    }

    /// The register as it lies beside the database; none when nobody was ever kept.
    fn register(&self) -> Result<Option<Register>, StoreError> {
        let Some(path) = self.register_path() else {
            return Ok(None);
        };
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(FileError::Missing(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let unreadable = |detail: String| FileError::Unreadable {
            path: path.clone(),
            detail,
        };
        let body = without_digest(&text).ok_or_else(|| unreadable("digest".to_owned()))?;
        let register = serde_json::from_str(body).map_err(|error| unreadable(error.to_string()))?;
        Ok(Some(register))
    }

    /// Whether people and courses are those of the register; a server has none, so there each must be as it was kept, and one
    /// that does not read says nothing.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] at a row that is not what was written, or when the database does not read.
    pub(super) fn is_as_registered(&mut self) -> Result<bool, StoreError> {
        let here = self.as_register()?;
        if matches!(self.place, Place::Postgres { .. }) {
            return Ok(true);
        }
        match self.register() {
            Ok(kept) => Ok(kept.unwrap_or_else(Register::empty) == here),
            Err(StoreError::File(FileError::Unreadable { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Refuses people and courses that are not as they were kept: teams decide whose results are counted and told.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn trust_people(&mut self) -> Result<(), StoreError> {
        // Somebody may be between the database and the register right now.
        for pause in [AGAIN_AFTER, AGAIN_AFTER, Duration::ZERO] {
            if self.is_as_registered()? {
                return Ok(());
            }
            std::thread::sleep(pause);
        }
        Err(StoreError::Damaged {
            place: self.engine.place(),
            what: format!("{FOLDER}/{REGISTER}"),
            detail: "register".to_owned(),
        })
    }

    /// Makes people and courses those of the register, where they differ or are not what was written. A register that is gone
    /// or does not read is written again.
    ///
    /// # Errors
    /// The register does not read and the database knows nobody either: a backup is needed, and nothing is written over.
    pub(super) fn settle_register(&mut self) -> Result<(), StoreError> {
        // The register has none; they come again with the next list.
        if matches!(self.marks(), Err(StoreError::Damaged { .. })) {
            self.engine.script("DELETE FROM marks")?;
        }
        let here = match self.as_register() {
            Ok(here) => Some(here),
            Err(StoreError::Damaged { .. }) => None,
            Err(error) => return Err(error),
        };
        let knows_somebody = here.as_ref().is_some_and(|here| *here != Register::empty());
        match self.register() {
            Ok(Some(kept)) if here.as_ref() != Some(&kept) => {
                // Whose they were may not be so any more.
                self.engine.script("DELETE FROM marks")?;
                self.replace_courses(&kept.people, &kept.playlists, &kept.assignments)
            }
            Ok(None) | Err(StoreError::File(FileError::Unreadable { .. })) if knows_somebody => {
                self.keep_register()
            }
            Ok(_) if here.is_some() => Ok(()),
            // Neither is to be believed, and the database says how.
            Ok(_) => self.as_register().map(|_| ()),
            Err(error) => Err(error),
        }
    }

    /// The database's people and courses as far as they can be read at all.
    ///
    /// # Errors
    /// [`StoreError::Database`] when tables are not what they should be.
    pub(super) fn courses_are_there(&mut self) -> Result<(), StoreError> {
        match self.as_register() {
            Err(error @ StoreError::Database { .. }) => Err(error),
            _ => Ok(()),
        }
    }

    /// Replaces everything about people and courses at once; what the bureau says holds.
    pub(super) fn replace_courses(
        &mut self,
        people: &[Person],
        playlists: &[Playlist],
        assignments: &[Assignment],
    ) -> Result<(), StoreError> {
        self.atomically(|engine| {
            engine.script(
                "DELETE FROM members; DELETE FROM people; DELETE FROM assignments; DELETE FROM playlists",
            )?;
            for one in people {
                put(engine, one)?;
            }
            for one in playlists {
                super::assignments::put_playlist(engine, one)?;
            }
            for one in assignments {
                super::assignments::put_assignment(engine, one)?;
            }
            Ok(())
        })?;
        self.keep_register()
    }
}

impl Person {
    /// Takes away what could still lead to somebody in a small team; `at` is when, RFC 3339 UTC.
    pub(super) fn erase(&mut self, at: &str) {
        self.team.clear();
        self.groups.clear();
        at.clone_into(&mut self.erased_at);
    }

    /// What a row of somebody must still say, groups included.
    pub(super) fn digest(&self) -> String {
        let groups: BTreeSet<&str> = self.groups.iter().map(String::as_str).collect();
        let left = if self.left { "1" } else { "0" };
        let mut texts = vec![
            self.id.as_str(),
            self.team.as_str(),
            left,
            self.erased_at.as_str(),
        ];
        texts.extend(groups);
        digest_of(&texts)
    }
}

/// Everybody with the digest they were kept under, by pseudonym. One statement, so that nobody changes between their team
/// and their groups; its order is made here, because for an order the database would read pseudonyms out of an index, and
/// what the table says would go unread.
pub(super) fn read(engine: &mut dyn Engine) -> Result<Vec<(Person, String)>, StoreError> {
    // By digest, too: two rows that have come to bear one pseudonym stay two.
    let mut found: BTreeMap<(String, String), Person> = BTreeMap::new();
    engine.each(
        "SELECT people.id, people.team, people.has_left, people.erased_at, people.digest, \
         COALESCE(members.group_name, '') FROM people LEFT JOIN members ON members.person = people.id",
        &[],
        &mut |row| {
            let (id, digest) = (column_text(row, 0), column_text(row, 4));
            let person = found.entry((id.clone(), digest)).or_insert_with(|| Person {
                id,
                team: column_text(row, 1),
                groups: Vec::new(),
                left: column_int(row, 2) != 0,
                erased_at: column_text(row, 3),
            });
            let group = column_text(row, 5);
            if !group.is_empty() {
                person.groups.push(group);
            }
            Ok(true)
        },
    )?;
    Ok(found
        .into_iter()
        .map(|((_, digest), mut person)| {
            // Databases sort by rules of their own.
            person.groups.sort();
            (person, digest)
        })
        .collect())
}

pub(super) fn put(engine: &mut dyn Engine, one: &Person) -> Result<(), StoreError> {
    engine.run(
        "INSERT INTO people (id, team, has_left, erased_at, digest) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO UPDATE SET team = excluded.team, has_left = excluded.has_left, \
         erased_at = excluded.erased_at, digest = excluded.digest",
        &[
            (&one.id).into(),
            (&one.team).into(),
            one.left.into(),
            (&one.erased_at).into(),
            one.digest().into(),
        ],
    )?;
    engine.run("DELETE FROM members WHERE person = $1", &[(&one.id).into()])?;
    if !one.erased_at.is_empty() {
        // With the key a mark says who somebody was.
        engine.run("DELETE FROM marks WHERE person = $1", &[(&one.id).into()])?;
    }
    for group in &one.groups {
        engine.run(
            "INSERT INTO members (group_name, person) VALUES ($1, $2) \
             ON CONFLICT (group_name, person) DO NOTHING",
            &[Value::from(group), (&one.id).into()],
        )?;
    }
    Ok(())
}
