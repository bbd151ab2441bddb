//! `report RECORD`: the trainee's report again, from a record and the mark beside it, in either language.

use super::assess::{case_of, folder_of, open_record};
use super::desk::Desk;
use super::exam::{doubted, refuse_sealed};
use super::outcome::{Failure, Outcome};
use super::run::REPORT_FILE;
use super::shelf::Shelf;
use crate::album::reported;
use crate::domain::assessment::{Assessment, assess};
use crate::domain::record::{Broken, Record};
use crate::domain::scenario::model::Case;
use crate::files::write_whole;
use crate::report::{ReportInput, render};
use crate::store::marked::{self, Wrong};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[cfg(feature = "papers")]
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
}

pub(super) fn run(args: &ReportArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let of = open(&args.record, args.case.as_deref(), desk)?;
    let input = ReportInput {
        case: &of.case,
        packs: &of.shelf.content.packs,
        record: &of.record,
        assessment: &of.mark,
        lang: desk.words.lang(),
        district: &of.case.district,
        pictures: &reported(&of.folder, &of.case, &of.record)?,
    };
    #[cfg(feature = "papers")]
    let asked_pdf = args.pdf.is_some();
    #[cfg(not(feature = "papers"))]
    let asked_pdf = false;
    let mut written = serde_json::Map::new();
    if args.html.is_some() || !asked_pdf {
        let path = args
            .html
            .clone()
            .unwrap_or_else(|| of.folder.join(REPORT_FILE));
        write_whole(&path, render(&input).as_bytes())?;
        written.insert("html".to_owned(), path.display().to_string().into());
    }
    #[cfg(feature = "papers")]
    if let Some(path) = &args.pdf {
        use super::certificate::print_failure;
        let press = crate::print::Press::open(&of.shelf.home).map_err(print_failure)?;
        let bytes = press
            .print("report", &crate::report::values(&input))
            .map_err(print_failure)?;
        write_whole(path, &bytes)?;
        written.insert("pdf".to_owned(), path.display().to_string().into());
    }
    for path in written.values().filter_map(|one| one.as_str()) {
        desk.tell("report-wrote", &[("path", path)]);
    }
    if desk.json {
        desk.hand_over(&written);
    }
    Ok(if of.fault.is_some() {
        Outcome::Fault
    } else {
        Outcome::Done
    })
}

/// A record with all that a page about it is made from.
pub(super) struct Opened {
    pub(super) shelf: Shelf,
    pub(super) folder: PathBuf,
    pub(super) record: Record,
    /// What stopped the reading of the record.
    pub(super) fault: Option<Broken>,
    pub(super) case: Case,
    pub(super) mark: Assessment,
}

/// Opens a record with its case and mark; one whose mark is sealed stays shut.
pub(super) fn open(path: &Path, case: Option<&Path>, desk: &Desk) -> Result<Opened, Failure> {
    let shelf = Shelf::open()?;
    let (record, fault) = open_record(path, desk)?;
    let folder = folder_of(path);
    refuse_sealed(&record, &folder)?;
    let case = case_of(&record, case, &shelf, desk)?;
    let mark = mark_of(&folder, &case, &record, &shelf)?;
    Ok(Opened {
        shelf,
        folder,
        record,
        fault,
        case,
        mark,
    })
}

/// Whether the case is the one the record was played with.
pub(super) fn is_same_content(case: &Case, record: &Record) -> bool {
    case.hash == record.header.case_hash
}

/// The mark beside the record, persons' verdicts included, when it is the record's; where there is none, a fresh one.
fn mark_of(
    folder: &Path,
    case: &Case,
    record: &Record,
    shelf: &Shelf,
) -> Result<Assessment, Failure> {
    let doubted = |wrong: Wrong| doubted(folder, &wrong);
    let Some(mark) = marked::mark(folder, record).map_err(doubted)? else {
        let versions = shelf.content.versions_for(&case.version);
        return Ok(assess(case, record, &versions));
    };
    // Sums can be made to fit whatever verdicts; what the record gives cannot, as long as its case is at hand.
    if is_same_content(case, record) {
        let again = assess(case, record, &record.header.versions);
        if again.commitment() != mark.commitment() {
            return Err(doubted(marked::differs()));
        }
    }
    Ok(mark)
}
