//! Sounds and voices: is there a file behind every entry, a voice or an honest row for every line, and is what is heard
//! what the scripts made of the words that are shown? Reads the containers, decodes nothing; `art/sound/measure.py` does.

mod shipped;

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use streetwise::domain::ids::Language;
use streetwise::domain::scenario::model::{Case, Line, LineIx, Who};
use streetwise::staging::{
    Recording, SoundKind, Viseme, VoiceFile, VoiceRow, Wardrobe, visemes, voices,
};

/// All voices of all cases and languages together stay below this, their lists included.
const VOICES_BYTES_MAX: u64 = 23_500_000;
/// All effects together stay below this.
const EFFECTS_BYTES_MAX: u64 = 6_000_000;
/// From somebody who whispers to somebody who shouts.
const LUFS: std::ops::RangeInclusive<f32> = -22.6..=-17.0;
/// Opus counts time in so many ticks a millisecond.
const TICKS_PER_MS: u64 = 48;
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

/// Channels, rate and length of a Vorbis stream, from its first packet and its last page.
fn vorbis(data: &[u8]) -> Option<(u8, u32, u64)> {
    let ident = data.get(28..58)?;
    if !data.starts_with(b"OggS") || !ident.starts_with(b"\x01vorbis") {
        return None;
    }
    let rate_hz = u32::from_le_bytes(ident.get(12..16)?.try_into().ok()?);
    let last = data.windows(4).rposition(|four| four == b"OggS")?;
    let samples = u64::from_le_bytes(data.get(last + 6..last + 14)?.try_into().ok()?);
    Some((ident[11], rate_hz, samples * 1000 / u64::from(rate_hz)))
}

/// Channels and length of an Opus stream, from its first packet and its last page.
fn opus(data: &[u8]) -> Option<(u8, u64)> {
    let ident = data.get(28..47)?;
    if !data.starts_with(b"OggS") || !ident.starts_with(b"OpusHead") {
        return None;
    }
    let skip = u64::from(u16::from_le_bytes([ident[10], ident[11]]));
    let last = data.windows(4).rposition(|four| four == b"OggS")?;
    let ticks = u64::from_le_bytes(data.get(last + 6..last + 14)?.try_into().ok()?);
    Some((ident[9], (ticks - skip) / TICKS_PER_MS))
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

/// Cases that are spoken, in their languages: all in Mandarin, some in English.
fn spoken() -> Vec<(&'static shipped::Shipped, Language, &'static str)> {
    let found: Vec<_> = shipped::cases()
        .iter()
        .flat_map(|case| LANGS.map(|(lang, code)| (case, lang, code)))
        .filter(|(case, _, code)| list(case, code).is_file())
        .collect();
    for case in shipped::cases() {
        let is_spoken = |code| {
            found
                .iter()
                .any(|one| one.0.folder == case.folder && one.2 == code)
        };
        assert!(is_spoken("zh"), "{} is not spoken", case.case.id);
    }
    found
}

fn list(case: &shipped::Shipped, code: &str) -> PathBuf {
    case.folder.join("voices").join(format!("{code}.ron"))
}

fn table(case: &shipped::Shipped, code: &str) -> VoiceFile {
    let table = voices(&case.folder, code).expect("a list that reads");
    assert_eq!(table.format, 1);
    table
}

fn recording(case: &shipped::Shipped, table: &VoiceFile, row: &VoiceRow) -> Recording {
    Recording::of(&table.pack, row, &case.folder.join("voices"))
}

/// What a row is called in messages and in the builds' list: the first of its lines in the alphabet.
fn name(row: &VoiceRow) -> &str {
    row.heard_as()
        .map(|(line, _)| line)
        .min()
        .expect("a recording without a line")
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

/// Whether a line is only a stage direction: `……（只有风声）` has nothing to say.
fn is_silent(words: &str) -> bool {
    let mut depth = 0;
    let said = words.chars().filter(|one| {
        match one {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        depth == 0 && one.is_alphanumeric()
    });
    said.count() == 0
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
        let (channels, rate_hz, ms) = vorbis(&data).unwrap_or_else(|| panic!("{}", sound.file));
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
        let rows = table(shipped, code).recordings;
        let all = rows.iter().flat_map(VoiceRow::heard_as);
        let keys: BTreeSet<String> = all.map(|(line, _)| line.to_owned()).collect();
        let mut known = BTreeSet::new();
        for (at, line) in case.lines.iter().enumerate() {
            let words = case.words(LineIx(at as u16), lang);
            let gap = gaps.iter().find(|gap| gap.covers(&case.id, &line.id, code));
            for (tail, said) in versions(case, words, lang) {
                for who in speakers(case, line) {
                    if is_silent(&said) {
                        continue;
                    }
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
    assert!(count > 6_000, "{count} ways to say a line");
    assert!(silent.is_empty(), "{}: {silent:#?}", silent.len());
    let needless: Vec<_> = gaps.difference(&needed).collect();
    assert!(needless.is_empty(), "spoken, or no such line: {needless:?}");
}

#[test]
fn lists_of_voices_fit_their_recordings() {
    let mut size = 0;
    for (case, _, code) in spoken() {
        let table = table(case, code);
        let at = |row: &VoiceRow| format!("{} {code}: {}", case.case.id, name(row));
        let (mut end, mut lines) = (table.pack.head, BTreeSet::new());
        for row in &table.recordings {
            let name = at(row);
            // One recording begins where the last one ends, and nothing lies between or behind.
            assert_eq!(row.part.0, end, "{name}");
            end += row.part.1;
            let data = recording(case, &table, row)
                .read()
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let (channels, ms) = opus(&data).unwrap_or_else(|| panic!("{name}: no Opus"));
            assert_eq!(channels, 1, "{name}");
            assert!(
                ms.abs_diff(row.ms) <= 1,
                "{name}: {ms} ms, listed {}",
                row.ms
            );
            assert!((120..30_000).contains(&row.ms), "{name}");
            assert!(LUFS.contains(&row.lufs), "{name}: {} LUFS", row.lufs);
            lips(row, &name);
            for (line, rate) in row.heard_as() {
                assert!(lines.insert(line), "{name}: {line} has two recordings");
                assert!((0.9..=1.12).contains(&rate), "{name}: {rate}");
            }
        }
        let pack = list(case, code).with_file_name(&table.pack.file);
        let whole = fs::metadata(&pack).unwrap().len();
        assert_eq!(end, whole, "{}: something lies behind", pack.display());
        size += whole + fs::metadata(list(case, code)).unwrap().len();
        // Ours lie in packs; a folder beside them is a bureau's.
        let own = case.folder.join("voices").join(code);
        assert!(!own.exists(), "{} is there", own.display());
    }
    assert!(size <= VOICES_BYTES_MAX, "{size} bytes");
}

/// Lips move inside the sound, forward in time, more than a gate on loudness would move them, and rest at the end.
fn lips(voice: &VoiceRow, name: &str) {
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
        let made = made(&format!("{}-{code}", case.id));
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        for (at, line) in case.lines.iter().enumerate() {
            for (tail, said) in versions(case, case.words(LineIx(at as u16), lang), lang) {
                let hash = digest(said.as_bytes());
                words.insert(format!("{}{tail}", line.id), hash.clone());
                for who in speakers(case, line) {
                    words.insert(format!("{}@{who}{tail}", line.id), hash.clone());
                }
            }
        }
        let table = table(shipped, code);
        let mut left: BTreeSet<&str> = made.keys().map(String::as_str).collect();
        for row in &table.recordings {
            let data = recording(shipped, &table, row).read().unwrap();
            let noted = made.get(name(row));
            let hash = digest(&data[table.pack.head as usize..]);
            if noted.is_none_or(|(of_bytes, _)| *of_bytes != hash) {
                changed.push(format!("{} {code} {}", case.id, name(row)));
            }
            left.remove(name(row));
            for (line, _) in row.heard_as() {
                if words.get(line) != noted.map(|(_, of_words)| of_words) {
                    stale.push(format!("{} {code} {line}", case.id));
                }
            }
        }
        assert!(left.is_empty(), "{} {code}: lost: {left:?}", case.id);
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
