//! Things and papers: lists held against what was seen, named and carried off, receipts against the papers made before.
//! Knows nothing of what an entry costs.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::papers_scene::PHOTOGRAPH;
use super::timeline::{DidAt, Evidence, PaperAt, SaidAt};
use super::written::{Thing, bare, codes, said_count, things};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Language};
use crate::domain::scenario::model::{Action, Form, Target, Thing as CaseThing};
use crate::domain::understanding::{misheard_for, spoken};

/// Beginnings of the ids of actions that carry something off.
const CARRYING: [&str; 3] = ["carry", "take_", SEIZING];
/// Beginning of the ids of actions that seize something.
const SEIZING: &str = "seize_";
/// Beginning of the ids of the papers of a seizure, the same in every bureau.
const OF_SEIZURE: &str = "seizure_";

impl<'a> Holder<'a> {
    pub(super) fn items(&self) -> Vec<Difference> {
        let listed = things(self.written);
        let mut found: Vec<Difference> = listed.iter().filter_map(|one| self.listed(one)).collect();
        let deeds = self.carried_off().into_iter().chain(self.photographed());
        // A thing that is only named may have been named as what stays: a person decides.
        let certain = deeds.map(|one| (one, true));
        let named = self.announced().into_iter().map(|one| (one, false));
        for ((thing, record), sure) in certain.chain(named) {
            if !listed.iter().any(|one| is_called(one, &thing.name))
                && !found.iter().any(|one| one.expected == thing.name)
            {
                let kind = DifferenceKind::ItemMissing;
                let mut one = self.difference(kind, Some(record), thing.name.clone());
                one.sure &= sure;
                found.push(one);
            }
        }
        found
    }

    fn thing_of(&self, deed: &DidAt<'_>) -> Option<&'a CaseThing> {
        let id = deed.target?;
        self.case.things.iter().find(|one| one.id == id)
    }

    /// Whether the case knows a way to carry this off: nothing else belongs on a list of things taken.
    fn can_be_carried(&self, thing: &CaseThing) -> bool {
        let carrying = self.case.actions.iter().filter(|one| self.lists(&one.id));
        let mut targets = carrying.flat_map(|one| &one.targets);
        targets.any(|target| self.case.target_id(*target) == thing.id)
    }

    /// Whether what this action carries off belongs on this paper. Where a case knows seizure and other measures, what is
    /// seized stands on the papers of the seizure and nowhere else.
    fn lists(&self, action: &str) -> bool {
        let is_seizure = |one: &Action| {
            let things = one
                .targets
                .iter()
                .any(|one| matches!(one, Target::Thing(_)));
            one.id.starts_with(SEIZING) && things
        };
        let is_split = self.case.actions.iter().any(is_seizure)
            && self
                .case
                .forms
                .iter()
                .any(|one| one.id.starts_with(OF_SEIZURE));
        let here = self.form.id.starts_with(OF_SEIZURE);
        carries(action) && (!is_split || action.starts_with(SEIZING) == here)
    }

    /// Things carried off, before or after the list was written.
    fn carried_off(&self) -> Vec<(&'a CaseThing, Evidence)> {
        let deeds = self.line.did.iter().filter(|one| self.lists(one.action));
        deeds
            .filter_map(|one| Some((self.thing_of(one)?, one.evidence())))
            .collect()
    }

    /// What words announced to the party as a measure, before the list.
    fn measures(&self) -> impl Iterator<Item = &'a SaidAt<'a>> {
        let party = self.line.party;
        self.said()
            .filter(move |one| one.to == party && one.heard.does(Act::ApplyMeasure))
    }

    /// Things photographed one by one between the announcement of the measure and the list.
    fn photographed(&self) -> Vec<(&'a CaseThing, Evidence)> {
        let Some(from) = self.measures().map(|one| one.at).next() else {
            return Vec::new();
        };
        let deeds =
            self.line.did.iter().filter(|one| {
                one.action == PHOTOGRAPH && one.at >= from && one.at <= self.paper.at
            });
        deeds
            .filter_map(|one| Some((self.thing_of(one)?, one.evidence())))
            .filter(|(thing, _)| self.can_be_carried(thing))
            .collect()
    }

    /// Things named in the words that announced the measure.
    fn announced(&self) -> Vec<(&'a CaseThing, Evidence)> {
        let things = || {
            let all = self.case.things.iter();
            all.filter(|thing| self.can_be_carried(thing))
        };
        self.measures()
            .flat_map(|one| {
                things()
                    .filter(|thing| names(&one.heard.text, &thing.name))
                    .map(|thing| (thing, one.evidence()))
            })
            .collect()
    }

    /// A listed thing must be one that is there, or that somebody spoke of; its number is one that was said.
    fn listed(&self, row: &Thing<'_>) -> Option<Difference> {
        let name = row.name.as_str();
        let spoken: Vec<&SaidAt<'_>> = self
            .line
            .said
            .iter()
            .filter(|one| one.heard.text.contains(name) || misheard_for(&one.heard.text, name))
            .collect();
        if let Some(count) = row.count {
            let told: Vec<(u64, &SaidAt<'_>)> = spoken
                .iter()
                .filter_map(|one| Some((said_count(&one.heard.text, name)?, *one)))
                .collect();
            if let Some((value, one)) = told.last()
                && told.iter().all(|(value, _)| *value != count)
            {
                let mut found = self.difference(
                    DifferenceKind::ItemCount,
                    Some(one.evidence()),
                    same(&value.to_string()),
                );
                row.row.clone_into(&mut found.paper.quote);
                // A number put right in words that nobody made out is no difference for sure.
                found.sure &= !self.line.has_unheard()
                    && !told
                        .iter()
                        .any(|(_, one)| may_count(&one.heard.text, name, count));
                return Some(found);
            }
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
        (spoken.is_empty() && !is_there && !told()).then(|| {
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
        let named = made.iter().filter(|(_, form)| is_named(form));
        let serials: Vec<(&PaperAt<'_>, &str)> = named
            .filter_map(|(paper, _)| Some((*paper, paper.entry("serial")?)))
            .collect();
        let mut numbers = codes(self.written).into_iter().map(bare).peekable();
        if let Some((paper, serial)) = serials.last()
            && numbers.peek().is_some()
            && !numbers.any(|code| serials.iter().any(|(_, serial)| bare(serial) == code))
        {
            let record = Some(paper.evidence());
            return Some(self.difference(DifferenceKind::Document, record, same(serial)));
        }
        (!made.iter().any(|(_, form)| is_named(form))).then(|| {
            let last = made.iter().rfind(|(one, _)| one.at <= self.paper.at);
            let record = last.map(|(paper, _)| paper.evidence());
            let expected = last.map_or_else(Bilingual::default, |(_, form)| form.name.clone());
            self.difference(DifferenceKind::Document, record, expected)
        })
    }
}

/// Whether words, misheard, may have counted so many of a thing: the number after its name, or before it with a measure.
fn may_count(text: &str, name: &str, count: u64) -> bool {
    const MEASURES: [&str; 9] = ["", "个", "台", "只", "辆", "件", "张", "把", "块"];
    spoken(count).iter().any(|said| {
        misheard_for(text, &format!("{name}{said}"))
            || MEASURES
                .iter()
                .any(|measure| misheard_for(text, &format!("{said}{measure}{name}")))
    })
}

/// Whether words name a thing of the case by its own name.
fn names(text: &str, name: &Bilingual) -> bool {
    let text = text.to_lowercase();
    Language::ALL.into_iter().any(|lang| {
        let name = before_bracket(name.get(lang)).trim().to_lowercase();
        let name = name.trim_start_matches("the ");
        name.chars().count() >= 2 && text.contains(name)
    })
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
