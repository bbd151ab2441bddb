//! Two-minute lessons (教材): what, why, which law, a moment that shows it, how to say it, and a question answered aloud. A
//! lesson names what it teaches, so that every finding of a report leads to one. Who answered well, `teaching` judges.

use super::problem::{self, PackProblem};
use super::{LawPack, PackText};
use crate::domain::act::Act;
use crate::domain::ids::Bilingual;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A criterion named by a lesson weighs more than anything they merely share.
const WEIGHT_NAMED: u32 = 100;
const WEIGHT_FORM: u32 = 12;
const WEIGHT_ACT: u32 = 10;
const WEIGHT_DEED: u32 = 8;
const WEIGHT_LAW: u32 = 3;

/// The question at the end of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonQuestion {
    /// The question, with its situation.
    pub ask: Bilingual,
    /// Acts a good answer does, all of them.
    pub acts: Vec<Act>,
    /// Provisions of which a good answer cites one rightly; none asked for when empty.
    #[serde(default)]
    pub law: Vec<String>,
    /// An answer that is good, for whoever is stuck.
    pub model: Bilingual,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Id.
    pub id: String,
    /// Place in the course for a newcomer, from 1.
    pub order: u32,
    /// Title.
    pub title: Bilingual,
    /// What to do.
    pub what: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// Provisions behind it.
    #[serde(default)]
    pub law: Vec<String>,
    /// A scene in which it goes wrong first and is then done right.
    pub moment: Bilingual,
    /// How one may say it, several ways.
    pub say: Vec<Bilingual>,
    /// The question at the end.
    pub question: LessonQuestion,
    /// Criteria and critical breaches it teaches, by id.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// Acts it teaches.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// Deeds it teaches, by id of the conduct pack or of an action.
    #[serde(default)]
    pub deeds: Vec<String>,
    /// Forms it teaches.
    #[serde(default)]
    pub forms: Vec<String>,
}

/// What a criterion is about, to find its lesson by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topics {
    /// Id of the criterion.
    pub id: String,
    /// Acts it asks for or forbids.
    pub acts: BTreeSet<Act>,
    /// Actions and their deeds.
    pub deeds: BTreeSet<String>,
    /// Forms.
    pub forms: BTreeSet<String>,
    /// Provisions.
    pub law: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonFile {
    format: u32,
    version: String,
    lessons: Vec<Lesson>,
}

/// All lessons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LessonPack {
    /// Version of the content.
    pub version: String,
    /// Lessons in the order of the course.
    pub lessons: Vec<Lesson>,
}

impl LessonPack {
    /// Reads and checks the lessons.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>, law: &LawPack) -> Result<Self, Vec<PackProblem>> {
        let mut raw: LessonFile = problem::read(file)?;
        let mut problems = Vec::new();
        problem::check_head(file, raw.format, &raw.version, &mut problems);
        let ids = raw.lessons.iter().map(|one| one.id.as_str());
        problem::check_ids(file, "lessons", ids, &mut problems);
        let mut orders = BTreeSet::new();
        for lesson in &raw.lessons {
            for (field, text) in [
                ("title", &lesson.title),
                ("what", &lesson.what),
                ("why", &lesson.why),
                ("moment", &lesson.moment),
                ("ask", &lesson.question.ask),
                ("model", &lesson.question.model),
            ] {
                problem::check_text(file, &lesson.id, field, text, &mut problems);
            }
            for text in &lesson.say {
                problem::check_text(file, &lesson.id, "say", text, &mut problems);
            }
            if lesson.say.is_empty() || lesson.question.acts.is_empty() {
                problems.push(problem::out_of_range(file, &lesson.id, "say, acts ≥ 1 ×"));
            }
            if !orders.insert(lesson.order) {
                problems.push(problem::out_of_range(file, &lesson.id, "order"));
            }
            for id in lesson.law.iter().chain(&lesson.question.law) {
                law.expect_known(file, id, &mut problems);
            }
        }
        raw.lessons.sort_by_key(|one| one.order);
        if problems.is_empty() {
            Ok(Self {
                version: raw.version,
                lessons: raw.lessons,
            })
        } else {
            Err(problems)
        }
    }

    /// The lesson of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|one| one.id == id)
    }

    /// The lesson that teaches this best: the one that names it, else the one that shares most with it; none when nothing
    /// is shared.
    #[must_use]
    pub fn for_topics(&self, topics: &Topics) -> Option<&Lesson> {
        self.lessons
            .iter()
            .map(|lesson| (lesson.closeness(topics), lesson))
            .filter(|(closeness, _)| *closeness > 0)
            // The earliest of the course among equals: `max_by_key` would take the last.
            .fold(None, |best: Option<(u32, &Lesson)>, one| match best {
                Some(known) if known.0 >= one.0 => Some(known),
                _ => Some(one),
            })
            .map(|(_, lesson)| lesson)
    }
}

impl Lesson {
    fn closeness(&self, topics: &Topics) -> u32 {
        let shared = |count: usize, weight: u32| u32::try_from(count).unwrap_or(0) * weight;
        let named = usize::from(self.criteria.contains(&topics.id));
        let of = |list: &[String], among: &BTreeSet<String>| {
            list.iter().filter(|one| among.contains(*one)).count()
        };
        let acts = self.acts.iter().filter(|one| topics.acts.contains(one));
        shared(named, WEIGHT_NAMED)
            + shared(acts.count(), WEIGHT_ACT)
            + shared(of(&self.forms, &topics.forms), WEIGHT_FORM)
            + shared(of(&self.deeds, &topics.deeds), WEIGHT_DEED)
            + shared(of(&self.law, &topics.law), WEIGHT_LAW)
    }
}
