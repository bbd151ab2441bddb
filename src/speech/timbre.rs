//! How one frame of sound is: its level, its colour, whether it is voiced. Numbers only; what they mean for a segment is
//! the gate's.

use crate::speech::audio::RATE_HZ;

/// Samples averaged into one before voicing is looked for.
const SLOWER: usize = 4;
/// Lowest voice, hertz.
const PITCH_HZ_MIN: usize = 65;
/// Highest voice, hertz.
const PITCH_HZ_MAX: usize = 420;
/// Lags that describe the colour of a frame: resonances from 500 Hz up.
pub(super) const COLOUR_LAGS: usize = 32;
/// Quietest level told apart, decibels of full scale.
pub(super) const LEVEL_DB_NOTHING: f32 = -100.0;
/// Samples in a frame of the detector: 16 ms.
pub(super) const FRAME: usize = 256;

/// The colour of a frame and the one before it: autocorrelation at the shortest lags, whatever the loudness.
pub(super) fn colour(before: &[f32; FRAME], now: &[f32; FRAME]) -> [f32; COLOUR_LAGS] {
    let mut window = [0.0; FRAME * 2];
    for (into, value) in window.iter_mut().zip(before.iter().chain(now)) {
        *into = *value;
    }
    let at = |lag: usize| -> f32 { window.iter().zip(&window[lag..]).map(|(a, b)| a * b).sum() };
    let power = at(0) + 1e-9;
    std::array::from_fn(|index| at(index + 1) / power)
}

/// Mean power of a frame in decibels of full scale.
#[must_use]
pub fn level_db(samples: &[f32]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a block has few samples")]
    let power = samples.iter().map(|v| v * v).sum::<f32>() / samples.len().max(1) as f32;
    10.0 * power.max(1e-10).log10()
}

/// How much two frames in a row repeat themselves at the pace of a voice: 0 not at all, 1 exactly.
pub(super) fn periodicity(before: &[f32; FRAME], now: &[f32; FRAME]) -> f32 {
    // A quarter of the rate: the hiss above a voice's first harmonics would only blur it.
    let mut window = [0.0; FRAME * 2 / SLOWER];
    let groups = before.chunks_exact(SLOWER).chain(now.chunks_exact(SLOWER));
    // First differences: a slow thump repeats itself at any lag, and is no voice.
    let mut last = 0.0;
    for (into, group) in window.iter_mut().zip(groups) {
        let value: f32 = group.iter().sum();
        *into = value - 0.9 * last;
        last = value;
    }
    window[0] = 0.0;
    let rate = RATE_HZ as usize / SLOWER;
    let mut best = 0.0_f32;
    for lag in rate / PITCH_HZ_MAX..=rate / PITCH_HZ_MIN {
        let (mut product, mut left, mut right) = (0.0_f32, 1e-9_f32, 1e-9_f32);
        for (a, b) in window.iter().zip(&window[lag..]) {
            product += a * b;
            left += a * a;
            right += b * b;
        }
        best = best.max(product / (left * right).sqrt());
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periodicity_tells_a_voice_from_a_hiss() {
        let mut state = 12_345_u32;
        let mut hiss = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        let noise: [[f32; FRAME]; 2] = [
            std::array::from_fn(|_| hiss()),
            std::array::from_fn(|_| hiss()),
        ];
        assert!(periodicity(&noise[0], &noise[1]) < 0.4);
        // A pulse train at 125 Hz, as vocal folds make it.
        let pulses = |i: usize| if i % 128 < 8 { 0.5 } else { 0.0 };
        let (a, b) = (
            std::array::from_fn(pulses),
            std::array::from_fn(|i| pulses(i + FRAME)),
        );
        assert!(periodicity(&a, &b) > 0.9);
        assert!(periodicity(&[0.0; FRAME], &[0.0; FRAME]) < 0.1);
    }

    #[test]
    fn levels_are_decibels_of_full_scale() {
        assert!((level_db(&[1.0; FRAME])).abs() < 0.01);
        assert!((level_db(&[0.1; FRAME]) + 20.0).abs() < 0.01);
        assert!((level_db(&[0.0; FRAME]) - LEVEL_DB_NOTHING).abs() < 0.01);
    }
}
