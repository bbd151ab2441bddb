//! Frames counted: how long the processor is at work on each, and how many come late. What a run prints at its end, and
//! what `play --vr --measure` is for.

use super::Worn;
use crate::app::automation::Leave;
use crate::app::bench::share;
use crate::app::options::PlayOptions;
use crate::app::world::StreetReady;
use crate::app::{Pause, Screen};
use bevy::prelude::*;
use serde::Serialize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A picture that is shown later than this many periods after the one before it has missed its turn.
const LATE_PERIODS: f64 = 1.5;
/// Poses are told this often while a script wears the headset.
const TOLD_S: f32 = 20.0;
/// Pipelines, shadows and bodies that walk to their places come before anything counts.
const WARM: Duration = Duration::from_secs(3);

/// What a session's frames took.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Frames {
    /// Frames that were shown.
    pub frames: u64,
    /// Time between two pictures that the runtime asks for, microseconds; 11 111 at 90 a second.
    pub period_us: u64,
    /// From the runtime's word to begin until the frame was handed over, microseconds: half of all frames take less.
    pub work_us_p50: u64,
    /// All but one in a hundred take less.
    pub work_us_p99: u64,
    /// The longest.
    pub work_us_max: u64,
    /// From one picture's turn to be shown to the next one's, microseconds: all but one in a hundred less.
    pub shown_us_p99: u64,
    /// Pictures that missed their turn.
    pub late: u64,
}

#[derive(Debug, Default)]
struct Counted {
    begun: Option<Instant>,
    /// When the last picture is shown, nanoseconds on the runtime's clock.
    shown_ns: Option<i64>,
    period_ns: i64,
    work_us: Vec<u64>,
    apart_us: Vec<u64>,
    late: u64,
}

/// Counts frames, in both worlds.
#[derive(Resource, Debug, Clone, Default)]
pub struct Tally(Arc<Mutex<Counted>>);

impl Tally {
    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The runtime lets a frame begin that is shown then, on its own clock; so long after the one before it.
    pub(super) fn begins(&self, shown_ns: i64, period_ns: i64) {
        let mut counted = self.counted();
        counted.begun = Some(Instant::now());
        counted.period_ns = period_ns;
        if let Some(before) = counted.shown_ns.replace(shown_ns) {
            let apart = shown_ns - before;
            counted.late += u64::from(apart as f64 > period_ns as f64 * LATE_PERIODS);
            counted
                .apart_us
                .push(u64::try_from(apart / 1000).unwrap_or(0));
        }
    }

    /// The frame was handed over.
    pub(super) fn ends(&self) {
        let mut counted = self.counted();
        if let Some(begun) = counted.begun.take() {
            let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            counted.work_us.push(took);
        }
    }

    /// What comes does not follow what was.
    pub(super) fn breaks(&self) {
        let mut counted = self.counted();
        counted.begun = None;
        counted.shown_ns = None;
    }

    /// Counts from here.
    fn anew(&self) {
        *self.counted() = Counted::default();
    }

    /// Frames so far.
    pub(super) fn frames(&self) -> usize {
        self.counted().work_us.len()
    }

    /// What they took; none before the first.
    #[must_use]
    pub fn figures(&self) -> Option<Frames> {
        let counted = self.counted();
        if counted.work_us.is_empty() {
            return None;
        }
        let sorted = |spans: &[u64]| {
            let mut spans = spans.to_vec();
            spans.sort_unstable();
            spans
        };
        let (work, apart) = (sorted(&counted.work_us), sorted(&counted.apart_us));
        Some(Frames {
            frames: work.len() as u64,
            period_us: u64::try_from(counted.period_ns / 1000).unwrap_or(0),
            work_us_p50: share(&work, 50),
            work_us_p99: share(&work, 99),
            work_us_max: share(&work, 100),
            shown_us_p99: share(&apart, 99),
            late: counted.late,
        })
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            pause_count.run_if(resource_changed::<Worn>),
            tell_poses.run_if(resource_equals(Worn::Yes)),
        ),
    );
    if app.world().resource::<PlayOptions>().measure_s.is_some() {
        app.add_systems(Update, measure);
    }
}

/// While the eyes are elsewhere no picture is late.
fn pause_count(worn: Res<Worn>, tally: Res<Tally>) {
    if *worn != Worn::Yes {
        tally.breaks();
    }
}

/// Where head and hands are, for the log of a run that nobody sees.
fn tell_poses(
    time: Res<Time<Real>>,
    options: Res<PlayOptions>,
    tally: Res<Tally>,
    hands: Res<super::Hands>,
    mut for_s: Local<f32>,
) {
    *for_s -= time.delta_secs();
    if options.script.is_none() || *for_s > 0.0 || hands.head.is_none() {
        return;
    }
    *for_s = TOLD_S;
    info!("headset: frame {}{}", tally.frames(), super::poses(&hands));
}

/// Goes into the street by itself, stays there as long as was asked, and leaves.
fn measure(
    options: Res<PlayOptions>,
    screen: Res<State<Screen>>,
    ready: Res<StreetReady>,
    tally: Res<Tally>,
    mut next: ResMut<NextState<Screen>>,
    mut pause: ResMut<NextState<Pause>>,
    mut leave: MessageWriter<Leave>,
    mut since: Local<Option<Instant>>,
    mut is_warm: Local<bool>,
) {
    let Some(seconds) = options.measure_s else {
        return;
    };
    if *screen.get() == Screen::Briefing && ready.0 {
        NextState::set_if_neq(&mut next, Screen::Case);
    }
    if *screen.get() != Screen::Case {
        return;
    }
    // Whoever looks on with the headset on the table measures the same street.
    NextState::set_if_neq(&mut pause, Pause::Running);
    let for_s = since.get_or_insert_with(Instant::now).elapsed();
    if for_s > WARM && !*is_warm {
        *is_warm = true;
        tally.anew();
    }
    if for_s > WARM + Duration::from_secs(u64::from(seconds)) {
        leave.write(Leave { is_success: true });
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    const PERIOD_NS: i64 = 11_111_111;

    #[test]
    fn a_picture_that_misses_its_turn_is_late_and_a_pause_is_not() {
        let tally = Tally::default();
        assert_eq!(tally.figures(), None);
        let mut shown = 0;
        for turns in [1, 1, 2, 1, 3] {
            shown += turns * PERIOD_NS;
            tally.begins(shown, PERIOD_NS);
            tally.ends();
        }
        tally.breaks();
        tally.begins(shown + 90 * PERIOD_NS, PERIOD_NS);
        tally.ends();
        // An end without a beginning is none.
        tally.ends();
        let figures = tally.figures().expect("frames");
        assert_eq!((figures.frames, figures.late), (6, 2));
        assert_eq!(figures.period_us, 11_111);
        assert_eq!(figures.shown_us_p99, 33_333);
        assert!(figures.work_us_p50 <= figures.work_us_p99);
        assert!(figures.work_us_p99 <= figures.work_us_max);
    }
}
