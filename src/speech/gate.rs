//! The voice gate: out of an endless stream it cuts the stretches in which somebody speaks.
//!
//! One struct for files and for a live microphone: it is fed blocks of any size and hands out segments as they end.
//! Silence, noise, bangs and hums give none. It does not know what is said, nor where the sound comes from.

use crate::speech::audio::RATE_HZ;
use crate::speech::sieve::Sounding;
pub use crate::speech::timbre::level_db;
use crate::speech::timbre::{COLOUR_LAGS, FRAME, LEVEL_DB_NOTHING, colour, periodicity};
use earshot::Detector;
use std::collections::VecDeque;

/// Length of a frame.
pub(super) const FRAME_MS: u64 = 1000 * FRAME as u64 / RATE_HZ as u64;
/// Score from which a frame counts as speech.
const SCORE_SPEECH: f32 = 0.5;
/// Kept before the first speech frame: soft consonants fire late.
pub const LEAD_IN_MS: u64 = 320;
/// Kept after the last speech frame: final vowels fade out below the detector.
pub const HANG_OVER_MS: u64 = 320;
/// Silence that ends an utterance in a recording. Longer than the pause at a comma.
pub const END_SILENCE_MS: u64 = 700;
/// Silence that ends an utterance in a talk: an answer after the recording's silence would come late.
pub const LIVE_END_SILENCE_MS: u64 = 400;
/// Unbroken speech a segment must hold; bangs and most barks are shorter, the shortest word measured has 330.
pub const SPEECH_MS_MIN: u64 = 130;
/// Longest segment; a longer one is cut at its quietest spot. Whisper's window is 30 s.
pub const SEGMENT_MS_MAX: u64 = 25_000;
/// Where that spot is looked for: in the last part of the segment.
const CUT_SEARCH_MS: u64 = 8_000;
/// Sound run through the detector before it counts: it starts from nothing and fires on the first noise it meets.
/// The same sound is then judged in earnest, so speech at the very start is not lost.
const WARM_UP_MS: u64 = 640;
/// Segments whose loudest tenth of a second is below this are nobody speaking to us, decibels of full scale.
const LEVEL_DB_MIN: f32 = -62.0;
/// Decibels by which the loudest tenth of a second must stand out of the quietest.
const STANDOUT_DB_MIN: f32 = 4.0;
/// Periodicity (0..1) from which a frame is voiced.
const VOICED_MIN: f32 = 0.55;
/// Voiced sound a segment must hold: no sentence is without vowels, and slams, claps and rain have none.
const VOICED_MS_MIN: u64 = 64;
/// Frames between which the colour is compared: 64 ms, about a sound of speech.
const COLOUR_GAP: usize = 4;
/// Typical change of colour a segment must show. Measured: speech 0.09 and more down to 5 dB over noise, horns and
/// notes 0.01 and less.
const COLOUR_CHANGE_MIN: f32 = 0.05;
/// The same for segments long enough to hold several syllables; an engine has 0.06, such speech 0.17 and more.
const COLOUR_CHANGE_LONG_MIN: f32 = 0.1;
/// Speech from which a segment counts as long.
const LONG_SPEECH_MS: u64 = 1_500;
/// Frames this far below the loudest do not count for the colour, decibels.
const COLOUR_RANGE_DB: f32 = 25.0;

/// How a gate is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateSettings {
    /// Silence that ends an utterance, milliseconds. A live talk wants less than a recording.
    pub end_silence_ms: u64,
}

impl GateSettings {
    /// For a live talk.
    #[must_use]
    pub const fn live() -> Self {
        Self {
            end_silence_ms: LIVE_END_SILENCE_MS,
        }
    }
}

impl Default for GateSettings {
    fn default() -> Self {
        Self {
            end_silence_ms: END_SILENCE_MS,
        }
    }
}

/// A stretch in which somebody speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Where it begins in the stream.
    pub start_ms: u64,
    /// Where it ends.
    pub end_ms: u64,
    /// Where the first speech in it begins; what comes before is lead-in.
    pub speech_start_ms: u64,
    /// Where the last speech in it ends; what follows is hang-over.
    pub speech_end_ms: u64,
    /// Its sound at 16 kHz, mono.
    pub samples: Vec<f32>,
    /// How it sounds.
    pub sounding: Sounding,
    /// How loud its voice typically is: the median of its voiced frames, decibels of full scale. What bangs beside a voice
    /// does not make it louder.
    pub voice_db: i32,
    /// Whether its beginning or its end was not heard: there may be more to the sentence.
    pub is_cut: bool,
}

/// One frame and what was found in it.
struct Frame {
    samples: [f32; FRAME],
    is_speech: bool,
    score: f32,
    level_db: f32,
    is_voiced: bool,
    colour: [f32; COLOUR_LAGS],
}

/// The gate. Memory is bounded by the longest segment.
pub struct Gate {
    detector: Box<Detector>,
    end_silence_frames: u64,
    /// The stream's beginning until the detector is warm; none afterwards.
    beginning: Option<Vec<f32>>,
    partial: Vec<f32>,
    previous: [f32; FRAME],
    /// Frames judged so far: the clock of the stream.
    frames: u64,
    /// Closed: the last frames, at most the lead-in. Open: the segment so far.
    held: VecDeque<Frame>,
    is_open: bool,
    /// Frames since the last speech frame, while open.
    quiet_frames: u64,
}

const fn frames_of(ms: u64) -> u64 {
    ms.div_ceil(FRAME_MS)
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate")
            .field("frames", &self.frames)
            .field("is_open", &self.is_open)
            .finish_non_exhaustive()
    }
}

impl Gate {
    /// A gate at the start of a stream.
    #[must_use]
    pub fn new(settings: GateSettings) -> Self {
        Self {
            detector: Detector::default_boxed(),
            end_silence_frames: frames_of(settings.end_silence_ms.max(FRAME_MS)),
            beginning: Some(Vec::new()),
            partial: Vec::with_capacity(FRAME),
            previous: [0.0; FRAME],
            frames: 0,
            held: VecDeque::new(),
            is_open: false,
            quiet_frames: 0,
        }
    }

    /// Takes a block of any size (16 kHz, mono, -1..=1) and hands out the segments that ended in it.
    pub fn push(&mut self, block: &[f32]) -> Vec<Segment> {
        let mut segments = Vec::new();
        if let Some(beginning) = self.beginning.as_mut() {
            beginning.extend_from_slice(block);
            if (beginning.len() as u64) < WARM_UP_MS * u64::from(RATE_HZ) / 1000 {
                return segments;
            }
            self.warm_up(&mut segments);
        } else {
            self.judge(block, &mut segments);
        }
        segments
    }

    /// The stream has ended: hands out what is still open.
    pub fn finish(mut self) -> Vec<Segment> {
        let mut segments = Vec::new();
        self.warm_up(&mut segments);
        if !self.partial.is_empty() {
            let rest = FRAME - self.partial.len();
            self.judge(&vec![0.0; rest], &mut segments);
        }
        if self.is_open {
            self.close(&mut segments);
        }
        segments
    }

    /// Whether somebody seems to be speaking at this moment; for a level light beside a microphone.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Speech in the open stretch so far; nothing while closed.
    #[must_use]
    pub fn speech_ms(&self) -> u64 {
        if self.is_open {
            self.held.iter().filter(|frame| frame.is_speech).count() as u64 * FRAME_MS
        } else {
            0
        }
    }

    /// Silence since the last speech of the open stretch; nothing while closed.
    #[must_use]
    pub const fn pause_ms(&self) -> u64 {
        if self.is_open {
            self.quiet_frames * FRAME_MS
        } else {
            0
        }
    }

    /// The open stretch as it would be handed out if nothing more were said: to be recognised ahead of time.
    #[must_use]
    pub fn peek(&self) -> Option<Segment> {
        if self.is_open {
            self.segment(self.held.len())
        } else {
            None
        }
    }

    fn warm_up(&mut self, segments: &mut Vec<Segment>) {
        let Some(beginning) = self.beginning.take() else {
            return;
        };
        // Always the same stretch, however large the blocks are: the cut must not depend on them.
        for frame in beginning
            .chunks_exact(FRAME)
            .take(frames_of(WARM_UP_MS) as usize)
        {
            let mut samples = [0.0; FRAME];
            samples.copy_from_slice(frame);
            self.score(&samples);
        }
        self.judge(&beginning, segments);
    }

    fn judge(&mut self, block: &[f32], segments: &mut Vec<Segment>) {
        let mut rest = block;
        while !rest.is_empty() {
            let (part, after) = rest.split_at(rest.len().min(FRAME - self.partial.len()));
            self.partial.extend_from_slice(part);
            rest = after;
            if self.partial.len() == FRAME {
                let mut samples = [0.0; FRAME];
                samples.copy_from_slice(&self.partial);
                self.partial.clear();
                self.take(samples, segments);
            }
        }
    }

    /// The detector's opinion of a frame. It wants samples within -1..=1, and a microphone may clip beyond.
    fn score(&mut self, samples: &[f32; FRAME]) -> f32 {
        self.detector
            .predict_f32(&samples.map(|value| value.clamp(-1.0, 1.0)))
    }

    fn take(&mut self, samples: [f32; FRAME], segments: &mut Vec<Segment>) {
        let score = self.score(&samples);
        let is_speech = score >= SCORE_SPEECH;
        let is_voiced = is_speech && periodicity(&self.previous, &samples) >= VOICED_MIN;
        let colour = colour(&self.previous, &samples);
        self.previous = samples;
        self.frames += 1;
        self.held.push_back(Frame {
            samples,
            is_speech,
            score,
            level_db: level_db(&samples),
            is_voiced,
            colour,
        });
        if is_speech {
            self.is_open = true;
            self.quiet_frames = 0;
        } else if self.is_open {
            self.quiet_frames += 1;
        }
        if !self.is_open {
            while self.held.len() as u64 > frames_of(LEAD_IN_MS) {
                self.held.pop_front();
            }
        } else if self.quiet_frames >= self.end_silence_frames.max(frames_of(HANG_OVER_MS)) {
            self.close(segments);
        } else if self.held.len() as u64 >= SEGMENT_MS_MAX / FRAME_MS {
            self.cut(segments);
        }
    }

    /// Ends the open segment; what follows the hang-over stays as the next one's lead-in.
    fn close(&mut self, segments: &mut Vec<Segment>) {
        let spare = self.quiet_frames.saturating_sub(frames_of(HANG_OVER_MS));
        let keep = self.held.len() - usize::try_from(spare).unwrap_or(0).min(self.held.len());
        self.hand_out(keep, segments);
        self.is_open = false;
        self.quiet_frames = 0;
    }

    /// The segment is as long as may be: cuts it where speech is least likely and goes on with the rest.
    fn cut(&mut self, segments: &mut Vec<Segment>) {
        let from = self.held.len()
            - usize::try_from(CUT_SEARCH_MS / FRAME_MS)
                .unwrap_or(0)
                .min(self.held.len());
        let width = 9; // about the length of a short pause
        let weight = |at: usize| -> f32 {
            let around = self.held.iter().skip(at).take(width);
            around
                .map(|frame| frame.score + (frame.level_db - LEVEL_DB_NOTHING) / 100.0)
                .sum()
        };
        let last = self.held.len().saturating_sub(width);
        let best = (from..last)
            .min_by(|a, b| weight(*a).total_cmp(&weight(*b)))
            .unwrap_or(last);
        self.hand_out(best + width / 2, segments);
        self.is_open = self.held.iter().any(|frame| frame.is_speech);
        self.quiet_frames = self
            .held
            .iter()
            .rev()
            .take_while(|frame| !frame.is_speech)
            .count() as u64;
    }

    /// Takes the first `count` held frames away, and hands them out if somebody spoke in them.
    fn hand_out(&mut self, count: usize, segments: &mut Vec<Segment>) {
        segments.extend(self.segment(count));
        self.held.drain(..count.min(self.held.len()));
    }

    /// The first `count` held frames, if somebody spoke in them.
    fn segment(&self, count: usize) -> Option<Segment> {
        let start_frame = self.frames - self.held.len() as u64;
        let frames: Vec<&Frame> = self.held.iter().take(count).collect();
        let sounding = plausible_speech(&frames)?;
        let first_speech = frames.iter().position(|frame| frame.is_speech)?;
        let last_speech = frames.iter().rposition(|frame| frame.is_speech)?;
        Some(Segment {
            start_ms: start_frame * FRAME_MS,
            end_ms: (start_frame + frames.len() as u64) * FRAME_MS,
            speech_start_ms: (start_frame + first_speech as u64) * FRAME_MS,
            speech_end_ms: (start_frame + last_speech as u64 + 1) * FRAME_MS,
            samples: frames.iter().flat_map(|frame| frame.samples).collect(),
            sounding,
            voice_db: voice_db(&frames),
            is_cut: false,
        })
    }
}

/// Whether somebody spoke in these frames, and how it sounded.
fn plausible_speech(frames: &[&Frame]) -> Option<Sounding> {
    let (mut run, mut longest) = (0_u64, 0_u64);
    for frame in frames {
        run = if frame.is_speech { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let voiced = frames.iter().filter(|frame| frame.is_voiced).count() as u64;
    let speech = frames.iter().filter(|frame| frame.is_speech).count() as u64;
    let (loudest, quietest) = level_range(frames);
    let change_min = if speech * FRAME_MS >= LONG_SPEECH_MS {
        COLOUR_CHANGE_LONG_MIN
    } else {
        COLOUR_CHANGE_MIN
    };
    let is_speech = longest * FRAME_MS >= SPEECH_MS_MIN
        && voiced * FRAME_MS >= VOICED_MS_MIN
        && loudest >= LEVEL_DB_MIN
        && loudest - quietest >= STANDOUT_DB_MIN
        && colour_change(frames) >= change_min;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "levels lie between -100 and 0"
    )]
    is_speech.then_some(Sounding {
        speech_ms: speech * FRAME_MS,
        level_db: loudest.round() as i32,
        floor_db: quietest.round() as i32,
    })
}

/// Typical level of the voice; a segment always holds some that is voiced.
fn voice_db(frames: &[&Frame]) -> i32 {
    let mut levels: Vec<f32> = frames
        .iter()
        .filter(|frame| frame.is_voiced)
        .map(|frame| frame.level_db)
        .collect();
    levels.sort_by(f32::total_cmp);
    let level = levels
        .get(levels.len() / 2)
        .copied()
        .unwrap_or(LEVEL_DB_NOTHING);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "levels lie between -100 and 0"
    )]
    let level = level.round() as i32;
    level
}

/// How much the colour of the sound typically changes from one moment to the next: a horn's does not.
fn colour_change(frames: &[&Frame]) -> f32 {
    let loudest = frames
        .iter()
        .map(|frame| frame.level_db)
        .fold(LEVEL_DB_NOTHING, f32::max);
    let mut changes: Vec<f32> = frames
        .iter()
        .zip(frames.iter().skip(COLOUR_GAP))
        .filter(|(_, now)| now.level_db > loudest - COLOUR_RANGE_DB)
        .map(|(before, now)| {
            let pairs = before.colour.iter().zip(&now.colour);
            let sum: f32 = pairs.map(|(a, b)| (a - b) * (a - b)).sum();
            #[expect(clippy::cast_precision_loss, reason = "32 lags")]
            let mean = sum / COLOUR_LAGS as f32;
            mean.sqrt()
        })
        .collect();
    changes.sort_by(f32::total_cmp);
    changes.get(changes.len() / 2).copied().unwrap_or(0.0)
}

/// Levels of the loudest and the quietest tenth of a second.
fn level_range(frames: &[&Frame]) -> (f32, f32) {
    let width = 6.min(frames.len().max(1));
    let (mut loudest, mut quietest) = (LEVEL_DB_NOTHING, 0.0_f32);
    for window in frames.windows(width) {
        let sum: f32 = window
            .iter()
            .map(|frame| 10_f32.powf(frame.level_db / 10.0))
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a window has six frames")]
        let level = 10.0 * (sum / width as f32).max(1e-10).log10();
        loudest = loudest.max(level);
        quietest = quietest.min(level);
    }
    (loudest, quietest.min(loudest))
}
