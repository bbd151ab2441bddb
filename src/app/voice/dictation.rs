//! Words spoken into a paper instead of to people: whoever fills a form may say what is to stand in a field. What was said
//! stands on the paper and nowhere else.

use super::keys::TalkKey;
use super::{HearSystems, Hearing};
use crate::app::bridge::Channel;
use crate::app::{Pause, Screen};
use bevy::prelude::*;

/// Begins to take words for a field, or ends it.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Dictate(pub Option<String>);

/// Words for a field.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Dictated {
    /// The field.
    pub field: String,
    /// The words.
    pub text: String,
}

/// The field that words go into, if they go into one.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictation {
    /// Field; it stays until the last words of its turn are known.
    pub(super) into: Option<String>,
    /// Whether it takes words now.
    pub is_on: bool,
}

impl Dictation {
    /// Whether this field takes words now.
    #[must_use]
    pub fn is_into(&self, field: &str) -> bool {
        self.is_on && self.into.as_deref() == Some(field)
    }

    /// What is said from here on goes to people again.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Dictation>()
        .add_message::<Dictate>()
        .add_message::<Dictated>()
        .add_systems(
            PreUpdate,
            turn.before(HearSystems).run_if(in_state(Screen::Case)),
        )
        .add_systems(OnExit(Screen::Case), end)
        .add_systems(OnEnter(Pause::Paused), end);
}

fn turn(
    mut asked: MessageReader<Dictate>,
    mut hearing: ResMut<Hearing>,
    mut dictation: ResMut<Dictation>,
    mut keys: MessageWriter<TalkKey>,
) {
    for one in asked.read() {
        match &one.0 {
            Some(field) if hearing.can_listen() => {
                if dictation.is_on {
                    keys.write(TalkKey::Drop);
                }
                hearing.channel = Channel::Street;
                dictation.into = Some(field.clone());
                dictation.is_on = true;
                keys.write(TalkKey::Press(Channel::Street));
            }
            Some(_) => {}
            None if dictation.is_on => {
                dictation.is_on = false;
                keys.write(TalkKey::Release);
            }
            None => {}
        }
    }
}

fn end(mut dictation: ResMut<Dictation>) {
    dictation.end();
}
