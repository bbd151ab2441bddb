//! What is told of the runs beside the picture: their words in step, and the moments worth stopping at.

use crate::app::bridge::{ActiveCase, Beside, FinishedRun};
use crate::app::library::Library;
use crate::app::screens::when;
use crate::app::words::Tongue;
use crate::report::{Goal, Milestone, ReportInput, Row, debrief, milestones};
use bevy::prelude::*;

/// One run.
pub(super) struct Story {
    /// When it was, its level and its mark.
    pub(super) head: String,
    /// Name of the party, whose tension stands in the rows.
    pub(super) party: Option<String>,
    /// Everything said and done.
    pub(super) rows: Vec<Row>,
    /// Moments worth stopping at.
    pub(super) marks: Vec<Milestone>,
    /// Where it ends.
    pub(super) end_ms: u64,
}

/// The finished run, and the one beside it.
#[derive(Resource)]
pub(super) struct Told {
    /// The finished one first.
    pub(super) runs: Vec<Story>,
}

impl Told {
    /// Where the longer one ends.
    pub(super) fn end_ms(&self) -> u64 {
        self.runs.iter().map(|run| run.end_ms).max().unwrap_or(0)
    }

    fn marks(&self, goal: Goal) -> impl Iterator<Item = u64> {
        self.runs
            .iter()
            .flat_map(|run| &run.marks)
            .filter(move |one| goal.wants(one))
            .map(|one| one.at_ms)
    }

    /// The moment looked for before this one.
    pub(super) fn before(&self, goal: Goal, now_ms: u64) -> Option<u64> {
        // Who has just stopped at one wants the one before it.
        self.marks(goal).filter(|at| *at + 500 < now_ms).max()
    }

    /// The moment looked for after this one.
    pub(super) fn after(&self, goal: Goal, now_ms: u64) -> Option<u64> {
        self.marks(goal).filter(|at| *at > now_ms).min()
    }

    /// What stood last in the way of the clock: the newest moment looked for, of any run.
    pub(super) fn latest(&self, goal: Goal, now_ms: u64) -> Option<&Milestone> {
        self.runs
            .iter()
            .flat_map(|run| &run.marks)
            .filter(|one| goal.wants(one) && one.at_ms <= now_ms)
            .max_by_key(|one| one.at_ms)
    }
}

/// Tells the runs once, and again when the words change.
pub(super) fn tell(
    mut commands: Commands,
    told: Option<Res<Told>>,
    tongue: Res<Tongue>,
    library: Res<Library>,
    active: Res<ActiveCase>,
    finished: Option<Res<FinishedRun>>,
    beside: Option<Res<Beside>>,
) {
    let Some(finished) = finished else { return };
    let wanted = 1 + usize::from(beside.is_some());
    let is_told = told.is_some_and(|told| told.runs.len() == wanted);
    if is_told && !tongue.is_changed() {
        return;
    }
    debug_assert!(active.is_replay(), "only a finished run is told whole");
    let mut runs = vec![story(&finished, *library, &tongue)];
    runs.extend(beside.map(|other| story(&other.0, *library, &tongue)));
    commands.insert_resource(Told { runs });
}

fn story(run: &FinishedRun, library: Library, tongue: &Tongue) -> Story {
    let input = ReportInput {
        case: &run.entry.case,
        packs: &library.0.content.packs,
        record: &run.run.record,
        assessment: &run.run.assessment,
        lang: tongue.lang(),
        district: &run.entry.case.district,
        pictures: &[],
    };
    let told = debrief(&input);
    Story {
        head: head(run, tongue),
        party: told
            .chart
            .as_ref()
            .and_then(|chart| chart.curves.first())
            .map(|curve| curve.name.clone()),
        rows: told.rows,
        marks: milestones(&input),
        end_ms: run.run.record.events.last().map_or(0, |event| event.at.0),
    }
}

/// When a run was, who was in it, and what it was worth.
fn head(run: &FinishedRun, tongue: &Tongue) -> String {
    let header = &run.run.record.header;
    let when = when(&header.started_at, tongue);
    tongue.with(
        "replay-run",
        &[
            ("when", &when),
            ("trainee", &header.trainee),
            ("level", &header.setup.level.to_string()),
            ("percent", &run.run.assessment.score.percent().to_string()),
        ],
    )
}
