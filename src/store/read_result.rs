//! One result folder, read and checked: the record's chain, that the mark is the record's, that a seal holds. Gives a row
//! or says exactly what is wrong and where. Knows no database.

use super::row::{Run, State};
use super::sittings::{OPENED_FILE, SEALED_FILE};
use super::{MARK_FILE, RECORD_FILE};
use crate::domain::assessment::{Assessment, UNFINISHED};
use crate::domain::record::{Broken, Record, parse_prefix};
use crate::files::{FileError, read_bytes, read_text};
use serde::Serialize;
use std::path::Path;

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

    fn file(folder: &str, error: &FileError) -> Self {
        Self::new(folder, "file", 0, &error.to_string())
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
    let mut stamp = String::new();
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

fn broken(folder: &str, broken: &Broken) -> Problem {
    match broken {
        Broken::Empty => Problem::new(folder, "record-empty", 0, ""),
        Broken::Unreadable { line, detail } => Problem::new(folder, "record-line", *line, detail),
        Broken::Chain { line } => Problem::new(folder, "record-chain", *line, ""),
        Broken::Order { line } => Problem::new(folder, "record-order", *line, ""),
        Broken::Time { line } => Problem::new(folder, "record-time", *line, ""),
        Broken::Format { format } => Problem::new(folder, "record-format", 1, &format.to_string()),
    }
}

/// Reads and checks a folder. `name` is the folder inside the folder of results.
pub(super) fn read(folder: &Path, name: &str, station: &str) -> Result<Found, Problem> {
    let bytes = match read_bytes(&folder.join(RECORD_FILE)) {
        Ok(bytes) => bytes,
        Err(FileError::Missing(_)) => return Err(Problem::new(name, "record-missing", 0, "")),
        Err(error) => return Err(Problem::file(name, &error)),
    };
    let is_whole = bytes.last() == Some(&b'\n');
    let text = String::from_utf8_lossy(&bytes);
    let (record, fault) = parse_prefix(&text).map_err(|fault| broken(name, &fault))?;
    let torn = match fault {
        None if is_whole => None,
        None => Some(Problem::new(name, "record-torn", text.lines().count(), "")),
        // The line a kill cut is the last one and has no end; anything else is no crash.
        Some(Broken::Unreadable { line, detail }) if !is_whole && line == text.lines().count() => {
            Some(Problem::new(name, "record-torn", line, &detail))
        }
        Some(fault) => return Err(broken(name, &fault)),
    };
    let mark = mark(folder, name, &record)?;
    if let Some(mark) = &mark
        && !record.closed
        && mark.outcome != UNFINISHED
    {
        return Err(Problem::new(name, "mark-of-open-record", 0, ""));
    }
    let state = if mark.is_some() {
        State::Marked
    } else if is_sealed(&record) && record.closed {
        sealed(folder, name, &record)?;
        State::Sealed
    } else {
        State::BrokenOff
    };
    let run = run_of(&record, mark.as_ref(), state, name, station)
        .ok_or_else(|| Problem::new(name, "record-began", 1, &record.header.started_at))?;
    Ok(Found { run, mark, torn })
}

fn is_sealed(record: &Record) -> bool {
    record.header.exam.as_ref().is_some_and(|exam| exam.sealed)
}

/// The mark beside the record, when it may be read.
fn mark(folder: &Path, name: &str, record: &Record) -> Result<Option<Assessment>, Problem> {
    let text = match read_text(&folder.join(MARK_FILE)) {
        Ok(text) => text,
        Err(FileError::Missing(_)) => return Ok(None),
        Err(error) => return Err(Problem::file(name, &error)),
    };
    if is_sealed(record) && !folder.join(OPENED_FILE).is_file() {
        return Err(Problem::new(name, "mark-unsealed", 0, ""));
    }
    let mark: Assessment = serde_json::from_str(&text)
        .map_err(|error| Problem::new(name, "mark-unreadable", error.line(), &error.to_string()))?;
    if mark.format != crate::domain::assessment::FORMAT {
        return Err(Problem::new(
            name,
            "mark-format",
            0,
            &mark.format.to_string(),
        ));
    }
    let is_the_records = mark.record == record.seal
        && mark.trainee == record.header.trainee
        && mark.started_at == record.header.started_at
        && mark.scenario.id == record.header.case
        && mark.level == record.header.setup.level
        && mark.mode == record.header.setup.mode;
    if !is_the_records {
        return Err(Problem::new(name, "mark-of-another", 0, &mark.record));
    }
    if let Some(commitment) = &record.sealed_mark
        && mark.commitment() != *commitment
    {
        return Err(Problem::new(name, "seal-broken", 0, ""));
    }
    if !mark.adds_up() {
        return Err(Problem::new(name, "mark-sum", 0, ""));
    }
    Ok(Some(mark))
}

/// A sealed mark must be the one the record was closed with.
fn sealed(folder: &Path, name: &str, record: &Record) -> Result<(), Problem> {
    let broken = |detail: &str| Problem::new(name, "seal-broken", 0, detail);
    let text = read_text(&folder.join(SEALED_FILE)).map_err(|error| broken(&error.to_string()))?;
    let mark: Assessment =
        serde_json::from_str(&text).map_err(|error| broken(&error.to_string()))?;
    if Some(mark.commitment()) == record.sealed_mark && mark.record == record.seal {
        Ok(())
    } else {
        Err(broken(""))
    }
}

/// The row of a result; none when nobody can say when it began.
fn run_of(
    record: &Record,
    mark: Option<&Assessment>,
    state: State,
    name: &str,
    station: &str,
) -> Option<Run> {
    let header = &record.header;
    let began: jiff::Timestamp = header.started_at.parse().ok()?;
    let month = super::beijing_day(began).chars().take(7).collect();
    let count = |list: &[String]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    Some(Run {
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
    })
}
