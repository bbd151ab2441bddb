//! The few values that some fields have, as files and mapping files call them: a contract, whatever language the words of
//! a table are in.

use crate::domain::assessment::{Assessment, Verdict};
use crate::domain::packs::Block;
use crate::domain::session::Mode;

/// What came of a run.
pub(super) const CAME: [&str; 3] = ["pass", "pending", "fail"];
/// How a case was played, in the order of [`Mode`].
pub(super) const MODES: [&str; 2] = ["practice", "exam"];
/// Verdicts, in the order of [`Verdict`].
pub(super) const VERDICTS: [&str; 4] = ["met", "missed", "breached", "review"];
/// No and yes.
pub(super) const YES: [&str; 2] = ["no", "yes"];
/// Blocks, in the order of [`Block::ALL`].
pub(super) const BLOCKS: [&str; 5] = [
    Block::ALL[0].name(),
    Block::ALL[1].name(),
    Block::ALL[2].name(),
    Block::ALL[3].name(),
    Block::ALL[4].name(),
];

/// What came of a run: its place in [`CAME`].
pub(super) const fn came(run: &Assessment) -> usize {
    match (run.score.pass, run.score.pending) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

/// How a case was played.
pub(super) const fn mode(mode: Mode) -> &'static str {
    MODES[mode as usize]
}

/// A verdict.
pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    VERDICTS[verdict as usize]
}
