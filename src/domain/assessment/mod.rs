//! The mark: a record and a case's criteria in, findings with evidence and points out. No sentence of a report is made
//! here, no file is read, and the same record always gives the same bytes.

mod evaluate;
mod mark;
mod timeline;

pub use mark::{
    Appeal, Assessment, BlockMark, CaseRef, FORMAT, Item, Score, UNFINISHED, Verdict, assess,
};
pub use timeline::{Evidence, EvidenceKind, SURE_FROM, Timeline};
