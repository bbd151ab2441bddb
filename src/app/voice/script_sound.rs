//! The capture border on virtual time: a script's sound files, ten milliseconds at a time in step with the frames, silence
//! in between. The frame waits for the words, so that the record is the same on slow and fast machines.

use super::apply::Recipients;
use super::keys::{Callers, TalkKey};
use super::tape::{BLOCK, Tape, script_file};
use super::{HearSystems, HearingState, MicrophoneState, SoundIn};
use crate::app::actors::SpeechQueue;
use crate::app::automation::{Step, parse};
use crate::app::bridge::Channel;
use crate::app::options::PlayOptions;
use crate::app::settings::{MicMode, Settings};
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::files::read_text;
use crate::speech::ear::Ear;
use bevy::prelude::*;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Instant;

const BLOCKS_PER_S: f64 = 100.0;

/// The ear of a script.
#[derive(Resource)]
struct ScriptEar {
    ear: Mutex<Ear<Channel>>,
    tapes: VecDeque<Tape>,
    /// Part of a block that the frames so far have left over.
    owed: f64,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, begin).add_systems(
        PreUpdate,
        hear.in_set(HearSystems)
            .run_if(resource_exists::<ScriptEar>),
    );
}

/// A script without sound needs no model. One with sound has it before the first frame, or the record's head would depend on
/// how fast the machine loads it.
fn begin(
    mut commands: Commands,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut recipients: Recipients,
) {
    let has_sound = options
        .script
        .as_deref()
        .and_then(|path| read_text(path).ok())
        .and_then(|text| parse(&text).ok())
        .is_some_and(|steps| steps.iter().any(|step| matches!(step, Step::Sound(_))));
    if !has_sound {
        return;
    }
    recipients.hearing.state = HearingState::Loading;
    match super::ear(&options, &tongue, false, None) {
        Ok(mut ear) => {
            let mut told = Vec::new();
            ear.wait_for_model(&mut told);
            for one in told {
                recipients.take(one, Instant::now());
            }
            recipients.hearing.microphone = MicrophoneState::Open("script".to_owned());
            commands.insert_resource(ScriptEar {
                ear: Mutex::new(ear),
                tapes: VecDeque::new(),
                owed: 0.0,
            });
        }
        Err(trouble) => {
            error!("{}: {:?}", trouble.id, trouble.args);
            recipients.hearing.state = trouble.into();
        }
    }
}

fn hear(
    time: Res<Time<Real>>,
    settings: Res<Settings>,
    tongue: Res<Tongue>,
    screen: Res<State<Screen>>,
    pause: Res<State<Pause>>,
    queue: Res<SpeechQueue>,
    options: Res<PlayOptions>,
    mut script: ResMut<ScriptEar>,
    mut sounds: MessageReader<SoundIn>,
    mut keys: MessageReader<TalkKey>,
    callers: Callers,
    mut recipients: Recipients,
) {
    let ScriptEar { ear, tapes, owed } = &mut *script;
    let Ok(ear) = ear.get_mut() else { return };
    for sound in sounds.read() {
        match Tape::open(&script_file(&options, &sound.file)) {
            Ok(tape) => tapes.push_back(tape),
            Err(error) => error!("{error}"),
        }
    }
    let is_live = *screen.get() == Screen::Case && *pause.get() == Pause::Running;
    ear.set_lang(tongue.lang());
    ear.set_open_mic(is_live && settings.mic_mode == MicMode::Open);
    ear.set_keeps_sound(settings.keep_voice_days > 0);
    ear.set_usual(callers.usual());
    ear.set_deaf(queue.now.is_some() && !settings.is_headphones);
    let mut told = Vec::new();
    for key in keys.read() {
        match key {
            TalkKey::Press(channel) => ear.press(*channel),
            TalkKey::Release => ear.release(),
            TalkKey::Drop => told.extend(ear.drop_stretch()),
        }
    }
    *owed += time.delta_secs_f64() * BLOCKS_PER_S;
    while *owed >= 1.0 {
        *owed -= 1.0;
        let mut block = [0.0; BLOCK];
        while let Some(tape) = tapes.front_mut() {
            if let Some(sound) = tape.block() {
                ear.set_source(tape.file.clone());
                block = sound;
                break;
            }
            tapes.pop_front();
        }
        ear.push(&block, &mut told);
    }
    ear.settle(&mut told);
    let level = ear.level_permille();
    let (is_taking, channel) = (ear.is_taking(), ear.channel());
    let hearing = &*recipients.hearing;
    if (hearing.level_permille, hearing.is_open, hearing.channel) != (level, is_taking, channel) {
        recipients.hearing.level_permille = level;
        recipients.hearing.is_open = is_taking;
        recipients.hearing.channel = channel;
    }
    for one in told {
        recipients.take(one, Instant::now());
    }
}
