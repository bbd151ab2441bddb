//! Taking turns with a microphone: out of blocks of sound and a key that is held, it tells when the trainee begins, pauses
//! and ends, and cuts what was said. Knows no device, no clock but the samples, and no words.

use crate::speech::audio::RATE_HZ;
use crate::speech::gate::{FRAME_MS, Gate, GateSettings, SPEECH_MS_MIN, Segment};
use std::collections::VecDeque;

/// Sound kept from before the key went down: people press while they begin to speak.
pub const PRE_ROLL_MS: u64 = 300;
/// Sound taken after the key went up: people let go with the last syllable.
pub const POST_ROLL_MS: u64 = 250;
/// Silence after which what was said is recognised ahead of time and people take notice.
pub const PAUSE_MS: u64 = 112;
/// Whoever is heard to begin so soon after hearing began had begun before.
const HEAD_MS: u64 = 120;

const fn samples_of(ms: u64) -> u64 {
    ms * RATE_HZ as u64 / 1000
}

const fn ms_of(samples: u64) -> u64 {
    samples * 1000 / RATE_HZ as u64
}

/// What a [`Turn`] has to tell.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Somebody begins to speak, or goes on after a pause.
    Begins,
    /// Somebody pauses; this may be all, and may be recognised ahead of time.
    Pauses {
        /// Names this guess; given again with [`News::Said`] when it was right.
        guess: u64,
        /// What was said so far, when somebody spoke.
        segment: Option<Segment>,
    },
    /// Something was said.
    Said {
        /// What.
        segment: Segment,
        /// The guess that already holds all its speech.
        guess: Option<u64>,
    },
    /// It was nobody's speech after all.
    Nothing,
    /// The key's stretch is over; everything in it has been told.
    Over,
}

/// A trainee's side of a talk.
pub struct Turn {
    gate: Gate,
    /// Where the gate's stream begins, in samples of ours.
    gate_from: u64,
    /// The last moments as they came in, for the pre-roll.
    history: VecDeque<f32>,
    /// Samples taken so far.
    clock: u64,
    is_open_mic: bool,
    is_deaf: bool,
    key: Key,
    is_speaking: bool,
    /// Since when an open microphone has been heard; none in a key's stretch, which begins where somebody wanted it to.
    opened: Option<u64>,
    /// The last guess: its name, and where it began and its speech ended.
    guess: Option<(u64, u64, u64)>,
    guesses: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Up,
    Down,
    /// Let go; so many samples are still taken.
    Rolling(u64),
}

impl std::fmt::Debug for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn")
            .field("clock", &self.clock)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl Default for Turn {
    fn default() -> Self {
        Self::new()
    }
}

impl Turn {
    /// Nobody speaks, the key is up, the microphone is not open by itself.
    #[must_use]
    pub fn new() -> Self {
        Self {
            gate: Gate::new(GateSettings::live()),
            gate_from: 0,
            history: VecDeque::with_capacity(samples_of(PRE_ROLL_MS) as usize),
            clock: 0,
            is_open_mic: false,
            is_deaf: false,
            key: Key::Up,
            is_speaking: false,
            opened: None,
            guess: None,
            guesses: 0,
        }
    }

    /// Whether the gate alone decides when somebody speaks, without a key. What is being said then is dropped.
    pub fn set_open_mic(&mut self, is_open: bool) -> Vec<News> {
        if self.is_open_mic == is_open {
            return Vec::new();
        }
        self.is_open_mic = is_open;
        let was_speaking = self.key == Key::Up && self.is_speaking;
        if self.key == Key::Up {
            self.drop_stretch();
        }
        if was_speaking {
            vec![News::Nothing]
        } else {
            Vec::new()
        }
    }

    /// Whether an open microphone is closed for now, because a loudspeaker would be heard. The key opens it all the same.
    /// Whoever is speaking just then is not heard to the end, so what there is of it is told as cut.
    pub fn set_deaf(&mut self, is_deaf: bool) -> Vec<News> {
        let was_deaf = std::mem::replace(&mut self.is_deaf, is_deaf);
        if was_deaf == is_deaf || !self.is_open_mic || self.key != Key::Up {
            return Vec::new();
        }
        self.opened = Some(self.clock);
        if is_deaf {
            self.break_off()
        } else {
            Vec::new()
        }
    }

    /// No more sound comes, or what comes belongs to somebody else: what was taken so far is told, and a key that is down
    /// counts as up.
    pub fn break_off(&mut self) -> Vec<News> {
        // A pause may be one for breath, unless the key was let go.
        self.stop(self.is_silent() && matches!(self.key, Key::Rolling(_)))
    }

    /// What comes now is for somebody else. Somebody who has only just begun had this in mind: that goes along, as the key
    /// may go down within the first syllable.
    pub fn turn_away(&mut self) -> Vec<News> {
        if !self.is_taking() {
            return Vec::new();
        }
        let begun_ms = self.gate.speech_ms() + self.gate.pause_ms();
        if self.key == Key::Up && begun_ms <= PRE_ROLL_MS {
            let was_speaking = std::mem::take(&mut self.is_speaking);
            self.begin_at(self.clock, GateSettings::live());
            return if was_speaking {
                vec![News::Nothing]
            } else {
                Vec::new()
            };
        }
        // Whoever turns to somebody else in a pause has ended.
        self.stop(self.is_silent())
    }

    fn is_silent(&self) -> bool {
        self.gate.is_open() && !self.is_speaking
    }

    fn stop(&mut self, is_whole: bool) -> Vec<News> {
        let mut news = Vec::new();
        let had_key = self.key != Key::Up;
        if had_key || self.is_open_mic {
            self.end(!is_whole, &mut news);
        }
        if had_key {
            news.push(News::Over);
        }
        news
    }

    /// Whether an open microphone is in the middle of something.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.gate.is_open()
    }

    /// Whether sound is being taken.
    #[must_use]
    pub fn is_taking(&self) -> bool {
        self.key != Key::Up || (self.is_open_mic && !self.is_deaf)
    }

    /// Sound taken so far, as a time.
    #[must_use]
    pub const fn clock_ms(&self) -> u64 {
        ms_of(self.clock)
    }

    /// Whether somebody speaks.
    #[must_use]
    pub const fn is_speaking(&self) -> bool {
        self.is_speaking
    }

    /// Whether the key is down or has just been let go.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.key != Key::Up
    }

    /// The key goes down.
    pub fn press(&mut self) {
        if self.key == Key::Up && !(self.is_open_mic && self.gate.is_open()) {
            // What an open microphone is in the middle of goes on; else the stretch begins with the pre-roll.
            // The key says when all is said, so a pause for breath need not end anything.
            let from = self.clock - self.history.len() as u64;
            self.begin_at(from, GateSettings::default());
            self.opened = None;
            let before: Vec<f32> = self.history.iter().copied().collect();
            // At most the pre-roll, which is shorter than what the gate needs to become warm: nothing ends in it.
            let ended = self.gate.push(&before);
            debug_assert!(ended.is_empty(), "the pre-roll holds no whole utterance");
        }
        self.key = Key::Down;
    }

    /// The key goes up.
    pub fn release(&mut self) {
        if self.key == Key::Down {
            self.key = Key::Rolling(samples_of(POST_ROLL_MS));
        }
    }

    /// The key's stretch is taken back: it was a tap, or the case stands still.
    pub fn drop_stretch(&mut self) {
        self.key = Key::Up;
        self.is_speaking = false;
        self.begin_at(self.clock, GateSettings::live());
        self.opened = Some(self.clock);
    }

    fn begin_at(&mut self, from: u64, settings: GateSettings) {
        self.gate = Gate::new(settings);
        self.gate_from = from;
        self.guess = None;
    }

    /// Takes a block of sound, 16 kHz, mono. Edges of the key fall between blocks, so they had better be short.
    pub fn push(&mut self, block: &[f32]) -> Vec<News> {
        let mut news = Vec::new();
        match self.key {
            Key::Down => self.judge(block, &mut news),
            Key::Up if self.is_open_mic && self.is_deaf => {
                self.judge(&vec![0.0; block.len()], &mut news);
            }
            Key::Up if self.is_open_mic => self.judge(block, &mut news),
            Key::Up => {}
            Key::Rolling(left) => {
                let now = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
                self.judge(&block[..now], &mut news);
                let left = left - now as u64;
                self.key = Key::Rolling(left);
                if left == 0 {
                    self.finish(&mut news);
                }
            }
        }
        self.clock += block.len() as u64;
        self.history.extend(block);
        let spare = self
            .history
            .len()
            .saturating_sub(samples_of(PRE_ROLL_MS) as usize);
        self.history.drain(..spare);
        news
    }

    fn judge(&mut self, block: &[f32], news: &mut Vec<News>) {
        let ended = self.gate.push(block);
        self.tell(ended, news);
        let speech_ms = self.gate.speech_ms();
        let pause_ms = self.gate.pause_ms();
        if !self.is_speaking && speech_ms >= SPEECH_MS_MIN && pause_ms < PAUSE_MS {
            self.is_speaking = true;
            news.push(News::Begins);
        } else if self.is_speaking && pause_ms >= PAUSE_MS {
            self.is_speaking = false;
            self.guesses += 1;
            let segment = self.gate.peek().map(|one| self.placed(one));
            self.guess = segment
                .as_ref()
                .map(|one| (self.guesses, one.start_ms, one.speech_end_ms));
            news.push(News::Pauses {
                guess: self.guesses,
                segment,
            });
        } else if self.is_speaking && speech_ms == 0 {
            self.is_speaking = false;
            news.push(News::Nothing);
        }
    }

    fn finish(&mut self, news: &mut Vec<News>) {
        self.end(false, news);
        news.push(News::Over);
    }

    /// Hands out what the gate holds and begins anew. Its sound is gone for the next pre-roll, which may be for others.
    fn end(&mut self, is_cut: bool, news: &mut Vec<News>) {
        self.key = Key::Up;
        let gate = std::mem::replace(&mut self.gate, Gate::new(GateSettings::live()));
        let mut ended = gate.finish();
        ended.iter_mut().for_each(|one| one.is_cut |= is_cut);
        let is_silent = ended.is_empty() && self.is_speaking;
        self.tell(ended, news);
        if is_silent {
            news.push(News::Nothing);
        }
        self.is_speaking = false;
        self.history.clear();
        self.begin_at(self.clock, GateSettings::live());
        self.opened = Some(self.clock);
    }

    fn tell(&mut self, ended: Vec<Segment>, news: &mut Vec<News>) {
        for segment in ended {
            let mut segment = self.placed(segment);
            segment.is_cut |= self
                .opened
                .map(ms_of)
                // The gate counts in frames: what begins with hearing may begin a frame before it.
                .is_some_and(|ms| {
                    let from_ms = ms.saturating_sub(FRAME_MS);
                    (from_ms..=ms + HEAD_MS).contains(&segment.speech_start_ms)
                });
            if segment.is_cut {
                // What was guessed of it was taken for a whole sentence.
                self.guess = None;
            }
            let guess = self
                .guess
                .take()
                .filter(|(_, start_ms, speech_end_ms)| {
                    *start_ms == segment.start_ms && *speech_end_ms == segment.speech_end_ms
                })
                .map(|(name, ..)| name);
            self.is_speaking = false;
            news.push(News::Said { segment, guess });
        }
    }

    /// A segment with its place in the whole stream instead of in the gate's.
    fn placed(&self, mut segment: Segment) -> Segment {
        let from_ms = ms_of(self.gate_from);
        segment.start_ms += from_ms;
        segment.end_ms += from_ms;
        segment.speech_start_ms += from_ms;
        segment.speech_end_ms += from_ms;
        segment
    }
}
