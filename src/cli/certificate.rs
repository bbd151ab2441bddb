//! `certificate RECORD`: a page to hang up, for a mark that is a pass; and what is said when a page cannot be printed.

use super::assess::{case_of, folder_of, open_record};
use super::desk::Desk;
use super::exam::refuse_sealed;
use super::outcome::{Failure, Outcome};
use super::report::mark_of;
use super::shelf::Shelf;
use crate::files::write_whole;
use crate::print::{Press, PrintError, certificate};
use std::path::PathBuf;

/// Name of a certificate's file.
const CERTIFICATE_FILE: &str = "certificate.pdf";

#[derive(Debug, clap::Args)]
pub(super) struct CertificateArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
}

pub(super) fn run(args: &CertificateArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (record, fault) = open_record(&args.record, desk)?;
    let folder = folder_of(&args.record);
    refuse_sealed(&record, &folder)?;
    let case = case_of(&record, args.case.as_deref(), &shelf, desk)?;
    let mark = mark_of(&folder, &case, &record, &shelf)?;
    // A record that breaks off or was changed proves nothing.
    if !mark.score.pass || fault.is_some() || mark.record != record.seal {
        return Err(Failure::new(Outcome::Fault, "fail-certificate-not-passed")
            .with("path", folder.display().to_string()));
    }
    let page = certificate(
        &mark,
        &case,
        &shelf.content.packs.bureau,
        args.name.as_deref(),
        desk.words.lang(),
    );
    let press = Press::open(&shelf.home).map_err(print_failure)?;
    let bytes = press.print("certificate", &page).map_err(print_failure)?;
    let path = args
        .out
        .clone()
        .unwrap_or_else(|| folder.join(CERTIFICATE_FILE));
    write_whole(&path, &bytes)?;
    let path = path.display().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({ "certificate": path }));
    } else {
        desk.tell("certificate-wrote", &[("path", &path)]);
    }
    Ok(Outcome::Done)
}

/// What is said when a page cannot be printed.
pub(super) fn print_failure(error: PrintError) -> Failure {
    match error {
        PrintError::File(error) => error.into(),
        PrintError::NoFonts(path) => Failure::new(Outcome::Machine, "fail-print-fonts")
            .with("path", path.display().to_string()),
        PrintError::Letters(letters) => {
            Failure::new(Outcome::Machine, "fail-print-letters").with("letters", letters)
        }
        PrintError::Template {
            path,
            line,
            column,
            detail,
        } => Failure::new(Outcome::Fault, "fail-print-template")
            .with("path", path.display().to_string())
            .with("line", line.to_string())
            .with("column", column.to_string())
            .with("detail", detail),
    }
}
