//! Finds the decision lines from held-out scores: from which score on an act counts as said. Whole numbers only.

use super::model::{ACTS, Decision, SCORE_ONE};
use crate::domain::act::Act;
use crate::domain::ids::Language;

/// A held-out line: what it does and what the model scored.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Its language.
    pub lang: Language,
    /// Bit per act that is right.
    pub owed: u32,
    /// Best score of each act.
    pub scores: [i32; ACTS],
    /// Score of talk that does nothing here.
    pub nothing: i32,
    /// How many clauses it has.
    pub clauses: usize,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    right: i64,
    false_alarms: i64,
    missed: i64,
}

impl Tally {
    /// F1 in millionths.
    fn f1(self) -> i64 {
        let all = 2 * self.right + self.false_alarms + self.missed;
        if all == 0 {
            0
        } else {
            2_000_000 * self.right / all
        }
    }
}

/// Decision lines with the best F1 over all acts; a false alarm of wrong conduct counts `alarm_price` times more.
#[must_use]
pub fn choose(held: &[Scored], lang: Language, alarm_price: i64) -> Decision {
    let lines: Vec<&Scored> = held.iter().filter(|s| s.lang == lang).collect();
    let mut decision = Decision::default();
    if lines.is_empty() {
        return decision;
    }
    for _ in 0..3 {
        for act in 0..ACTS {
            let mut best = (i64::MIN, decision.thresholds[act]);
            for candidate in (-24..=24).map(|k| k * SCORE_ONE / 8) {
                let mut trial = decision.clone();
                trial.thresholds[act] = candidate;
                // A line far from even odds must earn its place: few lines decide for a rare act.
                let drift = i64::from((candidate / (SCORE_ONE / 8)).abs());
                let value = tally(&lines, &trial, alarm_price).f1() - drift * 8;
                if value > best.0 {
                    best = (value, candidate);
                }
            }
            decision.thresholds[act] = best.1;
        }
        let mut best = (i64::MIN, 0);
        for grace in (0..=20).map(|k| k * SCORE_ONE / 8) {
            let trial = Decision {
                grace,
                ..decision.clone()
            };
            let value = tally(&lines, &trial, alarm_price).f1();
            if value > best.0 {
                best = (value, grace);
            }
        }
        decision.grace = best.1;
    }
    decision
}

fn tally(lines: &[&Scored], decision: &Decision, alarm_price: i64) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        let read = decide(&line.scores, decision);
        tally.right += i64::from((read & line.owed).count_ones());
        tally.missed += i64::from((line.owed & !read).count_ones());
        let wrong = read & !line.owed;
        tally.false_alarms += i64::from(wrong.count_ones())
            + alarm_price * i64::from((wrong & wrong_conduct()).count_ones());
    }
    tally
}

/// Bits of the wrong acts.
fn wrong_conduct() -> u32 {
    Act::ALL
        .iter()
        .filter(|a| a.is_wrong())
        .fold(0, |m, a| m | 1 << a.index())
}

/// Bits of the acts read from scores: all that reach their line, else the nearest within the grace.
#[must_use]
pub fn decide(scores: &[i32; ACTS], decision: &Decision) -> u32 {
    let mut read = 0_u32;
    let mut nearest = (i32::MIN, 0_usize);
    for (act, (score, line)) in scores.iter().zip(&decision.thresholds).enumerate() {
        let margin = score.saturating_sub(*line);
        if margin >= 0 {
            read |= 1 << act;
        }
        if margin > nearest.0 {
            nearest = (margin, act);
        }
    }
    if read == 0 && nearest.0 >= -decision.grace {
        read = 1 << nearest.1;
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_part_what_can_be_parted() {
        let line = |owed: u32, score: i32| {
            let mut scores = [-5000; ACTS];
            scores[0] = score;
            Scored {
                lang: Language::Zh,
                owed,
                scores,
                nothing: 0,
                clauses: 1,
            }
        };
        let held = [line(1, 900), line(1, 700), line(0, 300), line(0, -900)];
        let decision = choose(&held, Language::Zh, 1);
        for held in &held {
            assert_eq!(decide(&held.scores, &decision), held.owed);
        }
    }
}
