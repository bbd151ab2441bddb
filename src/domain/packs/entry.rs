//! Whether what stands on a filled form can stand there: each entry by its format, entries among each other by the form's
//! rules. Says what is wrong as data; the sentences live in the message files (`entry-KIND`). Knows no case and no run.

use super::form::{FieldFormat, Form, FormField};
use super::{Date, LawPack, PackProblem, PackText, Stamp, problem};
use serde::{Deserialize, Serialize};

/// Longest serial number.
const SERIAL_CHARS_MAX: usize = 40;
/// Shortest number of letters and digits of a plate, region and place letter included.
const PLATE_CHARS_MIN: usize = 6;
/// Minutes of a day.
const DAY_MIN: i64 = 24 * 60;

/// A rule between entries of one form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormRule {
    /// The first moment is not later than the second.
    InOrder(String, String),
    /// The second moment is at most so many days after the first.
    WithinDays(String, String, u32),
    /// The field must say this and nothing else.
    MustBe(String, String),
    /// When the first field says this, the other must be filled.
    NeedsWhen(String, String, String),
    /// When the first field says this, the other may not say that.
    NotWhen(String, String, String, String),
    /// At most this number.
    AtMost(String, u64),
    /// At least this number.
    AtLeast(String, u64),
    /// When the first field says this, the other is at most this number.
    AtMostWhen(String, String, String, u64),
    /// A noted refusal in the first field needs the other, because somebody must have seen it.
    RefusalNeeds(String, String),
}

impl FormRule {
    fn fields(&self) -> Vec<&str> {
        match self {
            Self::InOrder(one, two) | Self::RefusalNeeds(one, two) => vec![one, two],
            Self::WithinDays(one, two, _) => vec![one, two],
            Self::MustBe(one, _) | Self::AtMost(one, _) | Self::AtLeast(one, _) => vec![one],
            Self::NeedsWhen(one, _, two) | Self::NotWhen(one, _, two, _) => vec![one, two],
            Self::AtMostWhen(one, _, two, _) => vec![one, two],
        }
    }
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryFault {
    /// Required and empty.
    Missing,
    /// The form has no such field.
    UnknownField,
    /// Longer than the form has room for.
    TooLong,
    /// Not a day and time.
    NoMoment,
    /// Not a whole number.
    NoNumber,
    /// Not a plate.
    NoPlate,
    /// Not a phone number.
    NoPhone,
    /// Not a provision of the law pack.
    UnknownLaw,
    /// A provision that does not apply on the day.
    LawNotInForce,
    /// None of the words to choose from.
    NoChoice,
    /// Neither yes nor no.
    NoYesNo,
    /// Later than what must come after it.
    Order,
    /// Beyond the days the law allows.
    TooLate,
    /// Must say something else.
    MustBe,
    /// Needed because of another entry.
    Needed,
    /// Contradicts another entry.
    Contradicts,
    /// Above the limit.
    TooMuch,
    /// Below the least number.
    TooFew,
    /// A refusal that nobody witnessed.
    RefusalUnseen,
}

impl EntryFault {
    /// The end of its message's id.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::UnknownField => "unknown-field",
            Self::TooLong => "too-long",
            Self::NoMoment => "no-moment",
            Self::NoNumber => "no-number",
            Self::NoPlate => "no-plate",
            Self::NoPhone => "no-phone",
            Self::UnknownLaw => "unknown-law",
            Self::LawNotInForce => "law-not-in-force",
            Self::NoChoice => "no-choice",
            Self::NoYesNo => "no-yes-no",
            Self::Order => "order",
            Self::TooLate => "too-late",
            Self::MustBe => "must-be",
            Self::Needed => "needed",
            Self::Contradicts => "contradicts",
            Self::TooMuch => "too-much",
            Self::TooFew => "too-few",
            Self::RefusalUnseen => "refusal-unseen",
        }
    }
}

/// One wrong entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WrongEntry {
    /// Field.
    pub field: String,
    /// What is wrong.
    pub fault: EntryFault,
    /// The other field, number or word it is about; empty where none is.
    pub about: String,
}

/// Whether a signature entry notes that somebody refused to sign.
#[must_use]
pub fn is_refusal(text: &str) -> bool {
    text.contains('拒') || text.to_lowercase().contains("refus")
}

impl Form {
    /// Everything wrong with these entries on this day, in print order, rules last.
    #[must_use]
    pub fn wrong_entries(
        &self,
        entries: &[(String, String)],
        law: &LawPack,
        day: Date,
    ) -> Vec<WrongEntry> {
        let mut found = Vec::new();
        let mut wrong = |field: &str, fault: EntryFault, about: &str| {
            found.push(WrongEntry {
                field: field.to_owned(),
                fault,
                about: about.to_owned(),
            });
        };
        for (id, _) in entries {
            if self.field(id).is_none() {
                wrong(id, EntryFault::UnknownField, "");
            }
        }
        for field in &self.fields {
            match text_of(entries, &field.id) {
                Some(text) => {
                    if let Some((fault, about)) = field.wrong(text, law, day) {
                        wrong(&field.id, fault, &about);
                    }
                }
                None if field.required => wrong(&field.id, EntryFault::Missing, ""),
                None => {}
            }
        }
        for rule in &self.rules {
            if let Some((field, fault, about)) = rule.broken(entries) {
                wrong(&field, fault, &about);
            }
        }
        found
    }
}

fn text_of<'a>(entries: &'a [(String, String)], id: &str) -> Option<&'a str> {
    let (_, text) = entries.iter().find(|one| one.0 == id)?;
    Some(text.trim()).filter(|text| !text.is_empty())
}

impl FormField {
    fn wrong(&self, text: &str, law: &LawPack, day: Date) -> Option<(EntryFault, String)> {
        let letters = text.chars().count();
        let fault = match &self.format {
            FieldFormat::Text(most) if letters > *most as usize => {
                return Some((EntryFault::TooLong, most.to_string()));
            }
            FieldFormat::Serial if letters > SERIAL_CHARS_MAX => {
                return Some((EntryFault::TooLong, SERIAL_CHARS_MAX.to_string()));
            }
            FieldFormat::DateTime => Stamp::read(text).is_none().then_some(EntryFault::NoMoment),
            FieldFormat::Yuan | FieldFormat::Count => {
                text.parse::<u64>().is_err().then_some(EntryFault::NoNumber)
            }
            FieldFormat::Plate => {
                let signs = text.chars().filter(|one| one.is_alphanumeric()).count();
                let digits = text.chars().any(|one| one.is_ascii_digit());
                (signs < PLATE_CHARS_MIN || !digits).then_some(EntryFault::NoPlate)
            }
            FieldFormat::Phone => {
                let digits = text.chars().filter(char::is_ascii_digit).count();
                let only = text
                    .chars()
                    .all(|one| one.is_ascii_digit() || matches!(one, '-' | '+' | ' '));
                (!only || !(3..=15).contains(&digits)).then_some(EntryFault::NoPhone)
            }
            FieldFormat::Law => match law.get(text) {
                None => Some(EntryFault::UnknownLaw),
                Some(found) => (!found.valid_on(day)).then_some(EntryFault::LawNotInForce),
            },
            FieldFormat::YesNo => (!matches!(text, "yes" | "no")).then_some(EntryFault::NoYesNo),
            FieldFormat::Choice(choices) => {
                (!choices.iter().any(|one| one.id == text)).then_some(EntryFault::NoChoice)
            }
            FieldFormat::Text(_)
            | FieldFormat::Serial
            | FieldFormat::ItemList
            | FieldFormat::Attachment
            | FieldFormat::Picture
            | FieldFormat::Signature => None,
        };
        fault.map(|fault| (fault, String::new()))
    }
}

impl FormRule {
    /// The field at fault, what is wrong and what it is about; none when the rule holds or has nothing to say.
    fn broken(&self, entries: &[(String, String)]) -> Option<(String, EntryFault, String)> {
        let text = |id: &str| text_of(entries, id);
        let moment = |id: &str| text(id).and_then(Stamp::read);
        let number = |id: &str| text(id).and_then(|text| text.parse::<u64>().ok());
        let says = |id: &str, word: &str| text(id) == Some(word);
        let (broken, field, fault, about) = match self {
            Self::InOrder(one, two) => (
                moment(one)? > moment(two)?,
                two,
                EntryFault::Order,
                one.clone(),
            ),
            Self::WithinDays(from, to, days) => (
                moment(to)?.since(moment(from)?) > i64::from(*days) * DAY_MIN,
                to,
                EntryFault::TooLate,
                days.to_string(),
            ),
            Self::MustBe(field, word) => (
                text(field)? != word,
                field,
                EntryFault::MustBe,
                word.clone(),
            ),
            Self::NeedsWhen(field, word, other) => (
                says(field, word) && text(other).is_none(),
                other,
                EntryFault::Needed,
                field.clone(),
            ),
            Self::NotWhen(field, word, other, never) => (
                says(field, word) && says(other, never),
                other,
                EntryFault::Contradicts,
                field.clone(),
            ),
            Self::AtMost(field, most) => (
                number(field)? > *most,
                field,
                EntryFault::TooMuch,
                most.to_string(),
            ),
            Self::AtLeast(field, least) => (
                number(field)? < *least,
                field,
                EntryFault::TooFew,
                least.to_string(),
            ),
            Self::AtMostWhen(field, word, other, most) => (
                says(field, word) && number(other)? > *most,
                other,
                EntryFault::TooMuch,
                most.to_string(),
            ),
            Self::RefusalNeeds(field, other) => (
                is_refusal(text(field)?) && text(other).is_none(),
                other,
                EntryFault::RefusalUnseen,
                field.clone(),
            ),
        };
        broken.then(|| (field.clone(), fault, about))
    }
}

/// Rules speak of fields the form has.
pub(super) fn check_rules(file: PackText<'_>, form: &Form, problems: &mut Vec<PackProblem>) {
    for rule in &form.rules {
        for id in rule.fields() {
            if form.field(id).is_none() {
                problems.push(problem::dangling(file, &form.id, "fields", id));
            }
        }
    }
}
