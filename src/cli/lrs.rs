//! `export --format xapi`: statements into a file, or through the outbox to a learning-record store.

use super::desk::Desk;
use super::export::{ExportArgs, Told, failure, needs};
use super::outcome::{Failure, Outcome};
use crate::export::xapi::{Lrs, Outbox, OutboxError, SendError, Site, queue, send, write};
use crate::export::{Reader, Results};
use std::path::Path;

/// Folder of what waits to be sent, inside the data folder.
const OUTBOX: &str = "outbox/xapi";
/// Where the password stands: an argument could be read by everybody on the machine.
const PASSWORD: &str = "STREETWISE_LRS_PASSWORD";

pub(super) fn run(
    args: &ExportArgs,
    month: Option<&str>,
    out: Option<&Path>,
    reader: Reader<'_>,
    results: &mut dyn Results,
    seen: &mut dyn FnMut(u64),
    desk: &Desk,
) -> Result<Told, Failure> {
    let site = args.site.as_deref().map_or_else(Site::default, Site::new);
    // Actors under an address of ours would be nobody's, and nobody could call them back from a store.
    if args.site.is_none() {
        if args.lrs.is_some() {
            return Err(needs("--lrs", "--site"));
        }
        desk.warn(&desk.words.with("export-no-site", &[("site", &site.home)]));
    }
    let mut told = Told {
        runs: 0,
        files: Vec::new(),
        unreadable: Vec::new(),
    };
    if let Some(out) = out {
        let done = write(results, reader, &site, month, out, seen).map_err(failure)?;
        told.runs = done.runs;
        told.files.push(out.to_owned());
        told.unreadable = done.unreadable;
    }
    let Some(address) = &args.lrs else {
        return Ok(told);
    };
    let password =
        std::env::var(PASSWORD).map_err(|_| Failure::new(Outcome::Usage, "fail-lrs-password"))?;
    let lrs = Lrs {
        address: address.clone(),
        user: args.lrs_user.clone().unwrap_or_default(),
        password,
    };
    let all = desk.data().join(OUTBOX);
    let told_failure = |one: OutboxError| outbox_failure(&one);
    if args.again
        && let Some(aside) = Outbox::begin_again(&all, address).map_err(told_failure)?
    {
        let path = aside.display().to_string();
        desk.tell("export-outbox-again", &[("path", &path)]);
    }
    let mut outbox = Outbox::open_for(&all, address).map_err(told_failure)?;
    if Outbox::is_from_before(&all) {
        let path = all.display().to_string();
        desk.warn(&desk.words.with("export-outbox-before", &[("path", &path)]));
    }
    let done = queue(results, reader, &site, month, &mut outbox, seen).map_err(failure)?;
    desk.tell(
        "export-queued",
        &[
            ("runs", &done.runs.to_string()),
            ("statements", &done.statements.to_string()),
        ],
    );
    if out.is_none() {
        told.runs = done.runs;
        told.unreadable = done.unreadable;
    }
    let sent = send(&mut outbox, &lrs, &mut std::thread::sleep, &mut |_| {});
    let sent = sent.map_err(|error| not_sent(&error, &outbox))?;
    desk.tell(
        "export-sent",
        &[
            ("accepted", &sent.accepted.to_string()),
            ("refused", &sent.refused.to_string()),
        ],
    );
    if sent.refused > 0 {
        let path = outbox.refused_path().display().to_string();
        desk.warn(&desk.words.with("export-refused", &[("path", &path)]));
    }
    Ok(told)
}

fn outbox_failure(error: &OutboxError) -> Failure {
    match error {
        OutboxError::Damaged { path, detail } => {
            return Failure::new(Outcome::Machine, "fail-outbox-damaged")
                .with("path", path.display().to_string())
                .with("detail", detail);
        }
        OutboxError::Busy(path) => {
            return Failure::new(Outcome::Machine, "fail-outbox-busy")
                .with("path", path.display().to_string());
        }
        OutboxError::File(_) => {}
    }
    Failure::new(Outcome::Machine, "fail-outbox").with("detail", error.to_string())
}

fn not_sent(error: &SendError, outbox: &Outbox) -> Failure {
    match error {
        SendError::Outbox(error) => outbox_failure(error),
        SendError::Open(address) => {
            Failure::new(Outcome::Usage, "fail-lrs-open").with("address", address)
        }
        SendError::Denied { address, status } => Failure::new(Outcome::Machine, "fail-lrs-denied")
            .with("address", address)
            .with("status", status.to_string()),
        SendError::Away { address, detail } => Failure::new(Outcome::Machine, "fail-lrs-away")
            .with("address", address)
            .with("detail", detail)
            .with("left", outbox.waiting().unwrap_or(0).to_string()),
    }
}
