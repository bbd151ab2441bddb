//! From sound files to words with real decoding, through the whole chain: reading, gate, Whisper, sieve. The model is
//! the voice fixture; every clip is in a voice outside of its training.

use lzma_rust2::XzReader;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock};
use streetwise::domain::ids::{Language, Permille};
use streetwise::speech::audio::{RATE_HZ, read_all};
use streetwise::speech::gate::{Gate, GateSettings};
use streetwise::speech::listen::{ListenError, SegmentHeard, hear_segment, listen};
use streetwise::speech::model_file::ModelFileError;
use streetwise::speech::recogniser::{
    Listening, Recogniser, RecogniserError, RecogniserSettings, UTTERANCE_MS_MAX,
};
use streetwise::speech::sieve::{Reason, Verdict};

mod voice_fixture;
use voice_fixture::{bare, clips, recordings, rejects};

/// Clips heard to the letter, in thousandths, below which the fixture or the chain has become worse. The aim is 950; the
/// fixture as trained so far reaches about 870 (see its README).
const EXACT_FLOOR: usize = 820;
/// The same in street-like noise 10 dB below the speech; the aim is 900, the fixture as trained so far reaches 689.
const NOISE_FLOOR: usize = 660;
/// Sentences off the list that come out as something, in a hundred, at most; the aim is 10.
const OFF_LIST_HEARD_MAX: usize = 15;

/// One recogniser for all tests, as the program has one.
fn recogniser() -> MutexGuard<'static, Recogniser> {
    static ONE: OnceLock<Mutex<Recogniser>> = OnceLock::new();
    let one = ONE.get_or_init(|| {
        let settings = RecogniserSettings {
            threads: Some(1),
            prompt: None,
        };
        Mutex::new(Recogniser::load(&voice_fixture::model(), &settings).unwrap())
    });
    // A test that failed with the lock held has said so; the others may go on.
    one.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn words(heard: &[SegmentHeard]) -> String {
    heard
        .iter()
        .map(|segment| segment.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The share of clips heard to the letter, in thousandths, and those that were not.
fn exact(mut hear: impl FnMut(&voice_fixture::Clip) -> String) -> (usize, Vec<String>) {
    let all = clips();
    let mut wrong = Vec::new();
    for clip in &all {
        let text = hear(clip);
        if bare(&text) != bare(&clip.text) {
            wrong.push(format!(
                "{}: {} -> {text:?}",
                clip.file.display(),
                clip.text
            ));
        }
    }
    ((all.len() - wrong.len()) * 1000 / all.len(), wrong)
}

#[test]
fn unheard_voices_are_understood_to_the_letter() {
    let mut one = recogniser();
    let mut doubted = Vec::new();
    let (share, wrong) = exact(|clip| {
        let heard = listen(&clip.file, &mut *one, Listening::For(clip.lang)).unwrap();
        let text = words(&heard);
        if bare(&text) == bare(&clip.text) {
            doubted.extend(
                heard
                    .into_iter()
                    .filter(|segment| segment.verdict != Verdict::Accept),
            );
        }
        text
    });
    println!("exact, language fixed: {share} of 1000; {wrong:#?}");
    println!("right and doubted: {doubted:#?}");
    assert!(share >= EXACT_FLOOR, "{share} of 1000: {wrong:#?}");
    // Clean speech heard rightly must not end under review.
    assert!(doubted.len() * 50 <= clips().len(), "{doubted:#?}");
}

#[test]
fn the_language_is_found_when_it_is_not_given() {
    let mut one = recogniser();
    let (mut right, mut count) = (0, 0);
    let (share, wrong) = exact(|clip| {
        let heard = listen(&clip.file, &mut *one, Listening::Any).unwrap();
        count += heard.len();
        right += heard
            .iter()
            .filter(|segment| segment.lang == clip.lang)
            .count();
        words(&heard)
    });
    println!(
        "exact, language found: {share} of 1000, language right {right} of {count}; {wrong:#?}"
    );
    assert!(share >= EXACT_FLOOR, "{share} of 1000: {wrong:#?}");
    assert!(
        right * 100 >= count * 98,
        "language right in {right} of {count}"
    );
}

/// Adds noise of the colour of a street, 10 dB below the speech.
fn in_noise(sound: &[f32], seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut last = [0.0; 4];
    let noise: Vec<f32> = (0..sound.len() + 32_000)
        .map(|_| {
            last.rotate_left(1);
            last[3] = draw();
            last.iter().sum::<f32>()
        })
        .collect();
    let loud: Vec<f32> = sound.iter().copied().filter(|v| v.abs() > 0.01).collect();
    let power = |x: &[f32]| x.iter().map(|v| v * v).sum::<f32>() / x.len().max(1) as f32;
    let gain = (power(&loud) / power(&noise) / 10.0).sqrt();
    let mut mixed: Vec<f32> = noise.iter().map(|v| v * gain).collect();
    for (into, value) in mixed[16_000..].iter_mut().zip(sound) {
        *into += value;
    }
    let peak = mixed.iter().fold(1.0_f32, |peak, v| peak.max(v.abs()));
    mixed.iter().map(|v| v / peak).collect()
}

#[test]
fn ten_decibels_of_noise_are_no_obstacle() {
    let mut one = recogniser();
    let mut seed = 0;
    let (share, wrong) = exact(|clip| {
        seed += 1;
        let mut gate = Gate::new(GateSettings::default());
        let sound = in_noise(&read_all(&clip.file).unwrap(), seed);
        let mut segments = gate.push(&sound);
        segments.extend(gate.finish());
        let heard: Vec<_> = segments
            .iter()
            .map(|segment| {
                hear_segment(&clip.file, segment, &mut one, Listening::For(clip.lang)).unwrap()
            })
            .collect();
        words(&heard)
    });
    println!("exact, 10 dB noise: {share} of 1000; {wrong:#?}");
    assert!(share >= NOISE_FLOOR, "{share} of 1000: {wrong:#?}");
}

#[test]
fn what_is_off_the_list_or_no_speech_is_heard_as_nothing() {
    let mut one = recogniser();
    let all = rejects();
    let mut spoken = (0, Vec::new());
    for reject in &all {
        let listening = reject.lang.map_or(Listening::Any, Listening::For);
        let heard = listen(&reject.file, &mut *one, listening).unwrap();
        let text = words(&heard);
        if reject.kind == "sound" {
            assert_eq!(text, "", "{}", reject.file.display());
        } else {
            spoken.0 += 1;
            if !text.trim().is_empty() {
                spoken
                    .1
                    .push(format!("{} {}: {text}", reject.kind, reject.text));
            }
        }
    }
    println!(
        "off the list, heard as something: {} of {}; {:#?}",
        spoken.1.len(),
        spoken.0,
        spoken.1
    );
    assert!(
        spoken.1.len() * 100 <= spoken.0 * OFF_LIST_HEARD_MAX,
        "{:#?}",
        spoken.1
    );
}

#[test]
fn a_long_recording_gives_its_lines_in_order() {
    let mut one = recogniser();
    for (file, lines) in recordings() {
        let heard = listen(&file, &mut *one, Listening::For(lines[0].lang)).unwrap();
        assert_eq!(heard.len(), lines.len());
        assert!(
            heard
                .windows(2)
                .all(|pair| pair[0].end_ms <= pair[1].start_ms)
        );
        let right = heard
            .iter()
            .zip(&lines)
            .filter(|(found, line)| bare(&found.text) == bare(&line.text));
        let right = right.count();
        println!("{}: {right} of {} lines exact", file.display(), lines.len());
        assert!(
            right * 100 >= lines.len() * 94,
            "{right} of {}",
            lines.len()
        );
    }
}

#[test]
fn the_same_sound_gives_the_same_words_whatever_came_before() {
    let mut one = recogniser();
    let all = clips();
    let sound = |index: usize| read_all(&all[index].file).unwrap();
    let (short, long) = (sound(0), sound(7));
    for listening in [Listening::For(all[0].lang), Listening::Any] {
        let first = one.hear(&short, listening).unwrap();
        one.hear(&long, Listening::For(all[7].lang)).unwrap();
        let second = one.hear(&short, listening).unwrap();
        assert_eq!(
            (first.text, first.sure, first.lang),
            (second.text, second.sure, second.lang)
        );
    }
}

#[test]
fn a_prompt_does_no_harm() {
    let settings = RecogniserSettings {
        threads: Some(1),
        prompt: Some("城市管理执法，占道经营，请您配合。\0".to_owned()),
    };
    let mut prompted = Recogniser::load(&voice_fixture::model(), &settings).unwrap();
    let (share, wrong) =
        exact(|clip| words(&listen(&clip.file, &mut prompted, Listening::For(clip.lang)).unwrap()));
    println!("exact, with a prompt: {share} of 1000; {wrong:#?}");
    assert!(share >= NOISE_FLOOR, "{share} of 1000: {wrong:#?}");
}

#[test]
fn packed_unpacked_and_in_memory_are_the_same_model() {
    let packed = voice_fixture::model();
    let mut plain = Vec::new();
    XzReader::new(std::fs::File::open(&packed).unwrap(), false)
        .read_to_end(&mut plain)
        .unwrap();
    let file = Scratch::new("voice-fixture-plain.bin", &plain);
    let settings = RecogniserSettings::default();
    let mut from_file = Recogniser::load(&file.0, &settings).unwrap();
    let mut from_memory = Recogniser::from_memory(plain, "voice-fixture-m.bin", &settings).unwrap();
    assert!(recogniser().is_fixture() && from_file.is_fixture() && from_memory.is_fixture());
    assert_eq!(from_memory.model_name(), "voice-fixture-m");
    let clip = &clips()[0];
    let sound = read_all(&clip.file).unwrap();
    let text = |one: &mut Recogniser| one.hear(&sound, Listening::For(clip.lang)).unwrap().text;
    let reference = text(&mut recogniser());
    assert_eq!(text(&mut from_file), reference);
    assert_eq!(text(&mut from_memory), reference);
}

#[test]
fn nothing_too_little_and_too_much_sound() {
    let mut one = recogniser();
    let zh = Listening::For(Language::Zh);
    for count in [0, 1, 100, 1_599, 16_000] {
        let heard = one.hear(&vec![0.0; count], zh).unwrap();
        assert_eq!(
            (heard.text.as_str(), heard.no_speech),
            ("", Permille::FULL),
            "{count}"
        );
        // Too little sound to hold a word, however loud.
        assert_eq!(one.hear(&vec![0.5; count.min(1_500)], zh).unwrap().text, "");
    }
    // And a clip that Whisper alone would refuse for its shortness.
    one.hear(&vec![0.01; 1_700], zh).unwrap();
    let limit = usize::try_from(UTTERANCE_MS_MAX).unwrap() * RATE_HZ as usize / 1000;
    one.hear(&vec![0.01; limit], zh).unwrap();
    let error = one.hear(&vec![0.0; limit + 16], zh).unwrap_err();
    assert!(matches!(error, RecogniserError::TooLong { .. }), "{error}");
}

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("streetwise-speech-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn files_that_are_no_model_are_refused_with_a_cure() {
    let load = |path: &Path| Recogniser::load(path, &RecogniserSettings::default()).unwrap_err();
    let missing = load(Path::new("/nowhere/ggml-base.bin"));
    assert!(
        matches!(
            &missing,
            RecogniserError::Model(ModelFileError::Missing { .. })
        ),
        "{missing}"
    );
    assert!(missing.to_string().contains("models fetch"));

    let packed = std::fs::read(voice_fixture::model()).unwrap();
    let mut plain = Vec::new();
    XzReader::new(packed.as_slice(), false)
        .read_to_end(&mut plain)
        .unwrap();
    let mut english = plain.clone();
    english[4..8].copy_from_slice(&51_864_i32.to_le_bytes());
    let mut odd_words = plain.clone();
    let vocabulary = 48 + 8 + 80 * 201 * 4;
    odd_words[vocabulary + 4..vocabulary + 8].copy_from_slice(&(-5_i32).to_le_bytes());
    let mut fewer_layers = plain.clone();
    fewer_layers[20..24].copy_from_slice(&3_i32.to_le_bytes());
    let mut changed = packed.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 0x55;
    let files = [
        ("empty.bin", Vec::new(), "model-not-a-model"),
        (
            "page.bin",
            b"<html>404</html>".to_vec(),
            "model-not-a-model",
        ),
        ("gguf.bin", b"GGUF\x03\0\0\0".repeat(9), "model-not-a-model"),
        ("english.bin", english, "model-english-only"),
        ("half.bin.xz", packed[..middle].to_vec(), "model-damaged"),
        ("changed.bin.xz", changed, "model-damaged"),
        (
            "half.bin",
            plain[..plain.len() / 2].to_vec(),
            "model-damaged",
        ),
        ("head.bin", plain[..60].to_vec(), "model-damaged"),
        (
            "end.bin",
            plain[..plain.len() - 1].to_vec(),
            "model-damaged",
        ),
        (
            "more.bin",
            [plain.as_slice(), &[0; 7]].concat(),
            "model-damaged",
        ),
        ("words.bin", odd_words, "model-damaged"),
        ("layers.bin", fewer_layers, "recogniser-cannot-load"),
    ];
    for (name, bytes, id) in files {
        let file = Scratch::new(name, &bytes);
        let error = load(&file.0);
        assert_eq!(error.message().id, id, "{name}: {error}");
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn a_bad_sound_file_is_told_apart_from_a_bad_model() {
    let file = Scratch::new("letter.wav", b"Dear Sir or Madam, this is no sound.");
    let error = listen(&file.0, &mut *recogniser(), Listening::Any).unwrap_err();
    assert!(matches!(error, ListenError::Audio(_)), "{error}");
    assert_eq!(error.message().id, "audio-unknown-format");
}

#[test]
fn a_segment_is_the_line_of_the_contract() {
    let clip = &clips()[0];
    let heard = listen(&clip.file, &mut *recogniser(), Listening::For(clip.lang)).unwrap();
    let line = serde_json::to_value(&heard[0]).unwrap();
    for key in [
        "file",
        "start_ms",
        "end_ms",
        "text",
        "sure",
        "decode_ms",
        "verdict",
    ] {
        assert!(line.get(key).is_some(), "{key} is missing in {line}");
    }
    assert_eq!(line["verdict"], "accept");
    assert!(line.get("reason").is_none());
    assert_eq!(
        serde_json::to_value(Reason::InventedCredit).unwrap(),
        "invented_credit"
    );
    assert_eq!(serde_json::to_value(Verdict::Drop).unwrap(), "drop");
}
