//! The city platform (智慧城管): tickets come in, are accepted, dispatched, handled, reported, verified and closed. A pure
//! state machine beside the street's engine, minute by minute and equal on every machine, and the score of a shift. Knows
//! no case that is played, no file and no clock: whoever owns one says what time it is.

mod desk;
mod score;
mod script;
mod sitting;

pub use desk::{
    Deed, Event, Happened, OVERTIME_MIN, Refusal, Stage, State, TicketState, begin, latest_min,
    pass, step,
};
pub use score::{Lack, Mark, MarkKind, PlatformScore, score};
pub use script::{Played, ScriptError, play, read_step};
pub use sitting::{DeedKind, Sitting, Trip};
