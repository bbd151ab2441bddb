//! The papers officers fill in, as data: fields, what they are filled from and what may stand in them.
//! What a good entry is, a case decides.

use super::PackText;
use super::entry::{FormRule, check_rules};
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
    /// One picture that was taken: of what, and when.
    Picture,
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

/// What in the record of a run an entry must agree with (言行与文书一致).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldTo {
    /// The party's name.
    Party,
    /// Both officers who were there.
    Officers,
    /// Where it happened.
    Place,
    /// The vehicle of the case.
    Plate,
    /// A moment of the matter: not after the paper was written.
    Earlier,
    /// The moment at which the paper was written.
    Now,
    /// The moment of a photograph.
    Photo,
    /// How many photographs were taken.
    PhotoCount,
    /// A picture that was taken before the matter was dealt with.
    PictureBefore,
    /// A picture of the same thing that was taken after it.
    PictureAfter,
    /// The moment at which approval was asked for.
    Approval,
    /// The sum that was announced.
    Amount,
    /// The deadline that was set aloud.
    Deadline,
    /// The provision that was cited.
    Basis,
    /// Whether the rights were told.
    Rights,
    /// Whether the certificate was shown.
    Certificate,
    /// Whether the party had a word to say; its words are an account, too.
    Heard,
    /// Free words: their figures and the measures they claim are known to the record.
    Account,
    /// Free words of which only figures are held to anything, such as an order.
    Figures,
    /// What the form itself prints there.
    Remedy,
    /// The certificates of both officers.
    CertificateNumbers,
    /// The moment at which the party put it right: neither before it was found nor after the paper.
    Corrected,
    /// Things that were seen, named or carried off.
    Items,
    /// A paper that was made before.
    Document,
    /// The unit whose officers are there.
    Unit,
    /// The case's own ticket.
    Ticket,
    /// Which of several ways was announced or gone.
    Chosen,
    /// Where what was taken is kept.
    Kept,
    /// That it is the first breach.
    FirstTime,
    /// Whether somebody refused to sign.
    Signed,
    /// The kind of the vehicle whose plate it is.
    Vehicle,
    /// What the person questioned has to do with the case.
    Relation,
    /// Whether listed goods spoil.
    Perishable,
    /// Whether the paper was read to whoever signs it.
    ReadBack,
    /// What somebody must have told: a telephone, an address.
    Told,
    /// A telephone of the bureau's.
    Contact,
    /// When officers will look again.
    Inspection,
    /// The paper's own number.
    Serial,
    /// The number of the decision to which a list belongs.
    Decision,
    /// How many copies were announced.
    Copies,
    /// The officer who wrote it down.
    Writer,
    /// The head who approved.
    Approver,
    /// Somebody who stood by.
    Witness,
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
    /// What in the record it must agree with, if anything can tell.
    #[serde(default)]
    pub held_to: Option<HeldTo>,
    /// What is printed there unless somebody writes something else.
    #[serde(default)]
    pub usual: Option<Bilingual>,
}

/// How a field and its entries are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printed {
    /// What is printed beside it.
    pub label: Bilingual,
    /// What is printed for an entry that is an id, and every id that may be chosen; empty where nothing is chosen.
    pub words: Vec<(String, Bilingual)>,
    /// What is printed there unless somebody writes something else.
    pub usual: Option<Bilingual>,
}

impl FormField {
    /// How it is printed.
    #[must_use]
    pub fn printed(&self) -> Printed {
        let words = match &self.format {
            FieldFormat::Choice(choices) => choices
                .iter()
                .map(|one| (one.id.clone(), one.name.clone()))
                .collect(),
            _ => Vec::new(),
        };
        Printed {
            label: self.label.clone(),
            words,
            usual: self.usual.clone(),
        }
    }
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
    /// What must hold between its fields.
    #[serde(default)]
    pub rules: Vec<FormRule>,
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
        check_rules(file, form, problems);
        for field in &form.fields {
            let owner = format!("{}.{}", form.id, field.id);
            if let Some(usual) = &field.usual {
                problem::check_text(file, &owner, "usual", usual, problems);
            }
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
