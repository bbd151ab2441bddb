//! Talk: who is meant, what the words do to them, what they answer. People remember sentences, tire of kindness that
//! comes by the dozen, and never say the same line twice.

use super::effect::Effect;
use super::input::Heard;
use super::rules::{REPEAT_SENTENCE, small};
use super::state::{next_random, sentence_hash};
use super::step::Engine;
use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille};
use crate::domain::packs::Moment;
use crate::domain::scenario::model::{Condition, Line, LineIx, Mood, PersonIx, Role, Trigger, Who};
use crate::domain::understanding::Reading;
use crate::domain::understanding::SlotKind;

/// Words surer than this are taken in; below, people have not understood either.
pub const HEARD_FROM: Permille = Permille(350);
/// Words whose surest act is less sure than this were half understood: people act on them, and ask to hear them again.
/// Wrong conduct that is less sure moves nobody: who is not sure of having been insulted asks again.
pub const CLEAR_FROM: Permille = Permille(600);
/// A person who hears the same sentence this often minds it.
pub const REPEATED_FROM: u8 = 3;
/// Fact that a case sets when somebody asks to see the certificate: shown after that, it no longer earns trust by itself.
const CERTIFICATE_ASKED: &str = "certificate_asked";
/// Somebody younger than this is meant when the words go to a child.
const CHILD_BELOW_YEARS: u32 = 14;

/// Acts of an utterance that reach the hearer: none where it was hardly heard, wrong conduct only where it was clear.
#[must_use]
pub fn taken_in(heard: &Heard) -> Vec<Act> {
    if heard.sure < HEARD_FROM {
        return Vec::new();
    }
    let read = heard.reading.acts.iter();
    read.filter(|one| !one.act.is_wrong() || one.sure >= CLEAR_FROM)
        .map(|one| one.act)
        .collect()
}

impl Engine<'_> {
    /// The trainee said something.
    pub(super) fn said(&mut self, heard: &Heard) {
        let to = self.addressee(heard.to.as_deref(), &heard.reading);
        self.tell(Effect::Addressed {
            who: self.case.people[to.at()].id.clone(),
        });
        self.state.last_word = self.state.now;
        self.state.silence_passed = Millis(0);
        self.state.people[to.at()].turns = self.state.people[to.at()].turns.saturating_add(1);
        let acts = taken_in(heard);
        if let Some(over) = &heard.over {
            self.talked_over(over, heard, &acts);
        }
        let times = if heard.sure < HEARD_FROM {
            // What did not reach anybody is not said twice by being said again.
            1
        } else {
            self.remember_sentence(to, &heard.text)
        };
        let surest = heard.reading.acts.iter().map(|one| one.sure).max();
        if acts.is_empty() || surest.is_some_and(|sure| sure < CLEAR_FROM) {
            self.tell(Effect::Unclear {
                who: self.case.people[to.at()].id.clone(),
            });
        }
        if times >= REPEATED_FROM {
            self.conduct(REPEAT_SENTENCE, to);
        }
        let change = self.effect_of_words(to, heard, &acts, times);
        for act in &acts {
            let count = &mut self.state.said[act.index()];
            *count = count.saturating_add(1);
            let known = self.state.people[to.at()]
                .heard
                .entry(u8::try_from(act.index()).unwrap_or(u8::MAX))
                .or_insert(0);
            *known = known.saturating_add(1);
        }
        self.feel(to, change.0, change.1);
        let mut events: Vec<Trigger> = acts
            .iter()
            .map(|act| Trigger::Said(*act, Some(Who::One(to))))
            .collect();
        if acts.is_empty() {
            events.push(Trigger::Babble(Some(Who::One(to))));
        }
        if times >= REPEATED_FROM {
            events.push(Trigger::Repeated(Some(Who::One(to))));
        }
        for event in &events {
            self.touch_all(event, Some(to));
        }
        for event in &events {
            self.queue.push_back(event.clone());
        }
        self.run();
        self.reply(to, &events);
    }

    /// Whom the words are meant for: whom the trainee chose, whom the words name, the radio for radio work, else the party.
    pub(super) fn addressee(&self, to: Option<&str>, reading: &Reading) -> PersonIx {
        if let Some(chosen) = to.and_then(|id| self.case.person(id))
            && self.state.people[chosen.at()].present
        {
            return chosen;
        }
        let named = reading
            .slots
            .iter()
            .find(|slot| slot.kind == SlotKind::Addressee)
            .map(|slot| slot.value.as_str());
        let by_name = match named {
            Some("control") => {
                self.present(|engine, at| engine.case.people[at].role == Role::Control)
            }
            Some("crowd") => {
                self.present(|engine, at| engine.case.people[at].role == Role::Bystander)
            }
            Some("partner") => {
                self.present(|engine, at| engine.case.people[at].role == Role::Partner)
            }
            Some("child") => {
                self.present(|engine, at| engine.case.people[at].age < CHILD_BELOW_YEARS)
            }
            _ => None,
        };
        let radio = !reading.acts.is_empty()
            && reading
                .acts
                .iter()
                .all(|one| matches!(one.act, Act::DispatchReport | Act::CallBackup));
        by_name
            .or_else(|| {
                if radio {
                    self.present(|engine, at| engine.case.people[at].role == Role::Control)
                } else {
                    None
                }
            })
            // Where the party is away, whoever is on the phone is spoken to.
            .or_else(|| {
                if self.state.people[self.state.party.at()].present {
                    None
                } else {
                    self.present(|engine, at| engine.case.people[at].role == Role::Phone)
                }
            })
            .unwrap_or(self.state.party)
    }

    fn present(&self, test: impl Fn(&Self, usize) -> bool) -> Option<PersonIx> {
        (0..self.case.people.len())
            .find(|at| self.state.people[*at].present && test(self, *at))
            .and_then(|at| u16::try_from(at).ok())
            .map(PersonIx)
    }

    /// How often this person has now heard this sentence.
    fn remember_sentence(&mut self, to: PersonIx, text: &str) -> u8 {
        let count = self.state.people[to.at()]
            .sentences
            .entry(sentence_hash(text))
            .or_insert(0);
        *count = count.saturating_add(1);
        *count
    }

    /// What the acts of one utterance do to the hearer: change of tension and trust.
    fn effect_of_words(
        &mut self,
        to: PersonIx,
        heard: &Heard,
        acts: &[Act],
        times: u8,
    ) -> (i16, i16) {
        let has = |act: Act| acts.contains(&act);
        let before = |act: Act| self.state.said[act.index()] > 0;
        let matter_opened = [
            Act::StateFacts,
            Act::AskInfo,
            Act::ListenAck,
            Act::Empathise,
        ]
        .into_iter()
        .any(|act| has(act) || before(act));
        let facts_stated = has(Act::StateFacts) || before(Act::StateFacts);
        let is_specific = heard
            .reading
            .slots
            .iter()
            .any(|slot| matches!(slot.kind, SlotKind::Place | SlotKind::Name));
        let was_asked_for = self
            .case
            .fact(CERTIFICATE_ASKED)
            .is_some_and(|fact| self.state.facts[fact.at()]);
        if [Act::ListenAck, Act::Empathise, Act::CalmDown]
            .into_iter()
            .any(has)
        {
            self.state.people[to.at()].listened_to = true;
        }
        let person = &self.state.people[to.at()];
        let mut tension = 0;
        let mut trust = 0;
        for act in acts {
            let times_before = person
                .heard
                .get(&u8::try_from(act.index()).unwrap_or(u8::MAX))
                .copied()
                .map_or(0, u32::from);
            let moved = self.rules.tension.effect_of(
                *act,
                &Moment {
                    times_before,
                    // The hearer's worry is one topic; nothing in an utterance says that it is another.
                    times_on_topic: times_before,
                    tension: i32::from(person.tension),
                    touches_motive: self.touches_motive(to, *act),
                    is_specific,
                    was_asked_for,
                    facts_stated,
                    is_first_word: !matter_opened,
                    is_repeated: times >= 2,
                },
            );
            // The same sentence soothes half as much the second time and not at all from the third on.
            tension += match times {
                0 | 1 => moved.tension,
                2 if moved.tension < 0 => moved.tension / 2,
                _ if moved.tension < 0 => 0,
                _ => moved.tension,
            };
            trust += if times <= 1 || moved.trust < 0 {
                moved.trust
            } else {
                0
            };
        }
        (small(tension), small(trust))
    }

    /// Whether this act now touches what moves the person: one of the case's personal reliefs waits for it.
    fn touches_motive(&self, to: PersonIx, act: Act) -> bool {
        let event = Trigger::Said(act, Some(Who::One(to)));
        self.case.people[to.at()]
            .touches
            .iter()
            .enumerate()
            .any(|(index, touch)| {
                let worked = u16::try_from(index)
                    .ok()
                    .and_then(|key| self.state.people[to.at()].touched.get(&key).copied())
                    .unwrap_or(0);
                touch.tension < 0
                    && (touch.times == 0 || worked < touch.times)
                    && touch.on.iter().any(|pattern| self.matches(pattern, &event))
                    && self.state.holds(self.case, &touch.when)
            })
    }

    /// Personal hot buttons and reliefs that this trigger sets off. `to`: whom words were said to.
    pub(super) fn touch_all(&mut self, event: &Trigger, to: Option<PersonIx>) {
        for position in 0..self.case.people.len() {
            if !self.state.people[position].present {
                continue;
            }
            let who = PersonIx(u16::try_from(position).unwrap_or(u16::MAX));
            for (index, touch) in self.case.people[position].touches.iter().enumerate() {
                let key = u16::try_from(index).unwrap_or(u16::MAX);
                let worked = self.state.people[position]
                    .touched
                    .get(&key)
                    .copied()
                    .unwrap_or(0);
                let meant = touch.on.iter().any(|pattern| {
                    let own = match pattern {
                        Trigger::Said(_, None)
                        | Trigger::Babble(None)
                        | Trigger::Repeated(None)
                        | Trigger::LongTalk(None) => to == Some(who),
                        _ => true,
                    };
                    own && self.matches(pattern, event)
                });
                if !meant
                    || (touch.times > 0 && worked >= touch.times)
                    || !self.state.holds(self.case, &touch.when)
                {
                    continue;
                }
                self.state.people[position]
                    .touched
                    .insert(key, worked.saturating_add(1));
                self.feel(who, touch.tension, touch.trust);
            }
        }
    }

    /// The person spoken to answers, if nothing has been said by them in this moment.
    fn reply(&mut self, to: PersonIx, events: &[Trigger]) {
        if self.state.is_over() || self.spoke.contains(&to) || !self.state.people[to.at()].present {
            return;
        }
        match self.best_line(Some(to), events) {
            Some(line) => self.speak(line),
            None => {
                let gesture = match self.state.people[to.at()].mood {
                    Mood::Calm => "nod",
                    Mood::Uneasy => "look_away",
                    Mood::Angry => "cross_arms",
                    Mood::Shouting => "wave_arms",
                    Mood::Breaking => "tremble",
                };
                let who = self.case.people[to.at()].id.clone();
                self.tell(Effect::Gesture {
                    who,
                    gesture: gesture.to_owned(),
                });
            }
        }
        // Somebody else may have a word about it, too.
        if let Some(line) = self.best_line(None, events) {
            self.speak(line);
        }
    }

    /// Somebody remarks on a trigger that is not talk.
    pub(super) fn remark(&mut self, trigger: &Trigger) {
        if let Some(line) = self.best_line(None, std::slice::from_ref(trigger)) {
            self.speak(line);
        }
    }

    /// The best unused line on any of these triggers: by one person, or by whoever has not spoken in this moment.
    pub(super) fn best_line(&mut self, by: Option<PersonIx>, events: &[Trigger]) -> Option<LineIx> {
        if !self.may_speak() {
            return None;
        }
        let mut best: Vec<LineIx> = Vec::new();
        let mut best_rank = 0;
        for (position, line) in self.case.lines.iter().enumerate() {
            let speaker = self.state.who(line.by);
            let wanted = match by {
                Some(person) => speaker == person,
                None => !self.spoke.contains(&speaker),
            };
            let Ok(index) = u16::try_from(position) else {
                break;
            };
            if !wanted || self.state.spoken.contains_key(&index) {
                continue;
            }
            let Some(rank) = self.rank(line, speaker, events, by.is_none()) else {
                continue;
            };
            if rank > best_rank {
                best.clear();
                best_rank = rank;
            }
            if rank == best_rank {
                best.push(LineIx(index));
            }
        }
        if best.len() > 1 {
            let drawn = next_random(&mut self.state.random);
            let count = u64::try_from(best.len()).unwrap_or(1);
            let pick = usize::try_from(drawn % count).unwrap_or(0);
            return best.get(pick).copied();
        }
        best.first().copied()
    }

    /// How well a line answers, or none if it does not. Special conditions beat general ones, grave acts beat light ones.
    fn rank(&self, line: &Line, speaker: PersonIx, events: &[Trigger], aside: bool) -> Option<u32> {
        let person = &self.state.people[speaker.at()];
        if !person.present
            || !line.levels.has(self.state.level)
            || line.moods & (1 << (person.mood as u8)) == 0
        {
            return None;
        }
        let weight = line
            .on
            .iter()
            .filter_map(|pattern| {
                // A line on words without an addressee answers words to its own speaker.
                let own = match pattern {
                    Trigger::Said(_, None)
                    | Trigger::Babble(None)
                    | Trigger::Repeated(None)
                    | Trigger::LongTalk(None) => !aside,
                    _ => true,
                };
                events
                    .iter()
                    .filter(|event| own && self.matches(pattern, event))
                    .map(act_weight)
                    .max()
            })
            .max()?;
        if !self.state.holds(self.case, &line.when) {
            return None;
        }
        let special = match &line.when {
            Condition::Always => 0,
            Condition::All(list) => 1 + u32::try_from(list.len()).unwrap_or(0).min(6),
            _ => 1,
        };
        let one_mood = u32::from(line.moods.count_ones() == 1);
        let own_line = u32::from(matches!(line.by, Who::One(_)));
        Some(1 + weight * 64 + special * 4 + one_mood * 2 + own_line)
    }
}

/// What people answer to when one utterance does several things: wrong conduct first, courtesies last.
const fn act_weight(event: &Trigger) -> u32 {
    match event {
        Trigger::Said(act, _) => match act {
            Act::Threaten
            | Act::Insult
            | Act::AbuseForce
            | Act::NegotiateUnlawfully
            | Act::DenyRights
            | Act::LeakPrivacy
            | Act::Shirk => 9,
            Act::ApplyMeasure | Act::SafetyAction => 8,
            Act::OfferAlternative | Act::Empathise => 7,
            Act::AskInfo | Act::InformRights | Act::Warn => 6,
            Act::OrderCorrection | Act::CollectEvidence | Act::CallBackup => 5,
            Act::Persuade | Act::StateFacts | Act::CiteLaw | Act::CalmDown => 4,
            Act::ListenAck | Act::ShowCertificate | Act::DispatchReport => 3,
            Act::SetDeadline | Act::AnnounceRecording | Act::ClosePolitely => 2,
            Act::Greet | Act::IdentifySelf => 1,
        },
        Trigger::Repeated(_) => 6,
        _ => 3,
    }
}
