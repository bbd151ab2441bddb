//! From the desk into the street and back: a ticket that a case belongs to is handled by playing it, and the desk gets what
//! was done there: the minutes it took, and the report if one was sent. Knows nothing of how a case is played or marked.

use super::{AtDesk, act, settle};
use crate::app::Screen;
use crate::app::bridge::{FinishedRun, Plan};
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::screens::menu::seed;
use crate::app::settings::Settings;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::domain::packs::ShiftTicket;
use crate::domain::platform::Deed;
use crate::domain::record::Moment;
use crate::domain::rehearsal::Run;
use crate::domain::session::{Input, Mode};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// The form by which a case reports to the platform, and its two pictures.
const REPORT_FORM: &str = "platform_report";
const MINUTE_MS: u64 = 60_000;

/// The ticket that is being handled in the street.
#[derive(Resource, Debug)]
pub(in crate::app::screens) struct OnStreet {
    ticket: String,
    /// What the first run that came to an end brings back; seeing it again changes nothing.
    brought: Option<Brought>,
}

/// What comes back from the street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Brought {
    minutes: u32,
    /// Whether the report has a picture from before and one from after; none when no report was sent.
    report: Option<(bool, bool)>,
}

/// Where the way back from a case leads: to the desk, or to the menu.
#[derive(SystemParam)]
pub(in crate::app::screens) struct WayBack<'w> {
    street: Option<Res<'w, OnStreet>>,
    next: ResMut<'w, NextState<Screen>>,
}

impl WayBack<'_> {
    /// Goes back.
    pub(in crate::app::screens) fn go(&mut self) {
        let to = match self.street {
            Some(_) => Screen::Shift,
            None => Screen::Menu,
        };
        self.next.set(to);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Debriefing), bring);
}

/// The case that plays this ticket, by its place on the shelf.
pub(super) fn case_of(ticket: &ShiftTicket, library: Library) -> Option<usize> {
    let id = ticket.case.as_deref()?;
    library.0.cases.iter().position(|one| one.case.id == id)
}

/// The way out.
#[derive(SystemParam)]
pub(super) struct WayOut<'w, 's> {
    commands: Commands<'w, 's>,
    library: Res<'w, Library>,
    settings: Res<'w, Settings>,
    options: Res<'w, PlayOptions>,
    next: ResMut<'w, NextState<Screen>>,
}

impl WayOut<'_, '_> {
    /// Leaves for the street, when a case belongs to the ticket on the desk. The squad has set out already.
    pub(super) fn go(&mut self, desk: &AtDesk) {
        let Some((ticket, _)) = desk
            .chosen
            .as_deref()
            .and_then(|id| desk.sitting.ticket(id))
        else {
            return;
        };
        let Some(case) = case_of(ticket, *self.library) else {
            return;
        };
        let level = 1;
        let seed = seed(&self.options);
        self.commands.insert_resource(Plan {
            case,
            level,
            party: self.library.entry(case).and_then(|entry| {
                let parties = &entry.case.level(level)?.parties;
                let at = usize::try_from(seed).ok()?.checked_rem(parties.len())?;
                Some(entry.case.people[parties[at].at()].id.clone())
            }),
            seed,
            mode: Mode::Practice,
            trainee: self
                .options
                .trainee
                .clone()
                .unwrap_or_else(|| self.settings.trainee.clone()),
            is_tutorial: false,
        });
        self.commands.insert_resource(OnStreet {
            ticket: ticket.id.clone(),
            brought: None,
        });
        self.next.set(Screen::Briefing);
    }
}

/// Notes what the run brings back.
fn bring(street: Option<ResMut<OnStreet>>, finished: Option<Res<FinishedRun>>) {
    let (Some(mut street), Some(finished)) = (street, finished) else {
        return;
    };
    if street.brought.is_none() {
        street.brought = Some(brought(&finished.run));
    }
}

fn brought(run: &Run) -> Brought {
    let events = &run.record.events;
    let lasted_ms = events.last().map_or(0, |last| last.at.0);
    let report = events.iter().rev().find_map(|event| match &event.what {
        Moment::In(Input::Paper { form, fields }) if form == REPORT_FORM => {
            let has = |id: &str| {
                fields
                    .iter()
                    .any(|(field, text)| field == id && !text.trim().is_empty())
            };
            Some((has("before"), has("after")))
        }
        _ => None,
    });
    Brought {
        minutes: u32::try_from(lasted_ms.div_ceil(MINUTE_MS)).unwrap_or(u32::MAX),
        report,
    }
}

/// Back at the desk: time has passed there as well, and the report lies with the platform.
pub(super) fn come_back(
    desk: &mut AtDesk,
    street: &OnStreet,
    options: &PlayOptions,
    tongue: &Tongue,
    toasts: &mut MessageWriter<'_, Toast>,
) {
    desk.choose(&street.ticket);
    let mut tell = |id: &str, ink: Ink| {
        toasts.write(Toast {
            text: tongue.get(id),
            ink,
        });
    };
    let Some(brought) = street.brought else {
        return tell("shift-street-unfinished", Ink::Unsure);
    };
    let now_min = desk.sitting.now_min().saturating_add(brought.minutes);
    desk.minutes = now_min as f32;
    desk.sitting.pass(now_min);
    if settle(desk, options) {
        return;
    }
    match brought.report {
        Some((before, after)) => {
            tell("shift-street-reported", Ink::Good);
            act(desk, &Deed::Report { before, after }, tongue, toasts);
        }
        None => tell("shift-street-unreported", Ink::Unsure),
    }
}
