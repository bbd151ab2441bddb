//! One step of a case: time passes to `now`, then the inputs take effect in order. Passing an hour at once or in a
//! thousand steps gives the same effects, because everything timed fires at its own moment.

use super::effect::{Effect, Timed};
use super::input::Input;
use super::rules::{LONG_SILENCE, Rules, STAND_TOO_CLOSE};
use super::state::{Mode, State};
use crate::domain::ids::Millis;
use crate::domain::scenario::model::{
    ActionIx, Beat, BeatIx, Case, LineIx, Outcome, PersonIx, Target, Trigger, Who,
};
use std::collections::{BTreeSet, VecDeque};

/// Triggers handled in one moment; content that sets off more than this runs in a circle, which the prover reports.
const TRIGGERS_MAX: usize = 256;
/// Lines spoken in one moment, so that a street does not shout everything at once.
const LINES_MAX: usize = 3;
/// Nearer than this to somebody is too close (CONDUCT step 1 asks for 1.5–2 m; this is an arm's length).
pub const TOO_CLOSE_CM: u32 = 80;

/// Lets time pass to `now` and applies the inputs. A `now` before the state's own time counts as that time.
pub fn step(
    case: &Case,
    rules: &Rules,
    state: &mut State,
    now: Millis,
    inputs: &[Input],
) -> Vec<Timed> {
    let mut engine = Engine::new(case, rules, state);
    engine.pass(now);
    for input in inputs {
        if engine.state.is_over() {
            break;
        }
        engine.apply(input);
    }
    engine.finish()
}

/// One call's working memory.
pub(super) struct Engine<'a> {
    pub(super) case: &'a Case,
    pub(super) rules: &'a Rules,
    pub(super) state: &'a mut State,
    pub(super) queue: VecDeque<Trigger>,
    pub(super) spoke: BTreeSet<PersonIx>,
    told: Vec<Timed>,
}

impl<'a> Engine<'a> {
    pub(super) const fn new(case: &'a Case, rules: &'a Rules, state: &'a mut State) -> Self {
        Self {
            case,
            rules,
            state,
            queue: VecDeque::new(),
            spoke: BTreeSet::new(),
            told: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Timed> {
        self.told
    }

    pub(super) fn tell(&mut self, effect: Effect) {
        self.told.push(Timed {
            at: self.state.now,
            effect,
        });
    }

    /// Puts the beats that wait for the clock into the queue of due moments.
    pub(super) fn schedule_clock(&mut self) {
        for (position, beat) in self.case.beats.iter().enumerate() {
            for trigger in &beat.on {
                if let Trigger::At(at) = trigger
                    && beat.levels.has(self.state.level)
                {
                    self.state.due.insert((*at, beat_ix(position)));
                }
            }
        }
    }

    /// Lets time pass, firing everything timed at its own moment.
    fn pass(&mut self, now: Millis) {
        let limit = self
            .case
            .level(self.state.level)
            .map_or(Millis(u64::MAX), |level| level.limit);
        while !self.state.is_over() {
            let silence = self.next_silence();
            let due = self.state.due.first().copied();
            let next = [
                silence.map(|span| self.state.last_word.plus(span)),
                due.map(|(at, _)| at),
                Some(limit),
            ]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(limit);
            if next > now {
                break;
            }
            self.state.now = next.max(self.state.now);
            self.spoke.clear();
            if next == limit && due.is_none_or(|(at, _)| at >= limit) {
                self.end(self.case.timeout);
            } else if let Some((at, beat)) = due
                && at == next
            {
                self.state.due.remove(&(at, beat));
                self.run_beat(beat);
                self.run();
            } else if let Some(span) = silence {
                self.state.silence_passed = span;
                if span == self.case.silence {
                    let party = self.state.party;
                    self.conduct(LONG_SILENCE, party);
                }
                self.fire(&Trigger::Silence(span));
            }
        }
        if !self.state.is_over() {
            self.state.now = now.max(self.state.now);
        }
        self.spoke.clear();
    }

    /// The next threshold of silence not yet passed.
    fn next_silence(&self) -> Option<Millis> {
        self.case
            .silences
            .iter()
            .copied()
            .find(|span| *span > self.state.silence_passed)
    }

    fn apply(&mut self, input: &Input) {
        self.spoke.clear();
        match input {
            Input::Said(heard) => self.said(heard),
            Input::Talking { to, for_ms } => self.talking(to.as_deref(), *for_ms),
            Input::Did { action, target, .. } => self.did(action, target.as_deref()),
            Input::Moved {
                zone, distance_cm, ..
            } => self.moved(zone, *distance_cm),
            Input::Sensed { deed, who } => self.sensed(deed, who.as_deref()),
            Input::Paper { form, fields } => self.paper(form, fields),
            Input::Instructor { inject } => match self.case.inject(inject) {
                Some(found) => self.fire(&Trigger::Inject(found)),
                None => self.tell(Effect::Refused {
                    what: inject.clone(),
                }),
            },
            Input::Touched { touch, .. } => self.touched(touch),
            Input::Leave => self.end(self.case.timeout),
        }
    }

    fn did(&mut self, action: &str, target: Option<&str>) {
        let Some(action_ix) = self.case.action(action) else {
            return self.tell(Effect::Refused {
                what: action.to_owned(),
            });
        };
        let possible = &self.case.actions[action_ix.at()];
        let target_ix = target.and_then(|id| self.case.target(id));
        let fits = match target_ix {
            None => target.is_none(),
            Some(found) => {
                possible.targets.contains(&found)
                    && match found {
                        Target::Person(person) => self.state.people[person.at()].present,
                        Target::Thing(_) => true,
                    }
            }
        };
        if !fits {
            return self.tell(Effect::Refused {
                what: format!("{action} {}", target.unwrap_or("-")),
            });
        }
        *self.state.did.entry((action_ix, target_ix)).or_insert(0) += 1;
        if let Some(event) = &possible.conduct {
            let felt_by = match target_ix {
                Some(Target::Person(person)) => person,
                _ => self.state.party,
            };
            self.conduct(event, felt_by);
        }
        self.touch_deed(action_ix, target_ix);
        self.fire(&Trigger::Did(action_ix, target_ix));
    }

    fn moved(&mut self, zone: &str, distance_cm: Option<u32>) {
        let Some(zone_ix) = self.case.zone(zone) else {
            return self.tell(Effect::Refused {
                what: zone.to_owned(),
            });
        };
        let entered = self.state.zone != zone_ix;
        self.state.zone = zone_ix;
        let before = self.state.distance_cm;
        self.state.distance_cm = distance_cm.unwrap_or(self.case.zones[zone_ix.at()].distance_cm);
        if self.state.distance_cm < TOO_CLOSE_CM && before >= TOO_CLOSE_CM {
            let party = self.state.party;
            self.conduct(STAND_TOO_CLOSE, party);
        }
        if entered {
            self.fire(&Trigger::Moved(zone_ix));
        } else {
            self.run();
        }
    }

    /// A deed that no action of the case stands for: it moves whoever feels it, and nothing else.
    fn sensed(&mut self, deed: &str, who: Option<&str>) {
        let felt_by = match who {
            None => Some(self.state.party),
            Some(id) => self.case.person(id),
        };
        let Some(felt_by) = felt_by.filter(|one| {
            self.rules.deeds.contains_key(deed) && self.state.people[one.at()].present
        }) else {
            return self.tell(Effect::Refused {
                what: format!("{deed} {}", who.unwrap_or("-")),
            });
        };
        self.conduct(deed, felt_by);
        self.run();
    }

    fn paper(&mut self, form: &str, fields: &[(String, String)]) {
        let Some(form_ix) = self.case.form(form) else {
            return self.tell(Effect::Refused {
                what: form.to_owned(),
            });
        };
        let form_of = &self.case.forms[form_ix.at()];
        let text = |field: &str| {
            fields
                .iter()
                .find(|one| one.0 == field)
                .map(|one| one.1.trim())
        };
        // What the form does not offer cannot be ticked on it: such a box is as good as empty.
        let lacking: Vec<String> = form_of
            .required
            .iter()
            .filter(|field| text(field).is_none_or(str::is_empty))
            .chain(form_of.printed.keys().filter(|field| {
                text(field).is_some_and(|text| !text.is_empty() && !form_of.offers(field, text))
            }))
            .cloned()
            .collect();
        if !lacking.is_empty() {
            return self.tell(Effect::PaperLacks {
                form: form.to_owned(),
                fields: lacking,
            });
        }
        self.state.papers.insert(form_ix);
        self.tell(Effect::PaperDone {
            form: form.to_owned(),
        });
        self.fire(&Trigger::Paper(form_ix));
    }

    /// A deed of the conduct pack is felt by somebody.
    pub(super) fn conduct(&mut self, deed: &str, felt_by: PersonIx) {
        if let Some((tension, trust)) = self.rules.deeds.get(deed).copied() {
            self.feel(felt_by, tension, trust);
        }
    }

    /// Handles a trigger and everything that follows from it.
    pub(super) fn fire(&mut self, trigger: &Trigger) {
        self.queue.push_back(trigger.clone());
        self.run();
    }

    /// Works the queue off: beats first, then whoever has something to say about it.
    pub(super) fn run(&mut self) {
        let mut handled = 0;
        loop {
            if self.state.is_over() || handled >= TRIGGERS_MAX {
                self.queue.clear();
                return;
            }
            let Some(trigger) = self.queue.pop_front() else {
                self.let_agree();
                if self.queue.is_empty() {
                    return;
                }
                continue;
            };
            handled += 1;
            for (position, beat) in self.case.beats.iter().enumerate() {
                if self.state.is_over() {
                    break;
                }
                if beat.on.iter().any(|one| self.matches(one, &trigger)) {
                    self.run_beat(beat_ix(position));
                }
            }
            if !self.state.is_over()
                && !matches!(
                    trigger,
                    Trigger::Said(..) | Trigger::Babble(_) | Trigger::LongTalk(_)
                )
            {
                self.remark(&trigger);
            }
        }
    }

    /// Whether a pattern of the content means this concrete trigger.
    pub(super) fn matches(&self, pattern: &Trigger, event: &Trigger) -> bool {
        let same = |pattern: &Option<Who>, event: &Option<Who>| match (pattern, event) {
            (None, _) => true,
            (Some(asked), Some(given)) => self.state.who(*asked) == self.state.who(*given),
            (Some(_), None) => false,
        };
        match (pattern, event) {
            (Trigger::Said(asked, to), Trigger::Said(done, given)) => {
                asked == done && same(to, given)
            }
            (Trigger::Babble(to), Trigger::Babble(given))
            | (Trigger::Repeated(to), Trigger::Repeated(given))
            | (Trigger::LongTalk(to), Trigger::LongTalk(given)) => same(to, given),
            (Trigger::Did(asked, target), Trigger::Did(done, given)) => {
                asked == done && (target.is_none() || target == given)
            }
            (Trigger::Agreed(asked), Trigger::Agreed(given)) => {
                self.state.who(*asked) == self.state.who(*given)
            }
            _ => pattern == event,
        }
    }

    /// Fires a beat if it may.
    fn run_beat(&mut self, beat_ix: BeatIx) {
        let case = self.case;
        let beat: &Beat = &case.beats[beat_ix.at()];
        let fired = self.state.fired.get(&beat_ix).map_or(0, |one| one.0);
        if !beat.levels.has(self.state.level)
            || (beat.times > 0 && fired >= beat.times)
            || !self.state.holds(case, &beat.when)
        {
            return;
        }
        self.happen(beat_ix, fired);
    }

    /// Lets a beat happen whatever it waits for; tells whether this level has it.
    pub(super) fn jump(&mut self, id: &str) -> bool {
        let level = self.state.level;
        let Some(position) = self
            .case
            .beats
            .iter()
            .position(|beat| beat.id == id && beat.levels.has(level))
        else {
            return false;
        };
        let beat = beat_ix(position);
        let fired = self.state.fired.get(&beat).map_or(0, |one| one.0);
        self.happen(beat, fired);
        true
    }

    fn happen(&mut self, beat_ix: BeatIx, fired: u8) {
        let case = self.case;
        let beat: &Beat = &case.beats[beat_ix.at()];
        self.state
            .fired
            .insert(beat_ix, (fired.saturating_add(1), self.state.now));
        self.tell(Effect::Beat {
            beat: beat.id.clone(),
        });
        for (position, other) in case.beats.iter().enumerate() {
            for trigger in &other.on {
                if let Trigger::After(after, span) = trigger
                    && *after == beat_ix
                    && other.levels.has(self.state.level)
                {
                    self.state
                        .due
                        .insert((self.state.now.plus(*span), self::beat_ix(position)));
                }
            }
        }
        for outcome in &beat.then {
            if self.state.is_over() {
                break;
            }
            self.outcome(outcome);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Say(line) => self.speak(*line),
            Outcome::Tension(who, change) => {
                let who = self.state.who(*who);
                self.feel(who, *change, 0);
            }
            Outcome::Trust(who, change) => {
                let who = self.state.who(*who);
                self.feel(who, 0, *change);
            }
            Outcome::Set(fact) => self.set_fact(*fact, true),
            Outcome::Clear(fact) => self.set_fact(*fact, false),
            Outcome::Enter(person) => self.come_or_go(*person, true),
            Outcome::Leave(person) => self.come_or_go(*person, false),
            Outcome::Gesture(who, gesture) => {
                let who = self.state.who(*who);
                if self.state.people[who.at()].present {
                    self.tell(Effect::Gesture {
                        who: self.case.people[who.at()].id.clone(),
                        gesture: gesture.clone(),
                    });
                }
            }
            Outcome::Walk(who, zone) => {
                let who = self.state.who(*who);
                if self.state.people[who.at()].present {
                    self.tell(Effect::Walk {
                        who: self.case.people[who.at()].id.clone(),
                        zone: self.case.zones[zone.at()].id.clone(),
                    });
                }
            }
            Outcome::World(event) => self.tell(Effect::World {
                event: event.clone(),
            }),
            Outcome::Platform(message) => self.tell(Effect::Platform {
                message: message.clone(),
            }),
            Outcome::Hint(hint) => {
                if self.state.mode == Mode::Practice {
                    self.tell(Effect::Hint {
                        hint: self.case.hints[hint.at()].id.clone(),
                    });
                }
            }
            Outcome::End(ending) => self.end(*ending),
        }
    }

    fn set_fact(&mut self, fact: crate::domain::scenario::model::FactIx, on: bool) {
        if self.state.facts[fact.at()] == on {
            return;
        }
        self.state.facts[fact.at()] = on;
        self.tell(Effect::Fact {
            fact: self.case.facts[fact.at()].id.clone(),
            on,
        });
        if on {
            self.queue.push_back(Trigger::Became(fact));
        }
    }

    fn come_or_go(&mut self, person: PersonIx, present: bool) {
        if self.state.people[person.at()].present == present {
            return;
        }
        self.state.people[person.at()].present = present;
        let who = self.case.people[person.at()].id.clone();
        if present {
            self.tell(Effect::Enter { who });
            self.tell_mood(person);
        } else {
            self.tell(Effect::Leave { who });
        }
    }

    pub(super) fn end(&mut self, ending: crate::domain::scenario::model::EndingIx) {
        self.state.ending = Some(ending);
        self.queue.clear();
        self.tell(Effect::Ended {
            ending: self.case.endings[ending.at()].id.clone(),
        });
    }

    /// Somebody says a line, if there and not already speaking in this moment. No line is said twice in a run.
    pub(super) fn speak(&mut self, line_ix: LineIx) {
        let line = &self.case.lines[line_ix.at()];
        let by = self.state.who(line.by);
        if !self.state.people[by.at()].present || self.state.spoken.contains_key(&line_ix.0) {
            return;
        }
        self.state.spoken.insert(line_ix.0, 1);
        self.spoke.insert(by);
        self.state.last_word = self.state.now;
        self.state.silence_passed = Millis(0);
        let who = self.case.people[by.at()].id.clone();
        self.tell(Effect::Line {
            by: who.clone(),
            line: line.id.clone(),
        });
        if let Some(gesture) = &line.gesture {
            self.tell(Effect::Gesture {
                who,
                gesture: gesture.clone(),
            });
        }
    }

    /// Whether one more line fits into this moment.
    pub(super) fn may_speak(&self) -> bool {
        self.spoke.len() < LINES_MAX
    }

    /// Deeds that touch somebody personally.
    fn touch_deed(&mut self, action: ActionIx, target: Option<Target>) {
        let event = Trigger::Did(action, target);
        self.touch_all(&event, None);
    }
}

fn beat_ix(position: usize) -> BeatIx {
    BeatIx(u16::try_from(position).unwrap_or(u16::MAX))
}
