//! Texts of a case folder in, a case and every finding out. Loading never panics and never stops at the first mistake;
//! a case comes out only when nothing forbids playing it.

use super::build::build;
use super::check;
use super::context::Context;
use super::file::{CaseFile, FORMAT, LinesFile};
use super::model::Case;
use super::partner;
use super::resolve::Resolver;
use super::source::Source;
use super::syntax::garbled;
pub use super::syntax::{read, ron_options};
use super::upkeep;
use super::walkthrough::WalkthroughFile;
use crate::domain::diagnostic::{Diagnostic, Span, has_errors};
use sha2::{Digest, Sha256};

/// Name of the case file in its folder.
pub const CASE_FILE: &str = "scenario.ron";
/// Name of the Chinese words.
pub const LINES_ZH: &str = "lines.zh.ron";
/// Name of the English words.
pub const LINES_EN: &str = "lines.en.ron";
/// Name of the stage, which a case may have.
pub const STAGE_FILE: &str = "stage.ron";
/// Id of the ending the clock uses.
pub const TIMEOUT: &str = "timeout";

/// The texts of one case folder.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Name of the folder.
    pub folder: String,
    /// `scenario.ron`, if there.
    pub scenario: Option<String>,
    /// `lines.zh.ron`, if there.
    pub lines_zh: Option<String>,
    /// `lines.en.ron`, if there.
    pub lines_en: Option<String>,
    /// `walkthroughs/*.ron`: name and text, sorted by name.
    pub walkthroughs: Vec<(String, String)>,
    /// `stage.ron`, if there. Loading sees only whether it is a text: what it means, the staging room knows.
    pub stage: Option<String>,
}

/// What loading gives.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The case, when nothing forbids playing it.
    pub case: Option<Case>,
    /// Walk-throughs that could be read: file name and content.
    pub walkthroughs: Vec<(String, WalkthroughFile)>,
    /// Everything found, in order of file and place.
    pub found: Vec<Diagnostic>,
}

/// Loads a case from its texts.
#[must_use]
pub fn load(texts: &Texts, context: &Context) -> Loaded {
    let mut loaded = Loaded::default();
    let start = Span {
        line: 1,
        column: 1,
        length: 1,
    };
    let missing = |name: &str| Diagnostic::new("SW0107", name, start).with("word", name);
    let stage = texts.stage.as_deref();
    loaded
        .found
        .extend(stage.and_then(|text| garbled(STAGE_FILE, text)));
    let mut words = [LinesFile::default(), LinesFile::default()];
    let names = [LINES_ZH, LINES_EN];
    let mut readable = [false, false];
    for (index, text) in [&texts.lines_zh, &texts.lines_en].into_iter().enumerate() {
        match text {
            None => loaded.found.push(missing(names[index])),
            Some(text) => match read::<LinesFile>(names[index], text) {
                Ok(found) => {
                    words[index] = found;
                    readable[index] = true;
                }
                Err(one) => loaded.found.push(*one),
            },
        }
    }
    for (name, text) in &texts.walkthroughs {
        match read::<WalkthroughFile>(name, text) {
            Ok(found) => loaded.walkthroughs.push((name.clone(), found)),
            Err(one) => loaded.found.push(*one),
        }
    }
    let Some(scenario) = &texts.scenario else {
        loaded.found.push(missing(CASE_FILE));
        return loaded;
    };
    let mut file = match read::<CaseFile>(CASE_FILE, scenario) {
        Ok(file) => file,
        Err(one) => {
            loaded.found.push(*one);
            loaded.found.sort();
            return loaded;
        }
    };
    let source = Source::scan(scenario);
    let unknown_errors = partner::expand(&mut file, &mut words, context);
    let mut resolver = Resolver {
        file: &file,
        context,
        source: &source,
        name: CASE_FILE,
        found: Vec::new(),
    };
    if file.format != FORMAT {
        let given = file.format.to_string();
        resolver.report("SW0106", "format", &[("word", &given)]);
    }
    if !texts.folder.is_empty() && file.id != texts.folder {
        resolver.report(
            "SW0108",
            "id",
            &[("word", &file.id), ("known", &texts.folder)],
        );
    }
    for (position, word) in &unknown_errors {
        let known = context.partner_errors.iter().map(|one| one.id.as_str());
        let path = format!("partner.errs[{position}].error");
        resolver.unknown("SW0219", &path, word, known);
    }
    check::ids(&mut resolver);
    check::district(&mut resolver);
    check::texts(&mut resolver);
    check::beat_titles(&mut resolver);
    let day = check::day(&mut resolver);
    let clock_min = check::clock(&mut resolver);
    let mut case = build(&mut resolver, &words, day, clock_min);
    case.hash = content_hash(texts);
    check::words(&mut resolver, texts, &words, readable);
    check::points(&mut resolver, &case);
    check::flow(&mut resolver, &case);
    upkeep::handled(&mut resolver, &case);
    upkeep::lessons(&mut resolver, &case);
    upkeep::law_changes(&mut resolver, &mut case);
    check::walkthroughs(&mut resolver, texts, &case, &loaded.walkthroughs);
    loaded.found.append(&mut resolver.found);
    loaded.found.sort();
    loaded.found.dedup();
    if !has_errors(&loaded.found) {
        loaded.case = Some(case);
    }
    loaded
}

/// SHA-256 over everything that decides how the case plays and is marked.
fn content_hash(texts: &Texts) -> String {
    let mut hasher = Sha256::new();
    for text in [&texts.scenario, &texts.lines_zh, &texts.lines_en]
        .into_iter()
        .flatten()
    {
        // Line ends differ between systems; the content does not.
        hasher.update(text.replace("\r\n", "\n").as_bytes());
        hasher.update([0]);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
