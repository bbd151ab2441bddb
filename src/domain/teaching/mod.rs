//! Lessons put to use: which lesson a finding leads to, and whether an answer spoken aloud is a good one. Answers are
//! judged by what they do, by the law and the figures they name, and clause by clause by what must and must not be said; one
//! that says something wrong is never good, and one that cannot be decided is never called wrong.

mod clause;
mod figure;
mod phrase;

use crate::domain::act::Act;
use crate::domain::assessment::WRONG_SURE_FROM;
use crate::domain::ids::Bilingual;
use crate::domain::packs::{
    AskedFigure, AskedWords, BannedWords, FigureKind, LawPack, Lesson, LessonPack, OtherDeeds,
};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::upkeep::topics;
use crate::domain::understanding::{ActReading, LawReading, Reading, SlotKind};
use clause::{Clause, clauses};
use figure::Told;
use phrase::{Stands, exceeds, found, says, utters};
use serde::Serialize;

/// How an answer is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerVerdict {
    /// Everything asked for is there.
    Good,
    /// Something was not heard, or may be meant either way: say it again, or let a person hear it.
    Again,
    /// Something was said that must not be said.
    Wrong,
}

/// What is wrong with a provision that was cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LawFault {
    /// Not in force on the day of the lessons.
    Repealed,
    /// The number is of an earlier version.
    OldNumber,
    /// In force, and about something else.
    OffThePoint,
    /// The law pack does not know it; a person may.
    Unknown,
}

/// A provision that was cited and does not help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongLaw {
    /// The words by which it was cited.
    pub cited_as: String,
    /// What is wrong with it.
    pub fault: LawFault,
    /// Id of the provision meant, or of its instrument; empty when nothing fits.
    pub id: String,
}

/// Words that must not be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongWords {
    /// The words.
    pub said: String,
    /// Why not.
    pub why: Bilingual,
}

/// A figure that is not the right one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongFigure {
    /// What was understood, in its normal form.
    pub said: String,
    /// What was asked for.
    pub what: Bilingual,
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Whether it was good.
    pub good: bool,
    /// How it is taken.
    pub verdict: AnswerVerdict,
    /// Acts that were asked for and done.
    pub done: Vec<Act>,
    /// Acts that were asked for and not done.
    pub missing: Vec<Act>,
    /// Wrong acts it did.
    pub wrong: Vec<Act>,
    /// Wrong acts it may have done: a person decides.
    pub doubtful: Vec<Act>,
    /// Whether a provision was asked for and not cited rightly.
    pub law_missing: bool,
    /// Provisions it cited that do not help.
    pub law_wrong: Vec<WrongLaw>,
    /// What else was asked for and not said.
    pub unsaid: Vec<Bilingual>,
    /// Figures that are not the right ones.
    pub figures_wrong: Vec<WrongFigure>,
    /// What it said that must not be said.
    pub banned: Vec<WrongWords>,
    /// What it said that may be meant either way.
    pub unclear: Vec<WrongWords>,
}

/// Judges an answer to a lesson's question: its words, and what was understood of them on the day of the lessons.
#[must_use]
pub fn judge(lesson: &Lesson, said: &str, reading: &Reading) -> Answered {
    let does = |act: &Act| reading.acts.iter().any(|one| one.act == *act);
    let question = &lesson.question;
    let clauses = clauses(said);
    let (done, missing): (Vec<Act>, Vec<Act>) = question.acts.iter().copied().partition(does);
    let (wrong, doubtful): (Vec<_>, Vec<_>) = reading
        .acts
        .iter()
        .filter(|one| one.act.is_wrong())
        .partition(|one| one.sure >= WRONG_SURE_FROM);
    let names = |acts: Vec<&ActReading>| acts.into_iter().map(|one| one.act).collect();
    let (wrong, doubtful): (Vec<Act>, Vec<Act>) = (names(wrong), names(doubtful));
    let law_missing =
        !question.law.is_empty() && !reading.law.iter().any(|one| answers(one, &question.law));
    let law_wrong = law_wrong(reading, &question.law, law_missing);
    let is_said = |one: &AskedWords| {
        one.acts.iter().any(does) || one.any.iter().any(|phrase| says(&clauses, phrase))
    };
    let mut unsaid: Vec<Bilingual> = question
        .says
        .iter()
        .filter(|one| !is_said(one))
        .map(|one| one.what.clone())
        .collect();
    let mut figures_wrong = Vec::new();
    for asked in &question.slots {
        match figure(asked, &clauses, reading) {
            Figure::Right => {}
            Figure::Missing => unsaid.push(asked.what.clone()),
            Figure::Other(said) => figures_wrong.push(WrongFigure {
                said,
                what: asked.what.clone(),
            }),
        }
    }
    let (banned, mut unclear) = banned(&question.never, &clauses);
    for others in question.others.iter().chain(&question.rest) {
        unclear.extend(other_deeds(others, &clauses, &question.slots, &unclear));
    }
    let is_law_wrong =
        |one: &WrongLaw| matches!(one.fault, LawFault::Repealed | LawFault::OldNumber);
    let is_wrong = !wrong.is_empty()
        || !banned.is_empty()
        || !figures_wrong.is_empty()
        || law_wrong.iter().any(is_law_wrong);
    let is_open = !doubtful.is_empty()
        || !missing.is_empty()
        || law_missing
        || !unsaid.is_empty()
        || !unclear.is_empty();
    let verdict = match (is_wrong, is_open) {
        (true, _) => AnswerVerdict::Wrong,
        (false, true) => AnswerVerdict::Again,
        (false, false) => AnswerVerdict::Good,
    };
    Answered {
        good: verdict == AnswerVerdict::Good,
        verdict,
        done,
        missing,
        wrong,
        doubtful,
        law_missing,
        law_wrong,
        unsaid,
        figures_wrong,
        banned,
        unclear,
    }
}

/// Whether a citation answers what was asked: one of the provisions, or its instrument as a whole.
fn answers(cited: &LawReading, asked: &[String]) -> bool {
    let is_of = |id: &String| {
        *id == cited.id
            || id
                .strip_prefix(cited.id.as_str())
                .is_some_and(|rest| rest.starts_with('-'))
    };
    cited.right && asked.iter().any(is_of)
}

/// Citations that do not help: those out of force always, others where the right one is missing.
fn law_wrong(reading: &Reading, asked: &[String], is_missing: bool) -> Vec<WrongLaw> {
    let fault = |one: &LawReading| match one.note.as_str() {
        "repealed" => Some(LawFault::Repealed),
        "outdated number" => Some(LawFault::OldNumber),
        _ if !is_missing || answers(one, asked) => None,
        _ if one.right => Some(LawFault::OffThePoint),
        _ => Some(LawFault::Unknown),
    };
    reading
        .law
        .iter()
        .filter_map(|one| {
            Some(WrongLaw {
                cited_as: one.cited_as.clone(),
                fault: fault(one)?,
                id: one.id.clone(),
            })
        })
        .collect()
}

/// How a figure stands in an answer.
enum Figure {
    Right,
    Missing,
    Other(String),
}

/// Every figure of the kind counts: a right one does not make up for a wrong one beside it.
fn figure(asked: &AskedFigure, clauses: &[Clause], reading: &Reading) -> Figure {
    let told = |of: fn(&Clause) -> Vec<Told>| -> Vec<(String, String)> {
        let told = clauses.iter().flat_map(|clause| {
            let mut phrases = asked.elsewhere.iter();
            let is_elsewhere = phrases.any(|phrase| !found(clause, phrase).is_empty());
            let told = of(clause).into_iter();
            told.filter(|one| !one.hit().is_denied(clause))
                .map(|one| (one.value.to_string(), clause.said(one.start, one.end)))
                .filter(move |(value, _)| !is_elsewhere || asked.is.contains(value))
        });
        told.collect()
    };
    let slots = |kind: SlotKind| -> Vec<(String, String)> {
        let slots = reading.slots.iter().filter(|slot| slot.kind == kind);
        slots
            .map(|slot| (slot.value.clone(), slot.value.clone()))
            .collect()
    };
    let said = match asked.kind {
        FigureKind::Days => told(figure::days),
        FigureKind::Amount => told(figure::sums),
        FigureKind::Deadline => slots(SlotKind::Deadline),
        FigureKind::Place => slots(SlotKind::Place),
        FigureKind::Size => slots(SlotKind::Size),
        FigureKind::Name => slots(SlotKind::Name),
    };
    let is_wrong = |value: &String| !asked.is.is_empty() && !asked.is.contains(value);
    match said.iter().find(|(value, _)| is_wrong(value)) {
        _ if said.is_empty() => Figure::Missing,
        None => Figure::Right,
        Some((_, words)) => Figure::Other(words.clone()),
    }
}

/// What was said of all that must not be, surely and perhaps.
fn banned(never: &[BannedWords], clauses: &[Clause]) -> (Vec<WrongWords>, Vec<WrongWords>) {
    let mut banned = Vec::new();
    let mut unclear = Vec::new();
    for one in never {
        let stands = one.any.iter();
        let worst = stands
            .map(|phrase| utters(clauses, phrase, &one.unless))
            .max();
        let words = |said| WrongWords {
            said,
            why: one.why.clone(),
        };
        match worst {
            Some(Stands::Said(said)) if !one.unclear => banned.push(words(said)),
            Some(Stands::Said(said) | Stands::Open(said)) => unclear.push(words(said)),
            _ => {}
        }
    }
    (banned, unclear)
}

/// Clauses that do something nobody knows to be harmless and that were not asked about yet.
fn other_deeds(
    others: &OtherDeeds,
    clauses: &[Clause],
    figures: &[AskedFigure],
    known: &[WrongWords],
) -> Vec<WrongWords> {
    let names_figure = |clause: &Clause| {
        figures.iter().any(|one| match one.kind {
            FigureKind::Amount => !figure::sums(clause).is_empty(),
            FigureKind::Days => !figure::days(clause).is_empty(),
            _ => false,
        })
    };
    let open = clauses.iter().filter(|clause| {
        let text = clause.text();
        let is_known = known.iter().any(|one| text.contains(&one.said));
        !is_known && !names_figure(clause) && exceeds(clause, &others.doing, &others.fine)
    });
    open.map(|clause| WrongWords {
        said: clause.text().trim().to_owned(),
        why: others.why.clone(),
    })
    .collect()
}

/// The provisions that took the place of one that is repealed, or of its whole instrument; ids.
#[must_use]
pub fn in_its_place<'a>(law: &'a LawPack, id: &str) -> Vec<&'a str> {
    let mut now: Vec<&str> = law
        .laws()
        .iter()
        .filter(|one| one.id == id || one.instrument == id)
        .flat_map(|one| &one.superseded_by)
        .map(String::as_str)
        .collect();
    now.sort_unstable();
    now.dedup();
    now
}

/// What a paper that does not agree with the record leads to, as lessons name it.
pub const PAPERS_AGREE: &str = "papers_agree";
/// What an offer that does not hold leads to, as lessons name it.
pub const OFFER_HOLDS: &str = "offer_holds";

/// The lesson that names this.
#[must_use]
pub fn lesson_naming<'a>(lessons: &'a LessonPack, id: &str) -> Option<&'a Lesson> {
    lessons
        .lessons
        .iter()
        .find(|one| one.criteria.iter().any(|known| known == id))
}

/// The lesson that a marked item of a case leads to.
#[must_use]
pub fn lesson_of<'a>(lessons: &'a LessonPack, case: &Case, item: &str) -> Option<&'a Lesson> {
    let criterion = case.criteria.iter().find(|one| one.id == item)?;
    lessons.for_topics(&topics(case, criterion))
}

/// The course for a newcomer to these cases: every lesson in order, with how many of the cases' criteria lead to it.
#[must_use]
pub fn course<'a>(lessons: &'a LessonPack, cases: &[&Case]) -> Vec<(&'a Lesson, usize)> {
    let led_to: Vec<&str> = cases
        .iter()
        .flat_map(|case| case.criteria.iter().map(move |one| (case, one)))
        .filter_map(|(case, one)| lessons.for_topics(&topics(case, one)))
        .map(|lesson| lesson.id.as_str())
        .collect();
    lessons
        .lessons
        .iter()
        .map(|lesson| {
            let asked = led_to.iter().filter(|id| **id == lesson.id).count();
            (lesson, asked)
        })
        .collect()
}
