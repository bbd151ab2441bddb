//! `audit`: who looked at whose results, at the command line, in the window and at the console; and whether the logs' chains
//! hold.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::records::beijing;
use crate::store::audit::{self, Entry, Walked};
use crate::store::looks::{Look, Looks};
use std::path::Path;

/// Of many people looked at at once so many are told by name.
const NAMED: usize = 3;

#[derive(Debug, clap::Args)]
pub(super) struct AuditArgs {
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    #[arg(long, default_value_t = 50)]
    last: usize,
    #[arg(long)]
    each: bool,
}

impl AuditArgs {
    /// The newest looks and deeds that were asked for, and what a walk through the whole log found.
    fn walk(&self, folder: &Path) -> Result<(Vec<Look>, Walked), Failure> {
        let mut looks = Looks::of(self.last);
        let walked = audit::walk(folder, &mut |_, entry| {
            let is_wanted = self
                .about
                .as_ref()
                .is_none_or(|about| entry.is_about(about))
                && self.by.as_ref().is_none_or(|by| entry.by == *by);
            if is_wanted {
                looks.take(entry);
            }
        })?;
        Ok((looks.all(), walked))
    }
}

/// The lines of the log that looks were made of.
fn entries(looks: &[Look]) -> Vec<Entry> {
    looks.iter().flat_map(Look::entries).collect()
}

pub(super) fn run(args: &AuditArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let (looks, walked) = args.walk(&data)?;
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
        let mut told = serde_json::json!({ "entries": entries(&looks), "log": walked });
        if let Some((looks, walked)) = &console {
            told["console"] = serde_json::json!({ "entries": entries(looks), "log": walked });
        }
        desk.hand_over(&told);
    } else {
        tell(&looks, &walked, args.each, desk, |did| did.to_owned());
        if let Some((looks, walked)) = &console {
            desk.tell("audit-console", &[]);
            tell(looks, walked, args.each, desk, |did| {
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

fn tell(
    looks: &[Look],
    walked: &Walked,
    is_each_told: bool,
    desk: &Desk,
    did: impl Fn(&str) -> String,
) {
    for look in looks {
        if is_each_told {
            for entry in look.entries() {
                tell_line(&entry, &entry.about, desk, &did);
            }
        } else {
            tell_line(&look.entry, &about(look, desk), desk, &did);
        }
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

/// Whom a look was about: one by name, many by their number and the first of them.
fn about(look: &Look, desk: &Desk) -> String {
    // That a list was opened at all is a line, too.
    let mut people: Vec<&str> = look.people.iter().map(String::as_str).collect();
    if people.iter().any(|one| *one != "*") {
        people.retain(|one| *one != "*");
    } else {
        people.truncate(1);
    }
    people.sort_unstable();
    people.dedup();
    if let [one] = people[..] {
        return one.to_owned();
    }
    let named = people.iter().take(NAMED).copied().collect::<Vec<_>>();
    let more = people.len().saturating_sub(NAMED);
    desk.words.with(
        "audit-people",
        &[
            ("count", &people.len().to_string()),
            ("some", &named.join(" ")),
            ("more", if more > 0 { "yes" } else { "no" }),
        ],
    )
}

fn tell_line(entry: &Entry, about: &str, desk: &Desk, did: &impl Fn(&str) -> String) {
    // What for, and where the result lies.
    let (detail, place) = entry.detail.split_once(' ').unwrap_or((&entry.detail, ""));
    desk.tell(
        "audit-line",
        &[
            ("at", &beijing(&entry.at)),
            ("by", &entry.by),
            ("role", &entry.role),
            ("did", &did(&entry.did)),
            ("about", about),
            ("detail", detail),
            ("place", place),
        ],
    );
}
