//! `people import|list|key`: staff lists in, pseudonyms out; names only for a role that may see them, with the key.
//! `person show|erase`: what is kept on somebody, and its removal.

use super::desk::Desk;
use super::exam::checked_id;
use super::outcome::{Failure, Outcome};
use super::records::{KeyArgs, ReaderArgs, beijing};
use crate::domain::ids::Language;
use crate::store::erasure::Erased;
use crate::store::people::{Imported, Person};
use crate::store::staff_list::{self, Column, ListError, ListFault, Titles, plain};
use crate::store::vault::{Key, Names, Vault};
use crate::store::{Access, Settings, Store, StoreError, sync};
use crate::text::Words;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct PeopleArgs {
    #[arg(value_name = "import|list|key")]
    action: Action,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    everybody: bool,
    #[arg(long)]
    names: bool,
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    Import,
    List,
    Key,
}

#[derive(Debug, clap::Args)]
pub(super) struct PersonArgs {
    #[arg(value_name = "show|erase")]
    action: Deed,
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Deed {
    Show,
    Erase,
}

pub(super) fn run(args: &PeopleArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let file = || {
        args.file
            .as_ref()
            .ok_or_else(|| Failure::new(Outcome::Usage, "fail-people-no-file"))
    };
    match args.action {
        Action::Key => {
            let path = file()?;
            if !Key::make_file(path)? {
                return Err(Failure::new(Outcome::Usage, "fail-people-key-there")
                    .with("path", path.display().to_string()));
            }
            desk.tell("people-key", &[("path", &path.display().to_string())]);
            Ok(Outcome::Done)
        }
        Action::Import => import(args, file()?, desk),
        Action::List => list(args, desk),
    }
}

/// Titles of columns in both languages, as the message files have them.
fn titles() -> Titles {
    let mut titles = Titles::new();
    for lang in Language::ALL {
        let words = Words::new(lang);
        for column in Column::ALL {
            for title in words
                .get(&format!("people-titles-{}", column.name()))
                .split('|')
            {
                titles.insert(plain(title), column);
            }
        }
    }
    titles
}

/// A mistake for machines.
#[derive(Serialize)]
struct ToldFault<'a> {
    row: usize,
    column: usize,
    cell: String,
    code: &'static str,
    value: &'a str,
    message: String,
}

fn fault_words(fault: &ListFault, desk: &Desk) -> String {
    let title = fault.means.map_or_else(String::new, |column| {
        desk.words.get(&format!("people-title-{}", column.name()))
    });
    desk.words.with(
        &format!("people-fault-{}", fault.wrong.name()),
        &[
            ("cell", &fault.cell()),
            ("row", &fault.row.to_string()),
            ("title", &title),
            ("value", &fault.value),
        ],
    )
}

fn import(args: &PeopleArgs, file: &std::path::Path, desk: &Desk) -> Result<Outcome, Failure> {
    let entries = match staff_list::read(file, &titles()) {
        Ok(entries) => entries,
        Err(ListError::File(error)) => return Err(error.into()),
        Err(ListError::Unreadable(detail)) => {
            return Err(Failure::new(Outcome::Usage, "fail-people-unreadable")
                .with("path", file.display().to_string())
                .with("detail", detail));
        }
        Err(ListError::Faults(faults)) => {
            if desk.json {
                let told: Vec<ToldFault<'_>> = faults
                    .iter()
                    .map(|fault| ToldFault {
                        row: fault.row,
                        column: fault.column,
                        cell: fault.cell(),
                        code: fault.wrong.name(),
                        value: &fault.value,
                        message: fault_words(fault, desk),
                    })
                    .collect();
                desk.hand_over(&serde_json::json!({ "faults": told }));
            }
            for fault in &faults {
                desk.say(&fault_words(fault, desk));
            }
            return Err(Failure::new(Outcome::Fault, "fail-people-faults")
                .with("count", faults.len().to_string()));
        }
    };
    if args.dry_run {
        desk.tell("people-sound", &[("count", &entries.len().to_string())]);
        return Ok(Outcome::Done);
    }
    let data = desk.data();
    let access = args.reader.access("import")?;
    let vault = Vault::open_or_make(&data, &args.key.key()?).map_err(StoreError::from)?;
    let imported = args.reader.change(desk, |store| {
        Ok(store.import(&entries, args.everybody, &vault)?)
    })?;
    access.note(&data, "import", "*", &entries.len().to_string())?;
    tell_imported(&imported, desk);
    Ok(Outcome::Done)
}

fn tell_imported(imported: &Imported, desk: &Desk) {
    if desk.json {
        desk.hand_over(imported);
    } else {
        desk.tell(
            "people-imported",
            &[
                ("added", &imported.added.to_string()),
                ("changed", &imported.changed.to_string()),
                ("same", &imported.same.to_string()),
            ],
        );
        if imported.left > 0 {
            desk.tell("people-left", &[("count", &imported.left.to_string())]);
        }
    }
}

/// A person for machines.
#[derive(Serialize)]
struct ToldPerson<'a> {
    #[serde(flatten)]
    person: &'a Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_number: Option<&'a str>,
}

fn list(args: &PeopleArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let mut store = args.reader.open(desk)?;
    let access = args.reader.access("list")?;
    let names = if args.names {
        args.key.names(&access, desk)?
    } else {
        Names::default()
    };
    store.trust_people()?;
    let mut people = store.people()?;
    people.retain(|one| {
        args.team.as_ref().is_none_or(|team| one.team == *team)
            && args
                .group
                .as_ref()
                .is_none_or(|group| one.groups.contains(group))
    });
    for person in &people {
        let who = names.get(&person.id);
        if desk.json {
            desk.hand_over(&ToldPerson {
                person,
                name: who.map(|who| who.name.as_str()),
                staff_number: who.map(|who| who.staff_number.as_str()),
            });
            continue;
        }
        let state = if !person.erased_at.is_empty() {
            "erased"
        } else if person.left {
            "left"
        } else {
            "here"
        };
        desk.tell(
            "people-line",
            &[
                ("id", &person.id),
                ("team", &person.team),
                ("groups", &person.groups.join(" ")),
                ("name", who.map_or("", |who| &who.name)),
                ("number", who.map_or("", |who| &who.staff_number)),
                ("state", state),
            ],
        );
    }
    if people.is_empty() {
        desk.tell("people-nobody", &[]);
    }
    Ok(Outcome::Done)
}

pub(super) fn person(args: &PersonArgs, desk: &Desk) -> Result<Outcome, Failure> {
    checked_id("ID", &args.id)?;
    match args.action {
        Deed::Show => {
            let access = args.reader.access("show")?;
            let kept = args.reader.open(desk)?.kept_on(&access, &args.id)?;
            if desk.json {
                desk.hand_over(&kept);
                return Ok(Outcome::Done);
            }
            let person = kept.person.as_ref();
            desk.tell(
                "person-kept",
                &[
                    ("id", &args.id),
                    ("team", person.map_or("", |one| &one.team)),
                    (
                        "groups",
                        &person.map_or_else(String::new, |one| one.groups.join(" ")),
                    ),
                    ("name", if kept.has_name { "yes" } else { "no" }),
                    ("runs", &kept.runs.len().to_string()),
                    ("clips", &kept.clips.to_string()),
                    ("reads", &kept.reads.to_string()),
                ],
            );
            for run in &kept.runs {
                desk.tell(
                    "person-run",
                    &[
                        ("at", &beijing(&run.began_at)),
                        ("case", &run.case),
                        ("level", &run.level.to_string()),
                        ("points", &run.points.to_string()),
                        ("of", &run.of.to_string()),
                        ("state", state_word(run)),
                    ],
                );
            }
        }
        Deed::Erase => {
            let access = args.reader.access("erase")?;
            let erased = erase(&args.reader, &access, &args.id, desk)?;
            if desk.json {
                desk.hand_over(&erased);
            } else {
                desk.tell(
                    "person-erased",
                    &[
                        ("id", &args.id),
                        ("name", if erased.name { "yes" } else { "no" }),
                        ("clips", &erased.clips.to_string()),
                        ("runs", &erased.runs.to_string()),
                    ],
                );
            }
        }
    }
    Ok(Outcome::Done)
}

/// Erases somebody here at once, and at the bureau when it answers; else the next `sync` does.
fn erase(reader: &ReaderArgs, access: &Access, id: &str, desk: &Desk) -> Result<Erased, Failure> {
    let data = desk.data();
    let here = reader.open(desk)?.erase(access, id);
    let bureau = Settings::load(&data)?.bureau();
    let (Some(bureau), true) = (bureau, reader.is_own()) else {
        return Ok(here?);
    };
    let there = Store::open_at(&data, bureau).and_then(|mut bureau| {
        let erased = bureau.erase(access, id)?;
        sync::bring_down(&mut Store::open(&data)?, &mut bureau)?;
        Ok(erased)
    });
    match (here, there) {
        (Ok(here), Ok(there)) => Ok(Erased {
            runs: here.runs.max(there.runs),
            ..here
        }),
        // Whoever only one of the two knows is erased there.
        (Ok(erased), Err(StoreError::Unknown { .. }))
        | (Err(StoreError::Unknown { .. }), Ok(erased)) => Ok(erased),
        // Nobody here knows them, and why the bureau does not say so is what helps.
        (Err(StoreError::Unknown { .. }), Err(error)) => Err(error.into()),
        (Ok(erased), Err(error)) => {
            desk.warn(&desk.words.get("person-erased-later"));
            desk.warn(&Failure::from(error).tell(&desk.words));
            Ok(erased)
        }
        (Err(error), _) => Err(error.into()),
    }
}

/// How far a run has come, as the messages choose by.
pub(super) const fn state_word(run: &crate::store::Run) -> &'static str {
    use crate::store::State;
    match run.state {
        State::Sealed => "sealed",
        State::BrokenOff => "broken",
        State::Marked if run.passed => "passed",
        State::Marked if run.pending => "pending",
        State::Marked => "failed",
    }
}
