//! Reading results: filtered, in order, one at a time, so that a million need no more memory than one. Every person whose
//! result is handed out is noted in the audit log first.

use super::audit::{self, Entry};
use super::bare::{Shelf, digest, steps_of};
use super::error::StoreError;
use super::sql::{Value, column_int, column_text};
use super::{Access, Store};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::packs::Block;
use crate::domain::session::Mode;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Marked; the mark may be read.
    Marked,
    /// Marked, and sealed until somebody opens it: no points, no verdicts.
    Sealed,
    /// The record breaks off before a mark.
    BrokenOff,
}

impl State {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Sealed => "sealed",
            Self::BrokenOff => "broken_off",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Marked, Self::Sealed, Self::BrokenOff]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

/// One run as a row: what sums and tables need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Seal of the record: the same run has the same id wherever its files were copied.
    pub id: String,
    /// Station that indexed it first.
    pub station: String,
    /// Result folder on that station.
    pub folder: String,
    /// Start, RFC 3339 UTC.
    pub began_at: String,
    /// Month of the start in Beijing, `2026-11`.
    pub month: String,
    /// Pseudonym.
    pub trainee: String,
    /// Case id.
    pub case: String,
    /// Case version.
    pub case_version: String,
    /// Level.
    pub level: u8,
    /// Party.
    pub party: String,
    /// Practice or exam.
    pub mode: Mode,
    /// Assignment of an exam; empty in practice.
    pub assignment: String,
    /// How far it has come.
    pub state: State,
    /// Length.
    pub duration_ms: u64,
    /// Ending id; empty unless marked.
    pub outcome: String,
    /// Points given; 0 unless marked.
    pub points: i32,
    /// Points that could be judged.
    pub of: i32,
    /// Passed.
    pub passed: bool,
    /// A pass hangs on review.
    pub pending: bool,
    /// Critical breaches.
    pub criticals: u32,
    /// Items that wait for a person.
    pub reviews: u32,
    /// Persons' verdicts.
    pub appeals: u32,
}

/// A run with its whole mark, texts included, equal to its `assessment.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The row.
    pub run: Run,
    /// Team of the trainee when known; empty else.
    pub team: String,
    /// The mark.
    pub mark: Assessment,
}

/// One behaviour of a run, without texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Criterion id.
    pub item: String,
    /// Block.
    pub block: Block,
    /// The verdict that counts, persons' verdicts taken in.
    pub verdict: Verdict,
    /// Points given.
    pub points: i32,
    /// Points possible.
    pub of: i32,
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
    /// One assignment.
    pub assignment: Option<String>,
}

/// Columns of a run in the order that every statement reads and writes them.
pub(super) const COLUMNS: [&str; 25] = [
    "id",
    "station",
    "folder",
    "began_at",
    "month",
    "trainee",
    "case_id",
    "case_version",
    "level",
    "party",
    "mode",
    "assignment",
    "state",
    "duration_ms",
    "outcome",
    "points",
    "of_points",
    "passed",
    "pending",
    "criticals",
    "reviews",
    "appeals",
    "steps",
    "mark",
    "digest",
];
/// The last column that tells what the run is; station and folder tell only where it was found.
const DIGEST: usize = COLUMNS.len() - 1;
const STEPS: usize = 22;
const MARK: usize = 23;

/// A run as it is written: the row, its steps and its mark without shared texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) run: Run,
    pub(super) steps: String,
    pub(super) mark: String,
}

const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Exam => "exam",
    }
}

impl Row {
    /// Values in the order of [`COLUMNS`], the digest last.
    pub(super) fn values(&self) -> Vec<Value> {
        let run = &self.run;
        let number = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let mut values: Vec<Value> = vec![
            (&run.id).into(),
            (&run.station).into(),
            (&run.folder).into(),
            (&run.began_at).into(),
            (&run.month).into(),
            (&run.trainee).into(),
            (&run.case).into(),
            (&run.case_version).into(),
            number(run.level.into()),
            (&run.party).into(),
            mode_name(run.mode).into(),
            (&run.assignment).into(),
            run.state.name().into(),
            number(run.duration_ms),
            (&run.outcome).into(),
            i64::from(run.points).into(),
            i64::from(run.of).into(),
            run.passed.into(),
            run.pending.into(),
            number(run.criticals.into()),
            number(run.reviews.into()),
            number(run.appeals.into()),
            (&self.steps).into(),
            (&self.mark).into(),
        ];
        values.push(sum(&values).into());
        values
    }

    /// Reads a row; it must be the one that was written.
    pub(super) fn of(row: &[Value], place: &str) -> Result<Self, StoreError> {
        let damaged = |detail: &str| StoreError::Damaged {
            place: place.to_owned(),
            what: format!("runs {}", column_text(row, 0)),
            detail: detail.to_owned(),
        };
        if row.len() != COLUMNS.len() || column_text(row, DIGEST) != sum(&row[..DIGEST]) {
            return Err(damaged("digest"));
        }
        let count = |at: usize| u32::try_from(column_int(row, at)).unwrap_or(u32::MAX);
        let points = |at: usize| i32::try_from(column_int(row, at)).unwrap_or(i32::MAX);
        let mode = match column_text(row, 10).as_str() {
            "practice" => Mode::Practice,
            "exam" => Mode::Exam,
            _ => return Err(damaged("mode")),
        };
        Ok(Self {
            run: Run {
                id: column_text(row, 0),
                station: column_text(row, 1),
                folder: column_text(row, 2),
                began_at: column_text(row, 3),
                month: column_text(row, 4),
                trainee: column_text(row, 5),
                case: column_text(row, 6),
                case_version: column_text(row, 7),
                level: u8::try_from(column_int(row, 8)).unwrap_or(u8::MAX),
                party: column_text(row, 9),
                mode,
                assignment: column_text(row, 11),
                state: State::of(&column_text(row, 12)).ok_or_else(|| damaged("state"))?,
                duration_ms: u64::try_from(column_int(row, 13)).unwrap_or_default(),
                outcome: column_text(row, 14),
                points: points(15),
                of: points(16),
                passed: column_int(row, 17) != 0,
                pending: column_int(row, 18) != 0,
                criticals: count(19),
                reviews: count(20),
                appeals: count(21),
            },
            steps: column_text(row, STEPS),
            mark: column_text(row, MARK),
        })
    }
}

/// Digest over everything but where the run was found: the same run has the same digest on every station.
fn sum(values: &[Value]) -> String {
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at != 1 && at != 2 {
            match value {
                Value::Int(number) => text.push_str(&number.to_string()),
                Value::Text(one) => text.push_str(one),
            }
        }
        text.push('\u{1f}');
    }
    digest(&text)
}

/// `SELECT` over the columns named.
fn select(columns: &[&str], filter: &str, order: &str) -> String {
    format!("SELECT {} FROM runs{filter}{order}", columns.join(", "))
}

impl Query {
    /// The `WHERE` of a query over `runs`, with its values, first placeholder `$1`. `more` is joined to it by `AND`.
    pub(super) fn filter(&self, more: &[&str]) -> (String, Vec<Value>) {
        let mut parts: Vec<String> = more.iter().map(|one| (*one).to_owned()).collect();
        let mut values = Vec::new();
        let mut add = |text: &str, value: Option<&str>| {
            if let Some(value) = value {
                values.push(Value::from(value));
                parts.push(text.replace('@', &format!("${}", values.len())));
            }
        };
        add("trainee = @", self.trainee.as_deref());
        add(
            "trainee IN (SELECT person FROM members WHERE group_name = @)",
            self.group.as_deref(),
        );
        add(
            "trainee IN (SELECT id FROM people WHERE team = @)",
            self.team.as_deref(),
        );
        add("case_id = @", self.case.as_deref());
        add("month = @", self.month.as_deref());
        add("began_at >= @", self.from.as_deref());
        add("began_at < @", self.before.as_deref());
        add("mode = @", self.mode.map(mode_name));
        add("assignment = @", self.assignment.as_deref());
        let text = if parts.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", parts.join(" AND "))
        };
        (text, values)
    }
}

/// Notes everybody whose result is handed out, once in a reading, before it is handed out.
pub(super) struct Noting<'a> {
    access: &'a Access,
    data: &'a std::path::Path,
    seen: BTreeSet<String>,
}

impl<'a> Noting<'a> {
    pub(super) const fn new(access: &'a Access, data: &'a std::path::Path) -> Self {
        Self {
            access,
            data,
            seen: BTreeSet::new(),
        }
    }

    pub(super) fn note(&mut self, person: &str) -> Result<(), StoreError> {
        if self.seen.contains(person) {
            return Ok(());
        }
        audit::append(
            self.data,
            &Entry {
                at: self.access.at.clone(),
                by: self.access.by.clone(),
                role: self.access.role.name().to_owned(),
                did: "read".to_owned(),
                about: person.to_owned(),
                detail: self.access.what_for.to_owned(),
            },
        )?;
        self.seen.insert(person.to_owned());
        Ok(())
    }
}

const BY_TIME: &str = " ORDER BY began_at, id";
const BY_TRAINEE: &str = " ORDER BY trainee, began_at, id";
const IS_MARKED: &str = "state = 'marked'";

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
        let teams = self.teams()?;
        let place = self.engine.place();
        let mut noting = Noting::new(access, &self.data);
        let (filter, values) = query.filter(&[IS_MARKED]);
        let mut count = 0;
        self.engine
            .each(&select(&COLUMNS, &filter, BY_TIME), &values, &mut |row| {
                let row = Row::of(row, &place)?;
                let mark = shelf
                    .put_together(&row.mark)
                    .map_err(|detail| StoreError::Damaged {
                        place: place.clone(),
                        what: format!("runs {}", row.run.id),
                        detail,
                    })?;
                noting.note(&row.run.trainee)?;
                count += 1;
                f(Stored {
                    team: teams.get(&row.run.trainee).cloned().unwrap_or_default(),
                    run: row.run,
                    mark,
                })?;
                Ok(true)
            })?;
        Ok(count)
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
        self.rows(access, query, &[], BY_TIME, &mut |row| f(row.run))
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
        self.rows(access, query, &[IS_MARKED], BY_TRAINEE, &mut |row| {
            let steps = steps_of(&row.steps).map_err(|detail| StoreError::Damaged {
                place: place.clone(),
                what: format!("runs {}", row.run.id),
                detail,
            })?;
            f(row.run, steps)
        })
    }

    /// Hands out case and steps of marked runs, in no order; for sums.
    pub(super) fn each_steps(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(&str, Vec<Step>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let place = self.engine.place();
        let mut noting = Noting::new(access, &self.data);
        let (filter, values) = query.filter(&[IS_MARKED]);
        self.engine.each(
            &select(&["trainee", "case_id", "steps"], &filter, ""),
            &values,
            &mut |row| {
                let trainee = column_text(row, 0);
                let steps =
                    steps_of(&column_text(row, 2)).map_err(|detail| StoreError::Damaged {
                        place: place.clone(),
                        what: format!("runs {trainee}"),
                        detail,
                    })?;
                noting.note(&trainee)?;
                f(&column_text(row, 1), steps)?;
                Ok(true)
            },
        )
    }

    fn rows(
        &mut self,
        access: &Access,
        query: &Query,
        more: &[&str],
        order: &str,
        f: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let place = self.engine.place();
        let mut noting = Noting::new(access, &self.data);
        let (filter, values) = query.filter(more);
        let mut count = 0;
        self.engine
            .each(&select(&COLUMNS, &filter, order), &values, &mut |row| {
                let row = Row::of(row, &place)?;
                noting.note(&row.run.trainee)?;
                count += 1;
                f(row)?;
                Ok(true)
            })?;
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

    /// Months with marked runs, sorted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn months(&mut self, query: &Query) -> Result<Vec<String>, StoreError> {
        let (filter, values) = query.filter(&[IS_MARKED]);
        let rows = self.engine.all(
            &format!("SELECT DISTINCT month FROM runs{filter} ORDER BY month"),
            &values,
        )?;
        Ok(rows.iter().map(|row| column_text(row, 0)).collect())
    }

    /// Number of marked runs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count(&mut self, query: &Query) -> Result<u64, StoreError> {
        let (filter, values) = query.filter(&[IS_MARKED]);
        let count = self
            .engine
            .number(&format!("SELECT COUNT(*) FROM runs{filter}"), &values)?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Teams by pseudonym.
    pub(super) fn teams(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = self.engine.all("SELECT id, team FROM people", &[])?;
        Ok(rows
            .iter()
            .map(|row| (column_text(row, 0), column_text(row, 1)))
            .collect())
    }
}

/// Keeps runs; one that is there already is replaced only by a later form of itself (a person's verdict more, a seal
/// opened). The same run twice stays one. Gives how many rows were new or changed.
pub(super) fn keep(engine: &mut dyn super::sql::Engine, rows: &[Row]) -> Result<u64, StoreError> {
    let names = COLUMNS.join(", ");
    let places: Vec<String> = (1..=COLUMNS.len()).map(|at| format!("${at}")).collect();
    // Where it was found first stays; everything else follows the newer form.
    let changes: Vec<String> = COLUMNS
        .iter()
        .skip(3)
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let insert = format!(
        "INSERT INTO runs ({names}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {} \
         WHERE runs.digest <> excluded.digest AND runs.appeals <= excluded.appeals",
        places.join(", "),
        changes.join(", "),
    );
    let mut touched = 0;
    for row in rows {
        // A record that grew has another seal; its folder tells that it is the same run.
        engine.run(
            "DELETE FROM runs WHERE station = $1 AND folder = $2 AND id <> $3",
            &[
                (&row.run.station).into(),
                (&row.run.folder).into(),
                (&row.run.id).into(),
            ],
        )?;
        touched += engine.run(&insert, &row.values())?;
    }
    Ok(touched)
}
