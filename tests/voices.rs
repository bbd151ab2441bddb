//! Sounds and voices: is there a file behind every entry, a voice or an honest row for every line, and is what is heard
//! what the scripts made of the words that are shown? Reads the containers, decodes nothing; `art/sound/measure.py` does.

mod shipped;

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use streetwise::domain::ids::Language;
use streetwise::domain::scenario::model::{Case, Line, LineIx, Who};
use streetwise::staging::{SoundKind, Viseme, VoiceLine, Wardrobe, visemes, voices};

/// All voices of all cases and languages together stay below this.
const VOICES_BYTES_MAX: u64 = 30_000_000;
/// All effects together stay below this.
const EFFECTS_BYTES_MAX: u64 = 6_000_000;
/// From somebody who whispers to somebody who shouts.
const LUFS: std::ops::RangeInclusive<f32> = -22.6..=-17.0;
/// A list's length of a file may be off by a block.
const LENGTH_OFF_MS: u64 = 40;
const LANGS: [(Language, &str); 2] = [(Language::Zh, "zh"), (Language::En, "en")];
/// Starts the table of lines that nobody speaks.
const GAPS: &str = "## 没有声音的台词 Lines without a voice";

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn digest(data: &[u8]) -> String {
    Sha256::digest(data)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn sound_files(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".ogg") || name.ends_with(".wav"))
        .collect()
}

/// Channels, rate and length of a Vorbis file, from its first packet and its last page.
fn vorbis(path: &Path) -> Option<(u8, u32, u64)> {
    let data = bytes(path);
    let ident = data.get(28..58)?;
    if !data.starts_with(b"OggS") || !ident.starts_with(b"\x01vorbis") {
        return None;
    }
    let rate_hz = u32::from_le_bytes(ident.get(12..16)?.try_into().ok()?);
    let last = data.windows(4).rposition(|four| four == b"OggS")?;
    let samples = u64::from_le_bytes(data.get(last + 6..last + 14)?.try_into().ok()?);
    Some((ident[11], rate_hz, samples * 1000 / u64::from(rate_hz)))
}

/// What the builds noted: file name → hash of the file, hash of its words.
fn made(name: &str) -> BTreeMap<String, (String, String)> {
    let path = shipped::home().join(format!("art/sound/made/{name}.tsv"));
    String::from_utf8(bytes(&path))
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{}: {line}", path.display());
            (
                columns[0].to_owned(),
                (columns[1].to_owned(), columns[2].to_owned()),
            )
        })
        .collect()
}

/// Cases that are spoken, in their languages. A case without a folder of voices has none yet.
fn spoken() -> Vec<(&'static shipped::Shipped, Language, &'static str)> {
    let found: Vec<_> = shipped::cases()
        .iter()
        .flat_map(|case| LANGS.map(|(lang, code)| (case, lang, code)))
        .filter(|(case, _, code)| case.folder.join("voices").join(code).is_dir())
        .collect();
    assert!(found.len() >= 2, "at least two cases are spoken");
    found
}

fn lines(case: &shipped::Shipped, code: &str) -> Vec<VoiceLine> {
    let table = voices(&case.folder, code).expect("a list that reads");
    assert_eq!(table.format, 1);
    table.lines
}

/// A row of the table of gaps: case, line or the beginning of lines with a star behind it, language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Gap {
    case: String,
    line: String,
    lang: String,
}

impl Gap {
    fn covers(&self, case: &str, line: &str, lang: &str) -> bool {
        let is_line = match self.line.strip_suffix('*') {
            Some(beginning) => line.starts_with(beginning),
            None => line == self.line,
        };
        self.case == case && self.lang == lang && is_line
    }
}

fn gaps() -> BTreeSet<Gap> {
    let page = String::from_utf8(bytes(&shipped::home().join("docs/sound.md"))).unwrap();
    let table = page.split(GAPS).nth(1).expect("the table of gaps");
    table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .flat_map(|line| {
            let columns: Vec<String> = line
                .split('|')
                .map(|one| one.trim().trim_matches('`').to_owned())
                .collect();
            columns[3]
                .split(", ")
                .map(|lang| Gap {
                    case: columns[1].clone(),
                    line: columns[2].clone(),
                    lang: lang.to_owned(),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whoever may say a line: one person, or each party of its levels.
fn speakers(case: &Case, line: &Line) -> BTreeSet<String> {
    match line.by {
        Who::One(person) => BTreeSet::from([case.people[person.at()].id.clone()]),
        Who::Party => case
            .levels
            .iter()
            .filter(|level| line.levels.has(level.level))
            .flat_map(|level| &level.parties)
            .map(|person| case.people[person.at()].id.clone())
            .collect(),
    }
}

/// What a line may say: (`~value` or nothing, words), one for each value of the draw it names.
fn versions(case: &Case, words: &str, lang: Language) -> Vec<(String, String)> {
    let drawn = case
        .draws
        .iter()
        .find(|draw| words.contains(&format!("{{draw.{}}}", draw.id)));
    drawn.map_or_else(
        || vec![(String::new(), words.to_owned())],
        |draw| {
            let place = format!("{{draw.{}}}", draw.id);
            draw.of
                .iter()
                .map(|value| {
                    (
                        format!("~{}", value.id),
                        words.replace(&place, value.text.get(lang)),
                    )
                })
                .collect()
        },
    )
}

#[test]
fn the_table_of_sounds_and_its_folder_agree() {
    let home = shipped::home();
    let folder = home.join("assets/sound");
    let table = Wardrobe::load(&home).expect("wardrobe").sounds;
    assert_eq!(table.format, 1);
    let named: BTreeSet<String> = table.sounds.iter().map(|one| one.file.clone()).collect();
    let ids: BTreeSet<&str> = table.sounds.iter().map(|one| one.sound.as_str()).collect();
    assert_eq!(ids.len(), table.sounds.len(), "a sound stands there twice");
    assert_eq!(named, sound_files(&folder));
    let made = made("effects");
    assert_eq!(named, made.keys().cloned().collect());
    let mut size = 0;
    for sound in &table.sounds {
        let path = folder.join(&sound.file);
        let data = bytes(&path);
        size += data.len() as u64;
        let (channels, rate_hz, ms) = vorbis(&path).unwrap_or_else(|| panic!("{}", sound.file));
        assert_eq!((channels, rate_hz), (1, 44_100), "{}", sound.file);
        assert!(!sound.repeats || ms >= 2_000, "{}: {ms} ms", sound.file);
        assert!((-40.0..=6.0).contains(&sound.gain_db), "{}", sound.sound);
        let always = matches!(sound.kind, SoundKind::Ambience | SoundKind::Crowd);
        assert!(!always || sound.repeats, "{}", sound.sound);
        assert_eq!(digest(&data), made[&sound.file].0, "{}", sound.file);
    }
    assert!(size <= EFFECTS_BYTES_MAX, "{size} bytes");
}

#[test]
fn every_line_is_heard_from_every_mouth_or_stands_in_the_table_of_gaps() {
    let gaps = gaps();
    let (mut silent, mut needed, mut count) = (Vec::new(), BTreeSet::new(), 0);
    for (shipped, lang, code) in spoken() {
        let case = &shipped.case;
        let keys: BTreeSet<String> = lines(shipped, code)
            .into_iter()
            .map(|one| one.line)
            .collect();
        let mut known = BTreeSet::new();
        for (at, line) in case.lines.iter().enumerate() {
            let words = case.words(LineIx(at as u16), lang);
            let gap = gaps.iter().find(|gap| gap.covers(&case.id, &line.id, code));
            for (tail, _) in versions(case, words, lang) {
                for who in speakers(case, line) {
                    count += 1;
                    let special = format!("{}@{who}{tail}", line.id);
                    let plain = format!("{}{tail}", line.id);
                    let is_heard =
                        keys.contains(&special) || line.by != Who::Party && keys.contains(&plain);
                    match gap {
                        _ if is_heard => {}
                        Some(gap) => {
                            needed.insert(gap.clone());
                        }
                        None => silent.push(format!("{} {code} {special}", case.id)),
                    }
                    known.extend([special, plain]);
                }
            }
        }
        let strange: Vec<_> = keys.difference(&known).collect();
        assert!(strange.is_empty(), "{} {code}: {strange:?}", case.id);
    }
    assert!(count > 1_800, "{count} ways to say a line");
    assert!(silent.is_empty(), "{}: {silent:#?}", silent.len());
    let needless: Vec<_> = gaps.difference(&needed).collect();
    assert!(needless.is_empty(), "spoken, or no such line: {needless:?}");
}

#[test]
fn lists_of_voices_fit_their_files() {
    let mut size = 0;
    for (case, _, code) in spoken() {
        let folder = case.folder.join("voices").join(code);
        let table = lines(case, code);
        let named: BTreeSet<String> = table.iter().map(|one| one.file.clone()).collect();
        assert_eq!(named, sound_files(&folder), "{}", folder.display());
        for voice in &table {
            let name = format!("{}: {}", folder.display(), voice.line);
            let path = folder.join(&voice.file);
            size += if voice.file == format!("{}.ogg", voice.line) {
                fs::metadata(&path).unwrap().len()
            } else {
                0 // it lends another's
            };
            let (channels, rate_hz, ms) = vorbis(&path).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((channels, rate_hz), (1, 22_050), "{name}");
            assert!(
                ms.abs_diff(voice.ms) <= LENGTH_OFF_MS,
                "{name}: {ms} ms, listed {}",
                voice.ms
            );
            assert!((120..30_000).contains(&voice.ms), "{name}");
            assert!(LUFS.contains(&voice.lufs), "{name}: {} LUFS", voice.lufs);
            lips(voice, &name);
        }
    }
    assert!(size <= VOICES_BYTES_MAX, "{size} bytes");
}

/// Lips move inside the sound, forward in time, more than a gate on loudness would move them, and rest at the end.
fn lips(voice: &VoiceLine, name: &str) {
    let track = visemes(&voice.visemes);
    let written = voice.visemes.split_whitespace().count();
    assert_eq!(track.len(), written, "{name}: a mark that does not read");
    let forward = track.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(forward, "{name}: mouth goes back in time");
    let (end, last) = *track.last().unwrap_or_else(|| panic!("{name}: no mouth"));
    assert!(last == Viseme::Rest && end <= voice.ms + 10, "{name}");
    let per_s = track.len() as f32 * 1000.0 / voice.ms as f32;
    assert!(
        (1.2..16.0).contains(&per_s),
        "{name}: {per_s} marks a second"
    );
}

#[test]
fn what_is_heard_is_what_is_shown() {
    let (mut changed, mut stale) = (Vec::new(), Vec::new());
    for (shipped, lang, code) in spoken() {
        let case = &shipped.case;
        let folder = shipped.folder.join("voices").join(code);
        let made = made(&format!("{}-{code}", case.id));
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        for (at, line) in case.lines.iter().enumerate() {
            for (tail, said) in versions(case, case.words(LineIx(at as u16), lang), lang) {
                let hash = digest(said.as_bytes());
                words.insert(format!("{}{tail}.ogg", line.id), hash.clone());
                for who in speakers(case, line) {
                    words.insert(format!("{}@{who}{tail}.ogg", line.id), hash.clone());
                }
            }
        }
        assert_eq!(
            sound_files(&folder),
            made.keys().cloned().collect(),
            "{}: build the voices again",
            folder.display()
        );
        for (file, (of_file, of_words)) in &made {
            if digest(&bytes(&folder.join(file))) != *of_file {
                changed.push(format!("{} {code} {file}", case.id));
            }
            if words.get(file) != Some(of_words) {
                stale.push(format!("{} {code} {file}", case.id));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "not as art/sound made them: {changed:#?}"
    );
    assert!(
        stale.is_empty(),
        "reworded since; run scripts/build-sound.sh voices: {stale:#?}"
    );
}
