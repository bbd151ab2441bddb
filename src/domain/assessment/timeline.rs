//! A record laid out for questions: what was said to whom and how surely, what was done, how feelings moved.

use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille, as_share};
use crate::domain::record::{Event, Moment};
use crate::domain::scenario::model::Case;
use crate::domain::session::{Effect, Heard, Input};
use serde::{Deserialize, Serialize};
use strsim::levenshtein;

/// Words the recogniser was surer of than this are held to have been said. Mean token probability; below it a second
/// hearing differs too often from the first to hang a mark on it.
pub const SURE_FROM: Permille = Permille(600);

/// Letters from which on words can have said more than was understood of them; a filler such as "um, well" cannot.
const HALF_UNDERSTOOD_LETTERS_MIN: usize = 12;
/// Two transcripts of which at most this much differs are the same words, heard differently.
const SAID_AGAIN_DIFFERS: Permille = Permille(500);

/// Kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// Words.
    Said,
    /// A deed.
    Did,
    /// A paper.
    Paper,
    /// Something that became so.
    State,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// When, in milliseconds since the case began.
    pub at_ms: u64,
    /// Kind.
    pub kind: EvidenceKind,
    /// The words said, or the ids of what was done or became so.
    pub quote: String,
    /// Certainty.
    #[serde(with = "as_share")]
    pub sure: Permille,
}

impl Evidence {
    /// What the case itself knows at a moment, by id.
    pub(super) fn state(at: Millis, id: &str) -> Self {
        Self::certain(at, EvidenceKind::State, id.to_owned())
    }

    /// Everything but words is certain.
    fn certain(at: Millis, kind: EvidenceKind, quote: String) -> Self {
        Self {
            at_ms: at.0,
            kind,
            quote,
            sure: Permille::FULL,
        }
    }
}

/// Something said.
#[derive(Debug, Clone)]
pub struct SaidAt<'a> {
    /// When.
    pub at: Millis,
    /// What was heard.
    pub heard: &'a Heard,
    /// To whom the engine took it to go.
    pub to: &'a str,
    /// What it may have been besides what it was read as.
    pub doubt: Doubt,
}

/// What words may have been besides what they were read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing: heard surely, and understood or plainly about nothing.
    None,
    /// Heard surely and half understood: what it was read as may be so or not, and nothing else is in question. One
    /// sentence that nobody is sure about must not put everything in doubt.
    Half,
    /// Anything: the words themselves were not made out.
    Anything,
}

impl SaidAt<'_> {
    /// Whether these words may have done this act; `is_to`: towards the person they went to. Somebody who was turned to was
    /// turned to, whatever the words: only where the words themselves told to whom they went is that in question, too.
    pub(super) fn may_have_been(&self, act: Act, is_to: bool) -> bool {
        match self.doubt {
            Doubt::None => false,
            Doubt::Half => {
                let reading = &self.heard.reading;
                let may_be = reading.acts.iter().any(|read| read.act == act)
                    || act == Act::CiteLaw && !reading.law.is_empty();
                may_be && (is_to || self.heard.to.is_none())
            }
            Doubt::Anything => true,
        }
    }

    /// The words as evidence.
    pub(super) fn evidence(&self) -> Evidence {
        Evidence {
            at_ms: self.at.0,
            kind: EvidenceKind::Said,
            quote: self.heard.text.clone(),
            sure: self.heard.sure,
        }
    }
}

/// Something done that the case took.
#[derive(Debug, Clone)]
pub struct DidAt<'a> {
    /// When.
    pub at: Millis,
    /// Action.
    pub action: &'a str,
    /// Target.
    pub target: Option<&'a str>,
}

impl DidAt<'_> {
    /// The deed as evidence: action, and target where it had one.
    pub(super) fn evidence(&self) -> Evidence {
        let quote = self.target.map_or_else(
            || self.action.to_owned(),
            |target| format!("{} {target}", self.action),
        );
        Evidence::certain(self.at, EvidenceKind::Did, quote)
    }
}

/// A form completed.
#[derive(Debug, Clone)]
pub struct PaperAt<'a> {
    /// When.
    pub at: Millis,
    /// Form.
    pub form: &'a str,
    /// Fields.
    pub fields: &'a [(String, String)],
}

impl<'a> PaperAt<'a> {
    /// The paper as evidence, by its form.
    pub(super) fn evidence(&self) -> Evidence {
        self.quoting(self.form)
    }

    /// What is written on the paper as evidence.
    pub(super) fn quoting(&self, written: &str) -> Evidence {
        Evidence::certain(self.at, EvidenceKind::Paper, written.to_owned())
    }

    /// What stands in a field; none where nothing does.
    pub(super) fn entry(&self, field: &str) -> Option<&'a str> {
        let (_, text) = self.fields.iter().find(|(id, _)| id == field)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }
}

/// A record laid out.
#[derive(Debug, Clone, Default)]
pub struct Timeline<'a> {
    /// Everything said, in order.
    pub said: Vec<SaidAt<'a>>,
    /// Everything done that was possible.
    pub did: Vec<DidAt<'a>>,
    /// Forms completed.
    pub papers: Vec<PaperAt<'a>>,
    /// Facts with moment and value, those of the level first.
    pub facts: Vec<(Millis, &'a str, bool)>,
    /// What people said: moment, speaker, line.
    pub lines: Vec<(Millis, &'a str, &'a str)>,
    /// Tension: moment, person, value.
    pub tension: Vec<(Millis, &'a str, i16)>,
    /// Draws.
    pub draws: Vec<(&'a str, &'a str)>,
    /// Level that was played.
    pub level: u8,
    /// Party.
    pub party: &'a str,
    /// How it ended.
    pub ending: Option<(Millis, &'a str)>,
    /// When the last thing happened.
    pub end: Millis,
}

impl<'a> Timeline<'a> {
    /// Lays a record's events out.
    #[must_use]
    pub fn of(case: &'a Case, level: u8, events: &'a [Event]) -> Self {
        let mut line = Self {
            level,
            ..Self::default()
        };
        if let Some(level) = case.level(level) {
            for fact in &level.facts {
                line.facts
                    .push((Millis(0), case.facts[fact.at()].id.as_str(), true));
            }
        }
        for (index, event) in events.iter().enumerate() {
            line.end = line.end.max(event.at);
            match &event.what {
                Moment::In(input) => line.take_input(event.at, input, following(events, index)),
                Moment::Out(effect) => line.take_effect(event.at, effect),
                Moment::Begin(_) | Moment::Sealed { .. } | Moment::Close => {}
            }
        }
        line.doubt_words_said_again();
        line
    }

    /// Words that nobody understood, said again and not understood again: whoever insists is saying something, and it is
    /// the listening that failed. Nonsense said once stays nonsense.
    fn doubt_words_said_again(&mut self) {
        let in_vain = |one: &SaidAt<'_>| one.heard.reading.acts.is_empty();
        for second in 1..self.said.len() {
            let first = second - 1;
            let (one, again) = (&self.said[first], &self.said[second]);
            if in_vain(one)
                && in_vain(again)
                && one.heard.text != again.heard.text
                && is_said_again(&one.heard.text, &again.heard.text)
            {
                self.said[first].doubt = Doubt::Anything;
                self.said[second].doubt = Doubt::Anything;
            }
        }
    }

    fn take_input(&mut self, at: Millis, input: &'a Input, after: &'a [Event]) {
        let effects = || {
            after.iter().filter_map(|event| match &event.what {
                Moment::Out(effect) => Some(effect),
                _ => None,
            })
        };
        match input {
            Input::Said(heard) => {
                let to = effects()
                    .find_map(|effect| match effect {
                        Effect::Addressed { who } => Some(who.as_str()),
                        _ => None,
                    })
                    .unwrap_or("");
                let letters = heard.text.chars().filter(|one| one.is_alphanumeric());
                let half_understood = !heard.reading.acts.is_empty()
                    && letters.count() >= HALF_UNDERSTOOD_LETTERS_MIN
                    && effects().any(|effect| matches!(effect, Effect::Unclear { .. }));
                self.said.push(SaidAt {
                    at,
                    heard,
                    to,
                    doubt: if heard.sure < SURE_FROM {
                        Doubt::Anything
                    } else if half_understood {
                        Doubt::Half
                    } else {
                        Doubt::None
                    },
                });
            }
            Input::Did { action, target, .. } => {
                if !effects().any(|effect| matches!(effect, Effect::Refused { .. })) {
                    self.did.push(DidAt {
                        at,
                        action,
                        target: target.as_deref(),
                    });
                }
            }
            Input::Paper { form, fields } => {
                if effects().any(|effect| matches!(effect, Effect::PaperDone { .. })) {
                    self.papers.push(PaperAt { at, form, fields });
                }
            }
            Input::Moved { .. }
            | Input::Talking { .. }
            | Input::Sensed { .. }
            | Input::Instructor { .. }
            | Input::Touched { .. }
            | Input::Leave => {}
        }
    }

    fn take_effect(&mut self, at: Millis, effect: &'a Effect) {
        match effect {
            Effect::Began { party, draws, .. } => {
                self.party = party;
                self.draws = draws
                    .iter()
                    .map(|(draw, value)| (draw.as_str(), value.as_str()))
                    .collect();
            }
            Effect::Mood { who, tension, .. } => self.tension.push((at, who, *tension)),
            Effect::Line { by, line } => self.lines.push((at, by, line)),
            Effect::Fact { fact, on } => self.facts.push((at, fact, *on)),
            Effect::Ended { ending } => self.ending = Some((at, ending)),
            _ => {}
        }
    }

    /// When the matter was dealt with, by the facts that the case names for it.
    pub(super) fn handled(&self, case: &Case) -> Option<Millis> {
        let is_named = |id: &str| {
            case.handled
                .iter()
                .any(|fact| case.facts[fact.at()].id == id)
        };
        let mut came = self.facts.iter().filter(|one| one.2 && is_named(one.1));
        came.next().map(|one| one.0)
    }

    /// Whether anything was said that could not be made out. Such words may have been anything.
    #[must_use]
    pub fn has_unheard(&self) -> bool {
        self.said.iter().any(|one| one.doubt == Doubt::Anything)
    }
}

/// Whether two transcripts are likely the same words.
fn is_said_again(one: &str, other: &str) -> bool {
    let longest = one.chars().count().max(other.chars().count());
    levenshtein(one, other) * 1000 <= longest * usize::from(SAID_AGAIN_DIFFERS.0)
}

/// The effects that came out of the input at `index`, up to the next input.
fn following(events: &[Event], index: usize) -> &[Event] {
    let rest = &events[index + 1..];
    let end = rest
        .iter()
        .position(|event| matches!(event.what, Moment::In(_)))
        .unwrap_or(rest.len());
    &rest[..end]
}
