//! Talking into each other: a trainee who does not let somebody finish, and somebody angry who does not let the trainee.
//! The pack says when; who speaks how long only the recorded moments know, so that a record always plays alike.

use super::effect::Effect;
use super::input::{Heard, Over};
use super::step::Engine;
use crate::domain::act::Act;
use crate::domain::ids::Millis;
use crate::domain::packs::INTERRUPT;
use crate::domain::scenario::model::{PersonIx, Role, Trigger, Who};
use crate::domain::understanding::Reading;

/// Colleagues think nothing of it, and the radio does not hear the street.
const fn minds(role: Role) -> bool {
    !matches!(role, Role::Partner | Role::Control)
}

impl Engine<'_> {
    /// The words began while somebody was speaking. Costs that person's patience, once a line; not for a warning shout, a
    /// nod, or a line that was itself an interruption.
    pub(super) fn talked_over(&mut self, over: &Over, heard: &Heard, acts: &[Act]) {
        let Some(who) = self.case.person(&over.who) else {
            return self.tell(Effect::Refused {
                what: format!("over {}", over.who),
            });
        };
        let line = self.case.line(&over.line).map(|one| one.0);
        let turns = &self.rules.turns;
        let person = &self.state.people[who.at()];
        let is_known = line.is_some() && person.talked_over == line;
        let began_it = line.is_some() && person.cut_in.map(|one| one.1) == line;
        if !person.present
            || !minds(self.case.people[who.at()].role)
            || is_known
            || began_it
            || !turns.is_into(over.said_ms, over.left_ms)
            || turns.is_free(&heard.text, acts)
        {
            return;
        }
        self.state.people[who.at()].talked_over = line;
        self.tell(Effect::Interrupted {
            who: over.who.clone(),
            line: over.line.clone(),
        });
        self.conduct(INTERRUPT, who);
    }

    /// The trainee has been speaking for so long and goes on. Nobody calm minds; somebody angry has an own word for it.
    pub(super) fn talking(&mut self, to: Option<&str>, for_ms: Millis) {
        // Whoever speaks is not silent, though no words are known yet.
        self.state.last_word = self.state.now;
        self.state.silence_passed = Millis(0);
        let who = self.addressee(to, &Reading::default());
        let turns = &self.rules.turns;
        let person = &self.state.people[who.at()];
        let had_a_word = person
            .cut_in
            .is_some_and(|(turn, _)| person.turns < turn.saturating_add(turns.cuts_in_every));
        if for_ms < turns.long_talk_ms
            || !person.present
            || person.mood < turns.cuts_in_from
            || !minds(self.case.people[who.at()].role)
            || had_a_word
        {
            return;
        }
        let event = Trigger::LongTalk(Some(Who::One(who)));
        let Some(line) = self.best_line(Some(who), std::slice::from_ref(&event)) else {
            return;
        };
        self.cut_in(who, line.0);
        self.touch_all(&event, Some(who));
        self.speak(line);
        self.fire(&event);
    }

    fn cut_in(&mut self, who: PersonIx, line: u16) {
        let person = &mut self.state.people[who.at()];
        person.cut_in = Some((person.turns, line));
        self.tell(Effect::CutIn {
            who: self.case.people[who.at()].id.clone(),
        });
    }
}
