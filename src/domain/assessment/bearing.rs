//! What in a record bears something out: facts, deeds, acts, papers, endings and words, by the ids and phrases of a
//! [`Bearing`]. Knows no claim and no paper's words.

use super::clauses::speaks_of;
use super::timeline::{DidAt, Evidence, PaperAt, SaidAt, Timeline};
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::{Bearing, Phrases};
use crate::domain::scenario::model::Case;

/// A record up to a moment, to be weighed.
pub(super) struct Weighed<'a> {
    pub(super) case: &'a Case,
    pub(super) line: &'a Timeline<'a>,
    /// The paper that claims something.
    pub(super) paper: &'a PaperAt<'a>,
    /// What came later does not count.
    pub(super) until: Millis,
    /// Whether words of whoever else is there count as the party's do.
    pub(super) others: bool,
}

impl<'a> Weighed<'a> {
    /// The first thing that speaks for it.
    pub(super) fn first(&self, bearing: &Bearing) -> Option<Evidence> {
        self.fact(bearing)
            .or_else(|| self.deed(bearing))
            .or_else(|| self.said(bearing))
            .or_else(|| self.told(bearing))
            .or_else(|| self.standing(bearing))
    }

    fn fact(&self, bearing: &Bearing) -> Option<Evidence> {
        let mut facts = self
            .line
            .facts
            .iter()
            .filter(|one| one.2 && one.0 <= self.until);
        let found = facts.find(|(_, id, _)| named(&bearing.facts, id));
        let fact = found.map(|(at, id, _)| Evidence::state(*at, id));
        let handled = || {
            let at = self
                .line
                .handled(self.case)
                .filter(|at| *at <= self.until)?;
            Some(Evidence::state(
                at,
                self.case
                    .handled
                    .first()
                    .map(|ix| &*self.case.facts[ix.at()].id)?,
            ))
        };
        fact.or_else(|| bearing.handled.then(handled)?)
    }

    fn deed(&self, bearing: &Bearing) -> Option<Evidence> {
        let is_it = |one: &&DidAt<'_>| {
            let conduct = self.case.action(one.action);
            let conduct = conduct.and_then(|ix| self.case.actions[ix.at()].conduct.as_deref());
            one.at <= self.until
                && (named(&bearing.deeds, one.action)
                    || conduct.is_some_and(|deed| named(&bearing.deeds, deed)))
        };
        self.line.did.iter().find(is_it).map(DidAt::evidence)
    }

    fn said(&self, bearing: &Bearing) -> Option<Evidence> {
        let is_it = |one: &&SaidAt<'_>| {
            one.at <= self.until
                && (bearing.acts.iter().any(|act| one.heard.does(*act))
                    || bearing
                        .said
                        .all()
                        .any(|phrase| speaks_of(&one.heard.text, phrase)))
        };
        self.line.said.iter().find(is_it).map(SaidAt::evidence)
    }

    fn told(&self, bearing: &Bearing) -> Option<Evidence> {
        let mut lines =
            self.line.lines.iter().filter(|(at, who, _)| {
                *at <= self.until && (self.others || *who == self.line.party)
            });
        let found = lines.find(|(_, who, id)| {
            let line = self.case.lines.iter().find(|one| one.id == *id);
            bearing.spoke && *who == self.line.party
                || line.is_some_and(|one| both(&one.text, &bearing.told))
        });
        found.map(|(at, who, _)| Evidence::state(*at, who))
    }

    /// What stands without having happened in the run: the case's history and people, other entries and papers.
    fn standing(&self, bearing: &Bearing) -> Option<Evidence> {
        let level = self.case.level(self.line.level);
        let mut history = level.iter().flat_map(|one| &one.history);
        let mut people = level
            .iter()
            .flat_map(|one| &one.people)
            .map(|ix| &self.case.people[ix.at()]);
        let is_in_case = history.any(|one| both(one, &bearing.history))
            || people
                .any(|one| both(&one.name, &bearing.people) || both(&one.persona, &bearing.people));
        let is_filled = bearing
            .entries
            .iter()
            .any(|field| self.paper.entry(field).is_some());
        let mut papers = self.line.papers.iter();
        let paper = papers.find(|one| one.at <= self.until && named(&bearing.forms, one.form));
        let ending = self
            .line
            .ending
            .filter(|(at, id)| *at <= self.until && named(&bearing.endings, id));
        paper
            .map(PaperAt::evidence)
            .or_else(|| ending.map(|(at, id)| Evidence::state(at, id)))
            .or_else(|| {
                (is_in_case || is_filled).then(|| Evidence::state(Millis(0), &self.case.place))
            })
    }
}

fn both(text: &Bilingual, phrases: &Phrases) -> bool {
    let speaks = |lang| {
        phrases
            .all()
            .any(|phrase| speaks_of(text.get(lang), phrase))
    };
    Language::ALL.into_iter().any(speaks)
}

fn named(known: &[String], id: &str) -> bool {
    known.iter().any(|one| is_called(one, id))
}

/// Whether a name of the pack, which may end in `*`, is this id.
pub(super) fn is_called(known: &str, id: &str) -> bool {
    match known.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => known == id,
    }
}
