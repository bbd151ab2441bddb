//! Progress in sums: by team, trainee, case, month, block and step. Databases add up what they can; steps are added while
//! rows pass by, so memory grows with the number of lines told, not with the number of results.

use super::error::StoreError;
use super::results::{Noting, Query};
use super::row::Step;
use super::sql::{Value, column_int, column_text};
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
        match by {
            By::Team => self.sums(access, "COALESCE(people.team, '')", query),
            By::Trainee => self.sums(access, "trainee", query),
            By::Case => self.sums(access, "case_id || '/' || CAST(level AS TEXT)", query),
            By::Month => self.sums(access, "month", query),
            By::Block | By::Step => self.step_sums(access, by == By::Step, query, seen),
        }
    }

    fn sums(
        &mut self,
        access: &Access,
        key: &str,
        query: &Query,
    ) -> Result<Vec<Tally>, StoreError> {
        // Sums of people are read of people: of each of them, when lines are people; else of the group asked for.
        self.note_readers(access, query)?;
        let (filter, values) = query.filter(&["state = 'marked'"]);
        // Sums of whole numbers are wider than whole numbers in one of the engines; both read a cast alike.
        let sum = |column: &str| format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)");
        let sql = format!(
            "SELECT {key}, COUNT(*), {}, {}, {}, {}, {} FROM runs LEFT JOIN people ON people.id = runs.trainee{filter} \
             GROUP BY 1 ORDER BY 1",
            sum("passed"),
            sum("pending"),
            sum("criticals"),
            sum("points"),
            sum("of_points"),
        );
        let count = |row: &[Value], at| u64::try_from(column_int(row, at)).unwrap_or(0);
        Ok(self
            .engine
            .all(&sql, &values)?
            .iter()
            .map(|row| Tally {
                key: column_text(row, 0),
                runs: count(row, 1),
                passed: count(row, 2),
                pending: count(row, 3),
                breaches: count(row, 4),
                points: column_int(row, 5),
                of: column_int(row, 6),
            })
            .collect())
    }

    /// Notes everybody whose results go into a sum.
    fn note_readers(&mut self, access: &Access, query: &Query) -> Result<(), StoreError> {
        let (filter, values) = query.filter(&["state = 'marked'"]);
        let mut noting = Noting::new(access, &self.data);
        self.engine.each(
            &format!("SELECT DISTINCT trainee FROM runs{filter} ORDER BY trainee"),
            &values,
            &mut |row| {
                noting.note(&column_text(row, 0))?;
                Ok(true)
            },
        )
    }

    fn step_sums(
        &mut self,
        access: &Access,
        by_step: bool,
        query: &Query,
        seen: &mut dyn FnMut(u64),
    ) -> Result<Vec<Tally>, StoreError> {
        let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
        let mut count = 0;
        self.each_steps(access, query, &mut |case, steps| {
            count += 1;
            if count % 1024 == 0 {
                seen(count);
            }
            for step in steps {
                let key = if by_step {
                    format!("{case}/{}", step.item)
                } else {
                    step.block.name().to_owned()
                };
                add(sums.entry(key).or_default(), &step);
            }
            Ok(())
        })?;
        seen(count);
        Ok(sums
            .into_iter()
            .map(|(key, tally)| Tally { key, ..tally })
            .collect())
    }
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
