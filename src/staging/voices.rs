//! Voices of a case in one language: with which recording a line is heard, how long, and how lips move meanwhile. A recording
//! that a bureau put beside the case goes before the one that travels with it. Plays nothing and decodes nothing.

use super::recording::Recording;
use super::sound::{Viseme, VoiceFile, visemes};
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

/// Endings of a bureau's recordings; the later goes before the earlier.
const ENDINGS: [&str; 2] = ["ogg", "wav"];

/// How a line is heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Where it is recorded.
    pub recording: Recording,
    /// How fast the recording is played.
    pub rate: f64,
    /// Length as heard.
    pub ms: u64,
    /// Mouth shapes as heard.
    pub visemes: Vec<(u64, Viseme)>,
}

/// All lines of a case that are heard.
#[derive(Debug, Default)]
pub struct Voices {
    /// What a bureau put beside the case.
    own: BTreeMap<String, Voice>,
    /// What travels with it.
    listed: BTreeMap<String, Voice>,
}

/// How lips move when nobody wrote down how: they open and close with the syllables.
fn mumble(ms: u64) -> Vec<(u64, Viseme)> {
    const SYLLABLE_MS: u64 = 210;
    let shapes = [Viseme::Aa, Viseme::Ih, Viseme::Ou, Viseme::Aa, Viseme::Mm];
    (0..ms / SYLLABLE_MS)
        .zip(shapes.into_iter().cycle())
        .flat_map(|(at, shape)| {
            [
                (at * SYLLABLE_MS, shape),
                (at * SYLLABLE_MS + SYLLABLE_MS * 2 / 3, Viseme::Rest),
            ]
        })
        .collect()
}

/// A time of a recording that is played at another pace.
fn paced(ms: u64, rate: f64) -> u64 {
    (ms as f64 / rate).round() as u64
}

impl Voices {
    /// What a table lists, under what lies in the folder of the language by the name of a line. `length_ms` reads a sound
    /// file; what it cannot read is left out.
    #[must_use]
    pub fn new(
        table: &VoiceFile,
        case_folder: &Path,
        lang: &str,
        length_ms: impl Fn(&Path) -> Option<u64>,
    ) -> Self {
        let folder = case_folder.join("voices");
        let mut listed = BTreeMap::new();
        for row in &table.recordings {
            let recording = Recording::of(&table.pack, row, &folder);
            let shapes = visemes(&row.visemes);
            for (line, rate) in row.heard_as() {
                let voice = Voice {
                    recording: recording.clone(),
                    rate,
                    ms: paced(row.ms, rate),
                    visemes: shapes
                        .iter()
                        .map(|(ms, shape)| (paced(*ms, rate), *shape))
                        .collect(),
                };
                listed.insert(line.to_owned(), voice);
            }
        }
        let mut own = BTreeMap::new();
        for ending in ENDINGS {
            for path in files::list(&folder.join(lang), ending) {
                let line = path.file_stem().map(|one| one.to_string_lossy());
                let (Some(line), Some(ms)) = (line, length_ms(&path)) else {
                    continue;
                };
                let voice = Voice {
                    recording: Recording::whole(path.clone()),
                    rate: 1.0,
                    ms,
                    visemes: mumble(ms),
                };
                own.insert(line.into_owned(), voice);
            }
        }
        Self { own, listed }
    }

    /// How a line is heard: in a bureau's own recording before any other, and in each from the most special to the most
    /// general: this speaker saying what was drawn, this speaker, what was drawn, the line.
    #[must_use]
    pub fn find(&self, by: &str, line: &str, drawn: &[&str]) -> Option<&Voice> {
        let mut names = Vec::new();
        for one in [format!("{line}@{by}"), line.to_owned()] {
            names.extend(drawn.iter().map(|value| format!("{one}~{value}")));
            names.push(one);
        }
        [&self.own, &self.listed]
            .into_iter()
            .find_map(|voices| names.iter().find_map(|name| voices.get(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staging::{VoicePack, VoiceRow};

    fn row(at: u64, lines: &[&str], paced: &[(&str, f64)]) -> VoiceRow {
        VoiceRow {
            lines: lines.iter().map(|one| (*one).to_owned()).collect(),
            paced: paced
                .iter()
                .map(|(line, rate)| ((*line).to_owned(), *rate))
                .collect(),
            part: (at, 10),
            ms: 1_000,
            lufs: -20.0,
            visemes: "0a 500-".to_owned(),
        }
    }

    /// A case whose recordings are listed and two lines of which a bureau has spoken itself.
    fn voices(name: &str) -> Voices {
        let case = std::env::temp_dir().join(format!("streetwise-{name}-{}", std::process::id()));
        let folder = case.join("voices").join("zh");
        std::fs::create_dir_all(&folder).unwrap();
        for file in ["p.ask.ogg", "p.ask.wav", "p.go@qin.ogg", "p.bad.ogg"] {
            std::fs::write(folder.join(file), b"sound").unwrap();
        }
        let table = VoiceFile {
            format: 1,
            pack: VoicePack {
                file: "zh.pack".to_owned(),
                head: 7,
            },
            recordings: vec![
                row(7, &["p.ask", "p.ask@mo", "p.bad"], &[]),
                row(17, &["p.go", "p.go@qin"], &[("p.go@pai", 1.25)]),
                row(27, &["p.go~low"], &[]),
                row(37, &["p.go@mo~low"], &[]),
            ],
        };
        let length_ms = |path: &Path| (!path.ends_with("p.bad.ogg")).then_some(2_100);
        let voices = Voices::new(&table, &case, "zh", length_ms);
        std::fs::remove_dir_all(&case).unwrap();
        voices
    }

    fn part(voice: &Voice) -> Option<u64> {
        voice.recording.part.map(|part| part.at)
    }

    #[test]
    fn the_most_special_recording_is_heard() {
        let voices = voices("special");
        let at = |by, line, drawn: &[&str]| voices.find(by, line, drawn).and_then(part);
        assert_eq!(at("mo", "p.go", &["low"]), Some(37));
        assert_eq!(at("mo", "p.go", &["high"]), Some(17));
        assert_eq!(at("he", "p.go", &["high", "low"]), Some(27));
        assert_eq!(voices.find("he", "p.none", &[]), None);
    }

    #[test]
    fn a_bureaus_own_recording_goes_first_and_one_that_does_not_read_does_not() {
        let voices = voices("own");
        let own = |by, line, drawn: &[&str]| {
            let voice = voices.find(by, line, drawn).unwrap();
            assert!(voice.ms == 2_100 && voice.rate == 1.0 && voice.visemes.len() == 20);
            assert_eq!(part(voice), None);
            voice.recording.path.file_name().unwrap().to_owned()
        };
        assert_eq!(own("qin", "p.ask", &[]), "p.ask.wav");
        assert_eq!(own("mo", "p.ask", &[]), "p.ask.wav", "whoever says it");
        assert_eq!(own("qin", "p.go", &["low"]), "p.go@qin.ogg");
        assert_eq!(part(voices.find("qin", "p.bad", &[]).unwrap()), Some(7));
    }

    #[test]
    fn one_recording_makes_two_people_of_different_pace() {
        let voices = voices("paced");
        let quick = voices.find("pai", "p.go", &[]).unwrap();
        assert_eq!((part(quick), quick.rate, quick.ms), (Some(17), 1.25, 800));
        assert_eq!(
            quick.visemes,
            vec![(0, Viseme::Aa), (400, Viseme::Rest)],
            "lips keep pace"
        );
    }
}
