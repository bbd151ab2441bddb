//! A voice that is heard while it still arrives: an instructor's, in the trainee's ear. Pieces come unevenly, so a little is
//! gathered before the first word. Knows no console.

use kira::Frame;
use kira::info::Info;
use kira::sound::{Sound, SoundData};
use rtrb::{Consumer, Producer, RingBuffer};
use std::convert::Infallible;
use std::sync::Mutex;

/// Gathered before the first word.
const GATHER_S: f64 = 0.25;
/// A last piece shorter than that is heard after so long.
const PATIENCE_S: f64 = 0.4;
/// What waits at most; more was not heard for a reason.
const KEPT_S: usize = 5;

/// Where pieces go in. Behind a lock because resources are shared; nobody ever waits for it.
pub(super) struct LiveVoice(Mutex<Producer<i16>>);

/// Where they come out, for the mixer.
pub(super) struct LiveSound {
    pieces: Consumer<i16>,
    rate_hz: f64,
    is_heard: bool,
    waited_s: f64,
    /// How far between two samples.
    between: f64,
    last: f32,
    next: f32,
}

/// A way for a voice of this rate.
pub(super) fn live_voice(rate_hz: u32) -> (LiveVoice, LiveSound) {
    let (inlet, pieces) = RingBuffer::new(rate_hz as usize * KEPT_S);
    let sound = LiveSound {
        pieces,
        rate_hz: f64::from(rate_hz),
        is_heard: false,
        waited_s: 0.0,
        between: 0.0,
        last: 0.0,
        next: 0.0,
    };
    (LiveVoice(Mutex::new(inlet)), sound)
}

impl LiveVoice {
    /// Takes a piece; what finds no room is lost.
    pub(super) fn push(&mut self, samples: &[i16]) {
        if let Ok(inlet) = self.0.get_mut() {
            for sample in samples {
                if inlet.push(*sample).is_err() {
                    return;
                }
            }
        }
    }
}

impl LiveSound {
    /// Whether something is to be heard now.
    fn wakes(&mut self, dt: f64) -> bool {
        if !self.is_heard && !self.pieces.is_empty() {
            self.waited_s += dt;
            let gathered = self.pieces.slots() as f64 >= GATHER_S * self.rate_hz;
            self.is_heard = gathered || self.waited_s >= PATIENCE_S;
        }
        self.is_heard
    }

    fn step(&mut self) {
        self.last = self.next;
        match self.pieces.pop() {
            Ok(sample) => self.next = f32::from(sample) / 32_768.0,
            Err(_) => {
                self.next = 0.0;
                self.is_heard = false;
                self.waited_s = 0.0;
            }
        }
    }
}

impl Sound for LiveSound {
    fn process(&mut self, out: &mut [Frame], dt: f64, _info: &Info) {
        for frame in out {
            if !self.wakes(dt) {
                *frame = Frame::ZERO;
                continue;
            }
            self.between += dt * self.rate_hz;
            while self.between >= 1.0 {
                self.between -= 1.0;
                self.step();
            }
            *frame = Frame::from_mono(self.last + (self.next - self.last) * self.between as f32);
        }
    }

    fn finished(&self) -> bool {
        self.pieces.is_abandoned() && self.pieces.is_empty()
    }
}

impl SoundData for LiveSound {
    type Error = Infallible;
    type Handle = ();

    fn into_sound(self) -> Result<(Box<dyn Sound>, ()), Infallible> {
        Ok((Box::new(self), ()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kira::info::MockInfoBuilder;

    const VOICE_HZ: u32 = 16_000;
    const MIXER_HZ: f64 = 48_000.0;

    fn heard(sound: &mut LiveSound, seconds: f64) -> Vec<f32> {
        let mut out = vec![Frame::ZERO; (MIXER_HZ * seconds) as usize];
        let info = MockInfoBuilder::new().build();
        for block in out.chunks_mut(128) {
            sound.process(block, 1.0 / MIXER_HZ, &info);
        }
        out.iter().map(|frame| frame.left).collect()
    }

    fn tone(samples: usize) -> Vec<i16> {
        let at = |i: usize| (i as f32 * 440.0 * std::f32::consts::TAU / VOICE_HZ as f32).sin();
        (0..samples).map(|i| (at(i) * 16_000.0) as i16).collect()
    }

    #[test]
    fn uneven_pieces_are_heard_whole_after_a_moment_and_end_in_silence() {
        let (mut voice, mut sound) = live_voice(VOICE_HZ);
        assert!(heard(&mut sound, 0.5).iter().all(|one| *one == 0.0));
        let tone = tone(VOICE_HZ as usize);
        // 200 ms pieces, each up to 100 ms early or late.
        let mut out = Vec::new();
        for (piece, wait) in tone.chunks(3_200).zip([0.2, 0.1, 0.3, 0.1, 0.3]) {
            voice.push(piece);
            out.extend(heard(&mut sound, wait));
        }
        out.extend(heard(&mut sound, 1.0));
        let sounding = out.iter().filter(|one| one.abs() > 0.001).count() as f64 / MIXER_HZ;
        assert!((0.97..=1.03).contains(&sounding), "{sounding} s of one");
        let first = out.iter().position(|one| *one != 0.0).expect("a sound");
        let last = out.iter().rposition(|one| *one != 0.0).expect("a sound");
        let span = (last - first) as f64 / MIXER_HZ;
        assert!(span < 1.02, "no hole in it: {span} s");
        let most = out.iter().fold(0.0_f32, |most, one| most.max(one.abs()));
        assert!((0.45..0.5).contains(&most), "{most}");
    }

    #[test]
    fn a_short_last_piece_is_heard_too_and_an_ended_voice_is_finished() {
        let (mut voice, mut sound) = live_voice(VOICE_HZ);
        voice.push(&tone(1_000));
        let out = heard(&mut sound, 1.0);
        assert!(out.iter().any(|one| one.abs() > 0.3));
        assert!(!sound.finished());
        // Whatever nobody hears does not grow.
        voice.push(&tone(VOICE_HZ as usize * 9));
        drop(voice);
        assert!(!sound.finished());
        heard(&mut sound, 6.0);
        assert!(sound.finished());
    }
}
