//! `replay RECORD`: steps through a record; `--verify` recomputes everything and stops at the first difference.

use super::assess::{broken_record, case_of, folder_of, open_record, record_path};
use super::desk::Desk;
use super::narrate::Narrator;
use super::outcome::{Failure, Outcome};
use super::run::ASSESSMENT_FILE;
use super::shelf::Shelf;
use crate::domain::assessment::assess;
use crate::domain::record::verify;
use crate::store::marked;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct ReplayArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long)]
    verify: bool,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
}

/// Machine output of `replay --verify`.
#[derive(serde::Serialize)]
struct Verified<'a> {
    events: usize,
    closed: bool,
    seal: &'a str,
    same: bool,
}

pub(super) fn run(args: &ReplayArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (record, fault) = open_record(&args.record, desk)?;
    let case = case_of(&record, args.case.as_deref(), &shelf, desk)?;
    if !args.verify {
        let mut narrator = Narrator::new(desk, &case, &shelf.content);
        narrator.tell_all(&record.events);
        if desk.json {
            for event in &record.events {
                desk.hand_over(event);
            }
        }
        return Ok(if fault.is_some() {
            Outcome::Fault
        } else {
            Outcome::Done
        });
    }
    if let Some(fault) = fault {
        return Err(broken_record(&fault, &record_path(&args.record)));
    }
    if case.hash != record.header.case_hash {
        return Err(Failure::new(Outcome::Fault, "fail-other-versions")
            .with("recorded", record.header.versions.rubric.clone())
            .with("present", case.version.clone()));
    }
    if let Err(difference) = verify(&case, &shelf.content.rules, &record) {
        let told = |event: &Option<crate::domain::record::Event>| {
            event
                .as_ref()
                .and_then(|event| serde_json::to_string(event).ok())
                .unwrap_or_else(|| "-".to_owned())
        };
        // The header is line 1, the first event line 2.
        return Err(Failure::new(Outcome::Fault, "fail-replay-differs")
            .with("line", (difference.index + 2).to_string())
            .with("recorded", told(&difference.recorded))
            .with("now", told(&difference.now)));
    }
    // The mark beside the record must be the one the record gives, appeals apart.
    let beside = record_path(&args.record).with_file_name(ASSESSMENT_FILE);
    if beside.is_file() {
        let kept = marked::mark(&folder_of(&args.record), &record)
            .ok()
            .flatten();
        let again = assess(&case, &record, &record.header.versions);
        if kept.is_none_or(|kept| kept.items != again.items) {
            return Err(Failure::new(Outcome::Fault, "fail-mark-differs")
                .with("path", beside.display().to_string()));
        }
    }
    if desk.json {
        desk.hand_over(&Verified {
            events: record.events.len(),
            closed: record.closed,
            seal: &record.seal,
            same: true,
        });
    } else {
        desk.tell(
            "replay-verified",
            &[
                ("events", &record.events.len().to_string()),
                ("seal", &record.seal),
            ],
        );
        if !record.closed {
            desk.tell("replay-not-closed", &[]);
        }
    }
    Ok(Outcome::Done)
}
