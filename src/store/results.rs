//! Reading results: filtered, in order, one at a time, so that a million need no more memory than one. Every person whose
//! result is handed out is noted in the audit log first. Whose result it is and when it began is asked of rows that were held
//! against their digests, never of the database: it would pass over a row whose month or trainee a disk has changed.

use super::bare::{Shelf, steps_of};
use super::error::StoreError;
use super::people::Person;
use super::row::{COLUMNS, Row, Run, State, Step, damaged, mode_name};
use super::sql::{Engine, Value, column_text};
use super::{Access, Store, audit, marked};
use crate::domain::assessment::Assessment;
use crate::domain::rehearsal::NOBODY;
use crate::domain::session::Mode;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A run with its whole mark, texts included, equal to its `assessment.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The row.
    pub run: Run,
    /// Team of the trainee when known; empty else.
    pub team: String,
    /// Whether the trainee has left or was erased.
    pub is_gone: bool,
    /// The mark.
    pub mark: Assessment,
}

/// Which results. Empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// One trainee.
    pub trainee: Option<String>,
    /// Members of a group.
    pub group: Option<String>,
    /// Members of a team.
    pub team: Option<String>,
    /// One case.
    pub case: Option<String>,
    /// One month, `2026-11`.
    pub month: Option<String>,
    /// From this day or moment on (`2026-11-01` or RFC 3339 UTC).
    pub from: Option<String>,
    /// Before this day or moment.
    pub before: Option<String>,
    /// Practice or exam.
    pub mode: Option<Mode>,
    /// Rehearsed runs, too, which nobody in particular played; unless they are asked for by name they are nobody's figures.
    pub rehearsals: bool,
}

/// Those whose runs are asked for.
type Members = BTreeSet<String>;
/// A statement takes no more values; for counts of more people all runs are counted.
const MEMBERS_MAX: usize = 20_000;

impl Query {
    /// Whether runs of a trainee are meant at all.
    fn is_about(&self, trainee: &str) -> bool {
        self.rehearsals || trainee != NOBODY || self.trainee.as_deref() == Some(NOBODY)
    }

    /// Whether a run is asked for. `members` are those of the team and group, where one is.
    fn takes(&self, run: &Run, members: Option<&Members>) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == found)
        };
        let began_at = run.began_at.as_str();
        self.is_about(&run.trainee)
            && is(&self.trainee, &run.trainee)
            && is(&self.case, &run.case)
            && is(&self.month, &run.month)
            && self.mode.is_none_or(|mode| mode == run.mode)
            && self.from.as_deref().is_none_or(|from| began_at >= from)
            && self
                .before
                .as_deref()
                .is_none_or(|before| began_at < before)
            && members.is_none_or(|members| members.contains(&run.trainee))
    }

    /// The `WHERE` of a query over `runs`, with its values, first placeholder `$1`: for counts that nobody's figures rest on.
    /// `more` is joined to it by `AND`, and so is that a run is of one of the `members`.
    fn filter(&self, members: Option<&Members>, more: &[&str]) -> (String, Vec<Value>) {
        let mut parts: Vec<String> = more.iter().map(|one| (*one).to_owned()).collect();
        let mut values = Vec::new();
        let mut add = |text: &str, value: Option<&str>| {
            if let Some(value) = value {
                values.push(Value::from(value));
                parts.push(text.replace('@', &format!("${}", values.len())));
            }
        };
        add("trainee = @", self.trainee.as_deref());
        add("case_id = @", self.case.as_deref());
        add("month = @", self.month.as_deref());
        add("began_at >= @", self.from.as_deref());
        add("began_at < @", self.before.as_deref());
        add("mode = @", self.mode.map(mode_name));
        if let Some(members) = members.filter(|members| members.len() <= MEMBERS_MAX) {
            let first = values.len() + 1;
            values.extend(members.iter().map(Value::from));
            let places: Vec<String> = (first..=values.len()).map(|at| format!("${at}")).collect();
            parts.push(if places.is_empty() {
                "1 = 0".to_owned()
            } else {
                format!("trainee IN ({})", places.join(", "))
            });
        }
        let text = if parts.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", parts.join(" AND "))
        };
        (text, values)
    }
}

/// Notes everybody whose result is handed out, once in a reading, before it is handed out.
struct Noting<'a> {
    access: &'a Access,
    data: &'a std::path::Path,
    seen: BTreeSet<String>,
}

impl<'a> Noting<'a> {
    const fn new(access: &'a Access, data: &'a std::path::Path) -> Self {
        Self {
            access,
            data,
            seen: BTreeSet::new(),
        }
    }

    fn note(&mut self, person: &str) -> Result<(), StoreError> {
        if self.seen.contains(person) {
            return Ok(());
        }
        self.access.note_one(self.data, person)?;
        self.seen.insert(person.to_owned());
        Ok(())
    }
}

/// Which rows there are, in whatever order they come: how many, and a sum over their ids.
#[derive(Debug, Default, PartialEq, Eq)]
struct Census {
    rows: u64,
    sum: u64,
}

impl Census {
    fn add(&mut self, id: &str) {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }

    /// Reads the table itself: the second column is in no index.
    fn of_table(engine: &mut dyn Engine) -> Result<Self, StoreError> {
        let mut census = Self::default();
        engine.each("SELECT id, duration_ms FROM runs", &[], &mut |row| {
            census.add(&column_text(row, 0));
            Ok(true)
        })?;
        Ok(census)
    }
}

const BY_TIME: &str = " ORDER BY began_at, id";
const BY_TRAINEE: &str = " ORDER BY trainee, began_at, id";
const IS_MARKED: &str = "state = 'marked'";

fn is_marked(run: &Run) -> bool {
    run.state == State::Marked
}

impl Store {
    /// Hands out whole marks, oldest first, one at a time; sealed and broken-off runs never come out here. Gives their
    /// number.
    ///
    /// # Errors
    /// [`StoreError`], [`StoreError::Damaged`] at a row that is not what was written, or whatever `f` gave.
    pub fn each_result(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(Stored) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let shelf = Shelf::load(self.engine.as_mut())?;
        let people = self.people_by_id()?;
        let place = self.engine.place();
        self.rows(access, query, &is_marked, BY_TIME, &mut |row| {
            let mark = row.whole_mark(&shelf, &place)?;
            let who = people.get(&row.run.trainee);
            f(Stored {
                team: who.map_or_else(String::new, |who| who.team.clone()),
                is_gone: who.is_some_and(Person::is_gone),
                run: row.run,
                mark,
            })
        })
    }

    /// Hands out rows of all states, oldest first, one at a time. Gives their number.
    ///
    /// # Errors
    /// See [`Store::each_result`].
    pub fn each_run(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(Run) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        self.rows(access, query, &|_| true, BY_TIME, &mut |row| f(row.run))
    }

    /// Hands out marked runs with their steps, person by person, each person's oldest first.
    ///
    /// # Errors
    /// See [`Store::each_result`].
    pub fn each_run_by_trainee(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(Run, Vec<Step>) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let place = self.engine.place();
        self.rows(access, query, &is_marked, BY_TRAINEE, &mut |row| {
            let steps =
                steps_of(&row.steps).map_err(|detail| damaged(&row.run.id, &place, detail))?;
            f(row.run, steps)
        })
    }

    /// Hands out marked rows in no order, for sums. Each is read whole and checked against its digest: a sum the database
    /// made by itself would take a flipped bit in.
    pub(super) fn each_marked(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        self.rows(access, query, &is_marked, "", f)
    }

    fn rows(
        &mut self,
        access: &Access,
        query: &Query,
        wanted: &dyn Fn(&Run) -> bool,
        order: &str,
        f: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let members = self.members_of(query)?;
        self.each_meant(
            access,
            &|run| query.takes(run, members.as_ref()) && wanted(run),
            order,
            f,
        )
    }

    /// Hands out rows in an order, those that are meant. Every row is read and held against its digest, also where few are
    /// meant: a filter of the database's would hide one whose trainee or month is not what was written.
    pub(super) fn each_meant(
        &mut self,
        access: &Access,
        is_meant: &dyn Fn(&Run) -> bool,
        order: &str,
        f: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let place = self.engine.place();
        let mut noting = Noting::new(access, &self.data);
        let engine = self.engine.as_mut();
        // All of it at one moment: another program may be taking results in.
        engine.begin_to_read()?;
        let mut count = 0;
        let latest = marked::latest_moment(jiff::Timestamp::now());
        let mut read = Census::default();
        let all = format!("SELECT {} FROM runs{order}", COLUMNS.join(", "));
        let done = engine
            .each(&all, &[], &mut |row| {
                let row = Row::of(row, &place)?;
                read.add(&row.run.id);
                // What a station sent before this was asked would rule over every later run.
                if row.run.began_at <= latest && is_meant(&row.run) {
                    noting.note(&row.run.trainee)?;
                    count += 1;
                    f(row)?;
                }
                Ok(true)
            })
            .and_then(|()| nothing_hidden(engine, &read, order.is_empty(), &place));
        // Nothing was written; a connection that is gone has ended it by itself.
        let _ = engine.roll_back();
        // Waiting for the disk once for each of thousands of people would take minutes.
        let settled = audit::settle(&self.data);
        done?;
        settled?;
        Ok(count)
    }

    /// Every row as it is written, for sending and checking; no person reads here.
    pub(super) fn raw_rows(
        &mut self,
        sql_after_from: &str,
        values: &[Value],
        f: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let place = self.engine.place();
        let columns = COLUMNS.map(|column| format!("runs.{column}")).join(", ");
        self.engine.each(
            &format!("SELECT {columns} FROM runs{sql_after_from}"),
            values,
            &mut |row| {
                f(Row::of(row, &place)?)?;
                Ok(true)
            },
        )
    }

    /// How many runs are left out because they have not begun yet by this machine's clock.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn from_the_future(&mut self) -> Result<u64, StoreError> {
        let latest = marked::latest_moment(jiff::Timestamp::now());
        let sql = "SELECT COUNT(*) FROM runs WHERE began_at > $1";
        let count = self.engine.number(sql, &[(&latest).into()])?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// How many rehearsed runs with a mark are left out because nobody asked for them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn rehearsals_left_out(&mut self, query: &Query) -> Result<u64, StoreError> {
        if query.is_about(NOBODY) || query.trainee.is_some() {
            return Ok(0);
        }
        let rehearsed = format!("trainee = '{NOBODY}'");
        let members = self.members_of(query)?;
        let (filter, values) = query.filter(members.as_ref(), &[IS_MARKED, &rehearsed]);
        let count = self
            .engine
            .number(&format!("SELECT COUNT(*) FROM runs{filter}"), &values)?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// About how many runs there are to read, for a bar; sealed ones and those broken off are counted, too, so that an
    /// index can answer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn about(&mut self, query: &Query) -> Result<u64, StoreError> {
        let members = self.members_of(query)?;
        let (filter, values) = query.filter(members.as_ref(), &[]);
        let count = self
            .engine
            .number(&format!("SELECT COUNT(*) FROM runs{filter}"), &values)?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Everybody by pseudonym.
    pub(super) fn people_by_id(&mut self) -> Result<BTreeMap<String, Person>, StoreError> {
        self.trust_people()?;
        let people = self.people()?;
        Ok(people
            .into_iter()
            .map(|one| (one.id.clone(), one))
            .collect())
    }

    /// Teams by pseudonym.
    pub(super) fn teams(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        self.trust_people()?;
        let people = self.people()?;
        Ok(people.into_iter().map(|one| (one.id, one.team)).collect())
    }

    /// The members of the team and group that are asked for; none where neither is. Not the database is asked who is in a
    /// team: it would look into an index that no digest is over.
    fn members_of(&mut self, query: &Query) -> Result<Option<Members>, StoreError> {
        if query.team.is_none() && query.group.is_none() {
            return Ok(None);
        }
        self.trust_people()?;
        let is_in = |one: &Person| {
            query.team.as_ref().is_none_or(|team| one.team == *team)
                && query
                    .group
                    .as_ref()
                    .is_none_or(|group| one.groups.contains(group))
        };
        let people = self.people()?.into_iter();
        Ok(Some(people.filter(is_in).map(|one| one.id).collect()))
    }
}

/// Refuses a reading that a damaged page has hidden rows from: what was read, what the table holds and what its indexes count
/// must be the same runs. One page changed by a disk changes one of them. A reading in no order was one of the table itself.
fn nothing_hidden(
    engine: &mut dyn Engine,
    read: &Census,
    is_of_table: bool,
    place: &str,
) -> Result<(), StoreError> {
    let counted = engine.number("SELECT COUNT(*) FROM runs", &[])?;
    let is_whole = u64::try_from(counted) == Ok(read.rows);
    if is_whole && (is_of_table || Census::of_table(engine)? == *read) {
        return Ok(());
    }
    Err(StoreError::Damaged {
        place: place.to_owned(),
        what: "runs".to_owned(),
        detail: "rows are hidden".to_owned(),
    })
}
