//! Feelings: how tension and trust move, how moods follow with slack, how a crowd catches a mood, when somebody gives in.

use super::effect::Effect;
use super::rules::small;
use super::step::Engine;
use crate::domain::scenario::model::{Mood, PersonIx, Role, Trigger, Who};

impl Engine<'_> {
    /// Moves somebody's feelings and queues what follows from it. Absent people feel nothing.
    pub(super) fn feel(&mut self, who: PersonIx, tension: i16, trust: i16) {
        self.feel_alone(who, tension, trust);
        // A crowd catches the party's rising anger, and its own goes over to the party.
        let share = self.rules.contagion;
        if tension <= 0 || share == 0 {
            return;
        }
        let passed_on = small(i32::from(tension) * share / 1000);
        if passed_on == 0 {
            return;
        }
        if who == self.state.party {
            for position in 0..self.case.people.len() {
                let other = PersonIx(u16::try_from(position).unwrap_or(u16::MAX));
                if self.case.people[position].role == Role::Bystander {
                    self.feel_alone(other, passed_on, 0);
                }
            }
        } else if self.case.people[who.at()].role == Role::Bystander {
            let party = self.state.party;
            self.feel_alone(party, passed_on, 0);
        }
    }

    fn feel_alone(&mut self, who: PersonIx, tension: i16, trust: i16) {
        let rules = self.rules;
        let person = &mut self.state.people[who.at()];
        if !person.present {
            return;
        }
        // Somebody angry who was not listened to takes in only a part of what should soothe.
        let tension = if tension < 0 && person.mood >= Mood::Angry && !person.listened_to {
            small(i32::from(tension) * rules.stubborn / 1000)
        } else {
            tension
        };
        let before = (person.tension, person.trust, person.mood);
        let moved =
            |value: i16, by: i16| small(rules.tension.moved(i32::from(value), i32::from(by)));
        person.tension = moved(person.tension, tension);
        person.trust = moved(person.trust, trust);
        person.mood = rules
            .tension
            .mood_after(person.mood, i32::from(person.tension));
        if person.mood < Mood::Angry {
            person.listened_to = false;
        }
        let after = (person.tension, person.trust, person.mood);
        if before == after {
            return;
        }
        self.tell_mood(who);
        self.queue_crossings(who, before.0, after.0);
        if after.2 >= Mood::Angry && self.state.people[who.at()].agreed {
            self.state.people[who.at()].agreed = false;
            let id = self.case.people[who.at()].id.clone();
            self.tell(Effect::Withdrew { who: id });
        }
    }

    /// Sets somebody's tension, past slack and stubbornness; what follows from crossing a bound still follows.
    pub(super) fn set_tension(&mut self, who: PersonIx, tension: i16) {
        let before = self.state.people[who.at()].tension;
        let after = tension.clamp(0, 100);
        if before == after {
            return;
        }
        let person = &mut self.state.people[who.at()];
        person.tension = after;
        person.mood = self.rules.tension.mood_at_start(i32::from(after));
        if person.mood < Mood::Angry {
            person.listened_to = false;
        }
        let withdraws = person.mood >= Mood::Angry && person.agreed;
        person.agreed &= !withdraws;
        self.tell_mood(who);
        self.queue_crossings(who, before, after);
        if withdraws {
            let id = self.case.people[who.at()].id.clone();
            self.tell(Effect::Withdrew { who: id });
        }
    }

    /// Queues triggers whose bound lies between the two tensions.
    fn queue_crossings(&mut self, who: PersonIx, before: i16, after: i16) {
        let case = self.case;
        let party = self.state.party;
        let meant = |named: Who| match named {
            Who::Party => party == who,
            Who::One(person) => person == who,
        };
        for trigger in case
            .beats
            .iter()
            .flat_map(|beat| &beat.on)
            .chain(case.lines.iter().flat_map(|line| &line.on))
        {
            let crossed = match trigger {
                Trigger::Tense(named, bound) => meant(*named) && before < *bound && after >= *bound,
                Trigger::Calmed(named, bound) => {
                    meant(*named) && before > *bound && after <= *bound
                }
                _ => false,
            };
            if crossed && !self.queue.contains(trigger) {
                self.queue.push_back(trigger.clone());
            }
        }
    }

    /// Tells the mood of a person.
    pub(super) fn tell_mood(&mut self, who: PersonIx) {
        let person = &self.state.people[who.at()];
        let effect = Effect::Mood {
            who: self.case.people[who.at()].id.clone(),
            mood: person.mood,
            tension: person.tension,
            trust: person.trust,
        };
        self.tell(effect);
    }

    /// Lets everybody who now can give in do so.
    pub(super) fn let_agree(&mut self) {
        for position in 0..self.case.people.len() {
            let who = PersonIx(u16::try_from(position).unwrap_or(u16::MAX));
            let Some(agrees) = &self.case.people[position].agrees else {
                continue;
            };
            let person = &self.state.people[position];
            if person.present
                && !person.agreed
                && person.tension <= agrees.tension_at_most
                && person.trust >= agrees.trust_at_least
                && self.state.holds(self.case, &agrees.when)
            {
                self.state.people[position].agreed = true;
                self.tell(Effect::Agreed {
                    who: self.case.people[position].id.clone(),
                });
                self.queue.push_back(Trigger::Agreed(Who::One(who)));
            }
        }
    }
}
