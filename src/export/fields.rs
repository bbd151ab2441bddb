//! What tables, rows and fields are: which table a row belongs to, what it is made from, and what a field says of itself.
//! Which fields there are stands in `catalogue`.

use super::catalogue::{CRITERIA, ITEMS, PEOPLE, RESULTS, RETRAIN};
use super::lessons::{Criterion, Latest, Learner, Lesson};
use super::sheet::{Cell, Kind};
use super::source::Found;
use super::tables::Tables;
use crate::domain::assessment::Item;

/// The tables there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// One row for each run.
    Results,
    /// One row for each item of each run.
    Items,
    /// One row for each trainee.
    People,
    /// One row for each thing somebody must train again.
    Retrain,
    /// One row for each item of each case, over all runs.
    Criteria,
}

impl Of {
    /// Every table.
    pub const ALL: [Self; 5] = [
        Self::Results,
        Self::Items,
        Self::People,
        Self::Retrain,
        Self::Criteria,
    ];

    /// Name in mapping files and of files of their own.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Results => "results",
            Self::Items => "items",
            Self::People => "people",
            Self::Retrain => "retrain",
            Self::Criteria => "criteria",
        }
    }

    /// What its columns can show.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Results => RESULTS,
            Self::Items => ITEMS,
            Self::People => PEOPLE,
            Self::Retrain => RETRAIN,
            Self::Criteria => CRITERIA,
        }
    }
}

/// What a row is made from.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    /// A run.
    Run(&'a Found),
    /// An item of a run.
    Item(&'a Found, &'a Item),
    /// A trainee.
    Person(&'a str, &'a Learner),
    /// Something to train: trainee, team, case, level, when, what.
    Lesson(&'a LessonRow<'a>),
    /// An item over all runs: case, id, counts.
    Criterion(&'a str, &'a str, &'a Criterion),
}

/// Something somebody must train.
pub(super) struct LessonRow<'a> {
    pub(super) trainee: &'a str,
    pub(super) team: &'a str,
    pub(super) case: &'a str,
    pub(super) level: u8,
    pub(super) started_at: &'a str,
    pub(super) lesson: &'a Lesson,
    /// Texts of the items.
    pub(super) items: String,
    /// Ids of the items.
    pub(super) item_ids: String,
}

/// One field.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Width of its column in characters.
    pub width: u8,
    /// What its cells are.
    pub kind: Kind,
    /// Whether the built-in tables show it.
    pub usual: bool,
    /// Whether it names a person, which needs leave.
    pub private: bool,
    /// The few values it can have, for fields that a mapping may put into the bureau's own words.
    pub codes: &'static [&'static str],
    pub(super) code: fn(&Row<'_>) -> &'static str,
    pub(super) cell: fn(&Tables<'_>, &Row<'_>) -> Cell,
}

pub(super) fn wrong_table() -> ! {
    panic!("a field was asked of a table that has none of it; this is a bug")
}

impl<'a> Row<'a> {
    pub(super) fn found(&self) -> &'a Found {
        match self {
            Row::Run(found) | Row::Item(found, _) => found,
            _ => wrong_table(),
        }
    }
    pub(super) fn item(&self) -> &'a Item {
        match self {
            Row::Item(_, item) => item,
            _ => wrong_table(),
        }
    }
    pub(super) fn learner(&self) -> &'a Learner {
        match self {
            Row::Person(_, learner) => learner,
            _ => wrong_table(),
        }
    }
    pub(super) fn lesson(&self) -> &'a LessonRow<'a> {
        match self {
            Row::Lesson(lesson) => lesson,
            _ => wrong_table(),
        }
    }
    pub(super) fn criterion(&self) -> &'a Criterion {
        match self {
            Row::Criterion(_, _, criterion) => criterion,
            _ => wrong_table(),
        }
    }
    pub(super) fn trainee(&self) -> &'a str {
        match self {
            Row::Run(found) | Row::Item(found, _) => &found.mark.trainee,
            Row::Person(trainee, _) => trainee,
            Row::Lesson(lesson) => lesson.trainee,
            Row::Criterion(..) => wrong_table(),
        }
    }
    pub(super) fn team(&self) -> &'a str {
        match self {
            Row::Run(found) | Row::Item(found, _) => &found.team,
            Row::Person(_, learner) => &learner.team,
            Row::Lesson(lesson) => lesson.team,
            Row::Criterion(..) => wrong_table(),
        }
    }
    pub(super) fn case(&self) -> &'a str {
        match self {
            Row::Run(found) | Row::Item(found, _) => &found.mark.scenario.id,
            Row::Lesson(lesson) => lesson.case,
            Row::Criterion(case, ..) => case,
            Row::Person(..) => wrong_table(),
        }
    }
    pub(super) fn level(&self) -> u8 {
        match self {
            Row::Run(found) | Row::Item(found, _) => found.mark.level,
            Row::Lesson(lesson) => lesson.level,
            Row::Person(..) | Row::Criterion(..) => wrong_table(),
        }
    }
    pub(super) fn started_at(&self) -> &'a str {
        match self {
            Row::Run(found) | Row::Item(found, _) => &found.mark.started_at,
            Row::Lesson(lesson) => lesson.started_at,
            Row::Person(_, learner) => learner
                .latest
                .values()
                .map(Latest::started_at)
                .max()
                .unwrap_or_default(),
            Row::Criterion(..) => wrong_table(),
        }
    }
}
