//! People by pseudonym: team, groups, whether they left or were erased. Names are the vault's. Whatever changes here is
//! also written to a plain register beside the database, so that a damaged database loses nobody.

use super::assignments::{Assignment, Playlist};
use super::digest;
use super::error::StoreError;
use super::sql::{Engine, Value, column_int, column_text};
use super::staff_list::StaffEntry;
use super::vault::{FOLDER, Identity, Vault, random_word};
use super::{Place, Store};
use crate::files::{FileError, read_text, write_whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// Letters of a pseudonym drawn by chance: 31⁵ of them.
const WORD: usize = 5;
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

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// New people.
    pub added: u64,
    /// Known ones whose team, groups or name changed.
    pub changed: u64,
    /// Known ones as before.
    pub same: u64,
    /// Known ones who are not in a list of everybody, and have left.
    pub left: u64,
    /// Pseudonym of each row of the list, in its order.
    pub ids: Vec<String>,
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
    /// Everybody, by pseudonym.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in self.engine.all(
            "SELECT person, group_name FROM members ORDER BY person, group_name",
            &[],
        )? {
            groups
                .entry(column_text(&row, 0))
                .or_default()
                .push(column_text(&row, 1));
        }
        let rows = self.engine.all(
            "SELECT id, team, has_left, erased_at FROM people ORDER BY id",
            &[],
        )?;
        Ok(rows
            .iter()
            .map(|row| {
                let id = column_text(row, 0);
                Person {
                    groups: groups.remove(&id).unwrap_or_default(),
                    team: column_text(row, 1),
                    left: column_int(row, 2) != 0,
                    erased_at: column_text(row, 3),
                    id,
                }
            })
            .collect())
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

    /// Takes a staff list in: somebody known by pseudonym, staff number, or name and team stays who they are, also where
    /// another machine with the same key took them in; everybody else gets a new pseudonym. The list given twice changes
    /// nothing the second time, unless several in one team have one name and no number. When it names everybody, whoever is
    /// not in it has left.
    ///
    /// # Errors
    /// [`StoreError`]; then nobody was added, and names that were kept find their people at the next try.
    pub fn import(
        &mut self,
        list: &[StaffEntry],
        names_everybody: bool,
        vault: &Vault,
    ) -> Result<Imported, StoreError> {
        let names = vault.all()?;
        let known: BTreeMap<String, Person> = self
            .people()?
            .into_iter()
            .map(|one| (one.id.clone(), one))
            .collect();
        let by_number: BTreeMap<&str, &str> = names
            .iter()
            .filter(|(_, who)| !who.staff_number.is_empty())
            .map(|(id, who)| (who.staff_number.as_str(), id))
            .collect();
        let by_name = |entry: &StaffEntry| {
            let mut found = names.iter().filter(|(id, who)| {
                who.name == entry.name
                    && who.staff_number.is_empty()
                    && known.get(*id).is_none_or(|one| one.team == entry.team)
            });
            // Two of one name and no number: nobody can say who is meant, so it is somebody new.
            match (found.next(), found.next()) {
                (Some((id, _)), None) => Some(id.to_owned()),
                _ => None,
            }
        };
        let marks = marks_of(list, vault)?;
        let by_mark = self.marks()?;
        let mut imported = Imported::default();
        let mut people = Vec::new();
        for (entry, mark) in list.iter().zip(&marks) {
            let found = entry.id.clone().or_else(|| {
                let alike = if entry.staff_number.is_empty() {
                    by_name(entry)
                } else {
                    by_number
                        .get(entry.staff_number.as_str())
                        .map(|id| (*id).to_owned())
                };
                let elsewhere = mark.as_ref().and_then(|mark| by_mark.get(mark)).cloned();
                // Two rows are two people. Whoever the database does not know is somebody this machine alone has heard of.
                [alike, elsewhere]
                    .into_iter()
                    .flatten()
                    .filter(|id| !imported.ids.contains(id))
                    .max_by_key(|id| known.contains_key(id))
            });
            let id = found.unwrap_or_else(|| {
                loop {
                    let id = format!("p-{}", random_word(WORD));
                    if !known.contains_key(&id)
                        && names.get(&id).is_none()
                        && !imported.ids.contains(&id)
                    {
                        break id;
                    }
                }
            });
            let person = Person {
                id: id.clone(),
                team: entry.team.clone(),
                groups: entry.groups.clone(),
                left: false,
                erased_at: String::new(),
            };
            let who = Identity {
                name: entry.name.clone(),
                staff_number: entry.staff_number.clone(),
            };
            let is_same_name = names.get(&id) == Some(&who);
            match known.get(&id) {
                None => imported.added += 1,
                Some(one) if *one == person && is_same_name => imported.same += 1,
                Some(_) => imported.changed += 1,
            }
            if !is_same_name {
                vault.put(&id, &who)?;
            }
            people.push(person);
            imported.ids.push(id);
        }
        if names_everybody {
            for one in known.values() {
                if !one.left && one.erased_at.is_empty() && !imported.ids.contains(&one.id) {
                    imported.left += 1;
                    people.push(Person {
                        left: true,
                        ..one.clone()
                    });
                }
            }
        }
        self.put_people(&people)?;
        self.put_marks(&marks, &imported.ids)?;
        Ok(imported)
    }

    /// Pseudonyms by mark.
    fn marks(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = self.engine.all("SELECT mark, person FROM marks", &[])?;
        Ok(rows
            .iter()
            .map(|row| (column_text(row, 0), column_text(row, 1)))
            .collect())
    }

    /// Keeps the marks of people; an older one of the same person goes.
    fn put_marks(&mut self, marks: &[Option<String>], ids: &[String]) -> Result<(), StoreError> {
        self.atomically(|engine| {
            for (mark, id) in marks.iter().zip(ids) {
                engine.run("DELETE FROM marks WHERE person = $1", &[id.into()])?;
                let Some(mark) = mark else { continue };
                engine.run(
                    "INSERT INTO marks (mark, person) VALUES ($1, $2) \
                     ON CONFLICT (mark) DO UPDATE SET person = excluded.person",
                    &[mark.into(), id.into()],
                )?;
            }
            Ok(())
        })
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
        // The last line is the digest of what stands before it.
        write_whole(&path, format!("{text}\n{}\n", digest(&text)).as_bytes())?;
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
        let (body, sum) = text
            .trim_end()
            .rsplit_once('\n')
            .ok_or_else(|| unreadable("digest".to_owned()))?;
        if digest(body) != sum {
            return Err(unreadable("digest".to_owned()).into());
        }
        let register = serde_json::from_str(body).map_err(|error| unreadable(error.to_string()))?;
        Ok(Some(register))
    }

    /// Whether people and courses are those of the register; a server has none, and one that does not read says nothing.
    ///
    /// # Errors
    /// When the database does not read.
    pub(super) fn is_as_registered(&mut self) -> Result<bool, StoreError> {
        if matches!(self.place, Place::Postgres { .. }) {
            return Ok(true);
        }
        let here = self.as_register()?;
        match self.register() {
            Ok(kept) => Ok(kept.unwrap_or_else(Register::empty) == here),
            Err(StoreError::File(FileError::Unreadable { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Refuses people and courses that are not those of the register: teams decide whose results are counted and told, and
    /// their rows carry no digest of their own.
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

    /// Makes people and courses those of the register: it carries its own digest, rows of people do not, so where they
    /// differ it is the one to believe. One that is gone or does not read is written again.
    ///
    /// # Errors
    /// The register does not read and the database knows nobody either: a backup is needed, and nothing is written over.
    pub(super) fn settle_register(&mut self) -> Result<(), StoreError> {
        let here = self.as_register()?;
        let knows_somebody = here != Register::empty();
        match self.register() {
            Ok(Some(kept)) if kept != here => {
                self.replace_courses(&kept.people, &kept.playlists, &kept.assignments)
            }
            Ok(None) | Err(StoreError::File(FileError::Unreadable { .. })) if knows_somebody => {
                self.keep_register()
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error),
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

/// The mark of each row: of the staff number, else of name and team where nobody else in the list has both.
fn marks_of(list: &[StaffEntry], vault: &Vault) -> Result<Vec<Option<String>>, StoreError> {
    let marker = vault.marker()?;
    let texts: Vec<String> = list
        .iter()
        .map(|entry| match entry.staff_number.as_str() {
            "" => format!("name\0{}\0{}", entry.name, entry.team),
            number => format!("number\0{number}"),
        })
        .collect();
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for text in &texts {
        *times.entry(text).or_default() += 1;
    }
    Ok(texts
        .iter()
        .map(|text| (times[text.as_str()] == 1).then(|| marker.mark(text)))
        .collect())
}

fn put(engine: &mut dyn Engine, one: &Person) -> Result<(), StoreError> {
    engine.run(
        "INSERT INTO people (id, team, has_left, erased_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET team = excluded.team, has_left = excluded.has_left, \
         erased_at = excluded.erased_at",
        &[
            (&one.id).into(),
            (&one.team).into(),
            one.left.into(),
            (&one.erased_at).into(),
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
