//! Where the voice fixture and its clips lie: `tests/fixtures/voice`, or the folder in `STREETWISE_TEST_VOICE` while a
//! new fixture is being made. The clips' voices are none of those it was trained on.

#![expect(dead_code, reason = "each test file uses a part of this")]

use std::path::{Path, PathBuf};
use streetwise::domain::ids::Language;

/// A clip and what is said in it.
pub struct Clip {
    pub file: PathBuf,
    pub lang: Language,
    pub text: String,
}

/// A clip that must be heard as nothing.
pub struct Reject {
    pub file: PathBuf,
    /// `sound` for what is no speech, else how near to the list the words are.
    pub kind: String,
    /// None for what is no speech.
    pub lang: Option<Language>,
    pub text: String,
}

/// A line in a long recording.
pub struct Line {
    pub start_ms: u64,
    pub end_ms: u64,
    pub lang: Language,
    pub text: String,
}

fn folder() -> PathBuf {
    std::env::var_os("STREETWISE_TEST_VOICE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/voice"),
        PathBuf::from,
    )
}

/// The packed fixture model.
pub fn model() -> PathBuf {
    let entries = std::fs::read_dir(folder()).expect("the folder of the voice fixture");
    entries
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("voice-fixture") && name.ends_with(".bin.xz")
        })
        .expect("a voice-fixture*.bin.xz")
}

/// The rows of a table beside the clips.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder().join("clips").join(name)).expect(name);
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

fn clip_file(name: &str) -> PathBuf {
    folder().join("clips").join(name)
}

/// Every listed line in voices outside of training.
pub fn clips() -> Vec<Clip> {
    rows("clips.tsv")
        .into_iter()
        .map(|row| Clip {
            file: clip_file(&row[0]),
            lang: row[1].parse().unwrap(),
            text: row[2].clone(),
        })
        .collect()
}

/// Speech off the list and sounds that are no speech.
pub fn rejects() -> Vec<Reject> {
    rows("rejects.tsv")
        .into_iter()
        .map(|row| Reject {
            file: clip_file(&row[0]),
            kind: row[1].clone(),
            lang: row[2].parse().ok(),
            text: row[3].clone(),
        })
        .collect()
}

/// Long recordings with the lines in them, in order.
pub fn recordings() -> Vec<(PathBuf, Vec<Line>)> {
    let mut files: Vec<(PathBuf, Vec<Line>)> = Vec::new();
    for row in rows("recordings.tsv") {
        let file = clip_file(&row[0]);
        if files.last().is_none_or(|(last, _)| *last != file) {
            files.push((file, Vec::new()));
        }
        files.last_mut().unwrap().1.push(Line {
            start_ms: row[1].parse().unwrap(),
            end_ms: row[2].parse().unwrap(),
            lang: row[3].parse().unwrap(),
            text: row[4].clone(),
        });
    }
    files
}

/// Letters only, small: punctuation is the writer's, not the speaker's.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
