//! The common frame of every screen outside the street: a blue side with where one is and what one can do, a strip of
//! tactile paving, and paper for what is read.

use super::parts::{bold, column, gap, label};
use super::paving::{backdrop, strip};
use super::scrolling::{Ground, scrolling};
use super::theme::{Ink, Theme, size};
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;

/// Width of the blue side.
pub const SIDE_PX: f32 = 276.0;
/// Width of a list one chooses from.
const CHOICES_PX: f32 = 300.0;

/// Builds the frame under `root` markers and fills both parts.
pub fn shell(
    commands: &mut Commands,
    root: impl Bundle,
    side: impl FnOnce(&mut ChildSpawnerCommands),
    main: impl FnOnce(&mut ChildSpawnerCommands),
) {
    commands
        .spawn((
            Node {
                width: percent(100),
                height: percent(100),
                flex_direction: FlexDirection::Row,
                ..default()
            },
            TabGroup::new(0),
            root,
        ))
        .with_children(|frame| {
            backdrop(frame);
            frame
                .spawn(Node {
                    width: px(SIDE_PX),
                    flex_shrink: 0.0,
                    flex_direction: FlexDirection::Column,
                    padding: UiRect {
                        left: px(28),
                        right: px(20),
                        top: px(30),
                        bottom: px(24),
                    },
                    row_gap: px(6),
                    ..default()
                })
                .with_children(side);
            strip(frame);
            frame
                .spawn((
                    Node {
                        flex_grow: 1.0,
                        flex_basis: px(0),
                        min_width: px(0),
                        flex_direction: FlexDirection::Column,
                        padding: UiRect {
                            left: px(36),
                            right: px(28),
                            top: px(28),
                            bottom: px(24),
                        },
                        row_gap: px(16),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::Paper)),
                ))
                .with_children(main);
        });
}

/// The head of a blue side: a small line of where, and a title.
pub fn side_head(parts: &mut ChildSpawnerCommands, over: &str, title: &str) {
    if !over.is_empty() {
        parts.spawn(label(over, size::SMALL, Ink::Accent));
    }
    parts.spawn(bold(title, 34.0, Ink::Text));
    parts.spawn(gap(10.0));
}

/// Pushes what follows to the foot.
pub fn push(parts: &mut ChildSpawnerCommands) {
    parts.spawn(Node {
        flex_grow: 1.0,
        min_height: px(8),
        ..default()
    });
}

/// A small head over a part of the paper.
pub fn section(parts: &mut ChildSpawnerCommands, title: &str) {
    parts
        .spawn(Node {
            column_gap: px(10),
            align_items: AlignItems::Center,
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|row| {
            row.spawn((
                Node {
                    width: px(5),
                    height: px(16),
                    border_radius: BorderRadius::all(px(2)),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::Accent)),
            ));
            row.spawn(bold(title, size::SMALL, Ink::Uniform));
        });
}

/// Beside each other: what one chooses from, and what was chosen.
pub fn beside(main: &mut ChildSpawnerCommands, fill: impl FnOnce(&mut ChildSpawnerCommands)) {
    main.spawn(Node {
        column_gap: px(28),
        flex_grow: 1.0,
        min_height: px(0),
        ..default()
    })
    .with_children(fill);
}

/// Cards under a head, to choose one of them. `key` keeps how far they were scrolled.
pub fn choices(
    columns: &mut ChildSpawnerCommands,
    key: &str,
    title: &str,
    cards: impl FnOnce(&mut ChildSpawnerCommands),
) {
    columns
        .spawn(Node {
            width: px(CHOICES_PX),
            flex_shrink: 0.0,
            ..column(12.0)
        })
        .with_children(|list| {
            section(list, title);
            scrolling(
                list,
                key,
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    padding: UiRect::all(px(5)),
                    ..column(10.0)
                },
                Ground::Paper,
                cards,
            );
        });
}

/// A sheet that lies on the paper.
#[must_use]
pub fn sheet(node: Node) -> impl Bundle + use<> {
    let padding = if node.padding == UiRect::default() {
        UiRect::all(px(18))
    } else {
        node.padding
    };
    (
        Node {
            padding,
            border: UiRect::all(px(1)),
            border_radius: BorderRadius::all(px(8)),
            ..node
        },
        BackgroundColor(Theme::colour(Ink::Sheet)),
        BorderColor::all(Theme::colour(Ink::PaperLine)),
    )
}

/// A thin line across.
#[must_use]
pub fn rule(ink: Ink) -> impl Bundle + use<> {
    (
        Node {
            height: px(1),
            width: percent(100),
            flex_shrink: 0.0,
            ..default()
        },
        BackgroundColor(Theme::colour(ink)),
    )
}

/// A small coloured tag with words.
pub fn tag(parts: &mut ChildSpawnerCommands, text: &str, ground: Ink, ink: Ink) {
    parts
        .spawn((
            Node {
                padding: UiRect::axes(px(9), px(1)),
                border_radius: BorderRadius::all(px(4)),
                flex_shrink: 0.0,
                ..default()
            },
            BackgroundColor(Theme::colour(ground)),
        ))
        .with_children(|tag| {
            tag.spawn(label(text, size::TINY, ink));
        });
}

/// A key as it stands on the keyboard.
pub fn keycap(parts: &mut ChildSpawnerCommands, key: &str) {
    parts
        .spawn((
            Node {
                padding: UiRect::axes(px(8), px(0)),
                min_width: px(28),
                justify_content: JustifyContent::Center,
                border: UiRect {
                    left: px(1),
                    right: px(1),
                    top: px(1),
                    bottom: px(3),
                },
                border_radius: BorderRadius::all(px(5)),
                flex_shrink: 0.0,
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Raised)),
            BorderColor::all(Theme::colour(Ink::Line)),
        ))
        .with_children(|cap| {
            cap.spawn(bold(key, size::SMALL, Ink::Accent));
        });
}
