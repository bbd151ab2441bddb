//! The debriefing: the mark, its reasons, and every moment it speaks of.

mod chart;
mod findings;
mod moments;
mod overview;
mod sealed;
mod side;

use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::FinishedRun;
use crate::app::library::Library;
use crate::app::ui::{Back, Ink, Toast, shell};
use crate::app::words::Tongue;
use crate::report::{Debrief, ReportInput, debrief};
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
}

impl Tab {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Overview, "debrief-overview"),
        (Self::Findings, "debrief-findings"),
        (Self::Moments, "debrief-moments"),
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

/// The row of the transcript that is looked at.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Now(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CameFrom>()
        .init_resource::<Page>()
        .init_resource::<Now>()
        .add_systems(
            OnEnter(Screen::Debriefing),
            open.before(super::BuildSystems),
        )
        .add_systems(OnExit(Screen::Debriefing), |mut from: ResMut<CameFrom>| {
            *from = CameFrom::default();
        });
    built(app, Screen::Debriefing, build);
    app.add_plugins((chart::plugin, moments::plugin))
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
    mut page: ResMut<Page>,
    mut now: ResMut<Now>,
    finished: Option<Res<FinishedRun>>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if returns.is_some() {
        commands.remove_resource::<Returns>();
        return;
    }
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
        },
    );
}
