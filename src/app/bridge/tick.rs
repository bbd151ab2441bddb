//! One tick: intents become inputs in the order they came, time passes, what happened is told.

use super::run::ActiveCase;
use super::{CaseTrouble, Channel, Happened, Intent};
use crate::app::words::Tongue;
use crate::app::{Screen, TICKS_PER_SECOND};
use crate::domain::ids::Millis;
use crate::domain::scenario::model::Role;
use crate::domain::session::{Heard, Input};
use bevy::prelude::*;

/// After the ending people finish what they say before the debriefing opens.
const LAST_WORDS_MS: u64 = 6_000;

/// Lets the engine step.
pub(super) fn step(
    mut active: ResMut<ActiveCase>,
    library: Res<crate::app::Library>,
    mut intents: MessageReader<Intent>,
    mut happened: MessageWriter<Happened>,
    mut trouble: MessageWriter<CaseTrouble>,
) {
    active.clock_ms += 1000 / u64::from(TICKS_PER_SECOND);
    if active.is_replay() {
        // Whoever looks on changes nothing.
        intents.clear();
        active.play_on();
        return tell(&mut active, &mut happened);
    }
    let understand = library
        .stage(active.plan.case)
        .map(|stage| stage.understand);
    for intent in intents.read() {
        if let Intent::Pass(Millis(span)) = intent {
            active.clock_ms += span;
            active.wait();
            continue;
        }
        let input = match intent.clone() {
            Intent::Say {
                text,
                sure,
                channel,
                to,
                source,
                heard_by,
                over,
            } => {
                let reading = understand.map(|read| read(&text)).unwrap_or_default();
                let to = to.or_else(|| by_channel(&active, channel));
                Input::Said(Heard {
                    text,
                    sure,
                    reading,
                    to,
                    source,
                    heard_by,
                    over,
                })
            }
            Intent::Talk {
                channel,
                to,
                for_ms,
            } => Input::Talking {
                to: to.or_else(|| by_channel(&active, channel)),
                for_ms,
            },
            Intent::Do {
                action,
                target,
                tool,
            } => Input::Did {
                action,
                target,
                tool,
            },
            Intent::Move {
                zone,
                distance_cm,
                facing,
            } => Input::Moved {
                zone,
                distance_cm,
                gaze: facing.clone(),
                facing,
            },
            Intent::Sense { deed, who } => Input::Sensed { deed, who },
            Intent::Paper { form, fields } => Input::Paper { form, fields },
            Intent::Leave => Input::Leave,
            Intent::Pass(_) => continue,
        };
        active.input(input);
    }
    active.wait();
    if let Err(error) = active.keep() {
        trouble.write(CaseTrouble {
            message: "trouble-record",
            detail: error.to_string(),
        });
    }
    tell(&mut active, &mut happened);
}

pub(super) fn tell(active: &mut ActiveCase, happened: &mut MessageWriter<Happened>) {
    let from = active.told;
    for event in &active.events()[from..] {
        happened.write(Happened(event.clone()));
    }
    active.told = active.events().len();
}

/// Radio, aside and phone name their listener; the street leaves it to the words.
fn by_channel(active: &ActiveCase, channel: Channel) -> Option<String> {
    let role = match channel {
        Channel::Street | Channel::Paper(_) => return None,
        Channel::Radio => Role::Control,
        Channel::Aside => Role::Partner,
        Channel::Phone => Role::Phone,
    };
    active.present(role).map(|person| person.id.clone())
}

/// Once the case is over and the last words are said, the mark is made.
pub(super) fn close(
    mut commands: Commands,
    active: Res<ActiveCase>,
    tongue: Res<Tongue>,
    mut over_ms: Local<u64>,
    mut next: ResMut<NextState<Screen>>,
) {
    if !active.state().is_over() || active.is_replay() {
        *over_ms = 0;
        return;
    }
    *over_ms += 1000 / u64::from(TICKS_PER_SECOND);
    if *over_ms < LAST_WORDS_MS {
        return;
    }
    *over_ms = 0;
    let lang = tongue.lang();
    commands.queue(move |world: &mut World| {
        if let Some(active) = world.remove_resource::<ActiveCase>() {
            let finished = active.finish(lang);
            world.insert_resource(finished);
        }
    });
    next.set(Screen::Debriefing);
}
