//! The second look: acts explain each other. A deadline stands beside an order more often than alone, an insult
//! seldom beside an offer of help. Learned from held-out scores; whole numbers only.

use super::chance::Chance;
use super::model::{ACTS, SCORE_ONE, logistic};
use super::threshold::Scored;

/// Weights of the second look, in 1/1024.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// For each act: how much its own score counts.
    pub own: [i32; ACTS],
    /// For each act: what the likelihood of every other act adds.
    pub cross: [[i32; ACTS]; ACTS],
    /// For each act: what each further clause adds.
    pub length: [i32; ACTS],
    /// For each act: what the likelihood adds that the talk does nothing here.
    pub nothing: [i32; ACTS],
    /// For each act: what is always added.
    pub bias: [i32; ACTS],
}

impl Default for Settling {
    fn default() -> Self {
        Self {
            own: [1024; ACTS],
            cross: [[0; ACTS]; ACTS],
            length: [0; ACTS],
            nothing: [0; ACTS],
            bias: [0; ACTS],
        }
    }
}

/// Likelihood of an act, in 1/1024.
fn likelihood(score: i32) -> i64 {
    i64::from(logistic(i64::from(score) << 8)) >> 6
}

/// Clauses beyond the first, at most four, in 1/1024.
fn further(clauses: usize) -> i64 {
    i64::try_from(clauses.saturating_sub(1).min(4)).unwrap_or(4) * 1024
}

impl Settling {
    /// Scores after the second look.
    #[must_use]
    pub fn settle(&self, scores: &[i32; ACTS], nothing: i32, clauses: usize) -> [i32; ACTS] {
        let likely = scores.map(likelihood);
        let idle = likelihood(nothing);
        let mut settled = [0; ACTS];
        for (act, out) in settled.iter_mut().enumerate() {
            let others: i64 = (0..ACTS)
                .filter(|b| *b != act)
                .map(|b| i64::from(self.cross[act][b]) * likely[b])
                .sum();
            let sum = i64::from(self.own[act]) * i64::from(scores[act].clamp(-8192, 8192))
                + others
                + i64::from(self.nothing[act]) * idle
                + i64::from(self.length[act]) * further(clauses);
            let score = (sum >> 10) + i64::from(self.bias[act]);
            *out = i32::try_from(score.clamp(-30_000, 30_000)).unwrap_or_default();
        }
        settled
    }

    /// Learns the weights from held-out lines.
    #[must_use]
    pub fn learn(held: &[Scored], seed: u64) -> Self {
        // Kept finer while learning: 1/2^20.
        let mut own = [1_i64 << 20; ACTS];
        let mut cross = [[0_i64; ACTS]; ACTS];
        let mut length = [0_i64; ACTS];
        let mut nothing = [0_i64; ACTS];
        let mut bias = [0_i64; ACTS];
        let mut chance = Chance::new(seed);
        let mut order: Vec<usize> = (0..held.len()).collect();
        for round in 0..30_i64 {
            chance.shuffle(&mut order);
            // Step 1/32 falling to a tenth of it, as a shift of an error in 1/65536 times an input in 1/1024.
            let divisor = (1 << 11) * (10 + round * 3) / 10;
            for at in &order {
                let Some(line) = held.get(*at) else { continue };
                let likely = line.scores.map(likelihood);
                let more = further(line.clauses);
                let idle = likelihood(line.nothing);
                for act in 0..ACTS {
                    let score = i64::from(line.scores[act].clamp(-8192, 8192));
                    let mut sum = own[act] * score
                        + length[act] * more
                        + nothing[act] * idle
                        + (bias[act] << 10);
                    for (b, weight) in cross[act].iter().enumerate() {
                        if b != act {
                            sum += weight * likely[b];
                        }
                    }
                    // 1/2^30 → 1/2^18
                    let wanted = if line.owed >> act & 1 == 1 { 65_536 } else { 0 };
                    let error = wanted - i64::from(logistic(sum >> 12));
                    if error.abs() < 200 {
                        continue;
                    }
                    own[act] += error * score / divisor / 8;
                    length[act] += error * more / divisor / 8;
                    nothing[act] += error * idle / divisor;
                    bias[act] += error * i64::from(SCORE_ONE) / divisor;
                    for (b, weight) in cross[act].iter_mut().enumerate() {
                        if b != act {
                            *weight += error * likely[b] / divisor;
                            *weight -= *weight >> 14;
                        }
                    }
                }
            }
        }
        let small = |w: i64| i32::try_from((w >> 10).clamp(-32_000, 32_000)).unwrap_or_default();
        Self {
            own: own.map(small),
            cross: cross.map(|row| row.map(small)),
            length: length.map(small),
            nothing: nothing.map(small),
            bias: bias.map(small),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Language;

    #[test]
    fn an_act_that_never_comes_alone_is_settled_by_its_partner() {
        let mut held = Vec::new();
        for i in 0..400 {
            let both = i % 2 == 0;
            let mut scores = [-4000; ACTS];
            scores[1] = 200;
            scores[0] = if both { 3000 } else { -3000 };
            held.push(Scored {
                lang: Language::Zh,
                owed: if both { 3 } else { 0 },
                scores,
                nothing: 0,
                clauses: 1,
            });
        }
        let settling = Settling::learn(&held, 1);
        let with = settling.settle(&held[0].scores, 0, 1);
        let without = settling.settle(&held[1].scores, 0, 1);
        assert!(with[1] > 0 && without[1] < 0, "{} {}", with[1], without[1]);
    }
}
