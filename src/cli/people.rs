//! `people import|list|key|mend`: staff lists in, pseudonyms out; names only for a role that may see them, with the key; the
//! bureau's people and courses mended.
//! `person show|erase`: what is kept on somebody, and its removal.

use super::desk::Desk;
use super::exam::checked_id;
use super::outcome::{Failure, Outcome};
use super::records::{KeyArgs, ReaderArgs, beijing};
use crate::domain::ids::Language;
use crate::store::erasure::Erased;
use crate::store::people::Person;
use crate::store::roster::Imported;
use crate::store::staff_list::{self, Column, ListError, ListFault, StaffList, Titles, plain};
use crate::store::vault::{Key, Names, Vault};
use crate::store::{Access, Settings, Store, StoreError, sync};
use crate::text::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct PeopleArgs {
    #[arg(value_name = "import|list|key|mend")]
    action: Action,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
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
    Mend,
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
        Action::Mend => mend(args, desk),
    }
}

/// Gives the bureau what it lacks or has damaged, from what this station brought down last.
fn mend(args: &PeopleArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    let access = args.reader.access("mend")?;
    let mut bureau = args.reader.open_bureau(desk)?;
    access.note(&data, "mend", "*", "")?;
    let mended = bureau.mend_from(&mut Store::open(&data)?)?;
    sync::bring_down(&mut Store::open(&data)?, &mut bureau)?;
    if desk.json {
        desk.hand_over(&mended);
        return Ok(Outcome::Done);
    }
    desk.tell(
        "people-mended",
        &[
            ("damaged", &mended.damaged.to_string()),
            ("people", &mended.people.to_string()),
            ("playlists", &mended.playlists.to_string()),
            ("assignments", &mended.assignments.to_string()),
        ],
    );
    if !mended.lost.is_empty() {
        desk.warn(
            &desk
                .words
                .with("people-mended-lost", &[("ids", &mended.lost.join(" "))]),
        );
    }
    Ok(Outcome::Done)
}

/// Titles of columns in both languages, as the message files have them.
fn titles() -> Titles {
    let mut titles = Titles::new();
    for lang in Language::ALL {
        let words = Words::new(lang);
        for column in Column::ALL {
            // Those named first are meant where two columns might be.
            let all = words.get(&format!("people-titles-{}", column.name()));
            for (rank, title) in all.split('|').enumerate() {
                titles.insert(plain(title), (column, rank));
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
    let path = || file.display().to_string();
    let list = match staff_list::read(file, &titles(), args.sheet.as_deref()) {
        Ok(list) => list,
        Err(ListError::File(error)) => return Err(error.into()),
        Err(ListError::Encoding(_)) => {
            return Err(Failure::new(Outcome::Usage, "fail-people-encoding").with("path", path()));
        }
        Err(ListError::NoSheet(names)) => {
            return Err(Failure::new(Outcome::Usage, "fail-people-sheet")
                .with("sheet", args.sheet.clone().unwrap_or_default())
                .with("known", names.join(", ")));
        }
        Err(ListError::Unreadable(detail)) => {
            return Err(Failure::new(Outcome::Usage, "fail-people-unreadable")
                .with("path", path())
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
    let count = list.entries.len().to_string();
    tell_list(&list, desk);
    if args.dry_run {
        desk.tell("people-sound", &[("count", &count)]);
        return Ok(Outcome::Done);
    }
    let data = desk.data();
    let access = args.reader.access("import")?;
    let vault = Vault::open_or_make(&data, &args.key.key()?).map_err(StoreError::from)?;
    let imported = args.reader.change(desk, |store| {
        Ok(store.import(&list.entries, args.everybody, &vault)?)
    })?;
    access.note(&data, "import", "*", &count)?;
    tell_imported(&imported, desk);
    if !desk.json {
        desk.tell("people-list-lies-about", &[("path", &path())]);
    }
    Ok(Outcome::Done)
}

/// How a list was understood: a team that is written in two ways shows here, before anybody is in the wrong one.
fn tell_list(list: &StaffList, desk: &Desk) {
    if desk.json {
        return;
    }
    let title = |column: &Column| desk.words.get(&format!("people-title-{}", column.name()));
    let columns: Vec<String> = list
        .columns
        .iter()
        .map(|(column, found, letters)| {
            let title = title(column);
            // A title that says it itself need not be said twice.
            let found = if *found == title { "" } else { found.as_str() };
            let values = [
                ("column", letters.as_str()),
                ("title", &title),
                ("found", found),
            ];
            desk.words.with("people-column", &values)
        })
        .collect();
    desk.tell(
        "people-columns",
        &[("sheet", &list.sheet), ("columns", &columns.join(", "))],
    );
    let mut teams: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &list.entries {
        *teams.entry(&entry.team).or_default() += 1;
    }
    let teams: Vec<String> = teams
        .iter()
        .map(|(team, count)| format!("{team} {count}"))
        .collect();
    desk.tell("people-teams", &[("teams", &teams.join(", "))]);
    if !list.other_sheets.is_empty() {
        let others = list.other_sheets.join(", ");
        desk.warn(
            &desk
                .words
                .with("people-other-sheets", &[("sheets", &others)]),
        );
    }
    if let [(cell, number), ..] = list.short_numbers.as_slice() {
        let count = list.short_numbers.len().to_string();
        desk.warn(&desk.words.with(
            "people-short-numbers",
            &[("cell", cell), ("number", number), ("count", &count)],
        ));
    }
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
        if !imported.namesakes.is_empty() {
            let rows: Vec<String> = imported.namesakes.iter().map(usize::to_string).collect();
            let rows = rows.join(", ");
            desk.warn(&desk.words.with("people-namesakes", &[("rows", &rows)]));
        }
        if imported.zeros > 0 {
            desk.tell("people-zeros", &[("count", &imported.zeros.to_string())]);
        }
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
                        ("pages", &erased.pages.to_string()),
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
