//! Things and papers: lists held against what was seen, named and carried off, receipts against the papers made before.
//! Knows nothing of what an entry costs.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::timeline::PaperAt;
use super::written::{Thing, said_count, things};
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::model::Form;

/// Beginnings of the ids of actions that carry something off.
const CARRYING: [&str; 3] = ["carry", "take_", "seize_"];

impl Holder<'_> {
    pub(super) fn items(&self) -> Vec<Difference> {
        let listed = things(self.written);
        let mut found: Vec<Difference> = listed.iter().filter_map(|one| self.listed(one)).collect();
        for deed in self.line.did.iter().filter(|one| carries(one.action)) {
            let Some(thing) = deed
                .target
                .and_then(|id| self.case.things.iter().find(|one| one.id == id))
            else {
                continue;
            };
            if !listed.iter().any(|one| is_called(one, &thing.name))
                && !found.iter().any(|one| one.expected == thing.name)
            {
                let record = Some(deed.evidence());
                found.push(self.difference(
                    DifferenceKind::ItemMissing,
                    record,
                    thing.name.clone(),
                ));
            }
        }
        found
    }

    /// A listed thing must be one that is there, or that somebody spoke of; its number is the one that was said.
    fn listed(&self, row: &Thing<'_>) -> Option<Difference> {
        let spoken = self
            .line
            .said
            .iter()
            .find(|one| one.heard.text.contains(&row.name));
        if let (Some(one), Some(count)) = (spoken, row.count)
            && let Some(told) = said_count(&one.heard.text, &row.name)
            && told != count
        {
            let mut found = self.difference(
                DifferenceKind::ItemCount,
                Some(one.evidence()),
                same(&told.to_string()),
            );
            row.row.clone_into(&mut found.paper.quote);
            return Some(found);
        }
        let is_there = self.case.things.iter().any(|one| is_called(row, &one.name));
        let told = || {
            self.line.lines.iter().any(|(_, _, id)| {
                let line = self.case.lines.iter().find(|one| one.id == *id);
                line.is_some_and(|one| {
                    Language::ALL
                        .into_iter()
                        .any(|lang| one.text.get(lang).contains(&row.name))
                })
            })
        };
        (spoken.is_none() && !is_there && !told()).then(|| {
            let mut found = self.difference(DifferenceKind::ItemUnseen, None, Bilingual::default());
            row.row.clone_into(&mut found.paper.quote);
            found.sure = !self.line.has_unheard();
            found
        })
    }

    /// A paper that is served was made before.
    pub(super) fn document(&self) -> Option<Difference> {
        let made: Vec<(&PaperAt<'_>, &Form)> = self
            .line
            .papers
            .iter()
            .filter(|one| one.form != self.paper.form)
            .filter_map(|one| Some((one, &self.case.forms[self.case.form(one.form)?.at()])))
            .collect();
        let is_named = |form: &Form| {
            let plain = |text: &str| text.replace(['（', '）'], "");
            Language::ALL.into_iter().any(|lang| {
                let name = form.name.get(lang);
                self.written.contains(before_bracket(name))
                    || plain(self.written).contains(&plain(name))
            })
        };
        (!made.iter().any(|(_, form)| is_named(form))).then(|| {
            let last = made.last();
            let record = last.map(|(paper, _)| paper.evidence());
            let expected = last.map_or_else(Bilingual::default, |(_, form)| form.name.clone());
            self.difference(DifferenceKind::Document, record, expected)
        })
    }
}

/// Whether a row of a list can mean a thing of the case.
fn is_called(row: &Thing<'_>, name: &Bilingual) -> bool {
    let written = row.name.to_lowercase();
    let core = |text: &str| {
        let text = before_bracket(text).trim().to_lowercase();
        text.trim_start_matches("the ").to_owned()
    };
    !written.is_empty()
        && Language::ALL.into_iter().any(|lang| {
            let name = core(name.get(lang));
            !name.is_empty() && (name.contains(&written) || written.contains(&name))
        })
}

/// An action that carries a thing off.
fn carries(action: &str) -> bool {
    CARRYING.iter().any(|start| action.starts_with(start))
}

/// A name without what stands in brackets behind it.
fn before_bracket(text: &str) -> &str {
    text.split(['（', '(']).next().unwrap_or_default()
}
