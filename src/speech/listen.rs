//! The whole way from a sound file to words: reading, gate, recogniser, sieve.

use crate::domain::ids::{Language, Permille, as_share};
use crate::speech::audio::{AudioError, AudioReader};
use crate::speech::gate::{Gate, GateSettings, Segment};
use crate::speech::recogniser::{Heard, Listening, Recogniser, RecogniserError};
use crate::speech::sieve::{self, Claim, Reason, Verdict};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Why a file could not be listened to.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The sound could not be read.
    #[error(transparent)]
    Audio(#[from] AudioError),
    /// The recogniser failed.
    #[error(transparent)]
    Recogniser(#[from] RecogniserError),
}

impl ListenError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> super::Message {
        match self {
            Self::Audio(error) => error.message(),
            Self::Recogniser(error) => error.message(),
        }
    }
}

/// One segment in which somebody spoke, and what was heard. Serialises to the line of `listen --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SegmentHeard {
    /// The file it was heard in.
    pub file: PathBuf,
    /// Where it begins.
    pub start_ms: u64,
    /// Where it ends.
    pub end_ms: u64,
    /// The words that go on to the case; empty when the sieve dropped them.
    pub text: String,
    /// The words as the recogniser wrote them, dropped or not.
    pub raw: String,
    /// Their language.
    pub lang: Language,
    /// Their certainty after the sieve.
    #[serde(with = "as_share")]
    pub sure: Permille,
    /// What became of them.
    pub verdict: Verdict,
    /// Why, unless they were accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Its loudest tenth of a second, decibels of full scale.
    pub level_db: i32,
    /// How loud the voice typically is, decibels of full scale; for whoever compares it with itself.
    #[serde(skip)]
    pub voice_db: i32,
    /// Time the decoding took.
    pub decode_ms: u64,
    /// Whether the recogniser needed a second pass.
    pub redecoded: bool,
    /// Model and host, when another machine heard it; else the model here did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heard_by: Option<String>,
}

/// Whoever makes words of a segment.
pub trait Hears {
    /// Recognises one segment and sieves what was heard.
    ///
    /// # Errors
    /// The recogniser fails.
    fn hear_segment(
        &mut self,
        file: &Path,
        segment: &Segment,
        listening: Listening,
    ) -> Result<SegmentHeard, RecogniserError>;
}

impl Hears for Recogniser {
    fn hear_segment(
        &mut self,
        file: &Path,
        segment: &Segment,
        listening: Listening,
    ) -> Result<SegmentHeard, RecogniserError> {
        hear_segment(file, segment, self, listening)
    }
}

/// Listens to a file and returns every segment in which somebody spoke, dropped ones included.
///
/// # Errors
/// The file cannot be read, or the recogniser fails.
pub fn listen(
    file: &Path,
    hearer: &mut impl Hears,
    listening: Listening,
) -> Result<Vec<SegmentHeard>, ListenError> {
    let mut all = Vec::new();
    listen_each(file, hearer, listening, |heard| all.push(heard))?;
    Ok(all)
}

/// As [`listen`], handing out each segment as soon as it is heard. Returns whether the file ended before its header
/// said so.
///
/// # Errors
/// As [`listen`]; the segments before the failure have been handed out.
pub fn listen_each(
    file: &Path,
    hearer: &mut impl Hears,
    listening: Listening,
    mut each: impl FnMut(SegmentHeard),
) -> Result<bool, ListenError> {
    let mut reader = AudioReader::open(file)?;
    let mut gate = Gate::new(GateSettings::default());
    let mut block = Vec::new();
    while reader.next_block(&mut block)? {
        for segment in gate.push(&block) {
            each(hearer.hear_segment(file, &segment, listening)?);
        }
    }
    for segment in gate.finish() {
        each(hearer.hear_segment(file, &segment, listening)?);
    }
    Ok(reader.is_truncated())
}

/// Recognises one segment by the model here and sieves what was heard. A live microphone calls this too.
///
/// # Errors
/// The recogniser fails.
pub fn hear_segment(
    file: &Path,
    segment: &Segment,
    recogniser: &mut Recogniser,
    listening: Listening,
) -> Result<SegmentHeard, RecogniserError> {
    let heard = recogniser.hear(&segment.samples, listening)?;
    Ok(sifted(file, segment, heard, None))
}

/// What was heard in a segment, sieved; the same sieve wherever it was heard.
pub(super) fn sifted(
    file: &Path,
    segment: &Segment,
    heard: Heard,
    heard_by: Option<String>,
) -> SegmentHeard {
    let claim = Claim {
        text: &heard.text,
        lang: heard.lang,
        sure: heard.sure,
        no_speech: heard.no_speech,
        // Half a sentence may mean the contrary of the whole.
        is_capped: heard.is_capped || segment.is_cut,
    };
    let sifted = sieve::sift(&claim, &segment.sounding);
    SegmentHeard {
        file: file.to_path_buf(),
        start_ms: segment.start_ms,
        end_ms: segment.end_ms,
        text: sifted.text,
        raw: heard.text,
        lang: heard.lang,
        sure: sifted.sure,
        verdict: sifted.verdict,
        reason: sifted.reason,
        level_db: segment.sounding.level_db,
        voice_db: segment.voice_db,
        decode_ms: heard.decode_ms,
        redecoded: heard.redecoded,
        heard_by,
    }
}
