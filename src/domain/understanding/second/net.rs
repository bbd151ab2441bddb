//! The network of the second reader: what stands in each cell is added up, three layers look at neighbours further and
//! further away, and each act asks the cells which of them speak for it. Floats in a fixed order, and only operations that
//! IEEE 754 rounds alike everywhere, so every machine reads a sentence the same. Knows how to read, not how to learn.

use super::strip::Cell;
use crate::domain::understanding::error::LoadError;
use crate::domain::understanding::model::ACTS;

const MAGIC: [u8; 4] = *b"SWSR";
const VERSION: u8 = 1;
const MAX_RAW: usize = 64 << 20;
/// Taps of a layer: before, here, after.
const TAPS: usize = 3;
/// No number of the pact is larger.
const PACT_MAX: u32 = 16 * 1024;
/// As PyTorch has it.
const EPSILON: f32 = 1e-5;

/// A layer that looks at neighbours.
#[derive(Debug, Clone, PartialEq)]
struct Layer {
    /// How many cells away the neighbours stand.
    reach: usize,
    /// Tap, input, output; the second half of the outputs are gates.
    weights: Vec<f32>,
    bias: Vec<f32>,
    norm: Norm,
}

#[derive(Debug, Clone, PartialEq)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

/// How the scores of both readers become one decision. Chosen on lines that neither had learned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pact {
    /// Share of the network, in 1/1024; the rest is the linear model's.
    pub share: i32,
    /// From which common score on a lawful act, and a wrong one, is read.
    pub lines: [i32; 2],
    /// When no act reaches its line, the nearest one is read if it misses by no more than this.
    pub grace: i32,
    /// By what a distance from the line is stretched before it becomes a certainty, in 1/1024: a mean of two is shyer than
    /// either.
    pub stretch: i32,
}

/// A loaded network.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// Of the lexicon it was trained with.
    pub fingerprint: u32,
    /// How it and the first reader agree.
    pub pact: Pact,
    width: usize,
    hashes: Vec<u32>,
    /// One row of `width` for each hash.
    rows: Vec<i8>,
    /// What one step of a row is worth.
    steps: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
    /// What the whole says to each cell: input, output.
    whole: Vec<f32>,
    whole_bias: Vec<f32>,
    /// What each act asks: input, act.
    asks: Vec<f32>,
    /// How each act weighs the answer: act, input.
    weighs: Vec<f32>,
    bias: Vec<f32>,
}

/// What the network saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Logit of each act, in 1/1024.
    pub scores: [i32; ACTS],
    /// For each cell, how much of each act's attention rests there; shares of one.
    pub attention: Vec<[f32; ACTS]>,
}

impl Net {
    /// Looks at a strip; nothing where the strip is empty.
    #[must_use]
    pub fn look(&self, cells: &[Cell]) -> Option<Look> {
        let n = cells.len();
        if n == 0 {
            return None;
        }
        let d = self.width;
        let mut x = vec![0_f32; n * d];
        for (cell, out) in cells.iter().zip(x.chunks_exact_mut(d)) {
            for hash in &cell.hashes {
                let Ok(at) = self.hashes.binary_search(hash) else {
                    continue;
                };
                let step = self.steps[at];
                let row = &self.rows[at * d..(at + 1) * d];
                for (o, w) in out.iter_mut().zip(row) {
                    *o += f32::from(*w) * step;
                }
            }
            self.first.apply(out);
        }
        for layer in &self.layers {
            let mut seen: Vec<f32> = layer.bias.repeat(n);
            for (tap, weights) in layer.weights.chunks_exact(d * 2 * d).enumerate() {
                for (at, y) in seen.chunks_exact_mut(2 * d).enumerate() {
                    let from = (at + tap * layer.reach).checked_sub(layer.reach);
                    if let Some(input) = from.and_then(|from| x.get(from * d..(from + 1) * d)) {
                        add_product(y, input, weights);
                    }
                }
            }
            for (out, y) in x.chunks_exact_mut(d).zip(seen.chunks_exact(2 * d)) {
                let (values, gates) = y.split_at(d);
                for ((o, v), g) in out.iter_mut().zip(values).zip(gates) {
                    *o += v / (1.0 + exp(-g));
                }
                layer.norm.apply(out);
            }
        }
        let mut most = x[..d].to_vec();
        for cell in x.chunks_exact(d).skip(1) {
            for (m, v) in most.iter_mut().zip(cell) {
                *m = m.max(*v);
            }
        }
        let mut whole = self.whole_bias.clone();
        add_product(&mut whole, &most, &self.whole);
        for cell in x.chunks_exact_mut(d) {
            for (v, w) in cell.iter_mut().zip(&whole) {
                *v += w.max(0.0);
            }
        }
        Some(self.answer(&x))
    }

    fn answer(&self, x: &[f32]) -> Look {
        let d = self.width;
        let mut attention: Vec<[f32; ACTS]> = x
            .chunks_exact(d)
            .map(|cell| {
                let mut asked = [0.0; ACTS];
                add_product(&mut asked, cell, &self.asks);
                asked
            })
            .collect();
        let mut scores = [0; ACTS];
        for (act, score) in scores.iter_mut().enumerate() {
            let top = attention.iter().fold(f32::MIN, |m, a| m.max(a[act]));
            let mut sum = 0.0;
            for share in &mut attention {
                share[act] = exp(share[act] - top);
                sum += share[act];
            }
            let weighs = &self.weighs[act * d..(act + 1) * d];
            let mut logit = self.bias[act];
            for (share, cell) in attention.iter_mut().zip(x.chunks_exact(d)) {
                share[act] /= sum;
                let mut says = 0.0;
                for (w, v) in weighs.iter().zip(cell) {
                    says += w * v;
                }
                logit += share[act] * says;
            }
            *score = thousandths(logit);
        }
        Look { scores, attention }
    }

    /// Reads the file form.
    ///
    /// # Errors
    /// [`LoadError::Second`] when the bytes are no network of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        let rest = bytes
            .strip_prefix(&MAGIC)
            .ok_or(LoadError::Second("not a network file"))?;
        let (&version, packed) = rest.split_first().ok_or(LoadError::Second("cut off"))?;
        if version != VERSION {
            return Err(LoadError::Second("unknown format number"));
        }
        let raw = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MAX_RAW)
            .map_err(|_| LoadError::Second("damaged"))?;
        let mut reader = Reader(&raw);
        let fingerprint = reader.word()?;
        let width = reader.size(256)?;
        let count = reader.size(1 << 20)?;
        let deep = reader.size(16)?;
        if reader.size(256)? != ACTS {
            return Err(LoadError::Second("for another list of acts"));
        }
        let mut pact = [0; 5];
        for number in &mut pact {
            *number = reader.word()?.cast_signed();
            if number.unsigned_abs() > PACT_MAX {
                return Err(LoadError::Second("a size beyond reason"));
            }
        }
        let [share, lawful, wrong, grace, stretch] = pact;
        let hashes = reader.words(count)?;
        if !hashes.is_sorted() {
            return Err(LoadError::Second("features out of order"));
        }
        let steps = reader.floats(count)?;
        // Column by column, as neighbours in a column are alike; memory only for what is there.
        let packed = reader.take(count * width)?;
        let mut rows = vec![0; packed.len()];
        for (column, bytes) in packed.chunks_exact(count.max(1)).enumerate() {
            for (at, byte) in bytes.iter().enumerate() {
                rows[at * width + column] = byte.cast_signed();
            }
        }
        let first = reader.norm(width)?;
        let mut layers = Vec::new();
        for _ in 0..deep {
            layers.push(Layer {
                reach: reader.size(64)?.max(1),
                weights: reader.floats(TAPS * width * 2 * width)?,
                bias: reader.floats(2 * width)?,
                norm: reader.norm(width)?,
            });
        }
        let net = Self {
            fingerprint,
            pact: Pact {
                share,
                lines: [lawful, wrong],
                grace,
                stretch,
            },
            width,
            hashes,
            rows,
            steps,
            first,
            layers,
            whole: reader.floats(width * width)?,
            whole_bias: reader.floats(width)?,
            asks: reader.floats(width * ACTS)?,
            weighs: reader.floats(ACTS * width)?,
            bias: reader.floats(ACTS)?,
        };
        if reader.0.is_empty() && width > 0 {
            Ok(net)
        } else {
            Err(LoadError::Second("wrong length"))
        }
    }
}

impl Norm {
    /// Brings a cell to mean 0 and spread 1, then to what was learned.
    fn apply(&self, cell: &mut [f32]) {
        let n = f32::from(u16::try_from(cell.len()).unwrap_or(u16::MAX));
        let mean = cell.iter().sum::<f32>() / n;
        let mut spread = 0.0;
        for v in cell.iter() {
            spread += (v - mean) * (v - mean);
        }
        let by = 1.0 / (spread / n + EPSILON).sqrt();
        for ((v, g), b) in cell.iter_mut().zip(&self.gain).zip(&self.bias) {
            *v = (*v - mean) * by * g + b;
        }
    }
}

/// Adds input × weights (input rows of outputs) to `sums`; each sum in the order of the inputs, whatever the processor's width.
fn add_product(sums: &mut [f32], input: &[f32], weights: &[f32]) {
    for (value, row) in input.iter().zip(weights.chunks_exact(sums.len())) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += value * weight;
        }
    }
}

/// e^x by halving and a short series; the library's own differs between systems in the last bit.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let halves = (x * std::f32::consts::LOG2_E).round();
    let rest = x - halves * std::f32::consts::LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (1.0 / 2.0
                        + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    // Within -116 and 116 after the clamp.
    #[expect(clippy::cast_possible_truncation, reason = "small whole number")]
    let power = (halves as i32 + 127).cast_unsigned();
    series * f32::from_bits(power << 23)
}

fn thousandths(logit: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let score = (logit * 1024.0).clamp(-30_000.0, 30_000.0).round() as i32;
    score
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, n: usize) -> Result<&[u8], LoadError> {
        let (head, rest) = self
            .0
            .split_at_checked(n)
            .ok_or(LoadError::Second("cut off"))?;
        self.0 = rest;
        Ok(head)
    }

    fn word(&mut self) -> Result<u32, LoadError> {
        let bytes = self.take(4)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |word, b| word << 8 | u32::from(*b)))
    }

    fn size(&mut self, most: usize) -> Result<usize, LoadError> {
        usize::try_from(self.word()?)
            .ok()
            .filter(|n| *n <= most)
            .ok_or(LoadError::Second("a size beyond reason"))
    }

    fn words(&mut self, n: usize) -> Result<Vec<u32>, LoadError> {
        (0..n).map(|_| self.word()).collect()
    }

    fn floats(&mut self, n: usize) -> Result<Vec<f32>, LoadError> {
        (0..n)
            .map(|_| {
                let value = f32::from_bits(self.word()?);
                if value.is_finite() {
                    Ok(value)
                } else {
                    Err(LoadError::Second("a weight that is no number"))
                }
            })
            .collect()
    }

    fn norm(&mut self, width: usize) -> Result<Norm, LoadError> {
        Ok(Norm {
            gain: self.floats(width)?,
            bias: self.floats(width)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::chance::Chance;

    /// A network of chance weights, in the file form before it is packed.
    fn raw(seed: u64, width: usize, hashes: &[u32]) -> Vec<u8> {
        let mut chance = Chance::new(seed);
        let mut raw = Vec::new();
        let word = |n: usize| u32::try_from(n).unwrap_or_default().to_le_bytes();
        for n in [7, width, hashes.len(), 2, ACTS, 512, 1024, 640, 1024, 1536] {
            raw.extend(word(n));
        }
        hashes.iter().for_each(|h| raw.extend(h.to_le_bytes()));
        let mut floats = |raw: &mut Vec<u8>, n: usize| {
            for _ in 0..n {
                let value = u16::try_from(chance.below(2001)).unwrap_or_default();
                raw.extend(((f32::from(value) - 1000.0) / 1500.0).to_le_bytes());
            }
        };
        floats(&mut raw, hashes.len());
        raw.extend((0..hashes.len() * width).map(|n| u8::try_from(n * 37 % 251).unwrap_or(0)));
        floats(&mut raw, 2 * width);
        for reach in [1, 2] {
            raw.extend(word(reach));
            floats(&mut raw, TAPS * width * 2 * width + 4 * width);
        }
        floats(&mut raw, width * width + width + 2 * width * ACTS + ACTS);
        raw
    }

    fn packed(raw: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(miniz_oxide::deflate::compress_to_vec_zlib(raw, 6));
        bytes
    }

    fn cells(rows: &[&[u32]]) -> Vec<Cell> {
        rows.iter()
            .enumerate()
            .map(|(at, hashes)| Cell {
                place: (0, at),
                hashes: hashes.to_vec(),
            })
            .collect()
    }

    #[test]
    fn every_machine_gets_the_same_bits() {
        let net = Net::from_bytes(&packed(&raw(5, 12, &[3, 9, 27, 81]))).unwrap();
        let look = net.look(&cells(&[&[3, 9], &[27], &[5], &[81, 3]])).unwrap();
        assert_eq!(look.scores[..6], [-394, 2081, -547, -2998, -375, -721]);
        for act in 0..ACTS {
            let sum: f32 = look.attention.iter().map(|a| a[act]).sum();
            assert!((sum - 1.0).abs() < 1e-5);
        }
        assert!(net.look(&[]).is_none());
    }

    #[test]
    fn what_is_no_network_is_refused() {
        let good = raw(1, 8, &[1, 2]);
        assert!(Net::from_bytes(&packed(&good)).is_ok());
        let refused = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bad = good.clone();
            change(&mut bad);
            Net::from_bytes(&packed(&bad)).is_err()
        };
        assert!(refused(&|b| b.truncate(b.len() - 1)), "cut off");
        assert!(refused(&|b| b.push(0)), "too long");
        assert!(refused(&|b| b[4] = 9), "another width");
        assert!(refused(&|b| b[7] = 255), "a width beyond reason");
        assert!(refused(&|b| b[16] = 28), "another list of acts");
        assert!(
            refused(&|b| b[9..12].copy_from_slice(&[0, 8, 0])),
            "more hashes than there are"
        );
        assert!(
            refused(&|b| b[20..24].copy_from_slice(&i32::MIN.to_le_bytes())),
            "a share beyond reason"
        );
        assert!(refused(&|b| b[40] = 4), "hashes out of order");
        assert!(refused(&|b| b[48..52].fill(255)), "no number");
        assert!(Net::from_bytes(b"SWSR\x02").is_err());
        assert!(Net::from_bytes(b"SWUM\x01").is_err());
    }

    #[test]
    fn the_curve_is_the_exponential() {
        for tenth in -300_i16..=300 {
            let x = f32::from(tenth) / 10.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours / theirs - 1.0).abs() < 1e-5, "{x}: {ours} {theirs}");
        }
    }
}
