//! How words and deeds move people in general: the tension model and the deeds of the conduct pack (CONDUCT §6), plus how
//! anger spreads and how stubborn it is. Nothing here is a number of its own but the two of [`Rules::new`].

use crate::domain::packs::{ConductPack, TensionModel, TurnRules};
use std::collections::BTreeMap;

/// Deed of the conduct pack: saying the same sentence again.
pub(super) const REPEAT_SENTENCE: &str = "repeat_sentence";
/// Deed of the conduct pack: standing too close.
pub(super) const STAND_TOO_CLOSE: &str = "stand_too_close";
/// Deed of the conduct pack: a long silence.
pub(super) const LONG_SILENCE: &str = "long_silence";

/// All rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What acts do, and moods.
    pub tension: TensionModel,
    /// Who may speak while somebody else does.
    pub turns: TurnRules,
    /// What deeds do: change of tension and trust by id.
    pub deeds: BTreeMap<String, (i16, i16)>,
    /// Thousandths of a rise of the party's tension that go over to each bystander, and back.
    pub contagion: i32,
    /// Thousandths of a soothing effect that reach somebody angry who was not listened to yet.
    pub stubborn: i32,
}

impl Rules {
    /// The rules of a conduct pack. A crowd catches a quarter of a rise, and anger that nobody listened to lets half of
    /// what soothes through: both are settings of the engine, chosen so that one insult heats a crowd and one kind word
    /// does not cool it.
    #[must_use]
    pub fn new(pack: &ConductPack) -> Self {
        Self {
            tension: pack.tension.clone(),
            turns: pack.turns.clone(),
            deeds: pack
                .deeds
                .iter()
                .map(|deed| (deed.id.clone(), (small(deed.tension), small(deed.trust))))
                .collect(),
            contagion: 250,
            stubborn: 500,
        }
    }
}

/// Within the bounds of tension and trust, which fit easily.
pub(super) fn small(value: i32) -> i16 {
    i16::try_from(value.clamp(-1000, 1000)).unwrap_or(0)
}
