//! What a difference between words and paper does to an item of the mark: a criterion that asks for a paper is met only by
//! one that agrees with the record. How much it costs and in which words it is told, the conduct pack says. Finds no
//! difference itself.

use super::answer::Truth;
use super::mark::{Item, Verdict};
use super::papers::{Difference, DifferenceKind};
use super::timeline::{Evidence, EvidenceKind};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::fill;
use crate::domain::scenario::model::{Case, Check, FormIx};
use std::collections::BTreeSet;

/// Differences that one item names, the dearest first.
const NAMED_MOST: usize = 3;
/// Pieces of evidence an item has at most.
const PIECES_MOST: usize = 3;

/// The differences of a run, with the case whose rule says what they cost.
pub(super) struct Agreement<'a> {
    case: &'a Case,
    papers: &'a [Difference],
}

impl<'a> Agreement<'a> {
    pub(super) const fn new(case: &'a Case, papers: &'a [Difference]) -> Self {
        Self { case, papers }
    }

    /// An item that would be met, had its paper not to agree; `truth` says whether it does.
    pub(super) fn applied(&self, mut item: Item, check: &Check, truth: Truth) -> Item {
        if truth == Truth::Yes {
            return item;
        }
        let mut forms = BTreeSet::new();
        asked_for(check, &mut forms);
        let of_item = |one: &Difference| {
            self.case
                .form(&one.form)
                .is_some_and(|form| forms.contains(&form))
        };
        let certain = truth == Truth::No;
        let pick = |sure: bool| -> Vec<usize> {
            (0..self.papers.len())
                .filter(|at| of_item(&self.papers[*at]) && self.papers[*at].sure == sure)
                .collect()
        };
        let mut named = pick(certain);
        // The paper is wrong for sure, and only lost words leave open whether it was the only way: a person decides.
        if named.is_empty() && !certain {
            named = pick(true);
        }
        let Some(dearest) = named.iter().map(|at| self.takes(*at)).max() else {
            return item;
        };
        named.sort_by_key(|at| (-self.takes(*at), *at));
        named.truncate(NAMED_MOST);
        item.verdict = if certain {
            Verdict::Missed
        } else {
            Verdict::Review
        };
        // Rounded against the paper, so that no difference is free. A person who finds it missed takes no more than this.
        item.kept = item.of - (item.of * dearest + 999) / 1000;
        item.points = if certain { item.kept } else { 0 };
        item.evidence = named
            .iter()
            .flat_map(|at| {
                let one = &self.papers[*at];
                std::iter::once(&one.paper).chain(&one.record)
            })
            .take(PIECES_MOST)
            .cloned()
            .collect();
        let each = |tell: &dyn Fn(&Difference, Language) -> String, lang: Language| -> String {
            named
                .iter()
                .map(|at| tell(&self.papers[*at], lang))
                .collect()
        };
        let both = |tell: &dyn Fn(&Difference, Language) -> String, after: &Bilingual| Bilingual {
            zh: (each(tell, Language::Zh) + &after.zh).trim().to_owned(),
            en: (each(tell, Language::En) + &after.en).trim().to_owned(),
        };
        let unsure = if certain {
            Bilingual::default()
        } else {
            self.case.paper_rule.words.unsure.clone()
        };
        let reason = Bilingual {
            zh: unsure.zh + &item.why.zh,
            en: unsure.en + &item.why.en,
        };
        item.why = both(&|one, lang| self.told(one, lang), &reason);
        item.better = both(&|one, lang| self.right(one, lang), &Bilingual::default());
        item.differs = named;
        item
    }

    fn takes(&self, at: usize) -> i32 {
        i32::from(self.case.paper_rule.takes(self.papers[at].kind).0)
    }

    /// What is written and what the record shows, both with their time.
    fn told(&self, one: &Difference, lang: Language) -> String {
        let words = &self.case.paper_rule.words;
        let written = filled(
            words.written.get(lang),
            &[
                ("form", self.form(&one.form, lang)),
                ("field", self.label(one, lang)),
                (
                    "written",
                    self.printed(one, &verbatim(&one.paper.quote), lang),
                ),
                ("at", Millis(one.paper.at_ms).to_string()),
            ],
        );
        let Some(record) = &one.record else {
            return written + words.nothing.get(lang);
        };
        let shown = match record.kind {
            EvidenceKind::Said => &words.said,
            EvidenceKind::Did => &words.done,
            EvidenceKind::Paper if record.quote == one.form => &words.handed,
            EvidenceKind::Paper => &words.made,
            EvidenceKind::State => &words.known,
        };
        written
            + &filled(
                shown.get(lang),
                &[
                    ("record", self.recorded(one, record, lang)),
                    ("record_at", Millis(record.at_ms).to_string()),
                    ("expected", self.expected(one, lang)),
                    ("at", Millis(one.paper.at_ms).to_string()),
                ],
            )
    }

    /// What to write instead.
    fn right(&self, one: &Difference, lang: Language) -> String {
        let words = &self.case.paper_rule.words;
        let expected = self.expected(one, lang);
        let text = if expected.is_empty() {
            &words.plain
        } else {
            &words.right
        };
        filled(
            text.get(lang),
            &[("field", self.label(one, lang)), ("expected", expected)],
        )
    }

    fn expected(&self, one: &Difference, lang: Language) -> String {
        let words = &self.case.paper_rule.words;
        match one.kind {
            // Yes and no: what is not the one is the other.
            kind if kind.is_yes_or_no() && one.paper.quote == "yes" => {
                words.no.get(lang).to_owned()
            }
            kind if kind.is_yes_or_no() => words.yes.get(lang).to_owned(),
            _ => self.printed(one, one.expected.get(lang), lang),
        }
    }

    fn recorded(&self, one: &Difference, record: &Evidence, lang: Language) -> String {
        match record.kind {
            EvidenceKind::Said => verbatim(&record.quote),
            EvidenceKind::Did => {
                let mut parts = record.quote.splitn(2, ' ');
                let action = parts.next().unwrap_or_default();
                let label = self.case.action(action).map_or_else(
                    || action.to_owned(),
                    |ix| self.case.actions[ix.at()].label.get(lang).to_owned(),
                );
                match parts.next() {
                    Some(target) => format!("{label} · {}", self.called(target, lang)),
                    None => label,
                }
            }
            EvidenceKind::Paper => self.form(&record.quote, lang),
            EvidenceKind::State if one.expected != Bilingual::default() => self.expected(one, lang),
            EvidenceKind::State => self.called(&record.quote, lang),
        }
    }

    /// A person, a thing or a fact by id; an unknown id as it is.
    fn called(&self, id: &str, lang: Language) -> String {
        let people = self.case.people.iter().map(|one| (&one.id, &one.name));
        let things = self.case.things.iter().map(|one| (&one.id, &one.name));
        let facts = self.case.facts.iter().map(|one| (&one.id, &one.text));
        people
            .chain(things)
            .chain(facts)
            .find(|(known, _)| *known == id)
            .map_or_else(|| id.to_owned(), |(_, name)| name.get(lang).to_owned())
    }

    fn form(&self, id: &str, lang: Language) -> String {
        self.case.form(id).map_or_else(
            || id.to_owned(),
            |ix| self.case.forms[ix.at()].name.get(lang).to_owned(),
        )
    }

    fn label(&self, one: &Difference, lang: Language) -> String {
        self.case
            .form(&one.form)
            .and_then(|ix| self.case.forms[ix.at()].printed.get(&one.field))
            .map_or_else(
                || one.field.clone(),
                |printed| printed.label.get(lang).to_owned(),
            )
    }

    /// An entry as it is printed: provisions cited, ids in words.
    fn printed(&self, one: &Difference, raw: &str, lang: Language) -> String {
        let words = &self.case.paper_rule.words;
        let cited = |raw: &str| {
            let known = self.case.citations.get(raw);
            known.map(|text| text.get(lang).to_owned())
        };
        let choice = || {
            let form = self.case.form(&one.form)?;
            let printed = self.case.forms[form.at()].printed.get(&one.field)?;
            let found = printed.words.iter().find(|(id, _)| id == raw)?;
            Some(found.1.get(lang).to_owned())
        };
        match (one.kind, raw) {
            (DifferenceKind::Law | DifferenceKind::Remedy, _) => {
                cited(raw).unwrap_or_else(|| raw.to_owned())
            }
            (kind, "yes") if kind.is_yes_or_no() => words.yes.get(lang).to_owned(),
            (kind, "no") if kind.is_yes_or_no() => words.no.get(lang).to_owned(),
            _ => choice().unwrap_or_else(|| raw.to_owned()),
        }
    }
}

/// The forms whose papers a check asks for. Papers that only bound an order or must not be there are not asked for.
pub(super) fn asked_for(check: &Check, into: &mut BTreeSet<FormIx>) {
    match check {
        Check::All(list) | Check::Any(list) => list.iter().for_each(|one| asked_for(one, into)),
        Check::Paper(form, _) => {
            into.insert(*form);
        }
        Check::After(_, inner)
        | Check::Within(_, _, inner)
        | Check::By(inner, _)
        | Check::Times(inner, _) => asked_for(inner, into),
        _ => {}
    }
}

/// A sentence of the conduct pack with its words; the pack is held to ask for no others. What stands in a word is never
/// filled again.
fn filled(text: &str, words: &[(&str, String)]) -> String {
    let word = |key: &str| {
        let found = words.iter().find(|(known, _)| *known == key);
        found.map(|(_, word)| word.clone())
    };
    fill(text, word).unwrap_or_else(|_| text.to_owned())
}

/// What somebody wrote or said, so that its braces stay braces when the report fills in the case's names.
fn verbatim(raw: &str) -> String {
    raw.replace('{', "{{").replace('}', "}}")
}
