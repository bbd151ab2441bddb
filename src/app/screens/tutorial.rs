//! The first-run tutorial: thirteen things learnt by doing them in a real case. It looks on and ticks off; it never stops
//! the case and can be skipped step by step or as a whole.

use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::devices::{Bindings, Control, Controls, key_name};
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::trainee::{Overlay, RECORDER_ON, Sensed, TabletPage};
use crate::app::ui::{Ink, Theme, bold, column, keycap, label, row, size};
use crate::app::words::Tongue;
use crate::domain::record::Moment;
use crate::domain::session::{Effect, Input};
use bevy::prelude::*;

/// The view has to turn this far, in radians, to count as looking round.
const LOOK_RAD: f32 = 0.6;
/// Nearer than this to the party one stands at the stall.
const NEAR_CM: u32 = 300;
/// A tick is shown this long before the next step comes.
const TICK_S: f32 = 1.3;
/// The last words stay this long.
const FAREWELL_S: f32 = 9.0;
/// Keys of the tutorial itself; no control has them.
const SKIP: KeyCode = KeyCode::F2;
const END: KeyCode = KeyCode::F3;

/// Something to learn: message, and the control whose key is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lesson {
    Look,
    Walk,
    Recorder,
    Salute,
    Talk,
    Listen,
    Certificate,
    Camera,
    Wheel,
    Papers,
    Radio,
    StepBack,
    Transcript,
}

impl Lesson {
    const ALL: [Self; 13] = [
        Self::Look,
        Self::Walk,
        Self::Recorder,
        Self::Salute,
        Self::Talk,
        Self::Listen,
        Self::Certificate,
        Self::Camera,
        Self::Wheel,
        Self::Papers,
        Self::Radio,
        Self::StepBack,
        Self::Transcript,
    ];

    const fn message(self) -> &'static str {
        match self {
            Self::Look => "tutorial-look",
            Self::Walk => "tutorial-walk",
            Self::Recorder => "tutorial-recorder",
            Self::Salute => "tutorial-salute",
            Self::Talk => "tutorial-talk",
            Self::Listen => "tutorial-listen",
            Self::Certificate => "tutorial-certificate",
            Self::Camera => "tutorial-camera",
            Self::Wheel => "tutorial-wheel",
            Self::Papers => "tutorial-papers",
            Self::Radio => "tutorial-radio",
            Self::StepBack => "tutorial-step-back",
            Self::Transcript => "tutorial-transcript",
        }
    }

    const fn controls(self) -> &'static [Control] {
        match self {
            Self::Look | Self::Listen => &[],
            Self::Walk => &[
                Control::Forward,
                Control::Left,
                Control::Back,
                Control::Right,
            ],
            Self::Recorder => &[Control::Recorder],
            Self::Salute => &[Control::Salute],
            Self::Talk => &[Control::Type],
            Self::Certificate => &[Control::Certificate],
            Self::Camera => &[Control::Camera],
            Self::Wheel => &[Control::Wheel],
            Self::Papers => &[Control::Papers],
            Self::Radio => &[Control::Radio],
            Self::StepBack => &[Control::StepBack],
            Self::Transcript => &[Control::Transcript],
        }
    }
}

/// How far the trainee has come.
#[derive(Resource, Debug, Clone, Default)]
struct Course {
    is_on: bool,
    at: usize,
    turned_rad: f32,
    /// The step is done and its tick is shown for so long yet.
    tick_s: Option<f32>,
    /// After the last step.
    farewell_s: Option<f32>,
}

#[derive(Component)]
struct Slate;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Course>()
        .add_systems(OnEnter(Screen::Case), begin)
        .add_systems(
            Update,
            (watch, go_on, show)
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

#[derive(bevy::ecs::system::SystemParam)]
struct Seen<'w> {
    controls: Res<'w, Controls>,
    overlay: Res<'w, Overlay>,
    sensed: Res<'w, Sensed>,
    active: Option<Res<'w, ActiveCase>>,
}

/// Whether the step has been done.
fn watch(seen: Seen, mut course: ResMut<Course>) {
    let (Some(active), Some(lesson)) = (&seen.active, Lesson::ALL.get(course.at).copied()) else {
        return;
    };
    if course.tick_s.is_some() {
        return;
    }
    if lesson == Lesson::Look {
        course.bypass_change_detection().turned_rad += seen.controls.look.length();
    }
    // Whoever was quicker than the lesson has done it.
    let all = || active.events().iter().map(|event| &event.what);
    let did = |wanted: &str| {
        all().any(|one| matches!(one, Moment::In(Input::Did { action, .. }) if action == wanted))
    };
    let has_spoken = |one: &&Moment| matches!(one, Moment::In(Input::Said(_)));
    let is_done = match lesson {
        Lesson::Look => course.turned_rad > LOOK_RAD,
        Lesson::Walk => seen.sensed.distance_cm < NEAR_CM,
        Lesson::Recorder => did(RECORDER_ON),
        Lesson::Salute => did("salute"),
        Lesson::Talk => all().any(|one| has_spoken(&one)),
        Lesson::Listen => all()
            .skip_while(|one| !has_spoken(one))
            .any(|one| matches!(one, Moment::Out(Effect::Line { by, .. }) if by == active.party())),
        Lesson::Certificate => did("show_certificate"),
        Lesson::Camera => all().any(
            |one| matches!(one, Moment::In(Input::Did { tool: Some(tool), .. }) if matches!(tool.as_str(), "wide" | "medium" | "close")),
        ),
        Lesson::Wheel => *seen.overlay == Overlay::Wheel,
        Lesson::Papers => matches!(
            *seen.overlay,
            Overlay::Tablet(TabletPage::Papers) | Overlay::Paper(_)
        ),
        Lesson::Radio => *seen.overlay == Overlay::Type(Channel::Radio),
        Lesson::StepBack => seen.controls.just(Control::StepBack),
        Lesson::Transcript => *seen.overlay == Overlay::Transcript,
    };
    if is_done {
        course.tick_s = Some(TICK_S);
    }
}

/// Ticks pass, skips skip, the end is remembered.
fn go_on(
    time: Res<Time>,
    keys: Res<ButtonInput<KeyCode>>,
    options: Res<PlayOptions>,
    mut settings: ResMut<Settings>,
    mut course: ResMut<Course>,
) {
    if let Some(left) = course.farewell_s {
        if left <= 0.0 || keys.just_pressed(SKIP) || keys.just_pressed(END) {
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
    if has_ticked || keys.just_pressed(SKIP) {
        course.at += 1;
        course.tick_s = None;
    }
    if keys.just_pressed(END) {
        course.at = Lesson::ALL.len();
    }
    if course.at >= Lesson::ALL.len() {
        course.farewell_s = Some(FAREWELL_S);
        settings.is_tutorial_done = true;
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
    slates: Query<Entity, With<Slate>>,
) {
    if !(course.is_changed() || tongue.is_changed() || bindings.is_changed()) {
        return;
    }
    for slate in &slates {
        commands.entity(slate).despawn();
    }
    if !course.is_on {
        return;
    }
    commands
        .spawn((
            Slate,
            Node {
                position_type: PositionType::Absolute,
                left: px(20),
                top: px(74),
                width: px(336),
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
        .with_children(|slate| match Lesson::ALL.get(course.at) {
            Some(lesson) => step(slate, *lesson, &course, &tongue, &bindings),
            None => {
                slate.spawn(bold(tongue.get("tutorial-end"), size::LARGE, Ink::Accent));
                slate.spawn(label(
                    tongue.get("tutorial-end-about"),
                    size::BODY,
                    Ink::Text,
                ));
            }
        });
}

fn step(
    slate: &mut ChildSpawnerCommands,
    lesson: Lesson,
    course: &Course,
    tongue: &Tongue,
    bindings: &Bindings,
) {
    let (at, all) = ((course.at + 1).to_string(), Lesson::ALL.len().to_string());
    slate.spawn(label(
        tongue.with("tutorial-step", &[("at", &at), ("all", &all)]),
        size::TINY,
        Ink::Quiet,
    ));
    // One dot a step: done, now, to come.
    slate
        .spawn(Node {
            column_gap: px(5),
            ..default()
        })
        .with_children(|dots| {
            for number in 0..Lesson::ALL.len() {
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
        slate.spawn(bold(tongue.get(lesson.message()), size::BODY, Ink::Text));
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
