//! A shift at the city platform in words: what happened to a ticket, why something is impossible, what was missed. For
//! whoever shows it, on a terminal or in the window; decides and counts nothing.

use crate::domain::packs::{Shift, ShiftTicket, TicketKind, TicketSource, Urgency};
use crate::domain::platform::{Deed, Event, Happened, Lack, Mark, Refusal, Stage};
use crate::text::Words;

/// Reasons that the desk offers for not accepting a ticket or for more time. A script names them by these words, so that it
/// is told in any language.
pub const REASONS: [&str; 5] = ["not-ours", "unfounded", "outside", "parts", "weather"];

/// The time of day at a minute of the shift.
#[must_use]
pub fn clock(shift: &Shift, at_min: u32) -> String {
    let at = shift.clock_min(at_min);
    format!("{:02}:{:02}", at / 60, at % 60)
}

/// Day and time of day at which a ticket comes in.
#[must_use]
pub fn came_in(shift: &Shift, ticket: &ShiftTicket) -> String {
    format!("{} {}", ticket.date, clock(shift, ticket.arrives_min))
}

/// Tenths of a point as points.
#[must_use]
pub fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A unit's name; its id where the shift does not know it.
#[must_use]
pub fn unit(shift: &Shift, id: &str, words: &Words) -> String {
    shift.unit(id).map_or_else(
        || id.to_owned(),
        |one| one.name.get(words.lang()).to_owned(),
    )
}

/// Why something is impossible.
#[must_use]
pub fn refused(why: Refusal, words: &Words) -> String {
    let name = match why {
        Refusal::NoTicket => "no_ticket",
        Refusal::NoUnit => "no_unit",
        Refusal::WrongStage => "wrong_stage",
        Refusal::NoReason => "no_reason",
        Refusal::NotOurs => "not_ours",
        Refusal::NoMoreTime => "no_more_time",
        Refusal::ShiftOver => "shift_over",
    };
    words.get(&format!("shift-refusal-{name}"))
}

/// What was missed: done wrongly, never done, or left to auto-dispatch.
#[must_use]
pub fn missed(mark: &Mark, words: &Words) -> String {
    let name = mark.kind.name();
    words.get(&match mark.lack {
        Some(Lack::Machine) => "shift-mark-left-to-machine".to_owned(),
        Some(Lack::Never) => format!("shift-mark-{name}-never"),
        Some(Lack::Wrong) | None => format!("shift-mark-{name}"),
    })
}

/// A reason that the desk offers, in the reader's language; what somebody wrote himself stays as he wrote it.
#[must_use]
pub fn reason(text: &str, words: &Words) -> String {
    match REASONS.iter().find(|id| **id == text) {
        Some(id) => words.get(&format!("shift-reason-{id}")),
        None => text.to_owned(),
    }
}

/// Why the tickets of a shift bear several days, where they do: each case keeps its own, and the clock is the shift's.
#[must_use]
pub fn days_note(shift: &Shift, words: &Words) -> Option<String> {
    let mut days = shift.tickets.iter().map(|one| one.date);
    let first = days.next()?;
    days.any(|day| day != first)
        .then(|| words.get("shift-days-differ"))
}

/// Where a ticket stands.
#[must_use]
pub fn stage(stage: Stage, words: &Words) -> String {
    let name = match stage {
        Stage::Coming => "coming",
        Stage::Arrived => "arrived",
        Stage::Accepted => "accepted",
        Stage::Dispatched => "dispatched",
        Stage::Reported => "reported",
        Stage::Verified => "verified",
        Stage::Closed => "closed",
        Stage::Rejected => "rejected",
        Stage::Merged => "merged",
    };
    words.get(&format!("shift-stage-{name}"))
}

/// How soon somebody must go.
#[must_use]
pub fn urgency(urgency: Urgency, words: &Words) -> String {
    let name = match urgency {
        Urgency::Normal => "normal",
        Urgency::Urgent => "urgent",
        Urgency::Emergency => "emergency",
    };
    words.get(&format!("shift-urgency-{name}"))
}

/// Where a ticket comes from.
#[must_use]
pub fn source(source: TicketSource, words: &Words) -> String {
    let name = match source {
        TicketSource::Hotline => "hotline",
        TicketSource::Wechat => "wechat",
        TicketSource::Patrol => "patrol",
        TicketSource::Camera => "camera",
        TicketSource::Officer => "officer",
    };
    words.get(&format!("shift-source-{name}"))
}

/// Part or event.
#[must_use]
pub fn kind(kind: TicketKind, words: &Words) -> String {
    words.get(match kind {
        TicketKind::Part => "shift-kind-part",
        TicketKind::Event => "shift-kind-event",
    })
}

/// What happened.
#[must_use]
pub fn happened(shift: &Shift, event: &Event, words: &Words) -> String {
    let lang = words.lang();
    let plain = |id: &str| words.get(id);
    let with = |id: &str, text: &str| words.with(id, &[("text", text)]);
    let yes_no = |on: bool| plain(if on { "shift-yes" } else { "shift-no" });
    match &event.what {
        Happened::Arrived { .. } => {
            let ticket = shift.ticket(&event.ticket);
            let text = ticket.map_or("", |ticket| ticket.text.get(lang));
            let date = ticket.map_or_else(String::new, |ticket| ticket.date.to_string());
            words.with("shift-arrived", &[("date", &date), ("text", text)])
        }
        Happened::AutoDispatched { unit: id } => {
            with("shift-auto-dispatched", &unit(shift, id, words))
        }
        Happened::Returned { by, proposes } => {
            let returned = with("shift-returned", &unit(shift, by, words));
            match proposes {
                Some(other) => returned + &with("shift-proposes", &unit(shift, other, words)),
                None => returned,
            }
        }
        Happened::UnitReported { by } => with("shift-unit-reported", &unit(shift, by, words)),
        Happened::FoundDone => plain("shift-found-done"),
        Happened::FoundUndone => plain("shift-found-undone"),
        Happened::Overdue => plain("shift-overdue"),
        Happened::ShiftEnded => plain("shift-ended"),
        Happened::Did(deed) => match deed {
            Deed::Accept => plain("shift-accept"),
            Deed::Reject { reason: why } => with("shift-reject", &reason(why, words)),
            Deed::Merge { into } => {
                let number = shift.ticket(into).map_or("", |one| one.number.as_str());
                with("shift-merge", number)
            }
            Deed::Dispatch { unit: id } => with("shift-dispatch", &unit(shift, id, words)),
            Deed::Phone => plain("shift-phone"),
            Deed::Handle => plain("shift-handle"),
            Deed::Report { before, after } => words.with(
                "shift-report",
                &[("before", &yes_no(*before)), ("after", &yes_no(*after))],
            ),
            Deed::Back => plain("shift-back"),
            Deed::Verify => plain("shift-verify"),
            Deed::Rework => plain("shift-rework"),
            Deed::Close => plain("shift-close"),
            Deed::Extend { minutes, .. } => with("shift-extend", &minutes.to_string()),
        },
    }
}
