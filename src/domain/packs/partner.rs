//! A partner who errs (搭档失当): what colleagues do wrong now and then, as shared conduct. A case switches it on and says
//! when; whoever leads must notice it, stop it and make it good, because the party sees two officers as one.

use super::PackText;
use super::problem::{self, PackProblem};
use crate::domain::act::Act;
use crate::domain::ids::Bilingual;
use serde::Deserialize;

/// One way in which a partner errs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerError {
    /// Id cases use.
    pub id: String,
    /// What goes wrong, as a report says it.
    pub text: Bilingual,
    /// What the partner says while doing it.
    pub says: Bilingual,
    /// What the partner says when stopped.
    pub yields: Bilingual,
    /// Gesture that goes with it.
    pub gesture: String,
    /// Added to the party's tension.
    pub tension: i16,
    /// Added to the party's trust.
    pub trust: i16,
    /// How to stop it.
    pub stop: Bilingual,
    /// How to make it good.
    pub good: Bilingual,
    /// Acts towards the party that make it good, besides a word that shows or brings calm.
    #[serde(default)]
    pub good_acts: Vec<Act>,
    /// Provisions it touches.
    pub law: Vec<String>,
}

/// One thing asked of whoever leads, whatever the partner did wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerMark {
    /// What is asked.
    pub text: Bilingual,
    /// Why.
    pub why: Bilingual,
    /// A better phrase.
    pub better: Bilingual,
    /// Provisions.
    pub law: Vec<String>,
}

/// What is asked of whoever leads: to notice it, to stop it, to make it good.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerMarks {
    /// To turn to the partner at once.
    pub noticed: PartnerMark,
    /// To bring it to an end in time.
    pub stopped: PartnerMark,
    /// To say an honest word to the party.
    pub good: PartnerMark,
}

impl PartnerMarks {
    /// The three with their names.
    #[must_use]
    pub const fn all(&self) -> [(&'static str, &PartnerMark); 3] {
        [
            ("noticed", &self.noticed),
            ("stopped", &self.stopped),
            ("good", &self.good),
        ]
    }
}

/// Unique ids and words in both languages.
pub(super) fn check_errors(
    file: PackText<'_>,
    errors: &[PartnerError],
    marks: &PartnerMarks,
    problems: &mut Vec<PackProblem>,
) {
    let asked = (!errors.is_empty()).then(|| marks.all());
    for (name, mark) in asked.into_iter().flatten() {
        let owner = format!("partner_marks.{name}");
        for (field, text) in [
            ("text", &mark.text),
            ("why", &mark.why),
            ("better", &mark.better),
        ] {
            problem::check_text(file, &owner, field, text, problems);
        }
        if mark.law.is_empty() {
            problem::check_word(file, "law", &owner, "", problems);
        }
    }
    let ids = errors.iter().map(|one| one.id.as_str());
    problem::check_ids(file, "partner_errors", ids, problems);
    for one in errors {
        for (field, text) in [
            ("text", &one.text),
            ("says", &one.says),
            ("yields", &one.yields),
            ("stop", &one.stop),
            ("good", &one.good),
        ] {
            problem::check_text(file, &one.id, field, text, problems);
        }
        if one.tension <= 0 || one.tension > 30 || one.trust > 0 {
            problems.push(problem::out_of_range(
                file,
                &one.id,
                "0 < tension ≤ 30, trust ≤ 0",
            ));
        }
    }
}
