//! Sound files in: WAV, FLAC, Ogg Vorbis and MP3 of any rate and channel count become blocks of 16 kHz mono samples.
//!
//! Reading is a stream, so that an hour of sound needs no more memory than a second of it. Knows nothing of speech.

use audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler};
use std::fs::File;
use std::path::{Path, PathBuf};
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as FormatError;
use symphonia::core::formats::probe::{Hint, Probe};
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream};
use symphonia::core::meta::MetadataOptions;
use symphonia::default::{formats, meta};

use super::wav_head::{Head, look};

/// Samples a second of everything after this file: what Whisper and the gate were trained on.
pub const RATE_HZ: u32 = 16_000;
/// Slowest source rate taken; below it no consonant is left.
pub const SOURCE_RATE_HZ_MIN: u32 = 4_000;
/// Fastest source rate taken.
pub const SOURCE_RATE_HZ_MAX: u32 = 384_000;
/// Longest recording taken, a working day; a guard against endless or lying files.
pub const RECORDING_MS_MAX: u64 = 12 * 3600 * 1000;
/// Broken packets in a row after which a file counts as damaged to its end.
const BROKEN_PACKETS_MAX: u32 = 50;
/// Frames handed to the resampler at a time.
const RESAMPLER_CHUNK: usize = 1024;

/// Why a sound file could not be read, with its cure.
#[derive(Debug, thiserror::Error)]
pub enum AudioError {
    /// No such file.
    #[error("{file}: no such file; check the path")]
    Missing {
        /// The file.
        file: PathBuf,
    },
    /// The file is there and cannot be read.
    #[error("{file}: cannot be read ({source}); check its permissions and the disk")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds no byte, or a header and no sound.
    #[error("{file}: holds no sound; record it again")]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// The bytes are no sound file of a kind we read.
    #[error("{file}: not a WAV, FLAC, Ogg Vorbis or MP3 file; convert it to WAV first")]
    UnknownFormat {
        /// The file.
        file: PathBuf,
    },
    /// The container is known, what is inside is not.
    #[error("{file}: {what} cannot be decoded; convert it to plain WAV first")]
    UnknownCodec {
        /// The file.
        file: PathBuf,
        /// What is inside.
        what: String,
    },
    /// A sample rate outside of what speech can use.
    #[error(
        "{file}: {rate_hz} samples a second is outside {SOURCE_RATE_HZ_MIN} to {SOURCE_RATE_HZ_MAX}; convert it to 16000"
    )]
    RateOutside {
        /// The file.
        file: PathBuf,
        /// The rate found.
        rate_hz: u32,
    },
    /// Longer than a working day.
    #[error("{file}: longer than 12 hours; cut it into parts")]
    TooLong {
        /// The file.
        file: PathBuf,
    },
}

impl AudioError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> super::Message {
        let (id, file, more) = match self {
            Self::Missing { file } => ("audio-missing", file, None),
            Self::Unreadable { file, source } => (
                "audio-unreadable",
                file,
                Some(("reason", source.to_string())),
            ),
            Self::Empty { file } => ("audio-empty", file, None),
            Self::UnknownFormat { file } => ("audio-unknown-format", file, None),
            Self::UnknownCodec { file, what } => {
                ("audio-unknown-codec", file, Some(("what", what.clone())))
            }
            Self::RateOutside { file, rate_hz } => (
                "audio-rate-outside",
                file,
                Some(("rate_hz", rate_hz.to_string())),
            ),
            Self::TooLong { file } => ("audio-too-long", file, None),
        };
        let mut args = vec![("file", file.display().to_string())];
        args.extend(more);
        super::Message { id, args }
    }
}

/// Changes the rate of a mono stream, block by block, without shifting it in time.
pub struct RateChange {
    /// None when the source already has the right rate.
    inner: Option<Fft<f32>>,
    source_hz: u64,
    target_hz: u64,
    pending: Vec<f32>,
    /// Output still to be thrown away: the filter's own delay.
    delay_left: usize,
    frames_in: u64,
    frames_out: u64,
}

impl RateChange {
    /// From `source_hz` to [`RATE_HZ`]; none when the rate is outside what we take.
    #[must_use]
    pub fn new(source_hz: u32) -> Option<Self> {
        Self::between(source_hz, RATE_HZ)
    }

    /// From `source_hz` to `target_hz`; none when the source is outside what we take.
    #[must_use]
    pub fn between(source_hz: u32, target_hz: u32) -> Option<Self> {
        if !(SOURCE_RATE_HZ_MIN..=SOURCE_RATE_HZ_MAX).contains(&source_hz) {
            return None;
        }
        let inner = if source_hz == target_hz {
            None
        } else {
            let (from, to) = (source_hz as usize, target_hz as usize);
            Some(Fft::new(from, to, RESAMPLER_CHUNK, 1, FixedSync::Input).ok()?)
        };
        let delay_left = inner.as_ref().map_or(0, Resampler::output_delay);
        Some(Self {
            inner,
            source_hz: u64::from(source_hz),
            target_hz: u64::from(target_hz),
            pending: Vec::new(),
            delay_left,
            frames_in: 0,
            frames_out: 0,
        })
    }

    /// Takes a block of the source and appends what is ready to `out`.
    pub fn push(&mut self, block: &[f32], out: &mut Vec<f32>) {
        self.frames_in += block.len() as u64;
        let Some(inner) = self.inner.as_mut() else {
            self.frames_out += block.len() as u64;
            out.extend_from_slice(block);
            return;
        };
        self.pending.extend_from_slice(block);
        let mut start = 0;
        loop {
            let need = inner.input_frames_next();
            if self.pending.len() - start < need {
                break;
            }
            let chunk = &self.pending[start..start + need];
            start += need;
            Self::convert(
                inner,
                chunk,
                None,
                &mut self.delay_left,
                &mut self.frames_out,
                out,
            );
        }
        self.pending.drain(..start);
    }

    /// The end of the source: appends the rest, so that the length in time is kept to the sample.
    pub fn finish(&mut self, out: &mut Vec<f32>) {
        let Some(inner) = self.inner.as_mut() else {
            return;
        };
        let wanted = (self.frames_in * self.target_hz).div_ceil(self.source_hz);
        let rest = std::mem::take(&mut self.pending);
        let mut chunk = rest.clone();
        let mut partial = Some(rest.len());
        while self.frames_out < wanted {
            chunk.resize(inner.input_frames_next(), 0.0);
            let before = self.frames_out;
            Self::convert(
                inner,
                &chunk,
                partial,
                &mut self.delay_left,
                &mut self.frames_out,
                out,
            );
            chunk.clear();
            partial = Some(0);
            if self.frames_out > wanted {
                let surplus = (self.frames_out - wanted).min(self.frames_out - before);
                out.truncate(out.len() - surplus as usize);
                self.frames_out -= surplus;
            }
        }
    }

    fn convert(
        inner: &mut Fft<f32>,
        chunk: &[f32],
        partial: Option<usize>,
        delay_left: &mut usize,
        frames_out: &mut u64,
        out: &mut Vec<f32>,
    ) {
        let input = InterleavedSlice::new(chunk, 1, chunk.len())
            .expect("this is a bug: one channel of n frames is n samples");
        let indexing = Indexing {
            partial_len: partial,
            ..Indexing::new()
        };
        let done = inner
            .process(&input, Some(&indexing))
            .expect("this is a bug: the chunk has the length the resampler asked for");
        let done = done.take_data();
        let skip = (*delay_left).min(done.len());
        *delay_left -= skip;
        *frames_out += (done.len() - skip) as u64;
        // The filter overshoots by a hair on full-scale sound; everything after relies on -1..=1.
        out.extend(done[skip..].iter().map(|v| v.clamp(-1.0, 1.0)));
    }
}

/// A sound file being read.
pub struct AudioReader {
    file: PathBuf,
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track_id: u32,
    rate: Option<(u32, RateChange)>,
    interleaved: Vec<f32>,
    mono: Vec<f32>,
    frames_promised: Option<u64>,
    frames_read: u64,
    ended: bool,
    is_truncated: bool,
}

impl AudioReader {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// Missing, unreadable or empty file, or a format or codec we do not know.
    pub fn open(path: &Path) -> Result<Self, AudioError> {
        let file = path.to_path_buf();
        let handle = File::open(path).map_err(|e| Self::io_error(path, e))?;
        let meta = handle.metadata().map_err(|e| Self::io_error(path, e))?;
        if meta.is_dir() {
            let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(AudioError::Unreadable { file, source });
        }
        if meta.len() == 0 {
            return Err(AudioError::Empty { file });
        }
        Self::of_stream(file, Box::new(handle))
    }

    /// The same for a file that already lies in memory.
    ///
    /// # Errors
    /// An empty file, or a format or codec we do not know.
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Self, AudioError> {
        let file = PathBuf::new();
        if bytes.is_empty() {
            return Err(AudioError::Empty { file });
        }
        Self::of_stream(file, Box::new(std::io::Cursor::new(bytes)))
    }

    fn of_stream(file: PathBuf, mut source: Box<dyn MediaSource>) -> Result<Self, AudioError> {
        let head = look(&mut *source).map_err(|error| Self::io_error(&file, error))?;
        let stream = MediaSourceStream::new(source, Default::default());
        let format = Self::format_of(head, stream)
            .ok_or_else(|| AudioError::UnknownFormat { file: file.clone() })?;
        let track = format
            .default_track(TrackType::Audio)
            .ok_or_else(|| AudioError::Empty { file: file.clone() })?;
        let codec = track
            .codec_params
            .as_ref()
            .and_then(|params| params.audio())
            .ok_or_else(|| AudioError::UnknownFormat { file: file.clone() })?;
        let decoder = symphonia::default::get_codecs()
            .make_audio_decoder(codec, &AudioDecoderOptions::default())
            .map_err(|e| AudioError::UnknownCodec {
                file: file.clone(),
                what: e.to_string(),
            })?;
        let (track_id, frames_promised) = (track.id, track.num_frames);
        Ok(Self {
            file,
            format,
            decoder,
            track_id,
            rate: None,
            interleaved: Vec::new(),
            mono: Vec::new(),
            frames_promised,
            frames_read: 0,
            ended: false,
            is_truncated: false,
        })
    }

    /// The reader for what the bytes say; names say nothing, people rename files.
    fn format_of(head: Head, stream: MediaSourceStream<'static>) -> Option<Box<dyn FormatReader>> {
        let options = FormatOptions::default();
        match head {
            Head::Unsound => None,
            Head::Sound => Some(Box::new(formats::WavReader::try_new(stream, options).ok()?)),
            Head::NotWav => {
                // Without the WAV reader: the search looks behind rubbish, too, where no head was looked at.
                let mut search = Probe::default();
                search.register_format::<formats::FlacReader<'_>>();
                search.register_format::<formats::MpaReader<'_>>();
                search.register_format::<formats::OggReader<'_>>();
                search.register_metadata::<meta::Id3v1Reader<'_>>();
                search.register_metadata::<meta::Id3v2Reader<'_>>();
                let meta = MetadataOptions::default();
                search.probe(&Hint::new(), stream, options, meta).ok()
            }
        }
    }

    fn io_error(path: &Path, source: std::io::Error) -> AudioError {
        let file = path.to_path_buf();
        if source.kind() == std::io::ErrorKind::NotFound {
            AudioError::Missing { file }
        } else {
            AudioError::Unreadable { file, source }
        }
    }

    /// Whether the file ended before its header said so. What is there was read all the same.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    /// Replaces the content of `out` by the next block at [`RATE_HZ`], mono, -1..=1. False at the end.
    ///
    /// # Errors
    /// A file that holds no sound, is longer than allowed, or has a rate we do not take. Damage further in ends the
    /// sound there and sets [`Self::is_truncated`].
    pub fn next_block(&mut self, out: &mut Vec<f32>) -> Result<bool, AudioError> {
        out.clear();
        let mut broken = 0;
        while !self.ended && out.is_empty() {
            match self.format.next_packet() {
                Ok(Some(packet)) if packet.track_id != self.track_id => {}
                Ok(Some(packet)) => match self.decoder.decode(&packet) {
                    Ok(sound) => {
                        let (rate_hz, channels) =
                            (sound.spec().rate(), sound.spec().channels().count().max(1));
                        sound.copy_to_vec_interleaved(&mut self.interleaved);
                        broken = 0;
                        self.take(rate_hz, channels, out)?;
                    }
                    Err(FormatError::DecodeError(_)) if broken < BROKEN_PACKETS_MAX => {
                        broken += 1;
                        self.is_truncated = true;
                    }
                    Err(_) => self.end(true, out)?,
                },
                Ok(None) => self.end(false, out)?,
                Err(_) => self.end(true, out)?,
            }
        }
        Ok(!out.is_empty())
    }

    fn take(
        &mut self,
        rate_hz: u32,
        channels: usize,
        out: &mut Vec<f32>,
    ) -> Result<(), AudioError> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a file has a handful of channels"
        )]
        let share = 1.0 / channels as f32;
        self.mono.clear();
        self.mono
            .extend(self.interleaved.chunks_exact(channels).map(|frame| {
                let mean = frame.iter().sum::<f32>() * share;
                // A float file may hold anything; one NaN would poison every filter after this line.
                if mean.is_finite() {
                    mean.clamp(-1.0, 1.0)
                } else {
                    0.0
                }
            }));
        self.frames_read += self.mono.len() as u64;
        if self.frames_read * 1000 / u64::from(rate_hz.max(1)) > RECORDING_MS_MAX {
            return Err(AudioError::TooLong {
                file: self.file.clone(),
            });
        }
        if self
            .rate
            .as_ref()
            .is_none_or(|(known, _)| *known != rate_hz)
        {
            if let Some((_, mut before)) = self.rate.take() {
                before.finish(out); // chained streams may change their rate on the way
            }
            let change = RateChange::new(rate_hz).ok_or_else(|| AudioError::RateOutside {
                file: self.file.clone(),
                rate_hz,
            })?;
            self.rate = Some((rate_hz, change));
        }
        if let Some((_, change)) = self.rate.as_mut() {
            change.push(&self.mono, out);
        }
        Ok(())
    }

    fn end(&mut self, is_damaged: bool, out: &mut Vec<f32>) -> Result<(), AudioError> {
        self.ended = true;
        if self.frames_read == 0 {
            return Err(AudioError::Empty {
                file: self.file.clone(),
            });
        }
        let short = self
            .frames_promised
            .is_some_and(|promised| self.frames_read < promised);
        self.is_truncated |= is_damaged || short;
        if let Some((_, change)) = self.rate.as_mut() {
            change.finish(out);
        }
        Ok(())
    }
}

/// How long a recording is, read to its end: headers lie, and ours are short.
///
/// # Errors
/// As [`read_all`].
pub fn length_ms(path: &Path) -> Result<u64, AudioError> {
    Ok(read_all(path)?.len() as u64 * 1000 / u64::from(RATE_HZ))
}

/// A whole file in memory, for what is known to be short.
///
/// # Errors
/// As [`AudioReader::open`] and [`AudioReader::next_block`].
pub fn read_all(path: &Path) -> Result<Vec<f32>, AudioError> {
    let mut reader = AudioReader::open(path)?;
    let (mut all, mut block) = (Vec::new(), Vec::new());
    while reader.next_block(&mut block)? {
        all.extend_from_slice(&block);
    }
    Ok(all)
}
