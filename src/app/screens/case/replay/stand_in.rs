//! The trainee as others see them, where a run is seen again: an officer's body that stands where the record has the
//! trainee and shows what was done. Hidden from its own eyes.

use super::views::View;
use super::{Watching, is_replay};
use crate::app::Screen;
use crate::app::actors::{Pace, Person, PlayClip, spawn_stand_in};
use crate::app::bridge::{ActiveCase, Happened};
use crate::app::library::Library;
use crate::app::trainee::Trainee;
use crate::app::world::{StreetAssets, own_look};
use crate::domain::packs::Mood;
use crate::domain::record::Moment;
use crate::domain::session::Input;
use bevy::gltf::Gltf;
use bevy::prelude::*;

/// The trainee among people.
const ME: &str = "me";

#[derive(Component)]
struct StandIn;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (enter, act, stand)
            .chain()
            .run_if(in_state(Screen::Case).and_then(is_replay)),
    );
}

fn enter(
    mut commands: Commands,
    added: Query<(), Added<Trainee>>,
    active: Res<ActiveCase>,
    library: Res<Library>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
) {
    if added.is_empty() {
        return;
    }
    let shape =
        own_look(*library, active.plan.case).and_then(|look| library.0.wardrobe.people.look(look));
    let Some(shape) = shape else { return };
    let person = Person {
        id: ME.to_owned(),
        look: shape.look.clone(),
        eye_m: shape.eye_height_cm as f32 / 100.0,
        mood: Mood::Calm,
        tension: 0,
        is_of_case: false,
    };
    let entity = spawn_stand_in(&mut commands, &street, &gltfs, person);
    commands.entity(entity).insert(StandIn);
}

/// What was done is shown where a body has a motion of that name.
fn act(
    mut happened: MessageReader<Happened>,
    library: Res<Library>,
    mut clips: MessageWriter<PlayClip>,
) {
    for Happened(event) in happened.read() {
        let Moment::In(Input::Did { action, .. }) = &event.what else {
            continue;
        };
        let known = &library.0.wardrobe.people.clips;
        if known.iter().any(|one| one.clip == *action) {
            clips.write(PlayClip {
                person: ME.to_owned(),
                clip: action.clone(),
            });
        }
    }
}

fn stand(
    watching: Res<Watching>,
    trainees: Query<(&Trainee, &Transform), Without<StandIn>>,
    mut bodies: Query<(&mut Transform, &mut Pace, &mut Visibility), With<StandIn>>,
) {
    let Ok((trainee, at)) = trainees.single() else {
        return;
    };
    for (mut body, mut pace, mut visibility) in &mut bodies {
        body.translation = at.translation.with_y(0.0);
        // A body looks along Z, eyes along -Z.
        body.rotation = Quat::from_rotation_y(trainee.yaw + std::f32::consts::PI);
        pace.0 = trainee.pace;
        visibility.set_if_neq(if watching.view == View::Trainee {
            Visibility::Hidden
        } else {
            Visibility::Inherited
        });
    }
}
