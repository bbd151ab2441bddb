//! `report RECORD`: the trainee's report again, from a record and the mark beside it, in either language.

use super::assess::{case_of, folder_of, open_record};
use super::desk::Desk;
use super::exam::refuse_sealed;
use super::outcome::{Failure, Outcome};
use super::run::{ASSESSMENT_FILE, REPORT_FILE};
use super::shelf::Shelf;
use crate::domain::assessment::{Assessment, assess};
use crate::domain::record::Record;
use crate::domain::scenario::model::Case;
use crate::files::{FileError, read_text, write_whole};
use crate::report::{ReportInput, render};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
}

pub(super) fn run(args: &ReportArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (record, fault) = open_record(&args.record, desk)?;
    let folder = folder_of(&args.record);
    refuse_sealed(&record, &folder)?;
    let case = case_of(&record, args.case.as_deref(), &shelf, desk)?;
    let mark = mark_of(&folder, &case, &record, &shelf)?;
    let html = render(&ReportInput {
        case: &case,
        packs: &shelf.content.packs,
        record: &record,
        assessment: &mark,
        lang: desk.words.lang(),
        district: &case.district,
    });
    let path = args
        .html
        .clone()
        .unwrap_or_else(|| folder.join(REPORT_FILE));
    write_whole(&path, html.as_bytes())?;
    let path = path.display().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({ "html": path }));
    } else {
        desk.tell("report-wrote", &[("path", &path)]);
    }
    Ok(if fault.is_some() {
        Outcome::Fault
    } else {
        Outcome::Done
    })
}

/// The mark beside the record, persons' verdicts included; where there is none, a fresh one.
fn mark_of(
    folder: &Path,
    case: &Case,
    record: &Record,
    shelf: &Shelf,
) -> Result<Assessment, Failure> {
    let path = folder.join(ASSESSMENT_FILE);
    if !path.is_file() {
        return Ok(assess(
            case,
            record,
            &shelf.content.versions_for(&case.version),
        ));
    }
    let unreadable = |error: serde_json::Error| FileError::Unreadable {
        path: path.clone(),
        detail: error.to_string(),
    };
    Ok(serde_json::from_str(&read_text(&path)?).map_err(unreadable)?)
}
