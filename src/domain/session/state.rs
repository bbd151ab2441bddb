//! Everything a running case remembers, small, comparable and serialisable: saving and loading at any step changes
//! nothing, and the prover can tell two situations apart.

use crate::domain::ids::Millis;
use crate::domain::scenario::model::{
    ActionIx, BeatIx, EndingIx, FormIx, Mood, PersonIx, Target, ZoneIx,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Practice or exam.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Hints, pause, retry.
    #[default]
    Practice,
    /// None of them; party and twist by seed; a sealed result.
    Exam,
}

/// One person's state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonState {
    /// There or not.
    pub present: bool,
    /// Tension 0..=100.
    pub tension: i16,
    /// Trust 0..=100.
    pub trust: i16,
    /// Mood, which follows tension with slack.
    pub mood: Mood,
    /// Has given in.
    pub agreed: bool,
    /// Was listened to or comforted since the anger began.
    pub listened_to: bool,
    /// How often each act reached this person.
    pub heard: BTreeMap<u8, u8>,
    /// Sentences this person heard, as hashes of their bare letters, with how often.
    pub sentences: BTreeMap<u64, u8>,
    /// How often each touch worked.
    pub touched: BTreeMap<u16, u8>,
    /// How often this person was spoken to.
    pub turns: u16,
    /// The last time this person spoke into a long talk: value of `turns` then, and the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_in: Option<(u16, u16)>,
    /// The last line of this person that was talked over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talked_over: Option<u16>,
}

/// A running case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Case time.
    pub now: Millis,
    /// Level.
    pub level: u8,
    /// Practice or exam.
    pub mode: Mode,
    /// State of the seeded generator.
    pub random: u64,
    /// Party of this run.
    pub party: PersonIx,
    /// People, by index.
    pub people: Vec<PersonState>,
    /// Facts, by index.
    pub facts: Vec<bool>,
    /// How often each act was done by words, by [`crate::domain::act::Act::index`].
    pub said: Vec<u16>,
    /// Actions done and how often.
    #[serde(with = "pairs")]
    pub did: BTreeMap<(ActionIx, Option<Target>), u16>,
    /// Forms completed.
    pub papers: BTreeSet<FormIx>,
    /// Zone of the trainee.
    pub zone: ZoneIx,
    /// Distance to the party in centimetres.
    pub distance_cm: u32,
    /// How often each beat fired and when last.
    pub fired: BTreeMap<BeatIx, (u8, Millis)>,
    /// How often each line was spoken.
    pub spoken: BTreeMap<u16, u8>,
    /// Beats that wait for their moment: due time, beat, index of the trigger; ordered.
    pub due: BTreeSet<(Millis, BeatIx)>,
    /// Last time anybody spoke.
    pub last_word: Millis,
    /// Thresholds of silence already passed since the last word, in milliseconds.
    pub silence_passed: Millis,
    /// Draws: index of the value, by draw.
    pub drawn: Vec<u16>,
    /// How it ended, once it has.
    pub ending: Option<EndingIx>,
}

impl State {
    /// Whether the case is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.ending.is_some()
    }
}

/// A map whose keys are no words is stored as a list of pairs: JSON knows only words as keys.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?
            .into_iter()
            .collect())
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, seedable, equal everywhere.
#[must_use]
pub(super) fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// FNV-1a over the letters and digits of a sentence, so that punctuation does not make it another sentence.
#[must_use]
pub(super) fn sentence_hash(text: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for letter in text
        .chars()
        .filter(|one| one.is_alphanumeric())
        .flat_map(char::to_lowercase)
    {
        for byte in (letter as u32).to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    hash
}
