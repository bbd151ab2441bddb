//! The ticket on the desk: what it says, what can be done with it now, and what has happened to it.

use super::{AtDesk, act, list, street};
use crate::app::library::Library;
use crate::app::ui::{
    Active, ButtonKind, Ground, Ink, Key, Toast, activated, bold, button, column, label, rule,
    scrolling, section, sheet, size,
};
use crate::app::words::Tongue;
use crate::domain::packs::ShiftTicket;
use crate::domain::platform::{Deed, DeedKind, Stage, TicketState};
use crate::shift_words::{came_in, clock, days_note, happened, kind, source, unit};
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Messages of reasons for not taking a ticket in.
const REJECTIONS: [&str; 3] = [
    "shift-reason-not-ours",
    "shift-reason-unfounded",
    "shift-reason-outside",
];
/// Messages of reasons for asking for more time.
const EXTENSIONS: [&str; 2] = ["shift-reason-parts", "shift-reason-weather"];
/// Minutes more that are asked for.
const EXTENSION_MIN: u32 = 30;

/// The word by which a script names a reason, so that it is told in any language.
fn reason_word(id: &str) -> String {
    id.trim_start_matches("shift-reason-").to_owned()
}

pub(super) fn build(
    columns: &mut ChildSpawnerCommands,
    desk: &AtDesk,
    library: Library,
    tongue: &Tongue,
) {
    scrolling(
        columns,
        "shift/desk",
        Node {
            flex_grow: 1.0,
            flex_basis: px(0),
            min_width: px(0),
            ..default()
        },
        Node {
            padding: UiRect::all(px(5)),
            ..column(14.0)
        },
        Ground::Paper,
        |parts| {
            let on_desk = desk
                .chosen
                .as_deref()
                .and_then(|id| desk.sitting.ticket(id));
            match on_desk {
                Some((ticket, now)) => {
                    paper(parts, ticket, now, desk, tongue);
                    deeds(parts, ticket, now, desk, library, tongue);
                    told(parts, Some(&ticket.id), desk, tongue);
                }
                None => {
                    let about = desk.sitting.shift().about.get(tongue.lang());
                    parts.spawn(label(about, size::BODY, Ink::PaperText));
                    parts.spawn(label(
                        tongue.get("shift-choose"),
                        size::LARGE,
                        Ink::PaperQuiet,
                    ));
                    told(parts, None, desk, tongue);
                }
            }
        },
    );
}

/// What the ticket says. Nobody who reported it stands on it.
fn paper(
    parts: &mut ChildSpawnerCommands,
    ticket: &ShiftTicket,
    now: &TicketState,
    desk: &AtDesk,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    parts.spawn(sheet(column(6.0))).with_children(|sheet| {
        sheet.spawn(bold(ticket.class.get(lang), size::LARGE, Ink::PaperText));
        sheet.spawn(label(
            format!(
                "{}  ·  {}  ·  {}  ·  {}",
                ticket.number,
                came_in(desk.sitting.shift(), ticket),
                kind(ticket.kind, tongue.words()),
                source(ticket.source, tongue.words())
            ),
            size::TINY,
            Ink::PaperQuiet,
        ));
        if let Some(note) = days_note(desk.sitting.shift(), tongue.words()) {
            sheet.spawn(label(note, size::TINY, Ink::PaperQuiet));
        }
        sheet.spawn(label(ticket.place.get(lang), size::SMALL, Ink::PaperText));
        sheet.spawn(rule(Ink::PaperLine));
        sheet.spawn(label(ticket.text.get(lang), size::BODY, Ink::PaperText));
        let photo = match &ticket.photo {
            Some(photo) => tongue.with("shift-photo", &[("text", photo.get(lang))]),
            None => tongue.get("shift-no-photo"),
        };
        sheet.spawn(label(photo, size::SMALL, Ink::PaperQuiet));
        for entry in &ticket.history {
            sheet.spawn(label(
                tongue.with("shift-history", &[("text", entry.get(lang))]),
                size::SMALL,
                Ink::PaperQuiet,
            ));
        }
        if let Some(indicator) = &ticket.indicator {
            sheet.spawn(label(indicator.get(lang), size::SMALL, Ink::PaperUnsure));
        }
        // A unit that has returned it does not have it any more.
        let is_with = matches!(
            now.stage,
            Stage::Dispatched | Stage::Reported | Stage::Verified
        );
        if let Some(id) = now.unit.as_ref().filter(|_| is_with) {
            let name = unit(desk.sitting.shift(), id, tongue.words());
            sheet.spawn(label(
                tongue.with("shift-with-unit", &[("unit", &name)]),
                size::SMALL,
                Ink::PaperText,
            ));
        }
        if let Some((text, ink)) = list::left(now, desk.sitting.now_min(), tongue) {
            sheet.spawn(label(text, size::SMALL, ink));
        }
    });
}

/// What can be done now; a deed with particulars asks for them first.
fn deeds(
    parts: &mut ChildSpawnerCommands,
    ticket: &ShiftTicket,
    now: &TicketState,
    desk: &AtDesk,
    library: Library,
    tongue: &Tongue,
) {
    let possible = desk.sitting.possible(&ticket.id);
    section(parts, &tongue.get("shift-do"));
    if possible.is_empty() {
        parts.spawn(label(
            tongue.get("shift-nothing-to-do"),
            size::SMALL,
            Ink::PaperQuiet,
        ));
        return;
    }
    parts.spawn(wrap()).with_children(|row| {
        for kind in &possible {
            deed_button(row, *kind, desk, tongue);
        }
    });
    if street::case_of(ticket, library).is_some() && !now.stage.is_over() {
        parts.spawn(label(
            tongue.get("shift-street-case"),
            size::SMALL,
            Ink::PaperQuiet,
        ));
    }
    let Some(asking) = desk.asking.filter(|kind| possible.contains(kind)) else {
        return;
    };
    parts.spawn(wrap()).with_children(|row| {
        particulars(row, asking, ticket, desk, tongue);
    });
}

fn wrap() -> Node {
    Node {
        column_gap: px(8),
        row_gap: px(8),
        flex_wrap: FlexWrap::Wrap,
        flex_shrink: 0.0,
        ..default()
    }
}

/// The deed itself where nothing has to be asked.
const fn plain(kind: DeedKind) -> Option<Deed> {
    match kind {
        DeedKind::Accept => Some(Deed::Accept),
        DeedKind::Phone => Some(Deed::Phone),
        DeedKind::Handle => Some(Deed::Handle),
        DeedKind::Back => Some(Deed::Back),
        DeedKind::Verify => Some(Deed::Verify),
        DeedKind::Rework => Some(Deed::Rework),
        DeedKind::Close => Some(Deed::Close),
        DeedKind::Reject
        | DeedKind::Merge
        | DeedKind::Dispatch
        | DeedKind::Report
        | DeedKind::Extend => None,
    }
}

fn deed_button(row: &mut ChildSpawnerCommands, kind: DeedKind, desk: &AtDesk, tongue: &Tongue) {
    let mut made = row.spawn((
        button(
            tongue.get(&format!("shift-do-{}", kind.name())),
            ButtonKind::Paper,
        ),
        Key::new(format!("shift-do-{}", kind.name())),
        activated(
            move |_: On<Activate>,
                  tongue: Res<Tongue>,
                  mut desk: ResMut<AtDesk>,
                  mut toasts: MessageWriter<Toast>,
                  mut way: street::WayOut<'_, '_>| {
                let Some(deed) = plain(kind) else {
                    desk.asking = Some(kind);
                    return;
                };
                if act(&mut desk, &deed, &tongue, &mut toasts) && kind == DeedKind::Handle {
                    way.go(&desk);
                }
            },
        ),
    ));
    if desk.asking == Some(kind) {
        made.insert(Active);
    }
}

/// Which unit, which other ticket, which reason, which pictures.
fn particulars(
    row: &mut ChildSpawnerCommands,
    asking: DeedKind,
    ticket: &ShiftTicket,
    desk: &AtDesk,
    tongue: &Tongue,
) {
    let lang = tongue.lang();
    match asking {
        DeedKind::Dispatch => {
            for one in &desk.sitting.shift().units {
                let words = tongue.with(
                    "shift-unit-and-duties",
                    &[
                        ("unit", one.name.get(lang)),
                        ("duties", one.duties.get(lang)),
                    ],
                );
                let deed = Deed::Dispatch {
                    unit: one.id.clone(),
                };
                choice(row, &words, &format!("unit-{}", one.id), deed);
            }
        }
        DeedKind::Merge => {
            for other in desk.sitting.mergeable(&ticket.id) {
                let words = format!("{}  {}", other.number, other.place.get(lang));
                let deed = Deed::Merge {
                    into: other.id.clone(),
                };
                choice(row, &words, &format!("into-{}", other.id), deed);
            }
        }
        DeedKind::Reject => {
            for id in REJECTIONS {
                let reason = reason_word(id);
                choice(row, &tongue.get(id), id, Deed::Reject { reason });
            }
        }
        DeedKind::Extend => {
            for id in EXTENSIONS {
                let deed = Deed::Extend {
                    minutes: EXTENSION_MIN,
                    reason: reason_word(id),
                };
                choice(row, &tongue.get(id), id, deed);
            }
        }
        DeedKind::Report => {
            picture(row, tongue, "shift-picture-before", desk.before, |desk| {
                desk.before = !desk.before;
            });
            picture(row, tongue, "shift-picture-after", desk.after, |desk| {
                desk.after = !desk.after;
            });
            let deed = Deed::Report {
                before: desk.before,
                after: desk.after,
            };
            choice(
                row,
                &tongue.get("shift-send-report"),
                "shift-send-report",
                deed,
            );
        }
        DeedKind::Accept
        | DeedKind::Phone
        | DeedKind::Handle
        | DeedKind::Back
        | DeedKind::Verify
        | DeedKind::Rework
        | DeedKind::Close => {}
    }
}

fn choice(row: &mut ChildSpawnerCommands, words: &str, key: &str, deed: Deed) {
    let mut made = row.spawn((
        button(words, ButtonKind::Paper),
        Key::new(format!("shift-{key}")),
        activated(
            move |_: On<Activate>,
                  tongue: Res<Tongue>,
                  mut desk: ResMut<AtDesk>,
                  mut toasts: MessageWriter<Toast>| {
                act(&mut desk, &deed, &tongue, &mut toasts);
            },
        ),
    ));
    // What a unit does may be longer than the desk is wide.
    made.entry::<Node>().and_modify(|mut node| {
        node.max_width = percent(100);
    });
}

/// A picture that goes with the report, or does not.
fn picture(
    row: &mut ChildSpawnerCommands,
    tongue: &Tongue,
    id: &'static str,
    is_on: bool,
    turn: fn(&mut AtDesk),
) {
    let mut made = row.spawn((
        button(tongue.get(id), ButtonKind::Paper),
        Key::new(id),
        activated(move |_: On<Activate>, mut desk: ResMut<AtDesk>| turn(&mut desk)),
    ));
    if is_on {
        made.insert(Active);
    }
}

/// What has happened, latest first: to this ticket, or to all.
fn told(parts: &mut ChildSpawnerCommands, ticket: Option<&str>, desk: &AtDesk, tongue: &Tongue) {
    let shift = desk.sitting.shift();
    section(parts, &tongue.get("shift-told"));
    parts.spawn(sheet(column(4.0))).with_children(|sheet| {
        let wanted = desk
            .sitting
            .events()
            .iter()
            .rev()
            .filter(|one| ticket.is_none_or(|id| one.ticket == id));
        for event in wanted {
            let number = match ticket {
                Some(_) => "",
                None => shift
                    .ticket(&event.ticket)
                    .map_or("", |one| one.number.as_str()),
            };
            let gap = if number.is_empty() { "" } else { "  " };
            let line = format!(
                "{}{gap}{number}  {}",
                clock(shift, event.at_min),
                happened(shift, event, tongue.words())
            );
            sheet.spawn(label(line, size::SMALL, Ink::PaperText));
        }
    });
}
