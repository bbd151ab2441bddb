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
mod second;
mod settle;
mod slot;
mod sound;
mod threshold;
pub mod train;
mod unpack;

pub use error::LoadError;
pub use law::{LawCue, UNCLEAR_NUMBER, cues_of};
pub use normal::is_han;
pub use numeral::{counted, english, english_run, misheard_for, spoken};
pub use reading::{ActReading, LawReading, Reading, Slot, SlotKind};
pub use sound::syllable;

use crate::domain::act::Act;
use crate::domain::ids::{Language, Permille};
use feature::Segment;
use law::LawBook;
use lexicon::Lexicon;
use model::{ACTS, Decision, Model};
use normal::{Normaliser, Utterance};
use rule::{Effect, Verdict};
use second::{Net, Second};

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
    net: Option<Net>,
    law: LawBook,
}

impl Understanding {
    /// Loads both readers and the lexicon.
    ///
    /// # Errors
    /// [`LoadError`] when one does not read or they do not belong together.
    pub fn load(
        model: &[u8],
        network: &[u8],
        lexicon_ron: &str,
        law: &[LawCue],
    ) -> Result<Self, LoadError> {
        let first = Self::first_alone(model, lexicon_ron)?;
        let net = Net::from_bytes(network)?;
        if net.fingerprint != first.lexicon.fingerprint() {
            return Err(LoadError::Mismatch);
        }
        let law = LawBook::new(law, &first.normaliser)?;
        Ok(Self {
            net: Some(net),
            law,
            ..first
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

    /// The linear model alone: what training weighs a network against.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(super) fn first_alone(model: &[u8], lexicon_ron: &str) -> Result<Self, LoadError> {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse(lexicon_ron, &normaliser)?;
        let model = Model::from_bytes(model)?;
        if model.fingerprint != lexicon.fingerprint() {
            return Err(LoadError::Mismatch);
        }
        let law = LawBook::new(&[], &normaliser)?;
        Ok(Self {
            normaliser,
            lexicon,
            model,
            net: None,
            law,
        })
    }

    /// How far the linear model puts each act above its own line.
    #[must_use]
    pub(super) fn first_margins(&self, text: &str, lang: Option<Language>) -> [i32; ACTS] {
        let utterance = self.normaliser.utterance(text, lang);
        let segments = feature::segments(&utterance, &self.lexicon);
        let verdicts = rule::verdicts(self.lexicon.rules(), &utterance);
        self.first(&utterance, &segments, &verdicts).0
    }

    /// Distance of each act from its line as the linear model has it, and the stretch that decided.
    fn first(
        &self,
        utterance: &Utterance,
        segments: &[Segment],
        verdicts: &[Verdict],
    ) -> ([i32; ACTS], [usize; ACTS]) {
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
        for (score, line) in top.iter_mut().zip(&decision.thresholds) {
            *score -= line;
        }
        (top, whose)
    }

    fn acts(&self, utterance: &Utterance) -> Vec<ActReading> {
        let segments = feature::segments(utterance, &self.lexicon);
        let verdicts = rule::verdicts(self.lexicon.rules(), utterance);
        let (first, whose) = self.first(utterance, &segments, &verdicts);
        let second = self
            .net
            .as_ref()
            .and_then(|net| Some((net.pact, Second::of(net, utterance, &self.lexicon)?)));
        let (mut top, grace, pact) = match &second {
            Some((pact, second)) => {
                let margins = pact.margins(&first, &second.scores(&verdicts));
                (margins, pact.grace, Some(pact))
            }
            None => (first, self.model.decision(utterance.lang).grace, None),
        };
        let ruled = |act: Act| {
            verdicts
                .iter()
                .find(|v| v.act == act && v.effect == Effect::Always)
        };
        for act in Act::ALL.into_iter().filter(|act| ruled(*act).is_some()) {
            let i = act.index();
            top[i] = top[i].max(RULED_IN);
        }
        let decision = Decision {
            grace,
            ..Decision::default()
        };
        let read = threshold::decide(&top, &decision);
        let mut acts: Vec<ActReading> = Act::ALL
            .into_iter()
            .filter(|act| read >> act.index() & 1 == 1)
            .map(|act| {
                let i = act.index();
                let mut words = self.reason(utterance, &segments[whose[i]], act);
                let stretch = second.as_ref().map(|(_, s)| s.stretch(act, utterance));
                if let Some(stretch) = stretch.filter(|s| !s.is_empty() && *s != words) {
                    words = format!("{words} ‹{stretch}›").trim_start().to_owned();
                }
                let why = ruled(act).map_or(words, |verdict| verdict.why.clone());
                ActReading {
                    act,
                    sure: Permille(model::permille(
                        pact.map_or(top[i], |p| p.stretched(top[i])),
                    )),
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
