//! How tense people were, drawn from nodes: a feeling holds until something moves it, so the curve is made of steps. The
//! trainee's words are points on it; the one looked at is read out below.

use super::{Now, Page, Tab};
use crate::app::Screen;
use crate::app::bridge::FinishedRun;
use crate::app::library::Library;
use crate::app::ui::{Ink, Theme, activated, bold, label, one_line, sheet, size};
use crate::app::words::Tongue;
use crate::report::{Chart, Curve, Pin};
use bevy::a11y::AccessibilityNode;
use bevy::input_focus::InputFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, Button};

/// Room at the left for the names of moods.
const LEFT_PX: f32 = 74.0;
/// Room below for the times.
const FOOT_PX: f32 = 22.0;
const PIN_PX: f32 = 15.0;
const LINE_PX: f32 = 3.0;
const WIDE: f32 = 10_000.0;

/// Colours of people, the party first.
const INKS: [Ink; 4] = [
    Ink::Uniform,
    Ink::PaperUnsure,
    Ink::PaperGood,
    Ink::PaperQuiet,
];

/// A point and what was said there.
#[derive(Component, Debug, Clone)]
struct Words {
    at_ms: u64,
    text: String,
}

/// Where the words are read out.
#[derive(Component)]
struct Caption;

/// The line that stands at the moment looked at.
#[derive(Component)]
pub(super) struct Cursor;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, read_out.run_if(in_state(Screen::Debriefing)));
}

fn across(x: i64) -> Val {
    percent(x as f32 / WIDE * 100.0)
}

fn down(tension: i16) -> Val {
    percent(100.0 - f32::from(tension.clamp(0, 100)))
}

/// Draws the chart with its caption.
pub(super) fn build(parts: &mut ChildSpawnerCommands, chart: &Chart, height: f32, tongue: &Tongue) {
    parts
        .spawn(sheet(Node {
            flex_direction: FlexDirection::Column,
            row_gap: px(6),
            flex_shrink: 0.0,
            padding: UiRect::axes(px(14), px(12)),
            ..default()
        }))
        .with_children(|sheet| {
            legend(sheet, chart);
            sheet
                .spawn(Node {
                    height: px(height),
                    padding: UiRect {
                        left: px(LEFT_PX),
                        bottom: px(FOOT_PX),
                        right: px(10),
                        ..default()
                    },
                    ..default()
                })
                .with_children(|frame| {
                    frame
                        .spawn((
                            Node {
                                flex_grow: 1.0,
                                height: percent(100),
                                ..default()
                            },
                            BackgroundColor(Theme::colour(Ink::Paper)),
                        ))
                        .with_children(|plot| draw(plot, chart));
                });
            sheet.spawn((
                label(
                    tongue.get("debrief-chart-hint"),
                    size::SMALL,
                    Ink::PaperQuiet,
                ),
                Caption,
                Node {
                    min_height: px(42),
                    ..default()
                },
            ));
        });
}

fn legend(parts: &mut ChildSpawnerCommands, chart: &Chart) {
    parts
        .spawn(Node {
            column_gap: px(18),
            flex_wrap: FlexWrap::Wrap,
            ..default()
        })
        .with_children(|row| {
            for (curve, ink) in chart.curves.iter().zip(INKS) {
                row.spawn(Node {
                    column_gap: px(7),
                    align_items: AlignItems::Center,
                    ..default()
                })
                .with_children(|one| {
                    one.spawn((
                        Node {
                            width: px(20),
                            height: px(4),
                            border_radius: BorderRadius::all(px(2)),
                            ..default()
                        },
                        BackgroundColor(Theme::colour(ink)),
                    ));
                    one.spawn(bold(curve.name.clone(), size::TINY, ink));
                });
            }
        });
}

fn draw(plot: &mut ChildSpawnerCommands, chart: &Chart) {
    bands(plot, chart);
    for (x, text) in &chart.ticks {
        plot.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: across(*x),
                top: percent(100),
                width: px(1),
                height: px(5),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::PaperQuiet)),
        ));
        plot.spawn((
            one_line(text.clone(), size::TINY, Ink::PaperQuiet, false),
            Node {
                position_type: PositionType::Absolute,
                left: across(*x),
                top: percent(100),
                margin: UiRect {
                    left: px(-14),
                    top: px(4),
                    ..default()
                },
                ..default()
            },
        ));
    }
    for x in &chart.gaps {
        plot.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: across(*x),
                top: px(0),
                width: px(6),
                height: percent(100),
                margin: UiRect::left(px(-3)),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::Sheet)),
        ));
    }
    plot.spawn((
        Cursor,
        Node {
            position_type: PositionType::Absolute,
            display: Display::None,
            top: px(0),
            width: px(2),
            height: percent(100),
            ..default()
        },
        BackgroundColor(Theme::colour(Ink::PaperGrave)),
    ));
    for (curve, ink) in chart.curves.iter().zip(INKS).rev() {
        line(plot, curve, ink);
    }
    for turn in &chart.turns {
        let ink = if turn.good {
            Ink::PaperGood
        } else {
            Ink::PaperGrave
        };
        plot.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: across(turn.x),
                bottom: px(0),
                width: px(9),
                height: px(9),
                margin: UiRect::left(px(-4)),
                ..default()
            },
            BackgroundColor(Theme::colour(ink)),
            UiTransform::from_rotation(bevy::math::Rot2::degrees(45.0)),
        ));
    }
    for pin in &chart.pins {
        point(plot, pin);
    }
}

/// Strips of moods, warmer towards the top.
fn bands(plot: &mut ChildSpawnerCommands, chart: &Chart) {
    for (grade, (from, name)) in chart.bands.iter().enumerate() {
        let to = chart.bands.get(grade + 1).map_or(100, |next| next.0);
        let heat = grade as f32 / chart.bands.len().max(1) as f32;
        plot.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: px(0),
                right: px(0),
                bottom: percent(*from as f32),
                height: percent((to - from) as f32),
                border: UiRect::top(px(1)),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::PaperGrave).with_alpha(heat * 0.16)),
            BorderColor::all(Theme::colour(Ink::PaperLine).with_alpha(0.6)),
        ))
        .with_children(|band| {
            band.spawn((
                one_line(name.clone(), size::TINY, Ink::PaperQuiet, false),
                Node {
                    position_type: PositionType::Absolute,
                    right: percent(100),
                    top: percent(50),
                    margin: UiRect {
                        right: px(8),
                        top: px(-9),
                        ..default()
                    },
                    ..default()
                },
            ));
        });
    }
}

fn line(plot: &mut ChildSpawnerCommands, curve: &Curve, ink: Ink) {
    let colour = Theme::colour(ink);
    let mut last: Option<i16> = None;
    for (at, (x, value)) in curve.steps.iter().enumerate() {
        let next = curve.steps.get(at + 1).map_or(curve.end, |step| step.0);
        plot.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: across(*x),
                top: down(*value),
                width: across((next - x).max(0)),
                min_width: px(LINE_PX),
                height: px(LINE_PX),
                margin: UiRect::top(px(-LINE_PX / 2.0)),
                ..default()
            },
            BackgroundColor(colour),
        ));
        if let Some(before) = last.filter(|before| before != value) {
            let (high, low) = (before.max(*value), before.min(*value));
            plot.spawn((
                Node {
                    position_type: PositionType::Absolute,
                    left: across(*x),
                    top: down(high),
                    width: px(LINE_PX),
                    height: percent(f32::from(high - low)),
                    margin: UiRect::left(px(-LINE_PX / 2.0)),
                    ..default()
                },
                BackgroundColor(colour),
            ));
        }
        last = Some(*value);
    }
}

fn point(plot: &mut ChildSpawnerCommands, pin: &Pin) {
    let ink = match pin.standing {
        "met" => Ink::PaperGood,
        "breach" => Ink::PaperGrave,
        "review" => Ink::PaperUnsure,
        _ => Ink::PaperLine,
    };
    let text = if pin.to.is_empty() {
        format!("{}　“{}”", pin.clock, pin.quote)
    } else {
        format!("{}　→ {}　“{}”", pin.clock, pin.to, pin.quote)
    };
    let mut access = accesskit::Node::new(accesskit::Role::Button);
    access.set_label(text.clone());
    plot.spawn((
        Node {
            position_type: PositionType::Absolute,
            left: across(pin.x),
            top: down(pin.tension),
            width: px(PIN_PX),
            height: px(PIN_PX),
            margin: UiRect {
                left: px(-PIN_PX / 2.0),
                top: px(-PIN_PX / 2.0),
                ..default()
            },
            border: UiRect::all(px(2)),
            border_radius: BorderRadius::MAX,
            ..default()
        },
        BackgroundColor(Theme::colour(ink)),
        BorderColor::all(Color::WHITE),
        Button,
        Hovered::default(),
        TabIndex(0),
        AccessibilityNode(access),
        Words {
            at_ms: pin.at_ms,
            text,
        },
        activated(open),
    ));
}

/// A point opens its moment.
fn open(
    pressed: On<Activate>,
    words: Query<&Words>,
    finished: Res<FinishedRun>,
    library: Res<Library>,
    tongue: Res<Tongue>,
    mut page: ResMut<Page>,
    mut now: ResMut<Now>,
) {
    if let Ok(words) = words.get(pressed.entity) {
        let told = super::gather(&finished, *library, &tongue);
        now.0 = super::moments::row_at(&told, words.at_ms, true);
        page.tab = Tab::Moments;
    }
}

fn read_out(
    points: Query<(Entity, &Words, &Hovered)>,
    focus: Res<InputFocus>,
    mut captions: Query<(&mut Text, &mut TextColor), With<Caption>>,
    mut shown: Local<Option<Entity>>,
) {
    let looked_at = points
        .iter()
        .find(|(_, _, hovered)| hovered.get())
        .or_else(|| {
            points
                .iter()
                .find(|(entity, ..)| focus.get() == Some(*entity))
        });
    let Some((entity, words, _)) = looked_at else {
        return;
    };
    if *shown == Some(entity) {
        return;
    }
    *shown = Some(entity);
    for (mut text, mut colour) in &mut captions {
        text.0.clone_from(&words.text);
        colour.0 = Theme::colour(Ink::PaperText);
    }
}
