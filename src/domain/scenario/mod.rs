//! A case as content: the file shapes, where things stand in the text, the model, and the loader that finds every
//! mistake at once. Knows no files: texts come in as strings.

mod build;
mod check;
mod clause;
mod clause_file;
pub mod context;
pub mod file;
pub mod flow;
pub mod load;
pub mod model;
pub mod notation;
mod partner;
mod resolve;
mod rules;
pub mod source;
mod steps;
mod syntax;
pub mod upkeep;
pub mod walkthrough;
mod whole;

pub use check::is_untranslated;
pub use resolve::{PARTY, nearest};
