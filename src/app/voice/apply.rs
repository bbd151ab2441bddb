//! What the ear tells becomes messages and intents: one way for the microphone and for a script.

use super::into::SpokenTo;
use super::keep::Clip;
use super::{Dictated, Dictation, Hearing, HearingState, SpokenInto};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Channel, Intent};
use crate::app::trainee::{Aim, TrainedWords, addressee};
use crate::domain::ids::Permille;
use crate::speech::ear::Told;
use crate::speech::listen::SegmentHeard;
use crate::speech::sieve::{Reason, Verdict};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use std::time::Instant;

/// The trainee begins to speak, or goes on after a pause.
#[derive(Message, Debug, Clone)]
pub struct SpeechStarted {
    /// Through which channel.
    pub channel: Channel,
    /// To whom, where the trainee faces somebody else than the party.
    pub to: Option<String>,
    /// When, on the ear's clock; none for typed words, which are there at once.
    pub at_ms: Option<u64>,
}

/// The trainee pauses or has ended. Comes long before the words are known, so that people can take notice at once.
#[derive(Message, Debug, Clone)]
pub struct SpeechEnded {
    /// Through which channel.
    pub channel: Channel,
    /// To whom, where the trainee faces somebody else than the party.
    pub to: Option<String>,
    /// When the ear took note of it.
    pub at: Instant,
}

/// Something the trainee said was recognised, or thrown away by the sieve.
#[derive(Message, Debug, Clone)]
pub struct Heard {
    /// Through which channel.
    pub channel: Channel,
    /// Words that go on to the case; empty when they were thrown away.
    pub text: String,
    /// Certainty.
    pub sure: Permille,
    /// What became of the words.
    pub verdict: Verdict,
    /// Why, unless they were accepted.
    pub reason: Option<Reason>,
    /// How loud the voice typically is, decibels of full scale.
    pub voice_db: i32,
    /// Where they were heard.
    pub source: String,
    /// Time the decoding took.
    pub decode_ms: u64,
    /// Whether they were ready before the end was certain.
    pub was_guessed: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<SpeechStarted>()
        .add_message::<SpeechEnded>()
        .add_message::<Heard>();
}

/// Where what the ear tells goes.
#[derive(SystemParam)]
pub(super) struct Recipients<'w> {
    pub(super) hearing: ResMut<'w, Hearing>,
    screen: Res<'w, State<Screen>>,
    active: Option<Res<'w, ActiveCase>>,
    aim: Option<Res<'w, Aim>>,
    words: Option<ResMut<'w, TrainedWords>>,
    started: MessageWriter<'w, SpeechStarted>,
    ended: MessageWriter<'w, SpeechEnded>,
    heard: MessageWriter<'w, Heard>,
    clips: MessageWriter<'w, Clip>,
    dictation: Res<'w, Dictation>,
    dictated: MessageWriter<'w, Dictated>,
    into: ResMut<'w, SpokenInto>,
    to: ResMut<'w, SpokenTo>,
    intents: MessageWriter<'w, Intent>,
}

impl Recipients<'_> {
    /// What the ear told at this moment.
    pub(super) fn take(&mut self, told: Told<Channel>, at: Instant) {
        match told {
            Told::Ready { model, is_fixture } => {
                self.hearing.state = HearingState::Ready { model, is_fixture };
            }
            Told::Failed(message) => {
                error!("{}: {:?}", message.id, message.args);
                self.hearing.state = message.into();
            }
            Told::Begins { channel, at_ms } => {
                self.hearing.is_speaking = true;
                self.attention(channel);
                let to = self.faced(channel);
                self.to.begin(at_ms, to.clone());
                let at_ms = Some(at_ms);
                self.started.write(SpeechStarted { channel, to, at_ms });
            }
            Told::Ends(channel) => {
                self.hearing.is_speaking = false;
                self.attention(channel);
                let to = self.faced(channel);
                self.ended.write(SpeechEnded { channel, to, at });
            }
            Told::Over(_) => {}
            Told::Heard {
                channel,
                heard,
                was_guessed,
                sound,
            } => {
                // Only what went into the case: its line in the record names the sound.
                let is_said =
                    heard.verdict != Verdict::Drop && !matches!(channel, Channel::Paper(_));
                if let Some(sound) = sound.filter(|_| is_said) {
                    self.clips.write(Clip {
                        start_ms: heard.start_ms,
                        end_ms: heard.end_ms,
                        sound,
                    });
                }
                self.words(channel, heard, was_guessed);
            }
            Told::Lost(_, message) => error!("{}: {:?}", message.id, message.args),
        }
    }

    /// Whom words through this channel are for just now, where the eyes say so.
    fn faced(&self, channel: Channel) -> Option<String> {
        addressee(self.active.as_deref()?, self.aim.as_deref()?, channel)
    }

    /// People look at whoever speaks before they know what was said.
    fn attention(&mut self, channel: Channel) {
        // Nobody is spoken to while a paper is filled.
        if matches!(channel, Channel::Paper(_)) {
            return;
        }
        if let Some(words) = &mut self.words {
            words.since_s = 0.0;
        }
    }

    fn words(&mut self, channel: Channel, heard: SegmentHeard, was_guessed: bool) {
        let name = heard
            .file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let source = format!("{name} {}-{} ms", heard.start_ms, heard.end_ms);
        self.heard.write(Heard {
            channel,
            text: heard.text.clone(),
            sure: heard.sure,
            verdict: heard.verdict,
            reason: heard.reason,
            voice_db: heard.voice_db,
            source: source.clone(),
            decode_ms: heard.decode_ms,
            was_guessed,
        });
        let over = self.into.take(heard.start_ms, heard.end_ms);
        let to = self.to.take(channel, heard.start_ms, heard.end_ms);
        let screen = *self.screen.get();
        let is_written = matches!(channel, Channel::Paper(_)) && screen == Screen::Lessons;
        // Words that come after the case has ended belong to nothing.
        if heard.verdict == Verdict::Drop || !(screen == Screen::Case || is_written) {
            return;
        }
        if let Channel::Paper(turn) = channel {
            if let Some(into) = self.dictation.field(turn).cloned() {
                let text = heard.text;
                self.dictated.write(Dictated { into, text });
            }
            return;
        }
        if self.active.is_none() || self.aim.is_none() {
            return;
        }
        let to = to.unwrap_or_else(|| self.faced(channel));
        self.intents.write(Intent::Say {
            to,
            text: heard.text,
            sure: heard.sure,
            channel,
            source: Some(source),
            heard_by: heard.heard_by,
            over,
        });
    }
}
