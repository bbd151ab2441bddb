//! The debriefing: the mark, its reasons, and every moment it speaks of.

mod chart;
mod compare;
mod findings;
mod moments;
mod overview;
mod sealed;
mod side;

use super::shift::street::OnStreet;
use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::{FinishedRun, ReplayFrom};
use crate::app::library::Library;
use crate::app::ui::{Back, Ink, Toast, shell};
use crate::app::words::Tongue;
use crate::app::world::StreetReady;
use crate::domain::ids::Millis;
use crate::report::{Debrief, ReportInput, debrief};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// Where the debriefing was opened from, and so where it leads back to.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CameFrom(pub(super) Screen);

impl Default for CameFrom {
    fn default() -> Self {
        Self(Screen::Menu)
    }
}

/// Parts of the debriefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    /// Mark, blocks, chart, what next.
    #[default]
    Overview,
    /// One finding after the other.
    Findings,
    /// Everything that was said and done.
    Moments,
    /// Another run to see beside this one.
    Compare,
}

impl Tab {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Overview, "debrief-overview"),
        (Self::Findings, "debrief-findings"),
        (Self::Moments, "debrief-moments"),
        (Self::Compare, "debrief-compare"),
    ];
}

/// What is open.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Page {
    tab: Tab,
    finding: usize,
}

/// Whoever comes back from the street finds the page as it was left.
#[derive(Resource, Debug, Clone, Copy)]
struct Returns;

/// The way into the street, to see the run again.
#[derive(SystemParam)]
struct Way<'w, 's> {
    commands: Commands<'w, 's>,
    ready: Res<'w, StreetReady>,
    finished: Res<'w, FinishedRun>,
    tongue: Res<'w, Tongue>,
    toasts: MessageWriter<'w, Toast>,
    next: ResMut<'w, NextState<Screen>>,
}

impl Way<'_, '_> {
    /// Whether the street is there; whoever must wait for it is told.
    fn is_open(&mut self) -> bool {
        if !self.ready.0 {
            self.toasts.write(Toast {
                text: self.tongue.get("debrief-watch-wait"),
                ink: Ink::Accent,
            });
        }
        self.ready.0
    }

    /// The run is seen again from a moment on. What is planned is what is seen: it may be one of last week's, opened from
    /// the list of records.
    fn see_again(&mut self, at: Millis) {
        self.commands.insert_resource(self.finished.plan.clone());
        self.commands.insert_resource(ReplayFrom {
            at,
            is_beside: false,
        });
        self.commands.insert_resource(Returns);
        self.next.set(Screen::Case);
    }
}

/// The row of the transcript that is looked at.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Now(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CameFrom>()
        .init_resource::<compare::Others>()
        .init_resource::<Page>()
        .init_resource::<Now>()
        .add_systems(
            OnEnter(Screen::Debriefing),
            open.before(super::BuildSystems),
        )
        .add_systems(
            OnExit(Screen::Debriefing),
            // Whoever only goes to see the run again comes back.
            (|mut from: ResMut<CameFrom>| *from = CameFrom::default())
                .run_if(not(resource_exists::<Returns>)),
        );
    built(app, Screen::Debriefing, build);
    app.add_systems(
        Update,
        compare::read
            .before(super::BuildSystems)
            .run_if(in_state(Screen::Debriefing).and_then(resource_changed::<Page>)),
    )
    .add_plugins((chart::plugin, moments::plugin))
    .add_systems(
        Update,
        (
            (|mut rebuild: MessageWriter<Rebuild>| {
                rebuild.write(Rebuild);
            })
            .run_if(resource_changed::<Page>),
            leave,
        )
            .run_if(in_state(Screen::Debriefing)),
    );
}

fn open(
    mut commands: Commands,
    returns: Option<Res<Returns>>,
    street: Option<Res<OnStreet>>,
    mut from: ResMut<CameFrom>,
    mut page: ResMut<Page>,
    mut now: ResMut<Now>,
    finished: Option<Res<FinishedRun>>,
    mut others: ResMut<compare::Others>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if street.is_some() {
        from.0 = Screen::Shift;
    }
    if returns.is_some() {
        commands.remove_resource::<Returns>();
        return;
    }
    *others = compare::Others::default();
    *page = Page::default();
    *now = Now::default();
    if let Some(trouble) = finished.as_ref().and_then(|one| one.trouble.as_ref()) {
        toasts.write(Toast {
            text: tongue.with("debrief-trouble", &[("detail", trouble)]),
            ink: Ink::Grave,
        });
    }
}

fn leave(
    mut back: MessageReader<Back>,
    mut page: ResMut<Page>,
    from: Res<CameFrom>,
    mut next: ResMut<NextState<Screen>>,
) {
    if back.read().count() == 0 {
        return;
    }
    if page.tab == Tab::Overview {
        next.set(from.0);
    } else {
        page.tab = Tab::Overview;
    }
}

fn gather(finished: &FinishedRun, library: Library, tongue: &Tongue) -> Debrief {
    debrief(&ReportInput {
        case: &finished.entry.case,
        packs: &library.0.content.packs,
        record: &finished.run.record,
        assessment: &finished.run.assessment,
        lang: tongue.lang(),
        district: &finished.entry.case.district,
        pictures: &[],
    })
}

fn build(
    mut commands: Commands,
    finished: Option<Res<FinishedRun>>,
    library: Res<Library>,
    tongue: Res<Tongue>,
    page: Res<Page>,
    now: Res<Now>,
    from: Res<CameFrom>,
    others: Res<compare::Others>,
) {
    let Some(finished) = finished else { return };
    if finished.is_sealed() {
        sealed::build(&mut commands, &finished, *from, &tongue);
        return;
    }
    let told = gather(&finished, *library, &tongue);
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Debriefing)),
        |parts| side::build(parts, &told, &finished, &page, *from, &tongue),
        |main| match page.tab {
            Tab::Overview => overview::build(main, &told, &tongue),
            Tab::Findings => findings::build(main, &told, page.finding, &tongue),
            Tab::Moments => moments::build(main, &told, now.0, &tongue),
            Tab::Compare => compare::build(main, &others, &tongue),
        },
    );
}
