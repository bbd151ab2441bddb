//! What several test files need: the shared content and the shipped cases, loaded once per file.

#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::record::Versions;
use streetwise::domain::rehearsal::Stage;
use streetwise::domain::scenario::load::load;
use streetwise::domain::scenario::model::Case;
use streetwise::domain::scenario::walkthrough::WalkthroughFile;
use streetwise::domain::understanding::{Day, Reading, Understanding};
use streetwise::files::{case_folders, read_case};

/// A shipped case with its walk-throughs.
pub struct Shipped {
    pub folder: PathBuf,
    pub case: Case,
    pub walkthroughs: Vec<(String, WalkthroughFile)>,
    pub versions: Versions,
}

pub fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| Content::load(&home(), DEFAULT_BUREAU).expect("the shipped packs load"))
}

pub fn understanding() -> &'static Understanding {
    static UNDERSTANDING: OnceLock<Understanding> = OnceLock::new();
    UNDERSTANDING.get_or_init(|| {
        content()
            .understanding(&home())
            .expect("the shipped understanding loads")
    })
}

/// What a sentence is read as on the day of a case. Walk-throughs are played thousands of times with the same sentences,
/// and the same sentence is always read alike, so each is read once.
pub fn read(case: &Case, text: &str) -> Reading {
    static READ: Mutex<BTreeMap<(Day, String), Reading>> = Mutex::new(BTreeMap::new());
    let key = (case.date, text.to_owned());
    if let Some(known) = READ.lock().expect("a lock").get(&key) {
        return known.clone();
    }
    let reading = understanding().read(text, None, Some(case.date));
    READ.lock().expect("a lock").insert(key, reading.clone());
    reading
}

pub fn cases() -> &'static [Shipped] {
    static CASES: OnceLock<Vec<Shipped>> = OnceLock::new();
    CASES.get_or_init(|| {
        case_folders(&home().join("scenarios"))
            .iter()
            .map(|folder| shipped(folder))
            .collect()
    })
}

fn shipped(folder: &Path) -> Shipped {
    let texts = read_case(folder).expect("a readable case folder");
    let loaded = load(&texts, &content().context);
    let case = loaded
        .case
        .unwrap_or_else(|| panic!("{}: {:?}", folder.display(), loaded.found));
    Shipped {
        folder: folder.to_owned(),
        versions: content().versions_for(&case.version),
        case,
        walkthroughs: loaded.walkthroughs,
    }
}

impl Shipped {
    pub fn stage<'a>(&'a self, understand: &'a (dyn Fn(&str) -> Reading + Sync)) -> Stage<'a> {
        Stage {
            case: &self.case,
            rules: &content().rules,
            understand,
            versions: &self.versions,
        }
    }

    pub fn walkthrough(&self, name: &str) -> &WalkthroughFile {
        self.walkthroughs
            .iter()
            .find(|one| one.0.ends_with(&format!("/{name}.ron")))
            .map(|one| &one.1)
            .unwrap_or_else(|| panic!("{}: no walk-through {name}", self.case.id))
    }
}
