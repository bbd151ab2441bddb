//! Panels in the room: everything the window would show lies on one sheet of glass. Menus, papers and the debriefing stay
//! where they were opened; in the street the glass goes with the head, slowly. A hand's ray is the pointer.

use super::Worn;
use super::actions::{Hands, HandsRead, is_pulled};
use super::gestures::yaw_of;
use super::rig::is_worn;
use crate::app::devices::Grip;
use crate::app::screens::PanelCamera;
use crate::app::trainee::{Finder, Overlay};
use crate::app::ui::{PanelSize, Writing};
use bevy::asset::{RenderAssetUsages, uuid::Uuid};
use bevy::camera::{ClearColorConfig, ImageRenderTarget, NormalizedRenderTarget, RenderTarget};
use bevy::input::mouse::MouseScrollUnit;
use bevy::input::touch::TouchPhase;
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::pbr::{
    ExtendedMaterial, MaterialExtension, MaterialExtensionKey, MaterialExtensionPipeline,
};
use bevy::picking::PickingSystems;
use bevy::picking::pointer::{Location, PointerAction, PointerButton, PointerId, PointerInput};
use bevy::prelude::*;
use bevy::render::render_resource::{
    AsBindGroup, CompareFunction, Extent3d, RenderPipelineDescriptor, SpecializedMeshPipelineError,
    TextureDimension, TextureFormat, TextureUsages,
};
use bevy_mod_xr::session::XrTrackingRoot;

/// Pixels of the glass.
pub const PANEL_PX: UVec2 = UVec2::new(1600, 900);
/// How wide the glass is seen while somebody reads and chooses, degrees.
const READ_DEG: f32 = 82.0;
/// How wide it is seen in the street: near the borders of what eyes reach without the head, and wide enough that a letter
/// of a subtitle is at least [`GLYPH_DEG`] high.
const STREET_DEG: f32 = 66.0;
/// Text at a distance in a headset: at least this high a glyph, degrees.
#[cfg(test)]
const GLYPH_DEG: f32 = 1.2;
/// Eyes focus without strain between one and two metres.
const AWAY_M: f32 = 1.6;
/// The glass hangs a little under the eyes' height, where one reads.
const BELOW_DEG: f32 = 5.0;
/// The glass follows the head when it has turned farther than this.
const FOLLOW_DEG: f32 = 12.0;
const FOLLOW_S: f32 = 0.28;
/// Scrolling by the stick, lines a second.
const SCROLL_LINES_S: f32 = 14.0;
const STICK_DEAD: f32 = 0.3;

const POINTER: PointerId = PointerId::Custom(Uuid::from_u128(0x5354_5245_4554_5749_5345_0001));

/// The glass.
#[derive(Resource, Debug, Clone)]
pub struct Panel {
    image: Handle<Image>,
    /// Where the ray of the pointing hand meets it, pixels.
    pub pointed_px: Option<Vec2>,
    /// Where it meets it, in the room.
    pub pointed_at: Option<Vec3>,
    is_pressed: bool,
    /// What was pressed has been scrolled since: letting go presses nothing.
    has_scrolled: bool,
    /// Where the glass hangs in the room.
    glass: Transform,
}

impl Panel {
    /// Where in the room a pixel of the glass is; none before it hangs.
    #[must_use]
    pub fn point_of(&self, px: Vec2) -> Option<Vec3> {
        let size = PANEL_PX.as_vec2();
        let share = px / size - Vec2::splat(0.5);
        let at = Vec3::new(share.x, -share.y * size.y / size.x, 0.0);
        (self.glass.scale.x > 1.0).then(|| self.glass.transform_point(at))
    }

    fn location(&self, position: Vec2) -> Location {
        Location {
            target: NormalizedRenderTarget::Image(ImageRenderTarget {
                handle: self.image.clone(),
                scale_factor: 1.0,
            }),
            position,
        }
    }
}

/// The glass in the room.
#[derive(Component)]
pub(super) struct Glass(Hanging);

/// Seen through everything: words must not vanish in whoever stands near.
#[derive(Asset, AsBindGroup, TypePath, Debug, Clone, Default)]
pub(super) struct OnTop {}

impl MaterialExtension for OnTop {
    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        false
    }

    fn specialize(
        _pipeline: &MaterialExtensionPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _layout: &MeshVertexBufferLayoutRef,
        _key: MaterialExtensionKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        if let Some(depth) = descriptor.depth_stencil.as_mut() {
            depth.depth_compare = Some(CompareFunction::Always);
        }
        Ok(())
    }
}

pub(super) type OnTopMaterial = ExtendedMaterial<StandardMaterial, OnTop>;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(MaterialPlugin::<OnTopMaterial>::default())
        .add_systems(Startup, make)
        .add_systems(Update, (target, hang.run_if(is_worn)))
        .add_systems(
            PreUpdate,
            (aim, press, scroll)
                .chain()
                .before(PickingSystems::ProcessInput)
                .after(HandsRead)
                .run_if(resource_exists::<Panel>.and_then(is_worn)),
        );
}

fn make(
    mut commands: Commands,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<OnTopMaterial>>,
    roots: Query<Entity, With<XrTrackingRoot>>,
) {
    let mut image = Image::new_fill(
        Extent3d {
            width: PANEL_PX.x,
            height: PANEL_PX.y,
            ..default()
        },
        TextureDimension::D2,
        &[0, 0, 0, 0],
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::default(),
    );
    image.texture_descriptor.usage =
        TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST | TextureUsages::RENDER_ATTACHMENT;
    let image = images.add(image);
    let Ok(root) = roots.single() else { return };
    commands.spawn((
        Name::new("glass"),
        Glass(Hanging::Reading),
        Mesh3d(meshes.add(Rectangle::new(1.0, PANEL_PX.y as f32 / PANEL_PX.x as f32))),
        MeshMaterial3d(materials.add(ExtendedMaterial {
            base: StandardMaterial {
                base_color_texture: Some(image.clone()),
                unlit: true,
                fog_enabled: false,
                alpha_mode: AlphaMode::Premultiplied,
                cull_mode: None,
                ..default()
            },
            extension: OnTop {},
        })),
        NotShadowCaster,
        NotShadowReceiver,
        Pickable::IGNORE,
        Visibility::Hidden,
        Transform::default(),
        ChildOf(root),
    ));
    commands.spawn(POINTER);
    commands.insert_resource(Panel {
        image,
        pointed_px: None,
        pointed_at: None,
        is_pressed: false,
        has_scrolled: false,
        glass: Transform::IDENTITY,
    });
}

/// While a headset is worn panels go onto the glass, else into the window.
fn target(
    mut commands: Commands,
    worn: Res<Worn>,
    panel: Option<Res<Panel>>,
    screen: Res<State<crate::app::Screen>>,
    mut size: ResMut<PanelSize>,
    mut frame: ResMut<Finder>,
    mut cameras: Query<(Entity, &mut Camera, &mut Projection), With<PanelCamera>>,
    mut glasses: Query<&mut Visibility, With<Glass>>,
) {
    let Some(panel) = panel else { return };
    let is_worn = matches!(*worn, Worn::Yes | Worn::Aside);
    frame.set_if_neq(Finder(is_worn.then(finder)));
    let wanted = PanelSize(is_worn.then(|| PANEL_PX.as_vec2()));
    if *size != wanted {
        *size = wanted;
        for (camera, mut settings, mut projection) in &mut cameras {
            // The engine measures a camera's target anew only when its projection changes.
            projection.set_changed();
            if is_worn {
                // Before the eyes look at it.
                settings.order = -1;
                commands
                    .entity(camera)
                    .insert(RenderTarget::Image(panel.image.clone().into()));
            } else {
                settings.order = 1;
                // Over the street the window's panels keep what the eyes saw.
                settings.clear_color = if *screen.get() == crate::app::Screen::Case {
                    ClearColorConfig::None
                } else {
                    ClearColorConfig::Default
                };
                commands.entity(camera).insert(RenderTarget::default());
            }
        }
        for mut glass in &mut glasses {
            *glass = if is_worn {
                Visibility::Visible
            } else {
                Visibility::Hidden
            };
        }
    }
    if is_worn {
        for (_, mut camera, _) in &mut cameras {
            // Glass is clear where nothing stands on it.
            if !matches!(camera.clear_color, ClearColorConfig::Custom(_)) {
                camera.clear_color = ClearColorConfig::Custom(Color::NONE);
            }
        }
    }
}

/// How the glass hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hanging {
    /// Where it was opened, wide.
    Reading,
    /// With the head, slowly.
    Street,
    /// On the head: what is in the frame is what will be in the picture.
    Finder,
}

/// Half of what the finder's frame shows a metre away: the glass, as wide as it hangs in the street.
fn finder() -> Vec2 {
    let half = (STREET_DEG.to_radians() / 2.0).tan();
    Vec2::new(half, half * PANEL_PX.y as f32 / PANEL_PX.x as f32)
}

/// Where the glass hangs for a head: upright, ahead, a little below; the finder straight ahead, whichever way the head nods.
fn wanted(head: &Transform, hanging: Hanging) -> Transform {
    let wide = if hanging == Hanging::Reading {
        READ_DEG
    } else {
        STREET_DEG
    };
    let width = 2.0 * AWAY_M * (wide.to_radians() / 2.0).tan();
    if hanging == Hanging::Finder {
        return Transform::from_translation(head.translation + head.forward() * AWAY_M)
            .with_rotation(head.rotation)
            .with_scale(Vec3::splat(width));
    }
    let turn = Quat::from_rotation_y(yaw_of(head.rotation));
    let way = turn * (Quat::from_rotation_x(-BELOW_DEG.to_radians()) * Vec3::NEG_Z);
    let middle = head.translation + way * AWAY_M;
    // The glass faces the eyes: its front is +Z.
    Transform::from_translation(middle)
        .looking_to(way, Vec3::Y)
        .with_scale(Vec3::splat(width))
}

fn hang(
    time: Res<Time<Real>>,
    hands: Res<Hands>,
    grip: Res<Grip>,
    overlay: Res<Overlay>,
    screen: Res<State<crate::app::Screen>>,
    mut glasses: Query<(&mut Transform, &mut Glass)>,
    mut is_hung: Local<bool>,
    mut is_following: Local<bool>,
) {
    let Some(head) = hands.head else { return };
    let hanging = match *grip {
        Grip::Panels => Hanging::Reading,
        Grip::Body if *overlay == Overlay::Viewfinder => Hanging::Finder,
        Grip::Body => Hanging::Street,
    };
    for (mut transform, mut glass) in &mut glasses {
        let goal = wanted(&head, hanging);
        let is_new =
            !*is_hung || glass.0 != hanging || hanging == Hanging::Finder || screen.is_changed();
        if is_new {
            *is_hung = true;
            glass.0 = hanging;
            *transform = goal;
            continue;
        }
        if hanging == Hanging::Reading {
            continue;
        }
        let way = (transform.translation - head.translation).normalize_or(Vec3::NEG_Z);
        let off =
            way.angle_between((goal.translation - head.translation).normalize_or(Vec3::NEG_Z));
        // Begins late and ends at the middle, so that it neither trembles nor stays at the border.
        *is_following = off.to_degrees() > if *is_following { 1.0 } else { FOLLOW_DEG };
        if *is_following {
            let share = 1.0 - (-time.delta_secs() / FOLLOW_S).exp();
            transform.translation = transform.translation.lerp(goal.translation, share);
            transform.rotation = transform.rotation.slerp(goal.rotation, share);
        } else {
            // A step aside is followed at once: the glass belongs to the head.
            let away = transform.translation.distance(head.translation);
            if (away - AWAY_M).abs() > 0.02 {
                transform.translation = head.translation + way * AWAY_M;
            }
        }
        transform.scale = goal.scale;
    }
}

/// Where a ray meets the glass: pixels and point, both none beside it.
fn met(glass: &Transform, origin: Vec3, way: Vec3) -> Option<(Vec2, Vec3)> {
    let to_glass = glass.to_matrix().inverse();
    let from = to_glass.transform_point3(origin);
    let along = to_glass.transform_vector3(way);
    if along.z >= -1e-6 || from.z <= 0.0 {
        return None;
    }
    let hit = from + along * (-from.z / along.z);
    let ratio = PANEL_PX.y as f32 / PANEL_PX.x as f32;
    let share = Vec2::new(hit.x + 0.5, 0.5 - hit.y / ratio);
    (share.min_element() >= 0.0 && share.max_element() <= 1.0).then(|| {
        (
            share * PANEL_PX.as_vec2(),
            glass.transform_point(hit.with_z(0.0)),
        )
    })
}

fn aim(
    hands: Res<Hands>,
    grip: Res<Grip>,
    glasses: Query<&Transform, With<Glass>>,
    mut panel: ResMut<Panel>,
    mut pointers: MessageWriter<PointerInput>,
) {
    let hand = hands.acting();
    let glass = glasses.single().ok();
    if let Some(glass) = glass {
        panel.glass = *glass;
    }
    let found = glass
        .filter(|_| *grip == Grip::Panels && hand.is_tracked)
        .and_then(|glass| met(glass, hand.aim.translation, hand.aim.rotation * Vec3::NEG_Z));
    let before = panel.pointed_px;
    panel.pointed_px = found.map(|(px, _)| px);
    panel.pointed_at = found.map(|(_, at)| at);
    // Off the glass nothing is under the pointer.
    let now = panel.pointed_px.unwrap_or(Vec2::splat(-1.0));
    let was = before.unwrap_or(Vec2::splat(-1.0));
    if now != was {
        pointers.write(PointerInput::new(
            POINTER,
            panel.location(now),
            PointerAction::Move { delta: now - was },
        ));
    }
}

fn press(
    hands: Res<Hands>,
    mut panel: ResMut<Panel>,
    mut pointers: MessageWriter<PointerInput>,
    mut was_pulled: Local<bool>,
) {
    let hand = hands.acting();
    let is_down = is_pulled(hand.trigger, *was_pulled);
    let begins = is_down && !*was_pulled;
    *was_pulled = is_down;
    let at = panel.pointed_px.unwrap_or(Vec2::splat(-1.0));
    if begins && panel.pointed_px.is_some() {
        panel.is_pressed = true;
        panel.has_scrolled = false;
        let place = panel.location(at);
        pointers.write(PointerInput::new(
            POINTER,
            place,
            PointerAction::Press(PointerButton::Primary),
        ));
    }
    if !is_down && panel.is_pressed {
        panel.is_pressed = false;
        let place = panel.location(at);
        pointers.write(PointerInput::new(
            POINTER,
            place,
            if panel.has_scrolled {
                PointerAction::Cancel
            } else {
                PointerAction::Release(PointerButton::Primary)
            },
        ));
    }
}

fn scroll(
    time: Res<Time<Real>>,
    hands: Res<Hands>,
    grip: Res<Grip>,
    writing: Res<Writing>,
    mut panel: ResMut<Panel>,
    mut pointers: MessageWriter<PointerInput>,
) {
    let stick = hands.acting().stick.y;
    let Some(at) = panel
        .pointed_px
        .filter(|_| *grip == Grip::Panels && !writing.0)
    else {
        return;
    };
    if stick.abs() > STICK_DEAD {
        panel.has_scrolled |= panel.is_pressed;
        pointers.write(PointerInput::new(
            POINTER,
            panel.location(at),
            PointerAction::Scroll {
                unit: MouseScrollUnit::Line,
                x: 0.0,
                y: stick * SCROLL_LINES_S * time.delta_secs(),
                phase: TouchPhase::Moved,
            },
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::{AWAY_M, GLYPH_DEG, Hanging, PANEL_PX, STREET_DEG, finder, met, wanted};
    use crate::app::ui::size;
    use bevy::prelude::*;

    #[test]
    fn a_ray_straight_ahead_meets_the_middle_and_one_aside_meets_nothing() {
        for yaw in [0.0_f32, 0.9, -2.4] {
            let head = Transform::from_xyz(0.3, 1.6, 0.2).with_rotation(Quat::from_rotation_y(yaw));
            let glass = wanted(&head, Hanging::Reading);
            let way = (glass.translation - head.translation).normalize();
            let (px, at) = met(&glass, head.translation, way).expect("the middle");
            assert!(px.distance(PANEL_PX.as_vec2() / 2.0) < 1.0, "{px}");
            assert!(at.distance(glass.translation) < 1e-3);
            // Right of the eyes is right on the glass.
            let right = head.translation + head.rotation * Vec3::X * 0.2;
            let (px, _) = met(&glass, right, way).expect("beside the middle");
            assert!(px.x > PANEL_PX.x as f32 / 2.0 + 50.0, "{px}");
            assert!(met(&glass, head.translation, -way).is_none());
            assert!(met(&glass, head.translation, Quat::from_rotation_y(1.2) * way).is_none());
        }
    }

    #[test]
    fn the_finder_frames_what_will_be_in_the_picture_even_when_the_head_nods() {
        let head = Transform::from_xyz(0.3, 1.6, 0.2)
            .with_rotation(Quat::from_rotation_y(0.7) * Quat::from_rotation_x(-0.8));
        let glass = wanted(&head, Hanging::Finder);
        let corner = glass.transform_point(Vec3::new(0.5, 0.5 * 9.0 / 16.0, 0.0));
        let seen = head.rotation.inverse() * (corner - head.translation);
        assert!((seen.z + AWAY_M).abs() < 1e-3, "{seen}");
        let share = seen.truncate() / -seen.z;
        assert!(share.distance(finder()) < 1e-3, "{share} {}", finder());
    }

    #[test]
    fn a_letter_of_a_subtitle_is_large_enough_to_read() {
        // The glass is laid out for 1280 design pixels across; in its middle a degree is fewest pixels.
        let middle_px_a_deg =
            1280.0 / 2.0 / (STREET_DEG.to_radians() / 2.0).tan() * 1.0_f32.to_radians();
        // A sign's ink fills nine tenths of the letter's height.
        let glyph_deg = size::WORN * size::WORN_LEAST * 0.9 / middle_px_a_deg;
        assert!(glyph_deg >= GLYPH_DEG, "{glyph_deg}");
    }
}
