//! A staff list becomes people: who is somebody known, by pseudonym, staff number, name or mark, and who is new. Names go into
//! the vault, everything else by pseudonym into the database. Reads no file and knows no title.

use super::Store;
use super::error::StoreError;
use super::people::Person;
use super::row_digest::{digest_of, sound};
use super::sql::column_text;
use super::staff_list::StaffEntry;
use super::vault::{Identity, Names, Vault, random_word};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a pseudonym drawn by chance: 31⁵ of them.
const WORD: usize = 5;

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
    /// Known ones whose staff number had lost zeros at its beginning; the longer one stays.
    pub zeros: u64,
    /// Rows of new people whose name somebody known has, too: a move to another team, or a namesake.
    pub namesakes: Vec<usize>,
    /// Pseudonym of each row of the list, in its order.
    pub ids: Vec<String>,
}

impl Store {
    /// Takes a staff list in: somebody known by pseudonym, staff number, or name and team stays who they are, also where
    /// another machine with the same key took them in; everybody else gets a new pseudonym. The list given twice changes
    /// nothing the second time. When it names everybody, whoever is not in it has left.
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
        let Matched { list, here, zeros } = matched(list, &names, &known);
        let marks = marks_of(&list, vault)?;
        let by_mark = self.marks()?;
        let mut imported = Imported {
            zeros,
            ..Imported::default()
        };
        let mut people = Vec::new();
        for ((entry, here), mark) in list.iter().zip(here).zip(&marks) {
            let found = entry.id.clone().or_else(|| {
                let elsewhere = mark.as_ref().and_then(|mark| by_mark.get(mark)).cloned();
                // Two rows are two people. Whoever the database does not know is somebody this machine alone has heard of.
                [here, elsewhere]
                    .into_iter()
                    .flatten()
                    .filter(|id| !imported.ids.contains(id))
                    .max_by_key(|id| known.contains_key(id))
            });
            if found.is_none() && names.iter().any(|(_, who)| who.name == entry.name) {
                imported.namesakes.push(entry.row);
            }
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
                groups: match (&entry.groups, known.get(&id)) {
                    (Some(groups), _) => groups.clone(),
                    // A list that says nothing of groups changes none.
                    (None, Some(one)) => one.groups.clone(),
                    (None, None) => Vec::new(),
                },
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

    /// Pseudonyms by mark; a damaged one would make somebody somebody else.
    pub(super) fn marks(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        let place = self.engine.place();
        let rows = self
            .engine
            .all("SELECT mark, person, digest FROM marks", &[])?;
        rows.iter()
            .map(|row| {
                let (mark, person) = (column_text(row, 0), column_text(row, 1));
                let digest = digest_of(&[&mark, &person]);
                sound("marks", &person, &column_text(row, 2), &digest, &place)?;
                Ok((mark, person))
            })
            .collect()
    }

    /// Keeps the marks of people; an older one of the same person goes.
    fn put_marks(&mut self, marks: &[Option<String>], ids: &[String]) -> Result<(), StoreError> {
        self.atomically(|engine| {
            for (mark, id) in marks.iter().zip(ids) {
                engine.run("DELETE FROM marks WHERE person = $1", &[id.into()])?;
                let Some(mark) = mark else { continue };
                engine.run(
                    "INSERT INTO marks (mark, person, digest) VALUES ($1, $2, $3) \
                     ON CONFLICT (mark) DO UPDATE SET person = excluded.person, digest = excluded.digest",
                    &[mark.into(), id.into(), digest_of(&[mark, id]).into()],
                )?;
            }
            Ok(())
        })
    }
}

/// Whom each row means as far as the vault of this machine knows.
struct Matched {
    /// The list, with the staff numbers that the vault knows.
    list: Vec<StaffEntry>,
    /// Somebody known, for each row.
    here: Vec<Option<String>>,
    /// How many numbers had lost zeros.
    zeros: u64,
}

/// Finds the people of a list in the vault: by number; by a number that lost its zeros, because a sheet makes `123` of
/// `000123`; by name and team, where one of the two has no number, because lists come with numbers one month and without them
/// the next. Only where a single person can be meant, and no other row means them.
fn matched(list: &[StaffEntry], names: &Names, known: &BTreeMap<String, Person>) -> Matched {
    let listed: BTreeSet<&str> = list.iter().map(|one| one.staff_number.as_str()).collect();
    let mut matched = Matched {
        list: Vec::new(),
        here: Vec::new(),
        zeros: 0,
    };
    for entry in list {
        let number = entry.staff_number.as_str();
        let only = |fits: &dyn Fn(&str, &Identity) -> bool| {
            let mut found = names.iter().filter(|(id, who)| fits(id, who));
            match (found.next(), found.next()) {
                (Some(one), None) => Some(one),
                _ => None,
            }
        };
        let is_free = |who: &Identity| !listed.contains(who.staff_number.as_str());
        let same_number = only(&|_, who| !number.is_empty() && who.staff_number == number);
        let without_zeros = || {
            only(&|_, who| {
                is_free(who)
                    && who.staff_number.len() > number.len()
                    && bare(number)
                        .is_some_and(|bare_one| bare(&who.staff_number) == Some(bare_one))
            })
        };
        let same_name = || {
            only(&|id, who| {
                who.name == entry.name
                    && (number.is_empty() || who.staff_number.is_empty())
                    && (who.staff_number.is_empty() || is_free(who))
                    && known.get(id).is_none_or(|one| one.team == entry.team)
            })
        };
        let (found, has_lost_zeros) = match same_number {
            Some(found) => (Some(found), false),
            None => match without_zeros() {
                Some(found) => (Some(found), true),
                None => (same_name(), false),
            },
        };
        // Whoever is named by pseudonym is meant, and a list without numbers takes nobody's away.
        let meant = match &entry.id {
            Some(id) => names.get(id),
            None => found.map(|(_, who)| who),
        };
        let fuller = meant.filter(|_| number.is_empty() || has_lost_zeros && entry.id.is_none());
        matched.zeros += u64::from(has_lost_zeros && entry.id.is_none());
        matched.here.push(found.map(|(id, _)| id.to_owned()));
        matched.list.push(StaffEntry {
            staff_number: fuller.map_or(number, |who| &who.staff_number).to_owned(),
            ..entry.clone()
        });
    }
    matched
}

/// A staff number of digits alone without the zeros at its beginning.
fn bare(number: &str) -> Option<&str> {
    let is_number = !number.is_empty() && number.bytes().all(|one| one.is_ascii_digit());
    is_number.then(|| number.trim_start_matches('0'))
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
