//! The ticket, set as the platform would print it.

use crate::app::library::Entry;
use crate::app::ui::{
    Ink, Label, Theme, bold, column, label, one_line, rest, row, rule, size, tag,
};
use crate::app::words::Tongue;
use crate::content::Content;
use crate::wording::Wording;
use bevy::math::Rot2;
use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineBreak};

/// Holes of the tear-off edge.
const HOLES: usize = 22;

/// Prints the ticket.
pub(in crate::app::screens) fn build(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    content: &Content,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    let lang = tongue.lang();
    let ticket = &entry.case.ticket;
    parts
        .spawn((
            Node {
                flex_shrink: 0.0,
                margin: UiRect::all(px(2)),
                border: UiRect::all(px(1)),
                border_radius: BorderRadius::all(px(6)),
                overflow: Overflow::clip(),
                ..column(0.0)
            },
            BackgroundColor(Theme::colour(Ink::Sheet)),
            BorderColor::all(Theme::colour(Ink::PaperLine)),
        ))
        .with_children(|sheet| {
            sheet
                .spawn((
                    Node {
                        padding: UiRect::axes(px(20), px(12)),
                        ..column(0.0)
                    },
                    BackgroundColor(Theme::colour(Ink::Uniform)),
                ))
                .with_children(|head| {
                    head.spawn(label(
                        content.packs.bureau.platform.get(lang),
                        size::TINY,
                        Ink::Quiet,
                    ));
                    head.spawn(bold(tongue.get("ticket-title"), size::HEAD, Ink::Text));
                });
            sheet
                .spawn(Node {
                    padding: UiRect {
                        left: px(20),
                        right: px(20),
                        top: px(14),
                        bottom: px(18),
                    },
                    ..column(8.0)
                })
                .with_children(|body| {
                    body.spawn(label(
                        tongue.get("ticket-number"),
                        size::TINY,
                        Ink::PaperQuiet,
                    ));
                    body.spawn((
                        bold(ticket.number.clone(), size::LARGE, Ink::PaperText),
                        LetterSpacing::Px(1.5),
                    ));
                    body.spawn(rule(Ink::PaperLine));
                    let source = wording.fill(ticket.source.get(lang));
                    let class = wording.fill(ticket.class.get(lang));
                    let limit = tongue.with(
                        "ticket-limit-value",
                        &[("minutes", &ticket.limit_min.to_string())],
                    );
                    let minutes = entry.case.clock_min;
                    let (year, month, day) = entry.case.date;
                    let when = format!(
                        "{year}-{month:02}-{day:02}  {:02}:{:02}",
                        minutes / 60,
                        minutes % 60
                    );
                    for (id, value) in [
                        ("ticket-when", when),
                        ("ticket-source", source),
                        ("ticket-class", class),
                        ("ticket-place", entry.case.place_name.get(lang).to_owned()),
                        ("ticket-limit", limit),
                    ] {
                        line(body, &tongue.get(id), &value);
                    }
                    body.spawn(Node {
                        column_gap: px(8),
                        ..default()
                    })
                    .with_children(|row| {
                        let (id, ground) = if ticket.urgent {
                            ("ticket-urgent", Ink::PaperGrave)
                        } else {
                            ("ticket-ordinary", Ink::PaperGood)
                        };
                        tag(row, &tongue.get(id), ground, Ink::Text);
                    });
                    body.spawn(rule(Ink::PaperLine));
                    body.spawn(label(
                        tongue.get("ticket-text"),
                        size::TINY,
                        Ink::PaperQuiet,
                    ));
                    body.spawn(label(
                        wording.fill(ticket.text.get(lang)),
                        size::BODY,
                        Ink::PaperText,
                    ));
                    body.spawn(label(
                        wording.fill(entry.case.look.get(lang)),
                        size::SMALL,
                        Ink::PaperQuiet,
                    ));
                });
            holes(sheet);
            stamp(sheet, &tongue.get("ticket-stamp"));
        });
}

fn line(parts: &mut ChildSpawnerCommands, name: &str, value: &str) {
    parts
        .spawn(Node {
            align_items: AlignItems::FlexStart,
            ..row(12.0)
        })
        .with_children(|row| {
            row.spawn((
                one_line(name, size::SMALL, Ink::PaperQuiet, false),
                Node {
                    width: px(76),
                    flex_shrink: 0.0,
                    ..default()
                },
            ));
            row.spawn((label(value, size::SMALL, Ink::PaperText), rest()));
        });
}

/// A tear-off edge.
fn holes(parts: &mut ChildSpawnerCommands) {
    parts
        .spawn(Node {
            justify_content: JustifyContent::SpaceBetween,
            padding: UiRect::horizontal(px(8)),
            height: px(9),
            overflow: Overflow::clip(),
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|row| {
            for _ in 0..HOLES {
                row.spawn((
                    Node {
                        width: px(9),
                        height: px(9),
                        margin: UiRect::top(px(4)),
                        border_radius: BorderRadius::MAX,
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::Paper)),
                ));
            }
        });
}

/// The stamp of whoever handed it out, a little askew.
fn stamp(parts: &mut ChildSpawnerCommands, words: &str) {
    let red = Theme::colour(Ink::PaperGrave).with_alpha(0.72);
    parts
        .spawn((
            Node {
                position_type: PositionType::Absolute,
                right: px(18),
                top: px(84),
                width: px(76),
                height: px(76),
                border: UiRect::all(px(3)),
                border_radius: BorderRadius::MAX,
                justify_content: JustifyContent::Center,
                align_items: AlignItems::Center,
                ..default()
            },
            BorderColor::all(red),
            UiTransform::from_rotation(Rot2::degrees(-14.0)),
            Pickable::IGNORE,
        ))
        .with_children(|ring| {
            ring.spawn((
                Text::new(words),
                TextColor(red),
                TextLayout::new(Justify::Center, LineBreak::WordBoundary),
                Label {
                    size: size::BODY,
                    is_bold: true,
                },
            ));
        });
}
