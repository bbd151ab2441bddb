//! The camera: what is in the frame decides what a picture shows, and how large it is there whether it is a wide, a medium
//! or a close one.

use super::body::{EYE_HEIGHT_M, Trainee};
use super::keys::Overlay;
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::devices::Controls;
use crate::app::sound::PlaySound;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::app::world::{Aimable, StreetCamera, Thing};
use crate::app::{Pause, Screen};
use crate::domain::ids::Millis;
use crate::domain::scenario::model::Case;
use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

/// The viewfinder's frame in the window, which is the picture's edge: percent from left and right, from above, from below.
pub const FRAME_SIDE: f32 = 12.0;
/// From above.
pub const FRAME_TOP: f32 = 10.0;
/// From below.
pub const FRAME_BOTTOM: f32 = 14.0;
/// Zoom of the viewfinder.
const ZOOM_MAX: f32 = 4.0;
/// Height in the frame from which a picture is close.
const CLOSE_FROM: f32 = 0.55;
/// Height in the frame from which a picture is medium.
const MEDIUM_FROM: f32 = 0.18;
/// Smaller than this a thing is not recognised in a picture.
const SEEN_FROM: f32 = 0.03;

/// How a thing stands in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shot {
    /// With its surroundings.
    Wide,
    /// Whole.
    Medium,
    /// A part of it.
    Close,
}

impl Shot {
    /// Its word in the record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Medium => "medium",
            Self::Close => "close",
        }
    }
}

/// What the viewfinder shows.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct InFrame {
    /// Things of the case, the most central first: id, how, whether it is whole in the frame.
    pub things: Vec<(String, Shot, bool)>,
    /// Zoom, 1 to 4.
    pub zoom: f32,
}

impl InFrame {
    /// What a picture would be of just now: the most central thing that the case can photograph.
    #[must_use]
    pub fn pictured(&self, case: &Case) -> Option<&(String, Shot, bool)> {
        let action = case.action("photograph")?;
        let targets = &case.actions[action.at()].targets;
        self.things.iter().find(|(id, ..)| {
            case.target(id)
                .is_some_and(|target| targets.contains(&target))
        })
    }
}

/// Half the width and height of the finder's frame a metre away, where it is not the window's lens that shows it: the glass
/// of a headset.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Finder(pub Option<Vec2>);

/// A picture that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Thing it is of.
    pub thing: String,
    /// How the thing stands in it.
    pub shot: Shot,
    /// Case time.
    pub at: Millis,
    /// What was in the frame, where there is a window to copy it from.
    pub image: Option<Handle<Image>>,
}

/// Pictures taken in this run.
#[derive(Resource, Debug, Clone, Default)]
pub struct Taken(pub Vec<Picture>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<InFrame>()
        .init_resource::<Finder>()
        .init_resource::<Taken>()
        .add_systems(OnEnter(Screen::Case), reset)
        .add_systems(
            Update,
            (zoom, frame, shoot.run_if(in_state(Pause::Running)))
                .chain()
                .run_if(in_state(Screen::Case)),
        );
}

fn reset(mut in_frame: ResMut<InFrame>, mut taken: ResMut<Taken>) {
    *in_frame = InFrame {
        things: Vec::new(),
        zoom: 1.0,
    };
    taken.0.clear();
}

fn zoom(
    controls: Res<Controls>,
    overlay: Res<Overlay>,
    settings: Res<crate::app::Settings>,
    mut in_frame: ResMut<InFrame>,
    mut eyes: Query<&mut Projection, With<StreetCamera>>,
) {
    let is_open = *overlay == Overlay::Viewfinder;
    let wanted = if is_open {
        (in_frame.zoom * 1.15_f32.powf(controls.scroll)).clamp(1.0, ZOOM_MAX)
    } else {
        1.0
    };
    if (wanted - in_frame.zoom).abs() > 1e-3 {
        in_frame.zoom = wanted;
    }
    for mut projection in &mut eyes {
        let fov = (f32::from(settings.fov_deg).to_radians() / 2.0).tan() / in_frame.zoom;
        let fov = 2.0 * fov.atan();
        if let Projection::Perspective(lens) = projection.as_ref()
            && (lens.fov - fov).abs() > 1e-4
            && let Projection::Perspective(lens) = projection.as_mut()
        {
            lens.fov = fov;
        }
    }
}

/// Whether something lies within the frame: its middle and half of its size, where the window reaches from -1 to 1.
fn is_within(x: f32, y: f32, half_x: f32, half_y: f32) -> bool {
    let inset = |percent: f32| 1.0 - percent / 50.0;
    x.abs() + half_x <= inset(FRAME_SIDE)
        && y + half_y <= inset(FRAME_TOP)
        && half_y - y <= inset(FRAME_BOTTOM)
}

/// What stands in the frame, unhidden.
fn frame(
    overlay: Res<Overlay>,
    finder: Res<Finder>,
    physics: ReadRapierContext,
    trainees: Query<(Entity, &Trainee, &Transform)>,
    eyes: Query<&Projection, With<StreetCamera>>,
    things: Query<(Entity, &Thing, &GlobalTransform)>,
    aimables: Query<&Aimable>,
    mut in_frame: ResMut<InFrame>,
) {
    if *overlay != Overlay::Viewfinder {
        if !in_frame.things.is_empty() {
            in_frame.things.clear();
        }
        return;
    }
    let (Ok((me, trainee, transform)), Ok(Projection::Perspective(lens))) =
        (trainees.single(), eyes.single())
    else {
        return;
    };
    let Ok(physics) = physics.single() else {
        return;
    };
    let eye = transform.translation.with_y(EYE_HEIGHT_M);
    let view = Quat::from_euler(EulerRot::YXZ, trainee.yaw, trainee.pitch, 0.0).inverse();
    let through_lens = Vec2::new(lens.aspect_ratio, 1.0) * (lens.fov / 2.0).tan();
    let Vec2 {
        x: half_width,
        y: half_height,
    } = finder.0.unwrap_or(through_lens);
    let mut found: Vec<(f32, String, Shot, bool)> = Vec::new();
    for (entity, thing, place) in &things {
        let middle = place.transform_point(thing.middle);
        let at = view * (middle - eye);
        if at.z > -0.2 {
            continue;
        }
        let depth = -at.z;
        let (x, y) = (at.x / depth / half_width, at.y / depth / half_height);
        let size = thing.half.max_element() / depth / half_height;
        let across = size * half_height / half_width;
        if !is_within(x, y, 0.0, 0.0) || size < SEEN_FROM {
            continue;
        }
        let way = middle - eye;
        let filter = QueryFilter::new().exclude_collider(me);
        let is_hidden = physics
            .cast_ray(eye, way.normalize(), way.length() - 0.1, true, filter)
            .is_some_and(|(hit, distance)| {
                hit != entity
                    && aimables.get(hit).map_or(true, |one| one.0 != thing.id)
                    && distance < way.length() - thing.half.max_element() - 0.3
            });
        if is_hidden {
            continue;
        }
        let shot = if size >= CLOSE_FROM {
            Shot::Close
        } else if size >= MEDIUM_FROM {
            Shot::Medium
        } else {
            Shot::Wide
        };
        let is_whole = is_within(x, y, across, size);
        found.push((x.hypot(y), thing.id.clone(), shot, is_whole));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.dedup_by(|a, b| a.1 == b.1);
    let things: Vec<_> = found
        .into_iter()
        .map(|(_, id, shot, is_whole)| (id, shot, is_whole))
        .collect();
    if things != in_frame.things {
        in_frame.things = things;
    }
}

/// The shutter: the most central thing that the case can photograph is what the picture is of.
fn shoot(
    controls: Res<Controls>,
    overlay: Res<Overlay>,
    active: Option<Res<ActiveCase>>,
    in_frame: Res<InFrame>,
    mut taken: ResMut<Taken>,
    tongue: Res<Tongue>,
    mut intents: MessageWriter<Intent>,
    mut sounds: MessageWriter<PlaySound>,
    mut news: MessageWriter<Toast>,
) {
    let Some(active) = active else { return };
    let is_pressed =
        controls.is_trigger_pressed || controls.just(crate::app::devices::Control::Act);
    if *overlay != Overlay::Viewfinder || !is_pressed {
        return;
    }
    sounds.write(PlaySound {
        sound: "shutter_1".to_owned(),
        at: None,
    });
    let Some((id, shot, _)) = in_frame.pictured(active.case()) else {
        // Nothing is kept of it, and whoever pressed must not believe otherwise.
        news.write(Toast {
            text: tongue.get("shutter-nothing"),
            ink: Ink::Unsure,
        });
        return;
    };
    taken.0.push(Picture {
        thing: id.clone(),
        shot: *shot,
        at: active.now(),
        image: None,
    });
    intents.write(Intent::Do {
        action: "photograph".to_owned(),
        target: Some(id.clone()),
        tool: Some(shot.word().to_owned()),
    });
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn whatever_the_frame_cuts_off_is_not_whole_and_what_lies_outside_is_not_in_the_picture() {
        assert!(is_within(0.0, 0.0, 0.3, 0.3));
        // Its middle is in the picture, its edge is not: left, above, below.
        for (x, y) in [(-0.6, 0.0), (0.0, 0.6), (0.0, -0.6)] {
            assert!(is_within(x, y, 0.0, 0.0) && !is_within(x, y, 0.3, 0.3));
        }
        // Seen in the window, but beside the frame; the frame reaches less far down than up.
        assert!(!is_within(0.8, 0.0, 0.0, 0.0));
        assert!(is_within(0.0, 0.75, 0.0, 0.0) && !is_within(0.0, -0.75, 0.0, 0.0));
    }
}
