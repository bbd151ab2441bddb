//! Reading results: filtered, in order, one at a time, so that a million need no more memory than one. Every person whose
//! result is handed out is noted in the audit log first.

use super::audit::Entry;
use super::error::StoreError;
use super::evidence;
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
