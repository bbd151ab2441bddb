//! Lessons put to use: which lesson a finding leads to, and whether an answer spoken aloud is a good one. Answers are
//! judged by what they do, never by their words; one that says something wrong is never good.

use crate::domain::act::Act;
use crate::domain::packs::{Lesson, LessonPack};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::upkeep::topics;
use crate::domain::understanding::Reading;
use serde::Serialize;

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Whether it was good.
    pub good: bool,
    /// Acts that were asked for and done.
    pub done: Vec<Act>,
    /// Acts that were asked for and not done.
    pub missing: Vec<Act>,
    /// Wrong acts it did.
    pub wrong: Vec<Act>,
    /// Whether a provision was asked for and not cited rightly.
    pub law_missing: bool,
}

/// Judges an answer to a lesson's question.
#[must_use]
pub fn judge(lesson: &Lesson, reading: &Reading) -> Answered {
    let does = |act: &Act| reading.acts.iter().any(|one| one.act == *act);
    let question = &lesson.question;
    let (done, missing): (Vec<Act>, Vec<Act>) = question.acts.iter().copied().partition(does);
    let wrong: Vec<Act> = reading
        .acts
        .iter()
        .map(|one| one.act)
        .filter(|act| act.is_wrong())
        .collect();
    let cited = |id: &String| reading.law.iter().any(|one| one.right && one.id == *id);
    let law_missing = !question.law.is_empty() && !question.law.iter().any(cited);
    Answered {
        good: missing.is_empty() && wrong.is_empty() && !law_missing,
        done,
        missing,
        wrong,
        law_missing,
    }
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
