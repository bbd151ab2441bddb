//! `playlist`, `assign`, `progress`, `retrain`: what people are to do, how far they have come, what they must do again.

use super::bar::Bar;
use super::day::typed_day;
use super::desk::Desk;
use super::exam::checked_id;
use super::export::tell_rehearsals;
use super::index::plain_cases;
use super::outcome::{Failure, Outcome};
use super::records::{FilterArgs, KeyArgs, ReaderArgs, today};
use super::run::now;
use super::standings::Told;
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::store::assignments::{Assignment, Playlist, Target, Task};
use crate::store::progress::{By, Tally};
use crate::store::retrain::{Lesson, Plan};
use crate::store::vault::Names;
use crate::store::{Access, StoreError};
use serde::Serialize;
use std::path::PathBuf;

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
            .map(|text| task(text, &cases, desk))
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
    let playlists = args.reader.open(desk)?.playlists()?;
    let cases = if desk.json || playlists.is_empty() {
        Vec::new()
    } else {
        plain_cases()?
    };
    for one in playlists {
        if desk.json {
            desk.hand_over(&one);
        } else {
            let tasks: Vec<String> = one
                .tasks
                .iter()
                .map(|task| titled(task, &cases, desk))
                .collect();
            desk.tell(
                "playlist-line",
                &[("id", &one.id), ("tasks", &tasks.join(" "))],
            );
        }
    }
    Ok(Outcome::Done)
}

/// `street-vendor:2`, or `street-vendor` for level 1. The case and the level must be there.
fn task(text: &str, cases: &[Case], desk: &Desk) -> Result<Task, Failure> {
    let wrong = || {
        // Nobody knows the ids by heart.
        let known: Vec<String> = cases
            .iter()
            .map(|case| format!("{} {}", case.id, case.title.get(desk.words.lang())))
            .collect();
        Failure::new(Outcome::Usage, "fail-playlist-task")
            .with("task", text)
            .with("known", known.join(", "))
    };
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

/// `street-vendor:1`, with the title of the case where it is at hand.
pub(super) fn titled(task: &Task, cases: &[Case], desk: &Desk) -> String {
    let id = format!("{}:{}", task.case, task.level);
    match title(&task.case, cases, desk) {
        Some(title) => format!("{id} {title}"),
        None => id,
    }
}

/// The title of a case, where it is at hand.
pub(super) fn title<'a>(id: &str, cases: &'a [Case], desk: &Desk) -> Option<&'a str> {
    let case = cases.iter().find(|one| one.id == id)?;
    Some(case.title.get(desk.words.lang()))
}

#[derive(Debug, clap::Args)]
pub(super) struct AssignArgs {
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[arg(long, value_name = "NAME", requires = "id")]
    playlist: Option<String>,
    #[arg(long, value_name = "all|team=NAME|group=NAME|ID", requires = "id")]
    to: Option<String>,
    #[arg(long, value_name = "2026-12-31", requires = "id")]
    due: Option<String>,
    #[arg(long, requires = "id")]
    exam: bool,
    #[arg(long, requires = "exam")]
    sealed: bool,
    #[arg(long, requires = "id", conflicts_with_all = ["playlist", "to", "due", "exam"])]
    withdraw: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn assign(args: &AssignArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let Some(id) = &args.id else {
        return list_assignments(args, desk);
    };
    if args.withdraw {
        return withdraw(id, args, desk);
    }
    let (Some(playlist), Some(to), Some(due)) = (&args.playlist, &args.to, &args.due) else {
        return Err(Failure::new(Outcome::Usage, "fail-assign-parts").with("id", id.clone()));
    };
    checked_id("ID", id)?;
    let typed = typed_day(due);
    let Some(due) = &typed else {
        return Err(Failure::new(Outcome::Usage, "fail-assign-due").with("due", due.clone()));
    };
    let target = match to.split_once('=') {
        Some(("team", name)) => Target::Team(name.to_owned()),
        Some(("group", name)) => Target::Group(name.to_owned()),
        _ if to == "all" => Target::Everybody,
        _ => Target::Person(to.clone()),
    };
    let access = args.reader.access("assign")?;
    let assignment = Assignment {
        id: id.clone(),
        playlist: playlist.clone(),
        target,
        due: due.clone(),
        mode: if args.exam {
            Mode::Exam
        } else {
            Mode::Practice
        },
        is_sealed: args.sealed,
        given_at: now(),
        given_by: access.by.clone(),
    };
    args.reader.change(desk, |store| {
        store.assign(&assignment).map_err(|error| match error {
            // Teams are named like people: how to say which is what helps.
            StoreError::Unknown { kind: "person", id } => {
                Failure::new(Outcome::Usage, "fail-assign-to").with("to", id)
            }
            other => other.into(),
        })
    })?;
    access.note(&desk.data(), "assign", to, id)?;
    if desk.json {
        desk.hand_over(&assignment);
    } else {
        desk.tell("assign-done", &[("id", id), ("to", to), ("due", due)]);
    }
    if due.as_str() < today().as_str() {
        desk.warn(&desk.words.with("assign-past", &[("due", due)]));
    }
    Ok(Outcome::Done)
}

fn withdraw(id: &str, args: &AssignArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let access = args.reader.access("assign")?;
    let assignment = args.reader.change(desk, |store| Ok(store.withdraw(id)?))?;
    access.note(&desk.data(), "withdraw", "*", id)?;
    if desk.json {
        desk.hand_over(&assignment);
    } else {
        desk.tell("assign-withdrawn", &[("id", id)]);
    }
    Ok(Outcome::Done)
}

fn list_assignments(args: &AssignArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut store = args.reader.open(desk)?;
    store.trust_people()?;
    let mut assignments = store.assignments()?;
    assignments.retain(|one| one.target != Target::Nobody);
    if assignments.is_empty() {
        desk.tell("assign-nothing", &[]);
    }
    for one in &assignments {
        if desk.json {
            desk.hand_over(one);
            continue;
        }
        let to = match &one.target {
            Target::Everybody | Target::Nobody => "all".to_owned(),
            Target::Team(name) => format!("team={name}"),
            Target::Group(name) => format!("group={name}"),
            Target::Person(id) => id.clone(),
        };
        let mode = match (one.mode, one.is_sealed) {
            (Mode::Practice, _) => "practice",
            (Mode::Exam, false) => "exam",
            (Mode::Exam, true) => "sealed",
        };
        desk.tell(
            "assign-line",
            &[
                ("id", &one.id),
                ("playlist", &one.playlist),
                ("to", &to),
                ("due", &one.due),
                ("mode", mode),
            ],
        );
    }
    Ok(Outcome::Done)
}

/// Names after pseudonyms, for a role that may see them.
#[derive(Debug, clap::Args)]
pub(super) struct NamesArgs {
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    key: KeyArgs,
}

impl NamesArgs {
    fn open(&self, access: &Access, desk: &Desk) -> Result<Names, Failure> {
        if self.names {
            self.key.names(access, desk)
        } else {
            Ok(Names::default())
        }
    }
}

/// A pseudonym, with the name of the person where it may be known.
pub(super) fn called(id: &str, names: &Names) -> String {
    match names.get(id) {
        Some(who) => format!("{id} {}", who.name),
        None => id.to_owned(),
    }
}

/// Something about a person for machines, with the name where it may be known.
#[derive(Serialize)]
pub(super) struct Called<'a, T> {
    #[serde(flatten)]
    what: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

impl<'a, T> Called<'a, T> {
    pub(super) fn new(what: &'a T, id: &str, names: &'a Names) -> Self {
        Self {
            what,
            name: names.get(id).map(|who| who.name.as_str()),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ProgressArgs {
    #[arg(
        value_name = "team|trainee|case|month|block|step|assignment",
        default_value = "trainee"
    )]
    by: Lines,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    names: NamesArgs,
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
    let names = args.names.open(&access, desk)?;
    let by = match args.by {
        Lines::Team => By::Team,
        Lines::Trainee => By::Trainee,
        Lines::Case => By::Case,
        Lines::Month => By::Month,
        Lines::Block => By::Block,
        Lines::Step => By::Step,
        Lines::Assignment => {
            let standings = store.standings(&access, &args.filter.people_and_case()?, &today())?;
            let teams = store.people()?;
            let told = Told {
                standings: &standings,
                names: &names,
                people: &teams,
            };
            match &args.out {
                None => told.say(desk)?,
                Some(path) => {
                    access.note(&desk.data(), "export", "*", "assignments")?;
                    told.write(path, args.names.names, desk)?;
                }
            }
            return Ok(Outcome::Done);
        }
    };
    if args.out.is_some() {
        return Err(Failure::new(Outcome::Usage, "fail-progress-out"));
    }
    let query = args.filter.query()?;
    let all = store.about(&query)?;
    let mut bar = Bar::new(desk.words.get("progress-bar"));
    let tallies = store.progress(&access, by, &query, &mut |done| bar.at(done, all))?;
    drop(bar);
    tell_rehearsals(store.rehearsals_left_out(&query)?, desk);
    if tallies.is_empty() {
        desk.tell("progress-nothing", &[]);
    }
    let cases = if matches!(by, By::Step | By::Case) && !desk.json {
        plain_cases()?
    } else {
        Vec::new()
    };
    for tally in &tallies {
        if desk.json {
            desk.hand_over(&Called::new(tally, &tally.key, &names));
        } else {
            tell_tally(tally, by, &cases, &names, desk);
        }
    }
    Ok(Outcome::Done)
}

fn tell_tally(tally: &Tally, by: By, cases: &[Case], names: &Names, desk: &Desk) {
    let key = match by {
        By::Block => desk.words.get(&format!("block-{}", tally.key)),
        By::Step => step_words(&tally.key, cases, desk),
        By::Trainee => called(&tally.key, names),
        By::Case => case_words(&tally.key, cases, desk),
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

/// `case/level` with the title, where the case is at hand.
fn case_words(key: &str, cases: &[Case], desk: &Desk) -> String {
    let id = key.split_once('/').map_or(key, |(case, _)| case);
    title(id, cases, desk).map_or_else(|| key.to_owned(), |title| format!("{title} ({key})"))
}

fn item_words(case: &str, item: &str, cases: &[Case], desk: &Desk) -> Option<String> {
    let case = cases.iter().find(|one| one.id == case)?;
    let criterion = case.criteria.iter().find(|one| one.id == item)?;
    Some(criterion.text.get(desk.words.lang()).to_owned())
}

#[derive(Debug, clap::Args)]
pub(super) struct RetrainArgs {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    names: NamesArgs,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn retrain(args: &RetrainArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut store = args.reader.open(desk)?;
    let access = args.reader.access("retrain")?;
    let names = args.names.open(&access, desk)?;
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
                desk.hand_over(&Called::new(&plan, &plan.trainee, &names));
            } else {
                tell_plan(&plan, &cases, &names, desk);
            }
        }
        Ok(())
    })?;
    drop(bar);
    tell_rehearsals(store.rehearsals_left_out(&query)?, desk);
    if told == 0 {
        desk.tell("retrain-nobody", &[]);
    }
    Ok(Outcome::Done)
}

fn tell_plan(plan: &Plan, cases: &[Case], names: &Names, desk: &Desk) {
    let trainee = called(&plan.trainee, names);
    desk.tell("retrain-person", &[("trainee", &trainee)]);
    for lesson in &plan.lessons {
        let title = title(&lesson.case, cases, desk).unwrap_or(&lesson.case);
        desk.tell(
            "retrain-case",
            &[
                ("case", title),
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
