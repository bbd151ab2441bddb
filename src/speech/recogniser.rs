//! From a segment of sound to words: one long-lived Whisper state, decoded greedily and cut to the utterance's size.
//!
//! Any multilingual ggml Whisper model works. What the words mean, and whether they may reach a case, is not decided
//! here. Four traps of whisper-rs 0.16 shape this file:
//! - `set_grammar` hands C a flat list where it expects rule pointers and crashes: no grammar is ever set;
//! - `set_abort_callback_safe` calls a boxed trait object through the wrong type: no callback is ever set, the sound
//!   handed over is bounded instead ([`UTTERANCE_MS_MAX`], token cap);
//! - `set_language` and `set_initial_prompt` leak a C string a call: the language is set once per process in a
//!   template that is cloned, the prompt goes in as tokens;
//! - ggml's own threads spin at barriers and stall on busy cores: the crate is built with OpenMP (`Cargo.toml`).

use crate::domain::ids::{Language, Permille};
use crate::speech::audio::RATE_HZ;
use crate::speech::model_file::{self, Weights};
pub use crate::speech::recogniser_error::RecogniserError;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;
use whisper_rs::{
    FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters, WhisperError,
    WhisperState,
};

/// Longest sound one decode takes; Whisper's window is 30 s.
pub const UTTERANCE_MS_MAX: u64 = 29_500;
/// Shortest sound handed over; shorter ones are padded with silence, for Whisper refuses less than about a second.
const UTTERANCE_MS_MIN: usize = 1_050;
/// Encoder positions a second of sound needs.
const POSITIONS_PER_S: usize = 50;
/// Positions beyond the sound: real weights grow unsure when the window ends with the last word.
const POSITIONS_SPARE: usize = 64;
/// The window grows in steps of this, so that buffers keep their size from one utterance to the next.
const POSITIONS_STEP: usize = 64;
/// Smallest window.
const POSITIONS_MIN: usize = 128;
/// Tokens any utterance may have, whatever its length.
const TOKENS_BASE: usize = 16;
/// Tokens a second of speech may have: fast Mandarin has eight syllables at up to two tokens each.
const TOKENS_PER_S: usize = 16;
/// Below this mean token probability the fitted window is suspected and the whole one is tried.
const SURE_REDECODE: Permille = Permille(550);
/// Threads beyond this gain nothing for such small matrices.
const THREADS_MAX: usize = 4;
/// Cores left to whatever else runs. Even OpenMP's threads wait for one another at every step: on a busy machine of two
/// cores two threads took 2000 ms where one took 60.
const CORES_SPARED: usize = 1;
/// Sound shorter than this holds no word, samples.
const SAMPLES_MIN: usize = RATE_HZ as usize / 10;
/// Level below which sound is digital silence.
const SILENCE_LEVEL: f32 = 1e-4;
/// Prompt tokens kept; half of the text window belongs to the answer.
const PROMPT_TOKENS_MAX: usize = 200;

/// Which language is listened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listening {
    /// One language, fixed for the session: fastest and surest.
    For(Language),
    /// Whichever of our languages the sound is closest to; costs one more pass of the encoder.
    Any,
}

/// How a recogniser is set up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecogniserSettings {
    /// Threads to decode with; none leaves one core to others and takes at most four.
    pub threads: Option<usize>,
    /// Words the speaker is likely to use, as a hint; none decodes without.
    pub prompt: Option<String>,
}

/// How a decode is cut to an utterance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Samples after padding.
    pub samples: usize,
    /// Encoder positions.
    pub positions: usize,
    /// Positions of the whole window.
    pub positions_max: usize,
    /// Most tokens.
    pub cap: usize,
}

/// What was heard in one utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The words as the model wrote them, trimmed; empty when it wrote none.
    pub text: String,
    /// The language they were decoded in.
    pub lang: Language,
    /// Mean probability of the tokens.
    pub sure: Permille,
    /// The model's own probability that nobody spoke; full when it wrote nothing.
    pub no_speech: Permille,
    /// Time the decoding took.
    pub decode_ms: u64,
    /// Whether the whole window had to be tried.
    pub redecoded: bool,
    /// Whether the text was cut off by the token cap.
    pub is_capped: bool,
}

/// A loaded model with its one state. Lives as long as the program: loading takes up to seconds, decoding a tenth.
pub struct Recogniser {
    context: WhisperContext,
    state: WhisperState,
    threads: i32,
    prompt: Vec<i32>,
    name: String,
    is_fixture: bool,
    positions_max: usize,
}

impl std::fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recogniser")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Recogniser {
    /// Loads a model from `file` (`.bin`, or packed as `.bin.xz`) and decodes a moment of silence to warm up.
    ///
    /// # Errors
    /// The file is missing, damaged, not a multilingual ggml Whisper model, or too large for this machine.
    pub fn load(file: &Path, settings: &RecogniserSettings) -> Result<Self, RecogniserError> {
        Self::check_processor()?;
        let weights = model_file::open(file)?;
        Self::build(&weights, file, settings)
    }

    /// Loads a model from memory; `name` is its file name, for records and for telling a fixture.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn from_memory(
        bytes: Vec<u8>,
        name: &str,
        settings: &RecogniserSettings,
    ) -> Result<Self, RecogniserError> {
        Self::check_processor()?;
        let file = Path::new(name);
        let weights = model_file::unpack(bytes, file)?;
        Self::build(&weights, file, settings)
    }

    fn build(
        weights: &Weights,
        file: &Path,
        settings: &RecogniserSettings,
    ) -> Result<Self, RecogniserError> {
        // Whisper prints to the console unless its log is caught.
        whisper_rs::install_logging_hooks();
        let cannot_load = |error: WhisperError| RecogniserError::CannotLoad {
            file: file.to_path_buf(),
            reason: error.to_string(),
        };
        let params = WhisperContextParameters::default();
        let context = match weights {
            Weights::InFile(path) => WhisperContext::new_with_params(path, params),
            Weights::InMemory(bytes) => WhisperContext::new_from_buffer_with_params(bytes, params),
        }
        .map_err(cannot_load)?;
        let state = context.create_state().map_err(cannot_load)?;
        let machine = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = settings
            .threads
            .unwrap_or(machine.saturating_sub(CORES_SPARED))
            .clamp(1, THREADS_MAX);
        let prompt = match settings
            .prompt
            .as_deref()
            .map(|text| text.replace('\0', ""))
        {
            Some(text) if !text.trim().is_empty() => {
                // As the reference code does: a leading blank makes the first word an ordinary one.
                let mut tokens = context
                    .tokenize(&format!(" {}", text.trim()), PROMPT_TOKENS_MAX * 8)
                    .map_err(cannot_load)?;
                tokens.drain(..tokens.len().saturating_sub(PROMPT_TOKENS_MAX));
                tokens
            }
            _ => Vec::new(),
        };
        let positions_max = usize::try_from(context.n_audio_ctx())
            .unwrap_or(0)
            .max(POSITIONS_MIN);
        let mut recogniser = Self {
            context,
            state,
            threads: i32::try_from(threads).unwrap_or(1),
            prompt,
            name: model_file::model_name(file),
            is_fixture: model_file::is_fixture(file),
            positions_max,
        };
        // The first decode allocates every buffer; nobody should wait for that in the middle of a talk.
        let silence = vec![0.0; UTTERANCE_MS_MIN * RATE_HZ as usize / 1000];
        let positions = fitted_positions(silence.len(), positions_max);
        recogniser.decode(&silence, Language::Zh, positions, TOKENS_BASE)?;
        Ok(recogniser)
    }

    /// The instructions are fixed when the C++ is built; on an older processor the first decode would end the program.
    fn check_processor() -> Result<(), RecogniserError> {
        #[cfg(target_arch = "x86_64")]
        {
            let built_for = whisper_rs::print_system_info();
            let wants = |name: &str| built_for.contains(&format!("{name} = 1"));
            if (wants("AVX2") && !is_x86_feature_detected!("avx2"))
                || (wants("FMA") && !is_x86_feature_detected!("fma"))
                || (wants("F16C") && !is_x86_feature_detected!("f16c"))
                || (wants("BMI2") && !is_x86_feature_detected!("bmi2"))
            {
                return Err(RecogniserError::ProcessorTooOld);
            }
        }
        Ok(())
    }

    /// The model's name as it stands in records: the file name without its endings.
    #[must_use]
    pub fn model_name(&self) -> &str {
        &self.name
    }

    /// Whether this is a voice fixture: it knows synthetic voices and a closed list of phrases, and whoever shows its
    /// words must say so.
    #[must_use]
    pub const fn is_fixture(&self) -> bool {
        self.is_fixture
    }

    /// How an utterance of these samples is decoded.
    #[must_use]
    pub fn shape(&self, samples: &[f32]) -> Shape {
        let padded = samples
            .len()
            .max(UTTERANCE_MS_MIN * RATE_HZ as usize / 1000);
        Shape {
            samples: padded,
            positions: fitted_positions(padded, self.positions_max),
            positions_max: self.positions_max,
            cap: TOKENS_BASE + padded * TOKENS_PER_S / RATE_HZ as usize,
        }
    }

    /// Decodes one utterance, at most [`UTTERANCE_MS_MAX`] of sound at 16 kHz.
    ///
    /// # Errors
    /// Too much sound, or Whisper fails. No sound, silence and less than a tenth of a second are heard as nothing.
    pub fn hear(
        &mut self,
        samples: &[f32],
        listening: Listening,
    ) -> Result<Heard, RecogniserError> {
        let started = Instant::now();
        let ms = samples.len() as u64 * 1000 / u64::from(RATE_HZ);
        if ms > UTTERANCE_MS_MAX {
            return Err(RecogniserError::TooLong { ms });
        }
        if samples.len() < SAMPLES_MIN || samples.iter().all(|value| value.abs() < SILENCE_LEVEL) {
            return Ok(Heard {
                text: String::new(),
                lang: match listening {
                    Listening::For(lang) => lang,
                    Listening::Any => Language::Zh,
                },
                sure: Permille(0),
                no_speech: Permille::FULL,
                decode_ms: 0,
                redecoded: false,
                is_capped: false,
            });
        }
        let shape = self.shape(samples);
        let mut padded = samples.to_vec();
        padded.resize(shape.samples, 0.0);
        let (cap, fitted) = (shape.cap, shape.positions);

        let lang = match listening {
            Listening::For(lang) => lang,
            Listening::Any => self.closest_language(&padded, fitted)?,
        };
        let mut heard = self.decode(&padded, lang, fitted, cap)?;
        let is_suspect = !heard.text.is_empty()
            && (heard.sure < SURE_REDECODE || heard.is_capped || is_looping(&heard.text));
        if is_suspect && fitted < self.positions_max {
            let whole = self.decode(&padded, lang, self.positions_max, cap)?;
            // The second reading replaces the first unless it is itself worse.
            let first_is_broken = heard.is_capped || is_looping(&heard.text);
            let second_is_broken = whole.is_capped || is_looping(&whole.text);
            if (first_is_broken && !second_is_broken)
                || (first_is_broken == second_is_broken && whole.sure >= heard.sure)
            {
                heard = whole;
            }
            heard.redecoded = true;
        }
        heard.decode_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(heard)
    }

    /// Asks the model which of our languages the sound is closest to. Its own choice ranges over a hundred, and turns
    /// a short Mandarin sentence into Japanese or Cantonese letters now and then.
    fn closest_language(
        &mut self,
        padded: &[f32],
        positions: usize,
    ) -> Result<Language, RecogniserError> {
        // A run of 100 ms computes the spectrogram and sets the window, and ends before the encoder (whisper.cpp
        // leaves its loop with that little sound left). Without it, the window of the utterance before would hold.
        let mut prepare = params(Language::Zh);
        prepare.set_n_threads(self.threads);
        prepare.set_audio_ctx(i32::try_from(positions).unwrap_or(0));
        prepare.set_duration_ms(100);
        self.state.full(prepare, padded).map_err(cannot_decode)?;
        let threads = usize::try_from(self.threads).unwrap_or(1);
        let (_, chances) = self.state.lang_detect(0, threads).map_err(cannot_decode)?;
        let chance = |tag: &str| {
            let id = whisper_rs::get_lang_id(tag).and_then(|id| usize::try_from(id).ok());
            id.and_then(|id| chances.get(id).copied()).unwrap_or(0.0)
        };
        // Cantonese counts as Chinese: models take southern Mandarin for it.
        Ok(if chance("en") > chance("zh").max(chance("yue")) {
            Language::En
        } else {
            Language::Zh
        })
    }

    fn decode(
        &mut self,
        padded: &[f32],
        lang: Language,
        positions: usize,
        cap: usize,
    ) -> Result<Heard, RecogniserError> {
        let mut params = params(lang);
        params.set_n_threads(self.threads);
        params.set_audio_ctx(i32::try_from(positions).unwrap_or(0));
        params.set_max_tokens(i32::try_from(cap).unwrap_or(0));
        if !self.prompt.is_empty() {
            params.set_tokens(&self.prompt);
        }
        self.state.full(params, padded).map_err(cannot_decode)?;

        let end_of_text = self.context.token_eot();
        let (mut bytes, mut no_speech) = (Vec::new(), None);
        let (mut sum, mut count, mut ended) = (0.0_f64, 0_u32, false);
        for segment in self.state.as_iter() {
            // Bytes, joined before they are read: a Chinese character may be split between two tokens.
            bytes.extend_from_slice(segment.to_bytes().map_err(cannot_decode)?);
            no_speech.get_or_insert(segment.no_speech_probability());
            for index in 0..segment.n_tokens() {
                let Some(token) = segment.get_token(index) else {
                    continue;
                };
                if token.token_id() < end_of_text {
                    sum += f64::from(token.token_probability());
                    count += 1;
                } else {
                    ended = true;
                }
            }
        }
        // A cut at the cap may leave half a character; it is dropped rather than shown as a question mark.
        let text = String::from_utf8_lossy(&bytes)
            .replace('\u{fffd}', "")
            .trim()
            .to_owned();
        let is_silent = text.is_empty();
        Ok(Heard {
            lang,
            sure: if count == 0 {
                Permille(0)
            } else {
                permille(sum / f64::from(count))
            },
            no_speech: match no_speech {
                Some(chance) if !is_silent => permille(f64::from(chance)),
                _ => Permille::FULL,
            },
            decode_ms: 0,
            redecoded: false,
            is_capped: count > 0 && !ended,
            text,
        })
    }
}

fn cannot_decode(error: WhisperError) -> RecogniserError {
    RecogniserError::CannotDecode {
        reason: error.to_string(),
    }
}

fn permille(chance: f64) -> Permille {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000 just before"
    )]
    Permille((chance * 1000.0).round().clamp(0.0, 1000.0) as u16)
}

/// The decoder's settings for one language, made once per process because `set_language` leaks its string.
fn params<'p>(lang: Language) -> FullParams<'p, 'p> {
    static TEMPLATES: OnceLock<[FullParams<'static, 'static>; 2]> = OnceLock::new();
    let templates = TEMPLATES.get_or_init(|| {
        Language::ALL.map(|lang| {
            let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
            params.set_language(Some(lang.tag()));
            params.set_translate(false);
            // Each utterance stands alone: text carried over is how one invented line becomes ten.
            params.set_no_context(true);
            params.set_no_timestamps(true);
            params.set_single_segment(true);
            // One temperature and no retries: a bounded time, and the same words each time.
            params.set_temperature(0.0);
            params.set_temperature_inc(0.0);
            params.set_suppress_blank(true);
            params.set_suppress_nst(true);
            // Above 1: Whisper never swallows a segment by itself, the sieve decides and can say why.
            params.set_no_speech_thold(1.1);
            params.set_print_progress(false);
            params.set_print_realtime(false);
            params.set_print_timestamps(false);
            params.set_print_special(false);
            params
        })
    });
    match lang {
        Language::Zh => templates[0].clone(),
        Language::En => templates[1].clone(),
    }
}

/// Encoder positions for this much sound: cost grows with them, and the whole window is six times a short sentence's.
fn fitted_positions(samples: usize, positions_max: usize) -> usize {
    let need = (samples * POSITIONS_PER_S).div_ceil(RATE_HZ as usize) + POSITIONS_SPARE;
    need.next_multiple_of(POSITIONS_STEP)
        .clamp(POSITIONS_MIN, positions_max)
}

/// Whether the text circles: the sign of a decoder that lost the sound.
fn is_looping(text: &str) -> bool {
    super::sieve::repetition(text).is_some_and(|loop_found| loop_found.is_certain())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn window_fits_the_sound_and_stays_inside_the_model() {
        let second = RATE_HZ as usize;
        assert_eq!(fitted_positions(second, 1500), 128);
        assert_eq!(fitted_positions(second * 3, 1500), 256);
        assert_eq!(fitted_positions(second * 29, 1500), 1500);
        assert_eq!(fitted_positions(0, 1500), POSITIONS_MIN);
    }

    #[test]
    fn probabilities_become_thousandths_within_bounds() {
        assert_eq!(permille(0.9994), Permille(999));
        assert_eq!(permille(-0.1), Permille(0));
        assert_eq!(permille(f64::NAN), Permille(0));
        assert_eq!(permille(7.0), Permille(1000));
    }
}
