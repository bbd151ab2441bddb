//! The overview: what came of it, points by block, how tense people were, what to train next.

use super::chart;
use crate::app::ui::{
    Ground, Ink, Theme, bold, column, label, rest, scrolling, section, sheet, size, tag,
};
use crate::app::words::Tongue;
use crate::report::{Block, Debrief};
use bevy::prelude::*;

/// Fills the paper.
pub(super) fn build(main: &mut ChildSpawnerCommands, told: &Debrief, tongue: &Tongue) {
    scrolling(
        main,
        "debrief/overview-page",
        Node {
            flex_grow: 1.0,
            ..default()
        },
        Node {
            padding: UiRect::all(px(3)),
            ..column(12.0)
        },
        Ground::Paper,
        |page| {
            for (is_grave, text) in &told.notices {
                notice(page, text, *is_grave);
            }
            page.spawn(Node {
                column_gap: px(16),
                align_items: AlignItems::Stretch,
                flex_shrink: 0.0,
                ..default()
            })
            .with_children(|row| {
                row.spawn(Node {
                    flex_grow: 1.0,
                    flex_basis: px(0),
                    min_width: px(0),
                    ..column(10.0)
                })
                .with_children(|left| {
                    section(left, &tongue.get("report-blocks"));
                    blocks(left, &told.blocks, tongue);
                });
                row.spawn(Node {
                    flex_grow: 1.0,
                    flex_basis: px(0),
                    min_width: px(0),
                    ..column(10.0)
                })
                .with_children(|right| {
                    section(right, &tongue.get("report-outcome"));
                    outcome(right, told);
                });
            });
            if let Some(data) = &told.chart {
                section(page, &tongue.get("report-tension"));
                chart::build(page, data, 210.0, tongue);
            }
            section(page, &tongue.get("report-train"));
            training(page, told, tongue);
        },
    );
}

fn notice(parts: &mut ChildSpawnerCommands, text: &str, is_grave: bool) {
    let ink = if is_grave {
        Ink::PaperGrave
    } else {
        Ink::PaperUnsure
    };
    parts
        .spawn((
            Node {
                padding: UiRect::axes(px(14), px(8)),
                border: UiRect::left(px(5)),
                flex_shrink: 0.0,
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Sheet)),
            BorderColor::all(Theme::colour(ink)),
        ))
        .with_children(|box_| {
            box_.spawn(label(text, size::SMALL, ink));
        });
}

fn blocks(parts: &mut ChildSpawnerCommands, blocks: &[Block], tongue: &Tongue) {
    let most = blocks.iter().map(|one| one.whole).max().unwrap_or(1).max(1);
    parts
        .spawn(sheet(Node {
            flex_grow: 1.0,
            justify_content: JustifyContent::SpaceBetween,
            ..column(10.0)
        }))
        .with_children(|sheet| {
            for block in blocks {
                sheet
                    .spawn(Node {
                        flex_direction: FlexDirection::Column,
                        row_gap: px(3),
                        ..default()
                    })
                    .with_children(|one| {
                        one.spawn(Node {
                            justify_content: JustifyContent::SpaceBetween,
                            ..default()
                        })
                        .with_children(|line| {
                            line.spawn(bold(block.name.clone(), size::SMALL, Ink::PaperText));
                            let points = if block.whole == 0 {
                                tongue.get("report-block-none")
                            } else {
                                format!("{} / {}", block.points, block.of)
                            };
                            line.spawn(label(points, size::SMALL, Ink::PaperQuiet));
                        });
                        bar(one, block, most);
                    });
            }
        });
}

/// Given, lost and open points; the longest bar is the heaviest block.
fn bar(parts: &mut ChildSpawnerCommands, block: &Block, most: i32) {
    let share = |points: i32| percent(points as f32 / most as f32 * 100.0);
    let ink = match block.points * 100 / block.of.max(1) {
        80.. => Ink::PaperGood,
        60..80 => Ink::Uniform,
        40..60 => Ink::PaperUnsure,
        _ => Ink::PaperGrave,
    };
    parts
        .spawn(Node {
            height: px(12),
            width: share(block.whole),
            min_width: px(2),
            border_radius: BorderRadius::all(px(6)),
            overflow: Overflow::clip(),
            ..default()
        })
        .insert(BackgroundColor(Theme::colour(Ink::PaperShade)))
        .with_children(|bar| {
            let whole = block.whole.max(1) as f32;
            bar.spawn((
                Node {
                    width: percent(block.points as f32 / whole * 100.0),
                    height: percent(100),
                    ..default()
                },
                BackgroundColor(Theme::colour(ink)),
            ));
            bar.spawn(Node {
                flex_grow: 1.0,
                ..default()
            });
            bar.spawn((
                Node {
                    width: percent((block.whole - block.of) as f32 / whole * 100.0),
                    height: percent(100),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::PaperUnsure).with_alpha(0.55)),
            ));
        });
}

fn outcome(parts: &mut ChildSpawnerCommands, told: &Debrief) {
    parts
        .spawn(sheet(Node {
            flex_grow: 1.0,
            ..column(8.0)
        }))
        .with_children(|sheet| {
            sheet.spawn(bold(told.outcome.clone(), size::LARGE, Ink::Uniform));
            if !told.outcome_text.is_empty() {
                sheet.spawn(label(
                    told.outcome_text.clone(),
                    size::SMALL,
                    Ink::PaperText,
                ));
            }
            for reason in &told.reasons {
                sheet.spawn(label(reason.clone(), size::SMALL, Ink::PaperQuiet));
            }
            sheet
                .spawn(Node {
                    column_gap: px(18),
                    flex_wrap: FlexWrap::Wrap,
                    ..default()
                })
                .with_children(|row| {
                    for (name, count) in &told.tally {
                        row.spawn(Node {
                            flex_direction: FlexDirection::Column,
                            ..default()
                        })
                        .with_children(|one| {
                            one.spawn(bold(count.clone(), size::HEAD, Ink::PaperText));
                            one.spawn(label(name.clone(), size::TINY, Ink::PaperQuiet));
                        });
                    }
                });
        });
}

fn training(parts: &mut ChildSpawnerCommands, told: &Debrief, tongue: &Tongue) {
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(8.0)
        }))
        .with_children(|sheet| {
            if told.training.is_empty() {
                sheet.spawn(label(
                    tongue.get("report-train-none"),
                    size::SMALL,
                    Ink::PaperText,
                ));
            }
            for one in &told.training {
                sheet
                    .spawn(Node {
                        column_gap: px(10),
                        align_items: AlignItems::Center,
                        ..default()
                    })
                    .with_children(|row| {
                        row.spawn(bold(one.block.clone(), size::BODY, Ink::PaperText));
                        let ground = if one.critical {
                            Ink::PaperGrave
                        } else {
                            Ink::Uniform
                        };
                        tag(row, &one.lost, ground, Ink::Text);
                    });
                for item in &one.items {
                    sheet
                        .spawn(Node {
                            column_gap: px(10),
                            padding: UiRect::left(px(4)),
                            ..default()
                        })
                        .with_children(|row| {
                            row.spawn((
                                Node {
                                    width: px(6),
                                    height: px(6),
                                    margin: UiRect::top(px(8)),
                                    flex_shrink: 0.0,
                                    border_radius: BorderRadius::MAX,
                                    ..default()
                                },
                                BackgroundColor(Theme::colour(Ink::Accent)),
                            ));
                            row.spawn((label(item.clone(), size::SMALL, Ink::PaperText), rest()));
                        });
                }
            }
            sheet.spawn(label(told.advice.clone(), size::SMALL, Ink::PaperQuiet));
        });
}
