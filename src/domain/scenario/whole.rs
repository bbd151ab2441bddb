//! What makes a case whole: words for every line, points that fill the frame, the walk-throughs everybody needs.

use super::check::{is_untranslated, unknown_placeholders};
use super::file::LinesFile;
use super::load::{LINES_EN, LINES_ZH, TIMEOUT, Texts};
use super::model::{Block, Case};
use super::resolve::Resolver;
use super::source::Source;
use super::walkthrough::{Kind, WalkthroughFile};
use crate::domain::diagnostic::{Diagnostic, Span};
use crate::domain::ids::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Every line has words in both languages, every word belongs to a line, and someone can bring it on.
/// A file that could not be read is reported already and says nothing about its lines.
pub(super) fn words(
    resolver: &mut Resolver<'_>,
    texts: &Texts,
    words: &[LinesFile; 2],
    readable: [bool; 2],
) {
    let file = resolver.file;
    let names = [LINES_ZH, LINES_EN];
    let known: BTreeSet<&str> = file.lines.iter().map(|one| one.id.as_str()).collect();
    for (index, text) in [&texts.lines_zh, &texts.lines_en].into_iter().enumerate() {
        let Some(text) = text else { continue };
        if !readable[index] {
            continue;
        }
        let source = Source::scan(text);
        let place = |position: usize, part: &str| source.span(&format!("[{position}]{part}"));
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (position, (id, said)) in words[index].0.iter().enumerate() {
            let mut report = |code: &'static str, span: Span, word: &str| {
                let one = Diagnostic::new(code, names[index], span).with("word", word);
                resolver.found.push(one);
            };
            if seen.insert(id, said).is_some() {
                report("SW0201", place(position, ""), id);
            }
            if said.trim().is_empty() {
                report("SW0303", place(position, ".value"), id);
            }
            if index == 1 && is_untranslated(said) {
                report("SW0308", place(position, ".value"), said);
            }
            if !known.contains(id.as_str()) {
                report("SW0302", place(position, ""), id);
            }
            for word in unknown_placeholders(resolver, said) {
                let one = Diagnostic::new("SW0305", names[index], place(position, ".value"))
                    .with("word", word);
                resolver.found.push(one);
            }
        }
        for (position, line) in file.lines.iter().enumerate() {
            if !seen.contains_key(line.id.as_str()) {
                let path = format!("lines[{position}].id");
                resolver.report(
                    "SW0301",
                    &path,
                    &[("word", &line.id), ("known", names[index])],
                );
            }
        }
    }
}

/// Points of each block add up to the frame on every level; none is negative; behaviours cite law or say why not.
pub(super) fn points(resolver: &mut Resolver<'_>, case: &Case) {
    let file = resolver.file;
    for (position, one) in file.criteria.iter().enumerate() {
        if one.points < 0 {
            let given = one.points.to_string();
            resolver.report(
                "SW0402",
                &format!("criteria[{position}].points"),
                &[("word", &given)],
            );
        }
        let law_block = matches!(one.block.as_str(), "legality" | "procedure");
        if one.law.is_empty() && law_block {
            resolver.report(
                "SW0406",
                &format!("criteria[{position}].id"),
                &[("word", &one.id)],
            );
        }
    }
    for level in &case.levels {
        for block in Block::ALL {
            let Some(wanted) = resolver.context.weights.get(block.name()).copied() else {
                continue;
            };
            let marked = || {
                case.criteria_on(level.level)
                    .filter(|one| one.block == block)
            };
            let given: i32 = marked().map(|one| one.points).sum();
            if given != wanted {
                let listed: Vec<String> = marked()
                    .filter(|one| one.points != 0)
                    .map(|one| format!("{} {}", one.id, one.points))
                    .collect();
                resolver.report(
                    "SW0401",
                    "criteria",
                    &[
                        ("word", block.name()),
                        ("level", &level.level.to_string()),
                        ("given", &given.to_string()),
                        ("wanted", &wanted.to_string()),
                        ("known", &listed.join(", ")),
                    ],
                );
            }
        }
    }
}

/// Walk-throughs that every case needs, and ids in them that exist.
pub(super) fn walkthroughs(
    resolver: &mut Resolver<'_>,
    texts: &Texts,
    case: &Case,
    read: &[(String, WalkthroughFile)],
) {
    for (name, one) in read {
        let text = texts.walkthroughs.iter().find(|known| known.0 == *name);
        resolver.found.append(&mut super::steps::unknown(
            case,
            name,
            text.map_or("", |known| known.1.as_str()),
            one,
        ));
    }
    // A walk-through that cannot be read is reported already; what it stands for is unknown.
    if texts.walkthroughs.len() > read.len() {
        return;
    }
    let has = |kind: Kind, level: Option<u8>| {
        read.iter()
            .any(|(_, one)| one.kind == kind && level.is_none_or(|wanted| one.level == wanted))
    };
    let mut missing: Vec<(&str, String, String)> = Vec::new();
    let none = String::new;
    for level in &case.levels {
        if !has(Kind::Ideal, Some(level.level)) {
            missing.push(("ideal", level.level.to_string(), none()));
        }
    }
    for (kind, name) in [
        (Kind::MinimalPass, "minimal_pass"),
        (Kind::Silence, "silence"),
        (Kind::Babble, "babble"),
    ] {
        if !has(kind, None) {
            missing.push((name, none(), none()));
        }
    }
    for criterion in case.criteria.iter().filter(|one| one.critical) {
        let shown = read
            .iter()
            .any(|(_, one)| one.expect.breached.contains(&criterion.id));
        if !shown {
            missing.push(("critical", none(), criterion.id.clone()));
        }
    }
    for ending in case.endings.iter().filter(|one| one.id != TIMEOUT) {
        let shown = read
            .iter()
            .any(|(_, one)| one.expect.ending.as_ref() == Some(&ending.id));
        if !shown {
            missing.push(("ending", none(), ending.id.clone()));
        }
    }
    if !read.iter().any(|(_, one)| one.lang == Language::En) {
        missing.push(("en", none(), none()));
    }
    for (kind, level, word) in missing {
        resolver.report(
            "SW0601",
            "id",
            &[("kind", kind), ("level", &level), ("word", &word)],
        );
    }
}
