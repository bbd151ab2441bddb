//! Results for tests of the store: real runs of shipped walk-throughs under other names and times, written as the program
//! writes them, so that every chain, seal and mark is a true one.

#![allow(dead_code, reason = "each test file uses a part")]

#[path = "../shipped/mod.rs"]
mod shipped;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use streetwise::domain::assessment::{Assessment, assess};
use streetwise::domain::ids::Millis;
use streetwise::domain::record::{Chain, Event, Exam, Moment, Record, parse_prefix};
use streetwise::domain::rehearsal::rehearse;
use streetwise::domain::scenario::model::Case;
use streetwise::domain::session::Mode;

/// Runs that results are made from; a handful gives passes, fails and breaches.
const RUNS: usize = 8;

/// One result to make.
#[derive(Clone)]
pub struct Made<'a> {
    pub trainee: &'a str,
    pub started_at: &'a str,
    /// Which run it is made from.
    pub run: usize,
    pub exam: Option<Exam>,
}

struct Source {
    case: &'static Case,
    record: Record,
}

fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        shipped::cases()
            .iter()
            .flat_map(|one| {
                // From all over the list: ideal ones, cheats, breaches.
                let stride = (one.walkthroughs.len() / (RUNS / 2)).max(1);
                one.walkthroughs
                    .iter()
                    .step_by(stride)
                    .take(RUNS / 2)
                    .map(move |(_, file)| {
                        let understand = |text: &str| shipped::read(&one.case, text);
                        let run = rehearse(one.stage(&understand), file, false).expect("a run");
                        Source {
                            case: &one.case,
                            record: run.record,
                        }
                    })
            })
            .collect()
    })
}

/// How many runs there are to make results from.
pub fn kinds() -> usize {
    sources().len()
}

/// A mark as its file's text.
pub fn as_json(mark: &Assessment) -> String {
    let mut text = serde_json::to_string_pretty(mark).expect("a mark");
    text.push('\n');
    text
}

/// The text of a record and its mark.
pub fn texts(made: &Made<'_>) -> (String, Assessment) {
    let source = &sources()[made.run % kinds()];
    let mut header = source.record.header.clone();
    header.trainee = made.trainee.to_owned();
    header.started_at = made.started_at.to_owned();
    header.exam.clone_from(&made.exam);
    header.setup.mode = if made.exam.is_some() {
        Mode::Exam
    } else {
        Mode::Practice
    };
    let mut record = source.record.clone();
    record.header = header.clone();
    record.seal.clear();
    let mut chain = Chain::default();
    let begin = Event {
        at: Millis(0),
        what: Moment::Begin(Box::new(header.clone())),
    };
    let mut text = chain.line(begin);
    for event in &record.events {
        text.push_str(&chain.line(event.clone()));
    }
    let end = record.duration();
    let mut mark = assess(source.case, &record, &header.versions);
    if made.exam.as_ref().is_some_and(|exam| exam.sealed) {
        text.push_str(&chain.line(Event {
            at: end,
            what: Moment::Sealed {
                mark: mark.commitment(),
            },
        }));
    }
    text.push_str(&chain.line(Event {
        at: end,
        what: Moment::Close,
    }));
    mark.record = chain.seal().to_owned();
    (text, mark)
}

/// Writes a result into a data folder; gives its folder and mark.
pub fn put(data: &Path, name: &str, made: &Made<'_>) -> (PathBuf, Assessment) {
    let (text, mark) = texts(made);
    let folder = data.join("results").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("record.jsonl"), text).expect("a record");
    let is_sealed = made.exam.as_ref().is_some_and(|exam| exam.sealed);
    let file = if is_sealed {
        "assessment.sealed"
    } else {
        "assessment.json"
    };
    fs::write(folder.join(file), as_json(&mark)).expect("a mark");
    (folder, mark)
}

/// A result whose run broke off after some lines.
pub fn put_broken_off(data: &Path, name: &str, made: &Made<'_>, lines: usize) -> PathBuf {
    let (text, _) = texts(made);
    let folder = data.join("results").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let text: String = text.split_inclusive('\n').take(lines).collect();
    fs::write(folder.join("record.jsonl"), text).expect("a record");
    folder
}

/// Many results of a few people over some months; gives the marks, in the order of their start.
pub fn put_many(data: &Path, count: usize, people: usize) -> Vec<Assessment> {
    put_more(data, 0, count, people)
}

/// The same, going on from a number.
pub fn put_more(data: &Path, from: usize, count: usize, people: usize) -> Vec<Assessment> {
    (from..from + count)
        .map(|number| {
            let trainee = format!("cz-{:03}", number % people);
            let started_at = format!(
                "2026-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                // Never beyond the clock of whoever runs this.
                1 + number / 400 % 10,
                1 + number / 20 % 28,
                number % 20,
                number % 60,
                number % 59,
            );
            let made = Made {
                trainee: &trainee,
                started_at: &started_at,
                run: number,
                exam: None,
            };
            put(data, &format!("r-{number:05}"), &made).1
        })
        .collect()
}

/// Reads a record as far as it is sound.
pub fn record(folder: &Path) -> Record {
    let bytes = fs::read(folder.join("record.jsonl")).expect("a record");
    parse_prefix(&String::from_utf8_lossy(&bytes))
        .expect("it opens")
        .0
}
