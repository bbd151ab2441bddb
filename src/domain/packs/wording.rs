//! What lessons look for in an answer: phrases of both languages, and the concepts that phrases may name instead of words.
//! Knows no answer; whether one says a phrase, `teaching` finds.

use super::PackText;
use super::problem::{self, PackProblem};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names that stand for figures, and are no concepts.
const NUMBER: &str = "number";
const SUM: &str = "sum";

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// These letters; an English word may go on after them (`wash` in `washed`) unless they end in `_`.
    Words(Vec<char>),
    /// A few letters or words, `*`.
    Gap,
    /// Anything that says the concept, `{name}`.
    Concept(Arc<Concept>),
    /// Any number, `{number}`.
    Number,
    /// Any sum of money, `{sum}`.
    Sum,
}

/// Words to look for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    text: String,
    parts: Vec<Part>,
}

/// Many phrases that mean one thing, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Id.
    pub id: String,
    /// Every way to say it, both languages.
    pub any: Vec<Wording>,
    /// Which of them can begin with a letter. Hundreds are looked for at every letter of an answer.
    by_letter: BTreeMap<char, Vec<usize>>,
    /// Which of them can begin with any.
    by_any: Vec<usize>,
}

impl Concept {
    fn new(id: String, any: Vec<Wording>) -> Self {
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        let mut by_any = Vec::new();
        for (at, phrase) in any.iter().enumerate() {
            match phrase.begins() {
                None => by_any.push(at),
                Some(letters) => {
                    for letter in letters {
                        by_letter.entry(letter).or_default().push(at);
                    }
                }
            }
        }
        Self {
            id,
            any,
            by_letter,
            by_any,
        }
    }

    /// The phrases that can begin with this letter.
    pub fn beginning(&self, letter: char) -> impl Iterator<Item = &Wording> {
        let known = self.by_letter.get(&letter).into_iter().flatten();
        let both = known.chain(&self.by_any);
        both.filter_map(|at| self.any.get(*at))
    }
}

/// A concept as authors write it: Chinese phrases apart by blanks, English by `|`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConceptFile {
    pub(super) id: String,
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

/// The concepts of a file by name.
pub(super) type Concepts = BTreeMap<String, Arc<Concept>>;

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = Vec::new();
        Ok(Self { text, parts })
    }
}

impl Wording {
    /// A phrase that names no concept.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut phrase = Self {
            text: text.to_owned(),
            parts: Vec::new(),
        };
        phrase.parts = pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Gap => Part::Gap,
                Piece::Words(words) | Piece::Name(words) => Part::Words(letters(&words)),
            })
            .collect();
        phrase
    }

    /// As its author wrote it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its pieces in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it can begin with this letter.
    #[must_use]
    pub fn may_begin(&self, letter: char) -> bool {
        match self.parts.first() {
            Some(Part::Words(words)) => words.first() == Some(&letter),
            Some(Part::Concept(concept)) => concept.beginning(letter).next().is_some(),
            Some(Part::Number | Part::Sum) => true,
            Some(Part::Gap) | None => false,
        }
    }

    /// The letters it can begin with; none where any will do.
    fn begins(&self) -> Option<Vec<char>> {
        match self.parts.first()? {
            Part::Words(words) => Some(words.first().copied().into_iter().collect()),
            Part::Concept(concept) if concept.by_any.is_empty() => {
                Some(concept.by_letter.keys().copied().collect())
            }
            Part::Concept(_) | Part::Number | Part::Sum | Part::Gap => None,
        }
    }

    /// Puts concepts in the places of their names.
    pub(super) fn settle(
        &mut self,
        file: PackText<'_>,
        owner: &str,
        concepts: &Concepts,
        problems: &mut Vec<PackProblem>,
    ) {
        // What all questions share is told of once.
        if !self.parts.is_empty() {
            return;
        }
        let mut parts: Vec<Part> = Vec::new();
        let pieces = pieces(&self.text);
        let is_bare = pieces.iter().all(|one| matches!(one, Piece::Gap));
        let is_open =
            matches!(pieces.first(), Some(Piece::Gap)) || matches!(pieces.last(), Some(Piece::Gap));
        if is_bare || is_open {
            // An empty piece would stand everywhere.
            problem::check_word(file, "any", owner, "", problems);
        }
        for piece in pieces {
            parts.push(match piece {
                Piece::Gap => Part::Gap,
                Piece::Words(words) => Part::Words(letters(&words)),
                Piece::Name(name) if name == NUMBER => Part::Number,
                Piece::Name(name) if name == SUM => Part::Sum,
                Piece::Name(name) => match concepts.get(&name) {
                    Some(concept) => Part::Concept(Arc::clone(concept)),
                    None => {
                        problems.push(problem::unknown_concept(file, owner, &name));
                        Part::Words(letters(&name))
                    }
                },
            });
        }
        self.parts = parts;
    }
}

/// Reads the concepts of a file. Each may name those before it, so that none can name itself.
pub(super) fn concepts(
    file: PackText<'_>,
    list: Vec<ConceptFile>,
    problems: &mut Vec<PackProblem>,
) -> Concepts {
    let ids = list.iter().map(|one| one.id.as_str());
    problem::check_ids(file, "concepts", ids, problems);
    let mut known = Concepts::new();
    for one in list {
        if [NUMBER, SUM].contains(&one.id.as_str()) {
            problems.push(problem::out_of_range(file, &one.id, "concepts: id"));
        }
        let chinese = one.zh.split_whitespace();
        let english = one.en.split('|').map(str::trim);
        let mut any: Vec<Wording> = chinese
            .chain(english)
            .filter(|text| !text.is_empty())
            .map(|text| Wording {
                text: text.to_owned(),
                parts: Vec::new(),
            })
            .collect();
        if any.is_empty() {
            problems.push(problem::out_of_range(file, &one.id, "zh, en ≥ 1 ×"));
        }
        for phrase in &mut any {
            phrase.settle(file, &one.id, &known, problems);
        }
        let concept = Concept::new(one.id.clone(), any);
        known.insert(one.id, Arc::new(concept));
    }
    known
}

enum Piece {
    Gap,
    Words(String),
    Name(String),
}

fn letters(words: &str) -> Vec<char> {
    words.to_lowercase().chars().collect()
}

/// A phrase cut at its marks; blanks around them mean nothing.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = String::new();
    let close = |open: &mut String, pieces: &mut Vec<Piece>| {
        let words = open.trim().to_owned();
        open.clear();
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
    };
    let mut rest = text.chars();
    while let Some(one) = rest.next() {
        match one {
            '*' => {
                close(&mut open, &mut pieces);
                pieces.push(Piece::Gap);
            }
            '{' => {
                close(&mut open, &mut pieces);
                let name = rest.by_ref().take_while(|one| *one != '}').collect();
                pieces.push(Piece::Name(name));
            }
            _ => open.push(one),
        }
    }
    close(&mut open, &mut pieces);
    pieces
}
