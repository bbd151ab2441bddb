//! Triggers, conditions, outcomes, checks and touches: what the content says with the words that `resolve` turns into
//! indices.

use super::file::{CheckFile, ConditionFile, OutcomeFile, TriggerFile};
use super::model::{Agrees, Check, Condition, Outcome, Touch, Trigger};
use super::resolve::Resolver;
use crate::domain::ids::Millis;
use crate::domain::understanding::SlotKind;

/// Slots a check may ask for.
const SLOTS: &[(&str, SlotKind)] = &[
    ("deadline", SlotKind::Deadline),
    ("amount", SlotKind::Amount),
    ("place", SlotKind::Place),
    ("name", SlotKind::Name),
    ("size", SlotKind::Size),
];

impl Resolver<'_> {
    pub(super) fn triggers(&mut self, list: &[TriggerFile], path: &str) -> Vec<Trigger> {
        list.iter()
            .enumerate()
            .filter_map(|(position, one)| self.trigger(one, &format!("{path}[{position}]")))
            .collect()
    }

    fn trigger(&mut self, file: &TriggerFile, path: &str) -> Option<Trigger> {
        Some(match file {
            TriggerFile::Start => Trigger::Start,
            TriggerFile::Said { act, to } => {
                let act = self.act(act, &format!("{path}.act"));
                let to = self.to(to.as_ref(), &format!("{path}.to"));
                Trigger::Said(act?, to?)
            }
            TriggerFile::Babble { to } => Trigger::Babble(self.to(to.as_ref(), path)?),
            TriggerFile::Repeated { to } => Trigger::Repeated(self.to(to.as_ref(), path)?),
            TriggerFile::LongTalk { to } => Trigger::LongTalk(self.to(to.as_ref(), path)?),
            TriggerFile::Did { action, target } => {
                let (action, target) = self.deed(action, target.as_ref(), path)?;
                Trigger::Did(action, target)
            }
            TriggerFile::Moved(zone) => Trigger::Moved(self.zone(zone, path)?),
            TriggerFile::Paper(form) => Trigger::Paper(self.form(form, path)?),
            TriggerFile::At(ms) => Trigger::At(Millis(*ms)),
            TriggerFile::After { beat, ms } => Trigger::After(self.beat(beat, path)?, Millis(*ms)),
            TriggerFile::Silence(ms) => Trigger::Silence(Millis(*ms)),
            TriggerFile::Tense(who, bound) => {
                let bound = self.scale(*bound, path);
                Trigger::Tense(self.who(who, path)?, bound)
            }
            TriggerFile::Calmed(who, bound) => {
                let bound = self.scale(*bound, path);
                Trigger::Calmed(self.who(who, path)?, bound)
            }
            TriggerFile::Agreed(who) => Trigger::Agreed(self.who(who, path)?),
            TriggerFile::Became(fact) => Trigger::Became(self.fact(fact, path)?),
            TriggerFile::Inject(inject) => Trigger::Inject(self.inject(inject, path)?),
        })
    }

    pub(super) fn condition(&mut self, file: &ConditionFile, path: &str) -> Condition {
        self.condition_of(file, path).unwrap_or(Condition::Always)
    }

    fn conditions(&mut self, list: &[ConditionFile], path: &str) -> Vec<Condition> {
        list.iter()
            .enumerate()
            .map(|(position, one)| self.condition(one, &format!("{path}[0][{position}]")))
            .collect()
    }

    fn condition_of(&mut self, file: &ConditionFile, path: &str) -> Option<Condition> {
        Some(match file {
            ConditionFile::Always => Condition::Always,
            ConditionFile::All(list) => Condition::All(self.conditions(list, path)),
            ConditionFile::Any(list) => Condition::Any(self.conditions(list, path)),
            ConditionFile::Not(inner) => {
                Condition::Not(Box::new(self.condition(inner, &format!("{path}[0]"))))
            }
            ConditionFile::Fact(id) => Condition::Fact(self.fact(id, path)?),
            ConditionFile::Level(list) => {
                Condition::Level(self.levels(list, &format!("{path}[0]")))
            }
            ConditionFile::Present(id) => Condition::Present(self.who(id, path)?),
            ConditionFile::Party(id) => Condition::Party(self.person(id, path)?),
            ConditionFile::TensionAtLeast(id, bound) => {
                let bound = self.scale(*bound, path);
                Condition::TensionAtLeast(self.who(id, path)?, bound)
            }
            ConditionFile::TensionAtMost(id, bound) => {
                let bound = self.scale(*bound, path);
                Condition::TensionAtMost(self.who(id, path)?, bound)
            }
            ConditionFile::TrustAtLeast(id, bound) => {
                let bound = self.scale(*bound, path);
                Condition::TrustAtLeast(self.who(id, path)?, bound)
            }
            ConditionFile::Said(act) => Condition::SaidTimes(self.act(act, path)?, 1),
            ConditionFile::SaidTimes(act, times) => {
                Condition::SaidTimes(self.act(act, path)?, *times)
            }
            ConditionFile::Did(action) => Condition::Did(self.action(action, path)?, None),
            ConditionFile::DidTo(action, target) => {
                let (action, target) = self.deed(action, Some(target), path)?;
                Condition::Did(action, target)
            }
            ConditionFile::Paper(form) => Condition::Paper(self.form(form, path)?),
            ConditionFile::Fired(beat) => Condition::Fired(self.beat(beat, path)?),
            ConditionFile::InZone(zone) => Condition::InZone(self.zone(zone, path)?),
            ConditionFile::Drawn(draw, value) => {
                let (draw, value) = self.drawn(draw, value, path)?;
                Condition::Drawn(draw, value)
            }
            ConditionFile::Agreed(id) => Condition::Agreed(self.who(id, path)?),
            ConditionFile::Since(ms) => Condition::Since(Millis(*ms)),
            ConditionFile::SinceBeat(beat, ms) => {
                Condition::SinceBeat(self.beat(beat, path)?, Millis(*ms))
            }
            ConditionFile::Practice => Condition::Practice,
        })
    }

    pub(super) fn outcomes(&mut self, list: &[OutcomeFile], path: &str) -> Vec<Outcome> {
        list.iter()
            .enumerate()
            .filter_map(|(position, one)| self.outcome(one, &format!("{path}[{position}]")))
            .collect()
    }

    fn outcome(&mut self, file: &OutcomeFile, path: &str) -> Option<Outcome> {
        Some(match file {
            OutcomeFile::Say(id) => Outcome::Say(self.line(id, path)?),
            OutcomeFile::Tension(id, change) => Outcome::Tension(self.who(id, path)?, *change),
            OutcomeFile::Trust(id, change) => Outcome::Trust(self.who(id, path)?, *change),
            OutcomeFile::Set(id) => Outcome::Set(self.fact(id, path)?),
            OutcomeFile::Clear(id) => Outcome::Clear(self.fact(id, path)?),
            OutcomeFile::Enter(id) => Outcome::Enter(self.person(id, path)?),
            OutcomeFile::Leave(id) => Outcome::Leave(self.person(id, path)?),
            OutcomeFile::Gesture(id, gesture) => {
                Outcome::Gesture(self.who(id, path)?, gesture.clone())
            }
            OutcomeFile::Walk(id, zone) => {
                let zone = self.zone(zone, path);
                Outcome::Walk(self.who(id, path)?, zone?)
            }
            OutcomeFile::World(event) => Outcome::World(event.clone()),
            OutcomeFile::Platform(message) => Outcome::Platform(message.clone()),
            OutcomeFile::Hint(id) => Outcome::Hint(self.hint(id, path)?),
            OutcomeFile::End(id) => Outcome::End(self.ending(id, path)?),
        })
    }

    pub(super) fn check(&mut self, file: &CheckFile, path: &str) -> Option<Check> {
        let first = format!("{path}[0]");
        Some(match file {
            CheckFile::All(list) => Check::All(self.checks(list, &first)?),
            CheckFile::Any(list) => Check::Any(self.checks(list, &first)?),
            CheckFile::Not(inner) => Check::Not(Box::new(self.check(inner, &first)?)),
            CheckFile::Said { act, to, slot, law } => {
                let act = self.act(act, &format!("{path}.act"));
                let to = self.to(to.as_ref(), &format!("{path}.to"));
                let slot = match slot {
                    None => Some(None),
                    Some(name) => match SLOTS.iter().find(|one| one.0 == name) {
                        Some(found) => Some(Some(found.1)),
                        None => {
                            let at = format!("{path}.slot");
                            self.unknown("SW0104", &at, name, SLOTS.iter().map(|one| one.0));
                            None
                        }
                    },
                };
                for (position, id) in law.iter().enumerate() {
                    self.law(id, &format!("{path}.law[{position}]"), None);
                }
                Check::Said {
                    act: act?,
                    to: to?,
                    slot: slot?,
                    law: law.clone(),
                }
            }
            CheckFile::Did { action, target } => {
                let (action, target) = self.deed(action, target.as_ref(), path)?;
                Check::Did(action, target)
            }
            CheckFile::DidToMany(action, count) => {
                Check::DidToMany(self.action(action, path)?, *count)
            }
            CheckFile::Paper { form, fields } => {
                let form_ix = self.form(form, &format!("{path}.form"))?;
                if let Some(known) = self.context.forms.get(form) {
                    for (position, field) in fields.iter().enumerate() {
                        if !known.fields().any(|one| one == field) {
                            let at = format!("{path}.fields[{position}]");
                            self.unknown("SW0224", &at, field, known.fields());
                        }
                    }
                }
                Check::Paper(form_ix, fields.clone())
            }
            CheckFile::Fact(id) => Check::Fact(self.fact(id, path)?),
            CheckFile::FactAtEnd(id) => Check::FactAtEnd(self.fact(id, path)?),
            CheckFile::Before(one, two) => {
                let (one, two) = self.pair(one, two, path);
                Check::Before(one?, two?)
            }
            CheckFile::After(one, two) => {
                let (one, two) = self.pair(one, two, path);
                Check::After(one?, two?)
            }
            CheckFile::Within(one, ms, two) => {
                let one = self.check(one, &first);
                let two = self.check(two, &format!("{path}[2]"));
                Check::Within(Box::new(one?), Millis(*ms), Box::new(two?))
            }
            CheckFile::By(inner, ms) => {
                Check::By(Box::new(self.check(inner, &first)?), Millis(*ms))
            }
            CheckFile::Times(inner, times) => {
                Check::Times(Box::new(self.check(inner, &first)?), *times)
            }
            CheckFile::TensionAtEnd(id, bound) => {
                let bound = self.scale(*bound, path);
                Check::TensionAtEnd(self.who(id, path)?, bound)
            }
            CheckFile::TensionNeverAbove(id, bound) => {
                let bound = self.scale(*bound, path);
                Check::TensionNeverAbove(self.who(id, path)?, bound)
            }
            CheckFile::Ended(list) => Check::Ended(
                list.iter()
                    .enumerate()
                    .filter_map(|(position, id)| self.ending(id, &format!("{first}[{position}]")))
                    .collect(),
            ),
            CheckFile::Drawn(draw, value) => {
                let (draw, value) = self.drawn(draw, value, path)?;
                Check::Drawn(draw, value)
            }
            CheckFile::Party(id) => Check::Party(self.person(id, path)?),
        })
    }

    fn pair(
        &mut self,
        one: &CheckFile,
        two: &CheckFile,
        path: &str,
    ) -> (Option<Box<Check>>, Option<Box<Check>>) {
        let one = self.check(one, &format!("{path}[0]"));
        let two = self.check(two, &format!("{path}[1]"));
        (one.map(Box::new), two.map(Box::new))
    }

    fn checks(&mut self, list: &[CheckFile], path: &str) -> Option<Vec<Check>> {
        let all: Vec<Option<Check>> = list
            .iter()
            .enumerate()
            .map(|(position, one)| self.check(one, &format!("{path}[{position}]")))
            .collect();
        all.into_iter().collect()
    }

    pub(super) fn touches(&mut self, position: usize) -> Vec<Touch> {
        let file = self.file;
        file.people[position]
            .touches
            .iter()
            .enumerate()
            .map(|(index, touch)| {
                let path = format!("people[{position}].touches[{index}]");
                Touch {
                    on: self.triggers(&touch.on, &format!("{path}.on")),
                    when: self.condition(&touch.when, &format!("{path}.when")),
                    tension: touch.tension,
                    trust: touch.trust,
                    times: touch.times,
                }
            })
            .collect()
    }

    pub(super) fn agrees(&mut self, position: usize) -> Option<Agrees> {
        let file = self.file;
        let agrees = file.people[position].agrees.as_ref()?;
        let path = format!("people[{position}].agrees");
        Some(Agrees {
            tension_at_most: self.scale(agrees.tension_at_most, &format!("{path}.tension_at_most")),
            trust_at_least: self.scale(agrees.trust_at_least, &format!("{path}.trust_at_least")),
            when: self.condition(&agrees.when, &format!("{path}.when")),
        })
    }
}
