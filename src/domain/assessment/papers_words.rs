//! What was said: sums, deadlines, provisions, rights, approvals and statements on paper held against the talk. Words that
//! were not made out may have been what the paper says, so that a person decides.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::papers_scene::TIME_TOLERANCE_MIN;
use super::timeline::{DidAt, Evidence, SaidAt};
use super::written::{Due, due, first_number};
use crate::domain::act::Act;
use crate::domain::ids::Bilingual;
use crate::domain::packs::Stamp;
use crate::domain::scenario::model::Role;
use crate::domain::understanding::SlotKind;

impl<'a> Holder<'a> {
    pub(super) fn approval(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let control = self.people(Role::Control).next()?;
        let asked = |one: &&SaidAt<'_>| one.to == control.id;
        let first = self.said().find(asked);
        let called = self.line.did.iter().find(|one| {
            one.at <= self.paper.at
                && self
                    .case
                    .action(one.action)
                    .and_then(|ix| self.case.actions[ix.at()].conduct.as_deref())
                    == Some("report_to_head")
        });
        let moment = first.map(|one| one.at).or(called.map(|one| one.at));
        let Some(moment) = moment else {
            let mut found = self.difference(DifferenceKind::Approval, None, control.name.clone());
            found.sure = !self.has_unheard();
            return Some(found);
        };
        let moment = self.case.moment(moment);
        let now = self.case.moment(self.paper.at);
        let fits =
            moment.since(written) <= TIME_TOLERANCE_MIN && written.since(now) <= TIME_TOLERANCE_MIN;
        (!fits).then(|| {
            let record = first.map(SaidAt::evidence).or(called.map(DidAt::evidence));
            self.difference(DifferenceKind::Approval, record, same(&moment.to_string()))
        })
    }

    /// Values of a kind in words that did one of these acts, each with its words.
    fn values(&self, kind: SlotKind, acts: &[Act]) -> Vec<(&'a str, &'a SaidAt<'a>)> {
        self.line
            .said
            .iter()
            .filter(|one| acts.iter().any(|act| one.heard.does(*act)))
            .flat_map(|one| one.heard.reading.slots.iter().map(move |slot| (slot, one)))
            .filter(|(slot, _)| slot.kind == kind)
            .map(|(slot, one)| (slot.value.as_str(), one))
            .collect()
    }

    pub(super) fn amount(&self) -> Option<Difference> {
        let written = first_number(self.written)?;
        let told = self.values(SlotKind::Amount, &[Act::ApplyMeasure]);
        let (value, one) = told.last()?;
        let fits = told
            .iter()
            .any(|(value, _)| first_number(value) == Some(written));
        (!fits).then(|| {
            let mut found =
                self.difference(DifferenceKind::Amount, Some(one.evidence()), same(value));
            found.sure &= !self.line.has_unheard();
            found
        })
    }

    pub(super) fn deadline(&self) -> Option<Difference> {
        let written = Stamp::read(self.written)?;
        let acts: &[Act] = match self.field {
            "term" => &[Act::ApplyMeasure],
            _ => &[Act::SetDeadline, Act::OrderCorrection],
        };
        let told: Vec<(Due, &SaidAt<'_>)> = self
            .values(SlotKind::Deadline, acts)
            .into_iter()
            .filter_map(|(value, one)| Some((due(value, self.case.moment(one.at))?, one)))
            .collect();
        let fits = |due: Due| match due {
            Due::Minute(moment) => written.since(moment).abs() <= TIME_TOLERANCE_MIN,
            Due::Day(day) => written.day() == day,
        };
        let (last, one) = *told.last()?;
        (!told.iter().any(|(due, _)| fits(*due))).then(|| {
            let expected = match last {
                Due::Minute(moment) => moment.to_string(),
                Due::Day(day) => {
                    let midnight = written.plus((day - written.day()) * 24 * 60);
                    midnight.to_string().chars().take(10).collect()
                }
            };
            let record = Some(one.evidence());
            let mut found = self.difference(DifferenceKind::Deadline, record, same(&expected));
            found.sure &= !self.line.has_unheard();
            found
        })
    }

    /// A paper's provision is one that was told, one the form itself rests on, or a neighbour of a told one that the case
    /// knows: who breaks one article is fined under another of the same law.
    pub(super) fn basis(&self) -> Option<Difference> {
        let told: Vec<(&str, &SaidAt<'_>)> = self
            .line
            .said
            .iter()
            .flat_map(|one| one.heard.reading.law.iter().map(move |law| (law, one)))
            .filter(|(law, _)| !law.id.is_empty())
            .map(|(law, one)| (law.id.as_str(), one))
            .collect();
        let of_case = |id: &str| {
            self.case
                .criteria
                .iter()
                .flat_map(|one| &one.law)
                .any(|law| law == id)
        };
        let neighbour = |(id, _): &(&str, &SaidAt<'_>)| instrument(id) == instrument(self.written);
        let fits = told.iter().any(|(id, _)| *id == self.written)
            || self.form.law.iter().any(|id| id == self.written)
            || of_case(self.written) && (told.is_empty() || told.iter().any(neighbour));
        (!fits).then(|| {
            let last = told.iter().rev().find(|one| neighbour(one)).or(told.last());
            let expected = last.map_or_else(Bilingual::default, |(id, _)| same(id));
            let mut found = self.difference(
                DifferenceKind::Law,
                last.map(|(_, one)| one.evidence()),
                expected,
            );
            found.sure &= !self.line.has_unheard();
            found
        })
    }

    /// Yes and no about something that words or deeds do.
    pub(super) fn promised(
        &self,
        act: Act,
        fact: &str,
        kind: DifferenceKind,
    ) -> Option<Difference> {
        let until = self.paper.at;
        let by_words = self.said().find(|one| one.heard.does(act));
        let by_deed = self
            .line
            .did
            .iter()
            .find(|one| one.at <= until && one.action == act.name());
        let by_fact = self
            .line
            .facts
            .iter()
            .find(|(at, id, on)| *at <= until && *id == fact && *on);
        let seen = by_words
            .map(SaidAt::evidence)
            .or(by_deed.map(DidAt::evidence))
            .or(by_fact.map(|(at, id, _)| Evidence::state(*at, id)));
        let yes = match self.written {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        (yes != seen.is_some()).then(|| {
            let absent = seen.is_none();
            let mut found = self.difference(kind, seen, Bilingual::default());
            found.sure &= !(absent && self.has_unheard());
            found
        })
    }

    pub(super) fn heard(&self) -> Option<Difference> {
        let spoke = self
            .line
            .lines
            .iter()
            .any(|(at, by, _)| *at <= self.paper.at && *by == self.line.party);
        (!spoke).then(|| self.difference(DifferenceKind::Opinion, None, Bilingual::default()))
    }
}

/// The instrument of a provision's id: `RTSL-2021` of `RTSL-2021-93`.
fn instrument(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(instrument, _)| instrument)
}
