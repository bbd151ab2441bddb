//! Which Whisper models there are, where they are published, and which lie on this machine.

use crate::speech::model_file::{self, ModelFileError};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Address under which the authors of whisper.cpp publish their files.
pub const MIRROR_OFFICIAL: &str = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main";
/// A mirror of the same tree that answers in mainland China.
pub const MIRROR_CHINA: &str = "https://hf-mirror.com/ggerganov/whisper.cpp/resolve/main";
/// Environment variable that names another mirror, or one of the words `official` and `china`.
pub const MIRROR_VARIABLE: &str = "STREETWISE_MODEL_MIRROR";
/// Licence of Whisper's weights and of their conversion.
pub const LICENCE: &str = "MIT";
/// A published model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ModelEntry {
    /// Its name: `base-q8_0`.
    pub name: &'static str,
    /// Size of the file in MiB, rounded; zero when not known.
    pub approx_mib: u64,
    /// How its numbers are kept: `f16`, `q8_0`, `q5_1`, `q5_0`.
    pub numbers: &'static str,
    /// Whether we advise it: of its size, the fastest on a processor without loss of accuracy to speak of.
    pub is_advised: bool,
}

const fn entry(name: &'static str, approx_mib: u64, numbers: &'static str) -> ModelEntry {
    let is_advised = matches!(numbers.as_bytes(), b"q8_0");
    ModelEntry {
        name,
        approx_mib,
        numbers,
        is_advised,
    }
}

/// The official multilingual models, small to large. English-only ones are left out: our trainees speak Chinese.
pub const CATALOGUE: &[ModelEntry] = &[
    entry("tiny", 75, "f16"),
    entry("tiny-q5_1", 31, "q5_1"),
    entry("tiny-q8_0", 42, "q8_0"),
    entry("base", 142, "f16"),
    entry("base-q5_1", 57, "q5_1"),
    entry("base-q8_0", 78, "q8_0"),
    entry("small", 466, "f16"),
    entry("small-q5_1", 181, "q5_1"),
    entry("small-q8_0", 252, "q8_0"),
    entry("medium", 1_463, "f16"),
    entry("medium-q5_0", 514, "q5_0"),
    entry("medium-q8_0", 785, "q8_0"),
    entry("large-v2", 2_951, "f16"),
    entry("large-v2-q5_0", 1_080, "q5_0"),
    entry("large-v2-q8_0", 1_583, "q8_0"),
    entry("large-v3", 2_951, "f16"),
    entry("large-v3-q5_0", 1_080, "q5_0"),
    entry("large-v3-turbo", 1_549, "f16"),
    entry("large-v3-turbo-q5_0", 547, "q5_0"),
    entry("large-v3-turbo-q8_0", 834, "q8_0"),
];

impl ModelEntry {
    /// The entry of this name (`base-q8_0`, `ggml-base-q8_0.bin`).
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = model_file::model_name(Path::new(name));
        CATALOGUE.iter().find(|entry| entry.name == name).copied()
    }

    /// The file it is published and kept as.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("ggml-{}.bin", self.name)
    }
}

/// The address to fetch from: what the user said, else the environment, else the official one.
#[must_use]
pub fn mirror(said: Option<&str>) -> String {
    let from_environment = std::env::var(MIRROR_VARIABLE)
        .ok()
        .filter(|value| !value.is_empty());
    let chosen = said.map(str::to_owned).or(from_environment);
    match chosen.as_deref() {
        None | Some("official") => MIRROR_OFFICIAL.to_owned(),
        Some("china") => MIRROR_CHINA.to_owned(),
        Some(other) => other.trim_end_matches('/').to_owned(),
    }
}

/// Why a model could not be fetched, found or verified, with its cure.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model of this name is published.
    #[error("{name}: no such model; see `models list`")]
    UnknownName {
        /// The name asked for.
        name: String,
    },
    /// The folder for models cannot be made or read.
    #[error(
        "{folder}: cannot be used for models ({source}); check the path, its permissions, or give --data"
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The disk is full.
    #[error(
        "{file}: the disk is full; free {mib} MiB and run the same command again, it goes on where it stopped"
    )]
    DiskFull {
        /// The file being written.
        file: PathBuf,
        /// MiB still to come.
        mib: u64,
    },
    /// Writing or reading failed for another reason.
    #[error("{file}: {source}; check the disk and its permissions")]
    Disk {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Nobody answered.
    #[error(
        "{url}: no connection ({reason}); check the network, or choose another mirror by --mirror"
    )]
    NoConnection {
        /// The address.
        url: String,
        /// What the net said.
        reason: String,
    },
    /// The server refused.
    #[error(
        "{url}: the server answered {status}; check the model's name, or choose another mirror by --mirror"
    )]
    Refused {
        /// The address.
        url: String,
        /// Its status code.
        status: u16,
    },
    /// The connection broke again and again.
    #[error(
        "{url}: broken off after {got} of {total} bytes; run the same command again, it goes on where it stopped"
    )]
    BrokenOff {
        /// The address.
        url: String,
        /// Bytes on the disk.
        got: u64,
        /// Bytes promised; zero when the server did not say.
        total: u64,
    },
    /// What came is far smaller or larger than that model is.
    #[error(
        "{url}: {got} bytes where about {wanted} were expected; the mirror sends something else, choose another"
    )]
    WrongLength {
        /// The address.
        url: String,
        /// Bytes that came or were announced.
        got: u64,
        /// Bytes expected.
        wanted: u64,
    },
    /// What came is no model.
    #[error(transparent)]
    NotAModel(#[from] ModelFileError),
    /// The bytes are not those the digest was made of.
    #[error(
        "{file}: SHA-256 is {got}, but {source_name} says {wanted}; delete the file and fetch it again, from another mirror if it stays so"
    )]
    WrongDigest {
        /// The file.
        file: PathBuf,
        /// Its sum.
        got: String,
        /// The sum expected.
        wanted: String,
        /// Who expects it: the digest file's name.
        source_name: String,
    },
    /// A digest file that cannot be read as one.
    #[error(
        "{file}: not a list of SHA-256 sums as `sha256sum` writes it (line {line}); check the file"
    )]
    DigestFile {
        /// The digest file.
        file: PathBuf,
        /// The first line that does not fit; zero when the file cannot be read.
        line: usize,
    },
    /// No digest is known for the file.
    #[error("{file}: no digest is known; fetch it by `models fetch`, or give a digest file")]
    NoDigest {
        /// The model file.
        file: PathBuf,
    },
}

impl ModelError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> super::Message {
        let path = |path: &Path| path.display().to_string();
        let (id, args) = match self {
            Self::UnknownName { name } => ("models-unknown-name", vec![("name", name.clone())]),
            Self::Folder { folder, source } => (
                "models-folder",
                vec![("folder", path(folder)), ("reason", source.to_string())],
            ),
            Self::DiskFull { file, mib } => (
                "models-disk-full",
                vec![("file", path(file)), ("mib", mib.to_string())],
            ),
            Self::Disk { file, source } => (
                "models-disk",
                vec![("file", path(file)), ("reason", source.to_string())],
            ),
            Self::NoConnection { url, reason } => (
                "models-no-connection",
                vec![("url", url.clone()), ("reason", reason.clone())],
            ),
            Self::Refused { url, status } => (
                "models-refused",
                vec![("url", url.clone()), ("status", status.to_string())],
            ),
            Self::BrokenOff { url, got, total } => (
                "models-broken-off",
                vec![
                    ("url", url.clone()),
                    ("got", got.to_string()),
                    ("total", total.to_string()),
                ],
            ),
            Self::WrongLength { url, got, wanted } => (
                "models-wrong-length",
                vec![
                    ("url", url.clone()),
                    ("got", got.to_string()),
                    ("wanted", wanted.to_string()),
                ],
            ),
            Self::NotAModel(error) => return error.message(),
            Self::WrongDigest {
                file,
                got,
                wanted,
                source_name,
            } => (
                "models-wrong-digest",
                vec![
                    ("file", path(file)),
                    ("got", got.clone()),
                    ("wanted", wanted.clone()),
                    ("source", source_name.clone()),
                ],
            ),
            Self::DigestFile { file, line } => (
                "models-digest-file",
                vec![("file", path(file)), ("line", line.to_string())],
            ),
            Self::NoDigest { file } => ("models-no-digest", vec![("file", path(file))]),
        };
        super::Message { id, args }
    }
}

/// A line of `models list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The published model.
    #[serde(flatten)]
    pub entry: ModelEntry,
    /// Its size here in bytes; none when it has not been fetched.
    pub here_bytes: Option<u64>,
    /// Whether a download was begun and not finished.
    pub is_partial: bool,
}

/// Every published model and whether it lies in the folder.
#[must_use]
pub fn list(folder: &Path) -> Vec<Listed> {
    let size = |name: String| {
        std::fs::metadata(folder.join(name))
            .ok()
            .map(|meta| meta.len())
    };
    CATALOGUE
        .iter()
        .map(|entry| Listed {
            entry: *entry,
            here_bytes: size(entry.file_name()),
            is_partial: size(format!("{}.part", entry.file_name())).is_some(),
        })
        .collect()
}

/// The model to use when the user names none: the largest advised one in the folder that is still quick enough to
/// answer in a talk on a processor, else any published one.
#[must_use]
pub fn preferred(folder: &Path) -> Option<PathBuf> {
    const TALK_MIB_MAX: u64 = 300;
    let here: Vec<_> = list(folder)
        .into_iter()
        .filter(|listed| listed.here_bytes.is_some())
        .collect();
    let quick = here
        .iter()
        .filter(|listed| listed.entry.approx_mib <= TALK_MIB_MAX);
    let best = quick
        .max_by_key(|listed| (listed.entry.is_advised, listed.entry.approx_mib))
        .or_else(|| here.first())?;
    Some(folder.join(best.entry.file_name()))
}
