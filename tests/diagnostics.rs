//! Does every mistake of an author show as exactly its code, at its place? One fixture a code under
//! `tests/data/invalid`: the base case with one change. `scenarios/DIAGNOSTICS.md` is written from the same fixtures,
//! so its examples cannot be wrong: `STREETWISE_UPDATE=1 cargo test --test diagnostics` writes it anew.

#[path = "support/base.rs"]
mod support;

use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;
use streetwise::content::{Content, DEFAULT_BUREAU};
use streetwise::domain::diagnostic::{CODES, Diagnostic, Severity};
use streetwise::domain::ids::Language;
use streetwise::domain::rehearsal::{Stage, promises};
use streetwise::domain::scenario::load::{Texts, load, ron_options};
use streetwise::domain::understanding::Reading;
use streetwise::staging::{self, PlaceFile, Wardrobe};
use streetwise::text::Words;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    /// File the finding is in.
    file: String,
    line: u32,
    column: u32,
    changes: Vec<Change>,
    removed: Vec<String>,
}

/// `right` stands once in the base case; `wrong` takes its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: String,
    right: String,
    wrong: String,
}

fn fixtures() -> BTreeMap<String, Fixture> {
    streetwise::files::list(&support::invalid(), "ron")
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = streetwise::files::read_text(&path).unwrap();
            let fixture = ron_options()
                .from_str(&text)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, fixture)
        })
        .collect()
}

fn broken(fixture: &Fixture) -> Texts {
    let mut texts = support::base();
    for change in &fixture.changes {
        let text = support::file_mut(&mut texts, &change.file);
        assert_eq!(
            text.matches(&change.right).count(),
            1,
            "must stand exactly once: {}",
            change.right
        );
        *text = text.replacen(&change.right, &change.wrong, 1);
    }
    for name in &fixture.removed {
        support::remove(&mut texts, name);
    }
    texts
}

/// Everything found, walk-throughs played, the stage held against its place.
fn findings(texts: &Texts, content: &Content) -> Vec<Diagnostic> {
    let loaded = load(texts, &support::context());
    let mut found = loaded.found;
    if let Some(case) = &loaded.case {
        let versions = content.versions_for(&case.version);
        let stage = Stage {
            case,
            rules: &content.rules,
            understand: &|_: &str| Reading::default(),
            versions: &versions,
        };
        found.extend(promises(stage, texts, &loaded.walkthroughs));
        let (place, wardrobe) = looks();
        found.extend(staging::notes(case, texts, Some(place), wardrobe));
    }
    found
}

/// The place of the base case and the program's own bodies, clips and sounds.
fn looks() -> &'static (PlaceFile, Wardrobe) {
    static LOOKS: OnceLock<(PlaceFile, Wardrobe)> = OnceLock::new();
    LOOKS.get_or_init(|| {
        let path = support::home().join("tests/support/place.ron");
        (
            staging::load(&path).expect("the place reads"),
            Wardrobe::load(support::home()).expect("the wardrobe is there"),
        )
    })
}

fn content() -> Content {
    Content::load(support::home(), DEFAULT_BUREAU).expect("the packs are sound")
}

#[test]
fn the_base_case_has_no_finding() {
    assert_eq!(findings(&support::base(), &content()), Vec::new());
}

#[test]
fn every_code_shows_as_itself_at_its_place() {
    let fixtures = fixtures();
    let content = content();
    let mut wrong = String::new();
    for (code, _, name) in CODES {
        let stem = format!("{code}-{name}");
        let Some(fixture) = fixtures.get(&stem) else {
            let _ = writeln!(wrong, "{stem}: no fixture");
            continue;
        };
        let found = findings(&broken(fixture), &content);
        let good = !found.is_empty()
            && found.iter().all(|one| {
                one.code == *code
                    && one.file == fixture.file
                    && (one.span.line, one.span.column) == (fixture.line, fixture.column)
            });
        if !good {
            let _ = writeln!(
                wrong,
                "{stem}: {}:{}:{} wanted, found",
                fixture.file, fixture.line, fixture.column
            );
            for one in &found {
                let _ = writeln!(
                    wrong,
                    "    {} {}:{}:{} {:?}",
                    one.code, one.file, one.span.line, one.span.column, one.args
                );
            }
        }
    }
    for stem in fixtures.keys() {
        if !CODES
            .iter()
            .any(|row| format!("{}-{}", row.0, row.2) == *stem)
        {
            let _ = writeln!(wrong, "{stem}: no such code");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_finding_speaks_both_languages_without_gaps() {
    let content = content();
    for (name, fixture) in fixtures() {
        for one in findings(&broken(&fixture), &content) {
            for lang in Language::ALL {
                for text in Words::new(lang).diagnostic(&one) {
                    assert!(
                        !text.is_empty()
                            && !text.contains("{$")
                            && !text.contains("diag-")
                            && !text.contains("none"),
                        "{name} in {}: {text}",
                        lang.tag()
                    );
                }
            }
        }
    }
}

#[test]
fn the_document_of_codes_is_fresh() {
    let path = support::home().join("scenarios/DIAGNOSTICS.md");
    let fresh = document();
    if std::env::var_os("STREETWISE_UPDATE").is_some() {
        streetwise::files::write_whole(&path, fresh.as_bytes()).unwrap();
    }
    let kept = streetwise::files::read_text(&path).unwrap_or_default();
    assert!(
        kept == fresh,
        "scenarios/DIAGNOSTICS.md is stale; write it anew with STREETWISE_UPDATE=1"
    );
}

fn document() -> String {
    let content = content();
    let mut out = String::from(
        "# 检查结果代码 / What `check` may find\n\n\
         `streetwise check 文件夹` 一次列出所有问题。每个代码在这里都有原因、改法和一对例子：先错后对。\
         例子都来自 `tests/data/invalid`，测试保证它们真的会报这个代码。本页由测试生成，请不要手改。\n\n\
         `streetwise check FOLDER` lists every problem at once. Each code stands here with its cause, its cure and a pair of \
         examples, the wrong one first. The examples are the fixtures of `tests/data/invalid`, and a test holds that each \
         gives exactly its code. This page is written by a test; do not edit it by hand.\n",
    );
    let fixtures = fixtures();
    for (code, severity, name) in CODES {
        let fixture = &fixtures[&format!("{code}-{name}")];
        let found = findings(&broken(fixture), &content);
        let Some(first) = found.first() else { continue };
        let weight = match severity {
            Severity::Error => "错误 / error",
            Severity::Warning => "提醒 / note",
        };
        let _ = writeln!(out, "\n## {code} {name}（{weight}）\n");
        for lang in Language::ALL {
            let words = Words::new(lang);
            let [message, cause, cure] = words.diagnostic(first);
            let line = |id: &str, text: &str| words.with(id, &[("text", text)]);
            let _ = writeln!(
                out,
                "{message}  \n{}  \n{}\n",
                line("finding-cause", &cause),
                line("finding-cure", &cure)
            );
        }
        for name in &fixture.removed {
            let _ = writeln!(out, "错 / wrong: `{name}` ✗\n\n对 / right: `{name}` ✓");
        }
        for (title, wrong) in [("错 / wrong", true), ("对 / right", false)] {
            if fixture.changes.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{title}:\n");
            for change in &fixture.changes {
                let text = if wrong { &change.wrong } else { &change.right };
                let text = text.trim_matches('\n');
                let _ = writeln!(
                    out,
                    "```ron\n// {}\n{}\n```\n",
                    change.file,
                    if text.is_empty() { "//" } else { text }
                );
            }
        }
    }
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    format!("{}\n", out.trim_end())
}

/// What a slip of the hand may do to a text.
#[derive(Debug, Clone)]
enum Slip {
    Delete(usize, usize),
    Insert(usize, String),
    Swap(usize, usize),
    Cut(usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let sign = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        "，",
        "：",
        "“",
        "\\",
        "/*",
        "//",
        "r#\"",
        "0",
        "-",
        "99999999999999999999",
        "levels",
        "Fact(\"heard\")",
        "\n",
        "\u{feff}",
        "🙂",
        "#",
        "'",
        "Some(",
        "true",
    ]);
    prop_oneof![
        (0usize..6000, 1usize..40).prop_map(|(at, many)| Slip::Delete(at, many)),
        (0usize..6000, sign).prop_map(|(at, text)| Slip::Insert(at, text.to_owned())),
        (0usize..6000, 0usize..6000).prop_map(|(one, other)| Slip::Swap(one, other)),
        (0usize..6000).prop_map(Slip::Cut),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    let size = signs.len().max(1);
    match slip {
        Slip::Delete(at, many) => {
            let at = at % size;
            let end = (at + many).min(signs.len());
            if at < end {
                signs.drain(at..end);
            }
        }
        Slip::Insert(at, text) => {
            let at = at % size;
            let rest = signs.split_off(at.min(signs.len()));
            signs.extend(text.chars());
            signs.extend(rest);
        }
        Slip::Swap(one, other) if !signs.is_empty() => signs.swap(one % size, other % size),
        Slip::Cut(at) => signs.truncate(at % size),
        Slip::Swap(..) => {}
    }
    signs.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn loading_survives_any_slip_and_points_into_the_file(
        slips in prop::collection::vec((0usize..9, slip()), 1..4)
    ) {
        let mut texts = support::base();
        let mut names = vec!["scenario.ron".to_owned(), "lines.zh.ron".to_owned(), "lines.en.ron".to_owned()];
        names.extend(texts.walkthroughs.iter().map(|one| one.0.clone()));
        for (file, slip) in &slips {
            let text = support::file_mut(&mut texts, &names[file % names.len()]);
            *text = slipped(text, slip);
        }
        for one in load(&texts, &support::context()).found {
            let text = support::file_mut(&mut texts, &one.file);
            let lines: Vec<&str> = text.lines().collect();
            let line = usize::try_from(one.span.line).unwrap();
            prop_assert!(line >= 1 && line <= lines.len().max(1), "{one:?}");
            let width = lines.get(line - 1).map_or(0, |one| one.trim_start_matches('\u{feff}').chars().count());
            prop_assert!(one.span.column >= 1 && one.span.column as usize <= width + 1, "{one:?} in {width}");
            prop_assert!(one.span.length >= 1, "{one:?}");
        }
    }
}
