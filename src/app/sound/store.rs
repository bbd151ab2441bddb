//! Sound files, read and unpacked beside the frame and kept while there is room.

use crate::speech::opus;
use crate::staging::Recording;
use kira::Frame;
use kira::sound::static_sound::{StaticSoundData, StaticSoundSettings};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Unpacked sound kept at most; the oldest goes first.
const BYTES_MAX: usize = 96 << 20;

struct Kept {
    sound: StaticSoundData,
    used: u64,
}

/// The store.
pub(super) struct Store {
    requests: Sender<Recording>,
    loaded: Mutex<Receiver<(Recording, Result<StaticSoundData, String>)>>,
    kept: BTreeMap<Recording, Kept>,
    asked: BTreeSet<Recording>,
    /// Files that cannot be read: told once, then silent.
    broken: BTreeSet<Recording>,
    clock: u64,
    bytes_max: usize,
}

/// What the store says of a file.
#[expect(
    clippy::large_enum_variant,
    reason = "handed out one at a time and at once"
)]
pub(super) enum Found {
    /// Here it is.
    Here(StaticSoundData),
    /// It is on its way.
    Coming,
    /// It will never come.
    Never,
}

fn unpacked(recording: &Recording) -> Result<StaticSoundData, String> {
    let bytes = recording.read().map_err(|error| error.to_string())?;
    if opus::is_opus(&bytes) {
        let samples = opus::unpack(bytes).map_err(|error| error.to_string())?;
        return Ok(StaticSoundData {
            sample_rate: opus::RATE_HZ,
            frames: samples.into_iter().map(Frame::from_mono).collect(),
            settings: StaticSoundSettings::default(),
            slice: None,
        });
    }
    StaticSoundData::from_cursor(Cursor::new(bytes)).map_err(|error| error.to_string())
}

impl Store {
    /// A store with its thread.
    pub(super) fn open() -> Self {
        let (requests, inbox) = channel::<Recording>();
        let (outbox, loaded) = channel();
        let spawned = std::thread::Builder::new()
            .name("sounds".to_owned())
            .spawn(move || {
                while let Ok(recording) = inbox.recv() {
                    let sound = unpacked(&recording);
                    if outbox.send((recording, sound)).is_err() {
                        return;
                    }
                }
            });
        if let Err(error) = spawned {
            bevy::log::warn!("{error}");
        }
        Self {
            requests,
            loaded: Mutex::new(loaded),
            kept: BTreeMap::new(),
            asked: BTreeSet::new(),
            broken: BTreeSet::new(),
            clock: 0,
            bytes_max: BYTES_MAX,
        }
    }

    /// Takes in what has been read since.
    pub(super) fn take_in(&mut self) {
        let Ok(loaded) = self.loaded.get_mut() else {
            return;
        };
        let fresh: Vec<_> = loaded.try_iter().collect();
        for (recording, sound) in fresh {
            self.asked.remove(&recording);
            self.clock += 1;
            match sound {
                Ok(sound) => {
                    let used = self.clock;
                    self.kept.insert(recording, Kept { sound, used });
                }
                Err(error) => {
                    bevy::log::warn!("{}: {error}", recording.path.display());
                    self.broken.insert(recording);
                }
            }
        }
        self.make_room();
    }

    /// A recording's sound, which is fetched when it is not here yet.
    pub(super) fn find(&mut self, recording: &Recording) -> Found {
        self.clock += 1;
        if let Some(kept) = self.kept.get_mut(recording) {
            kept.used = self.clock;
            return Found::Here(kept.sound.clone());
        }
        if self.broken.contains(recording) {
            return Found::Never;
        }
        if self.asked.insert(recording.clone()) && self.requests.send(recording.clone()).is_err() {
            return Found::Never;
        }
        Found::Coming
    }

    fn make_room(&mut self) {
        let bytes = |kept: &Kept| std::mem::size_of_val(&*kept.sound.frames);
        let mut total: usize = self.kept.values().map(bytes).sum();
        while total > self.bytes_max && self.kept.len() > 1 {
            let Some(oldest) = self
                .kept
                .iter()
                .min_by_key(|(_, kept)| kept.used)
                .map(|(recording, _)| recording.clone())
            else {
                return;
            };
            if let Some(kept) = self.kept.remove(&oldest) {
                total -= bytes(&kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staging;
    use std::path::Path;
    use std::time::{Duration, Instant};

    fn wait(store: &mut Store, recording: &Recording) -> Found {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            store.take_in();
            match store.find(recording) {
                Found::Coming if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(5))
                }
                other => return other,
            }
        }
    }

    #[test]
    fn files_come_once_and_broken_ones_never() {
        let clips = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/voice/clips");
        let mut store = Store::open();
        let clip = |name: &str| Recording::whole(clips.join(name));
        let first = clip("zh-01-a.ogg");
        assert!(matches!(store.find(&first), Found::Coming));
        let Found::Here(sound) = wait(&mut store, &first) else {
            panic!("the clip has not come");
        };
        assert!(sound.duration() > Duration::from_secs(1));
        assert!(matches!(wait(&mut store, &clip("clips.tsv")), Found::Never));
        assert!(matches!(wait(&mut store, &clip("none.ogg")), Found::Never));
        // A line in a pack, coded otherwise, lasts as long as its table says.
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/street-vendor");
        let table = staging::voices(&case, "zh").unwrap();
        let row = &table.recordings[0];
        let line = Recording::of(&table.pack, row, &case.join("voices"));
        let Found::Here(sound) = wait(&mut store, &line) else {
            panic!("the line has not come");
        };
        let ms = sound.duration().as_millis() as u64;
        assert!(ms.abs_diff(row.ms) < 5, "{ms} ms, listed {}", row.ms);
        // No room for two: the one used last stays.
        store.bytes_max = 1;
        let second = clip("zh-01-b.ogg");
        assert!(matches!(wait(&mut store, &second), Found::Here(_)));
        assert_eq!(store.kept.keys().collect::<Vec<_>>(), [&second]);
    }
}
