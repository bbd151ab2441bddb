//! Trying the devices out, for `doctor`: records a moment and says whether a loudspeaker opens. Needs no window.

use super::capture::Microphone;
use crate::speech::audio::RATE_HZ;
use std::time::{Duration, Instant};

/// What a microphone gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// The device.
    pub name: String,
    /// The device that was asked for, where this one stands in for it.
    pub instead_of: Option<String>,
    /// Its sound at 16 kHz.
    pub samples: Vec<f32>,
}

/// Records from a microphone, by name or the system's; from the system's, too, where the named one is gone.
///
/// # Errors
/// What the system said when it cannot be opened, or gave no sound.
pub fn record(device: Option<&str>, span: Duration) -> Result<Recording, String> {
    let mut microphone = Microphone::open(device)?;
    let mut samples = Vec::new();
    let until = Instant::now() + span;
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
        microphone.take(&mut samples);
        if microphone.is_gone() {
            return Err(cpal::ErrorKind::DeviceNotAvailable.to_string());
        }
    }
    if samples.is_empty() {
        return Err(cpal::ErrorKind::DeviceBusy.to_string());
    }
    // A device without a clock of its own may have given far more.
    samples.truncate(
        usize::try_from(span.as_millis()).unwrap_or(usize::MAX) * (RATE_HZ as usize / 1000),
    );
    Ok(Recording {
        name: microphone.name,
        instead_of: microphone.instead_of,
        samples,
    })
}
