//! The invariants of ARCHITECTURE.md that a reader of source text can hold.

use std::fs;
use std::path::{Path, PathBuf};

const ORDER: &[&str] = &[
    "ids",
    "act",
    "diagnostic",
    "packs",
    "platform",
    "understanding",
    "scenario",
    "session",
    "record",
    "assessment",
    "teaching",
    "rehearsal",
    "prover",
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|one| one == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8 source");
            found.push((path, text));
        }
    }
    found
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

/// Layer of a file under `src/domain`, or none for those without an order of their own.
fn layer(path: &Path) -> Option<usize> {
    let inside = path.strip_prefix("src/domain").ok()?;
    let first = inside.components().next()?.as_os_str().to_string_lossy();
    let name = first.trim_end_matches(".rs");
    ORDER.iter().position(|one| *one == name)
}

#[test]
fn lower_layers_never_name_higher_ones() {
    let mut wrong = Vec::new();
    for (path, text) in sources(Path::new("src/domain")) {
        let Some(here) = layer(&path) else { continue };
        for (number, line) in code_lines(&text) {
            for (at, name) in ORDER.iter().enumerate() {
                if at > here && line.contains(&format!("crate::domain::{name}")) {
                    wrong.push(format!("{}:{number}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_names_no_engine_clock_file_thread_or_unordered_map() {
    const BANNED: &[&str] = &[
        "bevy",
        "std::fs",
        "std::thread",
        "std::time",
        "std::net",
        "std::env",
        "SystemTime",
        "Instant::now",
        "HashMap",
        "HashSet",
        "println!",
        "eprintln!",
        "tokio",
        "crate::files",
        "crate::cli",
        "crate::speech",
        "crate::text",
        "crate::content",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources(Path::new("src/domain")) {
        for (number, line) in code_lines(&text) {
            for word in BANNED {
                if line.contains(word) {
                    wrong.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_never_name_the_command_line() {
    let mut wrong = Vec::new();
    for (path, text) in sources(Path::new("src")) {
        if path.starts_with("src/cli") || path.ends_with("main.rs") {
            continue;
        }
        // Only the application names the engine.
        let may_name_engine = path.starts_with("src/app");
        for (number, line) in code_lines(&text) {
            if line.contains("crate::cli")
                || !may_name_engine && (line.contains("bevy") || line.contains("crate::app"))
            {
                wrong.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources(Path::new("src"))
        .into_iter()
        .chain(sources(Path::new("tests")))
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no head comment: {}", silent.join(", "));
}

#[test]
fn files_stay_small_enough_to_live_in() {
    const LINES_MAX: usize = 560;
    let large: Vec<String> = sources(Path::new("src"))
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LINES_MAX)
        .map(|(path, text)| format!("{}: {}", path.display(), text.lines().count()))
        .collect();
    assert!(large.is_empty(), "{}", large.join("\n"));
}

/// Everything that is handed to users or readers.
fn all_texts(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    const SKIP: &[&str] = &["target", ".git", "node_modules", "corpus"];
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a readable folder")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .map(|one| one.to_string_lossy().into_owned())
            .unwrap_or_default();
        if path.is_dir() {
            if !SKIP.contains(&name.as_str()) {
                all_texts(&path, found);
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // Written in halves, so that this file does not contain what it looks for.
    let banned: Vec<String> = [
        ("../sha", "red"),
        ("/work/", "main"),
        ("/work/", "shared"),
        ("/work/", "wt-"),
        ("target-", "lead"),
        ("farm-", "studio"),
    ]
    .iter()
    .map(|(one, two)| format!("{one}{two}"))
    .collect();
    let mut texts = Vec::new();
    all_texts(Path::new("."), &mut texts);
    let mut wrong = Vec::new();
    for (path, text) in texts {
        for word in &banned {
            if text.contains(word.as_str()) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn these_features_and_no_more() {
    let manifest = fs::read_to_string("Cargo.toml").expect("the manifest");
    let features: Vec<&str> = manifest
        .split("[features]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("features")
        .lines()
        .filter(|line| line.contains(" = ["))
        .filter_map(|line| line.split(" = ").next())
        .collect();
    assert_eq!(
        features,
        ["default", "voice", "store", "web", "papers", "app", "xr"],
        "a new feature needs a line in ARCHITECTURE.md"
    );
}
