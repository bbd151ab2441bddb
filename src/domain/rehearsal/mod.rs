//! Playing a walk-through: steps in, record and mark out, and everything that did not follow as promised. The command
//! line, the tests and the prover all rehearse through here; only understanding comes from outside, as a function.

mod noisy;
mod player;
mod promise;
mod steps;
mod why;

pub use noisy::{Moved, moved_by_noise, rehearse_through};
pub use player::{NOBODY, Player, rehearsal_header};
pub use promise::{promises, wrong_entries};
pub use steps::{inputs_of, into_last_line, meaning, talking};
pub use why::Why;

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
    /// What was seen instead; a verdict by its small name.
    pub seen: String,
    /// What was behind it.
    pub why: Why,
}

impl BrokenPromise {
    /// Everything about it as words for a message, by name.
    #[must_use]
    pub fn words(&self) -> [(&'static str, &str); 9] {
        let why = &self.why;
        [
            ("word", &self.promised),
            ("given", &self.seen),
            ("said", &why.said),
            ("heard", &why.heard),
            ("lines", &why.lines),
            ("tension", &why.tension),
            ("trust", &why.trust),
            ("wanting", &why.wanting),
            ("kind", why.kind),
        ]
    }
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
    let mut said = String::new();
    for (index, one) in file.steps.iter().enumerate() {
        if storage && player.through_storage().is_err() {
            broken.push(BrokenPromise {
                step: Some(index),
                promised: "save and load".to_owned(),
                seen: String::new(),
                why: Why::default(),
            });
        }
        if let Step::See(promises) = one {
            for promise in promises {
                if let Some(seen) = promise::unseen(&player, since, &last_reading, promise) {
                    let scene = why::Scene {
                        case: stage.case,
                        state: player.state(),
                        since: &player.events()[since..],
                    };
                    broken.push(BrokenPromise {
                        step: Some(index),
                        promised: format!("{promise:?}"),
                        seen,
                        why: scene.why(&said, &promise::acts(&last_reading), Some(promise)),
                    });
                }
            }
            continue;
        }
        since = steps::take(&mut player, &stage, one, &mut last_reading);
        if let Step::Say(text)
        | Step::SayTo(_, text)
        | Step::Over(text)
        | Step::Talk(_, text)
        | Step::Mumble(text, _) = one
        {
            said.clone_from(text);
        }
    }
    let mut run = player.finish();
    broken.extend(promise::unmet(stage.case, &run, &file.expect));
    run.broken = broken;
    Ok(run)
}
