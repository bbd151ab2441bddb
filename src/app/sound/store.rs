//! Sound files, read and unpacked beside the frame and kept while there is room.

use kira::sound::static_sound::StaticSoundData;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
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
    requests: Sender<PathBuf>,
    loaded: Mutex<Receiver<(PathBuf, Result<StaticSoundData, String>)>>,
    kept: BTreeMap<PathBuf, Kept>,
    asked: BTreeSet<PathBuf>,
    /// Files that cannot be read: told once, then silent.
    broken: BTreeSet<PathBuf>,
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

impl Store {
    /// A store with its thread.
    pub(super) fn open() -> Self {
        let (requests, inbox) = channel::<PathBuf>();
        let (outbox, loaded) = channel();
        let spawned = std::thread::Builder::new()
            .name("sounds".to_owned())
            .spawn(move || {
                while let Ok(path) = inbox.recv() {
                    let sound =
                        StaticSoundData::from_file(&path).map_err(|error| error.to_string());
                    if outbox.send((path, sound)).is_err() {
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
        for (path, sound) in fresh {
            self.asked.remove(&path);
            self.clock += 1;
            match sound {
                Ok(sound) => {
                    let used = self.clock;
                    self.kept.insert(path, Kept { sound, used });
                }
                Err(error) => {
                    bevy::log::warn!("{}: {error}", path.display());
                    self.broken.insert(path);
                }
            }
        }
        self.make_room();
    }

    /// A file's sound, which is fetched when it is not here yet.
    pub(super) fn find(&mut self, path: &Path) -> Found {
        self.clock += 1;
        if let Some(kept) = self.kept.get_mut(path) {
            kept.used = self.clock;
            return Found::Here(kept.sound.clone());
        }
        if self.broken.contains(path) {
            return Found::Never;
        }
        if self.asked.insert(path.to_owned()) && self.requests.send(path.to_owned()).is_err() {
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
                .map(|(path, _)| path.clone())
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
    use std::time::{Duration, Instant};

    fn wait(store: &mut Store, path: &Path) -> Found {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            store.take_in();
            match store.find(path) {
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
        let first = clips.join("zh-01-a.ogg");
        assert!(matches!(store.find(&first), Found::Coming));
        let Found::Here(sound) = wait(&mut store, &first) else {
            panic!("the clip has not come");
        };
        assert!(sound.duration() > Duration::from_secs(1));
        assert!(matches!(
            wait(&mut store, &clips.join("clips.tsv")),
            Found::Never
        ));
        assert!(matches!(
            wait(&mut store, &clips.join("none.ogg")),
            Found::Never
        ));
        // No room for two: the one used last stays.
        store.bytes_max = 1;
        let second = clips.join("zh-01-b.ogg");
        assert!(matches!(wait(&mut store, &second), Found::Here(_)));
        assert_eq!(store.kept.keys().collect::<Vec<_>>(), [&second]);
    }
}
