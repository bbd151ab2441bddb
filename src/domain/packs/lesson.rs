//! Two-minute lessons (教材): what, why, which law, a moment that shows it, how to say it, and a question answered aloud. A
//! lesson names what it teaches, so that every finding of a report leads to one. Who answered well, `teaching` judges.

use super::problem::{self, PackProblem};
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
    /// Values that are right, as understanding gives them (`60d`, `100`); any value when empty.
    #[serde(default)]
    pub is: Vec<String>,
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
    pub any: Vec<String>,
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
    pub any: Vec<String>,
    /// Phrases that make it right wherever they stand in the answer.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The words alone do not tell: whoever says them is asked to say it again, and nothing is held wrong.
    #[serde(default)]
    pub unclear: bool,
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
        let said = self.says.iter().flat_map(|one| &one.any);
        let banned = self
            .never
            .iter()
            .flat_map(|one| one.any.iter().chain(&one.unless));
        for phrase in said.chain(banned) {
            // An empty piece would stand everywhere.
            for piece in phrase.split('*') {
                problem::check_word(file, "any", owner, piece, problems);
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
