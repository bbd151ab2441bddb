//! Footsteps: one's own by the way one has gone, others' when they are near enough to be heard.

use super::SoundSystems;
use super::playback::Playback;
use crate::app::actors::{Pace, Person};
use crate::app::trainee::Trainee;
use crate::app::world::Rain;
use crate::app::{Pause, Screen};
use bevy::prelude::*;

/// Metres between two steps of a walk.
const STRIDE_M: f32 = 0.72;
/// And of a run, from this speed on.
const RUN_STRIDE_M: f32 = 1.15;
const RUN_M_S: f32 = 2.6;
/// Slower is standing.
const STANDING_M_S: f32 = 0.25;
/// Others are heard walking up to here.
const NEAR_M: f32 = 7.0;

/// Way since somebody's last step.
#[derive(Component, Debug, Clone, Copy, Default)]
struct SinceStep(f32);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        (own, others)
            .chain()
            .before(SoundSystems)
            .run_if(in_state(Screen::Case).and_then(in_state(Pause::Running))),
    );
}

const fn ground(is_wet: bool) -> &'static str {
    if is_wet { "step_wet" } else { "step_paving" }
}

/// Whether a foot comes down, after so much more way at this pace.
fn falls(since_m: &mut f32, pace_m_s: f32, delta_s: f32) -> bool {
    if pace_m_s < STANDING_M_S {
        // The next step is heard soon after setting out.
        *since_m = STRIDE_M * 0.6;
        return false;
    }
    *since_m += pace_m_s * delta_s;
    let stride = if pace_m_s > RUN_M_S {
        RUN_STRIDE_M
    } else {
        STRIDE_M
    };
    let is_down = *since_m >= stride;
    if is_down {
        *since_m %= stride;
    }
    is_down
}

fn own(
    time: Res<Time>,
    rain: Res<Rain>,
    trainees: Query<&Trainee>,
    mut since_m: Local<f32>,
    mut playback: ResMut<Playback>,
) {
    for trainee in &trainees {
        if falls(&mut since_m, trainee.pace, time.delta_secs()) {
            playback.once(ground(rain.0), None);
        }
    }
}

fn others(
    mut commands: Commands,
    time: Res<Time>,
    rain: Res<Rain>,
    trainees: Query<&GlobalTransform, With<Trainee>>,
    mut people: Query<(Entity, &GlobalTransform, &Pace, Option<&mut SinceStep>), With<Person>>,
    mut playback: ResMut<Playback>,
) {
    let Some(here) = trainees.iter().next().map(GlobalTransform::translation) else {
        return;
    };
    for (entity, transform, pace, since) in &mut people {
        let Some(mut since) = since else {
            commands.entity(entity).insert(SinceStep::default());
            continue;
        };
        let at = transform.translation();
        if falls(&mut since.0, pace.0, time.delta_secs()) && at.distance(here) < NEAR_M {
            playback.once(ground(rain.0), Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::falls;

    #[test]
    fn steps_keep_pace() {
        let count = |pace: f32, delta: f32| {
            let mut since = 0.0;
            let frames = (10.0 / delta) as u32;
            (0..frames)
                .filter(|_| falls(&mut since, pace, delta))
                .count()
        };
        assert_eq!(count(0.1, 0.02), 0);
        // 1.7 m/s for ten seconds are 17 m.
        assert!(
            (22..=24).contains(&count(1.7, 0.02)),
            "{}",
            count(1.7, 0.02)
        );
        assert!((22..=24).contains(&count(1.7, 0.007)));
        assert!((30..=32).contains(&count(3.6, 0.02)));
    }
}
