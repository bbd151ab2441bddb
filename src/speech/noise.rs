//! Noise of our own making, and what it does to hearing: words that nobody said, beginnings that were missed, sentences heard to
//! the letter. The same seed gives the same noise on every machine. What the words mean is measured by whoever knows cases.

use super::audio::RATE_HZ;
use super::bench::speech_span;
use super::gate::Segment;
use super::listen::{SegmentHeard, hear_segment};
use super::recogniser::{Listening, Recogniser, RecogniserError};
use super::sieve::Verdict;
use super::turn::{News, Turn};
use serde::Serialize;
use std::f32::consts::TAU;
use std::path::Path;

/// The same as [`RATE_HZ`], to reckon with.
const RATE: f32 = 16_000.0;
/// Samples in ten milliseconds.
const BLOCK: usize = RATE_HZ as usize / 100;
/// Noise before and after each sentence; the live gate ends a turn well within it.
const AROUND: usize = RATE_HZ as usize;
/// A transient's loudness is that of its loudest eighth of a second.
const TRANSIENT: usize = RATE_HZ as usize / 8;
/// A beginning later than this after the first sound has lost a syllable.
const ONSET_LATE_MS: u64 = 100;

/// A kind of noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Noise {
    /// A fan: steady, broad, with the hum of its blades.
    Fan,
    /// Traffic: a low roar with cars that come and go.
    Traffic,
    /// A door that slams every few seconds, else silence.
    Door,
    /// Somebody else who talks.
    Talker,
}

impl Noise {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fan, Self::Traffic, Self::Door, Self::Talker];

    /// Its name in message files and machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fan => "fan",
            Self::Traffic => "traffic",
            Self::Door => "door",
            Self::Talker => "talker",
        }
    }

    /// So many samples of it, at a level of one; `others` is what another talker says, one sentence after the other.
    #[must_use]
    pub fn make(self, samples: usize, seed: u32, others: &[f32]) -> Vec<f32> {
        let mut draw = Draw(seed.wrapping_mul(2_654_435_761).wrapping_add(1));
        let mut made = match self {
            Self::Fan => fan(samples, &mut draw),
            Self::Traffic => traffic(samples, &mut draw),
            Self::Door => doors(samples, &mut draw),
            Self::Talker if others.is_empty() => vec![0.0; samples],
            Self::Talker => {
                let from = draw.below(others.len());
                let round = others.iter().cycle().skip(from);
                round.take(samples).copied().collect()
            }
        };
        let level = match self {
            Self::Fan | Self::Traffic => rms(&made),
            Self::Door => loudest(&made),
            Self::Talker => speech_level(&made),
        };
        let gain = 1.0 / level.max(1e-6);
        made.iter_mut().for_each(|one| *one *= gain);
        made
    }
}

/// Numbers that look drawn.
struct Draw(u32);

impl Draw {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from((self.0 >> 16) as u16) / 32_768.0 - 1.0
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next();
        self.0 as usize % limit.max(1)
    }

    /// Between two values.
    fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * (self.next() * 0.5 + 0.5)
    }
}

#[expect(clippy::cast_precision_loss, reason = "places within minutes of sound")]
fn secs(at: usize) -> f32 {
    at as f32 / RATE
}

fn rms(sound: &[f32]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "minutes of sound")]
    let count = sound.len().max(1) as f32;
    (sound.iter().map(|one| one * one).sum::<f32>() / count).sqrt()
}

fn loudest(sound: &[f32]) -> f32 {
    sound.chunks(TRANSIENT).map(rms).fold(0.0, f32::max)
}

/// Level of the parts in which somebody speaks.
#[must_use]
pub fn speech_level(sound: &[f32]) -> f32 {
    let top = loudest(sound);
    let spoken: Vec<f32> = sound
        .chunks(BLOCK)
        .filter(|block| rms(block) > top * 0.1)
        .flatten()
        .copied()
        .collect();
    rms(&spoken)
}

/// One pole: lets what is below `hz` through.
fn low(last: &mut f32, value: f32, hz: f32) -> f32 {
    let share = 1.0 - (-TAU * hz / RATE).exp();
    *last += share * (value - *last);
    *last
}

fn fan(samples: usize, draw: &mut Draw) -> Vec<f32> {
    let (mut air, mut blade) = (0.0, draw.between(70.0, 110.0));
    let depth = draw.between(0.05, 0.2);
    blade = f32::round(blade);
    (0..samples)
        .map(|at| {
            let t = secs(at);
            let hum: f32 = (1..5_u8)
                .map(|n| (TAU * blade * f32::from(n) * t).sin() / f32::from(n))
                .sum();
            let flutter = 1.0 + depth * (TAU * 5.3 * t).sin();
            low(&mut air, draw.next(), 1_200.0) * flutter + hum * 0.06
        })
        .collect()
}

fn traffic(samples: usize, draw: &mut Draw) -> Vec<f32> {
    let (mut roar, mut tyres) = (0.0, 0.0);
    let mut made: Vec<f32> = (0..samples)
        .map(|_| low(&mut roar, draw.next(), 180.0))
        .collect();
    let mut at = 0;
    while at < samples {
        // A car: two to five seconds, its tyres an octave or three above the roar.
        let long = draw.below(RATE_HZ as usize * 3) + RATE_HZ as usize * 2;
        let (hz, loud) = (draw.between(400.0, 1_800.0), draw.between(0.1, 0.5));
        for step in 0..long.min(samples - at) {
            let swell = (TAU * 0.5 * secs(step) / secs(long)).sin();
            made[at + step] += low(&mut tyres, draw.next(), hz) * swell * swell * loud;
        }
        at += long + draw.below(RATE_HZ as usize * 2);
    }
    made
}

fn doors(samples: usize, draw: &mut Draw) -> Vec<f32> {
    let mut made = vec![0.0; samples];
    let mut at = RATE_HZ as usize / 2 + draw.below(RATE_HZ as usize);
    while at < samples {
        let modes: Vec<(f32, f32)> = [85.0, 140.0, 230.0, 410.0, 760.0]
            .into_iter()
            .map(|hz| (hz * draw.between(0.9, 1.1), draw.between(0.3, 1.0)))
            .collect();
        for step in 0..(RATE_HZ as usize / 2).min(samples - at) {
            let t = secs(step);
            let body: f32 = modes
                .iter()
                .map(|(hz, loud)| (TAU * hz * t).sin() * loud * (-t * (8.0 + hz * 0.03)).exp())
                .sum();
            let crack = draw.next() * (-t * 90.0).exp() * 2.0;
            made[at + step] += body + crack;
        }
        at += RATE_HZ as usize * 2 + draw.below(RATE_HZ as usize * 2);
    }
    made
}

/// A sentence with noise so many decibels below it, and the noise alone around it.
#[must_use]
pub fn mixed(speech: &[f32], noise: Noise, snr_db: f32, seed: u32, others: &[f32]) -> Vec<f32> {
    let gain = speech_level(speech) * 10_f32.powf(-snr_db / 20.0);
    let mut all: Vec<f32> = noise
        .make(speech.len() + AROUND * 2, seed, others)
        .into_iter()
        .map(|one| one * gain)
        .collect();
    for (into, value) in all[AROUND..].iter_mut().zip(speech) {
        *into += value;
    }
    let peak = all.iter().fold(1.0_f32, |peak, one| peak.max(one.abs()));
    all.iter_mut().for_each(|one| *one /= peak);
    all
}

/// What an open microphone takes for speech.
fn segments(sound: &[f32]) -> Vec<Segment> {
    let mut turn = Turn::new();
    turn.set_open_mic(true);
    let silence = vec![0.0; AROUND];
    sound
        .chunks(BLOCK)
        .chain(silence.chunks(BLOCK))
        .flat_map(|block| turn.push(block))
        .filter_map(|news| match news {
            News::Said { segment, .. } => Some(segment),
            _ => None,
        })
        .collect()
}

fn words(
    found: &[Segment],
    recogniser: &mut Recogniser,
    listening: Listening,
) -> Result<Vec<SegmentHeard>, RecogniserError> {
    found
        .iter()
        .map(|one| hear_segment(Path::new("noise"), one, recogniser, listening))
        .filter(|heard| {
            heard.as_ref().is_ok_and(|one| one.verdict != Verdict::Drop) || heard.is_err()
        })
        .collect()
}

/// How many segments of a sound in which nobody speaks are taken for speech, and how many of those give words.
///
/// # Errors
/// The recogniser fails.
pub fn false_segments(
    sound: &[f32],
    recogniser: &mut Recogniser,
    listening: Listening,
) -> Result<(usize, usize), RecogniserError> {
    let found = segments(sound);
    let heard = words(&found, recogniser, listening)?;
    Ok((found.len(), heard.len()))
}

/// What was heard of one sentence in noise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InNoise {
    /// The words, in the order they were heard.
    pub text: String,
    /// Whether its beginning was missed, or all of it.
    pub is_onset_missed: bool,
}

/// Hears a sentence that lies in noise as [`mixed`] laid it.
///
/// # Errors
/// The recogniser fails.
pub fn hear_in_noise(
    speech: &[f32],
    sound: &[f32],
    recogniser: &mut Recogniser,
    listening: Listening,
) -> Result<InNoise, RecogniserError> {
    let found = segments(sound);
    let ms = |samples: usize| samples as u64 * 1000 / u64::from(RATE_HZ);
    let span = speech_span(speech);
    let (from, to) = (ms(AROUND + span.start), ms(AROUND + span.end));
    let is_onset_missed = !found
        .iter()
        .any(|one| one.start_ms <= from + ONSET_LATE_MS && one.end_ms > from && one.start_ms < to);
    let text = words(&found, recogniser, listening)?
        .iter()
        .map(|one| one.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    Ok(InNoise {
        text,
        is_onset_missed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_noise_has_its_level_and_is_the_same_again() {
        let talk: Vec<f32> = (0..48_000)
            .map(|at| (secs(at) * 900.0).sin() * 0.2)
            .collect();
        for noise in Noise::ALL {
            let made = noise.make(160_000, 7, &talk);
            assert_eq!(made, noise.make(160_000, 7, &talk));
            assert_ne!(made, noise.make(160_000, 8, &talk), "{noise:?}");
            let level = match noise {
                Noise::Door => loudest(&made),
                Noise::Talker => speech_level(&made),
                _ => rms(&made),
            };
            assert!((level - 1.0).abs() < 0.01, "{noise:?}: {level}");
        }
    }

    #[test]
    fn noise_lies_as_far_below_as_is_said() {
        let speech: Vec<f32> = (0..32_000)
            .map(|at| (secs(at) * 2_000.0).sin() * 0.1)
            .collect();
        let quiet = mixed(&speech, Noise::Fan, 20.0, 1, &[]);
        let before = rms(&quiet[..AROUND / 2 * 2]);
        let expected = speech_level(&speech) * 0.1;
        assert!(
            (before / expected - 1.0).abs() < 0.15,
            "{before} {expected}"
        );
    }
}
