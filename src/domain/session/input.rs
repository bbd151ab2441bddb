//! What the trainee, the clock's owner and the instructor put into a case. Ids are words, so that a record can be read
//! by people and by later versions.

use super::touch::Touch;
use crate::domain::act::Act;
use crate::domain::ids::{Millis, Permille};
use crate::domain::understanding::Reading;
use serde::{Deserialize, Serialize};

/// What was heard: raw transcript, certainty and understanding, all kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// The transcript as recognised or typed.
    pub text: String,
    /// Certainty of the recogniser; 1000 for typed words.
    pub sure: Permille,
    /// What it was understood as.
    pub reading: Reading,
    /// To whom, when the trainee chose; else the engine decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Clip or file position the words came from, where kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Model and host, when another one than the record's recogniser made the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_by: Option<String>,
    /// Whom they were spoken into, when somebody was still saying a line as they began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
}

/// A line that was being said when the trainee began to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Over {
    /// Who was speaking.
    pub who: String,
    /// Their line; empty for words that are no line of the case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// How long they had been saying it.
    pub said_ms: Millis,
    /// How much of it was left.
    pub left_ms: Millis,
}

impl Heard {
    /// Whether the words did this act.
    #[must_use]
    pub fn does(&self, act: Act) -> bool {
        self.reading.acts.iter().any(|one| one.act == act)
    }
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Input {
    /// The trainee said something.
    Said(Heard),
    /// The trainee has been speaking for so long without a break, and goes on; the words are not known yet.
    Talking {
        /// To whom, when the trainee chose; else the party.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        /// For how long.
        for_ms: Millis,
    },
    /// The trainee did something.
    Did {
        /// Action id.
        action: String,
        /// Person or thing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<String>,
        /// Tool in hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tool: Option<String>,
    },
    /// The trainee moved.
    Moved {
        /// Zone entered.
        zone: String,
        /// Distance to the party in centimetres; the zone's own when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        distance_cm: Option<u32>,
        /// Person or thing faced.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        facing: Option<String>,
        /// Person or thing looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gaze: Option<String>,
    },
    /// What the trainee's body or voice did without an action of the case: standing around somebody, raising the voice,
    /// leaning on the goods. A deed of the conduct pack.
    Sensed {
        /// Deed of the conduct pack.
        deed: String,
        /// Who feels it; the party when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
    },
    /// The trainee filled a form.
    Paper {
        /// Form id.
        form: String,
        /// Field ids and what was written.
        fields: Vec<(String, String)>,
    },
    /// The instructor threw something in.
    Instructor {
        /// Inject id.
        inject: String,
    },
    /// An instructor, by name, did something to the running case.
    Touched {
        /// Who; an account's name, never a machine's.
        by: String,
        /// What.
        touch: Touch,
    },
    /// The trainee pressed "leave" or the time of the room is up.
    Leave,
}
