//! `index`: what is new in the data folder into the station's database, clips past their days out; `--verify` reads
//! everything again, `--rebuild` makes the database anew from the files. `sync`: the bureau catches up.

use super::bar::Bar;
use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::run::now;
use crate::content::Content;
use crate::domain::assessment::assess;
use crate::domain::scenario::model::Case;
use crate::files::home;
use crate::store::audit;
use crate::store::clips::{self, Swept};
use crate::store::index::{self, Indexed};
use crate::store::{Problem, Settings, Store, retention, sync};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct IndexArgs {
    #[arg(long)]
    rebuild: bool,
    #[arg(long, conflicts_with = "rebuild")]
    verify: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SyncArgs {
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    #[arg(long, requires = "database")]
    remember: bool,
}

/// Machine output of `index`.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    indexed: Indexed,
    clips: Swept,
    /// Results past the days they are kept.
    due: u64,
}

pub(super) fn run(args: &IndexArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let settings = Settings::load(&data)?;
    if args.verify {
        return verify(&settings, desk);
    }
    let mut store = if args.rebuild {
        open_anew(&data, desk)?
    } else {
        Store::open(&data)?
    };
    let mut bar = Bar::new(desk.words.get("index-bar"));
    let mut progress = |done, all| bar.at(done, all);
    let indexed = if args.rebuild {
        index::rebuild(&mut store, &settings.station, &mut progress)?
    } else {
        index::index(&mut store, &settings.station, &mut progress)?
    };
    drop(bar);
    let clips = sweep(&data, &settings)?;
    let is_sound = indexed.problems == 0;
    let due = due(&mut store, &settings)?;
    if desk.json {
        desk.hand_over(&Told {
            indexed,
            clips,
            due,
        });
    } else {
        tell(&indexed, &clips, desk);
        if due > 0 {
            desk.tell("index-due", &[("count", &due.to_string())]);
        }
    }
    Ok(if is_sound {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

/// Removes clips that are past their days.
fn sweep(data: &Path, settings: &Settings) -> Result<Swept, Failure> {
    let (days, secs) = (settings.keep_voice_days, jiff::Timestamp::now().as_second());
    Ok(clips::sweep(data, days, secs, &now())?)
}

/// How many results are past the days they are kept: they are told of here, and taken away by `retention`.
fn due(store: &mut Store, settings: &Settings) -> Result<u64, Failure> {
    match retention::before(settings.keep_result_days, jiff::Timestamp::now()) {
        Some(before) => Ok(store.rows_due(&before.to_string())?),
        None => Ok(0),
    }
}

/// Opens the station's database to make it anew; tells when the old one had to be put aside.
fn open_anew(data: &Path, desk: &Desk) -> Result<Store, Failure> {
    let (store, aside) = index::open_anew(data, &now())?;
    if let Some(aside) = aside {
        desk.warn(
            &desk
                .words
                .with("index-aside", &[("path", &aside.display().to_string())]),
        );
    }
    Ok(store)
}

fn tell(indexed: &Indexed, clips: &Swept, desk: &Desk) {
    desk.tell(
        "index-done",
        &[
            ("seen", &indexed.seen.to_string()),
            ("changed", &indexed.changed.to_string()),
            ("copies", &indexed.copies.to_string()),
        ],
    );
    if indexed.vanished > 0 {
        desk.tell(
            "index-vanished",
            &[("count", &indexed.vanished.to_string())],
        );
    }
    if clips.removed > 0 {
        desk.tell("index-clips", &[("count", &clips.removed.to_string())]);
    }
    if clips.from_the_future > 0 {
        desk.tell(
            "index-clips-future",
            &[("count", &clips.from_the_future.to_string())],
        );
    }
    for problem in &indexed.told {
        desk.warn(&said(problem, desk));
    }
    let told = indexed.told.len() as u64;
    if indexed.problems > told {
        desk.warn(&desk.words.with(
            "index-more-problems",
            &[("count", &(indexed.problems - told).to_string())],
        ));
    }
}

pub(super) fn said(problem: &Problem, desk: &Desk) -> String {
    let values = [
        ("folder", problem.folder.as_str()),
        ("line", &problem.line.to_string()),
        ("detail", problem.detail.as_str()),
    ];
    let id = format!("problem-{}", problem.code);
    let said = desk.words.with(&id, &values);
    match desk.words.attribute(&id, "cure", &values) {
        Some(cure) => format!("{said}\n    {cure}"),
        None => said,
    }
}

fn verify(settings: &Settings, desk: &Desk) -> Result<Outcome, Failure> {
    let cases = plain_cases()?;
    let mut store = Store::open(&desk.data())?;
    let mut bar = Bar::new(desk.words.get("index-verify-bar"));
    let checked = index::check(
        &mut store,
        &settings.station,
        &mut |record| {
            // A record of other content cannot be marked again here; its sums were checked.
            let case = cases
                .iter()
                .find(|case| case.hash == record.header.case_hash)?;
            Some(assess(case, record, &record.header.versions))
        },
        &mut |done, all| bar.at(done, all),
    )?;
    drop(bar);
    if desk.json {
        desk.hand_over(&checked);
    } else {
        desk.tell(
            "index-verified",
            &[
                ("rows", &checked.rows.to_string()),
                ("folders", &checked.folders.to_string()),
                ("faults", &checked.faults.len().to_string()),
            ],
        );
        for fault in &checked.faults {
            desk.warn(&said(fault, desk));
        }
    }
    Ok(if checked.faults.is_empty() {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

/// Cases at hand, for words and marks: neither needs understanding. One that does not load is left to `check`.
pub(super) fn plain_cases() -> Result<Vec<Case>, Failure> {
    let home = home()?;
    let content = Content::open(&home)?;
    Ok(content.cases(&home))
}

pub(super) fn sync(args: &SyncArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let change = |settings: &mut Settings| {
        if let Some(address) = &args.database {
            settings.database = Some(address.clone());
        }
        if let Some(ca) = &args.ca {
            settings.ca = Some(ca.clone());
        }
    };
    if args.remember {
        Settings::change(&data, change)?;
    }
    let mut settings = Settings::load(&data)?;
    change(&mut settings);
    let Some(bureau) = settings.bureau() else {
        return Err(Failure::new(Outcome::Usage, "fail-sync-nowhere"));
    };
    let mut store = Store::open(&data)?;
    let mut bar = Bar::new(desk.words.get("index-bar"));
    let indexed = index::index(&mut store, &settings.station, &mut |done, all| {
        bar.at(done, all);
    })?;
    drop(bar);
    // A station that only ever sends keeps no voice longer than one that is looked at.
    sweep(&data, &settings)?;
    // Everybody's results leave this machine: where to stands in the log, whoever may read them there.
    audit::note(&data, "sync", "*", &bureau.shown())?;
    let mut bar = Bar::new(desk.words.get("sync-bar"));
    let synced = sync::sync(&mut store, bureau, &now(), &mut |done, all| {
        bar.at(done, all);
    });
    drop(bar);
    let synced = match synced {
        Ok(synced) => synced,
        Err(error) => {
            let waiting = sync::waiting(&mut store, &now())?;
            desk.warn(
                &desk
                    .words
                    .with("sync-waiting", &[("count", &waiting.to_string())]),
            );
            return Err(error.into());
        }
    };
    if desk.json {
        desk.hand_over(&synced);
    } else {
        desk.tell(
            "sync-done",
            &[
                ("sent", &synced.sent.to_string()),
                ("taken", &synced.taken.to_string()),
                ("people", &synced.brought.people.to_string()),
            ],
        );
        if synced.brought.only_here > 0 {
            let count = synced.brought.only_here.to_string();
            desk.tell("sync-only-here", &[("count", &count)]);
        }
        for problem in &indexed.told {
            desk.warn(&said(problem, desk));
        }
    }
    Ok(Outcome::Done)
}
