//! The mixing desk as a resource: sounds by their id, begun as soon as their file is here, never waiting for it.

use super::mixer::{Bus, Mixer, Place, Playing, Volumes};
use super::output::{SpeakerState, Wanted};
use super::store::{Found, Store};
use super::{PlaySound, SoundSystems};
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::world::StreetCamera;
use crate::app::{Pause, Screen};
use crate::staging::{Recording, SoundFile, SoundKind};
use bevy::prelude::*;
use bevy::transform::TransformSystems;
use kira::sound::static_sound::StaticSoundData;
use kira::{Decibels, PlaybackRate, StartTime, Tween};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// A short sound whose file comes later than this is not played any more: a late step is worse than none.
const LATE_S: f32 = 0.6;
/// A line's recording may come so late; its subtitle is long there.
const LINE_LATE_S: f32 = 1.5;

/// A row of the sound table, ready to play.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    file: Recording,
    bus: Bus,
    repeats: bool,
    is_spatial: bool,
    gain_db: f32,
}

/// What is to become of a sound whose file is on its way.
#[derive(Debug, Clone)]
enum Waiting {
    Once {
        row: Row,
        place: Option<Place>,
    },
    Line {
        bus: Bus,
        place: Option<Place>,
        rate: f64,
        after: Duration,
    },
}

/// How a bed is wanted, and whether it sounds.
struct Bed {
    place: Option<Place>,
    gain_db: f32,
    playing: Option<Playing>,
}

/// The loudspeaker's side of the application.
#[derive(Resource)]
pub struct Playback {
    mixer: Option<Mixer>,
    store: Store,
    table: BTreeMap<String, Row>,
    waiting: Vec<(Recording, f32, Waiting)>,
    beds: BTreeMap<String, Bed>,
    line: Option<Playing>,
    #[cfg(feature = "web")]
    ear: Option<super::live::LiveVoice>,
    untold: BTreeSet<String>,
    /// Which variant was last, and what the next depends on.
    varied: usize,
    chance: u32,
    /// What is known of the loudspeaker.
    pub state: SpeakerState,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            mixer: None,
            store: Store::open(),
            table: BTreeMap::new(),
            waiting: Vec::new(),
            beds: BTreeMap::new(),
            line: None,
            #[cfg(feature = "web")]
            ear: None,
            untold: BTreeSet::new(),
            varied: 0,
            chance: 1,
            state: SpeakerState::Off,
        }
    }
}

impl Playback {
    /// Whether anything can be heard.
    pub fn is_running(&mut self) -> bool {
        self.mixer.as_mut().is_some_and(Mixer::is_running)
    }

    fn set_table(&mut self, sounds: &SoundFile, home: &Path) {
        let folder = home.join("assets").join("sound");
        self.table = sounds
            .sounds
            .iter()
            .map(|sound| {
                let bus = match sound.kind {
                    SoundKind::Ui => Bus::Ui,
                    SoundKind::Radio => Bus::Radio,
                    SoundKind::Step
                    | SoundKind::Ambience
                    | SoundKind::Crowd
                    | SoundKind::Traffic
                    | SoundKind::Weather
                    | SoundKind::Device
                    | SoundKind::Impact
                    | SoundKind::Vehicle => Bus::World,
                };
                let row = Row {
                    file: Recording::whole(folder.join(&sound.file)),
                    bus,
                    repeats: sound.repeats,
                    is_spatial: sound.spatial,
                    gain_db: sound.gain_db,
                };
                (sound.sound.clone(), row)
            })
            .collect();
    }

    /// The row of a sound; an id without a number stands for any of its variants (`step_paving` for `step_paving_1` and so on).
    fn row(&mut self, id: &str) -> Option<Row> {
        if let Some(row) = self.table.get(id) {
            return Some(row.clone());
        }
        let variants: Vec<&Row> = self
            .table
            .range(format!("{id}_0")..=format!("{id}_99"))
            .filter(|(name, _)| name[id.len() + 1..].bytes().all(|one| one.is_ascii_digit()))
            .map(|(_, row)| row)
            .collect();
        if variants.is_empty() {
            if self.untold.insert(id.to_owned()) && !self.table.is_empty() {
                warn!("sound {id}: not in assets/sound/sound.ron");
            }
            return None;
        }
        // Any but the last one, as far as there are others.
        self.chance = self
            .chance
            .wrapping_mul(747_796_405)
            .wrapping_add(2_891_336_453);
        let stride = 1 + self.chance as usize / 65_536 % (variants.len() - 1).max(1);
        self.varied = (self.varied + stride) % variants.len();
        Some(variants[self.varied].clone())
    }

    /// Plays a sound once.
    pub fn once(&mut self, id: &str, at: Option<Vec3>) {
        if !self.is_running() {
            return;
        }
        let Some(row) = self.row(id) else { return };
        let place = at.filter(|_| row.is_spatial).map(|at| at.to_array());
        let file = row.file.clone();
        self.begin(file, Waiting::Once { row, place }, 0.0);
    }

    /// Plays the recording of a line; what was said before it ends.
    pub(super) fn say(
        &mut self,
        recording: Recording,
        rate: f64,
        at: Option<Vec3>,
        is_radio: bool,
        after: Duration,
    ) {
        self.hush(Duration::from_millis(80));
        if !self.is_running() {
            return;
        }
        let bus = if is_radio { Bus::Radio } else { Bus::Voices };
        let place = at.map(|at| at.to_array());
        let waiting = Waiting::Line {
            bus,
            place,
            rate,
            after,
        };
        self.begin(recording, waiting, 0.0);
    }

    /// Plays what an instructor says into the trainee's ear, as it comes: one channel.
    #[cfg(feature = "web")]
    pub fn hear_live(&mut self, samples: &[i16], rate_hz: u32) {
        if self.ear.is_none() {
            self.ear = self
                .mixer
                .as_mut()
                .and_then(|mixer| mixer.open_ear(rate_hz));
        }
        if let Some(ear) = &mut self.ear {
            ear.push(samples);
        }
    }

    /// The speaker of the line moves.
    pub(super) fn speaker_at(&mut self, at: Vec3) {
        if let Some(line) = &mut self.line {
            line.follow(at.to_array());
        }
    }

    /// Ends the line that is heard.
    pub(super) fn hush(&mut self, fade: Duration) {
        self.waiting
            .retain(|(_, _, waiting)| !matches!(waiting, Waiting::Line { .. }));
        if let Some(mut line) = self.line.take() {
            line.stop(fade);
        }
    }

    /// A sound that repeats is to be heard from now on.
    pub(super) fn bed(&mut self, id: &str, at: Option<Vec3>, gain_db: f32) {
        let place = at.map(|at| at.to_array());
        if let Some(bed) = self.beds.get_mut(id) {
            if bed.place != place
                && let (Some(place), Some(playing)) = (place, &mut bed.playing)
            {
                playing.follow(place);
            }
            bed.place = place;
            return;
        }
        let bed = Bed {
            place,
            gain_db,
            playing: None,
        };
        self.beds.insert(id.to_owned(), bed);
    }

    /// A sound that repeats is to fade out.
    pub(super) fn end_bed(&mut self, id: &str, fade: Duration) {
        if let Some(Bed {
            playing: Some(mut playing),
            ..
        }) = self.beds.remove(id)
        {
            playing.stop(fade);
        }
    }

    /// All of them.
    pub(super) fn end_beds(&mut self, fade: Duration) {
        let all: Vec<String> = self.beds.keys().cloned().collect();
        for id in all {
            self.end_bed(&id, fade);
        }
    }

    /// Drops what has not begun yet.
    pub(super) fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Files that will be wanted soon.
    pub(super) fn fetch(&mut self, id: &str) {
        if let Some(row) = self.table.get(id) {
            let file = row.file.clone();
            let _ = self.store.find(&file);
        }
    }

    fn begin(&mut self, file: Recording, what: Waiting, waited_s: f32) {
        match self.store.find(&file) {
            Found::Here(sound) => self.play(&sound, what),
            Found::Coming => self.waiting.push((file, waited_s, what)),
            Found::Never => {}
        }
    }

    fn play(&mut self, sound: &StaticSoundData, what: Waiting) {
        let Some(mixer) = &mut self.mixer else { return };
        match what {
            Waiting::Once { row, place } => {
                // Once, even if it repeats: a siren passes, it does not stay.
                let sound = sound.volume(Decibels(row.gain_db));
                let _ = mixer.play(row.bus, sound, place);
            }
            Waiting::Line {
                bus,
                place,
                rate,
                after,
            } => {
                let mut sound = sound.playback_rate(PlaybackRate(rate));
                if !after.is_zero() {
                    sound = sound.start_time(StartTime::Delayed(after));
                }
                self.line = mixer.play(bus, sound, place);
            }
        }
    }

    /// Begins what has come in, drops what comes too late.
    fn serve(&mut self, delta_s: f32) {
        self.store.take_in();
        for (file, waited_s, what) in std::mem::take(&mut self.waiting) {
            let waited_s = waited_s + delta_s;
            let most_s = match what {
                Waiting::Once { .. } => LATE_S,
                Waiting::Line { .. } => LINE_LATE_S,
            };
            if waited_s <= most_s {
                self.begin(file, what, waited_s);
            }
        }
        if !self.is_running() {
            // Beds begin anew when there is a loudspeaker again.
            for bed in self.beds.values_mut() {
                bed.playing = None;
            }
            return;
        }
        let silent: Vec<String> = self
            .beds
            .iter()
            .filter(|(_, bed)| bed.playing.is_none())
            .map(|(id, _)| id.clone())
            .collect();
        for id in silent {
            let Some(row) = self.row(&id) else {
                self.beds.remove(&id);
                continue;
            };
            let Found::Here(sound) = self.store.find(&row.file) else {
                continue;
            };
            let (Some(bed), Some(mixer)) = (self.beds.get_mut(&id), &mut self.mixer) else {
                continue;
            };
            let sound = sound
                .loop_region(0.0..)
                .volume(Decibels(row.gain_db + bed.gain_db))
                .fade_in_tween(Tween {
                    duration: Duration::from_millis(1_500),
                    ..Tween::default()
                });
            bed.playing = mixer.play(row.bus, sound, bed.place.filter(|_| row.is_spatial));
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Playback>()
        .add_systems(Startup, open)
        .add_systems(
            PostUpdate,
            (
                bring_in.run_if(resource_added::<Library>),
                adjust.run_if(resource_changed::<Settings>),
                ears.after(TransformSystems::Propagate),
                stand_still,
                take,
                serve,
            )
                .chain()
                .in_set(SoundSystems),
        );
}

/// Virtual time runs at another pace than ears, and without a window nobody listens.
fn open(options: Res<PlayOptions>, settings: Res<Settings>, mut playback: ResMut<Playback>) {
    if options.is_headless || options.is_virtual_time() {
        return;
    }
    playback.mixer = Mixer::new(Wanted::Device(settings.speaker.clone()));
    playback.state = SpeakerState::Opening;
}

fn bring_in(library: Res<Library>, options: Res<PlayOptions>, mut playback: ResMut<Playback>) {
    playback.set_table(&library.0.wardrobe.sounds, &options.home);
}

fn adjust(
    settings: Res<Settings>,
    mut playback: ResMut<Playback>,
    mut device: Local<Option<Option<String>>>,
) {
    let Some(mixer) = &mut playback.mixer else {
        return;
    };
    mixer.set_volumes(Volumes {
        all: settings.volume_all,
        voices: settings.volume_voices,
        world: settings.volume_world,
        ui: settings.volume_ui,
    });
    if device
        .as_ref()
        .is_some_and(|before| *before != settings.speaker)
    {
        mixer.choose(settings.speaker.clone());
    }
    *device = Some(settings.speaker.clone());
}

fn ears(mut playback: ResMut<Playback>, eyes: Query<&GlobalTransform, With<StreetCamera>>) {
    let (Some(mixer), Some(eye)) = (&mut playback.mixer, eyes.iter().next()) else {
        return;
    };
    let (_, turn, place) = eye.to_scale_rotation_translation();
    mixer.listen_at(place.to_array(), turn.to_array());
}

fn stand_still(
    screen: Res<State<Screen>>,
    pause: Res<State<Pause>>,
    mut playback: ResMut<Playback>,
) {
    let is_paused = *screen.get() == Screen::Case && *pause.get() == Pause::Paused;
    if let Some(mixer) = &mut playback.mixer {
        mixer.pause(is_paused);
    }
}

fn take(mut sounds: MessageReader<PlaySound>, mut playback: ResMut<Playback>) {
    for sound in sounds.read() {
        playback.once(&sound.sound, sound.at);
    }
}

fn serve(time: Res<Time<Real>>, mut playback: ResMut<Playback>) {
    let Some(mixer) = &mut playback.mixer else {
        return;
    };
    if let Some(state) = mixer.news() {
        match &state {
            SpeakerState::Missing(detail) => info!("no loudspeaker: {detail}"),
            SpeakerState::Lost => info!("the loudspeaker is gone"),
            _ => {}
        }
        playback.state = state;
    }
    playback.serve(time.delta_secs());
}

/// The world steps back, or comes forward again.
pub(super) fn duck(playback: &mut Playback, is_ducked: bool) {
    if let Some(mixer) = &mut playback.mixer {
        mixer.duck(is_ducked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staging::Sound;

    #[test]
    fn an_id_without_a_number_stands_for_its_variants_and_never_repeats_one() {
        let row = |sound: &str| Sound {
            sound: sound.to_owned(),
            file: format!("{sound}.ogg"),
            kind: SoundKind::Step,
            repeats: false,
            spatial: true,
            gain_db: 0.0,
        };
        let sounds = SoundFile {
            format: 1,
            sounds: ["step_1", "step_2", "step_3", "step_wet_1", "shutter"]
                .map(row)
                .to_vec(),
        };
        let mut playback = Playback::default();
        playback.set_table(&sounds, Path::new("home"));
        let mut name = |id| {
            let row = playback.row(id)?;
            Some(row.file.path.file_stem()?.to_string_lossy().into_owned())
        };
        assert_eq!(name("shutter").as_deref(), Some("shutter"));
        assert_eq!(name("step_wet").as_deref(), Some("step_wet_1"));
        assert_eq!(name("thunder"), None);
        let steps: Vec<String> = (0..60).filter_map(|_| name("step")).collect();
        assert_eq!(steps.len(), 60);
        for variant in ["step_1", "step_2", "step_3"] {
            assert!(steps.iter().any(|one| one == variant), "{steps:?}");
        }
        assert!(steps.iter().all(|one| !one.contains("wet")));
        assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{steps:?}");
    }
}
