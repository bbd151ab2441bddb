//! What was said: sums, deadlines, provisions, rights, approvals and statements on paper held against the talk. Words that
//! were not made out may have been what the paper says, so that a person decides.

use super::papers::{Difference, DifferenceKind, Holder, same};
use super::papers_scene::TIME_TOLERANCE_MIN;
use super::timeline::{DidAt, Evidence, SaidAt};
use super::written::{Due, due, first_number};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Language, Millis};
use crate::domain::packs::Stamp;
use crate::domain::scenario::model::Role;
use crate::domain::understanding::{SlotKind, misheard_for, spoken};

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

    /// Words that did one of these acts.
    fn doing(&self, acts: &[Act]) -> impl Iterator<Item = &'a SaidAt<'a>> {
        let said = self.line.said.iter();
        said.filter(move |one| acts.iter().any(|act| one.heard.does(*act)))
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
            found.sure &= !self
                .doing(&[Act::ApplyMeasure])
                .any(|one| may_be(&one.heard.text, written, &["元", "块"]));
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
            found.sure &= !self
                .doing(acts)
                .any(|one| may_be_due(&one.heard.text, written, self.case.moment(one.at)));
            // Six o'clock is said of the morning and of the evening.
            let half_a_day = |due: Due| match due {
                Due::Minute(moment) => {
                    (written.since(moment).abs() - 12 * 60).abs() <= TIME_TOLERANCE_MIN
                }
                Due::Day(_) => false,
            };
            found.sure &= !told.iter().any(|(due, _)| half_a_day(*due));
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
        // Of the right instrument, with a number that nobody made out: it may have been this one.
        let half = |(id, _): &(&str, &SaidAt<'_>)| instrument(self.written) == *id;
        let fits = told.iter().any(|(id, _)| *id == self.written)
            || told.iter().any(half)
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
            found.sure &= !self
                .line
                .said
                .iter()
                .any(|one| self.may_be_cited(&one.heard.text));
            found
        })
    }

    /// Whether words, misheard, may have cited what is written: the name of its instrument, or its article.
    fn may_be_cited(&self, text: &str) -> bool {
        let Some(cited) = self.case.citations.get(self.written) else {
            return false;
        };
        let name = cited.zh.split(['《', '》']).nth(1);
        let article = cited.zh.find('第').map(|at| &cited.zh[at..]);
        let article = article.and_then(|text| Some(&text[..text.find('条')? + '条'.len_utf8()]));
        name.into_iter()
            .chain(article)
            .any(|part| misheard_for(text, part))
    }

    /// Where else to turn, the form itself prints. Another article of the same law is wrong; of another law it may be a
    /// second way that is open.
    pub(super) fn remedy(&self) -> Option<Difference> {
        let usual = self.form.printed.get(self.field)?.usual.as_ref()?;
        let usual = usual.get(Language::Zh);
        (self.written != usual).then(|| {
            let record = Evidence::state(Millis(0), usual);
            let mut found = self.difference(DifferenceKind::Remedy, Some(record), same(usual));
            found.sure = instrument(self.written) == instrument(usual);
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

/// Whether words, misheard, may have said this number with one of these units.
fn may_be(text: &str, number: u64, units: &[&str]) -> bool {
    spoken(number)
        .iter()
        .flat_map(|said| units.iter().map(move |unit| format!("{said}{unit}")))
        .any(|said| misheard_for(text, &said))
}

/// Whether words said at `said`, misheard, may have set this deadline: in minutes, hours or days, or by the clock.
fn may_be_due(text: &str, written: Stamp, said: Stamp) -> bool {
    let minutes = written.since(said);
    let days = written.day() - said.day();
    let hour = written.minute_of_day() / 60;
    let near = minutes - TIME_TOLERANCE_MIN..=minutes + TIME_TOLERANCE_MIN;
    let whole = |number: i64| u64::try_from(number).ok().filter(|number| *number > 0);
    let says = |number: i64, units: &[&str]| {
        whole(number).is_some_and(|number| may_be(text, number, units))
    };
    near.clone().any(|minutes| says(minutes, &["分"]))
        || near
            .into_iter()
            .any(|minutes| minutes % 60 == 0 && says(minutes / 60, &["小时", "个小时", "个钟"]))
        || says(days, &["天", "日"])
        || says(days / 7, &["周", "个星期"])
        || says(hour, &["点"])
        || says(hour - 12, &["点"])
}

/// The instrument of a provision's id: `RTSL-2021` of `RTSL-2021-93`.
fn instrument(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(instrument, _)| instrument)
}
