//! From the desk into the street and back: a ticket that a case belongs to is handled by playing it, and the desk gets what
//! was done there: the minutes it took, and the report if one was sent. Knows nothing of how a case is played or marked.

use super::{AtDesk, act, settle};
use crate::app::Screen;
use crate::app::bridge::{FinishedRun, Plan};
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::screens::menu::{draw, seed, trainee};
use crate::app::settings::Settings;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::domain::assessment::{Verification, verification};
use crate::domain::packs::ShiftTicket;
use crate::domain::platform::Deed;
use crate::domain::session::Mode;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

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
    /// Whether the pictures of the report show what they should; none when no report was sent.
    report: Option<bool>,
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
            party: draw(*self.library, case, level, seed),
            seed,
            mode: Mode::Practice,
            trainee: trainee(&self.options, &self.settings),
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
        street.brought = Some(brought(&finished));
    }
}

fn brought(finished: &FinishedRun) -> Brought {
    let run = &finished.run;
    let lasted_ms = run.record.events.last().map_or(0, |last| last.at.0);
    let report = match verification(&finished.entry.case, &run.record, &run.assessment) {
        None | Some(Verification::Unreported) => None,
        Some(Verification::Returned) => Some(false),
        Some(Verification::Open | Verification::Closed) => Some(true),
    };
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
    let Some(brought) = street.brought else {
        return tell("shift-street-unfinished", Ink::Unsure, tongue, toasts);
    };
    // A case leaves out the way there and back; what the platform reckons with for the ticket has it in.
    let planned = desk
        .sitting
        .ticket(&street.ticket)
        .map_or(0, |(ticket, _)| ticket.work_min);
    let now_min = desk
        .sitting
        .now_min()
        .saturating_add(brought.minutes.max(planned));
    desk.minutes = now_min as f32;
    desk.sitting.pass(now_min);
    if settle(desk, options) {
        return;
    }
    match brought.report {
        Some(shows) => {
            let deed = Deed::Report {
                before: shows,
                after: shows,
            };
            if act(desk, &deed, tongue, toasts) {
                tell("shift-street-reported", Ink::Good, tongue, toasts);
            }
        }
        None => tell("shift-street-unreported", Ink::Unsure, tongue, toasts),
    }
}

fn tell(id: &str, ink: Ink, tongue: &Tongue, toasts: &mut MessageWriter<'_, Toast>) {
    toasts.write(Toast {
        text: tongue.get(id),
        ink,
    });
}
