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
                let to = match listener(&active, channel, to) {
                    Ok(to) => to,
                    Err(message) => {
                        // Words that nobody was there for are nobody's: the record has them neither said nor heard.
                        let detail = text;
                        trouble.write(CaseTrouble { message, detail });
                        continue;
                    }
                };
                let reading = understand.map(|read| read(&text)).unwrap_or_default();
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
            } => match listener(&active, channel, to) {
                Ok(to) => Input::Talking { to, for_ms },
                Err(_) => continue,
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

/// Who hears the words, or the message that nobody does.
fn listener(
    active: &ActiveCase,
    channel: Channel,
    to: Option<String>,
) -> Result<Option<String>, &'static str> {
    let of_role = |role| active.present(role).map(|person| person.id.clone());
    heard_by(channel, to, |id| active.is_present(id), of_role)
}

/// Whoever was faced hears it, else radio, aside and phone name their listener; the street leaves it to the words. Where the
/// listener has gone, nobody hears it: what was meant for one must not be taken as said to another.
fn heard_by(
    channel: Channel,
    to: Option<String>,
    is_present: impl Fn(&str) -> bool,
    of_role: impl Fn(Role) -> Option<String>,
) -> Result<Option<String>, &'static str> {
    if let Some(to) = to {
        return if is_present(&to) {
            Ok(Some(to))
        } else {
            Err("unheard-gone")
        };
    }
    let (role, message) = match channel {
        Channel::Street | Channel::Paper(_) => return Ok(None),
        Channel::Radio => (Role::Control, "unheard-radio"),
        Channel::Aside => (Role::Partner, "unheard-aside"),
        Channel::Phone => (Role::Phone, "unheard-phone"),
    };
    of_role(role).map(Some).ok_or(message)
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

#[cfg(test)]
mod tests {
    use super::heard_by;
    use crate::app::bridge::Channel;

    #[test]
    fn words_for_somebody_who_has_gone_are_said_to_nobody() {
        let gone = |channel, to: Option<&str>| {
            heard_by(channel, to.map(str::to_owned), |_| false, |_| None)
        };
        for channel in [Channel::Radio, Channel::Aside, Channel::Phone] {
            assert!(gone(channel, None).is_err(), "{channel:?}");
        }
        assert!(gone(Channel::Street, Some("son")).is_err());
        // To the street at large: the words say to whom.
        assert_eq!(gone(Channel::Street, None), Ok(None));
        let there = heard_by(Channel::Phone, None, |_| true, |_| Some("boss".to_owned()));
        assert_eq!(there, Ok(Some("boss".to_owned())));
        let faced = heard_by(Channel::Street, Some("son".to_owned()), |_| true, |_| None);
        assert_eq!(faced, Ok(Some("son".to_owned())));
    }
}
