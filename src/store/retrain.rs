//! Who must do what again: of each case and level the latest run counts, so whoever has made it good is left alone. Goes
//! from person to person, so that only one person's runs are in memory. Says ids; words are the caller's. By the rule of
//! `docs/exports.md`, so that the command line and every table name the same people and cases.

use super::error::StoreError;
use super::people::Person;
use super::results::Query;
use super::row::{Run, Step};
use super::{Access, Store};
use crate::domain::assessment::Verdict;
use crate::domain::packs::Block;
use serde::Serialize;
use std::collections::BTreeMap;

/// Points in a hundred below which a block must be trained again even where the case was passed.
const WEAK_BELOW_PERCENT: i32 = 60;

/// One case to do again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lesson {
    /// Case id.
    pub case: String,
    /// Level.
    pub level: u8,
    /// When it was last done, RFC 3339 UTC.
    pub last_at: String,
    /// Whether it was passed for all that.
    pub passed: bool,
    /// Not passed yet, because a person must decide first.
    pub pending: bool,
    /// Blocks below the line, with points in a hundred.
    pub weak: Vec<(Block, i32)>,
    /// Behaviours missed or breached, those breached first.
    pub items: Vec<String>,
    /// Those of them that were breached.
    pub breached: Vec<String>,
}

/// What somebody must do again; nothing, when all is well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Pseudonym.
    pub trainee: String,
    /// Cases, in order.
    pub lessons: Vec<Lesson>,
    /// Runs looked at, for a bar.
    #[serde(skip)]
    pub runs: u64,
}

impl Store {
    /// Hands out the plan of everybody who has a marked run, by pseudonym. Whoever has left or was erased has nothing to do
    /// again: nobody could call them in.
    ///
    /// # Errors
    /// [`StoreError`], or whatever `f` gave.
    pub fn each_plan(
        &mut self,
        access: &Access,
        query: &Query,
        f: &mut dyn FnMut(Plan) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let people = self.people_by_id()?;
        let plan = |trainee: String, latest: &BTreeMap<(String, u8), (Run, Vec<Step>)>, runs| {
            let is_gone = people.get(&trainee).is_some_and(Person::is_gone);
            plan(trainee, latest, runs, is_gone)
        };
        let mut who: Option<String> = None;
        let mut runs = 0;
        let mut latest: BTreeMap<(String, u8), (Run, Vec<Step>)> = BTreeMap::new();
        self.each_run_by_trainee(access, query, &mut |run, steps| {
            if who.as_ref() != Some(&run.trainee) {
                if let Some(trainee) = who.replace(run.trainee.clone()) {
                    f(plan(trainee, &latest, runs))?;
                }
                runs = 0;
                latest.clear();
            }
            runs += 1;
            latest.insert((run.case.clone(), run.level), (run, steps));
            Ok(())
        })?;
        match who {
            Some(trainee) => f(plan(trainee, &latest, runs)),
            None => Ok(()),
        }
    }
}

fn plan(
    trainee: String,
    latest: &BTreeMap<(String, u8), (Run, Vec<Step>)>,
    runs: u64,
    is_gone: bool,
) -> Plan {
    let lessons = latest
        .values()
        .filter(|_| !is_gone)
        .filter_map(|(run, steps)| lesson(run, steps))
        .collect();
    Plan {
        trainee,
        lessons,
        runs,
    }
}

/// What must be done again of one run: it was not passed (a critical breach never passes), or a block is weak.
fn lesson(run: &Run, steps: &[Step]) -> Option<Lesson> {
    let weak: Vec<(Block, i32)> = Block::ALL
        .into_iter()
        .filter_map(|block| {
            let judged = steps
                .iter()
                .filter(|step| step.block == block && step.verdict != Verdict::Review);
            let (points, of) = judged.fold((0, 0), |(points, of), step| {
                (points + step.points, of + step.of)
            });
            let percent = (of > 0).then(|| points * 100 / of)?;
            (percent < WEAK_BELOW_PERCENT).then_some((block, percent))
        })
        .collect();
    // What is worth nothing is missed by everybody who did not breach it.
    let of = |verdict: Verdict| {
        steps
            .iter()
            .filter(move |step| step.verdict == verdict)
            .filter(move |step| verdict == Verdict::Breached || step.of > 0)
            .map(|step| step.item.clone())
    };
    let breached: Vec<String> = of(Verdict::Breached).collect();
    if run.passed && weak.is_empty() {
        return None;
    }
    Some(Lesson {
        case: run.case.clone(),
        level: run.level,
        last_at: run.began_at.clone(),
        passed: run.passed,
        pending: run.pending,
        weak,
        items: breached
            .iter()
            .cloned()
            .chain(of(Verdict::Missed))
            .collect(),
        breached,
    })
}
