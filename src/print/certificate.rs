//! What stands on a certificate: made from a passed mark, the case and the bureau, in one language. Decides no pass.

use crate::domain::assessment::Assessment;
use crate::domain::ids::Language;
use crate::domain::packs::{BureauPack, fill};
use crate::domain::record::Record;
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::report::beijing_time;
use crate::text::Words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a record's seal in a certificate's number.
const NUMBER_SEAL_CHARS: usize = 8;

/// Data of the template `certificate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// `zh` or `en`.
    lang: &'static str,
    title: String,
    /// The other language's title, small.
    subtitle: String,
    bureau: String,
    number: String,
    /// Name, or pseudonym where no name is to be shown.
    holder: String,
    /// Pseudonym beside a name; empty else.
    pseudonym: String,
    /// That the name was written by hand; empty else.
    by_hand: String,
    /// Pseudonym, assignment, and who ruled beside the machine.
    of_run: String,
    body: String,
    /// Label and value.
    facts: Vec<(String, String)>,
    /// Words that stand alone.
    w: BTreeMap<&'static str, String>,
    date: String,
    seal: String,
}

/// Who stands on a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// The pseudonym alone.
    Pseudonym,
    /// The name that the bureau's list has for it.
    Listed(String),
    /// A name that somebody wrote by hand; the page says so.
    Written(String),
}

/// Gathers a certificate; a name stands on it only where it is to hang under one.
#[must_use]
pub fn certificate(
    mark: &Assessment,
    record: &Record,
    case: &Case,
    bureau: &BureauPack,
    holder: &Holder,
    lang: Language,
) -> Certificate {
    let words = Words::new(lang);
    let other = Words::new(match lang {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    });
    let name = match holder {
        Holder::Pseudonym => None,
        Holder::Listed(name) | Holder::Written(name) => Some(name.as_str()),
    };
    let exam = mark.mode == Mode::Exam;
    let title = if exam {
        "certificate-title-exam"
    } else {
        "certificate-title-practice"
    };
    let (date, compact) = day(&mark.started_at, &words);
    let level = mark.level.to_string();
    let points = mark.score.points.to_string();
    let of = mark.score.of.to_string();
    let percent = mark.score.percent().to_string();
    let word = |key: &str| bureau.word(key, &case.district, lang);
    let title_text = case.title.get(lang);
    let case_title = fill(title_text, word).unwrap_or_else(|_| title_text.to_owned());
    let body = words.with(
        if exam {
            "certificate-body-exam"
        } else {
            "certificate-body-practice"
        },
        &[
            ("date", &date),
            ("case", &case_title),
            ("level", &level),
            ("points", &points),
            ("of", &of),
            ("percent", &percent),
        ],
    );
    let blocks = mark
        .blocks
        .iter()
        .filter(|one| one.of > 0)
        .map(|one| {
            (
                words.get(&format!("export-block-{}", one.id.name())),
                format!("{} / {}", one.points, one.of),
            )
        })
        .collect();
    let seal: String = mark.record.chars().take(NUMBER_SEAL_CHARS).collect();
    Certificate {
        lang: lang.tag(),
        title: words.get(title),
        subtitle: other.get(title),
        bureau: word("bureau.unit").unwrap_or_else(|| bureau.city.get(lang).to_owned()),
        number: words.with(
            "certificate-number",
            &[("number", &format!("SW-{compact}-{}", seal.to_uppercase()))],
        ),
        holder: name.unwrap_or(&mark.trainee).to_owned(),
        pseudonym: name.map_or_else(String::new, |_| {
            words.with("certificate-pseudonym", &[("id", &mark.trainee)])
        }),
        by_hand: match holder {
            Holder::Written(_) => words.get("certificate-by-hand"),
            Holder::Pseudonym | Holder::Listed(_) => String::new(),
        },
        of_run: of_run(mark, record, &words),
        body,
        facts: blocks,
        w: ["holder", "issuer", "signature", "stamp", "date", "verify"]
            .into_iter()
            .map(|id| (id, words.get(&format!("certificate-{id}"))))
            .collect(),
        date,
        seal: mark.record.clone(),
    }
}

/// Whose run it was and what it was sat for, so that a page can be found again among the records.
fn of_run(mark: &Assessment, record: &Record, words: &Words) -> String {
    let mut parts = vec![words.with("certificate-trainee", &[("id", &mark.trainee)])];
    if let Some(exam) = &record.header.exam {
        parts.push(words.with(
            "certificate-assignment",
            &[("assignment", &exam.assignment)],
        ));
    }
    let ruled: BTreeSet<&str> = mark.appeals.iter().map(|one| one.by.as_str()).collect();
    if !ruled.is_empty() {
        let by: Vec<&str> = ruled.into_iter().collect();
        parts.push(words.with("certificate-ruled", &[("by", &by.join(" "))]));
    }
    parts.join("　")
}

/// The day in words and as eight digits.
fn day(started_at: &str, words: &Words) -> (String, String) {
    let Some((year, month, day, _)) = beijing_time(started_at) else {
        return (started_at.to_owned(), String::new());
    };
    let month_name = words.get(&format!("report-month-{month}"));
    let text = words.with(
        "certificate-day",
        &[
            ("year", &year.to_string()),
            ("month", &month_name),
            ("day", &day.to_string()),
        ],
    );
    (text, format!("{year:04}{month:02}{day:02}"))
}
