//! What papers say of conduct in free words and in boxes, as data: the words that claim it, and what in a record bears it
//! out, leaves it open or denies it. Facts, deeds and forms are named by ids that cases share; a case that has none of them
//! is silent. Compares nothing.

use super::PackText;
use super::problem::{self, PackProblem};
use crate::domain::act::Act;
use crate::domain::ids::Bilingual;
use serde::Deserialize;

/// Phrases in both languages, found within one clause; `*` stands for any words between.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Chinese ones.
    #[serde(default)]
    pub zh: Vec<String>,
    /// English ones, in small letters.
    #[serde(default)]
    pub en: Vec<String>,
}

impl Phrases {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.zh.iter().chain(&self.en).map(String::as_str)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// What in a record speaks for something; an id may end in `*`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bearing {
    /// Facts of cases that became true.
    pub facts: Vec<String>,
    /// Actions of cases, or deeds of this pack, that were done.
    pub deeds: Vec<String>,
    /// What the officers' words did.
    pub acts: Vec<Act>,
    /// Papers that were made.
    pub forms: Vec<String>,
    /// Endings of cases.
    pub endings: Vec<String>,
    /// Words of the person it is said of.
    pub told: Phrases,
    /// Words of the officers.
    pub said: Phrases,
    /// Words of the entries about earlier times.
    pub history: Phrases,
    /// What somebody who belongs to the case is called or is.
    pub people: Phrases,
    /// Fields of the same paper that are filled.
    pub entries: Vec<String>,
    /// The matter was dealt with.
    pub handled: bool,
    /// The party had a word to say.
    pub spoke: bool,
}

/// When a record that does not bear something out denies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// Whatever a record does not show of it was not so.
    Always,
    /// Only where the case has a fact or a deed for it.
    WhereKnown,
    /// A person has to look.
    #[default]
    Never,
}

/// Whose conduct it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The party's, or of whoever else the clause names.
    #[default]
    Others,
    /// The officers' own.
    Officers,
}

/// Something that people do and papers tell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Id.
    pub id: String,
    /// Words that claim it.
    pub words: Phrases,
    /// Words in the same clause that make it something else.
    #[serde(default)]
    pub unless: Phrases,
    /// Whose conduct.
    #[serde(default)]
    pub by: Whose,
    /// What bears it out.
    #[serde(default)]
    pub borne: Bearing,
    /// What bears it out of somebody else than the party.
    #[serde(default)]
    pub others: Bearing,
    /// What leaves it open.
    #[serde(default)]
    pub hints: Bearing,
    /// What denies it.
    #[serde(default)]
    pub against: Bearing,
    /// What an officer must have said first: without it nobody can have done so.
    #[serde(default)]
    pub needs: Phrases,
    /// While the party was never as tense as this, it did nothing of the kind.
    #[serde(default)]
    pub tense_from: Option<i16>,
    /// Whoever was as tense as this did so.
    #[serde(default)]
    pub tense_surely: Option<i16>,
    /// When silence denies it.
    #[serde(default)]
    pub decides: Decides,
    /// Whether what came after the paper counts, too: papers are handed in while people still sign and carry.
    #[serde(default)]
    pub ever: bool,
    /// Whether it stands unless something denies it.
    #[serde(default)]
    pub stands: bool,
}

/// One way that a box or an entry may go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Id of the choice on the form; any id where the entry is free.
    pub id: String,
    /// Words by which a free entry says so.
    #[serde(default)]
    pub words: Phrases,
    /// What bears it out.
    #[serde(default)]
    pub borne: Bearing,
    /// Whether it is what is usual, and needs no saying.
    #[serde(default)]
    pub usual: bool,
    /// Options of which it is the sum.
    #[serde(default)]
    pub sum_of: Vec<String>,
}

/// A field that says one of several things about what was announced or done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choosing {
    /// Forms that have it.
    pub forms: Vec<String>,
    /// The field.
    pub field: String,
    /// Whether what another option says makes this one wrong even where this one is borne out, too.
    #[serde(default)]
    pub exclusive: bool,
    /// Its options.
    pub options: Vec<Way>,
}

/// Unique ids, words to look for, something to hold each claim to.
pub(super) fn check_claims(
    file: PackText<'_>,
    claims: &[Claim],
    choosing: &[Choosing],
    problems: &mut Vec<PackProblem>,
) {
    let ids = claims.iter().map(|one| one.id.as_str());
    problem::check_ids(file, "papers › claims", ids, problems);
    for one in claims {
        let owner = format!("papers › claims › {}", one.id);
        let lists = [
            ("words", &one.words),
            ("unless", &one.unless),
            ("needs", &one.needs),
        ];
        for (name, phrases) in lists {
            check_phrases(file, &owner, name, phrases, problems);
        }
        if one.words.zh.is_empty() || one.words.en.is_empty() {
            problems.push(problem::out_of_range(file, &owner, "words zh, en ≥ 1 ×"));
        }
    }
    for one in choosing {
        let owner = format!("papers › choices › {}", one.field);
        let ids = one.options.iter().map(|option| option.id.as_str());
        problem::check_ids(file, &owner, ids.clone(), problems);
        if one.forms.is_empty() || one.options.len() < 2 {
            problems.push(problem::out_of_range(file, &owner, "options ≥ 2 ×"));
        }
        for option in &one.options {
            check_phrases(file, &owner, "words", &option.words, problems);
            for part in &option.sum_of {
                if !ids.clone().any(|id| id == part) {
                    problems.push(problem::dangling(file, &owner, "options", part));
                }
            }
        }
    }
}

/// No phrase is empty, none would never be found for its capitals.
fn check_phrases(
    file: PackText<'_>,
    owner: &str,
    name: &str,
    phrases: &Phrases,
    problems: &mut Vec<PackProblem>,
) {
    for one in phrases.all() {
        let is_empty = one.split('*').any(|part| part.trim().is_empty());
        if is_empty || one.chars().any(char::is_uppercase) {
            problems.push(problem::out_of_range(
                file,
                owner,
                &format!("{name}: {one}"),
            ));
        }
    }
}

/// Words of both languages as they are compared with a bureau's own name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bureau {
    /// The unit whose officers act in the case.
    pub unit: Bilingual,
    /// Every other unit and district of the bureau, which it is not.
    pub elsewhere: Vec<Bilingual>,
    /// The number at which it answers.
    pub hotline: String,
}
