//! Earlier runs in the data folder: their marks, what broke off before it was marked, and what cannot be read. A run opens
//! again from its record.

use super::bridge::{FinishedRun, Plan};
use super::library::Library;
use crate::domain::assessment::{Assessment, Doubt, assess};
use crate::domain::record::{Header, parse_prefix, rerun};
use crate::domain::rehearsal::Run;
use crate::domain::session::Mode;
use crate::files::{folders, read_text};
use crate::store::audit::note_looks;
use crate::store::marked::{self, Wrong};
use crate::store::sittings::is_sealed;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folder of results inside the data folder.
pub const FOLDER: &str = "results";
const MARK: &str = "assessment.json";
const RECORD: &str = "record.jsonl";

/// What lies in a result's folder.
#[derive(Debug, Clone)]
pub enum Kept {
    /// A mark.
    Marked(Box<Assessment>),
    /// A record without a mark: the run broke off.
    BrokenOff(Box<Header>),
    /// An exam whose mark nobody has opened.
    Sealed(Box<Header>),
    /// Neither reads.
    Unreadable(String),
}

/// An earlier run.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its folder.
    pub folder: PathBuf,
    /// What lies in it.
    pub kept: Kept,
}

impl Earlier {
    fn read(folder: PathBuf) -> Self {
        let kept = match read_text(&folder.join(MARK)) {
            Ok(text) => match believed(&text, &folder) {
                Ok(mark) => Kept::Marked(Box::new(mark)),
                Err(detail) => Kept::Unreadable(format!("{MARK}: {detail}")),
            },
            Err(_) => match read_text(&folder.join(RECORD)) {
                Ok(text) => match parse_prefix(&text) {
                    Ok((record, _)) if is_sealed(&record, &folder) => {
                        Kept::Sealed(Box::new(record.header))
                    }
                    Ok((record, _)) => Kept::BrokenOff(Box::new(record.header)),
                    Err(error) => Kept::Unreadable(format!("{RECORD}: {error}")),
                },
                Err(error) => Kept::Unreadable(error.to_string()),
            },
        };
        Self { folder, kept }
    }

    /// When it began, RFC 3339; empty when nobody can say.
    #[must_use]
    pub fn started_at(&self) -> &str {
        match &self.kept {
            Kept::Marked(mark) => &mark.started_at,
            Kept::BrokenOff(header) | Kept::Sealed(header) => &header.started_at,
            Kept::Unreadable(_) => "",
        }
    }

    /// How to play the same again, when its case is on the shelf.
    #[must_use]
    pub fn plan(&self, library: Library) -> Option<Plan> {
        match &self.kept {
            Kept::Marked(mark) => Some(Plan {
                case: place(library, &mark.scenario.id)?,
                level: mark.level,
                party: None,
                seed: 0,
                mode: mark.mode,
                trainee: mark.trainee.clone(),
                is_tutorial: false,
            }),
            Kept::BrokenOff(header) => plan_of(library, header),
            Kept::Sealed(_) | Kept::Unreadable(_) => None,
        }
    }
}

fn place(library: Library, id: &str) -> Option<usize> {
    library.0.cases.iter().position(|one| one.case.id == id)
}

/// A mark whose sums fit; that of an exam is held against its record and its seal. Whole records of practice are read by
/// whoever opens one.
fn believed(text: &str, folder: &Path) -> Result<Assessment, String> {
    let told = |wrong: Wrong| format!("{} {}", wrong.code(), wrong.detail);
    let mark = marked::parse(text).map_err(told)?;
    if mark.mode == Mode::Exam {
        let (record, _) = marked::record(folder).map_err(told)?;
        return Ok(marked::mark(folder, &record).map_err(told)?.unwrap_or(mark));
    }
    if mark.adds_up() {
        Ok(mark)
    } else {
        Err(told(Doubt::Sum.into()))
    }
}

fn plan_of(library: Library, header: &Header) -> Option<Plan> {
    Some(Plan {
        case: place(library, &header.case)?,
        level: header.setup.level,
        party: header.setup.party.clone(),
        seed: header.setup.seed,
        mode: header.setup.mode,
        trainee: header.trainee.clone(),
        is_tutorial: false,
    })
}

/// All earlier runs, newest first; what cannot be read comes last. Everybody whose mark is among them is noted in the audit
/// log first; when that fails, nothing but the reason is shown.
#[must_use]
pub fn earlier(data: &Path) -> Vec<Earlier> {
    let mut found: Vec<Earlier> = folders(&data.join(FOLDER))
        .into_iter()
        .map(Earlier::read)
        .collect();
    let people: BTreeSet<&str> = found
        .iter()
        .filter_map(|one| match &one.kept {
            Kept::Marked(mark) => Some(mark.trainee.as_str()),
            _ => None,
        })
        .collect();
    if let Err(error) = note_looks(data, &people, "window") {
        return vec![Earlier {
            folder: data.join(FOLDER),
            kept: Kept::Unreadable(error.to_string()),
        }];
    }
    found.sort_by(|one, other| {
        other
            .started_at()
            .cmp(one.started_at())
            .then_with(|| other.folder.cmp(&one.folder))
    });
    found
}

/// The newest run whose case is on the shelf. Folders are named by their time, so the last ones are looked at first.
#[must_use]
pub fn latest(data: &Path, library: Library) -> Option<Earlier> {
    folders(&data.join(FOLDER))
        .into_iter()
        .rev()
        .take(8)
        .map(Earlier::read)
        .find(|one| one.plan(library).is_some())
}

/// Opens a run again from its record. The mark beside the record counts, persons' verdicts included; a record without one
/// is marked now.
///
/// # Errors
/// What is missing or does not read.
pub fn open(library: Library, one: &Earlier) -> Result<FinishedRun, String> {
    let path = one.folder.join(RECORD);
    let text = read_text(&path).map_err(|error| error.to_string())?;
    let (record, fault) =
        parse_prefix(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let plan = plan_of(library, &record.header).ok_or_else(|| record.header.case.clone())?;
    let entry = library
        .entry(plan.case)
        .ok_or_else(|| record.header.case.clone())?;
    let assessment = match &one.kept {
        Kept::Marked(mark) if mark.record == record.seal => (**mark).clone(),
        _ => assess(&entry.case, &record, &entry.versions),
    };
    let state = rerun(&entry.case, &library.0.content.rules, &record)?.state;
    Ok(FinishedRun {
        plan,
        run: Run {
            record,
            text,
            assessment,
            state,
            broken: Vec::new(),
        },
        entry,
        folder: one.folder.clone(),
        trouble: fault.map(|fault| format!("{}: {fault}", path.display())),
    })
}
