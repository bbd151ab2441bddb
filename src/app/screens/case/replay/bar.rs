//! The bar at the foot: a rail to take hold of with the moments looked for on it, and a button for every wish.

use super::story::Told;
use super::views::{Eyes, view_word};
use super::{SPEEDS_QUARTERS, Watching, Wish, is_replay};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::ui::{
    Active, ButtonKind, Ink, Key, Theme, activated, button, label, one_line, rest, row, size,
    slider,
};
use crate::app::words::Tongue;
use crate::app::{Pause, Settings};
use crate::domain::ids::Millis;
use crate::report::Milestone;
use bevy::a11y::AccessibilityNode;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, Slider, SliderValue, TrackClick, ValueChange};

/// Width of a moment on the rail.
const MARK_PX: f32 = 4.0;
/// Half of the rail's thumb: the first and the last moment stand so far from the ends.
const INSET_PX: f32 = 9.0;
/// Words of a moment that fit into the bar.
const CAPTION_CHARS_MAX: usize = 64;

#[derive(Component)]
struct Bar;

/// The rail that is taken hold of.
#[derive(Component)]
struct Rail;

/// Where the moments of a run stand.
#[derive(Component, Debug, Clone, Copy)]
struct Marks(usize);

/// Parts whose words change.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Play,
    Time,
    Caption,
    Speed,
    View,
    Goal,
    Stops,
    Words,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (lay_out, mark, hold, show)
            .chain()
            .after(super::obey)
            .run_if(in_state(Screen::Case).and_then(is_replay)),
    );
}

/// Built once the runs are told, and anew when words or sizes change.
fn lay_out(
    mut commands: Commands,
    bars: Query<Entity, With<Bar>>,
    told: Option<Res<Told>>,
    tongue: Res<Tongue>,
    settings: Res<Settings>,
    active: Res<ActiveCase>,
) {
    let Some(told) = told else { return };
    if !bars.is_empty() {
        if !told.is_changed() && !settings.is_changed() {
            return;
        }
        for bar in &bars {
            commands.entity(bar).despawn();
        }
    }
    let is_two = told.runs.len() > 1;
    let now = active.now().0 as f32;
    commands
        .spawn((
            Bar,
            Node {
                position_type: PositionType::Absolute,
                left: px(16),
                right: px(16),
                bottom: px(14),
                padding: UiRect::axes(px(16), px(10)),
                row_gap: px(6),
                flex_direction: FlexDirection::Column,
                border_radius: BorderRadius::all(px(10)),
                ..default()
            },
            GlobalZIndex(16),
            BackgroundColor(Theme::colour(Ink::Panel).with_alpha(0.94)),
            DespawnOnExit(Screen::Case),
        ))
        .with_children(|bar| {
            bar.spawn(row(8.0)).with_children(|line| {
                press(line, "", Some(Part::Play), "replay-play", Wish::Toggle);
                let before = tongue.get("replay-mark-before");
                press(line, &before, None, "replay-mark-before", Wish::MarkBefore);
                let after = tongue.get("replay-mark-after");
                press(line, &after, None, "replay-mark-after", Wish::MarkAfter);
                line.spawn((one_line("", size::BODY, Ink::Text, true), Part::Time));
                line.spawn((
                    Node {
                        overflow: Overflow::clip(),
                        ..rest()
                    },
                    Pickable::IGNORE,
                ))
                .with_children(|place| {
                    place.spawn((one_line("", size::SMALL, Ink::Accent, false), Part::Caption));
                });
            });
            rail(bar, &told, &tongue, now);
            bar.spawn(Node {
                flex_wrap: FlexWrap::Wrap,
                row_gap: px(6),
                ..row(8.0)
            })
            .with_children(|line| {
                let slower = tongue.get("replay-slower");
                press(line, &slower, None, "replay-slower", Wish::Slower);
                line.spawn((one_line("", size::SMALL, Ink::Text, false), Part::Speed));
                let faster = tongue.get("replay-faster");
                press(line, &faster, None, "replay-faster", Wish::Faster);
                press(line, "", Some(Part::View), "replay/view", Wish::View);
                press(line, "", Some(Part::Goal), "replay-goal", Wish::Goal);
                press(line, "", Some(Part::Stops), "replay/stops", Wish::Stops);
                press(line, "", Some(Part::Words), "replay-words", Wish::Words);
                if is_two {
                    let swap = tongue.get("replay-swap");
                    press(line, &swap, None, "replay-swap", Wish::Swap);
                }
                let picture = tongue.get("replay-picture");
                press(line, &picture, None, "replay-picture", Wish::Picture);
                let leave = tongue.get("replay-leave");
                press(line, &leave, None, "replay-leave", Wish::Leave);
            });
            bar.spawn(label(tongue.get("replay-keys"), size::TINY, Ink::Quiet));
        });
}

/// A small button. It takes no focus: every wish has a key of its own, and the space bar is one of them.
fn press(line: &mut ChildSpawnerCommands, text: &str, part: Option<Part>, key: &str, wish: Wish) {
    let mut made = line.spawn((
        button(text, ButtonKind::Plain),
        Key::new(key),
        activated(move |_: On<Activate>, mut wishes: MessageWriter<Wish>| {
            wishes.write(wish);
        }),
    ));
    made.entry::<Node>().and_modify(|mut node| {
        node.min_height = px(32);
        node.padding = UiRect::axes(px(12), px(3));
    });
    made.remove::<TabIndex>();
    if let Some(part) = part {
        made.insert(part);
    }
}

fn rail(bar: &mut ChildSpawnerCommands, told: &Told, tongue: &Tongue, now: f32) {
    bar.spawn(Node {
        flex_direction: FlexDirection::Column,
        row_gap: px(2),
        min_height: px(0),
        flex_shrink: 0.0,
        ..default()
    })
    .with_children(|place| {
        for number in 0..told.runs.len() {
            place.spawn((
                Marks(number),
                Node {
                    height: px(12),
                    margin: UiRect::horizontal(px(INSET_PX)),
                    ..default()
                },
            ));
        }
        let end = told.end_ms().max(1) as f32;
        let name = tongue.get("replay-title");
        let mut made = slider(
            place,
            &name,
            "replay/rail",
            (0.0, end),
            1000.0,
            now.min(end),
        );
        made.remove::<TabIndex>();
        made.insert((
            Rail,
            Slider {
                track_click: TrackClick::Snap,
                ..default()
            },
        ))
        .observe(
            |change: On<ValueChange<f32>>,
             mut commands: Commands,
             mut watching: ResMut<Watching>| {
                watching.held_ms = Some(change.value as u64);
                commands
                    .entity(change.source)
                    .insert(SliderValue(change.value));
            },
        );
        made.entry::<Node>()
            .and_modify(|mut node| node.width = percent(100));
    });
}

fn mark_ink(kind: &str) -> Ink {
    match kind {
        "breached" | "boiling" => Ink::Grave,
        "missed" | "withdrew" | "review" | "unclear" => Ink::Unsure,
        "met" | "agreed" => Ink::Good,
        _ => Ink::Quiet,
    }
}

/// The moments looked for, each where it was; a click goes there.
fn mark(
    mut commands: Commands,
    told: Option<Res<Told>>,
    watching: Res<Watching>,
    rails: Query<(Entity, &Marks)>,
    fresh: Query<(), Added<Marks>>,
    mut shown: Local<Option<crate::report::Goal>>,
) {
    let Some(told) = told else { return };
    if fresh.is_empty() && *shown == Some(watching.goal) {
        return;
    }
    *shown = Some(watching.goal);
    let end = told.end_ms().max(1);
    for (entity, marks) in &rails {
        commands.entity(entity).despawn_children();
        let Some(run) = told.runs.get(marks.0) else {
            continue;
        };
        let wanted: Vec<&Milestone> = run
            .marks
            .iter()
            .filter(|one| watching.goal.wants(one))
            .collect();
        commands.entity(entity).with_children(|rail| {
            for one in wanted {
                let at_ms = one.at_ms;
                rail.spawn((
                    Node {
                        position_type: PositionType::Absolute,
                        left: percent(at_ms as f32 / end as f32 * 100.0),
                        width: px(MARK_PX),
                        height: percent(100),
                        margin: UiRect::left(px(-MARK_PX / 2.0)),
                        border_radius: BorderRadius::all(px(2)),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(mark_ink(one.kind))),
                ))
                .observe(
                    move |_: On<Pointer<Click>>, mut wishes: MessageWriter<Wish>| {
                        wishes.write(Wish::Seek(at_ms));
                    },
                );
            }
        });
    }
}

/// The thumb goes with the clock, until a hand holds it; let go, the clock goes with the thumb.
fn hold(
    mut commands: Commands,
    buttons: Res<ButtonInput<MouseButton>>,
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    mut watching: ResMut<Watching>,
    mut wishes: MessageWriter<Wish>,
    rails: Query<(Entity, &SliderValue), With<Rail>>,
) {
    if let Some(held) = watching.held_ms {
        if !buttons.pressed(MouseButton::Left) {
            watching.held_ms = None;
            wishes.write(Wish::Seek(held));
        }
        return;
    }
    let Some(told) = told else { return };
    // After its end people still finish what they do; the rail goes no further.
    let now = active.now().0.min(told.end_ms()) as f32;
    for (entity, value) in &rails {
        if (value.0 - now).abs() > 100.0 {
            commands.entity(entity).insert(SliderValue(now));
        }
    }
}

fn show(
    mut commands: Commands,
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    there: Res<Eyes>,
    watching: Res<Watching>,
    pause: Res<State<Pause>>,
    tongue: Res<Tongue>,
    mut parts: Query<(
        Entity,
        &Part,
        Option<&Children>,
        Has<Active>,
        Option<&mut AccessibilityNode>,
    )>,
    mut texts: Query<&mut Text>,
) {
    let Some(told) = told else { return };
    let now = watching.held_ms.unwrap_or(active.now().0);
    for (entity, part, children, is_lit, spoken) in &mut parts {
        let words = match part {
            Part::Play if *pause.get() == Pause::Running => tongue.get("replay-pause"),
            Part::Play => tongue.get("replay-play"),
            Part::Time => tongue.with(
                "replay-time",
                &[
                    ("now", &Millis(now).to_string()),
                    ("end", &Millis(told.end_ms()).to_string()),
                ],
            ),
            Part::Caption => told
                .latest(watching.goal, now)
                .map(caption)
                .unwrap_or_default(),
            Part::Speed => tongue.with("replay-speed", &[("speed", &speed_word(watching.speed))]),
            Part::View => view_word(&watching.view, &there, &active, &tongue),
            Part::Goal => tongue.with(
                "replay-goal",
                &[(
                    "goal",
                    &tongue.get(&format!("web-goal-{}", watching.goal.name())),
                )],
            ),
            Part::Stops => tongue.get("web-stop-at-marks"),
            Part::Words => tongue.get("replay-words"),
        };
        let wants_light = match part {
            Part::Stops => watching.stops,
            Part::Words => watching.has_words,
            _ => false,
        };
        if wants_light && !is_lit {
            commands.entity(entity).insert(Active);
        } else if is_lit && !wants_light {
            commands.entity(entity).remove::<Active>();
        }
        let target = children
            .and_then(|below| below.iter().next())
            .unwrap_or(entity);
        if let Ok(mut text) = texts.get_mut(target)
            && text.0 != words
        {
            if let Some(mut spoken) = spoken {
                spoken.set_label(words.clone());
            }
            text.0 = words;
        }
    }
}

fn caption(one: &Milestone) -> String {
    let clock = Millis(one.at_ms);
    let mut words: String = one.text.chars().take(CAPTION_CHARS_MAX).collect();
    if words.len() < one.text.len() {
        words.push('…');
    }
    format!("{clock}  {words}")
}

fn speed_word(speed: usize) -> String {
    let quarters = SPEEDS_QUARTERS[speed];
    if quarters.is_multiple_of(4) {
        (quarters / 4).to_string()
    } else {
        format!("{:.2}", f64::from(quarters) / 4.0)
    }
}
