//! Who can be called, and how: the command centre over the radio, the partner aside; numbers that the command centre calls.

use super::Seen;
use crate::app::bridge::Channel;
use crate::app::trainee::Overlay;
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, activated, bold, button, column, label, one_line, rest, row,
    section, sheet, size,
};
use crate::domain::scenario::model::Role;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Numbers of the country, by message.
const NUMBERS: [(&str, &str); 3] = [
    ("110", "tablet-number-police"),
    ("119", "tablet-number-fire"),
    ("120", "tablet-number-ambulance"),
];

/// Who can be called just now: id, channel, message that says how.
pub(super) fn callable<'a>(
    seen: &'a Seen<'_>,
) -> impl Iterator<Item = (&'a str, Channel, &'static str)> {
    [
        (Role::Control, Channel::Radio, "tablet-by-radio"),
        (Role::Partner, Channel::Aside, "tablet-aside"),
        (Role::Phone, Channel::Phone, "tablet-by-phone"),
    ]
    .into_iter()
    .filter_map(|(role, channel, how)| {
        let person = seen.active.present(role)?;
        Some((person.id.as_str(), channel, how))
    })
}

pub(super) fn build(parts: &mut ChildSpawnerCommands, seen: &Seen<'_>) {
    let wording = seen.active.wording();
    section(parts, &seen.tongue.get("tablet-call"));
    for (at, (person, channel, how)) in callable(seen).enumerate() {
        parts
            .spawn(sheet(Node {
                flex_shrink: 0.0,
                padding: UiRect::axes(px(16), px(10)),
                ..row(12.0)
            }))
            .with_children(|line| {
                line.spawn(Node {
                    flex_direction: FlexDirection::Column,
                    row_gap: px(2),
                    ..rest()
                })
                .with_children(|who| {
                    who.spawn(bold(wording.person(person), size::BODY, Ink::PaperText));
                    who.spawn(label(seen.tongue.get(how), size::TINY, Ink::PaperQuiet));
                });
                let mut call = line.spawn((
                    button(seen.tongue.get("tablet-call-now"), ButtonKind::Paper),
                    activated(move |_: On<Activate>, mut overlay: ResMut<Overlay>| {
                        *overlay = Overlay::Type(channel);
                    }),
                ));
                if at == 0 {
                    call.insert(FirstFocus);
                }
            });
    }
    section(parts, &seen.tongue.get("tablet-numbers"));
    parts
        .spawn(sheet(Node {
            flex_shrink: 0.0,
            ..column(6.0)
        }))
        .with_children(|list| {
            let bureau = &seen.content.packs.bureau;
            number(
                list,
                &bureau.hotline,
                &seen.tongue.get("tablet-number-bureau"),
            );
            for (digits, message) in NUMBERS {
                number(list, digits, &seen.tongue.get(message));
            }
            list.spawn(label(
                seen.tongue.get("tablet-numbers-how"),
                size::TINY,
                Ink::PaperQuiet,
            ));
        });
}

fn number(list: &mut ChildSpawnerCommands, digits: &str, about: &str) {
    list.spawn(row(12.0)).with_children(|line| {
        line.spawn((
            one_line(digits, size::BODY, Ink::Uniform, true),
            Node {
                width: px(76),
                flex_shrink: 0.0,
                ..default()
            },
        ));
        line.spawn((label(about, size::SMALL, Ink::PaperText), rest()));
    });
}
