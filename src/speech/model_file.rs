//! Model files as they lie on the disk: which ones are Whisper's, which are packed, which one is the fixture.
//!
//! The C++ loader trusts its input, so a file is looked at here before it gets there.

use lzma_rust2::XzReader;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// First bytes of a ggml file.
const MAGIC_GGML: [u8; 4] = *b"lmgg";
/// First bytes of an xz file.
const MAGIC_XZ: [u8; 6] = [0xfd, b'7', b'z', b'X', b'Z', 0];
/// First bytes of the newer container, which whisper.cpp does not read.
const MAGIC_GGUF: [u8; 4] = *b"GGUF";
/// Bytes of magic and the eleven numbers after it.
const HEADER_BYTES: usize = 48;
/// Largest unpacked model taken from an xz file; models that large are not shipped packed.
const UNPACKED_BYTES_MAX: u64 = 4 << 30;
/// Vocabulary of the multilingual models; the English-only ones have one token less.
const VOCABULARY_MULTILINGUAL: i32 = 51_865;
/// How the file of a voice fixture begins.
pub const FIXTURE_PREFIX: &str = "voice-fixture";

/// Why a file is no model we can use, with its cure.
#[derive(Debug, thiserror::Error)]
pub enum ModelFileError {
    /// No such file.
    #[error("{file}: no such model file; see `models list`, then `models fetch`")]
    Missing {
        /// The file.
        file: PathBuf,
    },
    /// The file is there and cannot be read.
    #[error("{file}: cannot be read ({source}); check its permissions and the disk")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something else than a ggml Whisper model.
    #[error("{file}: not a ggml Whisper model ({found}); fetch one by `models fetch`")]
    NotAModel {
        /// The file.
        file: PathBuf,
        /// What it seems to be.
        found: Found,
    },
    /// A model that knows no Chinese.
    #[error("{file}: an English-only model; choose one without .en in its name")]
    EnglishOnly {
        /// The file.
        file: PathBuf,
    },
    /// The packed file ends early or does not match its own checksum.
    #[error("{file}: damaged ({reason}); delete it and fetch it again")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// What a file that is no Whisper model seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Found {
    /// No byte at all.
    #[error("an empty file")]
    Empty,
    /// The newer container.
    #[error("a GGUF file")]
    Gguf,
    /// HTML.
    #[error("a web page, as a captive portal or a mirror sends it")]
    Page,
    /// The right container with something else inside.
    #[error("a ggml file of another kind")]
    OtherGgml,
    /// Anything else.
    #[error("unknown bytes")]
    Unknown,
}

impl Found {
    /// The word by which the message files choose.
    const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Gguf => "gguf",
            Self::Page => "page",
            Self::OtherGgml => "other-ggml",
            Self::Unknown => "unknown",
        }
    }
}

impl ModelFileError {
    /// The message's id and arguments for the language files.
    #[must_use]
    pub fn message(&self) -> super::Message {
        let (id, file, more) = match self {
            Self::Missing { file } => ("model-missing", file, None),
            Self::Unreadable { file, source } => (
                "model-unreadable",
                file,
                Some(("reason", source.to_string())),
            ),
            Self::NotAModel { file, found } => (
                "model-not-a-model",
                file,
                Some(("found", found.word().to_owned())),
            ),
            Self::EnglishOnly { file } => ("model-english-only", file, None),
            Self::Damaged { file, reason } => {
                ("model-damaged", file, Some(("reason", reason.clone())))
            }
        };
        let mut args = vec![("file", file.display().to_string())];
        args.extend(more);
        super::Message { id, args }
    }
}

/// Where the checked weights are.
#[derive(Debug)]
pub enum Weights {
    /// In a plain file, which Whisper reads by itself.
    InFile(PathBuf),
    /// Unpacked in memory.
    InMemory(Vec<u8>),
}

/// The model's name: the file name without `.xz`, `.bin` and a leading `ggml-`.
#[must_use]
pub fn model_name(file: &Path) -> String {
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let name = name.strip_suffix(".xz").unwrap_or(&name);
    let name = name.strip_suffix(".bin").unwrap_or(name);
    name.strip_prefix("ggml-").unwrap_or(name).to_owned()
}

/// Whether a file is a voice fixture, told by its name: it hears synthetic voices and a closed list only.
#[must_use]
pub fn is_fixture(file: &Path) -> bool {
    file.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(FIXTURE_PREFIX))
}

/// Looks at a model file, and unpacks it when it is packed.
///
/// # Errors
/// The file is missing, unreadable, damaged or not a multilingual Whisper model.
pub fn open(file: &Path) -> Result<Weights, ModelFileError> {
    let mut handle = File::open(file).map_err(|e| io_error(file, e))?;
    let mut head = Vec::new();
    (&mut handle)
        .take(HEADER_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(|e| io_error(file, e))?;
    if head.starts_with(&MAGIC_XZ) {
        let mut packed = head;
        handle
            .read_to_end(&mut packed)
            .map_err(|e| io_error(file, e))?;
        return unpack(packed, file);
    }
    check_header(&head, file)?;
    check_body(&mut BufReader::new(handle), file)?;
    Ok(Weights::InFile(file.to_path_buf()))
}

/// As [`open`], for bytes in memory.
///
/// # Errors
/// The bytes are damaged or no multilingual Whisper model.
pub fn unpack(bytes: Vec<u8>, file: &Path) -> Result<Weights, ModelFileError> {
    let plain = if bytes.starts_with(&MAGIC_XZ) {
        let mut plain = Vec::new();
        XzReader::new(bytes.as_slice(), false)
            .take(UNPACKED_BYTES_MAX)
            .read_to_end(&mut plain)
            .map_err(|e| damaged(file, &e.to_string()))?;
        plain
    } else {
        bytes
    };
    check_header(&plain, file)?;
    check_body(&mut Cursor::new(&plain), file)?;
    Ok(Weights::InMemory(plain))
}

fn damaged(file: &Path, reason: &str) -> ModelFileError {
    ModelFileError::Damaged {
        file: file.to_path_buf(),
        reason: reason.to_owned(),
    }
}

fn io_error(file: &Path, source: std::io::Error) -> ModelFileError {
    let file = file.to_path_buf();
    if source.kind() == std::io::ErrorKind::NotFound {
        ModelFileError::Missing { file }
    } else {
        ModelFileError::Unreadable { file, source }
    }
}

/// Checks the magic and the eleven numbers: a header of rubbish would have the C++ ask for terabytes.
pub(super) fn check_header(bytes: &[u8], file: &Path) -> Result<(), ModelFileError> {
    let file = file.to_path_buf();
    let not_a_model = |found| ModelFileError::NotAModel {
        file: file.clone(),
        found,
    };
    if bytes.is_empty() {
        return Err(not_a_model(Found::Empty));
    }
    if bytes.starts_with(&MAGIC_GGUF) {
        return Err(not_a_model(Found::Gguf));
    }
    let is_page = bytes.trim_ascii_start().first() == Some(&b'<');
    if is_page {
        return Err(not_a_model(Found::Page));
    }
    if !bytes.starts_with(&MAGIC_GGML) || bytes.len() < HEADER_BYTES {
        return Err(not_a_model(Found::Unknown));
    }
    let number = |index: usize| {
        let at = 4 + index * 4;
        bytes[at..at + 4].try_into().map_or(-1, i32::from_le_bytes)
    };
    let within = |index: usize, low: i32, high: i32| (low..=high).contains(&number(index));
    // vocabulary, audio window/width/heads/layers, text window/width/heads/layers, mel bands, number format
    let is_whisper = within(0, 51_000, 60_000)
        && within(1, 1, 3_000)
        && within(2, 16, 4_096)
        && within(3, 1, 128)
        && within(4, 1, 128)
        && within(5, 1, 4_096)
        && within(6, 16, 4_096)
        && within(7, 1, 128)
        && within(8, 1, 128)
        && (number(9) == 80 || number(9) == 128)
        && within(10, 0, 100_000);
    if !is_whisper {
        return Err(not_a_model(Found::OtherGgml));
    }
    if number(0) < VOCABULARY_MULTILINGUAL {
        return Err(ModelFileError::EnglishOnly { file });
    }
    Ok(())
}

/// Bytes and numbers of one block of each ggml number format that whisper.cpp reads.
const fn block_of(format: i32) -> Option<(u64, u64)> {
    Some(match format {
        0 => (4, 1),      // f32
        1 => (2, 1),      // f16
        2 => (18, 32),    // q4_0
        3 => (20, 32),    // q4_1
        6 => (22, 32),    // q5_0
        7 => (24, 32),    // q5_1
        8 => (34, 32),    // q8_0
        10 => (84, 256),  // q2_K
        11 => (110, 256), // q3_K
        12 => (144, 256), // q4_K
        13 => (176, 256), // q5_K
        14 => (210, 256), // q6_K
        _ => return None,
    })
}

/// Walks over filters, vocabulary and tensors without reading the weights. The C++ loader ignores an early end: it
/// fills the rest with what was read last, loads a last tensor of rubbish, or throws an exception that no Rust code
/// can catch and that ends the program.
fn check_body(body: &mut (impl Read + Seek), file: &Path) -> Result<(), ModelFileError> {
    let len = body.seek(SeekFrom::End(0)).map_err(|e| io_error(file, e))?;
    body.seek(SeekFrom::Start(HEADER_BYTES as u64))
        .map_err(|e| io_error(file, e))?;
    let mut at = HEADER_BYTES as u64;
    let short = || damaged(file, &format!("it ends early, after {len} bytes"));
    let odd = |at: u64| damaged(file, &format!("nothing sensible at byte {at}"));
    let number = |body: &mut dyn Read, at: &mut u64| {
        let mut bytes = [0; 4];
        body.read_exact(&mut bytes).map_err(|_| short())?;
        *at += 4;
        Ok::<i32, ModelFileError>(i32::from_le_bytes(bytes))
    };
    let skip = |body: &mut dyn Seek, at: &mut u64, count: u64| {
        *at += count;
        if *at > len {
            return Err(short());
        }
        body.seek_relative(i64::try_from(count).unwrap_or(i64::MAX))
            .map_err(|e| io_error(file, e))
    };

    let (bands, bins) = (number(body, &mut at)?, number(body, &mut at)?);
    if !(1..=256).contains(&bands) || !(1..=4_096).contains(&bins) {
        return Err(odd(at));
    }
    skip(
        body,
        &mut at,
        u64::from(bands.unsigned_abs()) * u64::from(bins.unsigned_abs()) * 4,
    )?;
    let words = number(body, &mut at)?;
    if !(50_000..=60_000).contains(&words) {
        return Err(odd(at));
    }
    for _ in 0..words {
        let letters = number(body, &mut at)?;
        if !(0..=1_024).contains(&letters) {
            return Err(odd(at));
        }
        skip(body, &mut at, u64::from(letters.unsigned_abs()))?;
    }
    let mut tensors = 0;
    while at < len {
        let (dimensions, name_len) = (number(body, &mut at)?, number(body, &mut at)?);
        let format = number(body, &mut at)?;
        let Some((bytes, per)) = block_of(format) else {
            return Err(odd(at));
        };
        if !(1..=4).contains(&dimensions) || !(1..=256).contains(&name_len) {
            return Err(odd(at));
        }
        let mut count = 1_u64;
        for _ in 0..dimensions {
            let size = number(body, &mut at)?;
            if !(1..=100_000_000).contains(&size) {
                return Err(odd(at));
            }
            count = count.saturating_mul(u64::from(size.unsigned_abs()));
        }
        skip(body, &mut at, u64::from(name_len.unsigned_abs()))?;
        skip(body, &mut at, (count / per).saturating_mul(bytes))?;
        tensors += 1;
    }
    // Whisper takes a file without weights for its own test stub and then hears nothing, ever.
    if tensors == 0 {
        Err(damaged(file, "it holds no weights"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(numbers: [i32; 11]) -> Vec<u8> {
        let mut bytes = MAGIC_GGML.to_vec();
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }
    const TINY: [i32; 11] = [51_865, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 7];

    #[test]
    fn a_tiny_header_passes_and_neighbours_do_not() {
        let file = Path::new("m.bin");
        assert!(check_header(&header(TINY), file).is_ok());
        let mut english = TINY;
        english[0] = 51_864;
        assert!(matches!(
            check_header(&header(english), file),
            Err(ModelFileError::EnglishOnly { .. })
        ));
        let mut huge = TINY;
        huge[2] = i32::MAX;
        assert!(matches!(
            check_header(&header(huge), file),
            Err(ModelFileError::NotAModel { .. })
        ));
        for other in [
            &b""[..],
            b"<!DOCTYPE html>",
            b"GGUF\x03\0\0\0",
            b"lmgg",
            b"RIFFxxxxWAVE",
        ] {
            assert!(matches!(
                check_header(other, file),
                Err(ModelFileError::NotAModel { .. })
            ));
        }
    }

    #[test]
    fn names_tell_the_fixture() {
        assert_eq!(model_name(Path::new("/m/ggml-base-q8_0.bin")), "base-q8_0");
        assert_eq!(
            model_name(Path::new("voice-fixture-x.bin.xz")),
            "voice-fixture-x"
        );
        assert!(is_fixture(Path::new("a/voice-fixture-x.bin.xz")));
        assert!(!is_fixture(Path::new("voice-fixture/ggml-tiny.bin")));
    }
}
