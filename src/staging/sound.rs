//! Sounds and voices: which files there are, how loud, and how lips move while a line is heard.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The table of effects and ambience.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoundFile {
    /// Format number.
    pub format: u32,
    /// Sounds.
    pub sounds: Vec<Sound>,
}

/// A sound.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sound {
    /// Id.
    pub sound: String,
    /// File under `assets/sound`.
    pub file: String,
    /// What it is.
    pub kind: SoundKind,
    /// Whether it loops.
    pub repeats: bool,
    /// Whether it comes from somewhere.
    pub spatial: bool,
    /// Level beside the others, in decibels.
    pub gain_db: f32,
}

/// What a sound is; volumes are set by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum SoundKind {
    /// A footstep.
    Step,
    /// A place at an hour.
    Ambience,
    /// People.
    Crowd,
    /// Traffic.
    Traffic,
    /// Weather.
    Weather,
    /// Radio.
    Radio,
    /// Body camera, camera, phone.
    Device,
    /// Something falls, breaks, rattles.
    Impact,
    /// Interface.
    Ui,
    /// A vehicle.
    Vehicle,
}

/// Voices of a case in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceFile {
    /// Format number.
    pub format: u32,
    /// Where the recordings lie.
    pub pack: VoicePack,
    /// Recordings.
    pub recordings: Vec<VoiceRow>,
}

/// All recordings of a table in one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoicePack {
    /// File beside the table.
    pub file: String,
    /// Bytes at its beginning that go before every part.
    pub head: u64,
}

/// A recording, and the lines that are heard with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceRow {
    /// Lines played as recorded, with `@person` behind them where one of several says it and `~value` where a draw is spoken.
    pub lines: Vec<String>,
    /// Lines played at another pace, by their pace: one recording makes several people.
    #[serde(default)]
    pub paced: BTreeMap<String, f64>,
    /// Where the recording begins in the pack, and its length in bytes.
    pub part: (u64, u64),
    /// Length as recorded.
    pub ms: u64,
    /// Loudness.
    pub lufs: f32,
    /// Mouth shapes as recorded: `0m 80a 160i`.
    pub visemes: String,
}

impl VoiceRow {
    /// All lines with their paces.
    pub fn heard_as(&self) -> impl Iterator<Item = (&str, f64)> {
        let paced = self.paced.iter().map(|(line, rate)| (line.as_str(), *rate));
        self.lines
            .iter()
            .map(|line| (line.as_str(), 1.0))
            .chain(paced)
    }
}

/// A mouth shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viseme {
    /// Open.
    Aa,
    /// Wide.
    Ih,
    /// Round.
    Ou,
    /// Lips closed.
    Mm,
    /// Lip at the teeth.
    Ff,
    /// At rest.
    Rest,
}

/// Reads a track of mouth shapes: when, in milliseconds, and which. What does not read is left out.
#[must_use]
pub fn visemes(track: &str) -> Vec<(u64, Viseme)> {
    track
        .split_whitespace()
        .filter_map(|word| {
            let shape = match word.chars().last()? {
                'a' => Viseme::Aa,
                'i' => Viseme::Ih,
                'u' => Viseme::Ou,
                'm' => Viseme::Mm,
                'f' => Viseme::Ff,
                '-' => Viseme::Rest,
                _ => return None,
            };
            let at = word.get(..word.len() - 1)?.parse().ok()?;
            Some((at, shape))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Viseme, visemes};

    #[test]
    fn a_track_reads_and_what_does_not_is_left_out() {
        assert_eq!(
            visemes("0m 80a x9 160- 12"),
            vec![(0, Viseme::Mm), (80, Viseme::Aa), (160, Viseme::Rest)]
        );
    }
}
