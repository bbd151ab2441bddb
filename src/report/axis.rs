//! The time axis of the tension chart: case time to places, with long stretches in which nothing happened cut out. Knows
//! no people and no words beyond its labels.

use super::wording::Wording;
use crate::domain::record::Moment;
use crate::domain::session::Effect;
use serde::Serialize;
use std::collections::BTreeSet;

/// Where time begins.
pub(super) const LEFT: i64 = 120;
/// Stretches longer than this in which nothing happens are cut…
const QUIET_MS: u64 = 60_000;
/// …down to this.
const CUT_MS: u64 = 15_000;
/// Steps of the time axis, in seconds.
const STEPS_S: [u64; 9] = [5, 10, 15, 30, 60, 120, 300, 600, 1800];

/// A label of the time axis.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tick {
    pub(super) x: i64,
    pub(super) label: String,
}

/// Case time to place on the axis.
pub(super) struct Axis {
    /// Where time ends, so that names fit beside it.
    pub(super) right: i64,
    /// Moment, and time spent on the axis up to it.
    knots: Vec<(u64, u64)>,
    whole: u64,
    gaps: Vec<(u64, u64)>,
}

impl Axis {
    /// The axis of a record, ending at `right`.
    pub(super) fn of(wording: &Wording<'_>, right: i64) -> Self {
        let record = wording.input.record;
        let mut moments: BTreeSet<u64> = BTreeSet::from([0, record.duration().0]);
        for event in &record.events {
            if matches!(
                event.what,
                Moment::In(_)
                    | Moment::Out(Effect::Mood { .. } | Effect::Line { .. } | Effect::Ended { .. })
            ) {
                moments.insert(event.at.0);
            }
        }
        let mut axis = Self {
            right,
            knots: Vec::new(),
            whole: 0,
            gaps: Vec::new(),
        };
        let mut last = 0;
        for moment in moments {
            let span = moment - last;
            if span > QUIET_MS {
                axis.gaps.push((last, moment));
                axis.whole += CUT_MS;
            } else {
                axis.whole += span;
            }
            axis.knots.push((moment, axis.whole));
            last = moment;
        }
        axis.whole = axis.whole.max(1);
        axis
    }

    /// Place of a moment.
    pub(super) fn x(&self, at_ms: u64) -> i64 {
        let next = self.knots.partition_point(|(moment, _)| *moment < at_ms);
        let spent = match (
            next.checked_sub(1).and_then(|one| self.knots.get(one)),
            self.knots.get(next),
        ) {
            (Some((from, spent)), Some((to, end))) => {
                spent + (end - spent) * (at_ms - from) / (to - from).max(1)
            }
            (None, Some((_, end))) => *end,
            (_, None) => self.whole,
        };
        let wide = u64::try_from(self.right - LEFT).unwrap_or(1);
        LEFT + i64::try_from(spent * wide / self.whole).unwrap_or(0)
    }

    fn is_cut(&self, at_ms: u64) -> bool {
        self.gaps
            .iter()
            .any(|(from, to)| *from < at_ms && at_ms < *to)
    }

    /// Labels, where time runs.
    pub(super) fn ticks(&self, wording: &Wording<'_>) -> Vec<Tick> {
        let step_s = STEPS_S
            .into_iter()
            .find(|step| self.whole / (step * 1000) <= 10)
            .unwrap_or(3600);
        let end = self.knots.last().map_or(0, |(moment, _)| *moment);
        let mut ticks: Vec<Tick> = Vec::new();
        for at in (0..=end).step_by(usize::try_from(step_s * 1000).unwrap_or(1)) {
            let x = self.x(at);
            if !self.is_cut(at) && ticks.last().is_none_or(|last| x - last.x >= 110) {
                ticks.push(Tick {
                    x,
                    label: wording.clock(at),
                });
            }
        }
        ticks
    }

    /// Places where time was cut out, labelled with how much where there is room.
    pub(super) fn gap_marks(&self, wording: &Wording<'_>) -> Vec<Tick> {
        let mut marks: Vec<Tick> = Vec::new();
        for (from, to) in &self.gaps {
            let x = i64::midpoint(self.x(*from), self.x(*to));
            let crowded = marks
                .iter()
                .rev()
                .find(|one| !one.label.is_empty())
                .is_some_and(|last| x - last.x < 190);
            let label = if crowded {
                String::new()
            } else {
                wording.with("tension-gap", &[("span", &wording.clock(to - from))])
            };
            marks.push(Tick { x, label });
        }
        marks
    }
}
