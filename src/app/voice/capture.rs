//! A microphone through cpal: any device, rate, sample format and number of channels becomes a stream of mono samples. The
//! sound card's callback mixes and stores, nothing else: no lock, no memory, no waiting.

use super::deck::{Deck, RATE_HZ as DECK_HZ};
use super::tape::Tape;
use crate::app::sound::{device_name, find_device, sound_host};
use crate::speech::audio::RateChange;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{Data, ErrorKind, FromSample, I24, Sample, SampleFormat, SizedSample, U24};
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Sound that may wait for the ear: more than a busy machine ever holds it up.
const RING_S: usize = 2;
/// A microphone that has given nothing for so long is counted as lost.
const STALL: Duration = Duration::from_secs(3);
/// Opening a device takes no longer than this, or it counts as busy.
const OPEN_TIMEOUT: Duration = Duration::from_secs(3);

/// Where the samples come from.
enum Source {
    /// Heard while it is held.
    Device {
        _stream: cpal::Stream,
    },
    Deck(Deck),
}

/// A microphone that is open.
pub(super) struct Microphone {
    source: Source,
    ring: Consumer<f32>,
    rate: RateChange,
    is_gone: Arc<AtomicBool>,
    heard_at: Instant,
    block: Vec<f32>,
    /// Its name.
    pub(super) name: String,
    /// The device that was asked for and is not there or cannot be opened, where this one stands in for it.
    pub(super) instead_of: Option<String>,
}

/// Whether a device of this name is there.
pub(super) fn is_there(name: &str) -> bool {
    sound_host().is_ok_and(|host| {
        host.input_devices()
            .is_ok_and(|devices| find_device(devices, name).is_some())
    })
}

impl Microphone {
    /// Opens the device of this name, or the system's where none is named or that one is gone. What it says when it cannot
    /// is for the user to read.
    pub(super) fn open(wanted: Option<&str>) -> Result<Self, String> {
        let host = sound_host()?;
        let chosen = wanted.and_then(|name| {
            let devices = host.input_devices().ok()?;
            find_device(devices, name)
        });
        let own = match chosen.as_ref().map(Self::of) {
            Some(Ok(own)) => return Ok(own),
            Some(Err(said)) => Some(said),
            None => None,
        };
        let usual = host
            .default_input_device()
            .ok_or_else(|| ErrorKind::DeviceNotAvailable.to_string())
            .and_then(|device| Self::of(&device));
        match usual {
            Ok(mut usual) => {
                usual.instead_of = wanted.map(str::to_owned);
                Ok(usual)
            }
            Err(said) => Err(own.unwrap_or(said)),
        }
    }

    /// What a script plays, through the same ring and resampler as a device's sound.
    pub(super) fn scripted() -> Result<Self, String> {
        let rate =
            RateChange::new(DECK_HZ).ok_or_else(|| ErrorKind::UnsupportedConfig.to_string())?;
        let (into, ring) = RingBuffer::new(DECK_HZ as usize * RING_S);
        let deck = Deck::begin(into).map_err(|error| error.to_string())?;
        Ok(Self {
            source: Source::Deck(deck),
            ring,
            rate,
            is_gone: Arc::default(),
            heard_at: Instant::now(),
            block: Vec::new(),
            name: "script".to_owned(),
            instead_of: None,
        })
    }

    /// Plays a sound file, where a script is the microphone.
    pub(super) fn play(&self, tape: &Tape) {
        if let Source::Deck(deck) = &self.source {
            deck.play(tape);
        }
    }

    fn of(device: &cpal::Device) -> Result<Self, String> {
        let said = |error: cpal::Error| error.to_string();
        let config = device.default_input_config().map_err(said)?;
        let rate_hz = config.sample_rate();
        let rate =
            RateChange::new(rate_hz).ok_or_else(|| ErrorKind::UnsupportedConfig.to_string())?;
        if !can_mix(config.sample_format()) {
            return Err(ErrorKind::UnsupportedConfig.to_string());
        }
        let (mut into, ring) = RingBuffer::new(rate_hz as usize * RING_S);
        let is_gone = Arc::new(AtomicBool::new(false));
        let tell_gone = Arc::clone(&is_gone);
        let channels = usize::from(config.channels()).max(1);
        let stream = device
            .build_input_stream_raw(
                config.config(),
                config.sample_format(),
                move |data: &Data, _: &_| mix(data, channels, &mut into),
                move |error: cpal::Error| {
                    let is_harmless = matches!(
                        error.kind(),
                        ErrorKind::Xrun | ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied
                    );
                    if !is_harmless {
                        tell_gone.store(true, Ordering::Relaxed);
                    }
                },
                Some(OPEN_TIMEOUT),
            )
            .map_err(said)?;
        stream.play().map_err(said)?;
        Ok(Self {
            source: Source::Device { _stream: stream },
            ring,
            rate,
            is_gone,
            heard_at: Instant::now(),
            block: Vec::new(),
            name: device_name(device),
            instead_of: None,
        })
    }

    /// Appends what has come in since, at 16 kHz.
    pub(super) fn take(&mut self, out: &mut Vec<f32>) {
        let count = self.ring.slots();
        if count == 0 {
            return;
        }
        self.heard_at = Instant::now();
        self.block.resize(count, 0.0);
        let (filled, _) = self.ring.pop_partial_slice(&mut self.block);
        self.rate.push(filled, out);
    }

    /// Whether the device said that it is gone, or has been silent as no microphone is.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Relaxed) || self.gives_nothing_for(STALL)
    }

    /// Whether it has given nothing for so long, not even silence.
    pub(super) fn gives_nothing_for(&self, span: Duration) -> bool {
        self.heard_at.elapsed() > span
    }
}

const fn can_mix(format: SampleFormat) -> bool {
    use SampleFormat as F;
    matches!(
        format,
        F::I8
            | F::I16
            | F::I24
            | F::I32
            | F::I64
            | F::U8
            | F::U16
            | F::U24
            | F::U32
            | F::U64
            | F::F32
            | F::F64
    )
}

fn mix(data: &Data, channels: usize, into: &mut Producer<f32>) {
    match data.sample_format() {
        SampleFormat::I8 => mix_as::<i8>(data, channels, into),
        SampleFormat::I16 => mix_as::<i16>(data, channels, into),
        SampleFormat::I24 => mix_as::<I24>(data, channels, into),
        SampleFormat::I32 => mix_as::<i32>(data, channels, into),
        SampleFormat::I64 => mix_as::<i64>(data, channels, into),
        SampleFormat::U8 => mix_as::<u8>(data, channels, into),
        SampleFormat::U16 => mix_as::<u16>(data, channels, into),
        SampleFormat::U24 => mix_as::<U24>(data, channels, into),
        SampleFormat::U32 => mix_as::<u32>(data, channels, into),
        SampleFormat::U64 => mix_as::<u64>(data, channels, into),
        SampleFormat::F32 => mix_as::<f32>(data, channels, into),
        SampleFormat::F64 => mix_as::<f64>(data, channels, into),
        _ => {}
    }
}

fn mix_as<T: SizedSample>(data: &Data, channels: usize, into: &mut Producer<f32>)
where
    f32: FromSample<T>,
{
    if let Some(samples) = data.as_slice::<T>() {
        mix_samples(samples, channels, into);
    }
}

/// The mean of the channels. A full ring loses the newest sound: the ear has been gone for two seconds, and what it finds when
/// it comes back is at least in one piece.
pub(super) fn mix_samples<T: Sample>(samples: &[T], channels: usize, into: &mut Producer<f32>)
where
    f32: FromSample<T>,
{
    #[expect(
        clippy::cast_precision_loss,
        reason = "a device has a handful of channels"
    )]
    let share = 1.0 / channels as f32;
    for frame in samples.chunks_exact(channels) {
        let sum: f32 = frame.iter().map(|one| f32::from_sample(*one)).sum();
        let mean = sum * share;
        let mean = if mean.is_finite() {
            mean.clamp(-1.0, 1.0)
        } else {
            0.0
        };
        if into.push(mean).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_and_number_of_channels_becomes_the_same_mono() {
        let taken = |fill: &dyn Fn(&mut Producer<f32>)| {
            let (mut into, mut out) = RingBuffer::new(8);
            fill(&mut into);
            let mut all = Vec::new();
            while let Ok(one) = out.pop() {
                all.push(one);
            }
            all
        };
        let near = |all: &[f32], wanted: &[f32]| {
            assert_eq!(all.len(), wanted.len());
            for (a, b) in all.iter().zip(wanted) {
                assert!((a - b).abs() < 0.01, "{all:?}");
            }
        };
        near(
            &taken(&|into| mix_samples(&[0.5_f32, 0.5, -0.5, 0.5], 2, into)),
            &[0.5, 0.0],
        );
        near(
            &taken(&|into| mix_samples(&[16_384_i16, -16_384], 1, into)),
            &[0.5, -0.5],
        );
        near(
            &taken(&|into| mix_samples(&[192_u8, 64], 1, into)),
            &[0.5, -0.5],
        );
        near(
            &taken(&|into| mix_samples(&[i32::MAX, i32::MAX, 0, 0, 0, 0], 3, into)),
            &[0.667, 0.0],
        );
        near(
            &taken(&|into| mix_samples(&[f32::NAN, 9.0], 1, into)),
            &[0.0, 1.0],
        );
        // Nobody takes: the ring holds what fits, and the callback goes on.
        assert_eq!(taken(&|into| mix_samples(&[0.1_f32; 20], 1, into)).len(), 8);
    }
}
