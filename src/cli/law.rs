//! `law find|list|sign`: provisions by a word; changes of law, the criteria they touch, and a person's signature that one
//! still stands.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::run::now;
use super::shelf::{Shelf, open_case};
use crate::content::add_signature;
use crate::domain::ids::{Language, person_key};
use crate::domain::packs::{LawChange, Signature};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::upkeep::{digest, under_changes};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct LawArgs {
    #[arg(value_name = "find|list|sign")]
    action: Action,
    #[arg(value_name = "CHANGE|WORD")]
    change: Option<String>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    #[arg(long, value_name = "ID")]
    criterion: Option<String>,
    #[arg(long, value_name = "ID")]
    by: Option<String>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    Find,
    List,
    Sign,
}

/// One touched criterion.
#[derive(Debug, Serialize)]
struct Row {
    change: String,
    case: String,
    criterion: String,
    was: String,
    signed: Vec<String>,
    stands: bool,
}

pub(super) fn run(args: &LawArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    match args.action {
        Action::Find => Ok(find(args, &shelf, desk)),
        Action::List => list(args, &shelf, desk),
        Action::Sign => sign(args, &shelf, desk),
    }
}

/// One provision as machines get it.
#[derive(Debug, Serialize)]
struct Provision {
    id: String,
    cited: String,
    summary: String,
    until: String,
}

/// Provisions whose id, name or content has a word, in either language; all of them where no word is given.
fn find(args: &LawArgs, shelf: &Shelf, desk: &Desk) -> Outcome {
    let word = args.change.as_deref().unwrap_or_default().to_lowercase();
    let pack = &shelf.content.packs.law;
    let lang = desk.words.lang();
    let has = |text: &str| text.to_lowercase().contains(&word);
    let found: Vec<Provision> = pack
        .laws()
        .iter()
        .filter(|law| {
            let said = [Some(&law.summary), law.demands.as_ref()];
            has(&law.id)
                || said
                    .into_iter()
                    .flatten()
                    .any(|text| has(&text.zh) || has(&text.en))
                || Language::ALL.into_iter().any(|lang| {
                    pack.citation(&law.id, lang)
                        .is_some_and(|cited| has(&cited))
                })
        })
        .map(|law| Provision {
            id: law.id.clone(),
            cited: pack.citation(&law.id, lang).unwrap_or_default(),
            summary: law.summary.get(lang).to_owned(),
            until: law
                .valid_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
        })
        .collect();
    if desk.json {
        desk.hand_over(&found);
    } else {
        for one in &found {
            desk.tell(
                "law-row",
                &[
                    ("id", &one.id),
                    ("cited", &one.cited),
                    ("summary", &one.summary),
                    ("until", &one.until),
                ],
            );
        }
        let count = match found.len() {
            0 => String::new(),
            some => some.to_string(),
        };
        desk.tell("law-found", &[("count", &count)]);
    }
    Outcome::Done
}

/// Every criterion of a case that a change touches.
fn touched(shelf: &Shelf, case: &Case, change: &LawChange) -> Vec<Row> {
    let mut rows = Vec::new();
    for criterion in &case.criteria {
        for one in under_changes(case, criterion, &shelf.content.context) {
            if one.change == change.id {
                rows.push(Row {
                    stands: one.stands(),
                    change: one.change,
                    case: case.id.clone(),
                    criterion: criterion.id.clone(),
                    was: one.was,
                    signed: one.signed,
                });
            }
        }
    }
    rows
}

fn list(args: &LawArgs, shelf: &Shelf, desk: &Desk) -> Result<Outcome, Failure> {
    let cases: Vec<Case> = match &args.case {
        Some(path) => vec![open_case(path, shelf, desk)?.0],
        None => shelf.content.cases(&shelf.home),
    };
    let mut all = Vec::new();
    let wanted = |one: &&LawChange| args.change.as_ref().is_none_or(|id| *id == one.id);
    for change in shelf.content.context.changes.changes.iter().filter(wanted) {
        let rows: Vec<Row> = cases
            .iter()
            .flat_map(|case| touched(shelf, case, change))
            .collect();
        if !desk.json {
            tell(change, &rows, desk);
        }
        all.extend(rows);
    }
    if desk.json {
        desk.hand_over(&all);
    }
    Ok(if all.iter().all(|row| row.stands) {
        Outcome::Done
    } else {
        Outcome::Fault
    })
}

fn tell(change: &LawChange, rows: &[Row], desk: &Desk) {
    desk.tell(
        "law-change",
        &[
            ("id", &change.id),
            ("day", &change.in_force.to_string()),
            ("about", change.about.get(desk.words.lang())),
        ],
    );
    for one in &change.touches {
        let now = one.now.join(", ");
        desk.tell("law-touches", &[("was", &one.was), ("now", &now)]);
    }
    if rows.is_empty() {
        desk.tell("law-none", &[]);
    }
    for row in rows {
        desk.tell(
            if row.stands { "law-closed" } else { "law-open" },
            &[
                ("case", &row.case),
                ("criterion", &row.criterion),
                ("was", &row.was),
                ("signed", &row.signed.len().to_string()),
            ],
        );
    }
}

fn sign(args: &LawArgs, shelf: &Shelf, desk: &Desk) -> Result<Outcome, Failure> {
    let (Some(id), Some(path), Some(criterion), Some(by)) =
        (&args.change, &args.case, &args.criterion, &args.by)
    else {
        return Err(Failure::new(Outcome::Usage, "fail-law-missing"));
    };
    let changes = &shelf.content.context.changes.changes;
    let change = changes
        .iter()
        .find(|one| one.id == *id)
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-law-change").with("id", id.clone()))?;
    let (case, _) = open_case(path, shelf, desk)?;
    let row = touched(shelf, &case, change)
        .into_iter()
        .find(|row| row.criterion == *criterion)
        .ok_or_else(|| {
            Failure::new(Outcome::Usage, "fail-law-untouched")
                .with("id", id.clone())
                .with("case", case.id.clone())
                .with("criterion", criterion.clone())
        })?;
    let by = by.trim();
    if person_key(by).is_empty() {
        return Err(Failure::new(Outcome::Usage, "fail-law-missing"));
    }
    if row
        .signed
        .iter()
        .any(|one| person_key(one) == person_key(by))
    {
        return Err(Failure::new(Outcome::Usage, "fail-law-twice").with("by", by));
    }
    let known = case.criteria.iter().find(|one| one.id == *criterion);
    let signature = Signature {
        change: id.clone(),
        case: case.id.clone(),
        criterion: criterion.clone(),
        digest: known.map(digest).unwrap_or_default(),
        by: by.to_owned(),
        at: now(),
    };
    add_signature(&shelf.home, &signature)?;
    if desk.json {
        desk.hand_over(&signature);
    } else {
        desk.tell(
            "law-signed",
            &[
                ("case", &case.id),
                ("criterion", criterion),
                ("signed", &(row.signed.len() + 1).to_string()),
            ],
        );
    }
    Ok(Outcome::Done)
}
