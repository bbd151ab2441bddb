//! The debriefing: the mark, its reasons, what went well.

use super::{ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::FinishedRun;
use crate::app::ui::{heading, screen_root};
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Debriefing, build);
}

fn build(mut commands: Commands, finished: Option<Res<FinishedRun>>) {
    let Some(finished) = finished else { return };
    let root = commands
        .spawn((screen_root(), ScreenRoot, DespawnOnExit(Screen::Debriefing)))
        .id();
    commands.entity(root).with_children(|parts| {
        parts.spawn(heading(
            finished.run.assessment.score.points.to_string(),
            64.0,
        ));
    });
}
