//! The frame of the mark: blocks, their weights, the pass line and the cap after a critical breach.
//! Which criteria a case puts into a block is the case's business.

use super::PackText;
use super::problem::{self, PackProblem};
use crate::domain::ids::{Bilingual, Points};
use serde::{Deserialize, Serialize};

/// The five blocks of every mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Steps of procedure and their order.
    Procedure,
    /// Right instrument, version, limit, addressee and competence.
    Legality,
    /// Listening, tone, plain language.
    Communication,
    /// Hazard removed, way out accepted, deadline and follow-up.
    Result,
    /// Recorder, evidence, incidents, upload.
    Safety,
}

impl Block {
    /// Every block, in the order of a report.
    pub const ALL: [Self; 5] = [
        Self::Procedure,
        Self::Legality,
        Self::Communication,
        Self::Result,
        Self::Safety,
    ];

    /// Name in content and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Legality => "legality",
            Self::Communication => "communication",
            Self::Result => "result",
            Self::Safety => "safety",
        }
    }
}

/// How much something weighs in judging conduct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good conduct.
    Good,
    /// Neither good nor bad by itself.
    Neutral,
    /// A small deduction.
    Minor,
    /// A serious deduction.
    Serious,
    /// Caps the mark.
    Critical,
}

/// One block with its share of the mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockShare {
    /// Which block.
    pub block: Block,
    /// Points of the hundred.
    pub points: Points,
    /// Its heading.
    pub name: Bilingual,
    /// What it looks at.
    pub checks: Bilingual,
}

/// The frame of every mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Sum of all blocks.
    pub of: Points,
    /// Least points of a pass.
    pub pass_at: Points,
    /// Most points after a critical breach; below the pass line.
    pub cap_after_critical: Points,
    /// The blocks.
    pub blocks: Vec<BlockShare>,
}

impl Frame {
    /// The share of a block; zero for one the pack leaves out, which loading refuses.
    #[must_use]
    pub fn points_of(&self, block: Block) -> Points {
        self.blocks
            .iter()
            .find(|share| share.block == block)
            .map_or(Points(0), |share| share.points)
    }

    pub(super) fn check(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        for share in &self.blocks {
            let owner = format!("{:?}", share.block);
            problem::check_text(file, &owner, "name", &share.name, problems);
            problem::check_text(file, &owner, "checks", &share.checks, problems);
        }
        for block in Block::ALL {
            if self
                .blocks
                .iter()
                .filter(|share| share.block == block)
                .count()
                != 1
            {
                problems.push(problem::out_of_range(
                    file,
                    "frame",
                    &format!("{block:?} ≠ 1 ×"),
                ));
            }
        }
        let sum: i32 = self.blocks.iter().map(|share| share.points.0).sum();
        if sum != self.of.0 || self.blocks.iter().any(|share| share.points.0 <= 0) {
            problems.push(problem::out_of_range(
                file,
                "frame",
                &format!("Σ {sum} / {}", self.of.0),
            ));
        }
        if self.cap_after_critical >= self.pass_at
            || self.pass_at > self.of
            || self.cap_after_critical.0 < 0
        {
            problems.push(problem::out_of_range(
                file,
                "frame",
                "0 ≤ cap_after_critical < pass_at ≤ of",
            ));
        }
    }
}
