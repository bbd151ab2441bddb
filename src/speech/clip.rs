//! A heard segment as a sound file that any player opens: RIFF/WAVE, 16 bit, one channel.

use super::audio::RATE_HZ;

/// Bytes of a sample.
const SAMPLE_BYTES: u32 = 2;
/// Bytes of the header before the samples, without the eight that name the file.
const HEAD_BYTES: u32 = 36;

/// The sound at 16 kHz as a WAVE file.
#[must_use]
pub fn wave(samples: &[f32]) -> Vec<u8> {
    let data = u32::try_from(samples.len())
        .unwrap_or(u32::MAX / SAMPLE_BYTES)
        .saturating_mul(SAMPLE_BYTES);
    let mut bytes = Vec::with_capacity(samples.len() * 2 + 44);
    let words = |bytes: &mut Vec<u8>, list: &[u32]| {
        for word in list {
            bytes.extend(word.to_le_bytes());
        }
    };
    bytes.extend(b"RIFF");
    words(&mut bytes, &[data.saturating_add(HEAD_BYTES)]);
    bytes.extend(b"WAVEfmt ");
    // Length of this part; then PCM in one channel; rate; bytes a second.
    words(
        &mut bytes,
        &[16, 1 | (1 << 16), RATE_HZ, RATE_HZ * SAMPLE_BYTES],
    );
    // Bytes of a sample, bits of a sample.
    words(&mut bytes, &[SAMPLE_BYTES | (16 << 16)]);
    bytes.extend(b"data");
    words(&mut bytes, &[data]);
    for sample in samples {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "clamped to the range of 16 bits"
        )]
        let whole = (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16;
        bytes.extend(whole.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::wave;

    #[test]
    fn the_header_says_what_follows() {
        let bytes = wave(&[0.0, 1.0, -1.0, 2.0]);
        assert_eq!(bytes.len(), 44 + 8);
        assert_eq!(&bytes[..4], b"RIFF");
        assert_eq!(bytes[4..8], 44_u32.to_le_bytes());
        assert_eq!(bytes[22..24], 1_u16.to_le_bytes(), "one channel");
        assert_eq!(bytes[24..28], 16_000_u32.to_le_bytes(), "its rate");
        assert_eq!(bytes[32..36], [2, 0, 16, 0], "16 bit");
        assert_eq!(bytes[40..44], 8_u32.to_le_bytes());
        assert_eq!(bytes[46..48], i16::MAX.to_le_bytes());
        assert_eq!(bytes[50..52], i16::MAX.to_le_bytes(), "too loud is clipped");
    }
}
