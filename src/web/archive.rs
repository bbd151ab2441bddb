//! Records on disk: those stations sent to the console and those in this machine's own results. Finds them by a made name,
//! never by a path somebody typed. Marks them and keeps persons' verdicts beside the machine's.

use super::accounts::digest;
use super::library::Library;
use super::protocol::is_run_id;
use crate::domain::assessment::{Appeal, Assessment, Verdict, assess};
use crate::domain::record::{Broken, Follow, Header, Record, Versions, parse_prefix};
use crate::files::{FileError, folders, read_bytes, read_text, write_whole};
use crate::store::audit::now;
use crate::store::marked;
use crate::store::sittings::{SEALED_FILE, is_sealed};
use crate::store::{MARK_FILE, RECORD_FILE};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

/// What persons decided and asked beside verdicts.
const DECISIONS_FILE: &str = "decisions.jsonl";
/// Letters of a reason at most.
pub const REASON_CHARS_MAX: usize = 1_000;

/// A record on disk.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Made name.
    pub id: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// Its head.
    pub header: Header,
}

/// What a record was worth, as far as it may be told.
#[derive(Debug, Clone)]
pub enum Mark {
    /// Nobody has opened it yet.
    Sealed,
    /// The mark, persons' verdicts taken in.
    Given(Box<Assessment>),
    /// The case has changed since and no mark was kept.
    OtherVersion,
}

/// Something a person decided or asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// When, RFC 3339 UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: DecisionKind,
    /// On which item; empty for the whole mark.
    #[serde(default)]
    pub item: String,
    /// In words.
    #[serde(default)]
    pub text: String,
    /// Points the mark stood at.
    pub points: i32,
}

/// Kinds of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionKind {
    /// The mark stands as it is.
    Accepted,
    /// A trainee objects to an item.
    Objection,
}

/// Why a verdict was not taken.
#[derive(Debug, Error)]
pub enum JudgeError {
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no such record.
    #[error("unknown")]
    Unknown,
    /// Nobody judges the own run, nobody objects to another's.
    #[error("own")]
    Own,
    /// There is no mark to judge: sealed, of another version, or the run is not over.
    #[error("no mark")]
    NoMark,
    /// The mark has no such item.
    #[error("item")]
    Item,
    /// An objection to this item waits already.
    #[error("asked")]
    Asked,
    /// Without a reason, or one that is too long or no plain text.
    #[error("reason")]
    Reason,
}

/// All records.
pub struct Archive {
    roots: Vec<PathBuf>,
    known: Mutex<BTreeMap<PathBuf, Brief>>,
    /// Held while a mark is read, changed and written.
    judging: Mutex<()>,
}

impl Archive {
    /// An archive over folders that hold result folders.
    #[must_use]
    pub const fn new(roots: Vec<PathBuf>) -> Self {
        Self {
            roots,
            known: Mutex::new(BTreeMap::new()),
            judging: Mutex::new(()),
        }
    }

    /// Every record, the newest first. Folders whose record has no head are left out.
    #[must_use]
    pub fn list(&self) -> Vec<Brief> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Brief> = Vec::new();
        for folder in self.roots.iter().flat_map(|root| folders(root)) {
            if !known.contains_key(&folder)
                && let Some(brief) = brief(&folder)
            {
                known.insert(folder.clone(), brief);
            }
            found.extend(known.get(&folder).cloned());
        }
        found.sort_by(|one, other| other.header.started_at.cmp(&one.header.started_at));
        found
    }

    /// A record by its made name.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Brief> {
        self.list().into_iter().find(|one| one.id == id)
    }

    /// Adds a person's verdict beside the machine's.
    ///
    /// # Errors
    /// See [`JudgeError`].
    pub fn judge(
        &self,
        library: &Library,
        brief: &Brief,
        item: &str,
        verdict: Verdict,
        reason: &str,
        by: &str,
    ) -> Result<Assessment, JudgeError> {
        let reason = sound_text(reason)?;
        let _one_at_a_time = self.judging.lock().unwrap_or_else(PoisonError::into_inner);
        let mut mark = closed_mark(library, brief)?;
        let machine = mark
            .items
            .iter()
            .find(|one| one.id == item)
            .map(|one| one.verdict);
        mark.appeal(Appeal {
            item: item.to_owned(),
            machine: machine.ok_or(JudgeError::Item)?,
            verdict,
            reason: reason.to_owned(),
            by: by.to_owned(),
            at: now(),
        })
        .map_err(|_| JudgeError::Item)?;
        write_mark(&brief.folder, &mark)?;
        Ok(*mark)
    }

    /// Notes a decision.
    ///
    /// # Errors
    /// See [`JudgeError`].
    pub fn decide(
        &self,
        library: &Library,
        brief: &Brief,
        what: DecisionKind,
        item: &str,
        text: &str,
        by: &str,
    ) -> Result<(), JudgeError> {
        if what == DecisionKind::Objection {
            sound_text(text)?;
        }
        let _one_at_a_time = self.judging.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = closed_mark(library, brief)?;
        if what == DecisionKind::Objection {
            if !mark.items.iter().any(|one| one.id == item) {
                return Err(JudgeError::Item);
            }
            let waits = |one: &Decision| one.item == item && is_open(Some(&mark), one);
            if decisions(&brief.folder).iter().any(waits) {
                return Err(JudgeError::Asked);
            }
        }
        // The mark somebody accepts is kept as it was then.
        if !brief.folder.join(MARK_FILE).is_file() {
            write_mark(&brief.folder, &mark)?;
        }
        let decision = Decision {
            at: now(),
            by: by.to_owned(),
            what,
            item: item.to_owned(),
            text: text.trim().to_owned(),
            points: mark.score.points,
        };
        // Only strings and a number inside: writing cannot fail.
        let mut line = serde_json::to_string(&decision).unwrap_or_default();
        line.push('\n');
        let path = brief.folder.join(DECISIONS_FILE);
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .map_err(|source| FileError::Unwritable { path, source })?;
        Ok(())
    }
}

fn sound_text(text: &str) -> Result<&str, JudgeError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > REASON_CHARS_MAX || !text.split('\n').all(is_plain)
    {
        return Err(JudgeError::Reason);
    }
    Ok(text)
}

/// Whether a line is what it looks like: nothing that a terminal would obey, nothing that turns letters round.
#[must_use]
pub fn is_plain(line: &str) -> bool {
    let turns = |one| matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !line.chars().any(|one| one.is_control() || turns(one))
}

fn brief(folder: &Path) -> Option<Brief> {
    let file = File::open(folder.join(RECORD_FILE)).ok()?;
    let mut first = String::new();
    BufReader::new(file).read_line(&mut first).ok()?;
    let mut follow = Follow::default();
    follow.take(first.strip_suffix('\n')?).ok()?;
    let header = follow.record()?.header.clone();
    let name = folder.file_name()?.to_string_lossy();
    // Runs of stations are called by their names already.
    let id = if is_run_id(&name) {
        name.into_owned()
    } else {
        digest(&name).chars().take(16).collect()
    };
    Some(Brief {
        id,
        folder: folder.to_owned(),
        header,
    })
}

/// Reads a record as far as it is sound.
///
/// # Errors
/// When there is none or it has no head.
pub fn read_record(folder: &Path) -> Result<(Record, Option<Broken>), FileError> {
    let path = folder.join(RECORD_FILE);
    let bytes = read_bytes(&path)?;
    parse_prefix(&String::from_utf8_lossy(&bytes)).map_err(|broken| FileError::Unreadable {
        path,
        detail: broken.to_string(),
    })
}

/// What persons decided and asked, in order.
#[must_use]
pub fn decisions(folder: &Path) -> Vec<Decision> {
    read_text(&folder.join(DECISIONS_FILE))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// Whether it is an objection that no verdict has answered since.
#[must_use]
pub fn is_open(mark: Option<&Assessment>, asked: &Decision) -> bool {
    let is_answered = mark.is_some_and(|mark| {
        mark.appeals
            .iter()
            .any(|one| one.item == asked.item && one.at >= asked.at)
    });
    asked.what == DecisionKind::Objection && !is_answered
}

/// The mark of a record: the one kept beside it, else the one it gives under the versions it was played under.
///
/// # Errors
/// When a kept mark does not read.
pub fn mark(library: &Library, folder: &Path, record: &Record) -> Result<Mark, FileError> {
    if is_sealed(record, folder) {
        return Ok(Mark::Sealed);
    }
    let kept = marked::mark(folder, record).map_err(|wrong| FileError::Unreadable {
        path: folder.join(MARK_FILE),
        detail: format!("{} {}", wrong.code(), wrong.detail),
    })?;
    if let Some(mark) = kept {
        return Ok(Mark::Given(Box::new(mark)));
    }
    if folder.join(SEALED_FILE).is_file() {
        return Ok(Mark::Sealed);
    }
    let Some(shown) = library.find(&record.header.case) else {
        return Ok(Mark::OtherVersion);
    };
    // The acts a record holds are marked as they were understood, so today's lexicon has no say in it.
    let present = Versions {
        lexicon: record.header.versions.lexicon.clone(),
        ..shown.versions.clone()
    };
    if shown.case.hash != record.header.case_hash || present != record.header.versions {
        return Ok(Mark::OtherVersion);
    }
    Ok(Mark::Given(Box::new(assess(&shown.case, record, &present))))
}

/// The mark of a run that is over.
fn closed_mark(library: &Library, brief: &Brief) -> Result<Box<Assessment>, JudgeError> {
    let (record, _) = read_record(&brief.folder)?;
    match mark(library, &brief.folder, &record)? {
        Mark::Given(mark) if record.closed => Ok(mark),
        _ => Err(JudgeError::NoMark),
    }
}

fn write_mark(folder: &Path, mark: &Assessment) -> Result<(), FileError> {
    // Only strings, numbers and lists inside: writing cannot fail.
    let mut text = serde_json::to_string_pretty(mark).unwrap_or_default();
    text.push('\n');
    write_whole(&folder.join(MARK_FILE), text.as_bytes())
}
