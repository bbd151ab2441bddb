//! Learns the model from labelled lines: one-vs-rest logistic regression on the best stretch of each line (an act is in a line
//! when it is in one of its stretches). Whole numbers and a seed only: the same lines give the same file on every machine.

mod strips;

pub use strips::strips;

use super::chance::Chance;
use super::feature::{self, Segment};
use super::lexicon::Lexicon;
use super::model::{ACTS, COLUMNS, Decision, Model, NOTHING, inverse_root, logistic};
use super::noise::Noise;
use super::normal::Normaliser;
use super::settle::Settling;
use super::threshold;
use crate::domain::act::Act;
use crate::domain::ids::Language;
use std::collections::{BTreeMap, BTreeSet};

/// A training line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What was said.
    pub text: String,
    /// In which language.
    pub lang: Language,
    /// What it does; empty for talk that does nothing here.
    pub acts: Vec<Act>,
}

/// What training may spend and how it weighs. The defaults are those of the shipped model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Rounds over the material.
    pub rounds: u32,
    /// Parts the material is cut into to find the decision lines.
    pub folds: usize,
    /// First step width, in 1/512.
    pub step: u64,
    /// Occurrences after which the step of a feature has shrunk to 0.7.
    pub patience: u64,
    /// Share of each weight lost per round, in 1/65536.
    pub decay: i64,
    /// Noisy copies of each line.
    pub noisy: usize,
    /// Copies with words swapped within their concept.
    pub swapped: usize,
    /// Joined lines per line, in thousandths.
    pub joined: usize,
    /// A feature must be seen in this many lines.
    pub least_lines: u32,
    /// Share of plain features left out at each visit, in 1/256: what is left must learn to do without them.
    pub dropout: u64,
    /// How much more a false alarm of wrong conduct costs than any other.
    pub alarm_price: i64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            rounds: 12,
            folds: 3,
            step: 1024,
            patience: 30,
            decay: 600,
            noisy: 1,
            swapped: 2,
            joined: 500,
            least_lines: 2,
            dropout: 64,
            alarm_price: 1,
        }
    }
}

/// Trains with the shipped plan; the bytes are the model file.
#[must_use]
pub fn train(lines: &[Labelled], lexicon: &Lexicon, seed: u64) -> Vec<u8> {
    train_with(lines, lexicon, seed, &Plan::default()).to_bytes()
}

/// Trains with a plan of one's own. A sentence that stands there twice counts once.
#[must_use]
pub fn train_with(lines: &[Labelled], lexicon: &Lexicon, seed: u64, plan: &Plan) -> Model {
    let mut seen = BTreeSet::new();
    let lines: Vec<&Labelled> = lines
        .iter()
        .filter(|line| seen.insert((line.text.as_str(), line.lang)))
        .collect();
    let samples = prepare(&lines, lexicon, seed, plan);
    let mut held: Vec<threshold::Scored> = Vec::new();
    if plan.folds > 1 {
        for fold in 0..plan.folds {
            let part = |s: &Sample| fold_of(s.line, plan.folds);
            let taught: Vec<&Sample> = samples.iter().filter(|s| part(s) != fold).collect();
            let model = fit(&taught, lexicon, seed, plan);
            let asked = samples.iter().filter(|s| s.original && part(s) == fold);
            held.extend(asked.map(|s| threshold::Scored {
                lang: s.lang,
                owed: s.mask,
                scores: best(&model, &s.segments),
                nothing: s.segments.first().map_or(0, |whole| model.scores(whole).1),
                clauses: s.segments.first().map_or(0, |whole| whole.clauses.1),
            }));
        }
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let mut model = fit(&all, lexicon, seed, plan);
    if !held.is_empty() {
        model.settling = Settling::learn(&held, seed);
        for line in &mut held {
            line.scores = model
                .settling
                .settle(&line.scores, line.nothing, line.clauses);
        }
        model.decisions = [
            threshold::choose(&held, Language::Zh, plan.alarm_price),
            threshold::choose(&held, Language::En, plan.alarm_price),
        ];
    }
    model
}

/// Neighbouring lines were written in one breath: they stay in one part.
fn fold_of(line: usize, folds: usize) -> usize {
    (line / NEIGHBOURS) % folds
}

/// How many lines in a row stay in one part.
const NEIGHBOURS: usize = 48;

/// The best score of each act over the stretches of a line.
#[must_use]
pub fn best(model: &Model, segments: &[Segment]) -> [i32; ACTS] {
    let mut best = [i32::MIN; ACTS];
    for segment in segments {
        for (top, score) in best.iter_mut().zip(model.scores(segment).0) {
            *top = (*top).max(score);
        }
    }
    best
}

struct Sample {
    /// Position of the (first) line it comes from.
    line: usize,
    lang: Language,
    original: bool,
    /// Bit per act.
    mask: u32,
    segments: Vec<Segment>,
}

/// Bit set of acts.
#[must_use]
pub fn mask_of(acts: &[Act]) -> u32 {
    acts.iter().fold(0, |mask, act| mask | 1 << act.index())
}

fn prepare(lines: &[&Labelled], lexicon: &Lexicon, seed: u64, plan: &Plan) -> Vec<Sample> {
    let normaliser = Normaliser::new();
    let noise = Noise::from_texts(lines.iter().map(|l| l.text.as_str()));
    let mut chance = Chance::new(seed);
    let mut samples = Vec::new();
    let mut add = |line: usize, text: &str, lang: Language, mask: u32, original: bool| {
        let segments = feature::segments(&normaliser.utterance(text, Some(lang)), lexicon);
        samples.push(Sample {
            line,
            lang,
            original,
            mask,
            segments,
        });
    };
    for (at, line) in lines.iter().enumerate() {
        let mask = mask_of(&line.acts);
        add(at, &line.text, line.lang, mask, true);
        for _ in 0..plan.noisy {
            let heard = noise.heard(&line.text, line.lang, 120, &mut chance);
            add(at, &heard, line.lang, mask, false);
        }
        for _ in 0..plan.swapped {
            if let Some(text) = lexicon.swap(&line.text, line.lang, &normaliser, &mut chance) {
                add(at, &text, line.lang, mask, false);
            }
        }
        if chance.happens(plan.joined) {
            // Partners come from the same part, or a held-out line would leak into training.
            let mut text = line.text.clone();
            let mut mask = mask;
            for _ in 0..1 + chance.below(2) {
                let other = chance.below(lines.len());
                let Some(partner) = lines.get(other) else {
                    continue;
                };
                if partner.lang != line.lang
                    || partner.acts.is_empty()
                    || fold_of(other, plan.folds.max(1)) != fold_of(at, plan.folds.max(1))
                {
                    continue;
                }
                text = join(&text, &partner.text, line.lang, &mut chance);
                mask |= mask_of(&partner.acts);
            }
            if text != line.text {
                if chance.happens(300) {
                    text = noise.heard(&text, line.lang, 60, &mut chance);
                }
                add(at, &text, line.lang, mask, false);
            }
        }
    }
    samples
}

fn join(one: &str, other: &str, lang: Language, chance: &mut Chance) -> String {
    let comma = chance.happens(600);
    let head = one.trim_end_matches(['。', '.', '！', '!', '，', ',']);
    match (lang, comma) {
        (Language::Zh, true) => format!("{head}，{other}"),
        (Language::Zh, false) => format!("{head}。{other}"),
        (Language::En, true) => format!("{head}, {other}"),
        (Language::En, false) => format!("{head}. {other}"),
    }
}

/// A row of weights padded to a width the processor likes.
type Row = [i32; 32];
const LIMIT: i32 = 1 << 20;

struct Ready {
    mask: u32,
    /// Share of the step, in 1/4: copies teach less than what was written.
    weight: i32,
    /// For each stretch: features with their values, and 65536 / norm.
    stretches: Vec<(Vec<(u32, i32)>, i32)>,
}

fn fit(samples: &[&Sample], lexicon: &Lexicon, seed: u64, plan: &Plan) -> Model {
    let hashes = vocabulary(samples, plan.least_lines);
    let mut frequency = vec![0_u64; hashes.len()];
    let ready: Vec<Ready> = samples
        .iter()
        .map(|sample| {
            let stretches = sample
                .segments
                .iter()
                .map(|segment| {
                    let mut square = 0;
                    let known: Vec<(u32, i32)> = segment
                        .features
                        .iter()
                        .filter_map(|(_, f)| {
                            let at = hashes.binary_search(&f.hash).ok()?;
                            square += u64::from(f.value).pow(2);
                            Some((u32::try_from(at).ok()?, i32::from(f.value)))
                        })
                        .collect();
                    (known, inverse_root(square).cast_signed().min(65_536))
                })
                .collect::<Vec<_>>();
            if let Some((whole, _)) = stretches.first() {
                for (at, _) in whole {
                    frequency[*at as usize] += 1;
                }
            }
            let weight = if sample.original { 4 } else { 2 };
            Ready {
                mask: sample.mask,
                weight,
                stretches,
            }
        })
        .collect();
    let mut rows: Vec<Row> = vec![[0; 32]; hashes.len()];
    let mut sums: Vec<Row> = vec![[0; 32]; hashes.len()];
    let mut averaged = 0;
    let mut order: Vec<usize> = (0..ready.len()).collect();
    let mut chance = Chance::new(seed ^ 0x5eed);
    for round in 0..plan.rounds {
        let widths: Vec<i32> = frequency
            .iter()
            .map(|f| {
                let seen = f * u64::from(round) + f / 2;
                let width =
                    (plan.step * plan.step * plan.patience / (plan.patience + seen)).isqrt();
                i32::try_from(width.max(1)).unwrap_or(i32::MAX)
            })
            .collect();
        chance.shuffle(&mut order);
        for at in &order {
            let thinned = thin(&ready[*at], plan.dropout, &mut chance);
            learn(&thinned, &mut rows, &widths);
        }
        for row in &mut rows {
            for weight in row.iter_mut() {
                let loss = (i64::from(*weight) * plan.decay) >> 16;
                *weight -= i32::try_from(loss).unwrap_or_default();
            }
        }
        if round * 2 >= plan.rounds {
            averaged += 1;
            for (sum, row) in sums.iter_mut().zip(&rows) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += w;
                }
            }
        }
    }
    quantise(lexicon, hashes, &sums, averaged.max(1))
}

fn vocabulary(samples: &[&Sample], least_lines: u32) -> Vec<u32> {
    let mut seen: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for sample in samples {
        for segment in sample.segments.iter().take(1) {
            for (_, f) in &segment.features {
                let entry = seen.entry(f.hash).or_insert((usize::MAX, 0));
                if entry.0 != sample.line {
                    *entry = (sample.line, entry.1 + 1);
                }
            }
        }
    }
    seen.into_iter()
        .filter(|(_, (_, lines))| *lines >= least_lines)
        .map(|(hash, _)| hash)
        .collect()
}

/// The sample with some plain features left out, drawn anew at each visit. Concepts stay: they are few, and the ones to rely on.
fn thin(sample: &Ready, dropout: u64, chance: &mut Chance) -> Ready {
    let mut salt = chance.bits();
    let mut drops = || {
        salt = salt
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        salt >> 56 < dropout
    };
    let stretches = sample
        .stretches
        .iter()
        .map(|(features, _)| {
            let mut square = 0;
            let kept: Vec<(u32, i32)> = features
                .iter()
                .copied()
                .filter(|(_, value)| {
                    let kept = *value >= CONCEPT_VALUE || !drops();
                    if kept {
                        square += u64::from(value.unsigned_abs()).pow(2);
                    }
                    kept
                })
                .collect();
            (kept, inverse_root(square).cast_signed().min(65_536))
        })
        .collect();
    Ready {
        mask: sample.mask,
        weight: sample.weight,
        stretches,
    }
}

/// Features of at least this value are concepts.
const CONCEPT_VALUE: i32 = 3;

fn learn(sample: &Ready, rows: &mut [Row], widths: &[i32]) {
    let mut top = [i64::MIN; COLUMNS];
    let mut whose = [0_usize; COLUMNS];
    for (at, (features, norm)) in sample.stretches.iter().enumerate() {
        let mut sum: Row = [0; 32];
        for (feature, value) in features {
            let row = &rows[*feature as usize];
            for (s, w) in sum.iter_mut().zip(row) {
                *s += w * value;
            }
        }
        // Only the whole line can do nothing at all.
        let columns = if at == 0 { COLUMNS } else { ACTS };
        for act in 0..columns {
            let score = (i64::from(sum[act]) * i64::from(*norm)) >> 16;
            if score > top[act] {
                top[act] = score;
                whose[act] = at;
            }
        }
    }
    for (at, (features, norm)) in sample.stretches.iter().enumerate() {
        let mut pull: Row = [0; 32];
        let mut any = false;
        for act in 0..COLUMNS {
            if whose[act] != at {
                continue;
            }
            let does = if act == NOTHING {
                sample.mask == 0
            } else {
                sample.mask >> act & 1 == 1
            };
            let wanted = if does { 65_536 } else { 0 };
            let error = wanted - logistic(top[act]).cast_signed();
            // Errors below half a percent are left alone: they only make the model larger.
            if error.abs() < 330 {
                continue;
            }
            any = true;
            // 1/65536 · 1/65536 · 4, wanted in 1/2^20
            let wide = (i64::from(error) * i64::from(*norm) * i64::from(sample.weight)) >> 14;
            pull[act] = i32::try_from(wide.clamp(-(1 << 17), 1 << 17)).unwrap_or_default();
        }
        if !any {
            continue;
        }
        for (feature, value) in features {
            let width = (widths[*feature as usize] * value).min(16_383);
            let row = &mut rows[*feature as usize];
            for (w, p) in row.iter_mut().zip(&pull) {
                *w = (*w + ((p * width) >> 11)).clamp(-LIMIT, LIMIT);
            }
        }
    }
}

/// Averages, drops rows that hardly weigh, and brings the rest to one byte a weight.
fn quantise(lexicon: &Lexicon, hashes: Vec<u32>, sums: &[Row], averaged: i32) -> Model {
    let mean = |row: &Row| row.map(|w| w / averaged);
    let mut sizes: Vec<i32> = sums
        .iter()
        .map(|r| mean(r).iter().map(|w| w.abs()).max().unwrap_or_default())
        .collect();
    sizes.sort_unstable();
    // The largest thousandth is clipped; it gains nothing in width what the rest would lose in fineness.
    let largest = sizes
        .get(sizes.len().saturating_sub(1 + sizes.len() / 1000))
        .copied()
        .unwrap_or(1);
    let step = (largest / 127).max(1);
    let mut model = Model {
        fingerprint: lexicon.fingerprint(),
        step: step.unsigned_abs(),
        hashes: Vec::new(),
        weights: Vec::new(),
        decisions: [Decision::default(), Decision::default()],
        settling: Settling::default(),
    };
    for (hash, row) in hashes.into_iter().zip(sums) {
        let mut weights = [0_i8; COLUMNS];
        for (small, wide) in weights.iter_mut().zip(mean(row)) {
            let rounded = (wide + wide.signum() * step / 2) / step;
            *small = i8::try_from(rounded.clamp(-127, 127)).unwrap_or_default();
        }
        if weights.iter().any(|w| *w != 0) {
            model.hashes.push(hash);
            model.weights.push(weights);
        }
    }
    model
}

/// Reads a lexicon for training.
///
/// # Errors
/// As [`Lexicon::parse`].
pub fn lexicon(text: &str) -> Result<Lexicon, super::LoadError> {
    Lexicon::parse(text, &Normaliser::new())
}
