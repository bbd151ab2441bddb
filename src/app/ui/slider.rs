//! A slider with a rail, a filled part and a thumb; arrows move it by a step.

use super::memory::Key;
use super::parts::ButtonKind;
use super::theme::{Ink, Theme};
use bevy::a11y::AccessibilityNode;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui_widgets::{
    Slider, SliderPrecision, SliderRange, SliderStep, SliderThumb, SliderValue, TrackClick,
};

const THUMB_PX: f32 = 18.0;

#[derive(Component)]
struct Fill;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, dress.before(bevy::ui::UiSystems::Layout));
}

/// A slider. What it does is an observer on `ValueChange<f32>`, which also has to write the value back.
pub fn slider<'a>(
    parts: &'a mut ChildSpawnerCommands,
    name: &str,
    key: &str,
    (least, most): (f32, f32),
    step: f32,
    value: f32,
) -> EntityCommands<'a> {
    let mut access = accesskit::Node::new(accesskit::Role::Slider);
    access.set_label(name.to_owned());
    let mut entity = parts.spawn((
        Node {
            height: px(THUMB_PX),
            width: px(220),
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::Center,
            align_items: AlignItems::Stretch,
            border_radius: BorderRadius::all(px(9)),
            ..default()
        },
        ButtonKind::Card,
        Key::new(key),
        Hovered::default(),
        Slider {
            track_click: TrackClick::Drag,
            ..default()
        },
        SliderValue(value),
        SliderRange::new(least, most),
        SliderStep(step),
        SliderPrecision(0),
        TabIndex(0),
        AccessibilityNode(access),
    ));
    entity.with_children(|slider| {
        slider
            .spawn((
                Node {
                    height: px(6),
                    border_radius: BorderRadius::all(px(3)),
                    overflow: Overflow::clip(),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::PaperLine)),
                Pickable::IGNORE,
            ))
            .with_children(|rail| {
                rail.spawn((
                    Fill,
                    Node {
                        height: percent(100),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::Uniform)),
                    Pickable::IGNORE,
                ));
            });
        slider
            .spawn((
                Node {
                    position_type: PositionType::Absolute,
                    left: px(0),
                    right: px(THUMB_PX),
                    top: px(0),
                    bottom: px(0),
                    ..default()
                },
                Pickable::IGNORE,
            ))
            .with_children(|track| {
                track.spawn((
                    SliderThumb,
                    Node {
                        position_type: PositionType::Absolute,
                        width: px(THUMB_PX),
                        height: px(THUMB_PX),
                        border: UiRect::all(px(3)),
                        border_radius: BorderRadius::MAX,
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::Accent)),
                    BorderColor::all(Theme::colour(Ink::Uniform)),
                ));
            });
    });
    entity
}

fn dress(
    sliders: Query<(Entity, &SliderValue, &SliderRange), Changed<SliderValue>>,
    children: Query<&Children>,
    mut parts: Query<(&mut Node, Has<Fill>), Or<(With<Fill>, With<SliderThumb>)>>,
) {
    for (entity, value, range) in &sliders {
        let share = range.thumb_position(value.0) * 100.0;
        for child in children.iter_descendants(entity) {
            if let Ok((mut node, is_fill)) = parts.get_mut(child) {
                if is_fill {
                    node.width = percent(share);
                } else {
                    node.left = percent(share);
                }
            }
        }
    }
}
