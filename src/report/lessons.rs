//! Lessons that the findings of a page lead to, each once, in the order of the course. Judges nothing.

use super::wording::Wording;
use crate::domain::assessment::Item;
use crate::domain::packs::Lesson;
use crate::domain::teaching::{lesson_naming, lesson_of};
use serde::Serialize;

/// A finding's way to its lesson: an anchor within the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LessonLink {
    pub(super) id: String,
    pub(super) title: String,
}

/// A lesson as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LessonText {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) what: String,
    pub(super) why: String,
    pub(super) law: Vec<String>,
    pub(super) moment: String,
    pub(super) say: Vec<String>,
    pub(super) ask: String,
    pub(super) model: String,
}

/// The lesson of an item.
pub(super) fn link(wording: &Wording<'_>, item: &Item) -> Option<LessonLink> {
    let lessons = &wording.input.packs.lessons;
    lesson_of(lessons, wording.input.case, &item.id).map(|lesson| to(wording, lesson))
}

/// The lesson that names what a row is about.
pub(super) fn naming(wording: &Wording<'_>, id: &str) -> Option<LessonLink> {
    lesson_naming(&wording.input.packs.lessons, id).map(|lesson| to(wording, lesson))
}

fn to(wording: &Wording<'_>, lesson: &Lesson) -> LessonLink {
    LessonLink {
        id: lesson.id.clone(),
        title: wording.fill(&lesson.title),
    }
}

/// What a lesson teaches and how one may say it, in two lines.
pub(super) fn in_short(wording: &Wording<'_>, link: &LessonLink) -> String {
    let lessons = &wording.input.packs.lessons;
    let Some(lesson) = lessons.get(&link.id) else {
        return String::new();
    };
    let what = format!("{}\n{}", link.title, wording.fill(&lesson.what));
    match lesson.say.first() {
        Some(say) => format!("{what}\n“{}”", wording.fill(say)),
        None => what,
    }
}

/// Every lesson that some link names.
pub(super) fn texts<'l>(
    wording: &Wording<'_>,
    links: impl Iterator<Item = &'l LessonLink>,
) -> Vec<LessonText> {
    let wanted: std::collections::BTreeSet<&str> = links.map(|link| link.id.as_str()).collect();
    let lessons = &wording.input.packs.lessons.lessons;
    lessons
        .iter()
        .filter(|lesson| wanted.contains(lesson.id.as_str()))
        .map(|lesson| text(wording, lesson))
        .collect()
}

fn text(wording: &Wording<'_>, lesson: &Lesson) -> LessonText {
    LessonText {
        id: lesson.id.clone(),
        title: wording.fill(&lesson.title),
        what: wording.fill(&lesson.what),
        why: wording.fill(&lesson.why),
        law: wording
            .law(&lesson.law)
            .into_iter()
            .map(|row| row.0)
            .collect(),
        moment: wording.fill(&lesson.moment),
        say: lesson.say.iter().map(|one| wording.fill(one)).collect(),
        ask: wording.fill(&lesson.question.ask),
        model: wording.fill(&lesson.question.model),
    }
}
