//! The mixing desk: voices, radio, world and interface, each with its volume; places in space around one listener; the world
//! steps back while somebody speaks. Knows positions and sounds, no case.

use super::output::{Output, SpeakerState, Wanted};
use kira::effect::filter::{FilterBuilder, FilterMode};
use kira::listener::ListenerHandle;
use kira::sound::static_sound::{StaticSoundData, StaticSoundHandle};
use kira::track::{SpatialTrackBuilder, SpatialTrackHandle, TrackBuilder, TrackHandle};
use kira::{AudioManager, AudioManagerSettings, Decibels, Easing, Tween};
use std::time::Duration;

/// Place in metres, the engine's axes.
pub(super) type Place = [f32; 3];

/// How far voices and sounds carry, metres: full until the first, nothing from the second on.
const CARRIES_M: (f32, f32) = (1.5, 45.0);
/// How the way between is spent: steep near by, as in the open.
const FALLS: Easing = Easing::OutPowf(1.8);
/// The world behind somebody who speaks, decibels.
const DUCKED_DB: f32 = -8.0;
const DUCK_MS: u64 = 180;
const RISE_MS: u64 = 700;
/// What a shoulder radio lets through, hertz.
const RADIO_HZ: (f64, f64) = (300.0, 3_400.0);
const FOLLOW: Duration = Duration::from_millis(40);

/// Where a sound goes on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bus {
    /// People.
    Voices,
    /// The shoulder radio, in the trainee's ear.
    Radio,
    /// The street; ducked.
    World,
    /// The interface.
    Ui,
}

/// Volumes in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Volumes {
    pub(super) all: u16,
    pub(super) voices: u16,
    pub(super) world: u16,
    pub(super) ui: u16,
}

/// A sound that is heard, for as long as somebody wants to move or stop it.
pub(super) struct Playing {
    sound: StaticSoundHandle,
    place: Option<SpatialTrackHandle>,
}

impl Playing {
    /// Goes to a place.
    pub(super) fn follow(&mut self, place: Place) {
        if let Some(track) = &mut self.place {
            track.set_position(place, tween(FOLLOW));
        }
    }

    /// Fades out.
    pub(super) fn stop(&mut self, fade: Duration) {
        self.sound.stop(tween(fade));
    }
}

/// The desk.
pub(super) struct Mixer {
    manager: AudioManager<Output>,
    listener: ListenerHandle,
    voices: TrackHandle,
    radio: TrackHandle,
    world: TrackHandle,
    street: TrackHandle,
    ui: TrackHandle,
    is_ducked: bool,
    is_paused: bool,
}

fn tween(duration: Duration) -> Tween {
    Tween {
        duration,
        ..Tween::default()
    }
}

/// A slider's percent in decibels: half the way sounds about half as loud.
fn decibels(percent: u16) -> Decibels {
    if percent == 0 {
        Decibels::SILENCE
    } else {
        Decibels(40.0 * (f32::from(percent) / 100.0).log10())
    }
}

impl Mixer {
    /// Sets the desk up; none when the machine has no room for a handful of tracks, which is a bug.
    pub(super) fn new(wanted: Wanted) -> Option<Self> {
        let settings = AudioManagerSettings {
            backend_settings: wanted,
            capacities: kira::Capacities::default(),
            main_track_builder: kira::track::MainTrackBuilder::default(),
            internal_buffer_size: 128,
        };
        let mut manager = match AudioManager::<Output>::new(settings) {
            Ok(manager) => manager,
            Err(never) => match never {},
        };
        let listener = manager
            .add_listener([0.0, 1.6, 0.0], [0.0, 0.0, 0.0, 1.0])
            .ok()?;
        let mut voices = manager.add_sub_track(TrackBuilder::new()).ok()?;
        let band = |mode, hz| FilterBuilder::new().mode(mode).cutoff(hz);
        let radio = voices
            .add_sub_track(
                TrackBuilder::new()
                    .with_effect(band(FilterMode::HighPass, RADIO_HZ.0))
                    .with_effect(band(FilterMode::LowPass, RADIO_HZ.1)),
            )
            .ok()?;
        let mut world = manager.add_sub_track(TrackBuilder::new()).ok()?;
        let street = world.add_sub_track(TrackBuilder::new()).ok()?;
        let ui = manager.add_sub_track(TrackBuilder::new()).ok()?;
        Some(Self {
            manager,
            listener,
            voices,
            radio,
            world,
            street,
            ui,
            is_ducked: false,
            is_paused: false,
        })
    }

    /// Whether anything can be heard.
    pub(super) fn is_running(&mut self) -> bool {
        self.manager.backend_mut().is_running()
    }

    /// What has become of the loudspeaker since, if anything.
    pub(super) fn news(&mut self) -> Option<SpeakerState> {
        self.manager.backend_mut().news()
    }

    /// Another loudspeaker.
    pub(super) fn choose(&mut self, device: Option<String>) {
        self.manager.backend_mut().choose(device);
    }

    /// Sets the volumes.
    pub(super) fn set_volumes(&mut self, volumes: Volumes) {
        let soon = tween(Duration::from_millis(60));
        self.manager
            .main_track()
            .set_volume(decibels(volumes.all), soon);
        self.voices.set_volume(decibels(volumes.voices), soon);
        self.world.set_volume(decibels(volumes.world), soon);
        self.ui.set_volume(decibels(volumes.ui), soon);
    }

    /// Where the trainee's ears are.
    pub(super) fn listen_at(&mut self, place: Place, turn: [f32; 4]) {
        self.listener.set_position(place, tween(FOLLOW));
        self.listener.set_orientation(turn, tween(FOLLOW));
    }

    /// The street steps back while somebody speaks.
    pub(super) fn duck(&mut self, is_ducked: bool) {
        if self.is_ducked == is_ducked {
            return;
        }
        self.is_ducked = is_ducked;
        let (db, ms) = if is_ducked {
            (DUCKED_DB, DUCK_MS)
        } else {
            (0.0, RISE_MS)
        };
        self.street.set_volume(db, tween(Duration::from_millis(ms)));
    }

    /// The case stands still, and so does what is heard of it.
    pub(super) fn pause(&mut self, is_paused: bool) {
        if self.is_paused == is_paused {
            return;
        }
        self.is_paused = is_paused;
        let soon = tween(Duration::from_millis(120));
        for track in [&mut self.voices, &mut self.world] {
            if is_paused {
                track.pause(soon);
            } else {
                track.resume(soon);
            }
        }
    }

    /// Plays a sound, at a place or everywhere. None when nothing can be heard or too much is.
    pub(super) fn play(
        &mut self,
        bus: Bus,
        sound: StaticSoundData,
        place: Option<Place>,
    ) -> Option<Playing> {
        if !self.is_running() {
            return None;
        }
        let track = match bus {
            Bus::Voices => &mut self.voices,
            Bus::Radio => &mut self.radio,
            Bus::World => &mut self.street,
            Bus::Ui => &mut self.ui,
        };
        let Some(place) = place else {
            return Some(Playing {
                sound: track.play(sound).ok()?,
                place: None,
            });
        };
        let builder = SpatialTrackBuilder::new()
            .distances(CARRIES_M)
            .attenuation_function(FALLS)
            .persist_until_sounds_finish(true)
            .sub_track_capacity(1)
            .sound_capacity(1);
        let mut spot = track
            .add_spatial_sub_track(&self.listener, place, builder)
            .ok()?;
        Some(Playing {
            sound: spot.play(sound).ok()?,
            place: Some(spot),
        })
    }

    /// Opens the trainee's ear for a voice that is heard while it arrives. It goes past every bus: a case that stands still is
    /// just when an instructor speaks. None when nothing can be heard.
    #[cfg(feature = "web")]
    pub(super) fn open_ear(&mut self, rate_hz: u32) -> Option<super::live::LiveVoice> {
        if !self.is_running() {
            return None;
        }
        let (voice, sound) = super::live::live_voice(rate_hz);
        self.manager.main_track().play(sound).ok()?;
        Some(voice)
    }

    /// Takes sound by hand, two channels.
    #[cfg(test)]
    pub(super) fn render(&mut self, frames: usize) -> Vec<f32> {
        let mut out = vec![0.0; frames * 2];
        // As a device would ask: block by block, or commands would all fall on the first.
        for block in out.chunks_mut(960) {
            self.manager.backend_mut().render(block);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kira::Frame;
    use kira::sound::static_sound::StaticSoundSettings;

    const RATE_HZ: u32 = 48_000;

    fn hum() -> StaticSoundData {
        let tone = |i: u32| (i as f32 * 440.0 * std::f32::consts::TAU / RATE_HZ as f32).sin() * 0.2;
        StaticSoundData {
            sample_rate: RATE_HZ,
            frames: (0..RATE_HZ * 4)
                .map(|i| Frame::from_mono(tone(i)))
                .collect(),
            settings: StaticSoundSettings::default(),
            slice: None,
        }
    }

    fn desk() -> Mixer {
        let mut desk = Mixer::new(Wanted::ByHand(RATE_HZ)).expect("a desk");
        desk.render(RATE_HZ as usize / 10);
        desk
    }

    /// Power of the left and the right channel over half a second, in decibels.
    fn loudness(desk: &mut Mixer) -> [f32; 2] {
        desk.render(RATE_HZ as usize / 4);
        let sound = desk.render(RATE_HZ as usize / 2);
        [0, 1].map(|side| {
            let one: Vec<f32> = sound.iter().skip(side).step_by(2).copied().collect();
            let power = one.iter().map(|v| v * v).sum::<f32>() / one.len() as f32;
            10.0 * power.max(1e-12).log10()
        })
    }

    #[test]
    fn somebody_on_the_right_is_heard_on_the_right_and_softer_from_afar() {
        let mut desk = desk();
        let mut voice = desk
            .play(Bus::Voices, hum(), Some([2.0, 1.6, 0.0]))
            .unwrap();
        let [left, right] = loudness(&mut desk);
        assert!(right > left + 3.0, "{left} {right}");
        voice.follow([-2.0, 1.6, 0.0]);
        let [left, right] = loudness(&mut desk);
        assert!(left > right + 3.0, "{left} {right}");
        voice.follow([0.0, 1.6, -12.0]);
        let [far, _] = loudness(&mut desk);
        assert!(far < left - 6.0 && far > left - 40.0, "{far} {left}");
        // Turned about, what was left is right.
        voice.follow([-2.0, 1.6, 0.0]);
        desk.listen_at([0.0, 1.6, 0.0], [0.0, 1.0, 0.0, 0.0]);
        let [left, right] = loudness(&mut desk);
        assert!(right > left + 3.0, "{left} {right}");
    }

    #[test]
    fn the_street_steps_back_while_somebody_speaks_and_comes_back() {
        let mut desk = desk();
        let _street = desk.play(Bus::World, hum(), None).unwrap();
        let [before, _] = loudness(&mut desk);
        desk.duck(true);
        let [ducked, _] = loudness(&mut desk);
        assert!(
            (ducked - before - DUCKED_DB).abs() < 0.5,
            "{before} {ducked}"
        );
        desk.duck(false);
        desk.render(RATE_HZ as usize / 2);
        let [after, _] = loudness(&mut desk);
        assert!((after - before).abs() < 0.5, "{before} {after}");
    }

    #[test]
    fn volumes_work_by_bus_and_nothing_is_silence() {
        let volumes = Volumes {
            all: 100,
            voices: 100,
            world: 100,
            ui: 100,
        };
        let mut desk = desk();
        desk.set_volumes(volumes);
        let _ui = desk.play(Bus::Ui, hum(), None).unwrap();
        let [full, _] = loudness(&mut desk);
        desk.set_volumes(Volumes {
            voices: 0,
            world: 0,
            ..volumes
        });
        let [same, _] = loudness(&mut desk);
        assert!((full - same).abs() < 0.5);
        desk.set_volumes(Volumes { ui: 50, ..volumes });
        let [half, _] = loudness(&mut desk);
        assert!((full - half - 12.0).abs() < 0.5, "{full} {half}");
        desk.set_volumes(Volumes { all: 0, ..volumes });
        let [none, _] = loudness(&mut desk);
        assert!(none < -60.0, "{none}");
    }

    #[test]
    fn a_radio_is_narrow_and_a_pause_is_silent() {
        let mut desk = desk();
        let _radio = desk.play(Bus::Radio, hum(), None).unwrap();
        let [heard, _] = loudness(&mut desk);
        assert!(heard > -30.0, "{heard}");
        desk.pause(true);
        let [paused, _] = loudness(&mut desk);
        assert!(paused < -60.0, "{paused}");
        desk.pause(false);
        let [again, _] = loudness(&mut desk);
        assert!((again - heard).abs() < 1.0, "{again} {heard}");
    }
}
