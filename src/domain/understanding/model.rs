//! The linear model: a sorted list of feature hashes with one small weight per act, thresholds per language, and integer scoring,
//! so that a sentence reads the same on every machine. Knows how to score, not how to learn.

use super::error::LoadError;
use super::feature::Segment;
use super::settle::Settling;
use super::unpack::Unpacking;
use crate::domain::act::Act;
use crate::domain::ids::Language;

/// How many acts there are.
pub const ACTS: usize = Act::ALL.len();
/// How many weights a row holds: one an act, and one for talk that does nothing here.
pub const COLUMNS: usize = ACTS + 1;
/// Place of that last weight.
pub const NOTHING: usize = ACTS;
const MAGIC: [u8; 4] = *b"SWUM";
const VERSION: u8 = 3;
/// Scores are logits in 1/1024.
pub const SCORE_ONE: i32 = 1024;
const MAX_RAW: usize = 64 << 20;
/// No line, weight or step of a trained model comes near this; what is beyond it could not be added up.
const WEIGHT_MAX: u32 = 1 << 20;

/// Decision lines of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// An act is read when its score reaches this.
    pub thresholds: [i32; ACTS],
    /// When no act reaches its line, the nearest one is read if it misses by no more than this.
    pub grace: i32,
}

impl Default for Decision {
    fn default() -> Self {
        Self {
            thresholds: [0; ACTS],
            grace: 0,
        }
    }
}

/// A loaded model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Of the lexicon it was trained with.
    pub fingerprint: u32,
    /// Weight of one step, in 1/2^18.
    pub step: u32,
    /// Sorted feature hashes.
    pub hashes: Vec<u32>,
    /// One row of weights for each hash.
    pub weights: Vec<[i8; COLUMNS]>,
    /// Decision lines, Chinese then English.
    pub decisions: [Decision; 2],
    /// How acts explain each other.
    pub settling: Settling,
}

impl Model {
    /// Row of a feature, if the model knows it.
    #[must_use]
    pub fn row(&self, hash: u32) -> Option<&[i8; COLUMNS]> {
        self.hashes
            .binary_search(&hash)
            .ok()
            .and_then(|i| self.weights.get(i))
    }

    /// Score of every act for one stretch, and of nothing at all, logits in 1/1024.
    #[must_use]
    pub fn scores(&self, segment: &Segment) -> ([i32; ACTS], i32) {
        let mut sums = [0_i32; COLUMNS];
        let mut square = 0_u64;
        for (_, feature) in &segment.features {
            if let Some(row) = self.row(feature.hash) {
                let value = i32::from(feature.value);
                square += u64::from(feature.value).pow(2);
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += value * i32::from(*weight);
                }
            }
        }
        let norm = i64::from(inverse_root(square));
        let scores = sums.map(|sum| {
            let wide = (i64::from(sum) * i64::from(self.step) * norm) >> 24;
            i32::try_from(wide.clamp(-30_000, 30_000)).unwrap_or_default()
        });
        let mut acts = [0; ACTS];
        acts.copy_from_slice(&scores[..ACTS]);
        (against_rivals(acts), scores[NOTHING])
    }

    /// Decision lines of a language.
    #[must_use]
    pub const fn decision(&self, lang: Language) -> &Decision {
        &self.decisions[lang as usize]
    }

    /// The file form, compressed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut raw = Vec::with_capacity(self.hashes.len() * (COLUMNS + 4) + 512);
        raw.extend(self.fingerprint.to_le_bytes());
        raw.extend(self.step.to_le_bytes());
        raw.extend(
            u32::try_from(self.hashes.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        for decision in &self.decisions {
            for threshold in decision.thresholds {
                raw.extend(threshold.to_le_bytes());
            }
            raw.extend(decision.grace.to_le_bytes());
        }
        let look = &self.settling;
        let rows = look
            .cross
            .iter()
            .chain([&look.own, &look.length, &look.nothing, &look.bias]);
        for weight in rows.flatten() {
            raw.extend(weight.to_le_bytes());
        }
        for hash in &self.hashes {
            raw.extend(hash.to_le_bytes());
        }
        // Act by act: neighbours of one act are alike, which packs better than row by row.
        for act in 0..COLUMNS {
            raw.extend(self.weights.iter().map(|row| row[act].cast_unsigned()));
        }
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(miniz_oxide::deflate::compress_to_vec(&raw, 8));
        bytes
    }

    /// Reads the file form.
    ///
    /// # Errors
    /// [`LoadError::Model`] when the bytes are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        let rest = bytes
            .strip_prefix(&MAGIC)
            .ok_or(LoadError::Model("not a model file"))?;
        let (&version, packed) = rest.split_first().ok_or(LoadError::Model("cut off"))?;
        if version != VERSION {
            return Err(LoadError::Model("unknown format number"));
        }
        let mut reader = Unpacking::new(packed);
        let fingerprint = reader.word()?;
        let step = bounded(&mut reader)?.unsigned_abs();
        let count = usize::try_from(reader.word()?).map_err(|_| LoadError::Model("damaged"))?;
        let mut decisions = [Decision::default(), Decision::default()];
        for decision in &mut decisions {
            for threshold in &mut decision.thresholds {
                *threshold = bounded(&mut reader)?;
            }
            decision.grace = bounded(&mut reader)?;
        }
        let mut settling = Settling::default();
        let look = &mut settling;
        let rows = look.cross.iter_mut().chain([
            &mut look.own,
            &mut look.length,
            &mut look.nothing,
            &mut look.bias,
        ]);
        for weight in rows.flatten() {
            *weight = bounded(&mut reader)?;
        }
        if count > MAX_RAW / (4 + COLUMNS) {
            return Err(LoadError::Model("wrong length"));
        }
        let mut hashes = Vec::with_capacity(count);
        for _ in 0..count {
            hashes.push(reader.word()?);
        }
        if !hashes.is_sorted() {
            return Err(LoadError::Model("features out of order"));
        }
        let mut weights = vec![[0_i8; COLUMNS]; count];
        for act in 0..COLUMNS {
            let mut rows = weights.iter_mut();
            reader.each(count, |byte| {
                if let Some(row) = rows.next() {
                    row[act] = byte.cast_signed();
                }
            })?;
        }
        if !reader.is_empty()? {
            return Err(LoadError::Model("wrong length"));
        }
        Ok(Self {
            fingerprint,
            step,
            hashes,
            weights,
            decisions,
            settling,
        })
    }
}

/// The next number of a file, if a trained model can hold it.
fn bounded(reader: &mut Unpacking<'_>) -> Result<i32, LoadError> {
    let number = reader.word()?.cast_signed();
    if number.unsigned_abs() > WEIGHT_MAX {
        return Err(LoadError::Model("a size beyond reason"));
    }
    Ok(number)
}

/// A stretch mostly does one thing: what stands far above its best rival counts for more, what stands below one for less.
fn against_rivals(scores: [i32; ACTS]) -> [i32; ACTS] {
    const SHARE: i32 = 10;
    let mut top = (i32::MIN, 0);
    let mut second = i32::MIN;
    for (act, score) in scores.into_iter().enumerate() {
        if score > top.0 {
            second = top.0;
            top = (score, act);
        } else {
            second = second.max(score);
        }
    }
    let mut settled = scores;
    for (act, score) in settled.iter_mut().enumerate() {
        let rival = if act == top.1 { second } else { top.0 };
        *score += (*score - rival) * SHARE / 16;
    }
    settled
}

/// 65536 / √square, so that long and short stretches score alike.
#[must_use]
pub fn inverse_root(square: u64) -> u32 {
    u32::try_from(((1_u64 << 32) / square.max(1)).isqrt()).unwrap_or(u32::MAX)
}

/// The logistic curve: logit in 1/1024 to permille.
#[must_use]
pub fn permille(score: i32) -> u16 {
    u16::try_from((i64::from(logistic(i64::from(score) << 8)) * 1000) >> 16).unwrap_or(1000)
}

/// The logistic curve: logit in 1/2^18 to 1/65536, by whole numbers alone.
#[must_use]
pub fn logistic(score: i64) -> u32 {
    // e^(-1/64) and e^(-1) in 1/2^32.
    const FINE: u64 = 4_228_380_000;
    const WHOLE: u64 = 1_580_030_169;
    let size = score.unsigned_abs().min(12 << 18);
    let mut power = 1_u64 << 32;
    for _ in 0..size >> 18 {
        power = (power * WHOLE) >> 32;
    }
    for _ in 0..(size >> 12) & 63 {
        power = (power * FINE) >> 32;
    }
    // 1 / (1 + e^-size)
    let upper = (1_u64 << 48) / ((1_u64 << 32) + power);
    let upper = u32::try_from(upper.min(65_536)).unwrap_or(65_536);
    if score >= 0 { upper } else { 65_536 - upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_the_logistic_one() {
        assert_eq!(permille(0), 500);
        assert!((877..=883).contains(&permille(2 * SCORE_ONE)));
        assert!((47..=49).contains(&permille(-3 * SCORE_ONE)));
        assert!(permille(20 * SCORE_ONE) >= 999);
    }

    #[test]
    fn a_model_survives_its_file_and_damage_is_told() {
        let model = Model {
            fingerprint: 7,
            step: 900,
            hashes: vec![1, 5, 9],
            weights: vec![[1; COLUMNS], [-2; COLUMNS], [3; COLUMNS]],
            decisions: [
                Decision::default(),
                Decision {
                    thresholds: [5; ACTS],
                    grace: 3,
                },
            ],
            settling: Settling {
                bias: [4; ACTS],
                ..Settling::default()
            },
        };
        let bytes = model.to_bytes();
        assert_eq!(Model::from_bytes(&bytes), Ok(model));
        for len in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..len]).is_err(), "{len} bytes");
        }
        assert!(Model::from_bytes(b"nothing").is_err());
        let mut beyond = Model::from_bytes(&bytes).unwrap();
        beyond.decisions[0].thresholds[0] = i32::MIN;
        assert_eq!(
            Model::from_bytes(&beyond.to_bytes()),
            Err(LoadError::Model("a size beyond reason"))
        );
    }
}
