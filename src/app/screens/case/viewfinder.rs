//! The viewfinder's frame: what the picture would be of, and how close.

use super::tablet::shot_message;
use super::{OverlayRoot, overlay};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::trainee::{FRAME_BOTTOM, FRAME_SIDE, FRAME_TOP, InFrame, Overlay};
use crate::app::ui::{Ink, Theme, label, size};
use crate::app::words::Tongue;
use bevy::prelude::*;

#[derive(Component)]
struct Caption;

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| *overlay == Overlay::Viewfinder, build);
    app.add_systems(
        Update,
        caption.run_if(in_state(Screen::Case).and_then(resource_changed::<InFrame>)),
    );
}

fn build(mut commands: Commands, tongue: Res<Tongue>, bindings: Res<Bindings>) {
    let away = bindings
        .key(Control::Camera)
        .map(key_name)
        .unwrap_or_default();
    let root = commands
        .spawn((
            OverlayRoot,
            Node {
                position_type: PositionType::Absolute,
                left: percent(FRAME_SIDE),
                right: percent(FRAME_SIDE),
                top: percent(FRAME_TOP),
                bottom: percent(FRAME_BOTTOM),
                ..default()
            },
            Pickable::IGNORE,
            GlobalZIndex(10),
            DespawnOnExit(Screen::Case),
        ))
        .id();
    let line = Theme::colour(Ink::Text).with_alpha(0.9);
    commands.entity(root).with_children(|frame| {
        for (left, top) in [(true, true), (false, true), (true, false), (false, false)] {
            let side = |on: bool| if on { px(3) } else { px(0) };
            frame.spawn((
                Node {
                    position_type: PositionType::Absolute,
                    left: if left { px(0) } else { auto() },
                    right: if left { auto() } else { px(0) },
                    top: if top { px(0) } else { auto() },
                    bottom: if top { auto() } else { px(0) },
                    width: px(54),
                    height: px(54),
                    border: UiRect {
                        left: side(left),
                        right: side(!left),
                        top: side(top),
                        bottom: side(!top),
                    },
                    ..default()
                },
                BorderColor::all(line),
                Pickable::IGNORE,
            ));
        }
        frame
            .spawn((
                Node {
                    position_type: PositionType::Absolute,
                    left: px(0),
                    right: px(0),
                    top: px(10),
                    justify_content: JustifyContent::Center,
                    ..default()
                },
                Pickable::IGNORE,
            ))
            .with_children(|top| {
                top.spawn((
                    label("", size::BODY, Ink::Text),
                    TextShadow::default(),
                    Caption,
                ));
            });
        frame
            .spawn((
                Node {
                    position_type: PositionType::Absolute,
                    left: px(0),
                    right: px(0),
                    // Under the caption: the foot belongs to whoever speaks.
                    top: px(38),
                    justify_content: JustifyContent::Center,
                    ..default()
                },
                Pickable::IGNORE,
            ))
            .with_children(|foot| {
                foot.spawn((
                    label(
                        tongue.with("viewfinder-keys", &[("key", &away)]),
                        size::SMALL,
                        Ink::Quiet,
                    ),
                    TextShadow::default(),
                ));
            });
    });
}

fn caption(
    in_frame: Res<InFrame>,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    mut captions: Query<&mut Text, With<Caption>>,
) {
    let Some(active) = active else { return };
    // Of what the shutter would take, not of whatever stands nearer to the middle.
    let text = match in_frame.pictured(active.case()) {
        None => tongue.get("viewfinder-nothing"),
        Some((id, shot, is_whole)) => {
            let whole = tongue.get(if *is_whole { "shot-whole" } else { "shot-cut" });
            format!(
                "{} · {} · {whole} · {:.1}×",
                active.wording().target(id),
                tongue.get(shot_message(*shot)),
                in_frame.zoom
            )
        }
    };
    for mut caption in &mut captions {
        if caption.0 != text {
            caption.0.clone_from(&text);
        }
    }
}
