//! A filled paper as data for whoever prints or shows it: the form's id as the template's name, labels and entries in
//! words, signatures told apart from refusals. Judges nothing and lays nothing out.

use crate::domain::ids::Language;
use crate::domain::packs::{FieldFormat, Form, FormField, Packs, is_refusal};
use crate::text::Words;
use serde::Serialize;

/// A paper ready for a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperData {
    /// Template: the form's id.
    pub template: String,
    /// `zh` or `en`.
    pub lang: &'static str,
    /// Title.
    pub title: String,
    /// The organ whose paper it is.
    pub unit: String,
    /// Number of the paper; empty where the form has none.
    pub serial: String,
    /// Fields in print order.
    pub fields: Vec<PaperField>,
}

/// One field of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperField {
    /// Id, for templates that place a field by name.
    pub id: String,
    /// What is printed beside it.
    pub label: String,
    /// What stands in it, in words.
    pub text: String,
    /// What was entered: ids of choices and provisions.
    pub raw: String,
    /// How to set it.
    pub kind: PaperFieldKind,
    /// Rows of a list of things; empty for everything else.
    pub rows: Vec<String>,
}

/// How a field is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperFieldKind {
    /// A line of words, a number, a moment.
    Line,
    /// Longer words.
    Paragraph,
    /// A box to tick.
    Tick,
    /// A list of things.
    List,
    /// A signature that was given.
    Signed,
    /// A note that it was refused.
    Refused,
    /// A place to sign that is empty.
    Unsigned,
    /// A seal.
    Seal,
}

/// Texts longer than this are set as a paragraph.
const LINE_CHARS_MAX: u32 = 120;

/// An entry in words: choices, provisions and yes or no as they are printed, everything else as written.
#[must_use]
pub fn entry_words(field: &FormField, raw: &str, packs: &Packs, words: &Words) -> String {
    match &field.format {
        FieldFormat::YesNo if raw == "yes" => words.get("paper-yes"),
        FieldFormat::YesNo if raw == "no" => words.get("paper-no"),
        FieldFormat::Law => packs
            .law
            .citation(raw, words.lang())
            .unwrap_or_else(|| raw.to_owned()),
        FieldFormat::Choice(choices) => choices.iter().find(|one| one.id == raw).map_or_else(
            || raw.to_owned(),
            |one| one.name.get(words.lang()).to_owned(),
        ),
        _ => raw.to_owned(),
    }
}

/// Turns entries into a paper. Fields without entry stay, because a printed form shows them.
#[must_use]
pub fn paper_data(
    form: &Form,
    entries: &[(String, String)],
    packs: &Packs,
    district: &str,
    words: &Words,
) -> PaperData {
    let lang = words.lang();
    let entry = |id: &str| {
        entries
            .iter()
            .find(|one| one.0 == id)
            .map_or("", |one| one.1.trim())
    };
    let fields = form.fields.iter().map(|field| {
        let raw = entry(&field.id);
        let kind = match &field.format {
            _ if field.id == "seal" => PaperFieldKind::Seal,
            FieldFormat::Signature if raw.is_empty() => PaperFieldKind::Unsigned,
            FieldFormat::Signature if is_refusal(raw) => PaperFieldKind::Refused,
            FieldFormat::Signature => PaperFieldKind::Signed,
            FieldFormat::YesNo => PaperFieldKind::Tick,
            FieldFormat::ItemList => PaperFieldKind::List,
            FieldFormat::Text(most) if *most > LINE_CHARS_MAX => PaperFieldKind::Paragraph,
            _ => PaperFieldKind::Line,
        };
        PaperField {
            id: field.id.clone(),
            label: field.label.get(lang).to_owned(),
            rows: match kind {
                PaperFieldKind::List => rows(raw),
                _ => Vec::new(),
            },
            text: entry_words(field, raw, packs, words),
            raw: raw.to_owned(),
            kind,
        }
    });
    PaperData {
        template: form.id.clone(),
        lang: lang.tag(),
        title: form.name.get(lang).to_owned(),
        unit: unit(packs, district, lang),
        serial: entry("serial").to_owned(),
        fields: fields.collect(),
    }
}

fn unit(packs: &Packs, district: &str, lang: Language) -> String {
    packs
        .bureau
        .word("bureau.unit", district, lang)
        .unwrap_or_else(|| packs.bureau.city.get(lang).to_owned())
}

/// Rows of a list of things, one a line or a semicolon.
fn rows(text: &str) -> Vec<String> {
    text.split(['；', ';', '\n', '、'])
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .map(str::to_owned)
        .collect()
}
