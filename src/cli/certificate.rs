//! `certificate RECORD`: a page to hang up, for somebody's mark that is a pass by what its record gives; and what is said
//! when a page cannot be printed.

use super::assess::carry_appeals;
use super::desk::Desk;
use super::exam::doubted;
use super::noting::note_read;
use super::outcome::{Failure, Outcome};
#[cfg(feature = "store")]
use super::records::{KeyArgs, ReaderArgs};
use super::report::{Opened, is_same_content, open};
use crate::domain::assessment::assess;
use crate::files::write_whole;
use crate::print::{Holder, Press, PrintError, certificate};
use crate::store::marked::{self, Unearned};
use std::path::PathBuf;

/// Name of a certificate's file.
const CERTIFICATE_FILE: &str = crate::store::CERTIFICATE_FILE;

#[derive(Debug, clap::Args)]
pub(super) struct CertificateArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "NAME", requires = "out")]
    name: Option<String>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    #[cfg(feature = "store")]
    #[arg(long, requires = "out", conflicts_with = "name")]
    names: bool,
    #[cfg(feature = "store")]
    #[command(flatten)]
    reader: ReaderArgs,
    #[cfg(feature = "store")]
    #[command(flatten)]
    key: KeyArgs,
}

pub(super) fn run(args: &CertificateArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let of = open(&args.record, args.case.as_deref(), desk)?;
    let path = of.folder.display().to_string();
    let refuse = |id| Failure::new(Outcome::Fault, id).with("path", path.clone());
    // A record that breaks off or was changed proves nothing.
    marked::earned(&of.record, of.fault.is_some(), &of.mark).map_err(|unearned| {
        refuse(match unearned {
            Unearned::Nobodys => "fail-certificate-nobody",
            Unearned::NotPassed => "fail-certificate-not-passed",
        })
    })?;
    marked::began(&of.record, jiff::Timestamp::now())
        .map_err(|wrong| doubted(&of.folder, &wrong))?;
    if !passes_today(&of, desk) {
        return Err(refuse("fail-certificate-other-content"));
    }
    let holder = holder(args, &of, desk)?;
    // Where a name is, the page lies wherever the clerk keeps such pages, not beside the record.
    let out = args.out.clone();
    let path = out.unwrap_or_else(|| of.folder.join(CERTIFICATE_FILE));
    let source = match &holder {
        Holder::Pseudonym => "pseudonym",
        Holder::Listed(_) => "listed",
        Holder::Written(_) => "by-hand",
    };
    note_read(
        desk,
        &of.folder,
        "certificate",
        &of.record.header.trainee,
        source,
    )?;
    let page = certificate(
        &of.mark,
        &of.record,
        &of.case,
        &of.shelf.content.packs.bureau,
        &holder,
        desk.words.lang(),
    );
    let press = Press::open(&of.shelf.home).map_err(print_failure)?;
    let bytes = press.print("certificate", &page).map_err(print_failure)?;
    write_whole(&path, &bytes)?;
    let path = path.display().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({ "certificate": path }));
    } else {
        desk.tell("certificate-wrote", &[("path", &path)]);
    }
    Ok(Outcome::Done)
}

/// Whether what persons ruled and the record give a pass, too. A mark kept with the case at hand was held against it when it
/// was opened; of one given by an earlier form of the case, no more can be asked than that it passes today as well.
fn passes_today(of: &Opened, desk: &Desk) -> bool {
    if is_same_content(&of.case, &of.record) {
        return true;
    }
    let mut again = assess(&of.case, &of.record, &of.record.header.versions);
    carry_appeals(&mut again, &of.record, &of.folder, desk);
    again.score.pass
}

/// Who stands on the page: a name of the vault where it is asked for, a name that somebody writes by hand and that says so,
/// else the pseudonym.
fn holder(args: &CertificateArgs, of: &Opened, desk: &Desk) -> Result<Holder, Failure> {
    #[cfg(feature = "store")]
    if args.names {
        let access = args.reader.access("certificate")?;
        let names = args.key.names(&access, desk)?;
        let trainee = &of.record.header.trainee;
        let who = names.get(trainee).ok_or_else(|| {
            Failure::new(Outcome::Usage, "fail-certificate-no-name").with("id", trainee)
        })?;
        return Ok(Holder::Listed(who.name.clone()));
    }
    #[cfg(not(feature = "store"))]
    let _ = (of, desk);
    Ok(match &args.name {
        Some(name) => Holder::Written(name.clone()),
        None => Holder::Pseudonym,
    })
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
