//! What is kept on somebody, and how it is removed: name, clips and pages that may hold a name go, marks stay under a
//! pseudonym that nobody can turn into a name any more, and the chain of each record still holds.

use super::audit;
use super::error::StoreError;
use super::people::Person;
use super::results::Query;
use super::row::Run;
use super::{
    Access, CERTIFICATE_FILE, DEPTH_MAX, REPORT_FILE, RESULTS, Store, clips, read_result, vault,
};
use serde::Serialize;
use std::path::PathBuf;

/// What is kept on somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Team, groups and so on, when the register knows the pseudonym.
    pub person: Option<Person>,
    /// Whether a name lies in the vault.
    pub has_name: bool,
    /// Runs, oldest first.
    pub runs: Vec<Run>,
    /// Voice clips on this machine.
    pub clips: u64,
    /// Lines of the audit log about this person.
    pub reads: u64,
}

/// What was removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// A name.
    pub name: bool,
    /// Voice clips.
    pub clips: u64,
    /// Certificates and reports beside records: a name stands on the one, an introduction in the other. Both can be made
    /// again by pseudonym.
    pub pages: u64,
    /// Runs that stay, under the pseudonym.
    pub runs: u64,
}

impl Erased {
    /// What came of it, for the log.
    fn in_words(&self) -> String {
        format!(
            "name {}, clips {}, pages {}",
            self.name, self.clips, self.pages
        )
    }
}

impl Store {
    /// What is kept on somebody.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when nothing is.
    pub fn kept_on(&mut self, access: &Access, id: &str) -> Result<Kept, StoreError> {
        let person = self.person(id)?;
        let has_name = vault::has_name(&self.data, id);
        let query = Query {
            trainee: Some(id.to_owned()),
            ..Query::default()
        };
        let mut runs = Vec::new();
        self.each_run(access, &query, &mut |run| {
            runs.push(run);
            Ok(())
        })?;
        if person.is_none() && !has_name && runs.is_empty() {
            return Err(StoreError::Unknown {
                kind: "person",
                id: id.to_owned(),
            });
        }
        if runs.is_empty() {
            // That there are none is told of somebody, too.
            access.note(&self.data, "read", id, access.what_for)?;
        }
        let mut reads = 0;
        // What was looked at on the console stands in its own log, there with the run after the pseudonym.
        for folder in [self.data.clone(), self.data.join(audit::CONSOLE)] {
            audit::walk(&folder, &mut |_, entry| {
                if entry.is_about(id) {
                    reads += 1;
                }
            })?;
        }
        Ok(Kept {
            person,
            has_name,
            runs,
            clips: self.clips_of(id)?.len() as u64,
            reads,
        })
    }

    /// Somebody's voice clips on this machine, in copied folders, too. The record beside them says whose they are: another
    /// station's folder may go by the same name.
    fn clips_of(&self, id: &str) -> Result<Vec<PathBuf>, StoreError> {
        let folders = self.folders_of(id, &[clips::CLIPS])?;
        Ok(folders.iter().flat_map(|one| clips::of(one)).collect())
    }

    /// Somebody's pages beside their records.
    fn pages_of(&self, id: &str) -> Result<Vec<PathBuf>, StoreError> {
        let pages = [CERTIFICATE_FILE, REPORT_FILE];
        let folders = self.folders_of(id, &pages)?;
        let all = folders
            .iter()
            .flat_map(|folder| pages.map(|page| folder.join(page)));
        Ok(all.filter(|page| page.is_file()).collect())
    }

    /// Somebody's result folders in which any of these lie.
    fn folders_of(&self, id: &str, names: &[&str]) -> Result<Vec<PathBuf>, StoreError> {
        let mut found = Vec::new();
        let results = self.data.join(RESULTS);
        clips::with_any(&results, names, DEPTH_MAX, &mut |folder| {
            if read_result::record(folder).is_some_and(|record| record.header.trainee == id) {
                found.push(folder.to_owned());
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Removes name, voice clips and pages, here and now; noted in the audit log before and, with what came of it, after.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when nothing is kept; anything that could not be removed is an error, and the next try goes
    /// on.
    pub fn erase(&mut self, access: &Access, id: &str) -> Result<Erased, StoreError> {
        // A damaged result, perhaps somebody else's, must not keep a name here.
        let (person, runs) = match self.kept_on(access, id) {
            Ok(kept) => (kept.person, kept.runs.len() as u64),
            Err(StoreError::Damaged { .. }) => {
                let query = Query {
                    trainee: Some(id.to_owned()),
                    ..Query::default()
                };
                let (person, runs) = (self.person(id)?, self.about(&query)?);
                if person.is_none() && runs == 0 && !vault::has_name(&self.data, id) {
                    return Err(StoreError::Unknown {
                        kind: "person",
                        id: id.to_owned(),
                    });
                }
                (person, runs)
            }
            Err(error) => return Err(error),
        };
        access.note(&self.data, "erase", id, "")?;
        let erased = Erased {
            runs,
            ..self.remove_files(id)?
        };
        if let Some(mut person) = person {
            person.erase(&access.at);
            self.put_people(&[person])?;
        }
        access.note(&self.data, "erased", id, &erased.in_words())?;
        Ok(erased)
    }

    /// Removes name and clips of somebody who was erased elsewhere, as far as any lie here; noted before and after.
    ///
    /// # Errors
    /// When something cannot be removed or the removal not noted.
    pub(super) fn erase_here_too(&self, id: &str) -> Result<(), StoreError> {
        audit::note(&self.data, "erase", id, "sync")?;
        let erased = self.remove_files(id)?;
        audit::note(&self.data, "erased", id, &erased.in_words())?;
        Ok(())
    }

    /// Removes name and clips on this machine.
    fn remove_files(&self, id: &str) -> Result<Erased, StoreError> {
        let mut erased = Erased {
            name: vault::erase(&self.data, id)?,
            ..Erased::default()
        };
        for clip in self.clips_of(id)? {
            clips::remove(&clip)?;
            erased.clips += 1;
        }
        for page in self.pages_of(id)? {
            clips::remove(&page)?;
            erased.pages += 1;
        }
        Ok(erased)
    }
}
