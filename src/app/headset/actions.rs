//! Poses, triggers, sticks and buttons of both hands as the runtime gives them, for every controller that OpenXR names;
//! where a hand is tracked without one its joints say the same ([`super::bare`]).

use super::bare::Joints;
use super::gestures::{Zone, stays_at_eyes, zone_of};
use super::profiles::PROFILES;
use crate::app::settings::Settings;
use crate::app::trainee::Pad;
use bevy::ecs::query::QueryFilter;
use bevy::prelude::*;
use bevy_mod_openxr::action_binding::{OxrSendActionBindings, OxrSuggestActionBinding};
use bevy_mod_openxr::action_set_attaching::OxrAttachActionSet;
use bevy_mod_openxr::action_set_syncing::{OxrActionSetSyncSet, OxrSyncActionSet};
use bevy_mod_openxr::exts::OxrEnabledExtensions;
use bevy_mod_openxr::openxr_session_running;
use bevy_mod_openxr::resources::{OxrInstance, OxrViews};
use bevy_mod_openxr::session::OxrSession;
use bevy_mod_xr::hands::{HandBone, LeftHand, RightHand};
use bevy_mod_xr::session::{XrPreDestroySession, XrSessionCreated, session_available};
use bevy_mod_xr::spaces::{XrSpaceLocationFlags, XrSpaceSyncSet};
use openxr::{Action, ActionSet, ActionTy, Haptic, Path, Posef, Vector2f};

/// A hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    #[default]
    Right,
}

impl Side {
    /// The other hand.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// From here on a trigger is pulled; below the second it is let go.
const PULLED: f32 = 0.6;
const LET_GO: f32 = 0.35;
/// Nearer to its middle than this a touch pad is a button.
const PAD_MIDDLE: f32 = 0.45;

/// Whether a trigger or grip is pulled, when it was or was not before: nobody holds it at one value.
#[must_use]
pub(super) fn is_pulled(now: f32, was: bool) -> bool {
    now > if was { LET_GO } else { PULLED }
}

/// What a hand does this frame. Poses are in the room, metres, y up from the floor.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hand {
    /// Whether the runtime sees it.
    pub is_tracked: bool,
    /// The fist around the grip.
    pub grip: Transform,
    /// Where it points, along -Z.
    pub aim: Transform,
    /// Index finger, 0 to 1.
    pub trigger: f32,
    /// The other fingers, 0 to 1.
    pub squeeze: f32,
    /// Thumbstick, right and up.
    pub stick: Vec2,
    /// Thumbstick pressed.
    pub is_stick_pressed: bool,
    /// A or X.
    pub is_primary_pressed: bool,
    /// B or Y.
    pub is_secondary_pressed: bool,
    /// No controller: the runtime sees the hand itself.
    pub is_bare: bool,
    /// A bare hand turns its open palm to the eyes.
    pub is_palm_shown: bool,
    /// A controller without a stick.
    pub is_stickless: bool,
}

/// Head and hands in the room.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Hands {
    /// Left.
    pub left: Hand,
    /// Right.
    pub right: Hand,
    /// The head; none before the runtime knows it.
    pub head: Option<Transform>,
    /// The hand that points and acts where both are there.
    pub main: Side,
}

impl Hands {
    /// The hand of a side.
    #[must_use]
    pub const fn of(&self, side: Side) -> &Hand {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// The hand that points, acts and turns: the main one, or the only one.
    #[must_use]
    pub fn acting_side(&self) -> Side {
        self.only().unwrap_or(self.main)
    }

    /// The hand that speaks and walks: the other one, or the only one.
    #[must_use]
    pub fn speaking_side(&self) -> Side {
        self.only().unwrap_or(self.main.other())
    }

    /// The hand of [`Self::acting_side`].
    #[must_use]
    pub fn acting(&self) -> &Hand {
        self.of(self.acting_side())
    }

    /// The only hand there is, for whoever has one controller.
    #[must_use]
    pub const fn only(&self) -> Option<Side> {
        match (self.left.is_tracked, self.right.is_tracked) {
            (true, false) => Some(Side::Left),
            (false, true) => Some(Side::Right),
            _ => None,
        }
    }
}

/// Which controllers the runtime takes those in the hands for.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pads {
    pub(super) left: Pad,
    pub(super) right: Pad,
}

impl Pads {
    /// What a hand holds.
    pub(super) const fn of(self, side: Side) -> Pad {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }
}

/// Hands are read.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct HandsRead;

/// Which pose an entity follows.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pose {
    Grip(Side),
    Aim(Side),
}

#[derive(Resource)]
pub(super) struct Actions {
    set: ActionSet,
    pub(super) sides: [Path; 2],
    pub(super) haptic: Action<Haptic>,
    grip: Action<Posef>,
    aim: Action<Posef>,
    trigger: Action<f32>,
    squeeze: Action<f32>,
    stick: Action<Vector2f>,
    stick_press: Action<bool>,
    primary: Action<bool>,
    secondary: Action<bool>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hands>()
        .init_resource::<Pads>()
        .add_systems(Startup, create.run_if(session_available))
        .add_systems(OxrSendActionBindings, suggest)
        .add_systems(XrSessionCreated, follow)
        .add_systems(XrPreDestroySession, let_go)
        .add_systems(
            PreUpdate,
            (
                sync.before(OxrActionSetSyncSet),
                read.in_set(HandsRead)
                    .after(OxrActionSetSyncSet)
                    .after(XrSpaceSyncSet)
                    .before(crate::app::devices::DeviceSystems),
            )
                .run_if(openxr_session_running.and_then(resource_exists::<Actions>)),
        );
}

fn create(instance: Res<OxrInstance>, mut commands: Commands) {
    match create_actions(&instance) {
        Ok(actions) => commands.insert_resource(actions),
        Err(error) => error!("headset actions: {error}"),
    }
}

fn create_actions(instance: &OxrInstance) -> openxr::Result<Actions> {
    let sides = [
        instance.string_to_path("/user/hand/left")?,
        instance.string_to_path("/user/hand/right")?,
    ];
    // The runtime shows these names where users change bindings.
    let set = instance.create_action_set("street", "Streetwise 街训", 0)?;
    fn made<T: ActionTy>(
        set: &ActionSet,
        sides: &[Path],
        name: &str,
        shown: &str,
    ) -> openxr::Result<Action<T>> {
        set.create_action(name, shown, sides)
    }
    Ok(Actions {
        haptic: made(&set, &sides, "haptic", "Feel 触感")?,
        grip: made(&set, &sides, "grip", "Hand 手")?,
        aim: made(&set, &sides, "aim", "Point 指")?,
        trigger: made(&set, &sides, "trigger", "Act or speak 动作/说话")?,
        squeeze: made(&set, &sides, "squeeze", "Hold 握")?,
        stick: made(&set, &sides, "stick", "Walk or turn 走/转")?,
        stick_press: made(&set, &sides, "stick_press", "Recentre 居中")?,
        primary: made(&set, &sides, "primary", "Wheel or papers 轮盘/文书")?,
        secondary: made(&set, &sides, "secondary", "Menu or tablet 菜单/平板")?,
        set,
        sides,
    })
}

fn suggest(
    actions: Option<Res<Actions>>,
    enabled: Option<Res<OxrEnabledExtensions>>,
    mut bindings: MessageWriter<OxrSuggestActionBinding>,
    mut is_done: Local<bool>,
) {
    let Some(actions) = actions else { return };
    // They belong to the runtime's instance: a session that comes after another has them.
    if std::mem::replace(&mut *is_done, true) {
        return;
    }
    let has_bytedance = enabled.is_some_and(|one| one.0.raw().bd_controller_interaction);
    for profile in PROFILES
        .iter()
        .filter(|one| has_bytedance || !one.needs_bytedance)
    {
        for (at, side) in ["/user/hand/left/", "/user/hand/right/"]
            .into_iter()
            .enumerate()
        {
            let rows = [
                (actions.grip.as_raw(), "grip/pose"),
                (actions.aim.as_raw(), "aim/pose"),
                (actions.trigger.as_raw(), profile.trigger),
                (actions.squeeze.as_raw(), profile.squeeze),
                (actions.stick.as_raw(), profile.stick),
                (actions.stick_press.as_raw(), profile.stick_press),
                (actions.primary.as_raw(), profile.primary[at]),
                (actions.secondary.as_raw(), profile.secondary[at]),
            ];
            let inputs = rows
                .into_iter()
                .filter(|(_, input)| !input.is_empty())
                .map(|(action, input)| (action, format!("{side}input/{input}")));
            // Every profile names its motor alike.
            let motor = (actions.haptic.as_raw(), format!("{side}output/haptic"));
            for (action, path) in inputs.chain([motor]) {
                bindings.write(OxrSuggestActionBinding {
                    action,
                    interaction_profile: profile.path.into(),
                    bindings: vec![path.into()],
                });
            }
        }
    }
}

/// Entities that the runtime moves.
fn follow(
    actions: Option<Res<Actions>>,
    session: Option<Res<OxrSession>>,
    mut attach: MessageWriter<OxrAttachActionSet>,
    mut commands: Commands,
) {
    let (Some(actions), Some(session)) = (actions, session) else {
        return;
    };
    attach.write(OxrAttachActionSet(actions.set.clone()));
    for (at, side) in [Side::Left, Side::Right].into_iter().enumerate() {
        for (action, pose) in [
            (&actions.grip, Pose::Grip(side)),
            (&actions.aim, Pose::Aim(side)),
        ] {
            match session.create_action_space(action, actions.sides[at], Isometry3d::IDENTITY) {
                Ok(space) => {
                    commands.spawn((space, pose, Name::new(format!("{pose:?}"))));
                }
                Err(error) => error!("headset hand: {error}"),
            }
        }
    }
}

fn let_go(mut commands: Commands, poses: Query<Entity, With<Pose>>, mut hands: ResMut<Hands>) {
    for pose in &poses {
        commands.entity(pose).despawn();
    }
    *hands = Hands::default();
}

fn sync(actions: Res<Actions>, mut sync: MessageWriter<OxrSyncActionSet>) {
    sync.write(OxrSyncActionSet(actions.set.clone()));
}

pub(super) fn read(
    actions: Res<Actions>,
    session: Res<OxrSession>,
    views: Res<OxrViews>,
    pads: Res<Pads>,
    settings: Res<Settings>,
    poses: Query<(&Pose, &Transform, &XrSpaceLocationFlags)>,
    left_bones: Query<(&HandBone, &Transform, &XrSpaceLocationFlags), With<LeftHand>>,
    right_bones: Query<(&HandBone, &Transform, &XrSpaceLocationFlags), With<RightHand>>,
    mut hands: ResMut<Hands>,
    mut is_ready: Local<[bool; 2]>,
) {
    let mut now = Hands {
        head: head(&views),
        main: if settings.is_left_handed {
            Side::Left
        } else {
            Side::Right
        },
        ..Hands::default()
    };
    for (at, side) in [Side::Left, Side::Right].into_iter().enumerate() {
        let path = actions.sides[at];
        let stick = value(&actions.stick, &session, path);
        let mut hand = Hand {
            trigger: value(&actions.trigger, &session, path),
            squeeze: value(&actions.squeeze, &session, path),
            stick: Vec2::new(stick.x, stick.y),
            is_stick_pressed: value(&actions.stick_press, &session, path),
            is_primary_pressed: value(&actions.primary, &session, path),
            is_secondary_pressed: value(&actions.secondary, &session, path),
            ..Hand::default()
        };
        for (pose, transform, flags) in &poses {
            // A controller that cameras lose for a moment is still held: its place is a guess, its turn is known.
            if *pose == Pose::Grip(side) && flags.rotation_tracked {
                hand.is_tracked = true;
                hand.grip = *transform;
            }
            if *pose == Pose::Aim(side) && flags.rotation_tracked {
                hand.aim = *transform;
            }
        }
        if pads.of(side) == Pad::Vive {
            on_the_pad(&mut hand);
        }
        if hand.is_tracked && pads.of(side) == Pad::Simple {
            hand.is_stickless = true;
            // Without a grip the hand that is raised to the eye holds the camera.
            let was_at_eye = hands.of(side).squeeze > 0.0;
            let at = hand.grip.translation;
            let is_at_eye = now.head.as_ref().is_some_and(|head| {
                zone_of(head, at) == Some(Zone::Eyes) || was_at_eye && stays_at_eyes(head, at)
            });
            hand.squeeze = if is_at_eye { 1.0 } else { 0.0 };
        }
        if !hand.is_tracked {
            let joints = match side {
                Side::Left => joints(&left_bones),
                Side::Right => joints(&right_bones),
            };
            if let Some(joints) = joints {
                hand = joints.hand(now.head.as_ref(), side, &mut is_ready[at]);
            }
        }
        match side {
            Side::Left => now.left = hand,
            Side::Right => now.right = hand,
        }
    }
    // Whoever uses one hand has the other controller lying on the table, where it is seen as well.
    if settings.is_one_handed && now.of(now.main).is_tracked {
        match now.main {
            Side::Left => now.right = Hand::default(),
            Side::Right => now.left = Hand::default(),
        }
    }
    *hands = now;
}

/// A touch pad is a stick only while it is pressed, and its middle is the wheel's button: a thumb that rests on it, or
/// presses beside the middle, must neither leap nor open anything.
fn on_the_pad(hand: &mut Hand) {
    let is_middle = hand.stick.length() < PAD_MIDDLE;
    let is_pressed = hand.is_primary_pressed;
    hand.is_primary_pressed = is_pressed && is_middle;
    if is_middle || !is_pressed {
        hand.stick = Vec2::ZERO;
    }
}

/// The joints of the hand that these bones are of.
fn joints<F: QueryFilter>(
    bones: &Query<(&HandBone, &Transform, &XrSpaceLocationFlags), F>,
) -> Option<Joints> {
    Joints::from_bones(|wanted| {
        bones
            .iter()
            .find(|(bone, _, flags)| **bone as u8 == wanted as u8 && flags.position_tracked)
            .map(|(_, transform, _)| *transform)
    })
}

/// What an action says just now. A value that could not be read is as if nothing was pressed; that the runtime has gone is
/// met elsewhere.
fn value<T: openxr::ActionInput + Default>(
    action: &Action<T>,
    session: &OxrSession,
    side: Path,
) -> T {
    action.state(session, side).map_or_else(
        |error| {
            debug!("headset input: {error}");
            T::default()
        },
        |found| found.current_state,
    )
}

/// Between the eyes.
fn head(views: &OxrViews) -> Option<Transform> {
    let [left, right] = views.first_chunk::<2>()?;
    let at = |pose: &Posef| Vec3::new(pose.position.x, pose.position.y, pose.position.z);
    let turn = left.pose.orientation;
    let rotation = Quat::from_xyzw(turn.x, turn.y, turn.z, turn.w);
    rotation.is_finite().then(|| {
        Transform::from_translation(at(&left.pose).midpoint(at(&right.pose)))
            .with_rotation(rotation.normalize())
    })
}

#[cfg(test)]
mod tests {
    use super::{Hand, Hands, Side, on_the_pad};
    use bevy::prelude::*;

    #[test]
    fn a_thumb_that_rests_on_a_touch_pad_does_nothing_and_its_middle_is_the_wheel() {
        let pressed = |x: f32, y: f32, is_primary_pressed: bool| {
            let mut hand = Hand {
                stick: Vec2::new(x, y),
                is_primary_pressed,
                ..Hand::default()
            };
            on_the_pad(&mut hand);
            (hand.stick, hand.is_primary_pressed)
        };
        assert_eq!(pressed(0.0, 0.9, false), (Vec2::ZERO, false));
        assert_eq!(pressed(0.1, 0.1, true), (Vec2::ZERO, true));
        assert_eq!(pressed(0.9, 0.0, true), (Vec2::new(0.9, 0.0), false));
    }

    #[test]
    fn a_left_handed_wearer_acts_with_the_left_and_speaks_with_the_right() {
        let seen = Hand {
            is_tracked: true,
            ..Hand::default()
        };
        let mut hands = Hands {
            left: seen,
            right: seen,
            main: Side::Left,
            ..Hands::default()
        };
        assert_eq!(
            (hands.acting_side(), hands.speaking_side()),
            (Side::Left, Side::Right)
        );
        hands.left.is_tracked = false;
        assert_eq!(
            (hands.acting_side(), hands.speaking_side()),
            (Side::Right, Side::Right)
        );
    }
}
