//! Words of the content turned into indices. Every word that means nothing is reported with its place and the nearest
//! word that would; resolving never stops at the first.

use super::context::Context;
use super::file::{
    CaseFile, CheckFile, ConditionFile, MoodFile, OutcomeFile, RoleFile, TriggerFile,
};
use super::model::{
    ActionIx, Agrees, BeatIx, Block, Check, Condition, DrawIx, EndingIx, FactIx, FormIx, HintIx,
    InjectIx, Levels, LineIx, Outcome, PersonIx, Role, Target, ThingIx, Touch, Trigger, Who,
    ZoneIx,
};
use super::source::Source;
use crate::domain::act::Act;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::ids::Millis;
use crate::domain::understanding::SlotKind;

/// The word that means "whoever is the party of this run".
pub const PARTY: &str = "party";

/// Slots a check may ask for.
const SLOTS: &[(&str, SlotKind)] = &[
    ("deadline", SlotKind::Deadline),
    ("amount", SlotKind::Amount),
    ("place", SlotKind::Place),
    ("name", SlotKind::Name),
    ("size", SlotKind::Size),
];

pub(super) struct Resolver<'a> {
    pub(super) file: &'a CaseFile,
    pub(super) context: &'a Context,
    pub(super) source: &'a Source,
    pub(super) name: &'a str,
    pub(super) found: Vec<Diagnostic>,
}

fn at(list_at: Option<usize>) -> Option<u16> {
    list_at.and_then(|found| u16::try_from(found).ok())
}

impl Resolver<'_> {
    pub(super) fn report(&mut self, code: &'static str, path: &str, args: &[(&'static str, &str)]) {
        let mut one = Diagnostic::new(code, self.name, self.source.span(path));
        for (name, value) in args {
            one = one.with(name, *value);
        }
        self.found.push(one);
    }

    /// Reports a word that means nothing, with the nearest that does.
    fn unknown<'w>(
        &mut self,
        code: &'static str,
        path: &str,
        word: &str,
        known: impl Iterator<Item = &'w str>,
    ) {
        let near = nearest(word, known);
        self.report(code, path, &[("word", word), ("near", &near)]);
    }

    pub(super) fn person(&mut self, id: &str, path: &str) -> Option<PersonIx> {
        let file = self.file;
        let found = at(file.people.iter().position(|one| one.id == id)).map(PersonIx);
        if found.is_none() {
            self.unknown(
                "SW0202",
                path,
                id,
                file.people.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn who(&mut self, id: &str, path: &str) -> Option<Who> {
        if id == PARTY {
            return Some(Who::Party);
        }
        self.person(id, path).map(Who::One)
    }

    fn to(&mut self, to: Option<&String>, path: &str) -> Option<Option<Who>> {
        match to {
            None => Some(None),
            Some(id) => self.who(id, path).map(Some),
        }
    }

    pub(super) fn fact(&mut self, id: &str, path: &str) -> Option<FactIx> {
        let file = self.file;
        let found = at(file.facts.iter().position(|one| one.id == id)).map(FactIx);
        if found.is_none() {
            self.unknown(
                "SW0203",
                path,
                id,
                file.facts.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn zone(&mut self, id: &str, path: &str) -> Option<ZoneIx> {
        let file = self.file;
        let zones = &file.place.zones;
        let found = at(zones.iter().position(|one| one.id == id)).map(ZoneIx);
        if found.is_none() {
            self.unknown("SW0204", path, id, zones.iter().map(|one| one.id.as_str()));
        }
        found
    }

    fn action(&mut self, id: &str, path: &str) -> Option<ActionIx> {
        let file = self.file;
        let found = at(file.actions.iter().position(|one| one.id == id)).map(ActionIx);
        if found.is_none() {
            self.unknown(
                "SW0205",
                path,
                id,
                file.actions.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn target(&mut self, id: &str, path: &str) -> Option<Target> {
        let file = self.file;
        let person = at(file.people.iter().position(|one| one.id == id))
            .map(|found| Target::Person(PersonIx(found)));
        let thing = at(file.things.iter().position(|one| one.id == id))
            .map(|found| Target::Thing(ThingIx(found)));
        let found = person.or(thing);
        if found.is_none() {
            let known = file
                .people
                .iter()
                .map(|one| one.id.as_str())
                .chain(file.things.iter().map(|one| one.id.as_str()));
            self.unknown("SW0206", path, id, known);
        }
        found
    }

    /// An action and, if given, a target that the action may have.
    fn deed(
        &mut self,
        action: &str,
        target: Option<&String>,
        path: &str,
    ) -> Option<(ActionIx, Option<Target>)> {
        let action_ix = self.action(action, path)?;
        let Some(id) = target else {
            return Some((action_ix, None));
        };
        let target_ix = self.target(id, path)?;
        let targets = &self.file.actions[action_ix.at()].targets;
        if !targets.contains(id) {
            let targets = targets.clone();
            self.unknown("SW0206", path, id, targets.iter().map(String::as_str));
            return None;
        }
        Some((action_ix, Some(target_ix)))
    }

    fn line(&mut self, id: &str, path: &str) -> Option<LineIx> {
        let file = self.file;
        let found = at(file.lines.iter().position(|one| one.id == id)).map(LineIx);
        if found.is_none() {
            self.unknown(
                "SW0207",
                path,
                id,
                file.lines.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    fn beat(&mut self, id: &str, path: &str) -> Option<BeatIx> {
        let file = self.file;
        let found = at(file.beats.iter().position(|one| one.id == id)).map(BeatIx);
        if found.is_none() {
            self.unknown(
                "SW0208",
                path,
                id,
                file.beats.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn ending(&mut self, id: &str, path: &str) -> Option<EndingIx> {
        let file = self.file;
        let found = at(file.endings.iter().position(|one| one.id == id)).map(EndingIx);
        if found.is_none() {
            self.unknown(
                "SW0209",
                path,
                id,
                file.endings.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    pub(super) fn act(&mut self, name: &str, path: &str) -> Option<Act> {
        let found = Act::from_name(name);
        if found.is_none() {
            self.unknown("SW0210", path, name, Act::ALL.iter().map(|one| one.name()));
        }
        found
    }

    pub(super) fn form(&mut self, id: &str, path: &str) -> Option<FormIx> {
        let file = self.file;
        let found = at(file.papers.iter().position(|one| one == id)).map(FormIx);
        if found.is_none() {
            self.unknown("SW0211", path, id, file.papers.iter().map(String::as_str));
        }
        found
    }

    fn drawn(&mut self, draw: &str, value: &str, path: &str) -> Option<(DrawIx, u16)> {
        let file = self.file;
        let Some(found) = at(file.draws.iter().position(|one| one.id == draw)) else {
            self.unknown(
                "SW0212",
                path,
                draw,
                file.draws.iter().map(|one| one.id.as_str()),
            );
            return None;
        };
        let values = &file.draws[usize::from(found)].of;
        let picked = at(values.iter().position(|one| one.id == value));
        if picked.is_none() {
            self.unknown(
                "SW0212",
                path,
                value,
                values.iter().map(|one| one.id.as_str()),
            );
        }
        picked.map(|value| (DrawIx(found), value))
    }

    fn hint(&mut self, id: &str, path: &str) -> Option<HintIx> {
        let file = self.file;
        let found = at(file.hints.iter().position(|one| one.id == id)).map(HintIx);
        if found.is_none() {
            self.unknown(
                "SW0216",
                path,
                id,
                file.hints.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    fn inject(&mut self, id: &str, path: &str) -> Option<InjectIx> {
        let file = self.file;
        let found = at(file.injects.iter().position(|one| one.id == id)).map(InjectIx);
        if found.is_none() {
            self.unknown(
                "SW0220",
                path,
                id,
                file.injects.iter().map(|one| one.id.as_str()),
            );
        }
        found
    }

    /// Levels as a set; an empty list means all.
    pub(super) fn levels(&mut self, list: &[u8], path: &str) -> Levels {
        let mut bits = 0;
        for (position, level) in list.iter().enumerate() {
            if self.file.levels.iter().any(|one| one.level == *level) {
                bits |= 1 << (level - 1);
            } else {
                let word = level.to_string();
                let known: Vec<String> = self
                    .file
                    .levels
                    .iter()
                    .map(|one| one.level.to_string())
                    .collect();
                self.unknown(
                    "SW0215",
                    &format!("{path}[{position}]"),
                    &word,
                    known.iter().map(String::as_str),
                );
            }
        }
        if list.is_empty() {
            Levels::ALL
        } else {
            Levels(bits)
        }
    }

    pub(super) fn block(&mut self, name: &str, path: &str) -> Option<Block> {
        let found = Block::ALL.into_iter().find(|one| one.name() == name);
        if found.is_none() {
            self.unknown(
                "SW0218",
                path,
                name,
                Block::ALL.iter().map(|one| one.name()),
            );
        }
        found
    }

    pub(super) fn law(&mut self, id: &str, path: &str, day: Option<super::context::Day>) {
        let context = self.context;
        let Some(entry) = context.laws.get(id) else {
            self.unknown("SW0213", path, id, context.laws.keys().map(String::as_str));
            return;
        };
        if !entry.shown {
            self.report("SW0405", path, &[("word", id)]);
        }
        if let Some(day) = day
            && (day < entry.from || entry.until.is_some_and(|until| day > until))
        {
            self.report("SW0404", path, &[("word", id)]);
        }
    }

    fn scale(&mut self, value: i16, path: &str) -> i16 {
        if !(0..=100).contains(&value) {
            self.report(
                "SW0407",
                path,
                &[("word", &value.to_string()), ("from", "0"), ("to", "100")],
            );
        }
        value
    }

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

pub(super) const fn role(file: RoleFile) -> Role {
    match file {
        RoleFile::Party => Role::Party,
        RoleFile::Partner => Role::Partner,
        RoleFile::Bystander => Role::Bystander,
        RoleFile::Control => Role::Control,
        RoleFile::Other => Role::Other,
    }
}

/// Moods as bits; an empty list means any.
pub(super) fn moods(list: &[MoodFile]) -> u8 {
    if list.is_empty() {
        return 0b1_1111;
    }
    list.iter().fold(0, |bits, mood| bits | 1 << (*mood as u8))
}

/// The known word most like a wrong one, or nothing when none is near (Damerau–Levenshtein similarity below one half).
pub(super) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> String {
    known
        .map(|one| (strsim::normalized_damerau_levenshtein(word, one), one))
        .filter(|one| one.0 >= 0.5)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|one| one.1.to_owned())
        .unwrap_or_default()
}
