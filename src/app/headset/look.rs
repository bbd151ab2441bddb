//! What only the headset shows: own hands in uniform sleeves, the ray of the pointing hand, where a leap would end,
//! blinkers while a stick moves the room, and a floor under the panels.

use super::Worn;
use super::actions::{Hands, Pose, Side};
use super::panel::{OnTop, OnTopMaterial, Panel};
use super::rig::{Rig, is_worn};
use crate::app::Screen;
use crate::app::devices::Grip;
use crate::app::settings::Settings;
use crate::app::trainee::{Aim, Overlay};
use crate::app::ui::{Ink, Theme};
use crate::app::world::Eye;
use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::RenderLayers;
use bevy::light::NotShadowCaster;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::pbr::ExtendedMaterial;
use bevy::prelude::*;
use bevy_mod_xr::camera::XrCamera;
use bevy_mod_xr::session::XrTrackingRoot;

/// What only eyes in the headset see.
const EYES_ONLY: usize = 7;
/// Blinkers begin at this angle from the middle and are closed at the second, degrees.
const BLINKERS_DEG: (f32, f32) = (24.0, 40.0);
const BLINKERS_AWAY_M: f32 = 0.35;
/// Blinkers close and open in this time.
const BLINK_S: f32 = 0.12;
/// Faster than this a stick moves the room.
const GLIDES_M_S: f32 = 0.3;

#[derive(Component)]
struct Finger {
    side: Side,
    is_index: bool,
    joint: Joint,
    rest: Quat,
}

/// Where a finger bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Knuckle,
    Middle,
}
#[derive(Component)]
struct Beam;
#[derive(Component)]
struct Dot;
#[derive(Component)]
struct LeapRing;
#[derive(Component)]
struct Blinkers(f32);
#[derive(Component)]
struct Card(Side);
#[derive(Component)]
struct Floor;
/// What the window shows where there is no street.
#[derive(Component)]
struct Onlooker;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, make).add_systems(
        Update,
        (
            dress_eyes,
            dress_hands,
            (bare_hands, curl, cards, beam, dot, blink, floor).run_if(is_worn),
            leap_ring,
            look_on,
        ),
    );
}

const fn shown(is_there: bool) -> Visibility {
    if is_there {
        Visibility::Inherited
    } else {
        Visibility::Hidden
    }
}

/// Eyes of the headset see what eyes at the desktop see, and the blinkers.
fn dress_eyes(mut commands: Commands, eyes: Query<Entity, Added<XrCamera>>) {
    for eye in &eyes {
        commands
            .entity(eye)
            .insert((Eye, Msaa::Off, RenderLayers::layer(0).with(EYES_ONLY)));
    }
}

#[derive(bevy::ecs::system::SystemParam)]
struct Stuff<'w> {
    meshes: ResMut<'w, Assets<Mesh>>,
    materials: ResMut<'w, Assets<StandardMaterial>>,
    on_top: ResMut<'w, Assets<OnTopMaterial>>,
}

impl Stuff<'_> {
    fn plain(&mut self, colour: Color, rough: f32) -> MeshMaterial3d<StandardMaterial> {
        MeshMaterial3d(self.materials.add(StandardMaterial {
            base_color: colour,
            perceptual_roughness: rough,
            ..default()
        }))
    }

    fn shine(&mut self, colour: Color) -> MeshMaterial3d<OnTopMaterial> {
        MeshMaterial3d(self.on_top.add(ExtendedMaterial {
            base: StandardMaterial {
                base_color: colour,
                unlit: true,
                fog_enabled: false,
                alpha_mode: AlphaMode::Blend,
                cull_mode: None,
                ..default()
            },
            extension: OnTop {},
        }))
    }
}

fn make(
    mut commands: Commands,
    mut stuff: Stuff,
    options: Res<crate::app::PlayOptions>,
    roots: Query<Entity, With<XrTrackingRoot>>,
) {
    let Ok(root) = roots.single() else { return };
    let accent = Theme::colour(Ink::Accent);
    let beam = stuff.shine(accent.with_alpha(0.5));
    let dot = stuff.shine(accent);
    let ring = stuff.shine(accent.with_alpha(0.8));
    let dark = stuff.shine(Color::BLACK);
    let paving = stuff.plain(Color::srgb(0.20, 0.22, 0.26), 0.95);
    let thread = stuff.meshes.add(Cylinder::new(0.0022, 1.0));
    let point = stuff.meshes.add(Sphere::new(0.011).mesh().uv(16, 10));
    let annulus = stuff.meshes.add(Annulus::new(0.24, 0.3));
    let blinkers = stuff.meshes.add(blinkers());
    let disc = stuff.meshes.add(Circle::new(3.0));
    let flat = Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2);
    commands.entity(root).with_children(|room| {
        room.spawn((
            Beam,
            Mesh3d(thread),
            beam,
            NotShadowCaster,
            Visibility::Hidden,
            Transform::default(),
        ));
        room.spawn((
            Dot,
            Mesh3d(point),
            dot,
            NotShadowCaster,
            Visibility::Hidden,
            Transform::default(),
        ));
        room.spawn((
            Blinkers(0.0),
            Mesh3d(blinkers),
            dark,
            NotShadowCaster,
            RenderLayers::layer(EYES_ONLY),
            Visibility::Hidden,
            Transform::default(),
        ));
        room.spawn((
            Floor,
            Mesh3d(disc),
            paving,
            Transform::from_rotation(flat),
            Visibility::Hidden,
        ))
        .with_child((
            PointLight {
                intensity: 120_000.0,
                range: 9.0,
                ..default()
            },
            Transform::from_xyz(0.6, 0.4, 2.6),
        ));
    });
    if !options.is_headless {
        commands.spawn((
            Onlooker,
            Name::new("onlooker"),
            Camera3d::default(),
            Camera {
                is_active: false,
                ..default()
            },
            Msaa::Off,
            Transform::default(),
            ChildOf(root),
        ));
    }
    commands.spawn((
        LeapRing,
        Mesh3d(annulus),
        ring,
        NotShadowCaster,
        Visibility::Hidden,
        Transform::from_rotation(flat),
    ));
}

/// A ring before the eyes, clear inside and dark outside.
fn blinkers() -> Mesh {
    const SECTORS: u16 = 48;
    let radius = |deg: f32| BLINKERS_AWAY_M * deg.to_radians().tan();
    let rings = [
        (radius(BLINKERS_DEG.0), 0.0),
        (radius(BLINKERS_DEG.1), 1.0),
        (radius(80.0), 1.0),
    ];
    let (mut positions, mut colours, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for (radius, alpha) in rings {
        for sector in 0..=SECTORS {
            let angle = f32::from(sector) / f32::from(SECTORS) * std::f32::consts::TAU;
            positions.push([angle.cos() * radius, angle.sin() * radius, -BLINKERS_AWAY_M]);
            colours.push([1.0, 1.0, 1.0, alpha]);
        }
    }
    let row = SECTORS + 1;
    for ring in 0..2 {
        for sector in 0..SECTORS {
            let a = ring * row + sector;
            indices.extend([a, a + 1, a + row, a + 1, a + row + 1, a + row]);
        }
    }
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
    .with_inserted_indices(Indices::U16(indices))
}

/// Sleeves in 城管蓝 with a lighter cuff, a palm and five fingers on each grip; a certificate that only shows when it is shown.
fn dress_hands(
    mut commands: Commands,
    mut stuff: Stuff,
    hands: Query<(Entity, &Pose), Added<Pose>>,
) {
    for (entity, pose) in &hands {
        let Pose::Grip(side) = *pose else { continue };
        let out = if side == Side::Left { -1.0 } else { 1.0 };
        let cloth = stuff.plain(Theme::colour(Ink::Uniform), 0.9);
        let cuff = stuff.plain(Color::srgb(0.20, 0.31, 0.50), 0.9);
        let skin = stuff.plain(Color::srgb(0.80, 0.60, 0.47), 0.6);
        let gold = stuff.plain(Color::srgb(0.83, 0.66, 0.24), 0.35);
        let leather = stuff.plain(Color::srgb(0.06, 0.07, 0.13), 0.5);
        let sleeve = stuff.meshes.add(ConicalFrustum {
            radius_top: 0.038,
            radius_bottom: 0.052,
            height: 0.26,
        });
        let band = stuff.meshes.add(Cylinder::new(0.041, 0.03));
        let palm = stuff.meshes.add(Sphere::new(0.5).mesh().uv(20, 14));
        let finger = stuff.meshes.add(Capsule3d::new(0.0095, 0.026));
        let tip = stuff.meshes.add(Capsule3d::new(0.0085, 0.024));
        let thumb = stuff.meshes.add(Capsule3d::new(0.0105, 0.035));
        let card = stuff.meshes.add(Cuboid::new(0.085, 0.115, 0.008));
        let crest = stuff.meshes.add(Cylinder::new(0.016, 0.003));
        let back = Quat::from_rotation_x(std::f32::consts::FRAC_PI_2);
        commands.entity(entity).insert(Visibility::default());
        commands.entity(entity).with_children(|hand| {
            // The grip lies in the fist, -Z along the forearm to the front.
            hand.spawn((
                Mesh3d(sleeve),
                cloth,
                Transform::from_xyz(0.012 * out, 0.012, 0.20).with_rotation(back.inverse()),
            ));
            hand.spawn((
                Mesh3d(band),
                cuff,
                Transform::from_xyz(0.012 * out, 0.012, 0.075).with_rotation(back),
            ));
            hand.spawn((
                Mesh3d(palm),
                skin.clone(),
                Transform::from_xyz(0.014 * out, 0.008, 0.018)
                    .with_scale(Vec3::new(0.042, 0.082, 0.098)),
            ));
            for at in 0..4_u8 {
                let up = 0.030 - 0.021 * f32::from(at);
                let rest = Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2);
                hand.spawn((
                    Finger {
                        side,
                        is_index: at == 0,
                        joint: Joint::Knuckle,
                        rest,
                    },
                    Transform::from_xyz(0.014 * out, up + 0.008, -0.024).with_rotation(rest),
                    Visibility::default(),
                ))
                .with_children(|knuckle| {
                    knuckle.spawn((
                        Mesh3d(finger.clone()),
                        skin.clone(),
                        Transform::from_xyz(0.0, 0.014, 0.0),
                    ));
                    knuckle
                        .spawn((
                            Finger {
                                side,
                                is_index: at == 0,
                                joint: Joint::Middle,
                                rest: Quat::IDENTITY,
                            },
                            Transform::from_xyz(0.0, 0.030, 0.0),
                            Visibility::default(),
                        ))
                        .with_child((
                            Mesh3d(tip.clone()),
                            skin.clone(),
                            Transform::from_xyz(0.0, 0.013, 0.0),
                        ));
                });
            }
            hand.spawn((
                Mesh3d(thumb),
                skin,
                Transform::from_xyz(-0.012 * out, 0.046, -0.012)
                    .with_rotation(Quat::from_rotation_x(-1.15) * Quat::from_rotation_z(0.3 * out)),
            ));
            hand.spawn((
                Card(side),
                Mesh3d(card),
                leather,
                Transform::from_xyz(-0.02 * out, 0.075, -0.045),
                Visibility::Hidden,
            ))
            .with_child((
                Mesh3d(crest),
                gold,
                Transform::from_xyz(0.0, 0.018, -0.005).with_rotation(back),
            ));
        });
    }
}

/// The runtime moves what holds a controller; a bare hand is put where its palm is, and one that nobody sees is not shown.
fn bare_hands(
    hands: Res<Hands>,
    overlay: Res<Overlay>,
    mut poses: Query<(&Pose, &mut Transform, &mut Visibility)>,
) {
    for (pose, mut transform, mut visibility) in &mut poses {
        let Pose::Grip(side) = *pose else { continue };
        let hand = hands.of(side);
        if hand.is_bare {
            transform.set_if_neq(hand.grip);
        }
        // A fist that holds the camera to the eye would be all that the finder shows.
        let is_at_eye = *overlay == Overlay::Viewfinder
            && hands
                .head
                .is_some_and(|head| super::gestures::stays_at_eyes(&head, hand.grip.translation));
        visibility.set_if_neq(shown(hand.is_tracked && !is_at_eye));
    }
}

/// How a finger's segment lies when the hand is closed so far, 0 to 1. OpenXR 1.0, section 6.3.1: the grip's x goes out of
/// the left palm and into the right one, so that fingers, which point along -Z, close towards +x left and -x right.
fn bent(finger: &Finger, closed: f32) -> Quat {
    let inward = if finger.side == Side::Left { -1.0 } else { 1.0 };
    match finger.joint {
        Joint::Knuckle => Quat::from_rotation_y(inward * closed * 1.45) * finger.rest,
        // Its own upright axis lies along the knuckle's z.
        Joint::Middle => Quat::from_rotation_z(inward * closed * 1.6),
    }
}

/// Fingers close with trigger and grip.
fn curl(hands: Res<Hands>, mut fingers: Query<(&Finger, &mut Transform)>) {
    for (finger, mut transform) in &mut fingers {
        let hand = hands.of(finger.side);
        let closed = if finger.is_index {
            hand.trigger
        } else {
            // Around a controller they are never quite open.
            hand.squeeze.max(if hand.is_bare { 0.0 } else { 0.35 })
        };
        let wanted = bent(finger, closed);
        if transform.rotation != wanted {
            transform.rotation = wanted;
        }
    }
}

/// The certificate is in the hand that is stretched out closed.
fn cards(hands: Res<Hands>, grip: Res<Grip>, mut cards: Query<(&Card, &mut Visibility)>) {
    let Some(head) = hands.head else { return };
    for (card, mut visibility) in &mut cards {
        let hand = hands.of(card.0);
        let zone = super::zone_of(&head, hand.grip.translation);
        let is_shown = *grip == Grip::Body
            && hand.is_tracked
            && hand.squeeze > 0.5
            && zone == Some(super::Zone::Out);
        visibility.set_if_neq(shown(is_shown));
    }
}

fn beam(
    hands: Res<Hands>,
    grip: Res<Grip>,
    panel: Option<Res<Panel>>,
    aim: Res<Aim>,
    mut beams: Query<(&mut Transform, &mut Visibility), With<Beam>>,
) {
    let hand = hands.acting();
    let length = match *grip {
        Grip::Panels => panel
            .and_then(|panel| panel.pointed_at)
            .map(|at| at.distance(hand.aim.translation)),
        // In the street the ray is short, and reaches what it aims at.
        Grip::Body => Some(aim.target.as_ref().map_or(0.5, |_| aim.distance_m)),
    };
    for (mut transform, mut visibility) in &mut beams {
        let Some(length) = length.filter(|_| hand.is_tracked) else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let way = hand.aim.rotation * Vec3::NEG_Z;
        *transform = Transform::from_translation(hand.aim.translation + way * (length / 2.0))
            .with_rotation(Quat::from_rotation_arc(Vec3::Y, way))
            .with_scale(Vec3::new(1.0, length, 1.0));
        visibility.set_if_neq(Visibility::Inherited);
    }
}

fn dot(panel: Option<Res<Panel>>, mut dots: Query<(&mut Transform, &mut Visibility), With<Dot>>) {
    let at = panel.and_then(|panel| panel.pointed_at);
    for (mut transform, mut visibility) in &mut dots {
        if let Some(at) = at {
            transform.translation = at;
        }
        visibility.set_if_neq(shown(at.is_some()));
    }
}

fn leap_ring(rig: Res<Rig>, mut rings: Query<(&mut Transform, &mut Visibility), With<LeapRing>>) {
    for (mut transform, mut visibility) in &mut rings {
        if let Some(at) = rig.leap {
            transform.translation = at + Vec3::Y * 0.02;
        }
        visibility.set_if_neq(shown(rig.leap.is_some()));
    }
}

/// Blinkers close while a stick moves the room: what moves at the border of sight makes ill.
fn blink(
    time: Res<Time<Real>>,
    rig: Res<Rig>,
    hands: Res<Hands>,
    settings: Res<Settings>,
    grip: Res<Grip>,
    mut materials: ResMut<Assets<OnTopMaterial>>,
    mut blinkers: Query<(
        &mut Blinkers,
        &MeshMaterial3d<OnTopMaterial>,
        &mut Transform,
        &mut Visibility,
    )>,
) {
    let Some(head) = hands.head else { return };
    let glides = *grip == Grip::Body && rig.glide_m_s > GLIDES_M_S;
    let wanted = if settings.is_vignette && glides {
        1.0
    } else {
        0.0
    };
    for (mut now, material, mut transform, mut visibility) in &mut blinkers {
        let step = time.delta_secs() / BLINK_S;
        now.0 += (wanted - now.0).clamp(-step, step);
        let is_there = now.0 > 0.01;
        visibility.set_if_neq(shown(is_there));
        if is_there {
            *transform = head;
            if let Some(mut material) = materials.get_mut(&material.0) {
                material.base.base_color = Color::BLACK.with_alpha(now.0);
            }
        }
    }
}

/// Outside the street there is a floor to stand on.
fn floor(screen: Res<State<Screen>>, mut floors: Query<&mut Visibility, With<Floor>>) {
    for mut floor in &mut floors {
        floor.set_if_neq(shown(*screen.get() != Screen::Case));
    }
}

/// Outside the street the window shows the room as its wearer sees it; in the street the street's own camera does.
fn look_on(
    worn: Res<Worn>,
    hands: Res<Hands>,
    screen: Res<State<Screen>>,
    mut roots: Query<&mut Visibility, With<XrTrackingRoot>>,
    mut cameras: Query<(&mut Camera, &mut Transform), With<Onlooker>>,
) {
    let is_on = matches!(*worn, Worn::Yes | Worn::Aside);
    // What belongs to the headset goes with it.
    for mut room in &mut roots {
        room.set_if_neq(shown(is_on));
    }
    let is_open = is_on && *screen.get() != Screen::Case;
    for (mut camera, mut transform) in &mut cameras {
        if camera.is_active != is_open {
            camera.is_active = is_open;
        }
        if let Some(head) = hands.head {
            *transform = head;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Finger, Joint, Side, bent};
    use bevy::prelude::*;

    #[test]
    fn fingers_close_towards_their_palm() {
        for (side, palm) in [(Side::Left, Vec3::X), (Side::Right, Vec3::NEG_X)] {
            let rest = Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2);
            let knuckle = Finger {
                side,
                is_index: false,
                joint: Joint::Knuckle,
                rest,
            };
            let middle = Finger {
                joint: Joint::Middle,
                rest: Quat::IDENTITY,
                ..knuckle
            };
            let open = bent(&knuckle, 0.0) * Vec3::Y;
            assert!(open.distance(Vec3::NEG_Z) < 1e-5, "{open}");
            let closed = bent(&knuckle, 1.0);
            assert!((closed * Vec3::Y).dot(palm) > 0.9, "{side:?}");
            // The tip comes back to the wrist.
            let tip = closed * bent(&middle, 1.0) * Vec3::Y;
            assert!(tip.z > 0.9, "{side:?} {tip}");
        }
    }
}
