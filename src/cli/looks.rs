//! `audit`: who looked at whose results, at the command line, in the window and at the console; and whether the logs' chains
//! hold.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::records::beijing;
use crate::store::audit::{self, Entry, Walked};
use std::collections::VecDeque;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(super) struct AuditArgs {
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    #[arg(long, default_value_t = 50)]
    last: usize,
}

impl AuditArgs {
    /// The newest entries that were asked for, and what a walk through the whole log found.
    fn walk(&self, folder: &Path) -> Result<(VecDeque<Entry>, Walked), Failure> {
        let mut last = VecDeque::new();
        let walked = audit::walk(folder, &mut |_, entry| {
            let is_wanted = self
                .about
                .as_ref()
                .is_none_or(|about| entry.is_about(about))
                && self.by.as_ref().is_none_or(|by| entry.by == *by);
            if is_wanted {
                last.push_back(entry);
                if last.len() > self.last {
                    last.pop_front();
                }
            }
        })?;
        Ok((last, walked))
    }
}

pub(super) fn run(args: &AuditArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let (entries, walked) = args.walk(&data)?;
    let folder = data.join(audit::CONSOLE);
    // A machine without a console has nothing to say of one.
    let console = if audit::path(&folder).is_file() {
        Some(args.walk(&folder)?)
    } else {
        None
    };
    let is_sound = walked.faults.is_empty()
        && console
            .as_ref()
            .is_none_or(|(_, one)| one.faults.is_empty());
    if desk.json {
        let mut told = serde_json::json!({ "entries": entries, "log": walked });
        if let Some((entries, walked)) = &console {
            told["console"] = serde_json::json!({ "entries": entries, "log": walked });
        }
        desk.hand_over(&told);
    } else {
        tell(&entries, &walked, desk, |did| did.to_owned());
        if let Some((entries, walked)) = &console {
            desk.tell("audit-console", &[]);
            tell(entries, walked, desk, |did| {
                let id = format!("web-log-{did}");
                let word = desk.words.get(&id);
                if word == id { did.to_owned() } else { word }
            });
        }
    }
    Ok(if is_sound {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

fn tell(entries: &VecDeque<Entry>, walked: &Walked, desk: &Desk, did: impl Fn(&str) -> String) {
    for entry in entries {
        // What for, and where the result lies.
        let (detail, place) = entry.detail.split_once(' ').unwrap_or((&entry.detail, ""));
        desk.tell(
            "audit-line",
            &[
                ("at", &beijing(&entry.at)),
                ("by", &entry.by),
                ("role", &entry.role),
                ("did", &did(&entry.did)),
                ("about", &entry.about),
                ("detail", detail),
                ("place", place),
            ],
        );
    }
    desk.tell(
        "audit-sum",
        &[
            ("entries", &walked.entries.to_string()),
            ("torn", &walked.torn.to_string()),
            ("seal", &walked.seal),
        ],
    );
    for fault in &walked.faults {
        desk.warn(&desk.words.with(
            "audit-fault",
            &[("line", &fault.line.to_string()), ("detail", &fault.detail)],
        ));
    }
}
