//! The mark: a record and a case's criteria in, findings with evidence and points out. No sentence of a report is made
//! here, no file is read, and the same record always gives the same bytes.

mod agreement;
mod answer;
mod bearing;
mod causes;
mod clauses;
mod distances;
mod evaluate;
mod evaluate_order;
mod figures;
mod held;
mod hours;
mod mark;
mod meant;
mod offers;
mod outlook;
mod papers;
mod papers_account;
mod papers_boxes;
mod papers_choices;
mod papers_claims;
mod papers_history;
mod papers_numbers;
mod papers_scene;
mod papers_things;
mod papers_words;
mod places;
mod reckoning;
mod timeline;
mod verification;
mod written;

pub use evaluate::WRONG_SURE_FROM;
pub use held::Doubt;
pub use mark::{
    Appeal, Assessment, BlockMark, CaseRef, FORMAT, Item, Score, UNFINISHED, Verdict, assess,
};
pub use offers::{Offer, OfferFault};
pub use outlook::lost;
pub use papers::{Difference, DifferenceKind, ReportedPicture, reported_pictures};
pub use timeline::{Evidence, EvidenceKind, SURE_FROM, Timeline};
pub use verification::{Verification, verification};
