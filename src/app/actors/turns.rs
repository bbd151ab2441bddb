//! Talking into each other, as it is heard: whoever is spoken into for more than a moment falls silent, and a trainee who
//! speaks on and on is told of to the case. What it costs and who cuts in, the case decides.

use super::body::Person;
use super::speech::{LineBreaksOff, Speaking, SpeechQueue};
use crate::app::bridge::{ActiveCase, Channel, Happened, Intent};
use crate::app::voice::{Hearing, SpeechStarted, SpokenInto};
use crate::domain::ids::Millis;
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::Effect;
use bevy::prelude::*;
use std::time::Duration;

/// A breath that is longer than this ends a talk.
const BREAK: Duration = Duration::from_millis(700);

/// What the trainee's voice is doing to others just now.
#[derive(Resource, Debug, Default)]
pub(super) struct TakingTurns {
    /// Whose line is spoken into, and for how long.
    into: Option<(String, Duration)>,
    talk: Option<Talk>,
}

/// Speech without a break.
#[derive(Debug)]
struct Talk {
    channel: Channel,
    /// Whom it was for when it went on last.
    to: Option<String>,
    lasts: Duration,
    quiet: Duration,
    told: Millis,
}

/// Notes what is spoken into and tells the case of a long talk.
pub(super) fn hear_trainee(
    time: Res<Time>,
    hearing: Res<Hearing>,
    queue: Res<SpeechQueue>,
    active: Option<Res<ActiveCase>>,
    mut started: MessageReader<SpeechStarted>,
    mut turns: ResMut<TakingTurns>,
    mut spoken: ResMut<SpokenInto>,
    mut intents: MessageWriter<Intent>,
) {
    let Some(active) = active else {
        started.clear();
        return;
    };
    let rules = active.turns();
    if hearing.is_speaking {
        if let Some((_, lasts)) = &mut turns.into {
            *lasts += time.delta();
        }
    } else {
        turns.into = None;
    }
    if let Some(talk) = &mut turns.talk {
        talk.lasts += time.delta();
        talk.quiet = if hearing.is_speaking {
            Duration::ZERO
        } else {
            talk.quiet + time.delta()
        };
        let span = u128::from(rules.long_talk_ms.0.max(1));
        if talk.quiet > BREAK {
            turns.talk = None;
        } else if hearing.is_speaking && talk.lasts.as_millis() >= u128::from(talk.told.0) + span {
            talk.told = talk.told.plus(rules.long_talk_ms);
            intents.write(Intent::Talk {
                channel: talk.channel,
                to: talk.to.clone(),
                for_ms: talk.told,
            });
        }
    }
    for one in started.read() {
        let (Some(at_ms), false) = (one.at_ms, matches!(one.channel, Channel::Paper(_))) else {
            continue;
        };
        // Through another channel it is another talk, with others.
        turns.talk.take_if(|talk| talk.channel != one.channel);
        let talk = turns.talk.get_or_insert(Talk {
            channel: one.channel,
            to: None,
            lasts: Duration::ZERO,
            quiet: Duration::ZERO,
            told: Millis(0),
        });
        talk.to.clone_from(&one.to);
        let over = queue
            .over(one.channel)
            .filter(|over| rules.is_into(over.said_ms, over.left_ms))
            .filter(|over| {
                // The control room hears the radio, not the phone.
                let phone = || active.present(Role::Phone);
                one.channel != Channel::Phone || phone().is_some_and(|who| who.id == over.who)
            });
        if let Some(over) = over {
            turns.into = Some((over.line.clone(), Duration::ZERO));
            spoken.begin(at_ms, over);
        }
    }
}

/// Whoever is talked over stops.
pub(super) fn give_way(
    mut commands: Commands,
    mut happened: MessageReader<Happened>,
    mut turns: ResMut<TakingTurns>,
    mut queue: ResMut<SpeechQueue>,
    mut breaks: MessageWriter<LineBreaksOff>,
    speaking: Query<(Entity, &Person), With<Speaking>>,
    active: Option<Res<ActiveCase>>,
) {
    let Some(active) = active else {
        happened.clear();
        return;
    };
    let yields = Duration::from_millis(active.turns().yields_after_ms.0);
    let is_now = |by: Option<&str>, line: &str| {
        let now = queue.now.as_ref().map(|one| &one.0);
        now.is_some_and(|now| now.line == line && by.is_none_or(|by| now.by == by))
    };
    // By the sound alone, long before the words are known; or by words that the case minds.
    let by_sound = turns
        .into
        .take_if(|(_, lasts)| *lasts >= yields)
        .is_some_and(|(line, _)| is_now(None, &line));
    let by_words = happened.read().fold(false, |cut, Happened(event)| {
        let minds = match &event.what {
            Moment::Out(Effect::Interrupted { who, line }) => is_now(Some(who), line),
            _ => false,
        };
        cut || minds
    });
    if !(by_sound || by_words) {
        return;
    }
    let Some(utterance) = queue.break_off() else {
        return;
    };
    for (entity, person) in &speaking {
        if person.id == utterance.by {
            commands.entity(entity).remove::<Speaking>();
        }
    }
    breaks.write(LineBreaksOff(utterance));
}
