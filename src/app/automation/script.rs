//! A script of device events on virtual time, a line each. Waiting for a screen is no input: it only keeps a slow machine
//! in step with a fast one.

use super::shots::{Leave, TakeShot};
use crate::app::Screen;
use crate::app::options::PlayOptions;
use crate::app::voice::SoundIn;
use crate::app::world::StreetReady;
use crate::files::read_text;
use bevy::input::ButtonState;
use bevy::input::gamepad::{
    GamepadAxis, GamepadButton, RawGamepadAxisChangedEvent, RawGamepadButtonChangedEvent,
    RawGamepadEvent,
};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::mouse::{MouseButtonInput, MouseMotion};
use bevy::prelude::*;
use bevy::window::{CursorMoved, Ime, PrimaryWindow};
use std::collections::VecDeque;
use std::time::{Duration, Instant};
use thiserror::Error;

/// A key is down so long when it is tapped.
const TAP_S: f32 = 0.08;
/// A picture takes some frames; what is in it should not run away meanwhile.
const SHOT_S: f32 = 0.24;
/// A screen that has not come after so much time on the wall never will.
const UNTIL_MAX: Duration = Duration::from_secs(180);
/// While a script waits for a screen, frames need not race.
const UNTIL_ROUND: Duration = Duration::from_millis(5);

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing for so many seconds.
    Wait(f32),
    /// A key goes down.
    Down(KeyCode),
    /// A key goes up.
    Up(KeyCode),
    /// The input method hands over text.
    Write(String),
    /// The mouse moves by counts.
    Mouse(f32, f32),
    /// The pointer is at these pixels.
    Point(f32, f32),
    /// The main mouse button.
    Button(ButtonState),
    /// A stick of the gamepad.
    Stick(GamepadAxis, f32),
    /// A button of the gamepad.
    Pad(GamepadButton, f32),
    /// Sound at the microphone.
    Sound(String),
    /// Waits for a screen.
    Until(Screen),
    /// Waits until the street can open.
    UntilReady,
    /// A picture.
    Shot(String),
    /// Leaves.
    Quit,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {word}")]
pub struct StepError {
    /// Line from 1.
    pub line: usize,
    /// What is not understood.
    pub word: String,
}

/// Reads a script.
///
/// # Errors
/// Every line that cannot be read.
pub fn parse(text: &str) -> Result<Vec<Step>, Vec<StepError>> {
    let mut steps = Vec::new();
    let mut errors = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match read_line(verb, rest.trim()) {
            Some(mut read) => steps.append(&mut read),
            None => errors.push(StepError {
                line: index + 1,
                word: line.to_owned(),
            }),
        }
    }
    if errors.is_empty() {
        Ok(steps)
    } else {
        Err(errors)
    }
}

fn read_line(verb: &str, rest: &str) -> Option<Vec<Step>> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let number = |at: usize| words.get(at)?.parse::<f32>().ok();
    Some(match verb {
        "wait" => vec![Step::Wait(number(0)?)],
        "tap" => {
            let key = key(words.first()?)?;
            let times = words
                .get(1)
                .map_or(Some(1), |word| word.parse::<u8>().ok())?;
            (0..times)
                .flat_map(|_| {
                    [
                        Step::Down(key),
                        Step::Wait(TAP_S),
                        Step::Up(key),
                        Step::Wait(TAP_S),
                    ]
                })
                .collect()
        }
        "hold" => {
            let key = key(words.first()?)?;
            vec![Step::Down(key), Step::Wait(number(1)?), Step::Up(key)]
        }
        "down" => vec![Step::Down(key(words.first()?)?)],
        "up" => vec![Step::Up(key(words.first()?)?)],
        "write" => vec![Step::Write(rest.to_owned()), Step::Wait(TAP_S)],
        "mouse" => vec![Step::Mouse(number(0)?, number(1)?), Step::Wait(TAP_S)],
        "point" => vec![Step::Point(number(0)?, number(1)?), Step::Wait(TAP_S)],
        "click" => vec![
            Step::Button(ButtonState::Pressed),
            Step::Wait(TAP_S),
            Step::Button(ButtonState::Released),
            Step::Wait(TAP_S),
        ],
        "stick" => {
            let (x, y) = match *words.first()? {
                "left" => (GamepadAxis::LeftStickX, GamepadAxis::LeftStickY),
                "right" => (GamepadAxis::RightStickX, GamepadAxis::RightStickY),
                _ => return None,
            };
            vec![
                Step::Stick(x, number(1)?),
                Step::Stick(y, number(2)?),
                Step::Wait(number(3)?),
                Step::Stick(x, 0.0),
                Step::Stick(y, 0.0),
            ]
        }
        "pad" => {
            let button = match *words.first()? {
                "south" => GamepadButton::South,
                "east" => GamepadButton::East,
                "west" => GamepadButton::West,
                "north" => GamepadButton::North,
                "start" => GamepadButton::Start,
                "select" => GamepadButton::Select,
                _ => return None,
            };
            vec![
                Step::Pad(button, 1.0),
                Step::Wait(TAP_S),
                Step::Pad(button, 0.0),
                Step::Wait(TAP_S),
            ]
        }
        "sound" => vec![Step::Sound(rest.to_owned())],
        "until" if rest == "ready" => vec![Step::UntilReady],
        "until" => vec![Step::Until(screen(rest)?)],
        "shot" => vec![Step::Shot((*words.first()?).to_owned()), Step::Wait(SHOT_S)],
        "quit" => vec![Step::Quit],
        _ => return None,
    })
}

fn key(word: &str) -> Option<KeyCode> {
    crate::app::devices::KEYS
        .iter()
        .copied()
        .find(|key| format!("{key:?}") == word)
}

fn screen(word: &str) -> Option<Screen> {
    Some(match word {
        "menu" => Screen::Menu,
        "briefing" => Screen::Briefing,
        "case" => Screen::Case,
        "debriefing" => Screen::Debriefing,
        "records" => Screen::Records,
        "settings" => Screen::Settings,
        "credits" => Screen::Credits,
        _ => return None,
    })
}

#[derive(Resource, Debug, Default)]
struct Player {
    steps: VecDeque<Step>,
    wait_s: f32,
    waits_since: Option<Instant>,
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
            Ok(steps) => player.steps = steps.into(),
            Err(error) => error!("{error}"),
        }
    }
    app.insert_resource(player).add_systems(First, play);
}

#[derive(bevy::ecs::system::SystemParam)]
struct Border<'w> {
    keys: MessageWriter<'w, KeyboardInput>,
    motions: MessageWriter<'w, MouseMotion>,
    buttons: MessageWriter<'w, MouseButtonInput>,
    cursors: MessageWriter<'w, CursorMoved>,
    imes: MessageWriter<'w, Ime>,
    pads: MessageWriter<'w, RawGamepadEvent>,
    sounds: MessageWriter<'w, SoundIn>,
    shots: MessageWriter<'w, TakeShot>,
    leave: MessageWriter<'w, Leave>,
}

fn play(
    mut commands: Commands,
    mut player: ResMut<Player>,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    ready: Res<StreetReady>,
    windows: Query<(Entity, &Window), With<PrimaryWindow>>,
    mut border: Border,
) {
    let Ok((window, shape)) = windows.single() else {
        return;
    };
    let delta = time.delta_secs();
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
            _ => false,
        };
        if matches!(step, Step::Until(_) | Step::UntilReady) {
            if is_waiting {
                let since = *player.waits_since.get_or_insert_with(Instant::now);
                std::thread::sleep(UNTIL_ROUND);
                if since.elapsed() > UNTIL_MAX {
                    error!("{step:?} has not come; the screen is {:?}", screen.get());
                    border.leave.write(Leave { is_success: false });
                    player.steps.clear();
                    player.wait_s = f32::MAX;
                }
                player.wait_s = 0.0;
                return;
            }
            player.waits_since = None;
        }
        player.steps.pop_front();
        match step {
            Step::Wait(seconds) => player.wait_s = player.wait_s.max(0.0) + seconds,
            Step::Down(key) | Step::Up(key) => {
                let state = if matches!(step, Step::Down(_)) {
                    ButtonState::Pressed
                } else {
                    ButtonState::Released
                };
                border.keys.write(KeyboardInput {
                    key_code: key,
                    logical_key: logical(key),
                    state,
                    text: None,
                    repeat: false,
                    window,
                });
            }
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
                border.cursors.write(CursorMoved {
                    window,
                    position,
                    delta: None,
                });
            }
            Step::Button(state) => {
                border.buttons.write(MouseButtonInput {
                    button: MouseButton::Left,
                    state,
                    window,
                });
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
            Step::Until(_) | Step::UntilReady => {}
        }
    }
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

#[cfg(test)]
mod tests {
    use super::{Step, parse};
    use bevy::prelude::KeyCode;

    #[test]
    fn a_script_reads_and_tells_every_line_it_cannot_read() {
        assert_eq!(
            parse("# walk\nhold KeyW 1.5\n\nwrite 您好，打扰一下。").unwrap(),
            vec![
                Step::Down(KeyCode::KeyW),
                Step::Wait(1.5),
                Step::Up(KeyCode::KeyW),
                Step::Write("您好，打扰一下。".to_owned()),
                Step::Wait(0.08),
            ]
        );
        let errors = parse("tap NoKey\nwait soon\nwait 1").unwrap_err();
        assert_eq!(
            errors.iter().map(|one| one.line).collect::<Vec<_>>(),
            [1, 2]
        );
    }
}
