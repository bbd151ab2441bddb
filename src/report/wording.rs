//! Ids into words: people, deeds, papers, facts, lines, provisions and moments, in the language of the page. Knows the
//! case and the packs, decides nothing and lays nothing out.

use super::ReportInput;
use crate::domain::act::Act;
use crate::domain::assessment::{Evidence, EvidenceKind};
use crate::domain::ids::{Bilingual, Language, Millis, Permille};
use crate::domain::scenario::model::Role;
use crate::text::{Words, sources};
use crate::wording::Wording as Named;
use std::collections::BTreeMap;

/// Beginning of the ids of messages that the page may use.
const PREFIX: &str = "report-";
/// All of China keeps one time, eight hours before UTC.
const BEIJING_HOURS: i8 = 8;

/// The moment in Beijing time as (year, month, day, `HH:MM`), from RFC 3339; none when it is no moment.
#[must_use]
pub fn beijing_time(rfc3339: &str) -> Option<(i16, i8, i8, String)> {
    let moment: jiff::Timestamp = rfc3339.parse().ok()?;
    let there = jiff::tz::Offset::constant(BEIJING_HOURS).to_datetime(moment);
    let clock = format!("{:02}:{:02}", there.hour(), there.minute());
    Some((there.year(), there.month(), there.day(), clock))
}

/// Thousandths as a whole per cent, rounded to nearest.
#[must_use]
pub(super) fn percent(sure: Permille) -> String {
    ((u32::from(sure.0) + 5) / 10).to_string()
}

/// Everything that can be put into words: what the case names, and what only a report says.
pub(super) struct Wording<'a> {
    pub(super) input: ReportInput<'a>,
    words: Words,
    named: Named<'a>,
}

impl<'a> Wording<'a> {
    pub(super) fn new(input: ReportInput<'a>) -> Self {
        let mut named = Named::in_district(input.case, input.packs, input.district, input.lang);
        named.begin_as(&input.record.events);
        Self {
            input,
            words: Words::new(input.lang),
            named,
        }
    }

    pub(super) const fn lang(&self) -> Language {
        self.input.lang
    }

    /// Every message without values, by its id without the beginning and with `_` for `-`, as templates want it.
    pub(super) fn all(&self) -> BTreeMap<String, String> {
        let tag = if self.lang() == Language::Zh {
            "zh-CN"
        } else {
            "en"
        };
        sources()
            .into_iter()
            .filter(|(lang, _)| *lang == tag)
            .flat_map(|(_, files)| files)
            .flat_map(|file| file.lines())
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
            .filter_map(|id| id.strip_prefix(PREFIX).map(|short| (short, id)))
            .map(|(short, id)| (short.replace('-', "_"), self.words.get(id)))
            .collect()
    }

    /// A message of the report.
    pub(super) fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message of the report with values.
    pub(super) fn with(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.words.with(&format!("{PREFIX}{id}"), values)
    }

    /// A message about a number, which is also given as `plural`, because a message cannot count words.
    pub(super) fn counted(
        &self,
        id: &str,
        name: &str,
        number: i64,
        more: &[(&str, &str)],
    ) -> String {
        let text = number.to_string();
        let plural = if number == 1 { "one" } else { "other" };
        let mut values = vec![(name, text.as_str()), ("plural", plural)];
        values.extend_from_slice(more);
        self.with(id, &values)
    }

    /// A content text with its placeholders filled; one that cannot be filled is shown as written.
    pub(super) fn fill(&self, text: &Bilingual) -> String {
        self.named.fill(text.get(self.lang()))
    }

    /// Name of the bureau whose officer this is.
    pub(super) fn bureau(&self) -> String {
        self.named
            .bureau_word("bureau.unit")
            .unwrap_or_else(|| self.input.packs.bureau.city.get(self.lang()).to_owned())
    }

    /// A person's name; an unknown id as it is.
    pub(super) fn person(&self, id: &str) -> String {
        self.named.person(id)
    }

    /// Whether this id is the party of the run.
    pub(super) fn is_party(&self, id: &str) -> bool {
        self.named.is_party(id)
    }

    /// Whether this person is at the other end of the phone.
    pub(super) fn is_on_phone(&self, id: &str) -> bool {
        self.named.is_on_phone(id)
    }

    /// Whether this person is another officer.
    pub(super) fn is_colleague(&self, id: &str) -> bool {
        let case = self.input.case;
        case.person(id)
            .is_some_and(|one| matches!(case.people[one.at()].role, Role::Partner | Role::Control))
    }

    /// What was done, and to what.
    pub(super) fn deed(&self, action: &str, target: Option<&str>) -> String {
        let label = self.named.action(action);
        match (target, self.lang()) {
            (None, _) => label,
            (Some(target), Language::Zh) => format!("{label}：{}", self.named.target(target)),
            (Some(target), Language::En) => format!("{label}: {}", self.named.target(target)),
        }
    }

    /// A person's or a thing's name.
    pub(super) fn target(&self, id: &str) -> String {
        self.named.target(id)
    }

    /// A paper's name.
    pub(super) fn form(&self, id: &str) -> String {
        self.named.form(id)
    }

    /// Names of a paper's fields, as a list.
    pub(super) fn fields(&self, form: &str, fields: &[String]) -> String {
        self.named.fields(form, fields)
    }

    /// Somebody's words by line id.
    pub(super) fn line(&self, id: &str) -> String {
        self.named.line(id)
    }

    /// A zone's name.
    pub(super) fn zone(&self, id: &str) -> String {
        self.named.zone(id)
    }

    /// What a deed of the conduct pack is.
    pub(super) fn conduct(&self, id: &str) -> String {
        let deed = self.input.packs.conduct.deed(id);
        deed.map_or_else(
            || id.to_owned(),
            |deed| deed.text.get(self.lang()).to_owned(),
        )
    }

    /// A hint's words.
    pub(super) fn hint(&self, id: &str) -> String {
        self.named.hint(id)
    }

    /// An inject's label.
    pub(super) fn inject(&self, id: &str) -> String {
        self.named.inject(id)
    }

    /// An event of the world; one without a message is read from its id.
    pub(super) fn world(&self, id: &str) -> String {
        let message = format!("world-{id}");
        let text = self.get(&message);
        if text.ends_with(&message) {
            id.replace('_', " ")
        } else {
            text
        }
    }

    /// An ending's title and words.
    pub(super) fn ending(&self, id: &str) -> Option<(String, String)> {
        self.named.ending(id)
    }

    /// An act by name.
    pub(super) fn act(&self, act: Act) -> String {
        self.get(&format!("act-{}", act.name()))
    }

    /// Provisions in words, as a reader finds them: citation and what it says.
    pub(super) fn law(&self, ids: &[String]) -> Vec<(String, String)> {
        let pack = &self.input.packs.law;
        let mut cited: Vec<(String, String)> = Vec::new();
        for id in ids {
            let row = pack
                .citation(id, self.lang())
                .zip(pack.get(id))
                .map_or_else(
                    || (self.get("law-unknown"), String::new()),
                    |(citation, law)| (citation, law.summary.get(self.lang()).to_owned()),
                );
            if !cited.contains(&row) {
                cited.push(row);
            }
        }
        cited
    }

    /// A piece of evidence in words, without quotation marks.
    pub(super) fn evidence(&self, piece: &Evidence) -> String {
        match piece.kind {
            EvidenceKind::Said => piece.quote.clone(),
            EvidenceKind::Did => {
                let mut parts = piece.quote.splitn(2, ' ');
                let action = parts.next().unwrap_or_default();
                self.deed(action, parts.next())
            }
            EvidenceKind::Paper => self.form(&piece.quote),
            EvidenceKind::State => self.state(&piece.quote),
        }
    }

    /// A state: a fact, an ending, or `person value ≤ bound`.
    fn state(&self, quote: &str) -> String {
        let case = self.input.case;
        if let Some(fact) = case.facts.iter().find(|one| one.id == quote) {
            return self.fill(&fact.text);
        }
        if let Some((title, _)) = self.ending(quote) {
            return self.with("ended", &[("title", &title)]);
        }
        if case.person(quote).is_some() {
            return self.person(quote);
        }
        if quote == case.place {
            return self.fill(&case.place_name);
        }
        let mut parts = quote.split(' ');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(who), Some(value), Some("≤"), Some(bound)) => {
                let who = self.person(who);
                self.with(
                    "tension-end",
                    &[("who", &who), ("value", value), ("bound", bound)],
                )
            }
            _ => quote.to_owned(),
        }
    }

    /// `m:ss` since the case began.
    pub(super) fn clock(&self, at_ms: u64) -> String {
        Millis(at_ms).to_string()
    }

    /// The day and time of the start.
    pub(super) fn started(&self) -> String {
        let raw = &self.input.assessment.started_at;
        beijing_time(raw).map_or_else(
            || raw.clone(),
            |(year, month, day, clock)| {
                let month = self.get(&format!("month-{month}"));
                self.with(
                    "date-value",
                    &[
                        ("year", &year.to_string()),
                        ("month", &month),
                        ("day", &day.to_string()),
                        ("clock", &clock),
                    ],
                )
            },
        )
    }
}
