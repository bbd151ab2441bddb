//! Why words could not be had from a model, with its cure. Decides nothing.

use crate::speech::model_file::ModelFileError;
use crate::speech::recogniser::UTTERANCE_MS_MAX;
use std::path::PathBuf;

/// Why words could not be had from a model, with its cure.
#[derive(Debug, thiserror::Error)]
pub enum RecogniserError {
    /// The model file is missing, damaged or of another kind.
    #[error(transparent)]
    Model(#[from] ModelFileError),
    /// This processor lacks the instructions the recogniser was built for.
    #[error(
        "this processor lacks AVX2/FMA/F16C; build with GGML_AVX2=OFF GGML_FMA=OFF GGML_F16C=OFF GGML_BMI2=OFF"
    )]
    ProcessorTooOld,
    /// Whisper took the file and could not build a state: as a rule memory is short.
    #[error(
        "{file}: cannot be loaded ({reason}); free memory, choose a smaller model, or fetch the file again"
    )]
    CannotLoad {
        /// The model file.
        file: PathBuf,
        /// What Whisper said.
        reason: String,
    },
    /// More sound than one decode takes.
    #[error(
        "{ms} ms is too long for one utterance (at most {UTTERANCE_MS_MAX}); let the gate cut it"
    )]
    TooLong {
        /// Its length.
        ms: u64,
    },
    /// Whisper failed on this sound.
    #[error("decoding failed ({reason}); try again, and verify the model file if it happens twice")]
    CannotDecode {
        /// What Whisper said.
        reason: String,
    },
}

impl RecogniserError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> super::Message {
        let (id, args) = match self {
            Self::Model(error) => return error.message(),
            Self::ProcessorTooOld => ("recogniser-processor-too-old", vec![]),
            Self::CannotLoad { file, reason } => (
                "recogniser-cannot-load",
                vec![
                    ("file", file.display().to_string()),
                    ("reason", reason.clone()),
                ],
            ),
            Self::TooLong { ms } => ("recogniser-too-long", vec![("ms", ms.to_string())]),
            Self::CannotDecode { reason } => {
                ("recogniser-cannot-decode", vec![("reason", reason.clone())])
            }
        };
        super::Message { id, args }
    }
}
