//! The first-run tutorial: things learnt by doing them in a real case, by keys or with a headset on. It looks on and ticks
//! off; it never stops the case and can be skipped step by step or as a whole.

mod lesson;

use crate::app::Screen;
use crate::app::devices::{Bindings, TUTORIAL_KEYS, key_name};
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::trainee::Wearing;
use crate::app::ui::{Ink, PanelSize, Theme, bold, column, keycap, label, row, size};
use crate::app::words::Tongue;
use bevy::prelude::*;
use lesson::{Lesson, watch};

/// A tick is shown this long before the next step comes.
const TICK_S: f32 = 1.3;
/// The last words stay this long.
const FAREWELL_S: f32 = 9.0;
/// Keys of the tutorial itself; no control can have them.
const SKIP: KeyCode = TUTORIAL_KEYS[0];
const END: KeyCode = TUTORIAL_KEYS[1];

/// How far the trainee has come.
#[derive(Resource, Debug, Clone, Default)]
pub(in crate::app::screens) struct Course {
    /// Whether it leads through the case just now.
    pub(in crate::app::screens) is_on: bool,
    /// With a headset on other things are learnt.
    is_worn: bool,
    at: usize,
    turned_rad: f32,
    /// The step is done and its tick is shown for so long yet.
    tick_s: Option<f32>,
    /// After the last step.
    farewell_s: Option<f32>,
}

/// Asks for the step, or all that are left, to be passed over: a headset's wearer has no keys for it.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app::screens) enum Skip {
    /// This one.
    Step,
    /// All.
    All,
}

#[derive(Component)]
struct Slate;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Course>()
        .add_message::<Skip>()
        .add_systems(OnEnter(Screen::Case), begin)
        .add_systems(
            Update,
            (wear, watch, go_on, show)
                .chain()
                .run_if(in_state(Screen::Case).and_then(|course: Res<Course>| course.is_on)),
        );
}

fn begin(mut course: ResMut<Course>, plan: Res<crate::app::bridge::Plan>) {
    *course = Course {
        is_on: plan.is_tutorial,
        ..default()
    };
}

/// Whoever puts the headset on, or loses it, learns what that body does.
fn wear(surface: Res<PanelSize>, mut course: ResMut<Course>) {
    let is_worn = surface.0.is_some();
    if course.is_worn != is_worn && course.farewell_s.is_none() {
        course.is_worn = is_worn;
        course.at = 0;
        course.turned_rad = 0.0;
        course.tick_s = None;
    }
}

/// Ticks pass, skips skip, the end is remembered.
fn go_on(
    time: Res<Time>,
    keys: Res<ButtonInput<KeyCode>>,
    mut asked: MessageReader<Skip>,
    options: Res<PlayOptions>,
    mut settings: ResMut<Settings>,
    mut course: ResMut<Course>,
) {
    let wish = asked.read().last().copied();
    let skips = keys.just_pressed(SKIP) || wish == Some(Skip::Step);
    let ends = keys.just_pressed(END) || wish == Some(Skip::All);
    if let Some(left) = course.farewell_s {
        if left <= 0.0 || skips || ends {
            course.is_on = false;
            // The slate goes with the next look at it.
            course.farewell_s = Some(-1.0);
        } else {
            course.bypass_change_detection().farewell_s = Some(left - time.delta_secs());
        }
        return;
    }
    let has_ticked = course.tick_s.is_some_and(|left| left <= 0.0);
    if let Some(left) = course.tick_s {
        course.bypass_change_detection().tick_s = Some(left - time.delta_secs());
    }
    if has_ticked || skips {
        course.at += 1;
        course.tick_s = None;
    }
    let count = Lesson::all(course.is_worn).len();
    if ends {
        course.at = count;
    }
    if course.at >= count {
        course.farewell_s = Some(FAREWELL_S);
        if course.is_worn {
            settings.is_headset_known = true;
        } else {
            settings.is_tutorial_done = true;
        }
        if let Err(error) = settings.save(&options.data) {
            warn!("{error}");
        }
    }
}

fn show(
    mut commands: Commands,
    course: Res<Course>,
    tongue: Res<Tongue>,
    bindings: Res<Bindings>,
    wearing: Res<Wearing>,
    slates: Query<Entity, With<Slate>>,
) {
    if !(course.is_changed()
        || tongue.is_changed()
        || bindings.is_changed()
        || wearing.is_changed())
    {
        return;
    }
    for slate in &slates {
        commands.entity(slate).despawn();
    }
    if !course.is_on {
        return;
    }
    let is_worn = course.is_worn;
    // Letters in the headset are as high as those of a subtitle, and nearer to the middle of the sight.
    let (left, width) = if is_worn {
        (96.0, 430.0)
    } else {
        (20.0, 336.0)
    };
    commands
        .spawn((
            Slate,
            Node {
                position_type: PositionType::Absolute,
                left: px(left),
                top: px(74),
                width: px(width),
                padding: UiRect::axes(px(18), px(14)),
                border: UiRect::left(px(5)),
                border_radius: BorderRadius::all(px(10)),
                ..column(8.0)
            },
            GlobalZIndex(15),
            BackgroundColor(Theme::colour(Ink::Panel).with_alpha(0.92)),
            BorderColor::all(Theme::colour(Ink::Accent)),
            Pickable::IGNORE,
            DespawnOnExit(Screen::Case),
        ))
        .with_children(|slate| match Lesson::all(is_worn).get(course.at) {
            Some(lesson) => step(slate, *lesson, &course, &tongue, &bindings, *wearing),
            None => {
                slate.spawn(bold(tongue.get("tutorial-end"), size::LARGE, Ink::Accent));
                let (about, height) = if is_worn {
                    ("familiar-end-about", size::WORN)
                } else {
                    ("tutorial-end-about", size::BODY)
                };
                slate.spawn(label(tongue.get(about), height, Ink::Text));
            }
        });
}

fn step(
    slate: &mut ChildSpawnerCommands,
    lesson: Lesson,
    course: &Course,
    tongue: &Tongue,
    bindings: &Bindings,
    wearing: Wearing,
) {
    let count = Lesson::all(course.is_worn).len();
    let (at, all) = ((course.at + 1).to_string(), count.to_string());
    let (body, tiny) = if course.is_worn {
        (size::WORN, size::BODY)
    } else {
        (size::BODY, size::TINY)
    };
    slate.spawn(label(
        tongue.with(
            if course.is_worn {
                "familiar-step"
            } else {
                "tutorial-step"
            },
            &[("at", &at), ("all", &all)],
        ),
        tiny,
        Ink::Quiet,
    ));
    // One dot a step: done, now, to come.
    slate
        .spawn(Node {
            column_gap: px(5),
            ..default()
        })
        .with_children(|dots| {
            for number in 0..count {
                let ink = match number.cmp(&course.at) {
                    std::cmp::Ordering::Less => Ink::Good,
                    std::cmp::Ordering::Equal => Ink::Accent,
                    std::cmp::Ordering::Greater => Ink::Line,
                };
                dots.spawn((
                    Node {
                        width: px(16),
                        height: px(5),
                        border_radius: BorderRadius::all(px(3)),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(ink)),
                ));
            }
        });
    if course.tick_s.is_some() {
        slate.spawn(bold(tongue.get("tutorial-done"), size::LARGE, Ink::Good));
    } else {
        let id = lesson.message(course.is_worn);
        let words = if course.is_worn {
            tongue.with(id, &wearing.variables())
        } else {
            tongue.get(id)
        };
        slate.spawn(bold(words, body, Ink::Text));
    }
    if course.is_worn {
        slate.spawn(label(
            tongue.with("familiar-skip", &wearing.variables()),
            tiny,
            Ink::Quiet,
        ));
        return;
    }
    if !lesson.controls().is_empty() {
        slate.spawn(row(6.0)).with_children(|keys| {
            for control in lesson.controls() {
                keycap(
                    keys,
                    &bindings.key(*control).map(key_name).unwrap_or_default(),
                );
            }
        });
    }
    slate.spawn(label(
        tongue.with(
            "tutorial-skip",
            &[("skip", &key_name(SKIP)), ("end", &key_name(END))],
        ),
        size::TINY,
        Ink::Quiet,
    ));
}
