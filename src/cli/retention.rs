//! `retention`: which results are past the days they are kept, and, with `--remove`, their removal. Without it nothing changes.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::store::retention::{self, Dues};
use crate::store::{Place, Settings, Store, audit, index};
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct RetentionArgs {
    #[arg(long)]
    remove: bool,
    #[arg(long, requires = "remove")]
    clock_is_right: bool,
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    #[arg(long, value_name = "FILE", requires = "database")]
    ca: Option<PathBuf>,
}

pub(super) fn run(args: &RetentionArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let settings = Settings::load(&data)?;
    let days = settings.keep_result_days;
    if days == 0 {
        if desk.json {
            desk.hand_over(&json!({ "keep_result_days": 0, "removed": 0 }));
        } else {
            desk.tell("retention-forever", &[]);
        }
        return Ok(Outcome::Done);
    }
    let now = jiff::Timestamp::now();
    let mut store = Store::open(&data)?;
    // What lies there now decides, not what lay there the last time.
    index::index(&mut store, &settings.station, &mut |_, _| {})?;
    // Whose results are old is a look at them, too.
    audit::note(&data, "read", "*", "retention")?;
    let has_bureau = settings.bureau().is_some();
    let dues = retention::due(&mut store, days, has_bureau, now)?;
    let goes_by_clock = args.remove && !args.clock_is_right;
    if goes_by_clock && dues.is_clock_doubtful(now) {
        return Err(jumped(now, &dues.newest));
    }
    if let Some(address) = &args.database {
        let ca = args.ca.clone().or(settings.ca);
        let mut bureau = Store::open_at(&data, Place::parse(address, ca))?;
        // A machine may have no run of its own to hold its clock against.
        let newest = bureau.newest_row()?;
        if goes_by_clock && retention::is_clock_doubtful(&newest, now) {
            return Err(jumped(now, &newest));
        }
        return rows(&mut bureau, args.remove, days, now, desk);
    }
    let removed = if args.remove {
        retention::remove(&mut store, &dues, days)?
    } else {
        0
    };
    tell(&dues, args.remove, removed, days, desk);
    Ok(Outcome::Done)
}

fn jumped(now: jiff::Timestamp, newest: &str) -> Failure {
    Failure::new(Outcome::Fault, "fail-retention-clock")
        .with("now", now.to_string())
        .with("newest", newest)
}

/// The same for rows of a bureau's database.
fn rows(
    bureau: &mut Store,
    is_to_go: bool,
    days: u32,
    now: jiff::Timestamp,
    desk: &Desk,
) -> Result<Outcome, Failure> {
    let before = retention::before(days, now).unwrap_or(jiff::Timestamp::MIN);
    let before = before.to_string();
    let count = if is_to_go {
        bureau.remove_rows_due(&before)?
    } else {
        bureau.rows_due(&before)?
    };
    if desk.json {
        let removed = if is_to_go { count } else { 0 };
        desk.hand_over(&json!({ "keep_result_days": days, "due": count, "removed": removed }));
        return Ok(Outcome::Done);
    }
    let count = count.to_string();
    if is_to_go {
        desk.tell("retention-rows-removed", &[("count", &count)]);
    } else {
        let days = days.to_string();
        desk.tell(
            "retention-rows-would",
            &[("count", &count), ("days", &days)],
        );
    }
    Ok(Outcome::Done)
}

fn tell(dues: &Dues, is_removed: bool, removed: u64, days: u32, desk: &Desk) {
    if desk.json {
        desk.hand_over(&json!({
            "keep_result_days": days,
            "dues": dues.dues,
            "unsound": dues.unsound,
            "removed": removed,
        }));
        return;
    }
    for due in &dues.dues {
        let values = [
            ("folder", due.folder.as_str()),
            ("trainee", &due.trainee),
            ("case", &due.case),
            ("began", &due.began_at),
        ];
        match due.held {
            None => desk.tell("retention-due", &values),
            Some(held) => {
                let mut values = values.to_vec();
                values.push(("why", held.name()));
                desk.tell("retention-held", &values);
            }
        }
    }
    let going = dues.going().count();
    let held = (dues.dues.len() - going).to_string();
    let (going, removed, days) = (going.to_string(), removed.to_string(), days.to_string());
    if dues.dues.is_empty() {
        desk.tell("retention-nothing", &[("days", &days)]);
    } else if is_removed {
        desk.tell("retention-removed", &[("count", &removed), ("held", &held)]);
    } else {
        desk.tell(
            "retention-would",
            &[("going", &going), ("held", &held), ("days", &days)],
        );
    }
    if dues.unsound > 0 {
        let count = dues.unsound.to_string();
        desk.warn(&desk.words.with("retention-unsound", &[("count", &count)]));
    }
}
