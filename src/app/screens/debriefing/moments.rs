//! The run as it went, moment after moment: who said or did what, how tense that left people, and what the words came to.

use super::{Now, Way, chart};
use crate::app::Screen;
use crate::app::screens::tension_ink;
use crate::app::ui::{
    Active, ButtonKind, FirstFocus, Ground, Ink, Key, Theme, activated, bold, button, card, column,
    label, one_line, rest, row, scrolling, size, tag,
};
use crate::app::words::Tongue;
use crate::domain::ids::Millis;
use crate::report::{Chart, Debrief, Row};
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, ScrollIntoView};

/// Frames until a new list has its places.
const LAYOUT_FRAMES: u8 = 3;

/// A row by number, with its place on the chart.
#[derive(Component, Debug, Clone, Copy)]
struct RowOf {
    number: usize,
    x: i64,
}

/// The moments of the rows, in milliseconds.
#[derive(Component, Debug, Clone)]
struct Times(Vec<u64>);

/// The street is seen from a little before the moment.
const LEAD_MS: u64 = 3_000;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, follow.run_if(in_state(Screen::Debriefing)));
}

/// The row of a moment: of words if words are looked for.
pub(super) fn row_at(told: &Debrief, at_ms: u64, is_said: bool) -> usize {
    let rows = || told.rows.iter().enumerate();
    rows()
        .find(|(_, row)| row.at_ms == at_ms && (row.kind == "me") == is_said)
        .or_else(|| rows().find(|(_, row)| row.at_ms >= at_ms))
        .map_or(told.rows.len().saturating_sub(1), |(number, _)| number)
}

/// Fills the paper.
pub(super) fn build(main: &mut ChildSpawnerCommands, told: &Debrief, now: usize, tongue: &Tongue) {
    if let Some(data) = &told.chart {
        chart::build(main, data, 128.0, tongue);
    }
    main.spawn((
        Node {
            flex_shrink: 0.0,
            ..row(10.0)
        },
        Times(told.rows.iter().map(|row| row.at_ms).collect()),
    ))
    .with_children(|line| {
        for (id, step) in [("debrief-before", -1_i64), ("debrief-after", 1)] {
            let mut made = line.spawn((
                button(tongue.get(id), ButtonKind::Paper),
                Key::new(id),
                activated(
                    move |_: On<Activate>, times: Query<&Times>, mut now: ResMut<Now>| {
                        let last = times
                            .iter()
                            .next()
                            .map_or(0, |times| times.0.len().saturating_sub(1));
                        let next = i64::try_from(now.0).unwrap_or(0) + step;
                        now.0 = usize::try_from(next.max(0)).unwrap_or(0).min(last);
                    },
                ),
            ));
            made.entry::<Node>().and_modify(|mut node| {
                node.min_height = px(38);
                node.padding = UiRect::axes(px(16), px(4));
            });
        }
        let mut watch = line.spawn((
            button(tongue.get("debrief-watch"), ButtonKind::Paper),
            Key::new("debrief-watch"),
            activated(watch_again),
        ));
        watch.entry::<Node>().and_modify(|mut node| {
            node.min_height = px(38);
            node.padding = UiRect::axes(px(16), px(4));
        });
        line.spawn((
            label(
                tongue.get("debrief-moments-about"),
                size::TINY,
                Ink::PaperQuiet,
            ),
            rest(),
        ));
    });
    scrolling(
        main,
        "debrief/moment-list",
        Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            ..default()
        },
        Node {
            padding: UiRect::all(px(5)),
            ..column(4.0)
        },
        Ground::Paper,
        |list| {
            for (number, one) in told.rows.iter().enumerate() {
                moment(
                    list,
                    number,
                    one,
                    told.chart.as_ref(),
                    number == now,
                    tongue,
                );
            }
        },
    );
}

/// Into the street, a little before the moment that is marked.
fn watch_again(_: On<Activate>, times: Query<&Times>, now: Res<Now>, mut way: Way) {
    if !way.is_open() {
        return;
    }
    let at = times
        .iter()
        .next()
        .and_then(|times| times.0.get(now.0).copied())
        .unwrap_or_default();
    way.see_again(Millis(at.saturating_sub(LEAD_MS)));
}

fn moment(
    parts: &mut ChildSpawnerCommands,
    number: usize,
    one: &Row,
    chart: Option<&Chart>,
    is_now: bool,
    tongue: &Tongue,
) {
    let mut made = parts.spawn((
        card(
            &format!("{} {} {}", one.clock, one.who, one.text),
            Node {
                width: percent(100),
                column_gap: px(14),
                align_items: AlignItems::FlexStart,
                ..default()
            },
        ),
        Key::new(format!("debrief-moment-{number}")),
        RowOf {
            number,
            x: chart.map_or(0, |chart| chart.place(one.at_ms)),
        },
        activated(move |_: On<Activate>, mut now: ResMut<Now>| {
            now.set_if_neq(Now(number));
        }),
    ));
    made.entry::<Node>()
        .and_modify(|mut node| node.padding = UiRect::axes(px(12), px(6)));
    if is_now {
        made.insert((Active, FirstFocus));
    }
    made.with_children(|line| {
        line.spawn((
            one_line(one.clock.clone(), size::SMALL, Ink::PaperQuiet, false),
            Node {
                width: px(50),
                flex_shrink: 0.0,
                ..default()
            },
            Pickable::IGNORE,
        ));
        let (ink, text_ink) = match one.kind {
            "me" => (Ink::Uniform, Ink::Uniform),
            "say" => (Ink::PaperText, Ink::PaperText),
            _ => (Ink::PaperQuiet, Ink::PaperQuiet),
        };
        line.spawn((
            bold(one.who.clone(), size::SMALL, ink),
            Node {
                width: px(92),
                flex_shrink: 0.0,
                ..default()
            },
            Pickable::IGNORE,
        ));
        line.spawn((
            Node {
                flex_grow: 1.0,
                flex_basis: px(0),
                min_width: px(0),
                ..column(3.0)
            },
            Pickable::IGNORE,
        ))
        .with_children(|words| {
            words.spawn((
                label(one.text.clone(), size::SMALL, text_ink),
                Pickable::IGNORE,
            ));
            if one.kind == "me" {
                understood(words, one, tongue);
            }
        });
        if one.kind != "note" {
            tension(line, one);
        }
    });
}

/// What the trainee's words were understood as.
fn understood(parts: &mut ChildSpawnerCommands, one: &Row, tongue: &Tongue) {
    parts
        .spawn((
            Node {
                column_gap: px(6),
                row_gap: px(3),
                flex_wrap: FlexWrap::Wrap,
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|chips| {
            for (act, is_wrong) in &one.acts {
                let (ground, ink) = if *is_wrong {
                    (Ink::PaperGrave, Ink::Text)
                } else {
                    (Ink::PaperShade, Ink::PaperText)
                };
                tag(chips, act, ground, ink);
            }
            if one.acts.is_empty() {
                tag(
                    chips,
                    &tongue.get("report-no-act"),
                    Ink::Paper,
                    Ink::PaperQuiet,
                );
            }
            if let Some(unsure) = &one.unsure {
                tag(chips, unsure, Ink::PaperUnsure, Ink::Text);
            }
        });
}

/// The party's tension as a short bar with its number.
fn tension(parts: &mut ChildSpawnerCommands, one: &Row) {
    let Some(value) = one.tension.first() else {
        return;
    };
    let ink = tension_ink(*value, [Ink::PaperGood, Ink::PaperUnsure, Ink::PaperGrave]);
    parts
        .spawn((
            Node {
                width: px(104),
                flex_shrink: 0.0,
                column_gap: px(8),
                align_items: AlignItems::Center,
                margin: UiRect::top(px(3)),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_children(|place| {
            place
                .spawn((
                    Node {
                        width: px(66),
                        height: px(7),
                        border_radius: BorderRadius::all(px(4)),
                        overflow: Overflow::clip(),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::PaperShade)),
                    Pickable::IGNORE,
                ))
                .with_children(|rail| {
                    rail.spawn((
                        Node {
                            width: percent(f32::from(*value)),
                            height: percent(100),
                            ..default()
                        },
                        BackgroundColor(Theme::colour(ink)),
                        Pickable::IGNORE,
                    ));
                });
            place.spawn((
                label(value.to_string(), size::TINY, Ink::PaperQuiet),
                Pickable::IGNORE,
            ));
        });
}

/// The row looked at is marked, in view, and stands as a line on the chart.
fn follow(
    mut commands: Commands,
    now: Res<Now>,
    rows: Query<(Entity, &RowOf, Has<Active>)>,
    fresh: Query<(), Added<RowOf>>,
    mut cursors: Query<&mut Node, With<chart::Cursor>>,
    mut frames: Local<u8>,
) {
    if now.is_changed() || !fresh.is_empty() {
        *frames = LAYOUT_FRAMES;
    }
    if *frames == 0 {
        return;
    }
    *frames -= 1;
    for (entity, row, is_active) in &rows {
        let is_now = row.number == now.0;
        if is_now {
            for mut node in &mut cursors {
                node.display = Display::Flex;
                node.left = percent(row.x as f32 / 100.0);
            }
            if *frames == 0 {
                commands.trigger(ScrollIntoView { entity });
            }
        }
        if is_now && !is_active {
            commands.entity(entity).insert(Active);
        } else if !is_now && is_active {
            commands.entity(entity).remove::<Active>();
        }
    }
}
