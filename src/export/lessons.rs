//! Who must train what again, and what is missed most: sums over all results that grow with people and cases, never with
//! the number of runs. Only the latest run of each case and level counts: who has made it good need not do it again.

use super::source::Found;
use crate::domain::assessment::{Assessment, BlockMark, Item, Verdict};
use crate::domain::ids::Bilingual;
use crate::domain::packs::Block;
use crate::report::beijing_time;
use std::collections::BTreeMap;

/// A block in which less than this share was earned must be trained again.
pub(super) const RETRAIN_BELOW_PERCENT: i64 = 60;

/// Everything summed up.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// By trainee.
    pub(super) people: BTreeMap<String, Learner>,
    /// By case and item.
    pub(super) criteria: BTreeMap<(String, String), Criterion>,
    /// By month `YYYY-MM` in Beijing time.
    pub(super) months: BTreeMap<String, Results>,
    /// Points given and possible by block, in the order of [`Block::ALL`], over all runs.
    pub(super) blocks: [(i64, i64); 5],
}

/// How many runs came to what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Results {
    pub(super) passed: i64,
    pub(super) failed: i64,
    pub(super) pending: i64,
}

/// One trainee.
#[derive(Debug, Default)]
pub(super) struct Learner {
    pub(super) team: String,
    /// Has left or was erased: the marks count, and there is nobody to train again.
    pub(super) is_gone: bool,
    /// All runs, those made good included.
    pub(super) attempts: i64,
    /// The latest run of each case and level.
    pub(super) latest: BTreeMap<(String, u8), Latest>,
}

/// What is kept of the latest run of a case and level.
#[derive(Debug)]
pub(super) struct Latest {
    order: (String, String),
    pub(super) pass: bool,
    pub(super) blocks: [(i64, i64); 5],
    pub(super) lessons: Vec<Lesson>,
}

impl Latest {
    /// When it began.
    pub(super) fn started_at(&self) -> &str {
        &self.order.0
    }
}

/// Something to train again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lesson {
    /// In which block; none when the run failed without a weak one.
    pub(super) block: Option<Block>,
    pub(super) reason: Reason,
    /// Share earned in the block.
    pub(super) percent: Option<i64>,
    /// Items missed or breached in it, by id.
    pub(super) items: Vec<String>,
}

/// Why it must be trained again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// A critical breach.
    Critical,
    /// Too few points.
    Weak,
    /// Not passed, though no block alone is weak.
    Failed,
    /// Nobody can say yet.
    Pending,
}

impl Reason {
    /// Every reason by name, in order.
    pub(super) const NAMES: [&'static str; 4] = ["critical", "weak", "failed", "pending"];

    /// Name in tables and mapping files.
    pub(super) const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// One item of a case over all runs.
#[derive(Debug)]
pub(super) struct Criterion {
    pub(super) block: Block,
    pub(super) text: Bilingual,
    pub(super) critical: bool,
    pub(super) met: i64,
    pub(super) missed: i64,
    pub(super) breached: i64,
    pub(super) review: i64,
}

impl Sums {
    /// Takes one result in, whatever order they come in.
    pub(super) fn add(&mut self, found: &Found) {
        let mark = &found.mark;
        let blocks = Block::ALL.map(|block| points(mark, block));
        for (sum, (points, of)) in self.blocks.iter_mut().zip(blocks) {
            sum.0 += points;
            sum.1 += of;
        }
        let month = self.months.entry(month(&mark.started_at)).or_default();
        match (mark.score.pass, mark.score.pending) {
            (true, _) => month.passed += 1,
            (false, true) => month.pending += 1,
            (false, false) => month.failed += 1,
        }
        for item in &mark.items {
            self.count(mark, item);
        }
        let learner = self.people.entry(mark.trainee.clone()).or_default();
        learner.attempts += 1;
        learner.is_gone = found.is_gone;
        if !found.team.is_empty() {
            learner.team.clone_from(&found.team);
        }
        let order = (mark.started_at.clone(), mark.record.clone());
        let place = (mark.scenario.id.clone(), mark.level);
        if learner
            .latest
            .get(&place)
            .is_none_or(|latest| latest.order <= order)
        {
            let latest = Latest {
                order,
                pass: mark.score.pass,
                blocks,
                lessons: if found.is_gone {
                    Vec::new()
                } else {
                    lessons(mark)
                },
            };
            learner.latest.insert(place, latest);
        }
    }

    fn count(&mut self, mark: &Assessment, item: &Item) {
        let criterion = self
            .criteria
            .entry((mark.scenario.id.clone(), item.id.clone()))
            .or_insert_with(|| Criterion {
                block: item.block,
                text: item.text.clone(),
                critical: item.critical,
                met: 0,
                missed: 0,
                breached: 0,
                review: 0,
            });
        *match mark.verdict(item) {
            Verdict::Met => &mut criterion.met,
            Verdict::Missed => &mut criterion.missed,
            Verdict::Breached => &mut criterion.breached,
            Verdict::Review => &mut criterion.review,
        } += 1;
    }

    /// How many runs came to what, all months together.
    pub(super) fn results(&self) -> Results {
        self.months
            .values()
            .fold(Results::default(), |sum, month| Results {
                passed: sum.passed + month.passed,
                failed: sum.failed + month.failed,
                pending: sum.pending + month.pending,
            })
    }
}

impl Learner {
    /// Latest runs not passed, whoever is still there or not.
    pub(super) fn failed(&self) -> usize {
        self.latest.values().filter(|run| !run.pass).count()
    }

    /// Points of a block over the latest runs, and whether it is weak in any: a weak run is not made good by strong
    /// ones of other cases.
    pub(super) fn block(&self, at: usize) -> (i64, i64, bool) {
        self.latest
            .values()
            .fold((0, 0, false), |(points, of, weak), run| {
                let here = run.blocks[at];
                let is_weak = run
                    .lessons
                    .iter()
                    .any(|lesson| lesson.block == Some(Block::ALL[at]));
                (points + here.0, of + here.1, weak || is_weak)
            })
    }
}

/// What must be done again of one run; nothing when it was passed and no block is weak.
fn lessons(mark: &Assessment) -> Vec<Lesson> {
    let mut lessons: Vec<Lesson> = Block::ALL
        .into_iter()
        .filter_map(|block| lesson(mark, block))
        .collect();
    if lessons.is_empty() && !mark.score.pass {
        lessons.push(Lesson {
            block: None,
            reason: if mark.score.pending {
                Reason::Pending
            } else {
                Reason::Failed
            },
            percent: share(mark.score.points.into(), mark.score.of.into()),
            items: wrong(mark, |_| true),
        });
    }
    lessons
}

fn lesson(mark: &Assessment, block: Block) -> Option<Lesson> {
    let (points, of) = points(mark, block);
    let percent = share(points, of);
    let is_critical = |item: &Item| item.block == block && mark.critical.contains(&item.id);
    let reason = if mark.items.iter().any(is_critical) {
        Reason::Critical
    } else if percent.is_some_and(|percent| percent < RETRAIN_BELOW_PERCENT) {
        Reason::Weak
    } else {
        return None;
    };
    Some(Lesson {
        block: Some(block),
        reason,
        percent,
        items: wrong(mark, |item| item.block == block),
    })
}

/// Items not shown or breached; those whose worth is nothing are missed by everybody who did not breach them.
fn wrong(mark: &Assessment, of: impl Fn(&Item) -> bool) -> Vec<String> {
    mark.items
        .iter()
        .filter(|item| of(item))
        .filter(|item| match mark.verdict(item) {
            Verdict::Breached => true,
            Verdict::Missed => item.of > 0,
            Verdict::Met | Verdict::Review => false,
        })
        .map(|item| item.id.clone())
        .collect()
}

/// What a block of a run was worth; none when nothing of it was asked.
pub(super) fn block_mark(mark: &Assessment, block: Block) -> Option<&BlockMark> {
    mark.blocks.iter().find(|one| one.id == block)
}

fn points(mark: &Assessment, block: Block) -> (i64, i64) {
    block_mark(mark, block).map_or((0, 0), |one| (one.points.into(), one.of.into()))
}

/// Month of a moment in Beijing time, `YYYY-MM`; the text itself when it is no moment.
pub(super) fn month(started_at: &str) -> String {
    beijing_time(started_at).map_or_else(
        || started_at.to_owned(),
        |(year, month, _, _)| format!("{year:04}-{month:02}"),
    )
}

/// Whole per cent, rounded down; none of nothing.
pub(super) fn share(points: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| points * 100 / of)
}
