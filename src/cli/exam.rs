//! Exams at the command line: who sits, that each assignment is sat once, and marks nobody sees before they are opened.
//!
//! A seal keeps order, not a secret: the record lies open on the disk and whoever may read it can mark it with a program
//! of their own. It keeps the mark from the trainee at the desk, proves that the mark opened later is the one given at
//! the end, and notes who opened it.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::run::{ASSESSMENT_FILE, REPORT_FILE, now};
use crate::album::reported;
use crate::content::Content;
use crate::domain::assessment::Assessment;
use crate::domain::record::{Exam, Record};
use crate::domain::scenario::model::Case;
use crate::files::{read_text, write_whole};
use crate::report::{ReportInput, render};
use crate::store::audit;
use crate::store::marked::{self, Wrong};
pub(super) use crate::store::sittings::SEALED_FILE;
use crate::store::sittings::{self, OPENED_FILE, Opened, is_id, is_pseudonym, may_be_trainee};
use std::path::Path;

/// One exam about to be sat.
pub(super) struct Sitting<'a> {
    pub(super) case: &'a Case,
    pub(super) level: u8,
    pub(super) trainee: &'a str,
    pub(super) exam: Exam,
}

/// A pseudonym or an assignment: it becomes part of a file's name.
pub(super) fn checked_id(argument: &'static str, id: &str) -> Result<(), Failure> {
    if is_id(id) {
        return Ok(());
    }
    Err(Failure::new(Outcome::Usage, "fail-id")
        .with("argument", argument)
        .with("id", id))
}

/// Who plays, by a pseudonym that is not kept for rehearsals: nobody's result may be missing in the figures.
pub(super) fn checked_trainee(trainee: &str) -> Result<(), Failure> {
    if !is_pseudonym(trainee) {
        return Err(Failure::new(Outcome::Usage, "fail-pseudonym").with("id", trainee));
    }
    if !may_be_trainee(trainee) {
        return Err(Failure::new(Outcome::Usage, "fail-reserved-id").with("id", trainee));
    }
    Ok(())
}

impl Sitting<'_> {
    fn noted(&self, result: &Path) -> sittings::Sitting {
        sittings::Sitting {
            trainee: self.trainee.to_owned(),
            case: self.case.id.clone(),
            level: self.level,
            assignment: self.exam.assignment.clone(),
            started_at: now(),
            result: result.to_owned(),
        }
    }

    /// The seed of an exam whose draws nobody chose: the same for the same sitting, so that no second start draws again.
    pub(super) fn seed(&self) -> u64 {
        self.noted(Path::new("")).seed()
    }

    /// Notes that the assignment is being sat, before its first word; refuses when it was sat before.
    pub(super) fn begin(&self, desk: &Desk, result: &Path) -> Result<(), Failure> {
        match self.noted(result).begin(&desk.data())? {
            None => Ok(()),
            Some(earlier) => Err(Failure::new(Outcome::Usage, "fail-exam-sat")
                .with("trainee", earlier.trainee)
                .with("assignment", earlier.assignment)
                .with("at", earlier.started_at)
                .with("result", earlier.result.display().to_string())),
        }
    }
}

/// Refuses to tell anything of a sealed mark.
pub(super) fn refuse_sealed(record: &Record, folder: &Path) -> Result<(), Failure> {
    if sittings::is_sealed(record, folder) {
        return Err(sealed(folder));
    }
    Ok(())
}

/// What is said when a mark is sealed.
pub(super) fn sealed(folder: &Path) -> Failure {
    Failure::new(Outcome::Fault, "fail-sealed").with("path", folder.display().to_string())
}

/// What is said of a result that is not believed.
pub(super) fn doubted(folder: &Path, wrong: &Wrong) -> Failure {
    Failure::new(Outcome::Fault, wrong.id)
        .with("folder", folder.display().to_string())
        .with("line", wrong.line.to_string())
        .with("detail", wrong.detail.clone())
}

/// Puts the mark of a sealed run away.
pub(super) fn seal(
    mark: &Assessment,
    record: &Record,
    folder: &Path,
    desk: &Desk,
) -> Result<(), Failure> {
    let path = folder.join(SEALED_FILE);
    write_whole(&path, super::assess::as_json(mark).as_bytes())?;
    let commitment = record.sealed_mark.clone().unwrap_or_default();
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "sealed": true,
            "mark": commitment,
            "record": record.seal,
            "path": path.display().to_string(),
        }));
    } else {
        desk.tell(
            "run-sealed",
            &[
                ("mark", &commitment),
                ("path", &folder.display().to_string()),
            ],
        );
    }
    Ok(())
}

/// Opens a sealed mark: it must be the one the record was closed with and the one the record gives. Opened once more, it
/// keeps what persons have ruled since.
pub(super) fn open(
    record: &Record,
    marked: Assessment,
    folder: &Path,
    by: &str,
    data: &Path,
) -> Result<Assessment, Failure> {
    checked_id("--by", by)?;
    let laid_out = folder.join(ASSESSMENT_FILE);
    let earlier = sittings::opened(record, folder);
    let was_open = earlier.is_some() && laid_out.is_file();
    let path = if was_open {
        laid_out
    } else {
        folder.join(SEALED_FILE)
    };
    let mark = if record.sealed_mark.is_none() && !was_open {
        // The run broke off before it was marked: there is nothing but the record.
        marked
    } else {
        let broken = || {
            Failure::new(Outcome::Fault, "fail-seal-broken")
                .with("path", path.display().to_string())
        };
        let kept = marked::parse(&read_text(&path)?).map_err(|wrong| doubted(folder, &wrong))?;
        kept.held_against(record).map_err(|_| broken())?;
        kept
    };
    let note = Opened {
        by: by.to_owned(),
        at: now(),
        record: record.seal.clone(),
        mark: record.sealed_mark.clone(),
    };
    audit::append(
        data,
        &audit::Entry {
            at: note.at.clone(),
            by: note.by.clone(),
            role: "head".to_owned(),
            did: "unseal".to_owned(),
            about: record.header.trainee.clone(),
            detail: record.seal.clone(),
        },
    )?;
    if earlier.is_none() {
        // Whatever lies there by that name has opened nothing.
        let note = serde_json::to_string_pretty(&note).unwrap_or_default();
        write_whole(&folder.join(OPENED_FILE), note.as_bytes())?;
    }
    Ok(mark)
}

/// Lays the mark and its report beside the record.
pub(super) fn lay_out(
    mark: &Assessment,
    record: &Record,
    case: &Case,
    content: &Content,
    folder: &Path,
    desk: &Desk,
) -> Result<(), Failure> {
    write_whole(
        &folder.join(ASSESSMENT_FILE),
        super::assess::as_json(mark).as_bytes(),
    )?;
    let html = render(&ReportInput {
        case,
        packs: &content.packs,
        record,
        assessment: mark,
        lang: desk.words.lang(),
        district: &case.district,
        pictures: &reported(folder, case, record)?,
    });
    write_whole(&folder.join(REPORT_FILE), html.as_bytes())?;
    Ok(())
}
