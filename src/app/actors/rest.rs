//! Bodies that nobody sees stand still: their bones keep the last pose, and the clip goes on from where it would be as soon
//! as somebody looks. What decides anything about a case does not look at bones.

use super::body::BodyParts;
use super::clips::Slots;
use crate::app::Screen;
use bevy::prelude::*;

/// Out of sight for so long a body stands still. Longer than a glance aside, and than a new body needs for its first pose.
const AFTER_S: f32 = 0.5;

/// How long a body's player has been out of everybody's sight, in seconds: eyes' and lights' that cast its shadow.
#[derive(Component, Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    not_for_s: f32,
}

/// The player of a body that stands still, since this moment of the application's time, in seconds.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct AtRest {
    since_s: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, rest.run_if(in_state(Screen::Case)));
}

fn rest(
    mut commands: Commands,
    time: Res<Time>,
    bodies: Query<&BodyParts>,
    skins: Query<&ViewVisibility>,
    mut players: Query<(
        &mut Seen,
        Option<&mut AtRest>,
        Ref<Slots>,
        &mut AnimationPlayer,
    )>,
) {
    let now_s = time.elapsed_secs();
    for parts in &bodies {
        let Ok((mut seen, at_rest, slots, mut player)) = players.get_mut(parts.player) else {
            continue;
        };
        let is_seen = parts
            .skins
            .iter()
            .any(|skin| skins.get(*skin).is_ok_and(|one| one.get()));
        seen.not_for_s = if is_seen {
            0.0
        } else {
            seen.not_for_s + time.delta_secs()
        };
        match at_rest {
            Some(mut at_rest) => {
                // A clip that began meanwhile has slept no longer than that.
                if slots.is_changed() {
                    at_rest.since_s = now_s;
                }
                if is_seen {
                    slots.catch_up(&mut player, now_s - at_rest.since_s);
                    // Without its graph the engine passes a player over, bone by bone.
                    commands
                        .entity(parts.player)
                        .remove::<AtRest>()
                        .insert(slots.handle());
                }
            }
            None if seen.not_for_s > AFTER_S => {
                commands
                    .entity(parts.player)
                    .remove::<AnimationGraphHandle>()
                    .insert(AtRest { since_s: now_s });
            }
            _ => {}
        }
    }
}
