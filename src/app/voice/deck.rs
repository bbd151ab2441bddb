//! A microphone that plays a script's sound files at the pace of the clock, and silence in between. Behind it everything is
//! as with a device: what a sound card's callback would be given comes in every ten milliseconds.

use super::capture::mix_samples;
use super::tape::Tape;
use crate::speech::audio::{RATE_HZ as EAR_HZ, RateChange};
use rtrb::Producer;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

/// Its rate: the ear's own. The voice fixture knows few of its clips again after two changes of rate, and changes of rate
/// are tested by themselves.
pub(super) const RATE_HZ: u32 = EAR_HZ;
/// Samples of a block.
const BLOCK: usize = RATE_HZ as usize / 100;
const BLOCK_TIME: Duration = Duration::from_millis(10);

/// A player of sound files. Dropping it ends its thread.
pub(super) struct Deck(Sender<Vec<f32>>);

impl Deck {
    /// Begins to give silence into the ring.
    pub(super) fn begin(into: Producer<f32>) -> std::io::Result<Self> {
        let (tapes, inbox) = channel();
        std::thread::Builder::new()
            .name("deck".to_owned())
            .spawn(move || turn(&inbox, into))?;
        Ok(Self(tapes))
    }

    /// Plays a file after those before it.
    pub(super) fn play(&self, tape: &Tape) {
        let mut sound = Vec::new();
        if let Some(mut rate) = RateChange::between(EAR_HZ, RATE_HZ) {
            rate.push(tape.samples(), &mut sound);
            rate.finish(&mut sound);
        }
        // The thread ends only with this.
        let _ = self.0.send(sound);
    }
}

fn turn(inbox: &Receiver<Vec<f32>>, mut into: Producer<f32>) {
    let mut left: VecDeque<f32> = VecDeque::new();
    let mut due = Instant::now();
    loop {
        due += BLOCK_TIME;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        match inbox.try_recv() {
            Ok(sound) => left.extend(sound),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return,
        }
        let mut block = [0_i16; BLOCK * 2];
        for frame in block.chunks_exact_mut(2) {
            let value = left.pop_front().unwrap_or(0.0).clamp(-1.0, 1.0);
            #[expect(clippy::cast_possible_truncation, reason = "within -1..=1")]
            let value = (value * f32::from(i16::MAX)) as i16;
            frame.fill(value);
        }
        mix_samples(&block, 2, &mut into);
    }
}
