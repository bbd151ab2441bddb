//! A finished run seen again in its street, alone or beside another run of the same case: one clock, moments worth
//! stopping at, the words in step, and places to look from. Events, not video.

mod bar;
mod sides;
mod stand_in;
mod story;
mod views;

use super::hud::{AtFoot, OnlyInPlay};
use crate::app::automation::TakeShot;
use crate::app::bridge::{ActiveCase, Beside, FinishedRun, Happened, ReplayFrom};
use crate::app::devices::Grip;
use crate::app::options::PlayOptions;
use crate::app::trainee::{Errand, Trainee};
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::ids::Millis;
use crate::domain::record::Moment;
use crate::domain::session::Input;
use crate::report::{Goal, Seat};
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, save_to_disk};
use story::Told;
use views::{Eyes, View};

/// A jump back or forth.
const JUMP_MS: u64 = 10_000;
/// Speeds, in quarters.
const SPEEDS_QUARTERS: [u32; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/// The usual one of them.
const USUAL: usize = 2;
/// At the end people finish what they do.
const AFTER_MS: u64 = 4_000;
/// Whoever stands still and jumps sees people take their places, then they stand, too.
const SETTLES_MS: u64 = 400;
/// Height of the bar with its distance from the foot.
const BAR_PX: f32 = 188.0;
/// Pictures lie in this folder beside the record.
const PICTURES: &str = "pictures";

/// How it is looked at; kept over jumps.
#[derive(Resource, Debug, Clone, PartialEq)]
struct Watching {
    view: View,
    speed: usize,
    goal: Goal,
    /// Whether the clock stops where the goal has a moment.
    stops: bool,
    /// Whether the words are shown.
    has_words: bool,
    /// Whether the street shows the run beside.
    is_beside: bool,
    /// Stands as soon as everybody has taken their place.
    stands_at_ms: Option<u64>,
    /// Where the thumb is held.
    held_ms: Option<u64>,
    /// The moment of the frame before.
    last_ms: u64,
    pictures: u32,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            view: View::Trainee,
            speed: USUAL,
            goal: Goal::Whole,
            stops: false,
            has_words: true,
            is_beside: false,
            stands_at_ms: None,
            held_ms: None,
            last_ms: 0,
            pictures: 0,
        }
    }
}

/// What whoever looks on wants, by key or by button.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Toggle,
    Seek(u64),
    MarkBefore,
    MarkAfter,
    Slower,
    Faster,
    View,
    Goal,
    Stops,
    Words,
    Swap,
    Picture,
    Leave,
}

/// Keys and what they wish; the bar's buttons wish the same.
const KEYS: [(KeyCode, Wish); 13] = [
    (KeyCode::Space, Wish::Toggle),
    (KeyCode::Home, Wish::Seek(0)),
    (KeyCode::Comma, Wish::MarkBefore),
    (KeyCode::Period, Wish::MarkAfter),
    (KeyCode::ArrowDown, Wish::Slower),
    (KeyCode::ArrowUp, Wish::Faster),
    (KeyCode::KeyV, Wish::View),
    (KeyCode::KeyG, Wish::Goal),
    (KeyCode::KeyM, Wish::Stops),
    (KeyCode::KeyT, Wish::Words),
    (KeyCode::KeyC, Wish::Swap),
    (KeyCode::F12, Wish::Picture),
    (KeyCode::Escape, Wish::Leave),
];

pub(super) fn plugin(app: &mut App) {
    let is_seen = || in_state(Screen::Case).and_then(is_replay);
    app.init_resource::<Watching>()
        .add_message::<Wish>()
        .add_systems(
            Update,
            // Whoever jumps is still at the old moment this frame; what stops the clock must not be asked about it.
            (story::tell, begin, make_room, follow, keys, stop, obey)
                .chain()
                .run_if(is_seen()),
        )
        .add_systems(OnEnter(Screen::Debriefing), end);
    bar::plugin(app);
    sides::plugin(app);
    stand_in::plugin(app);
    views::plugin(app);
}

fn is_replay(active: Option<Res<ActiveCase>>) -> bool {
    active.is_some_and(|active| active.is_replay())
}

/// The trainee stands where the record has them when the replay opens.
fn begin(
    active: Res<ActiveCase>,
    added: Query<(), Added<Trainee>>,
    mut errands: MessageWriter<Errand>,
    mut watching: ResMut<Watching>,
    mut grip: ResMut<Grip>,
) {
    if added.is_empty() {
        return;
    }
    // The pointer belongs to the bar; the right button lends it to the eyes.
    *grip = Grip::Panels;
    watching.last_ms = active.now().0;
    let case = active.case();
    let zone = active.state().zone;
    if zone != case.start {
        errands.write(Errand(case.zones[zone.at()].id.clone()));
    }
}

/// What a trainee needs is put away, and subtitles stand above the bar.
fn make_room(
    mut idle: Query<&mut Node, (Added<OnlyInPlay>, Without<AtFoot>)>,
    mut foot: Query<&mut Node, Added<AtFoot>>,
) {
    for mut node in &mut idle {
        node.display = Display::None;
    }
    for mut node in &mut foot {
        node.bottom = px(BAR_PX + 14.0);
        // Between the words on both sides.
        node.left = percent(26);
        node.right = percent(26);
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
    keys: Res<ButtonInput<KeyCode>>,
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    mut wishes: MessageWriter<Wish>,
) {
    wishes.write_batch(
        KEYS.iter()
            .filter(|(key, _)| keys.just_pressed(*key))
            .map(|(_, wish)| *wish),
    );
    let now = active.now().0;
    if keys.just_pressed(KeyCode::ArrowLeft) {
        wishes.write(Wish::Seek(now.saturating_sub(JUMP_MS)));
    }
    if keys.just_pressed(KeyCode::ArrowRight) {
        let end = told.map_or(now, |told| told.end_ms());
        wishes.write(Wish::Seek((now + JUMP_MS).min(end)));
    }
}

/// What the wishes change in the world beyond [`Watching`].
#[derive(bevy::ecs::system::SystemParam)]
struct Hands<'w, 's> {
    commands: Commands<'w, 's>,
    pause: Res<'w, State<Pause>>,
    next_pause: ResMut<'w, NextState<Pause>>,
    next: ResMut<'w, NextState<Screen>>,
    clock: ResMut<'w, Time<Virtual>>,
    shots: MessageWriter<'w, TakeShot>,
    toasts: MessageWriter<'w, Toast>,
    options: Res<'w, PlayOptions>,
    tongue: Res<'w, Tongue>,
}

impl Hands<'_, '_> {
    /// The street is set out anew as it was at a moment; who stood still stands again.
    fn seek(&mut self, watching: &mut Watching, to_ms: u64) {
        watching.stands_at_ms = (*self.pause.get() == Pause::Paused).then_some(to_ms + SETTLES_MS);
        self.commands.insert_resource(ReplayFrom {
            at: Millis(to_ms),
            is_beside: watching.is_beside,
        });
        self.next.set(Screen::Case);
    }

    fn toggle(&mut self, watching: &mut Watching) {
        watching.stands_at_ms = None;
        let wanted = match self.pause.get() {
            Pause::Running => Pause::Paused,
            Pause::Paused => Pause::Running,
        };
        NextState::set_if_neq(&mut self.next_pause, wanted);
    }

    fn pace(&mut self, watching: &mut Watching, speed: usize) {
        watching.speed = speed.min(SPEEDS_QUARTERS.len() - 1);
        self.clock
            .set_relative_speed(SPEEDS_QUARTERS[watching.speed] as f32 / 4.0);
    }

    /// A picture of what is seen, beside the record; a script's pictures go where it wants them.
    fn picture(&mut self, watching: &mut Watching, finished: &FinishedRun, now_ms: u64) {
        watching.pictures += 1;
        let name = |number: u32| format!("replay-{}-{number}", now_ms / 1000);
        if self.options.shots.is_some() || self.options.is_headless {
            self.shots.write(TakeShot {
                name: name(watching.pictures),
            });
            return;
        }
        let folder = finished.folder.join(PICTURES);
        let place = |number: u32| folder.join(format!("{}.png", name(number)));
        // One of an earlier time stays.
        while place(watching.pictures).exists() {
            watching.pictures += 1;
        }
        let path = place(watching.pictures);
        let (id, detail, ink) = match std::fs::create_dir_all(&folder) {
            Ok(()) => {
                self.commands
                    .spawn(Screenshot::primary_window())
                    .observe(save_to_disk(path.clone()));
                ("replay-picture-kept", path.display().to_string(), Ink::Good)
            }
            Err(error) => ("replay-picture-not", error.to_string(), Ink::Grave),
        };
        self.toasts.write(Toast {
            text: self.tongue.with(id, &[("detail", &detail)]),
            ink,
        });
    }
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut hands: Hands,
    mut watching: ResMut<Watching>,
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    eyes: Res<Eyes>,
    finished: Option<Res<FinishedRun>>,
    beside: Option<Res<Beside>>,
) {
    let (Some(told), Some(finished)) = (told, finished) else {
        return;
    };
    let now = active.now().0;
    for wish in wishes.read() {
        match *wish {
            // From the end it begins again.
            Wish::Toggle if now >= told.end_ms() && *hands.pause.get() == Pause::Paused => {
                hands.seek(&mut watching, 0);
                watching.stands_at_ms = None;
            }
            Wish::Toggle => hands.toggle(&mut watching),
            Wish::Seek(to_ms) => hands.seek(&mut watching, to_ms),
            Wish::MarkBefore => {
                let to_ms = told.before(watching.goal, now).unwrap_or(0);
                hands.seek(&mut watching, to_ms);
            }
            Wish::MarkAfter => {
                let to_ms = told.after(watching.goal, now).unwrap_or(told.end_ms());
                hands.seek(&mut watching, to_ms);
            }
            Wish::Slower => {
                let speed = watching.speed.saturating_sub(1);
                hands.pace(&mut watching, speed);
            }
            Wish::Faster => {
                let speed = watching.speed + 1;
                hands.pace(&mut watching, speed);
            }
            Wish::View => watching.view = watching.view.next(&eyes),
            Wish::Goal => {
                watching.goal = watching.goal.next();
                watching.stops = watching.goal != Goal::Whole;
                watching.view = match watching.goal.seat() {
                    Seat::Above => View::Top,
                    Seat::Trainee => View::Trainee,
                    Seat::Party => View::Other(None),
                };
            }
            Wish::Stops => watching.stops = !watching.stops,
            Wish::Words => watching.has_words = !watching.has_words,
            Wish::Swap => {
                if beside.is_some() {
                    watching.is_beside = !watching.is_beside;
                    hands.seek(&mut watching, now);
                }
            }
            Wish::Picture => hands.picture(&mut watching, &finished, now),
            Wish::Leave => hands.next.set(Screen::Debriefing),
        }
    }
}

/// The clock stops at a moment that is looked for, and at the end.
fn stop(
    active: Res<ActiveCase>,
    told: Option<Res<Told>>,
    mut watching: ResMut<Watching>,
    mut next: ResMut<NextState<Pause>>,
) {
    let Some(told) = told else { return };
    let now = active.now().0;
    let is_passed = watching.stops
        && told
            .after(watching.goal, watching.last_ms)
            .is_some_and(|at_ms| at_ms <= now);
    let is_settled = watching.stands_at_ms.is_some_and(|at_ms| at_ms <= now);
    if is_settled {
        watching.stands_at_ms = None;
    }
    if watching.last_ms != now {
        watching.last_ms = now;
    }
    if is_passed || is_settled || now > told.end_ms() + AFTER_MS {
        NextState::set_if_neq(&mut next, Pause::Paused);
    }
}

/// The clock goes its usual way again, and the run beside is put back.
fn end(mut commands: Commands, mut watching: ResMut<Watching>, mut clock: ResMut<Time<Virtual>>) {
    if watching.speed != USUAL {
        clock.set_relative_speed(1.0);
    }
    *watching = Watching::default();
    commands.remove_resource::<Told>();
    commands.remove_resource::<Beside>();
}
