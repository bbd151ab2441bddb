//! Head and hands of a runtime that is driven over a socket (Monado's "remote" driver, records of version 3): what a test
//! does here a person would do with a headset. Nothing of it is known to the application, which sees poses and buttons.

use bevy::prelude::{Quat, Vec2, Vec3};
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

/// The driver's usual door.
const DOOR: &str = "127.0.0.1:4242";
const MARK: &[u8; 8] = b"mndrmt3\0";
/// One record, bytes (Monado 25.0, `r_interface.h`).
const RECORD_BYTES: usize = 376;
const HEAD_AT: usize = 104;
const HANDS_AT: [usize; 2] = [136, 256];
const PATIENCE: Duration = Duration::from_secs(5);

/// A pose in the room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct At {
    /// Metres, y up from the floor.
    pub(super) place: Vec3,
    /// Turn.
    pub(super) turn: Quat,
}

/// A controller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Controller {
    /// Where it is.
    pub(super) at: At,
    /// Whether it is there at all.
    pub(super) is_active: bool,
    /// No controller: the driver makes up joints from how far fingers are closed.
    pub(super) is_bare: bool,
    /// The stick is pressed in.
    pub(super) is_stick_pressed: bool,
    /// 0 to 1.
    pub(super) trigger: f32,
    /// 0 to 1.
    pub(super) squeeze: f32,
    /// Right and up.
    pub(super) stick: Vec2,
    /// A or X.
    pub(super) is_a: bool,
    /// B or Y.
    pub(super) is_b: bool,
}

/// Everything a record says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worn {
    /// The head.
    pub(super) head: At,
    /// Left and right.
    pub(super) hands: [Controller; 2],
}

/// The line to the driver; what was told last stays so until something else is told.
#[derive(Debug)]
pub(super) struct Remote {
    line: TcpStream,
    told: Option<Worn>,
}

impl Remote {
    /// Opens the line.
    ///
    /// # Errors
    /// When no such driver listens.
    pub(super) fn open() -> std::io::Result<Self> {
        let line = TcpStream::connect(DOOR)?;
        line.set_nodelay(true)?;
        line.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { line, told: None })
    }

    /// Tells where head and hands are.
    ///
    /// # Errors
    /// When the driver has gone.
    pub(super) fn tell(&mut self, worn: Worn) -> std::io::Result<()> {
        if self.told == Some(worn) {
            return Ok(());
        }
        self.told = Some(worn);
        self.line.write_all(&record(&worn))
    }
}

fn put(bytes: &mut [u8; RECORD_BYTES], at: usize, values: &[f32]) {
    for (index, value) in values.iter().enumerate() {
        bytes[at + index * 4..at + index * 4 + 4].copy_from_slice(&value.to_le_bytes());
    }
}

fn pose(at: &At) -> [f32; 7] {
    let (q, p) = (at.turn, at.place);
    [q.x, q.y, q.z, q.w, p.x, p.y, p.z]
}

fn record(worn: &Worn) -> [u8; RECORD_BYTES] {
    let mut bytes = [0; RECORD_BYTES];
    bytes[..8].copy_from_slice(MARK);
    put(&mut bytes, HEAD_AT, &pose(&worn.head));
    for (hand, at) in worn.hands.iter().zip(HANDS_AT) {
        put(&mut bytes, at, &pose(&hand.at));
        // Velocities stay zero; fingers close with trigger and grip.
        let (curl, index) = (hand.squeeze, hand.trigger);
        // The thumb of a bare hand meets the index to pinch.
        let thumb = if hand.is_bare { index } else { curl };
        put(&mut bytes, at + 52, &[curl, curl, curl, index, thumb]);
        put(
            &mut bytes,
            at + 72,
            &[
                hand.trigger,
                hand.squeeze,
                hand.squeeze,
                hand.stick.x,
                hand.stick.y,
            ],
        );
        let flags = at + 104;
        bytes[flags] = u8::from(hand.is_bare);
        bytes[flags + 1] = u8::from(hand.is_active);
        // Two bytes each, click and touch: system, a, b, trigger, thumbstick.
        bytes[flags + 4] = u8::from(hand.is_a);
        bytes[flags + 5] = u8::from(hand.is_a);
        bytes[flags + 6] = u8::from(hand.is_b);
        bytes[flags + 7] = u8::from(hand.is_b);
        bytes[flags + 8] = u8::from(hand.trigger > 0.9);
        bytes[flags + 10] = u8::from(hand.is_stick_pressed);
        bytes[flags + 11] = u8::from(hand.is_stick_pressed);
    }
    bytes
}
