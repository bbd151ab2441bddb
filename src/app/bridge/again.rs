//! A finished run played again in its street: the inputs of its record enter the engine at their moments, and nothing is
//! written. Events, not video: whoever looks on may stand where they like.

use super::run::{ActiveCase, FinishedRun, StartError};
use crate::app::TICKS_PER_SECOND;
use crate::app::library::Library;
use crate::domain::ids::{Language, Millis};
use crate::domain::record::Moment;
use crate::domain::rehearsal::Player;
use crate::domain::session::{Input, Mode};
use crate::wording::Wording;
use bevy::prelude::*;
use std::collections::VecDeque;

/// A run is to be seen again, from this moment on.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplayFrom {
    /// The moment.
    pub at: Millis,
    /// The run beside the finished one, instead of it.
    pub is_beside: bool,
}

/// Another run of the same case, to be seen beside the finished one.
#[derive(Resource)]
pub struct Beside(pub FinishedRun);

/// Inputs that are still to come.
pub(super) struct Again {
    inputs: VecDeque<(Millis, Input)>,
}

impl Again {
    /// The next input, once its moment has come.
    pub(super) fn due(&mut self, now: Millis) -> Option<(Millis, Input)> {
        if self.inputs.front().is_some_and(|(at, _)| *at <= now) {
            self.inputs.pop_front()
        } else {
            None
        }
    }
}

impl ActiveCase {
    /// The finished run from the tick of a moment on: what was before has happened already.
    ///
    /// # Errors
    /// See [`StartError`].
    pub(super) fn again(
        library: Library,
        finished: &FinishedRun,
        lang: Language,
        from: Millis,
    ) -> Result<Self, StartError> {
        let tick_ms = 1000 / u64::from(TICKS_PER_SECOND);
        let from = Millis(from.0 / tick_ms * tick_ms);
        let case = finished.plan.case;
        let entry = library.entry(case).ok_or(StartError::NoCase(case))?;
        let stage = library.stage(case).ok_or(StartError::NoCase(case))?;
        let record = &finished.run.record;
        let mut player =
            Player::begin(stage, record.header.clone()).map_err(StartError::NotInCase)?;
        let mut inputs: VecDeque<(Millis, Input)> = record
            .events
            .iter()
            .filter_map(|event| match &event.what {
                Moment::In(input) => Some((event.at, input.clone())),
                _ => None,
            })
            .collect();
        while inputs.front().is_some_and(|(at, _)| *at < from) {
            if let Some((at, input)) = inputs.pop_front() {
                player.input(at, input);
            }
        }
        player.wait(from);
        let content = library.0.content;
        let told = player.events().len();
        let wording = Wording::of_run(&entry.case, content, lang, player.events());
        Ok(Self {
            plan: finished.plan.clone(),
            entry,
            content,
            player,
            writer: None,
            again: Some(Again { inputs }),
            wording,
            folder: finished.folder.clone(),
            clock_ms: from.0,
            told,
        })
    }

    /// Whether its clock may stand still: an exam's does for nobody.
    #[must_use]
    pub fn may_stand(&self) -> bool {
        self.plan.mode == Mode::Practice
    }

    /// Whether this is a finished run seen again.
    #[must_use]
    pub const fn is_replay(&self) -> bool {
        self.again.is_some()
    }

    /// Everything that is due enters the engine, each at its own moment.
    pub(super) fn play_on(&mut self) {
        let now = self.now();
        while let Some((at, input)) = self.again.as_mut().and_then(|again| again.due(now)) {
            self.player.input(at, input);
        }
        self.wait();
    }
}
