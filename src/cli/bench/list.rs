//! `bench list`: how well and how fast a model hears a list of one's own recordings: wrong characters in a hundred beside the time
//! it takes. For whoever has real weights and real voices; the fixture's own list without one.

use super::super::desk::Desk;
use super::super::ears::model;
use super::super::outcome::{Failure, Outcome};
use crate::domain::ids::Language;
use crate::files::{FileError, home, read_text};
use crate::speech::bench::percentile;
use crate::speech::decoder::threads_beside_a_street;
use crate::speech::listen::listen;
use crate::speech::recogniser::{Listening, Recogniser, RecogniserSettings};
use crate::speech::sieve::Verdict;
use serde::Serialize;
use std::path::Path;
use std::time::Instant;
use strsim::generic_levenshtein;

/// The fixture's list, where nothing is named.
const OWN: &str = "tests/fixtures/voice/clips/clips.tsv";

/// What came of one language of the list.
#[derive(Debug, Serialize)]
struct Row {
    lang: Language,
    sentences: usize,
    exact: usize,
    /// Characters that are wrong, missing or too many, in a thousand that were said.
    cer_permille: usize,
    /// From the end of the recording to its words, reading the file included.
    ms_p50: u64,
    ms_p95: u64,
}

#[derive(Debug, Serialize)]
struct Figures {
    model: String,
    fixture: bool,
    threads: usize,
    rows: Vec<Row>,
}

/// Letters and signs that are said, nothing else.
pub(super) fn bare(text: &str) -> Vec<char> {
    text.chars()
        .filter(|one| one.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

pub(super) fn run(
    list: Option<&Path>,
    named: Option<&Path>,
    desk: &Desk,
) -> Result<Outcome, Failure> {
    let home = home()?;
    let list = list.map_or_else(|| home.join(OWN), Path::to_owned);
    let text = read_text(&list)?;
    let folder = list.parent().unwrap_or(Path::new("."));
    let threads = threads_beside_a_street();
    let settings = RecogniserSettings {
        threads: Some(threads),
        ..RecogniserSettings::default()
    };
    let mut recogniser = Recogniser::load(&model(named, &home, desk)?, &settings)
        .map_err(|error| Failure::from(error.message()))?;
    if recogniser.is_fixture() {
        desk.warn(&desk.words.get("run-fixture-notice"));
    }
    let mut rows = Vec::new();
    for lang in Language::ALL {
        let (mut exact, mut wrong, mut said, mut times) = (0, 0, 0, Vec::new());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            let (Some(file), Some(tag), Some(words)) = (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            if tag.parse::<Language>() != Ok(lang) {
                continue;
            }
            let begun = Instant::now();
            let heard = listen(&folder.join(file), &mut recogniser, Listening::For(lang))
                .map_err(|error| Failure::from(error.message()))?;
            times.push(u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX));
            let heard: String = heard
                .iter()
                .filter(|one| one.verdict != Verdict::Drop)
                .map(|one| one.text.as_str())
                .collect();
            let (heard, words) = (bare(&heard), bare(words));
            wrong += generic_levenshtein::<Vec<char>, Vec<char>, &char, &char>(&heard, &words);
            said += words.len();
            exact += usize::from(heard == words);
        }
        if times.is_empty() {
            continue;
        }
        rows.push(Row {
            lang,
            sentences: times.len(),
            exact,
            cer_permille: wrong * 1000 / said.max(1),
            // There is at least one, or the row would not be.
            ms_p50: percentile(times.clone(), 50).unwrap_or(u64::MAX),
            ms_p95: percentile(times, 95).unwrap_or(u64::MAX),
        });
    }
    if rows.is_empty() {
        return Err(FileError::Unreadable {
            path: list,
            detail: "FILE⇥zh|en⇥TEXT".to_owned(),
        }
        .into());
    }
    let figures = Figures {
        model: recogniser.model_name().to_owned(),
        fixture: recogniser.is_fixture(),
        threads,
        rows,
    };
    if desk.json {
        desk.hand_over(&figures);
        return Ok(Outcome::Done);
    }
    for row in &figures.rows {
        desk.tell(
            "bench-list-row",
            &[
                ("model", &figures.model),
                ("lang", row.lang.tag()),
                (
                    "cer",
                    &format!("{}.{}", row.cer_permille / 10, row.cer_permille % 10),
                ),
                ("exact", &row.exact.to_string()),
                ("of", &row.sentences.to_string()),
                ("p50", &row.ms_p50.to_string()),
                ("p95", &row.ms_p95.to_string()),
            ],
        );
    }
    Ok(Outcome::Done)
}
