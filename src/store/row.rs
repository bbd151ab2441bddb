//! One run as the database has it: its columns, how it is written, read again and kept. Knows no reader and no filter.

use super::bare::Shelf;
use super::error::StoreError;
use super::hex;
use super::sql::{Engine, Value, column_int, column_text};
use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::packs::Block;
use crate::domain::session::Mode;
use serde::Serialize;
use sha2::{Digest, Sha256};

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

/// A mode as columns have it.
pub(super) const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Exam => "exam",
    }
}

/// A mode by its name.
pub(super) fn mode_of(name: &str) -> Option<Mode> {
    [Mode::Practice, Mode::Exam]
        .into_iter()
        .find(|one| mode_name(*one) == name)
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
        let damaged = |detail: &str| damaged(&column_text(row, 0), place, detail.to_owned());
        if row.len() != COLUMNS.len() || column_text(row, DIGEST) != sum(&row[..DIGEST]) {
            return Err(damaged("digest"));
        }
        let count = |at: usize| u32::try_from(column_int(row, at)).unwrap_or(u32::MAX);
        let points = |at: usize| i32::try_from(column_int(row, at)).unwrap_or(i32::MAX);
        let mode = mode_of(&column_text(row, 10)).ok_or_else(|| damaged("mode"))?;
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

    /// Its mark, put together again.
    pub(super) fn whole_mark(&self, shelf: &Shelf, place: &str) -> Result<Assessment, StoreError> {
        shelf
            .put_together(&self.mark)
            .map_err(|detail| damaged(&self.run.id, place, detail))
    }
}

/// A run that is not what was written.
pub(super) fn damaged(run: &str, place: &str, detail: String) -> StoreError {
    StoreError::Damaged {
        place: place.to_owned(),
        what: format!("runs {run}"),
        detail,
    }
}

/// Digest over everything but where the run was found: the same run has the same digest on every station.
fn sum(values: &[Value]) -> String {
    let mut all = Sha256::new();
    for (at, value) in values.iter().enumerate() {
        if at != 1 && at != 2 {
            match value {
                Value::Int(number) => all.update(number.to_string()),
                Value::Text(one) => all.update(one),
            }
        }
        all.update([0x1f]);
    }
    hex(&all.finalize())
}

/// Keeps runs; one that is there already is replaced only by a later form of itself (a person's verdict more, a seal
/// opened). The same run twice stays one. Gives how many rows were new or changed.
pub(super) fn keep(engine: &mut dyn Engine, rows: &[Row]) -> Result<u64, StoreError> {
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
