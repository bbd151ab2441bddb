//! The conduct pack: how people take words and deeds, what every field case is marked on, which breaches are critical,
//! better phrases, and the frame of the mark. A case says which of these apply to it.

use super::PackText;
use super::agreement::PaperRule;
use super::frame::{Frame, Severity};
use super::partner::{PartnerError, PartnerMarks, check_errors};
use super::problem::{self, PackProblem};
use super::tension::{Delta, TensionModel};
use super::turns::{INTERRUPT, TurnRules};
use crate::domain::act::Act;
use crate::domain::ids::{Bilingual, Language};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Something done, not said: by the officer, the partner or time itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deed {
    /// Id cases and the engine use.
    pub id: String,
    /// How it is judged.
    pub severity: Severity,
    /// Added to the tension of those it touches.
    pub tension: i32,
    /// Added to their trust.
    pub trust: i32,
    /// What it is, as a report says it.
    pub text: Bilingual,
    /// Provisions it touches.
    #[serde(default)]
    pub law: Vec<String>,
    /// What to do instead, for wrong deeds.
    #[serde(default)]
    pub better: Option<Bilingual>,
}

impl Deed {
    /// What it does to people.
    #[must_use]
    pub const fn effect(&self) -> Delta {
        Delta {
            tension: self.tension,
            trust: self.trust,
        }
    }
}

/// What brings a critical breach about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// Saying this.
    Said(Act),
    /// Doing this deed.
    Did(String),
    /// Saying the one before the other was ever said.
    SaidBefore {
        /// What came too early.
        act: Act,
        /// What had to come first.
        needs: Act,
    },
    /// Handing over a paper before this was ever said.
    ServedBefore {
        /// Form of the bureau profile.
        form: String,
        /// What had to come first.
        needs: Act,
    },
}

/// A breach that caps the mark, whatever else was good.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalBreach {
    /// Id cases switch on or off.
    pub id: String,
    /// Any of these brings it about.
    pub triggers: Vec<Trigger>,
    /// What was wrong.
    pub text: Bilingual,
    /// Why it is wrong.
    pub why: Bilingual,
    /// Provisions broken.
    pub law: Vec<String>,
    /// What to say or do instead.
    pub better: Bilingual,
}

/// A kind of moment for which good words are kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Id phrases refer to.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
}

/// A good way of saying something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Id, so that a report can name what it advised.
    pub id: String,
    /// Situation it fits.
    pub situation: String,
    /// Act it does.
    pub act: Act,
    /// The words; may hold `{bureau.…}` placeholders.
    pub text: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConductFile {
    format: u32,
    version: String,
    frame: Frame,
    tension: TensionModel,
    turns: TurnRules,
    deeds: Vec<Deed>,
    critical: Vec<CriticalBreach>,
    situations: Vec<Situation>,
    phrases: Vec<Phrase>,
    papers: PaperRule,
    #[serde(default)]
    partner_stop: Bilingual,
    #[serde(default)]
    partner_marks: PartnerMarks,
    #[serde(default)]
    partner_errors: Vec<PartnerError>,
}

/// The conduct pack, checked.
#[derive(Debug, Clone)]
pub struct ConductPack {
    /// Version of the content, kept in every record.
    pub version: String,
    /// Frame of the mark.
    pub frame: Frame,
    /// How people take what is said.
    pub tension: TensionModel,
    /// Who may speak while somebody else does.
    pub turns: TurnRules,
    /// Deeds and what they do to people.
    pub deeds: Vec<Deed>,
    /// Breaches that cap the mark.
    pub critical: Vec<CriticalBreach>,
    /// Moments the phrases are sorted by.
    pub situations: Vec<Situation>,
    /// Good ways of saying things.
    pub phrases: Vec<Phrase>,
    /// What a paper costs that does not agree with what was said and done.
    pub papers: PaperRule,
    /// Label of the action that stops a partner who errs.
    pub partner_stop: Bilingual,
    /// What is asked of whoever leads when the partner errs.
    pub partner_marks: PartnerMarks,
    /// What a partner does wrong now and then.
    pub partner_errors: Vec<PartnerError>,
}

impl ConductPack {
    /// Reads and checks the pack; law ids are checked where the law pack is known.
    ///
    /// # Errors
    /// Every problem of the file; after a syntax error only that one.
    pub fn load(file: PackText<'_>) -> Result<Self, Vec<PackProblem>> {
        let ConductFile {
            format,
            version,
            frame,
            tension,
            turns,
            deeds,
            critical,
            situations,
            phrases,
            papers,
            partner_stop,
            partner_marks,
            partner_errors,
        } = problem::read(file)?;
        let pack = Self {
            version,
            frame,
            tension,
            turns,
            deeds,
            critical,
            situations,
            phrases,
            papers,
            partner_stop,
            partner_marks,
            partner_errors,
        };
        let mut problems = Vec::new();
        problem::check_head(file, format, &pack.version, &mut problems);
        pack.frame.check(file, &mut problems);
        pack.tension.check(file, &mut problems);
        pack.turns.check(file, &mut problems);
        pack.check_deeds(file, &mut problems);
        pack.check_judgement(file, &mut problems);
        pack.check_phrases(file, &mut problems);
        pack.papers.check(file, &mut problems);
        check_errors(
            file,
            &pack.partner_errors,
            &pack.partner_marks,
            &mut problems,
        );
        if !pack.partner_errors.is_empty() {
            problem::check_text(
                file,
                "partner_stop",
                "label",
                &pack.partner_stop,
                &mut problems,
            );
        }
        if problems.is_empty() {
            Ok(pack)
        } else {
            Err(problems)
        }
    }

    /// The deed of that id.
    #[must_use]
    pub fn deed(&self, id: &str) -> Option<&Deed> {
        self.deeds.iter().find(|deed| deed.id == id)
    }

    /// The critical breach of that id.
    #[must_use]
    pub fn critical_breach(&self, id: &str) -> Option<&CriticalBreach> {
        self.critical.iter().find(|breach| breach.id == id)
    }

    /// A good phrase for an act. Successive values of `turn` go through all of them before one comes again.
    #[must_use]
    pub fn phrase_for(&self, act: Act, turn: usize) -> Option<&Phrase> {
        let fitting: Vec<&Phrase> = self
            .phrases
            .iter()
            .filter(|phrase| phrase.act == act)
            .collect();
        fitting.get(turn.checked_rem(fitting.len())?).copied()
    }

    /// The phrases for a situation.
    pub fn phrases_in<'a>(&'a self, situation: &'a str) -> impl Iterator<Item = &'a Phrase> {
        self.phrases
            .iter()
            .filter(move |phrase| phrase.situation == situation)
    }

    /// Every law id the pack cites, each once.
    #[must_use]
    pub fn cited_laws(&self) -> BTreeSet<&str> {
        let deeds = self.deeds.iter().flat_map(|deed| &deed.law);
        let critical = self.critical.iter().flat_map(|breach| &breach.law);
        let partner = self.partner_errors.iter().flat_map(|error| &error.law);
        let marks = self.partner_marks.all().into_iter();
        deeds
            .chain(critical)
            .chain(partner)
            .chain(marks.flat_map(|(_, mark)| &mark.law))
            .map(String::as_str)
            .collect()
    }

    /// Every form id the pack names, each once; the bureau profile must have them.
    #[must_use]
    pub fn named_forms(&self) -> BTreeSet<&str> {
        self.critical
            .iter()
            .flat_map(|breach| &breach.triggers)
            .filter_map(|trigger| match trigger {
                Trigger::ServedBefore { form, .. } => Some(form.as_str()),
                Trigger::Said(_) | Trigger::Did(_) | Trigger::SaidBefore { .. } => None,
            })
            .collect()
    }

    fn check_deeds(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "deeds",
            self.deeds.iter().map(|deed| deed.id.as_str()),
            problems,
        );
        if self.deed(INTERRUPT).is_none() {
            problems.push(problem::dangling(file, "turns", "deeds", INTERRUPT));
        }
        for deed in &self.deeds {
            problem::check_text(file, &deed.id, "text", &deed.text, problems);
            if let Some(better) = &deed.better {
                problem::check_text(file, &deed.id, "better", better, problems);
            } else if deed.severity >= Severity::Serious {
                // A report must be able to say what would have been right.
                problem::check_word(file, "better", &deed.id, "", problems);
            }
        }
    }

    fn check_judgement(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "critical",
            self.critical.iter().map(|breach| breach.id.as_str()),
            problems,
        );
        for breach in &self.critical {
            problem::check_text(file, &breach.id, "text", &breach.text, problems);
            problem::check_text(file, &breach.id, "why", &breach.why, problems);
            problem::check_text(file, &breach.id, "better", &breach.better, problems);
            if breach.triggers.is_empty() || breach.law.is_empty() {
                problem::check_word(file, "triggers / law", &breach.id, "", problems);
            }
            for trigger in &breach.triggers {
                if let Trigger::Did(id) = trigger
                    && self.deed(id).is_none()
                {
                    problems.push(problem::dangling(file, &breach.id, "deeds", id));
                }
            }
        }
    }

    fn check_phrases(&self, file: PackText<'_>, problems: &mut Vec<PackProblem>) {
        problem::check_ids(
            file,
            "situations",
            self.situations.iter().map(|known| known.id.as_str()),
            problems,
        );
        problem::check_ids(
            file,
            "phrases",
            self.phrases.iter().map(|phrase| phrase.id.as_str()),
            problems,
        );
        for situation in &self.situations {
            problem::check_text(file, &situation.id, "name", &situation.name, problems);
        }
        let mut seen = BTreeSet::new();
        for phrase in &self.phrases {
            problem::check_text(file, &phrase.id, "text", &phrase.text, problems);
            if !self
                .situations
                .iter()
                .any(|known| known.id == phrase.situation)
            {
                problems.push(problem::dangling(
                    file,
                    &phrase.id,
                    "situations",
                    &phrase.situation,
                ));
            }
            for lang in Language::ALL {
                if !seen.insert((lang, phrase.text.get(lang))) {
                    problems.push(PackProblem::new(
                        file,
                        &phrase.id,
                        "pack-duplicate-text",
                        format!("“{}”和另一条的话一样。", phrase.id),
                        format!("'{}' says the same as another phrase.", phrase.id),
                    ));
                }
            }
            if phrase.act.is_wrong() {
                problems.push(problem::out_of_range(file, &phrase.id, phrase.act.name()));
            }
        }
    }
}

#[cfg(test)]
#[path = "conduct_tests.rs"]
mod tests;
