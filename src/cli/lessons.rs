//! `lessons [ID]`: the course for a newcomer, one lesson, or an answer to its question judged by understanding.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use super::shelf::Shelf;
use crate::answer_words::{reasons, verdict};
use crate::domain::packs::Lesson;
use crate::domain::scenario::model::Case;
use crate::domain::teaching::{Answered, course, judge};
use serde::Serialize;

#[derive(Debug, clap::Args)]
pub(super) struct LessonsArgs {
    #[arg(value_name = "ID")]
    lesson: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "lesson")]
    answer: Option<String>,
}

/// One row of the course.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    order: u32,
    title: &'a str,
    criteria: usize,
}

pub(super) fn run(args: &LessonsArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let shelf = Shelf::open()?;
    let Some(id) = &args.lesson else {
        tell_course(&shelf, desk);
        return Ok(Outcome::Done);
    };
    let lesson = shelf
        .content
        .context
        .lessons
        .get(id)
        .ok_or_else(|| Failure::new(Outcome::Usage, "fail-no-lesson").with("id", id.clone()))?;
    match &args.answer {
        None => {
            tell_lesson(lesson, &shelf, desk);
            Ok(Outcome::Done)
        }
        Some(answer) => {
            let day = shelf.content.context.lessons.day();
            let answered = judge(lesson, answer, &shelf.read_on(answer, None, day));
            tell_answer(lesson, &answered, &shelf, desk);
            Ok(if answered.good {
                Outcome::Done
            } else {
                Outcome::Fault
            })
        }
    }
}

fn tell_course(shelf: &Shelf, desk: &Desk) {
    let cases = shelf.content.cases(&shelf.home);
    let cases: Vec<&Case> = cases.iter().collect();
    let lang = desk.words.lang();
    let course = course(&shelf.content.context.lessons, &cases);
    let rows: Vec<Row<'_>> = course
        .iter()
        .map(|(lesson, criteria)| Row {
            id: &lesson.id,
            order: lesson.order,
            title: lesson.title.get(lang),
            criteria: *criteria,
        })
        .collect();
    if desk.json {
        desk.hand_over(&rows);
        return;
    }
    desk.tell("lessons-course", &[("count", &rows.len().to_string())]);
    for row in &rows {
        desk.tell(
            "lessons-row",
            &[
                ("order", &row.order.to_string()),
                ("id", row.id),
                ("title", row.title),
                ("asked", &row.criteria.to_string()),
                ("plural", if row.criteria == 1 { "one" } else { "other" }),
            ],
        );
    }
}

fn tell_lesson(lesson: &Lesson, shelf: &Shelf, desk: &Desk) {
    let lang = desk.words.lang();
    let law: Vec<String> = lesson
        .law
        .iter()
        .filter_map(|id| shelf.content.packs.law.citation(id, lang))
        .collect();
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "id": lesson.id,
            "title": lesson.title.get(lang),
            "what": lesson.what.get(lang),
            "why": lesson.why.get(lang),
            "law": law,
            "moment": lesson.moment.get(lang),
            "say": lesson.say.iter().map(|one| one.get(lang)).collect::<Vec<_>>(),
            "ask": lesson.question.ask.get(lang),
        }));
        return;
    }
    let order = lesson.order.to_string();
    let head = [("order", order.as_str()), ("title", lesson.title.get(lang))];
    desk.tell("lessons-head", &head);
    desk.tell("lessons-what", &[("text", lesson.what.get(lang))]);
    desk.tell("lessons-why", &[("text", lesson.why.get(lang))]);
    for one in &law {
        desk.tell("lessons-law", &[("text", one)]);
    }
    desk.tell("lessons-moment", &[("text", lesson.moment.get(lang))]);
    for one in &lesson.say {
        desk.tell("lessons-say", &[("text", one.get(lang))]);
    }
    desk.tell("lessons-ask", &[("text", lesson.question.ask.get(lang))]);
}

fn tell_answer(lesson: &Lesson, answered: &Answered, shelf: &Shelf, desk: &Desk) {
    if desk.json {
        desk.hand_over(answered);
        return;
    }
    desk.say(&verdict(answered, &desk.words).1);
    for (_, line) in reasons(answered, &shelf.content.packs.law, &desk.words) {
        desk.say(&line);
    }
    if !answered.good {
        let model = lesson.question.model.get(desk.words.lang());
        desk.tell("lessons-model", &[("text", model)]);
    }
}
