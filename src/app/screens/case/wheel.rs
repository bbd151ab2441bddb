//! The wheel: everything that can be done here, eight at a time around the middle.

use super::hud::BEHIND_WORDS;
use super::{over_street, overlay};
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::devices::{Control, Controls, digit};
use crate::app::trainee::{Aim, Overlay, TabletPage, choices_for};
use crate::app::ui::{ButtonKind, FirstFocus, Ink, PanelSize, activated, button, label, size};
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

const SLOTS: usize = 8;
const RADIUS_X: f32 = 330.0;
/// A little above the middle, so that nobody's words are covered.
const MIDDLE_PERCENT: f32 = 44.0;
const RADIUS_Y: f32 = 210.0;
const SLOT_WIDTH: f32 = 236.0;
const SLOT_HEIGHT: f32 = 60.0;
/// Between the slots left and right of the middle.
const WAYS_WIDTH: f32 = 400.0;

/// Page of the wheel.
#[derive(Resource, Debug, Clone, Copy, Default)]
struct Page(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Page>().add_systems(
        Update,
        (
            first_page.run_if(resource_changed::<Overlay>),
            pick.run_if(is_open),
        )
            .chain()
            .run_if(in_state(Screen::Case)),
    );
    overlay(app, |overlay| *overlay == Overlay::Wheel, build);
}

fn is_open(overlay: Res<Overlay>) -> bool {
    *overlay == Overlay::Wheel
}

fn first_page(mut page: ResMut<Page>, overlay: Res<Overlay>) {
    if *overlay != Overlay::Wheel {
        page.0 = 0;
    }
}

fn build(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    aim: Res<Aim>,
    tongue: Res<Tongue>,
    surface: Res<PanelSize>,
    pads: Query<(), With<Gamepad>>,
    mut page: ResMut<Page>,
) {
    let Some(active) = active else { return };
    let is_worn = surface.0.is_some();
    let wording = active.wording();
    let choices = choices_for(&active, &aim);
    let pages = choices.len().div_ceil(SLOTS).max(1);
    page.0 %= pages;
    let root = commands.spawn((over_street(0.30), TabGroup::modal())).id();
    commands.entity(root).with_children(|wheel| {
        wheel
            .spawn(Node {
                position_type: PositionType::Absolute,
                left: percent(50),
                top: percent(MIDDLE_PERCENT),
                width: px(240),
                margin: UiRect {
                    left: px(-120),
                    top: px(-40),
                    ..default()
                },
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                row_gap: px(8),
                ..default()
            })
            .with_children(|middle| {
                let title = aim
                    .target
                    .as_deref()
                    .map_or_else(|| tongue.get("wheel-here"), |id| wording.target(id));
                middle
                    .spawn((
                        Node {
                            padding: UiRect::axes(px(12), px(4)),
                            border_radius: BorderRadius::all(px(6)),
                            ..default()
                        },
                        BackgroundColor(BEHIND_WORDS),
                    ))
                    .with_child(label(title, size::LARGE, Ink::Text));
                if pages > 1 {
                    middle.spawn((
                        button(
                            tongue.with(
                                "wheel-more",
                                &[
                                    ("page", &(page.0 + 1).to_string()),
                                    ("pages", &pages.to_string()),
                                ],
                            ),
                            ButtonKind::Plain,
                        ),
                        activated(
                            |_: On<Activate>,
                             mut page: ResMut<Page>,
                             mut overlay: ResMut<Overlay>| {
                                page.0 += 1;
                                overlay.set_changed();
                            },
                        ),
                    ));
                }
                let ways_for: &'static [Way] = if is_worn {
                    &WORN_WAYS
                } else if !pads.is_empty() {
                    &PAD_WAYS
                } else {
                    &[]
                };
                ways(middle, ways_for, &tongue);
            });
        for (slot, (action, target, _)) in choices
            .into_iter()
            .skip(page.0 * SLOTS)
            .take(SLOTS)
            .enumerate()
        {
            // From the top, clockwise.
            let turn = slot as f32 / SLOTS as f32 * std::f32::consts::TAU;
            let (x, y) = (turn.sin() * RADIUS_X, -turn.cos() * RADIUS_Y);
            let text = format!("{}  {}", slot + 1, wording.action(&action));
            let mut place = wheel.spawn(Node {
                position_type: PositionType::Absolute,
                left: percent(50),
                top: percent(MIDDLE_PERCENT),
                width: px(SLOT_WIDTH),
                min_height: px(SLOT_HEIGHT),
                margin: UiRect {
                    left: px(x - SLOT_WIDTH / 2.0),
                    top: px(y - SLOT_HEIGHT / 2.0),
                    ..default()
                },
                flex_direction: FlexDirection::Column,
                ..default()
            });
            place.with_children(|slot_node| {
                let mut entity = slot_node.spawn((
                    button(text, ButtonKind::Plain),
                    activated(
                        move |_: On<Activate>,
                              mut intents: MessageWriter<Intent>,
                              mut overlay: ResMut<Overlay>| {
                            intents.write(Intent::Do {
                                action: action.clone(),
                                target: target.clone(),
                                tool: None,
                            });
                            *overlay = Overlay::None;
                        },
                    ),
                ));
                if slot == 0 {
                    entity.insert(FirstFocus);
                }
            });
        }
    });
}

/// Ways out of the wheel: what they are called after, and what they open.
type Way = (Control, Overlay);

/// A hand with two buttons, or none, has the wheel for everything that has keys and buttons of its own elsewhere.
static WORN_WAYS: [Way; 5] = [
    (Control::Papers, Overlay::Tablet(TabletPage::Papers)),
    (Control::Tablet, Overlay::Tablet(TabletPage::Ticket)),
    (Control::Transcript, Overlay::Transcript),
    (Control::Travel, Overlay::Travel),
    (Control::Menu, Overlay::Pause),
];

/// A gamepad has no buttons left for these.
static PAD_WAYS: [Way; 3] = [
    (Control::Tablet, Overlay::Tablet(TabletPage::Ticket)),
    (Control::Travel, Overlay::Travel),
    (Control::Help, Overlay::Help),
];

fn ways(middle: &mut ChildSpawnerCommands, these: &'static [Way], tongue: &Tongue) {
    if these.is_empty() {
        return;
    }
    middle
        .spawn(Node {
            width: px(WAYS_WIDTH),
            margin: UiRect::horizontal(px((240.0 - WAYS_WIDTH) / 2.0)),
            flex_wrap: FlexWrap::Wrap,
            justify_content: JustifyContent::Center,
            column_gap: px(6),
            row_gap: px(6),
            ..default()
        })
        .with_children(|ways| {
            for (control, opens) in these {
                let id = if *control == Control::Menu {
                    "wheel-menu"
                } else {
                    control.message()
                };
                let mut made = ways.spawn((
                    button(tongue.get(id), ButtonKind::Plain),
                    activated(
                        move |_: On<Activate>,
                              active: Option<Res<ActiveCase>>,
                              mut pause: ResMut<NextState<Pause>>,
                              mut overlay: ResMut<Overlay>| {
                            if *opens == Overlay::Pause
                                && active.is_some_and(|active| active.may_stand())
                            {
                                NextState::set_if_neq(&mut pause, Pause::Paused);
                            }
                            overlay.clone_from(opens);
                        },
                    ),
                ));
                made.entry::<Node>().and_modify(|mut node| {
                    node.min_height = px(34);
                    node.padding = UiRect::axes(px(12), px(4));
                });
            }
        });
}

/// Numbers pick, the mouse wheel turns pages.
fn pick(
    keys: Res<ButtonInput<KeyCode>>,
    controls: Res<Controls>,
    active: Option<Res<ActiveCase>>,
    aim: Res<Aim>,
    mut page: ResMut<Page>,
    mut overlay: ResMut<Overlay>,
    mut intents: MessageWriter<Intent>,
) {
    let Some(active) = active else { return };
    if controls.scroll.abs() > 0.1 {
        page.0 = if controls.scroll < 0.0 {
            page.0 + 1
        } else {
            page.0.saturating_sub(1)
        };
        overlay.set_changed();
        return;
    }
    let Some(number) = digit(&keys) else { return };
    if number > SLOTS {
        page.0 += 1;
        overlay.set_changed();
        return;
    }
    let choices = choices_for(&active, &aim);
    if let Some((action, target, _)) = choices.into_iter().nth(page.0 * SLOTS + number - 1) {
        intents.write(Intent::Do {
            action,
            target,
            tool: None,
        });
        *overlay = Overlay::None;
    }
}
