//! From the desk into the street and back: a ticket that a case belongs to is handled by playing it, and the desk gets what
//! was done there: the minutes it took, and the report if one was sent. Knows nothing of how a case is played or marked.

use super::{AtDesk, settle};
use crate::app::Screen;
use crate::app::bridge::{ActiveCase, FinishedRun, Plan};
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::screens::menu::{draw, seed, trainee};
use crate::app::settings::Settings;
use crate::app::ui::{Ink, Toast};
use crate::app::words::Tongue;
use crate::domain::assessment::{Verification, verification};
use crate::domain::packs::ShiftTicket;
use crate::domain::platform::{Deed, Trip};
use crate::domain::session::Mode;
use crate::shift_words::refused;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

const MINUTE_MS: u64 = 60_000;

/// The ticket that is being handled in the street.
#[derive(Resource, Debug)]
pub(in crate::app::screens) struct OnStreet {
    ticket: String,
    /// Minutes of the run that goes on; none while the case has not begun.
    run: Option<u32>,
    /// Minutes of runs before it, which were begun anew; they have passed at the desk all the same.
    earlier: u32,
    /// What the first run that came to an end brings back; seeing it again changes nothing.
    brought: Option<Trip>,
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
    app.add_systems(OnEnter(Screen::Debriefing), bring)
        .add_systems(
            Update,
            count.run_if(resource_exists::<OnStreet>.and_then(resource_exists::<ActiveCase>)),
        );
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
            run: None,
            earlier: 0,
            brought: None,
        });
        self.next.set(Screen::Briefing);
    }
}

/// Counts the minutes, so that a case that is broken off has cost them, too.
fn count(mut street: ResMut<OnStreet>, active: Res<ActiveCase>) {
    if street.brought.is_none() {
        let run = minutes(active.now().0);
        if let Some(before) = street.run.filter(|before| run < *before) {
            street.earlier = street.earlier.saturating_add(before);
        }
        street.run = Some(run);
    }
}

fn minutes(span_ms: u64) -> u32 {
    u32::try_from(span_ms.div_ceil(MINUTE_MS)).unwrap_or(u32::MAX)
}

/// Notes what the run brings back.
fn bring(street: Option<ResMut<OnStreet>>, finished: Option<Res<FinishedRun>>) {
    let (Some(mut street), Some(finished)) = (street, finished) else {
        return;
    };
    if street.brought.is_none() {
        let trip = brought(&finished);
        street.brought = Some(Trip {
            minutes: trip.minutes.saturating_add(street.earlier),
            ..trip
        });
    }
}

fn brought(finished: &FinishedRun) -> Trip {
    let run = &finished.run;
    let lasted_ms = run.record.events.last().map_or(0, |last| last.at.0);
    let report = match verification(&finished.entry.case, &run.record, &run.assessment) {
        None | Some(Verification::Unreported) => None,
        Some(Verification::Returned) => Some(false),
        Some(Verification::Open | Verification::Closed) => Some(true),
    };
    Trip {
        minutes: minutes(lasted_ms),
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
    let unfinished = street.brought.is_none();
    let trip = street.brought.or_else(|| {
        let minutes = street.earlier.saturating_add(street.run?);
        Some(Trip {
            minutes,
            report: None,
        })
    });
    let came = match trip {
        Some(trip) => desk.sitting.come_back(&street.ticket, trip),
        // Nobody set out: the case did not begin.
        None => desk.sitting.act(&street.ticket, &Deed::Back),
    };
    desk.minutes = desk.sitting.now_min() as f32;
    let is_over = settle(desk, options);
    match (came, trip.and_then(|trip| trip.report)) {
        (Err(_), _) if is_over => tell("shift-street-late", Ink::Grave, tongue, toasts),
        (Err(why), _) => {
            toasts.write(Toast {
                text: refused(why, tongue.words()),
                ink: Ink::Grave,
            });
        }
        (Ok(()), Some(_)) => tell("shift-street-reported", Ink::Good, tongue, toasts),
        (Ok(()), None) if unfinished => {
            tell("shift-street-unfinished", Ink::Unsure, tongue, toasts);
        }
        (Ok(()), None) => tell("shift-street-unreported", Ink::Unsure, tongue, toasts),
    }
}

fn tell(id: &str, ink: Ink, tongue: &Tongue, toasts: &mut MessageWriter<'_, Toast>) {
    toasts.write(Toast {
        text: tongue.get(id),
        ink,
    });
}
