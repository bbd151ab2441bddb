//! Plays a script: each step becomes what the devices would have sent. Feeds both ways events take: the engine's own and
//! the window's, which pointers are read from.

use super::hands::{Hand, Movement, Progress, Sight};
use super::script::{Step, parse};
use super::shots::{Leave, TakeShot};
#[cfg(feature = "xr")]
use crate::app::Pause;
use crate::app::Screen;
#[cfg(feature = "xr")]
use crate::app::headset::Worn;
use crate::app::options::PlayOptions;
use crate::app::voice::SoundIn;
use crate::app::words::Tongue;
use crate::app::world::StreetReady;
use crate::files::read_text;
use bevy::input::ButtonState;
use bevy::input::gamepad::{
    RawGamepadAxisChangedEvent, RawGamepadButtonChangedEvent, RawGamepadEvent,
};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::mouse::{MouseButtonInput, MouseMotion};
use bevy::picking::PickingSystems;
use bevy::prelude::*;
use bevy::time::TimeSystems;
use bevy::window::{CursorMoved, Ime, PrimaryWindow, WindowEvent};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// A screen that has not come after so much time on the wall never will.
const UNTIL_MAX: Duration = Duration::from_secs(180);
/// While a script waits for a screen, frames need not race.
const UNTIL_ROUND: Duration = Duration::from_millis(5);
/// A screen that has come is laid out and has its focus after this.
const LAID_OUT_S: f32 = 0.12;
/// An answer begins within this after words, or there is none.
const ANSWER_S: f32 = 0.6;

#[derive(Resource, Debug, Default)]
struct Player {
    steps: VecDeque<Step>,
    wait_s: f32,
    waits_since: Option<Instant>,
    movement: Option<Movement>,
    pad: Option<Entity>,
}

pub(super) fn plugin(app: &mut App) {
    let options = app.world().resource::<PlayOptions>().clone();
    let mut player = Player::default();
    if let Some(path) = &options.script {
        match read_text(path)
            .map_err(|error| error.to_string())
            .and_then(|text| {
                parse(&text).map_err(|errors| {
                    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                    format!("{}: {}", path.display(), lines.join("; "))
                })
            }) {
            Ok(steps) => {
                let tongue = app.world().resource::<Tongue>();
                player.steps = steps.into_iter().map(|step| named(step, tongue)).collect();
            }
            Err(error) => error!("{error}"),
        }
    }
    #[cfg(feature = "xr")]
    if options.is_vr {
        clicked(&mut player.steps);
        match super::worn::Wearer::put_on() {
            Ok(wearer) => {
                app.insert_resource(wearer);
            }
            Err(error) => error!("no headset that a script can wear: {error}"),
        }
    }
    #[cfg(feature = "xr")]
    app.init_resource::<crate::app::headset::Hands>()
        .init_resource::<crate::app::headset::Rig>();
    app.insert_resource(player)
        .add_systems(First, play.after(TimeSystems).before(PickingSystems::Input));
}

/// A ray that reaches a field must press it before anything is written.
#[cfg(feature = "xr")]
fn clicked(steps: &mut VecDeque<Step>) {
    let mut made = VecDeque::new();
    for step in steps.drain(..) {
        if matches!(step, Step::Write(_)) && matches!(made.back(), Some(Step::Reach(_))) {
            made.extend([
                Step::Down(KeyCode::Enter),
                Step::Up(KeyCode::Enter),
                Step::Wait(0.12),
            ]);
        }
        made.push_back(step);
    }
    *steps = made;
}

/// `@id` stands for the words of a message, so that one script serves every language.
fn named(step: Step, tongue: &Tongue) -> Step {
    let words = |name: String| match name.strip_prefix('@') {
        Some(id) => tongue.get(id),
        None => name,
    };
    match step {
        Step::Reach(name) => Step::Reach(words(name)),
        Step::Leaf(name) => Step::Leaf(words(name)),
        Step::PointAt(name) => Step::PointAt(words(name)),
        Step::Write(text) => Step::Write(words(text)),
        other => other,
    }
}

#[derive(bevy::ecs::system::SystemParam)]
struct Border<'w> {
    keys: MessageWriter<'w, KeyboardInput>,
    motions: MessageWriter<'w, MouseMotion>,
    buttons: MessageWriter<'w, MouseButtonInput>,
    cursors: MessageWriter<'w, CursorMoved>,
    window: MessageWriter<'w, WindowEvent>,
    imes: MessageWriter<'w, Ime>,
    pads: MessageWriter<'w, RawGamepadEvent>,
    sounds: MessageWriter<'w, SoundIn>,
    shots: MessageWriter<'w, TakeShot>,
    leave: MessageWriter<'w, Leave>,
}

impl Border<'_> {
    fn key(&mut self, key: KeyCode, is_down: bool, window: Entity) {
        self.keys.write(KeyboardInput {
            key_code: key,
            logical_key: logical(key),
            state: if is_down {
                ButtonState::Pressed
            } else {
                ButtonState::Released
            },
            text: None,
            repeat: false,
            window,
        });
    }

    fn point(&mut self, position: Vec2, window: Entity) {
        let moved = CursorMoved {
            window,
            position,
            delta: None,
        };
        self.window.write(WindowEvent::CursorMoved(moved.clone()));
        self.cursors.write(moved);
    }

    fn hands(&mut self, hands: Vec<Hand>, window: Entity) {
        for hand in hands {
            match hand {
                Hand::Mouse(delta) => {
                    self.motions.write(MouseMotion { delta });
                }
                Hand::Key(key, is_down) => self.key(key, is_down, window),
            }
        }
    }
}

fn fail(border: &mut Border, player: &mut Player, why: &str) {
    error!("{why}");
    border.leave.write(Leave { is_success: false });
    player.steps.clear();
    player.wait_s = f32::MAX;
}

fn play(
    mut commands: Commands,
    mut player: ResMut<Player>,
    time: Res<Time<Real>>,
    case_time: Res<Time<Virtual>>,
    screen: Res<State<Screen>>,
    ready: Res<StreetReady>,
    windows: Query<(Entity, &Window), With<PrimaryWindow>>,
    sight: Sight,
    mut border: Border,
    #[cfg(feature = "xr")] mut wearer: Option<ResMut<super::worn::Wearer>>,
    #[cfg(feature = "xr")] feel: super::worn::Feel,
    #[cfg(feature = "xr")] worn: Option<Res<Worn>>,
    #[cfg(feature = "xr")] pause: Res<State<Pause>>,
) {
    let Ok((window, shape)) = windows.single() else {
        return;
    };
    // A frame that takes longer than the case's clock allows is as long as it is for the case: who waits eight seconds for
    // goods to be packed sees them packed on a slow machine, too.
    let delta = time.delta().min(case_time.max_delta()).as_secs_f32();
    player.wait_s -= delta;
    while player.wait_s <= 1e-4 {
        let Some(step) = player.steps.front().cloned() else {
            border.leave.write(Leave { is_success: true });
            player.wait_s = f32::MAX;
            return;
        };
        let is_waiting = match step {
            Step::Until(wanted) => *screen.get() != wanted,
            Step::UntilReady => !ready.0,
            #[cfg(feature = "xr")]
            Step::UntilDesk => *worn.as_deref().unwrap_or(&Worn::Lost) != Worn::Lost,
            #[cfg(feature = "xr")]
            Step::UntilAside => {
                *worn.as_deref().unwrap_or(&Worn::No) != Worn::Aside
                    || *pause.get() != Pause::Paused
            }
            #[cfg(feature = "xr")]
            Step::UntilOff => worn.as_deref() != Some(&Worn::No) || *pause.get() != Pause::Paused,
            #[cfg(feature = "xr")]
            Step::UntilWorn => worn.as_deref().is_some_and(|worn| *worn != Worn::Yes),
            _ => false,
        };
        if matches!(
            step,
            Step::Until(_)
                | Step::UntilReady
                | Step::UntilDesk
                | Step::UntilAside
                | Step::UntilOff
                | Step::UntilWorn
        ) {
            if is_waiting {
                let since = *player.waits_since.get_or_insert_with(Instant::now);
                std::thread::sleep(UNTIL_ROUND);
                if since.elapsed() > UNTIL_MAX {
                    let why = format!("{step:?} has not come; the screen is {:?}", screen.get());
                    fail(&mut border, &mut player, &why);
                    return;
                }
                player.wait_s = 0.0;
                return;
            }
            player.waits_since = None;
        }
        #[cfg(feature = "xr")]
        if let Some(wearer) = wearer.as_mut().filter(|_| {
            // Without the headset it goes on by keys and mouse.
            worn.as_deref().is_some_and(|worn| *worn != Worn::Lost)
        }) {
            let mut movement = player.movement.take().unwrap_or_default();
            let progress = wearer.does(&step, &sight, &feel, &mut movement, delta);
            if progress == Some(Progress::Going) || progress.is_none() {
                player.movement = Some(movement);
            }
            match progress {
                Some(Progress::Going) => {
                    player.wait_s = 0.0;
                    return;
                }
                Some(Progress::Done) => {
                    player.steps.pop_front();
                    continue;
                }
                Some(Progress::Failed(why)) => {
                    fail(&mut border, &mut player, &why);
                    return;
                }
                None => {}
            }
        }
        if let Some(progress) = moves(&step, &mut player, &sight, delta, &mut border, window) {
            match progress {
                Progress::Going => {
                    player.wait_s = 0.0;
                    return;
                }
                Progress::Done => player.movement = None,
                Progress::Failed(why) => {
                    fail(&mut border, &mut player, &why);
                    return;
                }
            }
        }
        player.steps.pop_front();
        match step {
            // What has just come is laid out and takes the focus within a few frames.
            Step::Until(_) | Step::UntilReady => {
                player.wait_s = player.wait_s.max(0.0) + LAID_OUT_S
            }
            Step::Wait(seconds) => player.wait_s = player.wait_s.max(0.0) + seconds,
            Step::Down(key) => border.key(key, true, window),
            Step::Up(key) => border.key(key, false, window),
            Step::Write(text) => {
                border.imes.write(Ime::Commit {
                    window,
                    value: text,
                });
            }
            Step::Mouse(x, y) => {
                border.motions.write(MouseMotion {
                    delta: Vec2::new(x, y),
                });
            }
            Step::Point(x, y) => {
                // Pixels of a 1280 by 720 window, whatever size this one has.
                let position = Vec2::new(x / 1280.0 * shape.width(), y / 720.0 * shape.height());
                border.point(position, window);
            }
            Step::Button(state) => {
                let pressed = MouseButtonInput {
                    button: MouseButton::Left,
                    state,
                    window,
                };
                border.window.write(WindowEvent::MouseButtonInput(pressed));
                border.buttons.write(pressed);
            }
            Step::Stick(axis, value) => {
                let pad = pad(&mut commands, &mut player, &mut border);
                border
                    .pads
                    .write(RawGamepadEvent::Axis(RawGamepadAxisChangedEvent::new(
                        pad, axis, value,
                    )));
            }
            Step::Pad(button, value) => {
                let pad = pad(&mut commands, &mut player, &mut border);
                border
                    .pads
                    .write(RawGamepadEvent::Button(RawGamepadButtonChangedEvent::new(
                        pad, button, value,
                    )));
            }
            Step::Sound(file) => {
                border.sounds.write(SoundIn { file: file.into() });
            }
            Step::Shot(name) => {
                border.shots.write(TakeShot { name });
            }
            Step::Quit => {
                border.leave.write(Leave { is_success: true });
                player.steps.clear();
                player.wait_s = f32::MAX;
                return;
            }
            Step::PointAt(name) => match sight.place_of(&name) {
                Some(place) => {
                    border.point(place, window);
                    player.wait_s = player.wait_s.max(0.0) + 1.0 / 25.0;
                }
                None => {
                    fail(
                        &mut border,
                        &mut player,
                        &format!("no part is called {name}"),
                    );
                    return;
                }
            },
            #[cfg(feature = "xr")]
            Step::Gesture(_) => {
                let why = format!("{step:?} wants a headset");
                fail(&mut border, &mut player, &why);
                return;
            }
            Step::UntilDesk
            | Step::UntilAside
            | Step::UntilOff
            | Step::UntilWorn
            | Step::Look(_)
            | Step::Walk(..)
            | Step::Reach(_)
            | Step::Leaf(_)
            | Step::Await(..)
            | Step::Frame(..)
            | Step::Listen(_) => {}
        }
    }
}

/// Steps that take as long as it takes; none for the others.
fn moves(
    step: &Step,
    player: &mut Player,
    sight: &Sight,
    dt: f32,
    border: &mut Border,
    window: Entity,
) -> Option<Progress> {
    if !matches!(
        step,
        Step::Look(_)
            | Step::Walk(..)
            | Step::Reach(_)
            | Step::Leaf(_)
            | Step::Await(..)
            | Step::Frame(..)
            | Step::Listen(_)
    ) {
        return None;
    }
    let mut movement = player.movement.take().unwrap_or_default();
    let mut hands = Vec::new();
    let progress = match step {
        Step::Look(id) => sight.look(id, &mut movement, dt, &mut hands),
        Step::Walk(id, until_m) => sight.walk(id, *until_m, &mut movement, dt, &mut hands),
        Step::Reach(name) => sight.reach(name, &mut movement, &mut hands),
        Step::Leaf(name) => sight.leaf(name, &mut movement, &mut hands),
        Step::Await(id, most_s) => {
            if sight.is_there(id) {
                Progress::Done
            } else if movement.passes(dt) > *most_s {
                Progress::Failed(format!("{id} has not come"))
            } else {
                Progress::Going
            }
        }
        Step::Frame(id, most_s) => {
            if sight.is_framed(id) {
                Progress::Done
            } else if movement.passes(dt) > *most_s {
                Progress::Failed(format!("no picture of {id}: {}", sight.framed()))
            } else {
                Progress::Going
            }
        }
        Step::Listen(most_s) => {
            let for_s = movement.passes(dt);
            if for_s > *most_s || for_s > ANSWER_S && sight.is_quiet() {
                Progress::Done
            } else {
                Progress::Going
            }
        }
        _ => Progress::Done,
    };
    border.hands(hands, window);
    player.movement = Some(movement);
    Some(progress)
}

/// The script's gamepad is plugged in when it is first used.
fn pad(commands: &mut Commands, player: &mut Player, border: &mut Border) -> Entity {
    if let Some(pad) = player.pad {
        return pad;
    }
    let pad = commands.spawn_empty().id();
    border.pads.write(RawGamepadEvent::Connection(
        bevy::input::gamepad::GamepadConnectionEvent {
            gamepad: pad,
            connection: bevy::input::gamepad::GamepadConnection::Connected {
                name: "script".to_owned(),
                vendor_id: None,
                product_id: None,
            },
        },
    ));
    player.pad = Some(pad);
    pad
}

fn logical(key: KeyCode) -> Key {
    match key {
        KeyCode::Enter => Key::Enter,
        KeyCode::Escape => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::Space => Key::Space,
        KeyCode::ArrowUp => Key::ArrowUp,
        KeyCode::ArrowDown => Key::ArrowDown,
        KeyCode::ArrowLeft => Key::ArrowLeft,
        KeyCode::ArrowRight => Key::ArrowRight,
        KeyCode::ShiftLeft => Key::Shift,
        KeyCode::ControlLeft => Key::Control,
        KeyCode::AltLeft => Key::Alt,
        other => {
            let name = format!("{other:?}");
            let letter = name
                .strip_prefix("Key")
                .or_else(|| name.strip_prefix("Digit"))
                .map(str::to_lowercase);
            letter.map_or(
                Key::Unidentified(bevy::input::keyboard::NativeKey::Unidentified),
                |one| Key::Character(one.into()),
            )
        }
    }
}
