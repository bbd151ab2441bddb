//! What a case answers: lines, moods, walks, events. Effects are told in ids, never in words, so one record reads in
//! both languages.

use super::state::Mode;
use crate::domain::ids::{Bilingual, Millis};
use crate::domain::scenario::model::Mood;
use serde::{Deserialize, Serialize};

/// One effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Effect {
    /// The run began so.
    Began {
        /// Party of the run.
        party: String,
        /// Practice or exam.
        mode: Mode,
        /// Draws: id and value.
        draws: Vec<(String, String)>,
    },
    /// The trainee's words went to this person.
    Addressed {
        /// Who.
        who: String,
    },
    /// The words could not be made out, or not be understood, or only half: whoever said them may say them again.
    Unclear {
        /// Who did not quite understand.
        who: String,
    },
    /// Somebody was talked over, and stops in the middle of a line.
    Interrupted {
        /// Who.
        who: String,
        /// Line id; empty for words that are no line of the case.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        line: String,
    },
    /// Somebody speaks into what the trainee is saying; the line follows.
    CutIn {
        /// Who.
        who: String,
    },
    /// Somebody speaks.
    Line {
        /// Speaker.
        by: String,
        /// Line id.
        line: String,
    },
    /// Somebody's feelings moved.
    Mood {
        /// Who.
        who: String,
        /// Mood now.
        mood: Mood,
        /// Tension now, 0..=100.
        tension: i16,
        /// Trust now, 0..=100.
        trust: i16,
    },
    /// A gesture.
    Gesture {
        /// Who.
        who: String,
        /// Gesture id.
        gesture: String,
    },
    /// A walk.
    Walk {
        /// Who.
        who: String,
        /// Zone id.
        zone: String,
    },
    /// Somebody comes.
    Enter {
        /// Who.
        who: String,
    },
    /// Somebody goes.
    Leave {
        /// Who.
        who: String,
    },
    /// Somebody gave in.
    Agreed {
        /// Who.
        who: String,
    },
    /// Somebody who had given in takes it back.
    Withdrew {
        /// Who.
        who: String,
    },
    /// A fact changed.
    Fact {
        /// Fact id.
        fact: String,
        /// True or false now.
        on: bool,
    },
    /// A beat fired.
    Beat {
        /// Beat id.
        beat: String,
    },
    /// Something in the world.
    World {
        /// Event id.
        event: String,
    },
    /// A message from the platform.
    Platform {
        /// Words.
        message: Bilingual,
    },
    /// A hint, in practice only.
    Hint {
        /// Hint id.
        hint: String,
    },
    /// A form is complete.
    PaperDone {
        /// Form id.
        form: String,
    },
    /// A form lacks fields, or something stands in them that the form does not offer.
    PaperLacks {
        /// Form id.
        form: String,
        /// Field ids.
        fields: Vec<String>,
    },
    /// The input named something this case does not have; nothing happened.
    Refused {
        /// What was wrong, by id.
        what: String,
    },
    /// The case is over.
    Ended {
        /// Ending id.
        ending: String,
    },
}

/// An effect with its moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timed {
    /// When, since the case began.
    pub at: Millis,
    /// What.
    pub effect: Effect,
}
