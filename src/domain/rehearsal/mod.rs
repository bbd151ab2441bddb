//! Playing a walk-through: steps in, record and mark out, and everything that did not follow as promised. The command
//! line, the tests and the prover all rehearse through here; only understanding comes from outside, as a function.

mod noisy;
mod player;
mod promise;
mod steps;

pub use noisy::{Moved, moved_by_noise, rehearse_through};
pub use player::{NOBODY, Player, rehearsal_header};
pub use promise::promises;
pub use steps::{input_of, meaning};

use crate::domain::assessment::Assessment;
use crate::domain::record::{Record, Versions};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::{Step, WalkthroughFile};
use crate::domain::session::{Rules, State};
use crate::domain::understanding::Reading;

/// How long saying something takes when nothing says otherwise.
pub const SAY_MS: u64 = 6_000;
/// How long anything else takes.
pub const DO_MS: u64 = 3_000;

/// Understanding as the rehearsal sees it.
pub type Understand<'a> = &'a (dyn Fn(&str) -> Reading + Sync);

/// What a rehearsal is played under.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// Case.
    pub case: &'a Case,
    /// How people react.
    pub rules: &'a Rules,
    /// From words to acts.
    pub understand: Understand<'a>,
    /// Versions for the record.
    pub versions: &'a Versions,
}

/// A played run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Record, closed and chained.
    pub record: Record,
    /// The record as its file's text.
    pub text: String,
    /// Mark.
    pub assessment: Assessment,
    /// State at the end.
    pub state: State,
    /// What did not follow as promised; empty when all did.
    pub broken: Vec<BrokenPromise>,
}

/// Something that did not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenPromise {
    /// Step from 0; none: at the end.
    pub step: Option<usize>,
    /// What was promised, as written.
    pub promised: String,
    /// What was seen instead.
    pub seen: String,
}

/// Plays a walk-through. With `storage`, the state is saved and loaded before every step.
///
/// # Errors
/// The id that the case does not have.
pub fn rehearse(stage: Stage<'_>, file: &WalkthroughFile, storage: bool) -> Result<Run, String> {
    let header = rehearsal_header(stage.case, stage.versions, file);
    let mut player = Player::begin(stage, header)?;
    let mut broken = Vec::new();
    let mut since = 0;
    let mut last_reading = Reading::default();
    for (index, one) in file.steps.iter().enumerate() {
        if storage && player.through_storage().is_err() {
            broken.push(BrokenPromise {
                step: Some(index),
                promised: "save and load".to_owned(),
                seen: String::new(),
            });
        }
        if let Step::See(promises) = one {
            for promise in promises {
                if let Some(seen) = promise::unseen(&player, since, &last_reading, promise) {
                    broken.push(BrokenPromise {
                        step: Some(index),
                        promised: format!("{promise:?}"),
                        seen,
                    });
                }
            }
            continue;
        }
        since = steps::take(&mut player, &stage, one, &mut last_reading);
    }
    let mut run = player.finish();
    broken.extend(promise::unmet(&run, &file.expect));
    run.broken = broken;
    Ok(run)
}
