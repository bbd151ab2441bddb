//! `playlist`, `assign`, `progress`, `retrain`, `audit`: what people are to do, how far they have come, what they must do
//! again, and who looked.

use super::bar::Bar;
use super::desk::Desk;
use super::exam::checked_id;
use super::index::plain_cases;
use super::outcome::{Failure, Outcome};
use super::records::{FilterArgs, ReaderArgs, beijing, today};
use super::run::now;
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::store::assignments::{Assignment, Playlist, Stand, Standing, Target, Task};
use crate::store::progress::{By, Tally};
use crate::store::retrain::{Lesson, Plan};
use crate::store::{audit, beijing_midnight};

#[derive(Debug, clap::Args)]
pub(super) struct PlaylistArgs {
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(value_name = "CASE:LEVEL")]
    tasks: Vec<String>,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn playlist(args: &PlaylistArgs, desk: &Desk) -> Result<Outcome, Failure> {
    if let Some(name) = &args.name {
        checked_id("NAME", name)?;
        let cases = plain_cases()?;
        let tasks = args
            .tasks
            .iter()
            .map(|text| task(text, &cases))
            .collect::<Result<Vec<Task>, Failure>>()?;
        if tasks.is_empty() {
            return Err(Failure::new(Outcome::Usage, "fail-playlist-empty"));
        }
        let playlist = Playlist {
            id: name.clone(),
            tasks,
        };
        args.reader
            .change(desk, |store| Ok(store.put_playlist(&playlist)?))?;
    }
    for one in args.reader.open(desk)?.playlists()? {
        if desk.json {
            desk.hand_over(&one);
        } else {
            let tasks: Vec<String> = one.tasks.iter().map(shown).collect();
            desk.tell(
                "playlist-line",
                &[("id", &one.id), ("tasks", &tasks.join(" "))],
            );
        }
    }
    Ok(Outcome::Done)
}

/// `street-vendor:2`, or `street-vendor` for level 1. The case and the level must be there.
fn task(text: &str, cases: &[Case]) -> Result<Task, Failure> {
    let wrong = || Failure::new(Outcome::Usage, "fail-playlist-task").with("task", text);
    let (case, level) = text.split_once(':').unwrap_or((text, "1"));
    let level: u8 = level.parse().map_err(|_| wrong())?;
    cases
        .iter()
        .any(|one| one.id == case && one.level(level).is_some())
        .then(|| Task {
            case: case.to_owned(),
            level,
        })
        .ok_or_else(wrong)
}

fn shown(task: &Task) -> String {
    format!("{}:{}", task.case, task.level)
}

#[derive(Debug, clap::Args)]
pub(super) struct AssignArgs {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME")]
    playlist: String,
    #[arg(long, value_name = "all|team=NAME|group=NAME|ID")]
    to: String,
    #[arg(long, value_name = "2026-12-31")]
    due: String,
    #[arg(long)]
    exam: bool,
    #[arg(long, requires = "exam")]
    sealed: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn assign(args: &AssignArgs, desk: &Desk) -> Result<Outcome, Failure> {
    checked_id("ID", &args.id)?;
    if beijing_midnight(&args.due).is_none() {
        return Err(Failure::new(Outcome::Usage, "fail-assign-due").with("due", args.due.clone()));
    }
    let target = match args.to.split_once('=') {
        Some(("team", name)) => Target::Team(name.to_owned()),
        Some(("group", name)) => Target::Group(name.to_owned()),
        _ if args.to == "all" => Target::Everybody,
        _ => Target::Person(args.to.clone()),
    };
    let access = args.reader.access("assign")?;
    let assignment = Assignment {
        id: args.id.clone(),
        playlist: args.playlist.clone(),
        target,
        due: args.due.clone(),
        mode: if args.exam {
            Mode::Exam
        } else {
            Mode::Practice
        },
        is_sealed: args.sealed,
        given_at: now(),
        given_by: access.by.clone(),
    };
    args.reader
        .change(desk, |store| Ok(store.assign(&assignment)?))?;
    access.note(&desk.data(), "assign", &args.to, &args.id)?;
    if desk.json {
        desk.hand_over(&assignment);
    } else {
        desk.tell(
            "assign-done",
            &[("id", &args.id), ("to", &args.to), ("due", &args.due)],
        );
    }
    Ok(Outcome::Done)
}

#[derive(Debug, clap::Args)]
pub(super) struct ProgressArgs {
    #[arg(
        value_name = "team|trainee|case|month|block|step|assignment",
        default_value = "trainee"
    )]
    by: Lines,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    reader: ReaderArgs,
}

/// What lines stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Lines {
    Team,
    Trainee,
    Case,
    Month,
    Block,
    Step,
    Assignment,
}

pub(super) fn progress(args: &ProgressArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut store = args.reader.open(desk)?;
    let access = args.reader.access("progress")?;
    let by = match args.by {
        Lines::Team => By::Team,
        Lines::Trainee => By::Trainee,
        Lines::Case => By::Case,
        Lines::Month => By::Month,
        Lines::Block => By::Block,
        Lines::Step => By::Step,
        Lines::Assignment => {
            let standings = store.standings(&access, &args.filter.people_and_case()?, &today())?;
            tell_standings(&standings, desk);
            return Ok(Outcome::Done);
        }
    };
    let query = args.filter.query()?;
    let all = store.about(&query)?;
    let mut bar = Bar::new(desk.words.get("progress-bar"));
    let tallies = store.progress(&access, by, &query, &mut |done| bar.at(done, all))?;
    drop(bar);
    if tallies.is_empty() {
        desk.tell("progress-nothing", &[]);
    }
    let cases = if by == By::Step && !desk.json {
        plain_cases()?
    } else {
        Vec::new()
    };
    for tally in &tallies {
        if desk.json {
            desk.hand_over(tally);
        } else {
            tell_tally(tally, by, &cases, desk);
        }
    }
    Ok(Outcome::Done)
}

fn tell_tally(tally: &Tally, by: By, cases: &[Case], desk: &Desk) {
    let key = match by {
        By::Block => desk.words.get(&format!("block-{}", tally.key)),
        By::Step => step_words(&tally.key, cases, desk),
        _ => tally.key.clone(),
    };
    let id = if matches!(by, By::Block | By::Step) {
        "progress-step"
    } else {
        "progress-line"
    };
    desk.tell(
        id,
        &[
            ("key", &key),
            ("runs", &tally.runs.to_string()),
            ("passed", &tally.passed.to_string()),
            ("pending", &tally.pending.to_string()),
            ("breaches", &tally.breaches.to_string()),
            (
                "percent",
                &tally
                    .percent()
                    .map_or_else(String::new, |percent| percent.to_string()),
            ),
        ],
    );
}

/// `case/item` with what the item asks for, where the case is at hand.
fn step_words(key: &str, cases: &[Case], desk: &Desk) -> String {
    let Some((case, item)) = key.split_once('/') else {
        return key.to_owned();
    };
    item_words(case, item, cases, desk)
        .map_or_else(|| key.to_owned(), |text| format!("{text} ({key})"))
}

fn item_words(case: &str, item: &str, cases: &[Case], desk: &Desk) -> Option<String> {
    let case = cases.iter().find(|one| one.id == case)?;
    let criterion = case.criteria.iter().find(|one| one.id == item)?;
    Some(criterion.text.get(desk.words.lang()).to_owned())
}

const fn stand_word(stand: Stand) -> &'static str {
    match stand {
        Stand::NotBegun => "none",
        Stand::BrokenOff => "broken",
        Stand::Failed => "failed",
        Stand::Pending => "pending",
        Stand::Sealed => "sealed",
        Stand::Passed => "passed",
    }
}

fn tell_standings(standings: &[Standing], desk: &Desk) {
    if standings.is_empty() {
        desk.tell("progress-nothing", &[]);
    }
    for one in standings {
        if desk.json {
            desk.hand_over(one);
        } else {
            desk.tell(
                "progress-standing",
                &[
                    ("assignment", &one.assignment),
                    ("trainee", &one.trainee),
                    ("task", &shown(&one.task)),
                    ("due", &one.due),
                    ("state", stand_word(one.stand)),
                    ("overdue", if one.is_overdue { "yes" } else { "no" }),
                ],
            );
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct RetrainArgs {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn retrain(args: &RetrainArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut store = args.reader.open(desk)?;
    let access = args.reader.access("retrain")?;
    let cases = if desk.json {
        Vec::new()
    } else {
        plain_cases()?
    };
    let mut told = 0;
    let query = args.filter.query()?;
    let all = store.about(&query)?;
    let mut bar = Bar::new(desk.words.get("progress-bar"));
    let mut done = 0;
    store.each_plan(&access, &query, &mut |plan| {
        done += plan.runs;
        bar.at(done, all);
        if !plan.lessons.is_empty() {
            told += 1;
            bar.clear();
            if desk.json {
                desk.hand_over(&plan);
            } else {
                tell_plan(&plan, &cases, desk);
            }
        }
        Ok(())
    })?;
    drop(bar);
    if told == 0 {
        desk.tell("retrain-nobody", &[]);
    }
    Ok(Outcome::Done)
}

fn tell_plan(plan: &Plan, cases: &[Case], desk: &Desk) {
    desk.tell("retrain-person", &[("trainee", &plan.trainee)]);
    for lesson in &plan.lessons {
        let title = cases.iter().find(|one| one.id == lesson.case).map_or_else(
            || lesson.case.clone(),
            |case| case.title.get(desk.words.lang()).to_owned(),
        );
        desk.tell(
            "retrain-case",
            &[
                ("case", &title),
                ("level", &lesson.level.to_string()),
                (
                    "passed",
                    match (lesson.passed, lesson.pending) {
                        (true, _) => "yes",
                        (false, true) => "pending",
                        (false, false) => "no",
                    },
                ),
                ("weak", &weak(lesson, desk)),
            ],
        );
        for item in &lesson.items {
            let text = item_words(&lesson.case, item, cases, desk).unwrap_or_else(|| item.clone());
            let breached = lesson.breached.contains(item);
            desk.tell(
                "retrain-item",
                &[
                    ("text", &text),
                    ("breached", if breached { "yes" } else { "no" }),
                ],
            );
        }
    }
}

fn weak(lesson: &Lesson, desk: &Desk) -> String {
    let blocks: Vec<String> = lesson
        .weak
        .iter()
        .map(|(block, percent)| {
            format!(
                "{} {percent}%",
                desk.words.get(&format!("block-{}", block.name()))
            )
        })
        .collect();
    blocks.join(" ")
}

#[derive(Debug, clap::Args)]
pub(super) struct AuditArgs {
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    #[arg(long, default_value_t = 50)]
    last: usize,
}

pub(super) fn audit(args: &AuditArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut last = std::collections::VecDeque::new();
    let walked = audit::walk(&desk.data(), &mut |_, entry| {
        let is_wanted = args
            .about
            .as_ref()
            .is_none_or(|about| entry.about == *about)
            && args.by.as_ref().is_none_or(|by| entry.by == *by);
        if is_wanted {
            last.push_back(entry);
            if last.len() > args.last {
                last.pop_front();
            }
        }
    })?;
    if desk.json {
        desk.hand_over(&serde_json::json!({ "entries": last, "log": walked }));
    } else {
        for entry in &last {
            desk.tell(
                "audit-line",
                &[
                    ("at", &beijing(&entry.at)),
                    ("by", &entry.by),
                    ("role", &entry.role),
                    ("did", &entry.did),
                    ("about", &entry.about),
                    ("detail", &entry.detail),
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
    Ok(if walked.faults.is_empty() {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}
