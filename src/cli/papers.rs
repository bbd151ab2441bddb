//! `papers [RECORD]`: the forms of the bureau, or the papers of a run with what is wrong in them, as data for printing.

use super::assess::{case_of, folder_of, open_record};
use super::desk::Desk;
use super::exam::refuse_sealed;
use super::outcome::{Failure, Outcome};
use super::shelf::Shelf;
use crate::domain::assessment::{Difference, assess};
use crate::domain::packs::{EntryFault, Form, Packs, WrongEntry};
use crate::domain::record::{Moment, Record};
use crate::domain::session::Input;
use crate::paper::{PaperData, entry_words, paper_data};
use crate::text::Words;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct PapersArgs {
    #[arg(value_name = "RECORD")]
    record: Option<PathBuf>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    #[cfg(feature = "papers")]
    #[arg(long, value_name = "FOLDER")]
    pdf: Option<PathBuf>,
}

/// A paper of a run.
#[derive(Debug, Serialize)]
struct Written {
    at_ms: u64,
    paper: PaperData,
    wrong: Vec<WrongEntry>,
    differences: Vec<Difference>,
}

pub(super) fn run(args: &PapersArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let Some(path) = &args.record else {
        let blank = forms(&shelf, desk);
        #[cfg(feature = "papers")]
        if let Some(folder) = &args.pdf {
            print(&shelf, folder, blank.iter(), desk)?;
        }
        #[cfg(not(feature = "papers"))]
        drop(blank);
        return Ok(Outcome::Done);
    };
    let (record, _) = open_record(path, desk)?;
    // Where a paper differs is part of the mark.
    refuse_sealed(&record, &folder_of(path))?;
    let case = case_of(&record, args.case.as_deref(), &shelf, desk)?;
    let versions = shelf.content.versions_for(&case.version);
    let differences = assess(&case, &record, &versions).papers;
    let packs = &shelf.content.packs;
    let mut written = Vec::new();
    for (at_ms, form, entries) in papers_of(&record) {
        let Some(form) = packs.bureau.form(form) else {
            continue;
        };
        written.push(Written {
            at_ms,
            paper: paper_data(form, entries, packs, &case.district, &desk.words),
            wrong: case
                .day()
                .map(|day| form.wrong_entries(entries, &packs.law, day))
                .unwrap_or_default(),
            differences: differences
                .iter()
                .filter(|one| one.form == form.id && one.paper.at_ms == at_ms)
                .cloned()
                .collect(),
        });
    }
    #[cfg(feature = "papers")]
    if let Some(folder) = &args.pdf {
        print(&shelf, folder, written.iter().map(|one| &one.paper), desk)?;
    }
    let sound = written
        .iter()
        .all(|one| one.wrong.is_empty() && one.differences.is_empty());
    if desk.json {
        desk.hand_over(&written);
    } else {
        written.iter().for_each(|one| tell(one, packs, desk));
    }
    Ok(if sound { Outcome::Done } else { Outcome::Fault })
}

/// Papers as they were handed in, complete or not.
fn papers_of(record: &Record) -> impl Iterator<Item = (u64, &str, &[(String, String)])> {
    record.events.iter().filter_map(|event| match &event.what {
        Moment::In(Input::Paper { form, fields }) => {
            Some((event.at.0, form.as_str(), fields.as_slice()))
        }
        _ => None,
    })
}

/// One page after another, numbered in the order in which they were handed in.
#[cfg(feature = "papers")]
fn print<'a>(
    shelf: &Shelf,
    folder: &std::path::Path,
    papers: impl Iterator<Item = &'a PaperData>,
    desk: &Desk,
) -> Result<(), Failure> {
    use super::certificate::print_failure;
    let press = crate::print::Press::open(&shelf.home).map_err(print_failure)?;
    for (at, paper) in papers.enumerate() {
        let bytes = crate::print::form(&press, paper, &desk.words).map_err(print_failure)?;
        let path = folder.join(format!("{:02}-{}.pdf", at + 1, paper.template));
        crate::files::write_whole(&path, &bytes)?;
        desk.tell("report-wrote", &[("path", &path.display().to_string())]);
    }
    Ok(())
}

fn forms(shelf: &Shelf, desk: &Desk) -> Vec<PaperData> {
    let packs = &shelf.content.packs;
    let blank: Vec<PaperData> = packs
        .bureau
        .forms
        .iter()
        .map(|form| {
            let district = packs.bureau.default_district();
            paper_data(form, &[], packs, district, &desk.words)
        })
        .collect();
    if desk.json {
        desk.hand_over(&blank);
        return blank;
    }
    for paper in &blank {
        desk.tell(
            "papers-form",
            &[
                ("id", &paper.template),
                ("name", &paper.title),
                ("fields", &paper.fields.len().to_string()),
            ],
        );
    }
    blank
}

/// What is written where the record differs, ids in words.
pub(super) fn written_words(one: &Difference, packs: &Packs, words: &Words) -> String {
    in_words(
        packs.bureau.form(&one.form),
        &one.field,
        &one.paper.quote,
        packs,
        words,
    )
}

fn in_words(form: Option<&Form>, field: &str, raw: &str, packs: &Packs, words: &Words) -> String {
    form.and_then(|form| form.field(field)).map_or_else(
        || raw.to_owned(),
        |field| entry_words(field, raw, packs, words),
    )
}

fn tell(one: &Written, packs: &Packs, desk: &Desk) {
    let at = crate::domain::ids::Millis(one.at_ms).to_string();
    desk.tell("papers-paper", &[("at", &at), ("name", &one.paper.title)]);
    for field in one
        .paper
        .fields
        .iter()
        .filter(|field| !field.text.is_empty())
    {
        desk.tell(
            "papers-field",
            &[("label", &field.label), ("text", &field.text)],
        );
    }
    let label = |id: &str| {
        let field = one.paper.fields.iter().find(|field| field.id == id);
        field.map_or_else(|| id.to_owned(), |field| field.label.clone())
    };
    let form = packs.bureau.form(&one.paper.template);
    for wrong in &one.wrong {
        let about = match wrong.fault {
            EntryFault::MustBe => in_words(form, &wrong.field, &wrong.about, packs, &desk.words),
            _ => label(&wrong.about),
        };
        let fault = desk.words.with(
            &format!("entry-{}", wrong.fault.name()),
            &[("about", &about)],
        );
        desk.tell(
            "papers-wrong",
            &[("label", &label(&wrong.field)), ("fault", &fault)],
        );
    }
    for different in &one.differences {
        desk.tell(
            "papers-differs",
            &[
                ("label", &label(&different.field)),
                ("written", &written_words(different, packs, &desk.words)),
                (
                    "record",
                    &different.record.as_ref().map_or_else(
                        || desk.words.get("mark-paper-nothing"),
                        |piece| piece.quote.clone(),
                    ),
                ),
            ],
        );
    }
}
