//! The result of understanding one utterance, as it stands in records and in `understand --json`.

use crate::domain::act::Act;
use crate::domain::ids::Permille;
use serde::{Deserialize, Serialize};

/// One act found in an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActReading {
    /// What the sentence does.
    pub act: Act,
    /// How sure the reading is.
    pub sure: Permille,
    /// The words or features that decided, in a form a person can check.
    pub why: String,
}

/// One provision named in an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawReading {
    /// Id of the provision in the law pack (`APL-2021-55`); empty when nothing in the pack fits.
    pub id: String,
    /// The words by which it was cited.
    pub cited_as: String,
    /// Whether instrument, number and validity fit the case's date.
    pub right: bool,
    /// Why not: `outdated number`, `repealed`, `unknown article`; where right, empty or `unclear number`.
    pub note: String,
}

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A time limit: `10min`, `today 17:00`, `3d`.
    Deadline,
    /// A sum of money in yuan, digits only.
    Amount,
    /// A named place.
    Place,
    /// A person's or unit's name.
    Name,
    /// A distance in metres or a measured size, as said.
    Size,
    /// To whom the words go when they say so: `crowd`, `control` (platform, command centre, emergency call), `partner`, `child`.
    Addressee,
}

/// A value found in an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What it is.
    pub kind: SlotKind,
    /// The value, normalised where a form is given.
    pub value: String,
}

/// Everything understood of one utterance.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Acts, surest first; empty for talk that does nothing here.
    pub acts: Vec<ActReading>,
    /// Provisions cited.
    pub law: Vec<LawReading>,
    /// Values found.
    pub slots: Vec<Slot>,
}
