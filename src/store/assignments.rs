//! What people are to do: playlists of cases, given to somebody, a group, a team or everybody, by a day, as practice or as
//! an exam; and how far each has come. Exams are sat through [`super::sittings`]; this only tells what to sit.

use super::error::StoreError;
use super::people::Person;
use super::results::Query;
use super::row::{Row, Run, State, mode_name, mode_of};
use super::row_digest::{digest_of, digest_of_row, sound};
use super::sql::{Engine, Value, column_int, column_text};
use super::{Access, Store, audit};
use crate::domain::session::Mode;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One case on a level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Case id.
    pub case: String,
    /// Level.
    pub level: u8,
}

/// Cases in an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playlist {
    /// Its name.
    pub id: String,
    /// Cases.
    pub tasks: Vec<Task>,
}

/// To whom something is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// Everybody who has not left.
    Everybody,
    /// A team.
    Team(String),
    /// A group.
    Group(String),
    /// One person.
    Person(String),
    /// Nobody any more: it was taken back. The row stays, so that every station hears of it.
    Nobody,
}

impl Target {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Nobody => ("nobody", ""),
            Self::Everybody => ("everybody", ""),
            Self::Team(id) => ("team", id),
            Self::Group(id) => ("group", id),
            Self::Person(id) => ("person", id),
        }
    }

    fn of(kind: &str, id: String) -> Option<Self> {
        Some(match kind {
            "nobody" => Self::Nobody,
            "everybody" => Self::Everybody,
            "team" => Self::Team(id),
            "group" => Self::Group(id),
            "person" => Self::Person(id),
            _ => return None,
        })
    }
}

/// Something given to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Its name; records of its exams carry it.
    pub id: String,
    /// Which playlist.
    pub playlist: String,
    /// To whom.
    pub target: Target,
    /// Last day, `2026-12-31`, Beijing.
    pub due: String,
    /// Practice or exam.
    pub mode: Mode,
    /// Marks of the exam are sealed.
    pub is_sealed: bool,
    /// When it was given, RFC 3339 UTC.
    pub given_at: String,
    /// By whom.
    pub given_by: String,
}

/// How far somebody has come with one case of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Nothing yet.
    NotBegun,
    /// Begun, and broken off.
    BrokenOff,
    /// Marked, not passed.
    Failed,
    /// A person must decide first.
    Pending,
    /// Sat; the mark is sealed.
    Sealed,
    /// Passed.
    Passed,
}

/// One line of a standing: who, what, how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Assignment.
    pub assignment: String,
    /// Pseudonym.
    pub trainee: String,
    /// Case and level.
    pub task: Task,
    /// Last day.
    pub due: String,
    /// Practice or exam.
    pub mode: Mode,
    /// How far.
    pub stand: Stand,
    /// The day has passed without it being done.
    pub is_overdue: bool,
}

pub(super) fn put_playlist(engine: &mut dyn Engine, one: &Playlist) -> Result<(), StoreError> {
    // Only strings and numbers inside: writing cannot fail.
    let tasks = serde_json::to_string(&one.tasks).unwrap_or_default();
    let digest = digest_of(&[&one.id, &tasks]);
    engine.run(
        "INSERT INTO playlists (id, entries, digest) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET entries = excluded.entries, digest = excluded.digest",
        &[(&one.id).into(), tasks.into(), digest.into()],
    )?;
    Ok(())
}

pub(super) fn put_assignment(engine: &mut dyn Engine, one: &Assignment) -> Result<(), StoreError> {
    let (kind, target) = one.target.parts();
    let mut values: Vec<Value> = vec![
        (&one.id).into(),
        (&one.playlist).into(),
        kind.into(),
        target.into(),
        (&one.due).into(),
        mode_name(one.mode).into(),
        one.is_sealed.into(),
        (&one.given_at).into(),
        (&one.given_by).into(),
    ];
    values.push(digest_of_row(&values).into());
    engine.run(
        "INSERT INTO assignments (id, playlist, target_kind, target, due, mode, is_sealed, given_at, given_by, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (id) DO UPDATE SET playlist = excluded.playlist, target_kind = excluded.target_kind, \
         target = excluded.target, due = excluded.due, mode = excluded.mode, is_sealed = excluded.is_sealed, \
         given_at = excluded.given_at, given_by = excluded.given_by, digest = excluded.digest",
        &values,
    )?;
    Ok(())
}

impl Store {
    /// Keeps a playlist.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_playlist(&mut self, playlist: &Playlist) -> Result<(), StoreError> {
        self.atomically(|engine| put_playlist(engine, playlist))?;
        self.keep_register()
    }

    /// All playlists, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn playlists(&mut self) -> Result<Vec<Playlist>, StoreError> {
        let place = self.engine.place();
        self.engine
            .all("SELECT id, entries, digest FROM playlists ORDER BY id", &[])?
            .iter()
            .map(|row| {
                let id = column_text(row, 0);
                let digest = digest_of_row(&row[..2]);
                sound("playlists", &id, &column_text(row, 2), &digest, &place)?;
                let tasks = serde_json::from_str(&column_text(row, 1)).map_err(|error| {
                    StoreError::Damaged {
                        place: place.clone(),
                        what: format!("playlists {id}"),
                        detail: error.to_string(),
                    }
                })?;
                Ok(Playlist { id, tasks })
            })
            .collect()
    }

    /// Gives something to somebody. The playlist and whoever is named must be there.
    ///
    /// # Errors
    /// [`StoreError::Unknown`], or the database.
    pub fn assign(&mut self, assignment: &Assignment) -> Result<(), StoreError> {
        let unknown = |kind, id: &str| StoreError::Unknown {
            kind,
            id: id.to_owned(),
        };
        if !self
            .playlists()?
            .iter()
            .any(|one| one.id == assignment.playlist)
        {
            return Err(unknown("playlist", &assignment.playlist));
        }
        let (kind, target) = assignment.target.parts();
        if self.members(&assignment.target)?.is_empty() {
            return Err(unknown(kind, target));
        }
        self.atomically(|engine| put_assignment(engine, assignment))?;
        self.keep_register()
    }

    /// Takes something back that was given: nobody is to do it any more. What was done under its name stays.
    ///
    /// # Errors
    /// [`StoreError::Unknown`], or the database.
    pub fn withdraw(&mut self, id: &str) -> Result<Assignment, StoreError> {
        let found = self.assignments()?.into_iter().find(|one| one.id == id);
        let mut assignment = found.ok_or_else(|| StoreError::Unknown {
            kind: "assignment",
            id: id.to_owned(),
        })?;
        assignment.target = Target::Nobody;
        self.atomically(|engine| put_assignment(engine, &assignment))?;
        self.keep_register()?;
        Ok(assignment)
    }

    /// All assignments, by the day they are due.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn assignments(&mut self) -> Result<Vec<Assignment>, StoreError> {
        let place = self.engine.place();
        self.engine
            .all(
                "SELECT id, playlist, target_kind, target, due, mode, is_sealed, given_at, given_by, digest \
                 FROM assignments ORDER BY due, id",
                &[],
            )?
            .iter()
            .map(|row| {
                let id = column_text(row, 0);
                let digest = digest_of_row(&row[..9]);
                sound("assignments", &id, &column_text(row, 9), &digest, &place)?;
                let damaged = |at| StoreError::Damaged {
                    place: place.clone(),
                    what: format!("assignments {id}"),
                    detail: column_text(row, at),
                };
                let target = Target::of(&column_text(row, 2), column_text(row, 3))
                    .ok_or_else(|| damaged(2))?;
                let mode = mode_of(&column_text(row, 5)).ok_or_else(|| damaged(5))?;
                Ok(Assignment {
                    playlist: column_text(row, 1),
                    target,
                    due: column_text(row, 4),
                    mode,
                    is_sealed: column_int(row, 6) != 0,
                    given_at: column_text(row, 7),
                    given_by: column_text(row, 8),
                    id,
                })
            })
            .collect()
    }

    /// An assignment by its name, what is in it, and whether it was given to somebody; none when the store does not know
    /// it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn given(
        &mut self,
        id: &str,
        trainee: &str,
    ) -> Result<Option<(Assignment, Vec<Task>, bool)>, StoreError> {
        self.trust_people()?;
        let Some(assignment) = self.assignments()?.into_iter().find(|one| one.id == id) else {
            return Ok(None);
        };
        let tasks = self
            .playlists()?
            .into_iter()
            .find(|one| one.id == assignment.playlist)
            .map(|one| one.tasks)
            .unwrap_or_default();
        let is_given = self
            .members(&assignment.target)?
            .iter()
            .any(|one| one.id == trainee);
        Ok(Some((assignment, tasks, is_given)))
    }

    /// Those somebody gave something to.
    fn members(&mut self, target: &Target) -> Result<Vec<Person>, StoreError> {
        Ok(self
            .people()?
            .into_iter()
            .filter(|one| !one.left && one.erased_at.is_empty())
            .filter(|one| match target {
                Target::Nobody => false,
                Target::Everybody => true,
                Target::Team(team) => one.team == *team,
                Target::Group(group) => one.groups.contains(group),
                Target::Person(id) => one.id == *id,
            })
            .collect())
    }

    /// How far everybody has come with what was given to them; `today` is the day in Beijing. An exam counts the runs
    /// under its name; practice counts runs since it was given, the best of each case. `of` says whom and which case.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn standings(
        &mut self,
        access: &Access,
        of: &Query,
        today: &str,
    ) -> Result<Vec<Standing>, StoreError> {
        self.trust_people()?;
        let is_in =
            |wanted: &Option<String>, one: &str| wanted.as_ref().is_none_or(|wanted| wanted == one);
        let tasks: BTreeMap<String, Vec<Task>> = self
            .playlists()?
            .into_iter()
            .map(|one| (one.id, one.tasks))
            .collect();
        let mut given_out = Vec::new();
        for assignment in self.assignments()? {
            let mut people = self.members(&assignment.target)?;
            people.retain(|one| {
                is_in(&of.trainee, &one.id)
                    && is_in(&of.team, &one.team)
                    && of
                        .group
                        .as_ref()
                        .is_none_or(|group| one.groups.contains(group))
            });
            if !people.is_empty() {
                let people = people.into_iter().map(|one| one.id).collect();
                given_out.push(GivenOut { assignment, people });
            }
        }
        let best = self.best_of(access, of, &given_out)?;
        // Whoever has a run was noted with the first of them.
        let mut noted: BTreeSet<String> = best
            .iter()
            .flat_map(|best| best.keys().map(|(trainee, _)| trainee.clone()))
            .collect();
        let mut standings = Vec::new();
        for (GivenOut { assignment, people }, best) in given_out.into_iter().zip(best) {
            let given: Vec<&Task> = tasks
                .get(&assignment.playlist)
                .into_iter()
                .flatten()
                .filter(|task| is_in(&of.case, &task.case))
                .collect();
            for id in people {
                // That somebody has done nothing is told of them, too.
                if noted.insert(id.clone()) {
                    access.note_one(&self.data, &id)?;
                }
                for &task in &given {
                    let stand = best
                        .get(&(id.clone(), task.clone()))
                        .copied()
                        .unwrap_or(Stand::NotBegun);
                    let is_done = match assignment.mode {
                        Mode::Practice => stand == Stand::Passed,
                        Mode::Exam => stand != Stand::NotBegun,
                    };
                    standings.push(Standing {
                        assignment: assignment.id.clone(),
                        trainee: id.clone(),
                        task: task.clone(),
                        due: assignment.due.clone(),
                        mode: assignment.mode,
                        stand,
                        is_overdue: !is_done && assignment.due.as_str() < today,
                    });
                }
            }
        }
        audit::settle(&self.data)?;
        Ok(standings)
    }

    /// The best of each task for everybody it was given to, an entry for each assignment; all of them in one reading. Nobody
    /// else's runs are handed out, nor noted as read.
    fn best_of(
        &mut self,
        access: &Access,
        of: &Query,
        given_out: &[GivenOut],
    ) -> Result<Vec<BTreeMap<(String, Task), Stand>>, StoreError> {
        let mut best = vec![BTreeMap::new(); given_out.len()];
        if given_out.is_empty() {
            return Ok(best);
        }
        let is_meant = |run: &Run| {
            of.case.as_ref().is_none_or(|case| *case == run.case)
                && given_out.iter().any(|one| one.counts(run))
        };
        self.each_meant(access, &is_meant, "", &mut |Row { run, .. }| {
            let stand = stand_of(&run);
            let task = Task {
                case: run.case.clone(),
                level: run.level,
            };
            for (one, best) in given_out.iter().zip(&mut best) {
                if one.counts(&run) {
                    let kept = best
                        .entry((run.trainee.clone(), task.clone()))
                        .or_insert(stand);
                    *kept = stand.max(*kept);
                }
            }
            Ok(())
        })?;
        Ok(best)
    }
}

/// An assignment and those it was given to, as far as they are asked for.
struct GivenOut {
    assignment: Assignment,
    people: BTreeSet<String>,
}

impl GivenOut {
    /// Whether a run is of this assignment: an exam's bears its name, practice counts since it was given.
    fn counts(&self, run: &Run) -> bool {
        let is_of_it = match self.assignment.mode {
            Mode::Exam => run.assignment == self.assignment.id,
            Mode::Practice => run.began_at >= self.assignment.given_at,
        };
        is_of_it && self.people.contains(&run.trainee)
    }
}

const fn stand_of(run: &Run) -> Stand {
    match run.state {
        State::BrokenOff => Stand::BrokenOff,
        State::Sealed => Stand::Sealed,
        State::Marked if run.passed => Stand::Passed,
        State::Marked if run.pending => Stand::Pending,
        State::Marked => Stand::Failed,
    }
}
