//! A recording of a line: a file of its own, or a part of a file that holds all the lines of a case in a language. In such a
//! file one head goes before all parts, because it would be a fifth of each. Reads bytes; what they sound like is not known here.

use super::sound::{VoicePack, VoiceRow};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The longest part that is read: what claims more is broken.
const BYTES_MAX: u64 = 64 << 20;

/// Where a recording lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recording {
    /// File.
    pub path: PathBuf,
    /// Which part of it; none is all of it.
    pub part: Option<Part>,
}

/// A part of a file that holds many recordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Length of the head at the beginning of the file.
    pub head: u64,
    /// Where the part begins.
    pub at: u64,
    /// Its length.
    pub bytes: u64,
}

impl Recording {
    /// All of a file.
    #[must_use]
    pub fn whole(path: PathBuf) -> Self {
        Self { path, part: None }
    }

    /// The recording of a row in the pack that lies in `folder`.
    #[must_use]
    pub fn of(pack: &VoicePack, row: &VoiceRow, folder: &Path) -> Self {
        let (at, bytes) = row.part;
        let head = pack.head;
        Self {
            path: folder.join(&pack.file),
            part: Some(Part { head, at, bytes }),
        }
    }

    /// The bytes of the recording as if it were a file of its own.
    ///
    /// # Errors
    /// When the file cannot be read, ends before the part does, or the part is longer than any line.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        let Some(part) = self.part else {
            return std::fs::read(&self.path);
        };
        if part.head.saturating_add(part.bytes) > BYTES_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "part too long"));
        }
        let mut file = File::open(&self.path)?;
        let head = part.head as usize;
        let mut bytes = vec![0; head + part.bytes as usize];
        file.read_exact(&mut bytes[..head])?;
        file.seek(SeekFrom::Start(part.at))?;
        file.read_exact(&mut bytes[head..])?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_behind_the_head_and_one_that_hangs_over_is_an_error() {
        let path = std::env::temp_dir().join(format!("streetwise-parts-{}", std::process::id()));
        std::fs::write(&path, b"headfirstsecond").unwrap();
        let part = |at, bytes| Recording {
            path: path.clone(),
            part: Some(Part { head: 4, at, bytes }),
        };
        assert_eq!(part(9, 6).read().unwrap(), b"headsecond");
        assert!(part(9, 7).read().is_err());
        assert!(part(4, u64::MAX).read().is_err());
        let whole = Recording::whole(path.clone());
        assert_eq!(whole.read().unwrap(), b"headfirstsecond");
        std::fs::remove_file(&path).unwrap();
        assert!(whole.read().is_err());
    }
}
