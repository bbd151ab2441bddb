//! A live talk's whole way behind the capture border: blocks of 16 kHz sound and key edges in; beginnings, ends and words
//! out. The microphone's thread and a script's sound file push into the same one.

use crate::domain::ids::Language;
use crate::speech::Message;
use crate::speech::decoder::{Answer, Decoder, Job};
use crate::speech::gate::{Segment, level_db};
use crate::speech::listen::SegmentHeard;
use crate::speech::turn::{News, Turn};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

/// Lowest level the meter shows, decibels of full scale.
const METER_DB_MIN: f32 = -60.0;
/// The model may take so long to load, and a decode to come: on virtual time a slow machine must give the same record.
const PATIENCE: Duration = Duration::from_secs(600);

/// What an [`Ear`] has to tell. `C` names the channel spoken through.
#[derive(Debug)]
pub enum Told<C> {
    /// The model is loaded.
    Ready {
        /// Its name.
        model: String,
        /// Whether it is a fixture.
        is_fixture: bool,
    },
    /// The model cannot be loaded.
    Failed(Message),
    /// Somebody begins to speak, or goes on after a pause.
    Begins {
        /// Through which channel.
        channel: C,
        /// When, on the clock that places of segments are told by.
        at_ms: u64,
    },
    /// Somebody pauses or has ended.
    Ends(C),
    /// The key's stretch is over.
    Over(C),
    /// Words, or none when the sieve dropped them.
    Heard {
        /// Through which channel.
        channel: C,
        /// The words.
        heard: SegmentHeard,
        /// Whether they were ready before the end was certain.
        was_guessed: bool,
        /// Their sound at 16 kHz, where the ear was asked to keep it.
        sound: Option<Vec<f32>>,
    },
    /// A segment could not be recognised.
    Lost(C, Message),
}

/// Who waits for an answer: ticket, channel, and the sound where it is kept.
type Waiting<C> = (u64, C, Option<Vec<f32>>);

/// Turn and decoder, and who waits for which answer.
#[derive(Debug)]
pub struct Ear<C> {
    turn: Turn,
    decoder: Decoder,
    lang: Language,
    source: PathBuf,
    channel: C,
    usual: C,
    guesses_ahead: bool,
    is_speaking: bool,
    tickets: u64,
    waiting: VecDeque<Waiting<C>>,
    keeps_sound: bool,
    is_broken: bool,
    level_db: f32,
    /// Told by a change of settings or a key; handed out with the next sound or answer.
    told: Vec<Told<C>>,
}

impl<C: Copy + PartialEq> Ear<C> {
    /// An ear that hears through `usual` unless a key says otherwise. `guesses_ahead` recognises at the first pause; without it
    /// the same sound always costs the same decodes.
    #[must_use]
    pub fn new(decoder: Decoder, lang: Language, usual: C, guesses_ahead: bool) -> Self {
        Self {
            turn: Turn::new(),
            decoder,
            lang,
            source: PathBuf::from("microphone"),
            channel: usual,
            usual,
            guesses_ahead,
            is_speaking: false,
            tickets: 0,
            waiting: VecDeque::new(),
            keeps_sound: false,
            is_broken: false,
            level_db: METER_DB_MIN,
            told: Vec::new(),
        }
    }

    /// Language listened for.
    pub const fn set_lang(&mut self, lang: Language) {
        self.lang = lang;
    }

    /// Where the sound comes from, as it will stand in records.
    pub fn set_source(&mut self, source: PathBuf) {
        self.source = source;
    }

    /// Whether sound may go to another machine from now on, where one is set.
    pub fn set_elsewhere(&self, is_allowed: bool) {
        self.decoder.allow_elsewhere(is_allowed);
    }

    /// Whether words come with their sound. Else it is gone as soon as they are known.
    pub const fn set_keeps_sound(&mut self, keeps: bool) {
        self.keeps_sound = keeps;
    }

    /// See [`Turn::set_open_mic`].
    pub fn set_open_mic(&mut self, is_open: bool) {
        let news = self.turn.set_open_mic(is_open);
        self.tell_later(news);
    }

    /// See [`Turn::set_deaf`].
    pub fn set_deaf(&mut self, is_deaf: bool) {
        let news = self.turn.set_deaf(is_deaf);
        self.tell_later(news);
    }

    /// Through which channel an open microphone speaks from the next sentence on.
    pub fn set_usual(&mut self, usual: C) {
        self.usual = usual;
        self.turn_to_usual();
    }

    /// The channel that is spoken through now.
    #[must_use]
    pub const fn channel(&self) -> C {
        self.channel
    }

    /// The key of a channel goes down. What was being said through another ends there.
    pub fn press(&mut self, channel: C) {
        if self.channel != channel {
            let news = self.turn.turn_away();
            self.tell_later(news);
        }
        self.channel = channel;
        self.turn.press();
    }

    /// No sound comes any more: the microphone is gone. See [`Turn::break_off`].
    pub fn break_off(&mut self) {
        let news = self.turn.break_off();
        self.tell_later(news);
        self.level_db = METER_DB_MIN;
    }

    /// A sentence stays with those it was begun for.
    fn turn_to_usual(&mut self) {
        if !self.turn.has_key() && !self.turn.is_open() {
            self.channel = self.usual;
        }
    }

    fn tell_later(&mut self, news: Vec<News>) {
        let mut told = std::mem::take(&mut self.told);
        self.tell(news, &mut told);
        self.told = told;
    }

    /// The key goes up.
    pub fn release(&mut self) {
        self.turn.release();
    }

    /// What is being taken is dropped. Tells of the end when somebody spoke.
    pub fn drop_stretch(&mut self) -> Option<Told<C>> {
        self.turn.drop_stretch();
        self.decoder.forget_guess();
        let channel = std::mem::replace(&mut self.channel, self.usual);
        std::mem::take(&mut self.is_speaking).then_some(Told::Ends(channel))
    }

    /// Whether a key's stretch or a sentence goes on just now.
    #[must_use]
    pub fn is_amid(&self) -> bool {
        self.turn.has_key() || self.turn.is_open()
    }

    /// Whether sound is being taken.
    #[must_use]
    pub fn is_taking(&self) -> bool {
        self.turn.is_taking()
    }

    /// Whether somebody speaks.
    #[must_use]
    pub const fn is_speaking(&self) -> bool {
        self.is_speaking
    }

    /// Level of the last sound: 0 to 1000.
    #[must_use]
    pub fn level_permille(&self) -> u16 {
        let share = (self.level_db - METER_DB_MIN) / -METER_DB_MIN;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=1000"
        )]
        let level = (share.clamp(0.0, 1.0) * 1000.0) as u16;
        level
    }

    /// Takes a block of 16 kHz mono sound.
    pub fn push(&mut self, block: &[f32], told: &mut Vec<Told<C>>) {
        // A meter that falls slower than it rises is easier to read.
        self.level_db = level_db(block).max(self.level_db - 1.5);
        told.append(&mut self.told);
        self.turn_to_usual();
        let news = self.turn.push(block);
        self.tell(news, told);
    }

    fn tell(&mut self, news: Vec<News>, told: &mut Vec<Told<C>>) {
        for one in news {
            match one {
                News::Begins => {
                    self.decoder.forget_guess();
                    self.is_speaking = true;
                    told.push(Told::Begins {
                        channel: self.channel,
                        at_ms: self.turn.clock_ms(),
                    });
                }
                News::Pauses { guess, segment } => {
                    self.ends(told);
                    if let Some(segment) = segment.filter(|_| self.guesses_ahead && !self.is_broken)
                    {
                        let job = self.job(segment, None);
                        self.decoder.guess(guess, job);
                    }
                }
                News::Nothing => self.ends(told),
                News::Said { segment, guess } => {
                    self.ends(told);
                    if !self.is_broken {
                        self.tickets += 1;
                        let sound = self.keeps_sound.then(|| segment.samples.clone());
                        self.waiting.push_back((self.tickets, self.channel, sound));
                        let job = self.job(segment, guess);
                        self.decoder.hear(job);
                    }
                }
                News::Over => {
                    told.push(Told::Over(self.channel));
                    self.channel = self.usual;
                }
            }
        }
    }

    fn ends(&mut self, told: &mut Vec<Told<C>>) {
        if std::mem::take(&mut self.is_speaking) {
            told.push(Told::Ends(self.channel));
        }
    }

    fn job(&self, segment: Segment, guess: Option<u64>) -> Job {
        Job {
            ticket: self.tickets,
            segment,
            guess,
            lang: self.lang,
            source: self.source.clone(),
        }
    }

    /// Takes the answers that are there.
    pub fn poll(&mut self, told: &mut Vec<Told<C>>) {
        told.append(&mut self.told);
        while let Some(answer) = self.decoder.answer() {
            self.take(answer, told);
        }
    }

    /// Waits until every segment handed over is answered. For virtual time, which must not run ahead of the recogniser.
    pub fn settle(&mut self, told: &mut Vec<Told<C>>) {
        self.poll(told);
        while !self.waiting.is_empty() {
            match self.decoder.wait(PATIENCE) {
                Some(answer) => self.take(answer, told),
                None => self.waiting.clear(),
            }
        }
    }

    /// Waits until the model is loaded or has failed to.
    pub fn wait_for_model(&mut self, told: &mut Vec<Told<C>>) {
        if let Some(answer) = self.decoder.wait(PATIENCE) {
            self.take(answer, told);
        }
    }

    fn take(&mut self, answer: Answer, told: &mut Vec<Told<C>>) {
        match answer {
            Answer::Ready { model, is_fixture } => told.push(Told::Ready { model, is_fixture }),
            Answer::Failed(message) => {
                self.is_broken = true;
                self.waiting.clear();
                told.push(Told::Failed(message));
            }
            Answer::Heard {
                ticket,
                heard,
                was_guessed,
            } => {
                let Some(at) = self.waiting.iter().position(|one| one.0 == ticket) else {
                    return;
                };
                let Some((_, channel, sound)) = self.waiting.remove(at) else {
                    return;
                };
                told.push(match heard {
                    Ok(heard) => Told::Heard {
                        channel,
                        heard,
                        was_guessed,
                        sound,
                    },
                    Err(message) => Told::Lost(channel, message),
                });
            }
        }
    }
}
