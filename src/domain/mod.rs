//! The pure core: no engine, clock, files, threads or unordered maps. Lower layers never name higher ones:
//! ids < diagnostic < packs < scenario < understanding < session < record < assessment.

pub mod act;
pub mod ids;
pub mod understanding;
