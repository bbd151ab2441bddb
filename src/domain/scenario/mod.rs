//! A case as content: the file shapes, where things stand in the text, the model, and the loader that finds every
//! mistake at once. Knows no files: texts come in as strings.

pub mod file;
pub mod model;
pub mod source;
pub mod walkthrough;
