//! A look at the head of a WAV file before the reader gets it. The reader believes what a head says and multiplies it:
//! sixty-five thousand channels overflow (symphonia 0.6.1, `read_pcm_fmt`), a tag of four gigabytes is fetched whole
//! (`InfoChunk`), and a format chunk of an odd length leaves it reading the next chunk from the middle of this one. Knows
//! chunks and lengths, no samples.

use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};

/// Most channels a WAV file may have: as many as there are names for loudspeakers.
const CHANNELS_MAX: u16 = 26;
/// Chunks in front of the sound after which a file is no recording any more.
const CHUNKS_MAX: usize = 1024;
/// Bytes of a format chunk up to and with its bits a sample.
const FORMAT_BYTES: usize = 16;
/// Lengths of a format chunk that the reader reads to the end: plain, extended by nothing, extended by 22 bytes.
const FORMAT_LENGTHS: [u32; 3] = [16, 18, 40];
/// The two kinds whose format chunk ends with as many bytes as it says: Microsoft's and IMA's ADPCM.
const ADPCM: [u16; 2] = [0x0002, 0x0011];

/// What a file's first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// No WAV file.
    NotWav,
    /// A WAV file that the reader may have.
    Sound,
    /// A WAV file that lies.
    Unsound,
}

/// Looks, and puts the source back to its beginning.
///
/// # Errors
/// When the source cannot be read or set back; its end is no error.
pub(super) fn look(source: &mut (impl Read + Seek + ?Sized)) -> Result<Head> {
    let end = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    let head = match walk(source, end) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Head::Sound,
        other => other?,
    };
    source.rewind()?;
    Ok(head)
}

fn walk(source: &mut (impl Read + Seek + ?Sized), end: u64) -> Result<Head> {
    let mut marks = [0; 12];
    if let Err(error) = source.read_exact(&mut marks) {
        return too_short(error);
    }
    if &marks[..4] != b"RIFF" || &marks[8..] != b"WAVE" {
        return Ok(Head::NotWav);
    }
    let mut has_format = false;
    for _ in 0..CHUNKS_MAX {
        let mut chunk = [0; 8];
        source.read_exact(&mut chunk)?;
        let (tag, length) = chunk.split_at(4);
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
        let begins = source.stream_position()?;
        if tag == b"data" {
            // Its length may lie: a recorder that lost power never wrote it.
            return Ok(if has_format {
                Head::Sound
            } else {
                Head::Unsound
            });
        }
        if u64::from(length) > end.saturating_sub(begins) {
            return Ok(Head::Unsound);
        }
        if tag == b"fmt " {
            if has_format || !is_format_sound(source, length)? {
                return Ok(Head::Unsound);
            }
            has_format = true;
        }
        // Chunks begin at even places.
        source.seek(SeekFrom::Start(
            begins + u64::from(length) + u64::from(length & 1),
        ))?;
    }
    Ok(Head::Unsound)
}

fn is_format_sound(source: &mut (impl Read + ?Sized), length: u32) -> Result<bool> {
    if length < FORMAT_LENGTHS[0] {
        return Ok(false);
    }
    let mut format = [0; FORMAT_BYTES];
    source.read_exact(&mut format)?;
    let word = |at: usize| u16::from_le_bytes([format[at], format[at + 1]]);
    let is_length_sound = if ADPCM.contains(&word(0)) && length > FORMAT_LENGTHS[0] {
        let mut more = [0; 2];
        source.read_exact(&mut more)?;
        length == FORMAT_LENGTHS[1] + u32::from(u16::from_le_bytes(more))
    } else {
        FORMAT_LENGTHS.contains(&length)
    };
    Ok(is_length_sound && (1..=CHANNELS_MAX).contains(&word(2)))
}

/// A file shorter than a head is no WAV file; anything else that went wrong is the disk's.
fn too_short(error: Error) -> Result<Head> {
    if error.kind() == ErrorKind::UnexpectedEof {
        return Ok(Head::NotWav);
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::{Head, look};
    use std::io::{Cursor, Seek};

    fn file(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"RIFF\xff\xff\xff\xffWAVE".to_vec();
        for (tag, body) in chunks {
            bytes.extend_from_slice(*tag);
            bytes.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
            bytes.extend_from_slice(body);
            bytes.extend(std::iter::repeat_n(0, body.len() % 2));
        }
        bytes
    }

    fn format(channels: u16, length: usize) -> Vec<u8> {
        let mut body = vec![0; length];
        body[0] = 1;
        body[2..4].copy_from_slice(&channels.to_le_bytes());
        body
    }

    fn of(bytes: Vec<u8>) -> Head {
        let mut source = Cursor::new(bytes);
        let head = look(&mut source).unwrap();
        assert_eq!(source.stream_position().unwrap(), 0);
        head
    }

    #[test]
    fn sound_heads_pass_and_lying_ones_do_not() {
        let plain = format(1, 16);
        assert_eq!(
            of(file(&[(b"fmt ", &plain), (b"data", &[0; 4])])),
            Head::Sound
        );
        assert_eq!(
            of(file(&[
                (b"LIST", b"odd"),
                (b"fmt ", &plain),
                (b"data", &[])
            ])),
            Head::Sound
        );
        for channels in [0, 27, u16::MAX] {
            let head = of(file(&[
                (b"fmt ", &format(channels, 16)),
                (b"data", &[0; 4]),
            ]));
            assert_eq!(head, Head::Unsound, "{channels} channels");
        }
        assert_eq!(
            of(file(&[(b"fmt ", &format(1, 22)), (b"data", &[])])),
            Head::Unsound
        );
        assert_eq!(
            of(file(&[
                (b"fmt ", &plain),
                (b"fmt ", &plain),
                (b"data", &[])
            ])),
            Head::Unsound
        );
        assert_eq!(of(file(&[(b"data", &[])])), Head::Unsound);
        let mut tag_too_long = file(&[(b"LIST", &[0; 4])]);
        tag_too_long[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(of(tag_too_long), Head::Unsound);
    }

    #[test]
    fn other_files_and_cut_ones_are_left_to_the_reader() {
        assert_eq!(of(b"OggS and more of it".to_vec()), Head::NotWav);
        assert_eq!(of(b"RI".to_vec()), Head::NotWav);
        assert_eq!(of(file(&[(b"fmt ", &format(1, 16))])), Head::Sound);
    }
}
