//! Places to look from: where the trainee stood, the eyes of anybody who is there, above, and freely through the street.

use super::{Watching, is_replay};
use crate::app::Screen;
use crate::app::actors::{HeadTurn, Person};
use crate::app::bridge::ActiveCase;
use crate::app::devices::{Controls, Grip};
use crate::app::trainee::{EyesElsewhere, Trainee};
use crate::app::words::Tongue;
use crate::app::world::StreetCamera;
use bevy::prelude::*;

/// Height of the view from above.
const TOP_M: f32 = 7.5;
/// Eyes are a little before the face, so that one's own nose is not in the picture.
const BEFORE_FACE_M: f32 = 0.16;
/// How fast free eyes move, and with Shift.
const FLY_M_S: f32 = 2.5;
const FLY_FAST_M_S: f32 = 8.0;
/// How fast keys turn them.
const TURN_PER_S: f32 = 1.4;
const PITCH_MAX: f32 = 1.5;
/// Free eyes stay over the ground and within sight of the street.
const LOWEST_M: f32 = 0.3;
const HIGHEST_M: f32 = 40.0;

/// Where one looks from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum View {
    /// Where the trainee stood; keys and mouse move on from there.
    #[default]
    Trainee,
    /// The eyes of somebody of the case; of the party when nobody is named or who is named has gone.
    Other(Option<String>),
    /// From above.
    Top,
    /// Freely.
    Free,
}

impl View {
    /// The view after this one, where these eyes are there.
    pub(super) fn next(&self, there: &Eyes) -> Self {
        let from = match self {
            Self::Trainee => 0,
            Self::Other(who) => {
                let at = who
                    .as_ref()
                    .and_then(|id| there.0.iter().position(|one| one == id));
                at.unwrap_or(0) + 1
            }
            Self::Top => return Self::Free,
            Self::Free => return Self::Trainee,
        };
        there
            .0
            .get(from)
            .map_or(Self::Top, |id| Self::Other(Some(id.clone())))
    }

    /// Whose eyes these are, of those who are there.
    fn whose<'a>(&'a self, there: &Eyes, party: &'a str) -> Option<&'a str> {
        let Self::Other(who) = self else { return None };
        let named = who
            .as_deref()
            .filter(|id| there.0.iter().any(|one| one == id));
        Some(named.unwrap_or(party))
    }
}

/// Who of the case is in the street, the party first.
#[derive(Resource, Debug, Default, PartialEq, Eq)]
pub(super) struct Eyes(pub(super) Vec<String>);

/// Free eyes, in the street.
#[derive(Resource, Debug, Default)]
struct FreeEyes(Option<(Vec3, f32, f32)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Eyes>()
        .init_resource::<FreeEyes>()
        .add_systems(
            Update,
            (who_is_there, lend_pointer, elsewhere, fly)
                .run_if(in_state(Screen::Case).and_then(is_replay)),
        )
        .add_systems(
            PostUpdate,
            look_from
                .before(bevy::transform::TransformSystems::Propagate)
                .run_if(in_state(Screen::Case).and_then(is_replay)),
        )
        .add_systems(
            OnEnter(Screen::Debriefing),
            |mut free: ResMut<FreeEyes>, mut eyes: ResMut<EyesElsewhere>| {
                free.0 = None;
                eyes.0 = false;
            },
        );
}

fn who_is_there(active: Res<ActiveCase>, people: Query<&Person>, mut eyes: ResMut<Eyes>) {
    let party = active.party();
    let mut there: Vec<String> = people
        .iter()
        .filter(|person| person.is_of_case)
        .map(|person| person.id.clone())
        .collect();
    there.sort_by_key(|id| (id != party, id.clone()));
    eyes.set_if_neq(Eyes(there));
}

/// Held down, the right button gives the mouse to the eyes.
fn lend_pointer(buttons: Res<ButtonInput<MouseButton>>, mut grip: ResMut<Grip>) {
    let wanted = if buttons.pressed(MouseButton::Right) {
        Grip::Body
    } else {
        Grip::Panels
    };
    grip.set_if_neq(wanted);
}

/// From anywhere but its own eyes the trainee's body stays as the record has it.
fn elsewhere(watching: Res<Watching>, mut eyes: ResMut<EyesElsewhere>) {
    eyes.set_if_neq(EyesElsewhere(watching.view != View::Trainee));
}

/// Free eyes go by the keys of walking; they move while the clock stands, too.
fn fly(
    watching: Res<Watching>,
    time: Res<Time<Real>>,
    keys: Res<ButtonInput<KeyCode>>,
    controls: Res<Controls>,
    mut free: ResMut<FreeEyes>,
) {
    if watching.view != View::Free {
        return;
    }
    let Some((at, yaw, pitch)) = &mut free.0 else {
        return;
    };
    let dt = time.delta_secs();
    let axis = |plus: KeyCode, minus: KeyCode| {
        f32::from(u8::from(keys.pressed(plus))) - f32::from(u8::from(keys.pressed(minus)))
    };
    *yaw += axis(KeyCode::KeyQ, KeyCode::KeyE) * TURN_PER_S * dt - controls.look.x;
    *pitch = (*pitch + controls.look.y).clamp(-PITCH_MAX, PITCH_MAX);
    let speed = if keys.pressed(KeyCode::ShiftLeft) {
        FLY_FAST_M_S
    } else {
        FLY_M_S
    };
    let turned = Quat::from_euler(EulerRot::YXZ, *yaw, *pitch, 0.0);
    let way = turned
        * Vec3::new(
            axis(KeyCode::KeyD, KeyCode::KeyA),
            0.0,
            axis(KeyCode::KeyS, KeyCode::KeyW),
        )
        + Vec3::Y * axis(KeyCode::KeyR, KeyCode::KeyF);
    *at += way.clamp_length_max(1.0) * speed * dt;
    at.y = at.y.clamp(LOWEST_M, HIGHEST_M);
}

/// The eyes are a child of the trainee's body, which does not turn: only their place differs.
fn look_from(
    active: Res<ActiveCase>,
    watching: Res<Watching>,
    there: Res<Eyes>,
    mut free: ResMut<FreeEyes>,
    trainees: Query<&Transform, (With<Trainee>, Without<StreetCamera>)>,
    people: Query<
        (&Person, &Transform, Option<&HeadTurn>),
        (Without<Trainee>, Without<StreetCamera>),
    >,
    mut eyes: Query<&mut Transform, With<StreetCamera>>,
) {
    let Ok(me) = trainees.single() else { return };
    let find = |id: &str| people.iter().find(|(person, ..)| person.id == id);
    let (at, to) = match &watching.view {
        View::Trainee => return,
        View::Other(_) => {
            let whose = watching.view.whose(&there, active.party());
            let Some((person, other, head)) = whose.and_then(find) else {
                return;
            };
            // They look where their head is turned in the street: at whoever speaks, at the trainee, or away.
            let face = other.translation + Vec3::Y * person.eye_m;
            let gaze = head.copied().unwrap_or_default().gaze(other.rotation);
            let before = face + gaze.with_y(0.0).normalize_or(Vec3::Z) * BEFORE_FACE_M;
            (before, before + gaze)
        }
        View::Top => {
            let middle = find(active.party()).map_or(me.translation, |(_, other, _)| {
                other.translation.midpoint(me.translation)
            });
            let middle = middle.with_y(0.0);
            (middle + Vec3::new(0.0, TOP_M, 0.6), middle)
        }
        View::Free => {
            for mut eye in &mut eyes {
                let (at, yaw, pitch) = *free.0.get_or_insert_with(|| {
                    let (yaw, pitch, _) = eye.rotation.to_euler(EulerRot::YXZ);
                    (me.translation + eye.translation, yaw, pitch)
                });
                *eye = Transform::from_translation(at - me.translation)
                    .with_rotation(Quat::from_euler(EulerRot::YXZ, yaw, pitch, 0.0));
            }
            return;
        }
    };
    for mut eye in &mut eyes {
        *eye = Transform::from_translation(at - me.translation)
            .looking_at(to - me.translation, Vec3::Y);
    }
}

/// The view in words.
pub(super) fn view_word(view: &View, there: &Eyes, active: &ActiveCase, tongue: &Tongue) -> String {
    match view {
        View::Trainee => tongue.get("replay-view-trainee"),
        View::Other(_) => {
            let id = view.whose(there, active.party()).unwrap_or_default();
            tongue.with(
                "replay-view-other",
                &[("who", &active.wording().person(id))],
            )
        }
        View::Top => tongue.get("replay-view-top"),
        View::Free => tongue.get("replay-view-free"),
    }
}
