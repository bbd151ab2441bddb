//! Changes of law with their days: which provisions a change touches, and who has looked at what rests on them since. A
//! touched criterion counts for nothing by itself until two persons have signed it again.

use super::problem::{self, PackProblem};
use super::{Date, LawPack, PackText};
use crate::domain::ids::{Bilingual, person_key};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Persons who must sign.
pub const SIGNATURES_NEEDED: usize = 2;

/// A provision that a change touches and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touched {
    /// Provision as cases cited it.
    pub was: String,
    /// Provisions that took over; empty when it stays under its id with other words.
    #[serde(default)]
    pub now: Vec<String>,
}

/// A change of law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawChange {
    /// Format number.
    pub format: u32,
    /// Version of the content.
    pub version: String,
    /// Id, its file name.
    pub id: String,
    /// What changed.
    pub about: Bilingual,
    /// Day from which it applies.
    pub in_force: Date,
    /// What it touches.
    pub touches: Vec<Touched>,
}

impl LawChange {
    /// Reads and checks a change.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>, law: &LawPack) -> Result<Self, Vec<PackProblem>> {
        let change: Self = problem::read(file)?;
        let mut problems = Vec::new();
        problem::check_head(file, change.format, &change.version, &mut problems);
        problem::check_text(file, &change.id, "about", &change.about, &mut problems);
        let ids = change.touches.iter().map(|one| one.was.as_str());
        problem::check_ids(file, "touches", ids, &mut problems);
        for one in &change.touches {
            law.expect_known(file, &one.was, &mut problems);
            for id in &one.now {
                law.expect_known(file, id, &mut problems);
                let starts = law.get(id).and_then(|found| found.valid_from);
                if starts.is_some_and(|day| day > change.in_force) {
                    problems.push(problem::out_of_range(file, id, "valid_from ≤ in_force"));
                }
            }
        }
        if problems.is_empty() {
            Ok(change)
        } else {
            Err(problems)
        }
    }
}

/// Somebody's word that a criterion still stands after a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Change id.
    pub change: String,
    /// Case id.
    pub case: String,
    /// Criterion id.
    pub criterion: String,
    /// What was signed: the head of a hash over the criterion's words and provisions. Other words, other signature.
    pub digest: String,
    /// Pseudonym of who signed.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// All changes with what was signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawChanges {
    /// Changes, by day.
    pub changes: Vec<LawChange>,
    /// Signatures.
    pub signed: Vec<Signature>,
}

impl LawChanges {
    /// Puts changes in the order of their days.
    #[must_use]
    pub fn new(mut changes: Vec<LawChange>, signed: Vec<Signature>) -> Self {
        changes.sort_by(|one, other| (one.in_force, &one.id).cmp(&(other.in_force, &other.id)));
        Self { changes, signed }
    }

    /// Changes that touch these provisions on a day, with the touched ones.
    pub fn touching<'a>(
        &'a self,
        law: &'a [String],
        day: Date,
    ) -> impl Iterator<Item = (&'a LawChange, &'a Touched)> {
        self.changes
            .iter()
            .filter(move |change| change.in_force <= day)
            .flat_map(|change| change.touches.iter().map(move |one| (change, one)))
            .filter(move |(_, one)| law.contains(&one.was))
    }

    /// Who has signed a criterion as it reads now, each person once, however the name was typed.
    #[must_use]
    pub fn signers(&self, change: &str, case: &str, criterion: &str, digest: &str) -> Vec<&str> {
        let known = self
            .signed
            .iter()
            .filter(|one| {
                one.change == change
                    && one.case == case
                    && one.criterion == criterion
                    && one.digest == digest
            })
            .map(|one| (person_key(&one.by), one.by.trim()))
            .filter(|(key, _)| !key.is_empty());
        let mut persons: BTreeMap<String, &str> = BTreeMap::new();
        for (key, by) in known {
            persons.entry(key).or_insert(by);
        }
        persons.into_values().collect()
    }

    /// What replaces a provision from a day on, by the changes that apply then.
    #[must_use]
    pub fn replacements(&self, day: Date) -> BTreeMap<&str, &[String]> {
        self.changes
            .iter()
            .filter(|change| change.in_force <= day)
            .flat_map(|change| &change.touches)
            .map(|one| (one.was.as_str(), one.now.as_slice()))
            .collect()
    }
}
