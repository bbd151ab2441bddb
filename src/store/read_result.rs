//! One result folder, read and checked: the record's chain, that the mark is the record's, that a seal holds. Gives a row
//! or says exactly what is wrong and where. Knows no database.

use super::marked::{self, Wrong};
use super::row::{Run, State};
use super::sittings::{OPENED_FILE, SEALED_FILE};
use super::{MARK_FILE, RECORD_FILE};
use crate::domain::assessment::Assessment;
use crate::domain::record::{Record, parse_prefix};
use crate::files::read_bytes;
use serde::Serialize;
use std::path::Path;

/// Which reader took a folder in: where a newer one checks more, everything is read once again.
const READER: &str = "2|";

/// Something that is not what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Result folder, inside the folder of results.
    pub folder: String,
    /// `problem-CODE` says it in words.
    pub code: String,
    /// Line of the record; 0 when none is to blame.
    pub line: i64,
    /// What the reader says.
    pub detail: String,
}

impl Problem {
    pub(super) fn new(folder: &str, code: &str, line: usize, detail: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            code: code.to_owned(),
            line: i64::try_from(line).unwrap_or(i64::MAX),
            detail: detail.to_owned(),
        }
    }

    fn of(folder: &str, wrong: &Wrong) -> Self {
        Self::new(folder, wrong.code(), wrong.line, &wrong.detail)
    }
}

/// A result that is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) run: Run,
    /// Its mark, unless sealed or broken off.
    pub(super) mark: Option<Assessment>,
    /// A last line that a crash tore: everything before it counts.
    pub(super) torn: Option<Problem>,
}

/// Whether a folder is a result.
pub(super) fn is_result(folder: &Path) -> bool {
    folder.join(RECORD_FILE).is_file() || folder.join(MARK_FILE).is_file()
}

/// What changes when a result changes: size and time of its files.
pub(super) fn stamp(folder: &Path) -> String {
    let mut stamp = READER.to_owned();
    for name in [RECORD_FILE, MARK_FILE, SEALED_FILE, OPENED_FILE] {
        if let Ok(meta) = std::fs::metadata(folder.join(name)) {
            let nanos = meta
                .modified()
                .ok()
                .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
                .map_or(0, |since| since.as_nanos());
            stamp.push_str(&format!("{}:{nanos}", meta.len()));
        }
        stamp.push('|');
    }
    stamp
}

/// The record as far as it is sound.
pub(super) fn record(folder: &Path) -> Option<Record> {
    let bytes = read_bytes(&folder.join(RECORD_FILE)).ok()?;
    Some(parse_prefix(&String::from_utf8_lossy(&bytes)).ok()?.0)
}

/// Reads and checks a folder. `name` is the folder inside the folder of results, `now` the moment of the reading.
pub(super) fn read(
    folder: &Path,
    name: &str,
    station: &str,
    now: jiff::Timestamp,
) -> Result<Found, Problem> {
    let told = |wrong: Wrong| Problem::of(name, &wrong);
    let (record, torn) = marked::record(folder).map_err(told)?;
    let mark = marked::mark(folder, &record).map_err(told)?;
    let state = if mark.is_some() {
        State::Marked
    } else if marked::sealed(folder, &record).map_err(told)? {
        State::Sealed
    } else {
        State::BrokenOff
    };
    let began = marked::began(&record, now).map_err(told)?;
    let run = run_of(&record, mark.as_ref(), state, began, name, station);
    Ok(Found {
        run,
        mark,
        torn: torn.map(told),
    })
}

/// The row of a result.
fn run_of(
    record: &Record,
    mark: Option<&Assessment>,
    state: State,
    began: jiff::Timestamp,
    name: &str,
    station: &str,
) -> Run {
    let header = &record.header;
    let month = super::beijing_day(began).chars().take(7).collect();
    let count = |list: &[String]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    Run {
        id: record.seal.clone(),
        station: station.to_owned(),
        folder: name.to_owned(),
        began_at: began.to_string(),
        month,
        trainee: header.trainee.clone(),
        case: header.case.clone(),
        case_version: header.versions.rubric.clone(),
        level: header.setup.level,
        party: mark.map_or_else(
            || header.setup.party.clone().unwrap_or_default(),
            |mark| mark.party.clone(),
        ),
        mode: header.setup.mode,
        assignment: header
            .exam
            .as_ref()
            .map_or_else(String::new, |exam| exam.assignment.clone()),
        state,
        duration_ms: record.duration().0,
        outcome: mark.map_or_else(String::new, |mark| mark.outcome.clone()),
        points: mark.map_or(0, |mark| mark.score.points),
        of: mark.map_or(0, |mark| mark.score.of),
        passed: mark.is_some_and(|mark| mark.score.pass),
        pending: mark.is_some_and(|mark| mark.score.pending),
        criticals: mark.map_or(0, |mark| count(&mark.critical)),
        reviews: mark.map_or(0, |mark| count(&mark.review)),
        appeals: mark.map_or(0, |mark| {
            u32::try_from(mark.appeals.len()).unwrap_or(u32::MAX)
        }),
    }
}
