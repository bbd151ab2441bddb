//! Boxes and entries that say which of several ways a matter went: the kind of penalty, payment, service, reminder, where
//! things are kept; the unit and the ticket. Held against what was announced and done, by the options of the conduct pack.

use super::clauses::{phrased, unique};
use super::papers::{Difference, DifferenceKind, Holder, same};
use super::timeline::{Evidence, EvidenceKind};
use super::written::{bare, codes, squeezed};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::{Choosing, Way};
use crate::domain::understanding::is_han;

/// Words of a city-management unit, however it is called.
const OURS: &[&str] = &["执法", "城管", "城市管理", "enforcement", "city management"];
/// Words of organs that are not one.
const NOT_OURS: &[&str] = &[
    "公安",
    "派出所",
    "交警",
    "交通警察",
    "市场监督",
    "市场监管",
    "工商",
    "法院",
    "检察",
    "消防",
    "卫生",
    "环保",
    "生态环境",
    "自然资源",
    "规划局",
    "住建",
    "税务",
    "police",
    "market supervision",
    "court",
    "fire ",
    "health",
    "environment",
    "tax",
    "traffic",
];
/// Words around a number that make it a ticket's.
const A_TICKET: &[&str] = &[
    "工单",
    "案件编号",
    "任务号",
    "单号",
    "编号",
    "ticket",
    "case number",
    "case no",
];

impl<'a> Holder<'a> {
    /// A box that was ticked, or a free entry about where things are kept.
    pub(super) fn chosen(&self, kind: DifferenceKind) -> Option<Difference> {
        let rule = self
            .case
            .paper_rule
            .choices
            .iter()
            .find(|one| one.field == self.field && one.forms.contains(&self.form.id))?;
        let is_box = self.form.printed.get(self.field);
        let is_box = is_box.is_some_and(|printed| !printed.words.is_empty());
        let written: Vec<&Way> = rule
            .options
            .iter()
            .filter(|one| {
                if is_box {
                    one.id == self.written
                } else {
                    one.words.all().any(|phrase| {
                        let places = phrased(self.written, phrase);
                        places.iter().any(|place| !place.is_denied_in_breath())
                    })
                }
            })
            .collect();
        written.iter().find_map(|one| self.weighed(rule, one, kind))
    }

    fn weighed(&self, rule: &Choosing, written: &Way, kind: DifferenceKind) -> Option<Difference> {
        // What was announced after the paper was announced with it.
        let until = Millis(u64::MAX);
        let own = |way: &Way| self.weigh(&way.borne, until, false);
        let parts: Vec<&Way> = rule
            .options
            .iter()
            .filter(|one| written.sum_of.contains(&one.id))
            .collect();
        let others = rule
            .options
            .iter()
            .filter(|one| one.id != written.id && !written.sum_of.contains(&one.id))
            .filter(|one| one.sum_of.is_empty());
        let other = others.filter_map(|one| Some((one, own(one)?))).next();
        let is_own = if parts.is_empty() {
            own(written).is_some()
        } else {
            parts.iter().all(|part| own(part).is_some())
        };
        let expected = |way: &Way| {
            let printed = self.form.printed.get(self.field)?;
            let word = printed.words.iter().find(|(id, _)| *id == way.id)?;
            Some(word.1.clone())
        };
        match other {
            Some((way, by)) if !is_own || rule.exclusive => {
                let expected = expected(way).unwrap_or_default();
                let mut found = self.difference(kind, Some(by), expected);
                let is_said = |one: &Evidence| one.kind == EvidenceKind::Said;
                found.sure &= !self.line.has_unheard();
                // What only words contradict, words that followed may have put right.
                found.sure &= !is_own || !found.record.as_ref().is_some_and(is_said);
                Some(found)
            }
            None if !is_own && !written.usual => {
                let mut found = self.difference(kind, None, Bilingual::default());
                found.sure = false;
                Some(found)
            }
            _ => None,
        }
    }

    /// The unit is the one whose officers are there.
    pub(super) fn unit(&self) -> Option<Difference> {
        let bureau = &self.case.bureau;
        if bureau.unit == Bilingual::default() {
            return None;
        }
        let written = squeezed(self.written);
        let is_it = Language::ALL.into_iter().any(|lang| {
            let name = squeezed(bureau.unit.get(lang));
            written.contains(&name) || is_short_for(&written, &name)
        });
        let named = |names: &[&str]| {
            names
                .iter()
                .any(|one| self.written.to_lowercase().contains(one))
        };
        let is_elsewhere = bureau.elsewhere.iter().any(|one| {
            Language::ALL
                .into_iter()
                .any(|lang| written.contains(&squeezed(one.get(lang))))
        });
        (!is_it || is_elsewhere || named(NOT_OURS) && !self.is_in_name(NOT_OURS)).then(|| {
            let record = Evidence::state(Millis(0), &self.case.district);
            let mut found =
                self.difference(DifferenceKind::Unit, Some(record), bureau.unit.clone());
            // What is a name of such a unit may be what people call it.
            found.sure = is_elsewhere || named(NOT_OURS) || !named(OURS);
            found
        })
    }

    fn is_in_name(&self, words: &[&str]) -> bool {
        let name = &self.case.bureau.unit;
        words
            .iter()
            .any(|word| name.zh.contains(word) || name.en.to_lowercase().contains(word))
    }

    /// The ticket is the case's own.
    pub(super) fn ticket(&self) -> Option<Difference> {
        let number = &self.case.ticket.number;
        (bare(self.written) != bare(number)).then(|| {
            let record = Evidence::state(Millis(0), number);
            self.difference(DifferenceKind::Ticket, Some(record), same(number))
        })
    }

    /// Numbers of tickets and papers in free words that are none of this case's.
    pub(super) fn filed(&self) -> Option<Difference> {
        let case = self.case;
        let mut known: Vec<String> = vec![bare(&case.ticket.number)];
        let papers = self.line.papers.iter().flat_map(|one| one.fields);
        known.extend(
            papers
                .filter(|(id, _)| id == "serial" || id == "ticket")
                .map(|(_, text)| bare(text)),
        );
        known.extend(self.line.said.iter().map(|one| bare(&one.heard.text)));
        let history = case.level(self.line.level);
        let history = history.iter().flat_map(|one| &one.history);
        known.extend(history.flat_map(|one| Language::ALL.map(|lang| bare(one.get(lang)))));
        let codes = codes(self.written).into_iter();
        let strange = codes.filter(|code| !known.iter().any(|text| text.contains(&bare(code))));
        let strange: Vec<&str> = strange.collect();
        let first = *strange.first()?;
        let at = self.written.find(first)?;
        let before = self.written[..at].to_lowercase();
        let near: String = before
            .chars()
            .rev()
            .take(14)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let is_ticket = A_TICKET.iter().any(|word| near.contains(word));
        let number = &case.ticket.number;
        let record = is_ticket.then(|| Evidence::state(Millis(0), number));
        let expected = if is_ticket {
            same(number)
        } else {
            Bilingual::default()
        };
        let mut found = self.difference(DifferenceKind::Ticket, record, expected);
        found.paper.quote = unique(strange.into_iter().map(str::to_owned)).join("；");
        found.sure = is_ticket;
        Some(found)
    }
}

/// Whether a name shortens another: its characters, in order, with the first two of it and the last (`城中执法局`).
fn is_short_for(short: &str, name: &str) -> bool {
    if !short.chars().all(is_han) || short.chars().count() < 4 {
        return false;
    }
    let mut rest = name.chars();
    short.chars().all(|one| rest.any(|other| other == one))
}
