//! The template of a case filled in with answers: marks replaced, parts of other levels left out, and for every sentence of
//! a walk-through the first wording that understanding hears as what it must be.

use super::outcome::Failure;
use crate::content::{Content, DEFAULT_BUREAU};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH};
use crate::domain::understanding::Understanding;
use crate::files::{list, read_text, write_whole};
use std::path::{Path, PathBuf};

/// Lines of the template from here on belong to a case of one level, of three, of any.
const ONE_LEVEL: &str = "//@1";
const THREE_LEVELS: &str = "//@3";
const ANY_LEVELS: &str = "//@end";
/// A sentence to choose: acts joined by `+`, then wordings, the surest last.
const SAY: &str = "@say(";
const SAID: &str = ")@";

/// What was answered.
#[derive(Debug)]
pub(super) struct Answers {
    /// Topic and answer, in the order asked.
    pub topics: Vec<(&'static str, Bilingual)>,
    /// One level or three.
    pub levels: u8,
}

/// Copies the template into a folder with the answers filled in. Gives what was written.
pub(super) fn fill(
    home: &Path,
    folder: &Path,
    name: &str,
    answers: &Answers,
) -> Result<Vec<PathBuf>, Failure> {
    let template = home.join("assets").join("templates").join("case");
    let understanding = Content::load(home, DEFAULT_BUREAU)?.understanding(home)?;
    let mut sources: Vec<(PathBuf, PathBuf)> = [CASE_FILE, LINES_ZH, LINES_EN]
        .iter()
        .map(|file| (template.join(file), folder.join(file)))
        .collect();
    for path in list(&template.join("walkthroughs"), "ron") {
        if let Some(file) = path.file_name() {
            let to = folder.join("walkthroughs").join(file);
            sources.push((path, to));
        }
    }
    let mut written = Vec::new();
    for (from, to) in sources {
        let mut text = for_levels(&read_text(&from)?, answers.levels).replace("@slug@", name);
        if text.trim().is_empty() {
            continue;
        }
        for (topic, answer) in &answers.topics {
            for lang in Language::ALL {
                let mark = format!("@{topic}.{}@", lang.tag());
                text = text.replace(&mark, &harmless(answer.get(lang)));
            }
        }
        text = spoken(&text, &understanding);
        write_whole(&to, text.as_bytes())?;
        written.push(to);
    }
    Ok(written)
}

/// The lines that a case of so many levels keeps.
fn for_levels(text: &str, levels: u8) -> String {
    let mut kept = String::new();
    let mut keeps = true;
    for line in text.lines() {
        match line.trim() {
            ONE_LEVEL => keeps = levels == 1,
            THREE_LEVELS => keeps = levels == 3,
            ANY_LEVELS => keeps = true,
            _ if keeps => {
                kept.push_str(line);
                kept.push('\n');
            }
            _ => {}
        }
    }
    kept
}

/// The text with every sentence chosen. The author's own words are tried first; where they are not heard as what the
/// walk-through needs, a general sentence stands there that is.
fn spoken(text: &str, understanding: &Understanding) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(SAY) {
        let Some((choice, after)) = after.split_once(SAID) else {
            break;
        };
        let mut parts = choice.split('|');
        let acts: Vec<&str> = parts.next().unwrap_or_default().split('+').collect();
        let heard = |sentence: &&str| {
            let reading = understanding.read(sentence, None, None);
            acts.iter()
                .all(|act| reading.acts.iter().any(|one| one.act.name() == *act))
        };
        let sentences: Vec<&str> = parts.collect();
        let chosen = sentences.iter().copied().find(|one| heard(one));
        out.push_str(before);
        out.push_str(chosen.or(sentences.last().copied()).unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// An answer as it may stand inside a quoted text: no sign of it ends the text, means a placeholder or a choice.
fn harmless(answer: &str) -> String {
    answer
        .trim()
        .trim_end_matches(['。', '.'])
        .chars()
        .filter_map(|sign| match sign {
            '"' => Some('\''),
            '\\' | '|' => Some('/'),
            '{' => Some('('),
            '}' => Some(')'),
            '@' => Some('＠'),
            one if one.is_control() => None,
            one => Some(one),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{for_levels, harmless};

    #[test]
    fn no_answer_breaks_a_text() {
        assert_eq!(harmless(" \"大桥\\{x}\u{7}。"), "'大桥/(x)");
    }

    #[test]
    fn parts_of_other_levels_are_left_out() {
        let text = "a\n  //@1\nb\n//@3\nc\n//@end\nd\n";
        assert_eq!(for_levels(text, 1), "a\nb\nd\n");
        assert_eq!(for_levels(text, 3), "a\nc\nd\n");
    }
}
