//! A finished run seen again in its street: a bar to go back and forth, speed, and three places to look from.

use crate::app::Pause;
use crate::app::Screen;
use crate::app::actors::Person;
use crate::app::automation::TakeShot;
use crate::app::bridge::{ActiveCase, Happened, ReplayFrom};
use crate::app::trainee::{Errand, Trainee};
use crate::app::ui::{Ink, Theme, label, size};
use crate::app::words::Tongue;
use crate::app::world::StreetCamera;
use crate::domain::ids::Millis;
use crate::domain::record::Moment;
use crate::domain::session::Input;
use bevy::prelude::*;

/// A jump back or forth.
const JUMP_MS: u64 = 10_000;
/// Speeds, in quarters.
const SPEEDS_QUARTERS: [u32; 7] = [1, 2, 4, 8, 16, 64, 256];
/// The usual one of them.
const USUAL: usize = 2;
/// At the end people finish what they do.
const AFTER_MS: u64 = 4_000;
/// Height of the view from above.
const TOP_M: f32 = 7.5;
/// Eyes are a little before the face, so that one's own nose is not in the picture.
const BEFORE_FACE_M: f32 = 0.16;

/// Where one looks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// Where the trainee stood; keys and mouse move on from there.
    #[default]
    Trainee,
    /// The other's eyes.
    Other,
    /// From above.
    Top,
}

impl View {
    const fn next(self) -> Self {
        match self {
            Self::Trainee => Self::Other,
            Self::Other => Self::Top,
            Self::Top => Self::Trainee,
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Trainee => "replay-view-trainee",
            Self::Other => "replay-view-other",
            Self::Top => "replay-view-top",
        }
    }
}

/// How it is looked at; kept over jumps.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
struct Watching {
    view: View,
    speed: usize,
    pictures: u32,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            view: View::Trainee,
            speed: USUAL,
            pictures: 0,
        }
    }
}

#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Time,
    How,
}

#[derive(Component)]
struct Fill;

#[derive(Component)]
struct Bar;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watching>()
        .add_systems(
            Update,
            (lay_out, begin, follow, keys, stop_at_end, show)
                .chain()
                .run_if(in_state(Screen::Case).and_then(is_replay)),
        )
        .add_systems(
            PostUpdate,
            look_from
                .before(bevy::transform::TransformSystems::Propagate)
                .run_if(in_state(Screen::Case).and_then(is_replay)),
        )
        .add_systems(OnEnter(Screen::Debriefing), end);
}

fn is_replay(active: Option<Res<ActiveCase>>) -> bool {
    active.is_some_and(|active| active.is_replay())
}

fn lay_out(mut commands: Commands, bars: Query<(), With<Bar>>, tongue: Res<Tongue>) {
    if !bars.is_empty() {
        return;
    }
    commands
        .spawn((
            Bar,
            Node {
                position_type: PositionType::Absolute,
                left: percent(10),
                right: percent(10),
                bottom: px(14),
                padding: UiRect::axes(px(18), px(10)),
                row_gap: px(6),
                flex_direction: FlexDirection::Column,
                border_radius: BorderRadius::all(px(10)),
                ..default()
            },
            GlobalZIndex(16),
            BackgroundColor(Theme::colour(Ink::Panel).with_alpha(0.92)),
            Pickable::IGNORE,
            DespawnOnExit(Screen::Case),
        ))
        .with_children(|bar| {
            bar.spawn(Node {
                column_gap: px(16),
                align_items: AlignItems::Center,
                min_height: px(0),
                ..default()
            })
            .with_children(|line| {
                line.spawn(label(tongue.get("replay-title"), size::SMALL, Ink::Accent));
                line.spawn((label("", size::SMALL, Ink::Text), Part::Time));
                line.spawn((label("", size::SMALL, Ink::Text), Part::How));
            });
            bar.spawn((
                Node {
                    height: px(6),
                    border_radius: BorderRadius::all(px(3)),
                    overflow: Overflow::clip(),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::Line)),
            ))
            .with_children(|rail| {
                rail.spawn((
                    Fill,
                    Node {
                        height: percent(100),
                        width: percent(0),
                        ..default()
                    },
                    BackgroundColor(Theme::colour(Ink::Accent)),
                ));
            });
            bar.spawn(label(tongue.get("replay-keys"), size::TINY, Ink::Quiet));
        });
}

/// The trainee stands where the record has them when the replay opens.
fn begin(
    active: Res<ActiveCase>,
    added: Query<(), Added<Trainee>>,
    mut errands: MessageWriter<Errand>,
) {
    if added.is_empty() {
        return;
    }
    let case = active.case();
    let zone = active.state().zone;
    if zone != case.start {
        errands.write(Errand(case.zones[zone.at()].id.clone()));
    }
}

fn follow(mut happened: MessageReader<Happened>, mut errands: MessageWriter<Errand>) {
    for Happened(event) in happened.read() {
        if let Moment::In(Input::Moved { zone, .. }) = &event.what {
            errands.write(Errand(zone.clone()));
        }
    }
}

fn keys(
    mut commands: Commands,
    keys: Res<ButtonInput<KeyCode>>,
    active: Res<ActiveCase>,
    pause: Res<State<Pause>>,
    mut watching: ResMut<Watching>,
    mut clock: ResMut<Time<Virtual>>,
    mut next_pause: ResMut<NextState<Pause>>,
    mut next: ResMut<NextState<Screen>>,
    mut shots: MessageWriter<TakeShot>,
) {
    if keys.just_pressed(KeyCode::Escape) {
        next.set(Screen::Debriefing);
        return;
    }
    if keys.just_pressed(KeyCode::Space) {
        let wanted = match pause.get() {
            Pause::Running => Pause::Paused,
            Pause::Paused => Pause::Running,
        };
        NextState::set_if_neq(&mut next_pause, wanted);
    }
    if keys.just_pressed(KeyCode::KeyV) {
        watching.view = watching.view.next();
    }
    if keys.just_pressed(KeyCode::F12) {
        watching.pictures += 1;
        let name = format!("replay-{}-{}", active.now().0 / 1000, watching.pictures);
        shots.write(TakeShot { name });
    }
    let speed = watching.speed;
    if keys.just_pressed(KeyCode::ArrowUp) && speed + 1 < SPEEDS_QUARTERS.len() {
        watching.speed += 1;
    }
    if keys.just_pressed(KeyCode::ArrowDown) && speed > 0 {
        watching.speed -= 1;
    }
    if watching.speed != speed {
        clock.set_relative_speed(SPEEDS_QUARTERS[watching.speed] as f32 / 4.0);
    }
    let now = active.now().0;
    let end = active.end().map_or(0, |end| end.0);
    let to = if keys.just_pressed(KeyCode::ArrowLeft) {
        now.saturating_sub(JUMP_MS)
    } else if keys.just_pressed(KeyCode::ArrowRight) {
        (now + JUMP_MS).min(end)
    } else if keys.just_pressed(KeyCode::Home) {
        0
    } else {
        return;
    };
    commands.insert_resource(ReplayFrom(Millis(to / 20 * 20)));
    // To the same screen: the street is set out anew as it was at that moment.
    next.set(Screen::Case);
}

fn stop_at_end(active: Res<ActiveCase>, mut next: ResMut<NextState<Pause>>) {
    if active
        .end()
        .is_some_and(|end| active.now().0 > end.0 + AFTER_MS)
    {
        NextState::set_if_neq(&mut next, Pause::Paused);
    }
}

/// The clock goes its usual way again.
fn end(mut watching: ResMut<Watching>, mut clock: ResMut<Time<Virtual>>) {
    if watching.speed != USUAL {
        clock.set_relative_speed(1.0);
    }
    *watching = Watching::default();
}

fn clock_word(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

fn show(
    active: Res<ActiveCase>,
    watching: Res<Watching>,
    tongue: Res<Tongue>,
    mut texts: Query<(&mut Text, &Part)>,
    mut fills: Query<&mut Node, With<Fill>>,
) {
    let now = active.now().0;
    let end = active.end().map_or(1, |end| end.0.max(1));
    for (mut text, part) in &mut texts {
        let words = match part {
            Part::Time => tongue.with(
                "replay-time",
                &[("now", &clock_word(now)), ("end", &clock_word(end))],
            ),
            Part::How => {
                let quarters = SPEEDS_QUARTERS[watching.speed];
                let speed = if quarters.is_multiple_of(4) {
                    (quarters / 4).to_string()
                } else {
                    format!("{:.2}", f64::from(quarters) / 4.0)
                };
                format!(
                    "{} · {}",
                    tongue.with("replay-speed", &[("speed", &speed)]),
                    tongue.get(watching.view.message())
                )
            }
        };
        if text.0 != words {
            text.0 = words;
        }
    }
    for mut node in &mut fills {
        node.width = percent((now as f32 / end as f32 * 100.0).min(100.0));
    }
}

/// The eyes are a child of the trainee's body, which does not turn: only their place differs.
fn look_from(
    active: Res<ActiveCase>,
    watching: Res<Watching>,
    trainees: Query<&Transform, (With<Trainee>, Without<StreetCamera>)>,
    people: Query<(&Person, &Transform), (Without<Trainee>, Without<StreetCamera>)>,
    mut eyes: Query<&mut Transform, With<StreetCamera>>,
) {
    let party = active.party();
    let (Ok(me), Some((person, other))) = (
        trainees.single(),
        people.iter().find(|(person, _)| person.id == party),
    ) else {
        return;
    };
    let (at, to) = match watching.view {
        View::Trainee => return,
        View::Other => {
            let face = other.translation + Vec3::Y * person.eye_m;
            let way = (me.translation - other.translation)
                .with_y(0.0)
                .normalize_or(Vec3::Z);
            (face + way * BEFORE_FACE_M, me.translation + Vec3::Y * 0.7)
        }
        View::Top => (
            other.translation + Vec3::new(0.0, TOP_M, 0.6),
            other.translation,
        ),
    };
    for mut eye in &mut eyes {
        *eye = Transform::from_translation(at - me.translation)
            .looking_at(to - me.translation, Vec3::Y);
    }
}
