//! Panels over the street while a case runs: what is always seen, and what opens on a key.

mod hud;
mod paper;
mod pause;
mod pen;
mod replay;
mod tablet;
mod transcript;
mod travel;
mod typing;
mod viewfinder;
mod wheel;

use super::Rebuild;
use crate::app::Screen;
use crate::app::devices::Grip;
use crate::app::trainee::Overlay;
use crate::app::ui::panel;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;

/// The root of the open panel.
#[derive(Component, Debug, Clone, Copy, Default)]
pub(super) struct OverlayRoot;

/// Panels are built after keys have said which one is wanted.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct OverlaySystems;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Case), take_body)
        .add_systems(OnExit(Screen::Case), free_pointer)
        .configure_sets(
            PostUpdate,
            OverlaySystems.before(bevy::ui::UiSystems::Prepare),
        )
        .add_systems(
            PostUpdate,
            clear
                .before(OverlaySystems)
                .run_if(in_state(Screen::Case).and_then(overlay_changed)),
        )
        .add_plugins((
            hud::plugin,
            wheel::plugin,
            typing::plugin,
            paper::plugin,
            pen::plugin,
            tablet::plugin,
            transcript::plugin,
            travel::plugin,
            pause::plugin,
            replay::plugin,
            viewfinder::plugin,
        ));
}

fn take_body(mut grip: ResMut<Grip>) {
    *grip = Grip::Body;
}

fn free_pointer(mut grip: ResMut<Grip>, mut overlay: ResMut<Overlay>) {
    *grip = Grip::Panels;
    *overlay = Overlay::None;
}

/// The panel is another one, or its words are.
fn overlay_changed(overlay: Res<Overlay>, rebuild: MessageReader<Rebuild>) -> bool {
    overlay.is_changed() || !rebuild.is_empty()
}

fn clear(mut commands: Commands, roots: Query<Entity, With<OverlayRoot>>) {
    for root in &roots {
        commands.entity(root).despawn();
    }
}

/// Registers a builder that runs when its panel is wanted.
pub(super) fn overlay<M>(
    app: &mut App,
    wanted: fn(&Overlay) -> bool,
    builder: impl IntoScheduleConfigs<bevy::ecs::system::ScheduleSystem, M>,
) {
    let is_wanted = move |overlay: Res<Overlay>| wanted(&overlay);
    app.add_systems(
        PostUpdate,
        builder.in_set(OverlaySystems).run_if(
            in_state(Screen::Case)
                .and_then(overlay_changed)
                .and_then(is_wanted),
        ),
    );
}

/// The root of a panel in the middle, the street behind it in shade.
fn over_street(shade: f32) -> impl Bundle {
    (
        OverlayRoot,
        Node {
            position_type: PositionType::Absolute,
            width: percent(100),
            height: percent(100),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            ..default()
        },
        GlobalZIndex(20),
        BackgroundColor(Color::srgba(0.0, 0.0, 0.0, shade)),
        DespawnOnExit(Screen::Case),
    )
}

/// Where the parts of a middle panel go.
#[derive(Component, Debug, Clone, Copy, Default)]
struct OverlayBody;

/// Builds a middle panel and fills it.
fn build_middle(commands: &mut Commands, width: f32, fill: impl FnOnce(&mut ChildSpawnerCommands)) {
    let body = commands
        .spawn((
            OverlayBody,
            TabGroup::modal(),
            panel(Node {
                width: px(width),
                max_width: percent(92),
                max_height: percent(86),
                flex_direction: FlexDirection::Column,
                row_gap: px(12),
                ..default()
            }),
        ))
        .with_children(fill)
        .id();
    commands.spawn(over_street(0.35)).add_child(body);
}
