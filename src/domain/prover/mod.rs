//! The prover: walks a case's state space and tries to cheat it. Finds dead ends, lines and beats nobody reaches, full
//! marks without a mandatory step, passes after a critical breach, and the cheapest way to a pass. Every finding comes
//! with a walk-through that shows it. Asks no clock itself: the caller says when to stop.

mod cheat;
mod explore;
mod moves;
mod situation;

pub use moves::{Move, all_moves};

use crate::domain::rehearsal::Stage;
use crate::domain::scenario::flow::{reachable_beats, reachable_lines};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::WalkthroughFile;
use std::collections::BTreeSet;

/// The level of findings that hold on none.
pub const NO_LEVEL: u8 = 0;

/// What the prover may find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// From here only the clock ends the case.
    DeadEnd,
    /// A beat never fired.
    BeatNotReached,
    /// A line was never spoken.
    LineNotReached,
    /// An ending was never reached.
    EndingNotReached,
    /// Full mark although a mandatory step was left out.
    FullMarkWithoutStep,
    /// A pass although a critical breach was committed.
    PassAfterBreach,
    /// A pass by saying nothing.
    PassBySilence,
    /// A pass by talk that means nothing.
    PassByBabble,
    /// A pass by reciting phrases without doing anything.
    PassByReciting,
    /// A pass with far fewer inputs than the ideal.
    CheapPass,
    /// The ideal of a lower level also passes a higher one.
    LevelsAlike,
    /// An ideal walk-through does not pass.
    IdealFails,
    /// Beats set each other off without end.
    Circle,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Proved {
    /// What.
    pub finding: Finding,
    /// Level on which.
    pub level: u8,
    /// Id concerned, or a short word for what was done.
    pub what: String,
    /// A walk-through that shows it, where there is one.
    pub example: Option<WalkthroughFile>,
}

/// Share of a level covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Coverage {
    /// Level.
    pub level: u8,
    /// Beats fired, of how many.
    pub beats: (usize, usize),
    /// Lines spoken, of how many.
    pub lines: (usize, usize),
    /// Endings reached, of how many.
    pub endings: (usize, usize),
    /// Situations told apart.
    pub situations: usize,
    /// Engine steps taken.
    pub steps: u64,
    /// Whether every situation found was tried to the end.
    pub complete: bool,
}

/// Everything the prover says.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// Findings, gravest kind first as listed in [`Finding`].
    pub found: Vec<Proved>,
    /// Coverage by level.
    pub coverage: Vec<Coverage>,
    /// Fewest inputs that pass, by level, with the ideal's number beside it.
    pub cheapest: Vec<(u8, usize, usize)>,
}

/// Proves a case with its walk-throughs. `share` says how much of the budget is spent, in thousandths; at 1000 the prover
/// stops exploring and reports what it has.
pub fn prove(
    stage: Stage<'_>,
    walkthroughs: &[(String, WalkthroughFile)],
    critical_deeds: &BTreeSet<String>,
    share: &mut dyn FnMut() -> u32,
) -> Proof {
    let mut proof = Proof::default();
    // Cheating is tried first: it is quick, and what it finds is gravest.
    cheat::try_all(stage, walkthroughs, critical_deeds, share, &mut proof);
    let levels: Vec<u8> = stage.case.levels.iter().map(|level| level.level).collect();
    let spent = share().min(1000);
    for (index, level) in levels.iter().enumerate() {
        // Each level gets an equal part of what is left.
        let until = spent + (1000 - spent) * (small(index) + 1) / small(levels.len()).max(1);
        explore::explore(
            stage,
            *level,
            walkthroughs,
            &mut || share() >= until,
            &mut proof,
        );
    }
    // What no level can reach at all is a fault however much time there was.
    let nowhere = |reached: &dyn Fn(&crate::domain::scenario::model::Level) -> BTreeSet<u16>,
                   count: usize| {
        let anywhere: BTreeSet<u16> = stage.case.levels.iter().flat_map(reached).collect();
        (0..count)
            .filter(|at| !u16::try_from(*at).is_ok_and(|at| anywhere.contains(&at)))
            .collect::<Vec<_>>()
    };
    let case = stage.case;
    let beats = nowhere(
        &|level| {
            reachable_beats(case, level)
                .iter()
                .map(|one| one.0)
                .collect()
        },
        case.beats.len(),
    );
    let lines = nowhere(
        &|level| {
            reachable_lines(case, level)
                .iter()
                .map(|one| one.0)
                .collect()
        },
        case.lines.len(),
    );
    let never = beats
        .into_iter()
        .map(|at| (Finding::BeatNotReached, &case.beats[at].id))
        .chain(
            lines
                .into_iter()
                .map(|at| (Finding::LineNotReached, &case.lines[at].id)),
        );
    proof.found.extend(never.map(|(finding, id)| Proved {
        finding,
        level: NO_LEVEL,
        what: id.clone(),
        example: None,
    }));
    proof.found.sort_by(|one, other| {
        (one.finding, one.level, &one.what).cmp(&(other.finding, other.level, &other.what))
    });
    proof
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Parties of a level by id.
fn parties(case: &Case, level: u8) -> Vec<String> {
    case.level(level)
        .map(|level| {
            level
                .parties
                .iter()
                .map(|party| case.people[party.at()].id.clone())
                .collect()
        })
        .unwrap_or_default()
}
