//! Whether a model's bytes are those they should be.
//!
//! Nobody we could name publishes SHA-256 sums of all these files, so none is written here. The sum of a first
//! download is recorded and every later check compares with that record (trust on first use, and said so), or with
//! a digest file the user names.

use crate::speech::model_file;
use crate::speech::models::ModelError;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

/// The file beside the models in which sums of first downloads stand, as `sha256sum` writes and checks it.
pub const RECORD_FILE: &str = "first-download.sha256";
/// Bytes read at a time.
const BLOCK: usize = 1 << 16;

/// SHA-256 sums by file name, from a file as `sha256sum` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digests {
    /// Where they stand; shown when one does not match.
    pub source_name: String,
    sums: BTreeMap<String, String>,
}

impl Digests {
    /// Reads a digest file.
    ///
    /// # Errors
    /// The file is missing, or a line is not a sum and a name.
    pub fn read(file: &Path) -> Result<Self, ModelError> {
        let text = std::fs::read_to_string(file).map_err(|_| ModelError::DigestFile {
            file: file.to_path_buf(),
            line: 0,
        })?;
        Self::parse(&text, file)
    }

    /// As [`Self::read`], for text that was read.
    ///
    /// # Errors
    /// A line is not a sum and a name.
    pub fn parse(text: &str, file: &Path) -> Result<Self, ModelError> {
        let mut sums = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let parsed = line.split_once(char::is_whitespace).map(|(sum, name)| {
                // `*` marks binary mode; a folder before the name does not matter to us.
                let name = name.trim().trim_start_matches('*');
                (
                    sum.to_ascii_lowercase(),
                    name.rsplit('/').next().unwrap_or(name).to_owned(),
                )
            });
            match parsed {
                Some((sum, name)) if is_sum(&sum) && !name.is_empty() => sums.insert(name, sum),
                _ => {
                    return Err(ModelError::DigestFile {
                        file: file.to_path_buf(),
                        line: index + 1,
                    });
                }
            };
        }
        Ok(Self {
            source_name: file.display().to_string(),
            sums,
        })
    }

    /// The record of first downloads in a folder; empty when there is none yet.
    ///
    /// # Errors
    /// The record is there and damaged.
    pub fn recorded(folder: &Path) -> Result<Self, ModelError> {
        let file = folder.join(RECORD_FILE);
        if file.exists() {
            Self::read(&file)
        } else {
            Ok(Self::default())
        }
    }

    /// The sum of a file.
    #[must_use]
    pub fn of(&self, file_name: &str) -> Option<&str> {
        self.sums.get(file_name).map(String::as_str)
    }
}

fn is_sum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Adds the sum of a first download to the folder's record.
///
/// # Errors
/// The disk refuses.
pub fn record_first(folder: &Path, file_name: &str, sum: &str) -> Result<(), ModelError> {
    let file = folder.join(RECORD_FILE);
    let disk = |source| ModelError::Disk {
        file: file.clone(),
        source,
    };
    let mut record = File::options()
        .create(true)
        .append(true)
        .open(&file)
        .map_err(disk)?;
    writeln!(record, "{sum}  {file_name}")
        .and_then(|()| record.sync_all())
        .map_err(disk)
}

/// The hexadecimal form of a finished sum.
pub(super) fn hex(sum: Sha256) -> String {
    sum.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Feeds a file to a sum, telling how many bytes are done.
pub(super) fn sum_file(
    file: &Path,
    sum: &mut Sha256,
    mut told: impl FnMut(u64),
) -> Result<u64, ModelError> {
    let disk = |source| ModelError::Disk {
        file: file.to_path_buf(),
        source,
    };
    let mut handle = File::open(file).map_err(disk)?;
    let mut block = vec![0; BLOCK];
    let mut done = 0;
    loop {
        let count = handle.read(&mut block).map_err(disk)?;
        if count == 0 {
            return Ok(done);
        }
        sum.update(&block[..count]);
        done += count as u64;
        told(done);
    }
}

/// A model file that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// The file.
    pub file: PathBuf,
    /// Its SHA-256.
    pub sha256: String,
    /// What it was compared with.
    pub compared_with: Comparison,
}

/// What a sum was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// A digest file the user named.
    DigestFile(String),
    /// Our own record of the first download: shows change since then, not that the first was right.
    FirstDownload,
    /// Nothing: this is the first download, and its sum has been recorded now.
    RecordedNow,
}

/// Compares a model file with the user's digest file, else with the record of its first download.
///
/// # Errors
/// The file is missing, is no model, has no known digest, or has another one.
pub fn verify(
    file: &Path,
    digests: Option<&Digests>,
    told: impl FnMut(u64),
) -> Result<Verified, ModelError> {
    model_file::open(file)?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let recorded = Digests::recorded(file.parent().unwrap_or(Path::new(".")))?;
    let (wanted, compared_with, source_name) =
        if let Some((sum, given)) = digests.and_then(|given| Some((given.of(&name)?, given))) {
            (
                sum,
                Comparison::DigestFile(given.source_name.clone()),
                given.source_name.clone(),
            )
        } else if let Some(sum) = recorded.of(&name) {
            (sum, Comparison::FirstDownload, recorded.source_name.clone())
        } else {
            return Err(ModelError::NoDigest {
                file: file.to_path_buf(),
            });
        };
    let mut sum = Sha256::new();
    sum_file(file, &mut sum, told)?;
    let got = hex(sum);
    if got == wanted {
        Ok(Verified {
            file: file.to_path_buf(),
            sha256: got,
            compared_with,
        })
    } else {
        let wanted = wanted.to_owned();
        Err(ModelError::WrongDigest {
            file: file.to_path_buf(),
            got,
            wanted,
            source_name,
        })
    }
}
