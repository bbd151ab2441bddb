//! The tickets that have come in, each with how soon, where it stands and how much of its time is left.

use super::AtDesk;
use crate::app::ui::{
    Active, FirstFocus, Ink, Key, activated, bold, card, choices, column, label, row, size, tag,
};
use crate::app::words::Tongue;
use crate::domain::packs::{ShiftTicket, Urgency};
use crate::domain::platform::{Stage, TicketState};
use crate::shift_words::{stage, urgency};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

pub(super) fn build(columns: &mut ChildSpawnerCommands, desk: &AtDesk, tongue: &Tongue) {
    choices(
        columns,
        "shift/tickets",
        &tongue.get("shift-tickets"),
        |cards| {
            for (at, (ticket, now)) in desk.sitting.tickets().enumerate() {
                one(cards, at, ticket, now, desk, tongue);
            }
        },
    );
}

fn one(
    cards: &mut ChildSpawnerCommands,
    at: usize,
    ticket: &ShiftTicket,
    now: &TicketState,
    desk: &AtDesk,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    let id = ticket.id.clone();
    let is_chosen = desk.chosen.as_deref() == Some(ticket.id.as_str());
    let mut made = cards.spawn((
        card(
            ticket.class.get(lang),
            Node {
                width: percent(100),
                ..column(2.0)
            },
        ),
        Key::new(format!("shift-ticket-{}", ticket.id)),
        activated(move |_: On<Activate>, mut desk: ResMut<AtDesk>| desk.choose(&id)),
    ));
    if is_chosen {
        made.insert(Active);
    }
    if at == 0 {
        made.insert(FirstFocus);
    }
    made.with_children(|inside| {
        inside.spawn((
            label(ticket.number.clone(), size::TINY, Ink::PaperQuiet),
            Pickable::IGNORE,
        ));
        inside.spawn((
            bold(ticket.class.get(lang), size::SMALL, Ink::PaperText),
            Pickable::IGNORE,
        ));
        inside.spawn((
            label(ticket.place.get(lang), size::TINY, Ink::PaperQuiet),
            Pickable::IGNORE,
        ));
        inside
            .spawn((row(6.0), Pickable::IGNORE))
            .with_children(|tags| {
                tag(
                    tags,
                    &urgency(ticket.urgency, tongue.words()),
                    ground(ticket.urgency),
                    Ink::Text,
                );
                tag(
                    tags,
                    &stage(now.stage, tongue.words()),
                    Ink::PaperShade,
                    Ink::PaperText,
                );
                if let Some((text, ink)) = left(now, desk.sitting.now_min(), tongue) {
                    tags.spawn(label(text, size::TINY, ink));
                }
            });
    });
}

const fn ground(urgency: Urgency) -> Ink {
    match urgency {
        Urgency::Normal => Ink::PaperGood,
        Urgency::Urgent => Ink::PaperUnsure,
        Urgency::Emergency => Ink::PaperGrave,
    }
}

/// How much of its time is left, while anything is left to do.
pub(super) fn left(now: &TicketState, now_min: u32, tongue: &Tongue) -> Option<(String, Ink)> {
    let due = now.due_min.filter(|_| !now.stage.is_over())?;
    if now.stage == Stage::Verified && !now.overdue {
        return None;
    }
    let (id, minutes, ink) = if now_min > due {
        ("tablet-overdue", now_min - due, Ink::PaperGrave)
    } else {
        ("tablet-left", due - now_min, Ink::PaperQuiet)
    };
    let minutes = minutes.to_string();
    Some((tongue.with(id, &[("minutes", &minutes)]), ink))
}
