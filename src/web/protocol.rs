//! What a station and the console say to each other. A station pushes lines of its record file and what can be seen now;
//! the answer tells how many lines the console has and what instructors want. Both sides may vanish at any moment: the
//! record file is the truth, so whatever the console lacks is sent again. Knows no socket and no page.

use crate::domain::session::Touch;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where stations push to.
pub const PUSH_PATH: &str = "/station/v1/push";
/// Lines in one push at most.
pub const PUSH_LINES_MAX: usize = 256;
/// Bytes of one push at most; a line of a record has some hundred.
pub const PUSH_BYTES_MAX: usize = 1 << 20;
/// People in one picture of the moment at most.
pub const BODIES_MAX: usize = 64;
/// Letters of a station's name at most.
pub const STATION_CHARS_MAX: usize = 40;

/// Rate of an instructor's voice: one channel, 16 bits, as much as a shoulder radio carries and more.
pub const VOICE_RATE_HZ: u32 = 16_000;
/// Samples of one piece of it at most: 300 ms.
pub const VOICE_SAMPLES_MAX: usize = 4_800;

/// Signs of a run's name.
const RUN_ID_SIGNS: usize = 16;

/// Somebody seen from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Person of the case; `me` for the trainee.
    pub id: String,
    /// Centimetres along the street.
    pub x_cm: i32,
    /// Centimetres across it.
    pub z_cm: i32,
    /// Facing, in degrees about the vertical; 0 is along z.
    pub yaw_deg: i16,
}

/// The moment as the station sees it; only the newest counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Live {
    /// Case time.
    pub at_ms: u64,
    /// Whether the clock stands.
    #[serde(default)]
    pub paused: bool,
    /// Where everybody is; empty when the station has no street to look at.
    #[serde(default)]
    pub bodies: Vec<Body>,
}

/// A station to the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// Name of the station.
    pub station: String,
    /// Name of the run: see [`run_id`].
    pub run: String,
    /// Number of the first line sent.
    pub from: u64,
    /// Lines of the record, without line ends.
    pub lines: Vec<String>,
    /// The moment.
    #[serde(default)]
    pub live: Option<Live>,
    /// The last order that was obeyed; 0 for none.
    #[serde(default)]
    pub obeyed: u64,
    /// The last piece of an instructor's voice that was heard; 0 for none.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub heard: u64,
}

// Left out where there is nothing to say, so that a console or station from before it understands the line.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_none_yet(n: &u64) -> bool {
    *n == 0
}

/// A piece of an instructor's voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoicePiece {
    /// Number, from 1 in each run.
    pub n: u64,
    /// Samples of 16 bits at [`VOICE_RATE_HZ`], the lower byte first, in base64.
    pub pcm: String,
}

/// What an instructor wants from a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Number, from 1 in each run.
    pub n: u64,
    /// Who wants it.
    pub by: String,
    /// What.
    pub touch: Touch,
}

/// The console to a station.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Lines of this run the console has; the next push begins there.
    pub have: u64,
    /// Orders not yet obeyed, in order.
    #[serde(default)]
    pub orders: Vec<Order>,
    /// What an instructor says into the trainee's ear, as far as it was not heard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voice: Vec<VoicePiece>,
}

/// The samples of a piece; none when it is no sound.
#[must_use]
pub fn samples_of(pcm: &str) -> Option<Vec<i16>> {
    let bytes = STANDARD.decode(pcm).ok()?;
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    Some(
        pairs
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect(),
    )
}

/// The name of a run: the station and the first line of its record, hashed, so that both sides find it again.
#[must_use]
pub fn run_id(station: &str, first_line: &str) -> String {
    let hash = Sha256::new()
        .chain_update(station.as_bytes())
        .chain_update([0])
        .chain_update(first_line.as_bytes())
        .finalize();
    hex(hash.iter().copied().take(RUN_ID_SIGNS / 2))
}

/// Whether a text has the shape of a run's name.
#[must_use]
pub fn is_run_id(text: &str) -> bool {
    let fits = |one: u8| matches!(one, b'0'..=b'9' | b'a'..=b'f');
    text.len() == RUN_ID_SIGNS && text.bytes().all(fits)
}

/// Bytes in hex.
pub(super) fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes
        .into_iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A station's name: letters, digits, `-`, `_`, `.` and spaces between them.
#[must_use]
pub fn is_station_name(name: &str) -> bool {
    let fits = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '.' | ' ');
    !name.trim().is_empty() && name.chars().count() <= STATION_CHARS_MAX && name.chars().all(fits)
}
