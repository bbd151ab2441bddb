//! The concept lexicon: words of both languages grouped by what they mean, found in a clause by letter or by sound.
//! Concepts let a sentence nobody has heard before share features with those that were. Knows no acts.

use super::chance::Chance;
use super::error::LoadError;
use super::normal::{Clause, Normaliser};
use super::rule::{Rule, RuleFile};
use super::sound;
use crate::domain::ids::Language;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file as authors write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    format: u32,
    /// Concept name → its words.
    concepts: BTreeMap<String, Members>,
    #[serde(default)]
    rules: Vec<RuleFile>,
}

/// The words of one concept: Chinese apart by blanks, English apart by `|`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

/// A concept met in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which concept, by position in the lexicon.
    pub concept: u16,
    /// First unit.
    pub start: usize,
    /// First unit after it.
    pub end: usize,
    /// Found by sound only.
    pub by_sound: bool,
}

/// Patterns of one kind with the concept of each.
pub(super) struct Matcher {
    automaton: AhoCorasick,
    concepts: Vec<u16>,
}

impl Matcher {
    pub(super) fn new(patterns: Vec<(String, u16)>) -> Result<Self, LoadError> {
        let (texts, concepts): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .map_err(|error| LoadError::Lexicon(error.to_string()))?;
        Ok(Self {
            automaton,
            concepts,
        })
    }
}

/// All concepts, ready to be looked for.
pub struct Lexicon {
    names: Vec<String>,
    chinese: Matcher,
    chinese_sound: Matcher,
    english: Matcher,
    english_sound: Matcher,
    fingerprint: u32,
    members: Vec<[Vec<String>; 2]>,
    rules: Vec<Rule>,
}

impl Lexicon {
    /// Reads the lexicon file.
    ///
    /// # Errors
    /// [`LoadError::Lexicon`] with line and column when the file does not read, or when its format is unknown.
    pub fn parse(text: &str, normaliser: &Normaliser) -> Result<Self, LoadError> {
        let file: LexiconFile =
            ron::from_str(text).map_err(|error| LoadError::Lexicon(error.to_string()))?;
        if file.format != 1 {
            return Err(LoadError::Lexicon(format!("format {}", file.format)));
        }
        let mut fingerprint = 0_u32;
        for (name, members) in &file.concepts {
            for part in [name, &members.zh, &members.en] {
                fingerprint = fingerprint.rotate_left(5) ^ super::feature::hash_text(part);
            }
        }
        let mut names = Vec::new();
        let mut all_members: Vec<[Vec<String>; 2]> = Vec::new();
        let (mut zh, mut zh_sound) = (Vec::new(), Vec::new());
        let (mut en, mut en_sound) = (Vec::new(), Vec::new());
        for (position, (name, members)) in file.concepts.into_iter().enumerate() {
            let concept = u16::try_from(position)
                .map_err(|_| LoadError::Lexicon("more than 65535 concepts".into()))?;
            names.push(name);
            all_members.push([
                members.zh.split_whitespace().map(String::from).collect(),
                members
                    .en
                    .split('|')
                    .map(|p| p.trim().to_string())
                    .filter(|p| !p.is_empty())
                    .collect(),
            ]);
            for word in members.zh.split_whitespace() {
                zh.push((word.to_string(), concept));
                if word.chars().count() >= 2 {
                    let sounds: Vec<String> = word.chars().map(sound::syllable).collect();
                    zh_sound.push((format!(" {} ", sounds.join(" ")), concept));
                }
            }
            for phrase in members
                .en
                .split('|')
                .map(str::trim)
                .filter(|p| !p.is_empty())
            {
                let read = normaliser.utterance(phrase, Some(Language::En));
                let Some(clause) = read.clauses.first() else {
                    continue;
                };
                en.push((spaced(clause, |u| &u.stem), concept));
                let letters: usize = clause.units.iter().map(|u| u.sound.len()).sum();
                if letters >= 4 {
                    en_sound.push((spaced(clause, |u| &u.sound), concept));
                }
            }
        }
        Ok(Self {
            names,
            chinese: Matcher::new(zh)?,
            chinese_sound: Matcher::new(zh_sound)?,
            english: Matcher::new(en)?,
            english_sound: Matcher::new(en_sound)?,
            fingerprint,
            members: all_members,
            rules: Rule::prepare(file.rules)?,
        })
    }

    /// Tells one state of the concepts from another: a model fits only the one it was trained with. Rules do not count.
    #[must_use]
    pub const fn fingerprint(&self) -> u32 {
        self.fingerprint
    }

    /// The exact rules of the file.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The name of a concept.
    #[must_use]
    pub fn name(&self, concept: u16) -> &str {
        self.names
            .get(usize::from(concept))
            .map_or("", String::as_str)
    }

    /// The concept of that name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<u16> {
        self.names
            .iter()
            .position(|n| n == name)
            .and_then(|p| u16::try_from(p).ok())
    }

    /// How many concepts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the lexicon holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The text with one word, rarely two, replaced by others of the same concept; nothing when no concept stands in it.
    /// For training lines only.
    #[must_use]
    pub fn swap(
        &self,
        text: &str,
        lang: Language,
        normaliser: &Normaliser,
        chance: &mut Chance,
    ) -> Option<String> {
        let mut swapped = normaliser.fold(text);
        let mut changed = false;
        for _ in 0..2 {
            let read = normaliser.utterance(&swapped, Some(lang));
            let mut found: Vec<(String, u16)> = Vec::new();
            for clause in &read.clauses {
                for hit in self.hits(clause, lang).iter().filter(|h| !h.by_sound) {
                    let words: Vec<&str> = clause.units[hit.start..hit.end]
                        .iter()
                        .map(|u| u.text.as_str())
                        .collect();
                    let gap = if lang == Language::En { " " } else { "" };
                    found.push((words.join(gap), hit.concept));
                }
            }
            let Some((old, concept)) = chance.pick(&found) else {
                break;
            };
            let members = &self.members.get(usize::from(*concept))?[lang as usize];
            if let Some(new) = chance.pick(members)
                && swapped.contains(old.as_str())
            {
                swapped = swapped.replacen(old.as_str(), new, 1);
                changed = true;
            }
        }
        changed.then_some(swapped)
    }

    /// Every concept in a clause, in order of place; by sound only where the letters did not already tell it.
    #[must_use]
    pub fn hits(&self, clause: &Clause, lang: Language) -> Vec<Hit> {
        let mut hits = Vec::new();
        match lang {
            Language::Zh => {
                let text: String = clause.units.iter().map(|u| u.text.as_str()).collect();
                let starts = offsets(clause.units.iter().map(|u| u.text.len()), 0);
                find(&self.chinese, &text, &starts, 0, false, &mut hits);
                let text = spaced(clause, |u| &u.sound);
                let starts = offsets(clause.units.iter().map(|u| u.sound.len()), 1);
                find(&self.chinese_sound, &text, &starts, 1, true, &mut hits);
            }
            Language::En => {
                let text = spaced(clause, |u| &u.stem);
                let starts = offsets(clause.units.iter().map(|u| u.stem.len()), 1);
                find(&self.english, &text, &starts, 1, false, &mut hits);
                let text = spaced(clause, |u| &u.sound);
                let starts = offsets(clause.units.iter().map(|u| u.sound.len()), 1);
                find(&self.english_sound, &text, &starts, 1, true, &mut hits);
            }
        }
        hits.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end), h.by_sound, h.concept));
        let told: Vec<Hit> = hits.iter().copied().filter(|h| !h.by_sound).collect();
        hits.retain(|h| {
            !h.by_sound
                || !told
                    .iter()
                    .any(|t| t.concept == h.concept && t.start < h.end && h.start < t.end)
        });
        hits.dedup();
        hits
    }
}

/// The chosen form of each unit between blanks, one at both ends.
pub(super) fn spaced(clause: &Clause, form: impl Fn(&super::normal::Unit) -> &String) -> String {
    let mut text = String::from(" ");
    for unit in &clause.units {
        text.push_str(form(unit));
        text.push(' ');
    }
    text
}

/// Byte offset of each unit in the joined text, and of its end as the last entry.
pub(super) fn offsets(lengths: impl Iterator<Item = usize>, gap: usize) -> Vec<usize> {
    let mut starts = vec![gap];
    let mut at = gap;
    for length in lengths {
        at += length + gap;
        starts.push(at);
    }
    starts
}

pub(super) fn find(
    matcher: &Matcher,
    text: &str,
    starts: &[usize],
    gap: usize,
    by_sound: bool,
    hits: &mut Vec<Hit>,
) {
    for found in matcher.automaton.find_overlapping_iter(text) {
        let begin = found.start() + gap;
        let (Ok(start), Ok(end)) = (
            starts.binary_search(&begin),
            starts.binary_search(&found.end()),
        ) else {
            continue;
        };
        if let Some(&concept) = matcher.concepts.get(found.pattern().as_usize()) {
            hits.push(Hit {
                concept,
                start,
                end,
                by_sound,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"(format: 1, concepts: {
        "evidence": (zh: "取证 证据", en: "evidence|take photos"),
        "cart": (zh: "推车 三轮车", en: "cart|tricycle"),
    })"#;

    #[test]
    fn concepts_are_found_by_letter_and_by_sound() {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse(SMALL, &normaliser).unwrap();
        let names = |text: &str| -> Vec<(String, bool)> {
            let read = normaliser.utterance(text, None);
            let clause = &read.clauses[0];
            lexicon
                .hits(clause, read.lang)
                .iter()
                .map(|h| (lexicon.name(h.concept).to_string(), h.by_sound))
                .collect()
        };
        assert_eq!(names("我们要取证"), [("evidence".to_string(), false)]);
        assert_eq!(names("我们要曲正"), [("evidence".to_string(), true)]);
        assert_eq!(
            names("taking photos of the carts"),
            [("evidence".to_string(), false), ("cart".to_string(), false)]
        );
        assert!(names("今天天气好").is_empty());
    }

    #[test]
    fn a_broken_file_tells_the_place() {
        let error = Lexicon::parse("(format: 1,\n concepts: [])", &Normaliser::new()).err();
        assert!(error.is_some_and(|e| e.to_string().contains('2')));
    }
}
