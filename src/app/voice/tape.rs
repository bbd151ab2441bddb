//! A sound file as a microphone would deliver it: ten milliseconds at a time, at its own pace.

use crate::app::options::PlayOptions;
use crate::speech::audio::{AudioError, RATE_HZ, read_all};
use std::path::{Path, PathBuf};

/// Samples of a block: ten milliseconds.
pub(super) const BLOCK: usize = RATE_HZ as usize / 100;

/// A script's sound file: beside the script first, for scripts travel with their sounds.
pub(super) fn script_file(options: &PlayOptions, file: &Path) -> PathBuf {
    let beside = options.script.as_deref().and_then(Path::parent);
    beside
        .map(|folder| folder.join(file))
        .filter(|path| path.is_file())
        .unwrap_or_else(|| file.to_owned())
}

/// A sound file being played into the capture border.
#[derive(Debug)]
pub(super) struct Tape {
    /// The file.
    pub(super) file: PathBuf,
    samples: Vec<f32>,
    at: usize,
}

impl Tape {
    /// Reads a file. Clips are short, so the whole of it.
    pub(super) fn open(file: &Path) -> Result<Self, AudioError> {
        Ok(Self {
            file: file.to_owned(),
            samples: read_all(file)?,
            at: 0,
        })
    }

    /// The whole of it.
    pub(super) fn samples(&self) -> &[f32] {
        &self.samples
    }

    /// The next block; the last one is filled up with silence, and none follows.
    pub(super) fn block(&mut self) -> Option<[f32; BLOCK]> {
        let left = self
            .samples
            .get(self.at..)
            .filter(|left| !left.is_empty())?;
        let count = left.len().min(BLOCK);
        let mut block = [0.0; BLOCK];
        block[..count].copy_from_slice(&left[..count]);
        self.at += count;
        Some(block)
    }
}
