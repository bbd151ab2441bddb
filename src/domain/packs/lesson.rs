//! Two-minute lessons (教材): what, why, which law, a moment that shows it, how to say it, and a question answered aloud. A
//! lesson names what it teaches, so that every finding of a report leads to one. Who answered well, `teaching` judges.

use super::problem::{self, PackProblem};
use super::wording::{self, ConceptFile, Concepts, Wording};
use super::{Date, LawPack, PackText};
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

/// What a figure in an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// A time limit.
    Deadline,
    /// A number of days: of a time limit, or of how long something is kept.
    Days,
    /// A sum of money.
    Amount,
    /// A named place.
    Place,
    /// A distance or a size.
    Size,
    /// Somebody's name, or a unit's.
    Name,
}

/// A value that a good answer names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedFigure {
    /// What it is.
    pub kind: FigureKind,
    /// How a reader is told what was asked for.
    pub what: Bilingual,
    /// Values that are right, as understanding gives them (`60d`, `100`), days as their number (`60`); any value when
    /// empty. Every value that is said must be one of them.
    #[serde(default)]
    pub is: Vec<String>,
    /// Phrases that show, in the same clause, that a figure is of something else.
    #[serde(default)]
    pub elsewhere: Vec<Wording>,
}

/// Something that a good answer says, in one of many ways.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedWords {
    /// How a reader is told what was asked for.
    pub what: Bilingual,
    /// Phrases that say it, both languages; `*` stands for a few letters or words. Lacking or needless
    /// (`没有清单`) they do not.
    #[serde(default)]
    pub any: Vec<Wording>,
    /// Acts that do it.
    #[serde(default)]
    pub acts: Vec<Act>,
}

/// Something that no good answer says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BannedWords {
    /// Why it must not be said.
    pub why: Bilingual,
    /// Phrases that say it, both languages; `*` stands for a few letters or words. Denied (`不要开灯`) they do not.
    pub any: Vec<Wording>,
    /// Phrases that make it right where they stand in the same clause, or in the one before when it has the same subject.
    #[serde(default)]
    pub unless: Vec<Wording>,
    /// The words alone do not tell: whoever says them is asked to say it again, and nothing is held wrong.
    #[serde(default)]
    pub unclear: bool,
}

/// Something that no good answer to any question says, but for lessons that lift it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedBan {
    id: String,
    why: Bilingual,
    any: Vec<Wording>,
    #[serde(default)]
    unless: Vec<Wording>,
    #[serde(default)]
    unclear: bool,
}

/// What an answer does besides what it was asked for, and nobody knows to be harmless: it may be what makes it dangerous.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherDeeds {
    /// Why everything else is asked about.
    pub why: Bilingual,
    /// Words by which somebody does something or says how things stand.
    pub doing: Vec<Wording>,
    /// What may be done: a clause with any of these asks for nothing.
    pub fine: Vec<Wording>,
}

/// The question at the end of a lesson. Whatever is asked for must be there; whatever is banned must not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonQuestion {
    /// The question, with its situation.
    pub ask: Bilingual,
    /// Acts a good answer does, all of them.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// Provisions of which a good answer cites one rightly, by its instrument at least; none asked for when empty.
    #[serde(default)]
    pub law: Vec<String>,
    /// Values a good answer names, all of them.
    #[serde(default)]
    pub slots: Vec<AskedFigure>,
    /// What a good answer says, all of it.
    #[serde(default)]
    pub says: Vec<AskedWords>,
    /// What no good answer says.
    #[serde(default)]
    pub never: Vec<BannedWords>,
    /// Ids of what no lesson's answer may say and this one's may, because it is about it.
    #[serde(default)]
    pub lifts: Vec<String>,
    /// What goes with this question and is harmless, besides what the file holds harmless for all.
    #[serde(default)]
    pub fine: Vec<Wording>,
    /// Where one wrong move is deadly: what else is done, with a list of its own of what is harmless.
    #[serde(default)]
    pub others: Option<OtherDeeds>,
    /// What else is done in any answer, with everything that is harmless in one to this question. From the file as a whole.
    #[serde(skip)]
    pub rest: Option<OtherDeeds>,
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
    /// Day of the law that is taught.
    date: Date,
    #[serde(default)]
    concepts: Vec<ConceptFile>,
    #[serde(default)]
    never: Vec<SharedBan>,
    /// What is asked about in every answer.
    #[serde(default)]
    others: Option<OtherDeeds>,
    lessons: Vec<Lesson>,
}

/// All lessons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LessonPack {
    /// Version of the content.
    pub version: String,
    /// Day of the law that is taught: what is cited in an answer must be in force then. None without any lesson.
    pub date: Option<Date>,
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
        let concepts = wording::concepts(file, raw.concepts, &mut problems);
        let ids = raw.never.iter().map(|one| one.id.as_str());
        problem::check_ids(file, "never", ids, &mut problems);
        for ban in &mut raw.never {
            for phrase in ban.any.iter_mut().chain(&mut ban.unless) {
                phrase.settle(file, &ban.id, &concepts, &mut problems);
            }
        }
        if let Some(others) = &mut raw.others {
            for phrase in others.doing.iter_mut().chain(&mut others.fine) {
                phrase.settle(file, "others", &concepts, &mut problems);
            }
        }
        for lesson in &mut raw.lessons {
            let question = &mut lesson.question;
            question.share(file, &lesson.id, &raw.never, &mut problems);
            question.rest = raw.others.clone().map(|all| question.beyond(all));
            lesson
                .question
                .settle(file, &lesson.id, &concepts, &mut problems);
        }
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
            if lesson.say.is_empty() {
                problems.push(problem::out_of_range(file, &lesson.id, "say ≥ 1 ×"));
            }
            lesson.question.check(file, &lesson.id, &mut problems);
            if !orders.insert(lesson.order) {
                problems.push(problem::out_of_range(file, &lesson.id, "order"));
            }
            for id in lesson.law.iter().chain(&lesson.question.law) {
                law.expect_known(file, id, &mut problems);
            }
            let asked = lesson.question.law.iter().filter_map(|id| law.get(id));
            for gone in asked.filter(|one| !one.valid_on(raw.date)) {
                let what = format!("question.law {}, {}", gone.id, raw.date);
                problems.push(problem::out_of_range(file, &lesson.id, &what));
            }
        }
        raw.lessons.sort_by_key(|one| one.order);
        if problems.is_empty() {
            Ok(Self {
                version: raw.version,
                date: Some(raw.date),
                lessons: raw.lessons,
            })
        } else {
            Err(problems)
        }
    }

    /// The day of the law as year, month, day.
    #[must_use]
    pub fn day(&self) -> Option<(u16, u8, u8)> {
        self.date.map(|one| (one.year(), one.month(), one.day()))
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

impl LessonQuestion {
    /// Adds what no lesson's answer may say.
    fn share(
        &mut self,
        file: PackText<'_>,
        owner: &str,
        shared: &[SharedBan],
        problems: &mut Vec<PackProblem>,
    ) {
        for id in &self.lifts {
            if !shared.iter().any(|one| one.id == *id) {
                problems.push(problem::dangling(file, owner, "never", id));
            }
        }
        let rest = shared.iter().filter(|one| !self.lifts.contains(&one.id));
        self.never.extend(rest.map(|one| BannedWords {
            why: one.why.clone(),
            any: one.any.clone(),
            unless: one.unless.clone(),
            unclear: one.unclear,
        }));
    }

    /// What is asked about in every answer, less what this question asks for or holds harmless.
    fn beyond(&self, mut all: OtherDeeds) -> OtherDeeds {
        let said = self.says.iter().flat_map(|one| &one.any);
        all.fine.extend(said.chain(&self.fine).cloned());
        all
    }

    /// Puts concepts in the places of their names, everywhere.
    fn settle(
        &mut self,
        file: PackText<'_>,
        owner: &str,
        concepts: &Concepts,
        problems: &mut Vec<PackProblem>,
    ) {
        let says = self.says.iter_mut().flat_map(|one| &mut one.any);
        let never = self.never.iter_mut();
        let never = never.flat_map(|one| one.any.iter_mut().chain(&mut one.unless));
        let slots = self.slots.iter_mut().flat_map(|one| &mut one.elsewhere);
        let others = self.others.iter_mut().chain(&mut self.rest);
        let others = others.flat_map(|one| one.doing.iter_mut().chain(&mut one.fine));
        let fine = self.fine.iter_mut();
        for phrase in says.chain(never).chain(slots).chain(others).chain(fine) {
            phrase.settle(file, owner, concepts, problems);
        }
    }

    fn check(&self, file: PackText<'_>, owner: &str, problems: &mut Vec<PackProblem>) {
        let asks = self.acts.len() + self.law.len() + self.slots.len() + self.says.len();
        if asks == 0 {
            problems.push(problem::out_of_range(
                file,
                owner,
                "acts, law, slots, says ≥ 1 ×",
            ));
        }
        for one in &self.slots {
            problem::check_text(file, owner, "slots.what", &one.what, problems);
            let is_counted = matches!(one.kind, FigureKind::Amount | FigureKind::Days);
            for value in &one.is {
                if is_counted && value.parse::<u64>().is_err() {
                    let what = format!("slots.is \"{value}\"");
                    problems.push(problem::out_of_range(file, owner, &what));
                }
            }
        }
        for one in &self.says {
            problem::check_text(file, owner, "says.what", &one.what, problems);
            if one.any.is_empty() && one.acts.is_empty() {
                problems.push(problem::out_of_range(file, owner, "says: any, acts ≥ 1 ×"));
            }
        }
        for one in &self.never {
            problem::check_text(file, owner, "never.why", &one.why, problems);
            if one.any.is_empty() {
                problems.push(problem::out_of_range(file, owner, "never: any ≥ 1 ×"));
            }
        }
        for one in self.others.iter().chain(&self.rest) {
            problem::check_text(file, owner, "others.why", &one.why, problems);
            if one.doing.is_empty() || one.fine.is_empty() {
                problems.push(problem::out_of_range(
                    file,
                    owner,
                    "others: doing, fine ≥ 1 ×",
                ));
            }
        }
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

#[cfg(test)]
#[path = "lesson_tests.rs"]
mod tests;
