//! The shape of `walkthroughs/*.ron`: a played case as data, with what must follow. It is test, documentation and the
//! prover's way to print a counter-example. Texts go through understanding, so a walk-through tests that too.

use crate::domain::ids::{Bilingual, Language};
use serde::{Deserialize, Serialize};

/// One walk-through.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalkthroughFile {
    /// Format number; now 1.
    pub format: u32,
    /// What it stands for: `ideal`, `minimal_pass`, `critical`, `silence`, `babble`, `ending`, `other`.
    pub kind: Kind,
    /// In a sentence.
    pub about: Bilingual,
    /// Language spoken.
    pub lang: Language,
    /// Level, 1..=3.
    pub level: u8,
    /// The party; the first of the level if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Seed of the draws.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seed: u64,
    /// Exam instead of practice.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exam: bool,
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// What must be true at the end.
    pub expect: Expect,
}

/// What a walk-through stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Everything as it should be.
    Ideal,
    /// Just enough.
    MinimalPass,
    /// A critical breach.
    Critical,
    /// Nothing is said.
    Silence,
    /// Much is said and nothing meant.
    Babble,
    /// Shows one ending.
    Ending,
    /// Anything else worth keeping.
    Other,
}

/// One step. `Say` takes six seconds, everything else three, unless `Wait` says more.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Step {
    /// The trainee says this.
    Say(String),
    /// To this person: (person, words).
    SayTo(String, String),
    /// Words that do these acts, whatever they are: how the prover writes what it tried.
    Mean(Vec<String>),
    /// The same to this person: (person, acts).
    MeanTo(String, Vec<String>),
    /// Badly heard: words and the recogniser's certainty in thousandths.
    Mumble(String, u16),
    /// The trainee says this into the line that was said last, before it has ended.
    Over(String),
    /// The trainee says this and speaks for so many seconds without a break: (seconds, words).
    Talk(u64, String),
    /// An action.
    Do(String),
    /// An action on a target: (action, target).
    DoTo(String, String),
    /// Go to a zone.
    Move(String),
    /// Let so many seconds pass.
    Wait(u64),
    /// Fill and sign a form: form, fields.
    Paper(String, Vec<(String, String)>),
    /// The instructor throws this in.
    Inject(String),
    /// What must have followed from the step before.
    See(Vec<See>),
}

/// Something that must be seen since the last step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum See {
    /// The last words were understood as at least these acts.
    Acts(Vec<String>),
    /// This line was spoken.
    Line(String),
    /// This person said something.
    Speaks(String),
    /// This beat fired.
    Beat(String),
    /// The fact is true now.
    Fact(String),
    /// The fact is not true now.
    NotFact(String),
    /// Tension of the person is at most this.
    TensionAtMost(String, i16),
    /// Tension of the person is at least this.
    TensionAtLeast(String, i16),
    /// The person has given in.
    Agreed(String),
    /// The case is not over.
    Running,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the writer of files hands over references"
)]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the writer of files hands over references"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// What must be true at the end; left out is not asked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// Whether it is a pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass: Option<bool>,
    /// Points of a hundred, at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_at_least: Option<i32>,
    /// Points of a hundred, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_at_most: Option<i32>,
    /// Criteria met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<String>,
    /// Criteria missed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<String>,
    /// Criteria breached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breached: Vec<String>,
    /// Criteria under review.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<String>,
    /// Lines that must never have been spoken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub never_lines: Vec<String>,
    /// Beats that must never have fired.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub never_beats: Vec<String>,
}
