//! The pure core: no engine, clock, files, threads or unordered maps. Lower layers never name higher ones:
//! ids < act < diagnostic < packs < platform < understanding < scenario < session < record < assessment < teaching < rehearsal < prover.

#![deny(clippy::disallowed_types)]

pub mod act;
pub mod assessment;
pub mod diagnostic;
pub mod ids;
pub mod packs;
pub mod platform;
pub mod prover;
pub mod record;
pub mod rehearsal;
pub mod scenario;
pub mod script;
pub mod session;
pub mod teaching;
pub mod understanding;
