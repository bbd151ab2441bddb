//! A case like one that is there: its files under another id, with words replaced in what people see and hear. What was
//! green stays green, because nothing but words changes.

use super::outcome::{Failure, Outcome};
use super::shelf::case_folder;
use crate::domain::ids::Language;
use crate::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH, STAGE_FILE};
use crate::files::{list, read_text, write_whole};
use crate::staging::Wardrobe;
use crate::text::Words;
use std::path::{Path, PathBuf};

/// Between the words that are there and those that come.
const BECOMES: char = '=';

/// Copies a case into a folder. Gives what was written.
///
/// # Errors
/// When there is no such case, or a word to replace is nowhere in it: then nothing is written.
pub(super) fn copy(
    home: &Path,
    case: &Path,
    folder: &Path,
    name: &str,
    renames: &[String],
) -> Result<Vec<PathBuf>, Failure> {
    let from = case_folder(home, case)?;
    let mut files: Vec<PathBuf> = [CASE_FILE, LINES_ZH, LINES_EN, STAGE_FILE]
        .iter()
        .map(|file| from.join(file))
        .filter(|path| path.is_file())
        .collect();
    files.extend(list(&from.join("walkthroughs"), "ron"));
    let mut texts = Vec::new();
    for path in files {
        let to = path
            .strip_prefix(&from)
            .map_or_else(|_| folder.to_owned(), |file| folder.join(file));
        texts.push((to, read_text(&path)?));
    }
    for rename in renames {
        let (old, new) = rename
            .split_once(BECOMES)
            .map(|(old, new)| (old.trim(), new.trim()))
            .filter(|(old, _)| !old.is_empty())
            .ok_or_else(|| {
                Failure::new(Outcome::Usage, "new-bad-rename").with("given", rename.clone())
            })?;
        let new = super::template::harmless(new);
        let mut count = 0;
        let name_of = format!("name: (zh: \"{old}\"");
        let is_somebody = texts.iter().any(|(_, text)| text.contains(&name_of));
        for (_, text) in &mut texts {
            let (mut changed, times) = replaced(text, old, &new);
            if let Some((was, is)) = on_paper(old, &new).filter(|_| is_somebody) {
                changed = changed.replace(&was, &is);
            }
            *text = changed;
            count += times;
        }
        if count == 0 {
            return Err(
                Failure::new(Outcome::Usage, "new-nothing-renamed").with("given", old.to_owned())
            );
        }
    }
    let old = texts
        .iter()
        .find(|(to, _)| to.ends_with(CASE_FILE))
        .and_then(|(_, text)| first_id(text))
        .unwrap_or_default();
    let mut written = Vec::new();
    for (to, mut text) in texts {
        if to.ends_with(CASE_FILE) {
            text = text.replacen(&format!("id: \"{old}\""), &format!("id: \"{name}\""), 1);
        } else if to.ends_with(STAGE_FILE) {
            text = dressed(&text, &old, home);
        }
        write_whole(&to, text.as_bytes())?;
        written.push(to);
    }
    Ok(written)
}

/// The case's own id: the first in its file.
fn first_id(text: &str) -> Option<String> {
    let (_, after) = text.split_once("id: \"")?;
    after.split_once('"').map(|(id, _)| id.to_owned())
}

/// Words replaced inside quoted texts. A text of small letters, digits and signs alone is an id and stays.
fn replaced(text: &str, old: &str, new: &str) -> (String, usize) {
    let mut count = 0;
    let mut lines = Vec::new();
    for line in text.lines() {
        // Every second piece lies between quotes; an escaped quote ends no text in our own files, which use “ ”.
        let pieces: Vec<String> = line
            .split('"')
            .enumerate()
            .map(|(at, piece)| {
                let is_text = at % 2 == 1 && !is_id(piece);
                let is_comment = at == 0 && line.trim_start().starts_with("//");
                if is_text || is_comment {
                    count += piece.matches(old).count();
                    piece.replace(old, new)
                } else {
                    piece.to_owned()
                }
            })
            .collect();
        lines.push(pieces.join("\""));
    }
    (lines.join("\n") + "\n", count)
}

/// Papers write a party by the first sign of his name: what stands there before and after.
fn on_paper(old: &str, new: &str) -> Option<(String, String)> {
    let words = Words::new(Language::Zh);
    let entry = |name: &str| {
        let first = name.chars().next()?.to_string();
        let written = words.with("new-on-paper", &[("name", &first)]);
        Some(format!("(\"party_name\", \"{written}\")"))
    };
    let is_name = |name: &str| name.chars().all(|one| !one.is_ascii());
    let (was, is) = (entry(old)?, entry(new)?);
    (is_name(old) && is_name(new) && was != is).then_some((was, is))
}

fn is_id(text: &str) -> bool {
    text.chars().all(|one| {
        one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '_' | '-' | '.')
    })
}

/// Bodies that the wardrobe suggests by the id of the case written down, because the copy has another one.
fn dressed(stage: &str, case: &str, home: &Path) -> String {
    let Ok(wardrobe) = Wardrobe::load(home) else {
        return stage.to_owned();
    };
    stage
        .lines()
        .map(|line| dressed_line(line, case, &wardrobe) + "\n")
        .collect()
}

fn dressed_line(line: &str, case: &str, wardrobe: &Wardrobe) -> String {
    let undressed = || {
        let (before, after) = line.split_once("(person: \"")?;
        let (person, rest) = after.split_once('"')?;
        if !before.trim().is_empty() || rest.contains("look:") || !rest.contains("spot:") {
            return None;
        }
        let look = wardrobe.people.cast(case, person)?;
        Some(format!(
            "{before}(person: \"{person}\", look: \"{look}\"{rest}"
        ))
    };
    undressed().unwrap_or_else(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn words_change_and_ids_stay() {
        let text = "// Granny Mo\n(id: \"mo\", name: (zh: \"莫奶奶\", en: \"Granny Mo, mo\")),\n";
        let (changed, count) = replaced(text, "mo", "wei");
        assert_eq!(
            changed,
            "// Granny Mo\n(id: \"mo\", name: (zh: \"莫奶奶\", en: \"Granny Mo, wei\")),\n"
        );
        assert_eq!(count, 1);
        assert_eq!(replaced(text, "莫奶奶", "韦奶奶").1, 1);
    }
}
