//! What lies beside the ticket: what went before, what to take along, what counts, how an exam goes.

use crate::app::bridge::Plan;
use crate::app::library::Entry;
use crate::app::ui::{Ink, Theme, bold, column, label, rest, section, sheet, size};
use crate::app::words::Tongue;
use crate::content::Content;
use crate::domain::scenario::model::Block;
use crate::domain::session::Mode;
use crate::staging::brought;
use crate::wording::Wording;
use bevy::prelude::*;

const EXAM_RULES: [&str; 4] = ["exam-rule-1", "exam-rule-2", "exam-rule-3", "exam-rule-4"];

/// Lays the papers out.
pub(super) fn build(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    plan: &Plan,
    content: &Content,
    tongue: &Tongue,
    wording: &Wording<'_>,
) {
    let Some(level) = entry.case.level(plan.level) else {
        return;
    };
    let lang = tongue.lang();
    if plan.mode == Mode::Exam {
        section(parts, &tongue.get("exam-rules"));
        parts
            .spawn(sheet(Node {
                flex_shrink: 0.0,
                ..column(6.0)
            }))
            .with_children(|sheet| {
                for id in EXAM_RULES {
                    dot(sheet, &tongue.get(id), Ink::PaperGrave);
                }
            });
    }
    section(parts, &tongue.get("briefing-history"));
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(6.0)
        }))
        .with_children(|sheet| {
            if level.history.is_empty() {
                sheet.spawn(label(
                    tongue.get("briefing-no-history"),
                    size::SMALL,
                    Ink::PaperQuiet,
                ));
            }
            for line in &level.history {
                dot(sheet, &wording.fill(line.get(lang)), Ink::Uniform);
            }
        });
    let gear = brought(&entry.case, entry.stage.as_ref());
    if !gear.is_empty() {
        section(parts, &tongue.get("briefing-kit"));
        parts
            .spawn(sheet(Node {
                display: Display::Grid,
                grid_template_columns: vec![RepeatedGridTrack::flex(2, 1.0)],
                column_gap: px(18),
                row_gap: px(6),
                flex_shrink: 0.0,
                ..default()
            }))
            .with_children(|sheet| {
                for one in gear {
                    dot(sheet, &tongue.get(one.message), Ink::Uniform);
                }
            });
    }
    if plan.mode == Mode::Practice {
        section(parts, &tongue.get("briefing-counts"));
        counts(parts, entry, plan, content, tongue);
    }
}

fn dot(parts: &mut ChildSpawnerCommands, text: &str, ink: Ink) {
    parts
        .spawn(Node {
            column_gap: px(10),
            ..default()
        })
        .with_children(|row| {
            row.spawn((
                Node {
                    width: px(7),
                    height: px(7),
                    margin: UiRect::top(px(8)),
                    border_radius: BorderRadius::MAX,
                    flex_shrink: 0.0,
                    ..default()
                },
                BackgroundColor(Theme::colour(ink)),
            ));
            row.spawn((label(text, size::SMALL, Ink::PaperText), rest()));
        });
}

/// The five blocks with their points at this level, as one bar and a line each.
fn counts(
    parts: &mut ChildSpawnerCommands,
    entry: &Entry,
    plan: &Plan,
    content: &Content,
    tongue: &Tongue,
) {
    let points = |block: Block| -> i32 {
        entry
            .case
            .criteria_on(plan.level)
            .filter(|one| one.block == block)
            .map(|one| one.points)
            .sum()
    };
    let shades = [
        Ink::Uniform,
        Ink::PaperGood,
        Ink::Accent,
        Ink::PaperUnsure,
        Ink::PaperGrave,
    ];
    let whole: i32 = Block::ALL.into_iter().map(points).sum();
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(8.0)
        }))
        .with_children(|sheet| {
            sheet
                .spawn(Node {
                    height: px(14),
                    border_radius: BorderRadius::all(px(7)),
                    overflow: Overflow::clip(),
                    column_gap: px(2),
                    ..default()
                })
                .with_children(|bar| {
                    for (block, ink) in Block::ALL.into_iter().zip(shades) {
                        let share = points(block) as f32 / whole.max(1) as f32 * 100.0;
                        bar.spawn((
                            Node {
                                width: percent(share),
                                height: percent(100),
                                ..default()
                            },
                            BackgroundColor(Theme::colour(ink)),
                        ));
                    }
                });
            for (share, ink) in content.packs.conduct.frame.blocks.iter().zip(shades) {
                sheet
                    .spawn(Node {
                        column_gap: px(10),
                        ..default()
                    })
                    .with_children(|row| {
                        row.spawn((
                            Node {
                                width: px(11),
                                height: px(11),
                                margin: UiRect::top(px(5)),
                                border_radius: BorderRadius::all(px(2)),
                                flex_shrink: 0.0,
                                ..default()
                            },
                            BackgroundColor(Theme::colour(ink)),
                        ));
                        row.spawn((
                            bold(
                                tongue.with(
                                    "briefing-points",
                                    &[
                                        ("block", share.name.get(tongue.lang())),
                                        ("points", &points(share.block).to_string()),
                                    ],
                                ),
                                size::SMALL,
                                Ink::PaperText,
                            ),
                            Node {
                                width: px(150),
                                flex_shrink: 0.0,
                                ..default()
                            },
                        ));
                        row.spawn((
                            label(share.checks.get(tongue.lang()), size::TINY, Ink::PaperQuiet),
                            rest(),
                        ));
                    });
            }
            let frame = &content.packs.conduct.frame;
            sheet.spawn(label(
                tongue.with(
                    "briefing-pass-line",
                    &[
                        ("line", &frame.pass_at.0.to_string()),
                        ("of", &frame.of.0.to_string()),
                    ],
                ),
                size::TINY,
                Ink::PaperQuiet,
            ));
        });
}
