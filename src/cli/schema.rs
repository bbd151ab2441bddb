//! `schema`: the field reference of case folders, read from the doc comments of the file shapes themselves, so that it
//! cannot say anything else than the program does. Knows Rust's look, not its grammar: the shapes are plain on purpose.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use std::fmt::Write;

const SHAPES: [(&str, &str); 4] = [
    ("scenario.ron", include_str!("../domain/scenario/file.rs")),
    (
        "scenario.ron",
        include_str!("../domain/scenario/clause_file.rs"),
    ),
    (
        "walkthroughs/*.ron",
        include_str!("../domain/scenario/walkthrough.rs"),
    ),
    ("(zh: \"…\", en: \"…\")", include_str!("../domain/ids.rs")),
];

/// A struct or enum of the file shapes.
struct Shape {
    name: String,
    about: String,
    is_choice: bool,
    /// Whether its words are written in small letters: `minimal_pass`.
    small: bool,
    /// Name, type as authors know it, whether it may be left out, explanation.
    rows: Vec<(String, String, bool, String)>,
}

pub(super) fn run(desk: &Desk) -> Result<Outcome, Failure> {
    if desk.json {
        let shapes: Vec<serde_json::Value> = SHAPES
            .iter()
            .flat_map(|(_, source)| shapes(source))
            .map(|one| {
                let rows: Vec<serde_json::Value> = one
                    .rows
                    .iter()
                    .map(|(name, kind, optional, about)| {
                        serde_json::json!({"name": name, "type": kind, "optional": optional, "about": about})
                    })
                    .collect();
                serde_json::json!({"name": one.name, "about": one.about, "choice": one.is_choice, "rows": rows})
            })
            .collect();
        desk.hand_over(&shapes);
    } else {
        let lists = super::lists::document(desk)?;
        desk.say(format!("{}{lists}", document(desk)).trim_end());
    }
    Ok(Outcome::Done)
}

/// The whole reference as Markdown.
fn document(desk: &Desk) -> String {
    let words = &desk.words;
    let mut out = format!("{}\n", words.get("schema-head"));
    let mut under = "";
    for (file, source) in SHAPES {
        if file != under {
            let _ = writeln!(out, "\n## `{file}`");
            under = file;
        }
        for shape in shapes(source) {
            // Ids and units are no file shapes; of that file only the text in two languages matters here.
            if file.starts_with('(') && shape.name != "Bilingual" {
                continue;
            }
            let _ = writeln!(out, "\n### {}\n\n{}\n", shape.name, shape.about);
            let title = if shape.is_choice {
                "schema-choice"
            } else {
                "schema-fields"
            };
            let _ = writeln!(out, "{}\n|---|---|---|", words.get(title));
            for (name, kind, optional, about) in &shape.rows {
                let about = if *optional {
                    format!("{about} {}", words.get("schema-optional"))
                } else {
                    about.clone()
                };
                let kind = if kind.is_empty() {
                    String::new()
                } else {
                    format!("`{kind}`")
                };
                let _ = writeln!(out, "| `{name}` | {kind} | {about} |");
            }
        }
    }
    out
}

/// Structs and enums of a source with their doc comments.
fn shapes(source: &str) -> Vec<Shape> {
    let mut found: Vec<Shape> = Vec::new();
    let mut about = String::new();
    let mut optional = false;
    let mut small = false;
    let mut open: Option<Shape> = None;
    // A default on the shape itself lets every field be left out.
    let mut all_optional = false;
    // A variant with named fields is told in one row; its fields come one a line.
    let mut variant: Option<(String, String, Vec<String>)> = None;
    for line in source.lines() {
        let text = line.trim();
        if let Some(doc) = text.strip_prefix("///") {
            if !about.is_empty() {
                about.push(' ');
            }
            about.push_str(doc.trim());
            continue;
        }
        if text.starts_with("#[") {
            optional |= text.contains("default");
            small |= text.contains("snake_case");
            continue;
        }
        if line.starts_with("pub struct ") || line.starts_with("pub enum ") {
            let name: String = text
                .split_whitespace()
                .nth(2)
                .unwrap_or_default()
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            if text.ends_with('{') {
                all_optional = optional;
                open = Some(Shape {
                    name: authors_name(&name),
                    about: std::mem::take(&mut about),
                    is_choice: line.starts_with("pub enum "),
                    small,
                    rows: Vec::new(),
                });
            }
        } else if line == "}" {
            found.extend(open.take());
        } else if let Some(shape) = &mut open {
            if let Some((name, told, fields)) = &mut variant {
                if text == "}," || text == "}" {
                    let row = (
                        name.clone(),
                        format!("{name}({})", fields.join(", ")),
                        false,
                        told.clone(),
                    );
                    shape.rows.push(row);
                    variant = None;
                } else if let Some((field, kind)) = text.trim_end_matches(',').split_once(": ") {
                    fields.push(format!("{field}: {}", authors_type(kind)));
                    let _ = write!(told, " `{field}`: {}", about.trim());
                }
            } else if let Some((name, kind)) = text
                .strip_prefix("pub ")
                .and_then(|field| field.trim_end_matches(',').split_once(": "))
            {
                let kind_is_optional = kind.starts_with("Option<");
                shape.rows.push((
                    name.to_owned(),
                    authors_type(kind),
                    optional || all_optional || kind_is_optional,
                    about.clone(),
                ));
            } else if shape.is_choice && text.starts_with(|one: char| one.is_ascii_uppercase()) {
                let name: String = text
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                if text.ends_with('{') {
                    variant = Some((name, about.clone(), Vec::new()));
                } else {
                    let kind = text
                        .trim_end_matches(',')
                        .strip_prefix(&name)
                        .filter(|inner| !inner.is_empty())
                        .map(|inner| format!("{name}{}", authors_type(inner)))
                        .unwrap_or_default();
                    let name = if shape.small { in_small(&name) } else { name };
                    shape.rows.push((name, kind, false, about.clone()));
                }
            }
        }
        about.clear();
        optional = false;
        small = false;
    }
    found.retain(|one| !one.rows.is_empty());
    found
}

/// A word of the code as files write it in small letters.
fn in_small(name: &str) -> String {
    let mut small = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !small.is_empty() {
            small.push('_');
        }
        small.push(sign.to_ascii_lowercase());
    }
    small
}

fn authors_name(name: &str) -> String {
    name.trim_end_matches("File").to_owned()
}

/// A type as an author meets it: lists in brackets, texts and numbers by plain words.
fn authors_type(kind: &str) -> String {
    let mut kind = kind.replace("File", "").replace("Box<", "<");
    for (theirs, ours) in [
        ("String", "text"),
        ("Bilingual", "(zh, en)"),
        ("Language", "zh | en"),
        ("bool", "true | false"),
        ("u16", "number"),
        ("u32", "number"),
        ("u64", "number"),
        ("i16", "number"),
        ("i32", "number"),
        ("u8", "number"),
    ] {
        kind = kind.replace(theirs, ours);
    }
    while let Some(at) = kind.find("Vec<") {
        let Some(end) = closing(&kind, at + 3) else {
            break;
        };
        let inner = kind[at + 4..end].to_owned();
        kind.replace_range(at..=end, &format!("[{inner}, …]"));
    }
    kind.replace("Option<", "").replace(['<', '>'], "")
}

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, sign) in text.char_indices().skip(open) {
        match sign {
            '<' => depth += 1,
            '>' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
