//! Ogg Opus in: the voices that travel with the cases. One channel; what it says is not known here.

use super::audio::RateChange;
use opus_decoder::OpusDecoder;
use std::io::Cursor;
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::MediaSourceStream;
use symphonia::default::formats::OggReader;

/// Samples a second of what comes out: twice those of speech as it is coded, so that a mixer's coarse resampler leaves no
/// mirrored hiss.
pub const RATE_HZ: u32 = 32_000;
/// Samples a second of speech as it is coded. At 24 kHz opus-decoder 0.1.1 makes noise of it (`tests/opus.rs` tells).
const CODED_HZ: u32 = 16_000;
/// Opus counts time in these, whatever the rate.
const TICKS_HZ: u32 = 48_000;
/// The longest packet there is lasts 120 ms.
const PACKET_SAMPLES_MAX: usize = CODED_HZ as usize * 120 / 1000;
const MAGIC: &[u8] = b"OpusHead";
/// Behind the head of the first page, which has one packet.
const MAGIC_AT: usize = 28;
/// In the first packet: how many channels, and how many ticks of the sound are not to be heard.
const CHANNELS_AT: usize = MAGIC_AT + 9;
const SKIP_AT: usize = MAGIC_AT + 10;

/// Why a recording does not decode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpusFault {
    /// Not what the name says.
    #[error("no Ogg Opus stream of one channel; record it again or use WAV")]
    NotOpus,
    /// The stream breaks off or is damaged.
    #[error("damaged Ogg Opus stream ({0}); put the file there again")]
    Damaged(String),
}

/// Whether these bytes begin an Ogg Opus stream.
#[must_use]
pub fn is_opus(bytes: &[u8]) -> bool {
    bytes.get(MAGIC_AT..MAGIC_AT + MAGIC.len()) == Some(MAGIC)
}

fn to_samples(ticks: u64) -> usize {
    (ticks * u64::from(CODED_HZ) / u64::from(TICKS_HZ)) as usize
}

/// The samples of a whole stream, [`RATE_HZ`] of them a second.
///
/// # Errors
/// When the bytes are no Opus stream of one channel, or a packet does not decode.
pub fn unpack(bytes: Vec<u8>) -> Result<Vec<f32>, OpusFault> {
    let skip = match bytes.get(CHANNELS_AT..SKIP_AT + 2) {
        Some(&[1, low, high]) if is_opus(&bytes) => u64::from(u16::from_le_bytes([low, high])),
        _ => return Err(OpusFault::NotOpus),
    };
    let damaged = |what: &dyn std::fmt::Display| OpusFault::Damaged(what.to_string());
    let source = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut pages =
        OggReader::try_new(source, FormatOptions::default()).map_err(|error| damaged(&error))?;
    let mut decoder = OpusDecoder::new(CODED_HZ, 1).map_err(|error| damaged(&error))?;
    let mut samples = Vec::new();
    let mut block = vec![0.0; PACKET_SAMPLES_MAX];
    let mut surplus = 0;
    while let Some(packet) = pages.next_packet().map_err(|error| damaged(&error))? {
        let count = decoder
            .decode_float(&packet.data, &mut block, false)
            .map_err(|error| damaged(&error))?;
        samples.extend_from_slice(&block[..count]);
        surplus = to_samples(packet.trim_end.get());
    }
    samples.truncate(samples.len().saturating_sub(surplus));
    let mut out = Vec::with_capacity(samples.len() * 2);
    let mut change = RateChange::between(CODED_HZ, RATE_HZ)
        .expect("this is a bug: speech is coded at a rate that we take");
    change.push(&samples[to_samples(skip).min(samples.len())..], &mut out);
    change.finish(&mut out);
    Ok(out)
}
