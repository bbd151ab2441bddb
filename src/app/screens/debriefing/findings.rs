//! The findings: what was critical, wrong, open or good; each with what happened, why it matters, the law, a better way,
//! and the moment itself.

use super::{Now, Page, Tab};
use crate::app::bridge::FinishedRun;
use crate::app::library::Library;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ground, Ink, Key, Theme, activated, bold, button, card, column,
    label, one_line, rule, scrolling, section, sheet, size, tag,
};
use crate::app::words::Tongue;
use crate::report::{Debrief, Evidence, Finding};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Groups in order: head, tags, colour.
const GROUPS: [(&str, &[&str], Ink); 4] = [
    ("debrief-group-critical", &["critical"], Ink::PaperGrave),
    ("report-wrong", &["breached", "missed"], Ink::PaperGrave),
    ("report-review", &["review"], Ink::PaperUnsure),
    ("report-good", &["met"], Ink::PaperGood),
];

/// Fills the paper.
pub(super) fn build(
    main: &mut ChildSpawnerCommands,
    told: &Debrief,
    chosen: usize,
    tongue: &Tongue,
) {
    if told.findings.is_empty() {
        main.spawn(label(
            tongue.get("report-nothing-judged"),
            size::LARGE,
            Ink::PaperQuiet,
        ));
        return;
    }
    main.spawn(Node {
        column_gap: px(20),
        flex_grow: 1.0,
        min_height: px(0),
        ..default()
    })
    .with_children(|columns| {
        scrolling(
            columns,
            "debrief/finding-list",
            Node {
                width: px(360),
                flex_shrink: 0.0,
                ..default()
            },
            Node {
                padding: UiRect::all(px(5)),
                ..column(8.0)
            },
            Ground::Paper,
            |list| {
                for (head, tags, ink) in GROUPS {
                    let mut group = told.tagged(tags).peekable();
                    if group.peek().is_none() {
                        continue;
                    }
                    section(list, &tongue.get(head));
                    for (at, one) in group {
                        row(list, at, one, ink, at == chosen);
                    }
                }
            },
        );
        scrolling(
            columns,
            &format!("debrief-finding-{chosen}"),
            Node {
                flex_grow: 1.0,
                flex_basis: px(0),
                min_width: px(0),
                ..default()
            },
            Node {
                padding: UiRect::all(px(5)),
                ..column(12.0)
            },
            Ground::Paper,
            |detail| {
                if let Some(one) = told.findings.get(chosen) {
                    detail_of(detail, one, tongue);
                }
            },
        );
    });
}

const fn ink_of(tag: &str) -> Ink {
    match tag.as_bytes() {
        b"met" => Ink::PaperGood,
        b"review" => Ink::PaperUnsure,
        _ => Ink::PaperGrave,
    }
}

fn row(parts: &mut ChildSpawnerCommands, at: usize, one: &Finding, ink: Ink, is_chosen: bool) {
    let mut made = parts.spawn((
        card(
            &one.text,
            Node {
                width: percent(100),
                column_gap: px(12),
                padding: UiRect::all(px(0)),
                ..default()
            },
        ),
        Key::new(format!("debrief-row-{at}")),
        activated(move |_: On<Activate>, mut page: ResMut<Page>| {
            page.set_if_neq(Page {
                finding: at,
                ..*page
            });
        }),
    ));
    if is_chosen {
        made.insert((Active, FirstFocus));
    }
    made.with_children(|inside| {
        inside.spawn((
            Node {
                width: px(4),
                height: px(22),
                flex_shrink: 0.0,
                margin: UiRect::top(px(2)),
                border_radius: BorderRadius::all(px(2)),
                ..default()
            },
            BackgroundColor(Theme::colour(ink)),
            Pickable::IGNORE,
        ));
        inside.spawn((
            label(one.text.clone(), size::SMALL, Ink::PaperText),
            Node {
                flex_grow: 1.0,
                flex_basis: px(0),
                min_width: px(0),
                ..default()
            },
            Pickable::IGNORE,
        ));
        if one.points > 0 {
            let sign = match one.tag {
                "met" => "+",
                "review" => "?",
                _ => "–",
            };
            inside.spawn((
                one_line(format!("{sign}{}", one.points), size::SMALL, ink, true),
                Pickable::IGNORE,
            ));
        }
    });
}

fn detail_of(parts: &mut ChildSpawnerCommands, one: &Finding, tongue: &Tongue) {
    let ink = ink_of(one.tag);
    parts
        .spawn(Node {
            column_gap: px(8),
            flex_shrink: 0.0,
            ..default()
        })
        .with_children(|tags| {
            tag(tags, &one.tag_text, ink, Ink::Text);
            tag(tags, &one.block, Ink::PaperShade, Ink::PaperText);
        });
    parts.spawn(label(
        tongue.get(if one.forbidden {
            "report-row-forbidden"
        } else {
            "report-row-expected"
        }),
        size::TINY,
        Ink::PaperQuiet,
    ));
    parts.spawn(bold(one.text.clone(), size::LARGE, Ink::PaperText));
    if one.tag == "review" {
        parts.spawn(label(one.stake.clone(), size::SMALL, Ink::PaperUnsure));
    }
    section(parts, &tongue.get("report-row-then"));
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(10.0)
        }))
        .with_children(|sheet| {
            if one.evidence.is_empty() {
                sheet.spawn(label(
                    tongue.get("report-row-absent"),
                    size::SMALL,
                    Ink::PaperQuiet,
                ));
            }
            for (at, piece) in one.evidence.iter().enumerate() {
                if at > 0 {
                    sheet.spawn(rule(Ink::PaperShade));
                }
                evidence(sheet, at, piece, tongue);
            }
        });
    text(parts, "report-row-why", &one.why, tongue);
    section(parts, &tongue.get("report-row-law"));
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(8.0)
        }))
        .with_children(|sheet| {
            if one.law.is_empty() {
                sheet.spawn(label(
                    tongue.get("report-no-law"),
                    size::SMALL,
                    Ink::PaperQuiet,
                ));
            }
            for (citation, says) in &one.law {
                sheet.spawn(bold(citation.clone(), size::SMALL, Ink::Uniform));
                if !says.is_empty() {
                    sheet.spawn(label(says.clone(), size::SMALL, Ink::PaperText));
                }
            }
        });
    if one.tag != "met" {
        text(parts, "report-row-better", &one.better, tongue);
        text(parts, "report-lesson", &one.lesson, tongue);
    }
    for appeal in &one.appeals {
        text(parts, "report-row-appeal", appeal, tongue);
    }
}

fn text(parts: &mut ChildSpawnerCommands, head: &str, words: &str, tongue: &Tongue) {
    if words.is_empty() {
        return;
    }
    section(parts, &tongue.get(head));
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(0.0)
        }))
        .with_children(|sheet| {
            sheet.spawn(label(words, size::SMALL, Ink::PaperText));
        });
}

fn evidence(parts: &mut ChildSpawnerCommands, at: usize, piece: &Evidence, tongue: &Tongue) {
    let at_ms = piece.at_ms;
    let is_said = piece.said;
    parts
        .spawn(Node {
            column_gap: px(14),
            align_items: AlignItems::Center,
            ..default()
        })
        .with_children(|line| {
            line.spawn(Node {
                flex_grow: 1.0,
                flex_basis: px(0),
                min_width: px(0),
                ..column(2.0)
            })
            .with_children(|words| {
                let said = if piece.said {
                    format!("“{}”", piece.text)
                } else {
                    piece.text.clone()
                };
                words.spawn(label(said, size::BODY, Ink::PaperText));
                if !piece.doubt.is_empty() {
                    words.spawn(label(piece.doubt.clone(), size::TINY, Ink::PaperUnsure));
                }
            });
            let mut made = line.spawn((
                button(
                    tongue.with("debrief-see", &[("clock", &piece.clock)]),
                    ButtonKind::Paper,
                ),
                Key::new(format!("debrief-see-{at}")),
                activated(
                    move |_: On<Activate>,
                          finished: Res<FinishedRun>,
                          library: Res<Library>,
                          tongue: Res<Tongue>,
                          mut page: ResMut<Page>,
                          mut now: ResMut<Now>| {
                        let told = super::gather(&finished, *library, &tongue);
                        now.0 = super::moments::row_at(&told, at_ms, is_said);
                        page.tab = Tab::Moments;
                    },
                ),
            ));
            made.entry::<Node>().and_modify(|mut node| {
                node.min_height = px(36);
                node.padding = UiRect::axes(px(12), px(4));
            });
        });
}
