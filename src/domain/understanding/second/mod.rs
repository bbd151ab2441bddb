//! The second reader: a small network over the strip of an utterance. It sees order and distance where the linear model sees
//! what stands there at all; both err differently, so their mean reads better than either. Knows no files.

mod net;
pub(super) mod strip;

pub(super) use net::Net;
use net::{Look, Pact};

use super::RULED_OUT;
use super::normal::Utterance;
use super::rule::{Effect, Verdict};
use crate::domain::act::Act;
use crate::domain::ids::Language;
use crate::domain::understanding::lexicon::Lexicon;
use crate::domain::understanding::model::ACTS;
use strip::Cell;

/// What the second reader made of an utterance.
pub(super) struct Second {
    cells: Vec<Cell>,
    look: Look,
}

/// A cell belongs to the stretch that is shown as long as it holds this share of what the strongest one holds.
const SHOWN_SHARE: f32 = 0.2;
/// Longest stretch shown, in characters and in words.
const SHOWN_MAX: [usize; 2] = [10, 6];

impl Second {
    /// Looks at an utterance.
    pub(super) fn of(net: &Net, utterance: &Utterance, lexicon: &Lexicon) -> Option<Self> {
        let cells = strip::strip(utterance, lexicon);
        let look = net.look(&cells)?;
        Some(Self { cells, look })
    }

    /// Score of every act; what a rule excludes in the clause where the act was seen is taken off.
    pub(super) fn scores(&self, verdicts: &[Verdict]) -> [i32; ACTS] {
        let mut scores = self.look.scores;
        for verdict in verdicts.iter().filter(|v| v.effect == Effect::Never) {
            let peak = self.cells.get(self.peak(verdict.act));
            if peak.is_some_and(|cell| cell.place.0 == verdict.clause) {
                scores[verdict.act.index()] -= RULED_OUT;
            }
        }
        scores
    }

    /// Where most of an act's attention rests.
    fn peak(&self, act: Act) -> usize {
        let mut top = 0;
        for (at, share) in self.look.attention.iter().enumerate() {
            if share[act.index()] > self.look.attention[top][act.index()] {
                top = at;
            }
        }
        top
    }

    /// The stretch of words that an act's attention rests on, in their own spelling.
    pub(super) fn stretch(&self, act: Act, utterance: &Utterance) -> String {
        let peak = self.peak(act);
        let share = |at: usize| self.look.attention[at][act.index()];
        let Some(clause) = self.cells.get(peak).map(|c| c.place.0) else {
            return String::new();
        };
        let holds =
            |at: usize| share(at) >= share(peak) * SHOWN_SHARE && self.cells[at].place.0 == clause;
        let longest = SHOWN_MAX[utterance.lang as usize];
        let (mut start, mut end) = (peak, peak + 1);
        // The end of a clause has no words of its own: what comes before it is shown.
        let none = |at: usize| {
            let place = self.cells[at].place;
            utterance
                .clauses
                .get(place.0)
                .is_none_or(|c| c.units.len() <= place.1)
        };
        while end - start < longest && start > 0 && (holds(start - 1) || none(start)) {
            if self.cells[start - 1].place.0 != clause {
                break;
            }
            start -= 1;
        }
        while end - start < longest && end < self.cells.len() && holds(end) {
            end += 1;
        }
        let gap = if utterance.lang == Language::En {
            " "
        } else {
            ""
        };
        let words: Vec<&str> = self.cells[start..end]
            .iter()
            .filter_map(|cell| {
                let units = &utterance.clauses.get(cell.place.0)?.units;
                units.get(cell.place.1).map(|u| u.raw.as_str())
            })
            .collect();
        words.join(gap)
    }
}

impl Pact {
    /// How far each act stands above its line when both readers are heard. `first` is given as distance from its own lines.
    pub(super) fn margins(&self, first: &[i32; ACTS], second: &[i32; ACTS]) -> [i32; ACTS] {
        let mut margins = [0; ACTS];
        for act in Act::ALL {
            let i = act.index();
            let sum = i64::from(self.share) * i64::from(second[i])
                + i64::from(1024 - self.share) * i64::from(first[i]);
            let line = self.lines[usize::from(act.is_wrong())];
            margins[i] = i32::try_from(sum >> 10).unwrap_or(i32::MIN / 2) - line;
        }
        margins
    }

    /// The distance from a line by which certainty is told.
    pub(super) fn stretched(&self, margin: i32) -> i32 {
        i32::try_from((i64::from(self.stretch) * i64::from(margin)) >> 10).unwrap_or(i32::MAX)
    }
}
