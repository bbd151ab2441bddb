//! The words of a run in step with the clock: what was said and done, and how tense it left the party. Of two runs one
//! stands on each side of the street.

use super::story::{Story, Told};
use super::{BAR_PX, Watching, Wish, is_replay};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::screens::tension_ink;
use crate::app::ui::{Ground, Ink, Theme, bold, column, label, rest, scrolling, size};
use crate::app::words::Tongue;
use crate::report::Row;
use bevy::prelude::*;
use bevy::ui_widgets::ScrollIntoView;

/// Width of a side.
const WIDE_PX: f32 = 316.0;
/// What is still to come is seen so faintly.
const LATER_ALPHA: f32 = 0.42;
/// Frames until new rows have their places.
const LAYOUT_FRAMES: u8 = 3;

#[derive(Component)]
struct Side;

/// A row: of which run, and which.
#[derive(Component, Debug, Clone, Copy)]
struct RowOf {
    run: usize,
    number: usize,
}

/// Words of a row.
#[derive(Component, Debug, Clone, Copy)]
struct Inked(Ink);

/// The party's tension at this moment.
#[derive(Component, Debug, Clone, Copy)]
struct Tension(usize);

/// The same as a bar.
#[derive(Component, Debug, Clone, Copy)]
struct TensionFill(usize);

/// The row of each run that is lit.
#[derive(Resource, Debug, Default)]
struct Here(Vec<Option<usize>>, u8);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Here>().add_systems(
        Update,
        (lay_out, follow)
            .chain()
            .after(super::obey)
            .run_if(in_state(Screen::Case).and_then(is_replay)),
    );
}

fn lay_out(
    mut commands: Commands,
    sides: Query<Entity, With<Side>>,
    told: Option<Res<Told>>,
    watching: Res<Watching>,
    tongue: Res<Tongue>,
    mut here: ResMut<Here>,
    mut shown: Local<(bool, bool)>,
) {
    let Some(told) = told else { return };
    let wanted = (watching.has_words, watching.is_beside);
    let is_there = sides.is_empty() != watching.has_words;
    if is_there && !told.is_changed() && *shown == wanted {
        return;
    }
    *shown = wanted;
    for side in &sides {
        commands.entity(side).despawn();
    }
    *here = Here(vec![None; told.runs.len()], LAYOUT_FRAMES);
    if !watching.has_words {
        return;
    }
    for (number, run) in told.runs.iter().enumerate() {
        let is_seen = number == usize::from(watching.is_beside);
        side(
            &mut commands,
            number,
            run,
            is_seen,
            told.runs.len(),
            &tongue,
        );
    }
}

fn side(
    commands: &mut Commands,
    number: usize,
    run: &Story,
    is_seen: bool,
    runs: usize,
    tongue: &Tongue,
) {
    // The finished run on the right, where one alone stands, too.
    let (left, right) = if number == 0 {
        (auto(), px(16))
    } else {
        (px(16), auto())
    };
    commands
        .spawn((
            Side,
            Node {
                position_type: PositionType::Absolute,
                left,
                right,
                top: px(16),
                bottom: px(BAR_PX),
                width: px(WIDE_PX),
                padding: UiRect::all(px(12)),
                border: UiRect::all(px(1)),
                border_radius: BorderRadius::all(px(10)),
                ..column(6.0)
            },
            GlobalZIndex(15),
            BackgroundColor(Theme::colour(Ink::Panel)),
            BorderColor::all(Theme::colour(if is_seen && runs > 1 {
                Ink::Accent
            } else {
                Ink::Line
            })),
            DespawnOnExit(Screen::Case),
        ))
        .with_children(|side| {
            side.spawn(label(run.head.clone(), size::TINY, Ink::Accent));
            if runs > 1 {
                let id = if is_seen {
                    "replay-in-street"
                } else {
                    "replay-not-in-street"
                };
                side.spawn(label(tongue.get(id), size::TINY, Ink::Quiet));
            }
            tension(side, number, run);
            scrolling(
                side,
                &format!("replay/rows-{number}"),
                Node {
                    flex_grow: 1.0,
                    flex_basis: px(0),
                    ..default()
                },
                column(3.0),
                Ground::Night,
                |list| {
                    for (place, one) in run.rows.iter().enumerate() {
                        row(list, number, place, one, tongue);
                    }
                },
            );
        });
}

fn tension(side: &mut ChildSpawnerCommands, number: usize, run: &Story) {
    if run.party.is_none() {
        return;
    }
    side.spawn((bold("", size::SMALL, Ink::Text), Tension(number)));
    side.spawn((
        Node {
            height: px(6),
            flex_shrink: 0.0,
            border_radius: BorderRadius::all(px(3)),
            overflow: Overflow::clip(),
            ..default()
        },
        BackgroundColor(Theme::colour(Ink::Line)),
    ))
    .with_children(|rail| {
        rail.spawn((
            TensionFill(number),
            Node {
                height: percent(100),
                width: percent(0),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Good)),
        ));
    });
}

fn row(list: &mut ChildSpawnerCommands, run: usize, number: usize, one: &Row, tongue: &Tongue) {
    let at_ms = one.at_ms;
    let ink = match (one.kind, one.standing) {
        (_, "breach") => Ink::Grave,
        ("me", _) => Ink::Accent,
        ("note", _) => Ink::Quiet,
        _ => Ink::Text,
    };
    let who = match one.kind {
        "me" => tongue.get("transcript-me"),
        _ => one.who.clone(),
    };
    list.spawn((
        RowOf { run, number },
        Node {
            padding: UiRect::axes(px(6), px(3)),
            border: UiRect::left(px(3)),
            min_height: px(0),
            flex_shrink: 0.0,
            ..column(0.0)
        },
        BorderColor::all(Color::NONE),
        BackgroundColor(Color::NONE),
    ))
    .observe(
        move |_: On<Pointer<Click>>, mut wishes: MessageWriter<Wish>| {
            wishes.write(Wish::Seek(at_ms));
        },
    )
    .with_children(|place| {
        if one.kind != "note" {
            place.spawn((
                label(format!("{}  {who}", one.clock), size::TINY, Ink::Quiet),
                Inked(Ink::Quiet),
                Pickable::IGNORE,
            ));
        }
        let height = if one.kind == "note" {
            size::TINY
        } else {
            size::SMALL
        };
        place.spawn((
            label(one.text.clone(), height, ink),
            Inked(ink),
            rest_down(),
            Pickable::IGNORE,
        ));
    });
}

/// Words take the width there is.
fn rest_down() -> Node {
    Node {
        flex_grow: 0.0,
        flex_basis: auto(),
        ..rest()
    }
}

/// What has been said is bright, the newest marked and in view.
fn follow(
    mut commands: Commands,
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    watching: Res<Watching>,
    tongue: Res<Tongue>,
    mut here: ResMut<Here>,
    mut rows: Query<(
        Entity,
        &RowOf,
        &mut BorderColor,
        &mut BackgroundColor,
        &Children,
    )>,
    mut inks: Query<(&Inked, &mut TextColor)>,
    mut tensions: Query<(&Tension, &mut Text)>,
    mut fills: Query<(&TensionFill, &mut Node, &mut BackgroundColor), Without<RowOf>>,
) {
    let Some(told) = told else { return };
    if here.1 > 0 {
        here.1 -= 1;
        return;
    }
    let now = watching.held_ms.unwrap_or(active.now().0);
    let Here(lit, _) = &mut *here;
    for (run, story) in told.runs.iter().enumerate() {
        let at = story.rows.partition_point(|one| one.at_ms <= now);
        let value = story
            .rows
            .get(at.saturating_sub(1))
            .and_then(|one| one.tension.first())
            .copied()
            .unwrap_or(0);
        tell_tension(run, story, value, &tongue, &mut tensions, &mut fills);
        if lit.get(run).copied().flatten() == Some(at) {
            continue;
        }
        if let Some(slot) = lit.get_mut(run) {
            *slot = Some(at);
        }
        for (entity, row, mut border, mut ground, words) in &mut rows {
            if row.run != run {
                continue;
            }
            let is_here = row.number + 1 == at;
            let (edge, shade) = if is_here {
                (Theme::colour(Ink::Accent), Theme::colour(Ink::Raised))
            } else {
                (Color::NONE, Color::NONE)
            };
            *border = BorderColor::all(edge);
            ground.0 = shade;
            let alpha = if row.number < at { 1.0 } else { LATER_ALPHA };
            for word in words.iter() {
                if let Ok((ink, mut colour)) = inks.get_mut(word) {
                    colour.0 = Theme::colour(ink.0).with_alpha(alpha);
                }
            }
            // The next row is in view, too, so that one sees how it goes on.
            if row.number == at
                || (is_here && at == story.rows.len())
                || (at == 0 && row.number == 0)
            {
                commands.trigger(ScrollIntoView { entity });
            }
        }
    }
}

fn tell_tension(
    run: usize,
    story: &Story,
    value: i16,
    tongue: &Tongue,
    tensions: &mut Query<(&Tension, &mut Text)>,
    fills: &mut Query<(&TensionFill, &mut Node, &mut BackgroundColor), Without<RowOf>>,
) {
    let who = story.party.as_deref().unwrap_or_default();
    let words = tongue.with(
        "replay-tension",
        &[("who", who), ("value", &value.to_string())],
    );
    for (of, mut text) in tensions {
        if of.0 == run && text.0 != words {
            text.0.clone_from(&words);
        }
    }
    let ink = tension_ink(value, [Ink::Good, Ink::Unsure, Ink::Grave]);
    let width = percent(f32::from(value));
    for (of, mut node, mut ground) in fills {
        // Panels are laid out again whenever a node is touched.
        if of.0 == run && node.width != width {
            node.width = width;
            ground.0 = Theme::colour(ink);
        }
    }
}
