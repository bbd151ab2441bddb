//! Words spoken into a paper instead of to people: whoever fills a form may say what is to stand in a field, and whoever
//! takes a lesson may say the answer. What was said stands on the paper and nowhere else. Each turn has a channel of its own, so that words which are known late still go
//! where they were meant to.

use super::keys::TalkKey;
use super::{HearSystems, Hearing};
use crate::app::bridge::Channel;
use crate::app::{Pause, Screen};
use bevy::prelude::*;
use std::collections::VecDeque;

/// Turns whose words may still be on their way.
const TURNS_KEPT: usize = 16;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenField {
    /// The form.
    pub form: String,
    /// The field.
    pub field: String,
}

/// Begins to take words for a field, or ends it.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Dictate(pub Option<SpokenField>);

/// Words for a field.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Dictated {
    /// The field.
    pub into: SpokenField,
    /// The words.
    pub text: String,
}

/// The field that takes words now, and those of turns whose words may still come.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictation {
    turns: VecDeque<(u16, SpokenField)>,
    last: u16,
    /// Whether words are taken now.
    pub is_on: bool,
}

impl Dictation {
    /// Whether this field takes words now.
    #[must_use]
    pub fn is_into(&self, form: &str, field: &str) -> bool {
        let newest = self.turns.back();
        self.is_on && newest.is_some_and(|(_, into)| into.form == form && into.field == field)
    }

    /// The field of a turn.
    pub(super) fn field(&self, turn: u16) -> Option<&SpokenField> {
        let mut turns = self.turns.iter();
        turns.find(|one| one.0 == turn).map(|one| &one.1)
    }

    fn begin(&mut self, into: SpokenField) -> Channel {
        self.last = self.last.wrapping_add(1);
        self.turns.push_back((self.last, into));
        if self.turns.len() > TURNS_KEPT {
            self.turns.pop_front();
        }
        self.is_on = true;
        Channel::Paper(self.last)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Dictation>()
        .add_message::<Dictate>()
        .add_message::<Dictated>()
        .add_systems(
            PreUpdate,
            turn.before(HearSystems)
                .run_if(in_state(Screen::Case).or_else(in_state(Screen::Lessons))),
        )
        .add_systems(OnExit(Screen::Case), forget)
        .add_systems(OnExit(Screen::Lessons), (let_go, forget).chain())
        .add_systems(OnEnter(Pause::Paused), stop);
}

fn turn(
    mut asked: MessageReader<Dictate>,
    mut hearing: ResMut<Hearing>,
    mut dictation: ResMut<Dictation>,
    mut keys: MessageWriter<TalkKey>,
) {
    for one in asked.read() {
        match &one.0 {
            Some(into) if hearing.can_listen() && !dictation.is_on => {
                let channel = dictation.begin(into.clone());
                hearing.channel = channel;
                keys.write(TalkKey::Press(channel));
            }
            // Whoever asks for another field has said all for the one before it.
            _ if dictation.is_on => {
                dictation.is_on = false;
                keys.write(TalkKey::Release);
            }
            _ => {}
        }
    }
}

/// Whoever leaves in the middle of an answer has said nothing.
fn let_go(dictation: Res<Dictation>, mut keys: MessageWriter<TalkKey>) {
    if dictation.is_on {
        keys.write(TalkKey::Drop);
    }
}

fn stop(mut dictation: ResMut<Dictation>) {
    dictation.is_on = false;
}

fn forget(mut dictation: ResMut<Dictation>) {
    // Turns are counted on: words of this case that come late must not find a field of the next.
    dictation.turns.clear();
    dictation.is_on = false;
}
