//! From a transcript to acts: what a sentence does, how sure that is and why, which law it names and whether rightly.
//! Knows no scenario, no clock and no files: the model and the lists come in as text or bytes.

pub mod chance;
mod error;
mod feature;
mod law;
pub mod lexicon;
pub mod measure;
mod model;
pub mod noise;
mod normal;
mod numeral;
mod reading;
mod rule;
mod settle;
mod slot;
mod sound;
mod threshold;
pub mod train;

pub use error::LoadError;
pub use law::{LawCue, UNCLEAR_NUMBER, cues_of};
pub use numeral::{counted, misheard_for, spoken};
pub use reading::{ActReading, LawReading, Reading, Slot, SlotKind};

use crate::domain::act::Act;
use crate::domain::ids::{Language, Permille};
use feature::Segment;
use law::LawBook;
use lexicon::Lexicon;
use model::{ACTS, Model};
use normal::{Normaliser, Utterance};
use rule::Effect;

/// Taken from the score of an act that a rule excludes.
const RULED_OUT: i32 = 6 * model::SCORE_ONE;
/// How far above its line an act stands that a rule demands.
const RULED_IN: i32 = 2 * model::SCORE_ONE;

/// A day: year, month, day.
pub type Day = (u16, u8, u8);

/// Everything needed to read utterances.
pub struct Understanding {
    normaliser: Normaliser,
    lexicon: Lexicon,
    model: Model,
    law: LawBook,
}

impl Understanding {
    /// Loads model and lexicon.
    ///
    /// # Errors
    /// [`LoadError`] when either does not read or the two do not belong together.
    pub fn load(model: &[u8], lexicon_ron: &str, law: &[LawCue]) -> Result<Self, LoadError> {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse(lexicon_ron, &normaliser)?;
        let model = Model::from_bytes(model)?;
        if model.fingerprint != lexicon.fingerprint() {
            return Err(LoadError::Mismatch);
        }
        let law = LawBook::new(law, &normaliser)?;
        Ok(Self {
            normaliser,
            lexicon,
            model,
            law,
        })
    }

    /// Reads one utterance. Without a language its characters decide; without a day every provision counts as in force.
    #[must_use]
    pub fn read(&self, text: &str, lang: Option<Language>, case_date: Option<Day>) -> Reading {
        let utterance = self.normaliser.utterance(text, lang);
        if utterance.clauses.is_empty() {
            return Reading::default();
        }
        Reading {
            acts: self.acts(&utterance),
            law: self.law.cited(&utterance, case_date),
            slots: slot::slots(&utterance, &self.lexicon),
        }
    }

    fn acts(&self, utterance: &Utterance) -> Vec<ActReading> {
        let segments = feature::segments(utterance, &self.lexicon);
        let verdicts = rule::verdicts(self.lexicon.rules(), utterance);
        let mut top = [i32::MIN; ACTS];
        let mut whose = [0_usize; ACTS];
        let mut nothing = 0;
        for (at, segment) in segments.iter().enumerate() {
            let (mut scores, idle) = self.model.scores(segment);
            if at == 0 {
                nothing = idle;
            }
            for verdict in verdicts.iter().filter(|v| v.effect == Effect::Never) {
                if (segment.clauses.0..segment.clauses.1).contains(&verdict.clause) {
                    scores[verdict.act.index()] -= RULED_OUT;
                }
            }
            for act in 0..ACTS {
                if scores[act] > top[act] {
                    top[act] = scores[act];
                    whose[act] = at;
                }
            }
        }
        let mut top = self
            .model
            .settling
            .settle(&top, nothing, utterance.clauses.len());
        for verdict in verdicts.iter().filter(|v| v.effect == Effect::Never) {
            // The second look must not bring back what a rule took from the only clause.
            if utterance.clauses.len() == 1 {
                top[verdict.act.index()] -= RULED_OUT;
            }
        }
        let decision = self.model.decision(utterance.lang);
        let ruled = |act: Act| {
            verdicts
                .iter()
                .find(|v| v.act == act && v.effect == Effect::Always)
        };
        for act in Act::ALL.into_iter().filter(|act| ruled(*act).is_some()) {
            let i = act.index();
            top[i] = top[i].max(decision.thresholds[i] + RULED_IN);
        }
        let read = threshold::decide(&top, decision);
        let mut acts: Vec<ActReading> = Act::ALL
            .into_iter()
            .filter(|act| read >> act.index() & 1 == 1)
            .map(|act| {
                let i = act.index();
                let words = self.reason(utterance, &segments[whose[i]], act);
                let why = ruled(act).map_or(words, |verdict| verdict.why.clone());
                ActReading {
                    act,
                    sure: Permille(model::permille(top[i] - decision.thresholds[i])),
                    why,
                }
            })
            .collect();
        acts.sort_by_key(|a| std::cmp::Reverse(a.sure));
        acts
    }

    /// The words that weighed most for an act, in their own spelling.
    fn reason(&self, utterance: &Utterance, segment: &Segment, act: Act) -> String {
        let mut weighed: Vec<(i32, usize, (u16, u16))> = segment
            .features
            .iter()
            .filter_map(|(clause, f)| {
                let weight = i32::from(self.model.row(f.hash)?[act.index()]) * i32::from(f.value);
                (weight > 0).then_some((weight, *clause, f.span))
            })
            .collect();
        weighed.sort_by_key(|(w, c, s)| (std::cmp::Reverse(*w), *c, *s));
        let mut shown: Vec<(usize, (u16, u16))> = Vec::new();
        for (_, clause, span) in weighed {
            let long = span.1 - span.0 > 6;
            let overlaps = shown
                .iter()
                .any(|(c, s)| *c == clause && s.0 < span.1 && span.0 < s.1);
            if !long && !overlaps {
                shown.push((clause, span));
            }
            if shown.len() == 3 {
                break;
            }
        }
        let gap = if utterance.lang == Language::En {
            " "
        } else {
            ""
        };
        let words: Vec<String> = shown
            .iter()
            .filter_map(|(clause, (start, end))| {
                let units = &utterance.clauses.get(*clause)?.units;
                let units = units.get(usize::from(*start)..usize::from(*end).min(units.len()))?;
                Some(
                    units
                        .iter()
                        .map(|u| u.text.as_str())
                        .collect::<Vec<_>>()
                        .join(gap),
                )
            })
            .collect();
        words.join(" · ")
    }
}
