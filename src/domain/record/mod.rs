//! The record of a run: what went in, what came out, all versions, chained by hashes so that no line can change
//! unseen. Text in, text out; `files` keeps it on disk line by line.

mod chain;
mod replay;

pub(in crate::domain) use chain::hash;
pub use chain::{Broken, Chain, Follow, Line, parse, parse_prefix};
pub use replay::{Difference, Rerun, rerun, verify};

use crate::domain::ids::{Language, Millis};
use crate::domain::session::{Effect, Input, Setup};
use serde::{Deserialize, Serialize};

/// Format of records.
pub const FORMAT: u32 = 1;

/// Versions of everything that decides what a run means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// The case's content version, rubric included.
    pub rubric: String,
    /// Law pack.
    pub law: String,
    /// Conduct pack.
    pub conduct: String,
    /// Lexicon and understanding model.
    pub lexicon: String,
    /// Bureau profile.
    pub bureau: String,
}

/// The first line of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Format number.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// Case id.
    pub case: String,
    /// Hash of the case's content.
    pub case_hash: String,
    /// Versions.
    pub versions: Versions,
    /// How the run was set up.
    pub setup: Setup,
    /// Pseudonym of the trainee; never a name.
    pub trainee: String,
    /// Start, RFC 3339 UTC, given by whoever owns a clock.
    pub started_at: String,
    /// Language of the run.
    pub lang: Language,
    /// Recogniser model by name; empty when words were typed.
    pub recogniser: String,
    /// What an exam adds; none in practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam: Option<Exam>,
}

/// What an exam adds to a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// What the trainee was told to sit; each is sat once.
    pub assignment: String,
    /// Nobody is told the mark until somebody responsible opens it.
    pub sealed: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The record begins.
    Begin(Box<Header>),
    /// Something went in.
    In(Input),
    /// Something came out.
    Out(Effect),
    /// The hash of a sealed mark, so that what is opened later is what was marked at the end.
    Sealed {
        /// SHA-256 as [`crate::domain::record::Record::sealed_mark`] explains, hex.
        mark: String,
    },
    /// The record is closed; nothing may follow.
    Close,
}

/// A moment with its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When, since the case began.
    pub at: Millis,
    /// What.
    pub what: Moment,
}

/// A whole record: header and what happened after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Header.
    pub header: Header,
    /// Events after the header, in order, without the closing one.
    pub events: Vec<Event>,
    /// Whether the record was closed properly.
    pub closed: bool,
    /// Hash of the last line: the whole record's seal.
    pub seal: String,
    /// What a sealed mark hashes to: SHA-256 over its JSON with the name of the record left empty, because the record
    /// has its last name only after this line.
    pub sealed_mark: Option<String>,
}

impl Record {
    /// When the last thing happened.
    #[must_use]
    pub fn duration(&self) -> Millis {
        self.events.last().map_or(Millis(0), |event| event.at)
    }
}
