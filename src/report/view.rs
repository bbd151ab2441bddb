//! Everything the page shows, gathered for the template: head, notices, mark, pictures, findings, appendix, versions.

use super::chart::{Bars, bars, share_of};
use super::findings::{Findings, findings};
use super::lessons::{self, LessonText};
use super::papers::{self, OfferRow, PaperRow};
use super::pictures::{Figure, figures};
use super::tension::{Tension, tension};
use super::transcript::{Row, rows, utterances};
use super::wording::Wording;
use crate::domain::assessment::{Verdict, Verification, verification};
use crate::domain::ids::Language;
use crate::domain::session::Mode;
use serde::Serialize;

/// Recogniser models of this name know synthetic voices on a closed list only.
const FIXTURE: &str = "voice-fixture";
/// Characters of a seal that are shown where there is no room for all.
const SEAL_SHORT: usize = 12;

/// A label with its value.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Field {
    pub(super) label: String,
    pub(super) value: String,
}

/// A warning at the top.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Notice {
    /// `grave` when the report may not be relied on, else `note`.
    pub(super) weight: &'static str,
    pub(super) text: String,
}

/// The mark.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mark {
    pub(super) points: i32,
    pub(super) of_text: String,
    pub(super) rate: String,
    /// `pass`, `fail` or `pending`.
    pub(super) result: &'static str,
    pub(super) result_text: String,
    pub(super) reasons: Vec<String>,
    /// Share on the scale of a hundred, for the ruler.
    pub(super) percent: i32,
    pub(super) line: i32,
    pub(super) line_text: String,
    pub(super) tally: Vec<Field>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) html_lang: &'static str,
    pub(super) bureau: String,
    pub(super) case_title: String,
    pub(super) seal_short: String,
    pub(super) footer: String,
    pub(super) fields: Vec<Field>,
    pub(super) outcome: Field,
    pub(super) outcome_text: String,
    pub(super) notices: Vec<Notice>,
    pub(super) mark: Mark,
    pub(super) blocks: Bars,
    pub(super) tension: Option<Tension>,
    pub(super) silent: bool,
    pub(super) pictures: Vec<Figure>,
    pub(super) papers: Vec<PaperRow>,
    pub(super) offers: Vec<OfferRow>,
    pub(super) findings: Findings,
    pub(super) lessons: Vec<LessonText>,
    pub(super) rows: Vec<Row>,
    pub(super) versions: Vec<Field>,
    pub(super) seal: String,
}

/// Gathers the page.
pub(super) fn page(wording: &Wording<'_>) -> Page {
    let input = &wording.input;
    let said = utterances(wording);
    let (outcome, outcome_text) = wording
        .ending(&input.assessment.outcome)
        .unwrap_or_else(|| (wording.get("outcome-unfinished"), String::new()));
    let found = findings(wording, &said);
    let (papers, offers) = (papers::rows(wording), papers::offers(wording));
    let seal_short: String = input.record.seal.chars().take(SEAL_SHORT).collect();
    Page {
        html_lang: match wording.lang() {
            Language::Zh => "zh-CN",
            Language::En => "en",
        },
        bureau: wording.bureau(),
        case_title: wording.fill(&input.case.title),
        footer: css_string(&wording.with("seal-short", &[("seal", &seal_short)])),
        seal_short,
        fields: fields(wording),
        outcome: Field {
            label: wording.get("outcome"),
            value: outcome,
        },
        outcome_text,
        notices: notices(wording),
        mark: mark(wording),
        blocks: bars(wording),
        tension: tension(wording, &said),
        silent: said.is_empty(),
        lessons: lessons::texts(
            wording,
            found
                .wrong
                .iter()
                .chain(&found.review)
                .filter_map(|one| one.lesson.as_ref())
                .chain(papers.iter().filter_map(|one| one.lesson.as_ref()))
                .chain(offers.iter().filter_map(|one| one.lesson.as_ref())),
        ),
        pictures: figures(wording),
        papers,
        offers,
        findings: found,
        rows: rows(wording, &said),
        versions: versions(wording),
        seal: input.record.seal.clone(),
    }
}

/// A text that may stand between quotation marks in the style sheet.
fn css_string(text: &str) -> String {
    text.chars()
        .filter(|one| !matches!(one, '"' | '\\' | '<' | '>' | '&' | '\n'))
        .collect()
}

fn field(wording: &Wording<'_>, label: &str, value: String) -> Field {
    Field {
        label: wording.get(label),
        value,
    }
}

fn fields(wording: &Wording<'_>) -> Vec<Field> {
    let input = &wording.input;
    let assessment = input.assessment;
    let seconds = assessment.duration_ms / 1000;
    let mode = match assessment.mode {
        Mode::Practice => "mode-practice",
        Mode::Exam => "mode-exam",
    };
    let recogniser = &input.record.header.recogniser;
    let mut fields = vec![
        field(wording, "trainee", assessment.trainee.clone()),
        field(wording, "date", wording.started()),
        field(wording, "field", wording.fill(&input.case.field)),
        field(wording, "place", wording.fill(&input.case.place_name)),
        field(
            wording,
            "level",
            wording.with("level-value", &[("level", &assessment.level.to_string())]),
        ),
        field(
            wording,
            "mode",
            match input.record.header.exam.as_ref() {
                Some(exam) => wording.with(
                    "mode-assignment",
                    &[
                        ("mode", &wording.get(mode)),
                        ("assignment", &exam.assignment),
                    ],
                ),
                None => wording.get(mode),
            },
        ),
        field(wording, "party", wording.person(&assessment.party)),
        field(
            wording,
            "duration",
            wording.with(
                "duration-value",
                &[
                    ("minutes", &(seconds / 60).to_string()),
                    ("seconds", &(seconds % 60).to_string()),
                ],
            ),
        ),
        field(
            wording,
            "language",
            wording.get(&format!("language-{}", input.record.header.lang.tag())),
        ),
        field(
            wording,
            "words-source",
            if recogniser.is_empty() {
                wording.get("words-typed")
            } else {
                recogniser.clone()
            },
        ),
    ];
    if let Some(came) = verification(input.case, input.record, assessment) {
        let value = match came {
            Verification::Unreported => "verification-unreported",
            Verification::Returned => "verification-returned",
            Verification::Open => "verification-open",
            Verification::Closed => "verification-closed",
        };
        fields.push(field(wording, "verification", wording.get(value)));
    }
    fields
}

fn notices(wording: &Wording<'_>) -> Vec<Notice> {
    let input = &wording.input;
    let (record, assessment) = (input.record, input.assessment);
    let mut list = Vec::new();
    let mut add = |weight, text| list.push(Notice { weight, text });
    if assessment.record != record.seal {
        add("grave", wording.get("notice-other-record"));
    }
    if record.header.recogniser.starts_with(FIXTURE) {
        let model = record.header.recogniser.as_str();
        add("grave", wording.with("notice-fixture", &[("model", model)]));
    }
    if !record.closed {
        add("note", wording.get("notice-torn"));
    }
    if assessment.scenario.hash != input.case.hash {
        add("note", wording.get("notice-other-case"));
    }
    if assessment.versions != record.header.versions {
        add("note", wording.get("notice-other-versions"));
    }
    list
}

fn mark(wording: &Wording<'_>) -> Mark {
    let assessment = wording.input.assessment;
    let frame = &wording.input.packs.conduct.frame;
    let score = assessment.score;
    let earned: i32 = assessment.blocks.iter().map(|block| block.points).sum();
    let waiting: i32 = assessment
        .items
        .iter()
        .filter(|item| assessment.verdict(item) == Verdict::Review)
        .map(|item| item.of)
        .sum();
    let line = share_of(frame.pass_at.0, frame.of.0);
    let line_text = line.to_string();
    let mut reasons = Vec::new();
    let result = if score.pass {
        reasons.push(wording.with("why-pass", &[("line", &line_text)]));
        "pass"
    } else if score.pending {
        let count = i64::try_from(assessment.review.len()).unwrap_or(0);
        reasons.push(wording.counted("why-pending", "count", count, &[]));
        "pending"
    } else if !assessment.critical.is_empty() {
        let count = i64::try_from(assessment.critical.len()).unwrap_or(0);
        reasons.push(wording.counted("why-fail-critical", "count", count, &[]));
        "fail"
    } else if score.of == 0 {
        reasons.push(wording.get("nothing-judged"));
        "fail"
    } else {
        reasons.push(wording.with("why-fail-points", &[("line", &line_text)]));
        "fail"
    };
    if let Some(cap) = score.capped_at.filter(|_| earned != score.points) {
        reasons.push(wording.with(
            "cap",
            &[
                ("cap", &cap.to_string()),
                ("earned", &earned.to_string()),
                ("points", &score.points.to_string()),
            ],
        ));
    }
    if waiting > 0 {
        reasons.push(wording.counted("review-note", "points", i64::from(waiting), &[]));
    }
    let unasked = not_asked(wording);
    if unasked > 0 {
        reasons.push(wording.counted("not-asked-note", "points", i64::from(unasked), &[]));
    }
    let percent = share_of(score.points, score.of);
    Mark {
        points: score.points,
        of_text: wording.with(
            if waiting > 0 {
                "mark-of-judged"
            } else {
                "mark-of"
            },
            &[("of", &score.of.to_string())],
        ),
        rate: wording.with("mark-rate", &[("percent", &percent.to_string())]),
        result,
        result_text: wording.get(result),
        reasons,
        percent,
        line,
        line_text: wording.with("pass-line", &[("percent", &line_text)]),
        tally: tally(wording),
    }
}

/// Points of what this run never came to, such as a partner's error: they count neither for nor against.
fn not_asked(wording: &Wording<'_>) -> i32 {
    let assessment = wording.input.assessment;
    let is_asked = |id: &str| assessment.items.iter().any(|item| item.id == id);
    let of_level = wording.input.case.criteria_on(assessment.level);
    of_level
        .filter(|one| one.asked.is_some() && !is_asked(&one.id))
        .map(|one| one.points)
        .sum()
}

fn tally(wording: &Wording<'_>) -> Vec<Field> {
    let assessment = wording.input.assessment;
    [
        (Verdict::Met, "tally-met"),
        (Verdict::Missed, "tally-missed"),
        (Verdict::Breached, "tally-breached"),
        (Verdict::Review, "tally-review"),
    ]
    .into_iter()
    .map(|(verdict, label)| {
        let count = assessment
            .items
            .iter()
            // A breach that did not happen is no achievement to count.
            .filter(|item| item.of > 0 || verdict != Verdict::Met)
            .filter(|item| assessment.verdict(item) == verdict)
            .count();
        field(wording, label, count.to_string())
    })
    .collect()
}

fn versions(wording: &Wording<'_>) -> Vec<Field> {
    let input = &wording.input;
    let (marked, played) = (&input.assessment.versions, &input.record.header.versions);
    let none = |text: &str| {
        if text.is_empty() {
            wording.get("version-none")
        } else {
            text.to_owned()
        }
    };
    let both = |marked: &str, played: &str| {
        if marked == played {
            none(marked)
        } else {
            let played = wording.with("version-played", &[("version", &none(played))]);
            format!("{} · {played}", none(marked))
        }
    };
    let hash: String = input
        .assessment
        .scenario
        .hash
        .chars()
        .take(SEAL_SHORT)
        .collect();
    let case = format!(
        "{} {} · {hash}",
        input.assessment.scenario.id,
        both(
            &input.assessment.scenario.version,
            &input.assessment.scenario.version
        )
    );
    let mut list = vec![
        field(
            wording,
            "version-program",
            input.record.header.program.clone(),
        ),
        field(wording, "version-case", case),
        field(wording, "version-law", both(&marked.law, &played.law)),
        field(
            wording,
            "version-conduct",
            both(&marked.conduct, &played.conduct),
        ),
        field(
            wording,
            "version-lexicon",
            both(&marked.lexicon, &played.lexicon),
        ),
        field(
            wording,
            "version-bureau",
            both(&marked.bureau, &played.bureau),
        ),
    ];
    if !input.record.header.recogniser.is_empty() {
        list.push(field(
            wording,
            "version-model",
            input.record.header.recogniser.clone(),
        ));
    }
    list
}
