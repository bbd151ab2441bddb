//! Whether a mark that lay in a file is the one of its record: asked by everybody who believes such a file, so that no page
//! prints what no record says.

use super::mark::{Assessment, FORMAT, UNFINISHED};
use crate::domain::record::Record;

/// Why a mark is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A format this program does not know.
    Format(u32),
    /// It names another record, trainee, case, moment, level or mode; the record it names.
    OfAnother(String),
    /// The record does not end, and the mark says how it ended.
    OfOpenRecord,
    /// Not the one the record was closed with.
    Seal,
    /// Sums, lists or pass are not those its verdicts give.
    Sum,
}

impl Assessment {
    /// Whether this is a mark of the record. Marking again, where the case is at hand, tells more.
    ///
    /// # Errors
    /// The first reason to doubt it.
    pub fn held_against(&self, record: &Record) -> Result<(), Doubt> {
        if self.format != FORMAT {
            return Err(Doubt::Format(self.format));
        }
        let is_the_records = self.record == record.seal
            && self.trainee == record.header.trainee
            && self.started_at == record.header.started_at
            && self.scenario.id == record.header.case
            && self.level == record.header.setup.level
            && self.mode == record.header.setup.mode;
        if !is_the_records {
            return Err(Doubt::OfAnother(self.record.clone()));
        }
        if record
            .sealed_mark
            .as_ref()
            .is_some_and(|sealed| *sealed != self.commitment())
        {
            return Err(Doubt::Seal);
        }
        if !self.adds_up() {
            return Err(Doubt::Sum);
        }
        if !record.closed && self.outcome != UNFINISHED {
            return Err(Doubt::OfOpenRecord);
        }
        Ok(())
    }
}
