//! Ids of a case turned into words of one language, placeholders filled from draws, people and the bureau profile.

use crate::content::Content;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::packs::{Packs, fill};
use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::{Case, Role};
use crate::domain::session::Effect;

/// Words of one run.
#[derive(Debug, Clone)]
pub struct Wording<'a> {
    case: &'a Case,
    packs: &'a Packs,
    district: &'a str,
    lang: Language,
    party: String,
    draws: Vec<(String, String)>,
}

impl<'a> Wording<'a> {
    /// Words of a case before the run has drawn anything.
    #[must_use]
    pub fn new(case: &'a Case, content: &'a Content, lang: Language) -> Self {
        Self::in_district(case, &content.packs, &case.district, lang)
    }

    /// The same for officers of another district; the first one where the bureau has none of that name.
    #[must_use]
    pub fn in_district(case: &'a Case, packs: &'a Packs, district: &str, lang: Language) -> Self {
        let bureau = &packs.bureau;
        Self {
            case,
            packs,
            district: bureau
                .district(district)
                .map_or_else(|| bureau.default_district(), |found| found.id.as_str()),
            lang,
            party: String::new(),
            draws: Vec::new(),
        }
    }

    /// Words of a recorded run.
    #[must_use]
    pub fn of_run(case: &'a Case, content: &'a Content, lang: Language, events: &[Event]) -> Self {
        let mut wording = Self::new(case, content, lang);
        wording.begin_as(events);
        wording
    }

    /// Takes over what a recorded run drew.
    pub fn begin_as(&mut self, events: &[Event]) {
        for event in events {
            if let Moment::Out(Effect::Began { party, draws, .. }) = &event.what {
                self.begin(party, draws);
            }
        }
    }

    /// Takes over what the run drew.
    pub fn begin(&mut self, party: &str, draws: &[(String, String)]) {
        party.clone_into(&mut self.party);
        draws.clone_into(&mut self.draws);
    }

    /// A text with its placeholders filled; one that nothing fills stays as it is.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        fill(text, |key| self.lookup(key)).unwrap_or_else(|_| text.to_owned())
    }

    fn lookup(&self, key: &str) -> Option<String> {
        match key.split_once('.') {
            Some(("draw", id)) => {
                let draw = self.case.draws.iter().find(|one| one.id == id)?;
                let drawn = self.draws.iter().find(|one| one.0 == id);
                let value = match drawn {
                    Some((_, value)) => draw.of.iter().find(|one| one.id == *value)?,
                    None => draw.of.first()?,
                };
                Some(value.text.get(self.lang).to_owned())
            }
            Some(("person", id)) => {
                let person = self.case.person(self.real_id(id))?;
                Some(self.case.people[person.at()].name.get(self.lang).to_owned())
            }
            _ => self.bureau_word(key),
        }
    }

    /// What the bureau calls something in this district.
    #[must_use]
    pub fn bureau_word(&self, key: &str) -> Option<String> {
        self.packs.bureau.word(key, self.district, self.lang)
    }

    /// Whether this is the party of the run.
    #[must_use]
    pub fn is_party(&self, id: &str) -> bool {
        id == self.party
    }

    fn real_id<'b>(&'b self, id: &'b str) -> &'b str {
        if id == "party" { &self.party } else { id }
    }

    /// Whether this person is at the other end of the phone, so that they neither come nor go.
    #[must_use]
    pub fn is_on_phone(&self, id: &str) -> bool {
        self.case
            .person(id)
            .is_some_and(|one| self.case.people[one.at()].role == Role::Phone)
    }

    /// Name of a person.
    #[must_use]
    pub fn person(&self, id: &str) -> String {
        self.case.person(self.real_id(id)).map_or_else(
            || id.to_owned(),
            |found| self.case.people[found.at()].name.get(self.lang).to_owned(),
        )
    }

    /// Name of a person or thing.
    #[must_use]
    pub fn target(&self, id: &str) -> String {
        self.case
            .things
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| self.person(id), |one| self.fill(one.name.get(self.lang)))
    }

    /// Words of a line.
    #[must_use]
    pub fn line(&self, id: &str) -> String {
        self.case
            .lines
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| id.to_owned(), |one| self.fill(one.text.get(self.lang)))
    }

    /// Label of an action.
    #[must_use]
    pub fn action(&self, id: &str) -> String {
        self.case.action(id).map_or_else(
            || id.to_owned(),
            |found| {
                self.case.actions[found.at()]
                    .label
                    .get(self.lang)
                    .to_owned()
            },
        )
    }

    /// What a deed of the conduct pack is.
    #[must_use]
    pub fn conduct(&self, id: &str) -> String {
        self.packs
            .conduct
            .deed(id)
            .map_or_else(|| id.to_owned(), |deed| deed.text.get(self.lang).to_owned())
    }

    /// Name of a zone.
    #[must_use]
    pub fn zone(&self, id: &str) -> String {
        self.case.zone(id).map_or_else(
            || id.to_owned(),
            |found| self.case.zones[found.at()].name.get(self.lang).to_owned(),
        )
    }

    /// Name of a form.
    #[must_use]
    pub fn form(&self, id: &str) -> String {
        self.packs
            .bureau
            .form(id)
            .map_or_else(|| id.to_owned(), |form| form.name.get(self.lang).to_owned())
    }

    /// Labels of fields of a form.
    #[must_use]
    pub fn fields(&self, form: &str, ids: &[String]) -> String {
        let known = self.packs.bureau.form(form);
        let labels: Vec<String> = ids
            .iter()
            .map(|id| {
                known
                    .and_then(|form| form.field(id))
                    .map_or_else(|| id.clone(), |field| field.label.get(self.lang).to_owned())
            })
            .collect();
        labels.join(self.separator())
    }

    /// What the form offers in those of these fields in which something is ticked: label, and ids with what is printed.
    #[must_use]
    pub fn offered(&self, form: &str, ids: &[String]) -> Vec<(String, String)> {
        let Some(form) = self.packs.bureau.form(form) else {
            return Vec::new();
        };
        let fields = ids.iter().filter_map(|id| form.field(id));
        fields
            .map(|field| field.printed())
            .filter(|printed| !printed.words.is_empty())
            .map(|printed| {
                let words = printed.words.iter();
                let choices: Vec<String> = words
                    .map(|(id, name)| format!("{id} {}", name.get(self.lang)))
                    .collect();
                let label = printed.label.get(self.lang).to_owned();
                (label, choices.join(self.separator()))
            })
            .collect()
    }

    /// What stands between the parts of a list.
    #[must_use]
    pub const fn separator(&self) -> &'static str {
        match self.lang {
            Language::Zh => "、",
            Language::En => ", ",
        }
    }

    /// Words of a hint.
    #[must_use]
    pub fn hint(&self, id: &str) -> String {
        self.case
            .hints
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| id.to_owned(), |one| self.fill(one.text.get(self.lang)))
    }

    /// What a fact means.
    #[must_use]
    pub fn fact(&self, id: &str) -> String {
        self.case
            .facts
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| id.to_owned(), |one| self.fill(one.text.get(self.lang)))
    }

    /// Label of what an instructor throws in.
    #[must_use]
    pub fn inject(&self, id: &str) -> String {
        self.case
            .injects
            .iter()
            .find(|one| one.id == id)
            .map_or_else(|| id.to_owned(), |one| self.fill(one.text.get(self.lang)))
    }

    /// Title and words of an ending.
    #[must_use]
    pub fn ending(&self, id: &str) -> Option<(String, String)> {
        let ending = self.case.endings.iter().find(|one| one.id == id)?;
        let text = |one: &Bilingual| self.fill(one.get(self.lang));
        Some((text(&ending.title), text(&ending.text)))
    }
}
