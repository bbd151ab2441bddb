//! Why a promise of a walk-through was not kept, as far as the run can tell: what was heard, what was said back, how the
//! party felt, and which condition or trigger of the wanted line or beat was wanting. Told in ids and in the notation of
//! the files; sentences are made elsewhere.

use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::{Beat, BeatIx, Case, Condition, Outcome, Trigger, Who};
use crate::domain::scenario::notation;
use crate::domain::scenario::walkthrough::See;
use crate::domain::session::{Effect, Input, State, taken_in};

/// Triggers named where none of them came; more would be a list nobody reads.
const TRIGGERS_NAMED: usize = 4;

/// What was behind a broken promise; empty texts where nothing can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The trainee's last sentence.
    pub said: String,
    /// What it was heard as: acts by name, separated by commas.
    pub heard: String,
    /// Lines spoken since, separated by commas.
    pub lines: String,
    /// Tension of the party.
    pub tension: String,
    /// Trust of the party.
    pub trust: String,
    /// Conditions and triggers that were wanting, as they are written in the file.
    pub wanting: String,
    /// `once`: it has already been; `taken`: the speaker said another line in that moment; else nothing.
    pub kind: &'static str,
}

/// What is wanting, and whether it is only that something else came first.
#[derive(Default)]
struct Lack {
    wanting: Vec<String>,
    kind: &'static str,
}

/// A moment of a run: what has been since the step before, and the state now.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) case: &'a Case,
    pub(super) state: &'a State,
    pub(super) since: &'a [Event],
}

impl Scene<'_> {
    /// Everything that can be told about a broken promise.
    pub(super) fn why(&self, said: &str, heard: &str, promise: Option<&See>) -> Why {
        let lack = match promise {
            Some(See::Line(id)) => self.line(id),
            Some(See::Beat(id)) => self.best(|beat| beat.id == *id),
            Some(See::Fact(id)) => {
                let fact = self.case.fact(id);
                self.best(|beat| fact.is_some_and(|one| beat.then.contains(&Outcome::Set(one))))
            }
            Some(See::Agreed(id)) => self.agreed(id),
            Some(See::Speaks(id)) => self.speaks(id),
            _ => Lack::default(),
        };
        self.told(said, heard, lack)
    }

    /// The same about an ending that was not reached.
    pub(super) fn why_not_ended(&self, ending: &str) -> Why {
        let wanted = self.case.endings.iter().position(|one| one.id == ending);
        let lack = self.best(|beat| {
            beat.then
                .iter()
                .any(|one| matches!(one, Outcome::End(ending) if Some(ending.at()) == wanted))
        });
        self.told("", "", lack)
    }

    fn told(&self, said: &str, heard: &str, lack: Lack) -> Why {
        let party = &self.state.people[self.state.party.at()];
        let lines: Vec<&str> = self.lines().map(|(_, line)| line).collect();
        Why {
            said: said.to_owned(),
            heard: heard.to_owned(),
            lines: lines.join(", "),
            tension: party.tension.to_string(),
            trust: party.trust.to_string(),
            wanting: lack.wanting.join("; "),
            kind: lack.kind,
        }
    }

    /// Who said which line since.
    fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.since.iter().filter_map(|event| match &event.what {
            Moment::Out(Effect::Line { by, line }) => Some((by.as_str(), line.as_str())),
            _ => None,
        })
    }

    fn id(&self, who: Who) -> &str {
        &self.case.people[self.state.who(who).at()].id
    }

    fn line(&self, id: &str) -> Lack {
        let mut lack = Lack::default();
        let mut lines = self.case.lines.iter().enumerate();
        let Some((at, line)) = lines.find(|(_, one)| one.id == id) else {
            return lack;
        };
        let is_this = |one: &Outcome| matches!(one, Outcome::Say(line) if line.at() == at);
        if u16::try_from(at).is_ok_and(|at| self.state.spoken.contains_key(&at)) {
            lack.kind = "once";
            return lack;
        }
        if line.on.is_empty() {
            return self.best(|beat| beat.then.iter().any(is_this));
        }
        let speaker = &self.state.people[self.state.who(line.by).at()];
        if !speaker.present {
            let by = notation::who(self.case, line.by);
            lack.wanting.push(format!("Present(\"{by}\")"));
        }
        if !line.levels.has(self.state.level) {
            let levels = notation::levels(line.levels);
            lack.wanting.push(format!("levels: {levels}"));
        }
        if line.moods & (1 << (speaker.mood as u8)) == 0 {
            lack.wanting.push(format!("mood: {:?} ✗", speaker.mood));
        }
        self.unmet(&line.when, &mut lack.wanting);
        if !self.any_came(&line.on, Some(line.by)) {
            lack.wanting.push(self.triggers(&line.on));
        }
        let by = self.id(line.by);
        if lack.wanting.is_empty() && self.lines().any(|(who, _)| who == by) {
            lack.kind = "taken";
        }
        lack
    }

    /// The beat of those meant that lacks least.
    fn best(&self, meant: impl Fn(&Beat) -> bool) -> Lack {
        let beats = self.case.beats.iter().enumerate();
        beats
            .filter(|(_, beat)| meant(beat))
            .map(|(at, beat)| self.beat(at, beat))
            .min_by_key(|lack| lack.wanting.len())
            .unwrap_or_default()
    }

    fn beat(&self, at: usize, beat: &Beat) -> Lack {
        let mut lack = Lack::default();
        let here = BeatIx(u16::try_from(at).unwrap_or(u16::MAX));
        let fired = self.state.fired.get(&here).map_or(0, |one| one.0);
        if beat.times > 0 && fired >= beat.times {
            lack.kind = "once";
            return lack;
        }
        if !beat.levels.has(self.state.level) {
            let levels = notation::levels(beat.levels);
            lack.wanting.push(format!("levels: {levels}"));
        }
        self.unmet(&beat.when, &mut lack.wanting);
        if !self.any_came(&beat.on, None) {
            lack.wanting.push(self.triggers(&beat.on));
        }
        lack
    }

    fn agreed(&self, id: &str) -> Lack {
        let mut lack = Lack::default();
        let Some(person) = self.state.named(self.case, id) else {
            return lack;
        };
        let Some(agrees) = &self.case.people[person.at()].agrees else {
            lack.wanting.push("agrees: (…)".to_owned());
            return lack;
        };
        let who = Who::One(person);
        for bound in [
            Condition::TensionAtMost(who, agrees.tension_at_most),
            Condition::TrustAtLeast(who, agrees.trust_at_least),
        ] {
            self.unmet(&bound, &mut lack.wanting);
        }
        self.unmet(&agrees.when, &mut lack.wanting);
        lack
    }

    fn speaks(&self, id: &str) -> Lack {
        let mut lack = Lack::default();
        let present = self
            .state
            .named(self.case, id)
            .is_some_and(|one| self.state.people[one.at()].present);
        if !present {
            lack.wanting.push(format!("Present(\"{id}\")"));
        }
        lack
    }

    /// The smallest parts of a condition that do not hold.
    fn unmet(&self, condition: &Condition, found: &mut Vec<String>) {
        if self.state.holds(self.case, condition) {
            return;
        }
        if let Condition::All(list) = condition {
            list.iter().for_each(|one| self.unmet(one, found));
        } else {
            found.push(notation::condition(self.case, condition));
        }
    }

    fn triggers(&self, on: &[Trigger]) -> String {
        let named: Vec<String> = on
            .iter()
            .take(TRIGGERS_NAMED)
            .map(|one| notation::trigger(self.case, one))
            .collect();
        named.join(" / ")
    }

    fn any_came(&self, on: &[Trigger], own: Option<Who>) -> bool {
        on.iter().any(|one| self.came(one, own))
    }

    /// Whether a trigger came since, or its moment is past. `own`: who is meant by words where nobody is named.
    fn came(&self, trigger: &Trigger, own: Option<Who>) -> bool {
        let meant = |to: &Option<Who>| {
            to.or(own).is_none_or(|who| {
                let id = self.id(who);
                self.told_any(|one| matches!(one, Effect::Addressed { who } if who == id))
            })
        };
        match trigger {
            Trigger::Start => true,
            Trigger::Said(act, to) => {
                meant(to)
                    && self.done(
                        |one| matches!(one, Input::Said(heard) if taken_in(heard).contains(act)),
                    )
            }
            Trigger::Babble(to) => {
                meant(to)
                    && self
                        .done(|one| matches!(one, Input::Said(heard) if taken_in(heard).is_empty()))
            }
            Trigger::Did(wanted, target) => {
                let wanted = &self.case.actions[wanted.at()].id;
                let on = target.map(|one| self.case.target_id(one));
                self.done(|one| {
                    matches!(one, Input::Did { action, target, .. }
                        if action == wanted && on.is_none_or(|on| target.as_deref() == Some(on)))
                }) && !self.told_any(|one| matches!(one, Effect::Refused { .. }))
            }
            Trigger::Moved(wanted) => {
                let wanted = &self.case.zones[wanted.at()].id;
                self.done(|one| matches!(one, Input::Moved { zone, .. } if zone == wanted))
            }
            Trigger::Paper(wanted) => {
                let wanted = &self.case.forms[wanted.at()].id;
                self.told_any(|one| matches!(one, Effect::PaperDone { form } if form == wanted))
            }
            Trigger::Agreed(wanted) => {
                let wanted = self.id(*wanted);
                self.told_any(|one| matches!(one, Effect::Agreed { who } if who == wanted))
            }
            Trigger::Became(wanted) => {
                let wanted = &self.case.facts[wanted.at()].id;
                self.told_any(
                    |one| matches!(one, Effect::Fact { fact, on: true } if fact == wanted),
                )
            }
            Trigger::Inject(wanted) => {
                let wanted = &self.case.injects[wanted.at()].id;
                self.done(|one| matches!(one, Input::Instructor { inject } if inject == wanted))
            }
            Trigger::At(at) => *at <= self.state.now,
            Trigger::After(beat, span) => self
                .state
                .fired
                .get(beat)
                .is_some_and(|(_, last)| last.plus(*span) <= self.state.now),
            Trigger::Tense(who, bound) => {
                self.state.people[self.state.who(*who).at()].tension >= *bound
            }
            Trigger::Calmed(who, bound) => {
                self.state.people[self.state.who(*who).at()].tension <= *bound
            }
            Trigger::LongTalk(to) => to.or(own).is_none_or(|who| {
                let id = self.id(who);
                self.told_any(|one| matches!(one, Effect::CutIn { who } if who == id))
            }),
            Trigger::Silence(_) | Trigger::Repeated(_) => false,
        }
    }

    fn done(&self, test: impl Fn(&Input) -> bool) -> bool {
        let events = self.since.iter();
        events
            .filter_map(|event| match &event.what {
                Moment::In(input) => Some(input),
                _ => None,
            })
            .any(test)
    }

    fn told_any(&self, test: impl Fn(&Effect) -> bool) -> bool {
        let events = self.since.iter();
        events
            .filter_map(|event| match &event.what {
                Moment::Out(effect) => Some(effect),
                _ => None,
            })
            .any(test)
    }
}
