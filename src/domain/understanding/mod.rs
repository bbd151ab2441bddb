//! From a transcript to acts: what a sentence does, how sure that is and why, which law it names and whether rightly.
//! Knows no scenario, no clock and no files: the model and the lists come in as text or bytes.

mod reading;

pub use reading::{ActReading, LawReading, Reading, Slot, SlotKind};
