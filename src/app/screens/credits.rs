//! What the product is made of, under which licences, and what it is not.

use super::{ScreenRoot, built};
use crate::app::Screen;
use crate::app::ui::{
    Back, FirstFocus, Ground, Ink, activated, column, gap, label, one_line, push, rest, row, rule,
    scrolling, section, sheet, shell, side_button, side_head, size,
};
use crate::app::words::Tongue;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Parts of the page: head and lines, by message id.
const SECTIONS: [(&str, &[&str]); 4] = [
    (
        "credits-made",
        &["credits-made-1", "credits-made-2", "credits-made-3"],
    ),
    (
        "credits-engine",
        &[
            "credits-engine-bevy",
            "credits-engine-rapier",
            "credits-engine-landmass",
            "credits-engine-kira",
            "credits-engine-whisper",
            "credits-engine-fluent",
            "credits-engine-rest",
        ],
    ),
    ("credits-fonts", &["credits-fonts-noto"]),
    (
        "credits-limits",
        &["credits-limits-law", "credits-limits-mark"],
    ),
];

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Credits, build);
    app.add_systems(Update, leave.run_if(in_state(Screen::Credits)));
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

fn build(mut commands: Commands, tongue: Res<Tongue>) {
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Credits)),
        |side| {
            side_head(side, &tongue.get("app-name"), &tongue.get("menu-credits"));
            side.spawn(label(
                tongue.with("credits-version", &[("version", env!("CARGO_PKG_VERSION"))]),
                size::SMALL,
                Ink::Quiet,
            ));
            side.spawn(label(
                tongue.get("credits-licence"),
                size::SMALL,
                Ink::Quiet,
            ));
            push(side);
            side_button(side, &tongue.get("back"), "back").insert((
                FirstFocus,
                activated(|_: On<Activate>, mut next: ResMut<NextState<Screen>>| {
                    next.set(Screen::Menu)
                }),
            ));
        },
        |main| {
            scrolling(
                main,
                "credits",
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    max_width: px(820),
                    ..column(12.0)
                },
                Ground::Paper,
                |page| {
                    for (head, lines) in SECTIONS {
                        section(page, &tongue.get(head));
                        page.spawn(sheet(Node {
                            flex_shrink: 0.0,
                            ..column(9.0)
                        }))
                        .with_children(|sheet| {
                            for (at, id) in lines.iter().enumerate() {
                                if at > 0 {
                                    sheet.spawn(rule(Ink::PaperShade));
                                }
                                let text = tongue.get(id);
                                // What a line speaks of stands before its first bar.
                                match text.split_once(" | ") {
                                    Some((name, about)) => {
                                        sheet
                                            .spawn(Node {
                                                align_items: AlignItems::FlexStart,
                                                ..row(16.0)
                                            })
                                            .with_children(|row| {
                                                row.spawn((
                                                    one_line(name, size::SMALL, Ink::Uniform, true),
                                                    Node {
                                                        width: px(170),
                                                        flex_shrink: 0.0,
                                                        ..default()
                                                    },
                                                ));
                                                row.spawn((
                                                    label(about, size::SMALL, Ink::PaperText),
                                                    rest(),
                                                ));
                                            });
                                    }
                                    None => {
                                        sheet.spawn(label(text, size::SMALL, Ink::PaperText));
                                    }
                                }
                            }
                        });
                        page.spawn(gap(6.0));
                    }
                },
            );
        },
    );
}
