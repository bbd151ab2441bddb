//! How long hearing takes, measured on this machine: our decode beside bare Whisper and beside its whole window, and a live
//! talk in real time from the end of speech to notice and to words.

use crate::domain::ids::Language;
use crate::speech::audio::{RATE_HZ, read_all};
use crate::speech::decoder::Decoder;
use crate::speech::ear::{Ear, Told};
use crate::speech::gate::{Gate, GateSettings, level_db};
use crate::speech::listen::ListenError;
use crate::speech::model_file::{self, Weights};
use crate::speech::recogniser::{
    Listening, Recogniser, RecogniserError, RecogniserSettings, Shape,
};
use serde::Serialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use whisper_rs::{
    FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters, WhisperError,
};

/// Samples in ten milliseconds.
const BLOCK: usize = RATE_HZ as usize / 100;
/// Silence streamed before and after each clip.
const BEFORE: usize = RATE_HZ as usize / 2;
const AFTER: usize = RATE_HZ as usize * 9 / 10;
/// Each segment is decoded so often by each; the least is kept, for other programs only ever add.
const ROUNDS: usize = 6;
/// The same for the whole window, which takes many times as long.
const WHOLE_ROUNDS: usize = 2;
/// A frame so far under the loudest is no speech any more, decibels.
const SPEECH_RANGE_DB: f32 = 35.0;

/// A clip to measure with.
#[derive(Debug, Clone)]
pub struct BenchClip {
    /// File.
    pub file: PathBuf,
    /// Language spoken.
    pub lang: Language,
}

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub struct VoiceFigures {
    /// Model.
    pub model: String,
    /// Threads of a decode.
    pub threads: usize,
    /// Segments decoded for the ratios.
    pub segments: usize,
    /// Clips streamed in real time.
    pub streamed: usize,
    /// Clips of those that gave words.
    pub answered: usize,
    /// Segments that were decoded a second time over the whole window, because the first reading was doubtful.
    pub redecoded: usize,
    /// Our decode of all segments, milliseconds.
    pub decode_ms: f64,
    /// Ours beside bare Whisper with the same model, parameters and threads.
    pub decode_ratio_to_bare: f64,
    /// Ours beside bare Whisper over its whole window of thirty seconds.
    pub decode_ratio_to_full_window: f64,
    /// From the end of speech until people take notice; none where nobody ever did.
    pub reaction_ms_p50: Option<u64>,
    /// From the end of speech until its words are known, however long that took; none where they never were.
    pub answer_ms_p50: Option<u64>,
    /// The same for all but one in twenty.
    pub answer_ms_p95: Option<u64>,
}

impl VoiceFigures {
    /// Whether every clip that was streamed gave words. Figures of those alone that did would flatter.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.streamed > 0 && self.answered == self.streamed
    }
}

/// Measures within a span of time, as near as it can.
///
/// # Errors
/// The model or a clip cannot be read, or Whisper fails.
pub fn measure(
    model: &Path,
    clips: &[BenchClip],
    threads: usize,
    span: Duration,
) -> Result<VoiceFigures, ListenError> {
    let until = Instant::now() + span;
    let settings = RecogniserSettings {
        threads: Some(threads),
        ..RecogniserSettings::default()
    };
    let mut ours = Recogniser::load(model, &settings)?;
    let mut bare = Bare::load(model, threads)?;
    let (mut own_s, mut bare_s, mut whole_s, mut segments) = (0.0, 0.0, 0.0, 0);
    let mut redecoded = 0;
    let decode_until = Instant::now() + span / 3;
    for clip in clips {
        let sound = [vec![0.0; BEFORE], read_all(&clip.file)?].concat();
        let mut gate = Gate::new(GateSettings::live());
        let mut found = gate.push(&sound);
        found.extend(gate.finish());
        for segment in found {
            let shape = ours.shape(&segment.samples);
            let mut least = [f64::MAX; 3];
            let mut is_again = false;
            for round in 0..ROUNDS {
                // By turns, so that whatever else the machine does falls on all alike; each begins as often as the other,
                // for whoever decodes second finds the caches warm.
                for at in [round % 2, (round + 1) % 2] {
                    let started = Instant::now();
                    if at == 0 {
                        is_again = ours
                            .hear(&segment.samples, Listening::For(clip.lang))?
                            .redecoded;
                    } else {
                        bare.decode(&segment.samples, &shape, shape.positions, clip.lang)?;
                    }
                    least[at] = least[at].min(started.elapsed().as_secs_f64());
                }
            }
            // Last, because it leaves nothing of anybody's model in the caches.
            for _ in 0..WHOLE_ROUNDS {
                let started = Instant::now();
                bare.decode(&segment.samples, &shape, shape.positions_max, clip.lang)?;
                least[2] = least[2].min(started.elapsed().as_secs_f64());
            }
            own_s += least[0];
            bare_s += least[1];
            whole_s += least[2];
            segments += 1;
            redecoded += usize::from(is_again);
        }
        if Instant::now() > decode_until {
            break;
        }
    }
    let name = ours.model_name().to_owned();
    drop(ours);
    drop(bare);
    let stream = stream(model, clips, threads, until)?;
    Ok(VoiceFigures {
        model: name,
        threads,
        segments,
        streamed: stream.streamed,
        answered: stream.answers_ms.len(),
        redecoded,
        decode_ms: own_s * 1000.0,
        decode_ratio_to_bare: own_s / f64::max(bare_s, 1e-9),
        decode_ratio_to_full_window: own_s / f64::max(whole_s, 1e-9),
        reaction_ms_p50: percentile(stream.reactions_ms, 50),
        answer_ms_p50: percentile(stream.answers_ms.clone(), 50),
        answer_ms_p95: percentile(stream.answers_ms, 95),
    })
}

/// The value below which so many percent lie; nothing gives none.
pub(crate) fn percentile(mut all: Vec<u64>, percent: usize) -> Option<u64> {
    all.sort_unstable();
    let at = (all.len() * percent).div_ceil(100).saturating_sub(1);
    all.get(at).copied()
}

#[derive(Default)]
struct Streamed {
    streamed: usize,
    reactions_ms: Vec<u64>,
    answers_ms: Vec<u64>,
}

fn stream(
    model: &Path,
    clips: &[BenchClip],
    threads: usize,
    until: Instant,
) -> Result<Streamed, ListenError> {
    let mut all = Streamed::default();
    let Ok(decoder) = Decoder::begin(model.to_owned(), threads) else {
        return Ok(all);
    };
    let mut ear = Ear::new(decoder, Language::Zh, (), true);
    let mut told = Vec::new();
    ear.wait_for_model(&mut told);
    ear.set_open_mic(true);
    // Another end of the list than the ratios took.
    for clip in clips.iter().rev() {
        let speech = read_all(&clip.file)?;
        let end_ms = (BEFORE + speech_span(&speech).end) as u64 * 1000 / u64::from(RATE_HZ);
        let sound = [vec![0.0; BEFORE], speech, vec![0.0; AFTER]].concat();
        if Instant::now() + Duration::from_millis(sound.len() as u64 / 16) > until
            && all.streamed > 0
        {
            break;
        }
        all.streamed += 1;
        ear.set_lang(clip.lang);
        let started = Instant::now();
        let (mut reaction, mut answer) = (None, None);
        for (at, block) in sound.chunks(BLOCK).enumerate() {
            let due = started + Duration::from_millis(at as u64 * 10 + 10);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            told.clear();
            ear.push(block, &mut told);
            ear.poll(&mut told);
            note(&told, late_ms(started, end_ms), &mut reaction, &mut answer);
        }
        // Words that come after the stream has ended are the slowest of all.
        told.clear();
        ear.settle(&mut told);
        note(&told, late_ms(started, end_ms), &mut reaction, &mut answer);
        all.reactions_ms.extend(reaction);
        all.answers_ms.extend(answer);
    }
    Ok(all)
}

fn late_ms(started: Instant, end_ms: u64) -> u64 {
    u64::try_from(started.elapsed().as_millis())
        .unwrap_or(u64::MAX)
        .saturating_sub(end_ms)
}

/// The last notice and the last words count: those before were at a pause.
fn note(told: &[Told<()>], late_ms: u64, reaction: &mut Option<u64>, answer: &mut Option<u64>) {
    for one in told {
        match one {
            Told::Ends(()) => *reaction = Some(late_ms),
            Told::Heard { .. } => *answer = Some(late_ms),
            _ => {}
        }
    }
}

/// Where speech lies in a clip, in samples: from the first to after the last frame that is not far under the loudest.
pub(super) fn speech_span(sound: &[f32]) -> Range<usize> {
    let levels: Vec<f32> = sound.chunks(BLOCK).map(level_db).collect();
    let loudest = levels.iter().copied().fold(f32::MIN, f32::max);
    let is_speech = |level: &f32| *level > loudest - SPEECH_RANGE_DB;
    let first = levels.iter().position(is_speech).unwrap_or(0);
    let last = levels.iter().rposition(is_speech).unwrap_or(0);
    first * BLOCK..((last + 1) * BLOCK).min(sound.len())
}

/// Whisper as its own examples call it.
struct Bare {
    state: whisper_rs::WhisperState,
    threads: i32,
}

fn failed(error: WhisperError) -> RecogniserError {
    RecogniserError::CannotDecode {
        reason: error.to_string(),
    }
}

impl Bare {
    fn load(model: &Path, threads: usize) -> Result<Self, RecogniserError> {
        let params = WhisperContextParameters::default();
        let context = match model_file::open(model)? {
            Weights::InFile(path) => WhisperContext::new_with_params(&path, params),
            Weights::InMemory(bytes) => WhisperContext::new_from_buffer_with_params(&bytes, params),
        }
        .map_err(failed)?;
        Ok(Self {
            state: context.create_state().map_err(failed)?,
            threads: i32::try_from(threads).unwrap_or(1),
        })
    }

    fn decode(
        &mut self,
        samples: &[f32],
        shape: &Shape,
        positions: usize,
        lang: Language,
    ) -> Result<(), RecogniserError> {
        let mut padded = samples.to_vec();
        padded.resize(padded.len().max(shape.samples), 0.0);
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_language(Some(lang.tag()));
        params.set_n_threads(self.threads);
        params.set_audio_ctx(i32::try_from(positions).unwrap_or(0));
        params.set_max_tokens(i32::try_from(shape.cap).unwrap_or(0));
        params.set_no_context(true);
        params.set_no_timestamps(true);
        params.set_single_segment(true);
        params.set_temperature_inc(0.0);
        params.set_suppress_nst(true);
        params.set_no_speech_thold(1.1);
        params.set_print_progress(false);
        params.set_print_special(false);
        params.set_print_realtime(false);
        params.set_print_timestamps(false);
        self.state.full(params, &padded).map_err(failed)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, note, percentile, speech_span};

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let all: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(percentile(all.clone(), 50), Some(50));
        assert_eq!(percentile(all, 95), Some(95));
        assert_eq!(percentile(vec![7], 95), Some(7));
        assert_eq!(
            percentile(Vec::new(), 50),
            None,
            "nothing measured is not no time at all"
        );
    }

    #[test]
    fn the_last_notice_and_the_last_words_count_also_those_after_the_stream() {
        let (mut reaction, mut answer) = (None, None);
        note(&[Told::Ends(())], 120, &mut reaction, &mut answer);
        assert_eq!((reaction, answer), (Some(120), None));
        let lost = crate::speech::Message {
            id: "x",
            args: Vec::new(),
        };
        note(&[Told::Lost((), lost)], 900, &mut reaction, &mut answer);
        assert_eq!(answer, None, "no words are no answer");
    }

    #[test]
    fn speech_lies_where_the_loud_part_does() {
        let mut sound = vec![0.0_f32; 16_000];
        sound[4_000..8_000].iter_mut().for_each(|one| *one = 0.3);
        assert_eq!(speech_span(&sound), 4_000..8_000);
    }
}
