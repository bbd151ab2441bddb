//! The template of a case filled in with answers: marks replaced, parts that do not belong left out, and for every sentence
//! of a walk-through the first wording that understanding hears as what it must be.

use super::outcome::Failure;
use crate::content::Content;
use crate::domain::assessment::SURE_FROM;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::Date;
use crate::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH, STAGE_FILE};
use crate::domain::understanding::Understanding;
use crate::files::{list, read_text, write_whole};
use crate::text::Words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Lines of the template from here on belong to cases with all of these flags: `//@if one danger !hothead`.
const IF: &str = "//@if ";
/// Lines from here on belong to every case.
const ALWAYS: &str = "//@end";
/// A sentence to choose: acts joined by `+`, then wordings, the surest last.
const SAY: &str = "@say(";
const SAID: &str = ")@";
/// The mark of the provision.
pub(super) const LAW: &str = "@law.id@";
/// The day of the template's case.
const DAY: (u16, u8, u8) = (2026, 9, 18);
/// Minutes after midnight at which the order is given in the walk-throughs.
const ORDERED_MIN: u32 = 16 * 60 + 31;
/// Minutes after the deadline at which somebody looks whether it was kept.
const LOOKED_AT_AFTER_MIN: u32 = 20;

/// Everything that the template asks for.
#[derive(Debug)]
pub(super) struct Answers {
    /// Topic and words.
    pub words: Vec<(&'static str, Bilingual)>,
    /// Marks and what they become, from what was chosen.
    pub marks: Vec<(String, String)>,
    /// Flags of the parts that stay.
    pub flags: Vec<String>,
    /// Deadline in minutes.
    pub minutes: u32,
}

impl Answers {
    /// The provision that was chosen.
    pub(super) fn law<'a>(&self, laws: &'a [Provision]) -> Option<&'a Provision> {
        let (_, id) = self.marks.iter().find(|one| one.0 == LAW)?;
        laws.iter().find(|one| one.id == *id)
    }
}

/// What came of filling the template in.
#[derive(Debug)]
pub(super) struct Filled {
    /// Files written.
    pub files: Vec<PathBuf>,
    /// Sentences of the author that are not surely heard as what they should do; another stands in the walk-throughs.
    pub unheard: Vec<String>,
}

/// A provision that can be cited in a new case.
#[derive(Debug, Clone)]
pub(super) struct Provision {
    pub id: String,
    pub cited: Bilingual,
    pub summary: Bilingual,
    demands: Bilingual,
}

impl Provision {
    /// Whether id, name and content together have every word, in either language.
    pub(super) fn has(&self, words: &str) -> bool {
        let mut text = self.id.clone();
        for part in [&self.cited, &self.summary, &self.demands] {
            text = [text.as_str(), &part.zh, &part.en].join("\n");
        }
        let text = text.to_lowercase();
        let words = words.to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// Whether it is heard as itself when somebody names it on the street.
    pub(super) fn is_heard(&self, understanding: &Understanding) -> bool {
        Language::ALL.into_iter().all(|lang| {
            let law = self.cited.get(lang);
            let sentence = Words::new(lang).with("new-law-said", &[("law", law)]);
            let heard = understanding.read(&sentence, None, Some(DAY));
            heard.law.iter().any(|law| law.right && law.id == self.id)
        })
    }
}

/// Provisions in force on the day of the template whose article number may be told.
pub(super) fn provisions(content: &Content) -> Vec<Provision> {
    let pack = &content.packs.law;
    let cited = |id: &str, lang| pack.citation(id, lang).unwrap_or_default();
    let (year, month, day) = DAY;
    let Some(day) = Date::new(year, month, day) else {
        return Vec::new();
    };
    pack.laws()
        .iter()
        .filter(|law| law.valid_on(day) && law.shown_article().is_some())
        .map(|law| Provision {
            id: law.id.clone(),
            cited: Bilingual {
                zh: cited(&law.id, Language::Zh),
                en: cited(&law.id, Language::En),
            },
            summary: law.summary.clone(),
            demands: law.demands.clone().unwrap_or_default(),
        })
        .collect()
}

/// Copies the template into a folder with the answers filled in. Gives what was written.
pub(super) fn fill(
    home: &Path,
    folder: &Path,
    name: &str,
    answers: &Answers,
    understanding: &Understanding,
) -> Result<Filled, Failure> {
    let template = home.join("assets").join("templates").join("case");
    let mut sources: Vec<(PathBuf, PathBuf)> = [CASE_FILE, LINES_ZH, LINES_EN, STAGE_FILE]
        .iter()
        .map(|file| (template.join(file), folder.join(file)))
        .collect();
    for path in list(&template.join("walkthroughs"), "ron") {
        if let Some(file) = path.file_name() {
            let to = folder.join("walkthroughs").join(file);
            sources.push((path, to));
        }
    }
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let deadline = ORDERED_MIN + answers.minutes;
    let times = [
        ("@deadline@", clock(deadline)),
        ("@inspection@", clock(deadline + LOOKED_AT_AFTER_MIN)),
    ];
    let mut written = Vec::new();
    let mut unheard = BTreeSet::new();
    for (from, to) in sources {
        let mut text = kept(&read_text(&from)?, &answers.flags).replace("@slug@", name);
        if text.trim().is_empty() {
            continue;
        }
        // What was chosen may hold marks of what was said, never the other way round.
        for (mark, becomes) in &answers.marks {
            text = text.replace(mark, becomes);
        }
        for (mark, becomes) in &times {
            text = text.replace(mark, becomes);
        }
        for (topic, answer) in &answers.words {
            for lang in Language::ALL {
                let said = harmless(answer.get(lang));
                text = text.replace(
                    &format!("@{topic}_told.{}@", lang.tag()),
                    &told(&said, lang),
                );
                text = text.replace(&format!("@{topic}.{}@", lang.tag()), &said);
            }
        }
        text = spoken(&text, understanding, &mut unheard);
        write_whole(&to, text.as_bytes())?;
        written.push(to);
    }
    Ok(Filled {
        files: written,
        unheard: unheard.into_iter().collect(),
    })
}

/// An answer as one more sentence of a line; nothing where nothing was answered.
fn told(said: &str, lang: Language) -> String {
    if said.is_empty() {
        String::new()
    } else {
        Words::new(lang).with("new-told", &[("text", said)])
    }
}

/// The lines that a case with these flags keeps.
fn kept(text: &str, flags: &[String]) -> String {
    let mut kept = String::new();
    let mut keeps = true;
    for line in text.lines() {
        let mark = line.trim();
        if mark == ALWAYS {
            keeps = true;
        } else if let Some(wanted) = mark.strip_prefix(IF) {
            keeps = wanted
                .split_whitespace()
                .all(|one| match one.strip_prefix('!') {
                    Some(unwanted) => !flags.iter().any(|flag| flag == unwanted),
                    None => flags.iter().any(|flag| flag == one),
                });
        } else if keeps {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The text with every sentence chosen. The author's own words are tried first; where they are not surely heard as what the
/// walk-through needs, or as wrong conduct besides, a general sentence stands there that is. Gives his words, too, where
/// they were passed over.
fn spoken(text: &str, understanding: &Understanding, unheard: &mut BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(SAY) {
        let Some((choice, after)) = after.split_once(SAID) else {
            break;
        };
        let mut parts = choice.split('|');
        let acts: Vec<&str> = parts.next().unwrap_or_default().split('+').collect();
        let heard = |sentence: &&str| {
            let read = understanding.read(sentence, None, Some(DAY)).acts;
            let sure = |name: &str| {
                read.iter()
                    .any(|one| one.act.name() == name && one.sure >= SURE_FROM)
            };
            acts.iter().all(|act| sure(act)) && !read.iter().any(|one| one.act.is_wrong())
        };
        let sentences: Vec<&str> = parts.collect();
        let chosen = sentences.iter().copied().find(|one| heard(one));
        let chosen = chosen.or(sentences.last().copied()).unwrap_or_default();
        if let Some(own) = sentences.first().filter(|own| **own != chosen) {
            unheard.insert((*own).to_owned());
        }
        out.push_str(before);
        out.push_str(chosen);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// An answer as it may stand inside a quoted text: no sign of it ends the text, means a placeholder or a choice.
pub(super) fn harmless(answer: &str) -> String {
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
    use super::{harmless, kept};

    #[test]
    fn no_answer_breaks_a_text() {
        assert_eq!(harmless(" \"大桥\\{x}\u{7}。"), "'大桥/(x)");
    }

    #[test]
    fn parts_of_other_cases_are_left_out() {
        let text = "a\n  //@if one\nb\n//@if three !calm\nc\n//@end\nd\n";
        let of = |flags: &[&str]| {
            let flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
            kept(text, &flags)
        };
        assert_eq!(of(&["one"]), "a\nb\nd\n");
        assert_eq!(of(&["three"]), "a\nc\nd\n");
        assert_eq!(of(&["three", "calm"]), "a\nd\n");
    }
}
