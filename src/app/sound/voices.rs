//! Recordings of lines: which there are, how long they last, how lips move. A bureau's own recording beside the case goes
//! before the one that travels with it.

use crate::app::Screen;
use crate::app::bridge::{ActiveCase, FinishedRun, Plan};
use crate::app::library::Library;
use crate::app::words::Tongue;
use crate::domain::ids::Language;
use crate::files;
use crate::speech::audio::length_ms;
use crate::staging::{self, Viseme, VoiceFile, visemes};
use bevy::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Endings of recordings; the later goes before the earlier.
const ENDINGS: [&str; 2] = ["ogg", "wav"];

#[derive(Debug, Clone, PartialEq)]
struct Row {
    file: String,
    ms: u64,
    visemes: Vec<(u64, Viseme)>,
}

/// Voices of the planned case in the language of the run.
#[derive(Resource, Debug, Default)]
pub struct VoiceLibrary {
    rows: BTreeMap<String, Row>,
    folder: PathBuf,
}

/// How long a line is heard, and how lips move meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceLength {
    /// Seconds.
    pub seconds: f32,
    /// Mouth shapes.
    pub visemes: Vec<(u64, Viseme)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<VoiceLibrary>()
        .add_systems(OnEnter(Screen::Briefing), bring_in)
        .add_systems(
            OnEnter(Screen::Debriefing),
            bring_in_again.run_if(resource_exists::<FinishedRun>),
        );
}

fn bring_in(
    voices: ResMut<VoiceLibrary>,
    library: Res<Library>,
    plan: Res<Plan>,
    tongue: Res<Tongue>,
) {
    bring_in_case(voices, *library, plan.case, &tongue);
}

/// Whoever sees an earlier run again hears it, too.
fn bring_in_again(
    voices: ResMut<VoiceLibrary>,
    library: Res<Library>,
    finished: Res<FinishedRun>,
    tongue: Res<Tongue>,
) {
    bring_in_case(voices, *library, finished.plan.case, &tongue);
}

fn bring_in_case(mut voices: ResMut<VoiceLibrary>, library: Library, case: usize, tongue: &Tongue) {
    let Some(entry) = library.entry(case) else {
        return;
    };
    let lang = match tongue.lang() {
        Language::Zh => "zh",
        Language::En => "en",
    };
    let table = staging::voices(&entry.folder, lang).unwrap_or_else(|error| {
        error!("{error}");
        VoiceFile::default()
    });
    *voices = VoiceLibrary::new(table, entry.folder.join("voices").join(lang));
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

impl VoiceLibrary {
    /// The rows of a table, with the recordings that lie in its folder under the name of a line before them.
    fn new(table: VoiceFile, folder: PathBuf) -> Self {
        let of_table: BTreeSet<&str> = table.lines.iter().map(|row| row.file.as_str()).collect();
        let mut rows = BTreeMap::new();
        for row in &table.lines {
            rows.insert(
                row.line.clone(),
                Row {
                    file: row.file.clone(),
                    ms: row.ms,
                    visemes: visemes(&row.visemes),
                },
            );
        }
        for ending in ENDINGS {
            for path in files::list(&folder, ending) {
                let (Some(line), Some(file)) = (
                    path.file_stem()
                        .map(|one| one.to_string_lossy().into_owned()),
                    path.file_name()
                        .map(|one| one.to_string_lossy().into_owned()),
                ) else {
                    continue;
                };
                if of_table.contains(file.as_str()) {
                    continue;
                }
                match length_ms(&path) {
                    Ok(ms) => {
                        let visemes = mumble(ms);
                        rows.insert(line, Row { file, ms, visemes });
                    }
                    Err(error) => warn!("{error}"),
                }
            }
        }
        Self { rows, folder }
    }

    /// The recording of a line in this run, from the most special to the most general: this speaker saying what was drawn,
    /// this speaker, what was drawn, the line.
    fn row(&self, active: &ActiveCase, by: &str, line: &str) -> Option<&Row> {
        let drawn: Vec<&str> = active
            .case()
            .draws
            .iter()
            .zip(&active.state().drawn)
            .map(|(draw, value)| draw.of[usize::from(*value)].id.as_str())
            .collect();
        self.find(by, line, &drawn)
    }

    fn find(&self, by: &str, line: &str, drawn: &[&str]) -> Option<&Row> {
        let whose = [format!("{line}@{by}"), line.to_owned()];
        let spoken = |whose: &String| {
            drawn
                .iter()
                .find_map(|value| self.rows.get(&format!("{whose}~{value}")))
        };
        spoken(&whose[0])
            .or_else(|| self.rows.get(&whose[0]))
            .or_else(|| spoken(&whose[1]))
            .or_else(|| self.rows.get(&whose[1]))
    }

    /// How long a line is heard; none when it has no recording.
    #[must_use]
    pub fn length(&self, active: &ActiveCase, by: &str, line: &str) -> Option<VoiceLength> {
        let row = self.row(active, by, line)?;
        Some(VoiceLength {
            seconds: row.ms as f32 / 1000.0,
            visemes: row.visemes.clone(),
        })
    }

    /// The file of a line.
    #[must_use]
    pub fn file(&self, active: &ActiveCase, by: &str, line: &str) -> Option<PathBuf> {
        let row = self.row(active, by, line)?;
        let path = self.folder.join(&row.file);
        path.is_file().then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staging::VoiceLine;

    fn row(line: &str, file: &str) -> VoiceLine {
        VoiceLine {
            line: line.to_owned(),
            file: file.to_owned(),
            ms: 1_000,
            lufs: -20.0,
            visemes: "0a".to_owned(),
        }
    }

    #[test]
    fn the_most_special_recording_is_heard_and_a_bureaus_own_goes_first() {
        let folder = std::env::temp_dir().join(format!("streetwise-voices-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let clip = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/voice/clips/zh-01-a.ogg"
        );
        std::fs::copy(clip, folder.join("p.ask.ogg")).unwrap();
        std::fs::copy(clip, folder.join("p.go@qin.ogg")).unwrap();
        let table = VoiceFile {
            format: 1,
            lines: vec![
                row("p.ask", "a.ogg"),
                row("p.go", "b.ogg"),
                row("p.go@qin", "p.go@qin.ogg"),
                row("p.go~low", "c.ogg"),
                row("p.go@mo~low", "d.ogg"),
            ],
        };
        let voices = VoiceLibrary::new(table, folder.clone());
        std::fs::remove_dir_all(&folder).unwrap();
        let file =
            |by, line, drawn: &[&str]| voices.find(by, line, drawn).map(|one| one.file.as_str());
        assert_eq!(file("qin", "p.ask", &[]), Some("p.ask.ogg"));
        assert_eq!(file("qin", "p.go", &["low"]), Some("p.go@qin.ogg"));
        assert_eq!(file("mo", "p.go", &["low"]), Some("d.ogg"));
        assert_eq!(file("mo", "p.go", &["high"]), Some("b.ogg"));
        assert_eq!(file("he", "p.go", &["high", "low"]), Some("c.ogg"));
        assert_eq!(file("he", "p.none", &[]), None);
        let own = voices.find("he", "p.ask", &[]).unwrap();
        assert!(own.ms > 2_000 && own.ms < 8_000, "{}", own.ms);
        assert!(own.visemes.len() > 10);
        // A file that the table names is no recording of the bureau's.
        assert_eq!(voices.find("qin", "p.go", &[]).unwrap().ms, 1_000);
    }
}
