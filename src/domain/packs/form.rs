//! The papers officers fill in, as data: fields, what they are filled from and what may stand in them.
//! What a good entry is, a case decides.

use super::PackText;
use super::problem::{self, PackProblem};
use crate::domain::ids::Bilingual;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Who or what a field of a form is filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldSource {
    /// The bureau profile or the case knows it.
    System,
    /// The trainee sees or measures it on the spot.
    Scene,
    /// The person says or shows it.
    Party,
    /// The law pack.
    Law,
    /// The trainee decides it.
    Officer,
    /// Somebody writes it by hand.
    Signature,
}

/// What may stand in a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldFormat {
    /// Free text of at most so many characters.
    Text(u32),
    /// A day and a time.
    DateTime,
    /// A whole sum in yuan.
    Yuan,
    /// A count.
    Count,
    /// A licence plate.
    Plate,
    /// A mobile or fixed number.
    Phone,
    /// A provision, by id.
    Law,
    /// A serial number printed on the form.
    Serial,
    /// Things with number and state.
    ItemList,
    /// A sketch, photographs or other attachment.
    Attachment,
    /// A signature, or a note that it was refused.
    Signature,
    /// Yes or no.
    YesNo,
    /// One of these words.
    Choice(Vec<FieldChoice>),
}

/// One word of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChoice {
    /// Id kept in the record.
    pub id: String,
    /// What is printed.
    pub name: Bilingual,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Id within the form.
    pub id: String,
    /// What is printed beside it.
    pub label: Bilingual,
    /// Whether the paper is incomplete without it.
    pub required: bool,
    /// What it is filled from.
    pub source: FieldSource,
    /// What may stand in it.
    pub format: FieldFormat,
}

/// A paper officers fill in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Id by role, the same in every bureau.
    pub id: String,
    /// Its title.
    pub name: Bilingual,
    /// Provisions that ask for it.
    pub law: Vec<String>,
    /// Its fields, in print order.
    pub fields: Vec<FormField>,
}

impl Form {
    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Ids of required fields that `filled` does not have, in print order.
    #[must_use]
    pub fn missing<'a>(&'a self, filled: &BTreeSet<String>) -> Vec<&'a str> {
        let required = self.fields.iter().filter(|field| field.required);
        required
            .map(|field| field.id.as_str())
            .filter(|id| !filled.contains(*id))
            .collect()
    }
}

/// Unique ids, words in both languages, something required, choices that choose.
pub(super) fn check_forms(file: PackText<'_>, forms: &[Form], problems: &mut Vec<PackProblem>) {
    problem::check_ids(
        file,
        "forms",
        forms.iter().map(|form| form.id.as_str()),
        problems,
    );
    for form in forms {
        problem::check_text(file, &form.id, "name", &form.name, problems);
        let fields = form.fields.iter().map(|field| field.id.as_str());
        problem::check_ids(file, &format!("forms › {}", form.id), fields, problems);
        if !form.fields.iter().any(|field| field.required) {
            problems.push(problem::out_of_range(
                file,
                &form.id,
                "required: true ≥ 1 ×",
            ));
        }
        for field in &form.fields {
            let owner = format!("{}.{}", form.id, field.id);
            problem::check_text(file, &owner, "label", &field.label, problems);
            match &field.format {
                FieldFormat::Choice(choices) => {
                    let ids = choices.iter().map(|choice| choice.id.as_str());
                    problem::check_ids(file, &owner, ids, problems);
                    for choice in choices {
                        problem::check_text(file, &owner, "choice", &choice.name, problems);
                    }
                    if choices.len() < 2 {
                        problems.push(problem::out_of_range(file, &owner, "choice ≥ 2 ×"));
                    }
                }
                FieldFormat::Text(0) => {
                    problems.push(problem::out_of_range(file, &owner, "text ≥ 1"))
                }
                _ => {}
            }
        }
    }
}
