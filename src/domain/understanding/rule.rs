//! Exact rules over clauses, for what a sum of weights gets wrong: who denies, who quotes, who refuses.
//! The rules are content (`rules` in the lexicon file); this only applies them.

use super::error::LoadError;
use super::normal::{Clause, Utterance};
use crate::domain::act::Act;
use crate::domain::ids::Language;
use serde::Deserialize;

/// What a rule does to an act in the clauses it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Effect {
    /// The clause does not do this act, whatever words it holds.
    Never,
    /// The clause does this act.
    Always,
}

/// A rule as authors write it. Patterns: Chinese apart by blanks, English by `|`; `*` stands for a few characters or words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Name, shown in the reason.
    name: String,
    /// Acts it decides on.
    acts: Vec<Act>,
    /// What it decides.
    effect: Effect,
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
    /// Words that switch the rule off when they stand in the clause.
    #[serde(default)]
    unless_zh: String,
    #[serde(default)]
    unless_en: String,
}

/// How far apart the two halves of a `*` pattern may stand, in characters or words.
const REACH: [usize; 2] = [8, 6];

/// A rule ready to be applied.
#[derive(Debug, Clone)]
pub struct Rule {
    name: String,
    acts: Vec<Act>,
    effect: Effect,
    patterns: [Vec<Vec<String>>; 2],
    unless: [Vec<Vec<String>>; 2],
}

/// What a rule said of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The act.
    pub act: Act,
    /// The clause.
    pub clause: usize,
    /// What was decided.
    pub effect: Effect,
    /// Name of the rule and the words it met.
    pub why: String,
}

impl Rule {
    /// Prepares the rules of a lexicon.
    ///
    /// # Errors
    /// [`LoadError::Lexicon`] when a rule has no pattern at all.
    pub fn prepare(files: Vec<RuleFile>) -> Result<Vec<Self>, LoadError> {
        let zh = |text: &str| -> Vec<Vec<String>> {
            text.split_whitespace()
                .map(|p| p.split('*').map(String::from).collect())
                .collect()
        };
        let en = |text: &str| -> Vec<Vec<String>> {
            text.split('|')
                .filter(|p| !p.trim().is_empty())
                .map(|p| {
                    p.split('*')
                        .map(|part| format!(" {} ", part.trim()))
                        .collect()
                })
                .collect()
        };
        files
            .into_iter()
            .map(|file| {
                let patterns = [zh(&file.zh), en(&file.en)];
                if patterns.iter().all(Vec::is_empty) {
                    return Err(LoadError::Lexicon(format!(
                        "rule {}: no pattern",
                        file.name
                    )));
                }
                Ok(Self {
                    name: file.name,
                    acts: file.acts,
                    effect: file.effect,
                    patterns,
                    unless: [zh(&file.unless_zh), en(&file.unless_en)],
                })
            })
            .collect()
    }
}

/// Everything the rules say of an utterance.
#[must_use]
pub fn verdicts(rules: &[Rule], utterance: &Utterance) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let lang = utterance.lang as usize;
    for (at, clause) in utterance.clauses.iter().enumerate() {
        let text = text_of(clause, utterance.lang);
        for rule in rules {
            let met = rule.patterns[lang]
                .iter()
                .find_map(|p| meets(&text, p, utterance.lang));
            let Some(words) = met else { continue };
            if rule.unless[lang]
                .iter()
                .any(|p| meets(&text, p, utterance.lang).is_some())
            {
                continue;
            }
            for act in &rule.acts {
                let why = format!("{} [{}]", words.trim(), rule.name);
                verdicts.push(Verdict {
                    act: *act,
                    clause: at,
                    effect: rule.effect,
                    why,
                });
            }
        }
    }
    verdicts
}

fn text_of(clause: &Clause, lang: Language) -> String {
    match lang {
        Language::Zh => clause.units.iter().map(|u| u.text.as_str()).collect(),
        Language::En => {
            let words: Vec<&str> = clause.units.iter().map(|u| u.text.as_str()).collect();
            format!(" {} ", words.join(" "))
        }
    }
}

/// The words by which a pattern is met, if it is.
fn meets(text: &str, parts: &[String], lang: Language) -> Option<String> {
    let (first, rest) = parts.split_first()?;
    for (begin, _) in text.match_indices(first.as_str()) {
        let mut end = begin + first.len();
        let met = rest.iter().all(|part| {
            // English parts carry blanks at both ends and may share one.
            let from = if lang == Language::En {
                end.saturating_sub(1)
            } else {
                end
            };
            let Some(after) = text.get(from..) else {
                return false;
            };
            let Some(at) = after.find(part.as_str()) else {
                return false;
            };
            let between = after.get(..at).unwrap_or_default();
            let gap = match lang {
                Language::Zh => between.chars().count(),
                Language::En => between.split_whitespace().count(),
            };
            end = from + at + part.len();
            gap <= REACH[lang as usize]
        });
        if met {
            return text.get(begin..end).map(String::from);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::normal::Normaliser;

    fn said(text: &str) -> Vec<(Act, Effect)> {
        let rules = Rule::prepare(vec![RuleFile {
            name: "not here to punish".into(),
            acts: vec![Act::ApplyMeasure],
            effect: Effect::Never,
            zh: "不是*罚".into(),
            en: "not * fine".into(),
            unless_zh: "不是不".into(),
            unless_en: String::new(),
        }])
        .unwrap();
        let utterance = Normaliser::new().utterance(text, None);
        verdicts(&rules, &utterance)
            .into_iter()
            .map(|v| (v.act, v.effect))
            .collect()
    }

    #[test]
    fn a_pattern_with_a_gap_meets_within_reach_and_clause() {
        let never = [(Act::ApplyMeasure, Effect::Never)];
        assert_eq!(said("我不是来罚您的"), never);
        assert_eq!(said("I'm not here to fine you"), never);
        assert!(said("我不是不罚你").is_empty());
        assert!(said("这不是您的错，但要罚款").is_empty());
        assert!(said("不是我们今天一大早专门跑过来就为了要罚").is_empty());
    }
}
