//! The engine: `step(case, rules, state, now, inputs) -> effects`, deterministic, seeded, in whole numbers.
//! Play, replay, tests, the prover and re-marking all use this one function. Knows no files, no clock, no marks.

mod begin;
mod condition;
mod effect;
mod input;
mod offer;
mod people;
mod rules;
mod state;
mod step;
mod talk;
mod touch;
mod turns;

pub use begin::{Setup, begin};
pub use effect::{Effect, Timed};
pub use input::{Heard, Input, Over};
pub use offer::{Offer, offers};
pub use rules::Rules;
pub use state::{Mode, PersonState, State};
pub use step::{TOO_CLOSE_CM, step};
pub use talk::{REPEATED_FROM, taken_in};
pub use touch::{Happening, TOUCH_TEXT_CHARS_MAX, Touch};
