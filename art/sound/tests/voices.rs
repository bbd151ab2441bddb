//! Is there a sound file behind every entry of the lists, and a voice or an honest note for every line?

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// All voices of both cases and languages together stay below this.
const VOICES_BYTES_MAX: u64 = 18_000_000;
/// All effects together stay below this.
const EFFECTS_BYTES_MAX: u64 = 6_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Effects {
    format: u32,
    sounds: Vec<Effect>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Effect {
    sound: String,
    file: String,
    kind: Kind,
    repeats: bool,
    #[expect(dead_code, reason = "only its shape is checked")]
    spatial: bool,
    gain_db: f32,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Step,
    Ambience,
    Crowd,
    Traffic,
    Weather,
    Radio,
    Device,
    Impact,
    Ui,
    Vehicle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voices {
    format: u32,
    lines: Vec<Voice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voice {
    line: String,
    file: String,
    ms: u32,
    lufs: f32,
    visemes: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> T {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    ron::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sound_files(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".ogg"))
        .collect()
}

fn bytes(folder: &Path, names: &BTreeSet<String>) -> u64 {
    names
        .iter()
        .map(|name| fs::metadata(folder.join(name)).unwrap().len())
        .sum()
}

/// Every Vorbis file begins so.
fn is_vorbis(path: &Path) -> bool {
    let head = fs::read(path).unwrap();
    head.starts_with(b"OggS") && head.len() > 40 && &head[28..35] == b"\x01vorbis"
}

fn voice_folders() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for case in fs::read_dir(root().join("scenarios")).unwrap() {
        let case = case.unwrap().path();
        for lang in ["zh", "en"] {
            if case.join("voices").join(lang).is_dir() {
                found.push((case.clone(), lang.to_owned()));
            }
        }
    }
    assert_eq!(found.len(), 4, "two cases in two languages: {found:?}");
    found
}

#[test]
fn the_list_of_effects_and_the_folder_agree() {
    let folder = root().join("assets/sound");
    let list: Effects = read(&folder.join("sound.ron"));
    assert_eq!(list.format, 1);
    let named: BTreeSet<String> = list.sounds.iter().map(|sound| sound.file.clone()).collect();
    let ids: BTreeSet<&str> = list
        .sounds
        .iter()
        .map(|sound| sound.sound.as_str())
        .collect();
    assert_eq!(ids.len(), list.sounds.len(), "a sound stands there twice");
    assert_eq!(named, sound_files(&folder));
    assert!(
        list.sounds
            .iter()
            .all(|sound| is_vorbis(&folder.join(&sound.file)))
    );
    assert!(
        list.sounds
            .iter()
            .all(|sound| (-40.0..=6.0).contains(&sound.gain_db))
    );
    let kinds: BTreeSet<&Kind> = list.sounds.iter().map(|sound| &sound.kind).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    assert!(
        list.sounds
            .iter()
            .filter(|sound| matches!(sound.kind, Kind::Ambience | Kind::Crowd))
            .all(|sound| sound.repeats)
    );
    let size = bytes(&folder, &named);
    assert!(size <= EFFECTS_BYTES_MAX, "{size} bytes");
}

#[test]
fn every_line_has_a_voice_or_stands_in_the_table_of_silent_lines() {
    let silent = fs::read_to_string(root().join("docs/sound.md")).unwrap();
    for (case, lang) in voice_folders() {
        let texts: BTreeMap<String, String> = read(&case.join(format!("lines.{lang}.ron")));
        let voices: Voices = read(&case.join(format!("voices/{lang}.ron")));
        let bare = |key: &str| key.split(['@', '~']).next().unwrap().to_owned();
        let spoken: BTreeSet<String> = voices.lines.iter().map(|voice| bare(&voice.line)).collect();
        for id in texts.keys().filter(|id| !spoken.contains(*id)) {
            assert!(
                silent.contains(&format!("`{id}`")),
                "{}: {lang}: {id} has no voice and no row in docs/sound.md",
                case.display()
            );
        }
        for id in &spoken {
            assert!(
                texts.contains_key(id),
                "{}: {lang}: a voice for {id}, which is no line",
                case.display()
            );
        }
    }
}

#[test]
fn the_lists_of_voices_and_the_folders_agree() {
    let mut size = 0;
    for (case, lang) in voice_folders() {
        let folder = case.join("voices").join(&lang);
        let voices: Voices = read(&case.join(format!("voices/{lang}.ron")));
        assert_eq!(voices.format, 1);
        let named: BTreeSet<String> = voices.lines.iter().map(|v| v.file.clone()).collect();
        assert_eq!(named, sound_files(&folder), "{}", folder.display());
        size += bytes(&folder, &named);
        for voice in &voices.lines {
            let name = format!("{}: {}", folder.display(), voice.line);
            assert!(is_vorbis(&folder.join(&voice.file)), "{name}");
            assert!((-21.0..=-19.0).contains(&voice.lufs), "{name}");
            assert!((120..30_000).contains(&voice.ms), "{name}");
            let marks: Vec<(u32, char)> = voice
                .visemes
                .split(' ')
                .map(|mark| {
                    let shape = mark.chars().last().unwrap();
                    (mark[..mark.len() - 1].parse().expect(&name), shape)
                })
                .collect();
            assert!(
                marks.windows(2).all(|pair| pair[0].0 < pair[1].0),
                "{name}: mouth goes back in time"
            );
            assert!(
                marks.iter().all(|(_, shape)| "aiumf-".contains(*shape)),
                "{name}"
            );
            let (end, last) = *marks.last().unwrap();
            assert!(last == '-' && end <= voice.ms + 10, "{name}");
        }
    }
    assert!(size <= VOICES_BYTES_MAX, "{size} bytes");
}
