//! Sounds and voices: which files there are, how loud, and how lips move while a line is heard.

use serde::Deserialize;

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
    /// Lines.
    pub lines: Vec<VoiceLine>,
}

/// The recording of a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceLine {
    /// Line, with `~value` behind it where a draw is spoken.
    pub line: String,
    /// File beside the table's folder.
    pub file: String,
    /// Length.
    pub ms: u64,
    /// Loudness.
    #[serde(default)]
    pub lufs: f32,
    /// Mouth shapes: `0m 80a 160i`.
    #[serde(default)]
    pub visemes: String,
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
