//! What stands on a certificate: made from a passed mark, the case and the bureau, in one language. Decides no pass.

use crate::domain::assessment::Assessment;
use crate::domain::ids::Language;
use crate::domain::packs::{BureauPack, fill};
use crate::domain::scenario::model::Case;
use crate::domain::session::Mode;
use crate::report::beijing_time;
use crate::text::Words;
use serde::Serialize;
use std::collections::BTreeMap;

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
    body: String,
    /// Label and value.
    facts: Vec<(String, String)>,
    /// Words that stand alone.
    w: BTreeMap<&'static str, String>,
    date: String,
    seal: String,
}

/// Gathers a certificate. `name` is put on it only where the holder wants it to hang under a name.
#[must_use]
pub fn certificate(
    mark: &Assessment,
    case: &Case,
    bureau: &BureauPack,
    name: Option<&str>,
    lang: Language,
) -> Certificate {
    let words = Words::new(lang);
    let other = Words::new(match lang {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    });
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
