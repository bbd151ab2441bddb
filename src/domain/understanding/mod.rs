//! From a transcript to acts: what a sentence does, how sure that is and why, which law it names and whether rightly.
//! Knows no scenario, no clock and no files: the model and the lists come in as text or bytes.

mod chance;
mod error;
mod feature;
pub mod lexicon;
mod model;
mod noise;
mod normal;
mod numeral;
mod reading;
mod sound;
mod threshold;
pub mod train;

pub use error::LoadError;
pub use reading::{ActReading, LawReading, Reading, Slot, SlotKind};

use crate::domain::act::Act;
use crate::domain::ids::{Language, Permille};
use feature::Segment;
use lexicon::Lexicon;
use model::{ACTS, Model};
use normal::{Normaliser, Utterance};

/// A provision the understanding can recognise when it is cited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawCue {
    /// Id in the law pack.
    pub id: String,
}

/// A day: year, month, day.
pub type Day = (u16, u8, u8);

/// Everything needed to read utterances.
pub struct Understanding {
    normaliser: Normaliser,
    lexicon: Lexicon,
    model: Model,
}

impl Understanding {
    /// Loads model and lexicon.
    ///
    /// # Errors
    /// [`LoadError`] when either does not read or the two do not belong together.
    pub fn load(model: &[u8], lexicon_ron: &str, _law: &[LawCue]) -> Result<Self, LoadError> {
        let normaliser = Normaliser::new();
        let lexicon = Lexicon::parse(lexicon_ron, &normaliser)?;
        let model = Model::from_bytes(model)?;
        if model.fingerprint != lexicon.fingerprint() {
            return Err(LoadError::Mismatch);
        }
        Ok(Self { normaliser, lexicon, model })
    }

    /// Reads one utterance.
    #[must_use]
    pub fn read(&self, text: &str, lang: Option<Language>, _case_date: Option<Day>) -> Reading {
        let utterance = self.normaliser.utterance(text, lang);
        if utterance.clauses.is_empty() {
            return Reading::default();
        }
        let segments = feature::segments(&utterance, &self.lexicon);
        let scored: Vec<[i32; ACTS]> = segments.iter().map(|s| self.model.scores(s)).collect();
        let mut top = [i32::MIN; ACTS];
        let mut whose = [0_usize; ACTS];
        for (at, scores) in scores_by_segment(&scored) {
            for act in 0..ACTS {
                if scores[act] > top[act] {
                    top[act] = scores[act];
                    whose[act] = at;
                }
            }
        }
        let decision = self.model.decision(utterance.lang);
        if std::env::var("DEBUG").is_ok() {
            let mut order: Vec<usize> = (0..ACTS).collect();
            order.sort_by_key(|a| -(top[*a] - decision.thresholds[*a]));
            let show: Vec<String> = order.iter().take(4).map(|a| format!("{} {}/{}", Act::ALL[*a].name(), top[*a], decision.thresholds[*a])).collect();
            let hits: Vec<String> = utterance.clauses.iter().flat_map(|c| self.lexicon.hits(c, utterance.lang)).map(|h| format!("{}{}", self.lexicon.name(h.concept), if h.by_sound {"~"} else {""})).collect();
            eprintln!("{text}\n   {} grace {}\n   {}", show.join(", "), decision.grace, hits.join(" "));
        }
        let read = threshold::decide(&top, decision);
        let mut acts: Vec<ActReading> = Act::ALL
            .into_iter()
            .filter(|act| read >> act.index() & 1 == 1)
            .map(|act| {
                let i = act.index();
                ActReading {
                    act,
                    sure: Permille(model::permille(top[i] - decision.thresholds[i])),
                    why: self.reason(&utterance, &segments[whose[i]], act),
                }
            })
            .collect();
        acts.sort_by_key(|a| std::cmp::Reverse(a.sure));
        Reading { acts, law: Vec::new(), slots: Vec::new() }
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
            let overlaps = shown.iter().any(|(c, s)| *c == clause && s.0 < span.1 && span.0 < s.1);
            if !long && !overlaps {
                shown.push((clause, span));
            }
            if shown.len() == 3 {
                break;
            }
        }
        let gap = if utterance.lang == Language::En { " " } else { "" };
        let words: Vec<String> = shown
            .iter()
            .filter_map(|(clause, (start, end))| {
                let units = &utterance.clauses.get(*clause)?.units;
                let units = units.get(usize::from(*start)..usize::from(*end).min(units.len()))?;
                Some(units.iter().map(|u| u.text.as_str()).collect::<Vec<_>>().join(gap))
            })
            .collect();
        words.join(" · ")
    }
}

fn scores_by_segment(scored: &[[i32; ACTS]]) -> impl Iterator<Item = (usize, &[i32; ACTS])> {
    scored.iter().enumerate()
}
