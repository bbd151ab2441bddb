//! A script of device events on virtual time, a line each. Waiting for a screen is no input: it only keeps a slow machine
//! in step with a fast one. `look`, `walk` and `press` say where a person looks, goes and puts a finger; what comes of them
//! is mouse counts and keys, found by looking at the screen as a person does (see `hands`).

#[cfg(feature = "xr")]
use super::gestures::Gesture;
use crate::app::Screen;
use bevy::input::ButtonState;
use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::KeyCode;
use thiserror::Error;

/// A key is down so long when it is tapped.
const TAP_S: f32 = 0.08;
/// A picture takes some frames; what is in it should not run away meanwhile.
const SHOT_S: f32 = 0.24;
/// After something was said nobody waits longer for an answer.
const LISTEN_S: f32 = 25.0;
/// Nobody waits longer for somebody to come.
const AWAIT_S: f32 = 120.0;
/// Whoever walks through a picture is out of it again after this.
const FRAME_S: f32 = 20.0;
/// A panel is there after this.
const PANEL_S: f32 = 0.2;

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
    /// The mouse turns the view until this person or thing is in the middle.
    Look(String),
    /// Walks, by mouse and key, until this person, thing or spot is so many metres away.
    Walk(String, f32),
    /// Waits until this person or thing is in the street, at most so long.
    Await(String, f32),
    /// Waits until a picture would be of this thing, at most so long: somebody may be walking through it.
    Frame(String, f32),
    /// Tab until the part with this name has the focus.
    Reach(String),
    /// Leafs through the wheel until what is called so is on its page.
    Leaf(String),
    /// The pointer moves onto the part with this name.
    PointAt(String),
    /// Waits until nobody speaks, at most so long.
    Listen(f32),
    /// Waits for a screen.
    Until(Screen),
    /// Waits until the street can open.
    UntilReady,
    /// Waits until the headset has gone and it goes on at the desktop.
    UntilDesk,
    /// Waits until something else has the wearer's eyes and the case stands for it.
    UntilAside,
    /// Waits until the headset is off and the case stands for it.
    UntilOff,
    /// Waits until eyes and hands are in the headset.
    UntilWorn,
    /// What only a body with a headset on does.
    #[cfg(feature = "xr")]
    Gesture(Gesture),
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
            (0..times).flat_map(|_| tap(key)).collect()
        }
        "hold" => {
            let key = key(words.first()?)?;
            vec![Step::Down(key), Step::Wait(number(1)?), Step::Up(key)]
        }
        "down" => vec![Step::Down(key(words.first()?)?)],
        "up" => vec![Step::Up(key(words.first()?)?)],
        "look" => vec![Step::Look((!rest.is_empty()).then(|| rest.to_owned())?)],
        "walk" => vec![Step::Walk((*words.first()?).to_owned(), number(1)?)],
        "await" => vec![Step::Await(
            (*words.first()?).to_owned(),
            number(1).unwrap_or(AWAIT_S),
        )],
        "frame" => vec![Step::Frame(
            (*words.first()?).to_owned(),
            number(1).unwrap_or(FRAME_S),
        )],
        "reach" => vec![Step::Reach((!rest.is_empty()).then(|| rest.to_owned())?)],
        "press" => {
            let mut steps = vec![Step::Reach((!rest.is_empty()).then(|| rest.to_owned())?)];
            steps.append(&mut tap(KeyCode::Enter));
            steps.push(Step::Wait(PANEL_S));
            steps
        }
        "wheel" => {
            let name = (!rest.is_empty()).then(|| rest.to_owned())?;
            let mut steps = tap(KeyCode::KeyQ);
            steps.extend([
                Step::Wait(PANEL_S),
                Step::Leaf(name.clone()),
                Step::Reach(name),
            ]);
            steps.append(&mut tap(KeyCode::Enter));
            steps.push(Step::Wait(PANEL_S));
            steps
        }
        "choose" => {
            let mut steps = vec![Step::PointAt((!rest.is_empty()).then(|| rest.to_owned())?)];
            steps.append(&mut click());
            steps.push(Step::Wait(PANEL_S));
            steps
        }
        "say" | "radio" | "aside" => {
            let words = (!rest.is_empty()).then(|| rest.to_owned())?;
            // Radio and aside are keys to hold; a tap types.
            let opens = match verb {
                "radio" => KeyCode::KeyR,
                "aside" => KeyCode::KeyT,
                _ => KeyCode::Enter,
            };
            let mut steps = tap(opens);
            steps.extend([Step::Wait(PANEL_S), Step::Write(words), Step::Wait(TAP_S)]);
            steps.append(&mut tap(KeyCode::Enter));
            steps.push(Step::Wait(PANEL_S));
            steps.push(Step::Listen(LISTEN_S));
            steps
        }
        "listen" => vec![Step::Listen(number(0).unwrap_or(LISTEN_S))],
        "write" => vec![Step::Write(rest.to_owned()), Step::Wait(TAP_S)],
        "mouse" => vec![Step::Mouse(number(0)?, number(1)?), Step::Wait(TAP_S)],
        "point" => vec![Step::Point(number(0)?, number(1)?), Step::Wait(TAP_S)],
        "click" => click(),
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
        "until" if rest == "aside" => vec![Step::UntilAside],
        "until" if rest == "off" => vec![Step::UntilOff],
        "until" if rest == "desk" => vec![Step::UntilDesk],
        "until" if rest == "worn" => vec![Step::UntilWorn],
        "until" => vec![Step::Until(screen(rest)?)],
        #[cfg(feature = "xr")]
        "gesture" => vec![Step::Gesture(super::gestures::read(&words, rest)?)],
        "shot" => vec![Step::Shot((*words.first()?).to_owned()), Step::Wait(SHOT_S)],
        "quit" => vec![Step::Quit],
        _ => return None,
    })
}

fn tap(key: KeyCode) -> Vec<Step> {
    vec![
        Step::Down(key),
        Step::Wait(TAP_S),
        Step::Up(key),
        Step::Wait(TAP_S),
    ]
}

fn click() -> Vec<Step> {
    vec![
        Step::Button(ButtonState::Pressed),
        Step::Wait(TAP_S),
        Step::Button(ButtonState::Released),
        Step::Wait(TAP_S),
    ]
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
        "shift" => Screen::Shift,
        "lessons" => Screen::Lessons,
        "records" => Screen::Records,
        "settings" => Screen::Settings,
        "credits" => Screen::Credits,
        _ => return None,
    })
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
