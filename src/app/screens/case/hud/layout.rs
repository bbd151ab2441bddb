//! Where everything that is always seen stands.

use super::{
    AimBox, AtFoot, BEHIND_WORDS, HearingChip, HudRoot, Lately, NEWS_MAX, OnlyInPlay, Part,
    RecorderLight, SubtitleBox,
};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::library::Library;
use crate::app::settings::Settings;
use crate::app::trainee::{RECORDER_ON, Wearing};
use crate::app::ui::{Ink, Label, PanelSize, Theme, label, size};
use crate::app::words::Tongue;
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::text::LineBreak;

/// What the layout depends on.
#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct LaidOutFrom<'w> {
    settings: Res<'w, Settings>,
    tongue: Res<'w, Tongue>,
    bindings: Res<'w, Bindings>,
    plan: Res<'w, Plan>,
    library: Res<'w, Library>,
    surface: Res<'w, PanelSize>,
    wearing: Res<'w, Wearing>,
}

/// A change of words or sizes builds the whole anew.
pub(super) fn rebuild(
    mut commands: Commands,
    from: LaidOutFrom,
    roots: Query<Entity, With<HudRoot>>,
    mut lately: ResMut<Lately>,
) {
    if from.settings.is_changed()
        || from.tongue.is_changed()
        || from.bindings.is_changed()
        || from.surface.is_changed()
        || from.wearing.is_changed()
    {
        for root in &roots {
            commands.entity(root).despawn();
        }
        lay_out(&mut commands, &from);
        lately.news.clear();
    }
}

pub(super) fn build(mut commands: Commands, from: LaidOutFrom, mut lately: ResMut<Lately>) {
    *lately = Lately::default();
    lay_out(&mut commands, &from);
}

fn lay_out(commands: &mut Commands, from: &LaidOutFrom) {
    let LaidOutFrom {
        settings,
        tongue,
        bindings,
        plan,
        library,
        surface,
        wearing,
    } = from;
    let is_worn = surface.0.is_some();
    let (speaker, line, own) = if is_worn {
        (size::LARGE, size::WORN, size::WORN)
    } else {
        (size::SMALL, size::LARGE, size::BODY)
    };
    let has_recorder = library
        .entry(plan.case)
        .is_some_and(|entry| entry.case.fact(RECORDER_ON).is_some());
    let mut subtitle = f32::from(settings.subtitle_percent) / 100.0;
    if is_worn {
        subtitle = subtitle.max(size::WORN_LEAST * 100.0 / f32::from(settings.ui_percent.max(1)));
    }
    let root = commands
        .spawn((
            HudRoot,
            Node {
                position_type: PositionType::Absolute,
                width: percent(100),
                height: percent(100),
                ..default()
            },
            Pickable::IGNORE,
            DespawnOnExit(Screen::Case),
        ))
        .id();
    let chip = || {
        (
            Node {
                padding: UiRect::axes(px(12), px(6)),
                column_gap: px(8),
                align_items: AlignItems::Center,
                border_radius: BorderRadius::all(px(16)),
                ..default()
            },
            BackgroundColor(BEHIND_WORDS),
            Pickable::IGNORE,
        )
    };
    commands.entity(root).with_children(|hud| {
        // Top left: time and body camera.
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: px(20),
                top: px(18),
                column_gap: px(10),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|row| {
            row.spawn(chip()).with_children(|chip| {
                chip.spawn((label("", size::SMALL, Ink::Text), Part::Clock));
            });
            // A desk case has no body camera.
            if has_recorder {
                row.spawn(chip()).with_children(|chip| {
                    chip.spawn((
                        RecorderLight,
                        Node {
                            width: px(10),
                            height: px(10),
                            border_radius: BorderRadius::MAX,
                            ..default()
                        },
                        BackgroundColor(Theme::colour(Ink::Quiet)),
                    ));
                    chip.spawn((label("", size::SMALL, Ink::Text), Part::Recorder));
                });
            }
            row.spawn((chip(), HearingChip)).with_children(|chip| {
                chip.spawn((label("", size::SMALL, Ink::Text), Part::Hearing));
            });
            if plan.mode == Mode::Exam {
                row.spawn(chip()).with_children(|chip| {
                    chip.spawn(label(tongue.get("hud-exam"), size::SMALL, Ink::Accent));
                });
            }
        });
        // Top right: news.
        hud.spawn((
            OnlyInPlay,
            Node {
                position_type: PositionType::Absolute,
                right: px(20),
                top: px(18),
                max_width: px(420),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::FlexEnd,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            for _ in 0..NEWS_MAX {
                column.spawn((
                    Node {
                        padding: UiRect::axes(px(14), px(8)),
                        margin: UiRect::bottom(px(8)),
                        border_radius: BorderRadius::all(px(8)),
                        border: UiRect::left(px(3)),
                        display: Display::None,
                        ..default()
                    },
                    BorderColor::all(Theme::colour(Ink::Accent)),
                    BackgroundColor(Color::srgba(0.03, 0.04, 0.06, 0.78)),
                    Pickable::IGNORE,
                    Children::spawn_one((label("", size::SMALL, Ink::Text), Part::News)),
                ));
            }
        });
        // Middle: aim.
        hud.spawn((
            OnlyInPlay,
            Node {
                position_type: PositionType::Absolute,
                left: percent(50),
                top: percent(50),
                width: px(6),
                height: px(6),
                margin: UiRect {
                    left: px(-3),
                    top: px(-3),
                    ..default()
                },
                border_radius: BorderRadius::MAX,
                ..default()
            },
            BackgroundColor(Color::srgba(1.0, 1.0, 1.0, 0.75)),
            Pickable::IGNORE,
        ));
        hud.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: percent(52),
                top: percent(51),
                flex_direction: FlexDirection::Column,
                row_gap: px(2),
                max_width: px(340),
                padding: UiRect::axes(px(10), px(5)),
                border_radius: BorderRadius::all(px(8)),
                display: Display::None,
                ..default()
            },
            BackgroundColor(BEHIND_WORDS),
            AimBox,
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            column.spawn((
                Text::new(""),
                TextColor(Theme::colour(Ink::Text)),
                TextShadow::default(),
                Label {
                    size: size::BODY,
                    is_bold: true,
                },
                Part::Aim,
            ));
            column.spawn((
                label("", size::SMALL, Ink::Accent),
                TextShadow::default(),
                Part::AimHint,
            ));
        });
        // Bottom: who says what.
        hud.spawn((
            AtFoot,
            Node {
                position_type: PositionType::Absolute,
                left: percent(15),
                right: percent(15),
                bottom: px(64),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                row_gap: px(8),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|column| {
            column
                .spawn((
                    SubtitleBox,
                    Node {
                        padding: UiRect::axes(px(18), px(10)),
                        flex_direction: FlexDirection::Column,
                        align_items: AlignItems::Center,
                        border_radius: BorderRadius::all(px(10)),
                        display: Display::None,
                        ..default()
                    },
                    BackgroundColor(Color::srgba(0.02, 0.025, 0.04, 0.74)),
                    Pickable::IGNORE,
                ))
                .with_children(|lines| {
                    lines.spawn((label("", speaker * subtitle, Ink::Accent), Part::Speaker));
                    lines.spawn((
                        Text::new(""),
                        TextColor(Theme::colour(Ink::Text)),
                        TextLayout::new(Justify::Center, LineBreak::WordOrCharacter),
                        Label {
                            size: line * subtitle,
                            is_bold: false,
                        },
                        Part::Line,
                    ));
                });
            column.spawn((
                label("", own * subtitle, Ink::Quiet),
                TextShadow::default(),
                Part::Own,
            ));
        });
        // Foot: keys.
        hud.spawn((
            OnlyInPlay,
            Node {
                position_type: PositionType::Absolute,
                left: px(20),
                right: px(20),
                bottom: px(18),
                justify_content: JustifyContent::Center,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|row| {
            row.spawn(chip()).with_children(|chip| {
                chip.spawn((
                    label(
                        if is_worn {
                            tongue.with("hand-line", &wearing.variables())
                        } else {
                            keys_line(tongue, bindings, has_recorder)
                        },
                        size::SMALL,
                        Ink::Quiet,
                    ),
                    Part::Keys,
                ));
            });
        });
    });
}

/// The keys most people look for.
fn keys_line(tongue: &Tongue, bindings: &Bindings, has_recorder: bool) -> String {
    [
        Control::Type,
        Control::Talk,
        Control::Wheel,
        Control::Camera,
        Control::Tablet,
        Control::Radio,
        Control::Recorder,
        Control::Help,
    ]
    .into_iter()
    .filter(|control| has_recorder || *control != Control::Recorder)
    .map(|control| {
        let key = bindings.key(control).map(key_name).unwrap_or_default();
        format!("{key} {}", tongue.get(control.message()))
    })
    .collect::<Vec<_>>()
    .join("    ")
}
