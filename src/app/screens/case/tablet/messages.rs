//! What the platform wrote and the command centre said, the newest first, with one's own calls between.

use super::{Seen, nothing};
use crate::app::ui::{Ink, bold, column, label, rest, row, sheet, size};
use crate::domain::ids::Millis;
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::{Effect, Input, Touch};
use bevy::prelude::*;

/// Who, when, what, and whether it is one's own.
struct Message {
    at: Millis,
    from: String,
    text: String,
    is_own: bool,
}

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let messages = gather(seen);
    if messages.is_empty() {
        return nothing(parts, seen, "tablet-no-messages");
    }
    for message in messages.into_iter().rev() {
        parts
            .spawn(sheet(Node {
                flex_shrink: 0.0,
                padding: UiRect::axes(px(14), px(9)),
                margin: if message.is_own {
                    UiRect::left(px(120))
                } else {
                    UiRect::right(px(120))
                },
                ..column(2.0)
            }))
            .with_children(|card| {
                card.spawn(row(8.0)).with_children(|head| {
                    head.spawn((bold(message.from, size::TINY, Ink::Uniform), rest()));
                    head.spawn(label(seen.clock(message.at), size::TINY, Ink::PaperQuiet));
                });
                card.spawn(label(message.text, size::SMALL, Ink::PaperText));
            });
    }
}

fn gather(seen: &Seen<'_>) -> Vec<Message> {
    let case = seen.active.case();
    let wording = seen.active.wording();
    let is_control = |id: &str| {
        case.person(id)
            .is_some_and(|found| case.people[found.at()].role == Role::Control)
    };
    let platform = seen.content.packs.bureau.platform.get(seen.lang());
    seen.active
        .events()
        .iter()
        .filter_map(|event| {
            let (from, text, is_own) = match &event.what {
                Moment::Out(Effect::Platform { message }) => (
                    platform.to_owned(),
                    wording.fill(message.get(seen.lang())),
                    false,
                ),
                Moment::Out(Effect::Line { by, line }) if is_control(by) => {
                    (wording.person(by), wording.line(line), false)
                }
                Moment::In(Input::Said(heard)) if heard.to.as_deref().is_some_and(is_control) => {
                    (seen.tongue.get("transcript-me"), heard.text.clone(), true)
                }
                Moment::In(Input::Touched {
                    touch: Touch::Ear { text },
                    ..
                }) => (seen.tongue.get("transcript-ear"), text.clone(), false),
                _ => return None,
            };
            Some(Message {
                at: event.at,
                from,
                text,
                is_own,
            })
        })
        .collect()
}
