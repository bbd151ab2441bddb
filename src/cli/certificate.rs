//! `certificate RECORD`: a page to hang up, for a mark that is a pass; and what is said when a page cannot be printed.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::report::open;
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
    let of = open(&args.record, args.case.as_deref(), desk)?;
    // A record that breaks off or was changed proves nothing.
    if !of.mark.score.pass || of.fault.is_some() || of.mark.record != of.record.seal {
        return Err(Failure::new(Outcome::Fault, "fail-certificate-not-passed")
            .with("path", of.folder.display().to_string()));
    }
    let page = certificate(
        &of.mark,
        &of.case,
        &of.shelf.content.packs.bureau,
        args.name.as_deref(),
        desk.words.lang(),
    );
    let press = Press::open(&of.shelf.home).map_err(print_failure)?;
    let bytes = press.print("certificate", &page).map_err(print_failure)?;
    let path = args
        .out
        .clone()
        .unwrap_or_else(|| of.folder.join(CERTIFICATE_FILE));
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
