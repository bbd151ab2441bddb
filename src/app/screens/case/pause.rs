//! Stopped: go on, begin again, read the keys, leave. And the page that tells what the keys do.

use super::{build_middle, overlay};
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::screens::shift::street::{OnStreet, WayBack};
use crate::app::screens::tutorial::{Course, Skip};
use crate::app::trainee::{Overlay, Recentre, Wearing};
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, PanelSize, activated, button, heading, label, size,
};
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::session::Mode;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| *overlay == Overlay::Pause, build_pause);
    overlay(app, |overlay| *overlay == Overlay::Help, build_help);
    overlay(app, |overlay| *overlay == Overlay::Held, build_held);
}

fn build_pause(
    mut commands: Commands,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    street: Option<Res<OnStreet>>,
    surface: Res<PanelSize>,
    course: Res<Course>,
) {
    let Some(active) = active else { return };
    let is_worn = surface.0.is_some();
    let is_course = course.is_on;
    let is_exam = active.plan.mode == Mode::Exam;
    build_middle(&mut commands, 420.0, |panel| {
        panel.spawn(heading(
            tongue.get(if is_exam {
                "pause-title-exam"
            } else {
                "pause-title"
            }),
            size::HEAD,
        ));
        if is_exam {
            panel.spawn(label(
                tongue.get("pause-exam-runs"),
                size::SMALL,
                Ink::Unsure,
            ));
        }
        panel.spawn((
            button(tongue.get("pause-go-on"), ButtonKind::Main),
            FirstFocus,
            activated(
                |_: On<Activate>,
                 mut overlay: ResMut<Overlay>,
                 mut pause: ResMut<NextState<Pause>>| {
                    *overlay = Overlay::None;
                    NextState::set_if_neq(&mut pause, Pause::Running);
                },
            ),
        ));
        panel.spawn((
            button(tongue.get("pause-help"), ButtonKind::Plain),
            activated(
                |_: On<Activate>,
                 mut overlay: ResMut<Overlay>,
                 mut pause: ResMut<NextState<Pause>>| {
                    *overlay = Overlay::Help;
                    NextState::set_if_neq(&mut pause, Pause::Running);
                },
            ),
        ));
        if is_worn {
            by_hand(panel, &tongue, is_course);
        }
        if !is_exam {
            panel.spawn((
                button(tongue.get("pause-again"), ButtonKind::Plain),
                activated(|_: On<Activate>, mut next: ResMut<NextState<Screen>>| {
                    next.set(Screen::Briefing);
                }),
            ));
        }
        panel.spawn((
            button(tongue.get("pause-finish"), ButtonKind::Plain),
            activated(
                |_: On<Activate>,
                 mut overlay: ResMut<Overlay>,
                 mut pause: ResMut<NextState<Pause>>,
                 mut intents: MessageWriter<Intent>| {
                    intents.write(Intent::Leave);
                    *overlay = Overlay::None;
                    NextState::set_if_neq(&mut pause, Pause::Running);
                },
            ),
        ));
        if !is_exam {
            panel.spawn((
                button(
                    tongue.get(if street.is_some() {
                        "pause-shift"
                    } else {
                        "pause-menu"
                    }),
                    ButtonKind::Grave,
                ),
                activated(|_: On<Activate>, mut way: WayBack<'_>| way.go()),
            ));
        }
    });
}

/// What keys and sticks do elsewhere, for hands that have neither: take the place anew, pass over what is taught.
fn by_hand(panel: &mut ChildSpawnerCommands, tongue: &Tongue, is_course: bool) {
    panel.spawn((
        button(tongue.get("headset-recentre"), ButtonKind::Plain),
        activated(|_: On<Activate>, mut asked: MessageWriter<Recentre>| {
            asked.write(Recentre);
        }),
    ));
    if !is_course {
        return;
    }
    for (id, wish) in [
        ("familiar-skip-step", Skip::Step),
        ("familiar-skip-all", Skip::All),
    ] {
        panel.spawn((
            button(tongue.get(id), ButtonKind::Plain),
            activated(
                move |_: On<Activate>,
                      mut asked: MessageWriter<Skip>,
                      mut overlay: ResMut<Overlay>,
                      mut pause: ResMut<NextState<Pause>>| {
                    asked.write(wish);
                    *overlay = Overlay::None;
                    NextState::set_if_neq(&mut pause, Pause::Running);
                },
            ),
        ));
    }
}

/// Nothing can be done here but wait, so there is no button that would do nothing.
fn build_held(mut commands: Commands, tongue: Res<Tongue>) {
    build_middle(&mut commands, 420.0, |panel| {
        panel.spawn(heading(tongue.get("held-title"), size::HEAD));
        panel.spawn(label(tongue.get("held-wait"), size::BODY, Ink::Text));
    });
}

fn build_help(
    mut commands: Commands,
    tongue: Res<Tongue>,
    bindings: Res<Bindings>,
    surface: Res<PanelSize>,
    wearing: Res<Wearing>,
) {
    let is_worn = surface.0.is_some();
    let width = if is_worn { 1060.0 } else { 860.0 };
    build_middle(&mut commands, width, |panel| {
        panel.spawn(heading(tongue.get("help-title"), size::HEAD));
        panel
            .spawn(Node {
                display: Display::Grid,
                grid_template_columns: vec![RepeatedGridTrack::flex(2, 1.0)],
                column_gap: px(24),
                row_gap: px(6),
                ..default()
            })
            .with_children(|grid| {
                for control in Control::ALL {
                    let by_hand = control.hand_message().filter(|_| is_worn);
                    if is_worn && by_hand.is_none() {
                        continue;
                    }
                    let key = by_hand.map_or_else(
                        || bindings.key(control).map(key_name).unwrap_or_default(),
                        |id| tongue.with(id, &wearing.variables()),
                    );
                    grid.spawn(Node {
                        column_gap: px(12),
                        min_height: px(0),
                        ..default()
                    })
                    .with_children(|line| {
                        line.spawn((
                            label(key, size::BODY, Ink::Accent),
                            TextLayout::no_wrap(),
                            Node {
                                width: px(if is_worn { 330.0 } else { 74.0 }),
                                flex_shrink: 0.0,
                                ..default()
                            },
                        ));
                        line.spawn((
                            label(tongue.get(control.message()), size::BODY, Ink::Text),
                            TextLayout::no_wrap(),
                        ));
                    });
                }
            });
        panel.spawn((
            button(tongue.get("close"), ButtonKind::Plain),
            FirstFocus,
            activated(|_: On<Activate>, mut overlay: ResMut<Overlay>| *overlay = Overlay::None),
        ));
    });
}
