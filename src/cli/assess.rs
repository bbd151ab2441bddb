//! `assess RECORD`: marks a record again from its events; `appeal`: a person's verdict beside the machine's.

use super::desk::Desk;
use super::exam::{self, SEALED_FILE, checked_id, doubted, refuse_sealed};
use super::noting::note_read;
use super::outcome::{Failure, Outcome};
use super::papers::written_words;
use super::run::{ASSESSMENT_FILE, RECORD_FILE, now};
use super::shelf::{Shelf, open_case};
use crate::domain::assessment::{Appeal, Assessment, Verdict, assess};
use crate::domain::record::{Broken, Record, Versions, parse_prefix};
use crate::domain::scenario::model::Case;
use crate::files::{FileError, read_bytes, write_whole};
use crate::store::marked::{self, Wrong};
use crate::wording::Wording;
use std::path::{Path, PathBuf};

/// A mark that was not believed, once it was replaced.
const DOUBTED_FILE: &str = "assessment.doubted.json";

#[derive(Debug, clap::Args)]
pub(super) struct AssessArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long)]
    explain: bool,
    #[arg(long, value_name = "new")]
    under: Option<Under>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    #[arg(long, requires = "by")]
    unseal: bool,
    #[arg(long, requires = "by", conflicts_with = "unseal")]
    mend: bool,
    #[arg(long, value_name = "ID")]
    by: Option<String>,
}

/// Under which versions to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Under {
    /// Those of today.
    New,
}

#[derive(Debug, clap::Args)]
pub(super) struct AppealArgs {
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    #[arg(long, value_name = "ID")]
    item: String,
    #[arg(long, value_name = "met|missed|breached")]
    verdict: Ruling,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "ID")]
    by: String,
}

/// What a person may rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Ruling {
    Met,
    Missed,
    Breached,
}

/// A record's file: the path itself, or the record inside a result folder.
pub(super) fn record_path(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join(RECORD_FILE)
    } else {
        path.to_owned()
    }
}

/// The result folder a record lies in.
pub(super) fn folder_of(record: &Path) -> PathBuf {
    if record.is_dir() {
        record.to_owned()
    } else {
        record.parent().map(Path::to_owned).unwrap_or_default()
    }
}

/// Reads a record as far as it is sound; tells what stopped the reading. That somebody looks at it is noted first.
pub(super) fn open_record(path: &Path, desk: &Desk) -> Result<(Record, Option<Broken>), Failure> {
    let path = record_path(path);
    // A kill may have cut the last line inside a letter; the chain finds whatever else is wrong.
    let bytes = read_bytes(&path)?;
    let text = String::from_utf8_lossy(&bytes);
    let (record, fault) = parse_prefix(&text).map_err(|broken| broken_record(&broken, &path))?;
    note_read(desk, &path, "read", &record.header.trainee, "record")?;
    if let Some(fault) = &fault {
        desk.warn(&broken_record(fault, &path).tell(&desk.words));
    }
    Ok((record, fault))
}

/// What is said about a fault in a record.
pub(super) fn broken_record(broken: &Broken, path: &Path) -> Failure {
    let (id, line, detail) = match broken {
        Broken::Empty => ("fail-record-empty", 0, String::new()),
        Broken::Unreadable { line, detail } => ("fail-record-line", *line, detail.clone()),
        Broken::Chain { line } => ("fail-record-chain", *line, String::new()),
        Broken::Order { line } => ("fail-record-order", *line, String::new()),
        Broken::Time { line } => ("fail-record-time", *line, String::new()),
        Broken::Format { format } => ("fail-record-format", 1, format.to_string()),
    };
    Failure::new(Outcome::Fault, id)
        .with("path", path.display().to_string())
        .with("line", line.to_string())
        .with("detail", detail)
}

/// The case a record belongs to.
pub(super) fn case_of(
    record: &Record,
    named: Option<&Path>,
    shelf: &Shelf,
    desk: &Desk,
) -> Result<Case, Failure> {
    let path = named.map_or_else(|| PathBuf::from(&record.header.case), Path::to_owned);
    Ok(open_case(&path, shelf, desk)?.0)
}

pub(super) fn run(args: &AssessArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let (record, fault) = open_record(&args.record, desk)?;
    let folder = folder_of(&args.record);
    if !args.unseal {
        refuse_sealed(&record, &folder)?;
    }
    let case = case_of(&record, args.case.as_deref(), &shelf, desk)?;
    // The acts a record holds are marked as they were understood, so today's lexicon has no say in it.
    let present = Versions {
        lexicon: record.header.versions.lexicon.clone(),
        ..shelf.content.versions_for(&case.version)
    };
    let same = case.hash == record.header.case_hash && present == record.header.versions;
    if !same && args.under.is_none() {
        return Err(Failure::new(Outcome::Fault, "fail-other-versions")
            .with("recorded", record.header.versions.rubric.clone())
            .with("present", case.version.clone()));
    }
    if args.under == Some(Under::New) && !same {
        desk.warn(&desk.words.get("assess-under-new"));
    }
    let mut mark = assess(&case, &record, &present);
    if let Some(by) = args.by.as_deref().filter(|_| args.unseal) {
        if record.header.exam.as_ref().is_none_or(|exam| !exam.sealed) {
            return Err(Failure::new(Outcome::Usage, "fail-not-sealed"));
        }
        mark = exam::open(&record, mark, &folder, by, &desk.data())?;
        exam::lay_out(&mark, &record, &case, &shelf.content, &folder, desk)?;
        if !desk.json {
            desk.tell("assess-unsealed", &[("by", by)]);
        }
    }
    if args.mend {
        if fault.is_some() || args.under.is_some() {
            return Err(Failure::new(Outcome::Usage, "fail-mend-mark"));
        }
        mend(
            &mark,
            &record,
            &folder,
            args.by.as_deref().unwrap_or_default(),
            desk,
        )?;
    }
    if !args.unseal {
        carry_appeals(&mut mark, &record, &folder, desk);
    }
    if desk.json {
        desk.hand_over(&mark);
    } else {
        tell(&mark, desk);
        if args.explain {
            explain(&mark, desk);
            explain_papers(&mark, &case, &shelf, desk);
        }
    }
    Ok(if fault.is_some() {
        Outcome::Fault
    } else {
        Outcome::Done
    })
}

/// What persons have ruled stands beside the machine's verdict, also when the machine judges again.
pub(super) fn carry_appeals(mark: &mut Assessment, record: &Record, folder: &Path, desk: &Desk) {
    let kept = match marked::mark(folder, record) {
        Ok(Some(kept)) => kept,
        Ok(None) => return,
        // A file that is no mark of this record says nothing about it.
        Err(wrong) => {
            desk.warn(&doubted(folder, &wrong).tell(&desk.words));
            return;
        }
    };
    for appeal in kept.appeals {
        let item = appeal.item.clone();
        // Under new rules the item may be gone.
        if mark.appeal(appeal).is_err() {
            desk.warn(&desk.words.with("assess-appeal-left", &[("item", &item)]));
        }
    }
}

/// Puts the mark that the record gives in the place of one that is not believed; that one is kept beside it under another
/// name. A mark that is the record's is left alone: persons may have ruled in it.
fn mend(
    mark: &Assessment,
    record: &Record,
    folder: &Path,
    by: &str,
    desk: &Desk,
) -> Result<(), Failure> {
    checked_id("--by", by)?;
    if marked::mark(folder, record).is_ok_and(|mark| mark.is_some()) {
        desk.tell("assess-mend-sound", &[]);
        return Ok(());
    }
    let path = folder.join(ASSESSMENT_FILE);
    note_read(desk, folder, "remark", &record.header.trainee, by)?;
    if path.is_file() {
        let aside = folder.join(DOUBTED_FILE);
        std::fs::rename(&path, &aside).map_err(|source| FileError::Unwritable {
            path: aside.clone(),
            source,
        })?;
    }
    write_whole(&path, as_json(mark).as_bytes())?;
    if !desk.json {
        desk.tell("assess-mended", &[("path", &path.display().to_string())]);
    }
    Ok(())
}

pub(super) fn appeal(args: &AppealArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let folder = folder_of(&args.record);
    let path = folder.join(ASSESSMENT_FILE);
    if !path.is_file() && folder.join(SEALED_FILE).is_file() {
        return Err(exam::sealed(&folder));
    }
    let wrong = |wrong: Wrong| doubted(&folder, &wrong);
    let (record, _) = marked::record(&folder).map_err(wrong)?;
    refuse_sealed(&record, &folder)?;
    let Some(mut mark) = marked::mark(&folder, &record).map_err(wrong)? else {
        return Err(FileError::Missing(path).into());
    };
    // The whole mark is told at the end.
    note_read(desk, &path, "read", &mark.trainee, "appeal")?;
    let machine = mark
        .items
        .iter()
        .find(|one| one.id == args.item)
        .map(|one| one.verdict);
    let filled = [&args.reason, &args.by]
        .iter()
        .all(|text| !text.trim().is_empty());
    if !filled {
        return Err(Failure::new(Outcome::Usage, "fail-appeal-empty"));
    }
    mark.appeal(Appeal {
        item: args.item.clone(),
        machine: machine.unwrap_or(Verdict::Review),
        verdict: match args.verdict {
            Ruling::Met => Verdict::Met,
            Ruling::Missed => Verdict::Missed,
            Ruling::Breached => Verdict::Breached,
        },
        reason: args.reason.clone(),
        by: args.by.clone(),
        at: now(),
    })
    .map_err(|known| {
        Failure::new(Outcome::Usage, "fail-appeal-item")
            .with("item", args.item.clone())
            .with("known", known.join(", "))
    })?;
    // Whoever reads the log sees that the mark was changed, by whom, and on which item.
    let ruling = format!("{} {:?} {}", args.item, args.verdict, args.by).to_lowercase();
    note_read(desk, &path, "appeal", &mark.trainee, &ruling)?;
    write_whole(&path, as_json(&mark).as_bytes())?;
    if desk.json {
        desk.hand_over(&mark);
    } else {
        tell(&mark, desk);
    }
    Ok(Outcome::Done)
}

/// The mark as its file's text.
pub(super) fn as_json(mark: &Assessment) -> String {
    // Only strings, numbers and lists inside: writing cannot fail.
    let mut text = serde_json::to_string_pretty(mark).unwrap_or_default();
    text.push('\n');
    text
}

/// The mark in a few lines.
pub(super) fn tell(mark: &Assessment, desk: &Desk) {
    let words = &desk.words;
    let score = &mark.score;
    let verdict = if score.pass {
        "mark-pass"
    } else if score.pending {
        "mark-pending"
    } else {
        "mark-fail"
    };
    desk.tell(
        "mark-score",
        &[
            ("points", &score.points.to_string()),
            ("of", &score.of.to_string()),
            ("verdict", &words.get(verdict)),
        ],
    );
    for block in &mark.blocks {
        desk.tell(
            "mark-block",
            &[
                ("block", &words.get(&format!("block-{}", block.id.name()))),
                ("points", &block.points.to_string()),
                ("of", &block.of.to_string()),
            ],
        );
    }
    let lang = words.lang();
    for (ids, message) in [
        (&mark.critical, "mark-critical"),
        (&mark.review, "mark-review"),
    ] {
        for item in mark.items.iter().filter(|item| ids.contains(&item.id)) {
            desk.tell(message, &[("items", item.text.get(lang))]);
        }
    }
    if !mark.papers.is_empty() {
        let count = mark.papers.len();
        let plural = if count == 1 { "one" } else { "other" };
        desk.tell(
            "mark-papers",
            &[("count", &count.to_string()), ("plural", plural)],
        );
    }
}

/// Every item with its evidence and better way.
fn explain(mark: &Assessment, desk: &Desk) {
    let words = &desk.words;
    let lang = words.lang();
    for item in &mark.items {
        let verdict = words.get(&format!("verdict-{:?}", mark.verdict(item)).to_lowercase());
        desk.tell(
            "mark-item",
            &[
                ("verdict", &verdict),
                ("points", &item.points.to_string()),
                ("of", &item.of.to_string()),
                ("text", item.text.get(lang)),
                ("id", &item.id),
            ],
        );
        for evidence in &item.evidence {
            let at = crate::domain::ids::Millis(evidence.at_ms).to_string();
            desk.tell("mark-evidence", &[("at", &at), ("quote", &evidence.quote)]);
        }
        if mark.verdict(item) != Verdict::Met {
            desk.tell(
                "mark-better",
                &[
                    ("why", item.why.get(lang)),
                    ("better", item.better.get(lang)),
                ],
            );
        }
    }
}

/// Every entry that does not agree with the record, both places quoted.
fn explain_papers(mark: &Assessment, case: &Case, shelf: &Shelf, desk: &Desk) {
    let wording = Wording::new(case, &shelf.content, desk.words.lang());
    for one in &mark.papers {
        let nothing = || desk.words.get("mark-paper-nothing");
        let record = one
            .record
            .as_ref()
            .map_or_else(nothing, |piece| piece.quote.clone());
        desk.tell(
            "mark-paper",
            &[
                ("form", &wording.form(&one.form)),
                (
                    "field",
                    &wording.fields(&one.form, std::slice::from_ref(&one.field)),
                ),
                (
                    "written",
                    &written_words(one, &shelf.content.packs, &desk.words),
                ),
                ("record", &record),
            ],
        );
    }
}
