//! One door per parser: bytes in, nothing out, never a panic. The fuzz targets of `fuzz/` and the replay of their corpus
//! go through the same doors.

#![allow(dead_code, reason = "each target opens one door")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use streetwise::content::{Content, DEFAULT_BUREAU, lexicon_files};
use streetwise::domain::assessment::{Appeal, Assessment, Verdict};
use streetwise::domain::ids::Language;
use streetwise::domain::packs::{PackText, Packs};
use streetwise::domain::record::{parse, parse_prefix, verify};
use streetwise::domain::scenario::load::{Texts, load, read};
use streetwise::domain::scenario::model::Case;
use streetwise::domain::scenario::walkthrough::WalkthroughFile;
use streetwise::domain::script;
use streetwise::domain::understanding::Understanding;
use streetwise::export::{ExportError, Order, Reader, Results, TableFormat, Take, write};
use streetwise::files::read_case;
use streetwise::staging::StageFile;

/// Every door by the name of its folder of samples.
pub const DOORS: &[(&str, fn(&[u8]))] = &[
    ("scenario", scenario),
    ("lines", lines),
    ("packs", packs),
    ("record", record),
    ("script", script),
    ("walkthrough", walkthrough),
    ("understanding", understanding),
    ("reader", reader),
    ("stage", stage),
    ("assessment", assessment),
    ("mapping", mapping),
    #[cfg(feature = "voice")]
    ("weights", weights),
    #[cfg(feature = "voice")]
    ("digests", digests),
    #[cfg(feature = "voice")]
    ("sound", sound),
    #[cfg(feature = "voice")]
    ("opus", opus),
];

fn home() -> PathBuf {
    // The package, or the folder above for the fuzz package.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here
        .ancestors()
        .find(|folder| folder.join("assets/packs").is_dir());
    found.unwrap_or(here).to_owned()
}

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| Content::load(&home(), DEFAULT_BUREAU).expect("the shipped packs load"))
}

fn texts() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        read_case(&home().join("tests/data/invalid/base")).expect("the base case is there")
    })
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let texts = read_case(&home().join("scenarios/street-vendor")).expect("a case");
        load(&texts, &content().context).case.expect("a sound case")
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `scenario.ron`.
pub fn scenario(bytes: &[u8]) {
    let texts = Texts {
        scenario: Some(text(bytes)),
        ..texts().clone()
    };
    let _ = load(&texts, &content().context);
}

/// `lines.zh.ron`.
pub fn lines(bytes: &[u8]) {
    let texts = Texts {
        lines_zh: Some(text(bytes)),
        ..texts().clone()
    };
    let _ = load(&texts, &content().context);
}

/// A file of a pack: the first byte says of which.
pub fn packs(bytes: &[u8]) {
    static SOUND: OnceLock<[String; 3]> = OnceLock::new();
    let sound = SOUND.get_or_init(|| {
        [
            "law/law.ron",
            "conduct/conduct.ron",
            "bureau/demo-city/bureau.ron",
        ]
        .map(|name| {
            std::fs::read_to_string(home().join("assets/packs").join(name)).expect("a pack")
        })
    });
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let broken = text(rest);
    let which = usize::from(*first) % 3;
    let pack = |at: usize| PackText {
        path: "pack.ron",
        text: if at == which { &broken } else { &sound[at] },
    };
    let _ = Packs::load(pack(0), pack(1), pack(2));
}

/// `record.jsonl`: read, and played again where it reads.
pub fn record(bytes: &[u8]) {
    let text = text(bytes);
    let _ = parse(&text);
    if let Ok((record, _)) = parse_prefix(&text) {
        let _ = verify(case(), &content().rules, &record);
    }
}

/// What `run --text` reads.
pub fn script(bytes: &[u8]) {
    let _ = script::parse(&text(bytes));
}

/// A walk-through.
pub fn walkthrough(bytes: &[u8]) {
    let _ = read::<WalkthroughFile>("walkthrough.ron", &text(bytes));
}

/// Words.
pub fn understanding(bytes: &[u8]) {
    static UNDERSTANDING: OnceLock<Understanding> = OnceLock::new();
    let understanding =
        UNDERSTANDING.get_or_init(|| content().understanding(&home()).expect("the shipped model"));
    let text = text(bytes);
    for reading in [
        understanding.read(&text, None, None),
        understanding.read(&text, None, Some((2026, 9, 18))),
    ] {
        assert!(reading.acts.iter().all(|one| one.sure.0 <= 1000));
    }
}

/// The two models that words are read by: the first byte says which is broken (lowest bit), and whether its bytes are the
/// file (highest bit) or what lies packed in it. A pair that loads must read words, too. The one that is sound is the smallest
/// there is, so that a second holds many tries.
pub fn reader(bytes: &[u8]) {
    static SOUND: OnceLock<([Vec<u8>; 2], String)> = OnceLock::new();
    let ([model, net], lexicon) = SOUND.get_or_init(|| {
        let [model, net, lexicon] = lexicon_files(&home());
        let read = |path: &Path| std::fs::read(path).expect("a shipped file");
        let none = read(&home().join("tests/data/fuzz/reader/no-features.bin"));
        let model = packed(&read(&model), &none[1..], false);
        let lexicon = String::from_utf8(read(&lexicon)).expect("text");
        ([model, read(&net)], lexicon)
    });
    let Some((how, rest)) = bytes.split_first() else {
        return;
    };
    let is_net = how & 1 == 1;
    let broken = if how & 0x80 == 0 {
        packed(if is_net { net } else { model }, rest, is_net)
    } else {
        rest.to_vec()
    };
    let (model, net) = if is_net {
        (model, &broken)
    } else {
        (&broken, net)
    };
    if let Ok(understanding) = Understanding::load(model, net, lexicon, &[]) {
        for text in [
            "请您在十分钟之内把车搬走。",
            "May I see your licence, please?",
        ] {
            let reading = understanding.read(text, None, None);
            assert!(reading.acts.iter().all(|one| one.sure.0 <= 1000));
        }
    }
}

/// A model's file: magic and version of a sound one, then these bytes packed as that kind packs them.
fn packed(sound: &[u8], raw: &[u8], is_net: bool) -> Vec<u8> {
    let mut file = sound[..5].to_vec();
    file.extend(if is_net {
        miniz_oxide::deflate::compress_to_vec_zlib(raw, 1)
    } else {
        miniz_oxide::deflate::compress_to_vec(raw, 1)
    });
    file
}

/// `stage.ron`.
pub fn stage(bytes: &[u8]) {
    let _ = read::<StageFile>("stage.ron", &text(bytes));
}

/// `assessment.json`: one that reads must be able to say whether it adds up, and take an appeal.
pub fn assessment(bytes: &[u8]) {
    let Ok(mut mark) = serde_json::from_slice::<Assessment>(bytes) else {
        return;
    };
    let _ = (mark.adds_up(), mark.commitment());
    for item in mark.items.clone() {
        let _ = (mark.verdict(&item), mark.points(&item));
    }
    if let Some(item) = mark.items.first().cloned() {
        let _ = mark.appeal(Appeal {
            item: item.id,
            machine: item.verdict,
            verdict: Verdict::Met,
            reason: "r".to_owned(),
            by: "b".to_owned(),
            at: "2026-11-01T00:00:00Z".to_owned(),
        });
    }
}

/// No results at all.
struct Nothing;

impl Results for Nothing {
    fn count(&mut self) -> Result<u64, ExportError> {
        Ok(0)
    }

    fn each(&mut self, _take: Take<'_>) -> Result<(), ExportError> {
        Ok(())
    }
}

/// A bureau's mapping file, as far as to the headers of its tables.
pub fn mapping(bytes: &[u8]) {
    let text = text(bytes);
    let folder = std::env::temp_dir().join(format!("streetwise-mapping-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let order = Order {
        reader: Reader {
            lang: Language::Zh,
            law: None,
            cases: &[],
            names: None,
        },
        format: TableFormat::Csv,
        path: &folder.join("marks.csv"),
        mapping: Some((Path::new("mapping.ron"), &text)),
        month: None,
        rows_max: None,
    };
    let _ = write(&mut Nothing, order, &mut |_| {});
    let _ = std::fs::remove_dir_all(&folder);
}

/// Weights of a recogniser: header, number formats and lengths.
#[cfg(feature = "voice")]
pub fn weights(bytes: &[u8]) {
    let _ = streetwise::speech::model_file::unpack(bytes.to_vec(), Path::new("model.bin"));
}

/// Sums of models, as `sha256sum` writes them.
#[cfg(feature = "voice")]
pub fn digests(bytes: &[u8]) {
    let _ = streetwise::speech::digests::Digests::parse(&text(bytes), Path::new("sums"));
}

/// A sound file: header and samples.
#[cfg(feature = "voice")]
pub fn sound(bytes: &[u8]) {
    use streetwise::speech::audio::AudioReader;
    let Ok(mut reader) = AudioReader::of_bytes(bytes.to_vec()) else {
        return;
    };
    let mut samples = Vec::new();
    while matches!(reader.next_block(&mut samples), Ok(true)) {
        samples.clear();
    }
}

/// A spoken line in Ogg Opus.
#[cfg(feature = "voice")]
pub fn opus(bytes: &[u8]) {
    let _ = streetwise::speech::opus::unpack(bytes.to_vec());
}
