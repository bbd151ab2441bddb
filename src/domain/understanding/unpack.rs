//! Unpacks a model file bit by bit, so that the whole of it never lies in memory beside what is made of it.

use super::error::LoadError;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// Bytes unpacked at a time.
const PIECE: usize = 64 << 10;

/// The rest of a packed file.
pub(super) struct Unpacking<'a> {
    packed: &'a [u8],
    state: Box<InflateState>,
    piece: Vec<u8>,
    at: usize,
    until: usize,
    is_over: bool,
}

impl<'a> Unpacking<'a> {
    /// Begins with raw deflate.
    pub(super) fn new(packed: &'a [u8]) -> Self {
        Self {
            packed,
            state: InflateState::new_boxed(DataFormat::Raw),
            piece: vec![0; PIECE],
            at: 0,
            until: 0,
            is_over: false,
        }
    }

    /// The next bytes; as many as lie unpacked, and none at the end.
    fn bytes(&mut self) -> Result<&[u8], LoadError> {
        while self.at == self.until && !self.is_over {
            let done = inflate(&mut self.state, self.packed, &mut self.piece, MZFlush::None);
            self.is_over = match done.status {
                Ok(MZStatus::Ok) => false,
                Ok(MZStatus::StreamEnd) => true,
                _ => return Err(LoadError::Model("damaged")),
            };
            // Neither goes in nor comes out anything: the file ends too early.
            if done.bytes_written == 0 && done.bytes_consumed == 0 && !self.is_over {
                return Err(LoadError::Model("cut off"));
            }
            self.packed = self.packed.get(done.bytes_consumed..).unwrap_or_default();
            self.at = 0;
            self.until = done.bytes_written;
        }
        Ok(&self.piece[self.at..self.until])
    }

    /// Hands every one of the next `count` bytes on, in order.
    ///
    /// # Errors
    /// When there are fewer, or they are damaged.
    pub(super) fn each(&mut self, count: usize, mut one: impl FnMut(u8)) -> Result<(), LoadError> {
        let mut left = count;
        while left > 0 {
            let bytes = self.bytes()?;
            if bytes.is_empty() {
                return Err(LoadError::Model("cut off"));
            }
            let taken = bytes.len().min(left);
            for byte in &bytes[..taken] {
                one(*byte);
            }
            self.at += taken;
            left -= taken;
        }
        Ok(())
    }

    /// The next four bytes as a number.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub(super) fn word(&mut self) -> Result<u32, LoadError> {
        let mut word = 0;
        self.each(4, |byte| word = word >> 8 | u32::from(byte) << 24)?;
        Ok(word)
    }

    /// Whether nothing is left.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub(super) fn is_empty(&mut self) -> Result<bool, LoadError> {
        Ok(self.bytes()?.is_empty())
    }
}
