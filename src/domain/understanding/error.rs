//! Why an understanding could not be loaded.

/// What is wrong with the model, the lexicon or their fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The lexicon does not read; holds line, column and cause.
    #[error("lexicon: {0}")]
    Lexicon(String),
    /// The model file is no model, or of another format.
    #[error("understanding model: {0}")]
    Model(&'static str),
    /// The network of the second reader is none, damaged, or of another format.
    #[error("understanding network: {0}")]
    Second(&'static str),
    /// The model was trained with another lexicon: train again.
    #[error(
        "understanding model belongs to another lexicon; run `train understanding` and scripts/build-reader.sh"
    )]
    Mismatch,
}
