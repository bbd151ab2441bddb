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

/// Keys that always do the same, and what, by message.
const FIXED: [(&str, &str); 3] = [
    ("help-key-look", "help-look"),
    ("help-key-zoom", "help-zoom"),
    ("help-key-whole", "help-whole"),
];

/// What would end this run and has been pressed once: it is done at the second press.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asked {
    #[default]
    Nothing,
    Again,
    Away,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asked>().add_systems(
        Update,
        forget.run_if(in_state(Screen::Case).and_then(resource_changed::<Overlay>)),
    );
    overlay(app, |overlay| *overlay == Overlay::Pause, build_pause);
    overlay(
        app,
        |overlay| matches!(overlay, Overlay::Help | Overlay::PauseHelp),
        build_help,
    );
    overlay(app, |overlay| *overlay == Overlay::Held, build_held);
}

/// Whoever goes on has not been asked.
fn forget(overlay: Res<Overlay>, mut asked: ResMut<Asked>) {
    if *overlay != Overlay::Pause {
        asked.set_if_neq(Asked::Nothing);
    }
}

fn build_pause(
    mut commands: Commands,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    street: Option<Res<OnStreet>>,
    surface: Res<PanelSize>,
    course: Res<Course>,
    asked: Res<Asked>,
) {
    let Some(active) = active else { return };
    let asked = *asked;
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
        let mut go_on = panel.spawn((
            button(tongue.get("pause-go-on"), ButtonKind::Main),
            activated(
                |_: On<Activate>,
                 mut overlay: ResMut<Overlay>,
                 mut pause: ResMut<NextState<Pause>>| {
                    *overlay = Overlay::None;
                    NextState::set_if_neq(&mut pause, Pause::Running);
                },
            ),
        ));
        if asked == Asked::Nothing {
            go_on.insert(FirstFocus);
        }
        // Whoever stopped to look something up finds the moment as it was.
        for (id, next) in [
            ("pause-help", Overlay::PauseHelp),
            ("pause-settings", Overlay::Settings),
        ] {
            panel.spawn((
                button(tongue.get(id), ButtonKind::Plain),
                activated(move |_: On<Activate>, mut overlay: ResMut<Overlay>| {
                    overlay.clone_from(&next);
                }),
            ));
        }
        if is_worn {
            by_hand(panel, &tongue, is_course);
        }
        if !is_exam {
            let is_asked = asked == Asked::Again;
            let mut again = panel.spawn((
                button(
                    tongue.get(if is_asked {
                        "pause-again-sure"
                    } else {
                        "pause-again"
                    }),
                    if is_asked {
                        ButtonKind::Grave
                    } else {
                        ButtonKind::Plain
                    },
                ),
                activated(
                    |_: On<Activate>,
                     mut asked: ResMut<Asked>,
                     mut overlay: ResMut<Overlay>,
                     mut next: ResMut<NextState<Screen>>| {
                        if *asked == Asked::Again {
                            next.set(Screen::Briefing);
                        } else {
                            *asked = Asked::Again;
                            overlay.set_changed();
                        }
                    },
                ),
            ));
            if is_asked {
                again.insert(FirstFocus);
            }
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
            let is_asked = asked == Asked::Away;
            let id = match (street.is_some(), is_asked) {
                (true, false) => "pause-shift",
                (true, true) => "pause-shift-sure",
                (false, false) => "pause-menu",
                (false, true) => "pause-menu-sure",
            };
            let mut away = panel.spawn((
                button(tongue.get(id), ButtonKind::Grave),
                activated(
                    |_: On<Activate>,
                     mut asked: ResMut<Asked>,
                     mut overlay: ResMut<Overlay>,
                     mut way: WayBack<'_>| {
                        if *asked == Asked::Away {
                            way.go();
                        } else {
                            *asked = Asked::Away;
                            overlay.set_changed();
                        }
                    },
                ),
            ));
            if is_asked {
                away.insert(FirstFocus);
            }
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
                // What no setting moves elsewhere.
                for (key, about) in FIXED.iter().filter(|_| !is_worn) {
                    grid.spawn(Node {
                        column_gap: px(12),
                        min_height: px(0),
                        ..default()
                    })
                    .with_children(|line| {
                        line.spawn((
                            label(tongue.get(key), size::BODY, Ink::Accent),
                            TextLayout::no_wrap(),
                            Node {
                                min_width: px(74),
                                flex_shrink: 0.0,
                                ..default()
                            },
                        ));
                        line.spawn((
                            label(tongue.get(about), size::BODY, Ink::Text),
                            TextLayout::no_wrap(),
                        ));
                    });
                }
            });
        panel.spawn((
            button(tongue.get("close"), ButtonKind::Plain),
            FirstFocus,
            activated(|_: On<Activate>, mut overlay: ResMut<Overlay>| {
                *overlay = overlay.below();
            }),
        ));
    });
}
