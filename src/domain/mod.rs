//! The pure core: no engine, clock, files, threads or unordered maps. Lower layers never name higher ones:
//! ids < act < diagnostic < packs < understanding < scenario < session < record < assessment.

pub mod act;
pub mod diagnostic;
pub mod ids;
pub mod scenario;
pub mod session;
pub mod understanding;
