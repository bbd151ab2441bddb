//! Progress in sums: by team, trainee, case, month, block and step. Rows are added up while they pass by, each checked
//! first, so memory grows with the number of lines told, not with the number of results.

use super::bare::steps_of;
use super::error::StoreError;
use super::results::Query;
use super::row::{Run, Step, damaged};
use super::{Access, Store};
use crate::domain::assessment::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;

/// What lines stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Team.
    Team,
    /// Trainee.
    Trainee,
    /// Case and level.
    Case,
    /// Month.
    Month,
    /// Block of the mark.
    Block,
    /// Marked behaviour of a case.
    Step,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Team, pseudonym, `case/level`, month, block, or `case/item`.
    pub key: String,
    /// Runs, or times a step was marked.
    pub runs: u64,
    /// Passed runs, or times a step was met.
    pub passed: u64,
    /// Runs or steps that wait for a person.
    pub pending: u64,
    /// Critical breaches, or times a step was breached.
    pub breaches: u64,
    /// Points given.
    pub points: i64,
    /// Points that could be judged.
    pub of: i64,
}

impl Tally {
    /// Points in a hundred, rounded down; none of nothing.
    #[must_use]
    pub const fn percent(&self) -> Option<i64> {
        if self.of > 0 {
            Some(self.points * 100 / self.of)
        } else {
            None
        }
    }
}

impl Store {
    /// Sums of marked runs, by key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn progress(
        &mut self,
        access: &Access,
        by: By,
        query: &Query,
        seen: &mut dyn FnMut(u64),
    ) -> Result<Vec<Tally>, StoreError> {
        let teams = if by == By::Team {
            self.teams()?
        } else {
            BTreeMap::new()
        };
        let place = self.engine.place();
        let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
        let mut count = 0;
        self.each_marked(access, query, &mut |row| {
            count += 1;
            if count % 256 == 0 {
                seen(count);
            }
            let run = &row.run;
            if matches!(by, By::Block | By::Step) {
                let steps =
                    steps_of(&row.steps).map_err(|detail| damaged(&run.id, &place, detail))?;
                for step in steps {
                    let key = if by == By::Step {
                        format!("{}/{}", run.case, step.item)
                    } else {
                        step.block.name().to_owned()
                    };
                    add(sums.entry(key).or_default(), &step);
                }
                return Ok(());
            }
            let key = match by {
                By::Team => teams.get(&run.trainee).cloned().unwrap_or_default(),
                By::Trainee => run.trainee.clone(),
                By::Month => run.month.clone(),
                By::Case | By::Block | By::Step => format!("{}/{}", run.case, run.level),
            };
            add_run(sums.entry(key).or_default(), run);
            Ok(())
        })?;
        seen(count);
        Ok(sums
            .into_iter()
            .map(|(key, tally)| Tally { key, ..tally })
            .collect())
    }
}

fn add_run(tally: &mut Tally, run: &Run) {
    tally.runs += 1;
    tally.passed += u64::from(run.passed);
    tally.pending += u64::from(run.pending);
    tally.breaches += u64::from(run.criticals);
    tally.points += i64::from(run.points);
    tally.of += i64::from(run.of);
}

fn add(tally: &mut Tally, step: &Step) {
    tally.runs += 1;
    match step.verdict {
        Verdict::Met => tally.passed += 1,
        Verdict::Review => tally.pending += 1,
        Verdict::Breached => tally.breaches += 1,
        Verdict::Missed => {}
    }
    if step.verdict != Verdict::Review {
        tally.points += i64::from(step.points);
        tally.of += i64::from(step.of);
    }
}
